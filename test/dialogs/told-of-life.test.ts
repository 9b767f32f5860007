import { expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

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
