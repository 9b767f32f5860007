import type { Activity } from 'botbuilder';
import type { WebSocket } from 'ws';
import type { Clock, Committed, Log, Store, StoredLine } from '../../../domain/ports.ts';
import { msOf } from '../../../domain/time.ts';
import { passingActivity, toActivity } from './activities.ts';
import type { Grant } from './tokens.ts';
import { type Watermark, watermarkText } from './watermark.ts';

/** How many lines go into one frame. */
const FRAME_LINES = 100;
/** A client that takes nothing is let go: it comes back and goes on from its watermark. */
const MOST_WAITING_BYTES = 1_000_000;
/** Tabs and devices of one person. */
const MOST_STREAMS = 10;
/** How long something that is said in passing is there for a client that polls. */
const PASSING_MS = 2 * 60_000;
const MOST_PASSING = 5;
const HEARTBEAT_MS = 20_000;
const GOODBYE_MS = 1000;
const NOTHING_SEEN: Watermark = { n: 0, t: 0 };

interface Stream {
  readonly socket: WebSocket;
  readonly grant: Grant;
  /** Seconds since 1970. */
  expires: number;
  /** The last line that was sent, and the last passing one. */
  cursor: Watermark;
  isPumping: boolean;
  isDirty: boolean;
  /** A read failed: what it would have given is asked for again at the next heartbeat. */
  isBehind: boolean;
  isAlive: boolean;
}

interface Passing {
  readonly t: number;
  readonly at: string;
  readonly text: string;
  readonly kind: string;
  /** The first line of the chat that was saved after it; null when there is none yet. */
  readonly before: number | null;
}

export interface StreamsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Says in the reader's words that something is wrong with us; null when there is nothing to say. */
  readonly faultText: (
    fault: unknown,
    participantId: string,
  ) => Promise<{ text: string; kind: string } | null>;
}

/**
 * Every place where a chat is open. Each has its own cursor in the chat's numbers, so that nothing comes twice and nothing is skipped,
 * however many turns are written meanwhile.
 */
export class Streams {
  readonly #deps: StreamsDeps;
  readonly #streams = new Map<string, Set<Stream>>();
  readonly #passing = new Map<string, Passing[]>();
  readonly #heartbeat: NodeJS.Timeout;
  #lastPassing = 0;

  constructor(deps: StreamsDeps) {
    this.#deps = deps;
    deps.store.onCommitted((committed) => this.#committed(committed));
    this.#heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  open(socket: WebSocket, grant: Grant, expires: number, cursor: Watermark): void {
    const stream: Stream = {
      socket,
      grant,
      expires,
      cursor,
      isPumping: false,
      isDirty: false,
      isBehind: false,
      isAlive: true,
    };
    const streams = this.#streams.get(grant.participantId) ?? new Set();
    this.#streams.set(grant.participantId, streams);
    const [oldest] = streams;
    if (streams.size >= MOST_STREAMS) oldest?.socket.close(1008, 'too many');
    streams.add(stream);
    socket.on('message', () => {
      // Clients send empty frames to show that they are there; nothing else is expected of them.
      stream.isAlive = true;
    });
    socket.on('pong', () => {
      stream.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(grant.participantId) === streams) {
        this.#streams.delete(grant.participantId);
      }
    });
    void this.#pump(stream);
  }

  /** A token of the family was renewed: its streams live on. */
  extend(participantId: string, family: string, expires: number): void {
    for (const stream of this.#streams.get(participantId) ?? []) {
      if (stream.grant.family === family) stream.expires = Math.max(stream.expires, expires);
    }
  }

  /** Somebody signed out: what they had open is closed; null: everywhere. */
  end(participantId: string, family: string | null): void {
    for (const stream of this.#streams.get(participantId) ?? []) {
      if (family === null || stream.grant.family === family) stream.socket.close(1008, 'signed out');
    }
  }

