import { parentPort } from 'node:worker_threads';
import { StoreFullError } from '../../domain/errors.ts';
import { type DocumentWrite, DoubtfulWriteError, writeDocument } from './document-write.ts';
import { errorCode, type FileIdentity, nodeFilesAtOnce } from './files-at-once.ts';

/** The thread that waits for the disk: takes documents, several at a time when there are, and answers for each of them in the same order. */

export type Written =
  | FileIdentity
  | { readonly failed: 'full' | 'write' | 'doubtful'; readonly code: string | null };

const port = parentPort;
if (port === null) throw new Error('this file is a thread of its own');
port.on('message', (writes: readonly DocumentWrite[]) => port.postMessage(writes.map(written)));
port.postMessage('ready');

function written(write: DocumentWrite): Written {
  try {
    return writeDocument(nodeFilesAtOnce, write);
  } catch (error) {
    const failed =
      error instanceof DoubtfulWriteError ? 'doubtful' : error instanceof StoreFullError ? 'full' : 'write';
    return { failed, code: errorCode((error as Error).cause) };
  }
}
