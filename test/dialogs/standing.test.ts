import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import { LEVELS, type Level } from '../../domain/participant.ts';
import type { TextKey } from '../../locales/keys.ts';
import { words } from '../../locales/render.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';
import { envAt } from '../support/turns.ts';

/** The page's standing buttons send their own title, so the conversation must know each of those words. */

const NOW = '2026-03-09T08:00:00.000Z';
const env = envAt(NOW);

const BUTTONS: readonly [label: TextKey, command: TextKey, level: Level, answer: TextKey][] = [
  ['page:help', 'common:help', 'plain', 'help:whatICanDo'],
  ['page:help', 'common:help', 'easy', 'help:whatICanDo'],
  ['page:again', 'common:readAgain', 'plain', 'help:whatICanDo'],
  ['page:again', 'common:readAgain', 'easy', 'help:whatICanDo'],
  ['page:easier', 'common:easier', 'plain', 'welcome:easyChosen'],
  ['page:plain', 'common:plainLevel', 'easy', 'welcome:plainChosen'],
  ['page:stepBack', 'common:back', 'plain', 'common:nothingToGoBackTo'],
  ['page:stepBack', 'common:back', 'easy', 'common:nothingToGoBackTo'],
  ['page:restart', 'common:restart', 'plain', 'common:restarted'],
  ['page:restart', 'common:restart', 'easy', 'common:restarted'],
  ['page:cancel', 'common:cancel', 'plain', 'common:nothingToCancel'],
  ['page:cancel', 'common:cancel', 'easy', 'common:nothingToCancel'],
  ['page:whoSees', 'common:whoSees', 'plain', 'help:privacy'],
  ['page:whoSees', 'common:whoSees', 'easy', 'help:privacy'],
];

describe("the page's standing buttons", () => {
  test.each(BUTTONS)('%s is %s, %s: it is answered by %s', (label, command, level, answer) => {
    const title = words(label, undefined, { level, today: env.today });
    expect(title).toBe(words(command, undefined, { level, today: env.today }));
    const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, level);
    expect(respond(doc, { text: title, pressed: null }, env).say[0]?.key).toBe(answer);
  });

  test('are all in the list above', () => {
    const page = readFileSync('bot/pages/chat-view.ts', 'utf8');
    const listed = [...page.matchAll(/key: '(page:\w+)',\s+id: 'do:/g)].map((match) => match[1]);
    expect(listed.length).toBeGreaterThan(4);
    expect([...new Set(BUTTONS.map(([label]): string => label))].sort()).toEqual(listed.sort());
  });

  test('are the same words in both levels where both show them', () => {
    for (const [label] of BUTTONS) {
      const [plain, easy] = LEVELS.map((level) => words(label, undefined, { level, today: env.today }));
      expect([label, easy]).toEqual([label, plain]);
    }
  });
});
