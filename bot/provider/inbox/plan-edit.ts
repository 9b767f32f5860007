import { type Plan, type PlanFault, parsePlan } from '../../../domain/plan.ts';
import { textsOf } from '../../../domain/plan-texts.ts';

/** A plan with the texts that a form sent in place of its own. Fields that the form does not hold stay as they are. */

/** Name of a form's field: the field of the plan, and which of its two forms. */
export const inputName = (field: string, form: 'text' | 'easy'): string => `${form}:${field}`;

/**
 * The plan as it would be. An easy text that was emptied is taken away; the text itself must stay, which the document's own check tells. What
 * browsers make of line breaks is undone, so that an untouched field differs in nothing.
 */
export function withTexts(
  plan: Plan,
  fields: URLSearchParams,
): { ok: true; plan: Plan } | { ok: false; typed: Plan; faults: readonly PlanFault[] } {
  const changed = structuredClone(plan);
  for (const { field, text } of textsOf(changed)) {
    const typed = typedIn(fields, inputName(field, 'text'));
    const easy = typedIn(fields, inputName(field, 'easy'));
    // The clone is ours to change in place; nobody else holds it.
    if (typed !== null) (text as { text: string }).text = typed;
    if (easy !== null) (text as { easy: string | null }).easy = easy === '' ? null : easy;
  }
  const parsed = parsePlan(changed);
  // What was typed is shown again with what is wrong in it: nobody writes it twice.
  return parsed.ok ? parsed : { ...parsed, typed: changed };
}

function typedIn(fields: URLSearchParams, name: string): string | null {
  const typed = fields.get(name);
  return typed === null ? null : typed.replaceAll('\r\n', '\n').trim();
}
