/**
 * Why somebody is away: from words, symptoms and situations to the sub-types of a deviation report. Words are looked
 * for in text with diacritics folded. What is found is only the sub-type; a diagnosis is noticed (so that the person
 * can be told that it is not needed) and never passed on.
 */

import { DENIED_CHILD, DENIED_SICK, DIAGNOSIS, REASONS } from '../../locales/phrases/reasons.ts';
import { NO_OWN_WORK, OWN_WORK } from '../../locales/phrases/signs.ts';
import { classesOf } from './lexicon.ts';
import type { Reason } from './meaning.ts';
import { Patterns } from './patterns.ts';

export interface FoundReason {
  reason: Reason | null;
  /** The words that would tell a reason are denied: "jag är inte sjuk". */
  denied: boolean;
  diagnosis: boolean;
}

const PATTERNS = new Patterns([...REASONS.map(({ pattern }) => pattern), DENIED_CHILD, DIAGNOSIS]);
const DENIED_AT = REASONS.length;
const DIAGNOSIS_AT = REASONS.length + 1;
const OWN_WORK_DENIED = new Patterns([NO_OWN_WORK]);

/** @param bare folded letters and figures with one space between words */
export function findReason(bare: string): FoundReason {
  // To look for jobs is the work of the plan, not the reason to stay away from it.
  const text = OWN_WORK_DENIED.any(bare) ? bare.replace(OWN_WORK, ' ') : bare;
  const found = PATTERNS.all(text);
  // "jobbcoach" and "jobbsökande" are no work, "sjukanmälan" of something else no illness.
  const diagnosis = found.includes(DIAGNOSIS_AT);
  const isChildWell = found.includes(DENIED_AT);
  let denied = isChildWell;
  for (const place of found) {
    if (place >= REASONS.length) break;
    const { reason } = REASONS[place] as (typeof REASONS)[number];
    if ((reason === 'sick' && DENIED_SICK.test(text)) || (reason === 'child-sick' && isChildWell)) {
      denied = true;
      continue;
    }
    return { reason, denied, diagnosis };
  }
  return { reason: null, denied, diagnosis };
}

const ILL = ['illness', 'symptom', 'pain'] as const;
/** What any of the words on the left and any on the right are about together gives the reason; the first that fits wins. */
const BY_WORDS: readonly (readonly [Reason, readonly string[], readonly string[] | null])[] = [
  ['family', ['funeral'], null],
  ['family', ['family'], [...ILL, 'care', 'travel', 'help', 'home']],
  ['child-sick', ['child'], [...ILL, 'care']],
  ['family', ['child', 'family'], ['childcare', 'festivity', 'funeral']],
  ['interview', ['interview'], null],
  ['doctor', ['care'], null],
  ['sick', ['illness', 'symptom'], null],
  ['sick', ['body'], ['pain', 'weak']],
  ['authority', ['authority'], null],
  ['other', ['breakdown', 'weather', 'pet'], null],
  ['work', ['employer', 'occupation'], ['work', 'money', 'go', 'relay', 'help']],
  ['work', ['work'], null],
  ['education', ['studies'], null],
  ['other', ['travel', 'festivity', 'home', 'transport'], null],
];

/**
 * A reason by what the words are about, for wording that no list of reasons has ("kardiolog", "flyget är inställt"): only for somebody
 * who is known to stay away.
 *
 * @param words folded words, times replaced by signs
 */
export function reasonByWords(words: readonly string[]): Reason | null {
  const about = words.map((word) => (word.length < 3 ? [] : classesOf(word)));
  const has = (names: readonly string[], but: number): number =>
    about.findIndex((classes, at) => at !== but && names.some((name) => classes.includes(name)));
  for (const [reason, these, those] of BY_WORDS) {
    const first = has(these, -1);
    if (first !== -1 && (those === null || has(those, first) !== -1)) return reason;
  }
  return null;
}
