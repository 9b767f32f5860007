import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { recordOf } from '../../bot/storage/change-log.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { DamagedError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
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
import { HeldFiles, stopHard } from './killed.ts';

const clock = new StandingClock();
let log: KeptLog;
let dir: string;
let store: LowdbStore;

beforeEach(async () => {
  log = new KeptLog();
  dir = await newFolder();
  store = await openLowdbStore({ dir, clock, log });
});

afterEach(() => store.close());

async function restart(): Promise<void> {
  await store.close();
  store = await openLowdbStore({ dir, clock, log });
}

const inFolder = (...names: string[]) => join(dir, 'participants', 'p-p1', ...names);
const document = () => inFolder('document.json');
const previous = () => inFolder('document.previous.json');

/** Ways in which a file goes bad. */
const damages: [string, (path: string) => Promise<void>][] = [
  ['is empty', (path) => writeFile(path, '')],
  ['is half', async (path) => writeFile(path, (await readFile(path)).subarray(0, 900))],
  ['is not JSON', (path) => writeFile(path, 'not JSON at all')],
  ['is zeros', async (path) => writeFile(path, Buffer.alloc((await readFile(path)).length))],
  ['is JSON of something else', (path) => writeFile(path, '{"schema":1}')],
  ['is null', (path) => writeFile(path, 'null')],
  ['lacks a field', (path) => edit(path, (doc) => delete doc.outbox)],
  ['has a field that is not known', (path) => edit(path, (doc) => (doc.secret = 1))],
  ['is of a newer version', (path) => edit(path, (doc) => (doc.schema = 99))],
  ["is another person's", (path) => edit(path, (doc) => (doc.id = 'p2'))],
  [
    'has broken characters',
    async (path) => {
      const bytes = await readFile(path);
      bytes[bytes.indexOf('Amina')] = 0xff;
      await writeFile(path, bytes);
    },
  ],
];

async function edit(path: string, change: (doc: Record<string, unknown>) => unknown): Promise<void> {
  const doc = JSON.parse(await readFile(path, 'utf8'));
  change(doc);
  await writeFile(path, JSON.stringify(doc));
}

describe.each(damages)('the newest document %s', (_name, damage) => {
  beforeEach(async () => {
    await create(store, 'p1');
    await create(store, 'p2');
    await say(store, 'p1', 'one');
    await say(store, 'p1', 'two');
  });

  test.each(['while it runs', 'before it starts'])(
    'the one before it is served and says so until it is written (%s)',
    async (when) => {
      const isRunning = when === 'while it runs';
      if (!isRunning) await store.close();
      await damage(document());
      if (!isRunning) store = await openLowdbStore({ dir, clock, log });
      const found = await store.read('p1');
      expect(found?.health).toBe('previous');
      expect(found?.doc.recovery).toEqual({ at: clock.now(), toldParticipant: false, seenByStaff: false });
      expect(log.named('store.damaged')).toEqual([
        'error store.damaged {"kind":"participant","id":"p1","served":"previous"}',
      ]);
      // It is kept, for somebody to look at.
      const names = await readdir(inFolder());
      expect(names).toContain('document.damaged-2026-03-10T160500.000Z.json');
      expect(names).not.toContain('document.json');
      // A restart still knows, and so does a turn that writes nothing.
      await restart();
      expect(await store.turn('p1', (_doc, { health }) => ({ doc: null, result: health }))).toBe('previous');
      expect((await store.read('p1'))?.health).toBe('previous');
      await store.turn('p1', (doc) => ({ doc, result: null }));
      for (const again of [false, true]) {
        if (again) await restart();
        const written = await store.read('p1');
        expect(written?.health).toBe('ok');
        // Whoever wrote it, it says that something may be missing.
        expect(written?.doc.recovery).toMatchObject({ toldParticipant: false });
      }
      expect((await store.read('p2'))?.health).toBe('ok');
    },
  );

  test('and the one before it too: an error that says whom to ring, and all others are served', async () => {
    await store.flush();
    await store.close();
    await damage(document());
    await damage(previous());
    const before = await readFile(document());
    store = await openLowdbStore({ dir, clock, log });
    await store.ready();
    for (let tries = 0; tries < 2; tries += 1) {
      for (const asking of [
        store.read('p1'),
        say(store, 'p1', 'three'),
        store.lines('p1', 'chat', 0, 10),
        store.lastLines('p1', 'chat', 10),
      ]) {
        const error = await asking.catch((fault: unknown) => fault);
        expect(error).toBeInstanceOf(DamagedError);
        expect(error).toMatchObject({
          code: 'STEGVIS_STORE_DAMAGED',
          id: 'p1',
          provider: {
            id: 'exempel',
            name: 'Exempel AB',
            phone: '070-174 06 10',
            hours: { text: 'vardagar kl. 9–16' },
          },
        });
      }
    }
    expect(log.named('store.damaged')).toEqual([
      'error store.damaged {"kind":"participant","id":"p1","served":"nothing"}',
    ]);
    // Nothing was touched that somebody may want to save.
    expect(await readFile(document())).toEqual(before);
    await say(store, 'p2', 'hej');
    // Her provider knows that she is there, so that its staff can be told.
    expect(await store.participantsOf('exempel')).toEqual(['p1', 'p2']);
    expect(await store.claimDue('2027-01-01T00:00:00.000Z', 10, 1)).toEqual(['p2']);
    expect(await store.isEmpty()).toBe(false);
  });
});

