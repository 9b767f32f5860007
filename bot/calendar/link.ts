import { hashKey } from '../../domain/due.ts';
import { type Participant, withAudit } from '../../domain/participant.ts';
import type { Instant } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { mac, same } from '../sign-in/secret.ts';

/**
 * The private address of somebody's calendar. It is made from a secret of the installation and a number that stands in the document, so that
 * it can be shown again, is never stored as it is, and is worth nothing when it has been revoked.
 */

type Needs = Pick<Parts, 'config' | 'store'>;

function tokenOf(parts: Pick<Parts, 'config'>, participantId: string, nonce: string): string {
  return mac(parts, 'calendar', `${participantId}\n${nonce}`);
}

function hashOf(parts: Pick<Parts, 'config'>, token: string): string {
  return mac(parts, 'calendar-hash', token);
}

/** Null for somebody who has none. */
export function calendarAddress(parts: Pick<Parts, 'config'>, doc: Participant): string | null {
  if (doc.calendar === null) return null;
  return `${parts.config.baseUrl}/kalender/${tokenOf(parts, doc.id, doc.calendar.nonce)}.ics`;
}

/** A new address; the one before it, if there is one, leads nowhere from now on. */
export function withCalendar(
  parts: Pick<Parts, 'config' | 'random'>,
  doc: Participant,
  now: Instant,
): Participant {
  const nonce = parts.random.token();
  const hash = hashOf(parts, tokenOf(parts, doc.id, nonce));
  return withAudit(
    { ...doc, calendar: { nonce, hash, createdAt: now } },
    { at: now, who: doc.id, what: 'calendar.created' },
  );
}

export function withoutCalendar(doc: Participant, now: Instant): Participant {
  if (doc.calendar === null) return doc;
  return withAudit({ ...doc, calendar: null }, { at: now, who: doc.id, what: 'calendar.revoked' });
}

/** Whose calendar it is; null for an address that is unknown or revoked. */
export async function calendarOwner(parts: Needs, token: string): Promise<Participant | null> {
  const hash = hashOf(parts, token);
  for (const id of await parts.store.findByKey(hashKey(hash))) {
    const doc = (await parts.store.read(id))?.doc;
    const { calendar } = doc ?? {};
    if (doc && calendar && same(calendar.hash, hash) && same(tokenOf(parts, id, calendar.nonce), token)) {
      return doc;
    }
  }
  return null;
}
