import type { IncomingMessage } from 'node:http';
import type { Participant } from '../../domain/participant.ts';
import type { Instant } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { checkForm, formField, readForm } from '../sign-in/forms.ts';
import { type ParticipantSession, participantOf, type SignedIn } from '../sign-in/sessions.ts';
import { oldFormPage } from './errors.ts';
import { footLinks, type PageLink, redirect, sendPage } from './shell.ts';
import { paragraphs } from './text.ts';

/** Pages beside the chat that show a participant what is theirs, and the plain forms on them. */

export interface Visit {
  readonly found: SignedIn;
  readonly reader: Reader;
  readonly now: Instant;
  /** What each form of the page carries. */
  readonly field: Html;
  readonly params: Readonly<Record<string, string>>;
}

export interface OwnPage {
  readonly status?: number;
  readonly title: TextKey;
  readonly main: Html;
  /** Beside the way to the chat. */
  readonly links?: readonly PageLink[];
  readonly assets?: readonly string[];
}

/** A page of somebody who is signed in; the way to sign in for everybody else. `done`: what is said after a form, by its name in the address. */
export function ownPage(
  parts: Parts,
  path: string,
  make: (visit: Visit) => OwnPage,
  done: readonly (readonly [string, TextKey])[] = [],
): Route {
  return {
    method: 'get',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const found = await participantOf(parts, req, res);
      if (found === null) return redirect(res, '/');
      const now = parts.clock.now();
      const reader = readerOf(found.doc, now);
      const field = formField(parts, found.session);
      const params = (req as { params?: Record<string, string> }).params ?? {};
      const page = make({ found, reader, now, field, params });
      const title = words(page.title, undefined, reader);
      const said = done.find(([name]) => queryOf(req).has(name))?.[1];
      await sendPage(req, res, page.status ?? 200, {
        title,
        reader,
        home: '/',
        links: [{ href: '/', text: words('page:chatLink', undefined, reader) }, ...(page.links ?? [])],
        footLinks: footLinks(reader),
        ...(page.assets ? { assets: page.assets } : {}),
        ...noticeOf(parts, reader),
        action: signOutForm(parts, found.session, reader),
        main: html`<h1>${title}</h1>
${said ? html`<p class="box" role="status">${words(said, undefined, reader)}</p>` : ''}
${page.main}`,
      });
    },
  };
}

/** Changes the participant by a form of such a page, and goes on to `next`. A form that is not ours changes nothing. */
export function ownForm(
  parts: Parts,
  path: string,
  next: string,
  change: (doc: Participant, form: URLSearchParams, now: Instant) => Participant,
): Route {
  return {
    method: 'post',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const found = await participantOf(parts, req, res);
      if (found === null) return redirect(res, '/');
      const form = await readForm(req);
      const now = parts.clock.now();
      if (!checkForm(parts, req, form, found.session)) {
        await sendPage(req, res, 403, oldFormPage(readerOf(found.doc, now)));
        return;
      }
      await parts.store.turn(found.doc.id, (doc) => ({ doc: doc && change(doc, form, now), result: null }));
      redirect(res, next);
    },
  };
}

/** A box or a dot with its words. */
export function pick(
  type: 'radio' | 'checkbox',
  name: string,
  { value, isOn, text }: { readonly value: string; readonly isOn: boolean; readonly text: string },
): Html {
  return html`<p><label class="pick"><input type="${type}" name="${name}" value="${value}"${isOn ? html` checked` : ''}> ${text}</label></p>`;
}

/** How a page is put on paper, and a button for it where there is a script (web/print.ts, which the page names as `print.js`). */
export function printHtml(reader: Reader): Html {
  return html`<div class="no-print">${paragraphs(words('page:printHow', undefined, reader))}
<p><button type="button" id="print" hidden>${words('page:print', undefined, reader)}</button></p></div>`;
}

export function signOutForm(parts: Pick<Parts, 'config'>, session: ParticipantSession, reader: Reader): Html {
  return html`<form id="sign-out" method="post" action="/logga-ut">${formField(parts, session)}<button class="bare">${words('page:signOut', undefined, reader)}</button></form>`;
}

/** What stands over every page of a demo. */
export function noticeOf(parts: Pick<Parts, 'config'>, reader: Reader): { notice?: string } {
  return parts.config.demo ? { notice: words('page:demo', undefined, reader) } : {};
}

export function queryOf(req: IncomingMessage): URLSearchParams {
  return new URL(req.url ?? '', 'http://localhost').searchParams;
}
