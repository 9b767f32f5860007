import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider's own system, over real HTTP: it keeps what it is sent and answers as a test tells it to. */

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export type Behaviour =
  | number
  | { readonly status: number; readonly headers: Record<string, string> }
  /** Never answers. */
  | 'silent'
  /** Says 200 and drops the connection before the end of the answer. */
  | 'drop-after-200'
  /** Takes the message and drops the connection before it has answered. */
  | 'drop-before-answer';

export class Receiver {
  readonly received: Received[] = [];
  /** The answer to each message in turn; 204 when it is empty. */
  behaviours: Behaviour[] = [];
  /** What is done when `behaviours` is empty. */
  always: Behaviour = 204;
  /** Messages that it answered with success, or meant to. */
  readonly taken: Received[] = [];
  #server: Server | null = null;

  async listen(): Promise<string> {
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const message = { headers: req.headers, text: Buffer.concat(chunks).toString('utf8') };
        this.received.push(message);
        const behaviour = this.behaviours.shift() ?? this.always;
        const status =
          typeof behaviour === 'number' ? behaviour : typeof behaviour === 'object' ? behaviour.status : 200;
        if (behaviour === 'silent') return;
        if (status < 300) this.taken.push(message);
        if (behaviour === 'drop-before-answer') {
          req.socket.destroy();
          return;
        }
        res.writeHead(status, {
          ...(typeof behaviour === 'object' ? behaviour.headers : {}),
          ...(behaviour === 'drop-after-200' ? { 'content-length': '1000' } : {}),
        });
        if (behaviour === 'drop-after-200') {
          res.write('{"ok":');
          setImmediate(() => req.socket.destroy());
          return;
        }
        res.end();
      });
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  /** The types of what was taken, in order. */
  types(): string[] {
    return this.taken.map(({ text }) => JSON.parse(text).type);
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
}
