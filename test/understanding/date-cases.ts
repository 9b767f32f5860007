import { readFileSync } from 'node:fs';
import { understand } from '../../dialogs/understanding/understand.ts';

/** One line of dates.txt: what is written, when, and what it means. */
export interface DateCase {
  text: string;
  now: string;
  /** 'day 2026-03-11', 'day 2026-03-11..2026-03-12', 'time ...', 'part ...', 'timerange ...'; null: no time at all. */
  expected: string | null;
}

/** `now: ISO` sets the clock for the lines that follow; `text = meaning`, where `-` is none. */
export function readDateCases(): DateCase[] {
  const cases: DateCase[] = [];
  let now = '';
  for (const raw of readFileSync(new URL('dates.txt', import.meta.url), 'utf8').split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const clock = /^now: (\S+)/.exec(line);
    if (clock !== null) {
      now = clock[1] as string;
      continue;
    }
    const cut = line.lastIndexOf(' = ');
    if (cut === -1) throw new Error(`no " = " in: ${line}`);
    const expected = line.slice(cut + 3).trim();
    cases.push({ text: line.slice(0, cut).trim(), now, expected: expected === '-' ? null : expected });
  }
  return cases;
}

export function found({ text, now }: DateCase): string | null {
  const { when } = understand(text, now);
  if (when === null) return null;
  return `${when.grain} ${when.start}${when.end === when.start ? '' : `..${when.end}`}`;
}

export function dateCases(
  cases: readonly DateCase[],
): (DateCase & { found: string | null; right: boolean })[] {
  return cases.map((one) => {
    const seen = found(one);
    return { ...one, found: seen, right: seen === one.expected };
  });
}
