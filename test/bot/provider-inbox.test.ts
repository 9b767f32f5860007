import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { apiRoutes } from '../../bot/provider/api.ts';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { staffSignInLink } from '../../bot/sign-in/links.ts';
import { withdrawAbsence } from '../../domain/actions/absences.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { newProvider, withoutStaff, withStaff } from '../../domain/actions/provider.ts';
import { endService } from '../../domain/actions/service-end.ts';
import {
  ask,
  auditOf,
  change,
  chatOf,
  docOf,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { StaffBrowser, signInStaff, takeInExamples, words } from '../support/staff-browser.ts';

let side: ProviderSide;

/** Tuesday 10 March 2026, 8 in the morning in Sweden. */
const MORNING = '2026-03-10T07:00:00.000Z';

beforeEach(async () => {
  side = await openProviderSide((parts) => [...apiRoutes(parts), ...inboxRoutes(parts)]);
  setClock(side, MORNING);
  await takeInExamples(side);
});
afterEach(() => side.close());

class Browser extends StaffBrowser {
  constructor() {
    super(side);
  }
}

function signedIn(providerId: string, staffId: string): Promise<StaffBrowser> {
  return signInStaff(side, providerId, staffId);
}

const ALVA = '/inkorg/franvaro/alva-rom/a1';

describe('signing in', () => {
  test('a link is used by its button, once, and not by being opened', async () => {
    const link = new URL(await staffSignInLink(side.parts, 'exempel', 'karin')).pathname;
    const browser = new Browser();
    expect((await browser.open(link)).status).toBe(200);
    expect((await browser.open(link)).text).toContain('Karin Berg');
    expect((await browser.press(link, link)).text).toContain('Inkorg');
    expect((await new Browser().open(link)).status).toBe(410);
    expect((await new Browser().post(link, new URLSearchParams())).status).toBe(410);
  });

  test('a link comes by e-mail to the one who has the address, and nobody else is told whether there is one', async () => {
    const asked = async (address: string) =>
      new Browser().post('/inkorg/logga-in', new URLSearchParams({ address }));
    const known = await asked('Karin.Berg@exempelcoacherna.example');
    const unknown = await asked('nobody@exempelcoacherna.example');
    expect(known.text).toBe(unknown.text);
    expect(side.email.sent.map((email) => [email.to, email.subject])).toEqual([
      ['karin.berg@exempelcoacherna.example', 'Logga in i inkorgen'],
    ]);
    const [link] = /\/inkorg\/in\/\S+/.exec(side.email.sent[0]?.text ?? '') ?? [];
    const browser = new Browser();
    expect((await browser.press(link ?? '', link ?? '')).location).toBe('/inkorg');
    expect((await asked('karin')).status).toBe(400);
  });

  test('asking again and again sends no flood', async () => {
    const statuses = [];
    for (let n = 0; n < 11; n++) {
      const address = 'karin.berg@exempelcoacherna.example';
      statuses.push((await new Browser().post('/inkorg/logga-in', new URLSearchParams({ address }))).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(side.email.sent.length).toBeLessThanOrEqual(5);
  });

  test('half an hour without use signs out; looking for news does not keep anybody in', async () => {
    const browser = await signedIn('exempel', 'karin');
    for (const minute of ['25', '35', '50']) {
      setClock(side, `2026-03-10T07:${minute}:00.000Z`);
      const look = await browser.open('/inkorg', { headers: { 'x-stegvis-look': '1' } });
      expect(look.status).toBe(minute === '25' ? 200 : 401);
    }
    expect((await browser.open('/inkorg')).location).toBe('/inkorg/logga-in');
  });

  test('who has left the staff is out at once, and signing out holds for a copy of the cookie', async () => {
    const [karin, chef] = [await signedIn('exempel', 'karin'), await signedIn('exempel', 'chef')];
    await side.store.providerTurn('exempel', (provider) => ({
      doc: provider && withoutStaff(provider, 'karin', { now: side.clock.now(), who: 'chef' }),
      result: null,
    }));
    expect((await karin.open('/inkorg')).location).toBe('/inkorg/logga-in');
    const copy = chef.copy();
    expect((await chef.press('/inkorg', '/inkorg/logga-ut')).text).toContain('Du är utloggad');
    expect((await copy.open('/inkorg')).location).toBe('/inkorg/logga-in');
  });

  test('without e-mail the page says whom to ask', async () => {
    await side.close();
    side = await openProviderSide(inboxRoutes, { email: null });
    expect(words((await new Browser().open('/inkorg/logga-in')).text)).toContain('Be administratören');
    await side.parts.store.providerTurn('exempel', () => {
      const provider = newProvider({ id: 'exempel', name: 'E', now: side.clock.now() });
      const input = { id: 'chef', name: 'Chef', email: null, role: 'manager' } as const;
      return { doc: withStaff(provider, input, side.clock.now())?.provider ?? null, result: null };
    });
    const chef = await signedIn('exempel', 'chef');
    expect(words((await chef.open('/inkorg')).text)).toContain('Ingen e-post skickas från den här tjänsten.');
  });
});

describe('the list', () => {
  test('new first, then what is to be reported, today, coming; without any reason', async () => {
    const karin = await signedIn('exempel', 'karin');
    expect(words((await karin.open('/inkorg')).text)).toContain('Det finns inget nytt just nu.');
    await report(side, 'alva-rom');
    await report(side, 'alva-rom', {
      from: '2026-03-17',
      to: '2026-03-17',
      occurrences: ['handledare@2026-03-17T09:00'],
      reason: 'family',
    });
    await ask(side, 'alva-rom', 'Kan jag byta tid?');
    const page = await karin.open('/inkorg');
    expect(page.text).toContain('Det finns 3 nya ärenden.');
    expect(words(page.text)).toContain('Alva Ek Frånvaro i dag, tisdag 10 mars');
    expect(page.text).not.toMatch(/sjuk|famil|byta tid/i);
    await karin.press(ALVA, `${ALVA}/last`);
    await karin.press('/inkorg/franvaro/alva-rom/a2', '/inkorg/franvaro/alva-rom/a2/last');
    const headings = async () =>
      [...(await karin.open('/inkorg')).text.matchAll(/<h2[^>]*>([^<]+)/g)].map(([, heading]) => heading);
    expect(await headings()).toEqual(['Nytt', 'I dag', 'Kommande']);
    setClock(side, '2026-03-10T09:05:00.000Z');
    const later = await signedIn('exempel', 'karin');
    const text = words((await later.open('/inkorg')).text);
    expect(text).toContain('Att rapportera');
    expect(text).toContain('Läst av Karin Berg. 1 rapport är klar att skicka. 1 rapport väntar.');
  });

  test('a handledare sees their own participants, a manager all of the provider, nobody another provider', async () => {
    await report(side, 'alva-rom');
    await report(side, 'bo-sta', { occurrences: [] });
    await report(side, 'cim-kommun', { occurrences: [] });
    const names = async (providerId: string, staffId: string) => {
      const browser = await signedIn(providerId, staffId);
      const text = (await browser.open('/inkorg')).text + (await browser.open('/inkorg/deltagare')).text;
      return ['Alva Ek', 'Bo Lindqvist', 'Cim Haddad'].filter((name) => text.includes(name));
    };
    expect(await names('exempel', 'karin')).toEqual(['Alva Ek']);
    expect(await names('exempel', 'chef')).toEqual(['Alva Ek', 'Bo Lindqvist']);
    expect(await names('exempel-kommun', 'nadia')).toEqual(['Cim Haddad']);
  });

  test('e-mail that does not arrive is said after four hours, and no longer when it has arrived', async () => {
    await report(side, 'alva-rom');
    side.email.answers = Array.from(
      { length: 100 },
      () => ({ kind: 'temporary', detail: 'smtp-421' }) as const,
    );
    await side.scheduler.sweep();
    const trouble = async () =>
      words((await (await signedIn('exempel', 'karin')).open('/inkorg')).text).includes(
        'har inte kommit fram',
      );
    expect(await trouble()).toBe(false);
    setClock(side, '2026-03-10T11:01:00.000Z');
    await side.scheduler.sweep();
    expect(await trouble()).toBe(true);
    side.email.answers = [];
    setClock(side, '2026-03-10T12:30:00.000Z');
    await side.scheduler.sweep();
    expect(await trouble()).toBe(false);
  });

  test('a change that may be missing is said until somebody has seen it', async () => {
    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && {
        ...doc,
        recovery: { at: MORNING, toldParticipant: false, seenByStaff: false, lostNotices: 2 },
      },
      result: null,
    }));
    const karin = await signedIn('exempel', 'karin');
    expect(words((await karin.open('/inkorg')).text)).toContain(
      'Uppgifter om Alva Ek kan saknas, efter ett fel hos oss. Det kan vara en eller flera saker: frånvaro, frågor eller ändringar.',
    );
    expect(words((await karin.open('/inkorg')).text)).toContain(
      'Minst 2 ärenden eller ändringar som har kommit till inkorgen saknas nu.',
    );
    // What is missing has perhaps not been read.
    expect(words((await karin.open('/inkorg')).text)).toContain('Allt som går att visa är läst.');
    expect(words((await karin.open('/inkorg/deltagare')).text)).toContain('Uppgifter kan saknas.');
    const after = await karin.press('/inkorg', '/inkorg/deltagare/alva-rom/sett');
    expect(words(after.text)).not.toContain('kan saknas');
    expect(words(after.text)).toContain('Allt är läst.');
    expect((await docOf(side, 'alva-rom')).recovery).toMatchObject({
      seenByStaff: true,
      toldParticipant: false,
    });
  });
});

