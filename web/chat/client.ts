import type { Activity, Press } from './activity.ts';

/**
 * A small Direct Line 3.0 client. It keeps trying for as long as the page is open: over WebSocket, or by asking again and again where
 * that does not get through, and goes on from its watermark, so that nothing comes twice and nothing is missed.
 */

export interface Outgoing {
  /** The same for each try, so that the message runs once. */
  readonly id: string;
  readonly text: string;
  readonly value?: Press;
  /** When it was written, in ms: those that wait go in that order. */
  readonly at: number;
}

/** As Direct Line gives it. */
export interface Token {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export type Contact = 'fine' | 'lost' | 'offline';

export interface Listener {
  activities(activities: readonly Activity[]): void;
  contact(contact: Contact): void;
  sent(id: string): void;
  /** `wait`: the server asked for a pause; it is tried again afterwards. */
  notSent(id: string, why: 'contact' | 'wait'): void;
  signedOut(): void;
}

/** Tries of a message in a row, before the person is told that it has not been sent. */
const TRIES = 3;
const POLL_MS = 3000;
/** How long polling goes on before a WebSocket is tried again. */
const POLLS = 40;
/** The server shows that it is there every 20 seconds. */
const SILENCE_MS = 50_000;
const MOST_WAIT_MS = 30_000;
const BRIEF_MS = 5000;

class SignedOut extends Error {}

export class Client {
  readonly #form: string;
  readonly #renewal: (() => Promise<Token | null>) | undefined;
  readonly #listener: Listener;
  #watermark: string;
  #token = '';
  #conversation = '';
  #renewAt = 0;
  #queue: Outgoing[] = [];
  #isSending = false;
  #isPaused = false;
  #failures = 0;
  #hadContact = true;
  #wake: () => void = () => {};

  /** `token`: one that the page came with. `renewal`: where others come from, instead of this server; null when nobody is signed in there. */
  constructor(options: {
    form: string;
    after: number;
    token: Token | null;
    renewal: (() => Promise<Token | null>) | undefined;
    listener: Listener;
  }) {
    this.#form = options.form;
    this.#renewal = options.renewal;
    if (options.token) this.#use(options.token);
    this.#watermark = String(options.after);
    this.#listener = options.listener;
  }

