import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { conversationIdOf } from '../../bot/channels/directline/tokens.ts';
import { CODE_MESSAGE, codeEmail } from '../../bot/sign-in/codes.ts';
import { createInvitation, revokeInvitation } from '../../bot/sign-in/invitations.ts';
import { redeemStaffLink, signInLink, staffLinkOwner, staffSignInLink } from '../../bot/sign-in/links.ts';
import { staffOf, startStaffSession } from '../../bot/sign-in/sessions.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { DAY, HOUR, MINUTE } from '../../domain/time.ts';
import { smsParts } from '../../locales/gsm7.ts';
import { MovableClock, OPERATOR_SECRET, startTestApp, type TestApp } from '../support/app.ts';
import { call } from '../support/direct-line.ts';
import { examplePlan } from '../support/participants.ts';
import { NUMBER, PASSWORD, SmsSupplier, USER } from '../support/sms-suppliers.ts';
import { Visitor } from '../support/visitor.ts';

/** Signing in and out over real HTTP, in an installation that is not a demo. */

const PERSON = 'alva-rom';
const OTHER = 'bo-sta';
const EMAIL = 'alva.ek@post.example';

let running: TestApp[] = [];

afterEach(async () => {
  await Promise.all(running.map((app) => app.close()));
  running = [];
});

async function start(
  env: Record<string, string> = {},
  { phone = null }: { phone?: string | null } = {},
): Promise<TestApp> {
  const clock = new MovableClock();
  const log = { info() {}, warn() {}, error() {} };
  const store = openMemoryStore({ clock, log });
  for (const example of ['plan-rusta-och-matcha', 'plan-steg-till-arbete'] as const) {
    const plan = examplePlan(example);
    const isHer = plan.id === PERSON;
    const contact = { email: isHer ? EMAIL : null, phone: isHer ? phone : null };
    const made = importPlan(null, {
      plan: { ...plan, person: { ...plan.person, contact } },
      by: 'test',
      now: clock.now(),
      expected: null,
    });
    if (made.kind !== 'created') throw new Error(made.kind);
    await store.turn(made.doc.id, () => ({ doc: made.doc, result: null }));
  }
  await store.providerTurn('exempel', () => {
    const provider = newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: clock.now() });
    const made = withStaff(
      provider,
      { id: 'karin', name: 'Karin Berg', email: 'karin@exempel.example', role: 'supervisor' },
      clock.now(),
    );
    return { doc: made?.provider ?? null, result: null };
  });
  const email = { send: async () => ({ kind: 'sent' }) as const };
  const app = await startTestApp({ clock, store, env, overrides: { email } });
  running.push(app);
  return app;
}

const DIRECT_LINE = '/v3/directline/conversations';

async function chatToken(app: TestApp, visitor: Visitor): Promise<string> {
  const form = await visitor.formToken();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, origin: app.url, 'x-stegvis-form': form };
  return (await call<{ token: string }>(app.url, 'POST', '/chat/token', { headers })).body.token;
}

async function linkPath(app: TestApp, id = PERSON): Promise<string> {
  return new URL(await signInLink(app.app.parts, id)).pathname;
}

async function signedIn(app: TestApp, own = true): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.post(await linkPath(app), { own: own ? 'yes' : 'no' });
  return visitor;
}

