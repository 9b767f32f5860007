import { ONLY_THEN } from '../../locales/phrases/exceptions.ts';
import {
  AFTERWARDS,
  AHEAD,
  ALL_DAY,
  AWAY_HERE,
  AWAY_NOW,
  BACK,
  BARE_CLOCK,
  BARE_HOUR,
  BREAKS,
  COMES_FROM,
  GOES_AT,
  HAS_BEGUN,
  ILL_THEN,
  INSTEAD_OF,
  NO_OWN_WORK,
  NOT_IN_TIME,
  NOT_THAT_TIME,
  OFFERED,
  OFFERS,
  SUITS,
  WAKES,
} from '../../locales/phrases/signs.ts';
import { askedWord } from './asked-word.ts';
import { isoDay, type LocalTime } from './calendar.ts';
import {
  dayOf,
  type Exceptions,
  excepted,
  exceptionsIn,
  leftOf,
  missedAmong,
  NOTHING_TAKEN,
  otherHalf,
} from './except.ts';
import { look, type Seen, type Signs } from './features.ts';
import { DETAILS, type Intent } from './intents.ts';
import type { Judged } from './judge.ts';
import { classesOf } from './lexicon.ts';
import type { Expectation, Meaning, Reason } from './meaning.ts';
import { type Normalised, normalise } from './normalise.ts';
import { reasonByWords } from './reasons.ts';
import type { Mark } from './time-marks.ts';
import { type ReadTime, type ReadTimes, type Reckoning, readTimes } from './times.ts';

/** The rest of a meaning: times, reason, word, signs. */
export function fill(
  judged: Judged,
  read: Seen,
  written: Normalised,
  local: LocalTime,
  context: Expectation,
): Meaning {
  const clocked =
    judged.intent === 'report_absence'
      ? written.shown.replace(BARE_CLOCK, '$1 kl ').replace(BARE_HOUR, '$1 kl ')
      : written.shown;
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
      (seen.cues.past || AFTERWARDS.test(text.folded)) &&
      !AHEAD.test(text.folded) &&
      (judged.detail === 'no_show' || judged.detail === null)) ||
    (NEWS.has(judged.intent) && HAS_BEGUN.test(text.folded) && !/\bska\b/.test(text.folded));
  const away =
    judged.intent === 'report_absence' || (seen.concepts.includes('leave') && !NEWS.has(judged.intent));
  // Nothing is booked at night: it is when something happened, or when somebody could not sleep.
  const marks =
    judged.intent === 'report_absence'
      ? seen.marks.map((mark) =>
          mark.kind === 'part' && mark.part === 'night'
            ? ({ kind: 'gap', from: mark.from, to: mark.to } as const)
            : mark,
        )
      : seen.marks;
  const out: Exceptions =
    EXCEPTING.has(judged.intent) || context.expecting === 'date'
      ? exceptionsIn(marks, text.tokens)
      : { kept: marks, ...NOTHING_TAKEN };
  const reckoning: Reckoning = {
    now: local,
    past,
    nextDayIfPassed: judged.intent.startsWith('reminder'),
    // "hinner inte till kl 11" names the time of the meeting, not the end of being away.
    early: judged.intent.startsWith('reminder') && WAKES.test(text.folded),
    untilMeansFromNow: away && !NOT_IN_TIME.test(text.folded),
    bareNumberIsDay: context.expecting === 'date',
  };
  const found = readTimes(out.kept, reckoning);
  let times = chosenTimes(found, seen, text, judged.intent, local.day);
  // "mormor dog igår, kan inte komma": the day before is when it began, not the day that is missed.
  if (judged.intent === 'report_absence' && !past && AWAY_NOW.test(text.folded))
    times = times.filter(({ when }) => dayOf(when.end) >= local.day);
  if (judged.intent === 'report_absence' && ONLY_THEN.test(text.folded)) {
    const [only, second] = found.times;
    const rest =
      only === undefined || second !== undefined
        ? null
        : otherHalf(only.when, dayOf(only.when.start), only.when.dayless === true);
    if (only !== undefined && rest !== null) {
      times = [{ ...only, when: rest }];
      meaning.detail = null;
    }
  }
  const isTold = judged.intent === 'report_absence' || context.expecting === 'date';
  if (out.taken.length > 0) {
    const read = (of: readonly Mark[]): ReadTimes =>
      readTimes(of, { ...reckoning, untilMeansFromNow: false });
    times = withoutExcepted(meaning, times, out, read, {
      all: found.times,
      today: local.day,
      mayBeReport: judged.intent === 'report_absence' && (context.expecting ?? null) === null,
      isTold,
    });
  }
  meaning.minutes = found.minutes;
  meaning.reason = REASONED.has(judged.intent) || context.expecting === 'reason' ? reason : null;
  // To look for jobs is the work of the plan, not the reason to stay away from it.
  const ownWork = NO_OWN_WORK.test(text.bare);
  if (reason === null && judged.intent === 'report_absence' && !seen.reason.denied && !ownWork)
    meaning.reason = reasonByWords(seen.words);
  meaning.word = judged.intent === 'explain_word' ? askedWord(text.shown) : null;
  meaning.when = found.conflict ? null : (times[0]?.when ?? null);
  if (
    meaning.when === null &&
    !found.conflict &&
    judged.intent === 'report_absence' &&
    meaning.except.length === 0 &&
    ALL_DAY.test(text.folded)
  )
    meaning.when = { grain: 'day', start: isoDay(local.day), end: isoDay(local.day) };
  if (!found.conflict && (judged.intent === 'report_absence' || (isTold && out.taken.length > 0))) {
    const own = judged.intent === 'report_absence' && times.length > 1 ? ownReasons(times, text) : null;
    if (own !== null) meaning.reason = own[0] ?? null;
    for (const [at, { when }] of times.slice(1).entries())
      meaning.more.push({
        intent: 'report_absence',
        detail: judged.detail,
        when,
        reason: own === null ? reason : (own[at + 1] ?? null),
        word: null,
        confidence: judged.confidence,
      });
  }
  adjustDetail(meaning, local);
  return meaning;
}

