/**
 * Small signs of how something is meant: asked, denied, supposed, corrected, taken back, about somebody else. Over
 * folded text.
 */

const LEAD_IN =
  '(?:(?:hej|hejsan|halla|tjena|tja|forresten|och|men|du|bror|ey|ursakta|snalla|ok|okej|asso|alltsa|undrar|jag undrar|undrar om|vet du)[ ,!.]+)*';
const ASKING = '(?:vad|va|vem|vems|vilka|vilken|vilket|var|vart|varfor|varifran|nar|hur)';
const VERB =
  '(?:kan|kunde|far|fick|ska|skall|skulle|har|ar|blir|blev|finns|gar|maste|behover|vill|vet|galler|kommer|kom|borjar|slutar|raknas|stammer|funkar|ligger|tar|kostar|sker|ingar|hinner|gick|var|bor|heter|serl?|laser|tror|tycker|ringer|star)';
/** Who a question is about stands after its verb: "har jag", "är mötet"; not so in "har fixat jobb", "är sjuk", "går på komvux". */
const SUBJECT =
  '(?:inte (?:du|ni|jag|det|man|vi)|jag|ja|du|ni|vi|man|det|de|den|dom|dem|han|hon|min|mitt|mina|nagon|nan|nagot|nat|nagra|alla|dessa|denna|detta|vab|semester|sjukdom|(?!igen|redan|sedan|innan|nyligen|verkligen|tydligen|kvallen|morgonen|egentligen|antagen|bruten|svullen|vaken|liten|ingen|nerifran|mellan|utan|hemifran|sonen|barnen|magen|ryggen|halsen|foten|tanden|feberm)[a-z]{2,}(?:en|et|an|rna|arna))';

/** "vet inte vilken dörr det är", "kolla när jag ska dit". */
const INDIRECT =
  '\\b(?:vet (?:inte|ej)|aning om|undrar(?: bara| over)?|minns inte|inte ihag|glomt(?: bort)?|fraga|veta|kolla|saga|beratta)(?: om)? (?:vad|vilken|vilket|vilka|nar|var|vart|hur|vem)\\b';

/** Asked: a question mark, an indirect question, a word that asks, or a verb before its subject. */
export const QUESTION = new RegExp(
  `\\?|${INDIRECT}|^${LEAD_IN}(?:${ASKING}\\b(?! (?:inte (?:komma|vara|va|ga)|dalig|sjuk|borta|hemma|ledig|pa (?:lakar|tandlakar|intervju)))|${VERB} ${SUBJECT}\\b)`,
);

export const NEGATED =
  /\b(?:inte|inge|int|ej|icke|aldrig|ingen|inget|inga|ingenting|slutat|slipp\w*|sluta|utan att)\b/;

export const HYPOTHETICAL =
  /\b(?:vad|hur) (?:gor|skulle|kommer|hander|sager|tycker) (?:ni|du|de|dom|handledar\w*|chefen)\b.*\b(?:om|ifall) (?:jag|man)\b|\b(?:vad (?:hander|gor jag|ska jag gora|galler|blir det)|hur (?:gor (?:jag|man)|blir det)|vem (?:ringer|kontaktar) (?:jag|man)|maste (?:jag|man))\b.*\b(?:om|nar|ifall|vid)\b|\b(?:ifall|tank om|anta att|sag att|om) (?:jag|mitt|mina|min|man|barnet|nan|nagon)\b.*\b(?:blir|skulle|blev|far|borjar|missar|glommer|ar sjuk|inte kommer|kommer|maste)\b|\b(?:blir|blev) (?:jag|man|barnet) sjuk\w*.*\?|\bskulle jag (?:bli|fa|vara)\b|\bom man (?:ar|blir|far|har|inte)\b|\bnar man (?:ar|blir|far|har)\b/;

export const CORRECTION =
  /\b(?:menade|menar|jag mena|rattelse|rattning|korriger\w*|skrev fel|sa fel|skriver fel|skrivit fel|tog fel|fel (?:dag|dagen|datum|tid|tiden|klockslag|anledning)|ska (?:det )?vara|skulle vara|skulle det vara|istallet for|i stallet for|inte .{2,20} utan)\b|^(?:nej|nae?|na|oj|ups|hoppsan|fel|forlat)[ ,.!]+(?:det ar |det blir |inte |pa |den |kl |klockan |imorgon|idag|nasta|mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)/;

const OTHER =
  '(?:\\w*kompis|\\w*kamrat|\\w*kollega|\\w*granne|bekant|inneboende|rektor|svagerska|mentor|kompisar|kompisen|van|vanner|vannen|vaninna|granne|grannen|kollega|kusin|kusinen|syster|systern|bror|brorsan|brodern|mamma|pappa|man|make|maken|fru|frun|sambo|sambon|pojkvan|flickvan|tjej|kille|dotter|son|handledare|coach|jobbcoach|chef|rumskamrat|klasskamrat|svager|svagerska|farbror|moster|faster|morbror|mormor|morfar|farmor|farfar|partner|ex|larare|handlaggare|barn|kursare|polare|klasskompis|syrra|syrran|morsan|farsan|svarmor|svarfar)';

export const ABOUT_OTHER = new RegExp(
  `^(?:(?:hej|hejsan|men|och|forresten|vet du|att|nar|kan|har|ska|ar|far|du) )*(?:(?:min|mitt|mina|en|vi har en) (?:basta |bra |gamla |nya |lilla |stora |ena |aldre |yngre )?${OTHER}s?\\b|(?:han|hon|de|dom)\\b(?! (?:ringde|ringer|vill|sa|valde|gav|slar|slog|hotar))|(?:handledaren|coachen|chefen|frugan|gubben|karln|lillebrorsan|storebrorsan|lillebror|storebror|lillasyster|storasyster|lararen|grannen|kompisen|polaren|vannen|kusinen|brorsan|syrran|kollegan|kursaren)\\b)`,
);
export const FOR_OTHER = new RegExp(
  `\\b(?:sjukanmala|anmala|paminna|visa|avboka|at|for|till) (?:at )?(?:min|mitt) ${OTHER}s?\\b|\\b(?:min|mitt|mina) ${OTHER}s (?:\\w+ )?(?:paminn\\w*|mote\\w*|plan\\w*|schema\\w*|tid\\w*|franvaro\\w*|sms)\\b`,
);

export const PAST =
  /\b(?:missade|missat|missa(?: ju| visst)? (?:motet|traffen|tiden|kursen) (?:igar|i \w+s)|glomde (?:att )?(?:komma|anmala|sjukanmala|saga|hora|bort|motet|tiden|ringa|ga)|var (?:jag )?(?:sjuk|borta|hemma|inte|dalig|ledig|forkyld|magsjuk|pa)|kom (?:aldrig|inte|jag inte|ju inte|ej)|kunde (?:inte|jag inte|ej) (?:komma|vara|va|ga|delta)|har varit|hade (?:feber|ont|migran|forhinder|glomt)|vabbade|forsov mig igar|hann inte|var pa (?:lakar\w*|tandlakar\w*|intervju\w*|begravning\w*)|mar bra nu men var|sov (?:over )?(?:jag )?igar|trodde)\b/;

/** "Vad är", "va betyder", "förklara". Folded. */
export const WHAT_IS =
  /\b(?:va|vad|vem) (?:ar|e|betyder|innebar|menas|menar|ska .{1,20} betyda)\b|\b(?:forklara|betyder|betydelse\w*)\b/;

/** Asks for an e-mail address. Folded; "e" may have been spelled out as "är". */
export const EMAIL_ASKED = /\b(?:mejl|mail|e ?post|(?:e|ar)-post)\w*/;

