import type { Appointment } from '../../domain/appointment.ts';
import { type Rule, ruleOf } from '../../domain/recurrence.ts';
import { dateOf, weekday } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Param, Phrase } from '../../locales/saying.ts';

/** How often something happens, in words: "varje tisdag och torsdag", "varannan vecka, på måndagar", "den tredje torsdagen varje månad". */

/** Null for what happens once. Rules that no short words fit are said to be "varje månad, på olika dagar". */
export function oftenPhrase({ recurrence, start }: Appointment): Phrase | null {
  if (recurrence === null) return null;
  const rule = ruleOf(recurrence);
  const days = rule.weekdays.map((day) => day.weekday).sort((a, b) => a - b);
  if (rule.interval > RAREST) return { key: 'plan:oftenSomeDays' };
  const every = everyParam(rule.interval);
  if (rule.freq === 'DAILY') {
    if (days.length > 0) return rule.interval === 1 ? weekly(days) : { key: 'plan:oftenSomeDays' };
    return rule.interval === 1 ? { key: 'plan:oftenDaily' } : { key: 'plan:oftenDays', params: { every } };
  }
  if (rule.freq === 'WEEKLY') {
    const on = days.length > 0 ? days : [weekday(dateOf(start))];
    if (rule.interval === 1) return weekly(on);
    return { key: 'plan:oftenWeeks', params: { every, days: dayList(on, 'Plural') } };
  }
  return monthly(rule, start, every);
}

function weekly(days: readonly number[]): Phrase {
  if (days.length === 7) return { key: 'plan:oftenDaily' };
  if (days.join() === '1,2,3,4,5') return { key: 'plan:oftenWorkdays' };
  return { key: 'plan:oftenWeekly', params: { days: dayList(days, '') } };
}

function monthly(rule: Rule, start: string, every: Param): Phrase {
  const months: Param =
    rule.interval === 1 ? { phrase: 'plan:oftenMonth' } : { phrase: 'plan:oftenMonths', params: { every } };
  const [day] = rule.weekdays;
  if (rule.weekdays.length === 1 && day && rule.positions.length <= 1 && rule.monthDays.length === 0) {
    const nth = day.nth ?? rule.positions[0] ?? null;
    const ordinal = nth === -1 ? 'Last' : nth !== null && nth >= 1 && nth <= 5 ? String(nth) : null;
    if (ordinal !== null) {
      return {
        key: 'plan:oftenNthDay',
        params: {
          nth: { phrase: `plan:nth${ordinal}` as TextKey },
          day: { phrase: `plan:day${day.weekday}Definite` as TextKey },
          months,
        },
      };
    }
  }
  if (rule.weekdays.length === 0 && rule.positions.length === 0 && rule.monthDays.length <= 1) {
    const date = rule.monthDays[0] ?? Number(start.slice(8, 10));
    if (date > 0) return { key: 'plan:oftenDate', params: { date, months } };
    if (date === -1) return { key: 'plan:oftenLastDate', params: { months } };
  }
  return { key: 'plan:oftenOther', params: { months } };
}

function dayList(days: readonly number[], form: '' | 'Plural'): Param {
  return { list: days.map((day) => ({ phrase: `plan:day${day}${form}` as TextKey })) };
}

/** "varannan", "var tredje". */
function everyParam(interval: number): Param {
  return { phrase: interval === 2 ? 'plan:everySecond' : (`plan:every${interval}` as TextKey) };
}

/** As far as there are words that are easier than a figure. */
const RAREST = 12;

/** Until when, or how many times; null when the rule itself has no end. */
export function untilPhrase({ recurrence, lastDay }: Appointment): Phrase | null {
  const rule = recurrence === null ? null : ruleOf(recurrence);
  const last = rule?.until ? dateOf(rule.until) : null;
  const until =
    last !== null && lastDay !== undefined && lastDay < last ? lastDay : (last ?? lastDay ?? null);
  if (rule?.count) return { key: 'plan:rowTimes', params: { count: rule.count } };
  return until === null ? null : { key: 'plan:rowUntil', params: { day: { date: until } } };
}
