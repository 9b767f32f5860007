/**
 * Days, ranges, weeks, holidays, parts of the day and clock times, in words and figures, misspelt too.
 *
 * Reading goes in two steps: `findMarks` turns words into marks (a day, a clock time, "till", a gap), without knowing
 * what now is; `readTimes` puts marks together and reckons from now. Where two readings are as likely, neither is
 * taken: no time is better than a wrong one.
 */

import type { PartName } from '../../locales/phrases/times.ts';
import {
  dateOf,
  dayNumber,
  isoDay,
  isoInstant,
  type LocalTime,
  mondayOf,
  mondayOfWeek,
  NAMED_DAYS,
  validDay,
  weekday,
} from './calendar.ts';
import type { When } from './meaning.ts';
import { type Anchor, EASTER_DAYS, LAST_OF_MONTH, type Mark } from './time-marks.ts';

/** How a time is to be reckoned when the words leave it open. */
export interface Reckoning {
  now: LocalTime;
  /** The day lies behind: "tisdag" is the last one. */
  past: boolean;
  /** A clock time alone that has passed means tomorrow (reminders), not today (reports). */
  nextDayIfPassed: boolean;
  /** "till fredag" starts today (somebody is away until then), and does not just name Friday. */
  untilMeansFromNow: boolean;
  /** Somebody is to be woken: "kvart i sju" is in the morning. */
  early: boolean;
  /** A day was asked for: a bare 12 is the 12th. */
  bareNumberIsDay: boolean;
}

const PARTS: Record<PartName, [number, number]> = {
  bitti: [6, 9],
  morning: [6, 10],
  forenoon: [8, 12],
  lunch: [11, 13],
  afternoon: [12, 17],
  evening: [17, 22],
  night: [22, 30],
};

/** A time that was read, and where it stands. */
export interface ReadTime {
  when: When;
  /** Tokens covered, for telling which part of a message it belongs to. */
  from: number;
  to: number;
  /** Stands after "inte". */
  denied: boolean;
}

export interface ReadTimes {
  times: ReadTime[];
  /** Two readings that contradict each other were written: nobody should guess. */
  conflict: boolean;
  /** The first stated span in minutes ("20 minuter sen"). */
  minutes: number | null;
}

interface Point {
  /** First and last day; null when only a clock time or a part of the day was written. */
  days: [number, number] | null;
  clock: [number, number] | null;
  part: PartName | null;
  partToday: boolean;
  /** Half-open: 'start' is "before", 'end' is "from" or "after". */
  open: 'start' | 'end' | null;
  from: number;
  to: number;
  denied: boolean;
}

export function readTimes(marks: readonly Mark[], reckoning: Reckoning): ReadTimes {
  const parser = new Parser(marks, reckoning);
  return parser.read();
}

const inRange = (day: number, [from, to]: [number, number]): boolean => day >= from && day <= to;

/** Days since which somebody may have been away who says from when to when. */
const LONG_BEGUN = 60;

/** @param index months since the year 0 */
const firstOfMonth = (index: number): number => dayNumber(Math.floor(index / 12), (index % 12) + 1, 1);

class Parser {
  readonly marks: readonly Mark[];
  readonly reckoning: Reckoning;
  conflict = false;
  minutes: number | null = null;
  /** Ends of dates written in figures, after which a bare number can be one more day of the month. */
  readonly datesBefore = new Set<number>();

  constructor(marks: readonly Mark[], reckoning: Reckoning) {
    this.marks = marks;
    this.reckoning = reckoning;
    for (const mark of marks) if (mark.kind === 'date') this.datesBefore.add(mark.to);
  }

  private kind(at: number): Mark['kind'] | null {
    return this.marks[at]?.kind ?? null;
  }

  private link(at: number): string | null {
    const mark = this.marks[at];
    return mark?.kind === 'link' ? mark.link : null;
  }

