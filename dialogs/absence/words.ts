import type { Absence, AbsenceReason, StoredReason } from '../../domain/absence.ts';
import { findOccurrence, nextBooked, type Occurrence } from '../../domain/appointment.ts';
import { missedTime, reportsDeviations } from '../../domain/deviation.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { addDays, dateOf, type LocalDate } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { kindKey } from '../../locales/render.ts';
import type { Choice, Param, Phrase, Saying } from '../../locales/saying.ts';
import { dutyCard, isLeave, warnsFirst } from '../duties.ts';
import type { Ctx } from '../turn.ts';
import { begunLately } from './booked-words.ts';
import { type AbsenceDraft, bookedIn, isFreeTime, isOnlyOwnWork, sureOf } from './draft.ts';
import { askSend, receiptWords } from './own-words.ts';

/** What a report of absence says: its questions, the read-back and the receipt. */

/** Rows that one list shows; the rest is counted. */
const MAX_ROWS = 5;

export function dayChoices(ctx: Ctx): Choice[] {
  const { today, local } = ctx.env;
  const next = nextBooked(appointmentsLeft(ctx.doc), local);
  const days = new Set([today, addDays(today, 1), ...(next ? [dateOf(next.start)] : [])]);
  return choicesOf(days);
}

const MOST_PAST_DAYS = 3;

/** The latest days on which something booked has begun; today and yesterday where there is none. */
export function pastDayChoices(ctx: Ctx): Choice[] {
  const { today } = ctx.env;
  const days = new Set(begunLately(ctx.doc, ctx.env.local).map(({ start }) => dateOf(start)));
  const latest = [...days].sort().slice(-MOST_PAST_DAYS);
  return choicesOf(new Set(latest.length > 0 ? latest : [addDays(today, -1), today]));
}

function choicesOf(days: ReadonlySet<LocalDate>): Choice[] {
  const choices: Choice[] = [...days].sort().map((date) => ({
    id: `day:${date}`,
    key: 'absence:dayChoice',
    params: { day: { date } },
  }));
  return [...choices, { id: 'otherDay', key: 'absence:otherDay' }, { id: 'do:cancel', key: 'common:cancel' }];
}

