import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'restify';
import { today } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import { oldFormPage } from '../pages/errors.ts';
import { footLinks, type Page, redirect, sendPage } from '../pages/shell.ts';
import { paragraphs } from '../pages/text.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { CODE_MS, contactKey, redeemCode, sendCode } from './codes.ts';
import { readCookie, setCookie } from './cookies.ts';
import { checkForm, readForm } from './forms.ts';
import { redeemInvitation } from './invitations.ts';
import { addressOf, Limit, WRONG_WINDOW_MS, WrongTries } from './limits.ts';
import { linkOwner, redeemLink } from './links.ts';
import { seal, unseal } from './secret.ts';
import { endAllSessions, endSession, participantOf, type SignedIn, startSession } from './sessions.ts';

/** The pages that let participants in and out. Each asks for one thing. Nothing is used up by opening a page: only by a button. */

/** Whom a code was sent to, until it has run out. */
const ASKED_COOKIE = 'stegvis-kod';

/** How often codes are asked for from one address in a quarter of an hour: a whole office may share it. */
const ASKS = 30;

export function signInRoutes(parts: Parts): Route[] {
  const wrong = new WrongTries(parts.clock);
  const asks = new Limit(parts.clock, ASKS, WRONG_WINDOW_MS);

  /** Before we know who it is, the easy words are for everybody. */
  const stranger = (): Reader => ({ level: 'easy', today: today(parts.clock.now()) });

  const get = (path: string, handle: Route['handle']): Route => ({
    method: 'get',
    path,
    surface: 'page',
    handle,
  });
  const post = (
    path: string,
    handle: (form: URLSearchParams, ...rest: Parameters<Route['handle']>) => Promise<void>,
  ): Route => ({
    method: 'post',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const form = await readForm(req);
      if (!checkForm(parts, req, form, null)) {
        await sendPage(req, res, 403, oldFormPage(stranger()));
        return;
      }
      await handle(form, req, res);
    },
  });

  /** Ways out: they work for whoever is signed in, and for somebody who no longer is. */
  const out = (
    path: string,
    handle: (req: Request, res: Response, found: SignedIn | null) => Promise<void>,
  ): Route => ({
    method: 'post',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const form = await readForm(req);
      const found = await participantOf(parts, req, res).catch(() => null);
      if (!checkForm(parts, req, form, found?.session ?? null)) {
        const reader = found ? readerOf(found.doc, parts.clock.now()) : stranger();
        await sendPage(req, res, 403, oldFormPage(reader));
        return;
      }
      await handle(req, res, found);
    },
  });

  const isOwn = (form: URLSearchParams) => form.get('own') === 'yes';

  /** Whoever writes the other one of the two gets their code there. */
  const wayOf = (key: string): CodeWay | null =>
    !key.startsWith('phone:') ? 'email' : parts.config.sms !== null ? 'sms' : null;

  const askRoutes = (page: CodeWay): Route[] => {
    const { path, wrong: notOne } = ASK[page];
    return [
      get(path, async (req, res) => {
        if (page === 'sms' && parts.config.sms === null) redirect(res, '/logga-in');
        else await sendPage(req, res, 200, askPage(stranger(), page, '', null));
      }),
      post(path, async (form, req, res) => {
        const typed = (form.get('address') ?? '').trim().slice(0, 254);
        const key = contactKey(typed);
        const way = key === null ? null : wayOf(key);
        if (key === null || way === null) {
          await sendPage(req, res, 400, askPage(stranger(), page, typed, notOne));
          return;
        }
        const address = addressOf(req);
        if (asks.isReached(address)) {
          await sendPage(req, res, 429, askPage(stranger(), page, typed, 'signin:tooMany'));
          return;
        }
        asks.count(address);
        // Answered before it is looked up, so that neither the answer nor the time it takes tells whether there is such a person.
        sendCode(parts, key, way).catch((fault: unknown) => {
          parts.log.error('sign-in.code', { code: codeOf(fault) });
        });
        const until = new Date(Date.parse(parts.clock.now()) + CODE_MS).toISOString();
        setCookie(parts, res, ASKED_COOKIE, seal(parts, 'asked', { key, typed, way, until }), CODE_MS / 1000);
        redirect(res, '/logga-in/kod');
      }),
    ];
  };

  return [
    get('/logga-in', async (req, res) => {
      if (await participantOf(parts, req, res)) redirect(res, '/');
      else await sendPage(req, res, 200, waysPage(parts, stranger()));
    }),

    get('/in/:token', async (req, res) => {
      const token = String(req.params.token);
      const [owner, signedIn] = [await linkOwner(parts, token), await participantOf(parts, req, res)];
      // Somebody who opens their link again is where they wanted to be, also when it has been used up.
      if (signedIn && (owner === null || owner === signedIn.doc.id)) {
        redirect(res, '/');
        return;
      }
      if (owner === null) {
        await sendPage(req, res, 410, oldLinkPage(stranger()));
        return;
      }
      const found = await parts.store.read(owner);
      const reader = found ? readerOf(found.doc, parts.clock.now()) : stranger();
      await sendPage(req, res, 200, devicePage(reader, token));
    }),
    post('/in/:token', async (form, req, res) => {
      const participantId = await redeemLink(parts, String(req.params.token));
      if (participantId === null) {
        await sendPage(req, res, 410, oldLinkPage(stranger()));
        return;
      }
      startSession(parts, res, { participantId, own: isOwn(form) });
      redirect(res, '/');
    }),

    ...(['email', 'sms'] as const).flatMap(askRoutes),

    get('/logga-in/kod', async (req, res) => {
      const asked = askedOf(parts, req);
      if (asked === null) redirect(res, '/logga-in/e-post');
      else await sendPage(req, res, 200, codePage(stranger(), asked, null));
    }),
    post('/logga-in/kod', async (form, req, res) => {
      const asked = askedOf(parts, req);
      if (asked === null) {
        redirect(res, '/logga-in/e-post');
        return;
      }
      if (wrong.areUsedUp(req)) {
        await sendPage(req, res, 429, codePage(stranger(), asked, 'signin:tooMany'));
        return;
      }
      if (form.get('own') === null) {
        const typed = (form.get('code') ?? '').trim().slice(0, 20);
        await sendPage(req, res, 400, codePage(stranger(), asked, NO_ANSWER, typed));
        return;
      }
      const participantId = await redeemCode(parts, asked.key, form.get('code') ?? '');
      if (participantId === null) {
        wrong.count(req);
        await sendPage(req, res, 400, codePage(stranger(), asked, 'signin:codeWrong'));
        return;
      }
      setCookie(parts, res, ASKED_COOKIE, '', 0);
      startSession(parts, res, { participantId, own: isOwn(form) });
      redirect(res, '/');
    }),

    get('/logga-in/lapp', async (req, res) => {
      // A slip has an address with its code in it; the code is used by the button alone.
      const code = new URL(req.url ?? '', 'http://localhost').searchParams.get('kod') ?? '';
      await sendPage(req, res, 200, slipPage(stranger(), code.slice(0, 20), null));
    }),
    post('/logga-in/lapp', async (form, req, res) => {
      const typed = (form.get('code') ?? '').trim().slice(0, 20);
      if (wrong.areUsedUp(req)) {
        await sendPage(req, res, 429, slipPage(stranger(), typed, 'signin:tooMany'));
        return;
      }
      if (form.get('own') === null) {
        await sendPage(req, res, 400, slipPage(stranger(), typed, NO_ANSWER));
        return;
      }
      const participantId = await redeemInvitation(parts, typed);
      if (participantId === null) {
        wrong.count(req);
        await sendPage(req, res, 400, slipPage(stranger(), typed, 'signin:slipWrong'));
        return;
      }
      startSession(parts, res, { participantId, own: isOwn(form) });
      redirect(res, '/');
    }),

    out('/logga-ut', async (req, res, found) => {
      await endSession(parts, req, res);
      if (found) parts.chat.end(found.doc.id, found.session.sessionId);
      redirect(res, '/utloggad');
    }),
    out('/logga-ut/overallt', async (_req, res, found) => {
      if (found) {
        await endAllSessions(parts, res, found.doc.id);
        parts.chat.end(found.doc.id, null);
      }
      redirect(res, '/utloggad?overallt');
    }),
    out('/glom-enheten', async (req, res, found) => {
      await endSession(parts, req, res);
      if (found) parts.chat.end(found.doc.id, found.session.sessionId);
      // What the browser has of ours; web/forget.ts does the same where this is not known.
      res.setHeader('clear-site-data', '"cache", "storage"');
      redirect(res, '/utloggad?glomd');
    }),
    get('/utloggad', async (req, res) => {
      const query = new URL(req.url ?? '', 'http://localhost').searchParams;
      const why = OUT.find(([name]) => query.has(name)) ?? null;
      await sendPage(req, res, 200, signedOutPage(stranger(), why));
    }),
  ];
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
}

