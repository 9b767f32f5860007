import { measure } from '../measure.ts';
import type { Hit, Level, Rule } from '../rule.ts';

interface Budget {
  aimWords: number;
  maxWords: number;
  meanWords: number;
  lix: number;
  aimLix: number;
  longWordShare: number;
  sentences: number;
}

const PLAIN: Budget = {
  aimWords: 15,
  maxWords: 20,
  meanWords: 12,
  lix: 35,
  aimLix: 30,
  longWordShare: 0.22,
  sentences: 6,
};
const EASY: Budget = {
  aimWords: 10,
  maxWords: 12,
  meanWords: 8,
  lix: 25,
  aimLix: 20,
  longWordShare: 0.12,
  sentences: 5,
};

/** How long sentences and how heavy texts may be. No Swedish authority sets limits: these are our own. */
export const BUDGETS: Readonly<Record<Level, Budget>> = { plain: PLAIN, easy: EASY, staff: PLAIN };

/** LIX, the mean and the share of long words say nothing about a shorter text. */
export const SHORTEST_MEASURED_TEXT = 30;

/** Whether LIX and the share of long words of a text say anything. */
export function isMeasured({ words }: { readonly words: number }): boolean {
  return words >= SHORTEST_MEASURED_TEXT;
}

export const sentenceLength: Rule = {
  id: 'M1',
  about: 'words a sentence',
  severity: { plain: 'error', easy: 'error', staff: 'error' },
  check(text, { level }) {
    const budget = BUDGETS[level];
    return text.sentences.flatMap((sentence) => {
      const count = sentence.words.length;
      if (count <= budget.aimWords) return [];
      return [
        {
          at: sentence.start,
          text: sentence.text,
          severity: count > budget.maxWords ? ('error' as const) : ('warning' as const),
          suggestion: `Meningen har ${count} ord. Skriv högst ${count > budget.maxWords ? budget.maxWords : budget.aimWords}. Dela den.`,
        },
      ];
    });
  },
};

export const budgets: Rule = {
  id: 'M2',
  about: 'LIX, share of long words, mean sentence, sentences in a message',
  severity: { plain: 'error', easy: 'error', staff: null },
  check(text, { level, kind }) {
    const budget = BUDGETS[level];
    const measured = measure(text);
    const hits: Hit[] = [];
    const add = (found: string, suggestion: string, severity: 'error' | 'warning' = 'error') =>
      hits.push({ at: 0, text: found, suggestion, severity });
    if (isMeasured(measured) && kind !== 'choice') {
      if (measured.lix > budget.lix) {
        add(
          `LIX ${swedish(measured.lix)}`,
          `LIX får vara högst ${budget.lix}. Skriv kortare meningar och kortare ord.`,
        );
      } else if (measured.lix > budget.aimLix) {
        add(`LIX ${swedish(measured.lix)}`, `LIX bör vara högst ${budget.aimLix}.`, 'warning');
      }
      if (measured.longWordShare > budget.longWordShare) {
        const share = Math.round(measured.longWordShare * 1000) / 10;
        add(
          `långa ord ${swedish(share)} procent`,
          `Högst ${budget.longWordShare * 100} procent av orden får ha mer än 6 bokstäver. Långa ord här: ${measured.longWords.join(', ')}.`,
        );
      }
      if (measured.wordsPerSentence > budget.meanWords) {
        add(
          `${swedish(measured.wordsPerSentence)} ord per mening`,
          `Meningarna får ha högst ${budget.meanWords} ord i medeltal.`,
        );
      }
    }
    if (kind === 'message') {
      const count = text.sentences.filter((sentence) => !sentence.bullet).length;
      if (count > budget.sentences) {
        add(
          `${count} meningar`,
          `Ett meddelande får ha högst ${budget.sentences} meningar. Dela det eller stryk.`,
        );
      }
    }
    return hits;
  },
};

function swedish(value: number): string {
  return String(value).replace('.', ',');
}
