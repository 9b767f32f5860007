import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { deepFreeze } from '../../bot/storage/freeze.ts';
import { settle } from '../../bot/storage/settle.ts';
import { reportAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { newMessage } from '../../domain/actions/notices.ts';
import { settleMessage } from '../../domain/actions/outbox.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { addOwnReminder, dutyDone, setReminders, setReminding } from '../../domain/actions/reminding.ts';
import { endService, resumeService } from '../../domain/actions/service-end.ts';
import { booked } from '../../domain/appointment.ts';
import { DUE_RULES_VERSION, nextDue, nextDueAfter } from '../../domain/due.ts';
import { freshDialog, type Participant, withChatLine } from '../../domain/participant.ts';
import { appointmentsOf, type Step } from '../../domain/plan.ts';
import {
  addDays,
  addMs,
  at,
  DAY,
  type Instant,
  MINUTE,
  today,
  toInstant,
  toLocal,
} from '../../domain/time.ts';
import { DEFAULT_QUIET } from '../../domain/wishes.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';

/** What is known of an answer from before must never be another than what is found by asking everything anew. */

const START = toInstant('2026-03-09T08:00');
const random = { code: (length: number) => 'A'.repeat(length), digits: () => '00', token: () => 't' };

type Change = (doc: Participant, now: Instant, n: number) => Participant;

const CHANGES: Record<string, Change> = {
  nothing: (doc) => doc,
  'a line': (doc, now) =>
    withChatLine({ ...doc, dialog: freshDialog }, { at: now, from: 'bot', text: 'Hej' }),
  absence: (doc, now, n) => {
    const from = addDays(today(now), n % 5);
    const occurrences = booked(appointmentsOf(doc.plan), at(from, '00:00'), at(addDays(from, 3), '00:00'));
    const input = { from, to: addDays(from, 2), reason: n % 2 ? 'sick' : 'other', ownWork: true } as const;
    const keys = occurrences.map(({ key }) => key);
    return reportAbsence(doc, { ...input, occurrences: keys }, { now, channel: 'web', random }).doc;
  },
  withdrawal: (doc, now) => {
    const last = doc.absences.findLast(({ status }) => status === 'reported');
    return last ? withdrawAbsence(doc, last.id, { now, channel: 'web' }).doc : doc;
  },
  question: (doc, now) => askSupervisor(doc, 'Får jag byta dag?', now).doc,
  'an answer': (doc, now) => ({
    ...doc,
    questions: doc.questions.map((one) => ({ ...one, answer: { text: 'Ja', by: 's1', at: now } as never })),
  }),
  'reminders on or off': (doc, now, n) => setReminders(doc, n % 2 === 0, now),
  times: (doc, now, n) =>
    setReminding(doc, { leads: [{ minutes: 5 + n }, { days: n % 4, at: '18:30' }] }, now),
  'quiet hours': (doc, now, n) => setReminding(doc, { quiet: n % 2 ? null : DEFAULT_QUIET }, now),
  summary: (doc, now, n) =>
    setReminding(doc, { summary: n % 3 ? { when: n % 2 ? 'morning' : 'sunday', at: '08:00' } : null }, now),
  pause: (doc, now, n) => setReminding(doc, { pausedUntil: addDays(today(now), n % 9) }, now),
  duties: (doc, now) => setReminding(doc, { groups: { ...doc.reminding.groups, duties: true } }, now),
  'duty done': (doc, now) => dutyDone(doc, 'activity-report', today(now).slice(0, 7), now),
  'own reminder': (doc, now, n) =>
    addOwnReminder(doc, { text: 'ringa', occurrence: null, at: addMs(now, n * 7 * MINUTE) }, now)?.doc ?? doc,
  'once more': (doc, now, n) => {
    const [next] = booked(appointmentsOf(doc.plan), toLocal(now), toLocal(addMs(now, 9 * DAY)));
    const wanted = { text: null, occurrence: next?.key ?? null, at: addMs(now, n * MINUTE) };
    return next ? (addOwnReminder(doc, wanted, now)?.doc ?? doc) : doc;
  },
  settings: (doc, _now, n) => ({
    ...doc,
    settings: { ...doc.settings, questionDays: 1 + (n % 5), deadlineDays: n % 4 },
  }),
  message: (doc, now, n) => {
    const message = newMessage({ key: `k${n}`, kind: 'notice', way: 'email', at: now, params: {} });
    return { ...doc, outbox: [...doc.outbox, { ...message, nextAt: addMs(now, (n - 20) * MINUTE) }] };
  },
  delivery: (doc, now) =>
    doc.outbox
      .filter(({ status }) => status === 'sending')
      .reduce((current, message) => settleMessage(current, message, { kind: 'sent' }, now), doc),
  end: (doc, now, n) => endService(doc, addDays(today(now), (n % 12) - 2), { now, by: 's1' }) ?? doc,
  'no end': (doc, now) => resumeService(doc, { now, by: 's1' }) ?? doc,
  plan: (doc, now, n) => {
    const [first, ...others] = doc.plan.appointments;
    const moved = first && { ...first, place: `Exempelgatan ${n}` };
    const end = n % 4 === 0 ? addDays(today(now), n % 7) : doc.plan.service.end;
    const plan = {
      ...doc.plan,
      appointments: moved && n % 3 ? [...others, moved] : others,
      service: { ...doc.plan.service, end },
    };
    const outcome = importPlan(doc, { plan, by: 's1', now, expected: null });
    return outcome.kind === 'updated' ? outcome.doc : doc;
  },
  'what is due': (doc, now) => runDue(doc, now).doc,
};

const step = fc.record({
  change: fc.constantFrom(...Object.keys(CHANGES)),
  n: fc.nat(40),
  minutes: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.nat(30) },
    { weight: 2, arbitrary: fc.nat(1440) },
    { weight: 1, arbitrary: fc.nat(12 * 1440) },
  ),
  /** So many versions back: a write that failed, say. */
  back: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat(4)),
  /** Until what is due next. */
  untilDue: fc.boolean(),
});

