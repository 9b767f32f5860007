import type { Plan } from './plan.ts';
import type { Text } from './text.ts';

/** The texts of a plan that somebody has written freely, wherever they stand. Found by their shape, so that a new field is among them. */

export interface PlanText {
  /** Where, for example `steps[0].what`, as faults of the document name it. */
  readonly field: string;
  readonly text: Text;
}

/** All of them, in the order of the document. */
export function textsOf(plan: Plan): PlanText[] {
  return found(plan, '');
}

function found(value: unknown, field: string): PlanText[] {
  if (value === null || typeof value !== 'object') return [];
  if (isText(value)) return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => found(entry, `${field}[${index}]`));
  return Object.entries(value).flatMap(([key, entry]) =>
    found(entry, field === '' ? key : `${field}.${key}`),
  );
}

function isText(value: object): value is Text {
  const keys = Object.keys(value);
  return keys.length === 2 && 'text' in value && 'easy' in value && typeof value.text === 'string';
}

/** The field that holds these words, in either form; null when none does. The first where several do. */
export function fieldOf(plan: Plan, words: string): string | null {
  return textsOf(plan).find(({ text }) => text.text === words || text.easy === words)?.field ?? null;
}
