import type { Participant } from '../../domain/participant.ts';
import { explanationKeys, getTerm } from '../../locales/glossary/find.ts';
import { type Reader, words } from '../../locales/render.ts';
import { readerOf } from '../../locales/tell.ts';
import { html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { sendJson } from './chat.ts';
import { ownPage, sessionRoutes } from './own-page.ts';
import { paragraphs } from './text.ts';

/** What a marked word means: in its place in the chat for the script, on a page of its own without. */
export function wordRoutes(parts: Parts): Route[] {
  return [
    ...sessionRoutes(parts, [
      ownPage('/ord/:term', ({ doc, reader, params: { term = '' } }) => {
        const text = explanationOf(doc, term, reader);
        const shown = getTerm(term)?.shown ?? '';
        return {
          status: text === null ? 404 : 200,
          title: text === null ? 'page:wordUnknown' : 'page:wordTitle',
          main: html`${text === null ? '' : html`<h2>${shown.charAt(0).toLocaleUpperCase('sv')}${shown.slice(1)}</h2>${paragraphs(text)}`}
<p><a class="big" href="/#nyast">${words('page:wordBack', undefined, reader)}</a></p>`,
        };
      }),
    ]),
    {
      method: 'get',
      path: '/chat/ord/:term',
      surface: 'asset',
      handle: async (req, res) => {
        const id = await parts.chat.whose(req);
        const doc = id === null ? null : (await parts.store.read(id))?.doc;
        if (!doc) return sendJson(res, 401, { error: 'signed-out' });
        const text = explanationOf(doc, String(req.params.term), readerOf(doc, parts.clock.now()));
        sendJson(res, text === null ? 404 : 200, { text });
      },
    },
  ];
}

/** Under the person's own rules; null for no word of the glossary. */
function explanationOf(doc: Participant, term: string, reader: Reader): string | null {
  if (getTerm(term) === null) return null;
  const keys = explanationKeys(term, doc.plan.regime.kinds, reader.today);
  return keys.map((key) => words(key, undefined, reader)).join('\n');
}
