import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { providerOf } from '../../domain/contact.ts';
import { DamagedError } from '../../domain/errors.ts';
import { type ChatChoice, levelOf, type Participant } from '../../domain/participant.ts';
import { dateOf, MINUTE, msOf, today, toLocal } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { Incoming, Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { checkForm, formField, formToken, readForm } from '../sign-in/forms.ts';
import { Limit } from '../sign-in/limits.ts';
import { waysPage } from '../sign-in/pages.ts';
import { mac } from '../sign-in/secret.ts';
import { type ParticipantSession, participantOf, type SignedIn } from '../sign-in/sessions.ts';
import { assetPath } from './assets.ts';
import { type Line, linesHtml, openChoices, toLines } from './chat-lines.ts';
import { type Callee, calleeOf, damagedPage, faultPage, notSavedPage, oldFormPage } from './errors.ts';
import { noticeOf, queryOf, signOutForm } from './own-page.ts';
import { footLinks, type Page, redirect, sendHtml, sendPage } from './shell.ts';

/**
 * The chat page. It works as forms alone: what a script adds (web/chat.ts) is that nothing has to be loaded again, and that what
 * comes by itself is seen at once.
 */

/** Lines that are in the page when it is opened, and that each "Visa äldre" adds. */
const SHOWN = 30;
/** Longest message that the page takes. */
const MOST_TEXT = 2000;
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
        const callee = calleeOf(fault) ?? (found ? supervisorOf(found.doc) : null);
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
        const before = numberOf(query.get('before'));
        const lines = await linesBefore(parts, found.doc.id, before);
        const view: View = {
          found,
          reader: readerOf(found.doc, parts.clock.now()),
          lines,
          isOld: before !== null,
          ...(await extrasOf(found.doc)),
          status: query.has('tomt') ? 'page:empty' : query.has('vanta') ? 'page:slow' : null,
        };
        await sendPage(req, res, 200, chatPage(parts, view));
      }),
    },
    {
      method: 'get',
      path: '/chat/history',
      surface: 'asset',
      handle: async (req, res) => {
        const found = await participantOf(parts, req, res);
        if (found === null) {
          sendJson(res, 401, { error: 'signed-out' });
          return;
        }
        const before = numberOf(queryOf(req).get('before'));
        const lines = await linesBefore(parts, found.doc.id, before);
        const reader = readerOf(found.doc, parts.clock.now());
        const { pictures } = await extrasOf(found.doc);
        sendHtml(req, res, 200, html`${olderLink(lines, reader)}${linesHtml(lines, reader, pictures)}`);
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
          const callee = calleeOf(fault) ?? supervisorOf(found.doc);
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
        const until = Math.floor(msOf(found.session.endsAt) / 1000);
        sendJson(res, 200, parts.chat.issue(found.doc.id, found.session.sessionId, until));
      },
    },
  ];
}

