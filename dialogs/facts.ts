import { z } from 'zod';
import { fieldOf } from '../domain/plan-texts.ts';
import { bareOf, fold } from '../locales/fold.ts';
import { CALLED, NOT_SHOWN, OF_ANY, ONLY_WRONG_WORDS } from '../locales/phrases/facts.ts';
import { words } from '../locales/render.ts';
import type { Param, Params, Phrase, Saying } from '../locales/saying.ts';
import { readerOf } from '../locales/tell.ts';
import type { Ctx } from './turn.ts';

/**
 * The facts of the plan that something shown is made of: one for each row, and one for a sentence that says something by itself. They are
 * taken from what was said, so that every part of the plan that can be shown can be said to be wrong, or asked about.
 */

export const factSchema = z.strictObject({
  /** As the person reads it, with the day written out: it is read by others, on another day. */
  text: z.string(),
  /** What of it fits on a button: the row alone, of one that stands under a heading. */
  row: z.string().optional(),
  /** The field of the plan that holds the author's words in it; null when there are none. */
  field: z.string().nullable(),
  /** What was said, for example `plan:rowPlace`: by this words such as "adressen" find it. */
  key: z.string(),
});
export type Fact = z.infer<typeof factSchema>;

/** Texts that tell what the plan says, asked for or not. */
const OF_THE_PLAN =
  /^(?:plan:|wish:left|changes:(?:off|gone|moved|place)|reminder:(?:evening|hour|several|more|day|week|step|followUp)$)/;
/** Rows of a reminder that are no part of the plan: what authorities ask for, and what the person asked for. */
const NOT_PLANNED = /^reminder:(?:activityReport|fkApplication|own)/;
/** Sentences that only lead on to their rows, or say something about the showing. */
const NO_FACT =
  /:(?:also|several|more|day|ownWords|weekMore|people|summary\w*|stepsDone|own|support|now|next|week|nextWeek|news\w+Many|newsCount|newsFirst|newsHere|newsLeft\w*|noNews|newsLost|weekLeft)$/;

const OF_A_KIND = /^plan:news\w+Many$/;

export function factsIn(sayings: readonly Saying[], ctx: Ctx): Fact[] {
  return sayings.filter((saying) => OF_THE_PLAN.test(saying.key)).flatMap((saying) => factsOf(saying, ctx));
}

/** Whether `factsIn` gives any; without their words. */
export function hasFacts(sayings: readonly Saying[]): boolean {
  return sayings.some(
    (saying) => OF_THE_PLAN.test(saying.key) && ((saying.rows ?? []).length > 0 || saysItself(saying)),
  );
}

function factsOf(saying: Saying, ctx: Ctx): Fact[] {
  const rows = (saying.rows ?? []).filter(({ key }) => !NOT_PLANNED.test(key));
  const heading = spoken(standing(saying), ctx);
  const facts = rows.map((row) => {
    const text = spoken(row, ctx);
    // A row that is only a quotation, one of a card, or one of many of a kind does not say by itself what it is about.
    const alone = saying.card === undefined && !OF_A_KIND.test(saying.key) && !text.startsWith('»');
    return alone ? factOf(text, row, ctx) : { ...factOf(`${heading}\n${text}`, row, ctx), row: text };
  });
  return saysItself(saying) ? [factOf(heading, saying, ctx), ...facts] : facts;
}

/** "Snart börjar mötet, om 40 minuter" is read by others on another day: what is booked, as a plan says it. */
function standing(saying: Saying): Phrase {
  const { kind, day } = saying.params ?? {};
  if (typeof kind !== 'object' || !('kind' in kind)) return saying;
  const what: Param = { kind: kind.kind, form: 'indefinite' };
  if (saying.key.startsWith('wish:left')) return { key: 'plan:nextMeeting', params: { what } };
  if (day === undefined || !/^reminder:(?:evening|hour)$/.test(saying.key)) return saying;
  return { key: 'plan:onDay', params: { what, day } };
}

/** Whether it says something beside its rows, or has none. */
function saysItself(saying: Saying): boolean {
  return !NO_FACT.test(saying.key) && ((saying.rows ?? []).length === 0 || hasQuote(saying));
}

/** One fact for each thing booked: what it is and when. For a question about it the rest need not be pointed out. */
export function bookedIn(sayings: readonly Saying[], ctx: Ctx): Fact[] {
  return sayings
    .filter((saying) => saying.card === 'appointment' && OF_THE_PLAN.test(saying.key))
    .map((saying) => {
      const when = (saying.rows ?? []).find((row) => Object.values(row.params ?? {}).some(isSpan));
      const rows = when ? [spoken(when, ctx)] : [];
      return factOf([spoken(saying, ctx), ...rows].join('\n'), saying, ctx);
    });
}

/** The facts that are the author's own words. */
export function ownWordsIn(sayings: readonly Saying[], ctx: Ctx): Fact[] {
  return factsIn(sayings, ctx).filter((fact) => fact.field !== null);
}

