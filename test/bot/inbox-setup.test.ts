import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { apiRoutes } from '../../bot/provider/api.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { TRAIL_WORDS, trailKey } from '../../bot/provider/inbox/trail.ts';
import { saveSettings, spreadPending } from '../../bot/provider/settings.ts';
import { changeSettings } from '../../domain/actions/provider.ts';
import { providerOf } from '../../domain/contact.ts';
import { emailModeOf } from '../../domain/provider.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { staffWords } from '../../locales/render.ts';
import {
  auditOf,
  docOf,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
} from '../support/provider-side.ts';
import { addStaff, StaffBrowser, signInStaff, takeInExamples, words } from '../support/staff-browser.ts';

/** Accounts, settings, each person's choices, and the trail. */

let side: ProviderSide;

beforeEach(async () => {
  side = await openProviderSide((parts) => [...apiRoutes(parts), ...inboxRoutes(parts)]);
  setClock(side, '2026-03-10T07:00:00.000Z');
  await takeInExamples(side);
  await addStaff(side, 'exempel', {
    id: 'adam',
    name: 'Adam Min',
    email: 'adam@exempelcoacherna.example',
    role: 'administrator',
  });
});
afterEach(() => side.close());

const provider = async (id = 'exempel') => {
  const found = await side.store.readProvider(id);
  if (!found) throw new Error('no provider');
  return found;
};

const STAFF = '/inkorg/personal';
const SETTINGS = '/inkorg/installningar';
const RETENTION = '/inkorg/gallring';
const EMBEDDING = '/inkorg/inbaddning';

