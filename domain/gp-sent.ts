import { z } from 'zod';
import { instantSchema } from './time.ts';

/** A GP that staff have sent, with the version of the plan it built on. */
export const gpSentSchema = z.strictObject({
  sentAt: instantSchema,
  sentBy: z.string(),
  planVersion: z.number().int().min(1),
  /** The activities that it held, by id: when others are planned it is to be updated. */
  activities: z.array(z.string()),
});
export type GpSent = z.infer<typeof gpSentSchema>;
