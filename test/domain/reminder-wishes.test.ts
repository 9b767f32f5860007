import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { DueQueue, notWaiting, type Waiting } from '../../bot/storage/due-queue.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import {
  addOwnReminder,
  dutyDone,
  setReminders,
  setReminding,
  stopAll,
} from '../../domain/actions/reminding.ts';
import { type Appointment, appointmentSchema, occurrencesOf } from '../../domain/appointment.ts';
import { nextDue, nextDueAt } from '../../domain/due.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import { appointmentsOf, type Regime } from '../../domain/plan.ts';
import { monthlyDutiesOf } from '../../domain/regimes/monthly-duties.ts';
import { isCovered } from '../../domain/reminder.ts';
import {
  addDays,
  addMs,
  at,
  HOUR,
  type Instant,
  isLocalDateTime,
  type LocalDateTime,
  MINUTE,
  timeOf,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import {
  afterQuiet,
  beforeQuiet,
  DEFAULT_QUIET,
  DEFAULT_REMINDING,
  isQuiet,
  type Lead,
  leadId,
  type Quiet,
  type Reminding,
  remindingSchema,
  tidyLeads,
} from '../../domain/wishes.ts';
import { sampleParticipant } from '../contracts/participants.ts';

const LONG_AGO: Instant = '2025-12-01T00:00:00.000Z';

function appointment(over: Partial<Record<keyof Appointment, unknown>> = {}): Appointment {
  return appointmentSchema.parse({
    id: 'm',
    kind: 'supervisor-meeting',
    start: '2026-03-10T09:00',
    end: '2026-03-10T10:00',
    place: 'Storgatan 1',
    ...over,
  });
}

function participant(appointments: readonly Appointment[], wishes: Partial<Reminding> = {}): Participant {
  const doc = sampleParticipant('p1', { meetings: 0 });
  return {
    ...doc,
    createdAt: LONG_AGO,
    welcomedAt: LONG_AGO,
    lines: [],
    numbers: { ...doc.numbers, chat: 0, audit: 0 },
    nextDueAt: null,
    reminding: { ...DEFAULT_REMINDING, ...wishes },
    plan: {
      ...doc.plan,
      service: { ...doc.plan.service, start: '2026-01-01', end: null },
      steps: [],
      followUp: null,
      appointments: [...appointments],
    },
  };
}

interface Told {
  readonly doc: Participant;
  /** Heard unless it begins with "tyst ". */
  readonly lines: string[];
}

/** As the scheduler does it, at one moment. */
function look(doc: Participant, local: LocalDateTime | Instant): Told {
  const now = local.endsWith('Z') ? local : toInstant(local);
  const before = doc.numbers.chat;
  const { doc: done } = runDue(doc, now);
  const lines = done.lines
    .filter(({ file, n }) => file === 'chat' && n > before)
    .map(({ body }) => body as unknown as ChatLine)
    .map((line) => `${line.quiet ? 'tyst ' : ''}${line.kind}`);
  return { doc: { ...done, lines: [], nextDueAt: nextDueAt(done, now) }, lines };
}

/** The words that come then. */
function textAt(doc: Participant, local: LocalDateTime): string {
  const { lines, numbers } = runDue(doc, toInstant(local)).doc;
  expect(numbers.chat).toBe(doc.numbers.chat + 1);
  return String(lines.find(({ file }) => file === 'chat')?.body.text);
}

/** Only when something is due, as the store's clock does it, until the end. What came and when. */
function live(doc: Participant, from: LocalDateTime, to: LocalDateTime): string[] {
  const came: string[] = [];
  let current: Participant = { ...doc, nextDueAt: nextDueAt(doc, toInstant(from)) };
  let now = toInstant(from);
  for (let looks = 0; looks < 2000; looks++) {
    if (current.nextDueAt === null) break;
    now = current.nextDueAt > now ? current.nextDueAt : now;
    if (now > toInstant(to)) break;
    const told = look(current, now);
    came.push(...told.lines.map((line) => `${toLocal(now)} ${line}`));
    current = told.doc;
  }
  return came;
}

describe('quiet hours', () => {
  test.each<[string, string, string]>([
    // What is not quiet stays.
    ['2026-03-10T19:59', '2026-03-10T19:59', '2026-03-10T19:59'],
    ['2026-03-10T07:00', '2026-03-10T07:00', '2026-03-10T07:00'],
    ['2026-03-10T20:00', '2026-03-10T19:59', '2026-03-11T07:00'],
    ['2026-03-10T23:59', '2026-03-10T19:59', '2026-03-11T07:00'],
    ['2026-03-11T00:00', '2026-03-10T19:59', '2026-03-11T07:00'],
    ['2026-03-11T06:59', '2026-03-10T19:59', '2026-03-11T07:00'],
    // Over both changes of the clock.
    ['2026-03-29T06:30', '2026-03-28T19:59', '2026-03-29T07:00'],
    ['2026-10-25T02:30', '2026-10-24T19:59', '2026-10-25T07:00'],
  ])('%s: the last minute before is %s, the first after is %s', (moment, before, after) => {
    expect(toLocal(beforeQuiet(DEFAULT_QUIET, toInstant(moment)))).toBe(before);
    expect(toLocal(afterQuiet(DEFAULT_QUIET, toInstant(moment)))).toBe(after);
  });

  test('a beginning that the clock jumps over is the jump', () => {
    const moment = toInstant('2026-03-29T03:00');
    expect(toLocal(beforeQuiet({ from: '02:01', to: '00:00' }, moment))).toBe('2026-03-29T01:59');
    expect(toLocal(beforeQuiet({ from: '02:45', to: '00:00' }, moment))).toBe('2026-03-29T01:59');
  });

  test('any quiet time: the minute before it is not quiet, nor is the one after it, and nothing lies between', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    const quiets = fc
      .record({ from: time, to: time })
      .filter(
        ({ from, to }) => from !== to && Math.abs(Number(from.slice(0, 2)) - Number(to.slice(0, 2))) > 1,
      );
    const start = Date.parse('2026-01-01T00:00:00Z');
    fc.assert(
      fc.property(quiets, fc.integer({ min: 0, max: 366 * 1440 }), (quiet, minute) => {
        const moment = new Date(start + minute * MINUTE).toISOString();
        const [before, after] = [beforeQuiet(quiet, moment), afterQuiet(quiet, moment)];
        if (!isQuiet(quiet, moment)) {
          expect([before, after]).toEqual([moment, moment]);
          return;
        }
        expect(before < moment && moment < after).toBe(true);
        expect(isQuiet(quiet, before)).toBe(false);
        expect(isQuiet(quiet, after)).toBe(false);
        // Not further away than the quiet time is long.
        expect(Date.parse(after) - Date.parse(before)).toBeLessThan(26 * HOUR);
      }),
      { numRuns: 500 },
    );
  });

  test('a reminder that would come in them comes the last minute before', () => {
    const early = participant([appointment({ start: '2026-03-10T07:30', end: '2026-03-10T08:00' })]);
    expect(live(early, '2026-03-09T08:00', '2026-03-10T12:00')).toEqual([
      '2026-03-09T17:00 reminder:evening',
      '2026-03-09T19:59 reminder:evening',
    ]);
  });

  test('when that minute has passed it stands in the chat, and is not heard', () => {
    const early = participant([appointment({ start: '2026-03-10T07:30', end: '2026-03-10T08:00' })]);
    expect(look(early, '2026-03-09T21:00').lines).toEqual(['tyst reminder:evening']);
    // So does one that is late for another reason.
    expect(look(participant([appointment()]), '2026-03-09T22:00').lines).toEqual(['tyst reminder:evening']);
    expect(look(participant([appointment()], { quiet: null }), '2026-03-09T22:00').lines).toEqual([
      'reminder:evening',
    ]);
  });
});

