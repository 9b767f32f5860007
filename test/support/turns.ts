import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import type { Env } from '../../dialogs/turn.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { type Instant, today, toLocal } from '../../domain/time.ts';

/** Turns of a conversation without a program around them. */

/** What is drawn by lot, the same each time. */
export const RANDOM: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };

/** In the chat at that moment. */
export const envAt = (now: Instant): Env => ({
  now,
  local: toLocal(now),
  today: today(now),
  random: RANDOM,
  channel: 'web',
});

/** Turns in these surroundings, each of which gives the participant as they are after it. */
export function turnsIn(env: Env) {
  const hear = (doc: Participant, text: string, pressed: { q: number; id: string } | null): Participant => {
    const turn = respond(doc, { text, pressed }, env);
    return say(turn.doc, turn.say, env);
  };
  return {
    /** Writes these, one after the other. */
    write: (doc: Participant, ...texts: string[]): Participant =>
      texts.reduce((before, text) => hear(before, text, null), doc),
    /** Presses the button with this id, among those that were offered last. */
    press: (doc: Participant, id: string): Participant => hear(doc, id, { q: doc.dialog.question, id }),
  };
}
