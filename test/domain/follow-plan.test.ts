import { expect, test } from '@jest/globals';
import type { Absence } from '../../domain/absence.ts';
import { type AbsenceInput, reportAbsence } from '../../domain/actions/absences.ts';
import { importPlan } from '../../domain/actions/import-plan.ts';
import { markNoShow } from '../../domain/actions/no-show.ts';
import { confirmComing } from '../../domain/actions/participant.ts';
import { endService, resumeService } from '../../domain/actions/service-end.ts';
import { chooseDeviationCode, markAbsenceRead, markDeviationSent } from '../../domain/actions/staff.ts';
import type { Appointment } from '../../domain/appointment.ts';
import { type Participant, readParticipant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import { isCovered } from '../../domain/reminder.ts';
import { sampleParticipant } from '../contracts/participants.ts';

// Meetings on Mondays, Tuesdays and Wednesdays at 9 to 10. Reported on Tuesday 10 March for Monday 16 and Tuesday 17.
const NOW = '2026-03-10T16:05:00.000Z';
const BEFORE = '2026-03-12T12:00:00.000Z';
const AFTER = '2026-03-20T12:00:00.000Z';
const MONDAY = 'm1@2026-03-16T09:00';
const TUESDAY = 'm2@2026-03-17T09:00';
const staff = { staffId: 's1', staffName: 'Karin Exempel' };

function reported(over: Partial<AbsenceInput> = {}, start = sampleParticipant('p1', { meetings: 3 })) {
  const input: AbsenceInput = {
    from: '2026-03-16',
    to: '2026-03-17',
    occurrences: [MONDAY, TUESDAY],
    reason: 'sick',
    ...over,
  };
  const random = { code: () => 'ABCDEF', digits: () => '0', token: () => 't' };
  const { doc } = reportAbsence(start, input, { now: NOW, channel: 'web', random });
  const read = markAbsenceRead(doc, 'a1', { now: NOW, ...staff });
  if (read === null) throw new Error('not read');
  return read.doc;
}

function municipalParticipant(): Participant {
  const doc = sampleParticipant('p1', { meetings: 3 });
  return { ...doc, plan: municipal(doc.plan) };
}

function municipal(plan: Plan): Plan {
  return {
    ...plan,
    service: { ...plan.service, kind: 'municipal' },
    regime: { kinds: ['municipality'], registeredAtAf: false, compensations: ['forsorjningsstod'] },
  };
}

function imported(doc: Participant, plan: Plan, now: string): Participant {
  const outcome = importPlan(doc, { plan, by: 'api:exempel', now, expected: null });
  if (outcome.kind !== 'updated') throw new Error(outcome.kind);
  return outcome.doc;
}

/** The plan with one appointment changed, or without it. */
function withAppointment(plan: Plan, id: string, change: Partial<Appointment> | null): Plan {
  return {
    ...plan,
    appointments: plan.appointments.flatMap((entry) =>
      entry.id !== id ? [entry] : change === null ? [] : [{ ...entry, ...change }],
    ),
  };
}

const move = (on: string, start: string) => ({ on, change: 'moved' as const, start, end: null, place: null });
const cancel = (on: string) => ({ on, change: 'cancelled' as const, start: null, end: null, place: null });

function absenceOf(doc: Participant): Absence {
  const [absence, more] = doc.absences;
  if (!absence || more) throw new Error('not one absence');
  return absence;
}

const draftsOf = (doc: Participant) =>
  absenceOf(doc).deviations.map(
    (draft) => `${draft.occurrence} ${draft.expectedStart}-${draft.absentEnd.slice(11)}`,
  );

const MONDAY_DRAFT = `${MONDAY} 2026-03-16T09:00-10:00`;
const TUESDAY_DRAFT = `${TUESDAY} 2026-03-17T09:00-10:00`;

test.each<[string, string, Partial<Appointment> | null, string, string[]]>([
  [
    'moved on its day',
    'm1',
    { exceptions: [move('2026-03-16', '2026-03-16T13:00')] },
    BEFORE,
    [`${MONDAY} 2026-03-16T13:00-14:00`, TUESDAY_DRAFT],
  ],
  [
    'moved within the absence',
    'm1',
    { exceptions: [move('2026-03-16', '2026-03-17T13:00')] },
    BEFORE,
    [TUESDAY_DRAFT, `${MONDAY} 2026-03-17T13:00-14:00`],
  ],
  [
    'moved out of the absence',
    'm1',
    { exceptions: [move('2026-03-16', '2026-03-18T13:00')] },
    BEFORE,
    [TUESDAY_DRAFT],
  ],
  ['called off', 'm1', { exceptions: [cancel('2026-03-16')] }, BEFORE, [TUESDAY_DRAFT]],
  ['out of the plan', 'm1', null, BEFORE, [TUESDAY_DRAFT]],
  ['longer', 'm1', { end: '2026-03-02T10:30' }, BEFORE, [`${MONDAY} 2026-03-16T09:00-10:30`, TUESDAY_DRAFT]],
  [
    'given another start for good',
    'm1',
    { start: '2026-03-02T11:00', end: '2026-03-02T12:00' },
    BEFORE,
    ['m1@2026-03-16T11:00 2026-03-16T11:00-12:00', TUESDAY_DRAFT],
  ],
  [
    'given another weekday for good',
    'm1',
    { start: '2026-03-05T09:00', end: '2026-03-05T10:00', recurrence: 'FREQ=WEEKLY;BYDAY=TH' },
    BEFORE,
    [TUESDAY_DRAFT],
  ],
  [
    'corrected when it was over',
    'm1',
    { exceptions: [move('2026-03-16', '2026-03-16T08:00')] },
    AFTER,
    [`${MONDAY} 2026-03-16T08:00-09:00`, TUESDAY_DRAFT],
  ],
  [
    'called off, as was said when it was over',
    'm1',
    { exceptions: [cancel('2026-03-16')] },
    AFTER,
    [TUESDAY_DRAFT],
  ],
])('an activity that was %s', (_name, id, change, now, drafts) => {
  const before = reported();
  const after = imported(before, withAppointment(before.plan, id, change), now);
  expect(draftsOf(after)).toEqual(drafts);
  expect(absenceOf(after)).toMatchObject({
    version: 2,
    readAt: null,
    readBy: null,
    changedAt: now,
    from: '2026-03-16',
  });
  expect(after.notices.slice(before.notices.length)).toMatchObject([
    { kind: 'absence.changed', subject: 'a1', version: 2, at: now, readAt: null },
  ]);
  expect(after.outbox.length).toBe(before.outbox.length + 2);
  const trail = after.lines.filter((line) => line.file === 'audit').map((line) => line.body);
  expect(trail).toContainEqual({ at: now, who: 'api:exempel', what: 'absence.changed', subject: 'a1' });
  expect(readParticipant(JSON.parse(JSON.stringify(after)))).toEqual(after);
});

test.each<[string, string, Partial<Appointment> | null, string]>([
  ['another activity is moved', 'm3', { exceptions: [move('2026-03-18', '2026-03-18T13:00')] }, BEFORE],
  ['another week is moved', 'm1', { exceptions: [move('2026-03-23', '2026-03-23T13:00')] }, BEFORE],
  ['only the place is another', 'm1', { place: 'Exempelgatan 2' }, BEFORE],
  ['it leaves the plan when it is over', 'm1', null, AFTER],
  [
    'it is booked anew when it is over',
    'm1',
    { exceptions: [move('2026-03-16', '2026-03-25T09:00')] },
    AFTER,
  ],
])('nothing changes when %s', (_name, id, change, now) => {
  const before = reported();
  const after = imported(before, withAppointment(before.plan, id, change), now);
  expect(after.absences).toEqual(before.absences);
  expect([after.notices, after.outbox]).toEqual([before.notices, before.outbox]);
});

test('an appointment that happens once is the same one with another time on the same days, and a new one on another day', () => {
  const start = sampleParticipant('p1', { meetings: 2 });
  const once = { start: '2026-03-16T09:00', end: '2026-03-16T10:00', recurrence: null };
  const before = reported({}, { ...start, plan: withAppointment(start.plan, 'm1', once) });
  const moved = imported(
    before,
    withAppointment(before.plan, 'm1', { start: '2026-03-17T13:00', end: '2026-03-17T14:00' }),
    BEFORE,
  );
  expect(draftsOf(moved)).toEqual([TUESDAY_DRAFT, 'm1@2026-03-17T13:00 2026-03-17T13:00-14:00']);
  expect(absenceOf(moved).occurrences).toEqual(['m1@2026-03-17T13:00', TUESDAY]);
  const away = imported(
    before,
    withAppointment(before.plan, 'm1', { start: '2026-03-19T13:00', end: '2026-03-19T14:00' }),
    BEFORE,
  );
  expect(draftsOf(away)).toEqual([TUESDAY_DRAFT]);
});

test('what was sent on stays as it was sent', () => {
  const sent = markDeviationSent(reported(), `a1:${MONDAY}`, { now: AFTER, ...staff });
  if (sent.kind !== 'done') throw new Error(sent.kind);
  const plan = withAppointment(sent.doc.plan, 'm1', { exceptions: [cancel('2026-03-16')] });
  const after = imported(sent.doc, plan, AFTER);
  expect(after.absences).toEqual(sent.doc.absences);
});

test('a code that staff chose goes on, and a draft comes back when the activity is on again', () => {
  const chosen = chooseDeviationCode(
    reported({ reason: 'undisclosed' }),
    `a1:${MONDAY}`,
    { code: '18', subType: '5' },
    { now: NOW, ...staff },
  );
  if (chosen === null) throw new Error('not chosen');
  const plan = withAppointment(chosen.plan, 'm1', { exceptions: [move('2026-03-16', '2026-03-16T13:00')] });
  expect(absenceOf(imported(chosen, plan, BEFORE)).deviations[0]).toMatchObject({
    code: '18',
    subType: '5',
    sentAt: null,
  });
  const before = reported();
  const off = imported(
    before,
    withAppointment(before.plan, 'm1', { exceptions: [cancel('2026-03-16')] }),
    BEFORE,
  );
  const on = imported(off, before.plan, BEFORE);
  expect(draftsOf(on)).toEqual([MONDAY_DRAFT, TUESDAY_DRAFT]);
  expect(absenceOf(on).version).toBe(3);
});

test('a municipality gets a new version too, and never a draft', () => {
  const before = reported({}, municipalParticipant());
  const after = imported(
    before,
    withAppointment(before.plan, 'm1', { exceptions: [cancel('2026-03-16')] }),
    BEFORE,
  );
  expect(absenceOf(after)).toMatchObject({ version: 2, deviations: [], caseworkerNote: true });
  const same = imported(before, withAppointment(before.plan, 'm3', null), BEFORE);
  expect(same.absences).toEqual(before.absences);
});

test('other rules count for what is still to come, and not for what is past', () => {
  const before = reported();
  expect(absenceOf(imported(before, municipal(before.plan), BEFORE))).toMatchObject({
    deviations: [],
    caseworkerNote: true,
  });
  expect(imported(before, municipal(before.plan), AFTER).absences).toEqual(before.absences);
  const theirs = reported({}, municipalParticipant());
  const { plan } = sampleParticipant('p1', { meetings: 3 });
  expect(draftsOf(imported(theirs, plan, BEFORE))).toEqual([MONDAY_DRAFT, TUESDAY_DRAFT]);
  expect(imported(theirs, plan, AFTER).absences).toEqual(theirs.absences);
});

test('one that was taken back is left alone, and what has a new time is still known as reported', () => {
  const before = reported();
  const withdrawn = {
    ...before,
    absences: before.absences.map((entry) => ({ ...entry, status: 'withdrawn' as const, deviations: [] })),
  };
  const plan = withAppointment(before.plan, 'm1', { start: '2026-03-02T11:00', end: '2026-03-02T12:00' });
  expect(imported(withdrawn, plan, BEFORE).absences).toEqual(withdrawn.absences);
  const after = imported(before, plan, BEFORE);
  const [occurrence] = absenceOf(after).occurrences;
  const appointment = plan.appointments[0] as Appointment;
  const there = {
    key: occurrence ?? '',
    appointment,
    start: '2026-03-16T11:00',
    end: '2026-03-16T12:00',
    place: null,
    state: 'planned' as const,
  };
  expect(isCovered(after.absences, there)).toBe(true);
});

test('"Jag kommer" was said of the time as it was: of another time, or none, it is not said', () => {
  const start = sampleParticipant('p1', { meetings: 3 });
  const said = confirmComing(confirmComing(start, MONDAY, NOW), TUESDAY, NOW);
  expect(Object.keys(imported(said, { ...said.plan, steps: [] }, NOW).coming)).toEqual([MONDAY, TUESDAY]);
  const changed = (change: object) => ({
    ...said.plan,
    appointments: said.plan.appointments.map((entry) =>
      entry.id === 'm1'
        ? { ...entry, exceptions: [{ on: '2026-03-16', start: null, end: null, place: null, ...change }] }
        : entry,
    ) as Appointment[],
  });
  const plans = [
    changed({ change: 'moved', start: '2026-03-18T14:00' }),
    changed({ change: 'cancelled' }),
    { ...said.plan, appointments: said.plan.appointments.filter(({ id }) => id !== 'm1') },
  ];
  for (const plan of plans) expect(Object.keys(imported(said, plan, NOW).coming)).toEqual([TUESDAY]);
});

test('a report whose meeting comes back with a plan that is put right is there again', () => {
  const doc = reported();
  const without = imported(doc, withAppointment(doc.plan, 'm1', null), BEFORE);
  expect(draftsOf(without)).toHaveLength(1);
  const again = imported(without, doc.plan, BEFORE);
  expect(draftsOf(again)).toEqual(draftsOf(doc));
  // Also afterwards.
  expect(draftsOf(imported(without, doc.plan, AFTER))).toEqual(draftsOf(doc));
});

test('what was cleared away in its time does not come back with a later plan', () => {
  const doc = reported();
  const absences = doc.absences.map((absence) => ({
    ...absence,
    reason: 'undisclosed' as const,
    deviations: [],
    clearedAt: AFTER,
  }));
  const plan = { ...doc.plan, supervisor: { ...doc.plan.supervisor, name: 'Samir Exempel' } };
  const later = imported({ ...doc, absences }, plan, '2026-09-01T12:00:00.000Z');
  expect(later.absences).toEqual(absences);
  expect(later.notices).toEqual(doc.notices);
});

test('who said that they would be late and never came is reported once, whatever the plan becomes', () => {
  const late = reported({
    occurrences: [MONDAY],
    extent: 'late',
    away: { start: '2026-03-16T09:00', end: '2026-03-16T09:30' },
  });
  const random = { code: () => 'BCDEFG', digits: () => '0', token: () => 't' };
  const marked = markNoShow(late, MONDAY, { now: AFTER, random, ...staff });
  if (marked.kind !== 'done') throw new Error(marked.kind);
  const plan = { ...late.plan, supervisor: { ...late.plan.supervisor, name: 'Samir Exempel' } };
  expect(imported(marked.doc, plan, AFTER).absences).toEqual(marked.doc.absences);
});

test('after an end that the provider sets nothing is to be reported; taken back, it is again', () => {
  const doc = reported();
  const by = { now: BEFORE, by: 's1' };
  const ended = endService(doc, '2026-03-16', by) ?? doc;
  expect(absenceOf(ended).deviations.map(({ occurrence }) => occurrence)).toEqual([MONDAY]);
  expect(ended.notices.at(-1)).toMatchObject({ kind: 'absence.changed', subject: 'a1', version: 2 });
  expect(draftsOf(resumeService(ended, by) ?? ended)).toEqual(draftsOf(doc));
  // A plan that comes meanwhile brings nothing back.
  const plan = { ...doc.plan, supervisor: { ...doc.plan.supervisor, name: 'Samir Exempel' } };
  expect(absenceOf(imported(ended, plan, BEFORE)).deviations).toHaveLength(1);
  // What had been missed by then was missed.
  expect(absenceOf(endService(doc, '2026-03-15', { ...by, now: AFTER }) ?? doc)).toEqual(absenceOf(doc));
});
