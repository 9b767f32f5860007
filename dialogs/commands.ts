import { isOwnReport, isSentOn } from '../domain/absence.ts';
import { latestOpenAbsence } from '../domain/actions/absences.ts';
import { chooseLevel, confirmComing } from '../domain/actions/participant.ts';
import { findOccurrence } from '../domain/appointment.ts';
import { missesWhole } from '../domain/deviation.ts';
import { NEED_KINDS, type NeedKind } from '../domain/needs.ts';
import { type Level, levelOf, type Participant } from '../domain/participant.ts';
import { isAfRegime } from '../domain/plan.ts';
import { appointmentsLeft, isOver } from '../domain/service-end.ts';
import { latestSignal } from '../domain/signal.ts';
import { dateOf, isLocalDate } from '../domain/time.ts';
import { words } from '../locales/render.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import { endSayings } from '../locales/sayings/service-end.ts';
import { readerOf } from '../locales/tell.ts';
import { absenceDialog } from './absence/dialog.ts';
import { absenceDraft } from './absence/draft.ts';
import { knownFrom } from './absence/known.ts';
import { lateDialog } from './absence/late.ts';
import { lateDraftOf } from './absence/late-draft.ts';
import { alreadyAway } from './absence/words.ts';
import { askAboutDraft, askDialog, askDraft, factsUnderWay, notRightDraft } from './ask-supervisor.ts';
import { abandon, askAgain, back, cancel, openQuestion, type Registry, start } from './engine.ts';
import { explain, explainDialog, toExplain, unexplain } from './explain-absence.ts';
import { commandNamed, type Fact, factsIn, hasFacts, hasOnlyHardWords } from './facts.ts';
import { helpSaying, humanSaying, MAIN_CHOICES, privacySaying } from './help.ts';
import { changeOfSignal, lifeChange, lifeChangeDialog, undoSignal, undoSignalDialog } from './life-change.ts';
import {
  chooseNeed,
  needRemoved,
  needsDialog,
  needsDraft,
  noteNeeds,
  removeNeed,
  shownNeeds,
} from './needs.ts';
import { bookingSayings } from './plan/booking.ts';
import { newsTurn } from './plan/news.ts';
import { daySayings, isFacet, nextMeeting, weekSayings } from './plan/schedule.ts';
import { isPlanSection, planSection, planSummary, SECTIONS_TO_COME } from './plan/sections.ts';
import { reachCommand } from './reach.ts';
import { receiptsSaying } from './receipts.ts';
import { leftSayings, remindCommand, remindersOn } from './reminders/commands.ts';
import { ownReminderDialog } from './reminders/own-dialog.ts';
import { settingsSaying } from './reminders/read-back.ts';
import type { Ctx, Env, Turn } from './turn.ts';
import { certificate, stillIll, wellAgain, wellDialog } from './well-again.ts';
import { tooLate, withdrawDialog } from './withdraw.ts';
import { explainTerm, offerWords } from './words.ts';

/**
 * What can be asked for at any time, in every step of every dialog. A button carries the name after `do:`; written words come here
 * by their meaning. Afterwards the question that was open is asked again.
 */

export const registry: Registry = {
  [absenceDialog.id]: absenceDialog,
  [lateDialog.id]: lateDialog,
  [wellDialog.id]: wellDialog,
  [explainDialog.id]: explainDialog,
  [lifeChangeDialog.id]: lifeChangeDialog,
  [undoSignalDialog.id]: undoSignalDialog,
  [withdrawDialog.id]: withdrawDialog,
  [askDialog.id]: askDialog,
  [ownReminderDialog.id]: ownReminderDialog,
  [needsDialog.id]: needsDialog,
};

type Command = (argument: string, ctx: Ctx) => Turn;

const says =
  (make: (ctx: Ctx) => readonly Saying[]): Command =>
  (_argument, ctx) => ({ doc: ctx.doc, say: make(ctx) });

