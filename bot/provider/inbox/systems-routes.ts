import { participantOfEvent } from '../../../domain/actions/events.ts';
import { redeliver } from '../../../domain/actions/outbox.ts';
import { MOST_MESSAGE } from '../../../domain/broadcast.ts';
import { IMPORT_GROUPS } from '../../../domain/import-batch.ts';
import { withAudit } from '../../../domain/participant.ts';
import { isLocalDate } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { type Draft, lookAt, sendToGroup } from '../messages/broadcast.ts';
import { batchesOf, ownDocs, touchedOf, undoImport } from '../messages/imports.ts';
import { readOwn } from '../own.ts';
import { endOf } from '../service-end-api.ts';
import { detailOf } from '../webhook-api.ts';
import { tryWebhook } from '../webhooks/deliver.ts';
import { deliveriesOf, rotateWebhookSecret, setWebhookUrl } from '../webhooks/settings.ts';
import { SEES_ALL } from './access.ts';
import { type Ask, changeSeen, doneOf, inboxRouter, notFound, SETS_UP, seenOf, show } from './ask.ts';
import { endPage } from './end-page.ts';
import { importPage, importsPage, lookPage, reportPage, writePage } from './message-pages.ts';
import { webhookPage } from './webhook-page.ts';

/** What connects the provider's other systems, and what is said to many at once. */

const DONE: Readonly<Record<string, StaffKey>> = {
  sparat: 'systems:webhookSaved',
  igen: 'systems:webhookAgain',
  avslutad: 'systems:endDone',
};

export function systemsRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [
    page('/inkorg/webhook', (ask) => showWebhook(ask, 200), SETS_UP),
    form('/inkorg/webhook', saveWebhook, SETS_UP),
    form('/inkorg/webhook/nyckel', newSecretShown, SETS_UP),
    form('/inkorg/webhook/prova', tried, SETS_UP),
    form('/inkorg/webhook/igen', sentAgain, SETS_UP),
    page('/inkorg/utskick', (ask) => showWrite(ask, 200, EMPTY, null), SEES_ALL),
    form('/inkorg/utskick', look, SEES_ALL),
    form('/inkorg/utskick/skicka', send, SEES_ALL),
    page('/inkorg/importer', showImports, SETS_UP),
    page('/inkorg/importer/:batch', (ask) => showImport(ask, null), SETS_UP),
    form('/inkorg/importer/:batch', undo, SETS_UP),
    page('/inkorg/deltagare/:participant/avsluta', (ask) => showEnd(ask, 200, null)),
    form('/inkorg/deltagare/:participant/avsluta', end),
  ];
}

function acting({ who, now }: Ask) {
  return { who: who.staff.id, now };
}

async function showWebhook(
  ask: Ask,
  status: number,
  shown: { secret?: string | null; tried?: string; refused?: { typed: string; problem: string } } = {},
): Promise<void> {
  const provider = (await ask.parts.store.readProvider(ask.who.provider.id)) ?? ask.who.provider;
  const deliveries = deliveriesOf(await ownDocs(ask.parts, provider.id)).slice(0, 50);
  const done = doneOf(ask.req, DONE);
  await show(ask, status, webhookPage({ ...ask, webhook: provider.webhook, deliveries, done, ...shown }));
}

async function saveWebhook(ask: Ask, fields: URLSearchParams): Promise<void> {
  // A long address stands on several lines.
  const typed = (fields.get('url') ?? '').replace(/\s/g, '');
  const outcome = await setWebhookUrl(
    ask.parts,
    ask.who.provider.id,
    typed === '' ? null : typed,
    acting(ask),
  );
  if (outcome.kind === 'refused')
    return showWebhook(ask, 400, { refused: { typed, problem: outcome.problem } });
  if (outcome.secret !== null) return showWebhook(ask, 200, { secret: outcome.secret });
  redirect(ask.res, '/inkorg/webhook?klart=sparat');
}

async function newSecretShown(ask: Ask): Promise<void> {
  await showWebhook(ask, 200, {
    secret: await rotateWebhookSecret(ask.parts, ask.who.provider.id, false, acting(ask)),
  });
}

async function tried(ask: Ask): Promise<void> {
  const answer = await tryWebhook(ask.parts, ask.who.provider.id);
  await showWebhook(ask, 200, answer === null ? {} : { tried: detailOf(answer) });
}

async function sentAgain(ask: Ask, fields: URLSearchParams): Promise<void> {
  const id = fields.get('id') ?? '';
  const participantId = participantOfEvent(id);
  const found = participantId === null ? null : await readOwn(ask.parts, participantId, ask.who.provider.id);
  if (!found) return notFound(ask);
  await ask.parts.store.turn(found.doc.id, (doc) => {
    const again = doc && redeliver(doc, id, ask.now);
    return {
      doc:
        again &&
        withAudit(again, { at: ask.now, who: ask.who.staff.id, what: 'webhook.redelivered', subject: id }),
      result: null,
    };
  });
  redirect(ask.res, '/inkorg/webhook?klart=igen');
}

