import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Webhook } from 'standardwebhooks';
import { apiRoutes } from '../../bot/provider/api.ts';
import { readAbsence } from '../../bot/provider/read-notice.ts';
import { makeWebhookDelivery } from '../../bot/provider/webhooks/deliver.ts';
import { webhookJsonSchema } from '../../bot/provider/webhooks/payload.ts';
import { systemRandom } from '../../bot/random.ts';
import { makeScheduler } from '../../bot/scheduler/scheduler.ts';
import { changeAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { reportSignal } from '../../domain/actions/signals.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import { addMs, DAY, HOUR, MINUTE, msOf } from '../../domain/time.ts';
import {
  ask,
  auditOf,
  docOf,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { type Received, Receiver } from '../support/receiver.ts';

/** Webhooks over real HTTP, verified by the official library. */

const START = '2026-03-10T07:00:00.000Z';
let receiver: Receiver;
let side: ProviderSide;
let hook: string;
let secret: string;

beforeEach(async () => {
  receiver = new Receiver();
  hook = await receiver.listen();
  side = await openProviderSide(apiRoutes, { email: null });
  setClock(side, START);
  // The library compares with the clock of the machine.
  jest.spyOn(Date, 'now').mockImplementation(() => msOf(side.clock.now()));
  await takeIn(side, examplePlan('rusta-och-matcha'));
  secret = (await call('PUT', '/api/v1/webhook', { url: hook })).body.secret as string;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await receiver.close();
  await side.close();
});

async function call(method: string, path: string, body?: object, key: string = KEYS.exempel) {
  const response = await fetch(`${side.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function change(act: (doc: Participant) => Participant | null, id = 'alva-rom'): Promise<void> {
  await side.store.turn(id, (doc) => ({ doc: doc && act(doc), result: null }));
}

async function hooks(): Promise<Message[]> {
  return (await docOf(side, 'alva-rom')).outbox.filter((message) => message.way === 'webhook');
}

function later(ms: number): void {
  setClock(side, addMs(side.clock.now(), ms));
}

/** What waits for an earlier one goes with the next look, as it does a second later. */
async function sweepAll(): Promise<void> {
  for (let n = 0; n < 6; n += 1) await side.scheduler.sweep();
}

/** Lets time pass in steps, so that everything happens when it is due. */
async function pass(ms: number, step = 5 * MINUTE): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    later(step);
    await side.scheduler.sweep();
  }
}

function verify({ text, headers }: Received, using = secret): Record<string, unknown> {
  return new Webhook(using).verify(text, headers as Record<string, string>) as Record<string, unknown>;
}

const acting = () => ({ now: side.clock.now(), channel: 'web' });
const staff = () => ({ now: side.clock.now(), staffId: 'karin', staffName: 'Karin Berg' });

describe('what is sent', () => {
  test('every event is signed, fits the published schema, and comes in order', async () => {
    await report(side, 'alva-rom');
    await sweepAll();
    const input = {
      from: '2026-03-10',
      to: '2026-03-10',
      occurrences: ['handledare@2026-03-10T09:00'],
      reason: 'family' as const,
    };
    await change((doc) => changeAbsence(doc, 'a1', input, acting()).doc);
    await change((doc) => readAbsence(doc, 'a1', staff()));
    await ask(side, 'alva-rom', 'Vad betyder det?');
    await change(
      (doc) =>
        reportSignal(
          doc,
          { kind: 'work', startsOn: '2026-04-01', where: null },
          { ...acting(), random: systemRandom },
        ).doc,
    );
    await sweepAll();
    setClock(side, '2026-03-10T09:00:00.000Z');
    await sweepAll();
    const [deviation] = (await docOf(side, 'alva-rom')).absences[0]?.deviations ?? [];
    await change((doc) => {
      const sent = markDeviationSent(doc, deviation?.id ?? '', staff());
      return sent.kind === 'done' ? sent.doc : null;
    });
    await report(side, 'alva-rom', { from: '2026-03-11', to: '2026-03-11', occurrences: [] });
    await change((doc) => withdrawAbsence(doc, 'a2', acting()).doc);
    await sweepAll();

    expect(receiver.types().filter((type) => !/plan|signal/.test(type))).toEqual([
      'absence.reported',
      'absence.changed',
      'absence.read',
      'deviation.ready',
      'deviation.sent',
      'absence.reported',
      'absence.withdrawn',
    ]);
    expect(receiver.types()).toEqual(expect.arrayContaining(['plan.question', 'signal.work_or_studies']));
    const ajv = new Ajv2020({ strict: false });
    const schema = await call('GET', '/api/v1/webhook.schema.json');
    expect(schema.body).toEqual(JSON.parse(JSON.stringify(webhookJsonSchema())));
    const valid = ajv.compile(schema.body);
    for (const message of receiver.taken) {
      const { type } = JSON.parse(message.text) as { type: string };
      expect([type, valid(JSON.parse(message.text)), valid.errors]).toEqual([type, true, null]);
      expect(message.headers['content-type']).toBe('application/json');
      expect(Buffer.byteLength(message.text)).toBeLessThan(20_000);
    }
    verify(receiver.taken.at(-1) as Received);
    const ids = receiver.taken.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
    // The absence's version never goes back.
    const versions = receiver.taken
      .map(({ text }) => JSON.parse(text).data.absence)
      .filter((absence) => absence?.id === 'a1')
      .map((absence) => absence.version);
    expect(versions).toEqual(versions.toSorted());
    // Withdrawn before it was told of: the reason never left the house.
    expect(
      JSON.parse(receiver.taken.findLast(({ text }) => text.includes('"a2"'))?.text ?? '').data.absence
        .reason,
    ).toBeNull();
  });

  test('a body that was changed, and another secret, are not verified', async () => {
    await report(side, 'alva-rom');
    await sweepAll();
    const [message] = receiver.taken as [Received];
    expect(() => verify({ ...message, text: message.text.replace('sick', 'work') })).toThrow('signature');
    expect(() => verify(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toThrow('signature');
  });

  test('names of a person with protected identity stay in the house', async () => {
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, person: { ...plan.person, protectedIdentity: true } });
    await report(side, 'alva-rom');
    const input = { kind: 'work', startsOn: '2026-04-01', where: 'Exempelbageriet' } as const;
    await change((doc) => reportSignal(doc, input, { ...acting(), random: systemRandom }).doc);
    await sweepAll();
    expect(JSON.parse(receiver.taken[0]?.text ?? '').data.participant).toEqual({
      id: 'alva-rom',
      firstName: null,
      lastName: null,
    });
    // Where they work tells it as well.
    expect(receiver.types()).toContain('signal.work_or_studies');
    expect(receiver.taken.map(({ text }) => text).join()).not.toContain('Exempelbageriet');
  });

  test('nothing of it is kept, and each telling of a reason stands in the trail once', async () => {
    receiver.behaviours = [500, 500];
    await report(side, 'alva-rom');
    await sweepAll();
    await pass(HOUR);
    const [message] = await hooks();
    expect(message).toMatchObject({
      status: 'sent',
      params: { event: 'absence.reported', subject: 'a1', deviation: null },
    });
    expect(JSON.stringify(message)).not.toContain('sick');
    expect((await auditOf(side, 'alva-rom')).filter((line) => line.startsWith('webhook:'))).toEqual([
      'webhook:exempel absence.reason-seen a1',
    ]);
  });

  test('another provider hears nothing of it', async () => {
    const other = new Receiver();
    await call('PUT', '/api/v1/webhook', { url: await other.listen() }, KEYS['exempel-kommun']);
    await report(side, 'alva-rom');
    await sweepAll();
    expect([receiver.taken.length, other.received.length]).toEqual([1, 0]);
    await other.close();
  });

  test('without a webhook nothing is kept to be sent', async () => {
    await call('PUT', '/api/v1/webhook', { url: null });
    await report(side, 'alva-rom');
    await sweepAll();
    expect(receiver.received).toHaveLength(0);
    expect(await hooks()).toEqual([]);
  });
});

describe('a receiver in trouble', () => {
  test('500: the same id again, after a while, until it is taken', async () => {
    receiver.behaviours = [500, 503, 204];
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect((await hooks())[0]).toMatchObject({ status: 'due', attempts: 1, detail: 'http-500' });
    await side.scheduler.sweep();
    expect(receiver.received).toHaveLength(1);
    later(6000);
    await side.scheduler.sweep();
    expect(receiver.received).toHaveLength(2);
    await pass(6 * MINUTE);
    expect((await hooks())[0]).toMatchObject({ status: 'sent', attempts: 3 });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    verify(receiver.received.at(-1) as Received);
  });

  test('one that says nothing is not waited for', async () => {
    receiver.behaviours = ['silent'];
    await report(side, 'alva-rom');
    const deliver = makeWebhookDelivery(side.parts, 100);
    const [message] = await hooks();
    expect(await deliver(await docOf(side, 'alva-rom'), message as Message)).toEqual({
      kind: 'temporary',
      detail: 'timeout',
    });
  });

  test('one that drops the connection after 200 has it, and is not sent it again', async () => {
    receiver.behaviours = ['drop-after-200'];
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect((await hooks())[0]).toMatchObject({ status: 'sent', attempts: 1 });
    await pass(HOUR);
    expect(receiver.received).toHaveLength(1);
  });

  test('one that drops it before the answer gets it again, and knows it by its id', async () => {
    receiver.behaviours = ['drop-before-answer'];
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    expect((await hooks())[0]?.detail).toBe('net-ECONNRESET');
    later(6000);
    await side.scheduler.sweep();
    expect(receiver.taken).toHaveLength(2);
    expect(new Set(receiver.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.taken[0]?.text).toBe(receiver.taken[1]?.text);
  });

  test('429 with Retry-After is left alone for that time, with everything that is for it', async () => {
    receiver.behaviours = [{ status: 429, headers: { 'retry-after': '1200' } }];
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    await ask(side, 'alva-rom', 'Hej?');
    await pass(15 * MINUTE);
    expect(receiver.received).toHaveLength(1);
    await pass(10 * MINUTE);
    expect(receiver.types()).toEqual(expect.arrayContaining(['absence.reported', 'plan.question']));
  });

  test('410 turns it off, the provider sees it, and setting it again turns it on', async () => {
    receiver.behaviours = [410];
    await report(side, 'alva-rom', { occurrences: [] });
    await side.scheduler.sweep();
    expect((await call('GET', '/api/v1/webhook')).body).toMatchObject({ url: hook, off: { why: 'gone' } });
    await ask(side, 'alva-rom', 'Hej?');
    await pass(DAY, HOUR);
    expect(receiver.received).toHaveLength(1);
    const failed = (await hooks()).map((message) => [message.status, message.detail]);
    expect(failed).toEqual([
      ['failed', 'http-410'],
      ['dropped', 'webhook-off'],
    ]);
    await call('PUT', '/api/v1/webhook', { url: hook });
    for (const message of await hooks()) {
      const id = encodeURIComponent(message.key);
      expect((await call('POST', `/api/v1/webhook/deliveries/${id}/redeliver`)).status).toBe(200);
    }
    await side.scheduler.sweep();
    expect(receiver.types()).toEqual(['absence.reported', 'plan.question']);
  });

  test('a process that dies while it sends: the next one sends it again, with the same id', async () => {
    receiver.behaviours = ['silent'];
    await report(side, 'alva-rom', { occurrences: [] });
    // Never waited for: nobody is left to hear the answer.
    void side.scheduler.sweep();
    while (receiver.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await hooks())[0]?.status).toBe('sending');
    const none = async () => ({ kind: 'dropped', detail: 'no-webhook' }) as const;
    const delivery = makeWebhookDelivery(side.parts);
    const next = makeScheduler(side.parts, (doc, message) =>
      message.way === 'webhook' ? delivery(doc, message) : none(),
    );
    later(MINUTE);
    await next.sweep();
    expect(receiver.received).toHaveLength(1);
    later(2 * MINUTE);
    await next.sweep();
    expect((await hooks())[0]).toMatchObject({ status: 'sent', attempts: 2 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      'alva-rom.1',
      'alva-rom.1',
    ]);
  });

  test('down for two days: nothing is lost or doubled, each absence in order, all of it as soon as it is back', async () => {
    receiver.always = 500;
    await report(side, 'alva-rom', { occurrences: [] });
    await side.scheduler.sweep();
    await pass(3 * HOUR);
    const input = { from: '2026-03-10', to: '2026-03-11', occurrences: [], reason: 'family' as const };
    await change((doc) => changeAbsence(doc, 'a1', input, acting()).doc);
    await pass(45 * HOUR, 30 * MINUTE);
    await change((doc) => withdrawAbsence(doc, 'a1', acting()).doc);
    await report(side, 'alva-rom', { from: '2026-03-13', to: '2026-03-13', occurrences: [] });
    await pass(HOUR);
    expect(receiver.taken).toHaveLength(0);
    // It was not hammered: some tries an hour at the most.
    expect(receiver.received.length).toBeLessThan(70);
    receiver.always = 204;
    await pass(HOUR);
    expect(receiver.types().filter((_, index) => receiver.taken[index]?.text.includes('"a1"'))).toEqual([
      'absence.reported',
      'absence.changed',
      'absence.withdrawn',
    ]);
    expect(receiver.types()).toHaveLength(4);
    expect((await hooks()).map((message) => message.status)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  test('down for four days: it is given up after three, listed, and can be sent again', async () => {
    receiver.always = 500;
    await report(side, 'alva-rom', { occurrences: [] });
    await pass(4 * DAY, HOUR);
    const failed = (await call('GET', '/api/v1/webhook/deliveries?status=failed')).body
      .deliveries as Message[];
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({
      id: 'alva-rom.1',
      event: 'absence.reported',
      detail: expect.stringMatching(/^gave-up:/),
    });
    receiver.always = 204;
    await call('POST', '/api/v1/webhook/deliveries/alva-rom.1/redeliver');
    await pass(HOUR);
    expect(receiver.types()[0]).toBe('absence.reported');
    expect(receiver.taken[0]?.headers['webhook-id']).toBe('alva-rom.1');
  });
});

describe('secrets', () => {
  test('while one takes over from the other both verify, and a day later only the new one', async () => {
    const rotated = await call('POST', '/api/v1/webhook/secret', {});
    const fresh = rotated.body.secret as string;
    expect(rotated.body.signingSecrets).toBe(2);
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    const [first] = receiver.taken as [Received];
    verify(first, secret);
    verify(first, fresh);
    later(DAY + MINUTE);
    await ask(side, 'alva-rom', 'Hej?');
    await side.scheduler.sweep();
    const last = receiver.taken.find(({ text }) => text.includes('plan.question')) as Received;
    verify(last, fresh);
    expect(() => verify(last, secret)).toThrow('signature');
  });

  test('one that has leaked ends at once, and a secret is shown only when it is made', async () => {
    const fresh = (await call('POST', '/api/v1/webhook/secret', { endOldNow: true })).body.secret as string;
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    const [first] = receiver.taken as [Received];
    verify(first, fresh);
    expect(() => verify(first, secret)).toThrow('signature');
    expect((await call('GET', '/api/v1/webhook')).body.secret).toBeNull();
    expect((await call('PUT', '/api/v1/webhook', { url: hook })).body.secret).toBeNull();
  });
});

describe('setting up', () => {
  test('a test message is about nobody and says how it went', async () => {
    expect((await call('POST', '/api/v1/webhook/test')).body).toEqual({ ok: true, detail: 'http-204' });
    expect(verify(receiver.received[0] as Received)).toMatchObject({ type: 'webhook.test' });
    receiver.behaviours = [500];
    expect((await call('POST', '/api/v1/webhook/test')).body).toEqual({ ok: false, detail: 'http-500' });
    await call('PUT', '/api/v1/webhook', { url: 'http://127.0.0.1:1/' });
    expect((await call('POST', '/api/v1/webhook/test')).body).toEqual({
      ok: false,
      detail: 'net-ECONNREFUSED',
    });
    await call('PUT', '/api/v1/webhook', { url: null });
    expect((await call('POST', '/api/v1/webhook/test')).status).toBe(409);
    expect((await call('POST', '/api/v1/webhook/secret')).status).toBe(409);
  });

  test('what is no address is refused', async () => {
    for (const url of [
      'hej',
      'ftp://exempel.example/',
      'https://anna:hemligt@exempel.example/',
      'https://exempel.example/#a',
      7,
    ]) {
      expect((await call('PUT', '/api/v1/webhook', { url })).status).toBe(422);
    }
    expect((await call('PUT', '/api/v1/webhook', {})).status).toBe(422);
    expect((await call('GET', '/api/v1/webhook')).body.url).toBe(hook);
  });

  test("somebody else's delivery is not there", async () => {
    await report(side, 'alva-rom');
    const other = KEYS['exempel-kommun'];
    expect(
      (await call('POST', '/api/v1/webhook/deliveries/alva-rom.1/redeliver', undefined, other)).status,
    ).toBe(404);
    expect((await call('GET', '/api/v1/webhook/deliveries', undefined, other)).body).toEqual({
      deliveries: [],
    });
    expect((await call('POST', '/api/v1/webhook/deliveries/nobody.1/redeliver')).status).toBe(404);
  });
});
