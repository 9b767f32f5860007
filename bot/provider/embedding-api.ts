import { newProvider, setEmbedding } from '../../domain/actions/provider.ts';
import { type Embedding, embeddingSchema, originOf } from '../../domain/embedding.ts';
import type { PlanFault } from '../../domain/plan.ts';
import { themeFaults } from '../pages/theme.ts';
import type { Parts } from '../parts.ts';
import { ApiFault } from './api-fault.ts';
import { type Operation, readJson } from './operation.ts';

/** The chat inside the provider's own site. */

export const embeddingOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/embedding',
    operationId: 'getEmbedding',
    summary: 'On which sites the chat may stand, and how it looks there',
    responses: { 200: { description: 'As it is; no origins when it stands nowhere.', schema: 'Embedding' } },
    faults: ['STEGVIS_API_UNREADABLE'],
    run: async ({ parts, providerId }) => ({
      status: 200,
      body: (await parts.store.readProvider(providerId))?.embedding ?? embeddingSchema.parse({ origins: [] }),
    }),
  },
  {
    method: 'put',
    path: '/api/v1/embedding',
    operationId: 'putEmbedding',
    summary: 'Let the chat stand on sites of your own, under your name and in your colours',
    description:
      'Colours are taken when all text in them has a contrast of at least 7:1; else the answer says what they have. An empty list of origins ends it.',
    request: { schema: 'Embedding', required: true },
    responses: { 200: { description: 'As it is now.', schema: 'Embedding' } },
    faults: [
      'STEGVIS_API_EMBEDDING',
      'STEGVIS_API_NOT_JSON',
      'STEGVIS_API_NO_ROOM',
      'STEGVIS_API_UNREADABLE',
    ],
    run: async ({ parts, req, providerId }) => {
      const request = embeddingSchema.safeParse(readJson(req));
      if (!request.success) {
        throw new ApiFault('STEGVIS_API_EMBEDDING', {
          faults: request.error.issues.map((issue) => ({
            field: issue.path.join('.') || '(the body)',
            problem: issue.message,
            todo: 'Send origins, and if you like name, light and dark with accent and ground as #rrggbb.',
          })),
        });
      }
      const faults = faultsIn(request.data, parts);
      if (faults.length > 0) throw new ApiFault('STEGVIS_API_EMBEDDING', { faults });
      const embedding = {
        ...request.data,
        origins: request.data.origins.flatMap((given) => originOf(given, !parts.config.production) ?? []),
      };
      const now = parts.clock.now();
      await parts.store.providerTurn(providerId, (found) => {
        const provider = found ?? newProvider({ id: providerId, name: providerId, now });
        const acting = { now, who: `api:${providerId}` };
        return { doc: setEmbedding(provider, embedding, acting), result: null };
      });
      return { status: 200, body: embedding };
    },
  },
];

function faultsIn(embedding: Embedding, parts: Pick<Parts, 'config'>): PlanFault[] {
  return [
    ...embedding.origins.flatMap((given, index) =>
      originOf(given, !parts.config.production) === null
        ? [
            {
              field: `origins.${index}`,
              problem: 'is not the origin of a site',
              todo: 'Send it as https://www.exempel.example: with https, without path or *.',
            },
          ]
        : [],
    ),
    ...themeFaults(embedding).map(({ field, has, against }) => ({
      field,
      problem: `has a contrast of ${has}:1 against ${against}`,
      todo: 'Send a colour with at least 7:1, or null for the usual one.',
    })),
  ];
}
