import { type Level, levelOf, type Participant } from '../domain/participant.ts';
import { CANNOT, NO_TO_REMINDER, ONLY_STARTS_OVER, YES_TO_REMINDER } from '../locales/phrases/signs.ts';
import { words } from '../locales/render.ts';
import type { Choice, Saying } from '../locales/saying.ts';
import { saysComing } from './absence/coming.ts';
import { MAIN_CHOICES } from './help.ts';
import type { Written } from './turn.ts';
import type { Normalised } from './understanding/normalise.ts';

/** What was written read as a button: its title as it stands there, its number, or the words of one that is always there. */

/** Commands are valid at any time; an answer only for the question that is open, and only one that it offers. */
export function isOnOffer({ q, id }: { readonly q: number; readonly id: string }, doc: Participant): boolean {
  if (id.startsWith('do:')) return true;
  return q === doc.dialog.question && doc.dialog.offered.some((choice) => choice.id === id);
}

/** A title as it stood on a button, or its number. Where numbers are shown, as by SMS, they are always that. */
export function writtenChoice(
  { text, normal }: Written,
  doc: Participant,
  isNumbered: boolean,
): string | null {
  const said = folded(text);
  if (said === '') return null;
  const { offered } = doc.dialog;
  const byTitle = offered.find((choice) => folded(choice.title) === said);
  // "Jag kommer" stands below each of several times, and is written to all of them.
  if (byTitle && !(byTitle.id.startsWith('do:coming:') && remindedOf(doc).length > 1)) return byTitle.id;
  // "5" to "how many minutes?" is five minutes.
  const isCount = !isNumbered && offered.some(({ id }) => id.startsWith('minutes:'));
  const number = /^[1-9]$/.test(said) && !isCount ? Number(said) : null;
  const meant =
    (number === null ? null : offered[number - 1]?.id) ??
    buttonOfReminder(normal, doc) ??
    standingCommand(said, doc) ??
    (ONLY_STARTS_OVER.test(normal.bare) ? 'do:restart' : null);
  // "Det stämmer inte" of what is read back is about that, and not about the plan.
  return meant === 'do:not-right' && offered.some(({ id }) => id === 'change') ? 'change' : meant;
}

/**
 * "Kommer", "ja", "jag kommer inte" to a reminder of one time: the same as its buttons. Null when something else was asked after it, and when it was
 * about several times.
 */
function buttonOfReminder(normal: Normalised, doc: Participant): string | null {
  const { stack, told } = doc.dialog;
  if (stack.length > 0 && told.length === 0) return null;
  const [key, ...others] = remindedOf(doc);
  if (key === undefined || others.length > 0) return null;
  const said = normal.bare;
  if (saysComing({ normal })) return `do:coming:${key}`;
  if (CANNOT.test(said)) return `do:cannot:${key}`;
  // A bare yes may be meant for the question that was open before.
  if (stack.length > 0) return null;
  if (YES_TO_REMINDER.test(said)) return `do:coming:${key}`;
  return NO_TO_REMINDER.test(said) ? `do:cannot:${key}` : null;
}

/** Keys of the times that the last messages ask about with "Jag kommer", each below its own. */
export function remindedOf({ dialog: { last, told, offered } }: Participant): string[] {
  const shown = (told.length > 0 ? told : last).flatMap((saying) => (saying as Saying).choices ?? []);
  const keys = [...shown, ...offered].flatMap(({ id }) => /^do:(?:coming|cannot):(.+)$/.exec(id)?.[1] ?? []);
  return [...new Set(keys)];
}

/** A choice by its place. */
export function isNumber(text: string): boolean {
  return /^[1-9]$/.test(folded(text));
}

/** What can be asked for by its own words at any time, as it is written on the buttons that are always there. */
const STANDING: readonly Choice[] = [
  ...MAIN_CHOICES,
  { id: 'do:help', key: 'common:help' },
  { id: 'do:again', key: 'common:readAgain' },
  { id: 'do:easier', key: 'common:easier' },
  { id: 'do:level:plain', key: 'common:plainLevel' },
  { id: 'do:level:easy', key: 'common:easyLevel' },
  { id: 'do:privacy', key: 'common:whoSees' },
  { id: 'do:cancel', key: 'common:cancel' },
  { id: 'do:back', key: 'common:back' },
  { id: 'do:restart', key: 'common:restart' },
  { id: 'do:words', key: 'common:whatDoesItMean' },
  { id: 'do:week', key: 'common:thisWeek' },
  { id: 'do:receipts', key: 'common:receipts' },
  { id: 'do:undo', key: 'common:undo' },
  { id: 'do:not-right', key: 'question:notRight' },
  { id: 'do:change', key: 'common:change' },
  { id: 'do:explain', key: 'absence:explainChoice' },
];

/** Their words never change, so they are folded once in each level. */
const standingByWords = new Map<Level, ReadonlyMap<string, string>>();

function standingCommand(said: string, doc: Participant): string | null {
  const level = levelOf(doc);
  let known = standingByWords.get(level);
  if (known === undefined) {
    // Of two with the same words the first one counts.
    const entries = STANDING.map(({ id, key }): [string, string] => [
      folded(words(key, undefined, { level, today: '' })),
      id,
    ]);
    known = new Map(entries.reverse());
    standingByWords.set(level, known);
  }
  return known.get(said) ?? null;
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[.,!?"»«)]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
