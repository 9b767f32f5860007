import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inboxRoutes } from '../bot/provider/inbox/routes.ts';
import { folderName } from '../bot/storage/folder-names.ts';
import { openLowdbStore } from '../bot/storage/lowdb-store.ts';
import { settle } from '../bot/storage/settle.ts';
import { type AbsenceInput, reportAbsence } from '../domain/actions/absences.ts';
import { importPlan } from '../domain/actions/import-plan.ts';
import { newProvider, withStaff } from '../domain/actions/provider.ts';
import type { Participant } from '../domain/participant.ts';
import type { Log } from '../domain/ports.ts';
import { addDays, type Instant } from '../domain/time.ts';
import { StandingClock } from '../test/contracts/participants.ts';
import { examplePlan, openProviderSide } from '../test/support/provider-side.ts';
import { signInStaff } from '../test/support/staff-browser.ts';

/**
 * What a page of the inbox costs a manager who sees all participants of the provider, with 100 and with 5 000 of them, and a handledare with
 * 50 of the 5 000. Run it with `npm run bench:inbox`. The store is the one on disk; rounds take turns, so the ratios are what means anything elsewhere.
 */

const NOW: Instant = '2026-03-10T07:00:00.000Z';
const SIZES = [100, 5000];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 10);
const PAGES = (
  process.env.BENCH_PAGES ?? '/inkorg,/inkorg?visa=olast,/inkorg/deltagare,/inkorg/planering,/inkorg/manad'
).split(',');
const OWN = 50;
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

const root = await mkdtemp(join(tmpdir(), 'stegvis-bench-inbox-'));
try {
  const sides = [];
  for (const size of SIZES) sides.push({ size, side: await prepared(size) });
  const figures = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { size, side } of sides) {
      for (const who of ['chef', 'karin']) {
        const browser = await signInStaff(side, 'exempel', who);
        for (const page of PAGES) {
          const began = performance.now();
          const { status } = await browser.open(page);
          const took = performance.now() - began;
          if (status !== 200) throw new Error(`${page} answered with ${status}`);
          const key = `${who === 'chef' ? 'manager   ' : 'handledare'} ${String(size).padStart(5)}  ${page}`;
          // The first round warms up.
          if (round > 0) figures.set(key, [...(figures.get(key) ?? []), took]);
        }
      }
    }
  }
  for (const [key, times] of figures) {
    const sorted = times.sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
    console.log(`${key.padEnd(44)} p50 ${at(0.5).padStart(5)} ms   worst ${at(1).padStart(5)} ms`);
  }
  for (const { side } of sides) await side.close();
} finally {
  await rm(root, { recursive: true });
}

/** A folder as a year of use would leave it: one in five has reported something, one in twenty has not been read. */
async function prepared(size: number) {
  const dir = join(root, String(size));
  for (let n = 0; n < size; n += 1) {
    const doc = participant(n, size);
    const folder = join(dir, 'participants', `p-${folderName(doc.id)}`);
    await mkdir(folder, { recursive: true });
    const numbers = { chat: 0, audit: 0, plans: 0, feed: 0 };
    await writeFile(join(folder, 'document.json'), JSON.stringify(settle(null, doc, NOW, numbers)));
  }
  const clock = new StandingClock();
  clock.time = NOW;
  const store = await openLowdbStore({ dir, clock, log: quiet });
  await store.ready();
  const side = await openProviderSide((parts) => inboxRoutes(parts), { store });
  side.clock.time = NOW;
  await store.providerTurn('exempel', () => {
    let provider = newProvider({ id: 'exempel', name: 'Exempelcoacherna', now: NOW });
    const karin = examplePlan('rusta-och-matcha').supervisor.email;
    for (const staff of [
      { id: 'karin', name: 'Karin Berg', email: karin, role: 'supervisor' as const },
      { id: 'chef', name: 'Chefen', email: 'chef@exempelcoacherna.example', role: 'manager' as const },
    ]) {
      provider = withStaff(provider, staff, NOW)?.provider ?? provider;
    }
    return { doc: provider, result: null };
  });
  return side;
}

function participant(n: number, size: number): Participant {
  const plan = examplePlan('rusta-och-matcha');
  const isOwn = n % Math.max(1, size / OWN) === 0;
  const supervisor = isOwn
    ? plan.supervisor
    : { ...plan.supervisor, name: `Coach ${n % 40}`, email: `coach${n % 40}@exempelcoacherna.example` };
  const person = { ...plan.person, firstName: `Förnamn${n}` };
  const made = importPlan(null, {
    plan: { ...plan, id: `p${n}`, supervisor, person },
    by: 'bench',
    now: NOW,
    expected: null,
  });
  if (made.kind !== 'created') throw new Error(made.kind);
  let { doc } = made;
  for (let day = 0; n % 5 === 0 && day < 6; day += 1) {
    const date = addDays('2026-03-10', day * 7 - 28);
    const input: AbsenceInput = {
      from: date,
      to: date,
      occurrences: [`handledare@${date}T09:00`],
      reason: 'sick',
    };
    const random = { code: () => `N${n}D${day}`, bytes: () => new Uint8Array(8) } as never;
    doc = reportAbsence(doc, input, { now: NOW, channel: 'web', random }).doc;
  }
  const isRead = n % 20 !== 0;
  return {
    ...doc,
    lines: [],
    outbox: [],
    absences: doc.absences.map((absence) => ({
      ...absence,
      ...(isRead ? { readAt: NOW, readBy: 'Chefen' } : {}),
      deviations: absence.deviations.map((draft) => ({
        ...draft,
        sentAt: isRead ? NOW : null,
        sentBy: isRead ? 'Chefen' : null,
      })),
    })),
  };
}
