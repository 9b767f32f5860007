import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { answeredBySms, questionBySms } from '../../dialogs/sms-words.ts';
import type { TextKey } from '../../locales/keys.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** Whatever is asked on the way to a report is asked by SMS too, or answered there by what was said: a report is never left half made. */

const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), '2026-03-09T08:00:00.000Z', 'plain');

/** Texts of a namespace that ask, but for those that are shown in words of their own before something is sent. */
function questions(namespace: string, asks: RegExp): TextKey[] {
  const texts = Object.keys(JSON.parse(readFileSync(`locales/sv/${namespace}.json`, 'utf8')));
  return texts.filter((name) => asks.test(name)).map((name) => `${namespace}:${name}` as TextKey);
}

const ASKED = [
  ...questions('signal', /^(?:when|where|already)(?!Withdrawn)[A-Z]/),
  ...questions('absence', /^ask(?:Day|Which|Also|Reason|Past|Back|Beside)/),
  ...questions('absence', /^(?:late|early)(?:Which(?!Choice|OnDay)|HowMuch|NothingBooked)/),
  ...questions('absence', /^(?:whatToChange|alreadyReported|writeDay|tooLongAgo|tooFarAhead|tooLong)$/),
];

test('there are some', () => expect(ASKED.length).toBeGreaterThan(25));

test.each(ASKED)('%s', (key) => {
  const ctx = { doc, env: {} as never };
  expect(answeredBySms({ key }) ?? questionBySms({ key }, ctx)?.key ?? null).not.toBeNull();
});
