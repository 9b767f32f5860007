/** Words, symptoms and situations that tell why somebody is away; over folded letters with one space between words. */

import type { AbsenceReason } from '../../domain/absence.ts';

const CHILD =
  '(?:barn|barnet|barnen|barna|son|sonen|dotter|dottern|doter|lillan|lillen|min lilla|lilla flicka|lilla pojke|flickan|pojken|flicka|pojke|ungen|ungarna|unge|ungar|bebis|bebisen|bebben|grabben|grabb|tjejen|tvillingarna|knodden|minstingen|yngsta|aldsta|kidsen|smabarn|tonaring|tonaringen|kid)';
const ILL =
  '(?:sjuk|sjuka|sjukt|sjuc|juk|magsjuk\\w*|feber\\w*|febrig\\w*|krak\\w*|spy\\w*|spyr|ont|hosta\\w*|forkyld\\w*|orat|oron\\w*|vattkoppor|dalig|daliga|daligt|illamaende|illa|influensa|halsfluss|krasslig|hangig|utslag|scharlakansfeber|svinkoppor|hostar|opasslig|snuvig|snorig|lus|loss|streptokocker|falska krupp)';

export interface ReasonWords {
  reason: AbsenceReason;
  pattern: RegExp;
}

const KIN =
  '(?:mamma|pappa|morsan|farsan|mor|far|man|mannen|fru|frun|sambo|sambon|mormor|morfar|farmor|farfar|syster|syrran|lillasyrran|storasyrran|lillasyster|storasyster|bror|brorsan|lillebror|lillebrorsan|storebror|moster|faster|farbror|morbror|kusin|svarmor|svarfar)';

