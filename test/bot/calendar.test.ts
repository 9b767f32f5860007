import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { Appointment } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { type Visitor, visitorOf } from '../support/visitor.ts';

/** The private calendar and the page of reminders over real HTTP; what a calendar is given is read by a parser that is not ours. */

const PERSON = 'alva-rom';

let app: TestApp;
let visitor: Visitor;

beforeEach(async () => {
  app = await startTestApp();
  visitor = await visitorOf(app, PERSON);
});
afterEach(() => app.close());

async function page(path = '/paminnelser'): Promise<string> {
  return (await visitor.get(path)).text();
}

async function send(path: string, fields: Record<string, string>): Promise<number> {
  const form = /name="form" value="([^"]+)"/.exec(await page())?.[1] ?? '';
  return (await visitor.post(path, { form, ...fields })).status;
}

async function doc(): Promise<Participant> {
  const found = await app.store.read(PERSON);
  if (!found) throw new Error('no participant');
  return found.doc;
}

async function address(): Promise<string> {
  return new URL(/id="address"[^>]*>([^<]+)</.exec(await page())?.[1] ?? '').pathname;
}

interface Event {
  readonly uid: string;
  readonly status: string;
  readonly sequence: number;
  readonly start: string;
  readonly summary: string;
  readonly location: string | null;
}

async function feed(path: string): Promise<Event[]> {
  const answer = await fetch(new URL(path, app.url));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  return eventsIn(await answer.text());
}

function eventsIn(text: string): Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      status: String(component.getFirstPropertyValue('status')),
      sequence: event.sequence,
      start: event.startDate.toJSDate().toISOString(),
      summary: event.summary,
      location: event.location,
    };
  });
}

async function changePlan(change: (appointments: readonly Appointment[]) => Appointment[]): Promise<void> {
  await app.store.turn(PERSON, (before) => {
    if (!before) throw new Error('no participant');
    const plan = { ...before.plan, appointments: change(before.plan.appointments) };
    const made = importPlan(before, { plan, by: 'test', now: app.clock.now(), expected: null });
    if (made.kind !== 'updated') throw new Error(made.kind);
    return { doc: made.doc, result: null };
  });
}

const MEETING = '2026-03-10T08:00:00.000Z';

describe('the private calendar', () => {
  test('has everything that is booked, as an independent parser reads it', async () => {
    expect(await page()).not.toContain('id="address"');
    expect(await send('/paminnelser/kalender', { gor: 'ny' })).toBe(303);
    const events = await feed(await address());
    expect(events.length).toBeGreaterThan(20);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    const meeting = events.find(({ start }) => start === MEETING);
    expect(meeting).toMatchObject({
      status: 'CONFIRMED',
      summary: 'Möte med din handledare',
      location: 'Exempelcoacherna, Storgatan 12, 2 trappor, Exempelstad',
    });
    // No id and no name of the person is in it.
    const text = await (await fetch(new URL(await address(), app.url))).text();
    expect(text).not.toMatch(/alva/i);
  });

  test('a move and a cancellation reach the subscriber: the same UID, a higher SEQUENCE', async () => {
    await send('/paminnelser/kalender', { gor: 'ny' });
    const path = await address();
    const before = await feed(path);
    const meeting = before.find(({ start }) => start === MEETING);
    await changePlan((all) =>
      all.map((entry) =>
        entry.id === 'handledare'
          ? {
              ...entry,
              exceptions: [
                ...entry.exceptions,
                { on: '2026-03-10', change: 'moved', start: '2026-03-11T14:00', end: null, place: null },
                { on: '2026-03-17', change: 'cancelled', start: null, end: null, place: null },
              ],
            }
          : entry,
      ),
    );
    const after = await feed(path);
    const moved = after.find(({ uid }) => uid === meeting?.uid);
    expect(moved?.start).toBe('2026-03-11T13:00:00.000Z');
    expect(moved?.sequence).toBeGreaterThan(meeting?.sequence ?? 99);
    const off = before.find(({ start }) => start === '2026-03-17T08:00:00.000Z');
    expect(after.find(({ uid }) => uid === off?.uid)).toMatchObject({
      status: 'CANCELLED',
      summary: 'Inställt: Möte med din handledare',
    });
  });

  test('what has left the plan is told to be off, also some versions later', async () => {
    await send('/paminnelser/kalender', { gor: 'ny' });
    const path = await address();
    const before = await feed(path);
    await changePlan((all) => all.filter(({ id }) => id !== 'handledare'));
    await changePlan((all) => all.map((entry) => ({ ...entry, obligatory: !entry.obligatory })));
    const after = new Map((await feed(path)).map((event) => [event.uid, event]));
    for (const event of before) expect([event.start, after.has(event.uid)]).toEqual([event.start, true]);
    expect(after.get(before.find(({ start }) => start === MEETING)?.uid ?? '')?.status).toBe('CANCELLED');
  });

  test('a new address ends the old one, and revoking ends it all', async () => {
    await send('/paminnelser/kalender', { gor: 'ny' });
    const first = await address();
    await send('/paminnelser/kalender', { gor: 'ny' });
    const second = await address();
    expect(second).not.toBe(first);
    const status = async (path: string) => (await fetch(new URL(path, app.url))).status;
    expect([await status(first), await status(second)]).toEqual([404, 200]);
    await send('/paminnelser/kalender', { gor: 'bort' });
    expect([await status(first), await status(second)]).toEqual([404, 404]);
    expect(await status('/kalender/x.ics')).toBe(404);
    expect(await status(second.replace(/.ics$/, ''))).toBe(404);
    // The address itself is nowhere in what is stored or logged.
    const token = second.split('/')[2]?.replace('.ics', '') ?? '?';
    expect(JSON.stringify(await doc())).not.toContain(token);
    expect(app.logged.join()).not.toContain(token);
  });

  test('nothing leaves the page for somebody with protected personal data, whatever was set up before', async () => {
    await send('/paminnelser/kalender', { gor: 'ny' });
    const path = await address();
    await app.store.turn(PERSON, (before) => ({
      doc: before && {
        ...before,
        plan: { ...before.plan, person: { ...before.plan.person, protectedIdentity: true } },
      },
      result: null,
    }));
    expect((await fetch(new URL(path, app.url))).status).toBe(404);
    expect((await visitor.get('/kalender/traff/handledare@2026-03-10T09:00.ics')).status).toBe(404);
    const shown = await page();
    expect(shown).toContain('Du har skyddade personuppgifter');
    expect(shown).not.toContain('/kalender/traff');
  });

  test('one appointment is a file of its own, for who is signed in', async () => {
    const path = /href="(\/kalender\/traff\/[^"]+)"/.exec(await page())?.[1] ?? '';
    const answer = await visitor.get(path);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="2026-03-10.ics"');
    expect(eventsIn(await answer.text())).toHaveLength(1);
    expect((await fetch(new URL(path, app.url))).status).toBe(404);
    expect((await visitor.get('/kalender/traff/handledare@2026-03-09T09:00.ics')).status).toBe(404);
  });
});

