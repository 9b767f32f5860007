import { describe, expect, test } from '@jest/globals';
import { absenceSchema } from '../../domain/absence.ts';
import { reportAbsence } from '../../domain/actions/absences.ts';
import { markNoShow, type NoShowOutcome, withdrawNoShow } from '../../domain/actions/no-show.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { type Example, examplePlan, newParticipant } from '../support/participants.ts';

const BEFORE = '2026-03-09T08:00:00.000Z';
/** After the meeting that starts at 9 on 10 March. */
const AFTER = '2026-03-10T09:30:00.000Z';
const MEETING = 'handledare@2026-03-10T09:00';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const acting = { now: AFTER, staffId: 's1', staffName: 'Karin Berg', random };

const person = (name: Example = 'plan-rusta-och-matcha') =>
  newParticipant(examplePlan(name), BEFORE, 'plain');

function done(outcome: NoShowOutcome) {
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome;
}

const marked = (doc: Participant = person()) => done(markNoShow(doc, MEETING, acting));

describe('marking a no-show', () => {
  test('makes an unknown deviation that can be sent at once, and writes to nobody', () => {
    const { doc, absence } = marked();
    expect(absence).toMatchObject({
      origin: 'no-show',
      reason: 'unknown',
      markedBy: 'Karin Berg',
      readBy: 'Karin Berg',
      occurrences: [MEETING],
      deviations: [
        { code: '17', subType: null, absentStart: '2026-03-10T09:00', absentEnd: '2026-03-10T10:00' },
      ],
    });
    expect(doc.notices).toMatchObject([
      { kind: 'absence.reported', subject: absence.id, readBy: 'Karin Berg' },
    ]);
    expect(doc.outbox.map((message) => message.way)).toEqual(['webhook']);
    const sent = markDeviationSent(doc, absence.deviations[0]?.id ?? '', acting);
    expect(sent.kind).toBe('done');
  });

  test('gives a municipality a note and no code', () => {
    const doc = person('plan-kommun');
    const first = doc.plan.appointments.find((entry) => entry.start < '2026-03-10');
    const key = `${first?.id}@${first?.start}`;
    const { absence } = done(markNoShow(doc, key, acting));
    expect(absence).toMatchObject({ caseworkerNote: true, deviations: [] });
  });

  test.each([
    ['nothing of that name', 'gone@2026-03-10T09:00', AFTER, 'not-found'],
    ['before it has begun', MEETING, '2026-03-10T07:59:00.000Z', 'not-yet'],
  ])('is refused: %s', (_what, key, now, kind) => {
    expect(markNoShow(person(), key, { ...acting, now }).kind).toBe(kind);
  });

  test('is refused twice, and for what the participant has reported', () => {
    expect(markNoShow(marked().doc, MEETING, acting).kind).toBe('already-reported');
    const reported = reportAbsence(
      person(),
      { from: '2026-03-10', to: '2026-03-10', occurrences: [MEETING], reason: 'sick' },
      { now: BEFORE, channel: 'web', random },
    ).doc;
    expect(markNoShow(reported, MEETING, acting).kind).toBe('already-reported');
  });

  test('what staff marked is not reported a second time by the participant', () => {
    const { absence } = reportAbsence(
      marked().doc,
      { from: '2026-03-10', to: '2026-03-10', occurrences: [MEETING], reason: 'sick' },
      { now: AFTER, channel: 'web', random },
    );
    expect(absence.deviations).toEqual([]);
  });
});

describe('taking the mark back', () => {
  test('leaves no draft, and can be marked again', () => {
    const { doc, absence } = marked();
    const after = withdrawNoShow(doc, absence.id, acting);
    expect(after?.absence).toMatchObject({ status: 'withdrawn', version: 2, deviations: [] });
    expect(after?.doc.outbox.map((message) => message.way)).toEqual(['webhook', 'webhook']);
    expect(markNoShow(after?.doc ?? doc, MEETING, acting).kind).toBe('done');
  });

  test('who was late, as they had said, is reported as late again', () => {
    const late = reportAbsence(
      person(),
      {
        from: '2026-03-10',
        to: '2026-03-10',
        occurrences: [MEETING],
        reason: 'sick',
        extent: 'late',
        away: { start: '2026-03-10T09:00', end: '2026-03-10T09:30' },
      },
      { now: BEFORE, channel: 'web', random },
    );
    expect(late.absence.deviations).toHaveLength(1);
    const { doc, absence: mark } = marked(late.doc);
    expect(doc.absences[0]?.deviations).toEqual([]);
    const back = withdrawNoShow(doc, mark.id, acting)?.doc;
    expect(back?.absences[0]).toMatchObject({ version: 3, deviations: late.absence.deviations });
    // Each of them is another version, which the provider's systems are told of.
    const about = (of?: Participant) => of?.notices.filter(({ subject }) => subject === late.absence.id);
    expect(about(back)?.map(({ kind, version }) => `${kind} ${version}`)).toEqual([
      'absence.reported 1',
      'absence.changed 2',
      'absence.changed 3',
    ]);
  });

  test('is not possible when it was sent, nor for what the participant reported', () => {
    const { doc, absence } = marked();
    const sent = markDeviationSent(doc, absence.deviations[0]?.id ?? '', acting);
    if (sent.kind !== 'done') throw new Error(sent.kind);
    expect(withdrawNoShow(sent.doc, absence.id, acting)).toBeNull();
    const own = reportAbsence(
      person(),
      { from: '2026-03-11', to: '2026-03-11', occurrences: [], reason: 'sick' },
      { now: BEFORE, channel: 'web', random },
    );
    expect(withdrawNoShow(own.doc, own.absence.id, acting)).toBeNull();
  });
});

test('an absence that the last version stored is read as the participant’s own, of the whole time', () => {
  const { origin, markedBy, extent, away, ownWork, endedAt, explanation, ...old } = marked().absence;
  expect({ origin, markedBy, extent, away, ownWork, endedAt, explanation }).toBeDefined();
  expect(absenceSchema.parse({ ...old, reason: 'sick' })).toMatchObject({
    origin: 'participant',
    extent: 'whole',
    away: null,
    ownWork: false,
    endedAt: null,
    explanation: null,
  });
});
