import { describe, expect, test } from '@jest/globals';
import { APART, type Judged, judgeSet, LEARNT, readSet } from './sets.ts';

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

const FLOORS: Record<string, Floors> = {
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
  'set-d.jsonl': {
    acted: 0.84,
    helped: 0.94,
    wrongEffects: 3,
    outside: 0.95,
    unfound: 2,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.98,
    reasons: 0.78,
  },
  'set-e.jsonl': {
    acted: 0.91,
    helped: 0.95,
    wrongEffects: 0,
    outside: 0.95,
    unfound: 1,
    missedCrises: 1,
    falseWorries: 0,
    times: 0.94,
    reasons: 0.85,
  },
  'set-f.jsonl': {
    acted: 0.9,
    helped: 0.95,
    wrongEffects: 3,
    outside: 0.86,
    unfound: 3,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.87,
    reasons: 0.8,
  },
  'set-g.jsonl': {
    acted: 0.86,
    helped: 0.94,
    wrongEffects: 1,
    outside: 0.91,
    unfound: 2,
    missedCrises: 1,
    falseWorries: 2,
    times: 0.91,
    reasons: 0.75,
  },
  // The model has not learnt from these: their floors are a little under what was measured at first sight, but for times and reasons.
  'set-h.jsonl': {
    acted: 0.94,
    helped: 0.97,
    wrongEffects: 1,
    outside: 0.95,
    unfound: 4,
    missedCrises: 1,
    falseWorries: 2,
    times: 0.95,
    reasons: 0.85,
  },
  'set-i.jsonl': {
    acted: 0.91,
    helped: 0.96,
    wrongEffects: 1,
    outside: 0.93,
    unfound: 4,
    missedCrises: 1,
    falseWorries: 2,
    times: 0.95,
    reasons: 0.85,
  },
  'set-j.jsonl': {
    acted: 0.91,
    helped: 0.93,
    wrongEffects: 3,
    outside: 0.88,
    unfound: 2,
    missedCrises: 0,
    falseWorries: 1,
    times: 0.98,
    reasons: 0.82,
  },
  // All about times; their writers put down no reasons, or guessed.
  'set-times.jsonl': {
    acted: 0.88,
    helped: 0.95,
    wrongEffects: 3,
    outside: 0.85,
    unfound: 0,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.97,
    reasons: 0,
  },
  'set-times-2.jsonl': {
    acted: 0.92,
    helped: 0.95,
    wrongEffects: 1,
    outside: 0.93,
    unfound: 0,
    missedCrises: 0,
    falseWorries: 0,
    times: 0.97,
    reasons: 0,
  },
};

/** Floors, a little under what was measured, after learning from the set or at first sight: what was understood once stays so. */
describe.each([...LEARNT, ...APART].map((name) => [name] as const))(
  '%s, by somebody who had not seen the phrases',
  (name) => {
    const judged = judgeSet(readSet(name));
    const floors = FLOORS[name] as Floors;
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
      expect(share(reasons, ({ reasonRight }) => reasonRight === true)).toBeGreaterThanOrEqual(
        floors.reasons,
      );
    });
  },
);
