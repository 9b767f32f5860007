import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentText } from '../../bot/storage/documents.ts';
import { deepFreeze } from '../../bot/storage/freeze.ts';

test('any document gives the text that JSON.stringify gives, the first time and from memory', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (document, key) => {
      const frozen = deepFreeze(document) as Record<string, unknown>;
      expect(documentText(frozen)).toBe(JSON.stringify(frozen));
      const changed = { ...frozen, [key]: [...Object.values(frozen), 'new'] };
      expect(documentText(changed)).toBe(JSON.stringify(changed));
      expect(documentText(changed)).toBe(JSON.stringify(changed));
    }),
  );
});

test('what is not frozen is never remembered', () => {
  const open = { list: ['one'] };
  documentText(open);
  open.list.push('two');
  expect(documentText(open)).toBe('{"list":["one","two"]}');
});

test('a field that is undefined is left out', () => {
  expect(documentText({ a: undefined, b: 1 })).toBe('{"b":1}');
});
