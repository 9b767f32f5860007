import {
  addOwnReminder,
  dutyDone,
  removeOwnReminder,
  setReminders,
  setReminding,
} from '../../domain/actions/reminding.ts';
import { booked, findOccurrence, type Occurrence } from '../../domain/appointment.ts';
import type { OwnReminder } from '../../domain/own-reminder.ts';
import type { Participant } from '../../domain/participant.ts';
import { MONTHLY_DUTIES, monthlyDutiesOf } from '../../domain/regimes/monthly-duties.ts';
import { isCovered } from '../../domain/reminder.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import {
  addDays,
  addMs,
  at,
  dateOf,
  HOUR,
  type Instant,
  MINUTE,
  timeOf,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import { type Lead, leadId, REMINDER_GROUPS } from '../../domain/wishes.ts';
import type { Params, Saying } from '../../locales/saying.ts';
import { listRow, mapOf, minutesLeft, timeOf as pictureOf } from '../../locales/sayings/reminder.ts';
import type { Ctx, Turn } from '../turn.ts';
import { settingsSaying } from './read-back.ts';
import { quietWith, type Wish } from './wish.ts';

/** What can be set and asked about reminders, by a button or in words. Each answer reads back what holds now. */

/** "Påminn mig igen", "Sluta påminna mig". */
export function remindersOn(on: boolean, ctx: Ctx): Turn {
  const doc = setReminders(ctx.doc, on, ctx.env.now);
  const done: Saying = settingsSaying({ ...ctx, doc });
  return {
    doc,
    say: on ? [done] : [{ key: 'wish:turnedOff', ...(done.choices ? { choices: done.choices } : {}) }],
  };
}

/** Buttons: `done:<duty>:<month>`, `off:<group>`, `on:<group>`, `again:<own>`, `snooze:<minutes>`, `remove:<own>`, `pause:<days>`, `summary:<when>`, `leads:<id>`. */
export function remindCommand(argument: string, ctx: Ctx): Turn {
  const [name = '', what = '', more = ''] = argument.split(':');
  const set = (doc: Participant): Turn => ({ doc, say: [settingsSaying({ ...ctx, doc })] });
  switch (name) {
    case 'done': {
      const duty = MONTHLY_DUTIES.find((id) => id === what);
      if (duty === undefined || !/^\d{4}-\d{2}$/.test(more)) return set(ctx.doc);
      return { doc: dutyDone(ctx.doc, duty, more, ctx.env.now), say: [{ key: 'wish:dutyDone' }] };
    }
    case 'on':
    case 'off': {
      const group = REMINDER_GROUPS.find((entry) => entry === what);
      if (group === undefined) return set(ctx.doc);
      return applyWish({ kind: 'group', group, on: name === 'on' }, ctx);
    }
    case 'again': {
      const own = ctx.doc.ownReminders.find((entry) => entry.id === what);
      if (own?.text == null) return set(ctx.doc);
      const later = addMs(ctx.env.now, HOUR);
      const added = addOwnReminder(ctx.doc, { text: own.text, occurrence: null, at: later }, ctx.env.now);
      if (added === null) return { doc: ctx.doc, say: [{ key: 'wish:ownFull' }] };
      return { doc: added.doc, say: [snoozedSaying(later)] };
    }
    case 'remove':
      return { doc: removeOwnReminder(ctx.doc, what), say: [{ key: 'wish:ownRemoved' }] };
    case 'pause':
      return applyWish(
        { kind: 'pause', until: addDays(ctx.env.today, Math.min(60, Number(what) || 7)) },
        ctx,
      );
    case 'summary':
      return applyWish(
        { kind: 'summary', summary: what === 'morning' ? { when: 'morning', at: '07:30' } : null },
        ctx,
      );
    case 'snooze': {
      const minutes = Number(what);
      if (!SHORTER.includes(minutes)) return set(ctx.doc);
      return snoozed(addMs(ctx.env.now, minutes * MINUTE), ctx);
    }
    case 'leads':
      return applyWish(
        { kind: 'leads', leads: [{ minutes: what === 'm60' ? 60 : 120 }], how: 'replace' },
        ctx,
      );
    default:
      return set(ctx.doc);
  }
}

type Applied = Exclude<Wish, { kind: 'own' }>;

