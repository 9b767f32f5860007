import { z } from 'zod';
import { findOccurrence } from '../../domain/appointment.ts';
import { DamagedError } from '../../domain/errors.ts';
import type { Participant } from '../../domain/participant.ts';
import {
  FIGURE_DAYS,
  figuresOf,
  figuresOfAll,
  outOfReachSince,
  type ReminderFigures,
  sentReminders,
} from '../../domain/reach.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { addDays, instantSchema, localDateSchema, localDateTimeSchema, today } from '../../domain/time.ts';
import type { Parts } from '../parts.ts';
import { ApiFault } from './api-fault.ts';
import type { Operation } from './operation.ts';
import { readOwn } from './own.ts';

/** What became of reminders: per participant, and counted over all of a provider's. */

const timeSchema = z.strictObject({ appointment: z.string(), start: localDateTimeSchema });

export const remindersSchema = z.strictObject({
  id: z.string(),
  on: z.boolean(),
  pausedUntil: localDateSchema.nullable(),
  lastHereAt: instantSchema
    .nullable()
    .meta({ description: 'When the participant was in the chat last, to ten minutes. Null: never.' }),
  outOfReachSince: instantSchema.nullable().meta({
    description:
      'Set when the last two appointments that have begun were reminded of, or the last reminder failed, and there has been no sign of life since: ring.',
  }),
  sent: z.array(
    timeSchema.extend({
      sentAt: instantSchema,
      status: z.enum(['sent', 'delivered', 'failed']).meta({
        description:
          '`delivered`: the participant has been in the chat or written since, or the phone has taken the SMS. `failed`: it stands in the chat, and no way outside it worked.',
      }),
    }),
  ),
  coming: z
    .array(timeSchema.extend({ saidAt: instantSchema }))
    .nullable()
    .meta({ description: '"Jag kommer". Null when the provider has not turned it on in its settings.' }),
});

const figuresSchema = z.strictObject({
  people: z.number().int(),
  booked: z.number().int(),
  reminded: z.number().int(),
  answered: z.number().int(),
  absentReminded: z.number().int(),
  absentNotReminded: z.number().int(),
});

export const reminderFiguresSchema = z.strictObject({
  from: localDateSchema,
  to: localDateSchema,
  figures: figuresSchema
    .nullable()
    .meta({ description: 'Null when fewer than five participants had anything booked.' }),
});

export const reminderOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/participants/{id}/reminders',
    operationId: 'getReminders',
    summary: 'Which reminders were sent, and whether the participant can be reached',
    responses: { 200: { description: 'The last two weeks.', schema: 'Reminders' } },
    faults: ['STEGVIS_API_NOT_FOUND', 'STEGVIS_API_UNREADABLE'],
    run: async ({ parts, req, providerId }) => {
      const found = await readOwn(parts, String(req.params.id), providerId);
      if (found === null) throw new ApiFault('STEGVIS_API_NOT_FOUND');
      return { status: 200, body: remindersOf(found.doc, parts) };
    },
  },
  {
    method: 'get',
    path: '/api/v1/reminder-figures',
    operationId: 'getReminderFigures',
    summary: 'Whether reminders help, as counts',
    description:
      'Of what was booked in the last two weeks: how much was reminded of and answered, and how many absences there were with a reminder and without. No cause is shown by it: those who have turned reminders off may differ in other ways.',
    responses: { 200: { description: 'The counts.', schema: 'ReminderFigures' } },
    faults: [],
    run: async ({ parts, providerId }) => {
      const day = today(parts.clock.now());
      const figures = await figuresOfProvider(parts, providerId);
      return { status: 200, body: { from: addDays(day, -FIGURE_DAYS), to: day, figures } };
    },
  },
];

function remindersOf(doc: Participant, parts: Pick<Parts, 'clock'>): z.infer<typeof remindersSchema> {
  const appointments = appointmentsLeft(doc);
  return {
    id: doc.id,
    on: doc.wishes.reminders,
    pausedUntil: doc.reminding.pausedUntil,
    lastHereAt: doc.hereAt,
    outOfReachSince: outOfReachSince(doc, parts.clock.now()),
    sent: sentReminders(doc).map(({ occurrence, sentAt, status }) => ({
      appointment: occurrence.appointment.id,
      start: occurrence.start,
      sentAt,
      status,
    })),
    coming: doc.settings.showComing
      ? Object.entries(doc.coming).flatMap(([key, saidAt]) => {
          const occurrence = findOccurrence(appointments, key);
          return occurrence === null
            ? []
            : [{ appointment: occurrence.appointment.id, start: occurrence.start, saidAt }];
        })
      : null,
  };
}

/** Those whose documents cannot be read now are not counted. */
export async function figuresOfProvider(
  parts: Pick<Parts, 'store' | 'clock'>,
  providerId: string,
): Promise<ReminderFigures | null> {
  const now = parts.clock.now();
  const all: ReminderFigures[] = [];
  for (const id of await parts.store.participantsOf(providerId)) {
    try {
      const found = await readOwn(parts, id, providerId);
      if (found !== null) all.push(figuresOf(found.doc, now));
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error;
    }
  }
  return figuresOfAll(all);
}
