/**
 * What people write around something they do not say. One sign alone is everyday talk ("tack för allt", "långärmat", "för gott"); two that
 * point the same way are reason enough to ask with care. Over folded letters with one space between words.
 */

export type Sign = readonly [pattern: RegExp, weight: number];

const HIM =
  '(?:han|honom|mannen|min man|sambon|min sambo|pojkvannen|min kille|killen|pappa|farsan|brorsan|min bror|exet|mitt ex|svarmor|familjen|hon|henne)';

/** Signs with their weight; the sum of those that a message has, each once, is compared with `WORRYING`. */
export const SELF_SIGNS: readonly Sign[] = [
  // The future goes on without the writer.
  [
    /\b(?:jag (?:ar|finns|lever)|(?:ar|finns|lever) jag|da ar jag|dar ar jag|for jag ar)(?: [a-z]+){0,2}? (?:inte|borta|ej|knappast)(?: [a-z]+){0,1}? (?:kvar|langre|mer|har)?(?: (?:da|langre|mer|har))?\b(?= ?(?:da|langre|mer|for alltid|for gott|$))/,
    1,
  ],
  [
    /\b(?:inte|knappast|nog inte|ej) (?:ar |finns |vara |finnas )?kvar (?:da|langre|i var|i sommar|till|nar)\b|\binte kvar da\b/,
    1,
  ],
  [
    /\b(?:spelar (?:det )?(?:ju |anda )?ingen roll|lonar sig inte|ingen ide|onodigt|behover ni inte|behovs (?:inte|ingen)|ni kan sluta)\b(?: [a-z]+){0,6}? (?:boka\w*|bokar|planera\w*|skriv\w*|lagger in|skicka\w*|vantar|ringa|ringer)\b/,
    1,
  ],
  [
    /\b(?:sista|sist) (?:gangen|kvallen|natten|dagen|kvall|natt|vecka|veckan|varen|sommaren|meddelandet|grejen)\b/,
    1,
  ],
  [/\b(?:for gott|for alltid|for evigt|en gang for alla|aldrig mer|aldrig igen|inte mer)\b/, 1],
  [
    /\b(?:sa (?:ar|blir) det (?:klart|over|gjort|slut|fardigt|fixat)|nar allt ar (?:over|klart)|snart ar det (?:klart|slut|lugnt|tyst)|sen blir det (?:tyst|lugnt))\b/,
    1,
  ],
  [/\b(?:stryk|ta bort|radera|glom|avregistrera) (?:mig|mej)\b/, 1],
  // Goodbye.
  [
    /\b(?:tack for allt|tack for all (?:hjalp|tid)|forlat (?:mig )?for allt|forlat for att jag|ni har varit (?:snalla|bra|fina)|ville bara (?:saga|hinna saga) (?:tack|hejda|forlat)|kom ihag mig|minns mig)\b/,
    1,
  ],
  [
    /\b(?:sag|halsa|saga|berattar?|hejda)(?: [a-z]+){0,3}? (?:att jag (?:alskar|alskade|forsokte|var ledsen)|att det inte (?:ar|var) (?:hans|hennes|deras|ert) fel)\b/,
    2,
  ],
  [/\b(?:hejda|farval|adjo) (?:da )?(?:alla|allihop|allihopa|varlden|till alla|mina|for gott)\b/, 1],
  [
    /\b(?:ta (?:val )?hand om|se efter|mata|vattna|passa)(?: [a-z]+){0,2}? (?:hund\w*|katt\w*|barn\w*|ungar\w*|djur\w*|dem|dom|honom|henne)(?: [a-z]+){0,3}? (?:nar|efter|sen|framover|om jag)\b/,
    1,
  ],
  [
    /\b(?:hej ?da|farval|adjo|vi (?:hors|ses)|hors|ses)\b(?: [a-z]+){0,3}? (?:for alltid|for gott|for evigt|aldrig(?: mer| igen)?|inte mer)$/,
    1,
  ],
  [/\btills? (?:jag dor|doden)\b/, 2],
  // Things are put in order.
  [
    /\b(?:ge|ger|gett|gav|skanka\w*|skankt|dela\w*|lamna\w*|lamnat) (?:bort|ut|ifran mig) (?:[a-z]+ ){0,2}?(?:mina?|mitt|alla mina|grejer\w*|saker\w*|allt\w*|agodel\w*|mobler\w*|klader\w*|smycken\w*|samling\w*|hund\w*|katt\w*)\b/,
    1,
  ],
  [
    /\b(?:hund\w*|katt\w*|djuren|fagel\w*|hasten|barnen|ungarna|nycklarna|bilen)(?: [a-z]+){0,1}? (?:far|kan|tar|ska)(?: [a-z]+){0,2}? (?:ta|ha|over|hos|till|bo)\b/,
    1,
  ],
  [
    /\b(?:testament\w*|livforsakring\w*|pa forsakringen|forsakringspeng\w*|begravningen betald|stadat ur|skrivit upp (?:losenord\w*|koder\w*)|losenord\w* ligger|papper\w* ligger (?:i|pa)|ordnat med (?:allt|papper\w*)|sagt upp (?:lagenhet\w*|allt)|betalat (?:alla|sista) rakning\w*)\b/,
    1,
  ],
  [
    /\b(?:grann\w*|syrran|syster\w*|bror\w*|mamma|pappa|morsan|farsan|kompis\w*|nagon annan|de andra|mitt ex|faster|moster|mormor) (?:tar|far|far ta|ska ta|kan ta|tar over|har lovat ta) (?:hand om )?(?:min |mina )?(?:hund\w*|katt\w*|barnen|ungarna|djuren|faglarna|blommorna|lagenheten|nycklarna)\b/,
    1,
  ],
  // A burden; better without.
  [
    /\b(?:om|nar|att) jag (?:inte|aldrig) (?:fanns|finns|hade funnits|levde|lever|vore|var har|ar har|varit fodd|hade fotts)\b/,
    2,
  ],
  [
    /\b(?:enkl\w*|latt\w*|batt\w*|bast|skon\w*|lugn\w*|bra) (?:for (?:alla|er|dem|dom|barn\w*|ungar\w*|familj\w*|min\w*|andra|hela)|sa|utan)\b/,
    1,
  ],
  [
    /\b(?:barn\w*|ungar\w*|alla|familj\w*|fru\w*|man|mannen|dom|de|mamma|pappa|andra)(?: [a-z]+){0,2}? (?:far|har|skulle|blir|mar)(?: [a-z]+){0,3}? (?:batt\w*|latt\w*|skon\w*|lugn\w*)\b/,
    1,
  ],
  [/\butan (?:mig|mej)\b(?! (?:med|pa (?:mote|tors|fre|man|tis|ons)))/, 1],
  [
    /\b(?:till (?:last|besvar|ballast)|i vagen for (?:alla|andra)|en belastning|tar (?:bara )?plats|kostar (?:bara|samhallet)|slipper (?:ni|de|dom|alla|hon|han|barnen|familjen) (?:mig|mej|mitt|mina|ha)|onodig manniska|overflodig)\b/,
    1,
  ],
  // Something to do it with, or a place.
  [
    /\b(?:spara\w*|samla\w*|lagt undan|gomt|gommer|raknat|raknar|hamtat ut|fyllt)(?: [a-z]+){0,4}? \w*(?:tablett\w*|piller\w*|pillr\w*|medicin\w*|somnmed\w*|alvedon\w*|insulin\w*|citodon\w*|oxynorm\w*|morfin\w*)\b/,
    2,
  ],
  [
    /\b\w*(?:tablett\w*|pillr\w*|somnmed\w*|medicinen|insulin\w*)(?: [a-z]+){0,6}? (?:alla pa en gang|pa en gang|racker|raknat|hur manga|sparat|samlat|pa hog)\b/,
    2,
  ],
  [
    /\b(?:inte|att) (?:svanga|bromsa|stanna|vaja|styra)\b(?: [a-z]+){0,5}? (?:kurv\w*|sving\w*|bergvagg\w*|tradet|mitt\w*|lastbil\w*|kanten|rod\w*|korsning\w*)\b|\b(?:slappa|slapper|slappt) ratten\b|\b(?:rakt (?:fram|in|ut)|over|mot) (?:i |over )?(?:kurv\w*|mittlinjen|motande|bergvagg\w*|kajen|kanten|racket)\b/,
    2,
  ],
  [
    /\b(?:bron|broracket|racket|viadukt\w*|spar(?:et|en)|perrong\w*|taget gar forbi|kajen|stupet|kraftledning\w*|repet|ett rep|snaran?|kroken|rakblad\w*|bossan|gevaret|jaktvapen\w*|vapenskap\w*|balkong\w*|fjortonde vaningen)\b/,
    1,
  ],
  [
    /\b(?:brukar|borjat|borjar|kommit pa mig)(?: [a-z]+){0,3}? (?:tanka|tankar|tanker|fantisera\w*|kolla|ga|stanna|sta)\b/,
    1,
  ],
  [
    /\b(?:forr var det (?:ibland|sallan)|nu ar det (?:varje|hela|alltid)|varje (?:gang|natt|kvall|dag) nu|oftare (?:och oftare|nu)|kommer (?:hela tiden|oftare))\b/,
    1,
  ],
  // No meaning, no strength.
  [
    /\b(?:ser|finns|har|hittar|finner)(?: [a-z]+){0,2}? (?:ingen|inget|inga|knappt nan|inte nagon|inte nan) (?:anledning|mening|skal|vits|poang|ide|orsak|framtid|ljus|vag)\b/,
    1,
  ],
  [/\b(?:fortsatta (?:existera|leva|finnas|sa har|kampa|med allt)|existera|finnas till|vara till)\b/, 1],
  [
    /\b(?:vad ar (?:det for )?(?:mening\w*|vitsen|poangen)|vad spelar (?:nagot|det) for roll|vad ska jag (?:leva|finnas|vara) (?:for|har)|inget (?:spelar|betyder) (?:nagon roll|nagot)|ingenting (?:spelar|betyder|kanns)|allt (?:ar|kanns) (?:tomt|gratt|dott|slut|morkt|forlorat|meningslost))\b/,
    1,
  ],
  [
    /\b(?:forlorat|mist|forlorade)(?: [a-z]+){0,3}? (?:allt|landet|famil\w*|alla|barnen|hoppet|lusten|allting)\b/,
    1,
  ],
  [
    /\b(?:bara (?:sova|ligga|forsvinna|bort)|slippa (?:vakna|vara|kanna|kannas|mer)|aldrig ga upp|somna(?: in)?$|forsvinna|upphora|inte vakna)\b/,
    1,
  ],
  [
    /\b(?:inte orka\w*|orkar (?:inte|knappt)|klarar inte|gett upp|ger upp|star inte ut|har fatt nog|kan inte mer)(?: [a-z]+){0,3}? (?:en dag till|langre|mer|mera|sa har|livet|med mig sjalv|vara jag)\b/,
    1,
  ],
  [
    /\b(?:ingen|inte en manniska|inte nan|knappt nagon) (?:skulle|kommer|hade|som|marker|undrar|fragar|saknar|bryr)(?: [a-z]+){0,3}? (?:mark\w*|sakn\w*|fragar|sorj\w*|bry\w*|borta|mig|sig)\b/,
    1,
  ],
  [
    /\b(?:vagar (?:inte|knappt) vara (?:ensam|sjalv)|litar inte pa mig|radd for (?:mig sjalv|mina tankar|vad jag)|tankar (?:som )?(?:skrammer|jag inte vill|om att|pa att)|morka tankar|det ar morkt (?:i mig|inuti|har inne)|mar (?:sa )?fruktansvart)\b/,
    1,
  ],
  [
    /\b(?:vill att nagon (?:ska )?(?:vet|veta)|sagt det (?:till|for) nagon|aldrig sagt (?:det )?(?:hogt|till)|vet inte vem jag ska (?:saga|beratta|skriva))\b/,
    1,
  ],
];

