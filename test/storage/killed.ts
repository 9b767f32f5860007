import { cpSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { type FileSystem, nodeFileSystem } from '../../bot/storage/file-system.ts';
import type { LowdbStore } from '../../bot/storage/lowdb-store.ts';
import { failure } from './failing-file-system.ts';

/**
 * Leaves the folder as a killed process does: closing would make the documents whole. What is copied is one moment of p1: in a turn, nothing else writes
 * the document.
 */
export async function stopHard(store: LowdbStore, dir: string): Promise<void> {
  const copy = `${dir}.copy`;
  await store.turn('p1', () => {
    cpSync(dir, copy, { recursive: true });
    return { doc: null, result: null };
  });
  await store.close();
  await rm(dir, { recursive: true });
  await rename(copy, dir);
}

/** This machine's files. While they are held no document is made whole, and no line is moved out of one, however long the machine takes. */
export class HeldFiles {
  isHeld = false;
  readonly fs: FileSystem = {
    ...nodeFileSystem,
    open: async (path, mode) => {
      if (this.isHeld && path.endsWith('.jsonl')) throw failure('EIO');
      return nodeFileSystem.open(path, mode);
    },
    atOnce: {
      ...nodeFileSystem.atOnce,
      open: (path, mode) => {
        if (this.isHeld && mode === 'write' && path.endsWith('document.tmp')) throw failure('EIO');
        return nodeFileSystem.atOnce.open(path, mode);
      },
    },
  };
}
