import { isOwnReport, isSentOn } from '../domain/absence.ts';
import { latestOpenAbsence } from '../domain/actions/absences.ts';
import { latestSignal } from '../domain/signal.ts';
import { SAYS_PRESENT, WAS_NOT_ILL, WAS_THERE } from '../locales/phrases/answers.ts';
import {
  CAME_TO_NOTHING,
  MEANT,
  NOT_YET,
  ONLY_PART,
  ONLY_WRONG,
  REWRITES,
  SENDS_NOT,
  TOO,
  UNSETTLED,
} from '../locales/phrases/told.ts';
import type { Saying } from '../locales/saying.ts';
import { daysOf } from './absence/clock.ts';
import { saysComing } from './absence/coming.ts';
import { ABSENCE } from './absence/draft.ts';
import { absenceCommand } from './absence/known.ts';
import { awayBeside, lateDialog } from './absence/late.ts';
import { saysNotAtAll } from './absence/later.ts';
import { OWN_WORDS } from './absence/own-words.ts';
import { isAdded } from './added-words.ts';
import { registry, run } from './commands.ts';
import { answer, current, draftIn, openQuestion } from './engine.ts';
import { explainWith } from './explain-absence.ts';
import { commandNamed } from './facts.ts';
import { MAIN_CHOICES } from './help.ts';
import { lifeChangeDialog } from './life-change.ts';
import { reported } from './reported.ts';
import { returned } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import { tooLate } from './withdraw.ts';

/**
 * A second thought about what is read back, or was just sent: it ends or changes that, and is no message of its own. What was sent is
 * changed or taken back only after a read-back.
 */

/** Null for all words that are no second thought. */
export function secondThought(heard: Heard, ctx: Ctx): Turn | null {
  if (heard.choice !== null) return null;
  return openQuestion(ctx.doc, registry) === null ? ofWhatWasSent(heard, ctx) : ofWhatIsOpen(heard, ctx);
}

function ofWhatIsOpen(heard: Heard, ctx: Ctx): Turn | null {
  const said = heard.normal.bare;
  const top = current(ctx.doc, registry);
  if (top?.dialog.id === ABSENCE && top.frame.asked !== 'confirm' && saysComing(heard)) return ending(ctx);
  const change = draftIn(top?.frame, lifeChangeDialog);
  if (change !== null && CAME_TO_NOTHING[change.kind].test(said)) {
    const ended = ending(ctx);
    // What was told before is what came to nothing, too.
    return ended === null ? null : (takingBack(said, { ...ctx, doc: ended.doc }) ?? ended);
  }
  const away = notAtAll(heard, ctx);
  if (away !== null) return away;
  if (top?.frame.asked !== 'confirm') return null;
  if (SENDS_NOT.test(said)) return notSending(said, ctx);
  if (isAdded(heard, ctx.doc, registry)) return null;
  if (change !== null && UNSETTLED.test(said)) return ending(ctx);
  const offersChange = ctx.doc.dialog.offered.some(({ id }) => id === 'change');
  const isWrong =
    heard.meaning.detail === 'not_right' && heard.meaning.when === null && commandNamed(heard.text) === null;
  const isAnew = isWrong || UNSETTLED.test(said) || ONLY_WRONG.test(said) || REWRITES.test(said);
  if (!offersChange || !isAnew) return null;
  return answer(ctx.doc, { ...heard, choice: 'change' }, ctx.env, registry);
}

/** "Nej, jag kommer inte alls", while a late arrival is reported: an absence takes its place, or comes before it where it is of another day. */
function notAtAll(heard: Heard, ctx: Ctx): Turn | null {
  const frame = ctx.doc.dialog.stack.at(-1);
  const late = draftIn(frame, lateDialog);
  if (frame === undefined || late === null || frame.asked === OWN_WORDS || !saysNotAtAll(heard)) return null;
  if (awayBeside(frame.asked, heard, late, ctx).length > 0) return null;
  const { when, reason } = heard.meaning;
  return reported({ detail: null, when, reason }, heard, ctx);
}

/** "Skicka inte" ends it, as "avbryt" does; "skicka inte än" leaves it where it is. */
function notSending(said: string, ctx: Ctx): Turn | null {
  if (!NOT_YET.test(said)) return ending(ctx);
  return returned({ doc: ctx.doc, say: [{ key: 'common:notSentYet' }] }, ctx.env);
}

/** Without the card of what to tell Arbetsförmedlingen: there is nothing to tell yet. */
function ending(ctx: Ctx): Turn | null {
  const ended = run('cancel', ctx);
  if (ended === null) return null;
  const [first, ...rest] = ended.say;
  if (first?.key !== 'signal:cancelled') return ended;
  const after = rest.filter(({ card }) => card !== 'duty');
  if (after.length > 0) return { doc: ended.doc, say: [{ key: 'absence:cancelled' }, ...after] };
  return { doc: ended.doc, say: [{ key: 'absence:cancelled', choices: MAIN_CHOICES }] };
}

function ofWhatWasSent(heard: Heard, ctx: Ctx): Turn | null {
  return (
    comingAfterAll(heard, ctx) ??
    thereAfterAll(heard, ctx) ??
    notIllThen(heard, ctx) ??
    takingBack(heard.normal.bare, ctx) ??
    anotherReason(heard, ctx) ??
    changing(heard, ctx)
  );
}

