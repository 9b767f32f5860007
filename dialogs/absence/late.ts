import { z } from 'zod';
import { ABSENCE_REASONS, type AbsenceReason, isOwnReport, isSentOn } from '../../domain/absence.ts';
import { type AbsenceInput, changeAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { bookedOn, findOccurrence, nextBooked, type Occurrence } from '../../domain/appointment.ts';
import { missesWhole } from '../../domain/deviation.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import {
  addDays,
  addMinutes,
  dateOf,
  type LocalDateTime,
  localDateTimeSchema,
  minutesBetween,
  toLocal,
} from '../../domain/time.ts';
import { dutyCard } from '../duties.ts';
import { withSettled } from '../engine.ts';
import type { Ctx, Dialog, Heard, Question, Turn } from '../turn.ts';
import type { When } from '../understanding/meaning.ts';
import { tooLate } from '../withdraw.ts';
import { saysComing } from './coming.ts';
import { ownWordsFields } from './draft.ts';
import { lateReadBack, lateReceipt, lateWhatNow } from './late-words.ts';
import { NO_OWN_WORDS, notingIllness, OWN_WORDS, wordsQuestion } from './own-words.ts';
import { activityParam, alreadyAway, askReason, GROUPS } from './words.ts';

/**
 * Coming late, or going early: to which of the booked activities, how much of it, and why when it is so much that it is reported. The
 * handledare is told in any case.
 */

export const LATE = 'late';

export const lateDraftSchema = z.strictObject({
  kind: z.enum(['late', 'leaves-early']),
  /** The day that was named, or null. */
  day: z.string().nullable(),
  occurrence: z.string().nullable(),
  /** A clock time on the wall that was named and is not the activity's own: when the person comes or goes. */
  moment: localDateTimeSchema.nullable(),
  minutes: z.number().int().min(1).nullable(),
  /** True when the person does not know how long it will be. */
  unsure: z.boolean(),
  reason: z.enum(ABSENCE_REASONS).nullable(),
  reasonGroup: z.string().nullable(),
  changes: z.string().nullable(),
  confirmed: z.boolean(),
  /** The time of the activity as it was read back; null before that. */
  shown: z.string().nullable().default(null),
  ...ownWordsFields,
});
export type LateDraft = z.infer<typeof lateDraftSchema>;

/** Longest that is still called late: beyond it the activity is missed. */
const MAX_MINUTES = 8 * 60;
const CHOICES_SHOWN = 3;

export function lateDraft(
  known: {
    kind: LateDraft['kind'];
    when: When | null;
    minutes: number | null;
    reason: AbsenceReason | null;
    leftOut?: boolean;
  },
  ctx: Ctx,
): LateDraft {
  const draft: LateDraft = {
    kind: known.kind,
    day: null,
    occurrence: null,
    moment: null,
    minutes: withinDay(known.minutes),
    unsure: false,
    reason: known.reason,
    reasonGroup: null,
    changes: null,
    confirmed: false,
    shown: null,
    ...NO_OWN_WORDS,
    leftOut: known.leftOut ?? false,
  };
  return withTime(draft, known.when, ctx);
}

/** A report of this kind that is to be changed. */
export function lateDraftOf(absenceId: string, ctx: Ctx): LateDraft | null {
  const absence = ctx.doc.absences.filter(isOwnReport).find((entry) => entry.id === absenceId);
  const occurrence = absence?.occurrences[0];
  if (!absence || occurrence === undefined) return null;
  if (absence.extent !== 'late' && absence.extent !== 'leaves-early') return null;
  return {
    kind: absence.extent,
    day: absence.from,
    occurrence,
    moment: null,
    minutes: null,
    unsure: false,
    reason: null,
    reasonGroup: null,
    changes: absence.id,
    confirmed: false,
    shown: null,
    ...NO_OWN_WORDS,
  };
}

function withinDay(minutes: number | null): number | null {
  return minutes !== null && minutes >= 1 && minutes <= MAX_MINUTES ? minutes : null;
}