describe('accounts', () => {
  test('only the administrator comes to them; for the others the pages are not there', async () => {
    for (const [id, status] of [
      ['karin', 404],
      ['chef', 404],
      ['adam', 200],
    ] as const) {
      const browser = await signInStaff(side, 'exempel', id);
      for (const path of [STAFF, `${STAFF}/karin`, SETTINGS, RETENTION, EMBEDDING]) {
        expect([id, path, (await browser.open(path)).status]).toEqual([id, path, status]);
      }
      const more = words((await browser.open('/inkorg/mer')).text);
      expect(more.includes('Personal')).toBe(status === 200);
      expect(more).toContain('Mina val');
      if (status === 200) continue;
      const { text } = await browser.open('/inkorg');
      const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
      const body = new URLSearchParams({ form, name: 'Ny', email: '', role: 'administrator' });
      expect((await browser.post(STAFF, body)).status).toBe(404);
      expect((await browser.post(`${STAFF}/${id}`, body)).status).toBe(404);
      expect((await provider()).staff).toHaveLength(3);
    }
  });

  test('sets how long each kind is kept, within its limits, and it stands in the trail', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    const page = words((await adam.open(RETENTION)).text);
    expect(page).toContain('Vanligt är 90 dagar.');
    expect(page).toContain('aldrig bort innan alla rapporter om frånvaron är skickade');
    const wrong = await adam.press(RETENTION, RETENTION, {
      chatDays: '0',
      reasonDays: 'många',
      receiptMonths: '121',
    });
    expect(wrong.status).toBe(400);
    expect(words(wrong.text)).toContain('Så många dagar sparas chatten: Skriv ett heltal från 1 till 365.');
    expect(words(wrong.text)).toContain('Skriv ett heltal från 1 till 120.');
    expect((await provider()).retention).toEqual({ chatDays: 30, reasonDays: 90, receiptMonths: 24 });
    const typed = { chatDays: '14', reasonDays: '60', receiptMonths: '36' };
    const saved = await adam.press(RETENTION, RETENTION, typed);
    expect(words(saved.text)).toContain('Tiderna är sparade.');
    expect((await provider()).retention).toEqual({ chatDays: 14, reasonDays: 60, receiptMonths: 36 });
    expect((await provider()).trail.at(-1)).toMatchObject({ who: 'adam', what: 'retention.set' });
    // Saved as it was: nothing has happened.
    const { revision } = await provider();
    await adam.press(RETENTION, RETENTION, typed);
    expect((await provider()).revision).toBe(revision);
  });

  test('names the sites that hold the chat, and its colours when they can be read', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    expect(words((await adam.open(EMBEDDING)).text)).toContain('Chatten står inte på någon annan webbplats');
    const typed = { origins: 'https://www.exempel.example/\r\n\r\nhttps://kurs.exempel.example', name: 'Vi' };
    const wrong = await adam.press(EMBEDDING, EMBEDDING, {
      origins: 'http://exempel.example\nhttps://*.exempel.example',
      'light-accent': '#999999',
      'dark-ground': 'blå',
    });
    expect(wrong.status).toBe(400);
    expect(words(wrong.text)).toContain('»http://exempel.example« går inte att använda.');
    expect(words(wrong.text)).toContain('»https://*.exempel.example« går inte att använda.');
    expect(words(wrong.text)).toMatch(/Knappar och länkar på ljus skärm: Kontrasten är [12],\d\. Den måste/);
    expect(words(wrong.text)).toContain('Bakgrund på mörk skärm: Skriv färgen som # och sex tecken');
    expect(wrong.text).toContain('value="#999999"');
    expect((await provider()).embedding).toBeNull();
    const saved = await adam.press(EMBEDDING, EMBEDDING, { ...typed, 'light-accent': '#5B1A6E' });
    expect(words(saved.text)).toMatch(/Det är sparat\..*Färgen har en kontrast på minst \d+(,\d)? mot/);
    expect((await provider()).embedding).toEqual({
      origins: ['https://www.exempel.example', 'https://kurs.exempel.example'],
      name: 'Vi',
      light: { accent: '#5b1a6e', ground: null },
      dark: { accent: null, ground: null },
    });
    expect((await provider()).trail.at(-1)).toMatchObject({ who: 'adam', what: 'embedding.set' });
    expect(words((await adam.open(STAFF)).text)).toContain('Adam Min ändrade chatten på egna sidor');
    const { revision } = await provider();
    await adam.press(EMBEDDING, EMBEDDING, { ...typed, 'light-accent': '#5b1a6e' });
    expect((await provider()).revision).toBe(revision);
    await adam.press(EMBEDDING, EMBEDDING, { origins: '' });
    expect((await provider()).embedding?.origins).toEqual([]);
  });

  test('adds somebody, who gets in with the e-mail, and stands in the trail', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    const added = await adam.press(STAFF, STAFF, {
      name: 'Omar Nilsson',
      email: 'Omar@exempelcoacherna.example',
      role: 'supervisor',
    });
    expect(words(added.text)).toContain('Personen är tillagd.');
    const omar = (await provider()).staff.find((entry) => entry.name === 'Omar Nilsson');
    expect(omar).toMatchObject({ email: 'omar@exempelcoacherna.example', role: 'supervisor' });
    expect((await provider()).trail.at(-1)).toMatchObject({
      who: 'adam',
      what: 'staff.added',
      subject: omar?.id,
    });
    expect(words((await adam.open(STAFF)).text)).toContain('Adam Min lade till Omar Nilsson');
    await new StaffBrowser(side).post(
      '/inkorg/logga-in',
      new URLSearchParams({ address: 'omar@exempelcoacherna.example' }),
    );
    expect(side.email.sent.map((email) => email.to)).toEqual(['omar@exempelcoacherna.example']);
  });

  test('says what is wrong beside what was typed, and changes nothing', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    const before = JSON.stringify(await provider());
    for (const [fields, fault] of [
      [{ name: ' ', email: '' }, 'Namn: Skriv ett namn.'],
      [{ name: 'Omar', email: 'omar' }, 'E-post på jobbet: Skriv en e-postadress'],
      [
        { name: 'Omar', email: 'KARIN.BERG@exempelcoacherna.example' },
        'Någon annan hos er har den e-postadressen.',
      ],
    ] as const) {
      const answer = await adam.press(STAFF, STAFF, fields);
      expect([answer.status, words(answer.text)]).toEqual([400, expect.stringContaining(fault)]);
      expect(answer.text).toContain('aria-invalid="true"');
    }
    expect(JSON.stringify(await provider())).toBe(before);
  });

  test('another address ends the links that were sent to the old one; another role holds at once', async () => {
    await new StaffBrowser(side).post(
      '/inkorg/logga-in',
      new URLSearchParams({ address: 'chef@exempelcoacherna.example' }),
    );
    const [link = ''] = /\/inkorg\/in\/\S+/.exec(side.email.sent[0]?.text ?? '') ?? [];
    const chef = await signInStaff(side, 'exempel', 'chef');
    expect((await chef.open('/inkorg/deltagare/bo-sta')).status).toBe(200);
    const adam = await signInStaff(side, 'exempel', 'adam');
    const path = `${STAFF}/chef`;
    const saved = await adam.press(path, path, {
      name: 'Chefen Ek',
      email: 'ny@exempelcoacherna.example',
      role: 'supervisor',
    });
    expect(words(saved.text)).toContain('Ändringen är sparad.');
    expect((await chef.open('/inkorg/deltagare/bo-sta')).status).toBe(404);
    expect((await new StaffBrowser(side).open(link)).status).toBe(410);
  });

  test('who is ended is out at once, and the name stays in the trails', async () => {
    await report(side, 'alva-rom');
    const karin = await signInStaff(side, 'exempel', 'karin');
    await karin.open('/inkorg/franvaro/alva-rom/a1');
    const adam = await signInStaff(side, 'exempel', 'adam');
    const ended = await adam.press(`${STAFF}/karin`, `${STAFF}/karin/avsluta`);
    expect(words(ended.text)).toContain('Kontot är avslutat.');
    expect(words(ended.text)).toContain('Karin Berg, handledare, avslutad i dag klockan 8');
    expect((await karin.open('/inkorg')).location).toBe('/inkorg/logga-in');
    const trail = words((await adam.open('/inkorg/deltagare/alva-rom/logg')).text);
    const number = (await side.store.read('alva-rom'))?.doc.absences[0]?.number;
    expect(trail).toContain(`Karin Berg läste orsaken till frånvaro ${number}`);
  });

  test('there is always an administrator', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    const path = `${STAFF}/adam`;
    for (const answer of [
      await adam.press(path, `${path}/avsluta`),
      await adam.press(path, path, { name: 'Adam Min', email: '', role: 'manager' }),
    ]) {
      expect([answer.status, words(answer.text)]).toEqual([
        400,
        expect.stringContaining('Ni måste ha minst en administratör.'),
      ]);
    }
    expect((await provider()).staff.find((entry) => entry.id === 'adam')?.role).toBe('administrator');
  });

  test('a link for somebody without e-mail is shown once and works', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    const shown = await adam.press(`${STAFF}/karin`, `${STAFF}/karin/lank`);
    const [link = ''] = /\/inkorg\/in\/[^<\s]+/.exec(shown.text) ?? [];
    expect((await new StaffBrowser(side).press(link, link)).location).toBe('/inkorg');
  });
});

