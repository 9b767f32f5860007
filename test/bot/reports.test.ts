import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { apiRoutes } from '../../bot/provider/api.ts';
import { csv } from '../../bot/provider/inbox/csv.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { withdrawAbsence } from '../../domain/actions/absences.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import type { Plan } from '../../domain/plan.ts';
import {
  auditOf,
  docOf,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { signInStaff, takeInExamples, words } from '../support/staff-browser.ts';

/** The month and the planning, as pages, as a file for Excel, and over the API. */

let side: ProviderSide;

beforeEach(async () => {
  side = await openProviderSide((parts) => [...apiRoutes(parts), ...inboxRoutes(parts)]);
  setClock(side, '2026-03-02T07:00:00.000Z');
  await takeInExamples(side);
});
afterEach(() => side.close());

async function call(path: string, key: string = KEYS.exempel) {
  const response = await fetch(side.url + path, { headers: { authorization: `Bearer ${key}` } });
  return { status: response.status, body: await response.json() };
}

async function sickOnTuesday(): Promise<void> {
  setClock(side, '2026-03-10T07:00:00.000Z');
  await report(side, 'alva-rom');
  setClock(side, '2026-04-01T07:00:00.000Z');
}

async function withdrawn(): Promise<void> {
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && withdrawAbsence(doc, 'a1', { now: side.clock.now(), channel: 'web' }).doc,
    result: null,
  }));
}

interface Activity {
  id: string;
  plannedHours: number;
  carriedOutHours: number;
  absences: object[];
}

describe('the month over the API', () => {
  test('has planned, carried out and missed hours with code, and that it was read stands in the trail', async () => {
    await sickOnTuesday();
    const { status, body } = await call('/api/v1/months/2026-03');
    expect([status, body.month, body.isOver]).toEqual([200, '2026-03', true]);
    const alva = body.participants.find((entry: { id: string }) => entry.id === 'alva-rom');
    expect(alva).toMatchObject({ firstName: 'Alva', report: 'af', reference: 'EX-2026-0117' });
    const group: Activity = alva.activities.find((entry: Activity) => entry.id === 'jobbtraff');
    expect(group).toMatchObject({
      plannedHours: 10,
      carriedOutHours: 8,
      absences: [{ code: '15', subType: null, reason: 'sick', hours: 2 }],
    });
    expect(await auditOf(side, 'alva-rom')).toContain('api:exempel absence.reason-seen a1');
    expect(await auditOf(side, 'bo-sta')).not.toContain('api:exempel absence.reason-seen a1');
  });

  test('a plan that was changed since does not undo what was held', async () => {
    setClock(side, '2026-03-16T07:00:00.000Z');
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, appointments: plan.appointments.slice(0, 1) });
    setClock(side, '2026-04-01T07:00:00.000Z');
    const { body } = await call('/api/v1/months/2026-03');
    const alva = body.participants.find((entry: { id: string }) => entry.id === 'alva-rom');
    expect(alva.activities.map((entry: Activity) => [entry.id, entry.plannedHours])).toEqual([
      ['handledare', 5],
      ['jobbtraff', 4],
      ['datorkurs', 6],
      ['cvhjalp', 4],
      ['studiebesok', 2.5],
    ]);
  });

  test('a municipal participant has reasons, and no word or code of Arbetsförmedlingen', async () => {
    setClock(side, '2026-03-10T06:00:00.000Z');
    await report(side, 'cim-kommun', { occurrences: ['praktik@2026-03-10T08:00'], reason: 'child-sick' });
    setClock(side, '2026-04-01T07:00:00.000Z');
    const { body } = await call('/api/v1/months/2026-03', KEYS['exempel-kommun']);
    expect(body.participants).toHaveLength(1);
    const [cim] = body.participants;
    expect(cim.report).toBe('municipality');
    expect(JSON.stringify(cim)).toContain('"code":null,"subType":null,"reason":"child-sick"');
    expect(JSON.stringify(cim)).not.toMatch(/Arbetsförmedlingen|MSFA|KA-Webb/);
    expect((await call('/api/v1/months/2026-03/absences', KEYS['exempel-kommun'])).body.absences).toEqual([]);
  });

  test('what is no month is refused', async () => {
    for (const month of ['2026-13', 'mars', '2026-3']) {
      expect((await call(`/api/v1/months/${month}`)).status).toBe(400);
      expect((await call(`/api/v1/months/${month}/absences`)).status).toBe(400);
    }
  });

  test('the name of a person with protected identity stays out', async () => {
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, person: { ...plan.person, protectedIdentity: true } });
    await sickOnTuesday();
    for (const path of ['/api/v1/months/2026-03', '/api/v1/months/2026-03/absences', '/api/v1/planning']) {
      expect(JSON.stringify((await call(path)).body)).not.toMatch(/Alva|"Ek"/);
    }
  });
});

