import { NOBODY_LISTENS } from '../../domain/actions/outbox.ts';
import { LINE_MESSAGE } from '../../domain/address.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import type { Parts } from '../parts.ts';

/** Says of a message that is due that nothing will go out, where that is known without trying; null otherwise. */
export function makeForesee({
  email,
  store,
}: Pick<Parts, 'email' | 'store'>): (doc: Participant, message: Message) => Promise<DeliveryOutcome | null> {
  return async (doc, message) => {
    // A line that cannot go out by e-mail any more is tried, fails, and is brought another way.
    if (message.kind === LINE_MESSAGE) return null;
    if (message.way === 'email') return email === null ? { kind: 'dropped', detail: 'email-off' } : null;
    if (message.way !== 'webhook') return null;
    const webhook = (await store.readProvider(doc.providerId))?.webhook ?? null;
    return webhook === null ? { kind: 'dropped', detail: NOBODY_LISTENS } : null;
  };
}
