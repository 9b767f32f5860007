import { describe, expect, test } from '@jest/globals';
import { understand } from '../../dialogs/understanding/understand.ts';

/** A Tuesday. */
const NOW = '2026-03-10T08:00:00+01:00';

/** The days of which somebody is told to be away, each stretch as from..to. */
function away(text: string): string[] {
  const { intent, when, more } = understand(text, NOW);
  const pieces = [{ intent, when }, ...more];
  return pieces.flatMap((piece) =>
    piece.intent !== 'report_absence' || piece.when === null
      ? []
      : [`${piece.when.start}..${piece.when.end}`],
  );
}

const WEEK = ['2026-03-09..2026-03-10', '2026-03-12..2026-03-15'];
const NEXT = ['2026-03-17..2026-03-18', '2026-03-20..2026-03-20'];

describe('a day that is taken out is no day of absence', () => {
  test.each([
    ['jag är sjuk hela veckan utom onsdag', WEEK],
    ['jag är sjuk hela veckan förutom på onsdag', WEEK],
    ['jag är sjuk hela veckan, utom onsdag', WEEK],
    ['jag är sjuk hela veckan men inte onsdag', WEEK],
    ['jag är sjuk hela veckan men inte på onsdag', WEEK],
    ['jag är sjuk hela veckan, inte på onsdag', WEEK],
    ['jag är sjuk hela veckan inte onsdag', WEEK],
    ['jag är sjuk hela veckan med undantag för onsdag', WEEK],
    ['jag är borta hela veckan men på onsdag kommer jag', WEEK],
    ['jag är sjuk hela nästa vecka utom onsdag', ['2026-03-16..2026-03-17', '2026-03-19..2026-03-22']],
    ['jag är sjuk hela veckan utom onsdag och torsdag', ['2026-03-09..2026-03-10', '2026-03-13..2026-03-15']],
    ['jag är sjuk från tisdag till fredag men inte torsdag', NEXT],
    ['jag är sjuk tisdag till fredag utom torsdag', NEXT],
    ['jag är sjuk tisdag till fredag men på torsdag kan jag komma', NEXT],
    ['jag är borta 16 till 20 mars utom den 18', ['2026-03-16..2026-03-17', '2026-03-19..2026-03-20']],
    ['jag är sjuk idag men inte imorgon', ['2026-03-10..2026-03-10']],
    ['jag kommer inte på torsdag men på fredag', ['2026-03-12..2026-03-12']],
    ['jag kommer inte på torsdag, men på fredag', ['2026-03-12..2026-03-12']],
    ['jag kan inte komma på torsdag men fredag', ['2026-03-12..2026-03-12']],
    ['jag kommer inte på torsdag men på fredag kommer jag', ['2026-03-12..2026-03-12']],
    ['kan inte på torsdag men kan fredag', ['2026-03-12..2026-03-12']],
    ['jag kan inte på torsdag men jag kan komma på fredag', ['2026-03-12..2026-03-12']],
  ])('%s', (text, days) => {
    expect(away(text).sort()).toEqual(days);
  });

  test('what is behind comes last', () => {
    const { when, more } = understand('jag är sjuk hela veckan utom onsdag', '2026-03-11T08:00:00+01:00');
    expect([when?.start, more[0]?.when?.start]).toEqual(['2026-03-12', '2026-03-09']);
  });

  test.each([
    ['jag är sjuk alla dagar utom torsdag'],
    ['alla dagar utom torsdag'],
    ['utom torsdag'],
    ['allt utom torsdag'],
    ['nej inte torsdag'],
    ['nej, inte på torsdag'],
    // Half of a day in a week: which hours are meant is asked.
    ['jag är sjuk hela veckan utom torsdag förmiddag'],
  ])('with nothing to take it out of there is no time: %s', (text) => {
    const { when, except, more } = understand(text, NOW);
    expect(when).toBeNull();
    expect(more.filter((piece) => piece.when !== null)).toEqual([]);
    expect(except.map((entry) => entry.when.start.slice(0, 10))).toEqual(['2026-03-12']);
  });
});

