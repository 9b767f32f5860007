import { GRAMS, lastFour, lastThree, neededLetters, OTHER, signOf, withSign } from './needed-letters.ts';

/**
 * Patterns that are asked of the same texts. There are hundreds of them and nearly all are about something else, so a text is looked
 * through once for the letters that they need, and only those that it has letters for are asked. Flags `g` and `y` of theirs are left out.
 */
export class Patterns {
  readonly #patterns: RegExp[];
  #isRead = false;
  /** By letters, where the places of the patterns that need them begin in `#needing`. */
  #from = new Uint16Array();
  #needing = new Uint16Array();
  /** Those that may be found in any text. */
  readonly #always: Uint8Array;
  /** Those that may be found in the text at hand. */
  readonly #possible: Uint8Array;

  constructor(patterns: readonly RegExp[]) {
    this.#patterns = patterns.map(({ source, flags }) => new RegExp(source, flags.replace(/[gy]/g, '')));
    this.#always = new Uint8Array(patterns.length);
    this.#possible = new Uint8Array(patterns.length);
  }

  /** For all of the product's this takes a tenth of a second, so it is done for those that are asked, and not for all that are imported. */
  #read(): void {
    this.#isRead = true;
    const needed: { gram: number; place: number }[] = [];
    for (const [place, pattern] of this.#patterns.entries()) {
      const grams = neededLetters(pattern);
      if (grams === null) this.#always[place] = 1;
      else for (const gram of grams) needed.push({ gram, place });
    }
    needed.sort((a, b) => a.gram - b.gram);
    this.#needing = Uint16Array.from(needed, ({ place }) => place);
    this.#from = new Uint16Array(GRAMS + 1);
    let at = 0;
    for (let gram = 0; gram <= GRAMS; gram++) {
      while (at < needed.length && (needed[at]?.gram as number) < gram) at++;
      this.#from[gram] = at;
    }
  }

  #look(text: string): void {
    if (!this.#isRead) this.#read();
    this.#possible.set(this.#always);
    let last = OTHER;
    for (let at = 0; at <= text.length; at++) {
      last = withSign(last, at === text.length ? OTHER : signOf(text.charCodeAt(at)));
      this.#allow(lastThree(last));
      this.#allow(lastFour(last));
    }
  }

  #allow(gram: number): void {
    const to = this.#from[gram + 1] as number;
    for (let at = this.#from[gram] as number; at < to; at++) this.#possible[this.#needing[at] as number] = 1;
  }

  /** The place of the first that is found, of those from a place on; -1 when there is none. */
  first(text: string, from = 0): number {
    this.#look(text);
    for (let place = from; place < this.#patterns.length; place++)
      if (this.#possible[place] === 1 && (this.#patterns[place] as RegExp).test(text)) return place;
    return -1;
  }

  /** The text after each that is found in it has changed it, one after the other; `change` is told the place. */
  changed(text: string, change: (text: string, place: number) => string): string {
    let out = text;
    for (let place = this.first(out); place !== -1; place = this.first(out, place + 1))
      out = change(out, place);
    return out;
  }

  any(text: string): boolean {
    return this.first(text) !== -1;
  }

  /** The places of all that are found, in their order. */
  all(text: string): number[] {
    this.#look(text);
    const found: number[] = [];
    for (let place = 0; place < this.#patterns.length; place++)
      if (this.#possible[place] === 1 && (this.#patterns[place] as RegExp).test(text)) found.push(place);
    return found;
  }
}
