import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { createLog } from '../../bot/log.ts';
import { MovableClock } from '../support/app.ts';
import { type Conversation, call, write } from '../support/direct-line.ts';
import { newFolder } from '../support/folder.ts';
import { listening, startProcess } from '../support/process.ts';

/** Words that must never stand in a log, put in everywhere a person's words can come in. */
const CANARIES = [
  'Kanariefågel',
  'Zebrafink',
  '070-174 06 99',
  '0701740699',
  'papegoja',
  'undulat',
  'ararauna',
];
const SECRET = 'a-secret-of-the-operator-0123456789';
const KEY = 'a-key-of-the-provider-0123456789-0123';

test('no name, number, reason, text, key or link comes into the log of the real program', async () => {
  const dir = await newFolder();
  const started = startProcess('bot/index.ts', {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dir,
    BASE_URL: 'http://localhost:3978',
    DIRECTLINE_SECRET: SECRET,
    PROVIDER_KEYS: `voljar:${KEY}`,
    // Nobody answers there, so that sending fails as well.
    SMTP_URL: 'smtp://ararauna:ararauna@127.0.0.1:9',
  });
  try {
    const url = await listening(started);
    const plan = JSON.parse(
      await readFile(new URL('../../examples/plan-rusta-och-matcha.json', import.meta.url), 'utf8'),
    );
    plan.id = 'p1';
    plan.provider = { ...plan.provider, id: 'voljar', name: 'Zebrafink AB', phone: '070-174 06 99' };
    plan.person = { ...plan.person, firstName: 'Kanariefågel', lastName: 'Zebrafink' };
    plan.person.contact = { email: 'papegoja@voljar.example', phone: '070-174 06 99' };
    plan.supervisor = { name: 'Zebrafink Undulat', phone: '070-174 06 99', email: 'undulat@voljar.example' };
    const put = await call(url, 'PUT', '/api/v1/participants/p1', { token: KEY, body: plan });
    expect(put.status).toBe(201);
    const bad = await call(url, 'PUT', '/api/v1/participants/p2', {
      token: KEY,
      body: { ...plan, id: 'p2', papegoja: 'undulat' },
    });
    expect(bad.status).toBeGreaterThanOrEqual(400);

    const token = (
      await call<Conversation>(url, 'POST', '/v3/directline/tokens/generate', {
        token: KEY,
        body: { user: { id: 'dl_p1' } },
      })
    ).body.token;
    const me = (await call<Conversation>(url, 'POST', '/v3/directline/conversations', { token, body: {} }))
      .body;
    for (const text of [
      'papegoja 070-174 06 99',
      'jag är sjuk imorgon, papegoja',
      'ja',
      'fråga min handledare',
      'har jag papegojsjuka, undulat?',
      'ja',
    ]) {
      expect((await write(url, me, text, `undulat-${text.length}`)).status).toBe(200);
    }
    await write(url, me, 'x'.repeat(5000), 'papegoja');
    await write(url, { ...me, token: 'papegoja.undulat.x' }, 'papegoja');
    await call(url, 'POST', '/v3/directline/tokens/generate', {
      token: 'papegoja',
      body: { user: { id: 'dl_papegoja' } },
    });
    await call(url, 'GET', '/api/v1/notices?after=undulat', { token: 'papegoja' });
    await fetch(`${url}/papegoja?undulat=070-174+06+99`, {
      headers: { accept: 'text/html', cookie: 'stegvis=papegoja' },
    });
    await fetch(`${url}/in/papegoja-undulat`, { headers: { accept: 'text/html' } });
    await fetch(`${url}/logga-in`, {
      method: 'POST',
      body: new URLSearchParams({ contact: 'papegoja@voljar.example' }),
      headers: { origin: 'http://localhost:3978' },
    });
    await fetch(`${url}/v3/directline/conversations`, {
      method: 'POST',
      body: '{"papegoja',
      headers: { 'content-type': 'application/json' },
    });
    // The e-mail about the absence has been tried, and has failed.
    await started.until(/outbox\.attempt .*outcome=temporary/);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);

    const said = started.out() + started.err();
    expect(said).toContain('server.closed');
    for (const canary of [...CANARIES, SECRET, KEY, token, 'sjuk', 'alva']) {
      expect([canary, said.toLowerCase().includes(canary.toLowerCase())]).toEqual([canary, false]);
    }
    // One event per line, and nothing that is none.
    for (const line of said.trim().split('\n')) {
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z (info|warn|error) [a-z-]+\.[a-z-]+( \w+=\S*)*$/);
    }
  } finally {
    started.child.kill('SIGKILL');
    await started.ended;
  }
}, 60_000);

test('a value that looks like words is withheld, whoever gives it', () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), new MovableClock());
  log.info('test.event', {
    id: 'alva-rom',
    code: 'STEGVIS_X',
    route: 'get:/in/:token',
    n: 3,
    ok: true,
    name: 'Alva Ek',
    mail: 'a@b.example',
    two: 'a\nb',
    long: 'a'.repeat(121),
  });
  expect(lines).toEqual([
    '2026-03-09T16:05:00.000Z info test.event id=alva-rom code=STEGVIS_X route=get:/in/:token n=3 ok=true name=(withheld) mail=(withheld) two=(withheld) long=(withheld)\n',
  ]);
});
