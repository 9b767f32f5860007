import { z } from 'zod';
import { signInSchema } from './participant.ts';
import { idSchema } from './plan.ts';
import { instantSchema } from './time.ts';

/** The organisation that runs the service for its participants (leverantör, anordnare): its staff, keys and settings. */
export const STAFF_ROLES = ['supervisor', 'manager', 'administrator'] as const;
/** `supervisor` (handledare) sees their own participants, `manager` (chef) all of the provider, `administrator` sets up as well. */
export type StaffRole = (typeof STAFF_ROLES)[number];

export const staffSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(STAFF_ROLES),
  createdAt: instantSchema,
  signIns: z.array(signInSchema),
  signedOut: z.record(z.string(), instantSchema),
});
export type Staff = z.infer<typeof staffSchema>;

export const providerSchema = z.strictObject({
  schema: z.literal(1),
  id: idSchema,
  revision: z.number().int().min(1),
  name: z.string(),
  createdAt: instantSchema,
  staff: z.array(staffSchema),
  /** Hashes of API keys; several may live at once, so that keys rotate without a gap. */
  keys: z.array(
    z.strictObject({
      id: z.string(),
      hash: z.string(),
      createdAt: instantSchema,
      endsAt: instantSchema.nullable(),
    }),
  ),
});
export type Provider = z.infer<typeof providerSchema>;

export function readProvider(stored: unknown): Provider {
  return providerSchema.parse(stored);
}