describe('an absence', () => {
  test('shows label, code, times and the sentence to paste, and that it was seen stands in the trail', async () => {
    await report(side, 'alva-rom', { reason: 'doctor' });
    const karin = await signedIn('exempel', 'karin');
    const page = await karin.open(ALVA);
    const text = words(page.text);
    for (const part of [
      'Frånvaro för Alva Ek',
      'Annan känd orsak, kod 18',
      'Läkarbesök eller tandläkarbesök, typ 1',
      'Förväntad tid Tisdag 10 mars klockan 9 till 10',
      'Gruppaktivitet »Jobbträffen«, i dag, tisdag 10 mars',
      'Väntar tills aktiviteten är slut, i dag klockan 15',
      'Text att klistra in i MSFA',
      'Orsak: läkarbesök eller tandläkarbesök.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('Skickad till AF');
    expect(await auditOf(side, 'alva-rom')).toContain('karin absence.reason-seen a1');
    const chef = await signedIn('exempel', 'chef');
    await chef.open('/inkorg');
    expect(await auditOf(side, 'alva-rom')).not.toContain('chef absence.reason-seen a1');
  });

  test('"Jag har läst" tells the participant once, however many press', async () => {
    await report(side, 'alva-rom');
    const [karin, chef] = [await signedIn('exempel', 'karin'), await signedIn('exempel', 'chef')];
    const forms = await Promise.all(
      [karin, chef, karin, chef].map((browser) => browser.press(ALVA, `${ALVA}/last`).catch(() => null)),
    );
    expect(
      forms.filter((page) => page?.text.includes('Det står nu i deltagarens chatt')).length,
    ).toBeGreaterThan(0);
    const chat = await chatOf(side, 'alva-rom');
    expect(chat.map((line) => line.kind)).toEqual(['absence:readByStaff']);
    expect(words((await karin.open(ALVA)).text)).toMatch(/Läst av (Karin Berg|Chefen Ek) i dag klockan 8/);
  });

  test('who pressed after a colleague is told that, and nobody is told of a line that is not in the chat', async () => {
    await report(side, 'alva-rom');
    const [karin, chef] = [await signedIn('exempel', 'karin'), await signedIn('exempel', 'chef')];
    const form = /name="form" value="([^"]+)"/.exec((await chef.open(ALVA)).text)?.[1] ?? '';
    const body = () => new URLSearchParams({ form, version: '1' });
    expect(words((await karin.press(ALVA, `${ALVA}/last`)).text)).toContain(
      'i deltagarens chatt att du har läst',
    );
    const late = words((await chef.post(`${ALVA}/last`, body())).text);
    expect(late).toContain('En kollega hade redan läst.');
    expect(late).not.toContain('att du har läst');
    expect(late).toContain('Läst av Karin Berg');

    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && withdrawAbsence(doc, 'a1', { now: side.clock.now(), channel: 'web' }).doc,
      result: null,
    }));
    expect(words((await karin.open(ALVA)).text)).toContain('Deltagaren får inget meddelande.');
    const said = words((await karin.press(ALVA, `${ALVA}/last`)).text);
    expect(said).toContain('Det är sparat att du har läst.');
    expect(said).not.toContain('deltagarens chatt');
    expect((await chatOf(side, 'alva-rom')).map((line) => line.kind)).toEqual(['absence:readByStaff']);
  });

  test('a report that is marked as sent was read, and a mark that was a mistake is taken back', async () => {
    await report(side, 'alva-rom');
    setClock(side, '2026-03-10T09:00:00.000Z');
    const [karin, chef] = [await signedIn('exempel', 'karin'), await signedIn('exempel', 'chef')];
    const before = await chef.open(ALVA);
    const sent = words((await karin.press(ALVA, `${ALVA}/skickad`)).text);
    expect(sent).toContain('Det är sparat att rapporten är skickad till AF.');
    expect(sent).toContain('Läst av Karin Berg');
    expect((await chatOf(side, 'alva-rom')).map((line) => line.kind)).toEqual(['absence:readByStaff']);

    const form = /name="form" value="([^"]+)"/.exec(before.text)?.[1] ?? '';
    const deviation = 'a1:handledare@2026-03-10T09:00';
    const late = await chef.post(`${ALVA}/skickad`, new URLSearchParams({ form, version: '1', deviation }));
    expect(words(late.text)).toContain('Rapporten var redan markerad som skickad till AF.');
    expect(words(late.text)).toContain('Skickad till AF av Karin Berg');

    const back = words((await chef.press(ALVA, `${ALVA}/inte-skickad`)).text);
    expect(back).toContain('Den är kvar att skicka till AF.');
    expect(back).toContain('Klar att skicka');
    const doc = await docOf(side, 'alva-rom');
    expect(doc.absences[0]?.deviations[0]).toMatchObject({ sentAt: null, sentBy: null });
    expect(await auditOf(side, 'alva-rom')).toContain(`chef deviation.sent-undone ${deviation}`);
    expect((await chatOf(side, 'alva-rom')).map((line) => line.kind)).toEqual(['absence:readByStaff']);
    await karin.press(ALVA, `${ALVA}/skickad`);
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations[0]?.sentBy).toBe('Karin Berg');
  });

  test('a mark that is taken back of what is not missed any more leaves no report to send', async () => {
    await report(side, 'alva-rom');
    setClock(side, '2026-03-10T09:00:00.000Z');
    const karin = await signedIn('exempel', 'karin');
    await karin.press(ALVA, `${ALVA}/skickad`);
    await change(side, 'alva-rom');
    const said = words((await karin.press(ALVA, `${ALVA}/inte-skickad`)).text);
    expect(said).toContain('Rapporten är borttagen och ska inte skickas.');
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations).toEqual([]);
  });

  test('a report is ticked off when the activity is over, one at a time, with who and when', async () => {
    await report(side, 'alva-rom');
    const early = await signedIn('exempel', 'karin');
    const { text } = await early.open(ALVA);
    const field = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const body = new URLSearchParams({
      form: field,
      version: '1',
      deviation: 'a1:handledare@2026-03-10T09:00',
    });
    await early.post(`${ALVA}/skickad`, body);
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations[0]?.sentAt).toBeNull();

    setClock(side, '2026-03-10T09:00:00.000Z');
    const karin = await signedIn('exempel', 'karin');
    const after = await karin.press(ALVA, `${ALVA}/skickad`);
    expect(words(after.text)).toContain('Skickad till AF av Karin Berg i dag klockan 10');
    const [first, second] = (await docOf(side, 'alva-rom')).absences[0]?.deviations ?? [];
    expect([first?.sentBy, second?.sentBy]).toEqual(['Karin Berg', null]);
    expect(await auditOf(side, 'alva-rom')).toContain('karin deviation.sent a1:handledare@2026-03-10T09:00');
    await expect(karin.press(ALVA, `${ALVA}/skickad`)).rejects.toThrow('no form');
  });

  test('without a reason there is no code until staff choose one; then the report can be sent', async () => {
    await report(side, 'alva-rom', { reason: 'undisclosed', occurrences: ['handledare@2026-03-10T09:00'] });
    setClock(side, '2026-03-10T09:00:00.000Z');
    const karin = await signedIn('exempel', 'karin');
    expect(words((await karin.open(ALVA)).text)).toContain('Välj en kod innan du skickar');
    await expect(karin.press(ALVA, `${ALVA}/skickad`)).rejects.toThrow('no form');
    await karin.press(ALVA, `${ALVA}/kod`, { code: '99' });
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations[0]?.code).toBeNull();
    await karin.press(ALVA, `${ALVA}/kod`, { code: '18.5' });
    expect(words((await karin.open(ALVA)).text)).toContain('Annan känd orsak, kod 18');
    await karin.press(ALVA, `${ALVA}/skickad`);
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations[0]).toMatchObject({
      code: '18',
      subType: '5',
      sentBy: 'Karin Berg',
    });
  });

  test('a code that follows from what the participant said cannot be changed', async () => {
    await report(side, 'alva-rom');
    const karin = await signedIn('exempel', 'karin');
    const { text } = await karin.open(ALVA);
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const deviation = 'a1:handledare@2026-03-10T09:00';
    await karin.post(`${ALVA}/kod`, new URLSearchParams({ form, version: '1', deviation, code: '17' }));
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations[0]?.code).toBe('15');
  });

  test('what was changed after the page was opened is not marked as read', async () => {
    await report(side, 'alva-rom');
    const karin = await signedIn('exempel', 'karin');
    const { text } = await karin.open(ALVA);
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await change(side, 'alva-rom');
    const after = await karin.post(`${ALVA}/last`, new URLSearchParams({ form, version: '1' }));
    expect(words(after.text)).toContain('Anmälan har ändrats sedan du öppnade sidan.');
    expect((await docOf(side, 'alva-rom')).absences[0]?.readAt).toBeNull();
    expect(await chatOf(side, 'alva-rom')).toEqual([]);
  });

  test('a withdrawn one shows neither reason nor reports', async () => {
    await report(side, 'alva-rom');
    await side.store.turn('alva-rom', (doc) => ({
      doc: doc && withdrawAbsence(doc, 'a1', { now: side.clock.now(), channel: 'web' }).doc,
      result: null,
    }));
    const karin = await signedIn('exempel', 'karin');
    expect(words((await karin.open('/inkorg')).text)).toContain('Återtagen, inte läst');
    const text = words((await karin.open(ALVA)).text);
    expect(text).toContain('Rapportera den inte som frånvaro.');
    expect(text).not.toMatch(/sjuk|kod 15|klistra/i);
  });

  test('a municipal one has a note for the handläggare and no word of Arbetsförmedlingen', async () => {
    await report(side, 'cim-kommun', { occurrences: ['praktik@2026-03-10T08:00'], reason: 'child-sick' });
    const nadia = await signedIn('exempel-kommun', 'nadia');
    const page = await nadia.open('/inkorg/franvaro/cim-kommun/a1');
    const text = words(page.text);
    expect(text).toContain(
      'Cim Haddad har anmält frånvaro tisdag 10 mars. Orsak: vård av barn. Anmält tisdag 10 mars klockan 8.',
    );
    expect(text).toContain('praktik »Köket på Ekskolan«, tisdag 10 mars klockan 8 till 14');
    expect(text).toContain('Per Öst');
    expect(text).toContain('Skicka det inte i ett vanligt mejl: här står både namn och orsak.');
    expect(page.text).not.toMatch(/Arbetsförmedlingen|MSFA|KA-Webb|avvikelse|\bAF\b|kod \d/i);
  });

  test('the note names nothing that lies after an end that the provider has set', async () => {
    const occurrences = ['praktik@2026-03-10T08:00', 'praktik@2026-03-12T08:00'];
    await report(side, 'cim-kommun', { to: '2026-03-12', occurrences });
    const note = async () => {
      const nadia = await signedIn('exempel-kommun', 'nadia');
      return words((await nadia.open('/inkorg/franvaro/cim-kommun/a1')).text);
    };
    expect(await note()).toContain('torsdag 12 mars klockan 8 till 14');
    await side.store.turn('cim-kommun', (doc) => ({
      doc: doc && endService(doc, '2026-03-10', { now: side.clock.now(), by: 'nadia' }),
      result: null,
    }));
    const after = await note();
    expect(after).toContain('tisdag 10 mars klockan 8 till 14');
    expect(after).not.toContain('torsdag 12 mars klockan 8');
  });
});

