import type { Participant } from '../../domain/participant.ts';
import { type Instant, today } from '../../domain/time.ts';
import type { TextKey } from '../keys.ts';
import type { Param, Saying } from '../saying.ts';

/** How somebody is reminded now, in one sentence. */
export function readBack(doc: Participant, now: Instant): Saying {
  const { reminding, wishes } = doc;
  if (!wishes.reminders) return { key: 'wish:remindersOff' };
  if (isPaused(doc, now)) {
    return { key: 'wish:isPaused', params: { day: { date: reminding.pausedUntil ?? today(now) } } };
  }
  const how = howParam(doc);
  if (how === null) return { key: 'wish:isNothing' };
  const { quiet } = reminding;
  if (quiet === null) return { key: 'wish:is', params: { how } };
  return { key: 'wish:isQuiet', params: { how, from: { time: quiet.from }, to: { time: quiet.to } } };
}

function howParam({ reminding }: Participant): Param | null {
  const { summary, leads, groups } = reminding;
  if (!groups.appointments) return null;
  if (summary !== null) {
    const key: TextKey = summary.when === 'morning' ? 'wish:eachMorning' : 'wish:eachSunday';
    return { phrase: key, params: { time: { time: summary.at } } };
  }
  return leads.length === 0 ? null : { list: leads.map((lead) => ({ lead })) };
}

export function isPaused({ reminding: { pausedUntil } }: Participant, now: Instant): boolean {
  return pausedUntil !== null && pausedUntil > today(now);
}
