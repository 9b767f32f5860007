import { isOver } from '../domain/service-end.ts';
import { TELLS_OF_SELF } from '../locales/phrases/answers.ts';
import { words } from '../locales/render.ts';
import { endSayings } from '../locales/sayings/service-end.ts';
import { readerOf } from '../locales/tell.ts';
import { needed, registry } from './commands.ts';
import { start } from './engine.ts';
import {
  forgetCause,
  needRemoved,
  needsIn,
  saysNotNeeded,
  shownNeeds,
  takenAway,
  withoutCauses,
} from './needs.ts';
import { applyWish } from './reminders/commands.ts';
import { instantOf, ownReminderDialog } from './reminders/own-dialog.ts';
import { wishOf } from './reminders/wish.ts';
import { returned } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import type { Meaning } from './understanding/meaning.ts';
import { verdict } from './understanding/verdict.ts';

/** What is wished or needed in own words, heard before the intents: reminders, and what helps the person. */

/** How somebody wants to be reminded, or of what, in their own words; null for everything else. */
export function wishes({ text, meaning }: Heard, ctx: Ctx): Turn | null {
  const wish = wishOf(text, meaning.when, ctx.env);
  if (wish === null) return null;
  if (isOver(ctx.doc, ctx.env.today))
    return { doc: ctx.doc, say: endSayings(ctx.doc, 'end:told', ctx.env.today) };
  if (wish.kind !== 'own') return returned(applyWish(wish, ctx), ctx.env);
  const what = wish.text || words('wish:ownUnnamed', undefined, readerOf(ctx.doc, ctx.env.now));
  const draft = { text: what, at: instantOf(wish.when, ctx.env) };
  const turn = start(ctx.doc, ownReminderDialog, draft, ctx.env, registry);
  return wish.often ? { ...turn, say: [{ key: 'wish:ownOnce' }, ...turn.say] } : turn;
}

/** Intents that words of a need never stand for, however they sound: something is reported, or asked for by name. */
const NO_NEED: ReadonlySet<Meaning['intent']> = new Set([
  'report_absence',
  'show_schedule',
  'show_plan',
  'reminder_stop',
  'reminder_start',
  'reminder_time',
  'got_job',
  'started_studies',
  'easy_off',
]);

/**
 * What helps the person, said at any time; or a question about what they have said of it. Null for all other words. Where any words are
 * an answer, these are one too.
 */
export function aboutNeeds(
  { text, normal, meaning }: Heard,
  expecting: string | null,
  ctx: Ctx,
): Turn | null {
  if (expecting === 'text' || meaning.aboutOther) return null;
  const sure = verdict(meaning) === 'sure';
  if (sure && (NO_NEED.has(meaning.intent) || (meaning.intent === 'human' && meaning.detail !== null)))
    return null;
  const kinds = needsIn(normal);
  const [kind] = kinds;
  const isNeed = sure && meaning.intent === 'help' && meaning.detail === 'need';
  const asksFor = sure && meaning.intent === 'help' && meaning.detail === 'needs_shown';
  const away = takenAway(
    normal,
    ctx.doc.needs.map((need) => need.kind),
  );
  if (away !== null) return needRemoved(away, ctx);
  // "Jag behöver ingen tolk" is no wish for one.
  if (saysNotNeeded(normal)) return returned({ doc: ctx.doc, say: shownNeeds(ctx) }, ctx.env);
  if (asksFor) return returned({ doc: ctx.doc, say: shownNeeds(ctx) }, ctx.env);
  const cause = withoutCauses(text) !== null;
  // "Jag har dyslexi" says a cause alone: what helps is asked for, and the cause is let go.
  const onlyCause =
    cause && TELLS_OF_SELF.test(normal.folded) && !(sure && meaning.intent === 'explain_word');
  if (!isNeed && !onlyCause && kind === undefined) return null;
  const turn = needed(kinds, { ...ctx, doc: forgetCause(ctx.doc, text) });
  const noted = kind === undefined ? returned(turn, ctx.env) : turn;
  return cause ? { doc: noted.doc, say: [{ key: 'needs:noDiagnosis' }, ...noted.say] } : noted;
}
