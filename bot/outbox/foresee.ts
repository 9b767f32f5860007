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
    const asked = listens(providerId)
      .catch(() => null)
      .then((found) => {
        // Touched meanwhile: what was read may be what was there before.
        if (listening.get(providerId) !== asked) return;
        if (found === null) listening.delete(providerId);
        else listening.set(providerId, found);
      });
    listening.set(providerId, asked);
  }

  /** True as long as it is not known. */
  function mayListen(providerId: string): boolean {
    const known = listening.get(providerId);
    if (known === undefined) findOut(providerId);
    return known !== false;
  }

  /** `isHeard`: whether the provider's own system listens, for a message to it. */
  function outcomeOf({ way, kind }: Message, isHeard: boolean): DeliveryOutcome | null {
    if (way === 'webhook' && !isHeard) return { kind: 'dropped', detail: NOBODY_LISTENS };
    // A line that cannot go out by e-mail any more is tried, fails, and is brought another way.
    const isOff = way === 'email' && email === null && kind !== LINE_MESSAGE;
    return isOff ? { kind: 'dropped', detail: 'email-off' } : null;
  }

  return {
    foresee: async (doc, message) =>
      outcomeOf(message, message.way !== 'webhook' || (await listens(doc.providerId))),
    withoutUnheard: (doc, now) =>
      doc.outbox.reduce((after, message) => {
        const isDue = message.status === 'due' && message.nextAt !== null && message.nextAt <= now;
        if (!isDue || isBlocked(after.outbox, message)) return after;
        const outcome = outcomeOf(message, message.way !== 'webhook' || mayListen(doc.providerId));
        return outcome === null ? after : settleMessage(after, message, outcome, now);
      }, doc),
  };
}
