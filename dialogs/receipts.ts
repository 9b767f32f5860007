import { type Absence, sentOnAt } from '../domain/absence.ts';
import { supervisorOf } from '../domain/contact.ts';
import { reportsDeviations } from '../domain/deviation.ts';
import { mayLack, type Participant } from '../domain/participant.ts';
import type { Signal } from '../domain/signal.ts';
import { toLocal } from '../domain/time.ts';
import type { Param, Phrase, Saying } from '../locales/saying.ts';
import { daysParam } from './absence/words.ts';
import { MAIN_CHOICES } from './help.ts';
import { newsOf } from './life-change.ts';
import type { Ctx } from './turn.ts';

/** "Vad jag har skickat": the newest in the chat, each with where it stands; all of it on a page to print or save. */

const MOST_ROWS = 5;

export function receiptsSaying(ctx: Ctx): Saying[] {
  const told = [
    ...ctx.doc.absences.map((absence) => ({ at: absence.reportedAt, row: absenceRow(absence, ctx) })),
    ...ctx.doc.signals.map((signal) => ({ at: signal.reportedAt, row: signalRow(signal, ctx) })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  const shown = told.slice(-MOST_ROWS).reverse();
  const choices = MAIN_CHOICES.slice(0, 3);
  if (shown.length === 0) {
    return mayLack(ctx.doc)
      ? [{ key: 'absence:noReceiptsFound' }, { ...mayLackSaying(ctx.doc), choices }]
      : [{ key: 'absence:noReceipts', choices }];
  }
  return [
    {
      key: 'absence:receipts',
      card: 'receipt',
      rows: shown.map((entry) => entry.row),
      links: [{ key: 'absence:allReceipts', url: '/kvitton' }],
    },
    ...(mayLack(ctx.doc) ? [mayLackSaying(ctx.doc)] : []),
  ];
}

/** Whoever has a receipt that does not stand there is to say so: nobody else knows of it. */
function mayLackSaying(doc: Participant): Saying {
  const { name, phone } = supervisorOf(doc);
  return { key: 'absence:receiptsMayLack', params: { supervisor: { name }, phone: { name: phone } } };
}

function absenceRow(absence: Absence, ctx: Ctx): Phrase {
  return {
    key: 'absence:receiptRow',
    params: {
      days: daysParam(absence.from, absence.to, true),
      number: absence.number,
      status: statusOf(absence, sentOnAt(absence), ctx),
    },
  };
}

function signalRow(signal: Signal, ctx: Ctx): Phrase {
  return {
    key: `absence:receiptRow${newsOf(signal)}`,
    params: { number: signal.number, status: statusOf(signal, signal.sentAt, ctx) },
  };
}

function statusOf(
  told: Pick<Absence, 'status' | 'readAt'> & { origin?: Absence['origin'] },
  sentAt: string | null,
  ctx: Ctx,
): Param {
  if (told.status === 'withdrawn') return { phrase: 'absence:statusWithdrawn' };
  if (sentAt !== null) {
    return { phrase: sentKey(ctx), params: { moment: { moment: toLocal(sentAt), absolute: true } } };
  }
  if (told.origin === 'no-show') return { phrase: 'absence:statusNoShow' };
  if (told.readAt === null) return { phrase: 'absence:statusNotRead' };
  return {
    phrase: 'absence:statusRead',
    params: { moment: { moment: toLocal(told.readAt), absolute: true } },
  };
}

/** Arbetsförmedlingen is named only to those whose provider reports there. */
function sentKey(ctx: Ctx) {
  return reportsDeviations(ctx.doc.plan)
    ? ('absence:statusSent' as const)
    : ('absence:statusSentOn' as const);
}
