import { z } from 'zod';

/**
 * Free text from the author of a plan, with its easy twin ("Så säger jag det till deltagaren"). It is always shown as written, never
 * rewritten. `easy` is null where the author wrote none: the original is then shown and said to be the plan's own words.
 */
export const textSchema = z.strictObject({
  text: z.string().trim().min(1, { error: 'is empty' }).max(4000),
  easy: z.string().trim().min(1, { error: 'is empty' }).max(4000).nullable().default(null),
});
export type Text = z.infer<typeof textSchema>;

export const phoneSchema = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,22}$/, { error: 'is not a phone number such as 070-174 06 05' });
