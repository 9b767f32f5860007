import { type App, createApp, type Overrides } from '../../bot/app.ts';
import { type Environment, readConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import { addMs, type Instant } from '../../domain/time.ts';

/** The whole program over real HTTP on a free port, with a store in memory and a clock that stands until it is moved. */

export const OPERATOR_SECRET = 'operator-secret-0123456789-0123456789';
export const EXEMPEL_KEY = 'key-of-exempel-0123456789-0123456789-ab';
export const KOMMUN_KEY = 'key-of-kommun-0123456789-0123456789-abc';

/** A Tuesday evening, with two things booked for the day after. */
export const EVENING: Instant = '2026-03-09T16:05:00.000Z';

export class MovableClock implements Clock {
  time: Instant;

  constructor(time: Instant = EVENING) {
    this.time = time;
  }

  now(): Instant {
    return this.time;
  }

  move(ms: number): void {
    this.time = addMs(this.time, ms);
  }
}

export interface TestApp {
  readonly app: App;
  readonly url: string;
  readonly store: Store;
  readonly clock: MovableClock;
  /** What was logged and printed. */
  readonly logged: string[];
  readonly printed: string[];
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly env?: Environment;
  readonly store?: Store;
  readonly clock?: MovableClock;
  readonly overrides?: Overrides;
}

/** An empty store makes it a demo: the example participants are there. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new MovableClock();
  const logged: string[] = [];
  const printed: string[] = [];
  const log = createLog((line) => logged.push(line), clock);
  const store = options.store ?? openMemoryStore({ clock, log });
  const read = readConfig({
    PORT: '0',
    DIRECTLINE_SECRET: OPERATOR_SECRET,
    PROVIDER_KEYS: `exempel:${EXEMPEL_KEY},exempel-kommun:${KOMMUN_KEY}`,
    ...options.env,
  });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const app = await createApp(read.config, {
    store,
    clock,
    log,
    print: (text) => printed.push(text),
    background: false,
    // The SMS of a demo has tests of its own: elsewhere there is as much as the test has set up.
    ...(read.config.sms === null ? { sms: null } : {}),
    ...options.overrides,
  });
  const url = await app.start();
  return { app, url, store, clock, logged, printed, close: () => app.close() };
}

let written = 0;

/** What the participant is answered in the chat on the web, as one text. */
export async function sayOnWeb(
  { app }: Pick<TestApp, 'app'>,
  participantId: string,
  text: string,
): Promise<string> {
  written += 1;
  const { lines } = await app.parts.assistant.say({
    participantId,
    messageId: `web-${written}`,
    text,
    pressed: null,
    channel: 'web',
  });
  return lines.map(({ body }) => body.text).join('\n');
}
