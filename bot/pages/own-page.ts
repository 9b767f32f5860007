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
import { type ParticipantSession, participantOf } from '../sign-in/sessions.ts';
import { oldFormPage } from './errors.ts';
import { footLinks, type PageLink, redirect, sendPage } from './shell.ts';
import { paragraphs } from './text.ts';

/**
 * Pages beside the chat that show a participant what is theirs, and the plain forms on them. Each is declared once and served twice: as a
 * page to those who are signed in here, and into the frame in a provider's site (frame-pages.ts).
 */
export type Own = OwnPage | OwnForm;

export interface OwnPage {
  readonly kind: 'page';
  readonly path: string;
  readonly make: (visit: Visit) => Made;
  /** What is said after a form, by its name in the address. */
  readonly done: readonly (readonly [string, TextKey])[];
}

export interface OwnForm {
  readonly kind: 'form';
  readonly path: string;
  /** Where one goes on to. */
  readonly next: string;
  readonly change: (doc: Participant, form: URLSearchParams, now: Instant) => Participant;
}

export interface Visit {
  readonly doc: Participant;
  readonly reader: Reader;
  readonly now: Instant;
  /** What each form of the page carries. */
  readonly field: Html;
  readonly params: Readonly<Record<string, string>>;
  /** In the site of a provider: nothing there works that needs a session of our own. */
  readonly isFramed: boolean;
}

export interface Made {
  readonly status?: number;
  readonly title: TextKey;
  readonly main: Html;
  /** Beside the way to the chat. */
  readonly links?: readonly PageLink[];
  readonly assets?: readonly string[];
}

export function ownPage(path: string, make: OwnPage['make'], done: OwnPage['done'] = []): OwnPage {
  return { kind: 'page', path, make, done };
}

/** Changes the participant by a form of such a page. */
export function ownForm(path: string, next: string, change: OwnForm['change']): OwnForm {
  return { kind: 'form', path, next, change };
}

/** For those who are signed in here; the way to sign in for everybody else. A form that is not ours changes nothing. */
export function sessionRoutes(parts: Parts, all: readonly Own[]): Route[] {
  return all.map((own) => (own.kind === 'page' ? pageRoute(parts, own) : formRoute(parts, own)));
}

function pageRoute(parts: Parts, own: OwnPage): Route {
  return {
    method: 'get',
    path: own.path,
    surface: 'page',
    handle: async (req, res) => {
      const found = await participantOf(parts, req, res);
      if (found === null) return redirect(res, '/');
      const field = formField(parts, found.session);
      const { made, reader, title, main } = shown(parts, own, {
        req,
        doc: found.doc,
        field,
        isFramed: false,
      });
      await sendPage(req, res, made.status ?? 200, {
        title,
        reader,
        home: '/',
        links: [{ href: '/', text: words('page:chatLink', undefined, reader) }, ...(made.links ?? [])],
        footLinks: footLinks(reader),
        ...(made.assets ? { assets: made.assets } : {}),
        ...noticeOf(parts, reader),
        action: signOutForm(parts, found.session, reader),
        main: html`<h1>${title}</h1>
${main}`,
      });
    },
  };
}

/** What stands on the page under its heading, with what is said after a form first. */
export function shown(
  parts: Pick<Parts, 'clock'>,
  own: OwnPage,
  { req, ...visit }: Pick<Visit, 'doc' | 'field' | 'isFramed'> & { readonly req: IncomingMessage },
): { made: Made; reader: Reader; title: string; main: Html } {
  const now = parts.clock.now();
  const reader = readerOf(visit.doc, now);
  const params = (req as { params?: Record<string, string> }).params ?? {};
  const made = own.make({ ...visit, reader, now, params });
  const said = own.done.find(([name]) => queryOf(req).has(name))?.[1];
  return {
    made,
    reader,
    title: words(made.title, undefined, reader),
    main: html`${said ? html`<p class="box" role="status">${words(said, undefined, reader)}</p>` : ''}
${made.main}`,
  };
}

function formRoute(parts: Parts, own: OwnForm): Route {
  return {
    method: 'post',
    path: own.path,
    surface: 'page',
    handle: async (req, res) => {
      const found = await participantOf(parts, req, res);
      if (found === null) return redirect(res, '/');
      const form = await readForm(req);
      if (!checkForm(parts, req, form, found.session)) {
        await sendPage(req, res, 403, oldFormPage(readerOf(found.doc, parts.clock.now())));
        return;
      }
      await changed(parts, own, found.doc.id, form);
      redirect(res, own.next);
    },
  };
}

export async function changed(
  parts: Pick<Parts, 'clock' | 'store'>,
  own: OwnForm,
  id: string,
  form: URLSearchParams,
): Promise<void> {
  const now = parts.clock.now();
  await parts.store.turn(id, (doc) => ({ doc: doc && own.change(doc, form, now), result: null }));
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
