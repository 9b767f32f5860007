import { DAY, MINUTE } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { mac } from './secret.ts';
import { isOpen, newSignIn, ownerOf, useWayIn, withSignIn, withUsed } from './ways-in.ts';

/**
 * Links that sign somebody in. They may be opened any number of times, by mail scanners too: only the button on the page that they
 * lead to uses them up. In the demo they can be used again and again.
 */

/** A link that is handed over, or sent to somebody who waits for it another day. */
export const LINK_MS = 7 * DAY;
/** A link that staff have just asked for by e-mail. */
export const STAFF_EMAIL_LINK_MS = 30 * MINUTE;

type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;

/** A new link for the participant. Rejects when there is no such participant. */
export async function signInLink(parts: Needs, participantId: string): Promise<string> {
  const token = parts.random.token();
  const now = parts.clock.now();
  const signIn = newSignIn('link', linkHash(parts, token), now, LINK_MS, 1);
  const exists = await parts.store.turn(participantId, (doc) => ({
    doc: doc && { ...doc, signIns: withSignIn(doc.signIns, signIn, now) },
    result: doc !== null,
  }));
  if (!exists) throw new Error('STEGVIS_SIGN_IN_NOBODY: there is no participant with this id');
  return new URL(`/in/${token}`, parts.config.baseUrl).href;
}

/** Whom the link is for, without using it; null when it is unknown, used or too old. */
export function linkOwner(parts: Needs, token: string): Promise<string | null> {
  return ownerOf(parts, linkHash(parts, token));
}

/** Uses the link. Null as for `linkOwner`. */
export function redeemLink(parts: Needs, token: string): Promise<string | null> {
  return useWayIn(parts, linkHash(parts, token), { again: parts.config.demo });
}

function linkHash(parts: Needs, token: string): string {
  return mac(parts, 'link', token);
}

/** A new link for a member of staff. Rejects when there is no such person. */
export async function staffSignInLink(
  parts: Needs,
  providerId: string,
  staffId: string,
  lifeMs = LINK_MS,
): Promise<string> {
  const token = `${providerId}.${staffId}.${parts.random.token()}`;
  const now = parts.clock.now();
  const signIn = newSignIn('link', mac(parts, 'staff-link', token), now, lifeMs, 1);
  const exists = await parts.store.providerTurn(providerId, (provider) => {
    const known = provider?.staff.some((entry) => entry.id === staffId) ?? false;
    if (!provider || !known) return { doc: null, result: false };
    const staff = provider.staff.map((entry) =>
      entry.id === staffId ? { ...entry, signIns: withSignIn(entry.signIns, signIn, now) } : entry,
    );
    return { doc: { ...provider, staff }, result: true };
  });
  if (!exists) throw new Error('STEGVIS_SIGN_IN_NOBODY: there is no member of staff with this id');
  return new URL(`/inkorg/in/${token}`, parts.config.baseUrl).href;
}

export interface StaffId {
  readonly providerId: string;
  readonly staffId: string;
}

/** Whom the link is for, without using it; null when it is unknown, used or too old. */
export async function staffLinkOwner(parts: Needs, token: string): Promise<StaffId | null> {
  const [providerId, staffId, secret] = token.split('.');
  if (!providerId || !staffId || !secret) return null;
  const provider = await parts.store.readProvider(providerId);
  const staff = provider?.staff.find((entry) => entry.id === staffId);
  const hash = mac(parts, 'staff-link', token);
  const now = parts.clock.now();
  const open = staff?.signIns.some((entry) => entry.hash === hash && isOpen(entry, now));
  return open ? { providerId, staffId } : null;
}

/** Uses the link. Null as for `staffLinkOwner`. */
export async function redeemStaffLink(parts: Needs, token: string): Promise<StaffId | null> {
  const owner = await staffLinkOwner(parts, token);
  if (owner === null || parts.config.demo) return owner;
  const hash = mac(parts, 'staff-link', token);
  const now = parts.clock.now();
  const isIn = await parts.store.providerTurn(owner.providerId, (provider) => {
    const staff = provider?.staff.find((entry) => entry.id === owner.staffId);
    if (!provider || !staff?.signIns.some((entry) => entry.hash === hash && isOpen(entry, now))) {
      return { doc: null, result: false };
    }
    const used = { ...staff, signIns: withUsed(staff.signIns, hash, now) };
    return {
      doc: { ...provider, staff: provider.staff.map((entry) => (entry.id === used.id ? used : entry)) },
      result: true,
    };
  });
  return isIn ? owner : null;
}
