import { z } from 'zod';
import { MOST_MESSAGE, RECIPIENT_OUTCOMES } from '../../domain/broadcast.ts';
import { BATCH_PATTERN, IMPORT_GROUPS } from '../../domain/import-batch.ts';
import { SERVICES } from '../../domain/plan.ts';
import { instantSchema } from '../../domain/time.ts';
import type { CheckResult } from '../../locales/check/check-text.ts';
import { ApiFault } from './api-fault.ts';
import { type Audience, lookAt, sendToGroup } from './messages/broadcast.ts';
import { batchesOf, touchedOf, undoImport } from './messages/imports.ts';
import { type Answer, type Call, type Operation, readJson, readOptionalJson } from './operation.ts';

/** A faulty import made good, and messages to a group. */

const batch = z.string().regex(BATCH_PATTERN);

export const importsSchema = z.strictObject({
  imports: z.array(
    z.strictObject({
      batch: z.string(),
      firstAt: instantSchema,
      by: z.string(),
      participants: z.number().int(),
    }),
  ),
});

export const touchedSchema = z.strictObject({
  batch: z.string(),
  participants: z.array(
    z.strictObject({
      id: z.string(),
      version: z.number().int(),
      at: instantSchema,
      group: z.enum(IMPORT_GROUPS).meta({
        description:
          '`reported`: has told of something since. `reminded`: was reminded since. `seen`: has written since. `unaware`: nothing of it has reached them.',
      }),
      undoable: z.enum(['yes', 'changed-since', 'created']),
    }),
  ),
});

export const undoRequestSchema = z.strictObject({
  dryRun: z.boolean().meta({ description: 'True says what would happen and changes nothing.' }),
});

export const undoneSchema = z.strictObject({
  dryRun: z.boolean(),
  report: z.array(
    z.strictObject({
      id: z.string(),
      outcome: z.enum(['undone', 'changed-since', 'created', 'unreadable']),
      version: z.number().int().nullable(),
    }),
  ),
});

export const messageRequestSchema = z.strictObject({
  text: z.string().trim().min(1).max(MOST_MESSAGE),
  easy: z.string().trim().min(1).max(MOST_MESSAGE).nullable().default(null).meta({
    description: 'The same in easy Swedish, for those who read it so.',
  }),
  from: z.string().trim().min(1).max(120).meta({ description: 'Who writes, as the participant reads it.' }),
  audience: z
    .strictObject({
      batch: batch.optional(),
      group: z.enum(IMPORT_GROUPS).optional(),
      supervisorEmail: z.string().max(254).optional(),
      service: z.enum(SERVICES).optional(),
      participants: z.array(z.string()).max(5000).optional(),
    })
    .meta({ description: 'Everything that is given must fit. `{}` is everybody.' }),
  token: z.string().optional().meta({
    description: 'From the look before. Without it nothing is sent: it is a dry run.',
  }),
});

const readabilitySchema = z.strictObject({
  words: z.number().int(),
  lix: z.number(),
  wordsPerSentence: z.number(),
  longestSentence: z.number(),
  longWordShare: z.number(),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(['error', 'warning']),
      text: z.string(),
      line: z.number().int(),
      suggestion: z.string(),
    }),
  ),
});

export const messageAnswerSchema = z.strictObject({
  sent: z.boolean(),
  id: z.string().nullable(),
  token: z
    .string()
    .nullable()
    .meta({ description: 'Send it back with the same request to send the message.' }),
  recipients: z.array(z.strictObject({ id: z.string(), outcome: z.enum(RECIPIENT_OUTCOMES) })),
  readability: z.strictObject({ plain: readabilitySchema, easy: readabilitySchema }).nullable(),
});

const FAULTS = ['STEGVIS_API_NOT_JSON', 'STEGVIS_API_PARAMETER', 'STEGVIS_API_NO_ROOM'] as const;