const commands: Readonly<Record<string, Command>> = {
  help: says((ctx) => helpSaying(openQuestion(ctx.doc, registry) !== null)),
  human: says(humanSaying),
  privacy: says(privacySaying),
  people: says((ctx) => planSection('people', ctx)),
  receipts: says(receiptsSaying),
  next: (facet, ctx) => ({ doc: ctx.doc, say: nextMeeting(ctx, isFacet(facet) ? facet : null) }),
  booking: (id, ctx) => ({ doc: ctx.doc, say: bookingSayings(id, ctx) }),
  news: (_argument, ctx) => newsTurn(ctx),
  week: says(weekSayings),
  day: (argument, ctx) => {
    const [date = '', facet = ''] = argument.split(':');
    const day = isLocalDate(date) ? date : ctx.env.today;
    return { doc: ctx.doc, say: daySayings(day, ctx, isFacet(facet) ? facet : null) };
  },
  words: says(offerWords),
  word: (id, ctx) => ({ doc: ctx.doc, say: explainTerm(id, ctx) ?? offerWords(ctx) }),
  plan: (section, ctx) => {
    return { doc: ctx.doc, say: isPlanSection(section) ? planSection(section, ctx) : planSummary(ctx) };
  },
  again: says((ctx) => lastSaid(ctx.doc) ?? helpSaying()),
  easier: (_argument, ctx) => easier(ctx),
  level: (level, ctx) => levelChosen(level === 'easy' ? 'easy' : 'plain', ctx),
  back: (_argument, ctx) =>
    back(ctx.doc, ctx.env, registry) ?? { doc: ctx.doc, say: [{ key: 'common:nothingToGoBackTo' }] },
  cancel: (_argument, ctx) => withMainChoices(cancel(ctx.doc, ctx.env, registry) ?? nothingToCancel(ctx)),
  restart: (_argument, ctx) => {
    const { doc, say } = abandon(ctx.doc, ctx.env, registry);
    return { doc, say: [...say, { key: 'common:restarted', choices: MAIN_CHOICES }] };
  },
  absence: (known, ctx) =>
    start(ctx.doc, absenceDialog, absenceDraft(ctx.doc, knownFrom(known)), ctx.env, registry),
  cannot: (occurrence, ctx) => cannot(occurrence, ctx),
  change: (id, ctx) => changeOf(id, ctx),
  undo: (id, ctx) => undo(id, ctx),
  ask: (about, ctx) => start(ctx.doc, askDialog, askAboutDraft(shownBy(about, ctx), ctx), ctx.env, registry),
  'not-right': (about, ctx) =>
    notRight(factsIn(about === '' ? lastShown(ctx) : shownBy(about, ctx), ctx), null, ctx),
  well: (id, ctx) => wellAgain({ when: null, id }, ctx, registry),
  'still-ill': (id, ctx) => stillIll(id, ctx, registry),
  certificate: (answer, ctx) => ({
    doc: ctx.doc,
    // Asked only of somebody in a programme; an old button must not tell anybody else of that authority.
    say: isAfRegime(ctx.doc.plan.regime.kinds) ? certificate(answer) : helpSaying(),
  }),
  explain: (argument, ctx) => {
    const [id = '', how = ''] = argument.split(':');
    const meant = id === '' ? toExplain(ctx.doc)?.id : id;
    if (meant === undefined)
      return { doc: ctx.doc, say: [{ key: 'absence:nothingToExplain', choices: MAIN_CHOICES }] };
    return explain(meant, how, ctx, registry);
  },
  unexplain: (id, ctx) => unexplain(id, ctx),
  life: (kind, ctx) =>
    lifeChange({ kind: kind === 'work' ? 'work' : 'studies', when: null, where: null }, ctx, registry),
  'undo-signal': (id, ctx) => undoSignal(id, ctx, registry),
  'change-signal': (id, ctx) => changeOfSignal(id, ctx, registry),
  'call-me': (_argument, ctx) =>
    startAsking(ctx.doc, ctx.env, words('help:callMeText', undefined, readerOf(ctx.doc, ctx.env.now))),
  'other-supervisor': (_argument, ctx) =>
    startAsking(
      ctx.doc,
      ctx.env,
      words('help:otherSupervisorText', undefined, readerOf(ctx.doc, ctx.env.now)),
    ),
  needs: says(shownNeeds),
  need: (kind, ctx) =>
    needed(
      NEED_KINDS.filter((known) => known === kind),
      ctx,
    ),
  'needs-add': (from, ctx) => ({ doc: ctx.doc, say: chooseNeed(Number(from) || 0, ctx) }),
  'needs-remove': says(removeNeed),
  'needs-tell': (_argument, ctx) => {
    const untold = ctx.doc.needs.filter((need) => need.toldAt === null).map((need) => need.kind);
    return untold.length === 0 ? { doc: ctx.doc, say: shownNeeds(ctx) } : askToTell(ctx.doc, untold, ctx);
  },
  'need-off': (kind, ctx) => {
    const known = NEED_KINDS.find((entry) => entry === kind);
    return known ? needRemoved(known, ctx) : { doc: ctx.doc, say: shownNeeds(ctx) };
  },
  coming: (occurrence, ctx) => coming(occurrence, ctx),
  reminders: (wish, ctx) =>
    wish === 'show' ? { doc: ctx.doc, say: [settingsSaying(ctx)] } : remindersOn(wish === 'on', ctx),
  remind: remindCommand,
  left: says(leftSayings),
  reach: reachCommand,
};

