import { expect, test } from '@jest/globals';
import { nextAbsenceId } from '../../domain/absence.ts';

test('an absence gets an id that none of the kept ones has, also when the oldest have gone', () => {
  expect(nextAbsenceId([])).toBe('a1');
  expect(nextAbsenceId([{ id: 'a1' }, { id: 'a2' }])).toBe('a3');
  expect(nextAbsenceId([{ id: 'a3' }, { id: 'a4' }])).toBe('a5');
  expect(nextAbsenceId([{ id: 'a10' }, { id: 'a9' }])).toBe('a11');
});
