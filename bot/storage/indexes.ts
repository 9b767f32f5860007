import { DUE_RULES_VERSION, lookupKeys, nextDue } from '../../domain/due.ts';
import type { Participant } from '../../domain/participant.ts';
import { addMs, type Instant } from '../../domain/time.ts';
import { DueQueue } from './due-queue.ts';

/** What is known of a participant without opening the document. */
export interface Facts {
  /** Null for one whose document is damaged: staff cannot be shown it. */
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

interface Entry {
  facts: Facts;
  /** While somebody is at work with the participant. */
  leaseUntil: Instant | null;
  /** When it was last given out: those who have waited longer come before it the next time. */
  claimedAt: Instant | null;
}

/** Everything that is asked of all participants at once. In memory, and made from the documents alone. */
export class Indexes {
  readonly #entries = new Map<string, Entry>();
  readonly #byProvider = new Map<string, Set<string>>();
  readonly #byKey = new Map<string, Set<string>>();
  readonly #due = new DueQueue();

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  set(id: string, facts: Facts): void {
    const entry = this.#entries.get(id);
    if (entry) {
      this.#unlink(id, entry.facts, facts);
      entry.facts = facts;
    } else {
      this.#entries.set(id, { facts, leaseUntil: null, claimedAt: null });
    }
    if (facts.providerId !== null) add(this.#byProvider, facts.providerId, id);
    for (const key of facts.keys) add(this.#byKey, key, id);
    this.#queue(id);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#unlink(id, entry.facts, null);
    this.#entries.delete(id);
    this.#due.set(id, null);
  }

  participantsOf(providerId: string): string[] {
    return [...(this.#byProvider.get(providerId) ?? [])].sort();
  }

  findByKey(key: string): string[] {
    return [...(this.#byKey.get(key) ?? [])].sort();
  }

  claimDue(now: Instant, limit: number, leaseMs: number): string[] {
    const claimed: string[] = [];
    while (claimed.length < limit) {
      const id = this.#due.take(now);
      if (id === null) break;
      const entry = this.#entries.get(id);
      if (!entry) continue;
      entry.leaseUntil = addMs(now, leaseMs);
      entry.claimedAt = now;
      claimed.push(id);
    }
    // Only now, so that a lease that is over at once does not give the same one out again.
    for (const id of claimed) this.#queue(id);
    return claimed;
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
    this.#queue(id);
  }

  releaseAll(): void {
    for (const id of this.#entries.keys()) this.release(id);
  }

  #queue(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const due = entry.facts.nextDueAt;
    const notBefore = entry.leaseUntil ?? entry.claimedAt;
    this.#due.set(
      id,
      due === null || notBefore === null || due > notBefore ? due : notBefore,
      entry.facts.nextDueStart,
    );
  }

  #unlink(id: string, before: Facts, after: Facts | null): void {
    if (before.providerId !== null && before.providerId !== after?.providerId) {
      drop(this.#byProvider, before.providerId, id);
    }
    for (const key of before.keys) if (!after?.keys.includes(key)) drop(this.#byKey, key, id);
  }
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}

function drop(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(key);
}
