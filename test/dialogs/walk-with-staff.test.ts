import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noShow, undoNoShow } from '../../bot/provider/no-show.ts';
import { readAbsence } from '../../bot/provider/read-notice.ts';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { respond } from '../../dialogs/respond.ts';
import { say } from '../../dialogs/say.ts';
import { respondBySms } from '../../dialogs/sms.ts';
import type { Env } from '../../dialogs/turn.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { endService, resumeService } from '../../domain/actions/service-end.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import { occurrencesOf } from '../../domain/appointment.ts';
import { nextDueAt } from '../../domain/due.ts';
import { type ChatLine, type Participant, readParticipant } from '../../domain/participant.ts';
import { appointmentsOf, type Plan } from '../../domain/plan.ts';
import type { Random } from '../../domain/ports.ts';
import { isOver } from '../../domain/service-end.ts';
import { addDays, addMs, HOUR, type Instant, today, toLocal } from '../../domain/time.ts';
import { EXAMPLES, examplePlan, newParticipant } from '../support/participants.ts';

/**
 * Any walk through the conversation in which time passes, staff act, the plan changes and SMS come between, on days on which the clock, the
 * month or the year turns: what is sent is what was read back last, a question changes no report, and nothing is said after the end.
 */

const WRITTEN = [
  ...['ja', 'nej', 'avbryt', 'tillbaka', 'ångra', 'ändra', 'enklare', 'läs igen', 'hjälp', 'vet inte', 'mer'],
  ...[
    'jag är sjuk imorgon',
    'jag kan inte komma',
    'mitt barn är sjukt idag',
    'sjuk hela veckan',
    'jag var sjuk igår',
  ],
  ...[
    'nej jag menade onsdag',
    'fredag',
    'läkare',
    'hela dagen',
    '1',
    '2',
    '5',
    'vill inte säga',
    'jag har migrän',
  ],
  ...[
    'jag blir sen',
    'jag blir 20 minuter sen i morgon',
    'jag måste gå tidigare idag',
    'jag sökte inte jobb idag',
  ],
  ...[
    'jag är sjuk mellan 9 och 11 imorgon',
    'jag har fått jobb',
    'jag har sökt en utbildning',
    'den 1 april',
  ],
  ...['jag är frisk igen', 'jag vill förklara', 'jag glömde', 'jag behöver tolk', 'jag orkar inte leva'],
  ...[
    'fråga min handledare',
    'det stämmer inte',
    'påminn mig om att ringa på fredag kl 9',
    'sluta påminna mig',
  ],
];
const QUESTIONS = [
  ...['när är nästa möte?', 'vad händer på torsdag?', 'vad betyder vab?', 'vem är min handledare?'],
  ...['vad händer om jag är sjuk på fredag?', 'får jag pengar om jag är sjuk?', 'hur lång tid är det kvar?'],
];
const STARTS: readonly Instant[] = [
  '2026-03-09T08:00:00.000Z',
  '2026-03-27T16:30:00.000Z',
  '2026-10-23T06:00:00.000Z',
  '2026-12-30T10:00:00.000Z',
];

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('writes' as const), text: fc.constantFrom(...WRITTEN) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('asks' as const), text: fc.constantFrom(...QUESTIONS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('sms' as const), text: fc.constantFrom(...WRITTEN) }),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('presses' as const), n: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('presses-old' as const), n: fc.nat(60) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('waits' as const), n: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('plan' as const), n: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('staff' as const), n: fc.nat(5) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

interface Pressed {
  readonly q: number;
  readonly id: string;
}

const said = (before: Participant, after: Participant): ChatLine[] =>
  after.lines
    .slice(before.lines.length)
    .map(({ body }) => body as unknown as ChatLine)
    .filter((line) => line.from === 'bot');

/** What a report would send. */
function meant(doc: Participant): string {
  const top = doc.dialog.stack.at(-1);
  const { shown: _, warned: __, confirmed: ___, ...facts } = (top?.draft ?? {}) as Record<string, unknown>;
  return JSON.stringify([top?.dialog, facts]);
}

const asked = (doc: Participant) => doc.dialog.stack.at(-1)?.asked ?? null;

class Walk {
  now: Instant;
  doc: Participant;
  readonly #plan: Plan;
  readonly #buttons: (Pressed & { readonly title: string })[] = [];
  #readBack: { readonly facts: string; readonly plan: number } | null = null;
  #codes = 0;
  readonly #random: Random = {
    code: (length) => String(++this.#codes).padStart(length, 'A'),
    digits: (length) => '4'.repeat(length),
    token: () => `t${++this.#codes}`,
  };

  constructor(plan: Plan, now: Instant) {
    this.#plan = plan;
    this.now = now;
    this.doc = newParticipant(plan, now, 'plain');
  }

  take(one: Step): void {
    if (one.does === 'waits') this.#wait(addMs(this.now, one.n * HOUR));
    else if (one.does === 'plan') this.#replan(one.n);
    else if (one.does === 'staff') this.#staff(one.n);
    else this.#turn(one);
    this.doc = readParticipant(JSON.parse(JSON.stringify({ ...this.doc, lines: [], outbox: [] })));
  }

