import type { Absence } from '../../domain/absence.ts';
import { supervisorOf } from '../../domain/contact.ts';
import { reportsDeviations } from '../../domain/deviation.ts';
import { dateOf } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Param, Phrase, Saying } from '../../locales/saying.ts';
import { dutyCard, isLeave, warnsFirst } from '../duties.ts';
import type { Ctx } from '../turn.ts';
import { awayOf, isBehind, isReported, type LateDraft, missedMinutes, occurrenceOf } from './late-draft.ts';
import { askSend, receiptWords } from './own-words.ts';
import { activityParam, reasonText } from './words.ts';

/** What is said about coming late or going early. */

export function lateReadBack(draft: LateDraft, ctx: Ctx): readonly Saying[] {
  const reported = isReported(draft, ctx);
  return [
    ...toAskFirst(draft, ctx),
    {
      key: readBackKey(draft, ctx),
      params: lateParams(draft, ctx),
      rows: reported
        ? [
            {
              key: 'absence:receiptReason',
              params: { reason: { phrase: reasonText(draft.reason ?? 'undisclosed') } },
            },
          ]
        : [],
    },
    ...askSend(draft, ctx),
  ];
}

/** A visit that takes a part of the time is asked about before, like one that takes all of it. A bus that is late is not. */
function toAskFirst(draft: LateDraft, ctx: Ctx): Saying[] {
  const { reason } = draft;
  if (reason === null || reason === 'other' || !isReported(draft, ctx)) return [];
  const late = isBehind(draft, ctx);
  return isLeave(reason) && warnsFirst(ctx.doc, reason, late)
    ? dutyCard(ctx.doc, reason, { when: 'before', late })
    : [];
}

function readBackKey(draft: LateDraft, ctx: Ctx): TextKey {
  const past = isBehind(draft, ctx);
  const known = awayOf(draft, ctx) !== null;
  if (draft.kind === 'late') {
    if (past) return known ? 'absence:lateWas' : 'absence:lateWasUnsure';
    return known ? 'absence:late' : 'absence:lateUnsure';
  }
  if (past) return known ? 'absence:earlyWas' : 'absence:earlyWasUnsure';
  return known ? 'absence:early' : 'absence:earlyUnsure';
}

function lateParams(draft: LateDraft, ctx: Ctx): Record<string, Param> {
  const occurrence = occurrenceOf(draft, ctx);
  const away = awayOf(draft, ctx);
  const minutes = missedMinutes(draft, ctx);
  const moment = away === null ? null : draft.kind === 'late' ? away.end : away.start;
  return {
    activity: occurrence === null ? '' : activityParam(occurrence),
    day: occurrence === null ? '' : { date: dateOf(occurrence.start) },
    minutes: minutes === null ? '' : { minutes },
    time: moment === null ? '' : { time: moment.slice(11) },
  };
}

export function lateReceipt(draft: LateDraft, absence: Absence, ctx: Ctx): Saying {
  const { provider } = ctx.doc.plan;
  const rows: Phrase[] = [
    { key: readBackKey(draft, ctx), params: lateParams(draft, ctx) },
    ...(isReported(draft, ctx)
      ? [
          {
            key: 'absence:receiptReason',
            params: { reason: { phrase: reasonText(absence.reason) } },
          } as const,
        ]
      : []),
    ...receiptWords(absence),
    {
      key: 'absence:receiptTo',
      params: { provider: { name: provider.name }, moment: { moment: ctx.env.local, absolute: true } },
    },
    { key: 'absence:receiptNumber', params: { number: absence.number } },
  ];
  return {
    key: absence.version === 1 ? 'absence:receiptLate' : 'absence:receiptChanged',
    params: { provider: { name: provider.name } },
    rows,
    card: 'receipt',
  };
}

export function lateWhatNow(absence: Absence, reported: boolean, ctx: Ctx): Saying {
  const after: TextKey = !reported
    ? 'absence:lateTold'
    : reportsDeviations(ctx.doc.plan)
      ? 'absence:lateReportedAf'
      : 'absence:afterMunicipal';
  return {
    key: after,
    params: { provider: { name: ctx.doc.plan.provider.name }, phone: { name: supervisorOf(ctx.doc).phone } },
    choices: [
      { id: `do:undo:${absence.id}`, key: 'absence:undoLate' },
      { id: `do:change:${absence.id}`, key: 'common:change' },
      { id: 'do:next', key: 'common:nextMeeting' },
    ],
  };
}
