import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { nextMeeting } from '../../dialogs/plan/schedule.ts';
import type { Absence } from '../../domain/absence.ts';
import { type Appointment, appointmentSchema, booked, occurrencesOf } from '../../domain/appointment.ts';
import { nextDueAt } from '../../domain/due.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsOf } from '../../domain/plan.ts';
import { dueReminders, isCovered, nextReminderAt, type Reminder } from '../../domain/reminder.ts';
import {
  addDays,
  addMinutes,
  addMs,
  at,
  dateOf,
  HOUR,
  type Instant,
  type LocalDateTime,
  MINUTE,
  msOf,
  today,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import { sampleParticipant } from '../contracts/participants.ts';

type Input = Partial<Record<keyof Appointment, unknown>>;

/** Tuesday 10 March 2026 at 9 to 10, once, unless told otherwise. */
function appointment(over: Input = {}): Appointment {
  return appointmentSchema.parse({
    id: 'm',
    kind: 'supervisor-meeting',
    start: '2026-03-10T09:00',
    end: '2026-03-10T10:00',
    ...over,
  });
}

const LONG_AGO: Instant = '2025-12-01T00:00:00.000Z';

function participant(appointments: readonly Appointment[], over: Partial<Participant> = {}): Participant {
  const doc = sampleParticipant('p1', { meetings: 0 });
  return {
    ...doc,
    createdAt: LONG_AGO,
    // Quiet hours have their own tests.
    reminding: { ...doc.reminding, quiet: null },
    plan: {
      ...doc.plan,
      service: { ...doc.plan.service, start: '2026-01-01', end: null },
      appointments: [...appointments],
    },
    ...over,
  };
}

function withEnd(doc: Participant, end: string | null): Participant {
  return { ...doc, plan: { ...doc.plan, service: { ...doc.plan.service, end } } };
}

function absence(occurrences: string[], from: string, to = from, over: Partial<Absence> = {}): Absence {
  return {
    id: 'a1',
    number: 'ACDEFG',
    version: 1,
    status: 'reported',
    from,
    to,
    occurrences,
    reason: 'sick',
    deviations: [],
    caseworkerNote: false,
    reportedAt: LONG_AGO,
    changedAt: null,
    withdrawnAt: null,
    channel: 'web',
    readAt: null,
    readBy: null,
    origin: 'participant',
    markedBy: null,
    extent: 'whole',
    away: null,
    ownWork: false,
    endedAt: null,
    explanation: null,
    clearedAt: null,
    clearedSentAt: null,
    ...over,
  };
}

const now = (local: LocalDateTime) => toInstant(local);
const due = (doc: Participant, local: LocalDateTime) =>
  dueReminders(doc, now(local)).map((reminder) => `${reminder.when} ${reminder.occurrence.start}`);

function sent(doc: Participant, reminders: readonly Reminder[], time: Instant): Participant {
  const keys = Object.fromEntries(reminders.map((reminder) => [reminder.key, time]));
  return { ...doc, reminded: { ...doc.reminded, ...keys } };
}

describe('one appointment', () => {
  const doc = participant([appointment()]);

  test.each([
    ['2026-03-09T16:59', []],
    ['2026-03-09T17:00', ['evening 2026-03-10T09:00']],
    ['2026-03-10T06:59', ['evening 2026-03-10T09:00']],
    // From here the hour's is near enough.
    ['2026-03-10T07:00', []],
    ['2026-03-10T07:59', []],
    ['2026-03-10T08:00', ['hour 2026-03-10T09:00']],
    ['2026-03-10T08:59', ['hour 2026-03-10T09:00']],
    ['2026-03-10T09:00', []],
    ['2026-03-10T09:30', []],
  ])('at %s, with nothing sent before', (local, expected) => {
    expect(due(doc, local)).toEqual(expected);
  });

  test('each comes once, and the evening never after the hour', () => {
    const evening = sent(doc, dueReminders(doc, now('2026-03-09T17:00')), now('2026-03-09T17:00'));
    expect(due(evening, '2026-03-09T17:00')).toEqual([]);
    expect(due(evening, '2026-03-10T07:59')).toEqual([]);
    expect(due(evening, '2026-03-10T08:00')).toEqual(['hour 2026-03-10T09:00']);
    const both = sent(evening, dueReminders(evening, now('2026-03-10T08:00')), now('2026-03-10T08:00'));
    expect(due(both, '2026-03-10T08:30')).toEqual([]);
    const onlyHour = sent(doc, dueReminders(doc, now('2026-03-10T08:00')), now('2026-03-10T08:00'));
    expect(due(onlyHour, '2026-03-10T08:30')).toEqual([]);
  });

  test('when both are due after an outage, one comes: the hour', () => {
    expect(due(doc, '2026-03-10T08:20')).toEqual(['hour 2026-03-10T09:00']);
  });

  test('the next time to look is that of the next reminder', () => {
    expect(nextReminderAt(doc, now('2026-03-01T12:00'))).toBe(now('2026-03-09T17:00'));
    // Overdue: at once.
    expect(nextReminderAt(doc, now('2026-03-09T20:00'))).toBe(now('2026-03-09T17:00'));
    expect(nextReminderAt(doc, now('2026-03-10T07:30'))).toBe(now('2026-03-10T08:00'));
    // Nothing more: it is looked again before the horizon has passed.
    expect(nextReminderAt(doc, now('2026-03-10T09:00'))).toBe(now('2026-04-22T03:00'));
    expect(nextReminderAt(participant([]), now('2026-03-10T09:00'))).toBe(now('2026-04-22T03:00'));
  });

  test('none when they are off', () => {
    const off = { ...doc, wishes: { ...doc.wishes, reminders: false } };
    expect(due(off, '2026-03-10T08:20')).toEqual([]);
    expect(nextReminderAt(off, now('2026-03-09T12:00'))).toBeNull();
    expect(nextDueAt(off, now('2026-03-09T12:00'))).toBeNull();
  });

  test('none that was due before the person came here, but the ones after', () => {
    const evening = participant([appointment()], { createdAt: now('2026-03-09T17:01') });
    expect(due(evening, '2026-03-09T17:01')).toEqual([]);
    expect(due(evening, '2026-03-10T08:00')).toEqual(['hour 2026-03-10T09:00']);
    const late = participant([appointment()], { createdAt: now('2026-03-10T08:01') });
    expect(due(late, '2026-03-10T08:30')).toEqual([]);
    expect(nextReminderAt(late, now('2026-03-10T08:30'))).toBe(now('2026-04-22T03:00'));
  });

  test('none for one that is off', () => {
    const off = participant([appointment({ exceptions: [{ on: '2026-03-10', change: 'cancelled' }] })]);
    expect(due(off, '2026-03-09T18:00')).toEqual([]);
    expect(due(off, '2026-03-10T08:30')).toEqual([]);
    const epiphany = participant([
      appointment({ start: '2025-12-30T09:00', end: '2025-12-30T10:00', recurrence: 'FREQ=WEEKLY' }),
    ]);
    expect(due(epiphany, '2026-01-05T18:00')).toEqual([]);
    expect(due(epiphany, '2026-01-12T18:00')).toEqual(['evening 2026-01-13T09:00']);
  });

  test('the key says the appointment, the time and which reminder', () => {
    expect(dueReminders(doc, now('2026-03-09T17:00'))).toEqual([
      {
        key: 'm@2026-03-10T09:00>2026-03-10T09:00:evening',
        when: 'evening',
        occurrence: booked(doc.plan.appointments, '2026-03-10T00:00', '2026-03-11T00:00')[0],
        dueAt: '2026-03-09T16:00:00.000Z',
        startsAt: '2026-03-10T08:00:00.000Z',
        asked: false,
      },
    ]);
  });
});

describe('moved', () => {
  const before = participant([appointment()]);
  const moved = (start: string) =>
    participant([appointment({ exceptions: [{ on: '2026-03-10', change: 'moved', start }] })]);

  test('it is reminded of anew, at the new times', () => {
    const reminded = sent(before, dueReminders(before, now('2026-03-09T17:00')), now('2026-03-09T17:00'));
    const later = { ...moved('2026-03-12T13:00'), reminded: reminded.reminded };
    expect(due(later, '2026-03-10T08:00')).toEqual([]);
    expect(due(later, '2026-03-11T16:59')).toEqual([]);
    expect(due(later, '2026-03-11T17:00')).toEqual(['evening 2026-03-12T13:00']);
    expect(due(later, '2026-03-12T12:00')).toEqual(['hour 2026-03-12T13:00']);
  });

  test('and again when it is moved once more, back too', () => {
    const reminded = sent(before, dueReminders(before, now('2026-03-09T17:00')), now('2026-03-09T17:00'));
    const noon = { ...moved('2026-03-10T12:00'), reminded: reminded.reminded };
    // The evening of a new time on the same day is late at once, and tells of the change.
    expect(due(noon, '2026-03-09T19:00')).toEqual(['evening 2026-03-10T12:00']);
    const both = sent(noon, dueReminders(noon, now('2026-03-09T19:00')), now('2026-03-09T19:00'));
    const back = { ...before, reminded: both.reminded };
    expect(due(back, '2026-03-09T20:00')).toEqual([]);
    expect(due(back, '2026-03-10T08:00')).toEqual(['hour 2026-03-10T09:00']);
  });

  test('into the past: none', () => {
    expect(due(moved('2026-03-09T13:00'), '2026-03-09T18:00')).toEqual([]);
  });
});

describe('reported as absence', () => {
  const doc = participant([
    appointment(),
    appointment({ id: 'n', start: '2026-03-10T13:00', end: '2026-03-10T14:00' }),
  ]);
  const key = 'm@2026-03-10T09:00';

  test('none for what is covered, the others as usual', () => {
    const away = { ...doc, absences: [absence([key], '2026-03-10')] };
    expect(due(away, '2026-03-09T18:00')).toEqual(['evening 2026-03-10T13:00']);
    expect(due(away, '2026-03-10T08:00')).toEqual(['evening 2026-03-10T13:00']);
  });

  test('taken back: as if nothing had been said', () => {
    const back = { ...doc, absences: [absence([key], '2026-03-10', '2026-03-10', { status: 'withdrawn' })] };
    expect(due(back, '2026-03-10T08:00')).toContain('hour 2026-03-10T09:00');
  });

  test('an absence without activities covers none', () => {
    expect(due({ ...doc, absences: [absence([], '2026-03-10')] }, '2026-03-09T18:00')).toHaveLength(2);
  });

  test('a meeting that is moved because of the illness is a new one to come to', () => {
    const exceptions = [{ on: '2026-03-10', change: 'moved', start: '2026-03-12T09:00' }];
    const moved = participant([appointment({ exceptions })], { absences: [absence([key], '2026-03-10')] });
    expect(due(moved, '2026-03-11T17:00')).toEqual(['evening 2026-03-12T09:00']);
    const [occurrence] = booked(moved.plan.appointments, '2026-03-12T00:00', '2026-03-13T00:00');
    if (!occurrence) throw new Error('not booked');
    expect(isCovered(moved.absences, occurrence)).toBe(false);
    // Ill to Friday: then the new time is covered too.
    expect(isCovered([absence([key], '2026-03-10', '2026-03-13')], occurrence)).toBe(true);
    // Reported when it had been moved already.
    expect(isCovered([absence([key], '2026-03-12')], occurrence)).toBe(true);
    expect(isCovered([absence(['x@2026-03-10T09:00'], '2026-03-12')], occurrence)).toBe(false);
  });

  test('moved within the same day it stays covered', () => {
    const exceptions = [{ on: '2026-03-10', change: 'moved', start: '2026-03-10T15:00' }];
    const moved = participant([appointment({ exceptions })], { absences: [absence([key], '2026-03-10')] });
    expect(due(moved, '2026-03-10T14:00')).toEqual([]);
  });
});

describe('when the clock is changed', () => {
  // In the night to 29 March the hour from 2 to 3 does not exist, in the night to 25 October it comes twice.
  const at2026 = (start: LocalDateTime) =>
    participant([appointment({ start, end: existing(addMinutes(start, 30)) })]);

  test.each([
    ['2026-03-29T03:30', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T00:00:00.000Z'],
    ['2026-03-29T09:00', '2026-03-29T06:00:00.000Z'],
    ['2026-03-29T01:59', '2026-03-28T23:59:00.000Z'],
    ['2026-10-25T02:30', '2026-10-24T23:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T01:00:00.000Z'],
    ['2026-10-25T03:30', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25T09:00', '2026-10-25T07:00:00.000Z'],
    ['2027-03-28T03:15', '2027-03-28T00:15:00.000Z'],
    ['2027-10-31T03:15', '2027-10-31T01:15:00.000Z'],
  ])('one hour before %s is an hour by any watch: %s', (start, instant) => {
    const doc = at2026(start);
    const evening = toInstant(at(addDays(dateOf(start), -1), '17:00'));
    expect(nextReminderAt(doc, addMs(evening, -1))).toBe(evening);
    const reminded = sent(doc, dueReminders(doc, evening), evening);
    expect(nextReminderAt(reminded, evening)).toBe(instant);
    expect(dueReminders(reminded, addMs(instant, -1))).toEqual([]);
    expect(dueReminders(reminded, instant)).toHaveLength(1);
    expect(addMs(instant, HOUR)).toBe(toInstant(start));
  });

  test('none after the start, when the clock shows the hour for the second time', () => {
    const doc = at2026('2026-10-25T02:30');
    expect(dueReminders(doc, '2026-10-25T00:29:00.000Z')).toHaveLength(1);
    for (const later of [
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T01:15:00.000Z',
    ]) {
      expect(dueReminders(doc, later)).toEqual([]);
    }
  });

  test('one that recurs into the hour that does not exist is reminded of before it begins, at 03.30', () => {
    const nights = participant([
      appointment({
        start: '2026-03-01T02:30',
        end: '2026-03-01T05:00',
        recurrence: 'FREQ=WEEKLY',
        onHolidays: 'held',
      }),
    ]);
    const evening = now('2026-03-28T17:00');
    const reminded = sent(nights, dueReminders(nights, evening), evening);
    expect(dueReminders(reminded, '2026-03-29T00:29:00.000Z')).toEqual([]);
    expect(dueReminders(reminded, '2026-03-29T00:30:00.000Z')).toHaveLength(1);
    expect(dueReminders(reminded, '2026-03-29T01:20:00.000Z')).toHaveLength(1);
    expect(dueReminders(reminded, '2026-03-29T01:30:00.000Z')).toEqual([]);
  });

  test('the evening is at 17 on the clock on both sides', () => {
    expect(nextReminderAt(at2026('2026-03-29T09:00'), LONG_AGO.replace('2025-12', '2026-03'))).toBe(
      '2026-03-28T16:00:00.000Z',
    );
    expect(nextReminderAt(at2026('2026-03-30T09:00'), '2026-03-28T20:00:00.000Z')).toBe(
      '2026-03-29T15:00:00.000Z',
    );
    expect(nextReminderAt(at2026('2026-10-26T09:00'), '2026-10-25T09:00:00.000Z')).toBe(
      '2026-10-25T16:00:00.000Z',
    );
    expect(nextReminderAt(at2026('2027-03-29T09:00'), '2027-03-27T20:00:00.000Z')).toBe(
      '2027-03-28T15:00:00.000Z',
    );
    expect(nextReminderAt(at2026('2027-11-01T09:00'), '2027-10-30T20:00:00.000Z')).toBe(
      '2027-10-31T16:00:00.000Z',
    );
  });
});

describe('the end of the service', () => {
  const weekly = appointment({
    start: '2026-01-13T09:00',
    end: '2026-01-13T10:00',
    recurrence: 'FREQ=WEEKLY',
    exceptions: [{ on: '2026-03-10', change: 'moved', start: '2026-03-13T09:00' }],
  });
  const once = appointment({ id: 'once', start: '2026-03-20T09:00', end: '2026-03-20T10:00' });

  test('what recurs goes on to the last day and no longer; what was booked by hand stands', () => {
    const doc = withEnd(participant([weekly, once]), '2026-03-10');
    expect(due(doc, '2026-03-02T17:00')).toEqual(['evening 2026-03-03T09:00']);
    expect(due(doc, '2026-03-12T17:00')).toEqual(['evening 2026-03-13T09:00']);
    expect(due(doc, '2026-03-16T17:00')).toEqual([]);
    expect(due(doc, '2026-03-19T17:00')).toEqual(['evening 2026-03-20T09:00']);
    expect(due(withEnd(doc, '2026-03-17'), '2026-03-16T17:00')).toEqual(['evening 2026-03-17T09:00']);
    expect(due(withEnd(doc, null), '2026-03-16T17:00')).toEqual(['evening 2026-03-17T09:00']);
  });

  test('"När är nästa möte?" is answered by the same rule', () => {
    const doc = withEnd(participant([weekly]), '2026-03-17');
    const env = (local: LocalDateTime) => ({
      now: now(local),
      local,
      today: dateOf(local),
      channel: 'web',
      random: { code: () => 'A', digits: () => '1', token: () => 't' },
    });
    expect(nextMeeting({ doc, env: env('2026-03-16T12:00') })[0]?.key).toBe('plan:nextMeeting');
    expect(nextMeeting({ doc, env: env('2026-03-17T12:00') })[0]?.key).toBe('plan:nothingBooked');
    expect(nextMeeting({ doc: withEnd(doc, null), env: env('2026-03-17T12:00') })[0]?.key).toBe(
      'plan:nextMeeting',
    );
  });

  test('the rule itself may end before the service does', () => {
    const doc = withEnd(
      participant([appointment({ ...weekly, exceptions: [], recurrence: 'FREQ=WEEKLY;COUNT=2' })]),
      '2026-12-31',
    );
    expect(due(doc, '2026-01-19T17:00')).toEqual(['evening 2026-01-20T09:00']);
    expect(due(doc, '2026-01-26T17:00')).toEqual([]);
  });

  test('the plan itself is not touched', () => {
    const doc = withEnd(participant([weekly, once]), '2026-03-10');
    expect(doc.plan.appointments).toEqual([weekly, once]);
    expect(
      booked(appointmentsOf(doc.plan), '2026-03-01T00:00', '2026-04-01T00:00').map((entry) => entry.start),
    ).toEqual(['2026-03-03T09:00', '2026-03-13T09:00', '2026-03-20T09:00']);
  });
});

/* Properties: any plan, wishes, absences and time, around the clock changes of two years as often as elsewhere. */

const DAYS_SIMULATED = 3;
const STEP = 15 * MINUTE;
const firstDay = fc.constantFrom(
  '2026-03-27',
  '2026-10-23',
  '2027-03-26',
  '2027-10-29',
  '2026-01-04',
  '2026-06-17',
  '2026-12-22',
);

interface World {
  readonly doc: Participant;
  readonly from: Instant;
  /** What happens meanwhile, in steps from the beginning. */
  readonly events: readonly { readonly step: number; readonly change: (doc: Participant) => Participant }[];
}

/** A quarter of an hour within the days that are simulated, and a little around them. */
const moments = fc.integer({ min: -24 * 4, max: (DAYS_SIMULATED + 2) * 24 * 4 });

/** Seldom there. */
function seldom<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
}

function worlds(withEvents: boolean): fc.Arbitrary<World> {
  const one = fc.record({
    moment: moments,
    minutes: fc.constantFrom(15, 60, 600),
    recurrence: fc.constantFrom(
      null,
      null,
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=2',
      'FREQ=WEEKLY',
      'FREQ=DAILY;COUNT=3',
    ),
    onHolidays: fc.constantFrom('held', 'not-held'),
    changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(moments)), { maxLength: 3 }),
  });
  return fc
    .record({
      day: firstDay,
      plan: fc.array(one, { minLength: 1, maxLength: 4, size: 'max' }),
      replan: fc.array(one, { maxLength: 4 }),
      replanAt: fc.integer({ min: 1, max: DAYS_SIMULATED * 96 }),
      reminders: fc.constantFrom(true, true, true, true, true, false),
      switchAt: seldom(fc.integer({ min: 1, max: DAYS_SIMULATED * 96 })),
      away: fc.array(
        fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: DAYS_SIMULATED * 96 })),
        {
          maxLength: 3,
        },
      ),
      createdAt: seldom(moments),
      end: seldom(fc.integer({ min: 0, max: DAYS_SIMULATED })),
    })
    .map(({ day, plan, replan, replanAt, reminders, switchAt, away, createdAt, end }) => {
      const from = toInstant(at(day, '00:00'));
      const base = participant(plan.map((entry, index) => make(day, entry, index)));
      const doc: Participant = {
        ...withEnd(base, end === null ? null : addDays(day, end)),
        wishes: { ...base.wishes, reminders },
        createdAt: createdAt === null ? LONG_AGO : addMs(from, createdAt * STEP),
      };
      const events = [
        {
          step: replanAt,
          change: (known: Participant) => ({
            ...known,
            plan: { ...known.plan, appointments: replan.map((entry, index) => make(day, entry, index)) },
          }),
        },
        ...(switchAt === null
          ? []
          : [
              {
                step: switchAt,
                change: (known: Participant) => ({
                  ...known,
                  wishes: { ...known.wishes, reminders: !known.wishes.reminders },
                }),
              },
            ]),
        ...away.map(([which, step]) => ({
          step,
          change: (known: Participant) => withAbsence(known, day, which),
        })),
      ];
      return { doc, from, events: withEvents ? events.sort((a, b) => a.step - b.step) : [] };
    });
}