test('how many notices that the provider has had are not there any more is said, until it is read again', async () => {
  await create(store, 'p1');
  await notify(store, 'p1');
  await store.flush();
  const held = await readFile(document());
  await notify(store, 'p1');
  await notify(store, 'p1');
  await store.feed('exempel', 0, 10);
  await store.flush();
  await store.close();
  await writeFile(document(), '');
  await writeFile(previous(), held);
  await rm(inFolder('document.changes'), { force: true });
  await rm(inFolder('document.previous.changes'), { force: true });
  store = await openLowdbStore({ dir, clock, log });
  expect((await store.read('p1'))?.doc.recovery?.lostNotices).toBe(2);
  expect(await notify(store, 'p1')).toBe('p1.4');
  expect((await store.read('p1'))?.doc.recovery?.lostNotices).toBe(2);
});

test('a document with no version before it is damaged, not new', async () => {
  await create(store, 'p1', { email: 'amina@stegvis.example' });
  await store.flush();
  await store.close();
  await writeFile(document(), '');
  store = await openLowdbStore({ dir, clock, log });
  await expect(create(store, 'p1')).rejects.toThrow(DamagedError);
  // Who signs in by e-mail is found, so as to be told whom to ring.
  expect(await store.findByKey('email:amina@stegvis.example')).toEqual(['p1']);
});

test('when the last plan cannot be read either, the error says so', async () => {
  await create(store, 'p1');
  await store.flush();
  await store.close();
  await writeFile(document(), '');
  await writeFile(inFolder('plans.jsonl'), '{"n":1,"body":{"plan":{"provider":{"id":1}}}}\n');
  store = await openLowdbStore({ dir, clock, log });
  await expect(store.read('p1')).rejects.toMatchObject({
    code: 'STEGVIS_STORE_DAMAGED',
    provider: null,
    providerId: null,
  });
  // The operator is told that no staff are.
  expect(await store.participantsOf('exempel')).toEqual([]);
  expect(log.named('store.damaged')).toEqual([
    'error store.damaged {"kind":"participant","id":"p1","served":"nothing","provider":"unknown"}',
  ]);
});

test('when the last plan cannot be read either, the only feed that names somebody says whose they are', async () => {
  await create(store, 'p1');
  await notify(store, 'p1');
  await create(store, 'p2', { provider: 'other' });
  await notify(store, 'p2');
  await store.flush();
  await store.close();
  await writeFile(document(), '');
  await writeFile(previous(), '');
  await writeFile(inFolder('plans.jsonl'), 'not JSON at all');
  store = await openLowdbStore({ dir, clock, log });
  expect([await store.participantsOf('exempel'), await store.participantsOf('other')]).toEqual([
    ['p1'],
    ['p2'],
  ]);
  await expect(store.read('p1')).rejects.toMatchObject({ provider: null, providerId: 'exempel' });
  await store.close();
  // Named by two: one of them has nothing to do with this person any more, so neither is told.
  const feeds = (id: string) => join(dir, 'providers', id, 'feed.jsonl');
  const line = (await readFile(feeds('exempel'), 'utf8')).split('\n')[0] ?? '';
  await writeFile(feeds('other'), `${line}\n`);
  store = await openLowdbStore({ dir, clock, log });
  expect([await store.participantsOf('exempel'), await store.participantsOf('other')]).toEqual([[], ['p2']]);
  await expect(store.read('p1')).rejects.toMatchObject({ providerId: null });
});

