import type { Absence } from './absence.ts';
import { booked, type Occurrence } from './appointment.ts';
import { missesWhole } from './deviation.ts';
import type { Participant } from './participant.ts';
import { appointmentsOf } from './plan.ts';
import {
  addDays,
  addMinutes,
  addMs,
  at,
  dateOf,
  HOUR,
  type Instant,
  type LocalDateTime,
  toInstant,
  toLocal,
} from './time.ts';

/**
 * When is the next reminder, and which are due? Pure functions of the document and now: what is stored is only which were sent. So a
 * plan that changes between two looks is right at once, and there is nothing to cancel.
 */

/** The day before at 17, and one hour before by any watch, also when the clock is changed meanwhile. */
export type ReminderWhen = 'evening' | 'hour';
const EVENING = '17:00';
/** An evening's reminder that is late, after an outage or a late booking, is left out when the hour's comes this soon. */
const SOON_ENOUGH = HOUR;
/** How far ahead the plan is looked through. A participant with nothing in this time is looked at again at its end. */
const HORIZON_DAYS = 45;
/**
 * Days of one look after the other, until one finds something: most people have something soon, and a short look is a cheap one. The first is
 * long enough: whatever lies beyond it is due in the evening of the day after tomorrow at the earliest, and everything within it before.
 */
const LOOKS = [3, 8, HORIZON_DAYS];

export interface Reminder {
  /** Idempotency key. The start is part of it: an appointment that is moved is reminded of anew. */
  readonly key: string;
  readonly when: ReminderWhen;
  readonly occurrence: Occurrence;
  readonly dueAt: Instant;
}

/**
 * Reminders that are due and still of use, one per appointment at most: when both are due, after an outage, the one that is nearest
 * to the appointment is the one that counts. Nothing for what has begun, is off, is reported as absence, or was reminded of before.
 */
export function dueReminders(doc: Participant, now: Instant): Reminder[] {
  const found = new Map<string, Reminder>();
  for (const reminder of candidates(doc, now, 2)) {
    if (reminder.dueAt <= now) found.set(reminder.occurrence.key, reminder);
  }
  return [...found.values()];
}

/** When a reminder is due next, or when to look again; null when reminders are off. */
export function nextReminderAt(doc: Participant, now: Instant): Instant | null {
  if (!doc.wishes.reminders) return null;
  for (const days of LOOKS) {
    let first: Instant | null = null;
    for (const reminder of candidates(doc, now, days)) {
      if (first === null || reminder.dueAt < first) first = reminder.dueAt;
    }
    if (first !== null) return first;
  }
  return toInstant(at(addDays(dateOf(toLocal(now)), HORIZON_DAYS - 2), '03:00'));
}

/** In order of appointment; for one appointment the evening's before the hour's. */
function candidates(doc: Participant, now: Instant, days: number): Reminder[] {
  if (!doc.wishes.reminders) return [];
  const local = toLocal(now);
  // An hour back: a start that the clock jumps over is not past yet when the clock has jumped.
  const from = addMinutes(local, -60);
  const to = at(addDays(dateOf(local), days), '00:00');
  const soon = addMs(now, SOON_ENOUGH);
  const found: Reminder[] = [];
  for (const occurrence of booked(appointmentsOf(doc.plan), from, to)) {
    // Instants and not clock times: in October the clock shows the same hour twice.
    const startsAt = toInstant(occurrence.start);
    if (startsAt <= now || isCovered(doc.absences, occurrence)) continue;
    const evening = reminderOf(occurrence, 'evening', toInstant(eveningBefore(occurrence.start)));
    const hour = reminderOf(occurrence, 'hour', addMs(startsAt, -HOUR));
    if (hour.dueAt > soon && isToSend(doc, evening)) found.push(evening);
    if (isToSend(doc, hour)) found.push(hour);
  }
  return found;
}

/** What was due before the person came here was nobody's to send. */
function isToSend(doc: Participant, reminder: Reminder): boolean {
  return !(reminder.key in doc.reminded) && reminder.dueAt >= doc.createdAt;
}

function eveningBefore(start: LocalDateTime): LocalDateTime {
  return at(addDays(dateOf(start), -1), EVENING);
}

function reminderOf(occurrence: Occurrence, when: ReminderWhen, dueAt: Instant): Reminder {
  return { key: `${occurrence.key}>${occurrence.start}:${when}`, when, occurrence, dueAt };
}

/**
 * Whether the participant has already said that they cannot come to it. One that has been moved out of the days of the absence since
 * then is a new thing to come to.
 */
export function isCovered(absences: readonly Absence[], occurrence: Occurrence): boolean {
  const day = dateOf(occurrence.start);
  return absences.some(
    (absence) =>
      absence.status === 'reported' &&
      missesWhole(absence, occurrence) &&
      absence.occurrences.includes(occurrence.key) &&
      (occurrence.state !== 'moved' || (absence.from <= day && day <= absence.to)),
  );
}
