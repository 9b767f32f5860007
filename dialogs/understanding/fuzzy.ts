/** True when two words differ by at most one slip: a letter too many, too few, another, or two that changed places. */
export function oneSlip(a: string, b: string): boolean {
  if (a === b) return true;
  const gap = a.length - b.length;
  if (gap > 1 || gap < -1) return false;
  let i = 0;
  const least = Math.min(a.length, b.length);
  while (i < least && a[i] === b[i]) i++;
  if (gap === 0) {
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }
  return gap === 1 ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}

/**
 * The one entry that a misspelt word can mean; null when there is none, or more than one (then nobody should guess).
 *
 * @param entries spelling -> meaning; several spellings may share a meaning
 */
export function nearest<T>(word: string, entries: ReadonlyMap<string, T>): T | null {
  const exact = entries.get(word);
  if (exact !== undefined) return exact;
  let found: T | null = null;
  for (const [spelling, meaning] of entries) {
    if (spelling.length < 5 || !oneSlip(word, spelling)) continue;
    if (found !== null && found !== meaning) return null;
    found = meaning;
  }
  return found;
}
