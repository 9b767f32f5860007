import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLog } from '../../bot/log.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { StoreFullError } from '../../domain/errors.ts';
import type { Store } from '../../domain/ports.ts';
import { MINUTE } from '../../domain/time.ts';
import { EXEMPEL_KEY, MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { type Conversation, call, enter, read, texts, tokenFor, write } from '../support/direct-line.ts';
import { newFolder } from '../support/folder.ts';
import { type OpenStream, openStream } from '../support/stream.ts';

/** What a participant meets when something is wrong with us: words that say so, and nothing that claims more than is true. */

const NOT_SAVED = /Det du skrev är inte sparat/;
const DAMAGED = /Det är fel hos oss\.\nJag kan inte se dina uppgifter nu\.\nRing .+ på 070-174 /;

let close: (() => Promise<void>)[];

beforeEach(() => {
  close = [];
});
afterEach(async () => {
  for (const end of close.reverse()) await end();
});

async function start(store?: Store): Promise<TestApp> {
  const app = await startTestApp(store ? { store } : {});
  close.push(app.close);
  return app;
}

async function stream(url: string): Promise<OpenStream> {
  const opened = await openStream(url);
  close.push(async () => opened.socket.terminate());
  return opened;
}

/** A store whose disk can be filled up and emptied. */
function fillable(): { store: Store; disk: { full: boolean } } {
  const disk = { full: false };
  const clock = new MovableClock();
  const inner = openMemoryStore({ clock, log: createLog(() => {}, clock) });
  const store = new Proxy(inner, {
    get(target, name) {
      if (name === 'turn' && disk.full) {
        return async (...args: Parameters<Store['turn']>) => {
          // The turn runs and its write fails, as on a real disk.
          const [, run] = args;
          run((await target.read(args[0]))?.doc ?? null, { health: 'ok' });
          throw new StoreFullError();
        };
      }
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { store, disk };
}

test('what could not be saved is said to be so, on the stream and to a poll, and is sent again with success', async () => {
  const { store, disk } = fillable();
  const app = await start(store);
  const alva = await enter(app.url, 'alva-rom');
  const bo = await enter(app.url, 'bo-sta');
  const tab = await stream(alva.streamUrl);
  const before = await read(app.url, alva);
  await tab.until(() => tab.activities.length === before.activities.length);

  disk.full = true;
  const failed = await write(app.url, alva, 'jag är sjuk imorgon', 'c1');
  expect(failed).toMatchObject({
    status: 502,
    body: { error: { code: 'BotError', message: expect.stringContaining('STEGVIS_STORE_FULL') } },
  });
  await tab.until(() => tab.activities.length > before.activities.length);
  const polled = await read(app.url, alva, before.watermark);
  for (const passing of [polled.activities, tab.activities.slice(before.activities.length)]) {
    expect(passing).toMatchObject([
      {
        text: expect.stringMatching(NOT_SAVED),
        from: { role: 'bot' },
        channelData: { stegvis: { passing: true, kind: 'fault:notSaved' } },
      },
    ]);
  }
  // Once is enough, and it is nobody else's.
  expect((await read(app.url, alva, polled.watermark)).activities).toEqual([]);
  expect(texts((await read(app.url, bo)).activities)).not.toContainEqual(expect.stringMatching(NOT_SAVED));
  expect(app.logged.filter((line) => line.includes('directline.turn'))).toHaveLength(1);

  disk.full = false;
  expect((await write(app.url, alva, 'jag är sjuk imorgon', 'c1')).status).toBe(200);
  const after = await read(app.url, alva, polled.watermark);
  expect(texts(after.activities)[0]).toBe('du: jag är sjuk imorgon');
  await tab.until(() => tab.activities.length >= before.activities.length + 1 + after.activities.length);
  expect(tab.activities.slice(before.activities.length + 1)).toEqual(after.activities);
  // Who has seen nothing yet gets it in the order in which it was: the failure does not stand behind the receipt of what succeeded since.
  const late = await read(app.url, alva);
  const fault = late.activities.findIndex(({ text }) => NOT_SAVED.test(text));
  expect(texts(late.activities)[fault + 1]).toBe('du: jag är sjuk imorgon');
  expect(texts(late.activities).slice(fault + 1)).not.toContainEqual(expect.stringMatching(NOT_SAVED));
  const lateTab = await stream((await enter(app.url, 'alva-rom')).streamUrl);
  await lateTab.until(() => lateTab.activities.length >= late.activities.length);
  expect(lateTab.activities).toEqual(late.activities);
  // Who has seen what came after it is not told of it behind that.
  const [lines] = after.watermark.split('.');
  expect((await read(app.url, alva, lines)).activities).toEqual([]);
  // It was said in passing: it is gone for who comes later, and is no part of the chat.
  app.clock.move(3 * MINUTE);
  expect(texts((await read(app.url, alva)).activities)).not.toContainEqual(expect.stringMatching(NOT_SAVED));
});

test('a document that cannot be read: that participant is told whom to ring, all others are served', async () => {
  const dir = await newFolder();
  const clock = new MovableClock();
  const first = await startTestApp({
    clock,
    store: await openLowdbStore({ dir, clock, log: createLog(() => {}, clock) }),
  });
  const token = await tokenFor(first.url, 'alva-rom');
  await enter(first.url, 'alva-rom');
  await first.close();
  for (const file of await readdir(dir, { recursive: true })) {
    if (/alva-rom.*document.*\.json$/.test(file)) await writeFile(join(dir, file), '{"half":');
  }

  const lines: string[] = [];
  const app = await start(
    await openLowdbStore({ dir, clock, log: createLog((line) => lines.push(line), clock) }),
  );
  expect((await write(app.url, await enter(app.url, 'bo-sta'), 'hjälp', 'b1')).status).toBe(200);

  const alva = (await call<Conversation>(app.url, 'POST', '/v3/directline/conversations', { token })).body;
  const tab = await stream(alva.streamUrl);
  await tab.until(() => tab.activities.length > 0);
  expect(texts(tab.activities)).toContainEqual(expect.stringMatching(DAMAGED));
  expect(texts((await read(app.url, alva)).activities)).toContainEqual(expect.stringMatching(DAMAGED));
  expect((await write(app.url, alva, 'jag är sjuk', 'c1')).status).toBe(502);
  // A provider may still let its own participant in, and nobody else's.
  const key = (id: string) =>
    call(app.url, 'POST', '/v3/directline/tokens/generate', { token: EXEMPEL_KEY, body: { user: { id } } });
  expect([(await key('dl_alva-rom')).status, (await key('dl_cim-kommun')).status]).toEqual([200, 403]);
  expect(lines.filter((line) => line.includes('store.damaged'))).toHaveLength(1);
});

test('where the chat is open, what is said after some of it was lost arrives there', async () => {
  const dir = await newFolder();
  const clock = new MovableClock();
  const app = await start(await openLowdbStore({ dir, clock, log: createLog(() => {}, clock) }));
  const alva = await enter(app.url, 'alva-rom');
  const tab = await stream(alva.streamUrl);
  await write(app.url, alva, 'jag är sjuk imorgon', 'c1');
  await write(app.url, alva, 'ja', 'c2');
  const before = await read(app.url, alva);
  await tab.until(() => tab.activities.length === before.activities.length);
  expect(texts(before.activities).join()).toContain('Kvitto');

  const files = await readdir(dir, { recursive: true });
  const changes = files.find((file) => /alva-rom.*document\.changes$/.test(file)) ?? '';
  await writeFile(join(dir, changes), 'nothing of it');
  expect((await write(app.url, alva, 'när är nästa möte?', 'c3')).status).toBe(200);
  const polled = await read(app.url, alva, before.watermark);
  expect(texts(polled.activities)[0]).toBe('du: när är nästa möte?');
  expect(texts(polled.activities)[1]).toContain('Något av det du har gjort kan saknas');
  expect(texts(polled.activities).at(-1)).toContain('Nästa gång');
  await tab.until(() => tab.activities.length >= before.activities.length + polled.activities.length);
  expect(tab.activities.slice(before.activities.length)).toEqual(polled.activities);
});

test('somebody who only polls is told of damage too', async () => {
  const app = await start();
  const alva = await enter(app.url, 'alva-rom');
  const broken = new Error('broken');
  app.store.lastLines = async () => {
    throw broken;
  };
  const { activities, watermark } = await read(app.url, alva);
  expect(texts(activities)).toEqual([expect.stringMatching(/Det är fel hos oss/)]);
  expect((await read(app.url, alva, watermark)).activities).toEqual([]);
});

test('a participant who is gone has no conversation', async () => {
  const app = await start();
  const alva = await enter(app.url, 'alva-rom');
  const none = (): Promise<null> => Promise.resolve(null);
  app.store.read = none as never;
  expect(
    (await call(app.url, 'GET', `/v3/directline/conversations/${alva.conversationId}`, { token: alva.token }))
      .status,
  ).toBe(404);
  expect((await call(app.url, 'POST', '/v3/directline/tokens/refresh', { token: alva.token })).status).toBe(
    404,
  );
});
