import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';

const html = `<!doctype html><html lang="sv"><head><title>Prov</title></head>
<body><main><h1>Hej på dig</h1><img src="data:," id="bild"></main></body></html>`;

async function serve(body: string, headers: Record<string, string> = {}): Promise<[Server, string]> {
  const server = createServer((_request, response) => {
    // Two calls: where restify has been loaded before in this process, its writeHead gives nothing back.
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`];
}

let browser: Browser;
let page: Page;
let servers: Server[];
let home: string;
let closed: string;
let open: string;

beforeAll(async () => {
  const started = await Promise.all([
    serve(html),
    serve('hemligt'),
    serve('för alla', { 'access-control-allow-origin': '*' }),
  ]);
  servers = started.map(([server]) => server);
  [home, closed, open] = started.map(([, url]) => url) as [string, string, string];
  browser = await openBrowser();
  page = await (await browser.newContext({ locale: 'sv-SE', timezoneId: 'Europe/Stockholm' })).newPage();
  await page.goto(home);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  for (const server of servers ?? []) server.close();
});

test('a page is shown, with its Swedish letters', async () => {
  expect(await page.getByRole('heading').textContent()).toBe('Hej på dig');
});

test('text has a width: the browser finds its fonts', async () => {
  const box = await page.locator('h1').evaluate((heading) => {
    const range = document.createRange();
    range.selectNodeContents(heading);
    return range.getBoundingClientRect().width;
  });
  expect(box).toBeGreaterThan(50);
});

test('a screenshot shows more than one colour', async () => {
  const picture = await page.screenshot();
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.length).toBeGreaterThan(2000);
});

test('axe finds the picture that has no text', async () => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => violation.id)).toContain('image-alt');
});

test('web security is on: another origin is read only with its consent', async () => {
  const read = (url: string) =>
    page.evaluate(
      (address) =>
        fetch(address).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      url,
    );
  expect(await read(open)).toBe('för alla');
  expect(await read(closed)).toBe('refused');
});
