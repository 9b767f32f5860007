import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bookedOn, nextBooked } from '../../domain/appointment.ts';
import { type Plan, parsePlan } from '../../domain/plan.ts';
import { planWarnings } from '../../domain/plan-warnings.ts';
import { addDays, at, dateOf } from '../../domain/time.ts';

const folder = new URL('../../examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.startsWith('plan-'));

function example(file: string): Plan {
  const parsed = parsePlan(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

test('there is one example of each kind of service, with the providers that the demo knows', () => {
  expect(files.map(example).map((plan) => [plan.id, plan.service.kind, plan.provider.id])).toEqual([
    ['cim-kommun', 'municipal', 'exempel-kommun'],
    ['alva-rom', 'rusta-och-matcha', 'exempel'],
    ['bo-sta', 'steg-till-arbete', 'exempel'],
  ]);
});

describe.each(files)('%s', (file) => {
  const plan = example(file);
  const source = readFileSync(new URL(file, folder), 'utf8');

  test('has no weakness that an author is warned of', () => {
    expect(planWarnings(plan, '2026-01-12')).toEqual([]);
    expect(planWarnings(plan, '2026-11-22')).toEqual([]);
  });

  test('has an easy twin for every free text', () => {
    const missing: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      if ('text' in value && (!('easy' in value) || value.easy === null)) missing.push(path);
      for (const [key, entry] of Object.entries(value)) walk(entry, `${path}.${key}`);
    };
    walk(plan, plan.id);
    expect(missing).toEqual([]);
  });

  test('has something ahead on any day', () => {
    for (const year of [2026, 2027, 2030]) {
      for (let day = `${year}-01-12`; day < `${year + 1}-01-01`; day = addDays(day, 9)) {
        const next = nextBooked(plan.appointments, at(day, '12:00'));
        expect(next && dateOf(next.start) <= addDays(day, 15)).toBe(true);
      }
    }
  });

  test('holds fictional numbers and addresses only', () => {
    for (const [number] of source.matchAll(/\b0\d[\d -]{6,}\d/g)) {
      expect(number).toMatch(/^070-174 06 (0[5-9]|[1-9]\d)$/);
    }
    for (const [address] of source.matchAll(/[\w.-]+@[\w.-]+/g)) expect(address).toMatch(/\.example$/);
  });
});

test('the Rusta och matcha example has two activities on a Tuesday', () => {
  const plan = example('plan-rusta-och-matcha.json');
  expect(
    bookedOn(plan.appointments, '2026-03-10').map((entry) => [entry.start, entry.appointment.kind]),
  ).toEqual([
    ['2026-03-10T09:00', 'supervisor-meeting'],
    ['2026-03-10T13:00', 'group-activity'],
  ]);
});
