/**
 * How people write that they may hurt themselves, are hurt, or may hurt others. Over folded letters with one space
 * between words, but for the other languages, which are as written.
 */

const KIN =
  '(?:man|make|maken|mannen|sambo|sambon|pojkvan|pojkvannen|kille|killen|flickvan|tjej|fru|frun|hustru|partner|partnern|fastman|ex|exet|exman|exmannen|expojkvan|exsambo|pappa|papa|far|farsan|mamma|mama|mor|morsan|bror|broder|storebror|lillebror|brorsan|syster|son|dotter|styvfar|styvpappa|styvmor|svarfar|svarmor|kusin|farbror|morbror|farfar|morfar|familj|slakt|slaktingar|svarfamilj|svarforaldrar|styvson|granne|hyresvard|van|kompis|chef|foralder|foraldrar)';
const FAMILY =
  '(?:man|make|maken|mannen|sambo|sambon|pojkvan|pojkvannen|kille|killen|flickvan|tjej|fru|frun|partner|partnern|ex|exet|exman|expojkvan|exsambo|pappa|far|farsan|mamma|mor|bror|brorsan|son|styvfar|styvpappa|svarfar|svarmor|kusin|farbror|morbror|familj|slakt|svarfamilj|svarforaldrar|familjen|slakten|mannen|pojkvannen)';
const WHO = `(?:han|hon|de|dom|dem|nan|nagon|nagra|${KIN})`;
const SLACK = '(?: [a-z]+){0,5}?';
const SOFT =
  '(?: (?:bara|helst|verkligen|nog|faktiskt|inte|typ|att|jag|ibland|ofta|ju|nu|snart|gora|forsoka))*';

/** Sayings that only sound like a crisis; taken away before the rules look. */
export const SAYINGS: RegExp[] = [
  // Weather, work and stress "kill" people in speech; a person who does is no saying.
  /\b(?!han|hon|jag|ja|de|dom|mannen|pojkvannen|killen|familjen|slakten|brodern|brorsan|farsan|morsan|sonen|sambon|kusinen|grannen|chefen|vannen|mannan|exmannen|partnern|nagon|man|van|son|nan)(?:[a-z]{2,}(?:n|t|na)|det har|allt(?:ing)?) (?:har )?(?:kommer|haller pa|lar|ska)(?: snart| nog)? (?:att )?(?:ta (?:livet|kal)|doda|ta dod|knacka) (?:av |pa )?(?:mig|mej|oss)\b/g,
  /\b(?:fick|far|gav|ger|fatt) (?:ordentligt |rejalt )?stryk (?:i|av|mot|med) (?:match\w*|finalen|fotboll\w*|hockey\w*|spelet|schack|aik|hammarby|derbyt|laget|kort|fia|\w+ff|\w+ if)\b/g,
  /\bslagit ihjal (?:skrivaren|datorn|tiden|lite tid|en mygga|en fluga|en spindel|mobilen)\b/g,
  /\b(?:skar|skart|skurit) (?:mig|mej) pa (?:jobbet|praktiken|arbetet|nagot|nat|en|ett)\b/g,
  /\bslar? (?:in|upp|ihop|av|pa|till|vad|rekord|en signal)\b/g,
  /\bdoda (?:linan|vinkeln|havet)\b/g,
  /\b(?:skar|skart|skurit|brande|brant) (?:mig|mej)(?: [a-z]+){0,3}? (?:lagade|laga|rakade|raka|skalade|diskade|bakade|stekte|brodet|loken|spisen|ugnen|matlagning\w*)\b/g,
  /\bdo[r]? (?:nastan |typ |bara )?(?:av|utav|i) (?:skratt|trakighet|tristess|varme|varmen|hetta|hettan|hunger|nyfikenhet|skam|torst|trotthet|stress|avund|skratta|uttrakning|kyla|kylan|langtan|asgarv|garv|ilska|nervositet|pinsamhet)\b/g,
  /\b(?:vill|kan|kunde|holl pa att|haller pa att) (?:typ |bara |nastan )?do av (?:skratt|trakighet|tristess|varme|skam|stress|langtan)\w*/g,
  /\bdoda? (?:lite )?tid(?:en)?\b/g,
  /\b(?:vill|ville|skulle) (?:ju )?(?:hellre )?do for (?:en|ett|lite|att fa)\b/g,
  /\b(?:handledare|handledaren|coach|coachen|chefen|larare|lararen|jobbcoach|jobbcoachen) (?:kommer|lar|skulle|ska) (?:att )?doda mig\b/g,
  /\b(?:det|vad|nu|da) (?:slar|slog) mig\b/g,
  /\bsla(?:r|s)? (?:sig|mig) (?:ner|fri|fritt|ihop|till ro|samman)\b/g,
  /\b(?:slar|sla|slog) (?:mig|dig|er) (?:en )?(?:signal|pling)\b/g,
  /\bjag (?:har |hade )?(?:ju )?(?:slog|slagit|slar|slo) (?:i )?(?:mig|mej)\b/g,
  /\bhar (?:jag )?(?:slagit|skurit) (?:mig|mej) (?:i|pa) (?:huvudet|kn\w+|foten|handen|tan|fingret|tummen|ryggen|armbagen|benet)\b/g,
  /\b(?:skar|skart|skurit) (?:mig|mej) (?:illa )?(?:i|pa) (?:fingret|fingrarna|tummen|handen|handflatan|foten|kniven|en kniv|glas|glaset|papper|papperet|burken)\b/g,
  /\bhanga (?:mig |mej )?(?:med|pa|ut|kvar|upp)\b/g,
  /\bhanger inte med\b/g,
  /\bspranga (?:budgeten|granser)\b/g,
  /\bskjut(?:a|er)? (?:upp|pa|fram)\b/g,
  /\b(?:mobil|mobilen|telefon|telefonen|batteri|batteriet|datorn|dator|bilen|internet|wifi) (?:har |ar |var )?(?:dog|dott|dod|dor)\b/g,
  /\bsjalvmordsuppdrag\b/g,
  /\b(?:slar|slog|slagit) (?:oss|dem|er|mig|dig) i (?:fotboll|schack|hockey|kort|spel|match\w*|tennis|bordtennis|fia|finalen)\b/g,
  /\bleva (?:pa|av) (?:bidrag|soc|det har|det|de har pengarna|den har|pengarna|ersattningen|aktivitetsstod\w*|forsorjningsstod\w*|nudlar|havregrynsgrot)\b/g,
];

