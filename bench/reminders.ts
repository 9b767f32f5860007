import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../bot/log.ts';
import { folderName } from '../bot/storage/folder-names.ts';
import { participantKind } from '../bot/storage/kinds.ts';
import { openLowdbStore } from '../bot/storage/lowdb-store.ts';
import { sealed, unsealed } from '../bot/storage/seal.ts';
import { importPlan } from '../domain/actions/import-plan.ts';
import { parsePlan } from '../domain/plan.ts';
import { type Instant, toInstant } from '../domain/time.ts';
import { quantiles } from './load.ts';

/**
 * One evening: half of all participants have something booked tomorrow and are due in the same minute, at 17. How long until all of them
 * have it in their chat, durably, and how quick are the answers of the chat meanwhile. Only ratios mean anything on another machine.
 */

const SIZES = (process.env.BENCH_SIZES ?? '100,10000,100000').split(',').map(Number);
/** Turns a second that people write meanwhile, each somebody else. */
const TURNS_PER_SECOND = Number(process.env.BENCH_TURNS ?? 20);
/** A few reminders say nothing about their cost: a small house has as many evenings as give this many. */
const LEAST_REMINDERS = Number(process.env.BENCH_LEAST ?? 2000);
const FOLDER = await mkdtemp(join(tmpdir(), 'stegvis-bench-'));
const SUNDAY = '2026-03-08T12:00';
const SAID = ['när är nästa möte?', 'visa min plan', 'vad betyder IUP?', 'den här veckan'];

interface Evening {
  readonly seconds: number;
  readonly writes: number;
  readonly late: readonly number[];
  readonly cpuMs: number;
  readonly mainMs: number;
  readonly loopP99: number;
  readonly loopMax: number;
  readonly memory: number;
}

interface Result {
  readonly participants: number;
  readonly due: number;
  readonly sent: number;
  readonly late: readonly number[];
  readonly seconds: number;
  readonly writes: number;
  readonly mainMs: number;
  readonly cpuMs: number;
  readonly memory: number;
  readonly turns: readonly number[];
  readonly loopMax: number;
}

const results: Result[] = [];
try {
  for (const participants of SIZES) results.push(await measure(participants));
  report();
} finally {
  await rm(FOLDER, { recursive: true, force: true });
}

