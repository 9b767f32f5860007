import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inboxRoutes } from '../../bot/provider/inbox/routes.ts';
import { systemRandom } from '../../bot/random.ts';
import { reportSignal, withdrawSignal } from '../../domain/actions/signals.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import {
  ask,
  auditOf,
  chatOf,
  docOf,
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';
import { type StaffBrowser, signInStaff, takeInExamples, words } from '../support/staff-browser.ts';

/** What staff have to do: choosing what to see, reports and their last day, no-shows, work and studies. */

let side: ProviderSide;

beforeEach(async () => {
  side = await openProviderSide(inboxRoutes);
  setClock(side, '2026-03-10T07:00:00.000Z');
  await takeInExamples(side);
});
afterEach(() => side.close());

const change = (id: string, act: (doc: Participant) => Participant | null) =>
  side.store.turn(id, (doc) => ({ doc: doc && act(doc), result: null }));

const acting = () => ({ now: side.clock.now(), channel: 'web', random: systemRandom });

/** Names in the list, in order. */
async function listed(browser: StaffBrowser, query = ''): Promise<string[]> {
  const { text } = await browser.open(`/inkorg${query}`);
  return [...text.matchAll(/class="item" href="([^"]+)"/g)].map(([, path]) => path ?? '');
}

describe('choosing what to see', () => {
  beforeEach(async () => {
    await report(side, 'alva-rom');
    await report(side, 'bo-sta', { occurrences: [], from: '2026-03-17', to: '2026-03-17', reason: 'family' });
    await ask(side, 'alva-rom', 'Kan jag byta tid?');
    await change(
      'bo-sta',
      (doc) => reportSignal(doc, { kind: 'work', startsOn: '2026-04-01', where: 'Lagret' }, acting()).doc,
    );
  });

  test('links with how many there are, which work without scripts', async () => {
    const chef = await signInStaff(side, 'exempel', 'chef');
    const page = await chef.open('/inkorg');
    const links = [...page.text.matchAll(/href="(\/inkorg\?visa=[^"]+)"[^>]*>([^<]+)/g)].map(
      ([, path, text]) => `${path} ${text}`,
    );
    expect(links).toEqual([
      '/inkorg?visa=olast Oläst (4)',
      '/inkorg?visa=idag I dag (1)',
      '/inkorg?visa=kommande Kommande (1)',
      '/inkorg?visa=rapportera Att rapportera (1)',
      '/inkorg?visa=signaler Arbete och studier (1)',
    ]);
    expect(await listed(chef, '?visa=idag')).toEqual(['/inkorg/franvaro/alva-rom/a1']);
    expect(await listed(chef, '?visa=kommande')).toEqual(['/inkorg/franvaro/bo-sta/a1']);
    expect(await listed(chef, '?visa=signaler')).toEqual(['/inkorg/signal/bo-sta/s1']);
    expect(await listed(chef, '?visa=forsenat')).toEqual([]);
    expect(words((await chef.open('/inkorg?visa=forsenat')).text)).toContain(
      'Det finns inget att visa med det här valet.',
    );
    expect(await listed(chef, '?visa=finns-inte')).toHaveLength(4);
  });

  test('per participant and per handledare', async () => {
    const chef = await signInStaff(side, 'exempel', 'chef');
    const { text } = await chef.open('/inkorg');
    const [, supervisor] = /<option value="([0-9a-f]+)">Karin Berg/.exec(text) ?? [];
    expect(await listed(chef, `?handledare=${supervisor}`)).toEqual([
      '/inkorg/franvaro/alva-rom/a1',
      '/inkorg/fraga/alva-rom/q1',
    ]);
    expect(await listed(chef, `?handledare=${supervisor}&visa=idag`)).toEqual([
      '/inkorg/franvaro/alva-rom/a1',
    ]);
    expect((await listed(chef, '?deltagare=bo-sta')).every((path) => path.includes('bo-sta'))).toBe(true);
    expect(await listed(chef, '?deltagare=cim-kommun')).toEqual([]);
    expect(text).not.toContain('karin.berg@');
  });

  test('unread first, also in what was chosen', async () => {
    const chef = await signInStaff(side, 'exempel', 'chef');
    await report(side, 'bo-sta', { occurrences: [], from: '2026-03-10', to: '2026-03-10' });
    await chef.press('/inkorg/franvaro/alva-rom/a1', '/inkorg/franvaro/alva-rom/a1/last');
    expect(await listed(chef, '?visa=idag')).toEqual([
      '/inkorg/franvaro/bo-sta/a2',
      '/inkorg/franvaro/alva-rom/a1',
    ]);
  });
});

