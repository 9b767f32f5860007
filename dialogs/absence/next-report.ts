import type { Frame } from '../../domain/participant.ts';
import type { Choice, Saying } from '../../locales/saying.ts';
import type { Ctx, Dialog, Question, Turn } from '../turn.ts';
import { toldParam } from './beside.ts';
import { ABSENCE, absenceDraft } from './draft.ts';
import { absenceCommand } from './known.ts';
import { LATE, lateDraft } from './late-draft.ts';
import type { Later, Told } from './later.ts';

/** When a report is made, the next of those that were told beside it is begun; when it is ended without being sent, they are offered. */
export function followedByNext<Draft extends Later>(dialog: Dialog<Draft>): Dialog<Draft> {
  return {
    ...dialog,
    questions: dialog.questions.map(offeringNext),
    finish: (draft, ctx) => begun(dialog.finish(draft, ctx), draft, ctx),
    cancelled: (draft, ctx) => [...dialog.cancelled(draft, ctx), ...offered(draft.later)],
  };
}

function offeringNext<Draft extends Later>(question: Question<Draft>): Question<Draft> {
  return {
    ...question,
    take: (heard, draft, ctx) => {
      const taken = question.take(heard, draft, ctx);
      if (taken === null || !('stop' in taken) || draft.later.length === 0) return taken;
      return { stop: [...taken.stop, ...offered(draft.later)] };
    },
  };
}

function begun(turn: Turn, draft: Later, ctx: Ctx): Turn {
  const [next, ...later] = draft.later;
  if (next === undefined) return turn;
  const { doc } = turn;
  const frame = frameOf(next, later, { ...ctx, doc });
  return { ...turn, doc: { ...doc, dialog: { ...doc.dialog, stack: [...doc.dialog.stack, frame] } } };
}

function frameOf({ kind, when, minutes, reason }: Told, later: Told[], ctx: Ctx): Frame {
  const asked = { asked: null, answered: [], version: 1 };
  const beside = { later, isNext: true };
  if (kind === 'away') {
    return { ...asked, dialog: ABSENCE, draft: { ...absenceDraft(ctx.doc, { when, reason }), ...beside } };
  }
  return { ...asked, dialog: LATE, draft: { ...lateDraft({ kind, when, minutes, reason }, ctx), ...beside } };
}

/** Nothing of it was sent either: it can be with one press. */
function offered(later: readonly Told[]): Saying[] {
  if (later.length === 0) return [];
  const choices: Choice[] = later
    .filter(({ kind }) => kind === 'away')
    .map((told) => ({
      id: `do:${absenceCommand(told.when, told.reason)}`,
      key: 'absence:reportThat',
      params: { days: toldParam(told) },
    }));
  return [
    {
      key: 'absence:alsoNotSent',
      params: { rest: { list: later.map(toldParam) } },
      ...(choices.length > 0 ? { choices: [...choices, { id: 'do:help', key: 'common:help' }] } : {}),
    },
  ];
}
