import type { SignalKind } from '../../domain/signal.ts';

/** How people say that something is meant too or instead, or that what they told came to nothing; over folded text. */

/** That somebody is not there at all. */
export const SAYS_AWAY =
  /\b(?:kan (?:\p{L}+ )?(?:inte|ej)|kommer (?:\p{L}+ )?(?:inte|ej)|missa(?:r|de|t)?|inte komma|borta|stannar hemma|ar hemma)\b/u;
/** That somebody does not come, whatever other day is named with it. */
export const COMES_NOT = /\b(?:komma|kommer|komer|missa(?:r|de|t)?|borta|hemma)\b/;
/** A day that is named by what is done then, or not before: "efter läkaren", "när jag är hemma", "kan inte börja före fredag". */
export const NAMES_DAY_BY =
  /\b(?:borja\w*|starta\w*|tilltrad\w*|nar jag|efter|innan|fore|forran|forrens|forst|tidigast|senast|om jag)\b/;
/** "Jag hann inte ringa er", "ni svarade inte i telefon". Bare. */
export const TRIED_TO_CALL = new RegExp(
  [
    '\\b(?:(?:hann|hinner|orkade|kunde|vagade) (?:inte|ej|aldrig)|glomde) (?:att )?(?:ringa|na (?:er|dig)|fa tag)\\b',
    '\\b(?:ni|du|de|hon|han|telefonen|vaxeln|receptionen) (?:har )?(?:svarar?|svarade|svarat) (?:ju )?(?:inte|ej|aldrig)\\b',
    '\\bingen (?:som )?(?:svarar?|svarade|svarat)\\b',
    '\\b(?:forsokte?|forsokt|provade|provat|testade) (?:att )?(?:ringa|na)\\b',
    '\\b(?:kom|kommer|kommit) (?:inte|ej|aldrig) fram (?:pa|i|med|nar jag ring\\p{L}*)\\b',
    '\\b(?:fick|far|fatt) (?:inte|ej) tag\\b',
  ].join('|'),
  'u',
);
/** "Kan ni ringa mig": a wish, whatever was tried before. Bare. */
export const ASKS_FOR_CALL = /\bring(?:er|a|s)? (?:mig|upp|tillbaka)\b|\b(?:prata|tala) med\b/;
const NOT_SEND = '(?:skicka|skickar|skika|sand|sanda) (?:(?:det|den) )?(?:inte|ej|int|inge|aldrig)';
/** "Skicka inte", "nej skicka inte det där", to what is read back. Bare. */
export const SENDS_NOT = new RegExp(
  `^(?:(?:nej|na|nae|nja|oj|men|vanta|stopp|stop|snalla|forlat|du) )*(?:${NOT_SEND}|(?:du |ni )?(?:ska|far) (?:inte|ej) skicka|(?:jag )?vill (?:inte|ej) (?:att (?:du|ni) )?skickar?|(?:vanta|avvakta) med att skicka)(?: (?:det|den|de|detta|dar|har|ivag|meddelandet|fragan|nat|nagot|nu|an|annu|anu|riktigt|snalla|tack|till|dem|henne|honom|nagon))*$`,
);
/** And not for ever. Bare. */
export const NOT_YET = /\b(?:an|annu|anu|nu|riktigt)$|\b(?:vanta|avvakta) med\b/;
const SUBJECT = '(?:^|\\b(?:jag|ja|jak|vi|nej|na|nae|men|fast|och|oj|forlat|sorry|tyvarr) )';
/** "Kommer inte missa mycket", "kommer inte vara med hela tiden". */
const NO_OTHER_VERB =
  '(?! (?:att )?(?:missa|behova|bli|ta|veta|kunna|vara (?!dar|med)|vara (?:dar|med) (?:hela|allt)|pa (?:det|hur|nar))\\b)';
const NOT = '(?:(?:nog|ju|tyvarr|faktiskt|jag|ja) )*(?:inte|inge|int|ej|aldrig)';
/**
 * "Nej, jag kommer inte alls", "ja kom inte": that they themselves do not come, and no bus of theirs, over the bare words. Not without
 * `ONLY_LATER`.
 */
