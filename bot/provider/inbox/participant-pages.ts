import { booked } from '../../../domain/appointment.ts';
import { supervisorOf } from '../../../domain/contact.ts';
import { levelOf } from '../../../domain/participant.ts';
import { appointmentsLeft } from '../../../domain/service-end.ts';
import { addDays, at, dateOf, type Instant, today, toLocal } from '../../../domain/time.ts';
import type { StaffKey, TextKey } from '../../../locales/keys.ts';
import { words } from '../../../locales/render.ts';
import type { Params } from '../../../locales/saying.ts';
import { type Html, html, lines } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { isOpen } from '../../sign-in/ways-in.ts';
import { nameOf, SEES_ALL, type Seen, type Visible } from './access.ts';
import { changedAt, itemsOf } from './items.ts';

import { itemPath, itemWords, recovered, unreadableHtml } from './list-page.ts';
import { noShowHtml } from './no-show.ts';
import type { Summary } from './overview.ts';
import { planningOf } from './planning-page.ts';

import { capital, facts, type InboxPage, type Say, sayOn } from './shell.ts';
import { activityName, serviceOf } from './words.ts';

/** The provider's participants, and the slip of paper that lets one of them in. */

export function participantsPage(visible: Visible<Summary>, now: Instant): InboxPage {
  const say = sayOn(today(now));
  const list = visible.seen.map(
    ({
      doc,
      mayLack,
    }) => html`<li><a class="item" href="/inkorg/deltagare/${doc.id}"><strong>${nameOf(doc)}</strong> <span>${serviceOf(doc, say)}</span></a>
<p class="quiet">${[
      say('inbox:supervisorIs', { name: { name: doc.plan.supervisor.name } }),
      ...(doc.welcomedAt === null ? [say('inbox:neverHere')] : []),
      ...(mayLack ? [say('inbox:mayBeMissing')] : []),
    ].join('. ')}.</p></li>`,
  );
  return {
    title: say('inbox:participantsTitle'),
    current: 'participants',
    main: html`<h1>${say('inbox:participantsTitle')}</h1>
${unreadableHtml(visible, say)}
<p><a class="big" href="/inkorg/plan/ny">${say('plantext:pasteLink')}</a></p>
${list.length > 0 ? html`<ul class="items">${list}</ul>` : visible.unreadable.length > 0 ? '' : html`<p>${say('inbox:participantsNone')}</p>`}`,
  };
}

const DAYS_AHEAD = 7;

export function participantPage(
  parts: Pick<Parts, 'config'>,
  who: SignedInStaff,
  seen: Seen,
  now: Instant,
  done: StaffKey | null,
): InboxPage {
  const { doc } = seen;
  const { plan } = doc;
  const say = sayOn(today(now));
  const notGiven = say('inbox:notGiven');
  return {
    title: nameOf(doc),
    main: html`<p><a class="big" href="/inkorg/deltagare">${say('inbox:participantsTitle')}</a></p>
<h1>${nameOf(doc)}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
${seen.mayLack ? recovered(parts, who, doc, say) : ''}
${plan.person.protectedIdentity ? html`<p class="box warn">${say('inbox:protected')}</p>` : ''}
${facts([
  [say('inbox:service'), serviceOf(doc, say)],
  [say('inbox:supervisor'), plan.supervisor.name],
  [say('inbox:phone'), plan.person.contact.phone ?? notGiven],
  [say('inbox:email'), plan.person.contact.email ?? notGiven],
  [
    say('inbox:nextFollowUp'),
    plan.followUp ? capital(say('inbox:dayOne', { day: { date: plan.followUp.on } })) : notGiven,
  ],
])}
${doc.welcomedAt === null ? html`<p>${say('inbox:neverHere')}.</p>` : ''}
${SEES_ALL.includes(who.staff.role) ? html`<p><a class="big" href="/inkorg/deltagare/${doc.id}/logg">${say('setup:trailLink')}</a></p>` : ''}
<p><a class="big" href="/inkorg/deltagare/${doc.id}/avsluta">${say('systems:endLink')}</a></p>
<p><a class="big" href="/inkorg/deltagare/${doc.id}/plan">${say('plantext:link')}</a></p>
<h2>${say('inbox:comingAppointments')}</h2>
${comingHtml(seen, now, say)}
${noShowHtml(parts, who, doc, now)}
${planningOf(doc, now, say)}
<h2>${say('inbox:history')}</h2>
${historyHtml(seen, now, say)}
<h2>${say('inbox:invitationHeading')}</h2>
${invitationHtml(parts, who, seen, now, say)}`,
  };
}

