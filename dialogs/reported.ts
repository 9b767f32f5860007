import type { Absence } from '../domain/absence.ts';
import { booked, bookedOn } from '../domain/appointment.ts';
import type { Participant } from '../domain/participant.ts';
import { isCovered } from '../domain/reminder.ts';
import { appointmentsLeft } from '../domain/service-end.ts';
import { addDays, at, dateOf } from '../domain/time.ts';
import { NO_OWN_WORK } from '../locales/phrases/signs.ts';
import { RIDE_WAS } from '../locales/phrases/told.ts';
import type { Saying } from '../locales/saying.ts';
import { oneAtATime } from './absence/beside.ts';
import { latestMissed, tellsMissed } from './absence/booked-words.ts';
import { absenceDialog } from './absence/dialog.ts';
import { absenceDraft, askingPast, moreKnown, reportsIn } from './absence/draft.ts';
import { saysHalf } from './absence/except.ts';
import { becauseSaid, lateDialog } from './absence/late.ts';
import { type LateDraft, lateDraft, nearest, occurrenceOf } from './absence/late-draft.ts';
import { isApart, lateKind, saysHow, type Told, tellsOfRide, withTold } from './absence/later.ts';
import { isNamed } from './absence/own-words.ts';
import { registry } from './commands.ts';
import { draftOf, openQuestion, start, withoutFrames } from './engine.ts';
import { askedAbout, explainWith } from './explain-absence.ts';
import { isOfToday } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import type { Part } from './understanding/meaning.ts';

/** From an absence that was told to what is made of it: an explanation of one that is known, a late arrival, or a report. */

type Piece = Pick<Part, 'detail' | 'when' | 'reason'>;

export function reported(piece: Piece, heard: Heard, ctx: Ctx): Turn {
  const asked = openQuestion(ctx.doc, registry) === null ? askedAbout(ctx.doc, ctx.env.now) : null;
  if (asked !== null && isAbout(asked, piece.when) && !isOfMore(piece, ctx)) {
    return explainWith(asked, heard, piece.reason, ctx, registry);
  }
  const others = reportsIn(heard, ctx.doc).filter(({ when }) => when !== piece.when);
  const kind = lateKind(piece.detail);
  if (kind === null && piece.when === null && isOnTheWay(heard, ctx)) {
    const turn = late('late', { ...piece, reason: piece.reason ?? 'other' }, heard, others, ctx);
    const asksHow = turn.say[0]?.key === 'absence:lateHowMuch';
    return asksHow ? { doc: turn.doc, say: [becauseSaid(false), ...turn.say] } : turn;
  }
  // "Försov mig", while an absence is reported, tells why.
  const isUnderWay = ctx.doc.dialog.stack.at(-1)?.dialog === absenceDialog.id && isOfToday(ctx);
  return kind !== null && (!isUnderWay || saysHow(heard, kind))
    ? late(kind, piece, heard, others, ctx)
    : away(piece, heard, others, ctx);
}

/** "Bussen kommer inte", shortly before something that is booked: they are on their way to it, and nobody has said that they give it up. */
function isOnTheWay(heard: Heard, ctx: Ctx): boolean {
  const { today, local } = ctx.env;
  if (!tellsOfRide(heard) || ctx.doc.dialog.stack.length > 0 || nearest(ctx) === null) return false;
  const hasBeen = bookedOn(appointmentsLeft(ctx.doc), today).some(({ end }) => end <= local);
  return !(hasBeen && RIDE_WAS.test(heard.normal.bare));
}

/** @param others what else was told in the same message */
function late(
  kind: LateDraft['kind'],
  { when, reason }: Piece,
  heard: Heard,
  others: readonly Told[],
  ctx: Ctx,
): Turn {
  const { minutes } = heard.meaning;
  const known = { kind, when, minutes, reason, leftOut: isNamed(heard), text: heard.text };
  const draft = lateDraft({ ...known, day: dayUnderWay(ctx) }, ctx);
  const { day } = draft;
  const told = others.filter((other) => day === null || isApart(other.when, { from: day, to: day }));
  return start(insteadOfAway(day, ctx), lateDialog, withTold(draft, told), ctx.env, registry);
}