describe('a link', () => {
  test('is not used up by being opened, lets one in by its button, and then no more', async () => {
    const app = await start();
    const path = await linkPath(app);
    const scanner = new Visitor(app);
    for (let count = 0; count < 3; count += 1) expect((await scanner.get(path)).status).toBe(200);
    expect(scanner.cookies.size).toBe(0);
    const answers = await Promise.all(
      [new Visitor(app), new Visitor(app)].map((visitor) => visitor.post(path, { own: 'yes' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410]);
    expect((await scanner.get(path)).status).toBe(410);
  });

  test('leads whoever is signed in already to the chat, used or not', async () => {
    const app = await start();
    const visitor = new Visitor(app);
    const path = await linkPath(app);
    await visitor.post(path, { own: 'yes' });
    expect((await visitor.get(path)).headers.get('location')).toBe('/');
  });

  test('of another person asks, and then it is the other person', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    const path = await linkPath(app, OTHER);
    expect((await visitor.get(path)).status).toBe(200);
    await visitor.post(path, { own: 'yes' });
    expect(await (await visitor.get('/')).text()).toContain('Hej Bo!');
  });

  test('runs out after seven days', async () => {
    const app = await start();
    const path = await linkPath(app);
    app.clock.move(7 * DAY);
    expect((await new Visitor(app).get(path)).status).toBe(410);
    expect((await new Visitor(app).post(path, { own: 'yes' })).status).toBe(410);
  });

  test('can be used again and again in a demo', async () => {
    const app = await startTestApp();
    running.push(app);
    const path = await linkPath(app);
    for (const visitor of [new Visitor(app), new Visitor(app)]) {
      expect((await visitor.post(path, { own: 'yes' })).status).toBe(303);
      expect(await visitor.isIn()).toBe(true);
    }
  });

  test('stands in the store as a hash under the secret alone', async () => {
    const app = await start();
    const token = (await linkPath(app)).split('/').at(-1) ?? '';
    const stored = JSON.stringify((await app.store.read(PERSON))?.doc);
    expect(stored).toContain('"kind":"link"');
    expect(stored).not.toContain(token);
  });
});

describe('a session', () => {
  test('on an own device lasts 30 days from its last use', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    expect(visitor.set[0]).toMatch(/^stegvis=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    app.clock.move(29 * DAY);
    expect(await visitor.isIn()).toBe(true);
    app.clock.move(29 * DAY);
    expect(await visitor.isIn()).toBe(true);
    app.clock.move(30 * DAY);
    expect(await visitor.isIn()).toBe(false);
  });

  test('on a device of several ends 30 minutes after its last use, and with the browser', async () => {
    const app = await start();
    const visitor = await signedIn(app, false);
    expect(visitor.set[0]).not.toContain('Max-Age');
    app.clock.move(29 * MINUTE);
    expect(await visitor.isIn()).toBe(true);
    app.clock.move(29 * MINUTE);
    expect(await visitor.isIn()).toBe(true);
    app.clock.move(30 * MINUTE);
    expect(await visitor.isIn()).toBe(false);
  });

  test('is bound to host and https where there is https', async () => {
    const app = await start({ BASE_URL: 'https://stegvis.example' });
    const visitor = new Visitor(app);
    await visitor.post(await linkPath(app), { own: 'yes' }, { origin: 'https://stegvis.example' });
    expect(visitor.set[0]).toMatch(/^__Host-stegvis=.*; Path=\/; HttpOnly; SameSite=Lax; Secure; /);
  });

  test('that was signed out is of no use to whoever copied its cookie, renewed or not', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    const thief = new Visitor(app);
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value);
    app.clock.move(2 * DAY);
    expect(await thief.isIn()).toBe(true);
    await visitor.post('/logga-ut', { form: await visitor.formToken() });
    expect(visitor.cookies.size).toBe(0);
    expect(await thief.isIn()).toBe(false);
    app.clock.move(40 * DAY);
    expect(await thief.isIn()).toBe(false);
  });

  test('that was signed out takes the tokens of its chat with it', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    const other = await signedIn(app);
    const [token, kept] = await Promise.all([chatToken(app, visitor), chatToken(app, other)]);
    const { streamUrl } = (
      await call<{ streamUrl: string }>(app.url, 'POST', DIRECT_LINE, { token, body: {} })
    ).body;
    await visitor.post('/logga-ut', { form: await visitor.formToken() });
    const own = `${DIRECT_LINE}/${conversationIdOf(OPERATOR_SECRET, PERSON)}`;
    const statuses = async (with_: string) => {
      const answers = [
        await call(app.url, 'POST', '/v3/directline/tokens/refresh', { token: with_, body: {} }),
        await call(app.url, 'POST', DIRECT_LINE, { token: with_, body: {} }),
        await call(app.url, 'GET', own, { token: with_ }),
        await call(app.url, 'GET', `${own}/activities`, { token: with_ }),
        await call(app.url, 'POST', `${own}/activities`, {
          token: with_,
          body: { type: 'message', text: 'hej' },
        }),
      ];
      return answers.map(({ status }) => status);
    };
    expect(await statuses(token)).toEqual([403, 403, 403, 403, 403]);
    expect(await statuses(kept)).toEqual([200, 200, 200, 200, 200]);
    const socket = new WebSocket(streamUrl);
    const [fault] = (await once(socket, 'error')) as [Error];
    expect(fault.message).toContain('403');
  });

  test('cannot be made up or changed', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    const [name = '', value = ''] = [...visitor.cookies][0] ?? [];
    const [payload = '', signature = ''] = value.split('.');
    const other = Buffer.from(Buffer.from(payload, 'base64url').toString().replace(PERSON, OTHER)).toString(
      'base64url',
    );
    for (const forged of [
      `${other}.${signature}`,
      `${payload}.`,
      payload,
      `${payload}.${'A'.repeat(43)}`,
      '',
      'x.y.z',
    ]) {
      visitor.cookies.set(name, forged);
      expect(await visitor.isIn()).toBe(false);
    }
  });

  test('of staff ends after 30 minutes without use, and after 8 hours in any case', async () => {
    const app = await start();
    const { parts } = app.app;
    const made: string[] = [];
    const res = {
      getHeader: () => undefined,
      setHeader: (_: string, value: string[]) => made.push(...value),
    };
    startStaffSession(parts, res as never, { providerId: 'exempel', staffId: 'karin' });
    const isIn = async () => {
      const cookie = made.at(-1)?.split(';')[0] ?? '';
      return (await staffOf(parts, { headers: { cookie } } as never, res as never)) !== null;
    };
    for (let minutes = 0; minutes + 25 < 8 * 60; minutes += 25) {
      expect(await isIn()).toBe(true);
      app.clock.move(25 * MINUTE);
    }
    app.clock.move(25 * MINUTE);
    expect(await isIn()).toBe(false);
    startStaffSession(parts, res as never, { providerId: 'exempel', staffId: 'karin' });
    app.clock.move(30 * MINUTE);
    expect(await isIn()).toBe(false);
  });
});

