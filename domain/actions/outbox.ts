import { isSettled, type Message, messageDueAt } from '../message.ts';
import { type Participant, withAudit } from '../participant.ts';
import { type DeliveryOutcome, nextEmailAttempt } from '../retry.ts';
import { addMs, DAY, type Instant, MINUTE } from '../time.ts';

/**
 * Delivery in three parts: claim (a short write), send (outside the lock, so that a slow receiver blocks no chat), settle (a short
 * write). All of it pure.
 */

/** Longer than any gateway may take. When it runs out another worker may take over: the first one is gone. */
export const SENDING_LEASE_MS = 2 * MINUTE;
/** Settled messages are kept this long for staff who ask what happened; the trail keeps their keys. */
const KEPT_MS = 7 * DAY;

/** Takes every message that is due: `sending` until it is settled or the lease runs out. */
export function claimMessages(doc: Participant, now: Instant): { doc: Participant; claimed: Message[] } {
  const claimed: Message[] = [];
  const outbox = doc.outbox.map((message) => {
    const dueAt = messageDueAt(message);
    if (dueAt === null || dueAt > now) return message;
    // A notice whose sending was cut off is sent again: the receiver knows it by its Message-ID.
    const taken: Message = {
      ...message,
      status: 'sending',
      attempts: message.attempts + 1,
      nextAt: null,
      leaseUntil: addMs(now, SENDING_LEASE_MS),
    };
    claimed.push(taken);
    return taken;
  });
  return { doc: claimed.length > 0 ? { ...doc, outbox } : doc, claimed };
}

/**
 * Writes down how an attempt ended. An outcome that comes after the lease, when somebody else has taken the message over, changes
 * nothing unless it tells that the message has arrived.
 */
export function settleMessage(
  doc: Participant,
  attempt: Pick<Message, 'key' | 'attempts'>,
  outcome: DeliveryOutcome,
  now: Instant,
): Participant {
  const message = doc.outbox.find((entry) => entry.key === attempt.key);
  if (!message || isSettled(message)) return doc;
  const arrived = outcome.kind === 'sent' || outcome.kind === 'already-done';
  if (message.attempts !== attempt.attempts && !arrived) return doc;
  const settled = settledMessage(message, outcome, now);
  const outbox = doc.outbox.map((entry) => (entry.key === message.key ? settled : entry));
  if (!isSettled(settled)) return { ...doc, outbox };
  return withAudit(
    { ...doc, outbox },
    { at: now, who: 'outbox', what: `message.${settled.status}`, subject: message.key },
  );
}

function settledMessage(message: Message, outcome: DeliveryOutcome, now: Instant): Message {
  const end = { ...message, nextAt: null, leaseUntil: null, settledAt: now };
  switch (outcome.kind) {
    case 'sent':
      return { ...end, status: 'sent', detail: null };
    case 'already-done':
      return { ...end, status: 'sent', detail: 'already-done' };
    case 'dropped':
      return { ...end, status: 'dropped', detail: outcome.detail };
    case 'permanent':
      return { ...end, status: 'failed', detail: outcome.detail };
    case 'temporary': {
      const nextAt = nextEmailAttempt(message.createdAt, now, outcome.retryAfterMs);
      if (nextAt === null) return { ...end, status: 'failed', detail: `gave-up:${outcome.detail}` };
      return { ...message, status: 'due', nextAt, leaseUntil: null, detail: outcome.detail };
    }
  }
}

/** Leaves out messages that were settled some days ago. */
export function pruneOutbox(doc: Participant, now: Instant): Participant {
  const limit = addMs(now, -KEPT_MS);
  const kept = doc.outbox.filter((message) => message.settledAt === null || message.settledAt > limit);
  return kept.length === doc.outbox.length ? doc : { ...doc, outbox: kept };
}
