import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem } from '../../bot/storage/file-system.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { StegvisError, StoreFullError, StoreReadError, StoreWriteError } from '../../domain/errors.ts';
import {
  create,
  KeptLog,
  notify,
  StandingClock,
  sampleProvider,
  say,
  texts,
} from '../contracts/participants.ts';
import { FailingFileSystem, type Fault } from './failing-file-system.ts';
import { expectKept, live, newJournal } from './journal.ts';
import { type PowerCut, PowerCutFileSystem } from './power-cut-file-system.ts';

const clock = new StandingClock();
let log: KeptLog;
let dir: string;

beforeEach(async () => {
  log = new KeptLog();
  dir = await mkdtemp(join(tmpdir(), 'stegvis-faults-'));
});

afterEach(() => rm(dir, { recursive: true }));

const open = (fs: FileSystem) => openLowdbStore({ dir, clock, log, fs });

/** How many steps the short life takes when nothing fails. */
async function countSteps(): Promise<number> {
  const fs = new FailingFileSystem(new PowerCutFileSystem());
  const store = await open(fs);
  const before = fs.steps.length;
  await live(store, newJournal());
  await store.close();
  return fs.steps.length - before;
}

describe('whichever step fails', () => {
  const faults: Fault[] = [
    { kind: 'error', code: 'ENOSPC' },
    { kind: 'half', code: 'EDQUOT' },
    { kind: 'error', code: 'EIO' },
    { kind: 'error-after', code: 'EIO' },
  ];
  test.each(faults)(
    '%o: a refused turn changed nothing, and the next one succeeds',
    async (fault) => {
      const steps = await countSteps();
      expect(steps).toBeGreaterThan(90);
      let refusals = 0;
      for (let step = 0; step < steps; step += 1) {
        const fs = new FailingFileSystem(new PowerCutFileSystem());
        let store = await open(fs);
        const journal = newJournal();
        fs.failAt(step, fault);
        await live(store, journal);
        refusals += journal.refused.length;
        expect(journal.confirmed).toHaveLength(8);
        await expectKept(store, journal, true);
        await store.close();
        store = await open(fs);
        await expectKept(store, journal, true);
        await store.close();
      }
      // The steps of the eight turns themselves; what else failed was tried again in the background.
      expect(refusals).toBeGreaterThan(40);
    },
    60_000,
  );

  const deaths: Fault[] = [{ kind: 'die' }, { kind: 'die-after' }, { kind: 'die-half' }];
  test.each(deaths)(
    '%o: the next process finds all that was confirmed',
    async (fault) => {
      const steps = await countSteps();
      let died = 0;
      for (let step = 0; step < steps; step += 1) {
        const disk = new PowerCutFileSystem();
        const fs = new FailingFileSystem(disk);
        let store = await open(fs);
        const journal = newJournal();
        fs.failAt(step, fault);
        await live(store, journal);
        await store.close();
        died += fs.isDead ? 1 : 0;
        store = await open(disk);
        await expectKept(store, journal, false);
        if (await store.read('p1')) await say(store, 'p1', 'later');
        await store.flush();
        await store.close();
        store = await open(disk);
        if (await store.read('p1')) expect((await texts(store, 'p1')).at(-1)).toBe('later');
        await store.close();
      }
      // What is done in the background may be done in fewer steps one time than another.
      expect(died).toBeGreaterThan(0.9 * steps);
    },
    60_000,
  );

  const cuts: PowerCut[] = (['all', 'none', 'zeros', 'half'] as const).flatMap((bytes) =>
    [0, 0.5, 1].map((names) => ({ bytes, names })),
  );
  test('after a power cut everything that was confirmed is there', async () => {
    const steps = await countSteps();
    for (let step = 0; step < steps; step += 1) {
      const disk = new PowerCutFileSystem();
      const fs = new FailingFileSystem(disk);
      const store = await open(fs);
      const journal = newJournal();
      fs.failAt(step, { kind: 'die' });
      await live(store, journal);
      await store.close();
      // Neighbouring steps leave nearly the same, so each meets a third of the ways to lose power.
      for (const cut of cuts.filter((_, index) => index % 3 === step % 3)) {
        const next = await open(disk.afterPowerCut(cut));
        await expectKept(next, journal, false);
        await next.flush();
        await expectKept(next, journal, false);
        await next.close();
      }
    }
  }, 60_000);
});

