/** What people call the parts of a plan; over folded letters with one space between words. */

export const CALLED = {
  goal: /\b(?:mal|malet|malen|yrke|yrket)\b/,
  time: /\b(?:tid|tiden|tider|tiderna|dag|dagen|dagar|datum\w*|klockan|kl|klockslag\w*)\b/,
  place: /\b(?:adress\w*|adres|plats\w*|lokal\w*|gata\w*|rum|rummet|stalle\w*)\b/,
  supervisor: /\b(?:handledar\w*|coach\w*)\b/,
  caseworker: /\bhandlaggar\w*/,
  phone: /\b(?:telefon\w*|nummer|numret|nr|mobil\w*)\b/,
  bring: /\b(?:ta med|ha med|medtag\w*)\b/,
  length: /\b(?:langd\w*|hur lange|timmar|timmarna)\b/,
  followUp: /\buppfoljning\w*/,
} as const;

/** A part of the plan that was not shown, named; the first that fits counts. */
export const NOT_SHOWN = [
  [CALLED.goal, 'goal'],
  [
    /\b(?:namn|namnet|nummer|numret|telefon\w*|mejl\w*|e post\w*)\b.*\b(?:handledar|coach|handlaggar)/,
    'people',
  ],
  [/\b(?:handledar\w*|coach\w*|handlaggar\w*)\b.*\b(?:heter|namn\w*|nummer|numret|telefon\w*)\b/, 'people'],
  [/\b(?:mitt|mina) (?:\w+ )?(?:namn|nummer|telefon\w*|mobil\w*|mejl\w*|mail\w*|e post\w*)\b/, 'about-me'],
  [/\bmin (?:egen |hem ?)?(?:adress\w*|mejl\w*|mail\w*|mobil\w*|e post\w*)\b/, 'about-me'],
  [/\b(?:nummer|telefonnummer|mejl\w*|e post\w*) till mig\b/, 'about-me'],
  [/\b(?:stod|stodet|anpassning\w*)\b/, 'support'],
  [CALLED.followUp, 'follow-up'],
  [/\b(?:steg|steget|stegen)\b/, 'now'],
  [/\b(?:timmar|timmarna)\b/, 'hours'],
  [/\b(?:sista dag\w*|slutdatum\w*)\b/, 'service'],
  [/\b(?:motet|nasta mote|motestid\w*|adress\w*|plats|platsen|lokal\w*)\b/, 'next'],
] as const;

/** Words that stand in what people say about any part. */
export const OF_ANY = new Set(
  'stammer inte finns star plan planen detta vill menar fraga handledare darfor heter varfor'.split(' '),
);

/** Says that something is wrong, and not what: a text of these words alone. */
export const ONLY_WRONG_WORDS = new Set(
  (
    'nej nja men hej jo det detta dar har den de som star stod stammer ar e inte ej int fel helt alls nagot nat ju ratt sant riktigt jag tycker tror att i pa ' +
    'planen plan min mitt mal malet tid tiden tider dag dagen adress adressen plats platsen schema schemat motet mote vara ska ni skrivit uppgift uppgiften ' +
    'uppgifter om mig namn namnet nummer numret telefonnummer datum datumet steg steget stodet'
  ).split(' '),
);
