import { dirname, join } from 'node:path';
import { StoreFullError, StoreWriteError } from '../../domain/errors.ts';
import { ROOM, recordOf } from './change-log.ts';
import {
  errorCode,
  type FileAtOnce,
  type FileIdentity,
  type FilesAtOnce,
  isMissing,
} from './files-at-once.ts';
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
  /** What becomes of the changes beside it, which are in the text. Null where there are none. */
  readonly changes?: ChangesAfter | null;
}

/**
 * `kept`: they lead from the version that is kept to this one, and `end` is where they end in their log. `aside`: they are damaged, or the document was,
 * and are set aside under that name.
 */
export type ChangesAfter =
  | { readonly kind: 'kept'; readonly end: number }
  | { readonly kind: 'aside'; readonly name: string };

/** One change to be written behind the others. Plain data, so that it can be handed to another thread. */
export interface ChangeWrite {
  readonly folder: string;
  readonly name: string;
  /** The JSON text of the change. */
  readonly change: string;
  readonly mark: string;
  /** Where the last one ends. What stands after it was never confirmed. 0 when there is no log. */
  readonly end: number;
  /** Whether this process writes to the log for the first time: whether the log itself would survive a power cut it does not know. */
  readonly isFirst: boolean;
}

/** The log of a document's changes after a write. */
export interface ChangesWritten extends FileIdentity {
  /** Where the last change ends. After it there is room. */
  readonly end: number;
}

/**
 * Writes a document, or a change of one, in whatever thread. Gives the file that it became; rejects with StoreFullError or StoreWriteError, and then
 * nothing has changed, or with DoubtfulWriteError.
 */
export interface WriteDocuments {
  readonly write: (write: DocumentWrite) => Promise<FileIdentity>;
  readonly append: (write: ChangeWrite) => Promise<ChangesWritten>;
}

/** Errors after which a second name for a file cannot be had here, but a copy can. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'];
const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/**
 * Writes the change behind the others, so that it survives a power cut. The caller holds the lock of the document. Throws StoreFullError or
 * StoreWriteError, and then nothing has changed; or DoubtfulWriteError.
 */
export function appendChange(files: FilesAtOnce, write: ChangeWrite): ChangesWritten {
  const bytes = recordOf(write.change, write.mark);
  return write.end === 0 ? beginLog(files, write, bytes) : continueLog(files, write, bytes);
}

function continueLog(files: FilesAtOnce, write: ChangeWrite, bytes: Buffer): ChangesWritten {
  const { folder, end, isFirst } = write;
  const { file, size } = openLog(files, write);
  try {
    try {
      if (isFirst && size > end) file.truncate(end);
      const room = isFirst ? 0 : size - end;
      if (bytes.length > room) makeRoom(file, end + room, end + bytes.length);
      file.write(bytes, end);
      file.syncData();
      if (isFirst) files.syncFolder(folder);
      return { ...file.stat(), end: end + bytes.length };
    } catch (error) {
      return takeBack(file, end, error);
    }
  } finally {
    attempt(() => file.close());
  }
}

/**
 * Room for more than this record, since making a file longer costs the disk more than all else in a turn: the file system's own journal is written for it.
 * And before the record, so that a record that was cut off always has room behind it: a log that just ends in one has lost something.
 */
function makeRoom(file: FileAtOnce, from: number, atLeast: number): void {
  file.write(Buffer.alloc(withRoom(atLeast) - from), from);
  file.sync();
}

function withRoom(length: number): number {
  return Math.ceil(length / ROOM) * ROOM;
}

/**
 * The first record is in the log before the log has its name, so one that has none is damaged: nobody can take a log that was emptied for one that has just
 * begun. From now on it is the version before together with the logs that has to lead to what is told to people, so the document becomes that version, in
 * a file of its own.
 */
function beginLog(files: FilesAtOnce, write: ChangeWrite, bytes: Buffer): ChangesWritten {
  const { document, previous, changes, temporary, temporaryChanges } = pathsOf(write);
  let identity: FileIdentity | null = null;
  try {
    copyTo(files, document, temporary);
    files.rename(temporary, previous);
    const log = Buffer.alloc(withRoom(bytes.length));
    bytes.copy(log);
    identity = writeNew(files, temporaryChanges, log);
    files.rename(temporaryChanges, changes);
  } catch (error) {
    if (identity !== null && isThere(files, changes, identity)) return takeAway(files, write, error);
    for (const left of [temporary, temporaryChanges]) attempt(() => files.unlink(left));
    throw asStoreError(error);
  }
  try {
    files.syncFolder(write.folder);
  } catch (error) {
    return takeAway(files, write, error);
  }
  return { ...identity, end: bytes.length };
}

/** The log is in place, but it is not known to last. */
function takeAway(files: FilesAtOnce, write: ChangeWrite, cause: unknown): never {
  try {
    files.unlink(pathsOf(write).changes);
    files.syncFolder(write.folder);
  } catch {
    throw new DoubtfulWriteError({ cause });
  }
  throw asStoreError(cause);
}

function openLog(files: FilesAtOnce, write: ChangeWrite): { file: FileAtOnce; size: number } {
  let file: FileAtOnce | null = null;
  try {
    file = files.open(pathsOf(write).changes, 'update');
    const { size } = file.stat();
    if (size >= write.end) return { file, size };
  } catch (error) {
    attempt(() => file?.close());
    throw asStoreError(error);
  }
  attempt(() => file.close());
  // Somebody has taken away what this change follows on. The next who asks for the document finds that out.
  throw new StoreWriteError();
}

