import { withAudit } from '../../domain/participant.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { mac } from './secret.ts';
import { isOpen, newSignIn, useWayIn, withSignIn } from './ways-in.ts';

/**
 * Slips of paper that staff hand over: for somebody without e-mail or phone, or with a lost one. The code alone says whom it is
 * for, so wrong tries cannot be counted per slip: they are counted per address instead (see limits.ts).
 */

export const INVITATION_MS = 7 * DAY;
const LENGTH = 8;
const TRIES = 5;

type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;

/**
 * A new code, shown to staff once. Earlier ones of the same participant stop working. Null when there is no such participant: the
 * caller has made sure that the participant is one of the staff's own.
 */
export async function createInvitation(
  parts: Needs,
  participantId: string,
  by: string,
): Promise<{ code: string; expiresAt: Instant } | null> {
  const code = parts.random.code(LENGTH);
  const now = parts.clock.now();
  const signIn = newSignIn('invitation', invitationHash(parts, code), now, INVITATION_MS, TRIES);
  const exists = await parts.store.turn(participantId, (doc) => {
    if (!doc) return { doc: null, result: false };
    const others = doc.signIns.filter((entry) => entry.kind !== 'invitation');
    const invited = { ...doc, signIns: withSignIn(others, signIn, now) };
    return {
      doc: withAudit(invited, { at: now, who: by, what: 'invitation.created' }),
      result: true,
    };
  });
  return exists ? { code, expiresAt: signIn.expiresAt } : null;
}

/** Takes back what has been handed out. False when there was nothing open. */
export async function revokeInvitation(parts: Needs, participantId: string, by: string): Promise<boolean> {
  const now = parts.clock.now();
  return parts.store.turn(participantId, (doc) => {
    const kept = doc?.signIns.filter((entry) => entry.kind !== 'invitation' || !isOpen(entry, now));
    if (!doc || !kept || kept.length === doc.signIns.length) return { doc: null, result: false };
    const revoked = { ...doc, signIns: kept };
    return { doc: withAudit(revoked, { at: now, who: by, what: 'invitation.revoked' }), result: true };
  });
}

/** Whose slip it is, which is now used; null when the code is unknown, used, revoked or too old. */
export function redeemInvitation(parts: Needs, typed: string): Promise<string | null> {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (code.length !== LENGTH) return Promise.resolve(null);
  return useWayIn(parts, invitationHash(parts, code), { again: false });
}

function invitationHash(parts: Needs, code: string): string {
  return mac(parts, 'invitation', code.toUpperCase());
}
