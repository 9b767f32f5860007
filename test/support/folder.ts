import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));

/** A new and empty folder. It is gone when the tests of the file are through. */
export async function newFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'stegvis-'));
  made.push(path);
  return path;
}
