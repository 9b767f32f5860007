/**
 * Where a message may begin something new: after a full stop or a question mark, at a comma, at "och", "men", "sen".
 * Not every cut is one; what belongs together is put together again by what it means.
 */
const CUT =
  /[.!?;]+\s+|\s*\n\s*|,\s+|\s+[-–]\s+|\s+(?=(?:och|men(?!\s+(?:inte|ej)\s)|samt|sen|sedan|dessutom|förresten|ps|sam|plus)\s)/giu;

const MOST_PIECES = 8;

export function splitMessage(shown: string): string[] {
  if (shown.length < 14) return [shown];
  const pieces: string[] = [];
  let from = 0;
  for (const cut of shown.matchAll(CUT)) {
    const to = cut.index;
    // "kl. 9", "t.o.m. fredag", "v. 12" and "12. mars" hold no end of a sentence.
    if (
      /(?:^|\s)(?:kl|d|v|st|ca|t\.?o\.?m|fr\.?o\.?m|bl\.?a|t\.?ex|ev|nr|\d+|mån|tis|ons|tors|fre|lör|sön)$/iu.test(
        shown.slice(from, to),
      ) &&
      cut[0].startsWith('.')
    )
      continue;
    if (to <= from) continue;
    const mark = /^\?/.test(cut[0]) ? '?' : '';
    pieces.push(shown.slice(from, to).trim() + mark);
    from = to + cut[0].length;
    if (pieces.length === MOST_PIECES - 1) break;
  }
  pieces.push(shown.slice(from).trim());
  return pieces
    .map((piece) =>
      piece.replace(/^(?:och|men|samt|sen|sedan|plus|sam)\s+/iu, (word) =>
        piece.length < 12 ? piece.slice(0, word.length) : '',
      ),
    )
    .filter((piece) => piece !== '');
}
