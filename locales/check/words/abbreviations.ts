/** Abbreviations with a full stop inside or after: the sentence splitter must not cut after them. */
export interface Abbreviation {
  /** Regular expression source, matched without regard to case between non-letters. */
  pattern: string;
  /** What to write instead. */
  full: string;
}

/** Written out in words instead (rule M6). Times, dates and weeks belong to rule M16. */
export const ABBREVIATIONS: readonly Abbreviation[] = [
  { pattern: 't\\.? ?ex(?:\\.|(?!\\p{L}))', full: 'till exempel' },
  { pattern: 'bl\\.? ?a(?:\\.|(?!\\p{L}))', full: 'bland annat' },
  { pattern: 'd\\. ?v\\. ?s\\.?|dvs\\.?|d v s', full: 'det vill säga' },
  { pattern: 'dyl\\.', full: 'liknande' },
  { pattern: 'o\\. ?s\\. ?v\\.?|osv\\.?|o s v', full: 'och så vidare' },
  { pattern: 'o\\. ?d\\.', full: 'och liknande' },
  { pattern: 'm\\. ?m\\.?|m m|mm\\.?', full: 'med mera' },
  { pattern: 'm\\. ?fl\\.?|m fl\\.?|mfl\\.?', full: 'med flera' },
  { pattern: 'p\\. ?g\\. ?a\\.?|pga\\.?|p g a', full: 'på grund av' },
  { pattern: 'f\\. ?d\\.?(?!\\p{L})|f d', full: 'före detta' },
  { pattern: 's\\. ?k\\.', full: 'så kallad' },
  { pattern: 'i ?st\\. ?f\\.', full: 'i stället för' },
  { pattern: 't\\. ?o\\. ?m\\.|t o m', full: 'till och med' },
  { pattern: 'fr\\. ?o\\. ?m\\.?|fr o m|from\\. ', full: 'från och med' },
  { pattern: 'f\\. ?n\\.|f n', full: 'just nu' },
  { pattern: 'e\\. ?d\\.', full: 'eller liknande' },
  { pattern: 'c:a|ca\\.?|cirka\\.', full: 'ungefär' },
  { pattern: 'nr\\.?', full: 'nummer' },
  { pattern: 'tel\\.?|tfn\\.?|mob\\.', full: 'telefon' },
  { pattern: 'resp\\.?', full: 'och' },
  { pattern: 'inkl\\.?', full: 'med' },
  { pattern: 'exkl\\.?', full: 'utan' },
  { pattern: 'ev\\.?', full: 'kanske' },
  { pattern: 'ang\\.?', full: 'om' },
  { pattern: 'enl\\.?', full: 'enligt' },
  { pattern: 'jfr\\.?', full: 'jämför' },
  { pattern: 'forts\\.?', full: 'fortsättning' },
  { pattern: 'avd\\.?', full: 'avdelning' },
  { pattern: 'adr\\.', full: 'adress' },
  { pattern: 'max\\.|min\\.', full: 'högst eller minst' },
  {
    pattern: '(?<=\\d ?)(?:min|tim|tim\\.|h|st|st\\.|kr|kr\\.|sek|km)',
    full: 'hela ordet: minuter, timmar, stycken, kronor',
  },
];

/** Only for the sentence splitter: a full stop after these does not end a sentence. */
export const STOPS_INSIDE: readonly string[] = [
  'kl\\.',
  'v\\.',
  'mån\\.',
  'tis\\.',
  'ons\\.',
  'tors\\.',
  'fre\\.',
  'lör\\.',
  'sön\\.',
  'jan\\.',
  'feb\\.',
  'apr\\.',
  'aug\\.',
  'sept?\\.',
  'okt\\.',
  'nov\\.',
  'dec\\.',
  'st\\.',
  'dr\\.',
  'hr\\.',
  'prof\\.',
  'el\\.',
  'tr\\.',
  'kap\\.',
  'p\\.',
  's\\.',
  'e\\.',
  'gm\\.',
  'å\\.',
  'sid\\.',
  'tf\\.',
  'bitr\\.',
  'förf\\.',
];

/** These may stand last in a sentence, so a capital after them begins a new one. */
export const MAY_END_SENTENCE =
  /^(?:o\. ?s\. ?v|osv|m\. ?m|mm|m\. ?fl|mfl|o\. ?d|dyl|e\. ?d|tim|min|kr|st|km)\.$/iu;
