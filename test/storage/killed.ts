import { cp, rename, rm } from 'node:fs/promises';
import { type FileSystem, nodeFileSystem } from '../../bot/storage/file-system.ts';
import type { LowdbStore } from '../../bot/storage/lowdb-store.ts';

/** Leaves the folder as a killed process does: closing would make the documents whole. */
export async function stopHard(store: LowdbStore, dir: string): Promise<void> {
  const copy = `${dir}.copy`;
  await cp(dir, copy, { recursive: true });
  await store.close();
  await rm(dir, { recursive: true });
  await rename(copy, dir);
}

/** This machine's files, of which no document is made whole while they are held, however long the machine takes. */
export class HeldFiles {
  isHeld = false;
  readonly fs: FileSystem = {
    ...nodeFileSystem,
    atOnce: {
      ...nodeFileSystem.atOnce,
      open: (path, mode) => {
        if (this.isHeld && path.endsWith('document.tmp')) {
          throw Object.assign(new Error('held'), { code: 'EIO' });
        }
        return nodeFileSystem.atOnce.open(path, mode);
      },
    },
  };
}
