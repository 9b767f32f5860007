/** Small signs of how something is meant: asked, denied, supposed, corrected, about somebody else. */

export interface Cues {
  question: boolean;
  negated: boolean;
  correction: boolean;
  aboutOther: boolean;
  hypothetical: boolean;
  /** Something that has been. */
  past: boolean;
}

const QUESTION =
  /\?|^(?:(?:hej|hejsan|halla|forresten|och|men|du|ursakta|snalla|ok|okej|undrar|jag undrar)[ ,!.]+)*(?:vad|va|vem|vems|vilka|vilken|vilket|var|vart|varfor|varifran|nar|hur|kan|kunde|far|ska|skall|skulle|har|ar|blir|finns|gar|maste|behover|vill du|vet|galler|kommer|borjar|slutar|raknas|stammer det att|varfor)\b(?! (?:inte (?:komma|vara|va|ga)|ej|feber|ont|sjuk|fortfarande|blivit|forkyld|inte|dalig|hemma|borta|hostat|krak|spytt|tyvarr|fatt|borjat|kommit|tid|lakar|tandlakar|vabb|legat))/;

const NEGATED = /\b(?:inte|inge|int|ej|icke|aldrig|ingen|inget|inga|ingenting|slutat|slipp\w*|sluta|utan att)\b/;

const HYPOTHETICAL =
  /\b(?:vad (?:hander|gor jag|ska jag gora|galler|blir det)|hur (?:gor (?:jag|man)|blir det)|vem (?:ringer|kontaktar) (?:jag|man)|maste (?:jag|man))\b.*\b(?:om|nar|ifall|vid)\b|\b(?:ifall|tank om|anta att|sag att|om) (?:jag|mitt|mina|min|man|barnet|nan|nagon)\b.*\b(?:blir|skulle|blev|far|borjar|missar|glommer|ar sjuk|inte kommer|kommer|maste)\b|\b(?:blir|blev) (?:jag|man|barnet) sjuk\w*.*\?|\bskulle jag (?:bli|fa|vara)\b|\bom man (?:ar|blir|far|har|inte)\b|\bnar man (?:ar|blir|far|har)\b/;

const CORRECTION =
  /\b(?:menade|menar|jag mena|rattelse|rattning|korriger\w*|skrev fel|sa fel|skriver fel|skrivit fel|tog fel|fel (?:dag|dagen|datum|tid|tiden|klockslag|anledning)|ska (?:det )?vara|skulle vara|skulle det vara|istallet for|i stallet for|inte .{2,20} utan)\b|^(?:nej|nae?|na|oj|ups|hoppsan|fel|forlat)[ ,.!]+(?:det ar |det blir |inte |pa |den |kl |klockan |imorgon|idag|nasta|mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag)/;

const OTHER =
  '(?:kompis|kompisar|kompisen|van|vanner|vannen|vaninna|granne|grannen|kollega|kusin|kusinen|syster|systern|bror|brorsan|brodern|mamma|pappa|man|make|maken|fru|frun|sambo|sambon|pojkvan|flickvan|tjej|kille|dotter|son|handledare|coach|jobbcoach|chef|rumskamrat|klasskamrat|svager|svagerska|farbror|moster|faster|morbror|mormor|morfar|farmor|farfar|partner|ex|larare|handlaggare|barn|kursare|polare|klasskompis|syrra|syrran|morsan|farsan|svarmor|svarfar)';

const ABOUT_OTHER = new RegExp(
  `^(?:(?:hej|hejsan|men|och|forresten|vet du|att|nar|kan|har|ska|ar|far|du) )*(?:(?:min|mitt|mina|en|vi har en) (?:basta |bra |gamla |nya |lilla |stora |ena |aldre |yngre )?${OTHER}s?\\b|(?:han|hon|de|dom)\\b(?! (?:ringde|ringer|vill|sa|valde|gav|slar|slog|hotar))|(?:handledaren|coachen|chefen|lararen|grannen|kompisen|polaren|vannen|kusinen|brorsan|syrran|kollegan|kursaren)\\b)`,
);
const FOR_OTHER = new RegExp(`\\b(?:sjukanmala|anmala|paminna|visa|avboka|at|for|till) (?:at )?(?:min|mitt) ${OTHER}s?\\b|\\b(?:min|mitt|mina) ${OTHER}s (?:\\w+ )?(?:paminn\\w*|mote\\w*|plan\\w*|schema\\w*|tid\\w*|franvaro\\w*|sms)\\b`);

const FIRST_PERSON = /\b(?:jag|ja|jak|mig|mej|vi|oss)\b/;

const PAST =
  /\b(?:missade|missat|missa(?: ju| visst)? (?:motet|traffen|tiden|kursen) (?:igar|i \w+s)|glomde (?:att )?(?:komma|anmala|sjukanmala|saga|hora|bort|motet|tiden|ringa|ga)|var (?:jag )?(?:sjuk|borta|hemma|inte|dalig|ledig|forkyld|magsjuk|pa)|kom (?:aldrig|inte|jag inte|ju inte|ej)|kunde (?:inte|jag inte|ej) (?:komma|vara|va|ga|delta)|har varit|hade (?:feber|ont|migran|forhinder|glomt)|vabbade|forsov mig igar|hann inte|var pa (?:lakar\w*|tandlakar\w*|intervju\w*|begravning\w*)|mar bra nu men var|sov (?:over )?(?:jag )?igar|trodde)\b/;

/** @param folded lower-case text with diacritics folded */
export function findCues(folded: string): Cues {
  const text = folded.replace(/[^a-z0-9?!.,]+/g, ' ').trim();
  const words = text.replace(/[?!.,]+/g, ' ').replace(/ +/g, ' ').trim();
  return {
    question: QUESTION.test(text),
    negated: NEGATED.test(words),
    correction: CORRECTION.test(words),
    aboutOther: ABOUT_OTHER.test(words) || FOR_OTHER.test(words),
    hypothetical: HYPOTHETICAL.test(words),
    past: PAST.test(words),
  };
}

/** Somebody else, and the writer is not spoken of at all. */
export function onlyAboutOther(folded: string): boolean {
  const words = folded.replace(/[^a-z0-9]+/g, ' ').trim();
  return ABOUT_OTHER.test(words) && !FIRST_PERSON.test(words);
}
