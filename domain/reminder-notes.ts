import { booked, bookedOn, type Occurrence } from './appointment.ts';
import type { OwnReminder } from './own-reminder.ts';
import type { Participant } from './participant.ts';
import type { Step } from './plan.ts';
import { type MonthlyDuty, monthlyDutiesOf } from './regimes/monthly-duties.ts';
import { isCovered, sinceOf } from './reminder.ts';
import { appointmentsLeft, isAfterEnd } from './service-end.ts';
import {
  addDays,
  addMonths,
  addMs,
  at,
  DAY,
  dateOf,
  firstOfMonth,
  type Instant,
  type LocalDate,
  toInstant,
  toLocal,
  weekday,
} from './time.ts';
import { beforeQuiet, EVENING_BEFORE } from './wishes.ts';

/**
 * Reminders of everything else than one appointment at its time: the summaries that some have instead, days of the plan, the month's duties,
 * and what the person asked for. Pure, like those of appointments.
 */

/** Days ahead that are looked through; a participant is looked at again before they have passed. */
const AHEAD_DAYS = 40;
/** A summary of a day or a week that is this late is of no use. */
const SUMMARY_KEPT = DAY / 2;
/** After an outage: a reminder that the person asked for is still said this long afterwards. */
const OWN_KEPT = DAY;
const DUTY_TIME = '10:00';

/** What of a document says when they come. */
type Doc = Pick<
  Participant,
  | 'plan'
  | 'absences'
  | 'wishes'
  | 'reminding'
  | 'reminded'
  | 'ownReminders'
  | 'createdAt'
  | 'ended'
  | 'nextDueAt'
>;

interface Due {
  /** Idempotency key, with the day after `>`. */
  readonly key: string;
  readonly dueAt: Instant;
  /** From here on it is of no use, and is dropped. */
  readonly until: Instant;
}

export type Note = Due &
  (
    | {
        readonly kind: 'summary';
        readonly of: 'day' | 'week';
        readonly from: LocalDate;
        readonly to: LocalDate;
      }
    | { readonly kind: 'step'; readonly step: Step; readonly on: LocalDate }
    | { readonly kind: 'follow-up'; readonly on: LocalDate }
    | { readonly kind: 'duty'; readonly duty: MonthlyDuty; readonly month: string; readonly isLast: boolean }
    | { readonly kind: 'own'; readonly own: OwnReminder }
  );

/** When the next of them is due; null when none is planned. */
export function nextNoteAt(doc: Doc, now: Instant): Instant | null {
  let next: Instant | null = null;
  for (const note of notes(doc, now)) if (next === null || note.dueAt < next) next = note.dueAt;
  return next;
}

/** Those that are due, the earliest first; `dropped` is of no use any more, or said by a later one. */
export function dueNotes(doc: Doc, now: Instant): { due: Note[]; dropped: Note[] } {
  const all = notes(doc, now)
    .filter((note) => note.dueAt <= now)
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.key < b.key ? -1 : 1));
  const isSaidLater = (note: Note, index: number) =>
    all.slice(index + 1).some((later) => sameDuty(note, later));
  const due = all.filter((note, index) => note.until > now && !isSaidLater(note, index));
  return { due, dropped: all.filter((note) => !due.includes(note)) };
}

function sameDuty(a: Note, b: Note): boolean {
  return a.kind === 'duty' && b.kind === 'duty' && a.duty.id === b.duty.id && a.month === b.month;
}

/** Everything that is planned and has not been said. */
function notes(doc: Doc, now: Instant): Note[] {
  if (!doc.wishes.reminders) return own(doc);
  const since = sinceOf(doc);
  const today = dateOf(toLocal(now));
  const planned: Note[] = [
    ...summaries(doc, today),
    ...steps(doc, today),
    ...followUp(doc, today),
    ...duties(doc, today),
  ].filter(
    (note) =>
      note.dueAt >= since &&
      !(note.key in doc.reminded) &&
      // What is past was waited for when it is not earlier than what the document waits for.
      (note.until > now || (doc.nextDueAt !== null && note.dueAt >= doc.nextDueAt)),
  );
  return [...planned, ...own(doc)];
}

