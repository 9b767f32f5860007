import type { Participant } from '../domain/participant.ts';
import { isOver } from '../domain/service-end.ts';
import { ASKS_US_TO_TELL, DID_NOT_WANT, EXPLAINS } from '../locales/phrases/signs.ts';
import type { Saying } from '../locales/saying.ts';
import { endSayings } from '../locales/sayings/service-end.ts';
import { withBookedWords } from './absence/booked-words.ts';
import { triedToCall } from './absence/called.ts';
import { absenceDialog } from './absence/dialog.ts';
import { asksPastDay } from './absence/draft.ts';
import { absenceCommand } from './absence/known.ts';
import { lateDialog } from './absence/late.ts';
import { OWN_WORDS } from './absence/own-words.ts';
import { isReport, isReportForDay, isReportInWords } from './absence/sure-report.ts';
import { isAdded } from './added-words.ts';
import { answerToReminder } from './answer-reminder.ts';
import { registry, run, worksAfterEnd } from './commands.ts';
import { answer, askAgain, openQuestion, withoutUnknown } from './engine.ts';
import { explainDialog } from './explain-absence.ts';
import { careSaying, crisisSaying, elseSaying } from './help.ts';
import { lifeChangeDialog } from './life-change.ts';
import { REPORT } from './message-report.ts';
import { missed } from './missed.ts';
import { forgetCause, needsDialog } from './needs.ts';
import { answerToOffer } from './offered.ts';
import { ownChoice } from './own-choices.ts';
import { notToldForYou } from './plan/cannot-come.ts';
import { reachWish } from './reach.ts';
import { ownReminderDialog } from './reminders/own-dialog.ts';
import { reportInstead } from './report-instead.ts';
import { isOfToday, returned, runAndReturn, understood } from './returned.ts';
import { alsoAsked, route, termAsked, wordIn } from './route.ts';
import { secondThought } from './second-thoughts.ts';
import { met, toldOfLife } from './told-of-life.ts';
import type { Ctx, Env, Heard, Turn } from './turn.ts';
import { namesIllness, withoutDiagnosis } from './understanding/diagnosis.ts';
import type { Meaning } from './understanding/meaning.ts';
import { type Normalised, normalise } from './understanding/normalise.ts';
import { understand } from './understanding/understand.ts';
import { verdict } from './understanding/verdict.ts';
import { aboutNeeds, wishes } from './wishes.ts';
import { explainTerm, explainWord } from './words.ts';
import { isNumber, isOnOffer, writtenChoice } from './written.ts';

/**
 * One turn of the conversation: what the person wrote or pressed, and what comes of it. Pure: the document that is returned holds
 * the whole effect.
 */

export interface Input {
  readonly text: string;
  readonly pressed: { readonly q: number; readonly id: string } | null;
}

export function respond(before: Participant, input: Input, env: Env): Turn {
  const known = withoutUnknown(before, registry);
  const kept = known ?? before;
  // A cause that is written where none is asked for is not kept either.
  const doc = kept.dialog.stack.at(-1)?.dialog === needsDialog.id ? forgetCause(kept, input.text) : kept;
  const lost: Saying[] = known === null ? [] : [{ key: 'common:startOver' }];
  const heard = heardTurn(doc, input, env);
  const ctx: Ctx = { doc, env };
  const cared = withCare(whileItLasts(doc, heard.turn, env), heard.written?.meaning ?? null, ctx);
  const turn = met(cared, heard.written, ctx);
  return withoutIllness({ ...turn, say: [...lost, ...turn.say] }, input.text, before);
}

/**
 * Where something only hints that the writer is in danger it is asked, with the numbers, beside whatever else was understood: an absence
 * is still reported. Where nothing else was understood, this is the answer.
 */
function withCare(turn: Turn, meaning: Meaning | null, ctx: Ctx): Turn {
  if (meaning === null || meaning.worry === null || turn.unkept) return turn;
  const answer = turn.say.filter(({ key }) => !NOT_ANSWERED.has(key));
  const say =
    answer.length > 0
      ? [careSaying(meaning.worry), ...answer]
      : [careSaying(meaning.worry), elseSaying(ctx, absenceCommand(meaning.when, null))];
  return { ...turn, say, unkept: true };
}

/** What is said to words that were not understood: out of place after asking how somebody is. */
const NOT_ANSWERED: ReadonlySet<string> = new Set([
  'help:outOfScope',
  'common:notUnderstood',
  'common:secondMiss',
  'help:whatICanDo',
  'common:goodbye',
]);

