import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'restify';
import { settleReport } from '../../../domain/actions/outbox.ts';
import { closeAddress, usedAddress, withAddress } from '../../../domain/address.ts';
import { phoneKey } from '../../../domain/contact-keys.ts';
import type { ChatLine, Participant } from '../../../domain/participant.ts';
import type { Carried, Channel } from '../../../domain/ports.ts';
import type { DeliveryOutcome } from '../../../domain/retry.ts';
import { DAY, dateOf, HOUR, today } from '../../../domain/time.ts';
import { formatOr } from '../../../locales/format.ts';
import { fitSms } from '../../../locales/gsm7.ts';
import type { TextKey } from '../../../locales/keys.ts';
import { type Reader, words } from '../../../locales/render.ts';
import { readerOf } from '../../../locales/tell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { Limit } from '../../sign-in/limits.ts';
import {
  type Fields,
  type IncomingSms,
  type Supplier,
  type SupplierSettings,
  supplierOf,
} from './suppliers.ts';

export interface SmsSettings extends SupplierSettings {
  /** Messages a day, to everybody and to one person. */
  readonly perDay: number;
  readonly perPerson: number;
}

/** What sends, as far as it is needed here. */
export interface Sending {
  /** Sends at once what a turn has left to send. */
  attend(participantId: string): Promise<void>;
  /** Sends what stands in no document. */
  alongside(work: () => Promise<void>): void;
}

type Needs = Pick<Parts, 'config' | 'store' | 'clock' | 'random' | 'log' | 'assistant'>;

const STOP = /^\s*(?:stopp|stop|avsluta|sluta)[\s.!]*$/i;
const START = /^\s*start[\s.!]*$/i;
/** The supplier is answered within a second, whatever the disk does. */
const ANSWER_MS = 900;

/**
 * What the supplier calls. For one that signs nothing the path is the secret. It is made from another one, so that there is one less to keep.
 */
export function smsPath(sessionSecret: string, supplier: SupplierSettings['supplier']): string {
  const secret = createHmac('sha256', sessionSecret).update(`stegvis sms ${supplier}`).digest('base64url');
  return `/sms/${secret.slice(0, 32)}`;
}