interface Made {
  readonly moment: number;
  readonly minutes: number;
  readonly recurrence: string | null;
  readonly onHolidays: string;
  readonly changes: readonly [number, number | null][];
}

function make(day: string, entry: Made, index: number): Appointment {
  const start = existing(addMinutes(at(day, '00:00'), entry.moment * 15));
  const { minutes, recurrence, onHolidays } = entry;
  const base = { id: `m${index}`, start, end: existing(addMinutes(start, minutes)), recurrence, onHolidays };
  const originals = occurrencesOf(appointment(base), start, at(addDays(dateOf(start), 14), '00:00'));
  const exceptions = new Map(
    entry.changes.flatMap(([which, moment]) => {
      const original = originals[which];
      if (!original) return [];
      const on = dateOf(original.start);
      const moved = moment === null ? null : existing(addMinutes(at(day, '00:00'), moment * 15));
      return [[on, { on, change: moved === null ? 'cancelled' : 'moved', start: moved }] as const];
    }),
  );
  return appointment({ ...base, exceptions: [...exceptions.values()] });
}

/** An hour later where the clock jumps over it. */
function existing(local: LocalDateTime): LocalDateTime {
  return toLocal(toInstant(local));
}

function withAbsence(doc: Participant, day: string, which: number): Participant {
  const all = booked(doc.plan.appointments, at(day, '00:00'), at(addDays(day, DAYS_SIMULATED + 2), '00:00'));
  const occurrence = all[which];
  if (!occurrence) {
    // Somebody takes everything back instead.
    return { ...doc, absences: doc.absences.map((entry) => ({ ...entry, status: 'withdrawn' as const })) };
  }
  const on = dateOf(occurrence.start);
  return { ...doc, absences: [...doc.absences, absence([occurrence.key], on)] };
}

