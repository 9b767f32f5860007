import { spawnSync } from 'node:child_process';
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
