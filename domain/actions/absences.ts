import type { Absence, AbsenceReason } from '../absence.ts';
import { isSentOn } from '../absence.ts';
import { findOccurrence, type Occurrence } from '../appointment.ts';
import { draftDeviations, reportsDeviations } from '../deviation.ts';
import type { Participant } from '../participant.ts';
import { withAudit } from '../participant.ts';
import type { Random } from '../ports.ts';
import type { Instant, LocalDate } from '../time.ts';
import { withNotice } from './notices.ts';

/** Report, change and withdraw an absence. Each is one change of the document, the notice to the provider included. */

/** Numbers are read aloud over the phone: six characters without look-alikes. */
const NUMBER_LENGTH = 6;

export interface AbsenceInput {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Keys of booked occurrences. */
  readonly occurrences: readonly string[];
  readonly reason: AbsenceReason;
}

export interface Acting {
  readonly now: Instant;
  readonly channel: string;
}

export function reportAbsence(
  doc: Participant,
  input: AbsenceInput,
  acting: Acting & { readonly random: Random },
): { doc: Participant; absence: Absence } {
  const id = `a${doc.absences.length + 1}`;
  const absence: Absence = {
    id,
    number: acting.random.code(NUMBER_LENGTH),
    version: 1,
    status: 'reported',
    from: input.from,
    to: input.to,
    occurrences: [...input.occurrences],
    reason: input.reason,
    deviations: draftDeviations(doc.plan, { id, reason: input.reason }, occurrencesIn(doc, input)),
    caseworkerNote: !reportsDeviations(doc.plan),
    reportedAt: acting.now,
    changedAt: null,
    withdrawnAt: null,
    channel: acting.channel,
    readAt: null,
    readBy: null,
  };
  return settle({ ...doc, absences: [...doc.absences, absence] }, absence, 'absence.reported', acting.now);
}

/**
 * Puts new days, occurrences or another reason in place of the old. Drafts that were sent to Arbetsförmedlingen stay as they were sent.
 * Throws when the absence is unknown or withdrawn: the dialog asks only about one that is not.
 */
export function changeAbsence(
  doc: Participant,
  absenceId: string,
  input: AbsenceInput,
  acting: Acting,
): { doc: Participant; absence: Absence } {
  const before = reported(doc, absenceId);
  const sent = before.deviations.filter((deviation) => deviation.sentAt !== null);
  const drafts = draftDeviations(
    doc.plan,
    { id: before.id, reason: input.reason },
    occurrencesIn(doc, input),
  );
  const absence: Absence = {
    ...before,
    version: before.version + 1,
    from: input.from,
    to: input.to,
    occurrences: [...input.occurrences],
    reason: input.reason,
    deviations: drafts.map((draft) => sent.find((deviation) => deviation.id === draft.id) ?? draft),
    changedAt: acting.now,
    readAt: null,
    readBy: null,
  };
  return settle(replaced(doc, absence), absence, 'absence.changed', acting.now);
}

/** Takes an absence back. Throws when it is unknown, withdrawn or already sent on. */
export function withdrawAbsence(
  doc: Participant,
  absenceId: string,
  acting: Acting,
): { doc: Participant; absence: Absence } {
  const before = reported(doc, absenceId);
  if (isSentOn(before)) throw new Error('an absence that was sent on cannot be withdrawn');
  const absence: Absence = {
    ...before,
    version: before.version + 1,
    status: 'withdrawn',
    deviations: [],
    withdrawnAt: acting.now,
    readAt: null,
    readBy: null,
  };
  return settle(replaced(doc, absence), absence, 'absence.withdrawn', acting.now);
}

/** The newest report that can still be undone or changed, or null. */
export function latestOpenAbsence(doc: Participant): Absence | null {
  return doc.absences.findLast((absence) => absence.status === 'reported') ?? null;
}

function settle(
  doc: Participant,
  absence: Absence,
  kind: 'absence.reported' | 'absence.changed' | 'absence.withdrawn',
  now: Instant,
): { doc: Participant; absence: Absence } {
  const audited = withAudit(doc, { at: now, who: doc.id, what: kind, subject: absence.id });
  return {
    doc: withNotice(audited, { kind, subject: absence.id, version: absence.version, at: now }),
    absence,
  };
}

function occurrencesIn(doc: Participant, input: AbsenceInput): Occurrence[] {
  return input.occurrences.flatMap((key) => findOccurrence(doc.plan.appointments, key) ?? []);
}

function reported(doc: Participant, absenceId: string): Absence {
  const absence = doc.absences.find((entry) => entry.id === absenceId);
  if (absence?.status !== 'reported') throw new Error('no reported absence with that id');
  return absence;
}

function replaced(doc: Participant, absence: Absence): Participant {
  return { ...doc, absences: doc.absences.map((entry) => (entry.id === absence.id ? absence : entry)) };
}
