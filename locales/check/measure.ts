import { letterCount, type Prepared } from './prepare.ts';

/** A word is long from this many letters more than: 7 letters and up. */
const LONG = 6;

export interface Measures {
  /** Words, names and addresses included. */
  words: number;
  /** Words / sentences + 100 * long words / words, names removed. One decimal. 0 for an empty text. */
  lix: number;
  /** Mean, names included. One decimal. */
  wordsPerSentence: number;
  /** Words in the longest sentence. */
  longestSentence: number;
  /** Share of words with more than 6 letters, 0 to 1, names removed. Three decimals. */
  longWordShare: number;
  /** The long words, each once, in order. */
  longWords: string[];
}

/** Measures a prepared text. LIX after Björnsson 1968, without names and titles. */
export function measure(text: Prepared): Measures {
  const inSentences = text.sentences.flatMap((sentence) => sentence.words);
  const counted = inSentences.filter((word) => !word.name);
  const long = counted.filter((word) => letterCount(word.text) > LONG);
  const sentences = text.sentences.length;
  const share = counted.length === 0 ? 0 : long.length / counted.length;
  const lix = sentences === 0 ? 0 : counted.length / sentences + 100 * share;
  return {
    words: inSentences.length,
    lix: round(lix, 1),
    wordsPerSentence: sentences === 0 ? 0 : round(inSentences.length / sentences, 1),
    longestSentence: Math.max(0, ...text.sentences.map((sentence) => sentence.words.length)),
    longWordShare: round(share, 3),
    longWords: [...new Set(long.map((word) => word.text))],
  };
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
