import { reasonOf } from '../../domain/errors.ts';
import type { Log } from '../../domain/ports.ts';

/** How long nothing must have been asked of the store before it does what can wait. */
const QUIET_MS = 200;
/**
 * How long nothing must have been written in a document before it is seen to. Who writes now writes again soon, and the first change after the document was
 * made whole takes many times as long as the next.
 */
const LEFT_MS = 2 * 60_000;
/** How long a notice waits for its position while it is never quiet. */
const PLACE_MS = 1_000;
/** How long it rests after something could not be written. */
const REST_MS = 5_000;
/** How long closing may take for it. What is left over is safe in the documents. */
const DRAIN_MS = 2_000;

export interface SpillWork {
  /**
   * Moves the lines of one participant from the document to the files beside it, and makes the document whole. `isBusy`: others are being served, so
   * that no more is done than has to be.
   */
  readonly spill: (id: string, isBusy: boolean) => Promise<void>;
  /** Gives waiting notices their positions. */
  readonly place: () => Promise<void>;
  readonly hasUnplaced: () => boolean;
}

/**
 * Moves lines out of the documents when there is time, or at once when a document has grown. Nothing depends on it but the size of the
 * documents: a line is as safe in one place as in the other, and readers look in both.
 */
export class Spiller {
  readonly #work: SpillWork;
  readonly #log: Log;
  readonly #urgent = new Set<string>();
  /** With when it was written last, and in that order. */
  readonly #waiting = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #wakeAt = 0;
  #running: Promise<void> | null = null;
  #busyAt = 0;
  #placedAt = 0;
  #isStopped = false;
  /** What could not be written the last time that it was tried, and why. Null stands for the feeds. */
  readonly #failed = new Map<string | null, string>();

  constructor(work: SpillWork, log: Log) {
    this.#work = work;
    this.#log = log;
  }

  /** Somebody is being served. */
  touch(): void {
    this.#busyAt = performance.now();
  }

  mark(id: string, isUrgent: boolean): void {
    if (this.#isStopped) return;
    if (isUrgent) {
      this.#urgent.add(id);
      this.#start();
    } else {
      this.#waiting.delete(id);
      this.#waiting.set(id, performance.now());
      this.#wake(LEFT_MS);
    }
  }

  /** There are notices to be given a position when it is quiet. */
  wake(): void {
    this.#wake(QUIET_MS);
  }

  /** Does all of it now. */
  async flush(): Promise<void> {
    await this.#running;
    await this.#drain(Infinity);
  }

  /** Does what it can in a short time, and nothing after that. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
    await this.#drain(performance.now() + DRAIN_MS);
  }

  #wake(ms: number): void {
    if (this.#running || this.#isStopped) return;
    const at = performance.now() + ms;
    if (this.#timer) {
      if (this.#wakeAt <= at) return;
      clearTimeout(this.#timer);
    }
    this.#wakeAt = at;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#start();
    }, ms);
    this.#timer.unref();
  }

  #start(): void {
    if (this.#running || this.#isStopped) return;
    this.#running = this.#run().then((done) => {
      const pause = done ? QUIET_MS : REST_MS;
      this.#running = null;
      if (this.#urgent.size > 0 || this.#work.hasUnplaced()) this.#wake(pause);
      const [writtenAt] = this.#waiting.values();
      if (writtenAt !== undefined) this.#wake(Math.max(pause, writtenAt + LEFT_MS - performance.now()));
    });
  }

  /** False when something could not be written. */
  async #run(): Promise<boolean> {
    while (!this.#isStopped) {
      const isQuiet = performance.now() - this.#busyAt >= QUIET_MS;
      const id = first(this.#urgent) ?? (isQuiet ? this.#left() : null);
      if (id === null) return !isQuiet || (await this.#place());
      if (!(await this.#one(id, !isQuiet))) return false;
      // A notice without a position stays in the document, which would be found too large again and again.
      const isLate = performance.now() - this.#placedAt >= PLACE_MS;
      if (isLate && this.#work.hasUnplaced() && !(await this.#place())) return false;
    }
    return true;
  }

  /** Whose document nothing has been written in for a while. */
  #left(): string | null {
    const [oldest] = this.#waiting;
    return oldest && performance.now() - oldest[1] >= LEFT_MS ? oldest[0] : null;
  }

  async #drain(until: number): Promise<void> {
    const ids = new Set([...this.#urgent, ...this.#waiting.keys()]);
    const worker = async () => {
      for (const id of ids) {
        if (performance.now() > until) return;
        ids.delete(id);
        if (!(await this.#one(id, false))) return;
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    await this.#try(null, this.#work.place);
  }

  async #place(): Promise<boolean> {
    this.#placedAt = performance.now();
    return this.#try(null, this.#work.place);
  }

  async #one(id: string, isBusy: boolean): Promise<boolean> {
    this.#urgent.delete(id);
    this.#waiting.delete(id);
    const done = await this.#try(id, () => this.#work.spill(id, isBusy));
    if (!done) this.#urgent.add(id);
    return done;
  }

  async #try(id: string | null, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      if (this.#failed.delete(id) && this.#failed.size === 0) this.#log.info('store.spill-works');
      return true;
    } catch (error) {
      const reason = reasonOf(error);
      // A disk that refuses one refuses all, and every five seconds: that is said once, until it works again.
      const isTold = [...this.#failed.values()].includes(reason);
      this.#failed.set(id, reason);
      if (!isTold) this.#log.error('store.spill-failed', { ...(id !== null && { id }), reason });
      return false;
    }
  }
}

function first(ids: Set<string>): string | null {
  return ids.values().next().value ?? null;
}
