/** JSON of values that are stored. They are frozen, so it stays true; most of a document is as it was a turn ago. */
const texts = new WeakMap<object, string>();

/** The value is read from that very text, and nobody changes it from now on. */
export function knowText(value: unknown, text: string): void {
  if (typeof value === 'object' && value !== null) texts.set(value, text);
}

/**
 * The same as JSON.stringify of a frozen document, without making the text of an unchanged part again. `before` is the version that it
 * follows, if there is one: lists grow at the end, and then the text of the list does too.
 */
export function documentText(document: object, before: object | null = null): string {
  const fields: string[] = [];
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    fields.push(nameText(key) + valueText(value, before?.[key as keyof typeof before]));
  }
  return `{${fields.join(',')}}`;
}

/** Names of fields are few and always the same. */
const names = new Map<string, string>();
const MOST_NAMES = 1000;

function nameText(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (names.size < MOST_NAMES) names.set(name, text);
  return text;
}

function valueText(value: unknown, before: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = Array.isArray(value) ? listText(value, before) : JSON.stringify(value);
  // Only what can never change may be remembered.
  if (Object.isFrozen(value)) texts.set(value, text);
  return text;
}

function listText(list: readonly unknown[], before: unknown): string {
  const known = Array.isArray(before) && beginsWith(list, before) ? texts.get(before) : undefined;
  if (known === undefined) return `[${list.map((entry) => valueText(entry, null)).join(',')}]`;
  const added = list.slice((before as unknown[]).length).map((entry) => `,${valueText(entry, null)}`);
  return `${known.slice(0, -1)}${added.join('')}]`;
}

/** Whether it is the other list with something added, perhaps nothing. An empty one has no text to go on from. */
function beginsWith(list: readonly unknown[], before: readonly unknown[]): boolean {
  if (before.length === 0 || before.length > list.length) return false;
  return before.every((entry, index) => list[index] === entry);
}