describe('what only looks like an exception is none', () => {
  test.each([
    [
      'jag kan inte komma imorgon, inte på fredag heller',
      ['2026-03-11..2026-03-11', '2026-03-13..2026-03-13'],
    ],
    ['jag kommer inte måndag och inte tisdag', ['2026-03-16..2026-03-17']],
    ['kan inte på torsdag', ['2026-03-12..2026-03-12']],
    ['jag är sjuk på torsdag men på fredag är jag på intervju', ['2026-03-12..2026-03-13']],
  ])('%s', (text, days) => {
    const covered = away(text);
    for (const stretch of days) {
      const [from = '', to = ''] = stretch.split('..');
      expect(covered.some((one) => (one.split('..')[0] ?? '') <= from)).toBe(true);
      expect(covered.some((one) => (one.split('..')[1] ?? '') >= to)).toBe(true);
    }
  });
  test.each([
    ['jag är sen på torsdag men kommer på torsdag kl 10'],
    ['jag blir sen men kommer imorgon kl 10'],
  ])('a time of coming takes nothing out: %s', (text) => {
    expect(understand(text, NOW).except).toEqual([]);
  });
  test('who can come on all days but one misses that one', () => {
    expect(away('jag kan komma hela veckan utom torsdag')).toEqual(['2026-03-12..2026-03-12']);
    expect(understand('jag kan komma hela veckan utom torsdag', NOW).intent).toBe('report_absence');
    expect(away('jag kan komma tisdag till fredag men inte torsdag')).toEqual(['2026-03-19..2026-03-19']);
  });
});

describe('half a day in ordinary words', () => {
  test.each([
    ['jag kommer bara eftermiddagen imorgon', '2026-03-11T00:00:00+01:00..2026-03-11T12:00:00+01:00'],
    ['jag kommer bara på eftermiddagen imorgon', '2026-03-11T00:00:00+01:00..2026-03-11T12:00:00+01:00'],
    ['jag kan bara komma på förmiddagen imorgon', '2026-03-11T12:00:00+01:00..2026-03-12T00:00:00+01:00'],
    ['jag är sjuk imorgon men inte på eftermiddagen', '2026-03-11T00:00:00+01:00..2026-03-11T12:00:00+01:00'],
  ])('who comes for one half misses the other: %s', (text, missed) => {
    expect(away(text)).toEqual([missed]);
    expect(understand(text, NOW).confidence).toBeGreaterThan(0.65);
  });
  test.each([['jag kan bara va med halva dagen på torsdag'], ['jag kommer bara halva dagen på torsdag']])(
    'is a report: %s',
    (text) => {
      const { confidence, detail } = understand(text, NOW);
      expect(away(text)).toEqual(['2026-03-12..2026-03-12']);
      expect([confidence > 0.65, detail]).toEqual([true, null]);
    },
  );
  test('who is away for that part alone is away then', () => {
    const { when } = understand('jag anmälde hela dagen men det är bara förmiddagen', NOW);
    expect(when?.end).toBe('2026-03-10T12:00:00+01:00');
    expect(away('jag är bara sjuk på förmiddagen imorgon')).toEqual([
      '2026-03-11T08:00:00+01:00..2026-03-11T12:00:00+01:00',
    ]);
  });
  test.each([['läkartid'], ['tandläkartid'], ['jag har läkartid']])(
    'a visit alone is a report: %s',
    (text) => {
      const { intent, reason, confidence } = understand(text, NOW);
      expect([intent, reason, confidence > 0.65]).toEqual(['report_absence', 'doctor', true]);
    },
  );
  test.each([['förmiddagen'], ['eftermiddagen'], ['på eftermiddagen']])('is no greeting: %s', (text) => {
    expect(understand(text, NOW).intent).not.toBe('greeting');
  });
  test('a greeting is one', () => {
    expect(understand('god förmiddag', NOW).intent).toBe('greeting');
    expect(understand('god eftermiddag', NOW).intent).toBe('greeting');
  });
});

