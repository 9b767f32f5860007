import { emailModeOf, type Provider, type Staff, type StaffRole } from '../../../domain/provider.ts';
import type { EmailMode } from '../../../domain/settings.ts';
import { type Instant, today } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { type Html, html } from '../../html.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';
import {
  faultsHtml,
  fieldHtml,
  NUMBER_FIELDS,
  OPTIONAL_FIELDS,
  type Refused,
  selectHtml,
} from './setup-forms.ts';
import { capital, type InboxPage, type Say, sayOn, toCopy } from './shell.ts';
import { trailHtml } from './trail.ts';
import { moment } from './words.ts';

/** Setting up: who works here, what the provider has decided, and what each person wants. */

export interface SetupView {
  readonly parts: Pick<Parts, 'config'>;
  readonly who: SignedInStaff;
  readonly now: Instant;
  readonly done: StaffKey | null;
  readonly refused: Refused | null;
}

const roleKeys: Readonly<Record<StaffRole, StaffKey>> = {
  supervisor: 'setup:roleSupervisor',
  manager: 'setup:roleManager',
  administrator: 'setup:roleAdministrator',
};

const roleHints: Readonly<Record<StaffRole, StaffKey>> = {
  supervisor: 'setup:roleSupervisorHint',
  manager: 'setup:roleManagerHint',
  administrator: 'setup:roleAdministratorHint',
};

export interface MoreLink {
  readonly href: string;
  readonly title: StaffKey;
  readonly hint: StaffKey;
  /** Whose page it is; null for everybody's. */
  readonly roles: readonly StaffRole[] | null;
}

/** Pages that are not needed every day. A new one is one line here. */
export const MORE: readonly MoreLink[] = [
  { href: '/inkorg/paminnelser', title: 'reminders:title', hint: 'reminders:moreHint', roles: null },
  { href: '/inkorg/mina-val', title: 'setup:choicesTitle', hint: 'setup:choicesHint', roles: null },
  { href: '/inkorg/personal', title: 'setup:staffTitle', hint: 'setup:staffHint', roles: ['administrator'] },
  {
    href: '/inkorg/installningar',
    title: 'setup:settingsTitle',
    hint: 'setup:settingsHint',
    roles: ['administrator'],
  },
  {
    href: '/inkorg/gallring',
    title: 'retention:title',
    hint: 'retention:moreHint',
    roles: ['administrator'],
  },
  {
    href: '/inkorg/utskick',
    title: 'systems:messageTitle',
    hint: 'systems:messageHint2',
    roles: ['manager', 'administrator'],
  },
  {
    href: '/inkorg/importer',
    title: 'systems:importsTitle',
    hint: 'systems:importsHint',
    roles: ['administrator'],
  },
  {
    href: '/inkorg/inbaddning',
    title: 'systems:embedTitle',
    hint: 'systems:embedHint',
    roles: ['administrator'],
  },
  {
    href: '/inkorg/webhook',
    title: 'systems:webhookTitle',
    hint: 'systems:webhookHint',
    roles: ['administrator'],
  },
];

export function morePage(who: SignedInStaff, now: Instant): InboxPage {
  const say = sayOn(today(now));
  const links = MORE.filter(({ roles }) => roles === null || roles.includes(who.staff.role));
  return {
    title: say('setup:moreTitle'),
    current: 'more',
    main: html`<h1>${say('setup:moreTitle')}</h1>
<p>${say('setup:moreIntro')}</p>
<ul class="items">${links.map(
      ({ href, title, hint }) =>
        html`<li><a class="item" href="${href}"><strong>${say(title)}</strong> <span>${say(hint)}</span></a></li>`,
    )}</ul>`,
  };
}

/** The top of a page below "Mer". */
export function setupHead(title: string, done: StaffKey | null, say: Say): Html {
  return html`<p><a class="big" href="/inkorg/mer">${say('setup:moreTitle')}</a></p>
<h1>${title}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}`;
}

