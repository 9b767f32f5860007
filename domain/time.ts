import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/**
 * Time in the product. Appointments are wall-clock times in Sweden, what has happened is an instant in UTC.
 * Both are strings in canonical form, so that they can be stored as they are and compared with `<`.
 */

/** The only zone of the product. Named everywhere it matters, so that the host's zone never does. */
export const ZONE = 'Europe/Stockholm';

/** An instant in UTC with milliseconds, `2026-03-10T16:05:00.000Z`. Sorts as text. */
export type Instant = string;
/** A day in Sweden, `2026-03-10`. Sorts as text. */
export type LocalDate = string;
/** A clock time in Sweden, `09:00`. Sorts as text. */
export type LocalTime = string;
/** A day and a clock time in Sweden, `2026-03-10T09:00`. Sorts as text. */
export type LocalDateTime = string;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const INSTANT_LENGTH = '2026-03-10T16:05:00.000Z'.length;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const instantSchema = z.string().refine((text) => isInstant(text), {
  error: 'is not an instant such as 2026-03-10T16:05:00.000Z',
});
export const localDateSchema = z.string().refine((text) => isLocalDate(text), {
  error: 'is not a day that exists, such as 2026-03-10',
});
export const localTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is not a clock time such as 09:00' });
export const localDateTimeSchema = z.string().refine((text) => isLocalDateTime(text), {
  error: 'is not a day and time that exist in Sweden, such as 2026-03-10T09:00',
});

export function isInstant(text: string): boolean {
  // Years over 9999 are written with a sign and more digits, and would not sort as text.
  if (text.length !== INSTANT_LENGTH) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

export function isLocalDate(text: string): boolean {
  return DATE.test(text) && !Number.isNaN(wallMs(`${text}T00:00`));
}

/**
 * False for the hour that is skipped in March, since nobody can come at 02.30 on that day. True for the hour that comes twice in
 * October: the first of the two is meant.
 */
export function isLocalDateTime(text: string): boolean {
  return isWallClock(text) && toLocal(toInstant(text)) === text;
}

function isWallClock(text: string): boolean {
  return DATE_TIME.test(text) && !Number.isNaN(wallMs(text));
}

/** The wall clock counted as if it were UTC; NaN for a day or a time that no calendar has. The text has the right form already. */
function wallMs(local: LocalDateTime): number {
  const ms = Date.parse(`${local}Z`);
  // 30 February is read as 2 March, and 24:00 as 0:00 of the day after.
  return new Date(ms).getUTCDate() === Number(local.slice(8, 10)) ? ms : Number.NaN;
}

export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString();
}

export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantFromMs(msOf(instant) + ms);
}

/**
 * The instant of a wall-clock time. A skipped hour moves forward, a doubled hour is the first one. Throws a RangeError for a text that
 * is no day and time of the calendar.
 */
export function toInstant(local: LocalDateTime): Instant {
  return instants.of(local);
}

const instants = remembering((local) => instantOf(local));

function instantOf(local: LocalDateTime): Instant {
  const wall = DATE_TIME.test(local) ? wallMs(local) : Number.NaN;
  if (Number.isNaN(wall)) throw new RangeError('not a local time');
  const spans = spansOf(Number(local.slice(0, 4)));
  // The earliest instant at which the clock shows this.
  for (const { from, to, offset } of spans) {
    const ms = wall - offset;
    if (ms >= from && ms < to) return instantFromMs(ms);
  }
  // The clock never shows it: as much later as the clock is moved.
  const before = spans.findLast(({ to, offset }) => wall - offset >= to) as Span;
  return instantFromMs(wall - before.offset);
}

/** Throws a RangeError for a text that is no instant in UTC. */
export function toLocal(instant: Instant): LocalDateTime {
  return locals.of(instant);
}

const locals = remembering((instant) => localOf(instant));

function localOf(instant: Instant): LocalDateTime {
  const ms = Date.parse(instant);
  // Without the zone the text would be read in the host's.
  if (Number.isNaN(ms) || !/^\d{4}-.*Z$/.test(instant)) throw new RangeError('not an instant in UTC');
  const span = spansOf(Number(instant.slice(0, 4))).find(({ to }) => ms < to) as Span;
  return new Date(ms + span.offset).toISOString().slice(0, 16);
}

/** A text of another text, with the last ones kept: a turn asks for the same few times again and again, and so do many people. */
function remembering(make: (text: string) => string): { of(text: string): string } {
  const most = 500;
  const known = new Map<string, string>();
  return {
    of(text) {
      const found = known.get(text);
      if (found !== undefined) return found;
      const made = make(text);
      if (known.size >= most) known.clear();
      known.set(text, made);
      return made;
    },
  };
}

