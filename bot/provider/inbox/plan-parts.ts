import type { Plan } from '../../../domain/plan.ts';
import { type PlanText, textsOf } from '../../../domain/plan-texts.ts';
import type { StaffKey } from '../../../locales/keys.ts';
import { fieldName } from './question-words.ts';
import type { Say } from './shell.ts';

/** A plan's texts in parts of a few each, so that whoever writes them reads one thing at a time. */

export interface PlanPart {
  /** In the address: `mal`, `steg-2`. */
  readonly id: string;
  readonly texts: readonly PlanText[];
}

/** Of lists whose entries hold several texts each entry is a part of its own. */
const ENTRIES: Readonly<Record<string, string>> = { steps: 'steg', appointments: 'aktivitet' };

const PARTS: Readonly<Record<string, string>> = {
  goal: 'mal',
  alternativeGoal: 'andra-mal',
  assignment: 'uppdrag',
  assignmentGoals: 'uppdrag',
  activityAbility: 'uppdrag',
  coordination: 'uppdrag',
  ownWork: 'eget-arbete',
  support: 'stod',
  adaptations: 'stod',
  followUp: 'uppfoljning',
  decisions: 'uppfoljning',
};

const OTHER = 'ovrigt';

function partOf(field: string): string {
  const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?/.exec(field) ?? [];
  const entry = Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined;
  if (entry !== undefined && index !== undefined) return `${entry}-${Number(index) + 1}`;
  return (Object.hasOwn(PARTS, name) ? PARTS[name] : undefined) ?? OTHER;
}

/** Those that hold a text, in the order of the document; what belongs to no other comes last. */
export function planParts(plan: Plan): PlanPart[] {
  const parts = new Map<string, PlanText[]>();
  for (const entry of textsOf(plan)) {
    const id = partOf(entry.field);
    parts.set(id, [...(parts.get(id) ?? []), entry]);
  }
  const all = [...parts].map(([id, texts]) => ({ id, texts }));
  return [...all.filter(({ id }) => id !== OTHER), ...all.filter(({ id }) => id === OTHER)];
}

const NAMES: Readonly<Record<string, StaffKey>> = {
  mal: 'plantext:goalWhat',
  'andra-mal': 'plantext:otherGoalWhat',
  uppdrag: 'plantext:partAssignment',
  'eget-arbete': 'plantext:partOwnWork',
  stod: 'plantext:partSupport',
  uppfoljning: 'plantext:partFollowUp',
  ovrigt: 'plantext:partOther',
};

/** "Målen", "Steg 2", "Aktivitet 3". */
export function partName({ id, texts }: PlanPart, say: Say): string {
  const [, entry, number] = /^(steg|aktivitet)-(\d+)$/.exec(id) ?? [];
  if (entry !== undefined && number !== undefined) {
    return say(entry === 'steg' ? 'plantext:stepWhat' : 'plantext:partAppointment', { number });
  }
  const name = NAMES[id];
  return name === undefined ? fieldName(texts[0]?.field ?? '', say) : say(name);
}
