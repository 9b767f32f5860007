import { z } from 'zod';
import { participantOfNotice } from '../../domain/actions/notices.ts';
import { DamagedError } from '../../domain/errors.ts';
import type { FeedEntry } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { ApiFault } from './api-fault.ts';
import { type NoticeView, noticeView, noticeViewSchema, unreadableNotice } from './notice-view.ts';
import { type Answer, type Call, type Operation, readOptionalJson } from './operation.ts';
import { readOwn } from './own.ts';
import { queryOf } from './participants-api.ts';
import { audited, readNotice } from './read-notice.ts';

/** What the provider is told, for its own systems to fetch. */

const DEFAULT_LIMIT = 100;
const MOST = 500;

export const noticesSchema = z.strictObject({
  notices: z.array(noticeViewSchema),
  next: z.number().int().meta({
    description: 'Use it as `after` in the next call. The same as `after` when there was nothing new.',
  }),
});

export const readRequestSchema = z.strictObject({
  by: z.string().trim().min(1).max(120).optional().meta({
    description: 'Name of the person who read it, as the participant is told. Default: the provider.',
  }),
});

export const readReceiptSchema = z.strictObject({
  id: z.string(),
  alreadyRead: z.boolean(),
  readAt: z.string(),
  readBy: z.string(),
});

export const noticeOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/notices',
    operationId: 'listNotices',
    summary: 'What participants have told the provider, in the order in which it was stored',
    description:
      'Positions rise and are never given twice, so that a reader who keeps `next` misses nothing. Each notice comes with its subject as it is now: an absence that was withdrawn later is shown as withdrawn. Reading a reason leaves a line in the audit trail.',
    parameters: [
      {
        name: 'after',
        in: 'query',
        description: '`next` of the call before; 0 or nothing for all.',
        schema: { type: 'integer', minimum: 0 },
      },
      {
        name: 'limit',
        in: 'query',
        description: `The most notices in one answer, 1 to ${MOST}. Default ${DEFAULT_LIMIT}.`,
        schema: { type: 'integer', minimum: 1, maximum: MOST },
      },
    ],
    responses: { 200: { description: 'The notices after that position.', schema: 'Notices' } },
    faults: ['STEGVIS_API_PARAMETER', 'STEGVIS_API_NO_ROOM'],
    run: listNotices,
  },
  {
    method: 'post',
    path: '/api/v1/notices/{id}/read',
    operationId: 'readNotice',
    summary: 'Somebody has read the notice',
    description:
      'The participant is told in the chat, once, who has read their absence. Where the absence was changed after this notice, only the notice is marked: the newer one is still to be read.',
    request: { schema: 'ReadRequest', required: false },
    responses: { 200: { description: 'It is marked as read, now or before.', schema: 'ReadReceipt' } },
    faults: [
      'STEGVIS_API_NOT_JSON',
      'STEGVIS_API_PARAMETER',
      'STEGVIS_API_NOT_FOUND',
      'STEGVIS_API_NO_ROOM',
      'STEGVIS_API_UNREADABLE',
    ],
    run: markRead,
  },
];

async function listNotices(call: Call): Promise<Answer> {
  const { parts, providerId } = call;
  const after = numberIn(call, 'after', 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = numberIn(call, 'limit', 1, MOST) ?? DEFAULT_LIMIT;
  const entries = await parts.store.feed(providerId, after, limit);
  const now = parts.clock.now();
  const byParticipant = Map.groupBy(entries, (entry) => entry.participantId);
  const views = await Promise.all([...byParticipant].map(([id, own]) => viewsOf(call, id, own, now)));
  const notices = views.flat().sort((a, b) => a.position - b.position);
  return { status: 200, body: { notices, next: entries.at(-1)?.n ?? after } };
}

async function viewsOf(
  { parts, providerId }: Call,
  participantId: string,
  entries: readonly FeedEntry[],
  now: Instant,
): Promise<NoticeView[]> {
  try {
    const found = await readOwn(parts, participantId, providerId);
    // Erased, or moved to another provider: nothing of it is shown any more.
    if (found === null) return [];
    const views = entries.flatMap((entry) => {
      const notice = found.doc.notices.find((candidate) => candidate.id === entry.noticeId);
      return notice ? [noticeView(found.doc, notice, entry.n, now)] : [];
    });
    await auditReasons({ parts, providerId }, participantId, views, now);
    return views;
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    return entries.map((entry) => unreadableNotice(participantId, entry.noticeId, entry.n));
  }
}

/** Before the reasons leave the house: what cannot be written in the trail is not shown. */
async function auditReasons(
  { parts, providerId }: Pick<Call, 'parts' | 'providerId'>,
  participantId: string,
  views: readonly NoticeView[],
  now: Instant,
): Promise<void> {
  const seen = new Set(
    views.flatMap(({ absence }) => (absence && absence.reason !== null ? [absence.id] : [])),
  );
  if (seen.size === 0) return;
  await parts.store.turn(participantId, (doc) => ({
    doc: doc && audited(doc, `api:${providerId}`, 'absence.reason-seen', [...seen], now),
    result: null,
  }));
}

async function markRead({ parts, req, providerId }: Call): Promise<Answer> {
  const id = String(req.params.id);
  const request = readRequestSchema.safeParse(readOptionalJson(req));
  if (!request.success) {
    const faults = request.error.issues.map((issue) => ({
      field: issue.path.join('.') || '(the body)',
      problem: issue.message,
      todo: 'Send {"by": "a name"} or nothing.',
    }));
    throw new ApiFault('STEGVIS_API_PARAMETER', { faults });
  }
  const participantId = participantOfNotice(id);
  const found = participantId === null ? null : await readOwn(parts, participantId, providerId);
  if (found === null || !found.doc.notices.some((notice) => notice.id === id)) {
    throw new ApiFault('STEGVIS_API_NOT_FOUND');
  }
  const acting = {
    now: parts.clock.now(),
    staffId: `api:${providerId}`,
    staffName: request.data.by ?? found.doc.plan.provider.name,
  };
  const { alreadyRead, notice } = await parts.store.turn(found.doc.id, (doc) => {
    const read = doc && readNotice(doc, id, acting);
    return {
      doc: read,
      result: {
        alreadyRead: read === null,
        notice: (read ?? doc)?.notices.find((entry) => entry.id === id),
      },
    };
  });
  if (!notice) throw new ApiFault('STEGVIS_API_NOT_FOUND');
  return { status: 200, body: { id, alreadyRead, readAt: notice.readAt, readBy: notice.readBy } };
}

function numberIn({ req }: Call, name: string, least: number, most: number): number | null {
  const text = queryOf(req).get(name);
  if (text === null || text === '') return null;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ApiFault('STEGVIS_API_PARAMETER', {
    faults: [
      {
        field: name,
        problem: `is not a whole number from ${least}`,
        todo: `Use a number from ${least} to ${most}.`,
      },
    ],
  });
}