  read(): ReadTimes {
    const points: Point[] = [];
    let at = 0;
    while (at < this.marks.length) {
      const found = this.range(at, points);
      if (found === null) {
        at++;
        continue;
      }
      if (this.namesWeek(at, found.next)) this.sameWeek(points, found.point);
      points.push(found.point);
      at = found.next;
    }
    this.withinWeek(points);
    for (const mark of this.marks) if (mark.kind === 'span' && !mark.ahead) this.minutes ??= mark.minutes;
    if (points.length === 0 && this.reckoning.bareNumberIsDay) this.bareDay(points);
    const merged = this.spread(points);
    const times: ReadTime[] = [];
    for (const point of merged) {
      const when = this.resolve(point);
      if (when === null) continue;
      if (point.days === null && !point.partToday) when.dayless = true;
      times.push({ when, from: point.from, to: point.to, denied: point.denied });
    }
    return { times: this.joinDays(times), conflict: this.conflict, minutes: this.minutes };
  }

  private namesWeek(from: number, to: number): boolean {
    return this.marks.slice(from, to).some((mark) => mark.kind === 'week' && mark.span === 'week');
  }

  /** The weekday that is all of a point, or null. */
  private bareWeekday(from: number, to: number): number | null {
    const marks = this.marks.filter((mark) => mark.from >= from && mark.to <= to && mark.kind !== 'link');
    const [only] = marks;
    return marks.length === 1 && only?.kind === 'weekday' && only.loose && only.anchor === 'coming'
      ? only.weekday
      : null;
  }

  /** "onsdag och fredag nästa vecka": the week that is named last is that of both. */
  private sameWeek(points: Point[], last: Point): void {
    if (last.days === null) return;
    let next = last;
    for (let at = points.length - 1; at >= 0; at--) {
      const point = points[at] as Point;
      const day = this.bareWeekday(point.from, point.to);
      if (day === null || point.clock !== null || next.from - point.to > 1) return;
      const inWeek = mondayOf(last.days[0]) + day - 1;
      if (inWeek > last.days[0]) return;
      point.days = [inWeek, inWeek];
      next = point;
    }
  }

  /** "förra veckan var jag sjuk tisdag till torsdag": days that are named without a week lie in the one before them. */
  private withinWeek(points: Point[]): void {
    const [week, days] = points;
    if (points.length !== 2 || week?.days == null || days?.days == null || days.clock !== null) return;
    const whole = this.marks.filter(({ from, to }) => from >= week.from && to <= week.to);
    if (!whole.every((mark) => mark.kind === 'link' || (mark.kind === 'week' && mark.span === 'week')))
      return;
    const named = this.marks.filter(
      ({ kind, from, to }) => kind !== 'link' && kind !== 'void' && from >= days.from && to <= days.to,
    );
    const weekdays = named.flatMap((mark) =>
      mark.kind === 'weekday' && mark.anchor === 'coming' ? [mark.weekday] : [],
    );
    const [first, last = first] = weekdays;
    if (first === undefined || last === undefined || weekdays.length !== named.length || last < first) return;
    const monday = mondayOf(week.days[0]);
    points.splice(0, 2, { ...days, days: [monday + first - 1, monday + last - 1] });
  }

  private bareDay(points: Point[]): void {
    const numbers = this.marks.filter((mark) => mark.kind === 'number');
    const [only] = numbers;
    if (numbers.length !== 1 || only === undefined) return;
    const day = this.dayOfMonth(only.value, null, null);
    if (day === null) return;
    points.push({
      days: [day, day],
      clock: null,
      part: null,
      partToday: false,
      open: null,
      from: only.from,
      to: only.to,
      denied: false,
    });
  }

