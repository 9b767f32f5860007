import { AROUND_DIAGNOSIS, DIAGNOSIS } from '../../locales/phrases/reasons.ts';

/** What a named illness is replaced by: something stood there. */
const LEFT_OUT = '…';

/** One letter for one letter, so that places in the folded text are places in the text. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[åä]/g, 'a')
    .replace(/ö/g, 'o')
    .replace(/[éè]/g, 'e')
    .replace(/ü/g, 'u')
    .replace(/[^a-z0-9]/gu, ' ');
}

/** Whether the text names an illness or a symptom, as it is written. */
export function namesIllness(text: string): boolean {
  return DIAGNOSIS.test(folded(text));
}

/**
 * The text without the illness that it names. Where the words that name it cannot be found, after a misspelling for example, nothing of the
 * text is kept: nobody needs to know, and what is not kept cannot leak.
 */
export function withoutDiagnosis(text: string): string {
  const composed = text.normalize('NFC');
  const letters = [...composed];
  let rest = folded(composed);
  // A letter that becomes two in lower case, such as the Turkish İ, would move the places.
  if (rest.length !== letters.length) return LEFT_OUT;
  let found = false;
  for (;;) {
    const match = DIAGNOSIS.exec(rest);
    if (match === null || match[0] === '') break;
    found = true;
    letters.splice(match.index, match[0].length, LEFT_OUT);
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  return found ? letters.join('') : LEFT_OUT;
}

/** Whether the text tells nothing more once the illness is left out of it: "jag hade …". */
export function tellsNoMore(withoutIllness: string): boolean {
  return folded(withoutIllness).replace(AROUND_DIAGNOSIS, '').trim() === '';
}
