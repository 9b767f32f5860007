import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { APPOINTMENT_KINDS, type AppointmentKind } from '../../domain/appointment.ts';
import type { Plan, PlanFault, PlanInput } from '../../domain/plan.ts';
import {
  dateOf,
  instantFromMs,
  isLocalDateTime,
  type LocalDateTime,
  toLocal,
  ZONE,
} from '../../domain/time.ts';
import { words } from '../../locales/render.ts';

/**
 * A provider's own schedule, as iCalendar or CSV, as appointments of a plan. All of it or the faults of all of it. What comes out is checked
 * by the plan's own schema afterwards.
 */

export type AppointmentInput = NonNullable<PlanInput['appointments']>[number];
export type ReadSchedule =
  | { readonly ok: true; readonly appointments: readonly AppointmentInput[] }
  | { readonly ok: false; readonly faults: readonly PlanFault[] };

/** What was booked by a schedule has an id that begins so: the next schedule replaces it, and leaves all else alone. */
export const SCHEDULE_PREFIX = 'kal-';
const MOST_ENTRIES = 500;

export function readSchedule(format: 'ics' | 'csv', text: string): ReadSchedule {
  const read = format === 'ics' ? readCalendar(text) : readTable(text);
  if (read.ok && read.appointments.length > MOST_ENTRIES) {
    return refused('(the file)', `holds more than ${MOST_ENTRIES} entries`, 'Send a shorter time of it.');
  }
  return read;
}

/** The plan with the schedule in it. What an earlier schedule booked and this one does not have is gone. */
export function withSchedule(plan: Plan, appointments: readonly AppointmentInput[]): unknown {
  const others = plan.appointments.filter(({ id }) => !id.startsWith(SCHEDULE_PREFIX));
  return { ...plan, appointments: [...others, ...appointments] };
}

function refused(field: string, problem: string, todo: string): ReadSchedule & { ok: false } {
  return { ok: false, faults: [{ field, problem, todo }] };
}

