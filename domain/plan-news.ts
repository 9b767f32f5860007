import { z } from 'zod';
import type { Participant } from './participant.ts';
import { type Plan, planSchema } from './plan.ts';
import { type PlanChange, planChanges } from './plan-changes.ts';
import { type Instant, instantSchema, toLocal } from './time.ts';

/**
 * The version of the plan that a participant knows, kept while a newer one is in force, so that what is new can be told. Several new
 * versions before anybody has asked are told as one.
 */
export const planNewsSchema = z.strictObject({
  /** A plan as it was stored; checked when it is read, so that one of an older program does no harm. */
  base: z.unknown(),
  baseVersion: z.number().int().min(1),
  /** When the participant was told that there is something new; null until then. */
  announcedAt: instantSchema.nullable(),
  /** When the changes themselves were told; null until the participant has asked. */
  toldAt: instantSchema.nullable(),
});
export type PlanNews = z.infer<typeof planNewsSchema>;

/** What there is to tell after this plan has been replaced. Null for somebody who has never been here: all of the plan is new to them. */
export function newsAfter(
  doc: Pick<Participant, 'news' | 'plan' | 'planVersion' | 'welcomedAt'>,
): PlanNews | null {
  if (doc.welcomedAt === null) return null;
  const untold = doc.news !== null && doc.news.toldAt === null ? doc.news : null;
  return {
    base: untold?.base ?? doc.plan,
    baseVersion: untold?.baseVersion ?? doc.planVersion,
    announcedAt: null,
    toldAt: null,
  };
}

/** The plan that the participant knows; null when there is none, or when it can no longer be read. */
export function knownPlan(doc: Pick<Participant, 'news'>): Plan | null {
  const read = doc.news === null ? null : planSchema.safeParse(doc.news.base);
  return read?.success ? read.data : null;
}

/** What is new since the participant was told last. Empty when nothing is. */
export function newsOf(doc: Participant, now: Instant): PlanChange[] {
  const base = knownPlan(doc);
  return base === null ? [] : planChanges(base, doc.plan, toLocal(now));
}

/** When the participant is to be told that there is something new: at once. */
export function nextNewsAt(doc: Pick<Participant, 'news' | 'planAt'>): Instant | null {
  return doc.news !== null && doc.news.announcedAt === null ? doc.planAt : null;
}
