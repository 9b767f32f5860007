import { z } from 'zod';
import { broadcastSchema } from './broadcast.ts';
import { embeddingSchema } from './embedding.ts';
import { signInSchema } from './participant.ts';
import { idSchema } from './plan.ts';
import { NO_WORK, providerWorkSchema } from './provider-work.ts';
import { DEFAULT_RETENTION, retentionSchema } from './retention.ts';
import { DEFAULT_SETTINGS, EMAIL_MODES, type EmailMode, settingsSchema } from './settings.ts';
import { instantSchema } from './time.ts';
import { webhookSchema } from './webhook.ts';

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
  /** How this person wants to be told; null: as the provider does it. */
  emailMode: z.enum(EMAIL_MODES).nullable().default(null),
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
  webhook: webhookSchema.nullable().default(null),
  /** The chat inside sites of the provider's own; null: nowhere. */
  embedding: embeddingSchema.nullable().default(null),
  retention: retentionSchema.default(DEFAULT_RETENTION),
  work: providerWorkSchema.default(NO_WORK),
  /** Messages to groups, the newest last. */
  broadcasts: z.array(broadcastSchema).default([]),
  settings: settingsSchema.default(DEFAULT_SETTINGS),
  /** True from when the settings were changed until each participant has the new ones. */
  settingsPending: z.boolean().default(false),
  /** Those who have left: the trails name them by their ids. */
  formerStaff: z
    .array(
      z.strictObject({ id: idSchema, name: z.string(), role: z.enum(STAFF_ROLES), endedAt: instantSchema }),
    )
    .default([]),
  /** Who has changed staff and settings, the newest last. `what` is a code; the oldest are dropped beyond MOST_TRAIL. */
  trail: z
    .array(
      z.strictObject({
        at: instantSchema,
        /** Id of the member of staff, or `operator` for the command line. */
        who: z.string(),
        what: z.string(),
        /** Id of the one it was done to. */
        subject: z.string().nullable(),
      }),
    )
    .default([]),
});
export type Provider = z.infer<typeof providerSchema>;

export const MOST_TRAIL = 1000;

/** How somebody is told by e-mail: as they wish, else as the provider does it. */
export function emailModeOf(
  provider: Pick<Provider, 'settings'>,
  staff: Pick<Staff, 'emailMode'>,
): EmailMode {
  return staff.emailMode ?? provider.settings.emailMode;
}

/** The name behind an id in a trail, also of somebody who has left; null for one who never was here. */
export function staffName(provider: Pick<Provider, 'staff' | 'formerStaff'>, id: string): string | null {
  const found = [...provider.staff, ...provider.formerStaff].find((entry) => entry.id === id);
  return found?.name ?? null;
}

export function readProvider(stored: unknown): Provider {
  return providerSchema.parse(stored);
}