/** @param others what else was told in the same message */
function away({ when, reason }: Piece, heard: Heard, others: readonly Told[], ctx: Ctx): Turn {
  const ownWork = NO_OWN_WORK.test(heard.normal.folded);
  const instead = insteadOfLate(when, ctx);
  const known = { when: when ?? instead.when, reason, ownWork };
  // One that was begun another day was about that day.
  const begun = isOfToday(ctx) ? moreKnown(ctx.doc, known) : null;
  const missed = known.when === null ? latestMissed(heard, ctx.doc, ctx.env.local) : null;
  const occurrence = instead.occurrence ?? missed?.key;
  const meant = begun ?? absenceDraft(ctx.doc, { ...known, occurrence, text: heard.text });
  const noted = {
    ...meant,
    missed: meant.from === null && (meant.missed || tellsMissed(heard.normal)),
    leftOut: meant.leftOut || isNamed(heard),
    half: meant.half || saysHalf(heard),
  };
  const draft = askingPast(ctx.doc, noted, heard.text, ctx.env.today);
  const { from, to } = draft;
  const days = from === null || to === null ? null : { from, to };
  const told = days === null ? [] : others.filter((other) => isApart(other.when, days));
  const next = withTold(draft, [...told, ...instead.later]);
  const turn = start(instead.doc, absenceDialog, next, ctx.env, registry);
  const first: Saying[] = [
    ...(heard.meaning.diagnosis ? [{ key: 'absence:noDiagnosis' } as const] : []),
    ...(days === null && heard.meaning.except.length > 0 ? [{ key: 'absence:daysUnclear' } as const] : []),
    ...(days !== null && told.length > 0 ? [oneAtATime(days, told)] : []),
  ];
  return { doc: turn.doc, say: [...first, ...turn.say] };
}

/** "Jag kan inte komma alls", told while a late arrival is reported, is about that activity and takes its place. */
function insteadOfLate(
  when: Piece['when'],
  { doc, env }: Ctx,
): { doc: Participant; when: Piece['when']; occurrence: string | undefined; later: readonly Told[] } {
  const late = draftOf(doc, lateDialog);
  if (late === null) return { doc, when, occurrence: undefined, later: [] };
  const occurrence = occurrenceOf(late, { doc, env });
  const day = occurrence === null ? late.day : dateOf(occurrence.start);
  if (when !== null && day !== null && isApart(when, { from: day, to: day })) {
    return { doc, when, occurrence: undefined, later: [] };
  }
  return {
    doc: withoutFrames(doc, lateDialog, () => true),
    when: when ?? (occurrence === null && day !== null ? { grain: 'day', start: day, end: day } : null),
    occurrence: when === null ? occurrence?.key : undefined,
    later: late.later,
  };
}

/** The one day of the report that is being made, which a clock time alone is on; null when there is none. */
function dayUnderWay({ doc }: Ctx): string | null {
  const open = draftOf(doc, absenceDialog);
  return open !== null && open.from === open.to ? open.from : null;
}

/** Somebody who comes late comes: a report of the same day that was begun is not asked about any more. */
function insteadOfAway(day: string | null, { doc }: Ctx): Participant {
  return withoutFrames(doc, absenceDialog, ({ changes, from, to }) => {
    const isSame = from === null || (from === day && to === day);
    return changes === null && isSame;
  });
}

/** An illness of a day on which more was missed than staff have marked is a report of it all; the marks are explained by it. */
function isOfMore({ when, reason }: Piece, { doc, env }: Ctx): boolean {
  if (when?.grain !== 'day' || (reason !== 'sick' && reason !== 'child-sick')) return false;
  const there = booked(appointmentsLeft(doc), at(when.start, '00:00'), at(addDays(when.end, 1), '00:00'));
  return there.some((occurrence) => occurrence.start <= env.local && !isCovered(doc.absences, occurrence));
}

/** Words without a day, or with the day itself, answer what was asked about that day. */
function isAbout(absence: Absence, when: Piece['when']): boolean {
  if (when === null) return true;
  return when.start.slice(0, 10) <= absence.from && absence.from <= when.end.slice(0, 10);
}