  /** Says something that is not stored, because storing is what failed. */
  async sayFault(participantId: string, fault: unknown): Promise<void> {
    const said = await this.#deps.faultText(fault, participantId);
    if (said === null) return;
    const at = this.#deps.clock.now();
    this.#lastPassing = Math.max(this.#lastPassing + 1, msOf(at));
    const passing = { ...said, at, t: this.#lastPassing, before: null };
    const others = this.passingAfter(participantId, NOTHING_SEEN);
    this.#passing.set(participantId, [...others, passing].slice(-MOST_PASSING));
    for (const stream of this.#streams.get(participantId) ?? []) void this.#pump(stream);
  }

  /** What somebody who has come so far is still to be told. Not what was saved over since: they have seen the later line, and it would stand after that. */
  passingAfter(participantId: string, { n, t }: Watermark): Passing[] {
    const since = msOf(this.#deps.clock.now()) - PASSING_MS;
    return (this.#passing.get(participantId) ?? []).filter(
      (entry) => entry.t > t && msOf(entry.at) > since && (entry.before === null || entry.before > n),
    );
  }

  /** Whether a fault has been said after `t` that nothing was saved after. */
  isFaultTold(participantId: string, t: number): boolean {
    return this.passingAfter(participantId, { n: Infinity, t }).length > 0;
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const streams of this.#streams.values()) {
      for (const { socket } of streams) {
        socket.close(1001, 'restarting');
        // One that does not answer would keep the server open for half a minute.
        setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      }
    }
  }

  /** Lets go of those that are gone or whose token has ended, and shows the others that we are here. */
  beat(): void {
    const now = msOf(this.#deps.clock.now()) / 1000;
    for (const streams of this.#streams.values()) {
      for (const stream of streams) {
        if (!stream.isAlive) {
          stream.socket.terminate();
        } else if (now >= stream.expires) {
          stream.socket.close(1008, 'token expired');
        } else {
          if (stream.isBehind) void this.#pump(stream);
          stream.isAlive = false;
          stream.socket.send('');
          stream.socket.ping();
        }
      }
    }
    for (const participantId of this.#passing.keys()) {
      if (this.passingAfter(participantId, NOTHING_SEEN).length === 0) this.#passing.delete(participantId);
    }
  }

  #committed({ participantId, lines }: Committed): void {
    const chat = lines.filter((line) => line.file === 'chat');
    const [first] = chat;
    if (!first) return;
    const passing = this.#passing.get(participantId);
    if (passing) {
      this.#passing.set(
        participantId,
        passing.map((entry) => ({ ...entry, before: entry.before ?? first.n })),
      );
    }
    for (const stream of this.#streams.get(participantId) ?? []) {
      // What follows on what was sent last goes out as it is; for anything else the store is asked what there is.
      if (!stream.isPumping && first.n === stream.cursor.n + 1) this.#send(stream, chat);
      else void this.#pump(stream);
    }
  }

  /** Sends what the stream does not have yet, from the store. One at a time per stream: a second call makes the first look again. */
  async #pump(stream: Stream): Promise<void> {
    stream.isDirty = true;
    if (stream.isPumping) return;
    stream.isPumping = true;
    stream.isBehind = false;
    const { participantId } = stream.grant;
    try {
      while (stream.isDirty) {
        stream.isDirty = false;
        let lines: StoredLine[];
        do {
          lines = await this.#deps.store.lines(participantId, 'chat', stream.cursor.n, FRAME_LINES);
          this.#send(stream, lines);
        } while (lines.length === FRAME_LINES && isOpen(stream));
      }
    } catch (fault) {
      // What can be said about it has been said in passing, to whoever asked for something. The stream stays for what comes.
      this.#deps.log.warn('directline.stream', { participant: participantId, code: codeOf(fault) });
      stream.isBehind = true;
      this.#send(stream, []);
    } finally {
      stream.isPumping = false;
    }
  }

  /** `lines` are those that follow the cursor. */
  #send(stream: Stream, lines: readonly StoredLine[]): void {
    const { grant, cursor, socket } = stream;
    const passing = this.passingAfter(grant.participantId, cursor);
    if (lines.length === 0 && passing.length === 0) return;
    stream.cursor = { n: lines.at(-1)?.n ?? cursor.n, t: passing.at(-1)?.t ?? cursor.t };
    if (!isOpen(stream)) return;
    socket.send(JSON.stringify(activitySet(grant, lines, passing, stream.cursor)));
    if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate();
  }
}

export interface ActivitySet {
  readonly activities: readonly Partial<Activity>[];
  readonly watermark: string;
}

/** In the order in which it became true: what was said in passing stands before the line that was saved after it. */
export function activitySet(
  grant: Grant,
  lines: readonly StoredLine[],
  passing: readonly Passing[],
  watermark: Watermark,
): ActivitySet {
  const left = [...passing];
  const saidBefore = (n: number) => {
    const found = left.findIndex(({ before }) => before === null || before > n);
    return left.splice(0, found === -1 ? left.length : found).map((entry) => passingIn(grant, entry));
  };
  return {
    activities: [
      ...lines.flatMap((line) => [...saidBefore(line.n), toActivity(line, grant)]),
      ...left.map((entry) => passingIn(grant, entry)),
    ],
    watermark: watermarkText(watermark),
  };
}

function passingIn(grant: Grant, entry: Passing): Partial<Activity> {
  return passingActivity(grant, { ...entry, id: `p${entry.t}` });
}

function isOpen(stream: Stream): boolean {
  return stream.socket.readyState === stream.socket.OPEN;
}

function codeOf(fault: unknown): string {
  if (typeof fault === 'object' && fault !== null && 'code' in fault) return String(fault.code);
  return fault instanceof Error ? fault.name : 'unknown';
}
