import { describe, expect, test } from '@jest/globals';
import { checkText } from '../../locales/check/check-text.ts';
import { namesIn, planReadability, readabilityOf } from '../../locales/check/plan-readability.ts';
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

  test.each([
    ['M12, a goal is seldom a sentence to somebody', 'Kunden ska söka jobb.'],
    ['M18, which words are explained is for the product to know', 'Avrop sker i maj.'],
    ['M22, what is asked in a plan is asked of nobody', 'Har du sökt? Har du ringt? Sök sedan.'],
  ])('%s', (_rule, text) => {
    expect(readabilityOf(text, 'plain').findings.map(({ rule }) => rule)).not.toEqual(
      expect.arrayContaining([_rule.slice(0, 3)]),
    );
    expect(checkText(text, { level: 'plain' }).findings.map(({ rule }) => rule)).toContain(_rule.slice(0, 3));
  });

  test('two sentences on a line are advice, in the easy words too', () => {
    const { withinBudget, findings } = readabilityOf('Du söker jobb. Du ringer.', 'easy');
    expect(withinBudget).toBe(true);
    expect(findings).toMatchObject([{ rule: 'M21', severity: 'warning' }]);
  });

  test('the easy words are held to the budget of easy words', () => {
    const plan = examplePlan('plan-kommun');
    const text = 'Du ringer din handledare på måndag och pratar om din praktik och din kurs.';
    const { fields } = planReadability({ ...plan, goal: { ...plan.goal, what: { text, easy: text } } });
    const within = (name: string) => fields.find(({ field }) => field === name)?.withinBudget;
    expect([within('goal.what.text'), within('goal.what.easy')]).toEqual([true, false]);
  });

  test('every person and place of the plan is a name', () => {
    const { person, supervisor, caseworker, provider, service, appointments } = examplePlan('plan-kommun');
    const [appointment] = appointments;
    // Who leads nothing that is booked is named too.
    const alone = namesIn({ ...examplePlan('plan-kommun'), appointments: [] });
    expect(alone).toEqual([
      person.firstName,
      person.lastName,
      supervisor.name,
      provider.name,
      caseworker?.name,
      service.name,
    ]);
    expect(namesIn(examplePlan('plan-kommun'))).toEqual(
      expect.arrayContaining([
        person.firstName,
        person.lastName,
        supervisor.name,
        caseworker?.name,
        provider.name,
        service.name,
        appointment?.place,
        ...(appointment?.who ?? []),
      ]),
    );
  });

  test('a plan without texts of its own is within the budget', () => {
    expect(readabilityOf('Kök.', 'easy').withinBudget).toBe(true);
  });
});
