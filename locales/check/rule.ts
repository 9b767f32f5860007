import type { Prepared } from './prepare.ts';
import type { Speller } from './spelling.ts';

export const LEVELS = ['plain', 'easy', 'staff'] as const;
/** plain: vanlig svenska. easy: lätt svenska. staff: the inbox. */
export type Level = (typeof LEVELS)[number];

export const KINDS = ['text', 'message', 'choice', 'sms'] as const;
/**
 * text: any text. message: one bubble, so the number of sentences counts. choice: a button or heading.
 * sms: GSM-7 characters only, at most two parts.
 */
export type Kind = (typeof KINDS)[number];

/** error: the text may not be shown. warning: look again. */
export type Severity = 'error' | 'warning';

export const RULE_IDS = [
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'M7',
  'M8',
  'M9',
  'M10',
  'M11',
  'M12',
  'M13',
  'M14',
  'M15',
  'M16',
  'M17',
  'M18',
  'M19',
  'M20',
  'M21',
  'M22',
  'M23',
  'SMS',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a rule may ask about besides the text. */
export interface RuleContext {
  level: Level;
  kind: Kind;
  /** This year, to tell when a year in a date is not needed. null: not known. */
  year: number | null;
  /** Words that the product can explain, in any form, in lower case. */
  explainable: ReadonlySet<string>;
  /** Words of the field that must be explained or explainable, in any form, in lower case. */
  fieldWords: ReadonlySet<string>;
  /** null: spelling is not looked at. */
  speller: Speller | null;
}

/** One place where a rule is broken. `at` is an offset in the text. */
export interface Hit {
  at: number;
  text: string;
  suggestion: string;
  /** Only where it differs from the rule's own. */
  severity?: Severity;
}

/** One rule. `severity` null: the rule does not apply to that level. */
export interface Rule {
  id: RuleId;
  about: string;
  severity: Readonly<Record<Level, Severity | null>>;
  check(text: Prepared, context: RuleContext): Hit[];
}

/** Every match of a pattern as a hit. The pattern must be global. */
export function hitsOf(
  text: string,
  pattern: RegExp,
  suggestion: string | ((found: string) => string),
): Hit[] {
  return [...text.matchAll(pattern)].map((match) => ({
    at: match.index,
    text: match[0].trim(),
    suggestion: typeof suggestion === 'string' ? suggestion : suggestion(match[0]),
  }));
}

/** A pattern for whole words: JavaScript's `\b` takes å ä ö for non-letters. Flags g, i and u. */
export function wholeWords(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])`, 'giu');
}
