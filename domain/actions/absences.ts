import {
  type Absence,
  type AbsenceExtent,
  type AbsenceReason,
  absorbedBy,
  type Explanation,
  isAway,
  isOwnReport,
  isSentOn,
  nextAbsenceId,
} from '../absence.ts';
import { findOccurrence, type Occurrence } from '../appointment.ts';
import { type Deviation, draftDeviations, reportsDeviations } from '../deviation.ts';
import { type Participant, withAbsence, withAudit } from '../participant.ts';
import type { Random } from '../ports.ts';
import { deviationCodeOf } from '../regimes/deviation-codes.ts';
import { isCovered } from '../reminder.ts';
import { appointmentsLeft } from '../service-end.ts';
import { addDays, dateOf, type Instant, type LocalDate, type LocalDateTime } from '../time.ts';
import { withNotice } from './notices.ts';

/** Report, change and withdraw an absence. Each is one change of the document, the notice to the provider included. */

/** Numbers are read aloud over the phone: six characters without look-alikes. */
const NUMBER_LENGTH = 6;

export interface AbsenceInput {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Keys of booked occurrences. What the plan does not have, or has called off since they were asked about, is left out. */
  readonly occurrences: readonly string[];
  readonly reason: AbsenceReason;
  /** Whole when left out. */
  readonly extent?: AbsenceExtent;
  /** With an extent other than whole: the time that is missed, or null when nobody knows how long it will be. */
  readonly away?: Absence['away'];
  /** Whether the own work of the plan is missed as well. */
  readonly ownWork?: boolean;
  /** What the person wants to have sent with it, in their own words; null or left out: nothing more than before. */
  readonly words?: string | null;
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
  const id = nextAbsenceId(doc.absences);
  const missed = missedOf(doc, input, null);
  const extent = extentOf(input);
  const absence: Absence = {
    id,
    number: acting.random.code(NUMBER_LENGTH),
    version: 1,
    status: 'reported',
    from: input.from,
    to: input.to,
    occurrences: missed.keys,
    reason: input.reason,
    deviations: draftDeviations(doc, { id, reason: input.reason, ...extent }, missed.occurrences),
    caseworkerNote: !reportsDeviations(doc.plan),
    reportedAt: acting.now,
    changedAt: null,
    withdrawnAt: null,
    channel: acting.channel,
    readAt: null,
    readBy: null,
    origin: 'participant',
    markedBy: null,
    ...extent,
    ownWork: input.ownWork ?? false,
    endedAt: null,
    explanation: explanationOf(input, acting.now),
    clearedAt: null,
    clearedSentAt: null,
  };
  return settle({ ...doc, absences: [...doc.absences, absence] }, absence, 'absence.reported', acting.now);
}

/**
 * Puts new days, occurrences or another reason in place of the old. Drafts that were sent to Arbetsförmedlingen stay as they were sent,
 * whatever is changed. Other reports of these days are taken back: it holds them now. Throws when the absence is unknown or withdrawn: the dialog asks only about one that is not.
 */
export function changeAbsence(
  doc: Participant,
  absenceId: string,
  input: AbsenceInput,
  acting: Acting,
): { doc: Participant; absence: Absence } {
  const before = reported(doc, absenceId);
  const missed = missedOf(doc, input, before);
  const extent = extentOf(input);
  const absence: Absence = {
    ...before,
    version: before.version + 1,
    from: input.from,
    to: input.to,
    occurrences: missed.keys,
    reason: input.reason,
    ...extent,
    ownWork: input.ownWork ?? before.ownWork,
    endedAt: null,
    explanation: explanationOf(input, acting.now) ?? before.explanation,
    deviations: changedDeviations(doc, before, { reason: input.reason, ...extent }, missed),
    caseworkerNote: !reportsDeviations(doc.plan),
    changedAt: acting.now,
    readAt: null,
    readBy: null,
  };
  const changed = settle(withAbsence(doc, absence), absence, 'absence.changed', acting.now);
  let { doc: after } = changed;
  for (const other of absorbedBy(after.absences, absence))
    after = withdrawAbsence(after, other.id, acting).doc;
  return { doc: after, absence };
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
  return settle(withAbsence(doc, absence), absence, 'absence.withdrawn', acting.now);
}

