import type { Absence } from './absence.ts';
import { booked, findOccurrence, type Occurrence } from './appointment.ts';
import { missesWhole } from './deviation.ts';
import type { OwnReminder } from './own-reminder.ts';
import type { Participant } from './participant.ts';
import { appointmentsLeft } from './service-end.ts';
import {
  addDays,
  addMinutes,
  addMs,
  at,
  dateOf,
  HOUR,
  type Instant,
  MINUTE,
  toInstant,
  toLocal,
} from './time.ts';
import { beforeQuiet, isQuiet, type Lead, leadId, pauseEnd, type Quiet } from './wishes.ts';

/**
 * When is the next reminder of something booked, and which are due? Pure functions of the document and now: what is stored is only which
 * were sent. So a plan that changes between two looks is right at once, and there is nothing to cancel.
 */

/** Two reminders of one appointment that come nearer to each other than this become one, the later. */
const APART = HOUR;
/** The program looks every second and a full house takes a minute: what comes this much after its time is not late. */
const ON_TIME = 5 * MINUTE;
/** How far ahead the plan is looked through. A participant with nothing in this time is looked at again at its end. */
const HORIZON_DAYS = 45;
/**
 * Days of one look after the other, until one finds something that nothing beyond it can come before: most people have something soon,
 * and a short look is a cheap one.
 */
const LOOKS = [3, 8, HORIZON_DAYS];

/** What of a document says when something booked is reminded of. */
type Doc = Pick<
  Participant,
  'plan' | 'absences' | 'wishes' | 'reminding' | 'reminded' | 'ownReminders' | 'createdAt' | 'ended'
>;

export interface Reminder {
  /** Idempotency key. The start is part of it: an appointment that is moved is reminded of anew. */
  readonly key: string;
  /** Which of the wished times it is, as `leadId` names it; `own-` and an id for one that was asked for by itself. */
  readonly when: string;
  readonly occurrence: Occurrence;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  /** Asked for at that very minute, so quiet hours do not hold it back. */
  readonly asked: boolean;
}

/**
 * Reminders that are due and still of use, one per appointment at most: when several are due, after an outage, the one that is nearest to
 * the appointment is the one that counts. Nothing for what has begun, is off, is reported as absence, or was reminded of before. What
 * starts soonest comes first.
 */
export function dueReminders(doc: Doc, now: Instant): Reminder[] {
  const found = new Map<string, Reminder>();
  for (const reminder of candidates(doc, now, reachOf(doc) + 1)) {
    if (reminder.dueAt <= now) found.set(reminder.occurrence.key, reminder);
  }
  return [...found.values()];
}

/** When the oldest of what is due is this late, the program was not running. */
export const LATE = 15 * MINUTE;

/** Whether it may make itself heard now, or only stand in the chat. What was asked for at its minute is heard at that minute, not hours later. */
export function isHeard(
  doc: Pick<Doc, 'reminding'>,
  reminder: Pick<Reminder, 'asked' | 'dueAt'>,
  now: Instant,
): boolean {
  return (reminder.asked && reminder.dueAt > addMs(now, -LATE)) || !isQuiet(doc.reminding.quiet, now);
}

/** When a reminder is due next, or when to look again; null when reminders are off and none was asked for by itself. */
export function nextReminderAt(doc: Doc, now: Instant): Instant | null {
  return nextReminder(doc, now)?.at ?? null;
}

/** The same, with the start of what is reminded of then, the first when there are several: in a rush what starts soonest goes first. */
export function nextReminder(
  doc: Doc,
  now: Instant,
): { readonly at: Instant; readonly startsAt: Instant | null } | null {
  if (!doc.wishes.reminders && snoozesOf(doc).length === 0) return null;
  const today = dateOf(toLocal(now));
  const reach = reachOf(doc);
  for (const days of LOOKS) {
    if (days <= reach) continue;
    let first: { at: Instant; startsAt: Instant } | null = null;
    // In order of start, so the first of several at the same time stays.
    for (const { dueAt, startsAt } of candidates(doc, now, days)) {
      if (first === null || dueAt < first.at) first = { at: dueAt, startsAt };
    }
    // What lies beyond this look is due on this day at the earliest.
    const beyond = toInstant(at(addDays(today, days - reach), '00:00'));
    if (first !== null && (first.at < beyond || days === HORIZON_DAYS)) return first;
  }
  return { at: toInstant(at(addDays(today, HORIZON_DAYS - 2), '03:00')), startsAt: null };
}

