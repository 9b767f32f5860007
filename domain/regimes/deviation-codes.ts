import type { StoredReason } from '../absence.ts';
import type { RuleSource } from './rule.ts';

/**
 * Reason codes of the deviation report. The numbers were read in the source of a real supplier system of 2020-2022; the provider's
 * own system may differ, so the label is shown first and the code after it. Code 17, unknown reason, is the provider's alone.
 */
export const deviationCodeSource: RuleSource = {
  source: 'github.com/vertelab/odoo-outplacement (outplacement_deviation_report)',
  checked: '2026-11-22',
  reviewBy: '2027-06-30',
};

export interface DeviationCode {
  readonly code: string;
  /** Sub-type within 18, Annan känd orsak; null elsewhere. */
  readonly subType: string | null;
}

const codes: Readonly<Record<StoredReason, DeviationCode | null>> = {
  sick: { code: '15', subType: null },
  work: { code: '16', subType: null },
  'child-sick': { code: '26', subType: null },
  education: { code: '27', subType: null },
  doctor: { code: '18', subType: '1' },
  family: { code: '18', subType: '2' },
  authority: { code: '18', subType: '3' },
  interview: { code: '18', subType: '4' },
  other: { code: '18', subType: '5' },
  undisclosed: null,
  unknown: { code: '17', subType: null },
};

/** Null for a reason that the participant does not want to say: staff choose a code themselves. */
export function deviationCodeOf(reason: StoredReason): DeviationCode | null {
  return codes[reason];
}

/** Each code once, in order. */
export const DEVIATION_CODES: readonly string[] = [
  ...new Set(Object.values(codes).flatMap((entry) => (entry === null ? [] : [entry.code]))),
].sort();
