import { dirname, join } from 'node:path';
import { StoreFullError, StoreWriteError } from '../../domain/errors.ts';
import { errorCode, type FileIdentity, type FilesAtOnce, isMissing } from './files-at-once.ts';
import { sealed } from './seal.ts';

/**
 * The write may or may not last: the folder could not be made to survive a power cut, and the old version could not be put back. Nothing
 * may be built on what is there now until it has been written once more.
 */
export class DoubtfulWriteError extends StoreWriteError {}

/** `none`: there is no document yet. `previous`: the newest is damaged or gone, and the one before it was read. */
export type DocumentSource = 'none' | 'document' | 'previous';

/** One document to be written. Plain data, so that it can be handed to another thread. */
export interface DocumentWrite {
  readonly folder: string;
  /** `document` gives document.json, document.previous.json and document.tmp. */
  readonly name: string;
  /** What is there now, and so what is to be kept. */
  readonly source: DocumentSource;
  readonly text: string;
  /** With which seal (seal.ts): made by who writes it, which takes it from the thread that everybody waits for. Null for none. */
  readonly mark?: string | null;
}

/**
 * Writes a document, in whatever thread. Gives the file that it became; rejects with StoreFullError or StoreWriteError, and then nothing has
 * changed, or with DoubtfulWriteError.
 */
export type WriteDocument = (write: DocumentWrite) => Promise<FileIdentity>;

/** Errors after which a second name for a file cannot be had here, but a copy can. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'];
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * Whole or not at all: temporary file, fsync, the old version kept under a second name, rename, fsync of the folder. The caller holds the lock
 * of the document. Throws StoreFullError or StoreWriteError, and then nothing has changed; or DoubtfulWriteError.
 */
export function writeDocument(files: FilesAtOnce, write: DocumentWrite): FileIdentity {
  const paths = pathsOf(write);
  let identity: FileIdentity | null = null;
  try {
    if (write.source === 'none') makeFolder(files, write.folder);
    identity = writeTemporary(files, paths.temporary, write);
    if (write.source === 'document') keepPrevious(files, paths);
    files.rename(paths.temporary, paths.document);
  } catch (error) {
    if (identity !== null && isDocument(files, paths, identity)) return putBack(files, write, paths, error);
    attempt(() => files.unlink(paths.temporary));
    throw asStoreError(error);
  }
  try {
    files.syncFolder(write.folder);
  } catch (error) {
    return putBack(files, write, paths, error);
  }
  return identity;
}

interface Paths {
  readonly document: string;
  readonly previous: string;
  readonly temporary: string;
}

export function pathsOf({ folder, name }: { readonly folder: string; readonly name: string }): Paths {
  return {
    document: join(folder, `${name}.json`),
    previous: join(folder, `${name}.previous.json`),
    temporary: join(folder, `${name}.tmp`),
  };
}

function makeFolder(files: FilesAtOnce, folder: string): void {
  files.makeFolder(folder);
  files.syncFolder(dirname(folder));
}

function writeTemporary(files: FilesAtOnce, path: string, { text, mark }: DocumentWrite): FileIdentity {
  const file = files.open(path, 'write');
  try {
    file.write(mark ? sealed(text, mark) : Buffer.from(text));
    file.sync();
    return file.stat();
  } finally {
    file.close();
  }
}

function keepPrevious(files: FilesAtOnce, { document, previous }: Paths): void {
  try {
    files.unlink(previous);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  duplicate(files, document, previous);
}

function duplicate(files: FilesAtOnce, from: string, to: string): void {
  try {
    files.link(from, to);
  } catch (error) {
    if (!NO_LINKS.includes(errorCode(error) ?? '')) throw error;
    files.copy(from, to);
    const file = files.open(to, 'append');
    try {
      file.sync();
    } finally {
      file.close();
    }
  }
}

/** Whether the rename took place although it was reported as failed. Not knowing counts as yes. */
function isDocument(files: FilesAtOnce, { document }: Paths, identity: FileIdentity): boolean {
  try {
    return files.stat(document)?.ino === identity.ino;
  } catch {
    return true;
  }
}

/**
 * The new version is in place, but it is not known to last. Confirming it could lose what somebody was told is saved, so it is taken back
 * and the write has failed; where that does not succeed either, the outcome is open.
 */
function putBack(
  files: FilesAtOnce,
  write: DocumentWrite,
  { document, previous, temporary }: Paths,
  cause: unknown,
): never {
  try {
    if (write.source === 'document') {
      duplicate(files, previous, temporary);
      files.rename(temporary, document);
    } else {
      files.unlink(document);
    }
    files.syncFolder(write.folder);
  } catch {
    throw new DoubtfulWriteError({ cause });
  }
  throw asStoreError(cause);
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {}
}

export function asStoreError(error: unknown): Error {
  if (error instanceof Error && error.name.startsWith('Store')) return error;
  return NO_ROOM.includes(errorCode(error) ?? '')
    ? new StoreFullError({ cause: error })
    : new StoreWriteError({ cause: error });
}
