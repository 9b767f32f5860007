import type { NeedKind } from '../../domain/needs.ts';

/** How people say what helps them; over folded letters with one space between words. The words of a need, never of its cause. */

const HARD =
  '(?:svart|jobbigt|besvarligt|krangligt|problem|svarigheter|dalig|samre|inte (?:sa )?(?:bra|latt))';
const BADLY =
  '(?:daligt|illa|lite|samre|knappt|inte (?:sa |sarskilt )?(?:bra|val|mycket|latt)|suddigt|sakta|langsamt|trogt)';

export const NEEDS: readonly { readonly kind: NeedKind; readonly pattern: RegExp }[] = [
  {
    kind: 'interpreter',
    pattern:
      /\b(?:behov\w*|vill ha|vil ha|onskar|fa|ha|med|finns|boka|utan|ordna|skaffa|fixa|ingen|en|av|som kan)\b(?: (?:en|ha|fa|hjalp av|pa|med|ar))? tolk\w{0,4}\b(?! (?:utbildning|jobb))|^tolk(?: tack| snalla)?$|\btolk (?:pa|i|till|tack|vid|nar)\b|\b(?:tecken|teckensprak|skriv)stolk\w*|\bteckensprakstolk\w*/,
  },
  {
    kind: 'hearing',
    pattern: new RegExp(
      `\\bhor(?: (?:jag|ju|sa|ganska|mycket|valdigt))* ${BADLY}\\b|\\bhor (?:inget|ingenting|nastan inget|bara pa ett ora)\\b|\\bhorsel\\w*|\\bhorapparat\\w*|\\bdov\\b|\\b${HARD}(?: \\w+){0,3} hora\\b|\\bteckensprak\\w*|\\bkan (?:inte|knappt) hora\\b|\\bhorslinga\\b`,
    ),
  },
  {
    kind: 'sight',
    pattern: new RegExp(
      `\\bser(?: (?:jag|ju|sa|ganska|mycket|valdigt))* ${BADLY}\\b|\\bser (?:nastan )?(?:inget|ingenting)\\b|\\bsyn(?:skad\\w*|nedsatt\\w*|fel|en ar dalig)\\b|\\b(?:dalig|nedsatt|svag) syn\\b|\\bblind\\b|\\b${HARD}(?: \\w+){0,3} se\\b|\\b(?:storre|stora) (?:text\\w*|bokstaver|stil|bokstav\\w*)\\b|\\btexten (?:ar )?for liten\\b|\\bskarmlasar\\w*|\\bforstoring\\w*`,
    ),
  },
  {
    kind: 'reading',
    pattern: new RegExp(
      `\\b${HARD}(?: \\w+){0,4}? (?:lasa|lasning|lasningen)\\b|\\blas(?:er|a)(?: (?:jag|ju|sa|ganska|mycket|valdigt))* ${BADLY}\\b|\\b(?:kan|klarar) (?:inte|knappt|ej)(?: av)?(?: att)? lasa(?: (?:sa )?(?:bra|mycket|langa|svenska|text\\w*|svara))*$|\\blassvarig\\w*|\\blas och skriv\\w*|\\blas- och skriv\\w*|\\bdyslex\\w*|\\bdyslektik\\w*|\\bordblind\\b|\\binte sa duktig pa att lasa\\b|\\bbokstaver\\w* (?:hoppar|flyter)`,
    ),
  },
  {
    kind: 'writing',
    pattern: new RegExp(
      `\\b${HARD}(?: \\w+){0,4}? (?:skriva|stava)\\b|\\b(?:skriver|stavar)(?: (?:jag|ju|sa|ganska|mycket|valdigt))* ${BADLY}\\b|\\b(?:kan|klarar) (?:inte|knappt|ej)(?: av)?(?: att)? (?:skriva|stava)(?: (?:sa )?(?:bra|mycket|langa|svenska))*$|\\bskrivsvarig\\w*|\\blas och skriv\\w*`,
    ),
  },
  {
    kind: 'short',
    pattern:
      /\b(?:skriv|svara|forklara|prata)(?: \w+){0,2} kort(?:are|fattat)?\b|\bkorta(?:re)? (?:text\w*|mening\w*|svar|meddelande\w*|ord)\b|\bfatta dig kort\b|\bmindre text\b|\borkar (?:inte|ej|int) lasa (?:sa )?(?:mycket|langt|langa|lang)\b|\bfor (?:lang text|langa texter|langt)\b/,
  },
  {
    kind: 'focus',
    pattern: new RegExp(
      `\\b(?:${HARD}|kan inte)(?: \\w+){0,4}? (?:koncentrera|fokusera|halla fokus|sitta still)\\b|\\bkoncentrations\\w*|\\btappar (?:fokus|traden|koncentrationen)\\b|\\bfor mycket (?:pa en gang|saker|information|intryck|ljud)\\b|\\bfor manga (?:val|knappar|fragor|saker)\\b|\\ben sak i taget\\b|\\bfarre (?:val|knappar|fragor)\\b|\\bkanslig for (?:ljud|intryck)\\b`,
    ),
  },
  {
    kind: 'time',
    pattern:
      /\b(?:mer|mera|extra|langre|lite mer|mycket) tid\b(?! (?:an|for mote))|\blang tid pa mig\b|\btid att (?:tanka|svara|forsta)\b|\bbetanketid\b|\b(?:gar|ar|pratar de|pratar ni|du ar) (?:\w+ )?for (?:fort|snabbt?)\b|\bta(?:r)? det (?:lite )?(?:lugnt|langsamt|sakta)\b|\bstressa(?:r|d)? (?:inte|mig)\b|\bi (?:min egen takt|lugn och ro)\b|\bbehover lugn\b/,
  },
  {
    kind: 'memory',
    pattern: new RegExp(
      `\\bglomsk\\b|\\bglommer(?: \\w+)? (?:latt|ofta|allt|allting|bort|saker|tider|moten)\\b|\\b${HARD}(?: \\w+){0,3} (?:minnas|komma ihag)\\b|\\b(?:daligt|svagt) minne\\b|\\bminnes(?:svarig\\w*|problem\\w*)|\\bminns (?:inte|daligt|sa lite|inget)(?: sa bra)?$|\\bminnet ar daligt\\b|\\bkommer (?:inte|aldrig) ihag(?: saker| tider| nagot)?$`,
    ),
  },
  {
    kind: 'talking',
    pattern: new RegExp(
      `\\b${HARD}(?: \\w+){0,4}? (?:prata|tala|ringa|telefon|i telefon)\\b|\\b(?:vill|kan|vagar|tycker|gillar|klarar)(?: \\w+)? (?:inte|ej)(?: om| av)?(?: att)? (?:prata|ringa|tala|telefon\\w*)(?: (?:i|pa) telefon\\w*)?$|\\bstammar\\b|\\btelefonskrack\\b|\\bvill (?:hellre|helst) skriva\\b|\\bhellre skriva an (?:prata|ringa)\\b`,
    ),
  },
  {
    kind: 'moving',
    pattern: new RegExp(
      `\\b${HARD}(?: \\w+){0,3}? (?:ga|rora mig|sta|sitta lange|anvanda handerna|med handerna|med trappor|i trappor)\\b|\\brullstol\\w*|\\brullator\\w*|\\brorelsehind\\w*|\\bkan (?:inte|knappt) ga (?:langt|sa langt|i trappor|upp)\\b|\\bklarar (?:inte|ej) (?:av )?trappor\\b|\\bbehover (?:en )?hiss\\b|\\b(?:darriga|skakiga) hander\\b|\\banvander kryckor\\b`,
    ),
  },
  {
    kind: 'breaks',
    pattern:
      /\btrott av (?:\w+ )?(?:moten\w*|traffar\w*|samtal)\b|\bkorta(?:re)? (?:moten\w*|traffar)\b|\borkar (?:inte|ej|int) (?:med )?langa (?:moten|traffar)\b|\b(?:behover|vill ha|hjalper)(?: \w+){0,3} (?:pauser|paus|raster|rast)\b|\bpauser\b.* hjalper\b/,
  },
  {
    kind: 'quiet',
    pattern:
      /\b(?:stord|ont i (?:huvud\w*|huve\w*|skallen)|stressad|trott) av (?:\w+ )?(?:ljud\w*|oljud\w*|buller)\b|\b(?:ljud\w*|buller) (?:stor mig|stor mej|ar jobbigt|e jobbigt|ar svart)\b|\b(?:behover|vill)(?: \w+){0,3} (?:sitta ostort|sitta tyst|tyst rum|ett tyst\w*|lugnt rum)\b/,
  },
  {
    kind: 'call',
    pattern:
      /\b(?:hjalper|hjalp|bra|behover|lattare|vill)\b(?: \w+){0,5} ring(?:er|a)(?: \w+){0,2} (?:innan|fore|forst|dagen innan)\b/,
  },
  {
    kind: 'pictures',
    pattern:
      /\b(?:hjalper|behover|lattare|forstar battre)\b(?: \w+){0,4} bild(?:er|stod)\b|\bbild(?:er|stod)\b(?: \w+){0,3} (?:hjalper|lattare)\b/,
  },
];

