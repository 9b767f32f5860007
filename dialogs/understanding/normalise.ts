/**
 * From whatever a channel delivers to one line of plain text and its tokens. Nothing here knows what words mean.
 */

import { bareOf, fold } from '../../locales/fold.ts';
import { BY_EAR, SHORT_FORMS } from '../../locales/phrases/short-forms.ts';
import { Patterns } from './patterns.ts';

/** Longer messages are read from both ends: what matters stands first or last. */
const MOST_CHARACTERS = 1200;

export interface Token {
  /** Lower case, å ä ö kept. */
  text: string;
  /** Lower case, every diacritic folded away: å and ä are a, ö is o. */
  fold: string;
  kind: 'word' | 'number' | 'mark';
  /** Position in `plain`. */
  start: number;
  end: number;
  /** No space before it. */
  glued: boolean;
}

export interface Normalised {
  /** The whole of what was written, in one line, without what cannot be seen. */
  all: string;
  /** The same, of a long message only its two ends; what stands below is of this. */
  shown: string;
  /** Lower case, å ä ö kept. */
  plain: string;
  /** As `plain` with diacritics folded, character for character. */
  folded: string;
  /** Letters and figures of `folded` alone, with one space between words. */
  bare: string;
  tokens: Token[];
}

const MOJIBAKE: Record<string, string> = {
  'Ã¥': 'å',
  'Ã¤': 'ä',
  'Ã¶': 'ö',
  'Ã…': 'Å',
  'Ã„': 'Ä',
  'Ã–': 'Ö',
  'Ã©': 'é',
};
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  aring: 'å',
  auml: 'ä',
  ouml: 'ö',
  Aring: 'Å',
  Auml: 'Ä',
  Ouml: 'Ö',
};

/** Zero-width, bidirectional, variation and control characters: none of them is a letter, all of them hide one. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is a character of its own here
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e007f}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Colours of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const TERMINAL = /\u001b\[[0-9;]*[a-z]/gi;

/** What a person typed, without markup, quoted mail and characters that cannot be seen. */
export function visible(text: string): string {
  let out = text.length > 40_000 ? `${text.slice(0, 20_000)} ${text.slice(-20_000)}` : text;
  if (!COMMON.test(out)) out = out.replace(TERMINAL, '').replace(INVISIBLE, '').normalize('NFKC');
  if (out.includes('Ã')) out = out.replace(/Ã[¥¤¶…„–©]/g, (found) => MOJIBAKE[found] ?? found);
  if (out.includes('<'))
    out = out
      .replace(/<(script|style)\b[^>]*>.*?<\/\1\s*>/gis, ' ')
      .replace(/<\/?[a-z!][^<>]{0,500}>/gi, ' ');
  if (out.includes('&'))
    out = out.replace(/&([a-zA-Z]{2,6});/g, (found, name: string) => ENTITIES[name] ?? found);
  if (out.includes('\n')) out = withoutQuotedMail(out);
  return COMMON.test(out) && !out.includes('  ')
    ? out.trim()
    : out.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim();
}

/** Nothing but what a Swedish keyboard writes in one line. */
const COMMON = /^[ -~åäöÅÄÖéÉ–”’]*$/;

/** An e-mail holds more than the message: header lines, the mail it answers, a signature. */
function withoutQuotedMail(text: string): string {
  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  for (const line of lines) {
    if (/^(-- ?|_{5,}|-{3,} ?(original message|ursprungligt meddelande).*)$/i.test(line.trim())) break;
    if (/^(den|on) .{5,80} (skrev|wrote).{0,80}:\s*$/i.test(line.trim())) break;
    if (/^\s*>/.test(line)) continue;
    if (/^(från|from|till|to|cc|kopia|skickat|sent|datum|date):\s/i.test(line)) continue;
    // The subject of an answer is about the mail it answers.
    if (/^(ämne|subject):\s*(sv|re|vb|fw|fwd):/i.test(line)) continue;
    kept.push(line.replace(/^(ämne|subject):\s*/i, ''));
  }
  const out = kept.join('\n');
  return out.trim() === '' ? text : out;
}

const WORDS = /\p{L}+|\d+|[^\s\p{L}\d]/gu;

export function tokensOf(plain: string): Token[] {
  const tokens: Token[] = [];
  let last = -1;
  for (const match of plain.matchAll(WORDS)) {
    const text = match[0];
    const start = match.index;
    const kind = /^\d/.test(text) ? 'number' : /^\p{L}/u.test(text) ? 'word' : 'mark';
    tokens.push({
      text,
      fold: kind === 'word' ? fold(text) : text,
      kind,
      start,
      end: start + text.length,
      glued: start === last,
    });
    last = start + text.length;
  }
  return tokens;
}

const SHORT_WORD = new RegExp(
  `(?<![\\p{L}\\d.:])(?:${Object.keys(SHORT_FORMS).join('|')})(?![\\p{L}\\d]|\\.\\p{L})`,
  'gu',
);
/** "ja kan inte" is "jag kan inte"; "ja, kan du" and "ja kan du" are not. */
const JA_FOR_JAG =
  /(?<![\p{L}])ja(?= (?:är|har|ha|kan|vill|vil|ska|kommer|komer|måste|mår|fick|får|fåt|behöver|förstår|inte|blev|blir|jobbar|börjar)(?! (?:du|ni|det|den|vi|de))(?![\p{L}]))/gu;

const HEARD: readonly (readonly [RegExp, string])[] = [[JA_FOR_JAG, 'jag'], ...BY_EAR];
const PATTERNS = new Patterns(HEARD.map(([heard]) => heard));

const spelledOut = (plain: string): string =>
  PATTERNS.changed(
    plain.replace(SHORT_WORD, (word) => SHORT_FORMS[word] as string),
    (out, place) => {
      const [heard, meant] = HEARD[place] as (typeof HEARD)[number];
      return out.replace(heard, meant);
    },
  );

export function normalise(text: string): Normalised {
  const all = visible(text);
  const half = MOST_CHARACTERS / 2;
  const shown = all.length > MOST_CHARACTERS ? `${all.slice(0, half)} ${all.slice(-half)}` : all;
  const plain = spelledOut(shown.toLowerCase());
  const folded = fold(plain);
  return { all, shown, plain, folded, bare: bareOf(folded), tokens: tokensOf(plain) };
}
