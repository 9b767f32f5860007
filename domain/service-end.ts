import { z } from 'zod';
import type { Appointment } from './appointment.ts';
import type { Participant } from './participant.ts';
import { appointmentsOf, isAfRegime } from './plan.ts';
import {
  addDays,
  at,
  dateOf,
  type Instant,
  instantSchema,
  type LocalDate,
  localDateSchema,
  today,
  toInstant,
  toLocal,
} from './time.ts';

/**
 * The end of the service: the last day of the plan, or one that the provider has set. After it nothing is reminded of, nothing is reported,
 * and the participant can read what they have sent for some time.
 */

export const endedSchema = z.strictObject({
  /** The last day of the service. */
  on: localDateSchema,
  at: instantSchema,
  /** Id of the member of staff, or `api:PROVIDER`. */
  by: z.string(),
});
export type Ended = z.infer<typeof endedSchema>;

/** How long after the last day the participant can sign in and read what they have sent. */
export const RECEIPT_DAYS = 90;
/** An end that is found longer after it, in a plan that was sent in late, is not told of as news. */
const NEWS_DAYS = 30;

type Doc = Pick<Participant, 'plan' | 'ended'>;

/** The last day of the service; null when none is set. */
export function lastDayOf({ plan, ended }: Doc): LocalDate | null {
  const planned = plan.service.end;
  if (ended === null || (planned !== null && planned < ended.on)) return planned;
  return ended.on;
}

/** What is booked by hand for a later day than the plan's last is still to come to, so the service is not over before it. */
function bookedAfter(plan: Participant['plan'], day: LocalDate): boolean {
  return plan.appointments.some(
    (appointment) => appointment.recurrence === null && dateOf(appointment.end) >= day,
  );
}

/** Whether the service is over. One that the provider ends today, or ends afterwards, is over at once. */
export function isOver(doc: Doc, day: LocalDate): boolean {
  const { ended, plan } = doc;
  if (ended !== null && (ended.on < day || ended.on <= dateOf(toLocal(ended.at)))) return true;
  return plan.service.end !== null && plan.service.end < day && !bookedAfter(plan, day);
}

/** Whether the day is after an end that the provider has set: the plan knows nothing of it, and what it has there is not held. */
export function isAfterEnd({ ended }: Pick<Doc, 'ended'>, day: LocalDate): boolean {
  return ended !== null && day > ended.on;
}

/** What is booked as long as the service lasts. What was moved to a day after the end that the provider has set is called off. */
export function appointmentsLeft(doc: Doc): readonly Appointment[] {
  const { ended, plan } = doc;
  if (ended === null) return appointmentsOf(plan);
  const appointments = plan.appointments
    .filter(({ recurrence, start }) => recurrence !== null || !isAfterEnd(doc, dateOf(start)))
    .map((appointment) => ({
      ...appointment,
      exceptions: appointment.exceptions.map((exception) =>
        exception.start !== null && isAfterEnd(doc, dateOf(exception.start))
          ? { ...exception, change: 'cancelled' as const, start: null, end: null }
          : exception,
      ),
    }));
  return appointmentsOf({ appointments, service: { ...plan.service, end: lastDayOf(doc) } });
}

/** The last day on which the participant can sign in; null while no end is set. */
export function receiptsUntil(doc: Doc): LocalDate | null {
  const last = lastDayOf(doc);
  return last === null ? null : addDays(last, RECEIPT_DAYS);
}

/** Whether even what was sent is no longer shown to the participant. */
export function isClosed(doc: Doc, day: LocalDate): boolean {
  const until = receiptsUntil(doc);
  return isOver(doc, day) && until !== null && until < day;
}

/**
 * When the participant is to be told that the service is over, or null: in the morning after the last day, or at once. Never before `isOver`
 * says that it is: a time that has come while there is nothing to tell would have the document looked at, and written, without end.
 */
export function nextEndAt(doc: Doc & Pick<Participant, 'endTold'>): Instant | null {
  const { ended, plan } = doc;
  const last = lastDayOf(doc);
  if (last === null || doc.endTold === last) return null;
  if (ended !== null && ended.on <= dateOf(toLocal(ended.at))) return ended.at;
  const firstDays: LocalDate[] = [];
  if (ended !== null) firstDays.push(addDays(ended.on, 1));
  if (plan.service.end !== null) {
    let day = addDays(plan.service.end, 1);
    for (const appointment of plan.appointments) {
      const after = addDays(dateOf(appointment.end), 1);
      if (appointment.recurrence === null && after > day) day = after;
    }
    firstDays.push(day);
  }
  const [first] = firstDays.sort();
  return first === undefined ? null : toInstant(at(first, '09:00'));
}

/** Whether it is news to this person, or only to be marked as known. */
export function isNews(doc: Participant, now: Instant): boolean {
  const last = lastDayOf(doc);
  return doc.welcomedAt !== null && last !== null && last >= addDays(today(now), -NEWS_DAYS);
}

/** Whom to ask what happens next. */
export function whoIsNext({ regime }: Participant['plan']): 'af' | 'municipality' | 'unknown' {
  if (isAfRegime(regime.kinds)) return 'af';
  return regime.kinds.includes('municipality') ? 'municipality' : 'unknown';
}
