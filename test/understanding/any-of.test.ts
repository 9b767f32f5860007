import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyOf } from '../../dialogs/understanding/any-of.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: 6 });
/** Alternatives too, so that they are seen to stay within their own pattern. */
const pattern = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => new RegExp(words.join('|')));

test('any of them is found where one of them is, however many there are', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 60 }), word, (patterns, text) => {
      expect(anyOf(patterns).test(text)).toBe(patterns.some((one) => one.test(text)));
    }),
  );
});

test('nothing is found where there is nothing to look for', () => {
  expect(anyOf([]).test('')).toBe(false);
});