describe('a form', () => {
  test.each([
    ['no origin', {}],
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin to speak of', { origin: 'null' }],
    ['a frame of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ])('with %s is refused and does nothing', async (_, headers) => {
    const app = await start();
    const path = await linkPath(app);
    expect(
      (await new Visitor(app).post(path, { own: 'yes' }, headers as Record<string, string>)).status,
    ).toBe(403);
    expect((await new Visitor(app).get(path)).status).toBe(200);
  });

  test('of a signed-in page needs the field that was made for the session', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    const other = await signedIn(app);
    for (const form of ['', 'x', await other.formToken()]) {
      expect((await visitor.post('/chat/send', { form, text: 'Jag är sjuk' })).status).toBe(403);
      expect((await visitor.post('/logga-ut', { form })).status).toBe(403);
      expect((await visitor.post('/chat/token', { form })).status).toBe(403);
    }
    expect(await visitor.isIn()).toBe(true);
    const lines = await app.store.lines(PERSON, 'chat', 0, 100);
    expect(lines.some(({ body }) => body.from === 'participant')).toBe(false);
  });

  test('sent twice runs once; another text on the same page runs too', async () => {
    const app = await start();
    const visitor = await signedIn(app);
    const form = await visitor.formToken();
    for (const text of ['Hjälp', 'Hjälp', 'Nästa möte'])
      await visitor.post('/chat/send', { form, m: 'one', text });
    const lines = await app.store.lines(PERSON, 'chat', 0, 100);
    expect(lines.filter(({ body }) => body.from === 'participant').map(({ body }) => body.text)).toEqual([
      'Hjälp',
      'Nästa möte',
    ]);
  });
});

