import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Server } from 'restify';
import { understand } from '../dialogs/understanding/understand.ts';
import type { Way } from '../domain/address-schema.ts';
import { DamagedError, NotFoundError } from '../domain/errors.ts';
import type { Clock, EmailGateway, Log, Random, Store } from '../domain/ports.ts';
import { today } from '../domain/time.ts';
import { words } from '../locales/render.ts';
import { readerOf } from '../locales/tell.ts';
import { createAssistant, createBot, IDENTITY, SAID } from './assistant.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { makeCarrier } from './channels/carried.ts';
import { createDirectLine } from './channels/directline/direct-line.ts';
import type { Pace } from './channels/directline/limiter.ts';
import { emailChannel } from './channels/email.ts';
import type { Cloud } from './channels/teams/adapter.ts';
import { systemClock } from './clock.ts';
import { type Config, completeConfig, type GivenConfig } from './config.ts';
import { demoNote, fillDemo, holdsDemoData } from './demo.ts';
import { demoOutbox, demoRoutes } from './demo-outbox.ts';
import { createLog } from './log.ts';
import { makeDeliver } from './outbox/deliver.ts';
import { tellOperator } from './outbox/fault-email.ts';
import { makeForesight } from './outbox/foresee.ts';
import { digestEmail, messageIdOf } from './outbox/notice-email.ts';
import { assetRoutes } from './pages/assets.ts';
import { calleeOf, faultPage, notFoundPage } from './pages/errors.ts';
import { tellOfFaults } from './pages/fault-reports.ts';
import { pageRoutes } from './pages/routes.ts';
import { pageHtml } from './pages/shell.ts';
import type { Assistant, Parts, Said } from './parts.ts';
import { apiRoutes } from './provider/api.ts';
import { makeDaily } from './provider/daily.ts';
import { inboxRoutes } from './provider/inbox/routes.ts';
import { inboxErrorPage } from './provider/inbox/shell.ts';
import { providerOfKey } from './provider/keys.ts';
import { openOperatorDoor } from './provider/operator-door.ts';
import { spreadPending } from './provider/settings.ts';
import { makeWebhookDelivery } from './provider/webhooks/deliver.ts';
import { systemRandom } from './random.ts';
import type { Route } from './route.ts';
import { makeScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { makeServer, sendJson } from './server.ts';
import { isOwnOrigin } from './sign-in/forms.ts';
import { openLowdbStore } from './storage/lowdb-store.ts';

/** What a test, or a command, brings instead of the real thing. */
export interface Overrides {
  readonly store?: Store;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly log?: Log;
  readonly email?: EmailGateway | null;
  /** Null: a demo without SMS. */
  readonly sms?: null;
  readonly assistant?: Assistant;
  /** Where notes for whoever starts it go, such as the links of a demo. */
  readonly print?: (text: string) => void;
  /** Where the tokens of Azure Bot Service are checked and made, when it is not Microsoft's own. */
  readonly cloud?: Cloud;
  /** How long a call of the SMS supplier may wait. */
  readonly smsPatienceMs?: number;
  /** How fast one participant may write. */
  readonly pace?: Pace;
  /** False leaves reminders and deliveries to whoever calls `scheduler.sweep`, and makes nothing ready for the first who writes. */
  readonly background?: boolean;
  /** How long what is under way may take at the end. */
  readonly closeMs?: number;
}

export interface App {
  readonly parts: Parts;
  readonly routes: readonly Route[];
  readonly server: Server;
  readonly scheduler: Scheduler;
  /** Listens and begins what goes on by itself. Gives the address that it can be reached at from here. */
  start(): Promise<string>;
  /** What the streams of the chat do every 20 seconds; for tests, whose clock stands. */
  beat(): void;
  /** Finishes what is under way and lets go of the store. */
  close(): Promise<void>;
}

/** Production was to be started with the data of a demo. */
export class DemoDataError extends Error {
  readonly code = 'STEGVIS_CONFIG_DEMO_DATA';

  constructor(dataDir: string) {
    super(
      `DATA_DIR (${dataDir}) holds the data of a demo: set DATA_DIR to a new folder, because fictional people must not be mixed with real ones.`,
    );
  }
}

/** How long what is under way may take at the end. */
const CLOSE_MS = 10_000;

/** The one place where the parts meet. Nothing listens and nothing goes on by itself before `start`. */
export async function createApp(given: GivenConfig, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const print = overrides.print ?? ((text: string) => void process.stdout.write(text));
  const log = overrides.log ?? createLog((line) => void process.stdout.write(line), clock);
  const store = overrides.store ?? (await openLowdbStore({ dir: given.dataDir, clock, log }));
  try {
    return await assemble(given, overrides, { clock, random, log, store, print });
  } catch (fault) {
    if (!overrides.store) await store.close();
    throw fault;
  }
}

interface Basis {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly store: Store;
  readonly print: (text: string) => void;
}

async function assemble(given: GivenConfig, overrides: Overrides, basis: Basis): Promise<App> {
  const { clock, random, log, store, print } = basis;
  let config = await settleConfig(given, basis);
  if (overrides.sms === null) config = Object.freeze({ ...config, sms: null });

  const shown = config.demo ? demoOutbox(print) : null;
  const smtp = config.email.smtpUrl
    ? (await import('./outbox/smtp.ts')).smtpGateway({ url: config.email.smtpUrl, from: config.email.from })
    : null;
  const email = overrides.email !== undefined ? overrides.email : (shown ?? smtp);
  const foresight = makeForesight({ email, store });
  const assistant =
    overrides.assistant ??
    createAssistant({
      store,
      clock,
      random,
      ways: waysOf(config, email),
      site: config.baseUrl,
      withoutUnheard: foresight.withoutUnheard,
    });
  const bot = createBot(assistant);

  const directLine = createDirectLine({
    store,
    clock,
    log,
    secret: config.directLineSecret,
    ...(overrides.pace ? { pace: overrides.pace } : {}),
    bot: {
      run: async (context, identity) => {
        context.turnState.set(IDENTITY, identity);
        await bot.run(context);
        return context.turnState.get<Said | undefined>(SAID)?.lines ?? [];
      },
    },
    providerOfKey: (key) => providerOfKey(parts, key),
    originsOf: async (providerId) => (await store.readProvider(providerId))?.embedding?.origins ?? [],
    isOwnOrigin: (origin, req) => isOwnOrigin(parts, origin, req),
    faultText: (fault, participantId) => faultText(store, clock, fault, participantId),
    // In production a proxy stands before us and its address is what the browser knows; a demo is reached by any name of this machine.
    streamBase: (req) =>
      (config.production || !req.headers.host ? config.baseUrl : `http://${req.headers.host}`).replace(
        /^http/,
        'ws',
      ),
  });

  const parts: Parts = {
    get config() {
      return config;
    },
    store,
    clock,
    random,
    log,
    assistant,
    email,
    chat: {
      issue: (participantId, family, until) =>
        directLine.issue(participantId, { family, ...(until === undefined ? {} : { until }) }),
      whose: (req) => directLine.whose(req),
      end: (participantId, family) => directLine.end(participantId, family),
    },
  };

  const registration = config.teams ?? (config.playground ? NO_REGISTRATION : null);
  const azure = registration
    ? (await import('./channels/teams/routes.ts')).makeBotFramework(parts, registration, {
        cloud: overrides.cloud ?? null,
        attend: (id) => scheduler.attend(id),
      })
    : null;

  const sms = config.sms
    ? (await import('./channels/sms/routes.ts')).makeSms(
        parts,
        {
          ...config.sms,
          ...(overrides.smsPatienceMs ? { patienceMs: overrides.smsPatienceMs } : {}),
          ...(shown ? { show: shown.showSms } : {}),
        },
        {
          attend: (id) => scheduler.attend(id),
          alongside: (work) => scheduler.alongside(work),
        },
      )
    : null;

  const daily = makeDaily(parts, {
    digest: digestEmail,
    messageId: (message) => messageIdOf(message, parts.config.baseUrl),
  });
  const scheduler: Scheduler = makeScheduler(
    parts,
    makeDeliver(
      parts,
      makeWebhookDelivery(parts),
      makeCarrier(parts, [
        ...(azure?.channels ?? []),
        ...(sms ? [sms.channel] : []),
        ...(email ? [emailChannel(parts, email, (about) => messageIdOf(about, parts.config.baseUrl))] : []),
      ]),
      sms?.sendText ?? null,
    ),
    async () => {
      await sms?.look().catch(() => log.error('sms.not-looked', {}));
      await daily();
      await tellOfFaults(store, clock.now(), (report) => tellOperator(parts, report));
    },
    foresight.foresee,
  );
  let isReady = false;
  store.ready().then(
    () => {
      isReady = true;
      if (overrides.background !== false) warmUp(clock);
      spreadPending(parts).catch(() => log.error('settings.not-spread', {}));
    },
    () => log.error('store.not-ready', {}),
  );

  const routes: Route[] = [
    ...directLine.routes,
    ...apiRoutes(parts),
    ...inboxRoutes(parts),
    ...pageRoutes(parts),
    ...calendarRoutes(parts),
    ...assetRoutes(),
    ...(shown ? demoRoutes(parts, shown, sms?.accept ?? null) : []),
    ...healthRoutes(
      () => isReady,
      () => overrides.store !== undefined || existsSync(join(given.dataDir, 'stegvis.lock')),
    ),
    ...(azure?.routes ?? []),
    ...(sms?.routes ?? []),
  ];
  const server = makeServer({
    routes,
    log,
    secure: config.baseUrl.startsWith('https:'),
    errorPage: (status, fault, path) => {
      if (/^\/inkorg(?:\/|$)/.test(path)) return pageHtml(inboxErrorPage(status, today(clock.now())));
      // Whose it is is not known here, so it is said so that everybody understands.
      const reader = { level: 'easy', today: today(clock.now()) } as const;
      return pageHtml(status < 500 ? notFoundPage(reader) : faultPage(reader, calleeOf(fault)));
    },
    upgrade: (req, socket, head) => directLine.upgrade(req, socket, head),
  });

  let closing: Promise<void> | null = null;
  let door: Awaited<ReturnType<typeof openOperatorDoor>> | null = null;
  return {
    parts,
    routes,
    server,
    scheduler,
    start: async () => {
      const address = await listen(server, config);
      if (given.baseUrl === null) {
        config = Object.freeze({ ...config, baseUrl: `http://localhost:${address.port}` });
      }
      log.info('server.listening', { host: address.address, port: address.port, demo: config.demo });
      if (config.demo) print(await demoNote(parts));
      if (!overrides.store) door = await openOperatorDoor(parts);
      if (overrides.background !== false) scheduler.start();
      const host = /^(0\.0\.0\.0|::)$/.test(address.address) ? '127.0.0.1' : address.address;
      return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
    },
    beat: () => directLine.beat(),
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };

  async function closeAll(): Promise<void> {
    await door?.close();
    const closeMs = overrides.closeMs ?? CLOSE_MS;
    const stopped = stopServer(server, closeMs);
    directLine.close();
    // A mail server that says nothing is not waited for: what it was being given is sent again, with the same Message-ID.
    if (!(await isWithin(closeMs, scheduler.stop()))) log.warn('server.sendings-left', {});
    await stopped;
    smtp?.close();
    await store.close();
    log.info('server.closed', {});
  }
}

/** For a program on this machine that talks as Teams does. Without an id the SDK checks no token: nobody else is let in. */
const NO_REGISTRATION = { appId: '', password: '', tenantId: null, type: 'MultiTenant' } as const;

/** The ways to people beside the chat, as far as they are set up. */
function waysOf({ teams, sms, playground }: Config, email: EmailGateway | null): Way[] {
  return [
    ...(teams || playground ? (['teams', 'azure'] as const) : []),
    ...(sms ? (['sms'] as const) : []),
    ...(email ? (['email'] as const) : []),
  ];
}

/** Decides whether it is a demo, and completes the configuration with what the store keeps. */
async function settleConfig(given: GivenConfig, { store, clock, random }: Basis): Promise<Config> {
  if (given.production) {
    if (await holdsDemoData(store)) throw new DemoDataError(given.dataDir);
    return completeConfig(given, { demo: false, kept: '' });
  }
  const installation = await store.readInstallation();
  const demo = installation.mode === 'demo' || (await store.isEmpty());
  const kept = installation.secret ?? random.token();
  // The mark comes first: whatever happens next, these people are never taken for real ones.
  const values = { ...(demo ? { mode: 'demo' } : {}), secret: kept };
  if (installation.mode !== values.mode || installation.secret !== kept)
    await store.writeInstallation(values);
  if (demo) await fillDemo(store, clock);
  return completeConfig(given, { demo, kept });
}

/** What the participant is told when a turn could not be done. Null when there is no such participant to tell. */
async function faultText(
  store: Store,
  clock: Clock,
  fault: unknown,
  participantId: string,
): Promise<{ text: string; kind: string } | null> {
  if (fault instanceof NotFoundError) return null;
  // The document that knows the person's level is the one that cannot be read.
  const easy = { level: 'easy', today: today(clock.now()) } as const;
  if (fault instanceof DamagedError) {
    const { provider } = fault;
    return provider
      ? {
          kind: 'fault:damaged',
          text: words(
            'fault:damaged',
            { name: { name: provider.name }, phone: { name: provider.phone } },
            easy,
          ),
        }
      : { kind: 'fault:damagedNoPhone', text: words('fault:damagedNoPhone', undefined, easy) };
  }
  const doc = (await store.read(participantId).catch(() => null))?.doc;
  const reader = doc ? readerOf(doc, clock.now()) : easy;
  return { kind: 'fault:notSaved', text: words('fault:notSaved', undefined, reader) };
}

let isWarm = false;

/** Patterns are read when they are asked first, and compiled the first two times. That takes a third of a second, which nobody who writes shall wait for. */
function warmUp(clock: Clock): void {
  if (isWarm) return;
  isWarm = true;
  for (const text of ['hej', 'jag är sjuk imorgon', 'när är nästa möte?', 'hej']) {
    setImmediate(() => understand(text, clock.now()));
  }
}

/**
 * @param hasFolder whether the folder of the store is still there: without it everybody is unknown and every key wrong, which looks like a
 *   fault of theirs
 */
function healthRoutes(isReady: () => boolean, hasFolder: () => boolean): Route[] {
  return [
    {
      method: 'get',
      path: '/health/live',
      surface: 'health',
      handle: async (_req, res) => sendJson(res, 200, { status: 'live' }),
    },
    {
      method: 'get',
      path: '/health/ready',
      surface: 'health',
      handle: async (_req, res) => {
        if (!hasFolder()) return sendJson(res, 503, { status: 'no-store' });
        return isReady()
          ? sendJson(res, 200, { status: 'ready' })
          : sendJson(res, 503, { status: 'starting' });
      },
    },
  ];
}

async function listen(server: Server, config: Config): Promise<AddressInfo> {
  const http = server.server;
  http.listen(config.port, config.host);
  // Rejects with the error, for example when the port is taken.
  await once(http, 'listening');
  return http.address() as AddressInfo;
}

/** Takes no new requests, waits for those under way, and after a while for nothing more. */
async function stopServer(server: Server, closeMs: number): Promise<void> {
  const http = server.server;
  if (!http.listening) return;
  const closed = once(http, 'close');
  http.close();
  http.closeIdleConnections();
  const timer = setTimeout(() => http.closeAllConnections(), closeMs);
  await closed;
  clearTimeout(timer);
}

/** Whether the work is done in that time. It goes on when it is not. */
async function isWithin(ms: number, work: Promise<void>): Promise<boolean> {
  const clock = Promise.withResolvers<false>();
  const timer = setTimeout(() => clock.resolve(false), ms);
  try {
    return await Promise.race([work.then(() => true as const), clock.promise]);
  } finally {
    clearTimeout(timer);
  }
}