  /** [från|mellan] point [till|och] point, or one point alone. */
  private range(at: number, sofar: readonly Point[]): { point: Point; next: number } | null {
    let start = at;
    const lead = this.link(start);
    if (lead !== null) start++;
    const previous = sofar[sofar.length - 1] ?? null;
    if (lead === 'and') {
      const listed = this.listedDay(at, previous);
      if (listed !== null) return { point: listed, next: at + 2 };
      return null;
    }
    const first = this.point(
      start,
      previous,
      lead === 'from' || lead === 'between' || lead === 'to' || lead === 'after' || lead === 'before',
    );
    if (first === null) return null;
    const from = this.marks[at]?.from ?? 0;
    const connector = this.link(first.next);
    const ranged = connector === 'to' || (lead === 'between' && connector === 'and');
    if (ranged) {
      const second = this.point(first.next + 1, first.point, true);
      if (second !== null) {
        const weekday =
          second.point.days !== null && this.namesWeek(first.next + 1, second.next)
            ? this.bareWeekday(first.point.from, first.point.to)
            : null;
        if (weekday !== null && second.point.days !== null && first.next === start + 1) {
          const inWeek = mondayOf(second.point.days[0]) + weekday - 1;
          if (inWeek <= second.point.days[0]) first.point.days = [inWeek, inWeek];
        }
        // "i onsdags till fredags"
        const past = this.bareWeekday(second.point.from, second.point.to);
        if (past !== null && first.point.days !== null && first.point.days[1] < this.reckoning.now.day) {
          const ahead =
            first.point.days[0] +
            ((past - (first.point.days[0] - mondayOf(first.point.days[0]) + 1) + 7) % 7);
          if (ahead <= this.reckoning.now.day) second.point.days = [ahead, ahead];
        }
        // "förra veckan måndag till onsdag"
        const last = this.namesWeek(start, first.next)
          ? this.bareWeekday(second.point.from, second.point.to)
          : null;
        if (last !== null && first.point.days !== null) {
          const inWeek = mondayOf(first.point.days[0]) + last - 1;
          if (inWeek >= first.point.days[0]) second.point.days = [inWeek, inWeek];
        }
        const joined = this.join(first.point, second.point);
        if (joined !== null) return { point: { ...joined, from, denied: lead === 'not' }, next: second.next };
      }
    }
    const point = { ...first.point, from, denied: lead === 'not' };
    if (lead === 'to' && this.reckoning.untilMeansFromNow && !this.reckoning.past) {
      if (point.clock === null && point.part === null && point.days !== null) {
        const begin = previous?.days?.[0] ?? this.reckoning.now.day;
        if (begin <= point.days[1]) point.days = [begin, point.days[1]];
      } else if (point.clock !== null) point.open = 'start';
    } else if (lead === 'from' || lead === 'after')
      point.open = lead === 'after' && point.clock === null ? null : 'end';
    else if (lead === 'before' && point.clock !== null) point.open = 'start';
    else if (lead === 'until') this.awayUntil(point);
    else if (
      lead === 'since' &&
      this.reckoning.untilMeansFromNow &&
      point.days !== null &&
      point.days[0] <= this.reckoning.now.day
    )
      point.days = [point.days[0], this.reckoning.now.day];
    if (lead === 'before' && point.clock === null && point.days !== null)
      point.days = [point.days[0] - 1, point.days[0] - 1];
    else if (lead === 'after' && point.clock === null && point.part === null && point.days !== null) {
      const only = this.marks[start];
      // "dagen efter julafton" is one day; "efter fredag" has no end.
      if (only?.kind === 'named') point.days = [point.days[1] + 1, point.days[1] + 1];
      else point.open = 'end';
    }
    return { point, next: first.next };
  }

  /** "kan inte komma förrän på torsdag": until the day before, or until that time. */
  private awayUntil(point: Point): void {
    if (point.clock !== null) point.open = 'start';
    else if (point.days !== null && point.part === null && this.reckoning.untilMeansFromNow) {
      const today = this.reckoning.now.day;
      if (point.days[0] > today) point.days = [today, point.days[0] - 1];
    }
  }

  /** The bare 13 of "den 12 och 13". */
  private listedDay(at: number, previous: Point | null): Point | null {
    const mark = this.marks[at + 1];
    const link = this.marks[at];
    if (
      mark?.kind !== 'number' ||
      previous?.days == null ||
      previous.clock !== null ||
      link?.from !== previous.to
    )
      return null;
    if (!this.datesBefore.has(previous.to)) return null;
    const borrowed = this.monthAhead(at + 1);
    const day = this.dayOfMonth(mark.value, borrowed.month ?? dateOf(previous.days[1]).month, borrowed.year);
    if (day === null || day <= previous.days[1]) return null;
    this.datesBefore.add(mark.to);
    return { ...previous, days: [day, day], from: mark.from, to: mark.to };
  }

