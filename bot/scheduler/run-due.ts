import { tellReady } from '../../domain/actions/events.ts';
import { claimMessages, pruneOutbox } from '../../domain/actions/outbox.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import { newsOf } from '../../domain/plan-news.ts';
import { followQuestions } from '../../domain/questions-due.ts';
import { dueReminders } from '../../domain/reminder.ts';
import { addDays, type Instant, today } from '../../domain/time.ts';
import { planNewsSaying } from '../../locales/sayings/plan-news.ts';
import { overdueSaying } from '../../locales/sayings/question.ts';
import { reminderSaying } from '../../locales/sayings/reminder.ts';
import { tell } from '../../locales/tell.ts';

/** Long enough for an appointment that is moved back and forth. */
const REMINDED_KEPT_DAYS = 7;
const COMING_KEPT_DAYS = 60;

/** What is due now, done. A document with nothing due comes back as it was. */
export type DueStep = (doc: Participant, now: Instant) => Participant;

/** In the order in which a person reads what they say. Each has its source in domain/due.ts, which tells when to look. */
const STEPS: readonly DueStep[] = [announceNews, remind, tellReady, bringUpQuestions];

/**
 * What time has brought for one participant: due reminders, for example, are said in the chat and marked in the same write, so that they come
 * once over any restart; due messages are taken for sending.
 */
export function runDue(doc: Participant, now: Instant): { doc: Participant; toSend: Message[] } {
  const stepped = STEPS.reduce((current, step) => step(current, now), doc);
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

function remind(doc: Participant, now: Instant): Participant {
  const due = dueReminders(doc, now);
  if (due.length === 0) return doc;
  const sayings = due.map((reminder) => reminderSaying(reminder, reminder.occurrence.key in doc.coming));
  const told = tell(doc, sayings, { now, proactive: true });
  const sent = Object.fromEntries(due.map((reminder) => [reminder.key, now]));
  return {
    ...told,
    reminded: { ...keptFrom(doc.reminded, '>', addDays(today(now), -REMINDED_KEPT_DAYS)), ...sent },
    coming: keptFrom(doc.coming, '@', addDays(today(now), -COMING_KEPT_DAYS)),
  };
}

/** Questions that nobody has answered: staff are reminded, and the person is told where theirs stands. */
function bringUpQuestions(doc: Participant, now: Instant): Participant {
  const { doc: followed, overdue } = followQuestions(doc, now);
  if (overdue.length === 0) return doc;
  const sayings = overdue.map((one) => overdueSaying(one, followed));
  return tell(followed, sayings, { now, proactive: true });
}

/** Entries whose day, which stands in the key after `mark`, is not earlier. */
function keptFrom(entries: Readonly<Record<string, Instant>>, mark: string, day: string) {
  return Object.fromEntries(
    Object.entries(entries).filter(([key]) => key.slice(key.indexOf(mark) + 1) >= day),
  );
}
