import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import type { ChatLine, Participant } from '../../domain/participant.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** "Fråga 2 av 3": where somebody is in a dialog; and the ways back and out of it. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

/** Writes one after the other. Gives what was said last, and where each question stood. */
function talk(...texts: string[]): { doc: Participant; steps: (string | null)[]; keys: string[] } {
  let doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const steps: (string | null)[] = [];
  let keys: string[] = [];
  for (const text of texts) {
    const turn = respond(doc, { text, pressed: null }, env);
    doc = say(turn.doc, turn.say, env);
    keys = turn.say.map(({ key }) => key);
    const last = doc.lines.filter(({ file }) => file === 'chat').at(-1)?.body as ChatLine | undefined;
    steps.push(last?.step ? `${last.step.at}/${last.step.of}` : null);
  }
  return { doc, steps, keys };
}

describe('where one is', () => {
  test('a report with nothing known counts its questions, and the count does not start over', () => {
    const { steps } = talk('jag kan inte komma', 'onsdag', 'sjuk');
    expect(steps).toEqual(['1/3', '2/3', '3/3']);
  });

  test('what is known is not counted: one question alone has no number', () => {
    expect(talk('jag är sjuk i morgon').steps).toEqual([null]);
  });

  test('outside a dialog there is none', () => {
    expect(talk('när är mitt nästa möte').steps).toEqual([null]);
  });

  test('a word in between keeps the place', () => {
    const { steps } = talk('jag kan inte komma', 'onsdag', 'hjälp');
    expect(steps).toEqual(['1/3', '2/3', '2/3']);
  });

  test('one step back is one number back', () => {
    expect(talk('jag kan inte komma', 'onsdag', 'tillbaka').steps).toEqual(['1/3', '2/3', '1/3']);
  });
});

describe('one step back', () => {
  test.each([
    ['jag kan inte komma', 'onsdag'],
    ['jag blir sen i morgon', '1'],
    ['jag har fått jobb', 'på måndag'],
    ['jag ska börja studera', 'på måndag'],
    ['Fråga min handledare', 'Vad ska jag ta med?'],
  ])('%s, %s, tillbaka: the first question again, and only once', (first, second) => {
    const [asked] = [talk(first).keys.at(-1)];
    const next = talk(first, second).keys.at(-1);
    expect(next).not.toBe(asked);
    expect(talk(first, second, 'tillbaka').keys.filter((key) => key === asked)).toHaveLength(1);
    // And on again, without being asked for what was kept.
    expect(talk(first, second, 'tillbaka', second).keys.at(-1)).toBe(next);
  });
});

describe('Börja om', () => {
  test('leaves all that is under way, says that nothing was sent, and offers what can be done', () => {
    const { doc, keys } = talk('jag kan inte komma', 'onsdag', 'börja om');
    expect(keys).toEqual(['absence:cancelled', 'common:restarted']);
    expect(doc.dialog.stack).toEqual([]);
    expect(doc.absences).toEqual([]);
    expect(doc.dialog.offered.map(({ id }) => id)).toContain('do:absence');
  });

  test('leaves a dialog below another too', () => {
    const { doc, keys } = talk('jag kan inte komma', 'Fråga min handledare', 'Börja om');
    expect(keys).toEqual(['question:cancelled', 'absence:cancelled', 'common:restarted']);
    expect(doc.dialog.stack).toEqual([]);
  });

  test.each([
    'Jag vill börja om',
    'kan vi börja om från början?',
    'nej jag måste börja om nu',
    'starta om',
    'borja om allt tack',
  ])('“%s” does what the button does, where any words are an answer too', (wish) => {
    const { doc, keys } = talk('jag kan inte komma', 'Fråga min handledare', wish);
    expect(keys).toEqual(['question:cancelled', 'absence:cancelled', 'common:restarted']);
    expect(doc.dialog.stack).toEqual([]);
  });

  test('with more words around it, at a question that has its own answers', () => {
    const { doc, keys } = talk('jag kan inte komma', 'nu blev det helt fel, jag vill börja om');
    expect(keys).toEqual(['absence:cancelled', 'common:restarted']);
    expect(doc.dialog.stack).toEqual([]);
  });

  test('somebody who begins a course again, or asks what it is to do so, says something else', () => {
    const { keys } = talk('om jag flyttar mitt i allt, måste jag börja om hos den nya');
    expect(keys).not.toContain('common:restarted');
  });
});
