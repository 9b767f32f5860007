import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import type { Participant } from '../../domain/participant.ts';
import { toInstant } from '../../domain/time.ts';
import { type Example, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt, turnsIn } from '../support/turns.ts';

/** Being ill is heard as that, after a coming too; what authorities are told is told by the person; and an illness that was none is taken back. */

const NOW = toInstant('2026-03-09T07:00');
const env = envAt(NOW);
const { write } = turnsIn(env);
const fresh = (plan: Example = 'plan-rusta-och-matcha', level: 'plain' | 'easy' = 'plain') =>
  newParticipant(examplePlan(plan), NOW, level);
const keys = (doc: Participant, text: string) =>
  respond(doc, { text, pressed: null }, env).say.map(({ key }) => key);
const draftOf = (doc: Participant) => doc.dialog.stack.map(({ dialog }) => dialog);

describe.each(['plain', 'easy'] as const)('ill after all (%s)', (level) => {
  test.each([
    'nej vänta jag är sjuk',
    'vänta jag är sjuk',
    'nej vänta jag har feber',
    'nej jag är sjuk',
    'jag är sjuk idag kommer imorgon om jag är frisk',
    'jag är sjuk idag så jag kommer imorgon',
    'sjuk idag kommer imorgon om jag är frisk',
  ])('"%s" begins a report of an illness', (text) => {
    for (const before of [[], ['jag kommer idag'], ['ja']]) {
      const doc = write(fresh(undefined, level), ...before, text);
      expect(draftOf(doc)).toEqual(['absence']);
      expect(JSON.stringify(doc.dialog.stack)).toContain('"sick"');
    }
  });
});

test('coming back tomorrow is no day of the report', () => {
  const sent = write(fresh(), 'jag är sjuk idag kommer imorgon om jag är frisk', 'ja');
  expect(sent.absences.map(({ from, to }) => [from, to])).toEqual([['2026-03-09', '2026-03-09']]);
});

test.each([
  'jag är inte sjuk',
  'jag är inte sjuk längre',
  'jag var sjuk men är frisk nu',
  'jag är frisk igen',
  'jag är inte längre förkyld',
  'febern är borta',
])('"%s" is still well again', (text) => {
  expect(understand(text, NOW)).toMatchObject({ intent: 'cancel', detail: 'well_again' });
});

test.each(['om jag är sjuk', 'vad händer när jag är sjuk', 'ta bort att jag är sjuk'])(
  '"%s" reports nothing',
  (text) => {
    expect(understand(text, NOW).intent).not.toBe('report_absence');
  },
);

describe('what authorities are told', () => {
  test.each([
    'kan du sjukanmäla mig till arbetsförmedlingen',
    'har du sagt till af att jag är sjuk',
    'skickar du det till af också?',
    'kan ni ringa försäkringskassan åt mig',
    'har du anmält det till a-kassan',
  ])('"%s" is answered with no, and with what to do', (text) => {
    for (const plan of ['plan-rusta-och-matcha', 'plan-steg-till-arbete', 'plan-kommun'] as const)
      expect(keys(fresh(plan), text)).toEqual(['plan:notToldForYou', 'duty:headingAfter']);
    const asked = write(fresh(), 'jag är sjuk idag');
    expect(keys(asked, text).slice(0, 2)).toEqual(['plan:notToldForYou', 'duty:headingAfter']);
    expect(keys(asked, text).at(-1)).toBe('absence:askSend');
  });

  test.each([
    'har du sagt till min handledare',
    'kan du säga till min handledare att af ringde',
    'kan du visa numret till af',
    'måste jag ringa af',
    'kan du säga vad af betyder',
  ])('"%s" is another question', (text) => {
    expect(keys(fresh(), text)).not.toContain('plan:notToldForYou');
  });
});

describe('an illness that was none', () => {
  const sent = write(fresh(), 'jag var sjuk i fredags', 'ja');

  test.each([
    'jag fyllde i fel, jag var inte sjuk i fredags',
    'jag var inte sjuk i fredags',
    'jag skrev fel jag var inte sjuk',
  ])('"%s" offers to take it back', (text) => {
    expect(sent.absences).toHaveLength(1);
    expect(keys(sent, text)).toEqual(['absence:askWithdraw']);
    expect(write(sent, text, 'ja').absences.map(({ status }) => status)).toEqual(['withdrawn']);
  });

  test('the day says which of several', () => {
    const two = write(sent, 'jag är sjuk idag', 'ja');
    const back = write(two, 'jag var inte sjuk i fredags', 'ja');
    expect(back.absences.map(({ from, status }) => [from, status])).toEqual([
      ['2026-03-06', 'withdrawn'],
      ['2026-03-09', 'reported'],
    ]);
  });

  test('a day without a report takes back none', () => {
    expect(keys(sent, 'jag var inte sjuk i torsdags')).not.toContain('absence:askWithdraw');
  });
});
