import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from '@jest/globals';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { StoreLockedError } from '../../domain/errors.ts';
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

const child = fileURLToPath(new URL('./turns-child.ts', import.meta.url));
const parts = { clock: new StandingClock(), log: new KeptLog() };
let dir: string;

beforeEach(async () => {
  dir = await newFolder();
});

/** Runs turns in a process of its own and ends it hard after that many confirmed ones. Gives all its lines. */
async function runUntil(confirmed: number): Promise<string[]> {
  const running = spawn(process.execPath, [child, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    lines.push(line);
    // What it had written to us before it ended is still read.
    if (lines.length === confirmed + 1) running.kill('SIGKILL');
  }
  await ended(running);
  return lines;
}

async function ended(running: ChildProcess): Promise<void> {
  if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
}

test('a process that is killed 20 times has kept everything it confirmed, once', async () => {
  const said = new Map<string, string[]>();
  const noticed: string[] = [];
  let feedBefore: unknown[] = [];
  for (let round = 0; round < 20; round += 1) {
    const lines = await runUntil(5 + ((round * 17) % 40));
    expect(lines[0]).toBe('open');
    for (const line of lines.slice(1)) {
      const [id = '', revision, text = ''] = line.split(' ');
      expect(revision).not.toBe('refused');
      if (revision === 'notice') noticed.push(text);
      else said.set(id, [...(said.get(id) ?? []), text]);
    }
    // At once, with nothing in between.
    const store = await openLowdbStore({ dir, ...parts });
    for (const [id, confirmed] of said) {
      const found = await texts(store, id);
      expect(new Set(found).size).toBe(found.length);
      // In between may be what was written and not yet confirmed when it ended: one for each end.
      const known = new Set(confirmed);
      expect(found.filter((text) => known.has(String(text)))).toEqual(confirmed);
      expect(found.length).toBeLessThanOrEqual(confirmed.length + round + 1);
      for (const file of ['chat', 'audit'] as const) {
        const numbers = (await store.lines(id, file, 0, 100_000)).map((line) => line.n);
        expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => n + 1));
      }
      const { doc } = (await store.read(id)) ?? {};
      expect(doc?.revision).toBe(1 + found.length + (doc?.notices.length ?? 0));
    }
    await store.ready();
    const feed = await store.feed('exempel', 0, 100_000);
    expect(feed.map((entry) => entry.n)).toEqual(Array.from({ length: feed.length }, (_, n) => n + 1));
    expect(feed.slice(0, feedBefore.length)).toEqual(feedBefore);
    const ids = feed.map((entry) => entry.noticeId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const noticeId of noticed) expect(ids).toContain(noticeId);
    feedBefore = feed;
    await store.close();
  }
  expect(said.get('p1')?.length).toBeGreaterThan(50);
}, 120_000);

test('a file that may not grow further is a full disk, and what was confirmed is there', async () => {
  const seed = await openLowdbStore({ dir, ...parts });
  await seed.close();
  // Blocks of 512 bytes; the output goes through a pipe, which has no such limit.
  const command = `ulimit -f 160; exec "${process.execPath}" "${child}" "${dir}" 700`;
  const running = spawnSync('sh', ['-c', command], { encoding: 'utf8', timeout: 60_000 });
  expect(running.stderr).toBe('');
  const lines = running.stdout.trim().split('\n').slice(1);
  expect(lines.filter((line) => line.includes('refused')).map((line) => line.split(' ')[2])).toEqual(
    Array(3).fill('STEGVIS_STORE_FULL'),
  );
  const store = await openLowdbStore({ dir, ...parts });
  for (const id of ['p1', 'P1', 'p2']) {
    const confirmed = lines.flatMap((line) => {
      const [who, revision, text] = line.split(' ');
      return who === id && /^\d+$/.test(revision ?? '') ? [text] : [];
    });
    expect(confirmed.length).toBeGreaterThan(5);
    expect(await texts(store, id)).toEqual(confirmed);
    await say(store, id, 'there is room again');
  }
  await store.close();
}, 60_000);

test('a second process is refused in one sentence, and another store in the same process too', async () => {
  const store = await openLowdbStore({ dir, ...parts });
  await expect(openLowdbStore({ dir, ...parts })).rejects.toThrow(StoreLockedError);
  const second = spawnSync(process.execPath, [child, dir], { encoding: 'utf8' });
  expect(second.status).toBe(1);
  expect(second.stdout).toBe('');
  expect(second.stderr).toContain(`Another Stegvis process is using the folder ${dir}`);
  await create(store, 'p1');
  await store.close();
  await store.close();
  const next = await openLowdbStore({ dir, ...parts });
  expect(await next.read('p1')).not.toBeNull();
  await next.close();
});

test('a closed store refuses, after what had begun', async () => {
  const store = await openLowdbStore({ dir, ...parts });
  await create(store, 'p1');
  const begun = Array.from({ length: 5 }, (_, n) => say(store, 'p1', `text ${n}`));
  await store.close();
  await Promise.all(begun);
  await expect(say(store, 'p1', 'late')).rejects.toMatchObject({ code: 'STEGVIS_STORE_CLOSED' });
  const next = await openLowdbStore({ dir, ...parts });
  expect(await texts(next, 'p1')).toHaveLength(5);
  await next.close();
});

test('nobody else on the machine can read anything, whatever the process was told to allow', async () => {
  const before = process.umask(0);
  try {
    mkdirSync(join(dir, 'data'), { mode: 0o755 });
    chmodSync(join(dir, 'data'), 0o755);
    const store = await openLowdbStore({ dir: join(dir, 'data'), ...parts });
    await create(store, 'p1');
    await say(store, 'p1', 'hej');
    await notify(store, 'p1');
    await store.providerTurn('exempel', () => ({ doc: sampleProvider('exempel'), result: null }));
    await store.writeInstallation({ mode: 'demo' });
    await store.flush();
    await store.close();
  } finally {
    process.umask(before);
  }
  const names = readdirSync(join(dir, 'data'), { recursive: true }) as string[];
  expect(names.toSorted()).toEqual([
    'incoming',
    'installation.json',
    'installation.previous.json',
    'participants',
    'participants/p-p1',
    'participants/p-p1/audit.jsonl',
    'participants/p-p1/chat.jsonl',
    'participants/p-p1/document.json',
    'participants/p-p1/document.previous.changes',
    'participants/p-p1/document.previous.json',
    'participants/p-p1/plans.jsonl',
    'providers',
    'providers/exempel',
    'providers/exempel/document.json',
    'providers/exempel/feed.jsonl',
    'stegvis.lock',
  ]);
  for (const name of names) {
    const { mode } = statSync(join(dir, 'data', name));
    expect([name, (mode & 0o777).toString(8)]).toEqual([name, mode & 0o040000 ? '700' : '600']);
  }
});