describe('signing in with the code', () => {
  const ask = (address: string) =>
    new StaffBrowser(side).post('/inkorg/logga-in', new URLSearchParams({ address }));
  const ADDRESS = 'karin.berg@exempelcoacherna.example';
  const codeIn = (text: string | undefined) =>
    /^(\d{3}) (\d{3})$/m
      .exec(text ?? '')
      ?.slice(1)
      .join('') ?? '';
  const type = (browser: StaffBrowser, address: string, code: string) =>
    browser.press('/inkorg/skickad', '/inkorg/kod', { address, code });

  test('lets in once; a wrong one, an old one and another address do not', async () => {
    await ask(ADDRESS);
    const code = codeIn(side.email.sent[0]?.text);
    expect(code).toMatch(/^\d{6}$/);
    const wrong = code === '111111' ? '222222' : '111111';
    expect((await type(new StaffBrowser(side), ADDRESS, wrong)).status).toBe(400);
    expect((await type(new StaffBrowser(side), 'chef@exempelcoacherna.example', code)).status).toBe(400);
    const karin = new StaffBrowser(side);
    expect(
      (await type(karin, ` ${ADDRESS.toUpperCase()}`, `${code.slice(0, 3)} ${code.slice(3)}`)).location,
    ).toBe('/inkorg');
    expect(words((await karin.open('/inkorg/mina-val')).text)).toContain('Handledare');
    expect((await type(new StaffBrowser(side), ADDRESS, code)).status).toBe(400);
    await ask(ADDRESS);
    const later = codeIn(side.email.sent[1]?.text);
    setClock(side, '2026-03-10T07:31:00.000Z');
    expect((await type(new StaffBrowser(side), ADDRESS, later)).status).toBe(400);
  });

  test('five wrong tries use it up, from whatever browser', async () => {
    await ask(ADDRESS);
    const code = codeIn(side.email.sent[0]?.text);
    const wrong = code === '111111' ? '222222' : '111111';
    const statuses = [];
    for (let n = 0; n < 7; n++) statuses.push((await type(new StaffBrowser(side), ADDRESS, wrong)).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
    setClock(side, '2026-03-10T07:16:00.000Z');
    expect((await type(new StaffBrowser(side), ADDRESS, code)).status).toBe(400);
  });

  test('the newest code is the one that counts', async () => {
    await ask(ADDRESS);
    await ask(ADDRESS);
    const [first, second] = side.email.sent.map((email) => codeIn(email.text));
    if (first !== second) expect((await type(new StaffBrowser(side), ADDRESS, first ?? '')).status).toBe(400);
    expect((await type(new StaffBrowser(side), ADDRESS, second ?? '')).location).toBe('/inkorg');
  });
});

test('a session ends after eight hours, however much it is used', async () => {
  const karin = await signInStaff(side, 'exempel', 'karin');
  for (let minute = 20; minute < 8 * 60; minute += 20) {
    setClock(side, new Date(Date.parse('2026-03-10T07:00:00.000Z') + minute * 60_000).toISOString());
    expect((await karin.open('/inkorg')).status).toBe(200);
  }
  setClock(side, '2026-03-10T15:00:00.000Z');
  expect((await karin.open('/inkorg')).location).toBe('/inkorg/logga-in');
});

describe('settings', () => {
  const typed = {
    deadlineDays: '3',
    reportBackDays: '30',
    reportFromMinutes: '14',
    questionDays: '1',
    meetingDays: '21',
    inPersonDays: '',
    phone: '070-174 06 90',
    hours: 'Vardagar klockan 9 till 15',
    hoursEasy: '',
    emailMode: 'daily',
  };

  test('are saved, reach every participant of this provider and no other, and stand in the trail', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    const saved = await adam.press(SETTINGS, SETTINGS, typed);
    expect(words(saved.text)).toContain('Ändringen är sparad.');
    const expected = {
      deadlineDays: 3,
      reportBackDays: 30,
      reportFromMinutes: 14,
      questionDays: 1,
      meetingDays: 21,
      inPersonDays: null,
      phone: '070-174 06 90',
      hours: { text: 'Vardagar klockan 9 till 15', easy: null },
      emailMode: 'daily',
    };
    expect((await provider()).settings).toMatchObject(expected);
    expect((await provider()).settingsPending).toBe(false);
    for (const id of ['alva-rom', 'bo-sta']) expect((await docOf(side, id)).settings).toMatchObject(expected);
    expect((await docOf(side, 'cim-kommun')).settings).toEqual(DEFAULT_SETTINGS);
    expect((await provider()).trail.at(-1)).toMatchObject({ who: 'adam', what: 'settings.changed' });
    const { length } = (await provider()).trail;
    await adam.press(SETTINGS, SETTINGS, typed);
    expect((await provider()).trail).toHaveLength(length);
  });

  test('phone and hours take the place of those in the plan, where they are set', async () => {
    const before = (await docOf(side, 'alva-rom')).plan.provider;
    expect(providerOf(await docOf(side, 'alva-rom'))).toEqual(before);
    const adam = await signInStaff(side, 'exempel', 'adam');
    await adam.press(SETTINGS, SETTINGS, typed);
    const after = await docOf(side, 'alva-rom');
    expect(providerOf(after)).toEqual({
      ...before,
      phone: '070-174 06 90',
      hours: { text: 'Vardagar klockan 9 till 15', easy: null },
    });
    // The plan stays as its author sent it.
    expect(after.plan.provider).toEqual(before);
    expect(
      words((await adam.press('/inkorg/deltagare/alva-rom', '/inkorg/deltagare/alva-rom/inbjudan')).text),
    ).toContain('070-174 06');
  });

  test('what is no number, or too much, is said by its field, and what was typed stays', async () => {
    const adam = await signInStaff(side, 'exempel', 'adam');
    for (const [field, value, fault] of [
      ['deadlineDays', '21', 'Skriv ett heltal från 0 till 20.'],
      ['deadlineDays', '-1', 'Skriv ett heltal från 0 till 20.'],
      ['questionDays', '0', 'Skriv ett heltal från 1 till 20.'],
      ['meetingDays', 'ofta', 'Skriv ett heltal från 1 till 90.'],
      ['reportBackDays', '1,5', 'Skriv ett heltal från 0 till 90.'],
      ['phone', 'ring oss', 'Skriv ett telefonnummer'],
      ['hours', 'x'.repeat(301), 'Texten är för lång.'],
    ] as const) {
      const answer = await adam.press(SETTINGS, SETTINGS, { ...typed, [field]: value });
      expect([answer.status, words(answer.text)]).toEqual([400, expect.stringContaining(fault)]);
      expect(answer.text).toContain(`value="${value}"`);
    }
    expect((await provider()).settings).toEqual(DEFAULT_SETTINGS);
  });

  test('spreading that was cut off is done at the next start', async () => {
    const settings = { ...DEFAULT_SETTINGS, deadlineDays: 5 };
    await side.store.providerTurn('exempel', (found) => ({
      doc: found && changeSettings(found, settings, { now: side.clock.now(), who: 'adam' }),
      result: null,
    }));
    expect((await docOf(side, 'alva-rom')).settings.deadlineDays).toBe(2);
    await spreadPending(side.parts);
    expect((await docOf(side, 'alva-rom')).settings.deadlineDays).toBe(5);
    expect((await provider()).settingsPending).toBe(false);
  });

  test('somebody who is taken in later has them too', async () => {
    await saveSettings(side.parts, 'exempel', { ...DEFAULT_SETTINGS, reportBackDays: 7 }, 'adam');
    const plan = { ...JSON.parse(JSON.stringify(examplePlan('rusta-och-matcha'))), id: 'ny-person' };
    const key = 'key-of-exempel-0123456789-0123456789';
    const response = await fetch(`${side.url}/api/v1/participants/ny-person`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(plan),
    });
    expect(response.status).toBe(201);
    expect((await docOf(side, 'ny-person')).settings.reportBackDays).toBe(7);
  });
});

