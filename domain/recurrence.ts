import { DAY, dateOf, type LocalDate, type LocalDateTime, timeOf, toInstant, toLocal } from './time.ts';

/**
 * Recurrence rules of iCalendar (RFC 5545, RRULE) as far as appointments need them: daily, weekly and monthly. Counted in whole days of
 * the calendar, where no hour is ever skipped; the clock time is put on afterwards, so that a meeting at 9 is at 9 on both sides of a
 * clock change. What authors understand in different ways is refused when the rule is read: "the 31st", for one, is in some
 * systems the last day of every month and in others only of seven. No rule takes long to compute, whatever figures stand in it.
 */
export interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  readonly interval: number;
  readonly weekdays: readonly RuleWeekday[];
  /** Days of the month, negative ones from its end. */
  readonly monthDays: readonly number[];
  /** Which of a month's days are meant, negative ones from the end; empty for all. */
  readonly positions: readonly number[];
  readonly count: number | null;
  /** The last moment at which something may start. */
  readonly until: LocalDateTime | null;
  /** 1 Monday to 7 Sunday: where a week begins, for rules of every second week and longer. */
  readonly weekStart: number;
}

interface RuleWeekday {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** 2 is the second in the month, -1 the last; null for each. */
  readonly nth: number | null;
}

export const MAX_INTERVAL = 99;
export const MAX_COUNT = 1000;

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PARTS = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'COUNT', 'UNTIL', 'WKST'];
/** Every month has this many days. */
const DAYS_IN_EVERY_MONTH = 28;
/** Every month has this many of each weekday. */
const WEEKS_IN_EVERY_MONTH = 4;

/** What is wrong with a rule, as the end of a sentence that begins with its field. */
class RuleFault extends Error {}

/** Reads a rule such as `FREQ=WEEKLY;BYDAY=TU,TH`. `problem` says what is wrong and what to write instead. */
export function readRule(text: string): { ok: true; rule: Rule } | { ok: false; problem: string } {
  try {
    return { ok: true, rule: ruleFrom(partsOf(text)) };
  } catch (error) {
    if (error instanceof RuleFault) return { ok: false, problem: error.message };
    throw error;
  }
}

/** Many plans have the same few rules, and each turn asks for those of one plan. */
const known = new Map<string, Rule>();
const MOST_KNOWN = 1000;

/** A rule that was checked when it came in. Throws for another: a fault in the program. */
export function ruleOf(text: string): Rule {
  const before = known.get(text);
  if (before) return before;
  const read = readRule(text);
  if (!read.ok) throw new Error('a stored recurrence cannot be read');
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, read.rule);
  return read.rule;
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', value = ''] = part.split('=');
    if (!PARTS.includes(name) || value === '' || part !== `${name}=${value}`) {
      throw new RuleFault(
        `has a part that is not one of ${PARTS.join(', ')}; write a rule such as FREQ=WEEKLY;BYDAY=TU,TH`,
      );
    }
    if (parts.has(name)) throw new RuleFault(`has ${name} twice`);
    parts.set(name, value);
  }
  return parts;
}

function ruleFrom(parts: ReadonlyMap<string, string>): Rule {
  const freq = FREQUENCIES.find((name) => name === parts.get('FREQ'));
  if (freq === undefined) {
    throw new RuleFault('is not a daily, weekly or monthly rule such as FREQ=WEEKLY;BYDAY=TU,TH');
  }
  const weekdays = list(parts, 'BYDAY').map((text) => weekdayFrom(text, freq));
  const monthDays = list(parts, 'BYMONTHDAY').map((text) =>
    within(text, 'BYMONTHDAY', 31, weekdays.length > 0),
  );
  const positions = list(parts, 'BYSETPOS').map((text) => within(text, 'BYSETPOS', 31, true));
  const nth = weekdays.some((day) => day.nth !== null);
  if (freq !== 'MONTHLY' && monthDays.length + positions.length > 0) {
    throw new RuleFault('has BYMONTHDAY or BYSETPOS, which are for FREQ=MONTHLY only');
  }
  if (nth && monthDays.length + positions.length > 0) {
    throw new RuleFault(
      'has a numbered BYDAY such as 1MO together with BYMONTHDAY or BYSETPOS: use one of them',
    );
  }
  if (positions.length > 0 && weekdays.length + monthDays.length === 0) {
    throw new RuleFault('has BYSETPOS without BYDAY or BYMONTHDAY');
  }
  if (parts.has('COUNT') && parts.has('UNTIL'))
    throw new RuleFault('has both COUNT and UNTIL: use one of them');
  const weekStart = parts.get('WKST') ?? 'MO';
  if (!WEEKDAYS.includes(weekStart)) throw new RuleFault('has a WKST that is not a day such as MO');
  const until = parts.get('UNTIL');
  return {
    freq,
    interval: figure(parts.get('INTERVAL') ?? '1', 'INTERVAL', MAX_INTERVAL),
    weekdays,
    monthDays,
    positions,
    count: parts.has('COUNT') ? figure(parts.get('COUNT') ?? '', 'COUNT', MAX_COUNT) : null,
    until: until === undefined ? null : untilFrom(until),
    weekStart: WEEKDAYS.indexOf(weekStart) + 1,
  };
}

