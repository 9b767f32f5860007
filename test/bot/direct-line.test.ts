import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { grantFor, issueToken } from '../../bot/channels/directline/tokens.ts';
import { addMs, MINUTE } from '../../domain/time.ts';
import { EXEMPEL_KEY, KOMMUN_KEY, OPERATOR_SECRET, startTestApp, type TestApp } from '../support/app.ts';
import {
  type ActivitySet,
  type Conversation,
  call,
  enter,
  read,
  texts,
  tokenFor,
  write,
} from '../support/direct-line.ts';

let app: TestApp;

beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

const BASE = '/v3/directline';
const generate = (token: string | undefined, id: unknown, more: object = {}) =>
  call(app.url, 'POST', `${BASE}/tokens/generate`, { token, body: { user: { id }, ...more } });

test('a token is for one participant, lives half an hour and names the conversation', async () => {
  const { status, body } = await generate(OPERATOR_SECRET, 'dl_alva-rom');
  expect(status).toBe(200);
  expect(body).toEqual({
    conversationId: expect.stringMatching(/^[0-9a-f]{32}$/),
    token: expect.any(String),
    expires_in: 1800,
  });
  const again = await generate(OPERATOR_SECRET, 'dl_alva-rom');
  const other = await generate(OPERATOR_SECRET, 'dl_bo-sta');
  expect(again.body.conversationId).toBe((body as Record<string, unknown>).conversationId);
  expect(other.body.conversationId).not.toBe(again.body.conversationId);
});

test.each<[string, () => Promise<{ status: number; body: unknown }>, number]>([
  ['no secret', () => generate(undefined, 'dl_alva-rom'), 401],
  ['a wrong secret', () => generate('wrong', 'dl_alva-rom'), 403],
  ["a provider's key for its own", () => generate(EXEMPEL_KEY, 'dl_alva-rom'), 200],
  ["a provider's key for another's", () => generate(EXEMPEL_KEY, 'dl_cim-kommun'), 403],
  ["another provider's key", () => generate(KOMMUN_KEY, 'dl_alva-rom'), 403],
  ["a provider's key for nobody", () => generate(EXEMPEL_KEY, 'dl_nobody'), 403],
  ['the secret for nobody', () => generate(OPERATOR_SECRET, 'dl_nobody'), 404],
  ['an id that is not ours', () => generate(OPERATOR_SECRET, 'alva-rom'), 400],
  ['an id that leads elsewhere', () => generate(OPERATOR_SECRET, 'dl_../alva-rom'), 400],
  ['no user', () => call(app.url, 'POST', `${BASE}/tokens/generate`, { token: OPERATOR_SECRET }), 400],
  [
    'a list',
    () => call(app.url, 'POST', `${BASE}/tokens/generate`, { token: OPERATOR_SECRET, body: [] }),
    400,
  ],
])('tokens/generate with %s', async (_case, ask, status) => {
  const answer = await ask();
  expect(answer.status).toBe(status);
  if (status !== 200) {
    expect(answer.body).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  }
});

test('an open token is renewed, an expired one is not', async () => {
  const token = await tokenFor(app.url, 'alva-rom');
  const refresh = (with_: string) =>
    call<Conversation>(app.url, 'POST', `${BASE}/tokens/refresh`, { token: with_ });
  app.clock.move(29 * MINUTE);
  const renewed = await refresh(token);
  expect([renewed.status, renewed.body.expires_in]).toEqual([200, 1800]);
  app.clock.move(2 * MINUTE);
  expect(await refresh(token)).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } });
  expect((await refresh(renewed.body.token)).status).toBe(200);
});

test('a session that ends takes its tokens along', async () => {
  const until = Math.floor(Date.parse(app.clock.now()) / 1000) + 600;
  const { token, expires_in } = app.app.parts.chat.issue('alva-rom', 'session-1', until);
  expect(expires_in).toBe(600);
  app.clock.move(5 * MINUTE);
  const renewed = await call<Conversation>(app.url, 'POST', `${BASE}/tokens/refresh`, { token });
  expect(renewed.body.expires_in).toBe(300);
  app.clock.move(6 * MINUTE);
  expect((await call(app.url, 'POST', `${BASE}/tokens/refresh`, { token: renewed.body.token })).status).toBe(
    403,
  );
});

