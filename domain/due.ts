import { nextReadyAt } from './actions/events.ts';
import { addressKey } from './address.ts';
import { nextBookingNewsAt } from './booking-news.ts';
import { emailKey, phoneKey } from './contact-keys.ts';
import { nextDeadlineAt } from './deadline.ts';
import { nextFollowUpAt } from './follow-up.ts';
import { isBlocked, messageDueAt } from './message.ts';
import type { Participant } from './participant.ts';
import { nextNewsAt } from './plan-news.ts';
import { nextQuestionAt } from './questions-due.ts';
import { nextReminder } from './reminder.ts';
import { nextNoteAt } from './reminder-notes.ts';
import { isOver, nextEndAt } from './service-end.ts';
import { type Instant, today } from './time.ts';

export { emailKey, phoneKey } from './contact-keys.ts';

/** Raised whenever the rules below change: documents computed by older ones are computed again at start. */
export const DUE_RULES_VERSION = 11;

/** When something wants the participant next; null when nothing will by itself. */
export type DueSource = (doc: Participant, now: Instant) => Instant | null;

/**
 * Everything that time brings to a participant, beside reminders of what is booked. What each brings is done by the step of the same thing in the scheduler, which is given the
 * document from that moment on.
 */
const SOURCES: readonly DueSource[] = [
  nextNoteAt,
  nextBookingNewsAt,
  nextReadyAt,
  nextQuestionAt,
  nextDeadlineAt,
  nextMessageAt,
  nextEndAt,
  nextNewsAt,
  nextFollowUpAt,
];

/** What still comes when the service is over: nobody is reminded, asked or told of a new plan any more. */
const AFTER_THE_END: readonly DueSource[] = [nextReadyAt, nextMessageAt, nextEndAt, nextDeadlineAt];

/** When the participant wants attention next: a reminder, say, or a message on its way out. Null when nothing is coming. */
export function nextDueAt(doc: Participant, now: Instant): Instant | null {
  return nextDue(doc, now).at;
}

/** The same, with the start of the appointment that a reminder is about then; null for everything else. */
export function nextDue(
  doc: Participant,
  now: Instant,
): { readonly at: Instant | null; readonly startsAt: Instant | null } {
  const over = isOver(doc, today(now));
  const reminder = over ? null : nextReminder(doc, now);
  let next: Instant | null = reminder?.at ?? null;
  for (const source of over ? AFTER_THE_END : SOURCES) {
    const due = source(doc, now);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return { at: next, startsAt: next === reminder?.at ? (reminder?.startsAt ?? null) : null };
}

function nextMessageAt(doc: Participant): Instant | null {
  let next: Instant | null = null;
  for (const message of doc.outbox) {
    const due = isBlocked(doc.outbox, message) ? null : messageDueAt(message);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return next;
}

/** What the participant can be found by beside the id: contact ways and hashes of ways in. */
export function lookupKeys(doc: Participant): string[] {
  const { email, phone } = doc.plan.person.contact;
  const keys: string[] = [];
  if (email !== null) keys.push(emailKey(email));
  if (phone !== null) keys.push(phoneKey(phone));
  for (const signIn of doc.signIns) if (signIn.usedAt === null) keys.push(hashKey(signIn.hash));
  // Documents as they were stored, before their new fields are filled in, are looked through too.
  if (doc.calendar) keys.push(hashKey(doc.calendar.hash));
  for (const address of doc.addresses ?? []) keys.push(addressKey(address));
  return keys;
}

export function hashKey(hash: string): string {
  return `way:${hash}`;
}
