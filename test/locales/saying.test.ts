import { describe, expect, test } from '@jest/globals';
import { booked } from '../../domain/appointment.ts';
import { DEFAULT_DISPLAY } from '../../domain/display.ts';
import type { Participant } from '../../domain/participant.ts';
import { readParticipant } from '../../domain/participant.ts';
import type { Reminder } from '../../domain/reminder.ts';
import { render } from '../../locales/render.ts';
import { reminderSaying } from '../../locales/sayings/reminder.ts';
import { readerOf, tell } from '../../locales/tell.ts';
import { NOW, sampleParticipant } from '../contracts/participants.ts';

const lines = (doc: Participant) => doc.lines.filter((line) => line.file === 'chat').map((line) => line.body);

describe('telling somebody something', () => {
  const doc = sampleParticipant('p1');
  const easy: Participant = { ...doc, wishes: { ...doc.wishes, level: 'easy' } };

  test('is in the level and on the day of the reader', () => {
    const display = DEFAULT_DISPLAY;
    expect(readerOf(doc, NOW)).toEqual({ level: 'plain', today: '2026-03-10', display });
    expect(readerOf(easy, '2026-03-10T23:30:00.000Z')).toEqual({
      level: 'easy',
      today: '2026-03-11',
      display,
    });
    expect(lines(tell(easy, [{ key: 'common:goodbye' }], { now: NOW }))).toEqual([
      { at: NOW, from: 'bot', text: 'Hej då!\nSkriv när du vill.', kind: 'common:goodbye', level: 'easy' },
    ]);
  });

  test('gives each saying a line of its own, numbered, and says whether somebody asked', () => {
    const told = tell(doc, [{ key: 'common:hello' }, { key: 'common:goodbye' }], {
      now: NOW,
      proactive: true,
    });
    expect(told.lines.filter((line) => line.file === 'chat').map((line) => line.n)).toEqual([1, 2]);
    expect(lines(told).map((line) => line.proactive)).toEqual([true, true]);
    expect(lines(tell(doc, [{ key: 'common:hello' }], { now: NOW }))[0]).not.toHaveProperty('proactive');
    expect(tell(doc, [], { now: NOW })).toEqual(doc);
    expect(readParticipant(told)).toEqual(told);
  });

  test('leaves the open question open, and lets its commands be used', () => {
    const asking: Participant = {
      ...doc,
      dialog: {
        ...doc.dialog,
        question: 4,
        offered: [
          { id: 'yes', title: 'Ja' },
          { id: 'do:old', title: 'Gammalt' },
        ],
      },
    };
    const told = tell(
      asking,
      [{ key: 'common:hello', choices: [{ id: 'do:next', key: 'common:nextMeeting' }] }],
      { now: NOW },
    );
    expect(told.dialog).toEqual({
      ...asking.dialog,
      offered: [
        { id: 'yes', title: 'Ja' },
        { id: 'do:next', title: 'Nästa möte' },
      ],
    });
    expect(lines(told)[0]?.choices).toEqual([{ title: 'Nästa möte', value: { q: 0, id: 'do:next' } }]);
    // Without commands nothing that is offered changes.
    expect(tell(asking, [{ key: 'common:hello' }], { now: NOW }).dialog).toEqual(asking.dialog);
  });
});

describe('a reminder', () => {
  const [occurrence] = booked(
    sampleParticipant('p1').plan.appointments,
    '2026-03-16T00:00',
    '2026-03-17T00:00',
  );
  if (!occurrence) throw new Error('not booked');
  const reminder = (when: Reminder['when'], over: object = {}, appointment: object = {}): Reminder => ({
    key: 'k',
    when,
    occurrence: { ...occurrence, ...over, appointment: { ...occurrence.appointment, ...appointment } },
    dueAt: '2026-03-15T16:00:00.000Z',
    startsAt: '2026-03-16T08:00:00.000Z',
    asked: false,
  });
  const person = sampleParticipant('p1');
  const now = (of: Reminder) =>
    of.when === 'hour' ? '2026-03-16T07:00:00.000Z' : '2026-03-15T16:00:00.000Z';
  const text = (of: Reminder, level: 'plain' | 'easy' = 'plain') =>
    render(reminderSaying(of, person, now(of)), { level, today: '2026-03-15' }).text.split('\n');

  test('says what, when, where and who', () => {
    expect(text(reminder('evening'))).toEqual([
      'Kom ihåg: möte med din handledare i morgon, måndag 16 mars.',
      'Tid: klockan 9 till 10',
      'Var: Exempelgatan 1',
      'Du träffar Karin Exempel',
    ]);
    expect(text(reminder('hour'), 'easy').slice(0, 2)).toEqual([
      'Snart börjar mötet med din handledare.',
      'Det är om 1 timme.',
    ]);
  });

  test('says first that the time is another, and how one takes part from afar', () => {
    const moved = text(reminder('evening', { state: 'moved' }, { mode: 'video' }));
    expect(moved.slice(1, 4)).toEqual(['Tiden är ändrad', 'Tid: klockan 9 till 10', 'Du är med på video']);
    expect(moved.join()).not.toContain('Exempelgatan');
    expect(text(reminder('evening', {}, { mode: 'phone' }))).toContain('Du är med på telefon');
    expect(text(reminder('evening', { place: null }, { who: [] }))).toHaveLength(2);
  });

  test('has few rows, the time always among them, and is answered for this one appointment', () => {
    const full = reminder(
      'evening',
      { state: 'moved' },
      { bring: { text: 'Ditt cv', easy: null }, title: { text: 'Mötet', easy: null } },
    );
    expect(text(full)).toHaveLength(6);
    expect(text(full)).toContain('Tid: klockan 9 till 10');
    const ids = (confirmed: boolean) =>
      reminderSaying(
        full,
        { ...person, coming: confirmed ? { [occurrence.key]: now(full) } : {} },
        now(full),
      ).choices?.map((choice) => choice.id);
    expect(ids(false)).toEqual(['do:coming:m1@2026-03-16T09:00', 'do:cannot:m1@2026-03-16T09:00']);
    expect(ids(true)).toEqual(['do:cannot:m1@2026-03-16T09:00']);
  });
});