function list(parts: ReadonlyMap<string, string>, name: string): string[] {
  return parts.get(name)?.split(',') ?? [];
}

function figure(text: string, name: string, max: number): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > max) throw new RuleFault(`has a ${name} that is not a figure from 1 to ${max}`);
  return value;
}

/** `limits`: another part says which days come in question, and a day that a month lacks is meant to be left out. */
function within(text: string, name: string, max: number, limits: boolean): number {
  const value = /^[+-]?\d{1,2}$/.test(text) ? Number(text) : 0;
  if (value === 0 || Math.abs(value) > max) {
    throw new RuleFault(`has a ${name} that is not a figure from 1 to ${max}, or -1 to -${max} from the end`);
  }
  if (!limits && Math.abs(value) > DAYS_IN_EVERY_MONTH) {
    throw new RuleFault(
      `has day ${value}, which not every month has: BYMONTHDAY=-1 is the last day of the month`,
    );
  }
  return value;
}

function weekdayFrom(text: string, freq: Rule['freq']): RuleWeekday {
  const match = /^([+-]?\d)?([A-Z]{2})$/.exec(text);
  const weekday = WEEKDAYS.indexOf(match?.[2] ?? '') + 1;
  if (match === null || weekday === 0)
    throw new RuleFault('has a BYDAY that is not a day such as MO, or 1MO');
  if (match[1] === undefined) return { weekday, nth: null };
  if (freq !== 'MONTHLY') throw new RuleFault(`has ${text}, and numbered days are for FREQ=MONTHLY only`);
  const nth = Number(match[1]);
  if (nth === 0 || Math.abs(nth) > WEEKS_IN_EVERY_MONTH) {
    throw new RuleFault(`has ${text}, which not every month has: -1${match[2]} is the last one of the month`);
  }
  return { weekday, nth };
}

