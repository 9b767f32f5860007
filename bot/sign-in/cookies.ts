import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Parts } from '../parts.ts';

/**
 * Cookies are bound to this host and to https by their `__Host-` name. The local demo speaks plain http, where browsers refuse such
 * names, so it goes without.
 */
export function cookieName(parts: Pick<Parts, 'config'>, name: string): string {
  return isSecure(parts) ? `__Host-${name}` : name;
}

export function readCookie(
  parts: Pick<Parts, 'config'>,
  req: IncomingMessage,
  name: string,
): string | undefined {
  const wanted = `${cookieName(parts, name)}=`;
  return (req.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length);
}

/** `seconds`: how long the browser keeps it; null until it is closed; 0 removes it. */
export function setCookie(
  parts: Pick<Parts, 'config'>,
  res: ServerResponse,
  name: string,
  value: string,
  seconds: number | null,
): void {
  const cookie = [
    `${cookieName(parts, name)}=${value}`,
    'Path=/',
    'HttpOnly',
    // Lax and not Strict: somebody who comes in from a link in an e-mail is still signed in. Nothing is done by GET.
    'SameSite=Lax',
    ...(isSecure(parts) ? ['Secure'] : []),
    ...(seconds === null ? [] : [`Max-Age=${Math.floor(seconds)}`]),
  ].join('; ');
  const before = res.getHeader('set-cookie');
  const others = (Array.isArray(before) ? before : before === undefined ? [] : [String(before)]).filter(
    (entry) => !entry.startsWith(`${cookieName(parts, name)}=`),
  );
  res.setHeader('set-cookie', [...others, cookie]);
}

function isSecure(parts: Pick<Parts, 'config'>): boolean {
  return parts.config.baseUrl.startsWith('https:');
}
