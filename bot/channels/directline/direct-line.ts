import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Activity } from 'botbuilder';
import type { Request, Response } from 'restify';
import { WebSocketServer } from 'ws';
import { NotFoundError } from '../../../domain/errors.ts';
import type { Participant } from '../../../domain/participant.ts';
import type { Clock, Log, Store, StoredLine } from '../../../domain/ports.ts';
import { isSignedOut, SignedOutError } from '../../../domain/session.ts';
import { activityId } from './activities.ts';
import { type BotLogic, DirectLineAdapter } from './adapter.ts';
import { Limiter, MESSAGE_PACE, type Pace } from './limiter.ts';
import { activitySet, Streams } from './streams.ts';
import {
  type Grant,
  grantFor,
  issueStreamToken,
  issueToken,
  participantOfUser,
  readToken,
  same,
  type Token,
  userIdOf,
} from './tokens.ts';
import { readWatermark, type Watermark } from './watermark.ts';

/** A client that knows nothing yet is given this many of the latest lines. */
const HISTORY_LINES = 500;
const MOST_TEXT = 4000;
const MOST_ID = 200;
const STREAM_PATH = /^\/v3\/directline\/conversations\/([^/?]+)\/stream$/;

export interface DirectLineDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly bot: BotLogic;
  /** The operator's: gives tokens for anybody and signs them all. */
  readonly secret: string;
  /** The provider that a key belongs to, or null. */
  readonly providerOfKey: (key: string) => Promise<string | null>;
  /** Sites that the provider's chat may stand on: tokens that its key gives are for these alone, when it names none. */
  readonly originsOf: (providerId: string) => Promise<readonly string[]>;
  /** Whether it is this server's own page, which may use every token: the frame in a provider's site is one. */
  readonly isOwnOrigin: (origin: string, req: IncomingMessage) => boolean;
  /** Says in the reader's words that something is wrong with us; null when there is nothing to say. */
  readonly faultText: (
    fault: unknown,
    participantId: string,
  ) => Promise<{ text: string; kind: string } | null>;
  /** Where streams are reached, for example `wss://stegvis.example`. */
  readonly streamBase: (req: Request) => string;
  readonly pace?: Pace;
}

export interface DirectLineRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly surface: 'directline';
  readonly body?: 'unread';
  readonly handle: (req: Request, res: Response) => Promise<void>;
}

export interface DirectLine {
  readonly routes: readonly DirectLineRoute[];
  /** Takes over a connection that wants to be a stream; false when the address is no stream's. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** A token for somebody who has signed in. `family` is the session: its end closes what is open, `until` (seconds) is its last moment. */
  issue(participantId: string, about: { family: string; until?: number }): Token;
  /** The participant whose token a request carries, as for the calls; null for a token that is refused. */
  whose(req: IncomingMessage): Promise<string | null>;
  /** Closes the streams of a session that was signed out; null: of all of the participant's. */
  end(participantId: string, family: string | null): void;
  /** As every heartbeat does; for tests. */
  beat(): void;
  close(): void;
}

/** A refusal in Direct Line's own shape. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/**
 * Direct Line 3.0, served by the bot itself. The conversation is the participant's stored chat: one per participant, the same in every
 * tab, with the line's number as its watermark.
 */