test('a conversation is new once, and greets once', async () => {
  const token = await tokenFor(app.url, 'alva-rom');
  const first = await call<Conversation>(app.url, 'POST', `${BASE}/conversations`, {
    token,
    body: { user: { id: 'x' }, locale: 'sv' },
  });
  const second = await call<Conversation>(app.url, 'POST', `${BASE}/conversations`, { token });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.body.conversationId).toBe(first.body.conversationId);
  expect(first.body.streamUrl).toContain(`/v3/directline/conversations/${first.body.conversationId}/stream?`);
  const { activities } = await read(app.url, first.body);
  expect(activities.filter(({ channelData }) => channelData.stegvis.kind === 'welcome:first')).toHaveLength(
    1,
  );
});

test('a message is answered, with the words of both, once', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const before = await read(app.url, alva);
  const sent = await write(app.url, alva, 'hjälp', 'c1');
  expect(sent.status).toBe(200);
  const after = await read(app.url, alva, before.watermark);
  const [own, ...answers] = after.activities;
  expect(own).toMatchObject({
    type: 'message',
    id: sent.body.id,
    text: 'hjälp',
    from: { id: 'dl_alva-rom', role: 'user' },
    channelData: { clientActivityID: 'c1', stegvis: { from: 'participant' } },
  });
  expect(answers.length).toBeGreaterThan(0);
  expect(
    answers.every(({ from, locale, text }) => from.role === 'bot' && locale === 'sv-SE' && text !== ''),
  ).toBe(true);
  expect((await read(app.url, alva, after.watermark)).activities).toEqual([]);
});

test('the same message twice, one after the other and at once, runs once', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const start = (await read(app.url, alva)).watermark;
  const ids = await Promise.all([1, 2, 3].map(() => write(app.url, alva, 'hjälp', 'same')));
  ids.push(await write(app.url, alva, 'hjälp', 'same'));
  expect(new Set(ids.map(({ body }) => body.id)).size).toBe(1);
  const { activities } = await read(app.url, alva, start);
  expect(texts(activities).filter((text) => text === 'du: hjälp')).toHaveLength(1);
});

test('who it is comes from the token, whatever the activity says', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const bo = await enter(app.url, 'bo-sta');
  const boBefore = await read(app.url, bo);
  await write(app.url, alva, 'hjälp', 'c1', {
    from: { id: 'dl_bo-sta', name: 'Bo' },
    conversation: { id: bo.conversationId },
  });
  expect(await read(app.url, bo, boBefore.watermark)).toMatchObject({ activities: [] });
  expect(texts((await read(app.url, alva)).activities)).toContain('du: hjälp');
});

test("another's token, a forged, a changed and an expired one are refused on every call", async () => {
  const alva = await enter(app.url, 'alva-rom');
  const bo = await enter(app.url, 'bo-sta');
  const now = app.clock.now();
  const [head, body = '', signature] = alva.token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const changed = Buffer.from(
    JSON.stringify({ ...claims, user: 'dl_bo-sta', conv: bo.conversationId }),
  ).toString('base64url');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const grant = grantFor(OPERATOR_SECRET, 'bo-sta', { family: 'f' });
  const wrong = {
    "another's": alva.token,
    changed: `${head}.${changed}.${signature}`,
    unsigned: `${none}.${changed}.`,
    'of another secret': issueToken('another-secret', grant, now).token,
    expired: issueToken(OPERATOR_SECRET, grant, addMs(now, -31 * MINUTE)).token,
    'a stream token': new URL(bo.streamUrl).searchParams.get('t') ?? '',
    'the secret itself': OPERATOR_SECRET,
    nothing: 'x.y.z',
  };
  const path = `${BASE}/conversations/${bo.conversationId}`;
  const calls: [string, string, unknown?][] = [
    ['GET', path],
    ['GET', `${path}?watermark=0`],
    ['POST', `${path}/activities`, { type: 'message', text: 'hej' }],
    ['GET', `${path}/activities?watermark=0`],
    ['POST', `${path}/upload?userId=dl_bo-sta`, {}],
  ];
  for (const [name, token] of Object.entries(wrong)) {
    for (const [method, at, body] of calls) {
      const answer = await call(app.url, method, at, { token, body });
      expect([name, method, at, answer.status]).toEqual([name, method, at, 403]);
      expect(answer.body).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
    }
  }
  expect((await call(app.url, 'GET', path)).status).toBe(401);
  expect(texts((await read(app.url, bo)).activities)).not.toContain('du: hej');
});

