import type { FileSystem, OpenFile } from '../../bot/storage/file-system.ts';
import type { FileAtOnce, FileIdentity, FilesAtOnce } from '../../bot/storage/files-at-once.ts';

interface Inode extends FileIdentity {
  readonly ino: number;
  readonly bytes: Buffer;
  /** What a power cut leaves for certain. */
  readonly safe: Buffer;
}

interface Change {
  readonly folder: string;
  readonly apply: (names: Map<string, number>) => void;
}

/** What a power cut leaves of what was not synced: bytes of a file, and changes of names. Each is asked about separately. */
export interface PowerCut {
  /** `all`: it was written in time. `none`: nothing of it. `zeros`: the length, but not the bytes. `half`: a part. */
  readonly bytes: 'all' | 'none' | 'zeros' | 'half';
  /** Which share of the changes of names, counted from the oldest, had been written. */
  readonly names: number;
}

/**
 * A file system in memory that knows what a power cut would leave. What was written is safe after a sync of the file; that a file is created,
 * renamed or removed is safe after a sync of its folder. Changes of names last in the order they were made in, as in file systems with
 * a journal.
 */
export class PowerCutFileSystem implements FileSystem {
  #inodes = new Map<number, Inode>();
  #names = new Map<string, number>();
  #safeNames = new Map<string, number>();
  #changes: Change[] = [];
  #count = 0;

  /** What is found when the power is back. */
  afterPowerCut(cut: PowerCut): PowerCutFileSystem {
    const next = new PowerCutFileSystem();
    next.#count = this.#count;
    next.#names = new Map(this.#safeNames);
    const written = Math.floor(this.#changes.length * cut.names);
    for (const change of this.#changes.slice(0, written)) change.apply(next.#names);
    next.#safeNames = new Map(next.#names);
    for (const inode of this.#inodes.values()) {
      const bytes = surviving(inode, cut.bytes);
      next.#inodes.set(inode.ino, { ...inode, bytes, safe: bytes, size: bytes.length });
    }
    return next;
  }

  readonly atOnce: FilesAtOnce = {
    open: (path, mode) => this.#open(path, mode),
    stat: (path) => {
      const ino = this.#names.get(path);
      return ino === undefined ? null : identityOf(this.#get(ino));
    },
    link: (from, to) => {
      if (this.#names.has(to)) throw failure('EEXIST');
      this.#setName(to, this.#inoOf(from));
    },
    copy: (from, to) => this.#open(to, 'write').write(this.#get(this.#inoOf(from)).bytes),
    rename: (from, to) => {
      const ino = this.#inoOf(from);
      // As POSIX has it: two names of one file are left alone.
      if (this.#names.get(to) === ino) return;
      this.#change(to, (names) => {
        names.delete(from);
        names.set(to, ino);
      });
    },
    unlink: (path) => {
      this.#inoOf(path);
      this.#change(path, (names) => {
        names.delete(path);
      });
    },
    makeFolder: () => {},
    syncFolder: (path) => {
      const rest: Change[] = [];
      for (const change of this.#changes) {
        if (change.folder === path) change.apply(this.#safeNames);
        else rest.push(change);
      }
      this.#changes = rest;
    },
  };

  async open(path: string, mode: 'read' | 'write' | 'append'): Promise<OpenFile> {
    const file = this.#open(path, mode);
    return {
      write: async (bytes) => file.write(bytes),
      read: async (position, length) =>
        Buffer.from(this.#get(file.ino).bytes.subarray(position, position + length)),
      stat: async () => file.stat(),
      truncate: async (size) => this.#put(file.ino, this.#get(file.ino).bytes.subarray(0, size)),
      sync: async () => file.sync(),
      close: async () => {},
    };
  }

  async readSmall(path: string) {
    const ino = this.#names.get(path);
    if (ino === undefined) return null;
    const inode = this.#get(ino);
    return { bytes: Buffer.from(inode.bytes), identity: identityOf(inode) };
  }

  async stat(path: string) {
    return this.atOnce.stat(path);
  }

  async link(from: string, to: string) {
    this.atOnce.link(from, to);
  }

  async copy(from: string, to: string) {
    this.atOnce.copy(from, to);
  }

  async rename(from: string, to: string) {
    this.atOnce.rename(from, to);
  }

  async unlink(path: string) {
    this.atOnce.unlink(path);
  }

  async makeFolder() {}

  async removeFolder() {}

  async list(path: string) {
    const inside = [...this.#names.keys()].filter((name) => name.startsWith(`${path}/`));
    return [...new Set(inside.map((name) => name.slice(path.length + 1).split('/')[0] ?? ''))];
  }

  async syncFolder(path: string) {
    this.atOnce.syncFolder(path);
  }

  #open(path: string, mode: 'read' | 'write' | 'append'): FileAtOnce & { readonly ino: number } {
    let known = this.#names.get(path);
    if (known === undefined) {
      if (mode === 'read') throw failure('ENOENT');
      known = ++this.#count;
      this.#inodes.set(known, {
        ino: known,
        bytes: Buffer.alloc(0),
        safe: Buffer.alloc(0),
        size: 0,
        mtimeMs: known,
      });
      this.#setName(path, known);
    }
    if (mode === 'write') this.#put(known, Buffer.alloc(0));
    const ino = known;
    return {
      ino,
      write: (bytes) => this.#put(ino, Buffer.concat([this.#get(ino).bytes, bytes])),
      stat: () => identityOf(this.#get(ino)),
      sync: () => {
        const inode = this.#get(ino);
        this.#inodes.set(ino, { ...inode, safe: inode.bytes });
      },
      close: () => {},
    };
  }

  #setName(path: string, ino: number): void {
    this.#change(path, (names) => {
      names.set(path, ino);
    });
  }

  #change(path: string, apply: Change['apply']): void {
    this.#changes.push({ folder: path.slice(0, path.lastIndexOf('/')), apply });
    apply(this.#names);
  }

  #inoOf(path: string): number {
    const ino = this.#names.get(path);
    if (ino === undefined) throw failure('ENOENT');
    return ino;
  }

  #get(ino: number): Inode {
    const inode = this.#inodes.get(ino);
    if (!inode) throw failure('EBADF');
    return inode;
  }

  #put(ino: number, bytes: Buffer): void {
    this.#count += 1;
    this.#inodes.set(ino, { ...this.#get(ino), bytes, size: bytes.length, mtimeMs: this.#count });
  }
}

function surviving(inode: Inode, bytes: PowerCut['bytes']): Buffer {
  if (inode.bytes === inode.safe || bytes === 'none') return inode.safe;
  if (bytes === 'all') return inode.bytes;
  const half = Math.max(inode.safe.length, inode.bytes.length >> 1);
  if (bytes === 'half') return inode.bytes.subarray(0, half);
  const zeros = Buffer.alloc(inode.bytes.length);
  inode.safe.copy(zeros);
  return zeros;
}

function identityOf({ ino, size, mtimeMs }: Inode): FileIdentity {
  return { ino, size, mtimeMs };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
