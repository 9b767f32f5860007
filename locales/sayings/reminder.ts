import type { Reminder } from '../../domain/reminder.ts';
import { dateOf } from '../../domain/time.ts';
import type { Choice, Phrase, Saying } from '../saying.ts';

/** More rows than this are hard to take in; the last ones are the least needed. */
const MOST_ROWS = 5;

/**
 * A reminder of one appointment, with what one needs to get there and two answers. `confirmed`: the person has said that they come,
 * and is not asked again.
 */
export function reminderSaying(reminder: Reminder, confirmed: boolean): Saying {
  const { occurrence, when } = reminder;
  const { appointment } = occurrence;
  const coming: Choice = { id: `do:coming:${occurrence.key}`, key: 'reminder:coming' };
  const cannot: Choice = { id: `do:cannot:${occurrence.key}`, key: 'reminder:cannot' };
  return {
    key: when === 'evening' ? 'reminder:evening' : 'reminder:hour',
    params: {
      kind: { kind: appointment.kind, form: when === 'evening' ? 'indefinite' : 'definite' },
      day: { date: dateOf(occurrence.start) },
    },
    card: 'appointment',
    rows: reminderRows(reminder),
    choices: confirmed ? [cannot] : [coming, cannot],
  };
}

function reminderRows({ occurrence }: Reminder): Phrase[] {
  const { appointment, place } = occurrence;
  const rows: Phrase[] = [];
  if (occurrence.state === 'moved') rows.push({ key: 'reminder:moved' });
  rows.push({ key: 'reminder:time', params: { span: { span: [occurrence.start, occurrence.end] } } });
  if (appointment.mode === 'video') rows.push({ key: 'reminder:video' });
  else if (appointment.mode === 'phone') rows.push({ key: 'reminder:phone' });
  else if (place !== null) rows.push({ key: 'reminder:place', params: { place: { name: place } } });
  if (appointment.who.length > 0) {
    rows.push({ key: 'reminder:who', params: { who: { names: appointment.who } } });
  }
  if (appointment.bring !== null) {
    rows.push({ key: 'reminder:bring', params: { bring: { quote: appointment.bring } } });
  }
  if (appointment.title !== null) {
    rows.push({ key: 'reminder:title', params: { title: { quote: appointment.title } } });
  }
  return rows.slice(0, MOST_ROWS);
}
