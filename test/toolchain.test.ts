import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const guard = fileURLToPath(new URL('../bin/require-node.cjs', import.meta.url));

/** Runs the guard as a Node of the given version would meet it. */
function runGuard(version: string) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require(process.argv[1]); console.log('started');`;
  return spawnSync(process.execPath, ['-e', pretend, guard], { encoding: 'utf8' });
}

test('the tests run on the Node that the product runs on', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(major > 22 || (major === 22 && minor >= 18)).toBe(true);
});

test.each(['16.20.2', '20.20.2', '22.17.9'])('Node %s is refused in one sentence', (version) => {
  const run = runGuard(version);
  expect(run.status).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  expect(run.stderr).toContain(`this is Node ${version}`);
});

test.each(['22.18.0', '24.0.0', '26.1.0'])('Node %s is let through', (version) => {
  expect(runGuard(version)).toMatchObject({ status: 0, stdout: 'started\n', stderr: '' });
});

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

test('every npm script that starts Node meets the guard first', () => {
  const scripts = Object.entries<string>(readJson('../package.json').scripts);
  const unguarded = scripts.filter(
    ([, line]) => /^node /.test(line) && !line.startsWith('node -r ./bin/require-node.cjs '),
  );
  expect(unguarded).toEqual([]);
});

interface Locked {
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
}

test("the lock file holds every platform's packages, each with its checksum and without a download address", () => {
  const packages: Record<string, Locked> = readJson('../package-lock.json').packages;
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const entries = Object.entries(packages);
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${path} -> ${name}`),
  );
  expect(missing).toEqual([]);
  expect(entries.filter(([path, entry]) => path !== '' && !entry.integrity).map(([path]) => path)).toEqual(
    [],
  );
  expect(entries.filter(([, entry]) => entry.resolved).map(([path]) => path)).toEqual([]);
});

test('the pictures of all pages say how they are made, and make no folder of an option', () => {
  const asked = spawnSync(process.execPath, ['test/browser/screenshots.ts', '--help'], { encoding: 'utf8' });
  expect([asked.status, asked.stdout]).toEqual([0, expect.stringContaining('[FOLDER] [NAME...]')]);
  expect(existsSync('--help')).toBe(false);
});
