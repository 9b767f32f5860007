import { readFileSync } from 'node:fs';
import { BARE_CLOCK, COMES_FROM, GOES_AT, QUOTED } from '../../locales/phrases/signs.ts';
import { askedWord } from './asked-word.ts';
import { type LocalTime, localTime } from './calendar.ts';
import { classify, type Model, phraseHash, readModel } from './classifier.ts';
import { findCrisis, hasSaying } from './crisis.ts';
import { featuresOf, look, type Seen, type Signs, signsOf } from './features.ts';
import { DETAILS, type Detail, INTENTS, type Intent } from './intents.ts';
import { findLanguage } from './language.ts';
import type { Expectation, Meaning, Part } from './meaning.ts';
import { fold, type Normalised, normalise, normaliseVisible, visible } from './normalise.ts';
import { isErrand, type Likely, weighRules } from './rules.ts';
import { splitMessage } from './split.ts';
import { type ReadTime, type ReadTimes, readTimes } from './times.ts';
import { SIDE_EFFECTS, verdict } from './verdict.ts';
import { signsOfWorry, WORRYING, type Worry } from './worry.ts';

const MODEL_FILE = new URL('model.bin', import.meta.url);

let loaded: Model | null = null;
/** Read once, at the first message. A missing or foreign file is an error of the installation, and is thrown. */
function theModel(): Model {
  loaded ??= readModel(readFileSync(MODEL_FILE));
  return loaded;
}

/** What is needed to try another model, as the benchmark does; the product uses the model of the repository. */
export interface Options {
  model?: Model;
}

/**
 * From Swedish text and now to meaning. Synchronous, deterministic, without network; any text is answered.
 *
 * @param text what was written, however long and whatever is in it
 * @param now ISO instant with offset or Z; the zone of what is written is always Europe/Stockholm. Throws RangeError
 *   when it is no instant
 * @param context what the conversation waits for, if anything
 */
export function understand(
  text: string,
  now: string,
  context: Expectation = {},
  options: Options = {},
): Meaning {
  const local = localTime(now);
  const all = visible(text);
  const plainAll = all.toLowerCase();
  const foldedAll = fold(plainAll);
  const normal = normaliseVisible(all);
  const worrying = signsOfWorry(foldedAll);
  const crisis =
    findCrisis(foldedAll, plainAll) ??
    (worrying.sum < WORRYING.crisis ? null : worrying.kind === 'self' ? 'self_harm' : 'violence');
  if (crisis !== null) {
    const meaning = meaningOf(
      { intent: 'crisis', detail: crisis, confidence: 0.99, top: ['crisis', 'human', 'help'] },
      signsOf(normal),
    );
    const away = CANNOT_COME.test(normal.folded) ? alsoAway(normal, local) : [];
    return { ...meaning, more: away };
  }

  const wordless = withoutWords(normal);
  if (wordless !== null) return withFigures(meaningOf(wordless, signsOf(normal)), normal, local, context);

  const model = options.model ?? theModel();
  const seen = look(normal);
  if (NO_VOWELS.test(normal.folded) && !model.known.has(phraseHash(seen.words)))
    return meaningOf(UNREADABLE, seen);
  const language = model.known.has(phraseHash(seen.words)) ? null : findLanguage(normal.plain, normal.folded);
  if (language !== null) {
    const meaning = meaningOf(
      {
        intent: 'out_of_scope',
        detail: 'language',
        confidence: 0.95,
        top: ['out_of_scope', 'human', 'help'],
      },
      seen,
    );
    return { ...meaning, language };
  }
  const likely = judge(model, seen, normal, context);
  const meaning = allOf(likely, model, seen, normal, local, context);
  return likely.known ? meaning : { ...meaning, worry: worryOf(meaning, worrying, likely.dark, foldedAll) };
}

/** The classifier has not heard a crisis when it is below this, but it may have heard something. */
const MAYBE_DARK = 0.3;

