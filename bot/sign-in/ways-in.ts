import { hashKey } from '../../domain/due.ts';
import { type Participant, type SignIn, withAudit } from '../../domain/participant.ts';
import { isClosed } from '../../domain/service-end.ts';
import { addMs, HOUR, type Instant, today } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';

/** What links, codes and invitations have in common: a hash in the document that may be used in time, mostly once. */

/** Ways in are kept this long after they were made even when used, so that asking for codes can be counted. */
const KEPT_MS = HOUR;
/** The oldest unused ones are dropped beyond this many. */
const MOST = 12;

export function isOpen(signIn: SignIn, now: Instant): boolean {
  return signIn.usedAt === null && signIn.expiresAt > now && signIn.triesLeft > 0;
}

export function newSignIn(
  kind: SignIn['kind'],
  hash: string,
  now: Instant,
  lifeMs: number,
  tries: number,
): SignIn {
  return { kind, hash, createdAt: now, expiresAt: addMs(now, lifeMs), triesLeft: tries, usedAt: null };
}

/** With a new way in; what has run out is forgotten. */
export function withSignIn(signIns: readonly SignIn[], signIn: SignIn, now: Instant): SignIn[] {
  const recent = addMs(now, -KEPT_MS);
  const kept = signIns.filter((entry) => isOpen(entry, now) || entry.createdAt > recent);
  return [...kept.slice(1 - MOST), signIn];
}

export function withUsed(signIns: readonly SignIn[], hash: string, now: Instant): SignIn[] {
  return signIns.map((entry) => (entry.hash === hash ? { ...entry, usedAt: now } : entry));
}

/** Whose open way in this is, without using it; null when it is unknown, used, revoked or too old. */
export async function ownerOf(parts: Pick<Parts, 'store' | 'clock'>, hash: string): Promise<string | null> {
  const now = parts.clock.now();
  for (const id of await parts.store.findByKey(hashKey(hash))) {
    const found = await parts.store.read(id);
    if (found?.doc.signIns.some((entry) => entry.hash === hash && isOpen(entry, now))) return id;
  }
  return null;
}

/** Uses it: of two who come with the same one at the same time, one is let in. Null as for `ownerOf`. */
export async function useWayIn(
  parts: Pick<Parts, 'store' | 'clock'>,
  hash: string,
  options: { readonly again: boolean },
): Promise<string | null> {
  const now = parts.clock.now();
  for (const id of await parts.store.findByKey(hashKey(hash))) {
    const isIn = await parts.store.turn(id, (doc) => {
      const open = doc?.signIns.find((entry) => entry.hash === hash && isOpen(entry, now));
      if (!doc || !open || isClosed(doc, today(now))) return { doc: null, result: false };
      return { doc: signedIn(doc, options.again ? null : hash, open.kind, now), result: true };
    });
    if (isIn) return id;
  }
  return null;
}

/** The document of somebody who has just come in. `usedHash` null leaves the way in open. */
export function signedIn(
  doc: Participant,
  usedHash: string | null,
  kind: SignIn['kind'],
  now: Instant,
): Participant {
  const signIns = usedHash === null ? doc.signIns : withUsed(doc.signIns, usedHash, now);
  return withAudit({ ...doc, signIns }, { at: now, who: doc.id, what: `session.started.${kind}` });
}
