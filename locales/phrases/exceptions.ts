/** How people take a day out of what they said: "hela veckan utom onsdag", "men inte torsdag", "kommer inte på torsdag men på fredag". Folded. */

/** Before a day that is not meant. */
export const EXCEPT: readonly (readonly string[])[] = [
  ['utom'],
  ['forutom'],
  ['undantaget'],
  ['exklusive'],
  ['bortsett', 'fran'],
  ['med', 'undantag', 'for'],
  ['med', 'undantag', 'av'],
];
/** The same, and "men inte", in the bare words. */
export const BUT_FOR = /\b(?:utom|forutom|men inte)\b/;
/** Before a "not" that is said of the day. */
export const BUT = new Set(['men', 'fast', 'dock', 'bara']);
export const NOT = new Set(['inte', 'ej', 'int']);
/** What may stand before "inte torsdag" where nothing else is said. */
export const LEADS = new Set(
  'nej na nae nope nja oj ja jo men forlat sorry hoppsan vanta alltsa fel menar menade , . ! -'.split(' '),
);
/** What may stand after it. */
export const AFTER_LEAD = new Set(
  'tack da alltsa utan menar menade jag bara ju istallet okej ok hej , . !'.split(' '),
);
/** Between such a word and the day. */
export const BEFORE_DAY = new Set('pa den i hela just till bara kanske under for om nu da'.split(' '));
/** Ties the day to what was said before it. */
export const TIES = new Set([',', '-', '(', 'och', 'fast', 'dock']);
/** A booked activity whose name is another word too. */
export const BOOKED_TOO = /^halsan?$/;
/** Says of a day that somebody comes, or nothing of it. */
export const OF_COMING = new Set(
  'jag kommer kan komma gar det bra funkar passar igen da ar med vara va dar som vanligt ja tack okej ok fint frisk tillbaka dagen hej'.split(
    ' ',
  ),
);
export const COMES_WORD = new Set('kommer kan komma funkar passar bra frisk tillbaka dar'.split(' '));
/** Before the day on which somebody does come. */
export const SAID_OF_SELF = new Set(['jag', 'kan', 'kommer', 'komma', 'da']);
/** All that stands beside the day where somebody says that they do come: "kommer bara på onsdag", "på onsdag är jag där". */
export const OF_BEING_THERE = new Set(
  'jag kommer kan komma gar det bra funkar passar da ar e med vara va dar dit pa den i bara endast anda ju nog dock men fast till hej tack . !'.split(
    ' ',
  ),
);
/** Without one of these it says nothing of coming. */
export const IS_THERE = /\b(?:kommer|komma|kan|funkar|passar|(?:ar|e|vara|va)(?: jag)? (?:med|dar))\b/;
/** "Heller", "också": the day is meant as well. */
export const AS_WELL = new Set(['heller', 'ocksa', 'aven']);
/** A coming that is denied. */
export const CANNOT =
  /\b(?:kan|kommer|komer|hinner|orkar|klarar|ska|komma)(?: jag| tyvarr| nog| ju)* (?:inte|ej|int)\b|\b(?:inte|ej|int) (?:kan|komma|kommer|med)\b/;
/** "Jag kan komma alla dagar utom torsdag": what is taken out is the day that is missed. */
export const SAYS_COMING =
  /\bjag (?:kommer(?! (?:att )?(?:vara|va|bli|ha|ligga|fa))|deltar|ar med|ar dar)\b|\bkan (?:jag )?(?:komma|vara med|va med|vara dar|delta|alla|hela|man\w*|tis\w*|ons\w*|tors\w*|fre\w*)\b/;
export const SAYS_NOT_COMING =
  /\b(?:inte|ej|int|aldrig|sjuk\w*|borta|ledig\w*|hemma|franvar\w*|missar|vab\w*|bort|upptagen|forhindrad|semester)\b/;
/** "Jag kommer bara på eftermiddagen": the rest of that day is missed. */
export const ONLY_THEN =
  /\b(?:(?:kommer|kan|hinner)(?: jag)?(?: (?:komma|vara med|va med|vara dar|delta|dit))? (?:bara|endast|enbart)(?: (?:komma|vara med|va med|vara dar|med|dar|delta))?(?: (?:imorgon|i morgon|idag|i dag|pa \w+dag))?|(?:ar|e)(?: jag)? (?:bara|endast|enbart) (?:med|dar|pa plats)|(?:ar|e)(?: jag)? (?:med|dar|pa plats) (?:bara|endast|enbart)) (?:pa |under |i )?(?:for|efter)middag(?:en)?\b/;
/** "Bara halva dagen", and not which half. */
export const HALF_DAY = /\b(?:halva da(?:ge)?n|en halv dag|halv ?dag(?:en)?)\b/;
/** "Jag kan bara vara med halva dagen": the other half is missed. */
export const ONLY_HALF =
  /(?<!\b(?:det|de) (?:ar|e|var|blir) )\b(?:bara|endast|enbart)(?: (?:komma|vara|va|med|dar|delta|pa|under|i|en|stanna|idag|imorgon))* (?:halva da(?:ge)?n|halv ?dag(?:en)?)\b/;
/** A visit that is all of a message: "läkartid". */
export const VISIT_ALONE =
  /^(?:(?:hej|jag|har|en|ska|till|pa|fatt|fick) )*(?:lakar|doktors|tandlakar|tandis|sjukhus|vard|vardcentral)s?(?:tid|besok)$/;
/** A part of the day and no word of a greeting. */
export const PART_ALONE = /^(?:(?:pa|bara|under|hela|det ar|jag menar|ja|nej) )*(?:for|efter)middag(?:en)?$/;