/** Whom a participant rings when the page cannot help. */
export function supervisorOf(doc: Participant): Callee {
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

async function linesBefore(parts: Pick<Parts, 'store'>, id: string, before: number | null): Promise<Line[]> {
  if (before === null) return toLines(await parts.store.lastLines(id, 'chat', SHOWN));
  const after = Math.max(0, before - 1 - SHOWN);
  return toLines(await parts.store.lines(id, 'chat', after, Math.max(0, before - 1 - after)));
}

function incomingOf(form: URLSearchParams, participantId: string): Incoming | null {
  const press = form.get('press');
  const [q, id, ...title] = (press ?? '').split('|');
  const pressed = press && q && id && /^\d+$/.test(q) ? { q: Number(q), id } : null;
  const text = (pressed ? title.join('|') : (form.get('text') ?? '')).trim().slice(0, MOST_TEXT);
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

/** What is loaded when the page stands, by those who want it: addresses of the pictures and of reading aloud. */
async function extrasOf({
  display,
}: Participant): Promise<{ pictures: string | null; listen: string | null }> {
  return {
    pictures: display.pictures ? await assetPath('pictures.svg') : null,
    listen: display.aloud !== 'off' || display.voice ? await assetPath('listen.js') : null,
  };
}

interface View {
  readonly found: SignedIn;
  readonly reader: Reader;
  readonly lines: readonly Line[];
  /** Whether older lines than the last ones are shown, on a page without a script. */
  readonly isOld: boolean;
  readonly pictures: string | null;
  readonly listen: string | null;
  readonly status: TextKey | null;
}

function chatPage(parts: Parts, view: View): Page {
  const { found, reader, lines, isOld } = view;
  const say = (key: TextKey) => words(key, undefined, reader);
  const field = formField(parts, found.session);
  return {
    title: say('page:chatTitle'),
    reader,
    home: '/',
    assets: ['chat.css', 'chat.js'],
    ...noticeOf(parts, reader),
    links: [{ href: '/mina-val', text: say('display:link') }],
    action: signOutForm(parts, found.session, reader),
    footLinks: footLinks(reader),
    main: html`<h1>${say('page:chatHeading')}</h1>
<div id="chat" class="${reader.level}" data-chat="${JSON.stringify(settings(parts, view))}">
<div id="history" role="group" aria-label="${say('page:historyLabel')}">
${olderLink(lines, reader)}
${linesHtml(lines, reader, view.pictures)}
</div>
<div id="log" role="log" aria-label="${say('page:newLabel')}"></div>
<span id="nyast"></span>
<p id="below" hidden><button type="button">${say('page:newBelow')}</button></p>
${isOld ? html`<p><a class="button" href="/">${say('page:newer')}</a></p>` : ''}
<form method="post" action="/chat/send">${field}${oneTime(parts)}
<div id="choices" tabindex="-1" role="group" aria-label="${say('page:choices')}">${isOld ? '' : choicesHtml(lines, reader)}</div></form>
<div class="composer">
<p id="status" role="status">${view.status ? say(view.status) : ''}</p>
<form id="say" method="post" action="/chat/send">${field}${oneTime(parts)}
<label for="text">${say('page:textLabel')}</label>
<div class="write">
<textarea id="text" name="text" rows="1" maxlength="${MOST_TEXT}" autocomplete="off" enterkeyhint="send"></textarea>
<button class="main" id="send">${say('page:send')}</button>
</div>
</form>
<form method="post" action="/chat/send">${field}${oneTime(parts)}
<div id="commands" role="group" aria-label="${say('page:commands')}">${commandsHtml(reader)}</div></form>
</div>
</div>`,
  };
}

/** As many answers as stand there at once for somebody who wants few; the others are behind a button. web/chat.ts has the same number. */
const FEW = 3;

function choicesHtml(lines: readonly Line[], reader: Reader): Html[] {
  const groups = openChoices(lines);
  const button = ({ title, value }: ChatChoice) =>
    html`<button name="press" value="${`${value.q}|${value.id}|${title}`}">${title}</button>`;
  const buttons = (choices: readonly ChatChoice[]) =>
    reader.display?.few && choices.length > FEW + 1
      ? html`${choices.slice(0, FEW).map(button)}<details><summary>${words('display:more', undefined, reader)}</summary><div class="choices">${choices.slice(FEW).map(button)}</div></details>`
      : html`${choices.map(button)}`;
  return groups.map(
    ({ about, choices }) =>
      html`${groups.length > 1 ? html`<p class="about">${words('page:choicesFor', undefined, reader)} ${about}</p>` : ''}<div class="choices" role="group" aria-label="${about}">${buttons(choices)}</div>`,
  );
}

/** Always there, always in the same place, and they do the same in every dialog. */
const COMMANDS: readonly { readonly key: TextKey; readonly id: string }[] = [
  { key: 'page:help', id: 'do:help' },
  { key: 'page:again', id: 'do:again' },
  { key: 'page:easier', id: 'do:easier' },
  { key: 'page:stepBack', id: 'do:back' },
  { key: 'page:cancel', id: 'do:cancel' },
  { key: 'page:whoSees', id: 'do:privacy' },
];

const PLAIN_COMMAND: { readonly key: TextKey; readonly id: string } = {
  key: 'page:plain',
  id: 'do:level:plain',
};

function commandsHtml(reader: Reader): Html[] {
  return COMMANDS.map((command) => {
    const { key, id } = command.id === 'do:easier' && reader.level === 'easy' ? PLAIN_COMMAND : command;
    const title = words(key, undefined, reader);
    return html`<button name="press" value="${`0|${id}|${title}`}"${command.id === 'do:easier' ? html` id="level"` : ''}>${title}</button>`;
  });
}

/** Sends a form a second time as it was the first: the same number, so that it runs once. */
function againForm(parts: Parts, session: ParticipantSession, form: URLSearchParams, reader: Reader): Html {
  const kept = ['m', 'text', 'press'].filter((name) => form.has(name));
  return html`<form method="post" action="/chat/send">${formField(parts, session)}
${kept.map((name) => html`<input type="hidden" name="${name}" value="${form.get(name)}">`)}
<p><button class="main">${words('page:tryAgain', undefined, reader)}</button></p></form>`;
}

function oneTime(parts: Pick<Parts, 'random'>): Html {
  return html`<input type="hidden" name="m" value="${parts.random.token()}">`;
}

function olderLink(lines: readonly Line[], reader: Reader): Html | '' {
  const first = lines[0]?.n ?? 1;
  if (first <= 1) return '';
  return html`<p id="older"><a class="big" href="/?before=${first}">${words('page:older', undefined, reader)}</a></p>`;
}

/** What the script needs to know. Its words come from here, in the reader's level. */
function settings(parts: Parts, { found, reader, lines, pictures, listen }: View): object {
  const other: Reader = { ...reader, level: reader.level === 'easy' ? 'plain' : 'easy' };
  const say = (key: TextKey) => words(key, undefined, reader);
  const last = lines.at(-1);
  return {
    after: last?.n ?? 0,
    day: last ? dateOf(toLocal(last.said.at)) : '',
    form: formToken(parts, found.session),
    own: found.session.own,
    level: levelOf(found.doc),
    few: found.doc.display.few,
    slow: found.doc.display.slow,
    still: found.doc.display.still,
    pictures,
    listen,
    aloud: found.doc.display.aloud,
    voice: found.doc.display.voice,
    // Keeps apart what several people have typed on the same device.
    key: mac(parts, 'form', `typed ${found.doc.id}`).slice(0, 12),
    words: {
      you: say('page:you'),
      bot: say('page:bot'),
      supervisor: say('page:supervisor'),
      today: say('page:today'),
      time: say('page:time'),
      reminder: say('page:reminderMark'),
      for: say('page:choicesFor'),
      more: say('display:more'),
      easier: words('page:easier', undefined, reader.level === 'easy' ? other : reader),
      plain: words('page:plain', undefined, reader.level === 'easy' ? reader : other),
      sending: say('page:sending'),
      sent: say('page:sent'),
      notSent: say('page:notSent'),
      notSentStatus: say('page:notSentStatus'),
      tryAgain: say('page:tryAgain'),
      offline: say('page:offline'),
      lost: say('page:lost'),
      back: say('page:back'),
      empty: say('page:empty'),
      slow: say('page:slow'),
      ...(listen === null
        ? {}
        : {
            aloud: say('page:aloud'),
            pause: say('page:pause'),
            resume: say('page:resume'),
            stop: say('page:stop'),
            slowly: say('page:slowly'),
            usually: say('page:usually'),
            quickly: say('page:quickly'),
          }),
      ...(found.doc.display.voice
        ? {
            talk: say('page:talk'),
            talkDone: say('page:talkDone'),
            listening: say('page:listening'),
            notHeard: say('page:notHeard'),
          }
        : {}),
    },
  };
}

function sendJson(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(JSON.stringify(body));
}