describe('how long before', () => {
  const wished = (leads: Lead[], over: Partial<Reminding> = {}) =>
    live(
      participant([appointment({ start: '2026-03-12T14:00', end: '2026-03-12T15:00' })], { leads, ...over }),
      '2026-03-01T08:00',
      '2026-03-13T00:00',
    );

  test.each<[string, Lead[], string[]]>([
    ['two hours', [{ minutes: 120 }], ['2026-03-12T12:00']],
    [
      'a week, and the same morning',
      [
        { days: 7, at: '18:30' },
        { days: 0, at: '08:00' },
      ],
      ['2026-03-05T18:30', '2026-03-12T08:00'],
    ],
    ['two within the hour become the later', [{ minutes: 90 }, { minutes: 45 }], ['2026-03-12T13:15']],
    ['an hour apart is apart', [{ minutes: 120 }, { minutes: 60 }], ['2026-03-12T12:00', '2026-03-12T13:00']],
    [
      'of three the first and the last',
      [{ minutes: 105 }, { minutes: 60 }, { minutes: 15 }],
      ['2026-03-12T12:15', '2026-03-12T13:45'],
    ],
    ['none', [], []],
    ['a whole day in minutes', [{ minutes: 1440 }], ['2026-03-11T14:00']],
    ['in the quiet hours of two days before', [{ days: 2, at: '05:00' }], ['2026-03-09T19:59']],
  ])('%s', (_name, leads, expected) => {
    expect(wished(leads).map((line) => line.slice(0, 16))).toEqual(expected);
  });

  test('a look that comes a little after the time is not late', () => {
    const doc = participant([appointment({ start: '2026-03-12T14:00', end: '2026-03-12T15:00' })], {
      leads: [{ minutes: 120 }, { minutes: 60 }],
    });
    const first = look(doc, addMs(toInstant('2026-03-12T12:00'), 40_700));
    expect(first.lines).toEqual(['reminder:evening']);
    expect(look(first.doc, addMs(toInstant('2026-03-12T13:00'), 300)).lines).toEqual(['reminder:hour']);
  });

  test('what would have been due before the wish is not sent for it', () => {
    const doc = participant([appointment()]);
    const later = setReminding(
      doc,
      { leads: [{ days: 2, at: '18:00' }, { minutes: 60 }] },
      toInstant('2026-03-09T10:00'),
    );
    expect(live(later, '2026-03-09T10:00', '2026-03-11T00:00')).toEqual(['2026-03-10T08:00 reminder:hour']);
  });

  test('they are kept in order, each once, and no more than four', () => {
    const leads = tidyLeads([
      { minutes: 30 },
      { days: 1, at: '17:00' },
      { minutes: 30 },
      { days: 3, at: '09:00' },
      { minutes: 60 },
      { minutes: 15 },
    ]);
    expect(leads.map(leadId)).toEqual(['d3-09:00', 'evening', 'hour', 'm30']);
    expect(remindingSchema.safeParse({ leads: [{ minutes: 1 }] }).success).toBe(false);
    expect(remindingSchema.parse({})).toEqual(DEFAULT_REMINDING);
  });

  test('of what was snoozed: at the minute that was said, and what is planned within the hour before it does not come', () => {
    const doc = participant([appointment()]);
    const evening = look(doc, '2026-03-09T17:00').doc;
    const asked = addOwnReminder(
      evening,
      { text: null, occurrence: 'm@2026-03-10T09:00', at: toInstant('2026-03-10T08:30') },
      toInstant('2026-03-09T17:05'),
    );
    if (!asked) throw new Error('not kept');
    expect(live(asked.doc, '2026-03-09T17:05', '2026-03-10T12:00')).toEqual([
      '2026-03-10T08:30 reminder:hour',
    ]);
  });
});

