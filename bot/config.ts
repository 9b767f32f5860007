import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { ID_PATTERN } from '../domain/plan.ts';

/** What the operator decides about an installation. Nothing below bot/ reads the environment itself. */
export interface Config {
  readonly production: boolean;
  /** A demo: fictional people, ways in that are printed, and nothing that leaves the house. Decided by the store, not by a variable. */
  readonly demo: boolean;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly dataDir: string;
  /** The address people and links use, without a slash at the end. */
  readonly baseUrl: string;
  /** Gives tokens for any participant; signs the tokens. */
  readonly directLineSecret: string;
  /** Signs sessions, and peppers every hash of a way in. */
  readonly sessionSecret: string;
  /** Keys of providers' own systems that the operator has set; others stand in the providers' documents. */
  readonly providerKeys: readonly ProviderKey[];
  readonly email: EmailConfig;
  /** Whether webhooks may go to addresses that the internet does not reach. Only asked in production. */
  readonly webhookPrivate: boolean;
  /** Whether a program on this machine may talk as Teams does, without a registration. Never in production. */
  readonly playground: boolean;
  /** Null when no SMS is sent or received. */
  readonly sms: SmsConfig | null;
  /** Null when the bot is not registered for Teams: /api/messages does not exist then. */
  readonly teams: TeamsConfig | null;
}

export interface ProviderKey {
  readonly providerId: string;
  readonly key: string;
}

export interface EmailConfig {
  /** Null when no e-mail leaves the house. May hold a password: never log it. */
  readonly smtpUrl: string | null;
  readonly from: string;
  /** Who is told of faults that people report; null: nobody by e-mail. */
  readonly operator: string | null;
}

export interface SmsConfig {
  /** `shown`: a demo's, which sends nothing. */
  readonly supplier: 'elks' | 'twilio' | 'shown';
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly url: string | null;
  readonly perDay: number;
  readonly perPerson: number;
}

export interface TeamsConfig {
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string | null;
  readonly type: (typeof APP_TYPES)[number];
}

/** As the environment gives it, before the store has said whether it is a demo. What is null is filled in by `completeConfig`. */
export interface GivenConfig extends Omit<Config, 'directLineSecret' | 'sessionSecret' | 'demo' | 'baseUrl'> {
  readonly baseUrl: string | null;
  readonly directLineSecret: string | null;
  readonly sessionSecret: string | null;
}

export type ConfigReading =
  | { readonly ok: true; readonly config: GivenConfig; readonly warnings: readonly string[] }
  | {
      readonly ok: false;
      readonly faults: readonly string[];
      readonly production: boolean;
      readonly dataDir: string;
    };

const APP_TYPES = ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'] as const;

/** Shortest secret that is taken in production: 32 characters at random cannot be guessed. */
const SECRET_LENGTH = 32;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Every variable the program reads, with its meaning for whoever starts it. `.env.example` has the same list. */
export const VARIABLES = {
  NODE_ENV: '"production" for real people; anything else may be a demo.',
  HOST: 'Address to listen on: 0.0.0.0 in production and 127.0.0.1 elsewhere when not set.',
  PORT: 'Port to listen on: 3978 when not set.',
  DATA_DIR: 'Folder of the embedded store: ./data when not set.',
  BASE_URL: 'The address that people and links use, such as https://stegvis.example.',
  DIRECTLINE_SECRET: 'Gives Direct Line tokens for any participant: at least 32 random characters.',
  SESSION_SECRET:
    'Signs sessions and ways in: at least 32 random characters. Kept in the store when not set.',
  PROVIDER_KEYS: "API keys of providers' own systems: providerId:key, separated by commas.",
  SMTP_URL: 'The server that sends e-mail, such as smtps://user:password@smtp.example:465.',
  EMAIL_FROM: 'Sender of e-mail: no-reply at the host of BASE_URL when not set.',
  OPERATOR_EMAIL: 'Who is told when somebody reports that a page does not work.',
  EMAIL: '"off" when no e-mail is to be sent.',
  WEBHOOK_PRIVATE: '"allow" when webhooks may go to private addresses, such as a system on the same network.',
  SMS: '"46elks" or "twilio" when SMS is to be sent and received.',
  SMS_USER: "The SMS supplier's user name (46elks) or account SID (Twilio).",
  SMS_PASSWORD: "The SMS supplier's password (46elks) or auth token (Twilio).",
  SMS_FROM: 'The number that SMS is sent from and comes to, such as +46701740605.',
  SMS_URL: "The SMS supplier's address, when it is not its public one.",
  SMS_PER_DAY: 'How many SMS may be sent in a day: 500 when not set. A fifth is kept for reports.',
  SMS_PER_PERSON:
    'How many SMS may be sent to one person in a day: 20 when not set. A fifth is kept for reports.',
  TEAMS_PLAYGROUND:
    '"on" to try the bot on this machine as in Teams, without a registration; never in production.',
  MICROSOFT_APP_ID: "The bot's application id, for Teams.",
  MICROSOFT_APP_PASSWORD: "The application's client secret, for Teams.",
  MICROSOFT_APP_TENANT_ID: "The application's tenant, for Teams with SingleTenant.",
  MICROSOFT_APP_TYPE: 'SingleTenant, MultiTenant or UserAssignedMSI, for Teams.',
} as const;

