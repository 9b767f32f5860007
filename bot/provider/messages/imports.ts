import { importPlan } from '../../../domain/actions/import-plan.ts';
import { DamagedError } from '../../../domain/errors.ts';
import {
  type ImportGroup,
  touchedBy,
  type Undoable,
  undoable,
  versionBefore,
} from '../../../domain/import-batch.ts';
import type { Participant } from '../../../domain/participant.ts';
import { parsePlan } from '../../../domain/plan.ts';
import type { Instant } from '../../../domain/time.ts';
import { tellSupervisor } from '../../../locales/sayings/service-end.ts';
import type { Parts } from '../../parts.ts';
import { readOwn } from '../own.ts';

/** A faulty import, made good: who was touched, what it has meant for them, and the version before as a new one. */

type Needs = Pick<Parts, 'store'>;

export interface BatchSummary {
  readonly batch: string;
  readonly firstAt: Instant;
  readonly by: string;
  readonly participants: number;
}

export interface Touched {
  readonly doc: Participant;
  readonly version: number;
  readonly at: Instant;
  readonly group: ImportGroup;
  readonly undoable: Undoable;
}

/** The imports of this provider, the newest first. */
export async function batchesOf(parts: Needs, providerId: string): Promise<BatchSummary[]> {
  const found = new Map<string, BatchSummary>();
  for (const doc of await ownDocs(parts, providerId)) {
    for (const { batch, at, by } of new Map(doc.imports.map((entry) => [entry.batch, entry])).values()) {
      const known = found.get(batch);
      const firstAt = known === undefined || at < known.firstAt ? at : known.firstAt;
      found.set(batch, { batch, firstAt, by, participants: (known?.participants ?? 0) + 1 });
    }
  }
  return [...found.values()].sort((a, b) => (a.firstAt < b.firstAt ? 1 : -1));
}

export async function touchedOf(parts: Needs, providerId: string, batch: string): Promise<Touched[]> {
  const docs = await ownDocs(parts, providerId);
  return docs.flatMap((doc) => {
    const imported = touchedBy(doc, batch);
    if (imported === null) return [];
    const { version, at, group } = imported;
    return [{ doc, version, at, group, undoable: undoable(doc, batch) }];
  });
}

export interface Undone {
  readonly id: string;
  readonly outcome: 'undone' | 'changed-since' | 'created' | 'unreadable';
  /** The new version that holds the old plan, or null. */
  readonly version: number | null;
}

/** Puts the version before the import back, as a new version, for everybody for whom nothing came after it. */
export async function undoImport(
  parts: Needs,
  about: { providerId: string; batch: string; by: string; now: Instant; dryRun: boolean },
): Promise<Undone[]> {
  const { providerId, batch, by, now, dryRun } = about;
  const report: Undone[] = [];
  for (const { doc, undoable: can } of await touchedOf(parts, providerId, batch)) {
    if (can !== 'yes') {
      report.push({ id: doc.id, outcome: can, version: null });
      continue;
    }
    const before = await planOfVersion(parts, doc, versionBefore(doc, batch));
    if (before === null) {
      report.push({ id: doc.id, outcome: 'unreadable', version: null });
      continue;
    }
    if (dryRun) {
      report.push({ id: doc.id, outcome: 'undone', version: doc.planVersion + 1 });
      continue;
    }
    const version = await parts.store.turn(doc.id, (current) => {
      // Somebody has changed it since it was looked at: that is not thrown away.
      if (current?.providerId !== providerId || undoable(current, batch) !== 'yes') {
        return { doc: null, result: null };
      }
      const outcome = importPlan(current, {
        plan: before,
        by,
        now,
        expected: null,
        batch: `undo-${batch}`.slice(0, 64),
      });
      if (!('doc' in outcome)) return { doc: null, result: current.planVersion };
      return { doc: tellSupervisor(current, outcome.doc, now), result: outcome.version };
    });
    report.push({ id: doc.id, outcome: version === null ? 'changed-since' : 'undone', version });
  }
  return report;
}

async function planOfVersion(parts: Needs, doc: Participant, version: number) {
  const lines = await parts.store.lines(doc.id, 'plans', 0, doc.numbers.plans);
  const parsed = parsePlan(lines.findLast((line) => line.body.version === version)?.body.plan);
  return parsed.ok ? parsed.plan : null;
}

export async function ownDocs(parts: Needs, providerId: string): Promise<Participant[]> {
  const docs: Participant[] = [];
  for (const id of await parts.store.participantsOf(providerId)) {
    try {
      const found = await readOwn(parts, id, providerId);
      if (found) docs.push(found.doc);
    } catch (error) {
      // One that is damaged is told of elsewhere, and holds up nobody else.
      if (!(error instanceof DamagedError)) throw error;
    }
  }
  return docs;
}
