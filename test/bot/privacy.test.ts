import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLog } from '../../bot/log.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { addMs, DAY, HOUR, MINUTE } from '../../domain/time.ts';
import { EXEMPEL_KEY, MovableClock, startTestApp, type TestApp } from '../support/app.ts';
import { type Conversation, call, write } from '../support/direct-line.ts';
import { newFolder } from '../support/folder.ts';
import { examplePlan } from '../support/participants.ts';
import { RecordingEmail } from '../support/provider-side.ts';
import { Receiver } from '../support/receiver.ts';
import { addStaff, signInStaff } from '../support/staff-browser.ts';
import { visitorOf } from '../support/visitor.ts';

/**
 * Birds' names are put in everywhere that words of or about a person can come in, through everything that the product can do; then they are
 * looked for everywhere that they must not be.
 */

const BIRDS = {
  firstName: 'Kanarina',
  lastName: 'Zebrafink',
  email: 'papegoja@deltagare.example',
  phone: '070-174 06 99',
  supervisor: 'Undulat Nötväcka',
  goal: 'ararauna',
  question: 'kakadua',
  answer: 'nymfparakit',
  notRight: 'kolibri',
  where: 'gripenberg',
  explanation: 'strutsfarm',
  own: 'pelikan',
  diagnosis: 'bipolär',
  crisis: 'korpsvart',
  broadcast: 'tornuggla',
  schedule: 'havsörn',
} as const;

let app: TestApp;
let logs: string[];
let dir: string;
let receiver: Receiver;
let email: RecordingEmail;
let me: Conversation;

beforeEach(async () => {
  dir = await newFolder();
  receiver = new Receiver();
  email = new RecordingEmail();
  const clock = new MovableClock('2026-03-09T08:00:00.000Z');
  logs = [];
  const log = createLog((line) => logs.push(line), clock);
  const store = await openLowdbStore({ dir, clock, log });
  app = await startTestApp({
    store,
    clock,
    env: { STEGVIS_DEMO: '0' },
    overrides: { email, log },
  });
});
afterEach(async () => {
  await app.close();
  await receiver.close();
});

const api = (method: string, path: string, body?: object) =>
  call(app.url, method, `/api/v1${path}`, { token: EXEMPEL_KEY, ...(body ? { body } : {}) });

async function comeIn(): Promise<void> {
  const { token } = (
    await call<Conversation>(app.url, 'POST', '/v3/directline/tokens/generate', {
      token: EXEMPEL_KEY,
      body: { user: { id: 'dl_p1' } },
    })
  ).body;
  me = (await call<Conversation>(app.url, 'POST', '/v3/directline/conversations', { token, body: {} })).body;
}

let said = 0;
async function say(...texts: string[]): Promise<void> {
  for (const text of texts) {
    said += 1;
    const answer = await write(app.url, me, text, `m${said}`);
    if (answer.status !== 200) throw new Error(`${text}: ${answer.status}`);
    app.clock.move(MINUTE);
  }
}

async function passed(ms: number, step = HOUR): Promise<void> {
  for (let gone = 0; gone < ms; gone += step) {
    app.clock.time = addMs(app.clock.time, step);
    for (let look = 0; look < 3; look += 1) await app.app.scheduler.sweep();
  }
}

const ALL = Object.keys(BIRDS);

function birdsIn(text: string): string[] {
  const said = text.toLowerCase();
  return Object.entries(BIRDS).flatMap(([what, bird]) => (said.includes(bird.toLowerCase()) ? [what] : []));
}

