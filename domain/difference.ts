/** What differs between two JSON values, in a form that a person can read. */
export interface Difference {
  /** Where, for example `steps.cv.status`; entries of a list with ids are named by them. */
  readonly field: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

export function differences(before: unknown, after: unknown, field = ''): Difference[] {
  if (before === after) return [];
  if (before === undefined || before === null)
    return absent(after) ? [] : [{ field, change: 'added', after }];
  if (absent(after)) return [{ field, change: 'removed', before }];
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, field);
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], field ? `${field}.${key}` : key));
  }
  return [{ field, change: 'changed', before, after }];
}

function listDifferences(before: unknown[], after: unknown[], field: string): Difference[] {
  const byId = [...before, ...after].every((entry) => isObject(entry) && typeof entry.id === 'string');
  if (!byId) {
    return JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ field, change: 'changed', before, after }];
  }
  const old = new Map(before.map((entry) => [idOf(entry), entry]));
  const fresh = new Map(after.map((entry) => [idOf(entry), entry]));
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((id) =>
    differences(old.get(id), fresh.get(id), `${field}.${id}`),
  );
}

function idOf(entry: unknown): string {
  return String((entry as { id: string }).id);
}

function absent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
