import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { sealed, unsealed, withoutSeal } from '../../bot/storage/seal.ts';
import { create, KeptLog, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';

const MARK = '0123456789abcdef';
const OTHER = 'fedcba9876543210';
const object = fc
  .dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
  .filter((value) => !('seal' in value) && Object.keys(value).length > 0);

test('a sealed text is JSON, comes back as it was under its own mark, and under no other', () => {
  fc.assert(
    fc.property(object, (value) => {
      const text = JSON.stringify(value);
      const bytes = sealed(text, MARK);
      expect(withoutSeal(JSON.parse(bytes.toString('utf8')))).toEqual(JSON.parse(text));
      expect(unsealed(bytes, MARK)).toBe(text);
      expect(unsealed(bytes, OTHER)).toBeNull();
    }),
  );
});

test('no byte of a sealed text can be another, be missing or be added unnoticed', () => {
  fc.assert(
    fc.property(object, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, flip) => {
      const bytes = sealed(JSON.stringify(value), MARK);
      const index = at % bytes.length;
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ flip, index);
      expect(unsealed(changed, MARK)).toBeNull();
      expect(unsealed(bytes.subarray(0, index), MARK)).toBeNull();
      expect(unsealed(Buffer.concat([bytes, Buffer.from(' ')]), MARK)).toBeNull();
    }),
    // The very last byte too.
    { examples: [[{ a: 1 }, `{"a":1,"seal":"${MARK}.`.length + 43 + 1, 1]] },
  );
});

test('what is not sealed has no seal', () => {
  for (const text of ['', '{}', '{"seal":"x"}', 'null', `{"a":1,"seal":"${MARK}.x"}`]) {
    expect(unsealed(Buffer.from(text), MARK)).toBeNull();
  }
  expect(withoutSeal({ a: 1, seal: 'x' })).toEqual({ a: 1 });
  expect(withoutSeal(null)).toBeNull();
});

/** The stored text of p1 after `change`, opened by a program that has not seen it. */
async function reopened(change: (text: string) => string | Buffer) {
  const dir = await newFolder();
  const clock = new StandingClock();
  const path = join(dir, 'participants', 'p-p1', 'document.json');
  const first = await openLowdbStore({ dir, clock, log: new KeptLog() });
  await create(first, 'p1');
  await say(first, 'p1', 'one');
  await say(first, 'p1', 'two');
  await first.close();
  await writeFile(path, change(await readFile(path, 'utf8')));
  const store = await openLowdbStore({ dir, clock, log: new KeptLog() });
  const found = await store.read('p1');
  await say(store, 'p1', 'three');
  await store.close();
  const mark = /"seal":"([0-9a-f]{16})\.[\w-]{43}"\}$/.exec(await readFile(path, 'utf8'))?.[1] ?? null;
  return { health: found?.health, planBy: found?.doc.planBy, doc: found?.doc, mark };
}

test('a document is written with its seal, and the seal is no part of it', async () => {
  const found = await reopened((text) => text);
  expect(found.health).toBe('ok');
  expect(found.doc).not.toHaveProperty('seal');
  expect(found.mark).not.toBeNull();
});

test('a document that was changed by hand is checked: what is right is taken, what is wrong is not', async () => {
  const right = await reopened((text) => text.replace(/"planBy":"[^"]*"/, '"planBy":"by-hand"'));
  expect(right).toMatchObject({ health: 'ok', planBy: 'by-hand' });
  const wrong = await reopened((text) => text.replace(/"planBy":"[^"]*"/, '"planBy":17'));
  expect(wrong.health).toBe('previous');
});

test('a document that was sealed under another schema is checked, gets what it lacks, and the seal of today', async () => {
  const found = await reopened((text) => {
    const { needs: _, seal, ...rest } = JSON.parse(text);
    expect(seal).toHaveLength(16 + 1 + 43);
    return sealed(JSON.stringify(rest), OTHER);
  });
  expect(found.health).toBe('ok');
  expect(found.doc?.needs).toEqual([]);
  expect(found.mark).not.toBe(OTHER);
  expect(found.mark).toBe((await reopened((text) => text)).mark);
});

test("a sealed document in somebody else's folder is not theirs", async () => {
  const found = await reopened((text) => {
    const mark = /"seal":"([0-9a-f]{16})\./.exec(text)?.[1] ?? '';
    const { seal: _, ...rest } = JSON.parse(text);
    return sealed(JSON.stringify({ ...rest, id: 'p2' }), mark);
  });
  expect(found.health).toBe('previous');
});
