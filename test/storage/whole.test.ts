import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../bot/storage/file-system.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { withLine } from '../../domain/participant.ts';
import { create, KeptLog, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';

/** When a document is made whole that has changes beside it, and what the operator is told of a large one. */

let dir: string;
let log: KeptLog;
let store: LowdbStore;

beforeEach(async () => {
  dir = await newFolder();
  log = new KeptLog();
  store = await openLowdbStore({ dir, clock: new StandingClock(), log });
});

afterEach(() => store.close());

const file = (name: string) => join(dir, 'participants', 'p-p1', name);
/** How many bytes of them stand beside the document. */
const changes = async () => (await nodeFileSystem.stat(file('document.changes')))?.size ?? 0;
const wholeRevision = async () => JSON.parse(await readFile(file('document.json'), 'utf8')).revision;

test('a person who goes on and on has a document made whole in between, as its changes grow', async () => {
  await create(store, 'p1');
  let turns = 0;
  let largest = 0;
  for (let most = 0; most < 200 && (await wholeRevision()) === 1; most += 1) {
    // One after the other, so that it is never quiet.
    await say(store, 'p1', 'x'.repeat(4000));
    turns += 1;
    largest = Math.max(largest, await changes());
  }
  expect(turns).toBeLessThan(200);
  expect(largest).toBeLessThan(300_000);
});

test('what is moved out at once in the middle of it leaves changes behind, which are in the document when it is quiet', async () => {
  await create(store, 'p1');
  await store.flush();
  // A plan is moved out at once.
  await store.turn('p1', (doc) => ({ doc: doc && withLine(doc, 'plans', { version: 2 }), result: null }));
  await store.flush();
  expect(await wholeRevision()).toBe(2);
  expect(await changes()).toBe(0);
});

test('a document that is too large is stored all the same, and the operator is told how large it is', async () => {
  await create(store, 'p1');
  await store.flush();
  expect(log.named('store.large-document')).toEqual([]);
  await create(store, 'p2', { padding: 'x'.repeat(3_900) });
  await say(store, 'p2', 'hej');
  await store.flush();
  const { size } = await stat(join(dir, 'participants', 'p-p2', 'document.json'));
  expect(size).toBeGreaterThan(50_000);
  expect(log.named('store.large-document')).toEqual([
    `warn store.large-document {"id":"p2","bytes":${size}}`,
  ]);
});
