import { z } from 'zod';
import { newProvider, withKey, withoutStaff, withStaff } from '../../domain/actions/provider.ts';
import { type Difference, differences } from '../../domain/difference.ts';
import { idSchema, type Plan, type PlanFault, parsePlan } from '../../domain/plan.ts';
import { type PlanWarning, planWarnings } from '../../domain/plan-warnings.ts';
import { type Provider, STAFF_ROLES, type StaffRole } from '../../domain/provider.ts';
import { DAY, today } from '../../domain/time.ts';
import { type PlanReadability, planReadability } from '../../locales/check/plan-readability.ts';
import { type FaultReport, faultReports } from '../pages/fault-reports.ts';
import type { Parts } from '../parts.ts';
import { staffSignInLink } from '../sign-in/links.ts';
import { makeKey } from './keys.ts';
import { storePlan } from './participants-api.ts';
import { importSchedule, scheduleRequestSchema } from './schedule-api.ts';
import { type Export, eraseAll, exportOf } from './traces.ts';

/** What an operator does from the command line, whether a server is running or not. Nothing here is reached over the public port. */

export type Needs = Pick<Parts, 'config' | 'clock' | 'random' | 'store'>;

export const operationSchema = z.discriminatedUnion('operation', [
  z.strictObject({
    operation: z.literal('import'),
    files: z.array(z.strictObject({ file: z.string(), document: z.unknown() })),
    dryRun: z.boolean(),
  }),
  z.strictObject({
    operation: z.literal('add-provider'),
    id: idSchema,
    name: z.string().trim().min(1).max(120),
    staffName: z.string().trim().min(1).max(120),
    staffEmail: z.email({ error: 'is not an e-mail address' }).nullable(),
  }),
  z.strictObject({
    operation: z.literal('schedule'),
    id: idSchema,
    file: scheduleRequestSchema,
    dryRun: z.boolean(),
  }),
  z.strictObject({ operation: z.literal('rotate-key'), id: idSchema, endOldNow: z.boolean() }),
  z.strictObject({ operation: z.literal('export'), id: idSchema }),
  z.strictObject({ operation: z.literal('erase'), id: idSchema }),
  z.strictObject({ operation: z.literal('faults') }),
  z.strictObject({ operation: z.literal('list-providers') }),
  z.strictObject({ operation: z.literal('list-staff'), id: idSchema }),
  z.strictObject({
    operation: z.literal('add-staff'),
    id: idSchema,
    name: z.string().trim().min(1).max(120),
    email: z.email({ error: 'is not an e-mail address' }).nullable(),
    role: z.enum(STAFF_ROLES),
  }),
  z.strictObject({ operation: z.literal('remove-staff'), id: idSchema, staffId: idSchema }),
  z.strictObject({ operation: z.literal('staff-link'), id: idSchema, staffId: idSchema }),
]);
export type Operation = z.infer<typeof operationSchema>;

export interface FileFault extends PlanFault {
  readonly file: string;
}

export interface Imported {
  readonly file: string;
  readonly id: string;
  readonly providerId: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly readability: PlanReadability;
  readonly version: number;
  readonly difference: readonly Difference[];
  readonly warnings: readonly PlanWarning[];
  /** False when nobody at the provider can sign in to read what the participant reports. */
  readonly hasInbox: boolean;
}

export type Result =
  | {
      readonly kind: 'schedule';
      readonly outcome: 'updated' | 'unchanged';
      readonly version: number;
      readonly difference: readonly Difference[];
    }
  | { readonly kind: 'bad-schedule'; readonly faults: readonly PlanFault[] }
  | {
      readonly kind: 'imported';
      readonly plans: readonly Imported[];
      /** The name of the import, to find everybody whom it touched. */
      readonly batch: string;
    }
  | { readonly kind: 'bad-files'; readonly faults: readonly FileFault[] }
  | { readonly kind: 'provider-added'; readonly key: string; readonly link: string }
  | { readonly kind: 'key'; readonly key: string; readonly oldEndAt: string | null }
  | { readonly kind: 'providers'; readonly providers: readonly { id: string; name: string; staff: number }[] }
  | {
      readonly kind: 'staff';
      readonly staff: readonly { id: string; name: string; email: string | null; role: StaffRole }[];
    }
  | { readonly kind: 'staff-added'; readonly staffId: string; readonly link: string }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'exported'; readonly export: Export }
  | { readonly kind: 'faults'; readonly faults: readonly FaultReport[] }
  | { readonly kind: 'done' }
  /** Why it was not done, and what to do. Nothing was changed. */
  | { readonly kind: 'refused'; readonly why: string };

/** How long the old key goes on working beside the new one. */
const OVERLAP_MS = DAY;

