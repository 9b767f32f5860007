import { carry } from '../domain/address.ts';
import { levelOf, type Participant, withChatLine } from '../domain/participant.ts';
import { type Instant, today } from '../domain/time.ts';
import { isQuiet } from '../domain/wishes.ts';
import { chatLine, type Reader, render } from './render.ts';
import type { Saying } from './saying.ts';

/** The reader that a participant is right now. */
export function readerOf(doc: Participant, now: Instant): Reader {
  return { level: levelOf(doc), today: today(now), display: doc.display };
}

/**
 * Says something in the participant's chat as part of the document, so that it comes exactly once. The open question, if there is
 * one, stays open: what is offered here are commands (`do:`), which are valid at any time.
 */
export function tell(
  doc: Participant,
  sayings: readonly Saying[],
  about: {
    readonly now: Instant;
    readonly proactive?: boolean;
    /** Whether it may make itself heard. What nobody asked for is not, in the person's quiet hours, unless it is said here. */
    readonly heard?: boolean;
  },
): Participant {
  const heard = about.heard ?? (!about.proactive || !isQuiet(doc.reminding.quiet, about.now));
  const reader = readerOf(doc, about.now);
  let told: Participant = { ...doc, dialog: { ...doc.dialog, interrupted: doc.dialog.stack.length > 0 } };
  for (const saying of sayings) {
    const rendered = render(saying, reader);
    told = withChatLine(
      told,
      chatLine(rendered, {
        at: about.now,
        level: reader.level,
        question: doc.dialog.question,
        ...(about.proactive ? { proactive: true } : {}),
        ...(heard ? {} : { quiet: true }),
      }),
    );
    if (about.proactive && heard) told = carry(told, told.numbers.chat, about.now);
    const commands = rendered.choices.filter((choice) => choice.id.startsWith('do:'));
    if (commands.length > 0) {
      const open = told.dialog.offered.filter((choice) => !choice.id.startsWith('do:'));
      told = { ...told, dialog: { ...told.dialog, offered: [...open, ...commands] } };
    }
  }
  return about.proactive ? withTold(told, sayings, about.now) : told;
}

/** What comes at the same time is one: two reminders can both be read again. */
function withTold(doc: Participant, sayings: readonly Saying[], now: Instant): Participant {
  const before = doc.dialog.toldAt === now ? doc.dialog.told : [];
  return { ...doc, dialog: { ...doc.dialog, told: [...before, ...sayings].slice(-MOST_TOLD), toldAt: now } };
}

const MOST_TOLD = 8;
