import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssistant } from '../../bot/assistant.ts';
import { apiRoutes } from '../../bot/provider/api.ts';
import { systemRandom } from '../../bot/random.ts';
import { explainAbsence } from '../../domain/actions/absences.ts';
import { newProvider } from '../../domain/actions/provider.ts';
import { answerQuestion, markDeviationSent } from '../../domain/actions/staff.ts';
import { afterMonthsReport, clearsOn, DEFAULT_RETENTION, retentionSchema } from '../../domain/retention.ts';
import { addDays, addMs, DAY, today } from '../../domain/time.ts';
import {
  ask,
  chatOf,
  docOf,
  examplePlan,
  KEYS,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

let side: ProviderSide;
const START = '2026-03-10T07:00:00.000Z';

beforeEach(async () => {
  side = await openProviderSide(apiRoutes, { email: null });
  setClock(side, START);
  await side.store.providerTurn('exempel', () => ({
    doc: newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: START }),
    result: null,
  }));
  await takeIn(side, examplePlan('rusta-och-matcha'));
});
afterEach(() => side.close());

/** The night to that day. */
async function night(day: string): Promise<void> {
  setClock(side, `${addDays(day, -1)}T23:59:00.000Z`);
  await side.scheduler.sweep();
  setClock(side, `${day}T03:30:00.000Z`);
  await side.scheduler.sweep();
}

async function sendAll(at: string): Promise<void> {
  setClock(side, at);
  await side.store.turn('alva-rom', (found) => {
    let doc = found;
    for (const { id } of doc?.absences[0]?.deviations ?? []) {
      const sent = doc && markDeviationSent(doc, id, { now: at, staffId: 'karin', staffName: 'Karin Berg' });
      if (sent?.kind === 'done') doc = sent.doc;
    }
    return { doc, result: null };
  });
}

const first = async () => (await docOf(side, 'alva-rom')).absences[0];

describe('reason and draft', () => {
  test('go 90 days after all of it was sent, and not a day before; the receipt stays', async () => {
    await report(side, 'alva-rom');
    await sendAll('2026-03-20T12:00:00.000Z');
    await night('2026-06-18');
    expect(await first()).toMatchObject({ reason: 'sick', clearedAt: null });
    await night('2026-06-19');
    expect(await first()).toMatchObject({
      reason: 'undisclosed',
      deviations: [],
      clearedAt: expect.any(String),
      // The receipt says when it was sent, as long as there is one.
      clearedSentAt: '2026-03-20T12:00:00.000Z',
      number: expect.any(String),
      from: '2026-03-10',
    });
    const { notices } = (await (
      await fetch(`${side.url}/api/v1/notices`, { headers: { authorization: `Bearer ${KEYS.exempel}` } })
    ).json()) as { notices: { absence: { reason: string | null; sentence: string | null } }[] };
    expect(notices[0]?.absence).toMatchObject({ reason: null, sentence: null });
  });

  test('what is said of it after that has a time of its own', async () => {
    await report(side, 'alva-rom');
    await sendAll('2026-03-20T12:00:00.000Z');
    await night('2026-06-19');
    await side.store.turn('alva-rom', (doc) => {
      const words = { reason: 'sick', wasThere: false, text: 'Jag var förkyld.' } as const;
      const acting = { now: '2026-06-20T08:00:00.000Z', channel: 'web' };
      return { doc: (doc && explainAbsence(doc, 'a1', words, acting)?.doc) ?? null, result: null };
    });
    await night('2026-09-18');
    expect((await first())?.explanation).toMatchObject({ text: 'Jag var förkyld.' });
    await night('2026-09-19');
    expect((await first())?.explanation).toBeNull();
  });

  test('nothing that is still to be sent goes, however old', async () => {
    await report(side, 'alva-rom');
    await night('2026-12-01');
    expect(await first()).toMatchObject({ reason: 'sick', clearedAt: null });
  });

  test("never before the month's report, whatever the provider has set", () => {
    const absence = { status: 'reported', to: '2026-03-02', deviations: [], withdrawnAt: null } as never;
    expect(clearsOn(absence, { ...DEFAULT_RETENTION, reasonDays: 1 })).toBe('2026-05-01');
    expect(afterMonthsReport('2026-12-31')).toBe('2027-02-01');
  });

  test('the version before holds it no longer either', async () => {
    await report(side, 'alva-rom');
    await sendAll('2026-03-20T12:00:00.000Z');
    const before = (await docOf(side, 'alva-rom')).revision;
    await night('2026-06-19');
    expect((await docOf(side, 'alva-rom')).revision).toBeGreaterThanOrEqual(before + 2);
  });
});

