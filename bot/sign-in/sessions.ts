import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Participant, withAudit } from '../../domain/participant.ts';
import type { Health } from '../../domain/ports.ts';
import type { Provider, Staff } from '../../domain/provider.ts';
import { isClosed } from '../../domain/service-end.ts';
import { isSignedOut, sessionIdFor } from '../../domain/session.ts';
import { addMs, DAY, HOUR, type Instant, instantSchema, MINUTE, msOf, today } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { readCookie, setCookie } from './cookies.ts';
import { seal, unseal } from './secret.ts';

/**
 * Who is signed in, in a signed cookie. Participants and staff have cookies of their own, so that a coach can show the chat on
 * their own computer without being thrown out of the inbox. A session slides: it is issued again while it is used.
 */

/** On a device of one's own. */
export const OWN_DEVICE_MS = 30 * DAY;
/** "Inte min egen dator": after this long without use the person is signed out. */
export const SHARED_DEVICE_MS = 30 * MINUTE;
/** Staff: at most a working day, and not longer than this without use. */
export const STAFF_MS = 8 * HOUR;
export const STAFF_IDLE_MS = 30 * MINUTE;

const PARTICIPANT_COOKIE = 'stegvis';
const STAFF_COOKIE = 'stegvis-inkorg';

const participantSchema = z.strictObject({
  kind: z.literal('participant'),
  sessionId: z.string(),
  participantId: z.string(),
  /** Whether the person said that the device is their own. */
  own: z.boolean(),
  issuedAt: instantSchema,
  endsAt: instantSchema,
});
export type ParticipantSession = z.infer<typeof participantSchema>;

const staffSchema = z.strictObject({
  kind: z.literal('staff'),
  sessionId: z.string(),
  providerId: z.string(),
  staffId: z.string(),
  startedAt: instantSchema,
  issuedAt: instantSchema,
  endsAt: instantSchema,
});
export type StaffSession = z.infer<typeof staffSchema>;

export interface SignedIn {
  readonly session: ParticipantSession;
  readonly doc: Participant;
  readonly health: Health;
}

export interface SignedInStaff {
  readonly session: StaffSession;
  readonly provider: Provider;
  readonly staff: Staff;
}

type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;

export function startSession(
  parts: Needs,
  res: ServerResponse,
  who: { readonly participantId: string; readonly own: boolean },
): ParticipantSession {
  const now = parts.clock.now();
  const session: ParticipantSession = {
    kind: 'participant',
    sessionId: sessionIdFor(parts.random.token(), now),
    participantId: who.participantId,
    own: who.own,
    issuedAt: now,
    endsAt: addMs(now, who.own ? OWN_DEVICE_MS : SHARED_DEVICE_MS),
  };
  sendSession(parts, res, session);
  return session;
}

export function startStaffSession(
  parts: Needs,
  res: ServerResponse,
  who: { readonly providerId: string; readonly staffId: string },
): StaffSession {
  const now = parts.clock.now();
  const session: StaffSession = {
    kind: 'staff',
    sessionId: parts.random.token(),
    ...who,
    startedAt: now,
    issuedAt: now,
    endsAt: addMs(now, STAFF_IDLE_MS),
  };
  sendSession(parts, res, session);
  return session;
}

/**
 * The participant who is signed in, or null. Renews the cookie, so call it before the answer's head is sent. Rejects with
 * DamagedError as the store does.
 */
