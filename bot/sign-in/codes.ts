import { newMessage } from '../../domain/actions/notices.ts';
import { emailKey, phoneKey } from '../../domain/due.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import { isClosed } from '../../domain/service-end.ts';
import { addMs, HOUR, type Instant, MINUTE, today } from '../../domain/time.ts';
import { words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import type { Parts } from '../parts.ts';
import { mac, macBytes, same } from './secret.ts';
import { isOpen, newSignIn, signedIn, withSignIn } from './ways-in.ts';

/**
 * One-time codes by e-mail or SMS. The code stands nowhere: it is derived from the message's key under SESSION_SECRET, once when it is
 * asked for, to keep its hash, and again when the message leaves the house.
 */

export const CODE_MS = 10 * MINUTE;
export const CODE_MESSAGE = 'sign-in-code';
const TRIES = 5;
const MOST_CODES = 5;
const MOST_CODES_MS = HOUR;

type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;

/** What somebody typed to say who they are, as a key of the store; null when it is neither an e-mail address nor a phone number. */
export function contactKey(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return emailKey(text);
  if (/^\+?[\d\s()-]{6,20}$/.test(text)) return phoneKey(text);
  return null;
}

/**
 * Sends a code to everybody whom the key finds and who has such an address in their plan. Whoever asks too often gets none: the codes they
 * have are still valid. Tells nobody whether there was anybody.
 */
export async function sendCode(parts: Needs, key: string, way: 'email' | 'sms' = 'email'): Promise<void> {
  const now = parts.clock.now();
  for (const id of await parts.store.findByKey(key)) {
    const messageKey = `code:${id}:${parts.random.token()}`;
    const signIn = newSignIn('code', codeHash(parts, id, codeOf(parts, messageKey)), now, CODE_MS, TRIES);
    await parts.store.turn(id, (doc) => {
      if (
        !doc ||
        doc.plan.person.contact[way === 'sms' ? 'phone' : 'email'] === null ||
        asksTooOften(doc, now) ||
        isClosed(doc, today(now))
      ) {
        return { doc: null, result: null };
      }
      const message = newMessage({ key: messageKey, kind: CODE_MESSAGE, way, params: {}, at: now });
      return {
        doc: {
          ...doc,
          signIns: withSignIn(doc.signIns, signIn, now),
          outbox: [...doc.outbox, message],
        },
        result: null,
      };
    });
  }
}

function asksTooOften(doc: Participant, now: Instant): boolean {
  const since = addMs(now, -MOST_CODES_MS);
  return doc.signIns.filter((entry) => entry.kind === 'code' && entry.createdAt > since).length >= MOST_CODES;
}

/** Who typed the right code, which is now used; null for a wrong one, a used one and one that is too old. */
export async function redeemCode(parts: Needs, key: string, typed: string): Promise<string | null> {
  const code = typed.replace(/\D/g, '');
  const now = parts.clock.now();
  const ids = await parts.store.findByKey(key);
  for (const id of ids) {
    const isIn = await parts.store.turn(id, (doc) => {
      const hash = codeHash(parts, id, code);
      const right = doc?.signIns.find(
        (entry) => entry.kind === 'code' && isOpen(entry, now) && same(entry.hash, hash),
      );
      if (!doc || !right) return { doc: null, result: false };
      return { doc: signedIn(doc, right.hash, 'code', now), result: true };
    });
    if (isIn) return id;
  }
  for (const id of ids) await countWrongTry(parts, id, now);
  return null;
}

async function countWrongTry(parts: Needs, id: string, now: Instant): Promise<void> {
  await parts.store.turn(id, (doc) => {
    if (!doc?.signIns.some((entry) => entry.kind === 'code' && isOpen(entry, now))) {
      return { doc: null, result: null };
    }
    const signIns = doc.signIns.map((entry) =>
      entry.kind === 'code' && isOpen(entry, now) ? { ...entry, triesLeft: entry.triesLeft - 1 } : entry,
    );
    return { doc: { ...doc, signIns }, result: null };
  });
}

/**
 * The e-mail that a `sign-in-code` message is, made at delivery. Null when there is no longer any use in it: the code has run out, was
 * used, or the address is gone.
 */
export function codeEmail(
  parts: Pick<Parts, 'config' | 'clock'>,
  doc: Participant,
  message: Pick<Message, 'key'>,
): { to: string; subject: string; text: string } | null {
  const code = openCode(parts, doc, message);
  const to = doc.plan.person.contact.email;
  if (to === null || code === null) return null;
  const reader = readerOf(doc, parts.clock.now());
  return {
    to,
    subject: words('signin:codeSubject', undefined, reader),
    text: words('signin:codeEmail', { code }, reader),
  };
}

/** The same by SMS, to the number that stands in the plan. */
export function codeSms(
  parts: Pick<Parts, 'config' | 'clock'>,
  doc: Participant,
  message: Pick<Message, 'key'>,
): string | null {
  const code = openCode(parts, doc, message);
  return code === null ? null : words('signin:codeSms', { code }, readerOf(doc, parts.clock.now()));
}

/** As it is read; null when there is no longer any use in it. */
function openCode(
  parts: Pick<Parts, 'config' | 'clock'>,
  doc: Participant,
  message: Pick<Message, 'key'>,
): string | null {
  const code = codeOf(parts, message.key);
  const hash = codeHash(parts, doc.id, code);
  const isValid = doc.signIns.some((entry) => entry.hash === hash && isOpen(entry, parts.clock.now()));
  return isValid ? `${code.slice(0, 3)} ${code.slice(3)}` : null;
}

function codeOf(parts: Pick<Parts, 'config'>, messageKey: string): string {
  // 48 bits over a million codes: none is noticeably likelier than another.
  return String(macBytes(parts, 'code', messageKey).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

function codeHash(parts: Pick<Parts, 'config'>, participantId: string, code: string): string {
  return mac(parts, 'code-hash', `${participantId}\n${code}`);
}
