import { expect, test } from '@jest/globals';
import type { Participant } from '../../domain/participant.ts';
import { tell } from '../../locales/tell.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** Sentences that answer a reminder of one or two times of tomorrow. */

const NOW = '2026-03-09T16:00:00.000Z';
const DAY = '2026-03-10';
const MEETING = `handledare@${DAY}T09:00`;
const GROUP = `jobbtraff@${DAY}T13:00`;
const { write } = turnsIn(envAt(NOW));
const before = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');

const reminded = (...keys: readonly string[]) =>
  tell(
    before,
    keys.map((key) => ({
      key: 'common:youAreWelcome',
      choices: [
        { id: `do:coming:${key}`, key: 'reminder:coming' },
        { id: `do:cannot:${key}`, key: 'reminder:cannot' },
      ],
    })),
    { now: NOW, proactive: true },
  );
const said = ({ dialog }: Participant) => dialog.last.map((saying) => (saying as { key: string }).key);
const draft = ({ dialog }: Participant) => dialog.stack.at(-1)?.draft;

test.each([
  ['nej sjuk', 'sick'],
  ['nej feber', 'sick'],
  ['nej, jag är sjuk', 'sick'],
  ['jag kan inte komma, sjuk', 'sick'],
  ['nej mitt barn är sjukt', 'child-sick'],
])('"%s" begins an absence from what was reminded of', (text, reason) => {
  const one = write(reminded(MEETING), text);
  expect(draft(one)).toMatchObject({ from: DAY, to: DAY, occurrences: [MEETING], reason });
  expect(said(one)).not.toContain('common:nothingAsked');
  const both = write(reminded(MEETING, GROUP), text);
  expect(draft(both)).toMatchObject({ from: DAY, to: DAY, occurrences: [MEETING, GROUP], reason });
});

test.each(['nej jag är inte sjuk', 'nej min vän är sjuk'])('"%s" begins none', (text) => {
  expect(write(reminded(MEETING), text).dialog.stack).toEqual([]);
});

test.each([
  ['kommer inte till den första', MEETING],
  ['jag kan inte komma till den andra', GROUP],
  ['kan inte komma på det första mötet', MEETING],
])('"%s" is about one of the times of that day', (text, key) => {
  for (const keys of [[MEETING], [MEETING, GROUP]]) {
    expect(draft(write(reminded(...keys), text))).toMatchObject({ from: DAY, to: DAY, occurrences: [key] });
  }
  // With the day said there needs to be no reminder; without it the day is asked for.
  expect(draft(write(before, `${text} imorgon`))).toMatchObject({ from: DAY, to: DAY, occurrences: [key] });
  const asked = write(before, text);
  expect(said(asked)).toEqual(['absence:askDay']);
  expect(draft(asked)).toMatchObject({ from: null, to: null });
});

test.each([
  ['jag kommer inte den första april', '2026-04-01'],
  ['kommer inte den 1:a', '2026-04-01'],
  ['kan inte komma den första i månaden', '2026-04-01'],
])('"%s" is a date', (text, day) => {
  expect(draft(write(reminded(MEETING, GROUP), text))).toMatchObject({ from: day, to: day });
});

test('"borta till den första" is still until that date', () => {
  expect(draft(write(before, 'jag är borta till den första'))).toMatchObject({ to: '2026-04-01' });
});

test.each(['kommer på båda', 'ok kommer', 'jag kommer', 'ja', 'ja till båda'])(
  '"%s" is a yes to both',
  (text) => {
    const after = write(reminded(MEETING, GROUP), text);
    expect(Object.keys(after.coming)).toEqual([MEETING, GROUP]);
    expect(said(after)).toEqual(['wish:comingNoted', 'wish:comingNoted']);
  },
);

test.each(['nej', 'kommer inte'])('"%s" to both: it is asked to which', (text) => {
  const asked = write(reminded(MEETING, GROUP), text);
  expect(said(asked)).toEqual(['absence:askWhich']);
  expect(draft(asked)).toMatchObject({ from: DAY, to: DAY, occurrences: null });
});

test.each([
  ['ja till första nej till andra', MEETING, GROUP],
  ['nej till första, ja till andra', GROUP, MEETING],
  ['kommer till mötet men inte gruppen', MEETING, GROUP],
  ['kommer inte till mötet men till gruppen', GROUP, MEETING],
])('"%s" is a yes to the one and an absence from the other', (text, comesTo, missed) => {
  for (const keys of [[MEETING], [MEETING, GROUP]]) {
    const after = write(reminded(...keys), text);
    expect(Object.keys(after.coming)).toEqual([comesTo]);
    expect(draft(after)).toMatchObject({ occurrences: [missed], from: DAY });
    expect(after.absences).toEqual([]);
  }
});

test.each(['jag var där på mötet i torsdags', 'jag var på mötet i torsdags', 'jag var där'])(
  '"%s" begins no absence',
  (text) => {
    const after = write(before, text);
    expect(said(after)).toEqual(['absence:heardPresent']);
    expect(after.dialog.stack).toEqual([]);
  },
);

test('who was in hospital was not there', () => {
  expect(draft(write(before, 'jag var på sjukhus i torsdags'))).toMatchObject({ reason: 'sick' });
});
