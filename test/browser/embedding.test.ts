import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { HOUR, MINUTE } from '../../domain/time.ts';
import { EXEMPEL_KEY, KOMMUN_KEY } from '../support/app.ts';
import { freshPages } from './fresh-page.ts';
import type { World } from './world.ts';

/** The chat inside the site of a provider: the example of docs/embedding.md on an origin of its own, in a real browser. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let context: BrowserContext;
let page: Page;
let world: World;
/** The program under the name that the site knows it by: another site than 127.0.0.1, where the example is. */
let stegvis: string;
let closers: (() => void)[];

freshPages((fresh) => {
  ({ context, page, world } = fresh);
});

beforeEach(() => {
  stegvis = world.url.replace('127.0.0.1', 'localhost');
  closers = [];
});
afterEach(() => {
  for (const close of closers) close();
});

/** Runs the example as the document says. Gives its origin. */
async function exampleSite(key = EXEMPEL_KEY): Promise<string> {
  const child = spawn(process.execPath, [`${ROOT}examples/embedding/server.mjs`], {
    env: { STEGVIS: stegvis, KEY: key, PROVIDER: 'exempel', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closers.push(() => child.kill());
  const [said] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.once('data', (data) => resolve([String(data)]));
    child.once('exit', () => reject(new Error('the example ended')));
  });
  return new URL((said ?? '').trim()).origin;
}

async function allow(body: object): Promise<{ status: number; body: { error?: { faults: object[] } } }> {
  const answer = await fetch(`${world.url}/api/v1/embedding`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${EXEMPEL_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { error?: { faults: object[] } } };
}

/** The frame with the chat in it, once it is there. */
async function chatIn(site: string): Promise<Frame> {
  await page.goto(site);
  await page.frameLocator('iframe.stegvis').locator('#chat').waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(stegvis));
  if (!frame) throw new Error('no frame');
  return frame;
}

async function write(frame: Frame, text: string): Promise<void> {
  const before = await frame.locator('#log .theirs').count();
  await frame.fill('#text', text);
  await frame.press('#text', 'Enter');
  await frame.waitForFunction((count) => document.querySelectorAll('#log .theirs').length > count, before);
}

async function serve(body: (path: string) => string): Promise<string> {
  const server: Server = createServer((request, response) => {
    response.writeHead(200, {
      'content-type': request.url?.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
    });
    response.end(body(request.url ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close().closeAllConnections());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('one script tag', () => {
  test('the chat is shown in the site, takes an absence, and no cookie is set by anybody', async () => {
    const site = await exampleSite();
    expect((await allow({ origins: [site], name: 'Exempelcoacherna AB' })).status).toBe(200);
    const cookies: string[] = [];
    const hosts = new Set<string>();
    page.on('response', async (response) => {
      hosts.add(new URL(response.url()).origin);
      const set = await response.headerValue('set-cookie');
      if (set !== null) cookies.push(response.url());
    });
    const frame = await chatIn(site);
    expect(await frame.locator('.brand').textContent()).toBe('Exempelcoacherna AB');
    await write(frame, 'Jag är sjuk i morgon');
    await frame.locator('#choices').getByRole('button', { name: 'Ja, skicka' }).click();
    await frame.locator('#log .receipt').waitFor();
    expect((await world.app.store.read('alva-rom'))?.doc.absences).toHaveLength(1);
    expect(cookies).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect([...hosts].sort()).toEqual([site, stegvis].sort());
    expect(await page.locator('iframe').getAttribute('title')).toBe('Chatt med Stegvis');
  });

  test('another site is refused the frame, and a token of the site does not work there', async () => {
    const site = await exampleSite();
    await allow({ origins: ['https://www.exempel.example'] });
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
    await page.goto(site);
    await refused;
    expect(await page.frameLocator('iframe.stegvis').locator('#chat').count()).toBe(0);
    const { token, conversationId } = (await (
      await page.request.post(`${site}/stegvis-token`, { headers: { 'sec-fetch-site': 'same-origin' } })
    ).json()) as { token: string; conversationId: string };
    const use = (origin: string) =>
      page.request.post(`${stegvis}/v3/directline/conversations/${conversationId}/activities`, {
        headers: { authorization: `Bearer ${token}`, origin },
        data: { type: 'message', text: 'Hej' },
      });
    expect((await use(site)).status()).toBe(403);
    expect((await use('https://www.exempel.example')).status()).toBe(200);
    expect((await use(stegvis)).status()).toBe(200);
  });

  test('a provider that has named no site has no frame, and one provider’s token opens no frame of another', async () => {
    expect((await page.request.get(`${stegvis}/inbaddad/exempel`)).status()).toBe(404);
    await allow({ origins: ['https://www.exempel.example'] });
    const shown = await page.request.get(`${stegvis}/inbaddad/exempel`);
    expect(shown.headers()['content-security-policy']).toMatch(
      /frame-ancestors https:\/\/www\.exempel\.example$/,
    );
    const { token } = (await (
      await page.request.post(`${stegvis}/v3/directline/tokens/generate`, {
        headers: { authorization: `Bearer ${KOMMUN_KEY}` },
        data: { user: { id: 'dl_cim-kommun' } },
      })
    ).json()) as { token: string };
    const get = (headers: Record<string, string>) =>
      page.request.get(`${stegvis}/inbaddad/exempel/chatt`, { headers });
    expect((await get({})).status()).toBe(401);
    expect((await get({ authorization: `Bearer ${token}` })).status()).toBe(403);
  });

  test('a token that has run out is fetched anew through the site, and nothing is lost', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const frame = await chatIn(site);
    await write(frame, 'Hjälp');
    world.app.clock.move(31 * MINUTE);
    await write(frame, 'Jag är sjuk i morgon');
    expect(await frame.locator('#choices').textContent()).toContain('Ja, skicka');
  });

  test('somebody who is signed out of the site is told so, and what is typed is kept', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const frame = await chatIn(site);
    await page.route('**/stegvis-token', (route) => route.fulfill({ status: 401 }));
    world.app.clock.move(HOUR);
    await frame.fill('#text', 'Jag är sjuk');
    await frame.press('#text', 'Enter');
    await frame.locator('#status', { hasText: 'inte inloggad' }).waitFor();
    expect(await frame.evaluate(() => JSON.stringify(sessionStorage))).toContain('Jag är sjuk');
  });

  test('a site whose own call fails gets words, somebody to ring and a way to try again', async () => {
    const site = await exampleSite('not-a-key');
    await allow({ origins: [site] });
    await page.goto(site);
    const frame = page.frameLocator('iframe.stegvis');
    await frame.getByRole('button', { name: 'Försök igen' }).waitFor();
    expect(await frame.locator('#status').textContent()).toContain('Ring din handledare');
  });

  test('where the provider has set a number it can be rung from a frame that shows no chat, without a script too', async () => {
    const site = await exampleSite('not-a-key');
    await allow({ origins: [site] });
    await world.app.store.providerTurn('exempel', (doc) => ({
      doc: doc && { ...doc, settings: { ...doc.settings, phone: '070-174 06 05' } },
      result: null,
    }));
    await page.goto(site);
    const link = page.frameLocator('iframe.stegvis').getByRole('link', { name: 'Ring 070-174 06 05' });
    expect(await link.getAttribute('href')).toBe('tel:0701740605');
    const source = await (await page.request.get(`${stegvis}/inbaddad/exempel`)).text();
    expect(source).toMatch(/<noscript>.*href="tel:0701740605".*<\/noscript>/);
  });

  test('axe finds nothing, it fits 320 px, what is pressed is 44 px, and older messages come', async () => {
    const site = await exampleSite();
    await allow({ origins: [site], light: { accent: '#5b1a6e' } });
    for (let count = 1; count <= 20; count += 1) {
      await world.app.app.parts.assistant.say({
        participantId: 'alva-rom',
        messageId: `m${count}`,
        text: 'Hjälp',
        pressed: null,
        channel: 'web',
      });
    }
    const frame = await chatIn(site);
    const { violations } = await new AxeBuilder({ page })
      .include({ fromFrames: ['iframe.stegvis', 'body'] })
      .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
    expect(await frame.locator('#send').evaluate((send) => getComputedStyle(send).backgroundColor)).toBe(
      'rgb(91, 26, 110)',
    );
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    const small = await frame
      .locator('button:visible, .foot a')
      .evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent),
      );
    expect(small).toEqual([]);
    await frame.getByRole('link', { name: 'Visa äldre meddelanden' }).click();
    await frame.locator('#history .line[data-n="1"]').waitFor();
  });

  test('the frame’s first view is at most 20 KB', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.url().startsWith(stegvis) && !/listen|pictures/.test(response.url())) {
        sizes.push(response.body().then((body) => gzipSync(body).length));
      }
    });
    await chatIn(site);
    await page.waitForLoadState('networkidle');
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(5000);
    expect(total).toBeLessThanOrEqual(20 * 1024);
  });

  test('what somebody has chosen for themselves goes before the theme', async () => {
    const site = await exampleSite();
    await allow({ origins: [site], light: { accent: '#5b1a6e' } });
    await world.app.store.turn('alva-rom', (doc) => ({
      doc: doc && { ...doc, display: { ...doc.display, colours: 'contrast', size: '150' } },
      result: null,
    }));
    const frame = await chatIn(site);
    await frame.waitForFunction(
      () =>
        getComputedStyle(document.getElementById('send') as Element).backgroundColor === 'rgb(255, 230, 0)',
    );
  });
});

