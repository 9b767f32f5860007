import { describe, expect, test } from '@jest/globals';
import {
  type AbsenceInput,
  changeAbsence,
  reportAbsence,
  withdrawAbsence,
} from '../../domain/actions/absences.ts';
import { nextReadyAt, tellReady } from '../../domain/actions/events.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import {
  answerQuestion,
  chooseDeviationCode,
  markAbsenceRead,
  markDeviationSent,
  unmarkDeviationSent,
} from '../../domain/actions/staff.ts';
import type { Participant } from '../../domain/participant.ts';
import { readParticipant } from '../../domain/participant.ts';
import { NOW, sampleParticipant } from '../contracts/participants.ts';

const MONDAY = 'm1@2026-03-16T09:00';
const DRAFT = `a1:${MONDAY}`;
const random = { code: () => 'ACDEFG', digits: () => '1', token: () => 't' };
const input = { from: '2026-03-16', to: '2026-03-16', occurrences: [MONDAY], reason: 'sick' as const };

function acting(now = '2026-03-16T12:00:00.000Z') {
  return { now, staffId: 'karin', staffName: 'Karin Exempel' };
}

function reported(reason: 'sick' | 'undisclosed' = 'sick'): Participant {
  return reportAbsence(sampleParticipant('p1'), { ...input, reason }, { now: NOW, channel: 'web', random })
    .doc;
}

/** The last line of the trail. */
function trail(doc: Participant) {
  return doc.lines.findLast((line) => line.file === 'audit')?.body;
}

describe('reading an absence', () => {
  test('marks it and its notice, and stands in the trail', () => {
    const read = markAbsenceRead(reported(), 'a1', acting());
    expect(read?.absence).toMatchObject({ readAt: acting().now, readBy: 'Karin Exempel', version: 1 });
    expect(read?.doc.absences[0]).toEqual(read?.absence);
    expect(read?.doc.notices).toMatchObject([{ readAt: acting().now, readBy: 'Karin Exempel' }]);
    expect(read && trail(read.doc)).toEqual({
      at: acting().now,
      who: 'karin',
      what: 'absence.read',
      subject: 'a1',
    });
    expect(read && readParticipant(read.doc)).toEqual(read?.doc);
    // Nobody is told by it: it makes no notice and no message.
    expect(read?.doc.notices).toHaveLength(1);
    expect(read?.doc.outbox.filter((message) => message.way === 'email')).toHaveLength(1);
  });

  test('a second time changes nothing, whoever it is', () => {
    const once = markAbsenceRead(reported(), 'a1', acting());
    if (!once) throw new Error('not read');
    expect(markAbsenceRead(once.doc, 'a1', { ...acting(), staffName: 'Omar Exempel' })).toBeNull();
  });

  test('one that there is not', () => {
    expect(markAbsenceRead(reported(), 'a2', acting())).toBeNull();
    expect(markAbsenceRead(sampleParticipant('p1'), 'a1', acting())).toBeNull();
  });

  test('what is changed, or taken back, is to be read anew, and who read what before stays', () => {
    const first = markAbsenceRead(reported(), 'a1', acting());
    if (!first) throw new Error('not read');
    const changed = changeAbsence(
      first.doc,
      'a1',
      { ...input, reason: 'doctor' },
      { now: NOW, channel: 'web' },
    );
    const second = markAbsenceRead(changed.doc, 'a1', {
      ...acting('2026-03-17T12:00:00.000Z'),
      staffName: 'Omar Exempel',
    });
    expect(second?.doc.notices.map((notice) => [notice.version, notice.readBy])).toEqual([
      [1, 'Karin Exempel'],
      [2, 'Omar Exempel'],
    ]);
    const back = withdrawAbsence(changed.doc, 'a1', { now: NOW, channel: 'web' });
    const third = markAbsenceRead(back.doc, 'a1', acting());
    expect(third?.absence).toMatchObject({ status: 'withdrawn', readBy: 'Karin Exempel' });
    expect(third?.doc.notices.every((notice) => notice.readAt !== null)).toBe(true);
  });

  test('an older notice that was never read is read with the newer', () => {
    const changed = changeAbsence(reported(), 'a1', input, { now: NOW, channel: 'web' });
    const read = markAbsenceRead(changed.doc, 'a1', acting());
    expect(read?.doc.notices.map((notice) => notice.readAt)).toEqual([acting().now, acting().now]);
  });

  test('another absence and a question stay unread', () => {
    const asked = askSupervisor(reported(), 'Var ligger det?', NOW).doc;
    const two = reportAbsence(
      asked,
      { ...input, from: '2026-03-23', to: '2026-03-23', occurrences: [] },
      { now: NOW, channel: 'web', random },
    ).doc;
    const read = markAbsenceRead(two, 'a2', acting());
    expect(read?.doc.notices.map((notice) => [notice.subject, notice.readAt !== null])).toEqual([
      ['a1', false],
      ['q1', false],
      ['a2', true],
    ]);
    expect(read?.doc.absences.map((absence) => absence.readAt !== null)).toEqual([false, true]);
  });
});

