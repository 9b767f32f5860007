import { describe, expect, test } from '@jest/globals';
import { markGpSent } from '../../domain/actions/staff.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { gpDue, planningCheck } from '../../domain/planning.ts';
import { type PlanningRules, planningRulesOf } from '../../domain/regimes/planning-rules.ts';
import { isWorkingDay, toInstant } from '../../domain/time.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const rom = planningRulesOf('rusta-och-matcha', '2026-03-10');

/** Counted by hand in calendars of the years. */
describe('GP is due five working days after the start', () => {
  test.each([
    // An ordinary week; a Friday; a Saturday.
    ['2026-03-09', '2026-03-16'],
    ['2026-03-13', '2026-03-20'],
    ['2026-03-14', '2026-03-20'],
    // Easter: långfredag 3 April and annandag 6 April 2026.
    ['2026-03-31', '2026-04-09'],
    // 1 May 2026 is a Friday; Kristi himmelsfärd 14 May, a Thursday.
    ['2026-04-28', '2026-05-06'],
    ['2026-05-11', '2026-05-19'],
    // The national day 2026 is a Saturday, midsommarafton Friday 19 June.
    ['2026-06-04', '2026-06-11'],
    ['2026-06-15', '2026-06-23'],
    // Christmas 2026; nyårsafton, 1 January and trettondagen, a Wednesday.
    ['2026-12-21', '2026-12-30'],
    ['2026-12-28', '2027-01-07'],
    // 2027: långfredag 26 March, annandag 29 March; midsommarafton 25 June.
    ['2027-03-22', '2027-03-31'],
    ['2027-06-23', '2027-07-01'],
    // 2028: långfredag 14 April, annandag 17 April; 6 June a Tuesday; midsommarafton 23 June; Christmas on a Monday.
    ['2028-04-12', '2028-04-21'],
    ['2028-06-02', '2028-06-12'],
    ['2028-06-20', '2028-06-28'],
    ['2028-12-20', '2028-12-29'],
    // 2029: långfredag 30 March, annandag 2 April; 1 May a Tuesday; Kristi himmelsfärd 10 May; midsommarafton 22 June.
    ['2029-03-28', '2029-04-06'],
    ['2029-04-27', '2029-05-07'],
    ['2029-05-08', '2029-05-16'],
    ['2029-06-21', '2029-06-29'],
    // 2030: långfredag 19 April, annandag 22 April; Kristi himmelsfärd 30 May; 6 June a Thursday; midsommarafton 21 June.
    ['2030-04-17', '2030-04-26'],
    ['2030-05-29', '2030-06-07'],
    ['2030-06-05', '2030-06-13'],
    ['2030-12-23', '2031-01-07'],
  ])('%s: %s', (start, due) => {
    expect(gpDue({ service: { start } } as Plan, rom)).toBe(due);
  });

  test('over all days of 2026 to 2030 it is a working day, with four between', () => {
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2031, 0, 1); ms += 86_400_000) {
      const start = new Date(ms).toISOString().slice(0, 10);
      const due = addWorkingDays(start, 5);
      let between = 0;
      for (let at = ms + 86_400_000; new Date(at).toISOString().slice(0, 10) < due; at += 86_400_000) {
        if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) between += 1;
      }
      expect([start, isWorkingDay(due), between]).toEqual([start, true, 4]);
    }
  });

  test('back, none, and not in a municipal service', () => {
    expect(addWorkingDays('2026-04-07', -1)).toBe('2026-04-02');
    expect(addWorkingDays('2026-03-14', 0)).toBe('2026-03-14');
    const municipal = planningRulesOf('municipal', '2026-03-10');
    expect(gpDue({ service: { start: '2026-03-09' } } as Plan, municipal)).toBeNull();
  });
});

describe('rules are dated', () => {
  const old: PlanningRules = { ...rom, from: '2020-01-01', meetingDays: 7 };
  const coming: PlanningRules = { ...rom, from: '2026-07-01', meetingDays: 10 };
  test.each([
    ['2026-06-30', 7],
    ['2026-07-01', 10],
    ['2019-01-01', 7],
  ])('on %s: %i', (day, days) => {
    expect(planningRulesOf('rusta-och-matcha', day, [coming, old]).meetingDays).toBe(days);
  });

  test('past the day when they are to be looked at again, that is said', () => {
    const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), toInstant('2027-01-10T08:00'));
    expect(planningCheck(doc, toInstant('2027-06-30T08:00')).rulesAreOld).toBe(false);
    expect(planningCheck(doc, toInstant('2027-07-01T08:00')).rulesAreOld).toBe(true);
  });
});

