import {
  AFTER_LEAD,
  AS_WELL,
  BEFORE_DAY,
  BOOKED_TOO,
  BUT,
  CANNOT,
  COMES_WORD,
  EXCEPT,
  IS_THERE,
  LEADS,
  NOT,
  OF_BEING_THERE,
  OF_COMING,
  SAID_OF_SELF,
  SAYS_COMING,
  SAYS_NOT_COMING,
  TIES,
} from '../../locales/phrases/exceptions.ts';
import { dateOf, isoDay, isoInstant } from './calendar.ts';
import { classesOf } from './lexicon.ts';
import type { Excepted, When } from './meaning.ts';
import type { Token } from './normalise.ts';
import type { Mark } from './time-marks.ts';
import type { ReadTime, ReadTimes } from './times.ts';

/** Days that are taken out of what was said: they are never days on which somebody is away. */

export interface Exceptions {
  /** The marks without those of the exceptions. */
  readonly kept: readonly Mark[];
  readonly taken: readonly (readonly Mark[])[];
  /** The days before it are days on which somebody comes: what is taken out is what is missed. */
  readonly comes: boolean;
  /** Nothing but "(nej) inte torsdag": without a question before it that may be a report. */
  readonly bare: boolean;
  /** A day on which somebody says that they come, in a sentence of its own. */
  readonly there: boolean;
  /** That is said before the absence, or beside one with no day: what is left cannot be said. */
  readonly unclear: boolean;
}

export const NOTHING_TAKEN: Omit<Exceptions, 'kept'> = {
  taken: [],
  comes: false,
  bare: false,
  there: false,
  unclear: false,
};

type Kind = 'except' | 'but-not' | 'not' | 'but';

const DAYS = new Set<Mark['kind']>(['relative', 'weekday', 'date', 'named', 'week', 'month', 'later']);
const TIMES = new Set<Mark['kind']>([...DAYS, 'part', 'clock']);

export function exceptionsIn(marks: readonly Mark[], tokens: readonly Token[]): Exceptions {
  const words = tokens.map((token) => token.fold);
  const taken: Mark[][] = [];
  let kept: readonly Mark[] = marks;
  let comes = false;
  let bare = true;
  let there = false;
  let unclear = false;
  for (let at = 0; at < words.length; at++) {
    const coming = comingAt(kept, words, at);
    if (coming !== null) {
      const { from, to } = coming;
      const gap: Mark = { kind: 'gap', from, to };
      kept = [...kept.filter((mark) => mark.to <= from), gap, ...kept.filter((mark) => mark.from >= to)];
      bare = false;
      if (coming.marks.length > 0) {
        taken.push(coming.marks);
        there = true;
        unclear ||= coming.isUnclear;
      }
      at = to - 1;
      continue;
    }
    const opened = opener(words, at);
    const found = opened === null ? null : exceptionAt(kept, words, at, opened);
    if (found === null) continue;
    const before = words.slice(0, at).join(' ');
    if (taken.length === 0 && opened?.kind !== 'but')
      comes = SAYS_COMING.test(before) && !SAYS_NOT_COMING.test(before);
    bare &&= found.leads;
    taken.push(found.marks);
    const to = found.marks.at(-1)?.to ?? at;
    const gap: Mark = { kind: 'gap', from: at, to };
    kept = [...kept.filter((mark) => mark.to <= at), gap, ...kept.filter((mark) => mark.from >= to)];
    at = to - 1;
  }
  return { kept, taken, comes, bare: taken.length > 0 && bare, there, unclear };
}

const OPENS = new Set([',', '.', '!', ';', '-', 'men', 'fast']);

/**
 * A part of the message that says no more than that somebody comes then: "kommer bara på onsdag", "på onsdag är jag där". What is said of
 * being away stands before it; or after, and then it is `isUnclear` which days that is. No marks: only the hour of coming, after the part
 * of the day that is missed.
 */