/** A day (included), a time in UTC, or a time in Sweden. */
function untilFrom(text: string): LocalDateTime {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(text);
  const problem =
    'has an UNTIL that is not a day that exists such as 20261231, or a time such as 20261231T225900Z';
  if (match === null) throw new RuleFault(problem);
  const [, year, month, day, hour = '23', minute = '59', second = '59', utc] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}`;
  if (Number(second) > 59 || Number(year) < 1) throw new RuleFault(problem);
  try {
    // Also tells a day that does not exist.
    const instant = toInstant(written);
    return utc === 'Z' ? toLocal(`${written}:${second}.000Z`) : toLocal(instant);
  } catch (error) {
    if (error instanceof RangeError) throw new RuleFault(problem);
    throw error;
  }
}

/**
 * The days in `[from, to]`, both included, on which something that starts at `start` for the first time happens. The start itself
 * counts only where the rule gives it: an author's start that does not fit is refused when the plan comes in.
 */
export function ruleDays(rule: Rule, start: LocalDateTime, from: LocalDate, to: LocalDate): LocalDate[] {
  return dayNumbers(rule, start, dayNumber(from), dayNumber(to)).map(dayOf);
}

/** The first day that the rule gives from the start on, or null when there is none within so many days. */
export function firstRuleDay(rule: Rule, start: LocalDateTime, within: number): LocalDate | null {
  const day = dayNumber(dateOf(start));
  const [first] = dayNumbers({ ...rule, count: 1 }, start, day, day + within);
  return first === undefined ? null : dayOf(first);
}

/** Whether the day of the month is the start's. */
export function isOnDayOfMonth(rule: Rule): boolean {
  return rule.freq === 'MONTHLY' && rule.monthDays.length + rule.weekdays.length === 0;
}

function dayNumbers(rule: Rule, start: LocalDateTime, from: number, to: number): number[] {
  const startDay = dayNumber(dateOf(start));
  const last = Math.min(to, rule.until === null ? to : lastDayUntil(rule.until, start));
  // What is counted is counted from the start.
  const first = rule.count === null ? Math.max(from, startDay) : startDay;
  const days = daysBy[rule.freq](rule, startDay, first, last, rule.count ?? Number.POSITIVE_INFINITY);
  return rule.count === null ? days : days.slice(0, rule.count).filter((day) => day >= from);
}

function lastDayUntil(until: LocalDateTime, start: LocalDateTime): number {
  const day = dayNumber(dateOf(until));
  return timeOf(start) <= timeOf(until) ? day : day - 1;
}

/** Days in `[first, last]`, in order, all or at least `enough` of them; `first` is never before the start. */
const daysBy: Readonly<
  Record<Rule['freq'], (rule: Rule, start: number, first: number, last: number, enough: number) => number[]>
> = {
  DAILY: (rule, start, first, last, enough) => {
    const wanted = new Set(rule.weekdays.map((day) => day.weekday));
    const days: number[] = [];
    for (
      let day = firstFrom(start, first, rule.interval);
      day <= last && days.length < enough;
      day += rule.interval
    ) {
      if (wanted.size === 0 || wanted.has(weekdayOf(day))) days.push(day);
    }
    return days;
  },

  WEEKLY: (rule, start, first, last, enough) => {
    const weekdays = rule.weekdays.length > 0 ? rule.weekdays.map((day) => day.weekday) : [weekdayOf(start)];
    const offsets = [...new Set(weekdays.map((weekday) => (weekday - rule.weekStart + 7) % 7))].sort(
      ascending,
    );
    const startWeek = start - ((weekdayOf(start) - rule.weekStart + 7) % 7);
    const days: number[] = [];
    // From the week before: its last days may lie after `first`.
    for (
      let week = firstFrom(startWeek, Math.max(startWeek, first - 6), 7 * rule.interval);
      week <= last && days.length < enough;
      week += 7 * rule.interval
    ) {
      for (const offset of offsets)
        if (week + offset >= first && week + offset <= last) days.push(week + offset);
    }
    return days;
  },

  MONTHLY: (rule, start, first, last, enough) => {
    const startMonth = monthOf(start);
    const days: number[] = [];
    for (
      let month = firstFrom(startMonth, monthOf(first), rule.interval);
      month <= monthOf(last) && days.length < enough;
      month += rule.interval
    ) {
      for (const day of daysOfMonth(rule, month, start)) if (day >= first && day <= last) days.push(day);
    }
    return days;
  },
};

function daysOfMonth(rule: Rule, month: number, start: number): number[] {
  const first = firstDayOfMonth(month);
  const length = firstDayOfMonth(month + 1) - first;
  const monthDays = new Set(rule.monthDays.map((day) => (day > 0 ? day : length + 1 + day)));
  if (isOnDayOfMonth(rule)) {
    monthDays.add(start - firstDayOfMonth(monthOf(start)) + 1);
  }
  const days: number[] = [];
  for (let day = 1; day <= length; day += 1) {
    if (monthDays.size > 0 && !monthDays.has(day)) continue;
    const number = first + day - 1;
    if (rule.weekdays.length > 0 && !rule.weekdays.some((wanted) => isWeekday(wanted, number, day, length))) {
      continue;
    }
    days.push(number);
  }
  if (rule.positions.length === 0) return days;
  const chosen = new Set(
    rule.positions.map((position) => (position > 0 ? position - 1 : days.length + position)),
  );
  return days.filter((_, index) => chosen.has(index));
}

function isWeekday({ weekday, nth }: RuleWeekday, number: number, day: number, length: number): boolean {
  if (weekdayOf(number) !== weekday) return false;
  if (nth === null) return true;
  return nth > 0 ? Math.ceil(day / 7) === nth : Math.ceil((length - day + 1) / 7) === -nth;
}

/** The first of `start`, `start + step`, ... that is not before `first`. */
function firstFrom(start: number, first: number, step: number): number {
  return start + Math.max(0, Math.ceil((first - start) / step)) * step;
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Days since 1 January 1970. */
function dayNumber(date: LocalDate): number {
  return Date.parse(date) / DAY;
}

function dayOf(number: number): LocalDate {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** 1 Monday to 7 Sunday; 1 January 1970 was a Thursday. */
function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Months since January 1970. */
function monthOf(number: number): number {
  const date = new Date(number * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function firstDayOfMonth(month: number): number {
  return Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY;
}
