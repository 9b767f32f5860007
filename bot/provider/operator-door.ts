import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { operate, operationSchema, type Result } from './operations.ts';

/**
 * The operator's way into a running server, since the store is one process's alone: a port of its own on this machine only, and a key
 * that is made anew at each start and stands in a file that only the server's own user can read.
 */

export const doorSchema = z.strictObject({ port: z.number().int(), key: z.string() });
export type Door = z.infer<typeof doorSchema>;

export function doorFile(dataDir: string): string {
  return join(dataDir, 'operator.json');
}

/**
 * What the door answers to a challenge. The port may have gone to another program after a server was killed: nobody's plan is sent
 * before the other side has shown that it has the key.
 */
export function proofOf(key: string, challenge: string): string {
  return createHmac('sha256', key).update(`stegvis operator\n${challenge}`).digest('base64url');
}

/** Plans of many participants may come at once. */
const MOST_BYTES = 64 * 1024 * 1024;

export async function openOperatorDoor(parts: Parts): Promise<{ close(): Promise<void> }> {
  const key = randomBytes(32).toString('base64url');
  const server = createServer((req, res) => {
    answer(parts, key, req).then(
      ([status, body]) => {
        res.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
        res.end(JSON.stringify(body));
      },
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
        parts.log.error('operator.fault', { code });
        res.writeHead(500, { 'content-type': 'application/json', connection: 'close' });
        res.end(
          JSON.stringify({ kind: 'refused', why: `The server could not do it (${code}).` } satisfies Result),
        );
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const door: Door = { port: (server.address() as AddressInfo).port, key };
  const file = doorFile(parts.config.dataDir);
  const fresh = `${file}.new`;
  await writeFile(fresh, JSON.stringify(door), { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
  return {
    async close() {
      await rm(file, { force: true });
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  parts: Parts,
  key: string,
  req: IncomingMessage,
): Promise<[number, Result | { proof: string }]> {
  if (req.method === 'GET') return [200, { proof: proofOf(key, req.url ?? '') }];
  const given = Buffer.from(req.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${key}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    return [401, { kind: 'refused', why: 'The key is wrong.' }];
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES)
      return [413, { kind: 'refused', why: 'That is too much at once. Import fewer files.' }];
    chunks.push(chunk as Buffer);
  }
  const operation = operationSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  return [200, await operate(parts, operation)];
}
