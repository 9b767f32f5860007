import { expect, test } from '@jest/globals';
import { changeAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import type { Random } from '../../domain/ports.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-10T07:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const acting = { now: NOW, channel: 'web', random };
const DAY = '2026-03-11';

const span = (start: string, end: string) => ({ start: `${DAY}T${start}`, end: `${DAY}T${end}` });

/** Late to the workshop, and away from it for an hour in the middle. */
function twoParts() {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const key = doc.plan.appointments.find((entry) => entry.kind === 'workshop')?.id;
  const about = { from: DAY, to: DAY, occurrences: [`${key}@${DAY}T09:00`], reason: 'doctor' } as const;
  const late = reportAbsence(doc, { ...about, extent: 'late', away: span('09:00', '09:20') }, acting).doc;
  const part = { ...about, extent: 'part', away: span('10:00', '11:00') } as const;
  return { part, doc: reportAbsence(late, part, acting).doc };
}

test('only the absent minutes are in the draft', () => {
  const [late, part] = twoParts().doc.absences;
  const times = [late, part].map((absence) =>
    absence?.deviations.map((draft) => [draft.absentStart, draft.absentEnd]),
  );
  expect(times).toEqual([[[`${DAY}T09:00`, `${DAY}T09:20`]], [[`${DAY}T10:00`, `${DAY}T11:00`]]]);
});

test('a change of a part takes the place of no other report, also of the same activity', () => {
  const { doc, part } = twoParts();
  const changed = changeAbsence(doc, 'a2', { ...part, reason: 'authority' }, acting).doc;
  expect(changed.absences.map(({ id, status }) => [id, status])).toEqual([
    ['a1', 'reported'],
    ['a2', 'reported'],
  ]);
});

test('a change to the whole of it holds the others', () => {
  const { doc, part } = twoParts();
  const whole = { ...part, extent: 'whole', away: null } as const;
  expect(changeAbsence(doc, 'a2', whole, acting).doc.absences.map(({ status }) => status)).toEqual([
    'withdrawn',
    'reported',
  ]);
});

test('own work that was reported on its own is not lost in a change of something else', () => {
  const { doc, part } = twoParts();
  const own = { from: DAY, to: DAY, occurrences: [], reason: 'doctor', ownWork: true } as const;
  const withOwn = reportAbsence(doc, own, acting).doc;
  const whole = { ...part, extent: 'whole', away: null } as const;
  const status = (ownWork: boolean) =>
    changeAbsence(withOwn, 'a2', { ...whole, ownWork }, acting).doc.absences.at(-1)?.status;
  expect(status(false)).toBe('reported');
  expect(status(true)).toBe('withdrawn');
});

test('what lies outside the hours gets no draft', () => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const occurrences = ['handledare@2026-03-10T09:00', 'jobbtraff@2026-03-10T13:00'];
  const away = { start: '2026-03-10T13:00', end: '2026-03-10T14:00' };
  const about = { from: '2026-03-10', to: '2026-03-10', reason: 'doctor', extent: 'part' } as const;
  const { absence } = reportAbsence(doc, { ...about, occurrences, away }, acting);
  expect(absence.deviations.map((draft) => [draft.absentStart, draft.absentEnd])).toEqual([
    ['2026-03-10T13:00', '2026-03-10T14:00'],
  ]);
});
