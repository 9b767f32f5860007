import type { Activity } from 'botbuilder';
import { WebSocket } from 'ws';
import type { ActivitySet } from './direct-line.ts';

/** One open stream and everything it got. */
export interface OpenStream {
  readonly socket: WebSocket;
  readonly frames: string[];
  readonly activities: Activity[];
  /** Waits until a frame or the end makes it true; a test that waits in vain times out. */
  until(condition: () => boolean): Promise<void>;
  watermark(): string;
  closed(): number | null;
  close(): void;
}

export function openStream(url: string, headers: Record<string, string> = {}): Promise<OpenStream> {
  const socket = new WebSocket(url, { headers });
  const frames: string[] = [];
  const activities: Activity[] = [];
  let watermark = '';
  let code: number | null = null;
  let wake = (): void => {};
  socket.on('message', (data) => {
    const text = String(data);
    frames.push(text);
    if (text !== '') {
      const set: ActivitySet = JSON.parse(text);
      activities.push(...set.activities);
      watermark = set.watermark;
    }
    wake();
  });
  socket.on('close', (why) => {
    code = why;
    wake();
  });
  const stream: OpenStream = {
    socket,
    frames,
    activities,
    watermark: () => watermark,
    closed: () => code,
    close: () => socket.close(),
    until: async (condition) => {
      while (!condition()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(stream));
    socket.once('unexpected-response', (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
    });
    socket.once('error', reject);
  });
}
