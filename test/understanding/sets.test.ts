import { describe, expect, test } from '@jest/globals';
import { type Judged, judgeSet, readSet, SETS } from './sets.ts';

interface Floors {
  acted: number;
  helped: number;
  wrongEffects: number;
  outside: number;
  /** Crises that are not found outright. */
  unfound: number;
  /** Crises that are neither found nor asked about. */
  missedCrises: number;
  falseWorries: number;
  times: number;
  reasons: number;
}

const FLOORS: Record<(typeof SETS)[number], Floors> = {
  'set-a.jsonl': {
    acted: 0.98,
    helped: 0.99,
    wrongEffects: 0,
    outside: 0.98,
    unfound: 0,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.98,
    reasons: 0.98,
  },
  'set-b.jsonl': {
    acted: 0.96,
    helped: 0.98,
    wrongEffects: 0,
    outside: 0.98,
    unfound: 0,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.98,
    reasons: 0.94,
  },
  'set-c.jsonl': {
    acted: 0.94,
    helped: 0.98,
    wrongEffects: 0,
    outside: 0.96,
    unfound: 2,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.93,
    reasons: 0.89,
  },
  // Nothing has been learnt from this one: its floors are a little under what was measured at first sight.
  'set-d.jsonl': {
    acted: 0.79,
    helped: 0.92,
    wrongEffects: 3,
    outside: 0.91,
    unfound: 6,
    missedCrises: 2,
    falseWorries: 2,
    times: 0.96,
    reasons: 0.77,
  },
};

/** Floors, a little under what was measured, after learning from the set or at first sight: what was understood once stays so. */
describe.each(SETS.map((name) => [name] as const))('%s, by somebody who had not seen the phrases', (name) => {
  const judged = judgeSet(readSet(name));
  const floors = FLOORS[name];
  const share = (of: readonly Judged[], good: (one: Judged) => boolean): number =>
    of.filter(good).length / of.length;

  test('acted on rightly, asked, and hardly ever a wrong side effect', () => {
    expect(share(judged, ({ acted }) => acted)).toBeGreaterThanOrEqual(floors.acted);
    expect(share(judged, ({ helped }) => helped)).toBeGreaterThanOrEqual(floors.helped);
    expect(judged.filter(({ wrongEffect }) => wrongEffect).length).toBeLessThanOrEqual(floors.wrongEffects);
  });

  test('what is out of scope is caught, and a crisis found', () => {
    const outside = judged.filter(({ message }) => message.intent === 'out_of_scope');
    const crises = judged.filter(({ message }) => message.intent === 'crisis');
    expect(share(outside, ({ right }) => right)).toBeGreaterThanOrEqual(floors.outside);
    expect(crises.filter(({ right }) => !right).length).toBeLessThanOrEqual(floors.unfound);
    // Found, or asked with care beside the answer.
    const missed = crises.filter(({ right, helped }) => !(right || helped));
    expect(missed.length).toBeLessThanOrEqual(floors.missedCrises);
    expect(judged.filter(({ falseWorry }) => falseWorry).length).toBeLessThanOrEqual(floors.falseWorries);
  });

  test('times and reasons', () => {
    const timed = judged.filter(({ time }) => time !== null);
    expect(share(timed, ({ time }) => time === 'right')).toBeGreaterThanOrEqual(floors.times);
    const reasons = judged.filter(({ reasonRight }) => reasonRight !== null);
    expect(share(reasons, ({ reasonRight }) => reasonRight === true)).toBeGreaterThanOrEqual(floors.reasons);
  });
});