/** "Vad händer om jag inte kommer": a question about being away, not a report of it. Folded. */
export const IF_ABSENT =
  /\b(?:om|ifall|nar|da) (?:jag |man |ja )?(?:(?:inte|ej) (?:kan |kommer |dyker|ar dar|gar|orkar)|(?:(?:mitt|mina|vart|ett|min|ens) (?:barn\w*|son|dotter|unge?|ungar|grabb|tjej|bebis) )?(?:blir|ar) sjuk\w*|blir sjuk|ar sjuk|missar|uteblir|struntar|skolkar|glommer|skippar|ar borta|far forhinder|kommer for sent|kan (?:inte|ej))/;

/** "Får jag gå till tandläkaren på arbetstid?" asks for leave, whatever it is for. */
export const ASKS_ERRAND =
  /\b(?:far|kan|bor|skulle) (?:jag|man|vi) (?:\p{L}+ ){0,5}?(?:tandlak\w*|tandis|lakar\w*|doktor\w*|vardcentral\w*|sjukhus\w*|begravning\w*|brollop\w*|resa|semester|myndighet\w*|skatteverket|migrationsverket|banken|foraldramote\w*|utvecklingssamtal\w*)/u;

export const ABSENT_SELF =
  /\b(?:jag|ja|jak|vi)\b.*\b(?:kan (?:inte|ej|int)|kommer (?:inte|ej|int)|stannar|missar|hemma|borta|maste|sjuk\w*|vab\w*|forhind\w*|inte komma|inte kan|ska)\b|\b(?:kommer|kan) jag (?:inte|ej|int)\b|\b(?:for|pa) min del\b|\b(?:blir|blire) (?:det )?(?:inget|inte) (?:\w+ )?for mi[gn]\b|\b(?:kan (?:inte|ej|int)|kommer (?:inte|ej)) (?:jag )?(?:komma|vara|idag|imorgon|ga|delta)\b|\bvab\w*|\bsa (?:jag|vi) \b/;

export const NOT_YET =
  /\b(?:har|fick|far|ar|hittar|hittat|fatt|borjat|borjade|kom|kommit|blev|blivit|pluggar|studerar|jobbar)\b(?: [a-z]+){0,2}? (?:inte|inget|ingen|inga|ej|aldrig)\b|\b(?:inte|aldrig|ej|inget|ingen) (?:langre )?(?:har |ar |har jag )?(?:fatt|fick|fa|borjat|hittat|kommit|kom|blivit|blev|antagen|jobb|arbete|anstalld|borja|studerar|pluggar|jobbar)\b|\b(?:slutat|slutade|hoppade|hoppat) (?:av|jobba|plugga|studera|pa|skola\w*|utbildning\w*)\b|\bhoppa(?:t|de|r)? av\b|\b(?:fick|fatt|gav|fatt ett) (?:nej|avslag)\b/;
export const NOT_ANY_LONGER =
  /\b(?:inte langre|inte mer|inte) (?:arbetslos|arbetssokande)\b|\binte er langre\b|\barbetslos langre\b/;
export const WISH =
  /\b(?:vill|skulle vilja|onskar|hoppas|funderar|kanske|drommer|tanker kanske|kan jag|far jag|hur (?:far|hittar|soker|blir|gor) (?:jag|man)|soker|letar|sokte?|sok|behover|ge mig|hitta (?:ett )?jobb|nar far jag|chans|undrar om)\b/;
/** "vill anmäla att jag studerar" is no wish to study. */
export const TELLS =
  /\b(?:vill|skulle vilja|onskar|behover) (?:bara |inte )?(?:anmala|meddela|informera|beratta|saga|tala om|er|rapportera)\b|\bhur (?:anmaler|sager|meddelar|rapporterar) jag\b/g;
export const REPORTS = /\b(?:anmal\w*|saga|meddela\w*|vad gor jag nu|vad ska jag gora nu)\b/;
/** Dreamed, wished for, imagined. */
export const UNREAL =
  /\b(?:dromde|dromt|drommer|drom om)\b|\b(?:onskar|hade varit|skulle vara|vore) (?:skont |bra |kul |harligt |)(?:att )?(?:om )?jag (?:hade|fick|kunde|vore|var)\b|\b(?:tank|taenk) (?:om|att) (?:jag|man)\b|\bom jag (?:bara )?hade (?:fatt|haft|varit|kommit)\b|\blatsas\b/;
/** Begins with what may come to be. */
export const SUPPOSES = /^(?:(?:och|men|fast|eller|sen) )?(?:om|ifall|tank om|vad hander|vad gor)\b/;
/** "vad gör ni om jag inte kommer": supposed, and about us. */
export const SUPPOSES_OF_US =
  /\b(?:vad|hur) (?:gor|skulle|kommer|hander|sager) (?:ni|du|de|dom|handledar\w*)\b/;
export const DONE =
  /\b(?:fatt|fick|hitta(?:t|de)?|har hitta|startat|startade|pluggar|studerar|skrivit|borjat|borjade|skrev pa|skrivit pa|signera\w*|anstalld|antagen|kommit in|kom in|tackat ja|tackade ja|fatt plats|ska borja|borjar|vill (?:anstalla|ha|behalla) mig|anstaller|ingatt|paborjat|har (?:ett )?jobb|valde mig|landat|erbj\w+)\b/;

export const WANTS_NO_REMINDER =
  /\b(?:vill|behover|onskar|vill jag|ska|skall) (?:du |ni |jag )?(?:inte|inga|ej|int|aldrig|slippa)\b|\b(?:inte|ej|int) (?:vill|behover|paminn\w*|skicka\w*|skriv\w*|pling\w*)\b|\b(?:pa ?minn?\w*|skicka|skriv|sag till|hor av|sms\w*)(?: (?!sa\b|for att\b)[a-z]+){0,3}? (?:inte|aldrig|ej|inga)\b|\b(?:inga|ingen|inget)(?: fler| mer)? (?:paminn?\w*|sms|notis\w*|meddelande\w*|aviser\w*)\b|\b(?:sluta|stang(?:a|er)? av|sta?ng av|ta(?:r)? bort|slipp\w*|undanber|avsluta|stopp\w*|avanmal\w*|av med)\b/;
/** "kan du inte påminna mig?" asks for it. */
export const ASKS_KINDLY =
  /^(?:hej |snalla |men )*(?:kan|kunde|skulle|vill) (?:du|ni|nagon) inte (?:kunna |bara )?(?:paminn\w*|skriva|skicka|saga till|sms\w*|hora av)/;
/** "har jag fått jobbet?" asks, and tells nothing. */
export const ASKS_ABOUT_SELF = /^(?:hej |men |undrar )*(?:har|fick|kom|blev|ar) jag (?!nu\b)/;
export const GETS_NO_REMINDER =
  /\b(?:varfor|har inte|fick (?:inte|ingen|inga)|far (?:inte|inga|ingen)|kommer (?:inga|ingen)|fatt (?:inga|ingen|nan|nagon)|kom (?:ingen|aldrig))\b/;

export const EASY_WORD = /\b(?:latt\w*|lat(?:t|are)|enk(?:el|la|elt|lare)\w*|forenkl\w*)\b/;
export const NO_EASY =
  /\b(?:inte|ingen|inget|inga|slipp\w*|sluta|stang av|sta?ng av|ta bort|av med|utan)\b(?: [a-z]+){0,4}? (?:latt\w*|enk\w+|forenkl\w*|simpel\w*|kort\w*)\b|\b(?:for|alldeles for) (?:latt|enkel|enkelt|kort|korta|barnslig\w*|simpelt)\b|\b(?:latt svenska|lattlast|enkel svenska) av\b/;