  /** A day, a clock time, a part of the day, or what of them stands together. */
  private point(at: number, previous: Point | null, numbers: boolean): { point: Point; next: number } | null {
    const { now } = this.reckoning;
    let next = at;
    let days: [number, number] | null = null;
    let loose: number | null = null;
    let clock: Point['clock'] = null;
    let exact = false;
    let part: PartName | null = null;
    let partToday = false;
    let from = Number.MAX_SAFE_INTEGER;
    let to = 0;
    const base = previous?.denied === true ? null : (previous?.days?.[1] ?? null);
    // A second date after a comma is one more, not the same again.
    let dated = false;
    let ended = false;
    while (!ended && next < this.marks.length) {
      const mark = this.marks[next] as Mark;
      let taken = true;
      switch (mark.kind) {
        case 'void':
          if (mark.to - mark.from > 1) taken = false;
          break;
        case 'relative':
          // "idag imorgon och torsdag" is a list.
          if (days !== null && days[1] + 1 === now.day + mark.days && this.kind(next - 1) === 'relative') {
            taken = false;
            break;
          }
          days = this.agree(days, [now.day + mark.days, now.day + mark.days]);
          break;
        case 'weekday': {
          if (mark.loose && mark.anchor === 'coming' && days !== null && days[0] === days[1]) {
            if (weekday(days[0]) === mark.weekday) break;
            // "mån ons fre" is a list; "idag torsdag" on a Tuesday is a contradiction.
            if (loose !== null) taken = false;
            else this.conflict = true;
            break;
          }
          if (days !== null && days[1] - days[0] === 6 && mark.loose) {
            const day: number = days[0] + mark.weekday - 1;
            days = [day, day];
            break;
          }
          if (days !== null) {
            taken = false;
            break;
          }
          const day: number = this.weekdayDay(mark.weekday, mark.anchor, base, previous);
          days = [day, day];
          loose = mark.loose && mark.anchor !== 'last' ? mark.weekday : null;
          break;
        }
        case 'date': {
          const day = this.dateDay(mark, next);
          if (day === null) {
            this.conflict = true;
            break;
          }
          if (loose !== null) {
            if (weekday(day) !== loose) this.conflict = true;
            days = [day, day];
          } else days = this.agree(days, [day, day]);
          loose = null;
          break;
        }
        case 'named': {
          const day = this.namedDay(mark.name === EASTER_DAYS ? 'langfredagen' : mark.name);
          days = this.agree(days, [day, mark.name === EASTER_DAYS ? day + 3 : day]);
          break;
        }
        case 'week': {
          const week = this.weekDays(mark);
          if (week === null) {
            this.conflict = true;
            break;
          }
          // "i onsdags förra veckan" says it twice.
          if (days !== null && days[0] === days[1] && mark.weeks === -1 && inRange(days[0], week)) break;
          if (loose !== null && mark.span === 'week') {
            const day = week[0] + loose - 1;
            days = [day, day];
            loose = null;
          } else if (days === null) days = week;
          else taken = false;
          break;
        }
        case 'month': {
          if (days !== null) {
            taken = false;
            break;
          }
          const today = dateOf(now.day);
          const turn = this.reckoning.past ? -1 : 1;
          const passed = mark.month !== null && (mark.month - today.month) * turn < 0;
          const index =
            mark.month === null
              ? today.year * 12 + today.month - 1 + mark.ahead
              : (today.year + (passed ? turn : 0)) * 12 + mark.month - 1;
          days = [
            mark.rest ? Math.max(now.day, firstOfMonth(index)) : firstOfMonth(index),
            firstOfMonth(index + 1) - 1,
          ];
          break;
        }
        case 'later':
          if (loose !== null && mark.days % 7 === 0 && days !== null)
            days = [days[0] + mark.days, days[1] + mark.days];
          else if (days === null) days = [now.day + mark.days, now.day + mark.days];
          else taken = false;
          break;
        case 'duration': {
          if (mark.days < 1 || mark.days > 200) break;
          if (mark.since || this.reckoning.past) days = [now.day - mark.days + (mark.since ? 0 : 1), now.day];
          else {
            const named = days === null && previous === null ? this.beginsFrom(next) : null;
            const begin: number = days?.[0] ?? previous?.days?.[0] ?? named?.day ?? now.day;
            days = [begin, begin + mark.days - 1];
            if (named !== null) next = named.next - 1;
          }
          break;
        }
        case 'clock':
          if (clock !== null) {
            taken = false;
            break;
          }
          clock = [mark.hour * 60 + mark.minute, mark.hour * 60 + mark.minute];
          exact = mark.exact;
          break;
        case 'span':
          if (mark.ahead && clock === null && days === null) {
            const at = now.minute + mark.minutes;
            days = [now.day + Math.floor(at / 1440), now.day + Math.floor(at / 1440)];
            clock = [at % 1440, at % 1440];
            exact = true;
          } else taken = false;
          break;
        case 'part':
          if (part !== null) {
            taken = false;
            break;
          }
          part = mark.part;
          partToday = mark.today;
          break;
        case 'number':
          if (!numbers && !this.numberFits(next, days)) {
            taken = false;
            break;
          }
          if (
            days !== null &&
            clock === null &&
            mark.value <= 24 &&
            (this.nextIsRange(next) || numbers || this.partFollows(next))
          ) {
            clock = [mark.value * 60, mark.value * 60];
            exact = mark.value >= 13;
          } else if (days === null && clock === null) {
            const reading = this.partFollows(next) ? 'clock' : this.numberMeans(next, previous);
            if (reading === 'clock' && mark.value <= 24) {
              clock = [mark.value * 60, mark.value * 60];
              exact = mark.value >= 13;
            } else if (reading !== null && reading !== 'clock') {
              const day = this.dayOfMonth(mark.value, reading.month, reading.year);
              if (day === null) taken = false;
              else days = [day, day];
            } else taken = false;
          } else taken = false;
          break;
        default:
          taken = false;
      }
      if (!taken) {
        ended = true;
        break;
      }
      if (mark.kind !== 'void') {
        from = Math.min(from, mark.from);
        to = Math.max(to, mark.to);
      }
      next++;
      // "på torsdag, kl 10": a comma between a day and its time ties them.
      if (mark.kind === 'date') dated = true;
      if (
        this.link(next) === 'and' &&
        !(dated && this.kind(next + 1) === 'date') &&
        this.commaTies(next, days, clock, part)
      )
        next++;
    }
    if (days === null && clock === null && part === null) return null;
    if (clock !== null) {
      const minute = this.onTheDay(clock[0], exact, part);
      clock = [minute, minute];
    }
    return {
      point: {
        days,
        clock,
        part: clock === null ? part : null,
        partToday,
        open: null,
        from,
        to,
        denied: false,
      },
      next,
    };
  }

