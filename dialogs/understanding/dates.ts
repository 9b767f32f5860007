/**
 * Days, ranges, weeks, holidays, parts of the day and clock times, in words and figures, misspelt too.
 *
 * Reading goes in two steps: `findMarks` turns words into marks (a day, a clock time, "till", a gap), without knowing
 * what now is; `readTimes` puts marks together and reckons from now. Where two readings are as likely, neither is
 * taken: no time is better than a wrong one.
 */

import { dateOf, dayNumber, isoDay, isoInstant, type LocalTime, mondayOf, mondayOfWeek, NAMED_DAYS, validDay, weekday } from './calendar.ts';
import { nearest } from './fuzzy.ts';
import type { When } from './meaning.ts';
import type { Token } from './normalise.ts';

/** How a time is to be reckoned when the words leave it open. */
export interface Reckoning {
  now: LocalTime;
  /** The day lies behind: "tisdag" is the last one. */
  past: boolean;
  /** A clock time alone that has passed means tomorrow (reminders), not today (reports). */
  nextDayIfPassed: boolean;
  /** "till fredag" starts today (somebody is away until then), and does not just name Friday. */
  untilMeansFromNow: boolean;
  /** A day was asked for: a bare 12 is the 12th. */
  bareNumberIsDay: boolean;
}

type PartName = 'bitti' | 'morning' | 'forenoon' | 'lunch' | 'afternoon' | 'evening' | 'night';

const PARTS: Record<PartName, [number, number]> = {
  bitti: [6, 9],
  morning: [6, 10],
  forenoon: [8, 12],
  lunch: [11, 13],
  afternoon: [12, 17],
  evening: [17, 22],
  night: [22, 30],
};

type Anchor = 'coming' | 'next-week' | 'this-week' | 'last';

type Mark = { from: number; to: number } & (
  | { kind: 'relative'; days: number }
  | { kind: 'weekday'; weekday: number; anchor: Anchor; loose: boolean }
  | { kind: 'date'; date: number; month: number | null; year: number | null }
  | { kind: 'named'; name: string }
  | { kind: 'week'; weeks: number | null; number: number | null; span: 'week' | 'rest' | 'weekend' }
  | { kind: 'month'; month: number }
  | { kind: 'duration'; days: number; since: boolean }
  | { kind: 'later'; days: number }
  | { kind: 'clock'; hour: number; minute: number; exact: boolean }
  | { kind: 'span'; minutes: number; ahead: boolean }
  | { kind: 'part'; part: PartName; today: boolean; before: boolean }
  | { kind: 'number'; value: number }
  | { kind: 'link'; link: 'to' | 'and' | 'from' | 'between' | 'not' | 'before' | 'after' | 'since'; comma: boolean }
  | { kind: 'void' }
  | { kind: 'gap' }
);

const WEEKDAYS = new Map<string, number>();
const WEEKDAY_NAMES = ['mandag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lordag', 'sondag'];
const ENGLISH_WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
for (const [index, name] of WEEKDAY_NAMES.entries()) {
  for (const ending of ['', 'en', 's', 'ens']) WEEKDAYS.set(name + ending, index + 1);
}
for (const [index, name] of ENGLISH_WEEKDAYS.entries()) WEEKDAYS.set(name, index + 1);
/** Only with their own letters: "man" and "son" are words of their own. */
const SHORT_WEEKDAYS: Record<string, number> = {
  mån: 1,
  månd: 1,
  tis: 2,
  tisd: 2,
  ons: 3,
  onsd: 3,
  tors: 4,
  torsd: 4,
  fre: 5,
  fred: 5,
  lör: 6,
  lörd: 6,
  sön: 7,
  sönd: 7,
};

const MONTHS = new Map<string, number>([
  ['januari', 1],
  ['jan', 1],
  ['februari', 2],
  ['feb', 2],
  ['febr', 2],
  ['mars', 3],
  ['mar', 3],
  ['april', 4],
  ['apr', 4],
  ['maj', 5],
  ['juni', 6],
  ['jun', 6],
  ['juli', 7],
  ['jul', 7],
  ['augusti', 8],
  ['aug', 8],
  ['september', 9],
  ['sept', 9],
  ['sep', 9],
  ['oktober', 10],
  ['okt', 10],
  ['november', 11],
  ['nov', 11],
  ['december', 12],
  ['dec', 12],
]);

const SMALL: Record<string, number> = {
  noll: 0,
  en: 1,
  ett: 1,
  tva: 2,
  tre: 3,
  fyra: 4,
  fem: 5,
  sex: 6,
  sju: 7,
  atta: 8,
  nio: 9,
  tio: 10,
  elva: 11,
  tolv: 12,
  tretton: 13,
  fjorton: 14,
  femton: 15,
  sexton: 16,
  sjutton: 17,
  arton: 18,
  nitton: 19,
  tjugo: 20,
  tjugoett: 21,
  tjugotva: 22,
  tjugotre: 23,
  tjugofyra: 24,
  tjugofem: 25,
  trettio: 30,
  fyrtio: 40,
  fyrtiofem: 45,
  femtio: 50,
  nittio: 90,
};

const ORDINALS = new Map<string, number>();
for (const [index, words] of [
  'forsta',
  'andra',
  'tredje',
  'fjarde',
  'femte',
  'sjatte',
  'sjunde',
  'attonde',
  'nionde',
  'tionde',
  'elfte',
  'tolfte',
  'trettonde',
  'fjortonde',
  'femtonde',
  'sextonde',
  'sjuttonde',
  'artonde',
  'nittonde',
  'tjugonde',
].entries()) {
  ORDINALS.set(words, index + 1);
  if (index < 9) ORDINALS.set(`tjugo${words}`, index + 21);
}
ORDINALS.set('trettionde', 30);
ORDINALS.set('trettioforsta', 31);

const TOMORROW = new Map<string, number>(
  [
    'imorgon',
    'imorgn',
    'imorgo',
    'imorn',
    'imorrn',
    'imorron',
    'imorrgon',
    'imorgonn',
    'imoron',
    'imoro',
    'imoron',
    'imorogn',
    'imrogon',
    'immorgon',
    'imargon',
    'imarron',
    'imorrogn',
    'tomorrow',
    'imo',
    'imor',
    'imorg',
  ].map((word) => [word, 1]),
);
const TODAY = new Set(['idag', 'idg', 'idga', 'iadg', 'idagg', 'idagh', 'iddag', 'idaag', 'ida', 'today', 'idar', 'idags', 'tidag', 'edag', 'idah', 'dagens']);
const YESTERDAY = new Set(['igar', 'gardagen', 'yesterday', 'iggar', 'igaar', 'gardagens']);
const BEFORE_YESTERDAY = new Set(['forrgar', 'iforrgar', 'forgar', 'iforgar']);
const AFTER_TOMORROW = new Map<string, number>(
  ['overmorgon', 'iovermorgon', 'overmorn', 'iovermorn', 'overmorron', 'overmorrn', 'iovermorron', 'iovermorrn', 'ovrmorgon', 'overimorgon'].map(
    (word) => [word, 2],
  ),
);

const PART_WORDS: Record<string, PartName> = {
  bitti: 'bitti',
  morgonen: 'morning',
  morronen: 'morning',
  morgnarna: 'morning',
  formiddag: 'forenoon',
  formiddagen: 'forenoon',
  formidag: 'forenoon',
  formidagen: 'forenoon',
  fm: 'forenoon',
  eftermiddag: 'afternoon',
  eftermiddagen: 'afternoon',
  eftermidag: 'afternoon',
  eftermidagen: 'afternoon',
  eftermidda: 'afternoon',
  eftermiddan: 'afternoon',
  em: 'afternoon',
  kvall: 'evening',
  kvallen: 'evening',
  kval: 'evening',
  kvallstid: 'evening',
  natten: 'night',
};
/** One word that names a day and a part of it. */
const DAY_PARTS: Record<string, [number, PartName]> = {
  imorse: [0, 'morning'],
  imorsse: [0, 'morning'],
  ikvall: [0, 'evening'],
  ikval: [0, 'evening'],
  ikvell: [0, 'evening'],
  inatt: [0, 'night'],
  igarkvall: [-1, 'evening'],
  imorgonbitti: [1, 'bitti'],
  imorgonkvall: [1, 'evening'],
  imornbitti: [1, 'bitti'],
};

const FILLERS = new Set(['pa', 'kl', 'klockan', 'klocka', 'den', 'i', 'vid', 'dag', 'dagen', 'd', 'av', 'runt', 'kring', 'ca', 'cirka', 'typ', 'redan', 'nu', 'hela', 'alltsa', 'dvs', 'med', 'det', 'blir', 'datum', 'nasta', 'strax', 'ungefar', 'a']);

