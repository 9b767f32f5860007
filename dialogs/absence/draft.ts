import { z } from 'zod';
import {
  ABSENCE_REASONS,
  type Absence,
  type AbsenceReason,
  isOwnReport,
  isSentOn,
  overlapping,
} from '../../domain/absence.ts';
import { booked, bookedOn, findOccurrence, type Occurrence } from '../../domain/appointment.ts';
import { missedTime, missesWhole } from '../../domain/deviation.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import {
  addDays,
  at,
  dateOf,
  type LocalDate,
  localDateSchema,
  localDateTimeSchema,
  timeOf,
} from '../../domain/time.ts';
import { fold } from '../../locales/fold.ts';
import type { TextKey } from '../../locales/keys.ts';
import { OF_A_WEEK } from '../../locales/phrases/answers.ts';
import { type Drafts, draftIn } from '../engine.ts';
import { namedAmong } from '../plan/named.ts';
import type { Ctx, Heard } from '../turn.ts';
import type { When } from '../understanding/meaning.ts';
import { momentsOf } from './clock.ts';
import { daysTold, laterFields, NOTHING_LATER, type Told, toldIn } from './later.ts';
import { NO_OWN_WORDS } from './own-words.ts';

/** What is known of a report that is being made. Pure steps from one draft to the next; nothing here is said or sent. */

/** The dialog's id in stored state. */
export const ABSENCE = 'absence';

/** See `OwnWords`. */
export const ownWordsFields = {
  leftOut: z.boolean().default(false),
  writing: z.boolean().default(false),
  words: z.string().nullable().default(null),
};

const draftSchema = z.strictObject({
  from: localDateSchema.nullable(),
  to: localDateSchema.nullable(),
  /** Keys of the occurrences that are certain so far; null until known. */
  occurrences: z.array(z.string()).nullable(),
  /** False while it is unsure whether the rest of the day is meant too. */
  whole: z.boolean(),
  reason: z.enum(ABSENCE_REASONS).nullable(),
  /** The group of reasons that is shown, in the second step of asking why. */
  reasonGroup: z.string().nullable(),
  /** The absence that this changes, or null for a new one. */
  changes: z.string().nullable(),
  /** Set while the person has said "Ändra" and not yet said what. */
  choosingChange: z.boolean(),
  confirmed: z.boolean(),
  /** The reason whose duties were shown with an earlier read-back: the same card twice in a row is only tiring. */
  warned: z.enum(ABSENCE_REASONS).nullable().default(null),
  /** What was booked on these days when it was read back, with times; null before that. */
  shown: z.array(z.string()).nullable().default(null),
  /** The first of days that lie behind, of a week that was named whole; null when there are none or the person has said. */
  pastFrom: localDateSchema.nullable().default(null),
  /** The clock times that were named, where they leave some of an activity; null when all of it is missed. */
  away: z.strictObject({ start: localDateTimeSchema, end: localDateTimeSchema }).nullable().default(null),
  /** Whether the own work of the plan, such as looking for jobs, is missed too. */
  ownWork: z.boolean().default(false),
  /** Whether it was told as missed, which has been, on a day that is not known. */
  missed: z.boolean().default(false),
  /** Whether half of the day was told, and not which half. */
  half: z.boolean().default(false),
  /** The days before the person said that they are wrong: "alla dagar utom torsdag" is of them. */
  daysBefore: z.strictObject({ from: localDateSchema, to: localDateSchema }).nullable().default(null),
  ...ownWordsFields,
  ...laterFields,
});

export type AbsenceDraft = z.infer<typeof draftSchema>;

/** How they are kept. */
export const absenceDrafts: Drafts<AbsenceDraft> = { id: ABSENCE, schema: draftSchema };

const empty: AbsenceDraft = {
  from: null,
  to: null,
  occurrences: null,
  whole: false,
  reason: null,
  reasonGroup: null,
  changes: null,
  choosingChange: false,
  confirmed: false,
  warned: null,
  shown: null,
  pastFrom: null,
  away: null,
  ownWork: false,
  missed: false,
  half: false,
  daysBefore: null,
  ...NO_OWN_WORDS,
  ...NOTHING_LATER,
};

/** Whether the day is asked for of something that was missed. */
export function asksPastDay({ dialog }: Participant): boolean {
  const top = dialog.stack.at(-1);
  return top?.asked === 'day' && draftIn(top, absenceDrafts)?.missed === true;
}

