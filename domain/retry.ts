import { addMs, DAY, HOUR, type Instant, MINUTE, msOf } from './time.ts';

/** How an attempt ended, decided by the gateway that knows its own errors. */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  /** The other side has it already. */
  | { readonly kind: 'already-done' }
  | { readonly kind: 'temporary'; readonly detail: string; readonly retryAfterMs?: number }
  | { readonly kind: 'permanent'; readonly detail: string }
  /** Not tried: the other side is known to be away, and is asked by one message at a time. */
  | { readonly kind: 'held'; readonly waitMs: number }
  /** There is no longer any use in it. */
  | { readonly kind: 'dropped'; readonly detail: string };

const GIVE_UP_AFTER_MS = 3 * DAY;

/**
 * When to try an e-mail again: at once, then every 5 minutes for 4 hours, then hourly to 3 days. Null when it is time to give up.
 * `retryAfterMs`: what the other side asked for, any figure; a longer wait than planned is granted, up to the last try.
 */
export function nextEmailAttempt(createdAt: Instant, now: Instant, retryAfterMs = 0): Instant | null {
  const age = msOf(now) - msOf(createdAt);
  if (age >= GIVE_UP_AFTER_MS) return null;
  const planned = age < EMAIL_TROUBLE_AFTER_MS ? 5 * MINUTE : HOUR;
  const asked = retryAfterMs > 0 ? Math.min(retryAfterMs, GIVE_UP_AFTER_MS - age) : 0;
  return addMs(now, Math.max(planned, Math.round(asked)));
}

/** From here on staff are shown that the e-mail does not get through. */
export const EMAIL_TROUBLE_AFTER_MS = 4 * HOUR;

/** A chat line that could not be brought twice is brought by another way, or stands in the chat alone. */
export const LINE_TRIES = 2;
/** Later than this an answer or a reminder is no use on a phone. */
const LINE_GIVE_UP_MS = 30 * MINUTE;

/** When to try again to bring a chat line somewhere; null when it is time to try another way. A longer wait than half an hour is not granted. */
export function nextLineAttempt(
  createdAt: Instant,
  now: Instant,
  attempts: number,
  retryAfterMs = 0,
): Instant | null {
  const wait = Math.max(20_000, Math.round(retryAfterMs));
  if (attempts >= LINE_TRIES || msOf(now) + wait - msOf(createdAt) > LINE_GIVE_UP_MS) return null;
  return addMs(now, wait);
}
