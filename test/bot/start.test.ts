import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Conversation, call, tokenFor, write } from '../support/direct-line.ts';
import { listening, type Started, startProcess } from '../support/process.ts';

/** The program as its own process: what it refuses, what a demo is, how it ends. */

const SECRET = 'a-secret-of-the-operator-0123456789';
const PRODUCTION = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: '0',
  BASE_URL: 'https://stegvis.example',
  DIRECTLINE_SECRET: SECRET,
  EMAIL: 'off',
};

let dir: string;
let running: Started[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stegvis-'));
  running = [];
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  await rm(dir, { recursive: true, force: true });
});

function start(env: Record<string, string>): Started {
  const started = startProcess('bot/index.ts', { DATA_DIR: dir, ...env });
  running.push(started);
  return started;
}

async function stop(started: Started, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
  started.child.kill(signal);
  return started.ended;
}

test('an empty store is a demo, stays one, prints its links each time, and is refused in production with all other faults', async () => {
  const first = start({ PORT: '0', DIRECTLINE_SECRET: 'mine', SMTP_URL: 'smtp://127.0.0.1:9' });
  const url = await listening(first);
  const [note] = await first.until(/This is a demo[\s\S]*exempel \(.*\)\n {4}http\S+\n/);
  expect(note).toContain('fictional people');
  const links = note.match(/http:\/\/localhost:\d+\/\S+/g) ?? [];
  expect(links.filter((link) => /\/in\/[\w-]{43}$/.test(link))).toHaveLength(3);
  expect(links.filter((link) => link.includes('/inkorg/in/exempel'))).toHaveLength(2);
  for (const link of links) {
    const page = await fetch(link.replace('localhost', '127.0.0.1'), { headers: { accept: 'text/html' } });
    expect([link, page.status]).toEqual([link, 200]);
  }
  expect((await write(url, await enterWith(url, 'mine'), 'hjälp', 'c1')).status).toBe(200);
  expect(await stop(first)).toBe(0);

  // The secret of the first time was set, so the store has one of its own for those that are not.
  const second = start({ PORT: '0' });
  await second.until(/This is a demo[\s\S]*\/inkorg\/in\//);
  expect(second.out()).toMatch(/demo=true/);
  expect(await stop(second, 'SIGINT')).toBe(0);

  const refused = start({ ...PRODUCTION, PORT: 'x', EMAIL: '' });
  expect(await refused.ended).toBe(1);
  expect(
    refused
      .err()
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0]),
  ).toEqual(['STEGVIS_CONFIG_PORT', 'STEGVIS_CONFIG_SMTP_URL_MISSING', 'STEGVIS_CONFIG_DEMO_DATA']);
  const alone = start(PRODUCTION);
  expect(await alone.ended).toBe(1);
  expect(alone.err()).toMatch(
    /^STEGVIS_CONFIG_DEMO_DATA: DATA_DIR [^\n]*: set DATA_DIR to a new folder[^\n]*\n$/,
  );
  expect(alone.out()).not.toContain('listening');
}, 60_000);

test.each([
  [
    'a file as its folder',
    { DATA_DIR: '/etc/hostname' },
    /^STEGVIS_CONFIG_DATA_DIR: DATA_DIR \(\/etc\/hostname\) [^\n]*\n$/,
  ],
  [
    'an address of somebody else',
    { PORT: '0', HOST: '192.0.2.1' },
    /^STEGVIS_CONFIG_HOST: HOST \(192\.0\.2\.1\) [^\n]*\n$/,
  ],
])(
  '%s is a wrong setting, and no fault of the program',
  async (_what, env, said) => {
    const refused = start(env);
    expect(await refused.ended).toBe(1);
    expect(refused.err()).toMatch(said);
  },
  30_000,
);

async function enterWith(url: string, secret: string) {
  const token = await tokenFor(url, 'alva-rom', secret);
  return (await call<Conversation>(url, 'POST', '/v3/directline/conversations', { token, body: {} })).body;
}

test('a folder that is gone while it runs is told to whoever asks for its health', async () => {
  const url = await listening(start(PRODUCTION));
  const health = async () => (await call<{ status: string }>(url, 'GET', '/health/ready')).body.status;
  // The last that is written at a start.
  while (!existsSync(join(dir, 'operator.json'))) await health();
  await rename(dir, `${dir}-away`);
  expect(await health()).toBe('no-store');
  await rename(`${dir}-away`, dir);
  expect(await health()).not.toBe('no-store');
}, 30_000);

