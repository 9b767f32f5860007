import {
  closeSync,
  constants,
  copyFile,
  fstatSync,
  fsync,
  ftruncate,
  link,
  mkdir,
  open,
  openSync,
  read,
  readdir,
  readSync,
  rename,
  rmdir,
  statSync,
  unlink,
  write,
} from 'node:fs';
import { promisify } from 'node:util';
import {
  FILE_MODE,
  type FileIdentity,
  type FilesAtOnce,
  FLAGS,
  FOLDER_MODE,
  identityOf,
  isMissing,
  nodeFilesAtOnce,
} from './files-at-once.ts';

/**
 * The few file operations that the store is built of. An interface, so that a test can let each of them fail, or be the last one that
 * happens. Errors are Node's own, with their `code`.
 */
export interface FileSystem {
  /**
   * `read`: must exist. `write`: created, or emptied. `append`: created, writes go to the end, reads are allowed. New files can be
   * read by their owner alone.
   */
  open(path: string, mode: 'read' | 'write' | 'append'): Promise<OpenFile>;
  /**
   * All of a small file, and which file it was; null when there is none. `warm`: this process had it in its hands a moment ago, so that
   * the system has it in memory.
   */
  readSmall(path: string, warm: boolean): Promise<SmallFile | null>;
  /** Null when there is no such file. */
  stat(path: string): Promise<FileIdentity | null>;
  /** A second name for the same file. The name must be free. */
  link(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** With the folders above it; nothing happens when it exists. New folders can be entered by their owner alone. */
  makeFolder(path: string): Promise<void>;
  /** Names in the folder, in no order; none when there is no such folder. */
  list(path: string): Promise<string[]>;
  /** The folder must be empty. Nothing happens when there is none. */
  removeFolder(path: string): Promise<void>;
  /** Makes what was created, renamed and removed in the folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
  /** The same files for a thread that may wait for them. */
  readonly atOnce: FilesAtOnce;
}

export interface OpenFile {
  /** Writes all of it. */
  write(bytes: Uint8Array): Promise<void>;
  /** Fewer bytes than asked for only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  stat(): Promise<FileIdentity>;
  truncate(size: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface SmallFile {
  readonly bytes: Buffer;
  readonly identity: FileIdentity;
}

const later = {
  copyFile: promisify(copyFile),
  fsync: promisify(fsync),
  ftruncate: promisify(ftruncate),
  link: promisify(link),
  mkdir: promisify(mkdir),
  open: promisify(open),
  read: promisify(read),
  readdir: promisify(readdir),
  rename: promisify(rename),
  rmdir: promisify(rmdir),
  unlink: promisify(unlink),
  write: promisify(write),
};

/**
 * What may wait for the disk is done in another thread. What the system answers from memory (which file is this, close it, open a folder)
 * is done at once: it takes a few microseconds, and to hand it over takes more than ten times as long.
 */
export const nodeFileSystem: FileSystem = {
  async open(path, mode) {
    const fd = await later.open(path, FLAGS[mode], FILE_MODE);
    return {
      async write(bytes) {
        let written = 0;
        while (written < bytes.length) {
          written += (await later.write(fd, bytes, written, bytes.length - written)).bytesWritten;
        }
      },
      read: (position, length) => readFully(fd, position, length),
      stat: async () => identityOf(fstatSync(fd)),
      truncate: (size) => later.ftruncate(fd, size),
      sync: () => later.fsync(fd),
      close: async () => closeSync(fd),
    };
  },
  async readSmall(path, warm) {
    let fd: number;
    try {
      fd = warm ? openSync(path, FLAGS.read) : await later.open(path, FLAGS.read);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    try {
      const identity = identityOf(fstatSync(fd));
      if (!warm) return { bytes: await readFully(fd, 0, identity.size), identity };
      const buffer = Buffer.allocUnsafe(identity.size);
      return { bytes: buffer.subarray(0, readSync(fd, buffer, 0, identity.size, 0)), identity };
    } finally {
      closeSync(fd);
    }
  },
  async stat(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? identityOf(found) : null;
  },
  link: later.link,
  copy: (from, to) => later.copyFile(from, to),
  rename: later.rename,
  unlink: later.unlink,
  async makeFolder(path) {
    await later.mkdir(path, { recursive: true, mode: FOLDER_MODE });
  },
  async list(path) {
    try {
      return await later.readdir(path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  async removeFolder(path) {
    try {
      await later.rmdir(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
  async syncFolder(path) {
    // Windows has no such thing: there the rename itself is what lasts.
    if (process.platform === 'win32') return;
    const fd = openSync(path, constants.O_RDONLY);
    try {
      await later.fsync(fd);
    } finally {
      closeSync(fd);
    }
  },
  atOnce: nodeFilesAtOnce,
};

async function readFully(fd: number, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await later.read(fd, buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
