import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { OPERATOR_SECRET, startTestApp, type TestApp } from '../support/app.ts';
import { type Conversation, call, enter, read, texts, write } from '../support/direct-line.ts';
import { type OpenStream, openStream } from '../support/stream.ts';

let app: TestApp;
let open: OpenStream[];

beforeEach(async () => {
  app = await startTestApp();
  open = [];
});
afterEach(async () => {
  for (const stream of open) stream.socket.terminate();
  await app.close();
});

async function stream(url: string, headers?: Record<string, string>): Promise<OpenStream> {
  const opened = await openStream(url, headers);
  open.push(opened);
  return opened;
}

const reconnect = async (
  { conversationId, token }: Conversation,
  watermark?: string,
): Promise<Conversation> => {
  const query = watermark === undefined ? '' : `?watermark=${watermark}`;
  const path = `/v3/directline/conversations/${conversationId}${query}`;
  return (await call<Conversation>(app.url, 'GET', path, { token })).body;
};

/** Something said that nobody had asked for. */
const push = (id: string): Promise<null> =>
  app.store.turn(id, (doc) => ({
    doc: doc && tell(doc, [{ key: 'welcome:askLevel' }], { now: app.clock.now(), proactive: true }),
    result: null,
  }));

test('what is written and answered arrives in every tab, once and in order', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const [one, two] = [await stream(alva.streamUrl), await stream((await reconnect(alva, '')).streamUrl)];
  await write(app.url, alva, 'hjälp', 'c1');
  const stored = await read(app.url, alva);
  for (const tab of [one, two]) {
    await tab.until(() => tab.activities.length >= stored.activities.length);
    expect(tab.activities).toEqual(stored.activities);
    expect(tab.watermark()).toBe(stored.watermark);
  }
  expect(one.socket.readyState).toBe(one.socket.OPEN);
});

test('fifty pushes arrive, once each and in order, while others write', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const bo = await enter(app.url, 'bo-sta');
  const tab = await stream(alva.streamUrl);
  await Promise.all([
    ...Array.from({ length: 50 }, () => push('alva-rom')),
    ...Array.from({ length: 10 }, (_, n) => write(app.url, bo, 'hjälp', `b${n}`)),
    ...Array.from({ length: 5 }, (_, n) => write(app.url, alva, 'hjälp', `a${n}`)),
  ]);
  const stored = await read(app.url, alva);
  await tab.until(() => tab.activities.length >= stored.activities.length);
  expect(tab.activities.map(({ id }) => id)).toEqual(stored.activities.map(({ id }) => id));
  expect(tab.activities.filter(({ channelData }) => channelData.stegvis.proactive)).toHaveLength(50);
});

test('a stream goes on at its watermark, from the start with an empty one, and with what is new without', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const first = await stream(alva.streamUrl);
  await first.until(() => first.activities.length > 0);
  const mark = first.watermark();
  first.close();
  await first.until(() => first.closed() !== null);
  await write(app.url, alva, 'hjälp', 'c1');
  const all = (await read(app.url, alva)).activities;

  const [resumed, whole, fresh] = [
    await stream((await reconnect(alva, mark)).streamUrl),
    await stream((await reconnect(alva, '')).streamUrl),
    await stream((await reconnect(alva)).streamUrl),
  ];
  await write(app.url, alva, 'nästa möte', 'c2');
  const later = (await read(app.url, alva)).activities;
  const last = later.at(-1)?.id;
  for (const tab of [resumed, whole, fresh]) await tab.until(() => tab.activities.at(-1)?.id === last);
  expect(resumed.activities).toEqual(later.slice(Number(mark)));
  expect(whole.activities).toEqual(later);
  expect(fresh.activities).toEqual(later.slice(all.length));
});

test('a stream that is opened between two turns misses neither', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const urls = await Promise.all(Array.from({ length: 8 }, () => reconnect(alva, '')));
  const [tabs] = await Promise.all([
    Promise.all(urls.map(({ streamUrl }) => stream(streamUrl))),
    ...Array.from({ length: 20 }, () => push('alva-rom')),
  ]);
  const stored = (await read(app.url, alva)).activities.map(({ id }) => id);
  for (const tab of tabs) {
    await tab.until(() => tab.activities.length >= stored.length);
    expect(tab.activities.map(({ id }) => id)).toEqual(stored);
  }
});

