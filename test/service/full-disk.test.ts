import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../bot/clock.ts';
import { silentLog } from '../../bot/log.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { withoutSeal } from '../../bot/storage/seal.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { readParticipant } from '../../domain/participant.ts';
import { parsePlan } from '../../domain/plan.ts';
import { type Conversation, call, read, write } from '../support/direct-line.ts';

/**
 * The real service with a limit on the size of a file, as on a disk that is full: the participant is told plainly that nothing was saved,
 * nothing is half written, and what was confirmed before is there.
 */

const SECRET = 'a-secret-of-the-operator-0123456789';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Blocks of 1024 bytes: the document with its plan fits, and not much more. */
const BLOCKS = 44;

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stegvis-full-'));
  const file = new URL('../../examples/plan-rusta-och-matcha.json', import.meta.url);
  const parsed = parsePlan(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.ok) throw new Error('the example is no plan');
  const plan = { ...parsed.plan, id: 'p0', provider: { ...parsed.plan.provider, id: 'voljar' } };
  const store = await openLowdbStore({ dir, clock: systemClock, log: silentLog });
  await store.turn(plan.id, () => {
    const made = importPlan(null, { plan, by: 'test', now: systemClock.now(), expected: null });
    return { doc: made.kind === 'created' ? made.doc : null, result: null };
  });
  await store.close();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Started by a shell that limits it; `exec` makes the process the shell's own. */
async function start(limit: string) {
  const env = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dir,
    BASE_URL: 'http://localhost:3978',
    DIRECTLINE_SECRET: SECRET,
    EMAIL: 'off',
  };
  const child = spawn(
    'bash',
    ['-c', `${limit} exec "$0" -r ./bin/require-node.cjs bot/index.ts`, process.execPath],
    {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let log = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const found = /server\.listening host=\S+ port=(\d+)/.exec(log);
      if (found?.[1]) resolve(found[1]);
    });
    child.on('exit', () => reject(new Error(log)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    stop: () =>
      new Promise<void>((resolve) => {
        child.on('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function enter(url: string): Promise<Conversation> {
  const made = await call<Conversation>(url, 'POST', '/v3/directline/tokens/generate', {
    token: SECRET,
    body: { user: { id: 'dl_p0' } },
  });
  const { token } = made.body;
  return (await call<Conversation>(url, 'POST', '/v3/directline/conversations', { token, body: {} })).body;
}

test('a full disk is said, nothing is half written, and nothing that was confirmed is lost', async () => {
  const limited = await start(`ulimit -f ${BLOCKS};`);
  const conversation = await enter(limited.url);
  const confirmed: string[] = [];
  let told = false;
  for (let n = 0; n < 400 && !told; n += 1) {
    const text = `när är nästa möte ${n}`;
    const answer = await write(limited.url, conversation, text, `m${n}`);
    const { activities } = await read(limited.url, conversation);
    const failed = activities.some((activity) => /inte sparat/.test(activity.text ?? ''));
    if (answer.status >= 300 || failed) told = true;
    else confirmed.push(text);
    if (answer.status === 429) await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(told).toBe(true);
  expect(confirmed.length).toBeGreaterThan(3);
  const { activities } = await read(limited.url, conversation);
  expect(activities.some((activity) => /inte sparat och inte skickat/.test(activity.text ?? ''))).toBe(true);
  expect(limited.log()).toContain('STEGVIS_STORE_FULL');
  await limited.stop();

  // Every document reads; no half file is left where a whole one was.
  const folder = join(dir, 'participants/p-p0');
  const stored = withoutSeal(JSON.parse(await readFile(join(folder, 'document.json'), 'utf8')));
  expect(readParticipant(stored).id).toBe('p0');
  expect((await readdir(folder)).filter((name) => /damaged|\.tmp$/.test(name))).toEqual([]);

  const free = await start('');
  const again = await enter(free.url);
  const { activities: kept } = await read(free.url, again);
  const texts = kept.map((activity) => activity.text);
  for (const text of confirmed) expect(texts.filter((entry) => entry === text)).toHaveLength(1);
  expect((await write(free.url, again, 'när är nästa möte nu', 'last')).status).toBe(200);
  await free.stop();
}, 180_000);