/** The first that fits wins: the special before the general. */
export const REASONS: ReasonWords[] = [
  {
    // "läkaren säger lunginflammation", "sjukskriven hela veckan": what somebody said about an illness is no visit.
    reason: 'sick',
    pattern:
      /\b(?:lakare?n?|doktorn?|varden|vardcentralen) (?:sager|sa|sade|tycker|har sagt|har sjukskrivit|sjukskrev|skrev ut|vill att jag (?:vilar|ar hemma|stannar))\b(?!(?: [a-z]+){0,6}? (?:remiss|atta?erbesok|tid|rontg\w*|operation))|\b(?:enligt|efter) (?:lakare?n?|doktorn?|vardcentralen)\b|\b(?:jag|ja) (?:ar|blev|har blivit) (?:\w+ )?sjukskriven\b|\bhar sjukskrivit mig\b/,
  },
  {
    reason: 'family',
    pattern: new RegExp(
      `\\b${KIN}\\b(?: [a-z]+){0,3}? (?:opereras|ambulans\\w*|akuten|intensiven|lasarett\\w*|cellgift\\w*|stroke|infarkt|ska in pa)\\b|\\bhjalp(?:a|er)? (?:till )?(?:min |mina )?(?:${KIN}|foraldrar\\w*|slakt\\w*)\\b`,
    ),
  },
  {
    reason: 'family',
    pattern:
      /\b(?:folja|foljer|hjalpa|med) (?:med )?min (?:mamma|pappa|man|fru|mormor|morfar|farmor|farfar|syster|bror|sambo|svarmor|svarfar|moster|faster)\b(?: [a-z]+){0,4}? (?:till|pa|hos|som) (?:\w*klinik\w*|sjukhus\w*|lakar\w*|akuten|ligger|lasarett\w*|varden|operation\w*)|\b(?:mamma|pappa|man|fru|sambo|mormor|morfar|farmor|farfar|syster|bror|svarmor|svarfar) (?:ska )?opereras\b|\b(?:dagis|forskolan?|skolan?|fritids) (?:ar |har )?stang\w*/,
  },
  {
    reason: 'undisclosed',
    pattern:
      /\b(?:vill (?:helst )?(?:inte|ej) (?:saga|beratta|uppge|avsloja|tala om)(?: (?:varfor|orsak\w*|anledning\w*|skal\w*|vad|mer|det))?|(?:sager|berattar) (?:inte|ej) varfor|inte saga varfor|privat(?:a)?(?: skal| sak| anledning| grej| arende)?|personliga? (?:skal|anledning\w*|orsak\w*)|av (?:personliga|privata)|hemlig\w*|anledning(?:en)? ar privat|utan att (?:saga|ange|uppge)|angar (?:er|dig|ingen) inte)\b/,
  },
  {
    reason: 'child-sick',
    pattern:
      /\b(?:vab|vabb|vabba|vabbar|vabbat|vabbade|vaba|vabar|wabba|wabbar|vabbning|vabruari|vard av (?:sjukt )?barn|hemma med (?:ett |mitt |mina |min |de |en )?(?:sjuk\w* )?(?:barn|barnen|son|dotter|lillan|lillen|ungen|ungarna))\b/,
  },
  {
    reason: 'interview',
    pattern:
      /\b(?:\w*intervju\w*|interviu|intervu|intervjo|traffa (?:en )?arbetsgivare\w*|mote med (?:en )?arbetsgivare\w*|vill(?:e|er)? traffa m(?:ig|ej)|jobbtraff)\b/,
  },
  {
    reason: 'doctor',
    pattern:
      /\b(?:lakarn|magnetront\w*|magnetrontgen|lakarn|lakarna|akut\s?tandlakar\w*|akut\s?tid\w*|blod prov\w*|(?:blir|ska|bli) opererad|kiropraktor\w*|naprapat\w*|lakar(?:e|en|tid\w*|besok\w*|undersokning\w*|mote)?|lakartd|lakre|lekare|lekar(?:tid)?|doktor\w*|dr\s?tid|dokter|doctor|tand\s?lakar\w*|tandlakr\w*|tandlekar\w*|tandis\w*|tandhygien\w*|tandl\w*|tander|tanderna|min tand|ortoped\w*|hudlakar\w*|gynekolog\w*|hjartmottag\w*|tandvard\w*|folktandvard\w*|dra ut (?:en )?tand\w*|visdomst\w*|vardcentral\w*|vardcental\w*|\w*mottagning\w*|bvc|mvc|barnmorsk\w*|sjukgymnast\w*|fysioterapeut\w*|fysio|naprapat\w*|kiropraktor\w*|arbetsterapeut\w*|logoped\w*|dietist\w*|psykolog\w*|terapeut\w*|terapi\w*|oppenvard\w*|\w+psyk|psyk|\w*klinik\w*|modravard\w*|kurator\w*|psykiater\w*|psykiatri\w*|psyket|bup|rontg\w*|magnetrontgen|mri|ultraljud\w*|provtagning\w*|blodprov\w*|ta prov(?:er)?|lamna prov(?:er)?|operation(?!\w*ell)\w*|opereras|opereras|opereras|vaccin(?:era|eras|ation\w*)|spruta(?:n)?|ogonlakar\w*|optiker\w*|specialist\w*|aterbesok\w*|undersokning\w*|mammografi\w*|cellprov\w*|halsokontroll\w*|audionom\w*|dialys\w*|vardbesok\w*|tid (?:pa|hos|i) (?:sjukhus\w*|akut\w*|vard\w*|klinik\w*)|till (?:sjukhus\w*|kliniken|klinik|varden|syster))\b/,
  },
  {
    reason: 'child-sick',
    pattern: new RegExp(
      `\\b(?:${CHILD})\\b(?: [a-z0-9]+){0,6}? ${ILL}\\b|\\bsjuk[at]? (?:${CHILD})\\b|\\b(?:dagis|forskolan|forskola|skolan|fritids|pedagogen|froken|magistern)\\b(?: [a-z]+){0,4}? (?:ringde|ringer|ringt|hort av sig|ringt om)\\b|\\b(?:hamta|hamtar) (?:hem )?(?:sjuk\\w* )?(?:${CHILD})\\b(?: [a-z]+){0,6}? ${ILL}\\b`,
    ),
  },
  {
    reason: 'family',
    pattern:
      /\b(?:begravning\w*|begravs|begrava|dodsfall\w*|avlid\w*|gatt bort|gick bort|(?<!(?:mobilen|mobil|telefonen|telefon|telen|luren|paddan|batteriet|bilen|datorn|natet|wifi|internet|hunden|katten) (?:har )?)(?:dog|dott)|har dott|dodsbadd|for doden|somnat in|somnade in|begravas|brollop\w*|gifter sig|gifta (?:mig|oss)|vigsel|dop|dopet|barndop|konfirmation|student(?:en|fest)|barnvakt\w*|ingen (?:som )?(?:kan )?(?:passar|passa|tar|ta|vaktar|vakta) (?:han|henne|honom|grabben|tjejen|sonen|dottern|lillan|lillen|bebisen|barnet)|lasarett\w*|(?:plocka upp|hamta|passa) (?:min |mina )?(?:syrran|lillebror\w*|lillasyster\w*|brorsan|syskon\w*|syster|bror|brorsbarn\w*|barnbarn\w*|barnen)|(?:forskola\w*|dagis|skola\w*|fritids) (?:oppnar|oppna) (?:inte|ej|sent|forst)|(?:ensam|sjalv) med (?:barnen|barn|ungarna|bebisen|alla barn\w*)|ingen (?:annan )?(?:som )?(?:kan )?(?:passar?|ta|tar|sitta med|vara med|hamta|passa) (?:barn\w*|dem|henne|honom|ungarna)|lamna (?:barnen|barn|ungarna)|lov (?:och|pa)|varkar|vatten\w* gick|foraldra(?:mote|samtal)\w*|utvecklingssamtal\w*|skolavslutning\w*|inskolning\w*|hamta (?:pa |fran |upp )?(?:(?:mitt|mina|min|mit) )?(?:barn\w*|dagis|forskola\w*|skola\w*|fritids|son\w*|dotter\w*|lillan|lillen|ungarna|ungen)|lamna (?:pa )?(?:dagis|forskola\w*)|dagis (?:ar |har )?stang\w*|forskolan (?:ar |har )?stang\w*|skolan (?:ar |har )?stang\w*|skola ar stang\w*|studiedag\w*|planeringsdag\w*|familje(?!ratt)\w*|familjen|anhorig\w*|narstaende|(?:foder|foda) (?:barn|nu|snart)|ska foda|forlossning\w*|(?:mamma|pappa|man|fru|sambo|make|maka|mormor|morfar|farmor|farfar|syster|bror|lillebror|lillebrorsan|storebror|lillasyster|storasyster|brorsan|syrran|morsan|farsan|moster|faster|farbror|morbror|kusin|foraldrar|mor|far|svarmor|svarfar|hustru)\b(?: [a-z]+){0,3}? (?:brutit|brot|bruten|skadat|skadade|foll|fallit|intensiven|akuten|sjuk|sjukhus\w*|inlagd|dalig|operer\w*|olycka|ramlat|stroke|hjartinfarkt|kom hit|fyller)|folja (?:med )?min (?:mamma|pappa|man|fru|mormor|morfar|farmor|farfar|syster|bror|son|dotter|sambo))\b/,
  },
  {
    reason: 'authority',
    pattern:
      /\b(?:forsakringskass\w*|forsakringkass\w*|migrations?\w*|migration|socialtjanst\w*|socialen|socialsekreterare\w*|social kontor\w*|soc|socen|kommunen|kommunhuset|medborgarkontor\w*|skatteverk\w*|skattekontor\w*|servicekontor\w*|arbetsformedling\w*|ams|af|polisen|polis|passansokan|fornya pass\w*|skaffa pass|hamta (?:mitt )?pass(?:et)?|id\s?kort\w*|domstol\w*|tingsratt\w*|rattegang\w*|forvaltningsratt\w*|forhandling(?:en)?|kronofogd\w*|ambassad\w*|konsulat\w*|myndighet\w*|handlaggare\w*|advokat\w*|jurist\w*|frivard\w*|overformyndar\w*|god man|familjeratt\w*|csn|pensionsmyndighet\w*|bistandshandlaggare\w*|uppehallstillstand\w*)\b/,
  },
  {
    reason: 'education',
    pattern:
      /\b(?:sfi\w*|nationella prov\w*|nationellt prov|nationella|prov(?:et)?|(?:\w+)?tenta(?:men|n)?|seminarium|lektion\w*|forelasning\w*|komvux\w*|universitet\w*|hogskol\w*|folkhogskol\w*|utbildning\w*|studier|studera\w*|plugga\w*|skolan|skola|kurs pa komvux|studiebesok\w*|studiedag)\b/,
  },
  {
    reason: 'work',
    pattern:
      /\b(?<!(?:mamma|pappa|man|mannen|fru|frun|sambo|sambon|hon|han|alla|ingen|de|dom) )(?:jobba|jobbar|jobbat|jobbade|jobb|kneg\w*|mot (?:betalning|lon|pengar)|(?:ett|extra|fatt|fick|har|tar|tagit) pass\b(?! (?:pa migrat|hos pol|till|for resa))|pass (?:pa|hos) (?!polis)\w+|(?:kallat|kallade|kallar) in (?:mig|mej)|jobbet|arbeta|arbetar|arbete(?!t? med)|arbetet|arbetspass\w*|extrapass\w*|extrajobb\w*|extra jobb|vikarier\w*|vikariat|timvikarie\w*|provjobba\w*|inringd|ringde in|ringt in|rycka in|ryckte in|hoppa in|jobbpass|nattpass|kvallspass|dagpass|schemalagd pa)\b/,
  },
  {
    reason: 'sick',
    pattern:
      /\b(?:hals(?:en)? (?:ar|e|som|svider|gor|brinner|sva\w*)|halsen|rosten|knappt (?:prata|snacka|tala|svalja)|bacill\w*|nasan rinner|snor(?:et|ar)|dunkar|kroppen (?:sager|vark\w*)|mar (?:apa|kasst|risigt)|sjukdag|yrsel\w*|yr i|snurrar|sjuk\w*|sjukk\w*|sjuuk\w*|sjuc|sjk|sjk\w*|skuk|sjku|jsuk|sjuj|sjug|sjukanmal\w*|insjuk\w*|shuk|siuk|juk|sick|forkyl\w*|forkil\w*|forklyd|forkyd\w*|feber\w*|feberm|febrig\w*|febber|tempen|39 grader|38 grader|grader|hosta\w*|hostar|snuva|snuvig|snor\w*|nysar|ont|vark|varker|\w+vark|\w+ont|migran\w*|migren\w*|migr(?:an|en)|magsjuk\w*|maginfluensa\w*|vinterkrak\w*|spysjuk\w*|spytt|spyr|spy|kraks|krakts|kraktes|krakas|krakningar|diarre|diare\w*|skiter(?! i)|illamaende|mar (?:lite |sa |ganska |fortfarande )?illa|illa i magen|yr|yrsel|svimmat|svimmade|svimfardig|krasslig|krassli|hangig|vissen|risig|opasslig|krya|dackad|utslagen|bihal\w*|ryggskott\w*|blindtarm\w*|njursten\w*|influensa\w*|covid\w*|corona\w*|halsfluss|halsont|lunginflammation|infektion\w*|inflammation\w*|urinvag\w*|allergi\w*|pollen\w*|astma\w*|eksem|utslag|bruten|brutit|stukat|stukad|vrickat|skadat|skadad|skadade|ramlat|ramlade|blodig|bloder|blodning\w*|mens\w*|ryggskott|nacksparr|diskbrack|svullet|svullen|svullit|opererad|opererats|sjukhus\w*|inlagd|akuten|akut|ambulans|panik\w*|angest\w*|deppig|deprim\w*|depression\w*|utmattad|utmattning\w*|utbrand|stressad|nere|mar (?:\w+ ){0,3}?(?:dalig\w*|dali|kass\w*|pissig\w*|piss|skit\w*|hemskt|uselt|fruktansvart|pyton|inte bra|ej bra|sadar|samre)|ma(?:r)? daligt|(?:mar|ma|kanner mig|kanns|ar) (?:\w+ ){0,2}?inte (?:\w+ ){0,2}?(?:bra|kry|frisk|okej|ok|hundra)|inte (?:frisk|kry|mar bra|ma bra|sa bra)|inte mar (?:sa )?bra|dalig idag|dali idag|dalig i (?:magen|halsen|kroppen)|(?:ar|e|blivit|blev|kanner mig|jatte|as|riktigt|fortfarande|asdalig|jattedalig) ?dalig|asdalig|jattedalig|inte sovit|sovit (?:daligt|nat|noll|inget)|somnlos\w*|kan inte ga(?! (?:till|pa(?! (?:benet|foten|benen|fotterna))|dit|ivag|med|hem|tidig\w*))|kan knappt ga|i sangen|sangliggande|nedbaddad|frossa|blasor|gipsad|gips|karantan|smitta\w*|tappat rosten|ingen rost)\b/,
  },
  {
    reason: 'family',
    pattern:
      /\b(?:hamta pa flygplats\w*|slakt\w* (?:kommer|ar har)|barnens? (?:avslutning|match|fest)|familj)\b/,
  },
  {
    reason: 'other',
    pattern:
      /\b(?:kor(?:a)? upp|b korkort|tackning|almanack\w*|fel dag|skrivit upp|korskol\w*|kor ?lektion\w*|uppkorning\w*|kora upp|teoriprov\w*|snoa(?:r|t|de)?|snoigt|insnoad\w*|oplog\w*|plogat|eid|id al \w+|bajram|bayram|ramadan|nouruz|nowruz|newroz|hogtid\w*|pask(?:en|fir\w*)?|(?:och|o|pa att|vi|ska) flytta(?:r)?|flyttar (?:hela|pa|imorgon|idag|den)|flyttstad\w*|mopp?e\w*|moped\w*|epan?|epa traktor\w*|a traktor\w*|signalfel|trafik\w*|bilko\w*|koer|datorn|internet|natet|wifi|tolk(?:en)?|missforst\w*|bilen?|buss(?:en|ar|kort\w*)?|tag(?:et)?|tunnelbana\w*|sparvagn\w*|farja\w*|cykel\w*|inga bussar|punka|punktering|startar inte|installt tag|strejk|forsov\w*|forsovit|forsov|(?:ska|maste|jag) flytta(?:r)?(?! (?:mote|motet|tid|tiden|min|mitt|det|den|pa mote\w*|till|fram|besok\w*|paminn\w*))|flyttlass\w*|flytten|flytt|hantverkare\w*|rormokare\w*|elektriker\w*|vattenlacka\w*|strommen|stromavbrott|las(?:smed|t ute)|utelast|inlast|nycklar\w*|nyckeln|sno(?:kaos|storm|at|ar)|halka\w*|isigt|ovader|veterinar\w*|hund\w*|katt\w*|bortrest|resa|resan|utomlands|semester|inte rad|inga pengar|fardtjanst\w*|ledsagare\w*|assistent\w*|rullstol\w*|hiss(?:en)?|mobilen|besiktning\w*|besikta|leverans|paket)\b/,
  },
  {
    // "I torsdags kom jag inte. Ryggen."
    reason: 'sick',
    pattern:
      /\b(?:ryggen|magen|huvudet|knat|knana|foten|halsen|nacken|axeln|lungorna|hjartat|tanden|orat|ogonen|skallen)\b/,
  },
];

