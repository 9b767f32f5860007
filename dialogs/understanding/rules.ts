/**
 * What letters and words do not tell a classifier: that something is denied, supposed, or about somebody else. Each
 * rule moves likelihood from a label to the one that is meant; none invents certainty about things it did not see.
 */

import { hasSaying } from './crisis.ts';
import type { Seen } from './features.ts';
import type { Expectation } from './meaning.ts';
import type { Normalised } from './normalise.ts';

/** Likelihood by label ('intent' or 'intent/detail'); need not add up to one. */
export type Likely = Map<string, number>;

function move(likely: Likely, from: (label: string) => boolean, to: string, share: number): void {
  let moved = 0;
  for (const [label, value] of likely) {
    if (label === to || !from(label)) continue;
    likely.set(label, value * (1 - share));
    moved += value * share;
  }
  likely.set(to, (likely.get(to) ?? 0) + moved);
}

const under =
  (...intents: string[]) =>
  (label: string): boolean =>
    intents.some((intent) => label === intent || label.startsWith(`${intent}/`));

const ABSENT_SELF =
  /\b(?:jag|ja|jak|vi)\b.*\b(?:kan (?:inte|ej|int)|kommer (?:inte|ej|int)|stannar|missar|hemma|borta|maste|sjuk\w*|vab\w*|forhind\w*|inte komma|inte kan|ska)\b|\b(?:kan (?:inte|ej|int)|kommer (?:inte|ej)) (?:jag )?(?:komma|vara|idag|imorgon|ga|delta)\b|\bvab\w*|\bsa (?:jag|vi) \b/;

const NOT_YET =
  /\b(?:har|fick|far|ar|hittar|hittat|fatt|borjat|borjade|kom|kommit|blev|blivit|pluggar|studerar|jobbar)\b(?: [a-z]+){0,2}? (?:inte|inget|ingen|inga|ej|aldrig)\b|\b(?:inte|aldrig|ej|inget|ingen) (?:langre )?(?:har |ar |har jag )?(?:fatt|fick|fa|borjat|hittat|kommit|kom|blivit|blev|antagen|jobb|arbete|anstalld|borja|studerar|pluggar|jobbar)\b|\b(?:slutat|slutade|hoppade|hoppat) (?:av|jobba|plugga|studera|pa|skola\w*|utbildning\w*)\b|\bhoppa(?:t|de|r)? av\b|\b(?:fick|fatt|gav|fatt ett) (?:nej|avslag)\b/;
const NOT_ANY_LONGER = /\b(?:inte langre|inte mer|inte) (?:arbetslos|arbetssokande)\b|\binte er langre\b|\barbetslos langre\b/;
const WISH =
  /\b(?:vill|skulle vilja|onskar|hoppas|funderar|kanske|drommer|tanker kanske|kan jag|far jag|hur (?:far|hittar|soker|blir|gor) (?:jag|man)|soker|letar|sokte?|sok|behover|ge mig|hitta (?:ett )?jobb|nar far jag|chans|undrar om)\b/;
/** "vill anmäla att jag studerar" is no wish to study. */
const TELLS = /\b(?:vill|skulle vilja|onskar|behover) (?:bara |inte )?(?:anmala|meddela|informera|beratta|saga|tala om|er|rapportera)\b|\bhur (?:anmaler|sager|meddelar|rapporterar) jag\b/g;
const REPORTS = /\b(?:anmal\w*|saga|meddela\w*|vad gor jag nu|vad ska jag gora nu)\b/;
const DONE =
  /\b(?:fatt|fick|hittat|hittade|borjat|borjade|skrev pa|skrivit pa|signera\w*|anstalld|antagen|kommit in|kom in|tackat ja|tackade ja|fatt plats|ska borja|borjar|vill (?:anstalla|ha|behalla) mig|anstaller|ingatt|paborjat|har (?:ett )?jobb|valde mig|landat|erbj\w+)\b/;