  /** "i tre dagar från onsdag": where a stretch begins that is named before its beginning. */
  private beginsFrom(at: number): { day: number; next: number } | null {
    const named = this.link(at + 1) === 'from' ? this.point(at + 2, null, true) : null;
    return named?.point.days == null ? null : { day: named.point.days[0], next: named.next };
  }

  private commaTies(at: number, days: unknown, clock: unknown, part: unknown): boolean {
    const mark = this.marks[at];
    const after = this.marks[at + 1];
    if (mark?.kind !== 'link' || !mark.comma || after === undefined) return false;
    if (after.kind === 'clock') return days !== null && clock === null && part === null;
    if (after.kind === 'date') return days !== null && clock === null;
    return false;
  }

  /** A bare number after a day is a clock time only as part of a range: "imorgon 10-12". */
  private numberFits(at: number, days: unknown): boolean {
    if (this.partFollows(at) || this.listedAhead(at)) return true;
    return days !== null ? this.nextIsRange(at) : this.numberMeans(at, null) !== null && this.nextIsRange(at);
  }

  /** The 24 of "24, 25 och 26 mars". */
  private listedAhead(at: number): boolean {
    const mark = this.marks[at];
    const next = this.marks[at + 2];
    if (mark?.kind !== 'number' || this.link(at + 1) !== 'and') return false;
    if (next?.kind === 'date') return next.month !== null && mark.value < next.date;
    return next?.kind === 'number' && mark.value < next.value && this.listedAhead(at + 2);
  }

  /** "8 på kvällen": the number before a part of the day is a clock time. */
  private partFollows(at: number): boolean {
    const next = this.marks[at + 1];
    const mark = this.marks[at];
    return next?.kind === 'part' && mark?.kind === 'number' && mark.value <= 12;
  }

  private nextIsRange(at: number): boolean {
    return this.link(at + 1) === 'to' && ['number', 'clock', 'date'].includes(this.kind(at + 2) ?? '');
  }

