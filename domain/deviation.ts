import { z } from 'zod';
import type { Absence, StoredReason } from './absence.ts';
import type { Occurrence } from './appointment.ts';
import type { Plan } from './plan.ts';
import { deviationCodeOf } from './regimes/deviation-codes.ts';
import { instantSchema, type LocalDateTime, localDateTimeSchema } from './time.ts';

/**
 * A draft of the deviation report (avvikelserapport) that the provider sends to Arbetsförmedlingen for one missed activity, when that
 * activity is over. Also a known absence must be reported. Source: arbetsformedlingen.se, nyheter för leverantörer 2024-04-17
 * (korrekt avvikelserapport vid frånvaro); the project's founding documents (known and unknown alike).
 */
export const deviationSchema = z.strictObject({
  /** Unique within the participant: the absence's id and the occurrence. */
  id: z.string(),
  occurrence: z.string(),
  expectedStart: localDateTimeSchema,
  expectedEnd: localDateTimeSchema,
  absentStart: localDateTimeSchema,
  absentEnd: localDateTimeSchema,
  /** Code of the reason; null while the participant has not said why and staff have not chosen one. */
  code: z.string().nullable(),
  /** Sub-type within code 18, or null. */
  subType: z.string().nullable(),
  sentAt: instantSchema.nullable(),
  sentBy: z.string().nullable(),
});
export type Deviation = z.infer<typeof deviationSchema>;

export type DeviationStatus = 'waiting' | 'ready' | 'sent';

/** Waiting until the activity is over, then ready to send, then sent. `now` is local wall time. */
export function deviationStatus(deviation: Deviation, now: LocalDateTime): DeviationStatus {
  if (deviation.sentAt !== null) return 'sent';
  return now >= deviation.expectedEnd ? 'ready' : 'waiting';
}

/**
 * Whether missed activities of this plan are reported to Arbetsförmedlingen as deviations. Only in its own services, and never for
 * somebody who lives under the municipality's rules alone.
 */
export function reportsDeviations(plan: Plan): boolean {
  return plan.service.kind !== 'municipal' && plan.regime.kinds.some((kind) => kind !== 'municipality');
}

/** One draft per missed activity, however short. */
export function draftDeviations(
  plan: Plan,
  absence: Pick<Absence, 'id' | 'reason'>,
  occurrences: readonly Occurrence[],
): Deviation[] {
  if (!reportsDeviations(plan)) return [];
  const { code, subType } = codeFor(absence.reason);
  return occurrences.map((occurrence) => ({
    id: `${absence.id}:${occurrence.key}`,
    occurrence: occurrence.key,
    expectedStart: occurrence.start,
    expectedEnd: occurrence.end,
    absentStart: occurrence.start,
    absentEnd: occurrence.end,
    code,
    subType,
    sentAt: null,
    sentBy: null,
  }));
}

function codeFor(reason: StoredReason): { code: string | null; subType: string | null } {
  const known = deviationCodeOf(reason);
  return { code: known?.code ?? null, subType: known?.subType ?? null };
}