describe('what was asked for at its minute', () => {
  const asked = (doc: Participant, at: LocalDateTime) => {
    const added = addOwnReminder(
      doc,
      { text: null, occurrence: 'm@2026-03-10T09:00', at: toInstant(at) },
      toInstant('2026-03-09T18:00'),
    );
    if (!added) throw new Error('not kept');
    return { ...added.doc, reminding: { ...added.doc.reminding, leads: [] } };
  };

  test('is heard at that minute in quiet hours, and not at three in the night after a stop', () => {
    const doc = asked(participant([appointment()]), '2026-03-09T21:00');
    expect(look(doc, '2026-03-09T21:00').lines).toEqual(['reminder:evening']);
    expect(look(doc, '2026-03-10T03:00').lines).toEqual(['tyst reminder:evening']);
    expect(look(doc, '2026-03-10T07:10').lines).toEqual(['reminder:evening']);
  });

  test('comes in a pause too: it was promised', () => {
    const doc = asked(participant([appointment()], { pausedUntil: '2026-03-20' }), '2026-03-10T08:15');
    expect(live(doc, '2026-03-09T18:00', '2026-03-11T00:00')).toEqual(['2026-03-10T08:15 reminder:hour']);
  });
});

describe('pause, off, and a list instead', () => {
  const doc = participant([appointment({ recurrence: 'FREQ=WEEKLY;BYDAY=TU' })]);

  test('paused: nothing before the day, and nothing late on it', () => {
    const paused = { ...doc, reminding: { ...doc.reminding, pausedUntil: '2026-03-17' } };
    expect(live(paused, '2026-03-08T08:00', '2026-03-18T00:00')).toEqual(['2026-03-17T08:00 reminder:hour']);
  });

  test('off: nothing, and what was asked for by itself goes too', () => {
    const own = addOwnReminder(
      doc,
      { text: 'ringa', occurrence: null, at: toInstant('2026-03-09T12:00') },
      LONG_AGO,
    );
    if (!own) throw new Error('not kept');
    const off = stopAll(own.doc);
    expect(live(off, '2026-03-08T08:00', '2026-03-18T00:00')).toEqual([]);
    const on = setReminders(off, true, toInstant('2026-03-09T18:00'));
    expect(live(on, '2026-03-09T18:00', '2026-03-11T00:00')).toEqual(['2026-03-10T08:00 reminder:hour']);
  });

  test('one list each morning with something in it, and no reminders of each', () => {
    const mornings = {
      ...doc,
      reminding: { ...doc.reminding, summary: { when: 'morning' as const, at: '07:30' } },
    };
    expect(live(mornings, '2026-03-08T08:00', '2026-03-18T00:00')).toEqual([
      '2026-03-10T07:30 reminder:day',
      '2026-03-17T07:30 reminder:day',
    ]);
  });

  test('one list each Sunday', () => {
    const sundays = {
      ...doc,
      reminding: { ...doc.reminding, summary: { when: 'sunday' as const, at: '21:00' } },
    };
    expect(live(sundays, '2026-03-08T08:00', '2026-03-18T00:00')).toEqual([
      '2026-03-08T19:59 reminder:week',
      '2026-03-15T19:59 reminder:week',
    ]);
  });

  test('a list for a morning that is quiet comes the evening before, and says which day it is of', () => {
    const mornings = {
      ...doc,
      reminding: {
        ...doc.reminding,
        quiet: { from: '20:00', to: '09:30' },
        summary: { when: 'morning' as const, at: '07:30' },
      },
    };
    expect(live(mornings, '2026-03-08T08:00', '2026-03-10T23:00')).toEqual([
      '2026-03-09T19:59 reminder:dayBefore',
    ]);
    expect(textAt(mornings, '2026-03-09T19:59')).toMatch(
      /^I morgon har du det här bokat:\n- klockan 9 till 10/,
    );
    // Late, and in the day itself.
    expect(textAt(mornings, '2026-03-10T08:00')).toMatch(/^I dag/);
  });

  test('after a stop a list that stands beside something else is in the one message', () => {
    const mornings = {
      ...doc,
      reminding: { ...doc.reminding, summary: { when: 'morning' as const, at: '07:30' } },
    };
    const own = addOwnReminder(
      mornings,
      { text: 'ringa Bo', occurrence: null, at: toInstant('2026-03-10T07:40') },
      LONG_AGO,
    );
    if (!own) throw new Error('not kept');
    const text = textAt(own.doc, '2026-03-10T08:00');
    expect(text).toContain('klockan 9 till 10: möte med din handledare');
    expect(text).toContain('ringa Bo');
  });

  test('a list that is half a day late is dropped, and the trail says so', () => {
    const mornings = {
      ...doc,
      reminding: { ...doc.reminding, summary: { when: 'morning' as const, at: '07:30' } },
    };
    const late = { ...mornings, nextDueAt: toInstant('2026-03-10T07:30') };
    const { doc: done } = runDue(late, toInstant('2026-03-10T19:31'));
    expect(
      done.lines.map(({ file, body }) => `${file} ${body.what ?? body.kind} ${body.subject ?? ''}`),
    ).toEqual(['audit reminder.dropped-passed summary>2026-03-10:morning']);
    expect(runDue(done, toInstant('2026-03-10T19:32')).doc.lines).toHaveLength(1);
  });
});

