import { readFileSync } from 'node:fs';
import { importPlan } from '../../domain/actions/import-plan.ts';
import type { Level, Participant } from '../../domain/participant.ts';
import { type Plan, parsePlan } from '../../domain/plan.ts';
import type { Instant } from '../../domain/time.ts';

export const EXAMPLES = ['plan-rusta-och-matcha', 'plan-steg-till-arbete', 'plan-kommun'] as const;
export type Example = (typeof EXAMPLES)[number];

export function examplePlan(name: Example): Plan {
  const parsed = parsePlan(JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.plan;
}

/** A participant as right after the import; with a level, one who has been greeted too. */
export function newParticipant(plan: Plan, now: Instant, level: Level | null = null): Participant {
  const made = importPlan(null, { plan, by: 'test', now, expected: null });
  if (made.kind !== 'created') throw new Error(made.kind);
  if (level === null) return made.doc;
  return { ...made.doc, welcomedAt: now, wishes: { ...made.doc.wishes, level } };
}
