import type { FileSystem, OpenFile } from '../../bot/storage/file-system.ts';
import {
  type FileAtOnce,
  type FileIdentity,
  type FilesAtOnce,
  identityOf,
} from '../../bot/storage/files-at-once.ts';
import { failure } from './failing-file-system.ts';

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
  /**
   * `all`: it was written in time. `none`: nothing of it. `zeros`: the length, but not the bytes. `half`: the first part of it. `backwards`: the
   * last part of it, and not the first.
   */
  readonly bytes: 'all' | 'none' | 'zeros' | 'half' | 'backwards';
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
      truncate: async (size) => file.truncate(size),
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

  #open(path: string, mode: 'read' | 'write' | 'append' | 'update'): FileAtOnce & { readonly ino: number } {
    let known = this.#names.get(path);
    if (known === undefined) {
      if (mode === 'read' || mode === 'update') throw failure('ENOENT');
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
    const sync = () => {
      const inode = this.#get(ino);
      this.#inodes.set(ino, { ...inode, safe: inode.bytes });
    };
    return {
      ino,
      write: (bytes, position) => {
        const before = this.#get(ino).bytes;
        const at = position ?? before.length;
        const after = Buffer.alloc(Math.max(before.length, at + bytes.length));
        before.copy(after);
        after.set(bytes, at);
        this.#put(ino, after);
      },
      truncate: (size) => {
        const after = Buffer.alloc(size);
        this.#get(ino).bytes.copy(after);
        this.#put(ino, after);
      },
      stat: () => identityOf(this.#get(ino)),
      sync,
      syncData: sync,
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

function surviving({ bytes, safe }: Inode, kind: PowerCut['bytes']): Buffer {
  if (bytes === safe || kind === 'none') return safe;
  if (kind === 'all') return bytes;
  if (kind === 'zeros') {
    const zeros = Buffer.alloc(bytes.length);
    safe.copy(zeros);
    return zeros;
  }
  const [from, to] = changedPart(bytes, safe);
  const middle = (from + to) >> 1;
  if (kind === 'half') return Buffer.concat([bytes.subarray(0, middle), safe.subarray(middle)]);
  const backwards = Buffer.from(bytes);
  backwards.fill(0, from, middle);
  if (from < safe.length) safe.copy(backwards, from, from, middle);
  return backwards;
}

/** From which byte and up to which (not included) they are different, where what is not there counts as zeros. */
function changedPart(bytes: Buffer, safe: Buffer): [number, number] {
  const isSame = (at: number) => (bytes[at] ?? 0) === (safe[at] ?? 0);
  let from = 0;
  let to = bytes.length;
  while (from < to && isSame(from)) from += 1;
  while (to > from && isSame(to - 1)) to -= 1;
  return [from, to];
}
