import { z } from 'zod';
import { addMs, DAY, HOUR, type Instant, instantSchema, MINUTE, msOf } from './time.ts';

/**
 * A provider's webhook: where its own system is told of what happens, by Standard Webhooks 1.0. Source: standardwebhooks.com and the
 * specification at github.com/standard-webhooks/standard-webhooks (2023-12).
 */

export const WEBHOOK_EVENTS = [
  'absence.reported',
  'absence.changed',
  'absence.withdrawn',
  'absence.read',
  'deviation.ready',
  'deviation.sent',
  'signal.work_or_studies',
  'plan.question',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const webhookSchema = z.strictObject({
  url: z.string(),
  /** The newest first. Every one that has not ended signs, so that the receiver can change over without a gap. */
  secrets: z.array(
    z.strictObject({
      /** `whsec_` and 24 to 64 random bytes in base64. Kept as it is, because it signs. */
      secret: z.string(),
      createdAt: instantSchema,
      endsAt: instantSchema.nullable(),
    }),
  ),
  createdAt: instantSchema,
  /** Set when nothing is sent any more: the receiver has answered 410, or staff have turned it off. */
  off: z
    .strictObject({ at: instantSchema, why: z.enum(['gone', 'by-staff']) })
    .nullable()
    .default(null),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** How long the former secret goes on signing beside the new one. */
export const SECRET_OVERLAP_MS = DAY;

/** A webhook for this address. One that exists keeps its secrets, so that a new address is no new agreement, and is on again. */
export function withUrl(before: Webhook | null, url: string, secret: string, now: Instant): Webhook {
  if (before !== null) return { ...before, url, off: null };
  return { url, secrets: [{ secret, createdAt: now, endsAt: null }], createdAt: now, off: null };
}

/** A new secret beside those that live. `endOldNow`: the former ones end at once, for a secret that has leaked. */
export function withSecret(webhook: Webhook, secret: string, now: Instant, endOldNow: boolean): Webhook {
  const end = endOldNow ? now : addMs(now, SECRET_OVERLAP_MS);
  const living = webhook.secrets
    .map((entry) => (entry.endsAt === null || entry.endsAt > end ? { ...entry, endsAt: end } : entry))
    .filter((entry) => entry.endsAt === null || entry.endsAt > now);
  return { ...webhook, secrets: [{ secret, createdAt: now, endsAt: null }, ...living] };
}

/** The secrets that sign now, the newest first. */
export function livingSecrets(webhook: Webhook, now: Instant): string[] {
  return webhook.secrets
    .filter((entry) => entry.endsAt === null || entry.endsAt > now)
    .map((entry) => entry.secret);
}

/**
 * When attempts are made, counted from when it happened: at once, after 5 seconds, 5 minutes and half an hour, then every hour for three
 * days. The specification's example goes on with pauses of up to a day; an absence is not to wait that long for a receiver that is back.
 */
const FIRST_PAUSES_MS = [5000, 5 * MINUTE, 30 * MINUTE];
const LAST_ATTEMPT_MS = 3 * DAY;
const PAUSES_MS = FIRST_PAUSES_MS.concat(
  Array.from({ length: Math.ceil((LAST_ATTEMPT_MS - 35 * MINUTE) / HOUR) }, () => HOUR),
);
/** Up to this share of a pause is added, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * The next attempt after one that failed now, or null when it is time to give up. `chance`: 0 to 1, for the jitter. `retryAfterMs`: what the
 * receiver asked for, any figure; a longer wait than planned is granted, up to the end of the three days.
 */
export function nextWebhookAttempt(
  createdAt: Instant,
  now: Instant,
  chance: number,
  retryAfterMs = 0,
): Instant | null {
  const age = msOf(now) - msOf(createdAt);
  let planned = 0;
  for (const pause of PAUSES_MS) {
    planned += pause;
    // An attempt takes its time, and its jitter came on top: the next one is the first that is not nearly now.
    if (planned < age + pause / 2) continue;
    const wait = Math.max(planned - age, pause / 2) + Math.floor(pause * JITTER * chance);
    const asked = Math.min(Math.max(0, retryAfterMs), Math.max(LAST_ATTEMPT_MS - age, 0));
    return addMs(now, Math.round(Math.max(wait, asked)));
  }
  return null;
}

/**
 * How long the other messages to an endpoint wait when one has failed: an endpoint that is down is asked by one message at a time, and is found
 * again within half an hour.
 */
export function endpointPause(failures: number): number {
  return [0, 5000, MINUTE, 5 * MINUTE, 15 * MINUTE][failures] ?? 30 * MINUTE;
}
