import { booked, bookedOn, nextBooked, type Occurrence } from '../domain/appointment.ts';
import { appointmentsOf, type Plan, type Step } from '../domain/plan.ts';
import { isCovered } from '../domain/reminder.ts';
import type { Text } from '../domain/text.ts';
import { addDays, at, dateOf, type LocalDate, minutesBetween, mondayOf } from '../domain/time.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Choice, Phrase, Saying } from '../locales/saying.ts';
import type { Ctx } from './turn.ts';

/** The plan explained, one thing at a time, from its structured fields. The author's own words are quoted as they stand. */

export const PLAN_SECTIONS = [
  'goal',
  'now',
  'next',
  'week',
  'own',
  'support',
  'people',
  'follow-up',
] as const;
export type PlanSection = (typeof PLAN_SECTIONS)[number];

const MAX_ROWS = 5;

/** What is always near after a part of the plan: more, easier, a word, a person. */
function around(section: PlanSection, ctx: Ctx): Choice[] {
  const next = PLAN_SECTIONS[PLAN_SECTIONS.indexOf(section) + 1];
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
  const now = plan.steps.filter((step) => step.status === 'now');
  const next = nextUncovered(ctx);
  return [
    {
      key: plan.service.kind === 'municipal' ? 'plan:summaryMunicipal' : 'plan:summary',
      params: { service: { phrase: serviceKey(plan) } },
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

function serviceKey(plan: Plan): TextKey {
  const keys: Record<Plan['service']['kind'], TextKey> = {
    'rusta-och-matcha': 'plan:serviceRom',
    'steg-till-arbete': 'plan:serviceSta',
    'stod-och-matchning': 'plan:serviceSom',
    municipal: 'plan:serviceMunicipal',
  };
  return keys[plan.service.kind];
}

export function planSection(section: PlanSection, ctx: Ctx): Saying[] {
  const said = sections[section](ctx);
  const last = said.at(-1);
  return last ? [...said.slice(0, -1), { ...last, choices: around(section, ctx) }] : [];
}

const sections: Readonly<Record<PlanSection, (ctx: Ctx) => Saying[]>> = {
  goal: ({ doc: { plan } }) => [
    {
      key: 'plan:goal',
      params: { what: { quote: plan.goal.what } },
      rows: [
        ...optional('plan:rowWhy', plan.goal.why),
        ...optional('plan:rowDoneWhen', plan.goal.doneWhen),
        ...optional('plan:rowOtherGoal', plan.alternativeGoal?.what ?? null),
      ],
    },
    ...ownWordsNotice(plan.goal.what, plan.goal.why, plan.goal.doneWhen),
  ],
  now: ({ doc: { plan } }) => {
    const now = plan.steps.filter((step) => step.status === 'now');
    const done = plan.steps.filter((step) => step.status === 'done').length;
    if (now.length === 0) return [{ key: 'plan:noStepNow' }];
    return [
      ...(done > 0 ? [{ key: 'plan:stepsDone' as const, params: { count: done } }] : []),
      { key: 'plan:now', params: { count: now.length }, rows: now.slice(0, MAX_ROWS).flatMap(stepRows) },
    ];
  },
  next: ({ doc: { plan } }) => {
    const step = plan.steps.find((entry) => entry.status === 'next');
    if (!step) return [{ key: 'plan:noStepNext' }];
    return [{ key: 'plan:next', rows: stepRows(step) }];
  },
  week: (ctx) => weekSayings(ctx),
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
                params: { what: { quote: work.what }, time: { minutes: work.hoursPerWeek * 60 } },
              },
      ),
    );
  },
  support: ({ doc: { plan } }) => {
    const all = [...plan.support, ...plan.adaptations];
    if (all.length === 0) return [{ key: 'plan:noSupport' }];
    return inParts(
      'plan:support',
      all.map((text) => ({ key: 'plan:rowQuote', params: { what: { quote: text } } })),
    );
  },
  people: (ctx) => [peopleSaying(ctx)],
  'follow-up': ({ doc: { plan } }) => {
    if (plan.followUp === null) return [{ key: 'plan:noFollowUp' }];
    return [
      {
        key: 'plan:followUp',
        params: { day: { date: plan.followUp.on } },
        rows: optional('plan:rowFollowUpWhat', plan.followUp.what),
      },
    ];
  },
};