/** A named time is the activity's own, or the moment the person comes or goes. */
function withTime(draft: LateDraft, when: When | null, ctx: Ctx): LateDraft {
  if (when === null) return withNearest(draft, ctx);
  if (when.grain === 'day') return withOnly({ ...draft, day: when.start, occurrence: null }, ctx);
  // "Till 11" and "från 10" are the moment somebody goes or comes; the other end is only the day's own.
  const isOpen = when.open !== undefined;
  const moment = toLocal(new Date(when.open === 'start' ? when.end : when.start).toISOString());
  const day = dateOf(moment);
  const there = bookedOn(appointmentsLeft(ctx.doc), day);
  const named = there.find((entry) => entry.start === moment);
  if (named && draft.kind === 'late' && !isOpen) return { ...draft, day, occurrence: named.key };
  const within = there.filter((entry) => entry.start < moment && moment < entry.end);
  const [only] = within;
  if (only && within.length === 1 && (when.grain === 'time' || isOpen)) {
    return { ...draft, day, occurrence: only.key, moment };
  }
  if (named) return { ...draft, day, occurrence: named.key };
  const end = toLocal(new Date(when.end).toISOString());
  const [meant, ...others] = there.filter((entry) => entry.start < end && moment < entry.end);
  if (meant && others.length === 0) return { ...draft, day, occurrence: meant.key };
  return withOnly({ ...draft, day, occurrence: null }, ctx);
}

function withOnly(draft: LateDraft, ctx: Ctx): LateDraft {
  const there = candidates(draft, ctx);
  const [only] = there;
  if (only && there.length === 1) return { ...draft, occurrence: only.key };
  const near = draft.day === ctx.env.today ? nearest(ctx) : null;
  return near === null ? draft : { ...draft, occurrence: near.key };
}

/** Nobody says to which meeting when there is one that is about to begin. */
function withNearest(draft: LateDraft, ctx: Ctx): LateDraft {
  const next = nextBooked(appointmentsLeft(ctx.doc), ctx.env.local);
  return next === null ? draft : withOnly({ ...draft, day: dateOf(next.start) }, ctx);
}

/** What is going on, or begins within three hours; null when there is no such thing. */
function nearest(ctx: Ctx): Occurrence | null {
  const next = nextBooked(appointmentsLeft(ctx.doc), ctx.env.local);
  if (next === null || dateOf(next.start) !== ctx.env.today) return null;
  return minutesBetween(ctx.env.local, next.start) <= 3 * 60 ? next : null;
}

/** What may be meant: all of the named day. */
function candidates(draft: LateDraft, ctx: Ctx): Occurrence[] {
  return draft.day === null ? [] : bookedOn(appointmentsLeft(ctx.doc), draft.day);
}

export function occurrenceOf(draft: LateDraft, ctx: Ctx): Occurrence | null {
  return draft.occurrence === null ? null : findOccurrence(appointmentsLeft(ctx.doc), draft.occurrence);
}

/** The time that is missed; null when nobody knows. */
export function awayOf(draft: LateDraft, ctx: Ctx): { start: LocalDateTime; end: LocalDateTime } | null {
  const occurrence = occurrenceOf(draft, ctx);
  if (occurrence === null) return null;
  const { start, end } = occurrence;
  if (draft.kind === 'late') {
    const comes = draft.moment ?? (draft.minutes === null ? null : addMinutes(start, draft.minutes));
    // In time after all, where the activity has got another time since: how much is missed is not known then.
    return comes === null || comes <= start ? null : { start, end: comes < end ? comes : end };
  }
  const goes = draft.moment ?? (draft.minutes === null ? null : addMinutes(end, -draft.minutes));
  return goes === null || goes >= end ? null : { start: goes > start ? goes : start, end };
}

export function missedMinutes(draft: LateDraft, ctx: Ctx): number | null {
  const away = awayOf(draft, ctx);
  return away === null ? null : minutesBetween(away.start, away.end);
}

/** Whether it is so much that the provider reports it. */
export function isReported(draft: LateDraft, ctx: Ctx): boolean {
  const minutes = missedMinutes(draft, ctx);
  return minutes !== null && minutes > ctx.doc.settings.reportFromMinutes;
}

export const lateDialog: Dialog<LateDraft> = {
  id: LATE,
  version: 1,
  schema: lateDraftSchema,
  questions: [
    whichQuestion(),
    minutesQuestion(),
    reasonQuestion(),
    wordsQuestion<LateDraft>(),
    confirmQuestion(),
  ].map(notingIllness),
  finish,
  cancelled: () => [{ key: 'absence:cancelled' }],
};

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
          key: free || there.length === 0 ? 'absence:lateNothingBooked' : 'absence:lateWhich',
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
      return heard.meaning.when === null ? null : { draft: withHeard(draft, heard, ctx) };
    },
    clear: (draft) => ({ ...draft, occurrence: null }),
  };
}