test('a provider whose write failed may have changed all the same, and who keeps something about it is told', async () => {
  const fs = new FailingFileSystem(new PowerCutFileSystem());
  const store = await open(fs);
  await store.providerTurn('exempel', () => ({ doc: sampleProvider('exempel'), result: null }));
  const told: string[] = [];
  store.onProviderTouched((id) => told.push(id));
  fs.failNext(20, { kind: 'error', code: 'EIO' });
  await expect(store.providerTurn('exempel', (doc) => ({ doc, result: null }))).rejects.toThrow(
    StoreWriteError,
  );
  expect(told).toEqual(['exempel']);
  fs.heal();
  await store.close();
});

describe('on a real disk', () => {
  /** The steps of one turn, with the folder, the document and its previous version there already. */
  const turnSteps = [
    'open document.tmp',
    'write document.tmp',
    'sync document.tmp',
    'unlink document.previous.json',
    'link document.previous.json',
    'rename document.tmp',
    'syncFolder',
  ];

  const prepared = async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await store.ready();
    await create(store, 'p1');
    await say(store, 'p1', 'one');
    await store.flush();
    return { fs, store };
  };

  test('a turn is one write of one file and of one folder', async () => {
    const { fs, store } = await prepared();
    const before = fs.steps.length;
    await say(store, 'p1', 'two');
    expect(fs.steps.slice(before)).toEqual(turnSteps);
    await store.close();
  });

  test.each(
    turnSteps.flatMap((step, index) => ['die', 'die-after', 'die-half'].map((kind) => [step, kind, index])),
  )('a process that ends at %s (%s) leaves the old version or the new one', async (_step, kind, index) => {
    const { fs, store } = await prepared();
    fs.failAt(Number(index), { kind: kind as 'die' });
    await expect(say(store, 'p1', 'two')).rejects.toThrow(StoreWriteError);
    await store.close();
    const next = await open(nodeFileSystem);
    const isNew = Number(index) > 5 || (index === 5 && kind === 'die-after');
    expect(await texts(next, 'p1')).toEqual(isNew ? ['one', 'two'] : ['one']);
    expect((await next.read('p1'))?.health).toBe('ok');
    await say(next, 'p1', 'three');
    expect((await texts(next, 'p1')).at(-1)).toBe('three');
    await next.close();
  });

  test.each([
    ['ENOSPC', StoreFullError],
    ['EDQUOT', StoreFullError],
    ['EFBIG', StoreFullError],
    ['EIO', StoreWriteError],
    ['EROFS', StoreWriteError],
  ])('%s is told as what it is, without a path', async (code, kind) => {
    const { fs, store } = await prepared();
    fs.failAt(2, { kind: 'error', code });
    const refusal = say(store, 'p1', 'two');
    await expect(refusal).rejects.toThrow(kind);
    await expect(refusal).rejects.not.toThrow(dir);
    expect(await texts(store, 'p1')).toEqual(['one']);
    await store.close();
  });

  test('where a file cannot have two names, the previous version is a copy', async () => {
    const { fs, store } = await prepared();
    fs.failAt(4, { kind: 'error', code: 'EPERM' });
    await say(store, 'p1', 'two');
    expect(fs.steps.slice(-5)).toEqual([
      'copy document.previous.json',
      'open document.previous.json',
      'sync document.previous.json',
      'rename document.tmp',
      'syncFolder',
    ]);
    expect(await texts(store, 'p1')).toEqual(['one', 'two']);
    await store.close();
  });
});

