import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { type Appointment, occurrencesOf } from '../../domain/appointment.ts';
import {
  firstRuleDay,
  MAX_COUNT,
  MAX_INTERVAL,
  readRule,
  ruleDays,
  ruleOf,
} from '../../domain/recurrence.ts';
import { addDays, at, dateOf, type LocalDate, type LocalDateTime, toInstant } from '../../domain/time.ts';

/** The days of a rule as an independent library gives them, computed in the zone with the clock time, changes of the clock included. */
function daysOfLibrary(rule: string, start: LocalDateTime, from: LocalDate, to: LocalDate): LocalDate[] {
  const dtstart = start.replaceAll(/[-:]/g, '');
  const library = new RRuleTemporal({
    rruleString: `DTSTART;TZID=Europe/Stockholm:${dtstart}00\nRRULE:${rule}`,
  });
  return library
    .between(new Date(toInstant(at(from, '00:00'))), new Date(toInstant(at(to, '23:59'))), true)
    .map((zoned) => zoned.toPlainDate().toString());
}

function days(rule: string, start: LocalDateTime, from: LocalDate, to: LocalDate): LocalDate[] {
  return ruleDays(ruleOf(rule), start, from, to);
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const weekdays = fc.subarray([...WEEKDAYS], { minLength: 1 });
const interval = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 12 }).map((n) => `;INTERVAL=${n}`),
);
const end = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 60 }).map((n) => `;COUNT=${n}`),
  fc.integer({ min: 0, max: 1500 }).map((n) => `;UNTIL=${addDays('2026-01-01', n).replaceAll('-', '')}`),
  fc
    .tuple(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 24 * 60 - 1 }))
    .map(([day, minute]) => {
      const time = new Date(Date.parse('2026-01-01T00:00:00Z') + day * 86_400_000 + minute * 60_000);
      return `;UNTIL=${time.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    }),
);
const daily = fc
  .tuple(
    interval,
    fc.oneof(
      fc.constant(''),
      weekdays.map((list) => `;BYDAY=${list.join(',')}`),
    ),
    end,
  )
  .map((parts) => `FREQ=DAILY${parts.join('')}`);
const weekly = fc
  .tuple(
    interval,
    fc.oneof(
      fc.constant(''),
      weekdays.map((list) => `;BYDAY=${list.join(',')}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.constantFrom(...WEEKDAYS).map((day) => `;WKST=${day}`),
    ),
    end,
  )
  .map((parts) => `FREQ=WEEKLY${parts.join('')}`);
const monthDays = (most: number) =>
  fc.uniqueArray(
    fc.integer({ min: -most, max: most }).filter((day) => day !== 0),
    { minLength: 1, maxLength: 6 },
  );
const monthlyDays = fc.oneof(
  fc.constant(''),
  monthDays(28).map((list) => `;BYMONTHDAY=${list.join(',')}`),
  weekdays.map((list) => `;BYDAY=${list.join(',')}`),
  fc
    .array(
      fc.tuple(fc.constantFrom('1', '2', '3', '4', '-1', '-2', '+3', '-4', ''), fc.constantFrom(...WEEKDAYS)),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((list) => `;BYDAY=${list.map((day) => day.join('')).join(',')}`),
  fc.tuple(weekdays, monthDays(31)).map(([week, month]) => `;BYDAY=${week};BYMONTHDAY=${month}`),
  fc
    .tuple(weekdays, fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, -1, -2, -3), { minLength: 1, maxLength: 3 }))
    .map(([week, positions]) => `;BYDAY=${week};BYSETPOS=${positions}`),
  fc
    .tuple(monthDays(28), fc.uniqueArray(fc.constantFrom(1, 2, -1), { minLength: 1, maxLength: 2 }))
    .map(([month, positions]) => `;BYMONTHDAY=${month};BYSETPOS=${positions}`),
);
const monthly = fc.tuple(interval, monthlyDays, end).map((parts) => `FREQ=MONTHLY${parts.join('')}`);

