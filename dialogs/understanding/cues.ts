/** Small signs of how something is meant: asked, denied, supposed, corrected, about somebody else. */

import {
  ABOUT_OTHER,
  CORRECTION,
  FOR_OTHER,
  HYPOTHETICAL,
  NEGATED,
  PAST,
  QUESTION,
  RELAYS,
} from '../../locales/phrases/signs.ts';

export interface Cues {
  question: boolean;
  negated: boolean;
  correction: boolean;
  aboutOther: boolean;
  hypothetical: boolean;
  /** Something that has been. */
  past: boolean;
}

/**
 * @param folded lower-case text with diacritics folded
 * @param words its letters and figures alone, with one space between words
 */
export function findCues(folded: string, words: string): Cues {
  const text = folded.replace(/[^a-z0-9?!.,]+/g, ' ').trim();
  return {
    question: QUESTION.test(text),
    negated: NEGATED.test(words),
    correction: CORRECTION.test(words),
    aboutOther: (ABOUT_OTHER.test(words) || FOR_OTHER.test(words)) && !RELAYS.test(words),
    hypothetical: HYPOTHETICAL.test(words),
    past: PAST.test(words),
  };
}
