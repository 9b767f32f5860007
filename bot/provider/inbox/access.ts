import { DamagedError } from '../../../domain/errors.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { Health } from '../../../domain/ports.ts';
import type { Provider, Staff, StaffRole } from '../../../domain/provider.ts';
import type { Parts } from '../../parts.ts';
import { readOwn } from '../own.ts';

/** Whom a member of staff may see: a handledare their own participants, the others all of the provider's, nobody anyone else's. */

export interface Seen {
  readonly doc: Participant;
  /** The newest stored version was damaged and the one before it is shown, and nobody has said that they know. */
  readonly lastChangeMayBeMissing: boolean;
}

export interface Visible {
  readonly seen: readonly Seen[];
  /** Ids of those whose documents cannot be read now. Told to those who see all of the provider's. */
  readonly unreadable: readonly string[];
}

/** Roles that see all of the provider's participants, and their trails. */
export const SEES_ALL: readonly StaffRole[] = ['manager', 'administrator'];

interface Who {
  readonly provider: Pick<Provider, 'id'>;
  readonly staff: Pick<Staff, 'role' | 'email'>;
}

/** Enough to keep a disk busy, few enough to leave room for the chats. */
const READ_AT_ONCE = 32;

export async function visibleParticipants(parts: Pick<Parts, 'store'>, who: Who): Promise<Visible> {
  const ids = [...(await parts.store.participantsOf(who.provider.id))];
  const seen: Seen[] = [];
  const unreadable: string[] = [];
  const readers = Array.from({ length: READ_AT_ONCE }, async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      try {
        const found = await readOwn(parts, id, who.provider.id);
        if (found !== null && maySee(who.staff, found.doc)) seen.push(seenOf(found));
      } catch (error) {
        if (!(error instanceof DamagedError)) throw error;
        if (seesAll(who.staff)) unreadable.push(id);
      }
    }
  });
  await Promise.all(readers);
  return { seen: seen.sort(byName), unreadable: unreadable.sort() };
}

/** Null for somebody who is not theirs to see, whether there is such a person or not. Rejects with DamagedError. */
export async function visibleParticipant(
  parts: Pick<Parts, 'store'>,
  who: Who,
  id: string,
): Promise<Seen | null> {
  const found = await readOwn(parts, id, who.provider.id);
  return found !== null && maySee(who.staff, found.doc) ? seenOf(found) : null;
}

/** Asked again inside every write: the plan may have got another handledare since the page was opened. */
export function maySee(staff: Who['staff'], doc: Pick<Participant, 'plan'>): boolean {
  if (seesAll(staff)) return true;
  const supervisor = doc.plan.supervisor.email?.trim().toLowerCase();
  return supervisor !== undefined && supervisor === staff.email?.trim().toLowerCase();
}

function seesAll(staff: Who['staff']): boolean {
  return SEES_ALL.includes(staff.role);
}

function seenOf({ doc, health }: { doc: Participant; health: Health }): Seen {
  const known = doc.recovery?.seenByStaff === true;
  return { doc, lastChangeMayBeMissing: !known && (health === 'previous' || doc.recovery !== null) };
}

const names = new Intl.Collator('sv');

function byName(a: Seen, b: Seen): number {
  return names.compare(nameOf(a.doc), nameOf(b.doc)) || names.compare(a.doc.id, b.doc.id);
}

export function nameOf(doc: Participant): string {
  return `${doc.plan.person.firstName} ${doc.plan.person.lastName}`;
}
