import type { Page } from 'playwright-core';
import { short } from '../../bot/provider/inbox/plan-page.ts';
import { partName, planParts } from '../../bot/provider/inbox/plan-parts.ts';
import { sayOn } from '../../bot/provider/inbox/shell.ts';
import { systemRandom } from '../../bot/random.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { type AbsenceInput, reportAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { reportSignal } from '../../domain/actions/signals.ts';
import type { Participant } from '../../domain/participant.ts';
import { MINUTE } from '../../domain/time.ts';
import { MovableClock } from '../support/app.ts';
import { examplePlan } from '../support/participants.ts';
import { type PageState, STAFF, type World } from './world.ts';

/** Every page and state of the provider's inbox. */

const STRANGER = ['Hoppa till innehållet', 'Stegvis'];
/** Times of the last days that somebody may not have come to. */
const NOT_COME = [
  'Kom inte: studiebesök »Besök på ett lager«, fredag 6 mars klockan 9 till 11.30',
  'Kom inte: hjälp med cv, torsdag 5 mars klockan 10 till 12',
  'Kom inte: workshop »Söka jobb med dator och mobil«, onsdag 4 mars klockan 9 till 12',
  'Kom inte: gruppaktivitet »Jobbträffen«, tisdag 3 mars klockan 13 till 15',
  'Kom inte: möte med handledaren »Enskilt möte med Karin«, tisdag 3 mars klockan 9 till 10',
];
const END = 'Avsluta tjänsten';
/** Choosing among the people of the list. */
const PEOPLE = ['Handledare', 'Deltagare', 'Visa'];
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

function told(world: World): Promise<void> {
  const acting = { now: world.app.clock.now(), channel: 'web', random: systemRandom };
  const input = { kind: 'work', startsOn: '2026-04-01', where: 'Lagret i Exempelstad' } as const;
  return change(world, 'alva-rom', (doc) => reportSignal(doc, input, acting).doc);
}

async function signIn(page: Page, world: World, path: string, providerId = 'exempel'): Promise<void> {
  await world.signInStaff(page, providerId, 'demo-chef');
  await page.goto(`${world.url}${path}`);
}

const ALVA = '/inkorg/franvaro/alva-rom/a1';
const LAST = 'post /inkorg/franvaro/:participant/:absence/last';
const READ = 'Jag har läst';

/** Two boxes for each text of the plan. */
const PARTS = planParts(examplePlan('plan-rusta-och-matcha'));
const staffSay = sayOn('2026-03-10');
const PLAN_PARTS = PARTS.map(
  (part) => `${partName(part, staffSay)} ${short(part.texts[0]?.text.text ?? '')}`,
);
/** What is in the part that is about the goal. */
const PLAN_GOAL = [
  ...(PARTS.find(({ id }) => id === 'mal')?.texts ?? []).flatMap(() => [
    'Text i planen',
    'Så säger jag det till deltagaren, på lätt svenska',
  ]),
  'Spara som ny version',
  'Kontrollera',
  'Alla delar av planen',
  'Nästa del: Det andra målet',
];

