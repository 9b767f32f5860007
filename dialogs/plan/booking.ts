import {
  type Appointment,
  booked,
  nextBooked,
  type Occurrence,
  occurrencesOf,
} from '../../domain/appointment.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { addDays, at, dateOf } from '../../domain/time.ts';
import type { Choice, Phrase, Saying } from '../../locales/saying.ts';
import type { Ctx } from '../turn.ts';
import { oftenPhrase, untilPhrase } from './often.ts';
import { ASK, inParts, MAX_ROWS, optional, withChoices } from './rows.ts';
import { lengthRow, whenRow, whereRow, whoRows } from './schedule.ts';

/** One booked activity with everything that the plan says of it, and the list of all of them. */

/** Weeks ahead in which a called off or moved time is told. */
const WEEKS_AHEAD = 13;
const MAX_LISTED = 20;
const MAX_BUTTONS = 3;

/** Those that still happen, of all or of these, each with its next time, the nearest first. */
export function aheadOf(
  ctx: Ctx,
  appointments: readonly Appointment[] = appointmentsLeft(ctx.doc),
): { appointment: Appointment; next: Occurrence }[] {
  return appointments
    .flatMap((appointment) => {
      const next = nextBooked([appointment], ctx.env.local);
      return next ? [{ appointment, next }] : [];
    })
    .sort((a, b) => (a.next.start < b.next.start ? -1 : 1));
}

/** Everything that is booked, how often, and a button for the nearest. */
export function bookingsSayings(ctx: Ctx): Saying[] {
  const all = aheadOf(ctx);
  if (all.length === 0) return [{ key: 'plan:nothingBooked' }];
  const parts = inParts(
    'plan:bookings',
    all.slice(0, MAX_LISTED).map(({ appointment, next }) => bookingRow(appointment, next)),
    { count: all.length },
  );
  const left = all.length - MAX_LISTED;
  return left > 0 ? [...parts, { key: 'plan:weekLeft', params: { count: left } }] : parts;
}

/** Buttons to what is nearest. */
export function bookingChoices(ctx: Ctx): Choice[] {
  const ahead = aheadOf(ctx);
  // Two buttons of the same name would be no choice.
  return ahead
    .filter(
      ({ appointment: { kind } }, at) => ahead.findIndex((other) => other.appointment.kind === kind) === at,
    )
    .slice(0, MAX_BUTTONS)
    .map(({ appointment }) => ({
      id: `do:booking:${appointment.id}`,
      key: 'plan:bookingChoice',
      params: { what: { kind: appointment.kind, form: 'definite' } },
    }));
}

function bookingRow(appointment: Appointment, next: Occurrence): Phrase {
  const what = { kind: appointment.kind, form: 'indefinite' } as const;
  const span = { span: [next.start, next.end] as const };
  const often = oftenPhrase(appointment);
  if (often === null) {
    return { key: 'plan:rowWeek', params: { what, span, day: { date: dateOf(next.start) } } };
  }
  return {
    key: 'plan:rowOften',
    params: {
      what,
      span,
      often: often.params ? { phrase: often.key, params: often.params } : { phrase: often.key },
    },
  };
}

/** One of them. An id that is no longer in the plan gives the list. */
export function bookingSayings(id: string, ctx: Ctx): Saying[] {
  const appointment = appointmentsLeft(ctx.doc).find((entry) => entry.id === id);
  if (!appointment) return withChoices(bookingsSayings(ctx), [...bookingChoices(ctx), ASK]);
  const next = nextBooked([appointment], ctx.env.local);
  const rows = bookingRows(appointment, next, ctx);
  return withChoices(
    rows.length <= MAX_ROWS
      ? [bookingHead(appointment, rows)]
      : [bookingHead(appointment, rows.slice(0, MAX_ROWS)), ...inParts('plan:also', rows.slice(MAX_ROWS))],
    [
      ...(next ? [{ id: `do:cannot:${next.key}`, key: 'common:cannotCome' } as const] : []),
      { id: 'do:plan:bookings', key: 'plan:allBookings' },
      { id: 'do:words', key: 'common:whatDoesItMean' },
      ASK,
    ],
  );
}

function bookingHead(appointment: Appointment, rows: readonly Phrase[]): Saying {
  return {
    key: 'plan:booking',
    card: 'appointment',
    params: { what: { kind: appointment.kind, form: 'definite' } },
    rows,
  };
}

function bookingRows(appointment: Appointment, next: Occurrence | null, ctx: Ctx): Phrase[] {
  const often = oftenPhrase(appointment);
  const until = untilPhrase(appointment);
  const recurs = appointment.recurrence !== null;
  return [
    ...optional('plan:rowTitle', appointment.title),
    ...(next === null ? [{ key: 'plan:rowOver' } as const] : [whenRow(next), lengthRow(next)]),
    ...(often === null
      ? []
      : [
          {
            key: 'plan:rowHowOften' as const,
            params: {
              often: often.params ? { phrase: often.key, params: often.params } : { phrase: often.key },
            },
          },
        ]),
    whereRow(next ?? { appointment, place: appointment.place }),
    ...whoRows({ appointment }),
    ...(appointment.phone === null
      ? []
      : [{ key: 'plan:rowPhone' as const, params: { phone: { name: appointment.phone } } }]),
    ...optional('plan:rowBring', appointment.bring),
    ...optional('plan:rowWhy', appointment.why),
    ...(appointment.obligatory ? [{ key: 'plan:rowObligatory' } as const] : []),
    ...(appointment.ledBy === 'own' ? [{ key: 'plan:rowLedByOwn' } as const] : []),
    ...(until === null ? [] : [until]),
    ...(recurs
      ? [{ key: appointment.onHolidays === 'held' ? 'plan:rowHolidays' : 'plan:rowNoHolidays' } as const]
      : []),
    ...exceptionRows(appointment, ctx),
  ];
}

/** Times ahead that are off or moved by hand. */
function exceptionRows(appointment: Appointment, { env }: Ctx): Phrase[] {
  const to = at(addDays(env.today, 7 * WEEKS_AHEAD), '00:00');
  const byDay = new Map(appointment.exceptions.map((entry) => [entry.on, entry]));
  return occurrencesOf(appointment, env.local, to)
    .filter((occurrence) => byDay.has(dateOf(occurrence.key.split('@')[1] ?? '')))
    .slice(0, 2 * MAX_ROWS)
    .map((occurrence): Phrase => {
      const on = dateOf(occurrence.key.split('@')[1] ?? '');
      if (occurrence.state === 'cancelled') return { key: 'plan:rowOff', params: { day: { date: on } } };
      const moved = { day: { date: on }, moment: { moment: occurrence.start } };
      return occurrence.place === appointment.place || occurrence.place === null
        ? { key: 'plan:rowMoved', params: moved }
        : { key: 'plan:rowMovedPlace', params: { ...moved, place: { name: occurrence.place } } };
    });
}

/** Minutes booked in the week that begins on that Monday. */
export function bookedMinutes(monday: string, ctx: Ctx): number {
  return booked(appointmentsLeft(ctx.doc), at(monday, '00:00'), at(addDays(monday, 7), '00:00')).reduce(
    (sum, { start, end }) => sum + (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 60_000,
    0,
  );
}
