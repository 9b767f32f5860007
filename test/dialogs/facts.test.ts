import { describe, expect, test } from '@jest/globals';
import { run } from '../../dialogs/commands.ts';
import { commandNamed, type Fact, factsIn, mayMean, meantFact, ownWordsIn } from '../../dialogs/facts.ts';
import { ASKED_SECTIONS, PLAN_SECTIONS } from '../../dialogs/plan/sections.ts';
import type { Ctx } from '../../dialogs/turn.ts';
import { textsOf } from '../../domain/plan-texts.ts';
import { today, toLocal } from '../../domain/time.ts';
import { EXAMPLES, type Example, examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-09T08:00:00.000Z';
const random = { code: () => 'A', digits: () => '0', token: () => 't' };

function ctxOf(example: Example, level: 'plain' | 'easy' = 'plain'): Ctx {
  const doc = newParticipant(examplePlan(example), NOW, level);
  return { doc, env: { now: NOW, local: toLocal(NOW), today: today(NOW), random, channel: 'web' } };
}

const COMMANDS = [
  'plan',
  'next',
  'week',
  'people',
  'day:2026-03-10',
  ...[...PLAN_SECTIONS, ...ASKED_SECTIONS].map((one) => `plan:${one}`),
];

describe.each(EXAMPLES)('%s', (example) => {
  test.each(['plain', 'easy'] as const)(
    'every row of the plan that is shown, %s, can be said to be wrong',
    (level) => {
      const ctx = ctxOf(example, level);
      for (const command of COMMANDS) {
        const { say } = run(command, ctx) ?? { say: [] };
        const facts = factsIn(say, ctx);
        const rows = say
          .filter((saying) => saying.key.startsWith('plan:'))
          .flatMap((saying) => saying.rows ?? []);
        expect([command, facts.length]).toEqual([command, expect.any(Number)]);
        expect(facts.length).toBeGreaterThanOrEqual(rows.length);
        for (const row of rows) expect(facts.map(({ key }) => key)).toContain(row.key);
        const offered = say.at(-1)?.choices?.map(({ id }) => id) ?? [];
        expect([command, facts.length === 0 || offered.includes(`do:not-right:${command}`)]).toEqual([
          command,
          true,
        ]);
        for (const { text } of facts) expect(text).not.toMatch(/i dag|i morgon|undefined|\[object/);
      }
    },
  );

  test("the author's own words are known by the field they stand in, and stand unchanged", () => {
    const ctx = ctxOf(example);
    const texts = new Map(textsOf(ctx.doc.plan).map(({ field, text }) => [field, text.text]));
    const facts = COMMANDS.flatMap((command) => factsIn(run(command, ctx)?.say ?? [], ctx));
    const own = facts.filter((fact) => fact.field !== null);
    expect(own.length).toBeGreaterThan(5);
    for (const fact of own) expect(fact.text).toContain(`»${texts.get(fact.field ?? '')}«`);
    expect(own.map(({ field }) => field)).toContain('goal.what');
  });
});

test('what an authority asks for each month is no fact of the plan', () => {
  const ctx = ctxOf('plan-rusta-och-matcha');
  const day = { date: '2026-03-10' };
  const facts = factsIn(
    [
      {
        key: 'reminder:several',
        rows: [
          { key: 'reminder:followUpRow', params: { day } },
          { key: 'reminder:activityReportRow', params: { month: { monthBefore: '2026-03-10' } } },
          { key: 'reminder:fkApplicationRow', params: { month: { monthBefore: '2026-03-10' } } },
          { key: 'reminder:ownRow', params: { text: { name: 'ring mamma' } } },
        ],
      },
    ] as unknown as Parameters<typeof factsIn>[0],
    ctx,
  );
  expect(facts.map(({ key }) => key)).toEqual(['reminder:followUpRow']);
});

test("a question about what was shown is about the author's own words", () => {
  const ctx = ctxOf('plan-rusta-och-matcha');
  const own = ownWordsIn(run('plan', ctx)?.say ?? [], ctx);
  expect(own.map(({ field }) => field)).toEqual(['goal.what', 'steps[1].what']);
});

describe('which fact is meant', () => {
  const facts: Fact[] = factsIn(
    run('next', ctxOf('plan-rusta-och-matcha'))?.say ?? [],
    ctxOf('plan-rusta-och-matcha'),
  );
  test.each([
    ['adressen stämmer inte', 'plan:rowPlace'],
    ['det är fel tid', 'plan:rowWhen'],
    ['tiden är fel', 'plan:rowWhen'],
    ['jag ska inte ta med nåt', 'plan:rowBring'],
    ['det är inte Storgatan', 'plan:rowPlace'],
    ['den tar inte en timme, fel längd', 'plan:rowLength'],
  ])('%s', (said, key) => {
    expect(meantFact(facts, said)?.key).toBe(key);
  });
  test('two that fit as well as each other: none, and both are offered', () => {
    const [first, ...rest] = facts;
    const twin = { ...(first as Fact), text: 'Ta med Storgatan' };
    expect(meantFact([...facts, twin], 'Storgatan')).toBeNull();
    const places = [...facts, ...facts.filter(({ key }) => key === 'plan:rowPlace')];
    expect(mayMean(places, 'fel adress').map(({ key }) => key)).toEqual(['plan:rowPlace', 'plan:rowPlace']);
    expect(mayMean(rest, 'det stämmer inte')).toEqual(rest);
  });

  test.each(['det stämmer inte', 'fel', '', 'jag heter inte så'])('%s: none', (said) => {
    expect(meantFact(facts, said)).toBeNull();
  });
});

test.each([
  ['min e-post är fel', 'plan:about-me'],
  ['min handledare heter inte så', 'people'],
  ['fel antal timmar', 'plan:hours'],
  ['fel plats', 'next'],
  ['det är fel', null],
])('%s: what shows the part that is named', (said, command) => {
  expect(commandNamed(said)).toBe(command);
});
