import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { apiOperations } from '../../bot/provider/api.ts';
import { webhookJsonSchema } from '../../bot/provider/webhooks/payload.ts';
import { sendWebhook } from '../../bot/provider/webhooks/sender.ts';
import { systemRandom } from '../../bot/random.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { readRule } from '../../domain/recurrence.ts';
import { WEBHOOK_EVENTS } from '../../domain/webhook.ts';
import { EXEMPEL_KEY, startTestApp, type TestApp } from '../support/app.ts';

/** The guide for providers is run: every command as it stands there, every webhook's example, and the receiver. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const guide = readFileSync(`${ROOT}docs/provider-api.md`, 'utf8');
/** Each `curl` with its continued lines. */
const commands = [...guide.matchAll(/^curl (?:.*\\\n)*.*$/gm)].map(([command]) => command);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ overrides: { email: null } });
  await app.store.turn('alva-rom', (doc) => {
    if (doc === null) return { doc: null, result: null };
    const plan = { ...doc.plan, support: [{ text: 'Fel stöd.', easy: null }] };
    const now = app.clock.now();
    const made = importPlan(doc, { plan, by: 'api:exempel', now, expected: null, batch: 'mars-10' });
    if (!('doc' in made)) return { doc: null, result: null };
    const input = { from: '2026-03-10', to: '2026-03-10', occurrences: [], reason: 'sick' as const };
    return {
      doc: reportAbsence(made.doc, input, { now, channel: 'web', random: systemRandom }).doc,
      result: null,
    };
  });
});
afterAll(() => app.close());

test('there is a command for every call', () => {
  for (const { method, path } of apiOperations) {
    if (/schema\.json|openapi/.test(path)) continue;
    const pattern = new RegExp(
      `/api/v1${path.slice('/api/v1'.length).replace(/\{\w+\}/g, '[^/ \\n]+')}(?=[ '?]|$)`,
      'm',
    );
    const isShown = commands.some(
      (command) =>
        pattern.test(command) &&
        (method === 'get' ? !/-X/.test(command) : command.includes(`-X ${method.toUpperCase()}`)),
    );
    expect([method, path, isShown]).toEqual([method, path, true]);
  }
});

test.each(commands.map((command) => [command.replace(/\s+/g, ' ').slice(0, 90), command]))(
  '%s',
  async (_title, command) => {
    if (command.includes(':8099')) return;
    const script = command
      .replaceAll('localhost:3978', app.url)
      .replace(/^curl /, 'curl -sS -o /dev/null -w "%{http_code}" ');
    const { stdout } = await promisify(execFile)('bash', ['-c', script], {
      cwd: ROOT,
      env: { ...process.env, KEY: EXEMPEL_KEY },
    });
    expect([script, stdout]).toEqual([script, expect.stringMatching(/^20[01]$/)]);
  },
);

const examples = readdirSync(`${ROOT}examples/webhooks`).filter((name) => name.endsWith('.json'));
const example = (name: string) => readFileSync(`${ROOT}examples/webhooks/${name}`, 'utf8');

test('there is an example of every webhook, and each fits the schema', () => {
  expect(examples.sort()).toEqual([...WEBHOOK_EVENTS, 'webhook.test'].map((event) => `${event}.json`).sort());
  const valid = new Ajv2020({ strict: false }).compile(webhookJsonSchema());
  for (const name of examples) {
    const body = JSON.parse(example(name));
    expect([name, valid(body), valid.errors]).toEqual([name, true, null]);
    expect(`${body.type}.json`).toBe(name);
  }
});

test('the receiver of the guide takes what is signed, once, and refuses the rest', async () => {
  const secret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;
  const child = spawn(process.execPath, ['examples/webhooks/receiver.mjs'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', SECRET: secret, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  while (!/listening \d+/.test(out)) await new Promise((resolve) => child.stdout.once('data', resolve));
  const url = `http://127.0.0.1:${/listening (\d+)/.exec(out)?.[1]}/`;
  const send = (secrets: string[]) =>
    sendWebhook({
      url,
      id: 'alva-rom.1',
      body: example('absence.reported.json'),
      secrets,
      now: new Date().toISOString(),
      reach: 'own',
    });
  expect(await send([secret])).toEqual({ kind: 'sent', status: 204 });
  expect(await send(['whsec_AAAA', secret])).toEqual({ kind: 'sent', status: 204 });
  expect(await send(['whsec_AAAA'])).toMatchObject({ detail: 'http-401' });
  expect(out.match(/absence\.reported/g)).toHaveLength(1);
  child.kill();
});

test('the rules that the guide calls refused are', () => {
  for (const rule of [
    'FREQ=YEARLY',
    'FREQ=HOURLY',
    'BYDAY=MO',
    'FREQ=WEEKLY;BYHOUR=9',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTHDAY=29',
    'FREQ=MONTHLY;BYDAY=5MO',
    'FREQ=MONTHLY;BYDAY=-5FR',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYMONTHDAY=1',
    'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1',
    'FREQ=MONTHLY;BYSETPOS=1',
    'FREQ=DAILY;COUNT=2;UNTIL=20261231',
    'FREQ=DAILY;COUNT=1001',
    'FREQ=DAILY;INTERVAL=100',
    'FREQ=DAILY;UNTIL=20261331',
  ]) {
    expect([rule, readRule(rule).ok]).toEqual([rule, false]);
  }
  for (const rule of [
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=-1MO',
    'FREQ=DAILY;UNTIL=20261231T225900Z',
  ]) {
    expect([rule, readRule(rule).ok]).toEqual([rule, true]);
  }
});
