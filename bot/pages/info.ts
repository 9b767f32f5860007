import { providerOf } from '../../domain/contact.ts';
import type { Participant } from '../../domain/participant.ts';
import { today } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { type Html, html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { participantOf } from '../sign-in/sessions.ts';
import { noticeOf, signOutForm } from './chat.ts';
import { footLinks, sendPage } from './shell.ts';
import { paragraphs, phoneUrl } from './text.ts';

/** Help and the accessibility statement: open to everybody, and in the reader's level for somebody who is signed in. */
export function infoRoutes(parts: Parts): Route[] {
  const route = (
    path: string,
    title: TextKey,
    main: (reader: Reader, doc: Participant | null) => Html,
  ): Route => ({
    method: 'get',
    path,
    surface: 'page',
    handle: async (req, res) => {
      // Help is there when somebody's document cannot be read, too.
      const found = await participantOf(parts, req, res).catch(() => null);
      const now = parts.clock.now();
      const reader: Reader = found ? readerOf(found.doc, now) : { level: 'easy', today: today(now) };
      await sendPage(req, res, 200, {
        title: words(title, undefined, reader),
        reader,
        main: html`<h1>${words(title, undefined, reader)}</h1>
${main(reader, found?.doc ?? null)}`,
        home: '/',
        links: [
          ...(found
            ? [
                { href: '/', text: words('page:chatLink', undefined, reader) },
                { href: '/paminnelser', text: words('reminding:pageLink', undefined, reader) },
              ]
            : [{ href: '/logga-in', text: words('signin:title', undefined, reader) }]),
        ],
        footLinks: footLinks(reader),
        ...noticeOf(parts, reader),
        ...(found ? { action: signOutForm(parts, found.session, reader) } : {}),
      });
    },
  });
  return [
    route('/hjalp', 'page:helpTitle', helpHtml),
    route('/tillganglighet', 'page:accessTitle', accessibilityHtml),
  ];
}

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
${list(['page:helpButtonHelp', 'page:helpButtonAgain', 'page:helpButtonEasier', 'page:helpButtonCancel'])}
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

/** What it says is true or it is not said: what has been tested by machine, and what nobody has tested yet. */
function accessibilityHtml(reader: Reader): Html {
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
])}
<h2>${say('page:accessTestedTitle')}</h2>
${paragraphs(say('page:accessTested'))}
${paragraphs(say('page:accessRules'))}
<h2>${say('page:accessNotTitle')}</h2>
${list(['page:accessNotAll', 'page:accessNotReaders', 'page:accessNotUsers', 'page:accessNotReview', 'page:accessNotPlan'])}
<h2>${say('page:accessFaultTitle')}</h2>
${paragraphs(say('page:accessFaultText'))}
${paragraphs(say('page:accessAuthority'))}
<p><a class="big" href="https://www.digg.se/tdosanmalan">${say('page:accessAuthorityLink')}</a></p>`;
}
