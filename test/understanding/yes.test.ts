import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { understand } from '../../dialogs/understanding/understand.ts';

/** A yes sends what was read back, so it must have been said. */

const NOW = '2026-03-10T08:00:00+01:00';
const heard = (text: string) => understand(text, NOW, { expecting: 'yes-no' }).intent;
const PHRASES = new URL('../../locales/phrases/', import.meta.url);

const wordsOf = (file: string) =>
  readFileSync(new URL(file, PHRASES), 'utf8')
    .toLowerCase()
    .match(/[a-zåäö]{3,}/g) ?? [];

describe('an answer to "Ska jag skicka?"', () => {
  test.each([
    ...['jaha', 'mörkt', 'ljust', 'vägrar', 'privat', 'vila', 'sämre', 'fika', 'någon annan', 'tryck'],
    ...[
      'är det bra så',
      'stämmer det?',
      'är det rätt',
      'ska jag skicka',
      'vad skickar du',
      'kan du göra det',
    ],
    ...[
      'ja skickar själv',
      'ja gör de själv',
      'ja ringer själv',
      'ja väntar lite',
      'ja tror de',
      'ja vill se först',
    ],
    ...['jag gör det sen', 'ok men inte till karin', 'ja men inte varför', 'okej men va händer sen'],
  ])('%s is no yes', (text) => {
    expect(heard(text)).not.toBe('yes');
  });

  test.each([
    ...[
      'ja',
      'jappp',
      'okejj',
      'gärnaa',
      'yees',
      'mmm ok',
      'ja?',
      'japp tack',
      '👍🏽',
      'ja🙂',
      'visst gör det',
    ],
    ...[
      'ja de stämer',
      'de stämer',
      'allt stämmer',
      'ja skika',
      'skicka in den',
      'ja du kan skikka',
      'helt okej',
    ],
    ...['de går bra', 'det ser bra ut', 'ja det tycker jag', 'så klart', 'inga problem', 'de e bra tack'],
  ])('%s is a yes', (text) => {
    expect(heard(text)).toBe('yes');
  });

  test('of all the words that people use of other things, next to none is a yes', () => {
    const yes = new Set(wordsOf('yes.txt'));
    const others = new Set(
      readdirSync(PHRASES)
        .filter((file) => file.endsWith('.txt') && file !== 'yes.txt' && file !== 'lexicon.txt')
        .flatMap(wordsOf)
        .filter((word) => !yes.has(word)),
    );
    const taken = [...others].filter((word) => heard(word) === 'yes');
    expect(others.size).toBeGreaterThan(3000);
    // Praise, agreement in another form, and two that fold into "säker" and "klar".
    const USUAL =
      /^(?:super|snäll|härlig|skön|kul|finfin|underbar|kanon|perfekt|toppen|säkert|accepterat|godkänns|saker|klär)/;
    expect(taken.filter((word) => !USUAL.test(word))).toEqual([]);
  });
});