test('what is said stays where it was said', async () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  const put = await api('PUT', '/participants/p1', {
    ...plan,
    id: 'p1',
    person: {
      ...plan.person,
      firstName: BIRDS.firstName,
      lastName: BIRDS.lastName,
      contact: { email: BIRDS.email, phone: BIRDS.phone },
    },
    goal: { ...plan.goal, what: { text: `Jobba med ${BIRDS.goal}.`, easy: null } },
    supervisor: { ...plan.supervisor, name: BIRDS.supervisor, email: 'nv@exempelcoacherna.example' },
  });
  expect([put.status, put.body]).toEqual([201, put.body]);
  await api('PUT', '/webhook', { url: await receiver.listen() });
  const side = { store: app.store, clock: app.clock };
  for (const [id, role] of [
    ['chef', 'manager'],
    ['nv', 'supervisor'],
  ] as const) {
    await addStaff(side, 'exempel', {
      id,
      name: `Personal ${id}`,
      email: `${id}@exempelcoacherna.example`,
      role,
    });
  }
  await comeIn();
  await say('hej', 'jag behöver tolk', 'ja', `jag har ${BIRDS.diagnosis} sjukdom`, 'avbryt');
  await say(`mitt mål stämmer inte`, `Det ska vara ${BIRDS.notRight}`, 'ja');
  await say('fråga min handledare', `Var är ${BIRDS.question}?`, 'ja');
  await say(`påminn mig om att ringa ${BIRDS.own} i morgon klockan 8`);
  await say('jag har fått jobb, jag börjar den 1 april', BIRDS.where, 'ja');
  await say(`jag är sjuk imorgon, jag har ${BIRDS.diagnosis} depression`, 'ja');
  await say(`jag vill inte leva längre, allt är ${BIRDS.crisis}`);
  const message = {
    text: `Vi stänger på fredag. ${BIRDS.broadcast}.`,
    from: 'Chefen',
    audience: { participants: ['p1'] },
  };
  const looked = await api('POST', '/messages', message);
  const sent = await api('POST', '/messages', {
    ...message,
    token: (looked.body as unknown as { token: string }).token,
  });
  expect(sent.body).toMatchObject({ sent: true });
  await api('POST', '/participants/p1/schedule', {
    format: 'csv',
    text: `date,start,end,title\n2026-03-12,09:00,10:00,${BIRDS.schedule}`,
  });
  const staff = await signInStaff(
    { ...side, parts: app.app.parts, url: app.url } as never,
    'exempel',
    'chef',
  );
  for (const question of (await app.store.read('p1'))?.doc.questions ?? []) {
    const page = `/inkorg/fraga/p1/${question.id}`;
    if (question.kind === 'question')
      await staff.press(page, `${page}/svar`, { answer: `Svar: ${BIRDS.answer}.` });
  }
  await passed(3 * DAY);
  const again = await signInStaff({ ...side, parts: app.app.parts, url: app.url } as never, 'exempel', 'nv');
  const seen = await again.press('/inkorg/deltagare/p1', '/inkorg/deltagare/p1/kom-inte', {
    occurrence: 'datorkurs@2026-03-11T09:00',
  });
  expect(seen.status).toBe(200);
  await comeIn();
  await say(`Det var ${BIRDS.explanation} som brann`, 'ja');
  await passed(8 * DAY, 3 * HOUR);
  const visitor = await visitorOf(app, 'p1');
  for (const path of ['/', '/kvitton', '/kvitton/a1', '/paminnelser', '/mina-val']) await visitor.get(path);
  await api('POST', '/participants/p1/end');
  await passed(DAY);
  await (app.store as LowdbStore).flush();
  const files = new Map<string, string>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.slice(dir.length + 1), await readFile(path, 'utf8'));
  }
  const onDisk = (pattern: RegExp) =>
    [...files].flatMap(([name, text]) => (pattern.test(name) ? [text] : [])).join('\n');

  // Everything was really done: each bird that may be told stands where it is to be told.
  expect(birdsIn(onDisk(/chat\.jsonl$/))).toEqual(
    [...ALL].filter((bird) => !['lastName', 'email', 'phone', 'diagnosis', 'crisis'].includes(bird)),
  );
  expect(new Set(email.sent.map(({ subject }) => subject)).size).toBeGreaterThan(5);

  // A log is read by those who run the program, a letter by whoever is beside; an address and a trail are written down elsewhere.
  expect(birdsIn(logs.join('') + app.logged.join('') + app.printed.join(''))).toEqual([]);
  expect(birdsIn(JSON.stringify(email.sent))).toEqual([]);
  expect(JSON.stringify(email.sent)).not.toMatch(/sjuk|tolk|p1|jobb(?!traff)|diagnos/i);
  expect(birdsIn(JSON.stringify(receiver.received.map(({ headers }) => headers)))).toEqual([]);
  expect(birdsIn(onDisk(/audit\.jsonl$|installation|providers\//))).toEqual([]);
  // The provider's own system hears what was sent to the provider, and nothing that was only said to the assistant.
  expect(birdsIn(receiver.received.map(({ text }) => text).join('\n'))).toEqual([
    'firstName',
    'lastName',
    'question',
    'answer',
    'notRight',
    'where',
    'explanation',
  ]);
  // What somebody is ill with, and what is written in despair, stands in no file.
  expect(birdsIn(onDisk(/./)).filter((bird) => bird === 'diagnosis' || bird === 'crisis')).toEqual([]);
}, 120_000);
