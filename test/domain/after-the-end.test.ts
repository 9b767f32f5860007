import { expect, test } from '@jest/globals';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { setReminding } from '../../domain/actions/reminding.ts';
import { endService } from '../../domain/actions/service-end.ts';
import { findOccurrence } from '../../domain/appointment.ts';
import { dueBookingNews } from '../../domain/booking-news.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { planningCheck } from '../../domain/planning.ts';
import { figuresOf } from '../../domain/reach.ts';
import { dueReminders } from '../../domain/reminder.ts';
import { dueNotes } from '../../domain/reminder-notes.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { toInstant } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** The plan knows nothing of an end that the provider has set: nobody is told, reminded or asked of what it has after it. */

const START = toInstant('2026-03-09T08:00');
const END = '2026-03-24';
/** Meant for the last day, and moved to the day after it. */
const MOVED = 'handledare@2026-03-24T09:00';
const random = { code: () => 'BCDEFG', digits: () => '0', token: () => 't' };

function person(plan: Plan = examplePlan('plan-rusta-och-matcha')): Participant {
  return newParticipant(plan, START, 'plain');
}

function ended(doc: Participant): Participant {
  const after = endService(doc, END, { now: START, by: 'karin' });
  if (after === null) throw new Error('it has that end already');
  return after;
}

test('what was moved to a day after it is called off, and is reminded of no more', () => {
  expect(findOccurrence(appointmentsLeft(person()), MOVED)?.start).toBe('2026-03-25T13:00');
  const left = appointmentsLeft(ended(person()));
  expect(findOccurrence(left, MOVED)?.state).toBe('cancelled');
  expect(findOccurrence(left, 'handledare@2026-03-17T09:00')?.state).toBe('planned');
  expect(findOccurrence(left, 'handledare@2026-03-31T09:00')).toBeNull();
  const evening = toInstant('2026-03-24T17:30');
  const keys = (doc: Participant) => dueReminders(doc, evening).map(({ occurrence }) => occurrence.key);
  expect(keys(person())).toContain(MOVED);
  expect(keys(ended(person()))).toEqual([]);
});

test('no step and no follow-up of the day after it is reminded of on the last day', () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  const [step] = plan.steps;
  if (!step || plan.followUp === null) throw new Error('the example has other parts');
  const date = '2026-03-25';
  const planned = {
    ...plan,
    steps: [{ ...step, status: 'now' as const, date }],
    followUp: { ...plan.followUp, on: date },
    appointments: [],
  };
  const due = (doc: Participant) => dueNotes(doc, toInstant('2026-03-24T17:30')).due.map(({ kind }) => kind);
  expect(due(person(planned))).toEqual(['follow-up', 'step']);
  expect(due(ended(person(planned)))).toEqual([]);
});

test('a report leaves out what lies after an end that was set since it was asked about', () => {
  const later = 'handledare@2026-03-31T09:00';
  const input = { from: '2026-03-17', to: '2026-03-31', reason: 'sick' } as const;
  const occurrences = ['handledare@2026-03-17T09:00', later];
  const told = (doc: Participant) =>
    reportAbsence(doc, { ...input, occurrences }, { now: START, channel: 'web', random }).absence;
  expect(told(person()).occurrences).toEqual(occurrences);
  expect(told(ended(person())).occurrences).toEqual(occurrences.slice(0, 1));
  expect(told(ended(person())).deviations).toHaveLength(1);
});

test('what was booked and is not held is counted nowhere', () => {
  const now = toInstant('2026-03-26T20:00');
  const count = (doc: Participant) =>
    figuresOf({ ...doc, createdAt: '2026-01-01T00:00:00.000Z' }, now).booked;
  const all = count(person());
  // The meeting of the 25th, and what is booked on Wednesday and Thursday.
  expect(all - count(ended(person()))).toBe(3);
});

test('a follow-up after it is asked of no handledare', () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  if (plan.followUp === null) throw new Error('the example has another plan');
  const planned = person({ ...plan, followUp: { ...plan.followUp, on: '2026-03-26' } });
  const codes = (doc: Participant) =>
    planningCheck(doc, toInstant('2026-03-23T09:00')).findings.map(({ code }) => code);
  expect(codes(planned)).toContain('follow-up');
  expect(codes(ended(planned))).not.toContain('follow-up');
});

/** A new plan, in the night, in which everything of that appointment is at another time. */
function movedAt(doc: Participant, now: string, on: string, start: string): Participant {
  const appointments = doc.plan.appointments.map((entry) =>
    entry.id === 'jobbtraff'
      ? { ...entry, exceptions: [{ on, change: 'moved' as const, start, end: null, place: null }] }
      : entry,
  );
  const outcome = importPlan(doc, {
    plan: { ...doc.plan, appointments },
    by: 's1',
    now: toInstant(now),
    expected: null,
  });
  if (outcome.kind !== 'updated') throw new Error(outcome.kind);
  return outcome.doc;
}

test('nobody is told of a change in what comes after it', () => {
  const [on, start] = ['2026-03-31', '2026-04-01T13:00'];
  expect(movedAt(person(), '2026-03-20T12:00', on, start).bookingNews).toHaveLength(1);
  expect(movedAt(ended(person()), '2026-03-20T12:00', on, start).bookingNews).toEqual([]);
});

test('what is moved to a day after it is told of as called off', () => {
  const doc = movedAt(ended(person()), '2026-03-20T12:00', END, '2026-03-25T13:00');
  const { changes } = dueBookingNews(doc, toInstant('2026-03-20T12:00'));
  expect(changes.map(({ what, news }) => [what, news.key])).toEqual([['off', 'jobbtraff@2026-03-24T13:00']]);
});

test('news that waits for the morning is dropped when the service is given an end before it', () => {
  const doc = setReminding(person(), { quiet: { from: '21:00', to: '07:00' } }, START);
  const waiting = movedAt(doc, '2026-03-20T23:00', '2026-03-31', '2026-04-01T13:00');
  const morning = toInstant('2026-03-21T07:30');
  expect(dueBookingNews(waiting, morning).changes).toHaveLength(1);
  const { changes, dropped } = dueBookingNews(ended(waiting), morning);
  expect([changes.length, dropped.length]).toEqual([0, 1]);
  expect(runDue(ended(waiting), morning).doc.bookingNews).toEqual([]);
});
