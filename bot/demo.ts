import { readdir, readFile } from 'node:fs/promises';
import { importPlan } from '../domain/actions/import-plan.ts';
import { newProvider, type StaffInput, withStaff } from '../domain/actions/provider.ts';
import { DamagedError } from '../domain/errors.ts';
import { type Plan, parsePlan } from '../domain/plan.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Parts } from './parts.ts';
import { signInLink, staffSignInLink } from './sign-in/links.ts';

/** The demo: the fictional people of examples/, and ways in that are printed. */

const EXAMPLES = new URL('../examples/', import.meta.url);
/** Sees all of a provider's participants in the demo's inbox. */
const MANAGER = { id: 'demo-chef', name: 'Demo Chef', role: 'administrator' } as const;

/** The example plans, as they stand in examples/. Throws when one is not a plan: they are part of the product. */
export async function examplePlans(): Promise<Plan[]> {
  const files = (await readdir(EXAMPLES)).filter((file) => /^plan-.*\.json$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const read = parsePlan(JSON.parse(await readFile(new URL(file, EXAMPLES), 'utf8')));
      if (!read.ok) throw new Error(`STEGVIS_DEMO_PLAN: examples/${file} is not a plan`);
      return read.plan;
    }),
  );
}

/**
 * Whether the store was begun as a demo, or holds people of the examples and nobody else. Somebody of the examples who was taken in
 * among real people does no harm, and to keep the real ones from their chat for it would.
 */
export async function holdsDemoData(store: Store): Promise<boolean> {
  if ((await store.readInstallation()).mode === 'demo') return true;
  const plans = await examplePlans();
  const fictional = new Set<string>();
  for (const plan of plans) {
    // One that cannot be read is there as well.
    const found = await store.read(plan.id).catch(() => true);
    if (found !== null) fictional.add(plan.id);
  }
  if (fictional.size === 0) return false;
  const providers = new Set([...(await store.providerIds()), ...plans.map((plan) => plan.provider.id)]);
  for (const provider of providers) {
    const people = await store.participantsOf(provider);
    if (people.some((id) => !fictional.has(id))) return false;
  }
  return true;
}

/** Puts in what is missing of the examples. Stopped half-way, it goes on at the next start; what has been changed since stays. */
export async function fillDemo(store: Store, clock: Clock): Promise<void> {
  const now = clock.now();
  const plans = await examplePlans();
  for (const plan of plans) {
    await unlessDamaged(
      store.turn(plan.id, (doc) => {
        if (doc !== null) return { doc: null, result: null };
        const made = importPlan(null, { plan, by: 'demo', now, expected: null });
        return { doc: made.kind === 'created' ? made.doc : null, result: null };
      }),
    );
  }
  for (const { id, name } of providersOf(plans)) {
    await unlessDamaged(
      store.providerTurn(id, (known) => {
        const before = known ?? newProvider({ id, name, now });
        const missing = staffOf(id, plans).filter(
          (entry) => !before.staff.some((one) => one.id === entry.id),
        );
        const provider = missing.reduce(
          (made, entry) => withStaff(made, entry, now)?.provider ?? made,
          before,
        );
        return { doc: known !== null && provider === known ? null : provider, result: null };
      }),
    );
  }
}

/** The manager, and the supervisors that the plans name: what the chat says of who reads what is true in the demo too. */
function staffOf(providerId: string, plans: readonly Plan[]): StaffInput[] {
  const manager = { ...MANAGER, email: `chef@${providerId}.example` };
  const supervisors = plans
    .filter((plan) => plan.provider.id === providerId)
    .map(({ id, supervisor }): StaffInput => ({ id: `demo-${id}`, ...supervisor, role: 'supervisor' }));
  return [manager, ...supervisors];
}

/** What is printed at every start of a demo: what it is, and the ways in. */
export async function demoNote(parts: Pick<Parts, 'config' | 'clock' | 'random' | 'store'>): Promise<string> {
  const plans = await examplePlans();
  const rows = [
    'This is a demo: fictional people, and nothing is ever sent out.',
    `Its e-mail and SMS are shown here and at ${parts.config.baseUrl}/demo/outbox`,
    '',
    'Sign in as a participant:',
  ];
  for (const { id, person, service } of plans) {
    rows.push(`  ${id} (${person.firstName} ${person.lastName}, ${service.kind})`);
    rows.push(`    ${(await unlessDamaged(signInLink(parts, id))) ?? UNREADABLE}`);
  }
  rows.push('', "Sign in to a provider's inbox:");
  for (const { id, name } of providersOf(plans)) {
    const link = await unlessDamaged(staffSignInLink(parts, id, MANAGER.id));
    rows.push(`  ${id} (${name})`, `    ${link ?? UNREADABLE}`);
  }
  return `\n${rows.join('\n')}\n\n`;
}

const UNREADABLE = '(its stored document cannot be read, so there is no link)';

/** Null for a document that cannot be read: one of them stops nobody else, not at the start either. */
async function unlessDamaged<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (fault) {
    if (fault instanceof DamagedError) return null;
    throw fault;
  }
}

function providersOf(plans: readonly Plan[]): { id: string; name: string }[] {
  return [...new Map(plans.map(({ provider }) => [provider.id, provider])).values()];
}
