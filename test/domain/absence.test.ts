import { describe, expect, test } from '@jest/globals';
import { ABSENCE_REASONS, type Absence, isSentOn, overlapping } from '../../domain/absence.ts';
import {
  type AbsenceInput,
  changeAbsence,
  latestOpenAbsence,
  reportAbsence,
  withdrawAbsence,
} from '../../domain/actions/absences.ts';
import { noticeId, participantOfNotice } from '../../domain/actions/notices.ts';
import { askSupervisor, chooseLevel, confirmComing } from '../../domain/actions/participant.ts';
import { setReminders } from '../../domain/actions/reminding.ts';
import { chooseDeviationCode, markAbsenceRead, markDeviationSent } from '../../domain/actions/staff.ts';
import type { Appointment } from '../../domain/appointment.ts';
import { type Participant, readParticipant } from '../../domain/participant.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Random } from '../../domain/ports.ts';
import { addMs, MINUTE } from '../../domain/time.ts';
import { NOW, sampleParticipant } from '../contracts/participants.ts';

// Tuesday 10 March 2026 at 17.05. Meetings on Mondays and Tuesdays at 9 to 10.
const MONDAY = 'm1@2026-03-16T09:00';
const TUESDAY = 'm2@2026-03-17T09:00';
const LATER = addMs(NOW, MINUTE);

let given = 0;
const random: Random = {
  code: (length) => {
    given += 1;
    return `N${given}`.padEnd(length, 'A');
  },
  digits: () => '0',
  token: () => 't',
};
const acting = { now: NOW, channel: 'web', random };
const later = { now: LATER, channel: 'sms' };
const staff = { now: '2026-03-20T12:00:00.000Z', staffId: 'karin', staffName: 'Karin Exempel' };

function participant(over: Partial<Plan> = {}): Participant {
  const doc = sampleParticipant('p1', { meetings: 2 });
  return { ...doc, plan: { ...doc.plan, ...over } };
}

function municipal(): Participant {
  const { plan } = participant();
  return participant({
    service: { ...plan.service, kind: 'municipal' },
    regime: { kinds: ['municipality'], registeredAtAf: true, compensations: ['forsorjningsstod'] },
  });
}

const twoDays: AbsenceInput = {
  from: '2026-03-16',
  to: '2026-03-17',
  occurrences: [MONDAY, TUESDAY],
  reason: 'sick',
};

function report(doc: Participant, input: Partial<AbsenceInput> = {}) {
  return reportAbsence(doc, { ...twoDays, ...input }, acting);
}

function change(done: { doc: Participant; absence: Absence }, input: Partial<AbsenceInput> = {}) {
  return changeAbsence(done.doc, done.absence.id, { ...twoDays, ...input }, later);
}

/** What is new in a document since the one before: lines by file, notices and messages. */
function news(before: Participant, after: Participant) {
  const lines = after.lines.slice(before.lines.length);
  return {
    audit: lines.filter((line) => line.file === 'audit').map((line) => line.body),
    feed: lines.filter((line) => line.file === 'feed').map((line) => line.body),
    other: lines.filter((line) => line.file !== 'audit' && line.file !== 'feed').length,
    notices: after.notices.slice(before.notices.length),
    outbox: after.outbox.slice(before.outbox.length).filter((message) => message.way === 'email'),
  };
}

const draftsOf = (absence: Absence) =>
  absence.deviations.map(({ occurrence, code, subType, sentAt }) => [occurrence, code, subType, sentAt]);

function emailsOf(doc: Participant) {
  return doc.outbox.filter((message) => message.way === 'email');
}

