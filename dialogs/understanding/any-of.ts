/** What can be asked of a text. */
export interface Asked {
  test(text: string): boolean;
}

/** Letters in one pattern: to compile twice as many takes four times as long, and whoever writes first after a start would wait for that. */
const MOST_LETTERS = 1000;

/**
 * Few patterns for all of them: one is found where any of them is. To ask them takes a fraction of the time of asking each. The patterns may
 * have no groups with numbers or names that they refer to; their flags are left out, but for `u`, which they share.
 */
export function anyOf(patterns: readonly RegExp[]): Asked {
  const flags = patterns.some(({ unicode }) => unicode) ? 'u' : '';
  const joined: string[] = [];
  for (const { source } of patterns) {
    const last = joined.at(-1);
    if (last !== undefined && last.length + source.length < MOST_LETTERS) {
      joined[joined.length - 1] = `${last}|(?:${source})`;
    } else joined.push(`(?:${source})`);
  }
  const all = joined.map((source) => new RegExp(source, flags));
  return { test: (text) => all.some((one) => one.test(text)) };
}
