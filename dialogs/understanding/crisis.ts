import {
  DANGER,
  DARK_WORDS,
  DESPAIR,
  FILLERS,
  FOREIGN,
  SAYINGS,
  SELF_HARM,
  VIOLENCE,
} from '../../locales/phrases/crises.ts';
import { nearest } from './fuzzy.ts';
import { Patterns } from './patterns.ts';

/**
 * The rule that comes before everything: somebody may hurt themselves, is being hurt, or may hurt others.
 *
 * It prefers an alarm too many: a kind answer with phone numbers costs little, a missed one can cost a life. What it
 * leaves out are sayings ("dör av skratt") and slips with a kitchen knife. Negated and reported sentences count
 * ("jag tänker inte ta livet av mig"): somebody who writes them should get the numbers too.
 */

export type Crisis = 'self_harm' | 'violence' | 'danger';

/** Violence first: its answer holds every number of the others and one more. */
const RULES: readonly (readonly [RegExp, Crisis])[] = [
  ...VIOLENCE.map((pattern) => [pattern, 'violence'] as const),
  ...SELF_HARM.map((pattern) => [pattern, 'self_harm'] as const),
  ...DANGER.map((pattern) => [pattern, 'danger'] as const),
  ...DESPAIR.map((pattern) => [pattern, 'self_harm'] as const),
];
const IN_SWEDISH = new Patterns(RULES.map(([pattern]) => pattern));
const IN_OTHERS = new Patterns(FOREIGN.map(([pattern]) => pattern));
const IN_SPEECH = new Patterns(SAYINGS);

/** True when the text holds a saying or a slip that only sounds like a crisis. @param bare see `findCrisis` */
export const hasSaying = (bare: string): boolean => IN_SPEECH.any(spelled(bare));

/** A text without its sayings, one after the other. */
export const withoutSayings = (text: string): string =>
  IN_SPEECH.changed(text, (rest, place) => rest.replace(SAYINGS[place] as RegExp, ' '));

/** Long letters shortened ("döööö" is "dö"), slips in the words that matter put right. */
function spelled(bare: string): string {
  return bare
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/\b(?:inte|int|inre|itne|ite|inge|inye|unte)\b/g, 'inte')
    .replace(/\b[a-z]{4,12}\b/g, (word) => nearest(word, DARK_WORDS) ?? word);
}

/**
 * @param bare folded letters and figures with one space between words, of the whole message however long it is
 * @param plain the same in lower case as it is written, for other scripts
 */
export function findCrisis(bare: string, plain: string): Crisis | null {
  const text = withoutSayings(spelled(bare));
  if (text.length > 1) {
    const short = text.replace(FILLERS, '').trim();
    const found = match(text) ?? (short === text ? null : match(short));
    if (found !== null) return found;
  }
  // Folded, "svart" is also "svårt".
  if (/\b(?:livet|allt|allting) (?:är|e|ar|känns) (?:helt |så |bara )?svart\b/.test(plain))
    return 'self_harm';
  return FOREIGN[IN_OTHERS.first(plain)]?.[1] ?? null;
}

const match = (text: string): Crisis | null => RULES[IN_SWEDISH.first(text)]?.[1] ?? null;
