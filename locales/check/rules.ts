import type { Rule } from './rule.ts';
import { budgets, sentenceLength } from './rules/length.ts';
import { datesAndTimes, digits, ranges } from './rules/numbers.ts';
import { smsCharacters } from './rules/sms.ts';
import { spelling } from './rules/spelling.ts';
import {
  bulletsAndQuestions,
  emphasis,
  insertedClause,
  marks,
  subordinateClauses,
} from './rules/structure.ts';
import {
  abbreviations,
  acronyms,
  fieldWordsExplained,
  longWords,
  metaphors,
  nominalisations,
  oneWordForOneThing,
  stiffWords,
} from './rules/vocabulary.ts';
import { addressesReader, noMan, oneNegation, passive } from './rules/voice.ts';

/** Every rule of the word check, in order. */
export const RULES: readonly Rule[] = [
  sentenceLength,
  budgets,
  subordinateClauses,
  insertedClause,
  marks,
  abbreviations,
  acronyms,
  passive,
  nominalisations,
  longWords,
  stiffWords,
  addressesReader,
  noMan,
  oneNegation,
  digits,
  datesAndTimes,
  ranges,
  fieldWordsExplained,
  oneWordForOneThing,
  metaphors,
  emphasis,
  bulletsAndQuestions,
  spelling,
  smsCharacters,
];
