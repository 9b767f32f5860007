/** JSON of values that are stored. They are frozen, so it stays true; most of a document is as it was a turn ago. */
const texts = new WeakMap<object, string>();

/** The value is read from that very text, and nobody changes it from now on. */
export function knowText(value: unknown, text: string): void {
  if (typeof value === 'object' && value !== null) texts.set(value, text);
}

/** The same as JSON.stringify of a frozen document, without making the text of an unchanged part again. */
export function documentText(document: object): string {
  const fields: string[] = [];
  for (const [key, value] of Object.entries(document)) {
    if (value !== undefined) fields.push(nameText(key) + valueText(value));
  }
  return `{${fields.join(',')}}`;
}

/** Names of fields are few and always the same. */
const names = new Map<string, string>();
const MOST_NAMES = 1000;

/** The name of a field as it stands before its value. */
export function nameText(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (names.size < MOST_NAMES) names.set(name, text);
  return text;
}

/** The same as JSON.stringify of a value in a document. */
export function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = Array.isArray(value) ? `[${value.map(valueText).join(',')}]` : JSON.stringify(value);
  // Only what can never change may be remembered.
  if (Object.isFrozen(value)) texts.set(value, text);
  return text;
}
