import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { exportOf } from '../../bot/provider/traces.ts';
import { nodeFileSystem } from '../../bot/storage/file-system.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { create, KeptLog, notify, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';
import { FailingFileSystem } from './failing-file-system.ts';

const clock = new StandingClock();
let dir: string;
let fs: FailingFileSystem;
let store: LowdbStore;

beforeEach(async () => {
  dir = await newFolder();
  fs = new FailingFileSystem(nodeFileSystem);
  store = await openLowdbStore({ dir, clock, log: new KeptLog(), fs });
  await create(store, 'p1');
  await store.flush();
  await notify(store, 'p1');
  await say(store, 'p1', 'nyss sagt');
});
afterEach(async () => {
  fs.heal();
  await store.close();
});

async function exported(): Promise<Record<string, unknown>> {
  const { files } = (await exportOf({ store, clock }, 'p1')) ?? { files: {} };
  return { ...files };
}

test('who asks for what is kept in the middle of a conversation is given the document as it is', async () => {
  const files = await exported();
  expect(files['document.json']).toMatchObject({ revision: 3, notices: [{ id: 'p1.1' }] });
  expect(JSON.stringify(files)).not.toContain('\\u0000');
});

test('and its changes as records, without the room of their file, where it cannot be made whole', async () => {
  fs.failOn('open document.tmp', { kind: 'error', code: 'ENOSPC' });
  const files = await exported();
  expect(files['document.json']).toMatchObject({ revision: 1 });
  expect(files['document.changes']).toMatchObject([{ revision: 2 }, { revision: 3 }]);
  expect((await store.read('p1'))?.doc.revision).toBe(3);
  expect(await say(store, 'p1', 'sedan')).toBe(2);
});
