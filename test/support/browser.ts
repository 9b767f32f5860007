import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const packageRoot = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url));

/**
 * Starts the Chromium that comes with the dev dependencies, also on a machine without a browser or its libraries (Linux x64).
 * The first call on a machine unpacks it to the temporary folder (some seconds); later calls and other test workers reuse that.
 * Web security stays on, so that CORS and Origin behave as they do for a participant. Close the browser when the tests end.
 * Throws when the package is not unpackable or the browser does not start.
 */
export async function openBrowser(): Promise<Browser> {
  const home = await unpackedChromium();
  const fonts = await fontSettings(home);
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=sv-SE'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: fonts,
    },
  });
}

/** The folder with the unpacked browser. It appears whole or not at all: workers that race unpack aside, and one of them wins. */
async function unpackedChromium(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = join(tmpdir(), `stegvis-chromium-${version}-${userInfo().uid}`);
  if (existsSync(home)) return home;

  const aside = await mkdtemp(`${home}.`);
  try {
    await Promise.all([
      pipeline(
        createReadStream(join(packageRoot, 'bin/chromium.br')),
        createBrotliDecompress(),
        createWriteStream(join(aside, 'chromium'), { mode: 0o700 }),
      ),
      untar('fonts.tar.br', join(aside, 'fonts')),
      untar('al2023.tar.br', join(aside, 'al2023')),
      untar('swiftshader.tar.br', aside),
    ]);
    await rename(aside, home).catch((error) => {
      if (!existsSync(home)) throw error;
    });
    return home;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * Where the browser finds its fonts: the package's own settings name folders of the place it was made for, and without fonts no text
 * has any width. Written aside and moved, because another worker's browser may be reading it.
 */
async function fontSettings(home: string): Promise<string> {
  const file = join(home, 'stegvis-fonts.conf');
  if (existsSync(file)) return file;
  const aside = `${file}.${process.pid}`;
  await writeFile(
    aside,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(home, 'fonts', 'fonts')}</dir><cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  await rename(aside, file);
  return file;
}

async function untar(archive: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`tar of ${archive} ended with ${code}`)),
    );
  });
  await Promise.all([
    pipeline(createReadStream(join(packageRoot, 'bin', archive)), createBrotliDecompress(), tar.stdin),
    ended,
  ]);
}