export const SELF_HARM: RegExp[] = [
  /\bsaml\w*(?: ihop| pa| pa mig)?(?: [a-z]+){0,2} (?:tablett\w*|piller\w*|pillr\w*|medicin\w*|somnmedel\w*|alvedon)\b/,
  /\b(?:svalt|svalde|svalja|tagit|tog|tar|druckit|drack|atit|at|tryckt i mig)(?: [a-z]+){0,3} (?:karta|kartan|kartor|burk|burken|ask|asken|flaska|flaskan|forpackning\w*|handfull)(?: [a-z]+){0,1} (?:somn\w*|tablett\w*|piller\w*|medicin\w*|alvedon|panodil|citodon|varktabl\w*|bensin|klorin|t sprit)\b/,
  /\b(?:svalt|svalde|druckit|drack) (?:en massa |massa |hela |all )?(?:somnmedel\w*|somntablett\w*|klorin|gift|rattgift|maskinrengoring|t sprit|avloppsrens\w*)\b/,
  /\bstar (?:nu |har |jag )*(?:uppe |ute |ensam )?pa (?:bron|broracket|taket|kanten|racket|perrongkanten|ralsen)\b(?! (?:och|o) (?:vantar|fiskar|tittar|letar|ser|fryser|jobbar))/,
  /\b(?:lika bra|tanker|tanker pa|funderar pa|vill|ska|borde|redo|dags|vagar) (?:att |bara |jag )*hoppa(?: nu| ner| ut| snart| ikvall)?$/,
  /\b(?:finns|lever) (?:jag )?(?:nog|kanske|formodligen|antagligen|sakert|val)? ?inte (?:kvar |langre |mer )?(?:pa (?:man|tis|ons|tors|fre|lor|son)\w*|imorgon|nasta vecka|da|langre|efter|om en vecka|till helgen|i (?:morgon|helgen|varlden|livet))\b/,
  /\brost(?:er|erna|en)\b(?: [a-z]+){0,8}? (?:gora|gor|skada|doda|do|hoppa|skara|ta livet)\b/,
  /\b(?:ska|vill|maste|tanker|borde|lust att|lust) (?:jag )?(?:gora|gor) (?:mig|mej)(?: sjalv)? illa\b/,
  /\bta(?:r|git|ga)? (?:liv|livet) (?:min|mitt|mit|mig)\b/,
  /\b(?:anledning|mening|ide|skal|lust) (?:med |till )?att (?:vakna|ga upp igen|se en ny dag)(?: i ?morgon| mer| igen| langre)\b/,
  /\b(?:ont|jobbigt|svart|plagsamt|tungt) att (?:leva|finnas|vara vid liv)\b(?! (?:pa|med|utan|i sverige|har))|\borkar? (?:leva|finnas|vara vid liv)\b(?! pa)/,
  // On the edge of something: no meeting is held there.
  /\b(?:star|sitter|ar|e|gar|gatt) (?:nu |uppe |ensam |har )?(?:pa|vid|ute pa|uppe pa|nere vid) (?:en |ett )?(?:bron?|broracket|racket|taket|kanten|sparet|sparen|tagsparet|ralsen|jarnvagen|perrongkanten|stupet|fonsterkarmen|balkongracket)(?: (?:nu|och|o|har|igen|ensam)\b.*)?$/,
  /\b(?:skrivit|skrev|skriver|lamnat|lagt) (?:ett |mina |mitt )?(?:avskeds)?brev(?:en)? (?:till (?:(?:min|mitt|mina) )?(?:barn\w*|familj\w*|mamma|mama|morsan|mor|pappa|farsan|far|fru\w*|man|alla|dem|de|soner|dotter|son|syster|bror|foraldrar\w*))\b(?! (?:om|for att|och (?:beratta|bjud)))/,
  /\b(?:gett|skankt|gav) bort (?:alla )?(?:mina (?:saker|agodelar|djur)|min (?:hund|katt)|allt jag ager)\b/,
  /\bingen (?:ide|mening) (?:att|med att) (?:boka|paminna|planera)(?: [a-z]+){0,4}? (?:jag )?(?:finns|lever|ar) (?:anda )?inte\b/,
  /\bjag (?:finns|lever) (?:anda )?inte (?:da|nasta|imorgon|till helgen|kvar|mer|langre)\b(?! (?:i|pa|hos|med) )/,
  /\b(?:ingenting|inget|inte nagonting|inget kvar|ingenting kvar) (?:kvar )?att (?:kampa|leva|finnas|vakna) (?:for|till)\b/,
  /\b(?:ser|finns|hittar) (?:jag )?ingen vag ut\b/,
  /\b(?:orkar|pallar|klarar) (?:jag )?(?:inte|ej|int) (?:att )?(?:kampa|leva|finnas|existera|halla ut)\b(?: (?:langre|mer|mera))?(?! (?:pa|med dig))/,
  /\b(?:alla|de|dom|ni|barnen|familjen|varlden|andra) (?:hade|skulle|far|har|skulle ha|kommer att ha) (?:haft |ha |fa |det |mycket |nog )*(?:battre|bast|lattare|skonare)(?: [a-z]+){0,2}? utan mig\b/,
  /\b(?:sitter|star|ligger) (?:har )?med (?:alla |en burk |burken |en massa |mina )?(?:tabletter\w*|piller\w*|medicin\w*|rakblad\w*|kniv\w*|burken|repet|ett rep|en snara)\b/,
  /\b(?:tabletterna|pillren|rakbladet|kniven|repet|snaran) (?:ligger |star )?(?:framfor|bredvid|har hos|redo|framme)\b/,
  /\brost(?:er|erna|en) (?:i huvudet )?(?:sager|vill) att jag (?:ska )?(?:do|skada|doda|hoppa|skara)\b/,
  /\b(?:vill|onskar|vill bara) (?:att )?(?:det|smartan|skiten|allt) (?:ska |skall )?sluta(?:r)? (?:gora ont|nu)\b/,
  /\b(?:det )?(?:har|detta) (?:ar|blir) (?:mitt )?(?:hejda|farval|adjo)\b/,
  /\b(?:aldrig|inte) (?:blivit|vara|ha blivit) fodd\b/,
  /\b(?:far|kan) jag (?:inte )?(?:bara |fa )?do\b|\bvarfor (?:ska|skulle|maste) jag (?:leva|fortsatta leva|finnas)\b/,
  /\bvill (?:inte|aldrig) (?:se|uppleva) (?:en ny dag|en dag till|imorgon|morgondagen)\b/,
  /\b(?:vill|onskar|langtar efter) (?:bara |helst |verkligen )?(?:att )?(?:det|det har|allt|alltihop|allting|lidandet|smartan) (?:ska |skulle |bara )*(?:tar|ta|tog|vore|ar|vara|far) (?:ett )?(?:slut|over)\b/,
  /\b(?:tanker|ska|kommer att) avsluta (?:det|allt|livet) (?:ikvall|inatt|snart|en gang for alla)\b/,
  /\b(?:kopt|hittat|fixat|knutit) (?:ett |en )?(?:rep|snara)\b(?! (?:for|till|att))|\brakblad(?:et|en)? (?:framme|bredvid|i handen|mot|framfor)\b/,
  /\bkora? (?:bilen )?(?:rakt )?(?:in i|av|ner i|ut i) (?:ett |en )?(?:trad|traden|bergvagg\w*|lastbil\w*|vagen|bron|stup\w*|vattnet)\b/,
  /\b(?:ga|gar|springa|stalla|staller|kliva|slanga|kasta|kastar|lagga|hoppa|hoppar|ramla)(?: mig| mej)?(?: ut| ner)? (?:framfor|under) (?:ett |en |nasta )?(?:tag|taget|bil|bilen|buss|bussen|lastbil\w*|tunnelbana\w*|pendeltag\w*)\b/,
  /\b(?:ingen|ingen annan|inga) utvag\w*\b/,
  /\b(?:vill|orkar|vil) (?:inte|aldrig) (?:vara|va) (?:har|kvar) (?:langre|mer)\b(?! (?:i|pa|an|hos|idag|med))/,
  /\b(?:onskar|hoppas|tank om|vore skont att|skont att|bast att|vill)(?: [a-z]+){0,4}? (?:aldrig (?:hade )?vakna(?:de|t)?|slapp vakna|slippa vakna)\b(?! (?:tidigt|sent|kl|klockan|av|sa|for|pa))/,
  /\b(?:skont|lugnt|battre|lattnad) att (?:fa )?slippa (?:allt|alltihop|livet|det har livet)\b/,
  /\b(?:om|nar) jag (?:bara )?(?:dog|dor|vore dod|var dod|ar dod)\b/,
  /\b(?:dumt|farligt|nagot|nat|illa) (?:mot|med) mig sjalv\b/,
  /\bmitt liv (?:ar|kanns) (?:over|slut|forstort|meningslost|inget vart)\b/,
  /\bskadar? (?:mig|mej)(?: igen| ofta| ibland)?$/,
  /\b(?:tog|tagit|tar|svalt|svalde|atit) (?:nyss |precis |just )?(?:\d{2,3}|tjugo|trettio|fyrtio|femtio|hundra|massor av|en massa|en hel burk|hela burken) (?:st )?(?:alvedon|panodil|ipren|citodon|sobril|stesolid|tabl\w*|piller\w*|somn\w*)/,
  /\b(?:snart|imorgon|da|sen) (?:finns|ar) jag (?:nog |kanske )?(?:inte (?:mer|langre|kvar)|borta for (?:alltid|gott))\b(?! (?:i|pa|hos|med))/,
  /\b(?:adjo|farval) (?:till )?(?:alla|varlden|livet)\b|\bhejda (?:till )?(?:varlden|livet|alla (?:nu )?for alltid)\b/,
  /\b(?:lever|leva) (?:jag )?(?:inte |nog inte )?(?:imorgon|i morgon|lange till)\b(?<=\binte\b.*)/,
  /\b(?:planerat|planerar|planer pa|plan for|forberett) (?:att |hur jag (?:ska )?)?(?:do|min dod|ta livet|ta mitt liv|sjalvmord\w*|mitt sjalvmord)\b/,
  /\b(?:hatar|avskyr) (?:mitt liv och|mig sjalv och) (?:vill|orkar)\b/,
  /\b(?:skar|skurit|skara|hangt|hangde|hanga|dodat|dodade) sig\b(?! (?:i|pa|in|med) )/,
  /\b(?:sj|sk|sh|skj|s|j)[aeoi]?l?[vf]?f?\s?m[oau]r[dt](?:et|s\w*|stankar|stanke|sforsok)?\b/,
  /\bsu[iu]?[cs]id\w*/,
  /\bta(?:r|git|ga|)? (?:nog |kanske |bara )?(?:liv|livet|live|livt|lived|life) (?:av|a|af|ao) (?:mig|mej|meg|sig|sej|mi)\b/,
  /\bgor(?:a)? (?:mig |mej )?(?:slut pa|av med) (?:mig|mej)\b/,
  /\btog livet (?:av|a) (?:mig|mej|sig|sej)\b/,
  /\bta(?:r|ga|git)? (?:mit|mitt|mi|sitt) (?:eget |egna |egen )?li(?:v|f|ve)\b/,
  /\b(?:avsluta|sluta|gor slut pa|gora slut pa|gjort slut pa|gor slut|ge upp|gett upp|slutar) (?:hela )?(?:mitt |mit )?(?:eget )?(?:liv|livet)\b/,
  /\bgo?r(?:a)? slut pa (?:allt|alltihop|mig|mej|skiten|lidandet)\b/,
  new RegExp(
    `\\b(?:vill?|ville|vil|viljer|vell|skulle|onskar|ska|tanker|borde|kan)${SOFT} d(?:o+|og)(?: nu| ikvall| idag| bara| snart)?\\b(?! (?:for|ut|ner|av))`,
  ),
  /\bjag (?:far|ska|maste|kommer) (?:garna |att )?do (?:nu|ikvall|idag|inatt|snart)\b/,
  /\b(?:lika|lika bra|lika val|battre|bast|skonare|hellre|tanker pa) (?:att |vore att |ar att )?(?:fa )?do\b/,
  /\b(?:jag |att |om jag )(?:var|vore|ar|hade varit) (?:hellre |redan |bara )?(?:dod|borta for alltid|ofodd)\b/,
  /\b(?:vill|ville|vil|onskar|velat)(?: bara| helst)? vara dod\b/,
  /\bbattre (?:som )?dod\b/,
  /\bdo(?:tt|r|g)?da (?:mig|mej)\b(?! om jag (?:missar|glommer|kommer))/,
  /\b(?:vill?|vil|ska|tanker|orkar|kan|ville|gar|vell) (?:jag )?(?:bara )?(?:inte|ej|int|aldrig|icke) (?:bara |ens |ha )?(?:lev[a]?|leva|finnas|existera|vara vid liv|vara i livet)\b/,
  /\b(?:vet|fattar|forstar) (?:inte|ej|int) (?:hur|om) (?:jag |ja )?(?:ska |skulle |kan )?(?:orka|orkar|klara|klarar|palla|pallar) (?:av )?(?:att )?(?:leva|finnas|livet)\b/,
  /\b(?:inte|int|ej) (?:vill?|vil|orkar|orka|kan) (?:leva|lev|finnas)\b(?! (?:pa|med dig|i ett))/,
  /\b(?:trott|leds?|led|less|ledsen) (?:pa|vid|av) (?:att leva|livet|mitt liv)\b/,
  /\b(?:sluta|slippa|slipper) (?:att )?(?:leva|finnas|vakna|existera)\b(?! (?:tidigt|sent|kl|klockan|av|sa|for|pa|fore|med))/,
  /\b(?:somna|sova) (?:in )?(?:och|o|for att|utan att) (?:aldrig|inte|slippa) (?:mer )?vakna\b/,
  /\b(?:vill|hoppas|onskar|slippa)(?: [a-z]+){0,5}? (?:aldrig|inte)(?: [a-z]+){0,2}? vaknar?\b(?! (?:tidigt|sent|kl|klockan|av|sa|for|pa|fore|innan))/,
  /\bborda for (?:alla|andra|min|mina|dem|er|samhallet)\b/,
  /\b(?:klarar|orkar|star|pallar) (?:jag )?inte (?:ut )?(?:med )?(?:det har |detta |mitt |hela )?livet\b/,
  /\bavsluta (?:allt|alltihop) (?:ikvall|inatt|idag|nu|snart)\b/,
  /\bsaml(?:at|ar) (?:pa )?(?:mig )?(?:tabletter|piller|medicin)\b/,
  /\bstar (?:uppe )?pa (?:taket|broracket|kanten)\b/,
  /\bbranner (?:mig|mej) sjalv\b/,
  /\b(?:bestamt|bestammer|planerar|planerat|redo|beredd|tankt|tanker|bestamde|lovat|har tankt|fundera\w*)(?: [a-z]+){0,4}? (?:do|doda mig)\b(?! (?:av|for))/,
  /\batt (?:fa )?do (?:ikvall|idag|nu|inatt|snart|imorgon|ensam)\b/,
  /\b(?:lust att|langtar efter att|langtar efter|langtar till|tankar pa att|tankar om att) (?:fa )?do(?:den)?\b/,
  /\bforsvinna (?:for (?:alltid|gott|evigt)|fran (?:jorden|livet|allt))\b/,
  /\b(?:livet|allt|allting) (?:ar|kanns|kaenns) (?:helt |sa |bara )?(?:meningslost|hopplost|nattsvart)\b(?! (?:med|att (?:soka|forsta|ringa|fa|hitta)))/,
  /\b(?:livet|livt) (?:har|ar) (?:ingen mening|inte vart|inget vart|over|slut)\b/,
  /\b(?:ingen|finns ingen|finns det ingen|ser ingen|inte nagon|finns inte nan|nan) (?:mening|anledning|vits|poang|ide|orsak) (?:med|att|i|till) (?:livet|leva|att leva|fortsatta leva|finnas|lever|mitt liv|vakna)\b/,
  /\b(?:ingen|ingen anledning|ingen mening|inget) (?:anledning |skal |mening )?att (?:fortsatta )?(?:leva|finnas|vara vid liv)\b/,
  /\bser ingen (?:mening|framtid)(?: langre| med nagot| mer| kvar)\b/,
  /\b(?:battre|bast|bra|skont|skonare|lattare) (?:for alla |for andra |for dem |for er )?(?:utan mig|om jag (?:inte (?:fanns|finns|levde|lever|var)|var dod|vore dod|dog|dor|forsvann|vore borta|var borta))\b/,
  /\b(?:ingen|inget) (?:skulle |kommer (?:att )?)?(?:sakna mig|sakna mej|bry sig om jag (?:dog|dor|forsvann))\b/,
  /\b(?:onskar|ville) (?:att )?jag (?:inte|aldrig) (?:fanns|fantes|hade fotts|var fodd|vore|levde)\b/,
  /\b(?:hanga|hanger|hangt|skjuta|skjuter|dranka|dranker|kvava|strypa|spranga|branna|gifta) (?:mig|mej)\b(?! (?:med|pa|i|ut|med (?:er|dig)|nar))(?<!(?:gifta) (?:mig|mej))/,
  /\bhoppa (?:ut |ner |framfor |fran |av )(?:framfor |fran |genom |pa )?(?:en |ett |tunnelbane)?(?:bro|bron|tag|taget|fonster|fonstret|balkong|balkongen|tak|taket|bil|bilar|bilen|tunnelbanan|sparet|perrongen|klippan|hus|huset)\b/,
  /\b(?:lagga|ligga|stalla) (?:mig |mej )?pa (?:ralsen|sparet|sparen|tagsparet)\b/,
  /\b(?:tagit|ta|tar|svalt|svalja|svaljer|samlat|samlar|tog|atit|ata) (?:nyss |precis |upp |i mig )?(?:massa|alla|alldeles for manga|for manga|for mycket|en massa|mycket|jattemanga|hela (?:burken|asken)|hela) (?:mina |med |av |av mina )?(?:somn|varktabletter|alvedon|panodil|varkt)?(?:tabletter|tablett|piller|tabletterna|medicin|mediciner|medicinen|alvedon|somntabletter)/,
  /\boverdos\w*/,
  /\bsk[ae]?(?:r|er|rt|ra|urit|arat)(?: (?:upp|sonder))? (?:mig|mej|meg|mina (?:armar|handleder)|handlederna|armarna)\b/,
  /\b(?:skada|skadar|skadat|sara) (?:mig|mej)(?: sjalv)\b/,
  /\b(?:vill|ska|tanker|tankar (?:pa|om) att) (?:bara )?(?:skada|gora illa) (?:mig|mej)\b/,
  /\bsjalvskad\w*/,
  /\b(?:gor|gora|gjort) (?:mig|mej) (?:sjalv )?illa (?:med flit|med vilje|sjalv)?\b(?<=(?:gor|gora|gjort) (?:mig|mej) sjalv illa ?|illa (?:med flit|med vilje|sjalv))/,
  /\bavskedsbrev\b/,
  /\b(?:mitt|mit) sista (?:meddelande|brev|ord|dag i livet|kvall)\b/,
  /\bvill (?:att )?(?:allt|det|livet|alltihop) (?:bara )?(?:ska |skall )?(?:ta slut|vara over|vara slut|taga slut)\b/,
  /\b(?:vill|ville|vil|orkar) (?:jag )?(?:inte|ej) (?:vara )?(?:med|kvar|har) (?:langre |mer )?(?:i livet|pa jorden|i varlden)\b/,
  /\b(?:farval|adjo) (?:for alltid|varlden|alla)\b/,
];

