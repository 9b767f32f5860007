import { booked, type Occurrence } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { isCovered } from '../../domain/reminder.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { addDays, at, dateOf, type Instant, toLocal } from '../../domain/time.ts';
import { type Reader, words } from '../../locales/render.ts';

/** What is booked in the next 30 days, at most five, and of that only what somebody is coming to, as far as is known. */
export function nextEvents(doc: Participant, now: Instant): Occurrence[] {
  const local = toLocal(now);
  return booked(appointmentsLeft(doc), local, at(addDays(dateOf(local), 30), '00:00'))
    .filter((occurrence) => !isCovered(doc.absences, occurrence))
    .slice(0, 5);
}

/** "I morgon, tisdag 10 mars, klockan 9 till 10: möte med din handledare" */
export function eventWords(occurrence: Occurrence, reader: Reader): string {
  const text = words(
    'reminder:row',
    {
      kind: { kind: occurrence.appointment.kind, form: 'indefinite' },
      day: { date: dateOf(occurrence.start) },
      span: { span: [occurrence.start, occurrence.end] },
    },
    reader,
  );
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
}
