import { letterCount, type Prepared } from '../prepare.ts';
import { type Hit, hitsOf, type Rule, wholeWords } from '../rule.ts';
import { ABBREVIATIONS } from '../words/abbreviations.ts';
import { ACRONYMS, KNOWN_ACRONYMS } from '../words/acronyms.ts';
import { EVERYDAY_NOUNS } from '../words/everyday-nouns.ts';
import { METAPHORS } from '../words/metaphors.ts';
import { SHOUTED_WORDS } from '../words/shouted.ts';
import { STIFF_WORDS } from '../words/stiff.ts';
import { SYNONYMS } from '../words/synonyms.ts';

const ABBREVIATION_PATTERNS = ABBREVIATIONS.map(({ pattern, full }) => ({
  pattern: new RegExp(`(?<![\\p{L}\\d.:-])(?:${pattern})(?![\\p{L}\\d]|-\\p{L})`, 'giu'),
  full,
}));

/** Places of abbreviations, also for the spelling rule, which leaves them to this one. */
export function findAbbreviations(text: Prepared): Hit[] {
  const hits = ABBREVIATION_PATTERNS.flatMap(({ pattern, full }) =>
    hitsOf(text.masked, pattern, `Skriv ${full}.`),
  );
  return hits.filter((hit, index) => hits.findIndex((other) => overlaps(other, hit)) === index);
}

export const abbreviations: Rule = {
  id: 'M6',
  about: 'abbreviations',
  severity: { plain: 'error', easy: 'error', staff: 'error' },
  check: findAbbreviations,
};

const ACRONYM = /(?<![\p{L}\d])\p{Lu}{2,5}(?=(?::\p{Ll}{1,3})?(?![\p{L}\d]|-\d))/gu;

export const acronyms: Rule = {
  id: 'M7',
  about: 'acronym not explained in the same message',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    const seen = new Set<string>();
    return [...text.masked.matchAll(ACRONYM)].flatMap((match) => {
      const acronym = match[0];
      const neighbours = text.masked.slice(Math.max(0, match.index - 3), match.index + acronym.length + 3);
      if (/\p{Lu}{2,} \p{Lu}{2,}/u.test(neighbours) || SHOUTED_WORDS.has(acronym)) return []; // emphasis: M21
      if (KNOWN_ACRONYMS.has(acronym) || seen.has(acronym) || isExplained(acronym, text.masked)) return [];
      seen.add(acronym);
      const full = ACRONYMS[acronym];
      const suggestion = full ? `Skriv ${full}.` : 'Skriv ut vad förkortningen betyder i samma meddelande.';
      return [{ at: match.index, text: acronym, suggestion }];
    });
  },
};

function isExplained(acronym: string, text: string): boolean {
  const explained = wholeWords(
    `${acronym}(?::n)? (?:betyder|står för|är en förkortning|är förkortning|är kort för|läser man|är )|(?:kallas|förkortas|heter|skrivs|förkortningen är|kort sagt|säger) (?:också |även |ofta )?${acronym}`,
  );
  if (explained.test(text)) return true;
  const full = ACRONYMS[acronym];
  if (full && text.toLowerCase().includes(full.toLowerCase())) return true;
  const words = text.match(/\p{L}+/gu) ?? [];
  return words.some((_, index) => {
    const run = words.slice(index, index + acronym.length);
    return (
      run.length === acronym.length &&
      run.every((word) => word.length > 1) &&
      run.map((word) => word[0]?.toUpperCase()).join('') === acronym
    );
  });
}

const NOMINALISATION =
  /(?:ning|ningen|ningar|ningarna|ningens|[äöe]ring|[äöe]ringen|[äöe]ringar|else|elsen|elser|elserna|tion|tionen|tioner|tionerna|andet|endet|het|heten|heter|heterna)s?$/u;
const ALLOWED_PER_100 = { plain: 3, easy: 1, staff: 3 } as const;

