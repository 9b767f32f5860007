import { describe, expect, test } from '@jest/globals';
import { understand } from '../../dialogs/understanding/understand.ts';
import { found, readDateCases } from './date-cases.ts';

describe('what is written means this time', () => {
  const cases = readDateCases();
  test('the table is long enough to mean something', () => {
    expect(cases.length).toBeGreaterThanOrEqual(190);
  });
  test.each(cases.map((one) => [one.text, one.now, one] as const))('%s (%s)', (_text, _now, one) => {
    expect(found(one)).toBe(one.expected);
  });
});

const NOW = '2026-03-10T08:00:00+01:00';

describe('what the conversation waits for changes what a day means', () => {
  test('a question about what has been turns a weekday back', () => {
    expect(understand('på torsdag', NOW, { expecting: 'date', past: true }).when?.start).toBe('2026-03-05');
    expect(understand('på torsdag', NOW, { expecting: 'date' }).when?.start).toBe('2026-03-12');
    expect(understand('den 5', NOW, { expecting: 'date', past: true }).when?.start).toBe('2026-03-05');
    expect(understand('5 mars', NOW, { expecting: 'date', past: true }).when?.start).toBe('2026-03-05');
  });
  test('a bare number is a day of the month only when a day was asked for', () => {
    expect(understand('12', NOW, { expecting: 'date' }).when).toEqual({
      grain: 'day',
      start: '2026-03-12',
      end: '2026-03-12',
    });
    expect(understand('12', NOW).when).toBeNull();
    expect(understand('99', NOW, { expecting: 'date' }).when).toBeNull();
  });
  test('a date without a letter is read as well', () => {
    expect(understand('14/3', NOW).when?.start).toBe('2026-03-14');
    expect(understand('10:30', NOW).when?.start).toBe('2026-03-10T10:30:00+01:00');
  });
});

test('a stretch without an end says so', () => {
  expect(understand('sjuk från och med imorgon', NOW).when).toEqual({
    grain: 'day',
    start: '2026-03-11',
    end: '2026-03-11',
    open: 'end',
  });
  expect(understand('kan inte imorgon efter kl 14', NOW).when?.open).toBe('end');
  expect(understand('kan inte imorgon före kl 10', NOW).when?.open).toBe('start');
});

test('days that do not lie side by side are each taken care of', () => {
  const meaning = understand('jag är sjuk på måndag och onsdag', NOW);
  expect(meaning.when?.start).toBe('2026-03-16');
  expect(meaning.more.map(({ intent, when, reason }) => [intent, when?.start, reason])).toEqual([
    ['report_absence', '2026-03-18', 'sick'],
  ]);
});

test('spans in minutes', () => {
  expect(understand('jag blir 20 minuter sen', NOW).minutes).toBe(20);
  expect(understand('påminn mig en timme innan', NOW).minutes).toBe(60);
  expect(understand('påminn mig en halvtimme före', NOW).minutes).toBe(30);
  expect(understand('påminn mig två timmar innan', NOW).minutes).toBe(120);
  expect(understand('en kvart sen', NOW).minutes).toBe(15);
  expect(understand('jag är sjuk', NOW).minutes).toBeNull();
});

test('now must be an instant', () => {
  expect(() => understand('hej', 'igår')).toThrow(RangeError);
});
