import { type Appointment, type AppointmentKind, booked, type Occurrence } from './appointment.ts';
import type { Participant } from './participant.ts';
import type { Plan } from './plan.ts';
import { type PlanningRules, planningRulesOf } from './regimes/planning-rules.ts';
import { isCovered } from './reminder.ts';
import { appointmentsLeft, lastDayOf } from './service-end.ts';
import type { Settings } from './settings.ts';
import {
  addDays,
  addMonths,
  at,
  dateOf,
  daysBetween,
  type Instant,
  type LocalDate,
  toLocal,
} from './time.ts';
import { addWorkingDays } from './working-days.ts';

/**
 * Planning check: what the service's rules ask of the planning and is missing, or soon will be. The product cannot see what has been sent to
 * Arbetsförmedlingen, so staff tick off each GP (gemensam planering).
 */

export const PLANNING_CODES = [
  'gp-first',
  'gp-update',
  'gp-period-2',
  'obligatory-activities',
  'optional-activity',
  'meeting',
  'meeting-in-person',
  'follow-up',
] as const;
export type PlanningCode = (typeof PLANNING_CODES)[number];

export interface PlanningFinding {
  readonly code: PlanningCode;
  /** `missing`: the day has passed, or it should be there now. `near`: the day is close. */
  readonly status: 'missing' | 'near';
  /** The last day for it; null where no day is set. */
  readonly due: LocalDate | null;
  /** How many there are and how many there should be, where it is about a number. */
  readonly have: number | null;
  readonly need: number | null;
}

export interface PlanningCheck {
  readonly rules: PlanningRules;
  /** Whether the rules are past the day when they were to be looked at again. */
  readonly rulesAreOld: boolean;
  readonly findings: readonly PlanningFinding[];
}

/** Days before a last day from which it is called near. */
const NEAR_DAYS = 7;
/** Before the second period begins one has this long to update GP. */
const PERIOD_NEAR_DAYS = 28;

/** An individual meeting, with one person of the provider's: a group is none. */
const MEETINGS: readonly AppointmentKind[] = [
  'supervisor-meeting',
  'start-meeting',
  'follow-up-meeting',
  'three-party-meeting',
  'mapping',
];

/** Those that are missing come first, then by the day. */
export function planningCheck(doc: Participant, now: Instant): PlanningCheck {
  const local = toLocal(now);
  const day = dateOf(local);
  const rules = withOwnIntervals(planningRulesOf(doc.plan.service.kind, day), doc.settings);
  const { start } = doc.plan.service;
  const end = lastDayOf(doc);
  const isOver = end !== null && end < day;
  const findings = isOver
    ? []
    : [
        ...gpFindings(doc, rules, day),
        ...activityFindings(doc.plan, rules),
        ...(start <= day ? meetingFindings(doc, rules, local) : []),
        ...followUpFindings(doc.plan, day),
        // Nothing is asked for after the last day.
      ].filter(({ due }) => due === null || end === null || due <= end);
  return { rules, rulesAreOld: rules.reviewBy < day, findings: findings.sort(byUrgency) };
}

function byUrgency(a: PlanningFinding, b: PlanningFinding): number {
  if (a.status !== b.status) return a.status === 'missing' ? -1 : 1;
  const [dayA, dayB] = [a.due ?? '', b.due ?? ''];
  return dayA < dayB ? -1 : dayA > dayB ? 1 : 0;
}

/** The last day on which the first GP is in time: five working days after the start, the day of the start not counted. */
export function gpDue(plan: Pick<Plan, 'service'>, rules: PlanningRules): LocalDate | null {
  return rules.gpWorkingDays === null ? null : addWorkingDays(plan.service.start, rules.gpWorkingDays);
}

/** The day on which the second period begins, or null where there is none. */
export function periodTwoOn(plan: Pick<Plan, 'service'>, rules: PlanningRules): LocalDate | null {
  return rules.periodMonths === null ? null : addMonths(plan.service.start, rules.periodMonths);
}

/** The activities that a GP of this plan holds: those in which the provider takes an active part. */
export function gpActivities(plan: Plan): Appointment[] {
  return plan.appointments.filter((appointment) => appointment.ledBy === 'provider');
}

