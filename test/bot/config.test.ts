import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { completeConfig, type Environment, readConfig, VARIABLES } from '../../bot/config.ts';

const SECRET = 'a-secret-of-the-operator-0123456789';
const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  BASE_URL: 'https://stegvis.example',
  DIRECTLINE_SECRET: SECRET,
  SMTP_URL: 'smtps://user:password@smtp.example:465',
};

function faultsOf(env: Environment): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.faults;
}

function configOf(env: Environment) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.config;
}

test('a laptop needs nothing', () => {
  expect(configOf({})).toEqual({
    production: false,
    host: '127.0.0.1',
    port: 3978,
    dataDir: './data',
    baseUrl: null,
    directLineSecret: null,
    sessionSecret: null,
    providerKeys: [],
    email: { smtpUrl: null, from: 'Stegvis <no-reply@localhost>', operator: null },
    sms: null,
    teams: null,
    webhookPrivate: false,
    playground: false,
  });
});

test('production starts with an address, a secret and a mail server', () => {
  expect(configOf(PRODUCTION)).toMatchObject({
    production: true,
    host: '0.0.0.0',
    baseUrl: 'https://stegvis.example',
    email: { smtpUrl: PRODUCTION.SMTP_URL, from: 'Stegvis <no-reply@stegvis.example>', operator: null },
  });
});

test.each<[string, Environment, string[]]>([
  ['no secret', { DIRECTLINE_SECRET: undefined }, ['DIRECTLINE_SECRET_MISSING']],
  ['a blank secret', { DIRECTLINE_SECRET: '   ' }, ['DIRECTLINE_SECRET_MISSING']],
  ['a short secret', { DIRECTLINE_SECRET: SECRET.slice(0, 31) }, ['DIRECTLINE_SECRET_SHORT']],
  ['the shortest secret', { DIRECTLINE_SECRET: SECRET.slice(0, 32) }, []],
  ['a short session secret', { SESSION_SECRET: 'short' }, ['SESSION_SECRET_SHORT']],
  ['one secret for two things', { SESSION_SECRET: SECRET }, ['SESSION_SECRET_SAME']],
  ['no address', { BASE_URL: '' }, ['BASE_URL']],
  ['an address without https', { BASE_URL: 'http://stegvis.example' }, ['BASE_URL']],
  ['http on this machine', { BASE_URL: 'http://localhost:3978' }, []],
  ['an address that is none', { BASE_URL: 'stegvis.example' }, ['BASE_URL']],
  ['an address with a password', { BASE_URL: 'https://a:b@stegvis.example' }, ['BASE_URL']],
  ['another scheme', { BASE_URL: 'ftp://stegvis.example' }, ['BASE_URL']],
  ['no mail server', { SMTP_URL: undefined }, ['SMTP_URL_MISSING']],
  ['no mail wanted', { SMTP_URL: undefined, EMAIL: 'off' }, []],
  ['no mail wanted, loudly', { SMTP_URL: undefined, EMAIL: ' OFF ' }, []],
  ['mail half off', { EMAIL: 'no' }, ['EMAIL']],
  ['a mail server that is none', { SMTP_URL: 'smtp.example' }, ['SMTP_URL']],
  ['a sender that is none', { EMAIL_FROM: 'stegvis' }, ['EMAIL_FROM']],
  ['a port that is none', { PORT: '70000' }, ['PORT']],
  ['a port in words', { PORT: 'http' }, ['PORT']],
  ['a short provider key', { PROVIDER_KEYS: 'exempel:short' }, ['PROVIDER_KEYS_SHORT']],
  ['a provider without key', { PROVIDER_KEYS: 'exempel' }, ['PROVIDER_KEYS']],
  ['a provider without id', { PROVIDER_KEYS: `:${SECRET}` }, ['PROVIDER_KEYS']],
  ['a provider with a strange id', { PROVIDER_KEYS: `../x:${SECRET}` }, ['PROVIDER_KEYS']],
  ['an app id alone', { MICROSOFT_APP_ID: 'id' }, ['MICROSOFT_APP_PASSWORD_MISSING']],
  ['an app password alone', { MICROSOFT_APP_PASSWORD: 'pw' }, ['MICROSOFT_APP_ID_MISSING']],
  [
    'a tenant alone',
    { MICROSOFT_APP_TENANT_ID: 't' },
    ['MICROSOFT_APP_ID_MISSING', 'MICROSOFT_APP_PASSWORD_MISSING'],
  ],
  [
    'one tenant that is not named',
    { MICROSOFT_APP_ID: 'i', MICROSOFT_APP_PASSWORD: 'p', MICROSOFT_APP_TYPE: 'SingleTenant' },
    ['MICROSOFT_APP_TENANT_ID_MISSING'],
  ],
  [
    'an unknown type',
    { MICROSOFT_APP_ID: 'i', MICROSOFT_APP_PASSWORD: 'p', MICROSOFT_APP_TYPE: 'x' },
    ['MICROSOFT_APP_TYPE'],
  ],
  ['half of SMS', { SMS: 'twilio', SMS_USER: 'u', SMS_PASSWORD: 'p' }, ['SMS_FROM_MISSING']],
  ['half of it by Azure’s names', { MicrosoftAppId: 'id' }, ['MICROSOFT_APP_PASSWORD_MISSING']],
  [
    'several at once',
    { DIRECTLINE_SECRET: '', SMTP_URL: '', PORT: 'x' },
    ['PORT', 'DIRECTLINE_SECRET_MISSING', 'SMTP_URL_MISSING'],
  ],
])('production with %s', (_case, env, codes) => {
  const faults = faultsOf({ ...PRODUCTION, ...env });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(codes.map((code) => `STEGVIS_CONFIG_${code}`));
  for (const fault of faults) {
    // One sentence: what it is about, what is wrong, what to do.
    expect(fault).toMatch(/^STEGVIS_CONFIG_[A-Z_]+: [A-Z_]+ [^\n]+: [^\n]+\.$/);
    expect(Object.keys(VARIABLES)).toContain(/: ([A-Z_]+) /.exec(fault)?.[1]);
    for (const value of Object.values({ ...PRODUCTION, ...env })) {
      if (value && value.trim().length > 20) expect(fault).not.toContain(value);
    }
  }
});

