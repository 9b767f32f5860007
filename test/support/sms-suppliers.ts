import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { twilioSignature } from '../../bot/channels/sms/suppliers.ts';

/** 46elks and Twilio as the bot meets them, over real HTTP: what they take, what they call, and how they show who they are. */

export const USER = 'u-of-the-supplier';
export const PASSWORD = 'papegoja-password';
export const NUMBER = '+46701740699';

export interface SentSms {
  readonly to: string;
  readonly text: string;
  readonly reportUrl: string;
}

export class SmsSupplier {
  readonly kind: 'elks' | 'twilio';
  readonly sent: SentSms[] = [];
  /** The answers to what comes next: a status, perhaps with a Retry-After. */
  answers: (number | { readonly status: number; readonly retryAfter: number } | 'silent')[] = [];
  url = '';
  #server: Server | null = null;
  #ids = 0;

  constructor(kind: 'elks' | 'twilio') {
    this.kind = kind;
  }

  async listen(): Promise<void> {
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const right = this.kind === 'elks' ? '/a1/sms' : `/2010-04-01/Accounts/${USER}/Messages.json`;
        const basic = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
        const isForm = req.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
        if (req.url !== right || req.headers.authorization !== basic || !isForm) {
          res.writeHead(req.url === right ? 401 : 404);
          return res.end();
        }
        const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
        const get = (elks: string, twilio: string) => fields.get(this.kind === 'elks' ? elks : twilio) ?? '';
        this.sent.push({
          to: get('to', 'To'),
          text: get('message', 'Body'),
          reportUrl: get('whendelivered', 'StatusCallback'),
        });
        const answer = this.answers.shift() ?? (this.kind === 'elks' ? 200 : 201);
        if (answer === 'silent') return req.socket.destroy();
        this.#ids += 1;
        const status = typeof answer === 'number' ? answer : answer.status;
        const wait = typeof answer === 'number' ? {} : { 'retry-after': String(answer.retryAfter) };
        res.writeHead(status, { 'content-type': 'application/json', ...wait });
        return res.end(
          JSON.stringify(this.kind === 'elks' ? { id: `s${this.#ids}` } : { sid: `SM${this.#ids}` }),
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

  /** An SMS that comes in, as the supplier tells of it. `publicUrl` is the address that the supplier was given. */
  incoming(
    at: { readonly url: string; readonly publicUrl: string },
    sms: { readonly id: string; readonly from: string; readonly text: string; readonly media?: boolean },
    forged = false,
  ): Promise<Response> {
    const fields: Record<string, string> =
      this.kind === 'elks'
        ? {
            direction: 'incoming',
            id: sms.id,
            from: sms.from,
            to: NUMBER,
            created: '2026-03-09T16:05:00.000000',
            message: sms.text,
            ...(sms.media ? { image: 'https://api.46elks.example/x.jpg' } : {}),
          }
        : {
            MessageSid: sms.id,
            AccountSid: USER,
            From: sms.from,
            To: NUMBER,
            Body: sms.text,
            NumMedia: sms.media ? '1' : '0',
            NumSegments: '1',
          };
    return this.#post(at, fields, forged);
  }

  report(at: { readonly url: string; readonly publicUrl: string }, status: string): Promise<Response> {
    const fields: Record<string, string> =
      this.kind === 'elks' ? { id: 's1', status } : { MessageSid: 'SM1', MessageStatus: status };
    return this.#post(at, fields, false);
  }

  #post(
    at: { readonly url: string; readonly publicUrl: string },
    fields: Record<string, string>,
    forged: boolean,
  ): Promise<Response> {
    const signature = twilioSignature(forged ? 'another' : PASSWORD, at.publicUrl, fields);
    return fetch(at.url, {
      method: 'POST',
      headers: this.kind === 'twilio' ? { 'x-twilio-signature': signature } : {},
      body: new URLSearchParams(fields),
    });
  }
}
