/** What people answer to a question, where it means more or less than its words; folded, where nothing else is said. */

/** "Den andra", of several that are listed: the place in the list; -1 is the last. Over the bare words. */
export const PLACES: readonly (readonly [RegExp, number])[] = [
  [/^(?:den |det )?(?:forsta|ettan|tidigaste)$/, 0],
  [/^(?:den |det )?(?:andra|tvaan)$/, 1],
  [/^(?:den |det )?(?:tredje|trean)$/, 2],
  [/^(?:den |det )?(?:sista|senaste)$/, -1],
];
/** What stands around a place or an hour in such an answer. */
export const BEFORE_PLACE = /^(?:till |pa |bara |det ar |det galler )+/;
export const AFTER_PLACE = / (?:tiden|motet|en)$/;
/** "13", "klockan 9.30": the hour that one of several begins, and its minutes. Over the bare words. */
export const HOUR = /^(?:kl |klockan )?(\d{1,2})(?: (\d\d))?$/;
/** "Allt", "båda", "inget av det": all that was asked about. Over the bare words. */
export const ALL_OF_IT =
  /^(?:(?:ja|det|jo|till|jag|kan|inte|missar|nej) )*(?:allt|allting|alltihop|alla|bada|bagge|hela dagen|hela|inget|ingenting|nagot|inga)(?: (?:av dem|av det|tva|tider|moten|den dagen|da|imorgon|idag|komma|till))*$/;
/** "Fel dag": names no day and no reason. */
export const WRONG_DAY = /\b(?:fel|annan|inte den|inte ratt) (?:dag|dagen|datum|tid)\b/;
/** A time that was not understood, or a sentence. */
export const NO_PLACE =
  /^\P{L}*$|\d|\b(?:jag|ja|de|det|du|vi|inte|ej|nej|na|jo|vet|vad|va|nar|hur|vem|varfor|kanske|snart|senare|sedan|sen|strax|nu|direkt|genast|tag|stund|dag|dagar|vecka|veckan|veckor|manad|manaden|manader|ar|host|hosten|var|varen|vinter|vintern|sommar|sommaren|jul|pask|semestern?|bestamt|klart|redan|tack|hej|okej|ok|bra|fel|vanta|ar|e|har|ska|vill|kan)\b/u;
/** "I höst", "nästa termin": a time of the year, which is no day and no place. */
export const SEASON =
  /^(?:(?:nu|i|till|pa|under|efter|fore|fran|nasta|kommande|den|har|denna|detta|borjan|slutet|mitten|av|nagon|gang|kanske|typ|borjar|jag|det|blir) )*(?:host|hosten|host ?terminen|var|varen|var ?terminen|sommar|sommaren|vinter|vintern|jul|julen|pask|pasken|semestern|termin|terminen|ar|aret|manad|manaden|vecka|veckan|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?: (?:\d{4}|kanske|typ|nagon gang|nangang|tror jag))*[.! ]*$/;
/** "Jag hittar inte dit" has a "not" in it, and takes back nothing. */
export const FINDS_NOT = /\bhitt?ar? (?:inte|ej)\b/;
/** "Jag var där", said of what somebody is told or has told that they missed. */
export const WAS_THERE =
  /\bjag (?:var (?:visst |faktiskt |ju )?(?:dar|pa plats|med)|kom(?: visst)?)\s*[!.]*$/;
/** "Jag var där på mötet i torsdags", "jag var på träffen": they were present, and nothing else is told. Over the bare words. */
export const SAYS_PRESENT =
  /^(?:(?:hej|nej|men|jo|ja|det|var|ar|blev|fel) )*jag var (?:(?:visst|faktiskt|ju|ocksa) )*(?:dar|pa plats|narvarande|med(?= pa | i |$)|(?=pa (?:\w*(?:motet|traffen|gruppen|kursen|workshopen|praktiken|aktiviteten))))(?: ?(?:pa|i|vid|da|ju|visst|faktiskt|igar|idag|imorse|forra|hela|tiden|klockan|kl|\d{1,2}|\w*(?:motet|traffen|gruppen|kursen|workshopen|praktiken|aktiviteten|veckan|dags)))*$/;
/** "Jag var inte sjuk i fredags": an illness that was told of and was none. What it was instead makes it another reason. */
export const WAS_NOT_ILL =
  /^(?!.*\b(?:utan|istallet|menar|menade)\b).*\bjag (?:var|har) (?:(?:visst|faktiskt|ju|nog) )?(?:inte|aldrig) (?:varit )?(?:(?:alls|ens) )?(?:sjuk|dalig|borta|franvarande)(?: (?:alls|da|(?:i |pa )?[a-z]+(?:dags|dag|dagen|gar)))?\s*[!.]*$/;
/** Who says that they want to explain has not done so yet. */
export const WANTS_TO_EXPLAIN =
  /^(?:ja,? )?(?:jag )?(?:vill|kan|ska) (?:garna )?(?:forklara|beratta)(?: (?:vad som hande|det|varfor))?[.!]*$/;
/** "Ja, skicka" answers the question that stands below, and not how somebody is. */
export const WANTS_SENT = /\b(?:skicka|sand(?:a|er)?\b)/;
/** A question, where why somebody cannot come was asked. */
export const ASKS_BESIDE = /^\s*(?:hur|vad|nar|far|kan|maste|varfor|var|vem|ska|ar)\b.*\?\s*$/s;
/** What somebody says of themselves, before a cause of what they need. */
export const TELLS_OF_SELF = /\b(?:jag|ja) (?:har|ar|e|fick|fatt|lider)\b/;
/** A yes or a no, where a question to the handledare was asked for. */
export const BARE_ANSWER = /^(?:ja+|jo|japp|okej|ok|aa|nej|na+|nej tack|ja tack)[.! ]*$/;
/** A number, where minutes were asked for, with the words that people put around one. */
export const NUMBER_ALONE =
  /^(?:(?:nej|na|naa|nja|eller|forlat|ca|cirka|typ|kanske|snarare|ungefar),? ){0,3}(\d{1,3})(?: (?:kanske|typ|ungefar))?[.! ]*$/;
/** "Klockan 10 i stället för 9": the hour that no longer holds, and its minutes. */
export const GIVEN_UP =
  /\bi ?st[ae]lle?t for (?:klockan |kl\.? ?)?(\d{1,2})(?:[.:]([0-5]\d))?(?![\d.:]|\s*(?:min|tim|dag|\/))/;
/** A week that is named. */
export const OF_A_WEEK = /\bveckan?\b/;
/** One word, or none: too little to be put into a message. Bare. */
export const NO_MESSAGE = /^\p{L}*$/u;
/** "Ja, och säg att jag tar med någon": a yes that says more, and not only that it is to be sent. Bare. */
export const ADDS_TO_YES =
  /^(?:ja+|japp|jo|okej|ok|aa|absolut) (?:och|men|fast|plus|samt|skriv|sag|lagg till) (?!.*\b(?:skick\w*|gor det|tack)\b)\S+ \S+/;
/** A telephone number, or another that is as long. Bare. */
export const LONG_NUMBER = /\d(?: ?\d){5}/;
/** Begins as a question to us does, or an order. Bare. */
export const ASKS =
  /^(?:(?:och|men|sa|forresten) )?(?:nar|var|vart|vad|va|vilken|vilket|vilka|hur|vem|varfor|har jag|finns det|visa|forklara|las (?:upp|igen))\b/;