test('elsewhere only what cannot be read is a fault', () => {
  const loose = {
    DIRECTLINE_SECRET: 'x',
    PROVIDER_KEYS: 'exempel:k',
    BASE_URL: 'http://laptop.example',
    MICROSOFT_APP_ID: 'i',
    SMS: '46elks',
    SMS_USER: 'u',
  };
  const read = readConfig(loose);
  expect(read).toMatchObject({ ok: true, config: { directLineSecret: 'x', teams: null, sms: null } });
  expect(read.ok && read.warnings.map((warning) => warning.split(':')[0])).toEqual([
    'STEGVIS_CONFIG_BASE_URL',
    'STEGVIS_CONFIG_MICROSOFT_APP_PASSWORD_MISSING',
    'STEGVIS_CONFIG_SMS_PASSWORD_MISSING',
    'STEGVIS_CONFIG_SMS_FROM_MISSING',
  ]);
  expect(faultsOf({ PORT: '-1', PROVIDER_KEYS: 'x', SMTP_URL: 'x', BASE_URL: 'x' })).toHaveLength(4);
});

test('values are read as they are meant', () => {
  const config = configOf({
    ...PRODUCTION,
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: ' /srv/data ',
    BASE_URL: 'https://stegvis.example/chat/',
    PROVIDER_KEYS: ` exempel : ${SECRET}:with:colons , exempel:${SECRET}2,`,
    EMAIL_FROM: 'Stegvis <post@stegvis.example>',
    MICROSOFT_APP_ID: 'i',
    MICROSOFT_APP_PASSWORD: 'p',
    MICROSOFT_APP_TENANT_ID: 't',
  });
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 0,
    dataDir: '/srv/data',
    baseUrl: 'https://stegvis.example/chat',
    providerKeys: [
      { providerId: 'exempel', key: `${SECRET}:with:colons` },
      { providerId: 'exempel', key: `${SECRET}2` },
    ],
    teams: { appId: 'i', password: 'p', tenantId: 't', type: 'SingleTenant' },
  });
  expect(Object.isFrozen(config)).toBe(true);
});

test('a secret that is given counts, one that is not is kept by the store', () => {
  const given = completeConfig(configOf({ DIRECTLINE_SECRET: 'mine' }), { demo: true, kept: 'kept' });
  const kept = completeConfig(configOf({}), { demo: false, kept: 'kept' });
  expect([given.directLineSecret, kept.directLineSecret]).toEqual(['mine', 'kept']);
  expect(given.sessionSecret).not.toBe(kept.sessionSecret);
  expect(given.sessionSecret.length).toBeGreaterThanOrEqual(32);
  expect(kept.sessionSecret).not.toContain('kept');
});

test('a demo sends nothing out, whatever it was given', () => {
  const given = { SMTP_URL: 'smtp://smtp.example', MICROSOFT_APP_ID: 'i', MICROSOFT_APP_PASSWORD: 'p' };
  const demo = completeConfig(configOf(given), { demo: true, kept: 'k' });
  expect([demo.email.smtpUrl, demo.teams]).toEqual([null, null]);
});

test('every variable is explained in .env.example, and the other way round', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(named).toEqual(Object.keys(VARIABLES));
  // Nothing in it may be taken for a secret that is good enough.
  expect(example).not.toMatch(/^[^#\n]*(SECRET|KEYS|PASSWORD)=\S/m);
});

test('every variable and every code stands in the guide for operators', async () => {
  const root = new URL('../../', import.meta.url);
  const guide = readFileSync(new URL('docs/running.md', root), 'utf8');
  for (const variable of Object.keys(VARIABLES)) expect(guide).toContain(`\`${variable}\``);
  const codes = new Set<string>();
  for await (const file of glob('{bot,dialogs,domain,locales}/**/*.ts', { cwd: fileURLToPath(root) })) {
    for (const [code] of readFileSync(new URL(file, root), 'utf8').matchAll(/STEGVIS_[A-Z_]*[A-Z]/g))
      codes.add(code);
  }
  expect(codes).toContain('STEGVIS_STORE_LOCKED');
  const inFamily = (code: string) => /^STEGVIS_(CONFIG|API)(_|$)/.test(code);
  const unexplained = [...codes].filter((code) => !inFamily(code) && !guide.includes(`\`${code}\``));
  expect(unexplained).toEqual([]);
});

test('webhooks reach private addresses only when the operator says so', () => {
  expect(configOf({ WEBHOOK_PRIVATE: 'allow' }).webhookPrivate).toBe(true);
  const read = readConfig({ WEBHOOK_PRIVATE: 'yes' });
  expect(read.ok ? [] : read.faults).toEqual([expect.stringMatching(/^STEGVIS_CONFIG_WEBHOOK_PRIVATE: /)]);
});
