import { describe, expect, test } from '@jest/globals';
import { systemRandom } from '../../bot/random.ts';
import { reportAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import {
  deadlineOf,
  hasReportsToSend,
  isOverdue,
  nextDeadlineAt,
  remindOfReports,
} from '../../domain/deadline.ts';
import type { Participant } from '../../domain/participant.ts';
import { toInstant } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** Two reports of Tuesday 10 March: 9 to 10 and 13 to 15. */
function sick(deadlineDays = 2): Participant {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), toInstant('2026-01-12T08:00'));
  const set = { ...doc, settings: { ...doc.settings, deadlineDays } };
  const input = {
    from: '2026-03-10',
    to: '2026-03-10',
    occurrences: ['handledare@2026-03-10T09:00', 'jobbtraff@2026-03-10T13:00'],
    reason: 'sick',
  } as const;
  const acting = { now: toInstant('2026-03-10T07:00'), channel: 'web', random: systemRandom };
  return reportAbsence(set, input, acting).doc;
}

const wall = (instant: string | null) =>
  instant && new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 16);

test.each([
  ['2026-03-10T10:00', 0, '2026-03-10'],
  ['2026-03-10T10:00', 2, '2026-03-12'],
  ['2026-03-12T10:00', 2, '2026-03-16'],
  // Over Easter: långfredag 3 April, annandag 6 April 2026.
  ['2026-04-02T10:00', 1, '2026-04-07'],
  ['2026-06-18T10:00', 1, '2026-06-22'],
])('of an activity that ends %s, with %i working days, it is %s', (expectedEnd, deadlineDays, day) => {
  expect(deadlineOf({ expectedEnd }, { deadlineDays })).toBe(day);
});

test('a report is late when its last day is over, and not when it is sent or taken back', () => {
  const doc = sick();
  const [first] = doc.absences[0]?.deviations ?? [];
  if (!first) throw new Error('none');
  expect(isOverdue(first, doc.settings, toInstant('2026-03-12T23:59'))).toBe(false);
  expect(isOverdue(first, doc.settings, toInstant('2026-03-13T00:00'))).toBe(true);
  expect(
    isOverdue(
      { ...first, sentAt: toInstant('2026-03-11T09:00') },
      doc.settings,
      toInstant('2026-03-20T00:00'),
    ),
  ).toBe(false);
});

describe('reminders', () => {
  test('in the morning of the working day before, and of the last day, for all reports at once', () => {
    let doc = sick();
    expect(wall(nextDeadlineAt(doc, toInstant('2026-03-10T07:00')))).toBe('2026-03-11 08:00');
    expect(remindOfReports(doc, toInstant('2026-03-11T07:59'))).toBe(doc);
    const emails = (one: Participant) =>
      one.outbox.filter((message) => message.kind === 'deviation-deadline').length;
    doc = remindOfReports(doc, toInstant('2026-03-11T08:00'));
    expect(emails(doc)).toBe(1);
    expect(remindOfReports(doc, toInstant('2026-03-11T12:00'))).toBe(doc);
    expect(wall(nextDeadlineAt(doc, toInstant('2026-03-11T08:00')))).toBe('2026-03-12 08:00');
    doc = remindOfReports(doc, toInstant('2026-03-12T08:00'));
    expect(emails(doc)).toBe(2);
    expect(nextDeadlineAt(doc, toInstant('2026-03-12T08:00'))).toBeNull();
  });

  test('on the same day: when the activity is over', () => {
    const doc = sick(0);
    expect(wall(nextDeadlineAt(doc, toInstant('2026-03-10T07:00')))).toBe('2026-03-10 10:00');
    const once = remindOfReports(doc, toInstant('2026-03-10T10:00'));
    expect(wall(nextDeadlineAt(once, toInstant('2026-03-10T10:00')))).toBe('2026-03-10 15:00');
  });

  test('none for what is sent, taken back, or long past', () => {
    const acting = { now: toInstant('2026-03-10T16:00'), staffId: 'karin', staffName: 'Karin Berg' };
    let doc = sick();
    for (const id of ['a1:handledare@2026-03-10T09:00', 'a1:jobbtraff@2026-03-10T13:00']) {
      const sent = markDeviationSent(doc, id, acting);
      if (sent.kind !== 'done') throw new Error(sent.kind);
      doc = sent.doc;
    }
    expect(nextDeadlineAt(doc, acting.now)).toBeNull();
    expect(hasReportsToSend(doc, acting.now)).toBe(false);
    const back = withdrawAbsence(sick(), 'a1', { now: acting.now, channel: 'web' }).doc;
    expect(nextDeadlineAt(back, acting.now)).toBeNull();
    expect(nextDeadlineAt(sick(), toInstant('2026-03-13T08:00'))).toBeNull();
    expect(
      remindOfReports(sick(), toInstant('2026-03-20T08:00')).outbox.some(
        (message) => message.kind === 'deviation-deadline',
      ),
    ).toBe(false);
  });
});
