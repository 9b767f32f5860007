import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { systemClock } from '../bot/clock.ts';
import { signInLink } from '../bot/sign-in/links.ts';
import { startTestApp, type TestApp } from '../test/support/app.ts';
import { openBrowser } from '../test/support/browser.ts';

/**
 * The chat page on an old phone with a bad line (processor slowed down four times, 400 ms and 400 kbit/s), beside Bot Framework Web Chat
 * with the smallest bundle that it publishes, on the same endpoint: time to the first message, to the answer of a question that is asked as soon as
 * the page is loaded, and from Enter to the answer of the next one. Web Chat is
 * fetched when the command is run and is no dependency. Rounds take turns and both run on one machine, so only the ratios mean anything
 * elsewhere.
 */

const WEB_CHAT = 'botframework-webchat@4.18.1';
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SLOWER = 4;
const LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const ASKED = 'när är nästa möte?';

interface Side {
  readonly name: string;
  /** What stands on the page for one message of the bot. */
  readonly message: string;
  readonly field: string;
  /** Makes ready what is not measured, such as the sign-in, and gives the address that is. */
  readonly address: (page: Page, app: TestApp) => Promise<string>;
}

interface Round {
  readonly firstMs: number;
  readonly answeredMs: number;
  readonly nextMs: number;
  readonly bytes: number;
  readonly requests: number;
}

const ours: Side = {
  name: 'Stegvis',
  message: '.line.theirs',
  field: '#text',
  address: async (page, app) => {
    const link = await signInLink(app.app.parts, await somebody(app));
    await page.goto(app.url + new URL(link).pathname);
    await page.locator('button[value=yes]').click();
    await page.waitForURL(`${app.url}/`);
    return `${app.url}/`;
  },
};

function webChat(origin: string): Side {
  return {
    name: 'Web Chat, minimal bundle',
    message: '.webchat__bubble:not(.webchat__bubble--from-user)',
    field: '[data-id="webchat-sendbox-input"]',
    address: async (_page, app) => {
      const id = await somebody(app);
      await app.app.parts.assistant.open(id, 'bench');
      const { token } = app.app.parts.chat.issue(id, 'bench');
      return `${origin}/?${new URLSearchParams({ token, domain: `${app.url}/v3/directline` })}`;
    },
  };
}

async function serveWebChat(bundle: Buffer): Promise<Server> {
  const page = `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Web Chat</title>
<meta name="viewport" content="width=device-width"></head><body><div id="chat" style="height:90vh"></div>
<script src="/webchat.js"></script><script>
const { token, domain } = Object.fromEntries(new URLSearchParams(location.search));
WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ token, domain }), locale: 'sv-SE' }, document.getElementById('chat'));
</script></body></html>`;
  const server = createServer((req, res) => {
    const isScript = req.url === '/webchat.js';
    res.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      ...(isScript ? { 'content-encoding': 'gzip' } : {}),
    });
    res.end(isScript ? bundle : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function somebody(app: TestApp): Promise<string> {
  const [id] = await app.store.participantsOf('exempel');
  if (id === undefined) throw new Error('the demo has no participant');
  return id;
}

/** One visit in a browser that has never been there, so that nothing is cached. */
async function measure(browser: Browser, side: Side): Promise<Round> {
  const app = await startTestApp({ overrides: { clock: systemClock } });
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 360, height: 640 } });
  try {
    const page = await context.newPage();
    const address = await side.address(page, app);
    await page.goto('about:blank');
    const tools = await context.newCDPSession(page);
    await tools.send('Network.enable');
    await tools.send('Network.clearBrowserCache');
    await tools.send('Network.emulateNetworkConditions', LINE);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    let bytes = 0;
    let requests = 0;
    tools.on('Network.requestWillBeSent', () => {
      requests += 1;
    });
    tools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    // Looked at by the page itself, from the moment it was asked for: what it sees first is what a person sees first.
    await page.goto(address, { waitUntil: 'commit', timeout: 120_000 });
    const firstMs = await seen(page, side.message, 1);
    await page.waitForSelector(side.field);
    // Nobody has written a question before the script is there; without it the form would be sent as a page.
    await page.waitForLoadState('load');
    const answeredMs = (await ask(page, side)).answeredMs;
    const loaded = { bytes, requests };
    const next = await ask(page, side);
    return { firstMs, answeredMs, nextMs: next.answeredMs - next.askedMs, ...loaded };
  } finally {
    await context.close();
    await app.close();
  }
}

/** Both in milliseconds since the page was asked for. */
async function ask(page: Page, side: Side): Promise<{ askedMs: number; answeredMs: number }> {
  const before = await page.locator(side.message).count();
  await page.fill(side.field, ASKED);
  const askedMs = await page.evaluate(() => performance.now());
  await page.press(side.field, 'Enter');
  return { askedMs, answeredMs: await seen(page, side.message, before + 1) };
}

/** When the page had so many of them, in milliseconds since it was asked for. */
async function seen(page: Page, selector: string, count: number): Promise<number> {
  const handle = await page.waitForFunction(
    ([what, least]) =>
      document.querySelectorAll(what as string).length >= (least as number) && performance.now(),
    [selector, count],
    { timeout: 90_000, polling: 'raf' },
  );
  return Number(await handle.jsonValue());
}

function report(sides: readonly Side[], rounds: readonly (readonly Round[])[]): void {
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const rows = sides.map((side, index) => {
    const of = (pick: (round: Round) => number) => middle((rounds[index] ?? []).map(pick));
    return {
      name: side.name,
      first: of((round) => round.firstMs),
      answered: of((round) => round.answeredMs),
      next: of((round) => round.nextMs),
      kb: of((round) => round.bytes) / 1024,
      requests: of((round) => round.requests),
    };
  });
  console.log(
    `median of ${ROUNDS} rounds, processor ${SLOWER} times slower, ${LINE.latency} ms and 400 kbit/s, nothing cached`,
  );
  const line = (cells: readonly string[]) =>
    console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(12))).join(''));
  line(['page', 'first ms', 'answered ms', 'next ms', 'KB', 'requests']);
  for (const { name, ...figures } of rows) {
    line([name, ...Object.values(figures).map((figure) => figure.toFixed(0))]);
  }
  const [mine, other] = rows;
  if (!mine || !other) return;
  const times = (of: 'first' | 'answered' | 'next' | 'kb') => (other[of] / mine[of]).toFixed(1);
  console.log(
    `Web Chat takes ${times('first')} times as long to the first message, ${times('answered')} to the first answer, ${times('next')} to the next, and ${times('kb')} times the bytes`,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'stegvis-bench-page-'));
try {
  await promisify(execFile)('npm', [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    WEB_CHAT,
  ]);
  const bundle = readFileSync(join(folder, 'node_modules/botframework-webchat/dist/webchat-minimal.js'));
  const server = await serveWebChat(gzipSync(bundle));
  const browser = await openBrowser();
  try {
    const sides = [ours, webChat(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)];
    const rounds = sides.map((): Round[] => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, side] of sides.entries()) rounds[index]?.push(await measure(browser, side));
    }
    report(sides, rounds);
  } finally {
    await browser.close();
    server.close();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
