import { describe, expect, test } from '@jest/globals';
import type { Participant } from '../../domain/participant.ts';
import { toInstant } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** Several reports stand beside each other: what is said next is about the one that it names, and about no other. */

const START = toInstant('2026-03-09T09:00');
const fresh = newParticipant(examplePlan('plan-rusta-och-matcha'), START, 'plain');
const { write, press } = turnsIn(envAt(START));

const asked = ({ dialog }: Participant) => dialog.stack.map((frame) => `${frame.dialog}.${frame.asked}`);
const said = ({ dialog }: Participant) => dialog.last.map((saying) => (saying as { key: string }).key);
const standing = ({ absences }: Participant) =>
  absences.filter(({ status }) => status === 'reported').map(({ from, to }) => [from, to]);

describe('able to come on a day that the second report holds', () => {
  const both = write(fresh, 'jag är sjuk idag', 'ja', 'jag är sjuk på onsdag till fredag', 'ja');

  test.each(['jag är inte sjuk på torsdag', 'jag kan komma på torsdag', 'jag är frisk på torsdag'])(
    '"%s" ends that one before it, and the other stands',
    (text) => {
      const read = write(both, text);
      expect(asked(read)).toEqual(['well-again.confirm']);
      expect(standing(read)).toEqual(standing(both));
      const done = write(read, 'ja');
      expect(standing(done)).toEqual([
        ['2026-03-09', '2026-03-09'],
        ['2026-03-11', '2026-03-11'],
      ]);
      expect(said(done)).toEqual(['absence:ended', 'absence:stillStands']);
    },
  );

  test('on its first day it is taken back whole, if that is confirmed', () => {
    expect(asked(write(both, 'jag kan komma på onsdag'))).toEqual(['withdraw.confirm']);
  });

  test('as the answer to which day', () => {
    const done = write(both, 'jag är frisk', 'på fredag', 'ja');
    expect(standing(done)).toEqual([
      ['2026-03-09', '2026-03-09'],
      ['2026-03-11', '2026-03-12'],
    ]);
  });

  test('of a day that none holds all that stands is told', () => {
    const told = write(both, 'jag kan komma imorgon');
    expect(said(told).slice(-2)).toEqual(['absence:notReportedThen', 'absence:stillStands']);
    expect(standing(told)).toEqual(standing(both));
  });
});

describe('which day can you come again?', () => {
  const open = write(fresh, 'jag är sjuk idag', 'ja', 'jag är frisk');

  test.each(['ja', 'ja tack', 'japp'])('"%s" is the one day on the buttons', (text) => {
    expect(asked(write(open, text))).toEqual(['well-again.confirm']);
  });

  test('a yes to two days is none', () => {
    const two = write(fresh, 'jag är sjuk idag till fredag', 'ja', 'jag är frisk', 'ja');
    expect(asked(two)).toEqual(['well-again.backOn']);
  });

  test('a new illness is reported, and not lost', () => {
    const ill = write(open, 'jag är sjuk tisdag och torsdag men inte onsdag');
    expect(asked(ill)).toEqual(['absence.confirm']);
    const done = write(ill, 'ja', 'ja');
    expect(standing(done).slice(1)).toEqual([
      ['2026-03-10', '2026-03-10'],
      ['2026-03-12', '2026-03-12'],
    ]);
    expect(asked(done)).toEqual([]);
  });
});

describe('an old question about taking back', () => {
  const open = write(fresh, 'jag är sjuk på onsdag', 'ja', 'avbryt');

  test.each([
    ['another report', ['jag är sjuk på torsdag']],
    ['a late arrival', ['jag blir 10 min sen till mötet imorgon']],
    ['a job', ['jag har fått jobb på ICA från 1 april']],
  ])('goes with %s', (_what, texts) => {
    expect(asked(open)).toEqual(['withdraw.confirm']);
    const sent = write(open, ...texts, 'ja', 'ja tack');
    expect(standing(sent)[0]).toEqual(['2026-03-11', '2026-03-11']);
    expect(sent.absences.every(({ status }) => status === 'reported')).toBe(true);
    expect(asked(sent)).toEqual([]);
  });

  test('and does not come back when the new one is given up', () => {
    expect(asked(write(open, 'jag är sjuk på torsdag', 'avbryt'))).toEqual([]);
  });
});

describe('a report of lateness, and then not there at all', () => {
  test.each([
    'nej jag kommer inte alls',
    'jag kommer inte',
    'nej kommer inte',
    'jag kan inte komma alls',
    'missar hela mötet',
  ])('"%s" makes an absence of it', (text) => {
    const away = write(fresh, 'jag blir sen på torsdag', text);
    expect(asked(away)).toEqual(['absence.reason']);
    const sent = write(press(away, 'reason:sick'), 'ja');
    expect(sent.absences).toMatchObject([{ extent: 'whole', from: '2026-03-12', to: '2026-03-12' }]);
  });

  test.each([
    'jag kommer inte i tid',
    'jag kommer inte förrän tio i elva',
    'jag kommer inte bli sen',
    'jag kommer inte ihåg',
    'jag kommer inte missa mycket',
    'jag kommer inte vara med hela tiden',
  ])('"%s" does not', (text) => {
    expect(asked(write(fresh, 'jag blir sen på torsdag', text))[0]).toMatch(/^late\./);
  });

  test('a whole day that was missed is never a late arrival', () => {
    const told = write(
      fresh,
      'jag är sjuk imorgon',
      'ja',
      'ja blir 20 min sen imorgon',
      'ja kom inte igår jag glömde',
    );
    expect(asked(told).at(-1)).toMatch(/^absence\./);
    // Nothing was booked yesterday: the day that is told then is the one they meant.
    const sent = write(told, 'jag kom inte förra onsdagen', 'jag va sjuk', 'ja');
    expect(sent.absences).toMatchObject([
      { extent: 'whole', from: '2026-03-10' },
      { extent: 'whole', from: '2026-03-04', to: '2026-03-04', reason: 'sick' },
    ]);
  });
});

test('missed on a day on which nothing was booked: the day is named', () => {
  expect(said(write(fresh, 'ja missade igår'))).toEqual([
    'absence:nothingBookedWas',
    'absence:askReasonPast',
  ]);
  expect(
    said(write(fresh, 'jag missade mötet i fredags', 'avbryt', 'jag missade workshopen i onsdags')),
  ).toEqual(['absence:askReasonPast']);
});