/** What a message or a button says already. */
export function absenceDraft(
  doc: Participant,
  known: {
    when?: When | null;
    reason?: AbsenceReason | null;
    occurrence?: string;
    changes?: string;
    ownWork?: boolean;
    /** The words, which may name one of several activities. */
    text?: string;
  },
): AbsenceDraft {
  const reason = reasonMeant(doc, known);
  let draft: AbsenceDraft = { ...empty, reason, ownWork: known.ownWork ?? false };
  if (known.changes !== undefined) {
    const before = doc.absences.filter(isOwnReport).find((absence) => absence.id === known.changes);
    if (before) {
      draft = {
        ...draft,
        ...daysAndOccurrences(before),
        ownWork: before.ownWork,
        whole: true,
        reason: before.reason,
        changes: before.id,
      };
      return { ...draft, choosingChange: true };
    }
  }
  if (known.occurrence !== undefined) {
    const occurrence = findOccurrence(appointmentsLeft(doc), known.occurrence);
    if (occurrence) return withOnly(draft, occurrence);
  }
  return known.when ? withNamed(doc, withWhen(doc, draft, known.when), known.text ?? '') : draft;
}

/** Reasons that are told with the same words as something that may be booked. */
const LIKE_BOOKED: readonly AbsenceReason[] = ['education', 'interview', 'work'];

/** "Jag missade studiebesöket" and "kan inte gå på sfi" tell what is missed, where just that is booked, and not why. */
function reasonMeant(
  doc: Participant,
  { reason = null, when = null, text }: { reason?: AbsenceReason | null; when?: When | null; text?: string },
): AbsenceReason | null {
  if (reason === null || !LIKE_BOOKED.includes(reason) || when === null || text === undefined) return reason;
  const { from, to } = daysTold({ when });
  const there = booked(appointmentsLeft(doc), at(from, '00:00'), at(addDays(to, 1), '00:00'));
  return namedAmong(text, there) === null ? reason : null;
}

/** Every report of a message, see `toldIn`, with what its reason is in this plan. */
export function reportsIn(heard: Heard, doc: Participant): Told[] {
  return toldIn(heard).map((told) => ({ ...told, reason: reasonMeant(doc, { ...told, text: heard.text }) }));
}

/** "Gruppen imorgon", where more is booked that day: whether the rest is meant too is asked. */
function withNamed(doc: Participant, draft: AbsenceDraft, text: string): AbsenceDraft {
  const { from, to, occurrences, reason } = draft;
  // "Jag ska på en kurs" tells why, and names nothing that is booked.
  const isUnsure = occurrences === null && from !== null && from === to;
  if (!isUnsure || (reason !== null && reason !== 'sick' && reason !== 'child-sick')) return draft;
  const named = namedAmong(text, bookedOn(appointmentsLeft(doc), from));
  return named === null ? draft : { ...draft, occurrences: [named.key] };
}

/** The report that is under way, with what has been said since; null when none is. What was known before stays known. */
export function moreKnown(
  doc: Participant,
  known: { when: When | null; reason: AbsenceReason | null; ownWork?: boolean },
): AbsenceDraft | null {
  const frame = doc.dialog.stack.findLast((entry) => entry.dialog === ABSENCE);
  const before = draftIn(frame, absenceDrafts);
  if (before === null) return null;
  const readBack = frame?.asked === 'confirm' ? warned(before) : before;
  const draft = {
    ...readBack,
    reason: known.reason ?? readBack.reason,
    ownWork: known.ownWork || readBack.ownWork,
    confirmed: false,
  };
  return known.when === null ? draft : withWhen(doc, draft, known.when);
}

/** The draft once its read-back has been shown. */
export function warned(draft: AbsenceDraft): AbsenceDraft {
  return { ...draft, warned: draft.reason };
}

function daysAndOccurrences(absence: Absence): Pick<AbsenceDraft, 'from' | 'to' | 'occurrences' | 'away'> {
  const { from, to, occurrences, extent, away } = absence;
  return { from, to, occurrences, away: extent === 'part' ? away : null };
}

function withOnly(draft: AbsenceDraft, occurrence: Occurrence): AbsenceDraft {
  const day = dateOf(occurrence.start);
  return { ...draft, from: day, to: day, occurrences: [occurrence.key], whole: false, away: null };
}

/**
 * Whole days cover all that is booked on them; a time of the day covers what is booked then. From one clock time to another is just that
 * time, however much of an activity it leaves.
 */