/**
 * Weak signs that somebody may be in danger: several at once, or one in a message that nothing else explains. The classifier's own
 * suspicion counts as one sign.
 */
function worryOf(
  meaning: Meaning,
  found: { kind: Worry; sum: number },
  dark: number,
  folded: string,
): Worry | null {
  if (found.sum === 0) return null;
  const suspected = meaning.intent !== 'greeting' && dark >= MAYBE_DARK && !hasSaying(folded) ? 1 : 0;
  const unexplained =
    (verdict(meaning) !== 'sure' && meaning.intent !== 'greeting') ||
    (meaning.intent === 'out_of_scope' && meaning.detail === null);
  return found.sum + suspected >= (unexplained ? WORRYING.unexplained : WORRYING.else) ? found.kind : null;
}

/** The one thing that a message says, or the several. */
function allOf(
  likely: Judged & { known: boolean },
  model: Model,
  seen: Seen,
  normal: Normalised,
  local: LocalTime,
  context: Expectation,
): Meaning {
  const meaning = fill(likely, seen, normal, local, context);
  const wish = likely.known ? null : lastWish(model, seen, meaning, normal, local, context);
  if (wish !== null) return together(meaning, [wish]);
  // A word in quotation marks and "vad menas": what stands around it is where it was read.
  if (meaning.intent === 'explain_word' && QUOTED.test(normal.shown)) return meaning;
  const parts = likely.known ? [] : severalThings(model, normal, local, context);
  const [only] = parts;
  // "stängde av dem förut men vill ha dem igen" is one wish, and the whole says which.
  if (parts.length > 1 && ONE_WISH.some((wish) => parts.every(({ intent }) => wish.has(intent))))
    return meaning;
  if (parts.length > 1) return together(meaning, parts);
  if (only === undefined || only.intent === meaning.intent) return meaning;
  // A courtesy beside the matter is not the matter; and what would be lost is never drowned by a question beside it.
  if (meaning.intent === 'greeting') return together(meaning, [only]);
  // One clear wish in a message that as a whole says nothing: "kolla om jag har nåt imorgon, vill sova ut".
  // "jag är inte sjuk. jag har adhd" takes nothing back.
  if (only.intent === 'cancel' && seen.reason.denied && seen.reason.diagnosis) return meaning;
  if (isVague(meaning) && only.confidence >= SURE_PART && !SIDE_EFFECTS.has(only.intent))
    return together(meaning, [only]);
  return FIRST[only.intent] !== undefined && only.confidence >= SURE_PART && !seen.cues.hypothetical
    ? together(meaning, [only, meaning])
    : meaning;
}

const ONE_WISH: readonly ReadonlySet<Intent>[] = [
  new Set<Intent>(['reminder_start', 'reminder_stop', 'reminder_time']),
  new Set<Intent>(['easy_on', 'easy_off']),
  new Set<Intent>(['easy_on', 'explain_word']),
];

const CANNOT_COME =
  /\b(?:kan|kommer) (?:jag )?inte (?:att )?(?:kunna )?(?:komma|vara med|delta|ga|idag|imorgon|imorn|pa|till|dit)\b/;

/** "kan inte komma imorgon, han har slagit mig": that somebody stays away is not forgotten over what is worse. */
function alsoAway(text: Normalised, local: LocalTime): Part[] {
  const seen = look(text);
  const read = readTimes(seen.marks, {
    now: local,
    past: false,
    nextDayIfPassed: false,
    untilMeansFromNow: true,
    bareNumberIsDay: false,
  });
  const when = read.conflict ? null : (read.times[0]?.when ?? null);
  return [{ intent: 'report_absence', detail: null, when, reason: null, word: null, confidence: 0.9 }];
}

const LONG = 18;
const AT_THE_END: ReadonlySet<Intent> = new Set<Intent>([
  'show_plan',
  'show_schedule',
  'explain_word',
  'human',
]);

