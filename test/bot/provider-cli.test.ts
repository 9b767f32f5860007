import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createApp } from '../../bot/app.ts';
import { systemClock } from '../../bot/clock.ts';
import { readConfig } from '../../bot/config.ts';
import { silentLog } from '../../bot/log.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = process.execPath;

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stegvis-cli-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  out: string;
  err: string;
}

function command(name: 'import' | 'provider', ...words: string[]): Promise<Ended> {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, BASE_URL: 'http://127.0.0.1:3978' };
  return new Promise((resolve) => {
    // As npm starts it.
    const started = ['-r', './bin/require-node.cjs', `bot/cli/${name}.ts`, ...words];
    execFile(node, started, { cwd: root, env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const example = (name: string) => join(root, `examples/plan-${name}.json`);

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function changed(change: (plan: Record<string, unknown>) => void): Record<string, unknown> {
  const plan = JSON.parse(readFileSync(example('rusta-och-matcha'), 'utf8')) as Record<string, unknown>;
  change(plan);
  return plan;
}

async function stored(): Promise<string[]> {
  const store = await openLowdbStore({ dir: dataDir, clock: systemClock, log: silentLog });
  const ids = [...(await store.participantsOf('exempel')), ...(await store.participantsOf('exempel-kommun'))];
  await store.close();
  return ids.sort();
}

test('plans come in without a server, and twice changes nothing', async () => {
  const files = ['rusta-och-matcha', 'steg-till-arbete', 'kommun'].map(example);
  const dry = await command('import', ...files, '--dry-run');
  expect([dry.code, dry.out.match(/would be created/g)?.length]).toEqual([0, 3]);
  expect(await stored()).toEqual([]);
  const first = await command('import', ...files);
  expect([first.code, first.err]).toEqual([0, '']);
  expect(first.out).toContain('alva-rom created, version 1.');
  expect(first.out).toContain('nobody at the provider "exempel-kommun" can read what is reported');
  const again = await command('import', ...files);
  expect(again.out.match(/unchanged, version 1/g)).toHaveLength(3);
  const fewer = file(
    'fewer.json',
    changed((plan) => {
      plan.followUp = null;
    }),
  );
  const update = await command('import', fewer);
  expect(update.out).toContain('alva-rom updated, version 2.');
  expect(update.out).toContain('  - followUp: ');
  expect(update.out).toContain('warning: followUp: no date is set for the next follow-up.');
  expect(await stored()).toEqual(['alva-rom', 'bo-sta', 'cim-kommun']);
}, 60_000);

test('one bad document among good ones changes nothing, and every fault names file, field and what to do', async () => {
  const noGoal = file(
    'no-goal.json',
    changed((plan) => {
      delete plan.goal;
      plan.extra = 1;
    }),
  );
  const notJson = file('not.json', '{\n  "person": "Hemlig Person",\n  oj');
  const twice = file(
    'twice.json',
    changed((plan) => {
      plan.followUp = null;
    }),
  );
  const ended = await command(
    'import',
    example('kommun'),
    example('rusta-och-matcha'),
    noGoal,
    notJson,
    twice,
    join(folder, 'gone.json'),
  );
  expect([ended.code, ended.out]).toEqual([1, '']);
  expect(ended.err).toMatch(/no-goal\.json: goal is missing\. Add the field/);
  expect(ended.err).toMatch(/no-goal\.json: extra is not a field of the plan document\. Check the spelling/);
  expect(ended.err).toMatch(/not\.json: \(the file\) is not JSON( at line 3)?\. Save it as JSON/);
  expect(ended.err).toMatch(/twice\.json: id "alva-rom" is the id of another file as well\. Give each/);
  expect(ended.err).toMatch(/gone\.json: \(the file\) is not there\. Check the name/);
  expect(ended.err).toContain('Nothing was changed.');
  expect(ended.err).not.toContain('Hemlig');
  expect(await stored()).toEqual([]);
}, 60_000);

test("another provider's id is refused", async () => {
  await command('import', example('kommun'));
  const stolen = file(
    'stolen.json',
    changed((plan) => {
      plan.id = 'cim-kommun';
    }),
  );
  const ended = await command('import', stolen, example('rusta-och-matcha'));
  expect(ended.err).toContain('stolen.json: id belongs to a participant of another provider.');
  expect(await stored()).toEqual(['cim-kommun']);
}, 60_000);

test('a provider, its key, its staff and their links, while the server runs', async () => {
  const made = await command(
    'provider',
    'add',
    'exempel',
    'Exempelcoacherna',
    '--staff',
    'Eva Admin',
    '--email',
    'eva@exempel.example',
  );
  expect(made.code).toBe(0);
  expect(made.err).toMatch(/^No server runs on this folder: the link is for one that [^\n]*\n$/);
  const [, key = ''] = /API key: (\S+)/.exec(made.out) ?? [];
  const [, link = ''] = /administrator, valid 7 days: (\S+)/.exec(made.out) ?? [];

  const reading = readConfig({ DATA_DIR: dataDir, PORT: '0' });
  if (!reading.ok) throw new Error(reading.faults.join());
  const app = await createApp(reading.config, { log: silentLog, print: () => {}, background: false });
  const url = await app.start();
  try {
    expect(app.parts.config.demo).toBe(false);
    expect(statSync(join(dataDir, 'operator.json')).mode & 0o777).toBe(0o600);
    const status = async (bearer: string) =>
      (await fetch(`${url}/api/v1/notices`, { headers: { authorization: `Bearer ${bearer}` } })).status;
    expect(await status(key)).toBe(200);
    // The link was made before the server started, in a process of its own.
    expect((await fetch(url + new URL(link).pathname)).status).toBe(200);

    const imported = await command('import', example('rusta-och-matcha'));
    expect([imported.code, imported.err]).toEqual([0, '']);
    expect(imported.out).not.toContain('can read what is reported');
    expect((await app.parts.store.read('alva-rom'))?.doc.planBy).toBe('operator');

    const rotated = await command('provider', 'key', 'exempel', '--end-old');
    const [, next = ''] = /shown only now: (\S+)/.exec(rotated.out) ?? [];
    expect([await status(key), await status(next)]).toEqual([401, 200]);
    expect(rotated.out).toContain('No key made before it works now.');
    // The key that the newest one took the place of works longest.
    const until = async () =>
      /until (\S+)\.$/m.exec((await command('provider', 'key', 'exempel')).out)?.[1] ?? '';
    const first = await until();
    expect((await until()) > first).toBe(true);

    const karin = await command(
      'provider',
      'staff',
      'exempel',
      'add',
      'Karin Berg',
      '--email',
      'karin.berg@exempelcoacherna.example',
    );
    const [, staffId = ''] = /^(\w+) is added/.exec(karin.out) ?? [];
    expect((await command('provider', 'staff', 'exempel')).out).toContain(
      `${staffId}\tKarin Berg\tkarin.berg@exempelcoacherna.example\tsupervisor`,
    );
    expect(
      (
        await command(
          'provider',
          'staff',
          'exempel',
          'add',
          'Kopia',
          '--email',
          'KARIN.berg@exempelcoacherna.example',
        )
      ).err,
    ).toContain('has this e-mail address');
    expect((await command('provider', 'staff', 'exempel', 'remove', staffId)).code).toBe(0);
    expect((await command('provider', 'staff', 'exempel', 'link', staffId)).err).toContain(
      'has nobody with the id',
    );
    expect((await command('provider', 'list')).out).toBe('exempel\tExempelcoacherna\t1 staff\n');
    expect((await command('provider', 'add', 'exempel', 'Igen')).err).toContain(
      'There is a provider "exempel" already.',
    );
    expect((await command('provider', 'staff', 'finns-inte')).err).toContain(
      'There is no provider "finns-inte".',
    );
  } finally {
    await app.close();
  }
  expect((await command('provider', 'list')).out).toContain('exempel');
}, 120_000);

test('a file that a killed server left behind is no way in to whoever has its port now', async () => {
  await command('provider', 'add', 'exempel', 'Exempelcoacherna');
  const { createServer } = await import('node:http');
  const asked: string[] = [];
  const other = createServer((req, res) => {
    asked.push(`${req.method} ${req.headers.authorization ?? '-'}`);
    res.end('{"proof":"x","kind":"done"}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  writeFileSync(join(dataDir, 'operator.json'), JSON.stringify({ port, key: 'old' }));
  const imported = await command('import', example('kommun'));
  other.close();
  expect(imported.out).toContain('cim-kommun created');
  expect(asked).toEqual(['GET -']);
}, 60_000);

test('a command that is not understood is answered with how it is used', async () => {
  for (const [name, words] of [
    ['import', []],
    ['import', ['--wrong']],
    ['provider', ['add', 'x']],
    ['provider', ['nothing']],
    ['provider', ['staff', 'x', 'add', 'Y', '--wrong']],
  ] as const) {
    const ended = await command(name, ...words);
    expect([ended.code, ended.err.startsWith('Usage:')]).toEqual([1, true]);
  }
  const bad = await command('provider', 'add', 'å b', 'Namn', '--email', 'x');
  expect(bad.err).toMatch(/id must be 1 to 64 letters[\s\S]*staffEmail is not an e-mail address/);
}, 60_000);
