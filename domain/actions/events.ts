import { type Deviation, deviationStatus } from '../deviation.ts';
import type { Message } from '../message.ts';
import { type Notice, type Participant, withAudit } from '../participant.ts';
import { type Instant, toInstant, toLocal } from '../time.ts';
import type { WebhookEvent } from '../webhook.ts';

/** What the provider's own system is told of, as messages on their way out: ids alone, for what they are about is read at delivery. */

/** The event that a notice is. What is said afterwards about an absence is a change of it. */
export const EVENT_OF_NOTICE: Readonly<Record<Notice['kind'], WebhookEvent>> = {
  'absence.reported': 'absence.reported',
  'absence.changed': 'absence.changed',
  'absence.withdrawn': 'absence.withdrawn',
  'absence.ended': 'absence.changed',
  'absence.explained': 'absence.changed',
  'question.asked': 'plan.question',
  'signal.work_or_studies': 'signal.work_or_studies',
  'signal.withdrawn': 'signal.work_or_studies',
};

export interface EventFact {
  readonly event: WebhookEvent;
  /** Id of the absence, the question or the signal: what is told in order. */
  readonly subject: string;
  /** Id of the deviation, where it is about one. */
  readonly deviation?: string;
  readonly at: Instant;
}

/**
 * An event that is no notice. The line of the trail that was written for it in the same document gives it its id, so it is to be called right
 * after that.
 */
export function withEvent(doc: Participant, fact: EventFact): Participant {
  return { ...doc, outbox: [...doc.outbox, eventMessage(`${doc.id}.t${doc.numbers.audit}`, fact)] };
}

/** `id`: the webhook-id, the same for each attempt. The participant's id is part of it, so that it is found without a search. */
export function eventMessage(id: string, { event, subject, deviation, at }: EventFact): Message {
  return {
    key: id,
    kind: 'event',
    way: 'webhook',
    params: { event, subject, deviation: deviation ?? null },
    createdAt: at,
    status: 'due',
    attempts: 0,
    nextAt: at,
    leaseUntil: null,
    settledAt: null,
    detail: null,
  };
}

export function participantOfEvent(id: string): string | null {
  return /^([A-Za-z0-9_-]{1,64})\.t?\d{1,15}$/.exec(id)?.[1] ?? null;
}

/** When the next report can be sent, or null: its activity is over then. Those that were told of before count no more. */
export function nextReadyAt(doc: Pick<Participant, 'absences' | 'readyTold'>): Instant | null {
  let next: Instant | null = null;
  for (const { deviation } of untold(doc)) {
    const due = toInstant(deviation.expectedEnd);
    if (next === null || due < next) next = due;
  }
  return next;
}

/** Tells of the reports that can be sent now. The document itself when there are none. */
export function tellReady(doc: Participant, now: Instant): Participant {
  const local = toLocal(now);
  let told = doc;
  for (const { subject, deviation } of untold(doc)) {
    if (deviationStatus(deviation, local) !== 'ready') continue;
    const known = { ...told, readyTold: { ...told.readyTold, [deviation.id]: deviation.expectedEnd } };
    told = withEvent(
      withAudit(known, { at: now, who: 'time', what: 'deviation.ready', subject: deviation.id }),
      { event: 'deviation.ready', subject, deviation: deviation.id, at: now },
    );
  }
  return told === doc ? doc : { ...told, readyTold: ofStanding(told) };
}

/** A draft whose activity was moved is told of again at its new end. */
function untold(
  doc: Pick<Participant, 'absences' | 'readyTold'>,
): { subject: string; deviation: Deviation }[] {
  return doc.absences.flatMap((absence) =>
    absence.status !== 'reported'
      ? []
      : absence.deviations
          .filter((entry) => entry.sentAt === null && doc.readyTold[entry.id] !== entry.expectedEnd)
          .map((deviation) => ({ subject: absence.id, deviation })),
  );
}

function ofStanding(doc: Participant): Participant['readyTold'] {
  const ids = new Set(doc.absences.flatMap((absence) => absence.deviations.map((entry) => entry.id)));
  return Object.fromEntries(Object.entries(doc.readyTold).filter(([id]) => ids.has(id)));
}
