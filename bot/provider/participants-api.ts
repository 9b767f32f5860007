import { z } from 'zod';
import { withHandover } from '../../domain/actions/handover.ts';
import { type ImportOutcome, type ImportRequest, importPlan } from '../../domain/actions/import-plan.ts';
import { DamagedError } from '../../domain/errors.ts';
import { BATCH_PATTERN } from '../../domain/import-batch.ts';
import type { Participant } from '../../domain/participant.ts';
import { type Plan, type PlanFault, parsePlan } from '../../domain/plan.ts';
import { PLAN_WARNING_CODES, planWarnings } from '../../domain/plan-warnings.ts';
import type { Health } from '../../domain/ports.ts';
import { type Instant, instantSchema, today } from '../../domain/time.ts';
import { planReadability } from '../../locales/check/plan-readability.ts';
import { tellSupervisor } from '../../locales/sayings/service-end.ts';
import type { Parts } from '../parts.ts';
import { ApiFault } from './api-fault.ts';
import { type Answer, type Call, type Operation, readJson } from './operation.ts';
import { isAnothers, readOwn } from './own.ts';

/** Plans in and out. */

export const faultSchema = z.strictObject({
  field: z.string(),
  problem: z.string(),
  todo: z.string(),
});

export const differenceSchema = z
  .strictObject({
    field: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .meta({
    description: 'One thing that differs. Entries of a list are named by their id: `steps.cv.status`.',
  });

export const warningSchema = z
  .strictObject({
    code: z.enum(PLAN_WARNING_CODES),
    field: z.string(),
    problem: z.string(),
    todo: z.string(),
  })
  .meta({
    description: "A fault of the plan itself. It does not stop the plan; tell it to the plan's author.",
  });
export const readabilitySchema = z
  .strictObject({
    share: z.number(),
    withoutEasy: z.number().int(),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        level: z.enum(['plain', 'easy']),
        withinBudget: z.boolean(),
        words: z.number().int(),
        lix: z.number(),
        wordsPerSentence: z.number(),
        longestSentence: z.number().int(),
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
      }),
    ),
  })
  .meta({
    description:
      'How readable the texts are, for the author: every text that somebody wrote, with its LIX, sentence lengths, the rules it breaks, the words and a suggestion in Swedish. `text` is measured as vanlig svenska, `easy` as lätt svenska. `share`: how many of them are within the budget, 0 to 1. `withoutEasy`: fields that have no `easy` yet. Nothing is rewritten, and nothing is refused because of it.',
  });

export const planReceiptSchema = z.strictObject({
  id: z.string(),
  version: z.number().int(),
  outcome: z.enum(['created', 'updated', 'unchanged']),
  dryRun: z.boolean().meta({ description: 'True when nothing was written: what would have happened.' }),
  difference: z.array(differenceSchema),
  readability: readabilitySchema,
  warnings: z.array(warningSchema),
});

/** The plan itself is described by /api/v1/plan.schema.json, which is long enough to stand alone. */
const planInAnswer = z.looseObject({ format: z.literal('stegvis-plan/1'), id: z.string() });

export const participantSchema = z.strictObject({
  id: z.string(),
  version: z.number().int(),
  at: instantSchema,
  by: z.string(),
  lastChangeMayBeMissing: z.boolean().meta({
    description:
      'True when the newest stored version was damaged and an earlier one is served, until staff have said in the inbox that they know. One change or many may be missing.',
  }),
  plan: planInAnswer,
});

export const versionsSchema = z.strictObject({
  versions: z.array(
    z.strictObject({
      version: z.number().int(),
      at: instantSchema,
      by: z.string(),
      plan: planInAnswer,
    }),
  ),
});

