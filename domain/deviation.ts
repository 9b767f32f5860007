import { z } from 'zod';
import type { Absence, StoredReason } from './absence.ts';
import type { Occurrence } from './appointment.ts';
import type { Plan } from './plan.ts';
import { deviationCodeOf } from './regimes/deviation-codes.ts';
import type { Settings } from './settings.ts';
import { instantSchema, type LocalDateTime, localDateTimeSchema, minutesBetween } from './time.ts';

/**
 * A draft of the deviation report (avvikelserapport) that the provider sends to Arbetsförmedlingen for one missed activity, when that
 * activity is over. Also a known absence must be reported. Source: arbetsformedlingen.se, nyheter för leverantörer 2024-04-17
 * (korrekt avvikelserapport vid frånvaro); the instruction on documentation for suppliers, about 2022 (known and unknown alike).
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

/**
 * One draft per missed activity: however short one that is missed whole is, and with only the absent minutes where somebody comes late or
 * goes early by more than the provider's limit. Source: arbetsformedlingen.se, nyheter för leverantörer 2024-04-17.
 */
export function draftDeviations(
  { plan, settings }: { readonly plan: Plan; readonly settings: Pick<Settings, 'reportFromMinutes'> },
  absence: Pick<Absence, 'id' | 'reason' | 'extent' | 'away'>,
  occurrences: readonly Occurrence[],
): Deviation[] {
  if (!reportsDeviations(plan)) return [];
  const { code, subType } = codeFor(absence.reason);
  return occurrences.flatMap((occurrence) => {
    const missed = missedTime(absence, occurrence);
    if (missed === null) return [];
    const whole = missesWhole(absence, occurrence);
    if (!whole && minutesBetween(missed.start, missed.end) <= settings.reportFromMinutes) return [];
    return [
      {
        id: `${absence.id}:${occurrence.key}`,
        occurrence: occurrence.key,
        expectedStart: occurrence.start,
        expectedEnd: occurrence.end,
        absentStart: missed.start,
        absentEnd: missed.end,
        code,
        subType,
        sentAt: null,
        sentBy: null,
      },
    ];
  });
}

/** Whether the whole of it is missed. Who comes late or goes early comes all the same. */
export function missesWhole(
  absence: Pick<Absence, 'extent' | 'away'>,
  occurrence: Pick<Occurrence, 'start' | 'end'>,
): boolean {
  if (absence.extent === 'whole') return true;
  const { away } = absence;
  return away !== null && away.start <= occurrence.start && away.end >= occurrence.end;
}

/** The part of an activity that is missed; null when none of it is, or nobody knows how much. */
export function missedTime(
  absence: Pick<Absence, 'extent' | 'away'>,
  { start, end }: Pick<Occurrence, 'start' | 'end'>,
): { start: LocalDateTime; end: LocalDateTime } | null {
  if (absence.extent === 'whole') return { start, end };
  const { away } = absence;
  if (away === null || away.start >= end || away.end <= start) return null;
  return { start: away.start > start ? away.start : start, end: away.end < end ? away.end : end };
}

function codeFor(reason: StoredReason): { code: string | null; subType: string | null } {
  const known = deviationCodeOf(reason);
  return { code: known?.code ?? null, subType: known?.subType ?? null };
}
