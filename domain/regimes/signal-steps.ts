import { reportsDeviations } from '../deviation.ts';
import type { Plan, ReportingSystem } from '../plan.ts';
import type { RuleSource } from './rule.ts';

/**
 * What the provider sends where when a participant has got work or begins to study, in order. In MSFA it is a signal om arbete eller studier
 * (SOA) and later a resultatredovisning (RR); in the older KA-Webb they are resultatrapport 1 and 2 (R1, R2).
 */
export const signalStepsSource: RuleSource = {
  source: 'the supplier instruction on documentation, signal om arbete eller studier and resultatredovisning',
  checked: '2026-11-22',
  reviewBy: '2027-06-30',
};

export type SignalStepId =
  /** Send SOA in MSFA as soon as you know. */
  | 'msfaSoa'
  /** RR only when the SOA has been handled. */
  | 'msfaResultAfter'
  /** The reason of RR may differ from the SOA's. */
  | 'msfaMayDiffer'
  /** Send R1 in KA-Webb as soon as you know. */
  | 'kaWebbFirst'
  /** Then R2, with the same reason as R1. */
  | 'kaWebbSameReason'
  /** With another reason: a new R1 first. */
  | 'kaWebbNewFirst'
  /** Tell the handläggare of the municipality as your agreement says. */
  | 'municipalTellCaseworker'
  /** Report it as your agreement says: the system is not known here. */
  | 'asAgreed';

const STEPS: Readonly<Record<ReportingSystem, readonly SignalStepId[]>> = {
  msfa: ['msfaSoa', 'msfaResultAfter', 'msfaMayDiffer'],
  'ka-webb': ['kaWebbFirst', 'kaWebbSameReason', 'kaWebbNewFirst'],
  none: ['asAgreed'],
};

/** The steps for this participant's provider. Nothing of Arbetsförmedlingen's systems for somebody with the municipality's rules alone. */
export function signalSteps(plan: Plan): readonly SignalStepId[] {
  return reportsDeviations(plan) ? STEPS[plan.provider.reportingSystem] : ['municipalTellCaseworker'];
}
