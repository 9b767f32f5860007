/**
 * Plain arithmetic on Swedish local time. A day is a number of days since 1970-01-01, a minute a number of minutes
 * since local midnight. The zone is Europe/Stockholm and nothing else, whatever the host says.
 */

export interface LocalTime {
  day: number;
  minute: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const dayNumber = (year: number, month: number, date: number): number =>
  Math.round(Date.UTC(year, month - 1, date) / DAY_MS);

/** Null for a date that does not exist, such as 31 April. */
export function validDay(year: number, month: number, date: number): number | null {
  const day = dayNumber(year, month, date);
  const parts = dateOf(day);
  return parts.month === month && parts.date === date ? day : null;
}

export function dateOf(day: number): { year: number; month: number; date: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** 1 Monday to 7 Sunday. */
export const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const mondayOf = (day: number): number => day - weekday(day) + 1;

/** The Monday of an ISO week; null when the year has no such week (53). */
export function mondayOfWeek(year: number, week: number): number | null {
  if (week < 1 || week > 53) return null;
  const monday = mondayOf(dayNumber(year, 1, 4)) + (week - 1) * 7;
  return dateOf(monday + 3).year === year ? monday : null;
}

/**
 * Minutes east of UTC in Europe/Stockholm. The rule of directive 2000/84/EC: summer time from 01:00 UTC on the last
 * Sunday of March to 01:00 UTC on the last Sunday of October. A test compares it with the host's own zone data, so
 * that a change of the law is seen. (Intl costs more for its first answer than a whole message may.)
 */
function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  const change = (month: number): number => {
    const last = dayNumber(year, month, 31);
    return (last - (weekday(last) % 7)) * DAY_MS + HOUR_MS;
  };
  return instant >= change(3) && instant < change(10) ? 120 : 60;
}

/** @param now ISO instant with offset or Z. Throws RangeError on anything else. */
export function localTime(now: string): LocalTime {
  const instant = Date.parse(now);
  if (Number.isNaN(instant)) throw new RangeError('now must be an ISO instant');
  const local = instant + offsetAt(instant) * 60_000;
  const day = Math.floor(local / DAY_MS);
  return { day, minute: Math.floor((local - day * DAY_MS) / 60_000) };
}

const two = (value: number): string => String(value).padStart(2, '0');

export function isoDay(day: number): string {
  const { year, month, date } = dateOf(day);
  return `${year}-${two(month)}-${two(date)}`;
}

/**
 * An instant with offset. `minute` may lie outside the day. A wall time that the spring change skips is moved forward
 * (02:30 is 03:30), one that the autumn change repeats is taken the first time.
 */
export function isoInstant(day: number, minute: number): string {
  const wall = day * DAY_MS + minute * 60_000;
  const before = offsetAt(wall - 120 * 60_000);
  const after = offsetAt(wall);
  let offset = before;
  if (before !== after) {
    const withBefore = offsetAt(wall - before * 60_000);
    const withAfter = offsetAt(wall - after * 60_000);
    offset = withBefore === before ? before : withAfter === after ? after : before;
  }
  const instant = wall - offset * 60_000;
  const shown = offsetAt(instant);
  const local = new Date(instant + shown * 60_000).toISOString().slice(0, 19);
  return `${local}+${two(shown / 60)}:00`;
}

/** Easter Sunday, by the anonymous Gregorian computus. */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayNumber(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

const saturdayFrom = (year: number, month: number, date: number): number => {
  const first = dayNumber(year, month, date);
  return first + ((6 - weekday(first) + 7) % 7);
};

const inYear = (month: number, date: number) => (year: number) => dayNumber(year, month, date);
const fromEaster = (days: number) => (year: number) => easter(year) + days;

/** Days with a name, by their folded name (lag 1989:253 om allmänna helgdagar, and the eves people speak of). */
export const NAMED_DAYS: Record<string, (year: number) => number> = {
  nyarsdagen: inYear(1, 1),
  trettondagsafton: inYear(1, 5),
  trettondagen: inYear(1, 6),
  'trettondedag jul': inYear(1, 6),
  'alla hjartans dag': inYear(2, 14),
  skartorsdag: fromEaster(-3),
  skartorsdagen: fromEaster(-3),
  langfredag: fromEaster(-2),
  langfredagen: fromEaster(-2),
  paskafton: fromEaster(-1),
  paskdagen: fromEaster(0),
  'annandag pask': fromEaster(1),
  'annandagen pask': fromEaster(1),
  valborg: inYear(4, 30),
  valborgsmassoafton: inYear(4, 30),
  'forsta maj': inYear(5, 1),
  'kristi himmelsfardsdag': fromEaster(39),
  'kristi himmelsfard': fromEaster(39),
  'kristi himmelfardsdag': fromEaster(39),
  'kristi himmelfard': fromEaster(39),
  pingstafton: fromEaster(48),
  pingstdagen: fromEaster(49),
  nationaldagen: inYear(6, 6),
  midsommarafton: (year) => saturdayFrom(year, 6, 20) - 1,
  midsommardagen: (year) => saturdayFrom(year, 6, 20),
  'alla helgons dag': (year) => saturdayFrom(year, 10, 31),
  'alla helgona': (year) => saturdayFrom(year, 10, 31),
  lucia: inYear(12, 13),
  luciadagen: inYear(12, 13),
  julafton: inYear(12, 24),
  juldagen: inYear(12, 25),
  'annandag jul': inYear(12, 26),
  annandagen: inYear(12, 26),
  nyarsafton: inYear(12, 31),
};
