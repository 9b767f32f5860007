import { HANDOVER_MESSAGE, openCount } from '../../domain/actions/handover.ts';
import { LINE_MESSAGE } from '../../domain/address.ts';
import { isWay } from '../../domain/address-schema.ts';
import { DEADLINE_MESSAGE, hasReportsToSend } from '../../domain/deadline.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Email } from '../../domain/ports.ts';
import { ESCALATION_MESSAGE, REMINDER_MESSAGE } from '../../domain/questions-due.ts';
import type { DeliveryOutcome } from '../../domain/retry.ts';
import { today } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { CODE_MESSAGE, codeEmail, codeSms } from '../sign-in/codes.ts';

import {
  deadlineEmail,
  handoverEmail,
  messageIdOf,
  noticeEmail,
  recipientsOf,
  toldAtOnce,
} from './notice-email.ts';

import { managersOf, questionReminderEmail } from './question-email.ts';

type Needs = Pick<Parts, 'config' | 'clock' | 'store' | 'email' | 'log'>;

/** What a message is right now, made at delivery; or why there is no longer any use in it. */
type Made = Pick<Email, 'to' | 'subject' | 'text'> | { readonly dropped: string };

export type Deliver = (doc: Participant, message: Message) => Promise<DeliveryOutcome>;

/** An SMS to the number that stands in the plan. */
export type SendText = (doc: Participant, text: string, key: string) => Promise<DeliveryOutcome>;

/** Sends claimed messages. It never rejects: what goes wrong is an outcome. */
export function makeDeliver(
  parts: Needs,
  webhook: Deliver,
  carrier: Deliver = async () => ({ kind: 'dropped', detail: 'no-such-way' }),
  sms: SendText | null = null,
): Deliver {
  return async (doc, message) => {
    try {
      if (message.way === 'webhook') return await webhook(doc, message);
      if (message.kind === CODE_MESSAGE && message.way === 'sms')
        return await codeBySms(parts, sms, doc, message);
      const isCarried = message.way === 'email' ? message.kind === LINE_MESSAGE : isWay(message.way);
      return await (isCarried ? carrier(doc, message) : deliver(parts, doc, message));
    } catch (error) {
      // A fault of ours or of the store, which the next attempt may not meet.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
      parts.log.error('outbox.fault', { participant: doc.id, message: message.key, code });
      return { kind: 'temporary', detail: 'fault' };
    }
  };
}

async function codeBySms(
  parts: Needs,
  sms: SendText | null,
  doc: Participant,
  message: Message,
): Promise<DeliveryOutcome> {
  const text = codeSms(parts, doc, message);
  if (text === null) return { kind: 'dropped', detail: 'code-not-valid' };
  return sms === null ? { kind: 'dropped', detail: 'no-such-way' } : sms(doc, text, message.key);
}

async function deliver(parts: Needs, doc: Participant, message: Message): Promise<DeliveryOutcome> {
  if (message.way !== 'email') return { kind: 'dropped', detail: 'no-such-way' };
  if (parts.email === null) return { kind: 'dropped', detail: 'email-off' };
  const made = await emailOf(parts, doc, message);
  if ('dropped' in made) return { kind: 'dropped', detail: made.dropped };
  return parts.email.send({ ...made, messageId: messageIdOf(message, parts.config.baseUrl) });
}

async function emailOf(parts: Needs, doc: Participant, message: Message): Promise<Made> {
  switch (message.kind) {
    case 'notice':
      return noticeEmailOf(parts, doc, message);
    case REMINDER_MESSAGE:
    case ESCALATION_MESSAGE:
      return questionReminderOf(parts, doc, message);
    case HANDOVER_MESSAGE:
      return handoverEmailOf(parts, doc);
    case DEADLINE_MESSAGE:
      return deadlineOf(parts, doc);
    case CODE_MESSAGE:
      return codeEmail(parts, doc, message) ?? { dropped: 'code-not-valid' };
    default:
      return { dropped: 'no-such-kind' };
  }
}

async function noticeEmailOf(parts: Needs, doc: Participant, message: Message): Promise<Made> {
  // The newest document: staff may have read the notice since the message was claimed.
  const current = (await parts.store.read(doc.id))?.doc;
  const notice = current?.notices.find((entry) => entry.id === message.params.noticeId);
  if (!current || !notice) return { dropped: 'no-such-notice' };
  if (notice.readAt !== null) return { dropped: 'already-read' };
  const provider = await parts.store.readProvider(current.providerId);
  if (recipientsOf(current, provider).length === 0) return { dropped: 'no-recipient' };
  const to = toldAtOnce(current, provider);
  if (to.length === 0) return { dropped: 'told-daily' };
  return noticeEmail(notice, { to, baseUrl: parts.config.baseUrl, today: today(parts.clock.now()) });
}

/** Nothing of it is said when all has been sent since. */
async function deadlineOf(parts: Needs, doc: Participant): Promise<Made> {
  const current = (await parts.store.read(doc.id))?.doc;
  const now = parts.clock.now();
  if (!current || !hasReportsToSend(current, now)) return { dropped: 'already-sent' };
  const provider = await parts.store.readProvider(current.providerId);
  if (recipientsOf(current, provider).length === 0) return { dropped: 'no-recipient' };
  // Whoever wants one letter a day reads in it what is to be sent today and the next working day.
  const to = toldAtOnce(current, provider);
  if (to.length === 0) return { dropped: 'told-daily' };
  return deadlineEmail({ to, baseUrl: parts.config.baseUrl, today: today(now) });
}

async function questionReminderOf(parts: Needs, doc: Participant, message: Message): Promise<Made> {
  const current = (await parts.store.read(doc.id))?.doc;
  const question = current?.questions.find((entry) => entry.id === message.params.questionId);
  if (!current || !question) return { dropped: 'no-such-question' };
  if (question.answer !== null) return { dropped: 'already-answered' };
  const provider = await parts.store.readProvider(current.providerId);
  const managers = message.kind === ESCALATION_MESSAGE ? managersOf(provider) : [];
  // With nobody over the handledare to tell, the handledare hears of it once more.
  if (managers.length === 0 && recipientsOf(current, provider).length === 0)
    return { dropped: 'no-recipient' };
  // Whoever wants one letter a day is reminded in it.
  const to = managers.length > 0 ? managers : toldAtOnce(current, provider);
  if (to.length === 0) return { dropped: 'told-daily' };
  const { baseUrl } = parts.config;
  return questionReminderEmail({
    to,
    toManager: managers.length > 0,
    baseUrl,
    today: today(parts.clock.now()),
  });
}

async function handoverEmailOf(parts: Needs, doc: Participant): Promise<Made> {
  const current = (await parts.store.read(doc.id))?.doc;
  if (!current || openCount(current) === 0) return { dropped: 'nothing-left' };
  const to = recipientsOf(current, await parts.store.readProvider(current.providerId));
  if (to.length === 0) return { dropped: 'no-recipient' };
  return handoverEmail({ to, baseUrl: parts.config.baseUrl, today: today(parts.clock.now()) });
}
