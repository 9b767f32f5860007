import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../bot/config.ts';
import { html } from '../../bot/html.ts';
import { makeDeliver } from '../../bot/outbox/deliver.ts';
import { makeForesight } from '../../bot/outbox/foresee.ts';
import { digestEmail, messageIdOf } from '../../bot/outbox/notice-email.ts';
import type { Parts } from '../../bot/parts.ts';
import { makeDaily } from '../../bot/provider/daily.ts';
import { makeWebhookDelivery } from '../../bot/provider/webhooks/deliver.ts';
import { systemRandom } from '../../bot/random.ts';
import type { Route } from '../../bot/route.ts';
import { makeScheduler, type Scheduler } from '../../bot/scheduler/scheduler.ts';
import { makeServer } from '../../bot/server.ts';
import { openMemoryStore } from '../../bot/storage/memory-store.ts';
import { type AbsenceInput, changeAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import type { Participant } from '../../domain/participant.ts';
import { type Plan, type PlanInput, parsePlan } from '../../domain/plan.ts';
import type { Email, EmailGateway, Store } from '../../domain/ports.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import type { Instant } from '../../domain/time.ts';
import { KeptLog, StandingClock } from '../contracts/participants.ts';

/** The provider's half of the app, over real HTTP, with a clock that stands until a test moves it. */

export const KEYS = {
  exempel: 'key-of-exempel-0123456789-0123456789',
  'exempel-kommun': 'key-of-exempel-kommun-0123456789-012',
} as const;

export const CONFIG: Config = {
  production: false,
  demo: false,
  host: '127.0.0.1',
  port: 0,
  dataDir: '',
  baseUrl: 'https://stegvis.example',
  directLineSecret: 'direct-line-secret-0123456789-0123456789',
  sessionSecret: 'session-secret-0123456789-0123456789',
  providerKeys: Object.entries(KEYS).map(([providerId, key]) => ({ providerId, key })),
  email: { smtpUrl: null, from: 'Stegvis <no-reply@stegvis.example>', operator: null },
  teams: null,
  sms: null,
  webhookPrivate: false,
  playground: false,
};

/** Keeps what was sent, and answers as it is told. */
export class RecordingEmail implements EmailGateway {
  readonly sent: Email[] = [];
  answers: DeliveryOutcome[] = [];

  async send(email: Email): Promise<DeliveryOutcome> {
    this.sent.push(email);
    return this.answers.shift() ?? { kind: 'sent' };
  }
}

export interface ProviderSide {
  readonly parts: Parts;
  readonly store: Store;
  readonly clock: StandingClock;
  readonly log: KeptLog;
  readonly email: RecordingEmail;
  readonly scheduler: Scheduler;
  readonly url: string;
  close(): Promise<void>;
}

export async function openProviderSide(
  routes: (parts: Parts) => readonly Route[],
  over: {
    readonly config?: Partial<Config>;
    readonly email?: EmailGateway | null;
    readonly store?: Store;
  } = {},
): Promise<ProviderSide> {
  const clock = new StandingClock();
  const log = new KeptLog();
  const email = new RecordingEmail();
  const store = over.store ?? openMemoryStore({ clock, log });
  const parts: Parts = {
    config: { ...CONFIG, ...over.config },
    store,
    clock,
    random: systemRandom,
    log,
    email: over.email === undefined ? email : over.email,
    assistant: {
      open: unused,
      say: unused,
      plan: () => [],
      foreseeSms: () => ({ help: null, counts: true }),
    },
    chat: { issue: notHere, whose: notHere, end: notHere },
  };
  const scheduler = makeScheduler(
    parts,
    makeDeliver(parts, makeWebhookDelivery(parts)),
    makeDaily(parts, {
      digest: digestEmail,
      messageId: (message) => messageIdOf(message, parts.config.baseUrl),
    }),
    makeForesight(parts).foresee,
  );
  const server = makeServer({
    routes: routes(parts),
    log,
    secure: false,
    errorPage: async (status) => html`<h1>${status}</h1>`,
    upgrade: () => false,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    parts,
    store,
    clock,
    log,
    email,
    scheduler,
    url: `http://127.0.0.1:${port}`,
    async close() {
      await scheduler.stop();
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await store.close();
    },
  };
}

function notHere(): never {
  throw new Error('the chat takes no part in this test');
}

async function unused(): Promise<never> {
  throw new Error('the assistant takes no part in this test');
}

export type Example = 'rusta-och-matcha' | 'steg-till-arbete' | 'kommun';

export function exampleInput(name: Example): PlanInput {
  return JSON.parse(readFileSync(new URL(`../../examples/plan-${name}.json`, import.meta.url), 'utf8'));
}

export function examplePlan(name: Example): Plan {
  const parsed = parsePlan(exampleInput(name));
  if (!parsed.ok) throw new Error('the example is not a plan');
  return parsed.plan;
}

export async function takeIn(side: Pick<ProviderSide, 'store' | 'clock'>, plan: Plan): Promise<void> {
  await side.store.turn(plan.id, (doc) => {
    const request = { plan, by: 'test', now: side.clock.now(), expected: null };
    const imported = importPlan(doc, request);
    if (!('doc' in imported)) throw new Error(imported.kind);
    return { doc: imported.doc, result: null };
  });
}

export async function docOf(side: Pick<ProviderSide, 'store'>, id: string): Promise<Participant> {
  const found = await side.store.read(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found.doc;
}

/** As if the participant had confirmed it in the chat. */
export async function report(
  side: Pick<ProviderSide, 'store' | 'clock'>,
  id: string,
  over: Partial<AbsenceInput> = {},
): Promise<string> {
  const input: AbsenceInput = {
    from: '2026-03-10',
    to: '2026-03-10',
    occurrences: ['handledare@2026-03-10T09:00', 'jobbtraff@2026-03-10T13:00'],
    reason: 'sick',
    ...over,
  };
  return side.store.turn(id, (doc) => {
    if (!doc) throw new Error(`there is no ${id}`);
    const reported = reportAbsence(doc, input, {
      now: side.clock.now(),
      channel: 'web',
      random: systemRandom,
    });
    return { doc: reported.doc, result: reported.absence.id };
  });
}

/** The participant changes the first absence to two days and another reason. */
export async function change(side: Pick<ProviderSide, 'store' | 'clock'>, id: string): Promise<void> {
  const input: AbsenceInput = { from: '2026-03-10', to: '2026-03-11', occurrences: [], reason: 'family' };
  await side.store.turn(id, (doc) => ({
    doc: doc && changeAbsence(doc, 'a1', input, { now: side.clock.now(), channel: 'web' }).doc,
    result: null,
  }));
}

export async function ask(
  side: Pick<ProviderSide, 'store' | 'clock'>,
  id: string,
  text: string,
): Promise<string> {
  return side.store.turn(id, (doc) => {
    if (!doc) throw new Error(`there is no ${id}`);
    const asked = askSupervisor(doc, text, side.clock.now());
    return { doc: asked.doc, result: asked.question.id };
  });
}

export async function chatOf(
  side: Pick<ProviderSide, 'store'>,
  id: string,
): Promise<Record<string, unknown>[]> {
  return (await side.store.lines(id, 'chat', 0, 1000)).map((line) => line.body);
}

export async function auditOf(side: Pick<ProviderSide, 'store'>, id: string): Promise<string[]> {
  const lines = await side.store.lines(id, 'audit', 0, 1000);
  return lines.map(({ body }) => `${body.who} ${body.what}${body.subject ? ` ${body.subject}` : ''}`);
}

export function setClock(side: Pick<ProviderSide, 'clock'>, time: Instant): void {
  side.clock.time = time;
}
