import { type Frame, freshDialog, type Participant } from '../domain/participant.ts';
import type { Saying } from '../locales/saying.ts';
import type { Ctx, Dialog, Env, Heard, Question, Turn } from './turn.ts';

/**
 * Runs dialogs: which question is open, whether something heard answers it, and what comes next. Dialogs stand on a stack, so that
 * one can interrupt another and give it back its place.
 */

// biome-ignore lint/suspicious/noExplicitAny: a registry holds dialogs of every kind of draft; each draft is checked by its own schema.
export type AnyDialog = Dialog<any>;
export type Registry = Readonly<Record<string, AnyDialog>>;

/** The dialog on top and its draft, or null when nothing is under way or what was stored is no longer understood. */
export function current(
  doc: Participant,
  registry: Registry,
): { dialog: AnyDialog; frame: Frame; draft: unknown } | null {
  const frame = doc.dialog.stack.at(-1);
  if (!frame) return null;
  const dialog = registry[frame.dialog];
  if (!dialog || dialog.version !== frame.version) return null;
  const draft: unknown = draftIn(frame, dialog);
  return draft === null ? null : { dialog, frame, draft };
}

/** What of a dialog is needed to read its drafts. */
export type Drafts<Draft> = Pick<Dialog<Draft>, 'id' | 'schema'>;

/** The draft of a frame; null when there is none, when it is another dialog's, or when it is no longer understood. */
export function draftIn<Draft>(frame: Frame | undefined, { id, schema }: Drafts<Draft>): Draft | null {
  return frame?.dialog === id ? (schema.safeParse(frame.draft).data ?? null) : null;
}

/** The draft of this dialog, wherever it stands on the stack; null when it is not under way. */
export function draftOf<Draft>({ dialog: { stack } }: Participant, of: Drafts<Draft>): Draft | null {
  return draftIn(
    stack.findLast(({ dialog }) => dialog === of.id),
    of,
  );
}

/** The question that is open, or null. */
export function openQuestion(doc: Participant, registry: Registry): Question<unknown> | null {
  const top = current(doc, registry);
  return top?.dialog.questions.find((question) => question.field === top.frame.asked) ?? null;
}

/**
 * Which question this is, and of how many: those that were answered, and those that stand open as far as is known now. Null where there is
 * one alone, or none.
 */
export function placeOf(doc: Participant, env: Env, registry: Registry): { at: number; of: number } | null {
  const top = current(doc, registry);
  if (top === null || top.frame.asked === null) return null;
  const { answered, asked } = top.frame;
  const open = top.dialog.questions.filter(
    ({ field, isOpen }) => field === asked || (!answered.includes(field) && isOpen(top.draft, { doc, env })),
  );
  const before = answered.filter((field) => field !== asked);
  const of = before.length + open.length;
  return of < 2 ? null : { at: before.length + 1, of };
}

/** Drops frames that an older version of the program wrote and this one does not know. Null when there are none. */
export function withoutUnknown(doc: Participant, registry: Registry): Participant | null {
  if (doc.dialog.stack.length === 0 || current(doc, registry) !== null) return null;
  return { ...doc, dialog: { ...freshDialog, question: doc.dialog.question + 1 } };
}

/** Starts a dialog with what is known already, on top of what is under way. */
export function start<Draft>(
  doc: Participant,
  dialog: Dialog<Draft>,
  draft: Draft,
  env: Env,
  registry: Registry,
): Turn {
  // The same dialog twice would ask the same thing twice: the new one takes the old one's place.
  const below = doc.dialog.stack.filter(
    (frame) => frame.dialog !== dialog.id && !givesWay(registry[frame.dialog], dialog.id),
  );
  const frame: Frame = { dialog: dialog.id, version: dialog.version, draft, asked: null, answered: [] };
  return proceed(withStack(doc, [...below, frame]), env, registry);
}

function givesWay(below: AnyDialog | undefined, to: string): boolean {
  const ending = below?.givesWayTo ?? [];
  return ending === 'all' || ending.includes(to);
}

/** Asks the next open question of the dialog on top, or finishes it and goes on with the one below. */
export function proceed(doc: Participant, env: Env, registry: Registry): Turn {
  const top = current(doc, registry);
  if (top === null) return { doc, say: [] };
  const ctx: Ctx = { doc, env };
  const question = top.dialog.questions.find((entry) => entry.isOpen(top.draft, ctx));
  if (question) {
    const draft = question.prepare?.(top.draft, ctx) ?? top.draft;
    return {
      doc: withTop(doc, { ...top.frame, draft, asked: question.field }),
      say: question.ask(draft, ctx),
    };
  }
  const finished = top.dialog.finish(top.draft, { doc: withStack(doc, doc.dialog.stack.slice(0, -1)), env });
  return followedBy(finished, env, registry);
}