const NEWS = new Set<Intent>(['got_job', 'started_studies']);

/** What is told of days on which somebody is away, or answers what was asked about them. */
const EXCEPTING = new Set<Intent>(['report_absence', 'no', 'yes', 'cancel', 'out_of_scope', 'greeting']);

/** The times without what was taken out of them. Where that is not to be said, none, and what is not meant. */
function withoutExcepted(
  meaning: Meaning,
  times: ReadTime[],
  out: Exceptions,
  read: (marks: readonly Mark[]) => ReadTimes,
  {
    all,
    today,
    mayBeReport,
    isTold,
  }: { all: readonly ReadTime[]; today: number; mayBeReport: boolean; isTold: boolean },
): ReadTime[] {
  const { days, unread } = excepted(out, read);
  // "Jag kan komma alla dagar utom torsdag"
  if (out.comes) return missedAmong(all, out, read);
  const left = leftOf(times, days, today);
  // Only one stretch of an answer is heard where nothing is told.
  const isLost = !isTold && left.times.length > times.length;
  // "Sjuk på morgonen, kommer på onsdag": whether the days between are meant too is asked.
  const isOpen = out.there && (out.unclear || times.some(({ when }) => when.dayless));
  if (times.length > 0 && !left.isUnclear && !unread && !isLost && !isOpen) return left.times;
  meaning.except = days;
  return mayBeReport && out.bare ? out.taken.flatMap((marks) => read(marks).times) : [];
}

/** A correction may bring another reason; nothing else has one. */
const REASONED = new Set<Intent>(['report_absence', 'no']);