describe('reported', () => {
  test('one absence with a draft for each missed activity', () => {
    const { doc, absence } = report(participant());
    expect(doc.absences).toEqual([absence]);
    expect(absence).toMatchObject({
      id: 'a1',
      version: 1,
      status: 'reported',
      from: '2026-03-16',
      to: '2026-03-17',
      occurrences: [MONDAY, TUESDAY],
      reason: 'sick',
      caseworkerNote: false,
      reportedAt: NOW,
      changedAt: null,
      withdrawnAt: null,
      channel: 'web',
      readAt: null,
      readBy: null,
    });
    expect(draftsOf(absence)).toEqual([
      [MONDAY, '15', null, null],
      [TUESDAY, '15', null, null],
    ]);
    expect(absence.deviations.map((deviation) => deviation.id)).toEqual([`a1:${MONDAY}`, `a1:${TUESDAY}`]);
  });

  test('one notice, one place in the feed, one e-mail, one line in the trail, and nothing else', () => {
    const before = participant();
    const { doc } = report(before);
    expect(news(before, doc)).toEqual({
      audit: [{ at: NOW, who: 'p1', what: 'absence.reported', subject: 'a1' }],
      feed: [{ noticeId: 'p1.1', participantId: 'p1' }],
      other: 0,
      notices: [
        {
          id: 'p1.1',
          kind: 'absence.reported',
          subject: 'a1',
          version: 1,
          at: NOW,
          readAt: null,
          readBy: null,
        },
      ],
      outbox: [
        {
          key: 'notice:p1.1:email',
          kind: 'notice',
          way: 'email',
          params: { noticeId: 'p1.1' },
          createdAt: NOW,
          status: 'due',
          attempts: 0,
          nextAt: NOW,
          leaseUntil: null,
          settledAt: null,
          detail: null,
        },
      ],
    });
    expect(doc.numbers.feed).toBe(1);
  });

  test('nothing booked, or own work: the notice and no draft', () => {
    const before = participant();
    const { doc, absence } = report(before, { occurrences: [] });
    expect(absence.deviations).toEqual([]);
    expect(absence.caseworkerNote).toBe(false);
    expect(news(before, doc).notices).toHaveLength(1);
  });

  test('in a municipal service: a note for the caseworker and no draft', () => {
    const { absence } = report(municipal());
    expect(absence).toMatchObject({ caseworkerNote: true, deviations: [], occurrences: [MONDAY, TUESDAY] });
  });

  test('without saying why: drafts without a code', () => {
    expect(draftsOf(report(participant(), { reason: 'undisclosed' }).absence)).toEqual([
      [MONDAY, null, null, null],
      [TUESDAY, null, null, null],
    ]);
  });

  test('what the plan no longer has, or has called off since it was asked about, is not reported as missed', () => {
    const [first, second] = participant().plan.appointments as [Appointment, Appointment];
    const off: Appointment = {
      ...first,
      exceptions: [{ on: '2026-03-16', change: 'cancelled', start: null, end: null, place: null }],
    };
    const { absence } = report(participant({ appointments: [off, second] }), {
      occurrences: [MONDAY, TUESDAY, 'gone@2026-03-16T09:00', 'forged'],
    });
    expect(absence.occurrences).toEqual([TUESDAY]);
    expect(draftsOf(absence)).toEqual([[TUESDAY, '15', null, null]]);
  });

  test('a moved activity is missed at its new time', () => {
    const [first] = participant().plan.appointments as [Appointment];
    const moved: Appointment = {
      ...first,
      exceptions: [{ on: '2026-03-16', change: 'moved', start: '2026-03-17T13:00', end: null, place: null }],
    };
    const { absence } = report(participant({ appointments: [moved] }), { occurrences: [MONDAY] });
    expect(absence.deviations).toMatchObject([
      { occurrence: MONDAY, expectedStart: '2026-03-17T13:00', expectedEnd: '2026-03-17T14:00' },
    ]);
  });

  test('the same activity twice is one', () => {
    const { absence } = report(participant(), { occurrences: [MONDAY, MONDAY] });
    expect(absence.occurrences).toEqual([MONDAY]);
    expect(absence.deviations).toHaveLength(1);
  });

  test('the document given is not touched', () => {
    const before = participant();
    const copy = structuredClone(before);
    const done = report(before);
    change(done, { reason: 'doctor' });
    withdrawAbsence(done.doc, 'a1', later);
    expect(before).toEqual(copy);
  });

  test('each gets an id and a number of its own', () => {
    const first = report(participant());
    const second = report(first.doc, { from: '2026-03-23', to: '2026-03-23', occurrences: [] });
    expect(second.absence.id).toBe('a2');
    expect(second.absence.number).not.toBe(first.absence.number);
    expect(second.doc.notices.map((notice) => notice.id)).toEqual(['p1.1', 'p1.2']);
    expect(emailsOf(second.doc).map((message) => message.key)).toEqual([
      'notice:p1.1:email',
      'notice:p1.2:email',
    ]);
  });
});

