import { DamagedError } from '../../domain/errors.ts';
import type { Provider } from '../../domain/provider.ts';
import { today } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import { type Reader, words } from '../../locales/render.ts';
import { type Html, html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { assetPath, assets, sendAsset } from './assets.ts';
import { codeOf, sendJson } from './chat.ts';
import { chatHtml, type View, viewOf } from './chat-view.ts';
import { faultPage, notFoundPage } from './errors.ts';
import { framedDoc, lookFor } from './frame-pages.ts';
import { noticeOf } from './own-page.ts';
import { footLinks, type Page, sendPage } from './shell.ts';
import { paragraphs, phoneUrl } from './text.ts';
import { themeCss } from './theme.ts';

/**
 * The chat inside a provider's own site: a script tag there makes a frame, the frame asks the site for a token, and the chat is fetched with
 * it. No cookie is set or read. Only the sites that the provider has named may hold the frame (frame-ancestors).
 */
export function embeddingRoutes(parts: Parts): Route[] {
  const stranger = (): Reader => ({ level: 'easy', today: today(parts.clock.now()) });

  /** The provider, where its chat may stand somewhere. */
  const embedding = async (id: string): Promise<Provider | null> => {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return null;
    const provider = await parts.store.readProvider(id);
    return provider?.embedding && provider.embedding.origins.length > 0 ? provider : null;
  };

  return [
    {
      method: 'get',
      path: '/inbaddning.js',
      surface: 'asset',
      handle: async (req, res) => {
        const script = (await assets()).get('embed.js');
        if (!script) throw new Error('STEGVIS_ASSET_MISSING: web/ makes no embed.js');
        // Its address stays the same for good, so browsers ask now and then whether it does.
        sendAsset(req, res, script, 'public, max-age=3600');
      },
    },
    {
      method: 'get',
      path: '/inbaddad/:provider',
      surface: 'page',
      handle: async (req, res) => {
        try {
          const provider = await embedding(String(req.params.provider));
          if (provider === null) await sendPage(req, res, 404, notFoundPage(stranger()));
          else await sendPage(req, res, 200, framePage(parts, provider, stranger()));
        } catch (fault) {
          parts.log.error('page.frame', { code: codeOf(fault) });
          await sendPage(req, res, 503, faultPage(stranger(), null));
        }
      },
    },
    {
      method: 'get',
      path: '/inbaddad/:provider/tema.css',
      surface: 'asset',
      handle: async (req, res) => {
        const provider = await embedding(String(req.params.provider));
        res.writeHead(provider ? 200 : 404, {
          'content-type': 'text/css; charset=utf-8',
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
        });
        res.end(provider?.embedding ? themeCss(provider.embedding) : '');
      },
    },
    {
      method: 'get',
      path: '/inbaddad/:provider/chatt',
      surface: 'asset',
      handle: async (req, res) => {
        try {
          const whose = await framedDoc(parts, req, String(req.params.provider));
          if (typeof whose === 'number') return sendJson(res, whose, { error: 'not-here' });
          await parts.assistant.open(whose.id, 'web').catch((fault: unknown) => {
            parts.log.error('page.open', { code: codeOf(fault) });
          });
          const { doc } = (await parts.store.read(whose.id)) ?? { doc: whose };
          const view = await viewOf(parts, doc, {
            keeper: { kind: 'frame' },
            token: null,
            before: null,
            status: null,
          });
          sendJson(res, 200, {
            html: html`${waysHtml(view)}${chatHtml(parts, view)}`.html,
            ...(await lookFor(view.reader.display)),
            script: await assetPath('chat.js'),
          });
        } catch (fault) {
          parts.log.error('page.frame', { code: codeOf(fault) });
          const phone = fault instanceof DamagedError ? fault.provider?.phone : null;
          sendJson(res, 503, { error: 'fault', call: callOf(phone ?? null, stranger()) });
        }
      },
    },
  ];
}

/** The pages beside the chat, which the frame shows in its place. */
function waysHtml({ reader, doc: { display } }: View): Html {
  const say = (key: TextKey) => words(key, undefined, reader);
  return html`<nav id="ways" aria-label="${say('page:topLinks')}">
<a class="big" href="/min-plan">${say('page:planTitle')}</a> <a class="big" href="/mina-val">${say('display:link')}</a></nav>
${display.voice ? html`<div class="quiet">${paragraphs(say('display:voiceFramed'))}</div>` : ''}`;
}

/** A number to ring, as a link; null where none is known. */
function callOf(phone: string | null, reader: Reader): { title: string; url: string } | null {
  return phone === null
    ? null
    : { title: words('page:callLink', { phone: { name: phone } }, reader), url: phoneUrl(phone) };
}

function framePage(parts: Parts, provider: Provider, reader: Reader): Page {
  const say = (key: TextKey) => words(key, undefined, reader);
  const origins = provider.embedding?.origins ?? [];
  const call = callOf(provider.settings.phone, reader);
  const about = {
    provider: provider.id,
    origins,
    call,
    words: {
      fault: say('page:frameFault'),
      tryAgain: say('page:tryAgain'),
      alone: say('page:frameAlone'),
      ended: say('page:frameEnded'),
      back: say('page:chatLink'),
    },
  };
  return {
    title: say('page:chatTitle'),
    reader,
    home: '/',
    frame: {
      name: provider.embedding?.name ?? provider.name,
      theme: `/inbaddad/${provider.id}/tema.css`,
      origins,
    },
    assets: ['chat.css', 'frame.js'],
    ...noticeOf(parts, reader),
    footLinks: footLinks(reader),
    main: html`<h1>${say('page:chatHeading')}</h1>
<p class="quiet no-print">${say('page:frameLinks')}</p>
<div id="frame" data-frame="${JSON.stringify(about)}">
<div id="status" role="status"><p>${say('page:frameLoading')}</p></div>
<noscript>${paragraphs(say('page:frameNoScript'))}${call && html`<p><a class="button" href="${call.url}">${call.title}</a></p>`}</noscript>
</div>`,
  };
}