describe('a question', () => {
  const QUESTION = '/inkorg/fraga/alva-rom/q1';

  test('is answered in the chat, once, in the words of whoever answered', async () => {
    await ask(side, 'alva-rom', 'Kan jag byta tid?\n<b>Tack</b>');
    const [karin, chef] = [await signedIn('exempel', 'karin'), await signedIn('exempel', 'chef')];
    const page = await karin.open(QUESTION);
    expect(page.text).toContain('Kan jag byta tid?<br>&lt;b&gt;Tack&lt;/b&gt;');
    const empty = await karin.press(QUESTION, `${QUESTION}/svar`, { answer: '  ' });
    expect([empty.status, words(empty.text).includes('Skriv ett svar först.')]).toEqual([400, true]);
    const long = await karin.press(QUESTION, `${QUESTION}/svar`, { answer: 'x'.repeat(1501) });
    expect([long.status, long.text.includes('x'.repeat(1501))]).toEqual([400, true]);
    const { text } = await chef.open(QUESTION);
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const done = await karin.press(QUESTION, `${QUESTION}/svar`, { answer: 'Ja, torsdag går bra.' });
    expect(words(done.text)).toContain('Svaret står nu i deltagarens chatt.');
    const late = await chef.post(`${QUESTION}/svar`, new URLSearchParams({ form, answer: 'Nej.' }));
    expect(words(late.text)).toContain('Någon annan har redan svarat.');
    const chat = await chatOf(side, 'alva-rom');
    expect(chat.map((line) => line.kind)).toEqual(['question:answered']);
    expect(chat[0]?.text).toContain('Karin Berg');
    expect(chat[0]?.text).toContain('Ja, torsdag går bra.');
  });
});

