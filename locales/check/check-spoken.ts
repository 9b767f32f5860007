import type { ChatLine } from '../../domain/participant.ts';
import { checkText, type Finding } from './check-text.ts';
import { prepare } from './prepare.ts';
import { type Kind, type Level, RULE_IDS, type RuleId } from './rule.ts';
import { BUDGETS } from './rules/length.ts';
import type { Speller } from './spelling.ts';

/**
 * The word check for what was said in the chat. A message is made of words that run, and of rows of facts: what, when, where, whom to ring. A
 * row counts as one line of a list however much it names, so LIX, the mean and the number of sentences are of the words that run; all other
 * rules look at every row. What a row says before and after its colon is read as two things: "tisdag 10 mars, klockan 9 till 10: möte".
 */

export interface SpokenOptions {
  /** Names of the reader's plan: people, places, the provider. */
  readonly names: readonly string[];
  readonly speller?: Speller;
  readonly year?: number;
}

const LENGTHS: readonly RuleId[] = ['M1', 'M2'];
const ALL_BUT = (rules: readonly RuleId[]) => RULE_IDS.filter((rule) => !rules.includes(rule));

/** A receipt names at most five activities, and says of itself when, why, when sent and its number. */
const MOST_FACTS = 10;

/** Checks a line as it was said, in the level that it was said in, and its buttons. Nothing for what is not Swedish. Pure. */
export function checkSpoken(line: ChatLine, options: SpokenOptions): Finding[] {
  if (line.language) return [];
  const level: Level = line.level ?? 'plain';
  const { names, speller, year } = options;
  const check = (text: string, kind: Kind, without: readonly RuleId[]) =>
    checkText(text, {
      level,
      kind,
      names,
      without,
      ...(speller ? { speller } : {}),
      ...(year ? { year } : {}),
    }).findings;
  const { running, facts } = partsOf(line);
  return [
    ...check(line.text, 'message', LENGTHS),
    ...check(running.join('\n'), 'text', ALL_BUT(LENGTHS)),
    ...tooManySentences(running, level),
    ...facts.flatMap((fact) => check(fact.replaceAll(': ', ':\n'), 'text', ALL_BUT(['M1']))),
    ...(line.card && facts.length > MOST_FACTS ? [tooManyFacts(facts)] : []),
    ...(line.choices ?? []).flatMap((choice) => check(choice.title, 'choice', [])),
  ];
}

interface Parts {
  readonly running: readonly string[];
  readonly facts: readonly string[];
}

/**
 * Rows of lists, and on a card whatever is no sentence: its title and its facts. In a crisis the whole card is where to ring.
 */
function partsOf(line: ChatLine): Parts {
  const running: string[] = [];
  const facts: string[] = [];
  // What stands in » « may be of several lines.
  const lines = line.text.replace(/»[^»«]*«/gu, (quote) => quote.replaceAll('\n', ' ')).split('\n');
  lines.forEach((text, index) => {
    const isFact = line.card
      ? !/[.!?:]$/.test(text) || (line.card.kind === 'crisis' && index > 0)
      : /^(?:- | {2})/.test(text);
    if (isFact) facts.push(text.replace(/^- /, ''));
    else running.push(text);
  });
  return { running, facts };
}

/** A line that ends with a colon begins the sentence that the next one ends: "Om du är sjuk: / Ring oss." */
function tooManySentences(running: readonly string[], level: Level): Finding[] {
  const whole = running.flatMap((text) => prepare(text).sentences).filter(({ text }) => !text.endsWith(':'));
  const { sentences } = BUDGETS[level];
  if (whole.length <= sentences) return [];
  return [
    {
      rule: 'M2',
      severity: 'error',
      text: `${whole.length} meningar`,
      line: 1,
      suggestion: `Ett meddelande får ha högst ${sentences} meningar. Dela det eller stryk.`,
    },
  ];
}

function tooManyFacts(facts: readonly string[]): Finding {
  return {
    rule: 'M2',
    severity: 'error',
    text: `${facts.length} rader`,
    line: MOST_FACTS + 1,
    suggestion: `Ett kort får ha högst ${MOST_FACTS} rader.`,
  };
}
