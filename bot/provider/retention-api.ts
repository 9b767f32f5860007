import { newProvider, setRetention } from '../../domain/actions/provider.ts';
import { DEFAULT_RETENTION, retentionSchema } from '../../domain/retention.ts';
import { ApiFault } from './api-fault.ts';
import type { Operation } from './operation.ts';
import { readJson } from './operation.ts';

/** How long each kind is kept. */

export const retentionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/retention',
    operationId: 'getRetention',
    summary: 'How long each kind of data is kept',
    responses: { 200: { description: 'The times.', schema: 'Retention' } },
    faults: ['STEGVIS_API_UNREADABLE'],
    run: async ({ parts, providerId }) => ({
      status: 200,
      body: (await parts.store.readProvider(providerId))?.retention ?? DEFAULT_RETENTION,
    }),
  },
  {
    method: 'put',
    path: '/api/v1/retention',
    operationId: 'putRetention',
    summary: 'Set how long each kind is kept',
    description:
      'It is gone through every night. What goes does not come back, so a shorter time counts from the next night on.',
    request: { schema: 'Retention', required: true },
    responses: { 200: { description: 'The times as they are now.', schema: 'Retention' } },
    faults: [
      'STEGVIS_API_RETENTION',
      'STEGVIS_API_NOT_JSON',
      'STEGVIS_API_NO_ROOM',
      'STEGVIS_API_UNREADABLE',
    ],
    run: async ({ parts, req, providerId }) => {
      const request = retentionSchema.safeParse(readJson(req));
      if (!request.success) {
        throw new ApiFault('STEGVIS_API_RETENTION', {
          faults: request.error.issues.map((issue) => ({
            field: issue.path.join('.') || '(the body)',
            problem: issue.message,
            todo: 'Send chatDays 1 to 365, reasonDays 1 to 730, receiptMonths 1 to 120.',
          })),
        });
      }
      const now = parts.clock.now();
      await parts.store.providerTurn(providerId, (found) => {
        const provider = found ?? newProvider({ id: providerId, name: providerId, now });
        const acting = { now, who: `api:${providerId}` };
        return { doc: setRetention(provider, request.data, acting) ?? found ?? provider, result: null };
      });
      return { status: 200, body: request.data };
    },
  },
];
