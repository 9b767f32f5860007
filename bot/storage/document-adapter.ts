import { join } from 'node:path';
import type { Adapter } from 'lowdb';
import { StoreReadError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { EMPTY_LOG, type Followed, follow, type LoggedChange, type ReadLog, readLog } from './change-log.ts';
import {
  type ChangesAfter,
  type ChangesWritten,
  isFileOf,
  pathsOf,
  type WriteDocuments,
} from './document-write.ts';
import type { FileSystem, SmallFile } from './file-system.ts';
import { errorCode, type FileIdentity, isSameFile } from './files-at-once.ts';

/** Neither the document nor its previous version can be read. */
export class UnreadableError extends Error {}

/** How the files of a document are reached: read from here, written by whoever writes documents. */
export interface DocumentFiles extends WriteDocuments {
  readonly fs: FileSystem;
}

/** Which files a version was read from, or written to. */
export interface KnownFiles {
  readonly document: FileIdentity;
  /** Null when there is no log. */
  readonly log: KnownLog | null;
}

interface KnownLog extends ChangesWritten {
  /** Whether this process has seen to it that it would survive a power cut. */
  readonly isSafe: boolean;
}

/** A version that this process has read or written, and in which files it stood then. */
export interface KnownVersion<Value> {
  readonly files: KnownFiles;
  /** Null when it was let go of: it is read from those files again, and need not be checked. */
  readonly value: Value | null;
}

export interface DocumentPlace {
  readonly folder: string;
  /** `document` gives document.json, document.previous.json, document.changes and so on. */
  readonly name: string;
}

/** What a file held, and whether it was checked when it was written there. */
export interface Stored {
  readonly value: unknown;
  readonly isTrusted: boolean;
}

export interface Checked<Value> {
  readonly value: Value;
  /** Whether it is just what stands in the files, so that a change of it is one of them. */
  readonly isExact: boolean;
}

export interface DocumentFormat<Value> {
  /** Throws when the bytes are not JSON. */
  readonly parse: (bytes: Buffer) => Stored;
  /** Throws when it is not such a document. `isKnown`: it is what this process has read or written last. */
  readonly check: (stored: Stored, isKnown: boolean) => Checked<Value>;
  /** Throws when the value may not be stored. */
  readonly encode: (value: Value) => string;
  /** With which seal it is written; null for none. */
  readonly mark: string | null;
  /** The text of what leads from one version to the next. None for documents that are always written whole. */
  readonly change?: (before: Value, value: Value) => string;
}

/** What there is of a document: as it was found, or as it was written since. */
type State<Value> =
  | { readonly source: 'none' }
  /** The version before, since the document itself is damaged or gone. */
  | { readonly source: 'previous' }
  | CurrentState<Value>;

interface CurrentState<Value> extends Checked<Value> {
  readonly source: 'document';
  readonly files: KnownFiles;
  /** False when changes are missing, or stand in a log that is damaged: then it is an earlier version too. */
  readonly isWhole: boolean;
  /** Whether all changes that lead to it stand in its own log, so that the next one follows on them there. */
  readonly isFollowed: boolean;
  /** Whether it is what this process has read or written last. */
  readonly isKnown: boolean;
}

/** Of what this process has written itself. */
const CURRENT = {
  source: 'document',
  isExact: true,
  isWhole: true,
  isFollowed: true,
  isKnown: true,
} as const;

/**
 * Reads and writes one document for lowdb. A write is whole or does not happen (document-write.ts): the change is put behind the others, or the document
 * is written anew. One adapter serves one read and the writes that follow it, under the lock of its document.
 */
export class DocumentAdapter<Value> implements Adapter<Value> {
  state: State<Value> = { source: 'none' };
  /** How the next value is written: as a `change` where that does, or `whole`. */
  next: 'change' | 'whole' = 'change';
  readonly #files: DocumentFiles;
  readonly #format: DocumentFormat<Value>;
  readonly #place: DocumentPlace;
  readonly #now: () => Instant;
  readonly #known: KnownVersion<Value> | null;

  constructor(
    files: DocumentFiles,
    place: DocumentPlace,
    format: DocumentFormat<Value>,
    now: () => Instant,
    known: KnownVersion<Value> | null = null,
  ) {
    this.#files = files;
    this.#format = format;
    this.#place = place;
    this.#now = now;
    this.#known = known;
  }

  /** What was read or written last is an earlier version than there was, or lacks something. */
  get isDamaged(): boolean {
    return this.state.source === 'previous' || (this.state.source === 'document' && !this.state.isWhole);
  }

  /** Where what was read or written last stands; null when it is not the document itself. */
  get files(): KnownFiles | null {
    return this.state.source === 'document' ? this.state.files : null;
  }

  /** How many bytes of changes stand beside it. */
  get changes(): number {
    return this.files?.log?.end ?? 0;
  }

  /** Null when there is no document. Throws UnreadableError, and StoreReadError when the file cannot be reached now. */
  async read(): Promise<Value | null> {
    const known = this.#known;
    if (known !== null && known.value !== null && (await this.#isStill(known.files))) {
      this.state = { ...CURRENT, value: known.value, files: known.files };
      return known.value;
    }
    const paths = pathsOf(this.#place);
    const current = await this.#file(paths.document);
    const log = await this.#log(paths.changes);
    const newest = typeof current === 'object' ? await this.#newest(current, log) : null;
    if (newest !== null) {
      this.state = newest;
      return newest.value;
    }
    const previous = await this.#file(paths.previous);
    const before = typeof previous === 'object' ? await this.#before(previous.stored, log) : null;
    if (before !== null) {
      if (current !== 'missing') await this.#setAside(paths.document);
      this.state = { source: 'previous' };
      return before;
    }
    if (current === 'missing' && previous === 'missing' && !(await this.#hasTraces())) {
      this.state = { source: 'none' };
      return null;
    }
    throw new UnreadableError('neither version can be read');
  }

  /** Throws StoreFullError or StoreWriteError, and then nothing has changed; or DoubtfulWriteError. */
  async write(value: Value): Promise<void> {
    const files = (await this.#writeChange(value)) ?? (await this.#writeWhole(value));
    this.state = { ...CURRENT, value, files };
  }

  /** Null where that does not do, and nothing has been written. */
  async #writeChange(value: Value): Promise<KnownFiles | null> {
    const { state } = this;
    const { mark, change } = this.#format;
    if (this.next !== 'change' || !change || mark === null) return null;
    if (state.source !== 'document' || !state.isFollowed || !state.isExact) return null;
    const { document, log } = state.files;
    const written = await this.#files.append({
      ...this.#place,
      change: change(state.value, value),
      mark,
      end: log?.end ?? 0,
      isFirst: log?.isSafe !== true,
    });
    return { document, log: { ...written, isSafe: true } };
  }

  async #writeWhole(value: Value): Promise<KnownFiles> {
    const { source } = this.state;
    const { mark } = this.#format;
    const changes = this.#hasLog && source !== 'none' ? this.#changesAfter() : null;
    const text = this.#format.encode(value);
    const document = await this.#files.write({ ...this.#place, source, text, mark, changes });
    return { document, log: null };
  }

  #changesAfter(): ChangesAfter {
    const isFollowed = this.state.source === 'document' && this.state.isFollowed;
    return isFollowed ? { kind: 'kept', end: this.changes } : { kind: 'aside', name: this.#asideName() };
  }

  get #hasLog(): boolean {
    return this.#format.change !== undefined;
  }

  /** Whether the document is still in those very files, so that it need not be read. */
  async #isStill(known: KnownFiles): Promise<boolean> {
    const { document, changes } = pathsOf(this.#place);
    const found = await this.#files.fs.stat(document).catch(() => null);
    if (found === null || !isSameFile(found, known.document)) return false;
    if (!this.#hasLog) return true;
    return isSameOrNone(await this.#files.fs.stat(changes).catch(() => null), known.log);
  }

  /** The document with its changes; null when it is damaged itself. */
  async #newest({ stored, identity }: ReadFile, log: FoundLog): Promise<CurrentState<Value> | null> {
    let followed = this.#follow(stored, log.read.changes);
    let isJoined = false;
    if (!followed.isWhole) {
      // A document of another moment than its log, as when a running program's folder is copied: what is between may stand in the log before.
      const longer = this.#follow(stored, await this.#allChanges(log));
      isJoined = longer.applied > followed.applied;
      if (isJoined) followed = longer;
    }
    const known = this.#known?.files ?? null;
    const isSame = known !== null && isSameFile(known.document, identity);
    const isKnown = isSame && isSameOrNone(log.identity, known.log);
    // What this process has written there does not become less by itself.
    const isShorter = isSame && log.read.end < (known.log?.end ?? 0);
    let isWhole = log.read.isWhole && followed.isWhole && !isShorter;
    let checked = this.#checked(followed.stored, isKnown);
    if (checked === null && followed.applied > 0) {
      checked = this.#checked(stored, false);
      isWhole = false;
    }
    if (checked === null) return null;
    const isSafe = isKnown && known.log?.isSafe === true;
    const files = {
      document: identity,
      log: log.identity && { ...log.identity, end: log.read.end, isSafe },
    };
    return { source: 'document', ...checked, files, isWhole, isFollowed: isWhole && !isJoined, isKnown };
  }

  /** The version before, with what led from it to the document and what came after that; null when it is damaged too. */
  async #before(stored: Stored, log: FoundLog): Promise<Value | null> {
    const followed = this.#follow(stored, await this.#allChanges(log));
    return (this.#checked(followed.stored, false) ?? this.#checked(stored, false))?.value ?? null;
  }

  async #allChanges(log: FoundLog): Promise<readonly LoggedChange[]> {
    const before = await this.#log(pathsOf(this.#place).previousChanges);
    return [...before.read.changes, ...log.read.changes];
  }

  #follow(stored: Stored, changes: readonly LoggedChange[]): Followed & { readonly stored: Stored } {
    const followed = follow(stored.value, changes, this.#format.mark ?? '');
    const isTrusted = stored.isTrusted && followed.isTrusted;
    return { ...followed, stored: { value: followed.value, isTrusted } };
  }

  #checked(stored: Stored, isKnown: boolean): Checked<Value> | null {
    try {
      return this.#format.check(stored, isKnown);
    } catch {
      return null;
    }
  }

  async #log(path: string): Promise<FoundLog> {
    if (!this.#hasLog) return NO_LOG;
    const found = await this.#files.fs.stat(path).catch((error: unknown) => {
      throw new StoreReadError({ cause: error });
    });
    const bytes = found === null ? 'missing' : await this.#bytes(path);
    if (bytes === 'missing') return NO_LOG;
    if (bytes === 'damaged') return { read: { ...EMPTY_LOG, isWhole: false }, identity: null };
    return { read: readLog(bytes.bytes), identity: bytes.identity };
  }

  async #file(path: string): Promise<'missing' | 'damaged' | ReadFile> {
    const found = await this.#bytes(path);
    if (typeof found === 'string') return found;
    try {
      return { stored: this.#format.parse(found.bytes), identity: found.identity };
    } catch {
      return 'damaged';
    }
  }

  async #bytes(path: string): Promise<'missing' | 'damaged' | SmallFile> {
    try {
      return (await this.#files.fs.readSmall(path, this.#known !== null)) ?? 'missing';
    } catch (error) {
      // The medium itself cannot give the bytes back. Anything else may pass: too many open files, or rights to be set.
      if (errorCode(error) === 'EIO') return 'damaged';
      throw new StoreReadError({ cause: error });
    }
  }

  /** From here on the missing document says that the previous one is served, after a restart too. */
  async #setAside(document: string): Promise<void> {
    const to = join(this.#place.folder, `${this.#asideName()}.json`);
    // Where it cannot be renamed it stays where it is, and is found damaged again next time.
    await this.#files.fs.rename(document, to).catch(() => {});
  }

  #asideName(): string {
    return `${this.#place.name}.damaged-${this.#now().replaceAll(':', '')}`;
  }

  /** Whether there was a document once. Then it is not a new one that is missing. */
  async #hasTraces(): Promise<boolean> {
    const names = await this.#files.fs.list(this.#place.folder).catch((error: unknown) => {
      throw new StoreReadError({ cause: error });
    });
    return names.some((name) => isFileOf(this.#place.name, name));
  }
}

interface ReadFile {
  readonly stored: Stored;
  readonly identity: FileIdentity;
}

interface FoundLog {
  readonly read: ReadLog;
  readonly identity: FileIdentity | null;
}

const NO_LOG: FoundLog = { read: EMPTY_LOG, identity: null };

function isSameOrNone(a: FileIdentity | null, b: FileIdentity | null): boolean {
  return a === null || b === null ? a === b : isSameFile(a, b);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Broken characters are damage too: put in quietly, a replacement sign would change somebody's words. */
export function strictText(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}
