import type { Clock, Kept, Log, Store } from '../../../domain/ports.ts';
import { addMs, DAY, type Instant, MINUTE } from '../../../domain/time.ts';

/**
 * What the supplier calls about is written down, answered, and worked after that: a supplier is answered within a second however long the
 * work takes, and what it was told is taken is worked once, after a restart too.
 */
export interface Inbox {
  /** True when it is written down; false when that did not succeed in time, and the supplier is to call again. */
  accept(id: string, body: Kept['body']): Promise<boolean>;
  /** Begins what waits and is not under way: what an earlier process has left, and what did not succeed. */
  look(): Promise<void>;
}

/** A supplier waits a second. */
const PATIENCE_MS = 900;
/** What did not succeed is tried again as often as this, */
const AGAIN_MS = MINUTE;
/** and no longer than this: "i dag" means nothing a day later. */
const GIVE_UP_MS = DAY;

export function makeInbox(
  { store, clock, log }: { readonly store: Store; readonly clock: Clock; readonly log: Log },
  options: {
    /** Whose it is: what comes from one sender is worked in the order in which it came. */
    readonly laneOf: (kept: Kept) => string;
    /** Knows the second time by the id. Rejects when it is to be tried again. */
    readonly work: (kept: Kept) => Promise<void>;
    /** Work that is waited for at the end. */
    readonly alongside: (work: () => Promise<void>) => void;
    readonly patienceMs: number | null;
  },
): Inbox {
  const underWay = new Set<string>();
  const notBefore = new Map<string, Instant>();
  const lanes = new Map<string, Promise<void>>();

  function begin(kept: Kept): void {
    if (underWay.has(kept.id)) return;
    underWay.add(kept.id);
    const lane = options.laneOf(kept);
    const mine = (lanes.get(lane) ?? Promise.resolve()).then(() => workOff(kept));
    lanes.set(lane, mine);
    options.alongside(async () => {
      await mine;
      if (lanes.get(lane) === mine) lanes.delete(lane);
    });
  }

  async function workOff(kept: Kept): Promise<void> {
    try {
      await options.work(kept);
      await store.letGo(kept.id);
      notBefore.delete(kept.id);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
      const isOver = addMs(kept.at, GIVE_UP_MS) <= clock.now();
      log.error(isOver ? 'sms.given-up' : 'sms.not-worked', { code });
      notBefore.set(kept.id, addMs(clock.now(), AGAIN_MS));
      if (isOver) await store.letGo(kept.id).catch(() => {});
    } finally {
      underWay.delete(kept.id);
    }
  }

  return {
    async accept(id, body) {
      const written = store.keep(id, body).then(
        () => {
          begin({ id, at: clock.now(), body });
          return true;
        },
        () => {
          log.error('sms.not-taken', {});
          return false;
        },
      );
      const late = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => late.resolve(false), options.patienceMs ?? PATIENCE_MS);
      try {
        return await Promise.race([written, late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
    async look() {
      for (const kept of await store.kept()) {
        if ((notBefore.get(kept.id) ?? kept.at) <= clock.now()) begin(kept);
      }
    },
  };
}
