import { DamagedError, type ProviderContact } from '../../domain/errors.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { type Html, html } from '../html.ts';
import { footLinks, type Page } from './shell.ts';
import { paragraphs, phoneUrl } from './text.ts';

/** Pages for what went wrong. Each says what happened, whose fault it is, and what to do; somebody to ring wherever it is known. */

/** Whom to ring; null when nobody is known. */
export interface Callee {
  readonly name: string;
  readonly phone: string;
}

export function notFoundPage(reader: Reader): Page {
  return errorPage(reader, 'page:notFoundTitle', [text(reader, 'page:notFoundText'), homeLink(reader)]);
}

/** A form that was not made for whoever sent it, or is too old. */
export function oldFormPage(reader: Reader): Page {
  return errorPage(reader, 'page:oldFormTitle', [text(reader, 'page:oldFormText'), homeLink(reader)]);
}

export function faultPage(reader: Reader, callee: Callee | null): Page {
  return errorPage(reader, 'page:faultTitle', [
    text(reader, 'page:faultText'),
    call(reader, callee),
    homeLink(reader),
  ]);
}

/** The participant's document cannot be read. */
export function damagedPage(reader: Reader, callee: Callee | null): Page {
  return errorPage(reader, 'page:faultTitle', [text(reader, 'page:damagedText'), call(reader, callee)]);
}

/** What was sent is not saved: it is shown again, with a button that sends the same thing again. */
export function notSavedPage(
  reader: Reader,
  callee: Callee | null,
  sent: { readonly text: string; readonly again: Html },
): Page {
  return errorPage(reader, 'page:notSavedTitle', [
    text(reader, 'page:notSavedText'),
    html`<p>${words('page:sentText', undefined, reader)}</p><blockquote class="box">${paragraphs(sent.text)}</blockquote>`,
    sent.again,
    call(reader, callee),
    homeLink(reader),
  ]);
}

export function calleeOf(fault: unknown): Callee | null {
  const provider: ProviderContact | null = fault instanceof DamagedError ? fault.provider : null;
  return provider && { name: provider.name, phone: provider.phone };
}

function call(reader: Reader, callee: Callee | null): Html {
  if (callee === null) return html`${text(reader, 'page:faultCallSupervisor')}`;
  return html`<div class="box"><h2>${words('page:callHeading', undefined, reader)}</h2>
${paragraphs(words('page:faultCall', { name: { name: callee.name } }, reader))}
<p><a class="button" href="${phoneUrl(callee.phone)}">${words('page:callLink', { phone: { name: callee.phone } }, reader)}</a></p></div>`;
}

function homeLink(reader: Reader): Html {
  return html`<p><a class="big" href="/">${words('page:homeLink', undefined, reader)}</a></p>`;
}

function text(reader: Reader, key: TextKey): Html[] {
  return paragraphs(words(key, undefined, reader));
}

function errorPage(reader: Reader, title: TextKey, parts: readonly (Html | readonly Html[])[]): Page {
  return {
    title: words(title, undefined, reader),
    reader,
    main: html`<h1>${words(title, undefined, reader)}</h1>
${parts.map((part) => html`${part as Html}`)}`,
    home: '/',
    footLinks: footLinks(reader),
  };
}
