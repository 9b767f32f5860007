import { z } from 'zod';
import { Memo } from './memo.ts';
import { firstRuleDay, isOnDayOfMonth, readRule, ruleDays, ruleOf } from './recurrence.ts';
import { phoneSchema, textSchema } from './text.ts';
import {
  addDays,
  addMinutes,
  at,
  dateOf,
  isHoliday,
  isLocalDate,
  type LocalDate,
  type LocalDateTime,
  localDateSchema,
  localDateTimeSchema,
  minutesBetween,
  timeOf,
} from './time.ts';

/** A booked activity (bokad aktivitet) in the plan, once or recurring, and the occurrences that come out of it. */

/** The kinds of appointment, a closed list: each has its words in every level. A title from the plan is quoted beside it. */
export const APPOINTMENT_KINDS = [
  'supervisor-meeting',
  'start-meeting',
  'follow-up-meeting',
  'three-party-meeting',
  'mapping',
  'group-activity',
  'workshop',
  'cv-help',
  'job-search',
  'study-visit',
  'interview-practice',
  'work-training',
  'internship',
  'course',
  'language-training',
  'health-activity',
  'care-contact',
  'other',
] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

const MAX_MINUTES = 12 * 60;

const exceptionSchema = z
  .strictObject({
    /** The day of the occurrence as the recurrence gives it. */
    on: localDateSchema,
    change: z.enum(['cancelled', 'moved']),
    /** The new start of a moved occurrence. */
    start: localDateTimeSchema.nullable().default(null),
    end: localDateTimeSchema.nullable().default(null),
    place: z.string().trim().min(1).max(300).nullable().default(null),
  })
  .superRefine((exception, ctx) => {
    if (exception.change === 'moved' && exception.start === null) {
      ctx.addIssue({ code: 'custom', path: ['start'], message: 'is missing for a moved occurrence' });
    }
    if (exception.start !== null && exception.end !== null) {
      checkSpan(exception.start, exception.end, ctx);
    }
  });

export const appointmentSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'must be 1 to 64 letters a-z, A-Z, digits, _ or -' }),
    kind: z.enum(APPOINTMENT_KINDS),
    /** The plan's own name for it; null when the kind says it all. */
    title: textSchema.nullable().default(null),
    start: localDateTimeSchema,
    end: localDateTimeSchema,
    /** An iCalendar rule such as `FREQ=WEEKLY;BYDAY=TU`; null for something that happens once. */
    recurrence: z
      .string()
      .max(300)
      .superRefine((text, ctx) => {
        const read = readRule(text);
        if (!read.ok) ctx.addIssue({ code: 'custom', message: read.problem });
      })
      .nullable()
      .default(null),
    /** Whether a recurring one is held on public holidays and their eves. */
    onHolidays: z.enum(['held', 'not-held']).default('not-held'),
    exceptions: z.array(exceptionSchema).max(400).default([]),
    /** `own`: the participant does it without the provider's staff. */
    ledBy: z.enum(['provider', 'own']).default('provider'),
    mode: z.enum(['on-site', 'video', 'phone']).default('on-site'),
    place: z.string().trim().min(1).max(300).nullable().default(null),
    /** Names of those whom the participant meets. */
    who: z.array(z.string().trim().min(1).max(120)).max(10).default([]),
    phone: phoneSchema.nullable().default(null),
    bring: textSchema.nullable().default(null),
    why: textSchema.nullable().default(null),
    obligatory: z.boolean().default(false),
  })
  .superRefine((appointment, ctx) => {
    checkSpan(appointment.start, appointment.end, ctx);
    checkDays(appointment, ctx);
  });
export type Appointment = z.infer<typeof appointmentSchema> & {
  /** The last day on which it recurs, set where the service ends. Not part of the document. */
  readonly lastDay?: LocalDate;
};

function checkSpan(start: LocalDateTime, end: LocalDateTime, ctx: z.RefinementCtx): void {
  if (end <= start) ctx.addIssue({ code: 'custom', path: ['end'], message: 'is not after start' });
  else if (minutesBetween(start, end) > MAX_MINUTES) {
    ctx.addIssue({ code: 'custom', path: ['end'], message: 'is more than 12 hours after start' });
  }
}

/** Earlier or later is a slip of the pen, and would make a rule long to compute. */
const FIRST_YEAR = '2000';
const LAST_YEAR = '2099';
const DAYS_LOOKED_THROUGH = 5 * 366;

interface Dated {
  readonly start: LocalDateTime;
  readonly recurrence: string | null;
  readonly exceptions: readonly { readonly on: LocalDate }[];
}