describe('after an outage', () => {
  test('one message with what is still useful; what has begun is dropped, and the trail says so', () => {
    const doc = participant([
      appointment(),
      appointment({ id: 'n', start: '2026-03-10T13:00', end: '2026-03-10T14:00' }),
      appointment({ id: 'o', start: '2026-03-11T08:00', end: '2026-03-11T09:00' }),
    ]);
    const down = { ...doc, nextDueAt: nextDueAt(doc, toInstant('2026-03-09T12:00')) };
    const { doc: done } = runDue(down, toInstant('2026-03-10T17:30'));
    expect(
      done.lines.map(({ file, body }) => `${file} ${body.what ?? body.kind} ${body.subject ?? ''}`.trim()),
    ).toEqual([
      'chat reminder:evening',
      'audit reminder.dropped-passed m@2026-03-10T09:00>2026-03-10T09:00',
      'audit reminder.dropped-passed n@2026-03-10T13:00>2026-03-10T13:00',
    ]);
    const several = runDue(down, toInstant('2026-03-10T08:30')).doc;
    expect(several.lines.map(({ body }) => body.kind)).toEqual(['reminder:several']);
    expect(String(several.lines[0]?.body.text).split('\n')).toHaveLength(3);
    // Nothing more comes of the same.
    expect(look({ ...several, lines: [] }, '2026-03-10T08:31').lines).toEqual([]);
  });
});

