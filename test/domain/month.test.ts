import { describe, expect, test } from '@jest/globals';
import { absencesIn } from '../../bot/provider/month-basis.ts';
import { systemRandom } from '../../bot/random.ts';
import { type AbsenceInput, reportAbsence, withdrawAbsence } from '../../domain/actions/absences.ts';
import { markNoShow } from '../../domain/actions/no-show.ts';
import { chooseDeviationCode } from '../../domain/actions/staff.ts';
import { daysOfMonth, isMonth, type MonthBasis, monthBasis, needsVersions } from '../../domain/month.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { ownWorkRuleOf } from '../../domain/regimes/own-work-rules.ts';
import { toInstant } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const APRIL = toInstant('2026-04-01T08:00');

function alva(): Participant {
  return newParticipant(examplePlan('plan-rusta-och-matcha'), toInstant('2026-01-12T08:00'));
}

function away(doc: Participant, over: Partial<AbsenceInput>): Participant {
  const input = {
    from: '2026-03-10',
    to: '2026-03-10',
    occurrences: [],
    reason: 'sick',
    ...over,
  } as AbsenceInput;
  const acting = { now: toInstant('2026-03-10T07:00'), channel: 'web', random: systemRandom };
  return reportAbsence(doc, input, acting).doc;
}

const MEETING = 'handledare@2026-03-10T09:00';
const GROUP = 'jobbtraff@2026-03-10T13:00';

function basis(doc: Participant, now = APRIL, month = '2026-03'): MonthBasis {
  const made = monthBasis(doc, [], month, now);
  if (!made) throw new Error('nothing for the month');
  return made;
}

/** Activity, planned hours, carried out, and what was missed with code. */
function rows(made: MonthBasis): string[] {
  return made.activities.map(({ appointment, plannedMinutes, carriedOutMinutes, missed }) =>
    [
      appointment.id,
      plannedMinutes / 60,
      carriedOutMinutes / 60,
      ...missed.map(({ code, subType, minutes }) => `${code}${subType ? `.${subType}` : ''}:${minutes / 60}`),
    ].join(' '),
  );
}

