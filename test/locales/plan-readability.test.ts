import { describe, expect, test } from '@jest/globals';
import { planReadability, readabilityOf } from '../../locales/check/plan-readability.ts';
import { EXAMPLES, examplePlan } from '../support/participants.ts';

describe('how readable a plan is', () => {
  test.each(EXAMPLES)('%s: every text once, the easy twin by the budget of lätt svenska', (name) => {
    const plan = examplePlan(name);
    const { fields, share, withoutEasy } = planReadability(plan);
    expect(new Set(fields.map((field) => field.field)).size).toBe(fields.length);
    for (const field of fields) expect(field.level).toBe(field.field.endsWith('.easy') ? 'easy' : 'plain');
    expect(fields.map((field) => field.field)).toContain('goal.what.text');
    expect(share).toBe(
      Math.round((100 * fields.filter((one) => one.withinBudget).length) / fields.length) / 100,
    );
    expect(withoutEasy).toBe(
      fields.filter(({ field }) => field.endsWith('.text')).length -
        fields.filter(({ field }) => field.endsWith('.easy')).length,
    );
  });

  test('a stiff sentence is told with the rule, the words and what to write', () => {
    const plan = examplePlan('plan-kommun');
    const stiff =
      'Deltagaren skall erhålla stöd avseende språkutveckling i syfte att säkerställa progression mot egen försörjning.';
    const before = planReadability(plan).share;
    const after = planReadability({ ...plan, goal: { ...plan.goal, what: { text: stiff, easy: null } } });
    const field = after.fields.find((one) => one.field === 'goal.what.text');
    expect(field?.withinBudget).toBe(false);
    expect(field?.findings).toContainEqual(
      expect.objectContaining({
        rule: 'M11',
        severity: 'error',
        text: 'erhålla',
        line: 1,
        suggestion: expect.stringContaining('få'),
      }),
    );
    expect(after.share).toBeLessThan(before + 0.02);
    expect(after.withoutEasy).toBe(planReadability(plan).withoutEasy + 1);
  });

  test('names in it are neither long words nor shouted', () => {
    const named = readabilityOf('Du träffar Konstantinopoulos på måndag.', 'easy', ['Konstantinopoulos']);
    expect(named).toMatchObject({ withinBudget: true, findings: [] });
    expect(readabilityOf('Du träffar konstantinopolitanen på måndag.', 'easy').withinBudget).toBe(false);
  });

  test('a plan without texts of its own is within the budget', () => {
    expect(readabilityOf('Kök.', 'easy').withinBudget).toBe(true);
  });
});