function gpFindings(doc: Participant, rules: PlanningRules, day: LocalDate): PlanningFinding[] {
  const due = gpDue(doc.plan, rules);
  if (due === null) return [];
  const last = doc.gpSent.at(-1);
  if (!last) {
    const status = statusOf(due, day, NEAR_DAYS);
    return status === null ? [] : [finding('gp-first', status, due)];
  }
  const periodTwo = periodTwoOn(doc.plan, rules);
  if (periodTwo !== null && doc.plan.service.period !== 2) {
    const lastDay = addDays(periodTwo, -1);
    const isUpdated = dateOf(toLocal(last.sentAt)) > addDays(periodTwo, -PERIOD_NEAR_DAYS);
    const status = isUpdated ? null : statusOf(lastDay, day, PERIOD_NEAR_DAYS);
    if (status !== null) return [finding('gp-period-2', status, lastDay)];
  }
  const planned = gpActivities(doc.plan).map((appointment) => appointment.id);
  const isSame =
    planned.every((id) => last.activities.includes(id)) &&
    last.activities.every((id) => planned.includes(id));
  return isSame ? [] : [finding('gp-update', 'missing', null)];
}

function activityFindings(plan: Plan, rules: PlanningRules): PlanningFinding[] {
  const activities = gpActivities(plan);
  const obligatory = activities.filter((appointment) => appointment.obligatory).length;
  // More obligatory ones than asked for are no optional one.
  const optional = activities.length - obligatory;
  const found: PlanningFinding[] = [];
  if (obligatory < rules.obligatory) {
    const numbers = { have: obligatory, need: rules.obligatory };
    found.push({ ...finding('obligatory-activities', 'missing', null), ...numbers });
  }
  if (optional < rules.optional) {
    found.push({ ...finding('optional-activity', 'missing', null), have: optional, need: rules.optional });
  }
  return found;
}

function meetingFindings(doc: Participant, rules: PlanningRules, now: string): PlanningFinding[] {
  const checks = [
    ['meeting', rules.meetingDays, () => true],
    [
      'meeting-in-person',
      rules.inPersonDays,
      (meeting: Occurrence) => meeting.appointment.mode === 'on-site',
    ],
  ] as const;
  return checks.flatMap(([code, days, counts]) => {
    if (days === null) return [];
    const due = firstGap(meetingDays(doc, days, now, counts), days);
    if (due === null) return [];
    const status = statusOf(due, dateOf(now), NEAR_DAYS);
    return status === null ? [] : [finding(code, status, due)];
  });
}

/** The last day by which there should have been another, or null when the last of them is what comes last. */
function firstGap(days: readonly LocalDate[], most: number): LocalDate | null {
  for (const [index, day] of days.entries()) {
    const next = days[index + 1];
    if (next === undefined || daysBetween(day, next) > most) return addDays(day, most);
  }
  return null;
}

/** The last held one, or the start of the service, and those booked from now on. What is reported as absence is not held. */
function meetingDays(
  doc: Participant,
  most: number,
  now: string,
  counts: (meeting: Occurrence) => boolean,
): LocalDate[] {
  const { start } = doc.plan.service;
  const day = dateOf(now);
  // Far enough back for one that is long overdue to be seen with its own day.
  const from = [addDays(day, -8 * most), start].sort()[1] ?? start;
  const meetings = booked(appointmentsLeft(doc), at(from, '00:00'), at(addDays(day, 3 * most), '00:00'))
    .filter((meeting) => MEETINGS.includes(meeting.appointment.kind) && counts(meeting))
    .filter((meeting) => !isCovered(doc.absences, meeting));
  const held = meetings.filter((meeting) => meeting.end <= now).at(-1);
  const ahead = meetings.filter((meeting) => meeting.end > now);
  return [held ? dateOf(held.start) : from, ...ahead.map((meeting) => dateOf(meeting.start))];
}

function followUpFindings(plan: Plan, day: LocalDate): PlanningFinding[] {
  if (plan.followUp === null) return [finding('follow-up', 'missing', null)];
  const status = statusOf(plan.followUp.on, day, NEAR_DAYS);
  return status === null ? [] : [finding('follow-up', status, plan.followUp.on)];
}

function statusOf(due: LocalDate, day: LocalDate, nearDays: number): PlanningFinding['status'] | null {
  if (due < day) return 'missing';
  return daysBetween(day, due) <= nearDays ? 'near' : null;
}

function finding(
  code: PlanningCode,
  status: PlanningFinding['status'],
  due: LocalDate | null,
): PlanningFinding {
  return { code, status, due, have: null, need: null };
}

/** The provider's own intervals, where the authority's were not found. A service that has ended has none. */
function withOwnIntervals(
  rules: PlanningRules,
  { meetingDays, inPersonDays }: Pick<Settings, 'meetingDays' | 'inPersonDays'>,
): PlanningRules {
  if (rules.service === 'stod-och-matchning') return rules;
  return {
    ...rules,
    meetingDays: rules.meetingDays ?? meetingDays,
    inPersonDays: rules.inPersonDays ?? inPersonDays,
  };
}
