import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentText, knowText } from '../../bot/storage/document-text.ts';
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

test('a list that grew, shrank or changed gives the text that JSON.stringify gives', () => {
  const entry = fc.oneof(fc.string(), fc.record({ a: fc.string(), b: fc.integer() }));
  fc.assert(
    fc.property(fc.array(entry), fc.array(entry), fc.nat(), fc.nat(), (list, more, from, to) => {
      const before = deepFreeze({ list });
      documentText(before);
      for (const next of [
        [...list, ...more],
        [...more, ...list],
        [...list.slice(from % (list.length + 1)), ...more],
        [...list.slice(0, to % (list.length + 1)), ...more],
      ]) {
        const after = deepFreeze({ list: next });
        expect(documentText(after)).toBe(JSON.stringify(after));
      }
    }),
  );
});

test('what was read from a text is written as that text', () => {
  const read = { b: 1, a: 2 };
  knowText(read, '{"a":2,"b":1}');
  expect(documentText({ list: [read], one: read })).toBe('{"list":[{"a":2,"b":1}],"one":{"a":2,"b":1}}');
});