/** "Min son är också sjuk", after a report: whether it changes that one, or is about other days, only the person knows. */
function anotherReason({ normal, meaning }: Heard, ctx: Ctx): Turn | null {
  const { reason, when, question, intent } = meaning;
  const isTold = TOO.test(normal.bare) && reason !== null && when === null && !question;
  if (!isTold || intent !== 'report_absence') return null;
  const sent = latestOpenAbsence(ctx.doc);
  if (sent === null || !ctx.doc.dialog.offered.some(({ id }) => id === `do:change:${sent.id}`)) return null;
  const asked: Saying = {
    key: 'absence:alsoReason',
    params: { number: { name: sent.number } },
    choices: [
      { id: `do:change:${sent.id}`, key: 'absence:changeAbsence' },
      { id: `do:${absenceCommand(null, reason)}`, key: 'absence:otherDays' },
      { id: 'do:receipts', key: 'common:receipts' },
    ],
  };
  return { doc: ctx.doc, say: [asked] };
}

/** "Jag kommer", after it was sent that they do not: to take that back is offered. */
function comingAfterAll(heard: Heard, ctx: Ctx): Turn | null {
  if (!saysComing(heard)) return null;
  const away = ctx.doc.absences
    .filter(isOwnReport)
    .findLast(({ status, to }) => status === 'reported' && to >= ctx.env.today);
  return away === undefined ? null : run(`undo:${away.id}`, ctx);
}

/**
 * "Det var fel, jag var där", about the latest that is behind: what the person reported is offered to be taken back, or it is said whom to
 * ring once it has been sent on; what staff marked is explained with it.
 */
function thereAfterAll(heard: Heard, ctx: Ctx): Turn | null {
  const { normal, meaning } = heard;
  const isPresent = SAYS_PRESENT.test(normal.bare) && meaning.reason === null;
  if (meaning.question || !(isPresent || WAS_THERE.test(normal.folded))) return null;
  const days = meaning.when === null || !isPresent ? null : daysOf(meaning.when);
  const away = ctx.doc.absences.findLast(
    ({ status, from, to }) =>
      status === 'reported' &&
      from <= ctx.env.today &&
      (days === null || (from <= days.to && days.from <= to)),
  );
  if (away === undefined) return isPresent ? { doc: ctx.doc, say: [presentSaying] } : null;
  if (!isOwnReport(away)) return explainWith(away, heard, null, ctx, registry);
  return isSentOn(away) ? { doc: ctx.doc, say: [tooLate(ctx)] } : run(`undo:${away.id}`, ctx);
}

/** Nothing says that they were away, so there is nothing to take back; and nobody has been told that they were there. */
const presentSaying: Saying = {
  key: 'absence:heardPresent',
  choices: [
    { id: 'do:ask', key: 'common:askSupervisor' },
    { id: 'do:receipts', key: 'common:receipts' },
  ],
};

/** "Jag fyllde i fel, jag var inte sjuk i fredags", about what was reported of that day, or last: to take it back is offered. */
function notIllThen({ normal, meaning }: Heard, ctx: Ctx): Turn | null {
  if (meaning.question || !WAS_NOT_ILL.test(normal.folded)) return null;
  const day = meaning.when?.start.slice(0, 10) ?? null;
  const told = ctx.doc.absences
    .filter(isOwnReport)
    .findLast(
      ({ status, from, to }) =>
        status === 'reported' && from <= ctx.env.today && (day === null || (from <= day && day <= to)),
    );
  if (told === undefined) return null;
  return isSentOn(told) ? { doc: ctx.doc, say: [tooLate(ctx)] } : run(`undo:${told.id}`, ctx);
}

/** "Jag får inte jobbet ändå": to take it back is offered, where it was told. */
function takingBack(said: string, ctx: Ctx): Turn | null {
  for (const kind of ['work', 'studies'] as const) {
    const signal = CAME_TO_NOTHING[kind].test(said) ? latestSignal(ctx.doc.signals, kind) : null;
    if (signal !== null) return run(`undo-signal:${signal.id}`, ctx);
  }
  return null;
}

/** "Nej, onsdag menar jag", right after a receipt: the change of what was sent is begun with it, and read back. */
function changing(heard: Heard, ctx: Ctx): Turn | null {
  const { intent, when, except } = heard.meaning;
  const said = heard.normal.bare;
  if (ONLY_PART.test(said)) return begunChange(ctx);
  const isOfDays = (when !== null && (intent === 'no' || MEANT.test(said))) || except.length > 0;
  if (!isOfDays || TOO.test(said)) return null;
  const begun = begunChange(ctx);
  return begun === null ? null : (answer(begun.doc, heard, ctx.env, registry) ?? begun);
}

/** The change that was offered with the receipt; null when none was. */
function begunChange(ctx: Ctx): Turn | null {
  const offered = ctx.doc.dialog.offered.find(({ id }) => /^do:change(?:-signal)?:./.test(id));
  return offered === undefined ? null : run(offered.id.slice('do:'.length), ctx);
}
