import { Worker } from 'node:worker_threads';
import { StoreFullError, StoreWriteError } from '../../domain/errors.ts';
import type { Log } from '../../domain/ports.ts';
import {
  type DocumentWrite,
  DoubtfulWriteError,
  type WriteDocument,
  writeDocument,
} from './document-write.ts';
import { errorCode, type FileIdentity, nodeFilesAtOnce } from './files-at-once.ts';
import type { Written } from './writer-thread.ts';

/** At most so many. The disk joins fsyncs that come at the same time. */
const MOST = 4;
/** One more is started when more than this wait for each of those that are there: on a quick disk two do, and each takes 20 MB. */
const MANY_WAITING = 3;
/** So many may end by themselves before the main thread writes instead: it keeps people waiting, but nobody is refused. */
const MOST_FAILURES = 3;

/** What a thread needs is small: a few documents, and no code but the write itself. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

export interface Writers {
  readonly write: WriteDocument;
  /** Ends the threads. Whoever closes has waited for what was to be written. */
  close(): Promise<void>;
}

interface Job {
  readonly write: DocumentWrite;
  readonly resolve: (identity: FileIdentity) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  isReady: boolean;
  /** What it has been given and has not answered. */
  jobs: readonly Job[];
}

/**
 * Threads that write documents, started as they are needed. A whole write is handed over once and comes back once: to hand over each of its
 * file operations by itself costs the main thread three times as much.
 */
export function startWriters(log: Log, start: () => Worker = startThread): Writers {
  const threads = new Set<Thread>();
  const queue: Job[] = [];
  let failures = 0;
  let isClosed = false;

  function write(given: DocumentWrite): Promise<FileIdentity> {
    return new Promise((resolve, reject) => {
      queue.push({ write: given, resolve, reject });
      share();
    });
  }

  /** Gives what waits to those who have nothing to do: an equal share of it, so that none is left alone with all. */
  function share(): void {
    for (const thread of threads) {
      if (queue.length === 0) return;
      if (thread.isReady && thread.jobs.length === 0) give(thread);
    }
    if (queue.length <= MANY_WAITING * threads.size) return;
    if (threads.size < MOST && failures < MOST_FAILURES && !isClosed && !isStarting()) begin();
    if (threads.size === 0) for (const job of queue.splice(0)) writeHere(job);
  }

  function isStarting(): boolean {
    for (const thread of threads) if (!thread.isReady) return true;
    return false;
  }

  function give(thread: Thread): void {
    thread.jobs = queue.splice(0, Math.ceil(queue.length / threads.size));
    // While it has something to do the process does not end by itself.
    thread.worker.ref();
    thread.worker.postMessage(thread.jobs.map((job) => job.write));
  }

  function begin(): void {
    let worker: Worker;
    try {
      worker = start();
    } catch (error) {
      failed(error);
      return;
    }
    const thread: Thread = { worker, isReady: false, jobs: [] };
    threads.add(thread);
    let fault: unknown = null;
    worker.on('message', (answer: 'ready' | readonly Written[]) => {
      const done = thread.jobs;
      thread.jobs = [];
      thread.isReady = true;
      worker.unref();
      if (answer !== 'ready') for (const [index, job] of done.entries()) settle(job, answer[index]);
      share();
    });
    worker.on('error', (error) => {
      fault = error;
    });
    worker.on('exit', () => {
      threads.delete(thread);
      if (!isClosed) failed(fault);
      // How far it came with them nobody knows.
      for (const job of thread.jobs) job.reject(new DoubtfulWriteError({ cause: fault }));
      share();
    });
  }

  function failed(fault: unknown): void {
    failures += 1;
    const reason = errorCode(fault) ?? (fault instanceof Error ? fault.name : 'unknown');
    log.error('store.writer-ended', { reason, again: failures < MOST_FAILURES });
  }

  return {
    write,
    close: async () => {
      isClosed = true;
      await Promise.all([...threads].map((thread) => thread.worker.terminate()));
    },
  };
}

function writeHere({ write, resolve, reject }: Job): void {
  try {
    resolve(writeDocument(nodeFilesAtOnce, write));
  } catch (error) {
    reject(error as Error);
  }
}

function settle(job: Job, written: Written | undefined): void {
  if (written !== undefined && !('failed' in written)) job.resolve(written);
  else job.reject(errorOf(written ?? { failed: 'doubtful', code: null }));
}

function errorOf({ failed, code }: Extract<Written, { failed: string }>): Error {
  const options = { cause: { code } };
  if (failed === 'doubtful') return new DoubtfulWriteError(options);
  return failed === 'full' ? new StoreFullError(options) : new StoreWriteError(options);
}

function startThread(): Worker {
  // Without this process's own options, such as what is loaded before the program.
  return new Worker(new URL('./writer-thread.ts', import.meta.url), {
    name: 'stegvis writer',
    execArgv: [],
    resourceLimits: LIMITS,
  });
}
