import type { Participant } from '../participant.ts';
import { withAudit } from '../participant.ts';
import type { Random } from '../ports.ts';
import type { Signal, SignalKind } from '../signal.ts';
import type { Instant, LocalDate } from '../time.ts';
import { withNotice, withNoticesRead } from './notices.ts';
import { audited, type StaffActing } from './staff.ts';

/** Got work or begins to study, and what becomes of it. Each is one change of the document, the notice to the provider included. */

const NUMBER_LENGTH = 6;

export interface SignalInput {
  readonly kind: SignalKind;
  /** An application for an education, and no place yet. */
  readonly applied?: boolean;
  readonly startsOn: LocalDate | null;
  readonly where: string | null;
}

interface Acting {
  readonly now: Instant;
  readonly channel: string;
}

export function reportSignal(
  doc: Participant,
  input: SignalInput,
  acting: Acting & { readonly random: Random },
): { doc: Participant; signal: Signal } {
  const signal: Signal = {
    id: `s${doc.signals.length + 1}`,
    number: acting.random.code(NUMBER_LENGTH),
    version: 1,
    status: 'reported',
    applied: false,
    ...input,
    reportedAt: acting.now,
    changedAt: null,
    withdrawnAt: null,
    channel: acting.channel,
    readAt: null,
    readBy: null,
    sentAt: null,
    sentBy: null,
  };
  return settled({ ...doc, signals: [...doc.signals, signal] }, signal, 'signal.work_or_studies', acting.now);
}

/** Another first day, another place, or a kind that was wrong. Throws when it is unknown, withdrawn or already sent. */
export function changeSignal(
  doc: Participant,
  signalId: string,
  input: SignalInput,
  acting: Acting,
): { doc: Participant; signal: Signal } {
  const before = open(doc, signalId);
  const signal: Signal = {
    ...before,
    ...input,
    version: before.version + 1,
    changedAt: acting.now,
    readAt: null,
    readBy: null,
  };
  return settled(replaced(doc, signal), signal, 'signal.work_or_studies', acting.now);
}

/** Takes it back. Throws when it is unknown, withdrawn or already sent. */
export function withdrawSignal(
  doc: Participant,
  signalId: string,
  acting: Acting,
): { doc: Participant; signal: Signal } {
  const before = open(doc, signalId);
  const signal: Signal = {
    ...before,
    version: before.version + 1,
    status: 'withdrawn',
    withdrawnAt: acting.now,
    readAt: null,
    readBy: null,
  };
  return settled(replaced(doc, signal), signal, 'signal.withdrawn', acting.now);
}

/** Somebody has read it as it is now. Null when there is none, or when that was done before. */
export function markSignalRead(doc: Participant, signalId: string, acting: StaffActing): Participant | null {
  const before = doc.signals.find((entry) => entry.id === signalId);
  if (!before || before.readAt !== null) return null;
  const read = replaced(doc, { ...before, readAt: acting.now, readBy: acting.staffName });
  return audited(withNoticesRead(read, signalId, acting), acting, 'signal.read', signalId);
}

/** Staff have sent it to Arbetsförmedlingen. Null when there is none to send. */
export function markSignalSent(doc: Participant, signalId: string, acting: StaffActing): Participant | null {
  const before = doc.signals.find((entry) => entry.id === signalId);
  if (before?.status !== 'reported' || before.sentAt !== null) return null;
  const sent = replaced(doc, { ...before, sentAt: acting.now, sentBy: acting.staffName });
  return audited(sent, acting, 'signal.sent', signalId);
}

/** Staff take back a mark that was a mistake: it has not been sent. Null when there is no such mark. */
export function unmarkSignalSent(
  doc: Participant,
  signalId: string,
  acting: StaffActing,
): Participant | null {
  const before = doc.signals.find((entry) => entry.id === signalId);
  if (!before || before.sentAt === null) return null;
  const back = replaced(doc, { ...before, sentAt: null, sentBy: null });
  return audited(back, acting, 'signal.sent-undone', signalId);
}

function settled(
  doc: Participant,
  signal: Signal,
  kind: 'signal.work_or_studies' | 'signal.withdrawn',
  now: Instant,
): { doc: Participant; signal: Signal } {
  const audited = withAudit(doc, { at: now, who: doc.id, what: kind, subject: signal.id });
  return {
    doc: withNotice(audited, { kind, subject: signal.id, version: signal.version, at: now }),
    signal,
  };
}

function open(doc: Participant, signalId: string): Signal {
  const signal = doc.signals.find((entry) => entry.id === signalId);
  if (signal?.status !== 'reported' || signal.sentAt !== null) {
    throw new Error('no signal with that id that can be changed');
  }
  return signal;
}

function replaced(doc: Participant, signal: Signal): Participant {
  return { ...doc, signals: doc.signals.map((entry) => (entry.id === signal.id ? signal : entry)) };
}
