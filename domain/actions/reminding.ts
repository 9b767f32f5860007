import { MOST_OWN, type OwnReminder } from '../own-reminder.ts';
import type { Participant } from '../participant.ts';
import { type MonthlyDutyId, monthlyDuties } from '../regimes/monthly-duties.ts';
import { dutyKey } from '../reminder-notes.ts';
import { addDays, type Instant, type LocalDate } from '../time.ts';
import { type Reminding, tidyLeads } from '../wishes.ts';

/** How somebody wants to be reminded, as they say it, on the page or in words. */

export function setReminders(doc: Participant, on: boolean, now: Instant): Participant {
  if (!on) return stopAll(doc);
  const reminding = { ...doc.reminding, pausedUntil: null, since: now };
  return { ...doc, wishes: { ...doc.wishes, reminders: true }, reminding };
}

/**
 * "Stoppa alla": what was asked for by itself goes too; what is asked for afterwards comes, and that alone. What has been said stays its time,
 * so that its number is given to no other: under it stands that it was said.
 */
export function stopAll(doc: Participant): Participant {
  const ownReminders = doc.ownReminders.filter(({ sentAt }) => sentAt !== null);
  return { ...doc, wishes: { ...doc.wishes, reminders: false }, ownReminders };
}

/** Who says how they want to be reminded wants to be. */
export function setReminding(
  doc: Participant,
  change: Partial<Omit<Reminding, 'since'>>,
  now: Instant,
): Participant {
  const changed = { ...doc.reminding, ...change };
  const leads = tidyLeads(changed.leads);
  const isOther = (field: 'leads' | 'summary') =>
    JSON.stringify(field === 'leads' ? leads : changed.summary) !== JSON.stringify(doc.reminding[field]);
  const since = !doc.wishes.reminders || isOther('leads') || isOther('summary') ? now : changed.since;
  return {
    ...doc,
    wishes: { ...doc.wishes, reminders: true },
    reminding: { ...changed, leads, since },
  };
}

/** The same words for the same time, as from a second tab, are the same reminder. Null when there are as many as can be kept. */
export function addOwnReminder(
  doc: Participant,
  wanted: Pick<OwnReminder, 'text' | 'occurrence' | 'at'>,
  now: Instant,
): { doc: Participant; own: OwnReminder } | null {
  const open = doc.ownReminders.filter((own) => own.sentAt === null);
  const same = open.find(
    (own) => own.text === wanted.text && own.at === wanted.at && own.occurrence === wanted.occurrence,
  );
  if (same) return { doc, own: same };
  if (open.length >= MOST_OWN) return null;
  const highest = doc.ownReminders.reduce((most, { id }) => Math.max(most, Number(id.slice(1))), 0);
  const own: OwnReminder = { ...wanted, id: `r${highest + 1}`, createdAt: now, sentAt: null };
  const others = doc.ownReminders.filter(
    (entry) => entry.sentAt !== null || wanted.occurrence === null || entry.occurrence !== wanted.occurrence,
  );
  // Who has stopped all others has not asked for those.
  return { doc: { ...doc, ownReminders: [...others, own] }, own };
}

export function removeOwnReminder(doc: Participant, id: string): Participant {
  const ownReminders = doc.ownReminders.filter((own) => own.id !== id);
  return ownReminders.length === doc.ownReminders.length ? doc : { ...doc, ownReminders };
}

/** The participant has sent this month's to the authority, as they say: they are not reminded of it again. */
export function dutyDone(doc: Participant, id: MonthlyDutyId, month: string, now: Instant): Participant {
  const keys = monthlyDuties[id].on.map((day): LocalDate => addDays(`${month}-01`, day - 1));
  const done = Object.fromEntries(keys.map((on) => [dutyKey(id, on), now]));
  return { ...doc, reminded: { ...doc.reminded, ...done } };
}
