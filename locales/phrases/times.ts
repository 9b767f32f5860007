/** The words that days and times are written with, folded (å and ä are a, ö is o) but where noted. */

export type PartName = 'bitti' | 'morning' | 'forenoon' | 'lunch' | 'afternoon' | 'evening' | 'night';

export const WEEKDAYS = new Map<string, number>();
export const WEEKDAY_NAMES = ['mandag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lordag', 'sondag'];
export const ENGLISH_WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];
for (const [index, name] of WEEKDAY_NAMES.entries()) {
  for (const ending of ['', 'en', 's', 'ens']) WEEKDAYS.set(name + ending, index + 1);
}
for (const [index, name] of ENGLISH_WEEKDAYS.entries()) WEEKDAYS.set(name, index + 1);
/** Only with their own letters: "man" and "son" are words of their own. */
export const SHORT_WEEKDAYS: Record<string, number> = {
  mån: 1,
  månd: 1,
  tis: 2,
  tisd: 2,
  ons: 3,
  onsd: 3,
  tors: 4,
  torsd: 4,
  fre: 5,
  fred: 5,
  lör: 6,
  lörd: 6,
  sön: 7,
  sönd: 7,
};

export const MONTHS = new Map<string, number>([
  ['januari', 1],
  ['jan', 1],
  ['februari', 2],
  ['feb', 2],
  ['febr', 2],
  ['mars', 3],
  ['mar', 3],
  ['april', 4],
  ['apr', 4],
  ['maj', 5],
  ['juni', 6],
  ['jun', 6],
  ['juli', 7],
  ['jul', 7],
  ['augusti', 8],
  ['aug', 8],
  ['september', 9],
  ['sept', 9],
  ['sep', 9],
  ['oktober', 10],
  ['okt', 10],
  ['november', 11],
  ['nov', 11],
  ['december', 12],
  ['dec', 12],
]);

export const SMALL: Record<string, number> = {
  noll: 0,
  en: 1,
  ett: 1,
  tva: 2,
  tre: 3,
  fyra: 4,
  fem: 5,
  sex: 6,
  sju: 7,
  atta: 8,
  nio: 9,
  tio: 10,
  elva: 11,
  tolv: 12,
  tretton: 13,
  fjorton: 14,
  femton: 15,
  sexton: 16,
  sjutton: 17,
  arton: 18,
  nitton: 19,
  tjugo: 20,
  tjugoett: 21,
  tjugotva: 22,
  tjugotre: 23,
  tjugofyra: 24,
  tjugofem: 25,
  tjugosex: 26,
  tjugosju: 27,
  tjugoatta: 28,
  tjugonio: 29,
  trettio: 30,
  tretio: 30,
  treti: 30,
  tretti: 30,
  trettioett: 31,
  trettiotva: 32,
  trettiotre: 33,
  trettiofyra: 34,
  trettiofem: 35,
  trettiosex: 36,
  trettiosju: 37,
  trettioatta: 38,
  trettionio: 39,
  fyrtio: 40,
  fyrtioett: 41,
  fyrtiotva: 42,
  fyrtiotre: 43,
  fyrtiofyra: 44,
  fyrtiofem: 45,
  fyrtiosex: 46,
  fyrtiosju: 47,
  fyrtioatta: 48,
  fyrtionio: 49,
  femtio: 50,
  femtioett: 51,
  femtiotva: 52,
  femtiotre: 53,
  nittio: 90,
};

export const ORDINALS = new Map<string, number>();
for (const [index, words] of [
  'forsta',
  'andra',
  'tredje',
  'fjarde',
  'femte',
  'sjatte',
  'sjunde',
  'attonde',
  'nionde',
  'tionde',
  'elfte',
  'tolfte',
  'trettonde',
  'fjortonde',
  'femtonde',
  'sextonde',
  'sjuttonde',
  'artonde',
  'nittonde',
  'tjugonde',
].entries()) {
  ORDINALS.set(words, index + 1);
  if (index < 9) ORDINALS.set(`tjugo${words}`, index + 21);
}
ORDINALS.set('trettionde', 30);
ORDINALS.set('trettioforsta', 31);
ORDINALS.set('forste', 1);
ORDINALS.set('tjugoforste', 21);
ORDINALS.set('trettioforste', 31);

export const TOMORROW = new Map<string, number>(
  [
    'imorgon',
    'imorgn',
    'imorgo',
    'imorn',
    'imorrn',
    'imorron',
    'imorrgon',
    'imorgonn',
    'imoron',
    'imoro',
    'imoron',
    'imorogn',
    'imrogon',
    'immorgon',
    'imargon',
    'imarron',
    'imorrogn',
    'tomorrow',
    'imo',
    'imor',
    'imorg',
  ].map((word) => [word, 1]),
);
export const TODAY = new Set([
  'idag',
  'idg',
  'idga',
  'iadg',
  'idagg',
  'idagh',
  'iddag',
  'idaag',
  'ida',
  'today',
  'idar',
  'idags',
  'tidag',
  'edag',
  'idah',
  'dagens',
]);
export const YESTERDAY = new Set(['igar', 'gardagen', 'yesterday', 'iggar', 'igaar', 'gardagens']);
export const BEFORE_YESTERDAY = new Set(['forrgar', 'iforrgar', 'forgar', 'iforgar']);
export const AFTER_TOMORROW = new Map<string, number>(
  [
    'overmorgon',
    'iovermorgon',
    'overmorn',
    'iovermorn',
    'overmorron',
    'overmorrn',
    'iovermorron',
    'iovermorrn',
    'ovrmorgon',
    'overimorgon',
  ].map((word) => [word, 2]),
);

