import type { Absence, StoredReason } from './absence.ts';
import { type Appointment, findOccurrence, type Occurrence, occurrencesOf } from './appointment.ts';
import { missedTime, reportsDeviations } from './deviation.ts';
import type { Participant } from './participant.ts';
import { appointmentsOf, type Plan } from './plan.ts';
import { type OwnWorkRule, ownWorkRuleOf } from './regimes/own-work-rules.ts';
import { isAfterEnd, lastDayOf } from './service-end.ts';
import {
  addDays,
  addMonths,
  at,
  dateOf,
  type Instant,
  isWorkingDay,
  type LocalDate,
  type LocalDateTime,
  minutesBetween,
  toInstant,
  toLocal,
} from './time.ts';

/**
 * Basis for the monthly report: what was planned, what of it was carried out, and what was missed and why. Of what has not ended yet nothing
 * is carried out. The product knows what was planned and who said that they were away; that somebody was there it does not know, so what is
 * neither called off nor reported as absence counts as carried out, and staff look it through before they report.
 */

/** `2026-03`. */
export type Month = string;

export function isMonth(text: string): boolean {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
}

export function monthOf(day: LocalDate): Month {
  return day.slice(0, 7);
}

/** The first day of the month and the first of the next. */
export function daysOfMonth(month: Month): { readonly first: LocalDate; readonly after: LocalDate } {
  const first = `${month}-01`;
  return { first, after: addMonths(first, 1) };
}

/** A version of the plan and when it became the current one. */
export interface PlanVersion {
  readonly at: Instant;
  readonly plan: Plan;
}

export interface MissedTime {
  /** Code of the deviation; null where no code was chosen, and for a municipal participant, who has none. */
  readonly code: string | null;
  readonly subType: string | null;
  readonly reason: StoredReason;
  readonly minutes: number;
}

export interface MonthActivity {
  readonly appointment: Appointment;
  readonly plannedTimes: number;
  readonly plannedMinutes: number;
  /** 0 for an activity of which nothing was carried out. */
  readonly carriedOutMinutes: number;
  readonly missed: readonly MissedTime[];
}

export interface MonthOwnWork {
  readonly id: string;
  readonly what: string;
  /** By the hours a week in the plan; null when it does not say. */
  readonly plannedMinutes: number | null;
  /** What is to stand in the report by the rule of the system; null where no hours are reported. */
  readonly reportedMinutes: number | null;
}

export interface MonthBasis {
  readonly month: Month;
  /** False while the month is not over. */
  readonly isOver: boolean;
  /**
   * The day the first plan came, where that was after the beginning of the month and of the service: what was booked before it is read out of
   * that plan, and nobody could report anything then. Null where all of it is known.
   */
  readonly knownFrom: LocalDate | null;
  /** False for a participant of a municipal service: nothing of Arbetsförmedlingen's stands in it. */
  readonly forAf: boolean;
  readonly activities: readonly MonthActivity[];
  readonly ownWork: readonly MonthOwnWork[];
  readonly ownWorkRule: OwnWorkRule;
  /** Ids of the absences whose reasons stand in it. */
  readonly absences: readonly string[];
}

/**
 * Null for somebody who was not in the service during the month. `versions`: those of the plan, the oldest first; the current one alone is
 * enough where it was current all the month.
 */
export function monthBasis(
  doc: Participant,
  versions: readonly PlanVersion[],
  month: Month,
  now: Instant,
): MonthBasis | null {
  const { first, after } = daysOfMonth(month);
  const { start } = doc.plan.service;
  const end = lastDayOf(doc);
  if (start >= after || (end !== null && end < first)) return null;
  const local = toLocal(now);
  const planned = plannedIn(doc, versions, month);
  const byAppointment = Map.groupBy(planned, (occurrence) => occurrence.appointment.id);
  const seen = new Set<string>();
  const activities = activitiesOf(doc.plan, planned, after).map((appointment) =>
    activityOf(doc, appointment, byAppointment.get(appointment.id) ?? [], { local, seen }),
  );
  const ownWorkRule = ownWorkRuleOf(doc.plan.provider.reportingSystem, first);
  return {
    month,
    isOver: local >= at(after, '00:00'),
    knownFrom: knownFrom(doc, versions, first),
    forAf: reportsDeviations(doc.plan),
    activities,
    ownWork: ownWorkOf(doc, month, ownWorkRule),
    ownWorkRule,
    absences: [...seen],
  };
}

function knownFrom(doc: Participant, versions: readonly PlanVersion[], first: LocalDate): LocalDate | null {
  // Of an older plan whose first versions are gone, the day it came is not known.
  const isWhole = versions.length === doc.planVersion || doc.planVersion === 1;
  const came = dateOf(toLocal(versions[0]?.at ?? doc.planAt));
  return isWhole && came > later(doc.plan.service.start, first) ? came : null;
}

