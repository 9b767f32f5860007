import type { Request, Response } from 'restify';
import type { z } from 'zod';
import { DamagedError, StoreFullError } from '../../domain/errors.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { addressOf, Limit } from '../sign-in/limits.ts';
import { API_FAULTS, ApiFault, type ApiFaultCode } from './api-fault.ts';
import { providerOfKey } from './keys.ts';

/** One call of the provider API. They are data: the routes and their description are made from the same list. */
export interface Operation {
  readonly method: 'get' | 'put' | 'post';
  /** As in the description: `/api/v1/participants/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  /** Parameters of query and header; those of the path are read from it. */
  readonly parameters?: readonly Parameter[];
  /** Name of the component schema of the body. */
  readonly request?: { readonly schema: string; readonly required: boolean };
  readonly responses: Readonly<Record<number, { readonly description: string; readonly schema: string }>>;
  readonly faults: readonly ApiFaultCode[];
  /** `open`: no key is asked for, since there is nothing of anybody in it. */
  readonly open?: boolean;
  readonly run: (call: Call) => Promise<Answer>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly description: string;
  readonly schema: z.core.JSONSchema.BaseSchema;
}

export interface Call {
  readonly parts: Parts;
  readonly req: Request;
  /** Whose key it was; empty for an open operation. */
  readonly providerId: string;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const MOST_WRONG_KEYS = 20;
const WRONG_KEYS_MS = 5 * MINUTE;

export function routesOf(parts: Parts, operations: readonly Operation[]): Route[] {
  const wrongKeys = new Limit(parts.clock, MOST_WRONG_KEYS, WRONG_KEYS_MS);
  return operations.map((operation) => ({
    method: operation.method,
    path: operation.path.replace(/\{(\w+)\}/g, ':$1'),
    surface: 'api' as const,
    handle: async (req, res) => send(res, await answer(parts, operation, req, wrongKeys)),
  }));
}

async function answer(parts: Parts, operation: Operation, req: Request, wrongKeys: Limit): Promise<Answer> {
  try {
    const providerId = operation.open ? '' : await authorised(parts, req, wrongKeys);
    return await operation.run({ parts, req, providerId });
  } catch (error) {
    const fault = faultOf(error);
    const [status, message] = API_FAULTS[fault.code];
    return {
      status,
      headers: fault.headers,
      body: { error: { code: fault.code, message, faults: fault.faults }, ...fault.more },
    };
  }
}

function faultOf(error: unknown): ApiFault {
  if (error instanceof ApiFault) return error;
  if (error instanceof StoreFullError) {
    return new ApiFault('STEGVIS_API_NO_ROOM', { headers: { 'retry-after': '60' } });
  }
  if (error instanceof DamagedError) return new ApiFault('STEGVIS_API_UNREADABLE');
  throw error;
}

async function authorised(parts: Parts, req: Request, wrongKeys: Limit): Promise<string> {
  const header = req.headers.authorization ?? '';
  const [, key] = /^Bearer +(\S+)\s*$/i.exec(header) ?? [];
  const providerId = key === undefined ? null : await providerOfKey(parts, key);
  if (providerId !== null) return providerId;
  const headers = { 'www-authenticate': 'Bearer' };
  if (key === undefined) throw new ApiFault('STEGVIS_API_KEY_MISSING', { headers });
  const address = addressOf(req);
  if (wrongKeys.isReached(address)) {
    throw new ApiFault('STEGVIS_API_TOO_MANY_TRIES', {
      headers: { 'retry-after': String(WRONG_KEYS_MS / 1000) },
    });
  }
  wrongKeys.count(address);
  parts.log.warn('api.wrong-key', {});
  throw new ApiFault('STEGVIS_API_KEY_WRONG', { headers });
}

function send(res: Response, { status, body, headers }: Answer): void {
  const text = Buffer.from(JSON.stringify(body));
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  res.end(text);
}

/** The JSON object that was sent. Throws `STEGVIS_API_NOT_JSON` for everything else, nothing at all included. */
export function readJson(req: Request): Record<string, unknown> {
  const body: unknown = req.body;
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !isJson(req)) {
    throw new ApiFault('STEGVIS_API_NOT_JSON');
  }
  return body as Record<string, unknown>;
}

/** Like `readJson`, and an empty object when nothing was sent. */
export function readOptionalJson(req: Request): Record<string, unknown> {
  return req.body === undefined ? {} : readJson(req);
}

/** The server reads forms too. A call of this API is never one, so that no page elsewhere can make a browser send it. */
function isJson(req: Request): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(req.headers['content-type'] ?? '');
}
