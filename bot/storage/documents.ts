import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Low } from 'lowdb';
import type { Health } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { DocumentAdapter, type DocumentFiles, strictText } from './document-adapter.ts';
import { documentText } from './document-text.ts';
import { DoubtfulWriteError } from './document-write.ts';
import { type FileIdentity, isSameFile } from './files-at-once.ts';
import { folderName, idOfFolder } from './folder-names.ts';
import { deepFreeze } from './freeze.ts';
import { unsealed, withoutSeal } from './seal.ts';

export interface DocumentKind<Value> {
  /** Stands for the schema that documents are checked with. */
  readonly mark: () => string;
  /** Gives a document that was checked when it was stored. Throws when it is another id's. */
  readonly trust: (stored: unknown, id: string) => Value;
  /** Checks a stored value and gives the document. Throws when it is not one. */
  readonly read: (stored: unknown, id: string) => Value;
  /** The value just as it will be read again. Throws when it could not be. `before` is the version it replaces, and is as it was read. */
  readonly prepare: (value: Value, before: Value | null) => Value;
}

/** One document, read and perhaps to be written, under the lock of its id. */
export interface OpenDocument<Value> {
  /** Frozen. */
  readonly value: Value | null;
  readonly health: Health;
  /** False when somebody else than this process may have written it. */
  readonly known: boolean;
  /** Gives what was stored, frozen, and its size in bytes. */
  write(next: Value): Promise<{ readonly value: Value; readonly bytes: number }>;
}

/** How many documents are kept in memory: those of the people who are here. One takes some tens of kilobytes. */
const KEPT = 1000;

/** The documents of one kind: a folder each, in one folder. The caller holds the lock of an id while it is open. */
export class Documents<Value> {
  readonly #files: DocumentFiles;
  readonly #root: string;
  readonly #prefix: string;
  readonly #kind: DocumentKind<Value>;
  readonly #now: () => Instant;
  /**
   * Files whose bytes were checked, and read back as they stand. They are not checked again: that is the larger part of reading. A file
   * that was replaced, by hand or from a backup, is another one and is checked.
   */
  readonly #checked = new Map<string, FileIdentity>();
  /** What those files hold, for the ones used last. */
  readonly #kept = new Map<string, Value>();
  readonly #doubtful = new Set<string>();

  constructor(
    files: DocumentFiles,
    root: string,
    prefix: string,
    kind: DocumentKind<Value>,
    now: () => Instant,
  ) {
    this.#files = files;
    this.#root = root;
    this.#prefix = prefix;
    this.#kind = kind;
    this.#now = now;
  }

  folder(id: string): string {
    return join(this.#root, this.#prefix + folderName(id));
  }

  /** Ids that have a folder, which may be empty. */
  async ids(): Promise<string[]> {
    const names = await this.#files.fs.list(this.#root);
    return names.flatMap((name) =>
      name.startsWith(this.#prefix) ? (idOfFolder(name.slice(this.#prefix.length)) ?? []) : [],
    );
  }

  /** Whether there is a document in the folder, in whatever state. A folder may hold other things before, or after a first write that failed. */
  async exists(id: string): Promise<boolean> {
    const names = await this.#files.fs.list(this.folder(id));
    return names.some((name) => /^document\.(json|previous\.json|damaged-.*)$/.test(name));
  }

  /** Removes the folder and everything in it. What is done twice is done. */
  async erase(id: string): Promise<void> {
    const folder = this.folder(id);
    this.#forget(id);
    this.#doubtful.delete(id);
    for (const name of await this.#files.fs.list(folder)) await this.#files.fs.unlink(join(folder, name));
    await this.#files.fs.removeFolder(folder);
    await this.#files.fs.syncFolder(this.#root);
  }

  /**
   * `passing`: nobody is there who will want it again soon, so it takes no place of those of the people who are. Throws UnreadableError,
   * StoreReadError, and after a doubtful write what a write throws.
   */
  async open(id: string, { passing = false } = {}): Promise<OpenDocument<Value>> {
    if (this.#doubtful.has(id)) await this.#settleDoubt(id);
    return this.#open(id, passing);
  }

  async #open(id: string, passing = false): Promise<OpenDocument<Value>> {
    const checked = this.#checked.get(id);
    let isKnown = false;
    let isExact = false;
    let bytes = 0;
    const mark = this.#kind.mark();
    const adapter = new DocumentAdapter<Value>(
      this.#files,
      { folder: this.folder(id), name: 'document', isWarm: checked !== undefined },
      {
        mark,
        decode: (bytes, identity) => {
          isKnown = checked !== undefined && isSameFile(checked, identity);
          const text = unsealed(bytes, mark);
          isExact = text !== null;
          if (text !== null) return this.#kind.trust(JSON.parse(text), id);
          const stored = withoutSeal(JSON.parse(strictText(bytes)));
          if (isKnown) return stored as Value;
          const value = this.#kind.read(stored, id);
          isExact = isDeepStrictEqual(value, stored);
          return value;
        },
        encode: (value) => {
          const text = documentText(value as object, before as object | null);
          bytes = Buffer.byteLength(text);
          return text;
        },
      },
      this.#now,
    );
    const database = new Low<Value | null>(adapter as DocumentAdapter<Value | null>, null);
    const kept = this.#kept.get(id);
    const keep = !passing || kept !== undefined;
    if (kept !== undefined && checked && (await adapter.isStill(checked))) {
      isKnown = true;
      database.data = kept;
    } else {
      await database.read();
      deepFreeze(database.data);
    }
    const before = database.data;
    const isNewest = adapter.source === 'document';
    if (before === null || !isNewest) this.#forget(id);
    else if (isKnown || isExact) this.#remember(id, keep ? before : null, adapter.identity);
    return {
      value: before,
      health: adapter.source === 'previous' ? 'previous' : 'ok',
      known: isKnown && isNewest,
      write: async (next) => {
        const value = deepFreeze(this.#kind.prepare(next, before));
        database.data = value;
        try {
          await database.write();
        } catch (error) {
          if (error instanceof DoubtfulWriteError) this.#doubtful.add(id);
          throw error;
        }
        this.#remember(id, keep ? value : null, adapter.identity);
        return { value, bytes };
      },
    };
  }

  /** Null is not kept. */
  #remember(id: string, value: Value | null, identity: FileIdentity | null): void {
    if (identity === null) return;
    this.#checked.set(id, identity);
    this.#kept.delete(id);
    if (value === null) return;
    this.#kept.set(id, value);
    if (this.#kept.size <= KEPT) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  #forget(id: string): void {
    this.#checked.delete(id);
    this.#kept.delete(id);
  }

  /** Writes whatever version is there once more. Until that has succeeded nobody is given it. */
  async #settleDoubt(id: string): Promise<void> {
    this.#forget(id);
    const found = await this.#open(id);
    if (found.value === null) await this.#files.fs.syncFolder(this.folder(id));
    else await found.write(found.value);
    this.#doubtful.delete(id);
    // What was found may be the version that nobody was told of: it counts as somebody else's.
    this.#forget(id);
  }
}