test('words of the chat go after 30 days, and what was begun and left', async () => {
  const assistant = createAssistant({ ...side, random: systemRandom });
  const say = (text: string) =>
    assistant.say({
      participantId: 'alva-rom',
      messageId: systemRandom.token(),
      text,
      pressed: null,
      channel: 'web',
    });
  await say('jag är sjuk i morgon, hemligt');
  setClock(side, addMs(START, 10 * DAY));
  await say('när är nästa möte?');
  await night('2026-04-09');
  expect(JSON.stringify(await chatOf(side, 'alva-rom'))).toContain('hemligt');
  await night('2026-04-11');
  const chat = JSON.stringify(await chatOf(side, 'alva-rom'));
  expect(chat).not.toContain('hemligt');
  expect(chat).toContain('nästa möte');
  await night('2026-05-30');
  const doc = await docOf(side, 'alva-rom');
  expect(JSON.stringify(doc.dialog)).not.toContain('sick');
  expect(doc.dialog.stack).toEqual([]);
});

test('the words of a question go 90 days after the answer, receipts after 24 months, and everything after the end', async () => {
  await report(side, 'alva-rom', { occurrences: [] });
  await ask(side, 'alva-rom', 'Hemlig fråga?');
  await side.store.turn('alva-rom', (doc) => ({
    doc:
      doc &&
      (answerQuestion(doc, 'q1', 'Hemligt svar', { now: START, staffId: 'k', staffName: 'K' })?.doc ?? null),
    result: null,
  }));
  await night('2026-06-07');
  expect((await docOf(side, 'alva-rom')).questions[0]?.text).toBe('Hemlig fråga?');
  await night('2026-06-10');
  expect(JSON.stringify((await docOf(side, 'alva-rom')).questions)).not.toContain('Hemli');
  await night('2028-03-10');
  expect((await docOf(side, 'alva-rom')).absences).toHaveLength(1);
  await night('2028-03-11');
  expect((await docOf(side, 'alva-rom')).absences).toHaveLength(0);
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && { ...doc, plan: { ...doc.plan, service: { ...doc.plan.service, end: '2026-03-31' } } },
    result: null,
  }));
  await night('2028-03-31');
  expect(await side.store.read('alva-rom')).not.toBeNull();
  await night('2028-04-01');
  expect(await side.store.read('alva-rom')).toBeNull();
});

test('it is done once a day, and each provider sets its own times', async () => {
  const put = (body: object) =>
    fetch(`${side.url}/api/v1/retention`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${KEYS.exempel}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await put({ chatDays: 0 })).status).toBe(422);
  expect(await (await put({ chatDays: 3, reasonDays: 10, receiptMonths: 12 })).json()).toEqual({
    chatDays: 3,
    reasonDays: 10,
    receiptMonths: 12,
  });
  await createAssistant({ ...side, random: systemRandom }).open('alva-rom', 'web');
  await night('2026-03-14');
  expect(await chatOf(side, 'alva-rom')).toEqual([]);
  const runs = () => side.log.named('retention.done').length;
  expect(runs()).toBeGreaterThan(0);
  const before = runs();
  setClock(side, addMs(side.clock.now(), 3_600_000));
  await side.scheduler.sweep();
  expect(runs()).toBe(before);
  expect(today(side.clock.now())).toBe('2026-03-14');
});

test('what is kept when a provider has said nothing', () => {
  expect(retentionSchema.parse({})).toEqual({ chatDays: 30, reasonDays: 90, receiptMonths: 24 });
});
