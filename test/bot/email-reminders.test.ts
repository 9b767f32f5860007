import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Email, EmailGateway, Store } from '../../domain/ports.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING, MovableClock, sayOnWeb, startTestApp, type TestApp } from '../support/app.ts';
import { examplePlan } from '../support/participants.ts';
import { NUMBER, PASSWORD, SmsSupplier, USER } from '../support/sms-suppliers.ts';
import { visitorOf } from '../support/visitor.ts';

/** Reminders by e-mail: chosen in the chat or on the page, as silent as an SMS, and ended in words. */

const ID = 'alva-rom';
const EMAIL = 'alva.ek@deltagare.example';
const BASE = 'https://stegvis.example';

let running: TestApp;
let store: Store;
let clock: MovableClock;
let sent: Email[];
let outcomes: DeliveryOutcome[];

const gateway: EmailGateway = {
  send: async (email) => {
    if (email.to !== EMAIL) return { kind: 'sent' };
    sent.push(email);
    return outcomes.shift() ?? { kind: 'sent' };
  },
};

async function start(email: EmailGateway | null = gateway, env: Record<string, string> = {}): Promise<void> {
  running = await startTestApp({ store, clock, env: { BASE_URL: BASE, ...env }, overrides: { email } });
}

beforeEach(async () => {
  sent = [];
  outcomes = [];
  clock = new MovableClock(EVENING);
  store = openMemoryStore({ clock, log: { info() {}, warn() {}, error() {} } });
  await store.turn(ID, (doc) => {
    const plan = examplePlan('plan-rusta-och-matcha');
    const made = importPlan(doc, { plan, by: 'test', now: EVENING, expected: null });
    if (made.kind !== 'created') throw new Error(made.kind);
    const wishes = { ...made.doc.wishes, level: 'plain' as const };
    return { doc: { ...made.doc, welcomedAt: EVENING, wishes }, result: null };
  });
  await start();
});

afterEach(() => running.close());

const say = (text: string): Promise<string> => sayOnWeb(running, ID, text);

async function doc(): Promise<Participant> {
  const read = await store.read(ID);
  if (!read) throw new Error('no participant');
  return read.doc;
}

async function news(): Promise<void> {
  await store.turn(ID, (found) => ({
    doc: found && tell(found, [{ key: 'common:youAreWelcome' }], { now: clock.now(), proactive: true }),
    result: null,
  }));
  await running.app.scheduler.sweep();
}

test('a reminder tells the day and the hour, and nothing else of the plan', async () => {
  await running.app.scheduler.sweep();
  expect(sent).toEqual([]);
  expect(await say('påminn mig med e-post')).toContain('Nu påminner jag dig med e-post');
  expect((await doc()).reminding.channel).toBe('email');
  clock.move(HOUR * 15);
  await running.app.scheduler.sweep();
  expect(sent).toHaveLength(1);
  const [{ subject, text, messageId }] = sent as [Email];
  expect(subject).toBe('Påminnelse från Stegvis');
  expect(text).toMatch(/^Kom ihåg: du har en tid tisdag 10 mars, klockan 9/);
  expect(text).toContain(`\n${BASE}/\n`);
  expect(text).toContain('sluta mejla mig');
  const { plan } = await doc();
  for (const secret of [
    'Storgatan',
    'workshop',
    'Omar',
    plan.supervisor.name,
    plan.person.firstName,
    plan.provider.name,
  ]) {
    expect(`${subject}${text}${messageId}`).not.toContain(secret);
  }
  expect(messageId).not.toContain(ID);
  const logged = running.logged.join('');
  for (const canary of [EMAIL, 'alva.ek', 'Kom ihåg']) expect(logged).not.toContain(canary);
});

