import { z } from 'zod';
import { instantSchema } from './time.ts';

/**
 * An outgoing message that must leave the house: it becomes true in the same write as the fact it tells of, and is delivered
 * afterwards. Chat messages are not here: in the chat the write itself is the delivery.
 */
export const MESSAGE_STATUSES = [
  'due',
  'sending',
  'sent',
  'delivered',
  'failed',
  'dropped',
  'unknown',
] as const;

export const messageSchema = z.strictObject({
  /** Idempotency key: one message per key, ever. Also the base of the Message-ID. */
  key: z.string(),
  /** What the message is, for example `notice` or `sign-in-code`. It is rendered at delivery. */
  kind: z.string(),
  /** The way out. */
  way: z.enum(['email', 'sms', 'webhook', 'teams', 'azure']),
  /** Ids and figures only: never a name, a reason or a text. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  createdAt: instantSchema,
  status: z.enum(MESSAGE_STATUSES),
  attempts: z.number().int().min(0),
  /** When to try next; null when it is settled or under way. */
  nextAt: instantSchema.nullable(),
  /** While `sending`: when another worker may take over. */
  leaseUntil: instantSchema.nullable(),
  settledAt: instantSchema.nullable(),
  /** Why it failed, was dropped or is unknown: a short code, never the other side's text. */
  detail: z.string().nullable(),
});
export type Message = z.infer<typeof messageSchema>;

export function isSettled(message: Message): boolean {
  return message.status !== 'due' && message.status !== 'sending';
}

/** When the message wants attention next, or null when it never will again. */
export function messageDueAt(message: Message): string | null {
  if (message.status === 'due') return message.nextAt;
  if (message.status === 'sending') return message.leaseUntil;
  return null;
}

/**
 * Whether it waits for an earlier one about the same thing: a provider's system is told of one absence in the order in which it happened.
 * E-mail says only that there is something to read, so its order is nobody's concern.
 */
export function isBlocked(outbox: readonly Message[], message: Message): boolean {
  // Chat lines are read in the order in which they were said.
  if (message.way !== 'webhook' && message.way !== 'email') {
    for (const earlier of outbox) {
      if (earlier === message) return false;
      if (earlier.way === message.way && !isSettled(earlier)) return true;
    }
  }
  if (message.way !== 'webhook') return false;
  for (const earlier of outbox) {
    if (earlier === message) return false;
    if (earlier.way === 'webhook' && earlier.params.subject === message.params.subject && !isSettled(earlier))
      return true;
  }
  return false;
}