describe.each([
  ['daily', daily],
  ['weekly', weekly],
  ['monthly', monthly],
])('%s rules', (_name, rules) => {
  test('give the days that an independent library gives', () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom('00:00', '09:00', '13:30', '23:45'),
        fc.integer({ min: -60, max: 1200 }),
        fc.integer({ min: 0, max: 70 }),
        (rule, startDay, time, fromDay, length) => {
          const read = readRule(rule);
          if (!read.ok) throw new Error(`${rule}: ${read.problem}`);
          const wished = at(addDays('2026-01-01', startDay), time);
          // A start that the rule does not give is refused in a plan: take the first one that it gives.
          const first = firstRuleDay(read.rule, wished, 4000);
          if (first === null) return;
          const start = at(first, time);
          const from = addDays(first, fromDay);
          const to = addDays(from, length);
          expect(ruleDays(read.rule, start, from, to)).toEqual(daysOfLibrary(rule, start, from, to));
        },
      ),
      { numRuns: 600 },
    );
  }, 60_000);

  test('say the same of one day as of many, and give nothing outside what was asked for', () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: -10, max: 500 }),
        (rule, n, m) => {
          const start = at(addDays('2026-01-01', n), '09:00');
          const from = addDays(dateOf(start), m);
          const to = addDays(from, 40);
          const found = days(rule, start, from, to);
          expect(found).toEqual([...new Set(found)].sort());
          for (let day = from; day <= to; day = addDays(day, 1)) {
            expect(days(rule, start, day, day)).toEqual(found.includes(day) ? [day] : []);
          }
          expect(days(rule, start, to, from)).toEqual([]);
          expect(found.every((day) => day >= dateOf(start))).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('rules with known days', () => {
  test.each([
    // Every second week, and where the week begins matters: RFC 5545, 3.8.5.3.
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '1997-08-05',
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '1997-08-05',
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=1FR', '1997-09-05', ['1997-09-05', '1997-10-03', '1997-11-07']],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', '1997-09-22', ['1997-09-22', '1997-10-20', '1997-11-17']],
    ['FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-3', '1997-09-28', ['1997-09-28', '1997-10-29', '1997-11-28']],
    [
      'FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-01-30',
      ['2026-01-30', '2026-02-27', '2026-03-31'],
    ],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3', '2026-02-13', ['2026-02-13', '2026-03-13', '2026-11-13']],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4',
      '2028-01-31',
      ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
    ],
    // Over both clock changes.
    ['FREQ=DAILY;UNTIL=20260330', '2026-03-28', ['2026-03-28', '2026-03-29', '2026-03-30']],
    ['FREQ=WEEKLY;BYDAY=SU;UNTIL=20261101', '2026-10-18', ['2026-10-18', '2026-10-25', '2026-11-01']],
    ['FREQ=DAILY;INTERVAL=3;COUNT=3', '2026-12-29', ['2026-12-29', '2027-01-01', '2027-01-04']],
    ['FREQ=WEEKLY;BYDAY=MO,MO', '2026-01-05', ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']],
  ])('%s from %s', (rule, start, expected) => {
    expect(days(rule, at(start, '09:00'), start, addDays(start, 400)).slice(0, expected.length)).toEqual(
      expected,
    );
  });

  test.each([
    // At 9 in winter it is 8 in UTC.
    ['20260310', '2026-03-10'],
    ['20260310T080000Z', '2026-03-10'],
    ['20260310T075959Z', '2026-03-09'],
    ['20260310T000000Z', '2026-03-09'],
    ['20260310T225959Z', '2026-03-10'],
    // One minute to midnight in Sweden; in UTC still the same day.
    ['20260309T225900Z', '2026-03-09'],
    // A time without zone is one in Sweden.
    ['20260310T090000', '2026-03-10'],
    ['20260310T085900', '2026-03-09'],
    // In summer it is 7 in UTC.
    ['20260610T070000Z', '2026-06-10'],
    ['20260610T065900Z', '2026-06-09'],
  ])('UNTIL=%s ends a meeting at 9 with %s', (until, last) => {
    expect(days(`FREQ=DAILY;UNTIL=${until}`, '2026-03-01T09:00', '2026-03-01', '2026-12-31').at(-1)).toBe(
      last,
    );
  });

  test('COUNT counts from the start, also when the start is not asked for', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=TU;COUNT=3';
    expect(days(rule, '2026-01-13T09:00', '2026-01-14', '2026-12-31')).toEqual(['2026-01-20', '2026-01-27']);
    expect(days(rule, '2026-01-13T09:00', '2026-01-28', '2026-12-31')).toEqual([]);
  });
});

