import { bookedOn, findOccurrence, type Occurrence } from '../domain/appointment.ts';
import { appointmentsLeft } from '../domain/service-end.ts';
import { dateOf, type LocalDate } from '../domain/time.ts';
import {
  CANNOT,
  COMES_TO_ALL,
  NO_AND_WHY,
  NO_THEN_YES,
  NO_TO_REMINDER,
  NOT_TO_PLACE,
  YES_THEN_NO,
  YES_TO_REMINDER,
} from '../locales/phrases/signs.ts';
import type { Saying } from '../locales/saying.ts';
import { saysComing } from './absence/coming.ts';
import { absenceDialog } from './absence/dialog.ts';
import { type AbsenceDraft, absenceDraft } from './absence/draft.ts';
import { namedOf } from './absence/named.ts';
import { isNamed } from './absence/own-words.ts';
import { registry, run } from './commands.ts';
import { start, withoutChoices } from './engine.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import type { When } from './understanding/meaning.ts';
import { normalise } from './understanding/normalise.ts';
import { remindedOf } from './written.ts';

/**
 * Sentences that answer a reminder: why somebody does not come, and to which of several times they do. What its buttons say is read in
 * written.ts. Nothing is sent by this: an absence is asked about and read back.
 */

/** Null for all words that answer none, and while another question is open. */
export function answerToReminder(heard: Heard, ctx: Ctx): Turn | null {
  const { meaning } = heard;
  if (ctx.doc.dialog.stack.length > 0 || meaning.question || meaning.hypothetical) return null;
  const asked = askedAbout(ctx);
  return (
    toSome(heard, asked, ctx) ??
    toPlace(heard, asked, ctx) ??
    toAll(heard, asked, ctx) ??
    toWhich(heard, asked, ctx) ??
    noAndWhy(heard, asked, ctx)
  );
}

/** What the buttons that were offered last are about and has not been, in its order. */
function askedAbout({ doc, env }: Ctx): Occurrence[] {
  const left = appointmentsLeft(doc);
  return remindedOf(doc)
    .flatMap((key) => findOccurrence(left, key) ?? [])
    .filter(({ state, end }) => state !== 'cancelled' && end > env.local)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** "Kommer på båda": a yes to each. One alone has its button. */
function toAll(heard: Heard, asked: readonly Occurrence[], ctx: Ctx): Turn | null {
  const said = heard.normal.bare;
  if (!(COMES_TO_ALL.test(said) || YES_TO_REMINDER.test(said) || saysComing(heard))) return null;
  return asked.length === 0 ? null : coming(asked, ctx);
}

function coming(asked: readonly Occurrence[], { doc, env }: Ctx): Turn {
  return asked.reduce<Turn>(
    (before, { key }) => {
      const turn = run(`coming:${key}`, { doc: before.doc, env });
      return turn === null ? before : { doc: turn.doc, say: [...before.say, ...turn.say] };
    },
    { doc, say: [] },
  );
}

/** "Nej", of several times: which of them is asked. */
function toWhich(heard: Heard, asked: readonly Occurrence[], ctx: Ctx): Turn | null {
  const said = heard.normal.bare;
  if (asked.length < 2 || !(NO_TO_REMINDER.test(said) || CANNOT.test(said))) return null;
  return away(absenceDraft(ctx.doc, { when: dayOf(onlyDay(asked)) }), heard, ctx);
}

/** "Nej sjuk": an absence from what was asked about, with its reason. Of several days it is asked which. */
function noAndWhy(heard: Heard, asked: readonly Occurrence[], ctx: Ctx): Turn | null {
  const { reason, when, aboutOther } = heard.meaning;
  const isOther = aboutOther && reason !== 'child-sick';
  const [first] = asked;
  if (first === undefined || reason === null || when !== null || isOther) return null;
  if (!NO_AND_WHY.test(heard.normal.bare)) return null;
  const day = onlyDay(asked);
  const draft =
    asked.length === 1
      ? absenceDraft(ctx.doc, { occurrence: first.key, reason })
      : absenceDraft(ctx.doc, { when: dayOf(day), reason });
  return away(draft, heard, ctx);
}

/** "Kommer inte till den andra", of the day that was named or reminded of. Where no day is known it is asked, as of any absence. */
function toPlace(heard: Heard, asked: readonly Occurrence[], ctx: Ctx): Turn | null {
  const place = NOT_TO_PLACE.exec(heard.normal.bare)?.[1];
  const { when, reason } = heard.meaning;
  if (place === undefined) return null;
  const named = when?.grain === 'day' && when.start === when.end ? when.start : null;
  const day = when === null ? onlyDay(asked) : named;
  if (day === null) return when === null ? away(absenceDraft(ctx.doc, { reason }), heard, ctx) : null;
  const there = bookedOn(appointmentsLeft(ctx.doc), day);
  const meant = there.length < 2 ? null : namedIn(place, heard, there);
  return meant === null
    ? away(absenceDraft(ctx.doc, { when: dayOf(day), reason }), heard, ctx)
    : away({ ...absenceDraft(ctx.doc, { occurrence: meant.key, reason }), whole: true }, heard, ctx);
}

/** "Ja till första nej till andra": the one is noted as come to, the other begins an absence; where it is unclear which, that is asked. */
function toSome(heard: Heard, asked: readonly Occurrence[], ctx: Ctx): Turn | null {
  const said = heard.normal.bare;
  const [, yes, no] = YES_THEN_NO.exec(said) ?? [];
  const [, notTo, comesTo] = yes === undefined ? (NO_THEN_YES.exec(said) ?? []) : [null, no, yes];
  const day = onlyDay(asked);
  if (asked.length === 0 || !notTo || !comesTo || heard.meaning.when !== null) return null;
  const among = asked.length > 1 || day === null ? asked : bookedOn(appointmentsLeft(ctx.doc), day);
  const missed = namedIn(notTo, heard, among);
  const kept = namedIn(comesTo, heard, among);
  // Neither is a time of the reminder: the words are about something else.
  if (missed === null && kept === null) return null;
  const { reason } = heard.meaning;
  if (missed === null || missed === kept) {
    return away(absenceDraft(ctx.doc, { when: dayOf(day) }), heard, ctx);
  }
  const noted = kept === null ? { doc: ctx.doc, say: [] } : coming([kept], ctx);
  const draft = { ...absenceDraft(noted.doc, { occurrence: missed.key, reason }), whole: true };
  const turn = away(draft, heard, { ...ctx, doc: noted.doc });
  return { ...turn, say: [...noted.say.map(withoutChoices), ...turn.say] };
}

function namedIn(words: string, heard: Heard, among: readonly Occurrence[]): Occurrence | null {
  return namedOf({ ...heard, text: words, normal: normalise(words) }, among);
}

/** Null when they are on several days, or there are none. */
function onlyDay(asked: readonly Occurrence[]): LocalDate | null {
  const [day, ...others] = new Set(asked.map(({ start }) => dateOf(start)));
  return day === undefined || others.length > 0 ? null : day;
}

function dayOf(day: LocalDate | null): When | null {
  return day === null ? null : { grain: 'day', start: day, end: day };
}

function away(draft: AbsenceDraft, heard: Heard, { doc, env }: Ctx): Turn {
  const turn = start(
    doc,
    absenceDialog,
    { ...draft, leftOut: draft.leftOut || isNamed(heard) },
    env,
    registry,
  );
  const first: Saying[] = heard.meaning.diagnosis ? [{ key: 'absence:noDiagnosis' }] : [];
  return { doc: turn.doc, say: [...first, ...turn.say] };
}
