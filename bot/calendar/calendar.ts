import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Appointment, type Occurrence, occurrencesOf } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsOf, type Plan } from '../../domain/plan.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { addDays, at, type Instant, today, toInstant } from '../../domain/time.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';

/**
 * What is booked, as a calendar (iCalendar, RFC 5545). Each time an appointment happens is an event of its own with a UID that stays when it
 * is moved, so that the calendar of whoever subscribes follows: a move is a higher SEQUENCE, and what is off or has left the plan is there
 * as CANCELLED. Times are instants in UTC, which every calendar shows in its own zone.
 */

const DAYS_BACK = 30;
const DAYS_AHEAD = 180;
/** How often a subscriber may look. */
const REFRESH_SECONDS = 3600;

/** A version of the plan that is no longer in force. */
export type EarlierPlan = Pick<Plan, 'appointments' | 'service'>;

/** The whole feed. `earlier`: older versions, whose appointments are told to be off when the plan has them no more. */
export function feedText(doc: Participant, earlier: readonly EarlierPlan[], now: Instant): string {
  const from = at(addDays(today(now), -DAYS_BACK), '00:00');
  const to = at(addDays(today(now), DAYS_AHEAD), '00:00');
  const inWindow = (appointments: readonly Appointment[]) =>
    appointments.flatMap((appointment) => occurrencesOf(appointment, from, to));
  const events = new Map<string, Occurrence>(
    inWindow(appointmentsLeft(doc)).map((entry) => [entry.key, entry]),
  );
  // What the plan still has after an end that came before it is off as well.
  for (const plan of [doc.plan, ...earlier]) {
    for (const was of inWindow(appointmentsOf(plan))) {
      if (!events.has(was.key)) events.set(was.key, { ...was, state: 'cancelled' });
    }
  }
  return calendarText(doc, [...events.values()], now);
}

/** One event in a file of its own. */
export function eventText(doc: Participant, occurrence: Occurrence, now: Instant): string {
  return calendarText(doc, [occurrence], now);
}

function calendarText(doc: Participant, occurrences: readonly Occurrence[], now: Instant): string {
  const reader = readerOf(doc, now);
  const calendar = ical({
    name: words('reminding:calendarName', undefined, reader),
    prodId: { company: 'Stegvis', product: 'Stegvis', language: 'SV' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const occurrence of occurrences) {
    const { appointment } = occurrence;
    calendar.createEvent({
      id: uidOf(doc.id, occurrence.key),
      sequence: doc.planVersion,
      // The same for everybody who looks, until the plan changes.
      stamp: new Date(doc.planAt),
      lastModified: new Date(doc.planAt),
      start: new Date(toInstant(occurrence.start)),
      end: new Date(toInstant(occurrence.end)),
      summary: summaryOf(occurrence, reader),
      location: appointment.mode === 'on-site' ? occurrence.place : null,
      description: descriptionOf(occurrence, reader),
      status: occurrence.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

/** Tells neither who it is nor what the appointment is called in the plan. */
export function uidOf(participantId: string, key: string): string {
  return `${createHash('sha256').update(`${participantId}\n${key}`).digest('hex').slice(0, 32)}@stegvis`;
}

function summaryOf(occurrence: Occurrence, reader: Reader): string {
  const kind = words(
    'reminding:calendarEvent',
    { kind: { kind: occurrence.appointment.kind, form: 'indefinite' } },
    reader,
  );
  const title = kind.charAt(0).toLocaleUpperCase('sv') + kind.slice(1);
  if (occurrence.state !== 'cancelled') return title;
  return words('reminding:calendarOff', { what: title }, reader);
}

function descriptionOf({ appointment }: Occurrence, reader: Reader): string {
  const rows: string[] = [];
  if (appointment.mode === 'video') rows.push(words('reminder:video', undefined, reader));
  if (appointment.mode === 'phone') rows.push(words('reminder:phone', undefined, reader));
  if (appointment.who.length > 0) {
    rows.push(words('reminder:who', { who: { names: appointment.who } }, reader));
  }
  if (appointment.bring !== null) {
    rows.push(words('reminder:bring', { bring: { quote: appointment.bring } }, reader));
  }
  return rows.join('\n');
}
