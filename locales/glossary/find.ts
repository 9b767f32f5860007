import type { Regime } from '../../domain/plan.ts';
import type { LocalDate } from '../../domain/time.ts';
import { fold } from '../fold.ts';
import type { TextKey } from '../keys.ts';
import type { Term } from './term.ts';
import { TERMS } from './terms.ts';

/** A term in a shown text. Offsets, end not included. */
export interface TermPlace {
  termId: string;
  start: number;
  end: number;
}

const BY_ID: ReadonlyMap<string, Term> = new Map(TERMS.map((term) => [term.id, term]));

/** The term of an id; null for an unknown one. */
export function getTerm(termId: string): Term | null {
  return BY_ID.get(termId) ?? null;
}

/** Whose rules decide when a person has two: the duties of a programme come first, what is not known last. */
const REGIME_ORDER: readonly Regime[] = ['af-program', 'municipality', 'a-kassa', 'unknown'];

/**
 * The text that explains a term to a person under these regimes. An unknown id or no regime at all is a fault of the
 * caller and throws.
 */
export function explanationKey(termId: string, regimes: readonly Regime[]): TextKey {
  const regime = REGIME_ORDER.find((candidate) => regimes.includes(candidate));
  const text = BY_ID.get(termId)?.texts.find(({ regimes: shown }) => regime && shown.includes(regime));
  if (text === undefined)
    throw new Error(`No explanation of "${termId}" for ${regimes.join(', ') || 'no regime'}`);
  return `glossary:${text.key}` as TextKey;
}

/** As `explanationKey`, one for each of somebody's sets of rules where they differ, and a warning when it may be out of date. */
export function explanationKeys(termId: string, regimes: readonly Regime[], today: LocalDate): TextKey[] {
  const keys = new Set(regimes.map((regime) => explanationKey(termId, [regime])));
  return [...keys, ...(mayHaveChanged(termId, today) ? (['help:mayHaveChanged'] as const) : [])];
}

/** True past the day when somebody should have looked at the term again: the text may have changed. */
export function mayHaveChanged(termId: string, today: LocalDate): boolean {
  const term = BY_ID.get(termId);
  return term !== undefined && term.reviewBy < today;
}

interface Entry {
  termId: string;
  /** Folded, without spaces. */
  joined: string;
  words: number;
  /** Short names only count as written: "sta" is no "stå". */
  exact: string | null;
}

/** Shorter names must match letter by letter. */
const SHORTEST_FOLDED = 4;
/** From this length a window of several words may make one word: "sjuk anmälan". */
const SHORTEST_JOINED = 6;
/** From this length one letter may be wrong; in very long words two. */
const SHORTEST_WITH_TYPO = 6;
const TWO_TYPOS_FROM = 12;
const WIDEST_WINDOW = 8;
/** Letters a misspelt match must be longer than an exact one to win. */
const TYPO_COST = 3;

const ENTRIES: readonly Entry[] = TERMS.flatMap((term) =>
  [...term.forms, ...term.alsoFoundBy].map((name) => {
    const words = tokens(name);
    const joined = words.map(fold).join('');
    const short = joined.length < SHORTEST_FOLDED;
    return { termId: term.id, joined, words: words.length, exact: short ? words.join('') : null };
  }),
);
const EXACT = Map.groupBy(ENTRIES, ({ joined }) => joined);
/** Those that are found with a letter wrong, by the first one, which must be right. */
const MISSPELT = Map.groupBy(
  ENTRIES.filter(({ joined }) => joined.length >= SHORTEST_WITH_TYPO),
  ({ joined }) => joined[0],
);

/**
 * Finds the term a text asks about, or null. The longest match wins; a misspelt one must be a good deal longer than
 * an exact one. Forgives missing dots on å ä ö, plural and definite forms, genitives, "IUP:n", words written apart,
 * and one wrong letter. Looks at the first 500 characters.
 */
export function findTerm(text: string): string | null {
  return longestIn(text, false);
}

/** The term that these words are, and nothing besides; null for a text in which one only stands. */
export function termOf(text: string): string | null {
  return longestIn(text, true);
}