describe('days of the plan', () => {
  test('a step with a day, the evening before, unless it is done; the follow-up too', () => {
    const base = participant([]);
    const step = {
      id: 's',
      what: { text: 'Skriva cv', easy: null },
      why: null,
      doneWhen: null,
      by: 'together' as const,
      status: 'now' as const,
      date: '2026-03-12',
    };
    const doc: Participant = {
      ...base,
      plan: {
        ...base.plan,
        steps: [step, { ...step, id: 't', status: 'done' }],
        followUp: { on: '2026-03-20', what: null },
      },
    };
    expect(live(doc, '2026-03-01T08:00', '2026-04-01T00:00')).toEqual([
      '2026-03-11T17:00 reminder:step',
      '2026-03-19T17:00 reminder:followUp',
    ]);
    const meeting = appointment({
      id: 'f',
      kind: 'follow-up-meeting',
      start: '2026-03-20T10:00',
      end: '2026-03-20T11:00',
    });
    const both = { ...doc, plan: { ...doc.plan, steps: [], appointments: [meeting] } };
    expect(live(both, '2026-03-01T08:00', '2026-04-01T00:00').map((line) => line.slice(17))).toEqual([
      'reminder:evening',
      'reminder:hour',
    ]);
  });
});

describe("the month's own duties", () => {
  const regime = (
    kinds: Regime[],
    compensation: Participant['plan']['regime']['compensations'][number],
    registeredAtAf: boolean | null,
  ) => ({ kinds, compensations: [compensation], registeredAtAf });

  test.each([
    [regime(['af-program'], 'aktivitetsstod', true), ['activity-report', 'fk-application']],
    [regime(['af-program'], 'none', true), ['activity-report']],
    [regime(['a-kassa'], 'a-kassa', true), ['activity-report']],
    [regime(['municipality'], 'forsorjningsstod', true), ['activity-report']],
    [regime(['municipality'], 'forsorjningsstod', false), []],
    [regime(['municipality'], 'aktivitetsstod', null), []],
    [regime(['unknown'], 'unknown', null), []],
  ])('%j: %j', (given, expected) => {
    expect(monthlyDutiesOf(given).map(({ id }) => id)).toEqual(expected);
  });

  const groups = { ...DEFAULT_REMINDING.groups, duties: true };
  const base = participant([], { groups });
  const doc: Participant = {
    ...base,
    plan: { ...base.plan, regime: regime(['af-program'], 'aktivitetsstod', true) },
  };

  test('only for those who asked, when it opens and shortly before it ends', () => {
    expect(live(doc, '2026-03-20T08:00', '2026-04-20T00:00')).toEqual([
      '2026-04-01T10:00 reminder:activityReport',
      '2026-04-01T10:00 reminder:fkApplication',
      '2026-04-05T10:00 reminder:fkApplicationLast',
      '2026-04-12T10:00 reminder:activityReportLast',
    ]);
    expect(live({ ...doc, reminding: DEFAULT_REMINDING }, '2026-03-20T08:00', '2026-04-20T00:00')).toEqual(
      [],
    );
  });

  test('done is done, for that month', () => {
    const done = dutyDone(doc, 'activity-report', '2026-04', toInstant('2026-04-01T11:00'));
    expect(
      live(done, '2026-03-20T08:00', '2026-05-02T00:00').filter((line) => line.includes('activity')),
    ).toEqual(['2026-05-01T10:00 reminder:activityReport']);
  });

  test('asked for after the last day: not before the next month', () => {
    expect(live(doc, '2026-04-20T08:00', '2026-05-02T00:00').map((line) => line.slice(0, 16))).toEqual([
      '2026-05-01T10:00',
      '2026-05-01T10:00',
    ]);
  });
});

