import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../bot/clock.ts';
import { silentLog } from '../bot/log.ts';
import { nodeFileSystem } from '../bot/storage/file-system.ts';
import { openLowdbStore } from '../bot/storage/lowdb-store.ts';
import { importPlan } from '../domain/actions/import-plan.ts';
import { newProvider } from '../domain/actions/provider.ts';
import { parsePlan } from '../domain/plan.ts';
import { today } from '../domain/time.ts';
import { type Call, load, quantiles } from './load.ts';
import type { Usage } from './usage.ts';

/**
 * A full turn (HTTP in, understand, dialog, durable write, reply) beside a bare botbuilder echo bot with memory storage and a bare
 * durable write, all in one run on one harness: only the ratios mean anything on another machine. They take turns in short rounds, so that what
 * else the machine does, which can double every figure, falls on all of them alike.
 */

const CONNECTIONS = 16;
/** Each server has compiled what it runs all the time before it is measured. */
const WARM_UP = 2000;
const COUNT = Number(process.env.BENCH_COUNT ?? 7200);
/** Many and short: a machine has slow seconds, and disks have too. */
const ROUNDS = 36;
/** Between two rounds, so that nothing of one falls upon the next. Milliseconds. */
const PAUSE = 250;
/** What people write, in an order that opens and ends dialogs, and reports an absence and takes it back. */
const SAID = [
  'när är nästa möte?',
  'jag är sjuk imorgon',
  'ja',
  'visa min plan',
  'ångra',
  'ja',
  'vad betyder IUP?',
  'den här veckan',
];
const FOLDER = await mkdtemp(join(tmpdir(), 'stegvis-bench-'));

interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly memoryMb: number | null;
  /** Processor time of the server's main thread per call, milliseconds: what else the machine does disturbs it less than the rest. */
  readonly mainMs: number | null;
}

/** Something that is measured: so many calls, one round after the other. */
interface Subject {
  readonly name: string;
  /** Milliseconds that each call took. */
  round(count: number): Promise<readonly number[]>;
  usage(): Promise<Usage | null>;
  end(): Promise<void>;
}

try {
  const starts: Record<number, number> = {};
  const subjects: Subject[] = [await bareWrite(), await echo()];
  for (const participants of [100, 10_000]) {
    const dir = join(FOLDER, String(participants));
    await fill(dir, participants);
    const { subject, startMs } = await stegvis(dir, participants, 100);
    starts[participants] = startMs;
    subjects.push(subject);
  }
  const rows = await measure(subjects);
  for (const subject of subjects) await subject.end();
  const { subject } = await stegvis(join(FOLDER, '10000'), 10_000, 5000);
  rows.push(...(await measure([subject])));
  await subject.end();
  report(rows, starts);
} finally {
  await rm(FOLDER, { recursive: true, force: true });
}

async function measure(subjects: readonly Subject[]): Promise<Row[]> {
  const all = subjects.map((subject) => ({
    subject,
    times: [] as number[],
    seconds: 0,
    mainMs: 0,
    memoryMb: 0,
  }));
  for (const { subject } of all) await subject.round(WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of all) {
      await delay(PAUSE);
      const before = await one.subject.usage();
      const started = performance.now();
      one.times.push(...(await one.subject.round(COUNT / ROUNDS)));
      one.seconds += (performance.now() - started) / 1000;
      const after = await one.subject.usage();
      one.mainMs += (after?.mainMs ?? Number.NaN) - (before?.mainMs ?? Number.NaN);
      one.memoryMb = (after?.memory ?? 0) / 1024 / 1024;
    }
  }
  return all.map(({ subject, times, seconds, mainMs, memoryMb }) => ({
    name: subject.name,
    perSecond: times.length / seconds,
    ...quantiles(times),
    memoryMb: memoryMb || null,
    mainMs: Number.isNaN(mainMs) ? null : mainMs / times.length,
  }));
}

/** Temporary file, fsync, rename, fsync of the folder: the least that survives a power cut, with a document's number of bytes. */
async function bareWrite(): Promise<Subject> {
  const bytes = Buffer.alloc(12_000, 'x');
  const fs = nodeFileSystem;
  const dirs = Array.from({ length: CONNECTIONS }, (_, worker) => join(FOLDER, `write-${worker}`));
  for (const dir of dirs) await mkdir(dir);
  return {
    name: 'bare durable write',
    async round(count) {
      const times: number[] = [];
      let index = 0;
      await Promise.all(
        dirs.map(async (dir) => {
          while (index++ < count) {
            const before = performance.now();
            const file = await fs.open(join(dir, 'new'), 'write');
            await file.write(bytes);
            await file.sync();
            await file.close();
            await fs.rename(join(dir, 'new'), join(dir, 'document.json'));
            await fs.syncFolder(dir);
            times.push(performance.now() - before);
          }
        }),
      );
      return times;
    },
    usage: async () => null,
    end: async () => {},
  };
}

async function echo(): Promise<Subject> {
  const child = fork(new URL('./echo-server.ts', import.meta.url));
  const { port } = await answer<{ port: number }>(child);
  return server('echo bot, memory storage', child, new URL(`http://127.0.0.1:${port}`), (index) => ({
    path: '/api/messages',
    headers: {},
    body: JSON.stringify({
      type: 'message',
      id: `m${index}`,
      text: SAID[index % SAID.length],
      channelId: 'bench',
      deliveryMode: 'expectReplies',
      serviceUrl: 'http://127.0.0.1/',
      from: { id: `p${index % 100}` },
      recipient: { id: 'bot' },
      conversation: { id: `c${index % 100}` },
    }),
  }));
}