describe('a code by SMS', () => {
  const PHONE = '070-174 06 05';
  let supplier: SmsSupplier;

  beforeEach(async () => {
    supplier = new SmsSupplier('elks');
    await supplier.listen();
  });
  afterEach(() => supplier.close());

  const startWithSms = (more: Record<string, string> = {}) =>
    start(
      {
        SMS: '46elks',
        SMS_USER: USER,
        SMS_PASSWORD: PASSWORD,
        SMS_FROM: NUMBER,
        SMS_URL: supplier.url,
        ...more,
      },
      { phone: PHONE },
    );

  async function asked(app: TestApp, address: string, path = '/logga-in/mobil') {
    const visitor = new Visitor(app);
    const answer = await visitor.post(path, { address });
    // The answer did not wait for it.
    await app.store.turn(PERSON, () => ({ doc: null, result: null }));
    await app.app.scheduler.sweep();
    return { visitor, answer };
  }
  const codes = () => supplier.sent.map(({ text }) => /\d{3} \d{3}/.exec(text)?.[0] ?? '');

  test.each([PHONE, '+46 70 174 06 05', '0046701740605'])(
    'comes to the number of the plan (%s) and lets in once',
    async (typed) => {
      const app = await startWithSms();
      const { visitor, answer } = await asked(app, typed);
      expect(answer.headers.get('location')).toBe('/logga-in/kod');
      expect(supplier.sent).toMatchObject([
        { to: '+46701740605', text: expect.stringContaining('10 minuter') },
      ]);
      expect(smsParts(supplier.sent[0]?.text ?? '')).toBe(1);
      const page = await (await visitor.get('/logga-in/kod')).text();
      expect(page).toContain('Koden från sms:et');
      expect(page).toContain('href="/logga-in/mobil"');
      const [code = ''] = codes();
      expect((await visitor.post('/logga-in/kod', { code, own: 'yes' })).headers.get('location')).toBe('/');
      expect(await visitor.isIn()).toBe(true);
      const second = await asked(app, PHONE);
      expect((await second.visitor.post('/logga-in/kod', { code, own: 'yes' })).status).toBe(400);
      expect(app.logged.join()).not.toMatch(/701740605|174 06 05/);
    },
  );

  test('is answered alike for a number that nobody has, which gets nothing', async () => {
    const app = await startWithSms();
    const answers = [await asked(app, PHONE), await asked(app, '070-174 06 99')];
    expect(answers.map(({ answer }) => [answer.status, answer.headers.get('location')])).toEqual(
      answers.map(() => [303, '/logga-in/kod']),
    );
    const pages = await Promise.all(
      answers.map(async ({ visitor }) =>
        (await (await visitor.get('/logga-in/kod')).text()).replace(/070-174 06 \d\d/g, 'X'),
      ),
    );
    expect(new Set(pages).size).toBe(1);
    expect(supplier.sent).toHaveLength(1);
  });

  test('is for whoever writes their number, on the other page too; an address gets its code by e-mail', async () => {
    const app = await startWithSms();
    expect(await (await new Visitor(app).get('/logga-in')).text()).toContain('Skicka en kod till min mobil');
    await asked(app, PHONE, '/logga-in/e-post');
    expect(supplier.sent).toHaveLength(1);
    const { visitor } = await asked(app, EMAIL);
    expect(supplier.sent).toHaveLength(1);
    expect(await (await visitor.get('/logga-in/kod')).text()).toContain('Koden från mejlet');
    const doc = (await app.store.read(PERSON))?.doc;
    expect(doc?.outbox.map(({ way }) => way)).toEqual(['sms', 'email']);
  });

  test('is not offered, and no number is taken, where no SMS is sent', async () => {
    const app = await start({}, { phone: PHONE });
    expect(await (await new Visitor(app).get('/logga-in')).text()).not.toContain('mobil');
    expect((await new Visitor(app).get('/logga-in/mobil')).headers.get('location')).toBe('/logga-in');
    for (const path of ['/logga-in/mobil', '/logga-in/e-post']) {
      expect((await asked(app, PHONE, path)).answer.status).toBe(400);
    }
    expect((await app.store.read(PERSON))?.doc.outbox).toEqual([]);
  });

  test('is asked for five times an hour, and never uses up what is kept for reports', async () => {
    const app = await startWithSms({ SMS_PER_PERSON: '10' });
    for (let count = 0; count < 7; count += 1) await asked(app, PHONE);
    expect(supplier.sent).toHaveLength(5);
    for (let hour = 0; hour < 3; hour += 1) {
      app.clock.move(60 * MINUTE);
      for (let count = 0; count < 5; count += 1) await asked(app, PHONE);
    }
    expect(supplier.sent).toHaveLength(8);
    expect(app.logged.join('')).toContain('sms.ceiling');
  });

  test('too many from one address are refused', async () => {
    const app = await startWithSms();
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1) {
      statuses.push((await new Visitor(app).post('/logga-in/mobil', { address: '070-174 06 98' })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([303]));
  });
});

describe('a code by e-mail', () => {
  async function asked(app: TestApp, address: string): Promise<{ visitor: Visitor; answer: Response }> {
    const visitor = new Visitor(app);
    const answer = await visitor.post('/logga-in/e-post', { address });
    return { visitor, answer };
  }

  /** The code, as the e-mail that leaves the house has it. Waits for it: the answer did not. */
  async function codesOf(app: TestApp): Promise<string[]> {
    await app.store.turn(PERSON, () => ({ doc: null, result: null }));
    const doc = (await app.store.read(PERSON))?.doc;
    if (!doc) throw new Error('nobody');
    return doc.outbox
      .filter((message) => message.kind === CODE_MESSAGE)
      .map((message) => codeEmail(app.app.parts, doc, message)?.text ?? '')
      .map((text) => /\d{3} \d{3}/.exec(text)?.[0] ?? '');
  }

  async function codeOf(app: TestApp): Promise<string> {
    return (await codesOf(app)).at(-1) ?? '';
  }

  test('lets in once, pasted as it stands in the e-mail', async () => {
    const app = await start();
    const { visitor } = await asked(app, ' Alva.Ek@post.example ');
    const code = await codeOf(app);
    expect(code).toMatch(/^\d{3} \d{3}$/);
    const before = new Visitor(app);
    for (const [name, value] of visitor.cookies) before.cookies.set(name, value);
    expect(
      (await visitor.post('/logga-in/kod', { code: ` ${code} `, own: 'yes' })).headers.get('location'),
    ).toBe('/');
    expect(await visitor.isIn()).toBe(true);
    expect((await before.post('/logga-in/kod', { code, own: 'yes' })).status).toBe(400);
  });

  test('is not used by the Enter key, which does not say whose device it is', async () => {
    const app = await start();
    const { visitor } = await asked(app, 'alva.ek@post.example');
    const code = await codeOf(app);
    const answer = await visitor.post('/logga-in/kod', { code });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(`value="${code}"`);
    expect(await visitor.isIn()).toBe(false);
    await visitor.post('/logga-in/kod', { code, own: 'no' });
    expect(await visitor.isIn()).toBe(true);
    expect(visitor.set.join()).not.toMatch(/Max-Age=[1-9]/);
  });

  test('is stored nowhere, and neither it nor the address is logged', async () => {
    const app = await start();
    await asked(app, EMAIL);
    const code = (await codeOf(app)).replace(' ', '');
    const doc = (await app.store.read(PERSON))?.doc;
    expect(code).toMatch(/^\d{6}$/);
    expect(JSON.stringify(doc)).not.toContain(code);
    expect(app.logged.join()).not.toMatch(new RegExp(`${code}|${EMAIL}`));
  });

  test('is answered alike whether there is such a person or not', async () => {
    const app = await start();
    const answers = await Promise.all([EMAIL, 'nobody@post.example'].map((address) => asked(app, address)));
    expect(answers.map(({ answer }) => [answer.status, answer.headers.get('location')])).toEqual(
      answers.map(() => [303, '/logga-in/kod']),
    );
    const pages = await Promise.all(
      answers.map(async ({ visitor }) =>
        (await (await visitor.get('/logga-in/kod')).text()).replace(/[\w.]+@post\.example/g, 'X'),
      ),
    );
    expect(new Set(pages).size).toBe(1);
    const wrong = await Promise.all(
      answers.map(
        async ({ visitor }) => (await visitor.post('/logga-in/kod', { code: '000', own: 'yes' })).status,
      ),
    );
    expect(new Set(wrong).size).toBe(1);
  });

  test('runs out after 10 minutes', async () => {
    const app = await start();
    const { visitor } = await asked(app, EMAIL);
    const code = await codeOf(app);
    app.clock.move(10 * MINUTE);
    expect(await codeOf(app)).toBe('');
    // A cookie that still named the person would not help: the code itself is too old.
    const { visitor: later } = await asked(app, 'nobody@post.example');
    expect((await later.post('/logga-in/kod', { code, own: 'yes' })).status).toBe(400);
    expect((await visitor.post('/logga-in/kod', { code, own: 'yes' })).headers.get('location')).toBe(
      '/logga-in/e-post',
    );
  });

  test('is dead after five wrong tries, whichever addresses they came from', async () => {
    const app = await start();
    const { visitor } = await asked(app, EMAIL);
    const code = await codeOf(app);
    const wrong = code.startsWith('1') ? '200000' : '100000';
    for (let count = 1; count <= 5; count += 1) {
      const headers = { origin: app.url, 'x-forwarded-for': `192.0.2.${count}` };
      expect((await visitor.post('/logga-in/kod', { code: wrong, own: 'yes' }, headers)).status).toBe(400);
    }
    const headers = { origin: app.url, 'x-forwarded-for': '192.0.2.9' };
    expect((await visitor.post('/logga-in/kod', { code, own: 'yes' }, headers)).status).toBe(400);
  });

  test('is tried five times from one browser and no more, for anybody', async () => {
    const app = await start();
    const { visitor } = await asked(app, 'nobody@post.example');
    for (let count = 1; count <= 5; count += 1) {
      expect((await visitor.post('/logga-in/kod', { code: '123456', own: 'yes' })).status).toBe(400);
    }
    expect((await visitor.post('/logga-in/kod', { code: '123456', own: 'yes' })).status).toBe(429);
    app.clock.move(15 * MINUTE);
    const { visitor: again } = await asked(app, 'nobody@post.example');
    expect((await again.post('/logga-in/kod', { code: '123456', own: 'yes' })).status).toBe(400);
  });

  test('is sent to one person five times an hour at most', async () => {
    const app = await start();
    for (let count = 1; count <= 8; count += 1) await asked(app, EMAIL);
    expect(await codesOf(app)).toHaveLength(5);
    app.clock.move(HOUR);
    await asked(app, EMAIL);
    expect(await codesOf(app)).toHaveLength(6);
  });

  test('asks again for what is no address, and keeps what was typed', async () => {
    const app = await start();
    const { answer } = await asked(app, 'alva<b>');
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('value="alva&lt;b&gt;"');
    expect(page).toContain('aria-invalid="true"');
  });
});

describe('an invitation', () => {
  const redeem = (app: TestApp, code: string, headers?: Record<string, string>) =>
    new Visitor(app).post('/logga-in/lapp', { code, own: 'no' }, { origin: app.url, ...headers });

  test('lets in once, written with small letters and gaps as well', async () => {
    const app = await start();
    const made = await createInvitation(app.app.parts, PERSON, 'karin');
    const code = made?.code ?? '';
    expect(code).toMatch(/^[A-Z0-9]{8}$/);
    const typed = ` ${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    expect((await redeem(app, typed)).status).toBe(303);
    expect((await redeem(app, code)).status).toBe(400);
    expect(JSON.stringify((await app.store.read(PERSON))?.doc)).not.toContain(code);
  });

  test('opened from its address fills in the code and uses nothing', async () => {
    const app = await start();
    const made = await createInvitation(app.app.parts, PERSON, 'karin');
    const page = await (await new Visitor(app).get(`/logga-in/lapp?kod=${made?.code}`)).text();
    expect(page).toContain(`value="${made?.code}"`);
    expect((await redeem(app, made?.code ?? '')).status).toBe(303);
  });

  test('ends when it is taken back, when there is a new one, and after seven days', async () => {
    const app = await start();
    const { parts } = app.app;
    const first = await createInvitation(parts, PERSON, 'karin');
    const second = await createInvitation(parts, PERSON, 'karin');
    expect((await redeem(app, first?.code ?? '')).status).toBe(400);
    expect(await revokeInvitation(parts, PERSON, 'karin')).toBe(true);
    expect(await revokeInvitation(parts, PERSON, 'karin')).toBe(false);
    expect((await redeem(app, second?.code ?? '')).status).toBe(400);
    const third = await createInvitation(parts, PERSON, 'karin');
    app.clock.move(7 * DAY);
    expect((await redeem(app, third?.code ?? '')).status).toBe(400);
    expect(await createInvitation(parts, 'finns-inte', 'karin')).toBeNull();
  });

  test('is guessed at 30 times from one address, however many browsers it says it has', async () => {
    const app = await start();
    for (let count = 1; count <= 30; count += 1) {
      expect((await redeem(app, 'ACDEFGHJ', { 'user-agent': `B/${count}` })).status).toBe(400);
    }
    expect((await redeem(app, 'ACDEFGHJ', { 'user-agent': 'B/31' })).status).toBe(429);
  });

  test('is guessed at five times from one browser and no more', async () => {
    const app = await start();
    const made = await createInvitation(app.app.parts, PERSON, 'karin');
    for (let count = 1; count <= 5; count += 1) expect((await redeem(app, 'ACDEFGHJ')).status).toBe(400);
    expect((await redeem(app, made?.code ?? '')).status).toBe(429);
    app.clock.move(15 * MINUTE);
    expect((await redeem(app, made?.code ?? '')).status).toBe(303);
  });
});

describe('a link for staff', () => {
  test('lets the one person in once', async () => {
    const app = await start();
    const { parts } = app.app;
    const token = new URL(await staffSignInLink(parts, 'exempel', 'karin')).pathname.split('/').at(-1) ?? '';
    const karin = { providerId: 'exempel', staffId: 'karin' };
    expect(await staffLinkOwner(parts, token)).toEqual(karin);
    expect(await staffLinkOwner(parts, token.replace('karin', 'karen'))).toBeNull();
    expect(await staffLinkOwner(parts, `${token}x`)).toBeNull();
    expect(await redeemStaffLink(parts, token)).toEqual(karin);
    expect(await redeemStaffLink(parts, token)).toBeNull();
    await expect(staffSignInLink(parts, 'exempel', 'nobody')).rejects.toThrow('STEGVIS_SIGN_IN_NOBODY');
  });
});
