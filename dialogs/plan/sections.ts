import { isOver, lastDayOf } from '../../domain/service-end.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Choice, Phrase, Saying } from '../../locales/saying.ts';
import { withoutChoices } from '../engine.ts';
import type { Ctx } from '../turn.ts';
import {
  aboutMeSayings,
  assignmentSayings,
  endSayings,
  hasAssignment,
  hoursSayings,
  levelSayings,
  peopleSayings,
  rulesSayings,
  serviceKey,
  serviceSayings,
} from './about.ts';
import { bookingChoices, bookingsSayings } from './booking.ts';
import { cannotComeSayings } from './cannot-come.ts';
import { inParts, optional, optionalDay, quoteRow, stepRows, withChoices } from './rows.ts';
import { nextUncovered, weekSayings } from './schedule.ts';
import { laterSayings, progressSayings, whySayings } from './steps.ts';

/** The plan explained, one thing at a time, from its structured fields. The author's own words are quoted as they stand. */

/** In the order in which "Mer" goes through the plan. */
export const PLAN_SECTIONS = [
  'goal',
  'assignment',
  'now',
  'next',
  'week',
  'bookings',
  'own',
  'support',
  'people',
  'follow-up',
  'decisions',
  'service',
  'cannot-come',
] as const;
/** What is told to those who ask for it, beside the walk. */
export const ASKED_SECTIONS = ['progress', 'why', 'end', 'hours', 'level', 'about-me', 'rules'] as const;
export type PlanSection = (typeof PLAN_SECTIONS)[number] | (typeof ASKED_SECTIONS)[number];

export function isPlanSection(text: string): text is PlanSection {
  return [...PLAN_SECTIONS, ...ASKED_SECTIONS].some((section) => section === text);
}

/** What is about something still to do or to come: there is no such thing when the service is over, whatever the plan says. */
export const SECTIONS_TO_COME: ReadonlySet<string> = new Set<PlanSection>([
  'next',
  'week',
  'bookings',
  'own',
  'support',
  'follow-up',
  'cannot-come',
  'why',
  'hours',
]);

/** Parts of the walk that say nothing to somebody whose plan does not have them. */
function isInWalk(section: PlanSection, ctx: Ctx): boolean {
  if (isOver(ctx.doc, ctx.env.today) && SECTIONS_TO_COME.has(section)) return false;
  if (section === 'assignment') return hasAssignment(ctx);
  return true;
}

/** What is always near after a part of the plan: more, easier, a word, a person. */
function around(section: PlanSection, ctx: Ctx): Choice[] {
  const at = (PLAN_SECTIONS as readonly PlanSection[]).indexOf(section);
  const next = at === -1 ? undefined : PLAN_SECTIONS.slice(at + 1).find((entry) => isInWalk(entry, ctx));
  const easier: Choice = { id: 'do:easier', key: 'common:easier' };
  return [
    ...(next ? [{ id: `do:plan:${next}`, key: 'common:more' } as const] : []),
    ...(ctx.doc.wishes.level === 'easy' ? [] : [easier]),
    { id: 'do:words', key: 'common:whatDoesItMean' },
    { id: 'do:ask', key: 'common:askSupervisor' },
  ];
}

/** The plan in three sentences: the goal, what happens now, the next time. */
export function planSummary(ctx: Ctx): Saying[] {
  const { plan } = ctx.doc;
  if (isOver(ctx.doc, ctx.env.today)) return summaryOver(ctx);
  const now = plan.steps.filter((step) => step.status === 'now');
  const next = nextUncovered(ctx);
  return [
    {
      key: plan.service.kind === 'municipal' ? 'plan:summaryMunicipal' : 'plan:summary',
      params: { service: { phrase: serviceKey(plan.service.kind) } },
      rows: [
        { key: 'plan:rowGoal', params: { what: { quote: plan.goal.what } } },
        ...now
          .slice(0, 1)
          .map((step) => ({ key: 'plan:rowNow' as const, params: { what: { quote: step.what } } })),
        next === null
          ? { key: 'plan:rowNothingNext' }
          : {
              key: 'plan:rowNext',
              params: {
                what: { kind: next.appointment.kind, form: 'indefinite' },
                moment: { moment: next.start },
              },
            },
      ],
      choices: [
        { id: 'do:plan:goal', key: 'plan:startChoice' },
        { id: 'do:week', key: 'common:thisWeek' },
        ...(ctx.doc.wishes.level === 'easy' ? [] : [{ id: 'do:easier', key: 'common:easier' } as const]),
        { id: 'do:words', key: 'common:whatDoesItMean' },
        { id: 'do:ask', key: 'common:askSupervisor' },
      ],
    },
  ];
}

