import { z } from 'zod';
import type { Occurrence } from './appointment.ts';
import { deviationSchema } from './deviation.ts';
import { dateOf, type Instant, instantSchema, localDateSchema, localDateTimeSchema } from './time.ts';

/**
 * An absence (frånvaro) that the participant has reported and confirmed. One confirmed absence is one notice to the provider; the
 * deviation drafts in it, one per missed appointment, are what the provider later reports to Arbetsförmedlingen.
 */

/** Why somebody is away. `undisclosed`: has been in touch and does not want to say. Never a diagnosis. */
export const ABSENCE_REASONS = [
  'sick',
  'child-sick',
  'work',
  'education',
  'doctor',
  'family',
  'authority',
  'interview',
  'other',
  'undisclosed',
] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** `unknown`: staff marked that somebody did not come, and nobody has said why. Never a participant's own answer. */
export const STORED_REASONS = [...ABSENCE_REASONS, 'unknown'] as const;
export type StoredReason = (typeof STORED_REASONS)[number];

/** `late`: comes after the start. `leaves-early`: goes before the end. `part`: away for a part of the day. `whole`: not there at all. */
export const ABSENCE_EXTENTS = ['whole', 'part', 'late', 'leaves-early'] as const;
export type AbsenceExtent = (typeof ABSENCE_EXTENTS)[number];

/** What somebody has said afterwards about an absence, in their own name. It changes no code and holds up no report. */
export const explanationSchema = z.strictObject({
  /** Null when only words were given. */
  reason: z.enum(ABSENCE_REASONS).nullable(),
  /** True when the person says that they were there. */
  wasThere: z.boolean(),
  /** The person's own words, or null. */
  text: z.string().nullable(),
  at: instantSchema,
});
export type Explanation = z.infer<typeof explanationSchema>;

export const absenceSchema = z.strictObject({
  /** Unique within the participant, `a1`, `a2`, ... in order of reporting. */
  id: z.string(),
  /** The receipt number that people read to each other over the phone. Random: for a person's own reports it is as good as unique. */
  number: z.string(),
  /** Rises by one with each change and with the withdrawal: a lower one may be ignored by a receiver. */
  version: z.number().int().min(1),
  status: z.enum(['reported', 'withdrawn']),
  from: localDateSchema,
  /** Last day, included. */
  to: localDateSchema,
  /** Keys of the booked occurrences it covers. Empty for own work and for a day with nothing booked. */
  occurrences: z.array(z.string()),
  reason: z.enum(STORED_REASONS),
  deviations: z.array(deviationSchema),
  /** True where the provider writes a note for the handläggare instead of a deviation report (municipality). */
  caseworkerNote: z.boolean(),
  reportedAt: instantSchema,
  changedAt: instantSchema.nullable(),
  withdrawnAt: instantSchema.nullable(),
  /** The channel it was confirmed in. */
  channel: z.string(),
  /** When staff read the current version; null when nobody has. */
  readAt: instantSchema.nullable(),
  readBy: z.string().nullable(),
  /** Who says so: the participant, or staff who saw that somebody did not come. */
  origin: z.enum(['participant', 'no-show']).default('participant'),
  /** Name of those who marked a no-show; null for the participant's own report. */
  markedBy: z.string().nullable().default(null),
  extent: z.enum(ABSENCE_EXTENTS).default('whole'),
  /** With an extent other than `whole`: the time of the day that is missed, on the wall clock. */
  away: z.strictObject({ start: localDateTimeSchema, end: localDateTimeSchema }).nullable().default(null),
  /** Whether the own work of the plan, such as looking for jobs, is missed as well. */
  ownWork: z.boolean().default(false),
  /** When the participant said that they are well again or can come; null while it runs as it was reported. */
  endedAt: instantSchema.nullable().default(null),
  explanation: explanationSchema.nullable().default(null),
  /** When the time of reason and drafts was over: both are gone then, and `reason` stands for nothing. */
  clearedAt: instantSchema.nullable().default(null),
  /** When the last of its drafts was sent to Arbetsförmedlingen, once they are gone: the receipt tells it. Null before that: see `sentOnAt`. */
  clearedSentAt: instantSchema.nullable().default(null),
});
export type Absence = z.infer<typeof absenceSchema>;

/** Not by their number: the oldest are let go of when their time is over. */
export function nextAbsenceId(absences: readonly Pick<Absence, 'id'>[]): string {
  return `a${Math.max(0, ...absences.map(({ id }) => Number(id.slice(1)))) + 1}`;
}

/** Reported by the participant, and not taken back. */
export function isOwnReport(absence: Absence): absence is Absence & { reason: AbsenceReason } {
  return absence.status === 'reported' && absence.origin === 'participant' && absence.reason !== 'unknown';
}

/** Whether staff have marked any of it as sent to Arbetsförmedlingen; from then on it can no longer be undone here. */
export function isSentOn(absence: Absence): boolean {
  // What has had its time was sent long ago, or needed no sending.
  return absence.clearedAt !== null || absence.deviations.some((deviation) => deviation.sentAt !== null);
}

/** When staff last marked any of it as sent to Arbetsförmedlingen; null when nothing was. Known also when the drafts are gone. */
export function sentOnAt({ deviations, clearedSentAt }: Absence): Instant | null {
  return (
    deviations
      .flatMap((draft) => draft.sentAt ?? [])
      .sort()
      .at(-1) ?? clearedSentAt
  );
}

/** Whether it takes place within the days of the absence: what was moved to another day is a new thing to come to. */
export function isAway(absence: Pick<Absence, 'from' | 'to'>, occurrence: Occurrence): boolean {
  const day = dateOf(occurrence.start);
  return occurrence.state !== 'cancelled' && absence.from <= day && day <= absence.to;
}

/**
 * Other reports that a change of this one takes the place of: those of the same days that it holds all of. A report of something else on
 * the same day stands on its own, and what was sent on stays as it is.
 */
export function absorbedBy(
  absences: readonly Absence[],
  {
    id,
    from,
    to,
    occurrences,
    extent,
    ownWork,
  }: Pick<Absence, 'id' | 'from' | 'to' | 'occurrences' | 'extent' | 'ownWork'>,
): Absence[] {
  if (extent !== 'whole') return [];
  return absences.filter(
    (absence) =>
      absence.id !== id &&
      !isSentOn(absence) &&
      overlapping([absence], from, to) !== null &&
      absence.occurrences.every((key) => occurrences.includes(key)) &&
      (ownWork || !absence.ownWork),
  );
}

/**
 * The absence that the participant has already reported for any of these days, or null. The same days are never reported twice. What staff
 * have marked is not the participant's to change: it can be explained.
 */
export function overlapping(
  absences: readonly Absence[],
  from: string,
  to: string,
): (Absence & { reason: AbsenceReason }) | null {
  return absences.filter(isOwnReport).find((absence) => absence.from <= to && absence.to >= from) ?? null;
}
