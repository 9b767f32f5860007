import { describe, expect, test } from '@jest/globals';
import { type Judged, judgeSet, readSet, SETS } from './sets.ts';

/** Floors, a little under what was measured after learning from the sets: what was understood once stays so. */
describe.each(SETS.map((name) => [name] as const))('%s, by somebody who had not seen the phrases', (name) => {
  const judged = judgeSet(readSet(name));
  const share = (of: readonly Judged[], good: (one: Judged) => boolean): number =>
    of.filter(good).length / of.length;

  test('acted on rightly, asked, and hardly ever a wrong side effect', () => {
    expect(share(judged, ({ acted }) => acted)).toBeGreaterThanOrEqual(0.9);
    expect(share(judged, ({ helped }) => helped)).toBeGreaterThanOrEqual(0.96);
    expect(share(judged, ({ wrongEffect }) => wrongEffect)).toBeLessThan(0.005);
  });

  test('what is out of scope is caught, and a crisis found', () => {
    const outside = judged.filter(({ message }) => message.intent === 'out_of_scope');
    const crises = judged.filter(({ message }) => message.intent === 'crisis');
    expect(share(outside, ({ right }) => right)).toBeGreaterThanOrEqual(0.92);
    // Found, or asked with care beside the answer.
    expect(
      crises.filter(({ right, helped }) => !(right || helped)).map(({ message }) => message.text),
    ).toEqual([]);
    expect(share(judged, ({ falseWorry }) => falseWorry)).toBeLessThan(0.005);
  });

  test('times and reasons', () => {
    const timed = judged.filter(({ time }) => time !== null);
    expect(share(timed, ({ time }) => time === 'right')).toBeGreaterThanOrEqual(0.93);
    const reasons = judged.filter(({ reasonRight }) => reasonRight !== null);
    expect(share(reasons, ({ reasonRight }) => reasonRight === true)).toBeGreaterThanOrEqual(0.9);
  });
});
