import { booked, type Occurrence } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import { appointmentsLeft } from '../../domain/service-end.ts';
import { addMinutes, type LocalDateTime } from '../../domain/time.ts';
import { fold } from '../../locales/fold.ts';
import { KIND_WORDS } from '../../locales/phrases/kinds.ts';
import { TELLS_MISSED } from '../../locales/phrases/signs.ts';
import { namedAmong, titleWords } from '../plan/named.ts';
import type { Written } from '../turn.ts';
import type { Meaning, Reason } from '../understanding/meaning.ts';
import type { Normalised } from '../understanding/normalise.ts';
import { verdict } from '../understanding/verdict.ts';

/**
 * "Jag missade växthuset", "40 minuter sen till jobbträffen": what is booked is named by its title, which nobody but this plan knows.
 * Nothing in such a word tells why somebody stays away, and a report that only these words made unsure is one: both are seen when the
 * words are read as "mötet".
 *
 * @param read how any text is understood here
 */
export function withBookedWords(
  meaning: Meaning,
  { text, normal }: Written,
  doc: Participant,
  read: (text: string) => Meaning,
): Meaning {
  const isReport = meaning.intent === 'report_absence';
  const isUnsureOfMissed = tellsMissed(normal) && !(isReport && verdict(meaning) === 'sure');
  const isReasonOfOneWord = isReport && meaning.reason !== null && FROM_A_WORD.has(meaning.reason);
  if (!isUnsureOfMissed && !isReasonOfOneWord) return meaning;
  const titles = new Set(doc.plan.appointments.flatMap(titleWords));
  if (isUnsureOfMissed) {
    const other = asMeeting(text, (word) => titles.has(word) || isKind(word));
    const meant = other === null ? null : read(other);
    if (meant?.intent === 'report_absence' && verdict(meant) === 'sure') return meant;
  }
  const other = isReasonOfOneWord ? asMeeting(text, (word) => titles.has(word)) : null;
  if (other === null || read(other).reason !== null) return meaning;
  return { ...meaning, reason: null };
}

/** How far back something that was missed is looked for when no day was said; whoever means an earlier one says so. */
const LATELY_DAYS = 14;

/**
 * "Jag missade jobbträffen", without a day, is about the latest that has begun of what is named, or of the one meeting; null when
 * nothing is told as missed, and when more than one thing may be meant.
 */
export function latestMissed(
  { text, normal }: Written,
  doc: Participant,
  now: LocalDateTime,
): Occurrence | null {
  if (!tellsMissed(normal)) return null;
  const lately = begunLately(doc, now);
  const latest = new Map(lately.map((occurrence) => [occurrence.appointment.id, occurrence]));
  return namedAmong(text, [...latest.values()]);
}

/** Whether something is told as missed. */
export function tellsMissed({ folded }: Normalised): boolean {
  return TELLS_MISSED.test(folded);
}

/** What is booked and has begun in the last two weeks. */
export function begunLately(doc: Participant, now: LocalDateTime): Occurrence[] {
  return booked(appointmentsLeft(doc), addMinutes(now, -LATELY_DAYS * 24 * 60), now);
}

/** Reasons that a single word can tell, whatever stands around it. */
const FROM_A_WORD: ReadonlySet<Reason> = new Set<Reason>([
  'work',
  'education',
  'interview',
  'family',
  'other',
]);

function isKind(word: string): boolean {
  return KIND_WORDS.some(([words]) => words.test(word));
}

/** Null when there is no such word. */
function asMeeting(text: string, isBooked: (folded: string) => boolean): string | null {
  const other = text.replace(/\p{L}+/gu, (word) => (isBooked(fold(word)) ? 'mötet' : word));
  return other === text ? null : other;
}
