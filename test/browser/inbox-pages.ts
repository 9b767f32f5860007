import type { Page } from 'playwright-core';
import { systemRandom } from '../../bot/random.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { type AbsenceInput, reportAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import type { Participant } from '../../domain/participant.ts';
import { MINUTE } from '../../domain/time.ts';
import { MovableClock } from '../support/app.ts';
import type { PageState, World } from './world.ts';

/** Every page and state of the provider's inbox. */

const STRANGER = ['Hoppa till innehållet', 'Stegvis'];
const STAFF = ['Hoppa till innehållet', 'Stegvis', 'Inkorg', 'Deltagare', 'Logga ut'];
const COPY = 'Kopiera texten';

/** Tuesday 10 March, when the first of two activities is over. */
const LATER = () => new MovableClock('2026-03-10T09:30:00.000Z');

const go = (path: string) => async (page: Page, world: World) => {
  await page.goto(`${world.url}${path}`);
};

async function change(world: World, id: string, act: (doc: Participant) => Participant): Promise<void> {
  await world.app.store.turn(id, (doc) => ({ doc: doc && act(doc), result: null }));
}

function reported(world: World, id: string, over: Partial<AbsenceInput> = {}): Promise<void> {
  const input: AbsenceInput = {
    from: '2026-03-10',
    to: '2026-03-10',
    occurrences: ['handledare@2026-03-10T09:00', 'jobbtraff@2026-03-10T13:00'],
    reason: 'sick',
    ...over,
  };
  const acting = { now: world.app.clock.now(), channel: 'web', random: systemRandom };
  return change(world, id, (doc) => reportAbsence(doc, input, acting).doc);
}

function asked(world: World, text: string): Promise<void> {
  return change(world, 'alva-rom', (doc) => askSupervisor(doc, text, world.app.clock.now()).doc);
}

async function signIn(page: Page, world: World, path: string, providerId = 'exempel'): Promise<void> {
  await world.signInStaff(page, providerId, 'demo-chef');
  await page.goto(`${world.url}${path}`);
}

const ALVA = '/inkorg/franvaro/alva-rom/a1';
const LAST = 'post /inkorg/franvaro/:participant/:absence/last';
const READ = 'Jag har läst';

