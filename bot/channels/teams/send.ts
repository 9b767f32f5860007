import type { Activity, ConversationReference } from 'botbuilder';
import type { Address } from '../../../domain/address-schema.ts';
import type { ChatLine, Participant } from '../../../domain/participant.ts';
import type { Carried, Channel } from '../../../domain/ports.ts';
import type { DeliveryOutcome } from '../../../domain/retry.ts';
import type { Instant } from '../../../domain/time.ts';
import { words } from '../../../locales/render.ts';
import { readerOf } from '../../../locales/tell.ts';
import { activityOf } from './activity.ts';
import type { AzureAdapter } from './adapter.ts';

/** Well under the lease of a claimed message. */
const TIMEOUT_MS = 20_000;

/** Writes to a conversation that somebody has opened with the bot: the stored reference is the channel's latest. */
export function azureChannel(
  way: 'teams' | 'azure',
  appId: string,
  adapter: () => Promise<AzureAdapter>,
  now: () => Instant,
): Channel {
  return {
    way,
    async send({ doc, address, lines }: Carried): Promise<DeliveryOutcome> {
      // Nothing that tells where somebody is leaves the signed-in page when their whereabouts are protected.
      const activity = doc.plan.person.protectedIdentity
        ? activityOf([news(doc, now())], { rich: false })
        : activityOf(lines, { rich: way === 'teams' });
      try {
        await inTime(write(await adapter(), appId, address, activity));
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

function news(doc: Participant, now: Instant): ChatLine {
  return { at: now, from: 'bot', text: words('channel:news', undefined, readerOf(doc, now)) };
}

async function write(
  adapter: AzureAdapter,
  appId: string,
  address: Address,
  activity: Partial<Activity>,
): Promise<void> {
  const reference = address.reference as unknown as Partial<ConversationReference>;
  let failed: unknown = null;
  await adapter.continueConversationAsync(appId, reference, async (context) => {
    try {
      // The SDK makes an id up, and would answer a message that nobody wrote.
      context.activity.id = '';
      adapter.withoutRetries(context);
      await context.sendActivity(activity);
    } catch (error) {
      failed = error;
    }
  });
  if (failed !== null) throw failed;
}

class TooSlow extends Error {}

async function inTime(work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TooSlow()), TIMEOUT_MS);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * 403 and 404: the person has blocked or removed the bot, and the conversation is closed. 412, 429 and 5xx are worth another try; other 4xx
 * are a fault of what was sent. The detail is the code alone: the other side's own words may hold anything.
 */
export function outcomeOf(error: unknown): DeliveryOutcome {
  const { statusCode, response } = (error ?? {}) as {
    statusCode?: unknown;
    response?: { headers?: { get?: (name: string) => string | null | undefined } };
  };
  if (typeof statusCode !== 'number') {
    return { kind: 'temporary', detail: error instanceof TooSlow ? 'http-timeout' : 'http-no-answer' };
  }
  if (statusCode === 403 || statusCode === 404) return { kind: 'permanent', detail: 'closed' };
  const detail = `http-${statusCode}`;
  const isPassing = statusCode === 408 || statusCode === 412 || statusCode === 429 || statusCode >= 500;
  // Our own sign-in at Microsoft has failed: the operator can mend it.
  if (!isPassing && statusCode !== 401) return { kind: 'permanent', detail };
  const retryAfterMs = 1000 * Number(response?.headers?.get?.('retry-after') ?? 0);
  return { kind: 'temporary', detail, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) };
}
