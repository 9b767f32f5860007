import type { Participant } from '../../../domain/participant.ts';
import { type Plan, planSchema } from '../../../domain/plan.ts';
import { textsOf } from '../../../domain/plan-texts.ts';
import type { Parts } from '../../parts.ts';
import { withTexts } from './plan-edit.ts';

/** Two people have changed the same plan: what one of them saved, and what the other typed, text by text. */

export interface Clash {
  /** Where it stands, in the plan as it is now; in the version that was opened for a text that is gone. */
  readonly field: string;
  readonly form: 'text' | 'easy';
  /** As it stands now; null when it is gone. */
  readonly now: string | null;
  /** What stood when the form was opened, where somebody else has changed it; else null. */
  readonly before: string | null;
  /** What was typed, where that was not what stood there; else null. */
  readonly typed: string | null;
}

export interface Clashes {
  readonly texts: readonly Clash[];
  /** Whether something else than texts has changed, such as a time. */
  readonly isMore: boolean;
}

/**
 * What differs between the version that the form was made from, the plan as it is now, and what was typed. `version`: the one of the form; what
 * cannot be read of it any longer is taken from the plan as it is now, and then what was typed is shown wherever it differs.
 */
export async function clashesOf(
  parts: Pick<Parts, 'store'>,
  doc: Pick<Participant, 'id' | 'plan' | 'numbers'>,
  version: number,
  fields: URLSearchParams,
): Promise<Clashes> {
  const base = (await planOfVersion(parts, doc, version)) ?? doc.plan;
  const read = withTexts(base, fields);
  const typed = formsOf(read.ok ? read.plan : read.typed);
  const now = formsOf(doc.plan);
  const before = formsOf(base);
  const texts = [...new Set([...now.keys(), ...before.keys()])].flatMap((key) => {
    const stood = before.get(key) ?? null;
    const stands = now.get(key) ?? null;
    const wrote = typed.get(key) ?? null;
    const { field, form } = stands ?? stood ?? { field: key, form: 'text' as const };
    const clash: Clash = {
      field,
      form,
      now: stands?.words ?? null,
      before: stands?.words !== stood?.words ? (stood?.words ?? '') : null,
      typed: wrote !== null && wrote.words !== stood?.words ? wrote.words : null,
    };
    const isSame = clash.typed === null ? clash.before === null : clash.typed === clash.now;
    // An entry that has no easy text, and had none, is no difference.
    return isSame || (!clash.now && !clash.before && !clash.typed) ? [] : [clash];
  });
  return { texts, isMore: withoutTexts(base) !== withoutTexts(doc.plan) };
}

async function planOfVersion(
  parts: Pick<Parts, 'store'>,
  doc: Pick<Participant, 'id' | 'numbers'>,
  version: number,
): Promise<Plan | null> {
  const lines = await parts.store.lines(doc.id, 'plans', 0, doc.numbers.plans);
  const line = lines.find(({ body }) => body.version === version);
  return planSchema.safeParse(line?.body.plan).data ?? null;
}

interface Form {
  readonly field: string;
  readonly form: 'text' | 'easy';
  readonly words: string;
}

/** Each text in both its forms, by a key that stays when an entry comes in before it. */
function formsOf(plan: Plan): Map<string, Form> {
  return new Map(
    textsOf(plan).flatMap(({ field, text }) =>
      (['text', 'easy'] as const).map((form) => {
        const key = `${form}:${field.replace(/^(\w+)\[(\d+)\]/, (place, list, index) => idAt(plan, list, index) ?? place)}`;
        return [key, { field, form, words: text[form] ?? '' }] as const;
      }),
    ),
  );
}

function idAt(plan: Plan, list: string, index: string): string | null {
  const entry = (plan as unknown as Record<string, readonly unknown[]>)[list]?.[Number(index)];
  const id = (entry as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? `${list}.${id}` : null;
}

function withoutTexts(plan: Plan): string {
  const copy = structuredClone(plan);
  for (const { text } of textsOf(copy)) Object.assign(text, { text: '', easy: null });
  return JSON.stringify(copy);
}