describe('changed', () => {
  test('the version rises, it is to be read anew, and the provider is told', () => {
    const done = report(participant());
    const read = markAbsenceRead(done.doc, 'a1', staff);
    if (!read) throw new Error('not read');
    const changed = change({ ...read }, { reason: 'doctor', to: '2026-03-16', occurrences: [MONDAY] });
    expect(changed.absence).toMatchObject({
      id: 'a1',
      number: done.absence.number,
      version: 2,
      status: 'reported',
      from: '2026-03-16',
      to: '2026-03-16',
      occurrences: [MONDAY],
      reason: 'doctor',
      reportedAt: NOW,
      changedAt: LATER,
      channel: 'web',
      readAt: null,
      readBy: null,
    });
    expect(draftsOf(changed.absence)).toEqual([[MONDAY, '18', '1', null]]);
    expect(news(read.doc, changed.doc)).toMatchObject({
      audit: [{ at: LATER, who: 'p1', what: 'absence.changed', subject: 'a1' }],
      feed: [{ noticeId: 'p1.2', participantId: 'p1' }],
      other: 0,
      notices: [{ id: 'p1.2', kind: 'absence.changed', subject: 'a1', version: 2, readAt: null }],
      outbox: [{ key: 'notice:p1.2:email', status: 'due' }],
    });
    expect(change(changed).absence.version).toBe(3);
  });

  test('what was sent to Arbetsförmedlingen stays as it was sent, also when it is no longer covered', () => {
    const done = report(participant());
    const sent = markDeviationSent(done.doc, `a1:${MONDAY}`, staff);
    if (sent.kind !== 'done') throw new Error(sent.kind);
    const before = sent.absence.deviations[0];
    const covered = change(sent, { reason: 'doctor' });
    expect(covered.absence.deviations[0]).toEqual(before);
    expect(draftsOf(covered.absence)).toEqual([
      [MONDAY, '15', null, staff.now],
      [TUESDAY, '18', '1', null],
    ]);
    const uncovered = change(sent, { from: '2026-03-17', to: '2026-03-17', occurrences: [TUESDAY] });
    expect(uncovered.absence.deviations[0]).toEqual(before);
    expect(draftsOf(uncovered.absence)).toEqual([
      [MONDAY, '15', null, staff.now],
      [TUESDAY, '15', null, null],
    ]);
    expect(uncovered.absence.occurrences).toEqual([TUESDAY]);
    expect(isSentOn(uncovered.absence)).toBe(true);
    expect(() => withdrawAbsence(uncovered.doc, 'a1', later)).toThrow();
  });

  test('a code that staff chose stays while the reason does, and gives way to a reason', () => {
    const done = report(participant(), { reason: 'undisclosed' });
    const chosen = chooseDeviationCode(done.doc, `a1:${MONDAY}`, { code: '18', subType: '5' }, staff);
    if (!chosen) throw new Error('not chosen');
    const known = { doc: chosen, absence: done.absence };
    expect(draftsOf(change(known, { reason: 'undisclosed' }).absence)).toEqual([
      [MONDAY, '18', '5', null],
      [TUESDAY, null, null, null],
    ]);
    expect(draftsOf(change(known, { reason: 'sick' }).absence)).toEqual([
      [MONDAY, '15', null, null],
      [TUESDAY, '15', null, null],
    ]);
  });

  test('a missed activity that has left the plan since keeps its draft', () => {
    const done = report(participant());
    const { plan } = done.doc;
    const without = { ...done.doc, plan: { ...plan, appointments: plan.appointments.slice(1) } };
    const changed = change({ doc: without, absence: done.absence }, { reason: 'child-sick' });
    expect(changed.absence.occurrences).toEqual([MONDAY, TUESDAY]);
    expect(draftsOf(changed.absence)).toEqual([
      [MONDAY, '26', null, null],
      [TUESDAY, '26', null, null],
    ]);
    expect(changed.absence.deviations[0]).toMatchObject({
      expectedStart: '2026-03-16T09:00',
      expectedEnd: '2026-03-16T10:00',
    });
    // In a municipal service there is no draft to go by: what was covered stays covered.
    const note = report(municipal());
    const gone = { ...note.doc, plan: { ...note.doc.plan, appointments: [] } };
    const kept = change(
      { doc: gone, absence: note.absence },
      { reason: 'family', occurrences: [MONDAY, 'x@y'] },
    );
    expect(kept.absence.occurrences).toEqual([MONDAY]);
    expect(kept.absence.deviations).toEqual([]);
  });

  test('an activity that was called off since loses its draft', () => {
    const done = report(participant());
    const appointments = done.doc.plan.appointments.map((entry, index) =>
      index > 0
        ? entry
        : {
            ...entry,
            exceptions: [
              { on: '2026-03-16', change: 'cancelled' as const, start: null, end: null, place: null },
            ],
          },
    );
    const off = { ...done.doc, plan: { ...done.doc.plan, appointments } };
    const changed = change({ doc: off, absence: done.absence }, { reason: 'sick' });
    expect(draftsOf(changed.absence)).toEqual([[TUESDAY, '15', null, null]]);
    expect(changed.absence.occurrences).toEqual([TUESDAY]);
  });

  test('follows the regime that the plan has now', () => {
    const done = report(participant());
    const now = { ...done.doc, plan: municipal().plan };
    const note = change({ doc: now, absence: done.absence });
    expect(note.absence).toMatchObject({ caseworkerNote: true, deviations: [] });
    const back = change({ doc: { ...note.doc, plan: done.doc.plan }, absence: note.absence });
    expect(back.absence.caseworkerNote).toBe(false);
    expect(back.absence.deviations).toHaveLength(2);
  });

  test('is refused when it is unknown or was taken back', () => {
    const done = report(participant());
    const withdrawn = withdrawAbsence(done.doc, 'a1', later);
    expect(() => change(withdrawn)).toThrow('no reported absence');
    expect(() => changeAbsence(done.doc, 'a2', twoDays, later)).toThrow('no reported absence');
    expect(() => withdrawAbsence(withdrawn.doc, 'a1', later)).toThrow('no reported absence');
    expect(() => withdrawAbsence(done.doc, 'a2', later)).toThrow('no reported absence');
  });
});

