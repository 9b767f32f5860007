import { describe, expect, test } from '@jest/globals';
import { COMMANDS, run } from '../../dialogs/commands.ts';
import { ASKED_SECTIONS, PLAN_SECTIONS } from '../../dialogs/plan/sections.ts';
import { LEVELS, type Level } from '../../domain/participant.ts';
import { type Plan, type PlanInput, parsePlan } from '../../domain/plan.ts';
import { render } from '../../locales/render.ts';
import type { Saying } from '../../locales/saying.ts';
import { samplePlan } from '../contracts/participants.ts';
import { newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** Plans as they also are: bare, enormous, in other letters, without an end. Each is told in sentences that read naturally. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

function planOf(input: PlanInput): Plan {
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

const base = samplePlan('p1');
const bare = {
  ...base,
  caseworker: null,
  alternativeGoal: null,
  steps: [],
  appointments: [],
  ownWork: [],
  support: [],
  adaptations: [],
  followUp: null,
  decisions: [],
};
const once = (index: number, day = '2026-03-10') => ({
  id: `m${index}`,
  kind: 'workshop' as const,
  start: `${day}T${String(8 + (index % 10)).padStart(2, '0')}:00`,
  end: `${day}T${String(9 + (index % 10)).padStart(2, '0')}:00`,
});
const long = 'Vi går igenom det en gång till. '.repeat(120).trim();

const ODD: Readonly<Record<string, PlanInput>> = {
  'nothing but a goal': bare,
  'one appointment': { ...bare, appointments: [once(1)] },
  '200 appointments on one day': {
    ...bare,
    appointments: Array.from({ length: 200 }, (_, index) => once(index)),
  },
  '200 that recur': {
    ...bare,
    appointments: Array.from({ length: 200 }, (_, index) => ({ ...once(index), recurrence: 'FREQ=DAILY' })),
  },
  'a recurrence without end in a service without end': {
    ...bare,
    service: { ...base.service, end: null },
    appointments: [{ ...once(1, '2020-01-07'), recurrence: 'FREQ=WEEKLY;BYDAY=TU' }],
  },
  'texts that are very long': {
    ...bare,
    goal: { what: { text: long }, why: { text: long }, doneWhen: { text: long } },
    support: [{ text: long }],
  },
  'other letters': {
    ...bare,
    goal: { what: { text: 'ستعمل في مطبخ' }, why: { text: 'Ви шукаєте роботу' } },
    support: [{ text: 'ስራሕ ክትረክብ ኢኻ' }],
  },
  'only free text': { ...bare, goal: { what: { text: 'Alva ska få ett jobb som hon trivs med.' } } },
  '100 steps at the same time': {
    ...bare,
    steps: Array.from({ length: 100 }, (_, index) => ({
      id: `s${index}`,
      what: { text: `Steg ${index}` },
      status: 'now' as const,
    })),
  },
  'all is done': { ...bare, steps: [{ id: 's1', what: { text: 'Cv' }, status: 'done' }] },
  'a service that is over': { ...bare, service: { ...base.service, start: '2025-01-07', end: '2025-06-30' } },
  'a follow-up that has been': { ...bare, followUp: { on: '2026-01-07' } },
  'Stöd och matchning': { ...bare, service: { ...base.service, kind: 'stod-och-matchning' } },
  'an hour and a half': {
    ...bare,
    appointments: [{ ...once(1), end: '2026-03-10T10:30' }],
    ownWork: [{ id: 'o', what: { text: 'Söka jobb' }, hoursPerWeek: 0.5 }],
  },
};

function said(command: string, plan: PlanInput, level: Level): readonly Saying[] {
  return run(command, { doc: newParticipant(planOf(plan), NOW, level), env })?.say ?? [];
}

const ALL = [...PLAN_SECTIONS, ...ASKED_SECTIONS].map((section) => `plan:${section}`);
const TOLD = ['plan', 'next', 'week', 'day:2026-03-10', 'news', 'booking:m1', ...ALL];

describe.each(LEVELS.flatMap((level) => Object.keys(ODD).map((name) => [level, name] as const)))(
  '%s: %s',
  (level, name) => {
    const plan = ODD[name] as PlanInput;
    test.each(TOLD)('%s', (command) => {
      const sayings = said(command, plan, level);
      expect(sayings.length).toBeGreaterThan(0);
      expect(sayings.length).toBeLessThanOrEqual(25);
      for (const saying of sayings) {
        const { text, choices } = render(saying, { level, today: env.today });
        const ours = text.replace(/»[^«]*«/gs, 'X');
        expect(ours.trim()).not.toBe('');
        expect(ours).not.toMatch(/undefined|\bnull\b|\[object|NaN|\{\{|plan:\w/);
        expect(ours).not.toMatch(
          /\b0 (?:steg|saker|timmar|minuter|aktiviteter)|\b1 (?:saker|timmar|minuter|aktiviteter|stegen)\b/,
        );
        if (saying.card !== 'appointment') expect(saying.rows?.length ?? 0).toBeLessThanOrEqual(5);
        expect(choices.length).toBeLessThanOrEqual(5);
      }
      expect(sayings.at(-1)?.choices?.length).toBeGreaterThan(0);
    });
  },
);

test('what a list does not show is said to be there', () => {
  const keys = said('day:2026-03-10', ODD['200 appointments on one day'] as PlanInput, 'plain').map(
    ({ key, params }) => [key, params?.count],
  );
  expect(keys[0]).toEqual(['plan:onDayMany', 200]);
  expect(keys.at(-1)).toEqual(['plan:weekLeft', 180]);
});

test('every command has been looked at', () => {
  expect(COMMANDS).toContain('booking');
});
