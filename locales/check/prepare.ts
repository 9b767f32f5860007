import { type Sentence, splitSentences } from './sentences.ts';
import { PROPER_NAMES } from './words/names.ts';

/** A word and where it stands. A telephone number, an address or a grouped number ("3 000") is one word. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** Belongs to a name, an address or a number: not measured, not spelled. */
  name: boolean;
}

/** A sentence with its words. */
export interface MeasuredSentence extends Sentence {
  words: Word[];
}

/** A text made ready for the rules: same length as the original, so that offsets hold. */
export interface Prepared {
  /** The text with placeholders filled. */
  raw: string;
  /** `raw` with the plan's own words (» «) blanked and addresses replaced by x. Rules read this one. */
  masked: string;
  sentences: MeasuredSentence[];
  words: Word[];
}

const QUOTE = /»[^»«]*«/gu;
const ADDRESS =
  /https?:\/\/[^\s»«]*[^\s»«.,!?:;)]|(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+|(?<![\p{L}\d.])(?:[\p{L}\d-]+\.)+(?:se|nu|com|org|net|eu|example)(?:\/[^\s»«.,!?:;)]*)?(?![\p{L}\d])|(?<![\d-])(?:\+\d{2} ?\d{1,3}[ -]?|0\d{1,3}[-–] ?)\d{2,3}(?: ?\d{2,3}){1,3}(?!\d)/giu;
const WORD = /\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|[\p{L}\p{N}]+(?:[-'’:.][\p{L}\p{N}]+)*/gu;

/** Finds sentences and words, with the plan's quoted words out of the way. Pure. */
export function prepare(raw: string, names: readonly string[] = []): Prepared {
  const unquoted = raw.replace(QUOTE, (quote) => quote.replace(/[^\n]/g, ' '));
  const addresses = [...unquoted.matchAll(ADDRESS)].map((match) => spanOf(match));
  const masked = unquoted.replace(ADDRESS, (address) => 'x'.repeat(address.length));
  const nameSpans = [...addresses, ...findNames(masked, [...PROPER_NAMES, ...names])];
  const words = [...masked.matchAll(WORD)].map((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const name = nameSpans.some((span) => start >= span.start && end <= span.end);
    return { text: raw.slice(start, end), start, end, name };
  });
  const sentences = splitSentences(masked).map((sentence) => ({
    ...sentence,
    text: raw.slice(sentence.start, sentence.end),
    words: words.filter((word) => word.start >= sentence.start && word.end <= sentence.end),
  }));
  return { raw, masked, sentences, words };
}

/** The line of an offset, from 1. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (text[i] === '\n') line++;
  return line;
}

/** Number of letters: digits, hyphens and colons do not make a word long. */
export function letterCount(word: string): number {
  return [...word.normalize('NFC').matchAll(/\p{L}/gu)].length;
}

interface Span {
  start: number;
  end: number;
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

function findNames(text: string, names: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const name of names) {
    if (name.trim() === '') continue;
    const source = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    for (const match of text.matchAll(new RegExp(`(?<!\\p{L})${source}s?(?!\\p{L})`, 'gu'))) {
      found.push(spanOf(match));
    }
  }
  return found;
}
