import { describe, expect, test } from '@jest/globals';
import { ABSENCE_REASONS, type AbsenceReason } from '../../domain/absence.ts';
import { booked } from '../../domain/appointment.ts';
import {
  type Deviation,
  deviationStatus,
  draftDeviations,
  reportsDeviations,
} from '../../domain/deviation.ts';
import { type Plan, type Regime, SERVICES, type ServiceKind } from '../../domain/plan.ts';
import { deviationCodeOf } from '../../domain/regimes/deviation-codes.ts';
import { sampleParticipant } from '../contracts/participants.ts';

function plan(service: ServiceKind, kinds: readonly Regime[]): Plan {
  const sample = sampleParticipant('p1').plan;
  return {
    ...sample,
    service: { ...sample.service, kind: service },
    regime: { ...sample.regime, kinds: [...kinds] },
  };
}

const whole = { extent: 'whole', away: null } as const;
const docOf = (of: Plan, reportFromMinutes = 15) => ({ plan: of, settings: { reportFromMinutes } });

const monday = (of: Plan) => booked(of.appointments, '2026-03-16T00:00', '2026-03-17T00:00');

test.each<[readonly Regime[], boolean]>([
  [['af-program'], true],
  [['a-kassa'], true],
  [['unknown'], true],
  [['af-program', 'municipality'], true],
  [['municipality', 'a-kassa'], true],
  [['municipality'], false],
])(
  'under %j missed activities are reported to Arbetsförmedlingen: %s, and never in a municipal service',
  (kinds, reports) => {
    for (const service of SERVICES) {
      const expected = reports && service !== 'municipal';
      const of = plan(service, kinds);
      expect([service, reportsDeviations(of)]).toEqual([service, expected]);
      expect(draftDeviations(docOf(of), { ...whole, id: 'a1', reason: 'sick' }, monday(of))).toHaveLength(
        expected ? 1 : 0,
      );
    }
  },
);

test('the codes, as they were read in a real system', () => {
  const known: Record<AbsenceReason, string | null> = {
    sick: '15',
    work: '16',
    'child-sick': '26',
    education: '27',
    doctor: '18/1',
    family: '18/2',
    authority: '18/3',
    interview: '18/4',
    other: '18/5',
    undisclosed: null,
  };
  for (const reason of ABSENCE_REASONS) {
    const code = deviationCodeOf(reason);
    const written = code && code.code + (code.subType === null ? '' : `/${code.subType}`);
    expect([reason, written]).toEqual([reason, known[reason]]);
    // Unknown reason is the provider's alone: somebody who reports is known.
    expect(code?.code).not.toBe('17');
  }
});

test('one draft for each missed activity, with its own times, and whole however short', () => {
  const of = plan('rusta-och-matcha', ['af-program']);
  const [weekly] = of.appointments;
  if (!weekly) throw new Error('no appointment');
  const short = {
    ...weekly,
    id: 'short',
    start: '2026-03-16T13:00',
    end: '2026-03-16T13:05',
    recurrence: null,
  };
  const occurrences = booked([weekly, short], '2026-03-16T00:00', '2026-03-17T00:00');
  expect(draftDeviations(docOf(of), { ...whole, id: 'a7', reason: 'doctor' }, occurrences)).toEqual(
    [
      ['m1@2026-03-16T09:00', '2026-03-16T09:00', '2026-03-16T10:00'],
      ['short@2026-03-16T13:00', '2026-03-16T13:00', '2026-03-16T13:05'],
    ].map(([occurrence, start, end]) => ({
      id: `a7:${occurrence}`,
      occurrence,
      expectedStart: start,
      expectedEnd: end,
      absentStart: start,
      absentEnd: end,
      code: '18',
      subType: '1',
      sentAt: null,
      sentBy: null,
    })),
  );
  expect(draftDeviations(docOf(of), { ...whole, id: 'a7', reason: 'doctor' }, [])).toEqual([]);
});

