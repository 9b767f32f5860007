import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Store } from '../../domain/ports.ts';
import { MINUTE } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING, MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { Azure, PERSON, PHONE, Sms } from '../support/media.ts';
import { examplePlan } from '../support/participants.ts';
import { visitorOf } from '../support/visitor.ts';

/** Teams and SMS together: a code by SMS links an account, and each takes over for the other. */

let teams: Azure;
let sms: Sms;
let running: TestApp;
let store: Store;
let clock: MovableClock;
let ids = 0;

beforeEach(async () => {
  teams = new Azure('msteams');
  sms = new Sms('elks');
  await teams.listen();
  await sms.listen();
  clock = new MovableClock(EVENING);
  store = openMemoryStore({ clock, log: { info: () => {}, warn: () => {}, error: () => {} } });
  const example = examplePlan('plan-rusta-och-matcha');
  const contact = { ...example.person.contact, phone: PHONE };
  const plan = { ...example, id: PERSON, person: { ...example.person, contact } };
  await store.turn(PERSON, (doc) => {
    const made = importPlan(doc, { plan, by: 'test', now: EVENING, expected: null });
    if (made.kind !== 'created') throw new Error(made.kind);
    const reminding = { ...made.doc.reminding, leads: [] };
    const wishes = { ...made.doc.wishes, level: 'plain' as const, reminders: false };
    return { doc: { ...made.doc, welcomedAt: EVENING, wishes, reminding }, result: null };
  });
  const env = { ...teams.env(), ...sms.env() };
  running = await startTestApp({ store, clock, env, overrides: teams.overrides() });
});

afterEach(async () => {
  await running.close();
  await teams.close();
  await sms.close();
});

async function doc(): Promise<Participant> {
  const read = await store.read(PERSON);
  if (!read) throw new Error('no participant');
  return read.doc;
}

async function inTeams(text: string): Promise<string> {
  ids += 1;
  expect(await teams.write(running.url, { id: `t-${ids}`, text })).toBe(200);
  await running.app.scheduler.sweep();
  return (await teams.arrived()).map((one) => one.text).join('\n');
}

async function bySms(text: string): Promise<string> {
  ids += 1;
  expect(await sms.write(running.url, { id: `s-${ids}`, text })).toBe(200);
  await running.app.scheduler.sweep();
  return (await sms.arrived()).map((one) => one.text).join('\n');
}

async function cameBySms(): Promise<string> {
  return (await sms.arrived()).map((one) => one.text).join('\n');
}

const codeIn = (text: string) => /(\d{3} \d{3})/.exec(text)?.[1] ?? '';

async function link(): Promise<void> {
  await inTeams(PHONE);
  expect(await inTeams(codeIn(await cameBySms()))).toContain('Nu är du kopplad till mig här.');
}

test('whoever writes their number in Teams gets a code there by SMS, and is linked by it', async () => {
  expect(await inTeams('hej')).toContain('skriva ditt mobilnummer');
  expect(await inTeams('070 174 06 05')).toContain('skickat en kod om jag har numret');
  const text = await cameBySms();
  expect(text).toMatch(/^Din kod till Stegvis är \d{3} \d{3}\. Den fungerar i 10 minuter\./);
  expect(await inTeams('000 000')).toContain('Koden fungerar inte');
  expect((await doc()).addresses).toEqual([]);
  expect(await inTeams(codeIn(text))).toContain('Nu är du kopplad till mig här.');
  expect((await doc()).addresses).toMatchObject([{ way: 'teams', verifiedBy: 'code', closed: null }]);
  // Used once.
  await inTeams('koppla bort Teams');
  expect(await inTeams(codeIn(text))).toContain('Jag vet inte vem du är');
});

test('an unknown number is answered in the same words, and nobody gets an SMS', async () => {
  expect(await inTeams('070-174 06 99')).toContain('skickat en kod om jag har numret');
  expect(await cameBySms()).toBe('');
  expect(await inTeams('123 456')).toContain('Koden fungerar inte');
});

test('a code runs out after ten minutes, and numbers are asked for three times', async () => {
  await inTeams(PHONE);
  const code = codeIn(await cameBySms());
  clock.move(11 * MINUTE);
  expect(await inTeams(code)).not.toContain('Nu är du kopplad');
  for (let n = 0; n < 2; n += 1) await inTeams(PHONE);
  expect(await inTeams(PHONE)).toContain('Vänta en kvart');
  expect((await doc()).addresses).toEqual([]);
});

