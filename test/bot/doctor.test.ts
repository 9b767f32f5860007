import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { smsPath } from '../../bot/channels/sms/routes.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { examplePlan } from '../support/participants.ts';
import { startProcess } from '../support/process.ts';

/** The doctor beside a running Stegvis and a supplier, over real HTTP. */

const SESSION = 'undulat-0123456789-0123456789-0123456789';
const FROM = '+46701740699';

let app: TestApp;
let supplier: Server;
let supplierUrl: string;
let port: number;
/** What the supplier says of the number, and of the time. */
let smsUrl: string;
let minutesApart: number;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const found = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return found;
}

const elks = () => ({
  SMS: '46elks',
  SMS_USER: 'u',
  SMS_PASSWORD: 'right-papegoja',
  SMS_FROM: FROM,
  SMS_URL: supplierUrl,
});
const twilio = () => ({ ...elks(), SMS: 'twilio' });

async function startApp(env: Record<string, string>): Promise<void> {
  const clock = new MovableClock();
  const store = openMemoryStore({ clock, log: { info() {}, warn() {}, error() {} } });
  // Somebody is there, so that it is no demo.
  await store.turn('alva-rom', () => {
    const plan = examplePlan('plan-rusta-och-matcha');
    const made = importPlan(null, { plan, by: 'test', now: clock.now(), expected: null });
    return { doc: made.kind === 'created' ? made.doc : null, result: null };
  });
  app = await startTestApp({ store, clock, env: { PORT: String(port), SESSION_SECRET: SESSION, ...env } });
}

async function run(env: Record<string, string>): Promise<{ code: number | string; said: string }> {
  const base = `http://127.0.0.1:${port}`;
  const started = startProcess('bot/cli/doctor.ts', {
    PORT: String(port),
    BASE_URL: base,
    SESSION_SECRET: SESSION,
    ...env,
  });
  const code = await started.ended;
  const said = started.out() + started.err();
  expect(said).not.toMatch(/papegoja|undulat|stray-secret/);
  return { code, said };
}

beforeEach(async () => {
  port = await freePort();
  minutesApart = 0;
  const right = `Basic ${Buffer.from('u:right-papegoja').toString('base64')}`;
  supplier = createServer((req, res) => {
    const at = new Date(Date.now() + minutesApart * 60_000).toUTCString();
    if (req.headers.authorization !== right) {
      res.writeHead(401, { date: at });
      return res.end();
    }
    const path = (req.url ?? '').split('?')[0];
    const answers: Record<string, unknown> = {
      '/a1/me': {},
      '/a1/numbers': { data: [{ number: FROM, active: 'yes', sms_url: smsUrl }] },
      '/2010-04-01/Accounts/u.json': {},
      '/2010-04-01/Accounts/u/IncomingPhoneNumbers.json': {
        incoming_phone_numbers: [{ phone_number: FROM, sms_url: `${smsUrl}#rc=3&rp=all` }],
      },
    };
    const body = answers[path ?? ''];
    res.writeHead(body === undefined ? 404 : 200, { date: at, 'content-type': 'application/json' });
    return res.end(JSON.stringify(body ?? {}));
  });
  supplier.listen(0, '127.0.0.1');
  await once(supplier, 'listening');
  supplierUrl = `http://127.0.0.1:${(supplier.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await app.close();
  supplier.close();
});

test.each(['elks', 'twilio'] as const)(
  'all is well with %s: one line for each, and no secret',
  async (kind) => {
    const env = kind === 'elks' ? elks() : twilio();
    smsUrl = `http://127.0.0.1:${port}${smsPath(SESSION, kind)}`;
    await startApp({ ...env, BASE_URL: `http://127.0.0.1:${port}` });
    const { code, said } = await run(env);
    for (const line of [
      'ok     BASE_URL leads to Stegvis',
      'ok     WebSockets come through',
      'ok     the SMS supplier takes our sign-in',
      `       address for incoming SMS: ${smsUrl}`,
      'ok     the SMS of SMS_FROM come to this address',
      'ok     the running Stegvis takes what the SMS supplier brings',
      'ok     participants sign in with a code by SMS, a link or a slip',
      'ok     at most 500 SMS a day, 20 to one person; 100 and 4 of them are kept for reports',
      'ok     the clock is right',
      'off    e-mail: EMAIL is off or SMTP_URL is not set',
      'off    Teams: MICROSOFT_APP_ID is not set',
      'ok     SESSION_SECRET is set',
    ]) {
      expect(said).toContain(line);
    }
    expect(said).not.toContain('wrong');
    expect(code).toBe(0);
  },
  30_000,
);

test('what is wrong is said with what to do', async () => {
  smsUrl = 'https://elsewhere.example/stray-secret';
  minutesApart = 7;
  await startApp({});
  const { code, said } = await run({
    ...elks(),
    SMS_PER_PERSON: '3',
    OPERATOR_EMAIL: 'drift@stegvis.example',
    NODE_ENV: 'prod',
    DATA_DIR: '/proc/version',
  });
  for (const line of [
    'wrong  STEGVIS_CONFIG_NODE_ENV: NODE_ENV has an unknown value',
    'wrong  the SMS of SMS_FROM do not come here: give the supplier the address',
    // The one that runs was started without SMS.
    'wrong  the running Stegvis does not take what the SMS supplier brings (status 404): start it anew',
    'wrong  SMS_PER_PERSON and SMS_PER_DAY: one person needs at least 5',
    'wrong  OPERATOR_EMAIL is set, and no e-mail is sent',
    'wrong  the clock is 7 minutes slow',
    'wrong  DATA_DIR (/proc/version) cannot be written',
  ]) {
    expect(said).toContain(line);
  }
  expect(code).toBe(1);
  const refused = await run({ ...elks(), SMS_PASSWORD: 'wrong-papegoja', SMS_FROM: '070-1740699' });
  expect(refused.said).toContain('wrong  the SMS supplier refuses us: check SMS_USER and SMS_PASSWORD.');
  expect(refused.said).toContain('wrong  SMS_FROM is no number that can be answered');
}, 30_000);

test('other secrets than the running one has are seen, and a proxy that leads nowhere', async () => {
  smsUrl = 'x';
  await startApp({ ...twilio(), BASE_URL: `http://127.0.0.1:${port}` });
  const other = await run({
    ...twilio(),
    SESSION_SECRET: `another-${SESSION.slice(8)}`.replace('undulat', 'x'),
  });
  expect(other.said).toContain('does not take what the SMS supplier brings (status 403)');
  const away = await run({ BASE_URL: supplierUrl });
  expect(away.said).toContain(`BASE_URL leads to no Stegvis (status 401), which runs on port ${port}`);
  expect(away.code).toBe(1);
}, 30_000);