/**
 * The start must be a day that the rule gives: calendars differ about one that is not. An exception must meet a day of the appointment:
 * one that meets none is a wrong day, and the meeting that was meant to be off would stand.
 */
function checkDays({ start, recurrence, exceptions }: Dated, ctx: z.RefinementCtx): void {
  if (start.slice(0, 4) < FIRST_YEAR || start.slice(0, 4) > LAST_YEAR) {
    ctx.addIssue({
      code: 'custom',
      path: ['start'],
      message: `is not between ${FIRST_YEAR} and ${LAST_YEAR}`,
    });
    return;
  }
  const read = recurrence === null ? null : readRule(recurrence);
  if (read !== null && !read.ok) return;
  const rule = read?.rule ?? null;
  const startDay = dateOf(start);
  const happensOn = (from: LocalDate, to: LocalDate) =>
    rule === null ? [startDay] : ruleDays(rule, start, from, to);
  if (!happensOn(startDay, startDay).includes(startDay)) {
    const first = rule && firstRuleDay(rule, start, DAYS_LOOKED_THROUGH);
    const message =
      first === null
        ? `${startDay} is not a day of the recurrence, which gives no other day soon after it`
        : `${startDay} is not a day of the recurrence; the first one from there on is ${first}`;
    ctx.addIssue({ code: 'custom', path: ['start'], message });
    return;
  }
  if (rule !== null && isOnDayOfMonth(rule) && Number(startDay.slice(8)) > 28) {
    const message = `${startDay} is on a day that not every month has; add BYMONTHDAY=-1 to the recurrence for the last day of each month, or choose another day`;
    ctx.addIssue({ code: 'custom', path: ['start'], message });
  }
  // What is counted is counted once for all exceptions.
  const lastOn = exceptions.reduce((last, { on }) => (on > last && isLocalDate(on) ? on : last), startDay);
  const counted = rule?.count ? new Set(happensOn(startDay, lastOn)) : null;
  const seen = new Set<LocalDate>();
  exceptions.forEach(({ on }, index) => {
    const path = ['exceptions', index, 'on'];
    if (seen.has(on)) ctx.addIssue({ code: 'custom', path, message: `${on} has another exception already` });
    else if (isLocalDate(on) && !(counted?.has(on) ?? happensOn(on, on).includes(on))) {
      const message = `${on} is not a day on which the appointment happens, so nothing would be changed`;
      ctx.addIssue({ code: 'custom', path, message });
    }
    seen.add(on);
  });
}

/** One time that an appointment happens. */
export interface Occurrence {
  /** Stable over a move: `appointmentId@originalStart`. */
  readonly key: string;
  readonly appointment: Appointment;
  readonly start: LocalDateTime;
  readonly end: LocalDateTime;
  readonly place: string | null;
  readonly state: 'planned' | 'moved' | 'cancelled';
}

/**
 * The occurrences of one appointment that start in `[from, to)`, in order. Those that are cancelled, or fall on a holiday when the
 * appointment is not held then, are there with state `cancelled`, so that "is it off?" can be answered.
 */
export function occurrencesOf(
  appointment: Appointment,
  from: LocalDateTime,
  to: LocalDateTime,
): Occurrence[] {
  if (to <= from) return [];
  return startingOn(appointment, dateOf(from), dateOf(to)).filter(({ start }) => start >= from && start < to);
}

/** Days in a row, both included, and what starts on them. */
interface Days {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly found: readonly Occurrence[];
}

/**
 * The days that an appointment was asked for last: a turn asks for the same few several times, and so does the next. Nothing is kept of one that is
 * not frozen, which may become another, and no long lists, such as a year of something that is each day.
 */
const known = new Memo<Appointment, Days[]>(600);
const MOST_KNOWN = 4;
const MOST_FOUND = 50;

function startingOn(appointment: Appointment, first: LocalDate, last: LocalDate): readonly Occurrence[] {
  const before = known.get(appointment) ?? [];
  const same = before.find((days) => days.first === first && days.last === last);
  if (same) return same.found;
  const found = originalDays(appointment, first, last)
    .map((day) => occurrenceAt(appointment, at(day, timeOf(appointment.start))))
    .filter(({ start }) => dateOf(start) >= first && dateOf(start) <= last)
    .sort(byStart);
  if (found.length <= MOST_FOUND && Object.isFrozen(appointment)) {
    for (const occurrence of found) Object.freeze(occurrence);
    known.set(appointment, [...before.slice(1 - MOST_KNOWN), { first, last, found }]);
  }
  return found;
}

