import { Worker } from 'node:worker_threads';
import { reasonOf, StoreFullError, StoreWriteError } from '../../domain/errors.ts';
import type { Log } from '../../domain/ports.ts';
import {
  appendChange,
  type ChangesWritten,
  type ChangeWrite,
  type DocumentWrite,
  DoubtfulWriteError,
  type WriteDocuments,
  writeDocument,
} from './document-write.ts';
import { type FileIdentity, nodeFilesAtOnce } from './files-at-once.ts';
import { ASLEEP, HANDED_OVER } from './handed-over.ts';
import type { Written } from './writer-thread.ts';

/** At most so many. The disk joins fsyncs that come at the same time. */
const MOST = 4;
/** One more is started when each of those that are there has so many to write: each takes 20 MB. */
const MANY = 4;
/**
 * How much a thread that sleeps counts as having to write already: to wake it takes the main thread longer than all else in handing over, so one that is
 * awake is given a second write before.
 */
const WAKING = 1.5;
/** So many may end by themselves before the main thread writes instead: it keeps people waiting, but nobody is refused. */
const MOST_FAILURES = 3;

/** What a thread needs is small: a few documents, and no code but the write itself. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

export interface Writers extends WriteDocuments {
  /** Ends the threads. Whoever closes has waited for what was to be written. */
  close(): Promise<void>;
}

interface Job {
  readonly write: DocumentWrite | ChangeWrite;
  readonly resolve: (written: FileIdentity | ChangesWritten) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly handedOver: Int32Array;
  isReady: boolean;
  /** What it has been given and has not answered, in order. */
  readonly jobs: Job[];
}

/**
 * Threads that write documents, started as they are needed. A whole write is handed over once and comes back once: to hand over each of its
 * file operations by itself costs the main thread three times as much.
 */
export function startWriters(log: Log, start: (handedOver: Int32Array) => Worker = startThread): Writers {
  const threads = new Set<Thread>();
  /** What is handed over when this moment is over, or when there is a thread. */
  const queue: Job[] = [];
  let failures = 0;
  let isClosed = false;

  function hand<Result extends FileIdentity>(write: DocumentWrite | ChangeWrite): Promise<Result> {
    return new Promise((resolve, reject) => {
      // What a write becomes is what its answer tells of.
      queue.push({ write, resolve: resolve as Job['resolve'], reject });
      // What comes at the same moment is handed over together, so that a thread is woken once for all of it.
      if (queue.length === 1) setImmediate(share);
    });
  }

  function share(): void {
    if (queue.length === 0) return;
    const idlest = leastBusy();
    if (idlest !== null) for (const job of queue.splice(0)) give(leastBusy() ?? idlest, job);
    for (const thread of threads) wake(thread);
    if (idlest === null || (leastBusy() ?? idlest).jobs.length >= MANY) begin();
    if (threads.size === 0) for (const job of queue.splice(0)) writeHere(job);
  }

  function leastBusy(): Thread | null {
    let found: Thread | null = null;
    for (const thread of threads) {
      if (thread.isReady && (found === null || loadOf(thread) < loadOf(found))) found = thread;
    }
    return found;
  }

  function give(thread: Thread, job: Job): void {
    // While it has something to do the process does not end by itself.
    if (thread.jobs.push(job) === 1) thread.worker.ref();
    thread.worker.postMessage(job.write);
    Atomics.add(thread.handedOver, HANDED_OVER, 1);
  }

  /** Starts one more, unless one is just starting or there are to be no more. */
  function begin(): void {
    if (isClosed || threads.size >= MOST || failures >= MOST_FAILURES) return;
    for (const thread of threads) if (!thread.isReady) return;
    const handedOver = new Int32Array(new SharedArrayBuffer(8));
    let worker: Worker;
    try {
      worker = start(handedOver);
    } catch (error) {
      failed(error);
      return;
    }
    const thread: Thread = { worker, handedOver, isReady: false, jobs: [] };
    threads.add(thread);
    let fault: unknown = null;
    worker.on('message', (answer: 'ready' | Written) => {
      if (answer === 'ready') {
        thread.isReady = true;
        share();
      } else {
        const job = thread.jobs.shift();
        if (job) settle(job, answer);
      }
      if (thread.jobs.length === 0) worker.unref();
    });
    worker.on('error', (error) => {
      fault = error;
    });
    worker.on('exit', () => {
      threads.delete(thread);
      if (!isClosed) failed(fault);
      // How far it came with them nobody knows.
      for (const job of thread.jobs) job.reject(new DoubtfulWriteError({ cause: fault }));
      if (queue.length > 0) share();
    });
  }

  function failed(fault: unknown): void {
    failures += 1;
    log.error('store.writer-ended', { reason: reasonOf(fault), again: failures < MOST_FAILURES });
  }

  return {
    write: (write) => hand<FileIdentity>(write),
    append: (write) => hand<ChangesWritten>(write),
    close: async () => {
      isClosed = true;
      await Promise.all([...threads].map((thread) => thread.worker.terminate()));
    },
  };
}

/** One that has nothing to do sleeps on, and one that is awake looks once more before it sleeps. */
function wake({ jobs, handedOver }: Thread): void {
  if (jobs.length > 0 && Atomics.load(handedOver, ASLEEP) === 1) Atomics.notify(handedOver, HANDED_OVER);
}

function loadOf({ jobs, handedOver }: Thread): number {
  const isAsleep = jobs.length === 0 && Atomics.load(handedOver, ASLEEP) === 1;
  return isAsleep ? WAKING : jobs.length;
}

function writeHere({ write, resolve, reject }: Job): void {
  try {
    resolve('change' in write ? appendChange(nodeFilesAtOnce, write) : writeDocument(nodeFilesAtOnce, write));
  } catch (error) {
    reject(error as Error);
  }
}

function settle(job: Job, written: Written): void {
  if ('failed' in written) job.reject(errorOf(written));
  else job.resolve(written);
}

function errorOf({ failed, code }: Extract<Written, { failed: string }>): Error {
  const options = { cause: { code } };
  if (failed === 'doubtful') return new DoubtfulWriteError(options);
  return failed === 'full' ? new StoreFullError(options) : new StoreWriteError(options);
}

function startThread(handedOver: Int32Array): Worker {
  // Without this process's own options, such as what is loaded before the program.
  return new Worker(new URL('./writer-thread.ts', import.meta.url), {
    name: 'stegvis writer',
    workerData: handedOver,
    execArgv: [],
    resourceLimits: LIMITS,
  });
}
