import type { Participant } from '../domain/participant.ts';
import { ADDS_TO_YES, ASKS, LONG_NUMBER, NO_MESSAGE } from '../locales/phrases/answers.ts';
import { MEANT, ONLY_WRONG, REWRITES } from '../locales/phrases/told.ts';
import { triedToCall } from './absence/called.ts';
import { openQuestion, type Registry } from './engine.ts';
import { saysOnlyWrong } from './facts.ts';
import type { Heard } from './turn.ts';
import type { Meaning } from './understanding/meaning.ts';
import { verdict } from './understanding/verdict.ts';

/** What is written where a message to a human is read back: it belongs in the message, unless it is clearly something else. */

/** What these sound like is no part of a message, even where it is not sure. */
const COMMANDS: ReadonlySet<Meaning['intent']> = new Set([
  'crisis',
  'cancel',
  'help',
  'explain_word',
  'easy_on',
  'easy_off',
  'reminder_stop',
  'greeting',
]);

/** What has an answer of its own. */
const ANSWERED: ReadonlySet<Meaning['detail']> = new Set([
  'money',
  'rules',
  'ask_leave',
  'language',
  'unreadable',
  'abuse',
]);

/** The words that are to stand in the message too; null when they are a yes, a no, a command, a report or a question to us. */
export function addedWords(heard: Heard): string | null {
  const { choice, text, normal, meaning } = heard;
  const said = text.trim();
  const hasNumber = LONG_NUMBER.test(normal.bare);
  const isOnlyWrong =
    !hasNumber && (ONLY_WRONG.test(normal.bare) || REWRITES.test(normal.bare) || saysOnlyWrong(said));
  if (choice !== null || NO_MESSAGE.test(normal.bare) || isOnlyWrong) return null;
  if (ADDS_TO_YES.test(normal.bare) && meaning.intent !== 'crisis') return said.replace(FIRST_WORD, '');
  if (triedToCall(heard)) return said;
  const isSure = verdict(meaning) === 'sure';
  const isShort = normal.bare.split(' ').length <= 3;
  switch (meaning.intent) {
    case 'yes':
      return isSure || isShort ? null : said;
    case 'no':
      if (meaning.when !== null || MEANT.test(normal.bare)) return said;
      return isSure || isShort ? null : said;
    case 'show_plan':
    case 'show_schedule':
      // "Mitt schema" is asked for by its name.
      return (isSure && isShort) || said.endsWith('?') || ASKS.test(normal.bare) ? null : said;
    case 'human':
      return isSure && meaning.detail === null ? null : said;
    case 'out_of_scope':
      return isSure && ANSWERED.has(meaning.detail) && !hasNumber ? null : said;
    default:
      if (COMMANDS.has(meaning.intent)) return verdict(meaning) === 'lost' ? said : null;
      return isSure ? null : said;
  }
}

/** Whether a message to a human is what is read back just now, and the words are to stand in it. */
export function isAdded(heard: Heard, doc: Participant, registry: Registry): boolean {
  const question = openQuestion(doc, registry);
  return question?.toHuman === true && question.expecting === 'yes-no' && addedWords(heard) !== null;
}

const FIRST_WORD = /^\P{L}*\p{L}+[\s,.!]+/u;

/** The message with them, as another sentence; what stands in it already is not said twice. */
export function withAdded(message: string, added: string): string {
  if (message === '') return added;
  if (message.includes(added)) return message;
  return `${message}${/[.!?…]$/.test(message) ? '' : '.'} ${added}`;
}
