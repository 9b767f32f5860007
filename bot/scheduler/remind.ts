import { dueBookingNews } from '../../domain/booking-news.ts';
import type { Participant } from '../../domain/participant.ts';
import { withAudit } from '../../domain/participant.ts';
import { newsOf } from '../../domain/plan-news.ts';
import { dueReminders, isHeard, LATE, missedReminders, type Reminder } from '../../domain/reminder.ts';
import { dueNotes, type Note } from '../../domain/reminder-notes.ts';
import { addDays, addMs, DAY, type Instant, today } from '../../domain/time.ts';
import type { Saying } from '../../locales/saying.ts';
import { changeSayings, lateSayings, noteSayings, reminderSaying } from '../../locales/sayings/reminder.ts';
import { tell } from '../../locales/tell.ts';

/** Long enough for an appointment that is moved back and forth, and to tell afterwards what was reminded of. */
const REMINDED_KEPT_DAYS = 14;
const COMING_KEPT_DAYS = 60;

/** What the plan has moved or called off. It stands for a reminder of the same thing, which then does not come within the hour. */
export function tellBookingNews(doc: Participant, now: Instant): Participant {
  if (doc.bookingNews.length === 0) return doc;
  const { changes, dropped, left, heard } = dueBookingNews(doc, now);
  if (changes.length === 0 && dropped.length === 0) return doc;
  const told =
    changes.length === 0 ? doc : tell(doc, changeSayings(changes, doc, now), { now, proactive: true, heard });
  const stands = changes.flatMap(({ is }) => (is === null ? [] : [[`${is.key}>${is.start}:news`, now]]));
  const isAllNew = doc.news !== null && newsOf(doc, now).length <= changes.length;
  return withDropped(
    {
      ...told,
      // Nothing else is new: a second word that something is would only worry.
      news:
        doc.news !== null && isAllNew ? { ...doc.news, announcedAt: doc.news.announcedAt ?? now } : doc.news,
      bookingNews: [...left],
      reminded: { ...doc.reminded, ...Object.fromEntries(stands) },
    },
    dropped.map(({ key }) => key),
    'news-past',
    now,
  );
}

/** What is due now, said in the chat and marked in the same write: as one message when some of it is late. */
export function remind(doc: Participant, now: Instant): Participant {
  const reminders = dueReminders(doc, now);
  const { due: notes, dropped } = dueNotes(doc, now);
  const missed = doc.nextDueAt === null ? [] : missedReminders(doc, doc.nextDueAt, now);
  if (reminders.length + notes.length + dropped.length + missed.length === 0) return doc;
  const all = [...reminders, ...notes];
  const late = addMs(now, -LATE);
  const isOneMessage = all.length > 1 && all.some(({ dueAt }) => dueAt < late);
  const told = isOneMessage
    ? tell(doc, lateSayings(reminders, notes, doc, now), {
        now,
        proactive: true,
        heard: isHeardOf(all, doc, now),
      })
    : tellEach(doc, reminders, notes, now);
  const sent = [...all, ...dropped].map(({ key }) => [key, now]);
  const ownIds = new Set([...notes, ...dropped].flatMap((note) => (note.kind === 'own' ? note.own.id : [])));
  for (const { when } of reminders) if (when.startsWith('own-')) ownIds.add(when.slice('own-'.length));
  const after: Participant = {
    ...told,
    reminded: {
      ...keptFrom(doc.reminded, '>', addDays(today(now), -REMINDED_KEPT_DAYS)),
      ...Object.fromEntries(sent),
    },
    coming: keptFrom(doc.coming, '@', addDays(today(now), -COMING_KEPT_DAYS)),
    ownReminders: keptOwn(doc, ownIds, now),
  };
  const passed = [...missed.map(({ key, start }) => `${key}>${start}`), ...dropped.map(({ key }) => key)];
  return withDropped(after, passed, 'passed', now);
}

function tellEach(
  doc: Participant,
  reminders: readonly Reminder[],
  notes: readonly Note[],
  now: Instant,
): Participant {
  const said = (current: Participant, sayings: readonly Saying[], heard: boolean) =>
    tell(current, sayings, { now, proactive: true, heard });
  const reminded = reminders.reduce(
    (current, reminder) => said(current, [reminderSaying(reminder, doc, now)], isHeard(doc, reminder, now)),
    doc,
  );
  return notes.reduce(
    (current, note) => said(current, noteSayings(note, doc, now), isHeardOf([note], doc, now)),
    reminded,
  );
}

/** Whether one of them may be heard now: nothing in quiet hours, but what was asked for at its minute. */
function isHeardOf(all: readonly (Reminder | Note)[], doc: Participant, now: Instant): boolean {
  return all.some((one) =>
    isHeard(doc, { asked: 'asked' in one ? one.asked : one.kind === 'own', dueAt: one.dueAt }, now),
  );
}

function keptOwn(doc: Participant, sent: ReadonlySet<string>, now: Instant): Participant['ownReminders'] {
  const old = addMs(now, -REMINDED_KEPT_DAYS * DAY);
  return doc.ownReminders
    .map((own) => (sent.has(own.id) ? { ...own, sentAt: now } : own))
    .filter((own) => (own.sentAt ?? own.at) > old);
}

/** The trail tells what was not said, and why. */
function withDropped(doc: Participant, keys: readonly string[], why: string, now: Instant): Participant {
  return keys.reduce(
    (current, subject) =>
      withAudit(current, { at: now, who: 'reminder', what: `reminder.dropped-${why}`, subject }),
    doc,
  );
}

/** Entries whose day, which stands in the key after `mark`, is not earlier. */
function keptFrom(entries: Readonly<Record<string, Instant>>, mark: string, day: string) {
  return Object.fromEntries(
    Object.entries(entries).filter(([key]) => key.slice(key.indexOf(mark) + 1) >= day),
  );
}