/** Dialogs in which people tell why, and some of them more than anybody needs to know. */
const ABOUT_ABSENCE: ReadonlySet<string> = new Set([absenceDialog.id, lateDialog.id, explainDialog.id]);

/** An illness that was named in a report is not kept, and that is said. In an explanation the person is asked what is to be sent. */
function withoutIllness(turn: Turn, text: string, before: Participant): Turn {
  const told = turn.say.some((saying) => saying.key === 'absence:noDiagnosis');
  const frames = [...before.dialog.stack, ...turn.doc.dialog.stack];
  const isAbout = frames.some((frame) => ABOUT_ABSENCE.has(frame.dialog));
  // Words that were asked for, after the choice to send some, are what the person wants to have told.
  if (before.dialog.stack.at(-1)?.asked === OWN_WORDS) return turn;
  if (turn.unkept || !(told || (isAbout && namesIllness(text)))) return turn;
  const isExplained = frames.some((frame) => frame.dialog === explainDialog.id);
  return {
    ...turn,
    say: told || isExplained ? turn.say : [{ key: 'absence:noDiagnosis' }, ...turn.say],
    keptAs: withoutDiagnosis(text),
  };
}

/**
 * When the service is over nothing is begun that would be sent to somebody, and nothing that was decided is changed: it is said instead,
 * with whom to talk to. What only explains or shows goes on.
 */
function whileItLasts(before: Participant, turn: Turn, env: Env): Turn {
  // Numbers to call in a crisis are never withheld.
  if (turn.unkept || !isOver(before, env.today)) return turn;
  // "Jag påminner dig" would be a promise that nobody keeps.
  if (isPromise(before, turn.doc)) {
    const doc = { ...before, dialog: { ...before.dialog, stack: [], misses: 0 } };
    return { doc, say: endSayings(before, 'end:told', env.today) };
  }
  const { dialog, absences, questions, signals } = turn.doc;
  const isSame =
    dialog.stack.length === 0 &&
    absences === before.absences &&
    questions === before.questions &&
    signals === before.signals;
  if (isSame) return { ...turn, say: turn.say.map(afterEnd) };
  const quiet = { ...before, dialog: { ...before.dialog, stack: [], misses: 0 } };
  return { doc: quiet, say: endSayings(before, 'end:noMore', env.today) };
}

/** Without the buttons that would only lead to "Din tid är slut". Whom to ask is then somebody to ring. */
function afterEnd(saying: Saying): Saying {
  if (!saying.choices) return saying;
  const works = saying.choices.filter(
    ({ id }) => !id.startsWith('do:') || worksAfterEnd(id.slice('do:'.length)),
  );
  const asks = saying.choices.some(({ id }) => /^do:ask\b/.test(id));
  const hasHuman = works.some(({ id }) => id === 'do:human');
  return {
    ...saying,
    choices: asks && !hasHuman ? [...works, { id: 'do:human', key: 'common:human' }] : works,
  };
}

/** Whether it changes what somebody is to be reminded of, or how. To take away an own reminder promises nothing. */
function isPromise(before: Participant, after: Participant): boolean {
  return (
    after.ownReminders.length > before.ownReminders.length ||
    after.reminding !== before.reminding ||
    after.wishes.reminders !== before.wishes.reminders
  );
}

/** The turn, and what was heard where something was written that is no choice. */
function heardTurn(doc: Participant, input: Input, env: Env): { turn: Turn; written: Heard | null } {
  const ctx: Ctx = { doc, env };
  const { text, pressed } = input;
  if (pressed !== null && !isOnOffer(pressed, doc))
    return { turn: understood(oldButton(ctx, pressed)), written: null };
  const normal = normalise(text);
  const choice = pressed?.id ?? writtenChoice({ text, normal }, doc, env.channel === 'sms');
  if (choice?.startsWith('do:')) return { turn: understood(commanded(choice, ctx)), written: null };
  const question = openQuestion(doc, registry);
  const expecting = question?.expecting === 'choice' ? null : (question?.expecting ?? null);
  const past = asksPastDay(doc);
  const read = (written: string | Normalised) => understand(written, env.now, { expecting, past });
  const booked = withBookedWords(read(normal), { text, normal }, doc, read);
  const meaning = expecting === 'reason' ? withUnwilling(booked, normal) : booked;
  const heard: Heard = { text, normal, meaning, choice };
  return { turn: saidTurn(heard, expecting, ctx), written: choice === null ? heard : null };
}

