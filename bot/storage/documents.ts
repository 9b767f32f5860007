import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Low } from 'lowdb';
import type { Health } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { changeText } from './change.ts';
import {
  DocumentAdapter,
  type DocumentFiles,
  type DocumentFormat,
  type KnownFiles,
  strictText,
} from './document-adapter.ts';
import { type DocumentPaths, DoubtfulWriteError, isFileOf, pathsOf } from './document-write.ts';
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
  /** The value just as it will be read again, frozen. Throws when it could not be. `before` is the version it replaces, and is as it was read. */
  readonly prepare: (value: Value, before: Value | null) => Value;
  /** Whether what changes is written behind the changes before it, and the whole document only at times. Else each write is whole. */
  readonly isLogged: boolean;
}

/** One document, read and perhaps to be written, under the lock of its id. When a write has failed it is opened anew. */
export interface OpenDocument<Value> {
  /** Frozen. */
  readonly value: Value | null;
  readonly health: Health;
  /** False when somebody else than this process may have written it. */
  readonly known: boolean;
  /** Gives what was stored, frozen. */
  write(next: Value): Promise<Value>;
  /** How many bytes of changes stand beside the document. */
  readonly changes: () => number;
  /** Writes the whole document as it is, in place of what stands on the disk and its changes. Gives its size in bytes. */
  writeWhole(): Promise<number>;
}

const DOCUMENT = 'document';

/** How many documents are kept in memory: those of the people who are here. One takes some tens of kilobytes. */
const KEPT = 1000;

/** The documents of one kind: a folder each, in one folder. The caller holds the lock of an id while it is open. */
export class Documents<Value extends { readonly revision: number }> {
  readonly #files: DocumentFiles;
  readonly #root: string;
  readonly #prefix: string;
  readonly #kind: DocumentKind<Value>;
  readonly #now: () => Instant;
  /**
   * Files whose bytes were checked, and read back as they stand. They are not checked again: that is the larger part of reading. A file
   * that was replaced, by hand or from a backup, is another one and is checked.
   */
  readonly #checked = new Map<string, KnownFiles>();
  /** What those files hold, for the ones used last. */
  readonly #kept = new Map<string, Value>();
  readonly #doubtful = new Set<string>();
  /** Whose last change could not be written. The disk has answered for none of it, so the next write goes to another place: the whole document. */
  readonly #refused = new Set<string>();

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

  /** The files of a document. */
  paths(id: string): DocumentPaths {
    return pathsOf({ folder: this.folder(id), name: DOCUMENT });
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
    return names.some((name) => isFileOf(DOCUMENT, name));
  }

  /** Removes the folder and everything in it. What is done twice is done. */
  async erase(id: string): Promise<void> {
    const folder = this.folder(id);
    this.#forget(id);
    this.#doubtful.delete(id);
    this.#refused.delete(id);
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
    const files = this.#checked.get(id);
    const known = files ? { files, value: this.#kept.get(id) ?? null } : null;
    const keep = !passing || this.#kept.has(id);
    const place = { folder: this.folder(id), name: DOCUMENT };
    const adapter = new DocumentAdapter<Value>(this.#files, place, this.#formatOf(id), this.#now, known);
    const database = new Low<Value | null>(adapter as DocumentAdapter<Value | null>, null);
    await database.read();
    const { state } = adapter;
    const isNewest = state.source === 'document' && state.isWhole;
    // What lacks something is found out each time that it is read, and by what was known before: which files they were stays known.
    if (isNewest && state.isFollowed && state.isExact)
      this.#remember(id, keep ? state.value : null, state.files);
    else this.#kept.delete(id);
    const store = async (value: Value, next: DocumentAdapter<Value>['next']) => {
      await this.#store(id, { database, adapter }, { value, next });
      if (adapter.files) this.#remember(id, keep ? value : null, adapter.files);
    };
    return {
      value: database.data,
      health: adapter.isDamaged ? 'previous' : 'ok',
      known: isNewest && state.isKnown,
      changes: () => adapter.changes,
      write: async (decided) => {
        const value = this.#kind.prepare(decided, database.data);
        // To begin a log takes more than to write the document once, so it is for those who come again.
        const isOnce = passing && adapter.changes === 0;
        await store(value, isOnce || this.#refused.has(id) ? 'whole' : 'change');
        return value;
      },
      writeWhole: async () => {
        if (database.data !== null) await store(database.data, 'whole');
        return adapter.files?.document.size ?? 0;
      },
    };
  }

  #formatOf(id: string): DocumentFormat<Value> {
    const { trust, read, isLogged } = this.#kind;
    const mark = this.#kind.mark();
    return {
      mark,
      parse: (bytes) => {
        const text = unsealed(bytes, mark);
        return text === null
          ? { value: withoutSeal(JSON.parse(strictText(bytes))), isTrusted: false }
          : { value: JSON.parse(text), isTrusted: true };
      },
      check: ({ value: stored, isTrusted }, isKnown) => {
        if (isTrusted) return { value: deepFreeze(trust(stored, id)), isExact: true };
        if (isKnown) return { value: deepFreeze(stored as Value), isExact: true };
        const value = deepFreeze(read(stored, id));
        return { value, isExact: isDeepStrictEqual(value, stored) };
      },
      encode: (value) => JSON.stringify(value),
      ...(isLogged && { change: changeText }),
    };
  }

  async #store(
    id: string,
    { database, adapter }: { database: Low<Value | null>; adapter: DocumentAdapter<Value> },
    { value, next }: { value: Value; next: DocumentAdapter<Value>['next'] },
  ): Promise<void> {
    database.data = value;
    adapter.next = next;
    try {
      await database.write();
    } catch (error) {
      if (error instanceof DoubtfulWriteError) this.#doubtful.add(id);
      if (next === 'change') this.#refused.add(id);
      throw error;
    }
    this.#refused.delete(id);
  }

  /** Null is not kept. */
  #remember(id: string, value: Value | null, files: KnownFiles): void {
    this.#checked.set(id, files);
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

  /**
   * Writes whatever version is there once more. Until that has succeeded nobody is given it. One that something is missing of is left as it is: written
   * once more it would count as whole, and the next turn writes it in other places anyway, and says so in it.
   */
  async #settleDoubt(id: string): Promise<void> {
    this.#forget(id);
    const found = await this.#open(id);
    if (found.value === null) await this.#files.fs.syncFolder(this.folder(id));
    else if (found.health === 'ok') await found.writeWhole();
    this.#doubtful.delete(id);
    // What was found may be the version that nobody was told of: it counts as somebody else's.
    this.#forget(id);
  }
}
