import { z } from 'zod';
import type { Way } from '../../../domain/address-schema.ts';

/** What comes from Azure Bot Service, as far as it is read here. Whatever else stands in it is left alone. */
const accountSchema = z.looseObject({ id: z.string().min(1).max(300), aadObjectId: z.string().optional() });
const activitySchema = z.looseObject({
  type: z.string(),
  id: z.string().max(300).optional(),
  channelId: z.string().min(1).max(60),
  serviceUrl: z.url().max(500),
  from: accountSchema,
  recipient: accountSchema,
  conversation: z.looseObject({
    id: z.string().min(1).max(500),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  action: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).nullish(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).nullish(),
});
export type IncomingActivity = z.infer<typeof activitySchema>;

/** Null for what is no activity. */
export function readActivity(body: unknown): IncomingActivity | null {
  return activitySchema.safeParse(body).data ?? null;
}

export function tenantOf(activity: IncomingActivity): string | null {
  return activity.conversation.tenantId ?? activity.channelData?.tenant?.id ?? null;
}

/** Who it is there. In Teams the directory's id, which stays when the app is installed anew. */
export function accountOf(activity: IncomingActivity): { readonly way: Way; readonly key: string } {
  const { from, channelId } = activity;
  const account = from.aadObjectId ?? from.id;
  return channelId === 'msteams'
    ? { way: 'teams', key: `${tenantOf(activity) ?? ''}/${account}` }
    : { way: 'azure', key: `${channelId}/${account}` };
}

/** Whether others read along. What does not say that it is one person's alone is not. */
export function isAlone({ channelId, conversation }: IncomingActivity): boolean {
  return channelId === 'msteams'
    ? conversation.conversationType === 'personal'
    : conversation.isGroup !== true;
}

export interface Press {
  readonly q: number;
  readonly id: string;
  /** The words of the button; empty when the client did not send them. */
  readonly title: string;
}

const pressSchema = z.looseObject({
  q: z.number().int(),
  id: z.string().max(300),
  title: z.string().max(300).default(''),
});

/** A press carries the question's number and the choice's id. */
export function pressOf(value: unknown): Press | null {
  const { q, id, title } = pressSchema.safeParse(value).data ?? {};
  return q === undefined || id === undefined ? null : { q, id, title: title ?? '' };
}

/** Where to write to this person later, with what the channel said last. */
export function referenceOf(activity: IncomingActivity): Record<string, unknown> {
  const { channelId, serviceUrl, conversation, from, recipient } = activity;
  return {
    channelId,
    serviceUrl,
    conversation: {
      id: conversation.id,
      conversationType: conversation.conversationType,
      tenantId: conversation.tenantId,
      isGroup: false,
    },
    // Without names: who it is the channel knows by the id.
    user: { id: from.id },
    bot: { id: recipient.id },
  };
}
