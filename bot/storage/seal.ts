import { hash } from 'node:crypto';

/**
 * The last field of a stored document: which schema its text was checked with, and the digest of that text. A text whose seal is whole is
 * what a program with this very schema wrote after it had checked it, so nothing in it needs to be checked again: to check every field is
 * the larger part of reading. Anything else (another schema, a file that was changed by hand, a bit that has turned) is checked as if there
 * were no seal. It is no signature: who can write the files can write the seal.
 */
const NAME = 'seal';
const BEFORE = `,"${NAME}":"`;
const AFTER = '"}';
/** Of the mark that stands for a schema. */
export const MARK_LENGTH = 16;
const DIGEST_LENGTH = 43;
const LENGTH = BEFORE.length + MARK_LENGTH + 1 + DIGEST_LENGTH + AFTER.length;

/** The bytes to store for the JSON text of an object that is not empty. */
export function sealed(text: string, mark: string): Buffer {
  return Buffer.from(sealedText(text, mark));
}

export function sealedText(text: string, mark: string): string {
  const open = text.slice(0, -1);
  return open + sealOf(open, mark);
}

function sealOf(open: string | Buffer, mark: string): string {
  return `${BEFORE}${mark}.${hash('sha256', open, 'base64url')}${AFTER}`;
}

/** Bytes that were written with a whole seal of that mark, as text and without it; null for all others. */
export function unsealed(bytes: Buffer, mark: string): string | null {
  const found = opened(bytes);
  return found?.mark === mark ? found.text : null;
}

/** Bytes that were written with a whole seal, as text and without it, and the mark of that seal; null for all others. */
export function opened(bytes: Buffer): { readonly text: string; readonly mark: string } | null {
  const end = bytes.length - LENGTH;
  if (end < 1) return null;
  const open = bytes.subarray(0, end);
  const seal = bytes.subarray(end).toString('latin1');
  const mark = seal.slice(BEFORE.length, BEFORE.length + MARK_LENGTH);
  return seal === sealOf(open, mark) ? { text: `${open.toString('utf8')}}`, mark } : null;
}

/** A stored value whose seal says nothing, without it. */
export function withoutSeal(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !(NAME in stored)) return stored;
  const { [NAME]: _, ...rest } = stored as Record<string, unknown>;
  return rest;
}
