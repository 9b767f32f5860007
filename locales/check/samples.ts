/**
 * Words put in the place of i18next placeholders, so that a text is measured the way a participant meets it.
 * A value is chosen by the placeholder's name. Callers may give their own.
 */
const DEFAULT_SAMPLES: Readonly<Record<string, string>> = {
  date: 'tisdag 3 mars',
  day: 'tisdag',
  days: 'tisdag 3 mars',
  when: 'tisdag 3 mars klockan 9',
  weekday: 'tisdag',
  month: 'mars',
  time: '9',
  clock: '9',
  start: '9',
  end: '10',
  from: '9',
  to: '10',
  count: '3',
  number: '3',
  hours: '3',
  phone: '070-174 06 05',
  email: 'kim@exempel.example',
  url: 'https://exempel.example/',
  link: 'https://exempel.example/',
};

const PLACEHOLDER = /\{\{-?\s*([\w.]+)\s*(?:,[^}]*)?\}\}/g;
const NESTING = /\$t\(([^)]*)\)/g;

/**
 * Replaces `{{name}}` and `$t(key)` by sample values.
 * @param samples own values by placeholder name; a name found in neither list becomes "Kim".
 */
export function fillPlaceholders(text: string, samples: Readonly<Record<string, string>> = {}): string {
  return text
    .replace(PLACEHOLDER, (_, name: string) => {
      const last = name.slice(name.lastIndexOf('.') + 1);
      return samples[name] ?? samples[last] ?? DEFAULT_SAMPLES[last] ?? guess(last);
    })
    .replace(NESTING, 'Kim');
}

/** The names of the placeholders in a text, sorted and without doubles: both levels must have the same. */
export function placeholdersIn(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  const keys = [...text.matchAll(NESTING)].map((match) => `$t(${match[1] ?? ''})`);
  return [...new Set([...names, ...keys])].sort();
}

function guess(name: string): string {
  const lower = name.toLowerCase();
  if (/(date|day)$/.test(lower)) return 'tisdag 3 mars';
  if (/(time|clock)$/.test(lower)) return '9';
  if (/(count|number|hours|minutes|weeks)$/.test(lower)) return '3';
  if (/phone$/.test(lower)) return '070-174 06 05';
  return 'Kim';
}
