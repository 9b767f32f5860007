import type { Participant } from '../../domain/participant.ts';
import { monthlyDutiesOf } from '../../domain/regimes/monthly-duties.ts';
import type { Instant } from '../../domain/time.ts';
import type { Choice, Saying } from '../../locales/saying.ts';
import { isPaused, readBack } from '../../locales/sayings/reminding.ts';
import type { Ctx } from '../turn.ts';

/** What is set, read back in one sentence; then what can be changed. */
export function settingsSaying(ctx: Ctx): Saying {
  const { doc } = ctx;
  return { ...readBack(doc, ctx.env.now), choices: settingChoices(doc, ctx.env.now) };
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