/**
 * What is about something still to come, or offers to report: there is no such thing when the service is over, whatever the plan says.
 */
const TO_COME = new Set([
  'next',
  'booking',
  'news',
  'week',
  'day',
  'coming',
  'left',
  'reminders',
  'still-ill',
  'help',
]);
/** The names of all commands. */
export const COMMANDS: readonly string[] = Object.keys(commands);

function isToCome(command: string): boolean {
  const [name = '', section = ''] = command.split(':');
  return TO_COME.has(name) || (name === 'plan' && SECTIONS_TO_COME.has(section));
}

/** Whether a button that runs it leads anywhere when the service is over: nothing is sent then, and nothing is to come. */
export function worksAfterEnd(command: string): boolean {
  return !isToCome(command) && !movesDialog(command);
}

/** Runs a command such as `plan:goal`. Null when there is none of that name: a button from an older version of the program. */
export function run(command: string, ctx: Ctx): Turn | null {
  const [name = '', ...argument] = command.split(':');
  if (isToCome(command) && isOver(ctx.doc, ctx.env.today)) {
    return { doc: ctx.doc, say: endSayings(ctx.doc, 'end:told', ctx.env.today) };
  }
  const turn = Object.hasOwn(commands, name) ? (commands[name]?.(argument.join(':'), ctx) ?? null) : null;
  return turn !== null && SHOWING.has(name) ? withFactChoices(turn, command, ctx) : turn;
}

/** Commands that show facts of the plan. What they show can be asked about, and be said to be wrong. */
const SHOWING = new Set(['plan', 'next', 'booking', 'week', 'day', 'people', 'news']);

const MOST_CHOICES = 5;

function withFactChoices(turn: Turn, command: string, ctx: Ctx): Turn {
  // The plan's own words may be hard: that is said, and help is offered, instead of rewriting them.
  const isHard = levelOf(ctx.doc) === 'easy' && hasOnlyHardWords(turn.say);
  const last = turn.say.at(-1);
  if (!last || !hasFacts(turn.say)) return turn;
  const notRight: Choice = { id: `do:not-right:${command}`, key: 'question:notRight' };
  const all = last.choices ?? [];
  const others = all.length < MOST_CHOICES ? all : withoutOne(all);
  const at = others.findIndex((choice) => choice.id === 'do:ask');
  const choices =
    at === -1
      ? [...others, notRight]
      : [
          ...others.slice(0, at),
          {
            id: `do:ask:${command}`,
            key: isHard ? 'question:askAboutThis' : 'common:askSupervisor',
          } as const,
          notRight,
          ...others.slice(at + 1),
        ];
  if (!isHard) return { doc: turn.doc, say: [...turn.say.slice(0, -1), { ...last, choices }] };
  const { choices: _, ...shown } = last;
  return { doc: turn.doc, say: [...turn.say.slice(0, -1), shown, { key: 'plan:ownWords', choices }] };
}

