import { type Absence, isSentOn, nextAbsenceId } from '../absence.ts';
import { findOccurrence } from '../appointment.ts';
import { draftDeviations, reportsDeviations } from '../deviation.ts';
import { type Participant, withAudit } from '../participant.ts';
import type { Random } from '../ports.ts';
import { isCovered } from '../reminder.ts';
import { appointmentsLeft } from '../service-end.ts';
import { dateOf, toLocal } from '../time.ts';
import { withNotice } from './notices.ts';
import type { StaffActing } from './staff.ts';

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
  };
  const marked = { ...doc, absences: [...withoutPartsOf(doc, occurrence.key), absence] };
  return { kind: 'done', doc: told(marked, absence, 'absence.reported', acting), absence };
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
  const withdrawn = {
    ...doc,
    absences: doc.absences.map((entry) => (entry.id === absenceId ? absence : entry)),
  };
  return { doc: told(withdrawn, absence, 'absence.withdrawn', acting), absence };
}

/** For the provider's systems. It is staff's own doing, so that nobody is written to about it. */
function told(
  doc: Participant,
  absence: Absence,
  kind: 'absence.reported' | 'absence.withdrawn',
  acting: StaffActing,
): Participant {
  const what = kind === 'absence.reported' ? 'no-show.marked' : 'no-show.withdrawn';
  const audited = withAudit(doc, { at: acting.now, who: acting.staffId, what, subject: absence.id });
  return withNotice(
    audited,
    { kind, subject: absence.id, version: absence.version, at: acting.now },
    { readBy: acting.staffName },
  );
}

/** Somebody who said that they would be late and never came: the times of the late arrival are not reported as well. */
function withoutPartsOf(doc: Participant, occurrenceKey: string): Absence[] {
  return doc.absences.map((absence) => {
    const kept = absence.deviations.filter(
      (draft) => draft.occurrence !== occurrenceKey || draft.sentAt !== null,
    );
    if (absence.extent === 'whole' || kept.length === absence.deviations.length) return absence;
    return { ...absence, deviations: kept, version: absence.version + 1 };
  });
}
