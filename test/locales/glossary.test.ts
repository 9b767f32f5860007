import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { REGIMES } from '../../domain/plan.ts';
import { explanationKey, findTerm, getTerm, mayHaveChanged, termsIn } from '../../locales/glossary/find.ts';
import { TERMS } from '../../locales/glossary/terms.ts';

const read = (folder: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../locales/${folder}/glossary.json`, import.meta.url), 'utf8'));
const LEVELS = { plain: read('sv'), easy: read('sv-simple') };

/** Every word the product promises to explain. */
const PROMISED =
  'IUP, gemensam planering, avvikelserapport, känd avvikelse, okänd avvikelse, periodisk rapport, aktivitetsrapport, ' +
  'ersättning, aktivitetsstöd, utvecklingsersättning, etableringsersättning, etableringsprogrammet, a-kassa, ' +
  'försörjningsstöd, ekonomiskt bistånd, program, förmedlingsinsatser, anvisning, handläggare, socialsekreterare, ' +
  'handledare, leverantör, anordnare, kund, insats, förrehabiliterande insats, aktivitet, obligatorisk, ' +
  'valbar aktivitet, eget arbete, period 1 och 2, progression, arbetsutbud, heltidsplanering, heltidsaktivering, ' +
  'aktivitetskrav, aktivitetsplikt, praktik, arbetsträning, förstärkt arbetsträning, SIUS, lönebidrag, nystartsjobb, ' +
  'subventionerad anställning, Försäkringskassan, Arbetsförmedlingen, läkarintyg, sjukanmälan, karensdag, vab, ' +
  'sjukpenning, sjukskriven, ledighet, funktionsnedsättning, arbetsförmåga, aktivitetsförmåga, kartläggning, ' +
  'handlingsplan, genomförandeplan, uppdrag, samordningsansvar, kundval, förtroendeläkare, matchning, ' +
  'Rusta och matcha, Stöd och matchning, Steg till arbete, Introduktion till arbete, jobb- och utvecklingsgarantin, ' +
  'startsamtal, uppföljning, delmål, cv, personligt brev, referens, validering, arbetsmarknadsutbildning, ' +
  'e-legitimation, varning, avstängning, godtagbart skäl, beslut, omprövning, överklaga, samtycke, personuppgifter, ' +
  'skyddade personuppgifter, sekretess, tystnadsplikt, SFI, provanställning, tillsvidareanställning, ' +
  'signal om arbete eller studier, resultatredovisning, samarbetshistorik, statistiskt bedömningsstöd, Mina sidor';

test.each(PROMISED.split(', '))('"%s" is explained', (word) => {
  const id = findTerm(word);
  expect(id).not.toBeNull();
  for (const regime of REGIMES) expect(explanationKey(id ?? '', [regime])).toMatch(/^glossary:/);
});

describe.each(TERMS)('$id', (term) => {
  test('has a text in both levels for every regime, once each', () => {
    expect(term.texts.flatMap(({ regimes }) => regimes).sort()).toEqual([...REGIMES].sort());
    for (const { key } of term.texts) {
      expect(LEVELS.plain[key]).toEqual(expect.any(String));
      expect(LEVELS.easy[key]).toEqual(expect.any(String));
    }
  });

  test('says where it comes from and when to look again', () => {
    expect(term.id).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(term.source).not.toBe('');
    expect(term.checked < term.reviewBy).toBe(true);
  });

  test('is found by its forms and other names, also without dots, in capitals and as genitive', () => {
    for (const name of [term.shown, ...term.forms, ...term.alsoFoundBy]) {
      expect([name, findTerm(name)]).toEqual([name, term.id]);
      expect([name, findTerm(`Vad betyder ${name.toUpperCase()}?`)]).toEqual([name, term.id]);
    }
    for (const form of term.forms) {
      expect([form, findTerm(`vad är ${form}s innehåll`)]).toEqual([form, term.id]);
      const bare = form.replace(/[åä]/g, 'a').replace(/ö/g, 'o');
      if (bare.length > 3) expect([bare, findTerm(bare)]).toEqual([bare, term.id]);
    }
  });

  test('is found with one letter missing, doubled or swapped', () => {
    for (const form of term.forms.filter((name) => name.length >= 8)) {
      const middle = Math.floor(form.length / 2);
      const wrong = [
        form.slice(0, middle) + form.slice(middle + 1),
        form.slice(0, middle) + form[middle] + form.slice(middle),
        form.slice(0, middle) + form[middle + 1] + form[middle] + form.slice(middle + 2),
      ];
      for (const spelling of wrong) expect([spelling, findTerm(spelling)]).toEqual([spelling, term.id]);
    }
  });

  test('is marked where it stands in a text', () => {
    for (const form of term.forms) {
      const text = `Läs om ${form}, snart.`;
      expect(termsIn(text)).toEqual([{ termId: term.id, start: 7, end: 7 + form.length }]);
    }
  });
});

test('no two terms share a name', () => {
  const names = TERMS.flatMap((term) =>
    [...term.forms, ...term.alsoFoundBy].map((name) => name.toLowerCase()),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('no text stands in the files without a term', () => {
  const keys = TERMS.flatMap((term) => term.texts.map(({ key }) => key));
  expect(Object.keys(LEVELS.plain)).toEqual(Object.keys(LEVELS.easy));
  expect(Object.keys(LEVELS.plain).filter((key) => !keys.includes(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});

describe.each(['plain', 'easy'] as const)('what the texts may not say, %s', (level) => {
  const texts = Object.entries(LEVELS[level]);
  const textsFor = (regime: (typeof REGIMES)[number]) =>
    TERMS.map((term) => explanationKey(term.id, [regime]).slice('glossary:'.length)).map(
      (key) => [key, LEVELS[level][key] ?? ''] as const,
    );
  const breaking = (pattern: RegExp, among: readonly (readonly [string, string])[] = texts) =>
    among.filter(([, text]) => pattern.test(text)).map(([key]) => key);

  test('nobody but an authority decides what is valid or approved', () => {
    expect(breaking(/(?:o?giltig|godkän|sjukanmäld)/iu)).toEqual([]);
  });

  test('no amounts, and no number of days without pay', () => {
    expect(breaking(/\d+ (?:kronor|kr|procent|dagars)|\b(?:5|10|45) dagar/iu)).toEqual([]);
  });

  test('no promise', () => {
    expect(breaking(/du får (?:alltid )?(?:behålla|dina) |garanter(?:ar|at)|lovar/iu)).toEqual([]);
  });

  test("no duty of Arbetsförmedlingen's programmes and none of Försäkringskassan reaches a municipal participant", () => {
    const duties =
      /0771|(?<!\p{L})(?:anmäl|ring|säg|berätta|fråga|skicka)[^.\n]{0,60}(?:till|för|på)? ?(?:Arbetsförmedlingen|Försäkringskassan)|(?<!\p{L})sök(?:er)?[^.\n]{0,40}Försäkringskassan|Arbetsförmedlingen ska (?:också )?ha|senast den 7|bara Arbetsförmedlingen/iu;
    expect(breaking(duties, textsFor('municipality'))).toEqual([]);
    expect(breaking(duties, textsFor('af-program')).length).toBeGreaterThan(8);
  });

  test("no duty of the municipality reaches a participant in Arbetsförmedlingen's programmes", () => {
    const duties = /(?:säg|berätta|fråga)[^.\n]{0,40}(?:anordnare|din handläggare i kommunen)/iu;
    expect(
      breaking(duties, textsFor('af-program')).filter((key) => !/bistand|forsorjning/.test(key)),
    ).toEqual([]);
    expect(breaking(duties, textsFor('municipality')).length).toBeGreaterThan(5);
  });

  test('where the regime is not known no duty is certain', () => {
    for (const [key, text] of textsFor('unknown').filter(([key]) =>
      /^(sjukan|sjuksk|vab|lakar|ledig|karens)/.test(key),
    )) {
      expect([key, /jag vet inte|beror på|olika ersättningar|fråga/iu.test(text)]).toEqual([key, true]);
    }
  });

  test('outside the programmes nobody says that Arbetsförmedlingen alone decides about the money', () => {
    for (const regime of ['a-kassa', 'unknown', 'municipality'] as const) {
      expect(
        breaking(
          /bara Arbetsförmedlingen|Arbetsförmedlingen bestämmer (?:om den|vad som)/iu,
          textsFor(regime),
        ),
      ).toEqual([]);
    }
  });

  test('being ill in a programme: report it yourself, the first day, and telling us is not enough', () => {
    for (const id of ['sjukanmalan', 'vab']) {
      const text = LEVELS[level][explanationKey(id, ['af-program']).slice('glossary:'.length)];
      expect(text).toMatch(/själv/);
      expect(text).toMatch(/första dagen/);
      expect(text).toMatch(/räcker inte/);
      expect(text).toMatch(/Arbetsförmedlingen/);
    }
  });
});

describe('findTerm', () => {
  test.each([
    ['vad e en avikelse', 'avvikelserapport'],
    ['IUP:n', 'iup'],
    ['va betyder iupn?', null],
    ['vad betyder känd avvikelse', 'kand_avvikelse'],
    ['aktivitetsstod', 'aktivitetsstod'],
    ['vad är a-kassans regler', 'a_kassa'],
    ['akassa', 'a_kassa'],
    ['vad betyder AF', 'arbetsformedlingen'],
    ['förrehabiliterande insatser', 'forrehabiliterande_insats'],
    ['sjuk anmälan', 'sjukanmalan'],
    ['rusta o matcha', 'rusta_och_matcha'],
    ['vad är skillnaden på arbetsträning', 'arbetstraning'],
    ['vad är förstärkt arbetsträning', 'forstarkt_arbetstraning'],
    ['hur länge ska jag stå här', null],
    ['vad händer under mötet', null],
    ['hej', null],
    ['', null],
    ['🙂 !!', null],
  ])('%j', (text, id) => {
    expect(findTerm(text)).toBe(id);
  });

  test('a very long text without any of them', () => {
    expect(findTerm('abc def '.repeat(100_000))).toBeNull();
  });
});

test('termsIn: the longest term, at word boundaries, in order', () => {
  const text = 'Rusta och matcha ger aktivitetsstöd. Din handledares plan, inte datorprogrammet.';
  expect(termsIn(text).map(({ termId, start, end }) => [termId, text.slice(start, end)])).toEqual([
    ['rusta_och_matcha', 'Rusta och matcha'],
    ['aktivitetsstod', 'aktivitetsstöd'],
    ['handledare', 'handledares'],
  ]);
  expect(termsIn('')).toEqual([]);
});

test.each([
  ['İbrahim är din handledare.', ['handledare']],
  ['icke-IUP och IUP-möte, men IUP - eller en iup', ['IUP', 'iup']],
  ['Handledaren, HANDLEDARE och handledares', ['Handledaren', 'HANDLEDARE', 'handledares']],
  ['xhandledare handledare2 handledarexyz', []],
  ['日本iup iup😀iup', ['iup', 'iup']],
])('termsIn: whole words alone, at their own places: %s', (text, words) => {
  expect(termsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(words);
});

test('two regimes: the duties of the programme come first', () => {
  expect(explanationKey('sjukanmalan', ['municipality', 'af-program'])).toBe('glossary:sjukanmalan');
  expect(explanationKey('sjukanmalan', ['a-kassa', 'municipality'])).toBe('glossary:sjukanmalan_municipal');
  expect(explanationKey('sjukanmalan', ['unknown'])).toBe('glossary:sjukanmalan_unsure');
  expect(() => explanationKey('nothing', ['unknown'])).toThrow('No explanation of "nothing" for unknown');
  expect(() => explanationKey('iup', [])).toThrow();
});

test('past its day a text may have changed', () => {
  const { reviewBy } = getTerm('aktivitetskrav') ?? { reviewBy: '' };
  expect(mayHaveChanged('aktivitetskrav', reviewBy)).toBe(false);
  expect(mayHaveChanged('aktivitetskrav', '2099-01-01')).toBe(true);
  expect(getTerm('nothing')).toBeNull();
});
