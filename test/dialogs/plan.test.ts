import { expect, test } from '@jest/globals';
import { planSection } from '../../dialogs/plan/sections.ts';
import type { Env } from '../../dialogs/turn.ts';
import { today, toLocal } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const now = '2026-03-09T08:00:00.000Z';

test('all support and all own work is told, at most five rows at a time', () => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), now);
  const texts = Array.from({ length: 7 }, (_, index) => ({ text: `Stöd ${index}`, easy: null }));
  const ownWork = texts.map((what, index) => ({ id: `o${index}`, what, hoursPerWeek: null }));
  const plan = { ...doc.plan, support: texts, adaptations: texts, ownWork };
  const env = { now, local: toLocal(now), today: today(now) } as Env;
  for (const [section, count] of [
    ['support', 14],
    ['own', 7],
  ] as const) {
    const said = planSection(section, { doc: { ...doc, plan }, env });
    const rows = said.map((saying) => saying.rows?.length ?? 0);
    expect(Math.max(...rows)).toBeLessThanOrEqual(5);
    expect(rows.reduce((sum, length) => sum + length, 0)).toBe(count);
    expect(said.filter((saying) => saying.choices)).toEqual([said.at(-1)]);
  }
});
