import type { Instant } from '../../domain/time.ts';

interface Entry {
  readonly at: Instant;
  /** What it is sorted by in the heap that it stands in. */
  readonly order: Instant;
  readonly start: Instant | null;
  readonly id: string;
}

/**
 * Who is next. Until its time has come an id waits by that time; from then on what starts soonest goes first, so that in a rush nobody is
 * reminded of a meeting after it has begun while others hear of tomorrow's. What is not about a start goes by its own time, which is past:
 * before all of them. An id has one time that counts; an entry with another is an old one and is dropped when it comes up.
 */
export class DueQueue {
  readonly #waiting = new Heap();
  readonly #ready = new Heap();
  readonly #times = new Map<string, Instant>();

  /** Null takes the id out. */
  set(id: string, at: Instant | null, start: Instant | null = null): void {
    if (at === null) {
      this.#times.delete(id);
      return;
    }
    if (this.#times.get(id) === at) return;
    this.#times.set(id, at);
    this.#waiting.push({ at, order: at, start, id });
    if (this.#waiting.size > 64 && this.#waiting.size > 4 * this.#times.size) {
      this.#waiting.keep((entry) => this.#isCurrent(entry));
    }
  }

  /** Takes out the first whose time has come, or gives null. */
  take(now: Instant): string | null {
    for (;;) {
      const next = this.#waiting.first();
      if (next === undefined || next.at > now) break;
      this.#waiting.pop();
      if (this.#isCurrent(next)) this.#ready.push({ ...next, order: next.start ?? next.at });
    }
    for (;;) {
      const next = this.#ready.first();
      // A clock that was set back has made it early again.
      if (next === undefined || next.at > now) return null;
      this.#ready.pop();
      if (!this.#isCurrent(next)) continue;
      this.#times.delete(next.id);
      return next.id;
    }
  }

  #isCurrent({ id, at }: Entry): boolean {
    return this.#times.get(id) === at;
  }
}

/** A binary heap, the smallest `order` first. */
class Heap {
  #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  first(): Entry | undefined {
    return this.#entries[0];
  }

  keep(wanted: (entry: Entry) => boolean): void {
    const kept = this.#entries.filter(wanted);
    this.#entries = [];
    for (const entry of kept) this.push(entry);
  }

  push(entry: Entry): void {
    const heap = this.#entries;
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as Entry;
      if (parent.order <= entry.order) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  pop(): void {
    const heap = this.#entries;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && (heap[below + 1] as Entry).order < (heap[below] as Entry).order) {
        below += 1;
      }
      const child = heap[below] as Entry;
      if (last.order <= child.order) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
  }
}