test('each rule that is refused says why, and what to write', () => {
  const day31 = 'which not every month has: BYMONTHDAY=-1 is the last day of the month';
  const until =
    'has an UNTIL that is not a day that exists such as 20261231, or a time such as 20261231T225900Z';
  const count = `has a COUNT that is not a figure from 1 to ${MAX_COUNT}`;
  const interval = `has a INTERVAL that is not a figure from 1 to ${MAX_INTERVAL}`;
  const part =
    'has a part that is not one of FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYSETPOS, COUNT, UNTIL, WKST; write a rule such as FREQ=WEEKLY;BYDAY=TU,TH';
  const freq = 'is not a daily, weekly or monthly rule such as FREQ=WEEKLY;BYDAY=TU,TH';
  const byday = 'has a BYDAY that is not a day such as MO, or 1MO';
  const refused: [string, string][] = [
    ['', part],
    ['varje tisdag', part],
    ['RRULE:FREQ=WEEKLY', part],
    ['FREQ=WEEKLY;', part],
    [';FREQ=WEEKLY', part],
    ['FREQ=WEEKLY;BYDAY=', part],
    ['FREQ=WEEKLY;BYDAY=MO=TU', part],
    ['FREQ=WEEKLY;BYHOUR=9', part],
    ['FREQ=WEEKLY;EXDATE=20260101', part],
    ['FREQ=WEEKLY\nEXDATE:20260101', freq],
    ['freq=weekly', part],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', 'has BYDAY twice'],
    ['INTERVAL=2', freq],
    ['FREQ=YEARLY', freq],
    ['FREQ=HOURLY', freq],
    ['FREQ=SECONDLY;INTERVAL=1', freq],
    ['FREQ=WEEKLY;INTERVAL=0', interval],
    ['FREQ=WEEKLY;INTERVAL=-1', interval],
    ['FREQ=WEEKLY;INTERVAL=100', interval],
    ['FREQ=WEEKLY;INTERVAL=99999999999999999999', interval],
    ['FREQ=WEEKLY;INTERVAL=1.5', interval],
    ['FREQ=WEEKLY;INTERVAL=1e3', interval],
    ['FREQ=WEEKLY;COUNT=0', count],
    ['FREQ=WEEKLY;COUNT=1001', count],
    ['FREQ=DAILY;COUNT=1000000000', count],
    ['FREQ=WEEKLY;COUNT=many', count],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20261231', 'has both COUNT and UNTIL: use one of them'],
    ['FREQ=WEEKLY;UNTIL=HELLO', until],
    ['FREQ=WEEKLY;UNTIL=20260230', until],
    ['FREQ=WEEKLY;UNTIL=99999999', until],
    ['FREQ=WEEKLY;UNTIL=00000101', until],
    ['FREQ=WEEKLY;UNTIL=2026-12-31', until],
    ['FREQ=WEEKLY;UNTIL=20261231T250000Z', until],
    ['FREQ=WEEKLY;UNTIL=20261231T235960Z', until],
    ['FREQ=WEEKLY;UNTIL=20261231T2359Z', until],
    ['FREQ=WEEKLY;BYDAY=XX', byday],
    ['FREQ=WEEKLY;BYDAY=TI', byday],
    ['FREQ=WEEKLY;BYDAY=MO,', byday],
    ['FREQ=WEEKLY;BYDAY=99MO', byday],
    ['FREQ=WEEKLY;BYDAY=2MO', 'has 2MO, and numbered days are for FREQ=MONTHLY only'],
    ['FREQ=DAILY;BYDAY=-1MO', 'has -1MO, and numbered days are for FREQ=MONTHLY only'],
    ['FREQ=MONTHLY;BYDAY=5MO', 'has 5MO, which not every month has: -1MO is the last one of the month'],
    ['FREQ=MONTHLY;BYDAY=-5MO', 'has -5MO, which not every month has: -1MO is the last one of the month'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'has 0MO, which not every month has: -1MO is the last one of the month'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', `has day 31, ${day31}`],
    ['FREQ=MONTHLY;BYMONTHDAY=29', `has day 29, ${day31}`],
    ['FREQ=MONTHLY;BYMONTHDAY=-30', `has day -30, ${day31}`],
    [
      'FREQ=MONTHLY;BYMONTHDAY=0',
      'has a BYMONTHDAY that is not a figure from 1 to 31, or -1 to -31 from the end',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=32',
      'has a BYMONTHDAY that is not a figure from 1 to 31, or -1 to -31 from the end',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32',
      'has a BYSETPOS that is not a figure from 1 to 31, or -1 to -31 from the end',
    ],
    ['FREQ=MONTHLY;BYSETPOS=1', 'has BYSETPOS without BYDAY or BYMONTHDAY'],
    [
      'FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1',
      'has a numbered BYDAY such as 1MO together with BYMONTHDAY or BYSETPOS: use one of them',
    ],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'has BYMONTHDAY or BYSETPOS, which are for FREQ=MONTHLY only'],
    ['FREQ=DAILY;BYDAY=MO;BYSETPOS=1', 'has BYMONTHDAY or BYSETPOS, which are for FREQ=MONTHLY only'],
    ['FREQ=WEEKLY;WKST=XX', 'has a WKST that is not a day such as MO'],
  ];
  expect(refused.map(([rule]) => [rule, readRule(rule)])).toEqual(
    refused.map(([rule, problem]) => [rule, { ok: false, problem }]),
  );
});

test('any text is answered, and nothing that is accepted takes long', () => {
  const piece = fc.constantFrom(
    'FREQ=',
    'DAILY',
    'WEEKLY',
    'MONTHLY',
    ';INTERVAL=',
    ';BYDAY=',
    ';BYMONTHDAY=',
    ';BYSETPOS=',
    ';COUNT=',
    ';UNTIL=',
    ';WKST=',
    'MO',
    'SU',
    '1',
    '-1',
    '2',
    '31',
    '99',
    '1000',
    '1000000000',
    ',',
    '=',
    ';',
    '20260101',
    '20261231T225900Z',
    '+',
  );
  const pieces = fc.array(piece, { maxLength: 14 }).map((list) => list.join(''));
  const appointment = {
    id: 'a',
    start: '2026-01-05T09:00',
    end: '2026-01-05T10:00',
    exceptions: [],
    onHolidays: 'held',
  };
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(fc.string(), pieces, daily, weekly, monthly), (text) => {
      if (!readRule(text).ok) return;
      accepted += 1;
      // One that never ends, or nearly so, runs into the time limit of the test.
      expect(() =>
        occurrencesOf(
          { ...appointment, recurrence: text } as unknown as Appointment,
          '2026-01-01T00:00',
          '2028-01-01T00:00',
        ),
      ).not.toThrow();
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(1000);
});
