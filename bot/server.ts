import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createServer, type Request, type Response, type Server } from 'restify';
import type { Log } from '../domain/ports.ts';
import { readBody } from './body.ts';
import type { Html } from './html.ts';
import { codeOf, placeOf } from './log.ts';
import type { Route } from './route.ts';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly log: Log;
  /** Whether people reach it over https, so that browsers may be told to use nothing else. */
  readonly secure: boolean;
  /** The page for something that is not there (404) or that went wrong (500), for people; programs get JSON. `path`: where. */
  readonly errorPage: (status: number, fault: unknown, path: string) => Promise<Html>;
  /** Takes over a connection that is to be more than a request; false when it knows nothing of it. */
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
}

/** Only what this server sends itself is shown, run or connected to, and nobody may put it in a frame. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'";

const CORS: Readonly<Record<string, string>> = {
  // Tokens travel in a header and never in a cookie, so no page gains anything by being allowed to ask.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
};

/** What a browser asks before it lets another site's page ask. */
const PREFLIGHT: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
  'access-control-max-age': '7200',
};

/** Longer than the router takes by itself: the token of a link for staff carries two ids. */
const LONG_PARAMETERS = { maxParamLength: 400 };

/** The HTTP server with all routes on it, not listening yet. */
export function makeServer(options: ServerOptions): Server {
  const server = createServer({
    name: '',
    log: quietLogger() as never,
    ignoreTrailingSlash: true,
    ...LONG_PARAMETERS,
  } as never);
  server.server.requestTimeout = 30_000;
  const always = Object.entries(headersFor(options.secure));
  const cors = Object.entries(CORS);

  server.pre((req: Request, res: Response, next: (go?: false) => void) => {
    if (!isReadable(req)) {
      refuseAddress(res);
      next(false);
      return;
    }
    // Strings only: a name with brackets in it makes no object here.
    req.query = req.url?.includes('?')
      ? Object.fromEntries(new URL(req.url, 'http://localhost').searchParams)
      : {};
    res.setHeader('x-request-id', randomUUID());
    for (const [name, value] of always) res.setHeader(name, value);
    if (req.url?.startsWith('/v3/directline/')) {
      for (const [name, value] of cors) res.setHeader(name, value);
    }
    next();
  });

  for (const route of options.routes) mount(server, route, options);
  for (const path of new Set(options.routes.filter(isDirectLine).map((route) => route.path))) {
    server.opts(path, async (_req: Request, res: Response) => {
      res.writeHead(204, PREFLIGHT);
      res.end();
    });
  }

  // What restify refuses by itself: an unknown path, a method that a path does not have.
  server.on(
    'restifyError',
    (req: Request, res: Response, fault: { statusCode?: number }, done: () => void) => {
      const status = fault.statusCode ?? 500;
      answerError(req, res, options, status < 500 ? status : 500).finally(done);
    },
  );
  // Whoever listens is told by the HTTP server itself, for example that the port is taken; restify says it a second time.
  server.on('error', () => {});
  server.server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isReadable(req) && options.upgrade(req, socket, head)) return;
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

/** What a browser may name as the host. The router makes an address of it, and a name that cannot be in one would end the process. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** A path of ours on a host that can be: `//` and `/\` begin another server's name, and alone they are no address at all. */
function isReadable({ url, headers }: IncomingMessage): boolean {
  const host = headers.host || 'localhost';
  return /^\/(?![/\\])/.test(url ?? '') && HOST.test(host) && URL.canParse(`http://${host}${url}`);
}

function refuseAddress(res: Response): void {
  sendJson(res, 400, { error: ERRORS[400] as object });
}

function mount(server: Server, route: Route, options: ServerOptions): void {
  const handle = async (req: Request, res: Response): Promise<void> => {
    try {
      if ((route.method === 'post' || route.method === 'put') && route.body !== 'unread') {
        const read = await readBody(req);
        if (!read.ok) {
          // The rest of a body that is too large is not waited for.
          res.setHeader('connection', 'close');
          sendJson(res, read.status, { error: { code: read.code, message: read.message } });
          return;
        }
        req.body = read.body;
      }
      await route.handle(req, res);
    } catch (fault) {
      // A client that has gone is no fault of ours.
      if (res.destroyed && req.destroyed) return;
      options.log.error('http.fault', {
        route: `${route.method}:${route.path}`,
        code: codeOf(fault),
        place: placeOf(fault),
        request: res.getHeader('x-request-id') as string,
      });
      await answerError(req, res, options, 500, fault);
    }
  };
  server[route.method](route.path, handle);
  // Monitors ask like this, and so do those who check links before they are opened.
  if (route.method === 'get') server.head(route.path, handle);
}

function headersFor(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

async function answerError(
  req: Request,
  res: Response,
  options: ServerOptions,
  status: number,
  fault?: unknown,
): Promise<void> {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (!wantsPage(req)) {
    sendJson(res, status, {
      error: ERRORS[status] ?? { code: 'Error', message: 'The request was refused.' },
    });
    return;
  }
  try {
    const { html } = await options.errorPage(status, fault, req.path());
    sendBody(res, status, 'text/html; charset=utf-8', html);
  } catch (other) {
    options.log.error('http.error-page', { code: codeOf(other), place: placeOf(other) });
    sendJson(res, status, {
      error: ERRORS[status] ?? { code: 'Error', message: 'The request was refused.' },
    });
  }
}

const ERRORS: Readonly<Record<number, { code: string; message: string }>> = {
  400: { code: 'BadRequest', message: 'The request cannot be understood.' },
  404: { code: 'NotFound', message: 'There is nothing at this address.' },
  405: { code: 'MethodNotAllowed', message: 'The address does not take this method.' },
  500: { code: 'InternalError', message: 'Something went wrong on our side. Try again in a while.' },
};

/** People get a page, programs get JSON. */
function wantsPage(req: Request): boolean {
  return !/^\/(api|v3|health)\//.test(req.url ?? '') && /\btext\/html\b/.test(req.headers.accept ?? '');
}

export function sendJson(res: Response, status: number, value: object): void {
  sendBody(res, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** By restify's own way, so that it knows that there is an answer. */
function sendBody(res: Response, status: number, type: string, text: string): void {
  const body = Buffer.from(text);
  res.sendRaw(status, body, {
    'content-type': type,
    'content-length': String(body.length),
    'cache-control': 'no-store',
  });
}

function isDirectLine(route: Route): boolean {
  return route.surface === 'directline';
}

/** restify writes requests, with headers, into its own log when something is wrong. Ours says what an operator needs. */
function quietLogger(): object {
  const quiet: Record<string, unknown> = {};
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal']) quiet[level] = () => {};
  quiet.child = () => quiet;
  return quiet;
}
