import {
  dateOf,
  daysBetween,
  type LocalDate,
  type LocalDateTime,
  type LocalTime,
  timeOf,
} from '../domain/time.ts';

/**
 * Days, times and figures in Swedish words. Built from parts: the platform's own date styles print "kl. 09:00" and "2026-03-11",
 * which are hard to read and to hear.
 */

const weekdayName = new Intl.DateTimeFormat('sv-SE', { weekday: 'long', timeZone: 'UTC' });
const monthName = new Intl.DateTimeFormat('sv-SE', { month: 'long', timeZone: 'UTC' });
/** From Sunday, and from January, as Date counts them. 4 January 2026 is a Sunday. */
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => weekdayName.format(Date.UTC(2026, 0, 4 + day)));
const MONTHS = Array.from({ length: 12 }, (_, month) => monthName.format(Date.UTC(2026, month, 1)));
// Nothing is ever "minus nothing".
const decimal = new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 1, signDisplay: 'negative' });

/** "onsdag 11 mars", with the year only when it is not this one, or when it is asked for. */
export function formatDate(date: LocalDate, today: LocalDate, withYear = false): string {
  const day = new Date(`${date}T00:00:00Z`);
  const words = `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
  return date.slice(0, 4) === today.slice(0, 4) && !withYear ? words : `${words} ${date.slice(0, 4)}`;
}

/** "i dag, tisdag 10 mars"; the near days have names that are quicker to grasp than a date, and the date makes them certain. */
export function formatDay(date: LocalDate, today: LocalDate, withYear = false): string {
  const near = nearName(date, today);
  const words = formatDate(date, today, withYear);
  return near === null ? words : `${near}, ${words}`;
}

function nearName(date: LocalDate, today: LocalDate): string | null {
  const names: Record<number, string> = { [-1]: 'i går', 0: 'i dag', 1: 'i morgon' };
  return names[daysBetween(today, date)] ?? null;
}

/** "klockan 9", "klockan 13.30". */
export function formatTime(time: LocalTime): string {
  return `klockan ${bareTime(time)}`;
}

function bareTime(time: LocalTime): string {
  const [hours, minutes] = time.split(':');
  return minutes === '00' ? String(Number(hours)) : `${Number(hours)}.${minutes}`;
}

/** "klockan 9 till 10.30". */
export function formatSpan(start: LocalDateTime, end: LocalDateTime): string {
  return `${formatTime(timeOf(start))} till ${bareTime(timeOf(end))}`;
}

/** "i dag klockan 9.15", "tisdag 3 mars klockan 9"; only the second when `absolute`. */
export function formatMoment(moment: LocalDateTime, today: LocalDate, absolute = false): string {
  const date = dateOf(moment);
  const near = absolute ? null : nearName(date, today);
  return `${near ?? formatDate(date, today)} ${formatTime(timeOf(moment))}`;
}

/** "45 minuter", "1 timme", "1,5 timmar". */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? '1 minut' : `${minutes} minuter`;
  const hours = minutes / 60;
  if (hours === 1) return '1 timme';
  return Number.isInteger(hours * 2)
    ? `${decimal.format(hours)} timmar`
    : `${formatMinutes(60 * Math.floor(hours))} och ${formatMinutes(minutes % 60)}`;
}

/** "om 45 minuter", "om 2 timmar", "om 3 dagar"; to the minute when it is near, then to the quarter, the hour and the day. */
export function formatLeft(minutes: number): string {
  if (minutes < 1) return 'nu';
  if (minutes <= 90) return `om ${formatMinutes(minutes)}`;
  if (minutes < 6 * 60) return `om ${formatMinutes(15 * Math.round(minutes / 15))}`;
  if (minutes < 24 * 60) return `om ${formatMinutes(60 * Math.round(minutes / 60))}`;
  const days = Math.round(minutes / (24 * 60));
  return days === 1 ? 'om 1 dag' : `om ${days} dagar`;
}

/** "februari", for the month after it, such as `2026-03`. */
export function formatMonthBefore(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 1);
  return monthName.format(first);
}

export function formatNumber(value: number): string {
  return decimal.format(value);
}

/** "a", "a och b", "a, b och c". */
export function formatList(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return joined(items, 'och');
}

/** "1", "1 eller 2", "1, 2 eller 3". */
export function formatOr(items: readonly string[]): string {
  return items.length <= 1 ? (items[0] ?? '') : joined(items, 'eller');
}

function joined(items: readonly string[], word: string): string {
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
