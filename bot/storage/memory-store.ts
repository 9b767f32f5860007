import { StoreErasedError, StoreRefusedError } from '../../domain/errors.ts';
import { type Line, linesSince, type Participant } from '../../domain/participant.ts';
import { ID_PATTERN } from '../../domain/plan.ts';
import type {
  Clock,
  Committed,
  FeedEntry,
  Health,
  Kept,
  Log,
  Store,
  StoredLine,
  Traces,
  TurnContext,
  TurnOutcome,
} from '../../domain/ports.ts';
import type { Provider } from '../../domain/provider.ts';
import type { Instant } from '../../domain/time.ts';
import type { DocumentKind } from './documents.ts';
import { deepFreeze } from './freeze.ts';
import { factsOf, Indexes } from './indexes.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import { participantKind, providerKind } from './kinds.ts';
import { tellAll } from './listeners.ts';
import { NOTHING_SETTLED, settle } from './settle.ts';
import { isOlder, SIDE_FILES, type SideFile } from './side-lines.ts';

export interface MemoryStoreOptions {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The same store without a disk, for conversations in tests. Documents are kept as the text that a disk would hold. Closing it ends the
 * listeners and the leases and nothing else: the next app can be started on the same one, as after a restart.
 */
export function openMemoryStore(options: MemoryStoreOptions): Store {
  return new InMemory(options);
}

class InMemory implements Store {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #participants = new Map<string, Stored<Participant>>();
  readonly #providers = new Map<string, Stored<Provider>>();
  /** By participant and file, number 1 first. */
  readonly #lines = new Map<string, StoredLine[]>();
  readonly #feeds = new Map<string, FeedEntry[]>();
  readonly #locks = new KeyedMutex();
  readonly #indexes = new Indexes();
  readonly #erased = new Set<string>();
  readonly #kept = new Map<string, Kept>();
  #installation: Record<string, string> = {};
  #listeners: ((committed: Committed) => void)[] = [];
  #providerListeners: ((providerId: string) => void)[] = [];

  constructor(options: MemoryStoreOptions) {
    this.#clock = options.clock;
    this.#log = options.log;
  }

  turn<Result>(
    id: string,
    run: (doc: Participant | null, context: TurnContext) => TurnOutcome<Participant, Result>,
  ): Promise<Result> {
    return this.#locks.run(`participant ${id}`, async () => {
      const before = load(this.#participants, id, participantKind);
      const { doc: decided, result } = run(before, { health: 'ok' });
      if (decided !== null) this.#commit(id, before, decided);
      return result;
    });
  }

