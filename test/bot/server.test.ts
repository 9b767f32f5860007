import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { html } from '../../bot/html.ts';
import { createLog } from '../../bot/log.ts';
import type { Route } from '../../bot/route.ts';
import { makeServer, sendJson } from '../../bot/server.ts';
import { MovableClock } from '../support/app.ts';

/** The server with routes of its own, so that each can go wrong in its way. */

const SECRET_WORDS = 'Alva Ek är sjuk';
const logged: string[] = [];
let url: string;
let server: ReturnType<typeof makeServer>;

const route = (
  method: Route['method'],
  path: string,
  handle: Route['handle'],
  more: Partial<Route> = {},
): Route => ({
  method,
  path,
  surface: 'page',
  handle,
  ...more,
});

beforeAll(async () => {
  server = makeServer({
    routes: [
      route('post', '/echo', async (req, res) =>
        sendJson(res, 200, { body: req.body ?? null, query: req.query }),
      ),
      route('put', '/echo', async (req, res) => sendJson(res, 200, { body: req.body ?? null })),
      route('get', '/echo', async (req, res) => sendJson(res, 200, { query: req.query })),
      route('post', '/unread', async (req, res) => sendJson(res, 200, { body: req.body ?? null }), {
        body: 'unread',
      }),
      route('get', '/named/:token', async (req, res) => sendJson(res, 200, { token: req.params.token })),
      route('get', '/throws', async () => {
        throw new Error(SECRET_WORDS);
      }),
      route('get', '/throws-late', async (_req, res) => {
        res.writeHead(200, { 'content-length': '100' });
        res.write('half');
        throw Object.assign(new Error(SECRET_WORDS), { code: 'STEGVIS_STORE_FULL' });
      }),
      route('get', '/v3/directline/x', async (_req, res) => sendJson(res, 200, {}), {
        surface: 'directline',
      }),
    ],
    log: createLog((line) => logged.push(line), new MovableClock()),
    secure: true,
    errorPage: async (status) => html`<!doctype html><title>${status}</title>`,
    upgrade: () => false,
  });
  await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.server.closeAllConnections();
  server.server.close();
});

const send = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);