export function withWhen(doc: Participant, draft: AbsenceDraft, when: When): AbsenceDraft {
  if (when.grain === 'day') return withDays(doc, draft, when.start, when.end);
  // "Klockan 13", of a day that is known.
  const { start, end } = momentsOf(when, draft.from === draft.to ? draft.from : null);
  const day = dateOf(start);
  const isSpan = when.grain === 'timerange' && start < end;
  // What begins at the very end of the named time is not in it; a clock time alone has no other.
  const meant = bookedOn(appointmentsLeft(doc), day).filter(
    (occurrence) =>
      occurrence.end > start && (start < end ? occurrence.start < end : occurrence.start <= end),
  );
  if (meant.length === 0 && !isSpan) return withDays(doc, draft, day, day);
  const occurrences = meant.map((occurrence) => occurrence.key);
  const away = awayIn(meant, { start, end }, when.grain);
  return absorbing(doc, { ...draft, from: day, to: day, occurrences, whole: false, away });
}

const NOON = '12:00';

/** The time that is missed of these, or null when it is the whole of each. */
function awayIn(
  hit: readonly Occurrence[],
  named: { readonly start: string; readonly end: string },
  grain: When['grain'],
): AbsenceDraft['away'] {
  const [first] = hit;
  if (grain === 'time') return null;
  if (first === undefined) return named;
  const begins = hit.reduce((least, { start }) => (start < least ? start : least), first.start);
  const ends = hit.reduce((most, { end }) => (end > most ? end : most), first.end);
  // "På förmiddagen" ends at noon; when it begins is when the first thing does.
  const isClock = (moment: string) => grain === 'timerange' || timeOf(moment) === NOON;
  const start = isClock(named.start) && named.start > begins ? named.start : begins;
  const end = isClock(named.end) && named.end < ends ? named.end : ends;
  const away = { start, end };
  return hit.every((occurrence) => missesWhole({ extent: 'part', away }, occurrence)) ? null : away;
}

export function withDays(
  doc: Participant,
  draft: AbsenceDraft,
  from: LocalDate,
  to: LocalDate,
): AbsenceDraft {
  const all = booked(appointmentsLeft(doc), at(from, '00:00'), at(addDays(to, 1), '00:00'));
  if (draft.ownWork && draft.reason !== 'sick' && draft.reason !== 'child-sick') {
    // What is booked for it is a part of it.
    const own = all.filter(({ appointment }) => appointment.kind === 'job-search').map(({ key }) => key);
    return absorbing(doc, { ...draft, from, to, occurrences: own, whole: false, away: null });
  }
  // Illness takes the whole day. A visit to a doctor may not: with more than one thing booked, that is asked.
  const wholeDay = draft.reason === 'sick' || draft.reason === 'child-sick' || from !== to || all.length < 2;
  return absorbing(doc, {
    ...draft,
    from,
    to,
    occurrences: wholeDay ? all.map((entry) => entry.key) : null,
    whole: wholeDay,
    away: null,
  });
}

/**
 * A day before or after those of the draft, told as meant too, is a part of the same absence: where all that is booked is missed for the
 * same reason. Null when it is another one.
 */
export function joined(draft: AbsenceDraft, { kind, when, reason }: Told, ctx: Ctx): AbsenceDraft | null {
  if (draft.from === null || draft.to === null || draft.away !== null || draft.ownWork) return null;
  if (kind !== 'away' || when.grain !== 'day') return null;
  if (reason !== null && draft.reason !== null && reason !== draft.reason) return null;
  const isWhole = draft.occurrences === null || sureOf(draft, ctx).length === bookedIn(draft, ctx).length;
  const days = daysTold({ when });
  const isBeside = days.from === addDays(draft.to, 1) || days.to === addDays(draft.from, -1);
  if (!isWhole || !isBeside) return null;
  const from = days.from < draft.from ? days.from : draft.from;
  const to = days.to > draft.to ? days.to : draft.to;
  return withDays(ctx.doc, { ...draft, reason: draft.reason ?? reason, confirmed: false }, from, to);
}

/**
 * A change that reaches into the days of other reports takes all of those in: no day stands in two of them. A few hours take in nothing, and
 * a few hours or a late arrival of something else stand on their own.
 */
