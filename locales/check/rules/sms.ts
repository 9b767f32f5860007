import type { Rule } from '../rule.ts';

const GSM7 =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Count double: they are sent as two characters. */
const GSM7_EXTENDED = '\f^{}\\[~]|€';
const ONE_PART = 160;
const PART_OF_MANY = 153;
const MOST_PARTS = 2;

/**
 * Number of SMS parts a text takes, or null when a character outside GSM-7 would turn the message into UCS-2 with
 * 70 characters a part.
 */
export function smsParts(text: string): number | null {
  let length = 0;
  for (const character of text.normalize('NFC')) {
    if (GSM7.includes(character)) length += 1;
    else if (GSM7_EXTENDED.includes(character)) length += 2;
    else return null;
  }
  return length <= ONE_PART ? 1 : Math.ceil(length / PART_OF_MANY);
}

export const smsCharacters: Rule = {
  id: 'SMS',
  about: 'GSM-7 characters only, at most two parts',
  severity: { plain: 'error', easy: 'error', staff: 'error' },
  check(text, { kind }) {
    if (kind !== 'sms') return [];
    const foreign = [...text.raw].find(
      (character) => !GSM7.includes(character) && !GSM7_EXTENDED.includes(character),
    );
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
