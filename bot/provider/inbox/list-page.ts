import type { Instant } from '../../../domain/time.ts';
import { today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import { nameOf, type Visible } from './access.ts';
import { SETS_UP } from './ask.ts';
import { MOST_ON_A_PAGE, type Supervisors, supervisorsOf } from './filters.ts';
import {
  CHOICES,
  type Choice,
  chosen,
  type Item,
  itemsOf,
  overdueCount,
  type Sections,
  sectionsOf,
  undeliveredEmails,
  undeliveredEvents,
} from './items.ts';
import type { Summary } from './overview.ts';
import { questionLabel, questionState } from './question-words.ts';
import { selectHtml } from './setup-forms.ts';
import { type InboxPage, type Say, sayOn } from './shell.ts';
import { signalStatus } from './signal-words.ts';
import { absenceStatus, daysOf, moment } from './words.ts';

/** The first page of the inbox: what is new, what is to be reported, who is away today and later. No reason stands here. */

/** What of the list is to be shown; empty for all. */
export interface Wanted {
  readonly choice: Choice | null;
  readonly supervisor: string;
  readonly participant: string;
}

export function listPage(
  parts: Pick<Parts, 'config' | 'email'>,
  who: SignedInStaff,
  visible: Visible<Summary>,
  wanted: Wanted,
  now: Instant,
): InboxPage {
  const say = sayOn(today(now));
  const all = visible.seen.map((entry) => entry.doc);
  const supervisors = supervisorsOf(all);
  const docs = all.filter(
    (doc) =>
      (wanted.supervisor === '' || supervisors.idOf(doc) === wanted.supervisor) &&
      (wanted.participant === '' || doc.id === wanted.participant),
  );
  const sections = sectionsOf(docs, now);
  const fresh = sections.fresh.length;
  const isLacking = visible.unreadable.length > 0 || visible.seen.some((entry) => entry.mayLack);
  return {
    title: fresh > 0 ? `${say('inbox:title')}, ${say('inbox:news', { count: fresh })}` : say('inbox:title'),
    current: 'inbox',
    main: html`<h1>${say('inbox:title')}</h1>
${warnings(parts, who, visible, now, say)}
${filtersHtml(visible, supervisors, wanted, say)}
<p id="live" role="status" data-changed="${say('inbox:changedLive')}" data-reload="${say('inbox:reload')}" data-signed-out="${say('inbox:signedOutLive')}"></p>
<div id="list">
<p>${fresh > 0 ? say('inbox:news', { count: fresh }) : say(isLacking ? 'inbox:newsNoneReadable' : 'inbox:newsNone')}</p>
${choicesHtml(docs, wanted, now, say)}
${wanted.choice === null ? sectionsHtml(sections, who, now, isLacking ? '' : html`<p>${say('inbox:nothing')}</p>`, say) : chosenHtml(chosen(docs, wanted.choice, now), who, now, say)}
</div>`,
  };
}

const choiceKeys: Readonly<Record<Choice, StaffKey>> = {
  olast: 'todo:showUnread',
  idag: 'todo:showToday',
  kommande: 'todo:showComing',
  rapportera: 'todo:showReport',
  forsenat: 'todo:showOverdue',
  signaler: 'todo:showSignals',
};

/** Links, each with how many there are. What there is nothing of has none, unless it is what is shown. */
function choicesHtml(docs: readonly Summary[], wanted: Wanted, now: Instant, say: Say): Html | '' {
  const items = itemsOf(docs);
  const counts = (Object.keys(choiceKeys) as Choice[])
    .map((choice) => ({ choice, count: items.filter((item) => CHOICES[choice](item, now)).length }))
    .filter(({ choice, count }) => count > 0 || choice === wanted.choice);
  if (counts.length === 0) return '';
  const link = (choice: Choice | null, text: string) =>
    html`<li><a class="big" href="${pathOf({ ...wanted, choice })}"${choice === wanted.choice ? html` aria-current="page"` : ''}>${text}</a></li>`;
  return html`<nav aria-label="${say('todo:showHeading')}"><ul class="choices">${link(null, say('todo:showAll'))}
${counts.map(({ choice, count }) => link(choice, say(choiceKeys[choice], { count })))}</ul></nav>`;
}

function pathOf({ choice, supervisor, participant }: Wanted): string {
  const query = new URLSearchParams();
  if (choice !== null) query.set('visa', choice);
  if (supervisor !== '') query.set('handledare', supervisor);
  if (participant !== '') query.set('deltagare', participant);
  return query.size === 0 ? '/inkorg' : `/inkorg?${query}`;
}

/** With a handful of people there is nothing to choose among. */
const FEW_PEOPLE = 2;

function filtersHtml(
  visible: Visible<Summary>,
  supervisors: Supervisors,
  wanted: Wanted,
  say: Say,
): Html | '' {
  const { options } = supervisors;
  if (options.length < 2 && visible.seen.length <= FEW_PEOPLE) return '';
  // Of very many people those of one handledare can be chosen among.
  const listed = visible.seen.filter(
    ({ doc }) => wanted.supervisor === '' || supervisors.idOf(doc) === wanted.supervisor,
  );
  const people =
    listed.length > MOST_ON_A_PAGE ? [] : listed.map(({ doc }) => ({ value: doc.id, words: nameOf(doc) }));
  return html`<form method="get" action="/inkorg" class="filter">
${wanted.choice === null ? '' : html`<input type="hidden" name="visa" value="${wanted.choice}">`}
${
  options.length < 2
    ? ''
    : html`<div>${selectHtml(
        'handledare',
        say('report:supervisorLabel'),
        [{ value: '', words: say('report:supervisorAll') }, ...options],
        wanted.supervisor,
      )}</div>`
}
${
  people.length === 0
    ? ''
    : html`<div>${selectHtml(
        'deltagare',
        say('todo:participantLabel'),
        [{ value: '', words: say('todo:participantAll') }, ...people],
        wanted.participant,
      )}</div>`
}
<button>${say('report:show')}</button></form>`;
}

function chosenHtml(items: readonly Item[], who: SignedInStaff, now: Instant, say: Say): Html {
  if (items.length === 0) return html`<p>${say('todo:nothingShown')}</p>`;
  return itemsHtml(items, who, now, say);
}

/** More than somebody reads; the rest is found by choosing a handledare or a participant. */
const MOST_SHOWN = 100;

function itemsHtml(items: readonly Item[], who: SignedInStaff, now: Instant, say: Say): Html {
  const list = html`<ul class="items">${items.slice(0, MOST_SHOWN).map((item) => itemHtml(item, who, now, say))}</ul>`;
  if (items.length <= MOST_SHOWN) return list;
  return html`${list}
<p>${say('todo:shownOf', { shown: MOST_SHOWN, all: items.length })}</p>`;
}

function warnings(
  parts: Pick<Parts, 'config' | 'email'>,
  who: SignedInStaff,
  visible: Visible<Summary>,
  now: Instant,
  say: Say,
): Html {
  const docs = visible.seen.map((entry) => entry.doc);
  const undelivered = undeliveredEmails(docs, now);
  return html`${parts.email === null ? html`<p class="box">${say('inbox:emailOff')}</p>` : ''}
${undelivered > 0 ? html`<p class="box warn">${say('inbox:emailTrouble', { count: undelivered })}</p>` : ''}
${webhookWarning(who, docs, now, say)}
${unreadableHtml(visible, say)}
${visible.seen.filter((entry) => entry.mayLack).map((entry) => recovered(parts, who, entry.doc, say))}`;
}

/** Whom nothing can be shown of. What they have sent stands in no list meanwhile. */
export function unreadableHtml(visible: Pick<Visible, 'unreadable'>, say: Say): Html {
  return html`${visible.unreadable.map((id) => html`<p class="box warn">${say('inbox:unreadable', { id: { name: id } })}</p>`)}`;
}

/** The provider's own system is no longer told, or was not told of some things: somebody has to see to it. */
function webhookWarning(who: SignedInStaff, docs: readonly Summary[], now: Instant, say: Say): Html | '' {
  const { webhook } = who.provider;
  if (webhook === null || webhook.off?.why === 'by-staff') return '';
  const lost = undeliveredEvents(docs, now);
  if (webhook.off === null && lost === 0) return '';
  const words =
    webhook.off === null
      ? say('todo:webhookLost', { count: lost })
      : say('todo:webhookGone', { moment: moment(webhook.off.at) });
  const isSetUp = SETS_UP.includes(who.staff.role);
  return html`<div class="box warn"><p>${words}</p>
${isSetUp ? html`<p><a class="big" href="/inkorg/webhook">${say('todo:webhookSee')}</a></p>` : html`<p>${say('todo:webhookTell')}</p>`}</div>`;
}

/** Says that something, be it one thing or many, may be missing, until somebody has said that they know. */
export function recovered(
  parts: Pick<Parts, 'config'>,
  who: SignedInStaff,
  doc: Pick<Summary, 'id' | 'plan' | 'recovery'>,
  say: Say,
): Html {
  const lost = doc.recovery?.lostNotices ?? 0;
  return html`<div class="box warn"><p>${say('inbox:recovered', { name: { name: nameOf(doc) } })}</p>
${lost > 0 ? html`<p>${say('inbox:recoveredLost', { count: lost })}</p>` : ''}
<form method="post" action="/inkorg/deltagare/${doc.id}/sett">${formField(parts, who.session)}
<button aria-label="${say('inbox:recoveredSeen')}: ${nameOf(doc)}">${say('inbox:recoveredSeen')}</button></form></div>`;
}

const headings: readonly (readonly [keyof Sections, StaffKey])[] = [
  ['fresh', 'inbox:newHeading'],
  ['overdue', 'todo:overdueHeading'],
  ['toReport', 'inbox:toReportHeading'],
  ['today', 'inbox:todayHeading'],
  ['coming', 'inbox:comingHeading'],
  ['earlier', 'inbox:earlierHeading'],
];

function sectionsHtml(
  sections: Sections,
  who: SignedInStaff,
  now: Instant,
  nothing: Html | '',
  say: Say,
): Html | '' {
  const shown = headings.filter(([section]) => sections[section].length > 0);
  if (shown.length === 0) return nothing;
  return html`${shown.map(
    ([
      section,
      heading,
    ]) => html`<section aria-labelledby="h-${section}"><h2 id="h-${section}">${say(heading)}</h2>
${itemsHtml(sections[section], who, now, say)}</section>`,
  )}`;
}

function itemHtml(item: Item, who: SignedInStaff, now: Instant, say: Say): Html {
  const { doc } = item;
  const supervisor =
    who.staff.role === 'supervisor'
      ? null
      : say('inbox:supervisorIs', { name: { name: doc.plan.supervisor.name } });
  const { what, status } = itemWords(item, now, say);
  return html`<li><a class="item" href="${itemPath(item)}"><strong>${nameOf(doc)}</strong> <span>${what}</span></a>
<p class="quiet">${[...status, supervisor].filter((words) => words !== null).join('. ')}.</p></li>`;
}

/** What it is, and where it stands. Without any reason. */
export function itemWords(item: Item, now: Instant, say: Say): { what: string; status: string[] } {
  switch (item.kind) {
    case 'absence': {
      const late = overdueCount(item, now);
      return {
        what: say('inbox:itemAbsence', { days: daysOf(item.absence, say) }),
        status: [
          ...absenceStatus(item.absence, now, say),
          ...(late > 0 ? [say('todo:draftsOverdue', { count: late })] : []),
        ],
      };
    }
    case 'question':
      return { what: questionLabel(item.question, say), status: [questionState(item.question, say)] };
    case 'signal': {
      const day = { date: today(item.signal.reportedAt) };
      const studies = item.signal.applied ? 'todo:signalItemApplied' : 'todo:signalItemStudies';
      const key = item.signal.kind === 'work' ? 'todo:signalItemWork' : studies;
      return { what: say(key, { day }), status: [signalStatus(item.signal, say)] };
    }
  }
}

export function itemPath(item: Item): string {
  switch (item.kind) {
    case 'absence':
      return `/inkorg/franvaro/${item.doc.id}/${item.absence.id}`;
    case 'question':
      return `/inkorg/fraga/${item.doc.id}/${item.question.id}`;
    case 'signal':
      return `/inkorg/signal/${item.doc.id}/${item.signal.id}`;
  }
}
