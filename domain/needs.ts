import { z } from 'zod';
import type { Participant } from './participant.ts';
import { type Instant, instantSchema } from './time.ts';

/**
 * What helps a participant, in their own choice of a few kinds. Why they need it is nobody's business: no diagnosis and no words of theirs
 * stand here.
 */
export const NEED_KINDS = [
  'reading',
  'short',
  'writing',
  'interpreter',
  'hearing',
  'sight',
  'time',
  'memory',
  'focus',
  'talking',
  'moving',
  'breaks',
  'quiet',
  'call',
  'pictures',
] as const;
/**
 * `reading`, `writing`, `talking`, `moving`, `focus`: hard for the person. `short`: short texts. `hearing`, `sight`: hears or sees badly. `time`: needs more time.
 * `memory`: forgets easily. `breaks`: short meetings or pauses. `quiet`: sounds are hard. `call`: that somebody rings before. `pictures`: helped by them.
 */
export type NeedKind = (typeof NEED_KINDS)[number];

export const needSchema = z.strictObject({
  kind: z.enum(NEED_KINDS),
  since: instantSchema,
  /** When the person had it told to their handledare; null when they did not. */
  toldAt: instantSchema.nullable(),
});
export type Need = z.infer<typeof needSchema>;

/** Needs that make every text short and easy, with fewer things to choose between. */
const EASY: ReadonlySet<NeedKind> = new Set(['reading', 'short', 'focus']);

/** Keeps what the person needs, and does at once what the product itself can do about it. What is known already stays as it is. */
export function withNeeds(doc: Participant, kinds: readonly NeedKind[], now: Instant): Participant {
  const known = new Set(doc.needs.map((need) => need.kind));
  const fresh = NEED_KINDS.filter((kind) => kinds.includes(kind) && !known.has(kind));
  const needs = [...doc.needs, ...fresh.map((kind): Need => ({ kind, since: now, toldAt: null }))];
  const level = kinds.some((kind) => EASY.has(kind)) ? 'easy' : doc.wishes.level;
  const reminders = doc.wishes.reminders || kinds.includes('memory');
  return { ...doc, needs, wishes: { ...doc.wishes, level, reminders } };
}

/** The texts stay as easy as they are: how they are written is a choice of its own. */
export function withoutNeed(doc: Participant, kind: NeedKind): Participant {
  return { ...doc, needs: doc.needs.filter((need) => need.kind !== kind) };
}

export function needsTold(doc: Participant, kinds: readonly NeedKind[], now: Instant): Participant {
  const needs = doc.needs.map((need) => (kinds.includes(need.kind) ? { ...need, toldAt: now } : need));
  return { ...doc, needs };
}

/** Whether there should be few things to choose between. */
export function wantsFewChoices(doc: Participant): boolean {
  return doc.needs.some((need) => EASY.has(need.kind));
}
