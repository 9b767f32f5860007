import { describe, expect, test } from '@jest/globals';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { addOwnReminder, setReminders } from '../../domain/actions/reminding.ts';
import { chooseWay, LINE_MESSAGE } from '../../domain/address.ts';
import { appointmentSchema } from '../../domain/appointment.ts';
import { uselessBecause } from '../../domain/line-use.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import { addMs, type Instant, MINUTE, toInstant } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { sampleParticipant } from '../contracts/participants.ts';

/** What was said in the chat in its time, and is about to be sent to a phone later than that. */

const LONG_AGO: Instant = '2025-12-01T00:00:00.000Z';

const meeting = (over: object = {}) =>
  appointmentSchema.parse({
    id: 'm',
    kind: 'supervisor-meeting',
    start: '2026-03-10T09:00',
    end: '2026-03-10T10:00',
    ...over,
  });

function participant(appointments = [meeting()]): Participant {
  const doc = sampleParticipant('p1', { meetings: 0 });
  const { person } = doc.plan;
  const contact = { ...person.contact, phone: '070-174 06 05' };
  const base: Participant = {
    ...doc,
    createdAt: LONG_AGO,
    welcomedAt: LONG_AGO,
    lines: [],
    numbers: { ...doc.numbers, chat: 0 },
    plan: {
      ...doc.plan,
      person: { ...person, contact },
      service: { ...doc.plan.service, start: '2026-01-01', end: null },
      steps: [],
      followUp: null,
      appointments,
    },
  };
  return chooseWay(base, 'sms', LONG_AGO);
}

const SMS = { kind: LINE_MESSAGE, way: 'sms' } as const;

/** What is said at that time, and the document after it. */
function said(doc: Participant, at: string): { doc: Participant; lines: ChatLine[] } {
  const done = runDue(doc, toInstant(at)).doc;
  const lines = done.lines
    .filter(({ file }) => file === 'chat')
    .map(({ body }) => body as unknown as ChatLine);
  expect(lines).toHaveLength(1);
  return { doc: { ...done, lines: [] }, lines };
}

const evening = () => said(participant(), '2026-03-09T17:00');
const useless = ({ doc, lines }: { doc: Participant; lines: ChatLine[] }, at: string | Instant) =>
  uselessBecause(doc, SMS, lines, at.endsWith('Z') ? at : toInstant(at));

test.each<[string, string, string | null]>([
  ['a minute later', '2026-03-09T17:01', null],
  ['shortly before the quiet hours', '2026-03-09T19:59', null],
  ['in them', '2026-03-09T20:00', 'quiet-hours'],
  ['at three in the night', '2026-03-10T03:00', 'quiet-hours'],
  ['in the morning', '2026-03-10T07:00', null],
  ['when it has begun', '2026-03-10T09:00', 'passed'],
])('a reminder that was said at 17, %s', (_name, at, expected) => {
  expect(useless(evening(), at)).toBe(expected);
});

test('the hour that comes twice: what began in the first of them has begun', () => {
  const doc = participant([meeting({ start: '2026-10-25T02:30', end: '2026-10-25T04:00' })]);
  const { lines } = said({ ...doc, reminding: { ...doc.reminding, quiet: null } }, '2026-10-24T17:00');
  expect(useless({ doc, lines }, '2026-10-25T00:29:00.000Z')).not.toBe('passed');
  // The clock shows 02.15 once more.
  expect(useless({ doc, lines }, '2026-10-25T01:15:00.000Z')).toBe('passed');
});

describe('the truth at sending counts', () => {
  const planned = (doc: Participant, appointments: Participant['plan']['appointments']) => ({
    ...doc,
    plan: { ...doc.plan, appointments },
  });
  const off = { on: '2026-03-10', change: 'cancelled' };
  const moved = { on: '2026-03-10', change: 'moved', start: '2026-03-12T09:00' };

  test.each<[string, (doc: Participant) => Participant, string]>([
    ['called off', (doc) => planned(doc, [meeting({ exceptions: [off] })]), 'changed'],
    ['moved', (doc) => planned(doc, [meeting({ exceptions: [moved] })]), 'changed'],
    ['gone', (doc) => planned(doc, []), 'changed'],
    ['reminders off', (doc) => setReminders(doc, false, LONG_AGO), 'stopped'],
    ['the chat alone is chosen', (doc) => chooseWay(doc, 'web', LONG_AGO), 'stopped'],
  ])('%s meanwhile', (_name, change, expected) => {
    const { doc, lines } = evening();
    expect(useless({ doc: change(doc), lines }, '2026-03-09T17:01')).toBe(expected);
  });

  test('reminders off, and this one was asked for since', () => {
    const at = toInstant('2026-03-09T18:00');
    const off = setReminders(participant(), false, LONG_AGO);
    const added = addOwnReminder(off, { text: null, occurrence: 'm@2026-03-10T09:00', at }, LONG_AGO);
    if (!added) throw new Error('not kept');
    expect(useless(said(added.doc, '2026-03-09T18:00'), '2026-03-09T18:01')).toBeNull();
  });

  test('an answer to what was written from there is sent whatever the hour', () => {
    const { doc, lines } = evening();
    expect(uselessBecause(doc, { ...SMS, kind: 'reply' }, lines, toInstant('2026-03-10T03:00'))).toBeNull();
  });
});

describe('what may be heard in quiet hours', () => {
  test('asked for at that minute: at that minute, and not hours later', () => {
    const at = toInstant('2026-03-09T21:00');
    const added = addOwnReminder(participant([]), { text: 'ta medicin', occurrence: null, at }, LONG_AGO);
    if (!added) throw new Error('not kept');
    const one = said(added.doc, '2026-03-09T21:00');
    expect(useless(one, addMs(at, MINUTE))).toBeNull();
    expect(useless(one, '2026-03-10T03:00')).toBe('quiet-hours');
    expect(useless(one, '2026-03-10T07:00')).toBeNull();
  });

  test('a change of what starts before they end, however late; another at once or not at all', () => {
    const changed = (start: string) => {
      const doc = participant([meeting({ start, end: start.replace(/T\d\d/, 'T13') })]);
      const next = {
        ...doc.plan,
        appointments: [meeting({ ...doc.plan.appointments[0], place: 'Torget 2' })],
      };
      const made = importPlan(doc, {
        plan: next,
        by: 'test',
        now: toInstant('2026-03-09T16:50'),
        expected: null,
      });
      if (made.kind !== 'updated') throw new Error(made.kind);
      return said({ ...made.doc, news: null, lines: [] }, '2026-03-09T16:50');
    };
    expect(useless(changed('2026-03-10T06:30'), '2026-03-10T03:00')).toBeNull();
    expect(useless(changed('2026-03-10T09:00'), '2026-03-10T03:00')).toBe('quiet-hours');
  });

  test('other news: not in the night', () => {
    const at = toInstant('2026-03-09T19:59');
    const told = tell(participant(), [{ key: 'common:youAreWelcome' }], { now: at, proactive: true });
    const lines = told.lines.map(({ body }) => body as unknown as ChatLine);
    expect(useless({ doc: told, lines }, addMs(at, 30_000))).toBeNull();
    expect(useless({ doc: told, lines }, addMs(at, MINUTE))).toBe('quiet-hours');
  });
});