describe('planned and carried out', () => {
  test('every activity, with the hours of the month as they were held', () => {
    // March 2026 has five Tuesdays, four Wednesdays and Thursdays, and a first Friday.
    expect(rows(basis(alva()))).toEqual([
      'handledare 5 5',
      'jobbtraff 10 10',
      'datorkurs 12 12',
      'cvhjalp 8 8',
      'studiebesok 2.5 2.5',
    ]);
  });

  test('what was before the first plan came is said not to be known', () => {
    const came = (day: string) =>
      newParticipant(examplePlan('plan-rusta-och-matcha'), toInstant(`${day}T08:00`));
    expect(basis(came('2026-03-17')).knownFrom).toBe('2026-03-17');
    expect(basis(came('2026-04-02'), toInstant('2026-05-01T08:00')).knownFrom).toBe('2026-04-02');
    expect(basis(came('2026-03-01')).knownFrom).toBeNull();
    // From the beginning of the service all of it is known, and a later version changes nothing of that.
    expect(basis(alva()).knownFrom).toBeNull();
    const later = { ...came('2026-03-17'), planVersion: 2, planAt: toInstant('2026-03-20T08:00') };
    const versions = ['2026-03-17T08:00', '2026-03-20T08:00'].map((at) => ({
      at: toInstant(at),
      plan: later.plan,
    }));
    expect(monthBasis(later, versions, '2026-03', APRIL)?.knownFrom).toBe('2026-03-17');
    expect(monthBasis(later, versions.slice(1), '2026-03', APRIL)?.knownFrom).toBeNull();
  });

  test('of what lies ahead nothing is carried out, and the month is not over', () => {
    const now = toInstant('2026-03-10T11:00');
    expect(rows(basis(alva(), now)).slice(0, 2)).toEqual(['handledare 5 2', 'jobbtraff 10 2']);
    expect(basis(alva(), now).isOver).toBe(false);
    expect(basis(alva(), toInstant('2026-04-01T00:00')).isOver).toBe(true);
  });

  test('what is missed is not carried out, and stands with its code; taken back it is no absence', () => {
    const doc = away(alva(), { occurrences: [MEETING, GROUP] });
    expect(rows(basis(doc)).slice(0, 2)).toEqual(['handledare 5 4 15:1', 'jobbtraff 10 8 15:2']);
    expect(basis(doc).absences).toEqual(['a1']);
    const back = withdrawAbsence(doc, 'a1', { now: APRIL, channel: 'web' }).doc;
    expect(rows(basis(back)).slice(0, 2)).toEqual(['handledare 5 5', 'jobbtraff 10 10']);
    expect(basis(back).absences).toEqual([]);
  });

  test('codes side by side: sick, doctor, nobody knows, none chosen yet', () => {
    let doc = away(alva(), { occurrences: [MEETING] });
    doc = away(doc, {
      from: '2026-03-17',
      to: '2026-03-17',
      reason: 'doctor',
      occurrences: ['handledare@2026-03-17T09:00'],
    });
    doc = away(doc, {
      from: '2026-03-03',
      to: '2026-03-03',
      reason: 'undisclosed',
      occurrences: ['handledare@2026-03-03T09:00'],
    });
    const acting = { now: APRIL, staffId: 'karin', staffName: 'Karin Berg', random: systemRandom };
    const marked = markNoShow(doc, 'handledare@2026-03-31T09:00', acting);
    if (marked.kind !== 'done') throw new Error(marked.kind);
    expect(rows(basis(marked.doc))[0]).toBe('handledare 5 1 15:1 17:1 18.1:1 null:1');
    const chosen = chooseDeviationCode(
      marked.doc,
      'a3:handledare@2026-03-03T09:00',
      { code: '15', subType: null },
      acting,
    );
    expect(chosen && rows(basis(chosen))[0]).toContain('15:1 15:1');
  });

  test('late: the minutes that were missed', () => {
    const doc = away(alva(), { occurrences: [GROUP] });
    const [absence] = doc.absences;
    if (!absence) throw new Error('none');
    const [draft] = absence.deviations;
    const late = { ...absence, deviations: [{ ...draft, absentEnd: '2026-03-10T13:30' }] };
    expect(rows(basis({ ...doc, absences: [late] } as Participant))[1]).toBe('jobbtraff 10 9.5 15:0.5');
    // So little that there is no report: nothing is missed.
    const little = { ...absence, extent: 'late', deviations: [] };
    expect(rows(basis({ ...doc, absences: [little] } as unknown as Participant))[1]).toBe('jobbtraff 10 10');
  });

  test('late and early at the same activity count both, and no minute twice', () => {
    const part = (
      extent: 'late' | 'leaves-early',
      start: string,
      end: string,
      reason: 'sick' | 'doctor',
    ) => ({
      extent,
      away: { start: `2026-03-10T${start}`, end: `2026-03-10T${end}` },
      occurrences: [GROUP],
      reason,
    });
    const late = away(alva(), part('late', '13:00', '13:30', 'sick'));
    const both = away(late, part('leaves-early', '14:30', '15:00', 'doctor'));
    expect(rows(basis(both))[1]).toBe('jobbtraff 10 9 15:0.5 18.1:0.5');
    expect(basis(both).absences).toEqual(['a1', 'a2']);
    const over = away(late, part('leaves-early', '13:15', '15:00', 'doctor'));
    expect(rows(basis(over))[1]).toBe('jobbtraff 10 8 15:0.25 18.1:1.75');
  });

  test('nothing is planned or carried out after an end that the provider has set', () => {
    const end = (on: string) => ({
      ...alva(),
      ended: { on, at: toInstant('2026-03-09T10:00'), by: 'karin' },
    });
    expect(rows(basis(end('2026-03-12'))).slice(0, 2)).toEqual(['handledare 2 2', 'jobbtraff 4 4']);
    expect(monthBasis(end('2026-02-27'), [], '2026-03', APRIL)).toBeNull();
    // Eight working days of 22 are left for the own work.
    const [before] = basis(alva()).ownWork;
    const [after] = basis(end('2026-03-12')).ownWork;
    expect([before?.plannedMinutes, after?.plannedMinutes]).not.toContain(null);
    expect(after?.plannedMinutes).toBeLessThan(before?.plannedMinutes ?? 0);
  });

  test('nothing carried out stands as 0, also where nothing was held', () => {
    const plan = examplePlan('plan-rusta-och-matcha');
    const appointments = plan.appointments.map((entry) =>
      entry.id === 'studiebesok'
        ? {
            ...entry,
            exceptions: [
              { on: '2026-03-06', change: 'cancelled' as const, start: null, end: null, place: null },
            ],
          }
        : entry,
    );
    const doc = newParticipant({ ...plan, appointments }, toInstant('2026-01-12T08:00'));
    expect(rows(basis(doc))).toContain('studiebesok 0 0');
  });

  test('somebody who was not in the service then is not there; who came in the middle has the rest', () => {
    expect(monthBasis(alva(), [], '2025-12', APRIL)).toBeNull();
    const over = (service: Partial<Plan['service']>) => {
      const plan = examplePlan('plan-rusta-och-matcha');
      return newParticipant(
        { ...plan, service: { ...plan.service, ...service } },
        toInstant('2026-01-12T08:00'),
      );
    };
    expect(monthBasis(over({ end: '2026-02-28' }), [], '2026-03', APRIL)).toBeNull();
    expect(rows(basis(over({ end: '2026-03-10' })))[0]).toBe('handledare 2 2');
    expect(rows(basis(over({ start: '2026-03-11' })))[0]).toBe('handledare 3 3');
  });
});

