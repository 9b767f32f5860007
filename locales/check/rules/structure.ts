import type { Prepared } from '../prepare.ts';
import { type Hit, hitsOf, type Rule, wholeWords } from '../rule.ts';
import { SHOUTED_WORDS } from '../words/shouted.ts';

/** Words that begin a clause when they stand before it: "att du", "om mötet". */
const SUBJECTS =
  'du|jag|han|hon|hen|den|det|de|dom|vi|ni|man|din|ditt|dina|min|mitt|mina|sin|sitt|sina|en|ett|alla|någon|något|några|ingen|inget|inga|varje|inte|denna|detta|dessa|arbetsförmedlingen|försäkringskassan|kommunen|handledaren|leverantören|läkaren|mötet|\\p{L}+(?:en|et|na)';
/** After "och" or "eller" a clause stands beside the one before: "vad du kan och vad du vill". */
const NOT_BESIDE = '(?<!(?<!\\p{L})(?:och|eller) )';
const CLAUSE_STARTS = wholeWords(
  NOT_BESIDE +
    `(?:${[
      'eftersom|medan|fastän|trots att|därför att|tills|ifall|även om|så länge|så snart|dit du|där du',
      '(?<!(?:talar?|pratar?|ber?|bestämmer|frågar?) )om(?= (?:du|jag|han|hon|hen|den|det|de|vi|man|någon|något|ingen|alla)(?!\\p{L}))',
      `(?:(?:för |så )?att|när|innan|hur|varför)(?= (?:${SUBJECTS})(?!\\p{L}))`,
      '(?:vad|vem|vilken|vilket|vilka)(?: som(?!\\p{L})| \\p{L}+ som(?!\\p{L})|(?= (?:\\p{L}+ )?(?:du|jag|han|hon|den|det|de|vi)(?!\\p{L})))',
      '(?<!(?:vad|vem|vilka|vilken|vilket) )som(?! (?:en|ett|i|på|hos|vid|med|till|mest|minst|vanligt|helst|bäst|sagt|om)(?!\\p{L}))|vars',
    ].join('|')})`,
);

export const subordinateClauses: Rule = {
  id: 'M3',
  about: 'more than one subordinate clause in a sentence',
  severity: { plain: 'warning', easy: 'warning', staff: null },
  check(text) {
    return maskedSentences(text).flatMap(({ sentence, masked }) => {
      const starts = [...masked.matchAll(CLAUSE_STARTS)];
      if (starts.length < 2) return [];
      const words = starts.map((match) => match[0].trim()).join(', ');
      return [
        { at: sentence.start, text: sentence.text, suggestion: `Flera bisatser (${words}). Dela meningen.` },
      ];
    });
  },
};

const INSERTED =
  /, (?:som|när|om|där|vars|vilket|vilken|vilka|eftersom|fast|även om|trots att|såvida|till exempel|det vill säga|bland annat|enligt|alltså|liksom|inklusive|förutom) [^,.!?:]{2,90}, \p{Ll}/giu;
const INSERTED_BY_DASHES = /\S [–—-] [^–—.!?]{2,90} [–—-] \S/gu;

export const insertedClause: Rule = {
  id: 'M4',
  about: 'inserted clause',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    const suggestion = 'Bryt ut det inskjutna till en egen mening.';
    return maskedSentences(text).flatMap(({ sentence, masked }) =>
      [INSERTED, INSERTED_BY_DASHES].flatMap((pattern) =>
        shift(hitsOf(masked, pattern, suggestion), sentence.start),
      ),
    );
  },
};

export const marks: Rule = {
  id: 'M5',
  about: 'parentheses, semicolon, slash, %, §, &',
  severity: { plain: 'warning', easy: 'error', staff: 'warning' },
  check(text) {
    return hitsOf(text.masked, /[()[\];%§&]|(?<!\d)\/|\/(?!\d)|\d{3,}\/\d|\d\/\d{3,}(?!\d)/gu, (found) => {
      if (/[%]/.test(found)) return 'Skriv procent.';
      if (found === '&') return 'Skriv och.';
      if (found.includes('/')) return 'Skriv och eller eller.';
      if (found === '§') return 'Skriv paragraf eller stryk.';
      return 'Skriv en egen mening i stället.';
    });
  },
};

