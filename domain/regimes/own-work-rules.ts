import type { ReportingSystem } from '../plan.ts';
import type { LocalDate } from '../time.ts';
import type { RuleSource } from './rule.ts';

/** How "eget arbete" stands in the monthly report, by the system the provider reports in. */
export interface OwnWorkRule extends RuleSource {
  readonly system: ReportingSystem;
  readonly from: LocalDate;
  /**
   * `estimated`: hours are estimated. `not-taken-part`: marked as not taken part in, with 0 hours in the comment. `not-by-hours`: no hours
   * are reported; the system's own "eget arbete enligt individuell planering med anordnare" is the choice of an optional activity, another
   * thing. `planned`: the planned hours, in a report that no authority's system takes.
   */
  readonly as: 'estimated' | 'not-taken-part' | 'not-by-hours' | 'planned';
  /** Other activities: the month's time in the comment, and one hour in the calendar on the first day of the period. */
  readonly timeInComment: boolean;
}

const source = 'instruction on documentation for suppliers (KA-Webb and MSFA), about 2022';
const checked = { checked: '2026-11-22', reviewBy: '2027-06-30' } as const;

const rules: readonly OwnWorkRule[] = [
  { system: 'ka-webb', from: '2015-01-01', as: 'estimated', timeInComment: false, source, ...checked },
  { system: 'ka-webb', from: '2022-07-01', as: 'not-taken-part', timeInComment: true, source, ...checked },
  { system: 'msfa', from: '2021-09-29', as: 'not-by-hours', timeInComment: false, source, ...checked },
  {
    system: 'none',
    from: '2015-01-01',
    as: 'planned',
    timeInComment: false,
    source: 'the municipality decides; local routine',
    ...checked,
  },
];

/** The rule for a month, by its first day. */
export function ownWorkRuleOf(system: ReportingSystem, day: LocalDate): OwnWorkRule {
  const own = rules.filter((entry) => entry.system === system);
  const found = own.findLast((entry) => entry.from <= day) ?? own[0];
  if (!found) throw new Error(`no rule for own work in ${system}`);
  return found;
}