/** "Jag ville inte", to "Varför kunde du inte komma?", is an answer and takes nothing back. */
function withUnwilling(meaning: Meaning, { bare }: Normalised): Meaning {
  if (!DID_NOT_WANT.test(bare)) return meaning;
  return { ...meaning, intent: 'report_absence', detail: null, reason: meaning.reason ?? 'other', more: [] };
}

/** A command that was pressed, or written as its button says. */
function commanded(choice: string, ctx: Ctx): Turn {
  return runAndReturn(choice.slice('do:'.length), ctx) ?? oldButton(ctx);
}

function saidTurn(heard: Heard, expecting: string | null, ctx: Ctx): Turn {
  const { meaning, choice } = heard;
  const { doc, env } = ctx;
  const isForMessage = isAdded(heard, doc, registry);
  if (choice === null) {
    // Before everything else, whatever is under way: it is kept, quietly.
    if (meaning.intent === 'crisis') {
      const away = meaning.more.find((piece) => piece.intent === 'report_absence');
      const alsoAway = away === undefined ? null : absenceCommand(away.when, null);
      return {
        ...understood({ doc, say: crisisSaying(ctx, meaning.detail === 'violence', alsoAway) }),
        unkept: true,
      };
    }
    const reminded = answerToReminder(heard, ctx);
    if (reminded !== null) return understood(reminded);
    const offered = answerToOffer(heard, ctx);
    if (offered !== null) return understood(offered);
    const told = toldOfLife(heard, ctx);
    if (told !== null) return understood(told);
    if (expecting === null && wantsToExplain(heard.text)) {
      const done = run('explain', ctx);
      if (done !== null) return understood(done);
    }
    const rethought = secondThought(heard, ctx);
    if (rethought !== null) return understood(rethought);
    const wished = expecting === 'text' ? null : wishes(heard, ctx);
    if (wished !== null) return understood(wished);
    const chosen = expecting === 'text' ? null : ownChoice(heard, ctx);
    if (chosen !== null) return understood(chosen);
    const tried = triedToCall(heard);
    if (tried && isReporting(doc))
      return understood(returned({ doc, say: [{ key: 'absence:canTellHere' }] }, env));
    const needing = tried ? null : aboutNeeds(heard, expecting, ctx);
    if (needing !== null) return understood(needing);
    if (expecting !== 'text' && ASKS_US_TO_TELL.test(heard.normal.bare))
      return understood(returned({ doc, say: notToldForYou(ctx) }, env));
    const reach = expecting === 'text' ? null : reachWish(heard.normal);
    const reached = reach === null ? null : runAndReturn(reach, ctx);
    if (reached !== null) return understood(reached);
    if (!isForMessage && interrupts(heard, ctx) && !isUnsure(heard, ctx)) {
      const routed = route(heard, ctx);
      if (routed !== null) return understood(routed);
    }
  }
  const begun = choice === REPORT ? reportInstead(ctx) : null;
  if (begun !== null) return understood(begun);
  if (isLateYes(heard, expecting, ctx)) return understood(askAgain(doc, env, registry));
  const answered = !isForMessage && isOfOthers(heard, expecting) ? null : answer(doc, heard, env, registry);
  // In words that were asked for, nothing is a wish of its own.
  if (answered !== null)
    return understood(expecting === 'text' ? answered : alsoAsked(answered, meaning, ctx));
  const routed = verdict(meaning) === 'sure' ? route(heard, ctx) : wordAsked(heard, ctx);
  return routed === null ? missed(heard, ctx) : understood(routed);
}

/** "Vad är ett trepartsmöte": a word that can be explained, in a question that was not understood for sure. */
function wordAsked(heard: Heard, ctx: Ctx): Turn | null {
  const term = termAsked(heard);
  if (term !== null) return returned({ doc: ctx.doc, say: explainTerm(term, ctx) ?? [] }, ctx.env);
  const word = wordIn(heard, 4);
  return word === null ? null : returned({ doc: ctx.doc, say: explainWord(word, ctx) }, ctx.env);
}

/** "Jag vill förklara varför jag inte kom": about an absence of before. */
function wantsToExplain(text: string): boolean {
  return EXPLAINS.test(text);
}

const INTERRUPTING: ReadonlySet<Meaning['intent']> = new Set([
  'cancel',
  'help',
  'human',
  'explain_word',
  'easy_on',
  'easy_off',
  'reminder_stop',
]);

/** Whether a question of a report is open to which the words are no answer. */
function isReporting(doc: Participant): boolean {
  const { dialog } = doc.dialog.stack.at(-1) ?? {};
  const isOfReport = dialog === absenceDialog.id || dialog === lateDialog.id;
  return isOfReport && openQuestion(doc, registry)?.toHuman !== true;
}