const SHOUTED = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...SHOUTED_WORDS].join('|')}|\\p{Lu}{6,})(?![\\p{L}\\d])`,
  'gu',
);
const SHOUTED_ROW = /(?<!\p{L})\p{Lu}{2,}(?: \p{Lu}{2,})+(?!\p{L})/gu;
const ITALICS =
  /(?<![\p{L}\d*_])([*_]{1,3})(?=\S)[^*_\n]+?(?<=\S)\1(?![\p{L}\d*_])|<\/?(?:i|em|b|strong|u)>/gu;
const HYPHENATED = /\u00ad|\p{L}-\n\p{Ll}/gu;

export const emphasis: Rule = {
  id: 'M21',
  about: 'no capitals or italics for emphasis, no hyphenation, one sentence a line',
  severity: { plain: null, easy: 'error', staff: null },
  check(text) {
    const hits: Hit[] = [];
    const rows = hitsOf(text.masked, SHOUTED_ROW, 'Skriv med små bokstäver.');
    hits.push(...rows);
    for (const match of text.masked.matchAll(SHOUTED)) {
      const inRow = rows.some((row) => match.index >= row.at && match.index < row.at + row.text.length);
      if (!inRow) hits.push({ at: match.index, text: match[0], suggestion: 'Skriv med små bokstäver.' });
    }
    hits.push(...hitsOf(text.masked, ITALICS, 'Skriv utan kursiv och fetstil.'));
    hits.push(...hitsOf(text.masked, HYPHENATED, 'Dela inte ord med bindestreck.'));
    text.sentences.forEach((sentence, index) => {
      if (index === 0 || text.sentences[index - 1]?.line !== sentence.line) return;
      hits.push({ at: sentence.start, text: sentence.text, suggestion: 'Börja varje mening på en ny rad.' });
    });
    return hits;
  },
};

const MOST_BULLETS = 5;

export const bulletsAndQuestions: Rule = {
  id: 'M22',
  about: 'at most five bullets; one question, last and alone',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text, { kind }) {
    if (kind === 'choice') return [];
    const hits: Hit[] = [];
    const bullets = text.sentences.filter((sentence) => sentence.bullet);
    const rows = new Set(bullets.map((sentence) => sentence.line)).size;
    const sixth = bullets[MOST_BULLETS];
    if (rows > MOST_BULLETS && sixth !== undefined) {
      hits.push({
        at: sixth.start,
        text: sixth.text,
        suggestion: `Skriv högst ${MOST_BULLETS} punkter. Nu är de ${rows}.`,
      });
    }
    const spoken = maskedSentences(text).filter(({ sentence }) => !sentence.bullet);
    const questions = spoken.filter(({ masked }) => /\?["”'’)]*$/u.test(masked));
    const second = questions[1];
    if (second !== undefined) {
      hits.push({
        at: second.sentence.start,
        text: second.sentence.text,
        suggestion: 'Ställ en fråga i taget.',
      });
      return hits;
    }
    const question = questions[0];
    if (question !== undefined && question !== spoken.at(-1)) {
      hits.push({
        at: question.sentence.start,
        text: question.sentence.text,
        suggestion: 'Ställ frågan sist.',
      });
    }
    return hits;
  },
};

/** Sentences with the quoted words of the plan blanked, for rules that look at wording. */
export function maskedSentences(
  text: Prepared,
): { sentence: Prepared['sentences'][number]; masked: string }[] {
  return text.sentences.map((sentence) => ({
    sentence,
    masked: text.masked.slice(sentence.start, sentence.end),
  }));
}

function shift(hits: Hit[], by: number): Hit[] {
  return hits.map((hit) => ({ ...hit, at: hit.at + by }));
}