  /** What a bare number is, seen from what follows it: "12 till 14 mars" a date, "9 till kl 12" a clock time. */
  private numberMeans(
    at: number,
    previous: Point | null,
  ): 'clock' | { month: number | null; year: number | null } | null {
    const ahead = this.marks[at + 2];
    if (this.kind(at + 1) === 'link' && ahead !== undefined) {
      if (ahead.kind === 'date') return { month: ahead.month, year: ahead.year };
      if (ahead.kind === 'clock') return 'clock';
      if (ahead.kind === 'number' && this.kind(at + 3) === 'link') return this.numberMeans(at + 2, previous);
      // "9-12 imorgon"
      const behind = this.kind(at + 3);
      if (ahead.kind === 'number' && ahead.value <= 24 && (behind === 'relative' || behind === 'weekday'))
        return 'clock';
      if (ahead.kind === 'number' && this.link(at - 1) === 'between') return 'clock';
      if (ahead.kind === 'number' && this.link(at - 1) === 'from' && ahead.value <= 24) return 'clock';
    }
    if (previous !== null) {
      if (previous.clock !== null) return 'clock';
      const mark = this.marks.find((one) => one.to === previous.to);
      if (mark?.kind === 'date') return { month: mark.month, year: mark.year };
    }
    return null;
  }

  private agree(one: [number, number] | null, other: [number, number]): [number, number] {
    if (one !== null && (one[0] !== other[0] || one[1] !== other[1])) this.conflict = true;
    return other;
  }

  private weekdayDay(day: number, anchor: Anchor, base: number | null, previous: Point | null): number {
    const today = this.reckoning.now.day;
    if (anchor === 'next-week') return mondayOf(today) + 7 + day - 1;
    if (anchor === 'this-week') return mondayOf(today) + day - 1;
    if (anchor === 'last' || (this.reckoning.past && base === null)) {
      const back = (weekday(today) - day + 7) % 7;
      return today - (back === 0 ? 7 : back);
    }
    const from = base !== null && previous?.days !== null && base >= today ? base : today;
    const ahead = (day - weekday(from) + 7) % 7;
    return from + (ahead === 0 ? 7 : ahead);
  }

  private dateDay(mark: Extract<Mark, { kind: 'date' }>, at: number): number | null {
    let { month, year } = mark;
    if (month === null) ({ month, year } = this.monthAhead(at));
    return this.dayOfMonth(mark.date, month, year);
  }

  /** "den 12, 13 och den 14 mars": the first borrow the month of the last. */
  private monthAhead(at: number): { month: number | null; year: number | null } {
    let next = at + 1;
    while (this.kind(next) === 'link' || this.kind(next) === 'number' || this.kind(next) === 'void') next++;
    const ahead = this.marks[next];
    if (ahead?.kind !== 'date' || this.kind(next - 1) === null) return { month: null, year: null };
    return ahead.month === null ? this.monthAhead(next) : { month: ahead.month, year: ahead.year };
  }

  private dayOfMonth(date: number, month: number | null, year: number | null): number | null {
    const today = this.reckoning.now.day;
    const here = dateOf(today);
    const { past } = this.reckoning;
    if (date === LAST_OF_MONTH && month !== null) {
      for (let last = 31; last >= 28; last--) {
        const day = validDay(year ?? here.year, month, last);
        if (day !== null) return year === null ? this.dayOfMonth(last, month, null) : day;
      }
    }
    if (year !== null && month !== null) return validDay(year, month, date);
    const step = past ? -1 : 1;
    for (let i = 0; i < 13; i++) {
      const index = here.year * 12 + here.month - 1 + i * step;
      const candidate =
        month === null
          ? validDay(Math.floor(index / 12), (index % 12) + 1, date)
          : validDay(here.year + i * step, month, date);
      if (candidate !== null && (past ? candidate <= today : candidate >= today)) return candidate;
    }
    return null;
  }

  private namedDay(name: string): number {
    const of = NAMED_DAYS[name] as (year: number) => number;
    const { year } = dateOf(this.reckoning.now.day);
    const today = this.reckoning.now.day;
    if (this.reckoning.past) return of(year) <= today ? of(year) : of(year - 1);
    return of(year) >= today ? of(year) : of(year + 1);
  }

  private weekDays(mark: Extract<Mark, { kind: 'week' }>): [number, number] | null {
    const today = this.reckoning.now.day;
    if (mark.number !== null) {
      const { year } = dateOf(mondayOf(today) + 3);
      let monday = mondayOfWeek(year, mark.number);
      if (monday === null || (monday + 6 < today && !this.reckoning.past))
        monday = mondayOfWeek(year + 1, mark.number) ?? monday;
      if (monday === null || (monday + 6 < today && !this.reckoning.past)) return null;
      return [monday, monday + 6 + 7 * (mark.last === null ? 0 : mark.last - mark.number)];
    }
    const monday = mondayOf(today) + 7 * (mark.weeks ?? 0);
    if (mark.span === 'weekend') return [monday + 5, monday + 6];
    if (mark.span === 'rest') return [today, monday + 6];
    return [monday, monday + 6 + 7 * ((mark.last ?? mark.weeks ?? 0) - (mark.weeks ?? 0))];
  }