const WANTS_NO_REMINDER =
  /\b(?:vill|behover|onskar|vill jag|ska|skall) (?:du |ni |jag )?(?:inte|inga|ej|int|aldrig|slippa)\b|\b(?:inte|ej|int) (?:vill|behover|paminn\w*|skicka\w*|skriv\w*|pling\w*)\b|\b(?:pa ?minn?\w*|skicka|skriv|sag till|hor av|sms\w*)(?: (?!sa\b|for att\b)[a-z]+){0,3}? (?:inte|aldrig|ej|inga)\b|\b(?:inga|ingen|inget)(?: fler| mer)? (?:paminn?\w*|sms|notis\w*|meddelande\w*|aviser\w*)\b|\b(?:sluta|stang(?:a|er)? av|sta?ng av|ta(?:r)? bort|slipp\w*|undanber|avsluta|stopp\w*|avanmal\w*|av med)\b/;
const GETS_NO_REMINDER = /\b(?:varfor|har inte|fick (?:inte|ingen|inga)|far (?:inte|inga|ingen)|kommer (?:inga|ingen)|fatt (?:inga|ingen|nan|nagon)|kom (?:ingen|aldrig))\b/;

const EASY_WORD = /\b(?:latt\w*|lat(?:t|are)|enk(?:el|la|elt|lare)\w*|forenkl\w*)\b/;
const NO_EASY =
  /\b(?:inte|ingen|inget|inga|slipp\w*|sluta|stang av|sta?ng av|ta bort|av med|utan)\b(?: [a-z]+){0,4}? (?:latt\w*|enk\w+|forenkl\w*|simpel\w*|kort\w*)\b|\b(?:for|alldeles for) (?:latt|enkel|enkelt|kort|korta|barnslig\w*|simpelt)\b|\b(?:latt svenska|lattlast|enkel svenska) av\b/;
const CANNOT_READ = /\b(?:svar\w*|forstar|fattar|kan) (?:inte|ej)\b|\binte (?:forstar|kan|fattar|svar\w*|bra pa|sa bra)\b|\bkan lite\b/;

const DARK =
  /\b(?:do|dor|dog|dod|doda|dott|leva|lever|liv|livet|slar|sla|slog|slagit|slagen|hot\w*|radd|vald\w*|skad\w*|skar\w*|skur\w*|orkar|kniv\w*|vapen|tablett\w*|piller|illa|mening\w*|forsvinn\w*|sakna\w*|borda|hoppa\w*|hang(?:a|er)|skjut\w*|ihjal|tving\w*|lase\w*|last|svart|utan mig|finnas|fanns|farval|sista|stryp\w*|misshand\w*|overdos\w*|sjalvmord\w*|arg|vagar)\b/;
const DIED = /\b(?:dog|dott|dod|avled|gatt bort)\b(?! (?:jag|om jag))/;

const OWN_CHILD = /\b(?:barn\w*|son|sonen|dotter|dottern|lillan|lillen|flicka|pojke|bebis\w*)\b/;
/** "kan inte ikväll", "kommer ej på torsdag": who cannot on a day is away on it. */
const CANNOT_THEN = /^(?:hej |tyvarr |nej |jag |ja )*(?:kan|kommer|gar) (?:tyvarr |det )?(?:inte|ej|int) (?:komma |pa |den |for mig )*§[dvpt](?: pga| tyvarr| tack)?$/;
const ERRAND = /\b(?:behover|boka|ring|ringa|las|oversatt|tips|infor|skickade|gick|var|vill|sok|hjalp|ar)\b/;
const COMES_AFTER_ALL =
  /\b(?:(?:sa|och) (?:jag |nu )?(?:kommer|kan komma|hinner|ar med|kan vara med)|(?:kommer|komma|hinner|med|dit|gar) (?:anda|trots allt|i alla fall)|kan komma (?:anda|igen|nu)|kommer (?:jag )?imorgon igen)\b(?! (?:jag )?(?:inte|ej|sen|sent|for|senare|lite|lit|efter|forst))/;
const TAKES_BACK =
  /\b(?:angra\w*|ta(?:r|s)? (?:bort|tillbaka)|radera\w*|stryk\w*|dra(?:r)? tillbaka|aterkalla\w*|aterta\w*|makulera\w*|avbryt\w*)\b(?: [a-z]+){0,4}? (?:\w*anmal\w*|franvaro\w*|sjukskriv\w*|det jag (?:skickade|anmalde))\b|\b\w*(?:anmalan|anmalningen|franvaron)\b(?: [a-z]+){0,3}? (?:tas bort|bort|tillbaka|raderas|strykas|fel)\b/;
