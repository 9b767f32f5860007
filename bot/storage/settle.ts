import { DUE_RULES_VERSION, nextDueAfter } from '../../domain/due.ts';
import type { LineFile, Participant } from '../../domain/participant.ts';
import type { Instant } from '../../domain/time.ts';

/** Last number in each side file that is known to survive a power cut. */
export type Settled = Readonly<Record<LineFile, number>>;

export const NOTHING_SETTLED: Settled = { chat: 0, audit: 0, plans: 0, feed: 0 };

/** The decided document as it is stored: with its revision and its due time, and without the lines that are safe beside it. */
export function settle(
  before: Participant | null,
  decided: Participant,
  now: Instant,
  settled: Settled,
): Participant {
  const due = nextDueAfter(before, decided, now);
  return {
    ...decided,
    revision: (before?.revision ?? 0) + 1,
    lines: unsettled(decided.lines, settled),
    nextDueAt: due.at,
    nextDueStart: due.startsAt,
    dueRules: DUE_RULES_VERSION,
  };
}

/**
 * The lines that have to stay. What is moved out is moved from the front, all files but the feed at once: as long as the first one has to stay, so do all,
 * and a line that stays longer than it must does no harm. To look at each of a hundred in each turn does: most of them are in no cache.
 */
function unsettled(lines: Participant['lines'], settled: Settled): Participant['lines'] {
  const first = lines.find((line) => line.file !== 'feed') ?? lines[0];
  return first === undefined || first.n > settled[first.file]
    ? lines
    : lines.filter((line) => line.n > settled[line.file]);
}