/** Who tells a long story asks at its end. Nothing that somebody stays away is passed over for it. */
function lastWish(
  model: Model,
  seen: Seen,
  whole: Meaning,
  text: Normalised,
  local: LocalTime,
  context: Expectation,
): Meaning | null {
  if (seen.words.length < LONG || seen.concepts.includes('absent') || AT_THE_END.has(whole.intent))
    return null;
  const last = splitMessage(text.shown).at(-1);
  if (last === undefined || last.length > text.shown.length * 0.7) return null;
  const normal = normalise(last);
  const end = look(normal);
  if (end.words.length < 4) return null;
  const judged = judge(model, end, normal, {});
  return AT_THE_END.has(judged.intent) && judged.confidence >= SURE_PART
    ? fill(judged, end, normal, local, context)
    : null;
}

/** Nothing that we answer, and nothing that must not be answered otherwise. */
const isVague = ({ intent, detail, confidence }: Meaning): boolean =>
  (intent === 'out_of_scope' && detail === null) || confidence < VAGUE;

const VAGUE = 0.4;

interface Judged {
  intent: Intent;
  detail: Detail | null;
  confidence: number;
  top: Intent[];
}

/** The likeliest intent and detail of one stretch of text, with the rules that the classifier cannot learn. */
function judge(
  model: Model,
  seen: Seen,
  text: Normalised,
  context: Expectation,
): Judged & { known: boolean; dark: number } {
  const known = model.known.get(phraseHash(seen.words));
  const chances = classify(model, featuresOf(seen, model.vocabulary));
  if (known !== undefined)
    for (let i = 0; i < chances.length; i++)
      chances[i] = (chances[i] as number) * 0.03 + (i === known ? 0.97 : 0);
  const likely: Likely = new Map();
  let dark = 0;
  for (let i = 0; i < chances.length; i++) {
    const label = model.labels[i] as string;
    likely.set(label, chances[i] as number);
    if (label.startsWith('crisis')) dark += chances[i] as number;
  }
  weighRules(likely, seen, text, context, known !== undefined);
  const judged = best(likely);
  if (known === undefined) judged.confidence = byEvidence(judged, seen);
  return { ...judged, known: known !== undefined, dark };
}

/**
 * How sure a report is, with what else speaks for one: words of staying away, a reason, a time. With none of them, or in a question, the
 * classifier errs three times as often at the same figure, with all of them hardly ever; measured on phrases it had not seen.
 */
function byEvidence({ intent, confidence }: Judged, seen: Seen): number {
  if (intent !== 'report_absence' || confidence <= 0 || confidence >= 1) return confidence;
  const evidence =
    (ABSENCE_CONCEPTS.some((concept) => seen.concepts.includes(concept)) ? 1 : 0) +
    (seen.reason.reason === null ? 0 : 1) +
    (seen.marks.some(({ kind }) => kind !== 'gap' && kind !== 'link' && kind !== 'void') ? 1 : 0);
  const odds =
    (confidence / (1 - confidence)) * (ODDS[evidence] as number) * (seen.cues.question ? ODDS_IF_ASKED : 1);
  return odds / (1 + odds);
}

const ABSENCE_CONCEPTS = ['absent', 'report', 'leave'] as const;
/** What the odds of a report are multiplied by, by how many kinds of evidence there are. */
const ODDS = [0.2, 0.45, 1, 2.5] as const;
const ODDS_IF_ASKED = 0.3;

function best(likely: Likely): Judged {
  const sums = new Map<Intent, number>(INTENTS.map((intent) => [intent, 0]));
  let total = 0;
  for (const [label, value] of likely) {
    const intent = intentOf(label);
    sums.set(intent, (sums.get(intent) as number) + value);
    total += value;
  }
  const top = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const [intent, sum] = top[0] as [Intent, number];
  let detail: Detail | null = null;
  let most = likely.get(intent) ?? 0;
  for (const [label, value] of likely) {
    if (value <= most || intentOf(label) !== intent || label === intent) continue;
    most = value;
    detail = label.slice(intent.length + 1) as Detail;
  }
  return { intent, detail, confidence: total === 0 ? 0 : sum / total, top: top.map(([one]) => one) };
}

