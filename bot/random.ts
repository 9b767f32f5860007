import { randomBytes, randomInt } from 'node:crypto';
import type { Random } from '../domain/ports.ts';

/** No 0 and O, 1, I and L, no 5 and S, 2 and Z, 8 and B: people read these to each other over the phone. */
const ALPHABET = 'ACDEFGHJKMNPQRTUVWXY34679';

export const systemRandom: Random = {
  code: (length) => pick(ALPHABET, length),
  digits: (length) => pick('0123456789', length),
  token: () => randomBytes(32).toString('base64url'),
};

function pick(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
