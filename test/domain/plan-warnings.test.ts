import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Plan, type PlanInput, parsePlan } from '../../domain/plan.ts';
import { plannedHoursPerWeek, planWarnings } from '../../domain/plan-warnings.ts';

const TODAY = '2026-03-10';

function example(name: string): Plan {
  const url = new URL(`../../examples/plan-${name}.json`, import.meta.url);
  return parsed(JSON.parse(readFileSync(url, 'utf8')));
}

function parsed(input: PlanInput): Plan {
  const plan = parsePlan(input);
  if (!plan.ok) throw new Error(JSON.stringify(plan.faults));
  return plan.plan;
}

const rom = example('rusta-och-matcha');
const municipal = example('kommun');
const sta = example('steg-till-arbete');

function found(plan: Plan, today = TODAY): string[] {
  return planWarnings(plan, today).map((warning) => `${warning.code} ${warning.field}`);
}

describe('one thing wrong gives one warning', () => {
  const first = (change: Partial<Plan['appointments'][number]>): Plan => ({
    ...rom,
    appointments: rom.appointments.map((entry, index) => (index === 0 ? { ...entry, ...change } : entry)),
  });
  const cases: [string, Plan, string[]][] = [
    ['nothing wrong', rom, []],
    ['nothing wrong in a municipality', municipal, []],
    [
      'Steg till arbete without its parts',
      { ...sta, service: { ...sta.service, parts: [] } },
      ['parts-missing service.parts'],
    ],
    [
      'its parts in another service',
      { ...rom, service: { ...rom.service, parts: ['matching'] } },
      ['service-field service.parts'],
    ],
    [
      'a municipal plan without its assignment',
      { ...municipal, assignment: null },
      ['assignment-missing assignment'],
    ],
    [
      'less than full time without aktivitetsförmåga',
      { ...municipal, activityAbility: null },
      ['ability-missing activityAbility'],
    ],
    [
      "a municipality's fields in another service",
      { ...rom, assignment: municipal.assignment, assignmentGoals: municipal.assignmentGoals },
      ['service-field assignment', 'service-field assignmentGoals'],
    ],
    [
      'a text that is very long',
      { ...rom, support: [{ text: 'Hjälp. '.repeat(100), easy: 'Hjälp' }] },
      ['text-long support[0].text'],
    ],
    [
      'two provider activities',
      {
        ...rom,
        appointments: rom.appointments.slice(0, 2),
        ownWork: [{ ...rom.ownWork[0], hoursPerWeek: 38 } as Plan['ownWork'][number]],
      },
      ['few-activities appointments'],
    ],
    [
      'three activities, one of them own',
      {
        ...rom,
        appointments: rom.appointments
          .slice(0, 3)
          .map((entry, index) => (index === 2 ? { ...entry, ledBy: 'own' } : entry)),
        ownWork: [{ ...rom.ownWork[0], hoursPerWeek: 38 } as Plan['ownWork'][number]],
      },
      ['few-activities appointments'],
    ],
    [
      'two activities in a municipality, which has no such rule',
      {
        ...municipal,
        appointments: municipal.appointments.slice(1, 3),
        ownWork: [{ ...municipal.ownWork[0], hoursPerWeek: 20 } as Plan['ownWork'][number]],
      },
      [],
    ],
    [
      'fewer hours than the extent',
      { ...rom, ownWork: rom.ownWork.slice(1) },
      ['hours-short service.extentPercent'],
    ],
    [
      'the same hours for less than full time',
      { ...rom, ownWork: rom.ownWork.slice(1), service: { ...rom.service, extentPercent: 50 } },
      [],
    ],
    ['nobody at an appointment', first({ who: [] }), ['appointment-without-who appointments[0].who']],
    ['nobody at an own one', first({ who: [], ledBy: 'own' }), []],
    ['no place', first({ place: null }), ['appointment-without-where appointments[0].place']],
    ['no place by phone', first({ place: null, mode: 'phone' }), []],
    [
      'no place, and it is over',
      first({ place: null, who: [], recurrence: null, start: '2026-03-01T09:00', end: '2026-03-01T10:00' }),
      [],
    ],
    [
      'no place, and the series is over',
      first({ place: null, who: [], recurrence: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260301' }),
      [],
    ],
    [
      'a goal without done when',
      { ...rom, goal: { ...rom.goal, doneWhen: null } },
      ['goal-without-done-when goal.doneWhen'],
    ],
    [
      'another goal without done when',
      { ...rom, alternativeGoal: { what: rom.goal.what, why: null, doneWhen: null } },
      ['goal-without-done-when alternativeGoal.doneWhen'],
    ],
    ['no other goal', { ...rom, alternativeGoal: null }, []],
    [
      'steps without done when, one of them done',
      { ...rom, steps: rom.steps.slice(0, 2).map((step) => ({ ...step, doneWhen: null })) },
      ['step-without-done-when steps[1].doneWhen'],
    ],
    ['no follow-up', { ...rom, followUp: null }, ['no-follow-up followUp']],
    [
      'a follow-up that has been',
      { ...rom, followUp: { on: '2026-03-09', what: null } },
      ['follow-up-passed followUp.on'],
    ],
    ['a follow-up today', { ...rom, followUp: { on: TODAY, what: null } }, []],
    [
      "Arbetsförmedlingen's service and only the municipality's rules",
      { ...rom, regime: { ...rom.regime, kinds: ['municipality'], compensations: ['forsorjningsstod'] } },
      ['service-regime regime.kinds'],
    ],
    [
      "Arbetsförmedlingen's service and both rules",
      {
        ...rom,
        regime: {
          ...rom.regime,
          kinds: ['af-program', 'municipality'],
          compensations: ['aktivitetsstod', 'forsorjningsstod'],
        },
      },
      [],
    ],
    [
      'a municipal service without its rules',
      {
        ...municipal,
        regime: { ...municipal.regime, kinds: ['af-program'], compensations: ['aktivitetsstod'] },
      },
      ['service-regime regime.kinds'],
    ],
    [
      'aktivitetsstöd outside a programme',
      { ...rom, regime: { ...rom.regime, kinds: ['a-kassa'] } },
      ['compensation-regime regime.compensations'],
    ],
    [
      'a-kassa without its rules',
      { ...rom, regime: { ...rom.regime, compensations: ['a-kassa'] } },
      ['compensation-regime regime.compensations'],
    ],
    [
      'försörjningsstöd without the municipality',
      { ...rom, regime: { ...rom.regime, compensations: ['forsorjningsstod'] } },
      ['compensation-regime regime.compensations'],
    ],
    [
      'an unknown regime',
      { ...rom, regime: { ...rom.regime, kinds: ['unknown'] } },
      ['regime-unknown regime.kinds'],
    ],
    [
      'a service that has ended',
      { ...rom, service: { ...rom.service, kind: 'stod-och-matchning' } },
      ['service-ended service.kind'],
    ],
  ];

  test.each(cases)('%s', (_name, plan, expected) => {
    expect(found(plan)).toEqual(expected);
    for (const warning of planWarnings(plan, TODAY)) {
      expect(warning.problem.length * warning.todo.length).toBeGreaterThan(0);
    }
  });
});

describe('planned hours', () => {
  test('count activities and own work, and a monthly one by its share', () => {
    // 1 + 2 on Tuesdays, 3 on Wednesdays, 2 on Thursdays, 2.5 once a month; 34 of one's own.
    expect(plannedHoursPerWeek(rom, TODAY)).toBeCloseTo(42.6, 1);
  });

  test('are those that are meant: holidays and cancelled days do not count against the plan', () => {
    const december = plannedHoursPerWeek(rom, '2026-12-21');
    expect(Math.abs(december - plannedHoursPerWeek(rom, TODAY))).toBeLessThan(0.5);
    const off = rom.appointments.map((entry) => ({
      ...entry,
      exceptions: [{ on: '2026-03-17', change: 'cancelled' as const, start: null, end: null, place: null }],
    }));
    expect(plannedHoursPerWeek({ ...rom, appointments: off }, TODAY)).toBe(plannedHoursPerWeek(rom, TODAY));
  });

  test('of a plan that begins later are those of its first weeks', () => {
    const later = { ...rom, service: { ...rom.service, start: '2027-01-11' } };
    const appointments = rom.appointments.map((entry) => ({
      ...entry,
      start: entry.start.replace('2026-01', '2027-01').replace('2026-02', '2027-02'),
      end: entry.end.replace('2026-01', '2027-01').replace('2026-02', '2027-02'),
    }));
    expect(found({ ...later, appointments })).toEqual([]);
  });

  test('own work without hours is named in the warning', () => {
    const ownWork = rom.ownWork.map((work) => ({ ...work, hoursPerWeek: null }));
    expect(planWarnings({ ...rom, ownWork }, TODAY)[0]?.problem).toContain(
      'some of the own work has no hours',
    );
  });

  test('what to do about too few hours depends on the regime', () => {
    const advice = (plan: Plan) =>
      planWarnings({ ...plan, ownWork: [], appointments: plan.appointments.slice(0, 3) }, TODAY)[0]?.todo;
    expect(advice(rom)).toContain('arbetsutbud');
    expect(advice(municipal)).not.toContain('arbetsutbud');
  });
});
