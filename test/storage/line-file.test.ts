import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem } from '../../bot/storage/file-system.ts';
import { folderName, idOfFolder } from '../../bot/storage/folder-names.ts';
import { appendLines, readLastLines, readLines, repairEnd } from '../../bot/storage/line-file.ts';
import { newFolder } from '../support/folder.ts';

let dir: string;
let path: string;

beforeEach(async () => {
  dir = await newFolder();
  path = join(dir, 'chat.jsonl');
});

const line = (n: number, size = 100) => ({ n, body: { text: `${n} åäö ${'x'.repeat(size)}` } });
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => line(from + n));

/** Counts the bytes that are read. */
function counting(): { fs: FileSystem; read: () => number } {
  let bytes = 0;
  const fs: FileSystem = {
    ...nodeFileSystem,
    open: async (name, mode) => {
      const file = await nodeFileSystem.open(name, mode);
      return {
        ...file,
        read: (position, length) => {
          bytes += length;
          return file.read(position, length);
        },
      };
    },
  };
  return { fs, read: () => bytes };
}

test('any part of a long file is found without reading the rest', async () => {
  const last = 50_000;
  await appendLines(nodeFileSystem, path, lines(1, last), true);
  const { fs, read } = counting();
  for (const after of [0, 1, 2, 777, 24_999, 25_000, 49_990, 49_999, 50_000, 60_000]) {
    const found = await readLines(fs, path, { after, before: Infinity, limit: 5 });
    expect(found).toEqual(lines(after + 1, Math.min(after + 5, last)));
  }
  expect(await readLines(fs, path, { after: 100, before: 103, limit: 5 })).toEqual(lines(101, 102));
  expect(await readLastLines(fs, path, Infinity, 3)).toEqual(lines(last - 2, last));
  // 12 looks into more than 6 MB.
  expect(read()).toBeLessThan(12 * 1_100_000);
  const before = read();
  await readLastLines(fs, path, Infinity, 20);
  expect(read() - before).toBeLessThanOrEqual(64 * 1024);
});

test('lines that are longer than a block are read in every way', async () => {
  const long = [line(1, 10), line(2, 150_000), line(3, 10), line(4, 200_000), line(5, 65_530), line(6, 1)];
  await appendLines(nodeFileSystem, path, long, true);
  for (let after = 0; after <= 6; after += 1) {
    expect(await readLines(nodeFileSystem, path, { after, before: Infinity, limit: 9 })).toEqual(
      long.slice(after),
    );
    if (after > 0)
      expect(await readLastLines(nodeFileSystem, path, Infinity, after)).toEqual(long.slice(-after));
  }
});

test('what is not a line is passed over, wherever it stands', async () => {
  await appendLines(nodeFileSystem, path, lines(1, 3), true);
  await appendFile(path, `${'z'.repeat(100_000)}\n{"n":"4","body":{}}\n{"n":4}\nnull\n`);
  await appendLines(nodeFileSystem, path, lines(4, 6), true);
  await appendFile(path, '{"n":7,"body":{"text":"half');
  const all = await readLines(nodeFileSystem, path, { after: 0, before: Infinity, limit: 99 });
  expect(all).toEqual(lines(1, 6));
  expect(await readLastLines(nodeFileSystem, path, Infinity, 99)).toEqual(all);
  expect(await repairEnd(nodeFileSystem, path)).toBe(6);
  await appendLines(nodeFileSystem, path, lines(7, 7), true);
  expect(await readLastLines(nodeFileSystem, path, Infinity, 2)).toEqual(lines(6, 7));
});

test('appending again what is there changes nothing', async () => {
  await appendLines(nodeFileSystem, path, lines(1, 5), true);
  const size = async () => (await nodeFileSystem.stat(path))?.size;
  const before = await size();
  await appendLines(nodeFileSystem, path, lines(3, 5), false);
  expect(await size()).toBe(before);
  await appendLines(nodeFileSystem, path, lines(4, 6), false);
  expect(await readLines(nodeFileSystem, path, { after: 0, before: Infinity, limit: 99 })).toEqual(
    lines(1, 6),
  );
});

test('a file that is not there has no lines', async () => {
  expect(await readLines(nodeFileSystem, path, { after: 0, before: Infinity, limit: 9 })).toEqual([]);
  expect(await readLastLines(nodeFileSystem, path, Infinity, 9)).toEqual([]);
  expect(await repairEnd(nodeFileSystem, path)).toBe(0);
  await writeFile(path, '');
  expect(await repairEnd(nodeFileSystem, path)).toBe(0);
  expect(await readLastLines(nodeFileSystem, path, Infinity, 9)).toEqual([]);
});

test.each(['a', 'A', 'aA', 'Aa', '_-9', 'p-1', 'X'.repeat(64)])('the folder of %s is its own', (id) => {
  expect(folderName(id)).toBe(folderName(id).toLowerCase());
  expect(idOfFolder(folderName(id))).toBe(id);
});

test('a name that nobody gave belongs to nobody', () => {
  for (const name of ['', '=', 'A', 'a=', '=1', '..', 'a.b', '=a='.repeat(40), 'ä']) {
    expect(idOfFolder(name)).toBeNull();
  }
  expect(() => folderName('../x')).toThrow('not an id');
});