/** A time in which the zone's distance from UTC is the same; `from` included, `to` not. All in milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Kept, because asking the time zone database takes longer than everything else a turn does with time. */
const spansByYear = new Map<number, readonly Span[]>();

/** The spans that cover a year in UTC and in Sweden, in order. */
function spansOf(year: number): readonly Span[] {
  const known = spansByYear.get(year);
  if (known) return known;
  const digits = String(year).padStart(4, '0');
  const start = Date.parse(`${digits}-01-01T00:00:00Z`) - 2 * DAY;
  const end = Date.parse(`${digits}-12-31T00:00:00Z`) + 3 * DAY;
  const found: Span[] = [];
  let zoned = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(ZONE);
  for (let from = start; from < end; ) {
    const change = zoned.getTimeZoneTransition('next');
    const to = Math.min(change?.epochMilliseconds ?? end, end);
    found.push({ from, to, offset: zoned.offsetNanoseconds / 1_000_000 });
    if (change === null) break;
    zoned = change;
    from = to;
  }
  spansByYear.set(year, found);
  return found;
}

export function dateOf(local: LocalDateTime): LocalDate {
  return local.slice(0, 10);
}

export function timeOf(local: LocalDateTime): LocalTime {
  return local.slice(11, 16);
}

export function at(date: LocalDate, time: LocalTime): LocalDateTime {
  return `${date}T${time}`;
}

/** The day it is in Sweden at that instant. */
export function today(now: Instant): LocalDate {
  return dateOf(toLocal(now));
}

/** Throws a RangeError for a text that is no day of the calendar. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const ms = DATE.test(date) ? wallMs(`${date}T00:00`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError('not a day');
  return instantFromMs(ms + days * DAY).slice(0, 10);
}

export function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`;
}

/** The same day so many months later, or earlier; the last day of a month that does not have it. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
  const after = firstOfMonth(addDays(first, 31));
  const wanted = addDays(first, Number(date.slice(8)) - 1);
  return wanted < after ? wanted : addDays(after, -1);
}

/** Whole days from the first to the second, negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** Minutes on the wall clock between two local times. */
export function minutesBetween(from: LocalDateTime, to: LocalDateTime): number {
  return Math.round((Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / MINUTE);
}

export function addMinutes(local: LocalDateTime, minutes: number): LocalDateTime {
  return new Date(Date.parse(`${local}Z`) + minutes * MINUTE).toISOString().slice(0, 16);
}

/** 1 Monday to 7 Sunday. */
export function weekday(date: LocalDate): number {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 ? 7 : day;
}

export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekday(date));
}

/**
 * Days that are not working days: Saturdays, Sundays, public holidays, and the three eves that the law treats as Sundays.
 * Source: lag (1989:253) om allmänna helgdagar; lag (1930:173) om beräkning av lagstadgad tid (midsommarafton, julafton, nyårsafton).
 */
export function isWorkingDay(date: LocalDate): boolean {
  return weekday(date) < 6 && !isHoliday(date);
}

/** Swedish public holidays and midsommarafton, julafton and nyårsafton. Ordinary Sundays are not counted here. */
export function isHoliday(date: LocalDate): boolean {
  return holidaysOf(Number(date.slice(0, 4))).has(date);
}

const holidays = new Map<number, ReadonlySet<LocalDate>>();

function holidaysOf(year: number): ReadonlySet<LocalDate> {
  const known = holidays.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const midsummerDay = firstWeekdayFrom(`${year}-06-20`, 6);
  const days = new Set<LocalDate>([
    `${year}-01-01`,
    `${year}-01-06`,
    addDays(easter, -2),
    easter,
    addDays(easter, 1),
    `${year}-05-01`,
    addDays(easter, 39),
    addDays(easter, 49),
    `${year}-06-06`,
    addDays(midsummerDay, -1),
    midsummerDay,
    firstWeekdayFrom(`${year}-10-31`, 6),
    `${year}-12-24`,
    `${year}-12-25`,
    `${year}-12-26`,
    `${year}-12-31`,
  ]);
  holidays.set(year, days);
  return days;
}

function firstWeekdayFrom(date: LocalDate, wanted: number): LocalDate {
  return addDays(date, (wanted - weekday(date) + 7) % 7);
}

/** Gregorian Easter Sunday by the anonymous (Meeus/Jones/Butcher) computus. */
function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
