import type { Participant } from '../domain/participant.ts';
import { addDays, at, mondayOf } from '../domain/time.ts';
import { findTerm, termOf } from '../locales/glossary/find.ts';
import { PLAN_DETAILS } from '../locales/phrases/plan-details.ts';
import {
  ABOUT_THIS,
  ASKS_ERRAND,
  ASKS_TERM,
  ASKS_THIS,
  ASKS_WHOM_TO_TELL,
  AT_PLACE,
  DEFINITE,
  EMAIL_ASKED,
  HAS_APPLIED,
  IF_ABSENT,
  NEXT_STEP,
  NOT_SO,
  OF_ONES_OWN,
  ONE_REMINDER,
  SAD,
  STARTS_OVER,
  STOPS,
  THE_FOLLOW_UP,
  WHAT_IS,
} from '../locales/phrases/signs.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import { absenceCommand } from './absence/known.ts';
import {
  askAboutShown,
  movesDialog,
  registry,
  run,
  saidNotRight,
  showsFacts,
  startAsking,
} from './commands.ts';
import { openQuestion, withoutChoices } from './engine.ts';
import { commandNamed } from './facts.ts';
import { helpSaying, MAIN_CHOICES, otherLanguage, sadSaying, whoDecides } from './help.ts';
import { lifeChange } from './life-change.ts';
import { hasAssignment } from './plan/about.ts';
import { namedSayings } from './plan/named.ts';
import { daySayings, daysSayings, type Facet, isFacet } from './plan/schedule.ts';
import { planSection } from './plan/sections.ts';
import { settingsSaying } from './reminders/read-back.ts';
import { reported } from './reported.ts';
import { returned } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import { askedWord } from './understanding/asked-word.ts';
import type { Meaning, Part, When } from './understanding/meaning.ts';
import { wellAgain } from './well-again.ts';
import { explainTerm, explainWord } from './words.ts';

/** From what was understood to what is done: every part of a message, in order. */

/** The asked word of a "what is" question, when it can be explained and has no more words than that; else null. */
export function wordIn({ normal }: Pick<Heard, 'normal'>, most: number): string | null {
  if (!WHAT_IS.test(normal.folded)) return null;
  const word = askedWord(normal.shown);
  return word === null || word.split(' ').length > most || findTerm(word) === null ? null : word;
}

/**
 * The term that a message asks about and nothing else: "vad är en handlingsplan", "va e soa". Whose own it is ("mitt uppdrag") or what
 * points at one ("planen") is asked of the plan.
 */
export function termAsked({ normal }: Pick<Heard, 'normal'>): string | null {
  const asked = ASKS_TERM.exec(normal.folded);
  const word = asked?.[1] ?? asked?.[2] ?? '';
  return word === '' || OF_ONES_OWN.test(word) ? null : termOf(word);
}

/** Whether what the plan holds is the answer, although a word was named. */
function isInPlan(piece: Piece, { normal }: Heard, ctx: Ctx): boolean {
  if (piece.intent !== 'show_plan' || piece.detail === null || !DEFINITE.test(normal.folded)) return false;
  return piece.detail !== 'assignment' || hasAssignment(ctx);
}

type Piece = Pick<Part, 'intent' | 'detail' | 'when' | 'reason' | 'word'>;

/** Takes care of everything in the message: what can be told is told first, then the one thing that needs an answer. */
export function route(heard: Heard, ctx: Ctx): Turn | null {
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
      // One thing is asked at a time; what is told beside an absence and is not sent is not left to be believed sent.
      else if (meaning.intent === 'report_absence' && isNews(piece))
        told.push({ key: 'signal:afterAbsence' });
    } else {
      told.push(...turn.turn.say);
      doc = turn.turn.doc;
    }
  }
  if (moved !== null) return { doc: moved.doc, say: [...told.map(withoutChoices), ...moved.say] };
  if (told.length === 0) return null;
  return returned({ doc, say: onlyLastChoices(told) }, ctx.env);
}

const isNews = ({ intent }: Piece): boolean => intent === 'got_job' || intent === 'started_studies';

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
  if (piece.intent === 'human' && piece.detail === null && EMAIL_ASKED.test(heard.normal.folded)) {
    return planSection('people', ctx);
  }
  const about =
    piece.intent === 'show_schedule'
      ? !isSpan(piece)
      : piece.intent === 'show_plan' && piece.detail === 'why';
  if (!about || heard.meaning.more.length > 0) return null;
  // "Vad är trepartsmöte" asks about the word, "vad är tiden för mötet" does not.
  const word = wordIn(heard, 2);
  if (word !== null) return explainWord(word, ctx);
  return namedSayings(heard.text, piece.detail === 'why' ? 'why' : facetOf(piece), ctx);
}

