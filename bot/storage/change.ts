/**
 * What one version of a document changed of the one before it. Revision n is a change of the version with revision n - 1, and of no other.
 */
export interface Change {
  readonly revision: number;
  /** Fields that have another value: the whole of it. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly lists: Readonly<Record<string, ListChange>>;
  /** Optional fields that are no longer there. */
  readonly gone: readonly string[];
}

/** A list, put together of pieces of the one before it and of what is new. */
interface ListChange {
  /** How long the list before was: over any other this change is none. */
  readonly of: number;
  readonly parts: readonly ListPart[];
}

/** From where and up to where (not included) it is taken over; or entries that were not there. */
type ListPart = readonly [from: number, to: number] | { readonly new: readonly unknown[] };

interface Versioned {
  readonly revision: number;
}

/**
 * The JSON text of the change that leads from `before` to `next`, the version after it. What is the same object in both counts as unchanged, and is
 * not looked into: so both are frozen.
 */
export function changeText(before: Versioned, next: Versioned): string {
  return JSON.stringify(changeOf(before, next));
}

function changeOf(before: Versioned, next: Versioned): Change {
  const old = before as unknown as Readonly<Record<string, unknown>>;
  const set: Record<string, unknown> = {};
  const lists: Record<string, ListChange> = {};
  const gone: string[] = [];
  for (const [name, value] of Object.entries(next)) {
    const was = old[name];
    if (value === was || value === undefined || name === 'revision') continue;
    if (Array.isArray(value) && Array.isArray(was) && was.length > 0) lists[name] = listChange(was, value);
    else set[name] = value;
  }
  for (const [name, value] of Object.entries(old)) {
    if (value !== undefined && next[name as keyof Versioned] === undefined) gone.push(name);
  }
  return { revision: next.revision, set, lists, gone };
}

/** Nearly always the list is the one before with something dropped at the front or added at the end. */
function listChange(before: readonly unknown[], next: readonly unknown[]): ListChange {
  const parts: ListPart[] = [];
  let added: unknown[] = [];
  let from = 0;
  let to = 0;
  const endPiece = () => {
    if (to > from) parts.push([from, to]);
    from = to;
  };
  const endAdded = () => {
    if (added.length > 0) parts.push({ new: added });
    added = [];
  };
  for (let index = 0; index < next.length; index += 1) {
    const entry = next[index];
    if (added.length === 0 && to < before.length && before[to] === entry) {
      to += 1;
      continue;
    }
    const place = before.indexOf(entry);
    endPiece();
    if (place === -1) {
      added.push(entry);
    } else {
      endAdded();
      from = place;
      to = place + 1;
    }
  }
  endPiece();
  endAdded();
  return { of: before.length, parts };
}

/** The version that the change leads to. Throws when it is not a change of this version. */
export function withChange(before: object, change: Change): Versioned {
  const fields = { ...before } as Record<string, unknown>;
  if (change.revision !== revisionOf(before) + 1) throw new Error('a change of another version');
  for (const [name, list] of Object.entries(change.lists)) fields[name] = withListChange(fields[name], list);
  for (const name of change.gone) delete fields[name];
  return { ...fields, ...change.set, revision: change.revision };
}

/** NaN for what has none: nothing follows on it. */
export function revisionOf(stored: unknown): number {
  const found =
    typeof stored === 'object' && stored !== null && 'revision' in stored ? stored.revision : null;
  return typeof found === 'number' ? found : Number.NaN;
}

function withListChange(before: unknown, { of, parts }: ListChange): unknown[] {
  if (!Array.isArray(before) || before.length !== of) throw new Error('a change of another list');
  return parts.flatMap((part) => (isPiece(part) ? before.slice(part[0], part[1]) : part.new));
}

function isPiece(part: ListPart): part is readonly [number, number] {
  return Array.isArray(part);
}
