import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import {
  dayNumber,
  easter,
  isoDay,
  isoInstant,
  localTime,
  mondayOfWeek,
  NAMED_DAYS,
  weekday,
} from '../../dialogs/understanding/calendar.ts';

const ZONE = 'Europe/Stockholm';

describe('plain arithmetic agrees with the zone data of the host', () => {
  test('local time, hour by hour over the changes of 2024 to 2040', () => {
    for (let year = 2024; year <= 2040; year++) {
      for (const month of [3, 10]) {
        const last = dayNumber(year, month, 31);
        const sunday = last - (weekday(last) % 7);
        for (let hour = -6; hour <= 30; hour++) {
          const instant = Temporal.Instant.fromEpochMilliseconds((sunday * 24 + hour) * 3_600_000);
          const zoned = instant.toZonedDateTimeISO(ZONE);
          const { day, minute } = localTime(instant.toString());
          expect([isoDay(day), minute]).toEqual([
            zoned.toPlainDate().toString(),
            zoned.hour * 60 + zoned.minute,
          ]);
        }
      }
    }
  });

  test('instants, every half hour of both days of change and an ordinary day', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2026-07-01', '2027-03-28', '2027-10-31']) {
      const plain = Temporal.PlainDate.from(date);
      const day = dayNumber(plain.year, plain.month, plain.day);
      for (let minute = 0; minute < 1440; minute += 30) {
        const zoned = plain
          .toPlainDateTime(Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }))
          .toZonedDateTime(ZONE, { disambiguation: 'compatible' });
        expect(isoInstant(day, minute)).toBe(zoned.toString({ timeZoneName: 'never' }));
      }
    }
  });
});

test('weeks of the year, the 53rd only where there is one', () => {
  expect(isoDay(mondayOfWeek(2026, 53) as number)).toBe('2026-12-28');
  expect(mondayOfWeek(2025, 53)).toBeNull();
  expect(isoDay(mondayOfWeek(2027, 1) as number)).toBe('2027-01-04');
});

test('holidays that move', () => {
  expect([2025, 2026, 2027, 2038].map((year) => isoDay(easter(year)))).toEqual([
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ]);
  const on = (name: string, year: number): string =>
    isoDay((NAMED_DAYS[name] as (year: number) => number)(year));
  expect(on('midsommarafton', 2026)).toBe('2026-06-19');
  expect(on('midsommarafton', 2027)).toBe('2027-06-25');
  expect(on('alla helgons dag', 2026)).toBe('2026-10-31');
  expect(on('kristi himmelsfardsdag', 2026)).toBe('2026-05-14');
});
