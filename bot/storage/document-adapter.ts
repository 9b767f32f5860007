import { join } from 'node:path';
import type { Adapter } from 'lowdb';
import { StoreReadError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { type DocumentSource, pathsOf, type WriteDocument } from './document-write.ts';
import type { FileSystem, SmallFile } from './file-system.ts';
import { errorCode, type FileIdentity, isSameFile } from './files-at-once.ts';

/** Neither the document nor its previous version can be read. */
export class UnreadableError extends Error {}

/** How the files of a document are reached: read from here, written by whoever writes documents. */
export interface DocumentFiles {
  readonly fs: FileSystem;
  readonly write: WriteDocument;
}

export interface DocumentPlace {
  readonly folder: string;
  /** Whether this process has read or written it before. */
  readonly isWarm: boolean;
  /** `document` gives document.json, document.previous.json, document.damaged-<time>.json and document.tmp. */
  readonly name: string;
}

export interface DocumentFormat<Value> {
  /** Throws when the bytes are not such a document. */
  readonly decode: (bytes: Buffer, identity: FileIdentity) => Value;
  /** Throws when the value may not be stored. */
  readonly encode: (value: Value) => string;
  /** With which seal it is written; null for none. */
  readonly mark: string | null;
}

/**
 * Reads and writes one document for lowdb. A write is whole or does not happen (document-write.ts). One adapter serves one read and the write that follows it, under the lock of its document.
 */
export class DocumentAdapter<Value> implements Adapter<Value> {
  source: DocumentSource = 'none';
  /** Which file was read or written last. */
  identity: FileIdentity | null = null;
  readonly #fs: FileSystem;
  readonly #write: WriteDocument;
  readonly #format: DocumentFormat<Value>;
  readonly #place: DocumentPlace;
  readonly #now: () => Instant;
  readonly #document: string;
  readonly #previous: string;
  readonly #damagedPrefix: string;

  constructor(files: DocumentFiles, place: DocumentPlace, format: DocumentFormat<Value>, now: () => Instant) {
    this.#fs = files.fs;
    this.#write = files.write;
    this.#format = format;
    this.#place = place;
    this.#now = now;
    const { document, previous } = pathsOf(place);
    this.#document = document;
    this.#previous = previous;
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
    const { folder, name } = this.#place;
    const text = this.#format.encode(value);
    this.identity = await this.#write({ folder, name, source: this.source, text, mark: this.#format.mark });
    this.source = 'document';
  }

  async #attempt(
    path: string,
  ): Promise<{ kind: 'missing' | 'damaged' } | { kind: 'good'; value: Value; identity: FileIdentity }> {
    let found: SmallFile | null;
    try {
      found = await this.#fs.readSmall(path, this.#place.isWarm);
    } catch (error) {
      // The medium itself cannot give the bytes back. Anything else may pass: too many open files, or rights to be set.
      if (errorCode(error) === 'EIO') return { kind: 'damaged' };
      throw new StoreReadError({ cause: error });
    }
    if (found === null) return { kind: 'missing' };
    try {
      const value = this.#format.decode(found.bytes, found.identity);
      return { kind: 'good', value, identity: found.identity };
    } catch {
      return { kind: 'damaged' };
    }
  }

  /** From here on the missing document says that the previous one is served, after a restart too. */
  async #setAside(): Promise<void> {
    const name = `${this.#damagedPrefix}${this.#now().replaceAll(':', '')}.json`;
    // Where it cannot be renamed it stays where it is, and is found damaged again next time.
    await this.#fs.rename(this.#document, join(this.#place.folder, name)).catch(() => {});
  }

  /** Whether there was a document once. Then it is not a new one that is missing. */
  async #hasDamaged(): Promise<boolean> {
    const names = await this.#fs.list(this.#place.folder).catch((error: unknown) => {
      throw new StoreReadError({ cause: error });
    });
    return names.some((name) => name.startsWith(this.#damagedPrefix));
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Broken characters are damage too: put in quietly, a replacement sign would change somebody's words. */
export function strictText(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}