function comingHtml({ doc }: Seen, now: Instant, say: Say): Html {
  const local = toLocal(now);
  const to = at(addDays(dateOf(local), DAYS_AHEAD), '00:00');
  const occurrences = booked(appointmentsLeft(doc), at(dateOf(local), '00:00'), to);
  if (occurrences.length === 0) return html`<p>${say('inbox:comingNone')}</p>`;
  return html`<ul>${occurrences.map(
    (occurrence) =>
      html`<li>${capital(
        say('inbox:activityAt', {
          activity: activityName(occurrence.appointment, say),
          day: { date: dateOf(occurrence.start) },
          span: { span: [occurrence.start, occurrence.end] },
        }),
      )}</li>`,
  )}</ul>`;
}

function historyHtml({ doc }: Seen, now: Instant, say: Say): Html {
  const items = itemsOf([doc]).sort((a, b) => (changedAt(a) < changedAt(b) ? 1 : -1));
  if (items.length === 0) return html`<p>${say('inbox:historyNone')}</p>`;
  return html`<ul class="items">${items.map((item) => {
    const { what, status } = itemWords(item, now, say);
    return html`<li><a class="item" href="${itemPath(item)}"><strong>${what}</strong></a><p class="quiet">${status.join('. ')}.</p></li>`;
  })}</ul>`;
}

function invitationHtml(
  parts: Pick<Parts, 'config'>,
  who: SignedInStaff,
  { doc }: Seen,
  now: Instant,
  say: Say,
): Html {
  const path = `/inkorg/deltagare/${doc.id}/inbjudan`;
  const open = doc.signIns.find((entry) => entry.kind === 'invitation' && isOpen(entry, now));
  return html`<p>${say('inbox:invitationIntro')}</p>
${open ? html`<p>${say('inbox:invitationOpen', { day: { date: today(open.expiresAt) } })}</p>` : ''}
<div class="stack"><form method="post" action="${path}">${formField(parts, who.session)}
<button>${say('inbox:invitationCreate')}</button></form>
${
  open
    ? html`<form method="post" action="${path}/bort">${formField(parts, who.session)}
<button>${say('inbox:invitationRevoke')}</button></form>`
    : ''
}</div>`;
}

/** Shown once, as the answer to the press: the code stands nowhere else. The slip itself is in the participant's own words. */
export function slipPage(
  parts: Pick<Parts, 'config'>,
  { doc }: Seen,
  invitation: { readonly code: string; readonly expiresAt: Instant },
  now: Instant,
): InboxPage {
  const say = sayOn(today(now));
  const name = { name: nameOf(doc) };
  const reader = { level: levelOf(doc), today: today(now) };
  const slip = (key: TextKey, params?: Params) => html`<p>${lines(words(key, params, reader))}</p>`;
  const supervisor = supervisorOf(doc);
  const code = `${invitation.code.slice(0, 4)} ${invitation.code.slice(4)}`;
  // In a letter or on a wall an address is read without its scheme.
  const address = `${parts.config.baseUrl.replace(/^https?:\/\//, '')}/logga-in/lapp`;
  return {
    title: say('inbox:slipTitle', { name }),
    main: html`<h1>${say('inbox:slipTitle', { name })}</h1>
<p class="no-print">${say('inbox:slipIntro')}</p>
<article class="box slip" aria-labelledby="slip">
<h2 id="slip">${words('invitation:heading', undefined, reader)}</h2>
${slip('invitation:intro')}
${slip('invitation:address', { address: { name: address } })}
<p>${words('invitation:code', { code: '' }, reader)}<strong class="code" translate="no">${code}</strong></p>
${slip('invitation:until', { day: { date: today(invitation.expiresAt), absolute: true } })}
${slip('invitation:care')}
${slip('invitation:help', {
  name: { name: supervisor.name },
  phone: { name: supervisor.phone },
})}
</article>
<p class="no-print"><button type="button" data-print hidden>${say('inbox:slipPrint')}</button></p>
<p class="no-print"><a class="big" href="/inkorg/deltagare/${doc.id}">${say('inbox:slipBack', { name })}</a></p>`,
  };
}
