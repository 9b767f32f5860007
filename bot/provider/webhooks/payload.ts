import { z } from 'zod';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import { type Instant, instantSchema } from '../../../domain/time.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../../domain/webhook.ts';
import {
  absenceView,
  absenceViewSchema,
  deviationView,
  deviationViewSchema,
  questionView,
  questionViewSchema,
  signalView,
  signalViewSchema,
} from '../notice-view.ts';

/** The body of a webhook: what happened, and what it was about as that is now. */

const personSchema = z
  .strictObject({ id: z.string(), firstName: z.string().nullable(), lastName: z.string().nullable() })
  .meta({ description: 'Names are null for a person with protected identity.' });

const absenceData = z.strictObject({ participant: personSchema, absence: absenceViewSchema });
const deviationData = absenceData.extend({ deviation: deviationViewSchema });

const dataSchemas = {
  'absence.reported': absenceData,
  'absence.changed': absenceData,
  'absence.withdrawn': absenceData,
  'absence.read': absenceData,
  'deviation.ready': deviationData,
  'deviation.sent': deviationData,
  'signal.work_or_studies': z.strictObject({ participant: personSchema, signal: signalViewSchema }),
  'plan.question': z.strictObject({ participant: personSchema, question: questionViewSchema }),
} as const satisfies Record<WebhookEvent, z.ZodType>;

const descriptions: Readonly<Record<WebhookEvent, string>> = {
  'absence.reported':
    'A participant has reported an absence, or staff have marked that somebody did not come.',
  'absence.changed':
    'Days, reason or times are others than before, the participant is well again, or has explained it afterwards.',
  'absence.withdrawn': 'The absence was taken back. It is not to be reported.',
  'absence.read': 'Somebody at the provider has read the absence in its current version.',
  'deviation.ready':
    'The activity is over, so that the deviation report can be sent. Comes again when staff take back that it was sent, as it is to be sent by then.',
  'deviation.sent': 'Staff have marked the deviation report as sent to Arbetsförmedlingen.',
  'signal.work_or_studies':
    'The participant has got work, begins to study or has applied for an education, has changed what they said of it, or has taken it back.',
  'plan.question': 'The participant has asked the handledare something.',
};

export function payloadSchemas(): Record<WebhookEvent, z.ZodType> {
  return Object.fromEntries(
    WEBHOOK_EVENTS.map((event) => [
      event,
      z
        .strictObject({ type: z.literal(event), timestamp: instantSchema, data: dataSchemas[event] })
        .meta({ description: descriptions[event] }),
    ]),
  ) as unknown as Record<WebhookEvent, z.ZodType>;
}

/** The test message: it is about nobody. */
export const TEST_EVENT = 'webhook.test';
export const testSchema = z
  .strictObject({
    type: z.literal(TEST_EVENT),
    timestamp: instantSchema,
    data: z.strictObject({ message: z.string() }),
  })
  .meta({ description: 'Sent when somebody tries the webhook. It is about nobody.' });

/** Draft 2020-12: any body, and by its own name under `$defs` each kind of body. */
export function webhookJsonSchema(): object {
  const named = { ...payloadSchemas(), [TEST_EVENT]: testSchema };
  const defs = Object.fromEntries(
    Object.entries(named).map(([name, schema]) => {
      const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
      return [name, rest];
    }),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What a Stegvis webhook sends',
    oneOf: Object.keys(defs).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: defs,
  };
}

export interface Payload {
  readonly type: string;
  readonly timestamp: Instant;
  readonly data: object;
}

/**
 * Null when there is nothing left to tell: the person was erased or has changed provider, or the report that it was about was
 * taken away since.
 */
export function payloadOf(doc: Participant, message: Message, now: Instant): Payload | null {
  const { event, subject, deviation: deviationId } = message.params;
  const type = WEBHOOK_EVENTS.find((entry) => entry === event);
  if (!type) return null;
  const data = dataOf(doc, { subject: String(subject), deviation: deviationId as string | null }, now);
  if (data === null) return null;
  return { type, timestamp: message.createdAt, data: { participant: personOf(doc), ...data } };
}

function dataOf(
  doc: Participant,
  { subject, deviation: deviationId }: { subject: string; deviation: string | null },
  now: Instant,
): object | null {
  const absence = doc.absences.find((entry) => entry.id === subject);
  if (absence) {
    if (deviationId === null) return { absence: absenceView(doc, absence, now) };
    const deviation = absence.deviations.find((entry) => entry.id === deviationId);
    if (!deviation) return null;
    return { absence: absenceView(doc, absence, now), deviation: deviationView(doc, deviation, now) };
  }
  const question = doc.questions.find((entry) => entry.id === subject);
  if (question) return { question: questionView(question) };
  const signal = doc.signals.find((entry) => entry.id === subject);
  return signal ? { signal: signalView(doc, signal) } : null;
}

function personOf(doc: Participant) {
  const { firstName, lastName, protectedIdentity } = doc.plan.person;
  return {
    id: doc.id,
    firstName: protectedIdentity ? null : firstName,
    lastName: protectedIdentity ? null : lastName,
  };
}