describe('marking a deviation report as sent', () => {
  // The meeting is on Monday 16 March from 9 to 10, which is from 8 to 9 in UTC.
  test.each([
    ['2026-03-16T07:00:00.000Z', 'too-early'],
    ['2026-03-16T08:59:59.999Z', 'too-early'],
    ['2026-03-16T09:00:00.000Z', 'done'],
    ['2026-04-01T09:00:00.000Z', 'done'],
  ])('at %s: %s', (now, kind) => {
    expect(markDeviationSent(reported(), DRAFT, acting(now)).kind).toBe(kind);
  });

  test('it says who and when, and leaves the rest as it was', () => {
    const before = reported();
    const sent = markDeviationSent(before, DRAFT, acting());
    if (sent.kind !== 'done') throw new Error(sent.kind);
    expect(sent.absence.deviations).toEqual([
      { ...before.absences[0]?.deviations[0], sentAt: acting().now, sentBy: 'Karin Exempel' },
    ]);
    expect(sent.doc.absences).toEqual([sent.absence]);
    expect(sent.absence.version).toBe(1);
    expect(trail(sent.doc)).toEqual({
      at: acting().now,
      who: 'karin',
      what: 'deviation.sent',
      subject: DRAFT,
    });
    expect(readParticipant(sent.doc)).toEqual(sent.doc);
  });

  test('a second time changes nothing', () => {
    const sent = markDeviationSent(reported(), DRAFT, acting());
    if (sent.kind !== 'done') throw new Error(sent.kind);
    expect(markDeviationSent(sent.doc, DRAFT, acting('2026-03-18T09:00:00.000Z'))).toEqual({
      kind: 'already-sent',
    });
  });

  test('a mark that was a mistake is taken back whole, and the report is told of as ready once more', () => {
    const told = tellReady(reported(), acting().now);
    const sent = markDeviationSent(told, DRAFT, acting());
    if (sent.kind !== 'done') throw new Error(sent.kind);
    expect(nextReadyAt(sent.doc)).toBeNull();
    const back = unmarkDeviationSent(sent.doc, DRAFT, acting());
    if (back === null) throw new Error('it was not taken back');
    expect(back.absences).toEqual(told.absences);
    expect(trail(back)).toMatchObject({ who: 'karin', what: 'deviation.sent-undone', subject: DRAFT });
    expect(nextReadyAt(back)).toBe('2026-03-16T09:00:00.000Z');
    const events = tellReady(back, acting().now).outbox.flatMap(({ params }) => params.event ?? []);
    expect(events).toEqual([
      ...sent.doc.outbox.flatMap(({ params }) => params.event ?? []),
      'deviation.ready',
    ]);
    expect(readParticipant(back)).toEqual(back);
    expect(unmarkDeviationSent(back, DRAFT, acting())).toBeNull();
  });

  test('one that was not sent after all says what was changed meanwhile, and is gone when nothing is missed', () => {
    const sent = markDeviationSent(reported(), DRAFT, acting());
    if (sent.kind !== 'done') throw new Error(sent.kind);
    const changed = (over: Partial<AbsenceInput>) =>
      changeAbsence(sent.doc, 'a1', { ...input, ...over }, { now: acting().now, channel: 'web' }).doc;
    const undone = (doc: Participant) => {
      const back = unmarkDeviationSent(doc, DRAFT, acting());
      if (back === null) throw new Error('it was not taken back');
      return back;
    };
    const drafts = (doc: Participant) => doc.absences[0]?.deviations;
    const doctor = changed({ reason: 'doctor' });
    expect(drafts(doctor)).toMatchObject([{ code: '15', sentBy: 'Karin Exempel' }]);
    expect(drafts(undone(doctor))).toMatchObject([{ code: '18', subType: '1', sentAt: null, sentBy: null }]);
    const late = { start: '2026-03-16T09:00', end: '2026-03-16T09:40' };
    expect(drafts(undone(changed({ extent: 'late', away: late })))).toMatchObject([
      { absentEnd: late.end, sentAt: null },
    ]);
    const elsewhere = changed({ from: '2026-03-23', to: '2026-03-23', occurrences: [] });
    const gone = undone(elsewhere);
    expect([drafts(elsewhere)?.length, drafts(gone)]).toEqual([1, []]);
    // Its own system has been told that it was sent, and is told that it is not to be.
    expect(gone.notices.at(-1)).toMatchObject({
      kind: 'absence.changed',
      version: 3,
      readBy: 'Karin Exempel',
    });
    // What has left the plan was missed all the same.
    const without = { ...sent.doc, plan: { ...sent.doc.plan, appointments: [] } };
    expect(drafts(undone(without))).toEqual(drafts(reported()));
  });

  test('a code that staff had chosen stays when the mark is taken back', () => {
    const chosen = chooseDeviationCode(
      reported('undisclosed'),
      DRAFT,
      { code: '18', subType: '5' },
      acting(),
    );
    const sent = chosen && markDeviationSent(chosen, DRAFT, acting());
    if (sent?.kind !== 'done') throw new Error('not sent');
    expect(unmarkDeviationSent(sent.doc, DRAFT, acting())?.absences).toEqual(chosen?.absences);
  });

  test('never without a code, and then with the one that was chosen', () => {
    const before = reported('undisclosed');
    expect(markDeviationSent(before, DRAFT, acting())).toEqual({ kind: 'no-code' });
    const chosen = chooseDeviationCode(before, DRAFT, { code: '18', subType: '5' }, acting());
    if (!chosen) throw new Error('not chosen');
    const sent = markDeviationSent(chosen, DRAFT, acting());
    expect(sent).toMatchObject({ kind: 'done', absence: { deviations: [{ code: '18', subType: '5' }] } });
  });

  test('not for what there is not, and not for what was taken back', () => {
    expect(markDeviationSent(reported(), 'a1:x', acting())).toEqual({ kind: 'not-found' });
    expect(markDeviationSent(reported(), '', acting())).toEqual({ kind: 'not-found' });
    const back = withdrawAbsence(reported(), 'a1', { now: NOW, channel: 'web' }).doc;
    expect(markDeviationSent(back, DRAFT, acting())).toEqual({ kind: 'not-found' });
  });
});

