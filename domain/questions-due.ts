import { newMessage } from './actions/notices.ts';
import { type Participant, withAudit } from './participant.ts';
import type { Question } from './questions.ts';
import type { Instant } from './time.ts';
import { afterWorkingDays, nextOfficeMoment } from './working-days.ts';

/**
 * Nobody is left waiting: a question without an answer reminds the handledare when the provider's time for answering is out, and those who
 * answer for the provider when the same time has passed once more. What helps the person is told, not asked, so it waits for no answer.
 */

/** Kinds of the e-mails about a question that has waited too long. */
export const REMINDER_MESSAGE = 'question-reminder';
export const ESCALATION_MESSAGE = 'question-escalated';

/** When a question wants attention next: when its time is out, or for one whose time ran out unseen when an office opens. */
export function nextQuestionAt(
  doc: Pick<Participant, 'questions' | 'settings'>,
  now: Instant,
): Instant | null {
  let next: Instant | null = null;
  for (const question of doc.questions) {
    const limit = answerBy(question, doc);
    if (limit === null) continue;
    const due = limit > now ? limit : nextOfficeMoment(now);
    if (next === null || due < next) next = due;
  }
  return next;
}

/** When the next word about it goes out: to the handledare first, after as long again to the manager. Null when there will be none. */
export function answerBy(question: Question, doc: Pick<Participant, 'settings'>): Instant | null {
  if (question.answer !== null || question.escalatedAt !== null || question.kind === 'needs') return null;
  return afterWorkingDays(question.remindedAt ?? question.askedAt, doc.settings.questionDays);
}

/** Whether the handledare has been reminded of it and it is not answered yet. */
export function isWaiting({ answer, remindedAt }: Question): boolean {
  return answer === null && remindedAt !== null;
}

export interface Overdue {
  readonly question: Question;
  readonly to: 'supervisor' | 'manager';
}

/** Takes forward the questions whose time is out. The caller tells the person, in the same write, what was done. */
export function followQuestions(doc: Participant, now: Instant): { doc: Participant; overdue: Overdue[] } {
  // Nobody is disturbed at night for something that has waited for days, after a stop of the server for example.
  if (nextOfficeMoment(now) > now) return { doc, overdue: [] };
  const overdue: Overdue[] = [];
  const questions = doc.questions.map((question) => {
    const limit = answerBy(question, doc);
    if (limit === null || limit > now) return question;
    const to = question.remindedAt === null ? 'supervisor' : 'manager';
    const told: Question =
      to === 'supervisor' ? { ...question, remindedAt: now } : { ...question, escalatedAt: now };
    overdue.push({ question: told, to });
    return told;
  });
  if (overdue.length === 0) return { doc, overdue };
  const followed = overdue.reduce((current, one) => withReminder(current, one, now), { ...doc, questions });
  return { doc: followed, overdue };
}

function withReminder(doc: Participant, { question, to }: Overdue, now: Instant): Participant {
  const kind = to === 'manager' ? ESCALATION_MESSAGE : REMINDER_MESSAGE;
  const what = to === 'manager' ? 'question.escalated' : 'question.reminded';
  const written = withAudit(doc, { at: now, who: 'scheduler', what, subject: question.id });
  const message = newMessage({
    key: `question:${doc.id}.${question.id}:${kind}`,
    kind,
    way: 'email',
    at: now,
    params: { questionId: question.id },
  });
  return { ...written, outbox: [...written.outbox, message] };
}