describe('taken back', () => {
  test('the drafts go, the version rises, the provider is told', () => {
    const done = report(participant());
    const { doc, absence } = withdrawAbsence(done.doc, 'a1', later);
    expect(absence).toMatchObject({
      version: 2,
      status: 'withdrawn',
      deviations: [],
      withdrawnAt: LATER,
      readAt: null,
      readBy: null,
      occurrences: [MONDAY, TUESDAY],
    });
    expect(news(done.doc, doc)).toMatchObject({
      audit: [{ at: LATER, who: 'p1', what: 'absence.withdrawn', subject: 'a1' }],
      feed: [{ noticeId: 'p1.2' }],
      notices: [{ kind: 'absence.withdrawn', subject: 'a1', version: 2 }],
      outbox: [{ key: 'notice:p1.2:email' }],
    });
  });

  test('not when any of it has been sent on', () => {
    const done = report(participant());
    const sent = markDeviationSent(done.doc, `a1:${TUESDAY}`, staff);
    if (sent.kind !== 'done') throw new Error(sent.kind);
    expect(isSentOn(done.absence)).toBe(false);
    expect(isSentOn(sent.absence)).toBe(true);
    expect(() => withdrawAbsence(sent.doc, 'a1', later)).toThrow('sent on');
  });

  test('the newest that is still open can be undone', () => {
    expect(latestOpenAbsence(participant())).toBeNull();
    const first = report(participant());
    const second = report(first.doc, { from: '2026-03-23', to: '2026-03-23', occurrences: [] });
    expect(latestOpenAbsence(second.doc)?.id).toBe('a2');
    const one = withdrawAbsence(second.doc, 'a2', later);
    expect(latestOpenAbsence(one.doc)?.id).toBe('a1');
    expect(latestOpenAbsence(withdrawAbsence(one.doc, 'a1', later).doc)).toBeNull();
  });
});

describe('overlapping', () => {
  const { doc } = report(participant());
  test.each([
    ['2026-03-16', '2026-03-17', true],
    ['2026-03-15', '2026-03-16', true],
    ['2026-03-17', '2026-03-20', true],
    ['2026-03-01', '2026-03-31', true],
    ['2026-03-14', '2026-03-15', false],
    ['2026-03-18', '2026-03-18', false],
  ])('%s to %s: %s', (from, to, hit) => {
    expect(overlapping(doc.absences, from, to)?.id ?? null).toBe(hit ? 'a1' : null);
    expect(overlapping(withdrawAbsence(doc, 'a1', later).doc.absences, from, to)).toBeNull();
  });
  test('nothing reported', () => {
    expect(overlapping([], '2026-03-16', '2026-03-17')).toBeNull();
  });
});