export async function participantOf(
  parts: Needs,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<SignedIn | null> {
  const session = participantSchema.safeParse(read(parts, req, PARTICIPANT_COOKIE)).data;
  const now = parts.clock.now();
  if (!session || session.endsAt <= now) return null;
  const found = await parts.store.read(session.participantId);
  if (!found || isOver(found.doc, session) || isClosed(found.doc, today(now))) return null;
  const life = session.own ? OWN_DEVICE_MS : SHARED_DEVICE_MS;
  return { session: renewed(parts, res, session, life, addMs(now, life)), ...found };
}

function isOver(doc: Participant, { sessionId, issuedAt }: ParticipantSession): boolean {
  // One that has been renewed since then was let in since then.
  return isSignedOut(doc, sessionId) || (doc.signedOutBefore !== null && issuedAt <= doc.signedOutBefore);
}

/** The member of staff who is signed in, or null. Renews the cookie, so call it before the answer's head is sent. */
export async function staffOf(
  parts: Needs,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<SignedInStaff | null> {
  const session = staffSchema.safeParse(read(parts, req, STAFF_COOKIE)).data;
  const now = parts.clock.now();
  if (!session || session.endsAt <= now) return null;
  const provider = await parts.store.readProvider(session.providerId);
  const staff = provider?.staff.find((entry) => entry.id === session.staffId);
  if (!provider || !staff || session.sessionId in staff.signedOut) return null;
  const idle = addMs(now, STAFF_IDLE_MS);
  const last = addMs(session.startedAt, STAFF_MS);
  return { session: renewed(parts, res, session, STAFF_IDLE_MS, idle < last ? idle : last), provider, staff };
}

/** Signs out for good: a copy of the cookie is of no use afterwards. */
export async function endSession(parts: Needs, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const session = participantSchema.safeParse(read(parts, req, PARTICIPANT_COOKIE)).data;
  setCookie(parts, res, PARTICIPANT_COOKIE, '', 0);
  if (!session) return;
  const now = parts.clock.now();
  // A copy may have been renewed later than this one, so the longest life is what counts.
  const until = addMs(now, session.own ? OWN_DEVICE_MS : SHARED_DEVICE_MS);
  await parts.store.turn(session.participantId, (doc) => ({
    doc: doc && {
      ...withAudit(doc, { at: now, who: doc.id, what: 'session.ended' }),
      signedOut: withEnded(doc.signedOut, session.sessionId, until, now),
    },
    result: null,
  }));
}

/** Signs the participant out on every device: theirs, and one that somebody else may have. */
export async function endAllSessions(
  parts: Needs,
  res: ServerResponse,
  participantId: string,
): Promise<void> {
  setCookie(parts, res, PARTICIPANT_COOKIE, '', 0);
  const now = parts.clock.now();
  await parts.store.turn(participantId, (doc) => ({
    doc: doc && {
      ...withAudit(doc, { at: now, who: doc.id, what: 'session.ended' }),
      signedOutBefore: now,
    },
    result: null,
  }));
}

export async function endStaffSession(
  parts: Needs,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const session = staffSchema.safeParse(read(parts, req, STAFF_COOKIE)).data;
  setCookie(parts, res, STAFF_COOKIE, '', 0);
  if (!session) return;
  const now = parts.clock.now();
  const until = addMs(session.startedAt, STAFF_MS);
  await parts.store.providerTurn(session.providerId, (provider) => ({
    doc: provider && {
      ...provider,
      staff: provider.staff.map((entry) =>
        entry.id === session.staffId
          ? { ...entry, signedOut: withEnded(entry.signedOut, session.sessionId, until, now) }
          : entry,
      ),
    },
    result: null,
  }));
}

/** Those that would have ended by now need no longer be remembered. */
function withEnded(
  ended: Readonly<Record<string, Instant>>,
  sessionId: string,
  until: Instant,
  now: Instant,
): Record<string, Instant> {
  const kept = Object.entries(ended).filter(([, end]) => end > now);
  return { ...Object.fromEntries(kept), [sessionId]: until };
}

/** Issued again after a thirtieth of its life: often enough to slide, seldom enough to leave most answers without a cookie. */
function renewed<Session extends ParticipantSession | StaffSession>(
  parts: Needs,
  res: ServerResponse,
  session: Session,
  lifeMs: number,
  endsAt: Instant,
): Session {
  const now = parts.clock.now();
  if (msOf(now) - msOf(session.issuedAt) < lifeMs / 30) return session;
  const next = { ...session, issuedAt: now, endsAt };
  sendSession(parts, res, next);
  return next;
}

function sendSession(parts: Needs, res: ServerResponse, session: ParticipantSession | StaffSession): void {
  const kept = session.kind === 'participant' && session.own;
  // On a device that others use the browser forgets it when it is closed.
  const seconds = kept ? (msOf(session.endsAt) - msOf(parts.clock.now())) / 1000 : null;
  const name = session.kind === 'staff' ? STAFF_COOKIE : PARTICIPANT_COOKIE;
  setCookie(parts, res, name, seal(parts, 'session', session), seconds);
}

function read(parts: Needs, req: IncomingMessage, name: string): unknown {
  return unseal(parts, 'session', readCookie(parts, req, name));
}