interface Sending {
  readonly time: Instant;
  readonly reminder: Reminder;
  /** The document it was sent from. */
  readonly doc: Participant;
}

/** Looks every quarter of an hour, which is where everything in these worlds happens. */
function lookingAlways({ doc, from, events }: World): Sending[] {
  const sendings: Sending[] = [];
  let current = doc;
  for (let step = 0; step <= DAYS_SIMULATED * 96; step += 1) {
    const time = addMs(from, step * STEP);
    for (const event of events) if (event.step === step) current = event.change(current);
    const reminders = dueReminders(current, time);
    sendings.push(...reminders.map((reminder) => ({ time, reminder, doc: current })));
    current = sent(current, reminders, time);
  }
  return sendings;
}

/** Looks only when it was said that something is due next, as the store does: the time is computed anew with each write. */
function lookingWhenDue({ doc, from, events }: World): Sending[] {
  const sendings: Sending[] = [];
  const end = addMs(from, DAYS_SIMULATED * 96 * STEP);
  let current = doc;
  let time = from;
  let rest = events;
  let looks = 0;
  for (;;) {
    looks += 1;
    if (looks > 2000) throw new Error('it never ends');
    const next = nextReminderAt(current, time);
    const [event] = rest;
    const eventAt = event ? addMs(from, event.step * STEP) : null;
    // What is overdue is looked at now, after all that happens in this moment, as the other looks.
    const lookAt = next === null || next > time ? next : time;
    if (event && eventAt !== null && (lookAt === null || eventAt <= lookAt)) {
      rest = rest.slice(1);
      time = eventAt;
      current = event.change(current);
      continue;
    }
    if (lookAt === null || lookAt > end) return sendings;
    time = lookAt;
    const reminders = dueReminders(current, time);
    sendings.push(...reminders.map((reminder) => ({ time, reminder, doc: current })));
    current = sent(current, reminders, time);
  }
}

