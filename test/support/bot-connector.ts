import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import type { Cloud } from '../../bot/channels/teams/adapter.ts';

/**
 * Azure Bot Service as the bot meets it, over real HTTP: an OpenID configuration and keys of its own, calls with tokens that it signs, and
 * the connector that takes what the bot sends.
 */

export const APP_ID = '00000000-0000-4000-8000-000000000001';
export const TENANT = '00000000-0000-4000-8000-00000000000a';

export interface Sent {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly activity: Partial<Activity>;
}

export interface TokenOptions {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly key?: 'own' | 'strange';
  readonly algorithm?: 'RS256' | 'none';
  readonly kid?: string;
  /** Seconds from now. */
  readonly validFrom?: number;
}

/** Slow to make, and the same for every connector of a test file. */
const OWN = generateKeyPairSync('rsa', { modulusLength: 2048 });
const STRANGE = generateKeyPairSync('rsa', { modulusLength: 2048 });

export class BotConnector {
  readonly sent: Sent[] = [];
  /** The answers to what comes next: a status, perhaps with a Retry-After. */
  answers: (number | { readonly status: number; readonly retryAfter: number } | 'silent')[] = [];
  url = '';
  readonly #own = OWN;
  readonly #strange = STRANGE;
  #server: Server | null = null;
  #ids = 0;

  async listen(): Promise<void> {
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const json = (status: number, value: unknown, headers: Record<string, string> = {}) => {
          res.writeHead(status, { 'content-type': 'application/json', ...headers });
          res.end(JSON.stringify(value));
        };
        if (req.url === '/.well-known/openidconfiguration') {
          return json(200, {
            issuer: this.issuer,
            jwks_uri: `${this.url}/keys`,
            id_token_signing_alg_values_supported: ['RS256'],
          });
        }
        if (req.url === '/keys') {
          const jwk = this.#own.publicKey.export({ format: 'jwk' });
          return json(200, {
            keys: [{ ...jwk, kid: 'own', use: 'sig', endorsements: ['msteams', 'webchat', 'telegram'] }],
          });
        }
        if (!/^\/[^/]+\/v3\/conversations\/[^/]+\/activities(\/[^/]+)?$/.test(req.url ?? ''))
          return json(404, {});
        this.sent.push({
          path: req.url ?? '',
          authorization: req.headers.authorization,
          activity: JSON.parse(Buffer.concat(chunks).toString('utf8')),
        });
        const answer = this.answers.shift() ?? 201;
        if (answer === 'silent') return req.socket.destroy();
        const status = typeof answer === 'number' ? answer : answer.status;
        this.#ids += 1;
        return json(
          status,
          status < 300 ? { id: `out-${this.#ids}` } : { error: { code: 'Refused', message: 'papegoja' } },
          typeof answer === 'number' ? {} : { 'retry-after': String(answer.retryAfter) },
        );
      });
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  get issuer(): string {
    return `${this.url}/issuer`;
  }

  serviceUrl(region = 'emea'): string {
    return `${this.url}/${region}/`;
  }

  cloud(): Cloud {
    return {
      settings: {
        ToBotFromChannelOpenIdMetadataUrl: `${this.url}/.well-known/openidconfiguration`,
        ToBotFromChannelTokenIssuer: this.issuer,
        ToBotFromEmulatorOpenIdMetadataUrl: `${this.url}/.well-known/openidconfiguration`,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToChannelFromBotLoginUrl: `${this.url}/login`,
        OAuthUrl: `${this.url}/oauth`,
        ValidateAuthority: 'false',
      },
      // Getting a token of Microsoft's is the SDK's own work; what is checked here is that the connector is called with it.
      credentials: {
        isValidAppId: async (id: string) => id === APP_ID,
        isAuthenticationDisabled: async () => false,
        createCredentials: async () => ({
          signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
            request.headers.set('authorization', 'Bearer token-of-the-bot');
            return request;
          },
        }),
      } as never,
    };
  }

  token(options: TokenOptions = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const algorithm = options.algorithm ?? 'RS256';
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: algorithm, typ: 'JWT', kid: options.kid ?? 'own' })}.${part({
      iss: options.issuer ?? this.issuer,
      aud: options.audience ?? APP_ID,
      serviceurl: options.serviceUrl ?? this.serviceUrl(),
      nbf: now + (options.validFrom ?? -3600),
      exp: now + (options.expiresIn ?? 3600),
    })}`;
    if (algorithm === 'none') return `${signed}.`;
    const key: KeyObject = (options.key === 'strange' ? this.#strange : this.#own).privateKey;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  }

  /** Calls the bot as Teams does. */
  async post(
    botUrl: string,
    activity: Record<string, unknown>,
    token: string | null = this.token(),
  ): Promise<Response> {
    return fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(activity),
    });
  }

  #activities = 0;

  /** An activity as Teams sends it, from one person in a chat of their own. */
  activity(more: Record<string, unknown> = {}): Record<string, unknown> {
    this.#activities += 1;
    return {
      type: 'message',
      id: `in-${this.#activities}`,
      timestamp: '2026-03-09T16:05:00.000Z',
      channelId: 'msteams',
      serviceUrl: this.serviceUrl(),
      from: { id: '29:alva', name: 'Zebrafink Undulat', aadObjectId: 'aad-alva' },
      recipient: { id: `28:${APP_ID}`, name: 'Stegvis' },
      conversation: { id: 'a:alva', conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      locale: 'sv-SE',
      ...more,
    };
  }
}
