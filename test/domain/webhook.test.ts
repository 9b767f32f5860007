import { expect, test } from '@jest/globals';
import { addMs, DAY, HOUR, MINUTE, msOf } from '../../domain/time.ts';
import { endpointPause, nextWebhookAttempt } from '../../domain/webhook.ts';

const T0 = '2026-03-10T07:00:00.000Z';

function attempts(chance: (n: number) => number): number[] {
  const ages: number[] = [];
  for (let now: string | null = T0; now !== null; now = nextWebhookAttempt(T0, now, chance(ages.length))) {
    ages.push(msOf(now) - msOf(T0));
    // An attempt takes its time.
    now = addMs(now, 300);
  }
  return ages;
}

test('soon at first, then every hour, for three days', () => {
  const ages = attempts(() => 0);
  const hours = Array.from({ length: 72 }, (_, n) => 2105 + 3600 * (n + 1));
  expect(ages.map((age) => Math.round(age / 1000))).toEqual([0, 5, 305, 2105, ...hours]);
  expect(ages.at(-1)).toBeGreaterThan(3 * DAY);
});

test('jitter only ever lets it wait longer, by a tenth of the pause at most, and loses no attempt', () => {
  for (const chance of [() => 1, () => 0.5, (n: number) => (n * 0.37) % 1]) {
    const ages = attempts(chance);
    expect(ages).toHaveLength(76);
    ages.slice(1).forEach((age, index) => {
      const plain = attempts(() => 0)[index + 1] as number;
      expect(age - plain).toBeGreaterThanOrEqual(0);
      expect(age - plain).toBeLessThan(HOUR / 10 + 1000);
    });
  }
});

test('a receiver may ask for more time, and never for more than there is', () => {
  expect(nextWebhookAttempt(T0, T0, 0, 20 * MINUTE)).toBe(addMs(T0, 20 * MINUTE));
  expect(nextWebhookAttempt(T0, T0, 0, 1)).toBe(addMs(T0, 5000));
  const late = addMs(T0, 60 * HOUR);
  expect(msOf(nextWebhookAttempt(T0, late, 0, 100 * DAY) as string) - msOf(T0)).toBeLessThan(3.1 * DAY);
  expect(nextWebhookAttempt(T0, addMs(T0, 4 * DAY), 0, HOUR)).toBeNull();
});

test('an endpoint that is away is asked more and more seldom, and at least every half an hour', () => {
  expect([1, 2, 3, 4, 5, 100].map(endpointPause)).toEqual([
    5000,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    30 * MINUTE,
  ]);
});
