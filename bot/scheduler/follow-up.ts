import { dueFollowUps } from '../../domain/follow-up.ts';
import type { Participant } from '../../domain/participant.ts';
import { addMs, DAY, type Instant } from '../../domain/time.ts';
import { followUpSaying } from '../../locales/sayings/follow-up.ts';
import { tell } from '../../locales/tell.ts';

/** Longer than an absence can be reported for. */
const KEPT_MS = 120 * DAY;

/** While somebody is ill: a card on certain days, and one question each morning. */
export function followUp(doc: Participant, now: Instant): Participant {
  const due = dueFollowUps(doc, now);
  if (due.length === 0) return doc;
  const sayings = due.map((entry) => followUpSaying(entry, doc));
  const told = tell(doc, sayings, { now, proactive: true });
  const kept = Object.entries(doc.followedUp).filter(([, at]) => at >= addMs(now, -KEPT_MS));
  return { ...told, followedUp: Object.fromEntries([...kept, ...due.map((entry) => [entry.key, now])]) };
}