export const CANNOT_READ =
  /\b(?:svar\w*|forstar|fattar|kan) (?:inte|ej)\b|\binte (?:forstar|kan|fattar|svar\w*|bra pa|sa bra)\b|\bkan lite\b/;

export const DARK =
  /\b(?:do|dor|dog|dod|doda|dott|leva|lever|liv|livet|slar|sla|slog|slagit|slagen|hot\w*|radd|vald\w*|skad\w*|skar\w*|skur\w*|orkar|kniv\w*|vapen|tablett\w*|piller|illa|mening\w*|forsvinn\w*|sakna\w*|borda|hoppa\w*|hang(?:a|er)|skjut\w*|ihjal|tving\w*|lase\w*|last|svart|utan mig|finnas|fanns|farval|sista|stryp\w*|misshand\w*|overdos\w*|sjalvmord\w*|arg|vagar|slut|utvag|hopp|hopplos|morka|doden|dodar|fly|flyr|gomd|straffa|blamark\w*|tafsa\w*|sexuell\w*|utnyttj\w*|overgrepp|kraft|fodas|fotts|vakna\w*|rakblad|kampa|forfolj\w*|stalk\w*|brann\w*|slapp\w*)\b/;
export const DIED = /\b(?:dog|dott|dod|avled|gatt bort)\b(?! (?:jag|om jag))/;

export const OWN_CHILD = /\b(?:barn\w*|son|sonen|dotter|dottern|lillan|lillen|flicka|pojke|bebis\w*)\b/;
/** "kan inte ikväll", "kommer ej på torsdag": who cannot on a day is away on it. */
export const CANNOT_ON =
  /^(?:(?:hej|tyvarr|nej|men|och|pa|den|hela|under|bara) )*(?:(?:kan|passar|gar|funkar) varken (?:pa )?§[dvpt]|§[dvpt](?: §[dvpt])* (?:kan|gar|funkar|passar|orkar|hinner) (?:jag |det )?(?:tyvarr )?(?:inte|ej|int)\b)/;
export const CANNOT_THEN =
  /^(?:hej |tyvarr |nej |jag |ja )*(?:kan|kommer|gar) (?:tyvarr |det )?(?:inte|ej|int) (?:komma |pa |den |for mig )*§[dvpt](?: pga| tyvarr| tack)?$/;
export const ERRAND =
  /\b(?:behover|boka|ring|ringa|las|oversatt|tips|infor|skickade|gick|var|vill|sok|hjalp|ar)\b/;
export const COMES_AFTER_ALL =
  /\b(?:kan|kommer) (?:jag )?visst (?:komma|vara med|dit)?|\b(?:(?:sa|och) (?:jag |nu )?(?:kommer|kan komma|hinner|ar med|kan vara med)|(?:kommer|komma|hinner|med|dit|gar) (?:anda|trots allt|i alla fall)|kan komma (?:anda|igen|nu)|kommer (?:jag )?imorgon igen)\b(?! (?:jag )?(?:inte|ej|sen|sent|for|senare|lite|lit|efter|forst))/;
export const TAKES_BACK =
  /\b(?:angra\w*|bortse fran|ta(?:r|s)? (?:bort|tillbaka)|radera\w*|stryk\w*|dra(?:r)? tillbaka|aterkalla\w*|aterta\w*|makulera\w*|avbryt\w*)\b(?: [a-z]+){0,4}? (?:\w*anmal\w*|franvaro\w*|sjukskriv\w*|det jag (?:skickade|anmalde))\b|\b\w*(?:anmalan|anmalningen|franvaron)\b(?: [a-z]+){0,7}? (?:tas bort|bort|tillbaka|raderas|strykas|fel|galler inte|inte aktuell|inte langre)\b|\b(?:stryk\w*|ta(?:r)? bort|vill inte sta) (?:att jag ar|som) (?:borta|franvarande|sjuk)\b|\b(?:skrev|anmalde|sa|meddelade)(?: [a-z]+){1,20}? (?:ta bort det(?: dar)?|vill ha bort (?:det|anmalan)|bort med (?:det|den))$/;
const IS_WELL =
  '(?:jag|ja|hon|han|barnet|ungen|sonen|dottern|(?:min |mitt )(?:son|dotter|barn|unge)) (?:ar|e|blir|blivit|har blivit|mar|kanner (?:mig|sig)|hunnit bli) (?:(?:helt|lite|riktigt|lit) )?(?:frisk\\w*|battre|kry\\w*|bra|pigg\\w*|okej|ok|aterstalld)\\b';
/** "migränen släppte nyss", "ingen feber längre": it is over. "feber över 39" is not. */
export const RECOVERED =
  /^(?!.*\b(?:(?:inte|ej|aldrig|int) (?:har )?(?:gatt|gar|gick|slappt|slapper|over|lagt|gett|forsvunnit)|(?:gar|gick) (?:inte|ej)|kom tillbaka|har igen|feber igen|ont igen|sjuk igen|samre igen)\b).*(?:\b(?:feber\w*|huvudvark\w*|migran\w*|ryggskott\w*|vark\w*|host\w*|forkyl\w*|krakn\w*|magsjuk\w*|yrsel\w*|smartan|smartorna|influensa\w*|halsfluss\w*|prickar\w*|ont)(?: [a-z]+){0,4}? (?:slappt?e?|over(?! \d)|borta(?! i)|lagt sig|gett sig|gav sig|gett med sig|forsvann|forsvunnit|gatt over|gick over|slutat)\b|\b(?:ingen|inga|inte)(?: har)?(?: langre)? (?:feber|ont|dalig|prickar|sjuk|krakningar)(?: [a-z]+)? (?:kvar|langre|mer)\b|\binte langre (?:feber|sjuk|dalig|ont)\b|\b(?:aterstalld|aterhamtad|tillfrisknad|tillfrisknat|friskforklarad|kry igen|pa benen igen|feberfri|symptomfri|symtomfri)\b)/;
/** "Hemma tills jag är frisk", "kommer när jag är frisk": how long somebody is away, and not that they are well. */
export const UNTIL_WELL = new RegExp(
  `\\b(?:tills?(?: dess)?(?: att)?|till dess(?: att)?|forran|innan) ${IS_WELL}|\\b(?:kommer|komma|tillbaka|ses|dyker upp)\\b.*\\bnar ${IS_WELL}|^nar ${IS_WELL}(?: igen)? (?:kommer|kan)\\b`,
);
/**
 * "Nej vänta, jag är sjuk", "sjuk idag, kommer imorgon om jag är frisk": ill now. Not where it is supposed or told of ("om jag är sjuk", "att jag
 * är sjuk"), nor where it is taken back or over in the same breath.
 */
export const IS_ILL =
  /^(?!.*\b(?:fel|stammer|glom\w*|galler|\w*bort|tillbaka|radera\w*|anda|trots|i alla fall|visst komma|avbryt\w*|forut|igar|(?:men|fast|och|nu) (?:nu )?(?:jag )?(?:(?:ar|mar|kanner mig) )?(?:jag )?(?:nu )?(?:frisk\w*|battre|bra|pigg\w*|kry))\b).*(?<!\b(?:om|ifall|nar|att|innan|forran|som|tills|inte) )\b(?:(?:jag|ja|jak) (?:ar|e|blev|har blivit|kanner mig) (?:(?:jatte|fortfarande|lite|nu|tyvarr|faktiskt|ju|ocksa|sa|riktigt|verkligen|visst) ){0,2}(?:\w*sjuk|forkyld|dalig)|(?:jag|ja|jak) har (?:fatt |hog |lite |mycket )?feber|^(?:(?:hej|nej|vanta|men|oj|ar|e) )*\w*sjuk)\b/;
