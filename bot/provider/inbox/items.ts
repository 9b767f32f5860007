import { type Absence, isSentOn } from '../../../domain/absence.ts';
import { deviationStatus } from '../../../domain/deviation.ts';
import type { Participant, Question } from '../../../domain/participant.ts';
import { EMAIL_TROUBLE_AFTER_MS } from '../../../domain/retry.ts';
import { addDays, addMs, DAY, type Instant, type LocalDate, today, toLocal } from '../../../domain/time.ts';

/** What stands in the list of the inbox, and where. Pure. */

export type Item =
  | { readonly kind: 'absence'; readonly doc: Participant; readonly absence: Absence }
  | { readonly kind: 'question'; readonly doc: Participant; readonly question: Question };

/** Each item stands in one place: the first of these that it belongs in. */
export interface Sections {
  /** Not read in its current version, or not answered. The newest first. */
  readonly fresh: readonly Item[];
  /** Read, with a report that can be sent now. The oldest first. */
  readonly toReport: readonly Item[];
  readonly today: readonly Item[];
  readonly coming: readonly Item[];
  /** Of the last weeks. */
  readonly earlier: readonly Item[];
}

const EARLIER_DAYS = 30;

export function sectionsOf(docs: readonly Participant[], now: Instant): Sections {
  const day = today(now);
  const local = toLocal(now);
  const absences = docs.flatMap((doc) =>
    doc.absences.map((absence): Item => ({ kind: 'absence', doc, absence })),
  );
  const questions = docs.flatMap((doc) =>
    doc.questions.map((question): Item => ({ kind: 'question', doc, question })),
  );
  const places = Map.groupBy([...absences, ...questions], (item) => placeOf(item, day, local));
  const section = (place: Place, order: (a: Item, b: Item) => number) =>
    (places.get(place) ?? []).sort(order);
  return {
    fresh: section('fresh', (a, b) => compare(changedAt(b), changedAt(a))),
    toReport: section('toReport', (a, b) => compare(dayOf(a), dayOf(b))),
    today: section('today', (a, b) => compare(dayOf(a), dayOf(b))),
    coming: section('coming', (a, b) => compare(dayOf(a), dayOf(b))),
    earlier: section('earlier', (a, b) => compare(dayOf(b), dayOf(a))),
  };
}

type Place = keyof Sections | 'nowhere';

function placeOf(item: Item, day: LocalDate, local: string): Place {
  if (isFresh(item)) return 'fresh';
  if (item.kind === 'question') return dayOf(item) > addDays(day, -EARLIER_DAYS) ? 'earlier' : 'nowhere';
  const { absence } = item;
  if (absence.deviations.some((deviation) => deviationStatus(deviation, local) === 'ready'))
    return 'toReport';
  if (absence.to >= day && absence.status === 'reported') return absence.from > day ? 'coming' : 'today';
  return absence.to > addDays(day, -EARLIER_DAYS) ? 'earlier' : 'nowhere';
}

function isFresh(item: Item): boolean {
  return item.kind === 'absence' ? item.absence.readAt === null : item.question.answer === null;
}

/** When it last became something to look at. */
export function changedAt(item: Item): Instant {
  if (item.kind === 'question') return item.question.askedAt;
  const { withdrawnAt, changedAt: changed, reportedAt } = item.absence;
  return withdrawnAt ?? changed ?? reportedAt;
}

function dayOf(item: Item): LocalDate {
  return item.kind === 'absence' ? item.absence.from : today(item.question.askedAt);
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
export function undeliveredEmails(docs: readonly Participant[], now: Instant): number {
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

/** Whether it can still be changed by the participant. */
export function isClosed(absence: Absence): boolean {
  return absence.status === 'withdrawn' || isSentOn(absence);
}
