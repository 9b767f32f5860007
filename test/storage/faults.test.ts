import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
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
import { newFolder } from '../support/folder.ts';
import { FailingFileSystem, type Fault, failure } from './failing-file-system.ts';
import { expectKept, live, newJournal } from './journal.ts';
import { stopHard } from './killed.ts';
import { type PowerCut, PowerCutFileSystem } from './power-cut-file-system.ts';

const clock = new StandingClock();
let log: KeptLog;
let dir: string;

beforeEach(async () => {
  log = new KeptLog();
  dir = await newFolder();
});

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
      expect(refusals).toBeGreaterThan(25);
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

  const cuts: PowerCut[] = (['all', 'none', 'zeros', 'half', 'backwards'] as const).flatMap((bytes) =>
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

/** A turn that changes nothing, after which the log has room. */
const findRoom = (store: LowdbStore) => store.turn('p1', (doc) => ({ doc, result: null }));

describe('on a real disk', () => {
  /** The steps of one turn, with the folder, the document and its log there already. */
  const turnSteps = ['open document.changes', 'write document.changes', 'syncData document.changes'];

  /** Of the first one after the document was whole. */
  const firstSteps = [
    'copy document.tmp',
    'open document.tmp',
    'sync document.tmp',
    'rename document.tmp',
    'open document.changes.tmp',
    'write document.changes.tmp',
    'sync document.changes.tmp',
    'rename document.changes.tmp',
    'syncFolder',
  ];

  /** The steps that make the document whole, with which its log ends. */
  const wholeSteps = [
    'open document.tmp',
    'write document.tmp',
    'sync document.tmp',
    'unlink document.previous.json',
    'link document.previous.json',
    'rename document.tmp',
    'syncFolder',
    'open document.changes',
    'truncate document.changes',
    'rename document.changes',
    'syncFolder',
  ];

  const prepared = async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await store.ready();
    await create(store, 'p1');
    await say(store, 'p1', 'one');
    await store.flush();
    await findRoom(store);
    return { fs, store };
  };

  test('a turn is one write to one file', async () => {
    const { fs, store } = await prepared();
    for (const text of ['two', 'three']) {
      const before = fs.steps.length;
      await say(store, 'p1', text);
      expect(fs.steps.slice(before)).toEqual(turnSteps);
    }
    await store.close();
  });

  test('the first change makes the document the version before, and its log last', async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    await store.flush();
    const before = fs.steps.length;
    await say(store, 'p1', 'one');
    expect(fs.steps.slice(before)).toEqual(firstSteps);
    await store.close();
  });

  test('a process that finds a log sees to it that it lasts, and to nothing else', async () => {
    const { store } = await prepared();
    await stopHard(store, dir);
    const fs = new FailingFileSystem(nodeFileSystem);
    const next = await open(fs);
    await next.ready();
    const before = fs.steps.length;
    await say(next, 'p1', 'two');
    expect(fs.steps.slice(before)).toEqual([
      'open document.changes',
      // What stands behind the last record was never confirmed.
      'truncate document.changes',
      'write document.changes',
      'sync document.changes',
      'write document.changes',
      'syncData document.changes',
      'syncFolder',
    ]);
    await next.close();
  });

  test('when it is quiet, the document is whole and there is no log', async () => {
    const { fs, store } = await prepared();
    await say(store, 'p1', 'two');
    const before = fs.steps.length;
    await store.flush();
    expect(fs.steps.slice(before).filter((step) => !/jsonl/.test(step))).toEqual(wholeSteps);
    const at = fs.steps.length;
    await store.flush();
    expect(fs.steps.slice(at)).toEqual([]);
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
    const isNew = Number(index) > 1 || (index === 1 && kind === 'die-after');
    expect(await texts(next, 'p1')).toEqual(isNew ? ['one', 'two'] : ['one']);
    expect((await next.read('p1'))?.health).toBe('ok');
    await say(next, 'p1', 'three');
    expect((await texts(next, 'p1')).at(-1)).toBe('three');
    await next.close();
  });

  test.each(
    wholeSteps.flatMap((step, index) => ['die', 'die-after', 'die-half'].map((kind) => [step, kind, index])),
  )(
    'a process that ends at %s (%s) while it makes the document whole loses nothing',
    async (_step, kind, index) => {
      const { fs, store } = await prepared();
      await say(store, 'p1', 'two');
      await store.flush();
      await say(store, 'p1', 'three');
      // The lines stand beside the document already, so that nothing but the document is written.
      const jsonl = ['chat', 'audit'].flatMap((file) =>
        ['open', 'write', 'sync'].map((step) => `${step} ${file}`),
      );
      fs.failAt(jsonl.length + Number(index), { kind: kind as 'die' });
      await store.flush();
      expect(fs.isDead).toBe(true);
      await store.close();
      // From the moment at which the old version before is let go of, and until the new document is in place, there is but one.
      const isAlone =
        (index === 3 && kind === 'die-after') || index === 4 || (index === 5 && kind !== 'die-after');
      for (const damage of isAlone ? [false] : [false, true]) {
        // The version before and its changes lead to the same.
        if (damage) await writeFile(join(dir, 'participants', 'p-p1', 'document.json'), '');
        const next = await open(nodeFileSystem);
        expect(await texts(next, 'p1')).toEqual(['one', 'two', 'three']);
        expect((await next.read('p1'))?.health).toBe(damage ? 'previous' : 'ok');
        await next.close();
      }
    },
  );

  test.each([
    ['ENOSPC', StoreFullError],
    ['EDQUOT', StoreFullError],
    ['EFBIG', StoreFullError],
    ['EIO', StoreWriteError],
    ['EROFS', StoreWriteError],
  ])('%s is told as what it is, without a path', async (code, kind) => {
    for (const step of [0, 1, 2]) {
      const { fs, store } = await prepared();
      fs.failAt(step, { kind: 'error', code });
      const refusal = say(store, 'p1', 'two');
      await expect(refusal).rejects.toThrow(kind);
      await expect(refusal).rejects.not.toThrow(dir);
      expect(await texts(store, 'p1')).toEqual(['one']);
      await store.erase('p1');
      await store.close();
      await rm(join(dir, 'erased'), { recursive: true });
    }
  });

  test('where a file cannot have two names, the previous version is a copy', async () => {
    const { fs, store } = await prepared();
    await say(store, 'p1', 'two');
    fs.failOn('link document.previous.json', { kind: 'error', code: 'EPERM' });
    await store.flush();
    expect(fs.steps.slice(-9, -4)).toEqual([
      'copy document.previous.json',
      'open document.previous.json',
      'sync document.previous.json',
      'rename document.tmp',
      'syncFolder',
    ]);
    expect(await texts(store, 'p1')).toEqual(['one', 'two']);
    await store.close();
  });

  test('a document that cannot be made whole keeps nobody from being served, and it is tried again', async () => {
    for (const step of wholeSteps.slice(0, 7)) {
      const { fs, store } = await prepared();
      await say(store, 'p1', 'two');
      fs.failOn(step, { kind: 'error', code: 'ENOSPC' });
      await store.flush();
      expect(log.named('store.spill-failed')).toEqual([
        'error store.spill-failed {"id":"p1","reason":"STEGVIS_STORE_FULL"}',
      ]);
      // Its log has room, which a full disk has not.
      const before = fs.steps.length;
      await say(store, 'p1', 'three');
      expect(fs.steps.slice(before)).toEqual(turnSteps);
      expect(await texts(store, 'p1')).toEqual(['one', 'two', 'three']);
      await store.flush();
      const stored = JSON.parse(await readFile(join(dir, 'participants', 'p-p1', 'document.json'), 'utf8'));
      expect(stored.revision).toBe((await store.read('p1'))?.doc.revision);
      await store.erase('p1');
      await store.close();
      await rm(join(dir, 'erased'), { recursive: true });
      log = new KeptLog();
    }
  });
});

