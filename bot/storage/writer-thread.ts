import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StoreFullError } from '../../domain/errors.ts';
import {
  appendChange,
  type ChangesWritten,
  type ChangeWrite,
  type DocumentWrite,
  DoubtfulWriteError,
  writeDocument,
} from './document-write.ts';
import { errorCode, type FileIdentity, nodeFilesAtOnce } from './files-at-once.ts';
import { ASLEEP, HANDED_OVER } from './handed-over.ts';

/** The thread that waits for the disk: takes documents one after the other and answers for each of them in the same order. */

export type Written =
  | FileIdentity
  | ChangesWritten
  | { readonly failed: 'full' | 'write' | 'doubtful'; readonly code: string | null };

const port = parentPort;
if (port === null) throw new Error('this file is a thread of its own');
const handedOver = workerData as Int32Array;
port.postMessage('ready');
// It sleeps until there is something to do, which takes less of the processor than an event loop that does nothing else.
for (let seen = 0; ; ) {
  Atomics.store(handedOver, ASLEEP, 1);
  Atomics.wait(handedOver, HANDED_OVER, seen);
  Atomics.store(handedOver, ASLEEP, 0);
  seen = Atomics.load(handedOver, HANDED_OVER);
  for (;;) {
    const next: { message: DocumentWrite | ChangeWrite } | undefined = receiveMessageOnPort(port);
    if (next === undefined) break;
    port.postMessage(written(next.message));
  }
}

function written(write: DocumentWrite | ChangeWrite): Written {
  try {
    return 'change' in write ? appendChange(nodeFilesAtOnce, write) : writeDocument(nodeFilesAtOnce, write);
  } catch (error) {
    const failed =
      error instanceof DoubtfulWriteError ? 'doubtful' : error instanceof StoreFullError ? 'full' : 'write';
    return { failed, code: errorCode((error as Error).cause) };
  }
}
