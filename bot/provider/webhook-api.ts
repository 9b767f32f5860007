import { z } from 'zod';
import { participantOfEvent } from '../../domain/actions/events.ts';
import { redeliver } from '../../domain/actions/outbox.ts';
import { DamagedError } from '../../domain/errors.ts';
import { MESSAGE_STATUSES } from '../../domain/message.ts';
import { type Participant, withAudit } from '../../domain/participant.ts';
import { instantSchema } from '../../domain/time.ts';
import { WEBHOOK_EVENTS } from '../../domain/webhook.ts';
import { ApiFault } from './api-fault.ts';
import { type Answer, type Call, type Operation, readJson, readOptionalJson } from './operation.ts';
import { readOwn } from './own.ts';
import { queryOf } from './participants-api.ts';
import { tryWebhook } from './webhooks/deliver.ts';
import { webhookJsonSchema } from './webhooks/payload.ts';
import { deliveriesOf, rotateWebhookSecret, setWebhookUrl, signingSecrets } from './webhooks/settings.ts';

/** Setting up, trying and looking after a provider's webhook. */

export const webhookRequestSchema = z.strictObject({
  url: z.string().nullable().meta({ description: 'https in production. Null removes the webhook.' }),
});

export const webhookStateSchema = z.strictObject({
  url: z.string().nullable(),
  secret: z.string().nullable().meta({
    description:
      '`whsec_...`, in the answer that made it and never again. Verify with a Standard Webhooks library.',
  }),
  signingSecrets: z.number().int().meta({ description: 'Two while a new secret takes over from the old.' }),
  off: z
    .strictObject({ at: instantSchema, why: z.enum(['gone', 'by-staff']) })
    .nullable()
    .meta({
      description: '`gone`: the receiver answered 410. Setting the address again turns it on.',
    }),
});

export const secretRequestSchema = z.strictObject({
  endOldNow: z.boolean().optional().meta({
    description: 'True ends the old secret at once. Else both sign for one day.',
  }),
});

export const tryAnswerSchema = z.strictObject({
  ok: z.boolean(),
  detail: z.string().meta({ description: '`http-200`, `timeout`, `net-ECONNREFUSED`, `not-allowed` ...' }),
});

export const deliveriesSchema = z.strictObject({
  deliveries: z.array(
    z.strictObject({
      id: z.string().meta({ description: 'The webhook-id.' }),
      event: z.enum(WEBHOOK_EVENTS),
      participantId: z.string(),
      createdAt: instantSchema,
      status: z.enum(MESSAGE_STATUSES),
      attempts: z.number().int(),
      nextAt: instantSchema.nullable(),
      settledAt: instantSchema.nullable(),
      detail: z.string().nullable(),
    }),
  ),
});

const SETTING = ['STEGVIS_API_NOT_JSON', 'STEGVIS_API_NO_ROOM', 'STEGVIS_API_UNREADABLE'] as const;

export const webhookOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/webhook',
    operationId: 'getWebhook',
    summary: "Where the provider's own system is told, and how that is",
    responses: {
      200: { description: 'The webhook; `url` is null when there is none.', schema: 'WebhookState' },
    },
    faults: ['STEGVIS_API_UNREADABLE'],
    run: (call) => stateOf(call, null),
  },
  {
    method: 'put',
    path: '/api/v1/webhook',
    operationId: 'putWebhook',
    summary: 'Set, change or remove the webhook',
    description:
      'By Standard Webhooks 1.0: signed, with a stable id, tried for three days. What is sent is described under `webhooks` and at /api/v1/webhook.schema.json.',
    request: { schema: 'WebhookRequest', required: true },
    responses: {
      200: { description: 'As it is now, with the secret if it is new.', schema: 'WebhookState' },
    },
    faults: ['STEGVIS_API_WEBHOOK', ...SETTING],
    run: putWebhook,
  },
  {
    method: 'post',
    path: '/api/v1/webhook/secret',
    operationId: 'rotateWebhookSecret',
    summary: 'A new secret; the old one signs beside it for one day',
    request: { schema: 'SecretRequest', required: false },
    responses: { 200: { description: 'With the new secret.', schema: 'WebhookState' } },
    faults: ['STEGVIS_API_NO_WEBHOOK', 'STEGVIS_API_PARAMETER', ...SETTING],
    run: async (call) => {
      const request = secretRequestSchema.safeParse(readOptionalJson(call.req));
      if (!request.success) throw new ApiFault('STEGVIS_API_PARAMETER');
      const endOldNow = request.data.endOldNow === true;
      const secret = await rotateWebhookSecret(call.parts, call.providerId, endOldNow, actingOf(call));
      if (secret === null) throw new ApiFault('STEGVIS_API_NO_WEBHOOK');
      return stateOf(call, secret);
    },
  },
  {
    method: 'post',
    path: '/api/v1/webhook/test',
    operationId: 'tryWebhook',
    summary: 'Send a test message about nobody, and say how it went',
    responses: { 200: { description: 'How it went.', schema: 'TryAnswer' } },
    faults: ['STEGVIS_API_NO_WEBHOOK', 'STEGVIS_API_UNREADABLE'],
    run: async ({ parts, providerId }) => {
      const answer = await tryWebhook(parts, providerId);
      if (answer === null) throw new ApiFault('STEGVIS_API_NO_WEBHOOK');
      return { status: 200, body: { ok: answer.kind === 'sent', detail: detailOf(answer) } };
    },
  },
  {
    method: 'get',
    path: '/api/v1/webhook/deliveries',
    operationId: 'listDeliveries',
    summary: 'What was sent in the last seven days and what waits, the newest first',
    parameters: [
      {
        name: 'status',
        in: 'query',
        description: 'Only those in this state, such as `failed`.',
        schema: { type: 'string', enum: [...MESSAGE_STATUSES] },
      },
    ],
    responses: { 200: { description: 'At most 500.', schema: 'Deliveries' } },
    faults: ['STEGVIS_API_PARAMETER'],
    run: listDeliveries,
  },
  {
    method: 'post',
    path: '/api/v1/webhook/deliveries/{id}/redeliver',
    operationId: 'redeliver',
    summary: 'Send one of them once more, with the same id',
    responses: { 200: { description: 'It is on its way.', schema: 'Redelivered' } },
    faults: ['STEGVIS_API_NOT_FOUND', 'STEGVIS_API_NO_ROOM', 'STEGVIS_API_UNREADABLE'],
    run: redeliverOne,
  },
  {
    method: 'get',
    path: '/api/v1/webhook.schema.json',
    operationId: 'getWebhookSchema',
    summary: 'JSON Schema of what the webhook sends',
    responses: { 200: { description: 'Draft 2020-12.', schema: 'Document' } },
    faults: [],
    open: true,
    run: async () => ({ status: 200, body: webhookJsonSchema() }),
  },
];

