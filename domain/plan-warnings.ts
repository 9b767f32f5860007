import { type Appointment, occurrencesOf } from './appointment.ts';
import type { Plan } from './plan.ts';
import { addDays, at, type LocalDate, minutesBetween, mondayOf } from './time.ts';

/**
 * Faults of the plan itself, in a document that is otherwise right: it is taken in all the same, and whoever wrote it is told. What is
 * a fault depends on the regime. Sources: the instruction on documentation for suppliers, about 2022, on gemensam planering (at least three activities, the whole
 * arbetsutbud planned) and on individuell utvecklingsplan (clear goals that can be followed up).
 */
export const PLAN_WARNING_CODES = [
  'few-activities',
  'hours-short',
  'appointment-without-who',
  'appointment-without-where',
  'goal-without-done-when',
  'step-without-done-when',
  'no-follow-up',
  'follow-up-passed',
  'service-regime',
  'compensation-regime',
  'regime-unknown',
  'service-ended',
  'service-field',
  'parts-missing',
  'assignment-missing',
  'ability-missing',
  'text-long',
] as const;
export type PlanWarningCode = (typeof PLAN_WARNING_CODES)[number];

/** In the shape of a fault, with a code that stays the same when the words are improved. */
export interface PlanWarning {
  readonly code: PlanWarningCode;
  /** Where, for example `appointments[2].place`. */
  readonly field: string;
  readonly problem: string;
  readonly todo: string;
}

/** Gemensam planering in MSFA holds two obligatory activities and at least one optional. */
const LEAST_ACTIVITIES = 3;
/** Full time in hours: 8 hours a day, 5 days a week. */
const FULL_TIME_HOURS = 40;
/** A quarter of a year, so that a monthly activity counts with its share. */
const WEEKS_LOOKED_AT = 13;
/** A month does not divide into weeks evenly: half an hour is no fault. */
const SLACK_HOURS = 0.5;

/** Everything that is weak in the plan as of that day, in the order of the document. */
export function planWarnings(plan: Plan, today: LocalDate): PlanWarning[] {
  return [
    ...regimeWarnings(plan),
    ...serviceWarnings(plan),
    ...fieldWarnings(plan),
    ...textWarnings(plan),
    ...goalWarnings(plan),
    ...appointmentWarnings(plan, today),
    ...hoursWarnings(plan, today),
    ...followUpWarnings(plan, today),
  ];
}

function regimeWarnings(plan: Plan): PlanWarning[] {
  const { kinds, compensations } = plan.regime;
  const warnings: PlanWarning[] = [];
  if (kinds.includes('unknown')) {
    warnings.push({
      code: 'regime-unknown',
      field: 'regime.kinds',
      problem: 'the regime is unknown, so the participant is shown no duty as certain',
      todo: 'Find out whose rules the participant lives under and state them.',
    });
    return warnings;
  }
  const paidByFk = compensations.some((paid) =>
    ['aktivitetsstod', 'utvecklingsersattning', 'etableringsersattning'].includes(paid),
  );
  const misfits: [boolean, string, string][] = [
    [
      paidByFk && !kinds.includes('af-program'),
      'the compensation is paid to participants in a programme of Arbetsförmedlingen, and the regime is another',
      'Add "af-program" to regime.kinds, or correct the compensation.',
    ],
    [
      compensations.includes('a-kassa') && !kinds.includes('a-kassa'),
      'the compensation is a-kassa and the regime is another',
      'Add "a-kassa" to regime.kinds, or correct the compensation.',
    ],
    [
      compensations.includes('forsorjningsstod') && !kinds.includes('municipality'),
      'försörjningsstöd is paid by the municipality and the regime is another',
      'Add "municipality" to regime.kinds, or correct the compensation.',
    ],
  ];
  for (const [misfit, problem, todo] of misfits) {
    if (misfit) warnings.push({ code: 'compensation-regime', field: 'regime.compensations', problem, todo });
  }
  return warnings;
}

