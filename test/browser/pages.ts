import type { Page } from 'playwright-core';
import type { Assistant } from '../../bot/parts.ts';
import { createInvitation } from '../../bot/sign-in/invitations.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { explainAbsence, reportAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { reportSignal } from '../../domain/actions/signals.ts';
import { markAbsenceRead, markDeviationSent } from '../../domain/actions/staff.ts';
import { booked } from '../../domain/appointment.ts';
import { embeddingSchema } from '../../domain/embedding.ts';
import { DamagedError, StoreFullError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import { addDays, at, dateOf, MINUTE, today } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { MovableClock, type TestAppOptions } from '../support/app.ts';
import { examplePlan } from '../support/participants.ts';
import { type PageState, press, type World, write } from './world.ts';

/** Every page that a participant can see, in every state that looks different. */

const PERSON = 'alva-rom';

const SKIP = ['Hoppa till texten', 'Stegvis'];
const FOOT = ['Hjälp', 'Om sidan är svår att använda'];
const PLAIN_TOP = ['Hoppa till innehållet', 'Stegvis', 'Hela min plan', 'Mina val', 'Logga ut'];
const PLAIN_FOOT = ['Hjälp', 'Tillgänglighet'];
const WRITE = ['Skriv till Stegvis', 'Skicka'];
const COMMANDS = ['Hjälp', 'Läs igen', 'Enklare', 'Tillbaka', 'Börja om', 'Avbryt', 'Vem ser det här?'];
const DEVICE = ['Ja, den är min egen', 'Nej, andra använder den också'];
const WAYS = ['Jag har en kod på en lapp', 'Skicka en kod till min e-post'];

const REMINDERS_TOP = ['Hoppa till innehållet', 'Stegvis', 'Till chatten', 'Logga ut'];
const REMINDER_FORM = [
  'Ja, påminn mig',
  'En påminnelse om varje möte',
  'Klockan 17 dagen före',
  '1 timme före',
  'Klockan 17 när det är 2 dagar kvar',
  'Klockan 7.30 samma dag',
  '2 timmar före',
  '30 minuter före',
  'Möten och annat som är bokat',
  'När du får en ny tid, eller när något blir inställt',
  'Steg i planen som har en dag',
  'Uppföljning av planen',
  'Det jag själv ska rapportera varje månad',
  'Tyst från',
  'Tyst till',
  'Jag vill inte ha någon tyst tid',
  'Pausa alla påminnelser',
  'Där vi pratade sist',
  'Spara',
  'Stoppa alla påminnelser',
];
const DEVICE_FORMS = [
  'Hela min plan',
  'Påminnelser',
  'Mina kvitton',
  'Glöm den här enheten',
  'Logga ut överallt',
];
const FAULT_FORM = ['Vad fungerar inte?', 'Din e-post eller din telefon, om du vill ha svar', 'Skicka'];
const DISPLAY_FORM = [
  'Vanlig svenska',
  'Vanlig storlek',
  'Som i min telefon eller dator',
  'Som vanligt',
  'Som vanligt',
  'Vanliga bokstäver',
  'Visa bilder bredvid orden',
  'Märk svåra ord, så att jag kan trycka på dem',
  'Visa högst 3 svar att välja på åt gången',
  'Visa ett meddelande i taget, i lugn takt',
  'Låt sidan stå stilla när det kommer något nytt',
  'Ja, när jag trycker på Läs upp',
  'Ja, visa knappen Prata',
  'Spara mina val',
  'Ta tillbaka allt till det vanliga',
  ...DEVICE_FORMS,
];
const DISPLAY_ALL = [
  'Lätt svenska',
  'Dubbelt så stor',
  'Starka färger på svart',
  'Mycket längre',
  'Mycket längre',
  'Bokstäver för dig med dyslexi',
  'Visa bilder bredvid orden',
  'Märk svåra ord att trycka på',
  'Visa högst 3 svar åt gången',
  'Visa ett meddelande i taget',
  'Låt sidan stå stilla',
  'Ja, varje nytt meddelande',
  'Ja, visa knappen Prata',
  'Spara mina val',
  'Ta tillbaka allt till det vanliga',
  ...DEVICE_FORMS,
];
const NEXT_EVENTS = [
  'I morgon, tisdag 10 mars, klockan 9 till 10: möte med din handledare',
  'I morgon, tisdag 10 mars, klockan 13 till 15: gruppaktivitet',
  'Onsdag 11 mars, klockan 9 till 12: workshop',
  'Torsdag 12 mars, klockan 10 till 12: hjälp med cv',
  'Tisdag 17 mars, klockan 9 till 10: möte med din handledare',
];

const MAIN = [
  'Nästa möte',
  'Min plan',
  'Jag kan inte komma',
  'Fråga min handledare',
  'Prata med en människa',
];
const DUTY = ['0771-416 416', 'Arbetsförmedlingens webbplats', 'Ring Arbetsförmedlingen'];
const EASY = {
  top: ['Hoppa till texten', 'Stegvis', 'Hela min plan', 'Mina val', 'Logga ut'],
  commands: ['Hjälp', 'Läs igen', 'Vanlig svenska', 'Tillbaka', 'Börja om', 'Avbryt', 'Vem ser det här?'],
  foot: FOOT,
};
const PLAIN = { top: PLAIN_TOP, commands: COMMANDS, foot: PLAIN_FOOT };

/** The chat page's stops around what is in the chat itself: the chat, the choices, the text box, send, help. */
function chat(inChat: readonly string[], choices: readonly string[], level = PLAIN): string[] {
  return [...level.top, ...inChat, ...choices, ...WRITE, ...level.commands, ...level.foot];
}

const go = (path: string) => async (page: Page, world: World) => {
  await page.goto(`${world.url}${path}`);
};

/** A store that cannot read one participant. */
function damaged(): TestAppOptions {
  const clock = new MovableClock();
  const log = { info() {}, warn() {}, error() {} };
  const store = openMemoryStore({ clock, log });
  let isDamaged = false;
  const broken = new Proxy(store, {
    get(target, name) {
      if (name === 'breakNow') {
        return () => {
          isDamaged = true;
        };
      }
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (isDamaged && given[0] === PERSON && name !== 'lookup') {
          const provider = { id: 'exempel', name: 'Exempelcoacherna', phone: '070-174 06 05', hours: null };
          return Promise.reject(new DamagedError(PERSON, provider));
        }
        return (value as (...args: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  return { clock, store: broken as Store };
}

function breakStore(world: World): void {
  (world.app.store as Store & { breakNow(): void }).breakNow();
}

/** An installation that sends SMS, and somebody with a number. */
async function withSms(): Promise<TestAppOptions> {
  const clock = new MovableClock();
  const log = { info() {}, warn() {}, error() {} };
  const store = openMemoryStore({ clock, log });
  const example = examplePlan('plan-rusta-och-matcha');
  const contact = { ...example.person.contact, phone: '070-174 06 05' };
  const plan = { ...example, id: PERSON, person: { ...example.person, contact } };
  await store.turn(PERSON, (doc) => {
    const made = importPlan(doc, { plan, by: 'test', now: clock.now(), expected: null });
    if (made.kind !== 'created') throw new Error(made.kind);
    const wishes = { ...made.doc.wishes, level: 'plain' as const };
    return { doc: { ...made.doc, welcomedAt: clock.now(), wishes }, result: null };
  });
  const env = {
    SMS: '46elks',
    SMS_USER: 'u',
    SMS_PASSWORD: 'p',
    SMS_FROM: '+46701740699',
    SMS_URL: 'http://127.0.0.1:9',
  };
  return { clock, store, env };
}

/** An assistant that cannot save anything. */
function full(): TestAppOptions {
  const assistant: Assistant = {
    open: async () => ({ lines: [], repeated: false }),
    say: async () => {
      throw new StoreFullError();
    },
    plan: () => [],
    foreseeSms: () => ({ help: null, counts: true }),
  };
  return { overrides: { assistant } };
}

async function plainChat(page: Page, world: World): Promise<void> {
  await world.signIn(page, PERSON);
  await press(page, 'Vanlig svenska');
}

/** More than a page of the chat shows. */
async function muchSaid(world: World): Promise<void> {
  for (let count = 1; count <= 20; count += 1) {
    await world.app.app.parts.assistant.say({
      participantId: PERSON,
      messageId: `m${count}`,
      text: 'Hjälp',
      pressed: null,
      channel: 'web',
    });
  }
}

const RECEIPTS_TOP = ['Hoppa till innehållet', 'Stegvis', 'Till chatten', 'Påminnelser', 'Logga ut'];

/** An illness that was read and sent on, a delay that was taken back, and a job. */
async function muchTold(world: World): Promise<void> {
  const { store, clock } = world.app;
  const now = clock.now();
  const random = { code: () => 'ABC234', digits: () => '00', token: () => 't' };
  const acting = { now, channel: 'web', random };
  const staff = { now, staffId: 's1', staffName: 'Karin Berg' };
  await store.turn(PERSON, (found) => {
    if (found === null) throw new Error('no participant');
    const day = today(now);
    const key = bookedKey(found, addDays(day, -7));
    const ill = reportAbsence(
      found,
      { from: dateOf(key.split('@')[1] ?? ''), to: day, occurrences: [key], reason: 'sick' },
      acting,
    );
    let doc = markAbsenceRead(ill.doc, ill.absence.id, staff)?.doc ?? ill.doc;
    const sent = markDeviationSent(doc, ill.absence.deviations[0]?.id ?? '', staff);
    if (sent.kind === 'done') doc = sent.doc;
    doc =
      explainAbsence(doc, 'a1', { reason: 'family', wasThere: false, text: 'Det hände något' }, acting)
        ?.doc ?? doc;
    const later = addDays(day, 20);
    const late = reportAbsence(
      doc,
      {
        from: later,
        to: later,
        occurrences: [],
        reason: 'other',
        extent: 'late',
        away: { start: `${later}T09:00`, end: `${later}T09:30` },
      },
      acting,
    );
    const withdrawn = withdrawAbsence(late.doc, late.absence.id, acting);
    const work = { kind: 'work', startsOn: later, where: 'Exempelbagaren' } as const;
    return { doc: reportSignal(withdrawn.doc, work, acting).doc, result: null };
  });
}

/** Something that was booked within a week from that day. */
function bookedKey(doc: Participant, from: string): string {
  const [first] = booked(doc.plan.appointments, at(from, '00:00'), at(addDays(from, 7), '00:00'));
  if (!first) throw new Error('nothing was booked');
  return first.key;
}

/** Everything as far from the usual as it goes. */
async function chooseAll(page: Page, world: World): Promise<void> {
  await page.goto(`${world.url}/mina-val`);
  for (const [name, value] of Object.entries({
    level: 'easy',
    size: '200',
    colours: 'contrast',
    lines: 'most',
    letters: 'most',
    font: 'dyslexic',
    aloud: 'each',
  })) {
    await page.check(`[name=${name}][value="${value}"]`);
  }
  for (const name of ['few', 'still', 'voice']) await page.check(`[name=${name}]`);
  await page.getByRole('button', { name: 'Spara mina val' }).click();
  await page.waitForURL(/sparat/);
}

async function codeAsked(page: Page, world: World): Promise<void> {
  await go('/logga-in/e-post')(page, world);
  await page.fill('#address', 'nobody@post.example');
  await page.locator('main button').first().click();
  await page.waitForURL(/\/kod$/);
}

const SITE = 'https://www.exempel.example';

async function standsInASite(world: World): Promise<void> {
  await world.app.store.providerTurn('exempel', (provider) => ({
    doc: provider && {
      ...provider,
      embedding: embeddingSchema.parse({ origins: [SITE], light: { accent: '#5b1a6e', ground: '#fff4fb' } }),
    },
    result: null,
  }));
}

/** The page of the frame, with a site around it that answers as one does. */
async function inFrame(page: Page, world: World): Promise<void> {
  await standsInASite(world);
  const token = world.app.app.parts.chat.issue(PERSON, 'a-site');
  await page.addInitScript(
    ([given, origin]) => {
      const source = new MessageChannel().port1;
      const answer = () =>
        dispatchEvent(new MessageEvent('message', { data: { stegvis: 'token', given }, origin, source }));
      Object.assign(source, { postMessage: answer });
      Object.assign(window, { parent: source });
    },
    [token, SITE] as const,
  );
  await go('/inbaddad/exempel')(page, world);
  await page.locator('#commands').waitFor();
}

export const pages: readonly PageState[] = [
  {
    name: 'logga-in',
    routes: ['get /logga-in'],
    open: go('/logga-in'),
    tabs: [...SKIP, ...WAYS, ...FOOT],
  },
  {
    name: 'logga-in-utan-e-post',
    routes: ['get /'],
    options: () => ({ overrides: { email: null } }),
    open: go('/'),
    tabs: [...SKIP, 'Jag har en kod på en lapp', ...FOOT],
  },
  {
    name: 'lank',
    routes: ['get /in/:token', 'post /in/:token'],
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
    },
    tabs: ['Hoppa till innehållet', 'Stegvis', ...DEVICE, ...PLAIN_FOOT],
  },
  {
    name: 'gammal-lank',
    routes: ['get /in/:token'],
    open: go('/in/finns-inte'),
    tabs: [...SKIP, 'Välj hur du vill logga in', ...FOOT],
  },
  {
    name: 'e-post',
    routes: ['get /logga-in/e-post'],
    open: go('/logga-in/e-post'),
    tabs: [...SKIP, 'Din e-post', 'Skicka koden', ...FOOT],
  },
  {
    name: 'e-post-fel',
    routes: ['post /logga-in/e-post'],
    open: async (page, world) => {
      await go('/logga-in/e-post')(page, world);
      await page.fill('#address', 'alva');
      await page.locator('main button').first().click();
    },
    tabs: [...SKIP, 'Din e-post', 'Skicka koden', ...FOOT],
  },
  {
    name: 'logga-in-med-sms',
    routes: ['get /logga-in'],
    options: withSms,
    open: go('/logga-in'),
    tabs: [...SKIP, ...WAYS.slice(0, 1), 'Skicka en kod till min mobil', ...FOOT],
  },
  {
    name: 'mobil',
    routes: ['get /logga-in/mobil'],
    options: withSms,
    open: go('/logga-in/mobil'),
    tabs: [...SKIP, 'Ditt mobilnummer', 'Skicka koden', ...FOOT],
  },
  {
    name: 'mobil-fel',
    routes: ['post /logga-in/mobil'],
    options: withSms,
    open: async (page, world) => {
      await go('/logga-in/mobil')(page, world);
      await page.fill('#address', '12');
      await page.locator('main button').first().click();
    },
    tabs: [...SKIP, 'Ditt mobilnummer', 'Skicka koden', ...FOOT],
  },
  {
    name: 'mobil-kod',
    routes: ['get /logga-in/kod'],
    options: withSms,
    open: async (page, world) => {
      await go('/logga-in/mobil')(page, world);
      await page.fill('#address', '070-174 06 05');
      await page.locator('main button').first().click();
      await page.waitForURL(/\/kod$/);
    },
    tabs: [...SKIP, 'Koden från sms:et', ...DEVICE, 'Skriv numret igen och få en ny kod', ...FOOT],
  },
  {
    name: 'kod',
    routes: ['get /logga-in/kod'],
    open: codeAsked,
    tabs: [...SKIP, 'Koden från mejlet', ...DEVICE, 'Skriv adressen igen och få en ny kod', ...FOOT],
  },
  {
    name: 'kod-fel',
    routes: ['post /logga-in/kod'],
    open: async (page, world) => {
      await codeAsked(page, world);
      await page.fill('#code', '123456');
      await page.locator('main button[value=yes]').click();
      await page.getByRole('alert').waitFor();
    },
    tabs: [...SKIP, 'Koden från mejlet', ...DEVICE, 'Skriv adressen igen och få en ny kod', ...FOOT],
  },
  {
    name: 'lapp',
    routes: ['get /logga-in/lapp'],
    open: async (page, world) => {
      const made = await createInvitation(world.app.app.parts, PERSON, 'demo-chef');
      await go(`/logga-in/lapp?kod=${made?.code}`)(page, world);
    },
    tabs: [...SKIP, 'Koden på lappen', ...DEVICE, ...FOOT],
  },
  {
    name: 'lapp-fel',
    routes: ['post /logga-in/lapp'],
    open: async (page, world) => {
      await go('/logga-in/lapp')(page, world);
      await page.fill('#code', 'ABCD2345');
      await page.locator('main button[value=yes]').click();
    },
    tabs: [...SKIP, 'Koden på lappen', ...DEVICE, ...FOOT],
  },
  {
    name: 'lapp-utan-svar',
    routes: ['post /logga-in/lapp'],
    open: async (page, world) => {
      await go('/logga-in/lapp')(page, world);
      await page.fill('#code', 'ABCD2345');
      await page.press('#code', 'Enter');
      await page.locator('.error:focus').waitFor();
    },
    tabs: [...SKIP, 'Koden på lappen', ...DEVICE, ...FOOT],
  },
  {
    name: 'utloggad',
    routes: ['get /utloggad', 'post /logga-ut'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await page.getByRole('button', { name: 'Logga ut' }).click();
      await page.waitForURL(/\/utloggad$/);
    },
    tabs: [...SKIP, 'Logga in igen', 'Glöm den här enheten', ...FOOT],
  },
  {
    name: 'utloggad-overallt',
    routes: ['post /logga-ut/overallt'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/mina-val')(page, world);
      await page.getByRole('button', { name: 'Logga ut överallt' }).click();
      await page.waitForURL(/overallt$/);
    },
    tabs: [...SKIP, 'Logga in igen', 'Glöm den här enheten', ...FOOT],
  },
  {
    name: 'glomd',
    routes: ['post /glom-enheten'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/mina-val')(page, world);
      await page.getByRole('button', { name: 'Glöm den här enheten' }).click();
      await page.waitForURL(/glomd$/);
    },
    tabs: [...SKIP, 'Logga in igen', ...FOOT],
  },
  {
    name: 'ej-skickat-utloggad',
    routes: ['post /chat/send'],
    noScript: true,
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
      await page.locator('button[value=yes]').click();
      await world.context.clearCookies();
      await page.fill('#text', 'Jag är sjuk i morgon');
      await page.getByRole('button', { name: 'Skicka', exact: true }).click();
    },
    tabs: [...SKIP, ...WAYS, ...FOOT],
  },
  {
    name: 'utloggad-efter-30-minuter',
    routes: ['get /utloggad'],
    open: go('/utloggad?vila'),
    tabs: [...SKIP, 'Logga in igen', 'Glöm den här enheten', ...FOOT],
  },
  {
    name: 'chatt-ny',
    routes: ['get /'],
    open: (page, world) => world.signIn(page, PERSON),
    tabs: chat(['070-174 06 21'], ['Vanlig svenska', 'Lätt svenska']),
  },
  {
    name: 'chatt-latt',
    routes: ['get /'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await press(page, 'Lätt svenska');
      await page.reload();
    },
    tabs: chat(['070-174 06 21'], MAIN, EASY),
  },
  {
    name: 'chatt-franvaro-fraga',
    routes: ['get /'],
    open: async (page, world) => {
      await plainChat(page, world);
      await write(page, 'Jag är sjuk i morgon');
    },
    tabs: chat(['070-174 06 21', ...DUTY], ['Ja, skicka', 'Ändra', 'Avbryt']),
  },
  {
    name: 'chatt-franvaro-kvitto',
    routes: ['get /'],
    open: async (page, world) => {
      await plainChat(page, world);
      await write(page, 'Jag är sjuk i morgon');
      await press(page, /^Ja, skicka/);
    },
    tabs: chat(
      ['070-174 06 21', ...DUTY, '0771-416 416', 'läkarintyg', ...DUTY.slice(1)],
      ['Ångra frånvaron', 'Ändra frånvaron', 'Nästa möte'],
    ),
  },
  {
    name: 'chatt-paminnelse',
    routes: ['get /'],
    // The day before, half an hour before reminders go out.
    options: () => ({ clock: new MovableClock('2026-03-09T15:30:00.000Z') }),
    open: async (page, world) => {
      await plainChat(page, world);
      await write(page, 'Jag kan inte komma i morgon');
      world.app.clock.move(40 * MINUTE);
      await world.app.app.scheduler.sweep();
      await page.locator('#log .mark').first().waitFor();
    },
    tabs: chat(
      ['070-174 06 21', 'Karta', 'Karta'],
      [
        'Hela dagen',
        'Bara mötet med din handledare klockan 9',
        'Bara gruppaktiviteten klockan 13',
        'Avbryt',
        'Jag kommer',
        'Jag kan inte komma',
        'Jag kommer',
        'Jag kan inte komma',
      ],
    ),
  },
  {
    name: 'chatt-ej-skickat',
    routes: ['get /'],
    open: async (page, world) => {
      await plainChat(page, world);
      await page.route('**/activities', (route) => route.abort());
      await page.fill('#text', 'Jag är sjuk');
      await page.press('#text', 'Enter');
      await page.locator('.failed').waitFor();
    },
    tabs: chat(['070-174 06 21', 'Försök igen'], []),
  },
  {
    name: 'chatt-utan-skript',
    routes: ['get /', 'post /chat/send'],
    noScript: true,
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
      await page.locator('button[value=yes]').click();
      await page.getByRole('button', { name: 'Vanlig svenska' }).click();
      await page.fill('#text', 'Jag är sjuk i morgon');
      await page.getByRole('button', { name: 'Skicka', exact: true }).click();
      await page.getByRole('button', { name: 'Ja, skicka' }).waitFor();
    },
    tabs: chat(['Ring 070-174 06 21', '070-174 06 21', ...DUTY], ['Ja, skicka', 'Ändra', 'Avbryt']),
  },
  {
    name: 'chatt-aldre',
    routes: ['get /'],
    noScript: true,
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
      await page.locator('button[value=yes]').click();
      await muchSaid(world);
      await page.goto(`${world.url}/`);
      await page.getByRole('link', { name: 'Visa äldre meddelanden' }).click();
    },
    tabs: chat(['Ring 070-174 06 21', '070-174 06 21', 'Tillbaka till de nyaste meddelandena'], []),
  },
  {
    name: 'ej-sparat',
    routes: ['post /chat/send'],
    noScript: true,
    options: full,
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
      await page.locator('button[value=yes]').click();
      await page.fill('#text', 'Jag är sjuk i morgon');
      await page.getByRole('button', { name: 'Skicka', exact: true }).click();
      await page.getByText('Så här skrev du:').waitFor();
    },
    tabs: [
      'Hoppa till innehållet',
      'Stegvis',
      'Försök igen',
      'Ring 070-174 06 21',
      'Till startsidan',
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'gammalt-formular',
    routes: ['post /chat/send'],
    noScript: true,
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
      await page.locator('button[value=yes]').click();
      await page.locator('#say input[name=form]').evaluate((field) => field.setAttribute('value', 'x'));
      await page.fill('#text', 'Jag är sjuk i morgon');
      await page.getByRole('button', { name: 'Skicka', exact: true }).click();
    },
    tabs: ['Hoppa till innehållet', 'Stegvis', 'Till startsidan', ...PLAIN_FOOT],
  },
  {
    name: 'skadat-dokument',
    routes: ['get /'],
    noScript: true,
    options: damaged,
    open: async (page, world) => {
      await page.goto(await world.link(PERSON));
      await page.locator('button[value=yes]').click();
      breakStore(world);
      await page.goto(`${world.url}/`);
    },
    tabs: [...SKIP, 'Ring 070-174 06 05', ...FOOT],
  },
  {
    name: 'hjalp',
    routes: ['get /hjalp'],
    open: go('/hjalp'),
    tabs: [...SKIP, 'Logga in', ...FOOT],
  },
  {
    name: 'hjalp-inloggad',
    routes: ['get /hjalp'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/hjalp')(page, world);
    },
    tabs: [
      'Hoppa till innehållet',
      'Stegvis',
      'Till chatten',
      'Påminnelser',
      'Mina val',
      'Logga ut',
      'Ring 070-174 06 21',
      'Ring 070-174 06 05',
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'kvitton-tom',
    routes: ['get /kvitton'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/kvitton')(page, world);
    },
    tabs: [...RECEIPTS_TOP, ...PLAIN_FOOT],
  },
  {
    name: 'kvitton',
    routes: ['get /kvitton'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await muchTold(world);
      await go('/kvitton')(page, world);
    },
    tabs: [...RECEIPTS_TOP, 'Visa som intyg', 'Visa som intyg', 'Visa som intyg', ...PLAIN_FOOT],
  },
  {
    name: 'kvitton-intyg',
    routes: ['get /kvitton/:id'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await muchTold(world);
      await go('/kvitton/a1')(page, world);
    },
    tabs: [...RECEIPTS_TOP, 'Skriv ut', 'Till alla kvitton', ...PLAIN_FOOT],
  },
  {
    name: 'kvitton-okant',
    routes: ['get /kvitton/:id'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/kvitton/a9')(page, world);
    },
    tabs: [...RECEIPTS_TOP, 'Till alla kvitton', ...PLAIN_FOOT],
  },
  {
    name: 'paminnelser',
    routes: ['get /paminnelser'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/paminnelser')(page, world);
    },
    tabs: [
      ...REMINDERS_TOP,
      ...REMINDER_FORM,
      'Skapa en adress till min kalender',
      ...NEXT_EVENTS,
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'paminnelser-sms',
    routes: ['get /paminnelser'],
    options: withSms,
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/paminnelser')(page, world);
    },
    tabs: [
      ...REMINDERS_TOP,
      ...REMINDER_FORM.slice(0, -2),
      'Visa också vad, var och vem i mina sms',
      ...REMINDER_FORM.slice(-2),
      'Skapa en adress till min kalender',
      ...NEXT_EVENTS,
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'paminnelser-kalender',
    routes: ['post /paminnelser/kalender'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/paminnelser')(page, world);
      await page.getByRole('button', { name: 'Skapa en adress till min kalender' }).click();
      await page.locator('#address').waitFor();
    },
    tabs: [
      ...REMINDERS_TOP,
      ...REMINDER_FORM,
      'Adressen till din kalender',
      'Öppna i min kalender',
      'Byt adress',
      'Ta bort adressen',
      ...NEXT_EVENTS,
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'paminnelser-sparat',
    routes: ['post /paminnelser', 'post /paminnelser/ta-bort', 'post /paminnelser/stoppa'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/paminnelser')(page, world);
      await page.getByRole('button', { name: 'Spara', exact: true }).click();
      await page.waitForURL(/sparat/);
    },
    tabs: [
      ...REMINDERS_TOP,
      ...REMINDER_FORM,
      'Skapa en adress till min kalender',
      ...NEXT_EVENTS,
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'mina-val',
    routes: ['get /mina-val'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await go('/mina-val')(page, world);
    },
    tabs: [...REMINDERS_TOP, ...DISPLAY_FORM, ...PLAIN_FOOT],
  },
  {
    name: 'mina-val-allt',
    routes: ['post /mina-val', 'post /mina-val/vanligt'],
    open: async (page, world) => {
      await world.signIn(page, PERSON);
      await chooseAll(page, world);
    },
    tabs: ['Hoppa till texten', 'Stegvis', 'Till chatten', 'Logga ut', ...DISPLAY_ALL, ...FOOT],
  },
  {
    name: 'chatt-allt-valt',
    routes: ['get /'],
    open: async (page, world) => {
      await plainChat(page, world);
      await chooseAll(page, world);
      await page.goto(`${world.url}/`);
      // Loaded when the page stands.
      await page.getByRole('button', { name: 'Prata' }).waitFor();
    },
    tabs: [
      ...EASY.top,
      '070-174 06 21',
      'Nästa möte',
      'Min plan',
      'Jag kan inte komma',
      'Visa fler svar',
      ...WRITE,
      'Prata',
      ...EASY.commands,
      ...EASY.foot,
    ],
  },
  {
    name: 'tillganglighet',
    routes: ['get /tillganglighet'],
    open: go('/tillganglighet'),
    tabs: [...SKIP, 'Logga in', ...FAULT_FORM, 'Anmäl till Digg', ...FOOT],
  },
  {
    name: 'tillganglighet-tom',
    routes: ['post /tillganglighet'],
    open: async (page, world) => {
      await go('/tillganglighet')(page, world);
      await page.getByRole('button', { name: 'Skicka' }).click();
      await page.locator('#fault-error').waitFor();
    },
    tabs: [...SKIP, 'Logga in', ...FAULT_FORM, 'Anmäl till Digg', ...FOOT],
  },
  {
    name: 'tillganglighet-tack',
    routes: ['post /tillganglighet'],
    open: async (page, world) => {
      await go('/tillganglighet')(page, world);
      await page.fill('#fault-text', 'Knappen syns inte.');
      await page.getByRole('button', { name: 'Skicka' }).click();
      await page.waitForURL(/tack=/);
    },
    tabs: [...SKIP, 'Logga in', 'Anmäl till Digg', ...FOOT],
  },
  {
    name: 'hela-min-plan',
    routes: ['get /min-plan'],
    open: async (page, world) => {
      await plainChat(page, world);
      await go('/min-plan')(page, world);
    },
    tabs: [
      ...RECEIPTS_TOP.filter((name) => name !== 'Påminnelser'),
      'Skriv ut',
      '070-174 06 21',
      '070-174 06 05',
      '070-174 06 31',
      '070-174 06 21',
      '0771-416 416',
      ...PLAIN_FOOT,
    ],
  },
  {
    name: 'ord',
    routes: ['get /ord/:term'],
    open: async (page, world) => {
      await plainChat(page, world);
      await go('/ord/iup')(page, world);
    },
    tabs: [...RECEIPTS_TOP.filter((name) => name !== 'Påminnelser'), 'Tillbaka till chatten', ...PLAIN_FOOT],
  },
  {
    name: 'chatt-fraga-2-av-3',
    routes: [],
    open: async (page, world) => {
      await plainChat(page, world);
      await write(page, 'Jag kan inte komma');
      await write(page, 'onsdag');
      await page.getByText('Fråga 2 av 3').waitFor();
    },
    tabs: chat(
      ['070-174 06 21'],
      ['Jag är sjuk', 'Mitt barn är sjukt', 'Jobb eller studier', 'Ett besök eller ett möte', 'Något annat'],
    ),
  },
  {
    name: 'chatt-ord-forklarat',
    routes: [],
    open: async (page, world) => {
      await plainChat(page, world);
      await write(page, 'Vad betyder periodisk rapport?');
      await world.app.app.parts.store.turn(PERSON, (doc) => ({
        doc:
          doc &&
          tell(
            doc,
            [
              {
                key: 'question:answered',
                params: {
                  by: { name: 'Karin Berg' },
                  answer: { name: 'Ta med din IUP och ett läkarintyg.' },
                },
              },
            ],
            { now: world.app.clock.now(), proactive: true, heard: true },
          ),
        result: null,
      }));
      await page.getByRole('button', { name: 'läkarintyg' }).click();
      await page.locator('.explained').waitFor();
    },
    tabs: chat(
      ['070-174 06 21', 'IUP', 'läkarintyg', 'Stäng: läkarintyg'],
      ['Ett annat ord', 'Fråga min handledare'],
    ),
  },
  {
    name: 'inbaddad-oppnad-for-sig',
    routes: ['get /inbaddad/:provider'],
    open: async (page, world) => {
      await standsInASite(world);
      await go('/inbaddad/exempel')(page, world);
      await page.getByText('Din chatt finns på en annan webbplats.').waitFor();
    },
    tabs: ['Hoppa till texten', ...FOOT],
  },
  {
    name: 'inbaddad-chatt',
    routes: [],
    open: inFrame,
    tabs: [
      'Hoppa till texten',
      'Hela min plan',
      'Mina val',
      '070-174 06 21',
      'Vanlig svenska',
      'Lätt svenska',
      ...WRITE,
      ...COMMANDS,
      ...FOOT,
    ],
  },
  {
    name: 'inbaddad-mina-val',
    routes: [],
    open: async (page, world) => {
      await inFrame(page, world);
      await page.getByRole('link', { name: 'Mina val' }).click();
      await page.getByRole('button', { name: 'Spara mina val' }).waitFor();
    },
    tabs: [
      'Hoppa till texten',
      'Till chatten',
      ...DISPLAY_FORM.filter((name) => !/^(Ja, visa knappen Prata|Glöm|Logga ut)/.test(name)),
      ...FOOT,
    ],
  },
  {
    name: 'inbaddad-min-plan',
    routes: [],
    open: async (page, world) => {
      await inFrame(page, world);
      await page.getByRole('link', { name: 'Hela min plan' }).click();
      await page.getByRole('button', { name: 'Skriv ut' }).waitFor();
    },
    tabs: [
      'Hoppa till texten',
      'Till chatten',
      'Skriv ut',
      '070-174 06 21',
      '070-174 06 05',
      '070-174 06 31',
      '070-174 06 21',
      '0771-416 416',
      ...FOOT,
    ],
  },
  {
    name: 'finns-inte',
    routes: [],
    open: go('/finns-inte'),
    tabs: [...SKIP, 'Till första sidan', ...FOOT],
  },
  {
    name: 'demo-utkorg',
    routes: ['get /demo/outbox'],
    open: async (page, world) => {
      await world.app.app.parts.email?.send({
        to: 'karin.berg@exempel.example',
        subject: 'Ny frånvaro, logga in',
        text: 'Hej!\n\nLogga in i inkorgen.',
        messageId: '<1@stegvis.example>',
      });
      await go('/demo/outbox')(page, world);
    },
    tabs: ['Hoppa till innehållet', 'Stegvis', 'Till chatten'],
  },
  {
    name: 'demo-utkorg-sms',
    routes: ['get /demo/outbox', 'post /demo/sms'],
    options: () => ({ overrides: { sms: undefined } }),
    open: async (page, world) => {
      await go('/demo/outbox')(page, world);
      await page.getByLabel('SMS', { exact: true }).fill('hej');
      await page.getByRole('button', { name: 'Skicka' }).click();
      await page.waitForURL(/outbox$/);
    },
    tabs: ['Hoppa till innehållet', 'Stegvis', 'Vem skriver?', 'SMS', 'Skicka', 'Till chatten'],
  },
];