describe('when something is due next', () => {
  test.each(EXAMPLES)('is what asking everything anew gives, whatever was asked before: %s', (example) => {
    const plan = examplePlan(example);
    let asked = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
        let now = START;
        const first = stored(newParticipant(plan, now, 'plain'), now);
        const versions = [first];
        const dayOf = new Map([[first, today(now)]]);
        for (const { change, n, minutes, back, untilDue } of steps) {
          const before = versions.at(-1 - Math.min(back, versions.length - 1)) as Participant;
          const due = before.nextDueAt;
          now = untilDue && due !== null && due > now ? due : addMs(now, minutes * MINUTE);
          const decided = (CHANGES[change] as Change)(before, now, n);
          deepFreeze(decided);
          // Nothing is remembered of what is not frozen.
          const anew = nextDue(structuredClone(decided), now);
          expect(nextDue(decided, now)).toEqual(anew);
          // Once more from what is known now, and a moment later.
          expect(nextDue(decided, now)).toEqual(anew);
          // A write that changes nothing of what it depends on keeps the time, which on another day may be one that is looked at for nothing.
          const kept = nextDueAfter(before, decided, now);
          if (today(now) === dayOf.get(before)) expect(kept).toEqual(anew);
          else expect((kept.at ?? '9') <= (anew.at ?? '9')).toBe(true);
          const later = addMs(now, 90_000);
          expect(nextDue(decided, later)).toEqual(nextDue(structuredClone(decided), later));
          versions.push(stored(decided, now));
          dayOf.set(versions.at(-1) as Participant, today(now));
          asked += 1;
        }
      }),
      { numRuns: 60 },
    );
    expect(asked).toBeGreaterThan(400);
  });

  test('is looked for anew on another day, from where more can be seen', () => {
    const example = examplePlan('plan-rusta-och-matcha');
    const far = { ...(example.steps[0] as Step), status: 'later' as const, date: '2026-05-20' };
    const plan = { ...example, appointments: [], followUp: null, steps: [far] };
    const doc = deepFreeze(newParticipant(plan, START, 'plain'));
    expect(nextDue(doc, START).at).toBe(toInstant('2026-04-21T03:00'));
    // The step itself has come near, and no appointment has.
    expect(nextDue(doc, addMs(START, 40 * DAY)).at).toBe(toInstant('2026-05-19T17:00'));
  });

  test.each([
    ['the time for answers', { questionDays: 5 }],
    ['an hour that is as it was', {}],
  ])('counts %s from the write that brings it', (_what, settings) => {
    const doc = askSupervisor(newParticipant(examplePlan('plan-kommun'), START, 'plain'), 'Vad?', START).doc;
    const quiet = { ...doc, outbox: [], wishes: { ...doc.wishes, reminders: false } };
    const before = settle(null, quiet, START, { chat: 0, audit: 0, plans: 0, feed: 0 });
    expect(before.nextDueAt).toBe(toInstant('2026-03-11T08:00'));
    const changed = { ...before, settings: { ...before.settings, ...settings } };
    const after = settle(before, changed, START, { chat: 0, audit: 0, plans: 0, feed: 0 });
    const days = changed.settings.questionDays;
    expect(after.nextDueAt).toBe(toInstant(days === 5 ? '2026-03-16T08:00' : '2026-03-11T08:00'));
  });
});

function stored(doc: Participant, now: Instant): Participant {
  const due = nextDue(doc, now);
  const known = { nextDueAt: due.at, nextDueStart: due.startsAt, dueRules: DUE_RULES_VERSION };
  return deepFreeze({ ...doc, lines: [], ...known });
}
