import { z } from 'zod';
import { instantSchema } from './time.ts';

/** What participants ask and say to their handledare, and what became of it. */

export const QUESTION_KINDS = ['question', 'not-right', 'needs'] as const;
/** `not-right`: a fact of the plan is said to be wrong. `needs`: what helps the person, told on because they wanted it. */
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** The fact of the plan that it is about, kept as the person read it: the plan may have changed when somebody answers. */
export const aboutSchema = z.strictObject({
  fact: z.string(),
  /** The text of the plan that it stands in, for example `goal.what`; null where it is made of several fields. */
  field: z.string().nullable(),
  /** The version of the plan that the person read. */
  planVersion: z.number().int(),
});
export type About = z.infer<typeof aboutSchema>;

export const questionSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  askedAt: instantSchema,
  readAt: instantSchema.nullable(),
  answer: z.string().nullable(),
  answeredAt: instantSchema.nullable(),
  answeredBy: z.string().nullable(),
  kind: z.enum(QUESTION_KINDS).default('question'),
  about: aboutSchema.nullable().default(null),
  /** When the handledare was reminded; null as long as nobody has been. */
  remindedAt: instantSchema.nullable().default(null),
  /** When the question went on to those who answer for the provider. */
  escalatedAt: instantSchema.nullable().default(null),
});
export type Question = z.infer<typeof questionSchema>;