/** What the plan was, to somebody whose service is over: the goal and how far they came. */
function summaryOver({ doc }: Ctx): Saying[] {
  const { plan } = doc;
  const done = plan.steps.filter((step) => step.status === 'done').length;
  const last = lastDayOf(doc);
  return [
    {
      key: plan.service.kind === 'municipal' ? 'plan:summaryOverMunicipal' : 'plan:summaryOver',
      params: { service: { phrase: serviceKey(plan.service.kind) } },
      rows: [
        ...optionalDay('plan:rowLastDay', last),
        { key: 'plan:rowGoal', params: { what: { quote: plan.goal.what } } },
        ...(done === 0 ? [] : [{ key: 'plan:stepsDone' as const, params: { count: done } }]),
      ],
      choices: [
        { id: 'do:plan:goal', key: 'plan:startChoice' },
        { id: 'do:plan:progress', key: 'plan:progressChoice' },
        ...(doc.wishes.level === 'easy' ? [] : [{ id: 'do:easier', key: 'common:easier' } as const]),
        { id: 'do:words', key: 'common:whatDoesItMean' },
        { id: 'do:human', key: 'common:human' },
      ],
    },
  ];
}

export interface Chapter {
  readonly heading: TextKey;
  readonly say: readonly Saying[];
}

/** The whole plan, part by part, as it is to be read on its own: without the week, which only today asks for. */
export function wholePlan(ctx: Ctx): Chapter[] {
  return CHAPTERS.flatMap(([heading, names]) => {
    const say = names
      .filter((section) => isInWalk(section, ctx))
      .flatMap((section) => sections[section](ctx))
      .map(withoutChoices);
    return say.length === 0 ? [] : [{ heading, say }];
  });
}

const CHAPTERS: readonly (readonly [TextKey, readonly PlanSection[]])[] = [
  ['page:planGoal', ['goal']],
  ['page:planAssignment', ['assignment']],
  ['page:planSteps', ['now', 'next']],
  ['page:planBookings', ['bookings']],
  ['page:planOwn', ['own']],
  ['page:planSupport', ['support']],
  ['page:planPeople', ['people']],
  ['page:planFollowUp', ['follow-up']],
  ['page:planDecisions', ['decisions']],
  ['page:planService', ['service']],
  ['page:planCannotCome', ['cannot-come']],
];

export function planSection(section: PlanSection, ctx: Ctx): Saying[] {
  const said = sections[section](ctx);
  // The walk goes on from a week too, whatever a week offers by itself.
  if (said.at(-1)?.choices && section !== 'week') return said;
  const choices = around(section, ctx);
  if (section !== 'bookings') return withChoices(said, choices);
  const more = choices.filter((choice) => choice.id.startsWith('do:plan:'));
  return withChoices(said, [...more, ...bookingChoices(ctx), { id: 'do:ask', key: 'common:askSupervisor' }]);
}

