import { describe, expect, test } from '@jest/globals';
import type { Participant } from '../../domain/participant.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** An absence that is told is reported whatever else is asked just then, and what was asked waits. */

const NOW = '2026-03-09T08:00:00.000Z';
const { write, press } = turnsIn(envAt(NOW));
const stack = (doc: Participant) => doc.dialog.stack.map(({ dialog, asked }) => `${dialog}.${asked}`);

const REMINDER = ['påminn mig om att ringa doktorn'];
const JOB = ['jag har fått jobb'];
const STUDIES = ['jag ska börja plugga'];
const OPEN: readonly (readonly [string, readonly string[]])[] = [
  ['own-reminder.at', REMINDER],
  ['life-change.startsOn', JOB],
  ['life-change.where', [...JOB, 'på måndag']],
  ['life-change.confirm', [...JOB, 'på måndag', 'Ica']],
  ['life-change.startsOn', STUDIES],
  ['life-change.where', [...STUDIES, 'på måndag']],
  ['life-change.confirm', [...STUDIES, 'på måndag', 'Komvux']],
];
const REPORTS: readonly (readonly [string, 'absence' | 'late'])[] = [
  ['jag är sjuk imorgon', 'absence'],
  ['kan inte komma på torsdag', 'absence'],
  ['mitt barn är sjukt så jag stannar hemma idag', 'absence'],
  ['är förkyld kan inte idag', 'absence'],
  ['jag e sjk imorron', 'absence'],
  ['vab idag', 'absence'],
  ['jag är sjuk', 'absence'],
  ['jag ligger hemma sjuk', 'absence'],
  ['kommer inte på fredag, ska till tandläkaren', 'absence'],
  ['blir 20 min sen imorgon', 'late'],
];

describe.each(EXAMPLES)('%s', (name) => {
  describe.each(OPEN)('while %s is asked', (asked, before) => {
    const open = write(newParticipant(examplePlan(name), NOW, 'plain'), ...before);

    test.each(REPORTS)('"%s" is reported', (text, dialog) => {
      expect(stack(open)).toEqual([asked]);
      const after = write(open, text);
      expect(after.dialog.stack.map((frame) => frame.dialog)).toEqual([asked.split('.')[0], dialog]);
      expect(after.dialog.stack[0]).toEqual(open.dialog.stack[0]);
      expect(after.ownReminders).toEqual([]);
    });
  });
});

const person = () => newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');

test.each([
  [REMINDER, 'på fredag efter läkaren'],
  [REMINDER, 'imorgon när jag är hemma'],
  [JOB, 'kan inte börja förrän måndag'],
  [JOB, 'kan inte på måndag, tisdag istället'],
  [[...JOB, 'på måndag'], 'på sjukhuset'],
  [[...JOB, 'på måndag', 'Ica'], 'nej jag börjar på tisdag'],
  [[...JOB, 'på måndag', 'Ica'], 'kan inte börja före fredag'],
])('after %j "%s" is an answer, and no absence', (before, text) => {
  const after = write(person(), ...before, text);
  expect(after.dialog.stack.map(({ dialog }) => dialog)).not.toContain('absence');
  expect(after.dialog.stack.map(({ dialog }) => dialog)).not.toContain('late');
});

test('an illness that would not be taken into what helps is reported, and what helps waits', () => {
  const asked = press(write(person(), 'jag behöver tolk'), 'more');
  expect(stack(asked)).toEqual(['needs.more']);
  const after = write(asked, 'jag har feber och kommer inte imorgon');
  expect(stack(after)).toEqual(['needs.more', 'absence.confirm']);
});
