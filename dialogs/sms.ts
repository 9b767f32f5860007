import { findOccurrence } from '../domain/appointment.ts';
import { providerOf } from '../domain/contact.ts';
import type { Participant } from '../domain/participant.ts';
import { appointmentsOf } from '../domain/plan.ts';
import { asked, isShut, tried } from '../domain/sms.ts';
import { dateOf, isLocalDate } from '../domain/time.ts';
import type { TextKey } from '../locales/keys.ts';
import type { Params, Saying } from '../locales/saying.ts';
import { type Input, respond } from './respond.ts';
import type { Ctx, Env, Turn } from './turn.ts';

/**
 * One turn by SMS. Anybody can pretend to write from a number, and a phone lies where others see it: so only the own absence, work or studies,
 * and when the next time is; nothing of the plan, no reason, no address. What is sent on is confirmed with two digits. Everything else is
 * said to be in the chat, and nothing of it is begun.
 */
export function respondBySms(doc: Participant, input: Input, env: Env): Turn {
  const digits = /^\s*(\d{2})\s*\.?\s*$/.exec(input.text)?.[1];
  if (digits === undefined) return shown(doc, respond(doc, input, env), env);
  const { sms, tried: how } = tried(doc.sms, digits, doc.dialog.question, env.now);
  const counted = { ...doc, sms };
  if (how === 'none') return { doc: counted, say: [{ key: 'sms:numberOld' }] };
  if (how === 'wrong') return { doc: counted, say: [{ key: 'sms:numberWrong' }] };
  if (how === 'over') return { doc: withoutDialog(counted), say: [{ key: 'sms:numberOver' }] };
  const yes = { text: '', pressed: { q: doc.dialog.question, id: 'yes' } };
  return confirmed(respond(counted, yes, env), { doc: counted, env });
}

/** The right digits. What was to be sent may have changed since: then it is asked about again. */
function confirmed(turn: Turn, ctx: Ctx): Turn {
  if (turn.doc.numbers.feed === ctx.doc.numbers.feed) return shown(ctx.doc, turn, ctx.env);
  const provider = { name: ctx.doc.plan.provider.name };
  const before = new Set(ctx.doc.absences.filter(({ status }) => status === 'reported').map(({ id }) => id));
  const isBack = turn.doc.absences.some(({ id, status }) => status === 'withdrawn' && before.has(id));
  return { doc: turn.doc, say: [{ key: isBack ? 'sms:takenBack' : 'sms:receipt', params: { provider } }] };
}

/** Questions that are not asked by SMS, and the answer that keeps to what was said. */
const ANSWERED: Readonly<Record<string, string>> = {
  'absence:askWhich': 'all',
  'absence:askAlso': 'only',
};
const ANSWERED_FIELDS: Readonly<Record<string, string>> = {
  'life-change/where': 'skip',
  'late/minutes': 'unsure',
};

const ASKED_FIELDS: Readonly<Record<string, TextKey>> = {
  'life-change/startsOn': 'sms:askStart',
  'late/reason': 'sms:askReason',
};

const SENDING = new Set(['absence', 'late', 'withdraw', 'life-change', 'undo-signal']);

function shown(before: Participant, turn: Turn, env: Env, depth = 0): Turn {
  if (turn.unkept) return { ...turn, say: crisis(turn.say) };
  const ctx: Ctx = { doc: before, env };
  const top = turn.doc.dialog.stack.at(-1);
  const last = turn.say.at(-1);
  const isSending = top !== undefined && SENDING.has(top.dialog);
  // A written yes: whoever it is has not seen the digits.
  if (turn.doc.numbers.feed !== before.numbers.feed) return confirm(before, env);
  if (isSending && last !== undefined) {
    const field = `${top.dialog}/${top.asked}`;
    const answer = ANSWERED[last.key] ?? ANSWERED_FIELDS[field];
    if (answer !== undefined && depth < 3) {
      // As it would be answered by its button: the number of the question is that of what is asked now.
      const offered = (last.choices ?? []).map(({ id }) => ({ id, title: id }));
      const asking = { ...turn.doc, dialog: { ...turn.doc.dialog, offered } };
      const input = { text: '', pressed: { q: asking.dialog.question, id: answer } };
      return shown(before, respond(asking, input, env), env, depth + 1);
    }
    if (top.asked === 'confirm') return confirm(turn.doc, env);
    const key = ASKED_FIELDS[field] ?? QUESTIONS[last.key];
    if (key !== undefined) return { doc: turn.doc, say: [{ key, ...choicesOf(last) }] };
  }
  const say = turn.say.flatMap((saying) => allowed(saying, ctx));
  if (say.length > 0) return { doc: turn.doc, say: say.slice(-1) };
  const misses = turn.doc.dialog.misses;
  return {
    doc: { ...before, dialog: { ...before.dialog, misses } },
    say: [{ key: misses > 0 ? 'sms:notUnderstood' : 'sms:seeChat' }],
  };
}

