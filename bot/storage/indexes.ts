import { isDeepStrictEqual } from 'node:util';
import { DUE_RULES_VERSION, lookupKeys, nextDue } from '../../domain/due.ts';
import type { Participant } from '../../domain/participant.ts';
import { addMs, type Instant } from '../../domain/time.ts';
import { DueQueue, type Waiting } from './due-queue.ts';

/** What is known of a participant without opening the document. */
export interface Facts {
  /** Null for one whose document is damaged so that nobody can say whose it is. */
  readonly providerId: string | null;
  readonly keys: readonly string[];
  readonly nextDueAt: Instant | null;
  /** The start of what the participant is due for, when it is a reminder. */
  readonly nextDueStart: Instant | null;
}

/** A due time that older rules computed is computed again. */
export function factsOf(doc: Participant, now: Instant): Facts {
  const isKnown = doc.dueRules === DUE_RULES_VERSION;
  const due = isKnown ? { at: doc.nextDueAt, startsAt: doc.nextDueStart ?? null } : nextDue(doc, now);
  return {
    providerId: doc.providerId,
    keys: lookupKeys(doc),
    nextDueAt: due.at,
    nextDueStart: due.startsAt,
  };
}

/** One for each participant there is, who may be a hundred thousand: so it is a single object. */
interface Entry extends Waiting {
  facts: Facts;
  /** While somebody is at work with the participant. */
  leaseUntil: Instant | null;
  /** When it was last given out: those who have waited longer come before it the next time. */
  claimedAt: Instant | null;
}

function newEntry(id: string, facts: Facts): Entry {
  return {
    id,
    at: null,
    start: null,
    heap: null,
    place: 0,
    facts,
    leaseUntil: null,
    claimedAt: null,
  };
}

/** Everything that is asked of all participants at once. In memory, and made from the documents alone. */
export class Indexes {
  readonly #entries = new Map<string, Entry>();
  readonly #byProvider = new Map<string, Set<string>>();
  /** Whose a key is: nearly always one person's, and a set for each of them would be the largest thing here. */
  readonly #byKey = new Map<string, string | Set<string>>();
  readonly #due = new DueQueue<Entry>();

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  set(id: string, facts: Facts): void {
    const known = this.#entries.get(id);
    const entry = known ?? newEntry(id, facts);
    if (known) this.#unlink(id, known.facts, facts);
    else this.#entries.set(id, entry);
    // The same texts once more would be kept twice, and a list that grew has room for more.
    const isSame = isDeepStrictEqual(entry.facts.keys, facts.keys) && known !== undefined;
    entry.facts = { ...facts, keys: isSame ? entry.facts.keys : facts.keys.slice() };
    if (facts.providerId !== null) {
      const ids = this.#byProvider.get(facts.providerId) ?? new Set();
      this.#byProvider.set(facts.providerId, ids.add(entry.id));
    }
    for (const key of entry.facts.keys) this.#own(key, entry.id);
    this.#queue(entry);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#unlink(id, entry.facts, null);
    this.#entries.delete(id);
    this.#due.set(entry, null);
  }

  participantsOf(providerId: string): string[] {
    return [...(this.#byProvider.get(providerId) ?? [])].sort();
  }

  findByKey(key: string): string[] {
    const owners = this.#byKey.get(key) ?? [];
    return typeof owners === 'string' ? [owners] : [...owners].sort();
  }

  claimDue(now: Instant, limit: number, leaseMs: number): string[] {
    const claimed: Entry[] = [];
    const leaseUntil = addMs(now, leaseMs);
    while (claimed.length < limit) {
      const entry = this.#due.take(now);
      if (entry === null) break;
      entry.leaseUntil = leaseUntil;
      entry.claimedAt = now;
      claimed.push(entry);
    }
    // Only now, so that a lease that is over at once does not give the same one out again.
    for (const entry of claimed) this.#queue(entry);
    return claimed.map(({ id }) => id);
  }

  /** Whether it was given out, has not come back, and is still waited for. */
  isClaimed(id: string, now: Instant): boolean {
    const until = this.#entries.get(id)?.leaseUntil ?? null;
    return until !== null && until > now;
  }

  release(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || entry.leaseUntil === null) return;
    entry.leaseUntil = null;
    this.#queue(entry);
  }

  releaseAll(): void {
    for (const id of this.#entries.keys()) this.release(id);
  }

  #queue(entry: Entry): void {
    const { nextDueAt, nextDueStart } = entry.facts;
    const notBefore = entry.leaseUntil ?? entry.claimedAt;
    const isFree = nextDueAt === null || notBefore === null || nextDueAt > notBefore;
    this.#due.set(entry, isFree ? nextDueAt : notBefore, nextDueStart);
  }

  #unlink(id: string, before: Facts, after: Facts | null): void {
    if (before.providerId !== null && before.providerId !== after?.providerId) {
      const ids = this.#byProvider.get(before.providerId);
      ids?.delete(id);
      if (ids?.size === 0) this.#byProvider.delete(before.providerId);
    }
    for (const key of before.keys) if (!after?.keys.includes(key)) this.#disown(key, id);
  }

  #own(key: string, id: string): void {
    const owners = this.#byKey.get(key);
    if (owners === undefined) this.#byKey.set(key, id);
    else if (typeof owners !== 'string') owners.add(id);
    else if (owners !== id) this.#byKey.set(key, new Set([owners, id]));
  }

  #disown(key: string, id: string): void {
    const owners = this.#byKey.get(key);
    if (owners === id) this.#byKey.delete(key);
    if (owners === undefined || typeof owners === 'string') return;
    owners.delete(id);
    if (owners.size === 0) this.#byKey.delete(key);
  }
}
