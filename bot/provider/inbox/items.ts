import { type Absence, isSentOn } from '../../../domain/absence.ts';
import { isOverdue } from '../../../domain/deadline.ts';
import { deviationStatus } from '../../../domain/deviation.ts';
import type { Question } from '../../../domain/participant.ts';
import { EMAIL_TROUBLE_AFTER_MS } from '../../../domain/retry.ts';
import type { Signal } from '../../../domain/signal.ts';
import { addDays, addMs, DAY, type Instant, type LocalDate, today, toLocal } from '../../../domain/time.ts';
import type { Summary } from './overview.ts';

/** What stands in the list of the inbox, and where. Pure. */

export type Item =
  | { readonly kind: 'absence'; readonly doc: Summary; readonly absence: Absence }
  | { readonly kind: 'question'; readonly doc: Summary; readonly question: Question }
  | { readonly kind: 'signal'; readonly doc: Summary; readonly signal: Signal };

/** Each item stands in one place: the first of these that it belongs in. */
export interface Sections {
  /** Not read in its current version, or not answered. The newest first. */
  readonly fresh: readonly Item[];
  /** Read, with a report that should have been sent. The oldest first. */
  readonly overdue: readonly Item[];
  /** Read, with something that can be sent now. The oldest first. */
  readonly toReport: readonly Item[];
  readonly today: readonly Item[];
  readonly coming: readonly Item[];
  /** Of the last weeks. */
  readonly earlier: readonly Item[];
}

const EARLIER_DAYS = 30;

/** Everything there is about these people. */
export function itemsOf(docs: readonly Summary[]): Item[] {
  return [
    ...docs.flatMap((doc) => doc.absences.map((absence): Item => ({ kind: 'absence', doc, absence }))),
    ...docs.flatMap((doc) => doc.questions.map((question): Item => ({ kind: 'question', doc, question }))),
    ...docs.flatMap((doc) => doc.signals.map((signal): Item => ({ kind: 'signal', doc, signal }))),
  ];
}

export function sectionsOf(docs: readonly Summary[], now: Instant): Sections {
  const places = Map.groupBy(itemsOf(docs), (item) => placeOf(item, now));
  const section = (place: Place, order: (a: Item, b: Item) => number) =>
    (places.get(place) ?? []).sort(order);
  return {
    fresh: section('fresh', (a, b) => compare(changedAt(b), changedAt(a))),
    overdue: section('overdue', (a, b) => compare(dayOf(a), dayOf(b))),
    toReport: section('toReport', (a, b) => compare(dayOf(a), dayOf(b))),
    today: section('today', (a, b) => compare(dayOf(a), dayOf(b))),
    coming: section('coming', (a, b) => compare(dayOf(a), dayOf(b))),
    earlier: section('earlier', (a, b) => compare(dayOf(b), dayOf(a))),
  };
}

type Place = keyof Sections | 'nowhere';

function placeOf(item: Item, now: Instant): Place {
  if (isFresh(item)) return 'fresh';
  const day = today(now);
  const isRecent = dayOf(item) > addDays(day, -EARLIER_DAYS);
  if (item.kind === 'question') return isRecent ? 'earlier' : 'nowhere';
  if (isLate(item, now)) return 'overdue';
  if (isToSend(item, now)) return 'toReport';
  if (item.kind === 'signal') return isRecent ? 'earlier' : 'nowhere';
  const { absence } = item;
  if (absence.to >= day && absence.status === 'reported') return absence.from > day ? 'coming' : 'today';
  return absence.to > addDays(day, -EARLIER_DAYS) ? 'earlier' : 'nowhere';
}

export function isFresh(item: Item): boolean {
  if (item.kind === 'question') return item.question.answer === null;
  return (item.kind === 'absence' ? item.absence : item.signal).readAt === null;
}

function isToSend(item: Item, now: Instant): boolean {
  if (item.kind === 'signal') return item.signal.status === 'reported' && item.signal.sentAt === null;
  return item.kind === 'absence' && reportCounts(item.absence, now).ready > 0;
}

