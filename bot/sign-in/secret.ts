import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Parts } from '../parts.ts';

/** What one keyed hash is for. Each purpose is apart from the others: a hash made for one is never valid for another. */
export type Purpose =
  | 'session'
  | 'form'
  | 'link'
  | 'invitation'
  | 'code'
  | 'code-hash'
  | 'asked'
  | 'staff-link'
  | 'calendar'
  | 'calendar-hash'
  | 'staff-code';

type Secrets = Pick<Parts, 'config'>;

/** A keyed hash under SESSION_SECRET, safe in an address. Whoever reads the store alone can neither make nor guess one. */
export function mac(parts: Secrets, purpose: Purpose, text: string): string {
  return macBytes(parts, purpose, text).toString('base64url');
}

export function macBytes(parts: Secrets, purpose: Purpose, text: string): Buffer {
  return createHmac('sha256', parts.config.sessionSecret).update(`stegvis ${purpose}\n${text}`).digest();
}

/** Compares in a time that does not tell where the two differ. */
export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A value that goes to the browser and must come back as it was. */
export function seal(parts: Secrets, purpose: Purpose, value: object): string {
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${mac(parts, purpose, payload)}`;
}

/** What `seal` was given, or null for anything that is not ours or was changed on the way. */
export function unseal(parts: Secrets, purpose: Purpose, sealed: string | undefined): unknown {
  const [payload, signature, more] = (sealed ?? '').split('.');
  if (!payload || !signature || more !== undefined || !same(signature, mac(parts, purpose, payload))) {
    return null;
  }
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
