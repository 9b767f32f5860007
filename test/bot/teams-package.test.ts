import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { unzipSync } from 'fflate';
import { startProcess } from '../support/process.ts';

const APP_ID = '00000000-0000-4000-8000-000000000001';
const ENV = {
  BASE_URL: 'https://stegvis.example',
  MICROSOFT_APP_ID: APP_ID,
  MICROSOFT_APP_PASSWORD: 'papegoja',
  MICROSOFT_APP_TENANT_ID: '00000000-0000-4000-8000-00000000000a',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stegvis-teams-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function make(args: readonly string[] = [], env: Record<string, string> = ENV) {
  const out = join(folder, 'app.zip');
  const started = startProcess('bot/cli/teams-package.ts', env, ['--out', out, ...args]);
  const code = await started.ended;
  const files = code === 0 ? unzipSync(readFileSync(out)) : {};
  return { code, said: started.out() + started.err(), files };
}

const jsonOf = (file: Uint8Array | undefined) => JSON.parse(Buffer.from(file ?? []).toString('utf8'));

/** Microsoft writes draft 04, of which only the way an id is written differs here. */
function validator(name: string) {
  const schema = jsonOf(readFileSync(`test/fixtures/teams-1.19/${name}`));
  const { $schema: _, id: __, ...rest } = schema;
  return new Ajv({ strict: false, validateFormats: false, allErrors: true, unicodeRegExp: false }).compile(
    rest,
  );
}

function faults(name: string, value: unknown) {
  const validate = validator(name);
  validate(value);
  return validate.errors ?? [];
}

test('the package holds a manifest after the published schema, two icons, and Swedish and English words', async () => {
  const { code, said, files } = await make([
    '--organisation',
    'Exempelcoacherna',
    '--app-version',
    '1.2.3',
    '--privacy',
    'https://a.example/p',
  ]);
  expect([code, said.includes('papegoja')]).toEqual([0, false]);
  expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
  const manifest = jsonOf(files['manifest.json']);
  expect(faults('MicrosoftTeams.schema.json', manifest)).toEqual([]);
  expect(faults('MicrosoftTeams.Localization.schema.json', jsonOf(files['en.json']))).toEqual([]);
  expect(manifest).toMatchObject({
    id: APP_ID,
    version: '1.2.3',
    developer: { name: 'Exempelcoacherna', privacyUrl: 'https://a.example/p' },
    bots: [{ botId: APP_ID, scopes: ['personal'] }],
    validDomains: ['stegvis.example'],
    localizationInfo: {
      defaultLanguageTag: 'sv',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    },
  });
  expect(manifest.description.full).toContain('kod från din handledare');
  // What the schema does not hold would be seen.
  expect(faults('MicrosoftTeams.schema.json', { ...manifest, papegoja: 1 })).not.toEqual([]);
  expect(faults('MicrosoftTeams.schema.json', { ...manifest, accentColor: 'blue' })).not.toEqual([]);
});

test('the icons have the sizes that Teams takes; the outline is white on nothing', async () => {
  const { files } = await make();
  for (const [name, size] of [
    ['color.png', 192],
    ['outline.png', 32],
  ] as const) {
    const png = Buffer.from(files[name] ?? []);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    const data = png.indexOf('IDAT');
    const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect(pixels.some((byte) => byte !== 0)).toBe(true);
    const palette = png.indexOf('PLTE') + 4;
    expect(png.includes('tRNS')).toBe(name === 'outline.png');
    expect(png.subarray(palette, palette + 6).equals(Buffer.alloc(6, 0xff))).toBe(name === 'outline.png');
  }
});

test.each([
  ['no bot', [], { BASE_URL: ENV.BASE_URL }, 'MICROSOFT_APP_ID is not set'],
  ['no https', [], { ...ENV, BASE_URL: 'http://localhost:3978' }, 'BASE_URL is not https'],
  ['no version', ['--app-version', 'x'], ENV, 'is no version'],
  ['a name that is too long', ['--organisation', 'x'.repeat(33)], ENV, 'is too long'],
  ['an address without https', ['--privacy', 'http://a.example'], ENV, 'is no https address'],
  ['an unknown option', ['--papegoja'], ENV, 'Usage'],
] as const)('%s: refused in a sentence that says what to do', async (_name, args, env, sentence) => {
  const { code, said } = await make(args, env);
  expect(code).toBe(1);
  expect(said).toContain(sentence);
});
