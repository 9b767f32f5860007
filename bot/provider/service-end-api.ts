import { z } from 'zod';
import { type Acting, endService, resumeService } from '../../domain/actions/service-end.ts';
import type { Participant } from '../../domain/participant.ts';
import { isOver, lastDayOf, receiptsUntil } from '../../domain/service-end.ts';
import { localDateSchema, today } from '../../domain/time.ts';
import { tellEnd } from '../../locales/sayings/service-end.ts';
import { ApiFault } from './api-fault.ts';
import { type Answer, type Call, type Operation, readOptionalJson } from './operation.ts';
import { readOwn } from './own.ts';

/** The end of a participant's service, and taking it back. */

export const endRequestSchema = z.strictObject({
  on: localDateSchema.optional().meta({
    description: 'The last day. Default today; today or before ends it at once.',
  }),
});

export const serviceStateSchema = z.strictObject({
  id: z.string(),
  over: z.boolean(),
  lastDay: localDateSchema.nullable(),
  receiptsUntil: localDateSchema.nullable().meta({
    description: 'The last day on which the participant can sign in and read what they have sent.',
  }),
});

const FAULTS = [
  'STEGVIS_API_NOT_JSON',
  'STEGVIS_API_PARAMETER',
  'STEGVIS_API_NOT_FOUND',
  'STEGVIS_API_NO_ROOM',
  'STEGVIS_API_UNREADABLE',
] as const;

export const serviceEndOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/participants/{id}/end',
    operationId: 'endService',
    summary: 'End the service',
    description:
      'Reminders stop, the participant is told, may report nothing more, and can read what they have sent for 90 days.',
    request: { schema: 'EndRequest', required: false },
    responses: { 200: { description: 'As it is now.', schema: 'ServiceState' } },
    faults: FAULTS,
    run: async (call) => {
      const request = endRequestSchema.safeParse(readOptionalJson(call.req));
      if (!request.success) {
        throw new ApiFault('STEGVIS_API_PARAMETER', {
          faults: [{ field: 'on', problem: 'is not a day', todo: 'Send {"on": "2026-06-30"} or nothing.' }],
        });
      }
      const on = request.data.on ?? today(call.parts.clock.now());
      return changed(call, (doc, acting) => endOf(doc, on, acting));
    },
  },
  {
    method: 'post',
    path: '/api/v1/participants/{id}/resume',
    operationId: 'resumeService',
    summary: 'Take back an end that was set here',
    description:
      'The end that stands in the plan is changed with the plan. The participant is not told: tell them yourself.',
    responses: { 200: { description: 'As it is now.', schema: 'ServiceState' } },
    faults: FAULTS,
    run: (call) => changed(call, resumeService),
  },
];

/** Ended, and told in the same write where it is over at once. Null when it had that end before. */
export function endOf(doc: Participant, on: string, acting: Acting): Participant | null {
  const ended = endService(doc, on, acting);
  return ended && tellEnd(ended, acting.now);
}

async function changed(
  { parts, req, providerId }: Call,
  change: (doc: Participant, acting: Acting) => Participant | null,
): Promise<Answer> {
  const found = await readOwn(parts, String(req.params.id), providerId);
  if (found === null) throw new ApiFault('STEGVIS_API_NOT_FOUND');
  const now = parts.clock.now();
  const doc = await parts.store.turn(found.doc.id, (current) => {
    if (current?.providerId !== providerId) return { doc: null, result: null };
    const after = change(current, { now, by: `api:${providerId}` });
    return { doc: after, result: after ?? current };
  });
  if (doc === null) throw new ApiFault('STEGVIS_API_NOT_FOUND');
  return {
    status: 200,
    body: {
      id: doc.id,
      over: isOver(doc, today(now)),
      lastDay: lastDayOf(doc),
      receiptsUntil: receiptsUntil(doc),
    },
  };
}
