import { z } from 'zod';

/**
 * Free text from the author of a plan, with its easy twin ("Så säger jag det till deltagaren"). It is always shown as written, never
 * rewritten. `easy` is null where the author wrote none: the original is then shown and said to be the plan's own words.
 */
export const textSchema = z.strictObject({
  text: z.string().trim().min(1, { error: 'is empty' }).max(4000),
  easy: z.string().trim().min(1, { error: 'is empty' }).max(4000).nullable().default(null),
});
export type Text = z.infer<typeof textSchema>;

export const phoneSchema = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,22}$/, { error: 'is not a phone number such as 070-174 06 05' });

/** Names of fields that tell documents, steps and appointments apart: never changed, so that a strange one is refused instead. */
const CODES: ReadonlySet<string> = new Set(['id', 'format', '$schema']);

/**
 * A document as it was sent, its texts without what nobody can see: control characters, marks that turn the direction of writing around or
 * hide letters, and halves of characters. A text could otherwise read as something else than it says. What is written from right to
 * left stays as it is: its letters carry their direction themselves.
 */
export function withoutUnseen(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return seen(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((entry) => withoutUnseen(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      CODES.has(key) ? entry : withoutUnseen(entry, depth + 1),
    ]),
  );
}

/** No document goes deeper; what does is refused by its schema. */
const DEEPEST = 20;

/** Soft hyphens, zero-width spaces, the embeddings, overrides and isolates of the Unicode bidirectional algorithm, and byte order marks. */
const UNSEEN = /[\u00ad\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

function seen(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, '')
    .replace(CONTROL, '');
}
