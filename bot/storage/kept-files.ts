import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Kept } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { asStoreError } from './document-write.ts';
import type { FileSystem } from './file-system.ts';

/**
 * What came in and is not worked yet: a file for each, gone as soon as it is worked. Half a file is one whose sender was never told "taken",
 * and is let go of at the next start.
 */
export class KeptFiles {
  readonly #fs: FileSystem;
  readonly #folder: string;
  readonly #now: () => Instant;
  /** By id, in the order in which they came; what is being written down among them. */
  readonly #kept = new Map<string, Promise<Kept>>();
  #loaded: Promise<void> | null = null;

  constructor(fs: FileSystem, folder: string, now: () => Instant) {
    this.#fs = fs;
    this.#folder = folder;
    this.#now = now;
  }

  async keep(id: string, body: Kept['body']): Promise<void> {
    await this.#load();
    const writing = this.#kept.get(id) ?? this.#write({ id, at: this.#now(), body });
    this.#kept.set(id, writing);
    try {
      await writing;
    } catch (error) {
      this.#kept.delete(id);
      throw asStoreError(error);
    }
  }

  async all(): Promise<Kept[]> {
    await this.#load();
    const all = await Promise.allSettled(this.#kept.values());
    return all.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  }

  /** Not waited for by the disk: at worst it is worked once more, and known by its id. */
  async letGo(id: string): Promise<void> {
    await this.#load();
    if (!this.#kept.has(id)) return;
    try {
      await this.#fs.unlink(this.#path(id));
      this.#kept.delete(id);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async #write(kept: Kept): Promise<Kept> {
    const file = await this.#fs.open(this.#path(kept.id), 'write');
    try {
      await file.write(Buffer.from(JSON.stringify(kept)));
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#fs.syncFolder(this.#folder);
    return kept;
  }

  #load(): Promise<void> {
    this.#loaded ??= this.#readAll();
    return this.#loaded;
  }

  async #readAll(): Promise<void> {
    const found: Kept[] = [];
    for (const name of await this.#fs.list(this.#folder)) {
      const path = join(this.#folder, name);
      const file = await this.#fs.readSmall(path, false);
      const kept = file && parsed(file.bytes);
      if (kept !== null) found.push(kept);
      else await this.#fs.unlink(path);
    }
    found.sort((a, b) => (a.at < b.at ? -1 : 1));
    for (const kept of found) this.#kept.set(kept.id, Promise.resolve(kept));
  }

  /** An id is the supplier's own and may hold anything. */
  #path(id: string): string {
    return join(this.#folder, `${createHash('sha256').update(id).digest('hex')}.json`);
  }
}

function parsed(bytes: Buffer): Kept | null {
  try {
    return JSON.parse(bytes.toString('utf8')) as Kept;
  } catch {
    return null;
  }
}
