import { type Absence, isAway } from '../absence.ts';
import { type Appointment, findOccurrence, type Occurrence, occurrencesOf } from '../appointment.ts';
import { type Deviation, draftDeviations, reportsDeviations } from '../deviation.ts';
import type { Participant } from '../participant.ts';
import { isCovered } from '../reminder.ts';
import { appointmentsLeft } from '../service-end.ts';
import { addDays, at, dateOf, type Instant, type LocalDateTime, toLocal } from '../time.ts';
import { withChanged } from './notices.ts';

/**
 * Lets reported absences follow a plan that has changed since, or an end of the service that was set or taken back: a draft must never ask
 * for a report of times that no longer are, of an activity that was called off, or of what comes after the end. Drafts that were sent stay
 * as they were sent. What changes is a new version of the absence, to be read by staff again.
 */
export function followPlan(
  doc: Participant,
  before: Booked,
  acting: { readonly by: string; readonly now: Instant },
): Participant {
  const { now } = acting;
  let followed = { ...doc, coming: comingStill(doc, before) };
  for (const absence of doc.absences) {
    // What had its time was sent long ago: it is not to be sent once more.
    const stands = absence.status === 'reported' && absence.clearedAt === null;
    const change = stands ? changeBy({ absence, before, after: doc, now }) : null;
    if (change === null) continue;
    const version = absence.version + 1;
    const next: Absence = { ...absence, ...change, version, changedAt: now, readAt: null, readBy: null };
    followed = withChanged(followed, next, acting);
  }
  return followed;
}

/** "Jag kommer" was said of the time as it was: of another time it has to be said anew. */
function comingStill(doc: Participant, before: Booked): Participant['coming'] {
  const [was, is] = [appointmentsLeft(before), appointmentsLeft(doc)];
  return Object.fromEntries(
    Object.entries(doc.coming).filter(([key]) => {
      const [old, now] = [findOccurrence(was, key), findOccurrence(is, key)];
      return now !== null && now.state !== 'cancelled' && (old === null || old.start === now.start);
    }),
  );
}

/** What there is to come to. */
type Booked = Pick<Participant, 'plan' | 'ended'>;

interface Following {
  readonly absence: Absence;
  readonly before: Booked;
  readonly after: Booked & Pick<Participant, 'settings' | 'absences'>;
  readonly now: Instant;
}

type Change = Pick<Absence, 'occurrences' | 'deviations' | 'caseworkerNote'>;

/** Null when nothing that staff act on is different. */
function changeBy({ absence, before, after, now }: Following): Change | null {
  const local = toLocal(now);
  const drafts = new Map(absence.deviations.map((draft) => [draft.occurrence, draft]));
  const occurrences: string[] = [];
  const deviations: Deviation[] = [];
  const isForAf = reportsDeviations(after.plan);
  const isOtherRegime = reportsDeviations(before.plan) !== isForAf;
  const [booked, left] = [appointmentsLeft(before), appointmentsLeft(after)];
  const others = after.absences.filter((entry) => entry.id !== absence.id);
  let isOther = false;
  for (const key of absence.occurrences) {
    const draft = drafts.get(key) ?? null;
    const was = findOccurrence(booked, key);
    const is = counterpart(absence, left, key, was);
    // One that comes back, when a plan or an end is taken back, may lie ahead.
    const isOver = (draft?.expectedEnd ?? was?.end ?? is?.end ?? local) <= local;
    const stays = draft?.sentAt != null || (isOver && (isOtherRegime || !isPutRight(is, local)));
    const missed = !stays && is !== null && isAway(absence, is) ? is : null;
    const newKey = missed?.key ?? key;
    occurrences.push(newKey);
    if (stays) {
      if (draft !== null) deviations.push(draft);
      continue;
    }
    if (spanOf(was !== null && isAway(absence, was) ? was : null) !== spanOf(missed)) isOther = true;
    const fresh = missed && draftDeviations(after, absence, [missed])[0];
    if (!fresh) continue;
    // Who said that they would be late, and never came, is reported as not having come.
    if (draft === null && isCovered(others, missed)) continue;
    // A code that staff have chosen goes on.
    deviations.push(draft === null ? fresh : { ...fresh, code: draft.code, subType: draft.subType });
  }
  const known = new Set(absence.occurrences);
  deviations.push(...absence.deviations.filter((draft) => !known.has(draft.occurrence)));
  deviations.sort((a, b) =>
    a.expectedStart < b.expectedStart ? -1 : a.expectedStart > b.expectedStart ? 1 : 0,
  );
  const isPast = absence.to < dateOf(local);
  const caseworkerNote = deviations.length === 0 && (isPast ? absence.caseworkerNote : !isForAf);
  const same =
    !isOther &&
    caseworkerNote === absence.caseworkerNote &&
    JSON.stringify(sorted(deviations)) === JSON.stringify(sorted(absence.deviations));
  return same ? null : { occurrences, deviations, caseworkerNote };
}

/** The same activity in the changed plan, or null. One that was given another start has another key, and is the same on the same day. */
function counterpart(
  absence: Absence,
  appointments: readonly Appointment[],
  key: string,
  was: Occurrence | null,
): Occurrence | null {
  const same = findOccurrence(appointments, key);
  if (same !== null || was === null) return same;
  const appointment = appointments.find((entry) => entry.id === was.appointment.id);
  const moved = appointment ? (movedTo(appointment, was) ?? null) : null;
  return moved === null || absence.occurrences.includes(moved.key) ? null : moved;
}

function movedTo(appointment: Appointment, was: Occurrence): Occurrence | undefined {
  const day = appointment.recurrence === null ? dateOf(appointment.start) : dateOf(was.start);
  return occurrencesOf(appointment, at(day, '00:00'), at(addDays(day, 1), '00:00'))[0];
}

/**
 * Whether the plan corrects what is past. One that has left the plan since, or that is booked anew for a time still to come, was missed
 * all the same; one that was called off, or held at another time, was not missed as the draft says.
 */
function isPutRight(is: Occurrence | null, local: LocalDateTime): boolean {
  return is !== null && (is.state === 'cancelled' || is.end <= local);
}

function spanOf(occurrence: Occurrence | null): string | null {
  return occurrence && `${occurrence.start}/${occurrence.end}`;
}

function sorted(deviations: readonly Deviation[]): Deviation[] {
  return [...deviations].sort((a, b) => (a.id < b.id ? -1 : 1));
}
