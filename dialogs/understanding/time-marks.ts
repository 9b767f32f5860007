import {
  AFTER_TOMORROW,
  BEFORE_YESTERDAY,
  CLOCK_SIGNS,
  COUNTED,
  DAY_PARTS,
  DAY_UNITS,
  DENIES_A_DAY,
  ENDERS,
  FILLERS,
  HOUR_UNITS,
  HOURS,
  LAST_DAY,
  MINUTE_UNITS,
  MONTH_UNITS,
  MONTHS,
  ORDINAL_ENDINGS,
  ORDINALS,
  PART_WORDS,
  type PartName,
  SHORT_WEEKDAYS,
  SMALL,
  TODAY,
  TOMORROW,
  WEEK_UNITS,
  WEEKDAYS,
  YESTERDAY,
} from '../../locales/phrases/times.ts';
import { NAMED_DAYS, validDay } from './calendar.ts';
import { nearest } from './fuzzy.ts';
import type { Token } from './normalise.ts';

export type Anchor = 'coming' | 'next-week' | 'this-week' | 'last';

export type Mark = { from: number; to: number } & (
  | { kind: 'relative'; days: number }
  | { kind: 'weekday'; weekday: number; anchor: Anchor; loose: boolean }
  | { kind: 'date'; date: number; month: number | null; year: number | null }
  | { kind: 'named'; name: string }
  /** last: the last of several numbered weeks; null: there is one. */
  | {
      kind: 'week';
      weeks: number | null;
      number: number | null;
      last: number | null;
      span: 'week' | 'rest' | 'weekend';
    }
  /** month: 1 to 12; or null, and `ahead` is how many months from this one. */
  | { kind: 'month'; month: number | null; ahead: number; rest: boolean }
  | { kind: 'duration'; days: number; since: boolean }
  | { kind: 'later'; days: number }
  | { kind: 'clock'; hour: number; minute: number; exact: boolean }
  | { kind: 'span'; minutes: number; ahead: boolean }
  | { kind: 'part'; part: PartName; today: boolean; before: boolean }
  | { kind: 'number'; value: number }
  | {
      kind: 'link';
      link: 'to' | 'and' | 'from' | 'between' | 'not' | 'before' | 'after' | 'since' | 'until';
      comma: boolean;
    }
  | { kind: 'void' }
  | { kind: 'gap' }
);

