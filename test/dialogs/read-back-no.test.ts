import { describe, expect, test } from '@jest/globals';
import type { Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** "Skicka inte" to what is read back sends nothing and says so; that nobody answered the telephone is no wish for a human. */

const NOW = '2026-03-09T08:00:00.000Z';
const { write, press } = turnsIn(envAt(NOW));
const stack = (doc: Participant) => doc.dialog.stack.map(({ dialog, asked }) => `${dialog}.${asked}`);
const keys = (doc: Participant) => (doc.dialog.last as { key: string }[]).map(({ key }) => key);
const draft = (doc: Participant) => doc.dialog.stack.at(-1)?.draft as Record<string, unknown>;

const AWAY = ['jag är sjuk imorgon'];
const LATE = ['jag blir 10 min sen till mötet imorgon klockan 9'];
const ASK = ['fråga min handledare', 'får jag ta med en vän'];
const READ: readonly (readonly [readonly string[], string, string])[] = [
  [AWAY, 'absence.confirm', 'absence:cancelled'],
  [LATE, 'late.confirm', 'absence:cancelled'],
  [ASK, 'ask-supervisor.confirm', 'question:cancelled'],
  [['jag har fått jobb', 'på måndag', 'Ica'], 'life-change.confirm', 'absence:cancelled'],
  [['jag behöver tolk'], 'needs.confirm', 'needs:notTold'],
];

describe.each(['plain', 'easy'] as const)('%s', (level) => {
  const person = () => newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, level);

  describe.each(READ)('%j', (before, asked, ended) => {
    const read = write(person(), ...before);

    test.each(['skicka inte', 'nej skicka inte det där', 'vänta skicka det inte', 'du ska inte skicka det'])(
      '"%s" ends it',
      (text) => {
        expect(stack(read)).toEqual([asked]);
        const after = write(read, text);
        expect([stack(after), keys(after)[0]]).toEqual([[], ended]);
        expect([after.absences, after.questions, after.signals]).toEqual([[], [], []]);
      },
    );

    test.each(['skicka inte än', 'nej, skicka det inte än', 'vänta med att skicka'])(
      '"%s" leaves it where it is',
      (text) => {
        const after = write(read, text);
        expect([stack(after), keys(after)[0]]).toEqual([[asked], 'common:notSentYet']);
        expect([after.absences, after.questions, after.signals]).toEqual([[], [], []]);
      },
    );
  });

  const TRIED = [
    'jag hann inte ringa er',
    'ni svarade inte i telefon',
    'ingen svarade när jag ringde',
    'jag försökte ringa',
    'jag har ringt men ingen svarar',
    'kom inte fram på telefon',
  ];

  describe.each([[AWAY], [LATE], [['jag kan inte komma']], [['jag kan inte komma imorgon']]])(
    '%j',
    (before) => {
      test.each(TRIED)('"%s" is thanked for, and the question comes again', (text) => {
        const open = write(person(), ...before);
        const after = write(open, text);
        expect([stack(after), draft(after)]).toEqual([stack(open), draft(open)]);
        expect(keys(after)[0]).toBe('absence:canTellHere');
        expect(keys(after)).not.toContain('help:human');
      });
    },
  );

  test.each(TRIED)('"%s" belongs in a message', (text) => {
    expect(draft(write(person(), ...ASK, text))).toMatchObject({ text: `${ASK[1]}. ${text}` });
  });

  test.each(['jag kan inte ringa', 'jag har svårt att prata i telefon'])('"%s" is still a need', (text) => {
    expect(keys(write(person(), text))[0]).toMatch(/^needs:/);
  });
});

test('an illness of another day, where it is asked why somebody comes late, is an absence', () => {
  const person = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const asked = write(
    press(write(person, 'jag blir sen'), 'which:handledare@2026-03-10T09:00'),
    '30 minuter',
  );
  expect(stack(asked)).toEqual(['late.reason']);
  const other = write(asked, 'jag är sjuk på torsdag');
  expect(stack(other)).toEqual(['late.reason']);
  expect(draft(other)).toMatchObject({
    reason: null,
    later: [{ kind: 'away', when: { start: '2026-03-12' }, reason: 'sick' }],
  });
  expect(draft(write(asked, 'jag är sjuk imorgon'))).toMatchObject({ reason: 'sick', later: [] });
  expect(draft(write(asked, 'ska till tandläkaren på fredag'))).toMatchObject({
    later: [{ kind: 'away', when: { start: '2026-03-13' }, reason: 'doctor' }],
  });
  const week = write(asked, 'sjukskriven hela veckan');
  expect(stack(week)).toEqual(['absence.confirm']);
  expect(draft(week)).toMatchObject({ from: '2026-03-09', to: '2026-03-15', reason: 'sick' });
});

test.each([
  ['jag är sjukskriven till fredag', '2026-03-13'],
  ['sjukskriven hela veckan', '2026-03-15'],
])('"%s", where it is asked why, tells the days too', (text, to) => {
  const person = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const asked = press(write(person, 'jag kan inte komma'), 'day:2026-03-09');
  expect(stack(asked)).toEqual(['absence.reason']);
  const after = write(asked, text);
  expect(stack(after)).toEqual(['absence.confirm']);
  expect(draft(after)).toMatchObject({ from: '2026-03-09', to, reason: 'sick' });
});
