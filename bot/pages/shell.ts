import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { DEFAULT_DISPLAY, type Display } from '../../domain/display.ts';
import { type Reader, words } from '../../locales/render.ts';
import { type Html, html } from '../html.ts';
import { assetPath } from './assets.ts';

/** What every page has: head, skip link, top, main and foot, in that order for eye, ear and Tab key alike. */
export interface Page {
  /** Of this page alone; the product's name is put after it. */
  readonly title: string;
  /** In whose words the shell speaks. Staff pages give `{ level: 'plain', today }`. */
  readonly reader: Reader;
  readonly main: Html;
  /** Where the product's name at the top leads. */
  readonly home: string;
  /** Links at the top. The one that is shown now has `current`. */
  readonly links?: readonly PageLink[];
  /** Something to press at the top after the links, mostly the form that signs out. */
  readonly action?: Html;
  /** Links at the foot; the participant's pages have help and accessibility there. */
  readonly footLinks?: readonly PageLink[];
  /** Names of assets beside base.css, for example `chat.css` and `chat.js`. */
  readonly assets?: readonly string[];
  /** One of the classes that base.css knows for the whole page: `wide` for tables. */
  readonly wide?: boolean;
  /** Stands in a site of a provider: under its name, in its colours, and on those sites alone. Links open beside it. */
  readonly frame?: { readonly name: string; readonly theme: string; readonly origins: readonly string[] };
  /** Said over every page before anything else, for example that this is a demo. */
  readonly notice?: string;
}

export interface PageLink {
  readonly href: string;
  readonly text: string;
  readonly current?: boolean;
}

export async function pageHtml(page: Page): Promise<Html> {
  const look = lookOf(page.reader.display ?? DEFAULT_DISPLAY);
  const names = ['base.css', ...(page.assets ?? []), ...look.assets];
  const paths = await Promise.all(names.map(assetPath));
  const styles = [
    ...paths.filter((path) => path.endsWith('.css')),
    ...(page.frame ? [page.frame.theme] : []),
  ];
  const scripts = paths.filter((path) => path.endsWith('.js'));
  const say = (key: Parameters<typeof words>[0]) => words(key, undefined, page.reader);
  return html`<!doctype html>
<html lang="sv"${look.attributes.map(([name, value]) => html` data-${name}="${value}"`)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${page.title} – Stegvis</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${page.frame ? html`<base target="_blank">` : ''}
${page.home === '/' && !page.frame ? html`<link rel="manifest" href="/manifest.webmanifest"><link rel="apple-touch-icon" href="/icon-180.png">` : ''}
${styles.map((path) => html`<link rel="stylesheet" href="${path}">`)}
${scripts.map((path) => html`<script src="${path}" defer></script>`)}
</head>
<body${page.wide ? html` class="wide"` : ''}>
<a class="skip" href="#main">${say('page:skip')}</a>
<header class="top">
${page.notice ? html`<p class="demo">${page.notice}</p>` : ''}
<div class="row">
${
  page.frame
    ? html`<p class="brand">${STEPS}${page.frame.name}</p>`
    : html`<a class="brand" href="${page.home}">${STEPS}Stegvis</a>`
}
${
  page.links?.length
    ? html`<nav aria-label="${say('page:topLinks')}"><ul>${page.links.map(
        (link) =>
          html`<li><a href="${link.href}"${link.current ? html` aria-current="page"` : ''}>${link.text}</a></li>`,
      )}</ul></nav>`
    : ''
}
${page.action}
</div>
</header>
<main id="main" tabindex="-1">
${page.main}
</main>
${
  page.footLinks?.length
    ? html`<footer class="foot"><ul>${page.footLinks.map(
        (link) => html`<li><a href="${link.href}">${link.text}</a></li>`,
      )}</ul></footer>`
    : ''
}
</body>
</html>
`;
}

const STEPS = html`<span class="steps" aria-hidden="true"><i></i><i></i><i></i></span>`;

/** What display.css goes by: only what is not as usual, so that most pages carry nothing. */
export function lookOf(display: Display): { attributes: (readonly [string, string])[]; assets: string[] } {
  const attributes = (['size', 'lines', 'letters', 'colours', 'font', 'still'] as const)
    .filter((name) => display[name] !== DEFAULT_DISPLAY[name])
    .map((name) => [name, String(display[name])] as const);
  return {
    attributes,
    assets: [
      ...(attributes.length > 0 ? ['display.css'] : []),
      ...(display.font === 'dyslexic' ? ['dyslexic.css'] : []),
    ],
  };
}

/** The foot of the participant's pages: help stands in the same place on all of them. */
export function footLinks(reader: Reader): PageLink[] {
  return [
    { href: '/hjalp', text: words('page:helpLink', undefined, reader) },
    { href: '/tillganglighet', text: words('page:accessibilityLink', undefined, reader) },
  ];
}

/**
 * Only what this server sends itself is loaded and connected to. `same-origin` and not `no-referrer`, because browsers send forms
 * without their origin under the latter.
 */
const policy = (ancestors: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`;

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': policy("'none'"),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

export function sendHtml(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  page: Html,
  headers: Readonly<Record<string, string>> = {},
): void {
  const packed = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  const body = packed ? gzipSync(page.html) : Buffer.from(page.html);
  res.writeHead(status, {
    ...HEADERS,
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    vary: 'accept-encoding, cookie',
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Makes the page and sends it. */
export async function sendPage(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  page: Page,
): Promise<void> {
  // The microphone is for those alone who have asked for "Prata".
  const headers: Record<string, string> = {
    ...(page.reader.display?.voice
      ? { 'permissions-policy': 'camera=(), microphone=(self), geolocation=()' }
      : {}),
    ...(page.frame ? { 'content-security-policy': policy(page.frame.origins.join(' ')) } : {}),
  };
  sendHtml(req, res, status, await pageHtml(page), headers);
}

/** Goes on to another page of ours, by GET. */
export function redirect(res: ServerResponse, path: string): void {
  res.writeHead(303, { location: path, 'cache-control': 'no-store' });
  res.end();
}
