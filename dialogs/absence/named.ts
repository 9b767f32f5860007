import type { Occurrence } from '../../domain/appointment.ts';
import { timeOf } from '../../domain/time.ts';
import { AFTER_PLACE, ALL_OF_IT, BEFORE_PLACE, HOUR, PLACES } from '../../locales/phrases/answers.ts';
import { namedAmong } from '../plan/named.ts';
import type { Heard } from '../turn.ts';

/** "Gruppen", "den andra", "13": the one of several booked activities that is meant, by what it is called, its place in the list or its hour. */

/** Null when none is, or more than one may be. */
export function namedOf({ text, normal }: Heard, among: readonly Occurrence[]): Occurrence | null {
  const said = normal.bare.replace(BEFORE_PLACE, '');
  const place = PLACES.find(([words]) => words.test(said.replace(AFTER_PLACE, '')));
  if (place) return among.at(place[1]) ?? null;
  const hour = HOUR.exec(said);
  if (hour) return atHour(hour[1] ?? '', hour[2] ?? '00', among);
  return namedAmong(text, among);
}

function atHour(hour: string, minute: string, among: readonly Occurrence[]): Occurrence | null {
  const time = `${hour.padStart(2, '0')}:${minute}`;
  const [only, ...others] = among.filter(({ start }) => timeOf(start) === time);
  return only && others.length === 0 ? only : null;
}

/** "Allt", "båda", "inget av det": all that was asked about. */
export function saysAll({ normal }: Heard): boolean {
  return ALL_OF_IT.test(normal.bare);
}
