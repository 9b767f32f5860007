import { z } from 'zod';
import { ABSENCE_EXTENTS, ABSENCE_REASONS, type Absence, STORED_REASONS } from '../../domain/absence.ts';
import { APPOINTMENT_KINDS, findOccurrence } from '../../domain/appointment.ts';
import { type Deviation, deviationStatus } from '../../domain/deviation.ts';
import type { Notice, Participant, Question } from '../../domain/participant.ts';
import { aboutSchema, QUESTION_KINDS, questionSchema } from '../../domain/questions.ts';
import { SIGNAL_KINDS, type Signal } from '../../domain/signal.ts';
import {
  type Instant,
  instantSchema,
  localDateSchema,
  localDateTimeSchema,
  today,
  toLocal,
} from '../../domain/time.ts';
import { codeLabel, reportSentence, subTypeLabel } from './labels.ts';

/** A notice as a provider's own system gets it: what it was about, as that is now. */

export const deviationViewSchema = z
  .strictObject({
    id: z.string(),
    activity: z.strictObject({
      occurrence: z.string(),
      kind: z.enum(APPOINTMENT_KINDS).nullable(),
      title: z.string().nullable(),
    }),
    expectedStart: localDateTimeSchema,
    expectedEnd: localDateTimeSchema,
    absentStart: localDateTimeSchema,
    absentEnd: localDateTimeSchema,
    code: z.string().nullable(),
    label: z.string(),
    subType: z.string().nullable(),
    subTypeLabel: z.string().nullable(),
    status: z.enum(['waiting', 'ready', 'sent']),
    sentAt: instantSchema.nullable(),
    sentBy: z.string().nullable(),
  })
  .meta({
    description:
      'A draft of the deviation report for one missed activity. `waiting` until the activity is over, then `ready`, then `sent` when staff have sent it to Arbetsförmedlingen. Times are wall-clock times in Sweden.',
  });

export const absenceViewSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    version: z.number().int(),
    status: z.enum(['reported', 'withdrawn']),
    from: localDateSchema,
    to: localDateSchema,
    reason: z.enum(STORED_REASONS).nullable(),
    sentence: z.string().nullable(),
    caseworkerNote: z.boolean(),
    deviations: z.array(deviationViewSchema),
    reportedAt: instantSchema,
    changedAt: instantSchema.nullable(),
    withdrawnAt: instantSchema.nullable(),
    channel: z.string(),
    readAt: instantSchema.nullable(),
    readBy: z.string().nullable(),
    origin: z.enum(['participant', 'no-show']),
    markedBy: z.string().nullable(),
    extent: z.enum(ABSENCE_EXTENTS),
    away: z.strictObject({ start: localDateTimeSchema, end: localDateTimeSchema }).nullable(),
    ownWork: z.boolean(),
    endedAt: instantSchema.nullable(),
    explanation: z
      .strictObject({
        reason: z.enum(ABSENCE_REASONS).nullable(),
        wasThere: z.boolean(),
        text: z.string().nullable(),
        at: instantSchema,
      })
      .nullable(),
  })
  .meta({
    description:
      'The absence as it is now. A lower `version` than one already received may be ignored. When it is withdrawn, or its time has passed, the reason is null. `caseworkerNote`: write a note for the handläggare of the municipality; there is no deviation report. `origin` is `no-show` when staff marked that the participant did not come; the reason is then `unknown`. `extent` other than `whole`: only the time in `away` is missed. `endedAt`: when the participant said that they can come again. `explanation`: what the participant has said afterwards; it changes no code.',
  });

export const questionViewSchema = z
  .strictObject({
    ...questionSchema.shape,
    kind: z.enum(QUESTION_KINDS),
    about: aboutSchema.nullable(),
    remindedAt: instantSchema.nullable(),
    escalatedAt: instantSchema.nullable(),
  })
  .meta({
    description:
      'What a participant asks or says. `not-right`: a fact of the plan is said to be wrong, and `about` holds it as the participant read it. `needs`: what helps the participant, which they wanted to be told. `remindedAt`, `escalatedAt`: when the time for an answer ran out, for the handledare and then for the manager.',
  });

export const signalViewSchema = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    version: z.number().int(),
    status: z.enum(['reported', 'withdrawn']),
    kind: z.enum(SIGNAL_KINDS),
    applied: z.boolean(),
    startsOn: localDateSchema.nullable(),
    where: z.string().nullable(),
    reportedAt: instantSchema,
    changedAt: instantSchema.nullable(),
    withdrawnAt: instantSchema.nullable(),
    channel: z.string(),
    readAt: instantSchema.nullable(),
    readBy: z.string().nullable(),
    sentAt: instantSchema.nullable(),
    sentBy: z.string().nullable(),
  })
  .meta({
    description:
      'The participant has got work, begins to study, or has applied for an education (`applied`) and does not know yet. `startsOn` and `where` (employer or school, in their own words) only if they wanted to say. `sentAt`: when staff had sent it to Arbetsförmedlingen.',
  });