/** What is most easily said in words gives its place: a word to explain, then one of several bookings. */
function withoutOne(choices: readonly Choice[]): Choice[] {
  const spare = (id: string) => id === 'do:words' || id.startsWith('do:booking:');
  const at = choices.findLastIndex((choice) => spare(choice.id));
  return choices.toSpliced(at === -1 ? choices.length - 1 : at, 1);
}

/** What a command shows; nothing for one that shows nothing of the plan. */
function shownBy(command: string, ctx: Ctx): readonly Saying[] {
  return SHOWING.has(command.split(':')[0] ?? '') ? (run(command, ctx)?.say ?? []) : [];
}

function lastShown(ctx: Ctx): readonly Saying[] {
  return lastSaid(ctx.doc) ?? [];
}

function notRight(facts: readonly Fact[], text: string | null, ctx: Ctx): Turn {
  return start(ctx.doc, askDialog, notRightDraft(facts, text), ctx.env, registry);
}

/**
 * "Det stämmer inte" in words: about what was shown last, or about the part of the plan that is named. With neither, the words alone are
 * what the handledare needs.
 */
export function saidNotRight(text: string, ctx: Ctx): Turn {
  const underWay = factsUnderWay(ctx);
  const shown = underWay.length > 0 ? underWay : factsIn(lastShown(ctx), ctx);
  const named = shown.length > 0 ? null : commandNamed(text);
  return notRight(named === null ? shown : factsIn(shownBy(named, ctx), ctx), text, ctx);
}

/** Whether what was said last tells facts of the plan. */
export function showsFacts(ctx: Ctx): boolean {
  return factsIn(lastShown(ctx), ctx).length > 0;
}

/** "Jag vill fråga om det här": about what was shown last. */
export function askAboutShown(ctx: Ctx): Turn {
  return start(ctx.doc, askDialog, askAboutDraft(lastShown(ctx), ctx), ctx.env, registry);
}

/** Commands that leave the open question behind: they start, end or move a dialog themselves. */
const MOVING = new Set([
  'need',
  'needs-tell',
  'life',
  'absence',
  'cannot',
  'change',
  'undo',
  'ask',
  'not-right',
  'call-me',
  'other-supervisor',
  'cancel',
  'restart',
  'back',
  'well',
  'still-ill',
  'explain',
  'undo-signal',
  'change-signal',
]);

export function movesDialog(command: string): boolean {
  return MOVING.has(command.split(':')[0] ?? '');
}

/** What was said last, or null. Stored as plain data; a key that no longer exists would only be told as its name. */
function lastSaid({ dialog }: Participant): Saying[] | null {
  const said = dialog.told.length > 0 ? dialog.told : dialog.last;
  return said.length > 0 ? (said as Saying[]) : null;
}

/** "Enklare": from now on easy words, starting with what was just said. */
function easier(ctx: Ctx): Turn {
  if (ctx.doc.wishes.level === 'easy') {
    return {
      doc: ctx.doc,
      say: [
        {
          key: 'help:alreadyEasy',
          choices: [
            { id: 'do:words', key: 'common:whatDoesItMean' },
            { id: 'do:ask', key: 'common:askSupervisor' },
            { id: 'do:human', key: 'common:human' },
          ],
        },
      ],
    };
  }
  return levelChosen('easy', ctx);
}

