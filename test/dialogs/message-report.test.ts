import { describe, expect, test } from '@jest/globals';
import { say } from '../../dialogs/say.ts';
import { respondBySms } from '../../dialogs/sms.ts';
import { markNoShow } from '../../domain/actions/no-show.ts';
import { type Participant, readParticipant } from '../../domain/participant.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, RANDOM, turnsIn } from '../support/turns.ts';

/** A report of absence that is written as a message to the handledare is one choice away, and the message says that it is none. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);
const { write, press } = turnsIn(env);
const ASK = 'fråga min handledare';

const person = () => newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
const stack = (doc: Participant) => doc.dialog.stack.map(({ dialog, asked }) => `${dialog}.${asked}`);
const keys = (doc: Participant) => (doc.dialog.last as { key: string }[]).map(({ key }) => key);
const offered = (doc: Participant) => doc.dialog.offered.map(({ id }) => id);
const draft = (doc: Participant) => doc.dialog.stack.at(-1)?.draft as Record<string, unknown>;

describe.each([
  'jag är sjuk imorgon',
  'kan inte komma på torsdag',
  'mitt barn är sjukt så jag stannar hemma idag',
  'är förkyld kan inte idag',
  'jag är sjuk',
  'kommer inte på fredag, ska till tandläkaren',
  'kan jag få en ny tid? jag är sjuk imorgon',
])('"%s", as a message', (text) => {
  test.each(EXAMPLES)('%s', (name) => {
    const read = write(newParticipant(examplePlan(name), NOW, 'plain'), ASK, text);
    expect(stack(read)).toEqual(['ask-supervisor.confirm']);
    expect(keys(read)).toEqual(['question:noReport', 'question:readBack']);
    expect(offered(read)).toEqual(['yes', 'report', 'change', 'do:cancel']);
    const begun = press(read, 'report');
    expect(begun.dialog.stack.at(-1)?.dialog).toBe('absence');
    expect(begun.questions).toEqual([]);
    expect(readParticipant(JSON.parse(JSON.stringify(begun)))).toEqual(begun);
  });
});

test('the day and the reason that were written are read back, and the message is gone', () => {
  const begun = press(write(person(), ASK, 'mitt barn är sjukt imorgon'), 'report');
  expect(stack(begun)).toEqual(['absence.confirm']);
  expect(draft(begun)).toMatchObject({ from: '2026-03-10', to: '2026-03-10', reason: 'child-sick' });
  const sent = write(begun, 'ja');
  expect([sent.absences.length, sent.questions, sent.dialog.stack]).toEqual([1, [], []]);
});

test('what else the message says waits, and is not said to be a report any more', () => {
  const begun = press(write(person(), ASK, 'jag är sjuk imorgon. kan jag få en ny tid?'), 'report');
  expect(stack(begun)).toEqual(['ask-supervisor.confirm', 'absence.confirm']);
  const after = write(begun, 'ja');
  expect(after.absences).toHaveLength(1);
  expect(stack(after)).toEqual(['ask-supervisor.confirm']);
  expect(offered(after)).toEqual(['yes', 'change', 'do:cancel']);
  expect(keys(after)).not.toContain('question:noReport');
});

test('lateness is reported as lateness', () => {
  const begun = press(write(person(), ASK, 'blir 20 min sen imorgon'), 'report');
  expect(stack(begun)).toEqual(['late.which']);
});

test('a day is counted from when it was written', () => {
  const read = write(person(), ASK, 'jag är sjuk imorgon');
  const later = turnsIn(envAt('2026-03-10T08:00:00.000Z'));
  const begun = later.press(later.write(read, 'hjälp'), 'report');
  expect(draft(begun)).toMatchObject({ from: '2026-03-10', to: '2026-03-10' });
});

test('a yes sends the message, as it says', () => {
  const sent = write(person(), ASK, 'jag är sjuk imorgon', 'ja');
  expect([sent.questions.length, sent.absences]).toEqual([1, []]);
});

test.each([
  'får jag ta med en vän',
  'jag vill byta tid på torsdag',
  'var ligger lokalen',
  'tack för hjälpen',
])('"%s" is a message and nothing else', (text) =>
  expect(offered(write(person(), ASK, text))).not.toContain('report'),
);

test('what is reported already is not offered to be reported', () => {
  const doc = write(person(), 'jag är sjuk imorgon', 'ja', ASK, 'jag är sjuk imorgon');
  expect([stack(doc), offered(doc)]).toEqual([['ask-supervisor.confirm'], ['yes', 'change', 'do:cancel']]);
});

describe('what helps somebody', () => {
  const read = () => write(press(write(person(), 'jag behöver tolk'), 'more'), 'jag är sjuk imorgon');

  test('is told without the absence, which is reported', () => {
    expect(offered(read())).toEqual(['yes', 'report', 'no']);
    const begun = press(read(), 'report');
    expect(stack(begun)).toEqual(['needs.confirm', 'absence.confirm']);
    const after = write(begun, 'ja');
    expect(after.absences).toHaveLength(1);
    expect(draft(after)).toMatchObject({ kinds: ['interpreter'], more: null });
  });

  test.each(['och en som pratar somaliska', 'det ska va en kvinna'])(
    'takes "%s" where it is read back',
    (text) => {
      const added = write(person(), 'jag behöver tolk', text);
      expect(draft(added)).toMatchObject({ more: text });
      expect(keys(added)).toEqual(['question:added', 'needs:askTell']);
      const sent = write(added, 'ja');
      expect(sent.questions.map((question) => question.text.includes(text))).toEqual([true]);
    },
  );

  test('takes no illness there', () => {
    const after = write(person(), 'jag behöver tolk', 'och det är för att jag har adhd');
    expect(JSON.stringify(after.dialog.stack)).not.toContain('adhd');
  });
});

test('an explanation that tells of a new absence leads to it with the day and the reason', () => {
  const marked = markNoShow(person(), 'handledare@2026-03-03T09:00', {
    now: NOW,
    staffName: 'Karin Berg',
    random: RANDOM,
  } as never);
  if (marked.kind !== 'done') throw new Error(marked.kind);
  const id = `do:explain:${marked.absence.id}:words`;
  const read = write(press(marked.doc, id), 'jag är sjuk imorgon');
  expect(stack(read)).toEqual(['explain-absence.confirm']);
  expect(offered(read)).toContain('do:absence:day;2026-03-10;2026-03-10;sick');
});

test.each([
  [[ASK]],
  [[ASK, 'får jag ta med en vän']],
  [['jag behöver tolk']],
  [['påminn mig om att ringa doktorn']],
  [['jag har fått jobb', 'på måndag']],
])('by SMS it is reported although the chat has asked something (%j)', (before) => {
  const open = write(person(), ...before);
  const turn = respondBySms(open, { text: 'jag är sjuk imorgon', pressed: null }, { ...env, channel: 'sms' });
  const doc = say(turn.doc, turn.say, env);
  expect(keys(doc)).toEqual(['sms:confirmDay']);
  expect(doc.dialog.stack[0]).toEqual(open.dialog.stack[0]);
});
