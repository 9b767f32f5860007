import { DamagedError } from '../../../domain/errors.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { Health } from '../../../domain/ports.ts';
import type { Parts } from '../../parts.ts';
import { readOwn } from '../own.ts';

/**
 * What the lists of the inbox need of each participant, kept in memory so that a page does not open every document of the provider. It is
 * made from the documents alone, at the first look after a start; whoever is written to is read again at the next.
 */

export type Summary = Pick<
  Participant,
  'id' | 'settings' | 'absences' | 'questions' | 'signals' | 'outbox' | 'welcomedAt' | 'recovery'
> & { readonly plan: Pick<Participant['plan'], 'person' | 'supervisor' | 'service'> };

interface Entry {
  readonly summary: Summary;
  readonly health: Health;
}

type Needs = Pick<Parts, 'store'>;

/** Enough to keep a disk busy, few enough to leave room for the chats. */
const READ_AT_ONCE = 32;

class Overview {
  readonly #store: Needs['store'];
  /** By provider and participant. */
  readonly #known = new Map<string, Map<string, Entry>>();
  /** How often each that is being read has been written to since, so that what was read before a write is not kept. */
  readonly #reading = new Map<string, number>();

  constructor(store: Needs['store']) {
    this.#store = store;
    store.onCommitted(({ participantId }) => this.forget(participantId));
  }

  forget(id: string): void {
    for (const known of this.#known.values()) known.delete(id);
    const times = this.#reading.get(id);
    if (times !== undefined) this.#reading.set(id, times + 1);
  }

  async of(providerId: string): Promise<{ entries: Entry[]; unreadable: DamagedError[] }> {
    const ids = await this.#store.participantsOf(providerId);
    const known = this.#known.get(providerId) ?? new Map<string, Entry>();
    this.#known.set(providerId, known);
    const there = new Set(ids);
    for (const id of known.keys()) if (!there.has(id)) known.delete(id);
    const entries: Entry[] = [];
    const unreadable: DamagedError[] = [];
    const missing: string[] = [];
    for (const id of ids) {
      const entry = known.get(id);
      if (entry) entries.push(entry);
      else missing.push(id);
    }
    const readers = Array.from({ length: READ_AT_ONCE }, async () => {
      for (let id = missing.pop(); id !== undefined; id = missing.pop()) {
        try {
          const entry = await this.#read(id, providerId, known);
          if (entry !== null) entries.push(entry);
        } catch (error) {
          if (!(error instanceof DamagedError)) throw error;
          unreadable.push(error);
        }
      }
    });
    await Promise.all(readers);
    return { entries, unreadable };
  }

  async #read(id: string, providerId: string, known: Map<string, Entry>): Promise<Entry | null> {
    const before = this.#reading.get(id) ?? 0;
    this.#reading.set(id, before);
    try {
      const found = await readOwn({ store: this.#store }, id, providerId);
      if (found === null) return null;
      const entry = { summary: summaryOf(found.doc), health: found.health };
      // What is damaged is looked at again, until somebody has mended it.
      if (found.health === 'ok' && this.#reading.get(id) === before) known.set(id, entry);
      return entry;
    } finally {
      this.#reading.delete(id);
    }
  }
}

function summaryOf(doc: Participant): Summary {
  const { id, settings, absences, questions, signals, welcomedAt, recovery, plan } = doc;
  const { person, supervisor, service } = plan;
  const outbox = doc.outbox.filter(
    ({ kind, way, status }) =>
      (kind === 'notice' && way === 'email') || (way === 'webhook' && status === 'failed'),
  );
  return {
    id,
    settings,
    absences,
    questions,
    signals,
    outbox,
    welcomedAt,
    recovery,
    plan: { person, supervisor, service },
  };
}

/** One for each running program: what is known ends with it. */
const overviews = new WeakMap<Needs, Overview>();

export function overviewOf(parts: Needs): Overview {
  const known = overviews.get(parts);
  if (known) return known;
  const made = new Overview(parts.store);
  overviews.set(parts, made);
  return made;
}
