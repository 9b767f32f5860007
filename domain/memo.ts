/**
 * What was found out about an object that will not change, for as long as somebody may soon ask again. It is emptied when it holds many: on an evening when a
 * hundred thousand people are reminded each of them is looked at once, and to hold on to all of them, however weakly, takes half a gigabyte and pauses of a
 * quarter of a second.
 */
export class Memo<Key extends object, Value> {
  readonly #most: number;
  #values = new WeakMap<Key, Value>();
  /** How many there are, those among them that nobody can ask for any more. */
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  set(key: Key, value: Value): void {
    if (!this.#values.has(key)) this.#count += 1;
    if (this.#count > this.#most) {
      this.#values = new WeakMap();
      this.#count = 1;
    }
    this.#values.set(key, value);
  }
}
