import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../bot/clock.ts';
import { silentLog } from '../../bot/log.ts';
import { systemRandom } from '../../bot/random.ts';
import { type LowdbStore, openLowdbStore } from '../../bot/storage/lowdb-store.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { markNoShow } from '../../domain/actions/no-show.ts';
import { type Plan, parsePlan } from '../../domain/plan.ts';
import type { FeedEntry, StoredLine } from '../../domain/ports.ts';
import { addDays, today } from '../../domain/time.ts';
import { type Conversation, call, read, write } from '../support/direct-line.ts';
import { listening, type Started, startProcess } from '../support/process.ts';

/**
 * The real service is killed with SIGKILL, again and again, while participants report absences and tell other things over HTTP. What was confirmed to a
 * participant must be there afterwards, once; what was cut off is sent again with the same id, as the chat page does, and must be
 * there once as well. Those who report and those who tell are killed together, because each start of the service takes longer than all
 * that is said before it is killed.
 */

const KILLS = 50;
/** So many of the kills, the first ones, meet those who tell other things too: by then they have told nearly all. */
const TOLD = 15;
const PARTICIPANTS = 32;
/** One absence per day ahead, so that each is known by its day. */
const DAYS = 45;
const SECRET = 'a-secret-of-the-operator-0123456789';
const MONTHS = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

let dir: string;
let plan: Plan;
const started: Started[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stegvis-kill-'));
  const file = new URL('../../examples/plan-rusta-och-matcha.json', import.meta.url);
  const parsed = parsePlan(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.ok) throw new Error('the example is no plan');
  plan = { ...parsed.plan, provider: { ...parsed.plan.provider, id: 'voljar' } };
  const store = await openLowdbStore({ dir, clock: systemClock, log: silentLog });
  const participant = (given: Plan) => {
    const made = importPlan(null, { plan: given, by: 'test', now: systemClock.now(), expected: null });
    if (made.kind !== 'created') throw new Error(made.kind);
    return made.doc;
  };
  await Promise.all(
    reporters.map(({ id }) => store.turn(id, () => ({ doc: participant({ ...plan, id }), result: null }))),
  );
  // Something that they were not at, to be explained.
  const missed = addDays(today(systemClock.now()), -1);
  const appointments = plan.appointments.map((entry, index) =>
    index === 0
      ? { ...entry, start: `${missed}T09:00`, end: `${missed}T10:00`, recurrence: null, exceptions: [] }
      : entry,
  );
  for (const { id } of tellers) {
    await store.turn(id, () => {
      const doc = participant({ ...plan, id, service: { ...plan.service, end: null }, appointments });
      const marked = markNoShow(doc, `${appointments[0]?.id}@${missed}T09:00`, {
        now: systemClock.now(),
        staffId: 'karin',
        staffName: 'Karin Berg',
        random: systemRandom,
      });
      if (marked.kind !== 'done') throw new Error(marked.kind);
      return { doc: marked.doc, result: null };
    });
  }
  await store.close();
}, 60_000);

/** All the kills, and then the last word. */
beforeAll(async () => {
  // One that ends in order leaves what V8 made of the sources: those that are killed leave nothing, and would start twice as slowly.
  await serve(async () => {});
  const refusals: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    if (kill % 10 === 9) {
      // Killed while it starts.
      const service = start();
      await service.until(/store\.ready|server\.listening/);
      service.child.kill('SIGKILL');
      await service.ended;
      continue;
    }
    const working = Array.from({ length: 8 }, (_, n) => reporters[(kill * 7 + n) % PARTICIPANTS] as Reporter);
    const telling = kill < TOLD ? tellers : [];
    await round([...working, ...telling], 5 + Math.floor(Math.random() * 60), refusals);
  }
  expect(refusals).toEqual([]);
  // What was cut off is sent again, and the last word is said.
  await serve(async (url) => {
    for (const reporter of reporters) {
      const before = reporter.confirmed.size;
      while (!reporter.isDone && reporter.confirmed.size === before) await reporter.go(url);
    }
    await Promise.all(
      tellers.map(async (teller) => {
        while (!teller.isDone) await teller.go(url);
      }),
    );
  });
}, 400_000);

afterAll(async () => {
  // One is still there when a test has failed or has taken too long.
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  await rm(dir, { recursive: true, force: true });
});

