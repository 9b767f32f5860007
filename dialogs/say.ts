import { wantsFewChoices } from '../domain/needs.ts';
import { levelOf, type Participant, withChatLine } from '../domain/participant.ts';
import { chatLine, render } from '../locales/render.ts';
import type { Saying } from '../locales/saying.ts';
import { readerOf } from '../locales/tell.ts';
import { registry } from './commands.ts';
import { placeOf } from './engine.ts';
import type { Env } from './turn.ts';

/**
 * Says what a turn came to, as lines of the chat and as the state that the next turn needs: what was offered, under which number,
 * and what can be read again. The words are chosen last, so that a level chosen in this very turn counts.
 */
export function say(doc: Participant, sayings: readonly Saying[], env: Env): Participant {
  if (sayings.length === 0) return doc;
  const reader = readerOf(doc, env.now);
  const rendered = sayings.map((saying) =>
    render(wantsFewChoices(doc) ? withFewChoices(saying) : saying, reader),
  );
  const choices = rendered.at(-1)?.choices ?? [];
  // Something was said past an open question, such as help in a crisis: the question is kept quietly, and so are its answers.
  const aside = choices.length === 0 || sayings.at(-1)?.aside === true;
  const quiet = aside && doc.dialog.stack.length > 0;
  const offered = quiet ? doc.dialog.offered : choices;
  const question = quiet ? doc.dialog.question : doc.dialog.question + 1;
  const said: Participant = {
    ...doc,
    dialog: {
      ...doc.dialog,
      question,
      offered: [...offered],
      last: [...sayings],
      told: [],
      toldAt: null,
      ...(quiet ? {} : { askedOn: env.today, interrupted: false }),
    },
  };
  // Beside the question itself, which is the last that is said.
  const step = quiet ? null : placeOf(said, env, registry);
  return rendered.reduce((told, one, index) => {
    const line = chatLine(one, { at: env.now, level: levelOf(doc), question });
    return withChatLine(told, step && index === rendered.length - 1 ? { ...line, step } : line);
  }, said);
}

const FEW = 3;
/** Never left out: a report that is not made can cost somebody a month's money. */
const ALWAYS = /^do:(?:absence|cannot)/;

/**
 * At most three things to choose between, for somebody who needs that: what answers the open question is all kept, then a report of
 * absence, the first command and the last. Whatever is left out can be written at any time.
 */
function withFewChoices(saying: Saying): Saying {
  const all = saying.choices ?? [];
  if (all.length <= FEW) return saying;
  const commands = all.filter((choice) => choice.id.startsWith('do:'));
  const ranked = [
    ...commands.filter((choice) => ALWAYS.test(choice.id)),
    ...commands.slice(-1),
    ...commands.filter((choice) => !ALWAYS.test(choice.id)),
  ];
  const room = Math.max(1, FEW - (all.length - commands.length));
  const kept = new Set([...new Set(ranked)].slice(0, room));
  return { ...saying, choices: all.filter((choice) => !choice.id.startsWith('do:') || kept.has(choice)) };
}
