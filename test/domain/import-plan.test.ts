import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { type Participant, readParticipant } from '../../domain/participant.ts';
import { type Plan, parsePlan } from '../../domain/plan.ts';

const NOW = '2026-03-10T16:05:00.000Z';
const LATER = '2026-03-11T16:05:00.000Z';

function example(): Plan {
  const url = new URL('../../examples/plan-rusta-och-matcha.json', import.meta.url);
  const parsed = parsePlan(JSON.parse(readFileSync(url, 'utf8')));
  if (!parsed.ok) throw new Error('the example is not a plan');
  return parsed.plan;
}

const plan = example();
const changed: Plan = { ...plan, person: { ...plan.person, lastName: 'Al' } };

function created(): Participant {
  const outcome = importPlan(null, { plan, by: 'first', now: NOW, expected: null });
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.doc;
}

test('a new participant is a document that can be stored, with the version beside it', () => {
  const doc = created();
  expect(readParticipant(JSON.parse(JSON.stringify(doc)))).toEqual(doc);
  expect([doc.id, doc.providerId, doc.planVersion, doc.planBy, doc.planAt]).toEqual([
    'alva-rom',
    'exempel',
    1,
    'first',
    NOW,
  ]);
  expect(doc.lines.map((line) => [line.file, line.n])).toEqual([
    ['plans', 1],
    ['audit', 1],
  ]);
  expect(doc.lines[0]?.body).toMatchObject({ version: 1, by: 'first', at: NOW });
});

test('a change keeps everything but the plan, and says who and when', () => {
  const before = { ...created(), welcomedAt: NOW, wishes: { level: 'easy' as const, reminders: false } };
  const outcome = importPlan(before, { plan: changed, by: 'second', now: LATER, expected: 1 });
  if (outcome.kind !== 'updated') throw new Error(outcome.kind);
  expect(outcome.difference).toEqual([
    { field: 'person.lastName', change: 'changed', before: 'Ek', after: 'Al' },
  ]);
  const { doc } = outcome;
  expect([doc.planVersion, doc.planBy, doc.planAt, doc.createdAt]).toEqual([2, 'second', LATER, NOW]);
  expect([doc.wishes, doc.welcomedAt]).toEqual([before.wishes, NOW]);
  expect(before.plan).toEqual(plan);
});

test.each([
  ['the same plan', plan, 'exempel', null, 'unchanged'],
  ['the same plan, expecting the version there is', plan, 'exempel', 1, 'unchanged'],
  ['another version than expected', changed, 'exempel', 2, 'stale'],
  ['none expected', changed, 'exempel', 0, 'stale'],
  ['the same plan, expecting another version', plan, 'exempel', 2, 'stale'],
  ["another provider's", changed, 'other', null, 'not-yours'],
  ["another provider's, whatever is expected", changed, 'other', 7, 'not-yours'],
] as const)('%s: %s', (_name, next, providerId, expected, kind) => {
  const theirs = { ...next, provider: { ...next.provider, id: providerId } };
  const outcome = importPlan(created(), { plan: theirs, by: 'x', now: LATER, expected });
  expect(outcome.kind).toBe(kind);
  expect('doc' in outcome).toBe(false);
  if (outcome.kind === 'not-yours') expect(Object.keys(outcome)).toEqual(['kind']);
});

test('somebody who is not there, when a version is expected', () => {
  expect(importPlan(null, { plan, by: 'x', now: NOW, expected: 3 })).toMatchObject({
    kind: 'stale',
    version: 0,
  });
});