async function measure(participants: number): Promise<Result> {
  const dir = join(FOLDER, String(participants));
  await fill(dir, participants);
  const child = fork(new URL('./reminder-server.ts', import.meta.url), [dir, toInstant(SUNDAY)]);
  const { port } = await answer<{ port: number }>(child);
  // Those who write are not those who are reminded: their documents are in nobody's memory either.
  const writers = Array.from({ length: Math.min(200, participants / 2) }, (_, index) => idOf(2 * index + 1));
  const due = Math.floor(participants / 2);
  const evenings: Evening[] = [];
  const turns: number[] = [];
  // Tuesday to Friday, and the next weeks.
  for (let day = 0; day === 0 || (evenings.length * due < LEAST_REMINDERS && day < 60); day++) {
    const evening = eveningOf(day);
    // Tokens end long before the next evening.
    child.send({ tokensFor: writers, at: evening });
    const { tokens } = await answer<{ tokens: Token[] }>(child);
    child.send({ evening });
    const measured = answer<{ evening: Evening }>(child);
    const chat = chatUntil(measured, port, tokens, turns, day);
    evenings.push((await measured).evening);
    await chat;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  await rm(dir, { recursive: true, force: true });
  // The first evenings of a small house are those of a program that has just begun.
  const counted = evenings.length > 4 ? evenings.slice(Math.floor(evenings.length / 2)) : evenings;
  const sum = (of: (evening: Evening) => number) =>
    counted.reduce((total, evening) => total + of(evening), 0);
  return {
    participants,
    due: due * counted.length,
    sent: sum(({ late }) => late.length),
    late: counted.flatMap(({ late }) => late),
    seconds: sum(({ seconds }) => seconds),
    writes: sum(({ writes }) => writes),
    mainMs: sum(({ mainMs }) => mainMs),
    cpuMs: sum(({ cpuMs }) => cpuMs),
    memory: Math.max(...counted.map(({ memory }) => memory)),
    loopMax: Math.max(...counted.map(({ loopMax }) => loopMax)),
    turns,
  };
}

interface Token {
  readonly conversationId: string;
  readonly token: string;
}

function eveningOf(day: number): Instant {
  const date = new Date(Date.parse('2026-03-09T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10);
  return toInstant(`${date}T17:00`);
}

/** At a steady pace, whether the answers come or not, as people do. */
async function chatUntil(
  done: Promise<unknown>,
  port: number,
  tokens: readonly Token[],
  times: number[],
  day: number,
): Promise<void> {
  // A connection each: one that was idle may be closed by the server just as it is used again.
  const agent = new Agent({ keepAlive: false, maxSockets: 256 });
  let isDone = false;
  const ended = done.then(() => {
    isDone = true;
  });
  const open: Promise<void>[] = [];
  for (let index = 0; !isDone; index++) {
    const token = tokens[index % tokens.length] as Token;
    const before = performance.now();
    open.push(
      post(agent, port, token, { text: SAID[index % SAID.length] ?? '', id: `${day}-${index}` }).then(() => {
        times.push(performance.now() - before);
      }),
    );
    const pause = Promise.withResolvers<void>();
    setTimeout(pause.resolve, 1000 / TURNS_PER_SECOND);
    await Promise.race([pause.promise, ended]);
  }
  await Promise.all(open);
  agent.destroy();
}

function post(agent: Agent, port: number, token: Token, said: { text: string; id: string }): Promise<void> {
  const body = JSON.stringify({
    type: 'message',
    from: { id: 'dl_x' },
    text: said.text,
    channelData: { clientActivityID: said.id },
  });
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: `/v3/directline/conversations/${token.conversationId}/activities`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token.token}`,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode !== undefined && response.statusCode < 300
            ? resolve()
            : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * The store as people leave it. One document is made by the program for each kind of participant, and the others are copies of it under their
 * own ids: a hundred thousand durable writes would only make the benchmark slow to begin.
 */
async function fill(dir: string, participants: number): Promise<void> {
  const example = JSON.parse(
    await readFile(new URL('../examples/plan-rusta-och-matcha.json', import.meta.url), 'utf8'),
  );
  const clock = { now: () => toInstant(SUNDAY) };
  const store = await openLowdbStore({ dir, clock, log: silentLog });
  for (const [index, days] of ['MO,TU,WE,TH,FR,SA,SU', ''].entries()) {
    const appointments = example.appointments
      .filter((entry: { recurrence: string | null }) => entry.recurrence !== null)
      .slice(0, days === '' ? 0 : 1)
      .map((entry: object) => ({
        ...entry,
        start: '2026-03-10T10:00',
        end: '2026-03-10T11:00',
        recurrence: `FREQ=WEEKLY;BYDAY=${days}`,
        onHolidays: 'held',
        exceptions: [],
      }));
    // Those who write have what everybody has, and nothing tomorrow: it is long ago.
    const later = example.appointments.map((entry: { start: string; end: string }) => ({
      ...entry,
      start: entry.start.replace('2026', '2028'),
      end: entry.end.replace('2026', '2028'),
      recurrence: null,
      exceptions: [],
    }));
    const parsed = parsePlan({
      ...example,
      id: idOf(index),
      appointments: days === '' ? later : [...appointments, ...later.slice(1)],
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    await store.turn(parsed.plan.id, (doc) => {
      const made = importPlan(doc, { plan: parsed.plan, by: 'bench', now: clock.now(), expected: null });
      if (made.kind !== 'created') throw new Error(made.kind);
      const wishes = { level: 'plain' as const, reminders: true };
      return { doc: { ...made.doc, wishes, welcomedAt: clock.now() }, result: null };
    });
  }
  await store.flush();
  await store.close();
  const root = join(dir, 'participants');
  const kinds = await Promise.all(
    [0, 1].map(async (index) => {
      const folder = join(root, `p-${folderName(idOf(index))}`);
      if (!(await readdir(folder)).includes('document.json')) throw new Error('no document');
      const text = unsealed(await readFile(join(folder, 'document.json')), participantKind.mark());
      if (text === null) throw new Error('not sealed');
      return text;
    }),
  );
  for (let from = 2; from < participants; from += 200) {
    await Promise.all(
      Array.from({ length: Math.min(200, participants - from) }, async (_, offset) => {
        const index = from + offset;
        const folder = join(root, `p-${folderName(idOf(index))}`);
        await mkdir(folder, { mode: 0o700 });
        const text = (kinds[index % 2] ?? '').replaceAll(`"${idOf(index % 2)}"`, `"${idOf(index)}"`);
        await writeFile(join(folder, 'document.json'), sealed(text, participantKind.mark()), { mode: 0o600 });
      }),
    );
  }
}

function idOf(index: number): string {
  return `person-${index}`;
}

async function answer<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}

function report(): void {
  console.log(
    `one evening at 17, ${TURNS_PER_SECOND} turns a second meanwhile, Node ${process.version}; cost is what the main thread works for one reminder`,
  );
  const columns = [
    'participants',
    'due',
    'sent',
    'late p50 s',
    'p99 s',
    'max s',
    'sent/s',
    'writes/s',
    'MB',
    'turn p50 ms',
    'p99 ms',
    'loop max',
    'cost ms',
    'all ms',
  ];
  console.log(columns.map((name) => name.padStart(12)).join(''));
  for (const result of results) {
    const late = quantiles(result.late);
    const turns = quantiles(result.turns);
    const cells = [
      result.participants,
      result.due,
      result.sent,
      (late.p50 / 1000).toFixed(1),
      (late.p99 / 1000).toFixed(1),
      (result.late.reduce((most, one) => Math.max(most, one), 0) / 1000).toFixed(1),
      (result.sent / result.seconds).toFixed(0),
      (result.writes / result.seconds).toFixed(0),
      (result.memory / 1024 / 1024).toFixed(0),
      turns.p50.toFixed(1),
      turns.p99.toFixed(1),
      result.loopMax.toFixed(0),
      (result.mainMs / result.sent).toFixed(2),
      (result.cpuMs / result.sent).toFixed(2),
    ];
    console.log(cells.map((cell) => String(cell).padStart(12)).join(''));
  }
  const [few, many] = [results[0], results.at(-1)];
  if (few && many && few !== many) {
    const ratio = many.cpuMs / many.sent / (few.cpuMs / few.sent);
    console.log(
      `work for one reminder with ${many.participants} participants against ${few.participants}: ${ratio.toFixed(2)} (target at most 1.2)`,
    );
  }
  if (many) {
    console.log(
      `all handed over after ${many.seconds.toFixed(1)} s (target: 50 000 within 60 s), chat p99 ${quantiles(many.turns).p99.toFixed(0)} ms (target under 100), ${(many.memory / 1024 / 1024).toFixed(0)} MB (target under 500)`,
    );
  }
}
