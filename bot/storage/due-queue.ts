import type { Instant } from '../../domain/time.ts';

/** What can stand in a queue. All but the id is the queue's own: there is one for each participant, so it is no object more. */
export interface Waiting {
  readonly id: string;
  /** When it is due. Null when it is not waited for. */
  at: Instant | null;
  start: Instant | null;
  heap: Heap | null;
  place: number;
}

export function notWaiting(id: string): Waiting {
  return { id, at: null, start: null, heap: null, place: 0 };
}

/**
 * Who is next. Until its time has come one waits by that time; from then on what starts soonest goes first, so that in a rush nobody is
 * reminded of a meeting after it has begun while others hear of tomorrow's. What is not about a start goes by its own time, which is past:
 * before all of them.
 */
export class DueQueue<One extends Waiting> {
  readonly #waiting = new Heap(({ at }) => at as Instant);
  readonly #ready = new Heap(({ at, start }) => start ?? (at as Instant));

  /** Null takes it out. */
  set(one: One, at: Instant | null, start: Instant | null = null): void {
    if (one.at === at && (one.start === start || one.heap === this.#waiting)) {
      one.start = start;
      return;
    }
    one.heap?.remove(one);
    one.at = at;
    one.start = start;
    if (at !== null) this.#waiting.push(one);
  }

  /** Takes out the first whose time has come, or gives null. */
  take(now: Instant): One | null {
    for (let next = this.#waiting.first; isDue(next, now); next = this.#waiting.first) {
      this.#waiting.remove(next);
      this.#ready.push(next);
    }
    const next = this.#ready.first;
    // A clock that was set back has made it early again.
    if (!isDue(next, now)) return null;
    this.#ready.remove(next);
    next.at = null;
    return next as One;
  }
}

function isDue(one: Waiting | undefined, now: Instant): one is Waiting {
  return one?.at != null && one.at <= now;
}

/** A binary heap, the smallest first, in which each knows its place. */
class Heap {
  readonly #orderOf: (one: Waiting) => Instant;
  readonly #all: Waiting[] = [];

  constructor(orderOf: (one: Waiting) => Instant) {
    this.#orderOf = orderOf;
  }

  get first(): Waiting | undefined {
    return this.#all[0];
  }

  push(one: Waiting): void {
    one.heap = this;
    this.#all.push(one);
    this.#rise(one, this.#all.length - 1);
  }

  /** One that stands in it, with the order that it came in with. */
  remove(one: Waiting): void {
    const last = this.#all.pop() as Waiting;
    if (last !== one) {
      this.#rise(last, one.place);
      this.#sink(last, last.place);
    }
    one.heap = null;
  }

  #rise(one: Waiting, from: number): void {
    const order = this.#orderOf(one);
    let place = from;
    while (place > 0) {
      const above = this.#all[(place - 1) >> 1] as Waiting;
      if (this.#orderOf(above) <= order) break;
      this.#put(above, place);
      place = (place - 1) >> 1;
    }
    this.#put(one, place);
  }

  #sink(one: Waiting, from: number): void {
    const order = this.#orderOf(one);
    let place = from;
    for (;;) {
      const left = this.#all[2 * place + 1];
      const right = this.#all[2 * place + 2];
      if (left === undefined) break;
      const isRight = right !== undefined && this.#orderOf(right) < this.#orderOf(left);
      const below = isRight ? right : left;
      if (order <= this.#orderOf(below)) break;
      const free = below.place;
      this.#put(below, place);
      place = free;
    }
    this.#put(one, place);
  }

  #put(one: Waiting, place: number): void {
    this.#all[place] = one;
    one.place = place;
  }
}
