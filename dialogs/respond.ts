import type { Absence } from '../domain/absence.ts';
import { latestOpenAbsence } from '../domain/actions/absences.ts';
import { type Level, levelOf, type Participant } from '../domain/participant.ts';
import { isOver } from '../domain/service-end.ts';
import { at } from '../domain/time.ts';
import { findTerm } from '../locales/glossary/find.ts';
import { PLAN_DETAILS } from '../locales/phrases/plan-details.ts';
import { EMAIL_ASKED, EXPLAINS, IF_ABSENT, NO_OWN_WORK, WHAT_IS } from '../locales/phrases/signs.ts';
import { words } from '../locales/render.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import { endSayings } from '../locales/sayings/service-end.ts';
import { absenceDialog } from './absence/dialog.ts';
import { absenceDraft, askingPast, moreKnown } from './absence/draft.ts';
import { absenceCommand } from './absence/known.ts';
import { lateDialog, lateDraft } from './absence/late.ts';
import {
  askAboutShown,
  movesDialog,
  needed,
  registry,
  run,
  saidNotRight,
  showsFacts,
  startAsking,
} from './commands.ts';
import { answer, askAgain, openQuestion, start, withoutChoices, withoutUnknown } from './engine.ts';
import { askedAbout, explainDialog, explainWith } from './explain-absence.ts';
import {
  careSaying,
  crisisSaying,
  elseSaying,
  helpSaying,
  humanSaying,
  MAIN_CHOICES,
  otherLanguage,
  whoDecides,
} from './help.ts';
import { lifeChange } from './life-change.ts';
import {
  forgetCause,
  needRemoved,
  needsDialog,
  needsIn,
  saysNoLonger,
  shownNeeds,
  withoutCauses,
} from './needs.ts';
import { namedSayings } from './plan/named.ts';
import { daySayings, daysSayings, type Facet, isFacet } from './plan/schedule.ts';
import { planSection } from './plan/sections.ts';
import { reachWish } from './reach.ts';
import { applyWish } from './reminders/commands.ts';
import { instantOf, ownReminderDialog } from './reminders/own-dialog.ts';
import { settingsSaying } from './reminders/read-back.ts';
import { wishOf } from './reminders/wish.ts';
import type { Ctx, Env, Heard, Turn } from './turn.ts';
import { askedWord } from './understanding/asked-word.ts';
import { namesIllness, withoutDiagnosis } from './understanding/diagnosis.ts';
import { type Meaning, type Part, type Reason, understand, verdict } from './understanding/meaning.ts';
import { fold } from './understanding/normalise.ts';
import { wellAgain } from './well-again.ts';
import { explainWord } from './words.ts';

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
  const turn = withCare(whileItLasts(doc, heard.turn, env), heard.meaning, { doc, env });
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
]);

/** Dialogs in which people tell why, and some of them more than anybody needs to know. */
const ABOUT_ABSENCE: ReadonlySet<string> = new Set([absenceDialog.id, lateDialog.id, explainDialog.id]);

/** An illness that was named in a report is not kept, and that is said. In an explanation the person is asked what is to be sent. */
function withoutIllness(turn: Turn, text: string, before: Participant): Turn {
  const told = turn.say.some((saying) => saying.key === 'absence:noDiagnosis');
  const frames = [...before.dialog.stack, ...turn.doc.dialog.stack];
  const isAbout = frames.some((frame) => ABOUT_ABSENCE.has(frame.dialog));
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
    return { doc, say: endSayings(before, 'end:told') };
  }
  const { dialog, absences, questions, signals } = turn.doc;
  const isSame =
    dialog.stack.length === 0 &&
    absences === before.absences &&
    questions === before.questions &&
    signals === before.signals;
  if (isSame) return turn;
  const quiet = { ...before, dialog: { ...before.dialog, stack: [], misses: 0 } };
  return { doc: quiet, say: endSayings(before, 'end:noMore') };
}

/** Whether it changes what somebody is to be reminded of, or how. To take away an own reminder promises nothing. */
function isPromise(before: Participant, after: Participant): boolean {
  return (
    after.ownReminders.length > before.ownReminders.length ||
    after.reminding !== before.reminding ||
    after.wishes.reminders !== before.wishes.reminders
  );
}

