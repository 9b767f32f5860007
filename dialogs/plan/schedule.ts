import { booked, bookedOn, nextBooked, type Occurrence } from '../../domain/appointment.ts';
import { isCovered } from '../../domain/reminder.ts';
import { appointmentsLeft, isOver } from '../../domain/service-end.ts';
import { addDays, at, dateOf, type LocalDate, minutesBetween, mondayOf } from '../../domain/time.ts';
import type { TextKey } from '../../locales/keys.ts';
import type { Choice, Phrase, Saying } from '../../locales/saying.ts';
import { timeOf } from '../../locales/sayings/reminder.ts';
import type { Ctx } from '../turn.ts';
import { ASK, MAX_ROWS, optional, withChoices } from './rows.ts';

/** What is booked: the next time, a day, a week; and one thing about it, when that is what was asked. */

/** The first thing booked that the person has not said no to; nothing is to come when the service is over. */
export function nextUncovered(ctx: Ctx): Occurrence | null {
  const { doc, env } = ctx;
  if (isOver(doc, env.today)) return null;
  const soon = booked(
    appointmentsLeft(doc),
    at(addDays(env.today, -1), '00:00'),
    at(addDays(env.today, 21), '00:00'),
  );
  const open = soon.find((entry) => entry.end > env.local && !isCovered(doc.absences, entry));
  return open ?? nextBooked(appointmentsLeft(doc), at(addDays(env.today, 21), '00:00'));
}

/** What can be asked about something booked. */
export const FACETS = ['place', 'bring', 'who', 'length', 'why'] as const;
export type Facet = (typeof FACETS)[number];

export function isFacet(text: string): text is Facet {
  return FACETS.some((facet) => facet === text);
}

/** "När är nästa möte?" with what, when, where, who and what to bring; or the one thing that was asked. */
export function nextMeeting(ctx: Ctx, facet: Facet | null = null): Saying[] {
  const next = nextUncovered(ctx);
  if (next === null) return [{ key: 'plan:nothingBooked', choices: [ASK] }];
  return [{ ...occurrenceSaying(next, facet, 'plan:nextMeeting'), time: timeOf([next], ctx.env.now) }];
}

/** One time that something happens, as a card. */
export function occurrenceSaying(occurrence: Occurrence, facet: Facet | null, key: TextKey): Saying {
  const all: Choice = { id: `do:booking:${occurrence.appointment.id}`, key: 'plan:moreAbout' };
  return {
    key,
    card: 'appointment',
    params: { what: { kind: occurrence.appointment.kind, form: 'indefinite' } },
    rows: facet === null ? occurrenceRows(occurrence) : facetRows(occurrence, facet),
    choices: [
      { id: `do:cannot:${occurrence.key}`, key: 'common:cannotCome' },
      all,
      { id: 'do:week', key: 'common:thisWeek' },
      ASK,
    ],
  };
}

export function occurrenceRows(occurrence: Occurrence): Phrase[] {
  const { appointment } = occurrence;
  return [
    ...optional('plan:rowTitle', appointment.title),
    whenRow(occurrence),
    lengthRow(occurrence),
    whereRow(occurrence),
    ...whoRows(occurrence),
    ...optional('plan:rowBring', appointment.bring),
  ];
}

/** When, and the one thing that was asked. What the plan does not say is said not to stand there. */
function facetRows(occurrence: Occurrence, facet: Facet): Phrase[] {
  const { appointment } = occurrence;
  const title = optional('plan:rowTitle', appointment.title);
  const answers: Readonly<Record<Facet, () => Phrase[]>> = {
    place: () => [whereRow(occurrence)],
    bring: () => orMissing(optional('plan:rowBring', appointment.bring), 'plan:rowNoBring'),
    who: () => orMissing(whoRows(occurrence), 'plan:rowNoWho'),
    length: () => [lengthRow(occurrence)],
    why: () => orMissing(optional('plan:rowWhy', appointment.why), 'plan:rowNoWhy'),
  };
  return [...title, whenRow(occurrence), ...answers[facet]()];
}

function orMissing(rows: readonly Phrase[], key: TextKey): Phrase[] {
  return rows.length > 0 ? [...rows] : [{ key }];
}

export function whenRow({ start, end }: Occurrence): Phrase {
  return { key: 'plan:rowWhen', params: { day: { date: dateOf(start) }, span: { span: [start, end] } } };
}

export function lengthRow({ start, end }: Occurrence): Phrase {
  return { key: 'plan:rowLength', params: { time: { minutes: minutesBetween(start, end) } } };
}

export function whoRows({ appointment }: Pick<Occurrence, 'appointment'>): Phrase[] {
  return appointment.who.length > 0
    ? [{ key: 'plan:rowWho', params: { who: { names: appointment.who } } }]
    : [];
}

export function whereRow({ appointment, place }: Pick<Occurrence, 'appointment' | 'place'>): Phrase {
  if (appointment.mode === 'phone') return { key: 'plan:rowByPhone' };
  if (appointment.mode === 'video') return { key: 'plan:rowByVideo' };
  return place === null
    ? { key: 'plan:rowNoPlace' }
    : { key: 'plan:rowPlace', params: { place: { name: place } } };
}

/** More cards than this in one answer are no answer: a list then says what there is. */
const MAX_CARDS = 4;