/** `people`: how many of the participants write, in turn. */
async function stegvis(
  dir: string,
  participants: number,
  people: number,
): Promise<{ subject: Subject; startMs: number }> {
  const before = performance.now();
  const child = fork(new URL('./stegvis-server.ts', import.meta.url), [dir]);
  const { port } = await answer<{ port: number }>(child);
  const base = new URL(`http://127.0.0.1:${port}`);
  const ready = await fetch(new URL('/health/live', base));
  if (!ready.ok) throw new Error('not serving');
  const startMs = performance.now() - before;
  // People are served while the documents are still being looked through; what a turn costs is measured after that.
  while (!(await fetch(new URL('/health/ready', base))).ok) await delay(50);
  const ids = Array.from({ length: people }, (_, index) => idOf(Math.floor((index * participants) / people)));
  child.send({ tokensFor: ids });
  const { tokens } = await answer<{ tokens: { conversationId: string; token: string }[] }>(child);
  const turns: number[] = ids.map(() => 0);
  const call = (index: number) => {
    // Everybody in turn, so that every message finds another person's document.
    const who = index % people;
    const turn = turns[who] ?? 0;
    turns[who] = turn + 1;
    const { conversationId, token } = tokens[who] ?? { conversationId: '', token: '' };
    return {
      path: `/v3/directline/conversations/${conversationId}/activities`,
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({
        type: 'message',
        from: { id: 'dl_x' },
        text: SAID[turn % SAID.length],
        channelData: { clientActivityID: `${who}-${turn}` },
      }),
    };
  };
  return { subject: server(`full turn, ${people} of ${participants} write`, child, base, call), startMs };
}

/** A server in a process of its own, and what it is asked, one call after the other. */
function server(name: string, child: ChildProcess, base: URL, call: (index: number) => Call): Subject {
  let asked = 0;
  return {
    name,
    round: (count) => load(base, CONNECTIONS, count, () => call(asked++)),
    async usage() {
      child.send('usage');
      return answer<Usage>(child);
    },
    async end() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The store as people leave it, without the fsyncs that would only make the benchmark slow to begin. */
async function fill(dir: string, participants: number): Promise<void> {
  const text = readFileSync(new URL('../examples/plan-rusta-och-matcha.json', import.meta.url), 'utf8');
  const fs = {
    ...nodeFileSystem,
    syncFolder: async () => {},
    open: async (...args: Parameters<typeof nodeFileSystem.open>) => ({
      ...(await nodeFileSystem.open(...args)),
      sync: async () => {},
    }),
    atOnce: {
      ...nodeFileSystem.atOnce,
      syncFolder: () => {},
      open: (...args: Parameters<typeof nodeFileSystem.atOnce.open>) => ({
        ...nodeFileSystem.atOnce.open(...args),
        sync: () => {},
      }),
    },
  };
  const store = await openLowdbStore({ dir, clock: systemClock, log: silentLog, fs });
  for (let from = 0; from < participants; from += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, participants - from) }, (_, offset) => {
        const parsed = parsePlan({ ...JSON.parse(text), id: idOf(from + offset) });
        if (!parsed.ok) throw new Error('the example is not valid');
        return store.turn(parsed.plan.id, (doc) => {
          const now = systemClock.now();
          const made = importPlan(doc, { plan: parsed.plan, by: 'bench', now, expected: null });
          return { doc: made.kind === 'created' ? made.doc : null, result: null };
        });
      }),
    );
  }
  // As `npm run provider -- add` makes it, before anybody's plan can come in; and this night it has been cleared of what has had its time.
  const now = systemClock.now();
  const provider = newProvider({ id: 'exempel', name: 'Exempelcoacherna', now });
  await store.providerTurn('exempel', () => ({
    doc: { ...provider, work: { ...provider.work, retentionOn: today(now) } },
    result: null,
  }));
  await store.close();
}

function idOf(index: number): string {
  return `person-${index}`;
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}

function report(rows: readonly Row[], starts: Record<number, number>): void {
  const figure = (value: number | null, digits = 1) => (value === null ? '-' : value.toFixed(digits));
  console.log(
    `${COUNT} each in ${ROUNDS} rounds at ${CONNECTIONS} connections, after ${WARM_UP} to warm up, Node ${process.version}`,
  );
  console.log(
    `${'what'.padEnd(34)} ${'per s'.padStart(8)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)} ${'MB'.padStart(6)} ${'main ms'.padStart(8)}`,
  );
  for (const row of rows) {
    const cells = [figure(row.perSecond, 0), figure(row.p50), figure(row.p99)].map((cell) =>
      cell.padStart(8),
    );
    console.log(
      `${row.name.padEnd(34)} ${cells.join(' ')} ${figure(row.memoryMb, 0).padStart(6)} ${figure(row.mainMs, 2).padStart(8)}`,
    );
  }
  const [write, echoed, few, many] = rows;
  if (!write || !echoed || !few || !many) return;
  const allowed = echoed.p50 + 1.5 * write.p50;
  console.log(
    `p50 of a full turn against echo + 1.5 writes (${figure(allowed)} ms): ${figure(few.p50 / allowed, 2)} (target at most 1)`,
  );
  console.log(
    `p50 with 10 000 participants against 100: ${figure(many.p50 / few.p50, 2)} (target at most 1.1)`,
  );
  console.log(
    `serving after the start with 10 000 participants: ${figure((starts[10_000] ?? 0) / 1000, 2)} s (target at most 2)`,
  );
}