test('a token for one page is refused on another', async () => {
  const { body } = await generate(OPERATOR_SECRET, 'dl_alva-rom', {
    trustedOrigins: ['https://page.example'],
  });
  const start = (origin?: string) =>
    call(app.url, 'POST', `${BASE}/conversations`, { token: body.token, headers: origin ? { origin } : {} });
  expect((await start('https://page.example')).status).toBe(201);
  expect((await start('https://other.example')).status).toBe(403);
  expect((await start()).status).toBe(200);
  expect(
    (await generate(OPERATOR_SECRET, 'dl_alva-rom', { trustedOrigins: 'https://page.example' })).status,
  ).toBe(400);
});

test.each<[string, unknown]>([
  ['no text', { type: 'message' }],
  ['an empty text', { type: 'message', text: '' }],
  ['a text that is no text', { type: 'message', text: { a: 1 } }],
  [
    'a file in it',
    { type: 'message', text: '', attachments: [{ contentType: 'image/png', contentUrl: 'data:,' }] },
  ],
  ['a strange value', { type: 'message', text: 'hej', value: { q: 'x', id: 7 } }],
  ['a strange channelData', { type: 'message', text: 'hej', channelData: 'x' }],
  ['typing', { type: 'typing' }],
  ['an event', { type: 'event', name: 'webchat/join', value: { language: 'sv' } }],
  ['an update', { type: 'conversationUpdate', membersAdded: [{ id: 'dl_bo-sta' }] }],
  ['a type of the future', { type: 'hologram' }],
])('an activity with %s is taken calmly', async (_case, body) => {
  const alva = await enter(app.url, 'alva-rom');
  const path = `${BASE}/conversations/${alva.conversationId}/activities`;
  const answer = await call(app.url, 'POST', path, { token: alva.token, body });
  expect([answer.status, answer.body]).toEqual([200, { id: expect.stringContaining(alva.conversationId) }]);
  expect(app.logged.filter((line) => line.includes(' error '))).toEqual([]);
});

test.each<[string, unknown, number]>([
  ['a list', [], 400],
  ['no type', { text: 'hej' }, 400],
  ['a novel', { type: 'message', text: 'a'.repeat(4001) }, 413],
  [
    'an endless id',
    { type: 'message', text: 'hej', channelData: { clientActivityID: 'a'.repeat(201) } },
    400,
  ],
])('an activity that is %s is refused', async (_case, body, status) => {
  const alva = await enter(app.url, 'alva-rom');
  const path = `${BASE}/conversations/${alva.conversationId}/activities`;
  expect((await call(app.url, 'POST', path, { token: alva.token, body })).status).toBe(status);
});

test('a button is pressed by its value, by its title, and by its text alone', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const { activities, watermark } = await read(app.url, alva);
  const easy = activities
    .flatMap(({ suggestedActions }) => suggestedActions?.actions ?? [])
    .find(({ title }) => title === 'Lätt svenska');
  expect(easy).toMatchObject({
    type: 'messageBack',
    text: 'Lätt svenska',
    displayText: 'Lätt svenska',
    value: { id: 'do:level:easy' },
  });
  await write(app.url, alva, 'Lätt svenska', 'c1', { value: easy?.value });
  const level = async () => (await app.store.read('alva-rom'))?.doc.wishes.level;
  expect(await level()).toBe('easy');
  await write(app.url, alva, 'Vanlig svenska', 'c2');
  expect(await level()).toBe('plain');
  const after = await read(app.url, alva, watermark);
  expect(
    after.activities
      .filter(({ from }) => from.role === 'bot')
      .map(({ channelData }) => channelData.stegvis.level),
  ).toContain('easy');
});

test('two tabs that confirm at once, by button and in words, report one absence', async () => {
  const [one, two] = [await enter(app.url, 'alva-rom'), await enter(app.url, 'alva-rom')];
  await Promise.all([
    write(app.url, one, 'jag är sjuk imorgon', 'one-1'),
    write(app.url, two, 'jag är sjuk imorgon', 'two-1'),
  ]);
  const { activities } = await read(app.url, one);
  const yes = activities
    .flatMap(({ suggestedActions }) => suggestedActions?.actions ?? [])
    .findLast(({ title }) => title === 'Ja, skicka');
  expect(yes).toBeDefined();
  await Promise.all([
    write(app.url, one, 'Ja, skicka', 'one-2', { value: yes?.value }),
    write(app.url, two, 'Ja, skicka', 'two-2', { value: yes?.value }),
    write(app.url, two, 'ja', 'two-3'),
  ]);
  const doc = (await app.store.read('alva-rom'))?.doc;
  expect(doc?.absences).toHaveLength(1);
  expect(doc?.notices).toHaveLength(1);
});

