import { describe, expect, test } from '@jest/globals';
import { newMessage } from '../../domain/actions/notices.ts';
import { emailKey, hashKey, lookupKeys, nextDueAt, phoneKey } from '../../domain/due.ts';
import { isSettled, MESSAGE_STATUSES, type Message, messageDueAt } from '../../domain/message.ts';
import type { Participant, SignIn } from '../../domain/participant.ts';
import { nextReminderAt } from '../../domain/reminder.ts';
import { NOW, sampleParticipant } from '../contracts/participants.ts';

const EARLY = '2026-03-10T17:00:00.000Z';
const LATE = '2026-03-30T17:00:00.000Z';

function message(over: Partial<Message> = {}): Message {
  return { ...newMessage({ key: 'k', kind: 'notice', way: 'email', at: NOW, params: {} }), ...over };
}

function participant(over: Partial<Participant> = {}): Participant {
  return { ...sampleParticipant('p1'), ...over };
}

describe('when a participant wants attention next', () => {
  const reminder = nextReminderAt(participant(), NOW);

  test('at the earliest of reminders and messages', () => {
    expect(reminder).toBe('2026-03-15T16:00:00.000Z');
    expect(nextDueAt(participant(), NOW)).toBe(reminder);
    expect(nextDueAt(participant({ outbox: [message({ nextAt: EARLY })] }), NOW)).toBe(EARLY);
    expect(nextDueAt(participant({ outbox: [message({ nextAt: LATE })] }), NOW)).toBe(reminder);
    const several = [message({ nextAt: LATE }), message({ nextAt: EARLY }), message({ nextAt: LATE })];
    expect(nextDueAt(participant({ outbox: several }), NOW)).toBe(EARLY);
  });

  test('without reminders only the messages count', () => {
    const wishes = { level: null, reminders: false };
    // The end of the service is told of all the same.
    expect(nextDueAt(participant({ wishes }), NOW)).toBe('2027-01-01T08:00:00.000Z');
    expect(nextDueAt(participant({ wishes, endTold: '2026-12-31' }), NOW)).toBeNull();
    expect(nextDueAt(participant({ wishes, outbox: [message({ nextAt: LATE })] }), NOW)).toBe(LATE);
    const sending = message({ status: 'sending', nextAt: null, leaseUntil: EARLY });
    expect(nextDueAt(participant({ wishes, outbox: [sending] }), NOW)).toBe(EARLY);
  });

  test.each(MESSAGE_STATUSES.map((status) => [status]))('a message that is %s', (status) => {
    const dueAt = messageDueAt(message({ status, nextAt: EARLY, leaseUntil: LATE }));
    expect(dueAt).toBe({ due: EARLY, sending: LATE }[status as string] ?? null);
    expect(isSettled(message({ status }))).toBe(dueAt === null);
  });
});

describe('what a participant is found by', () => {
  test.each([
    ['070-174 06 05', 'phone:0046701740605'],
    ['0701740605', 'phone:0046701740605'],
    ['070 174 06 05', 'phone:0046701740605'],
    ['+46 70 174 06 05', 'phone:0046701740605'],
    ['+46701740605', 'phone:0046701740605'],
    ['0046701740605', 'phone:0046701740605'],
    ['0046 70-174 06 05', 'phone:0046701740605'],
    // The zero that is not dialled from abroad.
    ['+46 070 174 06 05', 'phone:0046701740605'],
    ['+46 (0)70 174 06 05', 'phone:0046701740605'],
    ['+47 22 11 00 00', 'phone:004722110000'],
  ])('phone %s', (written, key) => {
    expect(phoneKey(written)).toBe(key);
  });

  test('e-mail in any case, with spaces around it', () => {
    expect(emailKey(' Alva.EK@Deltagare.Example ')).toBe('email:alva.ek@deltagare.example');
  });

  test('contact ways of the plan and ways in that have not been used', () => {
    const signIn = (hash: string, usedAt: string | null): SignIn => ({
      kind: 'code',
      hash,
      createdAt: NOW,
      expiresAt: LATE,
      triesLeft: 5,
      usedAt,
    });
    expect(lookupKeys(participant())).toEqual([]);
    const doc = participant({ signIns: [signIn('one', null), signIn('two', NOW)] });
    const plan = {
      ...doc.plan,
      person: { ...doc.plan.person, contact: { email: 'A@b.example', phone: '070-174 06 05' } },
    };
    expect(lookupKeys({ ...doc, plan })).toEqual([
      'email:a@b.example',
      'phone:0046701740605',
      hashKey('one'),
    ]);
  });
});