function absorbing(doc: Participant, draft: AbsenceDraft): AbsenceDraft {
  const { changes, from, to } = draft;
  if (changes === null || from === null || to === null || draft.away !== null) return draft;
  const before = doc.absences
    .filter((absence) => absence.id !== changes && !isSentOn(absence))
    .filter((absence) => absence.extent === 'whole' || isHeldBy(draft, absence))
    .find((absence) => overlapping([absence], from, to) !== null);
  if (!before) return draft;
  const known = draft.occurrences === null ? null : new Set([...before.occurrences, ...draft.occurrences]);
  const days = { from: from < before.from ? from : before.from, to: to > before.to ? to : before.to };
  const rest = { ...doc, absences: doc.absences.filter((absence) => absence !== before) };
  return absorbing(rest, {
    ...draft,
    ...days,
    ownWork: draft.ownWork || before.ownWork,
    occurrences: known && inOrder(doc, known, days),
  });
}

function isHeldBy({ occurrences }: AbsenceDraft, absence: Absence): boolean {
  return occurrences !== null && absence.occurrences.every((key) => occurrences.includes(key));
}

/** "Hela veckan": the days that are left are taken, and the past ones asked about. */
export function askingPast(
  doc: Participant,
  draft: AbsenceDraft,
  text: string,
  today: LocalDate,
): AbsenceDraft {
  const { from, to } = draft;
  const named = OF_A_WEEK.test(fold(text));
  if (!named || from === null || to === null || from >= today || to < today) return draft;
  return { ...withDays(doc, draft, today, to), pastFrom: from };
}

/** By time; what has left the plan comes first. */
function inOrder(
  doc: Participant,
  keys: ReadonlySet<string>,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): string[] {
  const appointments = appointmentsLeft(doc);
  const gone = [...keys].filter((key) => findOccurrence(appointments, key) === null);
  const there = booked(appointments, at(from, '00:00'), at(addDays(to, 1), '00:00'))
    .map((occurrence) => occurrence.key)
    .filter((key) => keys.has(key));
  return [...gone, ...there];
}

/**
 * The draft as the plan is now: what was called off or moved to another day since it was made is left out, and where everything that
 * was read back was meant, everything is meant still.
 */
export function asPlanned(draft: AbsenceDraft, ctx: Ctx): AbsenceDraft {
  if (draft.from === null || draft.to === null || draft.occurrences === null) return draft;
  const all = bookedIn(draft, ctx);
  const keys = new Set(sureOf(draft, ctx));
  const shownAll =
    draft.shown !== null && draft.shown.length > 0 && draft.shown.every((line) => keys.has(keyOf(line)));
  // Nothing was booked on a day that was meant whole: what is booked on it since is missed too.
  const wholeDay = draft.whole && draft.occurrences.length === 0 && draft.away === null && !draft.ownWork;
  const meantAll = shownAll || wholeDay;
  const meant = meantAll ? new Set([...keys, ...all.map((occurrence) => occurrence.key)]) : keys;
  const missed = (occurrence: Occurrence) =>
    draft.away === null || missedTime({ extent: 'part', away: draft.away }, occurrence) !== null;
  const outside = new Set(all.filter((occurrence) => !missed(occurrence)).map(({ key }) => key));
  const occurrences = inOrder(ctx.doc, meant, { from: draft.from, to: draft.to }).filter(
    (key) => !outside.has(key),
  );
  return { ...draft, occurrences, shown: all.map(lineOf) };
}

/** Whether something that was read back has been moved, called off or added since. */
export function isOutdated(draft: AbsenceDraft, ctx: Ctx): boolean {
  return draft.shown !== null && String(draft.shown) !== String(bookedIn(draft, ctx).map(lineOf));
}

function lineOf({ key, start, end }: Occurrence): string {
  return `${key} ${start} ${end}`;
}

function keyOf(line: string): string {
  return line.split(' ')[0] ?? '';
}

export function withAll(draft: AbsenceDraft, all: readonly Occurrence[]): AbsenceDraft {
  return { ...draft, occurrences: all.map((occurrence) => occurrence.key), whole: true, away: null };
}

