import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readModel } from '../../dialogs/understanding/classifier.ts';
import { INTENTS, type Intent } from '../../dialogs/understanding/intents.ts';
import {
  filled,
  fingerprintOf,
  labelsOf,
  readMessages,
  readPhrases,
} from '../../dialogs/understanding/phrases.ts';
import { samplesOf } from '../../dialogs/understanding/training.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { SIDE_EFFECTS, verdict } from '../../dialogs/understanding/verdict.ts';
import { readLabelled } from './labelled.ts';

const NOW = '2026-03-10T08:00:00+01:00';
const intentOf = (label: string): Intent => label.split('/')[0] as Intent;
const phrases = readPhrases();
const readFile = () => readFileSync(new URL('../../dialogs/understanding/model.bin', import.meta.url));

test('the model is the one of these phrases; if not, run npm run understand:build', () => {
  const model = readModel(readFile());
  const labels = labelsOf(phrases);
  expect(model.labels).toEqual(labels);
  expect(model.fingerprint).toBe(
    fingerprintOf(samplesOf([...filled(phrases), ...readMessages()], labels), labels),
  );
}, 90_000);

test('a model that is cut short or of other code is refused', () => {
  expect(() => readModel(readFile().subarray(0, 50_000))).toThrow('UNDERSTAND_MODEL');
});

/** The word that everybody would think of first for an intent. */
const OBVIOUS: Record<Intent, RegExp> = {
  report_absence: /sjuk/i,
  show_plan: /plan/i,
  show_schedule: /möte|schema|tid/i,
  reminder_stop: /p[åo]min/i,
  reminder_start: /p[åo]min/i,
  reminder_time: /p[åo]min/i,
  explain_word: /betyd/i,
  got_job: /jobb/i,
  started_studies: /plug|stud/i,
  cancel: /avbr/i,
  human: /människ|prata/i,
  easy_on: /lätt|enk/i,
  easy_off: /vanlig|normal/i,
  help: /hjälp/i,
  greeting: /^hej/i,
  yes: /^ja/i,
  no: /^nej/i,
  crisis: /dö|självmord|slå/i,
  out_of_scope: /väder/i,
};

const threes = (text: string): Set<string> => {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
};

/** Phrases of which no two share more than 0.6 of their groups of three letters. */
function varied(texts: readonly string[]): string[] {
  const kept: { text: string; grams: Set<string> }[] = [];
  for (const text of texts) {
    const grams = threes(text);
    const near = kept.some((one) => {
      const [fewer, more] = [grams.size, one.grams.size].sort((a, b) => a - b) as [number, number];
      // They cannot share more than the shorter has.
      if (fewer / more <= 0.6) return false;
      let both = 0;
      for (const gram of grams) if (one.grams.has(gram)) both++;
      return both / (grams.size + one.grams.size - both) > 0.6;
    });
    if (!near) kept.push({ text, grams });
  }
  return kept.map(({ text }) => text);
}

describe('the phrases are many and varied', () => {
  test.each(INTENTS.map((intent) => [intent]))('%s', (intent) => {
    const kept = varied(
      phrases.filter((phrase) => intentOf(phrase.label) === intent).map(({ text }) => text),
    );
    expect(kept.length).toBeGreaterThanOrEqual(intent === 'out_of_scope' ? 300 : 80);
    const without = kept.filter((text) => !OBVIOUS[intent].test(text));
    expect(without.length / kept.length).toBeGreaterThanOrEqual(1 / 3);
  });

  test('no phrase stands under two intents', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { text, label } of phrases) {
      const key = text.toLowerCase();
      const other = seen.get(key);
      if (other !== undefined && intentOf(other) !== intentOf(label))
        twice.push(`${text}: ${other}, ${label}`);
      seen.set(key, label);
    }
    expect(twice).toEqual([]);
  });
});

test('the phrases themselves are understood as they are labelled', () => {
  const wrong = phrases.filter(
    ({ text, label }) => !text.includes('{') && understand(text, NOW).intent !== intentOf(label),
  );
  expect(wrong.map(({ text, label }) => `${label}: ${text}`).slice(0, 40)).toEqual([]);
}, 60_000);

test('messages kept apart are understood no worse than measured', () => {
  const outcomes = readLabelled('heldout.txt').map((phrase) => ({
    expected: intentOf(phrase.label),
    meaning: understand(phrase.text, NOW),
  }));
  const share = (good: (one: (typeof outcomes)[number]) => boolean): number =>
    outcomes.filter(good).length / outcomes.length;
  expect(
    share(({ expected, meaning }) => meaning.intent === expected && verdict(meaning) === 'sure'),
  ).toBeGreaterThanOrEqual(0.9);
  expect(
    share(
      ({ expected, meaning }) =>
        meaning.intent === expected || (verdict(meaning) === 'ask' && meaning.top.includes(expected)),
    ),
  ).toBeGreaterThanOrEqual(0.95);
  expect(
    share(
      ({ expected, meaning }) =>
        meaning.intent !== expected && SIDE_EFFECTS.has(meaning.intent) && verdict(meaning) === 'sure',
    ),
  ).toBeLessThan(0.005);
});

test('from outside: JSON lines in, JSON lines out', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const input = [
    JSON.stringify({ text: 'jag är sjuk imorgon', now: NOW }),
    'not json',
    JSON.stringify({ text: 'läkartid imorgon kl 10', now: NOW }),
    JSON.stringify({ text: 'hej', now: 'soon' }),
  ].join('\n');
  const { stdout, status } = spawnSync(process.execPath, ['dialogs/understanding/cli.ts'], {
    cwd: root,
    input,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(Object.keys(lines[0] ?? {})).toEqual(['intent', 'detail', 'confidence', 'top', 'when', 'reason']);
  expect(lines[0]).toMatchObject({
    intent: 'report_absence',
    detail: null,
    when: { grain: 'day', start: '2026-03-11', end: '2026-03-11' },
    reason: 'sick',
  });
  expect(lines[1]).toHaveProperty('error');
  expect(lines[2]).toMatchObject({
    when: { grain: 'time', start: '2026-03-11T10:00:00+01:00', end: '2026-03-11T10:00:00+01:00' },
    reason: 'doctor',
  });
  expect(lines[3]).toHaveProperty('error');
});