test('the address of a stream is for one conversation and one minute', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const bo = await enter(app.url, 'bo-sta');
  const crossed = alva.streamUrl.replace(alva.conversationId, bo.conversationId);
  await expect(openStream(crossed)).rejects.toThrow('refused with 403');
  const bare = new URL(alva.streamUrl);
  bare.searchParams.set('t', alva.token);
  await expect(openStream(bare.href)).rejects.toThrow('refused with 403');
  bare.searchParams.delete('t');
  await expect(openStream(bare.href)).rejects.toThrow('refused with 403');
  await expect(openStream(`${app.url.replace('http', 'ws')}/elsewhere`)).rejects.toThrow('refused with 404');
  app.clock.move(61_000);
  await expect(openStream(alva.streamUrl)).rejects.toThrow('refused with 403');
});

test('a stream for one page is refused to another', async () => {
  const { body } = await call<Conversation>(app.url, 'POST', '/v3/directline/tokens/generate', {
    token: OPERATOR_SECRET,
    body: { user: { id: 'dl_alva-rom' }, trustedOrigins: ['https://page.example'] },
  });
  const { streamUrl } = (
    await call<Conversation>(app.url, 'POST', '/v3/directline/conversations', { token: body.token })
  ).body;
  await expect(openStream(streamUrl, { origin: 'https://other.example' })).rejects.toThrow(
    'refused with 403',
  );
  await stream(streamUrl, { origin: 'https://page.example' });
});

test('a stream lives as long as the token behind it is renewed', async () => {
  const [left, kept] = [await enter(app.url, 'alva-rom'), await enter(app.url, 'alva-rom')];
  const [leftTab, keptTab] = [await stream(left.streamUrl), await stream(kept.streamUrl)];
  app.clock.move(20 * MINUTE);
  await call(app.url, 'POST', '/v3/directline/tokens/refresh', { token: kept.token });
  app.clock.move(15 * MINUTE);
  app.app.beat();
  await leftTab.until(() => leftTab.closed() !== null);
  expect(leftTab.closed()).toBe(1008);
  await push('alva-rom');
  await keptTab.until(() => keptTab.activities.some(({ channelData }) => channelData.stegvis.proactive));
});

test('signing out closes the streams of that session and no others', async () => {
  const session = async (name: string): Promise<OpenStream> => {
    const { token } = app.app.parts.chat.issue('alva-rom', name);
    const { body } = await call<Conversation>(app.url, 'POST', '/v3/directline/conversations', { token });
    return stream(body.streamUrl);
  };
  const [mine, other] = [await session('s1'), await session('s2')];
  app.app.parts.chat.end('alva-rom', 's1');
  await mine.until(() => mine.closed() !== null);
  expect(mine.closed()).toBe(1008);
  await push('alva-rom');
  await other.until(() => other.activities.length > 0);
});

test('both sides show that they are there, and who is gone is let go', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const [here, gone] = [await stream(alva.streamUrl), await stream((await reconnect(alva)).streamUrl)];
  here.socket.send('');
  // Answers no more pings.
  gone.socket.pong = () => {};
  app.app.beat();
  await here.until(() => here.frames.includes(''));
  await gone.until(() => gone.frames.includes(''));
  // Its own ping is answered after its answer to ours has arrived.
  const answered = once(here.socket, 'pong');
  here.socket.ping();
  await answered;
  app.app.beat();
  await gone.until(() => gone.closed() !== null);
  expect(here.socket.readyState).toBe(here.socket.OPEN);
});

test('ten tabs are enough: the eleventh takes the place of the first', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const tabs: OpenStream[] = [];
  for (let n = 0; n < 11; n++) tabs.push(await stream((await reconnect(alva)).streamUrl));
  const [first] = tabs;
  await first?.until(() => first.closed() !== null);
  await push('alva-rom');
  for (const tab of tabs.slice(1)) await tab.until(() => tab.activities.length === 1);
});

test('a frame that is too large closes the stream that sent it', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const tab = await stream(alva.streamUrl);
  tab.socket.send('x'.repeat(5000));
  await tab.until(() => tab.closed() !== null);
  expect(tab.closed()).toBe(1009);
  expect(texts((await read(app.url, alva)).activities)).not.toContain('x');
});

test('closing the program closes the streams, and lets nobody wait', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const tab = await stream(alva.streamUrl);
  await app.close();
  await tab.until(() => tab.closed() !== null);
  expect(tab.closed()).toBe(1001);
});
