import { LINE_MESSAGE, waysOf } from './address.ts';
import { booked } from './appointment.ts';
import type { Message } from './message.ts';
import type { ChatLine, Participant } from './participant.ts';
import { isCovered } from './reminder.ts';
import { appointmentsLeft } from './service-end.ts';
import { addMinutes, addMs, type Instant, MINUTE, toInstant } from './time.ts';
import { afterQuiet, isQuiet } from './wishes.ts';

/**
 * Between when a line was said in the chat and when it can be sent to a phone lies a second attempt, another way, or a night without the
 * program. What was true and wanted then is looked at once more: the truth at sending counts.
 */

/** Longer than all attempts on one way and the next take: what was asked for at its minute, or was urgent, comes within this time or has no minute any more. */
const AT_ONCE = 30 * MINUTE;

/**
 * Why there is no use any more in sending these lines outside the chat, as a short code; null when there is. Only of what nobody had just
 * asked for. `way` is that of the message.
 */
export function uselessBecause(
  doc: Participant,
  { kind, way }: Pick<Message, 'kind' | 'way'>,
  lines: readonly ChatLine[],
  now: Instant,
): 'passed' | 'changed' | 'stopped' | 'quiet-hours' | null {
  if (kind !== LINE_MESSAGE) return null;
  const starts = startsOf(lines);
  if (starts.length > 0 && starts.every((start) => toInstant(start) <= now)) return 'passed';
  if (starts.length > 0 && !starts.some((start) => stands(doc, start))) return 'changed';
  if (!waysOf(doc).some((one) => one === way)) return 'stopped';
  if (!doc.wishes.reminders && lines.every((line) => isReminder(line) && !isOwn(doc, line))) return 'stopped';
  return lines.every((line) => isTooLateToBeHeard(doc, line, now)) ? 'quiet-hours' : null;
}

/** The starts of what the lines are about, as the clock on the wall shows them. */
function startsOf(lines: readonly ChatLine[]): string[] {
  return lines.flatMap((line) => ((line.card?.time ?? line.time)?.events ?? []).map(({ start }) => start));
}

/** Whether something is still booked then that the person has not said no to. */
function stands(doc: Participant, start: string): boolean {
  return booked(appointmentsLeft(doc), start, addMinutes(start, 1)).some(
    (occurrence) => occurrence.start === start && !isCovered(doc.absences, occurrence),
  );
}

function isReminder({ kind }: ChatLine): boolean {
  return kind?.startsWith('reminder:') ?? false;
}

/** What they asked for by itself is said with reminders off too. */
function isOwn({ ownReminders }: Participant, line: ChatLine): boolean {
  return ownReminders.some(({ sentAt }) => sentAt === line.at);
}

/** What was said in time for a moment that is not quiet, and would now come in the night. It stands in the chat. */
function isTooLateToBeHeard(doc: Participant, line: ChatLine, now: Instant): boolean {
  const { quiet } = doc.reminding;
  if (!isQuiet(quiet, now)) return false;
  const isSoonAfter = now <= addMs(line.at, AT_ONCE);
  if (line.kind?.startsWith('changes:')) {
    const end = afterQuiet(quiet, now);
    return !isSoonAfter && !startsOf([line]).some((start) => toInstant(start) < end);
  }
  // It was heard in quiet hours, so it was asked for at that minute.
  return !(isSoonAfter && isQuiet(quiet, line.at));
}
