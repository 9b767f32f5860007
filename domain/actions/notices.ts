import type { Absence } from '../absence.ts';
import type { Message } from '../message.ts';
import { type Notice, type Participant, withAbsence, withAudit, withLine } from '../participant.ts';
import type { Instant } from '../time.ts';
import { EVENT_OF_NOTICE, eventMessage } from './events.ts';

/**
 * Tells the provider: the notice itself, its place in the provider's feed, the e-mail about it, and the event for its own system. All of it is part of the document
 * that holds the fact, so none of it can be lost or come twice.
 */
export function withNotice(
  doc: Participant,
  fact: Pick<Notice, 'kind' | 'subject' | 'version' | 'at'>,
  /** Set when staff did it themselves: they know, and nobody is written to. */
  known?: { readonly readBy: string },
): Participant {
  // Not the length of the list: a document that was recovered lacks a notice whose number has been given.
  const id = noticeId(doc.id, doc.numbers.feed + 1);
  const notice: Notice = {
    ...fact,
    id,
    readAt: known === undefined ? null : fact.at,
    readBy: known?.readBy ?? null,
  };
  const event = eventMessage(id, {
    event: EVENT_OF_NOTICE[fact.kind],
    subject: fact.subject,
    at: fact.at,
  });
  const messages = known === undefined ? [emailAbout(notice), event] : [event];
  const told: Participant = {
    ...doc,
    notices: [...doc.notices, notice],
    outbox: [...doc.outbox, ...messages],
  };
  return withLine(told, 'feed', { noticeId: id, participantId: doc.id });
}

/** An absence has become another version without a word from the participant: the plan did it, or staff. */
export function withChanged(
  doc: Participant,
  absence: Absence,
  { now, by }: { readonly now: Instant; readonly by: string },
  known?: { readonly readBy: string },
): Participant {
  const fact = { kind: 'absence.changed', subject: absence.id } as const;
  const changed = withAbsence(doc, absence);
  return withNotice(
    withAudit(changed, { at: now, who: by, what: fact.kind, subject: absence.id }),
    { ...fact, version: absence.version, at: now },
    known,
  );
}

/** Somebody has read what stands there now: the notices of it that nobody had read are read. */
export function withNoticesRead(
  doc: Participant,
  subject: string,
  { now, staffName }: { readonly now: Instant; readonly staffName: string },
): Participant {
  return {
    ...doc,
    notices: doc.notices.map((notice) =>
      notice.subject === subject && notice.readAt === null
        ? { ...notice, readAt: now, readBy: staffName }
        : notice,
    ),
  };
}

/** The participant's id is part of it, so that a notice is found without a search. */
export function noticeId(participantId: string, n: number): string {
  return `${participantId}.${n}`;
}

export function participantOfNotice(id: string): string | null {
  return /^([A-Za-z0-9_-]{1,64})\.\d{1,15}$/.exec(id)?.[1] ?? null;
}

function emailAbout(notice: Notice): Message {
  return newMessage({
    key: `notice:${notice.id}:email`,
    kind: 'notice',
    way: 'email',
    at: notice.at,
    params: { noticeId: notice.id },
  });
}

export function newMessage(
  message: Pick<Message, 'key' | 'kind' | 'way' | 'params'> & { at: Instant },
): Message {
  return {
    key: message.key,
    kind: message.kind,
    way: message.way,
    params: message.params,
    createdAt: message.at,
    status: 'due',
    attempts: 0,
    nextAt: message.at,
    leaseUntil: null,
    settledAt: null,
    detail: null,
  };
}
