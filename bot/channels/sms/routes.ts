import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'restify';
import { settleReport } from '../../../domain/actions/outbox.ts';
import { closeAddress, usedAddress, withAddress } from '../../../domain/address.ts';
import { providerOf } from '../../../domain/contact.ts';
import { phoneKey } from '../../../domain/contact-keys.ts';
import { DamagedError } from '../../../domain/errors.ts';
import type { ChatLine, Participant } from '../../../domain/participant.ts';
import type { Carried, Channel } from '../../../domain/ports.ts';
import type { DeliveryOutcome } from '../../../domain/retry.ts';
import { countedSms, mayTellMore, mostSms, type SmsWeight, toldOfMost } from '../../../domain/sms.ts';
import { DAY, dateOf, HOUR, timeOf, today } from '../../../domain/time.ts';
import { formatOr } from '../../../locales/format.ts';
import { fitSms, fitsSms } from '../../../locales/gsm7.ts';
import type { TextKey } from '../../../locales/keys.ts';
import { type Reader, words } from '../../../locales/render.ts';
import { readerOf } from '../../../locales/tell.ts';
import type { Parts } from '../../parts.ts';
import type { Route } from '../../route.ts';
import { Limit } from '../../sign-in/limits.ts';
import { isToldOf, remindedStart } from '../carried.ts';
import { makeInbox } from './inbox.ts';
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
  /** How long a call may wait until its message is written down; under a second when not given. */
  readonly patienceMs?: number;
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
): {
  readonly routes: readonly Route[];
  readonly channel: Channel;
  /** Begins what waits to be worked: called again and again. */
  readonly look: () => Promise<void>;
  /** To the registered number, whatever the person has said of SMS: what they have just asked for themselves. */
  readonly sendText: (doc: Participant, text: string, key: string) => Promise<DeliveryOutcome>;
  /** Writes down an SMS that has come, to be worked at once: the supplier's, or one of who plays a phone in a demo. False when that did not succeed. */
  readonly accept: (sms: IncomingSms) => Promise<boolean>;
} {
  const supplier = supplierOf(settings);
  const strangers = new Limit(parts.clock, 1, DAY);
  const allStrangers = new Limit(parts.clock, 30, HOUR);
  const troubled = new Limit(parts.clock, 1, HOUR);
  const incomingPace = new Limit(parts.clock, 60, HOUR);
  const path = smsPath(parts.config.sessionSecret, settings.supplier);
  const secret = path.slice('/sms/'.length);

  const easy = () => ({ level: 'easy', today: today(parts.clock.now()) }) as const;

  /** `person`: whose ceiling it counts against; null for a stranger. `key`: of the message that it is, where there is one. */
  async function send(
    to: string,
    text: string,
    about: { readonly person: string | null; readonly key: string | null; readonly weight?: SmsWeight },
  ): Promise<DeliveryOutcome> {
    const { person, key, weight = 'other' } = about;
    if (person !== null && !(await countPerson(person, weight))) {
      parts.log.warn('sms.ceiling', { of: 'person' });
      return { kind: 'permanent', detail: 'sms-ceiling-person' };
    }
    if (!(await countToday(weight))) {
      parts.log.warn('sms.ceiling', { of: 'day' });
      return { kind: 'permanent', detail: 'sms-ceiling-day' };
    }
    const named = person !== null && key !== null;
    const report = named ? `${encodeURIComponent(person)}/${encodeURIComponent(key)}` : 'x/x';
    return supplier.send({
      to: outside(to),
      text: fitSms(text, words('sms:more', undefined, easy())),
      reportUrl: `${parts.config.baseUrl}${path}/rapport/${report}`,
    });
  }

  /** One after the other, so that they are read in their order. What comes of the first that does not go is what came of them. */
  async function sendAll(
    texts: readonly string[],
    to: string,
    about: Parameters<typeof send>[2],
  ): Promise<DeliveryOutcome> {
    let outcome: DeliveryOutcome = { kind: 'sent' };
    for (const text of texts) {
      outcome = await send(to, text, about);
      if (outcome.kind !== 'sent') break;
    }
    return outcome;
  }

  /** Whoever wrote and gets no answer any more today is told so once, and whom to ring: they may believe that it has gone. */
  async function tellOfMost({ id }: Participant, to: string): Promise<void> {
    const now = parts.clock.now();
    const doc = await parts.store.turn<Participant | null>(id, (found) => {
      const sms = found && toldOfMost(found.sms, today(now));
      const after = found && sms && { ...found, sms };
      return { doc: after, result: after };
    });
    if (doc === null) return;
    const phone = { name: providerOf(doc).phone };
    const text = words('sms:noMoreToday', { phone }, readerOf(doc, now));
    background(() => send(to, text, { person: id, key: null, weight: 'crisis' }));
  }

  /** One more to somebody today; false when theirs are used up. Stands in the document, so a restart forgets nothing. */
  function countPerson(person: string, weight: SmsWeight): Promise<boolean> {
    const day = today(parts.clock.now());
    return parts.store.turn(person, (doc) => {
      const sms = doc && countedSms(doc.sms, settings.perPerson, day, weight);
      return { doc: doc && sms && { ...doc, sms }, result: sms !== null };
    });
  }

  let counting: Promise<boolean> = Promise.resolve(true);

  /** One more today; false when the day's are used up. Kept over a restart, since it is about money. One at a time, so that none is missed. */
  function countToday(weight: SmsWeight): Promise<boolean> {
    const count = async (): Promise<boolean> => {
      const day = today(parts.clock.now());
      const [counted, sent] = ((await parts.store.readInstallation()).smsToday ?? '').split(' ');
      const before = counted === day ? Number(sent) : 0;
      if (before >= mostSms(settings.perDay, weight)) return false;
      await parts.store.writeInstallation({ smsToday: `${day} ${before + 1}` });
      return true;
    };
    counting = counting.then(count, count);
    return counting;
  }

  const inbox = makeInbox(parts, {
    laneOf: ({ body }) => body.from ?? body.participant ?? '',
    work: ({ id, body }) => (body.status === undefined ? take(smsOf(id, body)) : settle(body)),
    alongside,
    patienceMs: settings.patienceMs ?? null,
  });

  async function incoming(req: Request, res: Response): Promise<void> {
    const fields = genuine(req, req.params.secret, path);
    if (fields === null) return end(res, 403, supplier);
    const sms = supplier.incoming(fields);
    if (sms === null) return end(res, 400, supplier);
    const isTaken = await accept(sms);
    // "Taken" is said of what is written down, and of nothing else. The message is known by its id if it comes again.
    end(res, isTaken ? 200 : 503, supplier);
  }

  function accept({ id, from, text, hasMedia }: IncomingSms): Promise<boolean> {
    return inbox.accept(`sms:${id}`, { from, text, media: hasMedia ? 'yes' : 'no' });
  }

  async function take(sms: IncomingSms): Promise<void> {
    const number = phoneKey(sms.from);
    const owners = await parts.store.findByKey(number);
    const owner = owners.length === 1 ? (owners[0] ?? null) : null;
    if (owner === null) return stranger(number);
    try {
      await takeFrom(owner, number, sms);
    } catch (fault) {
      tellOfFault(number, fault);
      throw fault;
    }
  }

  async function takeFrom(owner: string, number: string, sms: IncomingSms): Promise<void> {
    const doc = (await parts.store.read(owner))?.doc;
    if (!doc) return;
    const messageId = sms.id;
    if (doc.seen.some(({ id }) => id === messageId)) return;
    if (STOP.test(sms.text)) return turnOff(owner, number, messageId);
    if (START.test(sms.text)) return turnOn(owner, number, messageId);
    const known = doc.addresses.find((address) => address.way === 'sms' && address.key === number);
    if (known?.closed?.why === 'stopp') {
      // Who has stopped SMS is told where to find help all the same.
      const { help } = parts.assistant.foreseeSms(doc, sms.text);
      return answer(doc, number, help ?? 'sms:off', help === null ? 'other' : 'crisis');
    }
    // Beyond the pace nobody needs an answer but who is in danger, reports something or was asked something.
    if (incomingPace.isReached(owner) && !parts.assistant.foreseeSms(doc, sms.text).counts) {
      parts.log.warn('sms.pace', {});
      return;
    }
    incomingPace.count(owner);
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
  async function answer(
    doc: Participant,
    number: string,
    key: TextKey,
    weight: SmsWeight = 'other',
  ): Promise<void> {
    const text = words(key, undefined, readerOf(doc, parts.clock.now()));
    background(() => send(number, text, { person: doc.id, key: null, weight }));
  }

  /** It is tried again, but who believes that it has gone must not wait for that. Told past the document, which may be what is at fault. */
  function tellOfFault(number: string, fault: unknown): void {
    if (troubled.isReached(number)) return;
    troubled.count(number);
    const provider = fault instanceof DamagedError ? fault.provider : null;
    const text = provider
      ? words('fault:damaged', { name: { name: provider.name }, phone: { name: provider.phone } }, easy())
      : words('sms:trouble', undefined, easy());
    background(() => send(number, text, { person: null, key: null, weight: 'crisis' }));
  }

  /** One line that tells nothing, once a day for each, so that nobody can make it cost money. */
  async function stranger(number: string): Promise<void> {
    if (strangers.isReached(number) || allStrangers.isReached('')) return;
    strangers.count(number);
    allStrangers.count('');
    const text = words('sms:unknown', undefined, easy());
    background(() => send(number, text, { person: null, key: null }));
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
    const isOurs = status !== null && participant !== 'x';
    const id = `report:${about}:${status}`;
    const isTaken = !isOurs || (await inbox.accept(id, { participant, message, status }));
    end(res, isTaken ? 200 : 503, supplier);
  }

  /** What became of a message, as the supplier tells. */
  async function settle({ participant = '', message = '', status }: Fields): Promise<void> {
    const now = parts.clock.now();
    const became = status === 'delivered' ? 'delivered' : 'failed';
    const went = await parts.store.turn(participant, (doc) => {
      const after = doc && settleReport(doc, message, became, now);
      return { doc: after === doc ? null : after, result: after !== doc };
    });
    if (went && became === 'failed') {
      await attend(participant).catch(() => parts.log.error('sms.not-attended', {}));
    }
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
    look: inbox.look,
    accept,
    channel: {
      way: 'sms',
      async send(carried: Carried) {
        const { doc, address, lines, key } = carried;
        const reader = readerOf(doc, parts.clock.now());
        const own = ownText(doc, lines, reader);
        const isNews = (some: readonly ChatLine[]) => ownText(doc, some, reader) === null;
        if (own === null && (await isToldOf(parts, carried, isNews)))
          return { kind: 'dropped', detail: 'told-already' };
        const outcome = await sendAll(own ?? [words('sms:news', undefined, reader)], address.key, {
          person: doc.id,
          key,
          weight: weightOf(lines),
        });
        const isHeldBack = outcome.kind === 'permanent' && outcome.detail.startsWith('sms-ceiling');
        if (isHeldBack && isAnswer(lines)) await tellOfMost(doc, address.key);
        return outcome;
      },
    },
    sendText: (doc, text, key) => {
      const { phone } = doc.plan.person.contact;
      if (phone === null) return Promise.resolve({ kind: 'dropped', detail: 'no-number' });
      return send(phoneKey(phone), text, { person: doc.id, key });
    },
  };
}

/** What was said by SMS answers what came by SMS; nothing else has these words. */
function isAnswer(lines: readonly ChatLine[]): boolean {
  return lines.some(({ kind }) => kind?.startsWith('sms:'));
}

/** The questions of a report, its digits, its receipt, and what becomes of it. */
const DUTY = /^sms:(?:ask|choose|confirm|number|receipt|takenBack|alreadySent|tooLate|stillAway|shut)/;

function weightOf(lines: readonly ChatLine[]): SmsWeight {
  if (lines.some(({ kind }) => kind?.startsWith('sms:crisis'))) return 'crisis';
  return lines.some(({ kind }) => DUTY.test(kind ?? '')) ? 'duty' : 'other';
}

/**
 * What was said by SMS is said as it is. Of what was said in the chat only the time is told, unless the person has turned on more: a phone
 * lies where others see it. Null: only that there is something.
 */
function ownText(doc: Participant, lines: readonly ChatLine[], reader: Reader): string[] | null {
  const own = lines.filter(({ kind }) => kind?.startsWith('sms:'));
  if (own.length > 0) return packed(own.map((line) => withNumbers(line, reader)));
  if (mayTellMore(doc) && lines.every(mayBeShown)) return [lines.map(({ text }) => text).join('\n')];
  const start = remindedStart(lines);
  if (start === null) return null;
  const day = { date: dateOf(start), absolute: true } as const;
  return [words('sms:remind', { day, time: { time: timeOf(start) } }, reader)];
}

/** In one SMS what fits in one: the digits of a read-back after a receipt must not be what is left out. */
function packed(texts: readonly string[]): string[] {
  const all: string[] = [];
  for (const text of texts) {
    const before = all.pop();
    if (before === undefined) all.push(text);
    else if (fitsSms(`${before}\n${text}`)) all.push(`${before}\n${text}`);
    else all.push(before, text);
  }
  return all;
}

/** What somebody who has turned on more may read by SMS: bookings and the plan, and of a report or an illness nothing still. */
function mayBeShown({ kind }: ChatLine): boolean {
  return /^(?:reminder|plan|wish|changes):/.test(kind ?? '');
}

/** A question with its choices, numbered. Others say themselves what can be answered. */
function withNumbers({ kind, text, choices = [] }: ChatLine, reader: Reader): string {
  if (!kind?.startsWith('sms:choose') || choices.length === 0) return text;
  const numbers = choices.map((_, index) => String(index + 1));
  const rows = choices.map(({ title }, index) => `${numbers[index]}: ${title}`);
  const answer = words('sms:answerNumber', { numbers: formatOr(numbers) }, reader);
  return [text, ...rows, answer].join('\n');
}

/** As it was kept. */
function smsOf(id: string, { from = '', text = '', media }: Fields): IncomingSms {
  return { id, from, text, hasMedia: media === 'yes' };
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
