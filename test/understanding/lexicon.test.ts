import { describe, expect, test } from '@jest/globals';
import { classesOf, parseLexicon } from '../../dialogs/understanding/lexicon.ts';
import { reasonByWords } from '../../dialogs/understanding/reasons.ts';
import { understand } from '../../dialogs/understanding/understand.ts';

const NOW = '2026-03-10T08:00:00+01:00';

describe('what words are about', () => {
  test.each([
    ['huvudvarken', 'pain'],
    ['feberns', 'symptom'],
    ['tandlakartiden', 'care'],
    ['busschaufforen', 'occupation'],
    ['kardiologbesok', 'care'],
    ['snostormen', 'weather'],
    ['ringde', 'contact'],
  ])('%s is about %s', (word, name) => {
    expect(classesOf(word)).toContain(name);
  });

  test('a word that nobody listed is about nothing, and one that takes no ending is not found with one', () => {
    expect(classesOf('xylofonist')).toEqual([]);
    expect(classesOf('mbl')).toEqual([]);
    const { listed, unbent, stems } = parseLexicon('[one]\nhem! springa\n[two]\nspringa\n');
    expect(unbent.has('hem')).toBe(true);
    expect(listed.get('springa')).toBe('one two');
    expect(stems.get('spring')).toBe('one two');
  });

  test('a word before any class is an error of the file', () => {
    expect(() => parseLexicon('# words\nord')).toThrow('UNDERSTAND_LEXICON');
  });
});

describe('a reason that no list of reasons has, by what the words are about', () => {
  test.each([
    [['flyget', 'installt', 'madrid'], 'other'],
    [['kardiolog', 'imorgon'], 'doctor'],
    [['knat', 'spranger'], 'sick'],
    [['mamma', 'utmattning'], 'family'],
    [['minstingen', 'springmask'], 'child-sick'],
    [['kommer', 'inte'], null],
  ])('%p is %p', (words, reason) => {
    expect(reasonByWords(words)).toBe(reason);
  });

  test('only for somebody who stays away', () => {
    expect(understand('mitt flyg är inställt, kan inte komma idag', NOW).reason).toBe('other');
    expect(understand('när är mötet med kardiologen', NOW).reason).toBeNull();
    expect(understand('kan inte komma i morgon', NOW).reason).toBeNull();
  });
});