  #wait(until: Instant): void {
    for (let looks = 0; looks < 200; looks += 1) {
      const due = nextDueAt(this.doc, this.now);
      if (due === null || due > until) break;
      if (due > this.now) this.now = due;
      const { doc } = runDue(this.doc, this.now);
      const told = said(this.doc, doc).map(({ kind }) => kind ?? '');
      if (isOver(doc, today(this.now))) expect(told.filter((kind) => !kind.startsWith('end:'))).toEqual([]);
      this.doc = { ...doc, lines: [], outbox: [] };
      expect(looks).toBeLessThan(199);
    }
    this.now = until;
  }

  #replan(n: number): void {
    const { plan } = this.doc;
    const plans: Plan[] = [
      { ...plan, appointments: plan.appointments.slice(1) },
      { ...plan, appointments: [] },
      { ...plan, supervisor: { name: 'Bo Ek', phone: null, email: null } },
      { ...plan, service: { ...plan.service, end: addDays(today(this.now), 3) } },
      this.#plan,
    ];
    const made = importPlan(this.doc, { plan: plans[n] ?? plan, by: 't', now: this.now, expected: null });
    if (made.kind === 'updated') this.doc = made.doc;
  }

  #staff(n: number): void {
    const acting = { now: this.now, staffId: 's', staffName: 'Sara Holm', random: this.#random };
    const { doc } = this;
    const absence = doc.absences.at(-1);
    const past = appointmentsOf(doc.plan)
      .flatMap((entry) => occurrencesOf(entry, toLocal(addMs(this.now, -96 * HOUR)), toLocal(this.now)))
      .find(({ state }) => state !== 'cancelled')?.key;
    const draft = absence?.deviations[0];
    const sent = draft && markDeviationSent(doc, draft.id, acting);
    const marked = past === undefined ? null : noShow(doc, past, acting);
    const after = [
      absence && readAbsence(doc, absence.id, acting),
      sent && 'doc' in sent ? sent.doc : null,
      marked?.kind === 'done' ? marked.doc : null,
      absence && undoNoShow(doc, absence.id, acting),
      endService(doc, today(this.now), { now: this.now, by: 's' }),
      resumeService(doc, { now: this.now, by: 's' }),
    ][n];
    this.doc = after ?? doc;
  }

  #turn(one: Exclude<Step, { does: 'waits' | 'plan' | 'staff' }>): void {
    const before = this.doc;
    const bySms = one.does === 'sms';
    const { now } = this;
    const env: Env = {
      now,
      local: toLocal(now),
      today: today(now),
      random: this.#random,
      channel: bySms ? 'sms' : 'web',
    };
    const offered = one.does === 'presses' ? before.dialog.offered[one.n] : undefined;
    const old = one.does === 'presses-old' ? this.#buttons[one.n] : undefined;
    const button = offered
      ? { ...offered, q: offered.id.startsWith('do:') ? 0 : before.dialog.question }
      : (old ?? null);
    const text = 'text' in one ? one.text : (button?.title ?? 'ja');
    const turn = (bySms ? respondBySms : respond)(before, { text, pressed: button }, env);
    const after = say(turn.doc, turn.say, env);
    const told = said(before, after);
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) {
      const own = line.text.replace(/»[^«]*«/gs, '»«');
      expect(own).not.toMatch(/\{\{|undefined|null|\[object|(?<!\.) [.,!?](?: |$)/);
      for (const { title, value } of line.choices ?? []) this.#buttons.push({ ...value, title });
    }
    // By SMS a question that is open is not asked again beside everything.
    const isRead = !bySms || told.some(({ kind }) => kind?.startsWith('sms:confirm'));
    this.#check(before, after, { bySms, isRead, isQuestion: one.does === 'asks' });
    this.doc = after;
  }

  #check(
    before: Participant,
    after: Participant,
    how: { bySms: boolean; isRead: boolean; isQuestion: boolean },
  ): void {
    const { now } = this;
    const over = isOver(before, today(now));
    const sent = after.notices.slice(before.notices.length);
    if (over) expect(sent).toEqual([]);
    if (sent.length > 0 && asked(before) === 'confirm' && !how.bySms) {
      expect(meant(before)).toBe(this.#readBack?.facts);
    }
    for (const { kind } of sent)
      if (kind !== 'absence.explained') expect([kind, asked(before)]).toEqual([kind, 'confirm']);
    const isSamePlan = this.#readBack?.plan === before.planVersion;
    if (how.isQuestion && !over) {
      expect(after.dialog.stack.length).toBe(before.dialog.stack.length);
      if (asked(before) === 'confirm' && isSamePlan) expect(meant(after)).toBe(meant(before));
    }
    const stands = how.isRead || meant(after) === this.#readBack?.facts;
    this.#readBack =
      asked(after) === 'confirm' && stands ? { facts: meant(after), plan: after.planVersion } : null;
  }
}

describe('any walk with staff, time and SMS in it', () => {
  test.each(EXAMPLES)('%s', (example) => {
    const plan = examplePlan(example);
    fc.assert(
      fc.property(fc.constantFrom(...STARTS), fc.array(step, { maxLength: 25 }), (start, steps) => {
        const walk = new Walk(plan, start);
        for (const one of steps) walk.take(one);
      }),
      { numRuns: 40 },
    );
  });
});
