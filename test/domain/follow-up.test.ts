import { describe, expect, test } from '@jest/globals';
import { endAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { dayOfIllness, dueFollowUps, nextFollowUpAt } from '../../domain/follow-up.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { addDays, toInstant } from '../../domain/time.ts';
import { type Example, examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-09T06:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const acting = { now: NOW, channel: 'web', random };

function ill(
  spans: readonly (readonly [string, string])[],
  {
    reason = 'sick',
    name = 'plan-rusta-och-matcha',
  }: { reason?: 'sick' | 'child-sick' | 'doctor'; name?: Example } = {},
): Participant {
  return spans.reduce(
    (doc, [from, to]) => reportAbsence(doc, { from, to, occurrences: [], reason }, acting).doc,
    newParticipant(examplePlan(name), NOW, 'plain'),
  );
}

/** What comes on each day when each is sent as it comes. */
function walk(doc: Participant, from: string, days: number): string[] {
  const told: string[] = [];
  let current = doc;
  for (let n = 0; n < days; n += 1) {
    const now = toInstant(`${addDays(from, n)}T08:00`);
    for (const entry of dueFollowUps(current, now)) {
      told.push(`${addDays(from, n)} ${entry.kind === 'card' ? `day ${entry.day}` : 'question'}`);
      current = { ...current, followedUp: { ...current.followedUp, [entry.key]: now } };
    }
    expect(dueFollowUps(current, now)).toEqual([]);
  }
  return told;
}

describe('the question of the morning', () => {
  test('comes from the second day of several, and on the first working day after the last', () => {
    expect(walk(ill([['2026-03-10', '2026-03-13']]), '2026-03-09', 12)).toEqual([
      '2026-03-11 question',
      '2026-03-12 question',
      '2026-03-13 question',
      '2026-03-16 question',
    ]);
  });

  test('does not come for one day, nor for a reason that is no illness', () => {
    expect(walk(ill([['2026-03-10', '2026-03-10']]), '2026-03-09', 6)).toEqual([]);
    expect(walk(ill([['2026-03-10', '2026-03-12']], { reason: 'doctor' }), '2026-03-09', 6)).toEqual([]);
  });

  test('ends when the person is well again, and when nothing is to be reminded of', () => {
    const doc = ill([['2026-03-10', '2026-03-13']]);
    const ended = endAbsence(doc, 'a1', '2026-03-12T00:00', { ...acting, now: '2026-03-11T10:00:00.000Z' });
    expect(walk(ended?.doc ?? doc, '2026-03-12', 8)).toEqual([]);
    expect(walk({ ...doc, wishes: { ...doc.wishes, reminders: false } }, '2026-03-09', 12)).toEqual([]);
  });

  test('is not asked about a day that another report holds', () => {
    expect(
      walk(
        ill([
          ['2026-03-09', '2026-03-10'],
          ['2026-03-11', '2026-03-11'],
        ]),
        '2026-03-10',
        3,
      ),
    ).toEqual(['2026-03-10 question']);
  });

  test('is of no use later: one that was not sent on its day never comes', () => {
    const doc = ill([['2026-03-10', '2026-03-13']]);
    expect(dueFollowUps(doc, toInstant('2026-03-12T07:59'))).toEqual([]);
    expect(dueFollowUps(doc, toInstant('2026-03-12T20:00')).map((entry) => entry.on)).toEqual(['2026-03-12']);
    expect(nextFollowUpAt(doc, toInstant('2026-03-14T09:00'))).toBe(toInstant('2026-03-16T08:00'));
    expect(nextFollowUpAt(doc, toInstant('2026-03-17T09:00'))).toBeNull();
  });
});

describe('the cards of an illness, counted in calendar days', () => {
  const cards = (doc: Participant, from: string, days: number) =>
    walk(doc, from, days).filter((line) => line.includes('day '));

  test('come on day 6, 8 and 25, whether working days or not', () => {
    expect(cards(ill([['2026-03-09', '2026-04-05']]), '2026-03-09', 28)).toEqual([
      '2026-03-14 day 6',
      '2026-03-16 day 8',
      '2026-04-02 day 25',
    ]);
  });

  test('count on over several reports with only a weekend between them, over the clock change too', () => {
    const doc = ill([
      ['2026-03-18', '2026-03-20'],
      ['2026-03-23', '2026-03-31'],
    ]);
    expect(cards(doc, '2026-03-18', 20)).toEqual(['2026-03-23 day 6', '2026-03-25 day 8']);
    expect(dayOfIllness(doc, '2026-03-30')).toBe(13);
    expect(dayOfIllness(doc, '2026-03-22')).toBe(5);
    expect(dayOfIllness(doc, '2026-04-01')).toBeNull();
  });

  test('begin anew after a free day on which the person said that they were well', () => {
    const until = (now: string) => {
      const first = ill([['2026-03-18', '2026-03-22']]);
      const ended = endAbsence(first, 'a1', '2026-03-21T10:00', { ...acting, now })?.doc ?? first;
      const again = { from: '2026-03-23', to: '2026-03-31', occurrences: [], reason: 'sick' } as const;
      return reportAbsence(ended, again, acting).doc;
    };
    expect(dayOfIllness(until('2026-03-21T09:00:00.000Z'), '2026-03-23')).toBe(1);
    // Said while still ill it was a hope.
    expect(dayOfIllness(until('2026-03-19T09:00:00.000Z'), '2026-03-23')).toBe(6);
  });

  test('begin anew after a working day without illness', () => {
    const doc = ill([
      ['2026-03-09', '2026-03-12'],
      ['2026-03-16', '2026-03-20'],
    ]);
    expect(cards(doc, '2026-03-09', 20)).toEqual([]);
    expect(dayOfIllness(doc, '2026-03-16')).toBe(1);
  });

  test.each<[string, Parameters<typeof ill>[1]]>([
    ['in a municipality', { name: 'plan-kommun' }],
    ['for a child', { reason: 'child-sick' }],
  ])('do not come %s', (_what, options) => {
    expect(cards(ill([['2026-03-09', '2026-04-05']], options), '2026-03-09', 28)).toEqual([]);
  });

  test('come also to somebody who does not want to be reminded: money hangs on them', () => {
    const doc = ill([['2026-03-09', '2026-03-20']]);
    expect(cards({ ...doc, wishes: { ...doc.wishes, reminders: false } }, '2026-03-09', 12)).toEqual([
      '2026-03-14 day 6',
      '2026-03-16 day 8',
    ]);
  });
});
