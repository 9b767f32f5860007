import { describe, expect, test } from '@jest/globals';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** What happens to a bus is why somebody is late. That they do not come is theirs to say. */

const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), '2026-03-09T08:00:00.000Z', 'plain');
// Tuesday 8.40; something is booked at 9.
const { write } = turnsIn(envAt('2026-03-10T07:40:00.000Z'));
const open = (...texts: string[]) => {
  const top = write(doc, ...texts).dialog.stack.at(-1);
  const draft = top?.draft as Record<string, unknown> | undefined;
  return { dialog: top?.dialog ?? null, asked: top?.asked ?? null, reason: draft?.reason ?? null };
};

const RIDES = [
  'bussen kommer inte',
  'bussen kom inte',
  'bussen går inte',
  'tåget är inställt',
  'tåget är försenat',
  'bussen gick precis',
  'missade bussen',
  'jag hann inte med bussen',
  'bussen är inställd',
  'det går ingen buss',
  'bussen kommer inte, tar nästa',
];

describe.each(RIDES)('%s', (ride) => {
  test('on the way to something that begins soon: how late is asked', () => {
    expect(open(ride)).toEqual({ dialog: 'late', asked: 'minutes', reason: 'other' });
  });

  test('while a late arrival is reported: it stays one, and this is why', () => {
    const late = { dialog: 'late', reason: 'other' };
    expect(open('jag blir sen', ride)).toEqual({ ...late, asked: 'minutes' });
    expect(open('jag blir sen', '30 min', ride)).toEqual({ ...late, asked: 'confirm' });
    expect(open('jag blir sen', '15 min', ride)).toEqual({ ...late, asked: 'confirm' });
    expect(open('jag blir sen', '15 min', ride, ride)).toEqual({ ...late, asked: 'confirm' });
  });

  test('who then says that they do not come is away', () => {
    expect(open(ride, 'jag kommer inte').dialog).toBe('absence');
    expect(open('jag blir sen', ride, 'nej jag kommer inte alls').dialog).toBe('absence');
  });
});

test.each([
  'bussen kommer inte så jag kommer inte',
  'jag kan inte komma, bussen går inte',
  'tåget är inställt, jag stannar hemma',
])('who says that they do not come is away: %s', (text) => {
  expect(open(text).dialog).toBe('absence');
  expect(open('jag blir sen', text).dialog).toBe('absence');
});

test.each(['bussen kommer inte imorgon', 'tåget är inställt på torsdag'])(
  'of another day it is a report: %s',
  (text) => expect(open(text).dialog).toBe('absence'),
);

test('with nothing booked soon the day is asked', () => {
  const evening = turnsIn(envAt('2026-03-10T18:00:00.000Z'));
  expect(evening.write(doc, 'bussen kommer inte').dialog.stack.at(-1)).toMatchObject({
    dialog: 'absence',
    asked: 'day',
  });
});

test('of a meeting that has been today, a bus that did not come is no word of the next', () => {
  const later = turnsIn(envAt('2026-03-10T10:00:00.000Z'));
  expect(later.write(doc, 'bussen kom inte').dialog.stack.at(-1)?.dialog).toBe('absence');
  expect(later.write(doc, 'bussen gick precis').dialog.stack.at(-1)?.dialog).toBe('late');
});
