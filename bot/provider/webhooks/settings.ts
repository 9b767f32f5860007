import { newProvider, trailed } from '../../../domain/actions/provider.ts';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { Provider } from '../../../domain/provider.ts';
import type { Instant } from '../../../domain/time.ts';
import { livingSecrets, type Webhook, withSecret, withUrl } from '../../../domain/webhook.ts';
import type { Parts } from '../../parts.ts';
import { faultOfUrl } from './addresses.ts';
import { reachOf } from './deliver.ts';
import { newSecret } from './sender.ts';

/** What the API and the inbox do alike with a provider's webhook. */

type Needs = Pick<Parts, 'config' | 'clock' | 'store'>;

export interface Acting {
  /** Id of the member of staff, or `api:PROVIDER`. */
  readonly who: string;
  readonly now: Instant;
}

export type UrlOutcome =
  /** `secret` is shown once, and only to whoever made the webhook. */
  | { readonly kind: 'done'; readonly secret: string | null }
  | { readonly kind: 'refused'; readonly problem: string };

/** Null turns it off, and forgets address and secrets. */
export async function setWebhookUrl(
  parts: Needs,
  providerId: string,
  url: string | null,
  acting: Acting,
): Promise<UrlOutcome> {
  const about = { https: parts.config.production, reach: reachOf(parts) };
  const problem = url === null ? null : faultOfUrl(url, about);
  if (problem !== null) return { kind: 'refused', problem };
  const secret = newSecret();
  return onProvider(parts, providerId, (provider) => {
    if (url === null) {
      return {
        doc: trailed({ ...provider, webhook: null }, acting, 'webhook.removed', null),
        result: done(null),
      };
    }
    const webhook = withUrl(provider.webhook, url, secret, acting.now);
    const isNew = provider.webhook === null;
    return {
      doc: trailed({ ...provider, webhook }, acting, 'webhook.set', null),
      result: done(isNew ? secret : null),
    };
  });
}

function done(secret: string | null): UrlOutcome {
  return { kind: 'done', secret };
}

/** The new secret, shown once; null when there is no webhook. */
export async function rotateWebhookSecret(
  parts: Needs,
  providerId: string,
  endOldNow: boolean,
  acting: Acting,
): Promise<string | null> {
  const secret = newSecret();
  return onProvider<string | null>(parts, providerId, (provider) => {
    if (provider.webhook === null) return { doc: null, result: null };
    const webhook = withSecret(provider.webhook, secret, acting.now, endOldNow);
    return { doc: trailed({ ...provider, webhook }, acting, 'webhook.secret', null), result: secret };
  });
}

/** Keys of the operator's own making belong to providers that have no document yet: it is made. */
async function onProvider<T>(
  parts: Needs,
  id: string,
  run: (provider: Provider) => { doc: Provider | null; result: T },
): Promise<T> {
  const name = (await parts.store.readProvider(id))?.name ?? id;
  return parts.store.providerTurn(id, (found) =>
    run(found ?? newProvider({ id, name, now: parts.clock.now() })),
  );
}

/** How many secrets sign now: two while one takes over from the other. */
export function signingSecrets(webhook: Webhook, now: Instant): number {
  return livingSecrets(webhook, now).length;
}

export interface Delivery {
  readonly id: string;
  readonly participantId: string;
  readonly message: Message;
}

/** Of the last seven days, the newest first. */
export function deliveriesOf(docs: readonly Participant[]): Delivery[] {
  return docs
    .flatMap((doc) =>
      doc.outbox
        .filter((message) => message.way === 'webhook')
        .map((message) => ({ id: message.key, participantId: doc.id, message })),
    )
    .sort((a, b) => (a.message.createdAt < b.message.createdAt ? 1 : -1));
}