export const participantOperations: readonly Operation[] = [
  {
    method: 'put',
    path: '/api/v1/participants/{id}',
    operationId: 'putParticipant',
    summary: 'Take in a plan, new or changed',
    description:
      'Stores the document as a new version beside the old ones. The id of the path is the id of the document, and provider.id is the provider of the key. A document that is the same as the stored one makes no new version.',
    parameters: [
      {
        name: 'If-Match',
        in: 'header',
        description: 'The ETag of the version that was changed. Another current version answers 412.',
        schema: { type: 'string' },
      },
      {
        name: 'If-None-Match',
        in: 'header',
        description: '`*`: only when there is no plan with this id yet.',
        schema: { type: 'string', enum: ['*'] },
      },
      {
        name: 'Import-Batch',
        in: 'header',
        description:
          'A name for the import that this call is a part of, so that everybody whom it touched can be found if it was faulty. Default: the day.',
        schema: { type: 'string', maxLength: 64 },
      },
      {
        name: 'dryRun',
        in: 'query',
        description: '`true`: shows the difference and the warnings and writes nothing.',
        schema: { type: 'string', enum: ['true', 'false'] },
      },
    ],
    request: { schema: 'Plan', required: true },
    responses: {
      200: { description: 'Updated, unchanged, or what a dry run would do.', schema: 'PlanReceipt' },
      201: { description: 'Created.', schema: 'PlanReceipt' },
    },
    faults: [
      'STEGVIS_API_NOT_JSON',
      'STEGVIS_API_PARAMETER',
      'STEGVIS_API_CONDITION',
      'STEGVIS_API_DOCUMENT',
      'STEGVIS_API_ID_TAKEN',
      'STEGVIS_API_STALE',
      'STEGVIS_API_NO_ROOM',
      'STEGVIS_API_UNREADABLE',
    ],
    run: putParticipant,
  },
  {
    method: 'get',
    path: '/api/v1/participants/{id}',
    operationId: 'getParticipant',
    summary: 'The current plan',
    description: 'Its version is the ETag.',
    responses: { 200: { description: 'The plan.', schema: 'Participant' } },
    faults: ['STEGVIS_API_NOT_FOUND', 'STEGVIS_API_UNREADABLE'],
    run: async (call) => {
      const { doc, health } = await own(call);
      const { id, planVersion: version, planAt: at, planBy: by, plan } = doc;
      const lastChangeMayBeMissing = health === 'previous' || doc.recovery?.seenByStaff === false;
      return {
        status: 200,
        headers: { etag: etag(version) },
        body: { id, version, at, by, lastChangeMayBeMissing, plan },
      };
    },
  },
  {
    method: 'get',
    path: '/api/v1/participants/{id}/versions',
    operationId: 'getVersions',
    summary: 'Every version of the plan, the oldest first',
    responses: { 200: { description: 'The versions.', schema: 'Versions' } },
    faults: ['STEGVIS_API_NOT_FOUND', 'STEGVIS_API_UNREADABLE'],
    run: async (call) => {
      const { doc } = await own(call);
      const lines = await call.parts.store.lines(doc.id, 'plans', 0, doc.numbers.plans);
      const versions = lines.map(({ body: { version, at, by, plan } }) => ({ version, at, by, plan }));
      return { status: 200, body: { versions } };
    },
  },
];

async function putParticipant(call: Call): Promise<Answer> {
  const { parts, req, providerId } = call;
  const id = String(req.params.id);
  const dryRun = dryRunOf(call);
  const expected = expectedVersion(call);
  // Before the document is looked at: whatever is sent to somebody else's id gets the same short answer.
  if (await isAnothers(parts, id, providerId)) throw new ApiFault('STEGVIS_API_ID_TAKEN');
  const plan = planOf(readJson(req), id, providerId);
  const now = parts.clock.now();
  const batch = batchOf(call, now);
  const outcome = await storePlan(parts, { plan, by: `api:${providerId}`, now, expected, batch }, dryRun);
  switch (outcome.kind) {
    case 'erased':
    case 'not-yours':
      throw new ApiFault('STEGVIS_API_ID_TAKEN');
    case 'stale':
      throw new ApiFault('STEGVIS_API_STALE', {
        headers: outcome.version === 0 ? {} : { etag: etag(outcome.version) },
        more: { version: outcome.version, difference: outcome.difference },
      });
    default: {
      const difference = 'difference' in outcome ? outcome.difference : [];
      const warnings = planWarnings(plan, today(now));
      return {
        status: outcome.kind === 'created' && !dryRun ? 201 : 200,
        headers: dryRun ? {} : { etag: etag(outcome.version) },
        body: {
          id,
          version: outcome.version,
          outcome: outcome.kind,
          dryRun,
          difference,
          warnings,
          readability: planReadability(plan),
        },
      };
    }
  }
}