/** The example: weekly meetings on Tuesdays, two obligatory and three optional activities, from Monday 12 January 2026. */
function alva(over: (plan: Plan) => Partial<Plan> = () => ({})): Participant {
  const plan = examplePlan('plan-rusta-och-matcha');
  return newParticipant({ ...plan, ...over(plan) }, toInstant('2026-01-12T08:00'));
}

function found(doc: Participant, local: string): string[] {
  return planningCheck(doc, toInstant(local)).findings.map(({ code, status, due, have, need }) =>
    [code, status, due, ...(need === null ? [] : [`${have}/${need}`])]
      .filter((part) => part !== null)
      .join(' '),
  );
}

const acting = (local: string) => ({ now: toInstant(local), staffId: 'karin', staffName: 'Karin Berg' });

function sent(doc: Participant, local: string): Participant {
  const marked = markGpSent(doc, doc.planVersion, acting(local));
  if (!marked) throw new Error('not marked');
  return marked;
}

describe('GP', () => {
  test('near from the start, missing after its day, done when staff have ticked it off', () => {
    expect(found(alva(), '2026-01-12T09:00')).toEqual(['gp-first near 2026-01-19']);
    expect(found(alva(), '2026-01-19T23:00')).toEqual(['gp-first near 2026-01-19']);
    expect(found(alva(), '2026-01-20T00:00')).toEqual(['gp-first missing 2026-01-19']);
    expect(found(sent(alva(), '2026-01-16T09:00'), '2026-01-20T00:00')).toEqual([]);
    expect(markGpSent(alva(), 7, acting('2026-01-16T09:00'))).toBeNull();
  });

  test('to be updated when other activities are planned, not when one is moved', () => {
    const doc = sent(alva(), '2026-01-16T09:00');
    const without = { ...doc, plan: { ...doc.plan, appointments: doc.plan.appointments.slice(0, 4) } };
    expect(found(without, '2026-02-02T09:00')).toEqual(['gp-update missing']);
    const [first, ...rest] = doc.plan.appointments;
    const moved = {
      ...doc,
      plan: { ...doc.plan, appointments: [{ ...first, place: 'Elsewhere' }, ...rest] },
    };
    expect(found(moved as Participant, '2026-02-02T09:00')).toEqual([]);
  });

  test('updated before the second period, which begins on 12 July 2026', () => {
    const doc = sent(alva(), '2026-01-16T09:00');
    expect(found(doc, '2026-06-12T09:00')).toEqual([]);
    expect(found(doc, '2026-06-14T09:00')).toEqual(['gp-period-2 near 2026-07-11']);
    expect(found(doc, '2026-07-12T09:00')).toEqual(['gp-period-2 missing 2026-07-11']);
    expect(found(sent(doc, '2026-06-20T09:00'), '2026-07-12T09:00')).toEqual([]);
  });
});

describe('activities', () => {
  const led = (n: number) => (plan: Plan) => ({ appointments: plan.appointments.slice(0, n) });
  test.each([
    [
      0,
      [
        'obligatory-activities missing 0/2',
        'optional-activity missing 0/1',
        'meeting missing 2026-01-26',
        'meeting-in-person near 2026-02-09',
      ],
    ],
    [1, ['obligatory-activities missing 1/2', 'optional-activity missing 0/1']],
    [2, ['optional-activity missing 0/1']],
    [3, []],
  ])('with the first %i of them', (n, findings) => {
    const doc = sent(alva(led(n)), '2026-01-16T09:00');
    expect(found(doc, '2026-02-02T09:00')).toEqual(findings);
  });

  test('what the provider takes no part in does not count', () => {
    const doc = sent(
      alva((plan) => ({
        appointments: plan.appointments.map((entry) =>
          entry.obligatory ? entry : { ...entry, ledBy: 'own' },
        ),
      })),
      '2026-01-16T09:00',
    );
    expect(found(doc, '2026-02-02T09:00')).toEqual(['optional-activity missing 0/1']);
  });
});

