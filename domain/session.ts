import type { Participant } from './participant.ts';
import { type Instant, msOf } from './time.ts';

/** Sessions are known by an id that tells when they began, so that all of them can be ended at once without a list of them. */

/** Something came from a session that was signed out: whoever holds it may have copied it. */
export class SignedOutError extends Error {}

export function sessionIdFor(token: string, now: Instant): string {
  return `${token}.${msOf(now)}`;
}

/**
 * Whether the session was signed out, by itself or with all the others ("Logga ut överallt"). `id` may be something else than a session's,
 * such as a token that a provider's own server was given: only its own end counts then.
 */
export function isSignedOut(doc: Pick<Participant, 'signedOut' | 'signedOutBefore'>, id: string): boolean {
  if (Object.hasOwn(doc.signedOut, id)) return true;
  const began = /\.(\d{1,15})$/.exec(id)?.[1];
  return began !== undefined && doc.signedOutBefore !== null && Number(began) <= msOf(doc.signedOutBefore);
}
