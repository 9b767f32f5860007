import { z } from 'zod';
import { embeddingSchema } from '../../domain/embedding.ts';
import { planJsonSchema } from '../../domain/plan.ts';
import { retentionSchema } from '../../domain/retention.ts';
import { WEBHOOK_EVENTS } from '../../domain/webhook.ts';
import { API_FAULTS, type ApiFaultCode } from './api-fault.ts';
import {
  importsSchema,
  messageAnswerSchema,
  messageRequestSchema,
  touchedSchema,
  undoneSchema,
  undoRequestSchema,
} from './message-api.ts';
import {
  absenceViewSchema,
  deviationViewSchema,
  noticeViewSchema,
  questionViewSchema,
  signalViewSchema,
} from './notice-view.ts';
import { noticesSchema, readReceiptSchema, readRequestSchema } from './notices-api.ts';
import type { Operation } from './operation.ts';
import {
  differenceSchema,
  faultSchema,
  participantSchema,
  planReceiptSchema,
  versionsSchema,
  warningSchema,
} from './participants-api.ts';
import { reminderFiguresSchema, remindersSchema } from './reminders-api.ts';
import { absenceExportSchema, monthSchema, planningSchema } from './reports-api.ts';
import { scheduleRequestSchema } from './schedule-api.ts';
import { endRequestSchema, serviceStateSchema } from './service-end-api.ts';
import {
  deliveriesSchema,
  redeliveredSchema,
  secretRequestSchema,
  tryAnswerSchema,
  webhookRequestSchema,
  webhookStateSchema,
} from './webhook-api.ts';
import { payloadSchemas, TEST_EVENT, testSchema } from './webhooks/payload.ts';

/** The description of the provider API, OpenAPI 3.1, made from what the API itself uses. */

const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    faults: z
      .array(faultSchema)
      .optional()
      .meta({ description: 'Absent when the request was refused before it was looked into.' }),
  }),
});

const staleSchema = errorSchema.extend({
  version: z.number().int().meta({ description: 'The current version; 0 when there is none.' }),
  difference: z
    .array(differenceSchema)
    .meta({ description: 'From the stored plan to the one that was sent.' }),
});

const documentSchema = z.looseObject({}).meta({ description: 'A JSON document that describes itself.' });

/** `EventAbsenceReported` for `absence.reported`. */
function eventName(event: string): string {
  const words = event.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Event${words.join('')}`;
}

function eventSchemas(): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries({ ...payloadSchemas(), [TEST_EVENT]: testSchema }).map(([event, schema]) => [
      eventName(event),
      schema,
    ]),
  );
}

const webhookHeaders = {
  'webhook-id': 'The same for every attempt of one message: take what you have seen before for done.',
  'webhook-timestamp': 'When this attempt was made, in seconds since 1970.',
  'webhook-signature': '`v1,` and base64, once for each secret that signs, with a space between.',
};

function describedWebhooks(): object {
  return Object.fromEntries(
    [...WEBHOOK_EVENTS, TEST_EVENT].map((event) => [
      event,
      {
        post: {
          operationId: `on${eventName(event)}`,
          summary: event,
          security: [],
          parameters: Object.entries(webhookHeaders).map(([name, description]) => ({
            name,
            in: 'header',
            required: true,
            description,
            schema: { type: 'string' },
          })),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: reference(eventName(event)) } },
          },
          responses: {
            '2XX': { description: 'Taken. Anything else is tried again.' },
            410: { description: 'Nothing more is wanted: the webhook is turned off.' },
          },
        },
      },
    ]),
  );
}

/** The schemas by name, with references between them. */
function componentSchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  const named: Record<string, z.ZodType> = {
    Notices: noticesSchema,
    Notice: noticeViewSchema,
    Absence: absenceViewSchema,
    Deviation: deviationViewSchema,
    Question: questionViewSchema,
    Signal: signalViewSchema,
    Imports: importsSchema,
    Touched: touchedSchema,
    UndoRequest: undoRequestSchema,
    Undone: undoneSchema,
    MessageRequest: messageRequestSchema,
    MessageAnswer: messageAnswerSchema,
    Retention: retentionSchema,
    Embedding: embeddingSchema,
    Reminders: remindersSchema,
    ScheduleRequest: scheduleRequestSchema,
    ReminderFigures: reminderFiguresSchema,
    EndRequest: endRequestSchema,
    ServiceState: serviceStateSchema,
    WebhookRequest: webhookRequestSchema,
    WebhookState: webhookStateSchema,
    SecretRequest: secretRequestSchema,
    TryAnswer: tryAnswerSchema,
    Deliveries: deliveriesSchema,
    Redelivered: redeliveredSchema,
    ...eventSchemas(),
    ReadRequest: readRequestSchema,
    ReadReceipt: readReceiptSchema,
    PlanReceipt: planReceiptSchema,
    Difference: differenceSchema,
    Warning: warningSchema,
    Fault: faultSchema,
    Participant: participantSchema,
    Versions: versionsSchema,
    Month: monthSchema,
    AbsenceExport: absenceExportSchema,
    Planning: planningSchema,
    Error: errorSchema,
    Stale: staleSchema,
    Document: documentSchema,
  };
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'input' });
  const plan = planJsonSchema();
  return Object.fromEntries(
    Object.entries({ ...schemas, Plan: plan }).map(([id, schema]) => {
      const { $schema, $id, ...rest } = schema as { $schema?: string; $id?: string };
      return [id, rest];
    }),
  );
}

export function openApi(operations: readonly Operation[], baseUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stegvis provider API',
      version: '1',
      description:
        "For a provider's own systems: plans in, notices out. Every call with a key sees that provider's participants only; all others are not there.",
    },
    servers: [{ url: baseUrl }],
    security: [{ key: [] }],
    paths,
    webhooks: describedWebhooks(),
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: "The provider's key. Keys can be rotated at any time.",
        },
      },
      schemas: componentSchemas(),
    },
  };
}

function described(operation: Operation): object {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...inPath, ...(operation.parameters ?? [])];
  const responses: Record<string, object> = {};
  for (const [status, { description, schema }] of Object.entries(operation.responses)) {
    responses[status] = answer(description, schema);
  }
  for (const [status, codes] of Map.groupBy(faultsOf(operation), (code) => API_FAULTS[code][0])) {
    const description = codes.map((code) => `${code}: ${API_FAULTS[code][1]}`).join('\n\n');
    responses[status] = answer(description, codes.includes('STEGVIS_API_STALE') ? 'Stale' : 'Error');
  }
  if (operation.request) {
    responses[413] = answer('The body is too large.', 'Error');
    responses[415] = answer('The body is not JSON, or is compressed.', 'Error');
  }
  responses[500] = answer('A fault on our side. It is safe to try again.', 'Error');
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    ...(operation.open ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.request
      ? {
          requestBody: {
            required: operation.request.required,
            content: { 'application/json': { schema: reference(operation.request.schema) } },
          },
        }
      : {}),
    responses,
  };
}

function faultsOf(operation: Operation): ApiFaultCode[] {
  if (operation.open) return [...operation.faults];
  return [
    'STEGVIS_API_KEY_MISSING',
    'STEGVIS_API_KEY_WRONG',
    'STEGVIS_API_TOO_MANY_TRIES',
    ...operation.faults,
  ];
}

function answer(description: string, schema: string): object {
  return { description, content: { 'application/json': { schema: reference(schema) } } };
}

function reference(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` };
}