describe('a day on which somebody says that they come is no day of absence', () => {
  test.each([
    ['sjuk hela veckan, kommer på onsdag', WEEK],
    ['sjuk hela veckan, kommer bara på onsdag', WEEK],
    ['sjuk hela veckan. på onsdag kommer jag ändå', WEEK],
    ['sjuk hela veckan! På onsdag är jag där', WEEK],
    ['sjuk hela veckan. kommer på onsdag. vad är iup?', WEEK],
    ['kan inte onsdag, kan torsdag, kan inte fredag', ['2026-03-11..2026-03-11', '2026-03-13..2026-03-13']],
    ['kommer ej onsdag, torsdag kommer jag, fredag ej', ['2026-03-11..2026-03-11', '2026-03-13..2026-03-13']],
    ['sjuk imorgon, kan komma på torsdag och fredag', ['2026-03-11..2026-03-11']],
    ['jag missar mötet på torsdag men inte hälsan på fredag', ['2026-03-12..2026-03-12']],
    ['jag missar mötet på torsdag, inte hälsan på fredag', ['2026-03-12..2026-03-12']],
    ['jag kommer inte till mötet på torsdag men till hälsa på fredag', ['2026-03-12..2026-03-12']],
    ['jag kommer till mötet på torsdag men inte till gruppen på fredag', ['2026-03-13..2026-03-13']],
  ])('%s', (text, days) => {
    expect(away(text).sort()).toEqual(days);
  });

  test.each([
    ['sjuk. på onsdag är jag där'],
    ['sjuk på morgonen, kommer på onsdag'],
    ['kan komma onsdag men sen är jag borta resten av veckan'],
  ])('which days are meant is not guessed: %s', (text) => {
    const { when, except } = understand(text, NOW);
    expect([when, except.map((entry) => entry.when.start.slice(0, 10))]).toEqual([null, ['2026-03-11']]);
  });

  test.each([
    // Not there, and not "not meant".
    ['jag är sjuk torsdag men inte med på fredag', ['2026-03-12..2026-03-12', '2026-03-13..2026-03-13']],
    [
      'jag är sjuk torsdag men inte till gruppen på fredag',
      ['2026-03-12..2026-03-12', '2026-03-13..2026-03-13'],
    ],
    ['sjuk torsdag, fredag med', ['2026-03-12..2026-03-13']],
    ['jag är sjuk idag och är det imorgon också', ['2026-03-10..2026-03-10', '2026-03-11..2026-03-11']],
    ['jag var sjuk igår och är det idag också', ['2026-03-09..2026-03-09', '2026-03-10..2026-03-10']],
    ['är sjuk idag, kommer inte på torsdag', ['2026-03-10..2026-03-10', '2026-03-12..2026-03-12']],
  ])('nothing of being away is lost: %s', (text, days) => {
    expect(away(text).sort()).toEqual(days);
  });

  test('each of two days keeps the reason that was told of it', () => {
    const text = 'Jag är sjuk på onsdag. På fredag är jag borta för begravning.';
    expect(away(text)).toEqual(['2026-03-11..2026-03-11', '2026-03-13..2026-03-13']);
    const { reason, more } = understand(text, NOW);
    expect([reason, more[0]?.reason]).toEqual(['sick', 'family']);
  });

  test.each([['är sjuk imorgon förmiddag, kommer till gruppen kl 13'], ['sjuk imorgon fm, kommer kl 13']])(
    'who comes at an hour misses what is before it: %s',
    (text) => {
      const { when, detail } = understand(text, NOW);
      expect([when?.start.slice(0, 16), when?.end.slice(0, 16), detail]).toEqual([
        '2026-03-11T08:00',
        '2026-03-11T12:00',
        null,
      ]);
    },
  );
});
