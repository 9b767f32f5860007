import type { Provider, Staff } from '../../domain/provider.ts';
import type { Instant } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { STAFF_EMAIL_LINK_MS, type StaffId } from './links.ts';
import { mac, same } from './secret.ts';
import { isOpen, newSignIn, withSignIn, withUsed } from './ways-in.ts';

/**
 * Codes for staff, in the same e-mail as their link: whoever reads the e-mail on the phone types the code where they work. As long-lived as
 * the link, used once, and gone after a few wrong tries.
 */

const TRIES = 5;
const DIGITS = 6;

type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;

/** A new code for a member of staff; null when there is no such person. */
export async function staffCode(parts: Needs, who: StaffId): Promise<string | null> {
  const code = parts.random.digits(DIGITS);
  const now = parts.clock.now();
  const signIn = newSignIn('code', codeHash(parts, who, code), now, STAFF_EMAIL_LINK_MS, TRIES);
  const exists = await onStaff(parts, who, (staff) => ({
    ...staff,
    signIns: withSignIn(
      // The newest code is the one that counts.
      staff.signIns.filter((entry) => entry.kind !== 'code'),
      signIn,
      now,
    ),
  }));
  return exists ? code : null;
}

/** Who has that address and that code, which is now used; null for a wrong one. A wrong one counts against all who have the address. */
export async function redeemStaffCode(parts: Needs, address: string, typed: string): Promise<StaffId | null> {
  const code = typed.replace(/\D/g, '');
  const now = parts.clock.now();
  const owners = await staffWith(parts, address);
  for (const owner of owners) {
    const hash = codeHash(parts, owner, code);
    const isIn = await onStaff(parts, owner, (staff) =>
      openCode(staff, now).some((entry) => same(entry.hash, hash))
        ? { ...staff, signIns: withUsed(staff.signIns, hash, now) }
        : null,
    );
    if (isIn) return owner;
  }
  for (const owner of owners) {
    await onStaff(parts, owner, (staff) => {
      const open = openCode(staff, now);
      if (open.length === 0) return null;
      const signIns = staff.signIns.map((entry) =>
        open.includes(entry) ? { ...entry, triesLeft: entry.triesLeft - 1 } : entry,
      );
      return { ...staff, signIns };
    });
  }
  return null;
}

/** Everybody of any provider's staff with that address: somebody may work for two. */
export async function staffWith(parts: Pick<Parts, 'store'>, address: string): Promise<StaffId[]> {
  const found: StaffId[] = [];
  for (const providerId of await parts.store.providerIds()) {
    const provider = await parts.store.readProvider(providerId);
    for (const staff of provider?.staff ?? []) {
      if (staff.email?.toLowerCase() === address.trim().toLowerCase()) {
        found.push({ providerId, staffId: staff.id });
      }
    }
  }
  return found;
}

function openCode(staff: Staff, now: Instant): Staff['signIns'] {
  return staff.signIns.filter((entry) => entry.kind === 'code' && isOpen(entry, now));
}

/** One write. False when there is no such person, or nothing was changed. */
async function onStaff(
  parts: Needs,
  { providerId, staffId }: StaffId,
  act: (staff: Staff) => Staff | null,
): Promise<boolean> {
  return parts.store.providerTurn(providerId, (provider) => {
    const staff = provider?.staff.find((entry) => entry.id === staffId);
    const changed = provider && staff ? act(staff) : null;
    const doc: Provider | null =
      provider && changed
        ? { ...provider, staff: provider.staff.map((entry) => (entry.id === staffId ? changed : entry)) }
        : null;
    return { doc, result: doc !== null };
  });
}

function codeHash(parts: Needs, { providerId, staffId }: StaffId, code: string): string {
  return mac(parts, 'staff-code', `${providerId}\n${staffId}\n${code}`);
}
