import { type Hit, hitsOf, type Rule, wholeWords } from '../rule.ts';

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  noll: '0',
  två: '2',
  tre: '3',
  fyra: '4',
  fem: '5',
  sex: '6',
  sju: '7',
  åtta: '8',
  nio: '9',
  tio: '10',
  elva: '11',
  tolv: '12',
  tretton: '13',
  fjorton: '14',
  femton: '15',
  sexton: '16',
  sjutton: '17',
  arton: '18',
  nitton: '19',
  tjugo: '20',
  trettio: '30',
  fyrtio: '40',
  femtio: '50',
  sextio: '60',
  sjuttio: '70',
  åttio: '80',
  nittio: '90',
  hundra: '100',
  etthundra: '100',
  tvåhundra: '200',
  femhundra: '500',
  tusen: '1 000',
  ettusen: '1 000',
};
const NUMBER_WORD = wholeWords(
  `${Object.keys(NUMBER_WORDS).join('|')}|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)`,
);

export const digits: Rule = {
  id: 'M15',
  about: 'digits for numbers',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    return hitsOf(text.masked, NUMBER_WORD, (found) => {
      const figure = NUMBER_WORDS[found.toLowerCase()];
      return figure ? `Skriv ${figure}.` : 'Skriv med siffror.';
    });
  },
};

const MONTH = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
const DATE_FORMS: readonly (readonly [pattern: RegExp, suggestion: string])[] = [
  [
    /(?<![\d-])\d{4}-\d{2}-\d{2}(?:T[\d:]+(?:Z|[+-]\d\d:\d\d)?)?(?!\d)/gu,
    'Skriv datumet så här: tisdag 3 mars.',
  ],
  [/(?<![\d/])\d{1,2}\/\d{1,2}(?:[-/]\d{2,4})?(?![\d/])/gu, 'Skriv datumet så här: tisdag 3 mars.'],
  [/(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})(?!\d)/gu, 'Skriv datumet så här: tisdag 3 mars.'],
  [/(?<!\d)20\d{2}[01]\d[0-3]\d(?!\d)/gu, 'Skriv datumet så här: tisdag 3 mars.'],
  [/(?<!\p{L})kl(?:\.|(?!\p{L}))(?: ?\d{1,2}(?:[.:]\d{2})?)?/giu, 'Skriv klockan 9 eller klockan 13.30.'],
  [/(?<![\d:.])\d{1,2}:\d{2}(?![\d:])/gu, 'Skriv klockan 9 eller klockan 13.30.'],
  [/(?<![\d.])0\d\.\d{2}(?!\d|\.\d)/gu, 'Skriv klockan 9 eller klockan 9.30, utan nolla först.'],
  [/(?<=klockan )\d{1,2}\.00(?!\d)/giu, 'Skriv bara timmen: klockan 9.'],
  [/(?<!\p{L})v\.? ?\d{1,2}(?!\d)/giu, 'Skriv vilka dagar det gäller, eller vecka 12.'],
  [
    /(?<!\p{L})(?:mån|må|tis|ti|ons|on|tors|to|fre|fr|lör|lö|sön|sö)\.? (?:den )?\d{1,2}(?![\d.:]|\p{L})/giu,
    'Skriv ut veckodagen: tisdag 3 mars.',
  ],
  [
    /(?<!\d)\d{1,2} (?:jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)(?:\.|(?!\p{L}))/giu,
    'Skriv ut månaden.',
  ],
  [/(?<!\d)\d{1,2}:[eao](?!\p{L})/giu, 'Skriv datumet så här: tisdag 3 mars.'],
];

export const datesAndTimes: Rule = {
  id: 'M16',
  about: 'dates "tisdag 3 mars", times "klockan 9"',
  severity: { plain: 'error', easy: 'error', staff: null },
  check(text, { year }) {
    const hits = DATE_FORMS.flatMap(([pattern, suggestion]) => hitsOf(text.masked, pattern, suggestion));
    if (year !== null) {
      const thisYear = new RegExp(`(?<!\\d)\\d{1,2} (?:${MONTH}) ${year}(?!\\d)`, 'giu');
      hits.push(...hitsOf(text.masked, thisYear, 'Skriv året bara när det inte är i år.'));
    }
    return withoutOverlaps(hits);
  },
};

const DAYS = 'mån(?:dag)?|tis(?:dag)?|ons(?:dag)?|tors(?:dag)?|fre(?:dag)?|lör(?:dag)?|sön(?:dag)?';
const RANGES: readonly RegExp[] = [
  /(?<![\d:.,–-]|\p{L})\d{1,4}(?:[.:]\d{2})? ?[–—-] ?\d{1,4}(?:[.:]\d{2})?(?![\d–-]|[.:,]\d)/gu,
  wholeWords(`(?:${DAYS}) ?[–—-] ?(?:${DAYS})`),
  wholeWords(`(?:${MONTH}) ?[–—-] ?(?:${MONTH})`),
];

export const ranges: Rule = {
  id: 'M17',
  about: 'ranges in words',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    return RANGES.flatMap((pattern) => hitsOf(text.masked, pattern, 'Skriv med ord: från 9 till 12.'));
  },
};

function withoutOverlaps(hits: Hit[]): Hit[] {
  const sorted = [...hits].sort((a, b) => a.at - b.at || b.text.length - a.text.length);
  return sorted.filter(
    (hit, index) => !sorted.slice(0, index).some((other) => hit.at < other.at + other.text.length),
  );
}