const DAY_UNITS = new Set(['dag', 'dagar', 'dar', 'dagars']);
const WEEK_UNITS = new Set(['vecka', 'veckor', 'veckors', 'veckas']);
const MONTH_UNITS = new Set(['manad', 'manader', 'man']);
const MINUTE_UNITS = new Set(['min', 'minut', 'minuter', 'minuters', 'minutrar', 'minter', 'mins']);
const HOUR_UNITS = new Set(['timme', 'timmar', 'timma', 'tim', 'timmes', 'timmars', 'h', 'timar', 'timme']);
/** After a number they say that it counts something. */
const COUNTED = new Set([
  ...DAY_UNITS,
  ...WEEK_UNITS,
  ...MONTH_UNITS,
  ...MINUTE_UNITS,
  ...HOUR_UNITS,
  'kr',
  'kronor',
  'st',
  'stycken',
  'ar',
  'aring',
  'procent',
  'ganger',
  'gang',
  'barn',
  'km',
  'm',
  'kg',
  'personer',
  'tabletter',
  'poang',
  'grader',
]);

/** Every mark of a text, in order, each with the tokens it covers. */
export function findMarks(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  while (at < tokens.length) {
    const mark = markAt(tokens, at);
    const last = marks[marks.length - 1];
    if (mark === null) {
      if (last?.kind === 'gap') last.to = at + 1;
      else marks.push({ kind: 'gap', from: at, to: at + 1 });
      at++;
    } else {
      if (mark.kind !== 'void' || mark.to - mark.from > 1) marks.push(mark);
      at = mark.to;
    }
  }
  return marks;
}

const VOID = (from: number, to: number): Mark => ({ kind: 'void', from, to });

class Reader {
  readonly tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }
  fold(at: number): string {
    return this.tokens[at]?.fold ?? '';
  }
  is(at: number, ...words: string[]): boolean {
    for (let i = 0; i < words.length; i++) if (this.fold(at + i) !== words[i]) return false;
    return true;
  }
  glued(at: number): boolean {
    return this.tokens[at]?.glued ?? false;
  }
  digits(at: number): number | null {
    const token = this.tokens[at];
    return token?.kind === 'number' && token.text.length <= 4 ? Number(token.text) : null;
  }
  /** A number in figures or in words. */
  number(at: number): number | null {
    return this.digits(at) ?? SMALL[this.fold(at)] ?? null;
  }
  month(at: number): number | null {
    const word = this.fold(at);
    const month = MONTHS.get(word) ?? (word.length >= 6 ? nearest(word, MONTHS) : null);
    return month ?? null;
  }
}

/** A phone number, a personal identity number, a link or an address: figures that are nothing to read. */
function skipFigures(r: Reader, at: number): number | null {
  const { tokens } = r;
  if (tokens[at]?.text === '+' || tokens[at]?.kind === 'number') {
    let end = at;
    let figures = 0;
    let separators = 0;
    while (end < tokens.length) {
      const token = tokens[end] as Token;
      if (token.kind === 'number') {
        figures += token.text.length;
        separators = 0;
      } else if (/^[-–/+()]$/.test(token.text) && separators === 0) separators++;
      else break;
      end++;
    }
    end -= separators;
    const written = tokens
      .slice(at, end)
      .map((token) => (token.glued || token === tokens[at] ? '' : ' ') + token.text)
      .join('');
    if (/^\d{4}-\d{1,2}-\d{1,2}(?!\d)/.test(written)) return null;
    if (/^(19|20)\d{6}$/.test(written)) return null;
    if (figures >= 8 && (/^(\+|0)[\d\s()/–-]+$/.test(written) || /^\d{6,}/.test(written) || /^\d{6}[-+]\d{4}/.test(written))) return end;
    if (/^\d{5,}$/.test(written)) return end;
    if (/^0\d{1,3}-\d{5,}$/.test(written) || /^0\d{1,3}-\d{2,3} \d{2}/.test(written)) return end;
  }
  const token = tokens[at];
  if (token !== undefined && (token.fold === 'http' || token.fold === 'https' || token.fold === 'www')) {
    let end = at + 1;
    while (end < tokens.length && r.glued(end)) end++;
    return end;
  }
  return null;
}

function markAt(tokens: readonly Token[], at: number): Mark | null {
  const r = new Reader(tokens);
  const token = tokens[at] as Token;
  const figures = skipFigures(r, at);
  if (figures !== null) return { kind: 'gap', from: at, to: figures };
  const found =
    (token.kind === 'number' ? figureMark(r, at) : null) ??
    (token.kind === 'word' ? wordMark(r, at) : null) ??
    linkMark(r, at) ??
    (token.kind === 'number' ? countMark(r, at) : null);
  return found;
}

/** Dates and clock times in figures. */
function figureMark(r: Reader, at: number): Mark | null {
  const first = r.tokens[at] as Token;
  const value = Number(first.text);
  const mark = r.fold(at + 1);
  const joined = r.glued(at + 1) && r.glued(at + 2);
  const second = joined ? r.digits(at + 2) : null;
  // 2026-03-12, 20260312
  if (first.text.length === 4 && mark === '-' && second !== null && r.fold(at + 3) === '-') {
    const third = r.digits(at + 4);
    if (third !== null && second <= 12) return { kind: 'date', date: third, month: second, year: value, from: at, to: at + 5 };
  }
  if (/^20\d{6}$/.test(first.text)) {
    const [year, month, date] = [first.text.slice(0, 4), first.text.slice(4, 6), first.text.slice(6)].map(Number) as [number, number, number];
    if (validDay(year, month, date) !== null) return { kind: 'date', date, month, year, from: at, to: at + 1 };
  }
  if (first.text.length > 4) return null;
  // 12-14 mars, 12-14/3, 12–14
  const dash = mark === '-' || mark === '–' || mark === '—';
  if (dash && second !== null && value <= 31 && second <= 31) {
    const clock = clockRange(r, at);
    if (clock !== null) return clock;
    return null;
  }
  // 12/3, 12/3-26, 12/3 2026
  if (mark === '/' && second !== null) {
    const before = r.fold(at - 1);
    if (value === 24 && second === 7 && before !== 'den') return { kind: 'gap', from: at, to: at + 3 };
    if (COUNTED.has(r.fold(at + 3))) return { kind: 'gap', from: at, to: at + 3 };
    if (value >= 1 && value <= 31 && second >= 1 && second <= 12) {
      let to = at + 3;
      let year: number | null = null;
      const sign = r.fold(to);
      const third = r.digits(to + 1);
      if ((sign === '-' || sign === '/') && r.glued(to) && r.glued(to + 1) && third !== null) {
        if (third >= 2020 && third < 2100) year = third;
        else if (r.tokens[to + 1]?.text.length === 2 && third >= 24 && third < 60 && r.fold(to + 2) !== '/') year = 2000 + third;
        if (year !== null) to += 2;
      } else if ((r.digits(to) ?? 0) >= 2020 && (r.digits(to) ?? 0) < 2100) {
        year = r.digits(to);
        to++;
      }
      return { kind: 'date', date: value, month: second, year, from: at, to };
    }
    return { kind: 'gap', from: at, to: at + 3 };
  }
  // 14.30, 14:30; 12.3.2026
  if ((mark === '.' || mark === ':') && second !== null) {
    const third = r.fold(at + 3) === '.' && r.glued(at + 3) && r.glued(at + 4) ? r.digits(at + 4) : null;
    if (mark === '.' && third !== null && third >= 2020 && third < 2100 && second <= 12 && value <= 31) {
      return { kind: 'date', date: value, month: second, year: third, from: at, to: at + 5 };
    }
    if (r.tokens[at + 2]?.text.length === 2 && second < 60 && value <= 24) {
      if (COUNTED.has(r.fold(at + 3)) || r.fold(at + 3) === '%') return { kind: 'gap', from: at, to: at + 4 };
      // 10.12 may be a date as well as a time: only a sign of time settles it.
      const told = CLOCK_SIGNS.has(r.fold(at - 1)) || r.fold(at - 2) === 'kl';
      if (mark === '.' && !told && second % 5 !== 0 && second <= 12) return { kind: 'gap', from: at, to: at + 3 };
      if (r.fold(at - 1) === 'den') return second <= 12 && mark === '.' ? { kind: 'date', date: value, month: second, year: null, from: at, to: at + 3 } : null;
      const exact = value >= 13 || value === 0 || first.text.startsWith('0');
      return { kind: 'clock', hour: value, minute: second, exact, from: at, to: at + 3 };
    }
    if (mark === '.' && r.fold(at - 1) === 'den' && second >= 1 && second <= 12 && value >= 1 && value <= 31) {
      return { kind: 'date', date: value, month: second, year: null, from: at, to: at + 3 };
    }
    if (mark === ':') return null;
    return { kind: 'gap', from: at, to: at + 3 };
  }
  // 12 mars, 12:e mars, 12:e, den 12, 12e
  let to = at + 1;
  let ordinal = false;
  if (mark === ':' && r.glued(at + 1) && r.glued(at + 2) && ORDINAL_ENDINGS.has(r.fold(at + 2))) {
    ordinal = true;
    to = at + 3;
  } else if (r.glued(at + 1) && ORDINAL_ENDINGS.has(mark)) {
    ordinal = true;
    to = at + 2;
  }
  if (value >= 1 && value <= 31) {
    const month = monthAfter(r, to);
    if (month !== null) return { kind: 'date', date: value, month: month.month, year: month.year, from: at, to: month.to };
    if (ordinal) return /^(gang|ar|mal|plats|steg)/.test(r.fold(to)) ? null : { kind: 'date', date: value, month: null, year: null, from: at, to };
    const before = r.fold(at - 1);
    const told = before === 'den' || (before === '.' && r.fold(at - 2) === 'd');
    if (told && !COUNTED.has(r.fold(to)) && r.fold(to) !== '%') return { kind: 'date', date: value, month: null, year: null, from: at, to };
  }
  return null;
}

