import type { Clock } from '../../../domain/ports.ts';
import { msOf } from '../../../domain/time.ts';

export interface Pace {
  /** How many may come at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Nobody types this fast; a client that has lost its way does. */
export const MESSAGE_PACE: Pace = { burst: 120, perSecond: 2 };

/** A bucket per key that fills again with time. */
export class Limiter {
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(clock: Clock, pace: Pace) {
    this.#clock = clock;
    this.#pace = pace;
  }

  /** Takes one. 0 when it was there, else the seconds until the next one is. */
  take(key: string): number {
    const now = msOf(this.#clock.now());
    const before = this.#buckets.get(key) ?? { left: this.#pace.burst, at: now };
    const gained = (Math.max(0, now - before.at) / 1000) * this.#pace.perSecond;
    const left = Math.min(this.#pace.burst, before.left + gained);
    this.#buckets.delete(key);
    const taken = left >= 1;
    this.#buckets.set(key, { left: taken ? left - 1 : left, at: now });
    // The one that has been quiet longest is full again, or as good as.
    if (this.#buckets.size > 10_000) this.#buckets.delete(this.#buckets.keys().next().value ?? '');
    return taken ? 0 : Math.max(1, Math.ceil((1 - left) / this.#pace.perSecond));
  }
}