describe('a plan that was changed', () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  const first = { at: toInstant('2026-01-12T08:00'), plan };
  const on = (local: string, appointments: Plan['appointments']) => ({
    at: toInstant(local),
    plan: { ...plan, appointments },
  });
  const meeting = plan.appointments.slice(0, 1);
  const last = (versions: { at: string; plan: Plan }[]): Participant => {
    const version = versions.at(-1);
    if (!version) throw new Error('none');
    return { ...alva(), plan: version.plan, planVersion: versions.length, planAt: version.at };
  };
  const made = (...versions: { at: string; plan: Plan }[]) =>
    monthBasis(last(versions), versions, '2026-03', APRIL);

  test('what was held before the change is not undone by a plan that leaves it out', () => {
    const version = on('2026-03-12T12:00', meeting);
    expect(
      made(first, version)?.activities.map((entry) => [entry.appointment.id, entry.plannedMinutes / 60]),
    ).toEqual([
      ['handledare', 5],
      ['jobbtraff', 4],
      ['datorkurs', 6],
      ['cvhjalp', 4],
      ['studiebesok', 2.5],
    ]);
    expect(needsVersions(last([first, version]), '2026-03')).toBe(true);
    expect(needsVersions(last([first, version]), '2026-04')).toBe(false);
    expect(needsVersions(last([first]), '2026-01')).toBe(false);
  });

  test('what the later plan says of a time that has been counts: called off, or moved out of the month', () => {
    const exceptions = [
      { on: '2026-03-03', change: 'cancelled' as const, start: null, end: null, place: null },
      {
        on: '2026-03-10',
        change: 'moved' as const,
        start: '2026-04-02T09:00',
        end: '2026-04-02T10:00',
        place: null,
      },
    ];
    const version = on(
      '2026-03-12T12:00',
      meeting.map((entry) => ({ ...entry, exceptions })),
    );
    expect(made(first, version)?.activities[0]?.plannedMinutes).toBe(3 * 60);
  });

  test('a single thing put in afterwards counts, a series from then on only', () => {
    const [model] = meeting;
    if (!model) throw new Error('none');
    const once = {
      ...model,
      id: 'extra',
      start: '2026-03-05T09:00',
      end: '2026-03-05T10:00',
      recurrence: null,
      exceptions: [],
    };
    const series = {
      ...model,
      id: 'serie',
      start: '2026-03-05T14:00',
      end: '2026-03-05T15:00',
      recurrence: 'FREQ=WEEKLY;BYDAY=TH',
      exceptions: [],
    };
    const version = on('2026-03-12T12:00', [...plan.appointments, once, series]);
    const found = made(first, version)?.activities.map((entry) => [
      entry.appointment.id,
      entry.plannedMinutes / 60,
    ]);
    expect(found).toContainEqual(['extra', 1]);
    // 12, 19 and 26 March.
    expect(found).toContainEqual(['serie', 3]);
  });
});

