import { type Participant, withAudit } from '../participant.ts';
import { isOver, nextEndAt } from '../service-end.ts';
import type { Instant, LocalDate } from '../time.ts';
import { dateOf, toLocal } from '../time.ts';
import { followPlan } from './follow-plan.ts';

/** The provider ends a service, or takes that back. Null when it is so already: nothing changes. */

export interface Acting {
  readonly now: Instant;
  readonly by: string;
}

/** `on`: the last day, today or before for an end at once. */
export function endService(doc: Participant, on: LocalDate, { now, by }: Acting): Participant | null {
  if (doc.ended?.on === on) return null;
  const ended = { ...doc, ended: { on, at: now, by } };
  return withAudit(followPlan(ended, doc, { by, now }), {
    at: now,
    who: by,
    what: 'service.ended',
    subject: on,
  });
}

export function resumeService(doc: Participant, { now, by }: Acting): Participant | null {
  if (doc.ended === null) return null;
  const resumed = followPlan({ ...doc, ended: null, endTold: null }, doc, { by, now });
  return withAudit(resumed, { at: now, who: by, what: 'service.resumed' });
}

/** Whether the end is to be told now. */
export function isEndDue(doc: Participant, now: Instant): boolean {
  const due = nextEndAt(doc);
  return due !== null && due <= now && isOver(doc, dateOf(toLocal(now)));
}