export const NOT_AT_ALL = new RegExp(
  [
    `${SUBJECT}(?:kommer|komer|kmr|kom) ${NOT}\\b${NO_OTHER_VERB}`,
    `\\bkom(?:mer)? (?:jag|ja) ${NOT}\\b${NO_OTHER_VERB}`,
    `\\b(?:kan|kunde|orkar|orkade) ${NOT} (?:komma|ga|vara med|vara dar)\\b`,
    `\\b(?:var|va) ${NOT} (?:dar|med|pa plats)\\b`,
    `\\bdok ${NOT} upp\\b`,
    '\\buteblev\\b',
    '\\bmissa(?:r|de|t) (?:hela|allt|alltihop|motet|traffen|gruppen|dagen)\\b',
  ].join('|'),
);
/** "Kommer inte förrän tio", "kommer inte i tid", "kommer inte ihåg": late at most, or of something else, over the bare words. */
export const ONLY_LATER =
  /\b(?:i tid|itid|forran|forrens|fore|innan|ihag|hinna|hinner|sen|sent|senare|forsen\w*|punktlig\w*|exakt|langre|fram|ivag|loss|undan|kl|klockan|minut\w*|\d+ ?min|timm\w*|kvart|halvtimme)\b/;
const RIDE =
  '(?:buss(?:en|arna|ar)?|tag(?:et|en)?|pendel(?:n|tag(?:et)?)?|tunnelban(?:a|an)|sparvagn(?:en)?|tvarban(?:a|an)|fardtjanst(?:en)?|taxin?|farjan?|skjuts(?:en)?)';
const NEVER = '(?:inte|inge|int|ej|aldrig)';
const SMALL = '(?:ju|nu|bara|precis|just|nyss|visst|fortfarande|tydligen|redan) ';
/** "Bussen kommer inte" says nothing of whether the writer does, over folded text. */
export const RIDE_STAYS_AWAY = new RegExp(
  `\\b${RIDE} (?:${SMALL})*(?:kommer|kom) (?:${SMALL})*${NEVER}\\b`,
  'g',
);
/** What happened to the bus and no more: "tåget är inställt", "bussen gick precis", "det går ingen buss", "missade bussen", over the bare words. */
export const ONLY_RIDE = new RegExp(
  `^(?:(?:nej|men|oj|hej|forlat|sorry|tyvarr|och|for|att|fan|min|mitt|den|det) )*(?:${[
    `${RIDE} (?:har |${SMALL})*(?:kommer|kom|kommit|gar|gick|gatt|dyker|dok|korde|kor) (?:${SMALL})*(?:${NEVER}|precis|nyss|ifran mig|utan mig|forbi(?: mig)?|fore|for tidigt|just)(?: (?:upp|an|nu|idag|i dag))*`,
    `${RIDE} (?:(?:har|ar|blev|blir|e|va|var|star|stod) )*(?:${SMALL})*(?:installda?|installt|installd|forsena\\w*|sena?|sent|still|fast|trasig|gatt|akt|kommit bort)(?: (?:nu|idag|i dag))*`,
    `${RIDE} (?:har |${SMALL})*(?:gick|akte|stack|gatt|akt)(?: (?:nu|precis|nyss))*`,
    `(?:jag |ja )?(?:har )?(?:${SMALL})*(?:missade|missa|missat|missar|hann ${NEVER} (?:med|till)|hinner ${NEVER} (?:med|till)) (?:min )?${RIDE}(?: (?:nu|precis|nyss))*`,
    `(?:gar|kommer|gick|kom) (?:ju |nu )*(?:ingen|inga|inget) ${RIDE}(?: (?:nu|idag|i dag|alls))*`,
  ].join(
    '|',
  )})(?: (?:(?:sa|och|men|jag|ja|far|maste) )*(?:tar|ta|vantar(?: pa)?|vanta(?: pa)?|aker|aka|kommer)(?: med)? (?:nasta|en senare|en annan)(?: buss)?)?$`,
);
/** Of the past: the bus may have been that of a meeting that has been. */
export const RIDE_WAS = /\b(?:kom|gick)\b(?!.*\b(?:precis|nyss|just)\b)(?<!\b(?:precis|nyss|just)\b.*)/;
/** "Kan inte komma förrän torsdag" names the day of coming. */
export const NOT_UNTIL = /\b(?:forran|forrens|forst|tidigast)\b/;
/** That somebody comes late, or goes early. */
export const SAYS_HOW: Readonly<Record<'late' | 'leaves-early', RegExp>> = {
  late: /\b(?:sen|sent|senare|forsent|forsena\w*|hinner|kommer|komma)\b/,
  'leaves-early': /\b(?:ga|gar|gick|aka|aker|sticka|sticker|dra|drar|lamna|lamnar|tidigare|tidigt|hem)\b/,
};
/** That it is meant too, after a yes or without one. */
export const ALSO = /\b(?:ocksa|oksa|oxa|aven|heller|dessutom|plus)\b|\b(?:med|och)[ .!]*$|^(?:och|sen|sa) /;
/** That it is meant instead. */
export const INSTEAD =
  /^(?:nej|na|nae|nope|oj|forlat|sorry|hoppsan)\b|\b(?:i stallet|istallet|menar|menade|mena|fel|utan|byt|andra till|skulle vara|ska vara)\b/;