describe('own work', () => {
  test.each([
    ['ka-webb', '2022-06-01', 'estimated', false],
    ['ka-webb', '2022-07-01', 'not-taken-part', true],
    ['ka-webb', '2026-03-01', 'not-taken-part', true],
    ['msfa', '2026-03-01', 'not-by-hours', false],
    ['none', '2026-03-01', 'planned', false],
  ] as const)('%s on %s: %s', (system, day, as, timeInComment) => {
    const rule = ownWorkRuleOf(system, day);
    expect(rule).toMatchObject({ as, timeInComment });
    expect(rule.source).not.toMatch(/project|founding/);
  });

  test('by the system of the provider', () => {
    const hours = (system: 'msfa' | 'ka-webb' | 'none') => {
      const plan = examplePlan('plan-rusta-och-matcha');
      const doc = newParticipant({ ...plan, provider: { ...plan.provider, reportingSystem: system } }, APRIL);
      return basis(doc).ownWork.map((work) => [work.plannedMinutes, work.reportedMinutes]);
    };
    // 22 working days in March 2026: 4.4 weeks of 20, 8 and 6 hours, to the quarter.
    expect(hours('none')).toEqual([
      [88 * 60, 88 * 60],
      [35.25 * 60, 35.25 * 60],
      [26.5 * 60, 26.5 * 60],
    ]);
    expect(hours('ka-webb').map(([, reported]) => reported)).toEqual([0, 0, 0]);
    expect(hours('msfa').map(([, reported]) => reported)).toEqual([null, null, null]);
  });
});

test('a municipal participant has hours and reasons, and no code', () => {
  const doc = newParticipant(examplePlan('plan-kommun'), toInstant('2026-02-01T08:00'));
  const made = basis(away(doc, { occurrences: ['praktik@2026-03-10T08:00'], reason: 'child-sick' }));
  expect(made.forAf).toBe(false);
  const missed = made.activities.flatMap((entry) => entry.missed);
  expect(missed).toEqual([{ code: null, subType: null, reason: 'child-sick', minutes: 360 }]);
});

test('who comes late, and nobody knows how late, has missed nothing that is known: neither there nor here', () => {
  const late = { extent: 'late', away: null } as const;
  const bo = newParticipant(examplePlan('plan-kommun'), toInstant('2026-02-01T08:00'));
  const told = away(bo, { ...late, occurrences: ['praktik@2026-03-10T08:00'] });
  expect(told.absences[0]?.occurrences).toHaveLength(1);
  expect(rows(basis(told))).toEqual(rows(basis(bo)));
  expect(rows(basis(away(alva(), { ...late, occurrences: [GROUP] })))).toEqual(rows(basis(alva())));
});

test('what was taken back is no absence for the municipality either, nor where a draft was left behind', () => {
  const doc = newParticipant(examplePlan('plan-kommun'), toInstant('2026-02-01T08:00'));
  const told = away(doc, { occurrences: ['praktik@2026-03-10T08:00'] });
  const back = withdrawAbsence(told, 'a1', { now: APRIL, channel: 'web' }).doc;
  expect(basis(told).activities.flatMap((entry) => entry.missed)).toHaveLength(1);
  expect(basis(back).activities.flatMap((entry) => entry.missed)).toEqual([]);
  const sick = away(alva(), { occurrences: [MEETING] });
  const left = sick.absences.map((absence) => ({ ...absence, status: 'withdrawn' as const }));
  expect(rows(basis({ ...sick, absences: left }))[0]).toBe('handledare 5 5');
  expect(absencesIn(sick, '2026-03', APRIL)).toHaveLength(1);
  expect(absencesIn({ ...sick, absences: left }, '2026-03', APRIL)).toEqual([]);
});

test('what was missed stays missed when its draft has been cleared away', () => {
  const sick = away(alva(), { occurrences: [MEETING] });
  const cleared = sick.absences.map((absence) => ({
    ...absence,
    reason: 'undisclosed' as const,
    deviations: [],
    clearedAt: APRIL,
  }));
  expect(rows(basis({ ...sick, absences: cleared }))[0]).toBe('handledare 5 4 null:1');
});

test('months', () => {
  expect(daysOfMonth('2026-12')).toEqual({ first: '2026-12-01', after: '2027-01-01' });
  expect(daysOfMonth('2026-02').after).toBe('2026-03-01');
  expect(['2026-03', '2026-13', '2026-3', 'x', '1999-01', '2026-03-01'].map(isMonth)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
