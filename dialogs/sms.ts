import type { Participant } from '../domain/participant.ts';
import { asked, isShut, mayTellMore, tried } from '../domain/sms.ts';
import { dateOf } from '../domain/time.ts';
import { fold } from '../locales/fold.ts';
import type { TextKey } from '../locales/keys.ts';
import { ASKS_BESIDE } from '../locales/phrases/answers.ts';
import type { Choice, Params, Saying } from '../locales/saying.ts';
import { ABSENCE, type AbsenceDraft, absenceDrafts, bookedIn, isOnlyOwnWork } from './absence/draft.ts';
import { lateDialog } from './absence/late.ts';
import {
  isBehind as isOver,
  LATE,
  type LateDraft,
  lateDrafts,
  missedMinutes,
  occurrenceOf,
} from './absence/late-draft.ts';
import { isBehind } from './absence/words.ts';
import { AF_PHONE, AF_PHONE_LINK } from './duties.ts';
import { draftIn, withoutFrames } from './engine.ts';
import { type LifeChangeDraft, lifeChangeDialog, newsOf, undoSignalDialog } from './life-change.ts';
import { reachWish } from './reach.ts';
import { type Input, respond } from './respond.ts';
import { answeredBySms, providerBySms, questionBySms, saidBySms } from './sms-words.ts';
import type { Ctx, Env, Turn } from './turn.ts';
import { normalise } from './understanding/normalise.ts';
import { wellDialog } from './well-again.ts';
import { withdrawDialog } from './withdraw.ts';

/**
 * One turn by SMS. Anybody can pretend to write from a number, and a phone lies where others see it: so only the own absence, work or studies,
 * and when the next time is; nothing of the plan, no reason, no address. What is sent on is confirmed with two digits. Everything else is
 * said to be in the chat, and nothing of it is begun.
 */
export function respondBySms(doc: Participant, input: Input, env: Env): Turn {
  // It is turned off by a word of its own, which is confirmed; after words like these nothing could be said any more.
  if (reachWish(normalise(input.text)) === 'reach:remove:sms')
    return { doc, say: [{ key: 'sms:howToStop' }] };
  const digits = /^\s*(\d{2})\s*\.?\s*$/.exec(input.text)?.[1];
  if (digits === undefined || isAnswer(doc)) {
    const first = respond(doc, input, env);
    // No buttons are seen here that lead out of it: what was written next is heard without it.
    const before = isStuck(doc, first) ? withoutFrames(doc, lateDialog, () => true) : doc;
    const turn = before === doc ? first : respond(before, input, env);
    const aside = asksBeside(doc, input.text, turn);
    if (aside !== null) return aside;
    const said = shown(before, turn, env);
    // A written yes is told which digits to write.
    return turn.unkept || turn.doc.numbers.feed !== before.numbers.feed ? said : withWhy(before, said);
  }
  const { sms, tried: how } = tried(doc.sms, digits, doc.dialog.question, env.now);
  const counted = { ...doc, sms };
  if (how === 'none') return { doc: counted, say: [{ key: 'sms:numberOld' }] };
  if (how === 'wrong') return { doc: counted, say: [{ key: 'sms:numberWrong' }] };
  if (how === 'over') return { doc: withoutDialog(counted), say: [{ key: 'sms:numberOver' }] };
  const yes = { text: '', pressed: { q: doc.dialog.question, id: 'yes' } };
  return confirmed(respond(counted, yes, env), { doc: counted, env });
}

/** Whether somebody was told that they have said they do not come then, and is told just that again whatever they write. */
function isStuck({ dialog }: Participant, turn: Turn): boolean {
  const isAway = (stack: Participant['dialog']['stack']) =>
    stack.at(-1)?.dialog === LATE && stack.at(-1)?.asked === 'away';
  return isAway(dialog.stack) && isAway(turn.doc.dialog.stack) && turn.unkept !== true;
}

