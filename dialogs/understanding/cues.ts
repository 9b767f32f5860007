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
import { Patterns } from './patterns.ts';

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
  const text = words === folded ? words : folded.replace(/[^a-z0-9?!.,]+/g, ' ').trim();
  const found = PATTERNS.all(words);
  const has = (pattern: RegExp): boolean => found.includes(ASKED.indexOf(pattern));
  return {
    question: QUESTION.test(text),
    negated: has(NEGATED),
    correction: has(CORRECTION),
    aboutOther: (has(ABOUT_OTHER) || has(FOR_OTHER)) && !has(RELAYS),
    hypothetical: has(HYPOTHETICAL),
    past: has(PAST),
  };
}

const ASKED = [NEGATED, CORRECTION, ABOUT_OTHER, FOR_OTHER, RELAYS, HYPOTHETICAL, PAST];
const PATTERNS = new Patterns(ASKED);
