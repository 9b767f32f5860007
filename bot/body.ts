import type { IncomingMessage } from 'node:http';

/** Nothing that is sent here is larger: a plan of two hundred appointments is under 150 KB. */
export const MOST_BODY_BYTES = 256 * 1024;

export type Body =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly code: string; readonly message: string };

/**
 * Reads what was sent, no further than the limit: JSON into a value, a form into its fields, nothing into undefined. restify's own
 * reader keeps a connection busy with what it throws away, and makes nested objects out of a form's names.
 */
export async function readBody(req: IncomingMessage): Promise<Body> {
  const length = Number(req.headers['content-length'] ?? 0);
  if (length > MOST_BODY_BYTES) return tooLarge();
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const coding = req.headers['content-encoding'] ?? 'identity';
  const bytes = await bytesOf(req);
  if (bytes === null) return tooLarge();
  if (bytes.length === 0) return { ok: true, body: undefined };
  if (coding !== 'identity')
    return refused(415, 'UnsupportedMediaType', 'Send the body without compression.');
  const isJson = type === 'application/json' || type.endsWith('+json');
  if (!isJson && type !== 'application/x-www-form-urlencoded') {
    return refused(415, 'UnsupportedMediaType', 'Send JSON, with Content-Type: application/json.');
  }
  const text = decode(bytes);
  if (text === null) return refused(400, 'BadSyntax', 'The body is not UTF-8.');
  if (!isJson) return { ok: true, body: Object.fromEntries(new URLSearchParams(text)) };
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return refused(400, 'BadSyntax', 'The body is not JSON.');
  }
}

/** Null for more than the limit. By the stream's events: an iterator over it takes about half of the time of reading a message. */
function bytesOf(req: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BODY_BYTES) chunks.push(chunk);
      else {
        req.pause();
        resolve(null);
      }
    });
    req.on('end', () => resolve(Buffer.concat(chunks)));
    req.on('error', reject);
    req.on('close', () => {
      if (!req.complete) reject(new Error('the connection was closed'));
    });
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function tooLarge(): Body {
  return refused(413, 'PayloadTooLarge', `The body is larger than ${MOST_BODY_BYTES / 1024} KB.`);
}

function refused(status: 400 | 413 | 415, code: string, message: string): Body {
  return { ok: false, status, code, message };
}