/** Nothing else stands after it: no question, no wish. */
export const ONLY_ILL = /^(?:[a-z]+ ){0,6}?(?:\w*sjuk|forkyld|dalig|feber)(?: (?:idag|nu|tyvarr|ju|igen))?$/;
/** "Tills vidare", "vet inte hur länge": away, without a last day. */
export const NO_LAST_DAY =
  /\btills? vidare\b|\b(?:vet|svart att saga|oklart|ingen aning|osaker)\b.*\bhur (?:lange|manga dagar)\b|\b(?:tills?|forran|innan)\b.*\b(?:frisk\w*|battre|kry|pigg|mar bra|gatt over|gar over)\b/;
/** "Var lämnar jag det?", "vem skickar jag till": asks, and ends nothing. */
export const ASKS_WHERE_TO =
  /^(?:(?:och|men|ok|okej|ja|jo|hej) )*(?:(?:till )?vem|var|vart|nar|vilken|vilket|vilka)\b(?: [a-z]+){0,2}? (?:jag|man|vi)\b/;
/** "Ska jag ringa AF", "måste jag också säga till soc": whom one must tell personally. */
export const ASKS_WHOM_TO_TELL =
  /\b(?:ska|maste|behover|bor) (?:jag|ja|man) (?:ocksa |anda |sjalv |nu )*(?:ringa|kontakta|anmala|saga|meddela|hora av mig|prata med)\b.*\b(?:af|arbetsform\w*|soc|socialen|socialtjansten|kommunen|handlaggar\w*|forsakringskassan|fk)\b/;
const AUTHORITY = '(?:af|afs|arbetsform\\w*|arbetsfor\\w*|forsakringskass\\w*|fk|a ?-?kass\\w*|akass\\w*)';
/** Between whom is asked to tell, and whom it is told. Our own people are told by us, and a course is no report. */
const TOLD_WHAT =
  '(?: (?!handledar|coach|jobbcoach|leverant|kurs|utbildning|nummer|telefon|hur|vad|nar|vem|var\\b)[a-z-]+){0,6}?';
/** "Kan du sjukanmäla mig till Arbetsförmedlingen", "har du sagt till AF att jag är sjuk": whether we do, or have done, what is theirs to do. */
export const ASKS_US_TO_TELL = new RegExp(
  `\\b(?:(?:kan|kunde|skulle|vill|ska) (?:du|ni)(?: [a-z]+){0,2}? (?:sjukanmala|anmala|meddela|saga|saga till|ringa|kontakta|beratta|informera|hora av|skicka (?:det|detta|min \\w+))|(?:sjukanmaler|anmaler|meddelar|sager|ringer|kontaktar|berattar|informerar|skickar) (?:du|ni)|(?:har|hade) (?:du|ni)(?: [a-z]+){0,2}? (?:sjukanmalt|anmalt|meddelat|sagt|sagt till|ringt|kontaktat|berattat|informerat|skickat))${TOLD_WHAT} ${AUTHORITY}\\b`,
);
/** A child who writes for a parent, or somebody who holds the phone for another: what is said is the participant's. */
export const RELAYS =
  /\b(?:skriver (?:det |detta |har )?(?:at|for|fran|vad)|(?:hjalper|talar|oversatter) (?:at |for )?(?:mamma|pappa|min|henne|honom)|fran (?:mamma|pappa|mor|far|min [a-z]+)s? (?:telefon|mobil)|(?:mamma|pappa|mor|far|morsan|farsan|mormor|farmor|hon|han|min (?:mamma|pappa|mor|far|man|fru|mormor|farmor)) (?:undrar|fragar|sager|svarar|ber mig|ber dig|vill veta))\b/;
export const STUDIES_NOW =
  /\b(?:bor?j\w*|start\w*|fatt|fick|kom(?:mit)? in|antag\w*|tackat?|laser|las|studerar|pluggar|plugar|gar (?:pa|i|en|bygg|vard|kurs|kvalls\w*)|inskriven|paborj\w*|ska (?:ga en|bli|plugga|studera|lasa)|student|studera|plugga|lasa|ga (?:i|pa|komvux)|elev|studerande|csn|termin\w*|plats|forsta)\b/;

/** "raderade sms:et, när var det jag skulle komma": whatever went before, a time or a place is asked for. */
export const ASKS_WHEN =
  /\b(?:nar|vilken tid|hur dags|vart|var|vilken dag|vilken adress) (?:var det|ar det|skulle|ska|var|ar) (?:det |nu )?(?:jag |vi |mitt |min |motet|traffen|tiden|nu igen)|^adress(?:en)?(?: (?:plz|tack|snalla|till er|dit|till motet)|$)/;
/** "hur når jag henne": the one who was just named. */
export const REACHES_THEM =
  /^(?:och )?(?:hur|var) (?:nar|far|kan) (?:jag|man) (?:(?:fa )?tag (?:pa|i) |(?:i )?kontakt med |na )?(?:henne|honom|hen|dem|dom)$/;
/** "avvikelse?? säg på svenska": a word and a question mark, then the wish to have it explained. */
export const WORD_ASKED =
  /^(?:[a-z][a-z-]*)(?: [a-z-]+){0,2} ?\?+ ?(?:vad|va|sag|forklara|pa (?:ren |vanlig |latt )?svenska|svenska|hur da|betyder|fattar|forstar)/;
export const REMIND_ME =
  /\b(?:pa ?minn?\w*|sms\w*|pling\w*|ping\w*|hojta|sag till|skriv) (?:du |till )?(?:mig|mej)\b/;
/** "stängde av dem förut men vill ha dem igen". */
export const WANTS_IT_BACK =
  /\b(?:stangde|stangt|tog|tagit|slog|sa) (?:av|bort|ifran|nej)\b.*\b(?:vill|igen|tillbaka|tillbaks|pa)\b|\b(?:vill ha|fa|ha|satt(?:a)?|sla) (?:\w+ )?(?:tillbaka|tillbaks|pa (?:dem|dom|det )?igen)\b/;
/** "på kvällen, inte på morgonen": another time, not none. Over words with times as signs. */
export const NOT_THEN =
  /\binte (?:pa |kl |klockan |i |sa |den |redan )*§[dpt]|\binte (?:en|ett|tva|tre|0|§v|§m) ?(?:dag|dagar|timme|timmar|vecka|kvart)? (?:innan|fore)\b/;
/** "det var inte så jag menade". */
export const NOT_MEANT =
  /^(?:nej|na|nae|nu|men|inte|du|men nej|oj)?\b ?(?:det |du )?(?:(?:var|ar) (?:det )?inte (?:sa|det|vad|den|dar) (?:jag )?(?:men\w*)|missforst\w*)|^(?:nej|na|nae) .{0,20}\binte (?:sa|det|vad) jag men/;
/** "be Farideh höra av sig", "säg åt henne att ringa". */
export const LET_THEM_CALL =
  /\b(?:be|bed|sag (?:at|till)|kan du be|kan ni be) (?!om\b)[a-z]+(?: [a-z]+)? (?:att |om att |hon ska |han ska )?(?:hora av sig|ringa|ringer|kontakta|slar? en signal|sla en signal|messa|mejla|maila)\b/;
/** A wish to explain an absence of before; over the text as written. */
export const EXPLAINS =
  /(?<!\p{L})(?:förklara|forklara|berätta|beratta|säga|saga)\s+(?:\p{L}+\s+){0,3}?(?:varför|varfor|vad som hände|anledningen|orsaken)\s+(?:\p{L}+\s+){0,4}?(?:inte|ej|borta|missade|frånvaro\p{L}*|uteblev)(?!\p{L})|(?<!\p{L})(?:förklara|forklara)\s+(?:min|en|den)\s+(?:gamla\s+)?(?:frånvaro|franvaro)/iu;

