import type { Occurrence } from '../../domain/appointment.ts';
import { timeOf } from '../../domain/time.ts';
import { namedAmong } from '../plan/named.ts';
import type { Heard } from '../turn.ts';

/** "Gruppen", "den andra", "13": the one of several booked activities that is meant, by what it is called, its place in the list or its hour. */

const PLACES: readonly (readonly [RegExp, (of: number) => number])[] = [
  [/^(?:den |det )?(?:forsta|ettan|tidigaste)$/, () => 0],
  [/^(?:den |det )?(?:andra|tvaan)$/, () => 1],
  [/^(?:den |det )?(?:tredje|trean)$/, () => 2],
  [/^(?:den |det )?(?:sista|senaste)$/, (of) => of - 1],
];

const ALL =
  /^(?:(?:ja|det|jo|till|jag|kan|inte|missar|nej) )*(?:allt|allting|alltihop|alla|bada|bagge|hela dagen|hela|inget|ingenting|nagot|inga)(?: (?:av dem|av det|tva|tider|moten|den dagen|da|imorgon|idag|komma|till))*$/;

/** Null when none is, or more than one may be. */
export function namedOf({ text, normal }: Heard, among: readonly Occurrence[]): Occurrence | null {
  const said = normal.bare.replace(/^(?:till |pa |bara |det ar |det galler )+/, '');
  const place = PLACES.find(([words]) => words.test(said.replace(/ (?:tiden|motet|en)$/, '')));
  if (place) return among[place[1](among.length)] ?? null;
  const hour = /^(?:kl |klockan )?(\d{1,2})(?: (\d\d))?$/.exec(said);
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
  return ALL.test(normal.bare);
}