/** The occurrence with that key, or null when the plan does not have it, or no longer. Any text may be asked for. */
export function findOccurrence(appointments: readonly Appointment[], key: string): Occurrence | null {
  const [id, original = ''] = key.split('@');
  const appointment = appointments.find((entry) => entry.id === id);
  if (!appointment || key !== `${id}@${original}` || !isOriginalStart(appointment, original)) return null;
  return occurrenceAt(appointment, original);
}

/** Everything booked in `[from, to)`, cancelled ones left out, in order of start. */
export function booked(
  appointments: readonly Appointment[],
  from: LocalDateTime,
  to: LocalDateTime,
): Occurrence[] {
  const found: Occurrence[] = [];
  for (const appointment of appointments) {
    for (const occurrence of occurrencesOf(appointment, from, to)) {
      if (occurrence.state !== 'cancelled') found.push(occurrence);
    }
  }
  return found.sort(byStart);
}

export function bookedOn(appointments: readonly Appointment[], date: LocalDate): Occurrence[] {
  return booked(appointments, at(date, '00:00'), at(addDays(date, 1), '00:00'));
}

/** The first booked occurrence that has not ended, within a year; null when there is none. */
export function nextBooked(appointments: readonly Appointment[], now: LocalDateTime): Occurrence | null {
  let from = addMinutes(now, -MAX_MINUTES);
  // Widening windows: most people have something within two weeks, and a year of a daily rule is costly.
  for (const days of [15, 60, 366]) {
    const to = at(addDays(dateOf(now), days), '00:00');
    const next = booked(appointments, from, to).find((occurrence) => occurrence.end > now);
    if (next) return next;
    from = to;
  }
  return null;
}

function byStart(a: Occurrence, b: Occurrence): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.key < b.key ? -1 : 1;
}

function occurrenceAt(appointment: Appointment, original: LocalDateTime): Occurrence {
  const key = `${appointment.id}@${original}`;
  const exception = appointment.exceptions.find((entry) => entry.on === dateOf(original));
  const base = { key, appointment, place: appointment.place };
  if (exception?.change === 'moved' && exception.start !== null) {
    return {
      ...base,
      start: exception.start,
      end: exception.end ?? endOf(appointment, exception.start),
      place: exception.place ?? appointment.place,
      state: 'moved',
    };
  }
  const offForHoliday =
    appointment.recurrence !== null && appointment.onHolidays === 'not-held' && isHoliday(dateOf(original));
  const cancelled = exception?.change === 'cancelled' || offForHoliday;
  return {
    ...base,
    start: original,
    end: endOf(appointment, original),
    state: cancelled ? 'cancelled' : 'planned',
  };
}

/** When it ends if it starts then, and is as long as it was meant. */
function endOf({ start, end }: Appointment, newStart: LocalDateTime): LocalDateTime {
  // Nearly all of them keep their clock time and end on the day they begin.
  const plain = timeOf(newStart) === timeOf(start) && dateOf(start) === dateOf(end);
  return plain ? at(dateOf(newStart), timeOf(end)) : addMinutes(newStart, minutesBetween(start, end));
}

/** Days as the rule gives them, both ends included: those of that time, and those that were moved into it. */
function originalDays(appointment: Appointment, first: LocalDate, last: LocalDate): LocalDate[] {
  if (appointment.recurrence === null) return [dateOf(appointment.start)];
  const days = new Set(ruleDaysOf(appointment, appointment.recurrence, first, last));
  for (const { on, change, start } of appointment.exceptions) {
    if (change !== 'moved' || start === null || dateOf(start) < first || dateOf(start) > last) continue;
    if (ruleDaysOf(appointment, appointment.recurrence, on, on).length > 0) days.add(on);
  }
  return [...days];
}

/** Whether the appointment was meant to start then, before any exception. */
function isOriginalStart(appointment: Appointment, start: LocalDateTime): boolean {
  if (appointment.recurrence === null) return start === appointment.start;
  if (!isLocalDate(dateOf(start)) || start !== at(dateOf(start), timeOf(appointment.start))) return false;
  return ruleDaysOf(appointment, appointment.recurrence, dateOf(start), dateOf(start)).length > 0;
}

function ruleDaysOf(
  { start, lastDay }: Appointment,
  rule: string,
  from: LocalDate,
  to: LocalDate,
): LocalDate[] {
  return ruleDays(ruleOf(rule), start, from, lastDay !== undefined && lastDay < to ? lastDay : to);
}
