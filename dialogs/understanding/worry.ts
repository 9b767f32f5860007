import { HARM_SIGNS, SELF_SIGNS, type Sign } from '../../locales/phrases/worries.ts';
import { withoutSayings } from './crisis.ts';
import { Patterns } from './patterns.ts';

/** self: somebody may be thinking of ending it. harm: somebody may be hurting them. */
export type Worry = 'self' | 'harm';

/** The sum of signs at which it is asked: less is needed where nothing else explains the message. With `crisis` it is one. */
export const WORRYING = { unexplained: 1, else: 2, crisis: 3 } as const;

/**
 * Weak signs of a crisis and which way they point. Each alone is everyday talk; how many are needed is the caller's to judge.
 *
 * @param bare folded letters and figures with one space between words, of the whole message
 */
export function signsOfWorry(bare: string): { kind: Worry; sum: number } {
  let self = 0;
  let harm = 0;
  if (bare.length >= 12)
    for (const place of PATTERNS.all(withoutSayings(bare))) {
      const [, weight] = SIGNS[place] as Sign;
      if (place < SELF_SIGNS.length) self += weight;
      else harm += weight;
    }
  return harm > self ? { kind: 'harm', sum: harm } : { kind: 'self', sum: self };
}

const SIGNS: readonly Sign[] = [...SELF_SIGNS, ...HARM_SIGNS];
const PATTERNS = new Patterns(SIGNS.map(([pattern]) => pattern));