describe('something that is not right', () => {
  test('is shown with the fact as it was read, where it stands, and what became of the plan since', async () => {
    const PATH = '/inkorg/fraga/alva-rom/q1';
    await side.store.turn('alva-rom', (doc) => {
      const about = { fact: 'Ditt mål: »Arbete på <lager>«', field: 'goal.what', planVersion: 1 };
      const more = { kind: 'not-right', about } as const;
      return { doc: doc && askSupervisor(doc, 'Jag vill bli kock.', MORNING, more).doc, result: null };
    });
    const karin = await signedIn('exempel', 'karin');
    expect(words((await karin.open('/inkorg')).text)).toContain(
      'Något stämmer inte, från i dag, tisdag 10 mars',
    );
    const page = await karin.open(PATH);
    expect(words(page.text)).toContain('Det gäller');
    expect(page.text).toContain('Ditt mål: »Arbete på &lt;lager&gt;«');
    expect(words(page.text)).toContain('Det står i planen under: Målet');
    expect(page.text).toContain('Jag vill bli kock.');
    expect(words(page.text)).not.toContain('Planen har ändrats');
    const plan = examplePlan('rusta-och-matcha');
    await takeIn(side, { ...plan, goal: { ...plan.goal, what: { text: 'Bli kock', easy: null } } });
    expect(words((await karin.open(PATH)).text)).toContain(
      'Deltagaren läste version 1 av planen. Planen har ändrats sedan dess. Nu gäller version 2.',
    );
    await karin.press(PATH, `${PATH}/svar`, { answer: 'Nu är det ändrat.' });
    const [told] = (await chatOf(side, 'alva-rom')).slice(-1);
    expect(told?.kind).toBe('question:answeredAbout');
    expect(told?.text).toContain('Ditt mål: »Arbete på <lager>«');
    expect(told?.text).toContain('Nu är det ändrat.');
  });
});

