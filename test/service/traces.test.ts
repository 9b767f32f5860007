import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { create, KeptLog, notify, StandingClock, say } from '../contracts/participants.ts';

/** `export` and `erase` as an operator runs them, on a folder with every kind of trace. */

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stegvis-traces-'));
  const store = await openLowdbStore({ dir, clock: new StandingClock(), log: new KeptLog() });
  await create(store, 'erika-ex');
  await notify(store, 'erika-ex');
  await store.feed('exempel', 0, 10);
  await say(store, 'erika-ex', 'hemligt i filen');
  await store.flush();
  await say(store, 'erika-ex', 'hemligt i dokumentet');
  await store.close();
  await writeFile(
    join(dir, 'participants/p-erika-ex/document.damaged-2026.json'),
    '{"id": "erika-ex", "half',
  );
});
afterEach(() => rm(dir, { recursive: true }));

const execute = promisify(execFile);
function command(name: string, ...words: string[]) {
  return execute(process.execPath, [`bot/cli/${name}.ts`, ...words], {
    env: { ...process.env, DATA_DIR: dir },
  }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test('export reaches every trace, and erase leaves none', async () => {
  const exported = await command('export', 'erika-ex');
  const { files, feed } = JSON.parse(exported.stdout);
  expect(Object.keys(files).sort()).toEqual([
    'audit.jsonl',
    'chat.jsonl',
    'document.damaged-2026.json',
    'document.json',
    'document.previous.changes',
    'document.previous.json',
    'plans.jsonl',
  ]);
  expect(JSON.stringify(files['chat.jsonl'])).toContain('hemligt i filen');
  expect(JSON.stringify(files['document.json'])).toContain('hemligt i dokumentet');
  expect(files['document.damaged-2026.json']).toBe('{"id": "erika-ex", "half');
  expect(feed).toEqual([{ providerId: 'exempel', position: 1, noticeId: 'erika-ex.1' }]);

  const asked = await command('erase', 'erika-ex');
  expect([asked.code, asked.stderr]).toEqual([1, expect.stringContaining('Nothing was erased')]);
  expect((await command('erase', 'erika-ex', '--yes')).stdout).toContain('Erased');
  const names = await readdir(dir, { recursive: true });
  for (const name of names) {
    const path = join(dir, name);
    expect(name).not.toContain('erika');
    if ((await stat(path)).isFile()) expect(await readFile(path, 'utf8')).not.toContain('erika');
  }
  expect((await command('export', 'erika-ex')).stderr).toContain('There is no participant');
  expect((await command('erase', 'erika-ex', '--yes')).code).toBe(1);
  expect((await command('import', 'examples/plan-rusta-och-matcha.json')).code).toBe(0);
}, 120_000);
