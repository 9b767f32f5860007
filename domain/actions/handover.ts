import type { Participant } from '../participant.ts';
import type { Instant } from '../time.ts';
import { newMessage } from './notices.ts';

/** A new handledare takes over what the former has not read: it is theirs to see from now on, and they are written to about it. */

export const HANDOVER_MESSAGE = 'handover';

export function withHandover(before: Participant | null, doc: Participant, now: Instant): Participant {
  const address = (of: Participant) => of.plan.supervisor.email?.toLowerCase() ?? null;
  if (before === null || address(before) === address(doc) || openCount(doc) === 0) return doc;
  const message = newMessage({
    key: `handover:${doc.id}.${doc.planVersion}:email`,
    kind: HANDOVER_MESSAGE,
    way: 'email',
    at: now,
    params: {},
  });
  return { ...doc, outbox: [...doc.outbox, message] };
}

/** What is still to be read or answered. */
export function openCount(doc: Pick<Participant, 'absences' | 'signals' | 'questions'>): number {
  const absences = doc.absences.filter((absence) => absence.readAt === null).length;
  const signals = doc.signals.filter((signal) => signal.readAt === null).length;
  return absences + signals + doc.questions.filter((question) => question.answer === null).length;
}
