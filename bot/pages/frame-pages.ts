import type { IncomingMessage } from 'node:http';
import { DEFAULT_DISPLAY } from '../../domain/display.ts';
import type { Participant } from '../../domain/participant.ts';
import { html } from '../html.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { readForm } from '../sign-in/forms.ts';
import { assetPath } from './assets.ts';
import { codeOf, sendJson } from './chat.ts';
import { changed, type Own, shown } from './own-page.ts';
import { lookOf } from './shell.ts';

/**
 * The pages beside the chat in the frame of a provider's site: the same ones, asked for with the frame's token and shown in place of the chat
 * (web/frame.ts). A token is sent by the frame's own script alone, so a form needs nothing else to show where it comes from.
 */
export function frameRoutes(parts: Parts, all: readonly Own[]): Route[] {
  return all.map((own) => ({
    method: own.kind === 'page' ? 'get' : 'post',
    path: `/inbaddad/:provider${own.path}`,
    surface: 'asset',
    handle: async (req, res) => {
      try {
        const doc = await framedDoc(parts, req, String(req.params.provider));
        if (typeof doc === 'number') return sendJson(res, doc, { error: 'not-here' });
        if (own.kind === 'form') {
          await changed(parts, own, doc.id, await readForm(req));
          return sendJson(res, 200, { next: own.next });
        }
        const { reader, title, main } = shown(parts, own, { req, doc, field: html``, isFramed: true });
        return sendJson(res, 200, { title, html: main.html, ...(await lookFor(reader.display)) });
      } catch (fault) {
        parts.log.error('page.frame', { code: codeOf(fault) });
        return sendJson(res, 503, { error: 'fault' });
      }
    },
  }));
}

/** Whose token it is, where that is somebody of this provider; else the status to answer with. */
export async function framedDoc(
  parts: Pick<Parts, 'chat' | 'store'>,
  req: IncomingMessage,
  providerId: string,
): Promise<Participant | 401 | 403> {
  const id = await parts.chat.whose(req);
  if (id === null) return 401;
  const found = await parts.store.read(id);
  return found === null || found.doc.providerId !== providerId ? 403 : found.doc;
}

/** What the frame's page goes by, so that it looks as the person has chosen. */
export async function lookFor(
  display = DEFAULT_DISPLAY,
): Promise<{ look: Readonly<Record<string, string>>; styles: readonly string[] }> {
  const look = lookOf(display);
  return { look: Object.fromEntries(look.attributes), styles: await Promise.all(look.assets.map(assetPath)) };
}