function levelChosen(level: Level, ctx: Ctx): Turn {
  const told = lastSaid(ctx.doc)?.filter((saying) => !saying.key.startsWith('welcome:')) ?? [];
  const before = level === 'easy' ? told.map(withoutEasier) : told;
  const first = ctx.doc.wishes.level === null;
  const doc = chooseLevel(ctx.doc, level);
  const chosen: Saying = { key: level === 'easy' ? 'welcome:easyChosen' : 'welcome:plainChosen' };
  if (before.length > 0) return { doc, say: [chosen, ...before] };
  return {
    doc,
    say: first
      ? [chosen, { key: 'help:whatICanDo', choices: MAIN_CHOICES }]
      : [{ ...chosen, choices: MAIN_CHOICES }],
  };
}

/** What is said in easy words already offers no easier ones. */
function withoutEasier(saying: Saying): Saying {
  return saying.choices
    ? { ...saying, choices: saying.choices.filter((choice) => choice.id !== 'do:easier') }
    : saying;
}

function changeOf(id: string, ctx: Ctx): Turn {
  const absence = ctx.doc.absences.find((entry) => entry.id === id) ?? latestOpenAbsence(ctx.doc);
  if (absence?.status !== 'reported') return { doc: ctx.doc, say: [{ key: 'absence:nothingToUndo' }] };
  if (isSentOn(absence)) return { doc: ctx.doc, say: [tooLate(ctx)] };
  const late = lateDraftOf(absence.id, ctx);
  if (late !== null) return start(ctx.doc, lateDialog, late, ctx.env, registry);
  return start(ctx.doc, absenceDialog, absenceDraft(ctx.doc, { changes: absence.id }), ctx.env, registry);
}

/** What was sent last, whatever it is, is what "ångra" without more means. */
function newest(ctx: Ctx): 'absence' | { readonly signal: string } | { readonly explanation: string } {
  const absence = latestOpenAbsence(ctx.doc);
  const signal = latestSignal(ctx.doc.signals);
  const explained = ctx.doc.absences
    .filter((entry) => entry.status === 'reported' && entry.explanation !== null)
    .sort((a, b) => ((a.explanation?.at ?? '') < (b.explanation?.at ?? '') ? -1 : 1))
    .at(-1);
  const at = absence === null ? '' : (absence.changedAt ?? absence.reportedAt);
  const signalAt = signal === null ? '' : (signal.changedAt ?? signal.reportedAt);
  const explainedAt = explained?.explanation?.at ?? '';
  if (explained && explainedAt > at && explainedAt > signalAt) return { explanation: explained.id };
  return signal !== null && signalAt > at ? { signal: signal.id } : 'absence';
}

/** "Jag ångrar mig" right after a receipt is about what was just sent: taking that back is then on offer. */
function nothingToCancel(ctx: Ctx): Turn {
  const offered = ctx.doc.dialog.offered.find(({ id }) =>
    /^do:(?:undo|undo-signal|unexplain)(?::|$)/.test(id),
  );
  const undone = offered === undefined ? null : run(offered.id.slice('do:'.length), ctx);
  return undone ?? { doc: ctx.doc, say: [{ key: 'common:nothingToCancel' }] };
}

/** What is read back and not sent yet is what "ångra" is about, and no earlier report. */
function isBeforeSending(ctx: Ctx): boolean {
  return (
    ctx.doc.dialog.offered.some(({ id }) => id === 'yes') &&
    ctx.doc.dialog.offered.some(({ id }) => id === 'do:cancel')
  );
}

function undo(id: string, ctx: Ctx): Turn {
  if (id === '' && isBeforeSending(ctx)) {
    const ended = cancel(ctx.doc, ctx.env, registry);
    if (ended !== null) return withMainChoices(ended);
  }
  const last = id === '' ? newest(ctx) : 'absence';
  if (last !== 'absence') {
    return 'signal' in last ? undoSignal(last.signal, ctx, registry) : unexplain(last.explanation, ctx);
  }
  const absence = ctx.doc.absences.find((entry) => entry.id === id) ?? latestOpenAbsence(ctx.doc);
  if (!absence) return { doc: ctx.doc, say: [{ key: 'absence:nothingToUndo', choices: MAIN_CHOICES }] };
  if (absence.status !== 'reported') return { doc: ctx.doc, say: [{ key: 'absence:alreadyWithdrawn' }] };
  if (isSentOn(absence)) return { doc: ctx.doc, say: [tooLate(ctx)] };
  return start(ctx.doc, withdrawDialog, { absence: absence.id, confirmed: false }, ctx.env, registry);
}