describe('the page of reminders', () => {
  test('reads back what is set, and saves all of it', async () => {
    expect(await page()).toContain('Jag påminner dig klockan 17 dagen före och 1 timme före');
    const fields = {
      on: 'yes',
      how: 'each',
      'lead-m120': '1',
      'lead-d2-17:00': '1',
      'group-appointments': '1',
      'group-duties': '1',
      'quiet-from': '21:30',
      'quiet-to': '08:00',
      pause: '',
    };
    expect(await send('/paminnelser', fields)).toBe(303);
    expect((await doc()).reminding).toMatchObject({
      leads: [{ days: 2, at: '17:00' }, { minutes: 120 }],
      groups: { appointments: true, changes: false, steps: false, followUp: false, duties: true },
      summary: null,
      quiet: { from: '21:30', to: '08:00' },
      pausedUntil: null,
    });
    expect(await page()).toContain('från klockan 21.30 till klockan 8');
    await send('/paminnelser', { ...fields, how: 'sunday', 'quiet-off': '1', pause: '2026-03-20' });
    expect((await doc()).reminding).toMatchObject({
      summary: { when: 'sunday', at: '17:00' },
      quiet: null,
      pausedUntil: '2026-03-20',
    });
    await send('/paminnelser', { ...fields, on: 'no' });
    expect((await doc()).wishes.reminders).toBe(false);
    expect(await page()).toContain('Jag påminner dig inte nu');
  });

  test('what cannot be read leaves that part as it was', async () => {
    await send('/paminnelser', {
      on: 'yes',
      'lead-m3': '1',
      'lead-nonsense': '1',
      'quiet-from': '25:00',
      'quiet-to': '07:00',
      pause: '2026-02-30',
    });
    expect((await doc()).reminding).toMatchObject({
      leads: [],
      quiet: { from: '20:00', to: '07:00' },
      pausedUntil: null,
    });
  });

  test('own reminders are listed and taken away, and all can be stopped', async () => {
    const say = (text: string, id: string) =>
      app.app.parts.assistant.say({
        participantId: PERSON,
        messageId: id,
        text,
        pressed: null,
        channel: 'web',
      });
    await say('påminn mig om att ringa <b>doktorn</b> på fredag kl 9', 'm1');
    await say('påminn mig om att köpa mjölk på fredag kl 10', 'm2');
    expect(await page()).toContain('ringa &lt;b&gt;doktorn&lt;/b&gt;');
    await send('/paminnelser/ta-bort', { id: 'r1' });
    expect((await doc()).ownReminders.map(({ text }) => text)).toEqual(['köpa mjölk']);
    await send('/paminnelser/stoppa', {});
    expect((await doc()).ownReminders).toEqual([]);
    expect((await doc()).wishes.reminders).toBe(false);
  });

  test('takes nothing from another site, and shows nothing to nobody', async () => {
    const before = await doc();
    await visitor.post('/paminnelser', { on: 'no' });
    await visitor.post('/paminnelser/kalender', { gor: 'ny', form: 'wrong' });
    expect((await doc()).revision).toBe(before.revision);
    const stranger = await fetch(new URL('/paminnelser', app.url), { redirect: 'manual' });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/']);
  });
});