function comingAt(
  marks: readonly Mark[],
  words: readonly string[],
  at: number,
): { from: number; to: number; marks: Mark[]; isUnclear: boolean } | null {
  if (OPENS.has(words[at] ?? '') || !(at === 0 || OPENS.has(words[at - 1] ?? ''))) return null;
  const to = endOf(words, at);
  const inside = marks.filter((mark) => mark.from >= at && mark.from < to && TIMES.has(mark.kind));
  const [begin] = inside;
  if (begin === undefined || words[to] === '?') return null;
  const isTimed = (place: number): boolean =>
    marks.some((mark) => mark.from <= place && mark.to > place && TIMES.has(mark.kind));
  const said = words.slice(at, to).filter((_, i) => !isTimed(at + i));
  if (!IS_THERE.test(said.join(' '))) return null;
  const before = words.slice(0, at).join(' ');
  const isAwayBefore = SAYS_NOT_COMING.test(before);
  if (inside.every(({ kind }) => kind === 'clock')) {
    const isPart = marks.some((mark) => mark.kind === 'part' && mark.to <= at && mark.part === 'forenoon');
    const isAfter = begin.kind === 'clock' && begin.hour >= 12;
    const ofPlace = said.join(' ').replace(TO_PLACE, '');
    const isAll = ofPlace.split(' ').every((word) => OF_BEING_THERE.has(word) || CLOCK_WORD.has(word));
    return isAwayBefore && isPart && isAfter && isAll ? { from: at, to, marks: [], isUnclear: false } : null;
  }
  if (inside.some(({ kind }) => kind === 'clock') || !inside.some(({ kind }) => DAYS.has(kind))) return null;
  if (!said.every((word) => OF_BEING_THERE.has(word) || word === 'och')) return null;
  const found = stretchOf(marks, marks.indexOf(begin), false);
  if (found.length === 0 || (found.at(-1)?.to ?? to) < (inside.at(-1)?.to ?? to)) return null;
  if (isAwayBefore) return { from: at, to, marks: found, isUnclear: false };
  const isAwayAfter = at === 0 && words[to] === 'men' && THEN_AWAY.test(words.slice(to).join(' '));
  return isAwayAfter ? { from: at, to, marks: found, isUnclear: true } : null;
}

function opener(words: readonly string[], at: number): { kind: Kind; to: number } | null {
  const word = words[at] ?? '';
  const phrase = EXCEPT.find((entry) => entry.every((part, i) => words[at + i] === part));
  if (phrase !== undefined) return { kind: 'except', to: at + phrase.length };
  if (BUT.has(word) && NOT.has(words[at + 1] ?? '')) return { kind: 'but-not', to: at + 2 };
  if (NOT.has(word)) return { kind: 'not', to: at + 1 };
  return word === 'men' || word === 'fast' ? { kind: 'but', to: at + 1 } : null;
}

/** The marks of the days that are taken out there; null where none are. */
function exceptionAt(
  marks: readonly Mark[],
  words: readonly string[],
  at: number,
  { kind, to }: { kind: Kind; to: number },
): { marks: Mark[]; leads: boolean } | null {
  // "Kan inte tisdag men kan onsdag"
  let begins = to;
  while (kind === 'but' && SAID_OF_SELF.has(words[begins] ?? '')) begins++;
  // "Missar mötet på torsdag men inte hälsan på fredag", "men till hälsan på fredag"
  const said = words.slice(0, at).join(' ');
  const isOther = SAYS_COMING.test(said) && !SAYS_NOT_COMING.test(said);
  if (kind === 'but-not') begins = afterNamed(words, begins, isOther);
  else if (kind === 'but' && words[begins] === 'till') begins = afterNamed(words, begins, true);
  else if (kind === 'not' && words[at - 1] === ',') begins = afterNamed(words, begins, false);
  const first = marks.findIndex((mark) => mark.to > begins && mark.kind !== 'void' && mark.kind !== 'gap');
  const found = first === -1 ? [] : stretchOf(marks, first, kind === 'except');
  const [begin] = found;
  const last = found.at(-1);
  if (begin === undefined || last === undefined) return null;
  // A clock time alone is no day.
  if (!found.some((mark) => DAYS.has(mark.kind) || mark.kind === 'part')) return null;
  if (!words.slice(begins, begin.from).every((word) => BEFORE_DAY.has(word))) return null;
  if (kind === 'except') return { marks: found, leads: false };
  const before = words.slice(0, at);
  const rest = words.slice(last.to, endOf(words, last.to));
  if (rest.some((word) => AS_WELL.has(word) || NOT.has(word))) return null;
  if (kind === 'but') {
    const isDenied = CANNOT.test(before.join(' '));
    // "Blir sen imorgon men kommer kl 10" tells when, and takes nothing out.
    if (found.some((mark) => mark.kind === 'clock')) return null;
    const hasDay = marks.some((mark) => DAYS.has(mark.kind) && mark.to <= at);
    const tells = hasDay && [...words.slice(to, begins), ...rest].some((word) => COMES_WORD.has(word));
    return rest.every((word) => OF_COMING.has(word)) && (isDenied || tells)
      ? { marks: found, leads: false }
      : null;
  }
  if (before.every((word) => LEADS.has(word))) {
    const isTimed = (place: number): boolean =>
      marks.some((mark) => mark.from <= place && mark.to > place && mark.kind !== 'gap');
    const isAll = words.every(
      (word, i) => i < last.to || isTimed(i) || AFTER_LEAD.has(word) || BEFORE_DAY.has(word),
    );
    return isAll ? { marks: found, leads: true } : null;
  }
  if (!rest.every((word) => OF_COMING.has(word))) return null;
  if (kind === 'but-not') return { marks: found, leads: false };
  // "Kommer inte måndag och inte tisdag" denies the coming twice.
  const isTied =
    TIES.has(words[at - 1] ?? '') || marks.some((mark) => TIMES.has(mark.kind) && mark.to === at);
  const hasTime = marks.some((mark) => TIMES.has(mark.kind) && mark.to <= at);
  return isTied && hasTime && !before.some((word) => NOT.has(word)) ? { marks: found, leads: false } : null;
}