/** A cry with nothing after it; with a day or a task it is tiredness ("orkar inte mer idag", "orkar inte mer möten"). */
export const DESPAIR: RegExp[] = [
  /\b(?:orkar|orka|klarar|palla|pallar|star)(?: jag)? (?:verkligen |bara |faktiskt )?(?:inte|ej|int) (?:ut )?(?:mer|langre|mera|med (?:allt|livet|nagonting|nanting))(?: (?:nu|langre|mer|alls|av allt|pa riktigt))?$/,
  /\b(?:jag )?inte (?:orkar|orka) (?:mer|langre)$/,
  /^(?:jag )?(?:har gett upp|ger upp)(?: allt| helt| nu)?$/,
  /\b(?:jag )?(?:har )?(?:inget|ingenting) att leva for\b/,
];

export const VIOLENCE: RegExp[] = [
  // Somebody, something that hurts, and the writer, with whatever stands between.
  new RegExp(
    `\\b${WHO}\\b(?: [a-z]+){0,8}? (?:dodar|doda|dodade|slar|slog|slagit|skjuter|skjuta|stryper|strypa|strypt|hugger|skadar|skada|misshandlar|valdtar|valdtagit|valdtog|branner|forgiftar|stalkar)(?: [a-z]+){0,2}? (?:mig|mej|oss|barnen|mina barn)\\b(?! (?:till|som|att|for att jag (?:missar|glommer)))`,
  ),
  /\b(?:inlast|inlasta|last in (?:mig|mej|oss)|laste in (?:mig|mej|oss)|gommer (?:mig|mej|oss)|gomt (?:mig|mej|oss)|barrikad\w*)\b.*\b(?:han|hon|honom|henne|ex|exet|sambo\w*|man|mannen|pappa|bror\w*)\b/,
  /\b(?:han|hon|ex|exet|sambon|mannen|pappa|brorsan|de|dom)\b(?: [a-z]+){0,3}? (?:sparkar|bankar|slar|bultar|hamrar|sparkade|bankade) (?:pa|in|sonder|ner) (?:min |ytter)?dorr\w*/,
  new RegExp(
    `\\b${WHO}${SLACK} (?:slog|slar|slagit|sparkade|sparkat) (?:sonder|in|av|ut) (?:mitt|min|mina|hela mitt) (?:ansikte|nasa|tander|arm|hand|kropp|lapp|oga)\\b`,
  ),
  /\b(?:mitt ansikte|min nasa|min lapp|mitt oga) (?:ar|e|blev|har blivit) (?:helt |alldeles )?(?:sonderslag\w*|slaget|blatt|blagult|spruck\w*)\b/,
  /\b(?:blir|blev|ar|far|vankas|delas ut|kommer) (?:det |jag |vi )?(?:alltid |ofta |bara |ofta bara )?(?:stryk|smallar|small|en small|slag|pisk|vald) (?:hemma|pa mig|for mig|av (?:han|honom|pappa|farsan|mamma|morsan|man|min)|mot mig|och)\b/,
  new RegExp(
    `\\b(?:${FAMILY}|han|hon|pappa|farsan|mamma|morsan)${SLACK} (?:dricker|ar full|e full|super|supit|full)\\b.*\\b(?:slar|slag|slog|stryk|small\\w*|radd\\w*|hot\\w*|gomde|gommer|sov|vald\\w*)\\b`,
  ),
  /\b(?:sov|sover|sovit|gomde oss|gommer oss|gomt oss|last in oss|laste in oss|gomde mig|gommer mig)(?: [a-z]+){0,4}? (?:i|pa|ute i) (?:bilen|kallaren|tvattstugan|trappuppgangen|badrummet|toaletten|skogen|vinden|parken|garaget|badrum|toalett)\b/,
  /\b(?:gifta|gifter|giftas|gifts) bort\b|\bbortgift\w*\b|\b(?:ska|tvingas|tvingar mig att) gifta (?:mig|sig) mot (?:min|sin) vilja\b/,
  /\b(?:tagit|tar|tog|gomt|gommer|beslagtagit) (?:ifran mig )?(?:mitt|mina) (?:pass|id kort|bankkort|telefon|nycklar)\b(?=.*\b(?:han|pappa|man|familj\w*|farsan|bror\w*|mamma|sambo|de|dom)\b)|\b(?:pappa|farsan|man|mannen|brorsan|mamma|familjen|sambon|han|de|dom) (?:har )?(?:tagit|tar|tog|gomt|gommer) (?:mitt|mina|min) (?:pass|id kort|bankkort|telefon|mobil|nycklar)\b/,
  /\b(?:ex|exet|exman|exmannen|expojkvan|expojkvannen|exsambo|stalker\w*|han|nan|nagon)\b(?: [a-z]+){0,2}? (?:utanfor|bankar pa|bultar pa|vid) (?:min |mitt |dorren|dorr|huset|porten|lagenheten|jobbet|skolan)/,
  /\b(?:han|pappa|man|mannen|sambo|sambon|bror|brorsan|farsan|familj|familjen|ex|exet)\b(?: [a-z]+){0,4}? (?:laser|last|laste) (?:in |dorren|dorr|mig)/,
  /\bfar inte (?:ga ut|lamna (?:huset|hemmet|lagenheten)|ha (?:min |egen )?(?:telefon|mobil)|traffa (?:nagon|andra|mina))\b(?=.*\b(?:min|han|honom|familj\w*|pappa|bror|man|mannen)\b)|\b(?:min|han|pappa|man|mannen|sambo|bror)\b.*\bfar (?:jag )?inte (?:ga ut|lamna (?:huset|hemmet|lagenheten)|ha telefon|traffa (?:nagon|andra|mina))\b/,
  /\b(?:letar|soker|jagar|ute) efter (?:mig|mej)\b(?=.*\b(?:skjut\w*|dod\w*|sla\w*|skada\w*|kniv\w*|hot\w*|gang\w*|hamn\w*|radd\w*|gom\w*)\b)|\bute efter (?:mig|mej|min familj)\b/,
  /\b(?:de|dom|dem|han|hon|nan|nagon|folk|ganget)\b(?: [a-z]+){0,5}? (?:ska|vill|tanker|kommer(?: att)?) (?:att )?(?:skjuta|doda|skada|hugga|sla|knivhugga|mord[ae])\b(?! (?:tid\w*|rekord|fast|upp|ihop|in|pa|av|ner|till|vad|fram))/,
  /\b(?:drar|dragit|drog) skam\b|\b(?:skam|vanara) (?:over|for) familjen\b/,
  /\b(?:tog|tar|rorde|ror) (?:pa )?(?:mig|mej) (?:fast|trots att) jag (?:sa|sager) nej\b/,
  /\b(?:vagar|tors|tordes|vagade) (?:jag |vi )?inte (?:visa (?:mig|mej|ansiktet)|vara (?:hemma|kvar)|somna|sova|ga hem|ga ut|oppna dorren|bo (?:hemma|kvar))\b(?=.*\b(?:han|honom|slog|slar|slagit|pappa|farsan|man|sambo\w*|ex|bror\w*|hot\w*|full)\b)|\b(?:han|honom|slog|slar|slagit|pappa|farsan|man|sambo\w*|ex|bror\w*|hot\w*)\b.*\b(?:vagar|tors) (?:jag |vi )?inte (?:visa (?:mig|mej|ansiktet)|vara (?:hemma|kvar)|somna|sova|ga hem|ga ut|oppna dorren)\b/,
  /\bradd (?:att )?(?:ga|aka|komma|vara) hem\b|\bradd (?:for )?min (?:man|mannen|sambo|bror|pappa|son|ex)\b/,
  /\b(?:min|mitt) (?:man|mannen|make|sambo|son|bror|brorsan|pappa|far|ex|pojkvan|kille|mamma|fru|flickvan)\b(?: [a-z]+){0,3}? (?:sla|slar|slog|hota|hotar|hotade|stryper|strypa|sparka|sparkar) (?:mig|mej|barnen|oss|barn)?/,
  new RegExp(
    `\\b${WHO} (?:har |hade )?(?:brutit|bryter|brot|krossat) (?:min|mitt|mina) (?:arm|hand|finger|nasa|ben|revben|kake|tander)\\b`,
  ),
  /\b(?:drog|drar|dragit|slet|sliter) (?:mig|mej) i (?:haret|armen|trojan)\b/,
  /\b(?:foljer|foljde|foljt) efter (?:mig|mej)\b|\bforfolj(?:d|er mig|er mej|t)\b/,
  new RegExp(
    `\\bblamark\\w*\\b.*\\b(?:${FAMILY}|han|honom|hon)\\b|\\b(?:${FAMILY}|han|hon)\\b.*\\bblamark\\w*`,
  ),
  /\b(?:sexuellt? (?:utnyttja\w*|ofreda\w*|overgrepp\w*|trakasser\w*|vald)|overgrepp\w*|antastad|ofredad|trakasserad sexuellt)\b/,
  /\btafsa(?:r|de|t)?\b/,
  new RegExp(
    `\\b(?:gomd|gommer mig|gomt mig|fly|flyr|flytt|rymt|rymma|pa flykt|skyddat boende|hitta(?:r)? mig)(?: [a-z]+){0,2}? (?:for|fran|undan) (?:(?:min|mitt|mina) ${FAMILY}|honom)\\b`,
  ),
  /\b(?:man|make|sambo|pojkvan|kille|pappa|familj|ex|exman|svarmor|svarfar)\b(?: [a-z]+){0,2}? (?:tagit|tar|tog|gomt|gomde|gommer) (?:mina |mitt |min )?(?:nyckl\w*|pass|passet|telefon\w*|mobil\w*|id kort)\b/,
  /\bfar inte (?:ga ut|lamna (?:huset|hemmet|lagenheten)|ga hemifran|traffa (?:nagon|andra|mina))\b(?=.*\b(?:min|han|honom|familj\w*|pappa|bror|man)\b)/,
  /\b(?:kastar|kastade|kastat|slanger|slangde) (?:saker|grejer|stolar|glas|tallrikar) pa (?:mig|mej|oss)\b/,
  /\bvagar inte (?:sova|somna|vara hemma|ga hem|saga nej|prata|lamna)(?: [a-z]+)? for (?:min|mitt|honom|han)\b/,
  new RegExp(
    `\\b${WHO} (?:har )?(?:slar|slog|slagit|sparkat|bitit|brant|skurit|rivit)(?: [a-z]+)? (?:mig|mej|oss)\\b`,
  ),
  new RegExp(
    `\\b(?:min|mitt|mina) (?:${FAMILY})(?: [a-z]+){0,3}? (?:slar|slog|knuffar|sparkar|hotar|stryper|misshandlar|kontrollerar)(?: nar|$| mig| mej| oss| allt)`,
  ),
  /\b(?:knuffa(?:r|de|t)?|putta(?:r|de|t)?|slapa(?:r|de|t)?|sliter|slet) (?:ner )?(?:mig|mej) (?:i trappan|i vaggen|i golvet|ner|i haret|nerfor trappan)\b/,
  new RegExp(
    `\\b${WHO}${SLACK} (?:slar|slog|slagit|slo|sla|slatt|slor|boxar|sparkar|sparkade|sparkat|stryper|strypte|strypt|knuffar|knuffade|misshandlar|misshandlade|misshandlat|torterar|braenner|branner|hugger|skadar|skadade) (?:pa |ner |till )?(?:mig|mej|meg|oss|barnen|mina barn|min (?:mamma|syster|son|dotter)|jag|i ansiktet)\\b`,
  ),
  /\b(?:blir|blev|blivit|bli|ar|var) (?:ofta |ibland |ocksa |jamt )?(?:slagen(?! i (?:schack|spel|match|kort))|slaget|misshandlad|misshandlat|mishandlad|valdtagen|valtagen|strypt|sparkad|torterad|hotad|utsatt for vald|inlast|kidnappad|knivhuggen|tafsad)\b/,
  /\bmis+handl\w*/,
  /\bval(?:d)?t(?:a|og)\w*(?:gen|kt|gits|g)\b/,
  /\b(?:far|fick) stryk\b/,
  /\b(?:vald|valdsam|valdsamt) (?:hemma|i hemmet|mot mig|i familjen|i nara relation\w*|i min familj|mot barnen|i relationen|hos oss)\b/,
  /\b(?:utsatt|offer) for (?:vald|overgrepp|hot|hedersvald|fortryck)\b/,
  /\b(?:ar|e|er|blir|var) (?:sa |valdigt |ofta |mycket )?valdsam\b/,
  new RegExp(
    `^(?:(?:min|mitt) ${FAMILY}|han|hon) (?:slar|slog|sla)(?: mycket| ofta| ibland| hart| alltid| hela tiden)?$`,
  ),
  new RegExp(
    `\\b(?:${WHO})${SLACK} (?:slar|slog|slagit|misshandlar) (?:min |mitt |mina )(?:bror|lillebror|syster|lillasyster|mamma|son|dotter|barn|pappa)\\b`,
  ),
  /\b(?:stryp|str[yi]p|stry)(?:grepp|tag)\w*/,
  /\bheders(?:vald|fortryck|hot)\w*/,
  /\b(?:gifta bort|giftas bort|bortgift|tvangsgift\w*|tvinga(?:r|de|s|d)?(?: mig| mej)? (?:att )?(?:gifta|ha sex|till sex))\b/,
  /\btvinga(?:r|de|t)? (?:mig|mej)(?: (?:till sex|att ha sex|att ligga|att salja|i sangen))?$/,
  /\b(?:kvinnojour\w*|skyddat boende|kvinnofrid\w*)\b/,
  new RegExp(
    `\\b(?:radd|livradd|dodsradd|vettskramd|radsla|skraj)(?: [a-z]+){0,2}? (?:for|av) (?:(?:min|mitt|mina) (?:egen |eget )?${FAMILY}|honom|henne|dem hemma)\\b`,
  ),
  /\b(?:radd|vagar inte) (?:att )?(?:ga|aka|komma|vara) hem(?:ma)?\b(?! (?:i morkret|sa sent|ensam))/,
  /\bradd hemma\b/,
  new RegExp(
    `\\b${WHO}${SLACK} (?:hotar|hotade|hotat|forfoljer|forfoljde|stalkar|kontrollerar|laser in|last in|laste in|tvingar|forsokte (?:doda|strypa)) (?:mig|mej|oss|att|med)\\b`,
  ),
  /\b(?:hotar|hotade|hotat|hota) (?:mig|mej|meg|att doda|att sla|mitt liv|oss|till livet)\b/,
  /\b(?:hotad|hot) till livet\b|\b(?:dods|mord)hot\w*/,
  new RegExp(
    `\\b(?:han|hon|de|dom|${KIN})${SLACK} (?:ska|vill|kommer|tanker|forsokte|forsoker) (?:att )?(?:doda|sla|sla ihjal|mord[ae]|skada|strypa|knivhugga|skjuta) (?:ihjal )?(?:mig|mej|oss|barnen)\\b`,
  ),
  /\b(?:laser|last|laste|lasta|inlast)(?: [a-z]+){0,2}? (?:in )?(?:mig|mej|dorren sa (?:att )?jag)\b(?<!jag (?:har )?(?:last|laste|laser) (?:in )?(?:mig|mej))(?! ute)/,
  /\b(?:han|hon|nan|nagon|de|dom) (?:har|har en|hade|hade en|haller en|kommer med) (?:kniv|pistol|vapen|yxa|ett vapen|en kniv|en pistol)\b/,
  new RegExp(`\\b(?:min|mitt|mina) ${KIN}${SLACK} gor (?:mig|mej|oss|barnen) illa\\b`),
  /\b(?:han|hon|de|dom) (?:gor|gjorde|har gjort|skadar) (?:mig|mej|oss) illa\b/,
  /\bfar inte (?:ga ut|lamna huset|traffa (?:nagon|andra)) for (?:min|han|honom)\b/,
];