describe("the absences in the fields of Arbetsförmedlingen's report", () => {
  test('each missed activity with expected and absent times', async () => {
    setClock(side, '2026-03-10T07:00:00.000Z');
    await report(side, 'alva-rom', { reason: 'doctor' });
    const none = (await call('/api/v1/months/2026-03/absences')).body.absences[0].report;
    expect([none.tjanstekod, none.leverantor.utforande_verksamhet]).toEqual([
      null,
      { namn: null, utforande_verksamhet_id: null },
    ]);
    // What the provider knows it gives with the plan.
    const plan = examplePlan('rusta-och-matcha');
    const site = { id: '10012345', name: 'Exempelcoacherna Exempelstad' };
    await takeIn(side, { ...plan, service: { ...plan.service, code: 'KROM-EX', site } });
    setClock(side, '2026-03-10T09:30:00.000Z');
    await side.store.turn('alva-rom', (doc) => {
      const acting = { now: side.clock.now(), staffId: 'karin', staffName: 'Karin Berg' };
      const sent = doc && markDeviationSent(doc, 'a1:handledare@2026-03-10T09:00', acting);
      return { doc: sent?.kind === 'done' ? sent.doc : null, result: null };
    });
    const { body } = await call('/api/v1/months/2026-03/absences');
    expect(body.absences.map((entry: { status: string }) => entry.status)).toEqual(['sent', 'waiting']);
    expect(body.absences[0]).toMatchObject({ participantId: 'alva-rom', absenceId: 'a1' });
    expect(body.absences[0].report).toEqual({
      genomforande_referens: 'EX-2026-0117',
      id: 'alva-rom:a1:handledare@2026-03-10T09:00',
      tjanstekod: 'KROM-EX',
      datum_for_rapportering: '2026-03-10',
      arbetssokande: { personnummer: null, fornamn: 'Alva', efternamn: 'Ek' },
      leverantor: {
        namn: 'Exempelcoacherna',
        leverantor_id: 'exempel',
        rapportor: { fornamn: 'Karin', efternamn: 'Berg' },
        utforande_verksamhet: {
          namn: 'Exempelcoacherna Exempelstad',
          utforande_verksamhet_id: '10012345',
        },
      },
      franvaro: {
        avvikelseorsakskod: '18',
        datum: '2026-03-10',
        heldag: true,
        starttid: '09:00',
        sluttid: '10:00',
        forvantad_narvaro: { starttid: '09:00', sluttid: '10:00' },
        alternativ_for_kanda_orsaker: { typ: '1', motivering: 'Orsak: läkarbesök eller tandläkarbesök.' },
      },
    });
  });

  test('what was taken back is never among them, nor in the month, the page or the file', async () => {
    await sickOnTuesday();
    expect((await call('/api/v1/months/2026-03/absences')).body.absences).toHaveLength(2);
    await withdrawn();
    expect((await call('/api/v1/months/2026-03/absences')).body.absences).toEqual([]);
    expect(JSON.stringify((await call('/api/v1/months/2026-03')).body)).not.toMatch(/sick|"15"/);
    const chef = await signInStaff(side, 'exempel', 'chef');
    expect(words((await chef.open('/inkorg/manad?manad=2026-03')).text)).not.toMatch(/sjuk|kod 15/i);
    const rows = await fileOf('?manad=2026-03', 'chef');
    expect(
      rows.filter((row) => row['Frånvaro sjuk kod 15'] !== '0' && row.Aktivitet !== 'Eget arbete'),
    ).toEqual([]);
  });
});

async function fileOf(
  query: string,
  staffId: string,
  providerId = 'exempel',
): Promise<Record<string, string>[]> {
  const browser = await signInStaff(side, providerId, staffId);
  const { text } = await browser.open(`/inkorg/manad/csv${query}`);
  return parse(text, { bom: true, columns: true, delimiter: ';' });
}