/** What is booked on one day, or the one thing about it that was asked. */
export function daySayings(date: LocalDate, ctx: Ctx, facet: Facet | null = null): Saying[] {
  const all = bookedOn(appointmentsLeft(ctx.doc), date);
  const own = ownChoice(ctx);
  const day = { date };
  if (all.length === 0) {
    return [
      {
        key: 'plan:nothingOnDay',
        params: { day },
        choices: [
          { id: 'do:next', key: 'common:nextMeeting' },
          { id: 'do:week', key: 'common:thisWeek' },
          ...own,
        ],
      },
    ];
  }
  const choices: Choice[] = [
    { id: 'do:absence', key: 'common:cannotCome' },
    { id: 'do:week', key: 'common:thisWeek' },
    ...own,
    ASK,
  ];
  if (all.length > MAX_CARDS) return listInParts(all, 'plan:onDayMany', ctx, choices, { day });
  const said: Saying[] = all.map((occurrence) => ({
    key: isCovered(ctx.doc.absences, occurrence) ? 'plan:onDayAbsent' : 'plan:onDay',
    card: 'appointment',
    params: { what: { kind: occurrence.appointment.kind, form: 'indefinite' }, day },
    rows: facet === null ? occurrenceRows(occurrence) : facetRows(occurrence, facet),
    time: timeOf([occurrence], ctx.env.now),
  }));
  return withChoices(said, choices);
}

/** What a day or a week also asks for: own work has no day of its own. */
function ownChoice(ctx: Ctx): Choice[] {
  return ctx.doc.plan.ownWork.length > 0 ? [{ id: 'do:plan:own', key: 'plan:ownChoice' }] : [];
}

/** This week from today on; at the end of the week the next one. */
export function weekSayings(ctx: Ctx): Saying[] {
  const monday = mondayOf(ctx.env.today);
  const rest = inWeek(monday, ctx).filter((entry) => entry.end > ctx.env.local);
  const nextWeek = rest.length === 0;
  return weekOf(
    nextWeek ? inWeek(addDays(monday, 7), ctx) : rest,
    nextWeek ? 'plan:nextWeek' : 'plan:week',
    ctx,
  );
}

/** Some days in a row that were named: "nästa vecka", "fredag till söndag". */
export function daysSayings(first: LocalDate, to: LocalDate, ctx: Ctx): Saying[] {
  // What has been this week is not what is asked for in the middle of it.
  const from = first < ctx.env.today && to >= ctx.env.today ? ctx.env.today : first;
  const days = { from: { date: from, absolute: true }, to: { date: to, absolute: true } };
  const last = to > addDays(from, MOST_DAYS) ? addDays(from, MOST_DAYS) : to;
  const all = booked(appointmentsLeft(ctx.doc), at(from, '00:00'), at(addDays(last, 1), '00:00'));
  if (all.length > 0) return weekOf(all, 'plan:days', ctx, days);
  return [{ key: 'plan:nothingInDays', params: days, choices: weekChoices(ctx) }];
}

const MOST_DAYS = 62;

function weekChoices(ctx: Ctx): Choice[] {
  return [
    { id: 'do:next', key: 'common:nextMeeting' },
    { id: 'do:absence', key: 'common:cannotCome' },
    ...ownChoice(ctx),
    ASK,
  ];
}

function weekOf(shown: readonly Occurrence[], key: TextKey, ctx: Ctx, params?: Saying['params']): Saying[] {
  if (shown.length === 0) return [{ key: 'plan:nothingThisWeek', choices: weekChoices(ctx) }];
  return listInParts(shown, key, ctx, weekChoices(ctx), params);
}

/** So many parts of five rows that a page holds. */
const MAX_PARTS = 4;

/** A list is at most five rows in one message; what is over comes in the next. What is not shown is said to be there. */
function listInParts(
  all: readonly Occurrence[],
  key: TextKey,
  ctx: Ctx,
  choices: Choice[],
  params: Saying['params'] = {},
): Saying[] {
  const parts: Saying[] = [];
  const shown = all.slice(0, MAX_PARTS * MAX_ROWS);
  for (let index = 0; index < shown.length; index += MAX_ROWS) {
    parts.push({
      key: index === 0 ? key : 'plan:weekMore',
      params: { ...params, count: all.length },
      rows: shown.slice(index, index + MAX_ROWS).map((entry) => weekRow(entry, ctx)),
      // One picture for all of them.
      ...(index === 0 ? { time: timeOf(shown, ctx.env.now) } : {}),
    });
  }
  const left = all.length - shown.length;
  if (left > 0) parts.push({ key: 'plan:weekLeft', params: { count: left } });
  return withChoices(parts, choices);
}

export function weekRow(occurrence: Occurrence, ctx: Ctx): Phrase {
  return {
    key: isCovered(ctx.doc.absences, occurrence) ? 'plan:rowWeekAbsent' : 'plan:rowWeek',
    params: {
      day: { date: dateOf(occurrence.start) },
      span: { span: [occurrence.start, occurrence.end] },
      what: { kind: occurrence.appointment.kind, form: 'indefinite' },
    },
  };
}

export function inWeek(monday: LocalDate, ctx: Ctx): Occurrence[] {
  return booked(appointmentsLeft(ctx.doc), at(monday, '00:00'), at(addDays(monday, 7), '00:00'));
}
