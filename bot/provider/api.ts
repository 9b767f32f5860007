import { planJsonSchema } from '../../domain/plan.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { embeddingOperations } from './embedding-api.ts';
import { messageOperations } from './message-api.ts';
import { noticeOperations } from './notices-api.ts';
import { openApi } from './openapi.ts';
import { type Operation, routesOf } from './operation.ts';
import { participantOperations } from './participants-api.ts';
import { reminderOperations } from './reminders-api.ts';
import { reportOperations } from './reports-api.ts';
import { retentionOperations } from './retention-api.ts';
import { scheduleOperations } from './schedule-api.ts';
import { serviceEndOperations } from './service-end-api.ts';
import { webhookOperations } from './webhook-api.ts';

/** The API for providers' own systems. */

export const apiOperations: readonly Operation[] = [
  ...participantOperations,
  ...noticeOperations,
  ...serviceEndOperations,
  ...reportOperations,
  ...webhookOperations,
  ...messageOperations,
  ...retentionOperations,
  ...embeddingOperations,
  ...reminderOperations,
  ...scheduleOperations,
  {
    method: 'get',
    path: '/api/v1/plan.schema.json',
    operationId: 'getPlanSchema',
    summary: 'JSON Schema of the plan document',
    responses: { 200: { description: 'Draft 2020-12.', schema: 'Document' } },
    faults: [],
    open: true,
    run: async () => ({ status: 200, body: planJsonSchema() }),
  },
  {
    method: 'get',
    path: '/api/v1/openapi.json',
    operationId: 'getDescription',
    summary: 'This description',
    responses: { 200: { description: 'OpenAPI 3.1.', schema: 'Document' } },
    faults: [],
    open: true,
    run: async ({ parts }) => ({ status: 200, body: openApi(apiOperations, parts.config.baseUrl) }),
  },
];

export function apiRoutes(parts: Parts): Route[] {
  return routesOf(parts, apiOperations);
}
