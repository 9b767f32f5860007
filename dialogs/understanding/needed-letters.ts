/**
 * What letters a text must have for a pattern to be found in it, read from the pattern itself. A pattern for "sjukskriven" or "feber" is
 * found in no text that has neither "kskr" nor "febe". Nothing is decided here about what a pattern means, only where it cannot be found.
 */

/** Three or four letters that stand together, as a number below `GRAMS`. Now and then two have the same number: then less is ruled out. */
export type Gram = number;
export const GRAMS = 1 << 15;

/** What stands for a letter: a to z, any digit, and one sign for all else and for the edges of a text. */
export const OTHER = 0;
const DIGIT = 27;
const SIGNS = new Uint8Array(128);
for (let letter = 1; letter <= 26; letter++) SIGNS[96 + letter] = letter;
for (let digit = 0; digit <= 9; digit++) SIGNS[48 + digit] = DIGIT;

export const signOf = (code: number): number => (code < 128 ? (SIGNS[code] as number) : OTHER);

/** The last four signs, five bits each, with one more. */
export const withSign = (last: number, sign: number): number => ((last << 5) | sign) & 0xfffff;

export const lastThree = (last: number): Gram => last & 0x7fff;
export const lastFour = (last: number): Gram => (Math.imul(last, 0x9e3779b1) >>> 17) & (GRAMS - 1);

/** 1 for letters that are in so many messages that they rule little out; those of four stand behind those of three. */
const COMMON = new Uint8Array(2 * GRAMS);
for (const words of [
  'jag ar inte det har pa for att kan mig min till ska vad och vill var med en sa om du hur gar nar som den nu man far vi mitt mote',
  'ar er en an et te na de ta ra la ing ningen ninga kommer komma jobb dagen idag imorgon skriver handledare paminner planen sjuk',
  'att han hade vara ger tar sen sedan eller efter sig dar ett fredag torsdag ringer bort allt minns igen ecka vilken heter ade ick ack',
]) {
  let last = OTHER;
  for (const letter of `${words} `) {
    last = withSign(last, signOf(letter.charCodeAt(0)));
    COMMON[lastThree(last)] = 1;
    COMMON[lastFour(last) + GRAMS] = 1;
  }
}

/** How much of all messages lets three letters through, about; less within a word than at its beginning or across two. */
function shareOfThree(last: number): number {
  if (COMMON[lastThree(last)] === 1) return 40;
  return (last & 0x1f) === OTHER || (last & 0x7c00) === 0 ? 10 : 6;
}

function shareOfFour(last: number): number {
  if (COMMON[lastFour(last) + GRAMS] === 1) return 20;
  if ((last & 0x3e0) === 0 || (last & 0x7c00) === 0) return 5;
  return last >>> 15 === OTHER ? 3 : 1;
}

/** What may stand just before a place in a pattern. */
interface End {
  last: number;
  /** How many signs of `last` are known, at most four. */
  known: number;
  /** The last sign is the edge of a word: the character beside it, whichever that is. */
  isEdge: boolean;
  /** The rarest letters up to here since anything could stand; null while they are too few. */
  gram: Gram | null;
  share: number;
}

const NOTHING: End = { last: 0, known: 0, isEdge: false, gram: null, share: Number.POSITIVE_INFINITY };

function grown(end: End, sign: number, isEdge: boolean): End {
  if (sign === OTHER && end.known > 0 && (end.last & 31) === OTHER && (isEdge || end.isEdge))
    return { ...end, isEdge };
  const last = withSign(end.last, sign);
  const known = Math.min(4, end.known + 1);
  let { gram, share } = end;
  if (known >= 3 && shareOfThree(last) < share) {
    gram = lastThree(last);
    share = shareOfThree(last);
  }
  if (known === 4 && shareOfFour(last) < share) {
    gram = lastFour(last);
    share = shareOfFour(last);
  }
  return { last, known, isEdge, gram, share };
}

/** Of these every text has one; null when nothing can be said. */
interface Needed {
  grams: ReadonlySet<Gram>;
  share: number;
}

/** What is known of a text from the beginning of a pattern to a place in it. */
interface Known {
  ends: readonly End[];
  needed: Needed | null;
}

const MOST_ENDS = 150;

const better = (one: Needed | null, other: Needed | null): Needed | null =>
  one === null || (other !== null && other.share < one.share) ? other : one;

function neededIn({ ends, needed }: Known): Needed | null {
  const grams = new Map<Gram, number>();
  for (const { gram, share } of ends) {
    if (gram === null) return needed;
    grams.set(gram, share);
  }
  let share = 0;
  for (const one of grams.values()) share += one;
  return better(needed, { grams: new Set(grams.keys()), share });
}

/** Anything may stand here. */
const broken = (known: Known): Known => ({ ends: [NOTHING], needed: neededIn(known) });

