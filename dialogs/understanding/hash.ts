/** The hash of a text, begun with a seed, grown by pieces, and ended. */
export const begun = (seed: number): number => seed ^ 0x811c9dc5;
export const grownBy = (h: number, code: number): number => Math.imul(h ^ code, 0x01000193);

export function grown(from: number, text: string): number {
  let h = from;
  for (let i = 0; i < text.length; i++) h = grownBy(h, text.charCodeAt(i));
  return h;
}

export function ended(from: number): number {
  let h = from;
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 13;
  return h >>> 0;
}

export const hash32 = (text: string, seed: number): number => ended(grown(begun(seed), text));

export const SPACE = 32;

/** 32 bits of a phrase, to know it by heart. */
export function phraseHash(words: readonly string[]): number {
  let h = begun(0);
  for (const word of words) h = grownBy(grown(h, word), SPACE);
  return h >>> 0;
}
