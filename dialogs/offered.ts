import { isOwnReport } from '../domain/absence.ts';
import { addDays } from '../domain/time.ts';
import { WANTS_SENT } from '../locales/phrases/answers.ts';
import { PART_ALONE } from '../locales/phrases/exceptions.ts';
import { CHILD_STILL_ILL, CHILD_WELL } from '../locales/phrases/signs.ts';
import type { Saying } from '../locales/saying.ts';
import { onDay } from './absence/clock.ts';
import { absenceCommand, knownFrom } from './absence/known.ts';
import { registry, run } from './commands.ts';
import { openQuestion, withoutChoices } from './engine.ts';
import { crisisSaying, helpSaying, MAIN_CHOICES } from './help.ts';
import { returned } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';

/**
 * A written "ja" or "nej" to what was asked or offered last outside of any dialog: whether somebody thinks of ending their life, a call from the
 * handledare, "menade du något av det här?". To say then that nothing was asked would not be true, and may be the last thing that somebody reads.
 */

/** "Hon är frisk nu", "han är fortfarande sjuk", where a child was ill yesterday or is today, asked in the morning or not; else null. */
function answerAboutChild({ choice, normal: { bare } }: Heard, { doc, env }: Ctx): Turn | null {
  if (choice !== null || openQuestion(doc, registry) !== null) return null;
  const about = doc.absences
    .filter(isOwnReport)
    .findLast(
      ({ reason, from, to }) => reason === 'child-sick' && from <= env.today && to >= addDays(env.today, -1),
    );
  if (about === undefined) return null;
  const does = CHILD_WELL.test(bare) ? 'well' : CHILD_STILL_ILL.test(bare) ? 'still-ill' : null;
  return does === null ? null : run(`${does}:${about.id}`, { doc, env });
}

/** "Förmiddagen", to "Menade du att du inte kan komma?" about a day: the report is of that part of it. Null where no such day was offered. */
function partOfOffered({ choice, normal, meaning: { when } }: Heard, ctx: Ctx): Turn | null {
  if (choice !== null || when?.grain !== 'part' || !when.dayless || !PART_ALONE.test(normal.bare))
    return null;
  const command = ctx.doc.dialog.offered.find(({ id }) => id.startsWith(OFFERED_DAY))?.id;
  if (command === undefined || openQuestion(ctx.doc, registry) !== null) return null;
  const known = knownFrom(command.slice('do:absence:'.length));
  if (known.when === null || known.when.start !== known.when.end) return null;
  return run(absenceCommand(onDay(when, known.when.start), known.reason), ctx);
}

const OFFERED_DAY = 'do:absence:day;';

/** Null when nothing of that kind was said last, or when something else was written. */
export function answerToOffer(heard: Heard, ctx: Ctx): Turn | null {
  const { meaning, choice } = heard;
  const aboutChild = answerAboutChild(heard, ctx);
  if (aboutChild !== null) return aboutChild;
  const part = partOfOffered(heard, ctx);
  if (part !== null) return part;
  if (choice !== null || (meaning.intent !== 'yes' && meaning.intent !== 'no')) return null;
  const isYes = meaning.intent === 'yes';
  const last = ctx.doc.dialog.told.length > 0 ? ctx.doc.dialog.told : ctx.doc.dialog.last;
  const said = last as Saying[];
  const isOpen = openQuestion(ctx.doc, registry) !== null;
  const cared = said.find(({ key }) => key === 'help:careSelf' || key === 'help:careHarm');
  if (cared !== undefined) {
    // "Ja, skicka" and "nej, torsdag" answer the question that stands below.
    if (isOpen && (!isYes || WANTS_SENT.test(heard.normal.folded))) return null;
    if (!isYes) return { doc: ctx.doc, say: [{ key: 'help:careNo', choices: MAIN_CHOICES }] };
    const say = crisisSaying(ctx, cared.key === 'help:careHarm', null);
    return { ...returned({ doc: ctx.doc, say }, ctx.env), unkept: true };
  }
  const offer = said.at(-1);
  const choices = offer?.choices ?? [];
  if (offer?.key === 'help:crisisHuman' || offer?.key === 'help:sad') {
    // Nothing goes to anybody before it has been read back.
    if (isYes) return run('call-me', ctx);
    return isOpen ? null : { doc: ctx.doc, say: [{ key: 'help:careNo', choices: MAIN_CHOICES }] };
  }
  if (isOpen) return null;
  const isGrief = offer?.key === 'help:grief';
  if (isGrief && !isYes) return { doc: ctx.doc, say: [{ key: 'help:careNo', choices: MAIN_CHOICES }] };
  if (offer?.key === 'help:otherSupervisor' && isYes) return run('other-supervisor', ctx);
  if (isGrief || offer?.key === 'common:didYouMean' || offer?.key === 'common:whichOfThese') {
    if (!isYes) return { doc: ctx.doc, say: helpSaying() };
    const meant = choices.filter(({ id }) => id !== 'do:help');
    const only = meant.length === 1 ? meant[0] : undefined;
    const done = only === undefined ? null : run(only.id.slice('do:'.length), ctx);
    return done ?? { doc: ctx.doc, say: [{ ...withoutChoices(offer), key: 'common:whichOfThese', choices }] };
  }
  if (offer?.key === 'common:youAreWelcome' && isYes) return { doc: ctx.doc, say: helpSaying() };
  return null;
}
