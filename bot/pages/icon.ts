import { crc32, deflateSync } from 'node:zlib';
import { today } from '../../domain/time.ts';
import { words } from '../../locales/render.ts';
import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';

/** The sign of the product, three steps, and what a phone needs to keep the chat among its apps. */

export const GROUND = '#0a4a66';
/** Places in a square of 64: inside the circle that phones may cut out. */
const STEPS = [
  { x: 17, y: 37, w: 8, h: 10 },
  { x: 28, y: 28, w: 8, h: 19 },
  { x: 39, y: 19, w: 8, h: 28 },
] as const;

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="${GROUND}" d="M0 0h64v64H0z"/>${STEPS.map(
  ({ x, y, w, h }) => `<path fill="#fff" d="M${x} ${y}h${w}v${h}h-${w}z"/>`,
).join('')}</svg>`;

const WHITE = Buffer.from([0xff, 0xff, 0xff]);

const SIZES = [180, 192, 512] as const;

const pngs = new Map<number, Buffer>();

function pngOf(size: number): Buffer {
  const made = pngs.get(size) ?? iconPng(size);
  pngs.set(size, made);
  return made;
}

/** A PNG with two colours: one bit a pixel, a palette, no filter. `outline`: the steps alone in white, on nothing. */
export function iconPng(size: number, outline = false): Buffer {
  const stride = Math.ceil(size / 8) + 1;
  const rows = Buffer.alloc(stride * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column * 64) / size, (row * 64) / size];
      const isStep = STEPS.some(
        (step) => x >= step.x && x < step.x + step.w && y >= step.y && y < step.y + step.h,
      );
      const place = row * stride + 1 + (column >> 3);
      if (isStep) rows[place] = (rows[place] ?? 0) | (0x80 >> (column & 7));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([1, 3, 0, 0, 0], 8);
  const ground = Buffer.from(GROUND.slice(1), 'hex');
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.concat([outline ? WHITE : ground, WHITE])),
    // The first colour of the palette is not seen.
    ...(outline ? [chunk('tRNS', Buffer.from([0]))] : []),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export function iconRoutes(parts: Pick<Parts, 'clock'>): Route[] {
  const file = (path: string, type: string, make: () => string | Buffer): Route => ({
    method: 'get',
    path,
    surface: 'asset',
    handle: async (_req, res) => {
      const body = Buffer.from(make());
      res.writeHead(200, {
        'content-type': type,
        'content-length': body.length,
        'cache-control': 'public, max-age=86400',
        'x-content-type-options': 'nosniff',
      });
      res.end(body);
    },
  });
  return [
    file('/icon.svg', 'image/svg+xml', () => SVG),
    ...SIZES.map((size) => file(`/icon-${size}.png`, 'image/png', () => pngOf(size))),
    file('/manifest.webmanifest', 'application/manifest+json; charset=utf-8', () =>
      JSON.stringify({
        id: '/',
        name: 'Stegvis',
        short_name: 'Stegvis',
        description: words('page:appText', undefined, { level: 'easy', today: today(parts.clock.now()) }),
        lang: 'sv',
        dir: 'ltr',
        // The chat opens at its newest message: where one left off.
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f7f4ed',
        theme_color: GROUND,
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          ...[192, 512].map((size) => ({
            src: `/icon-${size}.png`,
            sizes: `${size}x${size}`,
            type: 'image/png',
            purpose: 'any maskable',
          })),
        ],
      }),
    ),
  ];
}
