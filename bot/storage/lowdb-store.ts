import { join } from 'node:path';
import {
  DamagedError,
  StoreClosedError,
  StoreErasedError,
  StoreReadError,
  StoreRefusedError,
} from '../../domain/errors.ts';
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
import { holdsNoRecord } from './change-log.ts';
import { Courtesy } from './courtesy.ts';
import { UnreadableError } from './document-adapter.ts';
import { appendChange, asStoreError, writeDocument } from './document-write.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { Feeds } from './feeds.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { deepFreeze } from './freeze.ts';
import { glanceAt } from './glance.ts';
import { factsOf, Indexes } from './indexes.ts';
import { INSTALLATION, Installation, WITH_EMPTY_LOGS } from './installation.ts';
import { KeptFiles } from './kept-files.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import { participantKind, providerKind } from './kinds.ts';
import { tellAll } from './listeners.ts';
import { lockFolder } from './lock.ts';
import { contactsIn, type Salvaged } from './salvage.ts';
import { NOTHING_SETTLED, settle } from './settle.ts';
import { SideFiles } from './side-files.ts';
import { linesIn, SIDE_FILES, type SideFile } from './side-lines.ts';
import { Spiller } from './spiller.ts';
import { Tombstones } from './tombstones.ts';
import { startWriters, type Writers } from './writers.ts';

export interface LowdbStoreOptions {
  /** DATA_DIR: made when it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The machine's own when absent. */
  readonly fs?: FileSystem;
}

export interface LowdbStore extends Store {
  /** Does at once what is otherwise done when there is time: moves lines out of the documents, places notices. */
  flush(): Promise<void>;
}

/** A document is meant to stay under this. A larger one is stored all the same, and the operator is told. */
const LARGE_DOCUMENT = 50_000;
/** With so many lines in a document they are moved out at once. */
const MANY_LINES = 128;
/**
 * So many numbers of the chat are passed over after damage: what was lost may have been shown, and a chat that is open waits for what comes after that. Nearly
 * twice the lines that a document holds, and few enough that the history still reaches what was before.
 */
const LOST_LINES = 250;
/** With so many bytes of changes beside it a document is written whole at once. */
const MANY_CHANGES = 128 * 1024;
/** How many documents are looked through at the same time at start: few, so that those who chat do not wait for it. */
const SCAN_AT_ONCE = 3;
const PARTICIPANTS = 'participants';
const PROVIDERS = 'providers';
const ERASED = 'erased';
const INCOMING = 'incoming';

/**
 * The embedded store: a lowdb document for each participant and provider in a folder of its own, for one process on one machine. Throws
 * StoreLockedError when another process has the folder, StoreFullError or StoreWriteError when it cannot be made. Participants can be served
 * at once; questions about all of them wait until the documents have been looked through.
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<LowdbStore> {
  const fs = options.fs ?? nodeFileSystem;
  await nodeFileSystem.makeFolder(options.dir);
  const lock = lockFolder(options.dir);
  const writers = options.fs ? writersOf(options.fs) : startWriters(options.log);
  try {
    for (const name of [PARTICIPANTS, PROVIDERS, INCOMING]) await fs.makeFolder(join(options.dir, name));
    await fs.syncFolder(options.dir);
    const store = new Embedded(options, { fs, writers, lock });
    await store.claimFormat();
    await store.finishErasures();
    store.start();
    return store;
  } catch (error) {
    await writers.close();
    lock.release();
    throw error;
  }
}

/** A file system that was brought is written to from here: what it does to a write is to be seen by who brought it. */
function writersOf(fs: FileSystem): Writers {
  return {
    write: async (write) => writeDocument(fs.atOnce, write),
    append: async (write) => appendChange(fs.atOnce, write),
    close: async () => {},
  };
}

