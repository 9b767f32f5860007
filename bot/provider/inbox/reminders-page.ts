import { booked } from '../../../domain/appointment.ts';
import {
  FEWEST_PEOPLE,
  FIGURE_DAYS,
  failedLast,
  outOfReachSince,
  type ReminderFigures,
  sentReminders,
} from '../../../domain/reach.ts';
import { appointmentsLeft } from '../../../domain/service-end.ts';
import { addDays, at, dateOf, timeOf, today, toLocal } from '../../../domain/time.ts';
import { type Html, html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { figuresOfProvider } from '../reminders-api.ts';
import { SEES_ALL, type Seen, visibleParticipants } from './access.ts';
import { type Ask, inboxRouter, show } from './ask.ts';
import { type Say, sayOn } from './shell.ts';

/** "Påminnelser": who cannot be reached, who has said that they come, and what became of it all, as counts. */

export function remindersRoutes(parts: Parts): Route[] {
  const { page } = inboxRouter(parts);
  return [page('/inkorg/paminnelser', showReminders)];
}

async function showReminders(ask: Ask): Promise<void> {
  const { parts, who, now } = ask;
  const say = sayOn(today(now));
  const { seen } = await visibleParticipants(parts, who);
  const figures = SEES_ALL.includes(who.staff.role)
    ? figuresHtml(await figuresOfProvider(parts, who.provider.id), say)
    : '';
  await show(ask, 200, {
    title: say('reminders:title'),
    main: html`<p><a class="big" href="/inkorg/mer">${say('setup:moreTitle')}</a></p>
<h1>${say('reminders:title')}</h1>
${silentHtml(seen, now, say)}
${who.provider.settings.showComing ? comingHtml(seen, now, say) : ''}
${figures}`,
  });
}

function nameOf({ doc }: Seen): string {
  return `${doc.plan.person.firstName} ${doc.plan.person.lastName}`;
}

function silentHtml(seen: readonly Seen[], now: string, say: Say): Html {
  const rows = seen.flatMap((one) => {
    const since = outOfReachSince(one.doc, now);
    if (since === null) return [];
    const { hereAt } = one.doc;
    const last =
      hereAt === null
        ? say('reminders:neverHere')
        : say('reminders:lastHere', { when: { moment: toLocal(hereAt) } });
    const why =
      failedLast(sentReminders(one.doc)) === null ? '' : html`<span>${say('reminders:failed')}</span>`;
    return [
      html`<li><a class="item" href="/inkorg/deltagare/${one.doc.id}"><strong>${nameOf(one)}</strong> ${why} <span>${last}</span></a></li>`,
    ];
  });
  return html`<h2>${say('reminders:silentTitle')}</h2>
<p>${say('reminders:silentHint')}</p>
${rows.length === 0 ? html`<p>${say('reminders:silentNone')}</p>` : html`<ul class="items">${rows}</ul>`}`;
}

/** Today and tomorrow. */
function comingHtml(seen: readonly Seen[], now: string, say: Say): Html {
  const local = toLocal(now);
  const to = at(addDays(dateOf(local), 2), '00:00');
  const rows = seen
    .flatMap((one) =>
      booked(appointmentsLeft(one.doc), local, to)
        .filter(({ key }) => key in one.doc.coming)
        .map((occurrence) => ({ one, occurrence })),
    )
    .sort((a, b) => (a.occurrence.start < b.occurrence.start ? -1 : 1))
    .map(
      ({ one, occurrence }) =>
        html`<li>${say('reminders:comingRow', {
          name: { name: nameOf(one) },
          day: { date: dateOf(occurrence.start) },
          time: { time: timeOf(occurrence.start) },
          kind: { kind: occurrence.appointment.kind, form: 'indefinite' },
        })}</li>`,
    );
  return html`<h2>${say('reminders:comingTitle')}</h2>
${rows.length === 0 ? html`<p>${say('reminders:comingNone')}</p>` : html`<ul>${rows}</ul>`}`;
}

function figuresHtml(figures: ReminderFigures | null, say: Say): Html {
  const title = html`<h2>${say('reminders:figuresTitle')}</h2>`;
  if (figures === null) {
    return html`${title}<p>${say('reminders:figuresFew', { count: FEWEST_PEOPLE })}</p>`;
  }
  const rows = [
    ['reminders:figureBooked', figures.booked],
    ['reminders:figureReminded', figures.reminded],
    ['reminders:figureAnswered', figures.answered],
    ['reminders:figureAbsentReminded', figures.absentReminded],
    ['reminders:figureAbsentNot', figures.absentNotReminded],
  ] as const;
  return html`${title}
<p>${say('reminders:figuresHint', { days: FIGURE_DAYS + 1 })}</p>
<dl>${rows.map(([key, value]) => html`<dt>${say(key)}</dt><dd>${value}</dd>`)}</dl>`;
}