test.each(['/echo', '/nothing-here', '/throws', '/v3/directline/x'])(
  '%s carries the security headers and an id of its own',
  async (path) => {
    const [one, two] = [await send(path), await send(path)];
    const header = (name: string) => one.headers.get(name) ?? '';
    expect(header('content-security-policy')).toMatch(/default-src 'self'/);
    expect(header('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(header('content-security-policy')).not.toMatch(/unsafe/);
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('referrer-policy')).toBe('same-origin');
    expect(header('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    expect(header('server')).toBe('');
    expect(header('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(two.headers.get('x-request-id')).not.toBe(header('x-request-id'));
  },
);

const json = (body: string, type = 'application/json') => ({
  method: 'POST',
  body,
  headers: { 'content-type': type },
});

test.each<[string, RequestInit, number, unknown]>([
  ['JSON', json('{"a":[1]}'), 200, { a: [1] }],
  ['JSON with a charset', json('{"å":"ä"}', 'Application/JSON; charset=utf-8'), 200, { å: 'ä' }],
  ['other JSON', json('{}', 'application/merge-patch+json'), 200, {}],
  [
    'a form',
    json('a=1&b=%C3%A5+%C3%A4&c[d]=2', 'application/x-www-form-urlencoded'),
    200,
    { a: '1', b: 'å ä', 'c[d]': '2' },
  ],
  ['nothing', { method: 'POST' }, 200, null],
  ['half of JSON', json('{"a":'), 400, 'BadSyntax'],
  [
    'bytes that are no text',
    { ...json(''), body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) },
    400,
    'BadSyntax',
  ],
  ['plain text', json('hej', 'text/plain'), 415, 'UnsupportedMediaType'],
  ['files', { method: 'POST', body: new FormData() }, 415, 'UnsupportedMediaType'],
  [
    'packed JSON',
    { ...json('{}'), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
    415,
    'UnsupportedMediaType',
  ],
  [
    'the most there may be',
    json(JSON.stringify('a'.repeat(256 * 1024 - 2))),
    200,
    expect.stringMatching(/^a+$/),
  ],
  ['one byte more', json(JSON.stringify('a'.repeat(256 * 1024 - 1))), 413, 'PayloadTooLarge'],
])('a body of %s', async (_case, init, status, expected) => {
  const answer = await send('/echo', init);
  expect(answer.status).toBe(status);
  const body = await answer.json();
  if (status === 200) expect(body.body).toEqual(expected);
  else expect(body).toEqual({ error: { code: expected, message: expect.any(String) } });
});

test('a body that does not say how long it is, is read no further than the limit', async () => {
  let given = 0;
  const endless = new ReadableStream({
    pull(controller) {
      given += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024).fill(97));
      if (given > 64 * 1024 * 1024) controller.close();
    },
  });
  const init = { ...json(''), body: endless, duplex: 'half' } as RequestInit;
  const status = await send('/echo', init).then(
    (answer) => answer.status,
    // The server has hung up before everything was sent, which a client may see first.
    () => 413,
  );
  expect(status).toBe(413);
  expect(given).toBeLessThan(64 * 1024 * 1024);
});

test('a name with brackets in a query makes no object', async () => {
  const answer = await send('/echo?a[b]=1&a[c]=2&after=7');
  expect(await answer.json()).toEqual({ query: { 'a[b]': '1', 'a[c]': '2', after: '7' } });
});

test('a body that the route reads itself is left to it', async () => {
  expect(await (await send('/unread', json('{"a":1}'))).json()).toEqual({ body: null });
});

test('a long token is found, a trailing slash is forgiven', async () => {
  const token = `${'p'.repeat(64)}.${'s'.repeat(64)}.${'t'.repeat(43)}`;
  expect(await (await send(`/named/${token}/`)).json()).toEqual({ token });
});

test('HEAD is answered like GET, without a body', async () => {
  const answer = await send('/echo', { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test.each<[string, string, string, number, RegExp]>([
  ['GET', '/nothing-here', 'text/html,*/*', 404, /<title>404<\/title>/],
  ['GET', '/nothing-here', '*/*', 404, /"code":"NotFound"/],
  ['GET', '/api/v1/nothing-here', 'text/html', 404, /"code":"NotFound"/],
  ['PUT', '/throws', 'text/html', 405, /<title>405<\/title>/],
  ['DELETE', '/echo', '*/*', 405, /"code":"MethodNotAllowed"/],
  ['GET', '/throws', 'text/html', 500, /<title>500<\/title>/],
  ['GET', '/throws', 'application/json', 500, /"code":"InternalError"/],
  ['GET', '/%zz', '*/*', 404, /"code":"NotFound"/],
])('%s %s for %s', async (method, path, accept, status, text) => {
  const answer = await send(path, { method, headers: { accept } });
  const body = await answer.text();
  expect([answer.status, body]).toEqual([status, expect.stringMatching(text)]);
  expect(body).not.toContain(SECRET_WORDS);
});

test('a fault is logged by code, route and place, never with its words', async () => {
  logged.length = 0;
  const answer = await send('/throws');
  await expect(send('/throws-late').then((half) => half.text())).rejects.toThrow();
  expect(logged).toEqual([
    expect.stringMatching(/ error http\.fault route=get:\/throws code=Error place=\S* request=/),
    expect.stringMatching(/ error http\.fault route=get:\/throws-late code=STEGVIS_STORE_FULL /),
  ]);
  expect(logged[0]).toContain(answer.headers.get('x-request-id'));
  expect(logged.join('')).not.toContain('Alva');
});

test('what is no HTTP at all is refused and stops nothing', async () => {
  const { port } = new URL(url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('BLAH\r\n\r\n'));
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400/);
  expect((await send('/echo')).status).toBe(200);
});

const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';

test.each([
  ['//', 'x'],
  ['///', 'x'],
  ['//[', 'x'],
  ['/\\', 'x'],
  ['//evil.example/echo', 'x'],
  ['*', 'x'],
  ['http://[', 'x'],
  ['http://x.example/echo', 'x'],
  ['/echo', '[[['],
  ['/echo', 'x:99999'],
  ['/echo', 'a b'],
  ['/echo', 'x/y?'],
  ['/echo', 'user@x'],
])('the address %s on the host %s is refused, and the server goes on', async (address, host) => {
  expect(await raw(`GET ${address} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 400/,
  );
  expect(await raw(`GET ${address} HTTP/1.1\r\nHost: ${host}\r\n${UPGRADE}\r\n`)).toMatch(/^HTTP\/1\.1 4/);
  expect((await send('/echo')).status).toBe(200);
});

test.each(['localhost', '127.0.0.1:3978', '[::1]:3978', 'stegvis.example', 'xn--rksmrgs-5wao1o.example:443'])(
  'the host %s is served',
  async (host) => {
    expect(await raw(`GET /echo?a=%%20 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200/,
    );
  },
);

/** The answer to what is written on the line as it is. */
function raw(text: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
