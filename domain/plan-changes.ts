import { type Appointment, nextBooked } from './appointment.ts';
import { differences } from './difference.ts';
import { appointmentsOf, type Plan, type Step } from './plan.ts';
import type { Text } from './text.ts';
import type { LocalDate, LocalDateTime } from './time.ts';

/**
 * What is different between two versions of a plan, in the things that a participant knows: an activity was moved, a step is done. Every
 * difference that is not only the machinery's comes out as at least one of these.
 */
export type PlanChange =
  | { readonly about: 'goal' | 'other-goal'; readonly change: 'added' | 'removed' | 'changed' }
  | {
      readonly about: 'step';
      readonly change: 'added' | 'removed' | 'changed' | Step['status'];
      readonly step: Step;
    }
  | {
      readonly about: 'appointment';
      readonly change: 'added' | 'removed' | 'moved' | 'place' | 'who' | 'changed';
      readonly before: Appointment | null;
      readonly after: Appointment | null;
    }
  | {
      readonly about: 'occurrence';
      readonly change: 'off' | 'moved' | 'on';
      readonly appointment: Appointment;
      readonly on: LocalDate;
      /** The new start of a moved one. */
      readonly start: LocalDateTime | null;
    }
  | {
      readonly about: 'own-work' | 'support' | 'adaptation' | 'decision';
      readonly change: 'added' | 'removed' | 'changed';
      readonly text: Text;
    }
  | { readonly about: 'follow-up'; readonly change: 'added' | 'removed' | 'moved' | 'changed' }
  | { readonly about: 'supervisor' | 'caseworker'; readonly change: 'added' | 'removed' | 'new' | 'changed' }
  | {
      readonly about: 'provider' | 'assignment' | 'service' | 'rules' | 'person';
      readonly change: 'changed';
    };

/** Fields that say nothing to a participant. */
const MACHINERY = /^(?:\$schema|format|id|provider\.(?:id|reportingSystem))$/;

/** `local`: what is over by then is not news when it is tidied away. In the order of the plan. */
export function planChanges(before: Plan, after: Plan, local: LocalDateTime): PlanChange[] {
  const fields = new Set(
    differences(before, after)
      .map(({ field }) => field)
      .filter((field) => !MACHINERY.test(field)),
  );
  const differs = (...names: string[]) =>
    [...fields].some((field) => names.some((name) => field === name || field.startsWith(`${name}.`)));
  const changes: PlanChange[] = [];
  for (const about of ['supervisor', 'caseworker'] as const) {
    if (!differs(about)) continue;
    const [was, is] = [before[about], after[about]];
    const change =
      was === null ? 'added' : is === null ? 'removed' : was.name === is.name ? 'changed' : 'new';
    changes.push({ about, change });
  }
  if (differs('goal')) changes.push({ about: 'goal', change: 'changed' });
  if (differs('alternativeGoal')) {
    changes.push({ about: 'other-goal', change: changeOf(before.alternativeGoal, after.alternativeGoal) });
  }
  if (differs('assignment', 'assignmentGoals', 'activityAbility', 'coordination')) {
    changes.push({ about: 'assignment', change: 'changed' });
  }
  changes.push(...stepChanges(before, after));
  changes.push(...appointmentChanges(before, after, local));
  changes.push(...ownWorkChanges(before, after));
  changes.push(...textChanges('support', before.support, after.support));
  changes.push(...textChanges('adaptation', before.adaptations, after.adaptations));
  if (differs('followUp')) {
    const [was, is] = [before.followUp, after.followUp];
    const moved = was !== null && is !== null && was.on !== is.on;
    changes.push({ about: 'follow-up', change: moved ? 'moved' : changeOf(was, is) });
  }
  changes.push(...textChanges('decision', before.decisions, after.decisions));
  if (differs('provider')) changes.push({ about: 'provider', change: 'changed' });
  if (differs('service', 'earlierServices')) changes.push({ about: 'service', change: 'changed' });
  if (differs('regime')) changes.push({ about: 'rules', change: 'changed' });
  if (differs('person')) changes.push({ about: 'person', change: 'changed' });
  return changes;
}

function changeOf(was: unknown, is: unknown): 'added' | 'removed' | 'changed' {
  return was === null ? 'added' : is === null ? 'removed' : 'changed';
}

function stepChanges(before: Plan, after: Plan): PlanChange[] {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const kept = new Set(after.steps.map((step) => step.id));
  return [
    ...after.steps.flatMap((step): PlanChange[] => {
      const was = old.get(step.id);
      if (!was) return [{ about: 'step', change: 'added', step }];
      if (was.status !== step.status) return [{ about: 'step', change: step.status, step }];
      return same(was, step) ? [] : [{ about: 'step', change: 'changed', step }];
    }),
    ...before.steps
      .filter((step) => !kept.has(step.id))
      .map((step): PlanChange => ({ about: 'step', change: 'removed', step })),
  ];
}