/** The week that goes on, whole: it has an answer of its own, with what is left of it. */
function isThisWeek({ intent, when }: Piece, { env }: Ctx): boolean {
  if (intent !== 'show_schedule' || when?.grain !== 'day') return false;
  const monday = mondayOf(env.today);
  return when.start === monday && when.end === addDays(monday, 6);
}

function isSpan(piece: Piece): boolean {
  return piece.when !== null || piece.detail === 'today' || piece.detail === 'this_week';
}

function facetOf({ detail }: Piece): Facet | null {
  return detail !== null && isFacet(detail) ? detail : null;
}

/** What in the plan is asked about, by its words, where only the plan was understood. */
function refined(piece: Piece, { normal: { folded }, meaning }: Heard): Piece {
  if (piece.intent === 'explain_word' && THE_FOLLOW_UP.test(folded))
    return { ...piece, intent: 'show_plan', detail: 'follow_up' };
  if (piece.intent !== 'show_plan' || piece.detail !== null || meaning.more.length > 0) return piece;
  const detail = PLAN_DETAILS.find(([words]) => words.test(folded))?.[1];
  return detail === undefined ? piece : { ...piece, detail };
}

/** "Vad har jag för möten nästa vecka" sounds like the question about this one: the days that were said count. */
function asDated(piece: Piece, { env }: Ctx): Piece {
  if (piece.intent !== 'show_schedule' || piece.when === null) return piece;
  const isOther =
    piece.detail === 'this_week' || (piece.detail === 'today' && piece.when.start.slice(0, 10) !== env.today);
  return isOther ? { ...piece, detail: null } : piece;
}

/** "Ta bort den påminnelsen" is about one that somebody has set for themselves, and turns nothing else off. Null where that is not meant. */
function ownRemoved(piece: Piece, { text }: Heard, ctx: Ctx): Turn | null {
  const own = ctx.doc.ownReminders;
  if (piece.intent !== 'reminder_stop' || own.length === 0 || !ONE_REMINDER.test(text)) return null;
  const said = text.toLowerCase();
  const named = own.filter(({ text: what }) => what !== null && said.includes(what.toLowerCase()));
  const offered = ctx.doc.dialog.offered.find(({ id }) => id.startsWith(OWN_REMOVE))?.id;
  const only = named.length === 1 ? named[0] : own.length === 1 ? own[0] : undefined;
  const id = only === undefined ? offered : `${OWN_REMOVE}${only.id}`;
  return id === undefined ? { doc: ctx.doc, say: [settingsSaying(ctx)] } : run(id.slice('do:'.length), ctx);
}

const OWN_REMOVE = 'do:remind:remove:';

function routePiece(meant: Piece, heard: Heard, ctx: Ctx): { turn: Turn; moves: boolean } | null {
  const piece = asDated(refined(meant, heard), ctx);
  // "Fel telefonnummer till min handledare" asks for no number, and "min handläggare heter inte så" is about nobody else.
  const mayBeWrong = (piece.intent === 'human' && piece.detail === null) || piece.intent === 'out_of_scope';
  if (mayBeWrong && NOT_SO.test(heard.text) && commandNamed(heard.text) !== null) {
    return { turn: saidNotRight(heard.text, ctx), moves: true };
  }
  const removed = ownRemoved(piece, heard, ctx);
  if (removed !== null) return { turn: removed, moves: false };
  // "Stopp" at a question ends what is asked, and no reminders.
  if (
    piece.intent === 'reminder_stop' &&
    STOPS.test(heard.text) &&
    openQuestion(ctx.doc, registry) !== null
  ) {
    const ended = run('cancel', ctx);
    return ended === null ? null : { turn: ended, moves: true };
  }
  const term = heard.meaning.more.length === 0 ? termAsked(heard) : null;
  const explained = term === null || isInPlan(piece, heard, ctx) ? null : explainTerm(term, ctx);
  if (explained !== null) return { turn: { doc: ctx.doc, say: explained }, moves: false };
  const named = namedPiece(piece, heard, ctx);
  if (named !== null) return { turn: { doc: ctx.doc, say: named }, moves: false };
  const command = isThisWeek(piece, ctx)
    ? 'week'
    : isRestart(piece, heard)
      ? 'restart'
      : commandOf(piece, ctx.doc, NEXT_STEP.test(heard.normal.folded));
  if (command !== null) {
    const turn = run(command, ctx);
    return turn === null ? null : { turn, moves: movesDialog(command) };
  }
  const said = (say: readonly Saying[]) => ({ turn: { doc: ctx.doc, say }, moves: false });
  switch (piece.intent) {
    case 'report_absence':
      return { turn: reported(piece, heard, ctx), moves: true };
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
      return {
        turn: lifeChange({ kind: 'work', when: piece.when, where: placeIn(heard.text) }, ctx, registry),
        moves: true,
      };
    case 'started_studies':
      return {
        turn: lifeChange(
          {
            kind: 'studies',
            applied: HAS_APPLIED.test(heard.normal.folded),
            when: piece.when,
            where: placeIn(heard.text),
          },
          ctx,
          registry,
        ),
        moves: true,
      };
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
      // "Nej, jag menade torsdag": about a day, whatever was meant with it, and no goodbye.
      if (piece.when !== null) return said([aboutDay(piece.when)]);
      // "Vill du göra något mer?" was asked, by the thanks before it.
      if (
        piece.intent === 'no' &&
        (ctx.doc.dialog.last.at(-1) as Saying | undefined)?.key === 'common:youAreWelcome'
      )
        return said([{ key: 'common:goodbye' }]);
      return said([{ key: 'common:nothingAsked', choices: MAIN_CHOICES }]);
    default:
      return null;
  }
}