/**
 * Well again, or able to come after all: from `backAt` on nothing is missed, also where earlier days were sent to Arbetsförmedlingen already.
 * What had begun by then was missed all the same. Null when nothing of it would be left, or nothing would change: the first is for
 * `withdrawAbsence`.
 */
export function endAbsence(
  doc: Participant,
  absenceId: string,
  backAt: LocalDateTime,
  acting: Acting,
): { doc: Participant; absence: Absence } | null {
  const before = reported(doc, absenceId);
  const left = leftOf(doc, before, backAt);
  if (left === null || (left.to === before.to && left.occurrences.length === before.occurrences.length))
    return null;
  const absence: Absence = {
    ...before,
    ...left,
    version: before.version + 1,
    changedAt: acting.now,
    endedAt: acting.now,
    readAt: null,
    readBy: null,
  };
  return settle(withAbsence(doc, absence), absence, 'absence.ended', acting.now);
}

/** What stays missed when the person is back from then on; null when nothing does. */
export function leftOf(
  doc: Participant,
  absence: Absence,
  backAt: LocalDateTime,
): Pick<Absence, 'to' | 'occurrences' | 'deviations'> | null {
  const startOf = (key: string) =>
    findOccurrence(doc.plan.appointments, key)?.start ?? key.split('@')[1] ?? absence.from;
  const occurrences = absence.occurrences.filter((key) => startOf(key) < backAt);
  const deviations = absence.deviations.filter(
    (draft) => draft.sentAt !== null || draft.expectedStart < backAt,
  );
  const backOn = dateOf(backAt);
  const missedThen = occurrences.some((key) => dateOf(startOf(key)) === backOn);
  const last = missedThen ? backOn : addDays(backOn, -1);
  if (last < absence.from) return null;
  return { to: last < absence.to ? last : absence.to, occurrences, deviations };
}

/**
 * Notes that somebody has said that they are well, of an illness whose days have run out: the provider knows those days, and is told nothing
 * new. What comes after it is another illness.
 */
export function noteWell(doc: Participant, absenceId: string, now: Instant): Participant {
  const absence = doc.absences.find(({ id }) => id === absenceId);
  return absence === undefined || absence.endedAt !== null
    ? doc
    : withAbsence(doc, { ...absence, endedAt: now });
}

/**
 * What somebody says afterwards about an absence, their own or one that staff marked, as their own explanation; null takes it away. It
 * changes no draft: a report that nobody knew the reason of waits for no answer. Null when there is no such absence.
 */
export function explainAbsence(
  doc: Participant,
  absenceId: string,
  explanation: Omit<Explanation, 'at'> | null,
  acting: Acting,
): { doc: Participant; absence: Absence } | null {
  const before = doc.absences.find((entry) => entry.id === absenceId);
  if (before?.status !== 'reported') return null;
  const absence: Absence = {
    ...before,
    version: before.version + 1,
    explanation: explanation && { ...explanation, at: acting.now },
    readAt: null,
    readBy: null,
  };
  return settle(withAbsence(doc, absence), absence, 'absence.explained', acting.now);
}

/** The newest report that can still be undone or changed, or null. */
export function latestOpenAbsence(doc: Participant): (Absence & { reason: AbsenceReason }) | null {
  return doc.absences.findLast(isOwnReport) ?? null;
}

function settle(
  doc: Participant,
  absence: Absence,
  kind: 'absence.reported' | 'absence.changed' | 'absence.withdrawn' | 'absence.ended' | 'absence.explained',
  now: Instant,
): { doc: Participant; absence: Absence } {
  const known = withoutComing(doc, absence);
  const audited = withAudit(known, { at: now, who: doc.id, what: kind, subject: absence.id });
  return {
    doc: withNotice(audited, { kind, subject: absence.id, version: absence.version, at: now }),
    absence,
  };
}

