import { z } from 'zod';
import { ABSENCE_REASONS, type Absence, type AbsenceReason, isOwnReport } from '../../domain/absence.ts';
import { bookedOn, findOccurrence, nextBooked, type Occurrence } from '../../domain/appointment.ts';
import { isCovered } from '../../domain/reminder.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import {
  addDays,
  addMinutes,
  dateOf,
  type LocalDate,
  type LocalDateTime,
  localDateTimeSchema,
  minutesBetween,
  timeOf,
} from '../../domain/time.ts';
import { NUMBER_ALONE } from '../../locales/phrases/answers.ts';
import type { Drafts } from '../engine.ts';
import { namedAmong } from '../plan/named.ts';
import type { Ctx, Heard } from '../turn.ts';
import type { When } from '../understanding/meaning.ts';
import type { Normalised } from '../understanding/normalise.ts';
import { givenUp, momentsOf } from './clock.ts';
import { ownWordsFields } from './draft.ts';
import { laterFields, NOTHING_LATER } from './later.ts';
import { NO_OWN_WORDS } from './own-words.ts';

/** What is known of coming late, or going early. Pure steps from one draft to the next; nothing here is said or sent. */

export const LATE = 'late';

const lateDraftSchema = z.strictObject({
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
  ...laterFields,
});
export type LateDraft = z.infer<typeof lateDraftSchema>;

/** How they are kept. */
export const lateDrafts: Drafts<LateDraft> = { id: LATE, schema: lateDraftSchema };

const EMPTY: Omit<LateDraft, 'kind'> = {
  day: null,
  occurrence: null,
  moment: null,
  minutes: null,
  unsure: false,
  reason: null,
  reasonGroup: null,
  changes: null,
  confirmed: false,
  shown: null,
  ...NO_OWN_WORDS,
  ...NOTHING_LATER,
};

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
    /** The words, which may name one of several activities. */
    text?: string;
    /** The day that was spoken of before. */
    day?: LocalDate | null;
  },
  ctx: Ctx,
): LateDraft {
  const draft: LateDraft = {
    ...EMPTY,
    kind: known.kind,
    day: known.day ?? null,
    minutes: withinDay(known.minutes),
    reason: known.reason,
    leftOut: known.leftOut ?? false,
  };
  const timed =
    known.when === null && draft.day !== null ? withOnly(draft, ctx) : withTime(draft, known.when, ctx);
  const swapped = withGivenUp(timed, known.when, known.text ?? '', ctx);
  if (swapped !== null) return swapped;
  const named = timed.occurrence === null ? namedAmong(known.text ?? '', bookedThen(timed, ctx)) : null;
  return named === null ? timed : { ...timed, occurrence: named.key };
}

/** "Klockan 10 i stället för 9" names both the activity and when the person comes, or goes. Null when it does not. */
function withGivenUp(draft: LateDraft, when: When | null, text: string, ctx: Ctx): LateDraft | null {
  const time = givenUp(text);
  if (time === null || when === null || when.grain === 'day') return null;
  const moment = momentsOf(when, draft.day).start;
  const day = dateOf(moment);
  const isLate = draft.kind === 'late';
  const [meant, ...others] = candidates({ ...draft, day }, ctx).filter(
    ({ start, end }) => timeOf(isLate ? start : end) === time,
  );
  if (!meant || others.length > 0 || (isLate ? moment <= meant.start : moment >= meant.end)) return null;
  return { ...draft, day, occurrence: meant.key, moment };
}

/** A report of this kind that is to be changed. */
export function lateDraftOf(absenceId: string, ctx: Ctx): LateDraft | null {
  const absence = ctx.doc.absences.filter(isOwnReport).find((entry) => entry.id === absenceId);
  const occurrence = absence?.occurrences[0];
  if (!absence || occurrence === undefined) return null;
  if (absence.extent !== 'late' && absence.extent !== 'leaves-early') return null;
  return { ...EMPTY, kind: absence.extent, day: absence.from, occurrence, changes: absence.id };
}

export function withinDay(minutes: number | null): number | null {
  return minutes !== null && minutes >= 1 && minutes <= MAX_MINUTES ? minutes : null;
}

/** A named time is the activity's own, or the moment the person comes or goes. */
function withTime(draft: LateDraft, when: When | null, ctx: Ctx): LateDraft {
  if (when === null) return withNearest(draft, ctx);
  if (when.grain === 'day') return withOnly({ ...draft, day: when.start, occurrence: null }, ctx);
  // "Till 11" and "från 10" are the moment somebody goes or comes; the other end is only the day's own.
  const isOpen = when.open !== undefined;
  const { start, end } = inOrder(when, momentsOf(when, draft.day));
  const moment = when.open === 'start' ? end : start;
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
  const [meant, ...others] = there.filter((entry) => entry.start < end && moment < entry.end);
  if (meant && others.length === 0) return { ...draft, day, occurrence: meant.key };
  return withOnly({ ...draft, day, occurrence: null }, ctx);
}