/** SMS through a supplier: what it calls, and the way out. */
export function makeSms(
  parts: Needs,
  settings: SmsSettings,
  { attend, alongside }: Sending,
): { readonly routes: readonly Route[]; readonly channel: Channel } {
  const supplier = supplierOf(settings);
  const strangers = new Limit(parts.clock, 1, DAY);
  const allStrangers = new Limit(parts.clock, 30, HOUR);
  const perPerson = new Limit(parts.clock, settings.perPerson, DAY);
  const incomingPace = new Limit(parts.clock, 60, HOUR);
  const path = smsPath(parts.config.sessionSecret, settings.supplier);
  const secret = path.slice('/sms/'.length);

  const plain = () => ({ level: 'plain', today: today(parts.clock.now()) }) as const;

  async function send(
    to: string,
    person: string,
    text: string,
    key: string | null,
  ): Promise<DeliveryOutcome> {
    if (perPerson.isReached(person)) return { kind: 'permanent', detail: 'sms-ceiling-person' };
    if (!(await countToday())) {
      parts.log.warn('sms.ceiling', {});
      return { kind: 'permanent', detail: 'sms-ceiling-day' };
    }
    perPerson.count(person);
    const about = key === null ? 'x/x' : `${encodeURIComponent(person)}/${encodeURIComponent(key)}`;
    return supplier.send({
      to: outside(to),
      text: fitSms(text, words('sms:more', undefined, plain())),
      reportUrl: `${parts.config.baseUrl}${path}/rapport/${about}`,
    });
  }

  /** One more today; false when the day's are used up. Kept over a restart, since it is about money. */
  async function countToday(): Promise<boolean> {
    const day = today(parts.clock.now());
    const [counted, sent] = ((await parts.store.readInstallation()).smsToday ?? '').split(' ');
    const count = counted === day ? Number(sent) : 0;
    if (count >= settings.perDay) return false;
    await parts.store.writeInstallation({ smsToday: `${day} ${count + 1}` });
    return true;
  }

  async function incoming(req: Request, res: Response): Promise<void> {
    const fields = genuine(req, req.params.secret, path);
    if (fields === null) return end(res, 403, supplier);
    const sms = supplier.incoming(fields);
    if (sms === null) return end(res, 400, supplier);
    const work = take(sms);
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), ANSWER_MS);
    try {
      const how = await Promise.race([work.then(() => 'done' as const), late.promise]);
      // Not written yet: a supplier that calls again does so, and the message is known by its id.
      end(res, how === 'late' && supplier.callsAgain ? 503 : 200, supplier);
    } finally {
      clearTimeout(timer);
      work.catch(() => parts.log.error('sms.not-taken', {}));
    }
  }

  async function take(sms: IncomingSms): Promise<void> {
    const number = phoneKey(sms.from);
    const owners = await parts.store.findByKey(number);
    const owner = owners.length === 1 ? (owners[0] ?? null) : null;
    if (owner === null) return stranger(number);
    const doc = (await parts.store.read(owner))?.doc;
    if (!doc || incomingPace.isReached(owner)) return;
    incomingPace.count(owner);
    const messageId = `sms:${sms.id}`;
    if (doc.seen.some(({ id }) => id === messageId)) return;
    if (STOP.test(sms.text)) return turnOff(owner, number, messageId);
    if (START.test(sms.text)) return turnOn(owner, number, messageId);
    const known = doc.addresses.find((address) => address.way === 'sms' && address.key === number);
    if (known?.closed?.why === 'stopp') return answer(doc, number, 'sms:off');
    if (sms.text.trim() === '') return sms.hasMedia ? answer(doc, number, 'sms:onlyText') : undefined;
    await open(owner, number);
    await parts.assistant.say({
      participantId: owner,
      messageId,
      text: sms.text,
      pressed: null,
      channel: 'sms',
    });
    // What could not be begun now is begun by the next look at who is due.
    await attend(owner).catch(() => parts.log.error('sms.not-attended', {}));
  }

  function open(owner: string, number: string): Promise<void> {
    const now = parts.clock.now();
    return parts.store.turn(owner, (doc) => {
      const known = doc?.addresses.find((address) => address.way === 'sms' && address.key === number);
      if (!doc) return { doc: null, result: undefined };
      return {
        doc: known
          ? usedAddress(doc, 'sms', null, now)
          : withAddress(doc, { way: 'sms', key: number, reference: null, verifiedBy: 'number' }, now),
        result: undefined,
      };
    });
  }

  async function turnOff(owner: string, number: string, messageId: string): Promise<void> {
    await open(owner, number);
    await once(
      owner,
      messageId,
      (doc) => closeAddress(doc, 'sms', 'stopp', parts.clock.now()),
      number,
      'sms:stopped',
    );
  }

  async function turnOn(owner: string, number: string, messageId: string): Promise<void> {
    await open(owner, number);
    await once(owner, messageId, (doc) => doc, number, 'sms:started');
  }

  async function once(
    owner: string,
    messageId: string,
    change: (doc: Participant) => Participant,
    number: string,
    key: TextKey,
  ): Promise<void> {
    const at = parts.clock.now();
    const changed = await parts.store.turn<Participant | null>(owner, (doc) => {
      if (!doc || doc.seen.some(({ id }) => id === messageId)) return { doc: null, result: null };
      const { chat } = doc.numbers;
      const seen = [...doc.seen, { id: messageId, at, from: chat + 1, to: chat }];
      const after = { ...change(doc), seen };
      return { doc: after, result: after };
    });
    if (changed) await answer(changed, number, key);
  }

  /** Said past the conversation. */
  async function answer(doc: Participant, number: string, key: TextKey): Promise<void> {
    const text = words(key, undefined, readerOf(doc, parts.clock.now()));
    background(() => send(number, doc.id, text, null));
  }

  /** One line that tells nothing, once a day for each, so that nobody can make it cost money. */
  async function stranger(number: string): Promise<void> {
    if (strangers.isReached(number) || allStrangers.isReached('')) return;
    strangers.count(number);
    allStrangers.count('');
    const text = words('sms:unknown', undefined, plain());
    background(() => send(number, `stranger ${number}`, text, null));
  }

  function background(work: () => Promise<DeliveryOutcome>): void {
    alongside(() =>
      work().then(
        ({ kind }) => parts.log.info('sms.answered', { outcome: kind }),
        () => parts.log.error('sms.not-answered', {}),
      ),
    );
  }

  async function report(req: Request, res: Response): Promise<void> {
    const { participant = '', message = '' } = req.params as Record<string, string>;
    const about = `${encodeURIComponent(participant)}/${encodeURIComponent(message)}`;
    const fields = genuine(req, req.params.secret, `${path}/rapport/${about}`);
    if (fields === null) return end(res, 403, supplier);
    const status = supplier.report(fields);
    if (status !== null && participant !== 'x') {
      const now = parts.clock.now();
      const went = await parts.store.turn(participant, (doc) => {
        const after = doc && settleReport(doc, message, status, now);
        return { doc: after === doc ? null : after, result: after !== doc };
      });
      if (went && status === 'failed') {
        await attend(participant).catch(() => parts.log.error('sms.not-attended', {}));
      }
    }
    end(res, 200, supplier);
  }

  function genuine(req: Request, said: unknown, where: string): Fields | null {
    const [left, right] = [Buffer.from(String(said)), Buffer.from(secret)];
    if (left.length !== right.length || !timingSafeEqual(left, right)) return null;
    const body: unknown = req.body ?? {};
    if (typeof body !== 'object' || body === null) return null;
    const fields = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
    return supplier.isGenuine(req, `${parts.config.baseUrl}${where}`, fields) ? fields : null;
  }

  return {
    routes: [
      { method: 'post', path: '/sms/:secret', surface: 'bot', handle: incoming },
      { method: 'post', path: '/sms/:secret/rapport/:participant/:message', surface: 'bot', handle: report },
    ],
    channel: {
      way: 'sms',
      send: ({ doc, address, lines, key }: Carried) =>
        send(address.key, doc.id, textOf(doc, lines, parts), key),
    },
  };
}

