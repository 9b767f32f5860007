import { z } from 'zod';
import { instantSchema } from '../domain/time.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import { reportIn } from './absence/sure-report.ts';
import type { Ctx, Heard } from './turn.ts';
import { normalise } from './understanding/normalise.ts';
import { understand } from './understanding/understand.ts';

/**
 * "Jag är sjuk imorgon", written as a message to the handledare: a message is no report of absence, which is said where it is read back,
 * and the report is one choice away with what was written.
 */

/** The choice that reports it. */
export const REPORT = 'report';

const reportSchema = z.strictObject({
  /** The message that was looked at. */
  text: z.string(),
  /** When: its "imorgon" is counted from then. Null when it holds no report that is still to be made. */
  at: instantSchema.nullable(),
});

/** What a draft knows of it. */
export const reportFields = { report: reportSchema.nullable().default(null) };
export interface Reporting {
  readonly report: z.infer<typeof reportSchema> | null;
}

/** The message as it is heard when it was written at that time. */
export function heardAt(text: string, now: string): Heard {
  const normal = normalise(text);
  return { text, normal, meaning: understand(normal, now, { expecting: null }), choice: null };
}

/** The draft with whether this message holds a report; looked at once for each wording. */
export function noting<Draft extends Reporting>(draft: Draft, text: string | null, ctx: Ctx): Draft {
  if (text === null) return draft.report === null ? draft : { ...draft, report: null };
  if (draft.report?.text === text) return draft;
  const holds = reportIn(heardAt(text, ctx.env.now), ctx.doc) !== null;
  return { ...draft, report: { text, at: holds ? ctx.env.now : null } };
}

const stands = ({ report }: Reporting): boolean => report !== null && report.at !== null;

/** Said before the message is read back. */
export const noReport = (draft: Reporting): Saying[] => (stands(draft) ? [{ key: 'question:noReport' }] : []);

export const reportChoice = (draft: Reporting): Choice[] =>
  stands(draft) ? [{ id: REPORT, key: 'question:reportIt' }] : [];
