import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreLockedError, StoreWriteError } from '../../domain/errors.ts';

const SQLITE_BUSY = 5;

/**
 * Takes the folder for this process. The lock is the operating system's own lock on a file, which SQLite takes for us since Node cannot:
 * it ends with the process, however that dies, so there is never a stale one to judge by its process number or its age. Nothing is ever
 * stored in the file. Throws StoreLockedError while another process, or another store in this one, has it.
 */
export function lockFolder(dir: string): { release(): void } {
  const path = join(dir, 'stegvis.lock');
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    // By name, since closing a second handle of our own would end the lock.
    chmodSync(path, 0o600);
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const isTaken = (error as { errcode?: unknown }).errcode === SQLITE_BUSY;
    throw isTaken ? new StoreLockedError(dir) : new StoreWriteError({ cause: error });
  }
  const held = database;
  return { release: () => held.close() };
}
