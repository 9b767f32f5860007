import { type Hit, hitsOf, type Rule, wholeWords } from '../rule.ts';
import { NO_PASSIVE, SHORT_PASSIVES, VERB_PREFIXES } from '../words/verbs.ts';
import { maskedSentences } from './structure.ts';

const S_FORM = wholeWords(
  `(?:${VERB_PREFIXES})?(?:${SHORT_PASSIVES.join('|')})|(?!kallas (?!till))\\p{Ll}{2,}(?:as|ades)`,
);
/** The supine is passive only after "har" or "hade": "platser" and "insats" are nouns. */
const S_SUPINE = wholeWords(
  '(?<=(?<!\\p{L})(?:har|hade|ha|kan ha|ska ha) (?:\\p{L}+ ){0,3})\\p{Ll}{2,}(?:ats|its|tts|[gjdnlrvkp]ts)',
);
/** Plural genitives: "handledarnas", "mötenas". */
const PLURAL_GENITIVE = /(?:arnas|ernas|ornas|enas|anas|onas)$/;
const NOUN_IN_S = /(?:plats|insats|sats|palats|mats|krats|etts|[ae]rs|ets|ens)$/;

/** "blir kallad", "blev avstängd", "har blivit uppsagd", "bli inbjudna". */
const BECOME = wholeWords(
  '(?:bli|blir|blev|blivit) (?:(?:inte|aldrig|ofta|sedan|då|nu|också|snart|alltid|ibland|du|den|det|han|hon|de|jag|vi) ){0,2}(?!(?:glad|arg|privat|separat|rätt|lätt|mätt|rädd|trött|kall|god|hård|äld|gravid|fast|tvungen|vuxen|medveten|öppen|säker|nyfiken|sen|egen|liten|ledsen|försenad|förvånad|intresserad|förkyld|orolig|stressad|utmattad|irriterad|skadad)(?:a|t|na)?(?!\\p{L}))\\p{Ll}{2,}(?:ad|ade|at|[gmnlrv]d|[gmnlrv]da|dd|dda|bjuden|skriven|tagen|given|hållen|sluten|vald|satt|kallad|satta)',
);

export const passive: Rule = {
  id: 'M8',
  about: 'passive',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    const suggestion = 'Säg vem som gör det.';
    const hits: Hit[] = [];
    for (const match of text.masked.matchAll(S_FORM)) {
      const found = match[0];
      if (isName(text.masked, match.index) || isNoPassive(found.toLowerCase())) continue;
      hits.push({ at: match.index, text: found, suggestion });
    }
    for (const match of text.masked.matchAll(S_SUPINE)) {
      const lower = match[0].toLowerCase();
      if (isNoPassive(lower) || NOUN_IN_S.test(lower)) continue;
      hits.push({ at: match.index, text: match[0], suggestion });
    }
    hits.push(...hitsOf(text.masked, BECOME, suggestion));
    return hits;
  },
};

function isNoPassive(word: string): boolean {
  if (NO_PASSIVE.has(word)) return true;
  if (PLURAL_GENITIVE.test(word) && word !== 'varnas') return true;
  return /(?:glas|kalas)$/.test(word);
}

/** Capital in the middle of a sentence: "Lisas", "Försäkringskassas". */
function isName(text: string, at: number): boolean {
  return /\p{Lu}/u.test(text[at] ?? '') && /[\p{L},] $/u.test(text.slice(Math.max(0, at - 2), at));
}

const WRONG_ADDRESS = wholeWords(
  'ni|er|ert|era|brukare(?:n|ns|s)?|brukarna(?:s)?|kunden(?:s)?|kunderna(?:s)?|klient(?:en|ens|er|erna)?|(?:den|varje|en) arbetssökande(?:n|ns|s)?|arbetssökanden(?:s)?',
);
/** "Tillsammans ska ni ..." speaks to the reader and somebody else. */
const SEVERAL = /(?<!\p{L})(?:tillsammans|du och|dig och|båda)(?!\p{L})/iu;
const PLURAL_YOU = new Set(['ni', 'er', 'ert', 'era']);
const ADDRESS = wholeWords('du|dig|dej|din|ditt|dina');
const IMPERATIVE =
  /^(?:ring|läs|skriv|ta|kom|fråga|tryck|välj|svara|skicka|säg|berätta|titta|vänta|gå|mejla|kontrollera|anmäl|sök|klicka|öppna|prova|försök|tänk|var|ha|gör|be|visa|lämna|spara|prata|kolla|hämta|fyll|ändra)(?!\p{L})/iu;

/** A shorter text need not speak to the reader: "Mötet börjar klockan 9." */
const MUST_ADDRESS_FROM = 30;

export const addressesReader: Rule = {
  id: 'M12',
  about: 'address the reader as du; never ni, brukaren, kunden, den arbetssökande',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text, { kind }) {
    const several = SEVERAL.test(text.masked);
    const hits = hitsOf(text.masked, WRONG_ADDRESS, 'Skriv du, dig eller din.').filter(
      (hit) => !several || !PLURAL_YOU.has(hit.text.toLowerCase()),
    );
    const speaks =
      ADDRESS.test(text.masked) || maskedSentences(text).some(({ masked }) => IMPERATIVE.test(masked));
    ADDRESS.lastIndex = 0;
    if (hits.length === 0 && !speaks && text.words.length >= MUST_ADDRESS_FROM && kind !== 'choice') {
      hits.push({
        at: text.sentences[0]?.start ?? 0,
        text: text.sentences[0]?.text ?? '',
        suggestion: 'Skriv till läsaren: du, dig, din.',
        severity: 'warning',
      });
    }
    return hits;
  },
};

/** "man" the noun has a word before it that says which man. */
const MAN = wholeWords(
  '(?<!(?<!\\p{L})(?:en|ingen|någon|samma|varje|min|din|sin|vår|hennes|deras|ung|unga|gammal|äldre|yngre|okänd|annan|gift|den|denne|denna|svensk|lång|kort|snäll|vilken) )man',
);

export const noMan: Rule = {
  id: 'M13',
  about: 'no "man" as subject',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    return hitsOf(text.masked, MAN, 'Skriv du, eller säg vem som gör det.');
  },
};

const NEGATION = wholeWords(
  'inte|aldrig|ingen|inget|inga|ingenting|ingenstans|varken|knappast|utan att|inte heller|omöjligt',
);

export const oneNegation: Rule = {
  id: 'M14',
  about: 'at most one negation a sentence',
  severity: { plain: 'warning', easy: 'error', staff: null },
  check(text) {
    return maskedSentences(text).flatMap(({ sentence, masked }) => {
      const found = [...masked.matchAll(NEGATION)].map((match) => match[0].toLowerCase());
      if (found.length < 2) return [];
      return [
        {
          at: sentence.start,
          text: sentence.text,
          suggestion: `Flera nekande ord (${found.join(', ')}). Säg det som gäller i stället.`,
        },
      ];
    });
  },
};
