import { booked } from '../../../domain/appointment.ts';
import { reportsDeviations } from '../../../domain/deviation.ts';
import type { Participant } from '../../../domain/participant.ts';
import { isCovered } from '../../../domain/reminder.ts';
import { appointmentsLeft } from '../../../domain/service-end.ts';
import { addDays, at, dateOf, type Instant, today, toLocal } from '../../../domain/time.ts';
import { type Html, html } from '../../html.ts';
import { redirect } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { noShow, undoNoShow } from '../no-show.ts';
import { type Ask, actingOf, changeSeen, inboxRouter, notFound, seenOf } from './ask.ts';
import { capital, sayOn } from './shell.ts';
import { activityName } from './words.ts';

/** Marking that somebody did not come and nobody knows why, and taking the mark back. */

/** Older ones are marked where the reports are written: a question to the participant about them comes too late. */
const DAYS_BACK = 7;

export function noShowRoutes(parts: Parts): Route[] {
  const { form } = inboxRouter(parts);
  return [
    form('/inkorg/deltagare/:participant/kom-inte', mark),
    form('/inkorg/franvaro/:participant/:absence/angra', undo),
  ];
}

/** Times of the last days that have begun and that nothing is reported for. */
export function noShowHtml(
  parts: Pick<Parts, 'config'>,
  who: SignedInStaff,
  doc: Participant,
  now: Instant,
): Html | '' {
  const say = sayOn(today(now));
  const local = toLocal(now);
  const from = at(addDays(dateOf(local), -DAYS_BACK), '00:00');
  const begun = booked(appointmentsLeft(doc), from, local)
    .filter((occurrence) => dateOf(occurrence.start) >= doc.plan.service.start)
    .filter((occurrence) => !isCovered(doc.absences, occurrence))
    .reverse();
  if (begun.length === 0) return '';
  const intro = reportsDeviations(doc.plan) ? 'todo:noShowIntro' : 'todo:noShowIntroMunicipal';
  return html`<h2>${say('todo:noShowHeading')}</h2>
<p>${say(intro)}</p>
<ul class="items">${begun.map((occurrence) => {
    const words = say('inbox:activityAt', {
      activity: activityName(occurrence.appointment, say),
      day: { date: dateOf(occurrence.start) },
      span: { span: [occurrence.start, occurrence.end] },
    });
    return html`<li><form method="post" action="/inkorg/deltagare/${doc.id}/kom-inte" class="line">${formField(parts, who.session)}
<input type="hidden" name="occurrence" value="${occurrence.key}">
<span>${capital(words)}</span>
<button aria-label="${say('todo:noShowLabel', { activity: { name: words } })}">${say('todo:noShowButton')}</button></form></li>`;
  })}</ul>`;
}

async function mark(ask: Ask, fields: URLSearchParams): Promise<void> {
  const seen = await seenOf(ask);
  if (seen === null) return notFound(ask);
  const acting = { ...actingOf(ask), random: ask.parts.random };
  let outcome = 'gickinte';
  let absenceId = '';
  await changeSeen(ask, (doc) => {
    const made = noShow(doc, fields.get('occurrence') ?? '', acting);
    if (made.kind === 'done') {
      outcome = 'kominte';
      absenceId = made.absence.id;
      return made.doc;
    }
    outcome = made.kind === 'already-reported' ? 'fanns' : 'gickinte';
    return null;
  });
  const path = absenceId === '' ? `deltagare/${seen.doc.id}` : `franvaro/${seen.doc.id}/${absenceId}`;
  redirect(ask.res, `/inkorg/${path}?klart=${outcome}`);
}

async function undo(ask: Ask, fields: URLSearchParams): Promise<void> {
  const id = String(ask.req.params.absence);
  const seen = await seenOf(ask);
  if (!seen?.doc.absences.some((entry) => entry.id === id)) return notFound(ask);
  const undone = await changeSeen(ask, (doc) => {
    const current = doc.absences.find((entry) => entry.id === id);
    return fields.get('version') === String(current?.version) ? undoNoShow(doc, id, actingOf(ask)) : null;
  });
  redirect(ask.res, `/inkorg/franvaro/${seen.doc.id}/${id}?klart=${undone === null ? 'andrat' : 'angrad'}`);
}