/** A list is at most five rows in one message, and what is over comes in the next: nothing that a plan promises is left out. */
function inParts(key: TextKey, rows: readonly Phrase[]): Saying[] {
  const parts: Saying[] = [];
  for (let index = 0; index < rows.length; index += MAX_ROWS) {
    parts.push({ key: index === 0 ? key : 'plan:also', rows: rows.slice(index, index + MAX_ROWS) });
  }
  return parts;
}

function stepRows(step: Step): Phrase[] {
  return [
    { key: 'plan:rowStep', params: { what: { quote: step.what } } },
    ...optional('plan:rowDoneWhen', step.doneWhen),
  ];
}

function optional(key: TextKey, text: Text | null): Phrase[] {
  return text === null ? [] : [{ key, params: { what: { quote: text } } }];
}

/** In easy level the plan's own words may be hard: that is said, and help is offered, instead of rewriting them. */
function ownWordsNotice(...texts: (Text | null)[]): Saying[] {
  return texts.some((text) => text !== null && text.easy === null) ? [{ key: 'plan:ownWords' }] : [];
}

export function peopleSaying(ctx: Ctx): Saying {
  const { supervisor, caseworker, provider } = ctx.doc.plan;
  return {
    key: 'plan:people',
    rows: [
      {
        key: 'plan:rowSupervisor',
        params: { name: { name: supervisor.name }, phone: { name: supervisor.phone ?? provider.phone } },
      },
      {
        key: 'plan:rowProvider',
        params: {
          name: { name: provider.name },
          phone: { name: provider.phone },
          hours: { quote: provider.hours },
        },
      },
      ...(caseworker === null
        ? []
        : [
            caseworker.phone === null
              ? ({ key: 'plan:rowCaseworker', params: { name: { name: caseworker.name } } } as const)
              : ({
                  key: 'plan:rowCaseworkerPhone',
                  params: { name: { name: caseworker.name }, phone: { name: caseworker.phone } },
                } as const),
          ]),
    ],
  };
}

/** The first thing booked that the person has not said no to. */
function nextUncovered(ctx: Ctx): Occurrence | null {
  const { doc, env } = ctx;
  const soon = booked(
    appointmentsOf(doc.plan),
    at(addDays(env.today, -1), '00:00'),
    at(addDays(env.today, 21), '00:00'),
  );
  const open = soon.find((entry) => entry.end > env.local && !isCovered(doc.absences, entry));
  return open ?? nextBooked(appointmentsOf(doc.plan), at(addDays(env.today, 21), '00:00'));
}

/** "När är nästa möte?" with what, when, where, who and what to bring. */
export function nextMeeting(ctx: Ctx): Saying[] {
  const next = nextUncovered(ctx);
  if (next === null) {
    return [{ key: 'plan:nothingBooked', choices: [{ id: 'do:ask', key: 'common:askSupervisor' }] }];
  }
  return [
    {
      key: 'plan:nextMeeting',
      card: 'appointment',
      params: { what: { kind: next.appointment.kind, form: 'indefinite' } },
      rows: occurrenceRows(next),
      choices: [
        { id: `do:cannot:${next.key}`, key: 'common:cannotCome' },
        { id: 'do:week', key: 'common:thisWeek' },
        { id: 'do:ask', key: 'common:askSupervisor' },
      ],
    },
  ];
}

function occurrenceRows(occurrence: Occurrence): Phrase[] {
  const { appointment } = occurrence;
  return [
    ...optional('plan:rowTitle', appointment.title),
    {
      key: 'plan:rowWhen',
      params: { day: { date: dateOf(occurrence.start) }, span: { span: [occurrence.start, occurrence.end] } },
    },
    {
      key: 'plan:rowLength',
      params: { time: { minutes: minutesBetween(occurrence.start, occurrence.end) } },
    },
    whereRow(occurrence),
    ...(appointment.who.length > 0
      ? [{ key: 'plan:rowWho' as const, params: { who: { names: appointment.who } } }]
      : []),
    ...optional('plan:rowBring', appointment.bring),
  ];
}

