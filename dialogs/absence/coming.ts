import { COMES } from '../../locales/phrases/signs.ts';
import type { Heard } from '../turn.ts';

/** "Jag kommer", and nothing else: a yes to "Kommer du?", and the opposite of one where an absence is about to be sent. */
export function saysComing({ normal }: Pick<Heard, 'normal'>): boolean {
  return COMES.test(normal.bare);
}
