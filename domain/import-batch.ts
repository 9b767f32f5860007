import { z } from 'zod';
import type { Participant } from './participant.ts';
import { type Instant, instantSchema } from './time.ts';

/**
 * Which import each version of a plan came with, so that everybody who was touched by a faulty one can be found, told apart by what it has
 * meant for them, and put right.
 */
export const importedSchema = z.strictObject({
  batch: z.string(),
  /** The version of the plan that it made. */
  version: z.number().int().min(1),
  at: instantSchema,
  by: z.string(),
});
export type ImportedVersion = z.infer<typeof importedSchema>;

/** The oldest are dropped beyond this many; the plans themselves stay. */
export const MOST_IMPORTS = 50;
export const BATCH_PATTERN = /^[A-Za-z0-9_.:-]{1,64}$/;

/**
 * What an import has meant for somebody, the strongest first. `reported`: has told of an absence, a job or asked a question since.
 * `reminded`: was reminded of something since. `seen`: has written or pressed something since. `unaware`: nothing of it has reached them.
 */
export const IMPORT_GROUPS = ['reported', 'reminded', 'seen', 'unaware'] as const;
export type ImportGroup = (typeof IMPORT_GROUPS)[number];

/** The version that the import made, and what it has meant; null for somebody whom it did not touch. */
export function touchedBy(
  doc: Participant,
  batch: string,
): (ImportedVersion & { readonly group: ImportGroup }) | null {
  const imported = doc.imports.findLast((entry) => entry.batch === batch);
  return imported ? { ...imported, group: groupOf(doc, imported) } : null;
}

/** Only what happened while it stood: what comes after an import that took its place, or undid it, is none of its doing. */
function groupOf(doc: Participant, { version, at: since }: ImportedVersion): ImportGroup {
  const until = doc.imports.find((entry) => entry.version > version)?.at ?? null;
  const wasThen = (at: Instant) => at >= since && (until === null || at <= until);
  const own = [
    ...doc.absences.flatMap((absence) => (absence.origin === 'participant' ? absence.reportedAt : [])),
    ...doc.signals.map((signal) => signal.reportedAt),
    ...doc.questions.map((question) => question.askedAt),
  ];
  if (own.some(wasThen)) return 'reported';
  if (Object.values(doc.reminded).some(wasThen)) return 'reminded';
  return doc.seen.some((entry) => wasThen(entry.at)) ? 'seen' : 'unaware';
}

/**
 * Whether the import can be undone for somebody. `changed-since`: another version came after it, which is not thrown away. `created`: there
 * was no plan before it.
 */
export type Undoable = 'yes' | 'changed-since' | 'created';

export function undoable(doc: Participant, batch: string): Undoable {
  const own = doc.imports.filter((entry) => entry.batch === batch);
  const [first] = own;
  if (first === undefined || own.at(-1)?.version !== doc.planVersion) return 'changed-since';
  // Somebody changed it between two of the same import.
  if (doc.planVersion - first.version + 1 !== own.length) return 'changed-since';
  return own.some((entry) => entry.version === 1) ? 'created' : 'yes';
}

/** The version that stood before the import. */
export function versionBefore(doc: Participant, batch: string): number {
  return Math.min(...doc.imports.filter((entry) => entry.batch === batch).map((entry) => entry.version)) - 1;
}