  start(): void {
    addEventListener('online', () => this.#wake());
    addEventListener('offline', () => this.#listener.contact('offline'));
    void this.#listen();
  }

  send(message: Outgoing): void {
    this.#queue.push(message);
    this.#isPaused = false;
    void this.#pump();
  }

  /** Tries at once what has not been sent. */
  retry(): void {
    this.#isPaused = false;
    this.#wake();
    void this.#pump();
  }

  /** It has come back in the chat, so it has arrived, whatever became of the answer. */
  arrived(id: string): void {
    this.#queue = this.#queue.filter((message) => message.id !== id);
  }

  /** Renews what shows who we are, and with it the session. */
  async renew(): Promise<void> {
    const given = await (this.#renewal ?? (() => this.#ownToken()))();
    if (given === null) {
      this.#listener.signedOut();
      throw new SignedOut();
    }
    this.#use(given);
  }

  async #ownToken(): Promise<Token | null> {
    const answer = await request('/chat/token', {
      method: 'POST',
      headers: { 'x-stegvis-form': this.#form },
    });
    if (answer.status === 401 || answer.status === 403) return null;
    if (!answer.ok) throw new Error('no token');
    return answer.json();
  }

  #use(given: Token): void {
    this.#token = given.token;
    this.#conversation = given.conversationId;
    this.#renewAt = Date.now() + given.expires_in * 500;
  }

  /** Asks for something else of the participant's, such as older lines. */
  ask(path: string): Promise<Response> {
    return this.#ask(() => path);
  }

  #path(rest: string): () => string {
    return () => `/v3/directline/conversations/${this.#conversation}${rest}`;
  }

  /** Asks with the token. One that is refused is renewed once. */
  async #ask(path: () => string, init: RequestInit = {}): Promise<Response> {
    if (Date.now() > this.#renewAt) await this.renew();
    const go = () =>
      request(path(), {
        ...init,
        headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      });
    const answer = await go();
    if (answer.status !== 401 && answer.status !== 403) return answer;
    await this.renew();
    return go();
  }

  async #listen(): Promise<void> {
    /** Sockets in a row that were never opened, and that were closed right after. */
    let refused = 0;
    let brief = 0;
    for (;;) {
      try {
        if (refused < 2) {
          const began = performance.now();
          const wasOpen = await this.#stream();
          refused = wasOpen ? 0 : refused + 1;
          brief = wasOpen && performance.now() - began < BRIEF_MS ? brief + 1 : 0;
        } else {
          await this.#poll();
          refused = 1;
        }
        this.#failures = 0;
      } catch (error) {
        if (error instanceof SignedOut) return;
        this.#noContact();
      }
      // A stream that merely ended is opened again at once.
      const faults = Math.max(this.#failures, brief);
      const wait = Math.min(MOST_WAIT_MS, 500 * 2 ** faults);
      if (faults > 0) await this.#pause(wait * (0.5 + Math.random() / 2));
    }
  }

  /** Until the socket closes. Whether it was ever open. */
  async #stream(): Promise<boolean> {
    const answer = await this.#ask(this.#path(`?watermark=${this.#watermark}`));
    if (!answer.ok) throw new Error('no stream');
    const { streamUrl } = await answer.json();
    const address = new URL(streamUrl);
    // The page's own host, whatever name the server knows itself by.
    const url = `${location.origin.replace(/^http/, 'ws')}${address.pathname}${address.search}`;
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      let wasOpen = false;
      let silence = 0;
      const heard = () => {
        clearTimeout(silence);
        silence = setTimeout(() => socket.close(), SILENCE_MS) as unknown as number;
      };
      heard();
      socket.onopen = () => {
        wasOpen = true;
        this.#contact();
      };
      socket.onmessage = ({ data }) => {
        heard();
        if (data) this.#take(JSON.parse(data));
      };
      socket.onclose = () => {
        clearTimeout(silence);
        resolve(wasOpen);
      };
      const offline = () => socket.close();
      addEventListener('offline', offline, { once: true });
    });
  }

  async #poll(): Promise<void> {
    for (let count = 0; count < POLLS; count += 1) {
      const answer = await this.#ask(this.#path(`/activities?watermark=${this.#watermark}`));
      if (!answer.ok) throw new Error('no answer');
      this.#take(await answer.json());
      this.#contact();
      await this.#pause(POLL_MS);
    }
  }

  #take(set: { activities: readonly Activity[]; watermark?: string }): void {
    if (set.watermark) this.#watermark = set.watermark;
    if (set.activities.length > 0) this.#listener.activities(set.activities);
  }

  #contact(): void {
    this.#failures = 0;
    if (!this.#hadContact) this.#listener.contact('fine');
    this.#hadContact = true;
    this.#isPaused = false;
    void this.#pump();
  }

  #noContact(): void {
    this.#failures += 1;
    // The first try after a fault comes so soon that there is nothing to tell yet.
    if (navigator.onLine && this.#failures < 2) return;
    this.#hadContact = false;
    this.#listener.contact(navigator.onLine ? 'lost' : 'offline');
  }

  /** Ends early when the network is back or the person wants to try. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Sends what waits, in order, one at a time. */
  async #pump(): Promise<void> {
    if (this.#isSending || this.#isPaused) return;
    this.#isSending = true;
    let tries = 0;
    for (let message = this.#queue[0]; message && !this.#isPaused; message = this.#queue[0]) {
      const outcome = await this.#post(message);
      if (outcome === 'sent') {
        tries = 0;
        this.arrived(message.id);
        this.#listener.sent(message.id);
      } else if (outcome === 'gone') {
        this.#isPaused = true;
      } else if (typeof outcome === 'number') {
        this.#listener.notSent(message.id, 'wait');
        await new Promise((resolve) => setTimeout(resolve, outcome * 1000));
      } else {
        tries += 1;
        // A server that has answered has a fault of its own, which the same message a moment later would meet again.
        if (outcome === 'failed' && tries < TRIES && navigator.onLine) {
          await new Promise((resolve) => setTimeout(resolve, 500 * tries));
        } else {
          this.#isPaused = true;
          this.#listener.notSent(message.id, 'contact');
        }
      }
    }
    this.#isSending = false;
  }

  /** Seconds to wait, when the server asks for it. */
  async #post(message: Outgoing): Promise<'sent' | 'failed' | 'refused' | 'gone' | number> {
    try {
      const answer = await this.#ask(this.#path('/activities'), {
        method: 'POST',
        body: JSON.stringify({
          type: 'message',
          text: message.text,
          ...(message.value ? { value: message.value } : {}),
          channelData: { clientActivityID: message.id },
        }),
      });
      // Read to its end, or the browser counts it as broken off.
      await answer.text();
      if (answer.ok) return 'sent';
      return answer.status === 429 ? Number(answer.headers.get('retry-after')) || 10 : 'refused';
    } catch (error) {
      return error instanceof SignedOut ? 'gone' : 'failed';
    }
  }
}

async function request(path: string, init: RequestInit): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 20_000);
  try {
    return await fetch(path, { ...init, signal: abort.signal });
  } finally {
    clearTimeout(timer);
  }
}
