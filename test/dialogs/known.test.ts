import { expect, test } from '@jest/globals';
import { absenceCommand, knownFrom } from '../../dialogs/absence/known.ts';

/** What a choice carries of an absence that was half understood. */

test.each([
  [{ grain: 'day', start: '2026-03-10', end: '2026-03-12' }, 'sick'],
  [{ grain: 'time', start: '2026-03-10T09:00:00+01:00', end: '2026-03-10T09:00:00+01:00' }, 'doctor'],
  [{ grain: 'part', start: '2026-03-10T12:00:00+01:00', end: '2026-03-10T17:00:00+01:00' }, null],
  [null, 'family'],
] as const)('%j and %s come back as they were', (when, reason) => {
  const command = absenceCommand(when, reason);
  expect(command.startsWith('absence:')).toBe(true);
  expect(knownFrom(command.slice('absence:'.length))).toEqual({ when, reason });
});

test('nothing known is the plain command', () => {
  expect(absenceCommand(null, null)).toBe('absence');
  expect(knownFrom('')).toEqual({ when: null, reason: null });
});

test.each([
  'day;2026-03-12;2026-03-10;sick-of-it',
  'day;2026-99-99;2026-99-99;',
  'time;2026-03-10;2026-03-10;',
  'year;2026-03-10;2026-03-10;x',
  ';;;;;;',
  '__proto__;constructor',
])('made up by a client: %s', (argument) => {
  expect(knownFrom(argument)).toEqual({ when: null, reason: null });
});
