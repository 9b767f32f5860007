import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';

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
  /** Makes what was created, renamed and removed in the folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
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

/** Two files with the same values hold the same bytes, as long as nobody sets the clock of the file by hand. */
export interface FileIdentity {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

const FLAGS = {
  read: constants.O_RDONLY,
  write: constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC,
  append: constants.O_RDWR | constants.O_CREAT | constants.O_APPEND,
};
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

export const nodeFileSystem: FileSystem = {
  async open(path, mode) {
    const handle = await open(path, FLAGS[mode], FILE_MODE);
    return {
      async write(bytes) {
        let written = 0;
        while (written < bytes.length) {
          written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
        }
      },
      async read(position, length) {
        const buffer = Buffer.allocUnsafe(length);
        let filled = 0;
        while (filled < length) {
          const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return buffer.subarray(0, filled);
      },
      stat: () => handle.stat(),
      truncate: (size) => handle.truncate(size),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  async stat(path) {
    try {
      return await stat(path);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },
  link,
  copy: (from, to) => copyFile(from, to),
  rename,
  unlink,
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  },
  async list(path) {
    try {
      return await readdir(path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
  async syncFolder(path) {
    // Windows has no such thing: there the rename itself is what lasts.
    if (process.platform === 'win32') return;
    const handle = await open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

export function errorCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

/** The bytes of a whole file, and which file they were. Null when there is no such file. */
export async function readWhole(
  fs: FileSystem,
  path: string,
): Promise<{ bytes: Buffer; identity: FileIdentity } | null> {
  let file: OpenFile;
  try {
    file = await fs.open(path, 'read');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    const { ino, size, mtimeMs } = await file.stat();
    return { bytes: await file.read(0, size), identity: { ino, size, mtimeMs } };
  } finally {
    await file.close();
  }
}
