import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from './file-system.ts';

/**
 * Who has been erased: a file for each, whose name is a keyed hash of the id and which holds nothing. An id may be a name, so it is not
 * kept; the key stands in the folder, so the tombstones of a folder are known in a back-up of it that is put back.
 */
export class Tombstones {
  readonly #fs: FileSystem;
  readonly #folder: string;
  readonly #key: { read(): Promise<string | undefined>; write(key: string): Promise<void> };
  readonly #names = new Set<string>();
  #secret: string | null = null;

  constructor(
    fs: FileSystem,
    folder: string,
    key: { read(): Promise<string | undefined>; write(key: string): Promise<void> },
  ) {
    this.#fs = fs;
    this.#folder = folder;
    this.#key = key;
  }

  async load(): Promise<void> {
    for (const name of await this.#fs.list(this.#folder)) this.#names.add(name);
    if (this.#names.size > 0) this.#secret = (await this.#key.read()) ?? null;
  }

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  has(id: string): boolean {
    return this.#secret !== null && this.#names.size > 0 && this.#names.has(nameOf(this.#secret, id));
  }

  /** Lasts when it returns. */
  async add(id: string): Promise<void> {
    if (this.#secret === null) {
      this.#secret = (await this.#key.read()) ?? null;
      if (this.#secret === null) {
        const made = randomBytes(32).toString('base64url');
        await this.#key.write(made);
        this.#secret = made;
      }
    }
    const name = nameOf(this.#secret, id);
    await this.#fs.makeFolder(this.#folder);
    const file = await this.#fs.open(join(this.#folder, name), 'write');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await this.#fs.syncFolder(this.#folder);
    await this.#fs.syncFolder(join(this.#folder, '..'));
    this.#names.add(name);
  }
}

function nameOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`stegvis erased\n${id}`).digest('hex');
}
