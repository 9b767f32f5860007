import { ASKS_FOR_CALL, TRIED_TO_CALL } from '../../locales/phrases/told.ts';
import type { Heard } from '../turn.ts';

/** "Jag hann inte ringa er", "ni svarade inte i telefon": told beside what is reported here instead, and no wish for a human. */
export function triedToCall({ choice, normal, meaning }: Heard): boolean {
  const tellsWhy = meaning.reason !== null && meaning.reason !== 'other';
  if (choice !== null || meaning.when !== null || tellsWhy || meaning.question) return false;
  return TRIED_TO_CALL.test(normal.bare) && !ASKS_FOR_CALL.test(normal.bare);
}
