import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { apiRoutes } from '../../bot/provider/api.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { DamagedError, type ProviderContact, StoreFullError } from '../../domain/errors.ts';
import type { Store } from '../../domain/ports.ts';
import { KeptLog, StandingClock } from '../contracts/participants.ts';
import {
  ask,
  docOf,
  exampleInput,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  takeIn,
} from '../support/provider-side.ts';

/** What the provider meets when a document cannot be read, or nothing can be written. */

let side: ProviderSide;
let fault: ((name: string, id: string) => Error | null) | null;

const exempel: ProviderContact = {
  id: 'exempel',
  name: 'Exempelcoacherna',
  phone: '070-174 06 05',
  hours: null,
};

beforeEach(async () => {
  fault = null;
  const store = openMemoryStore({ clock: new StandingClock(), log: new KeptLog() });
  const failing = new Proxy(store, {
    get: (target, name: keyof Store) => {
      if (name !== 'turn' && name !== 'read') return Reflect.get(target, name).bind(target);
      return async (id: string, run: never) => {
        const thrown = fault?.(name, id) ?? null;
        if (thrown !== null) throw thrown;
        return name === 'turn' ? target.turn(id, run) : target.read(id);
      };
    },
  });
  side = await openProviderSide((parts) => [...apiRoutes(parts), ...inboxRoutes(parts)], { store: failing });
  await takeIn(side, examplePlan('rusta-och-matcha'));
  await takeIn(side, examplePlan('steg-till-arbete'));
  await ask(side, 'alva-rom', 'En?');
  await ask(side, 'bo-sta', 'Två?');
  await report(side, 'alva-rom');
  await side.store.providerTurn('exempel', () => {
    const provider = newProvider({ id: 'exempel', name: 'E', now: side.clock.now() });
    const chef = { id: 'chef', name: 'Chef', email: null, role: 'manager' } as const;
    return { doc: withStaff(provider, chef, side.clock.now())?.provider ?? null, result: null };
  });
});
afterEach(() => side.close());

function damage(id: string, provider: ProviderContact | null): void {
  fault = (_name, wanted) => (wanted === id ? new DamagedError(id, provider) : null);
}

async function api(path: string, method = 'GET', key: string = KEYS.exempel, body?: object) {
  const response = await fetch(`${side.url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, answer: await response.json() };
}

async function inbox(path: string) {
  const link = `${side.url}${new URL(await staffSignInLink(side.parts, 'exempel', 'chef')).pathname}`;
  const signed = await fetch(link, { method: 'POST', redirect: 'manual', headers: { origin: side.url } });
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const response = await fetch(side.url + path, { headers: { cookie, accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
}

test('one damaged document holds up no other notice, and keeps its places in the feed', async () => {
  damage('alva-rom', exempel);
  const { status, answer } = await api('notices');
  expect([status, answer.next]).toEqual([200, 3]);
  expect(answer.notices.map((entry: { kind: string; id: string }) => [entry.kind, entry.id])).toEqual([
    ['unreadable', 'alva-rom.1'],
    ['question.asked', 'bo-sta.1'],
    ['unreadable', 'alva-rom.2'],
  ]);
  expect((await api('participants/alva-rom')).answer.error.code).toBe('STEGVIS_API_UNREADABLE');
  fault = null;
  expect((await api('notices?after=2')).answer.notices[0]).toMatchObject({ kind: 'absence.reported' });
});

test("whether another provider's document is damaged is nobody's business", async () => {
  for (const owner of [{ ...exempel, id: 'exempel-kommun' }, null]) {
    damage('alva-rom', owner);
    expect((await api('participants/alva-rom')).status).toBe(404);
    expect((await api('notices/alva-rom.1/read', 'POST')).status).toBe(404);
    expect(
      (await api('participants/alva-rom', 'PUT', KEYS.exempel, exampleInput('rusta-och-matcha'))).status,
    ).toBe(409);
    expect((await inbox('/inkorg/deltagare/alva-rom')).status).toBe(404);
  }
});

test('the inbox shows everybody else, and says who cannot be shown', async () => {
  damage('alva-rom', exempel);
  const list = await inbox('/inkorg');
  expect(list.status).toBe(200);
  expect(list.text).toContain('Bo Lindqvist');
  expect(list.text).toContain('Uppgifterna om deltagaren med id alva-rom går inte att läsa just nu.');
  expect(list.text).not.toContain('Alva Ek');
  const page = await inbox('/inkorg/franvaro/alva-rom/a1');
  expect(page.status).toBe(503);
  expect(page.text).toContain('Den som driver tjänsten har fått veta det.');
});

test('a full disk is said plainly, nothing is half done, and no reason is shown that leaves no trace', async () => {
  fault = (name) => (name === 'turn' ? new StoreFullError() : null);
  const put = await api('participants/bo-sta', 'PUT', KEYS.exempel, {
    ...exampleInput('steg-till-arbete'),
    followUp: null,
  });
  expect([put.status, put.answer.error.code]).toEqual([503, 'STEGVIS_API_NO_ROOM']);
  const notices = await api('notices');
  expect([notices.status, JSON.stringify(notices.answer).includes('sick')]).toEqual([503, false]);
  const page = await inbox('/inkorg/franvaro/alva-rom/a1');
  expect([page.status, page.text.includes('Inget är ändrat.'), /sjuk/i.test(page.text)]).toEqual([
    503,
    true,
    false,
  ]);
  fault = null;
  expect((await docOf(side, 'bo-sta')).planVersion).toBe(1);
});