export const HARM_SIGNS: readonly Sign[] = [
  // What is hidden from others.
  [
    /\b(?:langarm\w*|halsduk|sminka\w*|smink|solglasogon|polotroja|keps)\b(?: [a-z]+){0,6}? (?:varmt|hett|inne|inomhus|over|tacka\w*|for att|sommar\w*|syns|marks)\b/,
    1,
  ],
  [/\b(?:blamarke\w*|marken pa|svullen (?:lapp|kind)|blatt oga|blaslag\w*|spruckt? lapp)\b/, 1],
  [
    /\b(?:ramlade?|ramlat|gick in i|trillat?|halkade?|slog mig)(?: [a-z]+){0,4}? (?:igen|som vanligt|forra gangen ocksa|brukar jag saga|sager jag|sa jag)\b/,
    1,
  ],
  [
    /\b(?:om du forstar|om ni forstar|du forstar (?:nog|vad)|ni forstar (?:nog|vad)|kan inte (?:skriva|saga|prata)(?: [a-z]+){0,3}? (?:har|nu|hemma|mer)|far inte (?:saga|beratta|skriva|prata))\b/,
    1,
  ],
  // At home.
  [
    /\bhemma (?:ar|e) det (?:som det ar|inte (?:bra|lugnt|sakert|roligt)|jobbigt|oroligt|farligt|hemskt|brak\w*|tyst)\b|\b(?:det ar|allt ar) (?:inte (?:lugnt|tryggt|sakert)|oroligt|farligt|brakigt) hemma\b/,
    1,
  ],
  [
    new RegExp(
      `\\b${HIM}(?: [a-z]+){0,3}? (?:arg|argare|aggressiv\\w*|rasande|forbannad|full|svartsjuk\\w*|galen|humor\\w*|exploder\\w*|tappar (?:det|kontrollen)|skriker|brak\\w*|vald\\w*)\\b`,
    ),
    1,
  ],
  [
    new RegExp(
      `\\b${HIM}(?: [a-z]+){0,3}? (?:bestammer|kontrollerar|kollar|laser|tar|tog|tagit|gommer|far inte veta|ska inte veta|inte veta|inte far se|ser det har|star bredvid|foljer|slapper inte|vaktar|filmar|sparar)\\b(?! (?:hand om|med (?:mig|oss) pa|bussen|bilen till|over))`,
    ),
    1,
  ],
  [
    /\b(?:maste (?:radera|ta bort|sluta skriva)|raderar det har|radera det har sen|skriver fran (?:en )?(?:annan|kompis\w*|grannens)|svara inte (?:har|pa det har|mig)|ring inte (?:mig|hem|hit)|inte (?:ringa|skriva) (?:hem|hit|till mig) (?:nar|for))\b/,
    1,
  ],
  [
    /\b(?:gar pa ta|tassar|hor (?:hans|hennes|nyckeln|bilen|steg\w*)|vantar pa att (?:han|det) ska|vaktar pa|fjaskar)\b/,
    1,
  ],
  [
    /\b(?:packat|packar) (?:en |min )?(?:vaska|vaskan|kasse)\b(?= (?:i smyg|som|ifall|utan|gomd|bakom|under|star redo|om jag maste))|\b(?:nagonstans att (?:sova|bo|ta vagen)|ingenstans att (?:ta vagen|sova)|sover hos (?:en |min )?(?:granne\w*|kompis\w*|syster|syrran|vaninna)|maste (?:bort|harifran|iv[ae]g)|bort harifran|gomma (?:mig|oss)|fly)\b/,
    1,
  ],
  [
    /\b(?:radd|radda|livradd\w*|rads|skrammer|skramd|darrar|vagar (?:jag |vi )?(?:inte|knappt)|tors inte)\b/,
    1,
  ],
  [
    /\b(?:barnen|ungarna|sonen|dottern|lillan)(?: [a-z]+){0,3}? (?:grater|sett|ser|hor|gomm\w*|radda?|tysta)\b(?= .*\b(?:han|honom|mannen|pappa|sambo\w*|nar|vad)\b)/,
    1,
  ],
  [
    /\b(?:hans|hennes|pappas|brorsans) (?:hander|nave|humor|regler|straff|blick)\b|\b(?:det blir|far jag|vet jag vad som|da blir det) (?:straff|bestraff\w*|konsekvens\w*|vantar hemma)\b|\bhan menar inget illa\b|\bmitt (?:eget )?fel att (?:han|det)\b/,
    1,
  ],
  [/\b(?:heder|skam|vanara|giftas?|forlovad|resa till hemlandet|skickas? till hemlandet)\b/, 1],
];
