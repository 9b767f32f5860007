import type { LocalDate } from '../time.ts';

/** Where a rule comes from and how long it may be trusted. Past `reviewBy` a text that builds on it says that it may have changed. */
export interface RuleSource {
  /** Page or legal text. */
  readonly source: string;
  /** The day somebody compared the rule with its source. */
  readonly checked: LocalDate;
  readonly reviewBy: LocalDate;
}
