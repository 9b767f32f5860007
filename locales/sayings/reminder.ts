import type { Occurrence } from '../../domain/appointment.ts';
import type { BookingChange } from '../../domain/booking-news.ts';
import type { CardTime, Participant } from '../../domain/participant.ts';
import type { Reminder } from '../../domain/reminder.ts';
import { type Note, summaryOf } from '../../domain/reminder-notes.ts';
import {
  dateOf,
  type Instant,
  type LocalDateTime,
  MINUTE,
  msOf,
  today,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import type { Choice, Phrase, Saying, TimeEvent } from '../saying.ts';

/** More rows than this are hard to take in; the last ones are the least needed. */
const MOST_ROWS = 5;
/** From here on it is "soon", and by the minute. */
const SOON_MINUTES = 90;

/** The document as far as a reminder of something booked needs it. */
type Person = Pick<Participant, 'plan' | 'coming'>;

/** A reminder of one appointment, with what one needs to get there and two answers. Who has said that they come is not asked again. */
export function reminderSaying(reminder: Pick<Reminder, 'occurrence'>, person: Person, now: Instant): Saying {
  const { occurrence } = reminder;
  const left = minutesLeft(occurrence.start, now);
  const soon = left <= SOON_MINUTES;
  return {
    key: soon ? 'reminder:hour' : 'reminder:evening',
    params: {
      kind: { kind: occurrence.appointment.kind, form: soon ? 'definite' : 'indefinite' },
      day: { date: dateOf(occurrence.start) },
      left: { left },
    },
    card: 'appointment',
    rows: reminderRows(occurrence),
    time: timeOf([occurrence], now),
    ...mapOf(occurrence, person),
    choices: answersTo(occurrence, occurrence.key in person.coming),
  };
}

/** Minutes until it starts, by any watch; never less than none. */
export function minutesLeft(start: LocalDateTime, now: Instant): number {
  return Math.max(0, Math.round((msOf(toInstant(start)) - msOf(now)) / MINUTE));
}

function answersTo(occurrence: Occurrence, confirmed: boolean): Choice[] {
  const coming: Choice = { id: `do:coming:${occurrence.key}`, key: 'reminder:coming' };
  const cannot: Choice = { id: `do:cannot:${occurrence.key}`, key: 'reminder:cannot' };
  return confirmed ? [cannot] : [coming, cannot];
}

/** What a picture of the time shows. The rows say it too. */
export function timeOf(occurrences: readonly Occurrence[], now: Instant): Saying['time'] {
  return {
    now: toLocal(now),
    events: occurrences.map(
      ({ start, end, appointment }): TimeEvent => ({
        start,
        end,
        title: { kind: appointment.kind, form: 'indefinite' },
      }),
    ),
  } satisfies { now: CardTime['now']; events: readonly TimeEvent[] };
}

/** A map for a place to go to. None for somebody whose whereabouts are protected: the address would leave the page with it. */
export function mapOf(occurrence: Occurrence, { plan }: Pick<Participant, 'plan'>): Pick<Saying, 'links'> {
  const { place, appointment } = occurrence;
  if (place === null || appointment.mode !== 'on-site' || plan.person.protectedIdentity) return {};
  const url = `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}`;
  return { links: [{ key: 'reminder:map', url, cardOnly: true }] };
}

function reminderRows(occurrence: Occurrence): Phrase[] {
  const { appointment, place } = occurrence;
  const rows: Phrase[] = [];
  if (occurrence.state === 'moved') rows.push({ key: 'reminder:moved' });
  rows.push({ key: 'reminder:time', params: { span: { span: [occurrence.start, occurrence.end] } } });
  if (appointment.mode === 'video') rows.push({ key: 'reminder:video' });
  else if (appointment.mode === 'phone') rows.push({ key: 'reminder:phone' });
  else if (place !== null) rows.push({ key: 'reminder:place', params: { place: { name: place } } });
  if (appointment.who.length > 0) {
    rows.push({ key: 'reminder:who', params: { who: { names: appointment.who } } });
  }
  if (appointment.bring !== null) {
    rows.push({ key: 'reminder:bring', params: { bring: { quote: appointment.bring } } });
  }
  if (appointment.title !== null) {
    rows.push({ key: 'reminder:title', params: { title: { quote: appointment.title } } });
  }
  return rows.slice(0, MOST_ROWS);
}

/** One row in a list of what is booked. */
export function listRow({ occurrence }: Pick<Reminder, 'occurrence'>): Phrase {
  return {
    key: 'reminder:row',
    params: {
      kind: { kind: occurrence.appointment.kind, form: 'indefinite' },
      day: { date: dateOf(occurrence.start) },
      span: { span: [occurrence.start, occurrence.end] },
    },
  };
}

const LIST_CHOICES: readonly Choice[] = [
  { id: 'do:week', key: 'common:thisWeek' },
  { id: 'do:absence', key: 'common:cannotCome' },
];

/** More buttons than these are a wall. */
const MOST_COMING = 3;

/** "Jag kommer klockan 9": for each of a few on one day, which its hour tells apart. */
function comingChoices(reminders: readonly Reminder[]): Choice[] {
  const starts = reminders.map(({ occurrence }) => occurrence.start);
  const isOneDay = new Set(starts.map(dateOf)).size === 1 && new Set(starts).size === starts.length;
  if (!isOneDay || reminders.length > MOST_COMING) return [];
  return reminders.map(({ occurrence: { key, start } }) => ({
    id: `do:coming:${key}`,
    key: 'reminder:comingAt',
    params: { time: { time: start.slice(11) } },
  }));
}

/** Everything that came late, as one list: after an outage nobody gets ten messages. */
export function lateSayings(
  reminders: readonly Reminder[],
  notes: readonly Note[],
  doc: Participant,
  now: Instant,
): Saying[] {
  const asked = reminders.map(({ occurrence }) => occurrence);
  const known = new Set(asked.map(({ key }) => key));
  const listed = notes
    .flatMap((note) => (note.kind === 'summary' ? openIn(note, doc, now) : []))
    .filter(({ key }) => !known.has(key));
  const all = [...asked, ...listed];
  const rows = [...all.map((occurrence) => listRow({ occurrence })), ...notes.flatMap(lateRow)];
  return inParts(rows, 'reminder:several', {
    choices: [
      ...comingChoices(reminders.filter(({ occurrence }) => !(occurrence.key in doc.coming))),
      ...LIST_CHOICES,
    ],
    ...(all.length === 0 ? {} : { time: timeOf(all, now) }),
  });
}

/** A list for the morning comes the evening before to whoever has quiet hours then. */
function summaryKey(note: Summary, now: Instant): 'reminder:day' | 'reminder:dayBefore' | 'reminder:week' {
  if (note.of === 'week') return 'reminder:week';
  return today(now) < note.from ? 'reminder:dayBefore' : 'reminder:day';
}

type Summary = Extract<Note, { kind: 'summary' }>;

/** What is on the list and has not begun. */
function openIn(note: Summary, doc: Participant, now: Instant): Occurrence[] {
  return summaryOf(doc, note.from, note.to).filter(({ start }) => toInstant(start) > now);
}

function lateRow(note: Note): Phrase[] {
  switch (note.kind) {
    case 'own':
      return [{ key: 'reminder:ownRow', params: { text: quote(note.own.text) } }];
    case 'step':
      return [
        { key: 'reminder:stepRow', params: { what: { quote: note.step.what }, day: { date: note.on } } },
      ];
    case 'follow-up':
      return [{ key: 'reminder:followUpRow', params: { day: { date: note.on } } }];
    case 'duty':
      return [{ key: `reminder:${DUTY_KEYS[note.duty.id]}Row`, params: dutyParams(note) }];
    // Its rows stand with those of the reminders.
    case 'summary':
      return [];
  }
}

function inParts(
  rows: readonly Phrase[],
  key: 'reminder:several' | 'reminder:day' | 'reminder:dayBefore' | 'reminder:week',
  last: Pick<Saying, 'choices' | 'time'>,
): Saying[] {
  const parts: Saying[] = [];
  for (let index = 0; index < rows.length && parts.length < 4; index += MOST_ROWS) {
    parts.push({ key: index === 0 ? key : 'reminder:more', rows: rows.slice(index, index + MOST_ROWS) });
  }
  const end = parts.at(-1);
  return end ? [...parts.slice(0, -1), { ...end, ...last }] : [];
}

/** What is not a reminder of one appointment. */
export function noteSayings(note: Note, doc: Participant, now: Instant): Saying[] {
  switch (note.kind) {
    case 'summary': {
      const all = openIn(note, doc, now);
      const rows = all.map((occurrence): Phrase => {
        const row = listRow({ occurrence });
        return note.of === 'day' ? { ...row, key: 'reminder:dayRow' } : row;
      });
      return inParts(rows, summaryKey(note, now), { choices: LIST_CHOICES, time: timeOf(all, now) });
    }
    case 'step':
      return [
        {
          key: 'reminder:step',
          params: { day: { date: note.on } },
          rows: [{ key: 'reminder:stepWhat', params: { what: { quote: note.step.what } } }],
          choices: [
            { id: 'do:plan:now', key: 'reminder:showStep' },
            { id: 'do:ask', key: 'common:askSupervisor' },
          ],
        },
      ];
    case 'follow-up':
      return [
        {
          key: 'reminder:followUp',
          params: { day: { date: note.on } },
          choices: [
            { id: 'do:plan:follow-up', key: 'reminder:showFollowUp' },
            { id: 'do:ask', key: 'common:askSupervisor' },
          ],
        },
      ];
    case 'duty':
      return [
        {
          key: `reminder:${DUTY_KEYS[note.duty.id]}${note.isLast ? 'Last' : ''}`,
          params: dutyParams(note),
          choices: [
            { id: `do:remind:done:${note.duty.id}:${note.month}`, key: 'reminder:done' },
            { id: 'do:remind:off:duties', key: 'reminder:noDuties' },
          ],
        },
      ];
    case 'own':
      return [
        {
          key: 'reminder:own',
          params: { text: quote(note.own.text) },
          choices: [{ id: `do:remind:again:${note.own.id}`, key: 'reminder:inAnHour' }],
        },
      ];
  }
}

const DUTY_KEYS = { 'activity-report': 'activityReport', 'fk-application': 'fkApplication' } as const;

/** The month that is reported, the one before the month in which it is done. */
function dutyParams({ month, duty }: Extract<Note, { kind: 'duty' }>): NonNullable<Saying['params']> {
  return { month: { monthBefore: month }, from: duty.from, to: duty.to };
}

function quote(text: string | null): { quote: { text: string; easy: null } } {
  return { quote: { text: text ?? '', easy: null } };
}

/** At most so many are told one by one. */
const MOST_CHANGES = 3;

/** What the plan has moved or called off, with the new time and the two answers where there is something to come to. */
export function changeSayings(changes: readonly BookingChange[], doc: Participant, now: Instant): Saying[] {
  const told = changes.slice(0, MOST_CHANGES).map((change) => changeSaying(change, doc, now));
  if (changes.length <= MOST_CHANGES) return told;
  return [
    ...told,
    {
      key: 'changes:more',
      choices: [
        { id: 'do:week', key: 'common:thisWeek' },
        { id: 'do:plan', key: 'common:myPlan' },
      ],
    },
  ];
}

function changeSaying({ news, what, is }: BookingChange, doc: Participant, now: Instant): Saying {
  const kind = (form: 'indefinite' | 'definite') =>
    ({ kind: (is?.appointment.kind ?? news.kind) as Occurrence['appointment']['kind'], form }) as const;
  const before = { day: { date: dateOf(news.start) }, span: { span: [news.start, news.end] } } as const;
  if (what === 'off' || what === 'gone' || is === null) {
    return {
      key: what === 'off' ? 'changes:off' : 'changes:gone',
      params: { kind: kind('indefinite'), ...before },
      choices: [
        { id: 'do:next', key: 'common:nextMeeting' },
        { id: 'do:week', key: 'common:thisWeek' },
        { id: 'do:ask', key: 'common:askSupervisor' },
      ],
    };
  }
  const after: Phrase = {
    key: 'changes:now',
    params: { day: { date: dateOf(is.start) }, span: { span: [is.start, is.end] } },
  };
  const rows: Phrase[] = what === 'moved' ? [{ key: 'changes:before', params: before }, after] : [after];
  rows.push(...reminderRows(is).filter((row) => /place|video|phone/.test(row.key)));
  return {
    key: what === 'moved' ? 'changes:moved' : 'changes:place',
    params: { kind: kind('definite') },
    card: 'appointment',
    rows,
    time: timeOf([is], now),
    ...mapOf(is, doc),
    choices: answersTo(is, false),
  };
}