/** In order of appointment; for one appointment in order of time. */
function candidates(doc: Doc, now: Instant, days: number): Reminder[] {
  const { groups, summary, quiet } = doc.reminding;
  const leads = doc.wishes.reminders && groups.appointments && summary === null ? doc.reminding.leads : [];
  const snoozes = snoozesOf(doc);
  if (leads.length === 0 && snoozes.length === 0) return [];
  const local = toLocal(now);
  // An hour back: a start that the clock jumps over is not past yet when the clock has jumped.
  const from = addMinutes(local, -60);
  const to = at(addDays(dateOf(local), days), '00:00');
  const appointments = appointmentsLeft(doc);
  const occurrences = leads.length > 0 ? booked(appointments, from, to) : [];
  for (const { occurrence: key } of snoozes) {
    if (key === null || occurrences.some((entry) => entry.key === key)) continue;
    const asked = findOccurrence(appointments, key);
    if (asked !== null && asked.state !== 'cancelled') occurrences.push(asked);
  }
  const lastSent = lastSentOf(doc);
  const since = sinceOf(doc);
  const found: Reminder[] = [];
  for (const occurrence of occurrences) {
    // Instants and not clock times: in October the clock shows the same hour twice.
    const startsAt = toInstant(occurrence.start);
    if (startsAt <= now || isCovered(doc.absences, occurrence)) continue;
    const planned: Reminder[] = leads
      .map((lead) => reminderOf(occurrence, leadId(lead), timeOfLead(lead, occurrence, startsAt, quiet)))
      .filter((reminder) => reminder.dueAt < startsAt);
    for (const own of snoozes) {
      if (own.occurrence === occurrence.key && own.at < startsAt) {
        planned.push({
          ...reminderOf(occurrence, `own-${own.id}`, { startsAt, dueAt: own.at }),
          asked: true,
        });
      }
    }
    const apart = apartOf(planned);
    const last = lastSent.get(stemOf(occurrence)) ?? null;
    apart.forEach((reminder, index) => {
      // A pause stops what comes by itself, and not what was asked for at its minute.
      if (reminder.key in doc.reminded || (reminder.dueAt < since && !reminder.asked)) return;
      if (last !== null && !reminder.asked && reminder.dueAt < addMs(last, APART - ON_TIME)) return;
      // A late one is left out when the next comes soon.
      const next = apart[index + 1];
      const isLate = reminder.dueAt < addMs(now, -ON_TIME);
      if (next !== undefined && !reminder.asked && isLate && next.dueAt <= addMs(now, APART)) return;
      found.push(reminder);
    });
  }
  return found;
}

/** What is to be reminded of once more, asked for by itself: with reminders off too. */
function snoozesOf({ ownReminders }: Pick<Doc, 'ownReminders'>): OwnReminder[] {
  return ownReminders.filter((own) => own.occurrence !== null && own.sentAt === null);
}

/** What was due before the person came here, before the times were chosen, or while reminders were paused, was nobody's to send. */
export function sinceOf(doc: Pick<Doc, 'reminding' | 'createdAt'>): Instant {
  const { since, pausedUntil } = doc.reminding;
  const paused = pauseEnd(pausedUntil);
  return [since, paused].reduce<Instant>(
    (latest, one) => (one !== null && one > latest ? one : latest),
    doc.createdAt,
  );
}

/** In order of time, without those that have a later one within the hour. One that was asked for at its minute stays. */
function apartOf(planned: readonly Reminder[]): Reminder[] {
  if (planned.length < 2) return [...planned];
  const sorted = planned.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
  const kept: Reminder[] = [];
  for (const reminder of sorted.reverse()) {
    const after = kept[0];
    if (after === undefined || reminder.asked || addMs(reminder.dueAt, APART) <= after.dueAt)
      kept.unshift(reminder);
  }
  return kept;
}

/** As wished, or the last minute before the quiet hours. */
function timeOfLead(
  lead: Lead,
  occurrence: Occurrence,
  startsAt: Instant,
  quiet: Quiet | null,
): { startsAt: Instant; dueAt: Instant } {
  const wished =
    'minutes' in lead
      ? addMs(startsAt, -lead.minutes * MINUTE)
      : toInstant(at(addDays(dateOf(occurrence.start), -lead.days), lead.at));
  return { startsAt, dueAt: beforeQuiet(quiet, wished) };
}

/** Days before an appointment that its first reminder may come: never less than it is. */
function reachOf(doc: Pick<Doc, 'reminding'>): number {
  let reach = 1;
  for (const lead of doc.reminding.leads) {
    reach = Math.max(reach, 'minutes' in lead ? (lead.minutes > 10 * 60 ? 2 : 1) : lead.days);
  }
  const { quiet } = doc.reminding;
  const isLong = quiet !== null && (quiet.to > '10:00' || quiet.from < quiet.to);
  const isEarly = quiet !== null && doc.reminding.leads.some((lead) => 'at' in lead && lead.at < quiet.to);
  return reach + (isLong || isEarly ? 1 : 0);
}

function reminderOf(
  occurrence: Occurrence,
  when: string,
  { startsAt, dueAt }: { startsAt: Instant; dueAt: Instant },
): Reminder {
  return { key: `${stemOf(occurrence)}:${when}`, when, occurrence, startsAt, dueAt, asked: false };
}

function stemOf(occurrence: Occurrence): string {
  return `${occurrence.key}>${occurrence.start}`;
}

const START_LENGTH = '2026-03-10T09:00'.length;

/** When each appointment at its time was reminded of last. */
function lastSentOf(doc: Pick<Doc, 'reminded'>): Map<string, Instant> {
  const last = new Map<string, Instant>();
  for (const [key, sentAt] of Object.entries(doc.reminded)) {
    const mark = key.indexOf('>');
    const stem = key.slice(0, mark + 1 + START_LENGTH);
    const known = last.get(stem);
    if (known === undefined || known < sentAt) last.set(stem, sentAt);
  }
  return last;
}

/** What began without the reminder that was planned for it, since `from`: the program was not running, or held back too long. */
export function missedReminders(doc: Doc, from: Instant, now: Instant): Occurrence[] {
  const { groups, summary, leads } = doc.reminding;
  if (!doc.wishes.reminders || !groups.appointments || summary !== null || leads.length === 0) return [];
  if (from >= now) return [];
  const since = sinceOf(doc);
  const lastSent = lastSentOf(doc);
  return booked(appointmentsLeft(doc), toLocal(from), addMinutes(toLocal(now), 1)).filter((occurrence) => {
    const startsAt = toInstant(occurrence.start);
    if (startsAt <= from || startsAt > now || lastSent.has(stemOf(occurrence))) return false;
    if (isCovered(doc.absences, occurrence)) return false;
    return leads.some((lead) => timeOfLead(lead, occurrence, startsAt, doc.reminding.quiet).dueAt >= since);
  });
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
