import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StoreFullError } from '../../domain/errors.ts';
import { type DocumentWrite, DoubtfulWriteError, writeDocument } from './document-write.ts';
import { errorCode, type FileIdentity, nodeFilesAtOnce } from './files-at-once.ts';

/** The thread that waits for the disk: takes documents one after the other and answers for each of them in the same order. */

export type Written =
  | FileIdentity
  | { readonly failed: 'full' | 'write' | 'doubtful'; readonly code: string | null };

const port = parentPort;
if (port === null) throw new Error('this file is a thread of its own');
/** Rises with each document that is handed over. */
const handedOver = workerData as Int32Array;
port.postMessage('ready');
// It sleeps until there is something to do, which takes less of the processor than an event loop that does nothing else.
for (let seen = 0; ; ) {
  Atomics.wait(handedOver, 0, seen);
  seen = Atomics.load(handedOver, 0);
  for (;;) {
    const next: { message: DocumentWrite } | undefined = receiveMessageOnPort(port);
    if (next === undefined) break;
    port.postMessage(written(next.message));
  }
}

function written(write: DocumentWrite): Written {
  try {
    return writeDocument(nodeFilesAtOnce, write);
  } catch (error) {
    const failed =
      error instanceof DoubtfulWriteError ? 'doubtful' : error instanceof StoreFullError ? 'full' : 'write';
    return { failed, code: errorCode((error as Error).cause) };
  }
}
