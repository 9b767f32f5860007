import { describe, expect, test } from '@jest/globals';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { endService } from '../../domain/actions/service-end.ts';
import { nextDueAt } from '../../domain/due.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { addMs, HOUR, type Instant, MINUTE } from '../../domain/time.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';

/**
 * A year of one document as the scheduler lives it, over New Year, both clock changes and every other day that is not like the others:
 * whatever source says "now", its step does something about it, so that nobody is looked at without end, and a document at rest is not
 * written.
 */

const START = '2026-03-09T16:05:00.000Z';
const END = '2027-04-01T00:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
/** A look that finds nothing to do but to look again later: the horizon of reminders, mostly. */
const MOST_IDLE = 40;

interface Year {
  readonly doc: Participant;
  /** Looks that changed nothing. */
  readonly idle: readonly Instant[];
  readonly looks: number;
}

/** As the store and the scheduler do it: the next time is computed with each write; whoever was looked at is due no more at that time. */
function live(before: Participant, from: Instant = START, to: Instant = END): Year {
  let now = from;
  let doc = stored(before, now);
  const idle: Instant[] = [];
  let looks = 0;
  while (doc.nextDueAt !== null && doc.nextDueAt < to) {
    if (doc.nextDueAt > now) now = doc.nextDueAt;
    looks += 1;
    const after = runDue(doc, now).doc;
    const sent = { ...after, outbox: after.outbox.filter(({ status }) => status !== 'sending'), lines: [] };
    if (after === doc) idle.push(now);
    doc = stored(sent, now);
    if (doc.nextDueAt !== null && doc.nextDueAt <= now && runDue(doc, now).doc === doc) {
      throw new Error(`due at ${now}, and nothing is done about it`);
    }
    if (looks > 5000) throw new Error(`never comes to rest: ${now}`);
  }
  return { doc, idle, looks };
}

function stored(doc: Participant, now: Instant): Participant {
  return { ...doc, nextDueAt: nextDueAt(doc, now) };
}

const VARIANTS: Readonly<Record<string, (doc: Participant) => Participant>> = {
  'as it came': (doc) => doc,
  'ill for seven weeks over the clock change': (doc) =>
    reportAbsence(
      doc,
      { from: '2026-03-10', to: '2026-04-30', occurrences: [], reason: 'sick' },
      { now: START, channel: 'web', random },
    ).doc,
  'with a question that nobody answers': (doc) => askSupervisor(doc, 'Hur gör jag?', START).doc,
  'with a summary on Sundays, and own reminders at odd times': (doc) => ({
    ...doc,
    reminding: { ...doc.reminding, summary: { when: 'sunday', at: '17:00' } },
    ownReminders: ['2026-03-29T01:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-12-31T23:00:00.000Z'].map(
      (at, index) => ({
        id: `r${index}`,
        text: 'Ring',
        occurrence: null,
        at: at as Instant,
        createdAt: START as Instant,
        sentAt: null,
      }),
    ),
  }),
  'quiet from the evening to the morning': (doc) => ({
    ...doc,
    reminding: { ...doc.reminding, quiet: { from: '21:00', to: '09:30' } },
  }),
  'with reminders off': (doc) => ({ ...doc, wishes: { ...doc.wishes, reminders: false } }),
  'ended at once': (doc) => endService(doc, '2026-03-09', { now: START, by: 'test' }) ?? doc,
  'ended on the day of the clock change': (doc) =>
    endService(doc, '2026-03-29', { now: START, by: 'test' }) ?? doc,
  'ended after a plan that had ended, with something booked later by hand': (doc) => ({
    ...doc,
    plan: {
      ...doc.plan,
      service: { ...doc.plan.service, end: '2026-03-10' },
      appointments: doc.plan.appointments.flatMap((one, index) =>
        index > 0
          ? [one]
          : [one, { ...one, id: 'x', recurrence: null, start: '2026-03-25T09:00', end: '2026-03-25T10:00' }],
      ),
    },
    ended: { on: '2026-03-30', at: START, by: 'test' },
  }),
  'ended before, and found late': (doc) => ({
    ...doc,
    ended: { on: '2025-12-31', at: START, by: 'test' },
  }),
};

describe.each(EXAMPLES)('%s', (name) => {
  test.each(Object.keys(VARIANTS))('%s', (variant) => {
    const made = VARIANTS[variant]?.(newParticipant(examplePlan(name), START, 'plain'));
    if (!made) throw new Error(variant);
    const year = live(made);
    expect(year.idle.length).toBeLessThan(MOST_IDLE);
    // Between two due times a look changes nothing, so nothing is written.
    const quiet = year.doc;
    for (let hours = 0; hours < 24; hours += 1) {
      const now = addMs(END, -hours * HOUR - MINUTE);
      if (quiet.nextDueAt === null || quiet.nextDueAt > now) expect(runDue(quiet, now).doc).toBe(quiet);
    }
  });
});
