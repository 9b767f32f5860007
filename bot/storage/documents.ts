import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Low } from 'lowdb';
import type { Health } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { DocumentAdapter, DoubtfulWriteError } from './document-adapter.ts';
import type { FileIdentity, FileSystem } from './file-system.ts';
import { folderName, idOfFolder } from './folder-names.ts';
import { deepFreeze } from './freeze.ts';

export interface DocumentKind<Value> {
  /** Checks a stored value and gives the document. Throws when it is not one. */
  readonly read: (stored: unknown, id: string) => Value;
  /** Throws when the stored form of `value` could not be read again. `before` is the version it replaces. */
  readonly check: (value: Value, before: Value | null, stored: unknown) => void;
}

/** One document, read and perhaps to be written, under the lock of its id. */
export interface OpenDocument<Value> {
  /** Frozen. */
  readonly value: Value | null;
  readonly health: Health;
  /** False when somebody else than this process may have written it. */
  readonly known: boolean;
  /** Gives what was stored and its size in bytes. */
  write(next: Value): Promise<number>;
}

/** The documents of one kind: a folder each, in one folder. The caller holds the lock of an id while it is open. */
export class Documents<Value> {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #prefix: string;
  readonly #kind: DocumentKind<Value>;
  readonly #now: () => Instant;
  /**
   * Files whose bytes were checked, and read back as they stand. They are read and parsed each time, but not checked again: that is the
   * larger part of the work. A file that was replaced, by hand or from a backup, is another one and is checked.
   */
  readonly #checked = new Map<string, FileIdentity>();
  readonly #doubtful = new Set<string>();

  constructor(fs: FileSystem, root: string, prefix: string, kind: DocumentKind<Value>, now: () => Instant) {
    this.#fs = fs;
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
    const names = await this.#fs.list(this.#root);
    return names.flatMap((name) =>
      name.startsWith(this.#prefix) ? (idOfFolder(name.slice(this.#prefix.length)) ?? []) : [],
    );
  }

  /** Whether there is a document in the folder, in whatever state. A folder may hold other things before, or after a first write that failed. */
  async exists(id: string): Promise<boolean> {
    const names = await this.#fs.list(this.folder(id));
    return names.some((name) => /^document\.(json|previous\.json|damaged-.*)$/.test(name));
  }

  /** Throws UnreadableError, StoreReadError, and after a doubtful write what a write throws. */
  async open(id: string): Promise<OpenDocument<Value>> {
    if (this.#doubtful.has(id)) await this.#settleDoubt(id);
    return this.#open(id);
  }

  async #open(id: string): Promise<OpenDocument<Value>> {
    let before: Value | null = null;
    let known = false;
    let exact = false;
    let bytes = 0;
    const adapter = new DocumentAdapter<Value>(
      this.#fs,
      { folder: this.folder(id), name: 'document' },
      {
        decode: (text, identity) => {
          const stored: unknown = JSON.parse(text);
          known = isSame(this.#checked.get(id), identity);
          if (known) return stored as Value;
          const value = this.#kind.read(stored, id);
          exact = isDeepStrictEqual(value, stored);
          return value;
        },
        encode: (value) => {
          const text = JSON.stringify(value);
          this.#kind.check(value, before, JSON.parse(text));
          bytes = Buffer.byteLength(text);
          return text;
        },
      },
      this.#now,
    );
    const database = new Low<Value | null>(adapter as DocumentAdapter<Value | null>, null);
    await database.read();
    before = deepFreeze(database.data);
    if (exact && adapter.source === 'document' && adapter.identity) this.#checked.set(id, adapter.identity);
    return {
      value: before,
      health: adapter.source === 'previous' ? 'previous' : 'ok',
      known: known && adapter.source === 'document',
      write: async (next) => {
        database.data = next;
        try {
          await database.write();
        } catch (error) {
          if (error instanceof DoubtfulWriteError) this.#doubtful.add(id);
          throw error;
        }
        if (adapter.identity) this.#checked.set(id, adapter.identity);
        return bytes;
      },
    };
  }

  /** Writes whatever version is there once more. Until that has succeeded nobody is given it. */
  async #settleDoubt(id: string): Promise<void> {
    this.#checked.delete(id);
    const found = await this.#open(id);
    if (found.value === null) await this.#fs.syncFolder(this.folder(id));
    else await found.write(found.value);
    this.#doubtful.delete(id);
    // What was found may be the version that nobody was told of: it counts as somebody else's.
    this.#checked.delete(id);
  }
}

function isSame(a: FileIdentity | undefined, b: FileIdentity): boolean {
  return a !== undefined && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;
}
