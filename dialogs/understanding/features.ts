/**
 * What the classifier sees of a message: words, pairs of words, letters in twos to fours, and signs that the rules
 * found (a day, a reason, a question). Days and clock times are replaced by one sign, so that "på tisdag" and "den
 * 12" look the same. Everything is hashed into one table, so that the model needs no list of words.
 */

import { findConcepts } from './concepts.ts';
import { type Cues, findCues } from './cues.ts';
import { begun, ended, grown, grownBy, hash32, SPACE } from './hash.ts';
import { classesOf } from './lexicon.ts';
import type { Normalised, Token } from './normalise.ts';
import { type FoundReason, findReason } from './reasons.ts';
import { findMarks } from './time-marks.ts';

export const TABLE_BITS = 15;
export const TABLE_SIZE = 1 << TABLE_BITS;

export interface Signs {
  cues: Cues;
  reason: FoundReason;
}

export interface Seen extends Signs {
  marks: ReturnType<typeof findMarks>;
  concepts: string[];
  /** Folded words with times replaced by signs. */
  words: string[];
}

const TIME_SIGNS: Record<string, string> = {
  relative: '§d',
  weekday: '§d',
  date: '§d',
  named: '§d',
  week: '§v',
  month: '§v',
  later: '§d',
  duration: '§v',
  clock: '§t',
  span: '§m',
  part: '§p',
};

/** Everything that is looked at, once. */
export function look(text: Normalised): Seen {
  const marks = findMarks(text.tokens);
  return {
    marks,
    ...signsOf(text),
    concepts: findConcepts(text.bare),
    words: maskedWords(text.tokens, marks),
  };
}

/** How it is meant, and why; for what is sure without a closer look. */
export function signsOf(text: Normalised): Signs {
  return { cues: findCues(text.folded, text.bare), reason: findReason(text.bare) };
}

function maskedWords(tokens: readonly Token[], marks: Seen['marks']): string[] {
  const words: string[] = [];
  let next = 0;
  for (const mark of marks) {
    // Marks leave out single words that say nothing to the calendar.
    for (; next < mark.from; next++) push(words, tokens[next] as Token);
    const sign = TIME_SIGNS[mark.kind];
    if (sign !== undefined) {
      words.push(sign);
      next = mark.to;
    } else for (; next < mark.to; next++) push(words, tokens[next] as Token);
  }
  for (; next < tokens.length; next++) push(words, tokens[next] as Token);
  return words;
}

function push(words: string[], token: Token): void {
  if (token.kind === 'number') words.push('0');
  else if (token.kind === 'word') words.push(token.fold.replace(/(.)\1{2,}/g, '$1$1'));
  else if (/\p{Extended_Pictographic}/u.test(token.text)) words.push(token.text);
}

/** The row of the table that a feature has. */
const rowOf = (h: number): number => ended(h) >>> (32 - TABLE_BITS);
const hash = (text: string, seed: number): number => rowOf(grown(begun(seed), text));
/** Of two texts with a space between them. */
const hashOfTwo = (one: string, other: string, seed: number): number =>
  rowOf(grown(grownBy(grown(begun(seed), one), SPACE), other));

/** Features by kind: each kind is weighed to length one by itself, so that many letters do not drown few words. */
export const KINDS = 5;

const MOST_WORDS = 60;

/** Small words that say little alone; pairs of words skip over them too. */
const LIGHT = new Set(
  'jag ja ar att och det den en ett pa i med till som har av for mig min mitt du ni vi nu sa o e'.split(' '),
);

/** How many phrases within the product's scope know a word, by its beginning; see `novelty`. */
export type Vocabulary = Uint8Array;
export const VOCABULARY_SIZE = 1 << 15;

const stemRow = (word: string): number => hash32(word.slice(0, 5), 9) & (VOCABULARY_SIZE - 1);

export function countWords(seen: Seen, vocabulary: Vocabulary): void {
  for (const row of new Set(contentWords(seen).map(stemRow)))
    vocabulary[row] = Math.min(255, (vocabulary[row] as number) + 1);
}

const contentWords = (seen: Seen): string[] =>
  seen.words.filter((word) => word.length > 2 && !LIGHT.has(word) && !word.startsWith('§'));

/**
 * How many words of a message nobody here ever uses: the best sign that it is about something else.
 *
 * @param own how many times the message itself is counted in the vocabulary (1 while learning from it, else 0)
 */
function novelty(seen: Seen, vocabulary: Vocabulary, own: number): { strange: number; all: number } {
  const words = contentWords(seen);
  return {
    strange: words.filter((word) => (vocabulary[stemRow(word)] as number) <= own).length,
    all: words.length,
  };
}

export function featuresOf(seen: Seen, vocabulary: Vocabulary, own = 0): number[][] {
  const words =
    seen.words.length > MOST_WORDS
      ? [...seen.words.slice(0, MOST_WORDS - 10), ...seen.words.slice(-10)]
      : seen.words;
  return [
    wordFeatures(words),
    letterFeatures(words),
    signFeatures(seen, words, vocabulary, own),
    conceptFeatures(seen),
    classFeatures(seen),
  ].map(eachOnce);
}

