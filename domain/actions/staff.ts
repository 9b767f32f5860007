import { type Absence, isAway } from '../absence.ts';
import { findOccurrence } from '../appointment.ts';
import { type Deviation, deviationStatus, draftDeviations } from '../deviation.ts';
import { type Participant, type Question, withAbsence, withAudit } from '../participant.ts';
import { gpActivities } from '../planning.ts';
import { appointmentsLeft } from '../service-end.ts';
import { type Instant, toLocal } from '../time.ts';
import { withEvent } from './events.ts';
import { withChanged, withNoticesRead } from './notices.ts';

/** What staff do with what they were told. Null means that there is no such thing, or that it was done before: nothing changes. */

export interface StaffActing {
  readonly now: Instant;
  /** Id in the trail. */
  readonly staffId: string;
  /** As the participant knows them. */
  readonly staffName: string;
}

/** Somebody has read the current version of the absence. */
export function markAbsenceRead(
  doc: Participant,
  absenceId: string,
  acting: StaffActing,
): { doc: Participant; absence: Absence } | null {
  const before = doc.absences.find((entry) => entry.id === absenceId);
  if (!before || before.readAt !== null) return null;
  const absence = { ...before, readAt: acting.now, readBy: acting.staffName };
  const read = withNoticesRead(withAbsence(doc, absence), absenceId, acting);
  const told = withEvent(audited(read, acting, 'absence.read', absenceId), {
    event: 'absence.read',
    subject: absenceId,
    at: acting.now,
  });
  return { doc: told, absence };
}

export type SentOutcome =
  | { readonly kind: 'done'; readonly doc: Participant; readonly absence: Absence }
  | { readonly kind: 'not-found' | 'already-sent' | 'too-early' | 'no-code' };

/**
 * Staff have sent the deviation report for one missed activity to Arbetsförmedlingen. It is sent when the activity is over, and never
 * without a code.
 */
export function markDeviationSent(doc: Participant, deviationId: string, acting: StaffActing): SentOutcome {
  const report = reportOf(doc, deviationId);
  if (report?.absence.status !== 'reported') return { kind: 'not-found' };
  const status = deviationStatus(report.deviation, toLocal(acting.now));
  if (status === 'sent') return { kind: 'already-sent' };
  if (status === 'waiting') return { kind: 'too-early' };
  if (report.deviation.code === null) return { kind: 'no-code' };
  const absence = withReport(report, { sentAt: acting.now, sentBy: acting.staffName });
  const sent = withAbsence(doc, absence);
  const told = withEvent(audited(sent, acting, 'deviation.sent', deviationId), {
    event: 'deviation.sent',
    subject: absence.id,
    deviation: deviationId,
    at: acting.now,
  });
  return { kind: 'done', doc: told, absence };
}

/**
 * Staff take back a mark that was a mistake: the report has not been sent. The provider's own system is told once more that it is ready.
 * What was sent stood as it was, whatever was changed; now what is missed as the absence and the plan are by now is to be reported, and
 * where that is nothing the report is gone. Null when there is no such mark.
 */
export function unmarkDeviationSent(
  doc: Participant,
  deviationId: string,
  acting: StaffActing,
): Participant | null {
  const report = reportOf(doc, deviationId);
  if (report === null || report.deviation.sentAt === null) return null;
  const { [deviationId]: _, ...readyTold } = doc.readyTold;
  const taken = audited({ ...doc, readyTold }, acting, 'deviation.sent-undone', deviationId);
  const open = draftNow(doc, report);
  if (open !== null) return withAbsence(taken, withReport(report, open));
  const { absence } = report;
  const deviations = absence.deviations.filter(({ id }) => id !== deviationId);
  const changed = { ...absence, deviations, version: absence.version + 1 };
  return withChanged(taken, changed, { now: acting.now, by: acting.staffId }, { readBy: acting.staffName });
}

/** The report as it is to be when it has not been sent; null when nothing of it is missed. */
function draftNow(doc: Participant, { absence, deviation }: Report): Deviation | null {
  if (!absence.occurrences.includes(deviation.occurrence)) return null;
  const occurrence = findOccurrence(appointmentsLeft(doc), deviation.occurrence);
  // What has left the plan was missed all the same.
  if (occurrence === null) return { ...deviation, sentAt: null, sentBy: null };
  const [draft] = isAway(absence, occurrence) ? draftDeviations(doc, absence, [occurrence]) : [];
  if (draft === undefined) return null;
  // A code that staff have chosen goes on.
  const { code, subType } = draft.code === null ? deviation : draft;
  return { ...draft, code, subType };
}

/** Staff choose the code for somebody who did not want to say why. */
export function chooseDeviationCode(
  doc: Participant,
  deviationId: string,
  choice: { readonly code: string; readonly subType: string | null },
  acting: StaffActing,
): Participant | null {
  const report = reportOf(doc, deviationId);
  if (report === null || report.deviation.sentAt !== null) return null;
  const { code, subType } = choice;
  const chosen = withAbsence(doc, withReport(report, { code, subType }));
  return audited(chosen, acting, 'deviation.code-chosen', deviationId);
}

interface Report {
  readonly absence: Absence;
  readonly deviation: Deviation;
}

function reportOf({ absences }: Participant, deviationId: string): Report | null {
  for (const absence of absences) {
    const deviation = absence.deviations.find(({ id }) => id === deviationId);
    if (deviation) return { absence, deviation };
  }
  return null;
}

function withReport({ absence, deviation }: Report, changed: Partial<Deviation>): Absence {
  return {
    ...absence,
    deviations: absence.deviations.map((entry) => (entry === deviation ? { ...entry, ...changed } : entry)),
  };
}

/** Staff have sent GP (gemensam planering), as the plan is now, to Arbetsförmedlingen. `planVersion`: the one that the page showed. */
export function markGpSent(doc: Participant, planVersion: number, acting: StaffActing): Participant | null {
  if (planVersion !== doc.planVersion) return null;
  const activities = gpActivities(doc.plan).map((appointment) => appointment.id);
  const entry = { sentAt: acting.now, sentBy: acting.staffName, planVersion, activities };
  return audited({ ...doc, gpSent: [...doc.gpSent, entry] }, acting, 'gp.sent', String(planVersion));
}

export function answerQuestion(
  doc: Participant,
  questionId: string,
  answer: string,
  acting: StaffActing,
): { doc: Participant; question: Question } | null {
  const before = doc.questions.find((entry) => entry.id === questionId);
  if (!before || before.answer !== null) return null;
  const question = {
    ...before,
    answer,
    answeredAt: acting.now,
    answeredBy: acting.staffName,
    readAt: before.readAt ?? acting.now,
  };
  const questions = doc.questions.map((entry) => (entry.id === questionId ? question : entry));
  const answered = withNoticesRead({ ...doc, questions }, questionId, acting);
  return { doc: audited(answered, acting, 'question.answered', questionId), question };
}

/** In the trail as the doing of that member of staff. */
export function audited(doc: Participant, acting: StaffActing, what: string, subject: string): Participant {
  return withAudit(doc, { at: acting.now, who: acting.staffId, what, subject });
}