/** The need is over, or was not meant: "jag behöver inte tolk längre". */
export const NO_LONGER =
  /\b(?:behover|vill ha|vill)(?: (?:jag|ju|nog))? (?:inte|ej|int|ingen|inget|inga)\b(?! (?:prata|ringa|tala))|\binte langre\b|\bta(?:r)? bort\b|\bstryk\b|\bglom att\b|\bradera\b|\bandra mig\b/;

export const NOT_NEEDED = /\bbehover (?:jag )?(?:inte|ej|int|ingen|inget) (?:nagon |en )?tolk\b/;

/** Takes something away, whatever it is. Folded. */
export const TAKE_AWAY =
  /\binte\b.*\blangre\b|\bta(?:r)? bort\b|\bstryk\b|\bradera\b|\bbehover (?:jag )?(?:inte|ej|int|ingen|inget) tolk\b/;

/** By what words a need that was told already is named in short, to take it away. Folded. */
export const NAMED: Readonly<Record<NeedKind, RegExp>> = {
  reading: /\blas\w*/,
  short: /\bkort\w*/,
  writing: /\bskriv\w*/,
  interpreter: /tolk/,
  hearing: /\b(?:hor|hora|horsel\w*)\b/,
  sight: /\b(?:se|ser|syn|synen)\b/,
  time: /\b(?:tid|fort)\b/,
  memory: /\b(?:minn\w*|glom\w*|ihag)\b/,
  focus: /\b(?:koncentr\w*|fokus\w*)/,
  talking: /\b(?:prata|tala|telefon\w*)\b/,
  moving: /\b(?:ga|rora|rullstol\w*)\b/,
  breaks: /\b(?:paus\w*|rast\w*|moten)\b/,
  quiet: /\b(?:ljud\w*|tyst\w*|buller)\b/,
  call: /\bring\w*\b/,
  pictures: /\bbild\w*\b/,
};