describe("the provider's last day for a report", () => {
  test('stands with the report, and what is late stands first after what is new', async () => {
    await report(side, 'alva-rom');
    const early = await signInStaff(side, 'exempel', 'karin');
    expect(words((await early.open('/inkorg/franvaro/alva-rom/a1')).text)).toContain(
      'Sista dag hos er Torsdag 12 mars',
    );
    await early.press('/inkorg/franvaro/alva-rom/a1', '/inkorg/franvaro/alva-rom/a1/last');
    setClock(side, '2026-03-13T07:00:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    const page = words((await karin.open('/inkorg')).text);
    expect(page).toContain('Försenat Alva Ek');
    expect(page).toContain('2 rapporter är försenade');
    expect(await listed(karin, '?visa=forsenat')).toEqual(['/inkorg/franvaro/alva-rom/a1']);
    expect(words((await karin.open('/inkorg/franvaro/alva-rom/a1')).text)).toContain(
      'torsdag 12 mars, försenad',
    );
    await karin.press('/inkorg/franvaro/alva-rom/a1', '/inkorg/franvaro/alva-rom/a1/skickad');
    expect(words((await karin.open('/inkorg')).text)).toContain('1 rapport är försenad');
    await karin.press('/inkorg/franvaro/alva-rom/a1', '/inkorg/franvaro/alva-rom/a1/skickad');
    expect(await listed(karin, '?visa=forsenat')).toEqual([]);
  });

  test('what is late is in the list of it also while it is unread', async () => {
    await report(side, 'alva-rom');
    setClock(side, '2026-03-13T07:00:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    expect(await listed(karin, '?visa=forsenat')).toEqual(['/inkorg/franvaro/alva-rom/a1']);
  });

  test('an e-mail comes before it, without a name, and none when all is sent', async () => {
    await report(side, 'alva-rom');
    await side.scheduler.sweep();
    const reminders = () =>
      side.email.sent.filter((email) => email.subject === 'Rapport att skicka, logga in');
    expect(reminders()).toEqual([]);
    setClock(side, '2026-03-11T07:00:00.000Z');
    await side.scheduler.sweep();
    expect(reminders()).toHaveLength(1);
    expect(reminders()[0]?.to).toBe('karin.berg@exempelcoacherna.example');
    expect(reminders()[0]?.text).toContain('/inkorg?visa=rapportera');
    expect(reminders()[0]?.text).not.toMatch(/Alva|sjuk/i);
    const karin = await signInStaff(side, 'exempel', 'karin');
    for (const _ of [1, 2])
      await karin.press('/inkorg/franvaro/alva-rom/a1', '/inkorg/franvaro/alva-rom/a1/skickad');
    setClock(side, '2026-03-12T07:00:00.000Z');
    await side.scheduler.sweep();
    expect(reminders()).toHaveLength(1);
  });
});

describe('somebody who did not come', () => {
  const PAGE = '/inkorg/deltagare/alva-rom';
  const MARK = `${PAGE}/kom-inte`;

  test('is marked with the unknown reason at once, is asked, and the mark can be taken back', async () => {
    setClock(side, '2026-03-10T09:30:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    const marked = await karin.press(PAGE, MARK, { occurrence: 'handledare@2026-03-10T09:00' });
    expect(marked.location).toBe('/inkorg/franvaro/alva-rom/a1?klart=kominte');
    const text = words(marked.text);
    expect(text).toContain('Okänd orsak, kod 17');
    expect(text).toContain('Klar att skicka');
    expect(text).toContain('Markerad av Karin Berg: kom inte');
    expect((await docOf(side, 'alva-rom')).absences[0]?.deviations).toMatchObject([{ code: '17' }]);
    expect(await chatOf(side, 'alva-rom')).toHaveLength(1);
    expect(await auditOf(side, 'alva-rom')).toContain('karin no-show.marked a1');
    const again = await karin.post(
      MARK,
      new URLSearchParams({
        form: /name="form" value="([^"]+)"/.exec(marked.text)?.[1] ?? '',
        occurrence: 'handledare@2026-03-10T09:00',
      }),
    );
    expect(words(again.text)).toContain('Det finns redan en anmälan för den tiden.');
    const undone = await karin.press('/inkorg/franvaro/alva-rom/a1', '/inkorg/franvaro/alva-rom/a1/angra');
    expect(words(undone.text)).toContain('Markeringen är tillbakatagen.');
    expect((await docOf(side, 'alva-rom')).absences[0]?.status).toBe('withdrawn');
  });

  test('only what has begun can be marked, and nothing that is reported', async () => {
    await report(side, 'alva-rom', { occurrences: ['handledare@2026-03-10T09:00'] });
    setClock(side, '2026-03-10T10:00:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    const { text } = await karin.open(PAGE);
    expect(text).not.toContain('value="handledare@2026-03-10T09:00"');
    expect(text).not.toContain('value="jobbtraff@2026-03-10T13:00"');
    expect(text).toContain('value="datorkurs@2026-03-04T09:00"');
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    for (const occurrence of ['jobbtraff@2026-03-10T13:00', 'x', '']) {
      const answer = await karin.post(MARK, new URLSearchParams({ form, occurrence }));
      expect(words(answer.text)).toContain('Det går inte att markera den tiden.');
    }
    expect((await docOf(side, 'alva-rom')).absences).toHaveLength(1);
  });

  test('the participant explains it afterwards: it stands as theirs, and the report waits for nothing', async () => {
    setClock(side, '2026-03-10T09:30:00.000Z');
    const karin = await signInStaff(side, 'exempel', 'karin');
    await karin.press(PAGE, MARK, { occurrence: 'handledare@2026-03-10T09:00' });
    await change('alva-rom', (doc) => ({
      ...doc,
      absences: doc.absences.map((absence) => ({
        ...absence,
        explanation: {
          reason: 'doctor',
          wasThere: false,
          text: 'Jag var hos tandläkaren.',
          at: side.clock.now(),
        },
      })),
    }));
    const text = words((await karin.open('/inkorg/franvaro/alva-rom/a1')).text);
    expect(text).toContain('Deltagarens egen förklaring');
    expect(text).toContain('Jag var hos tandläkaren.');
    expect(text).toContain('Okänd orsak, kod 17');
    expect(text).toContain('Skickad till AF');
  });

  test('in a municipal service no word of Arbetsförmedlingen', async () => {
    setClock(side, '2026-03-10T14:00:00.000Z');
    const nadia = await signInStaff(side, 'exempel-kommun', 'nadia');
    const page = await nadia.open('/inkorg/deltagare/cim-kommun');
    expect(words(page.text)).toContain('Kom deltagaren?');
    expect(page.text).not.toMatch(/Arbetsförmedlingen|MSFA|avvikelse|\bAF\b|kod 17/i);
  });
});

describe('work and studies', () => {
  const SIGNAL = '/inkorg/signal/alva-rom/s1';
  const told = (kind: 'work' | 'studies' = 'work') =>
    change(
      'alva-rom',
      (doc) =>
        reportSignal(doc, { kind, startsOn: '2026-04-01', where: 'Lagret i Exempelstad' }, acting()).doc,
    );

  test('show what is sent where in order; reading and sending are marked', async () => {
    await told();
    const karin = await signInStaff(side, 'exempel', 'karin');
    expect(words((await karin.open('/inkorg')).text)).toContain(
      'Alva Ek Arbete, anmält i dag, tisdag 10 mars Ny, inte läst.',
    );
    const text = words((await karin.open(SIGNAL)).text);
    expect(text).toContain('Alva Ek har fått arbete');
    expect(text).toContain('Lagret i Exempelstad');
    expect(text).toMatch(/Skicka SOA .* Skicka RR .* Orsaken i RR får vara en annan än i SOA\./);
    const read = await karin.press(SIGNAL, `${SIGNAL}/last`);
    expect(words(read.text)).toContain('Läst av Karin Berg, inte skickad än');
    expect(await chatOf(side, 'alva-rom')).toHaveLength(1);
    expect(await listed(karin, '?visa=rapportera')).toEqual([SIGNAL]);
    const sent = await karin.press(SIGNAL, `${SIGNAL}/skickad`);
    expect(words(sent.text)).toContain('Skickad av Karin Berg i dag klockan 8');
    expect((await docOf(side, 'alva-rom')).signals[0]).toMatchObject({ sentBy: 'Karin Berg' });
    expect(await auditOf(side, 'alva-rom')).toContain('karin signal.sent s1');
    await expect(karin.press(SIGNAL, `${SIGNAL}/skickad`)).rejects.toThrow('no form');
  });

  test('in KA-Webb: R1, then R2 with the same reason, else a new R1 first', async () => {
    const plan = examplePlan('rusta-och-matcha');
    const inKaWebb: Plan = { ...plan, provider: { ...plan.provider, reportingSystem: 'ka-webb' } };
    await takeIn(side, inKaWebb);
    await told('studies');
    const karin = await signInStaff(side, 'exempel', 'karin');
    expect(words((await karin.open(SIGNAL)).text)).toMatch(
      /Skicka R1 .* R2 .* med samma orsak som i R1\. .* Skicka en ny R1 först\./,
    );
  });

  test('taken back: it is not to be sent', async () => {
    await told();
    await change('alva-rom', (doc) => withdrawSignal(doc, 's1', acting()).doc);
    const karin = await signInStaff(side, 'exempel', 'karin');
    const { text } = await karin.open(SIGNAL);
    expect(words(text)).toContain('Skicka den inte vidare.');
    expect(text).not.toContain(`${SIGNAL}/skickad`);
  });

  test('one that was changed since the page was opened is not marked', async () => {
    await told();
    const karin = await signInStaff(side, 'exempel', 'karin');
    const { text } = await karin.open(SIGNAL);
    const form = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const answer = await karin.post(`${SIGNAL}/skickad`, new URLSearchParams({ form, version: '7' }));
    expect(words(answer.text)).toContain('Anmälan har ändrats sedan du öppnade sidan.');
    expect((await docOf(side, 'alva-rom')).signals[0]?.sentAt).toBeNull();
  });

  test('municipal: the handläggare, and nothing of the systems', async () => {
    await change(
      'cim-kommun',
      (doc) => reportSignal(doc, { kind: 'work', startsOn: null, where: null }, acting()).doc,
    );
    const nadia = await signInStaff(side, 'exempel-kommun', 'nadia');
    const page = await nadia.open('/inkorg/signal/cim-kommun/s1');
    expect(words(page.text)).toContain('Berätta för handläggaren i kommunen');
    expect(page.text).not.toMatch(/SOA|MSFA|KA-Webb|Arbetsförmedlingen/);
  });
});