function serviceWarnings(plan: Plan): PlanWarning[] {
  const { kinds } = plan.regime;
  const warnings: PlanWarning[] = [];
  if (plan.service.kind === 'stod-och-matchning') {
    warnings.push({
      code: 'service-ended',
      field: 'service.kind',
      problem: 'Stöd och matchning has ended; the plan is kept as history',
      todo: 'Send the plan of the service that the participant takes part in now.',
    });
  }
  const municipal = plan.service.kind === 'municipal';
  if (!municipal && kinds.every((kind) => kind === 'municipality')) {
    warnings.push({
      code: 'service-regime',
      field: 'regime.kinds',
      problem:
        'the service is one of Arbetsförmedlingen and the only regime is the municipality: no deviation report is drafted and no duty towards Arbetsförmedlingen is shown',
      todo: 'Add "af-program" or "a-kassa" if the participant is there on an assignment from Arbetsförmedlingen.',
    });
  }
  if (municipal && !kinds.includes('municipality') && !kinds.includes('unknown')) {
    warnings.push({
      code: 'service-regime',
      field: 'regime.kinds',
      problem: 'the service is municipal and "municipality" is not among the regimes',
      todo: 'Add "municipality", or correct the service.',
    });
  }
  return warnings;
}

/** Longer than this nobody reads in a chat, and nobody hears to the end. */
const LONG_TEXT = 600;

/** Fields that a service needs or does not have. Sources: the articles on Steg till arbete; nacka.se, kundval arbete och etablering 2024. */
function fieldWarnings(plan: Plan): PlanWarning[] {
  const { service, assignment, assignmentGoals, activityAbility, coordination } = plan;
  const municipal = service.kind === 'municipal';
  const warnings: PlanWarning[] = [];
  if (service.kind === 'steg-till-arbete' && service.parts.length === 0) {
    warnings.push({
      code: 'parts-missing',
      field: 'service.parts',
      problem: 'the participant cannot see which of the four parts of Steg till arbete goes on',
      todo: 'Give one or several of mapping, equipping, developing, matching.',
    });
  }
  if (service.kind !== 'steg-till-arbete' && service.parts.length > 0) {
    warnings.push(wrongService('service.parts', 'Steg till arbete'));
  }
  if (municipal && assignment === null) {
    warnings.push({
      code: 'assignment-missing',
      field: 'assignment',
      problem: 'the participant cannot see what the municipality wants with the service',
      todo: 'Write the assignment (uppdrag) in words that the participant understands, and its goals.',
    });
  }
  if (municipal && service.extentPercent < 100 && activityAbility === null) {
    warnings.push({
      code: 'ability-missing',
      field: 'activityAbility',
      problem:
        'the extent is less than full time and the plan does not say what the participant can do for now',
      todo: 'State aktivitetsförmåga and the day when it is looked at again.',
    });
  }
  if (municipal) return warnings;
  const foreign: [string, boolean][] = [
    ['assignment', assignment !== null],
    ['assignmentGoals', assignmentGoals.length > 0],
    ['activityAbility', activityAbility !== null],
    ['coordination', coordination !== null],
  ];
  for (const [field, given] of foreign)
    if (given) warnings.push(wrongService(field, "a municipality's service"));
  return warnings;
}

function wrongService(field: string, service: string): PlanWarning {
  return {
    code: 'service-field',
    field,
    problem: `the field belongs to ${service}, and the service is another`,
    todo: 'Leave the field out, or correct service.kind.',
  };
}

/** Texts that are too long to be taken in, each with its place. */
function textWarnings(plan: Plan): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const walk = (value: unknown, field: string): void => {
    if (typeof value === 'string') {
      if (value.length <= LONG_TEXT) return;
      warnings.push({
        code: 'text-long',
        field,
        problem: `the text has ${value.length} characters; more than ${LONG_TEXT} are hard to read in a chat`,
        todo: 'Say it shorter, or divide it into steps.',
      });
    } else if (Array.isArray(value)) {
      value.forEach((entry, index) => {
        walk(entry, `${field}[${index}]`);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, entry] of Object.entries(value)) walk(entry, field === '' ? key : `${field}.${key}`);
    }
  };
  walk(plan, '');
  return warnings;
}

function goalWarnings(plan: Plan): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const goals = [
    ['goal', plan.goal],
    ['alternativeGoal', plan.alternativeGoal],
  ] as const;
  for (const [field, goal] of goals) {
    if (goal !== null && goal.doneWhen === null) {
      warnings.push({
        code: 'goal-without-done-when',
        field: `${field}.doneWhen`,
        problem: 'the goal does not say how one sees that it is reached',
        todo: 'Say what has happened when the goal is reached.',
      });
    }
  }
  plan.steps.forEach((step, index) => {
    if (step.doneWhen !== null || step.status === 'done') return;
    warnings.push({
      code: 'step-without-done-when',
      field: `steps[${index}].doneWhen`,
      problem: `the step "${step.id}" does not say when it is done`,
      todo: 'Say what has happened when the step is done.',
    });
  });
  return warnings;
}

