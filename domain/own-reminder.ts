import { z } from 'zod';
import { instantSchema } from './time.ts';

/**
 * What the participant asked to be reminded of at a time of their own: words ("ringa doktorn"), or something booked once more ("påminn mig
 * om en timme"). It comes at the minute it was asked for, in quiet hours too.
 */
export const ownReminderSchema = z.strictObject({
  id: z.string(),
  /** The participant's own words; null for something booked. */
  text: z.string().max(500).nullable(),
  /** Key of the occurrence, or null. */
  occurrence: z.string().nullable(),
  at: instantSchema,
  createdAt: instantSchema,
  /** Null until it has been said. */
  sentAt: instantSchema.nullable(),
});
export type OwnReminder = z.infer<typeof ownReminderSchema>;

/** More than this at once and the list helps nobody. */
export const MOST_OWN = 20;
