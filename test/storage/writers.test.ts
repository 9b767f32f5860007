import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DoubtfulWriteError } from '../../bot/storage/document-write.ts';
import { ASLEEP } from '../../bot/storage/handed-over.ts';
import { startWriters, type Writers } from '../../bot/storage/writers.ts';
import { StoreWriteError } from '../../domain/errors.ts';
import { KeptLog } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';

let dir: string;
let log: KeptLog;
let writers: Writers | null = null;

beforeEach(async () => {
  dir = await newFolder();
  log = new KeptLog();
});

afterEach(() => writers?.close());

const place = (id: string) => ({ folder: join(dir, id), name: 'document' });
const textOf = (id: string, version = '') => readFileSync(join(dir, id, `document${version}.json`), 'utf8');

/** A thread of another kind, for what ours does not do by itself. */
const thread = (code: string) => () =>
  new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true });

test('what was written is there when it is answered, with the version before it', async () => {
  writers = startWriters(log);
  const { write } = writers;
  await write({ ...place('p1'), source: 'none', text: '{"å":1}' });
  const identity = await write({ ...place('p1'), source: 'document', text: '{"å":"→ två"}' });
  expect(textOf('p1')).toBe('{"å":"→ två"}');
  expect(textOf('p1', '.previous')).toBe('{"å":1}');
  const { ino, size, mtimeMs, mode } = statSync(join(dir, 'p1', 'document.json'));
  expect(identity).toEqual({ ino, size, mtimeMs });
  expect(mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, 'p1')).mode & 0o777).toBe(0o700);
});

test('many at once are each answered for themselves, and one that fails harms no other', async () => {
  writers = startWriters(log);
  const { write } = writers;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, (_, n) =>
      // There is no document to keep, and no folder, for each tenth.
      write({ ...place(`p${n}`), source: n % 10 === 9 ? 'document' : 'none', text: `{"n":${n}}` }),
    ),
  );
  for (const [n, outcome] of outcomes.entries()) {
    if (n % 10 === 9) {
      expect(outcome).toMatchObject({ reason: expect.any(StoreWriteError) });
      expect(String((outcome as PromiseRejectedResult).reason)).toContain('(ENOENT)');
    } else {
      expect(outcome.status).toBe('fulfilled');
      expect(textOf(`p${n}`)).toBe(`{"n":${n}}`);
    }
  }
  expect(log.entries).toEqual([]);
});

test('a thread that is awake is given a second write before one that sleeps is woken', async () => {
  const flags: Int32Array[] = [];
  writers = startWriters(log, (handedOver) => {
    const number = flags.push(handedOver);
    // It says which one it is in place of the file.
    return thread(
      `parentPort.postMessage('ready'); parentPort.on('message', () => parentPort.postMessage({ ino: ${number} }));`,
    )();
  });
  const { write } = writers;
  const writtenBy = async (count: number) => {
    const all = Array.from({ length: count }, () => write({ ...place('p1'), source: 'none', text: '{}' }));
    return (await Promise.all(all)).map(({ ino }) => ino);
  };
  // Until there are two.
  for (let found: number[] = []; !found.includes(2); ) found = await writtenBy(5);
  const [first, second] = flags as [Int32Array, Int32Array];
  Atomics.store(first, ASLEEP, 1);
  expect(await writtenBy(3)).toEqual([2, 2, 1]);
  Atomics.store(first, ASLEEP, 0);
  Atomics.store(second, ASLEEP, 1);
  expect(await writtenBy(3)).toEqual([1, 1, 2]);
});

test('what a thread had in its hands when it ended is in doubt; what waited is written by the next one', async () => {
  const dying = thread("parentPort.postMessage('ready'); parentPort.on('message', () => process.exit(1));");
  writers = startWriters(log, dying);
  const first = writers.write({ ...place('p1'), source: 'none', text: '{}' });
  await expect(first).rejects.toThrow(DoubtfulWriteError);
  // Each new thread ends too, until there are no more of them.
  await expect(writers.write({ ...place('p2'), source: 'none', text: '{}' })).rejects.toThrow(
    DoubtfulWriteError,
  );
  await expect(writers.write({ ...place('p3'), source: 'none', text: '{}' })).rejects.toThrow(
    DoubtfulWriteError,
  );
  await writers.write({ ...place('p4'), source: 'none', text: '{"n":4}' });
  expect(textOf('p4')).toBe('{"n":4}');
  expect(log.named('store.writer-ended')).toEqual([
    'error store.writer-ended {"reason":"unknown","again":true}',
    'error store.writer-ended {"reason":"unknown","again":true}',
    'error store.writer-ended {"reason":"unknown","again":false}',
  ]);
});

test.each([
  ['throws at its start', thread("throw Object.assign(new Error('no'), { code: 'EWHY' });"), 'EWHY'],
  ['ends at its start', thread('process.exit(0);'), 'unknown'],
  [
    'cannot be made',
    () => {
      throw Object.assign(new Error('no thread'), { code: 'EAGAIN' });
    },
    'EAGAIN',
  ],
])('where a thread %s, the document is written all the same', async (_what, start, reason) => {
  writers = startWriters(log, start);
  const { write } = writers;
  await Promise.all(['p1', 'p2'].map((id) => write({ ...place(id), source: 'none', text: '{"a":1}' })));
  expect([textOf('p1'), textOf('p2')]).toEqual(['{"a":1}', '{"a":1}']);
  for (const id of ['p3', 'p4'])
    await expect(write({ ...place(id), source: 'document', text: '{}' })).rejects.toThrow(StoreWriteError);
  expect(log.named('store.writer-ended')).toHaveLength(3);
  expect(log.entries[0]).toContain(reason);
});

test('idle threads keep no process from ending, and a write that is under way does', () => {
  const path = (file: string) => fileURLToPath(new URL(`../../bot/storage/${file}`, import.meta.url));
  const code = `
    import { startWriters } from ${JSON.stringify(path('writers.ts'))};
    const log = { info() {}, warn() {}, error: console.error };
    startWriters(log).write({ folder: ${JSON.stringify(join(dir, 'p1'))}, name: 'document', source: 'none', text: '{}' })
      .then(() => console.log('written'));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  expect(run).toMatchObject({ status: 0, stdout: 'written\n', stderr: '' });
});