/** By label; there are some dozens of them. */
const intentsOf = new Map<string, Intent>();

function intentOf(label: string): Intent {
  const known = intentsOf.get(label);
  if (known !== undefined) return known;
  const slash = label.indexOf('/');
  const intent = (slash === -1 ? label : label.slice(0, slash)) as Intent;
  intentsOf.set(label, intent);
  return intent;
}

/** The rest of a meaning: times, reason, word, signs. */
function fill(
  judged: Judged,
  read: Seen,
  written: Normalised,
  local: LocalTime,
  context: Expectation,
): Meaning {
  const clocked =
    judged.intent === 'report_absence' ? written.shown.replace(BARE_CLOCK, '$1 kl ') : written.shown;
  const text = clocked === written.shown ? written : normalise(clocked);
  const seen = text === written ? read : look(text);
  const meaning = meaningOf(judged, seen);
  if (meaning.intent === 'report_absence') {
    if (COMES_FROM.test(text.folded)) meaning.detail = 'late';
    else if (GOES_AT.test(text.folded)) meaning.detail = 'leave_early';
  }
  const { reason } = seen.reason;
  const past =
    context.past === true ||
    (judged.intent === 'report_absence' &&
      seen.cues.past &&
      (judged.detail === 'no_show' || judged.detail === null));
  const away = judged.intent === 'report_absence' || seen.concepts.includes('leave');
  const found = readTimes(seen.marks, {
    now: local,
    past,
    nextDayIfPassed: judged.intent.startsWith('reminder'),
    // "hinner inte till kl 11" names the time of the meeting, not the end of being away.
    untilMeansFromNow: away && !NOT_IN_TIME.test(text.folded),
    bareNumberIsDay: context.expecting === 'date',
  });
  let times = chosenTimes(found, seen, text, judged.intent);
  // "mormor dog igår, kan inte komma": the day before is when it began, not the day that is missed.
  if (judged.intent === 'report_absence' && !past && AWAY_NOW.test(text.folded))
    times = times.filter(({ when }) => dayOf(when.end) >= local.day);
  meaning.minutes = found.minutes;
  meaning.reason = REASONED.has(judged.intent) || context.expecting === 'reason' ? reason : null;
  meaning.word = judged.intent === 'explain_word' ? askedWord(text.shown) : null;
  meaning.when = found.conflict ? null : (times[0]?.when ?? null);
  if (!found.conflict && judged.intent === 'report_absence') {
    for (const { when } of times.slice(1))
      meaning.more.push({
        intent: 'report_absence',
        detail: judged.detail,
        when,
        reason,
        word: null,
        confidence: judged.confidence,
      });
  }
  adjustDetail(meaning, local);
  return meaning;
}

const NOT_IN_TIME = /\bhinner (?:jag )?(?:inte|ej|int|nog inte)(?: [a-z]+){0,2} till\b|\bsen till\b/;

/** A correction may bring another reason; nothing else has one. */
const REASONED = new Set<Intent>(['report_absence', 'no']);

