import { z } from 'zod';
import { type Absence, absenceSchema } from './absence.ts';
import { addressSchema } from './address-schema.ts';
import type { AppointmentKind } from './appointment.ts';
import { bookingNewsSchema } from './booking-news.ts';
import { DEFAULT_DISPLAY, displaySchema } from './display.ts';
import { gpSentSchema } from './gp-sent.ts';
import { importedSchema } from './import-batch.ts';
import { messageSchema } from './message.ts';
import { needSchema } from './needs.ts';
import { ownReminderSchema } from './own-reminder.ts';
import { idSchema, planSchema } from './plan.ts';
import { planNewsSchema } from './plan-news.ts';
import { questionSchema } from './questions.ts';
import { endedSchema } from './service-end.ts';
import { DEFAULT_SETTINGS, settingsSchema } from './settings.ts';
import { signalSchema } from './signal.ts';
import { NO_SMS, smsSchema } from './sms.ts';
import { instantSchema, localDateSchema, localDateTimeSchema } from './time.ts';
import { DEFAULT_REMINDING, remindingSchema } from './wishes.ts';

/**
 * Everything the product knows about a participant and may need to change: one document, written whole or not at all, so that a fact
 * and what it causes become true together.
 */
export const PARTICIPANT_SCHEMA_VERSION = 1;

export const LEVELS = ['plain', 'easy'] as const;
/** How texts are written for this reader: vanlig svenska or lätt svenska. */
export type Level = (typeof LEVELS)[number];

/** A dialog that is under way. `draft` belongs to the dialog, which checks it against its own schema when it is resumed. */
export const frameSchema = z.strictObject({
  dialog: z.string(),
  /** Version of the dialog's draft. One that is no longer known starts over kindly. */
  version: z.number().int(),
  draft: z.unknown(),
  /** The field that was asked for last, or null. */
  asked: z.string().nullable(),
  /** Fields that have been answered, in order: what "backa" takes back. */
  answered: z.array(z.string()),
});
export type Frame = z.infer<typeof frameSchema>;

/** A choice that was offered, kept so that its title, its number or a press of its button is understood after a restart too. */
export const offeredSchema = z.strictObject({ id: z.string(), title: z.string() });

export const dialogStateSchema = z.strictObject({
  version: z.literal(1),
  stack: z.array(frameSchema),
  /** Rises with each set of choices; a button carries it, so that an old button is known as old. */
  question: z.number().int(),
  offered: z.array(offeredSchema),
  /** How many turns in a row were not understood. */
  misses: z.number().int(),
  /** The day on which the open question was asked last, and whether something nobody had asked for was said after it. */
  askedOn: localDateSchema.nullable().default(null),
  interrupted: z.boolean().default(false),
  /** The question whose yes sent something last, and the number of what was sent. */
  settled: z.strictObject({ question: z.number().int(), number: z.string() }).nullable().default(null),
  /** What was said last, in keys and parameters, so that it can be read again or said easier. */
  last: z.array(z.unknown()),
  /** What was said unasked after that, all of it at one time, and when: "läs igen" and "det stämmer inte" are then about this. */
  told: z.array(z.unknown()).default([]),
  toldAt: instantSchema.nullable().default(null),
});
export type DialogState = z.infer<typeof dialogStateSchema>;

export type { Question } from './questions.ts';

/** What the provider is told, one per confirmed fact. Its position in the provider's feed is given when the write has committed. */
export const noticeSchema = z.strictObject({
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
  ]),
  /** Id of the absence, the question or the signal. */
  subject: z.string(),
  /** The subject's version when this was written. */
  version: z.number().int(),
  at: instantSchema,
  readAt: instantSchema.nullable(),
  readBy: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The files beside the document that only grow. `feed` belongs to the provider and is numbered there. */
export const LINE_FILES = ['chat', 'audit', 'plans', 'feed'] as const;
export type LineFile = (typeof LINE_FILES)[number];

/** A line that is decided but perhaps not appended yet. Its number makes appending it twice harmless. */
export const lineSchema = z.strictObject({
  file: z.enum(LINE_FILES),
  n: z.number().int().min(1),
  body: z.record(z.string(), z.unknown()),
});
export type Line = z.infer<typeof lineSchema>;

/** A message that was seen, and the chat lines that answered it: a repeat gets them again and runs nothing. */
export const seenSchema = z.strictObject({
  id: z.string(),
  at: instantSchema,
  /** First chat line of the turn. */
  from: z.number().int(),
  /** Last chat line of the turn. */
  to: z.number().int(),
});
export type Seen = z.infer<typeof seenSchema>;

