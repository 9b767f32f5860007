import { describe, expect, test } from '@jest/globals';
import type { Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** What is written where a message to the handledare is read back stands in it too, and is read back before it goes. */

const NOW = '2026-03-09T08:00:00.000Z';
const { write } = turnsIn(envAt(NOW));
const ASKING = ['fråga min handledare', 'får jag ta med en vän'];

const person = () => newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
const draftOf = (doc: Participant) => doc.dialog.stack.at(-1)?.draft as { text: string | null } | undefined;

describe('a message that is read back', () => {
  test.each([
    'det ska va Storgatan 14',
    'den ligger inte på Storgatan 12',
    'och min hund',
    'får jag ta med min hund också',
    'Planen är fel det står fel telefonnummer',
    'nej, det ska vara på torsdag',
    'numret är 070-174 06 30',
    '070-174 06 30',
  ])('"%s" is added, read back, and sent with it', (text) => {
    const before = write(person(), ...ASKING, text);
    expect(draftOf(before)?.text).toBe(`får jag ta med en vän. ${text}`);
    expect(before.questions).toEqual([]);
    expect(write(before, 'ja').questions.map((question) => question.text)).toEqual([
      `får jag ta med en vän. ${text}`,
    ]);
  });

  test('what stands in it is not said twice', () => {
    expect(draftOf(write(person(), ...ASKING, ASKING[1] ?? ''))?.text).toBe(ASKING[1]);
  });

  test('a yes that says more sends nothing before that is read back', () => {
    const before = write(person(), ...ASKING, 'ja, och säg att jag kommer lite senare');
    expect(before.questions).toEqual([]);
    expect(draftOf(before)?.text).toBe('får jag ta med en vän. och säg att jag kommer lite senare');
  });

  test.each(['ja', 'ja skicka det', 'ja men skicka det nu', 'japp gör det', 'ok tack'])(
    '"%s" sends it as it is',
    (text) => {
      expect(write(person(), ...ASKING, text).questions.map((question) => question.text)).toEqual([
        'får jag ta med en vän',
      ]);
    },
  );

  test.each([
    'nej',
    'det var fel',
    'det stämmer inte',
    'jag vill skriva om det',
    'kan jag ändra meddelandet',
  ])('"%s" asks for the words anew', (text) => {
    expect(draftOf(write(person(), ...ASKING, text))?.text).toBeNull();
  });

  test.each(['när är nästa möte?', 'hjälp', 'visa min plan', 'mitt schema', 'va', '🤔', 'tack'])(
    '"%s" is no part of it',
    (text) => {
      expect(draftOf(write(person(), ...ASKING, text))?.text).toBe('får jag ta med en vän');
    },
  );

  test('"avbryt" ends it', () => {
    const after = write(person(), ...ASKING, 'avbryt');
    expect([after.dialog.stack, after.questions]).toEqual([[], []]);
  });

  test('an absence is reported, and the message waits', () => {
    const after = write(person(), ...ASKING, 'jag är sjuk imorgon');
    expect(after.dialog.stack.map(({ dialog }) => dialog)).toEqual(['ask-supervisor', 'absence']);
  });

  test('what does not fit is not added, and that is said', () => {
    const before = write(person(), 'fråga min handledare', 'a '.repeat(990), `och ${'bussen '.repeat(5)}`);
    expect(draftOf(before)?.text).not.toContain('bussen');
    expect(JSON.stringify(before.dialog.last)).toContain('question:tooLong');
  });
});

test.each([[], ['vad är mitt mål']])(
  '"fel telefonnummer" needs not be written again (after %j)',
  (...shown) => {
    const doc = write(person(), ...shown, 'Planen är fel det står fel telefonnummer');
    expect(draftOf(doc)?.text).toBe('Planen är fel det står fel telefonnummer');
  },
);