/** "kan inte söka jobb i dag": the own work of the plan that is not done. Folded. */
export const NO_OWN_WORK =
  /\b(?:kan|orkar|hinner|kunde|orkade|hann|klarar)(?: jag)? (?:inte|ej|int)(?: att)?(?: [a-z]+){0,3}? (?:soka|leta efter) (?:nagra |nagot |nat )?(?:jobb|arbete|arbeten)\b|\bhar(?: jag)? (?:inte|ej)(?: [a-z]+){0,2}? sokt (?:nagra |nagot |nat )?(?:jobb|arbete|arbeten)\b.{0,40}\b(?:for|eftersom|sjuk\w*|feber|vab\w*)\b|\b(?:kan|orkar|hinner|kunde|klarar)(?: jag)? (?:inte|ej|int)(?: [a-z]+){0,4}? (?:jobbsoka|jobbsok\w*|(?:mitt |med )*eget arbete|jobba med min plan)\b/;
/** What own work is called, which tells no reason. */
export const OWN_WORK =
  /\b(?:soka|sokt|leta efter) (?:nagra |nagot |nat )?(?:jobb|arbete|arbeten)\b|\beget arbete\b/g;

/** "kan bara vara med till 11": a bare number after a word of coming or going is a clock time. */
export const BARE_CLOCK =
  /(?<!\p{L})((?:med|komma|kommer|stanna|stannar|kvar|gå|ga|där) (?:bara |fram )?(?:till|från|fran|före|fore|innan|efter|förrän|forran|först|forst)) (?=(?:[6-9]|1\d|2[0-2])(?:[.:][0-5]\d)?(?!\d|[.:/]\d|\s*(?:jan|feb|mars|apr|maj|juni|juli|aug|sep|okt|nov|dec|min|dag|veck|tim|pers|april)))/giu;
/** "dyker upp typ elva", "sticker 11": a bare number that can only be a time of the clock, in a report. */
export const BARE_HOUR =
  /(?<!\p{L})((?:dyker upp|måste gå|måste dra|måste sticka|framme|sticker|drar|iväg|kommer|komma|går hem|gå hem|lämnar|där|redan)(?: (?:in|typ|vid|runt|kring|redan|nog|ca|cirka|kanske|först|forst|tidigast|typ vid|tidigast vid))?) (?=(?:[6-9]|1\d|2[0-2]|sju|åtta|nio|tio|elva|tolv)(?:[.:][0-5]\d)?(?!\d|\p{L}|[.:/]\d|\s*(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec|min|dag|veck|tim|pers|över|i |år|gång|st\b|procent|%|av |till \d)))/giu;
/** "kan inte vara med före 10", "bara från 10": comes later than it begins. */
export const COMES_FROM =
  /\b(?:inte|ej|int) (?:kan )?(?:vara med|va med|komma|vara dar|hinna)(?: dit)? (?:fore|innan|forran) (?:kl|klockan|\d)|\bbara (?:vara |va )?(?:med|komma|dar) (?:fran|efter) (?:kl|klockan|\d)/;
/** "kan inte vara med efter 11", "bara till 11": goes before it ends. */
export const GOES_AT =
  /\bmaste (?:jag |tyvarr )?(?:ga|aka|sticka|dra|lamna)(?: hem| harifran| ivag)? (?:redan |senast |imorgon |idag )?(?:vid |runt |efter )?(?:kl|klockan|halv|\d)|\b(?:inte|ej|int) (?:kan )?(?:komma|vara med|va med|stanna|vara kvar|vara dar)(?: kvar)? (?:efter|langre an till) (?:kl|klockan|\d)|\bbara (?:vara |va )?(?:med|stanna|dar|kvar) (?:fram )?till (?:kl|klockan|\d)/;

/** Years of work that lie behind. */
export const LONG_AGO =
  /\b(?:korde|jobbade|arbetade|stadade|snickrade|var|drev|slet|knegade|byggde|lagade|bakade|larare|har (?:jobbat|arbetat|kort|varit)) (?:[a-z]+ ){0,4}?i (?:over |nastan |mer an |ungefar )?(?:\d+|[a-z]+) ar\b/;
/** "prata om min son": nothing is supposed. */
export const TALKS_ABOUT =
  /\b(?:prata\w*|tala\w*|mote|samtal\w*|beratta\w*|handlar|hora|info\w*|snacka\w*) om (?:min|mitt|mina|mig|jobb\w*|en|ett)\b/;
/** "krångla inte", "inte så svårt". */
export const NOT_HARD =
  /\b(?:krangla inte|inte (?:sa )?(?:krangl\w*|svar\w*|avancera\w*)|mindre (?:krangl\w*|svar\w*))\b/;