function summaries(doc: Doc, today: LocalDate): Note[] {
  const { summary, groups, quiet } = doc.reminding;
  if (summary === null || !groups.appointments) return [];
  const found: Note[] = [];
  // From yesterday, for one that is late, to the next that has something in it.
  for (let ahead = -1; ahead <= AHEAD_DAYS; ahead++) {
    const day = addDays(today, ahead);
    if (summary.when === 'sunday' && weekday(day) !== 7) continue;
    const from = summary.when === 'sunday' ? addDays(day, 1) : day;
    const to = summary.when === 'sunday' ? addDays(day, 7) : day;
    if (summaryOf(doc, from, to).length === 0) continue;
    const dueAt = beforeQuiet(quiet, toInstant(at(day, summary.at)));
    const until = addMs(toInstant(at(day, summary.at)), SUMMARY_KEPT);
    found.push({
      kind: 'summary',
      of: summary.when === 'sunday' ? 'week' : 'day',
      from,
      to,
      key: `summary>${day}:${summary.when}`,
      dueAt,
      until,
    });
    if (ahead > 1) break;
  }
  return found;
}

/** What a summary of these days holds, both included. */
export function summaryOf(
  doc: Pick<Doc, 'plan' | 'ended' | 'absences'>,
  from: LocalDate,
  to: LocalDate,
): Occurrence[] {
  return booked(appointmentsLeft(doc), at(from, '00:00'), at(addDays(to, 1), '00:00')).filter(
    (occurrence) => !isCovered(doc.absences, occurrence),
  );
}

/** The time of a reminder of a whole day: as the first wish that names a clock time, else the evening before. */
function dayNote(doc: Pick<Doc, 'reminding'>, on: LocalDate): Pick<Due, 'dueAt' | 'until'> {
  const lead = doc.reminding.leads.find((entry) => 'at' in entry) ?? EVENING_BEFORE;
  const { days, at: time } = 'at' in lead ? lead : { days: 1, at: '17:00' };
  return {
    dueAt: beforeQuiet(doc.reminding.quiet, toInstant(at(addDays(on, -days), time))),
    until: toInstant(at(addDays(on, 1), '00:00')),
  };
}

function isNear(doc: Pick<Doc, 'ended'>, on: LocalDate, today: LocalDate): boolean {
  return on >= addDays(today, -1) && on <= addDays(today, AHEAD_DAYS) && !isAfterEnd(doc, on);
}

function steps(doc: Doc, today: LocalDate): Note[] {
  if (!doc.reminding.groups.steps) return [];
  return doc.plan.steps.flatMap((step): Note[] =>
    step.date === null || step.status === 'done' || !isNear(doc, step.date, today)
      ? []
      : [
          {
            kind: 'step',
            step,
            on: step.date,
            key: `step:${step.id}>${step.date}:day`,
            ...dayNote(doc, step.date),
          },
        ],
  );
}

/** A follow-up that is booked as a meeting is reminded of as the meeting. */
function followUp(doc: Doc, today: LocalDate): Note[] {
  const { followUp: planned } = doc.plan;
  if (!doc.reminding.groups.followUp || planned === null || !isNear(doc, planned.on, today)) return [];
  const meetings = bookedOn(appointmentsLeft(doc), planned.on);
  if (meetings.some((entry) => /follow-up|three-party/.test(entry.appointment.kind))) return [];
  return [
    { kind: 'follow-up', on: planned.on, key: `follow-up>${planned.on}:day`, ...dayNote(doc, planned.on) },
  ];
}

function duties(doc: Doc, today: LocalDate): Note[] {
  if (!doc.reminding.groups.duties) return [];
  const found: Note[] = [];
  const first = firstOfMonth(today);
  for (const duty of monthlyDutiesOf(doc.plan.regime)) {
    for (const month of [first, addMonths(first, 1)]) {
      for (const day of duty.on) {
        const on = addDays(month, day - 1);
        found.push({
          kind: 'duty',
          duty,
          month: month.slice(0, 7),
          isLast: day !== duty.on[0],
          key: dutyKey(duty.id, on),
          dueAt: beforeQuiet(doc.reminding.quiet, toInstant(at(on, DUTY_TIME))),
          until: toInstant(at(addDays(month, duty.to), '00:00')),
        });
      }
    }
  }
  return found;
}

/** Under which it is kept that a reminder of a duty was sent, or is not needed. */
export function dutyKey(id: MonthlyDuty['id'], on: LocalDate): string {
  return `duty:${id}>${on}:day`;
}

function own(doc: Doc): Note[] {
  return doc.ownReminders.flatMap((entry): Note[] =>
    entry.sentAt !== null || entry.text === null
      ? []
      : [
          {
            kind: 'own',
            own: entry,
            key: `own:${entry.id}>${entry.at.slice(0, 16)}:own`,
            dueAt: entry.at,
            until: addMs(entry.at, OWN_KEPT),
          },
        ],
  );
}
