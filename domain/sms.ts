import { z } from 'zod';
import { addMs, DAY, HOUR, type Instant, instantSchema } from './time.ts';

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
});
export type Sms = z.infer<typeof smsSchema>;

export const NO_SMS: Sms = { pending: null, wrong: [] };

const TRIES = 3;
const MOST_WRONG = 6;
const PENDING_MS = HOUR;

export function asked(sms: Sms, digits: string, question: number, now: Instant): Sms {
  return { ...sms, pending: { digits, question, triesLeft: TRIES, at: now } };
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
    ? { sms: { pending: { ...pending, triesLeft }, wrong }, tried: 'wrong' }
    : { sms: { pending: null, wrong }, tried: 'over' };
}

/** So many wrong digits within a day: nothing is sent on by SMS until the person has been in the chat. */
export function isShut(sms: Sms, now: Instant): boolean {
  return sms.wrong.filter((at) => at > addMs(now, -DAY)).length >= MOST_WRONG;
}
