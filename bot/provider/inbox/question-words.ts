import type { Question } from '../../../domain/participant.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import type { Say } from './shell.ts';

/** What a question is called in the inbox, by what the participant wanted with it. */

const items: Readonly<Record<Question['kind'], StaffKey>> = {
  question: 'asked:itemQuestion',
  'not-right': 'asked:itemNotRight',
  needs: 'asked:itemNeeds',
};
const titles: Readonly<Record<Question['kind'], StaffKey>> = {
  question: 'asked:titleQuestion',
  'not-right': 'asked:titleNotRight',
  needs: 'asked:titleNeeds',
};

/** "Fråga från i dag, tisdag 10 mars". */
export function questionLabel(question: Question, say: Say): string {
  return say(items[question.kind], { day: { date: today(question.askedAt) } });
}

export function questionHeading(question: Question, name: string, say: Say): string {
  return say(titles[question.kind], { name: { name } });
}

/** Whether it waits for an answer, and for how long it has: a question that was brought up again is marked. */
export function questionState(question: Question, say: Say): string {
  if (question.answer !== null) {
    return say('inbox:statusAnswered', { by: { name: question.answeredBy ?? '' } });
  }
  const marked = (key: StaffKey, at: Instant) => say(key, { day: { date: today(at), absolute: true } });
  if (question.escalatedAt !== null) return marked('asked:statusEscalated', question.escalatedAt);
  if (question.remindedAt !== null) return marked('asked:statusReminded', question.remindedAt);
  return say('inbox:statusUnanswered');
}

/** What is said of a field of the plan; for one without a name of its own its place in the document. */
export function fieldName(field: string, say: Say): string {
  const [, list, index, rest] = /^(\w+)\[(\d+)\]\.?(\w*)$/.exec(field) ?? [];
  const key = (list === undefined ? field : `${list}.${rest}`).replace(/\.(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const name = FIELD_KEYS[key.replace(/\.$/, '')];
  if (name === undefined) return field;
  return say(name, list === undefined ? undefined : { number: String(Number(index) + 1) });
}

const FIELD_KEYS: Readonly<Record<string, StaffKey>> = {
  goalWhat: 'plantext:goalWhat',
  goalWhy: 'plantext:goalWhy',
  goalDoneWhen: 'plantext:goalDoneWhen',
  alternativeGoalWhat: 'plantext:otherGoalWhat',
  alternativeGoalWhy: 'plantext:otherGoalWhy',
  alternativeGoalDoneWhen: 'plantext:otherGoalDoneWhen',
  assignment: 'plantext:assignment',
  assignmentGoals: 'plantext:assignmentGoal',
  activityAbilityWhat: 'plantext:ability',
  coordinationWhat: 'plantext:coordination',
  stepsWhat: 'plantext:stepWhat',
  stepsWhy: 'plantext:stepWhy',
  stepsDoneWhen: 'plantext:stepDoneWhen',
  appointmentsTitle: 'plantext:appointmentTitle',
  appointmentsBring: 'plantext:appointmentBring',
  appointmentsWhy: 'plantext:appointmentWhy',
  appointmentsStart: 'plantext:appointmentStart',
  appointmentsEnd: 'plantext:appointmentEnd',
  appointmentsRecurrence: 'plantext:appointmentRecurrence',
  ownWorkWhat: 'plantext:ownWork',
  support: 'plantext:support',
  adaptations: 'plantext:adaptation',
  followUpWhat: 'plantext:followUp',
  decisions: 'plantext:decision',
  providerHours: 'plantext:hours',
};
