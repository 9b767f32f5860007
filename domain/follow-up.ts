import { type Absence, isOwnReport } from './absence.ts';
import type { Participant } from './participant.ts';
import {
  addDays,
  at,
  daysBetween,
  type Instant,
  isWorkingDay,
  type LocalDate,
  today,
  toInstant,
} from './time.ts';

/**
 * What an illness asks for while it runs: each morning one question, and on certain days, counted in calendar days from the first one, a
 * card about what Arbetsförmedlingen wants. Pure functions of the document and now; what is stored is only which were sent.
 */

/** Early enough to say something about the day. */
const MORNING = '08:00';

/**
 * Days of the illness with a card of their own. A läkarintyg is needed when one is ill for more than 7 calendar days; after 30 days of full-time
 * illness one may be written out of the programme. Source: arbetsformedlingen.se, om du är sjuk i mer än sju dagar; checked 2026-11-22,
 * review by 2027-06-30.
 */
export const CARD_DAYS = [6, 8, 25] as const;
export type CardDay = (typeof CARD_DAYS)[number];

export type FollowUp =
  | { readonly kind: 'question'; readonly key: string; readonly absence: Absence; readonly on: LocalDate }
  | { readonly kind: 'card'; readonly key: string; readonly day: CardDay; readonly on: LocalDate };

/** Days without an absence between two illnesses that still count as one, when none of them is a working day. */
const WEEKEND_GAP = 4;

/** What of a document says what an illness asks for. */
type Doc = Pick<Participant, 'absences' | 'followedUp' | 'wishes' | 'plan'>;

/** Questions and cards of today that were not sent, the cards first. Those of earlier days are of no use any more. */
export function dueFollowUps(doc: Doc, now: Instant): FollowUp[] {
  const day = today(now);
  if (now < toInstant(at(day, MORNING))) return [];
  return candidates(doc).filter((entry) => entry.on === day && isToSend(doc, entry));
}

/** When the next of them is due, or null. */
export function nextFollowUpAt(doc: Doc, now: Instant): Instant | null {
  const day = today(now);
  let next: Instant | null = null;
  for (const entry of candidates(doc)) {
    if (entry.on < day || !isToSend(doc, entry)) continue;
    const due = toInstant(at(entry.on, MORNING));
    if (next === null || due < next) next = due;
  }
  return next;
}

function isToSend(doc: Doc, entry: FollowUp): boolean {
  if (entry.key in doc.followedUp) return false;
  if (entry.kind === 'card') return true;
  // Somebody who does not want to be reminded is not asked; what was said this morning is not asked for again.
  return (
    doc.wishes.reminders &&
    (entry.absence.changedAt ?? entry.absence.reportedAt) < toInstant(at(entry.on, MORNING))
  );
}

function candidates(doc: Doc): FollowUp[] {
  const ill = illnesses(doc);
  if (ill.length === 0) return [];
  const cards = doc.plan.regime.kinds.includes('af-program') ? spellsOf(ill).flatMap(cardsOf) : [];
  return [...cards, ...ill.flatMap((absence) => questionsOf(doc, absence))];
}

function illnesses(doc: Pick<Doc, 'absences'>): (Absence & { reason: 'sick' | 'child-sick' })[] {
  return doc.absences
    .filter(isOwnReport)
    .filter(
      (entry): entry is Absence & { reason: 'sick' | 'child-sick' } =>
        entry.reason === 'sick' || entry.reason === 'child-sick',
    )
    .filter((entry) => entry.extent === 'whole')
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** One question each morning from the second day, and on the first working day after the last, unless the person said that it is over. */
function questionsOf(doc: Pick<Doc, 'absences'>, absence: Absence): FollowUp[] {
  if (absence.from === absence.to) return [];
  const found: FollowUp[] = [];
  const ask = (on: LocalDate) => found.push({ kind: 'question', key: `${absence.id}:${on}`, absence, on });
  for (let on = addDays(absence.from, 1); on <= absence.to; on = addDays(on, 1)) ask(on);
  if (absence.endedAt === null) {
    const after = nextWorkingDay(absence.to);
    const known = doc.absences.some(
      (entry) => isOwnReport(entry) && entry.from <= after && after <= entry.to,
    );
    if (!known) ask(after);
  }
  return found;
}

function nextWorkingDay(date: LocalDate): LocalDate {
  let next = addDays(date, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

interface Spell {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The person's own illness from its first day on, over several reports: a free weekend between two does not make anybody well, to
 * have said after the first, and before or when the next began, that one is does.
 */
function spellsOf(absences: readonly (Absence & { reason: 'sick' | 'child-sick' })[]): Spell[] {
  const spells: Spell[] = [];
  let wellOn: LocalDate | null = null;
  for (const { reason, from, to, endedAt } of absences) {
    if (reason !== 'sick') continue;
    const last = spells.at(-1);
    const wasWell =
      last !== undefined &&
      wellOn !== null &&
      last.to < wellOn &&
      // Well and ill again on the very next day: there was no day in between.
      (wellOn < from || (wellOn === from && addDays(last.to, 1) < from));
    if (last && !wasWell && isContinued(last.to, from)) {
      spells[spells.length - 1] = { from: last.from, to: to > last.to ? to : last.to };
    } else spells.push({ from, to });
    wellOn = endedAt === null ? null : today(endedAt);
  }
  return spells;
}

function isContinued(to: LocalDate, from: LocalDate): boolean {
  const gap = daysBetween(to, from) - 1;
  if (gap > WEEKEND_GAP) return false;
  for (let day = addDays(to, 1); day < from; day = addDays(day, 1)) if (isWorkingDay(day)) return false;
  return true;
}

function cardsOf({ from, to }: Spell): FollowUp[] {
  return CARD_DAYS.map((day) => ({ day, on: addDays(from, day - 1) }))
    .filter(({ on }) => on <= to)
    .map(({ day, on }) => ({ kind: 'card', key: `ill:${from}:${day}`, day, on }));
}

/** How many calendar days the illness has lasted on that day, counted from its first; null when the person is not ill then. */
export function dayOfIllness(doc: Pick<Doc, 'absences'>, on: LocalDate): number | null {
  const spell = spellsOf(illnesses(doc)).find((entry) => entry.from <= on && on <= entry.to);
  return spell ? daysBetween(spell.from, on) + 1 : null;
}