function distinct(ends: Iterable<End>, needed: Needed | null): Known {
  const found = new Map<number, End>();
  for (const end of ends) {
    const key = ((end.gram ?? -1) + 1) * 2 ** 24 + end.last * 16 + end.known * 2 + (end.isEdge ? 1 : 0);
    found.set(key, end);
  }
  const known = { ends: [...found.values()], needed };
  return known.ends.length <= MOST_ENDS ? known : broken(known);
}

function followed({ ends, needed }: Known, letters: string): Known {
  const [only] = ends;
  if (ends.length === 1 && letters.length === 1 && only !== undefined)
    return { ends: [grown(only, signOf(letters.charCodeAt(0)), false)], needed };
  const longer: End[] = [];
  for (const end of ends)
    for (let at = 0; at < letters.length; at++)
      longer.push(grown(end, signOf(letters.charCodeAt(at)), false));
  return letters.length === 1 ? { ends: longer, needed } : distinct(longer, needed);
}

const atEdge = ({ ends, needed }: Known): Known => ({
  ends: ends.map((end) => grown(end, OTHER, true)),
  needed,
});

function either(before: Known, branches: readonly Known[]): Known {
  const grams = new Set<Gram>();
  let share = 0;
  for (const branch of branches) {
    const needed = neededIn(branch);
    if (needed === null) {
      share = Number.POSITIVE_INFINITY;
      break;
    }
    for (const gram of needed.grams) grams.add(gram);
    share += needed.share;
  }
  const all = share === Number.POSITIVE_INFINITY ? null : { grams, share };
  return distinct(
    branches.flatMap(({ ends }) => ends),
    better(before.needed, all),
  );
}

/** Reads a pattern from left to right. */
class Source {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  choice(before: Known): Known {
    const first = this.#sequence(before);
    if (this.#source[this.#at] !== '|') return first;
    const branches = [first];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      branches.push(this.#sequence(before));
    }
    return either(before, branches);
  }

  #sequence(before: Known): Known {
    let known = before;
    for (;;) {
      const letter = this.#source[this.#at];
      if (letter === undefined || letter === '|' || letter === ')') return known;
      known = this.#times(known);
    }
  }

  /** One thing, and how many times it may stand there. */
  #times(before: Known): Known {
    const after = this.#one(before);
    const letter = this.#source[this.#at];
    if (letter !== '?' && letter !== '*' && letter !== '+' && letter !== '{') return after;
    const [all, least, comma, most] = TIMES.exec(
      this.#source.slice(this.#at, this.#at + 12),
    ) as RegExpExecArray;
    this.#at += (all as string).length;
    if (letter === '?' || (least === '0' && most === '1')) return either(before, [before, after]);
    if (letter === '*' || least === '0') return broken(before);
    return least === '1' && comma === '' ? after : broken(after);
  }

  #one(before: Known): Known {
    const letter = this.#source[this.#at] as string;
    this.#at++;
    if (letter === '(') return this.#group(before);
    if (letter === '[') return this.#set(before);
    if (letter === '\\') return this.#escaped(before);
    if (letter === '^' || letter === '$') return atEdge(before);
    return letter === '.' ? broken(before) : followed(before, letter);
  }

  #group(before: Known): Known {
    const kind = GROUP.exec(this.#source.slice(this.#at, this.#at + 40))?.[0] ?? '';
    this.#at += kind.length;
    const isBehind = kind.startsWith('?<') && /[=!]$/.test(kind);
    const after = this.choice(isBehind ? { ends: [NOTHING], needed: null } : before);
    this.#at++;
    // What must not stand beside the text that is found: nothing is made of that.
    if (kind.endsWith('!')) return before;
    return kind.endsWith('=') ? { ends: before.ends, needed: better(before.needed, neededIn(after)) } : after;
  }

  #set(before: Known): Known {
    const from = this.#at;
    while (this.#source[this.#at] !== ']') this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    const letters = this.#source.slice(from, this.#at);
    this.#at++;
    return /[\\^-]/.test(letters) ? broken(before) : followed(before, letters);
  }

  #escaped(before: Known): Known {
    const kind = ESCAPED.exec(this.#source.slice(this.#at, this.#at + 60))?.[0] as string;
    this.#at += kind.length;
    if (kind === 'b') return atEdge(before);
    if (kind === 'B') return before;
    if (kind === 'd') return followed(before, '0');
    if (kind === 's') return followed(before, ' ');
    return /^[a-zA-Z\d]/.test(kind) ? broken(before) : followed(before, kind);
  }
}

const TIMES = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/;
const GROUP = /^\?(?:[:=!]|<[=!]|<\w+>)/;
const ESCAPED = /^(?:[pPu]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|k<\w+>|\d+|.)/s;

/** Letters of which every text that the pattern is found in has some; null when nothing can be said. */
export function neededLetters({ source, flags }: RegExp): ReadonlySet<Gram> | null {
  if (flags.includes('i') || source.includes('_')) return null;
  return neededIn(new Source(source).choice({ ends: [NOTHING], needed: null }))?.grams ?? null;
}
