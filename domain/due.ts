import { nextReadyAt } from './actions/events.ts';
import { addressKey } from './address.ts';
import { nextBookingNewsAt } from './booking-news.ts';
import { emailKey, phoneKey } from './contact-keys.ts';
import { nextDeadlineAt } from './deadline.ts';
import { nextFollowUpAt } from './follow-up.ts';
import { Memo } from './memo.ts';
import { isBlocked, messageDueAt } from './message.ts';
import type { Participant } from './participant.ts';
import type { Plan } from './plan.ts';
import { nextNewsAt } from './plan-news.ts';
import { nextQuestionAt } from './questions-due.ts';
import { nextReminder } from './reminder.ts';
import { nextNoteAt } from './reminder-notes.ts';
import { isOver, nextEndAt } from './service-end.ts';
import { type Instant, today } from './time.ts';

export { emailKey, phoneKey } from './contact-keys.ts';

/** Raised whenever the rules below change: documents computed by older ones are computed again at start. */
export const DUE_RULES_VERSION = 12;

/** When something wants the participant next. */
interface Due {
  readonly at: Instant;
  /** The start of the appointment that a reminder is about then; null for everything else. */
  readonly startsAt: Instant | null;
}

/**
 * Something that time brings. Its answer depends on `parts` of the document and on the day, and beside that on the time only when what it
 * says has come: so while none of them is another, what it said stands.
 */
interface Source {
  readonly parts: readonly (keyof Participant)[];
  /** Null when nothing will come by itself. */
  readonly next: (doc: Participant, now: Instant) => Due | null;
  /** Whether it still comes when the service is over: nobody is reminded, asked or told of a new plan any more. */
  readonly isAfterEnd: boolean;
}

/** What reminders of the plan depend on. */
const REMINDED = [
  'plan',
  'absences',
  'wishes',
  'reminding',
  'reminded',
  'ownReminders',
  'createdAt',
  'ended',
] as const;

/** The compiler sees to it that nothing but the parts is looked at. */
function sourceOf<Part extends keyof Participant>(
  parts: readonly Part[],
  next: (doc: Pick<Participant, NoInfer<Part>>, now: Instant) => Instant | Due | null,
  { isAfterEnd = false } = {},
): Source {
  return {
    parts,
    next: (doc, now) => {
      const due = next(doc, now);
      return typeof due === 'string' ? { at: due, startsAt: null } : due;
    },
    isAfterEnd,
  };
}

const ANYWAY = { isAfterEnd: true };

/**
 * Everything that time brings to a participant. What each brings is done by the step of the same thing in the scheduler, which is given the
 * document from that moment on. Reminders of what is booked come first: of two at the same time, the first is told of.
 */
const SOURCES: readonly Source[] = [
  sourceOf(REMINDED, nextReminder),
  sourceOf([...REMINDED, 'nextDueAt'], nextNoteAt),
  sourceOf(['plan', 'ended', 'wishes', 'reminding', 'bookingNews'], nextBookingNewsAt),
  sourceOf(['absences', 'readyTold'], nextReadyAt, ANYWAY),
  sourceOf(['questions', 'settings'], nextQuestionAt),
  sourceOf(['absences', 'settings', 'reminded'], nextDeadlineAt, ANYWAY),
  sourceOf(['outbox'], nextMessageAt, ANYWAY),
  sourceOf(['plan', 'ended', 'endTold'], nextEndAt, ANYWAY),
  sourceOf(['news', 'planAt'], nextNewsAt),
  sourceOf(['plan', 'absences', 'wishes', 'followedUp'], nextFollowUpAt),
];

/** Everything that an answer depends on. */
const PARTS: readonly (keyof Participant)[] = [...new Set(SOURCES.flatMap(({ parts }) => parts))];

/** When the participant wants attention next: a reminder, say, or a message on its way out. Null when nothing is coming. */
export function nextDueAt(doc: Participant, now: Instant): Instant | null {
  return nextDue(doc, now).at;
}

/** The same, with the start of the appointment that a reminder is about then; null for everything else. */
export function nextDue(
  doc: Participant,
  now: Instant,
): { readonly at: Instant | null; readonly startsAt: Instant | null } {
  const over = isOver(doc, today(now));
  const known = answersOf(doc.plan);
  let next: Due | null = null;
  for (const one of SOURCES) {
    if (over && !one.isAfterEnd) continue;
    const due = answerOf(one, doc, now, known);
    if (due !== null && (next === null || due.at < next.at)) next = due;
  }
  return next ?? { at: null, startsAt: null };
}

/** What is said of the document after a change: the same as of the one before when none of what it depends on has changed, and it has not come yet. */
export function nextDueAfter(
  before: Participant | null,
  doc: Participant,
  now: Instant,
): ReturnType<typeof nextDue> {
  const isKept =
    before?.dueRules === DUE_RULES_VERSION &&
    (before.nextDueAt === null || before.nextDueAt > now) &&
    PARTS.every((part) => doc[part] === before[part]);
  return isKept ? { at: before.nextDueAt, startsAt: before.nextDueStart } : nextDue(doc, now);
}

/** What a source said, of which parts and when. */
interface Answer {
  readonly parts: readonly unknown[];
  readonly asked: Instant;
  readonly due: Due | null;
}

type Answers = Map<Source, Answer>;

/** What the sources said last of the documents with a plan. */
const answers = new Memo<Plan, Answers>(200);

/**
 * Null for a plan that is seen for the first time: of most of those that are reminded on an evening nothing is asked again before they are read anew. And for
 * one that is not frozen, which may stay the same one and become another.
 */
function answersOf(plan: Plan): Answers | null {
  if (!Object.isFrozen(plan)) return null;
  const known = answers.get(plan);
  if (known === undefined) answers.set(plan, new Map());
  return known ?? null;
}

/** To look through a plan takes long, so what was said and still stands is not asked for again. */
function answerOf(source: Source, doc: Participant, now: Instant, known: Answers | null): Due | null {
  if (known === null) return source.next(doc, now);
  const last = known.get(source);
  if (last !== undefined && isStanding(last, source, doc, now)) return last.due;
  const due = source.next(doc, now);
  known.set(source, { parts: source.parts.map((part) => doc[part]), asked: now, due });
  return due;
}

function isStanding(last: Answer, source: Source, doc: Participant, now: Instant): boolean {
  // A clock that was put back has another answer: something that had come by then comes again.
  if (now < last.asked || today(now) !== today(last.asked)) return false;
  if (last.due !== null && last.due.at <= now) return false;
  return source.parts.every((part, index) => doc[part] === last.parts[index]);
}

function nextMessageAt(doc: Pick<Participant, 'outbox'>): Instant | null {
  let next: Instant | null = null;
  for (const message of doc.outbox) {
    const due = isBlocked(doc.outbox, message) ? null : messageDueAt(message);
    if (due !== null && (next === null || due < next)) next = due;
  }
  return next;
}

/** What the participant can be found by beside the id: contact ways and hashes of ways in. */
export function lookupKeys(doc: Participant): string[] {
  const { email, phone } = doc.plan.person.contact;
  const keys: string[] = [];
  if (email !== null) keys.push(emailKey(email));
  if (phone !== null) keys.push(phoneKey(phone));
  for (const signIn of doc.signIns) if (signIn.usedAt === null) keys.push(hashKey(signIn.hash));
  // Documents as they were stored, before their new fields are filled in, are looked through too.
  if (doc.calendar) keys.push(hashKey(doc.calendar.hash));
  for (const address of doc.addresses ?? []) keys.push(addressKey(address));
  return keys;
}

export function hashKey(hash: string): string {
  return `way:${hash}`;
}
