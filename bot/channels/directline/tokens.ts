import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Instant, msOf } from '../../../domain/time.ts';

/**
 * Tokens of the chat: JSON Web Tokens signed with HMAC SHA-256, bound to one participant and their one conversation. Direct Line clients
 * read the user's id out of them. Nothing is stored: a token is known by its signature.
 */

/** Direct Line's own figures: a token lives 30 minutes and clients renew it after 15; a stream's address is used within a minute. */
export const TOKEN_SECONDS = 1800;
const STREAM_SECONDS = 60;

export interface Grant {
  readonly participantId: string;
  readonly conversationId: string;
  /** Tokens renewed from one another share it, and a stream lives as long as they do. */
  readonly family: string;
  /** No renewal reaches beyond this, in seconds since 1970; null for no such end. */
  readonly until: number | null;
  /** Pages that may use it; null for any. */
  readonly origins: readonly string[] | null;
}

export interface Token {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export type Reading =
  | { readonly ok: true; readonly grant: Grant; readonly expires: number }
  | { readonly ok: false; readonly code: 'TokenExpired' | 'BadToken' };

/** User ids in tokens begin like this, so that no client can make one up: that is Direct Line's rule. */
const USER_PREFIX = 'dl_';

export function userIdOf(participantId: string): string {
  return `${USER_PREFIX}${participantId}`;
}

/** Null for what is no user id of ours. */
export function participantOfUser(userId: unknown): string | null {
  if (typeof userId !== 'string' || !userId.startsWith(USER_PREFIX)) return null;
  const id = userId.slice(USER_PREFIX.length);
  return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : null;
}

/** Always the same for a participant, and says nothing about who it is. */
export function conversationIdOf(secret: string, participantId: string): string {
  return createHmac('sha256', keyOf(secret, 'conversation')).update(participantId).digest('hex').slice(0, 32);
}

export function grantFor(
  secret: string,
  participantId: string,
  about: Pick<Grant, 'family'> & Partial<Pick<Grant, 'until' | 'origins'>>,
): Grant {
  return {
    participantId,
    conversationId: conversationIdOf(secret, participantId),
    family: about.family,
    until: about.until ?? null,
    origins: about.origins ?? null,
  };
}

export function issueToken(secret: string, grant: Grant, now: Instant): Token {
  const at = seconds(now);
  const expires = Math.min(at + TOKEN_SECONDS, grant.until ?? Number.POSITIVE_INFINITY);
  return {
    conversationId: grant.conversationId,
    token: sign(secret, 'token', grant, at, expires),
    expires_in: Math.max(0, expires - at),
  };
}

/** For the address of a stream, where it may end up in a proxy's log: useless after a minute. `expires` is that of the token behind it. */
export function issueStreamToken(secret: string, grant: Grant, now: Instant, expires: number): string {
  const at = seconds(now);
  return sign(secret, 'stream', grant, at, Math.min(at + STREAM_SECONDS, expires), expires);
}

export function readToken(secret: string, purpose: 'token' | 'stream', token: string, now: Instant): Reading {
  const signed = purpose === 'token' ? knownToken(secret, token) : signedBy(secret, purpose, token);
  if (signed === null) return { ok: false, code: 'BadToken' };
  const { grant, exp, expires } = signed;
  if (seconds(now) >= exp) return { ok: false, code: 'TokenExpired' };
  return { ok: true, grant, expires };
}

/** What a token of ours says, which may have expired. */
interface Signed {
  readonly grant: Grant;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly expires: number;
}

/**
 * Tokens whose signature was found good, by their digest: a client sends the same one with every message for half an hour. What depends
 * on the time is asked each time.
 */
const known = new Map<string, Signed>();
const MOST_KNOWN = 5000;

function knownToken(secret: string, token: string): Signed | null {
  const digest = hash('sha256', `${secret}\n${token}`, 'base64');
  const found = known.get(digest);
  if (found) return found;
  const signed = signedBy(secret, 'token', token);
  if (signed === null) return null;
  known.set(digest, signed);
  // The oldest goes: at worst its signature is computed once more.
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value ?? '');
  return signed;
}

/** Null for what was not signed with the secret for that purpose. */
function signedBy(secret: string, purpose: 'token' | 'stream', token: string): Signed | null {
  const [head, body, signature, more] = token.split('.');
  if (head !== HEAD || !body || !signature || more !== undefined) return null;
  if (!same(signature, signatureOf(secret, `${head}.${body}`))) return null;
  const claims = claimsSchema.safeParse(parseJson(Buffer.from(body, 'base64url').toString('utf8')));
  if (!claims.success || claims.data.aud !== purpose) return null;
  const { user, conv, fam, until, origins, exp, life } = claims.data;
  const participantId = participantOfUser(user);
  if (participantId === null) return null;
  return {
    grant: Object.freeze({ participantId, conversationId: conv, family: fam, until, origins }),
    exp,
    expires: life ?? exp,
  };
}

/** Compares in a time that does not tell where the two differ. */
export function same(a: string, b: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(a), digest(b));
}

const HEAD = encode({ alg: 'HS256', typ: 'JWT' });

const claimsSchema = z.object({
  aud: z.enum(['token', 'stream']),
  user: z.string(),
  conv: z.string(),
  fam: z.string(),
  until: z.number().nullable(),
  origins: z.array(z.string()).nullable(),
  exp: z.number(),
  /** Of a stream: when the token behind it ends. */
  life: z.number().optional(),
});

function sign(
  secret: string,
  aud: 'token' | 'stream',
  grant: Grant,
  iat: number,
  exp: number,
  life?: number,
): string {
  const { participantId, conversationId: conv, family: fam, until, origins } = grant;
  const body = encode({
    iss: 'stegvis',
    aud,
    user: userIdOf(participantId),
    conv,
    fam,
    until,
    origins,
    iat,
    exp,
    life,
  });
  return `${HEAD}.${body}.${signatureOf(secret, `${HEAD}.${body}`)}`;
}

function signatureOf(secret: string, text: string): string {
  return createHmac('sha256', keyOf(secret, 'token')).update(text).digest('base64url');
}

/** Keys made from the secret: every message needs one, and there is one secret in a process. */
const keys = new Map<string, KeyObject>();

function keyOf(secret: string, purpose: string): KeyObject {
  const name = `${purpose} ${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const made = createHmac('sha256', secret).update(`stegvis direct line ${purpose}`).digest();
  const key = createSecretKey(made);
  keys.set(name, key);
  return key;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function seconds(now: Instant): number {
  return Math.floor(msOf(now) / 1000);
}
