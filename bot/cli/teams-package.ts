import { readFileSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { teamsManifest } from '../channels/teams/manifest.ts';
import { readEnvironment } from '../config.ts';
import { GROUND, iconPng } from '../pages/icon.ts';
import { command, readArguments, refuse } from './operator.ts';

const USAGE = `Usage: npm run teams:package -- [--organisation NAME] [--app-version 1.0.0] [--out FILE.zip] [--privacy URL] [--terms URL]

Makes the app package that is uploaded to Teams, from MICROSOFT_APP_ID and BASE_URL. An update needs a higher --app-version.
--organisation  who gives the app to its people, at most 32 characters: Stegvis when not given.
--privacy, --terms  its pages about personal data and terms of use: BASE_URL when not given.`;

/** Longest name of an organisation that the manifest takes. */
const LONGEST_NAME = 32;

await command(main);

async function main(): Promise<void> {
  const read = readArguments({
    organisation: { type: 'string', default: 'Stegvis' },
    'app-version': { type: 'string' },
    privacy: { type: 'string' },
    terms: { type: 'string' },
    out: { type: 'string', default: 'stegvis-teams.zip' },
  });
  if (read === null || read.positionals.length > 0) return refuse(USAGE);
  const { organisation, out, privacy, terms } = read.values;
  const version = read.values['app-version'] ?? ownVersion();
  if (!/^\d+\.\d+\.\d+$/.test(version)) return refuse(`${version}: is no version. Write it as 1.0.0.`);
  if (organisation.length > LONGEST_NAME)
    return refuse(`--organisation is too long: write at most ${LONGEST_NAME} characters.`);
  const strange = [privacy, terms].find((url) => url !== undefined && !/^https:\/\/\S+$/.test(url));
  if (strange !== undefined) return refuse(`${strange}: is no https address.`);
  const reading = readEnvironment();
  if (!reading.ok) return refuse(reading.faults.join('\n'));
  const { teams, baseUrl } = reading.config;
  if (teams === null)
    return refuse('MICROSOFT_APP_ID is not set: set it and the other settings of the bot first.');
  if (!baseUrl?.startsWith('https://'))
    return refuse('BASE_URL is not https: set it to the address people use, because Teams takes no other.');

  const { manifest, english } = teamsManifest({
    appId: teams.appId,
    baseUrl,
    version,
    organisation,
    colour: GROUND,
    privacyUrl: privacy ?? baseUrl,
    termsUrl: terms ?? baseUrl,
  });
  const json = (value: object) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  const zip = zipSync({
    'manifest.json': json(manifest),
    'en.json': json(english),
    'color.png': iconPng(192),
    'outline.png': iconPng(32, true),
  });
  writeFileSync(out, zip);
  process.stdout.write(
    `${out}: version ${version}. Upload it in the Teams admin centre, Manage apps, Upload new app.\n`,
  );
}

function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return version;
}