/** What is named here is health in detail: nobody needs it, and it is not passed on. */
export const DIAGNOSIS =
  /\b(?:migran\w*|migren\w*|depression\w*|deprim\w*|deppig|bipolar\w*|schizo\w*|psykos\w*|ptsd|adhd|add|autis\w*|asperger\w*|angest\w*|panik(?:angest|attack\w*|syndrom)?|utmattnings\w*|utbrand\w*|cancer\w*|tumor\w*|cellgift\w*|stralning\w*|diabetes\w*|epilep\w*|hjart(?:infarkt|fel|svikt|problem)\w*|stroke\w*|ms|parkinson\w*|reumat\w*|fibromyalgi\w*|artros\w*|diskbrack\w*|ryggskott|nacksparr|kol|astma\w*|allergi\w*|hiv|hepatit\w*|tuberkulos|covid\w*|corona\w*|influensa\w*|halsfluss\w*|lunginflammation\w*|urinvag\w*|njur\w*|gallsten\w*|blindtarm\w*|endometrios\w*|pms|pcos|mens\w*|gravid\w*|missfall\w*|abort\w*|klamydia|konssjuk\w*|alkohol\w*|missbruk\w*|avvanj\w*|bakis|bakfull|abstinens\w*|magsjuk\w*|maginfluensa\w*|vinterkrak\w*|spysjuk\w*|krak(?:s|ts|tes|ningar|er)|spy(?:r|tt)|diarre\w*|diare\w*|forstoppning|hemorrojd\w*|vattkoppor|scharlakan\w*|svinkoppor|borrelia|bloder|blodning\w*|operera\w*|medicin(?:er|en)?|somnlos\w*|stomi|magsar|ibs|crohn\w*|celiaki|demens\w*|feber\w*|\w*inflammation\w*|eksem|psoriasis|ont i (?:\w+ )?(?:ryggen|magen|halsen|huvudet|brostet|underlivet|nacken|benet|knat|foten|kroppen|leder\w*|axeln|orat)|\w*vark)\b/;

/** What stands around a named illness and tells nothing without it, with letters folded. */
export const AROUND_DIAGNOSIS =
  /\b(?:jag|det|hade|har|haft|fick|fatt|var|varit|ar|e|blev|blivit|ju|en|ett|lite|mycket|sa|min|mina|mitt|pga|pa grund av|for att)\b/g;

export const DENIED_SICK =
  /\b(?:inte|ej|aldrig|inte langre|slutat vara) (?:(?:sa|sarskilt|langre|alls|riktigt|egentligen|speciellt|ens) )?(?:sjuk\w*|forkyld|feber|magsjuk|ont|dalig)\b|\b(?:ingen|utan|inget) (?:feber|hosta|vark|huvudvark|ont)\b|\b(?:feber\w*|hosta\w*|varken|forkylningen) (?:ar |har )?(?:borta|slut|gatt over|forsvunnit|lagt sig|over)\b/;
export const DENIED_CHILD = new RegExp(
  `\\b(?:${CHILD})\\b(?: [a-z]+){0,2}? (?:inte (?:langre )?sjuk\\w*|frisk\\w*|bra|battre|pigg\\w*)`,
);