describe('a question that nobody answers', () => {
  test('is marked in the inbox and written of to the handledare, then to the manager, until it is answered', async () => {
    await ask(side, 'alva-rom', 'Kan jag byta tid?');
    await side.scheduler.sweep();
    const before = side.email.sent.length;
    setClock(side, '2026-03-12T06:59:59.000Z');
    await side.scheduler.sweep();
    expect(side.email.sent.length).toBe(before);
    setClock(side, '2026-03-12T07:00:00.000Z');
    await side.scheduler.sweep();
    expect(side.email.sent.slice(before)).toMatchObject([
      { to: 'karin.berg@exempelcoacherna.example', subject: 'En fråga väntar på svar, logga in' },
    ]);
    const karin = await signedIn('exempel', 'karin');
    expect(words((await karin.open('/inkorg')).text)).toContain('Inget svar än, påmind torsdag 12 mars');
    setClock(side, '2026-03-16T07:00:00.000Z');
    await side.scheduler.sweep();
    expect(side.email.sent.slice(before + 1)).toMatchObject([
      { to: 'chef@exempelcoacherna.example', subject: 'En fråga har väntat länge på svar, logga in' },
    ]);
    expect(side.email.sent.map(({ text }) => text).join()).not.toMatch(/Alva|byta tid/);
    const chef = await signedIn('exempel', 'chef');
    expect(words((await chef.open('/inkorg')).text)).toContain('Inget svar än, chefen påmind måndag 16 mars');
    const told = (await chatOf(side, 'alva-rom')).filter(({ kind }) => String(kind).startsWith('question:'));
    expect(told.map(({ kind }) => kind)).toEqual(['question:reminded', 'question:escalated']);
    expect(await auditOf(side, 'alva-rom')).toEqual(
      expect.arrayContaining(['scheduler question.reminded q1', 'scheduler question.escalated q1']),
    );
    setClock(side, '2026-05-16T07:00:00.000Z');
    await side.scheduler.sweep();
    expect(side.email.sent.length).toBe(before + 2);
  });

  test('an answer before the letter has left keeps it at home', async () => {
    await ask(side, 'alva-rom', 'Kan jag byta tid?');
    side.email.answers = [{ kind: 'sent' }, { kind: 'temporary', detail: 'smtp-451' }];
    await side.scheduler.sweep();
    setClock(side, '2026-03-12T07:00:00.000Z');
    await side.scheduler.sweep();
    const karin = await signedIn('exempel', 'karin');
    await karin.press('/inkorg/fraga/alva-rom/q1', '/inkorg/fraga/alva-rom/q1/svar', { answer: 'Ja.' });
    const before = side.email.sent.length;
    setClock(side, '2026-03-12T08:00:00.000Z');
    await side.scheduler.sweep();
    expect(side.email.sent.length).toBe(before);
    const message = (await docOf(side, 'alva-rom')).outbox.find(({ kind }) => kind === 'question-reminder');
    expect(message).toMatchObject({ status: 'dropped', detail: 'already-answered' });
  });
});

