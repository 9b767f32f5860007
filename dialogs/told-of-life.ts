import { providerOf, supervisorOf } from '../domain/contact.ts';
import { GRIEVES, OTHER_SUPERVISOR } from '../locales/phrases/signs.ts';
import type { Saying } from '../locales/saying.ts';
import { absenceCommand } from './absence/known.ts';
import { saysAway } from './absence/later.ts';
import { registry } from './commands.ts';
import { openQuestion } from './engine.ts';
import { askedAbout } from './explain-absence.ts';
import { callMe } from './help.ts';
import { returned } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';
import { verdict } from './understanding/verdict.ts';

/** What somebody tells of their life that needs a human answer before any other: a death, or that they want another handledare. */

/** Null for everything else, while something is asked, and where a report of absence was understood. */
export function toldOfLife(heard: Heard, ctx: Ctx): Turn | null {
  const { choice, meaning, normal } = heard;
  if (choice !== null || openQuestion(ctx.doc, registry) !== null) return null;
  if (OTHER_SUPERVISOR.test(normal.folded))
    return returned({ doc: ctx.doc, say: [otherSupervisor(ctx)] }, ctx.env);
  if (!GRIEVES.test(normal.folded)) return null;
  const saysWhen = meaning.when !== null || saysAway(heard);
  const isReport = meaning.intent === 'report_absence' && verdict(meaning) === 'sure' && saysWhen;
  // Where it was asked why somebody was away, this is why.
  if (isReport || askedAbout(ctx.doc, ctx.env.now) !== null) return null;
  return returned({ doc: ctx.doc, say: [griefSaying(ctx)] }, ctx.env);
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