export function staffPage(view: SetupView): InboxPage {
  const { parts, who, now, done, refused } = view;
  const say = sayOn(today(now));
  const { provider } = who;
  const staff = [...provider.staff].sort((a, b) => a.name.localeCompare(b.name, 'sv'));
  return {
    title: say('setup:staffTitle'),
    main: html`${setupHead(say('setup:staffTitle'), done, say)}
${faultsHtml(refused, say)}
<p>${say('setup:staffIntro')}</p>
<ul class="items">${staff.map(
      ({ id, name, role, email }) =>
        html`<li><a class="item" href="/inkorg/personal/${id}"><strong>${name}</strong></a>
<p class="quiet">${say('setup:staffItem', {
          role: say(roleKeys[role]),
          email: { name: email ?? say('setup:staffNoEmail') },
        })}</p></li>`,
    )}</ul>
<h2>${say('setup:staffAddHeading')}</h2>
<form method="post" action="/inkorg/personal" novalidate>${formField(parts, who.session)}
${staffFields({ name: '', email: null, role: 'supervisor' }, refused, say)}
<button class="main">${say('setup:add')}</button></form>
${formerHtml(provider, say)}
${
  provider.trail.length === 0
    ? ''
    : html`<h2>${say('setup:providerTrailHeading')}</h2>
${trailHtml(
  provider.trail
    .toReversed()
    .slice(0, 50)
    .map((entry) => ({ ...entry, subject: nameIn(provider, entry.subject) })),
  { provider, participantId: null },
  say,
)}`
}`,
  };
}

function nameIn(provider: Provider, id: string | null): string | null {
  const found = [...provider.staff, ...provider.formerStaff].find((entry) => entry.id === id);
  return found?.name ?? id;
}

function formerHtml(provider: Provider, say: Say): Html | '' {
  if (provider.formerStaff.length === 0) return '';
  return html`<h2>${say('setup:formerHeading')}</h2>
<ul>${provider.formerStaff.toReversed().map(
    ({ name, role, endedAt }) =>
      html`<li>${say('setup:formerItem', {
        name: { name },
        role: say(roleKeys[role]).toLowerCase(),
        moment: moment(endedAt),
      })}</li>`,
  )}</ul>`;
}

function staffFields(value: Pick<Staff, 'name' | 'email' | 'role'>, refused: Refused | null, say: Say): Html {
  const roles = (['supervisor', 'manager', 'administrator'] as const).map((role) => ({
    value: role,
    words: say(roleHints[role]),
  }));
  return html`${fieldHtml({
    id: 'name',
    label: say('setup:name'),
    value: value.name,
    refused,
    attributes: html`autocomplete="off" required`,
  })}
${fieldHtml({
  id: 'email',
  label: say('setup:email'),
  value: value.email ?? '',
  hint: say('setup:emailHint'),
  refused,
  type: 'email',
  attributes: html`autocomplete="off" autocapitalize="none" spellcheck="false"`,
})}
${selectHtml('role', say('setup:role'), roles, refused?.typed.role ?? value.role)}`;
}

export function onePersonPage(view: SetupView, staff: Staff): InboxPage {
  const { parts, who, now, done, refused } = view;
  const say = sayOn(today(now));
  const path = `/inkorg/personal/${staff.id}`;
  const field = formField(parts, who.session);
  return {
    title: staff.name,
    main: html`<p><a class="big" href="/inkorg/personal">${say('setup:backToStaff')}</a></p>
<h1>${staff.name}</h1>
${done === null ? '' : html`<p class="box done">${say(done)}</p>`}
${faultsHtml(refused, say)}
<form method="post" action="${path}" novalidate>${field}
${staffFields(staff, refused, say)}
<button class="main">${say('setup:save')}</button></form>
<h2>${say('setup:linkHeading')}</h2>
<p>${say('setup:linkIntro')}</p>
<form method="post" action="${path}/lank">${field}<button>${say('setup:linkCreate')}</button></form>
<h2>${say('setup:endHeading')}</h2>
<p>${say('setup:endIntro')}</p>
<form method="post" action="${path}/avsluta">${field}<button>${say('setup:endButton', { name: { name: staff.name } })}</button></form>`,
  };
}

