import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSchedule } from '../../bot/provider/read-schedule.ts';
import { appointmentSchema, occurrencesOf } from '../../domain/appointment.ts';
import { EXEMPEL_KEY, KOMMUN_KEY, startTestApp, type TestApp } from '../support/app.ts';

/** A provider's schedule, in the two forms that their systems export. */

function calendar(...events: string[]): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//SV', ...events, 'END:VCALENDAR'];
  return lines.join('\r\n');
}

function event(...lines: string[]): string {
  return ['BEGIN:VEVENT', 'UID:a@schema.example', ...lines, 'END:VEVENT'].join('\r\n');
}

const AT_NINE = [
  'DTSTART;TZID=Europe/Stockholm:20260505T090000',
  'DTEND;TZID=Europe/Stockholm:20260505T100000',
];

/** When it happens, as the plan itself works it out. */
function times(text: string, format: 'ics' | 'csv' = 'ics'): string[] {
  const read = readSchedule(format, text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.appointments.flatMap((entry) =>
    occurrencesOf(appointmentSchema.parse(entry), '2026-05-01T00:00', '2026-06-01T00:00').map(
      ({ start, end, state, place }) =>
        `${start}-${end.slice(11)}${state === 'planned' ? '' : ` ${state}`}${place ? ` ${place}` : ''}`,
    ),
  );
}

function faults(text: string, format: 'ics' | 'csv' = 'ics'): string[] {
  const read = readSchedule(format, text);
  return read.ok ? [] : read.faults.map(({ field, problem }) => `${field} ${problem}`);
}

describe('iCalendar', () => {
  test.each<[string, string[], string[]]>([
    ['Swedish time', AT_NINE, ['2026-05-05T09:00-10:00']],
    ['UTC', ['DTSTART:20260505T070000Z', 'DTEND:20260505T080000Z'], ['2026-05-05T09:00-10:00']],
    ['no zone', ['DTSTART:20260505T090000', 'DTEND:20260505T100000'], ['2026-05-05T09:00-10:00']],
    [
      'the name that Outlook gives it',
      ['DTSTART;TZID=W. Europe Standard Time:20260505T090000', 'DURATION:PT90M'],
      ['2026-05-05T09:00-10:30'],
    ],
    [
      'a place',
      [...AT_NINE, 'LOCATION:Storgatan 12\\, Exempelstad'],
      ['2026-05-05T09:00-10:00 Storgatan 12, Exempelstad'],
    ],
    ['called off', [...AT_NINE, 'STATUS:CANCELLED'], ['2026-05-05T09:00-10:00 cancelled']],
    [
      'a series with a day off',
      [...AT_NINE, 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Europe/Stockholm:20260512T090000'],
      ['2026-05-05T09:00-10:00', '2026-05-12T09:00-10:00 cancelled', '2026-05-19T09:00-10:00'],
    ],
  ])('%s', (_name, lines, expected) => {
    expect(times(calendar(event(...lines)))).toEqual(expected);
  });

  test('one of a series that was moved, and one that was called off', () => {
    const series = event(...AT_NINE, 'RRULE:FREQ=WEEKLY;COUNT=3');
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/Stockholm:20260512T090000',
      'DTSTART;TZID=Europe/Stockholm:20260513T130000',
      'DTEND;TZID=Europe/Stockholm:20260513T140000',
    );
    const off = event('RECURRENCE-ID;TZID=Europe/Stockholm:20260519T090000', ...AT_NINE, 'STATUS:CANCELLED');
    expect(times(calendar(moved, series, off))).toEqual([
      '2026-05-05T09:00-10:00',
      '2026-05-13T13:00-14:00 moved',
      '2026-05-19T09:00-10:00 cancelled',
    ]);
  });

  test('its kind is known by its Swedish name, else it keeps its own', () => {
    const kinds = (summary: string) => {
      const read = readSchedule('ics', calendar(event(...AT_NINE, `SUMMARY:${summary}`)));
      return read.ok ? read.appointments.map(({ kind, title }) => [kind, title?.text ?? null]) : [];
    };
    expect(kinds('Workshop')).toEqual([['workshop', null]]);
    expect(kinds('Gruppaktivitet')).toEqual([['group-activity', null]]);
    expect(kinds('Fika med Omar')).toEqual([['other', 'Fika med Omar']]);
  });

  test('has the same id every time, so that the next schedule is known as the same', () => {
    const ids = () => {
      const read = readSchedule('ics', calendar(event(...AT_NINE)));
      return read.ok ? read.appointments.map(({ id }) => id) : [];
    };
    expect(ids()).toEqual(ids());
    expect(ids()[0]).toMatch(/^kal-[0-9a-f]{16}$/);
  });

  test.each<[string, string, string[]]>([
    ['something else', 'hej', ['(the file) is not iCalendar']],
    ['cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x', ['(the file) is not iCalendar']],
    [
      'a whole day',
      calendar(event('DTSTART;VALUE=DATE:20260505', 'DTEND;VALUE=DATE:20260506')),
      ['VEVENT 1 has whole days and no time'],
    ],
    ['no start', calendar(event('SUMMARY:x')), ['VEVENT 1 has no DTSTART']],
    ['no end', calendar(event('DTSTART:20260505T070000Z')), ['VEVENT 1 has no end']],
    [
      'a zone that nobody knows',
      calendar(event('DTSTART;TZID=Mars/Base:20260505T090000', 'DTEND;TZID=Mars/Base:20260505T100000')),
      ['VEVENT 1 is in the time zone Mars/Base, which the file does not describe'],
    ],
    [
      'the same twice',
      calendar(event(...AT_NINE), event(...AT_NINE)),
      ['VEVENT 2 has the UID of another event'],
    ],
    [
      'the end before the start',
      calendar(event('DTSTART:20260505T090000', 'DTEND:20260505T080000')),
      ['VEVENT 1 has an end that is not after start'],
    ],
    [
      'in the hour that the clock jumps over',
      calendar(event('DTSTART;TZID=Europe/Stockholm:20270328T023000', 'DURATION:PT1H')),
      ['VEVENT 1 has a start that is not a time that exists in Sweden: 2027-03-28T02:30'],
    ],
    [
      'a change of nothing',
      calendar(event('RECURRENCE-ID:20260505T070000Z', ...AT_NINE)),
      ['RECURRENCE-ID changes an event that is not in the file'],
    ],
  ])('%s is refused, all of it', (_name, text, expected) => {
    expect(faults(text)).toEqual(expected);
  });
});

describe('CSV', () => {
  test('with semicolons and Swedish names, as a Swedish Excel saves it', () => {
    const text =
      '\uFEFFDatum;Start;Slut;Typ;Plats;Vem;Ta med\r\n2026-05-05;9.00;10.30;workshop;"Storgatan 12; sal 3";Omar Nilsson;Dator\r\n';
    expect(times(text, 'csv')).toEqual(['2026-05-05T09:00-10:30 Storgatan 12; sal 3']);
    const read = readSchedule('csv', text);
    expect(read.ok && read.appointments[0]).toMatchObject({
      kind: 'workshop',
      who: ['Omar Nilsson'],
      bring: { text: 'Dator' },
    });
  });

  test('lines with nothing in them, as Excel leaves them at the end, are no lines', () => {
    expect(times('date;start;end\r\n2026-05-05;9;10\r\n;;\r\n ; ;\r\n', 'csv')).toEqual([
      '2026-05-05T09:00-10:00',
    ]);
  });

  test('with commas and English names; columns that nobody knows are left alone', () => {
    expect(
      times('date,start,end,colour\n2026-05-05,09:00,10:00,red\n2026-05-06,09:00,10:00,blue', 'csv'),
    ).toEqual(['2026-05-05T09:00-10:00', '2026-05-06T09:00-10:00']);
  });

  test.each<[string, string, string[]]>([
    ['nothing', '', ['line 1 is followed by nothing']],
    ['a column is missing', 'date,start\n2026-05-05,09:00', ['line 1 lacks the column end']],
    [
      'two faults in two lines',
      'date,start,end\n5/5,09:00,10:00\n2026-05-06,25:00,10:00',
      ['line 2, date is not a day such as 2026-03-10', 'line 3, start is not a time such as 09:00'],
    ],
    ['too few fields', 'date,start,end\n2026-05-05,09:00', ['line 2 is not CSV']],
    [
      'the end before the start',
      'date,start,end\n2026-05-05,10:00,09:00',
      ['line 2, end is not after start'],
    ],
    [
      'in the hour that the clock jumps over',
      'date,start,end\n2027-03-28,02:30,04:00',
      ['line 2, start is not a time that exists in Sweden: 2027-03-28T02:30'],
    ],
    [
      'a line twice',
      'date,start,end\n2026-05-05,09:00,10:00\n2026-05-05,09:00,10:00',
      ['line 3 is there twice'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(faults(text, 'csv')).toEqual(expected);
  });
});

describe('into the plan', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  async function send(text: string, query = '', key = EXEMPEL_KEY) {
    const answer = await fetch(`${app.url}/api/v1/participants/alva-rom/schedule${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ format: 'csv', text }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: an answer of the API, looked at field by field.
    return { status: answer.status, body: (await answer.json()) as any };
  }

  async function booked(): Promise<string[]> {
    const plan = (await app.store.read('alva-rom'))?.doc.plan;
    return (plan?.appointments ?? []).map(({ id, start }) => (id.startsWith('kal-') ? start : id)).sort();
  }

  const FILE = 'id,date,start,end\n1,2026-05-05,09:00,10:00\n2,2026-05-06,09:00,10:00';

  test('a dry run says what would happen; the schedule replaces the last one and leaves all else', async () => {
    const before = await booked();
    expect(await send(FILE, '?dryRun=true')).toMatchObject({
      status: 200,
      body: { dryRun: true, outcome: 'updated' },
    });
    expect(await booked()).toEqual(before);
    const sent = await send(FILE);
    expect(sent.body.difference).toHaveLength(2);
    expect(await booked()).toEqual([...before, '2026-05-05T09:00', '2026-05-06T09:00'].sort());
    expect((await send(FILE)).body.outcome).toBe('unchanged');
    await send('id,date,start,end\n2,2026-05-07,09:00,10:00');
    expect(await booked()).toEqual([...before, '2026-05-07T09:00'].sort());
  });

  test('a fault changes nothing, and another provider finds nobody', async () => {
    const before = await booked();
    const wrong = await send('date,start,end\n2026-05-05,10:00,09:00');
    expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'STEGVIS_API_SCHEDULE' } } });
    expect(wrong.body.error.faults[0]).toMatchObject({ problem: 'is not after start' });
    expect(await send('x')).toMatchObject({ status: 422 });
    expect(await send(FILE, '', KOMMUN_KEY)).toMatchObject({ status: 404 });
    expect(await booked()).toEqual(before);
  });
});
