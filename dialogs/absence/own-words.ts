import type { Absence } from '../../domain/absence.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx, Heard, Question } from '../turn.ts';
import { namesIllness } from '../understanding/diagnosis.ts';

/**
 * An illness that is named in a report is kept nowhere and left out of it. Whoever wants the handledare to know can say so, in words that are
 * written anew for just that. Nobody is asked for them.
 */

/** What a report knows of it. */
export interface OwnWords {
  /** Whether an illness has been named, and left out, since the report was begun. */
  readonly leftOut: boolean;
  /** Set while the person writes what is to be sent with it. */
  readonly writing: boolean;
  /** What the person wants to have sent with it; null: nothing. */
  readonly words: string | null;
}

export const NO_OWN_WORDS: OwnWords = { leftOut: false, writing: false, words: null };

/** The question in which any words are the person's own, for the handledare. */
export const OWN_WORDS = 'words';

const MAX_LENGTH = 500;

export function wordsQuestion<Draft extends OwnWords>(): Question<Draft> {
  return {
    field: OWN_WORDS,
    expecting: 'text',
    toHuman: true,
    isOpen: (draft) => draft.writing,
    ask: (_draft, ctx) => [
      {
        key: 'absence:askWords',
        params: {
          supervisor: { name: ctx.doc.plan.supervisor.name },
          provider: { name: ctx.doc.plan.provider.name },
        },
        choices: [
          { id: 'skip', key: 'absence:noWords' },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ],
    take: (heard, draft) => {
      if (heard.choice === 'skip') return { draft: { ...draft, writing: false } };
      const words = heard.text.trim();
      if (words === '') return null;
      if (words.length > MAX_LENGTH)
        return { say: [{ key: 'question:tooLong', params: { count: MAX_LENGTH } }] };
      return { draft: { ...draft, words, writing: false } };
    },
    clear: (draft) => ({ ...draft, words: null, writing: true }),
  };
}

/** Whether it is to be sent, as it was read back: without the illness, where one was named, and with the words that were written. */
export function askSend(draft: OwnWords, ctx: Ctx): Saying[] {
  const isOffered = draft.leftOut && draft.words === null;
  return [
    ...wordsRow('absence:readBackWords', draft.words),
    {
      key: isOffered ? 'absence:askSendWithout' : 'absence:askSend',
      params: { provider: { name: ctx.doc.plan.provider.name } },
      choices: [
        { id: 'yes', key: 'absence:send' },
        ...(isOffered ? [{ id: OWN_WORDS, key: 'absence:writeWords' } as const] : []),
        { id: 'change', key: 'common:change' },
        { id: 'do:cancel', key: 'common:cancel' },
      ],
    },
  ];
}

/** A row of the receipt with the person's own words; none where there are none. */
export function receiptWords({ explanation }: Pick<Absence, 'explanation'>): Phrase[] {
  return wordsRow('absence:rowWords', explanation?.text ?? null);
}

function wordsRow(key: TextKey, text: string | null): Phrase[] {
  return text === null ? [] : [{ key, params: { words: { quote: { text, easy: null } } } }];
}

/** The same question, which takes note when its answer names an illness. */
export function notingIllness<Draft extends OwnWords>(question: Question<Draft>): Question<Draft> {
  if (question.field === OWN_WORDS) return question;
  return {
    ...question,
    take: (heard, draft, ctx) => {
      const taken = question.take(heard, draft, ctx);
      if (taken === null || !('draft' in taken) || !isNamed(heard)) return taken;
      return { draft: { ...taken.draft, leftOut: true } };
    },
  };
}

export function isNamed({ choice, meaning, text }: Heard): boolean {
  return choice === null && (meaning.diagnosis || namesIllness(text));
}