/** A word or a few in quotation marks; over the text as written. */
export const QUOTED = /["”“»«'’]\p{L}[\p{L} -]{2,40}["”“»«'’]/u;
/** "hinner inte till kl 11": the time of the meeting, not the end of being away. */
export const NOT_IN_TIME =
  /\bhinner (?:jag )?(?:inte|ej|int|nog inte)(?: [a-z]+){0,2} till\b|\bsen till\b|\b(?:inte|ej) (?:kan )?komma till (?:kl|klockan)\b|\b(?:kommer|komma) (?:jag )?(?:inte|ej) till (?:kl|klockan)\b/;
/** The whole of a day that is not named is the day it is written. */
export const ALL_DAY = /\bhela da(?:ge)?n\b/;
/** Whether a certificate is needed. */
export const ASKS_FOR_PROOF = /\b(?:behover|behovs|maste|kravs|ska)\b(?: [a-z]+){0,4}? \w*intyg\w*\b/;

/** What somebody cannot bear, on any day: no illness of today. */
export const UNBEARABLE =
  /\b(?:ont|yr|trott|stressad|snurrig|illamaende|migran|huvudvark)\b(?: [a-z]+){0,3}? av (?:all |allt |mycket |hoga? |starka?t? |for )*(?:\w*ljud\w*|\w*ljus\w*|buller|oljud\w*|prat\w*|musik\w*|lamp\w*|lysror\w*|skarm\w*|lukt\w*|parfym\w*|folk|manniskor|trangsel\w*)\b/;

/** Before what was and is no longer: "måndag istället för tisdag". */
export const INSTEAD_OF = /\b(?:istallet|i stallet) for(?: (?:pa|kl|klockan|den))?$/;
/** Around a day that somebody offers: "går fredag bra?". */
export const OFFERS = /^(?:gar|funkar|passar|kan)(?: pa)?$/;
export const OFFERED = /^(?:bra|ok|okej|fint|battre|istallet|i stallet|\?)/;
/** Told afterwards: what lies behind. */
export const AFTERWARDS =
  /\b(?:uteblev|uteblivit|uteblivna|var franvarande|hade (?:feber|ont|migran|forhinder)|dok (?:aldrig|inte|ej) upp|i efterhand|narvarade (?:inte|ej|aldrig)|deltog (?:inte|ej)|borde (?:ha|jag|hort|sagt|meddelat)|(?:skulle|hade) (?:jag )?(?:ju )?(?:ha )?(?:varit|kommit|hort av|anmalt|meddelat|sagt)|(?:for|for sent att) (?:langesen|langesedan)|inte sagt (?:nat|nagot|till)|glomde|glomt|missa(?:de|t)|for \w+ (?:dagar|dar|veckor) (?:sen|sedan))\b|\bmissa\b.*\b(?:igar|forrgar|i \w+dags|forra)\b/;
/** A wish to be reminded of something of one's own, and not of the meetings. */
export const OWN_REMINDER =
  /\b(?:pa ?minn?\w*|pling\w*|pipa?|hojta|larma|remind|saga? till|skriv|meddela) (?:du |ni |till )*(?:mig|mej|me|om|pa)\b|\b(?:satt|satta|skapa|fixa|lagg|ha|fa) (?:in |upp |en |ett )*(?:pamin\w*|larm|alarm)\b|\bkom ihag at (?:mig|mej)\b|\bpaminna (?:mig |mej )?(?:pa|om|den|vid|kl)\b/;
/** Who wants to be woken means the morning. */
export const WAKES =
  /\b(?:va(?:k|ck)\w*|forsov\w*|morgonen|mornarna|pa morgon|(?:stiga|ga|kliva|komma) upp|frukost\w*|sanghalm\w*)\b/;
/** Before a time of a reminder that is not the wish. */
export const NOT_THAT_TIME = /\b(?:for|alldeles|mycket) (?:tidigt|sent|tidig|sen)\b|\bvaknar?\b/;

/** What somebody told of begins. */
export const BEGINS = /^(?:jag |ja |och )?(?:borja|starta|tilltrad|paborja)\w*\b/;
/** Says in its own part of the sentence that somebody stays away. */
export const AWAY_HERE =
  /\b(?:kan|kommer|komer|orkar|hinner|klarar|ska|lar) (?:[a-z]+ ){0,2}?(?:inte|ej|int|aldrig)\b|\binte (?:kan|komma|kommer|med|dar)\b|\brakna (?:inte|bort)|\b(?:inget for m\w+|utan mig|stannar|hemma|borta|missar|uteblir|franvar\w*|avbok\w*|boka av|krockar|skippar|hoppar over|sjukanmal\w*|sjukskriv\w*|forhind\w*)\b/;
/** Where another part of a sentence begins. */
/** Beside a day that is still to come, the same. */
export const ILL_THEN =
  /\b(?:ar|e|blir) (?:jag )?(?:[a-z]+ )?(?:sjuk|krasslig|forkyld|ledig|bortrest)\b|^sjuk\b/;
export const BREAKS = new Set(['.', '!', '?', ';', ',', 'sa', 'men']);
/** What began, and is not still to begin. */
export const HAS_BEGUN =
  /\b(?:borjade|startade|paborjade|(?:har|precis|redan|nyss) (?:jag )?(?:borjat|startat|paborjat)|borjat|sedan|sen) (?:[a-z]+ ){0,6}?(?:i|for|pa|den|forra|igar|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|\d)/;
/** After a day on which somebody does come: "på fredag går bra". */
export const SUITS =
  /^(?:gar bra|funkar(?! (?:inte|ej|int|daligt))|passar(?! (?:inte|ej|int|daligt))|ar ok|ar okej|kan jag(?! inte)|kommer jag(?! inte)|gar fint)/;
/** Before a day on which somebody does come: "sjuk, tillbaka på måndag", "kan inte idag men kommer imorgon". */
export const BACK =
  /\b(?:tillbaka|aterkommer|kommer(?: igen| tillbaka| anda| sen| forst)?|kan (?:bara|endast)|kan (?:jag )?komma|komma istallet|komma igen)(?: pa| den| igen| i| forst)?$/;
/** What is still to come, whatever was told before it: "trodde att det gick men måste passa barn på måndag". */
export const AHEAD =
  /\b(?:maste (?:jag |tyvarr |ju |da )*|kan (?:jag )?(?:da |ju |tyvarr )*(?:inte|ej)|hinner (?:inte|ej)|ska) ?(?:komma|vara|va|passa|hjalpa|ga|aka|folja|delta|till|vara med|hamta)\b/;
/** Away on the day it is written: what lies before it is when it began. */
export const AWAY_NOW =
  /\b(?:kan (?:inte|ej|int)|kommer (?:inte|ej|int)|inte (?:kan )?komma|ar (?:fortfarande |hemma|sjuk|kvar|borta)|e sjuk|stannar|blir hemma|maste|blev (?:sjuk|dalig)|fick feber|orkar inte|mar (?:fortfarande )?(?:daligt|illa|inte))/;
/** Somebody who is well says when they come, and is not late. */
/** "Var sjuk igår och är det idag också" */
export const IS_STILL =
  /^(?:jag )?(?:ar|e) (?:jag )?(?:det |sjuk )?(?:fortfarande )?(?:i ?dag|imorgon|i morgon)(?: (?:ocksa|med|fortfarande))?$/;
export const COMES_THEN =
  /^(?!.*\b(?:inte|ej|sen|sent|senare|forsent|forsenad)\b).*\b(?:kommer|komma|dyker upp|ar dar|ar pa plats|rakna med (?:mig|mej))\b/;
/** Some word of being reminded. */
export const REMINDING =
  /pa ?min|sms|notis|pling|ping|meddela|skriv|sag till|saga till|hojta|knuff|hor av|hora av|varn|avis|utskick|spam|tjat/;
/** What is asked about and not told: "om jag blir sjuk en vecka, behövs det intyg?". */
export const CONDITION = /^(?:och |men )?(?:om|ifall) (?:jag|ja|man|vi|mitt|min|mina|barnet|ungen)\b/;
/** "då jag är hemma": says more of what stands before it. */
export const SUBORDINATE =
  /^(?:da|nar|eftersom|fast|fastan|medan|som|darfor att|for att|sa att) (?:jag|det|vi|min|mitt)\b[^?]*$/;
/** That somebody stays away, beside whatever else is said. */
export const CANNOT_COME =
  /\b(?:kan|kommer) (?:jag )?inte (?:att )?(?:kunna )?(?:komma|vara med|delta|ga|idag|imorgon|imorn|pa|till|dit)\b/;
/** What stands around a time and says nothing of its own. */
export const TIME_FILL = new Set([
  'och',
  'pa',
  'i',
  'den',
  'kl',
  'klockan',
  'till',
  'fran',
  'sen',
  'ocksa',
  'dag',
  'hela',
  'samt',
  'eller',
  'med',
  '0',
  'nu',
  'bara',
  'da',
  'det',
]);

const APPLIED = '(?:sokt|sokte|ansokt|ansokte|ansokan|anmalt mig till)';
const SCHOOL =
  '(?:utbildning\\w*|kurs(?:en|er)?|\\w*skola\\w*|komvux|grundvux|universitet\\w*|gymnasi\\w*|vuxenutbildning\\w*|sfi|studier|studera|plugga)';

/** Has applied for an education. Who has got in says that, whatever they applied for before; and one can be away because of it. */
export const HAS_APPLIED = new RegExp(
  `^(?!.*\\b(?:kommit in|kom in|kommer in|antagen|antagna|borjat|fick plats|fatt plats|praktik\\w*|jobb\\w*|kommer inte|kan inte|borta|sen|missar)\\b).*\\b${APPLIED}\\b.*\\b${SCHOOL}\\b`,
);

/** A yes by itself, however its letters are drawn out: "okejj", "jaaa tack", "ja?". */
export const YES_ALONE =
  /^(?:(?:j+a+|j+o+|a+|mm+|mhm|ja+p+|je+p+|ju+p+|o+ke*j+|o+k+|oki+|visst+|javisst|absolut|garna+|ga+rna|precis|exakt|sjalvklart|sa ?klart|ye+s+|ye+p+|sure|stam+er|stem+er|korrekt|ratt|inga problem|tack|da)(?: |$))+$/;
/** Signs that mean yes, with any colour of skin. */
export const YES_SIGN = /[\u{1F44D}\u{1F44C}\u2705\u2714]/u;
/** Agreement in words that are often misspelt. */
export const AGREES =
  /\b(?:stam+er|stem+er|okej|okey|skic?k+a|skic?k+ar? (?:det|den|nu)|godkan+er?|godkan+)\b/;
/** "Ja" where it is "jag", as many write it: "ja skickar själv", "ja väntar". */
export const IS_I =
  /^(?:ja|jag) (?!jag |ja |stam|stem|gar |funkar|passar|tack|det|de |den|sa |bra|va |for |du |ni )(?:[a-z]+r|e|har|ska|vill|kan|maste|vet|tor|borde|hann|skulle)\b/;
/** What somebody does by themselves, or not now. */
export const SELF_OR_LATER =
  /\b(?:sjalv(?!klart|fallet)|sen|senare|vanta\w*|snart|kanske|fast|men inte|forst|innan|tvek\w*|osaker)\b/;
/** "Jag kommer", with nothing beside it that takes it back. */
export const COMES =
  /^(?:(?:ja|jo|nej|na|men|jag|hej) )*(?:kommer|komer|kmr|komme|ar med|ar pa|e me|e med|dyker upp)(?: (?:dit|da|ju|visst|nog|imorgon|anda|jag|ja))*$/;
/** To a reminder, which asks nothing: "ja" is taken as "jag kommer". "Ok" says only that it was read. */
export const YES_TO_REMINDER =
  /^(?:ja|japp|jepp|jo|jada|yes|absolut|sjalvklart|visst|ja tack|det gor jag|jag gor det)$/;
export const NO_TO_REMINDER = /^(?:(?:nej|na|ne|tyvarr) ?)+$/;
export const CANNOT =
  /^(?:hej |nej |na |ne |tyvarr |forlat |men )*(?:jag )?(?:kan|kommer|hinner) (?:tyvarr )?(?:inte|ej|int)(?: komma| dit| da| tyvarr)*$/;
/** "Kommer på båda", "ok kommer", "ja till allt", to a reminder: all that it is about. Over the bare words. */
export const COMES_TO_ALL =
  /^(?:(?:ja|jo|ok|okej|okay|absolut|visst|hej|jag) )*(?:(?:kommer|ar med)(?: (?:till|pa))?(?: (?:bada|bagge|alla|allt|allting)(?: (?:tva|tider|tiderna|moten|motena))?)?|ja (?:till|pa) (?:bada|bagge|alla|allt|allting))$/;
/** A no to a reminder that goes on to say why: "nej sjuk", "kan inte komma jag har feber". Over the bare words. */
export const NO_AND_WHY =
  /^(?:(?:hej|nej|na|ne|tyvarr|forlat) )*(?:(?:nej|na|ne|tyvarr)|(?:jag )?(?:kan|kommer|hinner) (?:tyvarr )?(?:inte|ej|int)(?: komma| dit)*) (?!.*\b(?:inte|ej|int)\b)/;
/** "Kommer inte till den andra": the place among what is booked. Over the bare words; the group is the place. */
export const NOT_TO_PLACE =
  /\b(?:inte|ej|int)(?: (?:komma|kommer|ga|med|vara|jag|kan))* (?:till|pa) ((?:den |det )?(?:forsta|andra|tredje|sista))(?= (?:en|tiden|motet|traffen|gruppen|aktiviteten|imorgon|idag|pa|for|jag|ar|sjuk|feber|tyvarr)\b|$)/;
/** "Ja till första nej till andra", "kommer till mötet men inte gruppen": what they come to, and what not. Over the bare words. */
export const YES_THEN_NO =
  /^(?:(?:jag|hej|ok|okej) )*(?:ja|kommer|kan)(?: (?:jag|kommer|komma))*(?: (?:till|pa))? (?!inte\b|ej\b)(.+?) (?:(?:men|och) )?(?:nej|inte|ej)(?: (?:jag|kommer|kan|komma|inte))*(?: (?:till|pa))? (.+)$/;
/** "Nej till första ja till andra": the other way round. */
export const NO_THEN_YES =
  /^(?:(?:jag|hej|tyvarr) )*(?:nej|(?:kommer|kan) (?:inte|ej))(?: komma)?(?: (?:till|pa))? (.+?) (?:(?:men|och) (?:ja )?(?:(?:jag )?(?:kommer|kan komma) )?|ja |jag kommer )(?:till|pa) (.+)$/;
/** "Jaha" says that something was heard, and agrees to nothing. */
export const ONLY_HEARD = /^(?:jaha+|aha+|jasa)$/;
/**
 * Where somebody will work or study, as they wrote it: "jobb på ICA", "antagen till komvux i Borås". Not how much ("på heltid"), how ("på prov")
 * or when ("på måndag"). Over the text as written; the first group is the place.
 */
export const AT_PLACE =
  /(?<!\p{L})(?:på|pa|hos|vid|(?:antagen|sökt|sökt in|anmält mig) till)\s+((?!(?:en |ett |min |mitt )?(?:utbildning|kurs|skola|jobb|arbete|arbetsplats|ställe|linje|program|företag)\p{L}*(?!\p{L})|(?:hel|halv|del)tid|distans|plats|dagarna|dagtid|natt\p{L}*|kväll\p{L}*|helg\p{L}*|prov\p{L}*|timm\p{L}*|riktigt|alvar|allvar|gång|jobb\p{L}*|det|den|dom|dem|mitt|min|mig|att|ett år|en gång|\p{L}*dag(?:en)?\b|morgon|kväll|hösten|våren|sommaren|vintern|\p{L}*(?:vecka|månad)\p{L}*|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|\d)(?:en |ett )?[\p{L}&'-]+(?: (?!(?:på|från|den|nästa|nu|till|och|som|med|om|imorgon|idag|i|för|så|där|när|av|men|jag|det|igår|efter|under)(?!\p{L}))[\p{L}&'-]+){0,2}(?: i (?!går|morgon|dag|kväll|natt|höst|vår|somm|vint|jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec|mån|en |ett |två |tre |fyra )[\p{L}-]+)?)/iu;
