import { describe, expect, test } from '@jest/globals';
import { addDays, at, isWorkingDay, toInstant, toLocal } from '../../domain/time.ts';
import { afterWorkingDays, nextOfficeMoment } from '../../domain/working-days.ts';

const wall = (local: string) => toInstant(local);

describe('two working days later', () => {
  test.each([
    // An ordinary week.
    ['2026-03-09T10:00', '2026-03-11T10:00'],
    ['2026-03-12T10:00', '2026-03-16T10:00'],
    ['2026-03-13T10:00', '2026-03-17T10:00'],
    // Outside office hours it counts from when the office opens.
    ['2026-03-09T07:59', '2026-03-11T08:00'],
    ['2026-03-09T17:00', '2026-03-12T08:00'],
    ['2026-03-13T18:00', '2026-03-18T08:00'],
    ['2026-03-14T12:00', '2026-03-18T08:00'],
    ['2026-03-15T23:59', '2026-03-18T08:00'],
    // Easter 2026: Good Friday 3 April, Easter Monday 6 April.
    ['2026-04-02T10:00', '2026-04-08T10:00'],
    // First of May, a Friday; Ascension, Thursday 14 May.
    ['2026-04-30T10:00', '2026-05-05T10:00'],
    ['2026-05-13T10:00', '2026-05-18T10:00'],
    // Midsommarafton 2026 is Friday 19 June.
    ['2026-06-18T10:00', '2026-06-23T10:00'],
    // Julafton to annandag jul 2026 is Thursday to Saturday.
    ['2026-12-23T10:00', '2026-12-29T10:00'],
    // Nyårsafton 2026 is a Thursday, nyårsdagen a Friday, trettondagen Wednesday 6 January.
    ['2026-12-30T10:00', '2027-01-05T10:00'],
    ['2027-01-04T10:00', '2027-01-07T10:00'],
    // Midsommarafton 2027 to 2030.
    ['2027-06-24T10:00', '2027-06-29T10:00'],
    ['2028-06-22T10:00', '2028-06-27T10:00'],
    ['2029-06-21T10:00', '2029-06-26T10:00'],
    ['2030-06-20T10:00', '2030-06-25T10:00'],
    // Nationaldagen 2030 is a Thursday.
    ['2030-06-05T10:00', '2030-06-10T10:00'],
    // The clock is moved between: the same time on the wall.
    ['2026-03-27T10:00', '2026-03-31T10:00'],
    ['2026-10-23T10:00', '2026-10-27T10:00'],
  ])('%s is %s', (from, to) => {
    expect(toLocal(afterWorkingDays(wall(from), 2))).toBe(to);
  });

  test('seconds stay', () => {
    expect(afterWorkingDays('2026-03-09T09:00:12.345Z', 1)).toBe('2026-03-10T09:00:12.345Z');
  });

  test('on every day of 2026 to 2030 it ends on a working day, with exactly one working day between', () => {
    for (let day = '2026-01-01'; day < '2031-01-01'; day = addDays(day, 1)) {
      const end = toLocal(afterWorkingDays(wall(at(day, '12:00')), 2)).slice(0, 10);
      const from = toLocal(nextOfficeMoment(wall(at(day, '12:00')))).slice(0, 10);
      let between = 0;
      for (let one = addDays(from, 1); one < end; one = addDays(one, 1)) if (isWorkingDay(one)) between += 1;
      expect([day, isWorkingDay(end), between]).toEqual([day, true, 1]);
    }
  });
});

test('no days is the moment itself, or when the office opens', () => {
  expect(toLocal(afterWorkingDays(wall('2026-03-09T10:00'), 0))).toBe('2026-03-09T10:00');
  expect(toLocal(afterWorkingDays(wall('2026-12-24T10:00'), 0))).toBe('2026-12-28T08:00');
});
