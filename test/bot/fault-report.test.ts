import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { faultReports } from '../../bot/pages/fault-reports.ts';
import { operate } from '../../bot/provider/operations.ts';
import { StoreFullError } from '../../domain/errors.ts';
import type { Email } from '../../domain/ports.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { DAY, MINUTE } from '../../domain/time.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Visitor, visitorOf } from '../support/visitor.ts';

/** What people say does not work reaches the operator, and nobody else. */

const TEXT = 'Knappen Skicka syns inte.\nJag heter Alva.';

let app: TestApp;
const logged: string[] = [];

beforeEach(async () => {
  logged.length = 0;
  const log = (level: string) => (event: string, fields?: object) => {
    logged.push(`${level} ${event} ${JSON.stringify(fields)}`);
  };
  app = await startTestApp({
    overrides: { log: { info: log('info'), warn: log('warn'), error: log('error') } },
  });
});
afterEach(() => app.close());

const send = (visitor: Visitor, fields: Record<string, string>) => visitor.post('/tillganglighet', fields);

test('it is kept for the operator, who is told its number and nothing that was written', async () => {
  const stranger = new Visitor(app);
  const answer = await send(stranger, { text: TEXT, contact: 'alva@post.example' });
  const place = answer.headers.get('location') ?? '';
  const id = /tack=([A-Z0-9]+)#fel$/.exec(place)?.[1] ?? '';
  const thanks = await (await stranger.get(place.replace('#fel', ''))).text();
  expect(thanks).toContain(`Det har nummer ${id}.`);
  const shown = await operate(app.app.parts, { operation: 'faults' });
  expect(shown).toEqual({
    kind: 'faults',
    faults: [{ id, at: app.clock.now(), text: TEXT, contact: 'alva@post.example', tellAt: null }],
  });
  const about = logged.filter((line) => line.includes('fault-report'));
  expect(about).toEqual([`warn page.fault-report {"report":"${id}"}`]);
  expect(logged.join()).not.toMatch(/Knappen|alva@/);
});

test('who is signed in reports with a form of their own', async () => {
  const visitor = await visitorOf(app, 'alva-rom');
  expect((await send(visitor, { text: TEXT })).status).toBe(403);
  expect((await send(visitor, { text: TEXT, form: await visitor.formToken() })).status).toBe(303);
  const [report] = await faultReports(app.store);
  expect(report).toEqual(expect.objectContaining({ text: TEXT, contact: null }));
  expect(JSON.stringify(report)).not.toContain('alva-rom');
});

test('an empty one, one from another site and one too many are kept by nobody', async () => {
  const stranger = new Visitor(app);
  const empty = await send(stranger, { text: '  ', contact: 'alva@post.example' });
  expect(empty.status).toBe(400);
  // What was typed is still there.
  expect(await empty.text()).toContain('value="alva@post.example"');
  const foreign = await stranger.post('/tillganglighet', { text: TEXT }, { origin: 'https://other.example' });
  expect(foreign.status).toBe(403);
  for (let count = 1; count <= 10; count += 1)
    expect((await send(stranger, { text: TEXT })).status).toBe(303);
  const slow = await send(stranger, { text: 'En till' });
  expect([slow.status, (await slow.text()).includes('En till')]).toEqual([429, true]);
  expect(await faultReports(app.store)).toHaveLength(10);
});

test('two at once are both kept, and a year later they are gone', async () => {
  await Promise.all([1, 2, 3].map((n) => send(new Visitor(app), { text: `Fel ${n}` })));
  expect((await faultReports(app.store)).map(({ text }) => text).sort()).toEqual(['Fel 1', 'Fel 2', 'Fel 3']);
  app.clock.move(366 * DAY);
  await send(new Visitor(app), { text: 'Nytt fel' });
  expect((await faultReports(app.store)).map(({ text }) => text)).toEqual(['Nytt fel']);
});

test('what cannot be saved is said not to be saved, and stands in the form', async () => {
  app.store.writeInstallation = () => Promise.reject(new StoreFullError());
  const answer = await send(new Visitor(app), { text: 'Sidan är <trasig>' });
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(page).toContain('Vi kunde inte spara det du skrev.');
  expect(page).toContain('Sidan är &lt;trasig&gt;</textarea>');
});

test('the operator is told by e-mail, with the number and none of the words, again and again until it gets through', async () => {
  await app.close();
  const sent: Email[] = [];
  let outcome: DeliveryOutcome = { kind: 'temporary', detail: 'smtp-421' };
  app = await startTestApp({
    env: { OPERATOR_EMAIL: 'drift@stegvis.example' },
    overrides: {
      email: {
        send: async (email) => {
          sent.push(email);
          return outcome;
        },
      },
    },
  });
  await send(new Visitor(app), { text: TEXT, contact: 'alva@post.example' });
  const [report] = await faultReports(app.store);
  await app.app.scheduler.sweep();
  await app.app.scheduler.sweep();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.to).toBe('drift@stegvis.example');
  expect(sent[0]?.subject).toContain(report?.id);
  expect(JSON.stringify(sent)).not.toMatch(/Knappen|Alva|alva@/);
  outcome = { kind: 'sent' };
  app.clock.move(5 * MINUTE);
  await app.app.scheduler.sweep();
  app.clock.move(DAY);
  await app.app.scheduler.sweep();
  expect(sent).toHaveLength(2);
  expect(sent[1]?.messageId).toBe(sent[0]?.messageId);
  expect((await faultReports(app.store)).map(({ tellAt }) => tellAt)).toEqual([null]);
});
