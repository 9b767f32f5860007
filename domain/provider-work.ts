import { z } from 'zod';
import { messageSchema } from './message.ts';
import { localDateSchema } from './time.ts';

/** What is done for a provider by itself, once a day, and how far it has come. */
export const providerWorkSchema = z.strictObject({
  /** The day on which retention was last gone through for all participants. */
  retentionOn: localDateSchema.nullable().default(null),
  /** The day whose daily e-mails have been made. */
  digestOn: localDateSchema.nullable().default(null),
  /** E-mails of the provider's own: one a day to those of the staff who want it so. */
  outbox: z.array(messageSchema).default([]),
});
export type ProviderWork = z.infer<typeof providerWorkSchema>;

export const NO_WORK: ProviderWork = providerWorkSchema.parse({});
