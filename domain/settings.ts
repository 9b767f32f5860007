import { z } from 'zod';
import { phoneSchema, textSchema } from './text.ts';

/**
 * What a provider decides for itself. It stands on the provider, and as a copy on each of its participants, because whatever happens to a
 * participant is computed from that one document. Authorities give no figure that was found for any of these, so all can be set.
 */
export const EMAIL_MODES = ['at-once', 'daily'] as const;
/** An e-mail for each thing, or one a day that gathers them. */
export type EmailMode = (typeof EMAIL_MODES)[number];

export const settingsSchema = z.strictObject({
  /** Working days after the day of the activity; at the end of the last one its deviation report is to have been sent. 0: the same day. */
  deadlineDays: z.number().int().min(0).max(20).default(2),
  /** Calendar days back from today that an absence may still be reported for. 0: today and later. */
  reportBackDays: z.number().int().min(0).max(90).default(14),
  /**
   * A late arrival or an early leaving of more minutes than this makes a draft of a deviation report. Whether exactly 15 does is told in two
   * ways by Arbetsförmedlingen ("mer än 15" and "minst 15").
   */
  reportFromMinutes: z.number().int().min(0).max(60).default(15),
  /** Working days after which a question that nobody has answered is brought up again. */
  questionDays: z.number().int().min(1).max(20).default(2),
  /**
   * Calendar days at most from one individual meeting to the next, and to the next in person, in services for which no such rule was found. Null:
   * nothing is checked.
   */
  meetingDays: z.number().int().min(1).max(90).nullable().default(null),
  inPersonDays: z.number().int().min(1).max(90).nullable().default(null),
  /** Where somebody answers, instead of the number in each plan; null leaves that as it is. */
  phone: phoneSchema.nullable().default(null),
  /** When somebody answers, instead of the hours in each plan; null leaves those as they are. */
  hours: textSchema.nullable().default(null),
  emailMode: z.enum(EMAIL_MODES).default('at-once'),
  /** Whether staff see who has answered "Jag kommer" to a reminder. */
  showComing: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

export function sameSettings(a: Settings, b: Settings): boolean {
  return JSON.stringify(settingsSchema.parse(a)) === JSON.stringify(settingsSchema.parse(b));
}
