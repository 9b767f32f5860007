/**
 * What single words are about (`locales/phrases/lexicon.txt`): a word that no phrase has still belongs to the words for
 * parts of the body, for vehicles, for authorities. Swedish inflects at the end and builds words by putting others
 * together, so a word is also found with an ending, and a compound by its halves.
 */

import { readFileSync } from 'node:fs';
import { fold } from '../../locales/fold.ts';

const FILE = new URL('../../locales/phrases/lexicon.txt', import.meta.url);

/** Words to the names of their classes, with a space between them. */
interface Lexicon {
  listed: Map<string, string>;
  /** Of the listed, those that take no ending. */
  unbent: Set<string>;
  /** Without the a or e that an ending replaces: "ring" of "ringa". */
  stems: Map<string, string>;
  beginnings: Map<string, string>;
  ends: Map<string, string>;
}

const ENDINGS = new Set(
  (
    'a an ar are aren arna arnas as at ade ades ad ande d de des t te tt ts e en ens er ers erna ernas et ets n na nas ns or orna r rna s is it ' +
    'iga igt ig are arn ning ningen ningar ningarna eri eriet'
  ).split(' '),
);
const LONGEST_ENDING = 8;
/** Also of the halves of a compound. */
const SHORTEST_STEM = 4;
const SHORTEST_PIECE = 3;
/** A half that tells enough when nobody knows what stands before it. */
const LONG_HEAD = 6;

let loaded: Lexicon | null = null;

/** @throws when a word stands before any class */
export function parseLexicon(source: string): Lexicon {
  const lexicon: Lexicon = {
    listed: new Map(),
    unbent: new Set(),
    stems: new Map(),
    beginnings: new Map(),
    ends: new Map(),
  };
  let name: string | null = null;
  const put = (list: Map<string, string>, word: string, to: string): void => {
    const names = list.get(word);
    list.set(word, names === undefined ? to : `${names} ${to}`);
  };
  // Folded at once: word by word takes five times as long, and whoever writes first after a start would wait for that.
  for (const line of fold(source).split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      name = line.slice(1, line.indexOf(']'));
      continue;
    }
    if (name === null) throw new Error(`UNDERSTAND_LEXICON: "${line}" stands before any class`);
    for (const written of line.split(' ')) {
      const word = SIGNS.test(written) ? written.replace(ALL_SIGNS, '') : written;
      if (word === written || !/[*!]/.test(written)) {
        put(lexicon.listed, word, name);
        lexicon.unbent.delete(word);
        if (/[ae]$/.test(word) && word.length > SHORTEST_STEM) put(lexicon.stems, word.slice(0, -1), name);
      } else if (written.endsWith('!')) {
        if (!lexicon.listed.has(word)) lexicon.unbent.add(word);
        put(lexicon.listed, word, name);
      } else put(written.startsWith('*') ? lexicon.ends : lexicon.beginnings, word, name);
    }
  }
  return lexicon;
}

const SIGNS = /[^a-z0-9]/;
const ALL_SIGNS = /[^a-z0-9]+/g;

/** Read once, at the first message. */
function theLexicon(): Lexicon {
  loaded ??= parseLexicon(readFileSync(FILE, 'utf8'));
  return loaded;
}

const NONE: readonly string[] = [];

/** What a folded word is about; nothing for a word that nobody listed. */
export function classesOf(word: string): readonly string[] {
  const lexicon = theLexicon();
  const names = found(lexicon, word) ?? compound(lexicon, word);
  return names === undefined ? NONE : namesIn(names);
}

/** By the names as they stand together: there are some hundreds of such lists, and none has a word of anybody's. */
const lists = new Map<string, readonly string[]>();

function namesIn(names: string): readonly string[] {
  let list = lists.get(names);
  if (list === undefined) {
    list = [...new Set(names.split(' '))];
    lists.set(names, list);
  }
  return list;
}

/** Where a word may end and an ending begin, the longest first. */
function endsOf(word: string, shortest: number): number[] {
  const ends: number[] = [];
  for (let to = word.length; to >= shortest && word.length - to <= LONGEST_ENDING; to--)
    if (to === word.length || ENDINGS.has(word.slice(to))) ends.push(to);
  return ends;
}

function found(lexicon: Lexicon, word: string): string | undefined {
  const whole = lexicon.listed.get(word) ?? withEnding(lexicon, word);
  if (whole !== undefined) return whole;
  for (let to = word.length; to >= SHORTEST_PIECE; to--) {
    const begins = lexicon.beginnings.get(word.slice(0, to));
    if (begins !== undefined) return begins;
  }
  const tos = endsOf(word, SHORTEST_PIECE);
  for (let from = 0; from + SHORTEST_PIECE <= word.length; from++) {
    for (const to of tos) {
      const ends = to < from + SHORTEST_PIECE ? undefined : lexicon.ends.get(word.slice(from, to));
      if (ends !== undefined) return ends;
    }
  }
  return undefined;
}

function stemOf(lexicon: Lexicon, stem: string): string | undefined {
  if (stem.length < SHORTEST_STEM) return undefined;
  const listed = lexicon.unbent.has(stem) ? undefined : lexicon.listed.get(stem);
  return listed ?? lexicon.stems.get(stem);
}

function withEnding(lexicon: Lexicon, word: string): string | undefined {
  for (const to of endsOf(word, SHORTEST_STEM)) {
    const names = stemOf(lexicon, word.slice(0, to));
    if (names !== undefined) return names;
  }
  return undefined;
}

/** "tandläkartid" by "tandläkar" and "tid": the head says what it is, what stands before it says of what. */
function compound(lexicon: Lexicon, word: string): string | undefined {
  for (let at = SHORTEST_PIECE; at + SHORTEST_PIECE <= word.length; at++) {
    const last = word.slice(at);
    const head = last.length < SHORTEST_STEM ? lexicon.listed.get(last) : withEnding(lexicon, last);
    if (head === undefined) continue;
    const first = word.slice(0, at);
    const before =
      lexicon.listed.get(first) ??
      stemOf(lexicon, first) ??
      (first.endsWith('s') ? stemOf(lexicon, first.slice(0, -1)) : undefined) ??
      lexicon.beginnings.get(first);
    if (before !== undefined) return `${head} ${before}`;
    // "Pernilla" does not end in "illa".
    if (last.length >= LONG_HEAD) return head;
  }
  return undefined;
}
