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
