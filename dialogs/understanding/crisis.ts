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
import { anyOf } from './any-of.ts';
import { nearest } from './fuzzy.ts';

/**
 * The rule that comes before everything: somebody may hurt themselves, is being hurt, or may hurt others.
 *
 * It prefers an alarm too many: a kind answer with phone numbers costs little, a missed one can cost a life. What it
 * leaves out are sayings ("dör av skratt") and slips with a kitchen knife. Negated and reported sentences count
 * ("jag tänker inte ta livet av mig"): somebody who writes them should get the numbers too.
 */

export type Crisis = 'self_harm' | 'violence' | 'danger';

const ANY_SAYING = anyOf(SAYINGS);
const ANY_VIOLENCE = anyOf(VIOLENCE);
const ANY_SELF_HARM = anyOf(SELF_HARM);
const ANY_DANGER = anyOf(DANGER);
const ANY_DESPAIR = anyOf(DESPAIR);
const ANY_FOREIGN = anyOf(FOREIGN.map(([pattern]) => pattern));

/** True when the text holds a saying or a slip that only sounds like a crisis. */
export const hasSaying = (folded: string): boolean => ANY_SAYING.test(bare(folded));

/** Letters only, one space between words, long letters shortened ("döööö" is "dö"). */
function bare(folded: string): string {
  return folded
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/\b(?:inte|int|inre|itne|ite|inge|inye|unte)\b/g, 'inte')
    .replace(/\b[a-z]{4,12}\b/g, (word) => nearest(word, DARK_WORDS) ?? word)
    .trim();
}

/**
 * @param folded lower-case text with diacritics folded, of the whole message however long it is
 * @param plain the same with diacritics, for other scripts
 */
export function findCrisis(folded: string, plain: string): Crisis | null {
  let text = bare(folded);
  if (ANY_SAYING.test(text)) for (const saying of SAYINGS) text = text.replace(saying, ' ');
  if (text.length > 1) {
    const short = text.replace(FILLERS, '').trim();
    const found = match(text) ?? (short === text ? null : match(short));
    if (found !== null) return found;
  }
  // Folded, "svart" is also "svårt".
  if (/\b(?:livet|allt|allting) (?:är|e|ar|känns) (?:helt |så |bara )?svart\b/.test(plain))
    return 'self_harm';
  return ANY_FOREIGN.test(plain) ? (FOREIGN.find(([pattern]) => pattern.test(plain))?.[1] ?? null) : null;
}

function match(text: string): Crisis | null {
  // Violence first: its answer holds every number of the others and one more.
  if (ANY_VIOLENCE.test(text)) return 'violence';
  if (ANY_SELF_HARM.test(text)) return 'self_harm';
  if (ANY_DANGER.test(text)) return 'danger';
  if (ANY_DESPAIR.test(text)) return 'self_harm';
  return null;
}
