import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem } from '../../bot/storage/file-system.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { create, KeptLog, notify, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';
import { failure } from './failing-file-system.ts';
import { HeldFiles, stopHard } from './killed.ts';

const clock = new StandingClock();
let log: KeptLog;
let dir: string;
let store: LowdbStore;

const open = (fs?: FileSystem) => openLowdbStore({ dir, clock, log, fs });

beforeEach(async () => {
  log = new KeptLog();
  dir = await newFolder();
  store = await open();
});

afterEach(() => store.close());

test('due times of older rules are computed again at start', async () => {
  await create(store, 'p1');
  const { doc } = (await store.read('p1')) ?? {};
  await store.close();
  const path = join(dir, 'participants', 'p-p1', 'document.json');
  const text = await readFile(path, 'utf8');
  await writeFile(path, JSON.stringify({ ...JSON.parse(text), nextDueAt: null, dueRules: 0 }));
  store = await open();
  const due = doc?.nextDueAt as string;
  expect(await store.claimDue('2026-03-15T15:59:00.000Z', 10, 1)).toEqual([]);
  expect(await store.claimDue(due, 10, 1)).toEqual(['p1']);
  await say(store, 'p1', 'hej');
  expect((await store.read('p1'))?.doc).toMatchObject({ nextDueAt: due, dueRules: doc?.dueRules });
});

test('changes beside a document are seen at start: what is due, who is found, which notices have no place', async () => {
  await store.close();
  const files = new HeldFiles();
  store = await open(files.fs);
  await create(store, 'p1');
  await say(store, 'p1', 'hej');
  await store.flush();
  files.isHeld = true;
  await store.turn('p1', (doc) => {
    if (doc === null) throw new Error('nobody');
    const contact = { email: null, phone: '070-174 06 07' };
    const plan = { ...doc.plan, appointments: [], person: { ...doc.plan.person, contact } };
    return { doc: { ...doc, plan }, result: null };
  });
  await notify(store, 'p1');
  const due = (await store.read('p1'))?.doc.nextDueAt ?? null;
  await stopHard(store, dir);
  expect(
    JSON.parse(await readFile(join(dir, 'participants', 'p-p1', 'document.json'), 'utf8')).revision,
  ).toBe(2);
  store = await open();
  await store.ready();
  expect(await store.findByKey('phone:0046701740607')).toEqual(['p1']);
  expect(await store.claimDue('2026-03-15T16:01:00.000Z', 10, 1)).toEqual(due === null ? [] : ['p1']);
  expect(due).not.toBe('2026-03-15T16:00:00.000Z');
  expect((await store.feed('exempel', 0, 10)).map((entry) => entry.noticeId)).toEqual(['p1.1']);
});

test("somebody else's document in a folder is nobody's, and is told of", async () => {
  await create(store, 'p1');
  await create(store, 'p2', { provider: 'b' });
  await store.flush();
  await store.close();
  const document = (id: string) => join(dir, 'participants', `p-${id}`, 'document.json');
  const strange = { ...JSON.parse(await readFile(document('p2'), 'utf8')), providerId: 'c' };
  await writeFile(document('p1'), JSON.stringify(strange));
  store = await open();
  await store.ready();
  expect([await store.participantsOf('b'), await store.participantsOf('c')]).toEqual([['p2'], []]);
  expect(log.named('store.damaged')).toEqual([
    'error store.damaged {"kind":"participant","id":"p1","served":"nothing"}',
  ]);
});

test('a participant is served before the others have been looked through', async () => {
  await create(store, 'p1');
  await create(store, 'p2');
  await store.close();
  const { promise: look, resolve: letGo } = Promise.withResolvers<void>();
  // The look through all asks for the names first.
  store = await open({
    ...nodeFileSystem,
    list: async (path) => {
      if (path.endsWith('participants')) await look;
      return nodeFileSystem.list(path);
    },
  });
  await say(store, 'p2', 'hej');
  let isReady = false;
  const ready = store.ready().then(() => {
    isReady = true;
  });
  const found = store.participantsOf('exempel');
  await say(store, 'p1', 'hej');
  expect(isReady).toBe(false);
  letGo();
  await ready;
  expect(await found).toEqual(['p1', 'p2']);
  expect(log.named('store.ready').at(-1)).toContain('"participants":2');
});

test('notices without a position get one at start, before anybody asks', async () => {
  await create(store, 'p1');
  // The feed cannot be written, and the process ends.
  await store.close();
  store = await open({
    ...nodeFileSystem,
    open: async (path, mode) => {
      if (path.endsWith('feed.jsonl')) throw failure('ENOSPC');
      return nodeFileSystem.open(path, mode);
    },
  });
  await notify(store, 'p1');
  await notify(store, 'p1');
  await store.close();
  store = await open();
  await store.ready();
  await store.flush();
  const lines = (await readFile(join(dir, 'providers', 'exempel', 'feed.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { n: 1, body: { participantId: 'p1', noticeId: 'p1.1', line: 1 } },
    { n: 2, body: { participantId: 'p1', noticeId: 'p1.2', line: 2 } },
  ]);
});

test("folders that are nobody's, or empty, are nobody", async () => {
  for (const name of ['p-', 'p-ABC', 'p-a.b', 'lost+found', 'p-empty']) {
    await mkdir(join(dir, 'participants', name));
  }
  await store.close();
  store = await open();
  expect(await store.isEmpty()).toBe(true);
  expect(await store.participantsOf('exempel')).toEqual([]);
  expect(await store.read('empty')).toBeNull();
  expect(log.entries.filter((entry) => entry.startsWith('error'))).toEqual([]);
  await create(store, 'empty');
  expect(await store.participantsOf('exempel')).toEqual(['empty']);
});

test('a folder that a later version has written is left alone, and the sentence says so', async () => {
  await create(store, 'p1');
  await store.close();
  const path = join(dir, 'installation.json');
  await writeFile(path, JSON.stringify({ format: '99' }));
  await expect(open()).rejects.toMatchObject({
    code: 'STEGVIS_STORE_NEWER',
    message: expect.stringContaining('start that version'),
  });
  // The lock is free again, and nothing was touched.
  await rm(path);
  store = await open();
  expect((await store.read('p1'))?.health).toBe('ok');
});

test('a folder of the format in which logs began empty: those that hold nothing lost nothing, and they are taken away', async () => {
  const logs = { empty: '', room: '\0'.repeat(32 * 1024), damaged: 'what?' };
  const pathOf = (id: string) => join(dir, 'participants', `p-${id}`, 'document.changes');
  for (const id of Object.keys(logs)) await create(store, id);
  await store.close();
  for (const [id, text] of Object.entries(logs)) await writeFile(pathOf(id), text);
  await writeFile(join(dir, 'installation.json'), JSON.stringify({ format: '4' }));
  store = await open();
  const healths = await Promise.all(Object.keys(logs).map(async (id) => (await store.read(id))?.health));
  expect(healths).toEqual(['ok', 'ok', 'previous']);
  await store.close();
  // Once: an empty one that is found later has lost what it held.
  await writeFile(pathOf('empty'), '');
  store = await open();
  expect((await store.read('empty'))?.health).toBe('previous');
});