describe('a change of the plan', () => {
  const weekly = appointment({ recurrence: 'FREQ=WEEKLY;BYDAY=TU' });
  const before = participant([weekly]);

  function changed(appointments: Appointment[], local: LocalDateTime, doc = before): Participant {
    const plan = { ...doc.plan, appointments };
    const made = importPlan(doc, { plan, by: 'test', now: toInstant(local), expected: null });
    if (made.kind !== 'updated') throw new Error(made.kind);
    return { ...made.doc, news: null, lines: [] };
  }

  const exceptions = (change: object) =>
    [
      { ...weekly, exceptions: [{ on: '2026-03-10', place: null, start: null, end: null, ...change }] },
    ] as Appointment[];

  test.each<[string, Appointment[], string[]]>([
    ['called off', exceptions({ change: 'cancelled' }), ['changes:off']],
    ['moved', exceptions({ change: 'moved', start: '2026-03-11T10:00' }), ['changes:moved']],
    [
      'another place',
      [appointment({ recurrence: 'FREQ=WEEKLY;BYDAY=TU', place: 'Torget 2' })],
      ['changes:place', 'changes:place'],
    ],
    [
      'a whole series at another time',
      [
        appointment({
          recurrence: 'FREQ=WEEKLY;BYDAY=TU',
          start: '2026-03-10T11:00',
          end: '2026-03-10T12:00',
        }),
      ],
      ['changes:moved', 'changes:moved'],
    ],
    ['gone', [], ['changes:gone', 'changes:gone']],
    ['the same under another id', [{ ...weekly, id: 'other' }], []],
    [
      'another title alone',
      [appointment({ recurrence: 'FREQ=WEEKLY;BYDAY=TU', title: { text: 'Nytt', easy: null } })],
      [],
    ],
  ])('%s is told at once', (_name, appointments, expected) => {
    expect(look(changed(appointments, '2026-03-06T12:00'), '2026-03-06T12:00').lines).toEqual(expected);
  });

  test('once, and what is put back before it was told is not told', () => {
    const off = changed(exceptions({ change: 'cancelled' }), '2026-03-06T12:00');
    expect(look(look(off, '2026-03-06T12:00').doc, '2026-03-06T12:01').lines).toEqual([]);
    const back = changed([weekly], '2026-03-06T12:00', off);
    expect(look(back, '2026-03-06T12:00').lines).toEqual([]);
  });

  test('in quiet hours: at once when it starts before they end, else when they have', () => {
    const soon = appointment({ start: '2026-03-10T06:30', end: '2026-03-10T07:30' });
    const later = appointment({ id: 'n', start: '2026-03-10T09:00', end: '2026-03-10T10:00' });
    const off = (entry: Appointment) => ({
      ...entry,
      exceptions: [{ on: '2026-03-10', change: 'cancelled' as const, start: null, end: null, place: null }],
    });
    const doc = { ...participant([soon, later]), wishes: { ...before.wishes, reminders: true } };
    const urgent = changed([off(soon), later], '2026-03-09T22:00', doc);
    expect(look(urgent, '2026-03-09T22:00').lines).toContain('changes:off');
    const calm = changed([soon, off(later)], '2026-03-09T22:00', doc);
    expect(look(calm, '2026-03-09T22:00').lines.filter((line) => line.includes('changes'))).toEqual([]);
    expect(
      live(calm, '2026-03-09T22:00', '2026-03-10T08:00').filter((line) => line.includes('changes')),
    ).toEqual(['2026-03-10T07:00 changes:off']);
  });

  test('with reminders off it stands in the chat at once, and is not heard', () => {
    const off = { ...before, wishes: { ...before.wishes, reminders: false } };
    expect(
      look(changed(exceptions({ change: 'cancelled' }), '2026-03-06T12:00', off), '2026-03-06T12:00').lines,
    ).toEqual(['tyst changes:off']);
  });

  test('what was told of a new time stands for a reminder within the hour', () => {
    const moved = changed(exceptions({ change: 'moved', start: '2026-03-10T14:00' }), '2026-03-10T12:30');
    const told = look(moved, '2026-03-10T12:30');
    expect(told.lines).toEqual([]);
    const known = changed(exceptions({ change: 'moved', start: '2026-03-10T14:00' }), '2026-03-09T16:30');
    expect(live(known, '2026-03-09T16:30', '2026-03-10T15:00')).toEqual([
      '2026-03-09T16:30 changes:moved',
      '2026-03-10T13:00 reminder:hour',
    ]);
  });
});

