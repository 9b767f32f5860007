import { isGsm7, MOST_PARTS, smsParts } from '../../gsm7.ts';
import type { Rule } from '../rule.ts';

export const smsCharacters: Rule = {
  id: 'SMS',
  about: 'GSM-7 characters only, at most two parts',
  severity: { plain: 'error', easy: 'error', staff: 'error' },
  check(text, { kind }) {
    if (kind !== 'sms') return [];
    const foreign = [...text.raw].find((character) => !isGsm7(character));
    if (foreign !== undefined) {
      return [
        {
          at: text.raw.indexOf(foreign),
          text: foreign,
          suggestion: 'Tecknet gör sms:et dubbelt så långt. Byt det.',
        },
      ];
    }
    const parts = smsParts(text.raw) ?? 0;
    if (parts <= MOST_PARTS) return [];
    return [{ at: 0, text: `${parts} delar`, suggestion: `Ett sms får vara högst ${MOST_PARTS} delar.` }];
  },
};