/** "jag kommer inte", and nothing else: not in, not to anything, not to mind. */
export const JUST_AWAY =
  /^(?:(?:hej|tyvarr|sorry|forlat|nej|men) )*(?:jag |ja )?(?:kommer|kan|hinner) (?:tyvarr )?(?:inte|ej|int)(?: komma| vara med| delta)?(?: (?:idag|imorgon|dit|tyvarr|alls|da|sorry))*$/;
/** "min handläggare heter inte Per": a fact of the plan is denied. */
export const NOT_THE_NAME =
  /\b(?:handledare|handlaggare|coach|kontaktperson|leverantor|efternamn|fornamn|namn)\w* (?:heter|stavas|ar) (?:inte|ej|fel)\b/;
/** "jag är borta imorgon", and nothing else; over the words, times masked. */
export const IS_AWAY =
  /^(?:(?:hej|ja|tyvarr) )*(?:(?:jag |ja )?(?:ar|e|blir|ska vara|kommer vara) (?:tyvarr )?)?(?:borta|franvarande|inte med|inte dar)(?: (?:pa|i|den|hela|fran|till|och|med|fram|mellan|resten|av|tyvarr|§\S*))*$/;
/** "Börja om från början", over the folded words. */
export const STARTS_OVER =
  /\b(?:borja|borjar|starta|startar)(?: det| allt| alltihop)? om\b|^fran borjan(?: igen)?[.!]*$/;
/** Nothing but the wish to start over, in the words that people put around it. */
export const ONLY_STARTS_OVER =
  /^(?:(?:nej|men|hej|ok|okej|snalla|stopp|jag|vi|kan|far|vill|ska|maste|skulle|nu|ta) )*(?:borja|starta)(?: det| allt| alltihop)? om(?: (?:fran|borjan|start|noll|igen|nu|tack|snalla|da|allt))*$/;