/** "Bara halva dagen", "nej, bara förmiddagen": less than what was sent. */
export const ONLY_PART =
  /^(?:(?:nej|na|nae|men|oj|forresten|jag|det|ar|e|var|blir|galler|borta|skulle|vara) )*(?:bara|endast|enbart) (?:pa |under |en |den )?(?:halva dagen|halv ?dag|halvdag|formiddagen?|eftermiddagen?|morgonen|en del av dagen|delar av dagen|del av dagen)(?: (?:nu|faktiskt|forresten|da|inte hela))*$/;
/** "Jag får inte jobbet ändå". */
export const CAME_TO_NOTHING: Readonly<Record<SignalKind, RegExp>> = {
  work: /\b(?:far|fick|fatt) (?:ju )?(?:inte|ej|inget|aldrig) (?:det |nat |nagot )?jobb(?:et)?\b|\bjobbet (?:blev|blir|ble) (?:det )?(?:inte|inget)\b|\b(?:blev|blir|ble) (?:det )?(?:inte|inget|ingenting) (?:av )?(?:med )?jobb(?:et)?\b|\binget jobb (?:anda|langre)\b|\btacka(?:de|t|r)? nej till jobbet\b/,
  studies:
    /\b(?:kom|kommer) (?:ju )?inte in (?:anda|pa (?:utbildning|kurs|skol)\w*)|\bska (?:inte (?:borja )?(?:plugga|studera|lasa)|inte ga (?:kursen|utbildningen)) (?:anda|langre)\b|\b(?:far|fick|fatt) inte plats(?:en)? pa (?:utbildning|kurs|skol)\w*|\bhoppa(?:r|de|t)? av (?:utbildningen|kursen|studierna|skolan)\b/,
};
/** "Det är inte klart än". */
export const UNSETTLED =
  /\b(?:inte|ej) (?:riktigt |helt |hundra )?(?:klart?|saker|sakert|bestamt|avgjort|skrivet)(?: (?:an|annu))?(?: (?:nu|med jobbet))?$/;
/** "Oj, det var fel", and not what is. */
export const ONLY_WRONG =
  /^(?:(?:nej|na|nae|oj|ojda|vanta|hoppsan|men|du|lite|sorry) )*(?:(?:det|de|d) (?:var|va|ar|e|blev|ble) (?:ju |helt |lite )*(?:fel|inte ratt|inte sa)|fel|(?:det|de) stammer (?:ju )?inte)(?: (?:det|de|dar|har|nu))*$/;
/** "Jag vill skriva om det", to what is read back, and not what it is to be. */
export const REWRITES =
  /^(?:(?:nej|vanta|jag|vill|kan|far|maste|ska|behover|du) )*(?:skriva? om|andra|formulera om)(?: (?:det|den|detta|meddelandet|fragan|texten|lite|igen|har|mig))*$/;
/** "Onsdag menar jag", to what was sent. */
export const MEANT = /\b(?:menar|menade|mena|(?:skulle|sku|ska) (?:vara|va))\b/;
/** "Min son är också sjuk", to what was sent. */
export const TOO = /\b(?:ocksa|aven|heller|med)\b/;
/** A yes, before what is meant too. */
export const FIRST_YES = /^(?:ja|japp|jo|okej|ok)[ ,.!]+/;
