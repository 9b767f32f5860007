import { Low } from 'lowdb';
import { z } from 'zod';
import { DamagedError, StoreNewerError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { DocumentAdapter, type DocumentFiles, strictText, UnreadableError } from './document-adapter.ts';

export const INSTALLATION = 'installation';
/**
 * Raised together with the schema of a document and with the way in which it is stored, so that an older program that is started on the folder refuses
 * instead of setting everybody's document aside as damaged, or serving it without its changes. A folder that does not say is of the first format.
 */
const FORMAT: number = 5;
/** The format in which a log had its name before its first record, so that one that holds none lost nothing. */
export const WITH_EMPTY_LOGS = 4;

type Values = Record<string, string>;

/** The values of an installation, in a document beside those of people. One at a time: the caller sees to it. */
export class Installation {
  readonly #files: DocumentFiles;
  readonly #dir: string;
  readonly #now: () => Instant;
  readonly #onDamage: (served: 'previous' | 'nothing') => void;

  constructor(
    files: DocumentFiles,
    dir: string,
    now: () => Instant,
    onDamage: (served: 'previous' | 'nothing') => void,
  ) {
    this.#files = files;
    this.#dir = dir;
    this.#now = now;
    this.#onDamage = onDamage;
  }

  /** Throws DamagedError, StoreReadError. */
  async read(): Promise<Values> {
    // The format is the folder's own affair.
    const { format: _format, ...values } = (await this.#load()).data;
    return values;
  }

  /** Adds to the values, or puts these in the place of those with the same names. */
  async write(values: Values): Promise<void> {
    const database = await this.#load();
    database.data = { ...database.data, ...values };
    await database.write();
  }

  /**
   * `bring` changes what stands in the folder from that format to this one; it may be called again when it did not come to an end. Throws
   * StoreNewerError. What cannot be read here is met again, and told of, where it is needed.
   */
  async claimFormat(bring: (format: number) => Promise<void>): Promise<void> {
    const found = await this.#load().catch(() => null);
    if (found === null) return;
    const format = Number(found.data.format ?? 1);
    if (format > FORMAT) throw new StoreNewerError(this.#dir);
    if (format === FORMAT) return;
    await bring(format);
    await this.write({ format: String(FORMAT) });
  }

  async #load(): Promise<Low<Values>> {
    const adapter = new DocumentAdapter<Values>(
      this.#files,
      { folder: this.#dir, name: INSTALLATION },
      {
        mark: null,
        parse: (bytes) => ({ value: JSON.parse(strictText(bytes)), isTrusted: false }),
        check: ({ value }) => ({ value: z.record(z.string(), z.string()).parse(value), isExact: true }),
        encode: (values) => JSON.stringify(values),
      },
      this.#now,
    );
    const database = new Low<Values>(adapter, {});
    try {
      await database.read();
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.#onDamage('nothing');
      throw new DamagedError(INSTALLATION);
    }
    if (adapter.isDamaged) this.#onDamage('previous');
    return database;
  }
}