/** What was said by SMS is said as it is. What was said in the chat is only told of: a phone lies where others see it. */
function textOf(doc: Participant, lines: readonly ChatLine[], { clock }: Pick<Parts, 'clock'>): string {
  const own = lines.filter(({ kind }) => kind?.startsWith('sms:'));
  const reader = readerOf(doc, clock.now());
  if (own.length > 0) return own.map((line) => withNumbers(line, reader)).join('\n');
  const events = lines.flatMap((line) => (line.card?.time ?? line.time)?.events ?? []);
  const first = events[0];
  const isReminder = lines.some(({ kind }) => kind?.startsWith('reminder:'));
  if (!isReminder || first === undefined || events.length > 1) return words('sms:news', undefined, reader);
  const day = { date: dateOf(first.start), absolute: true } as const;
  return words('sms:remind', { day, time: { time: first.start.slice(11, 16) } }, reader);
}

/** A question with its choices, numbered. Others say themselves what can be answered. */
function withNumbers({ kind, text, choices = [] }: ChatLine, reader: Reader): string {
  if (!kind?.startsWith('sms:choose') || choices.length === 0) return text;
  const numbers = choices.map((_, index) => String(index + 1));
  const rows = choices.map(({ title }, index) => `${numbers[index]}: ${title}`);
  const answer = words('sms:answerNumber', { numbers: formatOr(numbers) }, reader);
  return [text, ...rows, answer].join('\n');
}

/** `phone:0046701740605` as suppliers write it. */
function outside(key: string): string {
  return key.replace(/^phone:00/, '+').replace(/^phone:/, '');
}

function end(res: Response, status: number, { empty }: Supplier): void {
  const isGood = status === 200;
  res.sendRaw(status, isGood ? empty.body : '', {
    'content-type': empty.type,
    'content-length': String(isGood ? Buffer.byteLength(empty.body) : 0),
  });
}