function appointmentWarnings(plan: Plan, today: LocalDate): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const led = plan.appointments.filter(
    (appointment) => appointment.ledBy === 'provider' && isAhead(appointment, today),
  );
  if (plan.service.kind !== 'municipal' && led.length < LEAST_ACTIVITIES) {
    warnings.push({
      code: 'few-activities',
      field: 'appointments',
      problem: `${led.length} of the activities ahead are led by the provider; gemensam planering holds at least ${LEAST_ACTIVITIES}`,
      todo: 'Add the two obligatory activities and at least one optional.',
    });
  }
  plan.appointments.forEach((appointment, index) => {
    if (!isAhead(appointment, today)) return;
    if (appointment.ledBy === 'provider' && appointment.who.length === 0) {
      warnings.push({
        code: 'appointment-without-who',
        field: `appointments[${index}].who`,
        problem: `the participant cannot see whom they meet at "${appointment.id}"`,
        todo: 'Name the person who leads it.',
      });
    }
    if (appointment.mode === 'on-site' && appointment.place === null) {
      warnings.push({
        code: 'appointment-without-where',
        field: `appointments[${index}].place`,
        problem: `the participant cannot see where "${appointment.id}" is`,
        todo: 'Give the street address and the room, or say that it is by video or phone.',
      });
    }
  });
  return warnings;
}

function hoursWarnings(plan: Plan, today: LocalDate): PlanWarning[] {
  const wanted = (FULL_TIME_HOURS * plan.service.extentPercent) / 100;
  const planned = plannedHoursPerWeek(plan, today);
  if (planned + SLACK_HOURS >= wanted) return [];
  const unknown = plan.ownWork.some((work) => work.hoursPerWeek === null);
  const municipal = plan.regime.kinds.every((kind) => kind === 'municipality');
  return [
    {
      code: 'hours-short',
      field: 'service.extentPercent',
      problem: `${round(planned)} hours a week are planned and the extent is ${round(wanted)} hours a week${
        unknown ? '; some of the own work has no hours' : ''
      }`,
      todo: municipal
        ? "Plan the rest, own work included, or state the extent that fits the participant's ability for now."
        : 'Plan the whole arbetsutbud: activities with the provider and own work such as searching for jobs.',
    },
  ];
}

/**
 * Hours a week of booked activities and own work, as they are meant: a holiday or a cancelled day does not count against the plan.
 * Something that happens once counts with its share of the weeks looked at.
 */
export function plannedHoursPerWeek(plan: Plan, today: LocalDate): number {
  const first = today > plan.service.start ? today : plan.service.start;
  const from = mondayOf(first);
  const to = addDays(from, 7 * WEEKS_LOOKED_AT);
  let minutes = 0;
  for (const appointment of plan.appointments) {
    const asMeant: Appointment = { ...appointment, exceptions: [], onHolidays: 'held' };
    for (const occurrence of occurrencesOf(asMeant, at(from, '00:00'), at(to, '00:00'))) {
      minutes += minutesBetween(occurrence.start, occurrence.end);
    }
  }
  const own = plan.ownWork.reduce((sum, work) => sum + (work.hoursPerWeek ?? 0), 0);
  return round(minutes / 60 / WEEKS_LOOKED_AT + own);
}

function followUpWarnings(plan: Plan, today: LocalDate): PlanWarning[] {
  if (plan.followUp === null) {
    return [
      {
        code: 'no-follow-up',
        field: 'followUp',
        problem: 'no date is set for the next follow-up',
        todo: 'Set the day when the plan is gone through next.',
      },
    ];
  }
  if (plan.followUp.on >= today) return [];
  return [
    {
      code: 'follow-up-passed',
      field: 'followUp.on',
      problem: `the next follow-up, ${plan.followUp.on}, has passed`,
      todo: 'Set the day when the plan is gone through next.',
    },
  ];
}

/** Whether any of it lies ahead within a year. What is over can no longer be made better. */
function isAhead(appointment: Appointment, today: LocalDate): boolean {
  if (appointment.recurrence === null) return appointment.start >= at(today, '00:00');
  const windows = [21, 366];
  return windows.some(
    (days) => occurrencesOf(appointment, at(today, '00:00'), at(addDays(today, days), '00:00')).length > 0,
  );
}

function round(hours: number): number {
  return Math.round(hours * 10) / 10;
}
