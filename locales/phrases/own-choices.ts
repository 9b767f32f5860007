/** What people ask of the product itself, by whole messages; over folded letters with one space between words. */

const ASKS =
  '(?:(?:hur|var|hittar|kan|gar|far|jag|ja|du|ni|man|det|att|vill|ha|fa|gora|gor|byter|byta|andrar|andra|valjer|valja|stalla|staller) )*';

/** Wishes for another look or another way to read, which everybody chooses on a page of their own. */
export const LOOKS: readonly (readonly ['Size' | 'Colours' | 'Pictures' | 'Aloud' | 'All', RegExp])[] = [
  [
    'Size',
    new RegExp(
      `^${ASKS}(?:(?:texten|text|bokstaver|bokstaverna) (?:storre|mindre)|(?:storre|stor|mindre) (?:text|texten|bokstaver|stil))$`,
    ),
  ],
  ['Size', /^(?:texten|bokstaverna|stilen) (?:ar|e) for (?:liten|sma|stor)$/],
  [
    'Colours',
    new RegExp(
      `^${ASKS}(?:pa )?(?:annan |andra |morka |morkare |ljusa |ljusare |starka |en annan )?(?:farg|farger|fargen|fargerna|bakgrund|bakgrunden|kontrast)$`,
    ),
  ],
  ['Colours', new RegExp(`^${ASKS}(?:morkt lage|dark mode|nattlage)$`)],
  [
    'Pictures',
    new RegExp(`^${ASKS}(?:se |visa )?(?:bilder|bildstod|fler bilder)(?: bredvid orden| till orden)?$`),
  ],
  [
    'Aloud',
    /^(?:hur |kan |man |du |jag |ja |far |fa |det |texten )*(?:las|laser|lasa) (?:upp|hogt)(?: (?:texten|for mig|for mej|man|jag|du))*$/,
  ],
  ['Aloud', /^(?:kan |jag |ja |vill |far |fa |det |texten |ha )*(?:upplast|upplasning)$/],
  [
    'All',
    new RegExp(
      `^${ASKS}(?:mina |pa )?(?:installning|installningar|installningarna|mina val|utseende|utseendet)$`,
    ),
  ],
];

/** "Vad heter hon", "vad är numret": of the person one meets, not of oneself. */
export const ASKS_WHO =
  /^(?:va|vad) (?:heter (?:hon|han|hen)|(?:ar|e) (?:hennes |hans |hens |telefon ?)?(?:nummer|numret|nummret|nr|telefonnummer|telefonnumret)|har (?:hon|han|hen) for (?:nummer|telefonnummer))$/;

/** That others should take away what is booked. */
export const CANCELS_BOOKED =
  /^(?:snalla |kan du |kan ni |du |jag vill |vill |ja vill )*(?:stall|stalla) in (?:alla |mina |mitt |nasta |det |den |de )*(?:(?:mote|motet|moten|motena|traff|traffen|traffar|traffarna|tid|tiden|tider|tiderna|bokning|bokningar|bokningen)(?: \w+){0,3}|allt|allting)$/;

/** That what was written here should be gone. */
export const ERASES =
  /^(?:snalla |kan du |kan ni |kan jag |hur |kan man |jag vill |du |man |jag )*(?:ta bort|tar (?:jag |man )?bort|radera|raderar|radera bort|slang) (?:det |allt |allting |allt det |alla |mina |min |hela |vad )*(?:jag |ja |har )*(?:skrivit|skrev|meddelanden|meddelande|chatt|chatten|historik|historiken|sagt)(?: har)?$/;