const TO_PLACE = /\btill (?:min |mitt )?\w+/;
const CLOCK_WORD = new Set(['kl', 'klockan', 'vid', '']);
/** "Men sen är jag borta resten av veckan" */
const THEN_AWAY = /^men (?:sen|sedan|resten|annars)\b.*\b(?:borta|sjuk|ledig|hemma|inte|ej|resten)\b/;

/** After what is booked and named there, with its day right after it: "hälsan på fredag"; "till hälsan" only where that is meant. */
function afterNamed(words: readonly string[], at: number, isTo: boolean): number {
  const begins = isTo && words[at] === 'till' ? at + 1 : at;
  const word = words[begins] ?? '';
  const isBooked = classesOf(word).includes('appointment') || BOOKED_TOO.test(word);
  return isBooked && words[begins + 1] === 'pa' ? begins + 1 : at;
}

const ENDS = new Set([',', '.', '!', '?', ';', 'men', 'for', 'eftersom']);

/** Where this part of the sentence ends. */
function endOf(words: readonly string[], from: number): number {
  const end = words.findIndex((word, at) => at >= from && ENDS.has(word));
  return end === -1 ? words.length : end;
}

/** The days that are tied together from there. */
function stretchOf(marks: readonly Mark[], first: number, overCommas: boolean): Mark[] {
  const found: Mark[] = [];
  let at = first;
  const lead = marks[at];
  if (lead?.kind === 'link' && (lead.link === 'from' || lead.link === 'between')) {
    found.push(lead);
    at++;
  }
  const begin = marks[at];
  if (begin === undefined || !TIMES.has(begin.kind)) return [];
  found.push(begin);
  for (at++; at < marks.length; at++) {
    const mark = marks[at] as Mark;
    const last = found.at(-1) as Mark;
    if (mark.kind === 'void') continue;
    if (mark.kind === 'link') {
      const next = marks[at + 1];
      const ties = (mark.link === 'and' && (overCommas || !mark.comma)) || mark.link === 'to';
      if (!ties || next === undefined || !(TIMES.has(next.kind) || next.kind === 'number')) break;
      found.push(mark, next);
      at++;
      continue;
    }
    const isMore =
      TIMES.has(mark.kind) &&
      (!DAYS.has(mark.kind) ||
        !DAYS.has(last.kind) ||
        (last.kind === 'weekday' && (mark.kind === 'date' || mark.kind === 'week')));
    if (!isMore) break;
    found.push(mark);
  }
  return found;
}

/** What was read of the exceptions, and whether it may be the same day of another week or month. */
export function excepted(
  { taken }: Pick<Exceptions, 'taken'>,
  read: (marks: readonly Mark[]) => ReadTimes,
): { days: Excepted[]; unread: boolean } {
  const days: Excepted[] = [];
  let unread = false;
  for (const marks of taken) {
    const { times, conflict } = read(marks);
    if (conflict || times.length === 0) unread = true;
    const named = marks.filter(({ kind }) => DAYS.has(kind));
    const isWeekly = named.every((mark) => mark.kind === 'weekday' && mark.anchor === 'coming');
    const isMonthly = named.every((mark) => mark.kind === 'date' && mark.month === null);
    const repeats = isWeekly ? 'week' : isMonthly ? 'month' : null;
    for (const { when } of times) days.push({ when, repeats });
  }
  return { days, unread };
}

/** What is taken out of days on which somebody comes, which is what they miss: a weekday is that of those days. */
export function missedAmong(
  times: readonly ReadTime[],
  { taken }: Exceptions,
  read: (marks: readonly Mark[]) => ReadTimes,
): ReadTime[] {
  return taken.flatMap((marks) => {
    const { days } = excepted({ taken: [marks] }, read);
    const repeats = days[0]?.repeats ?? null;
    return read(marks).times.map((time) => {
      if (time.when.grain !== 'day') return time;
      const [begin, end] = [dayOf(time.when.start), dayOf(time.when.end)];
      const [there = begin] = times.flatMap(({ when }) =>
        placesOf(begin, repeats, dayOf(when.start), dayOf(when.end)),
      );
      return { ...time, when: { ...time.when, start: isoDay(there), end: isoDay(there + end - begin) } };
    });
  });
}

