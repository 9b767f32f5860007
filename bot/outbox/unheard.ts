import { NOBODY_LISTENS, settleMessage } from '../../domain/actions/outbox.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';

/**
 * Takes out of the document what is to be told to a provider's own system where there is none, in the write that would have kept it: there
 * it would cost a look, a turn and a write of its own a moment later, only to be left unsent then. The document itself when there is nothing
 * to take out, or when it is not known yet who listens.
 */
export function makeUnheard(store: Pick<Store, 'readProvider' | 'onProviderTouched'>) {
  /** Whether the provider's system listens; a promise while that is being found out. */
  const listening = new Map<string, boolean | Promise<void>>();
  store.onProviderTouched((providerId) => listening.delete(providerId));

  function findOut(providerId: string): void {
    const settle = (found: boolean | null) => {
      // Touched meanwhile: what was read may be what was there before.
      if (listening.get(providerId) !== asked) return;
      if (found === null) listening.delete(providerId);
      else listening.set(providerId, found);
    };
    const asked = store.readProvider(providerId).then(
      (provider) => settle(provider !== null && provider.webhook !== null),
      () => settle(null),
    );
    listening.set(providerId, asked);
  }

  return (doc: Participant, now: Instant): Participant => {
    const unsent = doc.outbox.filter((message) => message.way === 'webhook' && message.status === 'due');
    if (unsent.length === 0) return doc;
    const known = listening.get(doc.providerId);
    if (known === undefined) findOut(doc.providerId);
    if (known !== false) return doc;
    const outcome = { kind: 'dropped', detail: NOBODY_LISTENS } as const;
    return unsent.reduce((after, message) => settleMessage(after, message, outcome, now), doc);
  };
}
