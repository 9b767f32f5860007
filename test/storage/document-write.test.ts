import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { ROOM, readLog } from '../../bot/storage/change-log.ts';
import { appendChange, writeDocument } from '../../bot/storage/document-write.ts';
import { type DocumentKind, Documents } from '../../bot/storage/documents.ts';
import { nodeFileSystem } from '../../bot/storage/file-system.ts';
import { nodeFilesAtOnce } from '../../bot/storage/files-at-once.ts';
import { NOW } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';

let dir: string;
beforeEach(async () => {
  dir = await newFolder();
});

const MARK = '0123456789abcdef';
const changes = () => readFileSync(join(dir, 'document.changes'));
const append = (revision: number, end: number, isFirst: boolean, more = '') =>
  appendChange(nodeFilesAtOnce, {
    folder: dir,
    name: 'document',
    change: `{"revision":${revision},"set":{"a":"${more}"},"lists":{},"gone":[]}`,
    mark: MARK,
    end,
    isFirst,
  });

test('nothing is left of a record that was never finished, however long it was', () => {
  writeFileSync(join(dir, 'document.json'), '{"revision":1}');
  const first = append(2, 0, true);
  const torn = Buffer.alloc(3 * ROOM);
  torn.set(changes().subarray(0, first.end));
  torn.set(Buffer.from(`{"revision":3,"set":{"a":"${'x'.repeat(2 * ROOM)}`), first.end);
  writeFileSync(join(dir, 'document.changes'), torn);
  expect(readLog(changes())).toMatchObject({ end: first.end, isWhole: true });
  const second = append(3, first.end, true);
  expect(
    changes()
      .subarray(second.end)
      .every((byte) => byte === 0),
  ).toBe(true);
  expect(readLog(changes())).toMatchObject({ end: second.end, isWhole: true });
});

test('a log has room for more than was written, and a record that is larger than that gets its own', () => {
  writeFileSync(join(dir, 'document.json'), '{"revision":1}');
  let { end, size } = append(2, 0, true);
  expect(size).toBe(ROOM);
  for (let revision = 3; revision < 30; revision += 1) {
    ({ end, size } = append(revision, end, false, 'x'.repeat(3000 * (revision % 20))));
    expect(size % ROOM).toBe(0);
    expect(size).toBeGreaterThanOrEqual(end);
  }
  expect(readLog(changes()).changes).toHaveLength(28);
});

test('a log that somebody has taken away is not begun in the middle', () => {
  writeFileSync(join(dir, 'document.json'), '{"revision":1}');
  const { end } = append(2, 0, true);
  writeFileSync(join(dir, 'document.changes'), '');
  expect(() => append(3, end, false)).toThrow('A write to DATA_DIR failed');
  expect(changes()).toHaveLength(0);
});

interface Notes {
  readonly id: string;
  readonly revision: number;
  readonly notes: readonly string[];
}

test('what another program read differently from how it stands is written whole before anything follows on it', async () => {
  const kind = (
    mark: string,
    read: (notes: readonly string[]) => readonly string[],
  ): DocumentKind<Notes> => ({
    mark: () => mark,
    trust: (stored) => stored as Notes,
    read: (stored) => ({ ...(stored as Notes), notes: read((stored as Notes).notes) }),
    prepare: (value) => Object.freeze({ ...value, notes: Object.freeze(value.notes) }) as Notes,
    isLogged: true,
  });
  const documents = (of: DocumentKind<Notes>) =>
    new Documents(
      {
        fs: nodeFileSystem,
        write: async (write) => writeDocument(nodeFilesAtOnce, write),
        append: async (write) => appendChange(nodeFilesAtOnce, write),
      },
      dir,
      'p-',
      of,
      () => NOW,
    );
  const add = async (of: Documents<Notes>, note: string) => {
    const { value, write } = await of.open('p1');
    await write({
      id: 'p1',
      revision: (value?.revision ?? 0) + 1,
      notes: [...(value?.notes ?? []), note],
    });
  };
  const early = kind(MARK, (notes) => notes);
  for (const note of ['a', 'old', 'b']) await add(documents(early), note);
  const late = documents(kind('fedcba9876543210', (notes) => notes.filter((note) => note !== 'old')));
  // Looked at before, which writes nothing.
  await late.open('p1');
  for (const note of ['c', 'd']) await add(late, note);
  const { value, health } = await late.open('p1');
  expect([health, value?.notes]).toEqual(['ok', ['a', 'b', 'c', 'd']]);
  // And the version before leads to it as well.
  writeFileSync(join(dir, 'p-p1', 'document.json'), '');
  expect((await late.open('p1')).value?.notes).toEqual(['a', 'b', 'c', 'd']);
});
