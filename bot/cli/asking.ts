import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** How the doctor asks others: never longer than ten seconds, and what goes wrong is an answer too. */

const TIMEOUT_MS = 10_000;

export interface Answer {
  /** Null when nobody answered. */
  readonly status: number | null;
  /** By the other side's clock; null when it does not say. */
  readonly at: Date | null;
  readonly body: unknown;
}

export async function ask(
  url: string,
  { headers = {}, form }: { readonly headers?: Record<string, string>; readonly form?: URLSearchParams } = {},
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, {
      headers,
      signal,
      redirect: 'manual',
      ...(form ? { method: 'POST', body: form } : {}),
    });
    const at = new Date(answer.headers.get('date') ?? '');
    const body: unknown = await answer.json().catch(() => null);
    return { status: answer.status, at: Number.isNaN(at.getTime()) ? null : at, body };
  } catch {
    return { status: null, at: null, body: null };
  }
}

/** What a request that wants a WebSocket is answered with; null when nobody answered. */
export function askForSocket(url: string): Promise<number | null> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? secureRequest : plainRequest)(url, {
      timeout: TIMEOUT_MS,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'c3RlZ3ZpcyBkb2N0b3IgIQ==',
      },
    });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    request.end();
  });
}

export function said({ status }: { readonly status: number | null }): string {
  return status === null ? 'no answer' : `status ${status}`;
}
