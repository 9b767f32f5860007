import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { neededLetters } from '../../dialogs/understanding/needed-letters.ts';
import { normalise } from '../../dialogs/understanding/normalise.ts';
import { Patterns } from '../../dialogs/understanding/patterns.ts';
import { GROUPS } from '../../locales/phrases/concepts.ts';
import { DANGER, DESPAIR, FOREIGN, SAYINGS, SELF_HARM, VIOLENCE } from '../../locales/phrases/crises.ts';
import { REASONS } from '../../locales/phrases/reasons.ts';
import * as signs from '../../locales/phrases/signs.ts';
import { HARM_SIGNS, SELF_SIGNS } from '../../locales/phrases/worries.ts';
import { readLabelled } from './labelled.ts';
import { APART, readSet } from './sets.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '1', 'å', ' ', ','), maxLength: 5 });
const piece = fc.oneof(
  letters,
  fc.constantFrom(
    '\\b',
    '\\w',
    '\\d',
    '\\s',
    '[ab]',
    '[^a]',
    '[a-c]',
    '.',
    '^',
    '$',
    '\\p{L}',
    '(?=a)',
    '(?<!b )',
  ),
);
/** Patterns of the kinds that the product's are made of. */
const { pattern: source } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        piece,
        fc
          .tuple(
            fc.array(tie('pattern'), { minLength: 1, maxLength: 3 }),
            fc.constantFrom('', '?', '*', '+', '{2}', '{0,2}?', '{1,3}'),
          )
          .map(([each, times]) => `(?:${each.join('|')})${times}`),
      ),
      { maxLength: 5 },
    )
    .map((pieces) => pieces.join('')),
}));
const pattern = source.map((one) => new RegExp(one, 'u'));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', 'å', ' ', ',', 'A'), maxLength: 14 });

const asked = (patterns: readonly RegExp[], one: string): number[] =>
  patterns.flatMap(({ source: its, flags }, at) =>
    new RegExp(its, flags.replace('g', '')).test(one) ? [at] : [],
  );

test('those are found that are found when each is asked', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 12 }), text, (patterns, one) => {
      const found = asked(patterns, one);
      const together = new Patterns(patterns);
      expect(together.all(one)).toEqual(found);
      expect(together.any(one)).toBe(found.length > 0);
      expect(together.first(one, 2)).toBe(found.find((at) => at >= 2) ?? -1);
    }),
    { numRuns: 600 },
  );
});

test('a text is changed by each in turn, also where an earlier one made room for it', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 8 }), text, (patterns, one) => {
      const inTurn = patterns.reduce((out, each) => out.replace(each, ' '), one);
      const changed = new Patterns(patterns).changed(one, (out, at) =>
        out.replace(patterns[at] as RegExp, ' '),
      );
      expect(changed).toBe(inTurn);
    }),
    { numRuns: 600 },
  );
});

test("the product's are found in what strangers wrote as when each is asked", () => {
  const lists: readonly (readonly RegExp[])[] = [
    GROUPS.map(([, one]) => one),
    [...VIOLENCE, ...SELF_HARM, ...DANGER, ...DESPAIR, ...SAYINGS],
    FOREIGN.map(([one]) => one),
    REASONS.map((one) => one.pattern),
    [...SELF_SIGNS, ...HARM_SIGNS].map(([one]) => one),
    Object.values(signs).filter((one) => one instanceof RegExp),
  ];
  const texts = [...APART.flatMap(readSet), ...readLabelled('heldout.txt')].map((one) => normalise(one.text));
  for (const list of lists) {
    const together = new Patterns(list);
    for (const { plain, bare } of texts.filter((_, at) => at % 12 === 0)) {
      expect(together.all(bare)).toEqual(asked(list, bare));
      expect(together.all(plain)).toEqual(asked(list, plain));
    }
  }
});

test('a pattern about something else is ruled out, and one that may be found anywhere is not', () => {
  expect(neededLetters(/\bsjukskriv\w*/)?.size).toBe(1);
  expect(neededLetters(/\b(?:sjuk|feber|pask(?:en|fir\w*)?)\b/)?.size).toBe(3);
  expect(neededLetters(/\w+/)).toBeNull();
  expect(neededLetters(/sjuk/i)).toBeNull();
  expect(new Patterns([]).first('')).toBe(-1);
});