export function createDirectLine(deps: DirectLineDeps): DirectLine {
  const { store, clock, log, secret } = deps;
  const adapter = new DirectLineAdapter(deps.bot);
  const streams = new Streams(deps);
  const limiter = new Limiter(clock, deps.pace ?? MESSAGE_PACE);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  /** Who asks, by their token. Refuses what is missing, forged, expired, or used on a page that it was not made for. */
  function granted(req: IncomingMessage): { grant: Grant; expires: number } {
    const reading = readToken(secret, 'token', bearer(req), clock.now());
    if (!reading.ok) {
      throw new Refusal(
        403,
        reading.code,
        reading.code === 'TokenExpired' ? 'Token has expired' : 'Invalid token',
      );
    }
    checkOrigin(req, reading.grant);
    return reading;
  }

  /** Pages send their origin; programs send none, and hold the token because somebody gave it to them. */
  function checkOrigin(req: IncomingMessage, grant: Grant): void {
    const { origin } = req.headers;
    if (grant.origins === null || origin === undefined || deps.isOwnOrigin(origin, req)) return;
    if (!grant.origins.includes(origin)) {
      throw new Refusal(403, 'Forbidden', 'The token is not for this origin');
    }
  }

  /** As `granted`, for one conversation: that of the token, and nobody else's. */
  function grantedFor(req: Request): { grant: Grant; expires: number } {
    const reading = granted(req);
    if (reading.grant.conversationId !== req.params.conversationId) {
      throw new Refusal(403, 'Forbidden', 'The token belongs to another conversation');
    }
    return reading;
  }

  /** Runs the bot. What it rejects with is told to the participant in passing and thrown on. */
  async function run(
    grant: Grant,
    messageId: string,
    activity: Partial<Activity>,
  ): Promise<readonly StoredLine[]> {
    const { participantId, conversationId, family } = grant;
    try {
      return await adapter.process(
        {
          id: messageId,
          channelId: 'directline',
          serviceUrl: 'urn:stegvis:directline',
          conversation: { id: conversationId } as Activity['conversation'],
          recipient: { id: 'stegvis', name: 'Stegvis', role: 'bot' },
          from: { id: userIdOf(participantId), name: '', role: 'user' },
          locale: 'sv-SE',
          ...activity,
        },
        { participantId, messageId, session: family },
      );
    } catch (fault) {
      if (fault instanceof SignedOutError) throw signedOut();
      if (fault instanceof NotFoundError) throw new Refusal(404, 'NotFound', 'There is no such participant');
      log.error('directline.turn', { participant: participantId, code: codeOf(fault) });
      await streams.sayFault(participantId, fault);
      throw new Refusal(502, 'BotError', `The bot could not answer (${codeOf(fault)})`);
    }
  }

  async function greet(grant: Grant): Promise<void> {
    const membersAdded = [{ id: userIdOf(grant.participantId), name: '' }];
    // Somebody whose greeting failed is told so in passing, and may write all the same.
    await run(grant, randomUUID(), { type: 'conversationUpdate', membersAdded }).catch(() => {});
  }

  /**
   * Whom a token is for. Refuses one of a session that was signed out: it may have been copied. Null when the document is there but cannot
   * be read: such a participant is let in to be told.
   */
  async function participant({ participantId: id, family }: Grant): Promise<Participant | null> {
    try {
      const found = await store.read(id);
      if (found === null) throw new Refusal(404, 'NotFound', 'There is no such participant');
      refuseSignedOut(found.doc, family);
      return found.doc;
    } catch (fault) {
      if (fault instanceof Refusal) throw fault;
      log.error('directline.read', { participant: id, code: codeOf(fault) });
      return null;
    }
  }

  /** As `participant`, for calls that meet what cannot be read, or is not there, by themselves. */
  async function stillSignedIn({ participantId, family }: Grant): Promise<void> {
    const found = await store.read(participantId).catch(() => null);
    if (found !== null) refuseSignedOut(found.doc, family);
  }

  async function lastNumber(id: string): Promise<number> {
    const [last] = await store.lastLines(id, 'chat', 1);
    return last?.n ?? 0;
  }

  /** Where a client goes on: at its watermark, or so far back as history is given. Never past the end, where it would skip what comes. */
  async function startOf(id: string, watermark: Watermark | null): Promise<Watermark> {
    const last = await lastNumber(id);
    if (watermark === null) return { n: Math.max(0, last - HISTORY_LINES), t: 0 };
    return { n: Math.min(watermark.n, last), t: watermark.t };
  }

  function conversation(
    req: Request,
    grant: Grant,
    expires: number,
    watermark: string,
  ): Record<string, unknown> {
    const now = clock.now();
    const stream = new URLSearchParams({ watermark, t: issueStreamToken(secret, grant, now, expires) });
    const path = `/v3/directline/conversations/${grant.conversationId}/stream`;
    return { ...issueToken(secret, grant, now), streamUrl: `${deps.streamBase(req)}${path}?${stream}` };
  }

  async function generate(req: Request, res: Response): Promise<void> {
    const key = bearer(req);
    const provider = same(key, secret) ? null : await deps.providerOfKey(key);
    if (provider === null && !same(key, secret)) throw new Refusal(403, 'Forbidden', 'Unknown secret or key');
    const id = participantOfUser(asRecord(asRecord(req.body)?.user)?.id);
    if (id === null) {
      throw new Refusal(400, 'BadArgument', 'Give user.id as dl_ followed by the id of a participant');
    }
    const given = originsOf(asRecord(req.body)?.trustedOrigins);
    const own = provider === null ? [] : await deps.originsOf(provider).catch(() => []);
    const origins = given ?? (own.length > 0 ? own : null);
    const grant = grantFor(secret, id, { family: randomUUID(), origins });
    if (provider === null) {
      await participant(grant);
    } else if ((await providerOf(id)) !== provider) {
      throw new Refusal(403, 'Forbidden', 'The key gives tokens for participants of its own provider only');
    }
    send(res, 200, issueToken(secret, grant, clock.now()));
  }

  /** Null for a participant who does not exist or cannot be read. */
  async function providerOf(id: string): Promise<string | null> {
    try {
      return (await store.read(id))?.doc.providerId ?? null;
    } catch (fault) {
      const provider = asRecord(fault)?.providerId;
      return typeof provider === 'string' ? provider : null;
    }
  }

  async function refresh(req: Request, res: Response): Promise<void> {
    const { grant } = granted(req);
    await participant(grant);
    const token = issueToken(secret, grant, clock.now());
    streams.extend(grant.participantId, grant.family, Date.parse(clock.now()) / 1000 + token.expires_in);
    send(res, 200, token);
  }

  async function start(req: Request, res: Response): Promise<void> {
    const { grant, expires } = granted(req);
    const doc = await participant(grant);
    await greet(grant);
    send(res, doc?.numbers.chat === 0 ? 201 : 200, conversation(req, grant, expires, ''));
  }

  async function reconnect(req: Request, res: Response): Promise<void> {
    const { grant, expires } = grantedFor(req);
    const doc = await participant(grant);
    await greet(grant);
    const given = query(req).get('watermark');
    // A client that names no watermark at all wants only what is new from here on; an empty one has seen nothing yet.
    const from = given ?? String(doc?.numbers.chat ?? 0);
    send(res, 200, conversation(req, grant, expires, from));
  }

  async function receive(req: Request, res: Response): Promise<void> {
    const { grant } = grantedFor(req);
    const activity = asRecord(req.body);
    if (activity?.type === 'message') {
      const n = await take(grant, activity);
      send(res, 200, { id: activityId(grant.conversationId, n) });
      return;
    }
    await stillSignedIn(grant);
    if (activity === null || typeof activity.type !== 'string') {
      throw new Refusal(400, 'BadArgument', 'The body is not an activity');
    }
    if (activity.type === 'event' && activity.name === 'webchat/join') await greet(grant);
    send(res, 200, { id: `${grant.conversationId}|${randomUUID()}` });
  }

  /** Gives the number of the participant's own line. Whether the session was signed out is asked in the turn itself. */
  async function take(grant: Grant, activity: Record<string, unknown>): Promise<number> {
    const text = typeof activity.text === 'string' ? activity.text : '';
    if (text.length > MOST_TEXT) {
      throw new Refusal(413, 'MessageTooBig', `A message has at most ${MOST_TEXT} characters`);
    }
    const messageId = messageIdOf(activity);
    // Each session by itself: whoever holds an old token shall not keep the participant waiting.
    const wait = limiter.take(grant.family);
    if (wait > 0) {
      throw new Refusal(429, 'TooManyRequests', 'Too many messages', { 'retry-after': String(wait) });
    }
    const lines = await run(grant, messageId, {
      type: 'message',
      text,
      value: activity.value,
      channelData: { clientActivityID: messageId },
    });
    return lines.find(({ body }) => body.from === 'participant')?.n ?? 0;
  }

  async function poll(req: Request, res: Response): Promise<void> {
    const { grant } = grantedFor(req);
    const { participantId } = grant;
    await stillSignedIn(grant);
    const given = readWatermark(query(req).get('watermark'));
    try {
      const from = await startOf(participantId, given);
      const lines = await store.lines(participantId, 'chat', from.n, HISTORY_LINES);
      const passing = streams.passingAfter(participantId, from);
      const at = { n: lines.at(-1)?.n ?? from.n, t: passing.at(-1)?.t ?? from.t };
      send(res, 200, activitySet(grant, lines, passing, at));
    } catch (fault) {
      log.error('directline.read', { participant: participantId, code: codeOf(fault) });
      const from = given ?? { n: 0, t: 0 };
      if (from.t === 0 && !streams.isFaultTold(participantId, 0)) {
        await streams.sayFault(participantId, fault);
      }
      const passing = streams.passingAfter(participantId, from);
      send(res, 200, activitySet(grant, [], passing, { n: from.n, t: passing.at(-1)?.t ?? from.t }));
    }
  }

  async function upload(req: Request): Promise<void> {
    grantedFor(req);
    throw new Refusal(404, 'NotSupported', 'Files are not received in this chat');
  }

  async function sessionId(req: Request, res: Response): Promise<void> {
    const { grant } = granted(req);
    send(res, 200, { sessionId: grant.family });
  }

  function route(
    method: 'get' | 'post',
    path: string,
    handle: (req: Request, res: Response) => Promise<void>,
    body?: 'unread',
  ): DirectLineRoute {
    return {
      method,
      path: `/v3/directline${path}`,
      surface: 'directline',
      ...(body ? { body } : {}),
      handle: async (req, res) => {
        try {
          await handle(req, res);
        } catch (fault) {
          if (!(fault instanceof Refusal)) throw fault;
          for (const [name, value] of Object.entries(fault.headers)) res.setHeader(name, value);
          send(res, fault.status, { error: { code: fault.code, message: fault.message } });
        }
      },
    };
  }

  async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(req.url ?? '', 'http://localhost');
    const reading = readToken(secret, 'stream', url.searchParams.get('t') ?? '', clock.now());
    const refuse = (status: string) =>
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    if (!reading.ok || STREAM_PATH.exec(url.pathname)?.[1] !== reading.grant.conversationId) {
      refuse('403 Forbidden');
      return;
    }
    const { grant, expires } = reading;
    try {
      checkOrigin(req, grant);
      await stillSignedIn(grant);
    } catch {
      refuse('403 Forbidden');
      return;
    }
    const watermark = readWatermark(url.searchParams.get('watermark'));
    const start = await startOf(grant.participantId, watermark).catch(async (fault: unknown) => {
      if (!streams.isFaultTold(grant.participantId, watermark?.t ?? 0)) {
        await streams.sayFault(grant.participantId, fault);
      }
      return watermark ?? { n: 0, t: 0 };
    });
    sockets.handleUpgrade(req, socket, head, (webSocket) => streams.open(webSocket, grant, expires, start));
  }

  return {
    routes: [
      route('post', '/tokens/generate', generate),
      route('post', '/tokens/refresh', refresh),
      route('post', '/conversations', start),
      route('get', '/conversations/:conversationId', reconnect),
      route('post', '/conversations/:conversationId/activities', receive),
      route('get', '/conversations/:conversationId/activities', poll),
      route('post', '/conversations/:conversationId/upload', upload, 'unread'),
      route('get', '/session/getsessionid', sessionId),
    ],
    upgrade: (req, socket, head) => {
      if (!STREAM_PATH.test(new URL(req.url ?? '', 'http://localhost').pathname)) return false;
      socket.on('error', () => socket.destroy());
      upgrade(req, socket, head).catch((fault: unknown) => {
        log.error('directline.upgrade', { code: codeOf(fault) });
        socket.destroy();
      });
      return true;
    },
    issue: (participantId, about) => issueToken(secret, grantFor(secret, participantId, about), clock.now()),
    whose: async (req) => {
      try {
        const { grant } = granted(req);
        await stillSignedIn(grant);
        return grant.participantId;
      } catch (fault) {
        if (fault instanceof Refusal) return null;
        throw fault;
      }
    },
    end: (participantId, family) => streams.end(participantId, family),
    beat: () => streams.beat(),
    close: () => {
      streams.close();
      sockets.close();
    },
  };
}