/** Which of the times are meant: not the denied ones, not the day somebody will be back. */
function chosenTimes(read: ReadTimes, seen: Seen, text: Normalised, intent: Intent): ReadTime[] {
  let { times } = read;
  if (
    times.some((time) => time.denied) &&
    times.some((time) => !time.denied) &&
    (seen.cues.correction || /\b(?:utan|nej|fel)\b/.test(text.folded))
  ) {
    times = times.filter((time) => !time.denied);
  }
  if (intent === 'report_absence') {
    // "spyr sedan i natt, är hemma idag": since when is not when.
    const ongoing = times.filter(({ from }) => /^sed?an?$/.test(text.tokens[from]?.fold ?? ''));
    if (ongoing.length < times.length) times = times.filter((time) => !ongoing.includes(time));
    times = times.filter((time) => {
      const before = text.tokens.slice(Math.max(0, time.from - 4), time.from).map((token) => token.fold);
      const after = text.tokens.slice(time.to, time.to + 3).map((token) => token.fold);
      if (SUITS.test(after.join(' '))) return false;
      return (
        time.when.grain === 'time' ||
        time.when.grain === 'timerange' ||
        !BACK.test(before.join(' ')) ||
        text.tokens
          .slice(Math.max(0, time.from - 8), time.from)
          .some(({ fold: word }) => word === 'inte' || word === 'ej')
      );
    });
  }
  return times;
}

/** After a day on which somebody does come: "på fredag går bra". */
const SUITS = /^(?:gar bra|funkar|passar|ar ok|ar okej|kan jag(?! inte)|kommer jag(?! inte)|gar fint)/;
/** Before a day on which somebody does come: "sjuk, tillbaka på måndag", "kan inte idag men kommer imorgon". */
const BACK =
  /\b(?:tillbaka|aterkommer|kommer(?: igen| tillbaka| anda| sen| forst)?|kan (?:jag )?komma|komma istallet|komma igen)(?: pa| den| igen| i| forst)?$/;

const AWAY_NOW =
  /\b(?:kan (?:inte|ej|int)|kommer (?:inte|ej|int)|inte (?:kan )?komma|ar (?:fortfarande |hemma|sjuk|kvar|borta)|e sjuk|stannar|blir hemma|maste|blev (?:sjuk|dalig)|fick feber|orkar inte|mar (?:fortfarande )?(?:daligt|illa|inte))/;

/** The local day of a date or an instant with offset. */
const dayOf = (written: string): number =>
  Math.round(Date.parse(`${written.slice(0, 10)}T00:00:00Z`) / 86_400_000);

/** A detail that the times contradict is none. */
function adjustDetail(meaning: Meaning, local: LocalTime): void {
  const { when } = meaning;
  if (
    meaning.intent === 'show_schedule' &&
    when !== null &&
    (meaning.detail === 'today' || meaning.detail === 'this_week')
  ) {
    const days = (Date.parse(when.end.slice(0, 10)) - Date.parse(when.start.slice(0, 10))) / 86_400_000;
    const today = dayOf(when.start) === local.day;
    if (meaning.detail === 'today' && !(today && days === 0)) meaning.detail = null;
    if (meaning.detail === 'this_week' && days < 1) meaning.detail = null;
  }
  if (
    meaning.intent === 'report_absence' &&
    meaning.detail === null &&
    when !== null &&
    when.grain === 'day'
  ) {
    if (dayOf(when.end) < local.day) meaning.detail = 'no_show';
  }
}

/** Intents that are worth a part of their own. Courtesies and half-thoughts are not. */
const WORTHY = new Set<string>([
  'report_absence',
  'show_plan',
  'show_schedule',
  'reminder_stop',
  'reminder_start',
  'reminder_time',
  'explain_word',
  'got_job',
  'started_studies',
  'human',
  'easy_on',
  'easy_off',
]);
const WORTHY_DETAILS = new Set<string>([
  'privacy',
  'receipts',
  'undo',
  'well_again',
  'money',
  'rules',
  'ask_leave',
]);
/** What would be lost if it were not seen comes before what can be asked again. */
const FIRST: Partial<Record<Intent, number>> = { report_absence: 0, got_job: 1, started_studies: 1 };

const PART_CONFIDENCE = 0.7;
const SURE_PART = 0.9;

