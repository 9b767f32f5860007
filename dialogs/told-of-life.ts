import { providerOf, supervisorOf } from '../domain/contact.ts';
import type { TextKey } from '../locales/keys.ts';
import { GRIEVES, OTHER_SUPERVISOR } from '../locales/phrases/signs.ts';
import type { Saying } from '../locales/saying.ts';
import { absenceDrafts } from './absence/draft.ts';
import { absenceCommand } from './absence/known.ts';
import { lateDrafts } from './absence/late-draft.ts';
import { saysAway } from './absence/later.ts';
import { isReport } from './absence/sure-report.ts';
import { registry } from './commands.ts';
import { answer, current, draftIn, openQuestion, withDraft } from './engine.ts';
import { askedAbout } from './explain-absence.ts';
import { callMe } from './help.ts';
import { returned } from './returned.ts';
import { route } from './route.ts';
import type { Ctx, Heard, Question, Turn } from './turn.ts';

/**
 * What somebody tells of their life that needs a human answer before any other: a death, or that they want another handledare. It is met
 * whatever else becomes of the words, and is no answer to a question about something else.
 */

type Told = 'grief' | 'other-supervisor';

function toldIn({ choice, normal }: Heard): Told | null {
  if (choice !== null) return null;
  if (OTHER_SUPERVISOR.test(normal.folded)) return 'other-supervisor';
  return GRIEVES.test(normal.folded) ? 'grief' : null;
}

/** Null for everything else, where a report of absence was understood, and where the words are the answer: they are met (`met`) all the same. */
export function toldOfLife(heard: Heard, ctx: Ctx): Turn | null {
  const told = toldIn(heard);
  if (told === null) return null;
  const question = openQuestion(ctx.doc, registry);
  if (question !== null) return whileAsked(told, question, heard, ctx);
  if (told === 'other-supervisor') return returned({ doc: ctx.doc, say: [otherSupervisor(ctx)] }, ctx.env);
  // Where it was asked why somebody was away, this is why.
  if (isReport(heard) || askedAbout(ctx.doc, ctx.env.now) !== null) return null;
  return returned({ doc: ctx.doc, say: [griefSaying(ctx)] }, ctx.env);
}

/**
 * While something is asked: words to a human hold what they hold, and it is a reason for staying away, but the day of a death is no day of
 * absence, and it is no employer.
 */
function whileAsked(told: Told, question: Question<unknown>, heard: Heard, ctx: Ctx): Turn | null {
  if (question.toHuman) return null;
  const again = returned({ doc: ctx.doc, say: [] }, ctx.env);
  if (told !== 'grief') return again;
  const frame = current(ctx.doc, registry)?.frame;
  const away = draftIn(frame, absenceDrafts) ?? draftIn(frame, lateDrafts);
  if (saysAway(heard)) {
    if (away !== null) return null;
    return (isReport(heard) ? route(heard, ctx) : null) ?? again;
  }
  if (question.expecting === 'reason') {
    const why = {
      ...heard,
      meaning: { ...heard.meaning, when: null, minutes: null, more: [], reason: 'family' as const },
    };
    return answer(ctx.doc, why, ctx.env, registry) ?? again;
  }
  // Who has said that they are ill is ill all the same, and must report it.
  if (away === null || away.reason !== null) return again;
  return returned({ doc: withDraft(ctx.doc, { ...away, reason: 'family' }), say: [] }, ctx.env);
}

const ALONE: Readonly<Record<Told, TextKey>> = {
  grief: 'help:grief',
  'other-supervisor': 'help:otherSupervisor',
};

/** The turn with a word about it before all else, where none is said yet: nobody tells of a death and is only asked the next question. */
export function met(turn: Turn, heard: Heard | null, ctx: Ctx): Turn {
  const told = heard === null ? null : toldIn(heard);
  if (told === null || turn.unkept || turn.say.some(({ key }) => key === ALONE[told])) return turn;
  return { ...turn, say: [besideSaying(told, ctx), ...turn.say] };
}

function besideSaying(told: Told, { doc }: Ctx): Saying {
  if (told === 'grief') {
    const supervisor = supervisorOf(doc);
    const params = { supervisor: { name: supervisor.name }, phone: { name: supervisor.phone } };
    return { key: 'help:griefBeside', params };
  }
  const provider = providerOf(doc);
  const params = { provider: { name: provider.name }, phone: { name: provider.phone } };
  return { key: 'help:otherSupervisorBeside', params };
}

function griefSaying(ctx: Ctx): Saying {
  const supervisor = supervisorOf(ctx.doc);
  return {
    key: 'help:grief',
    params: {
      supervisor: { name: supervisor.name },
      phone: { name: supervisor.phone },
    },
    choices: [
      { id: `do:${absenceCommand(null, 'family')}`, key: 'common:cannotCome' },
      callMe(ctx),
      { id: 'do:human', key: 'common:human' },
    ],
  };
}

/** Nobody here decides it, and it is not told to the one whom it is about without a word of that. */
function otherSupervisor(ctx: Ctx): Saying {
  const { supervisor } = ctx.doc.plan;
  const provider = providerOf(ctx.doc);
  return {
    key: 'help:otherSupervisor',
    params: {
      provider: { name: provider.name },
      phone: { name: provider.phone },
      supervisor: { name: supervisor.name },
    },
    choices: [
      { id: 'do:other-supervisor', key: 'help:sendWish' },
      { id: 'do:human', key: 'common:human' },
    ],
  };
}
