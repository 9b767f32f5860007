import { NOBODY_LISTENS, wakeWebhooks } from '../../../domain/actions/outbox.ts';
import { trailed } from '../../../domain/actions/provider.ts';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { DeliveryOutcome } from '../../../domain/retry.ts';
import { addMs, type Instant, msOf } from '../../../domain/time.ts';
import { endpointPause, livingSecrets } from '../../../domain/webhook.ts';
import type { Parts } from '../../parts.ts';
import { audited } from '../read-notice.ts';
import type { Reach } from './addresses.ts';
import { payloadOf, TEST_EVENT } from './payload.ts';
import { sendWebhook, type WebhookAnswer } from './sender.ts';

/** Delivery of events to the providers' own systems. */

type Needs = Pick<Parts, 'config' | 'clock' | 'store' | 'log' | 'random'>;

/** How an endpoint is doing, as far as this process has seen: after a restart it is simply tried. */
interface Endpoint {
  failures: number;
  until: Instant;
}

export function reachOf({ config }: Pick<Parts, 'config'>): Reach {
  if (config.demo) return 'own';
  return config.production && !config.webhookPrivate ? 'public' : 'any';
}

export function makeWebhookDelivery(
  parts: Needs,
  timeoutMs?: number,
): (doc: Participant, message: Message) => Promise<DeliveryOutcome> {
  const endpoints = new Map<string, Endpoint>();

  return async (claimed, message) => {
    const provider = await parts.store.readProvider(claimed.providerId);
    const webhook = provider?.webhook ?? null;
    if (webhook === null) return { kind: 'dropped', detail: NOBODY_LISTENS };
    if (webhook.off !== null) return { kind: 'dropped', detail: 'webhook-off' };
    const now = parts.clock.now();
    const known = endpoints.get(claimed.providerId);
    if (known && known.until > now) return { kind: 'held', waitMs: msOf(known.until) - msOf(now) };
    const current = (await parts.store.read(claimed.id))?.doc;
    const payload = current ? payloadOf(current, message, now) : null;
    if (!current || payload === null) return { kind: 'dropped', detail: 'nothing-left' };
    // Before a reason leaves the house, as when it is fetched; once, for the attempts after it are the same telling.
    await parts.store.turn(claimed.id, (doc) => ({
      doc:
        doc && message.attempts === 1 && 'absence' in payload.data
          ? audited(
              doc,
              `webhook:${claimed.providerId}`,
              'absence.reason-seen',
              [String(message.params.subject)],
              now,
            )
          : null,
      result: null,
    }));
    const failures = known?.failures ?? 0;
    // Others wait from now on, until this one is known to have arrived: a dead endpoint costs one wait at a time.
    if (failures > 0)
      endpoints.set(claimed.providerId, { failures, until: addMs(now, endpointPause(failures)) });
    const answer = await sendWebhook({
      url: webhook.url,
      id: message.key,
      body: JSON.stringify(payload),
      secrets: livingSecrets(webhook, now),
      now,
      reach: reachOf(parts),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return settled(claimed.providerId, answer, failures);
  };

  async function settled(
    providerId: string,
    answer: WebhookAnswer,
    failures: number,
  ): Promise<DeliveryOutcome> {
    const now = parts.clock.now();
    switch (answer.kind) {
      case 'sent':
        endpoints.delete(providerId);
        if (failures > 0) await wakeAll(providerId, now);
        return { kind: 'sent' };
      case 'gone':
        endpoints.delete(providerId);
        await turnOff(parts, providerId);
        return { kind: 'permanent', detail: 'http-410' };
      default: {
        const pause = Math.max(endpointPause(failures + 1), answer.retryAfterMs ?? 0);
        endpoints.set(providerId, { failures: failures + 1, until: addMs(now, pause) });
        return answer;
      }
    }
  }

  /** The endpoint is there again: nobody waits for their own next attempt, which may be hours away. */
  async function wakeAll(providerId: string, now: Instant): Promise<void> {
    for (const id of await parts.store.participantsOf(providerId)) {
      try {
        await parts.store.turn(id, (doc) => {
          const woken = doc && wakeWebhooks(doc, now);
          return { doc: woken === doc ? null : woken, result: null };
        });
      } catch {
        // Its own next attempt comes.
      }
    }
    parts.log.info('webhook.back', { provider: providerId });
  }
}

async function turnOff(parts: Needs, providerId: string): Promise<void> {
  const now = parts.clock.now();
  await parts.store.providerTurn(providerId, (provider) => {
    if (provider?.webhook == null || provider.webhook.off !== null) return { doc: null, result: null };
    const off = { ...provider, webhook: { ...provider.webhook, off: { at: now, why: 'gone' as const } } };
    return { doc: trailed(off, { now, who: 'receiver' }, 'webhook.gone', null), result: null };
  });
  parts.log.warn('webhook.gone', { provider: providerId });
}

/** Sends a message about nobody, at once. Null when there is no webhook to try. */
export async function tryWebhook(parts: Needs, providerId: string): Promise<WebhookAnswer | null> {
  const webhook = (await parts.store.readProvider(providerId))?.webhook ?? null;
  if (webhook === null) return null;
  const now = parts.clock.now();
  const body = { type: TEST_EVENT, timestamp: now, data: { message: 'Stegvis can reach you.' } };
  return sendWebhook({
    url: webhook.url,
    id: `test.${parts.random.code(12)}`,
    body: JSON.stringify(body),
    secrets: livingSecrets(webhook, now),
    now,
    reach: reachOf(parts),
  });
}
