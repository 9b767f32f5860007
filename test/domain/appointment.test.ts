import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  APPOINTMENT_KINDS,
  type Appointment,
  appointmentSchema,
  booked,
  bookedOn,
  findOccurrence,
  nextBooked,
  type Occurrence,
  occurrencesOf,
} from '../../domain/appointment.ts';
import { parsePlan } from '../../domain/plan.ts';
import { addDays, addMinutes, at } from '../../domain/time.ts';

type Input = Partial<Record<keyof Appointment, unknown>>;

/** Tuesdays 9 to 10 from 13 January 2026 unless told otherwise. */
function appointment(over: Input = {}): Appointment {
  return appointmentSchema.parse(input(over));
}

function input(over: Input = {}): Input {
  return {
    id: 'm',
    kind: 'supervisor-meeting',
    start: '2026-01-13T09:00',
    end: '2026-01-13T10:00',
    recurrence: 'FREQ=WEEKLY;BYDAY=TU',
    ...over,
  };
}

/** What is wrong with it: field and problem. */
function faults(over: Input): string[] {
  const parsed = appointmentSchema.safeParse(input(over));
  return (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

const day = (date: string): [string, string] => [at(date, '00:00'), at(addDays(date, 1), '00:00')];
const shape = (occurrences: readonly Occurrence[]) => occurrences.map((entry) => [entry.start, entry.state]);
const starts = (occurrences: readonly Occurrence[]) => occurrences.map((entry) => entry.start);

describe('once', () => {
  const once = appointment({
    recurrence: null,
    start: '2026-03-10T09:00',
    end: '2026-03-10T10:30',
    place: 'Sal 1',
  });

  test('the window begins with its first minute and ends before its last', () => {
    const found = (from: string, to: string) => occurrencesOf(once, from, to).length;
    expect(found('2026-03-10T09:00', '2026-03-10T09:01')).toBe(1);
    expect(found('2026-03-10T09:01', '2026-03-11T00:00')).toBe(0);
    expect(found('2026-03-10T00:00', '2026-03-10T09:00')).toBe(0);
    expect(found('2026-03-11T00:00', '2026-03-10T00:00')).toBe(0);
    expect(found('2026-03-10T09:00', '2026-03-10T09:00')).toBe(0);
  });

  test('says when, where and under which key', () => {
    expect(bookedOn([once], '2026-03-10')).toEqual([
      {
        key: 'm@2026-03-10T09:00',
        appointment: once,
        start: '2026-03-10T09:00',
        end: '2026-03-10T10:30',
        place: 'Sal 1',
        state: 'planned',
      },
    ]);
  });

  test('can be moved and called off', () => {
    const moved = appointment({
      ...once,
      exceptions: [{ on: '2026-03-10', change: 'moved', start: '2026-04-02T13:00', place: 'Sal 2' }],
    });
    expect(bookedOn([moved], '2026-03-10')).toEqual([]);
    expect(bookedOn([moved], '2026-04-02')).toMatchObject([
      {
        key: 'm@2026-03-10T09:00',
        start: '2026-04-02T13:00',
        end: '2026-04-02T14:30',
        place: 'Sal 2',
        state: 'moved',
      },
    ]);
    const off = appointment({ ...once, exceptions: [{ on: '2026-03-10', change: 'cancelled' }] });
    expect(bookedOn([off], '2026-03-10')).toEqual([]);
    expect(shape(occurrencesOf(off, ...day('2026-03-10')))).toEqual([['2026-03-10T09:00', 'cancelled']]);
  });

  test('is held on a holiday: somebody has booked that very day', () => {
    const christmas = appointment({ recurrence: null, start: '2026-12-24T09:00', end: '2026-12-24T10:00' });
    expect(shape(bookedOn([christmas], '2026-12-24'))).toEqual([['2026-12-24T09:00', 'planned']]);
  });
});

describe('again and again', () => {
  test('at the same clock time on both sides of both clock changes', () => {
    const sundays = appointment({
      start: '2026-01-04T02:30',
      end: '2026-01-04T05:00',
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
      onHolidays: 'held',
    });
    const found = (from: string, to: string) => starts(booked([sundays], at(from, '00:00'), at(to, '00:00')));
    expect(found('2026-03-22', '2026-04-06')).toEqual([
      '2026-03-22T02:30',
      '2026-03-29T02:30',
      '2026-04-05T02:30',
    ]);
    expect(found('2027-10-24', '2027-11-08')).toEqual([
      '2027-10-24T02:30',
      '2027-10-31T02:30',
      '2027-11-07T02:30',
    ]);
    const tuesdays = appointment();
    expect(starts(booked([tuesdays], '2026-03-24T00:00', '2026-04-08T00:00'))).toEqual([
      '2026-03-24T09:00',
      '2026-03-31T09:00',
      '2026-04-07T09:00',
    ]);
    expect(starts(booked([tuesdays], '2027-10-26T00:00', '2027-11-03T00:00'))).toEqual([
      '2027-10-26T09:00',
      '2027-11-02T09:00',
    ]);
  });

  test('never before its start, and to the end that the rule gives', () => {
    const counted = appointment({ recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' });
    expect(starts(booked([counted], '2025-01-01T00:00', '2030-01-01T00:00'))).toEqual([
      '2026-01-13T09:00',
      '2026-01-20T09:00',
      '2026-01-27T09:00',
    ]);
    const until = appointment({ recurrence: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260127T075959Z' });
    expect(starts(booked([until], '2025-01-01T00:00', '2030-01-01T00:00'))).toEqual([
      '2026-01-13T09:00',
      '2026-01-20T09:00',
    ]);
  });

  test('a cancelled one counts in COUNT, as in every calendar', () => {
    const counted = appointment({
      recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2',
      exceptions: [{ on: '2026-01-20', change: 'cancelled' }],
    });
    expect(shape(occurrencesOf(counted, '2026-01-01T00:00', '2026-12-31T00:00'))).toEqual([
      ['2026-01-13T09:00', 'planned'],
      ['2026-01-20T09:00', 'cancelled'],
    ]);
  });

  test('holidays and their eves are off, unless it is held then; nothing is moved for them', () => {
    const thursdays = {
      start: '2026-01-08T09:00',
      end: '2026-01-08T10:00',
      recurrence: 'FREQ=WEEKLY;BYDAY=TH',
    };
    const window: [string, string] = ['2026-12-17T00:00', '2027-01-08T00:00'];
    expect(shape(occurrencesOf(appointment(thursdays), ...window))).toEqual([
      ['2026-12-17T09:00', 'planned'],
      ['2026-12-24T09:00', 'cancelled'],
      ['2026-12-31T09:00', 'cancelled'],
      ['2027-01-07T09:00', 'planned'],
    ]);
    expect(
      shape(occurrencesOf(appointment({ ...thursdays, onHolidays: 'held' }), ...window)).map(
        ([, state]) => state,
      ),
    ).toEqual(['planned', 'planned', 'planned', 'planned']);
  });

  test('one that is moved away from a holiday is held where it was moved to, a holiday included', () => {
    const moved = appointment({
      start: '2026-01-08T09:00',
      end: '2026-01-08T10:00',
      recurrence: 'FREQ=WEEKLY;BYDAY=TH',
      exceptions: [
        { on: '2026-12-24', change: 'moved', start: '2026-12-23T09:00' },
        { on: '2026-05-07', change: 'moved', start: '2026-05-14T13:00' },
      ],
    });
    expect(shape(bookedOn([moved], '2026-12-23'))).toEqual([['2026-12-23T09:00', 'moved']]);
    expect(shape(bookedOn([moved], '2026-05-14'))).toEqual([['2026-05-14T13:00', 'moved']]);
  });
});

describe('moved', () => {
  const moved = appointment({
    exceptions: [
      { on: '2026-03-10', change: 'moved', start: '2026-03-12T13:00', end: '2026-03-12T15:00' },
      // Far away in both directions.
      { on: '2026-03-17', change: 'moved', start: '2026-06-01T08:00' },
      { on: '2026-03-24', change: 'moved', start: '2026-01-02T08:00' },
      // To the day of the next.
      { on: '2026-03-31', change: 'moved', start: '2026-04-07T09:00' },
    ],
  });

  test('out of a window: gone from it; into a window: in it', () => {
    expect(bookedOn([moved], '2026-03-10')).toEqual([]);
    expect(shape(bookedOn([moved], '2026-03-12'))).toEqual([['2026-03-12T13:00', 'moved']]);
    expect(shape(bookedOn([moved], '2026-06-01'))).toEqual([['2026-06-01T08:00', 'moved']]);
    expect(shape(bookedOn([moved], '2026-01-02'))).toEqual([['2026-01-02T08:00', 'moved']]);
    expect(starts(booked([moved], '2026-03-02T00:00', '2026-04-01T00:00'))).toEqual([
      '2026-03-03T09:00',
      '2026-03-12T13:00',
    ]);
  });

  test('its length is kept unless a new end is given', () => {
    expect(bookedOn([moved], '2026-03-12')[0]?.end).toBe('2026-03-12T15:00');
    expect(bookedOn([moved], '2026-06-01')[0]?.end).toBe('2026-06-01T09:00');
  });

  test('two at the same time are two, in a fixed order', () => {
    expect(bookedOn([moved], '2026-04-07').map((entry) => [entry.key, entry.state])).toEqual([
      ['m@2026-03-31T09:00', 'moved'],
      ['m@2026-04-07T09:00', 'planned'],
    ]);
  });

  test('the key stays the same over a move and says what it was at first', () => {
    const before = findOccurrence([appointment()], 'm@2026-03-10T09:00');
    const after = findOccurrence([moved], 'm@2026-03-10T09:00');
    expect(before?.start).toBe('2026-03-10T09:00');
    expect(after).toMatchObject({ key: before?.key, start: '2026-03-12T13:00', state: 'moved' });
    expect(bookedOn([moved], '2026-03-12')[0]).toEqual(after);
  });
});

describe('found by its key', () => {
  const plan = [
    appointment(),
    appointment({ id: 'once', recurrence: null, start: '2026-03-10T13:00', end: '2026-03-10T14:00' }),
  ];

  test.each([
    ['m@2026-03-10T09:00', '2026-03-10T09:00'],
    ['m@2036-03-11T09:00', '2036-03-11T09:00'],
    ['once@2026-03-10T13:00', '2026-03-10T13:00'],
    ['m@2026-03-11T09:00', null],
    ['m@2026-03-10T09:01', null],
    ['m@2026-01-06T09:00', null],
    ['once@2026-03-11T13:00', null],
    ['gone@2026-03-10T09:00', null],
    // Buttons can be forged, and old ones can hold anything.
    ['', null],
    ['@', null],
    ['m', null],
    ['m@', null],
    ['m@m', null],
    ['m@2026-03-10', null],
    ['m@2026-03-10T', null],
    ['m@xxxx-xx-xxT09:00', null],
    ['m@2026-99-99T09:00', null],
    ['m@2026-02-30T09:00', null],
    ['m@+012026-03-10T09:00', null],
    ['m@2026-03-10T09:00@x', null],
    ['m@2026-03-10T09:00Z', null],
    ['m@2026-03-10T09:00 ', null],
    ['once@2026-03-10T13:00@', null],
    ['__proto__@2026-03-10T09:00', null],
  ])('%j', (key, start) => {
    expect(findOccurrence(plan, key)?.start ?? null).toBe(start);
  });

  test('any text is answered', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `m@${text}`),
        ),
        (key) => {
          expect(findOccurrence(plan, key)).toBeNull();
        },
      ),
    );
  });

  test('one that is off is found, so that it can be said that it is off', () => {
    const off = appointment({ exceptions: [{ on: '2026-03-10', change: 'cancelled' }] });
    expect(findOccurrence([off], 'm@2026-03-10T09:00')?.state).toBe('cancelled');
    const christmas = appointment({
      start: '2026-01-08T09:00',
      end: '2026-01-08T10:00',
      recurrence: 'FREQ=WEEKLY',
    });
    expect(findOccurrence([christmas], 'm@2026-12-24T09:00')?.state).toBe('cancelled');
  });
});

describe('what is booked next', () => {
  const tuesdays = appointment();

  test('what goes on now is next until it ends', () => {
    expect(nextBooked([tuesdays], '2026-03-10T09:59')?.start).toBe('2026-03-10T09:00');
    expect(nextBooked([tuesdays], '2026-03-10T10:00')?.start).toBe('2026-03-17T09:00');
    expect(nextBooked([tuesdays], '2026-03-10T08:00')?.start).toBe('2026-03-10T09:00');
  });

  test('a night that has begun yesterday goes on', () => {
    const night = appointment({ start: '2026-01-13T21:00', end: '2026-01-14T09:00' });
    expect(nextBooked([night], '2026-03-11T08:59')?.start).toBe('2026-03-10T21:00');
    expect(nextBooked([night], '2026-03-11T09:00')?.start).toBe('2026-03-17T21:00');
  });

  test.each([
    ['in two weeks', '2026-03-25', '2026-03-25'],
    ['in two months', '2026-05-08', '2026-05-08'],
    ['in eleven months', '2027-02-10', '2027-02-10'],
    ['in a year', '2027-03-10', '2027-03-10'],
    ['later than a year', '2027-03-12', null],
  ])('%s', (_name, date, found) => {
    const once = appointment({ recurrence: null, start: at(date, '09:00'), end: at(date, '10:00') });
    expect(nextBooked([once], '2026-03-10T12:00')?.start.slice(0, 10) ?? null).toBe(found);
  });

  test('nothing that is off, and nothing when there is nothing', () => {
    const ended = appointment({
      recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2',
      exceptions: [{ on: '2026-01-20', change: 'cancelled' }],
    });
    expect(nextBooked([ended], '2026-01-13T10:00')).toBeNull();
    expect(nextBooked([ended], '2026-01-13T09:30')?.start).toBe('2026-01-13T09:00');
    expect(nextBooked([], '2026-01-13T09:30')).toBeNull();
  });

  test('is the first of all that have not ended, whatever the plan', () => {
    fc.assert(
      fc.property(plans(), fc.integer({ min: 0, max: 3000 }), (plan, steps) => {
        const now = addMinutes('2026-01-01T00:00', steps * 50);
        const all = booked(plan, addMinutes(now, -2 * 24 * 60), addMinutes(now, 60 * 24 * 60));
        const next = nextBooked(plan, now);
        const first = all.find((entry) => entry.end > now);
        if (first) expect(next).toEqual(first);
        else expect(next === null || next.start >= addMinutes(now, 60 * 24 * 60)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

/** Plans with rules, exceptions, holidays and ties. */
function plans() {
  const rule = fc.constantFrom(
    null,
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;INTERVAL=2',
    'FREQ=WEEKLY;COUNT=6',
    'FREQ=MONTHLY',
    'FREQ=WEEKLY;UNTIL=20260401',
  );
  const one = fc.record({
    recurrence: rule,
    day: fc.integer({ min: 0, max: 26 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minutes: fc.integer({ min: 1, max: 720 }),
    onHolidays: fc.constantFrom('held', 'not-held'),
    changes: fc.array(
      fc.record({
        which: fc.integer({ min: 0, max: 20 }),
        change: fc.constantFrom('moved', 'cancelled'),
        by: fc.integer({ min: -20 * 24, max: 20 * 24 }),
      }),
      { maxLength: 5 },
    ),
  });
  return fc.array(one, { maxLength: 6 }).map((list) =>
    list.map((entry, index) => {
      const start = at(addDays('2026-01-01', entry.day), `${String(entry.hour).padStart(2, '0')}:00`);
      const base = input({
        id: `p${index}`,
        start,
        end: addMinutes(start, entry.minutes),
        recurrence: entry.recurrence,
        onHolidays: entry.onHolidays,
      });
      const originals = occurrencesOf(appointmentSchema.parse(base), start, addDays(start.slice(0, 10), 200));
      const exceptions = new Map(
        entry.changes.flatMap(({ which, change, by }) => {
          const original = originals[which]?.start;
          if (original === undefined) return [];
          const to = addMinutes(original, by * 60);
          // Nobody moves a meeting into the hour that does not exist.
          const start = to === '2026-03-29T02:00' ? '2026-03-29T03:00' : to;
          return [
            [
              original,
              { on: original.slice(0, 10), change, start: change === 'moved' ? start : null },
            ] as const,
          ];
        }),
      );
      return appointmentSchema.parse({ ...base, exceptions: [...exceptions.values()] });
    }),
  );
}

describe('whatever the plan', () => {
  test('a window of many days holds what its days hold, in order, each once', () => {
    fc.assert(
      fc.property(plans(), fc.integer({ min: -5, max: 150 }), (plan, offset) => {
        const from = addDays('2026-01-01', offset);
        const whole = booked(plan, at(from, '00:00'), at(addDays(from, 30), '00:00'));
        const pieces = Array.from({ length: 30 }, (_, index) => bookedOn(plan, addDays(from, index))).flat();
        expect(pieces).toEqual(whole);
        expect(new Set(whole.map((entry) => entry.key)).size).toBe(whole.length);
        expect(starts(whole)).toEqual(starts(whole).sort());
        expect(whole.every((entry) => entry.state !== 'cancelled' && entry.end > entry.start)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('the order does not hang on the order of the plan', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const window: [string, string] = ['2026-01-01T00:00', '2026-03-01T00:00'];
        expect(booked(plan.toReversed(), ...window)).toEqual(booked(plan, ...window));
      }),
    );
  });

  test('each occurrence is found by its key, as it is now', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        for (const appointment of plan) {
          for (const entry of occurrencesOf(appointment, '2025-12-01T00:00', '2026-04-01T00:00')) {
            expect(findOccurrence(plan, entry.key)).toEqual(entry);
          }
        }
      }),
    );
  });
});

describe('a plan is refused', () => {
  test('when the start is not a day that the rule gives', () => {
    expect(faults({ recurrence: 'FREQ=WEEKLY;BYDAY=MO' })).toEqual([
      'start: 2026-01-13 is not a day of the recurrence; the first one from there on is 2026-01-19',
    ]);
    expect(faults({ recurrence: 'FREQ=MONTHLY;BYDAY=1TU' })).toEqual([
      'start: 2026-01-13 is not a day of the recurrence; the first one from there on is 2026-02-03',
    ]);
    expect(faults({ recurrence: 'FREQ=WEEKLY;UNTIL=20260112' })).toEqual([
      'start: 2026-01-13 is not a day of the recurrence, which gives no other day soon after it',
    ]);
    expect(faults({ recurrence: 'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=29;INTERVAL=12' })[0]).toMatch(
      /^start: 2026-01-13 is not a day of the recurrence/,
    );
    expect(faults({ recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU' })).toEqual([]);
    expect(faults({ recurrence: 'FREQ=WEEKLY' })).toEqual([]);
  });

  test('when its day is not in every month', () => {
    for (const start of ['2026-01-29', '2026-01-30', '2026-01-31']) {
      const span = { start: at(start, '09:00'), end: at(start, '10:00') };
      expect(faults({ ...span, recurrence: 'FREQ=MONTHLY' })).toEqual([
        `start: ${start} is on a day that not every month has; add BYMONTHDAY=-1 to the recurrence for the last day of each month, or choose another day`,
      ]);
    }
    const last = {
      start: '2026-01-31T09:00',
      end: '2026-01-31T10:00',
      recurrence: 'FREQ=MONTHLY;BYMONTHDAY=-1',
    };
    expect(faults(last)).toEqual([]);
    expect(
      starts(booked([appointment({ ...last, onHolidays: 'held' })], '2026-01-01T00:00', '2026-05-01T00:00')),
    ).toEqual(['2026-01-31T09:00', '2026-02-28T09:00', '2026-03-31T09:00', '2026-04-30T09:00']);
    expect(
      faults({ start: '2026-01-28T09:00', end: '2026-01-28T10:00', recurrence: 'FREQ=MONTHLY' }),
    ).toEqual([]);
  });

  test('when an exception would change nothing, or two say different things', () => {
    expect(
      faults({
        exceptions: [
          { on: '2026-03-10', change: 'cancelled' },
          { on: '2026-03-11', change: 'cancelled' },
          { on: '2026-01-06', change: 'cancelled' },
          { on: '2026-03-10', change: 'moved', start: '2026-03-12T09:00' },
        ],
      }),
    ).toEqual([
      'exceptions.1.on: 2026-03-11 is not a day on which the appointment happens, so nothing would be changed',
      'exceptions.2.on: 2026-01-06 is not a day on which the appointment happens, so nothing would be changed',
      'exceptions.3.on: 2026-03-10 has another exception already',
    ]);
    expect(faults({ recurrence: null, exceptions: [{ on: '2026-01-14', change: 'cancelled' }] })).toEqual([
      'exceptions.0.on: 2026-01-14 is not a day on which the appointment happens, so nothing would be changed',
    ]);
    expect(
      faults({ recurrence: 'FREQ=WEEKLY;COUNT=3', exceptions: [{ on: '2026-02-03', change: 'cancelled' }] }),
    ).toEqual([
      'exceptions.0.on: 2026-02-03 is not a day on which the appointment happens, so nothing would be changed',
    ]);
    expect(
      faults({ recurrence: 'FREQ=WEEKLY;COUNT=3', exceptions: [{ on: '2026-01-27', change: 'cancelled' }] }),
    ).toEqual([]);
  });

  test.each([
    [{ end: '2026-01-13T09:00' }, 'end: is not after start'],
    [{ end: '2026-01-13T08:00' }, 'end: is not after start'],
    [{ end: '2026-01-13T21:01' }, 'end: is more than 12 hours after start'],
    [{ end: '2027-01-13T10:00' }, 'end: is more than 12 hours after start'],
    [{ start: '0026-01-13T09:00', end: '0026-01-13T10:00' }, 'start: is not between 2000 and 2099'],
    [{ start: '9999-12-31T09:00', end: '9999-12-31T10:00' }, 'start: is not between 2000 and 2099'],
    [
      { exceptions: [{ on: '2026-03-10', change: 'moved' }] },
      'exceptions.0.start: is missing for a moved occurrence',
    ],
    [
      {
        exceptions: [
          { on: '2026-03-10', change: 'moved', start: '2026-03-12T10:00', end: '2026-03-12T09:00' },
        ],
      },
      'exceptions.0.end: is not after start',
    ],
    [
      {
        exceptions: [
          { on: '2026-03-10', change: 'moved', start: '2026-03-12T10:00', end: '2026-03-13T09:00' },
        ],
      },
      'exceptions.0.end: is more than 12 hours after start',
    ],
    [
      { exceptions: [{ on: '2026-03-10', change: 'moved', start: '2026-03-29T02:30' }] },
      'exceptions.0.start: is not a day and time that exist in Sweden, such as 2026-03-10T09:00',
    ],
    [{ recurrence: 'FREQ=WEEKLY;BYDAY=TI' }, 'recurrence: has a BYDAY that is not a day such as MO, or 1MO'],
  ])('%j', (over, problem) => {
    expect(faults(over)).toEqual([problem]);
  });

  test('with faults and no crash when several things are wrong at once', () => {
    const found = faults({
      start: 'i morgon',
      end: 'x',
      recurrence: 'x',
      exceptions: [{ on: 'x', change: 'moved', start: 'x' }],
    });
    expect(found).toContain('start: is not a day and time that exist in Sweden, such as 2026-03-10T09:00');
    expect(found.some((fault) => fault.startsWith('recurrence: '))).toBe(true);
    expect(found).toContain('exceptions.0.on: is not a day that exists, such as 2026-03-10');
  });

  test('never for twelve whole hours, or for the hour that comes twice', () => {
    expect(faults({ end: '2026-01-13T21:00' })).toEqual([]);
    expect(faults({ recurrence: null, start: '2026-10-25T02:30', end: '2026-10-25T03:30' })).toEqual([]);
  });
});

describe('a hostile plan', () => {
  const example = JSON.parse(
    readFileSync(new URL('../../examples/plan-rusta-och-matcha.json', import.meta.url), 'utf8'),
  );
  const withAppointments = (list: readonly Input[]) => ({
    ...example,
    appointments: list.map((entry, index) => ({ ...entry, id: `a${index}` })),
  });
  const many = (entry: Input) => withAppointments(Array.from({ length: 200 }, () => entry));

  test.each([
    'FREQ=DAILY;INTERVAL=999999999999',
    'FREQ=DAILY;COUNT=1000000000',
    'FREQ=WEEKLY;UNTIL=99999999',
    'FREQ=WEEKLY;UNTIL=HELLO',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30',
    `FREQ=WEEKLY;BYDAY=${'MO,'.repeat(90)}MO`,
    `FREQ=MONTHLY;BYMONTHDAY=${'31,'.repeat(85)}31`,
    `FREQ=${'A'.repeat(290)}`,
    ';'.repeat(299),
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;INTERVAL=99;COUNT=1000',
    'FREQ=YEARLY;BYEASTER=0',
    'FREQ=SECONDLY',
  ])('with %j 200 times gets its faults', (recurrence) => {
    const document = many(input({ start: '2026-02-10T09:00', end: '2026-02-10T10:00', recurrence }));
    // One that is worked at for a long time runs into the time limit of the test.
    const parsed = parsePlan(document);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) {
      expect(parsed.faults).toHaveLength(200);
      expect(parsed.faults[0]?.field).toMatch(/^appointments\[0\]\.(recurrence|start)$/);
    }
  });

  test('that is in order, with 200 appointments, is read and looked through', () => {
    const parsed = parsePlan(many(input({ recurrence: 'FREQ=DAILY', onHolidays: 'held' })));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    expect(bookedOn(parsed.plan.appointments, '2026-03-10')).toHaveLength(200);
    expect(nextBooked(parsed.plan.appointments, '2026-03-10T12:00')?.key).toBe('a0@2026-03-11T09:00');
    const parsed201 = parsePlan(withAppointments(Array.from({ length: 201 }, () => input())));
    expect(parsed201.ok).toBe(false);
  });
});

test('every kind of appointment is taken, and no other', () => {
  for (const kind of APPOINTMENT_KINDS) expect(faults({ kind })).toEqual([]);
  expect(faults({ kind: 'party' })).toHaveLength(1);
});
