import type { IncomingMessage, ServerResponse } from 'node:http';
import { providerOf } from '../../domain/contact.ts';
import type { Participant } from '../../domain/participant.ts';
import { HOUR, today } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { checkForm, formField, readForm } from '../sign-in/forms.ts';
import { addressOf, Limit } from '../sign-in/limits.ts';
import { participantOf, type SignedIn } from '../sign-in/sessions.ts';
import { codeOf } from './chat.ts';
import { oldFormPage } from './errors.ts';
import { keepFaultReport, MOST_FAULT_TEXT } from './fault-reports.ts';
import { noticeOf, queryOf, signOutForm } from './own-page.ts';
import { footLinks, type Page, redirect, sendPage } from './shell.ts';
import { paragraphs, phoneUrl } from './text.ts';

/** Help and the accessibility statement: open to everybody, and in the reader's level for somebody who is signed in. */
export function infoRoutes(parts: Parts): Route[] {
  const route = (
    path: string,
    title: TextKey,
    main: (reader: Reader, found: SignedIn | null, query: URLSearchParams) => Html,
  ): Route => ({
    method: 'get',
    path,
    surface: 'page',
    handle: async (req, res) => {
      const { found, reader } = await whoIs(req, res);
      const query = queryOf(req);
      await sendPage(req, res, 200, infoPage(found, reader, title, main(reader, found, query)));
    },
  });
  const whoIs: WhoIs = async (req, res) => {
    // Help is there when somebody's document cannot be read, too.
    const found = await participantOf(parts, req, res).catch(() => null);
    const now = parts.clock.now();
    return { found, reader: found ? readerOf(found.doc, now) : { level: 'easy', today: today(now) } };
  };
  const infoPage = (found: SignedIn | null, reader: Reader, title: TextKey, main: Html): Page => ({
    title: words(title, undefined, reader),
    reader,
    main: html`<h1>${words(title, undefined, reader)}</h1>
${main}`,
    home: '/',
    links: [
      ...(found
        ? [
            { href: '/', text: words('page:chatLink', undefined, reader) },
            { href: '/paminnelser', text: words('reminding:pageLink', undefined, reader) },
            { href: '/mina-val', text: words('display:link', undefined, reader) },
          ]
        : [{ href: '/logga-in', text: words('signin:title', undefined, reader) }]),
    ],
    footLinks: footLinks(reader),
    ...noticeOf(parts, reader),
    ...(found ? { action: signOutForm(parts, found.session, reader) } : {}),
  });
  const pace = new Limit(parts.clock, REPORTS, HOUR);
  return [
    route('/hjalp', 'page:helpTitle', (reader, found) => helpHtml(reader, found?.doc ?? null)),
    route('/tillganglighet', 'page:accessTitle', (reader, found, query) =>
      accessibilityHtml(reader, {
        field: found ? formField(parts, found.session) : null,
        number: query.get('tack'),
      }),
    ),
    {
      method: 'post',
      path: '/tillganglighet',
      surface: 'page',
      handle: async (req, res) => {
        const { found, reader } = await whoIs(req, res);
        const form = await readForm(req);
        if (!checkForm(parts, req, form, found?.session ?? null)) {
          await sendPage(req, res, 403, oldFormPage(reader));
          return;
        }
        const text = (form.get('text') ?? '').trim().slice(0, MOST_FAULT_TEXT);
        const contact = (form.get('contact') ?? '').trim().slice(0, 254);
        const again = async (status: number, error: TextKey) => {
          const field = found ? formField(parts, found.session) : null;
          const main = accessibilityHtml(reader, { field, number: null, typed: { text, contact, error } });
          await sendPage(req, res, status, infoPage(found, reader, 'page:accessTitle', main));
        };
        if (text === '') return again(400, 'page:accessFormEmpty');
        const address = addressOf(req);
        if (pace.isReached(address)) return again(429, 'page:accessFormSlow');
        pace.count(address);
        const id = parts.random.code(6);
        try {
          const at = parts.clock.now();
          const isTold = parts.config.email.operator !== null && parts.email !== null;
          await keepFaultReport(parts.store, {
            id,
            at,
            text,
            contact: contact || null,
            tellAt: isTold ? at : null,
          });
        } catch (fault) {
          parts.log.error('page.fault-not-kept', { code: codeOf(fault) });
          return again(503, 'page:accessFormNotSaved');
        }
        parts.log.warn('page.fault-report', { report: id });
        redirect(res, `/tillganglighet?tack=${id}#fel`);
      },
    },
  ];
}

type WhoIs = (
  req: IncomingMessage,
  res: ServerResponse,
) => Promise<{ readonly found: SignedIn | null; readonly reader: Reader }>;

/** Reports from one address in an hour: a whole office may share it. */
const REPORTS = 10;

