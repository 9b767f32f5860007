import type { Appointment, AppointmentKind, Occurrence } from '../../domain/appointment.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { fold } from '../../locales/fold.ts';
import { A_MEETING, KIND_WORDS, OF_MANY_TITLES } from '../../locales/phrases/kinds.ts';
import { WHOM_TO_MEET } from '../../locales/phrases/signs.ts';
import type { Choice, Saying } from '../../locales/saying.ts';
import type { Ctx } from '../turn.ts';
import { aheadOf } from './booking.ts';
import { ASK } from './rows.ts';
import { type Facet, occurrenceSaying } from './schedule.ts';

/** "När är min praktik?", "mötet med Anna": the one booked activity that was named, by its kind, its title, its people or its place. */

type Named =
  | { readonly found: Occurrence }
  /** A kind or a person that is named and that the plan does not have. */
  | { readonly missing: AppointmentKind | string };

/** Null when nothing is named. */
export function namedAppointment(text: string, ctx: Ctx): Named | null {
  const asked = searchable(text);
  const kinds = KIND_WORDS.find(([words]) => words.test(asked))?.[1] ?? null;
  const scoreIn = (appointment: Appointment) => scoreOf(appointment, asked, kinds);
  const named = appointmentsLeft(ctx.doc).filter((appointment) => scoreIn(appointment) > 0);
  const [best] = aheadOf(ctx, named)
    .map(({ appointment, next }) => ({ next, score: scoreIn(appointment) }))
    .sort((a, b) => b.score - a.score);
  if (best) return { found: best.next };
  const [kind] = kinds ?? [];
  if (kind !== undefined) return { missing: kind };
  const name = WHOM_TO_MEET.exec(text)?.[1];
  return name && !isKnownName(name, ctx) ? { missing: name } : null;
}

/** The one of these that a text names; null when it names none, or several as well. */
export function namedAmong(text: string, occurrences: readonly Occurrence[]): Occurrence | null {
  const asked = searchable(text);
  const kinds = KIND_WORDS.find(([words]) => words.test(asked))?.[1] ?? null;
  const [best, second] = occurrences
    .map((occurrence) => ({ occurrence, score: scoreOf(occurrence.appointment, asked, kinds) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  if (best) return best.score === second?.score ? null : best.occurrence;
  const meetings = A_MEETING.test(asked)
    ? occurrences.filter(({ appointment }) => appointment.kind.endsWith('-meeting'))
    : [];
  const [meeting] = meetings;
  return meeting && meetings.length === 1 ? meeting : null;
}

function searchable(text: string): string {
  return ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
}

const KIND_SCORE = 2;
const NAME_SCORE = 3;
const TITLE_SCORE = 2;
/** "Mötet med Nadia" is rather a meeting than another thing that Nadia leads. */
const MEETING_SCORE = 1;

function scoreOf(appointment: Appointment, asked: string, kinds: readonly AppointmentKind[] | null): number {
  const has = (word: string) => asked.includes(` ${word} `) || asked.includes(` ${word}s `);
  const named = appointment.who.flatMap(wordsOf).some((word) => word.length > 1 && has(word));
  const titled = titleWords(appointment).some(has);
  const ofKind = kinds?.indexOf(appointment.kind) ?? -1;
  return (
    (named ? NAME_SCORE : 0) +
    (titled ? TITLE_SCORE : 0) +
    (named && A_MEETING.test(asked) && appointment.kind.endsWith('-meeting') ? MEETING_SCORE : 0) +
    (ofKind === -1 ? 0 : KIND_SCORE + (ofKind === 0 ? 1 : 0))
  );
}

/** The words, folded, that name something booked by its title. */
export function titleWords({ title }: Appointment): string[] {
  return title === null ? [] : [title.text, title.easy ?? ''].flatMap(wordsOf).filter(isTelling);
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Words of a title that name it: short ones and those of every meeting do not. */
function isTelling(word: string): boolean {
  return word.length >= 5 && !OF_MANY_TITLES.has(word);
}

function isKnownName(name: string, { doc: { plan } }: Ctx): boolean {
  const people = [plan.supervisor.name, plan.caseworker?.name ?? '', plan.person.firstName];
  return people.some((person) => wordsOf(person).includes(fold(name)));
}

/** The answer about it, whole or the one thing that was asked; null when nothing is named. */
export function namedSayings(text: string, facet: Facet | null, ctx: Ctx): Saying[] | null {
  const named = namedAppointment(text, ctx);
  if (named === null) return null;
  if ('found' in named) {
    const said = occurrenceSaying(named.found, facet, 'plan:nextMeeting');
    const wrong: Choice = {
      id: `do:not-right:booking:${named.found.appointment.id}`,
      key: 'question:notRight',
    };
    return [{ ...said, choices: [...(said.choices ?? []), wrong] }];
  }
  const choices = [
    { id: 'do:next', key: 'common:nextMeeting' },
    { id: 'do:plan:bookings', key: 'plan:allBookings' },
    ASK,
  ] as const;
  return [
    isKind(named.missing)
      ? {
          key: 'plan:kindNotBooked',
          params: { what: { kind: named.missing, form: 'indefinite' } },
          choices: [...choices],
        }
      : { key: 'plan:nobodyBooked', params: { name: { name: named.missing } }, choices: [...choices] },
  ];
}

function isKind(text: string): text is AppointmentKind {
  return KIND_WORDS.some(([, kinds]) => kinds.some((kind) => kind === text));
}