export const noticeViewSchema = z
  .strictObject({
    position: z.number().int(),
    id: z.string(),
    kind: z.enum([
      'absence.reported',
      'absence.changed',
      'absence.withdrawn',
      'absence.ended',
      'absence.explained',
      'question.asked',
      'signal.work_or_studies',
      'signal.withdrawn',
      'unreadable',
    ]),
    at: instantSchema.nullable(),
    readAt: instantSchema.nullable(),
    readBy: z.string().nullable(),
    participant: z.strictObject({
      id: z.string(),
      firstName: z.string().nullable(),
      lastName: z.string().nullable(),
    }),
    absence: absenceViewSchema.nullable(),
    question: questionViewSchema.nullable(),
    signal: signalViewSchema.nullable(),
  })
  .meta({
    description:
      'One fact that the provider is told. `unreadable`: the stored document is damaged, which stands in the log of Stegvis: tell those who run it, and ask for the notice again later. Names, and where somebody works or studies, are null for a person with protected identity.',
  });

export type NoticeView = z.infer<typeof noticeViewSchema>;

export function noticeView(doc: Participant, notice: Notice, position: number, now: Instant): NoticeView {
  const { person } = doc.plan;
  const absence = doc.absences.find((entry) => entry.id === notice.subject);
  const question = doc.questions.find((entry) => entry.id === notice.subject);
  const signal = doc.signals.find((entry) => entry.id === notice.subject);
  return {
    position,
    id: notice.id,
    kind: notice.kind,
    at: notice.at,
    readAt: notice.readAt,
    readBy: notice.readBy,
    participant: {
      id: doc.id,
      firstName: person.protectedIdentity ? null : person.firstName,
      lastName: person.protectedIdentity ? null : person.lastName,
    },
    absence: absence ? absenceView(doc, absence, now) : null,
    question: question ? questionView(question) : null,
    signal: signal ? signalView(doc, signal) : null,
  };
}

/** For a notice whose document cannot be read now. */
export function unreadableNotice(participantId: string, id: string, position: number): NoticeView {
  return {
    position,
    id,
    kind: 'unreadable',
    at: null,
    readAt: null,
    readBy: null,
    participant: { id: participantId, firstName: null, lastName: null },
    absence: null,
    question: null,
    signal: null,
  };
}

export function absenceView(
  doc: Participant,
  absence: Absence,
  now: Instant,
): NonNullable<NoticeView['absence']> {
  const withdrawn = absence.status === 'withdrawn';
  return {
    id: absence.id,
    number: absence.number,
    version: absence.version,
    status: absence.status,
    from: absence.from,
    to: absence.to,
    reason: withdrawn || absence.clearedAt !== null ? null : absence.reason,
    sentence:
      withdrawn || absence.clearedAt !== null || absence.caseworkerNote
        ? null
        : reportSentence(absence, today(now)),
    caseworkerNote: absence.caseworkerNote,
    deviations: absence.deviations.map((deviation) => deviationView(doc, deviation, now)),
    reportedAt: absence.reportedAt,
    changedAt: absence.changedAt,
    withdrawnAt: absence.withdrawnAt,
    channel: absence.channel,
    readAt: absence.readAt,
    readBy: absence.readBy,
    origin: absence.origin,
    markedBy: absence.markedBy,
    extent: absence.extent,
    away: absence.away,
    ownWork: absence.ownWork,
    endedAt: absence.endedAt,
    explanation: withdrawn ? null : absence.explanation,
  };
}

export function deviationView(doc: Participant, deviation: Deviation, now: Instant) {
  const { id, expectedStart, expectedEnd, absentStart, absentEnd, code, subType, sentAt, sentBy } = deviation;
  const appointment = findOccurrence(doc.plan.appointments, deviation.occurrence)?.appointment;
  return {
    id,
    activity: {
      occurrence: deviation.occurrence,
      kind: appointment?.kind ?? null,
      title: appointment?.title?.text ?? null,
    },
    expectedStart,
    expectedEnd,
    absentStart,
    absentEnd,
    code,
    label: codeLabel(deviation, today(now)),
    subType,
    subTypeLabel: subTypeLabel(deviation, today(now)),
    status: deviationStatus(deviation, toLocal(now)),
    sentAt,
    sentBy,
  };
}

export function questionView(question: Question): NonNullable<NoticeView['question']> {
  return { ...question };
}

/** Where somebody works or studies tells who they are as a name does. */
export function signalView(doc: Participant, signal: Signal): NonNullable<NoticeView['signal']> {
  return doc.plan.person.protectedIdentity ? { ...signal, where: null } : { ...signal };
}
