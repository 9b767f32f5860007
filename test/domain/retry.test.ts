import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EMAIL_TROUBLE_AFTER_MS, nextEmailAttempt } from '../../domain/retry.ts';
import { addMs, DAY, HOUR, isInstant, MINUTE, msOf } from '../../domain/time.ts';

const CREATED = '2026-03-10T16:05:00.000Z';
/** Milliseconds from an age to the next attempt, or null. */
function wait(age: number, retryAfterMs?: number): number | null {
  const now = addMs(CREATED, age);
  const next = nextEmailAttempt(CREATED, now, retryAfterMs);
  return next === null ? null : msOf(next) - msOf(now);
}

test.each([
  ['at once', 0, 5 * MINUTE],
  ['after a while', 3 * HOUR, 5 * MINUTE],
  ['just before four hours', 4 * HOUR - 1, 5 * MINUTE],
  ['after four hours', 4 * HOUR, HOUR],
  ['just before three days', 3 * DAY - 1, HOUR],
  ['after three days', 3 * DAY, null],
  ['much later', 30 * DAY, null],
  ['with a clock that was put back', -HOUR, 5 * MINUTE],
])('%s', (_name, age, expected) => {
  expect(wait(age)).toBe(expected);
});

describe('when the other side says when to come back', () => {
  test.each([
    ['earlier than planned', 0, MINUTE, 5 * MINUTE],
    ['later than planned', 0, 20 * MINUTE, 20 * MINUTE],
    ['later than planned, on the second day', DAY, 2 * HOUR, 2 * HOUR],
    ['no figure at all', 0, Number.NaN, 5 * MINUTE],
    ['a negative figure', 0, -HOUR, 5 * MINUTE],
    // Not longer than anybody would wait who has something to tell: it is tried once more before it is given up.
    ['in a month', 0, 30 * DAY, 3 * DAY],
    ['in a month, on the third day', 2.5 * DAY, 30 * DAY, 0.5 * DAY],
    ['never', 0, Number.POSITIVE_INFINITY, 3 * DAY],
    ['after the end of time', 0, 1e18, 3 * DAY],
    ['in a month, at the very end', 3 * DAY - 1, 30 * DAY, HOUR],
  ])('%s', (_name, age, after, expected) => {
    expect(wait(age, after)).toBe(expected);
  });
});

test('whatever is answered, the next attempt lies ahead, and it ends', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e20, max: 1e20 }), { maxLength: 50 }), (answers) => {
      let now = CREATED;
      for (let attempt = 0; ; attempt += 1) {
        expect(attempt).toBeLessThan(120);
        const next = nextEmailAttempt(CREATED, now, answers[attempt]);
        if (next === null) break;
        expect(isInstant(next)).toBe(true);
        expect(msOf(next) - msOf(now)).toBeGreaterThanOrEqual(5 * MINUTE);
        now = next;
      }
      expect(msOf(now) - msOf(CREATED)).toBeGreaterThanOrEqual(3 * DAY);
      expect(msOf(now) - msOf(CREATED)).toBeLessThanOrEqual(3 * DAY + HOUR);
    }),
  );
});

test('without trouble in between it is tried 48 times in four hours and then hourly to the third day', () => {
  const ages: number[] = [];
  for (let now: string | null = CREATED; now !== null; now = nextEmailAttempt(CREATED, now)) {
    ages.push(msOf(now) - msOf(CREATED));
  }
  expect(ages.filter((age) => age < EMAIL_TROUBLE_AFTER_MS)).toHaveLength(48);
  expect(ages.filter((age) => age >= EMAIL_TROUBLE_AFTER_MS)).toHaveLength(69);
  expect(ages.at(-1)).toBe(3 * DAY);
});
