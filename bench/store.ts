import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderName } from '../bot/storage/folder-names.ts';
import { openLowdbStore } from '../bot/storage/lowdb-store.ts';
import { settle } from '../bot/storage/settle.ts';
import { type Participant, withAudit, withChatLine } from '../domain/participant.ts';
import type { Log, Store } from '../domain/ports.ts';
import { NOW, sampleParticipant } from '../test/contracts/participants.ts';

/**
 * What a turn costs in the embedded store alone, beside the least that a durable write of the same bytes can cost, with 100 and with 10 000
 * participants; and how soon the store serves after it is opened. Run it with `node bench/store.ts`.
 */
const CONNECTIONS = 16;
const TURNS = 500;
const ROUNDS = 20;
const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => NOW };

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time per operation, which other work on the machine disturbs less. */
  readonly cpu: number;
}

const root = await mkdtemp(join(tmpdir(), 'stegvis-bench-'));
try {
  const sample = sampleParticipant('p0', {
    meetings: 5,
    padding: 'Vi går igenom det tillsammans. '.repeat(12),
  });
  const size = Buffer.byteLength(JSON.stringify({ ...sample, lines: [] }));
  console.log(`document: ${size} bytes, ${CONNECTIONS} at once, ${ROUNDS} rounds of ${TURNS}`);
  const few = await prepare('few', 100, sample);
  const many = await prepare('many', 10_000, sample);
  const stores = [
    {
      name: 'turn, 100 participants',
      count: 100,
      store: await openLowdbStore({ dir: few, clock, log: quiet }),
    },
    {
      name: 'turn, 10 000 participants',
      count: 10_000,
      store: await openLowdbStore({ dir: many, clock, log: quiet }),
    },
  ];
  for (const { store } of stores) await store.ready();
  // Short rounds that take turns, so that what else the machine does disturbs all of them alike.
  const bare: Figures[] = [];
  const turns = stores.map((): Figures[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await measureBare(size));
    for (const [index, { store, count }] of stores.entries()) {
      turns[index]?.push(await measureTurns(store, count, round));
    }
  }
  report('bare write', bare);
  for (const [index, { name, store }] of stores.entries()) {
    report(name, turns[index] ?? [], bare);
    await store.close();
  }
  await measureStart(many);
} finally {
  await rm(root, { recursive: true });
}

/** A store as an import would have left it, written without the wait for the disk. */
async function prepare(name: string, count: number, sample: Participant): Promise<string> {
  const dir = join(root, name);
  for (let n = 0; n < count; n += 1) {
    const folder = join(dir, 'participants', `p-${folderName(`p${n}`)}`);
    await mkdir(folder, { recursive: true });
    const doc = { ...sample, id: `p${n}`, lines: [], plan: { ...sample.plan, id: `p${n}` } };
    await writeFile(join(folder, 'document.json'), JSON.stringify(settle(null, doc, NOW, sample.numbers)));
  }
  return dir;
}

async function measureStart(dir: string): Promise<void> {
  const started = performance.now();
  const store = await openLowdbStore({ dir, clock, log: quiet });
  const opened = performance.now() - started;
  await say(store, 'p77');
  const served = performance.now() - started;
  const during: number[] = [];
  let isReady = false;
  const ready = store.ready().then(() => {
    isReady = true;
    return performance.now() - started;
  });
  for (let n = 0; !isReady; n += 1) {
    const before = performance.now();
    await say(store, `p${n % 100}`);
    during.push(performance.now() - before);
  }
  console.log(
    `start with 10 000: open after ${ms(opened)}, first turn done after ${ms(served)}, indexes ready after ${ms(await ready)};`,
    `turns one after the other meanwhile: ${during.length}, p50 ${ms(percentile(during, 0.5))}, p99 ${ms(percentile(during, 0.99))}`,
  );
  await store.close();
  const again = performance.now();
  const second = await openLowdbStore({ dir, clock, log: quiet });
  await second.ready();
  console.log(`start with 10 000, nothing else to do: indexes ready after ${ms(performance.now() - again)}`);
  await second.close();
}

function measureTurns(store: Store, count: number, round: number): Promise<Figures> {
  return measure((n) => say(store, `p${((round * TURNS + n) * 7919) % count}`));
}

async function measureBare(size: number): Promise<Figures> {
  const bytes = Buffer.alloc(size, 'a');
  const folders = Array.from({ length: CONNECTIONS }, (_, n) => join(root, `bare-${n}`));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  return measure(async (_, worker) => {
    const folder = folders[worker] as string;
    const file = await open(join(folder, 'document.tmp'), 'w', 0o600);
    await file.write(bytes);
    await file.sync();
    await file.close();
    await rename(join(folder, 'document.tmp'), join(folder, 'document.json'));
    const handle = await open(folder, 'r');
    await handle.sync();
    await handle.close();
  });
}

async function say(store: Store, id: string): Promise<void> {
  await store.turn(id, (doc) => {
    if (doc === null) throw new Error('no such participant');
    const asked = withChatLine(doc, { at: NOW, from: 'participant', text: 'Vad ska jag göra i dag?' });
    const answered = withChatLine(asked, { at: NOW, from: 'bot', text: 'Du har inget inbokat i dag.' });
    return { doc: withAudit(answered, { at: NOW, who: id, what: 'bench.said' }), result: null };
  });
}

async function measure(work: (n: number, worker: number) => Promise<void>): Promise<Figures> {
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, worker) => {
      while (next < TURNS) {
        const n = next++;
        const before = performance.now();
        await work(n, worker);
        times.push(performance.now() - before);
      }
    }),
  );
  const perSecond = TURNS / ((performance.now() - started) / 1000);
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpu = (user + system) / 1000 / TURNS;
  return { perSecond, cpu, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

function percentile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}

/** The middle one of the rounds; beside another, the middle one of the ratios of rounds that followed each other. */
function report(name: string, rounds: Figures[], beside?: Figures[]): void {
  const middle = (values: number[]) => percentile(values, 0.5);
  const of = (figure: keyof Figures) => middle(rounds.map((round) => round[figure]));
  const ratio = (figure: keyof Figures) =>
    middle(rounds.map((round, index) => round[figure] / (beside?.[index]?.[figure] ?? Number.NaN))).toFixed(
      2,
    );
  console.log(
    `${name}: p50 ${ms(of('p50'))}, p99 ${ms(of('p99'))}, ${Math.round(of('perSecond'))}/s, processor ${of('cpu').toFixed(2)} ms` +
      (beside ? `; of bare: p50 ${ratio('p50')}, processor ${ratio('cpu')}` : ''),
  );
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