test('a document that only the damaged name is left of is damaged, not new', async () => {
  await create(store, 'p1');
  await say(store, 'p1', 'one');
  await writeFile(document(), '');
  expect((await store.read('p1'))?.health).toBe('previous');
  await writeFile(previous(), '');
  await restart();
  await expect(store.read('p1')).rejects.toThrow(DamagedError);
  await rm(previous());
  await expect(store.read('p1')).rejects.toThrow(DamagedError);
  expect(await store.isEmpty()).toBe(false);
});

describe('after the last changes were lost', () => {
  beforeEach(async () => {
    await create(store, 'p1');
    for (let n = 1; n <= 3; n += 1) await say(store, 'p1', `text ${n}`);
    await notify(store, 'p1');
    // The lost version has told the provider and moved its lines out.
    await notify(store, 'p1');
    await store.flush();
    await store.feed('exempel', 0, 10);
  });

  /** The document, and the last change in the log that leads to it. */
  async function loseLastChange(): Promise<void> {
    await writeFile(document(), '');
    const log = await readFile(inFolder('document.previous.changes'), 'utf8');
    await writeFile(inFolder('document.previous.changes'), `${log.split('\n').slice(0, -2).join('\n')}\n`);
  }

  test.each(['a restart', 'no restart'])('no number and no notice is given twice (with %s)', async (kind) => {
    if (kind === 'a restart') await store.close();
    await loseLastChange();
    if (kind === 'a restart') store = await openLowdbStore({ dir, clock, log });
    expect((await store.read('p1'))?.doc.notices.map((notice) => notice.id)).toEqual(['p1.1']);
    expect(await notify(store, 'p1')).toBe('p1.3');
    // Far behind what a chat that was open may have been shown of what was lost.
    expect(await say(store, 'p1', 'text 4')).toBe(254);
    const feed = await store.feed('exempel', 0, 10);
    expect(feed.map((entry) => entry.noticeId)).toEqual(['p1.1', 'p1.2', 'p1.3']);
    await store.flush();
    await say(store, 'p1', 'text 5');
    expect(await texts(store, 'p1')).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
    await restart();
    expect(await texts(store, 'p1')).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
    expect(await store.feed('exempel', 0, 10)).toEqual(feed);
  });

  test.each(['first', 'last'])(
    'a log taken away while nothing runs is noticed by what the provider was told (asked %s)',
    async (asked) => {
      await notify(store, 'p1');
      expect(await store.feed('exempel', 0, 10)).toHaveLength(3);
      await stopHard(store, dir);
      await rm(inFolder('document.changes'));
      store = await openLowdbStore({ dir, clock, log });
      if (asked === 'last') await store.ready();
      for (let times = 0; times < 2; times += 1) {
        expect(await store.read('p1')).toMatchObject({
          health: 'previous',
          doc: { recovery: { lostNotices: 1 } },
        });
      }
      expect(log.named('store.damaged')).toHaveLength(1);
      expect(await notify(store, 'p1')).toBe('p1.4');
      for (const again of [false, true]) {
        if (again) await restart();
        expect(await store.read('p1')).toMatchObject({ health: 'ok', doc: { recovery: { lostNotices: 1 } } });
      }
    },
  );

  test('lines of the lost version that were written stay', async () => {
    await say(store, 'p1', 'text 4');
    await store.flush();
    await loseLastChange();
    await say(store, 'p1', 'text 5');
    await store.flush();
    await restart();
    expect(await texts(store, 'p1')).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
    const audit = await store.lines('p1', 'audit', 0, 100);
    expect(audit.map((line) => line.n)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('the log of changes', () => {
  const changes = () => inFolder('document.changes');
  const logBefore = () => inFolder('document.previous.changes');
  const said = ['text 1', 'text 2', 'text 3', 'text 4', 'text 5', 'text 6'];
  const damagedNames = async () => (await readdir(inFolder())).filter((name) => name.includes('damaged'));

  /** The document as it was once before. */
  let earlier: Buffer;

  /** Two changes lead from an earlier version to the document, and two come after it, also where the machine takes its time. */
  beforeEach(async () => {
    await store.close();
    const files = new HeldFiles();
    store = await openLowdbStore({ dir, clock, log, fs: files.fs });
    await create(store, 'p1');
    await store.flush();
    for (const [index, text] of said.entries()) {
      await say(store, 'p1', text);
      if (index === 1 || index === 3) await store.flush();
      if (index === 1) earlier = await readFile(document());
      files.isHeld = index >= 3;
    }
    await stopHard(store, dir);
    log = new KeptLog();
  });

  async function start(): Promise<void> {
    store = await openLowdbStore({ dir, clock, log });
  }

  /** What is served, and that it goes on from there, at once and after a restart. */
  async function expectServed(expected: string[], health: 'ok' | 'previous'): Promise<void> {
    await start();
    expect([(await store.read('p1'))?.health, await texts(store, 'p1')]).toEqual([health, expected]);
    await stopHard(store, dir);
    await start();
    expect([(await store.read('p1'))?.health, await texts(store, 'p1')]).toEqual([health, expected]);
    await say(store, 'p1', 'seven');
    await say(store, 'p1', 'eight');
    expect((await store.read('p1'))?.health).toBe('ok');
    await stopHard(store, dir);
    // The version before leads to the same by now.
    for (const file of [null, document()]) {
      if (file !== null) await writeFile(file, '');
      await start();
      expect(await texts(store, 'p1')).toEqual([...expected, 'seven', 'eight']);
      expect((await store.read('p1'))?.doc.recovery === null).toBe(health === 'ok' && file === null);
      await stopHard(store, dir);
    }
    await start();
  }

  test('goes on from a document that another schema was checked with, and nothing of it is lost with that', async () => {
    await start();
    await store.close();
    const { seal: _, needs: __, ...rest } = JSON.parse(await readFile(document(), 'utf8'));
    await writeFile(document(), JSON.stringify(rest));
    await start();
    expect((await store.read('p1'))?.health).toBe('ok');
    for (const text of ['seven', 'eight', 'nine']) await say(store, 'p1', text);
    await stopHard(store, dir);
    await wreck(document());
    await start();
    expect(await texts(store, 'p1')).toEqual([...said, 'seven', 'eight', 'nine']);
    expect((await store.read('p1'))?.doc.revision).toBe(10);
  });

  const lines = async (path: string) => (await readFile(path, 'utf8')).split('\n');
  const wreck = (path: string) => writeFile(path, 'x'.repeat(3000));

  test('is part of the document', async () => {
    expect(JSON.parse(await readFile(document(), 'utf8')).revision).toBe(5);
    await expectServed(said, 'ok');
    expect(await damagedNames()).toHaveLength(1);
  });

  /** In a log with the room that it has. */
  const roomy = (text: string) =>
    Buffer.concat([Buffer.from(text), Buffer.alloc(32 * 1024 - Buffer.byteLength(text))]);

  const half = (record = '') => record.slice(0, 300);
  const withoutBeginning = (record = '') => `${'\0'.repeat(200)}${record.slice(200)}\n`;

  test.each([
    ['is half', half],
    ['is zeros where it should begin', withoutBeginning],
  ])('a record that %s was never finished', async (_name, unfinished) => {
    const [first, second] = await lines(changes());
    await writeFile(changes(), roomy(`${first}\n${unfinished(second)}`));
    await expectServed(said.slice(0, 5), 'ok');
  });

  test.each([
    ['nothing', () => ''],
    ['nothing but room', () => roomy('')],
    ['half of its first record', (first: string) => roomy(half(first))],
    ['the end of its first record', (first: string) => roomy(withoutBeginning(first))],
  ])('that holds %s has lost what it held', async (_name, left) => {
    const [first = ''] = await lines(changes());
    await writeFile(changes(), left(first));
    await expectServed(said.slice(0, 4), 'previous');
  });

  test.each([
    ['in the middle of a record', (text: string) => text.slice(0, text.indexOf('\n') + 200), 5],
    ['before the last newline', (text: string) => text.slice(0, text.lastIndexOf('\n')), 6],
  ])('that ends %s has lost something', async (_name, cut, left) => {
    await writeFile(changes(), cut(await readFile(changes(), 'utf8')));
    await expectServed(said.slice(0, left), 'previous');
  });

  test.each([
    ['other bytes', (line: string) => line.replace('text 6', 'text 7')],
    ['a broken seal', (line: string) => line.replace(/.{40}"\}$/, `${'-'.repeat(40)}"}`)],
    ['nothing of a record', () => 'what?'],
  ])('with %s in the last record, what stands before it is served', async (_name, change) => {
    const [first = '', second = ''] = await lines(changes());
    await writeFile(changes(), `${first}\n${change(second)}\n\0\0`);
    await expectServed(said.slice(0, 5), 'previous');
    expect((await damagedNames()).sort()).toEqual([
      'document.damaged-2026-03-10T160500.000Z.changes',
      'document.damaged-2026-03-10T160500.000Z.json',
      'document.damaged-2026-03-10T160500.000Z.previous.changes',
    ]);
  });

  test('what is written first after damage stands on nothing that was damaged', async () => {
    await writeFile(changes(), 'what?');
    await start();
    await say(store, 'p1', 'seven');
    await stopHard(store, dir);
    await wreck(document());
    await start();
    expect(await texts(store, 'p1')).toEqual([...said.slice(0, 4), 'seven']);
  });

  test.each([
    ['given out', () => store.traces('p1')],
    [
      'cleared of what has had its time',
      () => store.trim('p1', { chatBefore: '2026', copiesBefore: '2026' }),
    ],
  ])(
    'that is damaged is not made whole by being %s: only a turn, which says so in it, writes',
    async (_what, doIt) => {
      const [first = '', second = ''] = await lines(changes());
      await writeFile(changes(), `${first}\n${second.replace('text 6', 'text 7')}\n\0\0`);
      await start();
      await doIt();
      expect((await store.read('p1'))?.health).toBe('previous');
      await say(store, 'p1', 'seven');
      const { doc, health } = (await store.read('p1')) ?? {};
      expect([health, doc?.recovery]).toMatchObject(['ok', { toldParticipant: false }]);
    },
  );

  test('without its first record, the second one is not taken', async () => {
    const [, second = ''] = await lines(changes());
    await writeFile(changes(), `${second}\n`);
    await expectServed(said.slice(0, 4), 'previous');
  });

  test('of another document is not taken, and one that was applied already is passed over', async () => {
    const [first = '', second = ''] = await lines(changes());
    const [older = ''] = await lines(logBefore());
    await writeFile(changes(), `${older}\n${first}\n${first}\n${second}\n`);
    await expectServed(said, 'ok');
  });

  test('and a document that was copied a moment earlier: the log before leads from the one to the other', async () => {
    await writeFile(document(), earlier);
    await start();
    for (let time = 0; time < 2; time += 1) {
      expect([(await store.read('p1'))?.health, await texts(store, 'p1')]).toEqual(['ok', said]);
    }
    await say(store, 'p1', 'seven');
    await store.flush();
    await stopHard(store, dir);
    // All of it, though what led from the one to the other stands in no log that follows on the version before.
    await wreck(document());
    await start();
    expect([(await store.read('p1'))?.doc.revision, await texts(store, 'p1')]).toEqual([
      8,
      [...said, 'seven'],
    ]);
  });

  test('with a record of another program, whole in itself, that no document can follow from: what stands before it is served', async () => {
    const change = JSON.stringify({ revision: 6, set: { outbox: 7 }, lists: {}, gone: [] });
    await writeFile(changes(), recordOf(change, 'fedcba9876543210'));
    await start();
    expect((await store.read('p1'))?.doc.revision).toBe(5);
    await stopHard(store, dir);
    await expectServed(said.slice(0, 4), 'previous');
  });

  test('with such a record that was put there while the program runs, it is found out too', async () => {
    await start();
    expect((await store.read('p1'))?.doc.revision).toBe(7);
    const change = JSON.stringify({ revision: 8, set: { outbox: 7 }, lists: {}, gone: [] });
    const known = (await readFile(changes(), 'utf8')).replaceAll('\0', '');
    await writeFile(changes(), Buffer.concat([Buffer.from(known), recordOf(change, 'fedcba9876543210')]));
    const { doc, health } = (await store.read('p1')) ?? {};
    expect([doc?.revision, doc?.outbox, health]).toEqual([5, [], 'previous']);
  });

  test('with such a record, and a document that is damaged too: the version before it', async () => {
    const change = JSON.stringify({ revision: 6, set: { outbox: 7 }, lists: {}, gone: [] });
    await writeFile(changes(), recordOf(change, 'fedcba9876543210'));
    await wreck(document());
    await start();
    const { doc, health } = (await store.read('p1')) ?? {};
    expect([doc?.revision, health]).toEqual([5, 'previous']);
  });

  test('that became shorter while the program runs is damaged', async () => {
    await start();
    await say(store, 'p1', 'seven');
    const [first = ''] = await lines(changes());
    await writeFile(changes(), `${first}\n`);
    // Until somebody writes, and whoever has looked at it before.
    for (let time = 0; time < 3; time += 1) {
      expect((await store.read('p1'))?.health).toBe('previous');
      expect(await texts(store, 'p1')).toEqual(said.slice(0, 5));
    }
    await say(store, 'p1', 'eight');
    const { doc, health } = (await store.read('p1')) ?? {};
    expect([health, doc?.recovery]).toMatchObject(['ok', { toldParticipant: false }]);
  });

  test('before a document that is damaged leads to it, and no change that does not follow', async () => {
    await start();
    await say(store, 'p1', 'lost');
    await store.flush();
    await stopHard(store, dir);
    await wreck(document());
    await writeFile(logBefore(), `${(await lines(logBefore()))[0]}\n`);
    // The lines of both are beside the document, so nothing is lost but facts.
    await start();
    expect((await store.read('p1'))?.health).toBe('previous');
    expect((await store.read('p1'))?.doc.revision).toBe(6);
    await say(store, 'p1', 'seven');
    await stopHard(store, dir);
    await start();
    expect((await store.read('p1'))?.doc.revision).toBe(7);
    expect((await texts(store, 'p1')).at(-1)).toBe('seven');
  });

  const four = [
    ['document', document, false],
    ['version before', previous, true],
    ['log', changes, false],
    ['log before', logBefore, true],
  ] as const;
  const ways = [
    ['wrecked', wreck],
    ['empty', (path: string) => writeFile(path, '')],
    ['missing', (path: string) => rm(path)],
  ] as const;
  const pairs = four.flatMap(([a, pathA], index) =>
    four
      .slice(index)
      .flatMap(([b, pathB]) =>
        ways.flatMap(([way, damageA]) =>
          ways.map(([other, damageB]) => ({ a, way, b, other, pathA, pathB, damageA, damageB })),
        ),
      ),
  );
  test.each(pairs.filter(({ a, b, way, other }) => a !== b || way === other))(
    'the $a $way and the $b $other: what is served is a version that there was, and it says so',
    async ({ a, b, way, other, pathA, pathB, damageA, damageB }) => {
      await damageA(pathA());
      if (a !== b) await damageB(pathB());
      await start();
      const bad = new Set([a, b]);
      const found = await store.read('p1').catch((error: unknown) => error);
      const isLost = bad.has('document') && bad.has('version before');
      expect(found instanceof DamagedError).toBe(isLost);
      if (isLost) return;
      const { doc, health } = found as NonNullable<Awaited<ReturnType<LowdbStore['read']>>>;
      // Six of them, and the plan that came first.
      const whole = 7;
      const isLogGone = bad.has('log');
      expect(doc.revision).toBe(isLogGone ? 5 : whole);
      // What is missing altogether nobody can know of: it is as after a moment of rest.
      const wayOfLog = a === 'log' ? way : other;
      const isSeen = bad.has('document') || (isLogGone && wayOfLog !== 'missing');
      expect(health).toBe(isSeen ? 'previous' : 'ok');
      await say(store, 'p1', 'later');
      expect((await texts(store, 'p1')).at(-1)).toBe('later');
      expect((await store.read('p1'))?.health).toBe('ok');
    },
  );
});

describe('files beside the document', () => {
  const chat = () => inFolder('chat.jsonl');

  beforeEach(async () => {
    await create(store, 'p1');
    for (let n = 1; n <= 3; n += 1) await say(store, 'p1', `text ${n}`);
    await store.flush();
    await say(store, 'p1', 'text 4');
    await say(store, 'p1', 'text 5');
    await store.close();
  });

  test.each([
    ['ends in the middle of a line', (text: string) => `${text}{"n":6,"bo`],
    ['ends in zeros', (text: string) => `${text}\0\0\0\0`],
    ['lost its last newline', (text: string) => text.slice(0, -1)],
    ['has a line that is not one', (text: string) => `${text}what?\n\n[]\n`],
  ])('one that %s is read and grows on', async (_name, damage) => {
    await writeFile(chat(), damage(await readFile(chat(), 'utf8')));
    store = await openLowdbStore({ dir, clock, log });
    const expected = ['text 1', 'text 2', 'text 3', 'text 4', 'text 5'];
    expect(await texts(store, 'p1')).toEqual(expected);
    for (let n = 6; n <= 8; n += 1) {
      await say(store, 'p1', `text ${n}`);
      expected.push(`text ${n}`);
      await store.flush();
      expect(await texts(store, 'p1')).toEqual(expected);
    }
    await say(store, 'p1', 'text 9');
    expect((await store.lastLines('p1', 'chat', 7)).map((line) => line.n)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    const lines = (await readFile(chat(), 'utf8')).split('\n').filter((line) => line.startsWith('{"n":'));
    expect(lines.map((line) => JSON.parse(line).n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('one that is gone, or nonsense, keeps nobody from being served', async () => {
    await writeFile(chat(), Buffer.alloc(200_000, 0xfe));
    await rm(inFolder('audit.jsonl'));
    store = await openLowdbStore({ dir, clock, log });
    await say(store, 'p1', 'text 6');
    await store.flush();
    await say(store, 'p1', 'text 7');
    expect((await texts(store, 'p1')).slice(-2)).toEqual(['text 6', 'text 7']);
  });
});

test('a document from a backup is taken up while the store runs, and no line is written over', async () => {
  await create(store, 'p1', { phone: '070-174 06 05' });
  await say(store, 'p1', 'before the backup');
  await store.flush();
  await copyFile(document(), join(dir, 'backup.json'));
  for (let n = 1; n <= 4; n += 1) await say(store, 'p1', `after the backup ${n}`);
  await store.turn('p1', (doc) => {
    const { plan } = doc as Participant;
    const contact = { email: null, phone: '070-174 06 07' };
    return {
      doc: { ...(doc as Participant), plan: { ...plan, person: { ...plan.person, contact } } },
      result: null,
    };
  });
  await store.flush();
  await store.turn('p1', (doc) => ({ doc, result: null }));
  expect(await store.findByKey('phone:0046701740605')).toEqual([]);

  // With its changes it would be brought up to what it was.
  await copyFile(join(dir, 'backup.json'), document());
  expect((await store.read('p1'))?.doc.revision).toBe(8);
  for (const name of ['document.changes', 'document.previous.changes']) await rm(inFolder(name));
  expect((await store.read('p1'))?.doc.revision).toBe(2);
  expect(await store.findByKey('phone:0046701740605')).toEqual(['p1']);
  await say(store, 'p1', 'now');
  await store.flush();
  expect(await texts(store, 'p1')).toEqual(['before the backup', 'now']);
  const aside = (await readdir(inFolder())).filter((name) => name.startsWith('chat.aside-'));
  expect(aside).toHaveLength(1);
  expect(await readFile(inFolder(aside[0] as string), 'utf8')).toContain('after the backup 4');
});

test('a provider whose document is damaged is served the one before it', async () => {
  for (const name of ['A', 'B']) {
    await store.providerTurn('exempel', () => ({
      doc: { ...sampleProvider('exempel'), name },
      result: null,
    }));
  }
  const path = join(dir, 'providers', 'exempel');
  await writeFile(join(path, 'document.json'), '');
  expect((await store.readProvider('exempel'))?.name).toBe('A');
  expect(await store.providerIds()).toEqual(['exempel']);
  await writeFile(join(path, 'document.previous.json'), '');
  await expect(store.readProvider('exempel')).rejects.toThrow(DamagedError);
  expect(await store.providerIds()).toEqual(['exempel']);
  expect(log.named('store.damaged')).toHaveLength(1);
});

test('values of the installation that are damaged are not taken for none', async () => {
  await store.writeInstallation({ mode: 'demo' });
  await store.writeInstallation({ a: '1' });
  await writeFile(join(dir, 'installation.json'), '{"mode":');
  expect(await store.readInstallation()).toEqual({ mode: 'demo' });
  await writeFile(join(dir, 'installation.previous.json'), '');
  await expect(store.readInstallation()).rejects.toThrow(DamagedError);
});