  async read(id: string): Promise<{ doc: Participant; health: Health } | null> {
    const doc = load(this.#participants, id, participantKind);
    return doc === null ? null : { doc, health: 'ok' };
  }

  async lines(id: string, file: SideFile, after: number, limit: number): Promise<StoredLine[]> {
    return this.#linesOf(id, file)
      .filter((line) => line.n > after)
      .slice(0, limit);
  }

  async lastLines(id: string, file: SideFile, limit: number): Promise<StoredLine[]> {
    return limit < 1 ? [] : this.#linesOf(id, file).slice(-limit);
  }

  erase(id: string): Promise<boolean> {
    return this.#locks.run(`participant ${id}`, async () => {
      if (!this.#participants.has(id)) return false;
      this.#erased.add(id);
      this.#participants.delete(id);
      this.#indexes.remove(id);
      for (const file of SIDE_FILES) this.#lines.delete(`${id}/${file}`);
      for (const [providerId, entries] of this.#feeds) {
        this.#feeds.set(
          providerId,
          entries.map((entry) =>
            entry.participantId === id ? { n: entry.n, participantId: '', noticeId: '' } : entry,
          ),
        );
      }
      return true;
    });
  }

  async traces(id: string): Promise<Traces | null> {
    const text = this.#participants.get(id)?.text;
    if (text === undefined) return null;
    const files = [{ name: 'document.json', text }];
    for (const file of SIDE_FILES) {
      const lines = this.#linesOf(id, file).map((line) => `${JSON.stringify(line)}\n`);
      files.push({ name: `${file}.jsonl`, text: lines.join('') });
    }
    const feed = [...this.#feeds].flatMap(([providerId, entries]) =>
      entries.flatMap((entry) =>
        entry.participantId === id ? [{ providerId, position: entry.n, noticeId: entry.noticeId }] : [],
      ),
    );
    return { files, feed };
  }

  async wasErased(id: string): Promise<boolean> {
    return this.#erased.has(id);
  }

  trim(id: string, { chatBefore }: { chatBefore: Instant }): Promise<number> {
    return this.#locks.run(`participant ${id}`, () => {
      const lines = this.#linesOf(id, 'chat');
      const kept = lines.filter(({ body }) => !isOlder(body, chatBefore));
      this.#lines.set(`${id}/chat`, kept);
      return lines.length - kept.length;
    });
  }

  providerTurn<Result>(
    id: string,
    run: (doc: Provider | null) => TurnOutcome<Provider, Result>,
  ): Promise<Result> {
    return this.#locks.run(`provider ${id}`, async () => {
      const before = load(this.#providers, id, providerKind);
      const { doc: decided, result } = run(before);
      if (decided !== null) {
        const revision = (before?.revision ?? 0) + 1;
        save(this.#providers, id, providerKind, { before, decided: { ...decided, revision } });
        for (const listener of this.#providerListeners) listener(id);
      }
      return result;
    });
  }

  async readProvider(id: string): Promise<Provider | null> {
    return load(this.#providers, id, providerKind);
  }

  async providerIds(): Promise<string[]> {
    return [...this.#providers.keys()].sort();
  }

  async feed(providerId: string, after: number, limit: number): Promise<FeedEntry[]> {
    const entries = this.#feeds.get(providerId) ?? [];
    // The positions of erased notices are nobody's.
    return entries.filter((entry) => entry.n > after && entry.noticeId !== '').slice(0, Math.max(0, limit));
  }

  async feedEntry(providerId: string, noticeId: string): Promise<FeedEntry | null> {
    return this.#feeds.get(providerId)?.find((entry) => entry.noticeId === noticeId) ?? null;
  }

  async participantsOf(providerId: string): Promise<string[]> {
    return this.#indexes.participantsOf(providerId);
  }

  async findByKey(key: string): Promise<string[]> {
    return this.#indexes.findByKey(key);
  }

  async claimDue(now: Instant, limit: number, leaseMs: number): Promise<string[]> {
    return this.#indexes.claimDue(now, limit, leaseMs);
  }

  release(id: string): void {
    this.#indexes.release(id);
  }

  async keep(id: string, body: Kept['body']): Promise<void> {
    if (!this.#kept.has(id)) this.#kept.set(id, deepFreeze({ id, at: this.#clock.now(), body: { ...body } }));
  }

  async kept(): Promise<Kept[]> {
    return [...this.#kept.values()];
  }

  async letGo(id: string): Promise<void> {
    this.#kept.delete(id);
  }

  async readInstallation(): Promise<Record<string, string>> {
    return { ...this.#installation };
  }

  async writeInstallation(values: Record<string, string>): Promise<void> {
    this.#installation = { ...this.#installation, ...values };
  }

  async isEmpty(): Promise<boolean> {
    return this.#participants.size + this.#providers.size === 0;
  }

  onCommitted(listener: (committed: Committed) => void): void {
    this.#listeners.push(listener);
  }

  onProviderTouched(listener: (providerId: string) => void): void {
    this.#providerListeners.push(listener);
  }

  async ready(): Promise<void> {}

  async close(): Promise<void> {
    await this.#locks.idle();
    this.#listeners = [];
    this.#providerListeners = [];
    this.#indexes.releaseAll();
  }

  #commit(id: string, before: Participant | null, decided: Participant): void {
    if (before === null && this.#erased.has(id)) throw new StoreErasedError();
    // The lines of the version before are safe where they are.
    const settled = before?.numbers ?? NOTHING_SETTLED;
    const next = save(this.#participants, id, participantKind, {
      before,
      decided: settle(before, decided, this.#clock.now(), settled),
    });
    const lines = linesSince(settled, next);
    for (const line of lines) this.#place(next, line);
    this.#indexes.set(id, factsOf(next, this.#clock.now()));
    tellAll(this.#listeners, { participantId: id, providerId: next.providerId, lines }, this.#log);
  }

  #place(doc: Participant, { file, n, body }: Line): void {
    if (file !== 'feed') {
      this.#linesOf(doc.id, file).push(deepFreeze({ n, body }));
      return;
    }
    const entries = this.#feeds.get(doc.providerId) ?? [];
    this.#feeds.set(doc.providerId, entries);
    const { noticeId } = body;
    if (typeof noticeId !== 'string' || entries.some((entry) => entry.noticeId === noticeId)) return;
    entries.push({ n: entries.length + 1, participantId: doc.id, noticeId });
  }

  #linesOf(id: string, file: SideFile): StoredLine[] {
    const key = `${id}/${file}`;
    const lines = this.#lines.get(key);
    if (lines) return lines;
    const none: StoredLine[] = [];
    this.#lines.set(key, none);
    return none;
  }
}

/** A document as a disk would hold it, and what reading that gave; null until somebody has read it. */
interface Stored<Value> {
  readonly text: string;
  value: Value | null;
}

function load<Value>(
  documents: Map<string, Stored<Value>>,
  id: string,
  kind: DocumentKind<Value>,
): Value | null {
  const stored = documents.get(id);
  if (stored === undefined) return null;
  stored.value ??= deepFreeze(kind.read(JSON.parse(stored.text), id));
  return stored.value;
}

function save<Value extends { id: string }>(
  documents: Map<string, Stored<Value>>,
  id: string,
  kind: DocumentKind<Value>,
  { before, decided }: { before: Value | null; decided: Value },
): Value {
  if (decided.id !== id || !ID_PATTERN.test(id)) throw new StoreRefusedError('id');
  const value = kind.prepare(decided, before);
  documents.set(id, { text: JSON.stringify(value), value: null });
  return value;
}