const told = (sendings: readonly Sending[]) =>
  sendings.map(({ time, reminder }) => `${time} ${reminder.key}`).sort();

describe('for any plan, wishes, absences and time', () => {
  const worldsWithEvents = fc.oneof(worlds(true), worlds(false));

  test('none too early, too late, for what is off, covered or moved away, and none twice', () => {
    let checked = 0;
    fc.assert(
      fc.property(worldsWithEvents, (world) => {
        const seen = new Set<string>();
        for (const { time, reminder, doc } of lookingAlways(world)) {
          checked += 1;
          const { occurrence, key, when, dueAt } = reminder;
          const starts = Temporal.PlainDateTime.from(occurrence.start).toZonedDateTime('Europe/Stockholm');
          const wanted =
            when === 'hour'
              ? starts.subtract({ hours: 1 })
              : starts
                  .toPlainDate()
                  .subtract({ days: 1 })
                  .toZonedDateTime({ timeZone: 'Europe/Stockholm', plainTime: '17:00' });
          expect(msOf(dueAt)).toBe(wanted.epochMilliseconds);
          expect(time >= dueAt).toBe(true);
          expect(msOf(time)).toBeLessThan(starts.epochMilliseconds);
          expect(dueAt >= doc.createdAt).toBe(true);
          expect(doc.wishes.reminders).toBe(true);
          // It is in the plan now, at that time, and the person has not said no to it.
          const day = dateOf(occurrence.start);
          const planned = booked(doc.plan.appointments, at(day, '00:00'), at(addDays(day, 1), '00:00'));
          expect(planned.map((entry) => [entry.key, entry.start])).toContainEqual([
            occurrence.key,
            occurrence.start,
          ]);
          expect(isCovered(doc.absences, occurrence)).toBe(false);
          const { end } = doc.plan.service;
          const byHand = occurrence.state === 'moved' || occurrence.appointment.recurrence === null;
          expect(byHand || end === null || day <= end).toBe(true);
          expect(seen.has(key)).toBe(false);
          seen.add(key);
          if (when === 'evening') {
            // Never after the hour's, nor within an hour before it.
            expect(seen.has(key.replace(/evening$/, 'hour'))).toBe(false);
            expect(msOf(time)).toBeLessThan(starts.epochMilliseconds - 2 * HOUR);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(checked).toBeGreaterThan(100);
  });

  test('who looks only when something is due next sends the same, at the same time', () => {
    fc.assert(
      fc.property(worldsWithEvents, (world) => {
        expect(told(lookingWhenDue(world))).toEqual(told(lookingAlways(world)));
      }),
      { numRuns: 60 },
    );
  });

  test('everything that is booked is reminded of, when nothing changes meanwhile', () => {
    fc.assert(
      fc.property(worlds(false), (world) => {
        const { doc, from } = world;
        const end = addMs(from, DAYS_SIMULATED * 96 * STEP);
        const expected: string[] = [];
        for (const occurrence of booked(
          doc.plan.appointments,
          toLocal(addMs(from, -HOUR)),
          toLocal(addMs(end, 48 * HOUR)),
        )) {
          const { start, key, state } = occurrence;
          const last = doc.plan.service.end;
          const recurs = occurrence.appointment.recurrence !== null && state !== 'moved';
          const originalDay = key.slice(key.indexOf('@') + 1, key.indexOf('@') + 11);
          if (occurrence.appointment.recurrence !== null && last !== null && originalDay > last) continue;
          if (recurs && last !== null && dateOf(start) > last) continue;
          const startsAt = toInstant(start);
          const hour = addMs(startsAt, -HOUR);
          const evening = toInstant(at(addDays(dateOf(start), -1), '17:00'));
          const eveningAt = evening < from ? from : evening;
          if (startsAt <= from || !doc.wishes.reminders) continue;
          if (evening >= doc.createdAt && eveningAt <= end && addMs(eveningAt, HOUR) < hour) {
            expected.push(`${eveningAt} ${key}>${start}:evening`);
          }
          const hourAt = hour < from ? from : hour;
          if (hour >= doc.createdAt && hourAt <= end) expected.push(`${hourAt} ${key}>${start}:hour`);
        }
        expect(told(lookingAlways(world))).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  test('after an outage of any length there is one per appointment, and the rest comes as usual', () => {
    fc.assert(
      fc.property(worlds(false), fc.integer({ min: 0, max: DAYS_SIMULATED * 96 }), (world, step) => {
        const time = addMs(world.from, step * STEP);
        const reminders = dueReminders(world.doc, time);
        const appointments = reminders.map((reminder) => reminder.occurrence.key);
        expect(new Set(appointments).size).toBe(appointments.length);
        const after = sent(world.doc, reminders, time);
        expect(dueReminders(after, time)).toEqual([]);
        const next = nextReminderAt(after, time);
        expect(next === null || next > time).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('it is looked again before something beyond the horizon can be missed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 95 }), (days, quarter) => {
        const start = existing(addMinutes('2026-01-05T00:00', (days * 96 + quarter) * 15));
        const doc = participant([appointment({ start, end: existing(addMinutes(start, 15)) })]);
        const sendings: string[] = [];
        let time = toInstant('2026-01-05T00:00');
        let current = doc;
        for (let look = 0; look < 40 && time < addMs(toInstant(start), HOUR); look += 1) {
          const next = nextReminderAt(current, time);
          if (next === null) throw new Error('nothing more');
          expect(next > time || dueReminders(current, time).length > 0).toBe(true);
          time = next > time ? next : time;
          const reminders = dueReminders(current, time);
          current = sent(current, reminders, time);
          sendings.push(...reminders.map((reminder) => reminder.when));
        }
        const eveningIsTooLate =
          toInstant(at(addDays(dateOf(start), -1), '17:00')) < toInstant('2026-01-05T00:00');
        expect(sendings.at(-1)).toBe('hour');
        if (!eveningIsTooLate) expect(sendings).toEqual(['evening', 'hour']);
      }),
      { numRuns: 100 },
    );
  });
});

test('the day of the host does not matter, only that of Sweden', () => {
  // 23.30 in Sweden is another day in New York and in Tokyo.
  const doc = participant([appointment({ start: '2026-03-11T00:15', end: '2026-03-11T01:00' })]);
  expect(today(now('2026-03-10T23:30'))).toBe('2026-03-10');
  expect(due(doc, '2026-03-10T17:00')).toEqual(['evening 2026-03-11T00:15']);
  expect(due(doc, '2026-03-10T23:15')).toEqual(['hour 2026-03-11T00:15']);
});
