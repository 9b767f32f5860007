import type { Activity } from 'botbuilder';
import type { Overrides } from '../../bot/app.ts';
import { smsPath } from '../../bot/channels/sms/routes.ts';
import type { Environment } from '../../bot/config.ts';
import { withAddress } from '../../domain/address.ts';
import type { Way } from '../../domain/address-schema.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Instant } from '../../domain/time.ts';
import { APP_ID, BotConnector, TENANT } from './bot-connector.ts';
import * as directLine from './direct-line.ts';
import { NUMBER, PASSWORD, SmsSupplier, USER } from './sms-suppliers.ts';

/**
 * Every way to talk with the program, from the person's side and as it goes over the wire: one writes there, and sees what comes. The
 * channel contract suite and the conversations are played through them.
 */
export interface Medium {
  readonly name: string;
  /** Null for the chat of ours, which needs no bringing. */
  readonly way: Way | null;
  /** What the program must be started with. */
  env(): Environment;
  overrides(): Overrides;
  listen(): Promise<void>;
  close(): Promise<void>;
  /** The person, known there. */
  known(doc: Participant, now: Instant): Participant;
  /** Writes or presses; gives the status that the other side is answered with. */
  write(url: string, message: Written): Promise<number>;
  /** Somebody writes whom nobody knows. */
  writeAsStranger(url: string, text: string): Promise<number>;
  /** What has come since it was looked at last. */
  arrived(url: string): Promise<Arrived[]>;
  /** How the other side answers what comes next. */
  answerNext(...answers: Answer[]): void;
  /** The person is gone from there, as that channel says it: the next sending tells, or a message did. */
  leave(url: string): Promise<void>;
}

export interface Written {
  readonly id: string;
  readonly text: string;
  readonly pressed?: { readonly q: number; readonly id: string } | null;
}

export interface Arrived {
  readonly text: string;
  /** Titles of buttons. */
  readonly choices: readonly string[];
  /** The version of each card, and the texts of its blocks. */
  readonly cards: readonly { readonly version: string; readonly blocks: readonly string[] }[];
}

export type Answer = number | 'silent' | { readonly status: number; readonly retryAfter: number };

export const PERSON = 'alva-rom';
export const PHONE = '070-174 06 05';
const E164 = '+46701740605';
const STRANGER = '+46701740607';
const BASE = 'https://stegvis.example';
const SESSION = 'a-secret-of-sessions-0123456789-0123456789';

/** The chat of ours, over Direct Line. */
export class Web implements Medium {
  readonly name = 'the chat, over Direct Line';
  readonly way = null;
  #conversation: directLine.Conversation | null = null;
  #watermark = '';

  env(): Environment {
    return {};
  }
  overrides(): Overrides {
    return {};
  }
  async listen(): Promise<void> {}
  async close(): Promise<void> {}
  known(doc: Participant): Participant {
    return doc;
  }
  async write(url: string, { id, text, pressed }: Written): Promise<number> {
    const conversation = await this.#enter(url);
    const more = pressed ? { value: pressed } : {};
    return (await directLine.write(url, conversation, text, id, more)).status;
  }
  async writeAsStranger(url: string, text: string): Promise<number> {
    const conversation = { conversationId: 'nobody', token: 'no-token-of-ours' };
    return (await directLine.write(url, conversation, text)).status;
  }
  async arrived(url: string): Promise<Arrived[]> {
    const { activities, watermark } = await directLine.read(url, await this.#enter(url), this.#watermark);
    this.#watermark = watermark;
    return activities.filter(({ from }) => from.role !== 'user').map(arrivedOf);
  }
  answerNext(): void {
    throw new Error('nobody answers: what is written in the chat has arrived');
  }
  async leave(): Promise<void> {}

  async #enter(url: string): Promise<directLine.Conversation> {
    this.#conversation ??= await directLine.enter(url, PERSON);
    return this.#conversation;
  }
}

/** A channel of Azure Bot Service: Teams, or another one as text. */
export class Azure implements Medium {
  readonly name: string;
  readonly way: 'teams' | 'azure';
  readonly connector = new BotConnector();
  readonly #channelId: string;
  #looked = 0;

  constructor(channelId: string) {
    this.#channelId = channelId;
    this.way = channelId === 'msteams' ? 'teams' : 'azure';
    this.name = channelId === 'msteams' ? 'Teams' : `${channelId} through Azure Bot Service`;
  }

