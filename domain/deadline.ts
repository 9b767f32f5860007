import type { Absence } from './absence.ts';
import { newMessage } from './actions/notices.ts';
import { type Deviation, deviationStatus } from './deviation.ts';
import { type Participant, withAudit } from './participant.ts';
import type { Settings } from './settings.ts';
import { at, dateOf, type Instant, type LocalDate, today, toInstant, toLocal } from './time.ts';
import { addWorkingDays } from './working-days.ts';

/**
 * The provider's own limit for sending a deviation report (Arbetsförmedlingen's was not found), and the reminders before it: in the morning
 * of the working day before the last one, and of the last one.
 */

/** Kind of the e-mail about reports that are to be sent. */
export const DEADLINE_MESSAGE = 'deviation-deadline';

const MORNING = '08:00';

/** The last day for the report. */
export function deadlineOf(
  deviation: Pick<Deviation, 'expectedEnd'>,
  settings: Pick<Settings, 'deadlineDays'>,
): LocalDate {
  return addWorkingDays(dateOf(deviation.expectedEnd), settings.deadlineDays);
}

/** Whether it should have been sent and is not. */
export function isOverdue(
  deviation: Deviation,
  settings: Pick<Settings, 'deadlineDays'>,
  now: Instant,
): boolean {
  return deviationStatus(deviation, toLocal(now)) === 'ready' && today(now) > deadlineOf(deviation, settings);
}

export interface OpenReport {
  readonly absence: Absence;
  readonly deviation: Deviation;
}

/** All that is not sent yet, of what is not taken back. */
export function openReports(doc: Pick<Participant, 'absences'>): OpenReport[] {
  return doc.absences
    .filter((absence) => absence.status === 'reported')
    .flatMap((absence) => absence.deviations.map((deviation) => ({ absence, deviation })))
    .filter(({ deviation }) => deviation.sentAt === null);
}

interface Reminder {
  /** The part after `>` is the day, by which those that are long past are forgotten. */
  readonly key: string;
  readonly deviationId: string;
  readonly dueAt: Instant;
}

type Doc = Pick<Participant, 'absences' | 'settings' | 'reminded'>;

/** None for what is past its last day: the inbox lists it. */
function remindersOf(doc: Doc, now: Instant): Reminder[] {
  const found: Reminder[] = [];
  for (const { deviation } of openReports(doc)) {
    const last = deadlineOf(deviation, doc.settings);
    if (last < today(now)) continue;
    const over = toInstant(deviation.expectedEnd);
    const before = addWorkingDays(last, -1);
    // When the activity ends on the last day itself there is one reminder, at its end.
    const days = before > dateOf(deviation.expectedEnd) ? [before, last] : [last];
    for (const day of days) {
      const morning = toInstant(at(day, MORNING));
      const key = `deadline:${deviation.id}>${day}`;
      if (!(key in doc.reminded)) {
        found.push({ key, deviationId: deviation.id, dueAt: morning > over ? morning : over });
      }
    }
  }
  return found;
}

/** When somebody is to be reminded next; null when nothing is to be sent. */
export function nextDeadlineAt(doc: Doc, now: Instant): Instant | null {
  let next: Instant | null = null;
  for (const { dueAt } of remindersOf(doc, now)) if (next === null || dueAt < next) next = dueAt;
  return next;
}

/** One e-mail for all that is due now, however many reports there are. */
export function remindOfReports(doc: Participant, now: Instant): Participant {
  const due = remindersOf(doc, now).filter((reminder) => reminder.dueAt <= now);
  if (due.length === 0) return doc;
  const reminded = { ...doc.reminded, ...Object.fromEntries(due.map(({ key }) => [key, now])) };
  const message = newMessage({
    key: `deadline:${doc.id}:${now}`,
    kind: DEADLINE_MESSAGE,
    way: 'email',
    at: now,
    params: {},
  });
  const told = { ...doc, reminded, outbox: [...doc.outbox, message] };
  return withAudit(told, { at: now, who: 'scheduler', what: 'deviation.deadline-near' });
}

/** Whether there still is a report to send now: else the e-mail is of no use any more. */
export function hasReportsToSend(doc: Participant, now: Instant): boolean {
  return openReports(doc).some(({ deviation }) => deviationStatus(deviation, toLocal(now)) === 'ready');
}

/** How many reports have today or the next working day as their last: what a letter once a day says in place of the reminders. */
export function dueSoonCount(doc: Pick<Participant, 'absences' | 'settings'>, now: Instant): number {
  const day = today(now);
  const next = addWorkingDays(day, 1);
  return openReports(doc).filter(({ deviation }) => {
    const last = deadlineOf(deviation, doc.settings);
    return day <= last && last <= next && dateOf(deviation.expectedEnd) <= day;
  }).length;
}