interface Asked {
  readonly key: string;
  readonly typed: string;
  readonly way: CodeWay;
}

function askedOf(parts: Parts, req: IncomingMessage): Asked | null {
  const asked = unseal(parts, 'asked', readCookie(parts, req, ASKED_COOKIE)) as
    | (Asked & { until: string })
    | null;
  // A cookie of the program before says no way.
  return asked !== null && asked.until > parts.clock.now() ? { ...asked, way: asked.way ?? 'email' } : null;
}

/** What the front door shows to somebody who is not signed in. `unsent`: what they tried to send. */
export function waysPage(parts: Pick<Parts, 'config' | 'email'>, reader: Reader, unsent?: string): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  const way = (href: string, text: TextKey, hint: TextKey, id: string, isFirst: boolean) =>
    html`<li><a class="button${isFirst ? ' main' : ''}" href="${href}" aria-describedby="${id}">${whole(say(text))}</a>
<span class="hint block" id="${id}">${say(hint)}</span></li>`;
  return shell(
    reader,
    'signin:title',
    html`<h1>${say('signin:title')}</h1>
${unsent ? html`<div class="error" role="alert">${paragraphs(say('signin:unsent'))}<blockquote>${paragraphs(unsent)}</blockquote></div>` : paragraphs(say('signin:intro'))}
<h2>${say('signin:how')}</h2>
<ul class="ways">
${way('/logga-in/lapp', 'signin:slipLink', 'signin:slipLinkHint', 'w1', true)}
${parts.email === null ? '' : way(ASK.email.path, 'signin:emailLink', 'signin:emailLinkHint', 'w2', false)}
${parts.config.sms === null ? '' : way(ASK.sms.path, 'signin:mobileLink', 'signin:mobileLinkHint', 'w3', false)}
</ul>
${paragraphs(say('signin:linkHint'))}
${noWay(reader)}`,
    parts.config.demo ? say('page:demo') : undefined,
  );
}