function appointmentChanges(before: Plan, after: Plan, local: LocalDateTime): PlanChange[] {
  const [olds, news] = [appointmentsOf(before), appointmentsOf(after)];
  const old = new Map(olds.map((entry) => [entry.id, entry]));
  const kept = new Set(news.map((entry) => entry.id));
  return [
    ...news.flatMap((entry): PlanChange[] => {
      const was = old.get(entry.id);
      if (!was) return [{ about: 'appointment', change: 'added', before: null, after: entry }];
      return changedAppointment(withoutLastDay(was), withoutLastDay(entry), local);
    }),
    ...olds
      .filter((entry) => !kept.has(entry.id) && nextBooked([entry], local) !== null)
      .map((entry): PlanChange => ({ about: 'appointment', change: 'removed', before: entry, after: null })),
  ];
}

/** The end of the service is told with the service. */
function withoutLastDay({ lastDay: _, ...appointment }: Appointment): Appointment {
  return appointment;
}

function changedAppointment(was: Appointment, is: Appointment, local: LocalDateTime): PlanChange[] {
  if (same(was, is)) return [];
  const pair = { about: 'appointment', before: was, after: is } as const;
  const found: PlanChange[] = [];
  if (
    was.start.slice(11) !== is.start.slice(11) ||
    was.recurrence !== is.recurrence ||
    was.end.slice(11) !== is.end.slice(11)
  ) {
    found.push({ ...pair, change: 'moved' });
  } else if (is.recurrence === null && was.start !== is.start) found.push({ ...pair, change: 'moved' });
  if (was.place !== is.place || was.mode !== is.mode) found.push({ ...pair, change: 'place' });
  if (!same(was.who, is.who)) found.push({ ...pair, change: 'who' });
  found.push(...exceptionChanges(was, is, local));
  return found.length > 0 ? found : [{ ...pair, change: 'changed' }];
}

/** Days of it that were called off, moved, or are on again. Days that are over by now are no news. */
function exceptionChanges(was: Appointment, is: Appointment, local: LocalDateTime): PlanChange[] {
  const today = local.slice(0, 10);
  const old = new Map(was.exceptions.map((entry) => [entry.on, entry]));
  const kept = new Set(is.exceptions.map((entry) => entry.on));
  const appointment = is;
  return [
    ...is.exceptions.flatMap((entry): PlanChange[] => {
      if (same(old.get(entry.on), entry)) return [];
      if (entry.on < today && (entry.start === null || entry.start < local)) return [];
      const moved = entry.change === 'moved';
      return [
        {
          about: 'occurrence',
          change: moved ? 'moved' : 'off',
          appointment,
          on: entry.on,
          start: moved ? entry.start : null,
        },
      ];
    }),
    ...was.exceptions
      .filter((entry) => !kept.has(entry.on) && entry.on >= today)
      .map(({ on }): PlanChange => ({ about: 'occurrence', change: 'on', appointment, on, start: null })),
  ];
}

function ownWorkChanges(before: Plan, after: Plan): PlanChange[] {
  const old = new Map(before.ownWork.map((work) => [work.id, work]));
  const kept = new Set(after.ownWork.map((work) => work.id));
  const about = 'own-work';
  return [
    ...after.ownWork.flatMap((work): PlanChange[] => {
      const was = old.get(work.id);
      if (!was) return [{ about, change: 'added', text: work.what }];
      return same(was, work) ? [] : [{ about, change: 'changed', text: work.what }];
    }),
    ...before.ownWork
      .filter((work) => !kept.has(work.id))
      .map((work): PlanChange => ({ about, change: 'removed', text: work.what })),
  ];
}

/** Texts have no ids: one that was rewritten is taken away and added. Another order of the same texts is no news. */
function textChanges(
  about: 'support' | 'adaptation' | 'decision',
  before: readonly Text[],
  after: readonly Text[],
): PlanChange[] {
  const old = new Set(before.map((text) => JSON.stringify(text)));
  const kept = new Set(after.map((text) => JSON.stringify(text)));
  const added = after.filter((text) => !old.has(JSON.stringify(text)));
  // What was decided before is replaced by what was decided now: only the new is news.
  const removed =
    about === 'decision' && added.length > 0 ? [] : before.filter((text) => !kept.has(JSON.stringify(text)));
  return [
    ...added.map((text): PlanChange => ({ about, change: 'added', text })),
    ...removed.map((text): PlanChange => ({ about, change: 'removed', text })),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return differences(a, b).length === 0;
}
