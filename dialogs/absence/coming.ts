import { COMES } from '../../locales/phrases/signs.ts';

/**
 * "Jag kommer", and nothing else: a yes to "Kommer du?", and the opposite of one where an absence is about to be sent.
 *
 * @param bare what `bareWords` gives
 */
export function saysComing(bare: string): boolean {
  return COMES.test(bare);
}
