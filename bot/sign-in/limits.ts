import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../domain/ports.ts';
import { MINUTE, msOf } from '../../domain/time.ts';

/** Counts tries per key in this process: `most` in any `windowMs`. Restarting forgets them, which the limits in the documents do not. */
export class Limit {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #windowMs: number;
  readonly #tries = new Map<string, number[]>();

  constructor(clock: Clock, most: number, windowMs: number) {
    this.#clock = clock;
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Whether the key has used up its tries. */
  isReached(key: string): boolean {
    return this.#recent(key).length >= this.#most;
  }

  count(key: string): void {
    const tries = [...this.#recent(key), msOf(this.#clock.now())];
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    // Somebody with endless addresses must not fill the memory either.
    if (this.#tries.size > 10_000) this.#tries.delete(this.#tries.keys().next().value ?? '');
  }

  #recent(key: string): number[] {
    const since = msOf(this.#clock.now()) - this.#windowMs;
    return (this.#tries.get(key) ?? []).filter((at) => at > since);
  }
}

const NEAR = /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/;

/**
 * Where a request comes from. Behind a proxy of the same house that is what the proxy says; what a stranger says of themselves
 * does not count.
 */
export function addressOf(req: IncomingMessage): string {
  const peer = req.socket.remoteAddress ?? '';
  const said = req.headers['x-forwarded-for'];
  const last = (Array.isArray(said) ? said.join(',') : (said ?? '')).split(',').at(-1)?.trim();
  return NEAR.test(peer) && last ? last : peer;
}

/** Wrong tries at codes from one browser, and from one address: the second is higher, because a whole office may share it. */
const WRONG_TRIES = 5;
const WRONG_TRIES_OF_ADDRESS = 30;
export const WRONG_WINDOW_MS = 15 * MINUTE;

/** Stops guessing. Somebody who changes the name of their browser all the time is stopped by their address. */
export class WrongTries {
  readonly #ofBrowser: Limit;
  readonly #ofAddress: Limit;

  constructor(clock: Clock) {
    this.#ofBrowser = new Limit(clock, WRONG_TRIES, WRONG_WINDOW_MS);
    this.#ofAddress = new Limit(clock, WRONG_TRIES_OF_ADDRESS, WRONG_WINDOW_MS);
  }

  areUsedUp(req: IncomingMessage): boolean {
    return this.#ofBrowser.isReached(browserOf(req)) || this.#ofAddress.isReached(addressOf(req));
  }

  count(req: IncomingMessage): void {
    this.#ofBrowser.count(browserOf(req));
    this.#ofAddress.count(addressOf(req));
  }
}

function browserOf(req: IncomingMessage): string {
  return `${addressOf(req)} ${req.headers['user-agent'] ?? ''}`.slice(0, 300);
}
