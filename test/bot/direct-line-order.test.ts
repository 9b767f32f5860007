import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WebSocket } from 'ws';
import { Streams } from '../../bot/channels/directline/streams.ts';
import { grantFor } from '../../bot/channels/directline/tokens.ts';
import { silentLog } from '../../bot/log.ts';
import type { Committed, Store, StoredLine } from '../../domain/ports.ts';
import { MovableClock } from '../support/app.ts';

/** Orders of events that a fast store seldom shows: its answers are held back here until the test lets them go. */

class HeldStore {
  readonly chat: StoredLine[] = [];
  listener: (committed: Committed) => void = () => {};
  held: (() => void)[] = [];

  onCommitted(listener: (committed: Committed) => void): void {
    this.listener = listener;
  }

  /** What there is when it is asked, given when it is let go. */
  lines(_id: string, _file: string, after: number, limit: number): Promise<StoredLine[]> {
    const found = this.chat.filter(({ n }) => n > after).slice(0, limit);
    return new Promise((resolve) => this.held.push(() => resolve(found)));
  }

  write(): void {
    const n = this.chat.length + 1;
    this.chat.push({ n, body: { at: '2026-03-09T16:05:00.000Z', from: 'bot', text: `line ${n}` } });
  }

  tell(...numbers: number[]): void {
    const lines = numbers.map((n) => ({ file: 'chat' as const, n, body: this.chat[n - 1]?.body ?? {} }));
    this.listener({ participantId: 'p', providerId: 'q', lines });
  }

  async letGo(): Promise<void> {
    for (const go of this.held.splice(0)) go();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly numbers: number[] = [];
  terminated = false;

  send(text: string): void {
    if (text !== '')
      this.numbers.push(
        ...JSON.parse(text).activities.map(
          (a: { channelData: { stegvis: { n: number } } }) => a.channelData.stegvis.n,
        ),
      );
  }

  terminate(): void {
    this.terminated = true;
  }

  close(): void {}

  ping(): void {}
}

let store: HeldStore;
let streams: Streams;
let socket: FakeSocket;

beforeEach(() => {
  store = new HeldStore();
  streams = new Streams({
    store: store as unknown as Store,
    clock: new MovableClock(),
    log: silentLog,
    faultText: async () => null,
  });
  socket = new FakeSocket();
});
afterEach(() => streams.close());

function open(n: number): void {
  const grant = grantFor('secret', 'p', { family: 'f' });
  streams.open(socket as unknown as WebSocket, grant, Number.POSITIVE_INFINITY, { n, t: 0 });
}

test('a line that is told of after it was read comes once', async () => {
  store.write();
  open(0);
  await store.letGo();
  store.tell(1);
  await store.letGo();
  expect(socket.numbers).toEqual([1]);
});

test('a line that is written while the store is being read comes after what was read', async () => {
  store.write();
  open(0);
  store.write();
  store.tell(2);
  expect(socket.numbers).toEqual([]);
  await store.letGo();
  await store.letGo();
  expect(socket.numbers).toEqual([1, 2]);
});

test('a line that is told of before the one in front of it waits for that one', async () => {
  open(0);
  await store.letGo();
  store.write();
  store.write();
  store.tell(2);
  await store.letGo();
  store.tell(1);
  await store.letGo();
  expect(socket.numbers).toEqual([1, 2]);
});

test('many lines are read in parts, and what comes meanwhile is last', async () => {
  for (let n = 0; n < 250; n++) store.write();
  open(0);
  for (let turn = 0; turn < 3; turn++) {
    store.write();
    store.tell(store.chat.length);
    await store.letGo();
  }
  while (store.held.length > 0) await store.letGo();
  expect(socket.numbers).toEqual(store.chat.map(({ n }) => n));
});

test('a client that takes nothing is let go', async () => {
  open(0);
  await store.letGo();
  socket.bufferedAmount = 2_000_000;
  store.write();
  store.tell(1);
  expect(socket.terminated).toBe(true);
});

test('a read that fails stops nothing that comes after it, and is made up for', async () => {
  open(0);
  const { lines } = store;
  store.lines = async () => {
    throw new Error('broken');
  };
  await store.letGo();
  store.write();
  store.tell(1);
  store.write();
  store.write();
  store.tell(3);
  await store.letGo();
  expect(socket.numbers).toEqual([1]);
  store.lines = lines;
  streams.beat();
  await store.letGo();
  expect(socket.numbers).toEqual([1, 2, 3]);
});
