/** Commonest small words of each language, without those that Swedish has too. */
export const SMALL_WORDS: ['en' | 'so', Set<string>][] = [
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

export const SHARED_WITH_SWEDISH = new Set(
  'i is am do for me he was can will not be to or it so to by ma had from hade plan stop person job late ill man dom hon next du haa maya'.split(
    ' ',
  ),
);

/** Swedish words that settle it; folded. */
export const SWEDISH = new Set(
  'jag ja ar och att det den en ett inte pa som med har ska kan vill mig min mitt mina du dig vad var nar hur vem idag imorgon hej tack till av om sjuk for ej nej eller men sa vi ni er de hos mot komma kommer mote motet bara mer hjalp visa igen nu dag ditt din svenska betyder'.split(
    ' ',
  ),
);
