import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../domain/difference.ts';

test.each([
  ['nothing', { a: 1 }, { a: 1 }, []],
  ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [{ field: 'a.b', change: 'changed', before: 1, after: 2 }]],
  ['something new', { a: null }, { a: 'x' }, [{ field: 'a', change: 'added', after: 'x' }]],
  ['something gone', { a: 'x' }, {}, [{ field: 'a', change: 'removed', before: 'x' }]],
  ['null and nothing, which are the same', { a: null }, {}, []],
  [
    'an entry of a list, by its id',
    {
      s: [
        { id: 'x', n: 1 },
        { id: 'y', n: 1 },
      ],
    },
    {
      s: [
        { id: 'y', n: 2 },
        { id: 'x', n: 1 },
      ],
    },
    [{ field: 's.y.n', change: 'changed', before: 1, after: 2 }],
  ],
  [
    'an entry that is new',
    { s: [{ id: 'x' }] },
    { s: [{ id: 'x' }, { id: 'y' }] },
    [{ field: 's.y', change: 'added', after: { id: 'y' } }],
  ],
  [
    'a list without ids, as a whole',
    { s: [1, 2] },
    { s: [2, 1] },
    [{ field: 's', change: 'changed', before: [1, 2], after: [2, 1] }],
  ],
  [
    'another kind of value',
    { a: [1] },
    { a: { b: 1 } },
    [{ field: 'a', change: 'changed', before: [1], after: { b: 1 } }],
  ],
])('%s', (_name, before, after, expected) => {
  expect(differences(before, after)).toEqual(expected);
});

test('there is a difference exactly when the values differ', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(value, (same) => {
      expect(differences({ same }, { same: JSON.parse(JSON.stringify(same)) })).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer()),
      fc.stringMatching(/^[a-z]{1,5}$/),
      fc.integer(),
      (before, key, number) => {
        const after = { ...before, [key]: number };
        expect(differences(before, after).map((entry) => entry.field)).toEqual(
          before[key] === number ? [] : [key],
        );
      },
    ),
  );
});