export const DANGER: RegExp[] = [
  /\b(?:det|huset|lagenheten|koket) (?:brinner|har borjat brinna)\b(?! (?:i knutarna|for|inne|om))/,
  /\b(?:kompis|van|vannen|mamma|pappa|granne|grannen|bror|syster|sambo|man|fru|son|dotter|nagon|nan|han|hon)\b(?: [a-z]+){0,4}? (?:andas inte|svarar inte och (?:har|hon|han)|ligger (?:pa golvet )?(?:medvetslos|och andas inte)|ar medvetslos|tappat medvetandet)\b/,
  /\b(?:kompis|van|vannen|mamma|pappa|granne|bror|syster|sambo|man|fru|son|dotter|han|hon)\b(?: [a-z]+){0,3}? (?:vill|ska|tanker|forsokt|forsokte|pratar om att|sager att (?:han|hon) (?:ska|vill)) (?:do|ta sitt liv|ta livet av sig|doda sig|hoppa|skada sig)\b/,
  /\b(?:gora|gor) (?:nat|nagot|nagonting) (?:dumt|farligt|hemskt) (?:mot|med|at) (?:min|mitt|mina|handledar\w*|chefen|henne|honom|dem|er|dig|barn\w*)\b/,
  /\b(?:tanker|ska|kommer(?: att)?|vill) (?:jag )?(?:sla|klappa) (?:till|ner|ihop|in skallen pa)\b(?= (?:honom|henne|nan|nagon|dem|er|dig|handledar\w*|chefen|min))/,
  /\b(?:ska|vill|tanker|kommer)(?: [a-z]+){0,5}? med (?:en |min )?(?:kniv|yxa|pistol|vapen)\b(?! och gaffel)/,
  /\bdodar? (?:jag )?(?:er|dig|henne|honom|dem|nan|nagon|alla)\b/,
  /\b(?:komma|kommer|ga|gar|dyker upp|kom) (?:hit |dit )?(?:till (?:kontoret|er|motet|af|dig|arbetsformedlingen) )?med (?:en |min )?(?:kniv|yxa|pistol|vapen|bensin|bomb)\b/,
  /\b(?:skaffat|kopt|har skaffat) (?:ett |en |mig )?(?:ett |en )?(?:vapen|pistol|skjutvapen)\b/,
  /\b(?:spranga|spranger|branna ner|branner ner|tanda eld pa|tander pa|elda upp) (?:af|er|dem|kontoret|huset|allt|arbetsformedlingen|skiten|stallet|hela)\b/,
  /\b(?:lust|sugen pa|tankar pa|tankar om|radd) att (?:jag ska )?(?:skada|sla|doda|sla ihjal|hugga|strypa) (?:nan|nagon|andra|honom|henne|dem|mina barn|mitt barn|min|er)\b/,
  /\b(?:slar|slog|misshandlar|sparkar) (?:sina|sin|sitt|ett|barnen|sina egna) (?:barn|fru|man|son|dotter|unge\w*|sambo|hund)\b/,
  /\b(?:sla|slar|slog|slo) (?:[a-z]+ )?(?:ihjal|ihjel|hjal)\b/,
  /\b(?:ska|skall|vill|tanker|kommer|kommer att|borde|kan) (?:jag )?(?:bara |nog |att )?(?:doda|morda|skjuta|knivhugga|hugga|strypa|spranga|sla ner|sla sonder|misshandla|skada)(?: [a-z]+)? (?:honom|henne|dem|dom|er|dig|nan|nagon|alla|andra|min|mitt|mina|manniskor|folk|chefen|handledaren)\b/,
  /\b(?:ska|skall|vill|tanker|kommer|kommer att) (?:jag )?(?:bara |att )?(?:doda|morda|skjuta|knivhugga|strypa|skada|sla) (?:honom|henne|dem|dom|er|dig|nan|nagon|alla|andra|min|mina|manniskor|folk|chefen|handledaren)\b/,
  /\bfarlig for (?:andra|mig sjalv|mina barn|omgivningen)\b/,
  /\b(?:ring|ringa|ringer|skicka|behover|kalla pa|tillkalla|larma) (?:efter |till |en |pa )?(?:112|ambulans|ambulansen|ambulans hit)\b(?! (?:igar|forra))/,
  /\b(?:ska|tanker|vill|kommer|har en|lagt en)(?: [a-z]+){0,3}? bomb(?:a|en)?\b/,
];