const STUDIES_NOW =
  /\b(?:bor?j\w*|start\w*|fatt|fick|kom(?:mit)? in|antag\w*|tackat?|laser|las|studerar|pluggar|plugar|gar (?:pa|i|en|bygg|vard|kurs|kvalls\w*)|inskriven|paborj\w*|ska (?:ga en|bli|plugga|studera|lasa)|student|studera|plugga|lasa|ga (?:i|pa|komvux)|elev|studerande|csn|termin\w*|plats|forsta)\b/;

const BOOKED_ELSEWHERE = new Set<string>(['doctor', 'authority', 'interview']);
/** Reasons that a few words can tell: "intervju på Ica", "tandis kl 10". */
const TELLING = new Set<string>(['child-sick', 'doctor', 'interview', 'authority']);

/** Corrects `likely` in place. What is known by heart needs no correction, whatever is waited for. */
export function weighRules(likely: Likely, seen: Seen, text: Normalised, context: Expectation, known: boolean): void {
  const bare = text.folded.replace(/[^a-z0-9]+/g, ' ').trim();
  if (!known) weighSigns(likely, seen, text, bare);
  if (context.expecting === 'yes-no') expectAnswer(likely, bare, seen.concepts);
  if (context.expecting === 'reason' && seen.reason.reason !== null) move(likely, under('out_of_scope', 'explain_word', 'show_schedule'), 'report_absence', 0.8);
}

