import type { Page } from 'playwright-core';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { Receiver } from '../support/receiver.ts';
import { type PageState, STAFF, type World } from './world.ts';

/** The pages for the provider's own systems, for messages to many, and for the end of a service. */

const WRITE = ['Vilka ska få det?', 'Meddelande', 'Samma sak på lätt svenska (om du vill)', 'Titta först'];
const END = ['Alva Ek', 'Sista dagen', 'Avsluta tjänsten'];

async function signIn(page: Page, world: World, path: string): Promise<void> {
  await world.signInStaff(page, 'exempel', 'demo-chef');
  await page.goto(`${world.url}${path}`);
}

/** A plan that came with an import that was wrong. */
async function faulty(world: World): Promise<void> {
  await world.app.store.turn('alva-rom', (doc) => {
    if (doc === null) return { doc: null, result: null };
    const plan = { ...doc.plan, support: [{ text: 'Fel stöd.', easy: null }] };
    const request = { plan, by: 'api:exempel', now: world.app.clock.now(), expected: null, batch: 'mars-10' };
    const imported = importPlan(doc, request);
    return { doc: 'doc' in imported ? imported.doc : null, result: null };
  });
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

export const systemsPages: readonly PageState[] = [
  {
    name: 'inkorg-webhook',
    routes: ['get /inkorg/webhook'],
    open: (page, world) => signIn(page, world, '/inkorg/webhook'),
    tabs: [...STAFF, 'Mer', 'Adress', 'Spara'],
  },
  {
    name: 'inkorg-webhook-nyckel',
    routes: ['post /inkorg/webhook', 'post /inkorg/webhook/nyckel'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/webhook');
      await page.fill('#url', 'http://127.0.0.1:9/hook');
      await press(page, 'Spara');
      await press(page, 'Gör en ny nyckel');
    },
    tabs: [...STAFF, 'Mer', 'Kopiera texten', 'Adress', 'Spara', 'Skicka ett prov', 'Gör en ny nyckel'],
  },
  {
    name: 'inkorg-webhook-fel',
    routes: ['post /inkorg/webhook'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/webhook');
      await page.fill('#url', 'hej');
      await press(page, 'Spara');
    },
    tabs: [...STAFF, 'Mer', 'Adress', 'Spara'],
  },
  {
    name: 'inkorg-webhook-provad',
    routes: ['post /inkorg/webhook/prova', 'post /inkorg/webhook/igen'],
    open: async (page, world) => {
      const receiver = new Receiver();
      await signIn(page, world, '/inkorg/webhook');
      await page.fill('#url', await receiver.listen());
      await press(page, 'Spara');
      await press(page, 'Skicka ett prov');
      await receiver.close();
    },
    tabs: [...STAFF, 'Mer', 'Adress', 'Spara', 'Skicka ett prov', 'Gör en ny nyckel'],
  },
  {
    name: 'inkorg-utskick',
    routes: ['get /inkorg/utskick'],
    open: (page, world) => signIn(page, world, '/inkorg/utskick'),
    tabs: [...STAFF, 'Mer', ...WRITE],
  },
  {
    name: 'inkorg-utskick-tomt',
    routes: ['post /inkorg/utskick'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/utskick');
      await press(page, 'Titta först');
    },
    tabs: [...STAFF, 'Mer', ...WRITE],
  },
  {
    name: 'inkorg-utskick-titta',
    routes: ['post /inkorg/utskick'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/utskick');
      await page.fill('#text', 'Vi har stängt på fredag. Med anledning härav utgår aktiviteten.');
      await press(page, 'Titta först');
    },
    tabs: [...STAFF, 'Ändra', 'Skicka till 2 deltagare'],
  },
  {
    name: 'inkorg-utskick-skickat',
    routes: ['post /inkorg/utskick/skicka'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/utskick');
      await page.fill('#text', 'Vi har stängt på fredag.');
      await press(page, 'Titta först');
      await press(page, 'Skicka till 2 deltagare');
    },
    tabs: [...STAFF, 'Mer'],
  },
  {
    name: 'inkorg-importer',
    routes: ['get /inkorg/importer'],
    open: async (page, world) => {
      await faulty(world);
      await signIn(page, world, '/inkorg/importer');
    },
    tabs: [...STAFF, 'Mer', 'mars-10 i dag klockan 17.05, en deltagare'],
  },
  {
    name: 'inkorg-import',
    routes: ['get /inkorg/importer/:batch', 'post /inkorg/importer/:batch'],
    open: async (page, world) => {
      await faulty(world);
      await signIn(page, world, '/inkorg/importer/mars-10');
      await press(page, 'Se vad som skulle hända');
    },
    tabs: [...STAFF, 'Importer', 'Ta tillbaka nu', 'Alva Ek', 'Skriv till dem', 'Se vad som skulle hända'],
  },
  {
    name: 'inkorg-avsluta',
    routes: ['get /inkorg/deltagare/:participant/avsluta', 'post /inkorg/deltagare/:participant/avsluta'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/deltagare/alva-rom/avsluta');
      await page.fill('#on', '2026-06-30');
      await press(page, 'Avsluta tjänsten');
    },
    tabs: [...STAFF, ...END],
  },
];