export const nominalisations: Rule = {
  id: 'M9',
  about: 'nominalisations, more than 3 (plain) or 1 (easy) per 100 words',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text, { level, fieldWords, explainable }) {
    const found = text.words.filter((word) => {
      const lower = word.text.toLowerCase();
      if (word.name || letterCount(lower) < 7 || !NOMINALISATION.test(lower)) return false;
      return !EVERYDAY_NOUNS.test(lower) && !fieldWords.has(lower) && !explainable.has(lower);
    });
    const allowed = Math.max(1, text.words.length / 100) * ALLOWED_PER_100[level];
    const first = found[Math.floor(allowed)];
    if (found.length <= allowed || first === undefined) return [];
    return [
      {
        at: first.start,
        text: found.map((word) => word.text).join(', '),
        suggestion: 'Skriv med verb: säg vem som gör vad.',
      },
    ];
  },
};

const LONGEST_WORD = 13;

export const longWords: Rule = {
  id: 'M10',
  about: 'words of 14 letters or more, other than glossary terms and names',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text, { explainable }) {
    return text.words
      .filter(
        (word) =>
          !word.name && letterCount(word.text) > LONGEST_WORD && !explainable.has(word.text.toLowerCase()),
      )
      .map((word) => ({ at: word.start, text: word.text, suggestion: 'Dela ordet eller välj ett kortare.' }));
  },
};

const STIFF_PATTERNS = STIFF_WORDS.map(([pattern, instead]) => ({ pattern: wholeWords(pattern), instead }));

export const stiffWords: Rule = {
  id: 'M11',
  about: 'stiff words',
  severity: { plain: 'error', easy: 'error', staff: 'error' },
  check(text) {
    return STIFF_PATTERNS.flatMap(({ pattern, instead }) =>
      hitsOf(text.masked, pattern, `Skriv hellre: ${instead}.`),
    );
  },
};

export const fieldWordsExplained: Rule = {
  id: 'M18',
  about: 'a word of the field is explained or explainable at its first use',
  severity: { plain: 'error', easy: 'error', staff: null },
  check(text, { fieldWords, explainable }) {
    const seen = new Set<string>();
    const lower = text.masked.toLowerCase();
    return [...fieldWords].flatMap((term) => {
      if (explainable.has(term) || !lower.includes(term)) return [];
      const source = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const match = wholeWords(source).exec(text.masked);
      if (match === null || seen.has(term) || isDefined(term, lower)) return [];
      seen.add(term);
      return [
        { at: match.index, text: match[0], suggestion: 'Förklara ordet i samma text, eller välj ett annat.' },
      ];
    });
  },
};

function isDefined(term: string, lower: string): boolean {
  const source = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return wholeWords(
    `${source}(?:,| det)? (?:betyder|är när|är en|är ett|är det|det är|är att|är pengar|innebär|kallas)|(?:kallas|heter|det heter) (?:ofta |också |för )?${source}`,
  ).test(lower);
}

const SYNONYM_PATTERNS = SYNONYMS.map(([pattern, instead]) => ({ pattern: wholeWords(pattern), instead }));

export const oneWordForOneThing: Rule = {
  id: 'M19',
  about: 'one word for one thing',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text, { explainable }) {
    return SYNONYM_PATTERNS.flatMap(({ pattern, instead }) =>
      hitsOf(text.masked, pattern, `Vi säger ${instead}.`).filter(
        (hit) => !explainable.has(hit.text.toLowerCase()),
      ),
    );
  },
};

const METAPHOR_PATTERNS = METAPHORS.map(([pattern, instead]) => ({ pattern: wholeWords(pattern), instead }));

export const metaphors: Rule = {
  id: 'M20',
  about: 'no metaphors',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    return METAPHOR_PATTERNS.flatMap(({ pattern, instead }) =>
      hitsOf(text.masked, pattern, `Säg rakt ut: ${instead}.`),
    );
  },
};

function overlaps(a: Hit, b: Hit): boolean {
  return a.at < b.at + b.text.length && b.at < a.at + a.text.length;
}