function weighSigns(likely: Likely, seen: Seen, text: Normalised, bare: string): void {
  const { cues, reason, concepts } = seen;
  const has = (concept: string): boolean => concepts.includes(concept);
  const news = under('got_job', 'started_studies');

  // Without a dark word a crisis is only a resemblance of letters; the rules before this have seen the rest.
  if (!DARK.test(bare) || DIED.test(bare) || hasSaying(text.folded)) move(likely, under('crisis'), 'out_of_scope', 0.97);
  if (cues.aboutOther && !ABSENT_SELF.test(bare)) {
    // A child is taken care of and to the doctor; a close relative perhaps, so that is asked; a friend not.
    const ownChild = reason.reason === 'child-sick' || (reason.reason === 'doctor' && OWN_CHILD.test(bare));
    if (ownChild) move(likely, under('out_of_scope'), 'report_absence', 0.8);
    else if (reason.reason === 'family') move(likely, under('report_absence'), 'out_of_scope/other_person', 0.2);
    else move(likely, under('report_absence'), 'out_of_scope/other_person', 0.92);
    // "chefen sa att jag får börja", "de vill anställa mig" are about the writer.
    if (!/\b(?:jag|ja|mig|mej)\b/.test(bare)) move(likely, news, 'out_of_scope/other_person', 0.92);
    if (!(OWN_CHILD.test(bare) && has('well'))) move(likely, under('reminder_start', 'reminder_stop', 'reminder_time', 'cancel'), 'out_of_scope/other_person', 0.7);
  }
  if (NOT_YET.test(bare) && !NOT_ANY_LONGER.test(bare)) {
    move(likely, news, 'out_of_scope', 0.93);
    if ((has('job') || has('study')) && !has('absent') && seen.marks.every((mark) => mark.kind === 'gap' || mark.kind === 'link')) move(likely, under('report_absence'), 'out_of_scope', 0.8);
  }
  if (WISH.test(bare.replace(TELLS, ' ')) && !DONE.test(bare)) move(likely, news, 'out_of_scope', 0.8);
  if (cues.question && !DONE.test(bare) && !REPORTS.test(bare)) move(likely, news, 'out_of_scope', 0.7);
  if (has('job') && has('got') && DONE.test(bare) && !cues.negated && !cues.question && !cues.aboutOther && !has('absent') && !/extra|pass\b|inhopp|vikari|hoppa in|imorgon|idag/.test(bare)) {
    move(likely, under('report_absence'), 'got_job', 0.6);
  }
  if (cues.hypothetical) {
    const supposed = has('supposing') || /\b(?:om|ifall)\b/.test(bare) || (/\bnar\b/.test(bare) && cues.question && !DONE.test(bare));
    if (supposed) {
      move(likely, news, 'out_of_scope/rules', 0.9);
      if (!ABSENT_SELF.test(bare) || /\b(?:vad|hur|vem|maste|far)\b/.test(bare)) move(likely, under('report_absence'), 'out_of_scope/rules', 0.9);
    }
  }
  if (reason.denied && !/\bkan (?:inte|ej)\b/.test(bare) && reason.reason === null) move(likely, under('report_absence', 'out_of_scope'), 'cancel/well_again', 0.9);

  const plain = !cues.question && !cues.negated && !cues.hypothetical && !cues.aboutOther && !cues.past;
  if (plain && reason.reason !== null && TELLING.has(reason.reason) && seen.words.length <= 4 && !has('seek') && !has('explain') && !ERRAND.test(bare)) {
    move(likely, (label) => label === 'out_of_scope', 'report_absence', 0.85);
  }
  // "imorgon kl nio har jag tid hos tandläkaren" is no question about the schedule.
  if (!cues.question && reason.reason !== null && BOOKED_ELSEWHERE.has(reason.reason)) move(likely, under('show_schedule'), 'report_absence', 0.8);
  if (CANNOT_THEN.test(seen.words.join(' '))) move(likely, under('help', 'no', 'out_of_scope', 'cancel'), 'report_absence', 0.85);
  if (COMES_AFTER_ALL.test(bare) && !has('late')) move(likely, under('report_absence'), 'cancel/well_again', 0.85);
  if (TAKES_BACK.test(bare)) move(likely, (label) => under('report_absence')(label) && label !== 'report_absence/change', 'cancel/undo', 0.9);
  if (reason.reason === 'education' && !STUDIES_NOW.test(bare)) move(likely, under('started_studies'), 'report_absence', 0.8);
  if (cues.correction && !has('remind') && !has('tell-before') && bare.split(' ').length <= 8 && /^(?:nej|na|nae|inte|fel|oj|forlat|sorry|hoppsan|jag mena\w*|rattelse|byt|ska vara)\b/.test(bare)) {
    move(likely, under('report_absence', 'reminder_time', 'show_schedule', 'out_of_scope'), 'no/change', 0.8);
  }
  if (has('remind')) {
    if (GETS_NO_REMINDER.test(bare)) move(likely, under('reminder_stop'), 'reminder_start', 0.9);
    else if (WANTS_NO_REMINDER.test(bare)) {
      const moved = !/\b(?:utan|istallet|hellre)\b/.test(bare);
      if (moved) move(likely, under('reminder_start', 'reminder_time'), 'reminder_stop', 0.85);
    }
  }
  if (EASY_WORD.test(bare) && (has('swedish') || has('hard') || bare.split(' ').length <= 4)) {
    if (NO_EASY.test(bare)) move(likely, under('easy_on'), 'easy_off', 0.9);
    else if (!CANNOT_READ.test(bare) && !has('normal') && !cues.negated && !has('stop')) move(likely, under('easy_off'), 'easy_on', 0.7);
  }
  if (has('hard') && /\b(?:inte|inga|mindre) (?:sa )?(?:svar\w*|lang\w*|mycket|krangl\w*)\b/.test(bare)) move(likely, under('easy_off'), 'easy_on', 0.8);
}

/** After a yes-no question, a short answer is most often one. */
function expectAnswer(likely: Likely, bare: string, concepts: readonly string[]): void {
  const words = bare === '' ? 0 : bare.split(' ').length;
  if (words > 6) return;
  for (const [label, value] of likely) if (label === 'yes' || label === 'no' || label === 'no/change') likely.set(label, value * 4);
  if (concepts.includes('praise') && words <= 3) move(likely, under('greeting'), 'yes', 0.8);
  if (concepts.includes('thanks') && concepts.includes('yes')) move(likely, under('greeting'), 'yes', 0.9);
}