export const inboxPages: readonly PageState[] = [
  {
    name: 'inkorg-logga-in',
    routes: ['get /inkorg/logga-in'],
    open: go('/inkorg'),
    tabs: [...STRANGER, 'E-post', 'Skicka länk och kod'],
  },
  {
    name: 'inkorg-logga-in-fel',
    routes: ['post /inkorg/logga-in'],
    open: async (page, world) => {
      await go('/inkorg/logga-in')(page, world);
      await page.fill('#address', 'karin');
      await page.locator('main button').click();
    },
    tabs: [...STRANGER, 'E-post', 'Skicka länk och kod'],
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
    tabs: [...STRANGER, 'E-post', 'Kod med 6 siffror', 'Logga in', 'Försök igen'],
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
    tabs: [...STAFF, ...PEOPLE],
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
      ...PEOPLE,
      'Allt',
      'Oläst (2)',
      'I dag (1)',
      'Kommande (2)',
      'Att rapportera (1)',
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
    tabs: [
      ...STAFF,
      'Jag har sett det: Alva Ek',
      ...PEOPLE,
      'Allt',
      'Oläst (1)',
      'Kommande (1)',
      'Alva Ek Frånvaro i morgon, tisdag 10 mars',
    ],
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
    tabs: [...STAFF, 'Till inkorgen', COPY, 'Ångra: rapporten är inte skickad'],
  },
  {
    name: 'inkorg-franvaro-inte-skickad',
    routes: ['post /inkorg/franvaro/:participant/:absence/inte-skickad'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, ALVA);
      await page.getByRole('button', { name: 'Skickad till AF' }).click();
      await page.getByRole('button', { name: 'Ångra: rapporten är inte skickad' }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', COPY, 'Skickad till AF'],
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
    tabs: [...STAFF, 'Ta in en ny plan', 'Alva Ek Rusta och matcha', 'Bo Lindqvist Steg till arbete'],
  },
  {
    name: 'inkorg-planens-texter',
    routes: ['get /inkorg/deltagare/:participant/plan'],
    open: (page, world) => signIn(page, world, '/inkorg/deltagare/alva-rom/plan'),
    tabs: [...STAFF, 'Alva Ek', ...PLAN_PARTS],
  },
  {
    name: 'inkorg-planens-mal',
    routes: ['post /inkorg/deltagare/:participant/plan/kontroll'],
    open: (page, world) => signIn(page, world, '/inkorg/deltagare/alva-rom/plan?del=mal'),
    tabs: [...STAFF, 'Alva Ek', ...PLAN_GOAL],
  },
  {
    name: 'inkorg-planens-texter-fel',
    routes: ['post /inkorg/deltagare/:participant/plan'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/deltagare/alva-rom/plan?del=mal');
      await page.fill('#t0', '');
      await page.getByRole('button', { name: 'Spara som ny version' }).click();
      await page.locator('[role=alert]').waitFor();
    },
    tabs: [...STAFF, 'Alva Ek', ...PLAN_GOAL],
  },
  {
    name: 'inkorg-ny-plan',
    routes: ['get /inkorg/plan/ny', 'post /inkorg/plan/ny'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/plan/ny');
      await page.fill('#document', '{');
      await page.getByRole('button', { name: 'Kontrollera' }).click();
      await page.locator('[role=alert]').waitFor();
    },
    tabs: [...STAFF, 'Deltagare', 'Planen som JSON', 'Kontrollera'],
  },
  {
    name: 'inkorg-en-deltagare',
    routes: ['get /inkorg/deltagare/:participant'],
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, '/inkorg/deltagare/alva-rom');
    },
    tabs: [
      ...STAFF,
      'Deltagare',
      'Logg',
      END,
      'Planens texter',
      ...NOT_COME,
      'Frånvaro i morgon, tisdag 10 mars',
      'Skapa en lapp',
    ],
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
    tabs: [...STAFF, 'Deltagare', 'Logg', END, 'Planens texter', ...NOT_COME, 'Skapa en lapp'],
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
    tabs: [...STAFF, 'Mer', 'Alva Ek har aldrig varit i chatten'],
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
  {
    name: 'inkorg-kod-fel',
    routes: ['post /inkorg/kod'],
    open: async (page, world) => {
      await go('/inkorg/skickad')(page, world);
      await page.fill('#address', 'chef@exempel.example');
      await page.fill('#code', '123456');
      await page.locator('main button').click();
    },
    tabs: [...STRANGER, 'E-post', 'Kod med 6 siffror', 'Logga in', 'Försök igen'],
  },
  {
    name: 'inkorg-val',
    routes: ['get /inkorg'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await told(world);
      await signIn(page, world, '/inkorg?visa=signaler');
    },
    tabs: [
      ...STAFF,
      ...PEOPLE,
      'Allt',
      'Oläst (2)',
      'I dag (1)',
      'Att rapportera (2)',
      'Arbete och studier (1)',
      'Alva Ek Arbete, anmält i dag, tisdag 10 mars',
    ],
  },
  {
    name: 'inkorg-forsenat',
    routes: ['get /inkorg'],
    noScript: true,
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await change(world, 'alva-rom', (doc) => ({ ...doc, settings: { ...doc.settings, deadlineDays: 0 } }));
      world.app.clock.time = '2026-03-11T09:30:00.000Z';
      await signIn(page, world, '/inkorg?visa=forsenat');
    },
    tabs: [
      ...STAFF,
      ...PEOPLE,
      'Allt',
      'Oläst (1)',
      'Att rapportera (1)',
      'Försenat (1)',
      'Alva Ek Frånvaro i går, tisdag 10 mars',
    ],
  },
  {
    name: 'inkorg-signal',
    routes: ['get /inkorg/signal/:participant/:signal', 'post /inkorg/signal/:participant/:signal/last'],
    open: async (page, world) => {
      await told(world);
      await signIn(page, world, '/inkorg/signal/alva-rom/s1');
    },
    tabs: [...STAFF, 'Till inkorgen', READ, 'Skickad'],
  },
  {
    name: 'inkorg-signal-skickad',
    routes: ['post /inkorg/signal/:participant/:signal/skickad'],
    open: async (page, world) => {
      await told(world);
      await signIn(page, world, '/inkorg/signal/alva-rom/s1');
      await page.getByRole('button', { name: 'Skickad', exact: true }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', 'Ångra: det är inte skickat'],
  },
  {
    name: 'inkorg-signal-inte-skickad',
    routes: ['post /inkorg/signal/:participant/:signal/inte-skickad'],
    open: async (page, world) => {
      await told(world);
      await signIn(page, world, '/inkorg/signal/alva-rom/s1');
      await page.getByRole('button', { name: 'Skickad', exact: true }).click();
      await page.getByRole('button', { name: 'Ångra: det är inte skickat' }).click();
    },
    tabs: [...STAFF, 'Till inkorgen', 'Skickad'],
  },
  {
    name: 'inkorg-kom-inte',
    routes: [
      'post /inkorg/deltagare/:participant/kom-inte',
      'post /inkorg/franvaro/:participant/:absence/angra',
    ],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/deltagare/alva-rom');
      await page
        .getByRole('button', { name: /^Kom inte: möte med handledaren/ })
        .first()
        .click();
    },
    tabs: [...STAFF, 'Till inkorgen', COPY, 'Skickad till AF', 'Ta tillbaka markeringen'],
  },
  {
    name: 'inkorg-manad',
    routes: ['get /inkorg/manad', 'get /inkorg/manad/csv'],
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'alva-rom', { reason: 'doctor' });
      await signIn(page, world, '/inkorg/manad?manad=2026-03');
    },
    tabs: [...STAFF, 'Månad', 'Handledare', 'Visa', 'Hämta som CSV för Excel'],
  },
  {
    name: 'inkorg-manad-kommun',
    routes: ['get /inkorg/manad'],
    noScript: true,
    options: () => ({ clock: LATER() }),
    open: async (page, world) => {
      await reported(world, 'cim-kommun', { occurrences: ['praktik@2026-03-10T08:00'] });
      await signIn(page, world, '/inkorg/manad?manad=2026-03', 'exempel-kommun');
    },
    tabs: [...STAFF, 'Månad', 'Visa', 'Hämta kommunens rapport som CSV för Excel'],
  },
  {
    name: 'inkorg-planering',
    routes: ['get /inkorg/planering', 'post /inkorg/deltagare/:participant/gemensam-planering'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/planering');
      await page.getByRole('button', { name: 'Gemensam planering är skickad för Alva Ek' }).click();
    },
    tabs: [...STAFF, 'Handledare', 'Visa', 'Bo Lindqvist', 'Gemensam planering är skickad för Bo Lindqvist'],
  },
  {
    name: 'inkorg-mer',
    routes: ['get /inkorg/mer'],
    open: (page, world) => signIn(page, world, '/inkorg/mer'),
    tabs: [
      ...STAFF,
      'Påminnelser Vilka som inte nås och hur påminnelserna fungerar',
      'Mina val Hur du vill få mejl',
      'Personal Lägg till, ändra eller avsluta konton',
      'Inställningar Tidsgränser, telefon och mejl för hela verksamheten',
      'Hur länge uppgifter sparas Tider för chatten, orsaker och kvitton',
      'Skriv till flera Skicka samma meddelande till en grupp deltagare',
      'Importer Se vilka en import rörde, och ta tillbaka den',
      'Chatten på er webbplats Vilka sidor, namn och färger',
      'Ert eget system Låt ert system få veta vad som händer',
    ],
  },
  {
    name: 'inkorg-mina-val',
    routes: ['get /inkorg/mina-val', 'post /inkorg/mina-val'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/mina-val');
      await page.getByRole('button', { name: 'Spara' }).click();
    },
    tabs: [...STAFF, 'Mer', 'Mejl om nyheter', 'Spara'],
  },
  {
    name: 'inkorg-gallring-fel',
    routes: ['get /inkorg/gallring', 'post /inkorg/gallring'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/gallring');
      await page.fill('#chatDays', '0');
      await page.getByRole('button', { name: 'Spara' }).click();
    },
    tabs: [
      ...STAFF,
      'Mer',
      'Så många dagar sparas chatten: Skriv ett heltal från 1 till 365.',
      'Så många dagar sparas chatten',
      'Så många dagar sparas orsak och utkast',
      'Så många månader sparas kvitton utan orsak',
      'Spara',
    ],
  },
  {
    name: 'inkorg-inbaddning-fel',
    routes: ['get /inkorg/inbaddning', 'post /inkorg/inbaddning'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/inbaddning');
      await page.fill('#origins', 'exempel.example');
      await page.fill('#light-accent', '#999999');
      await page.getByRole('button', { name: 'Spara' }).click();
    },
    tabs: [
      ...STAFF,
      'Mer',
      'Webbplatser som får visa chatten: »exempel.example« går inte att använda. Skriv hela adressen med https, utan något efter namnet.',
      'Knappar och länkar på ljus skärm: Kontrasten är 2,3. Den måste vara minst 7.',
      'Webbplatser som får visa chatten',
      'Namn över chatten',
      'Knappar och länkar på ljus skärm',
      'Bakgrund på ljus skärm',
      'Knappar och länkar på mörk skärm',
      'Bakgrund på mörk skärm',
      'Spara',
    ],
  },
  {
    name: 'inkorg-installningar-fel',
    routes: ['get /inkorg/installningar', 'post /inkorg/installningar'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/installningar');
      await page.fill('#deadlineDays', 'två');
      await page.fill('#phone', 'ring');
      await page.getByRole('button', { name: 'Spara' }).click();
    },
    tabs: [
      ...STAFF,
      'Mer',
      'Tid för att skicka en avvikelserapport: Skriv ett heltal från 0 till 20.',
      'Telefon till er: Skriv ett telefonnummer, till exempel 070-174 06 05.',
      'Tid för att skicka en avvikelserapport',
      'Hur långt tillbaka deltagaren får anmäla frånvaro',
      'När sen ankomst eller tidig hemgång blir en rapport',
      'När en fråga utan svar tas upp igen',
      'Så ofta ska handledaren träffa deltagaren',
      'Så ofta ska de träffas på plats',
      'Telefon till er',
      'När ni svarar i telefon',
      'Samma sak på lätt svenska',
      'Mejl om nyheter',
      'När en deltagare svarar »Jag kommer« på en påminnelse',
      'Spara',
    ],
  },
  {
    name: 'inkorg-personal',
    routes: ['get /inkorg/personal', 'post /inkorg/personal'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/personal');
      await page.fill('#name', 'Åsa Å');
      await page.getByRole('button', { name: 'Lägg till' }).click();
    },
    tabs: [
      ...STAFF,
      'Mer',
      'Demo Chef',
      'Karin Berg',
      'Sara Holm',
      'Åsa Å',
      'Namn',
      'E-post på jobbet',
      'Roll',
      'Lägg till',
    ],
  },
  {
    name: 'inkorg-en-i-personalen',
    routes: [
      'get /inkorg/personal/:staff',
      'post /inkorg/personal/:staff',
      'post /inkorg/personal/:staff/avsluta',
    ],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/personal/demo-chef');
      await page.getByRole('button', { name: /^Avsluta kontot/ }).click();
    },
    tabs: [
      ...STAFF,
      'Till personalen',
      'Roll: Det går inte. Ni måste ha minst en administratör.',
      'Namn',
      'E-post på jobbet',
      'Roll',
      'Spara',
      'Skapa en länk',
      'Avsluta kontot för Demo Chef',
    ],
  },
  {
    name: 'inkorg-lank-for-personal',
    routes: ['post /inkorg/personal/:staff/lank'],
    open: async (page, world) => {
      await signIn(page, world, '/inkorg/personal/demo-chef');
      await page.getByRole('button', { name: 'Skapa en länk' }).click();
    },
    tabs: [...STAFF, 'Till personalen', 'Kopiera länken'],
  },
  {
    name: 'inkorg-logg',
    routes: ['get /inkorg/deltagare/:participant/logg'],
    open: async (page, world) => {
      await reported(world, 'alva-rom');
      await signIn(page, world, ALVA);
      await page.goto(`${world.url}/inkorg/deltagare/alva-rom/logg`);
    },
    tabs: [...STAFF, 'Till Alva Ek'],
  },
  {
    name: 'inkorg-okand-adress',
    routes: [],
    open: async (page, world) => {
      await page.goto(`${world.url}/inkorg/finns-inte`);
    },
    tabs: ['Hoppa till innehållet', 'Stegvis', 'Till inkorgen'],
  },
];