export async function operate(parts: Needs, operation: Operation): Promise<Result> {
  switch (operation.operation) {
    case 'import':
      return importFiles(parts, operation.files, operation.dryRun);
    case 'schedule':
      return takeSchedule(parts, operation);
    case 'add-provider':
      return addProvider(parts, operation);
    case 'rotate-key':
      return rotateKey(parts, operation.id, operation.endOldNow);
    case 'export': {
      const found = await exportOf(parts, operation.id);
      return found === null ? nobody(operation.id) : { kind: 'exported', export: found };
    }
    case 'erase':
      return (await eraseAll(parts, operation.id)) ? { kind: 'done' } : nobody(operation.id);
    case 'faults':
      return { kind: 'faults', faults: await faultReports(parts.store) };
    case 'list-providers':
      return listProviders(parts);
    case 'list-staff':
      return listStaff(parts, operation.id);
    case 'add-staff':
      return addStaff(parts, operation);
    case 'remove-staff':
      return removeStaff(parts, operation.id, operation.staffId);
    case 'staff-link':
      return staffLink(parts, operation.id, operation.staffId);
  }
}

async function takeSchedule(
  parts: Needs,
  { id, file, dryRun }: Extract<Operation, { operation: 'schedule' }>,
): Promise<Result> {
  const providerId = (await parts.store.read(id))?.doc.providerId;
  if (providerId === undefined) return nobody(id);
  const outcome = await importSchedule(parts, { id, providerId, by: 'cli' }, file, dryRun);
  if (outcome.kind === 'nobody') return nobody(id);
  if (outcome.kind === 'faults') return { kind: 'bad-schedule', faults: outcome.faults };
  const { imported } = outcome;
  switch (imported.kind) {
    case 'updated':
      return {
        kind: 'schedule',
        outcome: 'updated',
        version: imported.version,
        difference: imported.difference,
      };
    case 'unchanged':
      return { kind: 'schedule', outcome: 'unchanged', version: imported.version, difference: [] };
    case 'stale':
      return {
        kind: 'refused',
        why: `The plan of ${id} was changed meanwhile. Nothing was changed. Try again.`,
      };
    default:
      return nobody(id);
  }
}

/** All of the files or none: they are all looked through before the first is stored. */
async function importFiles(
  parts: Needs,
  files: readonly { file: string; document?: unknown }[],
  dryRun: boolean,
): Promise<Result> {
  const faults: FileFault[] = [];
  const plans: { file: string; plan: Plan }[] = [];
  for (const { file, document } of files) {
    const parsed = parsePlan(document);
    if (parsed.ok) plans.push({ file, plan: parsed.plan });
    else faults.push(...parsed.faults.map((fault) => ({ ...fault, file })));
  }
  faults.push(...repeatedIds(plans));
  const batch = `cli-${parts.random.code(8)}`;
  const looked = await storeAll(parts, plans, { dryRun: true, batch });
  faults.push(...looked.faults);
  if (faults.length > 0) return { kind: 'bad-files', faults };
  if (dryRun) return { kind: 'imported', plans: looked.imported, batch };
  const stored = await storeAll(parts, plans, { dryRun: false, batch });
  if (stored.faults.length > 0) return { kind: 'bad-files', faults: stored.faults };
  return { kind: 'imported', plans: stored.imported, batch };
}

async function storeAll(
  parts: Needs,
  plans: readonly { file: string; plan: Plan }[],
  { dryRun, batch }: { dryRun: boolean; batch: string },
): Promise<{ imported: Imported[]; faults: FileFault[] }> {
  const imported: Imported[] = [];
  const faults: FileFault[] = [];
  for (const { file, plan } of plans) {
    const request = { plan, by: 'operator', now: parts.clock.now(), expected: null, batch };
    const outcome = await storePlan(parts, request, dryRun);
    if (outcome.kind === 'erased') {
      faults.push({ ...taken(file), problem: 'was erased and is never used again' });
      continue;
    }
    if (outcome.kind === 'not-yours' || outcome.kind === 'stale') {
      faults.push(taken(file));
      continue;
    }
    imported.push({
      file,
      id: plan.id,
      providerId: plan.provider.id,
      outcome: outcome.kind,
      version: outcome.version,
      difference: 'difference' in outcome ? outcome.difference : [],
      warnings: planWarnings(plan, today(request.now)),
      readability: planReadability(plan),
      hasInbox: ((await parts.store.readProvider(plan.provider.id))?.staff.length ?? 0) > 0,
    });
  }
  return { imported, faults };
}

function repeatedIds(plans: readonly { file: string; plan: Plan }[]): FileFault[] {
  const first = new Map<string, Plan>();
  return plans.flatMap(({ file, plan }) => {
    const other = first.get(plan.id);
    first.set(plan.id, other ?? plan);
    if (other === undefined || differences(other, plan).length === 0) return [];
    return [
      {
        file,
        field: 'id',
        problem: `"${plan.id}" is the id of another file as well`,
        todo: 'Give each participant an id of their own.',
      },
    ];
  });
}

