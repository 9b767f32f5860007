import type { Participant } from '../../domain/participant.ts';
import { type Instant, today } from '../../domain/time.ts';
import { clockBeforeQuiet, type Lead, type Quiet, tidyLeads } from '../../domain/wishes.ts';
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
  const { summary, leads, groups, quiet } = reminding;
  if (!groups.appointments) return null;
  if (summary !== null) {
    const { at, isDayBefore } = clockBeforeQuiet(quiet, summary.at);
    return { phrase: LISTS[summary.when][isDayBefore ? 'before' : 'on'], params: { time: { time: at } } };
  }
  const heard = tidyLeads(leads.map((lead) => heardLead(lead, quiet)));
  return heard.length === 0 ? null : { list: heard.map((lead) => ({ lead })) };
}

const LISTS = {
  morning: { on: 'wish:eachMorning', before: 'wish:eachDayBefore' },
  sunday: { on: 'wish:eachSunday', before: 'wish:eachSaturday' },
} as const satisfies Record<string, Record<string, TextKey>>;

/** As it comes: what is wished for in the quiet hours comes before them, and that is what is said. */
function heardLead(lead: Lead, quiet: Quiet | null): Lead {
  if (!('at' in lead)) return lead;
  const { at, isDayBefore } = clockBeforeQuiet(quiet, lead.at);
  return { days: lead.days + (isDayBefore ? 1 : 0), at };
}

export function isPaused({ reminding: { pausedUntil } }: Participant, now: Instant): boolean {
  return pausedUntil !== null && pausedUntil > today(now);
}
