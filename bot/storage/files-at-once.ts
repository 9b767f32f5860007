import {
  closeSync,
  constants,
  copyFileSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';

/** Two files with the same values hold the same bytes, as long as nobody sets the clock of the file by hand. */
export interface FileIdentity {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * The file operations that the write of a document is built of. Each is done when it returns, so they belong into a thread that may wait for
 * the disk. An interface, so that a test can let each of them fail, or be the last one that happens. Errors are Node's own, with their `code`.
 */
export interface FilesAtOnce {
  /**
   * `write`: created, or emptied. `append`: created, writes go to the end. `update`: must exist, writes go where they are told to. New files can be read by
   * their owner alone.
   */
  open(path: string, mode: 'write' | 'append' | 'update'): FileAtOnce;
  /** Null when there is no such file. */
  stat(path: string): FileIdentity | null;
  /** A second name for the same file. The name must be free. */
  link(from: string, to: string): void;
  copy(from: string, to: string): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  /** With the folders above it; nothing happens when it exists. New folders can be entered by their owner alone. */
  makeFolder(path: string): void;
  /** Makes what was created, renamed and removed in the folder survive a power cut. */
  syncFolder(path: string): void;
}

export interface FileAtOnce {
  /** Writes all of it: at that position, in a file that is opened for updates, else after what was written. */
  write(bytes: Uint8Array, position?: number): void;
  /** Cuts off what stands after so many bytes. */
  truncate(size: number): void;
  stat(): FileIdentity;
  sync(): void;
  /** Makes the bytes survive a power cut and what is needed to find them, such as a new size; not the time of the change. */
  syncData(): void;
  close(): void;
}

export const FLAGS = {
  read: constants.O_RDONLY,
  write: constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC,
  append: constants.O_RDWR | constants.O_CREAT | constants.O_APPEND,
  update: constants.O_RDWR,
};
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

export const nodeFilesAtOnce: FilesAtOnce = {
  open(path, mode) {
    const fd = openSync(path, FLAGS[mode], FILE_MODE);
    return {
      write(bytes, position) {
        let written = 0;
        while (written < bytes.length) {
          const at = position === undefined ? null : position + written;
          written += writeSync(fd, bytes, written, bytes.length - written, at);
        }
      },
      truncate: (size) => ftruncateSync(fd, size),
      stat: () => identityOf(fstatSync(fd)),
      sync: () => fsyncSync(fd),
      syncData: () => fdatasyncSync(fd),
      close: () => closeSync(fd),
    };
  },
  stat(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? identityOf(found) : null;
  },
  link: linkSync,
  copy: (from, to) => copyFileSync(from, to),
  rename: renameSync,
  unlink: unlinkSync,
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: FOLDER_MODE }),
  syncFolder(path) {
    // Windows has no such thing: there the rename itself is what lasts.
    if (process.platform === 'win32') return;
    const fd = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  },
};

export function identityOf({ ino, size, mtimeMs }: FileIdentity): FileIdentity {
  return { ino, size, mtimeMs };
}

export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs;
}

export function errorCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}
