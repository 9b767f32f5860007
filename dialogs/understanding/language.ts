import type { Language } from './meaning.ts';

/** Commonest small words of each language, without those that Swedish has too. */
const WORDS: [Language, Set<string>][] = [
  [
    'en',
    new Set(
      "i'm im am is are was the this that my me you your we they he she it what when where who why how can can't cannot could will won't would should do don't doesn't does did not have has had with for from about today tomorrow yesterday sick ill please help want need speak talk english know understand meeting appointment absent work job school child doctor because and or but to be come coming late feel feeling good morning hello thanks thank remind reminder stop show plan schedule next week monday tuesday wednesday thursday friday someone human person".split(
        ' ',
      ),
    ),
  ],
  [
    'so',
    new Set(
      'waan waxaan maanta berri shalay ma iyo waa xanuunsanahay xanuunsan buka bukaa ilmahayga ilmaha caawi caawin i iga igu miyaa maxay waxay halkan sidee goorma xagee qof hadal hadli kara karaa karo kartaa baahanahay mahadsanid fadlan shaqo shaqada kulan kulanka ballan ballanta dhakhtar takhtar cunug carruurta af soomaali soomaaliga fahmin salaan nabad iska haa maya waxa lahadal lahadlo'.split(
        ' ',
      ),
    ),
  ],
];

const SHARED_WITH_SWEDISH = new Set('i is am do for me he was can will not be to or it so to by ma had from hade plan stop person job late ill man dom hon next du haa maya'.split(' '));

/** Swedish words that settle it; folded. */
const SWEDISH = new Set(
  'jag ja ar och att det den en ett inte pa som med har ska kan vill mig min mitt mina du dig vad var nar hur vem idag imorgon hej tack till av om sjuk for ej nej eller men sa vi ni er de hos mot komma kommer mote motet bara mer hjalp visa igen nu dag ditt din svenska betyder'.split(' '),
);

/**
 * The language of a text that is not Swedish; null for Swedish and for too little to tell.
 *
 * @param plain lower case, as written
 * @param folded the same with diacritics folded
 */
export function findLanguage(plain: string, folded: string): Language | null {
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return null;
  const share = (pattern: RegExp): number => (plain.match(pattern)?.length ?? 0) / letters;
  if (share(/\p{Script=Ethiopic}/gu) > 0.5) return 'ti';
  if (share(/\p{Script=Cyrillic}/gu) > 0.5) return 'uk';
  if (share(/\p{Script=Arabic}/gu) > 0.5) {
    // Letters that Persian has and Arabic lacks, and its commonest small words.
    return /[پچژگکی]|(?:^|\s)(?:من|است|هستم|از|را|برای|این|نمی|می)(?=\s|$)/.test(plain) && !/(?:^|\s)(?:أنا|انا|في|لا|اليوم|هذا|أريد|اريد|على)(?=\s|$)/.test(plain) ? 'fa' : 'ar';
  }
  if (share(/\p{Script=Latin}/gu) < 0.5) return 'other';
  const words = folded.replace(/[^a-z']+/g, ' ').trim().split(' ');
  if (words.length < 2) return null;
  const swedish = words.filter((word) => SWEDISH.has(word) && !SHARED_WITH_SWEDISH.has(word)).length;
  let best: Language | null = null;
  let most = 0;
  for (const [language, list] of WORDS) {
    const all = words.filter((word) => list.has(word)).length;
    const own = words.filter((word) => list.has(word) && !SHARED_WITH_SWEDISH.has(word)).length;
    if (own >= 1 && all >= 2 && all > most && all / words.length >= 0.45 && all > swedish * 2) {
      best = language;
      most = all;
    }
  }
  return best;
}