/** "e-post" is not broken at its hyphen, however narrow the button. One element, since a button lays out each of its own. */
function whole(text: string): Html {
  const pieces = text
    .split(/(e-post)/i)
    .map((piece, index) => (index % 2 === 1 ? html`<span class="whole">${piece}</span>` : piece));
  return html`<span>${pieces}</span>`;
}

function noWay(reader: Reader): Html {
  return html`<div class="box"><h2>${words('signin:noWayTitle', undefined, reader)}</h2>
${paragraphs(words('signin:noWayText', undefined, reader))}</div>`;
}

function devicePage(reader: Reader, token: string): Page {
  return shell(
    reader,
    'signin:deviceTitle',
    html`<h1>${words('signin:deviceTitle', undefined, reader)}</h1>
<form method="post" action="/in/${token}">
${deviceQuestion(reader)}
</form>`,
  );
}

const NO_ANSWER: TextKey = 'signin:deviceFirst';

/** What the Enter key in a field presses: nobody is to answer "my own" without having chosen it. */
const ENTER = html`<button hidden></button>`;

/** The only question that signing in asks. It is a button, so that the answer and the way in are one press. */
function deviceQuestion(reader: Reader, error: TextKey | null = null): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const missing =
    error === NO_ANSWER
      ? html`<div class="error" role="alert" tabindex="-1" autofocus>${paragraphs(say(NO_ANSWER))}</div>`
      : '';
  return html`${missing}<fieldset aria-describedby="device-hint"><legend>${say('signin:deviceQuestion')}</legend>
<div class="stack">
<button class="main" name="own" value="yes">${say('signin:deviceOwn')}</button>
<button name="own" value="no">${say('signin:deviceShared')}</button>
</div></fieldset>
<div class="hint" id="device-hint">${paragraphs(say('signin:deviceHint'))}</div>`;
}

function oldLinkPage(reader: Reader): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  return shell(
    reader,
    'signin:oldLinkTitle',
    html`<h1>${say('signin:oldLinkTitle')}</h1>
${paragraphs(say('signin:oldLinkText'))}
<p><a class="button main" href="/logga-in">${say('signin:oldLinkWays')}</a></p>
${noWay(reader)}`,
  );
}

type CodeWay = 'email' | 'sms';

/** The two ways that a code takes: the page that asks where to, and what is said of it on the next. */
const ASK = {
  email: {
    path: '/logga-in/e-post',
    title: 'signin:emailTitle',
    label: 'signin:emailLabel',
    hint: 'signin:emailHint',
    wrong: 'signin:emailWrong',
    sent: 'signin:codeSent',
    missing: 'signin:codeMissing',
    again: 'signin:codeAgain',
    codeLabel: 'signin:codeLabel',
    field: html`type="email" autocomplete="email" inputmode="email" autocapitalize="none"`,
  },
  sms: {
    path: '/logga-in/mobil',
    title: 'signin:mobileTitle',
    label: 'signin:mobileLabel',
    hint: 'signin:mobileHint',
    wrong: 'signin:mobileWrong',
    sent: 'signin:mobileSent',
    missing: 'signin:mobileMissing',
    again: 'signin:mobileAgain',
    codeLabel: 'signin:mobileCodeLabel',
    field: html`type="tel" autocomplete="tel"`,
  },
} as const satisfies Record<CodeWay, Record<string, TextKey | string | Html>>;