export const inboxPages: readonly PageState[] = [
  {
    name: 'inkorg-logga-in',
    routes: ['get /inkorg/logga-in'],
    open: go('/inkorg'),
    tabs: [...STRANGER, 'E-post', 'Skicka en länk'],
  },
  {
    name: 'inkorg-logga-in-fel',
    routes: ['post /inkorg/logga-in'],
    open: async (page, world) => {
      await go('/inkorg/logga-in')(page, world);
      await page.fill('#address', 'karin');
      await page.locator('main button').click();
    },
    tabs: [...STRANGER, 'E-post', 'Skicka en länk'],
  },
  {
    name: 'inkorg-logga-in-utan-e-post',
    routes: ['get /inkorg/logga-in'],
    options: () => ({ overrides: { email: null } }),
    open: go('/inkorg/logga-in'),
    tabs: STRANGER,
  },
  {
    name: 'inkorg-skickad',
    routes: ['get /inkorg/skickad'],
    open: async (page, world) => {
      await go('/inkorg/logga-in')(page, world);
      await page.fill('#address', 'chef@exempel.example');
      await page.locator('main button').click();
      await page.waitForURL(/\/skickad$/);
    },
    tabs: [...STRANGER, 'Försök igen'],
  },
  {
    name: 'inkorg-lank',
    routes: ['get /inkorg/in/:token', 'post /inkorg/in/:token'],
    open: async (page, world) => {
      const link = await staffSignInLink(world.app.app.parts, 'exempel', 'demo-chef');
      await page.goto(`${world.url}${new URL(link).pathname}`);
    },
    tabs: [...STRANGER, 'Logga in'],
  },
  {
    name: 'inkorg-gammal-lank',
    routes: ['get /inkorg/in/:token'],
    open: go('/inkorg/in/exempel.demo-chef.x'),
    tabs: [...STRANGER, 'Be om en ny länk'],
  },
  {
    name: 'inkorg-utloggad',
    routes: ['get /inkorg/utloggad', 'post /inkorg/logga-ut'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg');
      await page.getByRole('button', { name: 'Logga ut' }).click();
      await page.waitForURL(/\/utloggad$/);
    },
    tabs: [...STRANGER, 'Logga in'],
  },
  {
    name: 'inkorg-tom',
    routes: ['get /inkorg'],
    open: (page, world) => signIn(page, world, '/inkorg'),
    tabs: STAFF,
  },
  {
    name: 'inkorg-full',
    routes: ['get /inkorg'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await reported(world, 'bo-sta', {
        occurrences: ['vaxthuset@2026-03-11T09:00'],
        from: '2026-03-11',
        to: '2026-03-11',
      });
      await reported(world, 'bo-sta', {
        occurrences: [],
        from: '2026-03-18',
        to: '2026-03-20',
        reason: 'family',
      });
      await asked(world, 'Kan jag byta tid?');
      await signIn(page, world, ALVA);
      await page.getByRole('button', { name: READ }).click();
      await page.goto(`${world.url}/inkorg/franvaro/bo-sta/a2`);
      await page.getByRole('button', { name: READ }).click();
      await page.goto(`${world.url}/inkorg`);
    },
    tabs: [
      ...STAFF,
      'Bo Lindqvist Frånvaro i morgon, onsdag 11 mars',
      'Alva Ek Fråga från i dag, tisdag 10 mars',
      'Alva Ek Frånvaro i dag, tisdag 10 mars',
      'Bo Lindqvist Frånvaro onsdag 18 mars till fredag 20 mars',
    ],
  },
  {
    name: 'inkorg-varningar',
    routes: ['get /inkorg', 'post /inkorg/deltagare/:participant/sett'],
    options: () => ({ overrides: { email: null } }),
    open: async (page, world) => {
      const { now } = { now: world.app.clock.now() };
      await reported(world, 'alva-rom');
      await change(world, 'alva-rom', (doc) => ({
        ...doc,
        recovery: { at: now, toldParticipant: false, seenByStaff: false },
        outbox: doc.outbox.map((entry) => ({
          ...entry,
          status: 'failed',
          settledAt: now,
          nextAt: null,
          detail: 'smtp-550',
        })),
      }));
      await signIn(page, world, '/inkorg');
    },
    tabs: [...STAFF, 'Jag har sett det: Alva Ek', 'Alva Ek Frånvaro i morgon, tisdag 10 mars'],
  },
  {
    name: 'inkorg-franvaro',
    routes: ['get /inkorg/franvaro/:participant/:absence', LAST],
    open: async (page, world) => {
      await reported(world, 'alva-rom', { reason: 'doctor' });
      await signIn(page, world, ALVA);
    },
    tabs: [...STAFF, 'Till inkorgen', READ, COPY],
  },
  {
    name: 'inkorg-franvaro-last',
    routes: [LAST, 'post /inkorg/franvaro/:participant/:absence/skickad'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, ALVA);
      await page.getByRole('button', { name: READ }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', COPY, 'Skickad till AF'],
  },
  {
    name: 'inkorg-franvaro-skickad',
    routes: ['post /inkorg/franvaro/:participant/:absence/skickad'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, ALVA);
      await page.getByRole('button', { name: 'Skickad till AF' }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', READ, COPY],
  },
  {
    name: 'inkorg-franvaro-utan-orsak',
    routes: ['post /inkorg/franvaro/:participant/:absence/kod'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom', {
        reason: 'undisclosed',
        occurrences: ['handledare@2026-03-10T09:00'],
      });
      await signIn(page, world, ALVA);
      await page.getByLabel('Kod för orsaken').selectOption('18.5');
      await page.getByRole('button', { name: 'Spara koden' }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', READ, COPY, 'Kod för orsaken', 'Spara koden', 'Skickad till AF'],
  },
  {
    name: 'inkorg-franvaro-utan-skript',
    routes: [LAST],
    noScript: true,
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, ALVA);
      await page.getByRole('button', { name: READ }).click();
    },
    tabs: [...STAFF, 'Till inkorgen'],
  },
  {
    name: 'inkorg-franvaro-aterkallad',
    routes: ['get /inkorg/franvaro/:participant/:absence'],
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      const acting = { now: world.app.clock.now(), channel: 'web' };
      await change(world, 'alva-rom', (doc) => withdrawAbsence(doc, 'a1', acting).doc);
      await signIn(page, world, ALVA);
    },
    tabs: [...STAFF, 'Till inkorgen', READ],
  },
  {
    name: 'inkorg-franvaro-kommun',
    routes: ['get /inkorg/franvaro/:participant/:absence'],
    open: async (page, world) => {
      await reported(world, 'cim-kommun', { occurrences: ['praktik@2026-03-10T08:00'] });
      await signIn(page, world, '/inkorg/franvaro/cim-kommun/a1', 'exempel-kommun');
    },
    tabs: [...STAFF, 'Till inkorgen', READ, COPY],
  },
  {
    name: 'inkorg-fraga',
    routes: ['get /inkorg/fraga/:participant/:question'],
    open: async (page, world) => {
      await asked(world, 'Kan jag byta tid på tisdag?\nJag har en tid hos tandläkaren.');
      await signIn(page, world, '/inkorg/fraga/alva-rom/q1');
    },
    tabs: [...STAFF, 'Till inkorgen', 'Ditt svar', 'Skicka svaret'],
  },
  {
    name: 'inkorg-fraga-tomt-svar',
    routes: ['post /inkorg/fraga/:participant/:question/svar'],
    open: async (page, world) => {
      await asked(world, 'Kan jag byta tid på tisdag?');
      await signIn(page, world, '/inkorg/fraga/alva-rom/q1');
      await page.getByRole('button', { name: 'Skicka svaret' }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', 'Ditt svar', 'Skicka svaret'],
  },
  {
    name: 'inkorg-fraga-besvarad',
    routes: ['post /inkorg/fraga/:participant/:question/svar'],
    open: async (page, world) => {
      await asked(world, 'Kan jag byta tid på tisdag?');
      await signIn(page, world, '/inkorg/fraga/alva-rom/q1');
      await page.fill('#answer', 'Ja. Kom klockan 11 i stället.\nHälsningar Karin');
      await page.getByRole('button', { name: 'Skicka svaret' }).click();
    },
    tabs: [...STAFF, 'Till inkorgen'],
  },
  {
    name: 'inkorg-deltagare',
    routes: ['get /inkorg/deltagare'],
    open: (page, world) => signIn(page, world, '/inkorg/deltagare'),
    tabs: [...STAFF, 'Alva Ek Rusta och matcha', 'Bo Lindqvist Steg till arbete'],
  },
  {
    name: 'inkorg-en-deltagare',
    routes: ['get /inkorg/deltagare/:participant'],
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, '/inkorg/deltagare/alva-rom');
    },
    tabs: [...STAFF, 'Deltagare', 'Frånvaro i morgon, tisdag 10 mars', 'Skapa en lapp'],
  },
  {
    name: 'inkorg-lapp',
    routes: ['post /inkorg/deltagare/:participant/inbjudan'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/deltagare/alva-rom');
      await page.getByRole('button', { name: 'Skapa en lapp' }).click();
    },
    tabs: [...STAFF, 'Skriv ut', 'Till Alva Ek'],
  },
  {
    name: 'inkorg-lapp-borttagen',
    routes: ['post /inkorg/deltagare/:participant/inbjudan/bort'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/deltagare/alva-rom');
      await page.getByRole('button', { name: 'Skapa en lapp' }).click();
      await page.goto(`${world.url}/inkorg/deltagare/alva-rom`);
      await page.getByRole('button', { name: 'Ta bort lappen' }).click();
    },
    tabs: [...STAFF, 'Deltagare', 'Skapa en lapp'],
  },
  {
    name: 'inkorg-paminnelser',
    routes: ['get /inkorg/paminnelser'],
    options: () => ({ clock: new MovableClock('2026-03-10T15:00:00.000Z') }),
    open: async (page, world) => {
      const sentAt = '2026-03-09T16:00:00.000Z';
      await change(world, 'alva-rom', (doc) => ({
        ...doc,
        reminded: {
          'handledare@2026-03-10T09:00>2026-03-10T09:00:evening': sentAt,
          'jobbtraff@2026-03-10T13:00>2026-03-10T13:00:evening': sentAt,
        },
      }));
      await signIn(page, world, '/inkorg/paminnelser');
    },
    tabs: [...STAFF.slice(0, -1), 'Mer', 'Logga ut', 'Mer', 'Alva Ek har aldrig varit i chatten'],
  },
  {
    name: 'inkorg-finns-inte',
    routes: ['get /inkorg/deltagare/:participant'],
    open: (page, world) => signIn(page, world, '/inkorg/deltagare/cim-kommun'),
    tabs: [...STAFF, 'Till inkorgen'],
  },
  {
    name: 'inkorg-gammal-sida',
    routes: [LAST],
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, ALVA);
      await page
        .locator('main input[name=form]')
        .first()
        .evaluate((field) => field.setAttribute('value', 'x'));
      world.app.clock.move(MINUTE);
      await page.getByRole('button', { name: READ }).click();
    },
    tabs: STAFF,
  },
];
