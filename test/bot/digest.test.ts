import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { newProvider, withStaff } from '../../domain/actions/provider.ts';
import { addMs, HOUR, MINUTE } from '../../domain/time.ts';
import {
  examplePlan,
  openProviderSide,
  type ProviderSide,
  report,
  setClock,
  takeIn,
} from '../support/provider-side.ts';

/** One e-mail a day to those who want it so, in place of one for each thing. */

let side: ProviderSide;
const START = '2026-03-10T07:00:00.000Z';
const plan = examplePlan('rusta-och-matcha');

beforeEach(async () => {
  side = await openProviderSide(() => []);
  setClock(side, START);
  await takeIn(side, plan);
  await side.store.providerTurn('exempel', () => {
    let provider = newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: START });
    for (const staff of [
      { id: 'karin', name: 'Karin Berg', email: plan.supervisor.email, role: 'supervisor' as const },
      { id: 'chef', name: 'Chefen', email: 'chef@exempelcoacherna.example', role: 'manager' as const },
    ]) {
      provider = withStaff(provider, staff, START)?.provider ?? provider;
    }
    const daily = provider.staff.map((staff) => ({
      ...staff,
      emailMode: staff.id === 'karin' ? ('daily' as const) : null,
    }));
    return { doc: { ...provider, staff: daily }, result: null };
  });
});
afterEach(() => side.close());

/** A question that nobody answers is brought up by itself, which is another thing. */
const digests = () => side.email.sent.filter(({ subject }) => subject.startsWith('Att läsa'));
const subjects = () => digests().map(({ to, subject }) => [to, subject]);
const karin = plan.supervisor.email?.toLowerCase();

test('nothing at once, one in the morning that says how much and names nobody, and none when there is nothing', async () => {
  await side.scheduler.sweep();
  await report(side, 'alva-rom');
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && askSupervisor(doc, 'Hemligt?', START).doc,
    result: null,
  }));
  await side.scheduler.sweep();
  expect(subjects()).toEqual([]);
  for (let hours = 0; hours < 48; hours += 1) {
    setClock(side, addMs(side.clock.now(), HOUR));
    await side.scheduler.sweep();
  }
  expect(subjects().map(([to, subject]) => [to?.toLowerCase(), subject])).toEqual([
    [karin, 'Att läsa i inkorgen, logga in'],
    [karin, 'Att läsa i inkorgen, logga in'],
  ]);
  expect(side.email.sent[0]?.text).toContain('2 saker');
  expect(JSON.stringify(side.email.sent)).not.toMatch(/Alva|alva|sjuk|Hemligt/);
  expect(new Set(digests().map(({ messageId }) => messageId)).size).toBe(2);
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && { ...doc, absences: [], questions: [] },
    result: null,
  }));
  for (let hours = 0; hours < 24; hours += 1) {
    setClock(side, addMs(side.clock.now(), HOUR));
    await side.scheduler.sweep();
  }
  expect(digests()).toHaveLength(2);
});

test('a mail server that is away gets it later, with the same Message-ID', async () => {
  setClock(side, '2026-03-10T05:00:00.000Z');
  await report(side, 'alva-rom');
  await side.scheduler.sweep();
  setClock(side, '2026-03-11T06:30:00.000Z');
  side.email.answers = [{ kind: 'temporary', detail: 'smtp-421' }];
  await side.scheduler.sweep();
  setClock(side, addMs(side.clock.now(), 6 * MINUTE));
  await side.scheduler.sweep();
  expect(side.email.sent).toHaveLength(2);
  expect(new Set(side.email.sent.map(({ messageId }) => messageId)).size).toBe(1);
});

test('a report that must soon be sent is in the letter of the day, and no letter of its own comes beside it', async () => {
  const hour = async (hours: number) => {
    for (let n = 0; n < hours; n += 1) {
      setClock(side, addMs(side.clock.now(), HOUR));
      await side.scheduler.sweep();
    }
  };
  await side.scheduler.sweep();
  await report(side, 'alva-rom');
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && {
      ...doc,
      absences: doc.absences.map((absence) => ({ ...absence, readAt: START, readBy: 'Karin Berg' })),
      notices: doc.notices.map((notice) => ({ ...notice, readAt: START, readBy: 'Karin Berg' })),
    },
    result: null,
  }));
  const settings = (await side.store.read('alva-rom'))?.doc.settings;
  expect(settings?.deadlineDays).toBe(2);
  // Tuesday's meetings: to be sent on Thursday. Nothing on Tuesday evening, a letter on Wednesday and one on Thursday morning.
  await hour(72);
  const sent = side.email.sent.map(({ to, subject, text }) => [to?.toLowerCase(), subject, text]);
  expect(sent.map(([to, subject]) => [to, subject])).toEqual([
    [karin, 'Rapport att skicka, logga in'],
    [karin, 'Rapport att skicka, logga in'],
  ]);
  expect(sent[0]?.[2]).toContain('2 avvikelserapporter ska skickas senast i dag eller nästa arbetsdag.');
  expect(JSON.stringify(sent)).not.toMatch(/Alva|alva|sjuk/);
  const doc = (await side.store.read('alva-rom'))?.doc;
  expect(doc?.outbox.filter(({ kind }) => kind === 'deviation-deadline').map(({ detail }) => detail)).toEqual(
    ['told-daily', 'told-daily'],
  );
});

test('a question that waits too long is told in it, and in no letter of its own; the manager hears of it at once', async () => {
  await side.store.turn('alva-rom', (doc) => ({
    doc: doc && askSupervisor(doc, 'Hemligt?', START).doc,
    result: null,
  }));
  const told = () => side.email.sent.map(({ to, subject }) => [to?.toString().toLowerCase(), subject]);
  for (let hours = 0; hours < 24 * 10; hours += 1) {
    setClock(side, addMs(side.clock.now(), HOUR));
    await side.scheduler.sweep();
  }
  expect(told().filter(([, subject]) => subject === 'En fråga väntar på svar, logga in')).toEqual([]);
  const waiting = digests().filter(({ text }) => text.includes('väntat länge på svar på en fråga'));
  expect(waiting.length).toBeGreaterThan(0);
  expect(waiting.length).toBeLessThan(digests().length);
  expect(told()).toContainEqual([
    'chef@exempelcoacherna.example',
    'En fråga har väntat länge på svar, logga in',
  ]);
});
