import type { Participant } from '../../domain/participant.ts';
import { monthlyDutiesOf } from '../../domain/regimes/monthly-duties.ts';
import { type Instant, today } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Choice, Param, Saying } from '../../locales/saying.ts';
import type { Ctx } from '../turn.ts';

/** What is set, read back in one sentence; then what can be changed. */
export function settingsSaying(ctx: Ctx): Saying {
  const { doc } = ctx;
  return { ...readBack(doc, ctx), choices: settingChoices(doc, ctx.env.now) };
}

/** The sentence alone, as the settings page shows it too. */
export function readBack(doc: Participant, { env }: Pick<Ctx, 'env'>): Saying {
  const { reminding, wishes } = doc;
  if (!wishes.reminders) return { key: 'wish:remindersOff' };
  if (isPaused(doc, env.now)) {
    return { key: 'wish:isPaused', params: { day: { date: reminding.pausedUntil ?? today(env.now) } } };
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

function settingChoices(doc: Participant, now: Instant): Choice[] {
  if (!doc.wishes.reminders) return [{ id: 'do:reminders:on', key: 'wish:turnOn' }];
  if (isPaused(doc, now)) {
    return [
      { id: 'do:reminders:on', key: 'wish:turnOn' },
      { id: 'do:reminders:off', key: 'wish:turnOff' },
    ];
  }
  const duties = monthlyDutiesOf(doc.plan.regime).length > 0 && !doc.reminding.groups.duties;
  return [
    isTwoHours(doc)
      ? { id: 'do:remind:leads:m60', key: 'wish:later' }
      : { id: 'do:remind:leads:m120', key: 'wish:earlier' },
    doc.reminding.summary === null
      ? { id: 'do:remind:summary:morning', key: 'wish:oneList' }
      : { id: 'do:remind:summary:none', key: 'wish:eachByItself' },
    { id: 'do:remind:pause:7', key: 'wish:pauseWeek' },
    ...(duties ? ([{ id: 'do:remind:on:duties', key: 'wish:dutiesToo' }] as const) : []),
    { id: 'do:reminders:off', key: 'wish:turnOff' },
  ];
}

function isTwoHours({ reminding }: Participant): boolean {
  return reminding.leads.some((lead) => 'minutes' in lead && lead.minutes === 120);
}

function isPaused({ reminding: { pausedUntil } }: Participant, now: Instant): boolean {
  return pausedUntil !== null && pausedUntil > today(now);
}