export const PART_WORDS: Record<string, PartName> = {
  bitti: 'bitti',
  morgonen: 'morning',
  morronen: 'morning',
  morgnarna: 'morning',
  formiddag: 'forenoon',
  formiddagen: 'forenoon',
  formiddagens: 'forenoon',
  eftermiddagens: 'afternoon',
  kvallens: 'evening',
  formidag: 'forenoon',
  formidagen: 'forenoon',
  formiddan: 'forenoon',
  formidda: 'forenoon',
  fm: 'forenoon',
  eftermiddag: 'afternoon',
  eftermiddagen: 'afternoon',
  eftermidag: 'afternoon',
  eftermidagen: 'afternoon',
  eftermidda: 'afternoon',
  eftermiddan: 'afternoon',
  em: 'afternoon',
  kvall: 'evening',
  kvallen: 'evening',
  kval: 'evening',
  kvallstid: 'evening',
  natten: 'night',
};
/** One word that names a day and a part of it. */
export const DAY_PARTS: Record<string, [number, PartName]> = {
  imorse: [0, 'morning'],
  imorsse: [0, 'morning'],
  ikvall: [0, 'evening'],
  ikval: [0, 'evening'],
  ikvell: [0, 'evening'],
  inatt: [0, 'night'],
  igarkvall: [-1, 'evening'],
  imorgonbitti: [1, 'bitti'],
  imorgonkvall: [1, 'evening'],
  imornbitti: [1, 'bitti'],
  iem: [0, 'afternoon'],
  ifm: [0, 'forenoon'],
};

export const FILLERS = new Set([
  'pa',
  'kl',
  'klockan',
  'klocka',
  'den',
  'i',
  'vid',
  'dag',
  'dagen',
  'd',
  'av',
  'runt',
  'kring',
  'ca',
  'cirka',
  'typ',
  'redan',
  'nu',
  'hela',
  'alltsa',
  'dvs',
  'med',
  'det',
  'blir',
  'datum',
  'nasta',
  'strax',
  'ungefar',
  'a',
  'nog',
  'kanske',
  'aven',
  'ocksa',
  'sakert',
  'antagligen',
  'troligen',
  'formodligen',
  'eventuellt',
]);

export const DAY_UNITS = new Set(['dag', 'dagar', 'dar', 'dagars', 'dagarna']);
export const WEEK_UNITS = new Set(['vecka', 'veckor', 'veckors', 'veckas', 'veckorna']);
/** What may stand for the last day of a month. */
export const LAST_DAY = new Set(['sista', 'siste']);
export const MONTH_UNITS = new Set(['manad', 'manader', 'man']);
export const MINUTE_UNITS = new Set(['min', 'minut', 'minuter', 'minuters', 'minutrar', 'minter', 'mins']);
export const HOUR_UNITS = new Set([
  'timme',
  'timmar',
  'timma',
  'tim',
  'timmes',
  'timmars',
  'h',
  'timar',
  'timme',
]);
/** After a number they say that it counts something. */
export const COUNTED = new Set([
  ...DAY_UNITS,
  ...WEEK_UNITS,
  ...MONTH_UNITS,
  ...MINUTE_UNITS,
  ...HOUR_UNITS,
  'kr',
  'kronor',
  'st',
  'stycken',
  'ar',
  'aring',
  'procent',
  'ganger',
  'gang',
  'barn',
  'km',
  'm',
  'kg',
  'personer',
  'tabletter',
  'poang',
  'grader',
]);

export const ORDINAL_ENDINGS = new Set(['e', 'a', 'de', 'te', 'je']);
export const CLOCK_SIGNS = new Set([
  'kl',
  'klockan',
  'klocka',
  'klockn',
  'klocaken',
  'klokan',
  'klckan',
  'klock',
  'clockan',
  'kll',
  'vid',
  'hur',
]);

export const ENDERS = new Set(
  'och eller men sa for om pa i idag imorgon imorn jag da nar till fran med ska ar har kan vill hos hem tack istallet nasta snalla hej ok som att inte nu bara utan sen sedan igen vi du det den eftersom pga varje blir gar dar pga'.split(
    ' ',
  ),
);

export const HOURS = new Map<string, number>(
  ['ett', 'tva', 'tre', 'fyra', 'fem', 'sex', 'sju', 'atta', 'nio', 'tio', 'elva', 'tolv'].map(
    (word, index) => [word, index + 1],
  ),
);

export const DENIES_A_DAY = new Set([
  '',
  ',',
  '.',
  '!',
  '-',
  'nej',
  'na',
  'nae',
  'och',
  'alltsa',
  'oj',
  'fel',
  'forlat',
  'ups',
  'hoppsan',
  'mig',
]);