export const redeliveredSchema = z.strictObject({
  id: z.string(),
  underWay: z
    .boolean()
    .meta({ description: 'True also when it had not been settled and goes on by itself.' }),
});

const MOST = 500;

function actingOf({ parts, providerId }: Call) {
  return { who: `api:${providerId}`, now: parts.clock.now() };
}

async function stateOf({ parts, providerId }: Call, secret: string | null): Promise<Answer> {
  const webhook = (await parts.store.readProvider(providerId))?.webhook ?? null;
  return {
    status: 200,
    body: {
      url: webhook?.url ?? null,
      secret,
      signingSecrets: webhook === null ? 0 : signingSecrets(webhook, parts.clock.now()),
      off: webhook?.off ?? null,
    },
  };
}

async function putWebhook(call: Call): Promise<Answer> {
  const request = webhookRequestSchema.safeParse(readJson(call.req));
  const refused = (problem: string) =>
    new ApiFault('STEGVIS_API_WEBHOOK', {
      faults: [
        {
          field: 'url',
          problem,
          todo: 'Send {"url": "https://..."} with an address that the internet reaches, or null to remove it.',
        },
      ],
    });
  if (!request.success) throw refused('is missing, or is neither an address nor null');
  const outcome = await setWebhookUrl(call.parts, call.providerId, request.data.url, actingOf(call));
  if (outcome.kind === 'refused') throw refused(outcome.problem);
  return stateOf(call, outcome.secret);
}

export function detailOf(answer: NonNullable<Awaited<ReturnType<typeof tryWebhook>>>): string {
  if (answer.kind === 'sent') return `http-${answer.status}`;
  return answer.kind === 'gone' ? 'http-410' : answer.detail;
}

async function listDeliveries({ parts, req, providerId }: Call): Promise<Answer> {
  const wanted = queryOf(req).get('status');
  if (wanted !== null && !MESSAGE_STATUSES.some((status) => status === wanted)) {
    throw new ApiFault('STEGVIS_API_PARAMETER', {
      faults: [
        { field: 'status', problem: 'is not a state', todo: `Use one of: ${MESSAGE_STATUSES.join(', ')}.` },
      ],
    });
  }
  const docs: Participant[] = [];
  for (const id of await parts.store.participantsOf(providerId)) {
    try {
      const found = await readOwn(parts, id, providerId);
      if (found) docs.push(found.doc);
    } catch (error) {
      // What a damaged document holds is told of when it can be read again.
      if (!(error instanceof DamagedError)) throw error;
    }
  }
  const deliveries = deliveriesOf(docs)
    .filter(({ message }) => wanted === null || message.status === wanted)
    .slice(0, MOST)
    .map(({ id, participantId, message }) => ({
      id,
      event: message.params.event,
      participantId,
      createdAt: message.createdAt,
      status: message.status,
      attempts: message.attempts,
      nextAt: message.nextAt,
      settledAt: message.settledAt,
      detail: message.detail,
    }));
  return { status: 200, body: { deliveries } };
}

async function redeliverOne(call: Call): Promise<Answer> {
  const { parts, req, providerId } = call;
  const id = String(req.params.id);
  const participantId = participantOfEvent(id);
  const found = participantId === null ? null : await readOwn(parts, participantId, providerId);
  if (!found?.doc.outbox.some((message) => message.key === id && message.way === 'webhook')) {
    throw new ApiFault('STEGVIS_API_NOT_FOUND');
  }
  const { who, now } = actingOf(call);
  await parts.store.turn(found.doc.id, (doc) => {
    const again = doc && redeliver(doc, id, now);
    return {
      doc: again && withAudit(again, { at: now, who, what: 'webhook.redelivered', subject: id }),
      result: null,
    };
  });
  return { status: 200, body: { id, underWay: true } };
}