/** "12" and "20" answer a question about days or minutes; only the last one of a report waits for digits that were sent. */
function isAnswer({ dialog }: Participant): boolean {
  const top = dialog.stack.at(-1);
  return top !== undefined && SENDING.has(top.dialog) && top.asked !== 'confirm';
}

/** The right digits. What was to be sent may have changed since: then it is asked about again. */
function confirmed(turn: Turn, ctx: Ctx): Turn {
  if (turn.doc.numbers.feed === ctx.doc.numbers.feed) return shown(ctx.doc, turn, ctx.env);
  const params = { provider: providerBySms(ctx.doc), phone: { name: AF_PHONE } };
  const receipt: Saying = { key: receiptOf(turn, ctx.doc), params };
  const open = turn.doc.dialog.stack.at(-1);
  if (open === undefined || !SENDING.has(open.dialog)) return { doc: turn.doc, say: [receipt] };
  // What was told beside it is asked about next, in an SMS of its own.
  return { doc: unasked(turn.doc), say: [receipt, { key: 'sms:andMore' }] };
}

/** Who must do something personally is told so here: to have told us would be thought to be enough. What it is and why stands in the chat. */
function receiptOf({ doc: after, say }: Turn, before: Participant): TextKey {
  const standing = (doc: Participant) =>
    [...doc.absences, ...doc.signals].filter(({ status }) => status === 'reported').length;
  if (standing(after) < standing(before)) return 'sms:takenBack';
  if (before.dialog.stack.at(-1)?.dialog === wellDialog.id) return 'sms:receiptBack';
  const duties = say.filter(({ card }) => card === 'duty');
  if (duties.some(({ links }) => links?.some(({ url }) => url === AF_PHONE_LINK))) return 'sms:receiptAf';
  return duties.length > 0 ? 'sms:receiptDuty' : 'sms:receipt';
}

const SENDING = new Set([
  ABSENCE,
  LATE,
  withdrawDialog.id,
  wellDialog.id,
  lifeChangeDialog.id,
  undoSignalDialog.id,
]);
/** Questions that are passed in one turn because they are not asked by SMS. */
const MOST_PASSED = 3;

function shown(before: Participant, turn: Turn, env: Env, passed = 0): Turn {
  if (turn.unkept) return { ...turn, say: crisis(turn.say) };
  const top = turn.doc.dialog.stack.at(-1);
  const last = turn.say.at(-1);
  // A written yes: whoever it is has not seen the digits.
  if (turn.doc.numbers.feed !== before.numbers.feed) return confirm(before, env);
  if (top !== undefined && last !== undefined && SENDING.has(top.dialog)) {
    const answer = answeredBySms(last);
    if (answer !== null && passed < MOST_PASSED) {
      return shown(before, respond(asking(turn.doc, last), press(turn.doc, answer), env), env, passed + 1);
    }
    if (top.asked === 'confirm') return confirm(turn.doc, env);
    const question = questionBySms(last, { doc: turn.doc, env });
    if (question !== null) return { doc: turn.doc, say: [question] };
  }
  // Who has turned it on after signing in reads of the plan what they would read in the chat.
  const told = turn.say.filter(({ key }) => key.startsWith('plan:'));
  if (mayTellMore(before) && top === undefined && told.length > 0) return { doc: turn.doc, say: told };
  const say = turn.say.flatMap((saying) => saidBySms(saying, { doc: turn.doc, env }) ?? []);
  if (say.length > 0) return { doc: unasked(turn.doc), say: say.slice(-1) };
  const misses = turn.doc.dialog.misses;
  return {
    doc: { ...before, dialog: { ...before.dialog, misses } },
    say: [{ key: misses > 0 ? 'sms:notUnderstood' : 'sms:seeChat' }],
  };
}

/**
 * "Hur länge får man vara sjuk?" to why somebody cannot come: no reason is named when it is read back by SMS, so a question is not taken for
 * one. Null for everything else.
 */
