import { z } from 'zod';
import { type Appointment, booked, bookedOn, findOccurrence, type Occurrence } from './appointment.ts';
import type { Participant } from './participant.ts';
import { isCovered } from './reminder.ts';
import { appointmentsLeft, isAfterEnd } from './service-end.ts';
import {
  addDays,
  at,
  dateOf,
  type Instant,
  instantSchema,
  localDateTimeSchema,
  toInstant,
  toLocal,
} from './time.ts';
import { afterQuiet, isQuiet } from './wishes.ts';

/**
 * Something booked soon that a new version of the plan has moved or called off: the participant is told at once, and not when the reminder
 * would have come. Kept as it was; what it is now is looked up when it is told, so that the plan of that moment counts.
 */
export const bookingNewsSchema = z.strictObject({
  /** Key of the occurrence in the plan as it was. */
  key: z.string(),
  start: localDateTimeSchema,
  end: localDateTimeSchema,
  place: z.string().nullable(),
  mode: z.enum(['on-site', 'video', 'phone']),
  kind: z.string(),
  at: instantSchema,
});
export type BookingNews = z.infer<typeof bookingNewsSchema>;

/** What there is to come to. */
type Booked = Pick<Participant, 'plan' | 'ended'>;

/** What lies further ahead is told when it is asked for, and reminded of in its time. */
const SOON_DAYS = 14;
const MOST_KEPT = 50;

/** Notes what the new plan changes of what was booked soon. What is not told yet keeps what the person knew first. */
export function withBookingNews(doc: Participant, before: Booked, now: Instant): Participant {
  // Somebody who has never been here, nor been reminded, knows of none of it.
  if (doc.welcomedAt === null && Object.keys(doc.reminded).length === 0) return doc;
  const local = toLocal(now);
  const known = new Set(doc.bookingNews.map((entry) => entry.key));
  const fresh = booked(appointmentsLeft(before), local, at(addDays(dateOf(local), SOON_DAYS), '00:00'))
    .filter((was) => !known.has(was.key) && !isCovered(doc.absences, was))
    .map((was): BookingNews => newsOf(was, now))
    .filter((news) => changeOf(doc, news) !== null);
  if (fresh.length === 0) return doc;
  return { ...doc, bookingNews: [...doc.bookingNews, ...fresh].slice(0, MOST_KEPT) };
}

function newsOf(was: Occurrence, now: Instant): BookingNews {
  const { mode, kind } = was.appointment;
  return { key: was.key, start: was.start, end: was.end, place: was.place, mode, kind, at: now };
}

export interface BookingChange {
  readonly news: BookingNews;
  /** `off`: called off. `gone`: no longer in the plan, whatever became of it. */
  readonly what: 'off' | 'gone' | 'moved' | 'place';
  /** As it is now; null when it is gone. */
  readonly is: Occurrence | null;
}

/** What is different now from what the person knew; null when nothing is. */
export function changeOf(doc: Booked, news: BookingNews): BookingChange | null {
  const appointments = appointmentsLeft(doc);
  const same = findOccurrence(appointments, news.key) ?? sameDay(appointments, news);
  if (same === null) {
    // The same activity under another id is still the same to the person.
    const twin = bookedOn(appointments, dateOf(news.start)).some(
      (entry) => entry.start === news.start && entry.appointment.kind === news.kind,
    );
    return twin ? null : { news, what: 'gone', is: null };
  }
  if (same.state === 'cancelled') return { news, what: 'off', is: same };
  if (same.start !== news.start || same.end !== news.end) return { news, what: 'moved', is: same };
  const isPlace = same.place !== news.place || same.appointment.mode !== news.mode;
  return isPlace ? { news, what: 'place', is: same } : null;
}

/** A whole series that was given another time has other keys: the one on the same day is meant. */
function sameDay(appointments: readonly Appointment[], news: BookingNews): Occurrence | null {
  const id = news.key.split('@')[0];
  const own = appointments.filter((entry) => entry.id === id);
  return bookedOn(own, dateOf(news.start))[0] ?? null;
}

/** What of a document says when it is told. */
type Doc = Booked & Pick<Participant, 'bookingNews' | 'wishes' | 'reminding'>;

/**
 * When the next of it is to be told; null when nothing is. At once, but what is not urgent waits for the end of the quiet hours. With
 * reminders off it stands in the chat at once and is not heard.
 */
export function nextBookingNewsAt(doc: Doc): Instant | null {
  let next: Instant | null = null;
  for (const news of doc.bookingNews) {
    const due = tellAt(doc, news);
    if (next === null || due < next) next = due;
  }
  return next;
}

function tellAt(doc: Doc, news: BookingNews): Instant {
  if (!doc.wishes.reminders || isUrgent(doc, news)) return news.at;
  return afterQuiet(doc.reminding.quiet, news.at);
}

/** Whether it starts before the quiet hours in which it became known are over: the old time, or the new. */
function isUrgent(doc: Doc, news: BookingNews): boolean {
  const { quiet } = doc.reminding;
  if (!isQuiet(quiet, news.at)) return true;
  const end = afterQuiet(quiet, news.at);
  const is = changeOf(doc, news)?.is?.start ?? news.start;
  return toInstant(news.start) < end || toInstant(is) < end;
}

export interface DueBookingNews {
  readonly changes: readonly BookingChange[];
  /** Those that there is no use in telling any more: what was known has begun and is gone, the service ends before it, or all is as it was. */
  readonly dropped: readonly BookingNews[];
  /** The rest. */
  readonly left: readonly BookingNews[];
  readonly heard: boolean;
}

/** What is to be told now. */
export function dueBookingNews(doc: Participant, now: Instant): DueBookingNews {
  const changes: BookingChange[] = [];
  const dropped: BookingNews[] = [];
  const left: BookingNews[] = [];
  let urgent = false;
  for (const news of doc.bookingNews) {
    if (tellAt(doc, news) > now) {
      left.push(news);
      continue;
    }
    const isTold = doc.reminding.groups.changes && !isAfterEnd(doc, dateOf(news.start));
    const change = isTold ? changeOf(doc, news) : null;
    const starts = change?.what === 'moved' && change.is !== null ? change.is.start : news.start;
    const isPast = toInstant(starts) <= now && toInstant(news.start) <= now;
    const isCoveredNow = change?.is != null && change.what !== 'off' && isCovered(doc.absences, change.is);
    if (change === null || isPast || isCoveredNow) dropped.push(news);
    else {
      changes.push(change);
      urgent ||= isUrgent(doc, news);
    }
  }
  const heard = doc.wishes.reminders && (urgent || !isQuiet(doc.reminding.quiet, now));
  return { changes, dropped, left, heard };
}
