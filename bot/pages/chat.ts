import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { providerOf } from '../../domain/contact.ts';
import { DamagedError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
import { type Instant, MINUTE, msOf, today } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { ChatToken, Incoming, Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { checkForm, formField, readForm } from '../sign-in/forms.ts';
import { Limit } from '../sign-in/limits.ts';
import { waysPage } from '../sign-in/pages.ts';
import { type ParticipantSession, participantOf, type SignedIn } from '../sign-in/sessions.ts';
import { chatHtml, MOST_TEXT, olderHtml, type View, viewOf } from './chat-view.ts';
import { type Callee, calleeOf, damagedPage, faultPage, notSavedPage, oldFormPage } from './errors.ts';
import { eventWords, nextEvents } from './next-events.ts';
import { noticeOf, queryOf, signOutForm } from './own-page.ts';
import { footLinks, type Page, redirect, sendHtml, sendPage } from './shell.ts';
import { paragraphs, phoneUrl } from './text.ts';

/**
 * The chat page. It works as forms alone: what a script adds (web/chat.ts) is that nothing has to be loaded again, and that what
 * comes by itself is seen at once.
 */

const MOST_A_MINUTE = 30;
const CHANNEL = 'web';

export function chatRoutes(parts: Parts): Route[] {
  const pace = new Limit(parts.clock, MOST_A_MINUTE, MINUTE);
  const stranger = (): Reader => ({ level: 'easy', today: today(parts.clock.now()) });

  /** What somebody sent after they were signed out is shown to them: it is nowhere else. */
  const frontDoor = async (req: IncomingMessage): Promise<Page> => {
    const form = req.method === 'POST' ? await readForm(req) : null;
    const text = form && checkForm(parts, req, form, null) ? incomingOf(form, '')?.text : undefined;
    return waysPage(parts, stranger(), text);
  };

  /** Shows a page of the participant who is signed in; the front door to everybody else; whom to ring when nothing can be read. */
  const forParticipant =
    (
      handle: (found: SignedIn, req: IncomingMessage, res: ServerResponse) => Promise<void>,
    ): Route['handle'] =>
    async (req, res) => {
      let found: SignedIn | null = null;
      try {
        found = await participantOf(parts, req, res);
        if (found === null) await sendPage(req, res, 200, await frontDoor(req));
        else await handle(found, req, res);
      } catch (fault) {
        parts.log.error('page.chat', { code: codeOf(fault) });
        const reader = found ? readerOf(found.doc, parts.clock.now()) : stranger();
        const callee = calleeOf(fault) ?? (found ? whomToRing(found.doc) : null);
        const page = fault instanceof DamagedError ? damagedPage(reader, callee) : faultPage(reader, callee);
        await sendPage(req, res, 503, page);
      }
    };

  return [
    {
      method: 'get',
      path: '/',
      surface: 'page',
      handle: forParticipant(async (found, req, res) => {
        const query = queryOf(req);
        await parts.assistant.open(found.doc.id, CHANNEL).catch((fault: unknown) => {
          // Without a greeting the chat is still of use.
          parts.log.error('page.open', { code: codeOf(fault) });
        });
        const view = await viewOf(parts, found.doc, {
          keeper: { kind: 'session', session: found.session },
          token: tokenFor(parts, found),
          before: numberOf(query.get('before')),
          status: query.has('tomt') ? 'page:empty' : query.has('vanta') ? 'page:slow' : null,
        });
        await sendPage(req, res, 200, chatPage(parts, found.session, view));
      }),
    },
    {
      method: 'get',
      path: '/chat/history',
      surface: 'asset',
      handle: async (req, res) => {
        const id = await parts.chat.whose(req);
        const found = id === null ? null : await parts.store.read(id);
        if (found === null) {
          sendJson(res, 401, { error: 'signed-out' });
          return;
        }
        const before = numberOf(queryOf(req).get('before'));
        sendHtml(req, res, 200, await olderHtml(parts, found.doc, before));
      },
    },
    {
      method: 'post',
      path: '/chat/send',
      surface: 'page',
      handle: forParticipant(async (found, req, res) => {
        const form = await readForm(req);
        const reader = readerOf(found.doc, parts.clock.now());
        if (!checkForm(parts, req, form, found.session)) {
          await sendPage(req, res, 403, oldFormPage(reader));
          return;
        }
        const incoming = incomingOf(form, found.doc.id);
        if (incoming === null) {
          redirect(res, '/?tomt#nyast');
          return;
        }
        if (incoming.text.length > MOST_TEXT) {
          // Cut, it would say something else than what was written.
          const view = await viewOf(parts, found.doc, {
            keeper: { kind: 'session', session: found.session },
            token: tokenFor(parts, found),
            before: null,
            status: 'page:tooLong',
            typed: incoming.text,
          });
          await sendPage(req, res, 413, chatPage(parts, found.session, view));
          return;
        }
        if (pace.isReached(found.doc.id)) {
          redirect(res, '/?vanta#nyast');
          return;
        }
        pace.count(found.doc.id);
        try {
          await parts.assistant.say(incoming);
          redirect(res, '/#nyast');
        } catch (fault) {
          parts.log.error('page.send', { code: codeOf(fault) });
          const again = againForm(parts, found.session, form, reader);
          const callee = calleeOf(fault) ?? whomToRing(found.doc);
          await sendPage(req, res, 503, notSavedPage(reader, callee, { text: incoming.text, again }));
        }
      }),
    },
    {
      method: 'post',
      path: '/chat/token',
      surface: 'asset',
      handle: async (req, res) => {
        const found = await participantOf(parts, req, res);
        if (found === null) {
          sendJson(res, 401, { error: 'signed-out' });
          return;
        }
        if (!checkForm(parts, req, null, found.session)) {
          sendJson(res, 403, { error: 'not-from-our-page' });
          return;
        }
        sendJson(res, 200, tokenFor(parts, found));
      },
    },
  ];
}

function tokenFor(parts: Parts, { doc, session }: SignedIn): ChatToken {
  return parts.chat.issue(doc.id, session.sessionId, Math.floor(msOf(session.endsAt) / 1000));
}

function chatPage(parts: Parts, session: ParticipantSession, view: View): Page {
  const { reader } = view;
  const say = (key: TextKey) => words(key, undefined, reader);
  return {
    title: say('page:chatTitle'),
    reader,
    home: '/',
    assets: ['chat.css', 'chat.js'],
    ...noticeOf(parts, reader),
    links: [
      { href: '/min-plan', text: say('page:planTitle') },
      { href: '/mina-val', text: say('display:link') },
    ],
    action: signOutForm(parts, session, reader),
    footLinks: footLinks(reader),
    main: html`<h1>${say('page:chatHeading')}</h1>
${withoutScriptHtml(view, parts.clock.now())}
${chatHtml(parts, view)}`,
  };
}

/** Without a script nothing comes by itself: what is most needed stands at the top. */
function withoutScriptHtml({ doc, reader }: View, now: Instant): Html {
  const events = nextEvents(doc, now);
  const { name, phone } = whomToRing(doc);
  return html`<noscript><section class="box"><h2>${words('page:nextTitle', undefined, reader)}</h2>
${events.length > 0 ? html`<ul>${events.map((event) => html`<li>${eventWords(event, reader)}</li>`)}</ul>` : paragraphs(words('plan:nothingBooked', undefined, reader))}
${paragraphs(words('page:faultCall', { name: { name } }, reader))}
<p><a class="button" href="${phoneUrl(phone)}">${words('page:callLink', { phone: { name: phone } }, reader)}</a></p></section></noscript>`;
}

/** Whom a participant rings when the page cannot help. */
export function whomToRing(doc: Participant): Callee {
  const { supervisor } = doc.plan;
  const provider = providerOf(doc);
  return supervisor.phone === null
    ? { name: provider.name, phone: provider.phone }
    : { name: supervisor.name, phone: supervisor.phone };
}

export function codeOf(fault: unknown): string {
  if (fault instanceof Error && 'code' in fault) return String(fault.code);
  return fault instanceof Error ? fault.name : 'unknown';
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function incomingOf(form: URLSearchParams, participantId: string): Incoming | null {
  const press = form.get('press');
  const [q, id, ...title] = (press ?? '').split('|');
  const pressed = press && q && id && /^\d+$/.test(q) ? { q: Number(q), id } : null;
  const text = (pressed ? title.join('|') : (form.get('text') ?? '')).trim();
  if (text === '') return null;
  // The page's number alone is not enough: somebody who goes back writes something else on the same page.
  const content = createHash('sha256').update(`${press}\n${text}`).digest('base64url').slice(0, 16);
  return {
    participantId,
    messageId: `form:${(form.get('m') ?? '').slice(0, 60)}:${content}`,
    text,
    pressed,
    channel: CHANNEL,
  };
}

/** Sends a form a second time as it was the first: the same number, so that it runs once. */
function againForm(parts: Parts, session: ParticipantSession, form: URLSearchParams, reader: Reader): Html {
  const kept = ['m', 'text', 'press'].filter((name) => form.has(name));
  return html`<form method="post" action="/chat/send">${formField(parts, session)}
${kept.map((name) => html`<input type="hidden" name="${name}" value="${form.get(name)}">`)}
<p><button class="main">${words('page:tryAgain', undefined, reader)}</button></p></form>`;
}

export function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(JSON.stringify(body));
}
