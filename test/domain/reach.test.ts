import { describe, expect, test } from '@jest/globals';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { claimMessages, settleMessage, settleReport } from '../../domain/actions/outbox.ts';
import { confirmComing } from '../../domain/actions/participant.ts';
import { chooseWay, usedAddress } from '../../domain/address.ts';
import { type Appointment, appointmentSchema } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import {
  FEWEST_PEOPLE,
  figuresOf,
  figuresOfAll,
  NO_FIGURES,
  outOfReachSince,
  sentReminders,
} from '../../domain/reach.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { addMs, type LocalDateTime, MINUTE, toInstant } from '../../domain/time.ts';
import { sampleParticipant } from '../contracts/participants.ts';

const daily = appointmentSchema.parse({
  id: 'm',
  kind: 'workshop',
  start: '2026-03-09T10:00',
  end: '2026-03-09T11:00',
  recurrence: 'FREQ=DAILY',
}) as Appointment;

function participant(over: Partial<Participant> = {}): Participant {
  const doc = sampleParticipant('p1', { meetings: 0 });
  return {
    ...doc,
    createdAt: toInstant('2026-03-01T08:00'),
    plan: {
      ...doc.plan,
      service: { ...doc.plan.service, start: '2026-01-01', end: null },
      appointments: [daily],
    },
    ...over,
  };
}

/** With what came at those times. */
function reminded(doc: Participant, ...times: LocalDateTime[]): Participant {
  return times.reduce((current, local) => runDue(current, toInstant(local)).doc, doc);
}

describe('who can be reached', () => {
  const two = reminded(participant(), '2026-03-09T09:00', '2026-03-10T09:00');

  test('two in a row without a visit since: not reached, from the first of them on', () => {
    expect(outOfReachSince(two, toInstant('2026-03-10T09:30'))).toBeNull();
    expect(outOfReachSince(two, toInstant('2026-03-10T10:00'))).toBe(toInstant('2026-03-09T09:00'));
  });

  test('a visit in between, or since, is a sign of life', () => {
    for (const hereAt of ['2026-03-09T12:00', '2026-03-10T12:00']) {
      const seen = { ...two, hereAt: toInstant(hereAt) };
      expect([hereAt, outOfReachSince(seen, toInstant('2026-03-10T13:00'))]).toEqual([hereAt, null]);
    }
    const before = { ...two, hereAt: toInstant('2026-03-08T12:00') };
    expect(outOfReachSince(before, toInstant('2026-03-10T13:00'))).not.toBeNull();
  });

  test('each reminder has been sent, or delivered when the person has been here since', () => {
    const seen = { ...two, hereAt: toInstant('2026-03-09T12:00') };
    expect(sentReminders(seen).map(({ occurrence, status }) => [occurrence.start, status])).toEqual([
      ['2026-03-09T10:00', 'delivered'],
      ['2026-03-10T10:00', 'sent'],
    ]);
  });
});

describe('outside the chat', () => {
  const onPhone = chooseWay(
    participant({
      plan: {
        ...participant().plan,
        person: {
          ...participant().plan.person,
          contact: { email: 'a@deltagare.example', phone: '070-174 06 05' },
        },
      },
    }),
    'sms',
    toInstant('2026-03-08T08:00'),
  );
  const first = reminded(onPhone, '2026-03-09T09:00');

  /** As the suppliers tell, one try after the other. */
  function became(doc: Participant, ...outcomes: DeliveryOutcome[]): Participant {
    return outcomes.reduce((current, outcome, index) => {
      const now = addMs(toInstant('2026-03-09T09:00'), index * MINUTE);
      const { doc: claimed } = claimMessages(current, now);
      return claimed.outbox
        .filter(({ status }) => status === 'sending')
        .reduce((after, message) => settleMessage(after, message, outcome, now), claimed);
    }, doc);
  }
  const temporary: DeliveryOutcome = { kind: 'temporary', detail: 'sms-503' };
  const statusOf = (doc: Participant) => sentReminders(doc).map(({ status }) => status);

  test('two failures, and no other way: staff see it at once, before the start', () => {
    expect(statusOf(became(first, temporary))).toEqual(['sent']);
    const failed = became(first, temporary, temporary);
    expect(failed.outbox.map(({ way, status }) => [way, status])).toEqual([['sms', 'failed']]);
    expect(statusOf(failed)).toEqual(['failed']);
    expect(outOfReachSince(failed, toInstant('2026-03-09T09:05'))).toBe(toInstant('2026-03-09T09:00'));
    const back = { ...failed, hereAt: toInstant('2026-03-09T09:10') };
    expect(outOfReachSince(back, toInstant('2026-03-09T09:11'))).toBeNull();
  });

  test('the next way is tried, and it has failed when that has too', () => {
    const also = chooseWay(first, 'email', toInstant('2026-03-08T09:00'));
    const next = became(also, temporary, temporary);
    expect(next.outbox.map(({ way, status }) => [way, status])).toEqual([
      ['sms', 'failed'],
      ['email', 'due'],
    ]);
    expect(outOfReachSince(next, toInstant('2026-03-09T09:05'))).toBeNull();
    const sent: DeliveryOutcome = { kind: 'sent' };
    expect(statusOf(became(next, sent, sent))).toEqual(['sent']);
    expect(became(next, sent, sent).outbox[1]?.status).toBe('sent');
    const refused: DeliveryOutcome = { kind: 'permanent', detail: 'smtp-550' };
    expect(statusOf(became(next, refused, refused))).toEqual(['failed']);
  });

  test('what the phone has taken is delivered; who writes from it is reached', () => {
    const sent = became(first, { kind: 'sent' });
    const [message] = sent.outbox;
    const delivered = settleReport(sent, message?.key ?? '', 'delivered', toInstant('2026-03-09T09:02'));
    expect(statusOf(delivered)).toEqual(['delivered']);
    const two = reminded(sent, '2026-03-10T09:00');
    expect(outOfReachSince(two, toInstant('2026-03-10T10:00'))).not.toBeNull();
    const wrote = usedAddress(two, 'sms', null, toInstant('2026-03-10T09:30'));
    expect(outOfReachSince(wrote, toInstant('2026-03-10T10:00'))).toBeNull();
  });
});

describe('whether it helps', () => {
  const NOW = toInstant('2026-03-11T12:00');

  test('counts what was held, reminded of, answered and missed', () => {
    const two = reminded(participant(), '2026-03-09T09:00', '2026-03-10T09:00');
    const answered = confirmComing(two, 'm@2026-03-09T10:00', toInstant('2026-03-09T09:10'));
    expect(figuresOf(answered, NOW)).toEqual({
      people: 1,
      booked: 3,
      reminded: 2,
      answered: 1,
      absentReminded: 0,
      absentNotReminded: 0,
    });
  });

  test('nobody is counted who has been here for less than a day', () => {
    expect(figuresOf(participant({ createdAt: toInstant('2026-03-11T08:00') }), NOW)).toEqual(NO_FIGURES);
  });

  test('fewer people than could hide each other are not shown', () => {
    const one = figuresOf(participant(), NOW);
    expect(figuresOfAll(Array.from({ length: FEWEST_PEOPLE - 1 }, () => one))).toBeNull();
    expect(figuresOfAll(Array.from({ length: FEWEST_PEOPLE }, () => one))).toMatchObject({
      people: 5,
      booked: 15,
    });
    // Those without anything booked hide nobody.
    expect(figuresOfAll([one, ...Array.from({ length: 9 }, () => NO_FIGURES)])).toBeNull();
  });
});
