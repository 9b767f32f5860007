/** Characters of the GSM alphabet, and those of its extension, which count double. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';
const ALIKE: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '»': '"',
  '«': '"',
  '…': '...',
  '•': '-',
};
const MOST = 2 * 153;

/** Septets of a text that is all GSM-7. */
function lengthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (EXTENDED.includes(letter) ? 2 : 1), 0);
}

/**
 * In the GSM alphabet, whatever names hold: one character outside it would turn the whole message into UCS-2 and make it four parts. At most
 * two parts: what is longer is cut, which our own texts never are.
 */
export function gsm7(text: string): string {
  let out = '';
  for (const letter of text.normalize('NFC')) {
    const alike = ALIKE[letter] ?? (/\s/.test(letter) && letter !== '\n' ? ' ' : letter);
    const base = alike.normalize('NFD').replace(/\p{M}/gu, '');
    const known = isKnown(alike) ? alike : isKnown(base) ? base : /\p{L}|\p{N}/u.test(letter) ? '?' : '';
    if (lengthOf(out) + lengthOf(known) > MOST) break;
    out += known;
  }
  return out.trim();
}

function isKnown(text: string): boolean {
  return [...text].every((letter) => BASIC.includes(letter) || EXTENDED.includes(letter));
}

/** How many parts it is sent and paid in. */
export function partsOf(text: string): number {
  const length = lengthOf(text);
  return length <= 160 ? 1 : Math.ceil(length / 153);
}
