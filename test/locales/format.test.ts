import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../domain/time.ts';
import {
  formatDate,
  formatDay,
  formatList,
  formatMinutes,
  formatMoment,
  formatNumber,
  formatSpan,
  formatTime,
} from '../../locales/format.ts';

const TODAY = '2026-03-10';

test('a date in words, with the year only when it is another', () => {
  expect(formatDate('2026-03-11', TODAY)).toBe('onsdag 11 mars');
  expect(formatDate('2026-12-31', TODAY)).toBe('torsdag 31 december');
  expect(formatDate('2027-01-01', TODAY)).toBe('fredag 1 januari 2027');
  expect(formatDate('2025-12-31', '2026-01-01')).toBe('onsdag 31 december 2025');
  expect(formatDate('2028-02-29', '2028-02-01')).toBe('tisdag 29 februari');
  // The day of a clock change is the same day on any host.
  expect(formatDate('2026-03-29', TODAY)).toBe('söndag 29 mars');
  expect(formatDate('2026-10-25', TODAY)).toBe('söndag 25 oktober');
  expect(formatDate('2027-03-28', '2027-01-01')).toBe('söndag 28 mars');
  expect(formatDate('2027-10-31', '2027-01-01')).toBe('söndag 31 oktober');
});

test('every weekday and every month in Swedish', () => {
  const weekdays = Array.from(
    { length: 7 },
    (_, day) => formatDate(addDays('2026-03-09', day), TODAY).split(' ')[0],
  );
  expect(weekdays).toEqual(['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag']);
  const months = Array.from(
    { length: 12 },
    (_, month) => formatDate(`2026-${String(month + 1).padStart(2, '0')}-15`, TODAY).split(' ')[2],
  );
  expect(months).toEqual([
    'januari',
    'februari',
    'mars',
    'april',
    'maj',
    'juni',
    'juli',
    'augusti',
    'september',
    'oktober',
    'november',
    'december',
  ]);
});

test('a near day has its name, and its date beside it', () => {
  expect(formatDay('2026-03-09', TODAY)).toBe('i går, måndag 9 mars');
  expect(formatDay('2026-03-10', TODAY)).toBe('i dag, tisdag 10 mars');
  expect(formatDay('2026-03-11', TODAY)).toBe('i morgon, onsdag 11 mars');
  expect(formatDay('2026-03-12', TODAY)).toBe('torsdag 12 mars');
  expect(formatDay('2026-03-08', TODAY)).toBe('söndag 8 mars');
  expect(formatDay('2027-01-01', '2026-12-31')).toBe('i morgon, fredag 1 januari 2027');
  expect(formatDay('2025-12-31', '2026-01-01')).toBe('i går, onsdag 31 december 2025');
  // A day of 23 hours and one of 25 are whole days.
  for (const change of ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']) {
    expect(formatDay(change, addDays(change, -1))).toMatch(/^i morgon, söndag /);
    expect(formatDay(change, change)).toMatch(/^i dag, söndag /);
    expect(formatDay(change, addDays(change, 1))).toMatch(/^i går, söndag /);
  }
});

test.each([
  ['09:00', 'klockan 9'],
  ['13:30', 'klockan 13.30'],
  ['09:05', 'klockan 9.05'],
  ['00:00', 'klockan 0'],
  ['00:30', 'klockan 0.30'],
  ['23:59', 'klockan 23.59'],
  ['10:00', 'klockan 10'],
])('%s is %s', (time, words) => {
  expect(formatTime(time)).toBe(words);
});

test('from and to', () => {
  expect(formatSpan('2026-03-10T09:00', '2026-03-10T10:30')).toBe('klockan 9 till 10.30');
  expect(formatSpan('2026-03-10T13:15', '2026-03-10T15:00')).toBe('klockan 13.15 till 15');
  expect(formatSpan('2026-03-10T22:00', '2026-03-11T06:00')).toBe('klockan 22 till 6');
});

test('a moment that has been', () => {
  expect(formatMoment('2026-03-10T09:15', TODAY)).toBe('i dag klockan 9.15');
  expect(formatMoment('2026-03-09T17:00', TODAY)).toBe('i går klockan 17');
  expect(formatMoment('2026-03-03T09:00', TODAY)).toBe('tisdag 3 mars klockan 9');
  expect(formatMoment('2025-12-30T09:00', TODAY)).toBe('tisdag 30 december 2025 klockan 9');
});

test.each([
  [0, '0 minuter'],
  [1, '1 minut'],
  [2, '2 minuter'],
  [45, '45 minuter'],
  [59, '59 minuter'],
  [60, '1 timme'],
  [61, '1 timme och 1 minut'],
  [75, '1 timme och 15 minuter'],
  [90, '1,5 timmar'],
  [105, '1 timme och 45 minuter'],
  [120, '2 timmar'],
  [150, '2,5 timmar'],
  [165, '2 timmar och 45 minuter'],
  [720, '12 timmar'],
])('%d minutes are %s', (minutes, words) => {
  expect(formatMinutes(minutes)).toBe(words);
});

test('a length is never said as "1 timmar", with a point, or with a long row of figures', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (minutes) => {
      const words = formatMinutes(minutes);
      expect(words).not.toMatch(/(^|\s)1 (timmar|minuter)|\.|,[^5]/);
      const [, hours = '0'] = /^([\d\u00a0]+(?:,5)?) timm/.exec(words) ?? [];
      const [, rest = '0'] = /(\d+) minut/.exec(words) ?? [];
      expect(Number(hours.replace(',', '.').replace(/\u00a0/g, '')) * 60 + Number(rest)).toBe(minutes);
    }),
  );
});

test.each([
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [1.5, '1,5'],
  [2.25, '2,3'],
  [37.5, '37,5'],
  [1234.5, '1\u00a0234,5'],
  [-3, '\u22123'],
])('%d is written %s', (value, words) => {
  expect(formatNumber(value)).toBe(words);
});

describe('a list', () => {
  test.each<[string[], string]>([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a och b'],
    [['a', 'b', 'c'], 'a, b och c'],
    [['a', 'b', 'c', 'd'], 'a, b, c och d'],
    [['a, b', 'c'], 'a, b och c'],
  ])('%j', (items, words) => {
    expect(formatList(items)).toBe(words);
  });
});
