import type { Step } from '../../domain/plan.ts';
import type { Text } from '../../domain/text.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Choice, Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx } from '../turn.ts';

/** Rows that the parts of a plan are told in. The author's own words are quoted as they stand. */

/** More rows than this are hard to take in at once. */
export const MAX_ROWS = 5;

export const ASK: Choice = { id: 'do:ask', key: 'common:askSupervisor' };

/** A list is at most five rows in one message, and what is over comes in the next: nothing that a plan promises is left out. */
export function inParts(key: TextKey, rows: readonly Phrase[], params?: Saying['params']): Saying[] {
  const parts: Saying[] = [];
  for (let index = 0; index < rows.length; index += MAX_ROWS) {
    parts.push({
      ...(index === 0 ? { key, ...(params ? { params } : {}) } : { key: 'plan:also' }),
      rows: rows.slice(index, index + MAX_ROWS),
    });
  }
  return parts;
}

/** A row with the author's words, or none. */
export function optional(key: TextKey, text: Text | null): Phrase[] {
  return text === null ? [] : [{ key, params: { what: { quote: text } } }];
}

export function optionalDay(key: TextKey, date: LocalDate | null): Phrase[] {
  return date === null ? [] : [{ key, params: { day: { date } } }];
}

export const quoteRow = (text: Text): Phrase => ({ key: 'plan:rowQuote', params: { what: { quote: text } } });

/** Everything that the plan says of one step. */
export function stepRows(step: Step, { doc }: Ctx): Phrase[] {
  const provider = { name: doc.plan.provider.name };
  return [
    { key: 'plan:rowStep', params: { what: { quote: step.what } } },
    ...optional('plan:rowWhy', step.why),
    ...optional('plan:rowDoneWhen', step.doneWhen),
    step.by === 'provider'
      ? { key: 'plan:rowByProvider', params: { provider } }
      : { key: step.by === 'participant' ? 'plan:rowByYou' : 'plan:rowByBoth' },
    ...optionalDay('plan:rowStepDay', step.date),
  ];
}

/** Said with choices at the end. */
export function withChoices(sayings: readonly Saying[], choices: readonly Choice[]): Saying[] {
  const last = sayings.at(-1);
  return last ? [...sayings.slice(0, -1), { ...last, choices }] : [];
}
