/** Words of the field in a text, to be marked: pure, so that server and browser mark the same ones (bot/pages/text.ts, web/chat/say.ts). */

/** `word`: as it stands in the text. */
export interface Mark {
  readonly id: string;
  readonly word: string;
}

/** The text in pieces, with each of `left` marked where it stands first. Those that were found are taken out of `left`. */
export function marked(text: string, left: Mark[]): (string | Mark)[] {
  const pieces: (string | Mark)[] = [];
  let rest = text;
  for (;;) {
    const [first] = left
      .map((mark) => ({ mark, at: placeOf(rest, mark.word) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.mark.word.length - a.mark.word.length);
    if (!first) break;
    left.splice(left.indexOf(first.mark), 1);
    pieces.push(rest.slice(0, first.at), first.mark);
    rest = rest.slice(first.at + first.mark.word.length);
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

const LETTER = /[\p{L}\p{N}-]/u;

/** Where the word stands as a word of its own; -1 for nowhere. */
function placeOf(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? ' ') && !LETTER.test(text[at + word.length] ?? ' ')) return at;
  }
  return -1;
}