/** The earlier report with the new days and activities added; a reason that was said now is the one that counts. */
export function merged(
  draft: AbsenceDraft,
  before: Absence & { reason: AbsenceReason },
  ctx: Ctx,
): AbsenceDraft {
  const from = draft.from !== null && draft.from < before.from ? draft.from : before.from;
  const to = draft.to !== null && draft.to > before.to ? draft.to : before.to;
  const keys = new Set([...before.occurrences, ...(draft.occurrences ?? [])]);
  const known = draft.occurrences !== null;
  // Other hours of one day are the ones that count now. Of several days nothing is taken back for a few hours of one.
  if (draft.away !== null && before.from === before.to) {
    return { ...draft, changes: before.id, reason: draft.reason ?? reasonOf(before) };
  }
  return absorbing(ctx.doc, {
    ...draft,
    from,
    to,
    changes: before.id,
    reason: draft.reason ?? reasonOf(before),
    occurrences: known ? inOrder(ctx.doc, keys, { from, to }) : null,
    whole: known,
    away: null,
    ownWork: draft.ownWork || before.ownWork,
  });
}

/** Nobody who comes a little late is asked why. */
function reasonOf(before: Absence & { reason: AbsenceReason }): AbsenceReason | null {
  return before.extent === 'whole' || before.extent === 'part' ? before.reason : null;
}

export function sameAs(a: AbsenceDraft, b: AbsenceDraft): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.reason === b.reason &&
    a.ownWork === b.ownWork &&
    a.half === b.half &&
    JSON.stringify(a.away) === JSON.stringify(b.away) &&
    String(a.occurrences) === String(b.occurrences)
  );
}

export function bookedIn(draft: AbsenceDraft, ctx: Ctx): Occurrence[] {
  if (draft.from === null || draft.to === null) return [];
  return booked(appointmentsLeft(ctx.doc), at(draft.from, '00:00'), at(addDays(draft.to, 1), '00:00'));
}

/** How far ahead an absence can be reported here; how far back the provider sets. Beyond that it is a matter to talk about. */
const MAX_DAYS_AHEAD = 60;

const MAX_SPAN_DAYS = 31;

/** Why these days cannot be reported here, or null when they can. */
export function tooFar(draft: AbsenceDraft, ctx: Ctx): TextKey | null {
  if (draft.from === null || draft.to === null) return null;
  if (draft.from < addDays(ctx.env.today, -ctx.doc.settings.reportBackDays)) return 'absence:tooLongAgo';
  if (draft.to > addDays(ctx.env.today, MAX_DAYS_AHEAD)) return 'absence:tooFarAhead';
  if (draft.to > addDays(draft.from, MAX_SPAN_DAYS)) return 'absence:tooLong';
  return null;
}

export function earlierReport(draft: AbsenceDraft, ctx: Ctx): (Absence & { reason: AbsenceReason }) | null {
  const { from, to, occurrences, away } = draft;
  if (from === null || to === null) return null;
  // Some hours of one thing and some of another are two reports.
  const same = ctx.doc.absences.filter(
    (absence) =>
      (absence.extent !== 'part' && away === null) ||
      occurrences === null ||
      absence.occurrences.some((key) => occurrences.includes(key)),
  );
  return overlapping(same, from, to);
}

export function needsWhich(draft: AbsenceDraft, ctx: Ctx): boolean {
  const all = bookedIn(draft, ctx);
  const allGone = isAllGone(draft, ctx);
  if (draft.whole && !allGone) return false;
  // Nothing of what is booked was meant, as far as is known.
  if (isOnlyOwnWork(draft) || isFreeTime(draft) || allGone) return all.length > 0;
  return all.length > 1 && (draft.occurrences === null || sureOf(draft, ctx).length < all.length);
}

/** What is certain to be meant and the plan still has, or an earlier report that this one changes. */
export function sureOf({ occurrences, changes }: AbsenceDraft, { doc }: Ctx): string[] {
  const appointments = appointmentsLeft(doc);
  const before = doc.absences.find((absence) => absence.id === changes)?.occurrences ?? [];
  return (occurrences ?? []).filter(
    (key) => before.includes(key) || findOccurrence(appointments, key) !== null,
  );
}

/** Whether the plan has lost all that was meant. What else is booked may be what was meant, so that is asked. */
function isAllGone(draft: AbsenceDraft, ctx: Ctx): boolean {
  return (draft.occurrences ?? []).length > 0 && sureOf(draft, ctx).length === 0;
}

/** Nothing that is booked, as far as is known: whether that is missed too is asked. */
export function isOnlyOwnWork({ ownWork, occurrences }: AbsenceDraft): boolean {
  return ownWork && occurrences !== null && occurrences.length === 0;
}

/** Clock times at which nothing is booked. */
export function isFreeTime({ away, occurrences }: AbsenceDraft): boolean {
  return away !== null && occurrences !== null && occurrences.length === 0;
}
