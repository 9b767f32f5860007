import type { Instant } from '../../../domain/time.ts';
import { today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { nameOf, type Visible } from './access.ts';
import { type Item, type Sections, sectionsOf, undeliveredEmails } from './items.ts';
import { questionLabel, questionState } from './question-words.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';
import { absenceStatus, daysOf } from './words.ts';

/** The first page of the inbox: what is new, what is to be reported, who is away today and later. No reason stands here. */

export function listPage(
  parts: Pick<Parts, 'config' | 'email'>,
  who: SignedInStaff,
  visible: Visible,
  now: Instant,
): InboxPage {
  const say = sayOn(today(now));
  const docs = visible.seen.map((entry) => entry.doc);
  const sections = sectionsOf(docs, now);
  const fresh = sections.fresh.length;
  return {
    title: fresh > 0 ? `${say('inbox:title')}, ${say('inbox:news', { count: fresh })}` : say('inbox:title'),
    current: 'inbox',
    main: html`<h1>${say('inbox:title')}</h1>
${warnings(parts, who, visible, now, say)}
<p id="live" role="status" data-changed="${say('inbox:changedLive')}" data-reload="${say('inbox:reload')}" data-signed-out="${say('inbox:signedOutLive')}"></p>
<div id="list">
<p>${fresh > 0 ? say('inbox:news', { count: fresh }) : say('inbox:newsNone')}</p>
${sectionsHtml(sections, who, now, say)}
</div>`,
  };
}

function warnings(
  parts: Pick<Parts, 'config' | 'email'>,
  who: SignedInStaff,
  visible: Visible,
  now: Instant,
  say: Say,
): Html {
  const docs = visible.seen.map((entry) => entry.doc);
  const undelivered = undeliveredEmails(docs, now);
  return html`${parts.email === null ? html`<p class="box">${say('inbox:emailOff')}</p>` : ''}
${undelivered > 0 ? html`<p class="box warn">${say('inbox:emailTrouble', { count: undelivered })}</p>` : ''}
${visible.unreadable.map((id) => html`<p class="box warn">${say('inbox:unreadable', { id: { name: id } })}</p>`)}
${visible.seen.filter((entry) => entry.lastChangeMayBeMissing).map((entry) => recovered(parts, who, entry.doc, say))}`;
}

/** Says that the last change may be missing, until somebody has said that they know. */
export function recovered(
  parts: Pick<Parts, 'config'>,
  who: SignedInStaff,
  doc: Visible['seen'][number]['doc'],
  say: Say,
): Html {
  return html`<div class="box warn"><p>${say('inbox:recovered', { name: { name: nameOf(doc) } })}</p>
<form method="post" action="/inkorg/deltagare/${doc.id}/sett">${formField(parts, who.session)}
<button aria-label="${say('inbox:recoveredSeen')}: ${nameOf(doc)}">${say('inbox:recoveredSeen')}</button></form></div>`;
}

const headings: readonly (readonly [keyof Sections, StaffKey])[] = [
  ['fresh', 'inbox:newHeading'],
  ['toReport', 'inbox:toReportHeading'],
  ['today', 'inbox:todayHeading'],
  ['coming', 'inbox:comingHeading'],
  ['earlier', 'inbox:earlierHeading'],
];

function sectionsHtml(sections: Sections, who: SignedInStaff, now: Instant, say: Say): Html {
  const shown = headings.filter(([section]) => sections[section].length > 0);
  if (shown.length === 0) return html`<p>${say('inbox:nothing')}</p>`;
  return html`${shown.map(
    ([
      section,
      heading,
    ]) => html`<section aria-labelledby="h-${section}"><h2 id="h-${section}">${say(heading)}</h2>
<ul class="items">${sections[section].map((item) => itemHtml(item, who, now, say))}</ul></section>`,
  )}`;
}

function itemHtml(item: Item, who: SignedInStaff, now: Instant, say: Say): Html {
  const { doc } = item;
  const supervisor =
    who.staff.role === 'supervisor'
      ? null
      : say('inbox:supervisorIs', { name: { name: doc.plan.supervisor.name } });
  const [what, status] =
    item.kind === 'absence'
      ? [say('inbox:itemAbsence', { days: daysOf(item.absence, say) }), absenceStatus(item.absence, now, say)]
      : [questionLabel(item.question, say), [questionState(item.question, say)]];
  return html`<li><a class="item" href="${itemPath(item)}"><strong>${nameOf(doc)}</strong> <span>${what}</span></a>
<p class="quiet">${[...status, supervisor].filter((words) => words !== null).join('. ')}.</p></li>`;
}

export function itemPath(item: Item): string {
  return item.kind === 'absence'
    ? `/inkorg/franvaro/${item.doc.id}/${item.absence.id}`
    : `/inkorg/fraga/${item.doc.id}/${item.question.id}`;
}
