import { fold } from '../../locales/fold.ts';
import {
  BEGINS,
  COMES_THEN,
  CONDITION,
  IS_STILL,
  LONG_AGO,
  QUOTED,
  REMINDING,
  SUBORDINATE,
  TIME_FILL,
} from '../../locales/phrases/signs.ts';
import type { LocalTime } from './calendar.ts';
import type { Model } from './classifier.ts';
import { exceptionsIn } from './except.ts';
import { look, type Seen } from './features.ts';
import { fill } from './fill.ts';
import type { Intent } from './intents.ts';
import { type Judged, judge } from './judge.ts';
import type { Expectation, Meaning, Part } from './meaning.ts';
import { type Normalised, normalise } from './normalise.ts';
import { isErrand } from './rules.ts';
import { splitMessage } from './split.ts';
import { SIDE_EFFECTS } from './verdict.ts';

/** The one thing that a message says, or the several. */
export function allOf(
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
  const parts = likely.known ? [] : severalThings(model, normal, local, context, likely.intent);
  const [only] = parts;
  // "stängde av dem förut men vill ha dem igen" is one wish, and the whole says which.
  if (parts.length > 1 && ONE_WISH.some((wish) => parts.every(({ intent }) => wish.has(intent))))
    return meaning;
  // "jag hittade jobb, 50 procent, jag börjar 1 april": what begins is the job.
  if (parts.length > 1 && !seen.concepts.includes('study') && parts.every(({ intent }) => NEWS.has(intent)))
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
  return FIRST[only.intent] !== undefined &&
    only.confidence >= SURE_PART &&
    !seen.cues.hypothetical &&
    !LONG_AGO.test(normal.folded)
    ? together(meaning, [only, meaning])
    : meaning;
}

const NEWS: ReadonlySet<Intent> = new Set<Intent>(['got_job', 'started_studies']);

const ONE_WISH: readonly ReadonlySet<Intent>[] = [
  new Set<Intent>(['reminder_start', 'reminder_stop', 'reminder_time']),
  new Set<Intent>(['easy_on', 'easy_off']),
  new Set<Intent>(['easy_on', 'explain_word']),
];

/** Nothing that we answer, and nothing that must not be answered otherwise. */
const isVague = ({ intent, detail, confidence }: Meaning): boolean =>
  (intent === 'out_of_scope' && detail === null) || confidence < VAGUE;

const VAGUE = 0.4;

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

const AWAY_CONCEPTS = ['absent', 'report', 'leave', 'late', 'early'] as const;

const PART_CONFIDENCE = 0.7;
const SURE_PART = 0.9;

/** The message cut where something new begins; one entry means one thing. */
function severalThings(
  model: Model,
  text: Normalised,
  local: LocalTime,
  context: Expectation,
  whole: Intent,
): Meaning[] {
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
    // "sen imorgon till mötet kl 9" names the meeting and asks nothing.
    const isNamed =
      judged.intent === 'show_schedule' &&
      !seen.cues.question &&
      !seen.concepts.includes('when') &&
      judged.confidence < SURE_PART;
    // "fick jobb, börjar den 16": what begins is what was told.
    const isBegin =
      BEGINS.test(normal.folded) && !piece.includes('?') && NEWS.has(groups.at(-1)?.judged?.intent ?? 'no');
    // "jag åker tidigt med bussen" in a message about something else: nobody stays away.
    const isAside =
      whole !== 'report_absence' &&
      judged.intent === 'report_absence' &&
      (seen.reason.reason === null || seen.reason.reason === 'other') &&
      !AWAY_CONCEPTS.some((concept) => seen.concepts.includes(concept));
    // "Sjuk hela veckan. På onsdag kommer jag ändå" and "var sjuk igår och är det idag också" tell of one absence.
    const goesOn = groups.at(-1)?.judged?.intent === 'report_absence' && !piece.includes('?');
    const isOfIt = goesOn && (IS_STILL.test(normal.bare) || saysThere(groups.at(-1)?.text ?? '', piece));
    const worthy =
      !bareTime &&
      !isOfIt &&
      !isAside &&
      !isBegin &&
      !isNamed &&
      !isWhy &&
      asksToRemind &&
      !SUBORDINATE.test(normal.folded) &&
      !(CONDITION.test(normal.folded) && text.shown.includes('?')) &&
      seen.words.length > 1 &&
      judged.confidence >= PART_CONFIDENCE &&
      (WORTHY.has(judged.intent) || (judged.detail !== null && WORTHY_DETAILS.has(judged.detail)));
    const last = groups[groups.length - 1];
    if (last !== undefined && (!worthy || last.judged === null || last.judged.intent === judged.intent)) {
      last.text += isOfIt ? `, ${piece}` : ` ${piece}`;
      if (last.judged === null && worthy) last.judged = judged;
    } else groups.push({ text: piece, judged: worthy ? judged : null });
  }
  const found = comingBack(groups.filter((group) => group.judged !== null));
  return found.map(({ text: part, judged }) => {
    const normal = normalise(part);
    return fill(judged as Judged, look(normal), normal, local, context);
  });
}

/** Whether what follows says no more than on which day its writer does come. */
function saysThere(before: string, piece: string): boolean {
  const together = normalise(`${before}, ${piece}`);
  return exceptionsIn(look(together).marks, together.tokens).there;
}

/** "Jag mår bra nu, jag kommer kl 13": when somebody who is well comes, and nobody who is late. */
function comingBack<Group extends { text: string; judged: Judged | null }>(groups: Group[]): Group[] {
  const well = groups.find(({ judged }) => judged?.detail === 'well_again');
  if (well === undefined) return groups;
  const comes = groups.filter(
    ({ text, judged }) => judged?.intent === 'report_absence' && COMES_THEN.test(fold(text)),
  );
  if (comes.length === 0) return groups;
  const text = [well, ...comes].map((group) => group.text).join(' ');
  return groups.flatMap((group) => {
    if (group === well) return [{ ...group, text }];
    return comes.includes(group) ? [] : [group];
  });
}

/** A half that asks for nothing on a day of its own. */
const LENDS_ITS_DAY: ReadonlySet<Intent> = new Set<Intent>([
  'report_absence',
  'human',
  'got_job',
  'started_studies',
  'out_of_scope',
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
  // "i eftermiddag går det inte, måste hämta på dagis": the day was said in the other half.
  const day =
    first.intent === 'report_absence' && first.when === null
      ? more.findIndex((part) => part.intent === first.intent && part.when !== null)
      : -1;
  const [said = more.find((part) => LENDS_ITS_DAY.has(part.intent) && part.when !== null)] =
    day === -1 ? [] : more.splice(day, 1);
  const lacksDay = first.when === null && FIRST[first.intent] !== undefined;
  const top = [first.intent, ...rest.map((part) => part.intent), ...whole.top];
  return {
    ...whole,
    intent: first.intent,
    detail: first.detail,
    confidence: first.confidence,
    top: [...new Set(top)].slice(0, 3),
    when: lacksDay ? (said?.when ?? null) : first.when,
    reason: first.reason ?? (lacksDay ? (said?.reason ?? null) : null),
    word: first.word,
    minutes: first.minutes ?? whole.minutes,
    more,
  };
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
