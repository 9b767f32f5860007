import { movesDialog, registry, run } from './commands.ts';
import { askAgain, withoutChoices } from './engine.ts';
import type { Ctx, Env, Turn } from './turn.ts';

/** What every turn ends with: the question that is open once more, and what counts as understood. */

/** Runs a command and then asks the open question again, unless the command moved the dialog itself. */
export function runAndReturn(command: string, ctx: Ctx): Turn | null {
  const done = run(command, ctx);
  if (done === null) return null;
  return movesDialog(command) ? done : returned(done, ctx.env);
}

export function returned(turn: Turn, env: Env): Turn {
  const again = askAgain(turn.doc, env, registry);
  if (again.say.length === 0) return turn;
  // What must be done personally was read before the interruption, and comes again with the receipt.
  const question = again.say.filter((saying) => saying.card !== 'duty');
  // What was to be read again may be the question itself.
  const asked = new Set(question.map((saying) => saying.key));
  const told = turn.say.filter((saying) => !asked.has(saying.key));
  return { doc: again.doc, say: [...told.map(withoutChoices), ...question] };
}

/** Whether the open question was asked today. */
export function isOfToday({ doc, env }: Ctx): boolean {
  return doc.dialog.askedOn === null || doc.dialog.askedOn === env.today;
}

export function understood(turn: Turn): Turn {
  if (turn.doc.dialog.misses === 0) return turn;
  return { ...turn, doc: { ...turn.doc, dialog: { ...turn.doc.dialog, misses: 0 } } };
}
