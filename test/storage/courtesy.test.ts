import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Courtesy } from '../../bot/storage/courtesy.ts';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** Whether it has come so far, without any time passing. */
async function isDone(work: Promise<void>): Promise<boolean> {
  let done = false;
  void work.then(() => {
    done = true;
  });
  for (let turn = 0; turn < 10; turn += 1) await null;
  return done;
}

test('nothing stands back while nobody is served', async () => {
  expect(await isDone(new Courtesy().standBack())).toBe(true);
});

test('what can wait goes on when the last one has been served, also when serving fails', async () => {
  const courtesy = new Courtesy();
  const [one, other] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
  const served = courtesy.serve(() => one.promise);
  const failed = courtesy.serve(() => other.promise);
  const waiting = courtesy.standBack();
  expect(await isDone(waiting)).toBe(false);
  one.resolve(1);
  expect(await served).toBe(1);
  expect(await isDone(waiting)).toBe(false);
  other.reject(new Error('full'));
  await expect(failed).rejects.toThrow('full');
  expect(await isDone(waiting)).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});

test('in a house full of people it goes on all the same after a moment', async () => {
  const courtesy = new Courtesy();
  void courtesy.serve(() => new Promise(() => {}));
  const waiting = courtesy.standBack();
  jest.advanceTimersByTime(19);
  expect(await isDone(waiting)).toBe(false);
  jest.advanceTimersByTime(1);
  expect(await isDone(waiting)).toBe(true);
});
