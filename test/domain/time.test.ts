import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMinutes,
  addMonths,
  addMs,
  at,
  DAY,
  dateOf,
  daysBetween,
  HOUR,
  instantFromMs,
  instantSchema,
  isHoliday,
  isInstant,
  isLocalDate,
  isLocalDateTime,
  isWorkingDay,
  type LocalDate,
  localDateSchema,
  localDateTimeSchema,
  localTimeSchema,
  MINUTE,
  minutesBetween,
  mondayOf,
  msOf,
  timeOf,
  today,
  toInstant,
  toLocal,
  weekday,
} from '../../domain/time.ts';

describe('the two clock changes of a year', () => {
  // In March the clock goes from 02:00 to 03:00, in October from 03:00 to 02:00.
  test.each([
    // March: the minute before, the skipped hour, the minute after.
    ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T02:59', '2026-03-29T01:59:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29T09:00', '2026-03-29T07:00:00.000Z'],
    ['2026-03-28T09:00', '2026-03-28T08:00:00.000Z'],
    ['2027-03-28T01:59', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
    ['2027-03-28T03:00', '2027-03-28T01:00:00.000Z'],
    // October: the hour that comes twice is the first of the two.
    ['2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T02:00', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T02:59', '2026-10-25T00:59:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['2026-10-25T09:00', '2026-10-25T08:00:00.000Z'],
    ['2026-10-24T09:00', '2026-10-24T07:00:00.000Z'],
    ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
    ['2027-10-31T03:00', '2027-10-31T02:00:00.000Z'],
    // The turn of the year lies in one zone's year and not in the other's.
    ['2027-01-01T00:30', '2026-12-31T23:30:00.000Z'],
    ['2026-07-01T00:30', '2026-06-30T22:30:00.000Z'],
  ])('%s in Sweden is %s', (local, instant) => {
    expect(toInstant(local)).toBe(instant);
  });

  test.each([
    ['2026-03-29T00:59:59.999Z', '2026-03-29T01:59'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29T03:00'],
    ['2027-03-28T00:59:00.000Z', '2027-03-28T01:59'],
    ['2027-03-28T01:00:00.000Z', '2027-03-28T03:00'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25T02:30'],
    ['2026-10-25T00:59:59.999Z', '2026-10-25T02:59'],
    ['2026-10-25T01:00:00.000Z', '2026-10-25T02:00'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30'],
    ['2026-10-25T02:00:00.000Z', '2026-10-25T03:00'],
    ['2027-10-31T01:30:00.000Z', '2027-10-31T02:30'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01T00:00'],
    ['2026-12-31T22:59:59.999Z', '2026-12-31T23:59'],
  ])('%s is %s in Sweden', (instant, local) => {
    expect(toLocal(instant)).toBe(local);
    expect(today(instant)).toBe(dateOf(local));
  });

  test('a time that does not exist is no time for an appointment, one that comes twice is', () => {
    for (const minute of ['00', '30', '59']) {
      expect(isLocalDateTime(`2026-03-29T02:${minute}`)).toBe(false);
      expect(isLocalDateTime(`2027-03-28T02:${minute}`)).toBe(false);
      expect(isLocalDateTime(`2026-10-25T02:${minute}`)).toBe(true);
      expect(isLocalDateTime(`2027-10-31T02:${minute}`)).toBe(true);
    }
    for (const time of ['01:59', '03:00']) {
      expect(isLocalDateTime(`2026-03-29T${time}`)).toBe(true);
      expect(isLocalDateTime(`2027-03-28T${time}`)).toBe(true);
    }
    expect(localDateTimeSchema.safeParse('2026-03-29T02:30').error?.issues[0]?.message).toBe(
      'is not a day and time that exist in Sweden, such as 2026-03-10T09:00',
    );
  });

  test('the day of a change is 23 or 25 hours long', () => {
    const hours = (day: LocalDate) =>
      (msOf(toInstant(at(addDays(day, 1), '00:00'))) - msOf(toInstant(at(day, '00:00')))) / HOUR;
    expect(['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map(hours)).toEqual([23, 25, 23, 25]);
    expect(['2026-03-28', '2026-03-30', '2026-10-26', '2027-07-01'].map(hours)).toEqual([24, 24, 24, 24]);
  });
});

const anyMs = fc.integer({
  min: Date.parse('1990-01-01T00:00:00Z'),
  max: Date.parse('2060-01-01T00:00:00Z'),
});
/** Hours around the changes turn up as often as all others together. */
const nearChange = fc
  .tuple(
    fc.integer({ min: 1997, max: 2059 }),
    fc.constantFrom(3, 10),
    fc.integer({ min: -4 * 60, max: 4 * 60 }),
  )
  .map(([year, month, minutes]) => {
    const lastSunday = new Date(Date.UTC(year, month, 0));
    lastSunday.setUTCDate(lastSunday.getUTCDate() - lastSunday.getUTCDay());
    return lastSunday.getTime() + HOUR + minutes * MINUTE;
  });

test('days and times are those of the time zone database, at any instant', () => {
  fc.assert(
    fc.property(fc.oneof(anyMs, nearChange), (ms) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Stockholm');
      expect(toLocal(instantFromMs(ms))).toBe(
        zoned.toPlainDateTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' }),
      );
    }),
    { numRuns: 2000 },
  );
});

test('instants are those of the time zone database, at any wall-clock time, existing or not', () => {
  fc.assert(
    fc.property(fc.oneof(anyMs, nearChange), (ms) => {
      const local = new Date(ms).toISOString().slice(0, 16);
      const plain = Temporal.PlainDateTime.from(local);
      const zoned = plain.toZonedDateTime('Europe/Stockholm', { disambiguation: 'compatible' });
      expect(msOf(toInstant(local))).toBe(zoned.epochMilliseconds);
      expect(isLocalDateTime(local)).toBe(zoned.toPlainDateTime().equals(plain));
    }),
    { numRuns: 2000 },
  );
});

test('a wall-clock time survives the way there and back, unless it does not exist', () => {
  fc.assert(
    fc.property(fc.oneof(anyMs, nearChange), (ms) => {
      const local = new Date(ms).toISOString().slice(0, 16);
      if (isLocalDateTime(local)) expect(toLocal(toInstant(local))).toBe(local);
      else expect(toLocal(toInstant(local))).toBe(addMinutes(local, 60));
    }),
    { numRuns: 1000 },
  );
});

test('a text that is no instant or no local time gives an error, never a wrong time', () => {
  for (const text of ['', 'x', '2026-03-10T09:00', '2026-03-10', '+012026-03-10T16:05:00.000Z']) {
    expect(() => toLocal(text)).toThrow(RangeError);
  }
  for (const text of ['', 'x', '2026-02-30T09:00', '2026-03-10T24:00', '2026-03-10', '2026-03-10T09:00Z']) {
    expect(() => toInstant(text)).toThrow(RangeError);
  }
});

describe('what is a day, a time, an instant', () => {
  test.each([
    ['2026-03-10', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-1-1', false],
    ['26-01-01', false],
    ['2026-03-10 ', false],
    ['2026-03-10\n', false],
    ['+02026-03-10', false],
    ['12026-03-10', false],
    ['2026-03-10T00:00', false],
    ['20260310', false],
    ['', false],
    ['i morgon', false],
  ])('day %j: %s', (text, right) => {
    expect(isLocalDate(text)).toBe(right);
    expect(localDateSchema.safeParse(text).success).toBe(right);
  });

  test.each([
    ['2026-03-10T09:00', true],
    ['2026-03-10T23:59', true],
    ['2026-03-10T00:00', true],
    ['2026-03-10T24:00', false],
    ['2026-03-10T09:60', false],
    ['2026-02-30T09:00', false],
    ['2026-03-10T9:00', false],
    ['2026-03-10 09:00', false],
    ['2026-03-10T09:00:00', false],
    ['2026-03-10T09:00Z', false],
    ['2026-03-10T09:00+01:00', false],
    ['2026-03-10', false],
    ['', false],
  ])('day and time %j: %s', (text, right) => {
    expect(isLocalDateTime(text)).toBe(right);
  });

  test.each([
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['9:00', false],
    ['09:60', false],
    ['09:00:00', false],
    ['09.00', false],
  ])('clock time %j: %s', (text, right) => {
    expect(localTimeSchema.safeParse(text).success).toBe(right);
  });

  test.each([
    ['2026-03-10T16:05:00.000Z', true],
    ['2026-03-10T16:05:00Z', false],
    ['2026-03-10T17:05:00.000+01:00', false],
    ['2026-03-10T16:05:00.000', false],
    ['2026-02-30T16:05:00.000Z', false],
    // Would not sort as text among the others.
    ['+012026-03-10T16:05:00.000Z', false],
    ['', false],
    ['0', false],
  ])('instant %j: %s', (text, right) => {
    expect(isInstant(text)).toBe(right);
    expect(instantSchema.safeParse(text).success).toBe(right);
  });
});

describe('sums', () => {
  test.each([
    ['2026-01-12', 6, '2026-07-12'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 6, '2027-06-30'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-15', 24, '2029-12-15'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-01', -13, '2024-12-01'],
  ])('%s and %i months: %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test('with days: over months, leap days, years and clock changes', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2026-03-10', 0)).toBe('2026-03-10');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2027-12-31', '2028-12-31')).toBe(366);
    expect(daysBetween('2026-03-10', '2026-03-10')).toBe(0);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('nonsense', 1)).toThrow(RangeError);
  });

  test('with days, compared with Temporal', () => {
    fc.assert(
      fc.property(anyMs, fc.integer({ min: -4000, max: 4000 }), (ms, days) => {
        const date = new Date(ms).toISOString().slice(0, 10);
        const plain = Temporal.PlainDate.from(date);
        expect(addDays(date, days)).toBe(plain.add({ days }).toString());
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(weekday(date)).toBe(plain.dayOfWeek);
        expect(weekday(mondayOf(date))).toBe(1);
        expect(daysBetween(mondayOf(date), date)).toBe(weekday(date) - 1);
      }),
    );
  });

  test('with minutes on the wall clock and with milliseconds of real time', () => {
    expect(addMinutes('2026-03-10T23:50', 20)).toBe('2026-03-11T00:10');
    expect(addMinutes('2026-03-10T00:10', -20)).toBe('2026-03-09T23:50');
    expect(minutesBetween('2026-03-10T09:00', '2026-03-10T10:30')).toBe(90);
    expect(minutesBetween('2026-03-10T22:00', '2026-03-11T02:00')).toBe(240);
    expect(minutesBetween('2026-03-10T10:30', '2026-03-10T09:00')).toBe(-90);
    expect(addMs('2026-03-29T00:59:00.000Z', MINUTE)).toBe('2026-03-29T01:00:00.000Z');
    expect(addMs('2026-03-10T00:00:00.000Z', -DAY)).toBe('2026-03-09T00:00:00.000Z');
  });

  test('parts of a local time', () => {
    expect(dateOf('2026-03-10T09:15')).toBe('2026-03-10');
    expect(timeOf('2026-03-10T09:15')).toBe('09:15');
    expect(at('2026-03-10', '09:15')).toBe('2026-03-10T09:15');
  });
});

/** Written by hand from the almanac. Days that always fall on a Sunday stand here too. */
const HOLIDAYS: Readonly<Record<string, readonly string[]>> = {
  nyårsdagen: ['2026-01-01', '2027-01-01', '2028-01-01', '2029-01-01', '2030-01-01'],
  'trettondedag jul': ['2026-01-06', '2027-01-06', '2028-01-06', '2029-01-06', '2030-01-06'],
  långfredagen: ['2026-04-03', '2027-03-26', '2028-04-14', '2029-03-30', '2030-04-19'],
  påskdagen: ['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21'],
  'annandag påsk': ['2026-04-06', '2027-03-29', '2028-04-17', '2029-04-02', '2030-04-22'],
  'första maj': ['2026-05-01', '2027-05-01', '2028-05-01', '2029-05-01', '2030-05-01'],
  'Kristi himmelsfärdsdag': ['2026-05-14', '2027-05-06', '2028-05-25', '2029-05-10', '2030-05-30'],
  pingstdagen: ['2026-05-24', '2027-05-16', '2028-06-04', '2029-05-20', '2030-06-09'],
  nationaldagen: ['2026-06-06', '2027-06-06', '2028-06-06', '2029-06-06', '2030-06-06'],
  midsommarafton: ['2026-06-19', '2027-06-25', '2028-06-23', '2029-06-22', '2030-06-21'],
  midsommardagen: ['2026-06-20', '2027-06-26', '2028-06-24', '2029-06-23', '2030-06-22'],
  'alla helgons dag': ['2026-10-31', '2027-11-06', '2028-11-04', '2029-11-03', '2030-11-02'],
  julafton: ['2026-12-24', '2027-12-24', '2028-12-24', '2029-12-24', '2030-12-24'],
  juldagen: ['2026-12-25', '2027-12-25', '2028-12-25', '2029-12-25', '2030-12-25'],
  'annandag jul': ['2026-12-26', '2027-12-26', '2028-12-26', '2029-12-26', '2030-12-26'],
  nyårsafton: ['2026-12-31', '2027-12-31', '2028-12-31', '2029-12-31', '2030-12-31'],
};

test('the holidays of 2026 to 2030 are these and no others', () => {
  const found: string[] = [];
  for (let day = '2026-01-01'; day < '2031-01-01'; day = addDays(day, 1)) if (isHoliday(day)) found.push(day);
  expect(found).toEqual(Object.values(HOLIDAYS).flat().sort());
});

test('a working day is Monday to Friday and no holiday', () => {
  const holidays = new Set(Object.values(HOLIDAYS).flat());
  for (let day = '2026-01-01'; day < '2031-01-01'; day = addDays(day, 1)) {
    const plainWeekday = Temporal.PlainDate.from(day).dayOfWeek < 6;
    expect([day, isWorkingDay(day)]).toEqual([day, plainWeekday && !holidays.has(day)]);
  }
  // Days between and ordinary eves are worked.
  for (const day of ['2026-01-05', '2026-04-30', '2026-05-15', '2026-12-23', '2027-01-05', '2026-04-02']) {
    expect(isWorkingDay(day)).toBe(true);
  }
});
