import { z } from 'zod';
import { instantSchema } from './time.ts';

/**
 * A message from the provider to a group of its participants: a cancelled day, a municipality that changes service, an import that went
 * wrong. It comes once to each, in the chat, in the staff's own words.
 */
export const RECIPIENT_OUTCOMES = ['waiting', 'told', 'over', 'gone', 'failed'] as const;

export const broadcastSchema = z.strictObject({
  id: z.string(),
  at: instantSchema,
  /** Id of the member of staff, or `api:PROVIDER`. */
  by: z.string(),
  /** As the participant reads it. */
  from: z.string(),
  /** Both texts are emptied when everybody has been told. */
  text: z.string(),
  easy: z.string().nullable(),
  recipients: z.array(z.strictObject({ id: z.string(), outcome: z.enum(RECIPIENT_OUTCOMES) })),
  doneAt: instantSchema.nullable(),
});
export type Broadcast = z.infer<typeof broadcastSchema>;

export const MOST_BROADCASTS = 20;
export const MOST_MESSAGE = 1000;

/** Outcomes by number. */
export function countsOf({ recipients }: Pick<Broadcast, 'recipients'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of recipients) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
