import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssistant } from '../../bot/assistant.ts';
import { apiRoutes } from '../../bot/provider/api.ts';
import { maySee } from '../../bot/provider/inbox/access.ts';
import { storePlan } from '../../bot/provider/participants-api.ts';
import { systemRandom } from '../../bot/random.ts';
import { isClosed, isOver } from '../../domain/service-end.ts';
import { addMs, DAY, HOUR } from '../../domain/time.ts';
import {
  ask,
  chatOf,
  docOf,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

let side: ProviderSide;
const plan = examplePlan('rusta-och-matcha');

beforeEach(async () => {
  side = await openProviderSide(apiRoutes);
  setClock(side, '2026-03-10T07:00:00.000Z');
  await takeIn(side, plan);
  await createAssistant({ ...side, random: systemRandom }).open('alva-rom', 'web');
});
afterEach(() => side.close());

async function call(path: string, body?: object, key: string = KEYS.exempel) {
  const response = await fetch(`${side.url}/api/v1/participants/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: await response.json() };
}

async function say(text: string): Promise<string> {
  const assistant = createAssistant({ ...side, random: systemRandom });
  const said = await assistant.say({
    participantId: 'alva-rom',
    messageId: systemRandom.token(),
    text,
    pressed: null,
    channel: 'web',
  });
  return said.lines.map((line) => line.body.text).join('\n');
}

const told = async () =>
  (await chatOf(side, 'alva-rom')).filter((line) => line.proactive).map((line) => line.kind);

describe('the end of a service', () => {
  test('at once: the participant is told once, reminders stop, and nothing more can be reported', async () => {
    const ended = await call('alva-rom/end');
    expect(ended).toEqual({
      status: 200,
      body: { id: 'alva-rom', over: true, lastDay: '2026-03-10', receiptsUntil: '2026-06-08' },
    });
    await call('alva-rom/end');
    expect(await told()).toEqual(['end:told', 'end:receipts', 'end:nextAf']);
    for (let hours = 0; hours < 60; hours += 1) {
      setClock(side, addMs(side.clock.now(), HOUR));
      await side.scheduler.sweep();
    }
    expect(await told()).toHaveLength(3);
    for (const text of ['jag är sjuk i dag', 'jag kommer 30 minuter sent', 'fråga min handledare']) {
      expect(await say(text)).toContain('är slut');
    }
    const doc = await docOf(side, 'alva-rom');
    expect([doc.absences, doc.questions, doc.outbox]).toEqual([[], [], []]);
  });

  test('on a day to come: everything goes on until then, and it is told in the morning after', async () => {
    await call('alva-rom/end', { on: '2026-03-12' });
    expect(isOver(await docOf(side, 'alva-rom'), '2026-03-12')).toBe(false);
    setClock(side, '2026-03-13T07:59:00.000Z');
    await side.scheduler.sweep();
    expect(await told()).not.toContain('end:told');
    setClock(side, '2026-03-13T08:00:00.000Z');
    await side.scheduler.sweep();
    expect((await told()).filter((kind) => kind === 'end:told')).toHaveLength(1);
  });

  test("the plan's own last day does the same, and a plan that is prolonged in time changes it", async () => {
    const ending = (end: string) => ({ ...plan, appointments: [], service: { ...plan.service, end } });
    await takeIn(side, ending('2026-03-12'));
    await takeIn(side, ending('2026-03-20'));
    setClock(side, '2026-03-13T09:00:00.000Z');
    await side.scheduler.sweep();
    expect(await told()).not.toContain('end:told');
    setClock(side, '2026-03-21T09:00:00.000Z');
    expect(await say('jag är sjuk i dag')).toContain('är slut');
    await side.scheduler.sweep();
    await side.scheduler.sweep();
    expect((await told()).filter((kind) => kind === 'end:told')).toHaveLength(1);
  });

  test('what was sent can be read for 90 days, and then nobody comes in', async () => {
    await report(side, 'alva-rom');
    await call('alva-rom/end');
    expect(await say('vad har jag skickat?')).toContain('nummer');
    const doc = await docOf(side, 'alva-rom');
    expect([isClosed(doc, '2026-06-08'), isClosed(doc, '2026-06-09')]).toEqual([false, true]);
  });

  test('can be taken back', async () => {
    await call('alva-rom/end');
    expect((await call('alva-rom/resume')).body).toMatchObject({ over: false });
    expect(await say('jag är sjuk i dag')).not.toContain('är slut');
  });

  test('is nobody else’s to decide, and a day that is none is refused', async () => {
    expect((await call('alva-rom/end', undefined, KEYS['exempel-kommun'])).status).toBe(404);
    expect((await call('nobody/end')).status).toBe(404);
    expect((await call('alva-rom/end', { on: '2026-02-30' })).status).toBe(400);
    expect(isOver(await docOf(side, 'alva-rom'), '2026-03-10')).toBe(false);
  });
});

describe('a new handledare', () => {
  const after = {
    ...plan,
    supervisor: { name: 'Samir Ek', phone: '070-174 06 44', email: 'samir@exempelcoacherna.example' },
  };
  const staff = (email: string) => ({ role: 'supervisor' as const, email });
  const change = () =>
    storePlan(side.parts, { plan: after, by: 'test', now: side.clock.now(), expected: null }, false);

  test('is told to the participant by name and phone, once', async () => {
    await change();
    await change();
    const [line, ...more] = (await chatOf(side, 'alva-rom')).filter(
      ({ kind }) => kind === 'end:newSupervisor',
    );
    expect(more).toEqual([]);
    expect(line?.text).toContain('Samir Ek');
    expect(line?.text).toContain('070-174 06 44');
  });

  test('gets what is unread, with an e-mail that names nobody; the former sees nothing from that moment', async () => {
    await report(side, 'alva-rom');
    await ask(side, 'alva-rom', 'Hemligt?');
    await side.scheduler.sweep();
    const before = side.email.sent.length;
    await change();
    const doc = await docOf(side, 'alva-rom');
    expect(maySee(staff('samir@exempelcoacherna.example'), doc)).toBe(true);
    expect(maySee(staff(plan.supervisor.email ?? ''), doc)).toBe(false);
    expect([doc.absences[0]?.readAt, doc.questions[0]?.answer]).toEqual([null, null]);
    await side.scheduler.sweep();
    const sent = side.email.sent.slice(before);
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['samir@exempelcoacherna.example', 'Ny deltagare, logga in'],
    ]);
    expect(JSON.stringify(sent)).not.toMatch(/Alva|alva|sjuk|Hemligt/);
  });

  test('writes no e-mail where nothing is left to read', async () => {
    await change();
    setClock(side, addMs(side.clock.now(), DAY));
    await side.scheduler.sweep();
    expect(side.email.sent).toEqual([]);
  });
});

test("a new provider sees nothing of the former's: the id stays the former's", async () => {
  await report(side, 'alva-rom');
  const kommun = { ...plan, provider: { ...plan.provider, id: 'exempel-kommun' } };
  const response = await fetch(`${side.url}/api/v1/participants/alva-rom`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${KEYS['exempel-kommun']}`, 'content-type': 'application/json' },
    body: JSON.stringify(kommun),
  });
  expect(response.status).toBe(409);
  expect((await docOf(side, 'alva-rom')).providerId).toBe('exempel');
});
