import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DueQueue, notWaiting, type Waiting } from '../../bot/storage/due-queue.ts';
import { Indexes } from '../../bot/storage/indexes.ts';
import { instantFromMs } from '../../domain/time.ts';

const IDS = [...'abcdefghijklmnopq'];
const at = fc.integer({ min: 0, max: 20 }).map((minute) => instantFromMs(minute * 60_000));

/** The same, looked through from the front each time. */
function plainly() {
  const all = new Map<string, { at: string; start: string | null }>();
  return {
    set: (id: string, due: string | null, start: string | null) =>
      due === null ? void all.delete(id) : void all.set(id, { at: due, start }),
    orders: (now: string) =>
      [...all].filter(([, one]) => one.at <= now).map(([id, one]) => ({ id, order: one.start ?? one.at })),
    drop: (id: string) => all.delete(id),
  };
}

test('whatever is set anew and taken out, the next is one that is due and has the smallest order', () => {
  const act = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ id: fc.constantFrom(...IDS), due: fc.option(at), start: fc.option(at) }),
    },
    { weight: 2, arbitrary: fc.record({ minutes: fc.integer({ min: 0, max: 2 }) }) },
  );
  fc.assert(
    fc.property(fc.array(act, { minLength: 20, maxLength: 150 }), (acts) => {
      const queue = new DueQueue();
      const ones = new Map<string, Waiting>(IDS.map((id) => [id, notWaiting(id)]));
      const plain = plainly();
      // The clock of a queue goes on: one that is set back is asked about elsewhere.
      let minute = 0;
      for (const one of acts) {
        if ('id' in one) {
          queue.set(ones.get(one.id) as Waiting, one.due, one.start);
          plain.set(one.id, one.due, one.start);
          continue;
        }
        minute += one.minutes;
        const now = instantFromMs(minute * 60_000);
        const orders = plain.orders(now);
        const taken = queue.take(now)?.id ?? null;
        const least = orders.map(({ order }) => order).sort()[0];
        if (taken === null) expect(orders).toEqual([]);
        else expect(orders).toContainEqual({ id: taken, order: least });
        if (taken !== null) plain.drop(taken);
      }
    }),
    { numRuns: 500 },
  );
});

test('one that was taken can be set to the very same time again', () => {
  const queue = new DueQueue();
  const one = notWaiting('one');
  for (let times = 0; times < 2; times++) {
    queue.set(one, instantFromMs(0));
    expect(queue.take(instantFromMs(0))).toBe(one);
    expect(queue.take(instantFromMs(0))).toBeNull();
  }
});

test('what takes the place of one that was taken out may have to rise', () => {
  const queue = new DueQueue();
  const ones = [1, 5, 2, 6, 7, 3, 4].map((minute) => ({ one: notWaiting(String(minute)), minute }));
  for (const { one, minute } of ones) queue.set(one, instantFromMs(minute * 60_000));
  const six = ones.find(({ minute }) => minute === 6)?.one as Waiting;
  queue.set(six, null);
  const now = instantFromMs(4 * 60_000);
  expect([1, 2, 3, 4].map(() => queue.take(now)?.id)).toEqual(['1', '2', '3', '4']);
  expect(queue.take(now)).toBeNull();
});

test('what was ready waits again when the clock is set back', () => {
  const queue = new DueQueue();
  const [one, two] = [notWaiting('one'), notWaiting('two')];
  queue.set(one, instantFromMs(60_000));
  queue.set(two, instantFromMs(60_000));
  expect(queue.take(instantFromMs(120_000))).toBe(one);
  expect(queue.take(instantFromMs(0))).toBeNull();
  expect(queue.take(instantFromMs(60_000))).toBe(two);
});

test('a key is one person’s, or several people’s, or nobody’s', () => {
  const indexes = new Indexes();
  const facts = (...keys: string[]) => ({ providerId: 'p', keys, nextDueAt: null, nextDueStart: null });
  const owners = () => indexes.findByKey('phone:1');
  indexes.set('b', facts('phone:1', 'email:b'));
  expect(owners()).toEqual(['b']);
  indexes.set('b', facts('phone:1', 'email:b'));
  indexes.set('c', facts('phone:1'));
  indexes.set('a', facts('phone:1'));
  expect(owners()).toEqual(['a', 'b', 'c']);
  indexes.set('b', facts('email:b'));
  expect(owners()).toEqual(['a', 'c']);
  indexes.remove('a');
  indexes.remove('c');
  expect(owners()).toEqual([]);
  expect(indexes.findByKey('email:b')).toEqual(['b']);
  expect(indexes.participantsOf('p')).toEqual(['b']);
  indexes.remove('b');
  expect(indexes.findByKey('email:b')).toEqual([]);
  expect(indexes.participantsOf('p')).toEqual([]);
});