test('production starts on an empty store without people, and without the Bot Framework', async () => {
  const started = start(PRODUCTION);
  const url = await listening(started);
  expect(started.out()).toMatch(/demo=false/);
  expect(started.out()).not.toContain('/in/');
  expect((await call(url, 'GET', '/health/live')).status).toBe(200);
  expect((await call(url, 'POST', '/api/messages', { body: {} })).status).toBe(404);
  const someone = await call(url, 'POST', '/v3/directline/tokens/generate', {
    token: SECRET,
    body: { user: { id: 'dl_alva-rom' } },
  });
  expect(someone.status).toBe(404);
  expect(await stop(started)).toBe(0);
  expect(started.err()).toBe('');
}, 30_000);

test('with the settings of Teams the endpoint is there and lets nobody in without a token', async () => {
  const started = start({
    ...PRODUCTION,
    MICROSOFT_APP_ID: 'e3f2b0a4-0000-4000-8000-000000000000',
    MICROSOFT_APP_PASSWORD: 'pw',
  });
  const url = await listening(started);
  const body = {
    type: 'message',
    id: '1',
    text: 'hej',
    serviceUrl: 'http://127.0.0.1:9',
    channelId: 'msteams',
    from: { id: 'x' },
    conversation: { id: 'y' },
  };
  expect((await call(url, 'POST', '/api/messages', { body })).status).toBe(401);
  expect((await call(url, 'POST', '/api/messages', { body, token: 'a.b.c' })).status).toBe(401);
  expect(await stop(started)).toBe(0);
}, 30_000);

test.each<[string, Record<string, string>, string]>([
  ['no secret', { DIRECTLINE_SECRET: '' }, 'DIRECTLINE_SECRET_MISSING'],
  ['a short secret', { DIRECTLINE_SECRET: 'short' }, 'DIRECTLINE_SECRET_SHORT'],
  ['half of Teams', { MICROSOFT_APP_ID: 'x' }, 'MICROSOFT_APP_PASSWORD_MISSING'],
  ['no way to send e-mail', { EMAIL: '' }, 'SMTP_URL_MISSING'],
])(
  'production refuses to start with %s',
  async (_case, env, code) => {
    const started = start({ ...PRODUCTION, ...env });
    expect(await started.ended).toBe(1);
    expect(started.err()).toMatch(new RegExp(`^STEGVIS_CONFIG_${code}: [^\\n]+\\.\\n$`));
  },
  30_000,
);

test('a second process on the same store, or on the same port, says so in one sentence', async () => {
  const first = start({ PORT: '0' });
  await listening(first);
  const locked = start({ PORT: '0' });
  expect(await locked.ended).toBe(1);
  expect(locked.err()).toMatch(/^STEGVIS_STORE_LOCKED: [^\n]+\n$/);

  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const taken = start({ PORT: String(port), DATA_DIR: join(dir, 'other') });
  expect(await taken.ended).toBe(1);
  expect(taken.err()).toBe(
    `STEGVIS_PORT_TAKEN: Port ${port} is taken by another program: stop that one, or set PORT to another port.\n`,
  );
  other.close();
}, 30_000);

test('a log that nobody takes any more stops nobody', async () => {
  const started = start({ PORT: '0', DIRECTLINE_SECRET: SECRET });
  const url = await listening(started);
  const alva = await enterWith(url, SECRET);
  started.child.stdout?.destroy();
  // What is said of these goes nowhere.
  await write(url, alva, 'jag är sjuk imorgon', 'c1');
  await write(url, alva, 'Ja, skicka', 'c2');
  expect((await write(url, alva, 'hjälp', 'c3')).status).toBe(200);
  expect(await stop(started)).toBe(0);
  expect(started.err()).toMatch(/^STEGVIS_LOG_CLOSED: [^\n]+\n$/);
}, 30_000);

test('SIGTERM finishes the turns that have begun', async () => {
  const started = start({ PORT: '0', DIRECTLINE_SECRET: SECRET });
  const url = await listening(started);
  const alva = await enterWith(url, SECRET);
  const answers = Array.from({ length: 10 }, (_, n) => write(url, alva, 'hjälp', `c${n}`));
  // The first one's answer shows that all of them have been sent.
  await answers[0];
  const code = stop(started);
  const statuses = await Promise.all(
    answers.map((answer) =>
      answer.then(
        ({ status }) => status,
        () => 'cut off',
      ),
    ),
  );
  expect(await code).toBe(0);
  const again = start({ PORT: '0', DIRECTLINE_SECRET: SECRET });
  const there = await listening(again);
  const { body } = await call<{
    activities: { text: string; from: { role: string }; channelData: { clientActivityID?: string } }[];
  }>(there, 'GET', `/v3/directline/conversations/${alva.conversationId}/activities`, { token: alva.token });
  const stored = body.activities.flatMap(({ channelData }) => channelData.clientActivityID ?? []);
  for (const [n, status] of statuses.entries()) {
    if (status === 200) expect(stored).toContain(`c${n}`);
  }
  expect(statuses[0]).toBe(200);
  await stop(again);
}, 60_000);