/** What was typed, as it comes back. */
export interface Written {
  readonly text: string;
  readonly easy: string;
  /** `alla`, `handledare:EMAIL`, or `import:BATCH:GROUP`. */
  readonly group: string;
}

const EMPTY: Written = { text: '', easy: '', group: 'alla' };

function writtenOf(fields: URLSearchParams): Written {
  const field = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  return { text: field('text'), easy: field('easy'), group: field('group') };
}

/** Null for a group that is none. */
function draftOf({ text, easy, group }: Written, from: string): Draft | null {
  const base = { text, easy: easy === '' ? null : easy, from };
  if (group === 'alla') return { ...base, audience: {} };
  const [kind = '', first = '', second = ''] = group.split('|');
  if (kind === 'handledare') return { ...base, audience: { supervisorEmail: first } };
  const among = IMPORT_GROUPS.find((entry) => entry === second);
  return kind === 'import' && among ? { ...base, audience: { batch: first, group: among } } : null;
}

async function showWrite(ask: Ask, status: number, written: Written, why: StaffKey | null): Promise<void> {
  const docs = await ownDocs(ask.parts, ask.who.provider.id);
  const [latest] = await batchesOf(ask.parts, ask.who.provider.id);
  const asked = new URL(ask.req.url ?? '/', 'http://localhost').searchParams.get('import');
  const batch = asked ?? latest?.batch ?? null;
  await show(ask, status, writePage({ ...ask, docs, batch, written, why }));
}

/** Null when the text or the group cannot be used, and the form has been shown again. */
async function checkedDraft(ask: Ask, written: Written): Promise<Draft | null> {
  const draft = draftOf(written, ask.who.provider.name);
  const why: StaffKey | null =
    written.text === ''
      ? 'systems:messageEmpty'
      : written.text.length > MOST_MESSAGE || written.easy.length > MOST_MESSAGE
        ? 'systems:messageLong'
        : null;
  if (why === null && draft !== null) return draft;
  await showWrite(ask, 400, written, why ?? 'systems:messageNobody');
  return null;
}

async function look(ask: Ask, fields: URLSearchParams): Promise<void> {
  const written = writtenOf(fields);
  const draft = await checkedDraft(ask, written);
  if (draft === null) return;
  const looked = await lookAt(ask.parts, ask.who.provider.id, draft);
  if (looked.recipients.length === 0) return showWrite(ask, 400, written, 'systems:messageNobody');
  await show(ask, 200, lookPage({ ...ask, written, looked }));
}

async function send(ask: Ask, fields: URLSearchParams): Promise<void> {
  const written = writtenOf(fields);
  const draft = await checkedDraft(ask, written);
  if (draft === null) return;
  const about = {
    providerId: ask.who.provider.id,
    draft,
    token: fields.get('token') ?? '',
    by: ask.who.staff.id,
  };
  const sent = await sendToGroup(ask.parts, about);
  if (sent === null) return showWrite(ask, 409, written, 'systems:messageChanged');
  const docs = await ownDocs(ask.parts, ask.who.provider.id);
  await show(ask, 200, reportPage({ ...ask, sent, docs }));
}

async function showImports(ask: Ask): Promise<void> {
  await show(ask, 200, importsPage({ ...ask, batches: await batchesOf(ask.parts, ask.who.provider.id) }));
}

async function showImport(
  ask: Ask,
  undone: { dryRun: boolean; report: Awaited<ReturnType<typeof undoImport>> } | null,
): Promise<void> {
  const batch = String(ask.req.params.batch);
  const touched = await touchedOf(ask.parts, ask.who.provider.id, batch);
  if (touched.length === 0) return notFound(ask);
  await show(ask, 200, importPage({ ...ask, batch, touched, undone }));
}

async function undo(ask: Ask, fields: URLSearchParams): Promise<void> {
  const dryRun = fields.get('now') !== 'ja';
  const about = {
    providerId: ask.who.provider.id,
    batch: String(ask.req.params.batch),
    now: ask.now,
    dryRun,
  };
  const report = await undoImport(ask.parts, { ...about, by: ask.who.staff.id });
  await showImport(ask, { dryRun, report });
}

async function showEnd(ask: Ask, status: number, refused: string | null): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  await show(ask, status, endPage({ ...ask, seen, refused, done: doneOf(ask.req, DONE) }));
}

async function end(ask: Ask, fields: URLSearchParams): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  const on = (fields.get('on') ?? '').trim();
  if (!isLocalDate(on) || on < seen.doc.plan.service.start) return showEnd(ask, 400, on);
  await changeSeen(ask, (doc) => endOf(doc, on, { now: ask.now, by: ask.who.staff.id }));
  redirect(ask.res, `/inkorg/deltagare/${seen.doc.id}/avsluta?klart=avslutad`);
}