describe('the page and the file', () => {
  test('show the same figures; a handledare has her own participants, a choice narrows it', async () => {
    await sickOnTuesday();
    const chef = await signInStaff(side, 'exempel', 'chef');
    const page = await chef.open('/inkorg/manad');
    const text = words(page.text);
    expect(text).toContain('Underlag för mars 2026');
    expect(text).toContain('Gruppaktivitet »Jobbträffen« 10 timmar 8 timmar 2 timmar sjuk, kod 15');
    expect(text).toContain('Eget arbete rapporteras inte i timmar i MSFA.');
    expect(text).toContain('Bo Lindqvist');
    expect(await auditOf(side, 'alva-rom')).toContain('chef absence.reason-seen a1');
    const karin = await signInStaff(side, 'exempel', 'karin');
    expect(words((await karin.open('/inkorg/manad')).text)).not.toContain('Bo Lindqvist');
    const [, id] = /<option value="([0-9a-f]+)">Karin Berg/.exec(page.text) ?? [];
    const narrowed = words((await chef.open(`/inkorg/manad?manad=2026-03&handledare=${id}`)).text);
    expect(narrowed).toContain('Alva Ek');
    expect(narrowed).not.toContain('Bo Lindqvist');
    expect((await chef.open('/inkorg/manad?manad=2026-03&handledare=%00')).status).toBe(200);
  });

  test('the file opens rightly in a Swedish Excel', async () => {
    await sickOnTuesday();
    const chef = await signInStaff(side, 'exempel', 'chef');
    const response = await chef.open('/inkorg/manad/csv?manad=2026-03');
    expect(response.status).toBe(200);
    // fetch takes the mark away; the bytes are tried below.
    expect(response.text).toContain('\r\n');
    const rows = await fileOf('?manad=2026-03', 'chef');
    const visit = rows.find((row) => row.Benämning === 'Besök på ett lager');
    expect(visit).toMatchObject({
      Månad: '2026-03',
      Deltagare: 'Alva Ek',
      Aktivitet: 'Studiebesök',
      'Planerade timmar': '2,5',
      'Genomförda timmar': '2,5',
      'Frånvaro sjuk kod 15': '0',
      Anmärkning: expect.stringContaining('Planen kom till Stegvis'),
    });
    // The own work is reckoned from the plan, whenever it came.
    const own = rows.find((row) => row.Aktivitet === 'Eget arbete');
    expect(own?.Anmärkning).not.toContain('Planen kom');
    const group = rows.find((row) => row.Benämning === 'Jobbträffen');
    expect(group).toMatchObject({ 'Genomförda timmar': '8', 'Frånvaro sjuk kod 15': '2' });
  });

  test('the municipality has a file of its own, without codes', async () => {
    setClock(side, '2026-03-10T06:00:00.000Z');
    await report(side, 'cim-kommun', { occurrences: ['praktik@2026-03-10T08:00'], reason: 'child-sick' });
    setClock(side, '2026-04-01T07:00:00.000Z');
    expect(await fileOf('?manad=2026-03', 'nadia', 'exempel-kommun')).toEqual([]);
    const rows = await fileOf('?manad=2026-03&rapport=kommun', 'nadia', 'exempel-kommun');
    const internship = rows.find((row) => row.Aktivitet === 'Praktik');
    expect(internship?.['Frånvaro vård av barn']).toBe('6');
    expect(JSON.stringify(rows)).not.toMatch(/kod \d|MSFA|Arbetsförmedlingen/);
    const nadia = await signInStaff(side, 'exempel-kommun', 'nadia');
    const text = words((await nadia.open('/inkorg/manad?manad=2026-03')).text);
    expect(text).toContain('Månadsrapport till kommunen');
    expect(text).not.toMatch(/Arbetsförmedlingen|MSFA|kod \d/);
  });

  test('KA-Webb: 0 hours of own work, and how the others are written', async () => {
    const plan = examplePlan('rusta-och-matcha');
    const inKaWebb: Plan = { ...plan, provider: { ...plan.provider, reportingSystem: 'ka-webb' } };
    await takeIn(side, inKaWebb);
    setClock(side, '2026-04-01T07:00:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    const text = words((await karin.open('/inkorg/manad?manad=2026-03')).text);
    expect(text).toContain('Markera ”har inte deltagit” och skriv 0 timmar under ”Eventuell kommentar”.');
    expect(text).toContain('en timme i kalendern på periodens första dag');
    const rows = await fileOf('?manad=2026-03', 'karin');
    expect(
      rows.filter((row) => row.Aktivitet === 'Eget arbete').map((row) => row['Genomförda timmar']),
    ).toEqual(['0', '0', '0']);
  });

  test('a name that a spreadsheet would run as a formula is made harmless', async () => {
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, {
      ...plan,
      person: { ...plan.person, firstName: '=HYPERLINK("http://evil.example";"x")' },
    });
    setClock(side, '2026-04-01T07:00:00.000Z');
    const [first] = await fileOf('?manad=2026-03', 'karin');
    expect(first?.Deltagare).toBe('\'=HYPERLINK("http://evil.example";"x") Ek');
  });
});