test('a card stands beside the whole text, never instead of it', async () => {
  const alva = await enter(app.url, 'alva-rom');
  for (const [n, text] of ['jag är sjuk imorgon', 'ja'].entries()) await write(app.url, alva, text, `c${n}`);
  const cards = (await read(app.url, alva)).activities.filter(({ attachments }) => attachments?.length);
  expect(cards.length).toBeGreaterThan(0);
  for (const { text, attachments } of cards) {
    const card = attachments?.[0];
    expect(card?.contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(card?.content.version).toBe('1.3');
    for (const row of card?.content.body ?? []) expect(text).toContain(row.text.replace(/\\(.)/g, '$1'));
  }
});

test('polling pages through a long chat without a gap, and no watermark of any kind breaks it', async () => {
  const alva = await enter(app.url, 'alva-rom');
  for (let n = 0; n < 20; n++) await write(app.url, alva, `hjälp ${n}`, `c${n}`);
  const all = await read(app.url, alva);
  const numbers = all.activities.map(({ channelData }) => channelData.stegvis.n);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(all.watermark).toBe(String(numbers.length));
  for (const strange of ['abc', '-1', '1e9', '%00', '999999', '1.2.3', '']) {
    const answer = await call<ActivitySet>(
      app.url,
      'GET',
      `${BASE}/conversations/${alva.conversationId}/activities?watermark=${strange}`,
      { token: alva.token },
    );
    expect([strange, answer.status]).toEqual([strange, 200]);
  }
  // One that is past the end does not skip what comes.
  const past = await read(app.url, alva, '999999');
  await write(app.url, alva, 'hjälp', 'last');
  expect(texts((await read(app.url, alva, past.watermark)).activities)[0]).toBe('du: hjälp');
});

test('a client gone wild is slowed down, others are not', async () => {
  const slow = await startTestApp({ overrides: { pace: { burst: 3, perSecond: 0.5 } } });
  try {
    const alva = await enter(slow.url, 'alva-rom');
    const bo = await enter(slow.url, 'bo-sta');
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) statuses.push((await write(slow.url, alva, 'hjälp', `c${n}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await write(slow.url, alva, 'hjälp', 'c3');
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await write(slow.url, bo, 'hjälp', 'c1')).status).toBe(200);
    slow.clock.move(2000);
    expect((await write(slow.url, alva, 'hjälp', 'c3')).status).toBe(200);
  } finally {
    await slow.close();
  }
});

test('files are not received, a session id is there, other pages may ask', async () => {
  const alva = await enter(app.url, 'alva-rom');
  const form = new FormData();
  form.append('activity', new Blob(['{}'], { type: 'application/vnd.microsoft.activity' }));
  form.append('file', new Blob(['x'.repeat(1000)]), 'a.txt');
  const upload = await fetch(`${app.url}${BASE}/conversations/${alva.conversationId}/upload?userId=x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${alva.token}` },
    body: form,
  });
  expect([upload.status, await upload.json()]).toEqual([
    404,
    { error: { code: 'NotSupported', message: expect.any(String) } },
  ]);
  const session = await call(app.url, 'GET', `${BASE}/session/getsessionid`, { token: alva.token });
  expect([session.status, session.body]).toEqual([200, { sessionId: expect.any(String) }]);
  for (const path of [
    '/tokens/generate',
    '/tokens/refresh',
    '/conversations',
    `/conversations/${alva.conversationId}`,
    `/conversations/${alva.conversationId}/activities`,
    `/conversations/${alva.conversationId}/upload`,
  ]) {
    const answer = await fetch(`${app.url}${BASE}${path}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://page.example' },
    });
    expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      path,
      204,
      '*',
    ]);
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
  }
  const page = await fetch(`${app.url}/`, { headers: { origin: 'https://page.example' } });
  expect(page.headers.get('access-control-allow-origin')).toBeNull();
});

test('there is no endpoint of the Bot Framework without its settings', async () => {
  expect(
    (await call(app.url, 'POST', '/api/messages', { body: { type: 'message', text: 'hej' } })).status,
  ).toBe(404);
});
