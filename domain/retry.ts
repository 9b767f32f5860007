import { addMs, DAY, HOUR, type Instant, MINUTE, msOf } from './time.ts';

/** How an attempt ended, decided by the gateway that knows its own errors. */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  /** The other side has it already. */
  | { readonly kind: 'already-done' }
  | { readonly kind: 'temporary'; readonly detail: string; readonly retryAfterMs?: number }
  | { readonly kind: 'permanent'; readonly detail: string }
  /** There is no longer any use in it. */
  | { readonly kind: 'dropped'; readonly detail: string };

/**
 * When to try an e-mail again: at once, then every 5 minutes for 4 hours, then hourly to 3 days. Null when it is time to give up.
 */
export function nextEmailAttempt(createdAt: Instant, now: Instant, retryAfterMs = 0): Instant | null {
  const age = msOf(now) - msOf(createdAt);
  if (age >= 3 * DAY) return null;
  const wait = age < 4 * HOUR ? 5 * MINUTE : HOUR;
  return addMs(now, Math.max(wait, retryAfterMs));
}

/** From here on staff are shown that the e-mail does not get through. */
export const EMAIL_TROUBLE_AFTER_MS = 4 * HOUR;
