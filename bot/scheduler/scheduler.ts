import { settleMessage } from '../../domain/actions/outbox.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Clock, Log, Store } from '../../domain/ports.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { type Instant, MINUTE } from '../../domain/time.ts';
import { runDue } from './run-due.ts';

/** Sends one claimed message. `doc` is the document as it was when the message was claimed. Never rejects. */
export type Deliver = (doc: Participant, message: Message) => Promise<DeliveryOutcome>;

/**
 * What is known before a message is claimed: that nothing will go out, and why; null when it must be tried. What is left unsent in the very
 * write that claims it needs no second one. May reject, and then it is tried.
 */
export type Foresee = (doc: Participant, message: Message) => Promise<DeliveryOutcome | null>;

export interface Scheduler {
  /** Does everything that is due now and waits until what had to be sent has been settled. Tests drive time with this alone. */
  sweep(): Promise<void>;
  /** Does at once what is due for one participant, such as an answer that goes to another channel. Sending is begun and not waited for. */
  attend(id: string): Promise<void>;
  /** Work beside the documents' own, such as the one line that a stranger gets: begun at once, waited for at the end. Must not reject. */
  alongside(work: () => Promise<void>): void;
  /** Sweeps every second from when the store's indexes are verified. */
  start(): void;
  /** Takes nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

const TICK_MS = 1000;
/** More than the store's threads write, so that they never wait for the next; few enough that who chats does not stand behind them. */
const AT_ONCE = 8;
/** How long a participant whose turn failed is left alone. */
const CLAIM_LEASE_MS = MINUTE;
/** Sendings under way at once, so that a slow mail server holds up neither memory nor reminders. */
const MOST_SENDINGS = 8;
/**
 * A participant may be due again within one look: something new has happened, or the next of several lines may go now that the one before
 * has arrived. More often than this is a fault.
 */
const MOST_TIMES = 12;

type DueTurn =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unforeseen'; readonly doc: Participant; readonly toSend: readonly Message[] }
  | {
      readonly kind: 'done';
      readonly doc: Participant;
      readonly toSend: readonly Message[];
      readonly ended: readonly Ended[];
    };

interface Ended {
  readonly message: Message;
  readonly outcome: DeliveryOutcome;
}

/** The one loop that acts without being asked: reminders into the chat, messages out of the house. */
export function makeScheduler(
  parts: { readonly store: Store; readonly clock: Clock; readonly log: Log },
  deliver: Deliver,
  /** What is done beside the participants, such as once a day for a provider. It knows itself when it is time. */
  also: () => Promise<void> = async () => {},
  foresee: Foresee = async () => null,
): Scheduler {
  const { store, clock, log } = parts;
  const sendings = new Set<Promise<void>>();
  const besides = new Set<Promise<void>>();
  let waiting: (() => Promise<void>)[] = [];
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let doingAlso = false;
  let looking: Promise<void> | null = null;

  /**
   * Takes what is due until nothing more is, some at once: as soon as one is done the next is begun, so that nobody waits for the slowest.
   * Sendings are begun and not waited for.
   */
  async function look(): Promise<void> {
    doAlso();
    const times = new Map<string, number>();
    const take = async (): Promise<void> => {
      while (!stopped) {
        const [id] = await store.claimDue(clock.now(), 1, CLAIM_LEASE_MS);
        if (id === undefined) return;
        const time = (times.get(id) ?? 0) + 1;
        times.set(id, time);
        await runOne(id, time < MOST_TIMES);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
  }

  /** One at a time, and not waited for: reminders do not stand behind a long night's work. */
  function doAlso(): void {
    if (doingAlso) return;
    doingAlso = true;
    begin(() =>
      also()
        .catch((error: unknown) => log.error('scheduler.also-failed', { code: codeOf(error) }))
        .finally(() => {
          doingAlso = false;
        }),
    );
  }

  /** `release`: false leaves the claim's lease to run out, so that no document can keep the loop to itself. */
  async function runOne(id: string, release: boolean): Promise<void> {
    try {
      const now = clock.now();
      let done = await turnOf(id, now, null);
      if (done.kind === 'unforeseen') done = await turnOf(id, now, await unsentOf(done.doc, done.toSend));
      const claimed = done.kind === 'done' ? done : null;
      if (release) store.release(id);
      for (const one of claimed?.ended ?? []) tellAttempt(id, one);
      if (claimed !== null && claimed.toSend.length > 0) begin(() => sendAll(claimed.doc, claimed.toSend));
    } catch (error) {
      // Not released: the claim's lease keeps a damaged document or a full disk from being tried many times a second.
      log.error('scheduler.turn-failed', { participant: id, code: codeOf(error) });
    }
  }

  /** One turn of what is due. Without `unsent` nothing is written while there are messages to send: what comes of them is to be foreseen first. */
  function turnOf(
    id: string,
    now: Instant,
    unsent: ReadonlyMap<string, DeliveryOutcome> | null,
  ): Promise<DueTurn> {
    return store.turn<DueTurn>(id, (doc) => {
      if (doc === null) return { doc: null, result: { kind: 'nobody' } };
      const due = runDue(doc, now);
      if (unsent === null && due.toSend.length > 0) {
        return { doc: null, result: { kind: 'unforeseen', doc, toSend: due.toSend } };
      }
      const ended: Ended[] = [];
      const toSend: Message[] = [];
      for (const message of due.toSend) {
        const outcome = unsent?.get(message.key);
        if (outcome) ended.push({ message, outcome });
        else toSend.push(message);
      }
      const after = settled(due.doc, ended, now);
      // Written even when nothing was due: the time to look again is set by the write.
      return { doc: after, result: { kind: 'done', doc: after, toSend, ended } };
    });
  }

  async function unsentOf(
    doc: Participant,
    messages: readonly Message[],
  ): Promise<ReadonlyMap<string, DeliveryOutcome>> {
    const found = new Map<string, DeliveryOutcome>();
    for (const message of messages) {
      // Whatever it is that fails, it is met again where it is told of.
      const outcome = await foresee(doc, message).catch(() => null);
      if (outcome?.kind === 'dropped') found.set(message.key, outcome);
    }
    return found;
  }

  function tellAttempt(id: string, { message, outcome }: Ended): void {
    log.info('outbox.attempt', {
      participant: id,
      message: message.key,
      attempt: message.attempts,
      outcome: outcome.kind,
      ...('detail' in outcome ? { detail: outcome.detail } : {}),
    });
  }

  async function sendAll(doc: Participant, messages: readonly Message[]): Promise<void> {
    let ended: Ended[] = [];
    for (const message of messages) {
      if (stopped) break;
      // It waited so long for its turn that it will be claimed anew.
      if (message.leaseUntil !== null && message.leaseUntil <= clock.now()) continue;
      const one = { message, outcome: await deliver(doc, message) };
      tellAttempt(doc.id, one);
      ended.push(one);
      // Whatever went out is written down at once. What was left unsent costs no write of its own: at worst it is left unsent once more.
      if (one.outcome.kind === 'dropped') continue;
      await settleAll(doc.id, ended);
      ended = [];
    }
    if (ended.length > 0) await settleAll(doc.id, ended);
  }

  async function settleAll(id: string, ended: readonly Ended[]): Promise<void> {
    try {
      await store.turn(id, (current) => ({
        doc: current && settled(current, ended, clock.now()),
        result: null,
      }));
    } catch (error) {
      // It stays `sending` and is sent again, with the same Message-ID, when its lease has run out.
      for (const { message } of ended) {
        log.error('outbox.settle-failed', { participant: id, message: message.key, code: codeOf(error) });
      }
    }
  }

  function begin(work: () => Promise<void>): void {
    waiting.push(work);
    pump();
  }

  function pump(): void {
    while (sendings.size < MOST_SENDINGS) {
      const next = waiting.shift();
      if (!next) return;
      const sending: Promise<void> = next().finally(() => {
        sendings.delete(sending);
        pump();
      });
      sendings.add(sending);
    }
  }

  async function idle(): Promise<void> {
    while (sendings.size + besides.size > 0) await Promise.all([...sendings, ...besides]);
  }

  /** Not behind the sendings: what has just come in does not wait for a slow mail server. */
  function alongside(work: () => Promise<void>): void {
    const going: Promise<void> = work().finally(() => besides.delete(going));
    besides.add(going);
  }

  /** One look at a time; one that is asked for meanwhile waits and then looks anew, so that nothing is overlooked. */
  async function lookOnce(): Promise<void> {
    while (looking !== null) await looking;
    looking = look().finally(() => {
      looking = null;
    });
    await looking;
  }

  return {
    async sweep() {
      await lookOnce();
      await idle();
    },
    attend: (id) => (stopped ? Promise.resolve() : runOne(id, false)),
    alongside,
    start() {
      const tick = async () => {
        try {
          await lookOnce();
        } catch (error) {
          log.error('scheduler.failed', { code: codeOf(error) });
        }
        if (!stopped) timer = setTimeout(tick, TICK_MS);
      };
      store.ready().then(
        () => {
          if (!stopped) void tick();
        },
        (error) => log.error('scheduler.not-started', { code: codeOf(error) }),
      );
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      waiting = [];
      if (looking !== null) await looking;
      await idle();
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}

function settled(doc: Participant, ended: readonly Ended[], now: Instant): Participant {
  return ended.reduce((after, { message, outcome }) => settleMessage(after, message, outcome, now), doc);
}