describe('choosing a code', () => {
  const choice = { code: '17', subType: null };

  test('stands in the draft and in the trail, without the code', () => {
    const chosen = chooseDeviationCode(reported('undisclosed'), DRAFT, choice, acting());
    expect(chosen?.absences[0]?.deviations[0]).toMatchObject({ code: '17', subType: null, sentAt: null });
    expect(chosen && trail(chosen)).toEqual({
      at: acting().now,
      who: 'karin',
      what: 'deviation.code-chosen',
      subject: DRAFT,
    });
    // It can be chosen anew until it is sent.
    const again = chosen && chooseDeviationCode(chosen, DRAFT, { code: '18', subType: '5' }, acting());
    expect(again?.absences[0]?.deviations[0]).toMatchObject({ code: '18', subType: '5' });
  });

  test('not when it has been sent, nor for what there is not', () => {
    const chosen = chooseDeviationCode(reported('undisclosed'), DRAFT, choice, acting());
    const sent = chosen && markDeviationSent(chosen, DRAFT, acting());
    if (sent?.kind !== 'done') throw new Error('not sent');
    expect(chooseDeviationCode(sent.doc, DRAFT, { code: '18', subType: '5' }, acting())).toBeNull();
    expect(chooseDeviationCode(reported(), 'a1:x', choice, acting())).toBeNull();
    const back = withdrawAbsence(reported('undisclosed'), 'a1', { now: NOW, channel: 'web' }).doc;
    expect(chooseDeviationCode(back, DRAFT, choice, acting())).toBeNull();
  });
});

describe('answering a question', () => {
  const asked = () => askSupervisor(sampleParticipant('p1'), 'Var ligger det?', NOW).doc;

  test('keeps the answer, and marks question and notice as read', () => {
    const answered = answerQuestion(asked(), 'q1', 'På Exempelgatan 1.', acting());
    expect(answered?.question).toEqual({
      ...asked().questions[0],
      id: 'q1',
      text: 'Var ligger det?',
      askedAt: NOW,
      readAt: acting().now,
      answer: 'På Exempelgatan 1.',
      answeredAt: acting().now,
      answeredBy: 'Karin Exempel',
    });
    expect(answered?.doc.questions).toEqual([answered?.question]);
    expect(answered?.doc.notices).toMatchObject([{ readAt: acting().now, readBy: 'Karin Exempel' }]);
    expect(answered && trail(answered.doc)).toEqual({
      at: acting().now,
      who: 'karin',
      what: 'question.answered',
      subject: 'q1',
    });
  });

  test('a second answer is not taken: two colleagues may answer at once', () => {
    const first = answerQuestion(asked(), 'q1', 'På Exempelgatan 1.', acting());
    if (!first) throw new Error('not answered');
    expect(
      answerQuestion(first.doc, 'q1', 'Jag vet inte.', { ...acting(), staffName: 'Omar Exempel' }),
    ).toBeNull();
    expect(answerQuestion(asked(), 'q2', 'Ja', acting())).toBeNull();
  });

  test('when it was read before, that stays', () => {
    const doc = asked();
    const earlier = '2026-03-11T08:00:00.000Z';
    const read = { ...doc, questions: doc.questions.map((question) => ({ ...question, readAt: earlier })) };
    expect(answerQuestion(read, 'q1', 'Ja', acting())?.question.readAt).toBe(earlier);
  });
});
