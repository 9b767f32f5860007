import { HALF_DAY } from '../../locales/phrases/exceptions.ts';
import type { Ctx, Heard, Question, Taken } from '../turn.ts';
import { daysWithout, type Stretch } from '../understanding/except.ts';
import type { Excepted } from '../understanding/meaning.ts';
import { oneAtATime } from './beside.ts';
import { type AbsenceDraft, bookedIn, sureOf, warned, withDays } from './draft.ts';
import type { Told } from './later.ts';

/** Days that the person says are not meant: they are taken out of the report, and never put into it. */

/** "Nej, inte torsdag" is heard at every question of a report. */
export function hearingExcepted(question: Question<AbsenceDraft>): Question<AbsenceDraft> {
  return {
    ...question,
    take: (heard, draft, ctx) => {
      const { except, when } = heard.meaning;
      if (heard.choice !== null || except.length === 0 || question.expecting === 'text')
        return question.take(heard, draft, ctx);
      const known = question.field === 'confirm' ? warned(draft) : draft;
      const { daysBefore } = draft;
      const of = draft.from === null && daysBefore !== null ? { ...known, ...daysBefore } : known;
      const left = withoutDays(of, except, ctx);
      if (left !== null) return left;
      if (draft.from === null) return { say: [{ key: 'absence:daysUnclear' }] };
      // Of another day there is nothing to take out.
      const rest = { ...heard, meaning: { ...heard.meaning, when: null } };
      const taken = question.take(rest, draft, ctx);
      return taken === null && when !== null ? { say: [{ key: 'absence:daysUnclear' }] } : taken;
    },
  };
}

/** Null where none of the days are in the report. */
function withoutDays(draft: AbsenceDraft, except: readonly Excepted[], ctx: Ctx): Taken<AbsenceDraft> | null {
  if (draft.from === null || draft.to === null) return null;
  const cut = daysWithout({ from: draft.from, to: draft.to }, except);
  const later = draft.later.map((told) => laterWithout(told, except));
  const isHit = cut.isHit || later.some((told) => told === null || told.length !== 1);
  const isChanged = later.some((told, at) => told?.[0]?.when !== draft.later[at]?.when);
  if (!isHit && !isChanged && !cut.isUnclear) return null;
  if (cut.isUnclear || later.includes(null)) return unclear(draft);
  const first = firstOf(cut.left, draft, ctx);
  // Nothing of it is meant: which days are is asked again.
  if (first === undefined) return unclear({ ...draft, later: later.flatMap((told) => told ?? []) });
  const others = cut.left
    .filter((days) => days !== first)
    .map(
      ({ from, to }): Told => ({
        kind: 'away',
        when: { grain: 'day', start: from, end: to },
        minutes: null,
        reason: draft.reason,
      }),
    );
  const told = [...others, ...later.flatMap((entry) => entry ?? [])];
  const next: AbsenceDraft = {
    ...only(draft, first, ctx),
    later: told,
    beside: null,
    daysBefore: null,
    choosingChange: false,
    confirmed: false,
  };
  return others.length === 0 ? { draft: next } : { draft: next, say: [oneAtATime(first, told)] };
}

/** The days are asked for again, with words that say why. */
function unclear(draft: AbsenceDraft): Taken<AbsenceDraft> {
  const { from, to } = draft;
  const daysBefore = from === null || to === null ? draft.daysBefore : { from, to };
  const open = {
    ...draft,
    daysBefore,
    from: null,
    to: null,
    occurrences: null,
    whole: false,
    away: null,
    pastFrom: null,
  };
  return {
    draft: { ...open, choosingChange: false, confirmed: false },
    say: [{ key: 'absence:daysUnclear' }],
  };
}

/** What was reported before stands with the first of them, so that a change loses nothing of it. */
function firstOf(left: readonly Stretch[], { changes }: AbsenceDraft, ctx: Ctx): Stretch | undefined {
  const before = ctx.doc.absences.find(({ id }) => id === changes);
  const held = before && left.find(({ from, to }) => from <= before.to && to >= before.from);
  return held ?? left[0];
}

/** The report of these of its days. */
function only(draft: AbsenceDraft, { from, to }: Stretch, ctx: Ctx): AbsenceDraft {
  if (from === draft.from && to === draft.to) return draft;
  const pastFrom = draft.pastFrom !== null && draft.pastFrom < from ? draft.pastFrom : null;
  const next = { ...withDays(ctx.doc, draft, from, to), pastFrom };
  const sure = sureOf(draft, ctx);
  if (draft.occurrences === null || sure.length === bookedIn(draft, ctx).length) return next;
  const there = new Set(bookedIn(next, ctx).map(({ key }) => key));
  return { ...next, occurrences: sure.filter((key) => there.has(key)), whole: draft.whole };
}

/** Null when it is not clear what is left. */
function laterWithout(told: Told, except: readonly Excepted[]): Told[] | null {
  const { when } = told;
  if (when.grain !== 'day') return [told];
  const cut = daysWithout({ from: when.start, to: when.end }, except);
  if (cut.isUnclear) return null;
  if (!cut.isHit) return [told];
  return cut.left.map(({ from, to }) => ({ ...told, when: { ...when, start: from, end: to } }));
}

/** "Halva dagen", and not which half. */
export function saysHalf({ normal, meaning }: Pick<Heard, 'normal' | 'meaning'>): boolean {
  return (meaning.when === null || meaning.when.grain === 'day') && HALF_DAY.test(normal.folded);
}
