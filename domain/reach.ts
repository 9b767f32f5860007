import { booked, findOccurrence, type Occurrence } from './appointment.ts';
import type { Participant } from './participant.ts';
import { appointmentsOf } from './plan.ts';
import { isCovered } from './reminder.ts';
import { addDays, addMs, at, DAY, dateOf, type Instant, toInstant, toLocal } from './time.ts';

/** Whether reminders arrive, and whether they help. Computed from the document when somebody asks. */

/** The days in which every reminder that was sent is still kept with the document. */
export const FIGURE_DAYS = 13;
/** So many reminded appointments in a row without a sign of life, and staff are told. */
const SILENT = 2;
/** Counts of fewer people than this could be told apart. */
export const FEWEST_PEOPLE = 5;

export interface SentReminder {
  readonly occurrence: Occurrence;
  /** When it was said last. */
  readonly sentAt: Instant;
  /** `delivered`: the person has been in the chat since. */
  readonly status: 'sent' | 'delivered';
}

/** Appointments of the last days and those to come that were reminded of, in order of start. */
export function sentReminders(doc: Participant): SentReminder[] {
  const last = new Map<string, Instant>();
  for (const [key, sentAt] of Object.entries(doc.reminded)) {
    const [occurrence = '', rest = ''] = key.split('>');
    if (!occurrence.includes('@')) continue;
    const stem = `${occurrence}>${rest.slice(0, 16)}`;
    const known = last.get(stem);
    if (known === undefined || known < sentAt) last.set(stem, sentAt);
  }
  const appointments = appointmentsOf(doc.plan);
  const found: SentReminder[] = [];
  for (const [stem, sentAt] of last) {
    const [key = '', start] = stem.split('>');
    const occurrence = findOccurrence(appointments, key);
    // One that has been moved since was reminded of at a time that no longer counts.
    if (occurrence === null || occurrence.start !== start) continue;
    const delivered = doc.hereAt !== null && doc.hereAt >= sentAt;
    found.push({ occurrence, sentAt, status: delivered ? 'delivered' : 'sent' });
  }
  return found.sort((a, b) => (a.occurrence.start < b.occurrence.start ? -1 : 1));
}

/**
 * Since when somebody cannot be reached here: the last appointments that have begun were all reminded of, and the person has not been in the
 * chat since. Null while there is no reason to think so.
 */
export function outOfReachSince(doc: Participant, now: Instant): Instant | null {
  const local = toLocal(now);
  const begun = sentReminders(doc).filter(({ occurrence }) => occurrence.start <= local);
  const last = begun.slice(-SILENT);
  if (last.length < SILENT || last.some(({ status }) => status === 'delivered')) return null;
  return last[0]?.sentAt ?? null;
}

/** Counts alone, of what has begun in the last days. */
export interface ReminderFigures {
  /** Participants with something booked. */
  readonly people: number;
  /** Times that something booked was held. */
  readonly booked: number;
  readonly reminded: number;
  /** Reminded, and answered: "Jag kommer", or an absence that was reported before the start. */
  readonly answered: number;
  readonly absentReminded: number;
  readonly absentNotReminded: number;
}

export const NO_FIGURES: ReminderFigures = {
  people: 0,
  booked: 0,
  reminded: 0,
  answered: 0,
  absentReminded: 0,
  absentNotReminded: 0,
};

export function figuresOf(doc: Participant, now: Instant): ReminderFigures {
  const from = at(addDays(dateOf(toLocal(now)), -FIGURE_DAYS), '00:00');
  const created = toLocal(addMs(doc.createdAt, DAY));
  const held = booked(appointmentsOf(doc.plan), from > created ? from : created, toLocal(now));
  const sent = new Set(sentReminders(doc).map(({ occurrence }) => occurrence.key));
  const figures = { ...NO_FIGURES, people: held.length > 0 ? 1 : 0, booked: held.length };
  for (const occurrence of held) {
    const wasSent = sent.has(occurrence.key);
    const isAbsent = isCovered(doc.absences, occurrence);
    const saidNo = doc.absences.some(
      (absence) =>
        absence.status === 'reported' &&
        absence.origin === 'participant' &&
        absence.occurrences.includes(occurrence.key) &&
        absence.reportedAt < toInstant(occurrence.start),
    );
    if (wasSent) figures.reminded += 1;
    if (wasSent && (occurrence.key in doc.coming || saidNo)) figures.answered += 1;
    if (isAbsent && wasSent) figures.absentReminded += 1;
    if (isAbsent && !wasSent) figures.absentNotReminded += 1;
  }
  return figures;
}

/** Of many; null when they are so few that a count would tell who it is. */
export function figuresOfAll(all: readonly ReminderFigures[]): ReminderFigures | null {
  const sum = all.reduce(
    (total, one) => ({
      people: total.people + one.people,
      booked: total.booked + one.booked,
      reminded: total.reminded + one.reminded,
      answered: total.answered + one.answered,
      absentReminded: total.absentReminded + one.absentReminded,
      absentNotReminded: total.absentNotReminded + one.absentNotReminded,
    }),
    NO_FIGURES,
  );
  return sum.people < FEWEST_PEOPLE ? null : sum;
}