function asksBeside(before: Participant, text: string, turn: Turn): Turn | null {
  const question = before.dialog.last.at(-1) as Saying | undefined;
  if (!question || !WHY.has(question.key) || turn.unkept || !ASKS_BESIDE.test(fold(text))) return null;
  if (JSON.stringify(before.dialog.stack) === JSON.stringify(turn.doc.dialog.stack)) return null;
  return { doc: before, say: [{ key: 'sms:notHere' }, question] };
}

const WHY: ReadonlySet<TextKey> = new Set(['sms:chooseReason', 'sms:chooseReasonWas']);

/** The same question once more: why it comes again, or it would look as if nothing had been read. */
function withWhy(before: Participant, { doc, say }: Turn): Turn {
  const [only] = say;
  const isAgain =
    say.length === 1 &&
    only !== undefined &&
    doc.dialog.stack.length > 0 &&
    JSON.stringify(before.dialog.stack) === JSON.stringify(doc.dialog.stack) &&
    sameButDigits(before.dialog.last.at(-1)) === sameButDigits(only);
  if (!isAgain) return { doc, say };
  const key = doc.dialog.misses > before.dialog.misses ? 'sms:notHeard' : 'sms:notHere';
  return { doc, say: [{ key }, only] };
}

function sameButDigits(saying: unknown): string {
  const { params, ...rest } = (saying ?? {}) as Saying;
  return JSON.stringify([rest, { ...params, number: '' }]);
}

/** As it would be answered by its button: the number of the question is that of what is asked now. */
function asking(doc: Participant, { choices }: Saying): Participant {
  const offered = (choices ?? []).map(({ id }) => ({ id, title: id }));
  return { ...doc, dialog: { ...doc.dialog, offered } };
}

function press(doc: Participant, id: string): Input {
  return { text: '', pressed: { q: doc.dialog.question, id } };
}

/** Not shown, and understood. A yes asks for the digits once more. */
const CONFIRMING: readonly Choice[] = [
  { id: 'yes', key: 'absence:send' },
  { id: 'change', key: 'common:change' },
  { id: 'do:cancel', key: 'common:cancel' },
];

/** Asks for the digits that send it. They are new each time. */
function confirm(doc: Participant, env: Env): Turn {
  if (isShut(doc.sms, env.now)) return { doc: withoutDialog(doc), say: [{ key: 'sms:shut' }] };
  const digits = String(10 + (Number(env.random.digits(4)) % 90));
  // What is said next has the next number.
  const sms = asked(doc.sms, digits, doc.dialog.question + 1, env.now);
  const { key, params = {} } = aboutOf({ doc, env });
  return {
    doc: { ...doc, sms },
    say: [
      {
        key,
        params: { provider: providerBySms(doc), ...params, number: digits },
        choices: CONFIRMING,
      },
    ],
  };
}

interface About {
  readonly key: TextKey;
  readonly params?: Params;
}

/** What is read back: days and times, as they will be sent, and never why. */
function aboutOf(ctx: Ctx): About {
  const { doc } = ctx;
  const top = doc.dialog.stack.at(-1);
  switch (top?.dialog) {
    case ABSENCE: {
      const read = draftIn(top, absenceDrafts);
      return read === null ? { key: 'sms:confirmOther' } : absenceAbout(read, ctx);
    }
    case LATE:
      return lateAbout(draftIn(top, lateDrafts), ctx);
    case withdrawDialog.id: {
      const taken = draftIn(top, withdrawDialog)?.absence;
      const absence = doc.absences.find(({ id }) => id === taken);
      if (!absence) return { key: 'sms:confirmOther' };
      const day = { date: absence.from, absolute: true } as const;
      if (absence.from === absence.to) return { key: 'sms:confirmBack', params: { day } };
      return { key: 'sms:confirmBackDays', params: { from: day, to: { date: absence.to, absolute: true } } };
    }
    case wellDialog.id: {
      const day = draftIn(top, wellDialog)?.backOn ?? null;
      if (day === null) return { key: 'sms:confirmOther' };
      return { key: 'sms:confirmComing', params: { day: { date: day, absolute: true } } };
    }
    case lifeChangeDialog.id:
      return lifeChangeAbout(draftIn(top, lifeChangeDialog));
    case undoSignalDialog.id:
      return { key: 'sms:confirmSignalBack' };
    default:
      return { key: 'sms:confirmOther' };
  }
}

