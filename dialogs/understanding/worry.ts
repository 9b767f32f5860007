import { SAYINGS } from '../../locales/phrases/crises.ts';
import { HARM_SIGNS, SELF_SIGNS, type Sign } from '../../locales/phrases/worries.ts';

/** self: somebody may be thinking of ending it. harm: somebody may be hurting them. */
export type Worry = 'self' | 'harm';

/** The sum of signs at which it is asked: less is needed where nothing else explains the message. With `crisis` it is one. */
export const WORRYING = { unexplained: 1, else: 2, crisis: 3 } as const;

/**
 * Weak signs of a crisis and which way they point. Each alone is everyday talk; how many are needed is the caller's to judge.
 *
 * @param folded lower-case text with diacritics folded, of the whole message
 */
export function signsOfWorry(folded: string): { kind: Worry; sum: number } {
  let text = folded.replace(/[^a-z0-9]+/g, ' ').trim();
  if (text.length < 12) return { kind: 'self', sum: 0 };
  for (const saying of SAYINGS) text = text.replace(saying, ' ');
  const self = sumOf(text, SELF_SIGNS);
  const harm = sumOf(text, HARM_SIGNS);
  return harm > self ? { kind: 'harm', sum: harm } : { kind: 'self', sum: self };
}

const sumOf = (text: string, signs: readonly Sign[]): number =>
  signs.reduce((sum, [pattern, weight]) => (pattern.test(text) ? sum + weight : sum), 0);
