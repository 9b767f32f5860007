import { type Absence, isAway, isSentOn, nextAbsenceId } from '../absence.ts';
import { findOccurrence } from '../appointment.ts';
import { type Deviation, draftDeviations, missesWhole, reportsDeviations } from '../deviation.ts';
import { type Participant, withAbsence } from '../participant.ts';
import type { Random } from '../ports.ts';
import { isCovered } from '../reminder.ts';
import { appointmentsLeft } from '../service-end.ts';
import { dateOf, toLocal } from '../time.ts';
import { withChanged, withNotice } from './notices.ts';
import { audited, type StaffActing } from './staff.ts';

/**
 * Staff saw that somebody did not come, and nobody has said why: an unknown deviation (okänd avvikelse, code 17), which only the provider
 * may create. What the participant says afterwards is added as their explanation and never holds up the report.
 */

const NUMBER_LENGTH = 6;

export type NoShowOutcome =
  | { readonly kind: 'done'; readonly doc: Participant; readonly absence: Absence }
  | {
      readonly kind:
        | 'not-found'
        | 'called-off'
        /** It has not begun. */
        | 'not-yet'
        /** The participant has reported it, or it was marked before. */
        | 'already-reported';
    };

/** Marks that the participant did not come to an occurrence that has begun. The participant is asked why by whoever calls this. */
export function markNoShow(
  doc: Participant,
  occurrenceKey: string,
  acting: StaffActing & { readonly random: Random },
): NoShowOutcome {
  const occurrence = findOccurrence(appointmentsLeft(doc), occurrenceKey);
  if (occurrence === null) return { kind: 'not-found' };
  if (occurrence.state === 'cancelled') return { kind: 'called-off' };
  if (occurrence.start > toLocal(acting.now)) return { kind: 'not-yet' };
  if (isCovered(doc.absences, occurrence)) return { kind: 'already-reported' };
  const id = nextAbsenceId(doc.absences);
  const day = dateOf(occurrence.start);
  const absence: Absence = {
    id,
    number: acting.random.code(NUMBER_LENGTH),
    version: 1,
    status: 'reported',
    from: day,
    to: day,
    occurrences: [occurrence.key],
    reason: 'unknown',
    deviations: draftDeviations(doc, { id, reason: 'unknown', extent: 'whole', away: null }, [occurrence]),
    caseworkerNote: !reportsDeviations(doc.plan),
    reportedAt: acting.now,
    changedAt: null,
    withdrawnAt: null,
    channel: 'staff',
    // Those who marked it know of it.
    readAt: acting.now,
    readBy: acting.staffName,
    origin: 'no-show',
    markedBy: acting.staffName,
    extent: 'whole',
    away: null,
    ownWork: false,
    endedAt: null,
    explanation: null,
    clearedAt: null,
    clearedSentAt: null,
  };
  const marked = told({ ...doc, absences: [...doc.absences, absence] }, absence, 'absence.reported', acting);
  return { kind: 'done', doc: withoutPartsOf(marked, occurrence.key, acting), absence };
}

/** Staff take a mark back that was a mistake. Null when there is none that can be: not a no-show, taken back before, or sent already. */
export function withdrawNoShow(
  doc: Participant,
  absenceId: string,
  acting: StaffActing,
): { doc: Participant; absence: Absence } | null {
  const before = doc.absences.find((entry) => entry.id === absenceId);
  if (before?.origin !== 'no-show' || before.status !== 'reported' || isSentOn(before)) return null;
  const absence: Absence = {
    ...before,
    version: before.version + 1,
    status: 'withdrawn',
    deviations: [],
    withdrawnAt: acting.now,
    readAt: acting.now,
    readBy: acting.staffName,
  };
  const withdrawn = told(withAbsence(doc, absence), absence, 'absence.withdrawn', acting);
  return { doc: withPartsOf(withdrawn, before.occurrences, acting), absence };
}

/** For the provider's systems. It is staff's own doing, so that nobody is written to about it. */
function told(
  doc: Participant,
  absence: Absence,
  kind: 'absence.reported' | 'absence.withdrawn',
  acting: StaffActing,
): Participant {
  const what = kind === 'absence.reported' ? 'no-show.marked' : 'no-show.withdrawn';
  return withNotice(
    audited(doc, acting, what, absence.id),
    { kind, subject: absence.id, version: absence.version, at: acting.now },
    { readBy: acting.staffName },
  );
}

/** Somebody who said that they would be late and never came: the times of the late arrival are not reported as well. */
function withoutPartsOf(doc: Participant, occurrenceKey: string, acting: StaffActing): Participant {
  return doc.absences.reduce((after, absence) => {
    const kept = absence.deviations.filter(
      (draft) => draft.occurrence !== occurrenceKey || draft.sentAt !== null,
    );
    if (absence.extent === 'whole' || kept.length === absence.deviations.length) return after;
    return withDrafts(after, absence, kept, acting);
  }, doc);
}

/** Who was there after all was late, or went early, as they had said: that is reported again. */
function withPartsOf(doc: Participant, keys: readonly string[], acting: StaffActing): Participant {
  return doc.absences.reduce((after, absence) => {
    if (absence.status !== 'reported' || absence.clearedAt !== null) return after;
    const missing = keys.filter(
      (key) =>
        absence.occurrences.includes(key) && absence.deviations.every(({ occurrence }) => occurrence !== key),
    );
    const occurrences = missing.flatMap((key) => {
      const occurrence = findOccurrence(appointmentsLeft(doc), key);
      if (!occurrence || !isAway(absence, occurrence) || isCovered(doc.absences, occurrence)) return [];
      return missesWhole(absence, occurrence) ? [] : [occurrence];
    });
    const drafts = draftDeviations(doc, absence, occurrences);
    if (drafts.length === 0) return after;
    return withDrafts(after, absence, [...absence.deviations, ...drafts], acting);
  }, doc);
}

/** What was said of a part of it is another version then: the provider's systems are told of that too. */
function withDrafts(
  doc: Participant,
  absence: Absence,
  deviations: Deviation[],
  { now, staffId, staffName }: StaffActing,
): Participant {
  const changed = { ...absence, deviations, version: absence.version + 1 };
  return withChanged(doc, changed, { now, by: staffId }, { readBy: staffName });
}
