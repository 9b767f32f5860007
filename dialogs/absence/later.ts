import { z } from 'zod';
import { ABSENCE_REASONS } from '../../domain/absence.ts';
import type { LocalDate } from '../../domain/time.ts';
import {
  ALSO,
  FIRST_YES,
  INSTEAD,
  NOT_AT_ALL,
  ONLY_LATER,
  ONLY_RIDE,
  RIDE_STAYS_AWAY,
  SAYS_AWAY,
  SAYS_HOW,
} from '../../locales/phrases/told.ts';
import type { Heard } from '../turn.ts';
import type { Meaning, Part, When } from '../understanding/meaning.ts';
import { daysOf } from './clock.ts';

/**
 * Reports that were told while another one is made: one thing is asked about at a time, and nothing that was told is lost by it.
 */

const whenSchema = z.strictObject({
  grain: z.enum(['day', 'time', 'timerange', 'part']),
  start: z.string(),
  end: z.string(),
  open: z.enum(['start', 'end']).optional(),
  dayless: z.literal(true).optional(),
});

const toldSchema = z.strictObject({
  kind: z.enum(['away', 'late', 'leaves-early']),
  when: whenSchema,
  minutes: z.number().int().nullable(),
  reason: z.enum(ABSENCE_REASONS).nullable(),
});
export type Told = z.infer<typeof toldSchema>;

/** What a draft knows of them. */
export const laterFields = {
  /** Comes after this one, in the order it was told. */
  later: z.array(toldSchema).default([]),
  /** Told without a word of whether it is meant too or instead: that is asked; null when nothing is to be asked. */
  beside: toldSchema.nullable().default(null),
  /** Whether it was told beside another, so that it must be said what it is about now. */
  isNext: z.boolean().default(false),
};
export interface Later {
  readonly later: Told[];
  readonly beside: Told | null;
  readonly isNext: boolean;
}
export const NOTHING_LATER: Later = { later: [], beside: null, isNext: false };

/** A few are told in one breath; more than this is another conversation. */
const MOST = 5;

export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Whether another day is named. A clock time alone is one of the day that is spoken of. */
export function isApart(when: When, { from, to }: Days): boolean {
  if (when.dayless) return false;
  const days = daysOf(when);
  return days.to < from || days.from > to;
}

/** Coming late or going early, by what was understood; null for neither. */
export function lateKind(detail: Meaning['detail']): 'late' | 'leaves-early' | null {
  if (detail === 'late') return 'late';
  return detail === 'leave_early' ? 'leaves-early' : null;
}

/** Every report that a message holds and that names a time. */
export function toldIn({ meaning }: Heard): Told[] {
  return [meaning, ...meaning.more].flatMap((piece: Meaning | Part) => {
    if (piece.intent !== 'report_absence' || piece.when === null) return [];
    const kind = lateKind(piece.detail) ?? 'away';
    return [
      { kind, when: piece.when, minutes: kind === 'away' ? null : meaning.minutes, reason: piece.reason },
    ];
  });
}

export function withTold<Draft extends Later>(draft: Draft, more: readonly Told[]): Draft {
  const known = new Set(draft.later.map((told) => JSON.stringify(told)));
  const fresh = more.filter((told) => !known.has(JSON.stringify(told)));
  return { ...draft, later: [...draft.later, ...fresh].slice(0, MOST) };
}

/** Whether the words say that somebody is not there at all. */
export function saysAway({ normal }: Heard): boolean {
  return SAYS_AWAY.test(normal.folded.replace(RIDE_STAYS_AWAY, ' '));
}

/** Whether the words say that the writer does not come at all, or did not; said to a report of lateness, nothing else is meant. */
export function saysNotAtAll({ normal: { bare }, meaning }: Heard): boolean {
  const { when, minutes, question, aboutOther, hypothetical } = meaning;
  if (question || aboutOther || hypothetical || minutes !== null) return false;
  if (when !== null && when.grain !== 'day') return false;
  return NOT_AT_ALL.test(bare) && !ONLY_LATER.test(bare);
}

/** Whether all that is told is what happened to their bus or train: why somebody is late, and not that they stay away. */
export function tellsOfRide({ normal, meaning }: Heard): boolean {
  return !meaning.question && !meaning.aboutOther && ONLY_RIDE.test(normal.bare);
}

/** Whether the words themselves say that somebody comes late, or goes early. */
export function saysHow({ normal }: Heard, kind: 'late' | 'leaves-early'): boolean {
  return SAYS_HOW[kind].test(normal.folded);
}

/** Whether the words say that it is meant too (`also`) or instead; null when they say neither. */
export function meantHow({ normal, meaning }: Heard): 'also' | 'instead' | null {
  const said = normal.folded;
  if (meaning.correction || meaning.intent === 'no' || INSTEAD.test(said)) return 'instead';
  return ALSO.test(said.replace(FIRST_YES, '')) ? 'also' : null;
}

/** The local dates of what was told. */
export const daysTold = ({ when }: Pick<Told, 'when'>): Days => daysOf(when);
