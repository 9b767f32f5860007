import { readFileSync } from 'node:fs';
import type { Model } from '../../dialogs/understanding/classifier.ts';
import type { Detail, Intent } from '../../dialogs/understanding/intents.ts';
import type { Meaning, When } from '../../dialogs/understanding/meaning.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { SIDE_EFFECTS, verdict } from '../../dialogs/understanding/verdict.ts';

/**
 * Sets of messages by writers who had not seen the phrases: set-a, set-b and so on, one JSON object a line. Their figures at first
 * sight stand in docs/understanding.md.
 */

/** The model has learnt from these too: `npm run bench:understanding` measures each with a model that has not. */
export const LEARNT = [
  'set-a.jsonl',
  'set-b.jsonl',
  'set-c.jsonl',
  'set-d.jsonl',
  'set-e.jsonl',
  'set-f.jsonl',
  'set-g.jsonl',
] as const;

/** Nothing has been learnt from these; they stand beside this file. */
export const APART: readonly string[] = [
  'set-h.jsonl',
  'set-i.jsonl',
  'set-j.jsonl',
  'set-times.jsonl',
  'set-times-2.jsonl',
];

const FOLDER = new URL('../../locales/phrases/messages/', import.meta.url);

export interface SetMessage {
  text: string;
  intent: Intent;
  /** Put in when the message was learnt from. */
  detail?: Detail;
  /** The sub-type in the writer's words. */
  reason: string | null;
  when: When | null;
  tags: string[];
  /** When it was written, where that is not `NOW`. */
  now?: string;
  /** Further things that the message asks for. */
  also?: Intent[];
  /** What the writer had put, where the label was judged to be another. */
  labelled_first?: string;
}

export function readSet(name: string): SetMessage[] {
  return readFileSync(new URL(name, APART.includes(name) ? import.meta.url : FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as SetMessage);
}

export const NOW = '2026-03-10T08:00:00+01:00';

export interface Judged {
  message: SetMessage;
  meaning: Meaning;
  right: boolean;
  acted: boolean;
  /** Acted on rightly, or asked with the right one among the choices. */
  helped: boolean;
  /** Asked whether the writer is in danger, where nothing of the kind was meant. */
  falseWorry: boolean;
  /** A side effect that nobody asked for would be read back. */
  wrongEffect: boolean;
  /** null: no time is compared for it. */
  time: 'right' | 'none' | 'wrong' | null;
  reasonRight: boolean | null;
}

/** @param model another one than the product's, to try it */
export function judgeSet(messages: readonly SetMessage[], model?: Model): Judged[] {
  return messages.map((message) => {
    const meaning = understand(message.text, message.now ?? NOW, {}, model === undefined ? {} : { model });
    const sure = verdict(meaning) === 'sure';
    const right = meaning.intent === message.intent;
    const asked =
      (verdict(meaning) === 'ask' && meaning.top.includes(message.intent)) ||
      (message.intent === 'crisis' && meaning.worry !== null);
    const reports = message.intent === 'report_absence' && right;
    return {
      message,
      meaning,
      right,
      acted: right && sure,
      helped: (right && sure) || asked,
      falseWorry: message.intent !== 'crisis' && meaning.worry !== null,
      wrongEffect:
        sure && !right && SIDE_EFFECTS.has(meaning.intent) && !(message.also ?? []).includes(meaning.intent),
      // In a crisis no time matters.
      time:
        reports || (right && message.when !== null && message.intent !== 'crisis')
          ? comparedTime(message.when, meaning.when)
          : null,
      reasonRight: reports ? meaning.reason === reasonOf(message.reason) : null,
    };
  });
}

const REASON_NAMES: Record<string, string> = { child_sick: 'child-sick', studies: 'education' };
const reasonOf = (written: string | null): string | null =>
  written === null ? null : (REASON_NAMES[written] ?? written);

/** A day where a clock time of that day was meant is no error: the day is what is read back. */
function comparedTime(meant: When | null, found: When | null): 'right' | 'none' | 'wrong' {
  if (meant === null) return found === null ? 'right' : 'wrong';
  if (found === null) return 'none';
  if (found.grain === meant.grain && found.start === meant.start)
    return meant.grain === 'time' || found.end === meant.end ? 'right' : 'wrong';
  const sameDay = found.start.slice(0, 10) === meant.start.slice(0, 10);
  return sameDay && found.grain !== meant.grain ? 'right' : 'wrong';
}
