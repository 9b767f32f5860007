import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { DeliveryOutcome } from '../../../domain/retry.ts';

/** Two suppliers, each with its own wire format. Numbers are E.164 outside: +46701740605. */
export interface Supplier {
  readonly name: SupplierSettings['supplier'];
  /** `reportUrl`: where the supplier says what became of it. Never rejects. */
  send(sms: {
    readonly to: string;
    readonly text: string;
    readonly reportUrl: string;
  }): Promise<DeliveryOutcome>;
  /** Whether the call is the supplier's, as far as it lets that be known. */
  isGenuine(req: IncomingMessage, url: string, fields: Fields): boolean;
  incoming(fields: Fields): IncomingSms | null;
  /** `null` while it is under way. */
  report(fields: Fields): 'delivered' | 'failed' | null;
  /** What it takes as "nothing to answer". */
  readonly empty: { readonly type: string; readonly body: string };
}

export type Fields = Readonly<Record<string, string>>;

export interface IncomingSms {
  readonly id: string;
  readonly from: string;
  readonly text: string;
  /** Pictures came with it. */
  readonly hasMedia: boolean;
}

export interface SupplierSettings {
  readonly supplier: 'elks' | 'twilio' | 'shown';
  readonly user: string;
  readonly password: string;
  readonly from: string;
  /** The supplier's address; its public one when null. */
  readonly url: string | null;
  /** How long it is waited for; 15 seconds when not given. */
  readonly timeoutMs?: number;
  /** What a demo does with an SMS instead of sending it. */
  readonly show?: (to: string, text: string) => void;
}

const TIMEOUT_MS = 15_000;

export function supplierOf(settings: SupplierSettings): Supplier {
  switch (settings.supplier) {
    case 'elks':
      return elks(settings);
    case 'twilio':
      return twilio(settings);
    case 'shown':
      return shown(settings);
  }
}

/** A demo's: nobody calls it, so whoever does is somebody else. */
function shown({ show }: SupplierSettings): Supplier {
  return {
    name: 'shown',
    empty: { type: 'text/plain; charset=utf-8', body: '' },
    send: async ({ to, text }) => {
      show?.(to, text);
      return { kind: 'sent' };
    },
    isGenuine: () => false,
    incoming: () => null,
    report: () => null,
  };
}

function elks(settings: SupplierSettings): Supplier {
  const base = settings.url ?? 'https://api.46elks.com';
  return {
    name: 'elks',
    empty: { type: 'text/plain; charset=utf-8', body: '' },
    send: ({ to, text, reportUrl }) =>
      post(`${base}/a1/sms`, settings, { from: settings.from, to, message: text, whendelivered: reportUrl }),
    // It signs nothing: the secret stands in the path, which the route has checked.
    isGenuine: () => true,
    incoming: ({ id, from, message, direction, image }) =>
      id && from && direction !== 'outgoing'
        ? { id, from, text: message ?? '', hasMedia: image !== undefined }
        : null,
    report: ({ status }) => (status === 'delivered' || status === 'failed' ? status : null),
  };
}

function twilio(settings: SupplierSettings): Supplier {
  const base = settings.url ?? 'https://api.twilio.com';
  return {
    name: 'twilio',
    empty: { type: 'text/xml; charset=utf-8', body: '<Response></Response>' },
    send: ({ to, text, reportUrl }) =>
      post(`${base}/2010-04-01/Accounts/${encodeURIComponent(settings.user)}/Messages.json`, settings, {
        From: settings.from,
        To: to,
        Body: text,
        StatusCallback: reportUrl,
      }),
    isGenuine: (req, url, fields) => {
      const said = Buffer.from(String(req.headers['x-twilio-signature'] ?? ''));
      const right = Buffer.from(twilioSignature(settings.password, url, fields));
      return said.length === right.length && timingSafeEqual(said, right);
    },
    incoming: ({ MessageSid, From, Body, NumMedia }) =>
      MessageSid && From
        ? { id: MessageSid, from: From, text: Body ?? '', hasMedia: Number(NumMedia ?? 0) > 0 }
        : null,
    report: ({ MessageStatus }) => {
      if (MessageStatus === 'delivered') return 'delivered';
      return MessageStatus === 'failed' || MessageStatus === 'undelivered' ? 'failed' : null;
    },
  };
}

/** https://www.twilio.com/docs/usage/security: the exact public address, and the fields in order of their names. */
export function twilioSignature(token: string, url: string, fields: Fields): string {
  const text = Object.keys(fields)
    .sort()
    .reduce((all, name) => all + name + fields[name], url);
  return createHmac('sha1', token).update(Buffer.from(text, 'utf8')).digest('base64');
}

async function post(
  url: string,
  { user, password, timeoutMs = TIMEOUT_MS }: SupplierSettings,
  fields: Record<string, string>,
): Promise<DeliveryOutcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
      body: new URLSearchParams(fields),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return outcomeOf(answer);
  } catch (error) {
    // Whether it took the message nobody knows, and the same words twice are worse than once in the chat.
    const code = (error as { cause?: { code?: unknown } }).cause?.code;
    return code === 'ECONNREFUSED' || code === 'ENOTFOUND'
      ? { kind: 'temporary', detail: 'sms-not-reached' }
      : { kind: 'permanent', detail: 'sms-no-answer' };
  }
}

function outcomeOf(answer: Response): DeliveryOutcome {
  if (answer.ok) return { kind: 'sent' };
  const detail = `sms-${answer.status}`;
  const retryAfterMs = 1000 * Number(answer.headers.get('retry-after') ?? 0);
  const isPassing = answer.status === 429 || answer.status >= 500 || answer.status === 401;
  return isPassing
    ? { kind: 'temporary', detail, ...(retryAfterMs > 0 ? { retryAfterMs } : {}) }
    : { kind: 'permanent', detail };
}
