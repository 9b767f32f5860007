import { COMES } from '../../locales/phrases/signs.ts';
import { normalise } from '../understanding/normalise.ts';

/** "Jag kommer", and nothing else: a yes to "Kommer du?", and the opposite of one where an absence is about to be sent. */
export function saysComing(text: string): boolean {
  return COMES.test(
    normalise(text)
      .folded.replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
}