/**
 * Takes the plan in, and tells the participant of a new handledare and the new handledare of what is still to be read. `erased`: the id was
 * somebody's who has been erased. With `dryRun` only says what would happen.
 */
export async function storePlan(
  parts: Pick<Parts, 'store'>,
  request: ImportRequest,
  dryRun: boolean,
): Promise<ImportOutcome | { readonly kind: 'erased' }> {
  try {
    if (await parts.store.wasErased(request.plan.id)) return { kind: 'erased' };
    const settings = (await parts.store.readProvider(request.plan.provider.id))?.settings;
    return await parts.store.turn(request.plan.id, (doc) => {
      const imported = importPlan(doc, settings ? { ...request, settings } : request);
      if (dryRun || !('doc' in imported)) return { doc: null, result: imported };
      const told = tellSupervisor(doc, withHandover(doc, imported.doc, request.now), request.now);
      return { doc: told, result: { ...imported, doc: told } };
    });
  } catch (error) {
    if (error instanceof DamagedError && error.providerId !== request.plan.provider.id) {
      return { kind: 'not-yours' };
    }
    throw error;
  }
}

function planOf(document: Record<string, unknown>, id: string, providerId: string): Plan {
  const parsed = parsePlan(document);
  if (!parsed.ok) throw new ApiFault('STEGVIS_API_DOCUMENT', { faults: parsed.faults });
  const faults: PlanFault[] = [];
  if (parsed.plan.id !== id) {
    faults.push({
      field: 'id',
      problem: 'is not the id of the address',
      todo: 'Send the document to the address that ends with its id.',
    });
  }
  if (parsed.plan.provider.id !== providerId) {
    faults.push({
      field: 'provider.id',
      problem: 'is not the provider of the key',
      todo: `Use "${providerId}", or the key of the provider that the document names.`,
    });
  }
  if (faults.length > 0) throw new ApiFault('STEGVIS_API_DOCUMENT', { faults });
  return parsed.plan;
}

/** What the sender calls the import that this belongs to; the day, for one that does not say. */
function batchOf({ req }: Call, now: Instant): string {
  const named = req.headers['import-batch'];
  if (named === undefined) return `api-${today(now)}`;
  if (typeof named === 'string' && BATCH_PATTERN.test(named)) return named;
  throw new ApiFault('STEGVIS_API_PARAMETER', {
    faults: [
      {
        field: 'Import-Batch',
        problem: 'is not a name of an import',
        todo: 'Use 1 to 64 letters, digits, and _ . : -',
      },
    ],
  });
}

function dryRunOf({ req }: Call): boolean {
  const value = queryOf(req).get('dryRun');
  if (value === null || value === 'false') return false;
  if (value === 'true') return true;
  throw new ApiFault('STEGVIS_API_PARAMETER', {
    faults: [
      { field: 'dryRun', problem: 'is neither true nor false', todo: 'Use true or false, or leave it out.' },
    ],
  });
}

/** Null when the sender does not say; 0 when it believes that there is none. `If-Match: *` (there must be one) is not offered. */
function expectedVersion({ req }: Call): number | null {
  const match = req.headers['if-match'];
  const noneMatch = req.headers['if-none-match'];
  if (match === undefined && noneMatch === undefined) return null;
  if (match !== undefined && noneMatch !== undefined) throw new ApiFault('STEGVIS_API_CONDITION');
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== '*') throw new ApiFault('STEGVIS_API_CONDITION');
    return 0;
  }
  // Proxies that compress an answer make its ETag a weak one.
  const [, version] = /^(?:W\/)?"(\d{1,9})"$/.exec(match?.trim() ?? '') ?? [];
  if (version === undefined) throw new ApiFault('STEGVIS_API_CONDITION');
  return Number(version);
}

/** The participant, if it is this provider's. Somebody else's is not there. */
async function own({ parts, req, providerId }: Call): Promise<{ doc: Participant; health: Health }> {
  const found = await readOwn(parts, String(req.params.id), providerId);
  if (found === null) throw new ApiFault('STEGVIS_API_NOT_FOUND');
  return found;
}

export function queryOf(req: Call['req']): URLSearchParams {
  return new URL(req.url ?? '/', 'http://localhost').searchParams;
}

function etag(version: number): string {
  return `"${version}"`;
}
