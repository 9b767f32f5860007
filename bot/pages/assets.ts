import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Route } from '../route.ts';
import { coloursFor } from './palette.ts';
import { pictureSheet } from './pictures.ts';

/** Scripts and styles of the pages, built from web/ into memory when the first page is asked for. */

const FOLDER = fileURLToPath(new URL('../../web/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Asset {
  /** Address with a hash of the content, so that a browser may keep it for good. */
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

let built: Promise<ReadonlyMap<string, Asset>> | null = null;

/** All assets by name: `chat.js` is made of web/chat.ts, `base.css` of web/base.css. */
export function assets(): Promise<ReadonlyMap<string, Asset>> {
  built ??= build();
  return built;
}

/** The address of an asset. Throws for a name that is not there: a page would be without its style and nobody would know. */
export async function assetPath(name: string): Promise<string> {
  const asset = (await assets()).get(name);
  if (!asset) throw new Error(`STEGVIS_ASSET_MISSING: web/ makes no ${name}`);
  return asset.path;
}

async function build(): Promise<ReadonlyMap<string, Asset>> {
  // Slow to load and not needed before somebody opens a page.
  const esbuild = await import('esbuild');
  const entryPoints = readdirSync(FOLDER).filter((file) => /^[a-z-]+\.(ts|css)$/.test(file));
  const { outputFiles } = await esbuild.build({
    absWorkingDir: FOLDER,
    entryPoints,
    outdir: FOLDER,
    loader: { '.woff2': 'file' },
    publicPath: '/assets',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return new Map([
    ...outputFiles.map((file) => {
      const name = basename(file.path);
      const body = Buffer.concat([Buffer.from(coloursFor(name)), file.contents]);
      return [name, asset(file.path, body)] as const;
    }),
    ['pictures.svg', asset('pictures.svg', Buffer.from(pictureSheet()))] as const,
  ]);
}

function asset(path: string, body: Buffer): Asset {
  const ending = extname(path);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return {
    // A font has its hash in its name already, as the style that asks for it knows it.
    path:
      ending === '.woff2'
        ? `/assets/${basename(path)}`
        : `/assets/${basename(path, ending)}-${hash}${ending}`,
    type: TYPES[ending] ?? 'application/octet-stream',
    body,
    gzip: gzipSync(body, { level: 9 }),
    brotli: brotliCompressSync(body),
  };
}

export function sendAsset(
  req: IncomingMessage,
  res: ServerResponse,
  found: Asset,
  cacheControl: string,
): void {
  const accepted = String(req.headers['accept-encoding'] ?? '');
  const [encoding, body] = /\bbr\b/.test(accepted)
    ? ['br', found.brotli]
    : /\bgzip\b/.test(accepted)
      ? ['gzip', found.gzip]
      : [null, found.body];
  res.writeHead(200, {
    'content-type': found.type,
    'content-length': body.length,
    'cache-control': cacheControl,
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(encoding ? { 'content-encoding': encoding } : {}),
  });
  res.end(body);
}

export function assetRoutes(): Route[] {
  return [
    {
      method: 'get',
      path: '/assets/:file',
      surface: 'asset',
      handle: async (req, res) => {
        const found = [...(await assets()).values()].find(
          (entry) => entry.path === `/assets/${req.params.file}`,
        );
        if (!found) {
          res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
          res.end('404');
          return;
        }
        sendAsset(req, res, found, 'public, max-age=31536000, immutable');
      },
    },
  ];
}
