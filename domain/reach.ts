import { LINE_MESSAGE } from './address.ts';
import { booked, findOccurrence, type Occurrence } from './appointment.ts';
import type { Participant } from './participant.ts';
import { isCovered } from './reminder.ts';
import { appointmentsLeft } from './service-end.ts';
import { addDays, addMs, at, DAY, dateOf, type Instant, toInstant, toLocal } from './time.ts';

/** Whether reminders arrive, and whether they help. Computed from the document when somebody asks. */

/** The days in which every reminder that was sent is still kept with the document. */
export const FIGURE_DAYS = 13;
/** So many reminded appointments in a row without a sign of life, and staff are told to ring. */
const SILENT = 2;
/** Counts of fewer people than this could be told apart. */
export const FEWEST_PEOPLE = 5;

export interface SentReminder {
  readonly occurrence: Occurrence;
  /** When it was said last. */
  readonly sentAt: Instant;
  /**
   * `delivered`: the person has given a sign of life since, or their phone has taken it. `failed`: it was sent outside the chat, and no way
   * brought it there.
   */
  readonly status: 'sent' | 'delivered' | 'failed';
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
  const appointments = appointmentsLeft(doc);
  const seenAt = lastSignOf(doc);
  const found: SentReminder[] = [];
  for (const [stem, sentAt] of last) {
    const [key = '', start] = stem.split('>');
    const occurrence = findOccurrence(appointments, key);
    // One that has been moved since was reminded of at a time that no longer counts.
    if (occurrence === null || occurrence.start !== start) continue;
    const status = seenAt !== null && seenAt >= sentAt ? 'delivered' : broughtTo(doc, sentAt);
    found.push({ occurrence, sentAt, status });
  }
  return found.sort((a, b) => (a.occurrence.start < b.occurrence.start ? -1 : 1));
}

/** When the person was in the chat last, or wrote from elsewhere; null for never. */
function lastSignOf({ hereAt, addresses }: Pick<Participant, 'hereAt' | 'addresses'>): Instant | null {
  return addresses.reduce((last, { usedAt }) => (last === null || usedAt > last ? usedAt : last), hereAt);
}

/** What became of what was said at that moment, outside the chat. Where nothing went out there, it was sent in the chat. */
function broughtTo({ outbox }: Participant, sentAt: Instant): SentReminder['status'] {
  const lines = outbox.filter(({ kind }) => kind === LINE_MESSAGE);
  const from = new Set(lines.flatMap((line) => (line.createdAt === sentAt ? [line.params.from] : [])));
  const tries = lines.filter(({ params }) => from.has(params.from)).map(({ status }) => status);
  if (tries.includes('delivered')) return 'delivered';
  const isOver = tries.every((status) => status === 'failed' || status === 'dropped');
  return isOver && tries.includes('failed') ? 'failed' : 'sent';
}

/**
 * Since when somebody cannot be reached here: the last reminder could not be brought to any of their phones and letter boxes, or the last
 * appointments that have begun were all reminded of; and no sign of life since. Null while there is no reason to think so.
 */
export function outOfReachSince(doc: Participant, now: Instant): Instant | null {
  const local = toLocal(now);
  const sent = sentReminders(doc);
  const failed = failedLast(sent);
  if (failed !== null) return failed.sentAt;
  const last = sent.filter(({ occurrence }) => occurrence.start <= local).slice(-SILENT);
  if (last.length < SILENT || last.some(({ status }) => status === 'delivered')) return null;
  return last[0]?.sentAt ?? null;
}

/** The last reminder, when it reached none of their phones and letter boxes; else null. */
export function failedLast(sent: readonly SentReminder[]): SentReminder | null {
  const newest = sent.reduce<Instant>((last, { sentAt }) => (sentAt > last ? sentAt : last), '');
  return sent.find(({ sentAt, status }) => sentAt === newest && status === 'failed') ?? null;
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
  const held = booked(appointmentsLeft(doc), from > created ? from : created, toLocal(now));
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