describe('for any plan and wishes', () => {
  const DAYS = 12;
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const lead: fc.Arbitrary<Lead> = fc.oneof(
    fc.record({ minutes: fc.constantFrom(5, 15, 30, 45, 60, 90, 120, 300, 700, 1440) }),
    fc.record({ days: fc.integer({ min: 0, max: 4 }), at: clock }),
  );
  const quiet: fc.Arbitrary<Quiet | null> = fc.option(
    fc.oneof(
      fc.constant(DEFAULT_QUIET),
      fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to),
    ),
  );
  const one = fc.record({
    day: fc.integer({ min: 0, max: DAYS }),
    time: clock,
    minutes: fc.constantFrom(15, 60, 240),
    weekly: fc.boolean(),
    off: fc.boolean(),
  });
  const world = fc.record({
    // Around both changes of the clock, and an ordinary week.
    first: fc.constantFrom('2026-03-23', '2026-10-19', '2026-06-01'),
    appointments: fc.array(one, { minLength: 1, maxLength: 4 }),
    leads: fc.array(lead, { maxLength: 4 }),
    quiet,
    summary: fc.option(
      fc.record({ when: fc.constantFrom('morning' as const, 'sunday' as const), at: clock }),
      { freq: 5 },
    ),
    gaps: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 }),
    paused: fc.option(fc.integer({ min: 0, max: DAYS }), { freq: 4 }),
  });

  test('none before its time, none after the start, none heard in quiet hours, none of what is off, none twice', () => {
    let reminded = 0;
    fc.assert(
      fc.property(world, ({ first, appointments, leads, quiet: hours, summary, gaps, paused }) => {
        const plan = appointments.flatMap((entry, index) => {
          const start = at(addDays(first, entry.day), entry.time);
          const end = toLocal(addMs(toInstant(start), entry.minutes * MINUTE));
          if (!isLocalDateTime(start) || !isLocalDateTime(end) || end <= start) return [];
          const parsed = appointmentSchema.safeParse({
            id: `a${index}`,
            kind: 'workshop',
            start,
            end,
            recurrence: entry.weekly ? 'FREQ=WEEKLY' : null,
            exceptions: entry.off ? [{ on: start.slice(0, 10), change: 'cancelled' }] : [],
          });
          return parsed.success ? [parsed.data] : [];
        });
        const doc0 = participant(plan, {
          leads: tidyLeads(leads),
          quiet: hours,
          summary,
          pausedUntil: paused === null ? null : addDays(first, paused),
        });
        let now = toInstant(at(first, '00:00'));
        let doc: Participant = { ...doc0, nextDueAt: nextDueAt(doc0, now) };
        const times = new Set(doc.reminding.leads.map(leadId));
        const seen = new Set<string>();
        for (const gap of gaps) {
          // Either when the program looks by itself, or later: it was down.
          const next = doc.nextDueAt ?? now;
          now = gap % 3 === 0 || next <= now ? addMs(now, gap * MINUTE) : next;
          const before = doc.reminded;
          const { doc: done } = runDue(doc, now);
          for (const key of Object.keys(done.reminded)) {
            if (key in before) continue;
            expect(seen.has(key)).toBe(false);
            seen.add(key);
            reminded += 1;
            if (key.startsWith('summary')) continue;
            const [occurrence = '', rest = ''] = key.split('>');
            const start = rest.slice(0, 16);
            const found = occurrencesOf(
              appointmentsOf(doc.plan).find(({ id }) => id === occurrence.split('@')[0]) as Appointment,
              start,
              `${start.slice(0, 16)}`.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) + 1)),
            )[0];
            expect(found?.state).not.toBe('cancelled');
            expect(now < toInstant(start)).toBe(true);
            expect(times.has(rest.slice(17))).toBe(true);
            if (paused !== null) expect(now >= toInstant(at(addDays(first, paused), '00:00'))).toBe(true);
            if (found) expect(isCovered(doc.absences, found)).toBe(false);
            const wanted = doc.reminding.leads.find((entry) => leadId(entry) === rest.slice(17)) as Lead;
            const intended =
              'minutes' in wanted
                ? addMs(toInstant(start), -wanted.minutes * MINUTE)
                : toInstant(at(addDays(start.slice(0, 10), -wanted.days), wanted.at));
            expect(now >= beforeQuiet(hours, intended)).toBe(true);
          }
          for (const { file, n, body } of done.lines) {
            if (file !== 'chat' || n <= doc.numbers.chat) continue;
            const line = body as unknown as ChatLine;
            if (hours !== null && isQuiet(hours, now)) expect(line.quiet).toBe(true);
            else expect(line.quiet).toBeUndefined();
          }
          doc = { ...done, lines: [], nextDueAt: nextDueAt(done, now) };
          // Looking again at the same moment finds nothing more.
          expect(runDue(doc, now).doc.numbers.chat).toBe(doc.numbers.chat);
        }
      }),
      { numRuns: 300 },
    );
    expect(reminded).toBeGreaterThan(300);
  });

  test('two of one appointment are an hour apart, when the program runs all the time', () => {
    fc.assert(
      fc.property(fc.array(lead, { minLength: 1, maxLength: 4 }), clock, quiet, (leads, time, hours) => {
        const start = at('2026-06-10', time);
        const end = toLocal(addMs(toInstant(start), 15 * MINUTE));
        const doc = participant([appointment({ start, end })], { leads: tidyLeads(leads), quiet: hours });
        const came = live(doc, '2026-06-01T00:00', '2026-06-11T00:00').map((line) =>
          toInstant(line.slice(0, 16)),
        );
        const isBefore = (entry: Lead) => 'minutes' in entry || entry.days > 0 || entry.at < time;
        if (leads.some(isBefore)) expect(came.length).toBeGreaterThan(0);
        came.slice(1).forEach((moment, index) => {
          expect(moment >= addMs(came[index] as Instant, HOUR)).toBe(true);
        });
        for (const moment of came) if (hours !== null) expect(isQuiet(hours, moment)).toBe(false);
        expect(timeOf(start)).toBe(time);
      }),
      { numRuns: 300 },
    );
  });
});

