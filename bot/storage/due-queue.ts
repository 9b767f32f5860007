import type { Instant } from '../../domain/time.ts';

interface Entry {
  readonly at: Instant;
  readonly id: string;
}

/**
 * Who is next, by time. A binary heap in which an id has one time that counts: an entry with another is an old one and is dropped when it
 * comes up.
 */
export class DueQueue {
  #heap: Entry[] = [];
  readonly #times = new Map<string, Instant>();

  /** Null takes the id out. */
  set(id: string, at: Instant | null): void {
    if (at === null) {
      this.#times.delete(id);
      return;
    }
    if (this.#times.get(id) === at) return;
    this.#times.set(id, at);
    this.#push({ at, id });
    if (this.#heap.length > 64 && this.#heap.length > 4 * this.#times.size) this.#rebuild();
  }

  /** Takes out the first whose time has come, or gives null. */
  take(now: Instant): string | null {
    for (;;) {
      const top = this.#heap[0];
      if (top === undefined || top.at > now) return null;
      this.#pop();
      if (this.#times.get(top.id) !== top.at) continue;
      this.#times.delete(top.id);
      return top.id;
    }
  }

  #rebuild(): void {
    this.#heap = [];
    for (const [id, at] of this.#times) this.#push({ at, id });
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(entry);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as Entry;
      if (parent.at <= entry.at) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && (heap[below + 1] as Entry).at < (heap[below] as Entry).at) below += 1;
      const child = heap[below] as Entry;
      if (last.at <= child.at) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
  }
}
