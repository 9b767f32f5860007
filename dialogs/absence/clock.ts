import {
  addDays,
  at,
  dateOf,
  daysBetween,
  type LocalDate,
  type LocalDateTime,
  type LocalTime,
  timeOf,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import { fold } from '../../locales/fold.ts';
import { GIVEN_UP } from '../../locales/phrases/answers.ts';
import type { When } from '../understanding/meaning.ts';

/** From a clock time or a part of a day, as it was understood, to the wall. */

/**
 * @param day the day that is spoken of, which a time without one is on; null when none is: then the day is the one that was reckoned
 */
export function momentsOf(when: When, day: LocalDate | null): { start: LocalDateTime; end: LocalDateTime } {
  const start = toLocal(new Date(when.start).toISOString());
  const end = toLocal(new Date(when.end).toISOString());
  if (day === null || !when.dayless) return { start, end };
  const moved = (moment: LocalDateTime) =>
    at(addDays(day, daysBetween(dateOf(start), dateOf(moment))), timeOf(moment));
  return { start: moved(start), end: moved(end) };
}

/** The same time with its day: that which is spoken of, where none was written. */
export function onDay(when: When, day: LocalDate | null): When {
  if (day === null || !when.dayless) return when;
  const { start, end } = momentsOf(when, day);
  const { dayless: _, ...rest } = when;
  return { ...rest, start: toInstant(start), end: toInstant(end) };
}

/** "Klockan 10 i stället för 9": the time on the clock that no longer holds, or null. */
export function givenUp(text: string): LocalTime | null {
  const [, hour = '', minute = '00'] = GIVEN_UP.exec(fold(text)) ?? [];
  return hour === '' || Number(hour) > 23 ? null : `${hour.padStart(2, '0')}:${minute}`;
}

/** The days it is about, the last included. */
export function daysOf(when: When): { from: LocalDate; to: LocalDate } {
  if (when.grain === 'day') return { from: when.start, to: when.end };
  const day = dateOf(toLocal(new Date(when.start).toISOString()));
  return { from: day, to: day };
}