/** Whether the current plan alone does not tell the whole month. */
export function needsVersions(doc: Pick<Participant, 'planVersion' | 'planAt'>, month: Month): boolean {
  return doc.planVersion > 1 && doc.planAt > toInstant(at(daysOfMonth(month).first, '00:00'));
}

/**
 * What was booked in the month, by the plan that held when it began: one that leaves out what has been does not undo it. What a later plan
 * says of the same time, moved or called off, counts; so does something that happens once and was put in afterwards.
 */
function plannedIn(doc: Participant, versions: readonly PlanVersion[], month: Month): Occurrence[] {
  const { first, after } = daysOfMonth(month);
  const [begin, end] = [at(first, '00:00'), at(after, '00:00')];
  const all = versions.length > 0 ? versions : [{ at: doc.planAt, plan: doc.plan }];
  const found = new Map<string, Occurrence>();
  const known = new Set<string>();
  for (const [index, version] of all.entries()) {
    const from = index === 0 ? begin : later(begin, toLocal(version.at));
    const next = all[index + 1];
    const to = next ? earlier(end, toLocal(next.at)) : end;
    const held = heldIn(version.plan, from, to);
    const addedLater = heldIn(version.plan, begin, from).filter(
      ({ appointment }) => appointment.recurrence === null && !known.has(appointment.id),
    );
    for (const appointment of version.plan.appointments) known.add(appointment.id);
    for (const occurrence of [...addedLater, ...held]) {
      const now = lastWord(all.slice(index + 1), occurrence);
      const isElsewhere = now.start < begin || now.start >= end;
      if (now.state === 'cancelled' || isElsewhere || isAfterEnd(doc, dateOf(now.start))) {
        found.delete(now.key);
      } else found.set(now.key, now);
    }
  }
  for (const occurrence of reportedOnly(doc, found, month)) found.set(occurrence.key, occurrence);
  return [...found.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
}

function heldIn(plan: Plan, from: LocalDateTime, to: LocalDateTime): Occurrence[] {
  if (from >= to) return [];
  const { start } = plan.service;
  return appointmentsOf(plan)
    .flatMap((appointment) => occurrencesOf(appointment, from, to))
    .filter((occurrence) => dateOf(occurrence.start) >= start);
}

/** The occurrence as the last plan that knows it has it. */
function lastWord(later: readonly PlanVersion[], occurrence: Occurrence): Occurrence {
  for (const { plan } of later.toReversed()) {
    const found = findOccurrence(plan.appointments, occurrence.key);
    if (found) return found;
  }
  return occurrence;
}

/** Reported to Arbetsförmedlingen as missed, and no plan that is kept has it: it was planned all the same. */
function reportedOnly(doc: Participant, found: ReadonlyMap<string, Occurrence>, month: Month): Occurrence[] {
  return doc.absences
    .filter((absence) => absence.status === 'reported')
    .flatMap((absence) => absence.deviations)
    .filter((deviation) => deviation.sentAt !== null && deviation.expectedStart.startsWith(month))
    .filter((deviation) => !found.has(deviation.occurrence))
    .flatMap((deviation) => {
      const id = deviation.occurrence.split('@')[0];
      const appointment = doc.plan.appointments.find((entry) => entry.id === id);
      if (!appointment) return [];
      const { expectedStart: start, expectedEnd: end, occurrence: key } = deviation;
      return [{ key, appointment, start, end, place: appointment.place, state: 'planned' as const }];
    });
}

/** Those that had a time in the month, and those of the plan that might have had: nothing carried out stands as 0. */
function activitiesOf(plan: Plan, planned: readonly Occurrence[], after: LocalDate): Appointment[] {
  const found = new Map<string, Appointment>();
  for (const appointment of plan.appointments) {
    const isOnceElsewhere =
      appointment.recurrence === null && !planned.some((entry) => entry.appointment.id === appointment.id);
    if (!isOnceElsewhere && dateOf(appointment.start) < after) found.set(appointment.id, appointment);
  }
  for (const { appointment } of planned) found.set(appointment.id, found.get(appointment.id) ?? appointment);
  return [...found.values()];
}

function activityOf(
  doc: Participant,
  appointment: Appointment,
  occurrences: readonly Occurrence[],
  about: { readonly local: LocalDateTime; readonly seen: Set<string> },
): MonthActivity {
  let plannedMinutes = 0;
  let carriedOutMinutes = 0;
  const missed = new Map<string, MissedTime>();
  for (const occurrence of occurrences) {
    const minutes = minutesBetween(occurrence.start, occurrence.end);
    plannedMinutes += minutes;
    const away = awayFrom(doc.absences, occurrence);
    const isOver = occurrence.end <= about.local;
    if (isOver) carriedOutMinutes += minutes - away.reduce((sum, entry) => sum + entry.minutes, 0);
    for (const { absence, code, subType, minutes: absent } of away) {
      about.seen.add(absence.id);
      const key = `${code}.${subType}.${absence.reason}`;
      const before = missed.get(key)?.minutes ?? 0;
      missed.set(key, { code, subType, reason: absence.reason, minutes: before + absent });
    }
  }
  return {
    appointment,
    plannedTimes: occurrences.length,
    plannedMinutes,
    carriedOutMinutes,
    missed: [...missed.values()].sort((a, b) => ((a.code ?? '~') < (b.code ?? '~') ? -1 : 1)),
  };
}

interface Away {
  readonly absence: Absence;
  readonly code: string | null;
  readonly subType: string | null;
  readonly minutes: number;
}

/**
 * What of it is reported as absence, the longest first: who comes late may go early too. No minute counts twice. What was taken back is no
 * absence, and what was too short for a report to Arbetsförmedlingen is none there. For the municipality there are no such reports: what
 * the participant said counts.
 */
function awayFrom(absences: readonly Absence[], occurrence: Occurrence): Away[] {
  const found = absences
    .filter((absence) => absence.status === 'reported')
    .flatMap((absence) => {
      const deviation = absence.deviations.find((entry) => entry.occurrence === occurrence.key);
      if (deviation) {
        const { code, subType, absentStart: start, absentEnd: end } = deviation;
        return [{ absence, code, subType, span: { start, end } }];
      }
      // Where retention has taken the drafts, what was missed is known all the same.
      const counts = absence.caseworkerNote || absence.clearedAt !== null;
      const isAbout = counts && absence.occurrences.includes(occurrence.key);
      const span = isAbout ? missedTime(absence, occurrence) : null;
      return span === null ? [] : [{ absence, code: null, subType: null, span }];
    })
    .sort((a, b) => minutesOf(b.span) - minutesOf(a.span));
  const taken: Span[] = [];
  let left = minutesOf(occurrence);
  return found.flatMap(({ span, ...away }) => {
    // Never more than the activity, however its times were changed since.
    const minutes = Math.min(left, outside(span, taken));
    taken.push(span);
    left -= minutes;
    return minutes > 0 ? [{ ...away, minutes }] : [];
  });
}

interface Span {
  readonly start: LocalDateTime;
  readonly end: LocalDateTime;
}

function minutesOf({ start, end }: Span): number {
  return Math.max(0, minutesBetween(start, end));
}

/** The minutes of the span that no other holds. */
function outside(span: Span, others: readonly Span[]): number {
  let parts = [span];
  for (const { start, end } of others) {
    parts = parts
      .flatMap((part) => [
        { start: part.start, end: earlier(part.end, start) },
        { start: later(part.start, end), end: part.end },
      ])
      .filter((part) => part.start < part.end);
  }
  return parts.reduce((sum, part) => sum + minutesOf(part), 0);
}

function ownWorkOf(doc: Participant, month: Month, rule: OwnWorkRule): MonthOwnWork[] {
  const share = workingDaysIn(doc, month) / 5;
  return doc.plan.ownWork.map(({ id, what, hoursPerWeek }) => {
    const plannedMinutes = hoursPerWeek === null ? null : Math.round(hoursPerWeek * share * 4) * 15;
    return { id, what: what.text, plannedMinutes, reportedMinutes: reportedOf(rule, plannedMinutes) };
  });
}

function reportedOf(rule: OwnWorkRule, plannedMinutes: number | null): number | null {
  switch (rule.as) {
    case 'estimated':
    case 'planned':
      return plannedMinutes;
    case 'not-taken-part':
      return 0;
    case 'not-by-hours':
      return null;
  }
}

/** Working days of the month on which the participant is in the service. */
function workingDaysIn(doc: Participant, month: Month): number {
  const { first, after } = daysOfMonth(month);
  const { start } = doc.plan.service;
  const end = lastDayOf(doc);
  let count = 0;
  for (let day = first; day < after; day = addDays(day, 1)) {
    if (isWorkingDay(day) && day >= start && (end === null || day <= end)) count += 1;
  }
  return count;
}

function later(a: LocalDateTime, b: LocalDateTime): LocalDateTime {
  return a > b ? a : b;
}

function earlier(a: LocalDateTime, b: LocalDateTime): LocalDateTime {
  return a < b ? a : b;
}