const DID_NOT_COME = '(?:kom|gick|var|dok)(?: jag)? (?:inte|aldrig|ej)(?: upp| dit| med)?';
const COULD_NOT_COME = 'kunde(?: jag)? (?:inte|ej) (?:komma|vara med|ga)';
/** "Missade gruppen", "kom inte till praktiken", "glömde bort träffen": of something that has been, over folded text. */
export const TELLS_MISSED = new RegExp(
  `\\b(?:missade|har missat|uteblev|skolkade|glomde(?: bort)?|${DID_NOT_COME} (?:till|pa|fran)|${COULD_NOT_COME})\\b`,
);
/** The same of a meeting, and nothing before it, over the bare words. */
export const MISSED_MEETING = new RegExp(
  `^(?:(?:hej|oj|sorry|forlat|tyvarr|jag|ja|har) )*(?:missade|missat|uteblev fran|skolkade fran|glomde(?: bort)?|(?:${DID_NOT_COME}|${COULD_NOT_COME}) (?:till|pa)) (?:motet|moten|traffen)\\b`,
);
/** "Jag ville inte", "orkade inte": why somebody did not come, and nothing else, over the bare words. */
export const DID_NOT_WANT =
  /^(?:(?:nej|na|nae|for|att|jag|ja|det var|bara|helt enkelt|arligt talat) )*(?:(?:ville|orkade)(?: (?:jag|bara|helt enkelt|verkligen))* (?:inte|ej)|(?:hade )?(?:ingen|inte|inte nagon) (?:lust|ork))(?: (?:bara|riktigt|med det|till det|att|komma|vara med|ga|dit|upp|da|alls|den dagen|faktiskt|helt enkelt))*$/;
/** About the child, to "är ditt barn fortfarande sjukt?", over the bare words. */
export const CHILD_STILL_ILL =
  /^(?:(?:ja|jo|nej|na|tyvarr|men) )*(?:han|hon|hen|det|den|de|barnet|barnen) (?:ar|e|har|mar) (?:(?:fortfarande|annu|fortsatt) (?:jatte|ganska |lite )?(?:sjuk\w*|dalig\w*|feber|hog feber|forkyld|magsjuk|daligt)|(?:sjuk\w*|dalig\w*|feber|hog feber|daligt) (?:fortfarande|annu|an)|(?:inte|ej) (?:frisk\w*|bra|battre)(?: an| annu| idag)?|kvar hemma)(?: (?:idag|tyvarr))*$/;
export const CHILD_WELL =
  /^(?:(?:ja|jo|nej|na|nu) )*(?:han|hon|hen|det|den|de|barnet|barnen) (?:ar|e|mar|har blivit|blev) (?:helt )?(?:frisk\w*|bra|battre)(?: (?:nu|igen|idag))*$/;
/** The term that a message asks about and nothing else: "vad är en handlingsplan", "va e soa". Folded, one space between words. */
export const ASKS_TERM =
  /^(?:(?:hej|men|du|ok|okej)[ ,!]+)*(?:(?:va|vad) (?:ar|e|betyder|innebar|menas med|gor)(?: det)? (?:en |ett |den |det )?(.+?)(?: for (?:nagot|nat))?|hur (\S+) (?:man|jag))[ ?!.]*$/;
/** Whose own a named thing is, or what points at one: "mitt uppdrag", "planen". Folded. */
export const OF_ONES_OWN = /^(?:min|mitt|mina|din|ditt|dina|planen|nasta)(?: |$)/;
/** "Uppföljningen" is rather this person's than the word. Folded. */
export const DEFINITE = /(?:en|et|an|rna|na)[ ?!.]*$/;
/** The one that is to be, and not the word. Folded. */
export const THE_FOLLOW_UP = /^(?:va|vad) (?:ar|e) uppfoljningen[ ?!.]*$/;
/** What comes after the step of now. Folded. */
export const NEXT_STEP = /\bnasta steg\w*|\bsteget efter\b/;
/** One reminder, of those that somebody has set for themselves. As it was written. */
export const ONE_REMINDER =
  /(?<!\p{L})(?:den (?:d[äa]r |h[äa]r )?|min |sista |senaste )p[åa]minnelsen?(?!\p{L})|(?<!\p{L})p[åa]minnelsen(?!\p{L})/iu;
/** An order to end what goes on, and nothing else. As it was written. */
export const STOPS = /^\s*(?:nej )?(?:stopp|stop|sluta|halt)[!. ]*$/iu;
/** "Fråga Karin om jag kan få ett möte på eftermiddagen": the question itself stands in it. As it was written. */
export const ASKS_THIS =
  /(?<!\p{L})(?:fr[åa]ga|h[öo]r(?:a)? med)\s+(?:min |mina )?\p{L}+\s+(?:om|n[äa]r|hur|varf[öo]r|vad|va|vem|vilken|ifall|att)\s+\p{L}+\s+\p{L}+/iu;
/** That something shown is wrong. As it was written. */
export const NOT_SO =
  /(?<!\p{L})(?:fel|heter (?:inte|ej)|st[äae]mm?er (?:inte|ej)|inte (?:r[äa]tt|sant|riktigt|s[åa]))(?!\p{L})/iu;
/** What was shown last, pointed at. As it was written. */
export const ABOUT_THIS = /(?<!\p{L})(?:det h[äa]r|det d[äa]r|den h[äa]r|om det|om detta)(?!\p{L})/iu;
/** How somebody is, told of themselves, where nothing worse is hinted at. Folded. */
export const SAD =
  /(?<!\p{L})(?:jag|ja) (?:\p{L}+ ){0,2}(?:ledsen|nere|deppig|ensam|orolig|stressad|angslig|nedstamd|mar (?:\p{L}+ )?(?:daligt|kasst))(?!\p{L})/iu;
const RELATIVE =
  '(?:(?:bonus|svar|halv|lillas?|stora?s?)?(?:mamma|mamman|pappa|pappan|mamsen|pappsen|mormor|morfar|farmor|farfar|mommo|moffa)|(?:min|mitt|mina|var|vart|vara) (?:\\p{L}+ ){0,1}(?:mor|mamma|morsa|far|farsa|pappa|son|dotter|barn|bebis|man|fru|make|maka|sambo|flickvan|pojkvan|tjej|kille|partner|(?:lille?)?bror|brorsa|(?:lilla)?syster|(?:lilla)?syrra|kusin|moster|faster|farbror|morbror|van|kompis|vaninna))';
/** The death of somebody near. Folded. */
export const GRIEVES = new RegExp(
  `(?<!\\p{L})${RELATIVE} (?:\\p{L}+ ){0,3}?(?:dor|dog|dott|dod|avled|avlidit|avliden|gick bort|gatt bort|somnat in|doende|doden)(?!\\p{L})`,
  'u',
);
/** A wish for another handledare; a new time with the handledare is none. Folded. */
export const OTHER_SUPERVISOR =
  /(?<!\p{L})(?:by(?:ta|t|ter)|(?:vill|kan|onskar|behover|skulle)(?: \p{L}+){0,3} (?:annan|ny|nya))(?: (?!tid|mote|dag|plats|uppgift|nummer)\p{L}+){0,2} (?:jobb)?(?:handledare|coach|handledarn|kontaktperson)(?!\p{L})/u;
/** "Skillnaden mellan varning och avstängning": the two terms. As it was written. */
export const TWO_TERMS = /^(.+?) (?:och|eller|mot) (.+)$/iu;
/** Before a term. As it was written. */
export const ARTICLE = /^(?:en|ett|den|det) /iu;
/** "Mötet med Anna": the name, which has a capital letter in the middle of a sentence; other words may be anything. As it was written. */
export const WHOM_TO_MEET =
  /(?:möte\w*|tid\w*|träff\w*|ses|träffa|träffar) (?:jag )?(?:med )?(\p{Lu}\p{Ll}+)/u;
