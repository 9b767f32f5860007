import type { Provider, Staff, StaffRole } from '../provider.ts';
import { addMs, type Instant } from '../time.ts';

/** Setting up a provider: staff and keys. Secrets never come here, only their hashes. */

export function newProvider(about: { id: string; name: string; now: Instant }): Provider {
  return {
    schema: 1,
    id: about.id,
    revision: 1,
    name: about.name,
    createdAt: about.now,
    staff: [],
    keys: [],
  };
}

export interface StaffInput {
  /** Never used again, also when the person has left: the trail names it. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: StaffRole;
}

/** Null when another of the staff has the same e-mail address: it is what they sign in with. */
export function withStaff(
  provider: Provider,
  input: StaffInput,
  now: Instant,
): { provider: Provider; staff: Staff } | null {
  const { name, role } = input;
  const email = input.email?.trim().toLowerCase() ?? null;
  if (email !== null && provider.staff.some((entry) => entry.email?.toLowerCase() === email)) return null;
  const staff: Staff = {
    id: input.id,
    name,
    email,
    role,
    createdAt: now,
    signIns: [],
    signedOut: {},
  };
  return { provider: { ...provider, staff: [...provider.staff, staff] }, staff };
}

/** Null when there is no such person. They are out at once: sessions are checked against this list. */
export function withoutStaff(provider: Provider, staffId: string): Provider | null {
  if (!provider.staff.some((entry) => entry.id === staffId)) return null;
  return { ...provider, staff: provider.staff.filter((entry) => entry.id !== staffId) };
}

/**
 * A new key beside those that live. `overlapMs`: how long the old ones go on working, so that the provider's system can be changed
 * over without a gap; 0 ends them at once.
 */
export function withKey(
  provider: Provider,
  key: { readonly id: string; readonly hash: string },
  now: Instant,
  overlapMs: number,
): Provider {
  const end = addMs(now, overlapMs);
  const living = provider.keys
    .filter((entry) => entry.endsAt === null || entry.endsAt > now)
    .map((entry) => (entry.endsAt === null || entry.endsAt > end ? { ...entry, endsAt: end } : entry))
    .filter((entry) => entry.endsAt === null || entry.endsAt > now);
  return { ...provider, keys: [...living, { ...key, createdAt: now, endsAt: null }] };
}