/** Which of the times are meant: not the denied ones, not the day somebody will be back. */
function chosenTimes(
  read: ReadTimes,
  seen: Seen,
  text: Normalised,
  intent: Intent,
  today: number,
): ReadTime[] {
  let { times } = read;
  if (
    times.some((time) => time.denied) &&
    times.some((time) => !time.denied) &&
    (seen.cues.correction || /\b(?:utan|nej|fel)\b/.test(text.folded))
  ) {
    times = times.filter((time) => !time.denied);
  }
  if (times.length > 1) {
    const kept = times.filter(({ from }) => !INSTEAD_OF.test(foldedBefore(text, from, 4)));
    if (kept.length > 0) times = kept;
  }
  if (intent === 'reminder_time' && times.length > 1) {
    // "för tidigt med 06:30, skicka halv nio"
    const wished = times.filter(({ from }) => !NOT_THAT_TIME.test(foldedBefore(text, from, 4)));
    if (wished.length > 0) times = wished;
  }
  if (intent === 'report_absence') {
    // "spyr sedan i natt, är hemma idag": since when is not when.
    const ongoing = times.filter(({ from }) => /^sed?an?$/.test(text.tokens[from]?.fold ?? ''));
    if (ongoing.length < times.length) times = times.filter((time) => !ongoing.includes(time));
    times = times.filter((time) => {
      const before = text.tokens.slice(Math.max(0, time.from - 4), time.from).map((token) => token.fold);
      const after = text.tokens.slice(time.to, time.to + 3).map((token) => token.fold);
      if (SUITS.test(after.join(' '))) return false;
      if (OFFERED.test(after.join(' ')) && OFFERS.test(before.slice(-1).join(' '))) return false;
      return (
        time.when.grain === 'time' ||
        time.when.grain === 'timerange' ||
        !BACK.test(before.join(' ')) ||
        comesFromElsewhere(text, time.from) ||
        text.tokens
          .slice(Math.max(0, time.from - 8), time.from)
          .some(({ fold: word }) => word === 'inte' || word === 'ej')
      );
    });
    if (!seen.cues.correction && times.length > 1) times = whereAway(times, text, today);
  }
  return times;
}

/** "bar ved i helgen, räkna inte med mig i morgon": what is told before is not the day that is missed. */
function whereAway(times: ReadTime[], text: Normalised, today: number): ReadTime[] {
  const stated = times.map(({ from, to, when }) => {
    const breaks = (at: number): boolean => BREAKS.has(text.tokens[at]?.fold ?? '.');
    let begin = from;
    while (!breaks(begin - 1)) begin--;
    let end = to;
    while (!breaks(end)) end++;
    const words = (of: Normalised['tokens']): string => of.map(({ fold: word }) => word).join(' ');
    const others = begin < from ? from - begin : end - to;
    const said = words(text.tokens.slice(begin, end));
    // "Jag är sjuk på onsdag. På fredag är jag borta": what is still to come is missed too.
    const isAhead = dayOf(when.end) >= today && ILL_THEN.test(said);
    return { away: AWAY_HERE.test(said) || isAhead, others };
  });
  const first = stated.findIndex(({ away }) => away);
  const named = times[first];
  if (first < 1 || named === undefined || named.when.grain === 'time' || named.when.grain === 'timerange')
    return times;
  return times.filter((_, at) => at >= first || stated[at]?.away === true || (stated[at]?.others ?? 0) < 2);
}

const STOPS = new Set(['.', '!', ';']);

/** "Jag är sjuk på onsdag. På fredag är jag borta för begravning.": the reason of each time; null where not every one has its own. */
function ownReasons(times: readonly ReadTime[], text: Normalised): Reason[] | null {
  const reasons: Reason[] = [];
  const stopAfter = (at: number): number => {
    const to = text.tokens.findIndex((token, i) => i >= at && STOPS.has(token.fold));
    return to === -1 ? text.tokens.length : to;
  };
  for (const { from, to } of times) {
    let begin = from;
    while (begin > 0 && !STOPS.has(text.tokens[begin - 1]?.fold ?? '')) begin--;
    const words = text.tokens.slice(begin, stopAfter(to)).map((token) => token.text);
    const { reason } = look(normalise(words.join(' '))).reason;
    if (reason === null) return null;
    reasons.push(reason);
  }
  return reasons;
}

const foldedBefore = (text: Normalised, at: number, words: number): string =>
  text.tokens
    .slice(Math.max(0, at - words), at)
    .map((token) => token.fold)
    .join(' ');

const VISITORS = new Set([
  'occupation',
  'family',
  'others',
  'authority',
  'breakdown',
  'obligation',
  'care',
  'staff',
]);

/** "rörmokaren kommer i morgon": somebody else comes then. */
function comesFromElsewhere(text: Normalised, at: number): boolean {
  for (let i = at - 1; i >= Math.max(1, at - 3); i--) {
    if (text.tokens[i]?.fold !== 'kommer') continue;
    return classesOf(text.tokens[i - 1]?.fold ?? '').some((name) => VISITORS.has(name));
  }
  return false;
}

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

export function meaningOf(judged: Judged, { cues, reason }: Signs): Meaning {
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
    except: [],
    more: [],
  };
}
