import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Spiller } from '../../bot/storage/spiller.ts';
import { KeptLog } from '../contracts/participants.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let done: string[];
let isRefused: boolean;
let unplaced: boolean;
let spiller: Spiller;

beforeEach(() => {
  jest.useFakeTimers();
  done = [];
  isRefused = false;
  unplaced = false;
  const work = {
    spill: async (id: string) => {
      if (isRefused) throw new Error('disk');
      done.push(id);
    },
    place: async () => {
      if (unplaced) done.push('placed');
      unplaced = false;
    },
    hasUnplaced: () => unplaced,
  };
  spiller = new Spiller(work, new KeptLog());
  spiller.touch();
});

afterEach(async () => {
  await spiller.stop();
  jest.useRealTimers();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

test('a document is left alone until nobody has written in it for two minutes', async () => {
  spiller.mark('p1', false);
  await pass(MINUTE);
  spiller.mark('p2', false);
  await pass(MINUTE - SECOND);
  spiller.mark('p1', false);
  await pass(MINUTE);
  expect(done).toEqual([]);
  await pass(2 * SECOND);
  expect(done).toEqual(['p2']);
  await pass(MINUTE);
  expect(done).toEqual(['p2', 'p1']);
});

test('while somebody is being served it waits, and no longer', async () => {
  spiller.mark('p1', false);
  for (let n = 0; n < 1300; n += 1) {
    await pass(100);
    spiller.touch();
  }
  expect(done).toEqual([]);
  await pass(SECOND);
  expect(done).toEqual(['p1']);
});

test('one that has grown is seen to at once, and notices are placed as soon as it is quiet', async () => {
  spiller.mark('p1', false);
  spiller.mark('p2', true);
  await pass(0);
  expect(done).toEqual(['p2']);
  unplaced = true;
  spiller.wake();
  await pass(SECOND);
  expect(done).toEqual(['p2', 'placed']);
  await pass(2 * MINUTE);
  expect(done).toEqual(['p2', 'placed', 'p1']);
});

test('what could not be written is tried again after five seconds', async () => {
  isRefused = true;
  spiller.mark('p1', true);
  await pass(SECOND);
  isRefused = false;
  await pass(3 * SECOND);
  expect(done).toEqual([]);
  await pass(2 * SECOND);
  expect(done).toEqual(['p1']);
});

test('all of it is done at once when that is asked for, and when the house closes', async () => {
  spiller.mark('p1', false);
  await spiller.flush();
  spiller.mark('p2', false);
  await spiller.stop();
  expect(done).toEqual(['p1', 'p2']);
});