function whereRow(occurrence: Occurrence): Phrase {
  const { appointment, place } = occurrence;
  if (appointment.mode === 'phone') return { key: 'plan:rowByPhone' };
  if (appointment.mode === 'video') return { key: 'plan:rowByVideo' };
  return place === null
    ? { key: 'plan:rowNoPlace' }
    : { key: 'plan:rowPlace', params: { place: { name: place } } };
}

/** What is booked on one day. */
export function daySayings(date: LocalDate, ctx: Ctx): Saying[] {
  const all = bookedOn(appointmentsOf(ctx.doc.plan), date);
  const day = { date };
  if (all.length === 0) {
    return [
      {
        key: 'plan:nothingOnDay',
        params: { day },
        choices: [
          { id: 'do:next', key: 'common:nextMeeting' },
          { id: 'do:week', key: 'common:thisWeek' },
        ],
      },
    ];
  }
  return all.map((occurrence, index) => ({
    key: isCovered(ctx.doc.absences, occurrence) ? 'plan:onDayAbsent' : 'plan:onDay',
    card: 'appointment',
    params: { what: { kind: occurrence.appointment.kind, form: 'indefinite' }, day },
    rows: occurrenceRows(occurrence),
    ...(index === all.length - 1
      ? {
          choices: [
            { id: 'do:absence', key: 'common:cannotCome' },
            { id: 'do:week', key: 'common:thisWeek' },
            { id: 'do:ask', key: 'common:askSupervisor' },
          ] satisfies Choice[],
        }
      : {}),
  }));
}

/** This week from today on; at the end of the week the next one. */
export function weekSayings(ctx: Ctx): Saying[] {
  const monday = mondayOf(ctx.env.today);
  const rest = inWeek(monday, ctx).filter((entry) => entry.end > ctx.env.local);
  const nextWeek = rest.length === 0;
  const shown = nextWeek ? inWeek(addDays(monday, 7), ctx) : rest;
  const choices: Choice[] = [
    { id: 'do:next', key: 'common:nextMeeting' },
    { id: 'do:absence', key: 'common:cannotCome' },
    { id: 'do:ask', key: 'common:askSupervisor' },
  ];
  if (shown.length === 0) return [{ key: 'plan:nothingThisWeek', choices }];
  return listInParts(shown, nextWeek ? 'plan:nextWeek' : 'plan:week', ctx, choices);
}

/** A list is at most five rows in one message; what is over comes in the next. */
function listInParts(all: readonly Occurrence[], key: TextKey, ctx: Ctx, choices: Choice[]): Saying[] {
  const parts: Saying[] = [];
  for (let index = 0; index < all.length && parts.length < 4; index += MAX_ROWS) {
    parts.push({
      key: index === 0 ? key : 'plan:weekMore',
      params: { count: all.length },
      rows: all.slice(index, index + MAX_ROWS).map((entry) => weekRow(entry, ctx)),
    });
  }
  const last = parts.at(-1);
  return last ? [...parts.slice(0, -1), { ...last, choices }] : [];
}

function weekRow(occurrence: Occurrence, ctx: Ctx): Phrase {
  return {
    key: isCovered(ctx.doc.absences, occurrence) ? 'plan:rowWeekAbsent' : 'plan:rowWeek',
    params: {
      day: { date: dateOf(occurrence.start) },
      span: { span: [occurrence.start, occurrence.end] },
      what: { kind: occurrence.appointment.kind, form: 'indefinite' },
    },
  };
}

function inWeek(monday: LocalDate, ctx: Ctx): Occurrence[] {
  return booked(appointmentsOf(ctx.doc.plan), at(monday, '00:00'), at(addDays(monday, 7), '00:00'));
}
