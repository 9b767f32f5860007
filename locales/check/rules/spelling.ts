import { lineAt } from '../prepare.ts';
import type { Hit, Rule } from '../rule.ts';
import { findAbbreviations } from './vocabulary.ts';

/** Times, weeks and short months, which rule M16 has already said what to do with. */
const OTHERS =
  /(?<!\p{L})(?:kl|v|mån|tis|ons|tors|fre|lör|sön|jan|feb|mar|apr|aug|sep|sept|okt|nov|dec)(?!\p{L})/giu;

export const spelling: Rule = {
  id: 'M23',
  about: 'spelling',
  severity: { plain: 'error', easy: 'error', staff: 'error' },
  check(text, { speller, explainable, fieldWords }) {
    if (speller === null) return [];
    const elsewhere: Hit[] = [
      ...findAbbreviations(text),
      ...[...text.masked.matchAll(OTHERS)].map((match) => ({
        at: match.index,
        text: match[0],
        suggestion: '',
      })),
    ];
    const seen = new Set<string>();
    return text.words.flatMap((word) => {
      if (word.name || seen.has(word.text) || /\d/.test(word.text)) return [];
      if (elsewhere.some((hit) => word.start < hit.at + hit.text.length && word.end > hit.at)) return [];
      if (isProperOrAcronym(text.raw, word.start, word.text)) return [];
      if (explainable.has(word.text.toLowerCase()) || speller.isRight(word.text)) return [];
      const lower = word.text.toLowerCase();
      if (lower !== word.text && speller.isRight(lower)) return [];
      if (fieldWords.has(lower)) return []; // rule M18
      seen.add(word.text);
      const nearest = speller.suggest(word.text);
      const suggestion = nearest.length > 0 ? `Menar du ${nearest.join(', ')}?` : 'Stavningen är okänd.';
      return [{ at: word.start, text: word.text, suggestion }];
    });
  },
};

/** A capital inside a sentence is a name, capitals all through an acronym (rule M7) or emphasis (rule M21). */
function isProperOrAcronym(raw: string, at: number, word: string): boolean {
  if (/^\p{Lu}{2,}(?::\p{Ll}+)?$/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word)) return false;
  const lineStart = raw.lastIndexOf('\n', at - 1) + 1;
  return lineAt(raw, at) > 0 && /[\p{L}\d,]["”]? ?$/u.test(raw.slice(lineStart, at));
}
