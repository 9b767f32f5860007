import {
  addDays,
  addMs,
  at,
  dateOf,
  type Instant,
  isWorkingDay,
  type LocalDate,
  timeOf,
  toInstant,
  toLocal,
} from './time.ts';

/**
 * Time limits in working days (arbetsdagar). Which days those are is told by `isWorkingDay`: no Saturday, Sunday, public holiday,
 * midsommarafton, julafton or nyårsafton.
 */

/** When people at an office can be expected to see something, on the wall in Sweden. */
const OFFICE_OPENS = '08:00';
const OFFICE_CLOSES = '17:00';

/** The instant itself when an office is open, else when it opens next. */
export function nextOfficeMoment(instant: Instant): Instant {
  const local = toLocal(instant);
  let day = dateOf(local);
  const time = timeOf(local);
  if (isWorkingDay(day) && time >= OFFICE_OPENS && time < OFFICE_CLOSES) return instant;
  if (time >= OFFICE_CLOSES || !isWorkingDay(day)) day = addDays(day, 1);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return toInstant(at(day, OFFICE_OPENS));
}

/**
 * That many whole working days later, at the same clock time. What comes outside office hours counts from when the office opens next, so
 * that a question asked on a Friday evening is as old on Monday morning as if it had been asked then. `days` is 0 or more.
 */
export function afterWorkingDays(instant: Instant, days: number): Instant {
  const from = nextOfficeMoment(instant);
  const local = toLocal(from);
  let day = dateOf(local);
  for (let left = days; left > 0; left--) {
    do day = addDays(day, 1);
    while (!isWorkingDay(day));
  }
  // Seconds go on, so that what came later is due later.
  const seconds = Date.parse(from) % 60_000;
  return addMs(toInstant(at(day, timeOf(local))), seconds);
}

/** The n-th working day after that day, which itself is not counted; before it when n is negative. With 0 the day itself. */
export function addWorkingDays(date: LocalDate, n: number): LocalDate {
  const step = n < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}