describe('the pages beside the chat, in the frame', () => {
  test('“Mina val” is saved for the person, shows at once, and the chat is as chosen; what is typed stays', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const frame = await chatIn(site);
    await frame.fill('#text', 'Jag undrar en sak');
    await frame.getByRole('link', { name: 'Mina val' }).click();
    await frame.getByRole('heading', { name: 'Mina val', level: 1 }).waitFor();
    expect(await frame.evaluate(() => document.activeElement?.textContent)).toBe('Mina val');
    expect(await frame.locator('#chat').isVisible()).toBe(false);
    expect(await frame.locator('#own').textContent()).toContain('Knappen Prata finns inte i den här rutan.');
    await frame.getByLabel('Dubbelt så stor').check();
    await frame.getByLabel('Starka färger på svart').check();
    await frame.getByRole('button', { name: 'Spara mina val' }).click();
    await frame.getByText('Jag har sparat dina val.').waitFor();
    expect((await world.app.store.read('alva-rom'))?.doc.display).toMatchObject({
      size: '200',
      colours: 'contrast',
    });
    const [size, colours] = await frame.evaluate(() => [
      document.documentElement.dataset.size,
      document.documentElement.dataset.colours,
    ]);
    expect([size, colours]).toEqual(['200', 'contrast']);
    await frame.getByRole('button', { name: 'Till chatten' }).click();
    await frame.locator('#chat').waitFor();
    expect(await frame.inputValue('#text')).toBe('Jag undrar en sak');
    expect(await frame.evaluate(() => document.documentElement.dataset.size)).toBe('200');
  });

  test('a choice to speak that somebody made elsewhere is kept, and what works instead is said', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    await world.app.store.turn('alva-rom', (doc) => ({
      doc: doc && { ...doc, display: { ...doc.display, voice: true } },
      result: null,
    }));
    const frame = await chatIn(site);
    expect(await frame.locator('#frame').textContent()).toContain('mikrofonen på telefonens tangentbord');
    await frame.getByRole('link', { name: 'Mina val' }).click();
    await frame.getByRole('button', { name: 'Spara mina val' }).click();
    await frame.getByText('Jag har sparat dina val.').waitFor();
    expect((await world.app.store.read('alva-rom'))?.doc.display.voice).toBe(true);
  });

  test('the plan and a receipt are read there, and the chat goes on behind them', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const frame = await chatIn(site);
    await write(frame, 'Jag är sjuk i morgon');
    await frame.locator('#choices').getByRole('button', { name: 'Ja, skicka' }).click();
    await frame.locator('#log .receipt').waitFor();
    await frame.getByRole('link', { name: 'Hela min plan' }).click();
    await frame.getByRole('heading', { name: 'Ditt mål' }).waitFor();
    await frame.getByRole('button', { name: 'Till chatten' }).click();
    expect(await frame.evaluate(() => document.activeElement?.textContent)).toBe('Hela min plan');
    await frame.getByRole('link', { name: 'Mina val' }).click();
    await frame.getByRole('link', { name: 'Mina kvitton' }).click();
    await frame.getByRole('link', { name: 'Visa som intyg' }).click();
    await frame.getByRole('heading', { name: 'Intyg om vad du har anmält', level: 1 }).waitFor();
    await frame.getByRole('button', { name: 'Till chatten' }).click();
    await frame.locator('#log .receipt').first().waitFor();
    expect(context.pages()).toHaveLength(1);
  });

  test('reminders are set there, and what is saved is said', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const frame = await chatIn(site);
    await frame.getByRole('link', { name: 'Mina val' }).click();
    await frame.getByRole('link', { name: 'Påminnelser' }).click();
    await frame.getByLabel('2 timmar före').check();
    await frame.getByRole('button', { name: 'Spara', exact: true }).click();
    await frame.getByText('Jag har sparat').first().waitFor();
    const leads = (await world.app.store.read('alva-rom'))?.doc.reminding.leads;
    expect(leads).toContainEqual({ minutes: 120 });
    // A file for the calendar of the device would ask who it is.
    expect(await frame.locator('#own a[href*="/kalender"]').count()).toBe(0);
  });

  test('without a token, or with that of another provider’s participant, nothing is shown or changed', async () => {
    const tokenOf = async (key: string, id: string) =>
      (
        (await (
          await page.request.post(`${stegvis}/v3/directline/tokens/generate`, {
            headers: { authorization: `Bearer ${key}` },
            data: { user: { id } },
          })
        ).json()) as { token: string }
      ).token;
    await allow({ origins: ['https://www.exempel.example'] });
    const other = await tokenOf(KOMMUN_KEY, 'dl_cim-kommun');
    for (const path of ['/min-plan', '/mina-val', '/kvitton', '/kvitton/a1', '/paminnelser']) {
      const get = (headers: Record<string, string>) =>
        page.request.get(`${stegvis}/inbaddad/exempel${path}`, { headers });
      expect([path, (await get({})).status()]).toEqual([path, 401]);
      expect([path, (await get({ authorization: `Bearer ${other}` })).status()]).toEqual([path, 403]);
    }
    const answer = await page.request.post(`${stegvis}/inbaddad/exempel/mina-val/vanligt`, {
      headers: { authorization: `Bearer ${other}` },
    });
    expect(answer.status()).toBe(403);
  });

  test('somebody who is signed out of the site meanwhile is told so, and finds back', async () => {
    const site = await exampleSite();
    await allow({ origins: [site] });
    const frame = await chatIn(site);
    await page.route('**/stegvis-token', (route) => route.fulfill({ status: 401 }));
    await frame.getByRole('link', { name: 'Hela min plan' }).click();
    await frame.getByText('Du är inte inloggad').waitFor();
    await frame.getByRole('button', { name: 'Till chatten' }).click();
    expect(await frame.locator('#chat').isVisible()).toBe(true);
  });
});

