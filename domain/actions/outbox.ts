import { carryOn, closeAddress, LINE_MESSAGE } from '../address.ts';
import { isWay } from '../address-schema.ts';
import { isBlocked, isSettled, type Message, messageDueAt } from '../message.ts';
import { type Participant, withAudit } from '../participant.ts';
import { type DeliveryOutcome, nextEmailAttempt, nextLineAttempt } from '../retry.ts';
import { addMs, DAY, type Instant, MINUTE } from '../time.ts';
import { nextWebhookAttempt } from '../webhook.ts';

/**
 * Delivery in three parts: claim (a short write), send (outside the lock, so that a slow receiver blocks no chat), settle (a short
 * write). All of it pure.
 */

/** Longer than any gateway may take. When it runs out another worker may take over: the first one is gone. */
export const SENDING_LEASE_MS = 2 * MINUTE;
/** Settled messages are kept this long for staff who ask what happened; the trail keeps their keys. */
const KEPT_MS = 7 * DAY;

/** The detail of a message for a provider that has no webhook. */
export const NOBODY_LISTENS = 'no-webhook';

/** Takes every message that is due: `sending` until it is settled or the lease runs out. */
export function claimMessages<Doc extends { readonly outbox: Message[] }>(
  doc: Doc,
  now: Instant,
): { doc: Doc; claimed: Message[] } {
  const claimed: Message[] = [];
  const outbox = doc.outbox.map((message) => {
    const dueAt = messageDueAt(message);
    if (dueAt === null || dueAt > now || isBlocked(doc.outbox, message)) return message;
    // Nobody knows whether it arrived, and the same words twice on a phone are worse than once in the chat.
    if (message.status === 'sending' && isWay(message.way) && message.way !== 'email')
      return { ...message, status: 'unknown', leaseUntil: null, settledAt: now, detail: 'cut-off' };
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
  const isSame = outbox.every((message, index) => message === doc.outbox[index]);
  return { doc: isSame ? doc : { ...doc, outbox }, claimed };
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
  const settled = settledIn(doc, attempt, outcome, now);
  if (settled === null) return doc;
  const { outbox, message } = settled;
  if (message === null || !isSettled(message)) return { ...doc, outbox };
  const told = withAudit(
    { ...doc, outbox },
    { at: now, who: 'outbox', what: `message.${message.status}`, subject: message.key },
  );
  return message.status === 'failed' || message.detail === CLOSED ? afterFailure(told, message, now) : told;
}

/** The other side wants nothing from us there any more. */
export const CLOSED = 'closed';

function afterFailure(doc: Participant, message: Message, now: Instant): Participant {
  if (!isWay(message.way)) return doc;
  const closed = message.detail === CLOSED ? closeAddress(doc, message.way, 'refused', now) : doc;
  return carryOn(closed, message, now);
}

/** The same without a trail. `message` is null when it is not kept; null when nothing changes. */
export function settledIn(
  doc: { readonly outbox: readonly Message[] },
  attempt: Pick<Message, 'key' | 'attempts'>,
  outcome: DeliveryOutcome,
  now: Instant,
): { outbox: Message[]; message: Message | null } | null {
  const message = doc.outbox.find((entry) => entry.key === attempt.key);
  if (!message || isSettled(message)) return null;
  const arrived = outcome.kind === 'sent' || outcome.kind === 'already-done';
  if (message.attempts !== attempt.attempts && !arrived) return null;
  const settled = settledMessage(message, outcome, now);
  // Nobody is there to ask what became of what nobody wants.
  if (settled.detail === NOBODY_LISTENS) {
    return { outbox: doc.outbox.filter((entry) => entry.key !== message.key), message: null };
  }
  return {
    outbox: doc.outbox.map((entry) => (entry.key === message.key ? settled : entry)),
    message: settled,
  };
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
    case 'held': {
      const waited = { ...message, attempts: message.attempts - 1, leaseUntil: null };
      if (nextWebhookAttempt(message.createdAt, now, 0) === null) return { ...end, ...gaveUp('held') };
      return { ...waited, status: 'due', nextAt: addMs(now, outcome.waitMs) };
    }
    case 'temporary': {
      const nextAt = nextAttempt(message, now, outcome.retryAfterMs);
      if (nextAt === null) return { ...end, ...gaveUp(outcome.detail) };
      return { ...message, status: 'due', nextAt, leaseUntil: null, detail: outcome.detail };
    }
  }
}

function gaveUp(detail: string): Pick<Message, 'status' | 'detail'> {
  return { status: 'failed', detail: `gave-up:${detail}` };
}

function nextAttempt(message: Message, now: Instant, retryAfterMs = 0): Instant | null {
  if (message.way === 'webhook')
    return nextWebhookAttempt(message.createdAt, now, chanceOf(message), retryAfterMs);
  // A reminder by e-mail is soon brought another way; what staff are told may wait for their mail server.
  const isLine = message.way === 'email' ? message.kind === LINE_MESSAGE : isWay(message.way);
  if (isLine) return nextLineAttempt(message.createdAt, now, message.attempts, retryAfterMs);
  return nextEmailAttempt(message.createdAt, now, retryAfterMs);
}

/** 0 to 1, the same for the same attempt of the same message: chance enough for the jitter, and nothing that a test cannot foresee. */
function chanceOf({ key, attempts }: Message): number {
  let hash = 0x811c9dc5;
  for (const letter of `${key}#${attempts}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash / 0xffffffff;
}

/**
 * Sends a webhook's message that has been settled once more, from now on, with the same id. Null when there is no such one, or when it is
 * still under way.
 */
export function redeliver(doc: Participant, key: string, now: Instant): Participant | null {
  const message = doc.outbox.find((entry) => entry.key === key && entry.way === 'webhook');
  if (!message || !isSettled(message)) return null;
  const again: Message = {
    ...message,
    createdAt: now,
    status: 'due',
    nextAt: now,
    settledAt: null,
    detail: null,
  };
  return { ...doc, outbox: doc.outbox.map((entry) => (entry === message ? again : entry)) };
}

/** Tries at once what waits for its next attempt: the receiver is there again. The document itself when nothing waits. */
export function wakeWebhooks(doc: Participant, now: Instant): Participant {
  const waits = (message: Message) =>
    message.way === 'webhook' && message.status === 'due' && message.nextAt !== null && message.nextAt > now;
  if (!doc.outbox.some(waits)) return doc;
  return {
    ...doc,
    outbox: doc.outbox.map((message) => (waits(message) ? { ...message, nextAt: now } : message)),
  };
}

/** Leaves out messages that were settled some days ago. */
export function pruneOutbox<Doc extends { readonly outbox: Message[] }>(doc: Doc, now: Instant): Doc {
  const limit = addMs(now, -KEPT_MS);
  const kept = doc.outbox.filter((message) => message.settledAt === null || message.settledAt > limit);
  return kept.length === doc.outbox.length ? doc : { ...doc, outbox: kept };
}

/** What the other side says later of what it took. The document itself when that is known, or nothing is known of the message. */
export function settleReport(
  doc: Participant,
  key: string,
  status: 'delivered' | 'failed',
  now: Instant,
): Participant {
  const message = doc.outbox.find((entry) => entry.key === key);
  if (!message || message.status === status || message.status === 'delivered' || !isWay(message.way))
    return doc;
  const settled: Message = {
    ...message,
    status,
    nextAt: null,
    leaseUntil: null,
    settledAt: now,
    detail: status === 'failed' ? 'reported' : null,
  };
  const outbox = doc.outbox.map((entry) => (entry === message ? settled : entry));
  return status === 'failed' ? afterFailure({ ...doc, outbox }, settled, now) : { ...doc, outbox };
}