describe('an invitation', () => {
  test('is a slip with a code that is shown once and can be taken back', async () => {
    const karin = await signedIn('exempel', 'karin');
    const PAGE = '/inkorg/deltagare/alva-rom';
    const slip = await karin.press(PAGE, `${PAGE}/inbjudan`);
    const code = /<strong class="code"[^>]*>(\w{4}) (\w{4})</.exec(slip.text);
    expect(code).not.toBeNull();
    expect(words(slip.text)).toContain('stegvis.example/logga-in/lapp');
    const doc = JSON.stringify(await docOf(side, 'alva-rom'));
    expect(doc).not.toContain(`${code?.[1]}${code?.[2]}`);
    expect(words((await karin.open(PAGE)).text)).toContain(
      'Det finns en lapp som gäller till tisdag 17 mars.',
    );
    const after = await karin.press(PAGE, `${PAGE}/inbjudan/bort`);
    expect(words(after.text)).toContain('Lappen är borttagen');
    expect((await docOf(side, 'alva-rom')).signIns).toEqual([]);
  });
});

describe('nobody else gets in', () => {
  beforeEach(async () => {
    await report(side, 'alva-rom');
    await ask(side, 'alva-rom', 'Hemlig fråga?');
  });

  test('a form from another site, or without its token, does nothing', async () => {
    const karin = await signedIn('exempel', 'karin');
    const { text } = await karin.open(ALVA);
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const right = new URLSearchParams({ form, version: '1' });
    for (const [body, headers] of [
      [right, { origin: 'https://evil.example' }],
      [right, {}],
      [right, { origin: side.url, 'sec-fetch-site': 'cross-site' }],
      [new URLSearchParams({ form: 'x', version: '1' }), { origin: side.url }],
      [new URLSearchParams({ version: '1' }), { origin: side.url }],
    ] as [URLSearchParams, Record<string, string>][]) {
      expect((await karin.post(`${ALVA}/last`, body, headers)).status).toBe(403);
    }
    expect((await docOf(side, 'alva-rom')).absences[0]?.readAt).toBeNull();
  });

  test('an absence or a question that is not there is not found', async () => {
    const karin = await signedIn('exempel', 'karin');
    for (const path of ['franvaro/alva-rom/a2', 'fraga/alva-rom/q2', 'franvaro/..%2F/a1', 'deltagare/%00']) {
      expect((await karin.open(`/inkorg/${path}`)).status).toBe(404);
    }
  });

  test('no name, question or reason stands in the log', async () => {
    const karin = await signedIn('exempel', 'karin');
    await karin.open(ALVA);
    await karin.press(ALVA, `${ALVA}/last`);
    await side.scheduler.sweep();
    const log = side.log.entries.join('\n');
    for (const word of ['Alva', 'Karin', 'sick', 'Hemlig', '@']) {
      expect(log.replaceAll(/handledare@/g, '')).not.toContain(word);
    }
  });
});
