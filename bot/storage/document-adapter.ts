import { join } from 'node:path';
import type { Adapter } from 'lowdb';
import { StoreReadError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { EMPTY_LOG, type Followed, follow, type LoggedChange, type ReadLog, readLog } from './change-log.ts';
import { type ChangesAfter, type DocumentSource, pathsOf, type WriteDocuments } from './document-write.ts';
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

interface KnownLog extends FileIdentity {
  readonly end: number;
  /** Whether this process has seen to it that it would survive a power cut. */
  readonly isSafe: boolean;
}

export interface DocumentPlace {
  readonly folder: string;
  /** Which files this process has read or written last; null when it has not. */
  readonly known: KnownFiles | null;
  /** `document` gives document.json, document.previous.json, document.changes and so on. */
  readonly name: string;
}

/** What a file held, and whether it was checked when it was written there. */
export interface Stored {
  readonly value: unknown;
  readonly isTrusted: boolean;
}

export interface DocumentFormat<Value> {
  /** Throws when the bytes are not JSON. */
  readonly parse: (bytes: Buffer) => Stored;
  /** Throws when it is not such a document. `isKnown`: it is what this process has read or written last. */
  readonly check: (stored: Stored, isKnown: boolean) => Value;
  /** Throws when the value may not be stored. */
  readonly encode: (value: Value) => string;
  /** With which seal it is written; null for none. */
  readonly mark: string | null;
  /** The text of what leads to the value from the version that was read; null when it has to be written whole. None for documents that always are. */
  readonly change?: (value: Value) => string | null;
}

/**
 * Reads and writes one document for lowdb. A write is whole or does not happen (document-write.ts): the change is put behind the others, or the document
 * is written anew. One adapter serves one read and the write that follows it, under the lock of its document.
 */
export class DocumentAdapter<Value> implements Adapter<Value> {
  source: DocumentSource = 'none';
  /** Whether changes are missing, or stand in a log that is damaged: then what was read is an earlier version too. */
  isCut = false;
  /** What was read or written last; null before that, and when it was not the document itself. */
  files: KnownFiles | null = null;
  /** How the next value is written: as a `change` where that does, or `whole`. `same`: it is what was read, and is made whole. */
  next: 'change' | 'whole' | 'same' = 'change';
  readonly #files: DocumentFiles;
  readonly #format: DocumentFormat<Value>;
  readonly #place: DocumentPlace;
  readonly #now: () => Instant;
  /** Whether the changes that lead to what was read stand in more than the one log. */
  #isJoined = false;

  constructor(files: DocumentFiles, place: DocumentPlace, format: DocumentFormat<Value>, now: () => Instant) {
    this.#files = files;
    this.#format = format;
    this.#place = place;
    this.#now = now;
  }

  /** Whether the document is still in those very files, so that it need not be read. */
  async isStill(known: KnownFiles): Promise<boolean> {
    const { document, changes } = pathsOf(this.#place);
    const found = await this.#files.fs.stat(document).catch(() => null);
    if (found === null || !isSameFile(found, known.document)) return false;
    if (this.#hasLog) {
      const log = await this.#files.fs.stat(changes).catch(() => null);
      if (!isSameOrNone(log, known.log)) return false;
    }
    this.source = 'document';
    this.files = known;
    return true;
  }

  /** Null when there is no document. Throws UnreadableError, and StoreReadError when the file cannot be reached now. */
  async read(): Promise<Value | null> {
    const paths = pathsOf(this.#place);
    const current = await this.#file(paths.document);
    const log = await this.#log(paths.changes);
    if (typeof current === 'object') {
      const value = await this.#newest(current, log);
      if (value !== null) return value;
    }
    const previous = await this.#file(paths.previous);
    if (typeof previous === 'object') {
      const value = await this.#before(previous.stored, log);
      if (value !== null) {
        if (current !== 'missing') await this.#setAside(paths.document);
        this.source = 'previous';
        return value;
      }
    }
    if (current === 'missing' && previous === 'missing' && !(await this.#hasTraces())) {
      this.source = 'none';
      return null;
    }
    throw new UnreadableError('neither version can be read');
  }

  /** Throws StoreFullError or StoreWriteError, and then nothing has changed; or DoubtfulWriteError. */
  async write(value: Value): Promise<void> {
    const { folder, name } = this.#place;
    const { mark } = this.#format;
    const isFollowed = this.source === 'document' && !this.isCut && !this.#isJoined;
    const change = this.next === 'change' && isFollowed ? (this.#format.change?.(value) ?? null) : null;
    if (change !== null && mark !== null && this.files !== null) {
      const { document, log } = this.files;
      const write = { folder, name, change, mark, end: log?.end ?? 0, isFirst: log?.isSafe !== true };
      this.files = { document, log: { ...(await this.#files.append(write)), isSafe: true } };
      return;
    }
    const changes = this.#hasLog && this.source !== 'none' ? this.#changesAfter(isFollowed) : null;
    const text = this.#format.encode(value);
    const document = await this.#files.write({ folder, name, source: this.source, text, mark, changes });
    const log = changes ? await this.#files.fs.stat(pathsOf(this.#place).changes).catch(() => null) : null;
    this.source = 'document';
    this.isCut = false;
    this.files = { document, log: log && { ...log, end: 0, isSafe: true } };
  }

  get #hasLog(): boolean {
    return this.#format.change !== undefined;
  }

  #changesAfter(isFollowed: boolean): ChangesAfter {
    return isFollowed
      ? { kind: 'kept', end: this.files?.log?.end ?? 0, next: this.next === 'same' }
      : { kind: 'aside', name: this.#asideName() };
  }

  /** The document with its changes; null when it is damaged itself. */
  async #newest({ stored, identity }: ReadFile, log: FoundLog): Promise<Value | null> {
    let { followed, isWhole } = this.#follow(stored, log.read.changes, log.read.isWhole);
    if (!followed.isWhole) {
      // A document of another moment than its log, as when a running program's folder is copied: what is between may stand in the log before.
      const before = await this.#log(pathsOf(this.#place).previousChanges);
      const longer = this.#follow(stored, [...before.read.changes, ...log.read.changes], log.read.isWhole);
      this.#isJoined = longer.followed.applied > followed.applied;
      if (this.#isJoined) ({ followed, isWhole } = longer);
    }
    const known = this.#place.known;
    const isSame = known !== null && isSameFile(known.document, identity);
    const isKnown = isSame && isSameOrNone(log.identity, known.log);
    // What this process has written there does not become less by itself.
    if (isSame && log.read.end < (known.log?.end ?? 0)) isWhole = false;
    const isTrusted = stored.isTrusted && followed.isTrusted;
    let value = this.#checked({ value: followed.value, isTrusted }, isKnown);
    if (value === null && followed.applied > 0) {
      value = this.#checked(stored, false);
      isWhole = false;
    }
    if (value === null) return null;
    this.source = 'document';
    this.isCut = !isWhole;
    const isSafe = isKnown && known.log?.isSafe === true;
    this.files = { document: identity, log: log.identity && { ...log.identity, end: log.read.end, isSafe } };
    return value;
  }

  /** The version before, with what led from it to the document and what came after that; null when it is damaged too. */
  async #before(stored: Stored, log: FoundLog): Promise<Value | null> {
    const before = await this.#log(pathsOf(this.#place).previousChanges);
    const { followed } = this.#follow(stored, [...before.read.changes, ...log.read.changes], true);
    const isTrusted = stored.isTrusted && followed.isTrusted;
    return this.#checked({ value: followed.value, isTrusted }, false) ?? this.#checked(stored, false);
  }

  #follow(
    stored: Stored,
    changes: readonly LoggedChange[],
    isLogWhole: boolean,
  ): { followed: Followed; isWhole: boolean } {
    const followed = follow(stored.value, changes, this.#format.mark ?? '');
    return { followed, isWhole: isLogWhole && followed.isWhole };
  }

  #checked(stored: Stored, isKnown: boolean): Value | null {
    try {
      return this.#format.check(stored, isKnown);
    } catch {
      return null;
    }
  }

  async #log(path: string): Promise<FoundLog> {
    if (!this.#hasLog) return NO_LOG;
    const identity = await this.#files.fs.stat(path).catch((error: unknown) => {
      throw new StoreReadError({ cause: error });
    });
    if (identity === null || identity.size === 0) return { read: EMPTY_LOG, identity };
    const bytes = await this.#bytes(path);
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
      return (await this.#files.fs.readSmall(path, this.#place.known !== null)) ?? 'missing';
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
    return `${this.#asidePrefix()}${this.#now().replaceAll(':', '')}`;
  }

  #asidePrefix(): string {
    return `${this.#place.name}.damaged-`;
  }

  /** Whether there was a document once. Then it is not a new one that is missing. */
  async #hasTraces(): Promise<boolean> {
    const names = await this.#files.fs.list(this.#place.folder).catch((error: unknown) => {
      throw new StoreReadError({ cause: error });
    });
    const { name: document } = this.#place;
    const logs = [`${document}.changes`, `${document}.previous.changes`];
    return names.some((name) => name.startsWith(this.#asidePrefix()) || logs.includes(name));
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