const QUESTIONS: Readonly<Record<string, TextKey>> = {
  'absence:askDay': 'sms:askDay',
  'absence:writeDay': 'sms:askDay',
  'absence:askReason': 'sms:askReason',
  'absence:askReasonMore': 'sms:askReason',
};

/** They are not shown, and their numbers are understood. */
function choicesOf({ choices }: Saying) {
  return choices ? { choices } : {};
}

/** Asks for the digits that send it. They are new each time. */
function confirm(doc: Participant, env: Env): Turn {
  if (isShut(doc.sms, env.now)) return { doc: withoutDialog(doc), say: [{ key: 'sms:shut' }] };
  const digits = String(10 + (Number(env.random.digits(4)) % 90));
  // What is said next has the next number.
  const sms = asked(doc.sms, digits, doc.dialog.question + 1, env.now);
  const about = aboutOf({ doc, env });
  const params: Params = { ...about.params, number: digits };
  return {
    doc: { ...doc, sms },
    say: [{ key: about.key, params, choices: [{ id: 'yes', key: 'absence:send' }] }],
  };
}

function aboutOf({ doc }: Ctx): { key: TextKey; params: Params } {
  const top = doc.dialog.stack.at(-1);
  const draft = (top?.draft ?? {}) as Record<string, unknown>;
  const provider = { name: doc.plan.provider.name };
  if (top?.dialog === 'absence' && isDay(draft.from) && isDay(draft.to)) {
    return draft.from === draft.to
      ? { key: 'sms:confirmDay', params: { day: { date: draft.from, absolute: true }, provider } }
      : {
          key: 'sms:confirmDays',
          params: {
            from: { date: draft.from, absolute: true },
            to: { date: draft.to, absolute: true },
            provider,
          },
        };
  }
  if (top?.dialog === 'withdraw') {
    const absence = doc.absences.find(({ id }) => id === draft.absence);
    if (absence) return { key: 'sms:confirmBack', params: { day: { date: absence.from, absolute: true } } };
  }
  if (top?.dialog === 'late') {
    const key = typeof draft.occurrence === 'string' ? draft.occurrence : '';
    const occurrence = findOccurrence(appointmentsOf(doc.plan), key);
    if (occurrence) {
      const day = { date: dateOf(occurrence.start), absolute: true } as const;
      return { key: 'sms:confirmLate', params: { day, provider } };
    }
  }
  if (top?.dialog === 'life-change') return { key: 'sms:confirmWork', params: { provider } };
  return { key: 'sms:confirmOther', params: { provider } };
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isLocalDate(value);
}

/** What may be said by SMS, in words made for it. */
function allowed(saying: Saying, ctx: Ctx): Saying[] {
  const event = saying.time?.events[0];
  if (saying.key === 'plan:nextMeeting' && event) {
    const day = { date: dateOf(event.start), absolute: true } as const;
    return [{ key: 'sms:next', params: { day, time: { time: event.start.slice(11, 16) } } }];
  }
  const provider = providerOf(ctx.doc);
  switch (saying.key) {
    case 'plan:nothingBooked':
      return [{ key: 'sms:nothingBooked' }];
    case 'wish:comingNoted':
      return [{ key: 'sms:coming' }];
    case 'help:human':
    case 'common:thirdMiss':
      return [
        { key: 'sms:human', params: { provider: { name: provider.name }, phone: { name: provider.phone } } },
      ];
    case 'absence:cancelled':
    case 'absence:changeCancelled':
    case 'absence:kept':
      return [{ key: 'sms:notSent' }];
    case 'help:whatICanDo':
    case 'common:hello':
      return [{ key: 'sms:help' }];
    default:
      return [];
  }
}

/** Never held back, and short enough for a phone. */
function crisis(say: readonly Saying[]): Saying[] {
  const isViolence = say.some(({ rows }) => rows?.some(({ key }) => key === 'help:crisisViolence'));
  return [{ key: isViolence ? 'sms:crisisViolence' : 'sms:crisis' }];
}

function withoutDialog(doc: Participant): Participant {
  return { ...doc, dialog: { ...doc.dialog, stack: [] } };
}
