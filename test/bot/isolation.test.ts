import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemRandom } from '../../bot/random.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { reportSignal } from '../../domain/actions/signals.ts';
import type { Plan } from '../../domain/plan.ts';
import { KeptLog } from '../contracts/participants.ts';
import { EXEMPEL_KEY, KOMMUN_KEY, MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { examplePlan } from '../support/participants.ts';
import { addStaff, type StaffBrowser, signInStaff } from '../support/staff-browser.ts';
import { TRIES, type Try } from './isolation-tries.ts';

/**
 * One provider never sees another's anything, nor does one handledare another's participants: tried over every route of the program. Each
 * try is then made by those whose it is, so that one that can do nothing for anybody is found.
 */

let app: TestApp;
/** Something that was sent, or is to be, to the system of `exempel`. */
let delivery: string;

/** Stands in everything of the participant's, and of the provider's staff. */
const MARK = /hemlix/i;
const STAFF_MARK = /doldix/i;
const NOW = '2026-03-10T11:00:00.000Z';

/** The example with marks in all that somebody could leak. */
function marked(): Plan {
  const plan = examplePlan('plan-rusta-och-matcha');
  return {
    ...plan,
    person: {
      ...plan.person,
      firstName: 'Hemlixa',
      lastName: 'Hemlixsson',
      contact: { email: 'hemlix@deltagare.example', phone: '070-174 06 97' },
    },
    goal: { ...plan.goal, what: { text: 'Hemlixt mål.', easy: null } },
    appointments: plan.appointments.map((entry) => ({ ...entry, title: { text: 'Hemlix tid', easy: null } })),
  };
}

beforeEach(async () => {
  const clock = new MovableClock(NOW);
  const store = openMemoryStore({ clock, log: new KeptLog() });
  const taken = (plan: Plan) =>
    store.turn(plan.id, (doc) => {
      const made = importPlan(doc, { plan, by: 'test', now: NOW, expected: null });
      return { doc: 'doc' in made ? made.doc : null, result: null };
    });
  await taken(marked());
  await taken(examplePlan('plan-kommun'));
  const side = { store, clock };
  const address = (name: string) => `${name}@exempelcoacherna.example`;
  await addStaff(side, 'exempel', {
    id: 'doldix-chef',
    name: 'Doldix Chef',
    email: address('chef'),
    role: 'administrator',
  });
  await addStaff(side, 'exempel', {
    id: 'sara',
    name: 'Doldix Sara',
    email: address('sara'),
    role: 'supervisor',
  });
  await addStaff(side, 'exempel-kommun', {
    id: 'nadia',
    name: 'Nadia',
    email: 'nadia@jobbcenter.example',
    role: 'administrator',
  });
  app = await startTestApp({ store, clock, overrides: { email: null } });
  const hook = { path: '/api/v1/webhook', json: { url: 'http://127.0.0.1:9/hemlix' } };
  await called(EXEMPEL_KEY, 'put', hook);
  const acting = { now: NOW, channel: 'web', random: systemRandom };
  await store.turn('alva-rom', (doc) => {
    if (!doc) throw new Error('no alva');
    const told = reportSignal(doc, { kind: 'work', startsOn: null, where: 'Hemlix Lager' }, acting).doc;
    const input = {
      from: '2026-03-10',
      to: '2026-03-10',
      occurrences: ['handledare@2026-03-10T09:00'],
      reason: 'undisclosed',
    } as const;
    return {
      doc: askSupervisor(reportAbsence(told, input, acting).doc, 'Hemlix fråga?', NOW).doc,
      result: null,
    };
  });
  const { text } = await called(EXEMPEL_KEY, 'get', { path: '/api/v1/webhook/deliveries' });
  delivery = JSON.parse(text).deliveries[0].id;
});
afterEach(() => app.close());

const signedIn = (providerId: string, staffId: string) =>
  signInStaff({ parts: app.app.parts, url: app.url }, providerId, staffId);

async function stored(): Promise<string> {
  const { doc } = (await app.store.read('alva-rom')) ?? {};
  const provider = await app.store.readProvider('exempel');
  const { signIns, ...rest } = doc ?? {};
  // Signing in, or asking for a way in, is nobody's secret.
  const staff = provider?.staff.map(({ signIns: _, signedOut: __, ...entry }) => entry);
  return JSON.stringify([rest, { ...provider, staff, revision: 0 }]);
}

const routes = () => app.app.routes.filter((route) => !route.path.startsWith('/demo/'));

/** In the order of the table, which ends sessions last. */
function tries(): { name: string; method: string; about: Try }[] {
  return Object.entries(TRIES).map(([name, about]) => ({
    name,
    method: name.split(' ')[0] ?? '',
    about: { ...about, path: about.path.replace('DELIVERY', delivery) },
  }));
}

async function made(browser: StaffBrowser, method: string, about: Try) {
  if (method === 'get') return browser.open(about.path);
  const { text } = await browser.open('/inkorg');
  const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return browser.post(about.path, new URLSearchParams({ form, ...about.form }));
}

async function called(key: string, method: string, about: Try) {
  const json = about.json === 'plan' ? examplePlan('plan-rusta-och-matcha') : (about.json ?? about.form);
  const response = await fetch(app.url + about.path, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${key}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  return { status: response.status, text: await response.text() };
}

test('every route has its try, and every try its route', () => {
  const names = routes().map((route) => `${route.method} ${route.path}`);
  expect(Object.keys(TRIES).sort()).toEqual([...new Set(names)].sort());
});

describe('over every route', () => {
  test("another provider's administrator sees and changes nothing", async () => {
    const before = await stored();
    const nadia = await signedIn('exempel-kommun', 'nadia');
    for (const { name, method, about } of tries()) {
      const answer = await made(nadia, method, about);
      expect([name, answer.text.match(MARK), answer.text.match(STAFF_MARK)]).toEqual([name, null, null]);
      expect([name, await stored()]).toEqual([name, before]);
      if (/:participant|:staff/.test(name)) expect([name, answer.status]).toEqual([name, 404]);
    }
  });

  test("another provider's key sees and changes nothing", async () => {
    const before = await stored();
    for (const { name, method, about } of tries()) {
      const answer = await called(KOMMUN_KEY, method, about);
      expect([name, answer.text.match(MARK), answer.text.match(STAFF_MARK)]).toEqual([name, null, null]);
      expect([name, await stored()]).toEqual([name, before]);
      if (/api\/v1.*:id/.test(name))
        expect([name, answer.status]).toEqual([name, method === 'put' ? 409 : 404]);
    }
  });

  test("another handledare of the same provider sees and changes nothing of the participant's", async () => {
    const before = JSON.stringify((await app.store.read('alva-rom'))?.doc);
    const sara = await signedIn('exempel', 'sara');
    for (const { name, method, about } of tries()) {
      if (!name.includes('/inkorg')) continue;
      const answer = await made(sara, method, about);
      expect([name, answer.text.match(MARK)]).toEqual([name, null]);
      expect([name, JSON.stringify((await app.store.read('alva-rom'))?.doc)]).toEqual([name, before]);
      if (name.includes(':participant')) expect([name, answer.status]).toEqual([name, 404]);
    }
  });

  test('nobody at all sees and changes nothing', async () => {
    const before = await stored();
    for (const { name, method, about } of tries()) {
      const json = about.json ?? about.form;
      const response = await fetch(app.url + about.path, {
        method: method.toUpperCase(),
        redirect: 'manual',
        headers: { origin: app.url, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const text = await response.text();
      expect([name, text.match(MARK), text.match(STAFF_MARK)]).toEqual([name, null, null]);
      expect([name, await stored()]).toEqual([name, before]);
      if (name.includes('/inkorg') && !about.open) {
        expect([name, response.status, response.headers.get('location')]).toEqual([
          name,
          303,
          '/inkorg/logga-in',
        ]);
      }
      if (name.includes('/api/') && !about.open) expect([name, response.status]).toEqual([name, 401]);
    }
  });

  test('those whose it is can do it all', async () => {
    for (const { name, method, about } of tries()) {
      if (about.open) continue;
      const byKey = /\/api\/|directline/.test(name);
      const chef = byKey ? null : await signedIn('exempel', 'doldix-chef');
      const answer = chef ? await made(chef, method, about) : await called(EXEMPEL_KEY, method, about);
      expect([name, answer.status]).toEqual([name, about.ownStatus ?? 200]);
    }
  });
});
