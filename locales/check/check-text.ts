import { TERM_FORMS } from '../glossary/forms.ts';
import { measure } from './measure.ts';
import { lineAt, prepare } from './prepare.ts';
import type { Kind, Level, RuleContext, RuleId, Severity } from './rule.ts';
import { RULES } from './rules.ts';
import { fillPlaceholders } from './samples.ts';
import type { Speller } from './spelling.ts';
import { JARGON } from './words/jargon.ts';

export interface CheckOptions {
  /** Default plain. */
  level?: Level;
  /** Default text. */
  kind?: Kind;
  /** Words the product can explain, all forms. Default: all forms of the glossary. */
  glossary?: readonly string[];
  /** Names and titles that stand in the text: not measured, not spelled. */
  names?: readonly string[];
  /** Values for placeholders, by name. */
  samples?: Readonly<Record<string, string>>;
  /** This year, so that a date with it is found too long. Default: not known. */
  year?: number;
  /** From `loadSpeller()`. Without it spelling (M23) is not looked at. */
  speller?: Speller;
  /** Rules to leave out. */
  without?: readonly RuleId[];
}

export interface Finding {
  rule: RuleId;
  severity: Severity;
  /** The words that break the rule. */
  text: string;
  /** Line in the text, from 1. */
  line: number;
  /** What to do, in Swedish, for the author. */
  suggestion: string;
}

/** The answer of the word check. `longWordShare` is 0 to 1; LIX and share are measured without names. */
export interface CheckResult {
  /** All of them, names too. LIX and the share of long words mean something from SHORTEST_MEASURED_TEXT words on. */
  words: number;
  lix: number;
  wordsPerSentence: number;
  longestSentence: number;
  longWordShare: number;
  findings: Finding[];
}

const ALL_FORMS = withParts(TERM_FORMS);
const FIELD_WORDS: ReadonlySet<string> = new Set([...TERM_FORMS, ...JARGON]);

/**
 * Measures a text and finds every break of rules M1 to M23. The plan's own words, between » and «, are not checked.
 * Pure; findings stand in the order of the text.
 */
export function checkText(text: string, options: CheckOptions = {}): CheckResult {
  const level = options.level ?? 'plain';
  const prepared = prepare(
    fillPlaceholders(text.replace(/\r\n?/g, '\n').normalize('NFC'), options.samples),
    options.names,
  );
  const context: RuleContext = {
    level,
    kind: options.kind ?? 'text',
    year: options.year ?? null,
    explainable: options.glossary ? withParts(options.glossary) : ALL_FORMS,
    fieldWords: FIELD_WORDS,
    speller: options.speller ?? null,
  };
  const findings = RULES.flatMap((rule) => {
    const severity = rule.severity[level];
    if (severity === null || options.without?.includes(rule.id)) return [];
    return rule.check(prepared, context).map((hit) => ({
      at: hit.at,
      finding: {
        rule: rule.id,
        severity: hit.severity ?? severity,
        text: hit.text,
        line: lineAt(prepared.raw, hit.at),
        suggestion: hit.suggestion,
      },
    }));
  });
  const { words, lix, wordsPerSentence, longestSentence, longWordShare } = measure(prepared);
  return {
    words,
    lix,
    wordsPerSentence,
    longestSentence,
    longWordShare,
    findings: findings.sort((a, b) => a.at - b.at).map(({ finding }) => finding),
  };
}

/** "ekonomiskt bistånd" explains its parts too, when they are measured or spelled alone. */
function withParts(forms: readonly string[]): ReadonlySet<string> {
  const lower = forms.map((form) => form.toLowerCase());
  return new Set([...lower, ...lower.flatMap((form) => form.split(' ').filter((part) => part.length > 6))]);
}
