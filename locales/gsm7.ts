/**
 * The alphabet of SMS (3GPP TS 23.038, 6.2.1). One character outside it turns the whole message into UCS-2, of which 70 make a part instead
 * of 160.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Count double: they are sent as two characters. */
const EXTENDED = '\f^{}\\[~]|€';
const ONE_PART = 160;
const PART_OF_MANY = 153;
export const MOST_PARTS = 2;

export function isGsm7(character: string): boolean {
  return BASIC.includes(character) || EXTENDED.includes(character);
}

/** How many parts a text is sent and paid in; null when it holds something outside the alphabet. */
export function smsParts(text: string): number | null {
  let length = 0;
  for (const character of text.normalize('NFC')) {
    if (!isGsm7(character)) return null;
    length += EXTENDED.includes(character) ? 2 : 1;
  }
  return length <= ONE_PART ? 1 : Math.ceil(length / PART_OF_MANY);
}

/** What stands for a sign or a letter that has no accent to take off. */
const ALIKE: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '−': '-',
  '‑': '-',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '»': '"',
  '«': '"',
  '…': '...',
  '•': '-',
  '·': '-',
  '½': '1/2',
  '°': ' grader',
  '×': 'x',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'Th',
  þ: 'th',
  Œ: 'OE',
  œ: 'oe',
  ı: 'i',
  Ħ: 'H',
  ħ: 'h',
  Ŋ: 'N',
  ŋ: 'n',
  Ŧ: 'T',
  ŧ: 't',
  Ə: 'E',
  ə: 'e',
};

/**
 * In the alphabet, whatever a name holds. Letters of other languages lose their marks or become those nearest to them; a letter of another
 * script becomes "?", so that it is seen that something stood there; a picture is left out.
 */
export function toGsm7(text: string): string {
  let out = '';
  for (const letter of text.normalize('NFC')) {
    const alike = ALIKE[letter] ?? (/\s/.test(letter) && letter !== '\n' ? ' ' : letter);
    const base = alike.normalize('NFD').replace(/\p{M}/gu, '');
    if ([...alike].every(isGsm7)) out += alike;
    else if ([...base].every(isGsm7)) out += base;
    else if (/\p{L}|\p{N}/u.test(letter)) out += '?';
  }
  return out.trim();
}

/**
 * In the alphabet and at most two parts. What is longer ends after its last whole line, sentence or word that leaves room for `more`, which says
 * where the rest is.
 */
export function fitSms(text: string, more: string): string {
  const whole = toGsm7(text);
  if (fits(whole)) return whole;
  const rest = `\n${toGsm7(more)}`;
  let short = whole;
  while (!fits(short + rest)) short = short.slice(0, -1);
  const end = [/[\s\S]*\n/, /[\s\S]*[.!?](?=\s)/, /[\s\S]*\s/]
    .map((until) => until.exec(short)?.[0].trimEnd() ?? '')
    .find((kept) => kept.length > short.length / 2);
  return `${end ?? short}${rest}`;
}

/** Whether it goes in one SMS as it is, its letters turned into those of SMS. */
export function fitsSms(text: string): boolean {
  return fits(toGsm7(text));
}

function fits(text: string): boolean {
  return (smsParts(text) ?? MOST_PARTS + 1) <= MOST_PARTS;
}
