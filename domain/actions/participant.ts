import { type Level, type Participant, type Question, withAudit } from '../participant.ts';
import type { About, QuestionKind } from '../questions.ts';
import type { Instant } from '../time.ts';
import { withNotice } from './notices.ts';

/** What participants do beside reporting absence. */

/**
 * A question to the handledare, or something they should know. It stands in the provider's inbox as soon as the document is written.
 * `about` is the fact of the plan that it is about, if any.
 */
export function askSupervisor(
  doc: Participant,
  text: string,
  now: Instant,
  more: { readonly kind?: QuestionKind; readonly about?: About | null } = {},
): { doc: Participant; question: Question } {
  const question: Question = {
    id: `q${doc.questions.length + 1}`,
    text,
    askedAt: now,
    readAt: null,
    answer: null,
    answeredAt: null,
    answeredBy: null,
    kind: more.kind ?? 'question',
    about: more.about ?? null,
    remindedAt: null,
    escalatedAt: null,
  };
  const asked = withAudit(
    { ...doc, questions: [...doc.questions, question] },
    { at: now, who: doc.id, what: 'question.asked', subject: question.id },
  );
  return {
    doc: withNotice(asked, { kind: 'question.asked', subject: question.id, version: 1, at: now }),
    question,
  };
}

export function chooseLevel(doc: Participant, level: Level): Participant {
  return { ...doc, wishes: { ...doc.wishes, level } };
}

/** "Jag kommer": kept with the document for the one appointment. */
export function confirmComing(doc: Participant, occurrence: string, now: Instant): Participant {
  return { ...doc, coming: { ...doc.coming, [occurrence]: now } };
}
