import { isAfRegime, type Plan } from '../plan.ts';
import { isPaidByFk } from './own-duties.ts';
import type { RuleSource } from './rule.ts';

/**
 * What a participant sends an authority every month, for those who want to be reminded of it. The days are those the authority tells
 * everybody; a person may have another day, so the words always say where to check.
 */
export const MONTHLY_DUTIES = ['activity-report', 'fk-application'] as const;
export type MonthlyDutyId = (typeof MONTHLY_DUTIES)[number];

export interface MonthlyDuty extends RuleSource {
  readonly id: MonthlyDutyId;
  /** First and last day of the month, for the month before. */
  readonly from: number;
  readonly to: number;
  /** Days of the month on which one is reminded: when it opens, and shortly before it ends for those who have not said that it is done. */
  readonly on: readonly number[];
}

export const monthlyDuties: Readonly<Record<MonthlyDutyId, MonthlyDuty>> = {
  'activity-report': {
    id: 'activity-report',
    from: 1,
    to: 14,
    on: [1, 12],
    source: 'arbetsformedlingen.se, arbetslös - vad händer nu, aktivitetsrapportera',
    checked: '2026-11-22',
    reviewBy: '2027-06-30',
  },
  'fk-application': {
    id: 'fk-application',
    from: 1,
    to: 7,
    on: [1, 5],
    source: 'forsakringskassan.se, aktivitetsstöd, ansök om ersättning',
    checked: '2026-11-22',
    reviewBy: '2027-06-30',
  },
};

/**
 * Those that may be this person's. The activity report belongs to everybody who is registered at Arbetsförmedlingen, also with the
 * municipality's rules; the application to those whom Försäkringskassan pays for a programme. Nobody's when nothing is known.
 */
export function monthlyDutiesOf(regime: Plan['regime']): MonthlyDuty[] {
  const registered = isAfRegime(regime.kinds) || regime.registeredAtAf === true;
  const paid = regime.kinds.includes('af-program') && isPaidByFk(regime.compensations);
  return [
    ...(registered ? [monthlyDuties['activity-report']] : []),
    ...(paid ? [monthlyDuties['fk-application']] : []),
  ];
}