function askPage(reader: Reader, way: CodeWay, typed: string, error: TextKey | null): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  const { path, title, label, hint, field } = ASK[way];
  return shell(
    reader,
    title,
    html`<h1>${say(title)}</h1>
<form method="post" action="${path}" novalidate>
${errorBox(reader, error)}
<label for="address">${say(label)}</label>
<p class="hint" id="hint">${say(hint)}</p>
<input id="address" name="address" ${field} spellcheck="false" required value="${typed}" ${described(error)}>
<button class="main">${say('signin:emailSend')}</button>
</form>
${noWay(reader)}`,
  );
}

function codePage(
  reader: Reader,
  { typed, way }: Pick<Asked, 'typed' | 'way'>,
  error: TextKey | null,
  code = '',
): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  const { path, sent, missing, again, codeLabel } = ASK[way];
  return shell(
    reader,
    'signin:codeTitle',
    html`<h1>${say('signin:codeTitle')}</h1>
${paragraphs(words(sent, { address: typed }, reader))}
<form method="post" action="/logga-in/kod" novalidate>
${ENTER}${errorBox(reader, error === NO_ANSWER ? null : error)}
<label for="code">${say(codeLabel)}</label>
<div class="hint" id="hint">${paragraphs(say('signin:codeLife'))}</div>
<input class="short" id="code" name="code" type="text" autocomplete="one-time-code" inputmode="numeric" spellcheck="false" maxlength="20" required value="${code}" ${described(error)}>
${deviceQuestion(reader, error)}
</form>
<div class="box">${paragraphs(say(missing))}
<p><a class="big" href="${path}">${say(again)}</a></p></div>
${noWay(reader)}`,
  );
}

function slipPage(reader: Reader, typed: string, error: TextKey | null): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  return shell(
    reader,
    'signin:slipTitle',
    html`<h1>${say('signin:slipTitle')}</h1>
<form method="post" action="/logga-in/lapp" novalidate>
${ENTER}${errorBox(reader, error === NO_ANSWER ? null : error)}
<label for="code">${say('signin:slipLabel')}</label>
<div class="hint" id="hint">${paragraphs(say('signin:slipHint'))}</div>
<input class="short" id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" maxlength="20" required value="${typed}" ${described(error)}>
${deviceQuestion(reader, error)}
</form>
${noWay(reader)}`,
  );
}

/** Why somebody is signed out, by the address of the page that says so. */
const OUT = [
  ['vila', 'signin:idleText'],
  ['overallt', 'signin:everywhereText'],
  ['glomd', 'signin:forgottenText'],
] as const satisfies readonly (readonly [string, TextKey])[];

function signedOutPage(reader: Reader, why: (typeof OUT)[number] | null): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  const isForgotten = why?.[0] === 'glomd';
  return {
    ...shell(
      reader,
      'signin:signedOutTitle',
      html`<h1>${say('signin:signedOutTitle')}</h1>
${paragraphs(say(why?.[1] ?? 'signin:signedOutText'))}
<p><a class="button main" href="/logga-in">${say('signin:again')}</a></p>
${
  isForgotten
    ? ''
    : html`<div class="box"><h2>${say('display:deviceTitle')}</h2>
${paragraphs(say('signin:forgetText'))}
<form method="post" action="/glom-enheten"><p><button>${say('display:forget')}</button></p></form></div>`
}`,
    ),
    ...(isForgotten ? { assets: ['forget.js'] } : {}),
  };
}

function errorBox(reader: Reader, error: TextKey | null): Html | '' {
  if (error === null) return '';
  return html`<div class="error" id="error" role="alert">${paragraphs(words(error, undefined, reader))}</div>`;
}

function described(error: TextKey | null): Html {
  return error === null || error === NO_ANSWER
    ? html`aria-describedby="hint"`
    : html`aria-describedby="error hint" aria-invalid="true" autofocus`;
}

function shell(reader: Reader, title: TextKey, main: Html, notice?: string): Page {
  return {
    title: words(title, undefined, reader),
    reader,
    main,
    home: '/',
    footLinks: footLinks(reader),
    ...(notice ? { notice } : {}),
  };
}