function isLate(item: Item, now: Instant): boolean {
  return item.kind === 'absence' && overdueCount(item, now) > 0;
}

/** How many reports should have been sent by the provider's own limit. */
export function overdueCount({ doc, absence }: Item & { kind: 'absence' }, now: Instant): number {
  if (absence.status !== 'reported') return 0;
  return absence.deviations.filter((deviation) => isOverdue(deviation, doc.settings, now)).length;
}

/** What one can choose to see alone, by the word in the address. */
export const CHOICES = {
  olast: (item) => isFresh(item),
  idag: (item, now) => isAwayOn(item, today(now)),
  kommande: (item, now) =>
    item.kind === 'absence' && item.absence.status === 'reported' && item.absence.from > today(now),
  rapportera: (item, now) => isToSend(item, now),
  forsenat: (item, now) => isLate(item, now),
  signaler: (item) => item.kind === 'signal',
} as const satisfies Record<string, (item: Item, now: Instant) => boolean>;
export type Choice = keyof typeof CHOICES;

export function isChoice(text: string): text is Choice {
  return Object.hasOwn(CHOICES, text);
}

function isAwayOn(item: Item, day: LocalDate): boolean {
  if (item.kind !== 'absence' || item.absence.status !== 'reported') return false;
  return item.absence.from <= day && day <= item.absence.to;
}

/** Those that the choice is about, unread first, then by day. */
export function chosen(docs: readonly Summary[], choice: Choice, now: Instant): Item[] {
  return itemsOf(docs)
    .filter((item) => CHOICES[choice](item, now))
    .sort((a, b) => Number(isFresh(b)) - Number(isFresh(a)) || compare(dayOf(a), dayOf(b)));
}

/** When it last became something to look at. */
export function changedAt(item: Item): Instant {
  if (item.kind === 'question') return item.question.askedAt;
  const {
    withdrawnAt,
    changedAt: changed,
    reportedAt,
  } = item.kind === 'absence' ? item.absence : item.signal;
  return withdrawnAt ?? changed ?? reportedAt;
}

function dayOf(item: Item): LocalDate {
  if (item.kind === 'absence') return item.absence.from;
  return today(item.kind === 'question' ? item.question.askedAt : item.signal.reportedAt);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many reports of an absence wait, can be sent, and are sent. */
export function reportCounts(
  absence: Absence,
  now: Instant,
): { waiting: number; ready: number; sent: number } {
  const counts = { waiting: 0, ready: 0, sent: 0 };
  for (const deviation of absence.deviations) counts[deviationStatus(deviation, toLocal(now))] += 1;
  return counts;
}

/** E-mails to staff that did not arrive: tried for four hours, or given up in the last days. */
export function undeliveredEmails(docs: readonly Summary[], now: Instant): number {
  const late = addMs(now, -EMAIL_TROUBLE_AFTER_MS);
  const recent = addMs(now, -3 * DAY);
  return docs
    .flatMap((doc) => doc.outbox)
    .filter((message) => {
      if (message.kind !== 'notice' || message.way !== 'email') return false;
      if (message.settledAt === null) return message.createdAt <= late;
      const lost = message.status === 'failed' || message.detail === 'no-recipient';
      return lost && message.settledAt > recent;
    }).length;
}

/** How many events of the last three days the provider's own system was not told of, and will not be by itself. */
export function undeliveredEvents(docs: readonly Summary[], now: Instant): number {
  const recent = addMs(now, -3 * DAY);
  return docs
    .flatMap((doc) => doc.outbox)
    .filter(
      ({ way, status, settledAt }) =>
        way === 'webhook' && status === 'failed' && settledAt !== null && settledAt > recent,
    ).length;
}

/** Whether it can still be changed by the participant. */
export function isClosed(absence: Absence): boolean {
  return absence.status === 'withdrawn' || isSentOn(absence);
}