function cannot(key: string, ctx: Ctx): Turn {
  const occurrence = findOccurrence(appointmentsLeft(ctx.doc), key);
  if (occurrence?.state === 'cancelled') return returned(ctx.doc, [{ key: 'wish:isOff' }], ctx.env);
  return start(ctx.doc, absenceDialog, absenceDraft(ctx.doc, { occurrence: key }), ctx.env, registry);
}

/** Said, and then the question that is open once more. */
function returned(doc: Participant, say: readonly Saying[], env: Env): Turn {
  const again = askAgain(doc, env, registry);
  return { doc: again.doc, say: [...say, ...again.say] };
}

/** It may have got another time as well as been taken away, so nobody is told to stay at home. */
const goneSaying: Saying = {
  key: 'wish:isGone',
  choices: [
    { id: 'do:next', key: 'common:nextMeeting' },
    { id: 'do:week', key: 'common:thisWeek' },
    { id: 'do:ask', key: 'common:askSupervisor' },
  ],
};

function coming(key: string, ctx: Ctx): Turn {
  const occurrence = findOccurrence(appointmentsLeft(ctx.doc), key);
  if (occurrence === null) return { doc: ctx.doc, say: [goneSaying] };
  if (occurrence.state === 'cancelled') return { doc: ctx.doc, say: [{ key: 'wish:isOff' }] };
  // A button of before: what has been is not to come to.
  if (occurrence.end <= ctx.env.local) return { doc: ctx.doc, say: [{ key: 'common:oldButton' }] };
  const away = ctx.doc.absences
    .filter(isOwnReport)
    .find((absence) => missesWhole(absence, occurrence) && absence.occurrences.includes(key));
  // The provider still has the absence, and would report it: that comes first.
  if (away) return { doc: ctx.doc, say: [alreadyAway(away, occurrence)] };
  return {
    doc: confirmComing(ctx.doc, key, ctx.env.now),
    say: [
      {
        key: 'wish:comingNoted',
        params: {
          what: { kind: occurrence.appointment.kind, form: 'definite' },
          day: { date: dateOf(occurrence.start) },
          time: { time: occurrence.start.slice(11) },
        },
        choices: [{ id: `do:cannot:${key}`, key: 'reminder:cannot' }],
      },
    ],
  };
}

function withMainChoices(turn: Turn): Turn {
  const last = turn.say.at(-1);
  if (!last || last.choices) return turn;
  return { doc: turn.doc, say: [...turn.say.slice(0, -1), { ...last, choices: MAIN_CHOICES }] };
}

/** What helps somebody: kept at once, and then asked whether the handledare should know. */
export function needed(kinds: readonly NeedKind[], ctx: Ctx): Turn {
  if (kinds.length === 0) return { doc: ctx.doc, say: chooseNeed(0, ctx) };
  const noted = noteNeeds(ctx, kinds);
  const told = new Set(noted.doc.needs.filter((need) => need.toldAt !== null).map((need) => need.kind));
  const untold = kinds.filter((kind) => !told.has(kind));
  if (untold.length === 0)
    return { doc: noted.doc, say: [...noted.say, ...shownNeeds({ ...ctx, doc: noted.doc })] };
  const asked = askToTell(noted.doc, untold, ctx);
  return { doc: asked.doc, say: [...noted.say, ...asked.say] };
}

function askToTell(doc: Participant, kinds: readonly NeedKind[], ctx: Ctx): Turn {
  return start(doc, needsDialog, needsDraft(kinds), ctx.env, registry);
}

/** For those who start a dialog from words. */
export function startAsking(doc: Participant, env: Env, text: string | null): Turn {
  return start(doc, askDialog, askDraft(text), env, registry);
}