describe('a change that is written but may not last', () => {
  const sync = 2;
  const started = async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    await create(store, 'p2');
    await say(store, 'p1', 'one');
    await store.flush();
    await findRoom(store);
    return { fs, store };
  };

  test('is taken back, the turn is refused, and the next one writes to another place', async () => {
    const { fs, store } = await started();
    fs.failAt(sync, { kind: 'error', code: 'EIO' });
    await expect(say(store, 'p1', 'two')).rejects.toThrow(StoreWriteError);
    expect(fs.steps.slice(-2)).toEqual(['truncate document.changes', 'sync document.changes']);
    expect(await texts(store, 'p1')).toEqual(['one']);
    const before = fs.steps.length;
    await say(store, 'p1', 'three');
    expect(fs.steps.slice(before)).toContain('rename document.tmp');
    expect(await texts(store, 'p1')).toEqual(['one', 'three']);
    for (const text of ['four', 'five']) await say(store, 'p1', text);
    expect(fs.steps.at(-1)).toBe('syncData document.changes');
    // The version before leads to all of it, though one was no change in a log.
    await writeFile(join(dir, 'participants', 'p-p1', 'document.json'), '');
    expect(await texts(store, 'p1')).toEqual(['one', 'three', 'four', 'five']);
    await store.close();
  });

  test('that cannot be taken back either is built upon by nobody before all has been written again', async () => {
    const { fs, store } = await started();
    const told: string[] = [];
    store.onCommitted(({ lines }) => told.push(...lines.map((line) => line.file)));
    for (let step = sync; step < 40; step += 1) fs.failAt(step, { kind: 'error', code: 'EIO' });
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

  test('that cannot be taken back either, in a log that is found damaged then: what is left says of itself that something is missing', async () => {
    const { fs, store } = await started();
    await notify(store, 'p1');
    for (let step = sync; step < 40; step += 1) fs.failAt(step, { kind: 'error', code: 'EIO' });
    await expect(say(store, 'p1', 'two')).rejects.toThrow(StoreWriteError);
    const log = join(dir, 'participants', 'p-p1', 'document.changes');
    await writeFile(log, (await readFile(log)).fill(0x78, 0, 100));
    fs.heal();
    for (let time = 0; time < 2; time += 1) {
      const found = await store.read('p1');
      expect(found?.doc.notices).toEqual([]);
      expect(found?.health).toBe('previous');
    }
    expect(await notify(store, 'p1')).toBe('p1.2');
    expect((await store.read('p1'))?.doc.recovery).not.toBeNull();
    await store.close();
    const next = await open(nodeFileSystem);
    expect((await next.read('p1'))?.doc.recovery).not.toBeNull();
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

test('who cannot be erased since the disk is full is told that it is full, and is there', async () => {
  const fs = new FailingFileSystem(nodeFileSystem);
  const store = await open(fs);
  await create(store, 'p1');
  // The folder of those who are erased.
  fs.failOn('makeFolder', { kind: 'error', code: 'ENOSPC' });
  await expect(store.erase('p1')).rejects.toThrow(StoreFullError);
  expect((await store.read('p1'))?.doc.id).toBe('p1');
  await store.close();
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

  test('a disk that refuses all of it is told of once, and once more when it works again', async () => {
    const fs = new FailingFileSystem(nodeFileSystem);
    const store = await open(fs);
    await create(store, 'p1');
    await create(store, 'p2');
    const failed = () => log.named('store.spill-failed').length;
    for (let times = 0; times < 3; times += 1) {
      fs.failNext(50, { kind: 'error', code: 'EROFS' });
      await store.flush();
      fs.heal();
    }
    expect([failed(), log.named('store.spill-works').length]).toEqual([1, 0]);
    await store.flush();
    expect([failed(), log.named('store.spill-works').length]).toEqual([1, 1]);
    await say(store, 'p1', 'hej');
    fs.failNext(50, { kind: 'error', code: 'EROFS' });
    await store.flush();
    fs.heal();
    expect([failed(), log.named('store.spill-works').length]).toEqual([2, 1]);
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
      if (isShut) throw failure('EMFILE');
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
