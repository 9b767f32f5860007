import { GROUPS } from '../../locales/phrases/concepts.ts';

/** The groups a text has words of. @param bare folded letters and figures with one space between words */
export function findConcepts(bare: string): string[] {
  const found: string[] = [];
  for (const [name, pattern] of GROUPS) if (pattern.test(bare)) found.push(name);
  return found;
}