/** A way in that has been handed out: a hash, never the code itself. */
export const signInSchema = z.strictObject({
  kind: z.enum(['link', 'code', 'invitation']),
  hash: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  triesLeft: z.number().int(),
  usedAt: instantSchema.nullable(),
});
export type SignIn = z.infer<typeof signInSchema>;

export const participantSchema = z.strictObject({
  schema: z.literal(PARTICIPANT_SCHEMA_VERSION),
  id: idSchema,
  providerId: idSchema,
  createdAt: instantSchema,
  /** Rises with every write. */
  revision: z.number().int().min(1),
  plan: planSchema,
  /** Version of the plan: its ETag. */
  planVersion: z.number().int().min(1),
  planAt: instantSchema,
  planBy: z.string(),
  /** The provider's own settings, as they were last spread. */
  settings: settingsSchema.default(DEFAULT_SETTINGS),
  /** What is new in the plan; null when nothing is. */
  news: planNewsSchema.nullable().default(null),
  wishes: z.strictObject({
    /** Null until the person has chosen; plain is spoken until then. */
    level: z.enum(LEVELS).nullable(),
    reminders: z.boolean(),
  }),
  display: displaySchema.default(DEFAULT_DISPLAY),
  /** Set when the provider has ended the service before the plan's last day. */
  ended: endedSchema.nullable().default(null),
  /** The last day of the service as the person was told of it; null while it goes on. */
  endTold: localDateSchema.nullable().default(null),
  /** Which import each version of the plan came with, the newest last. */
  imports: z.array(importedSchema).default([]),
  /** Messages of the provider to a group that the person has been told. */
  messages: z.array(z.string()).default([]),
  /** When the person was in the chat last, to ten minutes; null: never since this is kept. */
  hereAt: instantSchema.nullable().default(null),
  /** When the person was greeted; null for one who has never been here. */
  welcomedAt: instantSchema.nullable(),
  dialog: dialogStateSchema,
  absences: z.array(absenceSchema),
  questions: z.array(questionSchema),
  needs: z.array(needSchema).default([]),
  /** Got work, or begins to study. */
  signals: z.array(signalSchema).default([]),
  /** The joint plannings (gemensam planering) that staff have sent to Arbetsförmedlingen, the newest last. */
  gpSent: z.array(gpSentSchema).default([]),
  notices: z.array(noticeSchema),
  /** Reminders that were sent, by key, and when; entries are dropped some days after the appointment. */
  reminded: z.record(z.string(), instantSchema),
  /** How the person wants to be reminded. */
  reminding: remindingSchema.default(DEFAULT_REMINDING),
  ownReminders: z.array(ownReminderSchema).default([]),
  /** What the plan has changed of what is booked soon, and the person has not been told yet. */
  bookingNews: z.array(bookingNewsSchema).default([]),
  /** The private address of the person's calendar: what it is made from, and a hash by which it is found. Null: there is none. */
  calendar: z
    .strictObject({ nonce: z.string(), hash: z.string(), createdAt: instantSchema })
    .nullable()
    .default(null),
  /** Questions and cards about an illness that were sent, by key, and when. */
  followedUp: z.record(z.string(), instantSchema).default({}),
  /** Occurrences that the person has said they come to, and when. */
  coming: z.record(z.string(), instantSchema),
  /** Deviations that the provider's system has been told can be sent, and the end of the activity that was told. */
  readyTold: z.record(z.string(), localDateTimeSchema).default({}),
  /** Where the person is reached beside the chat, one per way. */
  addresses: z.array(addressSchema).default([]),
  sms: smsSchema.default(NO_SMS),
  outbox: z.array(messageSchema),
  signIns: z.array(signInSchema),
  /** Sessions that were signed out before they ran out: id and when it would have ended. */
  signedOut: z.record(z.string(), instantSchema),
  /** Sessions that began then or earlier are over: somebody has signed out everywhere. Null: nobody has. */
  signedOutBefore: instantSchema.nullable().default(null),
  seen: z.array(seenSchema),
  /** Last number given in each file. */
  numbers: z.strictObject({
    chat: z.number().int(),
    audit: z.number().int(),
    plans: z.number().int(),
    feed: z.number().int(),
  }),
  lines: z.array(lineSchema),
  /** Set when the newest version was damaged and an earlier one was served: one change or many may be missing (`mayLack`). */
  recovery: z
    .strictObject({
      at: instantSchema,
      toldParticipant: z.boolean(),
      seenByStaff: z.boolean(),
      /** How many notices the provider's feed has had that were not in the version that was served. Absent for none; there may be more that it never had. */
      lostNotices: z.number().int().optional(),
    })
    .nullable(),
  /** When the participant wants attention next; null when nothing is coming. */
  nextDueAt: instantSchema.nullable(),
  /** When that is a reminder: the start of what it is about. */
  nextDueStart: instantSchema.nullable().default(null),
  /** Version of the rules that computed `nextDueAt`. */
  dueRules: z.number().int(),
});
export type Participant = z.infer<typeof participantSchema>;