/** Somebody else's job or errand: "jag är tolk", "hur blir man tolk". */
export const NO_NEED =
  /\b(?:ar|som|bli|blir|bliva|vara|utbilda mig till|jobba som|arbeta som|plugga till)(?: en)? (?:tolk|dovtolk|lakare)\b|\btolkutbildning\w*|\bmin (?:son|dotter|mamma|pappa|man|fru|kompis|van|syster|bror|granne)\b/;

/** Causes that nobody asks for. They are neither kept nor sent on; some stand in what is told of absence as well. */
export const CAUSES =
  /\b(?:dyslex\w*|dyslektik\w*|ordblind\w*|dyskalkyl\w*|afasi\w*|adhd|add|autis\w*|asperger\w*|npf|tourette\w*|ocd|tvang\w*|bipolar\w*|borderline|schizo\w*|psykos\w*|ptsd|depression\w*|deprim\w*|angest\w*|panik(?:angest|attack\w*|syndrom)|utmattning\w*|utbrand\w*|hjarn(?:skad\w*|trott\w*|tumor\w*|blodning\w*)|stroke\w*|cp|ms|als|parkinson\w*|demens\w*|epilep\w*|diabetes\w*|cancer\w*|reumat\w*|fibromyalgi\w*|artros\w*|whiplash\w*|intellektuell \w*|utvecklingsst\w*|begavnings\w*|downs|grastarr\w*|gronstarr\w*|glaukom\w*|starr|tinnitus\w*|meniere\w*|diagnos\w*|sjukdom\w*)\b/;