const met = new Uint8Array(TABLE_SIZE);

/** In the order in which they were met first. */
function eachOnce(rows: readonly number[]): number[] {
  const once: number[] = [];
  for (const row of rows) {
    if (met[row] === 1) continue;
    met[row] = 1;
    once.push(row);
  }
  for (const row of once) met[row] = 0;
  return once;
}

function wordFeatures(words: readonly string[]): number[] {
  const rows: number[] = [];
  let last = '^';
  let lastHeavy = '^';
  for (const word of words) {
    rows.push(hash(word, 1), hashOfTwo(last, word, 2));
    if (!LIGHT.has(word)) {
      if (lastHeavy !== last) rows.push(hashOfTwo(lastHeavy, word, 3));
      lastHeavy = word;
    }
    last = word;
  }
  rows.push(hashOfTwo(last, '$', 2));
  return rows;
}

const LONGEST_READ = 24;

/** Letters that stand together, the edges of the word among them. */
function letterFeatures(words: readonly string[]): number[] {
  const rows: number[] = [];
  for (const word of words) {
    if (word.startsWith('§')) continue;
    const padded = ` ${word.slice(0, LONGEST_READ)} `;
    for (let size = 2; size <= 4; size++) {
      for (let from = 0; from + size <= padded.length; from++) {
        let h = begun(4);
        for (let i = from; i < from + size; i++) h = grownBy(h, padded.charCodeAt(i));
        rows.push(rowOf(h));
      }
    }
  }
  return rows;
}

function signFeatures(seen: Seen, words: readonly string[], vocabulary: Vocabulary, own: number): number[] {
  const rows: number[] = [];
  const sign = (name: string): void => {
    rows.push(hash(name, 5));
  };
  const { cues, reason } = seen;
  if (cues.question) sign('question');
  if (cues.negated) sign('negated');
  if (cues.correction) sign('correction');
  if (cues.aboutOther) sign('other');
  if (cues.hypothetical) sign('hypothetical');
  if (cues.past) sign('past');
  if (reason.reason !== null) {
    sign('reason');
    sign(`reason ${reason.reason}`);
    sign(
      `reason ${reason.reason} ${cues.question ? '?' : ''}${cues.negated ? '-' : ''}${cues.aboutOther ? 'o' : ''}`,
    );
  }
  if (reason.denied) sign('denied');
  const { strange, all } = novelty(seen, vocabulary, own);
  sign(`strange ${Math.min(strange, 3)}`);
  sign(
    `strange ${all === 0 ? 'none' : strange === all ? 'all' : strange * 2 >= all ? 'most' : strange > 0 ? 'some' : 'no'}`,
  );
  if (strange > 0) sign(`strange ${words[0] ?? ''}`);
  for (const word of words) if (word.startsWith('§')) sign(word);
  sign(
    `size ${words.length <= 1 ? 1 : words.length <= 3 ? 3 : words.length <= 6 ? 6 : words.length <= 12 ? 12 : 13}`,
  );
  sign(`first ${words[0] ?? ''}`);
  sign(`first2 ${words[0] ?? ''} ${words[1] ?? ''}`);
  return rows;
}

function conceptFeatures({ concepts, cues }: Seen): number[] {
  const rows: number[] = [];
  for (let i = 0; i < concepts.length; i++) {
    const one = concepts[i] as string;
    rows.push(hash(one, 6));
    if (cues.negated) rows.push(hashOfTwo(one, '-', 6));
    if (cues.question) rows.push(hashOfTwo(one, '?', 6));
    for (let j = i + 1; j < concepts.length; j++) rows.push(hashOfTwo(one, concepts[j] as string, 6));
  }
  if (concepts.length === 0) rows.push(hash('none', 6));
  if (concepts.length === 1) rows.push(hashOfTwo('only', concepts[0] as string, 6));
  return rows;
}

/** A word that is about more than so many things tells nothing. */
const MOST_CLASSES = 3;

/** What the words are about, one by one and two by two: also of words that no phrase has. */
function classFeatures({ words, cues }: Seen): number[] {
  const all = new Set<string>();
  for (const word of words) {
    if (word.startsWith('§')) all.add(word);
    else {
      const classes = classesOf(word);
      if (classes.length <= MOST_CLASSES) for (const one of classes) all.add(one);
    }
  }
  const names = [...all].sort();
  const rows: number[] = [];
  for (let i = 0; i < names.length; i++) {
    const one = names[i] as string;
    rows.push(hash(one, 7));
    if (cues.negated) rows.push(hashOfTwo(one, '-', 7));
    if (cues.question) rows.push(hashOfTwo(one, '?', 7));
    for (let j = i + 1; j < names.length; j++) rows.push(hashOfTwo(one, names[j] as string, 8));
  }
  return rows;
}