describe('csv', () => {
  test.each([
    ['=1+1', "'=1+1"],
    // Signs of full width are read as the ordinary ones by some spreadsheets.
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['+46 70', "'+46 70"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\t=1', "'\t=1"],
    ['a;b', '"a;b"'],
    ['sa "hej"', '"sa ""hej"""'],
    ['rad\r\nrad', 'rad rad'],
    ['Åsa – 3', 'Åsa – 3'],
    [1.5, '1,5'],
    [-1.5, '-1,5'],
    [0, '0'],
    [null, ''],
  ])('%j', (cell, text) => {
    expect(csv([[cell, 'x']])).toBe(`\uFEFF${text};x\r\n`);
  });

  test('is UTF-8 with its mark', () => {
    expect([...Buffer.from(csv([['å']]))].slice(0, 5)).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa5]);
  });
});

describe('the planning', () => {
  test('stands per participant, and a GP is ticked off', async () => {
    setClock(side, '2026-03-10T07:00:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    const text = words((await karin.open('/inkorg/planering')).text);
    expect(text).toContain(
      'Alva Ek Försenat: Gemensam planering till Arbetsförmedlingen senast måndag 19 januari 2026.',
    );
    expect(text).not.toContain('Bo Lindqvist');
    const path = '/inkorg/deltagare/alva-rom/gemensam-planering';
    const after = await karin.press('/inkorg/planering', path);
    expect(words(after.text)).toContain('Det är sparat att gemensam planering är skickad.');
    expect(words(after.text)).not.toContain('Alva Ek');
    expect((await docOf(side, 'alva-rom')).gpSent).toMatchObject([{ sentBy: 'Karin Berg', planVersion: 1 }]);
    expect(await auditOf(side, 'alva-rom')).toContain('karin gp.sent 1');
    expect(words((await karin.open('/inkorg/deltagare/alva-rom')).text)).toContain(
      'Gemensam planering skickades i dag klockan 8 av Karin Berg.',
    );
  });

  test('says what is late, what is near and what has no day in different words, and marks the first', async () => {
    setClock(side, '2026-03-10T07:00:00.000Z');
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, followUp: plan.followUp && { ...plan.followUp, on: '2026-03-09' } });
    const karin = await signInStaff(side, 'exempel', 'karin');
    const items = async () =>
      [...(await karin.open('/inkorg/planering')).text.matchAll(/<li[^>]*>[^<]*\.<\/li>/g)].map(String);
    expect(await items()).toEqual([
      '<li class="late">Försenat: Gemensam planering till Arbetsförmedlingen senast måndag 19 januari 2026.</li>',
      '<li class="late">Dagen har passerat: Uppföljning i går, måndag 9 mars 2026.</li>',
    ]);
    await takeIn(side, { ...plan, followUp: null });
    expect((await items()).at(0)).toBe('<li>Saknas: Ingen uppföljning är bestämd.</li>');
    setClock(side, '2026-01-13T07:00:00.000Z');
    expect(await items()).toContain(
      '<li>Snart: Gemensam planering till Arbetsförmedlingen senast måndag 19 januari 2026.</li>',
    );
  });

  test('a plan that was changed since the page was opened is not ticked off', async () => {
    setClock(side, '2026-03-10T07:00:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    const { text } = await karin.open('/inkorg/planering');
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, followUp: null });
    const answer = await karin.post(
      '/inkorg/deltagare/alva-rom/gemensam-planering',
      new URLSearchParams({ form, version: '1' }),
    );
    expect(words(answer.text)).toContain('Planen har ändrats sedan du öppnade sidan.');
    expect((await docOf(side, 'alva-rom')).gpSent).toEqual([]);
  });

  test('over the API: everybody, with an empty list where nothing is found', async () => {
    setClock(side, '2026-03-10T07:00:00.000Z');
    const { body } = await call('/api/v1/planning');
    expect(body.participants.map((entry: { id: string }) => entry.id)).toEqual(['alva-rom', 'bo-sta']);
    expect(body.participants[0].findings).toEqual([
      { code: 'gp-first', status: 'missing', due: '2026-01-19', have: null, need: null },
    ]);
    expect(body.participants[0].rules).toMatchObject({ checked: '2026-11-22', reviewBy: '2027-06-30' });
  });

  test('rules that were to be looked at again are said to be old', async () => {
    setClock(side, '2027-07-01T07:00:00.000Z');
    const chef = await signInStaff(side, 'exempel', 'chef');
    expect(words((await chef.open('/inkorg/planering')).text)).toContain(
      'Regeln skulle ha setts över onsdag 30 juni och kan ha ändrats.',
    );
  });
});