  env(): Environment {
    return {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: 'a-secret-of-azure',
      MICROSOFT_APP_TENANT_ID: TENANT,
      MICROSOFT_APP_TYPE: 'SingleTenant',
    };
  }
  overrides(): Overrides {
    return { cloud: this.connector.cloud() };
  }
  listen(): Promise<void> {
    return this.connector.listen();
  }
  close(): Promise<void> {
    return this.connector.close();
  }
  known(doc: Participant, now: Instant): Participant {
    const { conversation, from, recipient, serviceUrl } = this.#activity({});
    const key = this.way === 'teams' ? `${TENANT}/aad-alva` : `${this.#channelId}/29:alva`;
    const reference = {
      channelId: this.#channelId,
      serviceUrl,
      conversation,
      user: { id: (from as { id: string }).id },
      bot: recipient,
    };
    return withAddress(doc, { way: this.way, key, reference, verifiedBy: 'invitation' }, now);
  }
  async write(url: string, { id, text, pressed }: Written): Promise<number> {
    const activity = this.#activity({ id, text, ...(pressed ? { value: pressed } : {}) });
    return (await this.connector.post(url, activity)).status;
  }
  async writeAsStranger(url: string, text: string): Promise<number> {
    const from = {
      id: '29:nobody',
      name: 'Zebrafink Undulat',
      ...(this.way === 'teams' ? { aadObjectId: 'aad-nobody' } : {}),
    };
    const conversation = { ...(this.#activity({}).conversation as object), id: 'a:nobody' };
    return (await this.connector.post(url, this.#activity({ text, from, conversation }))).status;
  }
  async arrived(): Promise<Arrived[]> {
    const sent = this.connector.sent.slice(this.#looked);
    this.#looked = this.connector.sent.length;
    return sent.map(({ activity }) => arrivedOf(activity));
  }
  answerNext(...answers: Answer[]): void {
    this.connector.answers = answers;
  }
  async leave(): Promise<void> {
    this.answerNext(403);
  }

  #activity(more: Record<string, unknown>): Record<string, unknown> {
    const activity = this.connector.activity({ channelId: this.#channelId, ...more });
    if (this.way === 'teams') return activity;
    const { channelData: _, ...rest } = activity;
    return {
      ...rest,
      from: more.from ?? { id: '29:alva', name: 'Zebrafink Undulat' },
      conversation: more.conversation ?? { id: 'a:alva', isGroup: false },
    };
  }
}

/** SMS through one of the suppliers. */
export class Sms implements Medium {
  readonly name: string;
  readonly way = 'sms';
  readonly supplier: SmsSupplier;
  readonly #path: string;
  #looked = 0;
  #ids = 0;

  constructor(kind: 'elks' | 'twilio') {
    this.name = `SMS through ${kind}`;
    this.supplier = new SmsSupplier(kind);
    this.#path = smsPath(SESSION, kind);
  }

  env(): Environment {
    return {
      BASE_URL: BASE,
      SESSION_SECRET: SESSION,
      SMS: this.supplier.kind === 'elks' ? '46elks' : 'twilio',
      SMS_USER: USER,
      SMS_PASSWORD: PASSWORD,
      SMS_FROM: NUMBER,
      SMS_URL: this.supplier.url,
      SMS_PER_PERSON: '500',
    };
  }
  overrides(): Overrides {
    return {};
  }
  listen(): Promise<void> {
    return this.supplier.listen();
  }
  close(): Promise<void> {
    return this.supplier.close();
  }
  known(doc: Participant, now: Instant): Participant {
    const contact = { ...doc.plan.person.contact, phone: PHONE };
    const plan = { ...doc.plan, person: { ...doc.plan.person, contact } };
    const key = 'phone:0046701740605';
    return withAddress({ ...doc, plan }, { way: 'sms', key, reference: null, verifiedBy: 'number' }, now);
  }
  /** There are no buttons: the words of one are written. */
  async write(url: string, { id, text }: Written): Promise<number> {
    return (await this.supplier.incoming(this.#at(url), { id, from: E164, text })).status;
  }
  async writeAsStranger(url: string, text: string): Promise<number> {
    this.#ids += 1;
    const sms = { id: `strange-${this.#ids}`, from: STRANGER, text };
    return (await this.supplier.incoming(this.#at(url), sms)).status;
  }
  async arrived(): Promise<Arrived[]> {
    const sent = this.supplier.sent.slice(this.#looked);
    this.#looked = this.supplier.sent.length;
    return sent.map(({ text }) => ({ text, choices: [], cards: [] }));
  }
  answerNext(...answers: Answer[]): void {
    this.supplier.answers = answers;
  }
  async leave(url: string): Promise<void> {
    await this.write(url, { id: `leave-${++this.#ids}`, text: 'STOPP' });
  }

  #at(url: string): { url: string; publicUrl: string } {
    return { url: `${url}${this.#path}`, publicUrl: `${BASE}${this.#path}` };
  }
}

function arrivedOf(activity: Partial<Activity>): Arrived {
  return {
    text: activity.text ?? '',
    choices: (activity.suggestedActions?.actions ?? []).map(({ title }) => title),
    cards: (activity.attachments ?? []).map(({ content }) => ({
      version: content.version,
      blocks: (content.body as { text: string }[]).map(({ text }) => text),
    })),
  };
}
