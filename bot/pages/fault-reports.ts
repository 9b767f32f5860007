import { z } from 'zod';
import type { Store } from '../../domain/ports.ts';
import { addDays, dateOf, type Instant, instantSchema, toLocal } from '../../domain/time.ts';

/**
 * What people say does not work (tillgänglighetsredogörelsen). Kept with the installation for the operator, and with nobody's document:
 * it says nothing about who wrote it but what they wrote themselves.
 */

const KEY = 'faultReports';
/** The newest are kept: nobody can fill the disk with them. */
const MOST = 200;
const DAYS = 365;

export const MOST_FAULT_TEXT = 1500;

const reportSchema = z.strictObject({
  id: z.string(),
  at: instantSchema,
  text: z.string(),
  /** Where an answer is wanted; null: none is. */
  contact: z.string().nullable(),
  /** When the operator is to be told by e-mail; null: they have been, or nobody is to be. */
  tellAt: instantSchema.nullable().default(null),
});
export type FaultReport = z.infer<typeof reportSchema>;

type Needs = Pick<Store, 'readInstallation' | 'writeInstallation'>;

/** The oldest first. */
export async function faultReports(store: Needs): Promise<FaultReport[]> {
  const stored = (await store.readInstallation())[KEY];
  return stored ? z.array(reportSchema).parse(JSON.parse(stored)) : [];
}

let turn: Promise<unknown> = Promise.resolve();

/** Resolves when it is written. One after the other, so that none overwrites another. */
export function keepFaultReport(store: Needs, report: FaultReport): Promise<void> {
  return change(store, (reports) =>
    [...reports.filter(({ at }) => isFresh(at, report.at)), report].slice(-MOST),
  );
}

/**
 * Tells the operator of what they have not been told of yet, one after the other. `tell`: gives when to try again, or null. Cut off between the
 * two it is told once more, with the same Message-ID.
 */
export async function tellOfFaults(
  store: Needs,
  now: Instant,
  tell: (report: FaultReport) => Promise<Instant | null>,
): Promise<void> {
  const due = (await faultReports(store)).filter(({ tellAt }) => tellAt !== null && tellAt <= now);
  for (const { id, ...report } of due) {
    const tellAt = await tell({ id, ...report });
    await change(store, (reports) => reports.map((one) => (one.id === id ? { ...one, tellAt } : one)));
  }
}

function change(store: Needs, act: (reports: FaultReport[]) => FaultReport[]): Promise<void> {
  const mine = turn.then(async () => {
    await store.writeInstallation({ [KEY]: JSON.stringify(act(await faultReports(store))) });
  });
  turn = mine.catch(() => {});
  return mine;
}

function isFresh(at: Instant, now: Instant): boolean {
  return addDays(dateOf(toLocal(at)), DAYS) > dateOf(toLocal(now));
}