describe('what can be set', () => {
  test.each([
    [{ origins: ['http://www.exempel.example'] }, 'origins.0'],
    [{ origins: ['https://*.exempel.example'] }, 'origins.0'],
    [{ origins: ['https://www.exempel.example/sida'] }, 'origins.0'],
    [{ origins: [], light: { accent: '#888888' } }, 'light.accent'],
    [{ origins: [], dark: { ground: '#777777' } }, 'dark.ground'],
    [{ origins: [], light: { accent: 'red' } }, 'light.accent'],
    [{ origins: [], name: '' }, 'name'],
  ])('%j is refused, and says where', async (body, field) => {
    const answer = await allow(body);
    expect(answer.status).toBe(422);
    expect(answer.body.error?.faults).toMatchObject([{ field }]);
  });

  test('a colour that cannot be read is refused with its figure', async () => {
    const { body } = await allow({ origins: [], light: { accent: '#767676' } });
    expect(body.error?.faults).toEqual([
      {
        field: 'light.accent',
        problem: 'has a contrast of 3.7:1 against sun #fbe7b2',
        todo: 'Send a colour with at least 7:1, or null for the usual one.',
      },
    ]);
  });
});

test('botframework-directlinejs talks over WebSocket from a named site, in a browser', async () => {
  const require = createRequire(import.meta.url);
  const { outputFiles } = buildSync({
    stdin: {
      contents: `export { DirectLine } from ${JSON.stringify(require.resolve('botframework-directlinejs'))};`,
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'Line',
    define: { global: 'window' },
    logLevel: 'silent',
  });
  const script = outputFiles[0]?.text ?? '';
  const site = await serve((path) =>
    path === '/line.js'
      ? script
      : '<!doctype html><html lang="sv"><title>Sida</title><script src="/line.js"></script></html>',
  );
  await allow({ origins: [site] });
  const { token } = (await (
    await page.request.post(`${stegvis}/v3/directline/tokens/generate`, {
      headers: { authorization: `Bearer ${EXEMPEL_KEY}` },
      data: { user: { id: 'dl_alva-rom' } },
    })
  ).json()) as { token: string };
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(new URL(socket.url()).host));
  await page.goto(site);
  const answer = await page.evaluate(
    ([given, domain]) =>
      new Promise<string>((resolve) => {
        const { DirectLine } = (window as unknown as { Line: { DirectLine: new (options: object) => Line } })
          .Line;
        interface Line {
          activity$: { subscribe(next: (activity: { text?: string }) => void): void };
          postActivity(activity: object): { subscribe(): void };
        }
        const line = new DirectLine({ token: given, domain, webSocket: true });
        line.activity$.subscribe(({ text }) => {
          if (text?.includes('möte')) resolve(text);
        });
        line
          .postActivity({ type: 'message', text: 'När är mitt nästa möte?', from: { id: 'me' } })
          .subscribe();
      }),
    [token, `${stegvis}/v3/directline`],
  );
  expect(answer).toContain('möte');
  expect(sockets).toEqual([new URL(stegvis).host]);
});
