/**
 * Why somebody is away: from words, symptoms and situations to the sub-types of a deviation report. Words are looked
 * for in text with diacritics folded. What is found is only the sub-type; a diagnosis is noticed (so that the person
 * can be told that it is not needed) and never passed on.
 */

import { DENIED_CHILD, DENIED_SICK, DIAGNOSIS, REASONS } from '../../locales/phrases/reasons.ts';
import { NO_OWN_WORK, OWN_WORK } from '../../locales/phrases/signs.ts';
import type { Reason } from './meaning.ts';

export interface FoundReason {
  reason: Reason | null;
  /** The words that would tell a reason are denied: "jag är inte sjuk". */
  denied: boolean;
  diagnosis: boolean;
}

/** @param folded lower-case text with diacritics folded */
export function findReason(folded: string): FoundReason {
  const bare = folded.replace(/[^a-z0-9]+/g, ' ').trim();
  // To look for jobs is the work of the plan, not the reason to stay away from it.
  const text = NO_OWN_WORK.test(bare) ? bare.replace(OWN_WORK, ' ') : bare;
  // "jobbcoach" and "jobbsökande" are no work, "sjukanmälan" of something else no illness.
  const diagnosis = DIAGNOSIS.test(text);
  let denied = DENIED_CHILD.test(text);
  for (const { reason, pattern } of REASONS) {
    if (!pattern.test(text)) continue;
    if (
      (reason === 'sick' && DENIED_SICK.test(text)) ||
      (reason === 'child-sick' && DENIED_CHILD.test(text))
    ) {
      denied = true;
      continue;
    }
    return { reason, denied, diagnosis };
  }
  return { reason: null, denied, diagnosis };
}
