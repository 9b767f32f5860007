import type { Absence } from './absence.ts';
import { booked, type Occurrence } from './appointment.ts';
import type { Participant } from './participant.ts';
import {
  addDays,
  addMinutes,
  at,
  dateOf,
  type Instant,
  type LocalDateTime,
  toInstant,
  toLocal,
} from './time.ts';

/**
 * When is the next reminder, and which are due? Pure functions of the document and now: what is stored is only which were sent. So a
 * plan that changes between two looks is right at once, and there is nothing to cancel.
 */

/** The day before at 17, and one hour before. */
export type ReminderWhen = 'evening' | 'hour';
const EVENING = '17:00';
const HOUR_BEFORE_MINUTES = 60;
/** How far ahead the plan is looked through. A participant with nothing in this time is looked at again at its end. */
const HORIZON_DAYS = 45;

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

/** When a reminder is due next, or when to look again; null when reminders are off or the service has ended. */
export function nextReminderAt(doc: Participant, now: Instant): Instant | null {
  if (!doc.wishes.reminders) return null;
  // Nearly everybody has something this week or the next, and a short look is a cheap one.
  for (const days of [8, HORIZON_DAYS]) {
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
  const to = at(addDays(dateOf(local), days), '00:00');
  const found: Reminder[] = [];
  for (const occurrence of booked(doc.plan.appointments, local, to)) {
    if (occurrence.start <= local || isCovered(doc.absences, occurrence)) continue;
    const reminders = remindersOf(occurrence);
    const hourSent = reminders.some((reminder) => reminder.when === 'hour' && reminder.key in doc.reminded);
    for (const reminder of reminders) {
      // What was due before the person came here was nobody's to send. The evening's is of no use after the hour's.
      if (reminder.key in doc.reminded || reminder.dueAt < doc.createdAt) continue;
      if (reminder.when === 'evening' && hourSent) continue;
      found.push(reminder);
    }
  }
  return found;
}

function remindersOf(occurrence: Occurrence): Reminder[] {
  const times: [ReminderWhen, LocalDateTime][] = [
    ['evening', at(addDays(dateOf(occurrence.start), -1), EVENING)],
    ['hour', addMinutes(occurrence.start, -HOUR_BEFORE_MINUTES)],
  ];
  return times.map(([when, local]) => ({
    key: `${occurrence.key}>${occurrence.start}:${when}`,
    when,
    occurrence,
    dueAt: toInstant(local),
  }));
}

/** Whether the participant has already said that they cannot come to it. */
export function isCovered(absences: readonly Absence[], occurrence: Occurrence): boolean {
  return absences.some(
    (absence) => absence.status === 'reported' && absence.occurrences.includes(occurrence.key),
  );
}