test('a letter that fails in the evening is not tried again in the quiet hours, nor when the time is off', async () => {
  await say('påminn mig med e-post');
  await say('påminn mig en timme före');
  clock.move(15 * HOUR - 4 * MINUTE);
  outcomes = [{ kind: 'temporary', detail: 'smtp-421' }];
  await running.app.scheduler.sweep();
  expect(sent).toHaveLength(1);
  const plan = examplePlan('plan-rusta-och-matcha');
  await store.turn(ID, (found) => {
    const made = importPlan(found, {
      plan: { ...plan, appointments: [] },
      by: 'test',
      now: clock.now(),
      expected: null,
    });
    if (made.kind !== 'updated') throw new Error(made.kind);
    return { doc: { ...made.doc, bookingNews: [], news: null }, result: null };
  });
  clock.move(MINUTE);
  await running.app.scheduler.sweep();
  expect(sent).toHaveLength(1);
  expect((await doc()).outbox.at(-1)).toMatchObject({ way: 'email', status: 'dropped', detail: 'changed' });
  await say('påminn mig om att ringa klockan 19.59');
  clock.time = '2026-03-10T18:59:00.000Z';
  outcomes = [{ kind: 'temporary', detail: 'smtp-421' }];
  await running.app.scheduler.sweep();
  expect(sent).toHaveLength(2);
  clock.move(MINUTE);
  await running.app.scheduler.sweep();
  expect(sent).toHaveLength(2);
  expect((await doc()).outbox.at(-1)).toMatchObject({ status: 'dropped', detail: 'quiet-hours' });
});

test('other news are told of once, without what they are', async () => {
  await say('påminn mig med e-post');
  await news();
  await news();
  expect(sent.map(({ subject }) => subject)).toEqual(['Nytt meddelande från Stegvis']);
  expect(sent[0]?.text).not.toContain('Varsågod');
  clock.move(11 * MINUTE);
  await news();
  expect(sent).toHaveLength(2);
});

test('it is listed, and ended in words', async () => {
  await say('påminn mig via mejl');
  expect(await say('vilka sätt kan du nå mig?')).toContain('med e-post');
  expect(await say('sluta mejla mig')).toContain('inga fler påminnelser med e-post');
  expect(await doc()).toMatchObject({ addresses: [], reminding: { channel: null } });
  await news();
  expect(sent).toEqual([]);
});

test('it is chosen on the page of reminders too', async () => {
  const visitor = await visitorOf(running, ID);
  const page = await (await visitor.get('/paminnelser')).text();
  expect(page).toContain('Med e-post');
  const form = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
  await visitor.post('/paminnelser', { form, on: 'yes', how: 'each', where: 'email' });
  expect((await doc()).reminding.channel).toBe('email');
  await news();
  expect(sent).toHaveLength(1);
});

test('nobody without an address can choose it, and an address that the plan no longer has gets nothing', async () => {
  await say('påminn mig med e-post');
  const withEmail = (email: string | null) =>
    store.turn(ID, (found) => {
      if (!found) throw new Error('nobody');
      const { person } = found.plan;
      const plan = { ...found.plan, person: { ...person, contact: { ...person.contact, email } } };
      return { doc: { ...found, plan }, result: null };
    });
  await withEmail('another@deltagare.example');
  await news();
  expect(sent).toEqual([]);
  await withEmail(null);
  expect(await say('påminn mig med e-post')).toContain('ingen e-postadress');
});

describe('what cannot be sent', () => {
  let supplier: SmsSupplier;

  beforeEach(async () => {
    supplier = new SmsSupplier('elks');
    await supplier.listen();
    await running.close();
    await start(gateway, {
      SMS: '46elks',
      SMS_USER: USER,
      SMS_PASSWORD: PASSWORD,
      SMS_FROM: NUMBER,
      SMS_URL: supplier.url,
    });
    await say('påminn mig med sms');
    await say('påminn mig med e-post');
  });
  afterEach(() => supplier.close());

  test('is tried again as the same letter', async () => {
    outcomes = [{ kind: 'temporary', detail: 'smtp-421' }];
    await news();
    clock.move(HOUR);
    await running.app.scheduler.sweep();
    expect(sent).toHaveLength(2);
    expect(sent[0]?.messageId).toBe(sent[1]?.messageId);
    expect(supplier.sent).toEqual([]);
  });

  test('is brought another way when there is no such address any more', async () => {
    outcomes = [{ kind: 'permanent', detail: 'smtp-550' }];
    await news();
    await running.app.scheduler.sweep();
    expect(sent).toHaveLength(1);
    expect(supplier.sent).toHaveLength(1);
  });

  test('is brought another way when this installation no longer sends e-mail', async () => {
    const { env } = { env: { SMS: '46elks', SMS_USER: USER, SMS_PASSWORD: PASSWORD, SMS_FROM: NUMBER } };
    await running.close();
    await start(null, { ...env, SMS_URL: supplier.url });
    await news();
    await running.app.scheduler.sweep();
    expect(supplier.sent).toHaveLength(1);
    expect(await say('påminn mig med e-post')).toContain('Det sättet finns inte här');
  });
});