function longestIn(text: string, isWhole: boolean): string | null {
  const words = tokens(text.slice(0, 500));
  let best: string | null = null;
  let bestScore = 0;
  const consider = (termId: string, score: number) => {
    if (score <= bestScore) return;
    best = termId;
    bestScore = score;
  };
  const windows: { joined: string; raw: string; words: number }[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let width = 1; width <= WIDEST_WINDOW && from + width <= words.length; width++) {
      if (isWhole && width < words.length) continue;
      const slice = words.slice(from, from + width);
      windows.push({ joined: slice.map(fold).join(''), raw: slice.join(''), words: width });
    }
  }
  for (const window of windows) {
    for (const name of [window.joined, window.joined.replace(/s$/, '')]) {
      for (const entry of EXACT.get(name) ?? []) {
        if (entry.exact !== null && entry.exact !== window.raw && `${entry.exact}s` !== window.raw) continue;
        if (entry.words !== window.words && entry.joined.length < SHORTEST_JOINED) continue;
        consider(entry.termId, name.length);
      }
    }
  }
  for (const window of windows) {
    for (const entry of MISSPELT.get(window.joined[0]) ?? []) {
      const allowed = entry.joined.length >= TWO_TYPOS_FROM ? 2 : 1;
      if (Math.abs(entry.joined.length - window.joined.length) > allowed) continue;
      const distance = typos(entry.joined, window.joined, allowed);
      if (distance > 0 && distance <= allowed)
        consider(entry.termId, entry.joined.length - TYPO_COST * distance);
    }
  }
  return best;
}

/** A form that is marked as it is written, in lower case, and whose it is. */
interface Marked {
  readonly form: string;
  readonly termId: string;
}

/** By the first word, the longest form first. */
const MARKED: ReadonlyMap<string, readonly Marked[]> = Map.groupBy(
  TERMS.flatMap(({ id, forms }) =>
    forms.flatMap((form): Marked[] => {
      const lower = form.toLowerCase();
      return [
        { form: lower, termId: id },
        { form: `${lower}s`, termId: id },
      ];
    }),
  ).sort((a, b) => b.form.length - a.form.length),
  ({ form }) => /^[\p{L}\d]+/u.exec(form)?.[0] ?? '',
);
/** Letters and digits, of which words are made; the commonest by their code, since every text that is shown is looked through. */
const IN_WORD = /[\p{L}\d]/u;
const COMMONEST = Uint8Array.from({ length: 256 }, (_, code) =>
  Number(IN_WORD.test(String.fromCharCode(code))),
);
const ENDS_HERE = /(?![\p{L}\d]|-\p{L})/uy;

/** Every term in a shown text, in order, the longest first where two begin at the same place. Only right spellings. */
export function termsIn(text: string): TermPlace[] {
  const places: TermPlace[] = [];
  let start = 0;
  while (start < text.length) {
    let end = start;
    while (end < text.length && isInWord(text, end)) end += 1;
    // What follows a hyphen is the end of another word.
    if (end > start && text[start - 1] !== '-') {
      const forms = MARKED.get(text.slice(start, end).toLowerCase());
      const named = forms?.find(({ form }) => standsAt(form, text, start));
      if (named !== undefined) {
        end = start + named.form.length;
        places.push({ termId: named.termId, start, end });
      }
    }
    start = end + 1;
  }
  return places;
}

function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < COMMONEST.length ? COMMONEST[code] === 1 : IN_WORD.test(text.charAt(at));
}

function standsAt(form: string, text: string, start: number): boolean {
  ENDS_HERE.lastIndex = start + form.length;
  return text.slice(start, start + form.length).toLowerCase() === form && ENDS_HERE.test(text);
}

/** Words that are in nearly every message, or that everybody knows: explained when asked for, and not marked. */
const EVERYDAY: ReadonlySet<string> = new Set([
  'handledare',
  'leverantor',
  'anordnare',
  'arbetsformedlingen',
  'forsakringskassan',
  'aktivitet',
  'franvaro',
  'program',
  'kund',
  'cv',
  'beslut',
]);
/** A text with more marks than this is harder to read than one without. */
const MOST_MARKED = 3;

/** The words of a shown text that are worth marking, each once, in order. A text that explains a word does not mark that word. */
export function wordsToMark(text: string, kind: string): { id: string; word: string }[] {
  const places = termsIn(text);
  if (places.length === 0) return [];
  const marks = new Map<string, string>();
  for (const { termId, start, end } of places) {
    if (EVERYDAY.has(termId) || marks.has(termId) || explains(kind, termId)) continue;
    marks.set(termId, text.slice(start, end));
  }
  return [...marks].slice(0, MOST_MARKED).map(([id, word]) => ({ id, word }));
}

function explains(kind: string, termId: string): boolean {
  if (!kind.startsWith('glossary:')) return false;
  return BY_ID.get(termId)?.texts.some(({ key }) => kind === `glossary:${key}`) === true;
}

/** Words in lower case, endings after a colon ("IUP:n") taken off. */
function tokens(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/(?<=\p{L})[:'’]\p{L}{1,4}(?!\p{L})/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Wrong, missing, extra and swapped letters between two words; more than `limit` is only "more". */
function typos(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
