import { describe, expect, test } from '@jest/globals';
import { absenceDialog } from '../../dialogs/absence/dialog.ts';
import { draftOf } from '../../dialogs/engine.ts';
import type { Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** A Monday. */
const NOW = '2026-03-09T08:00:00.000Z';
const { write, press } = turnsIn(envAt(NOW));
const fresh = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');

const kinds = (doc: Participant) => doc.dialog.last.map((saying) => (saying as { key: string }).key);

/** The days of the report that is open, and of those after it. */
function days(doc: Participant): string[] {
  const draft = draftOf(doc, absenceDialog);
  if (draft === null) return [];
  const own = draft.from === null ? [] : [`${draft.from}..${draft.to}`];
  return [...own, ...draft.later.map(({ when }) => `${when.start}..${when.end}`)];
}

const READ_BACK = write(fresh, 'jag är sjuk tisdag till fredag');

describe('a day that is said not to be meant', () => {
  test.each([
    ['nej inte torsdag'],
    ['inte torsdag'],
    ['utom torsdag'],
    ['alla dagar utom torsdag'],
    ['men inte på torsdag'],
  ])('is taken out of what is read back: %s', (text) => {
    expect(days(READ_BACK)).toEqual(['2026-03-10..2026-03-13']);
    expect(days(write(READ_BACK, text))).toEqual(['2026-03-10..2026-03-11', '2026-03-13..2026-03-13']);
  });

  test('is taken out where it is asked what to change, and which days', () => {
    const changing = press(READ_BACK, 'change');
    expect(days(write(changing, 'alla dagar utom torsdag'))).toEqual([
      '2026-03-10..2026-03-11',
      '2026-03-13..2026-03-13',
    ]);
    const asked = press(changing, 'day');
    expect(days(write(asked, 'alla dagar utom torsdag'))).toEqual([
      '2026-03-10..2026-03-11',
      '2026-03-13..2026-03-13',
    ]);
  });

  test('with nothing to take it out of: says that the days were not understood, and asks', () => {
    const asked = write(fresh, 'jag är sjuk');
    const answered = write(asked, 'alla dagar utom torsdag');
    expect(days(answered)).toEqual([]);
    expect(kinds(answered)).toEqual(['absence:daysUnclear', 'absence:askDay']);
    const told = write(fresh, 'jag är sjuk alla dagar utom torsdag');
    expect(days(told)).toEqual([]);
    expect(kinds(told)).toEqual(expect.arrayContaining(['absence:daysUnclear', 'absence:askDay']));
  });

  test('when it is all of the report, the days are asked for again', () => {
    const one = write(fresh, 'jag är sjuk på torsdag');
    expect(days(write(one, 'nej inte torsdag'))).toEqual([]);
  });

  test('that is not in the report changes nothing of it', () => {
    const one = write(fresh, 'jag är sjuk på torsdag');
    expect(days(write(one, 'nej inte fredag'))).toEqual(['2026-03-12..2026-03-12']);
  });

  test('never takes back what was reported before', () => {
    const sent = press(write(fresh, 'jag är sjuk imorgon'), 'yes');
    const more = press(write(sent, 'jag är sjuk tisdag till fredag'), 'yes');
    expect(days(more)).toEqual(['2026-03-10..2026-03-13']);
    const less = write(more, 'nej inte torsdag');
    expect(days(less)).toEqual(['2026-03-10..2026-03-11', '2026-03-13..2026-03-13']);
    const done = press(press(less, 'yes'), 'yes');
    const left = done.absences
      .filter(({ status }) => status === 'reported')
      .map(({ from, to }) => `${from}..${to}`);
    expect(left.sort()).toEqual(['2026-03-10..2026-03-11', '2026-03-13..2026-03-13']);
  });

  test('right after a receipt is taken out of what was sent', () => {
    const sent = press(READ_BACK, 'yes');
    expect(days(write(sent, 'nej inte torsdag'))).toEqual([
      '2026-03-10..2026-03-11',
      '2026-03-13..2026-03-13',
    ]);
  });

  test('in an answer to which days, both stretches are kept', () => {
    const asked = write(fresh, 'jag är sjuk');
    expect(days(write(asked, 'hela nästa vecka utom onsdag'))).toEqual([
      '2026-03-16..2026-03-17',
      '2026-03-19..2026-03-22',
    ]);
  });
});

describe('half a day', () => {
  test('which half is asked, and only that is missed', () => {
    const asked = write(fresh, 'jag kan bara va med halva dagen på tisdag');
    expect(kinds(asked)).toEqual(['absence:askHalf']);
    const draft = draftOf(write(asked, 'förmiddagen'), absenceDialog);
    expect([draft?.from, draft?.occurrences, draft?.half]).toEqual([
      '2026-03-10',
      ['handledare@2026-03-10T09:00'],
      false,
    ]);
  });

  test('is heard at the read-back', () => {
    const one = write(fresh, 'jag är sjuk imorgon');
    expect(kinds(write(one, 'nej, bara halva dagen'))).toEqual(['absence:askHalf']);
  });

  test('who comes in the afternoon keeps what is reported for the morning', () => {
    const sent = press(write(fresh, 'jag är sjuk idag'), 'yes');
    const told = write(sent, 'jag kommer bara eftermiddagen imorgon');
    expect(kinds(told).some((key) => key.startsWith('help:well'))).toBe(false);
    expect(days(told)).toEqual(['2026-03-10..2026-03-10']);
  });

  test('a part of the day, to "Menade du ...?" about a day, is of that day', () => {
    const offered = {
      ...fresh,
      dialog: {
        ...fresh.dialog,
        offered: [{ id: 'do:absence:day;2026-03-10;2026-03-10;', title: 'Jag kan inte komma' }],
      },
    };
    expect(days(write(offered, 'förmiddagen'))).toEqual(['2026-03-10..2026-03-10']);
  });
});

describe('a day on which the person comes', () => {
  test.each([
    ['sjuk hela veckan, kommer bara på onsdag', ['2026-03-09..2026-03-10', '2026-03-12..2026-03-15']],
    ['sjuk hela veckan. på onsdag kommer jag ändå', ['2026-03-09..2026-03-10', '2026-03-12..2026-03-15']],
    ['jag missar mötet på torsdag men inte hälsan på fredag', ['2026-03-12..2026-03-12']],
    ['jag kommer inte till mötet torsdag kl 10 men till hälsa på fredag', ['2026-03-12..2026-03-12']],
    ['kan inte onsdag, kan torsdag, kan inte fredag', ['2026-03-11..2026-03-11', '2026-03-13..2026-03-13']],
    ['kommer ej onsdag, torsdag kommer jag, fredag ej', ['2026-03-11..2026-03-11', '2026-03-13..2026-03-13']],
    ['jag var sjuk igår och är det idag också', ['2026-03-08..2026-03-08', '2026-03-09..2026-03-09']],
    [
      'Jag är sjuk på onsdag. På fredag är jag borta för begravning.',
      ['2026-03-11..2026-03-11', '2026-03-13..2026-03-13'],
    ],
  ])('is never asked about, and both absences are: %s', (text, expected) => {
    expect(days(write(fresh, text))).toEqual(expected);
  });

  test.each([
    ['sjuk. på onsdag är jag där'],
    ['sjuk på morgonen, kommer på onsdag'],
    ['kan komma onsdag men sen är jag borta resten av veckan'],
  ])('beside days that are not clear: asks which those are: %s', (text) => {
    const told = write(fresh, text);
    expect(days(told)).toEqual([]);
    expect(kinds(told)).toEqual(['absence:daysUnclear', 'absence:askDay']);
  });

  test.each([['är sjuk på tisdag förmiddag, kommer till gruppen kl 13'], ['sjuk tisdag fm, kommer kl 13']])(
    'from an hour on: only what is before it is meant: %s',
    (text) => {
      const draft = draftOf(press(write(fresh, text), 'only'), absenceDialog);
      expect(draft?.occurrences).toEqual(['handledare@2026-03-10T09:00']);
    },
  );
});
