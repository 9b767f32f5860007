/** -s forms that are no passive (rule M8): deponent verbs, and words that only look like verbs. In lower case. */
export const NO_PASSIVE: ReadonlySet<string> = new Set(
  [
    // deponent and reciprocal verbs
    'finns finnas fanns funnits hoppas hoppades hoppats lyckas lyckades lyckats misslyckas misslyckades misslyckats',
    'minns minnas mindes mints trivs trivas trivdes trivts känns kännas kändes känts syns synas syntes synts',
    'saknas saknades saknats umgås umgicks umgåtts ses setts sågs hörs höras hördes hörts',
    'behövs behövas behövdes behövts tycks tyckas tycktes tyckts andas andades andats låtsas låtsades låtsats',
    'vistas vistades vistats envisas envisades slåss slogs slagits',
    'träffas träffades träffats möts mötas möttes mötts skiljs skiljas skildes räcks skäms skämmas skämdes',
    'blygs blygas svettas svettades åldras åldrades turas kramas kramades pussas retas retades enas enades enats',
    'samlas samlades samlats märks märkas märktes märkts kräks kräkas kräktes avundas brås törs fås',
    // nouns, genitives and adverbs
    'mammas pappas kvinnas flickas veckas resas skolas kassas människas ungas gamlas sjukas flestas andras allas',
    'bådas mångas allihopas egnas kalas ananas atlas as gas glas vas ras bas fas has lås klas strax genast annars förstås',
  ]
    .join(' ')
    .split(' '),
);

/**
 * Stems of verbs whose present passive has no vowel before the s (skrivs, görs), or an irregular past. Any of the
 * prefixes may stand before. Verbs in -as, -ades and -ats are found by their ending.
 */
export const SHORT_PASSIVES: readonly string[] = (
  'ges tas görs skrivs läggs sätts hålls förs bestäms används krävs bedöms fylls leds drivs köps säljs ställs byggs ' +
  'läses läss bjuds sägs nås ses beslutas delges döms prövs ändras höjs sänks stängs öppnas sänds bärs löses anses avses inses löss ' +
  'nämns räknas följs gäller erbjuds tvingas tvings hörs väljs byts sköts bryts dras sägs vägs räddas stöds bevisas ' +
  'skickas lärs lyfts stryks spärrs möjliggörs godtas godkänns ' +
  'gavs togs gjordes skrevs lades sattes hölls fördes bestämdes användes krävdes bedömdes fylldes leddes drevs ' +
  'köptes såldes ställdes byggdes lästes bjöds sades nåddes dömdes stängdes sändes bars löstes nämndes följdes ' +
  'valdes byttes bröts drogs sköttes stöddes godkändes beslöts'
)
  .split(' ')
  .filter((form) => !['gäller', 'hörs', 'ses'].includes(form));

/** Prefixes of verbs: avskrivs, införs, utses. */
export const VERB_PREFIXES =
  'an|av|be|bi|efter|er|fast|fram|från|för|före|genom|ge|in|isär|kvar|med|miss|mot|ned|ner|om|på|sam|samman|till|under|undan|upp|ut|utom|vidare|vid|å|åter|över|iakt|del|god';
