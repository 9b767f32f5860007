import { latestOpenAbsence } from '../domain/actions/absences.ts';
import type { TextKey } from '../locales/keys.ts';
import { ASKS_WHO, CANCELS_BOOKED, ERASES, LOOKS } from '../locales/phrases/own-choices.ts';
import type { Saying } from '../locales/saying.ts';
import { absenceCommand } from './absence/known.ts';
import { run } from './commands.ts';
import { returned } from './returned.ts';
import type { Ctx, Heard, Turn } from './turn.ts';

/** What people ask of the product itself: how it looks, what it can take away, and of whom they meet. By whole messages, so it hears nothing else. */

/** The page where everybody chooses how it looks. */
const PAGE = '/mina-val';

/** Null for all other words. */
export function ownChoice({ normal: { bare }, meaning }: Heard, ctx: Ctx): Turn | null {
  const look = LOOKS.find(([, words]) => words.test(bare))?.[0];
  if (look !== undefined) return said([choicesSaying(`display:asked${look}`, ctx)], ctx);
  if (CANCELS_BOOKED.test(bare)) {
    // The day that was named goes with it.
    const absence = { id: `do:${absenceCommand(meaning.when, null)}`, key: 'common:cannotCome' } as const;
    return said([{ key: 'help:cannotCancel', choices: [absence, ask] }], ctx);
  }
  if (ERASES.test(bare)) {
    const undo = latestOpenAbsence(ctx.doc) === null ? [] : [{ id: 'do:undo', key: 'common:undo' } as const];
    const privacy = { id: 'do:privacy', key: 'common:whoSees' } as const;
    return said([{ key: 'help:cannotErase', choices: [...undo, ask, privacy] }], ctx);
  }
  if (!ASKS_WHO.test(bare)) return null;
  return said(run('people', ctx)?.say ?? [], ctx);
}

const ask = { id: 'do:ask', key: 'common:askSupervisor' } as const;

function choicesSaying(key: TextKey, { env }: Ctx): Saying {
  const isHere = env.channel === 'web' || env.site === undefined;
  const url = isHere ? PAGE : `${env.site}${PAGE}`;
  return {
    key,
    card: 'settings',
    rows: [{ key: 'display:askedWhere' }],
    links: [{ key: 'display:link', url, cardOnly: true }],
  };
}

const said = (say: readonly Saying[], ctx: Ctx): Turn => returned({ doc: ctx.doc, say }, ctx.env);