function refuseSignedOut(doc: Participant, family: string): void {
  if (isSignedOut(doc, family)) throw signedOut();
}

function signedOut(): Refusal {
  return new Refusal(403, 'TokenExpired', 'The session was signed out');
}

function bearer(req: IncomingMessage): string {
  const found = /^(?:Bearer|BotConnector) +(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (!found)
    throw new Refusal(401, 'Unauthorized', 'Give a token in the Authorization header', {
      'www-authenticate': 'Bearer',
    });
  return found;
}

function originsOf(given: unknown): string[] | null {
  if (given === undefined || given === null) return null;
  if (!Array.isArray(given) || given.length > 20 || !given.every(isOrigin)) {
    throw new Refusal(
      400,
      'BadArgument',
      'Give trustedOrigins as a list of origins, such as https://page.example',
    );
  }
  return given.length === 0 ? null : given.map((origin) => new URL(origin).origin);
}

function isOrigin(given: unknown): given is string {
  return typeof given === 'string' && given.length < 300 && URL.canParse(given);
}

/** What a repeat is known by: the client's own id of the message. One that gives none cannot repeat itself. */
function messageIdOf(activity: Record<string, unknown>): string {
  for (const id of [asRecord(activity.channelData)?.clientActivityID, activity.id]) {
    if (typeof id !== 'string' || id === '') continue;
    if (id.length > MOST_ID) {
      throw new Refusal(400, 'BadArgument', `The id of a message has at most ${MOST_ID} characters`);
    }
    return id;
  }
  return randomUUID();
}

function query(req: Request): URLSearchParams {
  return new URL(req.url ?? '', 'http://localhost').searchParams;
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function send(res: Response, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  res.end(text);
}

function codeOf(fault: unknown): string {
  const code = asRecord(fault)?.code;
  if (typeof code === 'string') return code;
  return fault instanceof Error ? fault.name : 'unknown';
}
