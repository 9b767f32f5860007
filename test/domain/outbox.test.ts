import { expect, test } from '@jest/globals';
import { newMessage } from '../../domain/actions/notices.ts';
import { claimMessages, pruneOutbox, SENDING_LEASE_MS, settleMessage } from '../../domain/actions/outbox.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { addMs, DAY, MINUTE } from '../../domain/time.ts';
import { sampleParticipant } from '../contracts/participants.ts';

const NOW = '2026-03-10T16:05:00.000Z';
const message = newMessage({ key: 'k', kind: 'notice', way: 'email', params: {}, at: NOW });

function holding(over: Partial<Message>): Participant {
  return { ...sampleParticipant('anna'), outbox: [{ ...message, ...over }] };
}

test.each<[string, Partial<Message>, boolean]>([
  ['a new one', {}, true],
  ['one that waits for its next attempt', { attempts: 1, nextAt: addMs(NOW, 1) }, false],
  ['one whose time has come', { attempts: 1, nextAt: NOW }, true],
  ['one under way', { status: 'sending', nextAt: null, leaseUntil: addMs(NOW, 1) }, false],
  ['one whose sender is gone', { status: 'sending', nextAt: null, leaseUntil: NOW }, true],
  ['one that was sent', { status: 'sent', nextAt: null, settledAt: NOW }, false],
  ['one that has failed', { status: 'failed', nextAt: null, settledAt: NOW }, false],
])('%s is claimed: %#', (_name, over, isClaimed) => {
  const before = holding(over);
  const { doc, claimed } = claimMessages(before, NOW);
  expect(claimed.length).toBe(isClaimed ? 1 : 0);
  if (!isClaimed) expect(doc).toBe(before);
  else {
    const attempts = (over.attempts ?? 0) + 1;
    expect(doc.outbox[0]).toMatchObject({
      status: 'sending',
      attempts,
      leaseUntil: addMs(NOW, SENDING_LEASE_MS),
    });
    expect(claimMessages(doc, NOW).claimed).toEqual([]);
  }
});

test.each<[DeliveryOutcome, Partial<Message>]>([
  [{ kind: 'sent' }, { status: 'sent', settledAt: NOW, detail: null }],
  [{ kind: 'already-done' }, { status: 'sent', settledAt: NOW, detail: 'already-done' }],
  [
    { kind: 'dropped', detail: 'x' },
    { status: 'dropped', settledAt: NOW, detail: 'x' },
  ],
  [
    { kind: 'permanent', detail: 'x' },
    { status: 'failed', settledAt: NOW, detail: 'x' },
  ],
  [
    { kind: 'temporary', detail: 'x' },
    { status: 'due', settledAt: null, nextAt: addMs(NOW, 5 * MINUTE), detail: 'x' },
  ],
  [
    { kind: 'temporary', detail: 'x', retryAfterMs: DAY },
    { status: 'due', nextAt: addMs(NOW, DAY) },
  ],
])('%j is written down', (outcome, expected) => {
  const { doc, claimed } = claimMessages(holding({}), NOW);
  const settled = settleMessage(doc, claimed[0] ?? message, outcome, NOW);
  expect(settled.outbox[0]).toMatchObject({ ...expected, leaseUntil: null });
  // The trail keeps what became of it when the message has left the document.
  const trail = settled.lines.filter((line) => line.file === 'audit').map((line) => line.body);
  const last = { at: NOW, who: 'outbox', what: `message.${expected.status}`, subject: 'k' };
  if (expected.status === 'due') expect(trail).not.toContainEqual(expect.objectContaining({ who: 'outbox' }));
  else expect(trail.at(-1)).toEqual(last);
});

test('an outcome that comes after another has taken over counts only when the letter has arrived', () => {
  const first = claimMessages(holding({}), NOW);
  const later = addMs(NOW, SENDING_LEASE_MS);
  const second = claimMessages(first.doc, later);
  const [late] = first.claimed;
  if (!late) throw new Error('nothing was claimed');
  expect(settleMessage(second.doc, late, { kind: 'permanent', detail: 'x' }, later)).toBe(second.doc);
  expect(settleMessage(second.doc, late, { kind: 'sent' }, later).outbox[0]?.status).toBe('sent');
  const done = settleMessage(second.doc, late, { kind: 'sent' }, later);
  expect(settleMessage(done, second.claimed[0] ?? late, { kind: 'temporary', detail: 'x' }, later)).toBe(
    done,
  );
});

test('an outcome for a message that is gone changes nothing', () => {
  const doc = { ...holding({}), outbox: [] };
  expect(settleMessage(doc, message, { kind: 'sent' }, NOW)).toBe(doc);
});

test('only settled messages are forgotten, after a week', () => {
  const old = addMs(NOW, -8 * DAY);
  expect(pruneOutbox(holding({ status: 'sent', settledAt: old }), NOW).outbox).toEqual([]);
  for (const over of [
    { status: 'sent', settledAt: addMs(NOW, -6 * DAY) },
    { createdAt: old },
  ] as Partial<Message>[]) {
    const doc = holding(over);
    expect(pruneOutbox(doc, NOW)).toBe(doc);
  }
});
