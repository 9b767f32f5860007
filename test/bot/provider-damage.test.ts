import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { apiRoutes } from '../../bot/provider/api.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { DamagedError, type ProviderContact, StoreFullError } from '../../domain/errors.ts';
import type { Store } from '../../domain/ports.ts';
import { KeptLog, StandingClock } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';
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

async function inbox(path: string, provider = 'exempel', who = 'chef') {
  const link = `${side.url}${new URL(await staffSignInLink(side.parts, provider, who)).pathname}`;
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
  expect(page.text).toContain('Säg också till den som driver Stegvis.');
});

describe('when every file of a participant is garbage', () => {
  const CANNOT =
    'Uppgifterna om deltagaren med id alva-rom går inte att läsa just nu. Frånvaro och frågor från deltagaren syns inte här. Ring deltagaren.';

  /** Reopens a store in which alva-rom has told something and nothing of hers can be read but what `spared` names. */
  async function reopened(spared: string): Promise<void> {
    await side.close();
    const dir = await newFolder();
    const open = () => openLowdbStore({ dir, clock: new StandingClock(), log: new KeptLog() });
    const routes = (parts: ProviderSide['parts']) => [...apiRoutes(parts), ...inboxRoutes(parts)];
    side = await openProviderSide(routes, { store: await open() });
    await takeIn(side, examplePlan('rusta-och-matcha'));
    await report(side, 'alva-rom');
    for (const id of ['exempel', 'exempel-kommun']) {
      await side.store.providerTurn(id, () => {
        const provider = newProvider({ id, name: 'E', now: side.clock.now() });
        const staff = [
          { id: 'chef', name: 'Chef', email: null, role: 'manager' },
          { id: 'karin', name: 'K', email: 'karin.berg@exempelcoacherna.example', role: 'supervisor' },
          { id: 'olle', name: 'O', email: 'olle@exempelcoacherna.example', role: 'supervisor' },
        ] as const;
        const doc = staff.reduce(
          (all, one) => withStaff(all, one, side.clock.now())?.provider ?? all,
          provider,
        );
        return { doc, result: null };
      });
    }
    await side.store.feed('exempel', 0, 10);
    await side.close();
    const folder = join(dir, 'participants', 'p-alva-rom');
    for (const file of await readdir(folder)) {
      if (file !== spared) await writeFile(join(folder, file), 'garbage');
    }
    side = await openProviderSide(routes, { store: await open() });
  }

  test('her own supervisor and those who see all are told of it, time after time, and nobody else', async () => {
    await reopened('plans.jsonl');
    for (const who of ['chef', 'karin', 'chef']) {
      const list = await inbox('/inkorg', 'exempel', who);
      expect(list.text).toContain(CANNOT);
      expect(list.text).toContain('Allt som går att visa är läst.');
      expect(list.text).not.toContain('Allt är läst.');
      expect(list.text).not.toContain('Det finns inget nytt just nu.');
      const people = await inbox('/inkorg/deltagare', 'exempel', who);
      expect(people.text).toContain(CANNOT);
      expect(people.text).not.toContain('Du har inga deltagare än.');
      for (const path of ['/inkorg/manad', '/inkorg/planering']) {
        expect((await inbox(path, 'exempel', who)).text).toContain(CANNOT);
      }
      const page = await inbox('/inkorg/deltagare/alva-rom', 'exempel', who);
      expect([page.status, page.text.includes('<h1>Uppgifterna går inte att läsa</h1>')]).toEqual([
        503,
        true,
      ]);
      expect(page.text).not.toContain('Sidan finns inte');
      expect(page.text).toContain('Till inkorgen');
    }
    for (const [provider, who] of [
      ['exempel', 'olle'],
      ['exempel-kommun', 'chef'],
      ['exempel-kommun', 'karin'],
    ] as const) {
      for (const path of ['/inkorg', '/inkorg/deltagare']) {
        expect((await inbox(path, provider, who)).text).not.toContain('alva-rom');
      }
      expect((await inbox('/inkorg/deltagare/alva-rom', provider, who)).status).toBe(404);
    }
    const reports = await api('months/2026-03');
    expect(JSON.stringify(reports.answer)).toContain('"unreadable":["alva-rom"]');
  });

  test('and the last plan too: the feed says whose she is, and those who see all are told', async () => {
    await reopened('');
    expect((await inbox('/inkorg')).text).toContain(CANNOT);
    expect((await inbox('/inkorg', 'exempel', 'karin')).text).not.toContain('alva-rom');
    expect((await inbox('/inkorg', 'exempel-kommun')).text).not.toContain('alva-rom');
    expect((await api('participants/alva-rom')).status).toBe(503);
    expect((await api('participants/alva-rom', 'GET', KEYS['exempel-kommun'])).status).toBe(404);
  });
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