const ORDINAL_ENDINGS = new Set(['e', 'a', 'de', 'te', 'je']);
const CLOCK_SIGNS = new Set(['kl', 'klockan', 'klocka', 'klockn', 'klocaken', 'klokan', 'klckan', 'klock', 'clockan', 'kll', 'vid', 'hur']);

function monthAfter(r: Reader, at: number): { month: number; year: number | null; to: number } | null {
  const start = r.fold(at) === 'i' || r.fold(at) === 'av' || r.fold(at) === '.' ? at + 1 : at;
  const month = r.tokens[start]?.kind === 'word' ? r.month(start) : null;
  if (month === null) return null;
  if (r.fold(start) === 'mar' && r.fold(start + 1) === 'bra') return null;
  let to = start + 1;
  if (r.fold(to) === '.' && ['jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'okt', 'nov', 'dec'].includes(r.fold(start))) to++;
  const year = r.digits(to);
  if (year !== null && year >= 2020 && year < 2100) return { month, year, to: to + 1 };
  return { month, year: null, to };
}

/** "kl 9-12", "9.30-11", "09:00–12:00": from the first figure; null when it is not a range of clock times. */
function clockRange(r: Reader, at: number): Mark | null {
  // A range in figures is two clock marks with a link; the marks are read one by one, so only tell the first apart.
  const first = r.digits(at);
  const second = r.digits(at + 2);
  if (first === null || second === null) return null;
  const sign = CLOCK_SIGNS.has(r.fold(at - 1)) || (r.fold(at - 1) === '.' && r.fold(at - 2) === 'kl');
  const minutes = (r.fold(at + 3) === '.' || r.fold(at + 3) === ':') && r.glued(at + 3) && r.glued(at + 4) && r.tokens[at + 4]?.text.length === 2;
  if (!sign && !minutes) return null;
  return { kind: 'clock', hour: first, minute: 0, exact: first >= 13 || first === 0 || (r.tokens[at]?.text.startsWith('0') ?? false), from: at, to: at + 1 };
}

/** Numbers that count days, weeks, hours, or stand after "kl". */
function countMark(r: Reader, at: number): Mark | null {
  const value = r.digits(at);
  if (value === null) return null;
  const unit = unitMark(r, at, value, at + 1);
  if (unit !== null) return unit;
  return clockAfterSign(r, at) ?? clockInWords(r, at) ?? plainNumber(r, at, value);
}

function plainNumber(r: Reader, at: number, value: number): Mark | null {
  if (value > 31 || COUNTED.has(r.fold(at + 1)) || r.fold(at + 1) === '%' || r.glued(at)) {
    if (!(r.glued(at) && /^[-–—]$/.test(r.fold(at - 1)) && value <= 31 && !COUNTED.has(r.fold(at + 1)))) return { kind: 'gap', from: at, to: at + 1 };
  }
  return { kind: 'number', value, from: at, to: at + 1 };
}

/** "kl 2", "klockan 1430", "vid två", "kl. 9". */
function clockAfterSign(r: Reader, at: number): Mark | null {
  const before = r.fold(at - 1) === '.' || r.fold(at - 1) === ':' ? r.fold(at - 2) : r.fold(at - 1);
  const approximate = ['ca', 'cirka', 'runt', 'typ', 'ungefar', 'kring', 'strax', 'efter', 'fore', 'innan', 'till', 'fran', 'redan', 'mellan'].includes(before);
  const sign = CLOCK_SIGNS.has(before) || (approximate && CLOCK_SIGNS.has(r.fold(at - 2)));
  const around = ['runt', 'kring', 'efter', 'fore', 'innan'].includes(before);
  if (!sign && !around) return null;
  const token = r.tokens[at] as Token;
  const after = r.fold(at + 1);
  if (COUNTED.has(after) || ORDINALS.has(after)) return null;
  if (token.kind === 'number' && token.text.length >= 3) {
    const hour = Number(token.text.slice(0, -2));
    const minute = Number(token.text.slice(-2));
    if (hour < 24 && minute < 60 && sign) return { kind: 'clock', hour, minute, exact: hour >= 13 || hour === 0 || token.text.startsWith('0'), from: at, to: at + 1 };
    return null;
  }
  const value = r.number(at);
  if (value === null || value > 24) return null;
  // Words need a real sign of time, or nothing that can be counted after them: "vid två tillfällen".
  if (token.kind === 'word' && (value > 12 || (!['kl', 'klockan', 'klocka'].includes(before) && !endsTime(r, at + 1)))) return null;
  if (token.kind === 'number' && around && !endsTime(r, at + 1)) return null;
  // "kl 9 30", "kl 9 och 30"
  const minute = r.tokens[at + 1]?.kind === 'number' && r.tokens[at + 1]?.text.length === 2 ? r.digits(at + 1) : null;
  if (token.kind === 'number' && minute !== null && minute < 60 && !COUNTED.has(r.fold(at + 2)) && monthAfter(r, at + 2) === null && !/^[/.:-]$/.test(r.fold(at + 2))) {
    return { kind: 'clock', hour: value, minute, exact: value >= 13 || token.text.startsWith('0'), from: at, to: at + 2 };
  }
  const spoken = r.number(at + 1);
  if (token.kind === 'word' && spoken !== null && spoken >= 10 && spoken < 60 && r.tokens[at + 1]?.kind === 'word') {
    return { kind: 'clock', hour: value, minute: spoken, exact: value >= 13, from: at, to: at + 2 };
  }
  return { kind: 'clock', hour: value, minute: 0, exact: value >= 13 || value === 0 || token.text.startsWith('0'), from: at, to: at + 1 };
}

/** True where a time can end: at the end, before a mark, or before a word that begins something else. */
function endsTime(r: Reader, at: number): boolean {
  const token = r.tokens[at];
  if (token === undefined || token.kind === 'mark') return true;
  return ENDERS.has(token.fold) || WEEKDAYS.has(token.fold) || TOMORROW.has(token.fold) || TODAY.has(token.fold);
}

const ENDERS = new Set(
  'och eller men sa for om pa i idag imorgon imorn jag da nar till fran med ska ar har kan vill hos hem tack istallet nasta snalla hej ok som att inte nu bara utan sen sedan igen vi du det den eftersom pga varje blir gar dar pga'.split(' '),
);

const HOURS = new Map<string, number>(
  ['ett', 'tva', 'tre', 'fyra', 'fem', 'sex', 'sju', 'atta', 'nio', 'tio', 'elva', 'tolv'].map((word, index) => [word, index + 1]),
);

function clockHour(r: Reader, at: number): number | null {
  const value = r.digits(at) ?? HOURS.get(r.fold(at)) ?? null;
  return value !== null && value >= 1 && value <= 24 ? value : null;
}

/** "halv två", "kvart i tre", "tio över åtta", "fem i halv tre", "tvåtiden", "prick nio". */
function clockInWords(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const make = (hour: number, minute: number, to: number): Mark => {
    const total = hour * 60 + minute;
    return { kind: 'clock', hour: Math.floor(total / 60), minute: ((total % 60) + 60) % 60, exact: hour >= 13, from: at, to };
  };
  if (word === 'halv' || word === 'halva') {
    const hour = clockHour(r, at + 1);
    return hour !== null && !COUNTED.has(r.fold(at + 2)) ? make(hour, -30, at + 2) : null;
  }
  const glued = /^halv(ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv)$/.exec(word);
  if (glued !== null) return make(HOURS.get(glued[1] as string) as number, -30, at + 1);
  const around = /^(ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv)(tiden|snaret)$/.exec(word);
  if (around !== null) return make(HOURS.get(around[1] as string) as number, 0, at + 1);
  if (word === 'prick' || word === 'precis') {
    const hour = clockHour(r, at + 1);
    return hour !== null && endsTime(r, at + 2) ? make(hour, 0, at + 2) : null;
  }
  const minutes = word === 'kvart' ? 15 : r.number(at);
  if (minutes === null || minutes < 1 || minutes > 29) return null;
  let next = at + 1;
  if (MINUTE_UNITS.has(r.fold(next))) next++;
  const side = r.fold(next) === 'i' ? -1 : r.fold(next) === 'over' ? 1 : 0;
  if (side === 0) return null;
  const half = r.fold(next + 1) === 'halv';
  const hour = clockHour(r, half ? next + 2 : next + 1);
  const to = half ? next + 3 : next + 2;
  if (hour === null || COUNTED.has(r.fold(to)) || ORDINALS.has(r.fold(to)) || monthAfter(r, to) !== null) return null;
  return make(hour, side * minutes - (half ? 30 : 0), to);
}

/** "i tre dagar", "om en vecka", "20 minuter", "två veckor". `to` stands after the number. */
function unitMark(r: Reader, at: number, value: number, to: number): Mark | null {
  const unit = r.fold(to);
  const before = r.fold(at - 1);
  const days = DAY_UNITS.has(unit) ? value : WEEK_UNITS.has(unit) ? value * 7 : null;
  if (days !== null) {
    const after = r.fold(to + 1);
    if (after === 'sedan' || after === 'sen' || r.is(to + 1, 'i', 'veckan') || before === 'varje' || before === 'per') return VOID(at, to + 1);
    if (before === 'om') return { kind: 'later', days, from: at - 1, to: to + 1 };
    if (['i', 'sjuk', 'ledig', 'borta', 'sjukskriven', 'hemma', 'franvarande', 'minst', 'ca', 'och'].includes(before) || after === 'framat' || after === 'till' || before === 'sedan') {
      return { kind: 'duration', days, since: before === 'sedan', from: at, to: after === 'framat' ? to + 2 : to + 1 };
    }
    return VOID(at, to + 1);
  }
  if (MONTH_UNITS.has(unit)) return VOID(at, to + 1);
  let minutes = MINUTE_UNITS.has(unit) ? value : HOUR_UNITS.has(unit) ? value * 60 : null;
  if (minutes === null) return null;
  let end = to + 1;
  if (HOUR_UNITS.has(unit) && r.is(end, 'och', 'en', 'halv')) {
    minutes += 30;
    end += 3;
  }
  return { kind: 'span', minutes, ahead: before === 'om', from: before === 'om' ? at - 1 : at, to: end };
}

/** Weekdays, today and tomorrow, parts of the day, weeks, holidays. */
function wordMark(r: Reader, at: number): Mark | null {
  return (
    voidWords(r, at) ?? relativeDay(r, at) ?? namedDay(r, at) ?? weekdayMark(r, at) ?? weekMark(r, at) ?? partMark(r, at) ?? numberWord(r, at) ?? monthAlone(r, at)
  );
}

/** Phrases that look like times and are none. */
function voidWords(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  if (word === 'god' || word === 'godd') {
    if (/^(mor|middag|dag|kval|efter|formid|natt|jul|fort)/.test(r.fold(at + 1))) return VOID(at, at + 2);
  }
  if ((word === 'ha' || word === 'trevlig' || word === 'skon') && r.is(at + 1, 'en')) {
    for (let i = at + 2; i < at + 5; i++) if (/^(dag|kvall|helg|vecka|sommar|eftermiddag|formiddag|morgon)$/.test(r.fold(i))) return VOID(at, i + 1);
  }
  if (/^(trevlig|glad|skon|fin)$/.test(word) && /^(dag|kvall|helg|vecka|midsommar|pask|jul|paskhelg|eftermiddag)$/.test(r.fold(at + 1))) return VOID(at, at + 2);
  if ((word === 'varje' || word === 'alla') && (WEEKDAYS.has(r.fold(at + 1)) || /^(\w+dagar(na)?|morgon|kvall|vecka|dag|eftermiddag|formiddag|dagar|manad|morgnar|kvallar)$/.test(r.fold(at + 1)))) {
    return r.fold(at + 1) === 'dag' && r.is(at + 2, 'hela', 'veckan') ? null : VOID(at, at + 2);
  }
  if (word === 'en' && r.is(at + 1, 'gang')) return VOID(at, at + 2);
  if (word === 'i' && r.is(at + 1, 'taget')) return VOID(at, at + 2);
  if (word === 'en' && /^(dag|vacker|annan)$/.test(r.fold(at + 1)) && r.fold(at - 1) !== 'i' && r.fold(at - 1) !== 'om') return VOID(at, at + 2);
  return null;
}

function relativeDay(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const next = r.fold(at + 1);
  const relative = (days: number, to: number): Mark => ({ kind: 'relative', days, from: at, to });
  if (word === 'i') {
    if (next === 'dag') return relative(0, at + 2);
    if (next === 'morgon' || next === 'morron' || next === 'morn' || next === 'morrn' || next === 'morgn' || next === 'margon' || next === 'moron' || next === 'morgo') return relative(1, at + 2);
    if (next === 'gar') return relative(-1, at + 2);
    if (BEFORE_YESTERDAY.has(next)) return relative(-2, at + 2);
    if (AFTER_TOMORROW.has(next) || nearest(next, AFTER_TOMORROW) !== null) return relative(2, at + 2);
    if (next === 'over' && /^(i?morgon|i?morn|morron)$/.test(r.fold(at + 2))) return relative(2, at + 3);
    if (next === 'mor' && r.fold(at + 2) === 'gon') return relative(1, at + 3);
    const today = DAY_PARTS[`i${next}`];
    if (today !== undefined) return { kind: 'part', part: today[1], today: true, before: false, from: at, to: at + 2 };
    return null;
  }
  if (word === 'over' && /^(i?morgon|i?morn|morron)$/.test(next)) return relative(2, at + 2);
  if (word === 'resten' && r.is(at + 1, 'av', 'dagen')) return relative(0, at + 3);
  if (TODAY.has(word)) return word === 'dagens' && next === 'ratt' ? null : relative(0, at + 1);
  if (YESTERDAY.has(word)) return relative(-1, at + 1);
  if (BEFORE_YESTERDAY.has(word)) return relative(-2, at + 1);
  if (AFTER_TOMORROW.has(word)) return relative(2, at + 1);
  if (TOMORROW.has(word)) return relative(1, at + 1);
  if (word === 'morgondagen' || word === 'morgondagens') return relative(1, at + 1);
  if (word.length >= 6 && word.startsWith('im') && nearest(word, TOMORROW) !== null) return relative(1, at + 1);
  if (word.length >= 9 && nearest(word, AFTER_TOMORROW) !== null) return relative(2, at + 1);
  const part = DAY_PARTS[word];
  if (part !== undefined && part[0] === 0) return { kind: 'part', part: part[1], today: true, before: false, from: at, to: at + 1 };
  if (part !== undefined) return relative(part[0], at + 1);
  return null;
}

const LONGEST_NAME = 3;

function namedDay(r: Reader, at: number): Mark | null {
  for (let size = LONGEST_NAME; size >= 1; size--) {
    const words: string[] = [];
    for (let i = 0; i < size; i++) words.push(r.fold(at + i));
    const name = words.join(' ');
    if (Object.hasOwn(NAMED_DAYS, name)) {
      if (name === 'lucia' && /^[A-ZÅÄÖ]/.test(r.tokens[at]?.text ?? '')) return null;
      return { kind: 'named', name, from: at, to: at + size };
    }
  }
  const word = r.fold(at);
  if (word.length >= 8) {
    const close = nearest(word, NAMED_ONE_WORD);
    if (close !== null) return { kind: 'named', name: close, from: at, to: at + 1 };
  }
  if (word === 'midsommar' && r.fold(at - 1) !== 'glad') return { kind: 'named', name: 'midsommarafton', from: at, to: at + 1 };
  if (word === '1' && r.fold(at + 1) === 'maj') return null;
  return null;
}

const NAMED_ONE_WORD = new Map<string, string>(
  Object.keys(NAMED_DAYS)
    .filter((name) => !name.includes(' ') && name.length >= 8)
    .map((name) => [name, name]),
);

function weekdayOf(r: Reader, at: number): { weekday: number; past: boolean } | null {
  const token = r.tokens[at];
  if (token === undefined || token.kind !== 'word') return null;
  const short = SHORT_WEEKDAYS[token.text];
  if (short !== undefined) return { weekday: short, past: false };
  const word = token.fold;
  const exact = WEEKDAYS.get(word);
  if (exact !== undefined) return { weekday: exact, past: word.endsWith('dags') && r.fold(at - 1) === 'i' };
  if (/^(mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)(ar|arna|arnas)$/.test(word)) return null;
  const compound = /^(mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)s?(mote|motet|traff|traffen|lektion|lektionen|kurs|kursen|tiden|morgon|kvall|eftermiddag|formiddag|gruppen)$/.exec(word);
  if (compound !== null) return { weekday: WEEKDAYS.get(compound[1] as string) as number, past: false };
  if (word.length >= 5 && /d|g/.test(word)) {
    const slip = nearest(word, WEEKDAYS);
    // "i tidsag" is not told apart from "i tisdag(s)": a past form must be spelt as one.
    if (slip !== null) return { weekday: slip, past: false };
  }
  return null;
}

function weekdayMark(r: Reader, at: number): Mark | null {
  let start = at;
  let anchor: Anchor = 'coming';
  let loose = true;
  const word = r.fold(at);
  if (word === 'nasta') {
    anchor = 'next-week';
    loose = false;
    start = at + 1;
  } else if (word === 'denna' || word === 'nastkommande' || word === 'kommande' || word === 'nu') {
    anchor = word === 'denna' ? 'this-week' : 'coming';
    start = at + 1;
    if (word === 'nu' && r.fold(start) === 'pa') start++;
  } else if (word === 'forra') {
    anchor = 'last';
    loose = false;
    start = at + 1;
  } else if (word === 'i' && /^(mandags|tisdags|onsdags|torsdags|fredags|lordags|sondags)$/.test(r.fold(at + 1))) {
    anchor = 'last';
    loose = false;
    start = at + 1;
  }
  const found = weekdayOf(r, start);
  if (found === null) return null;
  // "på fredag och måndagar" is a habit; "fredag" as a habit has a plural of its own.
  return { kind: 'weekday', weekday: found.weekday, anchor: found.past ? 'last' : anchor, loose, from: at, to: start + 1 };
}

function weekMark(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const week = (weeks: number | null, span: 'week' | 'rest' | 'weekend', to: number): Mark => ({ kind: 'week', weeks, number: null, span, from: at, to });
  const numbered = word === 'v' || word === 'vecka' || word === 'veckan' || word === 'vecko' || word === 'veka' || word === 'vecks';
  if (numbered) {
    const next = r.fold(at + 1) === '.' ? at + 2 : at + 1;
    const value = r.digits(next);
    if (value !== null && value >= 1 && value <= 53 && !COUNTED.has(r.fold(next + 1))) return { kind: 'week', weeks: null, number: value, span: 'week', from: at, to: next + 1 };
  }
  const oneWeek = (to: number): boolean => WEEK_UNITS.has(r.fold(to)) || r.fold(to) === 'veckan' || r.fold(to) === 'vekan' || r.fold(to) === 'veka';
  if ((word === 'nasta' || word === 'kommande' || word === 'nastkommande') && oneWeek(at + 1)) return week(1, 'week', at + 2);
  if (word === 'nastavecka') return week(1, 'week', at + 1);
  if (word === 'denna' && oneWeek(at + 1)) return week(0, 'week', at + 2);
  if (word === 'den' && r.fold(at + 1) === 'har' && oneWeek(at + 2)) return week(0, 'week', at + 3);
  if (word === 'forra' && oneWeek(at + 1)) return week(-1, 'week', at + 2);
  if (word === 'hela' && oneWeek(at + 1)) return week(0, 'week', at + 2);
  if (word === 'resten' && r.is(at + 1, 'av', 'veckan')) return week(0, 'rest', at + 3);
  if (word === 'i' && (r.fold(at + 1) === 'veckan' || r.fold(at + 1) === 'vekan')) return week(0, 'week', at + 2);
  if (word === 'i' && r.fold(at + 1) === 'helgen') return week(0, 'weekend', at + 2);
  if (word === 'till' && r.fold(at + 1) === 'helgen') return week(0, 'weekend', at + 2);
  if ((word === 'nasta' || word === 'kommande') && /^helg(en)?$/.test(r.fold(at + 1))) return week(word === 'nasta' ? 1 : 0, 'weekend', at + 2);
  if (word === 'ivecka' || word === 'iveckan') return week(0, 'week', at + 1);
  return null;
}

function partMark(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const part = (name: PartName, today: boolean, to: number, before = false): Mark => ({ kind: 'part', part: name, today, before, from: at, to });
  if ((word === 'efter' || word === 'fore' || word === 'innan') && /^lunch(en)?$/.test(r.fold(at + 1))) {
    return part(word === 'efter' ? 'afternoon' : 'forenoon', false, at + 2);
  }
  if (/^(vid|till|over|pa)$/.test(word) && /^lunch(en|tid)?$/.test(r.fold(at + 1))) return part('lunch', false, at + 2);
  if (word === 'f' && r.is(at + 1, '.', 'm')) return part('forenoon', false, r.fold(at + 3) === '.' ? at + 4 : at + 3);
  if (word === 'e' && r.is(at + 1, '.', 'm')) return part('afternoon', false, r.fold(at + 3) === '.' ? at + 4 : at + 3);
  const named = PART_WORDS[word];
  if (named !== undefined) {
    if (word === 'em' && r.fold(at - 1) === 'i') return null;
    return part(named, r.fold(at - 1) === 'i', at + 1);
  }
  if (word === 'morgon' || word === 'morron') return part('morning', false, at + 1);
  if (word === 'tidigt' && /^(pa)?$/.test(r.fold(at + 1)) && r.fold(at + 2) === 'morgonen') return part('morning', false, at + 3);
  return null;
}

function numberWord(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  if (word === 'den' || word === 'd') {
    const ordinal = ORDINALS.get(r.fold(at + 1)) ?? (r.fold(at + 1).length >= 7 ? nearest(r.fold(at + 1), ORDINALS) : null);
    if (ordinal !== undefined && ordinal !== null) {
      const month = monthAfter(r, at + 2);
      if (month !== null) return { kind: 'date', date: ordinal, month: month.month, year: month.year, from: at, to: month.to };
      if (endsTime(r, at + 2)) return { kind: 'date', date: ordinal, month: null, year: null, from: at, to: at + 2 };
      return VOID(at, at + 2);
    }
    return null;
  }
  const bare = ORDINALS.get(word);
  if (bare !== undefined) {
    const month = monthAfter(r, at + 1);
    return month === null ? null : { kind: 'date', date: bare, month: month.month, year: month.year, from: at, to: month.to };
  }
  // "om en vecka", "i två dagar", "en halvtimme", "en kvart"
  const lead = word === 'om' ? at + 1 : at;
  const ahead = word === 'om';
  const amount = r.fold(lead);
  if (amount === 'halvtimme' || amount === 'halvtimma' || (amount === 'en' && (r.fold(lead + 1) === 'halvtimme' || r.fold(lead + 1) === 'halvtimma'))) {
    return { kind: 'span', minutes: 30, ahead, from: at, to: amount === 'en' ? lead + 2 : lead + 1 };
  }
  if (amount === 'en' && (r.is(lead + 1, 'halv', 'timme') || r.is(lead + 1, 'halv', 'timma'))) return { kind: 'span', minutes: 30, ahead, from: at, to: lead + 3 };
  if (amount === 'en' && r.fold(lead + 1) === 'kvart' && r.fold(lead + 2) !== 'i' && r.fold(lead + 2) !== 'over') return { kind: 'span', minutes: 15, ahead, from: at, to: lead + 2 };
  if (amount === 'timmen' && r.fold(lead + 1) === 'innan') return { kind: 'span', minutes: 60, ahead: false, from: at, to: lead + 1 };
  const value = SMALL[amount];
  if (value !== undefined && lead === at) {
    const unit = unitMark(r, at, value, at + 1);
    if (unit !== null) return unit;
  }
  if (ahead) {
    const counted = r.number(lead);
    if (counted !== null) {
      const unit = unitMark(r, lead, counted, lead + 1);
      if (unit !== null) return unit;
    }
    return null;
  }
  const clock = clockInWords(r, at) ?? (SMALL[word] !== undefined ? clockAfterSign(r, at) : null);
  if (clock !== null) return clock;
  if (HOURS.has(word) && word !== 'ett') return { kind: 'number', value: HOURS.get(word) as number, from: at, to: at + 1 };
  return null;
}

function monthAlone(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  if (word !== 'i' && word !== 'hela' && word !== 'under') return null;
  const full = MONTHS.get(r.fold(at + 1));
  if (full === undefined || r.fold(at + 1).length < 3 || ['mar', 'jul', 'jun', 'sep', 'dec', 'okt', 'nov', 'aug', 'apr', 'feb', 'jan'].includes(r.fold(at + 1))) return null;
  return { kind: 'month', month: full, from: at, to: at + 2 };
}

const DENIES_A_DAY = new Set(['', ',', '.', '!', '-', 'nej', 'na', 'nae', 'och', 'alltsa', 'oj', 'fel', 'forlat', 'ups', 'hoppsan']);

/** Words that tie times together; words that stand between them and say nothing. */
function linkMark(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const link = (kind: Extract<Mark, { kind: 'link' }>['link'], to: number): Mark => ({ kind: 'link', link: kind, comma: word === ',', from: at, to });
  if (word === 'till' || word === 'tills' || word === 'tom' || word === 't') {
    if (r.is(at, 'till', 'och', 'med')) return link('to', at + 3);
    if (r.is(at, 't', '.', 'o', '.', 'm')) return link('to', r.fold(at + 5) === '.' ? at + 6 : at + 5);
    if (r.is(at, 't', 'o', 'm')) return link('to', at + 3);
    if (word === 't') return null;
    return link('to', at + 1);
  }
  if (r.is(at, 'fram', 'till')) return r.is(at + 2, 'och', 'med') ? link('to', at + 4) : link('to', at + 2);
  if (word === '-' || word === '–' || word === '—') return link('to', at + 1);
  if (r.is(at, 'fran', 'och', 'med')) return link('from', at + 3);
  if (r.is(at, 'fr', '.', 'o', '.', 'm')) return link('from', r.fold(at + 5) === '.' ? at + 6 : at + 5);
  if (r.is(at, 'fr', 'o', 'm')) return link('from', at + 3);
  if (word === 'fran' || word === 'from' || word === 'frn') return link('from', at + 1);
  if (word === 'sedan' || word === 'sen') return link('since', at + 1);
  if (word === 'mellan') return link('between', at + 1);
  if (word === 'och' || word === 'o' || word === 'samt' || word === '&' || word === '+' || word === ',' || word === 'eller' || word === 'plus') return link('and', at + 1);
  // "kan inte tisdag" denies the coming, "nej inte tisdag" the day.
  if (word === 'inte' || word === 'ej') return DENIES_A_DAY.has(r.fold(at - 1)) ? link('not', at + 1) : null;
  if (word === 'fore' || word === 'innan') return link('before', at + 1);
  if (word === 'efter') return link('after', at + 1);
  if (FILLERS.has(word) || word === '.' || word === ':' || word === '(' || word === ')') {
    return word === '.' && !CLOCK_SIGNS.has(r.fold(at - 1)) && r.fold(at - 1) !== 'd' && !SHORT_WEEKDAYS[r.tokens[at - 1]?.text ?? ''] ? null : VOID(at, at + 1);
  }
  return null;
}

/** A time that was read, and where it stands. */
export interface ReadTime {
  when: When;
  /** Tokens covered, for telling which part of a message it belongs to. */
  from: number;
  to: number;
  /** Stands after "inte". */
  denied: boolean;
}

export interface ReadTimes {
  times: ReadTime[];
  /** Two readings that contradict each other were written: nobody should guess. */
  conflict: boolean;
  /** The first stated span in minutes ("20 minuter sen"). */
  minutes: number | null;
}

interface Point {
  /** First and last day; null when only a clock time or a part of the day was written. */
  days: [number, number] | null;
  clock: [number, number] | null;
  part: PartName | null;
  partToday: boolean;
  /** Half-open: 'start' is "before", 'end' is "from" or "after". */
  open: 'start' | 'end' | null;
  from: number;
  to: number;
  denied: boolean;
}

export function readTimes(marks: readonly Mark[], reckoning: Reckoning): ReadTimes {
  const parser = new Parser(marks, reckoning);
  return parser.read();
}

class Parser {
  readonly marks: readonly Mark[];
  readonly reckoning: Reckoning;
  conflict = false;
  minutes: number | null = null;
  /** Ends of dates written in figures, after which a bare number can be one more day of the month. */
  readonly datesBefore = new Set<number>();

  constructor(marks: readonly Mark[], reckoning: Reckoning) {
    this.marks = marks;
    this.reckoning = reckoning;
    for (const mark of marks) if (mark.kind === 'date') this.datesBefore.add(mark.to);
  }

  private kind(at: number): Mark['kind'] | null {
    return this.marks[at]?.kind ?? null;
  }

  private link(at: number): string | null {
    const mark = this.marks[at];
    return mark?.kind === 'link' ? mark.link : null;
  }

  read(): ReadTimes {
    const points: Point[] = [];
    let at = 0;
    while (at < this.marks.length) {
      const found = this.range(at, points);
      if (found === null) {
        at++;
        continue;
      }
      points.push(found.point);
      at = found.next;
    }
    for (const mark of this.marks) if (mark.kind === 'span' && !mark.ahead) this.minutes ??= mark.minutes;
    if (points.length === 0 && this.reckoning.bareNumberIsDay) this.bareDay(points);
    const merged = this.spread(points);
    const times: ReadTime[] = [];
    for (const point of merged) {
      const when = this.resolve(point);
      if (when !== null) times.push({ when, from: point.from, to: point.to, denied: point.denied });
    }
    return { times: this.joinDays(times), conflict: this.conflict, minutes: this.minutes };
  }

  private bareDay(points: Point[]): void {
    const numbers = this.marks.filter((mark) => mark.kind === 'number');
    const [only] = numbers;
    if (numbers.length !== 1 || only === undefined) return;
    const day = this.dayOfMonth(only.value, null, null);
    if (day === null) return;
    points.push({ days: [day, day], clock: null, part: null, partToday: false, open: null, from: only.from, to: only.to, denied: false });
  }

  /** [från|mellan] point [till|och] point, or one point alone. */
  private range(at: number, sofar: readonly Point[]): { point: Point; next: number } | null {
    let start = at;
    const lead = this.link(start);
    if (lead !== null) start++;
    const previous = sofar[sofar.length - 1] ?? null;
    if (lead === 'and') {
      const listed = this.listedDay(at, previous);
      if (listed !== null) return { point: listed, next: at + 2 };
      return null;
    }
    const first = this.point(start, previous, lead === 'from' || lead === 'between' || lead === 'to' || lead === 'after' || lead === 'before');
    if (first === null) return null;
    const from = this.marks[at]?.from ?? 0;
    const connector = this.link(first.next);
    const ranged = connector === 'to' || (lead === 'between' && connector === 'and');
    if (ranged) {
      const second = this.point(first.next + 1, first.point, true);
      if (second !== null) {
        const joined = this.join(first.point, second.point);
        if (joined !== null) return { point: { ...joined, from, denied: lead === 'not' }, next: second.next };
      }
    }
    const point = { ...first.point, from, denied: lead === 'not' };
    if (lead === 'to' && this.reckoning.untilMeansFromNow && !this.reckoning.past) {
      if (point.clock === null && point.part === null && point.days !== null) {
        const begin = previous?.days?.[0] ?? this.reckoning.now.day;
        if (begin <= point.days[1]) point.days = [begin, point.days[1]];
      } else if (point.clock !== null) point.open = 'start';
    } else if (lead === 'from' || lead === 'after') point.open = lead === 'after' && point.clock === null ? null : 'end';
    else if (lead === 'before' && point.clock !== null) point.open = 'start';
    else if (lead === 'since' && point.days !== null && point.days[0] <= this.reckoning.now.day) point.days = [point.days[0], this.reckoning.now.day];
    if (lead === 'before' && point.clock === null && point.days !== null) point.days = [point.days[0] - 1, point.days[0] - 1];
    else if (lead === 'after' && point.clock === null && point.part === null && point.days !== null) {
      const only = this.marks[start];
      // "dagen efter julafton" is one day; "efter fredag" has no end.
      if (only?.kind === 'named') point.days = [point.days[1] + 1, point.days[1] + 1];
      else point.open = 'end';
    }
    return { point, next: first.next };
  }

  /** The bare 13 of "den 12 och 13". */
  private listedDay(at: number, previous: Point | null): Point | null {
    const mark = this.marks[at + 1];
    const link = this.marks[at];
    if (mark?.kind !== 'number' || previous?.days == null || previous.clock !== null || link?.from !== previous.to) return null;
    if (!this.datesBefore.has(previous.to)) return null;
    const borrowed = this.monthAhead(at + 1);
    const day = this.dayOfMonth(mark.value, borrowed.month ?? dateOf(previous.days[1]).month, borrowed.year);
    if (day === null || day <= previous.days[1]) return null;
    this.datesBefore.add(mark.to);
    return { ...previous, days: [day, day], from: mark.from, to: mark.to };
  }

  /** A day, a clock time, a part of the day, or what of them stands together. */
  private point(at: number, previous: Point | null, numbers: boolean): { point: Point; next: number } | null {
    const { now } = this.reckoning;
    let next = at;
    let days: [number, number] | null = null;
    let loose: number | null = null;
    let clock: Point['clock'] = null;
    let exact = false;
    let part: PartName | null = null;
    let partToday = false;
    let from = Number.MAX_SAFE_INTEGER;
    let to = 0;
    const base = previous?.denied === true ? null : (previous?.days?.[1] ?? null);
    let ended = false;
    while (!ended && next < this.marks.length) {
      const mark = this.marks[next] as Mark;
      let taken = true;
      switch (mark.kind) {
        case 'void':
          if (mark.to - mark.from > 1) taken = false;
          break;
        case 'relative':
          days = this.agree(days, [now.day + mark.days, now.day + mark.days]);
          break;
        case 'weekday': {
          if (mark.loose && mark.anchor === 'coming' && days !== null && days[0] === days[1]) {
            if (weekday(days[0]) === mark.weekday) break;
            // "mån ons fre" is a list; "idag torsdag" on a Tuesday is a contradiction.
            if (loose !== null) taken = false;
            else this.conflict = true;
            break;
          }
          if (days !== null && days[1] - days[0] === 6 && mark.loose) {
            const day: number = days[0] + mark.weekday - 1;
            days = [day, day];
            break;
          }
          if (days !== null) {
            taken = false;
            break;
          }
          const day: number = this.weekdayDay(mark.weekday, mark.anchor, base, previous);
          days = [day, day];
          loose = mark.loose && mark.anchor !== 'last' ? mark.weekday : null;
          break;
        }
        case 'date': {
          const day = this.dateDay(mark, next);
          if (day === null) {
            this.conflict = true;
            break;
          }
          if (loose !== null) {
            if (weekday(day) !== loose) this.conflict = true;
            days = [day, day];
          } else days = this.agree(days, [day, day]);
          loose = null;
          break;
        }
        case 'named': {
          const day = this.namedDay(mark.name);
          days = this.agree(days, [day, day]);
          break;
        }
        case 'week': {
          const week = this.weekDays(mark);
          if (week === null) {
            this.conflict = true;
            break;
          }
          if (loose !== null && mark.span === 'week') {
            const day = week[0] + loose - 1;
            days = [day, day];
            loose = null;
          } else if (days === null) days = week;
          else taken = false;
          break;
        }
        case 'month': {
          if (days !== null) {
            taken = false;
            break;
          }
          const today = dateOf(now.day);
          const year = mark.month < today.month ? today.year + 1 : today.year;
          days = [dayNumber(year, mark.month, 1), dayNumber(mark.month === 12 ? year + 1 : year, (mark.month % 12) + 1, 1) - 1];
          break;
        }
        case 'later':
          if (loose !== null && mark.days % 7 === 0 && days !== null) days = [days[0] + mark.days, days[1] + mark.days];
          else if (days === null) days = [now.day + mark.days, now.day + mark.days];
          else taken = false;
          break;
        case 'duration': {
          if (mark.days < 1 || mark.days > 366) break;
          if (mark.since || this.reckoning.past) days = [now.day - mark.days + (mark.since ? 0 : 1), now.day];
          else {
            const begin: number = days?.[0] ?? previous?.days?.[0] ?? now.day;
            days = [begin, begin + mark.days - 1];
          }
          break;
        }
        case 'clock':
          if (clock !== null) {
            taken = false;
            break;
          }
          clock = [mark.hour * 60 + mark.minute, mark.hour * 60 + mark.minute];
          exact = mark.exact;
          break;
        case 'span':
          if (mark.ahead && clock === null && days === null) {
            const at = now.minute + mark.minutes;
            days = [now.day + Math.floor(at / 1440), now.day + Math.floor(at / 1440)];
            clock = [at % 1440, at % 1440];
            exact = true;
          } else taken = false;
          break;
        case 'part':
          if (part !== null) {
            taken = false;
            break;
          }
          part = mark.part;
          partToday = mark.today;
          break;
        case 'number':
          if (!numbers && !this.numberFits(next, days)) {
            taken = false;
            break;
          }
          if (days !== null && clock === null && mark.value <= 24 && (this.nextIsRange(next) || numbers || this.partFollows(next))) {
            clock = [mark.value * 60, mark.value * 60];
            exact = mark.value >= 13;
          } else if (days === null && clock === null) {
            const reading = this.partFollows(next) ? 'clock' : this.numberMeans(next, previous);
            if (reading === 'clock' && mark.value <= 24) {
              clock = [mark.value * 60, mark.value * 60];
              exact = mark.value >= 13;
            } else if (reading !== null && reading !== 'clock') {
              const day = this.dayOfMonth(mark.value, reading.month, reading.year);
              if (day === null) taken = false;
              else days = [day, day];
            } else taken = false;
          } else taken = false;
          break;
        default:
          taken = false;
      }
      if (!taken) {
        ended = true;
        break;
      }
      if (mark.kind !== 'void') {
        from = Math.min(from, mark.from);
        to = Math.max(to, mark.to);
      }
      next++;
      // "på torsdag, kl 10": a comma between a day and its time ties them.
      if (this.link(next) === 'and' && this.commaTies(next, days, clock, part)) next++;
    }
    if (days === null && clock === null && part === null) return null;
    if (clock !== null) {
      const minute = this.onTheDay(clock[0], exact, part);
      clock = [minute, minute];
    }
    return { point: { days, clock, part: clock === null ? part : null, partToday, open: null, from, to, denied: false }, next };
  }

  private commaTies(at: number, days: unknown, clock: unknown, part: unknown): boolean {
    const mark = this.marks[at];
    const after = this.marks[at + 1];
    if (mark?.kind !== 'link' || !mark.comma || after === undefined) return false;
    if (after.kind === 'clock') return days !== null && clock === null && part === null;
    if (after.kind === 'date') return days !== null && clock === null;
    return false;
  }

  /** A bare number after a day is a clock time only as part of a range: "imorgon 10-12". */
  private numberFits(at: number, days: unknown): boolean {
    if (this.partFollows(at)) return true;
    return days !== null ? this.nextIsRange(at) : this.numberMeans(at, null) !== null && this.nextIsRange(at);
  }

  /** "8 på kvällen": the number before a part of the day is a clock time. */
  private partFollows(at: number): boolean {
    const next = this.marks[at + 1];
    const mark = this.marks[at];
    return next?.kind === 'part' && mark?.kind === 'number' && mark.value <= 12;
  }

  private nextIsRange(at: number): boolean {
    return this.link(at + 1) === 'to' && ['number', 'clock', 'date'].includes(this.kind(at + 2) ?? '');
  }

  /** What a bare number is, seen from what follows it: "12 till 14 mars" a date, "9 till kl 12" a clock time. */
  private numberMeans(at: number, previous: Point | null): 'clock' | { month: number | null; year: number | null } | null {
    const ahead = this.marks[at + 2];
    if (this.kind(at + 1) === 'link' && ahead !== undefined) {
      if (ahead.kind === 'date') return { month: ahead.month, year: ahead.year };
      if (ahead.kind === 'clock') return 'clock';
      if (ahead.kind === 'number' && this.kind(at + 3) === 'link') return this.numberMeans(at + 2, previous);
      if (ahead.kind === 'number' && this.link(at - 1) === 'between') return 'clock';
      if (ahead.kind === 'number' && this.link(at - 1) === 'from' && ahead.value <= 24) return 'clock';
    }
    if (previous !== null) {
      if (previous.clock !== null) return 'clock';
      const mark = this.marks.find((one) => one.to === previous.to);
      if (mark?.kind === 'date') return { month: mark.month, year: mark.year };
    }
    return null;
  }

  private agree(one: [number, number] | null, other: [number, number]): [number, number] {
    if (one !== null && (one[0] !== other[0] || one[1] !== other[1])) this.conflict = true;
    return other;
  }

  private weekdayDay(day: number, anchor: Anchor, base: number | null, previous: Point | null): number {
    const today = this.reckoning.now.day;
    if (anchor === 'next-week') return mondayOf(today) + 7 + day - 1;
    if (anchor === 'this-week') return mondayOf(today) + day - 1;
    if (anchor === 'last' || (this.reckoning.past && base === null)) {
      const back = (weekday(today) - day + 7) % 7;
      return today - (back === 0 ? 7 : back);
    }
    const from = base !== null && previous?.days !== null && base >= today ? base : today;
    const ahead = (day - weekday(from) + 7) % 7;
    return from + (ahead === 0 ? 7 : ahead);
  }

  private dateDay(mark: Extract<Mark, { kind: 'date' }>, at: number): number | null {
    let { month, year } = mark;
    if (month === null) ({ month, year } = this.monthAhead(at));
    return this.dayOfMonth(mark.date, month, year);
  }

  /** "den 12, 13 och den 14 mars": the first borrow the month of the last. */
  private monthAhead(at: number): { month: number | null; year: number | null } {
    let next = at + 1;
    while (this.kind(next) === 'link' || this.kind(next) === 'number' || this.kind(next) === 'void') next++;
    const ahead = this.marks[next];
    if (ahead?.kind !== 'date' || this.kind(next - 1) === null) return { month: null, year: null };
    return ahead.month === null ? this.monthAhead(next) : { month: ahead.month, year: ahead.year };
  }

  private dayOfMonth(date: number, month: number | null, year: number | null): number | null {
    const today = this.reckoning.now.day;
    const here = dateOf(today);
    const { past } = this.reckoning;
    if (year !== null && month !== null) return validDay(year, month, date);
    const step = past ? -1 : 1;
    for (let i = 0; i < 13; i++) {
      const index = here.year * 12 + here.month - 1 + i * step;
      const candidate = month === null ? validDay(Math.floor(index / 12), (index % 12) + 1, date) : validDay(here.year + i * step, month, date);
      if (candidate !== null && (past ? candidate <= today : candidate >= today)) return candidate;
    }
    return null;
  }

  private namedDay(name: string): number {
    const of = NAMED_DAYS[name] as (year: number) => number;
    const { year } = dateOf(this.reckoning.now.day);
    const today = this.reckoning.now.day;
    if (this.reckoning.past) return of(year) <= today ? of(year) : of(year - 1);
    return of(year) >= today ? of(year) : of(year + 1);
  }

  private weekDays(mark: Extract<Mark, { kind: 'week' }>): [number, number] | null {
    const today = this.reckoning.now.day;
    if (mark.number !== null) {
      const { year } = dateOf(mondayOf(today) + 3);
      let monday = mondayOfWeek(year, mark.number);
      if (monday === null || (monday + 6 < today && !this.reckoning.past)) monday = mondayOfWeek(year + 1, mark.number) ?? monday;
      if (monday === null || (monday + 6 < today && !this.reckoning.past)) return null;
      return [monday, monday + 6];
    }
    const monday = mondayOf(today) + 7 * (mark.weeks ?? 0);
    if (mark.span === 'weekend') return [monday + 5, monday + 6];
    return mark.span === 'rest' ? [today, monday + 6] : [monday, monday + 6];
  }

  /** "kl 2" is in the afternoon (07 to 18 assumed), unless figures or a part of the day say otherwise. */
  private onTheDay(minute: number, exact: boolean, part: PartName | null): number {
    if (part !== null) {
      const [from, to] = PARTS[part];
      if (part === 'night') return minute >= 12 * 60 || exact ? minute : minute >= 6 * 60 ? minute + 720 : minute;
      if (part === 'bitti' || part === 'morning' || part === 'forenoon') return minute;
      if (exact || minute >= 13 * 60) return minute;
      const later = minute < 12 * 60 ? minute + 720 : minute;
      return later >= (from - 1) * 60 && later <= (to + 2) * 60 ? later : minute;
    }
    if (exact || minute >= 7 * 60) return minute;
    return minute + 720;
  }

  private join(first: Point, second: Point): Point | null {
    const to = second.to;
    if (second.days === null && second.clock !== null && first.clock !== null) {
      let end = second.clock[0];
      if (end <= first.clock[0] && end + 720 < 1440 && end + 720 > first.clock[0]) end += 720;
      if (end <= first.clock[0]) {
        this.conflict = true;
        return null;
      }
      return { ...first, clock: [first.clock[0], end], to };
    }
    if (first.days === null && second.days !== null && first.clock !== null && second.clock !== null && second.clock[0] > first.clock[0]) {
      return { ...second, clock: [first.clock[0], second.clock[0]], from: first.from };
    }
    if (first.days !== null && second.days !== null) {
      if (second.days[1] < first.days[0]) {
        this.conflict = true;
        return null;
      }
      if (first.clock === null && second.clock === null && first.part === null && second.part === null) {
        return { ...first, days: [first.days[0], second.days[1]], to };
      }
      if (first.clock !== null && second.clock !== null) {
        const span = (second.days[1] - first.days[0]) * 1440;
        return { ...first, clock: [first.clock[0], second.clock[0] + span], to };
      }
      return { ...first, days: [first.days[0], second.days[1]], clock: null, part: null, to };
    }
    return null;
  }

  /** One day and one clock time apart from each other in a message belong together. */
  private spread(points: readonly Point[]): Point[] {
    const withDay = points.filter((point) => point.days !== null && !point.denied);
    const bare = points.filter((point) => point.days === null);
    if (withDay.length === 1 && bare.length === 1) {
      const [day] = withDay as [Point];
      const [time] = bare as [Point];
      const single = day.days !== null && day.days[0] === day.days[1] && day.clock === null;
      if (single && !(time.partToday && day.days?.[0] !== this.reckoning.now.day) && !(day.part !== null && time.clock === null)) {
        const minute = time.clock !== null && day.part !== null ? time.clock.map((one) => this.onTheDay(one >= 780 ? one : one, true, day.part)) : time.clock;
        return [
          {
            ...day,
            clock: minute as Point['clock'],
            part: time.clock === null ? time.part : null,
            open: time.open,
            from: Math.min(day.from, time.from),
            to: Math.max(day.to, time.to),
          },
        ];
      }
    }
    return [...points];
  }

  private resolve(point: Point): When | null {
    const { now } = this.reckoning;
    const { clock, part } = point;
    if (clock === null && part === null) {
      if (point.days === null) return null;
      const when: When = { grain: 'day', start: isoDay(point.days[0]), end: isoDay(point.days[1]) };
      if (point.open !== null) when.open = point.open;
      return when;
    }
    const limits = part === null ? null : PARTS[part];
    const last = clock !== null ? clock[1] : (limits?.[1] ?? 0) * 60;
    let day = point.days?.[0] ?? now.day;
    if (point.days === null && !point.partToday && !this.reckoning.past && last <= now.minute && this.reckoning.nextDayIfPassed) day = now.day + 1;
    if (clock === null && limits !== null) {
      if (point.days !== null && point.days[0] !== point.days[1]) return { grain: 'day', start: isoDay(point.days[0]), end: isoDay(point.days[1]) };
      return { grain: 'part', start: isoInstant(day, limits[0] * 60), end: isoInstant(day, limits[1] * 60) };
    }
    if (clock === null) return null;
    // Several days with one clock time ("måndag till onsdag kl 9"): the days are what counts.
    if (point.days !== null && point.days[0] !== point.days[1] && clock[1] < 1440) return { grain: 'day', start: isoDay(point.days[0]), end: isoDay(point.days[1]) };
    if (point.open === 'end') return { grain: 'timerange', start: isoInstant(day, clock[0]), end: isoInstant(day + 1, 0), open: 'end' };
    if (point.open === 'start') return { grain: 'timerange', start: isoInstant(day, 0), end: isoInstant(day, clock[0]), open: 'start' };
    if (clock[0] === clock[1]) return { grain: 'time', start: isoInstant(day, clock[0]), end: isoInstant(day, clock[0]) };
    return { grain: 'timerange', start: isoInstant(day, clock[0]), end: isoInstant(day, clock[1]) };
  }

  /** "idag och imorgon" is one stretch; "måndag och onsdag" are two days. */
  private joinDays(times: ReadTime[]): ReadTime[] {
    const out: ReadTime[] = [];
    for (const time of times) {
      const last = out[out.length - 1];
      if (last !== undefined && last.when.grain === 'day' && time.when.grain === 'day' && !last.denied && !time.denied) {
        const gap = (Date.parse(time.when.start) - Date.parse(last.when.end)) / 86_400_000;
        const tied = this.tied(last.to, time.from);
        if (gap === 1 && tied) {
          out[out.length - 1] = { ...last, when: { ...last.when, end: time.when.end }, to: time.to };
          continue;
        }
        if (time.when.start === last.when.start && time.when.end === last.when.end) continue;
        if (tied && gap < 1 && time.when.start >= last.when.start && time.when.end >= last.when.end) {
          out[out.length - 1] = { ...last, when: { ...last.when, end: time.when.end }, to: time.to };
          continue;
        }
      }
      out.push(time);
    }
    return out;
  }

  /** Nothing but "och", commas and fillers between two tokens. */
  private tied(from: number, to: number): boolean {
    return this.marks.every((mark) => mark.to <= from || mark.from >= to || mark.kind === 'void' || (mark.kind === 'link' && mark.link === 'and'));
  }
}