export function applyWish(wish: Applied, ctx: Ctx): Turn {
  const { doc } = ctx;
  const set = (change: Parameters<typeof setReminding>[1]): Turn => {
    const on = setReminding(doc, { pausedUntil: null, ...change }, ctx.env.now);
    return { doc: on, say: [settingsSaying({ ...ctx, doc: on })] };
  };
  switch (wish.kind) {
    case 'show':
      return { doc, say: [...ownListSayings(doc), settingsSaying(ctx)] };
    // Never all of them because some were meant.
    case 'partly':
      return { doc, say: [{ key: 'wish:notPartly' }, settingsSaying(ctx)] };
    case 'remove-own':
      return removedOwn(wish.text, ctx);
    case 'left':
      return { doc, say: leftSayings(ctx) };
    case 'on':
      return remindersOn(true, ctx);
    case 'off':
    case 'stop-all':
      return remindersOn(false, ctx);
    case 'leads':
      return set({
        leads: leadsWith(doc.reminding.leads, wish),
        summary: null,
        groups: { ...doc.reminding.groups, appointments: true },
      });
    case 'quiet':
      return set({ quiet: wish.quiet === null ? null : quietWith(doc.reminding.quiet, wish.quiet) });
    case 'summary':
      return set({ summary: wish.summary, groups: { ...doc.reminding.groups, appointments: true } });
    case 'group': {
      if (wish.group === 'duties' && wish.on && monthlyDutiesOf(doc.plan.regime).length === 0) {
        return {
          doc,
          say: [{ key: 'wish:noDutiesKnown', choices: [{ id: 'do:ask', key: 'common:askSupervisor' }] }],
        };
      }
      const groups = { ...doc.reminding.groups, [wish.group]: wish.on };
      const changed = setReminding(doc, { groups }, ctx.env.now);
      const after = wish.on ? changed : { ...changed, wishes: doc.wishes };
      const key = `wish:group${wish.on ? 'On' : 'Off'}${capital(wish.group)}` as Saying['key'];
      return { doc: after, say: [{ key, choices: settingsSaying({ ...ctx, doc: after }).choices ?? [] }] };
    }
    case 'ask-pause':
      return {
        doc,
        say: [
          {
            key: 'wish:askPause',
            choices: [
              { id: 'do:remind:pause:7', key: 'wish:pauseWeek' },
              { id: 'do:remind:pause:14', key: 'wish:pauseTwoWeeks' },
              { id: 'do:reminders:off', key: 'wish:turnOff' },
            ],
          },
        ],
      };
    case 'pause':
      return set({ pausedUntil: wish.until });
    case 'snooze':
      return snoozed(wish.at, ctx);
  }
}

/** What they asked for by themselves and has not been said yet; nothing when there is none. */
function ownListSayings(doc: Participant): Saying[] {
  const open = openOwn(doc);
  if (open.length === 0) return [];
  const rows = open.slice(0, MOST_LISTED).map(({ at: moment, text }) => ({
    key: 'reminding:ownRow' as const,
    params: { ...momentOf(moment), text: { quote: { text: text ?? '', easy: null } } },
  }));
  return [{ key: 'wish:ownList', rows }];
}

/** More than these stand on the page of reminders. */
const MOST_LISTED = 5;

