import { z } from 'zod';
import { type Absence, sentOnAt } from './absence.ts';
import { freshDialog, type Participant, withAudit } from './participant.ts';
import { lastDayOf } from './service-end.ts';
import {
  addDays,
  addMonths,
  at,
  dateOf,
  firstOfMonth,
  type Instant,
  type LocalDate,
  today,
  toInstant,
  toLocal,
} from './time.ts';

/**
 * What is kept, and how long (gallring). Each kind has its time, set per provider; nothing that the month's report still needs goes before
 * that. Source of the duty to let go: GDPR, article 5.1 e. The figures are the product's own defaults.
 */
export const RETENTION_LIMITS = {
  chatDays: { least: 1, most: 365 },
  reasonDays: { least: 1, most: 730 },
  receiptMonths: { least: 1, most: 120 },
} as const;

const whole = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().int().min(least).max(most);

export const retentionSchema = z.strictObject({
  /** Days that the words of the chat are kept. */
  chatDays: whole(RETENTION_LIMITS.chatDays).default(30),
  /** Days after "skickad till AF" that reason and draft are kept, and the words of questions after their answer. */
  reasonDays: whole(RETENTION_LIMITS.reasonDays).default(90),
  /** Months that receipts without reason are kept, and everything else after the end of the service. */
  receiptMonths: whole(RETENTION_LIMITS.receiptMonths).default(24),
});
export type Retention = z.infer<typeof retentionSchema>;

export const DEFAULT_RETENTION: Retention = retentionSchema.parse({});

/** The first day on which the report of that day's month has been made: the month after is over. */
export function afterMonthsReport(day: LocalDate): LocalDate {
  return addMonths(firstOfMonth(day), 2);
}

/** The first day on which reason and drafts go; null while a report is still to be sent. */
export function clearsOn(absence: Absence, { reasonDays }: Retention): LocalDate | null {
  if (absence.status === 'withdrawn') {
    return absence.withdrawnAt === null ? null : addDays(today(absence.withdrawnAt), reasonDays + 1);
  }
  let last = absence.to;
  for (const { sentAt } of absence.deviations) {
    if (sentAt === null) return null;
    if (today(sentAt) > last) last = today(sentAt);
  }
  const due = addDays(last, reasonDays + 1);
  const report = afterMonthsReport(absence.to);
  return due > report ? due : report;
}

/** Before this moment chat lines have had their time. */
export function chatBefore(retention: Retention, now: Instant): Instant {
  return toInstant(at(addDays(today(now), -retention.chatDays), '00:00'));
}

/** Whether nothing of the participant is needed any more. */
export function isToErase(doc: Participant, retention: Retention, day: LocalDate): boolean {
  const last = lastDayOf(doc);
  return (
    last !== null &&
    addMonths(last, retention.receiptMonths) < day &&
    doc.plan.appointments.every(
      (appointment) => appointment.recurrence !== null || dateOf(appointment.end) < day,
    )
  );
}

/** The document without what has had its time; the document itself when all of it is still to be kept. */
export function withRetention(doc: Participant, retention: Retention, now: Instant): Participant {
  const steps = [withoutOldReceipts, withoutReasons, withoutOldWords, withoutOldChat];
  const kept = steps.reduce((current, step) => step(current, retention, now), doc);
  return kept === doc ? doc : withAudit(kept, { at: now, who: 'time', what: 'retention.applied' });
}

function withoutOldReceipts(doc: Participant, { receiptMonths }: Retention, now: Instant): Participant {
  const day = today(now);
  const old = new Set(
    doc.absences
      .filter((absence) => addMonths(absence.to, receiptMonths) < day)
      // What was never sent is not forgotten, however old.
      .filter(
        (absence) =>
          absence.status === 'withdrawn' || absence.deviations.every((entry) => entry.sentAt !== null),
      )
      .map((absence) => absence.id),
  );
  if (old.size === 0) return doc;
  return {
    ...doc,
    absences: doc.absences.filter((absence) => !old.has(absence.id)),
    notices: doc.notices.filter((notice) => !old.has(notice.subject)),
    outbox: doc.outbox.filter((message) => !old.has(String(message.params.subject))),
  };
}

function withoutReasons(doc: Participant, retention: Retention, now: Instant): Participant {
  const day = today(now);
  const before = addDays(day, -retention.reasonDays);
  const absences = doc.absences.map((absence): Absence => {
    const { clearedAt, explanation } = absence;
    if (clearedAt !== null) {
      // What is said of it after that time has its own.
      const isOld = explanation !== null && today(explanation.at) < before;
      return isOld ? { ...absence, explanation: null } : absence;
    }
    const on = clearsOn(absence, retention);
    if (on === null || on > day) return absence;
    return {
      ...absence,
      reason: 'undisclosed',
      deviations: [],
      explanation: null,
      clearedAt: now,
      clearedSentAt: sentOnAt(absence),
    };
  });
  return isSame(absences, doc.absences) ? doc : { ...doc, absences };
}

/** The words of questions that were answered, and where somebody has got work, when that has been passed on. */
function withoutOldWords(doc: Participant, { reasonDays }: Retention, now: Instant): Participant {
  const before = addDays(today(now), -reasonDays);
  const isOld = (at: Instant | null) => at !== null && today(at) < before;
  const questions = doc.questions.map((question) =>
    isOld(question.answeredAt) && (question.text !== '' || question.answer !== '')
      ? { ...question, text: '', answer: '' }
      : question,
  );
  const signals = doc.signals.map((signal) =>
    signal.where !== null && (isOld(signal.sentAt) || isOld(signal.withdrawnAt))
      ? { ...signal, where: null }
      : signal,
  );
  const isKept = isSame(questions, doc.questions) && isSame(signals, doc.signals);
  return isKept ? doc : { ...doc, questions, signals };
}

function isSame<Entry>(after: readonly Entry[], before: readonly Entry[]): boolean {
  return after.every((entry, index) => entry === before[index]);
}

/** Lines that wait in the document, what was asked last and could be read again, and what was begun and left. */
function withoutOldChat(doc: Participant, retention: Retention, now: Instant): Participant {
  const before = chatBefore(retention, now);
  const lines = doc.lines.filter((line) => line.file !== 'chat' || String(line.body.at) >= before);
  const { dialog } = doc;
  const isLeft = dialog.askedOn !== null && dialog.askedOn < dateOf(toLocal(before));
  const isToldOld = dialog.toldAt !== null && dialog.toldAt < before;
  const isFresh = dialog.stack.length === 0 && dialog.last.length === 0;
  if (lines.length === doc.lines.length && (!isLeft || isFresh) && !isToldOld) return doc;
  return {
    ...doc,
    lines,
    ...(isToldOld ? { dialog: { ...dialog, told: [], toldAt: null } } : {}),
    ...(isLeft ? { dialog: { ...freshDialog, question: dialog.question + 1, askedOn: dialog.askedOn } } : {}),
  };
}