/** Reads a stored document. Throws a ZodError when it is not one: the caller treats the file as damaged. */
export function readParticipant(stored: unknown): Participant {
  return participantSchema.parse(stored);
}

/** Whether something may be missing of what is shown, and none of the staff have said that they know. */
export function mayLack({ recovery }: Pick<Participant, 'recovery'>): boolean {
  return recovery !== null && !recovery.seenByStaff;
}

/** What a line of the chat holds: text as shown, and what is needed to show and find it again. */
export interface ChatLine {
  readonly at: string;
  readonly from: 'participant' | 'bot' | 'supervisor';
  /** As shown. */
  readonly text: string;
  /** Read aloud instead of `text` where they differ, or absent. */
  readonly speak?: string;
  /** What was said, for example `absence:readBack`; absent for the participant's own lines. */
  readonly kind?: string;
  readonly level?: Level;
  /** Set where the text is not Swedish: a language tag. */
  readonly language?: string;
  readonly choices?: readonly ChatChoice[];
  /** A card's heading and rows where the text has a twin as a card. */
  readonly card?: ChatCard;
  /** Where this question is in a row of several. */
  readonly step?: { readonly at: number; readonly of: number };
  /** Words of the field in it that can be explained, as they stand in the text; `id` is that of the glossary. */
  readonly terms?: readonly { readonly id: string; readonly word: string }[];
  /** When what is listed is, where there is no card. */
  readonly time?: CardTime;
  /** The client's own id of the participant's message. */
  readonly clientId?: string;
  /** True for a reminder or another message that nobody had just asked for. */
  readonly proactive?: boolean;
  /** True for what may stand there but make no sound and send nothing: it came in the person's quiet hours. */
  readonly quiet?: boolean;
}

export interface ChatChoice {
  readonly title: string;
  /** Sent back by a press: the question's number and the choice's id. */
  readonly value: { readonly q: number; readonly id: string };
}

/** Something that stands out: "Det här måste du göra själv", a receipt, the next appointment. Its text twin is the line's `text`. */
export interface ChatCard {
  readonly kind: 'duty' | 'receipt' | 'appointment' | 'crisis' | 'settings';
  readonly heading: string;
  readonly rows: readonly string[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  /** When it is, for a simple picture of the time; the text says the same. */
  readonly time?: CardTime;
}

/** Clock times in Sweden. `now` is when it was said. */
export interface CardTime {
  readonly now: string;
  readonly events: readonly CardEvent[];
}

export interface CardEvent {
  readonly start: string;
  readonly end: string;
  /** As in the text: "möte med din handledare". */
  readonly title: string;
  /** Which picture goes with it; absent where the title is no kind of activity. */
  readonly kind?: AppointmentKind;
}

/** With this absence in the place of the one with its id. */
export function withAbsence(doc: Participant, absence: Absence): Participant {
  return { ...doc, absences: doc.absences.map((entry) => (entry.id === absence.id ? absence : entry)) };
}

/** Puts a line beside the document. It is appended after the write. */
export function withLine(doc: Participant, file: LineFile, body: Record<string, unknown>): Participant {
  const n = doc.numbers[file] + 1;
  return { ...doc, numbers: { ...doc.numbers, [file]: n }, lines: [...doc.lines, { file, n, body }] };
}

/** The lines that came since the document had these numbers. New ones stand at the end, and nothing before them is looked at. */
export function linesSince(numbers: Participant['numbers'], doc: Participant): Line[] {
  return doc.lines.slice(doc.lines.findLastIndex((line) => line.n <= numbers[line.file]) + 1);
}

export function withChatLine(doc: Participant, line: ChatLine): Participant {
  return withLine(doc, 'chat', { ...line });
}

/** A trail of who did what and when; `what` is a code and ids, never a text or a reason. */
export function withAudit(
  doc: Participant,
  entry: { at: string; who: string; what: string; subject?: string },
): Participant {
  return withLine(doc, 'audit', entry);
}

export function levelOf(doc: Participant): Level {
  return doc.wishes.level ?? 'plain';
}

export const freshDialog: DialogState = {
  version: 1,
  stack: [],
  question: 0,
  offered: [],
  misses: 0,
  askedOn: null,
  interrupted: false,
  settled: null,
  last: [],
  told: [],
  toldAt: null,
};