/** Of the named day; without one, the next that come. */
function shownOf(draft: LateDraft, ctx: Ctx): Occurrence[] {
  const named = candidates(draft, ctx);
  if (named.length > 0) return named.slice(0, CHOICES_SHOWN);
  const found: Occurrence[] = [];
  for (let day = 0; day < 8 && found.length < CHOICES_SHOWN; day += 1) {
    const there = bookedOn(appointmentsLeft(ctx.doc), addDays(ctx.env.today, day));
    found.push(...there.filter((entry) => entry.end > ctx.env.local));
  }
  return found.slice(0, CHOICES_SHOWN);
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
          key: draft.kind === 'late' ? 'absence:lateHowMuch' : 'absence:earlyHowMuch',
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
      const minutes = withinDay(chosen ?? heard.meaning.minutes ?? bareNumber(heard.text));
      if (minutes !== null) return { draft: { ...draft, minutes, moment: null } };
      const timed = withHeard(draft, heard, ctx);
      return timed.moment === null ? null : { draft: timed };
    },
    clear: (draft) => ({ ...draft, minutes: null, moment: null, unsure: false }),
  };
}

/** "20": minutes, where minutes were asked for. */
function bareNumber(text: string): number | null {
  const digits = /^\s*(?:ca |cirka |typ |kanske )?(\d{1,3})\s*$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

function withHeard(draft: LateDraft, { meaning }: Heard, ctx: Ctx): LateDraft {
  const minutes = withinDay(meaning.minutes) ?? draft.minutes;
  const known = { ...draft, minutes, reason: meaning.reason ?? draft.reason };
  if (meaning.when === null) return known;
  const timed = withTime({ ...known, moment: null }, meaning.when, ctx);
  // A time within the same activity says when the person comes; the activity itself is known.
  return timed.occurrence === null && draft.occurrence !== null && meaning.when.grain !== 'day'
    ? known
    : timed;
}

/** Asked only where there will be a report: a few minutes need no reason. */
function reasonQuestion(): Question<LateDraft> {
  return {
    field: 'reason',
    expecting: 'reason',
    isOpen: (draft, ctx) => draft.reason === null && isReported(draft, ctx),
    ask: (draft) => [askReason(draft, draft.kind)],
    take: (heard, draft) => {
      const group = heard.choice?.startsWith('group:') ? heard.choice.slice('group:'.length) : null;
      if (group !== null && group in GROUPS) return { draft: { ...draft, reasonGroup: group } };
      if (heard.choice === 'groups') return { draft: { ...draft, reasonGroup: null } };
      const chosen = ABSENCE_REASONS.find((reason) => heard.choice === `reason:${reason}`);
      const reason = chosen ?? (heard.choice === null ? heard.meaning.reason : null);
      return reason ? { draft: { ...draft, reason, reasonGroup: null } } : null;
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
      if (heard.choice === null && saysComing(heard.text)) return null;
      if (heard.choice === 'change') return { draft: startedOver(draft) };
      if (heard.choice === OWN_WORDS) return { draft: { ...draft, writing: true } };
      const { when, minutes, reason } = heard.meaning;
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

function spanOf(draft: LateDraft, ctx: Ctx): string | null {
  const occurrence = occurrenceOf(draft, ctx);
  return occurrence && `${occurrence.start} ${occurrence.end} ${occurrence.state}`;
}

/** "Ändra": which activity and how much are asked again. */
function startedOver(draft: LateDraft): LateDraft {
  return { ...draft, day: null, occurrence: null, moment: null, minutes: null, unsure: false, reason: null };
}

function finish(draft: LateDraft, ctx: Ctx): Turn {
  const occurrence = occurrenceOf(draft, ctx);
  if (occurrence === null || occurrence.state === 'cancelled') {
    return { doc: ctx.doc, say: [{ key: 'wish:isOff' }] };
  }
  const own = ctx.doc.absences
    .filter(isOwnReport)
    .filter((entry) => entry.occurrences.includes(occurrence.key));
  const away = own.find((entry) => missesWhole(entry, occurrence));
  if (away) {
    return {
      doc: ctx.doc,
      say: [alreadyAway(away, occurrence)],
    };
  }
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
  const late = dateOf(occurrence.start) < ctx.env.today;
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