/** The message cut where something new begins; one entry means one thing. */
function severalThings(model: Model, text: Normalised, local: LocalTime, context: Expectation): Meaning[] {
  const pieces = splitMessage(text.shown);
  if (pieces.length < 2) return [];
  const groups: { text: string; judged: Judged | null }[] = [];
  let asked = false;
  for (const piece of pieces) {
    const normal = normalise(piece);
    if (normal.tokens.length === 0) continue;
    const seen = look(normal);
    const judged = judge(model, seen, normal, {});
    const bareTime = seen.words.every((word) => word.startsWith('§') || TIME_FILL.has(word));
    // Forgetting something is no wish to be reminded of meetings, when the rest asks for it.
    const asksToRemind = !judged.intent.startsWith('reminder') || REMINDING.test(normal.folded);
    // "när slutar det? ska hämta på dagis": why it is asked.
    const isWhy = asked && judged.intent === 'report_absence' && isErrand(seen);
    asked ||= seen.cues.question && seen.concepts.includes('when');
    const worthy =
      !bareTime &&
      !isWhy &&
      asksToRemind &&
      !SUBORDINATE.test(normal.folded) &&
      seen.words.length > 1 &&
      judged.confidence >= PART_CONFIDENCE &&
      (WORTHY.has(judged.intent) || (judged.detail !== null && WORTHY_DETAILS.has(judged.detail)));
    const last = groups[groups.length - 1];
    if (last !== undefined && (!worthy || last.judged === null || last.judged.intent === judged.intent)) {
      last.text += ` ${piece}`;
      if (last.judged === null && worthy) last.judged = judged;
    } else groups.push({ text: piece, judged: worthy ? judged : null });
  }
  const found = comingBack(groups.filter((group) => group.judged !== null));
  return found.map(({ text: part, judged }) => {
    const normal = normalise(part);
    return fill(judged as Judged, look(normal), normal, local, context);
  });
}

/** "Jag mår bra nu, jag kommer kl 13": when somebody who is well comes, and nobody who is late. */
function comingBack<Group extends { text: string; judged: Judged | null }>(groups: Group[]): Group[] {
  const well = groups.find(({ judged }) => judged?.detail === 'well_again');
  if (well === undefined) return groups;
  const comes = groups.filter(
    ({ text, judged }) => judged?.intent === 'report_absence' && COMES_THEN.test(fold(text.toLowerCase())),
  );
  if (comes.length === 0) return groups;
  const text = [well, ...comes].map((group) => group.text).join(' ');
  return groups.flatMap((group) => {
    if (group === well) return [{ ...group, text }];
    return comes.includes(group) ? [] : [group];
  });
}

const COMES_THEN =
  /^(?!.*\b(?:inte|ej|sen|sent|senare|forsent|forsenad)\b).*\b(?:kommer|komma|dyker upp|ar dar|ar pa plats)\b/;

const REMINDING =
  /pa ?min|sms|notis|pling|ping|meddela|skriv|sag till|saga till|hojta|knuff|hor av|hora av|varn|avis|utskick|spam|tjat/;

/** "då jag är hemma": says more of what stands before it. */
const SUBORDINATE =
  /^(?:da|nar|eftersom|fast|fastan|medan|som|darfor att|for att|sa att) (?:jag|det|vi|min|mitt)\b[^?]*$/;

const TIME_FILL = new Set([
  'och',
  'pa',
  'i',
  'den',
  'kl',
  'klockan',
  'till',
  'fran',
  'sen',
  'ocksa',
  'dag',
  'hela',
  'samt',
  'eller',
  'med',
  '0',
  'nu',
  'bara',
  'da',
  'det',
]);