function takeBack(file: FileAtOnce, end: number, cause: unknown): never {
  try {
    file.truncate(end);
    file.sync();
  } catch {
    throw new DoubtfulWriteError({ cause });
  }
  throw asStoreError(cause);
}

/**
 * Writes the whole document, with which its log ends. Whole or not at all. The caller holds the lock of the document. Throws
 * StoreFullError or StoreWriteError, and then nothing has changed; or DoubtfulWriteError.
 */
export function writeDocument(files: FilesAtOnce, write: DocumentWrite): FileIdentity {
  const identity = writeWhole(files, write);
  if (!write.changes) return identity;
  try {
    if (write.changes.kind === 'kept') {
      keepChanges(files, write, write.changes.end);
      return identity;
    }
    // What the version before was is not sure, so that this one becomes the version before as well.
    const again = writeWhole(files, { ...write, source: 'document' });
    setAside(files, write, write.changes.name);
    return again;
  } catch (error) {
    // Nothing is lost of what is there, but which of its logs lasts is open, and the next change would be written to it.
    throw new DoubtfulWriteError({ cause: error });
  }
}

function keepChanges(files: FilesAtOnce, write: DocumentWrite, end: number): void {
  const { changes, previousChanges } = pathsOf(write);
  if (files.stat(changes) !== null) {
    attempt(() => leaveNoRoom(files, changes, end));
    files.rename(changes, previousChanges);
  } else {
    // What led to the version that is kept now is in it.
    if (files.stat(previousChanges) === null) return;
    files.unlink(previousChanges);
  }
  files.syncFolder(write.folder);
}

function leaveNoRoom(files: FilesAtOnce, path: string, end: number): void {
  const file = files.open(path, 'update');
  try {
    file.truncate(end);
  } finally {
    file.close();
  }
}

function setAside(files: FilesAtOnce, write: DocumentWrite, name: string): void {
  const { changes, previousChanges } = pathsOf(write);
  if (files.stat(changes) !== null) files.rename(changes, join(write.folder, `${name}.changes`));
  if (files.stat(previousChanges) !== null) {
    files.rename(previousChanges, join(write.folder, `${name}.previous.changes`));
  }
  files.syncFolder(write.folder);
}

/** Temporary file, fsync, the old version kept under a second name, rename, fsync of the folder. */
function writeWhole(files: FilesAtOnce, write: DocumentWrite): FileIdentity {
  const paths = pathsOf(write);
  let identity: FileIdentity | null = null;
  try {
    if (write.source === 'none') makeFolder(files, write.folder);
    identity = writeTemporary(files, paths.temporary, write);
    if (write.source === 'document') keepPrevious(files, paths);
    files.rename(paths.temporary, paths.document);
  } catch (error) {
    if (identity !== null && isThere(files, paths.document, identity))
      return putBack(files, write, paths, error);
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

export interface DocumentPaths {
  readonly document: string;
  readonly previous: string;
  /** What has changed since the document was written whole. */
  readonly changes: string;
  /** What leads from the previous version to the document. */
  readonly previousChanges: string;
  readonly temporary: string;
  readonly temporaryChanges: string;
}

export function pathsOf({ folder, name }: { readonly folder: string; readonly name: string }): DocumentPaths {
  const path = join(folder, name);
  return {
    document: `${path}.json`,
    previous: `${path}.previous.json`,
    changes: `${path}.changes`,
    previousChanges: `${path}.previous.changes`,
    temporary: `${path}.tmp`,
    temporaryChanges: `${path}.changes.tmp`,
  };
}

/** Whether a file of that name says that there is such a document in the folder, or that there was one. */
export function isFileOf(document: string, name: string): boolean {
  return (
    name.startsWith(`${document}.`) &&
    /^(json|changes|previous\.(json|changes)|damaged-.*)$/.test(name.slice(document.length + 1))
  );
}

function makeFolder(files: FilesAtOnce, folder: string): void {
  files.makeFolder(folder);
  files.syncFolder(dirname(folder));
}

function writeTemporary(files: FilesAtOnce, path: string, { text, mark }: DocumentWrite): FileIdentity {
  return writeNew(files, path, mark ? sealed(text, mark) : Buffer.from(text));
}

/** The bytes survive a power cut, the name does not yet. */
function writeNew(files: FilesAtOnce, path: string, bytes: Buffer): FileIdentity {
  const file = files.open(path, 'write');
  try {
    file.write(bytes);
    file.sync();
    return file.stat();
  } finally {
    file.close();
  }
}

function keepPrevious(files: FilesAtOnce, { document, previous }: DocumentPaths): void {
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
    copyTo(files, from, to);
  }
}

function copyTo(files: FilesAtOnce, from: string, to: string): void {
  files.copy(from, to);
  const file = files.open(to, 'append');
  try {
    file.sync();
  } finally {
    file.close();
  }
}

/** Whether the rename took place although it was reported as failed. Not knowing counts as yes. */
function isThere(files: FilesAtOnce, path: string, identity: FileIdentity): boolean {
  try {
    return files.stat(path)?.ino === identity.ino;
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
  { document, previous, temporary }: DocumentPaths,
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
