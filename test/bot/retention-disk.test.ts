import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { retainOne } from '../../bot/provider/daily.ts';
import { openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { withdrawAbsence } from '../../domain/actions/absences.ts';
import { DEFAULT_RETENTION } from '../../domain/retention.ts';
import { KeptLog, StandingClock, say } from '../contracts/participants.ts';
import { newFolder } from '../support/folder.ts';
import { examplePlan, report, takeIn } from '../support/provider-side.ts';

test.each([
  ['while others are served', false],
  ['where the document was made whole in between', true],
])(
  'what has had its time stands nowhere on the disk, also not in the version before and the changes (%s)',
  async (_when, isQuiet) => {
    const dir = await newFolder();
    const clock = new StandingClock();
    const log = new KeptLog();
    const store = await openLowdbStore({ dir, clock, log });
    const trim = store.trim.bind(store);
    store.trim = async (...words) => {
      if (isQuiet) await store.flush();
      return trim(...words);
    };
    try {
      await takeIn({ store, clock }, examplePlan('rusta-och-matcha'));
      await report({ store, clock }, 'alva-rom', { reason: 'child-sick' });
      await store.turn('alva-rom', (doc) => ({
        doc: doc && withdrawAbsence(doc, 'a1', { now: clock.now(), channel: 'web' }).doc,
        result: null,
      }));
      await say(store, 'alva-rom', 'hemliga ord');
      await store.flush();
      const everything = async () => {
        const folder = join(dir, 'participants/p-alva-rom');
        const names = await readdir(folder);
        const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
        return texts.join('\n');
      };
      const before = await everything();
      expect([before.includes('child-sick'), before.includes('hemliga ord')]).toEqual([true, true]);
      clock.time = '2026-06-09T02:00:00.000Z';
      expect(await retainOne({ store, log, clock }, 'alva-rom', DEFAULT_RETENTION, clock.now())).toBe(true);
      const left = await everything();
      expect([left.includes('child-sick'), left.includes('hemliga ord')]).toEqual([false, false]);
      expect(await retainOne({ store, log, clock }, 'alva-rom', DEFAULT_RETENTION, clock.now())).toBe(false);
    } finally {
      await store.close();
    }
  },
);