export const messageOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/imports',
    operationId: 'listImports',
    summary: 'The imports of plans, the newest first',
    responses: { 200: { description: 'The imports.', schema: 'Imports' } },
    faults: [],
    run: async ({ parts, providerId }) => ({
      status: 200,
      body: { imports: await batchesOf(parts, providerId) },
    }),
  },
  {
    method: 'get',
    path: '/api/v1/imports/{batch}',
    operationId: 'getImport',
    summary: 'Everybody touched by an import, and what it has meant for them',
    responses: { 200: { description: 'Those who were touched.', schema: 'Touched' } },
    faults: ['STEGVIS_API_NOT_FOUND'],
    run: async (call) => {
      const name = String(call.req.params.batch);
      const touched = await touchedOf(call.parts, call.providerId, name);
      if (touched.length === 0) throw new ApiFault('STEGVIS_API_NOT_FOUND');
      const participants = touched.map(({ doc, version, at, group, undoable }) => ({
        id: doc.id,
        version,
        at,
        group,
        undoable,
      }));
      return { status: 200, body: { batch: name, participants } };
    },
  },
  {
    method: 'post',
    path: '/api/v1/imports/{batch}/undo',
    operationId: 'undoImport',
    summary: 'Put the version before the import back, as a new version',
    description:
      'For everybody for whom nothing came after it. What was reported meanwhile follows the plan, as with any change. Tell people with a message to the groups.',
    request: { schema: 'UndoRequest', required: true },
    responses: { 200: { description: 'What was done, or would be.', schema: 'Undone' } },
    faults: ['STEGVIS_API_NOT_FOUND', ...FAULTS],
    run: async (call) => {
      const request = undoRequestSchema.safeParse(readOptionalJson(call.req));
      if (!request.success)
        throw wrong('dryRun', 'is neither true nor false', 'Send {"dryRun": true} first.');
      const { dryRun } = request.data;
      const { parts, providerId } = call;
      const about = {
        providerId,
        batch: String(call.req.params.batch),
        by: `api:${providerId}`,
        now: parts.clock.now(),
      };
      const report = await undoImport(parts, { ...about, dryRun });
      if (report.length === 0) throw new ApiFault('STEGVIS_API_NOT_FOUND');
      return { status: 200, body: { dryRun, report } };
    },
  },
  {
    method: 'post',
    path: '/api/v1/messages',
    operationId: 'sendMessage',
    summary: 'Write to a group: first a look, then the sending',
    description:
      'Without `token` nothing is sent: the answer says who would get it, how it reads, and the token. With the token the same message goes once to each of the same people; has the text or the group changed meanwhile, it is refused.',
    request: { schema: 'MessageRequest', required: true },
    responses: { 200: { description: 'The look, or the report.', schema: 'MessageAnswer' } },
    faults: ['STEGVIS_API_CONFIRM', ...FAULTS],
    run: sendMessage,
  },
];

async function sendMessage(call: Call): Promise<Answer> {
  const { parts, providerId } = call;
  const request = messageRequestSchema.safeParse(readJson(call.req));
  if (!request.success) {
    const [issue] = request.error.issues;
    throw wrong(
      issue?.path.join('.') || '(the body)',
      issue?.message ?? 'is wrong',
      'See the description of the call.',
    );
  }
  const { token, audience, ...rest } = request.data;
  const draft = { ...rest, audience: audience satisfies Audience };
  if (token === undefined) {
    const looked = await lookAt(parts, providerId, draft);
    return {
      status: 200,
      body: {
        sent: false,
        id: null,
        token: looked.token,
        recipients: looked.recipients.map((doc) => ({ id: doc.id, outcome: 'waiting' })),
        readability: looked.readability satisfies { plain: CheckResult; easy: CheckResult },
      },
    };
  }
  const sent = await sendToGroup(parts, { providerId, draft, token, by: `api:${providerId}` });
  if (sent === null) throw new ApiFault('STEGVIS_API_CONFIRM');
  return {
    status: 200,
    body: { sent: true, id: sent.id, token: null, recipients: sent.recipients, readability: null },
  };
}

function wrong(field: string, problem: string, todo: string): ApiFault {
  return new ApiFault('STEGVIS_API_PARAMETER', { faults: [{ field, problem, todo }] });
}
