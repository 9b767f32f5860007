/** Letters as words are looked for: small, and without the dots and accents that many leave out. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about characters, and those are some
const ASCII = /^[\u0000-\u007f]*$/;

/** In small letters without diacritics: å and ä are a, ö is o. A letter of Latin, Greek or Cyrillic stays one letter. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  const swedish = lower.replaceAll('å', 'a').replaceAll('ä', 'a').replaceAll('ö', 'o');
  if (ASCII.test(swedish)) return swedish;
  return swedish
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'a');
}

const BARE = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/** Letters and figures alone, with one space between words. @param folded as `fold` gives */
export const bareOf = (folded: string): string =>
  BARE.test(folded) ? folded : folded.replace(/[^a-z0-9]+/g, ' ').trim();
