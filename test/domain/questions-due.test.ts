import { describe, expect, test } from '@jest/globals';
import { runDue } from '../../bot/scheduler/run-due.ts';
import { askSupervisor } from '../../domain/actions/participant.ts';
import { answerQuestion } from '../../domain/actions/staff.ts';
import { nextDueAt } from '../../domain/due.ts';
import { type Participant, readParticipant } from '../../domain/participant.ts';
import { answerBy, followQuestions, nextQuestionAt } from '../../domain/questions-due.ts';
import { toInstant } from '../../domain/time.ts';
import { sampleParticipant } from '../contracts/participants.ts';

const ASKED = toInstant('2026-03-09T10:00');
const FIRST = toInstant('2026-03-11T10:00');
const SECOND = toInstant('2026-03-13T10:00');

function asked(
  over: Partial<Participant> = {},
  kind: 'question' | 'not-right' | 'needs' = 'question',
): Participant {
  return askSupervisor({ ...sampleParticipant('p1'), ...over }, 'Får jag byta dag?', ASKED, { kind }).doc;
}

describe('a question that nobody answers', () => {
  test('reminds the handledare after two working days and the manager after two more, each once', () => {
    const doc = asked();
    expect(nextQuestionAt(doc, ASKED)).toBe(FIRST);
    expect(followQuestions(doc, toInstant('2026-03-11T09:59')).doc).toBe(doc);
    const reminded = followQuestions(doc, FIRST);
    expect(reminded.overdue.map(({ to }) => to)).toEqual(['supervisor']);
    expect(reminded.doc.questions[0]).toMatchObject({ remindedAt: FIRST, escalatedAt: null });
    expect(followQuestions(reminded.doc, FIRST).overdue).toEqual([]);
    expect(nextQuestionAt(reminded.doc, FIRST)).toBe(SECOND);
    const escalated = followQuestions(reminded.doc, SECOND);
    expect(escalated.overdue.map(({ to }) => to)).toEqual(['manager']);
    const letters = escalated.doc.outbox.filter((message) => message.way === 'email');
    expect(letters.map((message) => message.kind)).toEqual([
      'notice',
      'question-reminder',
      'question-escalated',
    ]);
    expect(nextQuestionAt(escalated.doc, SECOND)).toBeNull();
    expect(followQuestions(escalated.doc, toInstant('2026-06-01T10:00')).overdue).toEqual([]);
  });

  test('beside another is followed by itself: the earliest is next, and each gets its own letters', () => {
    const later = toInstant('2026-03-10T10:00');
    const doc = askSupervisor(asked(), 'Och en fråga till?', later).doc;
    expect(nextQuestionAt(doc, ASKED)).toBe(FIRST);
    const first = followQuestions(doc, FIRST).doc;
    expect(first.questions.map(({ remindedAt }) => remindedAt)).toEqual([FIRST, null]);
    expect(nextQuestionAt(first, FIRST)).toBe(toInstant('2026-03-12T10:00'));
    const both = followQuestions(followQuestions(first, toInstant('2026-03-12T10:00')).doc, SECOND).doc;
    const letters = both.outbox.filter(({ kind }) => kind.startsWith('question-'));
    expect(letters.map(({ kind }) => kind)).toEqual([
      'question-reminder',
      'question-reminder',
      'question-escalated',
    ]);
    expect(new Set(letters.map(({ key }) => key)).size).toBe(3);
  });

  test('leaves a trail that says whom it was brought up with', () => {
    const trail = (doc: Participant) =>
      doc.lines.filter((line) => line.file === 'audit').map((line) => line.body.what);
    const reminded = followQuestions(asked(), FIRST).doc;
    expect(trail(reminded).at(-1)).toBe('question.reminded');
    expect(trail(followQuestions(reminded, SECOND).doc).at(-1)).toBe('question.escalated');
  });

  test('within the time that the provider has set', () => {
    const settings = { ...sampleParticipant('p1').settings, questionDays: 5 };
    expect(nextQuestionAt(asked({ settings }), ASKED)).toBe(toInstant('2026-03-16T10:00'));
  });

  test('over a holiday', () => {
    const doc = askSupervisor(sampleParticipant('p1'), 'Hej?', toInstant('2026-12-23T10:00')).doc;
    expect(nextQuestionAt(doc, ASKED)).toBe(toInstant('2026-12-29T10:00'));
  });

  test('and whose time ran out while nothing ran: when the office opens, not at night', () => {
    const doc = asked();
    const night = toInstant('2026-03-14T02:00');
    expect(nextQuestionAt(doc, night)).toBe(toInstant('2026-03-16T08:00'));
    expect(followQuestions(doc, night).doc).toBe(doc);
    const late = followQuestions(doc, toInstant('2026-03-16T08:00'));
    expect(late.overdue.map(({ to }) => to)).toEqual(['supervisor']);
    expect(nextQuestionAt(late.doc, toInstant('2026-03-16T08:00'))).toBe(toInstant('2026-03-18T08:00'));
  });

  test('is told of in the chat, in the same write', () => {
    const { doc, toSend } = runDue(asked({ wishes: { level: 'easy', reminders: false } }), FIRST);
    const told = doc.lines.filter((line) => line.file === 'chat').map((line) => line.body);
    expect(told).toMatchObject([{ kind: 'question:reminded', level: 'easy', proactive: true }]);
    expect(String(told[0]?.text)).toContain('Får jag byta dag?');
    expect(toSend.map((message) => message.kind)).toContain('question-reminder');
  });

  test('is looked for by the one list of what time brings', () => {
    expect(nextDueAt({ ...asked({ wishes: { level: null, reminders: false } }), outbox: [] }, ASKED)).toBe(
      FIRST,
    );
  });
});

test('an answer ends it', () => {
  const acting = { now: ASKED, staffId: 's', staffName: 'Karin Berg' };
  const answered = answerQuestion(asked(), 'q1', 'Ja.', acting)?.doc as Participant;
  expect(nextQuestionAt(answered, ASKED)).toBeNull();
  expect(followQuestions(answered, SECOND).doc).toBe(answered);
});

test('what helps the person waits for no answer; what is wrong in the plan does', () => {
  expect(nextQuestionAt(asked({}, 'needs'), ASKED)).toBeNull();
  expect(nextQuestionAt(asked({}, 'not-right'), ASKED)).toBe(FIRST);
});

test('a question that an older version wrote is followed too', () => {
  const doc = asked();
  const old = doc.questions.map(({ id, text, askedAt, readAt, answer, answeredAt, answeredBy }) => ({
    id,
    text,
    askedAt,
    readAt,
    answer,
    answeredAt,
    answeredBy,
  }));
  const read = readParticipant({ ...doc, questions: old });
  expect(read.questions).toEqual(doc.questions);
  expect(answerBy(read.questions[0] as (typeof read.questions)[0], read)).toBe(FIRST);
});
