/** How long what can wait stands back at most: in a house full of people it goes on all the same. */
const MOST_MS = 20;

/** What nobody waits for, such as a reminder among fifty thousand, stands back a moment while somebody is being served. */
export class Courtesy {
  #serving = 0;
  readonly #waiting = new Set<() => void>();

  /** Somebody waits for this work. */
  async serve<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#serving += 1;
    try {
      return await work();
    } finally {
      this.#serving -= 1;
      if (this.#serving === 0) for (const goOn of this.#waiting) goOn();
    }
  }

  /** When nobody is being served, or it has been long enough. */
  async standBack(): Promise<void> {
    if (this.#serving === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, MOST_MS);
    this.#waiting.add(resolve);
    await promise;
    this.#waiting.delete(resolve);
    clearTimeout(timer);
  }
}
