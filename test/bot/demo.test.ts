import { afterEach, expect, test } from '@jest/globals';
import { createApp, DemoDataError } from '../../bot/app.ts';
import { readConfig } from '../../bot/config.ts';
import { createLog, silentLog } from '../../bot/log.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { newProvider } from '../../domain/actions/provider.ts';
import { HOUR } from '../../domain/time.ts';
import { MovableClock, startTestApp, type TestApp, type TestAppOptions } from '../support/app.ts';
import { enter, write } from '../support/direct-line.ts';

let running: TestApp[] = [];
afterEach(async () => {
  for (const app of running) await app.close();
  running = [];
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp(options);
  running.push(app);
  return app;
}

function emptyStore(clock = new MovableClock()) {
  return openMemoryStore({ clock, log: createLog(() => {}, clock) });
}

test('its e-mail is shown in the terminal and on a page, once, and never sent', async () => {
  const app = await start({ env: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  expect(app.app.parts.config.email.smtpUrl).toBeNull();
  const page = async () => (await fetch(`${app.url}/demo/outbox`)).text();
  expect(await page()).toContain('Inget har skickats än.');
  const alva = await enter(app.url, 'alva-rom');
  await write(app.url, alva, 'jag är sjuk imorgon', 'c1');
  await write(app.url, alva, 'Ja, skicka', 'c2');
  await app.app.scheduler.sweep();
  app.clock.move(HOUR);
  await app.app.scheduler.sweep();
  const notices = app.printed.filter((text) => text.includes('demo, not sent'));
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/to: \S+@\S+\.example\nsubject: /);
  const shown = await page();
  expect(shown.match(/<article/g)).toHaveLength(1);
  expect(shown).not.toContain('Alva');
  const outbox = (await app.store.read('alva-rom'))?.doc.outbox ?? [];
  expect(outbox.every(({ status }) => status === 'sent')).toBe(true);
});

test('its SMS are shown in the terminal and on a page, where one can answer as one of the people, and never sent', async () => {
  const supplier = { SMS: '46elks', SMS_USER: 'u', SMS_PASSWORD: 'p', SMS_FROM: '+46701740605' };
  const app = await start({ env: { ...supplier, SMS_URL: 'http://127.0.0.1:9' } });
  const BO = '070-174 06 12';
  expect(app.app.parts.config.sms?.url).toBeNull();
  const phone = async (text: string) => {
    const before = sms().length;
    const fields = {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ from: BO, text }),
    } as const;
    const answer = await fetch(`${app.url}/demo/sms`, { ...fields, headers: { origin: app.url } });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demo/outbox']);
    for (let n = 0; n < 500 && sms().length === before; n += 1) await new Promise(setImmediate);
  };
  const sms = () => app.printed.filter((text) => text.includes('--- SMS (demo, not sent) ---'));
  const page = async () => (await fetch(`${app.url}/demo/outbox`)).text();
  expect(await page()).toContain(`Bo Lindqvist, ${BO}`);
  await phone('jag är sjuk på onsdag');
  const digits = /Svara (\d\d)/.exec(sms().join())?.[1] ?? '';
  expect(digits).not.toBe('');
  expect(await page()).toContain(`Svara ${digits}`);
  await phone(digits);
  expect(sms()).toHaveLength(2);
  expect((await app.store.read('bo-sta'))?.doc.absences).toMatchObject([{ reason: 'sick', channel: 'sms' }]);
  // Who is somewhere else writes no SMS as one of them.
  await fetch(`${app.url}/demo/sms`, {
    method: 'POST',
    body: new URLSearchParams({ from: BO, text: 'hej' }),
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(sms()).toHaveLength(2);
});

test('every link works, again too, and a new start prints new ones beside the old', async () => {
  const clock = new MovableClock();
  const store = emptyStore(clock);
  const linksOf = ({ printed }: TestApp) =>
    (printed.join('').match(/http:\/\/localhost:\d+(\/\S*in\/\S+)/g) ?? []).map(
      (link) => new URL(link).pathname,
    );
  const first = await start({ clock, store });
  const links = linksOf(first);
  expect(links).toHaveLength(5);
  await first.close();
  running = [];
  const second = await start({ clock, store });
  expect(linksOf(second)).toHaveLength(5);
  for (const link of [...links, ...links, ...linksOf(second)]) {
    const answer = await fetch(second.url + link, { headers: { accept: 'text/html' } });
    expect([link, answer.status]).toEqual([link, 200]);
  }
});

test('one that was stopped half-way is finished, and what was changed in it stays', async () => {
  const clock = new MovableClock();
  const store = emptyStore(clock);
  const first = await start({ clock, store });
  await enter(first.url, 'alva-rom');
  const before = await store.read('alva-rom');
  await first.close();
  running = [];
  // As if it had been killed before the last two were there.
  const rest = emptyStore(clock);
  await rest.writeInstallation({ mode: 'demo', secret: 's'.repeat(40) });
  await rest.turn('alva-rom', () => ({ doc: before?.doc ?? null, result: null }));
  const second = await start({ clock, store: rest });
  expect(second.app.parts.config.demo).toBe(true);
  expect((await rest.read('alva-rom'))?.doc.welcomedAt).toBe(before?.doc.welcomedAt);
  expect(await rest.read('bo-sta')).not.toBeNull();
  expect(await rest.providerIds()).toEqual(['exempel', 'exempel-kommun']);
});

test('a store that holds somebody is no demo, and keeps its secret', async () => {
  const clock = new MovableClock();
  const store = emptyStore(clock);
  await store.providerTurn('voljar', () => ({
    doc: newProvider({ id: 'voljar', name: 'Väljaren', now: clock.now() }),
    result: null,
  }));
  const env = { DIRECTLINE_SECRET: '' };
  const first = await start({ clock, store, env });
  expect(first.app.parts.config.demo).toBe(false);
  expect(first.printed).toEqual([]);
  expect(await store.read('alva-rom')).toBeNull();
  expect((await fetch(`${first.url}/demo/outbox`)).status).toBe(404);
  const { directLineSecret, sessionSecret } = first.app.parts.config;
  expect(directLineSecret.length).toBeGreaterThanOrEqual(32);
  await first.close();
  running = [];
  const second = await start({ clock, store, env });
  expect(second.app.parts.config).toMatchObject({ directLineSecret, sessionSecret });
});

test('production refuses people of the examples even where nothing says that it is a demo, but keeps no real ones out', async () => {
  const clock = new MovableClock();
  const demo = await start({ clock });
  const store = emptyStore(clock);
  const alva = await demo.store.read('alva-rom');
  await store.turn('alva-rom', () => ({ doc: alva?.doc ?? null, result: null }));
  const read = readConfig({
    NODE_ENV: 'production',
    BASE_URL: 'https://stegvis.example',
    DIRECTLINE_SECRET: 's'.repeat(32),
    EMAIL: 'off',
  });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const config = { ...read.config, port: 0 };
  await expect(createApp(config, { store, clock, log: silentLog })).rejects.toThrow(DemoDataError);

  // Taken in to try the import, among real people.
  const real = emptyStore(clock);
  for (const id of ['alva-rom', 'nils-1']) {
    await real.turn(id, () => ({ doc: alva ? { ...alva.doc, id } : null, result: null }));
  }
  const app = await createApp(config, { store: real, clock, log: silentLog });
  expect(app.parts.config.demo).toBe(false);
  await app.close();
});
