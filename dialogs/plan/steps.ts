import type { Step } from '../../domain/plan.ts';
import { isOver } from '../../domain/service-end.ts';
import type { Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx } from '../turn.ts';
import { ASK, inParts, MAX_ROWS, optional, quoteRow } from './rows.ts';
import { nextUncovered } from './schedule.ts';

/** The way through the steps: how far, what comes later, and why. */

/** What comes after the next step, in a row each. */
export function laterSayings(others: readonly Step[], { doc }: Ctx): Saying[] {
  const later = [...others, ...doc.plan.steps.filter((step) => step.status === 'later')];
  return inParts('plan:later', later.map(laterRow));
}

function laterRow(step: Step): Phrase {
  const what = { quote: step.what };
  return step.date === null
    ? { key: 'plan:rowStep', params: { what } }
    : { key: 'plan:rowStepOn', params: { what, day: { date: step.date } } };
}

/** "Hur långt har jag kommit?": what is done, what goes on and what is left, without a zero and without a share of the whole. */
export function progressSayings(ctx: Ctx): Saying[] {
  const { steps } = ctx.doc.plan;
  const of = (...statuses: Step['status'][]) => steps.filter((step) => statuses.includes(step.status));
  const done = of('done');
  const now = of('now');
  const left = of('next', 'later');
  if (steps.length === 0) return [{ key: 'plan:noSteps', choices: [ASK] }];
  if (isOver(ctx.doc, ctx.env.today)) {
    const open = [...now, ...left];
    return [
      ...inParts(
        'plan:stepsDoneList',
        done.map(({ what }) => quoteRow(what)),
        { count: done.length },
      ),
      ...inParts(
        'plan:stepsOverList',
        open.map(({ what }) => quoteRow(what)),
        { count: open.length },
      ),
    ];
  }
  return [
    ...(done.length > 0
      ? inParts(
          'plan:stepsDoneList',
          done.map(({ what }) => quoteRow(what)),
          { count: done.length },
        )
      : [{ key: 'plan:noStepDone' } as const]),
    ...inParts('plan:stepsNowList', now.map(laterRow), { count: now.length }),
    ...(left.length > 0
      ? inParts(now.length > 0 ? 'plan:stepsLeftList' : 'plan:stepsOpenList', left.map(laterRow), {
          count: left.length,
        })
      : now.length > 0
        ? [{ key: 'plan:lastSteps' } as const]
        : [{ key: 'plan:allStepsDone' } as const]),
  ];
}

/** "Varför gör jag det här?": the goal, the steps that go on, and the next time, each with the why that the plan gives. */
export function whySayings(ctx: Ctx): Saying[] {
  const { plan } = ctx.doc;
  const reasons: Phrase[] = [];
  const now = plan.steps.filter((entry) => entry.status === 'now');
  for (const step of now) {
    if (step.why === null) continue;
    reasons.push({ key: 'plan:rowStep', params: { what: { quote: step.what } } });
    reasons.push(...optional('plan:rowWhy', step.why));
  }
  const next = nextUncovered(ctx);
  const why = next?.appointment.why ?? null;
  const unsaid: Saying[] =
    now.length > 0
      ? [{ key: 'plan:noWhySteps' }]
      : plan.goal.why === null && why === null
        ? [{ key: 'plan:noWhy' }]
        : [];
  return [
    {
      key: 'plan:whyGoal',
      params: { what: { quote: plan.goal.what } },
      rows: optional('plan:rowWhy', plan.goal.why),
    },
    ...(reasons.length > 0 ? inParts('plan:whySteps', reasons.slice(0, 2 * MAX_ROWS)) : unsaid),
    ...(next !== null && why !== null
      ? [
          {
            key: 'plan:whyNext' as const,
            params: { what: { kind: next.appointment.kind, form: 'definite' as const } },
            rows: [quoteRow(why)],
          },
        ]
      : []),
  ];
}