/** "Jag kommer", said before, is not true of what is now reported as missed whole. */
function withoutComing(doc: Participant, { status, extent, occurrences }: Absence): Participant {
  if (status !== 'reported' || extent !== 'whole' || !occurrences.some((key) => key in doc.coming))
    return doc;
  const coming = Object.entries(doc.coming).filter(([key]) => !occurrences.includes(key));
  return { ...doc, coming: Object.fromEntries(coming) };
}

function explanationOf({ words = null }: AbsenceInput, now: Instant): Explanation | null {
  return words === null ? null : { reason: null, wasThere: false, text: words, at: now };
}

function extentOf({ extent = 'whole', away = null }: AbsenceInput): Pick<Absence, 'extent' | 'away'> {
  return extent === 'whole' ? { extent, away: null } : { extent, away };
}

interface Missed {
  /** All that the absence covers. */
  readonly keys: string[];
  /** Those of them that the plan has now. */
  readonly occurrences: Occurrence[];
}

/** What was reported before stays covered when it has left the plan: it was missed all the same. */
function missedOf(doc: Participant, input: AbsenceInput, before: Absence | null): Missed {
  const missed: Missed = { keys: [], occurrences: [] };
  const appointments = appointmentsLeft(doc);
  for (const key of new Set(input.occurrences)) {
    const occurrence = findOccurrence(appointments, key);
    if (occurrence === null && !before?.occurrences.includes(key)) continue;
    if (occurrence !== null && !isToMiss(doc, input, before, occurrence)) continue;
    missed.keys.push(key);
    if (occurrence !== null) missed.occurrences.push(occurrence);
  }
  return missed;
}

/** Not what was called off or moved to another day since, and not what stands in another report: nothing is reported twice. */
function isToMiss(
  doc: Participant,
  input: AbsenceInput,
  before: Absence | null,
  occurrence: Occurrence,
): boolean {
  if (!isAway(input, occurrence)) return false;
  const others = doc.absences.filter((absence) => absence.id !== before?.id);
  const staying = others.filter((absence) => !absorbs(before, input, others, absence));
  return !isCovered(staying, occurrence);
}

function absorbs(
  before: Absence | null,
  { from, to, occurrences, extent = 'whole', ownWork }: AbsenceInput,
  others: readonly Absence[],
  absence: Absence,
): boolean {
  if (before === null) return false;
  const changed = { id: before.id, from, to, occurrences: [...occurrences], extent };
  return absorbedBy(others, { ...changed, ownWork: ownWork ?? before.ownWork }).includes(absence);
}

function changedDeviations(
  doc: Participant,
  before: Absence,
  { reason, ...extent }: Pick<Absence, 'extent' | 'away'> & { readonly reason: AbsenceReason },
  missed: Missed,
): Deviation[] {
  const fresh = draftDeviations(doc, { id: before.id, reason, ...extent }, missed.occurrences);
  const inPlan = new Set(missed.occurrences.map((occurrence) => occurrence.key));
  const code = deviationCodeOf(reason) ?? { code: null, subType: null };
  const gone = before.deviations
    .filter(({ occurrence }) => missed.keys.includes(occurrence) && !inPlan.has(occurrence))
    .map((draft) => ({ ...draft, ...code }));
  const drafts = reportsDeviations(doc.plan) ? [...fresh, ...gone] : [];
  const sent = before.deviations.filter((deviation) => deviation.sentAt !== null);
  const open = drafts
    .filter((draft) => sent.every((deviation) => deviation.id !== draft.id))
    // A code that staff chose goes on when nothing is said about the reason.
    .map((draft) => {
      const known = before.deviations.find((deviation) => deviation.id === draft.id);
      return known && reason === before.reason
        ? { ...draft, code: known.code, subType: known.subType }
        : draft;
    });
  return [...sent, ...open].sort((a, b) => (a.expectedStart < b.expectedStart ? -1 : 1));
}

function reported(doc: Participant, absenceId: string): Absence {
  const absence = doc.absences.find((entry) => entry.id === absenceId);
  if (absence?.status !== 'reported') throw new Error('no reported absence with that id');
  return absence;
}