function together(whole: Meaning, parts: Meaning[]): Meaning {
  const order = parts
    .map((part, at) => ({ part, at }))
    .sort((a, b) => (FIRST[a.part.intent] ?? 2) - (FIRST[b.part.intent] ?? 2) || a.at - b.at);
  const [first, ...rest] = order.map(({ part }) => part) as [Meaning, ...Meaning[]];
  const more: Part[] = [...first.more];
  for (const part of rest) {
    more.push({
      intent: part.intent,
      detail: part.detail,
      when: part.when,
      reason: part.intent === 'report_absence' ? part.reason : null,
      word: part.word,
      confidence: part.confidence,
    });
    more.push(...part.more);
  }
  const top = [first.intent, ...rest.map((part) => part.intent), ...whole.top];
  return {
    ...whole,
    intent: first.intent,
    detail: first.detail,
    confidence: first.confidence,
    top: [...new Set(top)].slice(0, 3),
    when: first.when,
    reason: first.reason,
    word: first.word,
    minutes: first.minutes ?? whole.minutes,
    more,
  };
}

const YES_SIGNS = /[\u{1F44D}\u{1F44C}\u{2705}\u{2714}\u{1F197}]/u;
const NO_SIGNS = /[\u{1F44E}\u{274C}\u{1F6AB}\u{26D4}\u{2716}]/u;
const THANKS_SIGNS = /[\u{2764}\u{1F64F}\u{1F495}\u{1F496}\u{1F490}\u{1F339}\u{1F917}\u{1F60D}\u{1F970}]/u;
const HELLO_SIGNS = /[\u{1F44B}\u{1F642}\u{1F60A}\u{1F600}\u{1F603}\u{1F604}]/u;

const UNREADABLE: Judged = {
  intent: 'out_of_scope',
  detail: 'unreadable',
  confidence: 0.9,
  top: ['out_of_scope', 'help', 'human'],
};

/** Keys hit at random: Latin letters and no vowel among them. */
const NO_VOWELS = /^[^\p{L}]*[bcdfghjklmnpqrstvwxz]{5,}(?:[^\p{L}]+[bcdfghjklmnpqrstvwxz]{3,})*[^\p{L}]*$/u;

/** A finger that fell asleep on a key. */
const ONE_LETTER = /^(\p{L})(?:\1| ){5,}$/u;

/** A message without a single letter: an emoji answers, a question mark asks, the rest cannot be read. */
function withoutWords(text: Normalised): Judged | null {
  if (/\p{L}/u.test(text.shown) && !ONE_LETTER.test(text.plain)) return null;
  const sure = (intent: Intent, detail: Detail | null = null): Judged => ({
    intent,
    detail,
    confidence: 0.9,
    top: [intent, 'help', 'human'],
  });
  if (YES_SIGNS.test(text.shown)) return sure('yes');
  if (NO_SIGNS.test(text.shown)) return sure('no');
  if (THANKS_SIGNS.test(text.shown)) return sure('greeting', 'thanks');
  if (HELLO_SIGNS.test(text.shown)) return sure('greeting');
  if (/^\?+[!?]*$/.test(text.shown)) return sure('help', 'unclear');
  return UNREADABLE;
}

/** "12/3" and "10:30" are times without a letter. */
function withFigures(meaning: Meaning, text: Normalised, local: LocalTime, context: Expectation): Meaning {
  const read = readTimes(look(text).marks, {
    now: local,
    past: context.past === true,
    nextDayIfPassed: false,
    untilMeansFromNow: false,
    bareNumberIsDay: context.expecting === 'date',
  });
  return { ...meaning, when: read.conflict ? null : (read.times[0]?.when ?? null), minutes: read.minutes };
}

function meaningOf(judged: Judged, { cues, reason }: Signs): Meaning {
  return {
    intent: judged.intent,
    detail:
      judged.detail !== null && (DETAILS[judged.intent] as readonly string[]).includes(judged.detail)
        ? judged.detail
        : null,
    confidence: Math.round(Math.min(judged.confidence, 0.99) * 1000) / 1000,
    top: judged.top,
    when: null,
    reason: null,
    word: null,
    minutes: null,
    language: null,
    question: cues.question,
    negated: cues.negated,
    correction: cues.correction,
    aboutOther: cues.aboutOther,
    hypothetical: cues.hypothetical,
    diagnosis: reason.diagnosis,
    worry: null,
    more: [],
  };
}