/** Nobody writes to a human by SMS: what is written there is no answer to what the chat has asked for. */
function isElsewhere(dialog: string | undefined, { channel }: Env): boolean {
  return channel === 'sms' && dialog !== absenceDialog.id && dialog !== lateDialog.id;
}

/** Dialogs that ask for a day, and not for one of an absence. */
const OF_OTHER_DAYS: ReadonlySet<string> = new Set([lifeChangeDialog.id, ownReminderDialog.id]);

/** What belongs to others to answer; the open question is asked again after it. */
const ASKED_BESIDE: ReadonlySet<Meaning['detail']> = new Set(['money', 'rules', 'ask_leave']);

/**
 * What is heard in every step of every dialog before it is taken as an answer. Where any words are an answer, only a short and
 * clear command interrupts: "hjälp" does, "jag behöver hjälp med mitt cv" is the question itself. And an absence does: it is no employer and no
 * school. Words that go to a human as they are may be about one.
 */
function interrupts(heard: Heard, { doc, env }: Ctx): boolean {
  const { meaning } = heard;
  const question = openQuestion(doc, registry);
  const top = doc.dialog.stack.at(-1)?.dialog;
  if (verdict(meaning) !== 'sure') return false;
  if (question?.expecting === 'text') {
    if ((!question.toHuman || isElsewhere(top, env)) && isReportInWords(heard)) return true;
    // What helps somebody is sent without an illness, and would be asked for anew.
    if (top === needsDialog.id && heard.meaning.diagnosis && isReport(heard)) return true;
    // "Komvux" is where somebody will study, and no question about the word.
    const isName = meaning.intent === 'explain_word' && !meaning.question;
    return INTERRUPTING.has(meaning.intent) && !isName && heard.text.trim().split(/\s+/).length <= 2;
  }
  if (INTERRUPTING.has(meaning.intent)) return true;
  if (top !== undefined && OF_OTHER_DAYS.has(top) && isReportForDay(heard)) return true;
  // "Får jag vara ledig nästa vecka?" is no day for what is being asked about.
  const asks = meaning.question || meaning.hypothetical;
  if (meaning.intent === 'out_of_scope' && asks && ASKED_BESIDE.has(meaning.detail)) return true;
  return (meaning.intent === 'show_schedule' || meaning.intent === 'show_plan') && meaning.question;
}

/** "Min vän är sjuk på fredag", "vad händer om jag är sjuk?": a day or a reason in it is no correction of what was read back. */
function isOfOthers({ choice, meaning }: Heard, expecting: string | null): boolean {
  const isOther = choice === null && meaning.intent === 'out_of_scope' && verdict(meaning) === 'sure';
  return isOther && expecting === 'yes-no';
}

/** "Jag vet inte", where that is one of the answers. */
function isUnsure({ meaning }: Heard, { doc }: Ctx): boolean {
  return meaning.detail === 'dont_know' && doc.dialog.offered.some((choice) => choice.id === 'unsure');
}

/**
 * Whether a yes may be meant for something else than the open question: it was asked on another day, or a reminder or an answer from the
 * supervisor has come after it. Then it is asked again, since what a yes sends must be what was just read.
 */
function isLateYes({ choice, meaning, text }: Heard, expecting: string | null, ctx: Ctx): boolean {
  const isYes = choice === 'yes' || (choice === null && meaning.intent === 'yes');
  if (expecting !== 'yes-no' || !isYes) return false;
  // "1" may be the first choice of either.
  return !isOfToday(ctx) || (ctx.doc.dialog.interrupted && (choice === null || isNumber(text)));
}

/** A button of a question that is no longer open, often pressed in a second window. Nothing is done twice. */
function oldButton(ctx: Ctx, pressed: Input['pressed'] = null): Turn {
  const { settled } = ctx.doc.dialog;
  const answered = settled !== null && pressed?.id === 'yes' && pressed.q === settled.question;
  // What was taken back since is not said to be sent.
  const stands = [...ctx.doc.absences, ...ctx.doc.signals].some(
    ({ number, status }) => number === settled?.number && status === 'reported',
  );
  const sent = answered && stands;
  const old: Saying = {
    ...(sent
      ? { key: 'absence:alreadySent', params: { number: settled.number } }
      : { key: 'common:oldButton' }),
    choices: [
      { id: 'do:receipts', key: 'common:receipts' },
      { id: 'do:help', key: 'common:help' },
    ],
  };
  return returned({ doc: ctx.doc, say: [old] }, ctx.env);
}
