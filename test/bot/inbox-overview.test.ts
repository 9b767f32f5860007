import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import type { Store } from '../../domain/ports.ts';
import { KeptLog, StandingClock } from '../contracts/participants.ts';
import {
  ask,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { signInStaff, takeInExamples, words } from '../support/staff-browser.ts';

/** The lists of the inbox open no documents that they know: they are right all the same, at once. */

let side: ProviderSide;
let reads: string[];
/** What happens between the reading of a document and its being known. */
let meanwhile: (() => Promise<unknown>) | null;

beforeEach(async () => {
  reads = [];
  meanwhile = null;
  const memory = openMemoryStore({ clock: new StandingClock(), log: new KeptLog() });
  const store: Store = new Proxy(memory, {
    get: (target, name, receiver) => {
      const value = Reflect.get(target, name, receiver);
      if (name !== 'read') return typeof value === 'function' ? value.bind(target) : value;
      return async (id: string) => {
        reads.push(id);
        const found = await memory.read(id);
        const act = meanwhile;
        meanwhile = null;
        await act?.();
        return found;
      };
    },
  });
  side = await openProviderSide(inboxRoutes, { store });
  setClock(side, '2026-03-10T07:00:00.000Z');
  await takeInExamples(side);
});
afterEach(() => side.close());

const inbox = async (who = 'karin') =>
  words((await (await signInStaff(side, 'exempel', who)).open('/inkorg')).text);

test('a look opens nobody that is known; whoever is written to is opened again, alone', async () => {
  await inbox();
  expect(new Set(reads)).toEqual(new Set(['alva-rom', 'bo-sta']));
  reads = [];
  await inbox();
  expect(reads).toEqual([]);
  await report(side, 'alva-rom');
  expect(await inbox()).toContain('Alva');
  expect(reads).toEqual(['alva-rom']);
});

test('what is written while a document is being read is in the next list', async () => {
  meanwhile = () => report(side, 'alva-rom');
  await inbox('chef');
  expect(await inbox('chef')).toContain('Frånvaro');
});

test('a new participant, another handledare and an erased person are seen at once', async () => {
  const before = await inbox();
  expect(before).not.toContain('Frånvaro');
  await report(side, 'alva-rom');
  expect(await inbox()).toContain('Frånvaro');
  const plan = examplePlan('rusta-och-matcha');
  const other = { ...plan.supervisor, name: 'Omar', email: 'omar@exempelcoacherna.example' };
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && { ...doc, plan: { ...doc.plan, supervisor: other } },
    result: null,
  }));
  expect(await inbox()).not.toContain('Frånvaro');
  expect(await inbox('chef')).toContain('Frånvaro');
  await takeIn(side, { ...plan, id: 'ny-person', person: { ...plan.person, firstName: 'Nyanna' } });
  const chef = await signInStaff(side, 'exempel', 'chef');
  expect(words((await chef.open('/inkorg/deltagare')).text)).toContain('Nyanna');
  await side.store.erase('alva-rom');
  expect(await inbox('chef')).not.toContain('Frånvaro');
});

test('of very many things the first hundred are shown, and it is said that there are more', async () => {
  for (let n = 0; n < 101; n += 1) await ask(side, 'alva-rom', `Fråga ${n}?`);
  const text = await inbox();
  expect(text).toContain('Här visas 100 av 101. Välj en handledare eller en deltagare för att se de andra.');
});
