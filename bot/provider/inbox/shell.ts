import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalDate } from '../../../domain/time.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { staffWords } from '../../../locales/render.ts';
import type { Params } from '../../../locales/saying.ts';
import { type Html, html } from '../../html.ts';
import { type Page, type PageLink, sendPage } from '../../pages/shell.ts';
import type { Parts } from '../../parts.ts';
import { formField } from '../../sign-in/forms.ts';
import type { SignedInStaff } from '../../sign-in/sessions.ts';

/** What the pages of the inbox have in common. */

export type Say = (key: StaffKey, params?: Params) => string;

export function sayOn(day: LocalDate): Say {
  return (key, params) => staffWords(key, params, day);
}

export interface InboxPage {
  readonly title: string;
  readonly main: Html;
  readonly current?: 'inbox' | 'participants' | 'month' | 'planning' | 'more';
  /** For tables: more room on a wide screen. */
  readonly wide?: boolean;
}

const top: readonly { href: string; title: StaffKey; name: InboxPage['current'] }[] = [
  { href: '/inkorg', title: 'inbox:title', name: 'inbox' },
  { href: '/inkorg/deltagare', title: 'inbox:participantsTitle', name: 'participants' },
  { href: '/inkorg/manad', title: 'report:monthTitle', name: 'month' },
  { href: '/inkorg/planering', title: 'report:planningTitle', name: 'planning' },
  { href: '/inkorg/mer', title: 'setup:moreTitle', name: 'more' },
];

/** Null for somebody who is not signed in. */
export async function sendInboxPage(
  about: {
    parts: Parts;
    req: IncomingMessage;
    res: ServerResponse;
    who: SignedInStaff | null;
    day: LocalDate;
  },
  status: number,
  page: InboxPage,
): Promise<void> {
  const { parts, req, res, who, day } = about;
  const say = sayOn(day);
  const links: PageLink[] = top.map(({ href, title, name }) => ({
    href,
    text: say(title),
    current: page.current === name,
  }));
  const signOut =
    who &&
    html`<form method="post" action="/inkorg/logga-ut">${formField(parts, who.session)}
<button class="plain">${say('inbox:signOut')}</button></form>`;
  await sendPage(req, res, status, {
    title: page.title,
    reader: { level: 'plain', today: day },
    home: '/inkorg',
    main: page.main,
    assets: ['inbox.css', 'inbox.js'],
    wide: page.wide ?? false,
    ...(who && signOut ? { links, action: signOut } : {}),
    ...(parts.config.demo ? { notice: say('inbox:demo') } : {}),
  });
}

/** What staff meet at an address of the inbox that is not there, or that failed. Whether they are signed in is not known. */
export function inboxErrorPage(status: number, day: LocalDate): Page {
  const say = sayOn(day);
  const title = say(status < 500 ? 'inbox:notFoundTitle' : 'inbox:faultTitle');
  return {
    title,
    reader: { level: 'plain', today: day },
    home: '/inkorg',
    main: html`<h1>${title}</h1><p>${say(status < 500 ? 'inbox:noPageText' : 'inbox:faultText')}</p>
<p><a class="big" href="/inkorg">${say('inbox:back')}</a></p>`,
    assets: ['inbox.css'],
  };
}

/** A line begins with a capital, whatever it is made of. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('sv') + words.slice(1);
}

/** A term with what it says; empty values are left out. */
export function facts(rows: readonly (readonly [string, Html | string | null])[]): Html {
  const shown = rows.filter(([, value]) => value !== null && value !== '');
  return html`<dl class="facts">${shown.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A text to copy: it can be marked by hand, and the script puts a button beside it. */
export function toCopy(id: string, text: string, say: Say, button: StaffKey = 'inbox:copy'): Html {
  return html`<div class="copy"><p id="${id}" class="box" translate="no">${text}</p>
<button type="button" data-copy="${id}" data-copied="${say('inbox:copied')}" data-failed="${say('inbox:copyFailed')}" hidden>${say(button)}</button>
<span role="status"></span></div>`;
}
