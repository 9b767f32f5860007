import { z } from 'zod';
import { instantSchema } from './time.ts';

/** Ways to somebody beside the chat of ours. `email` goes there alone. `azure`: any other channel of Azure Bot Service, as text. */
export const WAYS = ['teams', 'sms', 'email', 'azure'] as const;
export type Way = (typeof WAYS)[number];

export function isWay(name: string): name is Way {
  return (WAYS as readonly string[]).includes(name);
}

export const addressSchema = z.strictObject({
  way: z.enum(WAYS),
  /** Who it is there: a phone number as `phoneKey` writes it, or tenant and account. */
  key: z.string(),
  /**
   * `invitation`: a code that staff handed over was written from there. `number`: the registered
   * number wrote itself, or was chosen in the chat. `code`: a code that was sent to the registered number was written from there. `email`: the
   * e-mail address of the plan, chosen in the chat.
   */
  verifiedBy: z.enum(['invitation', 'number', 'code', 'email']),
  verifiedAt: instantSchema,
  usedAt: instantSchema,
  /** Set while nothing may be sent there, and why. */
  closed: z.strictObject({ at: instantSchema, why: z.enum(['stopp', 'uninstalled', 'refused']) }).nullable(),
  /** A channel of Azure: where the conversation is, as the channel said last. */
  reference: z.record(z.string(), z.unknown()).nullable(),
});
export type Address = z.infer<typeof addressSchema>;
