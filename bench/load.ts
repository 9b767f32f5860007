import { Agent, request } from 'node:http';

/** A small load generator, the same for every server that is compared. */

export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Keeps `connections` calls under way until `count` have been answered. How long each took, in milliseconds. Throws on anything but a 2xx. */
export async function load(
  base: URL,
  connections: number,
  count: number,
  next: () => Call,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let asked = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (asked++ < count) {
        const call = next();
        const before = performance.now();
        await post(base, agent, call);
        times.push(performance.now() - before);
      }
    }),
  );
  agent.destroy();
  return times;
}

export function quantiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function post(base: URL, agent: Agent, call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: base.hostname,
        port: base.port,
        path: call.path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(call.body),
          ...call.headers,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode !== undefined && answer.statusCode < 300
            ? resolve()
            : reject(new Error(`${call.path} answered ${answer.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(call.body);
  });
}