function lifeChangeAbout(draft: LifeChangeDraft | null): About {
  if (draft === null) return { key: 'sms:confirmOther' };
  const news = newsOf(draft);
  if (draft.startsOn === null) return { key: `sms:confirm${news}` };
  return { key: `sms:confirm${news}On`, params: { day: { date: draft.startsOn, absolute: true } } };
}

function absenceAbout(draft: AbsenceDraft, ctx: Ctx): About {
  const { from, to, away, occurrences } = draft;
  if (from === null || to === null) return { key: 'sms:confirmOther' };
  const isPast = isBehind(draft, ctx);
  const day = { date: from, absolute: true } as const;
  if (from !== to) {
    const params = { from: day, to: { date: to, absolute: true } } as const;
    return { key: isPast ? 'sms:confirmDaysWas' : 'sms:confirmDays', params };
  }
  if (isOnlyOwnWork(draft))
    return { key: isPast ? 'sms:confirmOwnWorkWas' : 'sms:confirmOwnWork', params: { day } };
  const booked = bookedIn(draft, ctx);
  const [only] = booked.filter(({ key }) => occurrences?.includes(key));
  // One of several that day: which one is told by its hour.
  const isOne = only !== undefined && occurrences?.length === 1 && booked.length > 1;
  const part = away ?? (isOne ? only : null);
  if (part !== null) {
    const params = { day, span: { span: [part.start, part.end] } } as const;
    return { key: isPast ? 'sms:confirmSpanWas' : 'sms:confirmSpan', params };
  }
  if ((occurrences?.length ?? 0) < booked.length) return partAbout(isPast, { day });
  return { key: isPast ? 'sms:confirmDayWas' : 'sms:confirmDay', params: { day } };
}

function partAbout(isPast: boolean, params: Params): About {
  return { key: isPast ? 'sms:confirmPartWas' : 'sms:confirmPart', params };
}

function lateAbout(draft: LateDraft | null, ctx: Ctx): About {
  const occurrence = draft === null ? null : occurrenceOf(draft, ctx);
  if (draft === null || occurrence === null) return { key: 'sms:confirmOther' };
  const isPast = isOver(draft, ctx);
  const minutes = missedMinutes(draft, ctx);
  const day = { date: dateOf(occurrence.start), absolute: true } as const;
  if (minutes === null) return partAbout(isPast, { day });
  const params = { day, minutes: { minutes } };
  if (draft.kind === 'late') return { key: isPast ? 'sms:confirmLateWas' : 'sms:confirmLate', params };
  return { key: isPast ? 'sms:confirmEarlyWas' : 'sms:confirmEarly', params };
}

/** Never held back, and short enough for a phone. */
function crisis(say: readonly Saying[]): Saying[] {
  const isViolence = say.some(({ rows }) => rows?.some(({ key }) => key === 'help:crisisViolence'));
  return [{ key: isViolence ? 'sms:crisisViolence' : 'sms:crisis' }];
}

/** A question that is open and was not asked here: a yes in the chat is to be one to what was just read there. */
function unasked(doc: Participant): Participant {
  return { ...doc, dialog: { ...doc.dialog, interrupted: doc.dialog.stack.length > 0 } };
}

function withoutDialog(doc: Participant): Participant {
  return { ...doc, dialog: { ...doc.dialog, stack: [] } };
}