/** Gives what was heard to the open question. Null when it is no answer to it. */
export function answer(doc: Participant, heard: Heard, env: Env, registry: Registry): Turn | null {
  const top = current(doc, registry);
  const question = openQuestion(doc, registry);
  if (top === null || question === null) return null;
  const ctx: Ctx = { doc, env };
  const taken = question.take(heard, top.draft, ctx);
  if (taken === null) return null;
  if ('stop' in taken) {
    return followedBy({ doc: withStack(doc, doc.dialog.stack.slice(0, -1)), say: taken.stop }, env, registry);
  }
  if (!('draft' in taken)) {
    const again = askAgain(doc, env, registry);
    return { doc: again.doc, say: [...taken.say, ...again.say] };
  }
  const answered = [...top.frame.answered.filter((field) => field !== question.field), question.field];
  const next = proceed(withTop(doc, { ...top.frame, draft: taken.draft, answered }), env, registry);
  return taken.say === undefined ? next : { doc: next.doc, say: [...taken.say, ...next.say] };
}

/** The open question once more, after an interruption. Nothing when none is open. */
export function askAgain(doc: Participant, env: Env, registry: Registry): Turn {
  return proceed(doc, env, registry);
}

/** One question back: the last answer is taken away and asked for again. Null when there is nothing to go back to. */
export function back(doc: Participant, env: Env, registry: Registry): Turn | null {
  const top = current(doc, registry);
  const field = top?.frame.answered.at(-1);
  const question = top?.dialog.questions.find((entry) => entry.field === field);
  if (!top || !question) return null;
  const frame = {
    ...top.frame,
    draft: question.clear(top.draft),
    answered: top.frame.answered.slice(0, -1),
  };
  return proceed(withTop(doc, frame), env, registry);
}

/** Ends the dialog on top without its effect and goes on with the one below. Null when nothing is under way. */
export function cancel(doc: Participant, env: Env, registry: Registry): Turn | null {
  const top = current(doc, registry);
  if (top === null) return null;
  const below = withStack(doc, doc.dialog.stack.slice(0, -1));
  return followedBy({ doc: below, say: top.dialog.cancelled(top.draft, { doc: below, env }) }, env, registry);
}

/** Ends all that is under way without its effect: what is said of each, the one on top first. */
export function abandon(doc: Participant, env: Env, registry: Registry): Turn {
  const say: Saying[] = [];
  let left = doc;
  for (let top = current(left, registry); top !== null; top = current(left, registry)) {
    left = withStack(left, left.dialog.stack.slice(0, -1));
    say.push(...top.dialog.cancelled(top.draft, { doc: left, env }).map(withoutChoices));
  }
  return { doc: withStack(left, []), say };
}

function followedBy(turn: Turn, env: Env, registry: Registry): Turn {
  const next = proceed(turn.doc, env, registry);
  if (next.say.length === 0) return turn;
  // The question of the dialog below is what is open now, so its choices are the ones that count.
  return { doc: next.doc, say: [...turn.say.map(withoutChoices), ...next.say] };
}

/** Choices belong to the last thing said: earlier ones would offer answers to something else. */
export function withoutChoices(saying: Saying): Saying {
  const { choices: _, ...rest } = saying;
  return rest;
}

/** Remembers what the question that is answered now has sent, so that a press of the same button in another window is told the truth. */
export function withSettled(doc: Participant, number: string): Participant {
  return { ...doc, dialog: { ...doc.dialog, settled: { question: doc.dialog.question, number } } };
}

/** Without the frames of this dialog whose draft is about something that is no more. */
export function withoutFrames<Draft>(
  doc: Participant,
  dialog: Drafts<Draft>,
  isGone: (draft: Draft) => boolean,
): Participant {
  const kept = doc.dialog.stack.filter((frame) => {
    const draft = draftIn(frame, dialog);
    return draft === null || !isGone(draft);
  });
  return withStack(doc, kept);
}

/** The dialog on top knows this now, which was told beside its question. */
export function withDraft(doc: Participant, draft: unknown): Participant {
  const frame = doc.dialog.stack.at(-1);
  return frame === undefined ? doc : withTop(doc, { ...frame, draft });
}

function withTop(doc: Participant, frame: Frame): Participant {
  return withStack(doc, [...doc.dialog.stack.slice(0, -1), frame]);
}

function withStack(doc: Participant, stack: readonly Frame[]): Participant {
  return { ...doc, dialog: { ...doc.dialog, stack: [...stack] } };
}
