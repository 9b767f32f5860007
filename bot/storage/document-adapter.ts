import { dirname, join } from 'node:path';
import type { Adapter } from 'lowdb';
import { StoreFullError, StoreReadError, StoreWriteError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import {
  errorCode,
  type FileIdentity,
  type FileSystem,
  isMissing,
  isSameFile,
  type SmallFile,
} from './file-system.ts';

/** Neither the document nor its previous version can be read. */
export class UnreadableError extends Error {}

/**
 * The write may or may not last: the folder could not be made to survive a power cut, and the old version could not be put back. Nothing
 * may be built on what is there now until it has been written once more.
 */
export class DoubtfulWriteError extends StoreWriteError {}

export interface DocumentPlace {
  readonly folder: string;
  /** Whether this process has read or written it before. */
  readonly isWarm: boolean;
  /** `document` gives document.json, document.previous.json, document.damaged-<time>.json and document.tmp. */
  readonly name: string;
}

export interface DocumentFormat<Value> {
  /** Throws when the text is not such a document. */
  readonly decode: (text: string, identity: FileIdentity) => Value;
  /** Throws when the value may not be stored. */
  readonly encode: (value: Value) => string;
}

/** `none`: there is no document yet. `previous`: the newest is damaged or gone, and the one before it was read. */
export type DocumentSource = 'none' | 'document' | 'previous';

/** Errors after which a second name for a file cannot be had here, but a copy can. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'];
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * Reads and writes one document for lowdb. A write is whole or does not happen: temporary file, fsync, the old version kept under a second
 * name, rename, fsync of the folder. One adapter serves one read and the write that follows it, under the lock of its document.
 */
export class DocumentAdapter<Value> implements Adapter<Value> {
  source: DocumentSource = 'none';
  /** Which file was read or written last. */
  identity: FileIdentity | null = null;
  readonly #fs: FileSystem;
  readonly #format: DocumentFormat<Value>;
  readonly #folder: string;
  readonly #isWarm: boolean;
  readonly #now: () => Instant;
  readonly #document: string;
  readonly #previous: string;
  readonly #temporary: string;
  readonly #damagedPrefix: string;

  constructor(fs: FileSystem, place: DocumentPlace, format: DocumentFormat<Value>, now: () => Instant) {
    this.#fs = fs;
    this.#format = format;
    this.#folder = place.folder;
    this.#isWarm = place.isWarm;
    this.#now = now;
    this.#document = join(place.folder, `${place.name}.json`);
    this.#previous = join(place.folder, `${place.name}.previous.json`);
    this.#temporary = join(place.folder, `${place.name}.tmp`);
    this.#damagedPrefix = `${place.name}.damaged-`;
  }

  /** Whether the document is still that very file, so that it need not be read. */
  async isStill(identity: FileIdentity): Promise<boolean> {
    const found = await this.#fs.stat(this.#document).catch(() => null);
    if (found === null || !isSameFile(found, identity)) return false;
    this.source = 'document';
    this.identity = identity;
    return true;
  }

  /** Null when there is no document. Throws UnreadableError, and StoreReadError when the file cannot be reached now. */
  async read(): Promise<Value | null> {
    const current = await this.#attempt(this.#document);
    if (current.kind === 'good') {
      this.source = 'document';
      this.identity = current.identity;
      return current.value;
    }
    const previous = await this.#attempt(this.#previous);
    if (previous.kind === 'good') {
      if (current.kind === 'damaged') await this.#setAside();
      this.source = 'previous';
      this.identity = previous.identity;
      return previous.value;
    }
    if (current.kind === 'missing' && previous.kind === 'missing' && !(await this.#hasDamaged())) {
      this.source = 'none';
      return null;
    }
    throw new UnreadableError('neither version can be read');
  }

  /** Throws StoreFullError or StoreWriteError, and then nothing has changed; or DoubtfulWriteError. */
  async write(value: Value): Promise<void> {
    const bytes = Buffer.from(this.#format.encode(value));
    let identity: FileIdentity | null = null;
    try {
      if (this.source === 'none') await this.#makeFolder();
      identity = await this.#writeTemporary(bytes);
      if (this.source === 'document') await this.#keepPrevious();
      await this.#fs.rename(this.#temporary, this.#document);
    } catch (error) {
      if (identity !== null && (await this.#isDocument(identity))) return this.#putBack(error);
      await this.#fs.unlink(this.#temporary).catch(() => {});
      throw asStoreError(error);
    }
    try {
      await this.#fs.syncFolder(this.#folder);
    } catch (error) {
      return this.#putBack(error);
    }
    this.source = 'document';
    this.identity = identity;
  }

  async #attempt(
    path: string,
  ): Promise<{ kind: 'missing' | 'damaged' } | { kind: 'good'; value: Value; identity: FileIdentity }> {
    let found: SmallFile | null;
    try {
      found = await this.#fs.readSmall(path, this.#isWarm);
    } catch (error) {
      // The medium itself cannot give the bytes back. Anything else may pass: too many open files, or rights to be set.
      if (errorCode(error) === 'EIO') return { kind: 'damaged' };
      throw new StoreReadError({ cause: error });
    }
    if (found === null) return { kind: 'missing' };
    try {
      const value = this.#format.decode(strictText(found.bytes), found.identity);
      return { kind: 'good', value, identity: found.identity };
    } catch {
      return { kind: 'damaged' };
    }
  }

  /** From here on the missing document says that the previous one is served, after a restart too. */
  async #setAside(): Promise<void> {
    const name = `${this.#damagedPrefix}${this.#now().replaceAll(':', '')}.json`;
    // Where it cannot be renamed it stays where it is, and is found damaged again next time.
    await this.#fs.rename(this.#document, join(this.#folder, name)).catch(() => {});
  }

  /** Whether there was a document once. Then it is not a new one that is missing. */
  async #hasDamaged(): Promise<boolean> {
    const names = await this.#fs.list(this.#folder).catch((error: unknown) => {
      throw new StoreReadError({ cause: error });
    });
    return names.some((name) => name.startsWith(this.#damagedPrefix));
  }

  async #makeFolder(): Promise<void> {
    await this.#fs.makeFolder(this.#folder);
    await this.#fs.syncFolder(dirname(this.#folder));
  }

  async #writeTemporary(bytes: Uint8Array): Promise<FileIdentity> {
    const file = await this.#fs.open(this.#temporary, 'write');
    try {
      await file.write(bytes);
      await file.sync();
      return await file.stat();
    } finally {
      await file.close();
    }
  }

  async #keepPrevious(): Promise<void> {
    await this.#fs.unlink(this.#previous).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await this.#duplicate(this.#document, this.#previous);
  }

  async #duplicate(from: string, to: string): Promise<void> {
    try {
      await this.#fs.link(from, to);
    } catch (error) {
      if (!NO_LINKS.includes(errorCode(error) ?? '')) throw error;
      await this.#fs.copy(from, to);
      const file = await this.#fs.open(to, 'append');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    }
  }

  /** Whether the rename took place although it was reported as failed. Not knowing counts as yes. */
  async #isDocument(identity: FileIdentity): Promise<boolean> {
    try {
      return (await this.#fs.stat(this.#document))?.ino === identity.ino;
    } catch {
      return true;
    }
  }

  /**
   * The new version is in place, but it is not known to last. Confirming it could lose what somebody was told is saved, so it is taken back
   * and the write has failed; where that does not succeed either, the outcome is open.
   */
  async #putBack(cause: unknown): Promise<never> {
    try {
      if (this.source === 'document') {
        await this.#duplicate(this.#previous, this.#temporary);
        await this.#fs.rename(this.#temporary, this.#document);
      } else {
        await this.#fs.unlink(this.#document);
      }
      await this.#fs.syncFolder(this.#folder);
    } catch {
      throw new DoubtfulWriteError({ cause });
    }
    throw asStoreError(cause);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Broken characters are damage too: put in quietly, a replacement sign would change somebody's words. */
function strictText(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

function asStoreError(error: unknown): Error {
  if (error instanceof Error && error.name.startsWith('Store')) return error;
  return NO_ROOM.includes(errorCode(error) ?? '')
    ? new StoreFullError({ cause: error })
    : new StoreWriteError({ cause: error });
}
