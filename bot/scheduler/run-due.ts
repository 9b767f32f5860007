import { tellReady } from '../../domain/actions/events.ts';
import { claimMessages, pruneOutbox } from '../../domain/actions/outbox.ts';
import { remindOfReports } from '../../domain/deadline.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import { newsOf } from '../../domain/plan-news.ts';
import { followQuestions } from '../../domain/questions-due.ts';
import { isOver } from '../../domain/service-end.ts';
import { type Instant, today } from '../../domain/time.ts';
import { planNewsSaying } from '../../locales/sayings/plan-news.ts';
import { overdueSaying } from '../../locales/sayings/question.ts';
import { tellEnd } from '../../locales/sayings/service-end.ts';
import { tell } from '../../locales/tell.ts';
import { followUp } from './follow-up.ts';
import { remind, tellBookingNews } from './remind.ts';

/** What is due now, done. A document with nothing due comes back as it was. */
export type DueStep = (doc: Participant, now: Instant) => Participant;

/** In the order in which a person reads what they say. Each has its source in domain/due.ts, which tells when to look. */
const STEPS: readonly DueStep[] = [
  tellEnd,
  tellBookingNews,
  announceNews,
  followUp,
  remind,
  tellReady,
  bringUpQuestions,
  remindOfReports,
];

/** When the service is over. */
const AFTER_THE_END: readonly DueStep[] = [tellEnd, tellReady, remindOfReports];

/**
 * What time has brought for one participant: due reminders, for example, are said in the chat and marked in the same write, so that they come
 * once over any restart; due messages are taken for sending.
 */
export function runDue(doc: Participant, now: Instant): { doc: Participant; toSend: Message[] } {
  const stepped = (isOver(doc, today(now)) ? AFTER_THE_END : STEPS).reduce(
    (current, step) => step(current, now),
    doc,
  );
  const { doc: claimed, claimed: toSend } = claimMessages(pruneOutbox(stepped, now), now);
  return { doc: claimed, toSend };
}

/** A short word that the plan is new. What is new in it is told to those who ask, so that nobody is given a list unasked. */
function announceNews(doc: Participant, now: Instant): Participant {
  const { news } = doc;
  if (news === null || news.announcedAt !== null) return doc;
  const count = newsOf(doc, now).length;
  const known = { ...doc, news: { ...news, announcedAt: now } };
  return count === 0 ? known : tell(known, [planNewsSaying(count)], { now, proactive: true });
}

/** Questions that nobody has answered: staff are reminded, and the person is told where theirs stands. */
function bringUpQuestions(doc: Participant, now: Instant): Participant {
  const { doc: followed, overdue } = followQuestions(doc, now);
  if (overdue.length === 0) return doc;
  const sayings = overdue.map((one) => overdueSaying(one, followed));
  return tell(followed, sayings, { now, proactive: true });
}
