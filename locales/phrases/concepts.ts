/**
 * Groups of words that mean nearly the same here. A phrase nobody wrote before is then still seen as "sluta" + "sms".
 * Each is looked for in folded text; none decides anything alone, they are only signs for the classifier.
 */
export const GROUPS: [string, RegExp][] = [
  [
    'remind',
    /\b(?:pa ?min\w*|pomin\w*|paamin\w*|notis\w*|aviser\w*|sms\w*|meddelande\w*|plinga?\w*|pinga?\w*|knuff|spam\w*|tjat\w*|baminn?\w*|piper?|pip|pipet|utskick\w*|alarm\w*|larm|signal|vack(?:er|a|t)?|remind\w*)\b/,
  ],
  [
    'tell-before',
    /\b(?:sag(?:a|er)? till|skriv(?:a|er)? (?:till )?(?:mig|mej)|hor(?:a|er)? av (?:dig|er|sig)|kom(?:ma)? ihag|glom(?:mer|ma|t|de)|minnas|minne)\b/,
  ],
  ['before', /\b(?:innan|fore|infor|dagen innan|dagen fore|kvallen innan|timmar fore)\b/],
  [
    'stop',
    /\b(?:sluta\w*|sluter|stang(?:a|er)? av|sta?ng av|ta(?:r)? bort|slipp\w*|undanber\w*|avsager|tackar nej|skippa|avsluta\w*|upphor\w*|stopp\w*|stoppa|stop|avregistrera\w*|avanmal\w*|avaktivera\w*|pausa\w*|sla(?:r)? av|stangas av|lat bli|inga fler|inte langre|av med|radera\w*|ingen mer|inga)\b/,
  ],
  [
    'start',
    /\b(?:satt(?:a|er)? pa|sla(?:r)? pa|aktivera\w*|starta\w*|borja\w* (?:paminna|skicka)|satt(?:a)? igang|lagg(?:a)? in|stall(?:a)? in|vill ha|kan jag fa|skulle vilja ha|onskar|behover)\b/,
  ],
  [
    'retime',
    /\b(?:tidigare|senare|istallet|i stallet|hellre|andra(?:s)?|byt(?:a)?|flytta\w*|stall om|for sent|for tidigt|annan tid|ny tid|racker inte|klockslag)\b/,
  ],
  [
    'person',
    /\b(?:manni?sk\w*|manisk\w*|mennisk\w*|person(?:en)?|personal\w*|nagon|nan|nagot ombud|kundtjanst|support|medarbetare\w*|manskli\w*)\b/,
  ],
  [
    'staff',
    /\b(?:handledar\w*|handledre|coach\w*|coatch\w*|jobbcoach\w*|handlaggar\w*|socialsekreterar\w*|leverantor\w*|anordnar\w*|chef\w*|konsulent\w*|kontaktperson\w*)\b/,
  ],
  [
    'reach',
    /\b(?:prata\w*|pratar|tala|talar|snacka\w*|kontakt\w*|na|nar jag|tag (?:i|pa)|koppla\w*|ring(?:a|er|upp)?|uppringd|telefon\w*|nummer|numret|mejl\w*|mail\w*|epost|hor av|traffa|skriva till)\b/,
  ],
  [
    'ask-them',
    /\b(?:fraga|halsa|framfor\w*|lamna (?:ett )?meddelande|skicka (?:ett |en )?(?:meddelande|fraga|vidare)|sag till (?:min|henne|honom))\b/,
  ],
  [
    'wrong',
    /\b(?:stammer inte|stammer ej|fel|felaktig\w*|var inte dar|ingen (?:dar|kom|var)|ingen handledare|stod (?:dar|utanfor)|last dorr|inte sagt)\b/,
  ],
  [
    'job',
    /\b(?:kneg\w*|knog\w*|job+\w{0,4}|joob|jobet|arbete\w*|tjanst(?:en)?|anstall\w*|vikariat\w*|kontrakt\w*|avtal\w*|provanstall\w*|lon|lonen|firma|foretag(?:et)?|arbetsgivar\w*|nystartsjobb|extrajobb|sommarjobb|timanstall\w*|lonebidrag)\b/,
  ],
  [
    'got',
    /\b(?:fixat|fixade|skaffat|skaffade|ringde fran|behaller mig|ingatt|ingick|accepter\w*|vill anstalla|fatt|fat|fot|fick|far|fa(?: jobb)|hitta\w*|landa\w*|lyckades|skrev pa|skrivit pa|tackat ja|tackade ja|anstalld|erhallit|signera\w*|napp|rekryter\w*|valde mig|vill ha mig|anstaller|anstalla|erbjud\w*)\b/,
  ],
  [
    'begin',
    /\b(?:borja\w*|startat?|startar|pabor\w*|forsta dagen|forsta arbetsdag\w*|ska bli|sedan|sen i|fran och med)\b/,
  ],
  [
    'study',
    /\b(?:stud(?:er|i|y)\w*|plug+\w*|laser (?:till|pa|en|in|sfi|svenska)|lasa (?:till|pa|in|svenska)|komvux|universitet\w*|hogskol\w*|folkhogskol\w*|utbild\w*|skola\w*|skolan|kurs(?:en)?|csn|antag\w*|antagning\w*|student|yrkeshogskol\w*|sfi|gar (?:nu )?pa (?:komvux|folkhogskol\w*|sfi|universitet\w*|hogskol\w*|yh|en utbildning|gymnasi\w*)|yh|grundvux|distanskurs|kommit in|kom in|studieplats\w*|gymnasi\w*)\b/,
  ],
  [
    'occupation',
    /\b(?:undersko\w*|sjukskoter\w*|svetsare|kock|elektriker|busschauffor|larare|barnskotare|lokforare|stadare|truck\w*|lager\w*|taxi\w*|amazon|postnord|dhl|foodora|ikea|jula|elgiganten|hemkop|mcdonalds|samhall|scania|bemanning\w*|montor|lokalvard\w*|vardbitrad\w*|assistent|diskare|vaktare|kassor|frisor|mekaniker|plockare|hemtjanst\w*|restaurang\w*|ica|lidl|willys|coop|volvo|max|cafe|bageri|forskol\w*|butik\w*|fabrik\w*|sjukvard\w*|vaktmastar\w*|snickare|malare|stad\w*)\b/,
  ],
  [
    'plan',
    /\b(?:plan(?:en|er)?|plam|planering\w*|iup|utvecklingsplan\w*|handlingsplan\w*|genomforandeplan\w*|upplagg\w*|vi (?:sa|kom overens|bestamde|pratade|skrev|gick igenom)|sa vi|kommit overens|bestamde|bestamt|overens|kom vi fram|planerat)\b/,
  ],
  ['goal', /\b(?:mal(?:et|en)?|delmal\w*|slutmal\w*|yrkesmal\w*|uppna|sikta\w*|satsa\w*|mot vad)\b/],
  ['step', /\b(?:steg(?:en|et)?|harnast|vidare|nasta steg)\b/],
  ['support', /\b(?:stod(?:et)?|anpassning\w*|hjalpmedel|extra hjalp|ledsagar\w*|tolk\w*)\b/],
  [
    'schedule',
    /\b(?:sammankomst\w*|tidpunkt\w*|schema\w*|schma|kalend\w*|almanack\w*|mote\w*|mote|motet|motten|motte|moten|traff\w*|tid(?:en|er|erna)?|bokad\w*|bokning\w*|inbokat|inplanerat|besok\w*|aktivitet\w*|kurs\w*|workshop\w*|grupp\w*|praktik\w*|ses vi|ses|traffas|lektion\w*)\b/,
  ],
  [
    'when',
    /\b(?:nar|vilken tid|vilken dag|vilka dagar|vilka tider|hur dags|klockan vad|kl vad|hur lange|hur lang tid|vilket datum|vilken vecka)\b/,
  ],
  ['where', /\b(?:var|vart|adress\w*|vaning\w*|rum|rummet|lokal\w*|hitta\w* dit|ligger)\b/],
  ['bring', /\b(?:ta med|ha med|med mig|med sig|forbered\w*|pa mig)\b/],
  [
    'mean',
    /\b(?:betyd\w*|betyr|beteder|innebar\w*|menas|mena(?:r)?|ord(?:et|en)?|ordlist\w*|begrepp\w*|forkort\w*|definier\w*|definition\w*|avses|skillnad\w*|samma sak)\b/,
  ],
  ['explain', /\b(?:forklara\w*|beratta\w*|vad ar|va ar|va e|vad e)\b/],
  [
    'easy',
    /\b(?!lattext|latlista)(?:lat+(?:are|last|a|asta|bregrip\w*)?|latt\w*|enk(?:el|la|elt|lare|elre)\w*|ankl?are|inklare|ennklare|enkalre|kort(?:are|a)?|tydlig\w*|mindre text|simpel\w*|forenkl\w*|lattl\w*)\b/,
  ],
  [
    'hard',
    /\b(?:svar(?:a|are|t)?|kranglig\w*|lang(?:a|t|re)?|for mycket|mycket text|avancera\w*|utforlig\w*)\b/,
  ],
  [
    'swedish',
    /\b(?:svenska\w*|svensk|sprak\w*|text\w*|meningar\w*|ord|skriv(?:a|er)?|las(?:a|er)?|dyslexi\w*|dyslekti\w*)\b/,
  ],
  ['normal', /\b(?:vanlig\w*|vanlit|vanli|vanlik|normal\w*|ordinarie|riktig svenska|standard\w*)\b/],
  ['not-child', /\b(?:barn\w*lig\w*|som (?:till|for) (?:ett )?barn|dum|korkad|inte ett barn)\b/],
  [
    'late',
    /\b(?:ko pa|bilko|i ko|minuter efter|efter nio|sen|sent|forsen\w*|forsov\w*|forsovit|senare|hinner inte|pa vag|missade (?:bussen|taget)|strax dar)\b/,
  ],
  [
    'early',
    /\b(?:ga(?:r)? (?:hem|tidigare|redan|fore|nu)|sluta (?:en|tidigare)|tidigare|smita|sticka|bara (?:vara )?(?:med|kvar)|aker hem)\b/,
  ],
  [
    'absent',
    /^(?:(?:hej|nej|ja|tyvarr|jag|ar) )*borta\b|\bborta (?:fran|till|fram|hela|mellan|resten)\b|\b(?:inte (?:pa plats|dar|med idag|hemifran)|medverkar? inte|deltar? inte|kan (?:jag )?(?:inte|ej|int|tyvarr inte) (?:komma|kom|vara|va|delta|narvara|ga|idag|med|ta mig)|inte (?:kan )?(?:komma|kom|delta|narvara|vara med|vara dar|va med)|kommer (?:inte|ej|int|aldrig)|aterbud\w*|avbok\w*|boka av|forhind\w*|stanna\w* hemma|ar hemma|blir hemma|vara hemma|blir borta|ar borta|franvar\w*|stalla in|installt for|hoppar over|uteblir|kan (?:inte|ej)|far inte ihop|missar|gar inte|funkar inte|klarar inte|orkar inte|inget for mig|utan mig|rakna inte med|hinner inte)\b/,
  ],
  ['report', /\b(?:sjukanmal\w*|anmal\w*|rapporter\w*|meddela\w*|friskanmal\w*)\b/],
  [
    'well',
    /\b(?:frisk\w*|frsk|battre|mar bra|tillbaka|kryat|kommer anda|komma anda|trots allt|inte (?:langre )?sjuk)\b/,
  ],
  [
    'undo',
    /\b(?:angra\w*|angar|ta(?:r)? tillbaka|dra tillbaka|aterkalla\w*|aterta\w*|makulera\w*|rakade|misstag|av misstag)\b/,
  ],
  [
    'drop',
    /\b(?:avbr\w*|abryt|strunt\w*|skit i|skiter i|glom|glom det|lagg (?:av|ner)|behovs inte|vill inte (?:mer|langre|fortsatta)|borja om|cancel|gor det sen|senare)\b/,
  ],
  ['back', /\b(?:backa|tillbaka|bakat|foregaende|forra fragan)\b/],
  [
    'help',
    /\b(?:hjalp\w*|hjelp|jalp|halp|help|vagledning|meny\w*|instruktion\w*|funkar|fungerar|anvand\w*|kommando\w*|alternativ)\b/,
  ],
  [
    'can-do',
    /\b(?:vad kan (?:du|jag|man)|va kan|hur (?:gor|funkar|fungerar|anvander)|vad gor du|kan du gora)\b/,
  ],
  [
    'lost',
    /\b(?:forstar (?:inte|ej|ingen\w*)|fattar (?:inte|ing\w*)|vet (?:inte|ej)|vilse|fastnat|hanger inte)\b/,
  ],
  [
    'private',
    /\b(?:vem (?:ser|kan se|laser|far|vet)|vilka (?:ser|kan)|(?:ser|laser|se|lasa|veta) (?:det har|det jag|vad jag|min chatt)|hemlig\w*|saker(?:t)?|spara\w*|uppgifter|integritet|gdpr|tystnadsplikt|sekretess)\b/,
  ],
  ['again', /\b(?:igen|en gang till|upprepa\w*|repetera\w*|lyssna\w*|las (?:upp|hogt|for)|hogt)\b/],
  [
    'receipt',
    /\b(?:kvitto\w*|skickat|skickad|skickades|kommit fram|kom (?:min|mitt) \w+ fram|har ni fatt|fick ni|har (?:min )?\w+ (?:last|sett|fatt besked)|bevis|mina anmalningar)\b/,
  ],
  ['bot', /\b(?:bot|boten|robot\w*|ai|maskin\w*|dator|chatgpt|pa riktigt)\b/],
  [
    'hello',
    /\b(?:hej\w*|heej|hallo\w*|halla\w*|tja\w*|tjena\w*|mors\w*|god ?(?:morgon|dag|kvall|middag|natt|eftermiddag)|goddag|godmorgon|godkvall|salam\w*|hello|hi|hey|tjo\w*)\b/,
  ],
  ['thanks', /\b(?:tack\w*|takk|thanks|thx|tacksam\w*)\b/],
  ['bye', /\b(?:hejda|hej da|adjo|vi (?:ses|hors)|hors|bye|ha (?:det|en)|mvh|vanlig halsning)\b/],
  ['praise', /\b(?:bra|toppen|perfekt|super\w*|underbar\w*|harlig\w*|kanon|snall\w*|finfint|skont|kul)\b/],
  [
    'yes',
    /^(?:ja|jaa+|japp|jepp|jo|joda|jajamen\w*|jajjem\w*|javisst|visst|absolut|ok|okej|oki\w*|okey|yes|yep|yup|mm+|mhm|sjalvklart|sakert|garna|precis|exakt|just|stammer|korrekt|ratt|klart|sure|yeah)\b/,
  ],
  ['no', /^(?:nej\w*|na|nae|nepp|napp|nope|nop|no|nah|nix|noo|aldrig|inte|ej)\b/],
  [
    'affirm',
    /\b(?:stammer|ratt|gor (?:det|sa)|skicka (?:det|den|nu|ivag)?|kor|bekrafta\w*|godkann\w*|accepter\w*|gar bra|funkar|passar|laterbra|later bra|ar bra|spara)\b/,
  ],
  [
    'money',
    /\b(?:pengar\w*|ersattning\w*|betal\w*|betalt|utbetal\w*|aktivitetsstod\w*|forsorjningsstod\w*|bidrag\w*|lon|avdrag|kronor|kr|ekonomi\w*|a ?kassa\w*|reseersattning\w*|rakning\w*|hyra\w*|lana)\b/,
  ],
  [
    'rule',
    /\b(?:regel\w*|regler\w*|maste (?:jag|man)|far (?:man|jag)|tillatet|giltig\w*|avstang\w*|varning\w*|overklag\w*|ompro\w*|lakarintyg\w*|intyg\w*|vad hander|vad galler|galler|obligatorisk\w*|frivillig\w*|ratt till|aktivitetsrapport\w*|hur manga dagar|godkan\w*)\b/,
  ],
  ['leave', /\b(?:ledig\w*|ledighet\w*|semester\w*|resa|bortrest)\b/],
  [
    'supposing',
    /\b(?:om jag (?:blir|far|missar|glommer|inte|kommer|skulle|ar|flyttar|borjar)|ifall|tank om|nar man|om man|vad hander om|kanske|funderar|vill (?:plugga|studera|ha (?:ett )?jobb)|hoppas)\b/,
  ],
  [
    'seek',
    /\b(?:soker|sok|soka|sokt|letar|hitta (?:ett )?jobb|lediga jobb|ansok\w*|skickade en ansokan|behover (?:ett )?jobb|ge mig (?:ett )?jobb)\b/,
  ],
  [
    'swear',
    /\b(?:idiot\w*|javl\w*|fan|helvete\w*|skit\w*|fuck\w*|dum\w*|vardelos\w*|kaften|suger|hora|ackel|hatar)\b/,
  ],
  ['new', /\b(?:nytt|nyheter|andrats|andrat|andrades|uppdater\w*|skillnad\w*|ny plan)\b/],
  [
    'world',
    /\b(?:vader\w*|regna\w*|snoa\w*|match\w*|fotboll\w*|hockey\w*|lag(?:et)? spelar|avspark|resultatet|recept(?:et)?|laga(?:r)? (?:till|mat)|baka\w*|mat(?:en)?|middag\w*|lunchtips|film\w*|serie\w*|musik\w*|lat(?:en)? (?:av|som|pa)|spel(?:a|ar|et)?|skamt\w*|rolig\w*|dikt\w*|oversatt\w*|huvudstad\w*|president\w*|minister\w*|politi\w*|val(?:et)?|kung(?:en)?|gud|religion|stjarn\w*|hund(?:en|ar)?|katt(?:en|er)?|bil(?:en)? (?:kostar|ar bast)|dack|besikt\w*|korkort\w*|moped\w*|kopa|koper|salj\w*|billig\w*|kosta\w*|pris(?:et)?|spann|kronor|begagn\w*)\b/,
  ],
  [
    'home',
    /\b(?:lagenhet\w*|bostad\w*|hyresvard\w*|hyresratt\w*|andra hand|hyra|hyran|grannar\w*|rum att hyra|bostadsko\w*|flytta till|tvattstuga\w*|elrakning\w*)\b/,
  ],
  [
    'authority',
    /\b(?:forsakringskass\w*|arbetsformedling\w*|migrations\w*|skatteverk\w*|socialtjanst\w*|soc|socialen|csn|kronofogd\w*|polis\w*|tingsratt\w*|kommunen|pensionsmyndighet\w*|transportstyrelse\w*|ambassad\w*|inkasso|iaf)\b/,
  ],
  [
    'benefit',
    /\b(?:aktivitetsstod\w*|etableringsersattning\w*|forsorjningsstod\w*|bostadsbidrag\w*|barnbidrag\w*|sjukpenning\w*|foraldrapenning\w*|utvecklingsersattning\w*|studiemedel\w*|socialbidrag\w*|karens\w*|pension\w*|skatt\w*|skuld\w*)\b/,
  ],
  [
    'kin',
    /\b(?:man|mannen|fru|frun|sambo|sambon|mamma|pappa|morsan|farsan|syster|syrra|syrran|bror|brorsa|brorsan|kusin|kusinen|moster|farbror|svagerska|svarmor)\b/,
  ],
  [
    'friend',
    /\b(?:kompis\w*|polare\w*|granne\w*|klasskompis\w*|kursare\w*|arbetskamrat\w*|vannen|en van|kollega\w*|en i gruppen|en kille|en tjej)\b/,
  ],
  [
    'about-you',
    /\b(?:ar du|har du|tycker du|gillar du|tror du|kan du (?:dansa|sjunga|laga|flyga)|skulle du|vill du|bor du|sover du|heter du|drommer du|e du)\b/,
  ],
  [
    'sum-up',
    /\b(?:sammanfatta\w*|viktigaste|i korthet|kortfattat|minns (?:inte|knappt)|glomt (?:allt|vad)|paminn mig om vad)\b/,
  ],
  [
    'transport',
    /\b(?:buss\w*|tag|taget|pendeltag\w*|tunnelban\w*|sparvagn\w*|bil|bilen|moppe\w*|epan?|signalfel|fardtjanst\w*|hallplats\w*)\b/,
  ],
  [
    'alone',
    /\b(?:sjalv|eget arbete|hemma sjalv|pa egen hand|laxa|uppgift\w*|mellan motena|till nasta gang)\b/,
  ],
];
