import { ABSENCE_REASONS, isOwnReport, isSentOn } from '../../domain/absence.ts';
import { type AbsenceInput, changeAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { dateOf, timeOf } from '../../domain/time.ts';
import type { Saying } from '../../locales/saying.ts';
import { dutyCard, isLeave } from '../duties.ts';
import { withSettled } from '../engine.ts';
import type { Ctx, Dialog, Heard, Question, Taken, Turn } from '../turn.ts';
import { verdict } from '../understanding/verdict.ts';
import { tooLate } from '../withdraw.ts';
import { sayingWhich } from './beside.ts';
import { onDay } from './clock.ts';
import { saysComing } from './coming.ts';
import { reportsIn } from './draft.ts';
import {
  awayFrom,
  awayOf,
  bareNumber,
  bookedThen,
  candidates,
  isBehind,
  isReported,
  type LateDraft,
  lateDraft,
  lateDrafts,
  occurrenceOf,
  reportedAway,
  shownOf,
  spanOf,
  startedOver,
  withHeard,
  withinDay,
} from './late-draft.ts';
import { lateReadBack, lateReceipt, lateWhatNow } from './late-words.ts';
import {
  isApart,
  lateKind,
  meantHow,
  saysAway,
  saysHow,
  saysNotAtAll,
  type Told,
  tellsOfRide,
  withTold,
} from './later.ts';
import { namedOf } from './named.ts';
import { followedByNext } from './next-report.ts';
import { notingIllness, OWN_WORDS, wordsQuestion } from './own-words.ts';
import { activityParam, alreadyAway, askReason, daysParam, GROUPS } from './words.ts';

/** The question of somebody who has said that they do not come. */
const AWAY = 'away';

/**
 * Coming late, or going early: to which of the booked activities, how much of it, and why when it is so much that it is reported. The
 * handledare is told in any case.
 */

export const lateDialog: Dialog<LateDraft> = followedByNext({
  ...lateDrafts,
  version: 1,
  questions: [
    awayQuestion(),
    whichQuestion(),
    minutesQuestion(),
    reasonQuestion(),
    wordsQuestion<LateDraft>(),
    confirmQuestion(),
  ]
    .map((question) => sayingWhich(question, ({ day }) => (day === null ? null : { from: day, to: day })))
    .map(notingOthers)
    .map(notingIllness),
  finish,
  cancelled: () => [{ key: 'absence:cancelled' }],
});

/**
 * What is told of something else while a late arrival is reported: another day comes after this, and going early takes the place of coming
 * late as long as nobody knows how late. Not to come at all is no answer here.
 */
function notingOthers(question: Question<LateDraft>): Question<LateDraft> {
  if (question.field === OWN_WORDS) return question;
  return {
    ...question,
    take: (heard, draft, ctx) => {
      if (heard.choice !== null) return question.take(heard, draft, ctx);
      const away = awayBeside(question.field, heard, draft, ctx);
      if (away.length > 0) return noted(draft, away);
      if (isNotComing(heard) || isOfDays(heard)) return null;
      const others = othersIn(heard, draft, dayOf(draft, ctx), ctx);
      if (others !== null) return others;
      const taken = question.take(heard, draft, ctx);
      return draft.kind === 'late' && question.field !== AWAY && tellsOfRide(heard)
        ? becauseOfRide(taken, draft, heard, ctx)
        : taken;
    },
  };
}

/** "Bussen kommer inte" is why somebody is late, whatever was asked; who does not come at all is told how to say so. */
function becauseOfRide(
  taken: Taken<LateDraft> | null,
  draft: LateDraft,
  { meaning }: Heard,
  ctx: Ctx,
): Taken<LateDraft> {
  const reason = draft.reason ?? meaning.reason ?? 'other';
  if (taken === null) return { draft: { ...draft, reason }, say: [becauseSaid(isBehind(draft, ctx))] };
  if (!('draft' in taken)) return taken;
  return { ...taken, draft: { ...taken.draft, reason: taken.draft.reason ?? reason } };
}

export function becauseSaid(isPast: boolean): Saying {
  return { key: isPast ? 'absence:lateWhyWas' : 'absence:lateWhy' };
}

/** Absences of other days, told where this question of a late arrival is open: they come after it. Before one that may be none they do not wait. */
export function awayBeside(asked: string | null, heard: Heard, draft: LateDraft, ctx: Ctx): Told[] {
  const day = dayOf(draft, ctx);
  if (asked === AWAY || day === null || !(isNotComing(heard) || tellsWhy(heard, asked === 'reason')))
    return [];
  return reportsIn(heard, ctx.doc).filter(({ when }) => isApart(when, { from: day, to: day }));
}

function isNotComing(heard: Heard): boolean {
  const { meaning } = heard;
  const isAway = meaning.detail === null || meaning.detail === 'no_show';
  const isReport = meaning.intent === 'report_absence' && isAway && verdict(meaning) === 'sure';
  return isReport && (saysAway(heard) || saysNotAtAll(heard));
}

/** "Jag är sjuk imorgon": of another day it tells of an absence, of this one it may be why. `any`: another reason that says what one does too. */
function tellsWhy({ meaning }: Heard, any: boolean): boolean {
  const isReport =
    meaning.intent === 'report_absence' && meaning.detail === null && verdict(meaning) === 'sure';
  const { reason } = meaning;
  return (
    isReport &&
    (reason === 'sick' || reason === 'child-sick' || (any && reason !== null && reason !== 'other'))
  );
}

/** "Sjukskriven hela veckan": nobody comes late to that. */
function isOfDays(heard: Heard): boolean {
  const { when } = heard.meaning;
  return when?.grain === 'day' && when.start !== when.end && tellsWhy(heard, false);
}

function dayOf(draft: LateDraft, ctx: Ctx): string | null {
  const occurrence = occurrenceOf(draft, ctx);
  return occurrence === null ? draft.day : dateOf(occurrence.start);
}

function othersIn(heard: Heard, draft: LateDraft, day: string | null, ctx: Ctx): Taken<LateDraft> | null {
  const { meaning } = heard;
  const kind = meaning.intent === 'report_absence' ? lateKind(meaning.detail) : null;
  // "Gruppen klockan 13" is neither, whatever it resembles.
  if (kind === null || !saysHow(heard, kind)) return null;
  const how = meantHow(heard);
  const { when, minutes } = meaning;
  const isOtherDay = when !== null && !when.dayless && day !== null && isApart(when, { from: day, to: day });
  if (kind === draft.kind)
    return isOtherDay && how === 'also' ? noted(draft, reportsIn(heard, ctx.doc)) : null;
  const isKnown = draft.unsure || awayOf(draft, ctx) !== null;
  if (day !== null && how !== 'instead' && (isKnown || (isOtherDay && how === 'also'))) {
    const then = when === null ? { grain: 'day' as const, start: day, end: day } : onDay(when, day);
    return noted(draft, [{ kind, when: then, minutes, reason: meaning.reason }]);
  }
  const reason = meaning.reason ?? draft.reason;
  const { later, isNext, leftOut } = draft;
  const other = lateDraft({ kind, when, minutes, reason, leftOut, text: heard.text, day }, ctx);
  return { draft: { ...other, later, isNext } };
}

function noted(draft: LateDraft, told: readonly Told[]): Taken<LateDraft> {
  return { draft: withTold(draft, told), say: [{ key: 'absence:restLater' }] };
}

/** Nobody is late to what they do not come to: the report is changed or taken back first, or stands. */
function awayQuestion(): Question<LateDraft> {
  return {
    field: AWAY,
    expecting: 'choice',
    isOpen: (draft, ctx) => reportedAway(draft, ctx) !== null,
    ask: (draft, ctx) => {
      const found = reportedAway(draft, ctx);
      if (found === null) return [];
      const said = alreadyAway(found.absence, found.occurrence);
      const { from, to, number } = found.absence;
      const isDay = occurrenceOf(draft, ctx) === null && bookedThen(draft, ctx).length > 1;
      const about: Saying = isDay
        ? {
            key: 'absence:lateDayAway',
            params: { days: daysParam(from, to, true), number: { name: number } },
          }
        : said;
      return [{ ...about, choices: [...(said.choices ?? []), { id: 'no', key: 'absence:letItBe' }] }];
    },
    take: (heard, draft, ctx) => {
      const { intent, when } = heard.meaning;
      if (heard.choice === 'no' || intent === 'no') return { stop: [{ key: 'absence:kept' }] };
      if (heard.choice !== null) return null;
      // Another time, or another day, is not what was reported.
      const named = namedOf(heard, bookedThen(draft, ctx));
      if (named !== null) return { draft: { ...draft, occurrence: named.key } };
      return when === null ? null : { draft: withHeard(draft, heard, ctx) };
    },
    clear: (draft) => draft,
  };
}

function whichQuestion(): Question<LateDraft> {
  return {
    field: 'which',
    expecting: 'date',
    isOpen: (draft, ctx) => occurrenceOf(draft, ctx) === null,
    ask: (draft, ctx) => {
      const there = shownOf(draft, ctx);
      const free = draft.day !== null && candidates(draft, ctx).length === 0;
      return [
        {
          key:
            free || there.length === 0
              ? 'absence:lateNothingBooked'
              : draft.minutes === null
                ? 'absence:lateWhich'
                : 'absence:lateWhichMinutes',
          ...(draft.minutes === null ? {} : { params: { minutes: { minutes: draft.minutes } } }),
          choices: [
            ...there.map((entry) => ({
              id: `which:${entry.key}`,
              key:
                draft.day === null || free
                  ? ('absence:lateWhichChoice' as const)
                  : ('absence:lateWhichOnDay' as const),
              params: { activity: activityParam(entry), day: { date: dateOf(entry.start), absolute: true } },
            })),
            ...(there.length === 0 ? [{ id: 'do:ask', key: 'common:askSupervisor' as const }] : []),
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ];
    },
    take: (heard, draft, ctx) => {
      const key = heard.choice?.startsWith('which:') ? heard.choice.slice('which:'.length) : null;
      if (key !== null)
        return { draft: { ...draft, occurrence: key, day: key.split('@')[1]?.slice(0, 10) ?? null } };
      if (heard.choice !== null) return null;
      const named = namedOf(heard, shownOf(draft, ctx));
      const minutes =
        heard.meaning.minutes ??
        (named === null && (draft.day !== null || draft.minutes !== null) ? bareNumber(heard.normal) : null);
      const known = {
        ...draft,
        minutes: withinDay(minutes) ?? draft.minutes,
        reason: heard.meaning.reason ?? draft.reason,
      };
      if (named !== null) return { draft: { ...known, occurrence: named.key, day: dateOf(named.start) } };
      // How much is known by now, and to what is asked again.
      if (withinDay(minutes) !== null && bareNumber(heard.normal) !== null) return { draft: known };
      if (heard.meaning.when !== null) return { draft: withHeard(draft, heard, ctx) };
      return withinDay(minutes) === null ? null : { draft: known };
    },
    clear: (draft) => ({ ...draft, occurrence: null }),
  };
}

function minutesQuestion(): Question<LateDraft> {
  return {
    field: 'minutes',
    expecting: 'choice',
    isOpen: (draft, ctx) => !draft.unsure && awayOf(draft, ctx) === null,
    ask: (draft, ctx) => {
      const occurrence = occurrenceOf(draft, ctx);
      return [
        {
          key: HOW_MUCH[draft.kind][isBehind(draft, ctx) ? 'was' : 'is'],
          ...(occurrence ? { params: { activity: activityParam(occurrence) } } : {}),
          choices: [
            ...[10, 15, 30, 60].map((minutes) => ({
              id: `minutes:${minutes}`,
              key: 'absence:minutesChoice' as const,
              params: { minutes: { minutes } },
            })),
            { id: 'unsure', key: 'absence:minutesUnsure' },
          ],
        },
      ];
    },
    take: (heard, draft, ctx) => {
      if (heard.choice === 'unsure' || heard.meaning.detail === 'dont_know')
        return { draft: { ...draft, unsure: true } };
      const chosen = heard.choice?.startsWith('minutes:')
        ? Number(heard.choice.slice('minutes:'.length))
        : null;
      const minutes = withinDay(chosen ?? heard.meaning.minutes ?? bareNumber(heard.normal));
      if (minutes !== null) return { draft: { ...draft, minutes, moment: null } };
      const timed = withHeard(draft, heard, ctx);
      return timed.moment === null ? null : { draft: timed };
    },
    clear: (draft) => ({ ...draft, minutes: null, moment: null, unsure: false }),
  };
}

/** A number alone, where it is known how much is missed, is other minutes; the hour of a time that was named is another time. */
function otherMinutes({ choice, normal }: Heard, draft: LateDraft, ctx: Ctx): number | null {
  const number = choice === null ? bareNumber(normal) : null;
  const occurrence = occurrenceOf(draft, ctx);
  if (number === null || occurrence === null) return null;
  const [from, to] = [occurrence.start, occurrence.end].map((moment) => Number(timeOf(moment).slice(0, 2)));
  const isHour = draft.moment !== null && number >= (from ?? 0) && number < (to ?? 24);
  return isHour ? null : withinDay(number);
}

const HOW_MUCH = {
  late: { is: 'absence:lateHowMuch', was: 'absence:lateHowMuchWas' },
  'leaves-early': { is: 'absence:earlyHowMuch', was: 'absence:earlyHowMuchWas' },
} as const;

/** Asked only where there will be a report: a few minutes need no reason. */
function reasonQuestion(): Question<LateDraft> {
  return {
    field: 'reason',
    expecting: 'reason',
    isOpen: (draft, ctx) => draft.reason === null && isReported(draft, ctx),
    ask: (draft, ctx) => [askReason(draft, isBehind(draft, ctx) ? `${draft.kind}-past` : draft.kind)],
    take: (heard, draft, ctx) => {
      const group = heard.choice?.startsWith('group:') ? heard.choice.slice('group:'.length) : null;
      if (group !== null && group in GROUPS) return { draft: { ...draft, reasonGroup: group } };
      if (heard.choice === 'groups') return { draft: { ...draft, reasonGroup: null } };
      const chosen = ABSENCE_REASONS.find((reason) => heard.choice === `reason:${reason}`);
      const reason = chosen ?? (heard.choice === null ? heard.meaning.reason : null);
      if (reason) return { draft: { ...draft, reason, reasonGroup: null } };
      const other = otherMinutes(heard, draft, ctx);
      return other === null ? null : { draft: { ...draft, minutes: other, moment: null } };
    },
    clear: (draft) => ({ ...draft, reason: null, reasonGroup: null }),
  };
}

function confirmQuestion(): Question<LateDraft> {
  return {
    field: 'confirm',
    expecting: 'yes-no',
    isOpen: (draft) => !draft.confirmed,
    prepare: (draft, ctx) => ({ ...draft, shown: spanOf(draft, ctx) }),
    ask: (draft, ctx) => lateReadBack(draft, ctx),
    take: (heard, draft, ctx) => {
      // In time, or late as was said? It is asked once more.
      if (heard.choice === null && saysComing(heard)) return null;
      if (heard.choice === 'change') return { draft: startedOver(draft) };
      if (heard.choice === OWN_WORDS) return { draft: { ...draft, writing: true } };
      const { when, minutes, reason } = heard.meaning;
      const other = otherMinutes(heard, draft, ctx);
      if (other !== null) return { draft: { ...draft, minutes: other, moment: null, unsure: false } };
      if (heard.choice === null && (when !== null || minutes !== null || reason !== null)) {
        const corrected = withHeard(draft, heard, ctx);
        if (JSON.stringify(corrected) !== JSON.stringify(draft))
          return { draft: { ...corrected, unsure: false } };
      }
      if (heard.choice === 'yes' || heard.meaning.intent === 'yes') {
        // The yes was to another time: nothing is sent that has not been read back.
        if (draft.shown !== spanOf(draft, ctx)) return { say: [{ key: 'absence:planChanged' }] };
        return { draft: { ...draft, confirmed: true } };
      }
      if (heard.choice === 'no' || heard.meaning.intent === 'no') return { draft: startedOver(draft) };
      return null;
    },
    clear: (draft) => ({ ...draft, confirmed: false }),
  };
}

function finish(draft: LateDraft, ctx: Ctx): Turn {
  const occurrence = occurrenceOf(draft, ctx);
  if (occurrence === null || occurrence.state === 'cancelled') {
    return { doc: ctx.doc, say: [{ key: 'wish:isOff' }] };
  }
  const own = ctx.doc.absences
    .filter(isOwnReport)
    .filter((entry) => entry.occurrences.includes(occurrence.key));
  const away = awayFrom(occurrence, draft, ctx);
  if (away !== null) return { doc: ctx.doc, say: [alreadyAway(away, occurrence)] };
  if (own.some((entry) => (entry.extent === draft.kind || entry.id === draft.changes) && isSentOn(entry))) {
    return { doc: ctx.doc, say: [tooLate(ctx)] };
  }
  const input: AbsenceInput = {
    from: dateOf(occurrence.start),
    to: dateOf(occurrence.start),
    occurrences: [occurrence.key],
    reason: draft.reason ?? 'undisclosed',
    extent: draft.kind,
    away: awayOf(draft, ctx),
    words: draft.words,
  };
  const acting = { now: ctx.env.now, channel: ctx.env.channel, random: ctx.env.random };
  // The same delay told again is the same delay, with another length.
  const again = own.find((entry) => entry.extent === draft.kind && !isSentOn(entry))?.id ?? draft.changes;
  const stands = ctx.doc.absences.some(
    (entry) => entry.id === again && isOwnReport(entry) && !isSentOn(entry),
  );
  const done =
    again !== null && stands
      ? changeAbsence(ctx.doc, again, input, acting)
      : reportAbsence(ctx.doc, input, acting);
  const reported = isReported(draft, ctx);
  const late = isLeave(input.reason) ? isBehind(draft, ctx) : dateOf(occurrence.start) < ctx.env.today;
  // A bus that did not come is nothing to ask leave for beforehand.
  const duties = reported && draft.reason !== null && draft.reason !== 'other';
  return {
    doc: withSettled(done.doc, done.absence.number),
    say: [
      lateReceipt(draft, done.absence, ctx),
      ...(duties ? dutyCard(ctx.doc, draft.reason ?? 'undisclosed', { when: 'after', late }) : []),
      lateWhatNow(done.absence, reported, ctx),
    ],
  };
}
