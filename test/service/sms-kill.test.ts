import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { smsPath } from '../../bot/channels/sms/routes.ts';
import { systemClock } from '../../bot/clock.ts';
import { silentLog } from '../../bot/log.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { examplePlan } from '../support/participants.ts';
import { listening, type Started, startProcess } from '../support/process.ts';
import { NUMBER, PASSWORD, SmsSupplier, USER } from '../support/sms-suppliers.ts';

/**
 * The real service is killed with SIGKILL while SMS come in. What the supplier was told is taken has been worked afterwards, once, also where
 * the kill fell between the answer and the work.
 */

const KILLS = 6;
const PEOPLE = 40;
const SECRET = 'a-secret-of-the-operator-0123456789';
const SESSION = 'a-secret-of-sessions-0123456789-0123456789';
const BASE = 'http://localhost:3978';

const numberOf = (n: number) => `+467017406${String(n + 5).padStart(2, '0')}`;
const ids = Array.from({ length: PEOPLE }, (_, n) => `p${n}`);

let dir: string;
const supplier = new SmsSupplier('twilio');
const started: Started[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stegvis-sms-kill-'));
  await supplier.listen();
  const store = await openLowdbStore({ dir, clock: systemClock, log: silentLog });
  const example = examplePlan('plan-rusta-och-matcha');
  for (const [n, id] of ids.entries()) {
    const contact = { ...example.person.contact, phone: numberOf(n), email: null };
    const plan = { ...example, id, person: { ...example.person, contact } };
    await store.turn(id, () => {
      const made = importPlan(null, { plan, by: 'test', now: systemClock.now(), expected: null });
      if (made.kind !== 'created') throw new Error(made.kind);
      const wishes = { ...made.doc.wishes, reminders: false };
      return { doc: { ...made.doc, wishes, welcomedAt: systemClock.now() }, result: null };
    });
  }
  await store.close();
}, 60_000);

afterAll(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  await supplier.close();
  await rm(dir, { recursive: true, force: true });
});

function start(): Started {
  const service = startProcess('bot/index.ts', {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dir,
    BASE_URL: BASE,
    DIRECTLINE_SECRET: SECRET,
    SESSION_SECRET: SESSION,
    EMAIL: 'off',
    SMS: 'twilio',
    SMS_USER: USER,
    SMS_PASSWORD: PASSWORD,
    SMS_FROM: NUMBER,
    SMS_URL: supplier.url,
    SMS_PER_DAY: '100000',
    SMS_PER_PERSON: '1000',
  });
  started.push(service);
  return service;
}

const waiting = async () => (await readdir(join(dir, 'incoming'))).length;

test('what was taken is worked once, wherever the kill falls', async () => {
  const path = smsPath(SESSION, 'twilio');
  const taken: { id: string; participant: string }[] = [];
  let between = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const service = start();
    const url = await listening(service);
    const at = { url: `${url}${path}`, publicUrl: `${BASE}${path}` };
    let answered = 0;
    await Promise.all(
      ids.map(async (participant, n) => {
        const id = `SM-${round}-${n}`;
        const answer = await supplier
          .incoming(at, { id, from: numberOf(n), text: `tack ${round}` })
          .catch(() => null);
        if (answer?.status !== 200) return;
        taken.push({ id, participant });
        answered += 1;
        if (answered === 4 * (round + 1)) service.child.kill('SIGKILL');
      }),
    );
    service.child.kill('SIGKILL');
    await service.ended;
    between += await waiting();
  }
  // Some were taken and not worked: else nothing is tried here.
  expect(between).toBeGreaterThan(5);
  expect(taken.length).toBeGreaterThan(KILLS * 4);

  const service = start();
  await listening(service);
  for (let n = 0; n < 600 && (await waiting()) > 0; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await waiting()).toBe(0);
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
  const store = await openLowdbStore({ dir, clock: systemClock, log: silentLog });
  const wrong: unknown[] = [];
  for (const { id, participant } of taken) {
    const lines = await store.lines(participant, 'chat', 0, 1000);
    const times = lines.filter(({ body }) => body.clientId === `sms:${id}`).length;
    if (times !== 1) wrong.push({ id, participant, times });
  }
  await store.close();
  expect(wrong).toEqual([]);
}, 120_000);