/** "Mellan 10 och 9" was read as until the evening: nobody is late for so long, and the two were said the other way round. */
function inOrder(
  { grain, open }: When,
  { start, end }: ReturnType<typeof momentsOf>,
): ReturnType<typeof momentsOf> {
  const first = addMinutes(end, -12 * 60);
  const isTurned = grain === 'timerange' && open === undefined && minutesBetween(start, end) > MAX_MINUTES;
  return isTurned && first < start ? { start: first, end: start } : { start, end };
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
export function nearest(ctx: Ctx): Occurrence | null {
  const next = nextBooked(appointmentsLeft(ctx.doc), ctx.env.local);
  if (next === null || dateOf(next.start) !== ctx.env.today) return null;
  return minutesBetween(ctx.env.local, next.start) <= 3 * 60 ? next : null;
}

/** What may be meant: all of the named day that is not reported as missed whole. */
export function candidates(draft: LateDraft, ctx: Ctx): Occurrence[] {
  return bookedThen(draft, ctx).filter((occurrence) => awayFrom(occurrence, draft, ctx) === null);
}

export function bookedThen({ day }: LateDraft, ctx: Ctx): Occurrence[] {
  return day === null ? [] : bookedOn(appointmentsLeft(ctx.doc), day);
}

/** The person's own report, other than the one that is changed, that it is missed whole; null when there is none. */
export function awayFrom(
  occurrence: Occurrence,
  { changes }: Pick<LateDraft, 'changes'>,
  ctx: Ctx,
): Absence | null {
  return (
    ctx.doc.absences
      .filter(isOwnReport)
      .find((absence) => absence.id !== changes && isCovered([absence], occurrence)) ?? null
  );
}

/** The report of what is meant, or of all that may be, as missed whole; null when some of it is not. */
export function reportedAway(
  draft: LateDraft,
  ctx: Ctx,
): { absence: Absence; occurrence: Occurrence } | null {
  const known = occurrenceOf(draft, ctx);
  const there = known === null ? bookedThen(draft, ctx) : [known];
  const found = there.flatMap((occurrence) => {
    const absence = awayFrom(occurrence, draft, ctx);
    return absence === null ? [] : [{ absence, occurrence }];
  });
  return found.length === there.length ? (found[0] ?? null) : null;
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

/** Of the named day; without one, the next that come. */
export function shownOf(draft: LateDraft, ctx: Ctx): Occurrence[] {
  const named = candidates(draft, ctx);
  if (named.length > 0) return named.slice(0, CHOICES_SHOWN);
  const found: Occurrence[] = [];
  for (let day = 0; day < 8 && found.length < CHOICES_SHOWN; day += 1) {
    const there = bookedOn(appointmentsLeft(ctx.doc), addDays(ctx.env.today, day));
    found.push(...there.filter((entry) => entry.end > ctx.env.local));
  }
  return found.slice(0, CHOICES_SHOWN);
}

/** "20", "nej 20": minutes, where minutes were asked for. */
export function bareNumber({ folded }: Normalised): number | null {
  const digits = NUMBER_ALONE.exec(folded)?.[1];
  return digits === undefined ? null : Number(digits);
}

export function withHeard(draft: LateDraft, { meaning, text }: Heard, ctx: Ctx): LateDraft {
  const minutes = withinDay(meaning.minutes) ?? draft.minutes;
  const known = { ...draft, minutes, reason: meaning.reason ?? draft.reason };
  if (meaning.when === null) return known;
  const swapped = withGivenUp(known, meaning.when, text, ctx);
  if (swapped !== null) return swapped;
  const timed = withTime({ ...known, moment: null }, meaning.when, ctx);
  // A time within the same activity says when the person comes; the activity itself is known.
  return timed.occurrence === null && draft.occurrence !== null && meaning.when.grain !== 'day'
    ? known
    : timed;
}

/** Whether the activity is behind, and is spoken of as what has been. */
export function isBehind(draft: LateDraft, ctx: Ctx): boolean {
  const occurrence = occurrenceOf(draft, ctx);
  return occurrence !== null && occurrence.end <= ctx.env.local;
}

export function spanOf(draft: LateDraft, ctx: Ctx): string | null {
  const occurrence = occurrenceOf(draft, ctx);
  return occurrence && `${occurrence.start} ${occurrence.end} ${occurrence.state}`;
}

/** "Ändra": which activity and how much are asked again. */
export function startedOver(draft: LateDraft): LateDraft {
  return { ...draft, day: null, occurrence: null, moment: null, minutes: null, unsure: false, reason: null };
}