/** Shown once, as the answer to the press. */
export function staffLinkPage(staff: Pick<Staff, 'name'>, link: string, now: Instant): InboxPage {
  const say = sayOn(today(now));
  const name = { name: staff.name };
  return {
    title: say('setup:linkTitle', { name }),
    main: html`<p><a class="big" href="/inkorg/personal">${say('setup:backToStaff')}</a></p>
<h1>${say('setup:linkTitle', { name })}</h1>
<p>${say('setup:linkShown', { name })}</p>
${toCopy('link', link, say, 'inbox:copyLink')}`,
  };
}

const modeKeys: Readonly<Record<EmailMode, StaffKey>> = {
  'at-once': 'setup:emailAtOnce',
  daily: 'setup:emailDaily',
};

export function settingsPage(view: SetupView): InboxPage {
  const { parts, who, now, done, refused } = view;
  const say = sayOn(today(now));
  const { settings } = who.provider;
  const modes = (['at-once', 'daily'] as const).map((mode) => ({ value: mode, words: say(modeKeys[mode]) }));
  const coming = [
    { value: 'no', words: say('setup:showComingNo') },
    { value: 'yes', words: say('setup:showComingYes') },
  ];
  return {
    title: say('setup:settingsTitle'),
    main: html`${setupHead(say('setup:settingsTitle'), done, say)}
${faultsHtml(refused, say)}
<form method="post" action="/inkorg/installningar" novalidate>${formField(parts, who.session)}
${NUMBER_FIELDS.map(({ field, label, hint, least, most }) =>
  fieldHtml({
    id: field,
    label: say(label),
    value: String(settings[field]),
    hint: say(hint),
    refused,
    attributes: html`inputmode="numeric" autocomplete="off" min="${least}" max="${most}" required`,
  }),
)}
${OPTIONAL_FIELDS.map(({ field, label, hint }) =>
  fieldHtml({
    id: field,
    label: say(label),
    value: settings[field] === null ? '' : String(settings[field]),
    hint: say(hint),
    refused,
    attributes: html`inputmode="numeric" autocomplete="off"`,
  }),
)}
${fieldHtml({ id: 'phone', label: say('setup:phone'), value: settings.phone ?? '', hint: say('setup:phoneHint'), refused, type: 'tel', attributes: html`autocomplete="off"` })}
${fieldHtml({ id: 'hours', label: say('setup:hours'), value: settings.hours?.text ?? '', hint: say('setup:hoursHint'), refused, attributes: html`autocomplete="off"` })}
${fieldHtml({ id: 'hoursEasy', label: say('setup:hoursEasy'), value: settings.hours?.easy ?? '', refused, attributes: html`autocomplete="off"` })}
${selectHtml('emailMode', say('setup:emailMode'), modes, refused?.typed.emailMode ?? settings.emailMode)}
${selectHtml('showComing', say('setup:showComing'), coming, refused?.typed.showComing ?? (settings.showComing ? 'yes' : 'no'))}
<button class="main">${say('setup:save')}</button></form>`,
  };
}

export function choicesPage({ parts, who, now, done }: SetupView): InboxPage {
  const say = sayOn(today(now));
  const { staff, provider } = who;
  const asProvider = say(modeKeys[emailModeOf(provider, { emailMode: null })]).toLowerCase();
  const options = [
    { value: '', words: say('setup:emailAsProvider', { mode: asProvider }) },
    ...(['at-once', 'daily'] as const).map((mode) => ({ value: mode, words: say(modeKeys[mode]) })),
  ];
  return {
    title: say('setup:choicesTitle'),
    main: html`${setupHead(say('setup:choicesTitle'), done, say)}
<p>${capital(say(roleHints[staff.role]))}.</p>
<p>${say('setup:choicesIntro')}</p>
<form method="post" action="/inkorg/mina-val">${formField(parts, who.session)}
${selectHtml('emailMode', say('setup:emailMode'), options, staff.emailMode ?? '')}
<button class="main">${say('setup:save')}</button></form>`,
  };
}
