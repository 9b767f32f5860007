import { expect, test } from '@jest/globals';
import { dayOfIllness, dueFollowUps } from '../../domain/follow-up.ts';
import type { Participant } from '../../domain/participant.ts';
import { toInstant } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** An illness that ended on Friday and is told to be over afterwards: one that begins on Monday is another. */

function write(doc: Participant, local: string, ...texts: string[]): Participant {
  return turnsIn(envAt(toInstant(local))).write(doc, ...texts);
}

const START = '2026-03-09T07:00';
const fresh = newParticipant(examplePlan('plan-rusta-och-matcha'), toInstant(START), 'plain');
/** Ill from Monday to Friday. */
const week = write(fresh, START, 'jag är sjuk idag till fredag', 'ja');

test('the days of the illness are those that were reported', () => {
  expect(week.absences.map(({ from, to }) => [from, to])).toEqual([['2026-03-09', '2026-03-13']]);
  const still = write(week, '2026-03-16T07:00', 'jag är sjuk idag', 'ja');
  expect(dayOfIllness(still, '2026-03-16')).toBe(8);
});

test.each(['2026-03-14T10:00', '2026-03-15T19:00', '2026-03-16T07:00'])(
  'told at %s, it is over, and Monday is the first day of the next',
  (told) => {
    const well = write(week, told, 'jag är frisk igen');
    expect(well.notices).toHaveLength(week.notices.length);
    // Nobody asks on Monday morning about what has been told.
    expect(dueFollowUps(well, toInstant('2026-03-16T08:00'))).toEqual([]);
    const again = write(well, '2026-03-16T07:30', 'jag är sjuk idag', 'ja');
    expect(dayOfIllness(again, '2026-03-16')).toBe(1);
    expect(dueFollowUps(again, toInstant('2026-03-16T08:00'))).toEqual([]);
  },
);

test('well and ill again on the next day is one illness', () => {
  const ended = write(week, '2026-03-11T07:00', 'jag är frisk igen', 'idag', 'ja');
  expect(ended.absences.map(({ to }) => to)).toEqual(['2026-03-10']);
  const again = write(ended, '2026-03-11T11:00', 'jag är sjuk idag', 'ja');
  expect(dayOfIllness(again, '2026-03-11')).toBe(3);
});