/** Every mark of a text, in order, each with the tokens it covers. */
export function findMarks(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  const reader = new Reader(tokens);
  let at = 0;
  while (at < tokens.length) {
    const mark = markAt(reader, at);
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
  /** So many tokens from here, folded. */
  text(at: number, tokens: number): string {
    return this.tokens
      .slice(at, at + tokens)
      .map((token) => token.fold)
      .join(' ');
  }
  glued(at: number): boolean {
    return this.tokens[at]?.glued ?? false;
  }
  digits(at: number): number | null {
    const token = this.tokens[at];
    return token?.kind === 'number' && token.text.length <= 4 ? Number(token.text) : null;
  }
  /** What stands there is counted by the number before it: "12 år", but not "den 12 är jag borta". */
  counts(at: number): boolean {
    const token = this.tokens[at];
    return token !== undefined && COUNTED.has(token.fold) && token.text !== 'är';
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

/** The last day of a month, whichever it is. */
export const LAST_OF_MONTH = 99;

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
    if (
      figures >= 8 &&
      (/^(\+|0)[\d\s()/–-]+$/.test(written) || /^\d{6,}/.test(written) || /^\d{6}[-+]\d{4}/.test(written))
    )
      return end;
    if (SHORT_DATE.test(written)) return null;
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

function markAt(r: Reader, at: number): Mark | null {
  const token = r.tokens[at] as Token;
  const figures = skipFigures(r, at);
  if (figures !== null) return { kind: 'gap', from: at, to: figures };
  const found =
    namedHour(token, at) ??
    (token.kind === 'number' ? figureMark(r, at) : null) ??
    (token.kind === 'word' ? wordMark(r, at) : null) ??
    linkMark(r, at) ??
    (token.kind === 'number' ? countMark(r, at) : null);
  return found;
}

/** "niomötet", "halvtioträffen": the time is part of the name. */
function namedHour(token: Token, at: number): Mark | null {
  const named = token.kind === 'word' ? MEETING_OF_HOUR.exec(token.fold) : null;
  const hour = named === null ? undefined : HOURS.get(named[2] as string);
  if (named === null || hour === undefined) return null;
  const half = named[1] !== undefined;
  return {
    kind: 'clock',
    hour: half ? (hour + 11) % 12 : hour,
    minute: half ? 30 : 0,
    exact: false,
    from: at,
    to: at + 1,
  };
}

const MEETING_OF_HOUR =
  /^(halv)?(ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv)(?:mote|motet|traff|traffen|gruppen|kursen|passet|lektionen)$/;

/** 260324. */
const SHORT_DATE = /^2[5-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

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
    if (third !== null && second <= 12)
      return { kind: 'date', date: third, month: second, year: value, from: at, to: at + 5 };
  }
  if (/^20\d{6}$/.test(first.text)) {
    const [year, month, date] = [first.text.slice(0, 4), first.text.slice(4, 6), first.text.slice(6)].map(
      Number,
    ) as [number, number, number];
    if (validDay(year, month, date) !== null)
      return { kind: 'date', date, month, year, from: at, to: at + 1 };
  }
  if (SHORT_DATE.test(first.text)) {
    const [year, month, date] = [first.text.slice(0, 2), first.text.slice(2, 4), first.text.slice(4)].map(
      Number,
    ) as [number, number, number];
    if (validDay(2000 + year, month, date) !== null)
      return { kind: 'date', date, month, year: 2000 + year, from: at, to: at + 1 };
  }
  if (first.text.length > 4) return null;
  // 12-14 mars, 12-14/3, 12–14
  const dash = mark === '-' || mark === '–' || mark === '—';
  if (dash && second !== null && value <= 31 && second <= 31) {
    const clock = clockRange(r, at);
    if (clock !== null) return clock;
    if (r.fold(at - 1) === 'den' && second > value && monthAfter(r, at + 3) === null && !r.counts(at + 3))
      return { kind: 'date', date: value, month: null, year: null, from: at, to: at + 1 };
    return null;
  }
  // 12/3, 12/3-26, 12/3 2026
  if (mark === '/' && second !== null) {
    const before = r.fold(at - 1);
    if (value === 24 && second === 7 && before !== 'den') return { kind: 'gap', from: at, to: at + 3 };
    if (r.counts(at + 3)) return { kind: 'gap', from: at, to: at + 3 };
    if (value >= 1 && value <= 31 && second >= 1 && second <= 12) {
      let to = at + 3;
      let year: number | null = null;
      const sign = r.fold(to);
      const third = r.digits(to + 1);
      if ((sign === '-' || sign === '/') && r.glued(to) && r.glued(to + 1) && third !== null) {
        if (third >= 2020 && third < 2100) year = third;
        else if (r.tokens[to + 1]?.text.length === 2 && third >= 24 && third < 60 && r.fold(to + 2) !== '/')
          year = 2000 + third;
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
      if (r.counts(at + 3) || r.fold(at + 3) === '%') return { kind: 'gap', from: at, to: at + 4 };
      // 10.12 may be a date as well as a time: only a sign of time settles it.
      const told = CLOCK_SIGNS.has(r.fold(at - 1)) || r.fold(at - 2) === 'kl';
      if (mark === '.' && !told && second % 5 !== 0 && second <= 12)
        return { kind: 'gap', from: at, to: at + 3 };
      if (r.fold(at - 1) === 'den')
        return second <= 12 && mark === '.'
          ? { kind: 'date', date: value, month: second, year: null, from: at, to: at + 3 }
          : null;
      const exact = value >= 13 || value === 0 || first.text.startsWith('0');
      return { kind: 'clock', hour: value, minute: second, exact, from: at, to: at + 3 };
    }
    if (
      mark === '.' &&
      r.fold(at - 1) === 'den' &&
      second >= 1 &&
      second <= 12 &&
      value >= 1 &&
      value <= 31
    ) {
      return { kind: 'date', date: value, month: second, year: null, from: at, to: at + 3 };
    }
    if (mark === ':') return null;
    // "24.3", "25.03": no clock shows that, and nothing is counted.
    const dashed = /^[-–]$/;
    const lone =
      (!r.glued(at) || dashed.test(r.fold(at - 1))) &&
      (!r.glued(at + 3) || dashed.test(r.fold(at + 3)) || r.fold(at + 3) === ',') &&
      !r.counts(at + 3) &&
      r.fold(at + 3) !== '%';
    // "1.4 - 15.4"
    const ranged = /^(?:[-–]|till|tom) \d{1,2} \. \d{1,2}(?= |$)/.test(r.text(at + 3, 4));
    if (
      lone &&
      (value >= 13 || ranged) &&
      value >= 1 &&
      value <= 31 &&
      second >= 1 &&
      second <= 12 &&
      !CLOCK_SIGNS.has(r.fold(at - 1))
    )
      return { kind: 'date', date: value, month: second, year: null, from: at, to: at + 3 };
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
    if (month !== null)
      return { kind: 'date', date: value, month: month.month, year: month.year, from: at, to: month.to };
    if (ordinal)
      return /^(gang|ar|mal|plats|steg)/.test(r.fold(to))
        ? null
        : { kind: 'date', date: value, month: null, year: null, from: at, to };
    const before = r.fold(at - 1);
    const told = before === 'den' || before === 'd' || (before === '.' && r.fold(at - 2) === 'd');
    if (told && !r.counts(to) && r.fold(to) !== '%')
      return { kind: 'date', date: value, month: null, year: null, from: at, to };
  }
  return null;
}

function monthAfter(r: Reader, at: number): { month: number; year: number | null; to: number } | null {
  // "den femte i femte"
  const nth = r.fold(at) === 'i' ? ORDINALS.get(r.fold(at + 1)) : undefined;
  if (nth !== undefined && nth <= 12) return { month: nth, year: null, to: at + 2 };
  const start = r.fold(at) === 'i' || r.fold(at) === 'av' || r.fold(at) === '.' ? at + 1 : at;
  const month = r.tokens[start]?.kind === 'word' ? r.month(start) : null;
  if (month === null) return null;
  if (r.fold(start) === 'mar' && r.fold(start + 1) === 'bra') return null;
  let to = start + 1;
  if (
    r.fold(to) === '.' &&
    ['jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'okt', 'nov', 'dec'].includes(
      r.fold(start),
    )
  )
    to++;
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
  const minutes =
    (r.fold(at + 3) === '.' || r.fold(at + 3) === ':') &&
    r.glued(at + 3) &&
    r.glued(at + 4) &&
    r.tokens[at + 4]?.text.length === 2;
  if (!sign && !minutes) return null;
  return {
    kind: 'clock',
    hour: first,
    minute: 0,
    exact: first >= 13 || first === 0 || (r.tokens[at]?.text.startsWith('0') ?? false),
    from: at,
    to: at + 1,
  };
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
  // "imorgon 0900"
  if (/^0[5-9][0-5]\d$/.test(r.tokens[at]?.text ?? '') && !r.glued(at) && !r.glued(at + 1))
    return {
      kind: 'clock',
      hour: Math.floor(value / 100),
      minute: value % 100,
      exact: true,
      from: at,
      to: at + 1,
    };
  if (value > 31 || r.counts(at + 1) || r.fold(at + 1) === '%' || r.glued(at)) {
    if (!(r.glued(at) && /^[-–—]$/.test(r.fold(at - 1)) && value <= 31 && !r.counts(at + 1)))
      return { kind: 'gap', from: at, to: at + 1 };
  }
  return { kind: 'number', value, from: at, to: at + 1 };
}

/** "kl 2", "klockan 1430", "vid två", "kl. 9". */
function clockAfterSign(r: Reader, at: number): Mark | null {
  const before = r.fold(at - 1) === '.' || r.fold(at - 1) === ':' ? r.fold(at - 2) : r.fold(at - 1);
  const approximate = [
    'ca',
    'cirka',
    'runt',
    'typ',
    'ungefar',
    'kring',
    'strax',
    'efter',
    'fore',
    'innan',
    'till',
    'fran',
    'redan',
    'mellan',
  ].includes(before);
  const inTime =
    before === 'till' &&
    endsTime(r, at + 1) &&
    r.tokens.slice(0, at).some(({ fold }) => /^hin+er$|^hann$/.test(fold));
  const sign = CLOCK_SIGNS.has(before) || inTime || (approximate && CLOCK_SIGNS.has(r.fold(at - 2)));
  const around = ['runt', 'kring', 'efter', 'fore', 'innan'].includes(before);
  if (!sign && !around) return null;
  const token = r.tokens[at] as Token;
  const after = r.fold(at + 1);
  // "klockan tio min skärmläsare": minutes do not follow a time of the clock.
  const isMine = after === 'min' && ['kl', 'klockan', 'klocka'].includes(before);
  if ((r.counts(at + 1) && !isMine) || ORDINALS.has(after)) return null;
  if (token.kind === 'number' && token.text.length >= 3) {
    const hour = Number(token.text.slice(0, -2));
    const minute = Number(token.text.slice(-2));
    if (hour < 24 && minute < 60 && sign)
      return {
        kind: 'clock',
        hour,
        minute,
        exact: hour >= 13 || hour === 0 || token.text.startsWith('0'),
        from: at,
        to: at + 1,
      };
    return null;
  }
  const value = r.number(at);
  if (value === null || value > 24) return null;
  // Words need a real sign of time, or nothing that can be counted after them: "vid två tillfällen".
  if (
    token.kind === 'word' &&
    (value > 12 || (!['kl', 'klockan', 'klocka'].includes(before) && !endsTime(r, at + 1)))
  )
    return null;
  if (token.kind === 'number' && around && !endsTime(r, at + 1)) return null;
  // "kl 9 30", "kl 9 och 30"
  const minute =
    r.tokens[at + 1]?.kind === 'number' && r.tokens[at + 1]?.text.length === 2 ? r.digits(at + 1) : null;
  if (
    token.kind === 'number' &&
    minute !== null &&
    minute < 60 &&
    !r.counts(at + 2) &&
    monthAfter(r, at + 2) === null &&
    !/^[/.:-]$/.test(r.fold(at + 2))
  ) {
    return {
      kind: 'clock',
      hour: value,
      minute,
      exact: value >= 13 || token.text.startsWith('0'),
      from: at,
      to: at + 2,
    };
  }
  // "kl 8 och 45": more than a clock has hours, so they are its minutes. "kl 8 och 10" may be two times.
  const beside = AND.has(r.fold(at + 1)) ? r.digits(at + 2) : null;
  if (sign && value <= 24 && beside !== null && beside > 24 && beside < 60 && !r.counts(at + 3)) {
    const exact = value >= 13 || token.text.startsWith('0');
    return { kind: 'clock', hour: value, minute: beside, exact, from: at, to: at + 3 };
  }
  const spoken = r.number(at + 1);
  if (
    token.kind === 'word' &&
    spoken !== null &&
    spoken >= 10 &&
    spoken < 60 &&
    r.tokens[at + 1]?.kind === 'word'
  ) {
    return { kind: 'clock', hour: value, minute: spoken, exact: value >= 13, from: at, to: at + 2 };
  }
  return {
    kind: 'clock',
    hour: value,
    minute: 0,
    exact: value >= 13 || value === 0 || token.text.startsWith('0'),
    from: at,
    to: at + 1,
  };
}

const AND = new Set(['och', 'o', '&']);

/** True where a time can end: at the end, before a mark, or before a word that begins something else. */
function endsTime(r: Reader, at: number): boolean {
  const token = r.tokens[at];
  if (token === undefined || token.kind === 'mark') return true;
  return (
    ENDERS.has(token.fold) || WEEKDAYS.has(token.fold) || TOMORROW.has(token.fold) || TODAY.has(token.fold)
  );
}

function clockHour(r: Reader, at: number): number | null {
  const value = r.digits(at) ?? HOURS.get(r.fold(at)) ?? null;
  return value !== null && value >= 1 && value <= 24 ? value : null;
}

/** "halv två", "kvart i tre", "tio över åtta", "fem i halv tre", "tvåtiden", "prick nio". */
function clockInWords(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const make = (hour: number, minute: number, to: number): Mark => {
    const total = hour * 60 + minute;
    return {
      kind: 'clock',
      hour: Math.floor(total / 60),
      minute: ((total % 60) + 60) % 60,
      exact: hour >= 13,
      from: at,
      to,
    };
  };
  if (word === 'halv' || word === 'halva') {
    const hour = clockHour(r, at + 1);
    return hour !== null && !r.counts(at + 2) ? make(hour, -30, at + 2) : null;
  }
  const glued =
    word.startsWith('halv') && /^halv(ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv)$/.exec(word);
  if (glued) return make(HOURS.get(glued[1] as string) as number, -30, at + 1);
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
  if (hour === null || r.counts(to) || ORDINALS.has(r.fold(to)) || monthAfter(r, to) !== null) return null;
  return make(hour, side * minutes - (half ? 30 : 0), to);
}

/** "i tre dagar", "om en vecka", "20 minuter", "två veckor". `to` stands after the number. */
function unitMark(r: Reader, at: number, value: number, to: number): Mark | null {
  const unit = r.fold(to);
  const before = r.fold(at - 1);
  if (unit === 'min' && ['kl', 'klockan', 'klocka'].includes(before)) return null;
  const days = DAY_UNITS.has(unit) ? value : WEEK_UNITS.has(unit) ? value * 7 : null;
  if (days !== null) {
    const after = r.fold(to + 1);
    // "onsdag åtta dagar": the one after the next.
    if (value === 8 && days === 8 && weekdayOf(r, at - 1) !== null)
      return { kind: 'later', days: 7, from: at, to: to + 1 };
    if (before === 'for' && (after === 'sedan' || after === 'sen'))
      return { kind: 'relative', days: -days, from: at - 1, to: to + 2 };
    if (
      after === 'sedan' ||
      after === 'sen' ||
      r.is(to + 1, 'i', 'veckan') ||
      before === 'varje' ||
      before === 'per' ||
      (before === 'i' && /^(?:vantat|bott|jobbat|arbetat|sokt|pluggat|handledare)$/.test(r.fold(at - 2)))
    )
      return VOID(at, to + 1);
    if (before === 'om') return { kind: 'later', days, from: at - 1, to: to + 1 };
    if (
      /^(?:i|sjuk|ledig|borta|sjukskriven|hemma|franvarande|minst|ca|och|narmsta|narmaste|kommande)$/.test(
        before,
      ) ||
      after === 'framat' ||
      after === 'till' ||
      before === 'sedan'
    ) {
      return {
        kind: 'duration',
        days,
        since: before === 'sedan',
        from: at,
        to: after === 'framat' ? to + 2 : to + 1,
      };
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
    voidWords(r, at) ??
    relativeDay(r, at) ??
    namedDay(r, at) ??
    weekdayMark(r, at) ??
    weekMark(r, at) ??
    partMark(r, at) ??
    numberWord(r, at) ??
    monthAlone(r, at)
  );
}

const WISHED = new Set(['trevlig', 'glad', 'skon', 'fin']);

/** Phrases that look like times and are none. */
function voidWords(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  if (word === 'god' || word === 'godd') {
    if (/^(mor|middag|dag|kval|efter|formid|natt|jul|fort)/.test(r.fold(at + 1))) return VOID(at, at + 2);
  }
  if ((word === 'ha' || word === 'trevlig' || word === 'skon') && r.is(at + 1, 'en')) {
    for (let i = at + 2; i < at + 5; i++)
      if (/^(dag|kvall|helg|vecka|sommar|eftermiddag|formiddag|morgon)$/.test(r.fold(i)))
        return VOID(at, i + 1);
  }
  if (
    WISHED.has(word) &&
    /^(dag|kvall|helg|vecka|midsommar|pask|jul|paskhelg|eftermiddag)$/.test(r.fold(at + 1))
  )
    return VOID(at, at + 2);
  if (
    (word === 'varje' || word === 'alla') &&
    (WEEKDAYS.has(r.fold(at + 1)) ||
      /^(\w+dagar(na)?|morgon|kvall|vecka|dag|eftermiddag|formiddag|dagar|manad|morgnar|kvallar)$/.test(
        r.fold(at + 1),
      ))
  ) {
    return r.fold(at + 1) === 'dag' && r.is(at + 2, 'hela', 'veckan') ? null : VOID(at, at + 2);
  }
  if (word === 'en' && r.is(at + 1, 'gang')) return VOID(at, at + 2);
  if (word === 'i' && r.is(at + 1, 'taget')) return VOID(at, at + 2);
  if (
    word === 'en' &&
    /^(dag|vacker|annan)$/.test(r.fold(at + 1)) &&
    r.fold(at - 1) !== 'i' &&
    r.fold(at - 1) !== 'om'
  )
    return VOID(at, at + 2);
  return null;
}

function relativeDay(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const next = r.fold(at + 1);
  const relative = (days: number, to: number): Mark => ({ kind: 'relative', days, from: at, to });
  if (word === 'i') {
    if (next === 'dag') return relative(0, at + 2);
    if (
      next === 'morgon' ||
      next === 'morron' ||
      next === 'morn' ||
      next === 'morrn' ||
      next === 'morgn' ||
      next === 'margon' ||
      next === 'moron' ||
      next === 'morgo'
    )
      return relative(1, at + 2);
    if (next === 'gar') return relative(-1, at + 2);
    if (BEFORE_YESTERDAY.has(next)) return relative(-2, at + 2);
    if (AFTER_TOMORROW.has(next) || nearest(next, AFTER_TOMORROW) !== null) return relative(2, at + 2);
    if (next === 'over' && /^(i?morgon|i?morn|morron)$/.test(r.fold(at + 2))) return relative(2, at + 3);
    if (next === 'mor' && r.fold(at + 2) === 'gon') return relative(1, at + 3);
    const today = DAY_PARTS[`i${next}`];
    if (today !== undefined)
      return { kind: 'part', part: today[1], today: true, before: false, from: at, to: at + 2 };
    return null;
  }
  if (word === 'over' && /^(i?morgon|i?morn|morron)$/.test(next)) return relative(2, at + 2);
  if (word === 'resten' && r.fold(at + 1) === 'av' && /^(?:dagen|dan|idag)$/.test(r.fold(at + 2)))
    return relative(0, at + 3);
  // The day after tomorrow: "dagen efter imorgon".
  if (word === 'dagen' && r.fold(at + 1) === 'efter' && TOMORROW.has(r.fold(at + 2)))
    return relative(2, at + 3);
  if (TODAY.has(word)) return word === 'dagens' && next === 'ratt' ? null : relative(0, at + 1);
  if (YESTERDAY.has(word)) return relative(-1, at + 1);
  if (BEFORE_YESTERDAY.has(word)) return relative(-2, at + 1);
  if (AFTER_TOMORROW.has(word)) return relative(2, at + 1);
  if (TOMORROW.has(word)) return relative(1, at + 1);
  if (word === 'morgondagen' || word === 'morgondagens') return relative(1, at + 1);
  if (word.length >= 6 && word.startsWith('im') && nearest(word, TOMORROW) !== null)
    return relative(1, at + 1);
  if (word.length >= 9 && nearest(word, AFTER_TOMORROW) !== null) return relative(2, at + 1);
  const part = DAY_PARTS[word];
  if (part !== undefined && part[0] === 0)
    return { kind: 'part', part: part[1], today: true, before: false, from: at, to: at + 1 };
  if (part !== undefined) return relative(part[0], at + 1);
  return null;
}

const LONGEST_NAME = 3;
/** Good Friday to Easter Monday. */
export const EASTER_DAYS = 'paskhelgen';

function namedDay(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  for (let size = NAMES_BEGIN.has(word) ? LONGEST_NAME : 0; size >= 1; size--) {
    const words: string[] = [];
    for (let i = 0; i < size; i++) words.push(r.fold(at + i));
    const name = words.join(' ');
    if (Object.hasOwn(NAMED_DAYS, name)) {
      if (name === 'lucia' && /^[A-ZÅÄÖ]/.test(r.tokens[at]?.text ?? '')) return null;
      return { kind: 'named', name, from: at, to: at + size };
    }
  }
  if (word === 'paskhelgen') return { kind: 'named', name: EASTER_DAYS, from: at, to: at + 1 };
  if ((word === 'over' || word === 'under') && /^(?:pask|pasken|paskhelgen)$/.test(r.fold(at + 1)))
    return { kind: 'named', name: EASTER_DAYS, from: at, to: at + 2 };
  if (word.length >= 8 && !/(?:vagen|gatan|stigen|torget|backen|gard|garden)$/.test(word)) {
    const close = nearest(word, NAMED_ONE_WORD);
    if (close !== null) return { kind: 'named', name: close, from: at, to: at + 1 };
  }
  if (word === 'midsommar' && r.fold(at - 1) !== 'glad')
    return { kind: 'named', name: 'midsommarafton', from: at, to: at + 1 };
  if (word === '1' && r.fold(at + 1) === 'maj') return null;
  return null;
}

/** The first words of the names of days. */
const NAMES_BEGIN = new Set(Object.keys(NAMED_DAYS).map((name) => name.split(' ')[0] as string));

const NAMED_ONE_WORD = new Map<string, string>(
  Object.keys(NAMED_DAYS)
    .filter((name) => !name.includes(' ') && name.length >= 8)
    .map((name) => [name, name]),
);

function weekdayOf(r: Reader, at: number): { weekday: number; past: boolean } | null {
  const token = r.tokens[at];
  if (token === undefined || token.kind !== 'word') return null;
  const short = SHORT_WEEKDAYS[token.text];
  // "får man vara i fred" is no day.
  if (token.text === 'fred' && r.fold(at - 1) === 'i') return null;
  if (short !== undefined) return { weekday: short, past: false };
  const word = token.fold;
  const exact = WEEKDAYS.get(word);
  if (exact !== undefined) {
    // "i torsdags och fredags": the second is past as the first.
    const listed =
      /^(?:och|,|eller|samt|&|\+)$/.test(r.fold(at - 1)) &&
      r.tokens.slice(0, at).some((one, before) => one.fold.endsWith('dags') && r.fold(before - 1) === 'i');
    return { weekday: exact, past: word.endsWith('dags') && (r.fold(at - 1) === 'i' || listed) };
  }
  const hasDay = word.includes('dag');
  if (hasDay && /^(mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)(ar|arna|arnas)$/.test(word))
    return null;
  const compound =
    hasDay &&
    /^(mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)s?(mote|motet|traff|traffen|lektion|lektionen|kurs|kursen|tiden|morgon|kvall|eftermiddag|formiddag|gruppen)$/.exec(
      word,
    );
  if (compound) return { weekday: WEEKDAYS.get(compound[1] as string) as number, past: false };
  if (word.length >= 5 && /d|g/.test(word)) {
    const slip = nearest(word, WEEKDAYS);
    // "i tidsag" is not told apart from "i tisdag(s)": a past form must at least end as one, as "i fredas" does.
    if (slip !== null) return { weekday: slip, past: word.endsWith('s') && r.fold(at - 1) === 'i' };
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
  } else if (
    word === 'i' &&
    /^(mandags|tisdags|onsdags|torsdags|fredags|lordags|sondags)$/.test(r.fold(at + 1))
  ) {
    anchor = 'last';
    loose = false;
    start = at + 1;
  }
  const found = weekdayOf(r, start);
  if (found === null) return null;
  // "på fredag och måndagar" is a habit; "fredag" as a habit has a plural of its own.
  return {
    kind: 'weekday',
    weekday: found.weekday,
    anchor: found.past ? 'last' : anchor,
    loose,
    from: at,
    to: start + 1,
  };
}

/** "v 12-13", "vecka 12, 13 och 14", "v 14 till och med v 16": the last of them, and where its number ends. */
function lastWeek(r: Reader, first: number, after: number): { last: number | null; to: number } {
  let last: number | null = null;
  let to = after;
  for (;;) {
    const tie = WEEKS_TIED.exec(r.text(to, 3));
    if (tie === null) return { last, to };
    let at = to + (tie[0] as string).trim().split(' ').length;
    if (/^(?:v|vecka)$/.test(r.fold(at))) at += r.fold(at + 1) === '.' ? 2 : 1;
    const value = r.number(at);
    const isMore =
      value !== null &&
      value > (last ?? first) &&
      value <= 53 &&
      !r.counts(at + 1) &&
      !(r.glued(at + 1) && /^[/:]$/.test(r.fold(at + 1)));
    if (!isMore) return { last, to };
    last = value;
    to = at + 1;
  }
}

function weekMark(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const week = (weeks: number | null, span: 'week' | 'rest' | 'weekend', to: number): Mark => ({
    kind: 'week',
    weeks,
    number: null,
    last: null,
    span,
    from: at,
    to,
  });
  const numbered =
    word === 'v' ||
    word === 'vecka' ||
    word === 'veckan' ||
    word === 'vecko' ||
    word === 'veka' ||
    word === 'vecks';
  if (numbered) {
    const next = r.fold(at + 1) === '.' ? at + 2 : at + 1;
    const value = r.number(next);
    if (value !== null && value >= 1 && value <= 53 && !r.counts(next + 1)) {
      const { last, to } = lastWeek(r, value, next + 1);
      return {
        kind: 'week',
        weeks: null,
        number: value,
        last,
        span: 'week',
        from: at,
        to,
      };
    }
  }
  const oneWeek = (to: number): boolean =>
    WEEK_UNITS.has(r.fold(to)) ||
    /^(?:veckan|vekan|veka|veckan?s)$/.test(r.fold(to)) ||
    (r.fold(to) === 'v' && r.digits(r.fold(to + 1) === '.' ? to + 2 : to + 1) === null);
  if ((word === 'nasta' || word === 'kommande' || word === 'nastkommande') && oneWeek(at + 1))
    return week(1, 'week', at + 2);
  // "senare i veckan", "slutet av nästa vecka": a part of a week that nobody can name the days of.
  const partOf = PARTS_OF_WEEK.has(word) ? PART_OF_WEEK.exec(r.text(at, 5)) : null;
  if (partOf !== null) return VOID(at, at + partOf[0].split(' ').length);
  // "denna och nästa vecka", "den här veckan och nästa"
  const both = word === 'denna' || word === 'den' || word === 'bade' ? BOTH_WEEKS.exec(r.text(at, 6)) : null;
  if (both !== null) {
    const to = at + both[0].trim().split(' ').length;
    return { ...week(0, 'week', to), last: 1 } as Mark;
  }
  // "första veckan i april": nobody can say from when to when.
  if (ORDINALS.has(word) || LAST_DAY.has(word)) {
    if (r.is(at + 1, 'veckan', 'i') && r.month(at + 3) !== null) return VOID(at, at + 4);
  }
  if (word === 'nastavecka') return week(1, 'week', at + 1);
  if (word === 'nastnasta' && oneWeek(at + 1)) return week(2, 'week', at + 2);
  if (/^veckan?$/.test(word) && r.is(at + 1, 'efter', 'nasta'))
    return week(2, 'week', oneWeek(at + 3) ? at + 4 : at + 3);
  if (word === 'veckan' && r.fold(at + 1) === 'ut' && r.fold(at - 1) !== 'ser')
    return week(0, 'rest', at + 2);
  if (word === 'ut' && r.fold(at + 1) === 'veckan') return week(0, 'rest', at + 2);
  // "hur ser min vecka ut", "hur ser veckan ut"
  if (word === 'veckan' && r.fold(at - 1) === 'ser') return week(0, 'week', at + 1);
  if (word === 'min' && r.fold(at + 1) === 'vecka') return week(0, 'week', at + 2);
  if (word === 'denna' && oneWeek(at + 1)) return week(0, 'week', at + 2);
  if (word === 'den' && r.fold(at + 1) === 'har' && oneWeek(at + 2)) return week(0, 'week', at + 3);
  if (word === 'forra' && oneWeek(at + 1)) return week(-1, 'week', at + 2);
  if (word === 'hela' && oneWeek(at + 1)) return week(0, 'week', at + 2);
  if (word === 'resten' && r.is(at + 1, 'av', 'veckan')) return week(0, 'rest', at + 3);
  if (word === 'i' && (r.fold(at + 1) === 'veckan' || r.fold(at + 1) === 'vekan'))
    // "hur många timmar i veckan"
    return /^(?:timmar|timme|timmen|dagar|dag|ganger|gang|h|kronor|kr|tid)$/.test(r.fold(at - 1))
      ? VOID(at, at + 2)
      : week(0, 'week', at + 2);
  if (word === 'i' && r.fold(at + 1) === 'helgen') return week(0, 'weekend', at + 2);
  // As it is said in much of the country: "till veckan" is the next one.
  if ((word === 'till' || word === 'te') && r.is(at + 1, 'veckan') && r.digits(at + 2) === null)
    return week(1, 'week', at + 2);
  if (word === 'till' && r.fold(at + 1) === 'helgen') return week(0, 'weekend', at + 2);
  if ((word === 'nasta' || word === 'kommande') && /^helg(en)?$/.test(r.fold(at + 1)))
    return week(word === 'nasta' ? 1 : 0, 'weekend', at + 2);
  if (word === 'ivecka' || word === 'iveckan') return week(0, 'week', at + 1);
  return null;
}

const PARTS_OF_WEEK = new Set(['senare', 'borjan', 'slutet', 'mitten', 'halva']);
const PART_OF_WEEK =
  /^(?:senare (?:i|under|pa) (?:den har |denna )?veckan|(?:borjan|slutet|mitten) (?:av|pa|i) (?:nasta |den har |denna |forra )?veckan?|halva (?:veckan?)(?: \d+)?)(?= |$)/;
const BOTH_WEEKS =
  /^(?:bade )?(?:denna(?: vecka)? och nasta vecka|den har veckan? och nasta(?: vecka)?|denna vecka och nasta)(?= |$)/;
const WEEKS_TIED = /^(?:till och med|fram till|-|–|och|till|tom|,|&|\+)(?= |$)/;

const AROUND = new Set(['vid', 'till', 'over', 'pa', 'runt', 'kring', 'under']);

function partMark(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const part = (name: PartName, today: boolean, to: number, before = false): Mark => ({
    kind: 'part',
    part: name,
    today,
    before,
    from: at,
    to,
  });
  if ((word === 'efter' || word === 'fore' || word === 'innan') && /^lunch(en)?$/.test(r.fold(at + 1))) {
    return part(word === 'efter' ? 'afternoon' : 'forenoon', false, at + 2);
  }
  if (
    AROUND.has(word) &&
    /^lunch(en|tid|tiden)?$/.test(r.fold(at + 1)) &&
    !/^(?:traff|mote|motet|traffen)/.test(r.fold(at + 2))
  )
    return part('lunch', false, at + 2);
  if (word === 'f' && r.is(at + 1, '.', 'm'))
    return part('forenoon', false, r.fold(at + 3) === '.' ? at + 4 : at + 3);
  if (word === 'e' && r.is(at + 1, '.', 'm'))
    return part('afternoon', false, r.fold(at + 3) === '.' ? at + 4 : at + 3);
  const named = PART_WORDS[word];
  if (named !== undefined) {
    return part(named, r.fold(at - 1) === 'i', at + 1);
  }
  if (word === 'morgon' || word === 'morron') return part('morning', false, at + 1);
  if (word === 'tidigt' && /^(pa)?$/.test(r.fold(at + 1)) && r.fold(at + 2) === 'morgonen')
    return part('morning', false, at + 3);
  return null;
}

/** What one does or does not, before "till den första". */
const COME_TO = new Set(['inte', 'ej', 'int', 'komma', 'kommer', 'ga', 'med']);

/** "Kommer inte till den första": the first of what is booked, and no days up to the 1st. */
function isPlaceComeTo(r: Reader, at: number, ordinal: number): boolean {
  const isTo = r.fold(at - 1) === 'till' || r.fold(at - 1) === 'pa';
  return ordinal <= 3 && isTo && COME_TO.has(r.fold(at - 2)) && r.fold(at + 2) !== 'i';
}

const BEFORE_A_DATE = new Set([
  '',
  ',',
  'inte',
  'ej',
  'till',
  'fran',
  'och',
  'mellan',
  'komma',
  'borta',
  'ledig',
]);

function numberWord(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const last = word === 'den' ? at + 1 : at;
  if (LAST_DAY.has(r.fold(last))) {
    const month = monthAfter(r, last + 1);
    if (month !== null)
      return {
        kind: 'date',
        date: LAST_OF_MONTH,
        month: month.month,
        year: month.year,
        from: at,
        to: month.to,
      };
  }
  if (word === 'den' || word === 'd') {
    const ordinal =
      ORDINALS.get(r.fold(at + 1)) ?? (r.fold(at + 1).length >= 7 ? nearest(r.fold(at + 1), ORDINALS) : null);
    if (ordinal !== undefined && ordinal !== null) {
      const month = monthAfter(r, at + 2);
      if (month !== null)
        return { kind: 'date', date: ordinal, month: month.month, year: month.year, from: at, to: month.to };
      // "mannen har tagit den andra": the other one.
      const isOther = ordinal === 2 && !BEFORE_A_DATE.has(r.fold(at - 1)) && !WEEKDAYS.has(r.fold(at - 1));
      if (endsTime(r, at + 2) && !isOther && !isPlaceComeTo(r, at, ordinal))
        return { kind: 'date', date: ordinal, month: null, year: null, from: at, to: at + 2 };
      return VOID(at, at + 2);
    }
    return null;
  }
  const bare = ORDINALS.get(word);
  if (bare !== undefined) {
    const month = monthAfter(r, at + 1);
    if (month !== null)
      return { kind: 'date', date: bare, month: month.month, year: month.year, from: at, to: month.to };
    // "den sjuttonde och artonde"
    const isNext =
      AND.has(r.fold(at - 1)) && r.fold(at - 3) === 'den' && ORDINALS.get(r.fold(at - 2)) === bare - 1;
    return isNext && endsTime(r, at + 1)
      ? { kind: 'date', date: bare, month: null, year: null, from: at, to: at + 1 }
      : null;
  }
  // "om en vecka", "i två dagar", "en halvtimme", "en kvart"
  const lead = word === 'om' ? at + 1 : at;
  const ahead = word === 'om';
  const amount = r.fold(lead);
  if (
    amount === 'halvtimme' ||
    amount === 'halvtimma' ||
    (amount === 'en' && (r.fold(lead + 1) === 'halvtimme' || r.fold(lead + 1) === 'halvtimma'))
  ) {
    return { kind: 'span', minutes: 30, ahead, from: at, to: amount === 'en' ? lead + 2 : lead + 1 };
  }
  if (amount === 'en' && (r.is(lead + 1, 'halv', 'timme') || r.is(lead + 1, 'halv', 'timma')))
    return { kind: 'span', minutes: 30, ahead, from: at, to: lead + 3 };
  if (
    amount === 'en' &&
    r.fold(lead + 1) === 'kvart' &&
    r.fold(lead + 2) !== 'i' &&
    r.fold(lead + 2) !== 'over'
  )
    return { kind: 'span', minutes: 15, ahead, from: at, to: lead + 2 };
  if (amount === 'timmen' && r.fold(lead + 1) === 'innan')
    return { kind: 'span', minutes: 60, ahead: false, from: at, to: lead + 1 };
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
  if (HOURS.has(word) && word !== 'ett')
    return { kind: 'number', value: HOURS.get(word) as number, from: at, to: at + 1 };
  return null;
}

function monthAlone(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const aMonth = (to: number): boolean => /^manad(?:en|ens)?$/.test(r.fold(to));
  const ahead = MONTHS_AHEAD[word];
  if (ahead !== undefined && aMonth(at + 1))
    return { kind: 'month', month: null, ahead, rest: false, from: at, to: at + 2 };
  if (word === 'den' && r.fold(at + 1) === 'har' && aMonth(at + 2))
    return { kind: 'month', month: null, ahead: 0, rest: false, from: at, to: at + 3 };
  if (
    (word === 'resten' && r.fold(at + 1) === 'av' && aMonth(at + 2)) ||
    (aMonth(at) && r.fold(at + 1) === 'ut')
  )
    return {
      kind: 'month',
      month: null,
      ahead: 0,
      rest: true,
      from: at,
      to: word === 'resten' ? at + 3 : at + 2,
    };
  // "sjukskriven mars ut"
  const whole = MONTHS.get(word);
  if (whole !== undefined && word.length > 3 && r.fold(at + 1) === 'ut')
    return { kind: 'month', month: whole, ahead: 0, rest: true, from: at, to: at + 2 };
  if (word !== 'i' && word !== 'hela' && word !== 'under' && word !== 'for') return null;
  const full = MONTHS.get(r.fold(at + 1));
  if (
    full === undefined ||
    r.fold(at + 1).length < 3 ||
    ['mar', 'jul', 'jun', 'sep', 'dec', 'okt', 'nov', 'aug', 'apr', 'feb', 'jan'].includes(r.fold(at + 1))
  )
    return null;
  return { kind: 'month', month: full, ahead: 0, rest: r.fold(at + 2) === 'ut', from: at, to: at + 2 };
}

const MONTHS_AHEAD: Record<string, number> = { nasta: 1, kommande: 1, denna: 0, hela: 0, forra: -1 };

const SPAN_BEFORE = new Set([
  'dagen',
  'dag',
  'kvallen',
  'timmar',
  'timme',
  'timmen',
  'minuter',
  'dygn',
  'vecka',
  'dan',
]);

/** Words that tie times together; words that stand between them and say nothing. */
function linkMark(r: Reader, at: number): Mark | null {
  const word = r.fold(at);
  const link = (kind: Extract<Mark, { kind: 'link' }>['link'], to: number): Mark => ({
    kind: 'link',
    link: kind,
    comma: word === ',',
    from: at,
    to,
  });
  if (word === 'till' || word === 'tills' || word === 'tom' || word === 't') {
    if (r.is(at, 'till', 'och', 'med')) return link('to', at + 3);
    if (r.is(at, 't', '.', 'o', '.', 'm')) return link('to', r.fold(at + 5) === '.' ? at + 6 : at + 5);
    // A single o has been spelled out as "och" by now.
    if (r.is(at, 't', 'o', 'm') || r.is(at, 't', 'och', 'm')) return link('to', at + 3);
    if (word === 't') return null;
    return link('to', at + 1);
  }
  if (r.is(at, 'fram', 'till')) return r.is(at + 2, 'och', 'med') ? link('to', at + 4) : link('to', at + 2);
  if (word === '-' || word === '–' || word === '—') return link('to', at + 1);
  if (r.is(at, 'fran', 'och', 'med')) return link('from', at + 3);
  if (r.is(at, 'fr', '.', 'o', '.', 'm')) return link('from', r.fold(at + 5) === '.' ? at + 6 : at + 5);
  if (r.is(at, 'fr', 'o', 'm') || r.is(at, 'fr', 'och', 'm')) return link('from', at + 3);
  if (word === 'fran' || word === 'from' || word === 'frn') return link('from', at + 1);
  if (word === 'sedan' || word === 'sen') return link('since', at + 1);
  if (word === 'mellan') return link('between', at + 1);
  if (
    AND.has(word) ||
    word === 'samt' ||
    word === '+' ||
    (word === '/' && r.tokens[at - 1]?.kind === 'word') ||
    word === ',' ||
    word === 'eller' ||
    word === 'plus'
  )
    return link('and', at + 1);
  // "kan inte tisdag" denies the coming, "nej inte tisdag" the day.
  if (word === 'inte' || word === 'ej') return DENIES_A_DAY.has(r.fold(at - 1)) ? link('not', at + 1) : null;
  // "dagen innan klockan sex": a day before, and at six.
  if (word === 'fore' || word === 'innan') {
    const next = r.fold(at + 1);
    const isSpan =
      SPAN_BEFORE.has(r.fold(at - 1)) &&
      (CLOCK_SIGNS.has(next) || r.digits(at + 1) !== null || HOURS.has(next));
    return isSpan ? VOID(at, at + 1) : link('before', at + 1);
  }
  if (word === 'forran') return link('until', at + 1);
  if (word === 'efter') return link('after', at + 1);
  if (FILLERS.has(word) || word === '.' || word === ':' || word === '(' || word === ')') {
    return word === '.' &&
      !CLOCK_SIGNS.has(r.fold(at - 1)) &&
      r.fold(at - 1) !== 'd' &&
      !SHORT_WEEKDAYS[r.tokens[at - 1]?.text ?? '']
      ? null
      : VOID(at, at + 1);
  }
  return null;
}
