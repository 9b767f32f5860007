import { GROUPS } from '../../locales/phrases/concepts.ts';
import { Patterns } from './patterns.ts';

const PATTERNS = new Patterns(GROUPS.map(([, pattern]) => pattern));

/** The groups a text has words of. @param bare folded letters and figures with one space between words */
export const findConcepts = (bare: string): string[] =>
  PATTERNS.all(bare).map((place) => (GROUPS[place] as (typeof GROUPS)[number])[0]);
