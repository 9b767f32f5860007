import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { LEVELS } from '../../domain/participant.ts';
import { TERMS } from '../../locales/glossary/terms.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** Words asked about, by button and in writing, and what is said when a text is old. */

const NOW = envAt('2026-12-01T08:00:00.000Z');

describe.each(EXAMPLES)('%s', (example) => {
  const plan = examplePlan(example);
  test.each(LEVELS)('every word that is asked about by its name is explained, %s', (level) => {
    const doc = newParticipant(plan, NOW.now, level);
    const missed = TERMS.flatMap((term) => {
      const { say } = respond(doc, { text: `vad betyder ${term.shown}?`, pressed: null }, NOW);
      return say[0]?.key.startsWith(`glossary:${term.id}`) ? [] : [`${term.shown}: ${say[0]?.key}`];
    });
    expect(missed).toEqual([]);
  });

  test.each(LEVELS)('past its day it is said that a text may have changed, and not before, %s', (level) => {
    for (const term of TERMS) {
      for (const [now, old] of [
        [`${term.reviewBy}T08:00:00.000Z`, false],
        ['2029-01-01T08:00:00.000Z', true],
      ] as const) {
        const doc = newParticipant(plan, now, level);
        const { say } = respond(doc, { text: '', pressed: { q: 0, id: `do:word:${term.id}` } }, envAt(now));
        expect([term.id, say.some(({ key }) => key === 'help:mayHaveChanged')]).toEqual([term.id, old]);
      }
    }
  });
});

test('the number for help in a crisis is given whatever the day is', () => {
  const old = envAt('2040-01-01T08:00:00.000Z');
  const doc = newParticipant(examplePlan('plan-kommun'), old.now, 'easy');
  const { say } = respond(doc, { text: 'jag orkar inte leva', pressed: null }, old);
  expect(say.map(({ key }) => key)).toEqual(['help:crisis', 'help:crisisHuman']);
});

test('the words that were just shown are the ones that are offered, and each leads to its explanation', () => {
  let doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW.now, 'plain');
  const hear = (text: string, pressed: { q: number; id: string } | null = null) => {
    const turn = respond(doc, { text, pressed }, NOW);
    doc = say(turn.doc, turn.say, NOW);
    return turn.say;
  };
  hear('vilken ersättning har jag');
  const [offered] = hear('', { q: 0, id: 'do:words' });
  const ids = offered?.choices?.map((choice) => choice.id) ?? [];
  expect(ids).toContain('do:word:aktivitetsstod');
  expect(ids.length).toBeLessThanOrEqual(5);
  for (const id of ids.filter((one) => one.startsWith('do:word:'))) {
    expect(hear('', { q: 0, id })[0]?.key).toMatch(/^glossary:/);
  }
});

test.each([
  ['vad e en avikelse', 'glossary:avvikelserapport'],
  ['IUP:n vad är det', 'glossary:iup'],
  ['vad betyder känd avvikelse', 'glossary:kand_avvikelse'],
  ['va e gp för nåt', 'glossary:gemensam_planering'],
  ['vad är trepartsmöte', 'glossary:trepartsmote'],
  ['vad menas med anpasningar', 'glossary:anpassning'],
  ['vad betyder frånvaron', 'glossary:franvaro'],
])('%s', (text, key) => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW.now, 'plain');
  expect(respond(doc, { text, pressed: null }, NOW).say[0]?.key).toBe(key);
});
