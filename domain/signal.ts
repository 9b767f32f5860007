import { z } from 'zod';
import { instantSchema, localDateSchema } from './time.ts';

/**
 * Got work, or begins to study: what the participant tells the provider, who tells Arbetsförmedlingen (signal om arbete eller studier).
 * The participant must tell the authority as well; this is not that.
 */
export const SIGNAL_KINDS = ['work', 'studies'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export const signalSchema = z.strictObject({
  /** Unique within the participant, `s1`, `s2`, ... in order of telling. */
  id: z.string(),
  /** The number that people read to each other over the phone. */
  number: z.string(),
  /** Rises by one with each change and with the withdrawal. */
  version: z.number().int().min(1),
  status: z.enum(['reported', 'withdrawn']),
  kind: z.enum(SIGNAL_KINDS),
  /** Has applied for an education and does not know yet whether they get in: the provider signals that too. */
  applied: z.boolean().default(false),
  /** The first day, or null when the person did not want to say or does not know. */
  startsOn: localDateSchema.nullable(),
  /** Employer or school in the person's own words, or null. */
  where: z.string().nullable(),
  reportedAt: instantSchema,
  changedAt: instantSchema.nullable(),
  withdrawnAt: instantSchema.nullable(),
  /** The channel it was confirmed in. */
  channel: z.string(),
  /** When staff read the current version; null when nobody has. */
  readAt: instantSchema.nullable(),
  readBy: z.string().nullable(),
  /** When staff had sent it to Arbetsförmedlingen; from then on it can no longer be taken back here. */
  sentAt: instantSchema.nullable(),
  sentBy: z.string().nullable(),
});
export type Signal = z.infer<typeof signalSchema>;

/** The newest that stands, or null. With a kind: of that kind. */
export function latestSignal(signals: readonly Signal[], kind?: SignalKind): Signal | null {
  return (
    signals.findLast(
      (signal) => signal.status === 'reported' && (kind === undefined || signal.kind === kind),
    ) ?? null
  );
}