function aboutDay(when: When): Saying {
  return {
    key: 'common:didYouMean',
    choices: [
      { id: `do:${absenceCommand(when, null)}`, key: 'common:cannotCome' },
      { id: 'do:ask', key: 'common:askSupervisor' },
      { id: 'do:help', key: 'common:somethingElse' },
    ],
  };
}

/** "Nu blev det fel, jag vill börja om" leaves all that is open, as the button does, and not only what is asked just now. */
function isRestart({ intent, detail }: Piece, { normal }: Heard): boolean {
  return intent === 'cancel' && detail === null && STARTS_OVER.test(normal.folded);
}

/** The commands that answer what is asked, by intent and detail. */
const BY_DETAIL: Readonly<Record<string, string>> = {
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

/** The command that answers it; null for what none does. */
function commandOf(piece: Piece, doc: Participant, isNextStep = false): string | null {
  if (piece.intent === 'show_plan' && piece.detail === 'more') {
    // "Mer" goes on from what was just told, whatever its button is called.
    const next = doc.dialog.offered.find((choice) => choice.id.startsWith('do:plan:'));
    if (next) return next.id.slice('do:'.length);
  }
  if (piece.intent === 'show_plan' && piece.detail === 'steps' && isNextStep) return 'plan:next';
  const specific = BY_DETAIL[`${piece.intent}/${piece.detail}`];
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

/** Where somebody will work or study, as they wrote it; null when they did not. */
const placeIn = (text: string): string | null => AT_PLACE.exec(text)?.[1] ?? null;

/** A question, something that is wrong, or a wish to be rung: what the handledare is to hear. */
function toSupervisor(detail: Piece['detail'], text: string, ctx: Ctx): Turn {
  if (detail === 'not_right') return saidNotRight(text, ctx);
  if (detail !== 'ask_supervisor') return startAsking(ctx.doc, ctx.env, text);
  if (ABOUT_THIS.test(text)) return askAboutShown(ctx);
  // "Fråga Karin om jag kan få ett möte på eftermiddagen" is the question itself.
  return startAsking(ctx.doc, ctx.env, ASKS_THIS.test(text) ? text : null);
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
    case 'rules': {
      const asked = heard.normal.folded;
      if (IF_ABSENT.test(asked) || ASKS_WHOM_TO_TELL.test(asked))
        return said(planSection('cannot-come', ctx));
      return said(whoDecides(ASKS_ERRAND.test(asked) ? 'leave' : 'rules', ctx));
    }
    case 'ask_leave':
      return said(whoDecides('leave', ctx));
    case 'other_person':
      return said([{ key: 'help:otherPerson', choices: others }]);
    case 'language':
      return said(otherLanguage(heard.meaning.language, ctx));
    case 'abuse':
      return said([{ key: 'help:calm', choices: others }]);
    default:
      if (ASKS_WHOM_TO_TELL.test(heard.normal.folded)) return said(planSection('cannot-come', ctx));
      if (SAD.test(heard.normal.folded)) return said([sadSaying(ctx)]);
      // Nothing to say to it: three of these in a row are three misses too.
      return null;
  }
}

/** "ja, och när är nästa möte?": the rest of an answer is told before the next question. */
export function alsoAsked(turn: Turn, meaning: Meaning, ctx: Ctx): Turn {
  const told = meaning.more.flatMap((piece) => {
    const command = commandOf(piece, ctx.doc);
    if (command === null || movesDialog(command)) return [];
    return run(command, { ...ctx, doc: turn.doc })?.say ?? [];
  });
  return told.length === 0 ? turn : { doc: turn.doc, say: [...told.map(withoutChoices), ...turn.say] };
}
