import { SHARED_WITH_SWEDISH, SMALL_WORDS, SWEDISH } from '../../locales/phrases/languages.ts';
import type { Language } from './meaning.ts';

/**
 * The language of a text that is not Swedish; null for Swedish and for too little to tell.
 *
 * @param plain lower case, as written
 * @param folded the same with diacritics folded
 */
export function findLanguage(plain: string, folded: string): Language | null {
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return null;
  const share = (pattern: RegExp): number => (plain.match(pattern)?.length ?? 0) / letters;
  if (share(/\p{Script=Ethiopic}/gu) > 0.5) return 'ti';
  if (share(/\p{Script=Cyrillic}/gu) > 0.5) return 'uk';
  if (share(/\p{Script=Arabic}/gu) > 0.5) {
    // Letters that Persian has and Arabic lacks, and its commonest small words, against those of Arabic: "من" is in both.
    return /[پچژگکی]|(?:^|\s)(?:من|است|هستم|از|را|برای|این|نمی|می)(?=\s|$)/.test(plain) &&
      !/[ةإأ]|(?:^|\s)(?:انا|في|لا|اليوم|هذا|اريد|على|هل|متى|كيف|اين|فضلك|الى|عن|شكرا|لي)(?=[\s؟،.!]|$)/.test(
        plain,
      )
      ? 'fa'
      : 'ar';
  }
  if (share(/\p{Script=Latin}/gu) < 0.5) return 'other';
  const words = folded
    .replace(/[^a-z']+/g, ' ')
    .trim()
    .split(' ');
  if (words.length < 2) return null;
  const swedish = words.filter((word) => SWEDISH.has(word) && !SHARED_WITH_SWEDISH.has(word)).length;
  let best: Language | null = null;
  let most = 0;
  for (const [language, list] of SMALL_WORDS) {
    const all = words.filter((word) => list.has(word)).length;
    const own = words.filter((word) => list.has(word) && !SHARED_WITH_SWEDISH.has(word)).length;
    if (own >= 1 && all >= 2 && all > most && all / words.length >= 0.45 && all > swedish * 2) {
      best = language;
      most = all;
    }
  }
  return best;
}