/** The languages that people here write in when Swedish does not come. */
export const FOREIGN: [RegExp, 'self_harm' | 'violence' | 'danger'][] = [
  [
    /\b(?:kill(?:ing)? my ?self|end my life|want to die|wanna die|take my (?:own )?life|suicid\w*|don ?t want to (?:live|be alive)|do not want to live|hurt(?:ing)? my ?self|cut(?:ting)? my ?self|self ?harm|better off dead|wish i was dead|overdose)\b/,
    'self_harm',
  ],
  [
    /\b(?:(?:hits?|beats?|hitting|beating|abus\w+|chok\w+|rap(?:e|ed|es)|hurts|threaten\w*|kicks?) (?:me|us)|beat me|(?:going|wants|trying) to kill me|afraid of my (?:husband|boyfriend|father|partner|brother)|domestic violence|i was raped)\b/,
    'violence',
  ],
  [/\bkill (?:him|her|them|you|someone|everyone)\b/, 'danger'],
  [
    /انتحار|انتحر|(?:[اأ]قتل|قتل) نفسي|(?:[اأ]ريد|بدي|ابي|ابغى|اتمنى|أتمنى) (?:ان |أن )?[اأ]?مو?ت|لا [اأ]ريد (?:ان |أن )?(?:[اأ]عيش|الحياة)|[اأ]ؤ?ذي نفسي/,
    'self_harm',
  ],
  [/(?:يضربني|ضربني|بيضربني|يهددني|اغتصب|يعنفني|عنف [اأ]سري)/, 'violence'],
  [/خودکشی|خود کشی|خودمو بکشم|خودم را بکشم|(?:می ?خواهم|میخوام) بمیرم|نمی ?(?:خواهم|خوام) زنده/, 'self_harm'],
  [/کتکم? ?(?:می ?زند|میزنه|زد)|(?:منو|مرا|من را) (?:کتک )?(?:می ?زند|میزنه)|تجاوز|تهدیدم/, 'violence'],
  [
    /самогуб|суїцид|суицид|самоуб|(?:покінч|поконч)\S* (?:з|с) (?:собою|життям|собой|жизнью)|вби(?:ти|ю) себе|уби(?:ть|ю) себя|хочу (?:померти|вмерти|умереть|сдохнуть)|не хочу (?:жити|жить)|нанести собі|порізати себе/,
    'self_harm',
  ],
  [
    /б['’ʼ]?є мене|бьет меня|бьёт меня|ґвалт|згвалт|изнасил|погрожу|угрожает|домашнє насильство|избива/,
    'violence',
  ],
  [
    /\b(?:is ?dil\w*|naftayda (?:iska )?qaad\w*|inaan dhint\w*|ma rabo inaan noolaad\w*|is ?daldal\w*|nafta iska)\b/,
    'self_harm',
  ],
  [/\b(?:i garaac\w*|i dil(?:aa|ay|i)\w*|i kufsa\w*|ii hanjab\w*|wuu i dilay)\b/, 'violence'],
  [/ክመውት|ነብሰይ ክ?ቀትል|ነፍሰይ|ባዕለይ ክቐትል|ህይወተይ ከጥፍእ|ርእሰይ ክቐትል/, 'self_harm'],
  [/ይወቅዓኒ|ይወቕዓኒ|ይሃርመኒ|ይቕጥቅጠኒ|ወቒዑኒ|ዓመጽ/, 'violence'],
];

/** Words that stand between and change nothing. */
export const FILLERS =
  /\b(?:fan|javla\w*|helvete\w*|for fan|typ|liksom|alltsa|assa|ju|faktiskt|verkligen|egentligen|kanske|bro|bror) /g;

/** The words of a crisis, to be known with one slip in them. None has an everyday neighbour. */
export const DARK_WORDS = new Map<string, string>(
  ['livet', 'orkar', 'sjalvmord', 'misshandlad', 'misshandlar', 'valdtagen', 'tabletter', 'slippa'].map(
    (word) => [word, word],
  ),
);
