import { expect, test } from '@jest/globals';
import { Memo } from '../../domain/memo.ts';

const [a, b, c] = [{}, {}, {}];

test('what was found out is known until there are too many, and then the newest alone', () => {
  const memo = new Memo<object, number>(2);
  expect(memo.get(a)).toBeUndefined();
  memo.set(a, 1);
  memo.set(b, 2);
  expect([a, b].map((key) => memo.get(key))).toEqual([1, 2]);
  memo.set(c, 3);
  expect([a, b, c].map((key) => memo.get(key))).toEqual([undefined, undefined, 3]);
  memo.set(a, 4);
  expect([a, b, c].map((key) => memo.get(key))).toEqual([4, undefined, 3]);
  memo.set(b, 5);
  expect([a, b, c].map((key) => memo.get(key))).toEqual([undefined, 5, undefined]);
});

test('what is found out anew about the same one is not one more', () => {
  const memo = new Memo<object, number>(2);
  memo.set(a, 1);
  memo.set(b, 2);
  for (const value of [3, 4, 5]) memo.set(b, value);
  expect([a, b].map((key) => memo.get(key))).toEqual([1, 5]);
});
