import type { Embedding } from '../embedding.ts';
import { MOST_TRAIL, type Provider, type Staff, type StaffRole } from '../provider.ts';
import { NO_WORK } from '../provider-work.ts';
import { DEFAULT_RETENTION, type Retention } from '../retention.ts';
import { DEFAULT_SETTINGS, type EmailMode, type Settings, sameSettings } from '../settings.ts';
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
    webhook: null,
    embedding: null,
    retention: DEFAULT_RETENTION,
    work: NO_WORK,
    broadcasts: [],
    settings: DEFAULT_SETTINGS,
    settingsPending: false,
    formerStaff: [],
    trail: [],
  };
}

/** Who does it, for the trail. The command line is `operator`. */
export interface ProviderActing {
  readonly now: Instant;
  readonly who: string;
}

/** Who has changed it, and when. */
export function trailed(
  provider: Provider,
  acting: ProviderActing,
  what: string,
  subject: string | null,
): Provider {
  const entry = { at: acting.now, who: acting.who, what, subject };
  return { ...provider, trail: [...provider.trail, entry].slice(-MOST_TRAIL) };
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
  who = 'operator',
): { provider: Provider; staff: Staff } | null {
  const { name, role } = input;
  const email = input.email?.trim().toLowerCase() ?? null;
  if (isTaken(provider, email, input.id)) return null;
  const staff: Staff = {
    id: input.id,
    name,
    email,
    role,
    createdAt: now,
    signIns: [],
    signedOut: {},
    emailMode: null,
  };
  const added = { ...provider, staff: [...provider.staff, staff] };
  return { provider: trailed(added, { now, who }, 'staff.added', staff.id), staff };
}

function isTaken(provider: Provider, email: string | null, id: string): boolean {
  return (
    email !== null &&
    provider.staff.some((entry) => entry.id !== id && entry.email?.toLowerCase() === email.toLowerCase())
  );
}

export type StaffChange =
  | { readonly kind: 'done'; readonly provider: Provider }
  /** `last-administrator`: nobody would be left who can set up. */
  | { readonly kind: 'no-such-staff' | 'email-taken' | 'last-administrator' };

/** Another name, address or role. The role holds from the next page on; a new address ends the ways in that were sent to the old one. */
export function changeStaff(
  provider: Provider,
  staffId: string,
  input: Pick<StaffInput, 'name' | 'email' | 'role'>,
  acting: ProviderActing,
): StaffChange {
  const before = provider.staff.find((entry) => entry.id === staffId);
  if (!before) return { kind: 'no-such-staff' };
  const email = input.email?.trim().toLowerCase() ?? null;
  if (isTaken(provider, email, staffId)) return { kind: 'email-taken' };
  if (input.role !== 'administrator' && isLastAdministrator(provider, staffId)) {
    return { kind: 'last-administrator' };
  }
  const signIns = email === before.email ? before.signIns : [];
  const after = { ...before, name: input.name, email, role: input.role, signIns };
  const staff = provider.staff.map((entry) => (entry.id === staffId ? after : entry));
  return { kind: 'done', provider: trailed({ ...provider, staff }, acting, 'staff.changed', staffId) };
}

/** Takes somebody off the staff from within the inbox; never the last one who can set up. */
export function endStaff(provider: Provider, staffId: string, acting: ProviderActing): StaffChange {
  if (isLastAdministrator(provider, staffId)) return { kind: 'last-administrator' };
  const without = withoutStaff(provider, staffId, acting);
  return without === null ? { kind: 'no-such-staff' } : { kind: 'done', provider: without };
}

function isLastAdministrator(provider: Provider, staffId: string): boolean {
  const administrators = provider.staff.filter((entry) => entry.role === 'administrator');
  return administrators.length === 1 && administrators[0]?.id === staffId;
}

/** Null when there is no such person. */
export function withEmailMode(
  provider: Provider,
  staffId: string,
  emailMode: EmailMode | null,
): Provider | null {
  if (!provider.staff.some((entry) => entry.id === staffId)) return null;
  const staff = provider.staff.map((entry) => (entry.id === staffId ? { ...entry, emailMode } : entry));
  return { ...provider, staff };
}

/** Null when nothing differs. They are spread to the participants afterwards; until that is done they are pending. */
export function changeSettings(
  provider: Provider,
  settings: Settings,
  acting: ProviderActing,
): Provider | null {
  if (sameSettings(provider.settings, settings)) return null;
  return trailed({ ...provider, settings, settingsPending: true }, acting, 'settings.changed', null);
}

/** Null when there is no such person. They are out at once: sessions are checked against this list. Their name stays for the trails. */
export function withoutStaff(provider: Provider, staffId: string, acting: ProviderActing): Provider | null {
  const leaving = provider.staff.find((entry) => entry.id === staffId);
  if (!leaving) return null;
  const { id, name, role } = leaving;
  const ended = {
    ...provider,
    staff: provider.staff.filter((entry) => entry.id !== staffId),
    formerStaff: [...provider.formerStaff, { id, name, role, endedAt: acting.now }],
  };
  return trailed(ended, acting, 'staff.ended', staffId);
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

/** How long each kind is kept. What goes by it goes the next night. Null when nothing differs. */
export function setRetention(
  provider: Provider,
  retention: Retention,
  acting: ProviderActing,
): Provider | null {
  const before = provider.retention;
  const isSame =
    before.chatDays === retention.chatDays &&
    before.reasonDays === retention.reasonDays &&
    before.receiptMonths === retention.receiptMonths;
  return isSame ? null : trailed({ ...provider, retention }, acting, 'retention.set', null);
}

/** Where and how the chat stands in sites of the provider. Null when nothing differs. */
export function setEmbedding(
  provider: Provider,
  embedding: Embedding,
  acting: ProviderActing,
): Provider | null {
  if (JSON.stringify(provider.embedding) === JSON.stringify(embedding)) return null;
  return trailed({ ...provider, embedding }, acting, 'embedding.set', null);
}