function helpHtml(reader: Reader, doc: Participant | null): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const list = (keys: readonly TextKey[]) =>
    html`<ul>${keys.map((key) => html`<li>${paragraphs(say(key))}</li>`)}</ul>`;
  return html`<h2>${say('page:helpHumanTitle')}</h2>
${doc ? peopleHtml(doc, reader) : paragraphs(say('page:helpHumanUnknown'))}
<h2>${say('page:helpChatTitle')}</h2>
${paragraphs(say('page:helpChatText'))}
${list(['page:helpExampleSick', 'page:helpExampleNext', 'page:helpExamplePlan', 'page:helpExampleAsk'])}
<h2>${say('page:helpButtonsTitle')}</h2>
${list(['page:helpButtonHelp', 'page:helpButtonAgain', 'page:helpButtonEasier', 'page:helpButtonBack', 'page:helpButtonRestart', 'page:helpButtonCancel', 'page:helpButtonWords'])}
<h2>${say('page:helpSignInTitle')}</h2>
${paragraphs(say('page:helpSignInText'))}
<h2>${say('page:lostPhoneTitle')}</h2>
${paragraphs(say('page:lostPhoneText'))}`;
}

function peopleHtml(doc: Participant, reader: Reader): Html {
  const { supervisor } = doc.plan;
  const provider = providerOf(doc);
  const callLink = (phone: string) =>
    html`<p><a class="button" href="${phoneUrl(phone)}">${words('page:callLink', { phone: { name: phone } }, reader)}</a></p>`;
  return html`${paragraphs(words('page:helpHumanSupervisor', { name: { name: supervisor.name } }, reader))}
${supervisor.phone ? callLink(supervisor.phone) : ''}
${paragraphs(words('page:helpHumanProvider', { name: { name: provider.name } }, reader))}
${callLink(provider.phone)}
${paragraphs(words('page:helpHumanHours', { hours: { quote: provider.hours } }, reader))}`;
}

interface Report {
  /** Of a form of somebody who is signed in. */
  readonly field: Html | null;
  /** Of the report that was just made. */
  readonly number: string | null;
  readonly typed?: { readonly text: string; readonly contact: string; readonly error: TextKey };
}

function faultForm(reader: Reader, { field, number, typed }: Report): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  if (number !== null && /^[A-Z0-9]{1,12}$/.test(number)) {
    return html`<div class="box" role="status">${paragraphs(words('page:accessFormThanks', { number: { name: number } }, reader))}</div>`;
  }
  return html`${paragraphs(say('page:accessFaultText'))}
<form method="post" action="/tillganglighet#fel">${field}
${typed ? html`<div class="error" id="fault-error" role="alert">${paragraphs(say(typed.error))}</div>` : ''}
<label for="fault-text">${say('page:accessFormText')}</label>
<div class="hint" id="fault-hint">${paragraphs(say('page:accessFormHint'))}</div>
<textarea id="fault-text" name="text" rows="5" maxlength="${MOST_FAULT_TEXT}" aria-describedby="${typed ? 'fault-error ' : ''}fault-hint"${typed?.error === 'page:accessFormEmpty' ? html` aria-invalid="true"` : ''}>${typed?.text}</textarea>
<label for="fault-contact">${say('page:accessFormContact')}</label>
<input id="fault-contact" name="contact" type="text" autocomplete="email" maxlength="254" value="${typed?.contact}">
<p><button class="main">${say('page:accessFormSend')}</button></p></form>`;
}

/** What it says is true or it is not said: what has been tested by machine, and what nobody has tested yet. */
function accessibilityHtml(reader: Reader, about: Report): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  const list = (keys: readonly TextKey[]) =>
    html`<ul>${keys.map((key) => html`<li>${paragraphs(say(key))}</li>`)}</ul>`;
  return html`${paragraphs(say('page:accessIntro'))}
<h2>${say('page:accessHowTitle')}</h2>
${list([
  'page:accessHowKeyboard',
  'page:accessHowReader',
  'page:accessHowZoom',
  'page:accessHowColours',
  'page:accessHowWords',
  'page:accessHowScript',
  'page:accessHowChoices',
  'page:accessHowAloud',
])}
<h2>${say('page:accessTestedTitle')}</h2>
${paragraphs(say('page:accessTested'))}
${paragraphs(say('page:accessRules'))}
<h2>${say('page:accessNotTitle')}</h2>
${list(['page:accessNotAll', 'page:accessNotReaders', 'page:accessNotUsers', 'page:accessNotReview', 'page:accessNotPlan'])}
<h2 id="fel">${say('page:accessFaultTitle')}</h2>
${faultForm(reader, about)}
<h2>${say('page:accessAuthorityTitle')}</h2>
${paragraphs(say('page:accessAuthority'))}
<p><a class="big" href="https://www.digg.se/tdosanmalan">${say('page:accessAuthorityLink')}</a></p>`;
}
