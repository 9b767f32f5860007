import { addressOf, LINE_MESSAGE } from '../../domain/address.ts';
import { isWay } from '../../domain/address-schema.ts';
import { uselessBecause } from '../../domain/line-use.ts';
import type { Message } from '../../domain/message.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import type { Carried, Channel, Clock, Store } from '../../domain/ports.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { addMs, MINUTE } from '../../domain/time.ts';

/** Brings chat lines to where somebody is. One for all channels: which lines, whether there is still any use in them, and where to. */
export function makeCarrier(
  parts: { readonly store: Store; readonly clock: Clock },
  channels: readonly Channel[],
): (doc: Participant, message: Message) => Promise<DeliveryOutcome> {
  return async ({ id }, message) => {
    const channel = channels.find(({ way }) => way === message.way);
    if (!channel) return { kind: 'permanent', detail: 'no-such-way' };
    const { from, to } = message.params;
    // The newest document: the address may have been taken away since the message was claimed.
    const doc = (await parts.store.read(id))?.doc;
    const address = doc && isWay(message.way) ? addressOf(doc, message.way) : null;
    if (!doc || !address) return { kind: 'permanent', detail: 'no-address' };
    if (typeof from !== 'number' || typeof to !== 'number') return { kind: 'dropped', detail: 'no-lines' };
    const stored = await parts.store.lines(id, 'chat', from - 1, to - from + 1);
    const lines = stored.map(({ body }) => body as unknown as ChatLine);
    if (lines.length === 0) return { kind: 'dropped', detail: 'no-lines' };
    const useless = uselessBecause(doc, message, lines, parts.clock.now());
    if (useless !== null) return { kind: 'dropped', detail: useless };
    return channel.send({ doc, address, lines, key: message.key });
  };
}

/** News that come one after the other are told of once. */
const NEWS_MS = 10 * MINUTE;

/**
 * Whether "you have something new" was sent that way a moment ago, of something else that was said: once is enough. `isNews`: of which lines
 * nothing else is told there.
 */
export async function isToldOf(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { doc, key, address: { way } }: Pick<Carried, 'doc' | 'key' | 'address'>,
  isNews: (lines: readonly ChatLine[]) => boolean,
): Promise<boolean> {
  const since = addMs(clock.now(), -NEWS_MS);
  for (const message of doc.outbox) {
    const { from } = message.params;
    const wasSent = message.settledAt !== null && message.settledAt > since;
    const arrived = message.status === 'sent' || message.status === 'delivered';
    if (message.key === key || message.way !== way || !wasSent || !arrived) continue;
    if (message.kind !== LINE_MESSAGE || typeof from !== 'number') continue;
    const [stored] = await store.lines(doc.id, 'chat', from - 1, 1);
    const line = stored?.body as unknown as ChatLine | undefined;
    if (line && isNews([line])) return true;
  }
  return false;
}

/** The start of the one time that a reminder is of, as the clock on the wall shows it; null for anything else. */
export function remindedStart(lines: readonly ChatLine[]): string | null {
  const events = lines.flatMap((line) => (line.card?.time ?? line.time)?.events ?? []);
  const isReminder = lines.some(({ kind }) => kind?.startsWith('reminder:'));
  return isReminder && events.length === 1 ? (events[0]?.start ?? null) : null;
}
