import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../bot/storage/file-system.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { create, KeptLog, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';

/** Which documents take a place in memory: those of people who are here, and not of those who are only reminded. */

let clock: StandingClock;
const LATER = '2027-01-01T00:00:00.000Z';
const MINUTE = 60_000;
let dir: string;
let store: LowdbStore;
let read: string[] = [];
/** Held back until then. */
let reading: Promise<void> = Promise.resolve();

const fs: typeof nodeFileSystem = {
  ...nodeFileSystem,
  readSmall: async (path, warm) => {
    if (path.endsWith('/document.json')) read.push(path.split('/').at(-2) ?? '');
    await reading;
    return nodeFileSystem.readSmall(path, warm);
  },
};

const nothing = (id: string) => store.turn(id, (doc) => ({ doc, result: null }));

beforeEach(async () => {
  clock = new StandingClock();
  dir = await newFolder();
  const first = await openLowdbStore({ dir, clock, log: new KeptLog() });
  await create(first, 'p1');
  await create(first, 'p2');
  await first.close();
  store = await openLowdbStore({ dir, clock, log: new KeptLog(), fs });
  await store.ready();
  read = [];
});

afterEach(() => store.close());

test('somebody who is here is read once', async () => {
  await say(store, 'p1', 'one');
  await say(store, 'p1', 'two');
  await store.read('p1');
  expect(read).toEqual(['p-p1']);
});

test('what is done for somebody who is due takes no place, and what is written is read again', async () => {
  expect((await store.claimDue(LATER, 10, MINUTE)).sort()).toEqual(['p1', 'p2']);
  await nothing('p1');
  // Its lines go to the files beside it, which would read it as well, at some time.
  await store.flush();
  await nothing('p1');
  read = [];
  await nothing('p1');
  await nothing('p1');
  expect(read).toEqual(['p-p1', 'p-p1']);
  store.release('p1');
  expect((await store.read('p1'))?.doc.revision).toBe(5);
  await say(store, 'p1', 'one');
  await say(store, 'p1', 'two');
  expect(read).toEqual(['p-p1', 'p-p1', 'p-p1']);
  expect((await store.read('p1'))?.doc.revision).toBe(7);
});

test('somebody who is here and is due as well keeps the place', async () => {
  await say(store, 'p1', 'one');
  await store.claimDue(LATER, 10, MINUTE);
  await nothing('p1');
  store.release('p1');
  await say(store, 'p1', 'two');
  expect(read).toEqual(['p-p1']);
});

test('who is only passed by is written whole at once, and whose changes stand beside the document already, behind those', async () => {
  const file = (id: string, name: string) => join(dir, 'participants', `p-${id}`, name);
  const revisionOf = async (id: string) =>
    JSON.parse(await readFile(file(id, 'document.json'), 'utf8')).revision;
  const logOf = (id: string) => readFile(file(id, 'document.changes'), 'utf8');
  await say(store, 'p1', 'one');
  await store.claimDue(LATER, 10, MINUTE);
  for (const id of ['p1', 'p2']) await nothing(id);
  expect([await revisionOf('p1'), (await logOf('p1')).match(/"revision":\d/g)]).toEqual([
    1,
    ['"revision":2', '"revision":3'],
  ]);
  expect([await revisionOf('p2'), await logOf('p2').catch(() => '')]).toEqual([2, '']);
  expect((await store.read('p2'))?.doc.revision).toBe(2);
});

test('somebody whose claim was never given back takes a place again when it has run out', async () => {
  await store.claimDue(LATER, 10, MINUTE);
  clock.time = '2027-01-01T00:01:00.000Z';
  await store.read('p1');
  await store.read('p1');
  expect(read).toEqual(['p-p1']);
});

test('who is due next is asked for when nobody is being served', async () => {
  const disk = Promise.withResolvers<void>();
  reading = disk.promise;
  const served = say(store, 'p1', 'one');
  let claimed: string[] = [];
  const claiming = store.claimDue(LATER, 1, MINUTE).then((ids) => {
    claimed = ids;
  });
  for (let turn = 0; turn < 20; turn += 1) await null;
  expect(claimed).toEqual([]);
  disk.resolve();
  await Promise.all([served, claiming]);
  expect(claimed).toHaveLength(1);
});
