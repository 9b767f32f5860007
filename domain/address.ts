import { newMessage } from './actions/notices.ts';
import { setReminding } from './actions/reminding.ts';
import type { Address, Way } from './address-schema.ts';
import { emailKey, phoneKey } from './contact-keys.ts';
import type { Message } from './message.ts';
import { type Participant, withAudit } from './participant.ts';
import type { Instant } from './time.ts';

/**
 * The addresses of a participant beside the chat of ours. One participant, several addresses: what is under way belongs to the
 * participant, so what is asked in one place can be answered in another. The chat holds every line, wherever it was said.
 */

/** A message that carries chat lines, from and to a number, to another address. */
export const LINE_MESSAGE = 'line';
/** The same for lines that answer: they go where the question came from and nowhere else. */
export const REPLY_MESSAGE = 'reply';

/** What a stored address is found by. */
export function addressKey(address: Pick<Address, 'way' | 'key'>): string {
  return `address:${address.way}:${address.key}`;
}

/** Open ones, the one that was used last first. A phone number or an e-mail address counts while the plan has it: another
 * one may be another person's. */
export function openAddresses(doc: Participant): Address[] {
  return doc.addresses
    .filter((address) => address.closed === null && isRegistered(doc, address))
    .sort((a, b) => (a.usedAt > b.usedAt ? -1 : 1));
}

function isRegistered(doc: Participant, { way, key }: Address): boolean {
  return way === 'sms' || way === 'email' ? registeredKey(doc, way) === key : true;
}

/** The address that the plan gives; null when it gives none. */
function registeredKey({ plan }: Participant, way: 'sms' | 'email'): string | null {
  const { phone, email } = plan.person.contact;
  if (way === 'sms') return phone === null ? null : phoneKey(phone);
  return email === null ? null : emailKey(email);
}

export function addressOf(doc: Participant, way: Way): Address | null {
  return openAddresses(doc).find((address) => address.way === way) ?? null;
}

/** One that is new, or was closed and is open again. There is one per way: a new account takes the old one's place. */
export function withAddress(
  doc: Participant,
  given: Pick<Address, 'way' | 'key' | 'reference' | 'verifiedBy'>,
  now: Instant,
): Participant {
  const address: Address = { ...given, verifiedAt: now, usedAt: now, closed: null };
  const addresses = [...doc.addresses.filter((entry) => entry.way !== given.way), address];
  return withAudit({ ...doc, addresses }, { at: now, who: doc.id, what: `address.added.${given.way}` });
}

/** The newest reference of a conversation, and that it was used. The document itself when there is no such address. */
export function usedAddress(
  doc: Participant,
  way: Way,
  reference: Address['reference'],
  now: Instant,
): Participant {
  if (!doc.addresses.some((entry) => entry.way === way)) return doc;
  return {
    ...doc,
    addresses: doc.addresses.map((entry) =>
      entry.way === way ? { ...entry, reference, usedAt: now, closed: null } : entry,
    ),
  };
}

export function withoutAddress(doc: Participant, way: Way, now: Instant): Participant {
  const addresses = doc.addresses.filter((entry) => entry.way !== way);
  if (addresses.length === doc.addresses.length) return doc;
  const reminding = doc.reminding.channel === way ? { ...doc.reminding, channel: null } : doc.reminding;
  return withAudit(
    { ...doc, addresses, reminding, outbox: withoutUnsent(doc.outbox, way, now) },
    { at: now, who: doc.id, what: `address.removed.${way}` },
  );
}

/** Nothing goes there any more until the person comes back: it was blocked, uninstalled, or "STOPP" came from it. */
export function closeAddress(
  doc: Participant,
  way: Way,
  why: NonNullable<Address['closed']>['why'],
  now: Instant,
): Participant {
  if (!doc.addresses.some((entry) => entry.way === way && entry.closed === null)) return doc;
  const addresses = doc.addresses.map((entry) =>
    entry.way === way ? { ...entry, closed: { at: now, why } } : entry,
  );
  return withAudit({ ...doc, addresses }, { at: now, who: 'channel', what: `address.closed.${way}` });
}

function withoutUnsent(outbox: readonly Message[], way: Way, now: Instant): Message[] {
  return outbox.map((message) =>
    message.way === way && message.status === 'due'
      ? { ...message, status: 'dropped', nextAt: null, settledAt: now, detail: 'address-removed' }
      : message,
  );
}

/**
 * Where what nobody had just asked for goes, beside the chat: the chosen way first, then the others, the one that was used last first.
 * Nowhere else when the person chose the web.
 */
export function waysOf(doc: Participant): Way[] {
  const { channel } = doc.reminding;
  if (channel === 'web') return [];
  const open = openAddresses(doc).map((address) => address.way);
  return [...open.filter((way) => way === channel), ...open.filter((way) => way !== channel)];
}

/**
 * Whether somebody can be reached so when they want to: in the chat always, by SMS and e-mail at what stands in their plan, elsewhere in an account
 * that is linked and open.
 */
export function canReach(doc: Participant, way: 'web' | Way): boolean {
  if (way === 'web') return true;
  return way === 'sms' || way === 'email' ? registeredKey(doc, way) !== null : addressOf(doc, way) !== null;
}

/** Where reminders go first from now on, as the person has said in the chat. The document itself when they cannot be reached so. */
export function chooseWay(doc: Participant, way: ChosenWay, now: Instant): Participant {
  if (!canReach(doc, way)) return doc;
  return setReminding(
    way === 'sms' || way === 'email' ? registered(doc, way, now) : doc,
    { channel: way },
    now,
  );
}

/** Where reminders can be chosen to go. */
export type ChosenWay = 'web' | 'teams' | 'sms' | 'email';

/** Who wants it is not asked to write from there first; STOPP from the number ends it, and words in the chat. */
function registered(doc: Participant, way: 'sms' | 'email', now: Instant): Participant {
  const key = registeredKey(doc, way);
  if (key === null || addressOf(doc, way) !== null) return doc;
  const verifiedBy = way === 'sms' ? 'number' : 'email';
  return withAddress(doc, { way, key, reference: null, verifiedBy }, now);
}

/** Takes a line that was just said to where the person is. In the same write, so that it is neither lost nor sent twice. */
export function carry(doc: Participant, line: number, now: Instant): Participant {
  const [way] = waysOf(doc);
  return way === undefined ? doc : withCarried(doc, line, way, now);
}

/** It could not be brought there: the next way is tried, each once. */
export function carryOn(doc: Participant, message: Message, now: Instant): Participant {
  const line = message.params.from;
  if (message.kind !== LINE_MESSAGE || typeof line !== 'number') return doc;
  const tried = new Set(doc.outbox.map(({ key }) => key));
  const way = waysOf(doc).find((one) => !tried.has(lineKey(line, one)));
  return way === undefined ? doc : withCarried(doc, line, way, now);
}

/** The answer to what came from there. */
export function withReply(doc: Participant, from: number, to: number, way: Way, now: Instant): Participant {
  if (to < from || addressOf(doc, way) === null) return doc;
  const key = `reply:${from}-${to}:${way}`;
  const message = newMessage({ key, kind: REPLY_MESSAGE, way, params: { from, to }, at: now });
  return { ...doc, outbox: [...doc.outbox, message] };
}

function withCarried(doc: Participant, line: number, way: Way, now: Instant): Participant {
  const params = { from: line, to: line };
  const message = newMessage({ key: lineKey(line, way), kind: LINE_MESSAGE, way, params, at: now });
  return { ...doc, outbox: [...doc.outbox, message] };
}

function lineKey(line: number, way: Way): string {
  return `line:${line}:${way}`;
}
