import type { IncomingMessage } from 'node:http';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { Parts } from '../parts.ts';
import { mac, same } from './secret.ts';
import type { ParticipantSession, StaffSession } from './sessions.ts';

/** Forms come from our own pages and from the person who is signed in, or they are refused. */

const MOST_BYTES = 64 * 1024;

type Session = ParticipantSession | StaffSession;

/** The fields of a form that was sent. Whatever is not a form, or is too long to be one of ours, is read as an empty form. */
export async function readForm(req: IncomingMessage & { body?: unknown }): Promise<URLSearchParams> {
  const { body } = req;
  if (typeof body === 'string' || Buffer.isBuffer(body)) return new URLSearchParams(String(body));
  if (typeof body === 'object' && body !== null) {
    const fields = Object.entries(body).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return new URLSearchParams(fields);
  }
  if (req.readableEnded) return new URLSearchParams();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return new URLSearchParams();
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The hidden field that each form of a signed-in page carries. */
export function formField(parts: Pick<Parts, 'config'>, session: Session): Html {
  return html`<input type="hidden" name="form" value="${formToken(parts, session)}">`;
}

export function formToken(parts: Pick<Parts, 'config'>, session: Session): string {
  return mac(parts, 'form', session.sessionId);
}

/**
 * Whether a form may be acted on: it comes from a page of ours and, when somebody is signed in (`session`), from a page that was
 * made for them. `token` is the form's hidden field, or what a script sent in the header `x-stegvis-form`.
 */
export function checkForm(
  parts: Pick<Parts, 'config'>,
  req: IncomingMessage,
  form: URLSearchParams | null,
  session: Session | null,
): boolean {
  if (!isOurOrigin(parts, req)) return false;
  if (session === null) return true;
  const header = req.headers['x-stegvis-form'];
  const token = form?.get('form') ?? (typeof header === 'string' ? header : '');
  return same(token, formToken(parts, session));
}

/** Browsers send Origin with every form that is posted. One without it, or from another site, is not from a page of ours. */
function isOurOrigin(parts: Pick<Parts, 'config'>, req: IncomingMessage): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = req.headers;
  return origin !== undefined && isOwnOrigin(parts, origin, req);
}

/** Whether a browser's Origin is this server, by the name it is known by or the one it was asked under. */
export function isOwnOrigin(
  parts: Pick<Parts, 'config'>,
  origin: string,
  { headers }: Pick<IncomingMessage, 'headers'>,
): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(parts.config.baseUrl).origin || from.host === headers.host;
}