test('every reason can be reported, and what comes out can be stored', () => {
  for (const reason of ABSENCE_REASONS) {
    for (const doc of [participant(), municipal()]) {
      const done = report(doc, { reason });
      const changed = change(done, { reason });
      const withdrawn = withdrawAbsence(changed.doc, 'a1', later);
      for (const made of [done, changed, withdrawn]) expect(readParticipant(made.doc)).toEqual(made.doc);
    }
  }
});

test('neither the trail, the feed nor a message holds a name, a reason or a text', () => {
  const asked = askSupervisor(participant(), 'Får jag ta med min hund?', NOW);
  for (const reason of ABSENCE_REASONS) {
    const done = report(asked.doc, { reason });
    const all = withdrawAbsence(change(done, { reason }).doc, 'a1', later).doc;
    const { audit, feed, outbox, notices } = news({ ...participant(), lines: [] }, all);
    const text = JSON.stringify({
      audit: audit.filter((entry) => entry.what !== 'plan.imported'),
      feed,
      outbox,
      notices,
    });
    for (const secret of [reason, 'Amina', 'Karin', 'hund', 'Exempel']) {
      // The word "work" stands in nothing, "other" neither: codes and ids only.
      expect(text).not.toContain(secret);
    }
  }
});

describe('other things a participant does', () => {
  test('a question stands with the provider at once', () => {
    const before = participant();
    const { doc, question } = askSupervisor(before, 'Får jag ta med min hund?', NOW);
    expect(question).toEqual({
      id: 'q1',
      text: 'Får jag ta med min hund?',
      askedAt: NOW,
      readAt: null,
      answer: null,
      answeredAt: null,
      answeredBy: null,
      kind: 'question',
      about: null,
      remindedAt: null,
      escalatedAt: null,
    });
    expect(doc.questions).toEqual([question]);
    expect(news(before, doc)).toMatchObject({
      audit: [{ who: 'p1', what: 'question.asked', subject: 'q1' }],
      feed: [{ noticeId: 'p1.1', participantId: 'p1' }],
      notices: [{ kind: 'question.asked', subject: 'q1', version: 1 }],
      outbox: [{ key: 'notice:p1.1:email', params: { noticeId: 'p1.1' } }],
    });
    expect(askSupervisor(doc, 'En till?', NOW).question.id).toBe('q2');
    expect(readParticipant(doc)).toEqual(doc);
  });

  test('level, reminders and "Jag kommer" are kept, and tell nobody', () => {
    const before = participant();
    const made = confirmComing(setReminders(chooseLevel(before, 'easy'), false, NOW), MONDAY, NOW);
    expect(made.wishes).toEqual({ level: 'easy', reminders: false });
    expect(made.coming).toEqual({ [MONDAY]: NOW });
    expect(news(before, made)).toEqual({ audit: [], feed: [], other: 0, notices: [], outbox: [] });
    expect(confirmComing(made, MONDAY, LATER).coming).toEqual({ [MONDAY]: LATER });
    expect(setReminders(made, true, NOW).wishes).toEqual({ level: 'easy', reminders: true });
  });
});

describe('the id of a notice', () => {
  test('tells whose it is', () => {
    expect(participantOfNotice(noticeId('p1', 12))).toBe('p1');
    expect(participantOfNotice(noticeId('A_b-9', 1))).toBe('A_b-9');
  });

  test('is given once, also in a document that was recovered and lacks a notice', () => {
    const done = report(participant());
    const recovered = { ...done.doc, notices: [], outbox: [], absences: [] };
    expect(report(recovered).doc.notices.map((notice) => notice.id)).toEqual(['p1.2']);
  });

  test.each([
    [''],
    ['p1'],
    ['p1.'],
    ['.1'],
    ['p1.x'],
    ['p1.1.2'],
    ['p1.-1'],
    ['../p1.1'],
    ['p 1.1'],
    ['p1.1\n'],
  ])('%j is none', (id) => {
    expect(participantOfNotice(id)).toBeNull();
  });
});