  /** "kl 2" is in the afternoon (07 to 18 assumed), unless figures or a part of the day say otherwise. */
  private onTheDay(minute: number, exact: boolean, part: PartName | null): number {
    if (part !== null) {
      const [from, to] = PARTS[part];
      if (part === 'night')
        return minute >= 12 * 60 || exact ? minute : minute >= 6 * 60 ? minute + 720 : minute;
      if (part === 'bitti' || part === 'morning' || part === 'forenoon') return minute;
      if (exact || minute >= 13 * 60) return minute;
      const later = minute < 12 * 60 ? minute + 720 : minute;
      return later >= (from - 1) * 60 && later <= (to + 2) * 60 ? later : minute;
    }
    if (exact || minute >= (this.reckoning.early ? 5 : 7) * 60) return minute;
    return minute + 720;
  }

  private join(first: Point, second: Point): Point | null {
    const to = second.to;
    if (second.days === null && second.clock !== null && first.clock !== null) {
      let end = second.clock[0];
      if (end <= first.clock[0] && end + 720 < 1440 && end + 720 > first.clock[0]) end += 720;
      if (end <= first.clock[0]) {
        this.conflict = true;
        return null;
      }
      return { ...first, clock: [first.clock[0], end], to };
    }
    if (
      first.days === null &&
      second.days !== null &&
      first.clock !== null &&
      second.clock !== null &&
      second.clock[0] > first.clock[0]
    ) {
      return { ...second, clock: [first.clock[0], second.clock[0]], from: first.from };
    }
    if (first.days !== null && second.days !== null) {
      if (second.days[1] < first.days[0]) first.days = this.begunAlready(first.days, second.days[1]);
      if (second.days[1] < first.days[0]) {
        this.conflict = true;
        return null;
      }
      if (first.clock === null && second.clock === null && first.part === null && second.part === null) {
        return { ...first, days: [first.days[0], second.days[1]], to };
      }
      if (first.clock !== null && second.clock !== null) {
        const span = (second.days[1] - first.days[0]) * 1440;
        return { ...first, clock: [first.clock[0], second.clock[0] + span], to };
      }
      return { ...first, days: [first.days[0], second.days[1]], clock: null, part: null, to };
    }
    return null;
  }

  /** "från 9/3 till 22/3" on the 10th: it began yesterday, not next year. */
  private begunAlready(days: [number, number], end: number): [number, number] {
    const { year, month, date } = dateOf(days[0]);
    const before = [
      validDay(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1, date),
      validDay(year - 1, month, date),
    ];
    for (const day of before)
      if (days[0] === days[1] && day !== null && day <= end && this.reckoning.now.day - day <= LONG_BEGUN)
        return [day, day];
    return days;
  }

  /** One day and one clock time apart from each other in a message belong together. */
  private spread(points: readonly Point[]): Point[] {
    const withDay = points.filter((point) => point.days !== null && !point.denied);
    const bare = points.filter((point) => point.days === null);
    // "i eftermiddag mellan två och fyra"
    const [one, other] = bare;
    if (withDay.length === 0 && bare.length === 2 && one !== undefined && other !== undefined) {
      if (one.part !== null && one.clock === null && other.clock !== null && other.part === null) {
        const clock = other.clock.map((minute) => this.onTheDay(minute, true, one.part)) as [number, number];
        return [{ ...other, clock, partToday: one.partToday, from: one.from }];
      }
    }
    if (withDay.length === 1 && bare.length === 1) {
      const [day] = withDay as [Point];
      const [time] = bare as [Point];
      const single = day.days !== null && day.days[0] === day.days[1] && day.clock === null;
      if (
        single &&
        !(time.partToday && day.days?.[0] !== this.reckoning.now.day) &&
        !(day.part !== null && time.clock === null)
      ) {
        const minute =
          time.clock !== null && day.part !== null
            ? time.clock.map((one) => this.onTheDay(one >= 780 ? one : one, true, day.part))
            : time.clock;
        return [
          {
            ...day,
            clock: minute as Point['clock'],
            part: time.clock === null ? time.part : null,
            open: time.open,
            from: Math.min(day.from, time.from),
            to: Math.max(day.to, time.to),
          },
        ];
      }
    }
    return [...points];
  }