function factOf(text: string, phrase: Phrase, ctx: Ctx): Fact {
  const quoted = quoteIn(phrase.params);
  return { text, key: phrase.key, field: quoted === null ? null : fieldOf(ctx.doc.plan, quoted) };
}

function spoken(phrase: Phrase, ctx: Ctx): string {
  const params = phrase.params && absolute(phrase.params);
  return words(phrase.key, params, readerOf(ctx.doc, ctx.env.now));
}

/** "i morgon, onsdag 11 mars" is "onsdag 11 mars". */
function absolute(params: Params): Params {
  const fixed = (param: Param): Param =>
    typeof param === 'object' && ('date' in param || 'moment' in param)
      ? { ...param, absolute: true }
      : param;
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, fixed(param)]));
}

/** Whether somebody who reads easy Swedish meets the author's words as they are: they have no easy twin. */
export function hasOnlyHardWords(sayings: readonly Saying[]): boolean {
  return (
    sayings
      .flatMap((saying): Phrase[] => [saying, ...(saying.rows ?? [])])
      .flatMap((phrase) => Object.entries(phrase.params ?? {}))
      // When the phone is answered is nothing to explain.
      .some(
        ([name, param]) =>
          name !== 'hours' && typeof param === 'object' && 'quote' in param && param.quote.easy === null,
      )
  );
}

function hasQuote(phrase: Phrase): boolean {
  return quoteIn(phrase.params) !== null;
}

function quoteIn(params: Params | undefined): string | null {
  for (const param of Object.values(params ?? {})) {
    if (typeof param === 'object' && 'quote' in param) return param.quote.text;
  }
  return null;
}

function isSpan(param: Param): boolean {
  return typeof param === 'object' && 'span' in param;
}

/** The texts that tell a part of the plan, by what people call it. */
const TOLD_BY: Readonly<Record<keyof typeof CALLED, RegExp>> = {
  goal: /goal/i,
  time: /when|:time$|:now$|followUp$/i,
  place: /place/i,
  supervisor: /supervisor|who$/i,
  caseworker: /caseworker/i,
  phone: /supervisor|provider|caseworker/i,
  bring: /bring/i,
  length: /length|hours/i,
  followUp: /followUp/i,
};
const PARTS = Object.keys(CALLED) as (keyof typeof CALLED)[];

/** The facts that the words may mean, to choose from: all of them when the words name no part of a plan. */
export function mayMean(facts: readonly Fact[], said: string): readonly Fact[] {
  const named = namedIn(facts, bareOf(fold(said)));
  return named.length > 0 ? named : facts;
}

/** "Det står fel telefonnummer", where no number was shown: what is wrong has been said, and there is nothing to choose from. */
export function namesUnshown(facts: readonly Fact[], said: string): boolean {
  const text = bareOf(fold(said));
  const named = PARTS.filter((part) => CALLED[part].test(text));
  if (facts.length === 0) return named.length > 0;
  return named.some((part) => OF_PEOPLE.has(part)) && namedIn(facts, text).length === 0;
}

/** What stands in no row of anything else, so that a row without it is not what is meant. */
const OF_PEOPLE: ReadonlySet<keyof typeof CALLED> = new Set(['supervisor', 'caseworker', 'phone']);

/** "Det stämmer inte", "planen är fel": says that something is wrong, and not what. */
export function saysOnlyWrong(said: string): boolean {
  return onlyWrongWords(said) && !namesUnshown([], said);
}

/** Words that say that something is wrong, and at most which part of the plan. */
export function onlyWrongWords(said: string): boolean {
  const all = fold(said).match(/[a-z]+/g) ?? [];
  return all.every((word) => ONLY_WRONG_WORDS.has(word));
}

function namedIn(facts: readonly Fact[], bare: string): Fact[] {
  const keys = PARTS.filter((part) => CALLED[part].test(bare)).map((part) => TOLD_BY[part]);
  return facts.filter((fact) => keys.some((key) => key.test(fact.key)));
}

/** The one fact that the words mean; null when they mean none, or fit several. */
export function meantFact(facts: readonly Fact[], said: string): Fact | null {
  const text = bareOf(fold(said));
  const named = namedIn(facts, text);
  if (named.length === 1) return named[0] ?? null;
  const said4 = new Set(contentWords(text));
  const scored = facts
    .map((fact) => ({
      fact,
      hits: contentWords(fold(fact.text)).filter((word) => said4.has(word)).length,
    }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits);
  const [first, second] = scored;
  return first && first.hits > (second?.hits ?? 0) ? first.fact : null;
}

function contentWords(folded: string): string[] {
  return [...new Set(folded.match(/[a-z]{4,}/g) ?? [])].filter((word) => !OF_ANY.has(word));
}

/** Where words name a part of the plan that was not shown: the command that shows it. */
export function commandNamed(said: string): string | null {
  const text = bareOf(fold(said));
  const part = NOT_SHOWN.find(([named]) => named.test(text))?.[1];
  if (part === undefined) return null;
  return part === 'people' || part === 'next' ? part : `plan:${part}`;
}