export function askWhich(draft: AbsenceDraft, ctx: Ctx): readonly Saying[] {
  const all = bookedIn(draft, ctx);
  const sure = sureOf(draft, ctx);
  const rest = all.filter((occurrence) => !sure.includes(occurrence.key));
  if (isOnlyOwnWork(draft)) {
    return [
      {
        key: 'absence:askAlsoBooked',
        rows: activityRows(
          ctx.doc,
          rest.map(({ key }) => key),
          draft.from === draft.to,
        ),
        choices: [
          { id: 'all', key: 'absence:yesBooked' },
          { id: 'only', key: 'absence:noOnlyOwn' },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ];
  }
  if (sure.length > 0 || isFreeTime(draft)) {
    const chosen = all.filter((occurrence) => sure.includes(occurrence.key)).map(activityParam);
    return [
      {
        key: 'absence:askAlso',
        params: { rest: { list: rest.slice(0, MAX_ROWS).map(activityParam) } },
        choices: [
          { id: 'all', key: 'absence:yesAlso' },
          draft.away === null
            ? { id: 'only', key: 'absence:noOnly', params: { count: sure.length, sure: { list: chosen } } }
            : { id: 'only', key: 'absence:noOnlyPart', params: { span: spanOf(draft.away) } },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ];
  }
  return [
    {
      key: isBehind(draft, ctx) ? 'absence:askWhichWas' : 'absence:askWhich',
      params: { days: daysParam(draft.from ?? '', draft.to ?? '') },
      choices: [
        { id: 'all', key: draft.from === draft.to ? 'absence:wholeDay' : 'absence:everything' },
        ...all.slice(0, MAX_ROWS - 2).map((occurrence) => ({
          id: `only:${occurrence.key}`,
          key: 'absence:onlyChoice' as const,
          params: { activity: activityParam(occurrence) },
        })),
        { id: 'do:cancel', key: 'common:cancel' },
      ],
    },
  ];
}

/** Two steps of at most five: ten reasons at once are a wall. */
export const GROUPS: Readonly<Record<string, readonly AbsenceReason[]>> = {
  work: ['work', 'education', 'interview'],
  visit: ['doctor', 'authority'],
  rest: ['family', 'other', 'undisclosed'],
};

const REASON_ASKED = {
  whole: 'absence:askReason',
  past: 'absence:askReasonPast',
  'own-work': 'absence:askReasonOwn',
  'own-work-past': 'absence:askReasonOwnWas',
  late: 'absence:askReasonLate',
  'leaves-early': 'absence:askReasonEarly',
  'late-past': 'absence:askReasonLateWas',
  'leaves-early-past': 'absence:askReasonEarlyWas',
} as const;

export function askReason(
  draft: Pick<AbsenceDraft, 'reasonGroup'>,
  about: keyof typeof REASON_ASKED = 'whole',
): Saying {
  const group = draft.reasonGroup === null ? null : GROUPS[draft.reasonGroup];
  if (group) {
    return {
      key: 'absence:askReasonMore',
      choices: [
        ...group.map((reason) => ({ id: `reason:${reason}`, key: reasonChoice(reason) })),
        { id: 'groups', key: 'absence:otherReasons' },
        { id: 'do:cancel', key: 'common:cancel' },
      ],
    };
  }
  const isPast = about.endsWith('past');
  return {
    key: REASON_ASKED[about],
    choices: [
      { id: 'reason:sick', key: isPast ? 'absence:wasSickChoice' : 'reason:sickChoice' },
      { id: 'reason:child-sick', key: isPast ? 'absence:childWasSickChoice' : 'reason:childSickChoice' },
      { id: 'group:work', key: 'absence:groupWork' },
      { id: 'group:visit', key: 'absence:groupVisit' },
      { id: 'group:rest', key: 'absence:groupRest' },
    ],
  };
}

function reasonChoice(reason: AbsenceReason): TextKey {
  return `reason:${kindKey(reason)}Choice` as TextKey;
}

export function reasonText(reason: StoredReason): TextKey {
  return `reason:${kindKey(reason)}` as TextKey;
}

export function readBack(draft: AbsenceDraft, ctx: Ctx): readonly Saying[] {
  const reason = draft.reason ?? 'undisclosed';
  const first = mustDoFirst(draft, ctx)
    ? dutyCard(ctx.doc, reason, { when: 'before', late: isLate(draft, ctx) })
    : [];
  return [
    ...first,
    ...undisclosedNote(draft, ctx),
    {
      key: readBackKey(draft, ctx),
      params: {
        days: whenParam(draft.from ?? '', draft.to ?? '', draft.away),
        reason: { phrase: reasonText(reason) },
        booked: { phrase: bookedKey(draft, ctx) },
      },
      rows: activityRows(
        ctx.doc,
        draft.occurrences ?? [],
        draft.from === draft.to,
        draft.away,
        draft.ownWork && !isOnlyOwnWork(draft),
      ),
    },
    ...askSend(draft, ctx),
  ];
}

/** Not saying why is allowed, and what it means is said before it is sent. */
function undisclosedNote(draft: AbsenceDraft, ctx: Ctx): Saying[] {
  if (draft.reason !== 'undisclosed' || draft.warned === 'undisclosed') return [];
  const reports = reportsDeviations(ctx.doc.plan);
  return [
    {
      key: reports ? 'absence:undisclosedNote' : 'absence:undisclosedNoteMunicipal',
      params: { provider: { name: ctx.doc.plan.provider.name } },
    },
  ];
}

function readBackKey(draft: AbsenceDraft, ctx: Ctx): TextKey {
  const isPast = isBehind(draft, ctx);
  if (draft.changes !== null) return isPast ? 'absence:readBackChangePast' : 'absence:readBackChange';
  return isPast ? 'absence:readBackPast' : 'absence:readBack';
}

function bookedKey(draft: AbsenceDraft, ctx: Ctx): TextKey {
  const isPast = isBehind(draft, ctx);
  if ((draft.occurrences ?? []).length === 0) {
    if (!draft.ownWork) return 'absence:nothingBookedThen';
    return isPast ? 'absence:onlyOwnWorkWas' : 'absence:onlyOwnWork';
  }
  if (draft.away !== null) return isPast ? 'absence:missedPart' : 'absence:missesPart';
  return isPast ? 'absence:wereAwayFrom' : 'absence:awayFrom';
}

/**
 * Whether it is too late for what should have been done: an illness is to be reported on its first day, about leave one asks before what is
 * missed has been.
 */
export function isLate(draft: AbsenceDraft, ctx: Ctx): boolean {
  if (draft.reason === null || !isLeave(draft.reason))
    return draft.from !== null && draft.from < ctx.env.today;
  return isOver(draft, ctx) || (draft.to === ctx.env.today && isMissed(draft, ctx));
}

/**
 * Nothing of it is to come, and it is spoken of as what was: its days or hours have been, or what is booked of it today has ended. With nothing
 * booked today the day itself is not over.
 */
export function isBehind(draft: AbsenceDraft, ctx: Ctx): boolean {
  if (isOver(draft, ctx)) return true;
  const isToday = missedOf(draft, ctx).some(({ start }) => dateOf(start) === ctx.env.today);
  return draft.to === ctx.env.today && isToday && isMissed(draft, ctx);
}

/** Told as missed, on days on which nothing was booked: they may mean others. */
export function isOfNothing(draft: AbsenceDraft, ctx: Ctx): boolean {
  return draft.from !== null && !draft.ownWork && isBehind(draft, ctx) && bookedIn(draft, ctx).length === 0;
}

function missedOf({ occurrences }: AbsenceDraft, ctx: Ctx): Occurrence[] {
  return (occurrences ?? []).flatMap((key) => findOccurrence(ctx.doc.plan.appointments, key) ?? []);
}

function isMissed(draft: AbsenceDraft, ctx: Ctx): boolean {
  const missed = missedOf(draft, ctx);
  return missed.length > 0 && missed.every(hasEnded(ctx));
}

function hasEnded({ env }: Ctx): (occurrence: Occurrence) => boolean {
  return ({ end }) => end <= env.local;
}

/** Nothing of it is to come. */
function isOver({ to, away }: AbsenceDraft, ctx: Ctx): boolean {
  if (to === null) return false;
  return to < ctx.env.today || (away !== null && away.end <= ctx.env.local);
}

/** Once is enough, unless the reason is another one now. */
function mustDoFirst(draft: AbsenceDraft, ctx: Ctx): boolean {
  const reason = draft.reason ?? 'undisclosed';
  return draft.warned !== reason && warnsFirst(ctx.doc, reason, isLate(draft, ctx));
}

export function activityRows(
  doc: Participant,
  keys: readonly string[],
  oneDay: boolean,
  away: Absence['away'] = null,
  ownWork = false,
): Phrase[] {
  const found = keys.flatMap((key) => findOccurrence(doc.plan.appointments, key) ?? []);
  // "och 3 till" and the own work are rows too.
  const most = ownWork ? MAX_ROWS - 1 : MAX_ROWS;
  const shown = found.length > most ? most - 1 : most;
  const rows: Phrase[] = found.slice(0, shown).map((occurrence) => {
    const missed = away === null ? null : missedTime({ extent: 'part', away }, occurrence);
    return {
      key: oneDay ? 'absence:rowActivity' : 'absence:rowActivityOnDay',
      params: {
        activity: { kind: occurrence.appointment.kind, form: 'indefinite' },
        day: { date: dateOf(occurrence.start), absolute: true },
        span: spanOf(missed ?? occurrence),
      },
    };
  });
  const more = found.length - shown;
  if (more > 0) rows.push({ key: 'absence:rowMore', params: { count: more } });
  if (ownWork) rows.push({ key: 'absence:rowOwnWork' });
  return rows;
}

export function activityParam(occurrence: Occurrence): Param {
  return {
    phrase: 'absence:activityAt',
    params: {
      activity: { kind: occurrence.appointment.kind, form: 'definite' },
      time: { time: occurrence.start.slice(11) },
    },
  };
}

/** Somebody comes late, or comes after all, to what they have said that they miss. */
export function alreadyAway(away: Absence, occurrence: Occurrence): Saying {
  return {
    key: 'absence:lateAlreadyAway',
    params: { activity: activityParam(occurrence), number: { name: away.number } },
    choices: [
      { id: `do:change:${away.id}`, key: 'absence:changeAbsence' },
      { id: `do:undo:${away.id}`, key: 'absence:undo' },
    ],
  };
}

/** "i morgon, onsdag 11 mars" or "tisdag 10 mars till fredag 13 mars". */
export function daysParam(from: LocalDate, to: LocalDate, absolute = false): Param {
  if (from === to) return { date: from, absolute };
  return {
    phrase: 'absence:dayRange',
    params: { from: { date: from, absolute: true }, to: { date: to, absolute: true } },
  };
}

/** The same where a word stands before it: "om torsdag till söndag". */
export function spanParam(from: LocalDate, to: LocalDate): Param {
  return {
    phrase: 'absence:daySpan',
    params: { from: { date: from, absolute: true }, to: { date: to, absolute: true } },
  };
}

function spanOf({ start, end }: { readonly start: string; readonly end: string }): Param {
  return { span: [start, end] };
}

/** The days, with the clock times where it is only a part of one. */
export function whenParam(from: LocalDate, to: LocalDate, away: Absence['away']): Param {
  if (away === null) return daysParam(from, to);
  return { phrase: 'absence:dayPart', params: { day: { date: from }, span: spanOf(away) } };
}

export function receipt(doc: Participant, absence: Absence, ctx: Ctx): Saying {
  const { provider } = doc.plan;
  const rows: Phrase[] = [
    {
      key: 'absence:receiptDays',
      params: { days: whenParam(absence.from, absence.to, absence.away) },
    },
    ...(absence.occurrences.length === 0
      ? [{ key: absence.ownWork ? 'absence:rowOwnWork' : 'absence:nothingBookedThen' } as const]
      : activityRows(doc, absence.occurrences, absence.from === absence.to, absence.away, absence.ownWork)),
    { key: 'absence:receiptReason', params: { reason: { phrase: reasonText(absence.reason) } } },
    ...receiptWords(absence),
    // What is late is said to be late.
    ...(absence.from < ctx.env.today && absence.version === 1
      ? [{ key: 'absence:receiptAfterwards' } as const]
      : []),
    {
      key: 'absence:receiptTo',
      params: { provider: { name: provider.name }, moment: { moment: ctx.env.local, absolute: true } },
    },
    { key: 'absence:receiptNumber', params: { number: absence.number } },
  ];
  return {
    key: absence.version === 1 ? 'absence:receipt' : 'absence:receiptChanged',
    params: { provider: { name: provider.name } },
    rows,
    card: 'receipt',
  };
}

export function whatNow(doc: Participant, absence: Absence): Saying {
  return {
    key: afterKey(doc, absence),
    params: { provider: { name: doc.plan.provider.name } },
    choices: [
      { id: `do:undo:${absence.id}`, key: 'absence:undo' },
      { id: `do:change:${absence.id}`, key: 'absence:changeAbsence' },
      { id: 'do:next', key: 'common:nextMeeting' },
    ],
  };
}

/** What the provider does with it next. With nothing missed there is nothing to report to the authority. */
function afterKey(doc: Participant, absence: Absence): TextKey {
  if (!reportsDeviations(doc.plan)) return 'absence:afterMunicipal';
  return absence.deviations.length > 0 ? 'absence:afterAf' : 'absence:afterNothingBooked';
}