/** The turn, and what was understood where something was written. */
function heardTurn(doc: Participant, input: Input, env: Env): { turn: Turn; meaning: Meaning | null } {
  const ctx: Ctx = { doc, env };
  const pressed = pressedTurn(input, ctx);
  if (pressed !== null) return { turn: pressed, meaning: null };
  const choice = input.pressed?.id ?? writtenChoice(input.text, doc);
  const question = openQuestion(doc, registry);
  const expecting = question?.expecting === 'choice' ? null : (question?.expecting ?? null);
  const meaning = understand(input.text, env.now, { expecting });
  const turn = saidTurn({ text: input.text, meaning, choice }, expecting, ctx);
  return { turn, meaning: choice === null ? meaning : null };
}

/** A command that was pressed, or written as its button says; null for everything else. */
function pressedTurn(input: Input, ctx: Ctx): Turn | null {
  const { doc } = ctx;
  if (input.pressed !== null && !isOnOffer(input.pressed, doc)) {
    return understood(oldButton(ctx, input.pressed));
  }
  const choice = input.pressed?.id ?? writtenChoice(input.text, doc);
  if (choice?.startsWith('do:')) {
    const done = runAndReturn(choice.slice('do:'.length), ctx);
    return done === null ? understood(oldButton(ctx)) : understood(done);
  }
  return null;
}

function saidTurn(heard: Heard, expecting: string | null, ctx: Ctx): Turn {
  const { meaning, choice } = heard;
  const { doc, env } = ctx;
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
    if (expecting === null && wantsToExplain(heard.text)) {
      const done = run('explain', ctx);
      if (done !== null) return understood(done);
    }
    const wished = expecting === 'text' ? null : wishes(heard, ctx);
    if (wished !== null) return understood(wished);
    const needing = aboutNeeds(heard, expecting, ctx);
    if (needing !== null) return understood(needing);
    const reach = expecting === 'text' ? null : reachWish(heard.text);
    const reached = reach === null ? null : runAndReturn(reach, ctx);
    if (reached !== null) return understood(reached);
    if (interrupts(heard, expecting) && !isUnsure(heard, ctx)) {
      const routed = route(heard, ctx);
      if (routed !== null) return understood(routed);
    }
  }
  if (isLateYes(heard, expecting, ctx)) return understood(askAgain(doc, env, registry));
  const answered = answer(doc, heard, env, registry);
  // In words that were asked for, nothing is a wish of its own.
  if (answered !== null)
    return understood(expecting === 'text' ? answered : alsoAsked(answered, meaning, ctx));
  const routed = verdict(meaning) === 'sure' ? route(heard, ctx) : wordAsked(heard, ctx);
  return routed === null ? missed(heard, ctx) : understood(routed);
}

/** "Vad är ett trepartsmöte": a word that can be explained, in a question that was not understood for sure. */
function wordAsked(heard: Heard, ctx: Ctx): Turn | null {
  const word = wordIn(heard.text, 4);
  return word === null ? null : returned({ doc: ctx.doc, say: explainWord(word, ctx) }, ctx.env);
}

/** The asked word of a "what is" question, when it can be explained and has no more words than that; else null. */
function wordIn(text: string, most: number): string | null {
  if (!WHAT_IS.test(fold(text.toLowerCase()))) return null;
  const word = askedWord(text.replace(/\s+/g, ' '));
  return word === null || word.split(' ').length > most || findTerm(word) === null ? null : word;
}

