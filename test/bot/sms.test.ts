import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssistant } from '../../bot/assistant.ts';
import { smsPath } from '../../bot/channels/sms/routes.ts';
import { supplierOf, twilioSignature } from '../../bot/channels/sms/suppliers.ts';
import type { Assistant } from '../../bot/parts.ts';
import { systemRandom } from '../../bot/random.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { StoreFullError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';
import { smsParts } from '../../locales/gsm7.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING, MovableClock, sayOnWeb, startTestApp, type TestApp } from '../support/app.ts';
import { examplePlan } from '../support/participants.ts';
import { NUMBER, PASSWORD, SmsSupplier, USER } from '../support/sms-suppliers.ts';

const ID = 'alva-rom';
const ALVA = '+46701740605';
const BASE = 'https://stegvis.example';
const SESSION = 'a-secret-of-sessions-0123456789-0123456789';

test.each(['elks', 'twilio'] as const)(
  'a supplier (%s) that never answers is not waited for, and the same words are not sent twice',
  async (kind) => {
    const server = createServer(() => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const settings = { supplier: kind, user: USER, password: PASSWORD, from: NUMBER, url, timeoutMs: 50 };
    const sms = { to: ALVA, text: 'hej', reportUrl: `${BASE}/x` };
    expect(await supplierOf(settings).send(sms)).toEqual({ kind: 'permanent', detail: 'sms-no-answer' });
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    // Nobody there at all: it can be sent again.
    expect(await supplierOf(settings).send(sms)).toEqual({ kind: 'temporary', detail: 'sms-not-reached' });
  },
);

describe.each(['elks', 'twilio'] as const)('SMS through %s', (kind) => {
  let supplier: SmsSupplier;
  let running: TestApp;
  let store: Store;
  let clock: MovableClock;
  let ids = 0;

  const envOf = () => ({
    BASE_URL: BASE,
    SESSION_SECRET: SESSION,
    SMS: kind === 'elks' ? '46elks' : 'twilio',
    SMS_USER: USER,
    SMS_PASSWORD: PASSWORD,
    SMS_FROM: NUMBER,
    SMS_URL: supplier.url,
  });

  async function start(env: Record<string, string> = {}): Promise<void> {
    running = await startTestApp({
      store,
      clock,
      env: { ...envOf(), ...env },
    });
  }

  beforeEach(async () => {
    supplier = new SmsSupplier(kind);
    await supplier.listen();
    clock = new MovableClock(EVENING);
    store = openMemoryStore({ clock, log: { info: () => {}, warn: () => {}, error: () => {} } });
    const example = examplePlan('plan-rusta-och-matcha');
    const contact = { ...example.person.contact, phone: '070-174 06 05' };
    const plan = { ...example, id: ID, person: { ...example.person, contact } };
    await store.turn(ID, (doc) => {
      const made = importPlan(doc, { plan, by: 'test', now: EVENING, expected: null });
      if (made.kind !== 'created') throw new Error(made.kind);
      const reminding = { ...made.doc.reminding, leads: [] };
      const wishes = { ...made.doc.wishes, level: 'plain' as const, reminders: false };
      return { doc: { ...made.doc, welcomedAt: EVENING, wishes, reminding }, result: null };
    });
    await start();
  });

  afterEach(async () => {
    await running.close();
    await supplier.close();
  });

  const path = smsPath(SESSION, kind);
  const at = () => ({ url: `${running.url}${path}`, publicUrl: `${BASE}${path}` });

  async function doc(): Promise<Participant> {
    const read = await store.read(ID);
    if (!read) throw new Error('no participant');
    return read.doc;
  }

  /** Sends an SMS and gives what came back. */
  async function write(
    text: string,
    more: { from?: string; id?: string; media?: boolean } = {},
  ): Promise<string[]> {
    const before = supplier.sent.length;
    ids += 1;
    const sms = {
      id: more.id ?? `in-${ids}`,
      from: more.from ?? ALVA,
      text,
      ...(more.media ? { media: true } : {}),
    };
    const answer = await supplier.incoming(at(), sms);
    expect(answer.status).toBe(200);
    await running.app.scheduler.sweep();
    // What is said past the conversation is sent beside.
    for (let n = 0; n < 50 && supplier.sent.length === before; n += 1) await new Promise(setImmediate);
    return supplier.sent.slice(before).map((sent) => sent.text);
  }

  const digitsOf = (texts: string[]) => /Svara (\d\d) /.exec(texts.join(' '))?.[1] ?? '';

  test('an absence is sent with the two digits that came, not with a yes, and can be taken back', async () => {
    const asked = await write('jag är sjuk i morgon');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^Du är borta .*10 mars.* Svara \d\d för att skicka det/);
    expect(asked.join()).not.toMatch(/sjuk/i);
    expect((await doc()).absences).toEqual([]);
    const again = await write('ja');
    expect((await doc()).absences).toEqual([]);
    const receipt = await write(digitsOf(again));
    expect(receipt.join()).toContain('Kvitto');
    expect(receipt.join()).not.toMatch(/sjuk/i);
    expect((await doc()).absences).toMatchObject([{ status: 'reported', reason: 'sick', channel: 'sms' }]);
    expect((await doc()).notices).toHaveLength(1);
    const back = await write('ångra');
    expect((await doc()).absences).toMatchObject([{ status: 'reported' }]);
    expect((await write(digitsOf(back))).join()).toContain('tagit tillbaka');
    expect((await doc()).absences).toMatchObject([{ status: 'withdrawn' }]);
  });

  test('what does not fit in one SMS is two, and nothing of it is left out', async () => {
    await store.turn(ID, (found) => {
      if (!found) throw new Error('nobody');
      const name = `Exempelstads arbetsmarknads- och ${'vuxenutbildnings'.repeat(4)}förvaltning`;
      return {
        doc: { ...found, plan: { ...found.plan, provider: { ...found.plan.provider, name } } },
        result: null,
      };
    });
    const asked = await write('jag är sjuk i morgon och på fredag');
    const said = await write(digitsOf(asked));
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^Kvitto.*ångra om det är fel\.$/);
    expect(said[1]).toMatch(/^Du skrev om mer än så\. Svara ja/);
    for (const text of said) expect(smsParts(text)).toBeLessThanOrEqual(2);
    await write(digitsOf(await write('ja')));
    expect((await doc()).absences).toMatchObject([{ status: 'reported' }, { status: 'reported' }]);
  });

  test('begun by SMS, finished on the web', async () => {
    await write('jag är sjuk i morgon');
    await running.app.parts.assistant.say({
      participantId: ID,
      messageId: 'w1',
      text: 'vad frågade du?',
      pressed: null,
      channel: 'web',
    });
    await running.app.parts.assistant.say({
      participantId: ID,
      messageId: 'w2',
      text: 'ja',
      pressed: null,
      channel: 'web',
    });
    expect((await doc()).absences).toMatchObject([{ status: 'reported' }]);
  });

  test('wrong digits three times end it; six in a day shut it until the next', async () => {
    for (let round = 0; round < 2; round += 1) {
      const right = digitsOf(await write('jag är sjuk i morgon'));
      const wrong = right === '11' ? '12' : '11';
      expect((await write(wrong)).join()).toContain('fel nummer');
      expect((await write(wrong)).join()).toContain('fel nummer');
      expect((await write(wrong)).join()).toContain('tre gånger');
      expect((await write(right)).join()).toContain('gäller inte nu');
    }
    expect((await write('jag är sjuk i morgon')).join()).toContain('inte skicka det med sms i dag');
    expect((await doc()).absences).toEqual([]);
  });

  test.each([
    'vad är mitt mål?',
    'visa min plan',
    'var ska jag vara?',
    'vem är min handledare?',
    'vad har jag bokat i veckan',
    'fråga min handledare om jag kan få en annan tid',
    'vilka kvitton har jag',
  ])('"%s" is in the chat, and nothing of it comes by SMS', async (text) => {
    const before = await doc();
    const texts = await write(text);
    const plan = JSON.stringify(before.plan);
    for (const said of texts) {
      expect(said).not.toContain('Storgatan');
      for (const secret of [before.plan.supervisor.name, before.plan.person.firstName]) {
        expect(said).not.toContain(secret);
      }
    }
    expect(plan).toContain('Storgatan');
    expect(texts).toHaveLength(1);
    expect((await doc()).dialog.stack).toEqual(before.dialog.stack);
    expect((await doc()).notices).toEqual([]);
  });

  test('the next time is told, and nothing else of it', async () => {
    const [text = ''] = await write('när är nästa möte?');
    expect(text).toMatch(/^Din nästa tid är .*mars.*klockan/);
    expect(text).not.toMatch(/workshop|Omar|Storgatan/i);
  });

  test('a crisis is answered with numbers to ring, and kept nowhere', async () => {
    const texts = await write('jag vill inte leva längre');
    expect(texts.join()).toContain('112');
    expect(texts.join()).toContain('90101');
    expect(JSON.stringify(await store.lastLines(ID, 'chat', 20))).not.toContain('vill inte leva');
  });

  test('the same message twice runs once and is answered once', async () => {
    expect(await write('när är nästa möte?', { id: 'same' })).toHaveLength(1);
    expect(await write('när är nästa möte?', { id: 'same' })).toEqual([]);
    expect(await write('stopp', { id: 'same-stop' })).toHaveLength(1);
    expect(await write('stopp', { id: 'same-stop' })).toEqual([]);
  });

  test('STOPP is confirmed once, then nothing comes until START; AVBRYT only cancels', async () => {
    await write('jag är sjuk i morgon');
    expect((await write('AVBRYT')).join()).toContain('inte skickat något');
    expect((await write('Stopp')).join()).toContain('inga fler sms');
    await remind();
    expect(supplier.sent.at(-1)?.text).toContain('inga fler sms');
    expect((await write('jag är sjuk i morgon')).join()).toContain('stängt av sms');
    expect((await doc()).absences).toEqual([]);
    expect((await write('START')).join()).toContain('får du sms från mig igen');
    await remind();
    expect(supplier.sent.at(-1)?.text).toContain('nytt meddelande i Stegvis');
  });

  async function remind(): Promise<void> {
    await store.turn(ID, (found) => ({
      doc: found && tell(found, [{ key: 'common:youAreWelcome' }], { now: clock.now(), proactive: true }),
      result: null,
    }));
    await running.app.scheduler.sweep();
  }

  test('an unknown number gets one line that tells nothing, once a day', async () => {
    const texts = await write('hej', { from: '+46701740607' });
    expect(texts).toEqual(['Jag kan inte svara på det här numret.\nPrata med din handledare.']);
    expect(await write('hej igen', { from: '+46701740607' })).toEqual([]);
  });

  test('forged calls change nothing', async () => {
    const sms = { id: 'x', from: ALVA, text: 'när är nästa möte?' };
    const before = await doc();
    const other = `${running.url}/sms/${'x'.repeat(32)}`;
    expect((await supplier.incoming({ url: other, publicUrl: other }, sms)).status).toBe(403);
    if (kind === 'twilio') expect((await supplier.incoming(at(), sms, true)).status).toBe(403);
    // A replay with other words, and what became of a message as somebody else tells it.
    if (kind === 'twilio') {
      const fields = { MessageSid: 'x', From: ALVA, Body: 'när är nästa möte?' };
      const signature = twilioSignature(PASSWORD, at().publicUrl, fields);
      const replayed = await fetch(at().url, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams({ ...fields, Body: 'jag är sjuk i morgon' }),
      });
      expect(replayed.status).toBe(403);
    }
    const report = await fetch(`${other}/rapport/${ID}/x`, {
      method: 'POST',
      body: new URLSearchParams({ status: 'failed' }),
    });
    expect(report.status).toBe(403);
    const half = await fetch(at().url, { method: 'POST', body: new URLSearchParams({ from: ALVA }) });
    expect(half.status).toBeGreaterThanOrEqual(400);
    expect(await doc()).toEqual(before);
    expect(supplier.sent).toEqual([]);
  });

  test('a picture, emoji and nothing at all are no words', async () => {
    await write('när är nästa möte?');
    expect((await write('', { media: true })).join()).toContain('inte läsa bilder');
    expect(await write('  ')).toEqual([]);
    expect(await write('👍👍')).toHaveLength(1);
    expect((await doc()).absences).toEqual([]);
  });

  test('what the supplier says of delivery is kept; what failed is brought another way', async () => {
    await write('när är nästa möte?');
    const url = new URL(supplier.sent.at(-1)?.reportUrl ?? '');
    const report = { url: `${running.url}${url.pathname}`, publicUrl: `${BASE}${url.pathname}` };
    expect((await supplier.report(report, 'sent')).status).toBe(200);
    expect((await doc()).outbox.find(({ way }) => way === 'sms')?.status).toBe('sent');
    expect((await supplier.report(report, 'delivered')).status).toBe(200);
    expect((await doc()).outbox.find(({ way }) => way === 'sms')?.status).toBe('delivered');
    // It came too late to be true.
    await supplier.report(report, 'failed');
    expect((await doc()).outbox.find(({ way }) => way === 'sms')?.status).toBe('delivered');
  });

  test.each([
    [500, 'due'],
    [429, 'due'],
    [400, 'failed'],
    ['silent', 'failed'],
  ] as const)('a supplier that answers %s: %s', async (answer, status) => {
    await write('när är nästa möte?');
    supplier.answers = [answer];
    const before = supplier.sent.length;
    await remind();
    expect(supplier.sent).toHaveLength(before + 1);
    expect((await doc()).outbox.at(-1)).toMatchObject({ way: 'sms', kind: 'line', status });
  });

  test('there is a ceiling for a person and for the day, over a restart too', async () => {
    await running.close();
    await start({ SMS_PER_PERSON: '2' });
    await write('när är nästa möte?');
    await running.close();
    await start({ SMS_PER_PERSON: '2' });
    for (let n = 0; n < 3; n += 1) await write('när är nästa möte?');
    // Two, and that there are no more today.
    expect(supplier.sent).toHaveLength(3);
    expect(supplier.sent.at(-1)?.text).toMatch(/inte skicka fler sms i dag.*Ring [\d\s-]+ om/);
    // What is said of a crisis is never held back.
    expect((await write('jag vill inte leva längre')).join()).toContain('112');
    await running.close();
    await start({ SMS_PER_DAY: '4' });
    for (let n = 0; n < 3; n += 1) await write('när är nästa möte?');
    expect(supplier.sent).toHaveLength(4);
    clock.move(24 * HOUR);
    await write('när är nästa möte?');
    expect(supplier.sent).toHaveLength(5);
  });

  test.each(['SMS_PER_PERSON', 'SMS_PER_DAY'])(
    'of %s a fifth is kept for reports; beyond that the person is told once to ring',
    async (ceiling) => {
      await running.close();
      await start({ [ceiling]: '20' });
      for (let n = 0; n < 18; n += 1) await write('när är nästa möte?');
      expect(supplier.sent).toHaveLength(17);
      expect(supplier.sent.at(-1)?.text).toContain('inte skicka fler sms i dag');
      const asked = await write('jag är sjuk i morgon');
      expect(asked.join()).toMatch(/Svara \d\d/);
      expect((await write(digitsOf(asked))).join()).toContain('Kvitto');
      expect((await doc()).absences).toMatchObject([{ status: 'reported' }]);
      // Reminders stay behind the ceiling.
      const before = supplier.sent.length;
      clock.move(HOUR);
      await remind();
      expect(supplier.sent).toHaveLength(before);
    },
  );

  test('digits that cannot be sent any more: the person is told to ring, and nothing has gone', async () => {
    await running.close();
    await start({ SMS_PER_PERSON: '1' });
    await write('tack');
    const said = (await write('jag är sjuk i morgon')).join();
    expect(said).toContain('inte skicka fler sms i dag');
    expect(said).toMatch(/Ring \d/);
    expect(said).not.toMatch(/Svara \d\d/);
    expect(await write('ja')).toEqual([]);
    expect((await doc()).absences).toEqual([]);
    await write('avbryt');
    clock.move(24 * HOUR);
    expect((await write('jag är sjuk i morgon')).join()).toMatch(/Svara \d\d/);
    // Told anew the next day.
    expect((await write('tack')).join()).toContain('inte skicka fler sms i dag');
  });

  test('numbers to call are given to who has stopped SMS, and beyond what is sent in a day', async () => {
    await running.close();
    await start({ SMS_PER_PERSON: '2' });
    await write('stopp');
    expect((await write('hej')).join()).toContain('stängt av');
    expect(await write('hej')).toEqual([]);
    for (const text of ['jag vill inte leva längre', 'min man slår mig']) {
      expect((await write(text)).join()).toContain('112');
    }
    expect(JSON.stringify(await store.lastLines(ID, 'chat', 50))).not.toMatch(/leva|slår/);
    expect((await doc()).addresses).toMatchObject([{ closed: { why: 'stopp' } }]);
  });

  test('beyond sixty an hour a report, its digits and a crisis are taken still, and nothing else', async () => {
    await running.close();
    await start({ SMS_PER_PERSON: '500', SMS_PER_DAY: '500' });
    for (let n = 0; n < 60; n += 1) await write('tack');
    expect(await write('när är nästa möte?')).toEqual([]);
    expect((await write('jag vill inte leva längre')).join()).toContain('112');
    const asked = await write('jag är sjuk i morgon');
    await write(digitsOf(asked));
    expect((await doc()).absences).toMatchObject([{ status: 'reported' }]);
    expect(await write('tack')).toEqual([]);
    expect((await write('stopp')).join()).toContain('inga fler sms');
  });

  test('many at once are all counted', async () => {
    await running.close();
    // A disk that takes its time.
    const readInstallation = store.readInstallation.bind(store);
    store.readInstallation = async () => {
      const found = await readInstallation();
      for (let n = 0; n < 200; n += 1) await new Promise(setImmediate);
      return found;
    };
    await start({ SMS_PER_DAY: '3' });
    await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        supplier.incoming(at(), { id: `many-${n}`, from: `+4670174060${n === 5 ? 9 : n}`, text: 'hej' }),
      ),
    );
    await running.app.scheduler.sweep();
    expect(supplier.sent).toHaveLength(3);
    expect((await store.readInstallation()).smsToday).toBe('2026-03-09 3');
  });

  async function startHeld(change: (real: Assistant) => Partial<Assistant>): Promise<void> {
    await running.close();
    const real = createAssistant({ store, clock, random: systemRandom });
    running = await startTestApp({
      store,
      clock,
      env: envOf(),
      overrides: { assistant: { ...real, ...change(real) }, smsPatienceMs: 200, closeMs: 20 },
    });
  }
  const heard = async () =>
    (await store.lastLines(ID, 'chat', 20)).filter(({ body }) => body.from === 'participant');

  test('a slow turn is not waited for; cut off, it is worked by the next process, once', async () => {
    await startHeld(() => ({ say: () => new Promise<never>(() => {}) }));
    const sms = { id: 'slow', from: ALVA, text: 'jag är sjuk i morgon' };
    expect((await supplier.incoming(at(), sms)).status).toBe(200);
    expect((await supplier.incoming(at(), sms)).status).toBe(200);
    expect(await store.kept()).toHaveLength(1);
    await running.close();
    await start();
    await running.app.scheduler.sweep();
    await running.app.scheduler.sweep();
    expect(await heard()).toHaveLength(1);
    expect(supplier.sent).toHaveLength(1);
    expect(await store.kept()).toEqual([]);
    // The supplier calls again, long after.
    expect((await supplier.incoming(at(), sms)).status).toBe(200);
    await running.app.scheduler.sweep();
    expect(await heard()).toHaveLength(1);
    expect(supplier.sent).toHaveLength(1);
  });

  test('"taken" is said of what is written down alone', async () => {
    const keep = store.keep.bind(store);
    const held = Promise.withResolvers<void>();
    store.keep = (id, body) => held.promise.then(() => keep(id, body));
    await startHeld(() => ({}));
    const sms = { id: 'x', from: ALVA, text: 'när är nästa möte?' };
    expect((await supplier.incoming(at(), sms)).status).toBe(503);
    held.resolve();
    expect((await supplier.incoming(at(), sms)).status).toBe(200);
    await running.app.scheduler.sweep();
    expect(supplier.sent).toHaveLength(1);
    store.keep = () => Promise.reject(new StoreFullError());
    expect((await supplier.incoming(at(), { ...sms, id: 'y' })).status).toBe(503);
    expect(await store.kept()).toEqual([]);
  });

  test('what could not be worked is told of, tried again, and given up after a day', async () => {
    let faults = 2;
    await startHeld((real) => ({
      say: (incoming) => {
        faults -= 1;
        return faults >= 0 ? Promise.reject(new StoreFullError()) : real.say(incoming);
      },
    }));
    await write('jag är sjuk i morgon');
    expect(supplier.sent.map(({ text }) => text)).toEqual([expect.stringContaining('fel hos oss')]);
    await running.app.scheduler.sweep();
    expect(faults).toBe(1);
    clock.move(MINUTE);
    await running.app.scheduler.sweep();
    expect(faults).toBe(0);
    clock.move(MINUTE);
    await running.app.scheduler.sweep();
    expect(supplier.sent).toHaveLength(2);
    expect(supplier.sent.at(-1)?.text).toMatch(/Svara \d\d/);
    faults = 9999;
    await write('tack');
    expect(await store.kept()).toHaveLength(1);
    clock.move(25 * HOUR);
    await running.app.scheduler.sweep();
    expect(await store.kept()).toEqual([]);
    expect(running.logged.join('')).toContain('sms.given-up');
    expect(running.logged.join('')).not.toMatch(/70174|sjuk|tack/);
  });

  test('what one person writes is worked in the order in which it came', async () => {
    const first = Promise.withResolvers<void>();
    await startHeld((real) => ({
      say: (incoming) =>
        (incoming.text === 'ett' ? first.promise : Promise.resolve()).then(() => real.say(incoming)),
    }));
    await supplier.incoming(at(), { id: '1', from: ALVA, text: 'ett' });
    await supplier.incoming(at(), { id: '2', from: ALVA, text: 'två' });
    first.resolve();
    await running.app.scheduler.sweep();
    expect((await heard()).map(({ body }) => body.text)).toEqual(['ett', 'två']);
  });

  test('half a message of two parts is taken as it is and sends nothing by itself', async () => {
    const texts = await write('hej jag heter alva och jag kan tyvärr inte komma till mötet i mor');
    expect(texts).toHaveLength(1);
    expect((await doc()).notices).toEqual([]);
    await write('gon för att jag är sjuk');
    expect((await doc()).notices).toEqual([]);
  });

  test('details are for who has turned them on after signing in, and never for somebody who is protected', async () => {
    await write('visa mer i mina sms');
    expect((await doc()).sms.details).toBe(false);
    await onWeb('visa mer i mina sms');
    expect((await doc()).sms.details).toBe(true);
    const next = (await write('när är nästa möte?')).join();
    expect(next).toContain('Storgatan');
    expect((await write('vad är mitt mål?')).join()).not.toContain('inte visa med sms');
    const asked = (await write('jag är sjuk i morgon')).join();
    expect(asked).not.toMatch(/sjuk|Storgatan/i);
    for (const { text } of supplier.sent) expect(smsParts(text)).toBeLessThanOrEqual(2);
    await write('avbryt');
    await store.turn(ID, (found) => ({
      doc: found && {
        ...found,
        plan: { ...found.plan, person: { ...found.plan.person, protectedIdentity: true } },
      },
      result: null,
    }));
    expect((await write('när är nästa möte?')).join()).not.toContain('Storgatan');
    expect((await write('jag är sjuk i morgon')).join()).not.toContain('Exempelcoacherna');
  });

  test('several pieces of news at once are one SMS', async () => {
    await write('när är nästa möte?');
    const before = supplier.sent.length;
    const sayings = [{ key: 'common:youAreWelcome' }, { key: 'common:youAreWelcome' }] as const;
    await store.turn(ID, (found) => ({
      doc: found && tell(found, sayings, { now: clock.now(), proactive: true }),
      result: null,
    }));
    for (let n = 0; n < 4; n += 1) await running.app.scheduler.sweep();
    expect(supplier.sent).toHaveLength(before + 1);
    clock.move(HOUR);
    await remind();
    expect(supplier.sent).toHaveLength(before + 2);
  });

  test('reminders by SMS are asked for in the chat; the number need not write first', async () => {
    expect((await doc()).addresses).toEqual([]);
    expect(await onWeb('påminn mig med sms')).toContain('slutar på 05');
    expect((await doc()).reminding.channel).toBe('sms');
    await remind();
    expect(supplier.sent.at(-1)).toMatchObject({ to: ALVA });
    expect(await onWeb('vilka sätt kan du nå mig?')).toContain('slutar på 05');
    expect(await onWeb('ta bort mitt nummer')).toContain('inga fler sms');
    expect(await doc()).toMatchObject({ addresses: [], reminding: { channel: null } });
  });

  const onWeb = (text: string): Promise<string> => sayOnWeb(running, ID, text);

  test('nothing personal comes into the log', async () => {
    supplier.answers = [500];
    await write('papegoja är sjuk i morgon');
    await write('hej', { from: '+46701740607' });
    await remind();
    const logged = running.logged.join('');
    for (const canary of ['papegoja', '70174', 'sjuk', PASSWORD, path.slice(5)]) {
      expect([canary, logged.includes(canary)]).toEqual([canary, false]);
    }
  });
});
