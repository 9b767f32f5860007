import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem } from '../../bot/storage/file-system.ts';
import type { FilesAtOnce } from '../../bot/storage/files-at-once.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { withChatLine } from '../../domain/participant.ts';
import { create, KeptLog, notify, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';
import { FailingFileSystem, failure } from './failing-file-system.ts';

/** What erasing leaves on the disk, and what it leaves when it is cut off at each of its steps. */

let dir: string;
let store: LowdbStore;
const log = new KeptLog();

beforeEach(async () => {
  dir = await newFolder();
});
afterEach(() => store.close().catch(() => {}));

async function open(fs?: FileSystem): Promise<LowdbStore> {
  store = await openLowdbStore({ dir, clock: new StandingClock(), log, ...(fs ? { fs } : {}) });
  return store;
}

/** Every byte and every name in the folder. */
async function everything(): Promise<string> {
  const names = await readdir(dir, { recursive: true });
  const texts = await Promise.all(
    names.map(async (name) =>
      (await stat(join(dir, name))).isFile() ? readFile(join(dir, name), 'utf8') : '',
    ),
  );
  return [...names, ...texts].join('\n');
}

async function fill(): Promise<void> {
  await create(store, 'erika-ex', { email: 'erika@exempel.example' });
  await create(store, 'bo-sta');
  for (const id of ['erika-ex', 'bo-sta', 'erika-ex']) await notify(store, id);
  for (const id of ['erika-ex', 'bo-sta', 'erika-ex']) await say(store, id, `hemligt om ${id}`);
  await store.flush();
  await say(store, 'erika-ex', 'mer');
  // As a damaged version would have been set aside.
  await writeFile(join(dir, 'participants/p-erika-ex/document.damaged-2026.json'), '{"id":"erika-ex"');
}

test('nothing on the disk names the person any more, and the other is untouched', async () => {
  await open();
  await fill();
  expect(await everything()).toContain('erika-ex');
  await store.erase('erika-ex');
  await store.close();
  const left = await everything();
  expect(/erika/i.test(left)).toBe(false);
  expect(left).toContain('hemligt om bo-sta');
  expect(await readdir(join(dir, 'erased'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

test('who is erased while all are looked through for the first time is found by nobody after that', async () => {
  await open();
  await create(store, 'erika-ex', { email: 'erika@exempel.example' });
  await store.flush();
  // A document that carries no lines any more.
  await store.turn('erika-ex', (doc) => ({ doc, result: null }));
  await store.close();
  const looked = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  await open({
    ...nodeFileSystem,
    readSmall: async (path, warm) => {
      const found = await nodeFileSystem.readSmall(path, warm);
      if (path.endsWith('p-erika-ex/document.json')) {
        looked.resolve();
        await goOn.promise;
      }
      return found;
    },
  });
  await looked.promise;
  await store.erase('erika-ex');
  goOn.resolve();
  await store.ready();
  expect(await store.findByKey('email:erika@exempel.example')).toEqual([]);
  expect(await store.participantsOf('exempel')).toEqual([]);
  expect(await store.claimDue('2027-01-01T00:00:00.000Z', 10, 1)).toEqual([]);
});

describe('what has had its time stands in no file', () => {
  const before = { chatBefore: '2026-02-15T00:00:00.000Z', copiesBefore: '2026-02-15T00:00:00.000Z' };
  const inFolder = (name: string) => join(dir, 'participants', 'p-p1', name);
  const sayAt = (at: string, text: string) =>
    store.turn('p1', (doc) => ({
      doc: doc && withChatLine(doc, { at, from: 'participant', text }),
      result: null,
    }));

  beforeEach(async () => {
    await open();
    await create(store, 'p1');
    await sayAt('2026-01-01T08:00:00.000Z', 'hemligt förr');
    await store.flush();
    await sayAt('2026-03-01T08:00:00.000Z', 'sagt nyss');
  });
  afterEach(async () => {
    await store.trim('p1', before);
    const left = await everything();
    expect(left.includes('hemligt förr')).toBe(false);
    expect(left.includes('sagt nyss')).toBe(true);
    const names = await readdir(inFolder(''));
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    // Once it is so, no night writes it again.
    const version = (await stat(inFolder('document.json'))).ino;
    await store.trim('p1', before);
    expect((await stat(inFolder('document.json'))).ino).toBe(version);
  });

  test('with changes that are not in the document yet', async () => {
    expect(await readFile(inFolder('document.json'), 'utf8')).toContain('hemligt förr');
  });

  test('when it is quiet', () => store.flush());

  test('where an earlier program, which had no changes, has left the version before', async () => {
    await store.close();
    await rm(inFolder('document.previous.changes'));
    await open();
    expect(await readFile(inFolder('document.previous.json'), 'utf8')).toContain('hemligt förr');
  });

  test('with changes that were never in a document, and a version before that is the same as it', async () => {
    await store.trim('p1', before);
    await store.close();
    const fs = new FailingFileSystem(nodeFileSystem);
    await open(fs);
    await sayAt('2026-01-02T08:00:00.000Z', 'hemligt förr');
    fs.failOn('open document.tmp', { kind: 'error', code: 'EIO' });
    // Beside the document from here on, and the next turn leaves it out.
    await store.flush();
    await sayAt('2026-03-01T08:00:00.000Z', 'och detta');
    expect(await readFile(inFolder('document.json'), 'utf8')).not.toContain('hemligt förr');
    expect(await readFile(inFolder('document.changes'), 'utf8')).toContain('hemligt förr');
  });

  test('where a program was killed while it did this', async () => {
    await store.trim('p1', before);
    await writeFile(inFolder('document.previous.changes'), 'hemligt förr');
  });

  test('where a program that was killed has left what it was writing', async () => {
    await store.flush();
    await store.trim('p1', before);
    for (const name of ['document.tmp', 'chat.tmp']) await writeFile(inFolder(name), 'hemligt förr');
  });
});

test('cut off after any of its steps, it is finished at the next start or has not begun', async () => {
  let finished = 0;
  for (let steps = 0; steps < 60; steps += 1) {
    await rm(dir, { recursive: true });
    let left = Infinity;
    const count = () => {
      if (left <= 0) throw failure('EIO');
      left -= 1;
    };
    const atOnce = new Proxy(nodeFileSystem.atOnce, {
      get(target, name: keyof FilesAtOnce) {
        const real = target[name] as (...values: unknown[]) => unknown;
        return (...values: unknown[]) => {
          count();
          return real(...values);
        };
      },
    });
    const fs = new Proxy(nodeFileSystem, {
      get(target, name: keyof FileSystem) {
        if (name === 'atOnce') return atOnce;
        const real = target[name] as (...values: unknown[]) => Promise<unknown>;
        return async (...values: unknown[]) => {
          count();
          return real(...values);
        };
      },
    });
    await open(fs);
    await fill();
    left = steps;
    const done = await store.erase('erika-ex').then(
      () => true,
      () => false,
    );
    const begun = (await readdir(join(dir, 'erased')).catch(() => [])).length > 0;
    left = Infinity;
    await store.close();
    await open();
    const found = await store.read('erika-ex');
    expect(found === null).toBe(begun);
    if (!begun) expect(await store.erase('erika-ex')).toBe(true);
    expect(await store.wasErased('erika-ex')).toBe(true);
    await store.close();
    expect(/erika/i.test(await everything())).toBe(false);
    if (done) {
      finished += 1;
      break;
    }
  }
  expect(finished).toBe(1);
}, 60_000);
