import type { Saying } from '../../locales/saying.ts';
import type { Ctx, Heard, Question, Taken } from '../turn.ts';
import { verdict } from '../understanding/verdict.ts';
import { type AbsenceDraft, joined, reportsIn, warned, withWhen } from './draft.ts';
import {
  type Days,
  daysTold,
  isApart,
  type Later,
  lateKind,
  meantHow,
  saysHow,
  type Told,
  withTold,
} from './later.ts';
import { saysAll } from './named.ts';
import { daysParam, isOfNothing, spanParam } from './words.ts';

/** What is told of other days while a report is made: it never takes the place of what is being reported unless the person says so. */

/** Questions to which other days are an answer, or any words. */
const ANSWERED_BY_DAYS: ReadonlySet<string> = new Set(['change', 'day', 'words', 'beside']);

export function notingOthers(question: Question<AbsenceDraft>): Question<AbsenceDraft> {
  if (ANSWERED_BY_DAYS.has(question.field)) return question;
  return {
    ...question,
    take: (heard, draft, ctx) => {
      if (heard.choice === null && isOfLate(heard, draft)) return null;
      // The card of what one must do was read with the read-back.
      const known = question.field === 'confirm' ? warned(draft) : draft;
      return (
        othersIn(heard, known, ctx, (rest, before) => question.take(rest, before, ctx)) ??
        question.take(heard, draft, ctx)
      );
    },
  };
}

/** To come late or go early that day is no time for which somebody is away: it is a report of its own. */
function isOfLate(heard: Heard, draft: AbsenceDraft): boolean {
  const { meaning } = heard;
  const kind = lateKind(meaning.detail);
  const days = daysKnown(draft);
  if (meaning.intent !== 'report_absence' || kind === null || days === null || !saysHow(heard, kind))
    return false;
  return verdict(meaning) === 'sure' && (meaning.when === null || !isApart(meaning.when, days));
}

function othersIn(
  heard: Heard,
  draft: AbsenceDraft,
  ctx: Ctx,
  takeRest: (rest: Heard, known: AbsenceDraft) => Taken<AbsenceDraft> | null,
): Taken<AbsenceDraft> | null {
  const { meaning } = heard;
  const days = daysKnown(draft);
  const { askedOn } = ctx.doc.dialog;
  // What was asked about another day is left behind by what is told today.
  const isOfToday = askedOn === null || askedOn === ctx.env.today;
  if (heard.choice !== null || days === null || !isOfToday) return null;
  const how = meantHow(heard);
  const told = [...reportsIn(heard, ctx.doc), ...toldShortly(heard, how)].filter(({ when }) =>
    isApart(when, days),
  );
  const [first] = told;
  if (first === undefined || how === 'instead') return null;
  // "Ja, och på torsdag": the yes counts.
  if (meaning.intent === 'yes') {
    const rest = { ...heard, meaning: { ...meaning, when: null, reason: null } };
    const taken = takeRest(rest, withTold(draft, told));
    return taken !== null && 'draft' in taken ? { ...taken, say: [oneAtATime(days, told)] } : null;
  }
  // "Kom inte i går", when nothing was booked, and then another day: that is the one they meant.
  const isMeant = how === null && told.length === 1 && first.kind === 'away';
  if (isMeant && draft.reason === null && isOfNothing(draft, ctx)) {
    return { draft: withWhen(ctx.doc, { ...draft, reason: first.reason, isNext: true }, first.when) };
  }
  const isOver = ({ when }: Told) => daysTold({ when }).to < ctx.env.today;
  const isPast = told.every(isOver) && days.to >= ctx.env.today;
  if (how === 'also' || isPast || told.length > 1 || first.kind !== 'away') return both(draft, told, ctx);
  const isReport = meaning.intent === 'report_absence' && verdict(meaning) === 'sure' && !meaning.question;
  return isReport ? { draft: { ...draft, beside: first } } : null;
}

/** "Och på onsdag också", which alone is no report. */
function toldShortly({ meaning }: Heard, how: 'also' | 'instead' | null): Told[] {
  const { intent, when, reason } = meaning;
  if (how !== 'also' || when === null || intent === 'report_absence' || meaning.question) return [];
  return [{ kind: 'away', when, minutes: null, reason }];
}

function both(draft: AbsenceDraft, told: readonly Told[], ctx: Ctx): Taken<AbsenceDraft> {
  const days = daysKnown(draft);
  const [first, ...rest] = told;
  const known = { ...draft, beside: null };
  const one = first === undefined ? null : joined(known, first, ctx);
  if (one !== null) return { draft: withTold(one, rest) };
  return { draft: withTold(known, told), say: days === null ? [] : [oneAtATime(days, told)] };
}

function daysKnown({ from, to }: AbsenceDraft): Days | null {
  return from === null || to === null ? null : { from, to };
}

/** What is asked about now, and what after it. */
export function oneAtATime({ from, to }: Days, later: readonly Told[]): Saying {
  return {
    key: 'absence:oneAtATime',
    params: { first: daysParam(from, to, true), rest: { list: later.map(toldParam) } },
  };
}

export function toldParam(told: Told) {
  const { from, to } = daysTold(told);
  return from === to ? daysParam(from, to, true) : spanParam(from, to);
}

/** Two days were told, and nobody knows whether the second is meant too. */
export function besideQuestion(): Question<AbsenceDraft> {
  return {
    field: 'beside',
    expecting: 'yes-no',
    isOpen: (draft) => draft.beside !== null,
    ask: (draft) => {
      const days = daysKnown(draft);
      if (draft.beside === null || days === null) return [];
      const second = toldParam(draft.beside);
      return [
        {
          key: 'absence:askBeside',
          params: { first: daysParam(days.from, days.to, true), second },
          choices: [
            { id: 'yes', key: 'absence:yesBoth' },
            { id: 'no', key: 'absence:noOnlyThat', params: { days: second } },
            { id: 'do:cancel', key: 'common:cancel' },
          ],
        },
      ];
    },
    take: (heard, draft, ctx) => {
      const { beside } = draft;
      if (beside === null) return null;
      const known = { ...draft, beside: null };
      const how = heard.choice === null ? meantHow(heard) : null;
      if (heard.choice === 'no' || how === 'instead') {
        const reason = beside.reason ?? draft.reason;
        return { draft: withWhen(ctx.doc, { ...known, reason, confirmed: false }, beside.when) };
      }
      const isYes = heard.choice === 'yes' || heard.meaning.intent === 'yes' || saysAll(heard);
      return isYes || how === 'also' ? both(known, [beside], ctx) : null;
    },
    clear: (draft) => ({ ...draft, beside: null }),
  };
}

/** Says what it is about now, where it was told beside something else. */
export function sayingWhich<Draft extends Later>(
  question: Question<Draft>,
  daysIn: (draft: Draft) => Days | null,
): Question<Draft> {
  if (question.field === 'confirm') return question;
  return {
    ...question,
    ask: (draft, ctx) => {
      const days = draft.isNext ? daysIn(draft) : null;
      const asked = question.ask(draft, ctx);
      if (days === null) return asked;
      return [{ key: 'absence:nowNext', params: { days: daysParam(days.from, days.to, true) } }, ...asked];
    },
  };
}
