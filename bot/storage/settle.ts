import { DUE_RULES_VERSION, nextDue } from '../../domain/due.ts';
import type { Line, LineFile, Participant } from '../../domain/participant.ts';
import type { Instant } from '../../domain/time.ts';

/** Last number in each side file that is known to survive a power cut. */
export type Settled = Readonly<Record<LineFile, number>>;

export const NOTHING_SETTLED: Settled = { chat: 0, audit: 0, plans: 0, feed: 0 };

/** What the next attention depends on. */
const DUE_FIELDS = [
  'plan',
  'absences',
  'wishes',
  'reminded',
  'reminding',
  'ownReminders',
  'bookingNews',
  'outbox',
  'createdAt',
  'ended',
  'endTold',
  'readyTold',
] as const;

/** The decided document as it is stored: with its revision and its due time, and without the lines that are safe beside it. */
export function settle(
  before: Participant | null,
  decided: Participant,
  now: Instant,
  settled: Settled,
): Participant {
  const due = isDueKept(before, decided, now)
    ? { at: decided.nextDueAt, startsAt: decided.nextDueStart }
    : nextDue(decided, now);
  return {
    ...decided,
    revision: (before?.revision ?? 0) + 1,
    lines: decided.lines.filter((line) => line.n > settled[line.file]),
    nextDueAt: due.at,
    nextDueStart: due.startsAt,
    dueRules: DUE_RULES_VERSION,
  };
}

/** Looking through a plan costs more than the rest of a turn, so it is done when the answer can have changed. */
function isDueKept(before: Participant | null, decided: Participant, now: Instant): boolean {
  if (before?.dueRules !== DUE_RULES_VERSION || decided.nextDueAt !== before.nextDueAt) return false;
  if (before.nextDueAt !== null && before.nextDueAt <= now) return false;
  return DUE_FIELDS.every((field) => decided[field] === before[field]);
}

/** The lines that were decided since. */
export function newLines(before: Participant | null, decided: Participant): Line[] {
  return decided.lines.filter((line) => line.n > (before?.numbers[line.file] ?? 0));
}
