import { ABSENCE_REASONS, type Absence, type AbsenceReason, isSentOn } from '../../domain/absence.ts';
import { type AbsenceInput, changeAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { addDays } from '../../domain/time.ts';
import { WRONG_DAY } from '../../locales/phrases/answers.ts';
import { NO_LAST_DAY } from '../../locales/phrases/signs.ts';
import type { Saying } from '../../locales/saying.ts';
import { dutyCard } from '../duties.ts';
import { withoutChoices, withSettled } from '../engine.ts';
import { explainMarked } from '../explain-absence.ts';
import { MAIN_CHOICES } from '../help.ts';
import type { Ctx, Dialog, Heard, Question, Taken, Turn } from '../turn.ts';
import type { When } from '../understanding/meaning.ts';
import { verdict } from '../understanding/verdict.ts';
import { tooLate } from '../withdraw.ts';
import { besideQuestion, notingOthers, oneAtATime, sayingWhich } from './beside.ts';
import { saysComing } from './coming.ts';
import {
  type AbsenceDraft,
  absenceDrafts,
  askingPast,
  asPlanned,
  bookedIn,
  earlierReport,
  isFreeTime,
  isOnlyOwnWork,
  isOutdated,
  merged,
  needsWhich,
  reportsIn,
  sameAs,
  sureOf,
  tooFar,
  warned,
  withAll,
  withDays,
  withWhen,
} from './draft.ts';
import { hearingExcepted, saysHalf } from './except.ts';
import { halfQuestion } from './half.ts';
import { isApart, withTold } from './later.ts';
import { namedOf, saysAll } from './named.ts';
import { followedByNext } from './next-report.ts';
import { notingIllness, OWN_WORDS, wordsQuestion } from './own-words.ts';
import {
  askReason,
  askWhich,
  dayChoices,
  daysParam,
  GROUPS,
  isBehind,
  isLate,
  isOfNothing,
  pastDayChoices,
  readBack,
  receipt,
  whatNow,
} from './words.ts';

/**
 * Reporting an absence: which days, which of the booked activities, why, a read-back, and only then the report. What somebody has
 * already said is never asked for.
 */

export const absenceDialog: Dialog<AbsenceDraft> = followedByNext({
  ...absenceDrafts,
  version: 1,
  questions: [
    besideQuestion(),
    changeQuestion(),
    dayQuestion(),
    pastQuestion(),
    overlapQuestion(),
    halfQuestion(),
    whichQuestion(),
    reasonQuestion(),
    wordsQuestion<AbsenceDraft>(),
    confirmQuestion(),
  ]
    .map((question) =>
      sayingWhich(question, ({ from, to }) => (from === null || to === null ? null : { from, to })),
    )
    .map(notingOthers)
    .map(hearingExcepted)
    .map(notingIllness),
  finish,
  cancelled: (draft) => [{ key: draft.changes === null ? 'absence:cancelled' : 'absence:changeCancelled' }],
});

/** "Ändra": what is it that is wrong? */
function changeQuestion(): Question<AbsenceDraft> {
  const ids: Record<string, Partial<AbsenceDraft>> = {
    day: { from: null, to: null, occurrences: null, whole: false, away: null, ownWork: false },
    which: { occurrences: null, whole: false, away: null, ownWork: false },
    reason: { reason: null, reasonGroup: null },
  };
  return {
    field: 'change',
    expecting: 'choice',
    isOpen: (draft) => draft.choosingChange,
    ask: (draft, ctx) => [
      {
        key: 'absence:whatToChange',
        choices: [
          { id: 'day', key: 'absence:changeDay' },
          ...(bookedIn(draft, ctx).length > 1 ? [{ id: 'which', key: 'absence:changeWhich' } as const] : []),
          { id: 'reason', key: 'absence:changeReason' },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ],
    take: (heard, draft, ctx) => {
      const wanted = heard.choice === null ? null : ids[heard.choice];
      const { from, to } = draft;
      const daysBefore = from === null || to === null ? null : { from, to };
      if (wanted) return { draft: { ...draft, ...wanted, choosingChange: false, daysBefore } };
      // "nej, jag menade onsdag" says what and how at once.
      const corrected = withCorrection(heard, draft, ctx);
      return corrected === null ? null : { draft: { ...corrected, choosingChange: false } };
    },
    clear: (draft) => ({ ...draft, choosingChange: true }),
  };
}

function withCorrection(heard: Heard, draft: AbsenceDraft, ctx: Ctx): AbsenceDraft | null {
  const { when, reason } = heard.meaning;
  const { from, to } = draft;
  // "Nej, bara halva dagen"
  if (saysHalf(heard) && from !== null && from === to && (when === null || when.start === from))
    return { ...draft, reason: reason ?? draft.reason, half: true, away: null };
  if (when === null && reason === null) return null;
  const withReason = reason === null ? draft : { ...draft, reason };
  return when === null ? withReason : withWhen(ctx.doc, withReason, when);
}

function dayQuestion(): Question<AbsenceDraft> {
  return {
    field: 'day',
    expecting: 'date',
    isOpen: (draft) => draft.from === null,
    ask: ({ missed }, ctx) => [
      missed
        ? { key: 'absence:askDayWas', choices: pastDayChoices(ctx) }
        : { key: 'absence:askDay', choices: dayChoices(ctx) },
    ],
    take: (heard, draft, ctx) => takeDay(heard, draft, ctx),
    clear: (draft) => ({ ...draft, from: null, to: null, occurrences: null, whole: false, away: null }),
  };
}

function takeDay(heard: Heard, draft: AbsenceDraft, ctx: Ctx): Taken<AbsenceDraft> | null {
  if (heard.choice === 'otherDay') return { say: [{ key: 'absence:writeDay' }] };
  const chosen = heard.choice?.startsWith('day:') ? heard.choice.slice('day:'.length) : null;
  const reason = draft.reason ?? heard.meaning.reason;
  const when: When | null =
    chosen === null ? heard.meaning.when : { grain: 'day', start: chosen, end: chosen };
  if (when === null) {
    if (!NO_LAST_DAY.test(heard.normal.folded)) return null;
    return { draft: { ...draft, reason }, say: [{ key: 'absence:noLastDay' }] };
  }
  const next = withWhen(ctx.doc, { ...draft, reason }, when);
  if (chosen !== null) return { draft: next };
  const meant = askingPast(
    ctx.doc,
    { ...next, half: next.half || saysHalf(heard) },
    heard.text,
    ctx.env.today,
  );
  const { from, to } = meant;
  if (from === null || to === null) return { draft: meant };
  // "Hela veckan utom onsdag" is two stretches: none of them is lost.
  const told = reportsIn(heard, ctx.doc).filter((other) => isApart(other.when, { from, to }));
  if (told.length === 0) return { draft: meant };
  return { draft: withTold(meant, told), say: [oneAtATime({ from, to }, told)] };
}

function pastQuestion(): Question<AbsenceDraft> {
  return {
    field: 'past',
    expecting: 'yes-no',
    isOpen: (draft) => draft.pastFrom !== null,
    ask: (draft, ctx) => [
      {
        key: 'absence:askPast',
        params: { days: daysParam(draft.pastFrom ?? '', addDays(ctx.env.today, -1), true) },
        choices: [
          { id: 'yes', key: 'absence:yesPast' },
          { id: 'no', key: 'absence:noPast' },
          { id: 'do:cancel', key: 'common:cancel' },
        ],
      },
    ],
    take: (heard, draft, ctx) => {
      const known = { ...draft, pastFrom: null };
      if (heard.choice === 'no' || heard.meaning.intent === 'no') return { draft: known };
      if (heard.choice !== 'yes' && heard.meaning.intent !== 'yes') return null;
      return { draft: withDays(ctx.doc, known, draft.pastFrom ?? ctx.env.today, draft.to ?? ctx.env.today) };
    },
    clear: (draft) => draft,
  };
}

/** The same days are never reported twice: a second report is offered as a change of the first. */
function overlapQuestion(): Question<AbsenceDraft> {
  return {
    field: 'overlap',
    expecting: 'yes-no',
    isOpen: (draft, ctx) =>
      tooFar(draft, ctx) !== null || (draft.changes === null && earlierReport(draft, ctx) !== null),
    ask: (draft, ctx) => {
      const far = tooFar(draft, ctx);
      if (far !== null) return [{ key: far, choices: dayChoices(ctx) }];
      const before = earlierReport(draft, ctx);
      if (before === null) return [];
      return [
        {
          key: 'absence:alreadyReported',
          params: { days: daysParam(before.from, before.to), number: before.number },
          choices: [
            { id: 'yes', key: 'absence:changeIt' },
            { id: 'no', key: 'absence:keepIt' },
          ],
        },
      ];
    },
    take: (heard, draft, ctx) => {
      if (tooFar(draft, ctx) !== null) return takeDay(heard, draft, ctx);
      const before = earlierReport(draft, ctx);
      if (before === null) return null;
      if (heard.choice === 'no' || heard.meaning.intent === 'no') return { stop: [{ key: 'absence:kept' }] };
      if (heard.choice !== 'yes' && heard.meaning.intent !== 'yes') return null;
      return { draft: merged(draft, before, ctx) };
    },
    clear: (draft) => ({ ...draft, changes: null }),
  };
}

/** With more than one thing booked: is it all of it, or only one? */
function whichQuestion(): Question<AbsenceDraft> {
  return {
    field: 'which',
    expecting: 'choice',
    isOpen: needsWhich,
    ask: (draft, ctx) => askWhich(draft, ctx),
    take: (heard, draft, ctx) => {
      const all = bookedIn(draft, ctx);
      const sure = sureOf(draft, ctx);
      const rest = all.filter((occurrence) => !sure.includes(occurrence.key));
      if (sure.length > 0 || isOnlyOwnWork(draft) || isFreeTime(draft)) {
        // "Gäller det också mötet klockan 12?"
        if (heard.choice === 'all' || heard.meaning.intent === 'yes') return { draft: withAll(draft, all) };
        if (heard.choice === 'only' || heard.meaning.intent === 'no')
          return { draft: { ...draft, whole: true } };
      }
      if (heard.choice === 'all' || (heard.choice === null && saysAll(heard)))
        return { draft: withAll(draft, all) };
      const named = heard.choice === null ? namedOf(heard, rest) : null;
      const chosen = rest.find(({ key }) => heard.choice === `only:${key}` || key === named?.key);
      if (chosen) return { draft: { ...draft, occurrences: [...sure, chosen.key], whole: true } };
      if (heard.meaning.when !== null && heard.meaning.when.grain !== 'day') {
        const timed = withWhen(ctx.doc, draft, heard.meaning.when);
        if (timed.from === draft.from && timed.occurrences !== null)
          return { draft: { ...timed, whole: true } };
      }
      return null;
    },
    clear: (draft) => ({ ...draft, occurrences: null, whole: false, away: null }),
  };
}

function reasonQuestion(): Question<AbsenceDraft> {
  return {
    field: 'reason',
    expecting: 'reason',
    isOpen: (draft) => draft.reason === null,
    ask: (draft, ctx) => [...nothingThen(draft, ctx), askReason(draft, reasonAsked(draft, ctx))],
    take: (heard, draft, ctx) => {
      const group = heard.choice?.startsWith('group:') ? heard.choice.slice('group:'.length) : null;
      if (group !== null && group in GROUPS) return { draft: { ...draft, reasonGroup: group } };
      if (heard.choice === 'groups') return { draft: { ...draft, reasonGroup: null } };
      // A button means what it is; its title ("Jobb eller studier") may name a reason that was not meant.
      const chosen = ABSENCE_REASONS.find((reason) => heard.choice === `reason:${reason}`);
      const reason = chosen ?? (heard.choice === null ? heard.meaning.reason : null);
      if (reason !== null && saysMoreDays(heard, draft)) return takeDay(heard, { ...draft, reason }, ctx);
      return reason ? { draft: withReason(draft, reason, ctx) } : null;
    },
    clear: (draft) => ({ ...draft, reason: null, reasonGroup: null }),
  };
}

function reasonAsked(draft: AbsenceDraft, ctx: Ctx): Parameters<typeof askReason>[1] {
  const isPast = isBehind(draft, ctx);
  if (isOnlyOwnWork(draft)) return isPast ? 'own-work-past' : 'own-work';
  return isPast ? 'past' : 'whole';
}

/** "Sjukskriven hela veckan", where one day of it was told before: the days count too. */
function saysMoreDays({ choice, meaning }: Heard, { from, to }: AbsenceDraft): boolean {
  const { when } = meaning;
  const isReport = choice === null && meaning.intent === 'report_absence' && verdict(meaning) === 'sure';
  if (!isReport || when?.grain !== 'day' || from === null || to === null) return false;
  return when.start <= from && to < when.end;
}

/** Somebody says that they missed something on a day on which nothing was booked: it may be another day that they mean. */
function nothingThen(draft: AbsenceDraft, ctx: Ctx): Saying[] {
  const { from, to, reasonGroup } = draft;
  if (from === null || to === null || reasonGroup !== null || !isOfNothing(draft, ctx)) return [];
  return [{ key: 'absence:nothingBookedWas', params: { days: daysParam(from, to) } }];
}

function withReason(draft: AbsenceDraft, reason: AbsenceReason, ctx: Ctx): AbsenceDraft {
  const next = { ...draft, reason, reasonGroup: null };
  const undecided = draft.occurrences === null && draft.from !== null && draft.to !== null;
  return undecided ? withDays(ctx.doc, next, draft.from ?? '', draft.to ?? '') : next;
}

/** Nothing leaves before this is answered with yes. */
function confirmQuestion(): Question<AbsenceDraft> {
  return {
    field: 'confirm',
    expecting: 'yes-no',
    isOpen: (draft) => !draft.confirmed,
    prepare: asPlanned,
    ask: (draft, ctx) => readBack(draft, ctx),
    take: (heard, draft, ctx) => {
      // Somebody who says that they come has not said yes to being away.
      if (heard.choice === null && saysComing(heard))
        return draft.changes === null
          ? { stop: [{ key: 'absence:cancelled', choices: MAIN_CHOICES }] }
          : null;
      if (heard.choice === 'change') return { draft: { ...warned(draft), choosingChange: true } };
      if (heard.choice === OWN_WORDS) return { draft: { ...warned(draft), writing: true } };
      // "Fel dag" names no day and no reason.
      if (heard.choice === null && heard.meaning.when === null && WRONG_DAY.test(heard.normal.folded))
        return { draft: { ...warned(draft), choosingChange: true } };
      const corrected = heard.choice === null ? withCorrection(heard, warned(draft), ctx) : null;
      // "ja, sjuk" repeats what is there; "nej, onsdag" changes it and is read back again.
      if (corrected !== null && !sameAs(corrected, draft))
        return { draft: { ...corrected, confirmed: false } };
      if (heard.choice === 'yes' || heard.meaning.intent === 'yes') {
        // The yes was to something else: nothing is sent that has not been read back.
        if (isOutdated(draft, ctx)) return { say: [{ key: 'absence:planChanged' }] };
        return { draft: { ...draft, confirmed: true } };
      }
      if (heard.choice === 'no' || heard.meaning.intent === 'no')
        return { draft: { ...warned(draft), choosingChange: true } };
      return null;
    },
    clear: (draft) => ({ ...draft, confirmed: false }),
  };
}

/**
 * Whether the change would take back something of what staff have sent to Arbetsförmedlingen, perhaps since it was begun. More days with the
 * same reason take nothing back.
 */
function undoesSent(before: Absence, draft: AbsenceDraft): boolean {
  if (!isSentOn(before)) return false;
  const kept = draft.occurrences ?? [];
  const isMore =
    (draft.from ?? '') <= before.from &&
    (draft.to ?? '') >= before.to &&
    before.occurrences.every((key) => kept.includes(key));
  return draft.reason !== before.reason || draft.away !== null || !isMore;
}

function finish(draft: AbsenceDraft, ctx: Ctx): Turn {
  const changed = ctx.doc.absences.find((absence) => absence.id === draft.changes);
  // It may have been taken back since the change was begun.
  if (changed && changed.status !== 'reported') {
    return { doc: ctx.doc, say: [{ key: 'absence:alreadyWithdrawn', choices: MAIN_CHOICES }] };
  }
  if (changed && undoesSent(changed, draft)) return { doc: ctx.doc, say: [tooLate(ctx)] };
  const reason = draft.reason ?? 'undisclosed';
  const input: AbsenceInput = {
    from: draft.from ?? ctx.env.today,
    to: draft.to ?? draft.from ?? ctx.env.today,
    occurrences: draft.occurrences ?? [],
    reason,
    extent: draft.away === null ? 'whole' : 'part',
    away: draft.away,
    ownWork: draft.ownWork,
    words: draft.words,
  };
  const marked = draft.changes === null ? explainMarked(input.occurrences, reason, ctx) : null;
  if (marked !== null && marked.left.length === 0) return marked.turn;
  const acting = { now: ctx.env.now, channel: ctx.env.channel, random: ctx.env.random };
  const known = marked?.turn.doc ?? ctx.doc;
  const missed = { ...input, occurrences: marked?.left ?? input.occurrences };
  const done =
    draft.changes === null
      ? reportAbsence(known, missed, acting)
      : changeAbsence(known, draft.changes, input, acting);
  // Of what was marked only that it is explained: the card and the rest come with the receipt.
  const explained = marked?.turn.say.filter(({ key }) => key === 'absence:explainedReason') ?? [];
  return {
    doc: withSettled(done.doc, done.absence.number),
    say: [
      ...explained.map(withoutChoices),
      receipt(done.doc, done.absence, ctx),
      ...dutyCard(ctx.doc, reason, { when: 'after', late: isLate(draft, ctx) }),
      whatNow(done.doc, done.absence),
    ],
  };
}
