import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MESSAGE_PACE } from '../../bot/channels/directline/limiter.ts';
import { conversationIdOf } from '../../bot/channels/directline/tokens.ts';
import { isSignedOut, SignedOutError, sessionIdFor } from '../../domain/session.ts';
import { OPERATOR_SECRET, startTestApp, type TestApp } from '../support/app.ts';
import { docOf } from '../support/provider-side.ts';
import { type Visitor, visitorOf } from '../support/visitor.ts';

/** Several devices, a lost one, one that others use, and what a phone needs to keep the chat among its apps. */

const PERSON = 'alva-rom';

let app: TestApp;
let phone: Visitor;

beforeEach(async () => {
  app = await startTestApp();
  phone = await visitorOf(app, PERSON);
});
afterEach(() => app.close());

async function tokenOf(visitor: Visitor): Promise<string> {
  const answer = await visitor.post(
    '/chat/token',
    {},
    { origin: app.url, 'x-stegvis-form': await visitor.formToken() },
  );
  return ((await answer.json()) as { token: string }).token;
}

async function renewed(token: string): Promise<number> {
  const answer = await fetch(`${app.url}/v3/directline/tokens/refresh`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.status;
}

test('a lost phone is signed out from another device, with the token it holds, and cannot renew itself', async () => {
  const computer = await visitorOf(app, PERSON);
  const token = await tokenOf(phone);
  expect(await renewed(token)).toBe(200);
  app.clock.move(1000);
  const answer = await computer.post('/logga-ut/overallt', { form: await computer.formToken() });
  expect(answer.headers.get('location')).toBe('/utloggad?overallt');
  expect([await phone.isIn(), await computer.isIn()]).toEqual([false, false]);
  expect(await renewed(token)).toBe(403);
  app.clock.move(1000);
  const again = await visitorOf(app, PERSON);
  expect(await again.isIn()).toBe(true);
  expect(await renewed(await tokenOf(again))).toBe(200);
  expect(await phone.isIn()).toBe(false);
});

test('what is written with the token of a phone that was signed out is kept nowhere, and does not use up the pace of its owner', async () => {
  const own = `${app.url}/v3/directline/conversations/${conversationIdOf(OPERATOR_SECRET, PERSON)}/activities`;
  const write = async (token: string) =>
    (
      await fetch(own, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text: 'hej' }),
      })
    ).status;
  const old = await tokenOf(phone);
  expect(await write(old)).toBe(200);
  const computer = await visitorOf(app, PERSON);
  app.clock.move(1000);
  await computer.post('/logga-ut/overallt', { form: await computer.formToken() });
  app.clock.move(1000);
  const fresh = await tokenOf(await visitorOf(app, PERSON));
  const { revision } = await docOf(app, PERSON);
  const refused = await Promise.all(Array.from({ length: MESSAGE_PACE.burst + 10 }, () => write(old)));
  expect(new Set(refused)).toEqual(new Set([403, 429]));
  expect((await docOf(app, PERSON)).revision).toBe(revision);
  expect(await write(fresh)).toBe(200);
});

test('a message whose session was signed out before its turn came is refused in that turn', async () => {
  const token = await tokenOf(phone);
  const [, payload = ''] = token.split('.');
  const { fam } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { fam: string };
  const message = { participantId: PERSON, messageId: 'm1', text: 'hej', pressed: null, channel: 'web' };
  await phone.post('/logga-ut', { form: await phone.formToken() });
  await expect(app.app.parts.assistant.say({ ...message, session: fam })).rejects.toThrow(SignedOutError);
  expect((await docOf(app, PERSON)).seen.map(({ id }) => id)).not.toContain('m1');
});

test('nobody signs another person out everywhere', async () => {
  const other = await visitorOf(app, 'bo-sta');
  expect((await other.post('/logga-ut/overallt', { form: await phone.formToken() })).status).toBe(403);
  expect((await phone.post('/logga-ut/overallt', { form: 'x' })).status).toBe(403);
  expect([await phone.isIn(), await other.isIn()]).toEqual([true, true]);
});

test('a device that forgets is signed out and told to clear what it keeps; the others are left alone', async () => {
  const computer = await visitorOf(app, PERSON);
  const answer = await phone.post('/glom-enheten', { form: await phone.formToken() });
  expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect([await phone.isIn(), await computer.isIn()]).toEqual([false, true]);
  // Somebody who is signed out already can have it forget as well.
  expect((await phone.post('/glom-enheten', {})).headers.get('location')).toBe('/utloggad?glomd');
});

test('what is sent by a form after one was signed out is shown again, and said not to be sent', async () => {
  const form = await phone.formToken();
  phone.cookies.clear();
  const answer = await phone.post('/chat/send', { form, m: 'a', text: 'Jag är <sjuk> i dag' });
  const page = await answer.text();
  expect(page).toContain('Det här är inte skickat.');
  expect(page).toContain('Jag är &lt;sjuk&gt; i dag');
  const others = await phone.post(
    '/chat/send',
    { m: 'a', text: 'Ring mig' },
    { origin: 'https://other.example' },
  );
  expect(await others.text()).not.toContain('Ring mig');
});

test('what is no session of ours is ended by its own end alone', () => {
  const doc = { signedOut: { x: '2026-03-09T08:00:00.000Z' }, signedOutBefore: '2026-03-09T08:00:00.000Z' };
  expect(isSignedOut(doc, 'x')).toBe(true);
  expect(isSignedOut(doc, '6f9619ff-8b86-d011-b42d-00c04fc964ff')).toBe(false);
  expect(isSignedOut(doc, sessionIdFor('t', '2026-03-09T08:00:00.000Z'))).toBe(true);
  expect(isSignedOut(doc, sessionIdFor('t', '2026-03-09T08:00:00.001Z'))).toBe(false);
  expect(isSignedOut({ ...doc, signedOutBefore: null }, sessionIdFor('t', '2020-01-01T00:00:00.000Z'))).toBe(
    false,
  );
});

test('a phone can keep the chat among its apps: name, start and icons that are what they say', async () => {
  const page = await (await phone.get('/')).text();
  const path = /rel="manifest" href="([^"]+)"/.exec(page)?.[1] ?? '';
  const answer = await fetch(app.url + path);
  expect(answer.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8');
  const manifest = (await answer.json()) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string }[];
  };
  expect([manifest.start_url, manifest.display]).toEqual(['/', 'standalone']);
  for (const { src, sizes } of [...manifest.icons, { src: '/icon-180.png', sizes: '180x180' }]) {
    const icon = Buffer.from(await (await fetch(app.url + src)).arrayBuffer());
    if (src.endsWith('.svg')) continue;
    const size = Number(sizes.split('x')[0]);
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
    const data = icon.subarray(icon.indexOf('IDAT') + 4, icon.indexOf('IEND') - 8);
    expect(inflateSync(data)).toHaveLength((Math.ceil(size / 8) + 1) * size);
  }
  expect(page).toContain('rel="apple-touch-icon"');
});
