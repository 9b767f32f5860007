import type { Meaning } from './meaning.ts';

/** sure: go on (side effects are still confirmed). ask: offer `top` as choices. lost: offer help. */
export type Verdict = 'sure' | 'ask' | 'lost';

const SURE = 0.6;
const ASK = 0.3;

/** What a meaning is good for. The limits are measured by `npm run bench:understanding`. */
export function verdict(meaning: Pick<Meaning, 'confidence'>): Verdict {
  if (meaning.confidence >= SURE) return 'sure';
  return meaning.confidence >= ASK ? 'ask' : 'lost';
}