/** How somebody wants to be reminded, or of what, in their own words; null for everything else. */
function wishes({ text, meaning }: Heard, ctx: Ctx): Turn | null {
  const wish = wishOf(text, meaning.when, ctx.env);
  if (wish === null) return null;
  if (isOver(ctx.doc, ctx.env.today)) return { doc: ctx.doc, say: endSayings(ctx.doc, 'end:told') };
  if (wish.kind !== 'own') return returned(applyWish(wish, ctx), ctx.env);
  const draft = { text: wish.text, at: instantOf(wish.when, ctx.env) };
  return start(ctx.doc, ownReminderDialog, draft, ctx.env, registry);
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

const TELLS_OF_SELF = /(?<!\p{L})(?:jag|ja)(?!\p{L}) (?:har|är|e|fick|fått|lider)(?!\p{L})/iu;

/**
 * What helps the person, said at any time; or a question about what they have said of it. Null for all other words. Where any words are
 * an answer, these are one too.
 */
function aboutNeeds({ text, meaning }: Heard, expecting: string | null, ctx: Ctx): Turn | null {
  if (expecting === 'text' || meaning.aboutOther) return null;
  const sure = verdict(meaning) === 'sure';
  if (sure && (NO_NEED.has(meaning.intent) || (meaning.intent === 'human' && meaning.detail !== null)))
    return null;
  const kinds = needsIn(text);
  const [kind] = kinds;
  const isNeed = sure && meaning.intent === 'help' && meaning.detail === 'need';
  const asksFor = sure && meaning.intent === 'help' && meaning.detail === 'needs_shown';
  if (kind !== undefined && saysNoLonger(text) && ctx.doc.needs.some((need) => need.kind === kind)) {
    return needRemoved(kind, ctx);
  }
  if (asksFor) return returned({ doc: ctx.doc, say: shownNeeds(ctx) }, ctx.env);
  const cause = withoutCauses(text) !== null;
  // "Jag har dyslexi" says a cause alone: what helps is asked for, and the cause is let go.
  const onlyCause = cause && TELLS_OF_SELF.test(text) && !(sure && meaning.intent === 'explain_word');
  if (!isNeed && !onlyCause && kind === undefined) return null;
  const turn = needed(kinds, { ...ctx, doc: forgetCause(ctx.doc, text) });
  const noted = kind === undefined ? returned(turn, ctx.env) : turn;
  return cause ? { doc: noted.doc, say: [{ key: 'needs:noDiagnosis' }, ...noted.say] } : noted;
}

/** Commands are valid at any time; an answer only for the question that is open, and only one that it offers. */
function isOnOffer({ q, id }: { readonly q: number; readonly id: string }, doc: Participant): boolean {
  if (id.startsWith('do:')) return true;
  return q === doc.dialog.question && doc.dialog.offered.some((choice) => choice.id === id);
}

/** "Jag vill förklara varför jag inte kom": about an absence of before. */
function wantsToExplain(text: string): boolean {
  return EXPLAINS.test(text);
}

/** A title as it stood on a button, or its number. */
function writtenChoice(text: string, doc: Participant): string | null {
  const said = folded(text);
  if (said === '') return null;
  const { offered } = doc.dialog;
  const byTitle = offered.find((choice) => folded(choice.title) === said);
  if (byTitle) return byTitle.id;
  const number = /^[1-9]$/.test(said) ? Number(said) : null;
  return (number === null ? null : offered[number - 1]?.id) ?? standingCommand(said, doc);
}

/** What can be asked for by its own words at any time, as it is written on the buttons that are always there. */
const STANDING: readonly Choice[] = [
  ...MAIN_CHOICES,
  { id: 'do:help', key: 'common:help' },
  { id: 'do:again', key: 'common:readAgain' },
  { id: 'do:easier', key: 'common:easier' },
  { id: 'do:level:plain', key: 'common:plainLevel' },
  { id: 'do:level:easy', key: 'common:easyLevel' },
  { id: 'do:privacy', key: 'common:whoSees' },
  { id: 'do:cancel', key: 'common:cancel' },
  { id: 'do:back', key: 'common:back' },
  { id: 'do:words', key: 'common:whatDoesItMean' },
  { id: 'do:week', key: 'common:thisWeek' },
  { id: 'do:receipts', key: 'common:receipts' },
  { id: 'do:undo', key: 'common:undo' },
  { id: 'do:not-right', key: 'question:notRight' },
  { id: 'do:change', key: 'common:change' },
  { id: 'do:explain', key: 'absence:explainChoice' },
];

/** Their words never change, so they are folded once in each level. */
const standingByWords = new Map<Level, ReadonlyMap<string, string>>();

function standingCommand(said: string, doc: Participant): string | null {
  const level = levelOf(doc);
  let known = standingByWords.get(level);
  if (known === undefined) {
    // Of two with the same words the first one counts.
    const entries = STANDING.map(({ id, key }): [string, string] => [
      folded(words(key, undefined, { level, today: '' })),
      id,
    ]);
    known = new Map(entries.reverse());
    standingByWords.set(level, known);
  }
  return known.get(said) ?? null;
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[.,!?"»«)]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
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

/**
 * What is heard in every step of every dialog before it is taken as an answer. Where any words are an answer, only a short and
 * clear command interrupts: "hjälp" does, "jag behöver hjälp med mitt cv" is the question itself.
 */
function interrupts(heard: Heard, expecting: string | null): boolean {
  const { meaning } = heard;
  if (verdict(meaning) !== 'sure') return false;
  if (expecting === 'text') {
    return INTERRUPTING.has(meaning.intent) && heard.text.trim().split(/\s+/).length <= 2;
  }
  if (INTERRUPTING.has(meaning.intent)) return true;
  return (meaning.intent === 'show_schedule' || meaning.intent === 'show_plan') && meaning.question;
}

/** "Jag vet inte", where that is one of the answers. */
function isUnsure({ meaning }: Heard, { doc }: Ctx): boolean {
  return meaning.detail === 'dont_know' && doc.dialog.offered.some((choice) => choice.id === 'unsure');
}

/** Runs a command and then asks the open question again, unless the command moved the dialog itself. */
function runAndReturn(command: string, ctx: Ctx): Turn | null {
  const done = run(command, ctx);
  if (done === null) return null;
  return movesDialog(command) ? done : returned(done, ctx.env);
}

function returned(turn: Turn, env: Env): Turn {
  const again = askAgain(turn.doc, env, registry);
  if (again.say.length === 0) return turn;
  // What must be done personally was read before the interruption, and comes again with the receipt.
  const question = again.say.filter((saying) => saying.card !== 'duty');
  // What was to be read again may be the question itself.
  const asked = new Set(question.map((saying) => saying.key));
  const told = turn.say.filter((saying) => !asked.has(saying.key));
  return { doc: again.doc, say: [...told.map(withoutChoices), ...question] };
}

/**
 * Whether a yes may be meant for something else than the open question: it was asked on another day, or a reminder or an answer from the
 * supervisor has come after it. Then it is asked again, since what a yes sends must be what was just read.
 */
function isLateYes({ choice, meaning }: Heard, expecting: string | null, ctx: Ctx): boolean {
  const isYes = choice === 'yes' || (choice === null && meaning.intent === 'yes');
  if (expecting !== 'yes-no' || !isYes) return false;
  return !isOfToday(ctx) || (ctx.doc.dialog.interrupted && choice === null);
}

/** Whether the open question was asked today. */
function isOfToday({ doc, env }: Ctx): boolean {
  return doc.dialog.askedOn === null || doc.dialog.askedOn === env.today;
}

type Piece = Pick<Part, 'intent' | 'detail' | 'when' | 'reason' | 'word'>;

/** Takes care of everything in the message: what can be told is told first, then the one thing that needs an answer. */
function route(heard: Heard, ctx: Ctx): Turn | null {
  const { meaning } = heard;
  const pieces: Piece[] = [meaning, ...meaning.more].filter((piece) => isMeant(piece, meaning));
  const polite = pieces.length > 1 ? pieces.filter((piece) => piece.intent !== 'greeting') : pieces;
  const told: Saying[] = [];
  let doc = ctx.doc;
  let moved: Turn | null = null;
  // "Sjuk i dag och i morgon, när är nästa möte sen?" asks about the time after the absence.
  const awayTo = polite.find((piece) => piece.intent === 'report_absence')?.when;
  const env = awayTo?.grain === 'day' ? { ...ctx.env, local: at(awayTo.end, '23:59') } : ctx.env;
  for (const piece of polite) {
    const about = piece.intent === 'show_schedule' ? env : ctx.env;
    const turn = routePiece(piece, heard, { doc, env: about });
    if (turn === null) continue;
    if (turn.moves) {
      if (moved === null) moved = turn.turn;
    } else {
      told.push(...turn.turn.say);
      doc = turn.turn.doc;
    }
  }
  if (moved !== null) return { doc: moved.doc, say: [...told.map(withoutChoices), ...moved.say] };
  if (told.length === 0) return null;
  return returned({ doc, say: onlyLastChoices(told) }, ctx.env);
}

/** "Jag blir sen till mötet" names the meeting and does not ask about it. */
function isMeant(piece: Piece, meaning: Meaning): boolean {
  const late = meaning.detail === 'late' || meaning.detail === 'leave_early';
  return !(late && !meaning.question && piece.intent === 'show_schedule');
}

function onlyLastChoices(sayings: readonly Saying[]): Saying[] {
  return sayings.map((saying, index) => (index === sayings.length - 1 ? saying : withoutChoices(saying)));
}

/**
 * Something booked that was named: "när är min praktik", "varför har jag språkträning". Only without a day, which is then what was asked
 * about, and in a message of its own, since the words are those of the whole message.
 */
function namedPiece(piece: Piece, heard: Heard, ctx: Ctx): Saying[] | null {
  // Who is reached how stands with the people of the plan, e-mail included.
  if (piece.intent === 'human' && piece.detail === null && EMAIL_ASKED.test(fold(heard.text.toLowerCase()))) {
    return planSection('people', ctx);
  }
  const about =
    piece.intent === 'show_schedule'
      ? !isSpan(piece)
      : piece.intent === 'show_plan' && piece.detail === 'why';
  if (!about || heard.meaning.more.length > 0) return null;
  // "Vad är trepartsmöte" asks about the word, "vad är tiden för mötet" does not.
  const word = wordIn(heard.text, 2);
  if (word !== null) return explainWord(word, ctx);
  return namedSayings(heard.text, piece.detail === 'why' ? 'why' : facetOf(piece), ctx);
}

function isSpan(piece: Piece): boolean {
  return piece.when !== null || piece.detail === 'today' || piece.detail === 'this_week';
}

function facetOf({ detail }: Piece): Facet | null {
  return detail !== null && isFacet(detail) ? detail : null;
}

/** What in the plan is asked about, by its words, where only the plan was understood. */
function refined(piece: Piece, { text, meaning }: Heard): Piece {
  if (piece.intent !== 'show_plan' || piece.detail !== null || meaning.more.length > 0) return piece;
  const asked = fold(text.toLowerCase());
  const detail = PLAN_DETAILS.find(([words]) => words.test(asked))?.[1];
  return detail === undefined ? piece : { ...piece, detail };
}

function routePiece(meant: Piece, heard: Heard, ctx: Ctx): { turn: Turn; moves: boolean } | null {
  const piece = refined(meant, heard);
  const named = namedPiece(piece, heard, ctx);
  if (named !== null) return { turn: { doc: ctx.doc, say: named }, moves: false };
  const command = commandOf(piece, ctx.doc);
  if (command !== null) {
    const turn = run(command, ctx);
    return turn === null ? null : { turn, moves: movesDialog(command) };
  }
  const said = (say: readonly Saying[]) => ({ turn: { doc: ctx.doc, say }, moves: false });
  switch (piece.intent) {
    case 'report_absence':
      return { turn: absenceFrom(piece, heard, ctx), moves: true };
    case 'show_schedule':
      return said(
        piece.when === null
          ? []
          : piece.when.grain === 'day'
            ? daysSayings(piece.when.start, piece.when.end, ctx)
            : daySayings(piece.when.start.slice(0, 10), ctx),
      );
    case 'explain_word':
      return said(piece.word === null ? (run('words', ctx)?.say ?? []) : explainWord(piece.word, ctx));
    case 'human':
      return { turn: toSupervisor(piece.detail, heard.text, ctx), moves: true };
    case 'got_job':
      return { turn: lifeChange('work', piece.when, ctx, registry), moves: true };
    case 'started_studies':
      return { turn: lifeChange('studies', piece.when, ctx, registry), moves: true };
    case 'reminder_time':
      return said([settingsSaying(ctx)]);
    case 'cancel':
      return piece.detail === 'well_again'
        ? { turn: wellAgain({ when: piece.when }, ctx, registry), moves: true }
        : null;
    case 'greeting':
      return said([greeting(piece.detail)]);
    case 'help':
      return said(otherHelp(piece.detail));
    case 'out_of_scope':
      return outOfScope(piece.detail, heard, ctx);
    case 'yes':
    case 'no':
      if (openQuestion(ctx.doc, registry) !== null) return null;
      // "Nej, det stämmer inte" is no answer when nothing was asked: it is about what was shown.
      if (piece.intent === 'no' && NOT_SO.test(heard.text) && showsFacts(ctx)) {
        return { turn: saidNotRight(heard.text, ctx), moves: true };
      }
      return said([{ key: 'common:nothingAsked', choices: MAIN_CHOICES }]);
    default:
      return null;
  }
}

/** The intents that a command answers, by intent and detail. */
function commandOf(piece: Piece, doc: Participant): string | null {
  if (piece.intent === 'show_plan' && piece.detail === 'more') {
    // "Mer" goes on from what was just told, whatever its button is called.
    const next = doc.dialog.offered.find((choice) => choice.id.startsWith('do:plan:'));
    if (next) return next.id.slice('do:'.length);
  }
  const byDetail: Record<string, string> = {
    'show_plan/goal': 'plan:goal',
    'show_plan/steps': 'plan:now',
    'show_plan/support': 'plan:support',
    'show_plan/people': 'people',
    'show_plan/follow_up': 'plan:follow-up',
    'show_plan/own_work': 'plan:own',
    'show_plan/what_is_new': 'news',
    'show_plan/progress': 'plan:progress',
    'show_plan/why': 'plan:why',
    'show_plan/ends': 'plan:end',
    'show_plan/decisions': 'plan:decisions',
    'show_plan/hours': 'plan:hours',
    'show_plan/service': 'plan:service',
    'show_plan/level': 'plan:level',
    'show_plan/about_me': 'plan:about-me',
    'show_plan/assignment': 'plan:assignment',
    'show_plan/whose_rules': 'plan:rules',
    'show_plan/bookings': 'plan:bookings',
    'show_schedule/today': 'day',
    'show_schedule/this_week': 'week',
    'help/privacy': 'privacy',
    'help/read_again': 'again',
    'help/receipts': 'receipts',
    'cancel/undo': 'undo',
    'cancel/back': 'back',
    'report_absence/change': 'change',
  };
  const specific = byDetail[`${piece.intent}/${piece.detail}`];
  if (specific !== undefined) return specific;
  switch (piece.intent) {
    case 'show_plan':
      return 'plan';
    case 'show_schedule':
      return scheduleCommand(piece);
    case 'human':
      return piece.detail === null ? 'human' : null;
    case 'help':
      return piece.detail === null ? 'help' : null;
    case 'cancel':
      return piece.detail === null ? 'cancel' : null;
    case 'easy_on':
      return 'easier';
    case 'easy_off':
      return 'level:plain';
    case 'reminder_stop':
      return 'reminders:off';
    case 'reminder_start':
      return 'reminders:on';
    default:
      return null;
  }
}

/**
 * A day that was named is answered with that day; none with the next time. The one thing that was asked ("vad ska jag ta med") goes with
 * it. Several days are told as they are, by no command.
 */
function scheduleCommand(piece: Piece): string | null {
  const { when } = piece;
  const facet = facetOf(piece);
  const about = facet === null ? '' : `:${facet}`;
  if (when === null) return `next${about}`;
  if (when.grain === 'day' && when.end !== when.start) return null;
  return `day:${when.start.slice(0, 10)}${about}`;
}

/** A question, something that is wrong, or a wish to be rung: what the handledare is to hear. */
function toSupervisor(detail: Piece['detail'], text: string, ctx: Ctx): Turn {
  if (detail === 'not_right') return saidNotRight(text, ctx);
  if (detail !== 'ask_supervisor') return startAsking(ctx.doc, ctx.env, text);
  return ABOUT_THIS.test(text) ? askAboutShown(ctx) : startAsking(ctx.doc, ctx.env, null);
}

const NOT_SO = /(?<!\p{L})(?:fel|st[äae]mm?er (?:inte|ej)|inte (?:r[äa]tt|sant|riktigt|s[åa]))(?!\p{L})/iu;

const ABOUT_THIS = /(?<!\p{L})(?:det h[äa]r|det d[äa]r|den h[äa]r|om det|om detta)(?!\p{L})/iu;

function absenceFrom(piece: Piece, heard: Heard, ctx: Ctx): Turn {
  const asked = openQuestion(ctx.doc, registry) === null ? askedAbout(ctx.doc, ctx.env.now) : null;
  if (asked !== null && isAbout(asked, piece.when)) {
    return explainWith(asked, heard.text, piece.reason, ctx, registry);
  }
  if (piece.detail === 'late' || piece.detail === 'leave_early') {
    const draft = lateDraft(
      {
        kind: piece.detail === 'late' ? 'late' : 'leaves-early',
        when: piece.when,
        minutes: heard.meaning.minutes,
        reason: piece.reason,
      },
      ctx,
    );
    return start(ctx.doc, lateDialog, draft, ctx.env, registry);
  }
  const ownWork = NO_OWN_WORK.test(fold(heard.text.toLowerCase()));
  const known = { when: piece.when, reason: piece.reason satisfies Reason | null, ownWork };
  // One that was begun another day was about that day.
  const begun = isOfToday(ctx) ? moreKnown(ctx.doc, known) : null;
  const meant = begun ?? absenceDraft(ctx.doc, known);
  const draft = askingPast(ctx.doc, meant, heard.text, ctx.env.today);
  const turn = start(ctx.doc, absenceDialog, draft, ctx.env, registry);
  return heard.meaning.diagnosis
    ? { doc: turn.doc, say: [{ key: 'absence:noDiagnosis' }, ...turn.say] }
    : turn;
}

/** Words without a day, or with the day itself, answer what was asked about that day. */
function isAbout(absence: Absence, when: Piece['when']): boolean {
  if (when === null) return true;
  return when.start.slice(0, 10) <= absence.from && absence.from <= when.end.slice(0, 10);
}

function greeting(detail: Piece['detail']): Saying {
  if (detail === 'thanks') return { key: 'common:youAreWelcome', choices: MAIN_CHOICES };
  if (detail === 'bye') return { key: 'common:goodbye' };
  return { key: 'common:hello', choices: MAIN_CHOICES };
}

function otherHelp(detail: Piece['detail']): readonly Saying[] {
  if (detail === 'bot') return [{ key: 'help:bot' }];
  if (detail === 'unclear') {
    return [
      {
        key: 'help:unclear',
        choices: [
          { id: 'do:easier', key: 'common:easier' },
          { id: 'do:words', key: 'common:whatDoesItMean' },
          { id: 'do:human', key: 'common:human' },
        ],
      },
    ];
  }
  if (detail === 'dont_know') return [{ key: 'help:dontKnow' }];
  return helpSaying();
}

function outOfScope(detail: Piece['detail'], heard: Heard, ctx: Ctx): { turn: Turn; moves: boolean } | null {
  const said = (say: readonly Saying[]) => ({ turn: { doc: ctx.doc, say }, moves: false });
  const others: Choice[] = [
    { id: 'do:ask', key: 'common:askSupervisor' },
    { id: 'do:help', key: 'common:help' },
  ];
  switch (detail) {
    case 'money':
      return said(whoDecides('money', ctx));
    case 'rules':
      return said(
        IF_ABSENT.test(fold(heard.text.toLowerCase()))
          ? planSection('cannot-come', ctx)
          : whoDecides('rules', ctx),
      );
    case 'ask_leave':
      return said(whoDecides('leave', ctx));
    case 'other_person':
      return said([{ key: 'help:otherPerson', choices: others }]);
    case 'language':
      return said(otherLanguage(heard.meaning.language, ctx));
    case 'abuse':
      return said([{ key: 'help:calm', choices: others }]);
    default:
      // Nothing to say to it: three of these in a row are three misses too.
      return null;
  }
}

/** "ja, och när är nästa möte?": the rest of an answer is told before the next question. */
function alsoAsked(turn: Turn, meaning: Meaning, ctx: Ctx): Turn {
  const told = meaning.more.flatMap((piece) => {
    const command = commandOf(piece, ctx.doc);
    if (command === null || movesDialog(command)) return [];
    return run(command, { ...ctx, doc: turn.doc })?.say ?? [];
  });
  return told.length === 0 ? turn : { doc: turn.doc, say: [...told.map(withoutChoices), ...turn.say] };
}

/** A button of a question that is no longer open, often pressed in a second window. Nothing is done twice. */
function oldButton(ctx: Ctx, pressed: Input['pressed'] = null): Turn {
  const { settled } = ctx.doc.dialog;
  const sent = settled !== null && pressed?.id === 'yes' && pressed.q === settled.question;
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

const WANTS_TO_EXPLAIN =
  /^(?:ja,? )?(?:jag )?(?:vill|kan|ska) (?:gärna )?(?:förklara|berätta)(?: (?:vad som hände|det|varför))?[.!]*$/iu;

/** Not understood: choices at once, then help, and after the third time in a row a human. */
function missed(heard: Heard, ctx: Ctx): Turn {
  const misses = ctx.doc.dialog.misses + 1;
  const doc: Participant = { ...ctx.doc, dialog: { ...ctx.doc.dialog, misses } };
  const counted = { ...ctx, doc };
  if (misses >= 3) {
    return returned({ doc, say: [{ key: 'common:thirdMiss' }, ...humanSaying(counted)] }, ctx.env);
  }
  const isOutOfScope = heard.meaning.intent === 'out_of_scope' && verdict(heard.meaning) === 'sure';
  // "Jag glömde", "Det brann hemma": an answer to the question about what was missed, in any words that ask nothing themselves.
  const asked = openQuestion(doc, registry) === null ? askedAbout(doc, ctx.env.now) : null;
  const isAnswer = asked !== null && !(isOutOfScope && heard.meaning.question);
  if (misses === 1 && isOutOfScope && !isAnswer) {
    return returned({ doc, say: [{ key: 'help:outOfScope', choices: MAIN_CHOICES }] }, ctx.env);
  }
  if (asked !== null && isAnswer && /\p{L}{2}/u.test(heard.text)) {
    // Who says that they want to explain has not done so yet.
    if (WANTS_TO_EXPLAIN.test(heard.text.trim()))
      return understood(run(`explain:${asked.id}`, counted) ?? { doc, say: [] });
    return understood(explainWith(asked, heard.text, heard.meaning.reason, ctx, registry));
  }
  const almost =
    isLateReport(heard.meaning) && openQuestion(doc, registry) === null ? route(heard, ctx) : null;
  if (almost !== null) return understood(almost);
  const meant = verdict(heard.meaning) === 'ask' ? meantChoices(heard.meaning, doc) : [];
  if (meant.length > 0 && openQuestion(doc, registry) === null) {
    return {
      doc,
      say: [
        {
          key: 'common:didYouMean',
          choices: [
            ...meant.filter(({ id }) => id !== 'do:help'),
            { id: 'do:help', key: 'common:somethingElse' },
          ],
        },
      ],
    };
  }
  if (misses === 2) return returned({ doc, say: [{ key: 'common:secondMiss' }, ...helpSaying()] }, ctx.env);
  return returned({ doc, say: [{ key: 'common:notUnderstood', choices: MAIN_CHOICES }] }, ctx.env);
}

/** Coming late with a time or minutes in it: what it is taken for is read back before anything is sent. */
function isLateReport(meaning: Meaning): boolean {
  const late = meaning.detail === 'late' || meaning.detail === 'leave_early';
  const told = meaning.when !== null || meaning.minutes !== null;
  return verdict(meaning) === 'ask' && meaning.intent === 'report_absence' && late && told;
}

const MEANT: Partial<Record<Meaning['intent'], Choice>> = {
  report_absence: { id: 'do:absence', key: 'common:cannotCome' },
  show_plan: { id: 'do:plan', key: 'common:myPlan' },
  show_schedule: { id: 'do:next', key: 'common:nextMeeting' },
  human: { id: 'do:human', key: 'common:human' },
  explain_word: { id: 'do:words', key: 'common:whatDoesItMean' },
  reminder_stop: { id: 'do:reminders:off', key: 'wish:turnOff' },
  reminder_start: { id: 'do:reminders:on', key: 'wish:turnOn' },
  easy_on: { id: 'do:easier', key: 'common:easier' },
  easy_off: { id: 'do:level:plain', key: 'common:plainLevel' },
  got_job: { id: 'do:life:work', key: 'signal:iGotJob' },
  started_studies: { id: 'do:life:studies', key: 'signal:iStudy' },
  reminder_time: { id: 'do:reminders:show', key: 'wish:choose' },
  help: { id: 'do:help', key: 'common:help' },
  out_of_scope: { id: 'do:ask', key: 'common:askSupervisor' },
};

function meantChoices(meaning: Meaning, doc: Participant): Choice[] {
  const sent = latestOpenAbsence(doc);
  const found = meaning.top.flatMap((intent): Choice[] => {
    // With no dialog under way there is only what was sent to take back.
    if (intent === 'cancel') return sent === null ? [] : [{ id: `do:undo:${sent.id}`, key: 'common:undo' }];
    const choice = MEANT[intent];
    if (choice === undefined) return [];
    // What was said of the absence is not asked for again.
    if (intent === 'report_absence')
      return [
        {
          ...choice,
          id: `do:${absenceCommand(meaning.when, meaning.intent === intent ? meaning.reason : null)}`,
        },
      ];
    return [choice];
  });
  return [...new Map(found.map((choice) => [choice.id, choice])).values()].slice(0, 3);
}

function understood(turn: Turn): Turn {
  if (turn.doc.dialog.misses === 0) return turn;
  return { doc: { ...turn.doc, dialog: { ...turn.doc.dialog, misses: 0 } }, say: turn.say };
}
