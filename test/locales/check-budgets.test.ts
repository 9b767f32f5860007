import { describe, expect, test } from '@jest/globals';
import { checkText } from '../../locales/check/check-text.ts';
import type { Level, RuleId, Severity } from '../../locales/check/rule.ts';
import { BUDGETS } from '../../locales/check/rules/length.ts';
import { RULES } from '../../locales/check/rules.ts';

/** How hard each rule is at each level, and where its limits run: one step on either side of each. */

const E = 'error';
const W = 'warning';
const SEVERITIES: Readonly<
  Record<RuleId, readonly [plain: Severity | null, easy: Severity | null, staff: Severity | null]>
> = {
  M1: [E, E, E],
  M2: [E, E, null],
  M3: [W, W, null],
  M4: [W, E, null],
  M5: [W, E, W],
  M6: [E, E, E],
  M7: [W, E, null],
  M8: [W, E, null],
  M9: [W, E, null],
  M10: [W, E, null],
  M11: [E, E, E],
  M12: [W, E, null],
  M13: [W, E, null],
  M14: [W, E, null],
  M15: [W, E, null],
  M16: [E, E, null],
  M17: [W, E, null],
  M18: [E, E, null],
  M19: [W, E, null],
  M20: [W, E, null],
  M21: [null, E, null],
  M22: [W, E, null],
  M23: [E, E, E],
  SMS: [E, E, E],
};

test.each(RULES.map(({ id, severity }) => [id, severity] as const))(
  '%s is as hard as it should be',
  (id, severity) => {
    expect([severity.plain, severity.easy, severity.staff]).toEqual(SEVERITIES[id]);
  },
);

test('the budgets', () => {
  expect(BUDGETS.plain).toEqual({
    aimWords: 15,
    maxWords: 20,
    meanWords: 12,
    lix: 35,
    aimLix: 30,
    longWordShare: 0.22,
    sentences: 6,
  });
  expect(BUDGETS.easy).toEqual({
    aimWords: 10,
    maxWords: 12,
    meanWords: 8,
    lix: 25,
    aimLix: 20,
    longWordShare: 0.12,
    sentences: 5,
  });
});

/** So many sentences of so many words, of which so many are long. Each speaks to the reader. */
function textOf(sentences: number, words: number, long: number): string {
  let left = long;
  return Array.from({ length: sentences }, () => {
    const rest = Array.from({ length: words - 1 }, () => (left-- > 0 ? 'lektion' : 'gå'));
    return `Du ${rest.join(' ')}.`;
  }).join('\n');
}

const found = (text: string, level: Level) =>
  checkText(text, { level, without: ['M1'] })
    .findings.filter(({ rule }) => rule === 'M2')
    .map((finding) => `${finding.severity} ${finding.text}`);

describe('a limit is passed by one step, and not before', () => {
  test('LIX, plain', () => {
    expect(found(textOf(4, 10, 8), 'plain')).toEqual([]);
    expect(found(textOf(5, 20, 10), 'plain').filter((text) => text.includes('LIX'))).toEqual([]);
    expect(found(textOf(5, 20, 11), 'plain')).toContain('warning LIX 31');
    expect(found(textOf(5, 20, 15), 'plain')).toContain('warning LIX 35');
    expect(found(textOf(5, 20, 16), 'plain')).toContain('error LIX 36');
  });

  test('LIX, easy', () => {
    expect(found(textOf(10, 10, 10), 'easy').filter((text) => text.includes('LIX'))).toEqual([]);
    expect(found(textOf(10, 10, 11), 'easy')).toContain('warning LIX 21');
    expect(found(textOf(10, 10, 15), 'easy')).toContain('warning LIX 25');
    expect(found(textOf(10, 10, 16), 'easy')).toContain('error LIX 26');
  });

  test('the share of long words', () => {
    expect(found(textOf(20, 5, 22), 'plain')).toEqual([]);
    expect(found(textOf(20, 5, 23), 'plain')).toEqual(['error långa ord 23 procent']);
    expect(found(textOf(20, 5, 12), 'easy')).toEqual([]);
    expect(found(textOf(20, 5, 13), 'easy')).toEqual(['error långa ord 13 procent']);
  });

  test('the mean of a sentence', () => {
    expect(found(textOf(4, 12, 0), 'plain')).toEqual([]);
    expect(found(`${textOf(4, 12, 0)}\n${textOf(1, 13, 0)}`, 'plain')).toEqual(['error 12,2 ord per mening']);
    expect(found(textOf(5, 8, 0), 'easy')).toEqual([]);
    expect(found(`${textOf(5, 8, 0)}\n${textOf(1, 9, 0)}`, 'easy')).toEqual(['error 8,2 ord per mening']);
  });

  test('a text of less than 30 words is not measured, a button never', () => {
    expect(found(textOf(1, 29, 29), 'plain')).toEqual([]);
    expect(found(textOf(1, 30, 29), 'plain')).not.toEqual([]);
    expect(
      checkText(textOf(1, 30, 29), { level: 'plain', kind: 'choice', without: ['M1'] }).findings,
    ).toEqual([]);
  });

  test('an sms of two parts, and of three', () => {
    const sms = (length: number) =>
      checkText('a'.repeat(length), { kind: 'sms', without: ['M1', 'M2', 'M10', 'M12', 'M23'] }).findings;
    expect(sms(306)).toEqual([]);
    expect(sms(307)).toMatchObject([{ rule: 'SMS', severity: 'error', text: '3 delar' }]);
    expect(checkText('Mötet är på åttonde våningen ✓', { kind: 'sms' }).findings).toMatchObject([
      { rule: 'SMS', text: '✓' },
    ]);
  });
});
