import { setImmediate as breath } from 'node:timers/promises';
import { DamagedError } from '../../../domain/errors.ts';
import { mayLack, type Participant } from '../../../domain/participant.ts';
import type { Health } from '../../../domain/ports.ts';
import type { Provider, Staff, StaffRole } from '../../../domain/provider.ts';
import type { Parts } from '../../parts.ts';
import { readOwn } from '../own.ts';
import { overviewOf, type Summary } from './overview.ts';

/** Whom a member of staff may see: a handledare their own participants, the others all of the provider's, nobody anyone else's. */

export interface Seen<Doc = Participant> {
  readonly doc: Doc;
  /** The newest stored version was damaged and an earlier one is shown, and nobody has said that they know. One change or many. */
  readonly mayLack: boolean;
}

export interface Visible<Doc = Participant> {
  readonly seen: readonly Seen<Doc>[];
  /** Ids of those whose documents cannot be read now. Where nobody knows whose supervisor it is, only those who see all of the provider's are told. */
  readonly unreadable: readonly string[];
}

/** Roles that see all of the provider's participants, and their trails. */
export const SEES_ALL: readonly StaffRole[] = ['manager', 'administrator'];

interface Who {
  readonly provider: Pick<Provider, 'id'>;
  readonly staff: Pick<Staff, 'role' | 'email'>;
}

/** How many are read before whoever chats meanwhile is let in between. */
const READ_AT_ONCE = 16;

/** Whole documents of those whom somebody may see and who are wanted. A list does with `visibleSummaries`, which opens none. */
export async function visibleParticipants(
  parts: Pick<Parts, 'store'>,
  who: Who,
  isWanted: (summary: Summary) => boolean = () => true,
): Promise<Visible> {
  const { seen: people, unreadable } = await visibleSummaries(parts, who);
  const wanted = people.map(({ doc }) => doc).filter(isWanted);
  const seen: Seen[] = [];
  for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
    const some = wanted.slice(at, at + READ_AT_ONCE);
    const found = await Promise.all(some.map(({ id }) => visibleOrDamaged(parts, who, id)));
    seen.push(...found.filter((entry) => entry !== null));
    await breath();
  }
  return { seen, unreadable };
}

/** Damaged since it was listed: the next list says so. */
async function visibleOrDamaged(parts: Pick<Parts, 'store'>, who: Who, id: string): Promise<Seen | null> {
  try {
    return await visibleParticipant(parts, who, id);
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    overviewOf(parts).forget(id);
    return null;
  }
}

/** The same people, with what a list needs of each. */
export async function visibleSummaries(parts: Pick<Parts, 'store'>, who: Who): Promise<Visible<Summary>> {
  const { entries, unreadable } = await overviewOf(parts).of(who.provider.id);
  const seen = entries
    .filter(({ summary }) => maySee(who.staff, summary))
    .map(({ summary, health }) => seenOf({ doc: summary, health }));
  const theirs = unreadable.filter((damaged) => mayHear(who, damaged)).map(({ id }) => id);
  return { seen: seen.sort(byName), unreadable: theirs.sort() };
}

/** Null for somebody who is not theirs to see, whether there is such a person or not. Rejects with DamagedError for one of theirs. */
export async function visibleParticipant(
  parts: Pick<Parts, 'store'>,
  who: Who,
  id: string,
): Promise<Seen | null> {
  const found = await readOwn(parts, id, who.provider.id).catch((error: unknown) => {
    if (error instanceof DamagedError && !mayHear(who, error)) return null;
    throw error;
  });
  return found !== null && maySee(who.staff, found.doc) ? seenOf(found) : null;
}

/** Asked again inside every write: the plan may have got another handledare since the page was opened. */
export function maySee(
  staff: Who['staff'],
  doc: { readonly plan: { readonly supervisor: Pick<Participant['plan']['supervisor'], 'email'> } },
): boolean {
  if (seesAll(staff)) return true;
  const supervisor = doc.plan.supervisor.email?.trim().toLowerCase();
  return supervisor !== undefined && supervisor === staff.email?.trim().toLowerCase();
}

/** The same for somebody whose document cannot be read: whose they are, as far as that is known. */
export function mayHear({ provider, staff }: Who, damaged: DamagedError): boolean {
  const { providerId, supervisor } = damaged;
  return providerId === provider.id && maySee(staff, { plan: { supervisor: { email: supervisor } } });
}

function seesAll(staff: Who['staff']): boolean {
  return SEES_ALL.includes(staff.role);
}

function seenOf<Doc extends Pick<Participant, 'recovery'>>({
  doc,
  health,
}: {
  doc: Doc;
  health: Health;
}): Seen<Doc> {
  const isKnown = doc.recovery?.seenByStaff === true;
  return { doc, mayLack: mayLack(doc) || (health === 'previous' && !isKnown) };
}

const names = new Intl.Collator('sv');

function byName(a: Seen<Named>, b: Seen<Named>): number {
  return names.compare(nameOf(a.doc), nameOf(b.doc)) || names.compare(a.doc.id, b.doc.id);
}

interface Named {
  readonly id: string;
  readonly plan: Pick<Participant['plan'], 'person'>;
}

export function nameOf(doc: Pick<Named, 'plan'>): string {
  return `${doc.plan.person.firstName} ${doc.plan.person.lastName}`;
}