class Embedded implements LowdbStore {
  readonly #fs: FileSystem;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #lock: { release(): void };
  readonly #writers: Writers;
  readonly #installation: Installation;
  readonly #participants: Documents<Participant>;
  readonly #providers: Documents<Provider>;
  readonly #participantLocks = new KeyedMutex();
  readonly #providerLocks = new KeyedMutex();
  readonly #installationLock = new KeyedMutex();
  readonly #spillLocks = new KeyedMutex();
  readonly #indexes = new Indexes();
  readonly #feeds: Feeds;
  readonly #spiller: Spiller;
  readonly #courtesy = new Courtesy();
  readonly #tombstones: Tombstones;
  readonly #kept: KeptFiles;
  readonly #beside: SideFiles;
  readonly #listeners: ((committed: Committed) => void)[] = [];
  readonly #providerListeners: ((providerId: string) => void)[] = [];
  /** Damage is told of once. */
  readonly #toldOf = new Set<string>();
  /** Whose document is older than what the provider has been told, until it is written. */
  readonly #behind = new Set<string>();
  #ready: Promise<void> = Promise.resolve();
  #isReady = false;
  #isClosed = false;

  constructor(
    options: LowdbStoreOptions,
    { fs, writers, lock }: { fs: FileSystem; writers: Writers; lock: { release(): void } },
  ) {
    const now = () => options.clock.now();
    const files = { fs, write: writers.write, append: writers.append };
    this.#fs = fs;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#lock = lock;
    this.#writers = writers;
    this.#installation = new Installation(files, options.dir, now, (served) =>
      this.#reportDamage(INSTALLATION, INSTALLATION, served),
    );
    this.#participants = new Documents(files, join(options.dir, PARTICIPANTS), 'p-', participantKind, now);
    this.#providers = new Documents(files, join(options.dir, PROVIDERS), '', providerKind, now);
    this.#beside = new SideFiles(fs, (id) => this.#participants.folder(id));
    this.#feeds = new Feeds(
      fs,
      (providerId) => this.#providers.folder(providerId),
      (participantId, line) => this.#beside.placed(participantId, line),
    );
    this.#tombstones = new Tombstones(fs, join(options.dir, ERASED), {
      read: async () => (await this.readInstallation()).erasure,
      write: (key) => this.writeInstallation({ erasure: key }),
    });
    this.#kept = new KeptFiles(fs, join(options.dir, INCOMING), now);
    this.#spiller = new Spiller(
      {
        spill: (id, isBusy) => this.#spill(id, isBusy),
        place: () => this.#placeAll(),
        hasUnplaced: () => this.#feeds.waiting().length > 0,
      },
      options.log,
    );
  }

  claimFormat(): Promise<void> {
    return this.#locked(this.#installationLock, INSTALLATION, () =>
      this.#installation.claimFormat(async (format) => {
        if (format === WITH_EMPTY_LOGS) await this.#dropEmptyLogs();
      }),
    );
  }

  async #dropEmptyLogs(): Promise<void> {
    for (const id of await this.#reading(this.#participants.ids())) {
      const { changes } = this.#participants.paths(id);
      // One that stays is taken for damaged, which costs that person a notice and nothing else.
      const found = await this.#fs.readSmall(changes, false).catch(() => null);
      if (found !== null && holdsNoRecord(found.bytes)) await this.#fs.unlink(changes).catch(() => {});
    }
  }

  /** A folder whose tombstone stands is what a cut-off erasure, or a back-up from before it, has left. */
  async finishErasures(): Promise<void> {
    await this.#tombstones.load();
    if (this.#tombstones.isEmpty) return;
    for (const id of await this.#reading(this.#participants.ids())) {
      if (this.#tombstones.has(id)) await this.#eraseTraces(id);
    }
  }

  start(): void {
    this.#ready = this.#scan();
    // Whoever asks is told; that nobody has asked yet is no reason to end the process.
    this.#ready.catch(() => {});
  }

  turn<Result>(
    id: string,
    run: (doc: Participant | null, context: TurnContext) => TurnOutcome<Participant, Result>,
  ): Promise<Result> {
    return this.#locked(this.#participantLocks, id, async () => {
      const open = await this.#load(id);
      const before = open?.doc ?? null;
      const { doc: decided, result } = run(before, { health: open?.health ?? 'ok' });
      if (decided !== null) await this.#commit(id, open, decided);
      return result;
    });
  }

  read(id: string): Promise<{ doc: Participant; health: Health } | null> {
    return this.#locked(this.#participantLocks, id, async () => {
      const open = await this.#load(id);
      return open?.doc ? { doc: open.doc, health: open.health } : null;
    });
  }

  async lines(id: string, file: SideFile, after: number, limit: number): Promise<StoredLine[]> {
    const found = await this.read(id);
    if (!found) return [];
    const inDocument = linesIn(found.doc, file);
    const before = inDocument[0]?.n ?? found.doc.numbers[file] + 1;
    const lines =
      after >= before - 1 ? [] : await this.#reading(this.#beside.lines(id, file, { after, before, limit }));
    return [...lines, ...inDocument.filter((line) => line.n > after)].slice(0, limit);
  }

  async lastLines(id: string, file: SideFile, limit: number): Promise<StoredLine[]> {
    const found = await this.read(id);
    if (!found || limit < 1) return [];
    const inDocument = linesIn(found.doc, file);
    const missing = limit - inDocument.length;
    if (missing <= 0) return inDocument.slice(-limit);
    const before = inDocument[0]?.n ?? found.doc.numbers[file] + 1;
    if (before <= 1) return inDocument;
    return [...(await this.#reading(this.#beside.lastLines(id, file, before, missing))), ...inDocument];
  }

  erase(id: string): Promise<boolean> {
    return this.#alone(id, async () => {
      if (!ID_PATTERN.test(id) || !(await this.#reading(this.#participants.exists(id)))) return false;
      try {
        await this.#tombstones.add(id);
        await this.#eraseTraces(id);
      } catch (error) {
        throw asStoreError(error);
      }
      return true;
    });
  }

  traces(id: string): Promise<Traces | null> {
    return this.#alone(id, async () => {
      if (!ID_PATTERN.test(id) || !(await this.#reading(this.#participants.exists(id)))) return null;
      // So that the document says what is so now. Where that cannot be, its changes stand beside it and are given as well.
      await this.#makeWhole(id, 0).catch(() => {});
      const files = await this.#reading(this.#beside.texts(id));
      const feed: Traces['feed'][number][] = [];
      for (const providerId of await this.#reading(this.#providers.ids())) {
        for (const entry of await this.feed(providerId, 0, Infinity)) {
          if (entry.participantId === id)
            feed.push({ providerId, position: entry.n, noticeId: entry.noticeId });
        }
      }
      return { files, feed };
    });
  }

  async wasErased(id: string): Promise<boolean> {
    return this.#tombstones.has(id);
  }

  trim(id: string, before: { chatBefore: Instant; copiesBefore: Instant }): Promise<number> {
    return this.#alone(id, async () => {
      if (!ID_PATTERN.test(id)) return 0;
      await this.#dropVersionsBefore(id);
      return (
        (await this.#beside.dropChat(id, before.chatBefore)) +
        (await this.#beside.dropCopies(id, before.copiesBefore))
      );
    });
  }

  /** Nobody reads or writes the document or the files beside it meanwhile. The locks are taken in the spiller's order. */
  #alone<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    return this.#spillLocks.run(id, () => this.#locked(this.#participantLocks, id, work));
  }

  /** What has had its time may stand in the version before and in the changes since: written whole twice, both are as the document is today. */
  async #dropVersionsBefore(id: string): Promise<void> {
    const loaded = await this.#load(id, true);
    if (!loaded?.doc || loaded.health !== 'ok') return;
    const { document, previous, previousChanges } = this.#participants.paths(id);
    const before = await this.#reading(this.#fs.stat(previousChanges));
    const isAlone = loaded.open.changes() === 0 && (before?.size ?? 0) === 0;
    if (isAlone && (await this.#reading(this.#isNoOther(previous, document)))) return;
    for (let time = 0; time < 2; time += 1) await loaded.open.writeWhole();
  }

  /** Whether the file holds the same as the other, or is not there. */
  async #isNoOther(path: string, other: string): Promise<boolean> {
    const found = await this.#fs.readSmall(path, false);
    return found === null || (await this.#fs.readSmall(other, false))?.bytes.equals(found.bytes) === true;
  }

  /** The feeds first: without the folder nobody would look for what was left in them. */
  async #eraseTraces(id: string): Promise<void> {
    const providerIds = new Set([...(await this.#providers.ids()), ...this.#feeds.waiting()]);
    for (const providerId of providerIds) await this.#feeds.erase(providerId, id);
    await this.#participants.erase(id);
    this.#indexes.remove(id);
    this.#beside.forget(id);
    this.#toldOf.delete(id);
    this.#behind.delete(id);
  }

  providerTurn<Result>(
    id: string,
    run: (doc: Provider | null) => TurnOutcome<Provider, Result>,
  ): Promise<Result> {
    return this.#locked(this.#providerLocks, id, async () => {
      const open = await this.#openProvider(id);
      const { doc: decided, result } = run(open?.value ?? null);
      if (decided !== null) {
        if (!open || decided.id !== id) throw new StoreRefusedError('id');
        try {
          await open.write({ ...decided, revision: (open.value?.revision ?? 0) + 1 });
        } finally {
          for (const listener of this.#providerListeners) listener(id);
        }
      }
      return result;
    });
  }

  readProvider(id: string): Promise<Provider | null> {
    return this.#locked(this.#providerLocks, id, async () => (await this.#openProvider(id))?.value ?? null);
  }

  async providerIds(): Promise<string[]> {
    const found: string[] = [];
    for (const id of await this.#reading(this.#providers.ids())) {
      if (await this.#reading(this.#providers.exists(id))) found.push(id);
    }
    return found.sort();
  }

  async feed(providerId: string, after: number, limit: number): Promise<FeedEntry[]> {
    if (!ID_PATTERN.test(providerId)) return [];
    await this.#place(providerId);
    return this.#feeds.read(providerId, after, limit);
  }

  async feedEntry(providerId: string, noticeId: string): Promise<FeedEntry | null> {
    if (!ID_PATTERN.test(providerId)) return null;
    await this.#place(providerId);
    const found = this.#feeds.find(providerId, noticeId);
    if (found || this.#isReady) return found;
    await this.ready();
    await this.#place(providerId);
    return this.#feeds.find(providerId, noticeId);
  }

  async participantsOf(providerId: string): Promise<string[]> {
    await this.ready();
    return this.#indexes.participantsOf(providerId);
  }

  async findByKey(key: string): Promise<string[]> {
    await this.ready();
    return this.#indexes.findByKey(key);
  }

  async claimDue(now: Instant, limit: number, leaseMs: number): Promise<string[]> {
    await this.ready();
    await this.#courtesy.standBack();
    return this.#indexes.claimDue(now, limit, leaseMs);
  }

  release(id: string): void {
    this.#indexes.release(id);
  }

  async keep(id: string, body: Kept['body']): Promise<void> {
    if (this.#isClosed) throw new StoreClosedError();
    await this.#kept.keep(id, body);
  }

  kept(): Promise<Kept[]> {
    return this.#reading(this.#kept.all());
  }

  letGo(id: string): Promise<void> {
    return this.#kept.letGo(id);
  }

  readInstallation(): Promise<Record<string, string>> {
    return this.#locked(this.#installationLock, INSTALLATION, () => this.#installation.read());
  }

  writeInstallation(values: Record<string, string>): Promise<void> {
    return this.#locked(this.#installationLock, INSTALLATION, () => this.#installation.write(values));
  }

  async isEmpty(): Promise<boolean> {
    for (const documents of [this.#participants, this.#providers]) {
      for (const id of await this.#reading(documents.ids())) {
        if (await this.#reading(documents.exists(id))) return false;
      }
    }
    return true;
  }

  onCommitted(listener: (committed: Committed) => void): void {
    this.#listeners.push(listener);
  }

  onProviderTouched(listener: (providerId: string) => void): void {
    this.#providerListeners.push(listener);
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  async flush(): Promise<void> {
    await this.#participantLocks.idle();
    await this.#spiller.flush();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      await this.#ready.catch(() => {});
      for (const locks of [this.#participantLocks, this.#providerLocks, this.#installationLock]) {
        await locks.idle();
      }
      await this.#spiller.stop();
    } finally {
      await this.#writers.close();
      this.#lock.release();
    }
  }

  async #locked<Result>(locks: KeyedMutex, id: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new StoreClosedError();
    this.#spiller.touch();
    const isOurs = locks === this.#participantLocks && this.#isClaimed(id);
    return isOurs ? locks.run(id, work) : this.#courtesy.serve(() => locks.run(id, work));
  }

  #isClaimed(id: string): boolean {
    return this.#indexes.isClaimed(id, this.#clock.now());
  }

  /** Null for what cannot be an id. Throws DamagedError, StoreReadError. The caller has the lock. */
  async #load(id: string, passing = this.#isClaimed(id)): Promise<LoadedParticipant | null> {
    if (!ID_PATTERN.test(id)) return null;
    let open: OpenDocument<Participant>;
    try {
      open = await this.#participants.open(id, { passing });
    } catch (error) {
      if (error instanceof UnreadableError) throw await this.#damaged(id);
      throw error;
    }
    if (open.value === null || (open.known && !this.#behind.has(id))) {
      return { open, doc: open.value, health: open.health };
    }
    this.#beside.forget(id);
    const isBehind = open.health === 'ok' && (await this.#isBehind(open.value));
    const health = isBehind ? 'previous' : open.health;
    if (isBehind) this.#behind.add(id);
    else this.#behind.delete(id);
    const doc = health === 'ok' ? open.value : await this.#recovered(id, open.value);
    if (health === 'ok') this.#toldOf.delete(id);
    this.#adopt(doc);
    return { open, doc, health };
  }

  /**
   * Whether its provider has been told more than the document knows: somebody has put an older one in its place, or taken away its changes, while nothing
   * ran. Of what the feed cannot say the document is believed.
   */
  async #isBehind(doc: Participant): Promise<boolean> {
    const told = await this.#feeds.lastLine(doc.providerId, doc.id).catch(() => 0);
    return told > doc.numbers.feed;
  }

  async #commit(id: string, loaded: LoadedParticipant | null, decided: Participant): Promise<void> {
    if (!loaded || decided.id !== id) throw new StoreRefusedError('id');
    const before = loaded.doc;
    if (before === null && this.#tombstones.has(id)) throw new StoreErasedError();
    let next: Participant;
    try {
      next = await loaded.open.write(settle(before, decided, this.#clock.now(), this.#beside.settled(id)));
    } catch (error) {
      // The first look at all documents may have seen what did not last.
      if (before) this.#indexes.set(id, factsOf(before, this.#clock.now()));
      else this.#indexes.remove(id);
      throw error;
    }
    this.#toldOf.delete(id);
    this.#behind.delete(id);
    const lines = linesSince(before?.numbers ?? NOTHING_SETTLED, next);
    this.#adopt(next, lines);
    const changes = loaded.open.changes();
    if (next.lines.length > 0 || changes > 0) {
      this.#spiller.mark(
        id,
        changes > MANY_CHANGES || next.lines.length >= MANY_LINES || lines.some(isUrgent),
      );
    }
    tellAll(this.#listeners, { participantId: id, providerId: next.providerId, lines }, this.#log);
  }

  /** Takes what follows from a document that is safely written: the indexes, and the notices among these of its lines that have no position yet. */
  #adopt(doc: Participant, lines: readonly Line[] = doc.lines): void {
    // The first look at all documents may have seen one that has been erased meanwhile.
    if (this.#tombstones.has(doc.id)) return;
    this.#indexes.set(doc.id, factsOf(doc, this.#clock.now()));
    const settled = this.#beside.settled(doc.id);
    for (const { file, n, body } of lines) {
      if (file !== 'feed' || n <= settled.feed || typeof body.noticeId !== 'string') continue;
      this.#feeds.add(doc.providerId, { participantId: doc.id, noticeId: body.noticeId, line: n });
      this.#spiller.wake();
    }
  }

  /**
   * The previous version of a document, fitted to what stands beside it: the lost version may have given numbers that are written there, and
   * none is given twice. It says of itself that something may be missing.
   */
  async #recovered(id: string, doc: Participant): Promise<Participant> {
    this.#reportDamage('participant', id, 'previous');
    const numbers = { ...doc.numbers };
    const settled = await this.#reading(this.#beside.repaired(id));
    for (const file of SIDE_FILES) numbers[file] = Math.max(numbers[file], settled[file]);
    const inFeed = await this.#reading(this.#feeds.lastLine(doc.providerId, id));
    numbers.feed = Math.max(numbers.feed, inFeed);
    numbers.chat += LOST_LINES;
    const lostNotices = numbers.feed - doc.numbers.feed;
    return deepFreeze({
      ...doc,
      numbers,
      lines: doc.lines.filter((line) => line.n > settled[line.file]),
      recovery: {
        at: this.#clock.now(),
        toldParticipant: false,
        seenByStaff: false,
        ...(lostNotices > 0 && { lostNotices }),
      },
    });
  }

  /** One line for the operator, not one for each time it is met. */
  #reportDamage(
    kind: 'participant' | 'provider' | 'installation',
    id: string,
    served: 'previous' | 'nothing',
    /** Null when nobody knows whose it is: then no staff are told either. */
    owner?: string | null,
  ): void {
    const key = kind === 'participant' ? id : `${kind} ${id}`;
    if (this.#toldOf.has(key)) return;
    this.#toldOf.add(key);
    this.#log.error('store.damaged', { kind, id, served, ...(owner === null && { provider: 'unknown' }) });
  }

  /** Finds out whom the participant can ring, and whose staff are to be told. */
  async #damaged(id: string): Promise<DamagedError> {
    const plan = await this.#lastPlan(id);
    const providerId = plan?.provider.id ?? (await this.#providerInFeeds(id));
    this.#reportDamage('participant', id, 'nothing', providerId);
    // Who signs in by e-mail or phone is still known, and is told whom to ring.
    this.#indexes.set(id, { providerId, keys: plan?.keys ?? [], nextDueAt: null, nextDueStart: null });
    return new DamagedError(id, plan?.provider ?? null, { providerId, supervisor: plan?.supervisor ?? null });
  }

  /** The provider whose feed names the participant. Null for none, and for several: one of them has nothing to do with this person any more. */
  async #providerInFeeds(id: string): Promise<string | null> {
    try {
      const naming: string[] = [];
      for (const providerId of await this.#providers.ids()) {
        if ((await this.#feeds.lastLine(providerId, id)) > 0) naming.push(providerId);
      }
      return naming.length === 1 ? (naming[0] ?? null) : null;
    } catch {
      return null;
    }
  }

  async #lastPlan(id: string): Promise<Salvaged | null> {
    try {
      const [line] = await this.#beside.lastLines(id, 'plans', Infinity, 1);
      return line ? contactsIn(line.body.plan) : null;
    } catch {
      return null;
    }
  }

  async #openProvider(id: string): Promise<OpenDocument<Provider> | null> {
    if (!ID_PATTERN.test(id)) return null;
    try {
      const open = await this.#providers.open(id);
      if (open.health === 'previous') this.#reportDamage('provider', id, 'previous');
      return open;
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.#reportDamage('provider', id, 'nothing');
      throw new DamagedError(id);
    }
  }

  /**
   * Moves the lines of the document to the files beside it. Then writes the document whole where it has changed. `isBusy`: others are being served, so
   * that is done only where there are many changes.
   */
  async #spill(id: string, isBusy: boolean): Promise<void> {
    await this.#spillLocks.run(id, async () => {
      // Under the lock, so that it is a version that lasts.
      const found = await this.#participantLocks.run(id, () => this.#load(id, true));
      if (!found?.doc) return;
      await this.#beside.moveOut(found.doc);
      await this.#participantLocks.run(id, () => this.#makeWhole(id, isBusy ? MANY_CHANGES : 0));
    });
  }

  /** Writes the document whole when it has more bytes of changes than that. The caller has the lock. */
  async #makeWhole(id: string, atMost: number): Promise<void> {
    const loaded = await this.#load(id, true);
    // What is served of a damaged one is written by the next turn, which says so in it.
    if (!loaded?.doc || loaded.health !== 'ok') return;
    const changes = loaded.open.changes();
    if (changes <= atMost) {
      if (changes > 0) this.#spiller.mark(id, false);
      return;
    }
    const bytes = await loaded.open.writeWhole();
    if (bytes > LARGE_DOCUMENT) this.#log.warn('store.large-document', { id, bytes });
  }

  async #placeAll(): Promise<void> {
    for (const providerId of this.#feeds.waiting()) await this.#feeds.place(providerId);
  }

  /** For one who asks. What cannot be placed now is placed later, and what has a place can be read meanwhile. */
  async #place(providerId: string): Promise<void> {
    try {
      await this.#feeds.place(providerId);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      this.#log.error('store.feed-failed', { provider: providerId, reason });
    }
  }

  /** Looks through all documents for what the indexes hold. */
  async #scan(): Promise<void> {
    const started = performance.now();
    const ids = await this.#reading(this.#participants.ids());
    const left = ids.values();
    const worker = async () => {
      for (const id of left) {
        if (this.#isClosed) return;
        await this.#scanOne(id);
      }
    };
    await Promise.all(Array.from({ length: SCAN_AT_ONCE }, worker));
    if (this.#isClosed) return;
    this.#isReady = true;
    this.#log.info('store.ready', { participants: ids.length, ms: Math.round(performance.now() - started) });
  }

  async #scanOne(id: string): Promise<void> {
    if (this.#indexes.has(id)) return;
    try {
      const doc = await glanceAt(this.#fs, this.#participants.paths(id), id);
      if (doc === null || (await this.#isBehind(doc))) await this.#scanCarefully(id);
      else if (!this.#indexes.has(id)) this.#adopt(doc);
    } catch {
      await this.#scanCarefully(id);
    }
  }

  /** Something is odd about the document, or it has changes beside it: a proper look decides what, and says so. */
  async #scanCarefully(id: string): Promise<void> {
    try {
      await this.#participantLocks.run(id, () => this.#load(id, true));
    } catch (error) {
      if (error instanceof DamagedError) return;
      const reason = error instanceof Error ? error.name : 'unknown';
      this.#log.error('store.unread', { id, reason });
    }
  }

  /** A read that fails says nothing about the data. */
  async #reading<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw new StoreReadError({ cause: error });
    }
  }
}

interface LoadedParticipant {
  readonly open: OpenDocument<Participant>;
  readonly doc: Participant | null;
  readonly health: Health;
}

/** A plan is as large as the rest of the document, and the last one stored tells whom to ring when the document is damaged. */
function isUrgent(line: Line): boolean {
  return line.file === 'plans';
}