describe('who comes late or goes early', () => {
  // The meeting is from 9 to 10.
  const of = plan('rusta-och-matcha', ['af-program']);
  const draft = (extent: 'late' | 'leaves-early' | 'part', start: string, end: string, limit = 15) =>
    draftDeviations(
      docOf(of, limit),
      {
        id: 'a1',
        reason: 'doctor',
        extent,
        away: { start: `2026-03-16T${start}`, end: `2026-03-16T${end}` },
      },
      monday(of),
    ).map(
      (entry) =>
        `${entry.absentStart.slice(11)}-${entry.absentEnd.slice(11)} of ${entry.expectedStart.slice(11)}-${entry.expectedEnd.slice(11)}`,
    );

  test.each([
    ['late', '09:00', '09:14', 15, []],
    ['late', '09:00', '09:15', 15, []],
    ['late', '09:00', '09:16', 15, ['09:00-09:16 of 09:00-10:00']],
    ['late', '09:00', '09:15', 14, ['09:00-09:15 of 09:00-10:00']],
    ['leaves-early', '09:45', '10:00', 15, []],
    ['leaves-early', '09:40', '10:00', 15, ['09:40-10:00 of 09:00-10:00']],
    ['part', '08:00', '09:30', 15, ['09:00-09:30 of 09:00-10:00']],
    ['part', '09:55', '12:00', 15, []],
    ['part', '08:00', '12:00', 15, ['09:00-10:00 of 09:00-10:00']],
    ['part', '10:00', '12:00', 15, []],
  ] as const)('%s from %s to %s, limit %i minutes: %j', (extent, start, end, limit, expected) => {
    expect(draft(extent, start, end, limit)).toEqual(expected);
  });

  test('one that is missed whole gives a draft, however short', () => {
    const short = {
      ...of,
      appointments: of.appointments.map((entry) => ({ ...entry, end: '2026-03-16T09:10' })),
    };
    const [occurrence] = monday(of).map((entry) => ({ ...entry, end: '2026-03-16T09:10' }));
    if (!occurrence) throw new Error('nothing booked');
    const away = { start: '2026-03-16T08:00', end: '2026-03-16T10:00' };
    const absence = { id: 'a1', reason: 'sick', extent: 'part', away } as const;
    expect(draftDeviations(docOf(short), absence, [occurrence])).toHaveLength(1);
  });

  test('no draft while nobody knows how late', () => {
    const absence = { id: 'a1', reason: 'undisclosed', extent: 'late', away: null } as const;
    expect(draftDeviations(docOf(of), absence, monday(of))).toEqual([]);
  });
});

test('no code where the participant does not say why', () => {
  const of = plan('rusta-och-matcha', ['af-program']);
  expect(draftDeviations(docOf(of), { ...whole, id: 'a1', reason: 'undisclosed' }, monday(of))).toMatchObject(
    [{ code: null, subType: null }],
  );
});

describe('the status', () => {
  const deviation: Deviation = {
    id: 'a1:m@2026-03-16T09:00',
    occurrence: 'm@2026-03-16T09:00',
    expectedStart: '2026-03-16T09:00',
    expectedEnd: '2026-03-16T10:00',
    absentStart: '2026-03-16T09:00',
    absentEnd: '2026-03-16T10:00',
    code: '15',
    subType: null,
    sentAt: null,
    sentBy: null,
  };

  test.each([
    ['2026-03-15T23:00', 'waiting'],
    ['2026-03-16T09:30', 'waiting'],
    ['2026-03-16T09:59', 'waiting'],
    ['2026-03-16T10:00', 'ready'],
    ['2026-12-31T00:00', 'ready'],
  ])('at %s: %s', (now, status) => {
    expect(deviationStatus(deviation, now)).toBe(status);
    expect(deviationStatus({ ...deviation, sentAt: '2026-03-16T12:00:00.000Z' }, now)).toBe('sent');
  });
});
