import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import type { Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** A death and a wish for another handledare are met as that, and nothing else is. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

function firstKey(text: string): string | undefined {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  return respond(doc, { text, pressed: null }, env).say[0]?.key;
}

test.each(['min mamma dör', 'min pappa dog i natt', 'mormor har gått bort', 'min fru är död'])(
  '%s',
  (text) => {
    expect(firstKey(text)).toBe('help:grief');
  },
);

test.each(['jag vill byta handledare', 'kan jag få en annan coach', 'byt handledare'])('%s', (text) => {
  expect(firstKey(text)).toBe('help:otherSupervisor');
});

test.each([
  'kan jag få ny tid med min handledare',
  'kan jag byta tid med handledare',
  'jag får en ny handledare på måndag',
  'min telefon dog',
  'min mamma har dött så jag kommer inte imorgon',
  'min pappa har dött, jag kommer inte',
  'jag får dåligt samvete',
])('"%s" is neither', (text) => {
  expect(['help:grief', 'help:otherSupervisor']).not.toContain(firstKey(text));
});

const { write } = turnsIn(env);
const person = () => newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
const top = (doc: Participant) => doc.dialog.stack.at(-1);
const DEATH = 'min pappa dog igår';

describe('while something is asked', () => {
  test.each([
    [['jag har fått jobb'], 'signal:whenWork'],
    [['jag har fått jobb', 'på måndag'], 'signal:whereWork'],
    [['jag ska börja plugga', 'på måndag'], 'signal:whereStudies'],
    [['jag har fått jobb', 'på måndag', 'ica'], 'absence:askSend'],
    [['jag kan inte komma'], 'absence:askDay'],
    [['jag kan inte komma imorgon'], 'absence:askWhich'],
  ])('after %j a death is met and the question comes again', (before, question) => {
    const doc = write(person(), ...before);
    const turn = respond(doc, { text: DEATH, pressed: null }, env);
    expect([turn.say[0]?.key, turn.say.at(-1)?.key]).toEqual(['help:griefBeside', question]);
    expect(JSON.stringify(turn.doc.dialog.stack)).not.toContain('pappa');
    expect(JSON.stringify(turn.doc.dialog.stack)).not.toContain('2026-03-08');
    expect(turn.doc.dialog.stack.at(-1)?.asked).toBe(top(doc)?.asked);
  });

  test('another handledare is no employer', () => {
    const doc = write(person(), 'jag har fått jobb', 'på måndag');
    const turn = respond(doc, { text: 'jag vill byta handledare', pressed: null }, env);
    expect(turn.say.map(({ key }) => key)).toEqual(['help:otherSupervisorBeside', 'signal:whereWork']);
    expect(top(write(doc, 'jag vill byta handledare', 'ica'))?.draft).toMatchObject({ where: 'ica' });
  });

  test('to why somebody stays away it is the answer, and met', () => {
    const doc = write(person(), 'jag kan inte komma på onsdag');
    const turn = respond(doc, { text: DEATH, pressed: null }, env);
    expect(top(doc)?.asked).toBe('reason');
    expect(turn.say[0]?.key).toBe('help:griefBeside');
    expect(turn.doc.dialog.stack.at(-1)).toMatchObject({
      asked: 'confirm',
      draft: { reason: 'family', from: '2026-03-11', to: '2026-03-11' },
    });
  });

  test('told where the day is asked, why is not asked again', () => {
    const doc = write(person(), 'jag kan inte komma', DEATH, 'på onsdag');
    expect(top(doc)).toMatchObject({ asked: 'confirm', draft: { reason: 'family', from: '2026-03-11' } });
  });

  test('who has said that they are ill is ill all the same', () => {
    const before = write(person(), 'jag är sjuk på onsdag');
    expect(top(before)).toMatchObject({ asked: 'confirm', draft: { reason: 'sick' } });
    expect(top(write(before, DEATH))).toEqual(top(before));
  });

  test('with a day to stay away it is that day', () => {
    const doc = write(person(), 'jag kan inte komma', 'min mamma dog, jag kan inte komma på onsdag');
    expect(top(doc)).toMatchObject({ draft: { from: '2026-03-11' } });
  });

  test('a report is heard where the employer is asked for', () => {
    const doc = write(person(), 'jag har fått jobb', 'på måndag', 'min pappa dog så jag kommer inte imorgon');
    expect(doc.dialog.stack.map(({ dialog }) => dialog)).toEqual(['life-change', 'absence']);
  });

  test.each([DEATH, 'jag vill byta handledare'])(
    'in a message to the handledare "%s" is met and kept',
    (text) => {
      const doc = write(person(), 'fråga min handledare');
      const turn = respond(doc, { text, pressed: null }, env);
      expect(turn.say[0]?.key).toMatch(/^help:(?:grief|otherSupervisor)Beside$/);
      expect(turn.doc.dialog.stack.at(-1)).toMatchObject({ asked: 'confirm', draft: { text } });
    },
  );
});

test('a death in a report is met, and the report goes on', () => {
  const turn = respond(
    person(),
    { text: 'min mamma har dött så jag kommer inte imorgon', pressed: null },
    env,
  );
  expect(turn.say[0]?.key).toBe('help:griefBeside');
  expect(turn.doc.dialog.stack.at(-1)?.dialog).toBe('absence');
});

test('in danger, the numbers come first and alone', () => {
  const turn = respond(person(), { text: 'min mamma dog och jag vill inte leva', pressed: null }, env);
  expect(turn.say.map(({ key }) => key)).not.toContain('help:griefBeside');
});
