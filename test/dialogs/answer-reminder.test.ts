import { expect, test } from '@jest/globals';
import { normalise } from '../../dialogs/understanding/normalise.ts';
import { writtenChoice } from '../../dialogs/written.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING } from '../support/app.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** Words that answer a reminder, which asks nothing and whose buttons an SMS does not have. */

const before = newParticipant(examplePlan('plan-rusta-och-matcha'), EVENING, 'plain');
const told = (keys: readonly string[], doc = before) =>
  tell(
    doc,
    [
      {
        key: 'common:youAreWelcome',
        choices: keys.flatMap((key) => [
          { id: `do:coming:${key}`, key: 'reminder:coming' } as const,
          { id: `do:cannot:${key}`, key: 'reminder:cannot' } as const,
        ]),
      },
    ],
    { now: EVENING, proactive: true },
  );

const written = (text: string) => ({ text, normal: normalise(text) });

test.each([
  ['kommer', 'do:coming:a1'],
  ['Ja jag kommer!', 'do:coming:a1'],
  ['jag kommer 👍', 'do:coming:a1'],
  ['Ja', 'do:coming:a1'],
  ['japp', 'do:coming:a1'],
  ['nej', 'do:cannot:a1'],
  ['kan inte', 'do:cannot:a1'],
  ['Nej, jag kommer inte', 'do:cannot:a1'],
  ['jag kan tyvärr inte komma', 'do:cannot:a1'],
  ['hinner inte', 'do:cannot:a1'],
  ['ok', null],
  ['jaha', null],
  ['kommer du?', null],
  ['jag kommer sent', null],
  ['jag kan inte hitta dit', null],
  ['nej tack', null],
])('"%s" to a reminder of one time', (text, choice) => {
  expect(writtenChoice(written(text), told(['a1']), true)).toBe(choice);
});

test('of several times it is asked which', () => {
  for (const text of ['ja', 'kommer', 'nej']) {
    expect(writtenChoice(written(text), told(['a1', 'b1']), true)).toBeNull();
  }
});

test('a bare yes or no may be meant for the question that was open before; clear words are not', () => {
  const frame = { dialog: 'absence', version: 1, asked: 'confirm', draft: {}, since: EVENING };
  const open = {
    ...before,
    dialog: { ...before.dialog, stack: [frame] },
  } as unknown as typeof before;
  const asked = told(['a1'], open);
  expect(writtenChoice(written('ja'), asked, true)).toBeNull();
  expect(writtenChoice(written('nej'), asked, true)).toBeNull();
  expect(writtenChoice(written('jag kommer'), asked, true)).toBe('do:coming:a1');
  expect(writtenChoice(written('jag kommer inte'), asked, true)).toBe('do:cannot:a1');
  const since = { ...asked, dialog: { ...asked.dialog, told: [] } };
  expect(writtenChoice(written('kommer'), since, true)).toBeNull();
});
