import { z } from 'zod';
import type { Participant } from './participant.ts';
import { addMs, DAY, HOUR, type Instant, instantSchema, type LocalDate, localDateSchema } from './time.ts';

/**
 * What SMS needs beside the address. A sender's number is no proof of who it is, so what is sent on is confirmed with two digits that go to
 * the registered number: somebody who only pretends to have it never sees them.
 */
export const smsSchema = z.strictObject({
  /** The digits that were sent, and the question that they answer. */
  pending: z
    .strictObject({
      digits: z.string(),
      question: z.number().int(),
      triesLeft: z.number().int(),
      at: instantSchema,
    })
    .nullable(),
  /** Wrong digits of the last day. */
  wrong: z.array(instantSchema),
  /** Whether SMS may say what is booked, where and with whom. Only somebody who has signed in turns it on: a phone lies where others see it. */
  details: z.boolean().default(false),
  /** How many were sent on the day that is named; null before the first. */
  sent: z
    .strictObject({
      day: localDateSchema,
      count: z.number().int(),
      /** Whether the person has been told that day that no more can be sent. */
      told: z.boolean().default(false),
    })
    .nullable()
    .default(null),
});
export type Sms = z.infer<typeof smsSchema>;

export const NO_SMS: Sms = { pending: null, wrong: [], details: false, sent: null };

/** `crisis`: numbers to ring, never held back. `duty`: part of a report, such as the digits that send it, and its receipt. */
export type SmsWeight = 'crisis' | 'duty' | 'other';

/** How many of a day's SMS there are for it. A fifth of them is kept for reports, so that reminders and small talk never use up the digits. */
export function mostSms(most: number, weight: SmsWeight): number {
  if (weight === 'crisis') return Number.POSITIVE_INFINITY;
  return weight === 'duty' ? most : most - Math.floor(most / 5);
}

/** With one more sent today; null when there are none left for it. */
export function countedSms(sms: Sms, most: number, day: LocalDate, weight: SmsWeight): Sms | null {
  const today = ofToday(sms, day);
  return today.count >= mostSms(most, weight) ? null : { ...sms, sent: { ...today, count: today.count + 1 } };
}

/** With it written down that the person was told today that no more can be sent; null when they have been. */
export function toldOfMost(sms: Sms, day: LocalDate): Sms | null {
  const today = ofToday(sms, day);
  return today.told ? null : { ...sms, sent: { ...today, told: true } };
}

function ofToday({ sent }: Sms, day: LocalDate): NonNullable<Sms['sent']> {
  return sent?.day === day ? sent : { day, count: 0, told: false };
}

const TRIES = 3;
const MOST_WRONG = 6;
const PENDING_MS = HOUR;

export function asked(sms: Sms, digits: string, question: number, now: Instant): Sms {
  return { ...sms, pending: { digits, question, triesLeft: TRIES, at: now } };
}

/** Whether SMS to this person may tell what is booked. Never of somebody whose whereabouts are protected. */
export function mayTellMore({ sms, plan }: Pick<Participant, 'sms' | 'plan'>): boolean {
  return sms.details && !plan.person.protectedIdentity;
}

export function setDetails(sms: Sms, on: boolean): Sms {
  return { ...sms, details: on };
}

export type Tried = 'right' | 'wrong' | 'over' | 'none';

/** `over`: those were the last tries. `none`: nothing waits for digits any more. */
export function tried(sms: Sms, digits: string, question: number, now: Instant): { sms: Sms; tried: Tried } {
  const { pending } = sms;
  if (pending === null || pending.question !== question || addMs(pending.at, PENDING_MS) < now) {
    return { sms: { ...sms, pending: null }, tried: 'none' };
  }
  if (pending.digits === digits) return { sms: { ...sms, pending: null }, tried: 'right' };
  const wrong = [...sms.wrong.filter((at) => at > addMs(now, -DAY)), now];
  const triesLeft = pending.triesLeft - 1;
  return triesLeft > 0
    ? { sms: { ...sms, pending: { ...pending, triesLeft }, wrong }, tried: 'wrong' }
    : { sms: { ...sms, pending: null, wrong }, tried: 'over' };
}

/** So many wrong digits within a day: nothing is sent on by SMS until the person has been in the chat. */
export function isShut(sms: Sms, now: Instant): boolean {
  return sms.wrong.filter((at) => at > addMs(now, -DAY)).length >= MOST_WRONG;
}