describe('meetings', () => {
  const weekly = (rule: string | null, mode: 'on-site' | 'phone' = 'on-site') =>
    sent(
      alva((plan) => ({
        appointments: plan.appointments.map((entry) =>
          entry.id === 'handledare' ? { ...entry, recurrence: rule, exceptions: [], mode } : entry,
        ),
      })),
      '2026-01-16T09:00',
    );

  test('every fortnight is right, every third week is not', () => {
    expect(found(weekly('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'), '2026-02-02T09:00')).toEqual([]);
    expect(found(weekly('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'), '2026-02-09T09:00')).toEqual([]);
    // Held on 13 January, next on 3 February: one was to be by 27 January.
    expect(found(weekly('FREQ=WEEKLY;INTERVAL=3;BYDAY=TU'), '2026-01-20T09:00')).toEqual([
      'meeting near 2026-01-27',
    ]);
    expect(found(weekly('FREQ=WEEKLY;INTERVAL=3;BYDAY=TU'), '2026-01-28T09:00')).toEqual([
      'meeting missing 2026-01-27',
    ]);
    expect(found(weekly('FREQ=WEEKLY;INTERVAL=3;BYDAY=TU'), '2026-01-19T09:00')).toEqual([]);
  });

  test("in the other services by the provider's own interval, and not at all where none is set", () => {
    const doc = weekly('FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', 'phone');
    const sta = {
      ...doc,
      plan: { ...doc.plan, service: { ...doc.plan.service, kind: 'steg-till-arbete' } },
    } as Participant;
    const meetings = (of: Participant) =>
      found(of, '2026-02-10T09:00').filter((line) => line.startsWith('meeting'));
    expect(meetings(sta)).toEqual([]);
    const own = { ...sta, settings: { ...sta.settings, meetingDays: 14, inPersonDays: 20 } };
    expect(meetings(own)).toEqual(['meeting-in-person missing 2026-02-01', 'meeting near 2026-02-17']);
    // A rule that was found is not changed by it.
    const rusta = { ...doc, settings: { ...doc.settings, meetingDays: 90, inPersonDays: 90 } };
    expect(meetings(rusta)).toEqual(meetings(doc));
    expect(meetings(doc)).toEqual(['meeting-in-person missing 2026-02-09', 'meeting near 2026-02-17']);
  });

  test('one that the participant could not come to is not held', () => {
    const doc = weekly('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU');
    const away = {
      ...doc,
      absences: [
        {
          status: 'reported',
          occurrences: ['handledare@2026-01-27T09:00'],
          extent: 'whole',
          from: '2026-01-27',
          to: '2026-01-27',
          deviations: [],
        },
      ],
    } as unknown as Participant;
    expect(found(away, '2026-01-28T09:00')).toEqual(['meeting missing 2026-01-27']);
    expect(found(doc, '2026-01-28T09:00')).toEqual([]);
  });

  test('by phone they are meetings, but not in person', () => {
    const doc = weekly('FREQ=WEEKLY;BYDAY=TU', 'phone');
    expect(found(doc, '2026-02-02T09:00')).toEqual(['meeting-in-person near 2026-02-09']);
    expect(found(doc, '2026-02-10T09:00')).toEqual(['meeting-in-person missing 2026-02-09']);
    expect(found(doc, '2026-01-26T09:00')).toEqual([]);
  });

  test('a single first meeting and nothing after it', () => {
    expect(found(weekly(null), '2026-01-14T09:00')).toEqual([]);
    expect(found(weekly(null), '2026-01-21T09:00')).toEqual(['meeting near 2026-01-27']);
    expect(found(weekly(null), '2026-02-20T09:00')).toEqual([
      'meeting missing 2026-01-27',
      'meeting-in-person missing 2026-02-10',
    ]);
  });

  test('not after the end of the service, nor before its start', () => {
    const ended = (end: string) => {
      const doc = weekly(null);
      return { ...doc, plan: { ...doc.plan, service: { ...doc.plan.service, end } } };
    };
    expect(found(ended('2026-02-01'), '2026-02-20T09:00')).toEqual([]);
    expect(found(ended('2026-01-26'), '2026-01-25T09:00')).toEqual([]);
    const set = { ...weekly(null), ended: { on: '2026-02-01', at: '2026-01-20T08:00:00.000Z', by: 'karin' } };
    expect(found(set, '2026-02-20T09:00')).toEqual([]);
    expect(found(weekly(null), '2026-01-05T09:00')).toEqual([]);
  });
});

test('Steg till arbete has a GP and no rule for meetings; a municipality has neither, but a follow-up', () => {
  const codes = (name: 'plan-steg-till-arbete' | 'plan-kommun', local: string) =>
    planningCheck(
      newParticipant(examplePlan(name), toInstant('2026-01-12T08:00')),
      toInstant(local),
    ).findings.map(({ code }) => code);
  const sta = codes('plan-steg-till-arbete', '2026-03-10T08:00');
  expect(sta).toContain('gp-first');
  expect(sta).not.toContain('meeting');
  expect(codes('plan-kommun', '2026-03-10T08:00').filter((code) => code !== 'follow-up')).toEqual([]);
  const doc = newParticipant(examplePlan('plan-kommun'), toInstant('2026-01-12T08:00'));
  expect(found({ ...doc, plan: { ...doc.plan, followUp: null } }, '2026-03-10T08:00')).toEqual([
    'follow-up missing',
  ]);
});