function taken(file: string): FileFault {
  return {
    file,
    field: 'id',
    problem: 'belongs to a participant of another provider',
    todo: 'Choose another id.',
  };
}

async function addProvider(
  parts: Needs,
  about: { id: string; name: string; staffName: string; staffEmail: string | null },
): Promise<Result> {
  const { key, kept } = makeKey(parts, about.id);
  const staffId = parts.random.code(8);
  const added = await parts.store.providerTurn(about.id, (known) => {
    if (known !== null) return { doc: null, result: false };
    const now = parts.clock.now();
    const provider = withKey(newProvider({ id: about.id, name: about.name, now }), kept, now, 0);
    const staff = {
      id: staffId,
      name: about.staffName,
      email: about.staffEmail,
      role: 'administrator',
    } as const;
    return { doc: withStaff(provider, staff, now)?.provider ?? provider, result: true };
  });
  if (!added) {
    return refused(
      `There is a provider "${about.id}" already. Use "key ${about.id}" for a new key, or "staff ${about.id}" for its staff.`,
    );
  }
  return { kind: 'provider-added', key, link: await staffSignInLink(parts, about.id, staffId) };
}

async function rotateKey(parts: Needs, id: string, endOldNow: boolean): Promise<Result> {
  const { key, kept } = makeKey(parts, id);
  const oldEndAt = await onProvider(parts, id, (provider) => {
    const rotated = withKey(provider, kept, parts.clock.now(), endOldNow ? 0 : OVERLAP_MS);
    return { doc: rotated, result: rotated.keys.findLast((entry) => entry.endsAt !== null)?.endsAt ?? null };
  });
  return oldEndAt === undefined ? noProvider(id) : { kind: 'key', key, oldEndAt };
}

async function listProviders(parts: Needs): Promise<Result> {
  const providers = [];
  for (const id of await parts.store.providerIds()) {
    const provider = await parts.store.readProvider(id);
    if (provider) providers.push({ id, name: provider.name, staff: provider.staff.length });
  }
  return { kind: 'providers', providers };
}

async function listStaff(parts: Needs, id: string): Promise<Result> {
  const provider = await parts.store.readProvider(id);
  if (provider === null) return noProvider(id);
  const staff = provider.staff.map(({ id: staffId, name, email, role }) => ({
    id: staffId,
    name,
    email,
    role,
  }));
  return { kind: 'staff', staff };
}

async function addStaff(
  parts: Needs,
  about: { id: string; name: string; email: string | null; role: StaffRole },
): Promise<Result> {
  const staffId = parts.random.code(8);
  const added = await onProvider(parts, about.id, (provider) => {
    const { name, email, role } = about;
    const made = withStaff(provider, { id: staffId, name, email, role }, parts.clock.now());
    return { doc: made?.provider ?? null, result: made !== null };
  });
  if (added === undefined) return noProvider(about.id);
  if (!added)
    return refused('Another of the staff has this e-mail address. Use another, or remove that one first.');
  return { kind: 'staff-added', staffId, link: await staffSignInLink(parts, about.id, staffId) };
}

async function removeStaff(parts: Needs, id: string, staffId: string): Promise<Result> {
  const removed = await onProvider(parts, id, (provider) => {
    const doc = withoutStaff(provider, staffId, { now: parts.clock.now(), who: 'operator' });
    return { doc, result: doc !== null };
  });
  if (removed === undefined) return noProvider(id);
  return removed ? { kind: 'done' } : noStaff(id, staffId);
}

async function staffLink(parts: Needs, id: string, staffId: string): Promise<Result> {
  const provider = await parts.store.readProvider(id);
  if (provider === null) return noProvider(id);
  if (!provider.staff.some((entry) => entry.id === staffId)) return noStaff(id, staffId);
  return { kind: 'link', link: await staffSignInLink(parts, id, staffId) };
}

/** Undefined when there is no such provider. */
async function onProvider<T>(
  parts: Needs,
  id: string,
  run: (provider: Provider) => { doc: Provider | null; result: T },
): Promise<T | undefined> {
  return parts.store.providerTurn<T | undefined>(id, (provider) =>
    provider === null ? { doc: null, result: undefined } : run(provider),
  );
}

function refused(why: string): Result {
  return { kind: 'refused', why };
}

function nobody(id: string): Result {
  return refused(`There is no participant "${id}".`);
}

function noProvider(id: string): Result {
  return refused(`There is no provider "${id}". Use "list" to see them all, or "add ${id} NAME" to make it.`);
}

function noStaff(id: string, staffId: string): Result {
  return refused(`"${id}" has nobody with the id "${staffId}". Use "staff ${id}" to see them all.`);
}
