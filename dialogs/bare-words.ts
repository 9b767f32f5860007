import { normalise } from './understanding/normalise.ts';

/** The words alone, as they are meant: folded, short forms spelled out, one space between. "Kan ej imorn!" is "kan inte imorgon". */
export function bareWords(text: string): string {
  return normalise(text)
    .folded.replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