describe('a version that is in place but may not last', () => {
  const beforeFolder = 6;

  test('is taken back, and the turn is refused', async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    await say(store, 'p1', 'one');
    await store.flush();
    fs.failAt(beforeFolder, { kind: 'error', code: 'EIO' });
    await expect(say(store, 'p1', 'two')).rejects.toThrow(StoreWriteError);
    expect(await texts(store, 'p1')).toEqual(['one']);
    await say(store, 'p1', 'three');
    expect(await texts(store, 'p1')).toEqual(['one', 'three']);
    await store.close();
  });

  test('that cannot be taken back either is built upon by nobody before it has been written again', async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    await create(store, 'p2');
    await say(store, 'p1', 'one');
    await store.flush();
    const told: string[] = [];
    store.onCommitted(({ lines }) => told.push(...lines.map((line) => line.file)));
    for (let step = beforeFolder; step < 40; step += 1) fs.failAt(step, { kind: 'error', code: 'EIO' });
    await expect(notify(store, 'p1')).rejects.toThrow(StoreWriteError);
    await expect(store.read('p1')).rejects.toThrow(StoreWriteError);
    await expect(say(store, 'p1', 'two')).rejects.toThrow(StoreWriteError);
    expect(told).toEqual([]);
    fs.heal();
    // It did last: it is whole, with all that follows from it.
    expect((await store.read('p1'))?.doc.notices).toHaveLength(1);
    expect(await store.feed('exempel', 0, 10)).toMatchObject([{ n: 1, noticeId: 'p1.1' }]);
    await say(store, 'p1', 'three');
    expect(await texts(store, 'p1')).toEqual(['one', 'three']);
    await store.close();
    const next = await open(nodeFileSystem);
    expect(await texts(next, 'p1')).toEqual(['one', 'three']);
    expect(await next.feed('exempel', 0, 10)).toMatchObject([{ n: 1, noticeId: 'p1.1' }]);
    await next.close();
  });
});

test('while the previous version is all there is, no step of the next write loses it', async () => {
  for (let step = 0; step < 11; step += 1) {
    const disk = new PowerCutFileSystem();
    const fs = new FailingFileSystem(disk);
    const store = await open(fs);
    await create(store, 'p1', { meetings: 0 });
    await say(store, 'p1', 'one');
    await store.flush();
    await say(store, 'p1', 'two');
    const file = await disk.open(join(dir, 'participants', 'p-p1', 'document.json'), 'write');
    await file.sync();
    await file.close();
    expect((await store.read('p1'))?.health).toBe('previous');
    fs.failAt(step, { kind: 'die' });
    await expect(say(store, 'p1', 'three')).rejects.toThrow(StegvisError);
    await store.close();
    for (const after of [disk, disk.afterPowerCut({ bytes: 'none', names: step % 2 })]) {
      const next = await open(after);
      expect((await texts(next, 'p1')).slice(0, 1)).toEqual(['one']);
      await say(next, 'p1', 'later');
      expect((await next.read('p1'))?.doc.recovery).not.toBeNull();
      await next.close();
    }
  }
});

describe('the files beside the document', () => {
  test('that cannot be written keep nobody from being served', async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    fs.failAt(0, { kind: 'error', code: 'ENOSPC' });
    await store.flush();
    expect(log.named('store.spill-failed')).toEqual([
      'error store.spill-failed {"id":"p1","reason":"ENOSPC"}',
    ]);
    for (let n = 0; n < 3; n += 1) await say(store, 'p1', `text ${n}`);
    await store.flush();
    await say(store, 'p1', 'text 3');
    expect(await texts(store, 'p1')).toEqual(['text 0', 'text 1', 'text 2', 'text 3']);
    await store.close();
  });

  test('a provider that asks while its feed cannot be written gets what was given before', async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    await notify(store, 'p1');
    const first = await store.feed('exempel', 0, 10);
    await notify(store, 'p1');
    fs.failNext(1, { kind: 'error', code: 'EIO' });
    expect(await store.feed('exempel', 0, 10)).toEqual(first);
    expect(log.named('store.feed-failed')).toHaveLength(1);
    expect(await store.feed('exempel', 0, 10)).toHaveLength(2);
    await store.close();
  });
});

test('a file that cannot be opened now is not taken for damaged', async () => {
  const real = await open(nodeFileSystem);
  await create(real, 'p1');
  await real.close();
  let isShut = false;
  const fs: FileSystem = {
    ...nodeFileSystem,
    readSmall: async (path, warm) => {
      if (isShut) throw Object.assign(new Error('too many'), { code: 'EMFILE' });
      return nodeFileSystem.readSmall(path, warm);
    },
  };
  const store: LowdbStore = await open(fs);
  isShut = true;
  await expect(store.read('p1')).rejects.toThrow(StoreReadError);
  await expect(say(store, 'p1', 'hej')).rejects.toThrow(StoreReadError);
  isShut = false;
  expect((await store.read('p1'))?.health).toBe('ok');
  await store.close();
});
