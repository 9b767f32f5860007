/**
 * One pattern for all of them: it is found where any of them is. To ask it takes a fraction of the time of asking each. The patterns may
 * have no groups with numbers or names that they refer to; their flags are left out, but for `u`, which they share.
 */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  const flags = patterns.some(({ unicode }) => unicode) ? 'u' : '';
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), flags);
}