export type Variable = keyof typeof VARIABLES;
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration. All faults at once, each one sentence that begins with its code, names the variable and says what to do; a
 * value of a secret is never repeated.
 */
export function readConfig(env: Environment): ConfigReading {
  const value = (name: Variable): string | null => env[name]?.trim() || null;
  const production = value('NODE_ENV') === 'production';
  const faults: string[] = [];
  const warnings: string[] = [];
  const fault = (code: string, sentence: string): void => {
    faults.push(`STEGVIS_CONFIG_${code}: ${sentence}`);
  };
  /** What production refuses and a laptop may do. */
  const strict = (code: string, sentence: string): void => {
    if (production) fault(code, sentence);
    else warnings.push(`STEGVIS_CONFIG_${code}: ${sentence}`);
  };
  const onlyInProduction = (code: string, sentence: string): void => {
    if (production) fault(code, sentence);
  };

  if (!/^(production|development|test)$/.test(value('NODE_ENV') ?? 'test')) {
    warnings.push(
      'STEGVIS_CONFIG_NODE_ENV: NODE_ENV has an unknown value: set it to production for real people, or leave it out.',
    );
  }

  const port = portSchema.safeParse(value('PORT') ?? '3978');
  if (!port.success) fault('PORT', 'PORT is not a port number: set it to a number from 0 to 65535.');

  const base = readBaseUrl(value('BASE_URL'));
  if (base.kind === 'broken') {
    fault(
      'BASE_URL',
      'BASE_URL is not an address: set it to the address people use, such as https://stegvis.example.',
    );
  } else if (base.kind === 'missing') {
    onlyInProduction(
      'BASE_URL',
      'BASE_URL is not set: set it to the address people use, such as https://stegvis.example, because links are made with it.',
    );
  } else if (base.insecure) {
    strict(
      'BASE_URL',
      'BASE_URL is not https: set it to an https address, because sign-in is not safe without.',
    );
  }

  const secret = (name: 'DIRECTLINE_SECRET' | 'SESSION_SECRET', needed: boolean): string | null => {
    const found = value(name);
    if (found === null && needed) {
      onlyInProduction(
        `${name}_MISSING`,
        `${name} is not set: set it to at least ${SECRET_LENGTH} random characters.`,
      );
    }
    if (found !== null && found.length < SECRET_LENGTH) {
      onlyInProduction(
        `${name}_SHORT`,
        `${name} is too short: set it to at least ${SECRET_LENGTH} random characters.`,
      );
    }
    return found;
  };
  const directLineSecret = secret('DIRECTLINE_SECRET', true);
  const sessionSecret = secret('SESSION_SECRET', false);
  if (directLineSecret !== null && directLineSecret === sessionSecret) {
    onlyInProduction(
      'SESSION_SECRET_SAME',
      'SESSION_SECRET is the same as DIRECTLINE_SECRET: set it to random characters of its own, or leave it out.',
    );
  }

  const providerKeys = readProviderKeys(value('PROVIDER_KEYS'));
  if (providerKeys === null) {
    fault('PROVIDER_KEYS', 'PROVIDER_KEYS cannot be read: write it as providerId:key, separated by commas.');
  } else if (providerKeys.some(({ key }) => key.length < SECRET_LENGTH)) {
    onlyInProduction(
      'PROVIDER_KEYS_SHORT',
      `PROVIDER_KEYS holds a key that is too short: give each provider at least ${SECRET_LENGTH} random characters.`,
    );
  }

  const email = value('EMAIL')?.toLowerCase() ?? null;
  if (email !== null && email !== 'off') {
    fault('EMAIL', 'EMAIL has an unknown value: set it to "off" to send no e-mail, or leave it out.');
  }
  const smtpUrl = value('SMTP_URL');
  if (smtpUrl !== null && !/^smtps?:\/\/[^\s/?#]+/.test(smtpUrl)) {
    fault('SMTP_URL', 'SMTP_URL is not an address: write it as smtps://user:password@host:port.');
  }
  if (smtpUrl === null && email !== 'off') {
    onlyInProduction(
      'SMTP_URL_MISSING',
      'SMTP_URL is not set: set it to the server that sends e-mail, or set EMAIL=off to send none.',
    );
  }
  const from = value('EMAIL_FROM');
  if (from !== null && !/^([^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/.test(from)) {
    fault('EMAIL_FROM', 'EMAIL_FROM is not an e-mail address: write it as name@host or Name <name@host>.');
  }

  const operator = value('OPERATOR_EMAIL');
  if (operator !== null && !/^[^\s@<>,]+@[^\s@<>,]+$/.test(operator)) {
    fault('OPERATOR_EMAIL', 'OPERATOR_EMAIL is not an e-mail address: write it as name@host.');
  }

  const webhookPrivate = value('WEBHOOK_PRIVATE')?.toLowerCase() ?? null;
  if (webhookPrivate !== null && webhookPrivate !== 'allow') {
    fault(
      'WEBHOOK_PRIVATE',
      'WEBHOOK_PRIVATE has an unknown value: set it to "allow" to let webhooks go to private addresses, or leave it out.',
    );
  }

  const playground = value('TEAMS_PLAYGROUND')?.toLowerCase() ?? null;
  if (playground !== null && playground !== 'on') {
    fault(
      'TEAMS_PLAYGROUND',
      'TEAMS_PLAYGROUND has an unknown value: set it to "on" to try the bot in Teams on this machine, or leave it out.',
    );
  }
  if (playground === 'on') {
    onlyInProduction(
      'TEAMS_PLAYGROUND',
      'TEAMS_PLAYGROUND is set: leave it out, because whoever reaches this machine could talk as anybody.',
    );
  }
  const teams = readTeams(env, strict);
  const sms = readSms(value, fault, strict);

  const dataDir = value('DATA_DIR') ?? './data';
  if (faults.length > 0 || !port.success || base.kind === 'broken') {
    return { ok: false, faults, production, dataDir };
  }
  const baseUrl = base.url;
  const sender = baseUrl === null ? 'localhost' : new URL(baseUrl).hostname.replace(/^\[.*\]$/, 'localhost');
  return {
    ok: true,
    warnings,
    config: Object.freeze({
      production,
      host: value('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
      port: port.data,
      dataDir,
      baseUrl,
      directLineSecret,
      sessionSecret,
      providerKeys: Object.freeze(providerKeys ?? []),
      email: Object.freeze({
        smtpUrl: email === 'off' ? null : smtpUrl,
        from: from ?? `Stegvis <no-reply@${sender}>`,
        operator,
      }),
      sms,
      teams,
      webhookPrivate: webhookPrivate === 'allow',
      playground: playground === 'on',
    }),
  };
}

/** The SMS of a demo: shown, and never sent. A number that is free for fiction. */
const SHOWN_SMS: SmsConfig = Object.freeze({
  supplier: 'shown',
  user: '',
  password: '',
  from: '+46701740699',
  url: null,
  perDay: 500,
  perPerson: 20,
});

/**
 * The whole configuration, once the store has said whether it is a demo. `kept` is a random secret of the store, for an installation
 * that has been given none. The session secret can be made from the operator's, and never from what the store holds beside the data
 * of real people: production has refused a missing one before this.
 */
export function completeConfig(given: GivenConfig, about: { demo: boolean; kept: string }): Config {
  const directLineSecret = given.directLineSecret ?? about.kept;
  return Object.freeze({
    ...given,
    demo: about.demo,
    baseUrl: given.baseUrl ?? `http://localhost:${given.port}`,
    directLineSecret,
    sessionSecret:
      given.sessionSecret ??
      createHmac('sha256', directLineSecret).update('stegvis sessions').digest('base64url'),
    // A demo never sends anything out, whatever it has been given.
    email: about.demo ? Object.freeze({ ...given.email, smtpUrl: null }) : given.email,
    teams: about.demo ? null : given.teams,
    sms: about.demo ? SHOWN_SMS : given.sms,
  });
}

/** The environment of this process. */
export function readEnvironment(): ConfigReading {
  return readConfig(process.env);
}

const portSchema = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65535));

type BaseUrl =
  | { readonly kind: 'given'; readonly url: string; readonly insecure: boolean }
  | { readonly kind: 'missing'; readonly url: null }
  | { readonly kind: 'broken' };

function readBaseUrl(text: string | null): BaseUrl {
  if (text === null) return { kind: 'missing', url: null };
  if (!URL.canParse(text)) return { kind: 'broken' };
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
    return { kind: 'broken' };
  }
  return {
    kind: 'given',
    url: url.href.replace(/\/+$/, ''),
    insecure: url.protocol === 'http:' && !LOOPBACK.test(url.hostname),
  };
}

/** Null when it cannot be read. A key may hold a colon; an id cannot. */
function readProviderKeys(text: string | null): ProviderKey[] | null {
  if (text === null) return [];
  const keys: ProviderKey[] = [];
  for (const entry of text.split(',')) {
    const pair = entry.trim();
    if (pair === '') continue;
    const colon = pair.indexOf(':');
    const providerId = pair.slice(0, Math.max(colon, 0)).trim();
    const key = pair.slice(colon + 1).trim();
    if (!ID_PATTERN.test(providerId) || key === '') return null;
    keys.push(Object.freeze({ providerId, key }));
  }
  return keys;
}

function readSms(
  value: (name: Variable) => string | null,
  fault: (code: string, sentence: string) => void,
  strict: (code: string, sentence: string) => void,
): SmsConfig | null {
  const given = value('SMS')?.toLowerCase() ?? null;
  if (given === null) return null;
  const supplier = given === '46elks' ? 'elks' : given === 'twilio' ? 'twilio' : null;
  if (supplier === null) {
    fault('SMS', 'SMS has an unknown value: set it to 46elks or twilio, or leave it out to send no SMS.');
    return null;
  }
  const needed = { user: value('SMS_USER'), password: value('SMS_PASSWORD'), from: value('SMS_FROM') };
  for (const [name, text] of Object.entries(needed)) {
    if (text !== null) continue;
    const variable = `SMS_${name.toUpperCase()}`;
    strict(`${variable}_MISSING`, `${variable} is not set: set it, or leave out SMS to send no SMS.`);
  }
  const most = (name: 'SMS_PER_DAY' | 'SMS_PER_PERSON', usual: number): number => {
    const text = value(name);
    if (text === null) return usual;
    if (/^\d{1,6}$/.test(text)) return Number(text);
    fault(name, `${name} is not a number: set it to how many SMS may be sent.`);
    return usual;
  };
  const perDay = most('SMS_PER_DAY', 500);
  const perPerson = most('SMS_PER_PERSON', 20);
  const url = value('SMS_URL')?.replace(/\/+$/, '') ?? null;
  if (url !== null && !URL.canParse(url)) {
    fault('SMS_URL', "SMS_URL is not an address: set it to the supplier's address, or leave it out.");
    return null;
  }
  const { user, password, from } = needed;
  if (user === null || password === null || from === null) return null;
  return Object.freeze({ supplier, user, password, from, url, perDay, perPerson });
}

/** Azure's own names for the same settings, as its portal writes them. */
const AZURE_NAMES = {
  MICROSOFT_APP_ID: 'MicrosoftAppId',
  MICROSOFT_APP_PASSWORD: 'MicrosoftAppPassword',
  MICROSOFT_APP_TENANT_ID: 'MicrosoftAppTenantId',
  MICROSOFT_APP_TYPE: 'MicrosoftAppType',
} as const;

function readTeams(env: Environment, fault: (code: string, sentence: string) => void): TeamsConfig | null {
  const value = (name: keyof typeof AZURE_NAMES): string | null =>
    env[name]?.trim() || env[AZURE_NAMES[name]]?.trim() || null;
  const appId = value('MICROSOFT_APP_ID');
  const password = value('MICROSOFT_APP_PASSWORD');
  const tenantId = value('MICROSOFT_APP_TENANT_ID');
  const given = value('MICROSOFT_APP_TYPE');
  if (appId === null && password === null && tenantId === null && given === null) return null;

  const type = APP_TYPES.find(
    (name) => name === (given ?? (tenantId === null ? 'MultiTenant' : 'SingleTenant')),
  );
  const missing = [
    appId === null ? 'MICROSOFT_APP_ID' : null,
    password === null && type !== 'UserAssignedMSI' ? 'MICROSOFT_APP_PASSWORD' : null,
    tenantId === null && (type === 'SingleTenant' || type === 'UserAssignedMSI')
      ? 'MICROSOFT_APP_TENANT_ID'
      : null,
  ].filter((name) => name !== null);
  for (const name of missing) {
    fault(
      `${name}_MISSING`,
      `${name} is not set: set it, or leave out every MICROSOFT_APP variable to run without Teams.`,
    );
  }
  if (type === undefined) {
    fault(
      'MICROSOFT_APP_TYPE',
      `MICROSOFT_APP_TYPE has an unknown value: set it to ${APP_TYPES.join(', ')}, or leave it out.`,
    );
    return null;
  }
  if (appId === null || missing.length > 0) return null;
  return Object.freeze({ appId, password: password ?? '', tenantId, type });
}