/** What is left of the times that were read; `isUnclear` when that cannot be said. */
export function leftOf(
  times: readonly ReadTime[],
  out: readonly Excepted[],
  today: number,
): { times: ReadTime[]; isUnclear: boolean } {
  const [only] = times;
  const [part] = out;
  if (times.length === 1 && out.length === 1 && only !== undefined && part !== undefined) {
    const rest = restOfDay(only.when, part.when);
    if (rest !== null) return { times: [{ ...only, when: rest }], isUnclear: false };
  }
  const left: ReadTime[] = [];
  let isUnclear = false;
  let isCut = false;
  for (const time of times) {
    const { grain, start, end } = time.when;
    const cut = grain === 'day' ? daysWithout({ from: start, to: end }, out) : null;
    isUnclear ||= cut?.isUnclear ?? false;
    if (cut === null || !cut.isHit) {
      left.push(time);
      continue;
    }
    isCut = true;
    for (const days of cut.left)
      left.push({ ...time, when: { grain: 'day', start: days.from, end: days.to } });
  }
  const isOver = ({ when }: ReadTime): boolean => dayOf(when.end) < today;
  const inOrder = isCut ? [...left.filter((time) => !isOver(time)), ...left.filter(isOver)] : left;
  return { times: inOrder, isUnclear: isUnclear || (times.length > 0 && left.length === 0) };
}

export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Days as local dates, the last included, without those. */
export function daysWithout(
  { from, to }: Stretch,
  out: readonly Excepted[],
): { left: Stretch[]; isHit: boolean; isUnclear: boolean } {
  const [first, last] = [dayOf(from), dayOf(to)];
  const gone = new Set<number>();
  let isUnclear = false;
  for (const { when, repeats } of out) {
    // "Inte på eftermiddagarna" is of every day.
    if (when.dayless) isUnclear = true;
    const begin = dayOf(when.start);
    const length = Math.max(0, dayOf(when.end) - begin);
    const hits = placesOf(begin, repeats, first - length, last).filter(
      (day) => day <= last && day + length >= first,
    );
    if (hits.length === 0) continue;
    if (hits.length > 1 || when.grain !== 'day') isUnclear = true;
    for (const day of hits) for (let i = 0; i <= length; i++) gone.add(day + i);
  }
  const left: Stretch[] = [];
  let begun: number | null = null;
  for (let day = first; day <= last + 1; day++) {
    const isLeft = day <= last && !gone.has(day);
    if (isLeft) begun ??= day;
    else if (begun !== null) {
      left.push({ from: isoDay(begun), to: isoDay(day - 1) });
      begun = null;
    }
  }
  return { left, isHit: gone.size > 0, isUnclear };
}

/** Days between these on which it may begin. */
function placesOf(begin: number, repeats: Excepted['repeats'], first: number, last: number): number[] {
  if (repeats === null) return [begin];
  const days: number[] = [];
  for (let day = first; day <= last; day++) {
    const isSame = repeats === 'week' ? (day - begin) % 7 === 0 : dateOf(day).date === dateOf(begin).date;
    if (isSame) days.push(day);
  }
  return days;
}

const NOON = 12 * 60;

/** The other half of a day of which one was named; null where it is no half, or not of that day. */
export function restOfDay(day: When, part: When): When | null {
  if (day.grain !== 'day' || day.start !== day.end) return null;
  if (!part.dayless && part.start.slice(0, 10) !== day.start) return null;
  return otherHalf({ ...part, dayless: true }, dayOf(day.start), false);
}

/** What is missed by somebody who comes for that part of the day alone; null where it is no half. */
export function otherHalf(part: When, day: number, isDayless: boolean): When | null {
  if (part.grain !== 'part') return null;
  const dayless = isDayless ? ({ dayless: true } as const) : {};
  if (part.start.slice(11, 16) >= '12:00' && part.end.slice(11, 16) <= '17:00')
    return {
      grain: 'timerange',
      start: isoInstant(day, 0),
      end: isoInstant(day, NOON),
      open: 'start',
      ...dayless,
    };
  if (part.end.slice(11, 16) !== '12:00') return null;
  return {
    grain: 'timerange',
    start: isoInstant(day, NOON),
    end: isoInstant(day + 1, 0),
    open: 'end',
    ...dayless,
  };
}

/** The local day of a date or an instant with offset, in days since 1970-01-01. */
export const dayOf = (written: string): number =>
  Math.round(Date.parse(`${written.slice(0, 10)}T00:00:00Z`) / 86_400_000);