test('a code is guessed five times and no more', async () => {
  await inTeams(PHONE);
  const code = codeIn(await cameBySms());
  for (let n = 0; n < 5; n += 1) await inTeams(code === `00000${n}` ? '999999' : `00000${n}`);
  expect(await inTeams(code)).toContain('Vänta en kvart');
});

async function remind(): Promise<void> {
  await store.turn(PERSON, (found) => ({
    doc: found && tell(found, [{ key: 'common:youAreWelcome' }], { now: clock.now(), proactive: true }),
    result: null,
  }));
  await running.app.scheduler.sweep();
}

test('begun by SMS, went on with in Teams, and back', async () => {
  await link();
  expect(await bySms('jag kan inte komma i morgon')).toContain('Svara 1, 2');
  expect(await inTeams('sjuk')).toContain('Ska jag skicka');
  const asked = await bySms('ja');
  expect(asked).toMatch(/Svara \d\d för att/);
  expect(await inTeams('Ja, skicka')).toContain('Kvitto');
  expect((await doc()).absences).toMatchObject([{ status: 'reported', channel: 'teams' }]);
  expect(await bySms('ångra')).toMatch(/Svara \d\d för att ta tillbaka/);
});

test('a reminder goes to the chosen way, and after two failures by the other', async () => {
  await link();
  await bySms('när är nästa möte?');
  await inTeams('påminn mig i Teams');
  expect((await doc()).reminding.channel).toBe('teams');
  await remind();
  expect((await teams.arrived()).map(({ text }) => text).join()).toContain('Varsågod');
  expect(await cameBySms()).toBe('');
  teams.answerNext(502, 502);
  await remind();
  clock.move(MINUTE);
  await running.app.scheduler.sweep();
  await running.app.scheduler.sweep();
  expect(await cameBySms()).toContain('nytt meddelande');
  // And the other way round.
  await teams.arrived();
  await inTeams('påminn mig med sms');
  expect((await doc()).reminding.channel).toBe('sms');
  clock.move(20 * MINUTE);
  sms.answerNext(500, 500);
  await remind();
  clock.move(MINUTE);
  await running.app.scheduler.sweep();
  await running.app.scheduler.sweep();
  expect((await teams.arrived()).map(({ text }) => text).join()).toContain('Varsågod');
});

test('the page of reminders has where, and how much an SMS says', async () => {
  await link();
  const visitor = await visitorOf(running, PERSON);
  const page = await (await visitor.get('/paminnelser')).text();
  expect(page).toContain('Med sms till numret som slutar på 05');
  expect(page).toContain('I Teams');
  const form = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
  await visitor.post('/paminnelser', { form, on: 'yes', how: 'each', where: 'sms', 'sms-details': '1' });
  expect(await doc()).toMatchObject({ reminding: { channel: 'sms' }, sms: { details: true } });
  expect((await doc()).addresses.map(({ way }) => way).sort()).toEqual(['sms', 'teams']);
  await visitor.post('/paminnelser', { form, on: 'yes', how: 'each', where: 'web' });
  expect(await doc()).toMatchObject({ reminding: { channel: 'web' }, sms: { details: false } });
  await remind();
  expect([await cameBySms(), await teams.arrived()].flat()).toEqual(['']);
  await visitor.post('/paminnelser', { form, on: 'yes', how: 'each', where: '' });
  expect((await doc()).reminding.channel).toBe(null);
});

test('turns from both at once are taken one after the other', async () => {
  await link();
  await Promise.all([
    inTeams('jag är sjuk i morgon'),
    bySms('när är nästa möte?'),
    inTeams('hej'),
    bySms('vad kan du?'),
  ]);
  const lines = await store.lastLines(PERSON, 'chat', 50);
  expect(lines.filter(({ body }) => body.from === 'participant')).toHaveLength(5 - 1);
  expect((await doc()).numbers.chat).toBe(lines.length);
});

test('of somebody whose whereabouts are protected nothing is shown in Teams but that there is something', async () => {
  await link();
  await store.turn(PERSON, (found) => ({
    doc: found && {
      ...found,
      plan: { ...found.plan, person: { ...found.plan.person, protectedIdentity: true } },
    },
    result: null,
  }));
  const text = await inTeams('när är mitt nästa möte?');
  expect(text).toContain('skyddade personuppgifter');
  expect(text).not.toMatch(/Storgatan|Omar|Exempel/);
});