/** One participant and how far they have come. A step that got no answer is sent again as it was. */
class Reporter {
  readonly id: string;
  /** Days whose receipt was seen, and its number where the chat could be read in time. */
  readonly confirmed = new Map<string, string | null>();
  #conversation: Conversation | null = null;
  #token: string | null = null;
  #day = 0;
  #step: 'report' | 'confirm' = 'report';

  constructor(id: string) {
    this.id = id;
  }

  get isDone(): boolean {
    return this.#day >= DAYS;
  }

  date(): string {
    return addDays(today(systemClock.now()), this.#day + 1);
  }

  /** One call. Rejects when the service is gone in the middle of it. */
  async go(url: string): Promise<void> {
    if (this.#token === null) {
      const body = { user: { id: `dl_${this.id}` } };
      this.#token = (
        await succeed(
          call<Conversation>(url, 'POST', '/v3/directline/tokens/generate', { token: SECRET, body }),
        )
      ).token;
      return;
    }
    if (this.#conversation === null) {
      this.#conversation = await succeed(
        call<Conversation>(url, 'POST', '/v3/directline/conversations', { token: this.#token, body: {} }),
      );
      return;
    }
    const date = this.date();
    const [, month = '', day = ''] = date.split('-');
    if (this.#step === 'report') {
      const words = `jag är sjuk den ${Number(day)} ${MONTHS[Number(month) - 1]}`;
      await succeed(write(url, this.#conversation, words, `report-${date}`));
      this.#step = 'confirm';
      return;
    }
    await succeed(write(url, this.#conversation, 'Ja, skicka', `confirm-${date}`));
    this.confirmed.set(date, null);
    this.#step = 'report';
    this.#day += 1;
    // The receipt, as the participant sees it.
    const { activities } = await read(url, this.#conversation);
    const receipt = activities.findLast(({ text }) => /Nummer: \w+/.test(text ?? ''));
    this.confirmed.set(date, /Nummer: (\w+)/.exec(receipt?.text ?? '')?.[1] ?? null);
  }
}

async function succeed<Body>(answer: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`);
  return body;
}

function start(): Started {
  const service = startProcess('bot/index.ts', {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dir,
    BASE_URL: 'http://localhost:3978',
    DIRECTLINE_SECRET: SECRET,
    EMAIL: 'off',
  });
  started.push(service);
  return service;
}

/**
 * What else is told or kept: each step in words, in the order that one person says them. Fixed ids, so that a step which got no answer is
 * sent again as it was.
 */
const OTHER_STEPS: readonly string[] = [
  'jag vill förklara',
  'jag glömde bort det',
  'Ja, skicka',
  'jag har fått jobb',
  'Jag vet inte än',
  'Exempelbagaren',
  'Ja, skicka',
  'påminn mig om att ringa doktorn i morgon klockan 9',
  'jag hör dåligt',
  'Ja, skicka',
  'mitt mål',
  'Det stämmer inte',
  '1',
  'Jag vill inte jobba på lager längre.',
  'Ja, skicka',
  'påminn mig om att köpa mjölk i morgon klockan 18',
  'jag ska börja studera',
  'Jag vet inte än',
  'Jag vill inte säga',
  'Ja, skicka',
];

class Teller {
  readonly id: string;
  #conversation: Conversation | null = null;
  step = 0;

  constructor(id: string) {
    this.id = id;
  }

  get isDone(): boolean {
    return this.step >= OTHER_STEPS.length;
  }

  date(): string {
    return `step ${this.step}`;
  }

  async go(url: string): Promise<void> {
    if (this.#conversation === null) {
      const token = await succeed(
        call<Conversation>(url, 'POST', '/v3/directline/tokens/generate', {
          token: SECRET,
          body: { user: { id: `dl_${this.id}` } },
        }),
      );
      this.#conversation = await succeed(
        call<Conversation>(url, 'POST', '/v3/directline/conversations', { token: token.token, body: {} }),
      );
      return;
    }
    await succeed(write(url, this.#conversation, OTHER_STEPS[this.step] ?? '', `other-${this.step}`));
    this.step += 1;
  }
}

const reporters = Array.from({ length: PARTICIPANTS }, (_, n) => new Reporter(`p${n}`));
const tellers = Array.from({ length: 12 }, (_, n) => new Teller(`other${n}`));

/** The service from its start to its end in order. */
async function serve(work: (url: string) => Promise<void>): Promise<void> {
  const service = start();
  await work(await listening(service));
  service.child.kill('SIGTERM');
  expect(await service.ended).toBe(0);
}

/** Lets participants work until so many calls have been answered, then kills the service in the middle of the others. */
async function round(
  working: readonly Pick<Reporter, 'id' | 'isDone' | 'date' | 'go'>[],
  killAfter: number,
  log: string[],
): Promise<void> {
  const service = start();
  const url = await listening(service);
  let answered = 0;
  let isDead = false;
  await Promise.all(
    working.map(async (one) => {
      while (!isDead && !one.isDone) {
        try {
          await one.go(url);
        } catch (fault) {
          // Cut off is what is wanted. A refusal is not.
          if (/answered with/.test(String(fault))) log.push(`${one.id} ${one.date()}: ${fault}`);
          isDead = true;
        }
        answered += 1;
        if (answered === killAfter) {
          isDead = true;
          service.child.kill('SIGKILL');
        }
      }
    }),
  );
  service.child.kill('SIGKILL');
  expect(await service.ended).toBe('SIGKILL');
}

let store: LowdbStore;
beforeEach(async () => {
  store = await openLowdbStore({ dir, clock: systemClock, log: silentLog });
  await store.ready();
});
afterEach(() => store.close());

test(`${KILLS} kills lose no confirmed absence and make none twice`, async () => {
  let total = 0;
  const noticeIds: string[] = [];
  for (const { id, confirmed } of reporters) {
    const found = await store.read(id);
    const absences = found?.doc.absences ?? [];
    expect([id, absences.map(({ from }) => from)]).toEqual([id, [...confirmed.keys()]]);
    expect(
      absences.every(
        ({ status, version, from, to }) => status === 'reported' && version === 1 && from === to,
      ),
    ).toBe(true);
    for (const { from, number } of absences) expect([number, null]).toContain(confirmed.get(from));
    noticeIds.push(...(found?.doc.notices ?? []).map((notice) => notice.id));
    total += absences.length;

    const chat = await store.lines(id, 'chat', 0, 100_000);
    expect(chat.map(({ n }) => n)).toEqual(chat.map((_, index) => index + 1));
    const own = clientIds(chat);
    expect(new Set(own).size).toBe(own.length);
    expect(own).toHaveLength(2 * absences.length);
  }
  for (const { id } of tellers)
    noticeIds.push(...((await store.read(id))?.doc.notices ?? []).map((notice) => notice.id));
  const feed = await store.feed('voljar', 0, 100_000);
  expect(feed.map(({ n }: FeedEntry) => n)).toEqual(feed.map((_, index) => index + 1));
  expect(feed.map((entry) => entry.noticeId).sort()).toEqual(noticeIds.sort());
  // Else it would have proved nothing.
  expect(total).toBeGreaterThan(3 * KILLS);
}, 60_000);

test('kills lose and double nothing of what else is told: job, studies, needs, what is wrong, own reminders, an explanation', async () => {
  const feed = await store.feed('voljar', 0, 100_000);
  for (const { id } of tellers) {
    const doc = (await store.read(id))?.doc;
    expect(doc?.absences).toMatchObject([
      { origin: 'no-show', version: 2, explanation: { text: 'jag glömde bort det' } },
    ]);
    expect(doc?.signals).toMatchObject([
      { kind: 'work', version: 1, where: 'Exempelbagaren' },
      { kind: 'studies', version: 1, where: null },
    ]);
    expect(doc?.questions.map(({ kind }) => kind)).toEqual(['needs', 'not-right']);
    expect(doc?.ownReminders.map(({ text }) => text)).toEqual(['ringa doktorn', 'köpa mjölk']);
    const notices = doc?.notices ?? [];
    expect(notices.map(({ kind, subject, version }) => `${kind} ${subject} ${version}`)).toEqual([
      'absence.reported a1 1',
      'absence.explained a1 2',
      'signal.work_or_studies s1 1',
      'question.asked q1 1',
      'question.asked q2 1',
      'signal.work_or_studies s2 1',
    ]);
    expect(feed.filter((entry) => entry.participantId === id).map((entry) => entry.noticeId)).toEqual(
      notices.map((notice) => notice.id),
    );
    const own = clientIds(await store.lines(id, 'chat', 0, 100_000));
    expect(own).toEqual(OTHER_STEPS.map((_, step) => `other-${step}`));
  }
}, 60_000);

function clientIds(lines: readonly StoredLine[]): unknown[] {
  return lines.filter(({ body }) => body.from === 'participant').map(({ body }) => body.clientId);
}