describe('in a rush', () => {
  test('what starts soonest goes first, and what is not about a start before all of it', () => {
    const queue = new DueQueue();
    const due = toInstant('2026-03-09T17:00');
    const [late, soon, message, earlier, tomorrow, gone, moved] = [
      'late',
      'soon',
      'message',
      'earlier',
      'tomorrow',
      'gone',
      'moved',
    ].map(notWaiting) as [Waiting, Waiting, Waiting, Waiting, Waiting, Waiting, Waiting];
    queue.set(late, due, toInstant('2026-03-10T15:00'));
    queue.set(soon, due, toInstant('2026-03-09T18:00'));
    queue.set(message, due);
    queue.set(earlier, addMs(due, -MINUTE), toInstant('2026-03-10T09:00'));
    queue.set(tomorrow, addMs(due, 24 * HOUR), toInstant('2026-03-10T18:00'));
    queue.set(gone, due, toInstant('2026-03-09T17:30'));
    queue.set(gone, null);
    queue.set(moved, due, toInstant('2026-03-09T17:15'));
    queue.set(moved, addMs(due, HOUR), toInstant('2026-03-09T19:00'));
    const taken: (string | undefined)[] = [];
    do taken.push(queue.take(due)?.id);
    while (taken.at(-1) !== undefined);
    expect(taken).toEqual(['message', 'soon', 'earlier', 'late', undefined]);
    expect(queue.take(addMs(due, HOUR))?.id).toBe('moved');
  });

  test('the document says the start of what it is due for', () => {
    const doc = participant([
      appointment({ start: '2026-03-10T14:00', end: '2026-03-10T15:00' }),
      appointment({ id: 'n' }),
    ]);
    expect(nextDue(doc, toInstant('2026-03-09T12:00'))).toEqual({
      at: toInstant('2026-03-09T17:00'),
      startsAt: toInstant('2026-03-10T09:00'),
    });
    expect(nextDue(participant([]), toInstant('2026-03-09T12:00')).startsAt).toBeNull();
  });
});

test('who has stopped all and asks for one thing gets that one thing', () => {
  const doc = stopAll(participant([appointment()]));
  const free = { text: 'köpa mjölk', occurrence: null, at: toInstant('2026-03-09T12:00') };
  const snooze = { text: null, occurrence: 'm@2026-03-10T09:00', at: toInstant('2026-03-10T08:30') };
  const asked = [free, snooze].reduce((current, wanted) => {
    const added = addOwnReminder(current, wanted, toInstant('2026-03-09T11:00'));
    if (!added) throw new Error('not kept');
    return added.doc;
  }, doc);
  expect(asked.wishes.reminders).toBe(false);
  expect(live(asked, '2026-03-09T11:00', '2026-03-12T00:00')).toEqual([
    '2026-03-09T12:00 reminder:own',
    '2026-03-10T08:30 reminder:hour',
  ]);
  expect(live(setReminders(asked, false, LONG_AGO), '2026-03-09T11:00', '2026-03-12T00:00')).toEqual([]);
});
