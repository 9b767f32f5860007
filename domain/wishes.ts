import { z } from 'zod';
import {
  addDays,
  addMs,
  at,
  dateOf,
  type Instant,
  instantSchema,
  type LocalDate,
  type LocalTime,
  localDateSchema,
  localTimeSchema,
  MINUTE,
  msOf,
  timeOf,
  toInstant,
  toLocal,
} from './time.ts';

/** How somebody wants to be reminded. What nobody has chosen is the default; everything can be set in words and on a page. */

/** How long before: some days before at a clock time (0: the same day), or some minutes before the start. */
export const leadSchema = z.union([
  z.strictObject({ days: z.number().int().min(0).max(14), at: localTimeSchema }),
  z.strictObject({
    minutes: z
      .number()
      .int()
      .min(5)
      .max(24 * 60),
  }),
]);
export type Lead = z.infer<typeof leadSchema>;

/** The day before at 17, and one hour before by any watch. */
export const EVENING_BEFORE: Lead = { days: 1, at: '17:00' };
export const HOUR_BEFORE: Lead = { minutes: 60 };

/** More reminders of one thing than this are a nuisance. */
export const MOST_LEADS = 4;

/**
 * What can be reminded of. `appointments`: what is booked. `changes`: what was moved or called off. `steps`: steps of the plan that have
 * a day. `followUp`: the day of the follow-up. `duties`: what the participant sends an authority each month.
 */
export const REMINDER_GROUPS = ['appointments', 'changes', 'steps', 'followUp', 'duties'] as const;
export type ReminderGroup = (typeof REMINDER_GROUPS)[number];

/** A list of what is booked, instead of a reminder of each: of the day in the morning, or of the week on the Sunday before it. */
export const SUMMARIES = ['morning', 'sunday'] as const;

/** Clock times of the day; those from `from` on and before `to` are quiet. Over midnight when `from` is the later. */
export const quietSchema = z
  .strictObject({ from: localTimeSchema, to: localTimeSchema })
  .refine(({ from, to }) => from !== to, { error: 'must not begin and end at the same time' });
export type Quiet = z.infer<typeof quietSchema>;

export const DEFAULT_QUIET: Quiet = { from: '20:00', to: '07:00' };

export const remindingSchema = z.strictObject({
  leads: z.array(leadSchema).max(MOST_LEADS).default([EVENING_BEFORE, HOUR_BEFORE]),
  groups: z
    .strictObject({
      appointments: z.boolean().default(true),
      changes: z.boolean().default(true),
      steps: z.boolean().default(true),
      followUp: z.boolean().default(true),
      /** Only for those who asked for it: these are duties to an authority, and not ours to press. */
      duties: z.boolean().default(false),
    })
    .prefault({}),
  summary: z
    .strictObject({ when: z.enum(SUMMARIES), at: localTimeSchema })
    .nullable()
    .default(null),
  /** When nothing may make a sound; null: never. */
  quiet: quietSchema.nullable().default(DEFAULT_QUIET),
  /** The first day with reminders again, or null. A day that has come pauses nothing. */
  pausedUntil: localDateSchema.nullable().default(null),
  /** When the times were chosen last: what was due before then, by the new times, is not sent. Null: never. */
  since: instantSchema.nullable().default(null),
  /** Where reminders go first; null: where the person is. Others are tried when it fails. */
  channel: z.enum(['web', 'teams', 'sms', 'email']).nullable().default(null),
});
export type Reminding = z.infer<typeof remindingSchema>;

export const DEFAULT_REMINDING: Reminding = remindingSchema.parse({});

/** Stands in the key of a reminder that was sent. The two defaults have the names that earlier versions wrote. */
export function leadId(lead: Lead): string {
  if ('minutes' in lead) return lead.minutes === 60 ? 'hour' : `m${lead.minutes}`;
  return lead.days === 1 && lead.at === '17:00' ? 'evening' : `d${lead.days}-${lead.at}`;
}

/** The wish that is named so; null for a name that means none. */
export function leadOf(id: string): Lead | null {
  if (id === 'hour') return HOUR_BEFORE;
  if (id === 'evening') return EVENING_BEFORE;
  const [, minutes, days, time] = /^(?:m(\d+)|d(\d+)-(\d\d:\d\d))$/.exec(id) ?? [];
  const read = leadSchema.safeParse(
    minutes === undefined ? { days: Number(days), at: time } : { minutes: Number(minutes) },
  );
  return read.success ? read.data : null;
}

/** Earliest first for an ordinary appointment by day, each once, at most MOST_LEADS. */
export function tidyLeads(leads: readonly Lead[]): Lead[] {
  const byId = new Map(leads.map((lead) => [leadId(lead), lead]));
  const early = (lead: Lead) =>
    'minutes' in lead ? lead.minutes : lead.days * 1440 + 720 - minutesOf(lead.at);
  return [...byId.values()].sort((a, b) => early(b) - early(a)).slice(0, MOST_LEADS);
}

function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Whether the clock shows a quiet time then. */
export function isQuiet(quiet: Quiet | null, now: Instant): boolean {
  return quiet !== null && isQuietTime(quiet, timeOf(toLocal(now)));
}

export function isQuietTime({ from, to }: Quiet, time: LocalTime): boolean {
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** When something wished for at this clock time comes by the clock: then, or the last minute before the quiet time, perhaps the day before. */
export function clockBeforeQuiet(
  quiet: Quiet | null,
  time: LocalTime,
): { readonly at: LocalTime; readonly isDayBefore: boolean } {
  if (quiet === null || !isQuietTime(quiet, time)) return { at: time, isDayBefore: false };
  const last = (minutesOf(quiet.from) + 24 * 60 - 1) % (24 * 60);
  const at = `${String(Math.floor(last / 60)).padStart(2, '0')}:${String(last % 60).padStart(2, '0')}`;
  return { at, isDayBefore: at > time };
}

/** The moment itself when it is not quiet then, else the last minute before the quiet time. */
export function beforeQuiet(quiet: Quiet | null, moment: Instant): Instant {
  if (quiet === null || !isQuiet(quiet, moment)) return moment;
  const local = toLocal(moment);
  const day = timeOf(local) >= quiet.from ? dateOf(local) : addDays(dateOf(local), -1);
  const last = addMs(toInstant(at(day, quiet.from)), -MINUTE);
  // In March the clock may jump over the beginning: then the quiet time begins with the jump, which is on the hour.
  return isQuiet(quiet, last) ? addMs(last, -(msOf(last) % (60 * MINUTE)) - MINUTE) : last;
}

/** The moment itself when it is not quiet then, else the first moment after the quiet time. */
export function afterQuiet(quiet: Quiet | null, moment: Instant): Instant {
  if (quiet === null || !isQuiet(quiet, moment)) return moment;
  const local = toLocal(moment);
  const day = timeOf(local) < quiet.to ? dateOf(local) : addDays(dateOf(local), 1);
  const end = toInstant(at(day, quiet.to));
  // In October the clock shows the end twice, and the first of them may lie behind.
  return end > moment ? end : addMs(end, 60 * MINUTE);
}

/** From when on reminders come again, as an instant; null when they are not paused. */
export function pauseEnd(pausedUntil: LocalDate | null): Instant | null {
  return pausedUntil === null ? null : toInstant(at(pausedUntil, '00:00'));
}
