import { createHmac, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { DeliveryOutcome } from '../../../domain/retry.ts';
import { type Instant, msOf } from '../../../domain/time.ts';
import { guardedLookup, mayReach, NotAllowedError, type Reach } from './addresses.ts';

/** One request to a webhook. Source: Standard Webhooks 1.0. */

const TIMEOUT_MS = 15_000;
const MOST_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

export interface WebhookRequest {
  readonly url: string;
  /** The webhook-id: the same for every attempt of one message. */
  readonly id: string;
  readonly body: string;
  /** Those that sign now. */
  readonly secrets: readonly string[];
  readonly now: Instant;
  readonly reach: Reach;
  /** Shorter in tests. */
  readonly timeoutMs?: number;
}

/** `gone`: the receiver has said that it wants nothing any more (410). */
export type WebhookAnswer =
  | { readonly kind: 'sent'; readonly status: number }
  | { readonly kind: 'gone' }
  | Extract<DeliveryOutcome, { kind: 'temporary' }>;

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** What `webhook-signature` holds: one signature for each secret. */
export function signatures(about: {
  id: string;
  seconds: number;
  body: string;
  secrets: readonly string[];
}): string {
  const { id, seconds, body, secrets } = about;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
    })
    .join(' ');
}

/** Never rejects. Only 2xx is success, whatever becomes of the connection after it; redirects are not followed. */
export function sendWebhook(about: WebhookRequest): Promise<WebhookAnswer> {
  const url = new URL(about.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // For an address in figures nothing is looked up, so it is looked at here.
  if (isIP(host) !== 0 && !mayReach(host, about.reach)) return Promise.resolve(failed('not-allowed'));
  const seconds = Math.floor(msOf(about.now) / 1000);
  const bytes = Buffer.from(about.body);
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: false,
      lookup: guardedLookup(about.reach),
      headers: {
        'content-type': 'application/json',
        'content-length': bytes.length,
        'user-agent': 'Stegvis-Webhooks/1.0',
        'webhook-id': about.id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatures({ ...about, seconds }),
      },
    });
    const timer = setTimeout(() => {
      resolve(failed('timeout'));
      request.destroy();
    }, about.timeoutMs ?? TIMEOUT_MS);
    request.on('response', (response) => {
      clearTimeout(timer);
      resolve(answerOf(response.statusCode ?? 0, response.headers['retry-after'], about.now));
      // What it says is nobody's business, and must not be waited for.
      response.on('error', () => {});
      response.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const code = error instanceof NotAllowedError ? 'not-allowed' : `net-${error.code ?? 'UNKNOWN'}`;
      resolve(failed(code));
    });
    request.end(bytes);
  });
}

function answerOf(status: number, retryAfter: string | undefined, now: Instant): WebhookAnswer {
  if (status >= 200 && status < 300) return { kind: 'sent', status };
  if (status === 410) return { kind: 'gone' };
  const asked = status === 429 || status === 503 ? retryAfterMs(retryAfter, now) : 0;
  return { ...failed(`http-${status}`), ...(asked > 0 ? { retryAfterMs: asked } : {}) };
}

/** Seconds or a date; 0 when it says neither. */
function retryAfterMs(text: string | undefined, now: Instant): number {
  const value = text?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - msOf(now);
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MOST_RETRY_AFTER_MS) : 0;
}

function failed(detail: string): Extract<WebhookAnswer, { kind: 'temporary' }> {
  return { kind: 'temporary', detail };
}
