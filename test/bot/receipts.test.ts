import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemRandom } from '../../bot/random.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import { DEFAULT_RETENTION, withRetention } from '../../domain/retention.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { visitorOf } from '../support/visitor.ts';

/** The receipt of an absence, as a page to print or save, before and after reason and drafts have had their time. */

const ID = 'alva-rom';
const MEETING = 'handledare@2026-03-10T09:00';
const SENT = '2026-03-10T12:00:00.000Z';

let app: TestApp;

beforeEach(async () => {
  app = await startTestApp();
  app.clock.time = '2026-03-09T08:00:00.000Z';
});
afterEach(() => app.close());

test('says that something may be missing until staff have said that they know, and not that nothing was sent', async () => {
  const lacking = (seenByStaff: boolean) =>
    app.store.turn(ID, (doc) => ({
      doc: doc && { ...doc, recovery: { at: SENT, toldParticipant: true, seenByStaff } },
      result: null,
    }));
  const visitor = await visitorOf(app, ID);
  const page = async () =>
    (await (await visitor.get('/kvitton')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  await lacking(false);
  const before = await page();
  expect(before).toContain('Något kan saknas här');
  expect(before).toMatch(/Har du ett kvitto som inte står här\? Ring .+ på 070-174/);
  expect(before).not.toContain('Du har inte skickat något');
  await app.store.turn(ID, (doc) => {
    if (doc === null) throw new Error(ID);
    const input = { from: '2026-03-10', to: '2026-03-10', occurrences: [MEETING], reason: 'sick' } as const;
    const acting = { now: app.clock.now(), channel: 'web', random: systemRandom };
    return { doc: reportAbsence(doc, input, acting).doc, result: null };
  });
  const told = await page();
  expect([told.includes('Något kan saknas här'), told.includes('Här är allt')]).toEqual([true, false]);
  await lacking(true);
  const after = await page();
  expect([after.includes('Något kan saknas här'), after.includes('Här är allt')]).toEqual([false, true]);
});

test('still says when it was sent when the reason is gone, and no reason that was never said', async () => {
  const days = { from: '2026-03-10', to: '2026-03-10' } as const;
  const acting = { now: app.clock.now(), channel: 'web', random: systemRandom };
  await app.store.turn(ID, (doc) => {
    if (doc === null) throw new Error(ID);
    const told = reportAbsence(doc, { ...days, occurrences: [MEETING], reason: 'sick' }, acting).doc;
    const staff = { now: SENT, staffId: 's1', staffName: 'Karin Berg' };
    const sent = markDeviationSent(told, `a1:${MEETING}`, staff);
    if (sent.kind !== 'done') throw new Error(sent.kind);
    return { doc: sent.doc, result: null };
  });
  const visitor = await visitorOf(app, ID);
  const page = async () => (await (await visitor.get('/kvitton/a1')).text()).replace(/<[^>]+>/g, ' ');
  const before = await page();
  expect(before).toContain('Skäl');
  const [whenSent] = /Skickat till Arbetsförmedlingen\s+\S.*/.exec(before) ?? [];
  expect(whenSent).toBeDefined();
  await app.store.turn(ID, (doc) => ({
    doc: doc && withRetention(doc, DEFAULT_RETENTION, '2026-09-01T03:00:00.000Z'),
    result: null,
  }));
  const after = await page();
  expect(after).toContain(whenSent);
  expect(after).not.toContain('Skäl');
});
