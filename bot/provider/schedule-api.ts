import { z } from 'zod';
import type { ImportRequest } from '../../domain/actions/import-plan.ts';
import { parsePlan } from '../../domain/plan.ts';
import { planWarnings } from '../../domain/plan-warnings.ts';
import { today } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { ApiFault } from './api-fault.ts';
import { type Operation, readJson } from './operation.ts';
import { readOwn } from './own.ts';
import { storePlan } from './participants-api.ts';
import { readSchedule, withSchedule } from './read-schedule.ts';

/** A provider's own schedule into the plan of one participant. */

export const scheduleRequestSchema = z.strictObject({
  format: z.enum(['ics', 'csv']),
  text: z.string().min(1).max(1_000_000).meta({ description: 'The file as it is.' }),
});

type Imported = Awaited<ReturnType<typeof storePlan>>;

export type ScheduleOutcome =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'faults'; readonly faults: readonly { field: string; problem: string; todo: string }[] }
  | { readonly kind: 'read'; readonly imported: Imported; readonly plan: Parameters<typeof planWarnings>[0] };

/**
 * Reads the schedule and puts it into the plan that is stored now; a plan that changes meanwhile is not overwritten. What an earlier
 * schedule booked is replaced, and everything else in the plan stays. With `dryRun` only says what would happen.
 */
export async function importSchedule(
  parts: Pick<Parts, 'store' | 'clock'>,
  of: { readonly id: string; readonly providerId: string; readonly by: string },
  file: z.infer<typeof scheduleRequestSchema>,
  dryRun: boolean,
): Promise<ScheduleOutcome> {
  const found = await readOwn(parts, of.id, of.providerId);
  if (found === null) return { kind: 'nobody' };
  const schedule = readSchedule(file.format, file.text);
  if (!schedule.ok) return { kind: 'faults', faults: schedule.faults };
  const parsed = parsePlan(withSchedule(found.doc.plan, schedule.appointments));
  if (!parsed.ok) return { kind: 'faults', faults: parsed.faults };
  const request = {
    plan: parsed.plan,
    by: of.by,
    now: parts.clock.now(),
    expected: found.doc.planVersion,
  } satisfies ImportRequest;
  return { kind: 'read', imported: await storePlan(parts, request, dryRun), plan: parsed.plan };
}

export const scheduleOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/participants/{id}/schedule',
    operationId: 'postSchedule',
    summary: 'Take a schedule into the plan',
    description:
      'Reads iCalendar or CSV and makes a new version of the plan with its appointments. What an earlier schedule booked is replaced; everything else stays. Columns of CSV: date, start, end, and what there is of id, kind, title, place, who, bring.',
    parameters: [
      {
        name: 'dryRun',
        in: 'query',
        description: '`true`: shows the difference and the warnings and writes nothing.',
        schema: { type: 'string', enum: ['true', 'false'] },
      },
    ],
    request: { schema: 'ScheduleRequest', required: true },
    responses: {
      200: { description: 'Updated, unchanged, or what a dry run would do.', schema: 'PlanReceipt' },
    },
    faults: [
      'STEGVIS_API_NOT_JSON',
      'STEGVIS_API_PARAMETER',
      'STEGVIS_API_SCHEDULE',
      'STEGVIS_API_NOT_FOUND',
      'STEGVIS_API_STALE',
      'STEGVIS_API_NO_ROOM',
      'STEGVIS_API_UNREADABLE',
    ],
    run: async ({ parts, req, providerId }) => {
      const id = String(req.params.id);
      // Before anything is said of what was sent: whose it is, is nobody else's business.
      if ((await readOwn(parts, id, providerId)) === null) throw new ApiFault('STEGVIS_API_NOT_FOUND');
      const asked = new URL(req.url ?? '/', 'http://localhost').searchParams.get('dryRun') ?? 'false';
      if (asked !== 'true' && asked !== 'false') {
        throw new ApiFault('STEGVIS_API_PARAMETER', {
          faults: [{ field: 'dryRun', problem: 'is not true or false', todo: 'Send true or false.' }],
        });
      }
      const file = scheduleRequestSchema.safeParse(readJson(req));
      if (!file.success) {
        throw new ApiFault('STEGVIS_API_SCHEDULE', {
          faults: [
            {
              field: file.error.issues[0]?.path.join('.') || '(the document)',
              problem: 'is missing or wrong',
              todo: 'Send {"format": "ics" or "csv", "text": "the file"}.',
            },
          ],
        });
      }
      const by = `api:${providerId}`;
      const dryRun = asked === 'true';
      const outcome = await importSchedule(parts, { id, providerId, by }, file.data, dryRun);
      if (outcome.kind === 'nobody') throw new ApiFault('STEGVIS_API_NOT_FOUND');
      if (outcome.kind === 'faults') throw new ApiFault('STEGVIS_API_SCHEDULE', { faults: outcome.faults });
      const { imported, plan } = outcome;
      if (imported.kind === 'erased' || imported.kind === 'not-yours') {
        throw new ApiFault('STEGVIS_API_NOT_FOUND');
      }
      if (imported.kind === 'stale') {
        throw new ApiFault('STEGVIS_API_STALE', {
          more: { version: imported.version, difference: imported.difference },
        });
      }
      const difference = 'difference' in imported ? imported.difference : [];
      const warnings = planWarnings(plan, today(parts.clock.now()));
      return {
        status: 200,
        body: { id, version: imported.version, outcome: imported.kind, dryRun, difference, warnings },
      };
    },
  },
];