const sections: Readonly<Record<PlanSection, (ctx: Ctx) => Saying[]>> = {
  goal: ({ doc: { plan } }) => {
    const other = plan.alternativeGoal;
    return [
      {
        key: 'plan:goal',
        params: { what: { quote: plan.goal.what } },
        rows: [
          ...optional('plan:rowWhy', plan.goal.why),
          ...optional('plan:rowDoneWhen', plan.goal.doneWhen),
          ...(other === null || other.why !== null || other.doneWhen !== null
            ? []
            : optional('plan:rowOtherGoal', other.what)),
        ],
      },
      ...(other === null || (other.why === null && other.doneWhen === null)
        ? []
        : [
            {
              key: 'plan:otherGoal' as const,
              params: { what: { quote: other.what } },
              rows: [...optional('plan:rowWhy', other.why), ...optional('plan:rowDoneWhen', other.doneWhen)],
            },
          ]),
    ];
  },
  assignment: assignmentSayings,
  now: (ctx) => {
    const { plan } = ctx.doc;
    const now = plan.steps.filter((step) => step.status === 'now');
    const done = plan.steps.filter((step) => step.status === 'done').length;
    if (isOver(ctx.doc, ctx.env.today)) return progressSayings(ctx);
    if (now.length === 0) return [{ key: 'plan:noStepNow' }];
    const [first, ...others] = now.slice(0, MAX_WHOLE_STEPS);
    const rest = now.slice(MAX_WHOLE_STEPS);
    return [
      ...(done > 0 ? [{ key: 'plan:stepsDone' as const, params: { count: done } }] : []),
      { key: 'plan:now', params: { count: now.length }, rows: first ? stepRows(first, ctx) : [] },
      ...others.map((step): Saying => ({ key: 'plan:nowToo', rows: stepRows(step, ctx) })),
      ...inParts(
        'plan:also',
        rest.map(({ what }) => quoteRow(what)),
      ),
    ];
  },
  next: (ctx) => {
    const [first, ...others] = ctx.doc.plan.steps.filter((entry) => entry.status === 'next');
    if (!first) return [{ key: 'plan:noStepNext' }, ...laterSayings([], ctx)];
    return [{ key: 'plan:next', rows: stepRows(first, ctx) }, ...laterSayings(others, ctx)];
  },
  week: (ctx) => weekSayings(ctx),
  bookings: bookingsSayings,
  own: ({ doc: { plan } }) => {
    if (plan.ownWork.length === 0) return [{ key: 'plan:noOwnWork' }];
    return inParts(
      'plan:own',
      plan.ownWork.map(
        (work): Phrase =>
          work.hoursPerWeek === null
            ? { key: 'plan:rowOwn', params: { what: { quote: work.what } } }
            : {
                key: 'plan:rowOwnHours',
                params: { what: { quote: work.what }, time: { minutes: Math.round(work.hoursPerWeek * 60) } },
              },
      ),
    );
  },
  support: ({ doc: { plan } }) => {
    if (plan.support.length + plan.adaptations.length === 0) return [{ key: 'plan:noSupport' }];
    return [
      ...inParts('plan:support', plan.support.map(quoteRow)),
      ...inParts('plan:adaptations', plan.adaptations.map(quoteRow)),
    ];
  },
  people: peopleSayings,
  'follow-up': ({ doc: { plan }, env }) => {
    if (plan.followUp === null) return [{ key: 'plan:noFollowUp' }];
    return [
      {
        key: plan.followUp.on < env.today ? 'plan:followUpPassed' : 'plan:followUp',
        params: { day: { date: plan.followUp.on } },
        rows: optional('plan:rowFollowUpWhat', plan.followUp.what),
      },
    ];
  },
  decisions: ({ doc: { plan } }) => {
    if (plan.decisions.length === 0) return [{ key: 'plan:noDecisions' }];
    return inParts('plan:decisions', plan.decisions.map(quoteRow));
  },
  service: serviceSayings,
  'cannot-come': cannotComeSayings,
  progress: progressSayings,
  why: whySayings,
  end: endSayings,
  hours: hoursSayings,
  level: levelSayings,
  'about-me': aboutMeSayings,
  rules: rulesSayings,
};

/** So many steps that go on at the same time are told in full. */
const MAX_WHOLE_STEPS = 3;
