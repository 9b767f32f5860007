import { NOBODY_LISTENS, settleMessage } from '../../domain/actions/outbox.ts';
import { LINE_MESSAGE } from '../../domain/address.ts';
import { isBlocked, type Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import type { Instant } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';

/** What is known before anything is tried: that nothing will go out. */
export interface Foresight {
  /** Says of a message that is due that nothing will go out; null where it must be tried. Rejects as the store does. */
  foresee(doc: Participant, message: Message): Promise<DeliveryOutcome | null>;
  /**
   * Leaves unsent what is due and known to go to nobody, in the write that would have kept it for sending: there it would cost two turns and
   * a write of its own a moment later. The document itself when there is nothing to leave, or as long as it is not known who listens.
   */
  withoutUnheard(doc: Participant, now: Instant): Participant;
}

export function makeForesight({ email, store }: Pick<Parts, 'email' | 'store'>): Foresight {
  /** Whether a provider's own system listens, as far as this process has seen; a promise while that is being found out. */
  const listening = new Map<string, boolean | Promise<void>>();
  store.onProviderTouched((providerId) => listening.delete(providerId));

  async function listens(providerId: string): Promise<boolean> {
    const provider = await store.readProvider(providerId);
    return provider !== null && provider.webhook !== null;
  }

  function findOut(providerId: string): void {
    const settle = (found: boolean | null) => {
      // Touched meanwhile: what was read may be what was there before.
      if (listening.get(providerId) !== asked) return;
      if (found === null) listening.delete(providerId);
      else listening.set(providerId, found);
    };
    const asked = listens(providerId).then(settle, () => settle(null));
    listening.set(providerId, asked);
  }

  /** A line that cannot go out by e-mail any more is tried, fails, and is brought another way. */
  const byEmail = (message: Message): DeliveryOutcome | null =>
    email === null && message.kind !== LINE_MESSAGE ? { kind: 'dropped', detail: 'email-off' } : null;
  const byWebhook = (isHeard: boolean): DeliveryOutcome | null =>
    isHeard ? null : { kind: 'dropped', detail: NOBODY_LISTENS };

  function known(providerId: string, message: Message): DeliveryOutcome | null {
    if (message.way === 'email') return byEmail(message);
    if (message.way !== 'webhook') return null;
    const isHeard = listening.get(providerId);
    if (isHeard === undefined) findOut(providerId);
    return byWebhook(isHeard !== false);
  }

  return {
    foresee: async (doc, message) => {
      if (message.way === 'email') return byEmail(message);
      return message.way === 'webhook' ? byWebhook(await listens(doc.providerId)) : null;
    },
    withoutUnheard: (doc, now) =>
      doc.outbox.reduce((after, message) => {
        const isDue = message.status === 'due' && message.nextAt !== null && message.nextAt <= now;
        if (!isDue || isBlocked(after.outbox, message)) return after;
        const outcome = known(doc.providerId, message);
        return outcome === null ? after : settleMessage(after, message, outcome, now);
      }, doc),
  };
}