  private resolve(point: Point): When | null {
    const { now } = this.reckoning;
    const { clock, part } = point;
    if (clock === null && part === null) {
      if (point.days === null) return null;
      const when: When = { grain: 'day', start: isoDay(point.days[0]), end: isoDay(point.days[1]) };
      if (point.open !== null) when.open = point.open;
      return when;
    }
    const limits = part === null ? null : PARTS[part];
    const last = clock !== null ? clock[1] : (limits?.[1] ?? 0) * 60;
    let day = point.days?.[0] ?? now.day;
    if (
      point.days === null &&
      !point.partToday &&
      !this.reckoning.past &&
      last <= now.minute &&
      this.reckoning.nextDayIfPassed
    )
      day = now.day + 1;
    if (clock === null && limits !== null) {
      if (point.days !== null && point.days[0] !== point.days[1])
        return { grain: 'day', start: isoDay(point.days[0]), end: isoDay(point.days[1]) };
      return { grain: 'part', start: isoInstant(day, limits[0] * 60), end: isoInstant(day, limits[1] * 60) };
    }
    if (clock === null) return null;
    // Several days with one clock time ("måndag till onsdag kl 9"): the days are what counts.
    if (point.days !== null && point.days[0] !== point.days[1] && clock[1] < 1440)
      return { grain: 'day', start: isoDay(point.days[0]), end: isoDay(point.days[1]) };
    if (point.open === 'end')
      return {
        grain: 'timerange',
        start: isoInstant(day, clock[0]),
        end: isoInstant(day + 1, 0),
        open: 'end',
      };
    if (point.open === 'start')
      return { grain: 'timerange', start: isoInstant(day, 0), end: isoInstant(day, clock[0]), open: 'start' };
    if (clock[0] === clock[1])
      return { grain: 'time', start: isoInstant(day, clock[0]), end: isoInstant(day, clock[0]) };
    return { grain: 'timerange', start: isoInstant(day, clock[0]), end: isoInstant(day, clock[1]) };
  }

  /** "idag och imorgon" is one stretch; "måndag och onsdag" are two days. */
  private joinDays(times: ReadTime[]): ReadTime[] {
    const out: ReadTime[] = [];
    for (const time of times) {
      const last = out[out.length - 1];
      if (
        last !== undefined &&
        last.when.grain === 'day' &&
        time.when.grain === 'day' &&
        last.denied === time.denied
      ) {
        const gap = (Date.parse(time.when.start) - Date.parse(last.when.end)) / 86_400_000;
        const tied = this.tied(last.to, time.from);
        // "igår och i förrgår"
        const back = (Date.parse(last.when.start) - Date.parse(time.when.end)) / 86_400_000;
        if (back === 1 && tied) {
          out[out.length - 1] = { ...last, when: { ...last.when, start: time.when.start }, to: time.to };
          continue;
        }
        if (gap === 1 && tied) {
          out[out.length - 1] = { ...last, when: { ...last.when, end: time.when.end }, to: time.to };
          continue;
        }
        if (time.when.start === last.when.start && time.when.end === last.when.end) continue;
        // "över påsk, 2-7 april": said again, and more exactly.
        const isLong = last.when.start !== last.when.end;
        if (isLong && tied && time.when.start <= last.when.start && time.when.end >= last.when.end) {
          out[out.length - 1] = { ...time, from: last.from };
          continue;
        }
        if (tied && gap < 1 && time.when.start >= last.when.start && time.when.end >= last.when.end) {
          out[out.length - 1] = { ...last, when: { ...last.when, end: time.when.end }, to: time.to };
          continue;
        }
      }
      out.push(time);
    }
    return out;
  }

  /** Nothing but "och", commas and fillers between two tokens. */
  private tied(from: number, to: number): boolean {
    return this.marks.every(
      (mark) =>
        mark.to <= from ||
        mark.from >= to ||
        mark.kind === 'void' ||
        (mark.kind === 'link' && mark.link === 'and'),
    );
  }
}