function idFor(source: string): string {
  return `${SCHEDULE_PREFIX}${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
}

/** By its id, or by its Swedish name in either level; anything else is `other`, and has its own title. */
function kindOf(text: string): AppointmentKind | null {
  const wanted = text.trim().toLowerCase();
  if (APPOINTMENT_KINDS.includes(wanted as AppointmentKind)) return wanted as AppointmentKind;
  return kindNames().get(wanted) ?? null;
}

let names: ReadonlyMap<string, AppointmentKind> | null = null;

function kindNames(): ReadonlyMap<string, AppointmentKind> {
  names ??= new Map(
    (['easy', 'plain'] as const).flatMap((level) =>
      APPOINTMENT_KINDS.filter((kind) => kind !== 'other').map((kind) => {
        const param = { kind: { kind, form: 'indefinite' } } as const;
        return [words('reminding:calendarEvent', param, { level, today: '' }).toLowerCase(), kind] as const;
      }),
    ),
  );
  return names;
}

function titled(kind: string | null, title: string): Pick<AppointmentInput, 'kind' | 'title'> {
  const known = kindOf(kind ?? '') ?? kindOf(title);
  const isName = kindOf(title) !== null;
  return {
    kind: known ?? 'other',
    ...(title !== '' && !isName ? { title: { text: title } } : {}),
  };
}

// iCalendar

/** Zones by the names that calendars give Swedish time. */
const SWEDISH = new Set([ZONE, 'W. Europe Standard Time', 'Central European Standard Time', 'Europe/Berlin']);

/** What the plan would refuse, told by the place in the file instead of the place in the plan. Null when there is nothing. */
function timeFault({ start, end }: Pick<AppointmentInput, 'start' | 'end'>): PlanFault | null {
  const todo = 'Correct it and send the file again.';
  for (const [field, value] of [
    ['start', start],
    ['end', end],
  ] as const) {
    if (!isLocalDateTime(value))
      return { field, problem: `is not a time that exists in Sweden: ${value}`, todo };
  }
  return end > start ? null : { field: 'end', problem: 'is not after start', todo };
}

const EDGES: Readonly<Record<string, string>> = { start: 'a start', end: 'an end' };

class Unreadable extends Error {
  readonly todo: string;

  constructor(problem: string, todo: string) {
    super(problem);
    this.todo = todo;
  }
}

function readCalendar(text: string): ReadSchedule {
  let root: ICAL.Component;
  try {
    root = new ICAL.Component(ICAL.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    // The parser's message quotes the text, which may hold personal data.
    return refused('(the file)', 'is not iCalendar', 'Export it as .ics in UTF-8.');
  }
  const zones = new Map(
    root
      .getAllSubcomponents('vtimezone')
      .map((zone) => [String(zone.getFirstPropertyValue('tzid')), new ICAL.Timezone(zone)]),
  );
  const series = new Map<string, AppointmentInput>();
  const changes: ICAL.Component[] = [];
  const faults: PlanFault[] = [];
  root.getAllSubcomponents('vevent').forEach((event, index) => {
    const field = `VEVENT ${index + 1}`;
    try {
      if (event.hasProperty('recurrence-id')) changes.push(event);
      else {
        const uid = String(event.getFirstPropertyValue('uid') ?? '');
        if (uid === '') throw new Unreadable('has no UID', 'Export it with one for each event.');
        if (series.has(uid)) throw new Unreadable('has the UID of another event', 'Give each event its own.');
        series.set(uid, eventOf(event, uid, zones));
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults.push({ field, problem: error.message, todo: error.todo });
    }
  });
  for (const change of changes) {
    const uid = String(change.getFirstPropertyValue('uid') ?? '');
    const changed = series.get(uid);
    try {
      if (!changed)
        throw new Unreadable('changes an event that is not in the file', 'Export the whole series.');
      series.set(uid, withChange(changed, change, zones));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults.push({ field: 'RECURRENCE-ID', problem: error.message, todo: error.todo });
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, appointments: [...series.values()] };
}

type Zones = ReadonlyMap<string, ICAL.Timezone>;

function eventOf(event: ICAL.Component, uid: string, zones: Zones): AppointmentInput {
  const start = localOf(event, 'dtstart', zones);
  const rule = event.getFirstPropertyValue('rrule');
  const exceptions = event.getAllProperties('exdate').flatMap((property) =>
    property.getValues().map((value) => ({
      on: dateOf(wall(value as ICAL.Time, String(property.getParameter('tzid') ?? ''), zones)),
      change: 'cancelled' as const,
    })),
  );
  const isOff = String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
  if (isOff && rule !== null) {
    throw new Unreadable('is a series that is called off', 'Leave the series out of the file.');
  }
  const end = endOf(event, start, zones);
  const wrong = timeFault({ start, end });
  if (wrong !== null)
    throw new Unreadable(`has ${EDGES[wrong.field] ?? ''} that ${wrong.problem}`, wrong.todo);
  return {
    id: idFor(uid),
    ...titled(textOf(event, 'categories'), textOf(event, 'summary')),
    start,
    end,
    ...(rule === null ? {} : { recurrence: String(rule) }),
    exceptions: isOff ? [{ on: dateOf(start), change: 'cancelled' }] : exceptions,
    ...placeOf(textOf(event, 'location')),
  };
}

function withChange(series: AppointmentInput, change: ICAL.Component, zones: Zones): AppointmentInput {
  const on = dateOf(localOf(change, 'recurrence-id', zones));
  const others = (series.exceptions ?? []).filter((entry) => entry.on !== on);
  if (String(change.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') {
    return { ...series, exceptions: [...others, { on, change: 'cancelled' }] };
  }
  const start = localOf(change, 'dtstart', zones);
  const { place } = placeOf(textOf(change, 'location'));
  const moved = {
    on,
    change: 'moved' as const,
    start,
    end: endOf(change, start, zones),
    place: place ?? null,
  };
  return { ...series, exceptions: [...others, moved] };
}

function placeOf(location: string): Pick<AppointmentInput, 'place' | 'mode'> {
  if (location === '') return {};
  if (/^https?:\/\/|\b(?:teams|zoom|meet|video)\b/i.test(location)) return { mode: 'video' };
  return { place: location.replace(/\s*\n\s*/g, ', ') };
}

function textOf(event: ICAL.Component, name: string): string {
  return String(event.getFirstPropertyValue(name) ?? '').trim();
}

function endOf(event: ICAL.Component, start: LocalDateTime, zones: Zones): LocalDateTime {
  if (event.hasProperty('dtend')) return localOf(event, 'dtend', zones);
  const duration = event.getFirstPropertyValue('duration');
  if (!(duration instanceof ICAL.Duration)) {
    throw new Unreadable('has no end', 'Export it with DTEND or DURATION.');
  }
  return new Date(Date.parse(`${start}Z`) + duration.toSeconds() * 1000).toISOString().slice(0, 16);
}

function localOf(event: ICAL.Component, name: string, zones: Zones): LocalDateTime {
  const property = event.getFirstProperty(name);
  const value = property?.getFirstValue();
  if (!property || !(value instanceof ICAL.Time)) {
    throw new Unreadable(`has no ${name.toUpperCase()}`, 'Export the whole event.');
  }
  return wall(value, String(property.getParameter('tzid') ?? ''), zones);
}

/** What the clock shows in Sweden. A time without a zone is meant so already. */
function wall(time: ICAL.Time, tzid: string, zones: Zones): LocalDateTime {
  if (time.isDate)
    throw new Unreadable('has whole days and no time', 'Give it a start and an end by the clock.');
  const pad = (value: number) => String(value).padStart(2, '0');
  const shown = `${time.year}-${pad(time.month)}-${pad(time.day)}T${pad(time.hour)}:${pad(time.minute)}`;
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  if (!isUtc && (tzid === '' || SWEDISH.has(tzid))) return shown;
  const zone = isUtc ? ICAL.Timezone.utcTimezone : zones.get(tzid);
  if (!zone)
    throw new Unreadable(
      `is in the time zone ${tzid}, which the file does not describe`,
      `Export it in ${ZONE}.`,
    );
  const placed = time.clone();
  placed.zone = zone;
  return toLocal(instantFromMs(placed.toUnixTime() * 1000));
}

// CSV

/** Names of columns, in English and as Swedish systems write them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'nr', 'nummer'],
  kind: ['kind', 'typ', 'sort'],
  title: ['title', 'rubrik', 'titel', 'namn', 'aktivitet'],
  date: ['date', 'datum', 'dag'],
  start: ['start', 'starttid', 'från', 'börjar'],
  end: ['end', 'slut', 'sluttid', 'till', 'slutar'],
  place: ['place', 'plats', 'lokal', 'var'],
  who: ['who', 'vem', 'med', 'handledare'],
  bring: ['bring', 'ta med', 'tamed'],
};
const NEEDED = ['date', 'start', 'end'] as const;

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function readTable(text: string): ReadSchedule {
  let rows: Row[];
  try {
    rows = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => columnOf(name)),
      delimiter: [';', ',', '\t'],
      trim: true,
      skip_empty_lines: true,
      // Excel writes them below the last row.
      skip_records_with_empty_values: true,
      info: true,
    }) as unknown as Row[];
  } catch (error) {
    const line =
      error instanceof CsvError && typeof error.lines === 'number' ? `line ${error.lines}` : '(the file)';
    return refused(
      line,
      'is not CSV',
      'Check the quotes and that each line has as many fields as the first.',
    );
  }
  const first = rows[0]?.record ?? {};
  const missing = NEEDED.filter((name) => !(name in first));
  if (missing.length > 0) {
    return refused(
      'line 1',
      rows.length === 0 ? 'is followed by nothing' : `lacks the column ${missing.join(', ')}`,
      'The first line names the columns: date, start, end, and what there is of id, kind, title, place, who, bring.',
    );
  }
  const faults: PlanFault[] = [];
  const appointments: AppointmentInput[] = [];
  const ids = new Set<string>();
  for (const { record, info } of rows) {
    const field = `line ${info.lines}`;
    const date = /^\d{4}-\d{2}-\d{2}$/.test(record.date ?? '') ? record.date : null;
    const [start, end] = [clockOf(record.start), clockOf(record.end)];
    if (!date || !start || !end) {
      const name = !date ? 'date' : !start ? 'start' : 'end';
      faults.push({
        field: `${field}, ${name}`,
        problem: name === 'date' ? 'is not a day such as 2026-03-10' : 'is not a time such as 09:00',
        todo: 'Correct it and send the file again.',
      });
      continue;
    }
    const { id = '', kind = '', title = '', place = '', who = '', bring = '' } = record;
    const wrong = timeFault({ start: `${date}T${start}`, end: `${date}T${end}` });
    if (wrong !== null) {
      faults.push({ ...wrong, field: `${field}, ${wrong.field}` });
      continue;
    }
    // Without ids of its own a line is known by its time: a new time is then another appointment.
    const own = idFor(id !== '' ? id : `${date} ${start} ${kind} ${title}`);
    if (ids.has(own)) {
      faults.push({ field, problem: 'is there twice', todo: 'Take one away, or give them ids.' });
      continue;
    }
    ids.add(own);
    appointments.push({
      id: own,
      ...titled(kind, title),
      start: `${date}T${start}`,
      end: `${date}T${end}`,
      ...placeOf(place),
      ...(who === '' ? {} : { who: who.split(/\s*[,/]\s*/).filter((name) => name !== '') }),
      ...(bring === '' ? {} : { bring: { text: bring } }),
    });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, appointments };
}

function columnOf(name: string): string {
  const wanted = name.trim().toLowerCase();
  const found = Object.entries(COLUMNS).find(([, known]) => known.includes(wanted));
  return found?.[0] ?? `other:${wanted}`;
}

function clockOf(text: string | undefined): string | null {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.:](\d{2}))?(?::00)?$/.exec(text ?? '') ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