test('each person chooses how to get e-mail; else as the provider has it', async () => {
  const karin = await signInStaff(side, 'exempel', 'karin');
  const mode = async () => {
    const found = await provider();
    const staff = found.staff.find((entry) => entry.id === 'karin');
    return staff && emailModeOf(found, staff);
  };
  expect(await mode()).toBe('at-once');
  await karin.press('/inkorg/mina-val', '/inkorg/mina-val', { emailMode: 'daily' });
  expect(await mode()).toBe('daily');
  await karin.press('/inkorg/mina-val', '/inkorg/mina-val', { emailMode: '' });
  await saveSettings(side.parts, 'exempel', { ...DEFAULT_SETTINGS, emailMode: 'daily' }, 'adam');
  expect(await mode()).toBe('daily');
});

describe('the trail', () => {
  test('a manager and an administrator see who has read a reason; a handledare does not see the trail', async () => {
    await report(side, 'alva-rom');
    const karin = await signInStaff(side, 'exempel', 'karin');
    await karin.open('/inkorg/franvaro/alva-rom/a1');
    expect((await karin.open('/inkorg/deltagare/alva-rom/logg')).status).toBe(404);
    expect((await karin.open('/inkorg/deltagare/alva-rom')).text).not.toContain('/logg"');
    for (const id of ['chef', 'adam']) {
      const browser = await signInStaff(side, 'exempel', id);
      expect((await browser.open('/inkorg/deltagare/alva-rom')).text).toContain('/logg"');
      const text = words((await browser.open('/inkorg/deltagare/alva-rom/logg')).text);
      // By the number of the receipt, as on every other page.
      const number = (await side.store.read('alva-rom'))?.doc.absences[0]?.number;
      expect(text).toContain(`Karin Berg läste orsaken till frånvaro ${number} I dag klockan 8`);
      expect(text).toContain(`Deltagaren anmälde frånvaro ${number}`);
      expect(text).not.toMatch(/sjuk/i);
    }
  });

  test('is shown a hundred at a time, none lost between', async () => {
    await side.store.turn('alva-rom', (doc) => {
      let made = doc;
      for (let n = 0; n < 250 && made; n++) {
        made = {
          ...made,
          numbers: { ...made.numbers, audit: made.numbers.audit + 1 },
          lines: [
            ...made.lines,
            {
              file: 'audit',
              n: made.numbers.audit + 1,
              body: { at: side.clock.now(), who: 'karin', what: 'absence.reason-seen', subject: `x${n}x` },
            },
          ],
        };
      }
      return { doc: made, result: null };
    });
    const chef = await signInStaff(side, 'exempel', 'chef');
    const seen = new Set<string>();
    let path: string | undefined = '/inkorg/deltagare/alva-rom/logg';
    while (path) {
      const { text } = await chef.open(path);
      for (const [mark] of text.matchAll(/x\d+x/g)) seen.add(mark);
      path = /href="([^"]+till=\d+)"/.exec(text)?.[1];
    }
    expect(seen.size).toBe(250);
  });

  test('has words for all that is written in it', async () => {
    for (const what of [
      'absence.reason-seen',
      'session.started.code',
      'message.failed',
      'gp.sent',
      'reminder.dropped-passed',
    ]) {
      expect([what, trailKey(what)]).toEqual([what, expect.any(String)]);
    }
    expect(trailKey('something.new')).toBeNull();
    await report(side, 'alva-rom');
    const known = (await auditOf(side, 'alva-rom')).map((line) => trailKey(line.split(' ')[1] ?? ''));
    expect(known).not.toContain(null);
    expect(Object.keys(TRAIL_WORDS).length).toBeGreaterThan(20);
    // They follow a name: "Karin Berg läste en fråga".
    const said = Object.values(TRAIL_WORDS).map((key) =>
      staffWords(key, { subject: { name: 'a1' } }, '2026-03-10'),
    );
    expect(said.filter((words) => !/^\p{Ll}/u.test(words))).toEqual([]);
  });
});
