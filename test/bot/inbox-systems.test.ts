import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { apiRoutes } from '../../bot/provider/api.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { isOver } from '../../domain/service-end.ts';
import {
  chatOf,
  docOf,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { Receiver } from '../support/receiver.ts';

/** The inbox's pages for the provider's own system, messages to many and the end of a service, as forms without a script. */

let side: ProviderSide;
let cookie: string;
const START = '2026-03-10T07:00:00.000Z';

beforeEach(async () => {
  side = await openProviderSide((parts) => [...apiRoutes(parts), ...inboxRoutes(parts)]);
  setClock(side, START);
  await takeIn(side, examplePlan('rusta-och-matcha'));
  for (const role of ['administrator', 'manager', 'supervisor'] as const) {
    await side.store.providerTurn('exempel', (found) => {
      const provider = found ?? newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: START });
      const staff = { id: role, name: `N ${role}`, email: `${role}@exempelcoacherna.example`, role };
      return { doc: withStaff(provider, staff, START)?.provider ?? null, result: null };
    });
  }
  cookie = await signIn('administrator');
});
afterEach(() => side.close());

async function signIn(id: string): Promise<string> {
  const link = new URL(await staffSignInLink(side.parts, 'exempel', id));
  const response = await fetch(side.url + link.pathname, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: side.parts.config.baseUrl, 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function get(path: string, as = cookie): Promise<{ status: number; text: string }> {
  const response = await fetch(side.url + path, { headers: { cookie: as }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

/** Sends the form of a page, with the fields that stand hidden in it, and follows where it leads. */
async function send(page: string, action: string, fields: Record<string, string>, within?: string) {
  const shown = within ?? (await get(page)).text;
  const form = shown.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&#39;', "'").replaceAll('&quot;', '"')],
  );
  const response = await fetch(side.url + action, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie,
      origin: side.parts.config.baseUrl,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }),
  });
  const to = response.headers.get('location');
  return to === null ? { status: response.status, text: await response.text() } : get(to);
}

test('a webhook is set, its key is shown once, it is tried, and what failed is sent again', async () => {
  const receiver = new Receiver();
  const url = await receiver.listen();
  const set = await send('/inkorg/webhook', '/inkorg/webhook', { url });
  expect(set.text).toContain('whsec_');
  expect((await get('/inkorg/webhook')).text).not.toContain('whsec_');
  expect((await send('/inkorg/webhook', '/inkorg/webhook/prova', {})).text).toContain('tog emot provet');
  receiver.behaviours = [500];
  expect((await send('/inkorg/webhook', '/inkorg/webhook/prova', {})).text).toContain(
    'tog inte emot provet (http-500)',
  );
  expect((await send('/inkorg/webhook', '/inkorg/webhook/nyckel', {})).text).toContain('två nycklar');
  expect((await send('/inkorg/webhook', '/inkorg/webhook', { url: 'hej' })).status).toBe(400);
  expect((await side.store.readProvider('exempel'))?.trail.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['webhook.set', 'webhook.secret']),
  );
  await receiver.close();
});

test('an address that is gone, and what never arrived, stand first in the inbox until somebody sees to it', async () => {
  const receiver = new Receiver();
  const url = await receiver.listen();
  expect((await get('/inkorg')).text).not.toContain('eget system får inte');
  await send('/inkorg/webhook', '/inkorg/webhook', { url });
  receiver.behaviours = [410];
  await report(side, 'alva-rom', { occurrences: [] });
  await side.scheduler.sweep();
  const { text } = await get('/inkorg');
  expect(text).toContain('Ert eget system får inte längre veta vad som händer.');
  expect(text).toContain('href="/inkorg/webhook"');
  const asManager = (await get('/inkorg', await signIn('manager'))).text;
  expect(asManager).toContain('Ert eget system får inte längre');
  expect(asManager).toContain('Säg till den som är administratör hos er.');
  expect(asManager).not.toContain('href="/inkorg/webhook"');
  // Set again: what never arrived is still said, for a few days.
  await send('/inkorg/webhook', '/inkorg/webhook', { url });
  expect((await get('/inkorg')).text).toContain('En händelse har inte kommit fram till ert eget system.');
  setClock(side, '2026-03-13T08:00:00.000Z');
  cookie = await signIn('administrator');
  expect((await get('/inkorg')).text).not.toContain('eget system');
  await receiver.close();
});

test('only those whose task it is see the pages', async () => {
  for (const path of ['/inkorg/webhook', '/inkorg/importer', '/inkorg/utskick']) {
    const seen = await Promise.all(
      ['administrator', 'manager', 'supervisor'].map(
        async (id) => (await get(path, await signIn(id))).status,
      ),
    );
    expect([path, ...seen]).toEqual([path, 200, path.endsWith('utskick') ? 200 : 404, 404]);
  }
});

test('a message is looked at, sent, and reported', async () => {
  expect(
    (await send('/inkorg/utskick', '/inkorg/utskick', { text: '', easy: '', group: 'alla' })).status,
  ).toBe(400);
  const fields = { text: 'Vi har "stängt" på fredag.', easy: '', group: 'alla' };
  const look = await send('/inkorg/utskick', '/inkorg/utskick', fields);
  expect(look.text).toContain('En deltagare får det');
  // Of five words LIX says nothing.
  expect([look.text.includes('LIX'), look.text.includes('Längsta meningen: 5 ord.')]).toEqual([false, true]);
  const sent = await send('', '/inkorg/utskick/skicka', {}, look.text);
  expect(sent.text).toContain('har fått det');
  expect((await chatOf(side, 'alva-rom')).map(({ text }) => text)).toEqual([
    'Meddelande från Exempelcoacherna: »Vi har "stängt" på fredag.«',
  ]);
});

test('a service is ended on a day', async () => {
  const path = '/inkorg/deltagare/alva-rom/avsluta';
  expect((await send(path, path, { on: '2020-01-01' })).status).toBe(400);
  expect((await send(path, path, { on: '2026-03-10' })).text).toContain('Sista dagen är sparad');
  expect(isOver(await docOf(side, 'alva-rom'), '2026-03-10')).toBe(true);
});
