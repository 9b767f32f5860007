import type { Participant } from '../../../domain/participant.ts';
import { type Plan, type PlanFault, parsePlan } from '../../../domain/plan.ts';
import { today } from '../../../domain/time.ts';
import { namesIn, readabilityOf } from '../../../locales/check/plan-readability.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { isAnothers } from '../own.ts';
import { storePlan } from '../participants-api.ts';
import { maySee } from './access.ts';
import { type Ask, doneOf, inboxRouter, notFound, queryOf, seenOf, show } from './ask.ts';
import { clashesOf } from './plan-clash.ts';
import { withTexts } from './plan-edit.ts';
import { checkHtml, pastePage, planPage, type Refused } from './plan-page.ts';
import { sayOn } from './shell.ts';

/** A plan's texts in the inbox: read, checked while somebody types, and saved as a new version that nobody else's work is lost by. */

const DONE: Readonly<Record<string, StaffKey>> = {
  sparat: 'plantext:saved',
  samma: 'plantext:same',
  skapad: 'plantext:created',
};

const MOST_TEXT = 4000;

export function planRoutes(parts: Parts): Route[] {
  const { page, form } = inboxRouter(parts);
  return [
    page('/inkorg/deltagare/:participant/plan', showPlan),
    form('/inkorg/deltagare/:participant/plan', changePlan),
    form('/inkorg/deltagare/:participant/plan/kontroll', checkOne),
    page('/inkorg/plan/ny', (ask) => sendPaste(ask, 200, '', null, null)),
    form('/inkorg/plan/ny', paste),
  ];
}

async function showPlan(ask: Ask): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  await sendPlan(ask, 200, seen.doc, seen.doc.plan, null, queryOf(ask.req).get('del'));
}

async function sendPlan(
  ask: Ask,
  status: number,
  doc: Participant,
  plan: Plan,
  refused: Refused | null,
  part: string | null,
): Promise<void> {
  const { parts, who, now } = ask;
  const done = refused === null && status === 200 ? doneOf(ask.req, DONE) : null;
  await show(ask, status, planPage({ parts, who, now, doc, plan, part, done, refused }));
}

async function changePlan(ask: Ask, fields: URLSearchParams): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  const { doc } = seen;
  const version = Number(fields.get('version'));
  const part = fields.get('del');
  const refuse = async (current: Participant) =>
    sendPlan(
      ask,
      409,
      current,
      current.plan,
      { why: 'plantext:stale', clashes: await clashesOf(ask.parts, current, version, fields) },
      part,
    );
  // Before anything else: a form that comes back with a fault in it must not come back as one of the new version.
  if (version !== doc.planVersion) return refuse(doc);
  const made = withTexts(doc.plan, fields);
  if (!made.ok) {
    return sendPlan(ask, 400, doc, made.typed, { why: 'plantext:faults', faults: made.faults }, part);
  }
  if (fields.get('do') === 'kontrollera') return sendPlan(ask, 200, doc, made.plan, null, part);
  const by = `staff:${ask.who.staff.id}`;
  const outcome = await storePlan(
    ask.parts,
    { plan: made.plan, by, now: ask.now, expected: doc.planVersion },
    false,
  );
  switch (outcome.kind) {
    case 'erased':
    case 'not-yours':
      return notFound(ask);
    case 'stale': {
      const fresh = await seenOf(ask);
      if (fresh === null) return notFound(ask);
      return refuse(fresh.doc);
    }
    default: {
      const done = outcome.kind === 'unchanged' ? 'samma' : 'sparat';
      redirect(ask.res, `/inkorg/deltagare/${doc.id}/plan?klart=${done}`);
    }
  }
}

/** One text, while somebody types. Answers with a piece of the page and keeps nothing. */
async function checkOne(ask: Ask, fields: URLSearchParams): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  const text = (fields.get('text') ?? '').slice(0, MOST_TEXT).trim();
  const level = fields.get('level') === 'easy' ? 'easy' : 'plain';
  const say = sayOn(today(ask.now));
  const piece =
    text === '' ? '' : checkHtml(readabilityOf(text, level, namesIn(seen.doc.plan)), level, say).html;
  ask.res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  ask.res.end(piece);
}

type Preview = Parameters<typeof pastePage>[0]['preview'];

async function sendPaste(
  ask: Ask,
  status: number,
  typed: string,
  refused: Refused | null,
  preview: Preview,
): Promise<void> {
  const { parts, who, now } = ask;
  await show(ask, status, pastePage({ parts, who, now, typed, refused, preview }));
}

async function paste(ask: Ask, fields: URLSearchParams): Promise<void> {
  const typed = fields.get('document') ?? '';
  const read = await readDocument(ask, typed);
  if ('why' in read) return sendPaste(ask, 400, typed, read, null);
  const { plan } = read;
  const request = { plan, by: `staff:${ask.who.staff.id}`, now: ask.now };
  const saving = fields.get('do') === 'spara' && fields.has('expected');
  if (!saving) {
    const looked = await storePlan(ask.parts, { ...request, expected: null }, true);
    if (looked.kind === 'not-yours' || looked.kind === 'erased')
      return sendPaste(ask, 409, typed, { why: 'plantext:taken' }, null);
    if (looked.kind === 'unchanged') return sendPaste(ask, 200, typed, { why: 'plantext:same' }, null);
    const { version, difference } = looked;
    return sendPaste(ask, 200, typed, null, { plan, expected: version - 1, difference });
  }
  const outcome = await storePlan(ask.parts, { ...request, expected: Number(fields.get('expected')) }, false);
  switch (outcome.kind) {
    case 'erased':
    case 'not-yours':
      return sendPaste(ask, 409, typed, { why: 'plantext:taken' }, null);
    case 'stale': {
      const { version: expected, difference } = outcome;
      return sendPaste(ask, 409, typed, { why: 'plantext:stale' }, { plan, expected, difference });
    }
    default: {
      const done = outcome.kind === 'created' ? 'skapad' : outcome.kind === 'updated' ? 'sparat' : 'samma';
      redirect(ask.res, `/inkorg/deltagare/${plan.id}/plan?klart=${done}`);
    }
  }
}

/** The document, if this person may take it in: of their own provider, and of their own participants when they see no others. */
async function readDocument(ask: Ask, typed: string): Promise<{ readonly plan: Plan } | Refused> {
  let document: unknown;
  try {
    document = JSON.parse(typed);
  } catch {
    return { why: 'plantext:notJson' };
  }
  const parsed = parsePlan(document);
  if (!parsed.ok) return { why: 'plantext:faults', faults: parsed.faults };
  const { plan } = parsed;
  const providerId = ask.who.provider.id;
  if (plan.provider.id !== providerId) {
    const fault: PlanFault = {
      field: 'provider.id',
      problem: 'is another provider',
      todo: `Use "${providerId}".`,
    };
    return { why: 'plantext:faults', faults: [fault] };
  }
  if (await isAnothers(ask.parts, plan.id, providerId)) return { why: 'plantext:taken' };
  const there = (await ask.parts.store.read(plan.id))?.doc;
  const mayTake = maySee(ask.who.staff, { plan }) && (!there || maySee(ask.who.staff, there));
  return mayTake ? { plan } : { why: 'plantext:notYours' };
}