function openOwn({ ownReminders }: Participant): OwnReminder[] {
  return ownReminders
    .filter(({ sentAt, text }) => sentAt === null && text !== null)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** The one that the words mean; where they mean none, or several, nothing is taken away. */
function removedOwn(words: string, { doc }: Ctx): Turn {
  const found = openOwn(doc).filter(({ text }) => {
    const own = (text ?? '').toLowerCase();
    return own.includes(words) || words.includes(own);
  });
  const [one] = found;
  if (one !== undefined && found.length === 1)
    return { doc: removeOwnReminder(doc, one.id), say: [{ key: 'wish:ownRemoved' }] };
  return { doc, say: [{ key: 'wish:ownNotFound' }, ...ownListSayings(doc)] };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function leadsWith(now: readonly Lead[], { leads, how }: Extract<Wish, { kind: 'leads' }>): Lead[] {
  if (how === 'only') return [...leads];
  if (how === 'add') return [...now, ...leads];
  const kind = (lead: Lead) => ('minutes' in lead ? 'minutes' : 'days');
  const replaced = new Set(leads.map(kind));
  const ids = new Set(leads.map(leadId));
  return [...now.filter((lead) => !replaced.has(kind(lead)) && !ids.has(leadId(lead))), ...leads];
}

/** What was reminded of last and has not begun, once more; where there is nothing, the next appointment. It is said what it is about. */
function snoozed(until: Instant, ctx: Ctx): Turn {
  const last = lastReminded(ctx);
  const next = last.length > 0 ? null : nextOpen(ctx);
  const wanted = next === null ? last : [next];
  const late = wanted.find(({ start }) => toInstant(start) <= until);
  const inTime = wanted.filter(({ start }) => toInstant(start) > until);
  if (late !== undefined && inTime.length === 0) return { doc: ctx.doc, say: [tooLateSaying(late, ctx)] };
  if (wanted.length === 0) {
    return {
      doc: ctx.doc,
      say: [{ key: 'wish:nothingToSnooze', choices: [{ id: 'do:next', key: 'common:nextMeeting' }] }],
    };
  }
  let { doc } = ctx;
  for (const { key } of inTime) {
    const added = addOwnReminder(doc, { text: null, occurrence: key, at: until }, ctx.env.now);
    if (added === null) return { doc: ctx.doc, say: [{ key: 'wish:ownFull' }] };
    doc = added.doc;
  }
  const rows = inTime.map((occurrence) => listRow({ occurrence }));
  const said: Saying = { key: 'wish:snoozedOf', params: momentOf(until), rows };
  return { doc, say: late === undefined ? [said] : [said, tooLateSaying(late, ctx)] };
}

/** Shorter times that can be asked for instead, in minutes. */
const SHORTER = [30, 15, 5];

/** It begins before: to be silent of it would leave them waiting for a reminder that comes too late. */
function tooLateSaying({ start, appointment }: Occurrence, { env }: Ctx): Saying {
  const left = minutesLeft(start, env.now);
  const minutes = SHORTER.find((one) => one < left);
  return {
    key: 'wish:snoozeTooLate',
    params: { kind: { kind: appointment.kind, form: 'definite' }, left: { left } },
    choices: [
      ...(minutes === undefined
        ? []
        : [
            {
              id: `do:remind:snooze:${minutes}`,
              key: 'wish:snoozeIn',
              params: { left: { left: minutes } },
            } as const,
          ]),
      { id: 'do:next', key: 'common:nextMeeting' },
    ],
  };
}

function snoozedSaying(until: Instant): Saying {
  return { key: 'wish:snoozed', params: momentOf(until) };
}

function momentOf(moment: Instant): Params {
  const local = toLocal(moment);
  return { day: { date: dateOf(local) }, time: { time: timeOf(local) } };
}

/** All that was said at the same time and has not begun. */
function lastReminded({ doc, env }: Ctx): Occurrence[] {
  const appointments = appointmentsLeft(doc);
  const found = Object.entries(doc.reminded).flatMap(([key, sentAt]) => {
    const [stem = '', told = ''] = key.split('>');
    const occurrence = findOccurrence(appointments, stem);
    const isOpen =
      occurrence !== null &&
      occurrence.state !== 'cancelled' &&
      // One that has been moved since was reminded of at a time that no longer counts.
      told.startsWith(occurrence.start) &&
      toInstant(occurrence.start) > env.now &&
      !isCovered(doc.absences, occurrence);
    return isOpen ? [{ occurrence, sentAt }] : [];
  });
  const last = found.reduce((latest, { sentAt }) => (sentAt > latest ? sentAt : latest), '');
  const said = found.filter(({ sentAt }) => sentAt === last).map(({ occurrence }) => occurrence);
  const each = [...new Map(said.map((occurrence) => [occurrence.key, occurrence])).values()];
  return each.sort((a, b) => (a.start < b.start ? -1 : 1));
}

function nextOpen({ doc, env }: Ctx): Occurrence | null {
  const soon = booked(appointmentsLeft(doc), env.local, at(addDays(env.today, 2), '00:00'));
  return soon.find((entry) => toInstant(entry.start) > env.now && !isCovered(doc.absences, entry)) ?? null;
}

/** "Hur lång tid är det kvar?": to the next start, or to the end of what is going on. */
export function leftSayings(ctx: Ctx): Saying[] {
  const { doc, env } = ctx;
  const ahead = booked(
    appointmentsLeft(doc),
    at(addDays(env.today, -1), '00:00'),
    at(addDays(env.today, 45), '00:00'),
  );
  const open = ahead.filter((entry) => entry.end > env.local && !isCovered(doc.absences, entry));
  const now = open.find((entry) => toInstant(entry.start) <= env.now);
  const next = open.find((entry) => toInstant(entry.start) > env.now);
  const found = now ?? next;
  if (found === undefined) {
    return [{ key: 'plan:nothingBooked', choices: [{ id: 'do:ask', key: 'common:askSupervisor' }] }];
  }
  const what = { kind: found.appointment.kind, form: 'definite' } as const;
  return [
    {
      key: found === now ? 'wish:leftOfIt' : 'wish:leftToIt',
      card: 'appointment',
      params: { kind: what, left: { left: minutesLeft(found === now ? found.end : found.start, env.now) } },
      rows: [
        {
          key: 'plan:rowWhen',
          params: { day: { date: dateOf(found.start) }, span: { span: [found.start, found.end] } },
        },
      ],
      time: pictureOf([found], env.now),
      ...(found === now ? {} : mapOf(found, doc)),
      choices: [
        { id: 'do:next', key: 'common:nextMeeting' },
        { id: 'do:week', key: 'common:thisWeek' },
      ],
    },
  ];
}
