/** Which word somebody asks about. */

const ASKED: RegExp[] = [
  /(?:vad|va|vet inte vad|vet ej vad|undrar vad|fattar inte vad|förstår inte vad) (?:är|e|ar) (?:det som |det för (?:något|nåt|nagot|nat) som )?(?:skillnaden|skillnad) (?:på|mellan|pa) (.+)$/u,
  /(?:skillnaden|skillnad) (?:på|mellan|pa) (.+)$/u,
  /(?:betyder|betydr|betyr|beteder|betyda|bettyder|betydelsen av|innebär|inebär|innebar|menas med|menar (?:du|ni|de|dom|hon|han) med|menas|avses med|definitionen av|definiera|definieras|står)\s+(?:det (?:med|när de säger) )?(?:egentligen |det (?:där )?(?:med )?)?(?:begreppet |uttrycket |ordet )?(.+)$/u,
  /(?:förklara|forklara|beskriv|berätta)\s+(?:(?:för mig|enkelt|lätt) )?(?:vad |hur )?(?:det (?:där )?med )?(?:begreppet |uttrycket |ordet )?(.+)$/u,
  /(?:begreppet|uttrycket|ordet|orden)\s+(.+)$/u,
  /(?:vem|vad|va)\s+(?:är|e|ar)\s+(?:det (?:här |där )?för (?:något|nåt|nagot|nat)(?: med)? )?(?:egentligen |nu |det (?:där )?(?:med )?)?(?:en |ett |den |det där )?(.+)$/u,
  /(?:vad|va) (?:handlar|går|gör|används) (?:en |ett )?(.+?)(?: om| ut på| till)?$/u,
  /(?:förstår|fattar|kan|vet) (?:inte|ej) (?:vad )?(?:begreppet |ordet )?(.+?)(?: är| betyder)?$/u,
];

const BEFORE =
  /^(?:det står|de skrev|de säger|hon sa|han sa|min handledare (?:sa|skrev)|jag hörde(?: ordet)?|på mötet sa de)\s+(.+?)(?: i (?:min plan|brevet|planen|mejlet|pappret|schemat))?[,.]? (?:och jag|vad|va|hela)\b/u;
const AFTERWARDS =
  /^(.+?)[,?.! ]+(?:vad|va) (?:är|e|ar|betyder|menas|innebär)(?: det| de| det för (?:något|nåt)| det ordet)?[?!. ]*$/u;

const TAIL =
  /(?:[ ,]+(?:för (?:något|nåt|nagot|nat|ord)|nu igen|egentligen|då|nu|tack|snälla|på (?:lätt|enkel|vanlig) svenska|enkelt|är|e|betyder|menas|för mig|det är|är det|är för (?:något|nåt)|och hur.*|i min plan|i planen|(?:är )?samma sak.*|och vad.*|hela tiden.*))+$/u;

const NOTHING = new Set([
  'det',
  'det här',
  'det där',
  'de',
  'detta',
  'den',
  'den här',
  'ordet',
  'ord',
  'det ordet',
  'det för ord',
  'dig',
  'du',
  'mig',
  'jag',
  'allt',
  'nåt',
  'något',
  'enklare',
  'lättare',
  'mer',
  'igen',
  'planen',
  'min plan',
  'det betyder',
  'vad',
  '',
]);

/**
 * The asked word or words as written; null when the question points at something said before ("vad betyder det").
 *
 * @param shown the message in one line, as written
 */
export function askedWord(shown: string): string | null {
  const text = shown
    .replace(/^(?:hej|hejsan|hallå|du|förlåt|ursäkta|ok|okej|men)[ ,!.]+/iu, '')
    .replace(/[?!.]+$/u, '')
    .trim();
  const quoted = /["”“»'’]([^"”“»«'’]{2,60})["”“«'’]/u.exec(text);
  if (quoted !== null) return (quoted[1] as string).trim();
  const lower = text.toLowerCase();
  for (const pattern of [AFTERWARDS, BEFORE, ...ASKED]) {
    const match = pattern.exec(lower);
    if (match === null) continue;
    const found = clean(text, lower, match[1] as string);
    if (found !== null) return found;
    if (pattern !== AFTERWARDS && pattern !== BEFORE) return null;
  }
  const words = text.split(/\s+/u);
  return words.length <= 4 && !NOTHING.has(lower) && !/^(?:vad|va|förklara)\b/u.test(lower) ? text : null;
}

function clean(text: string, lower: string, part: string): string | null {
  const at = lower.indexOf(part);
  const word = text
    .slice(at, at + part.length)
    .replace(TAIL, '')
    .replace(/^(?:ordet|begreppet|en|ett|det där med|det där|med) /iu, '')
    .replace(/^[\s"'»«,:-]+|[\s"'»«,:?!.-]+$/gu, '')
    .trim();
  if (NOTHING.has(word.toLowerCase()) || word.length > 60 || word.length < 2) return null;
  return word;
}
