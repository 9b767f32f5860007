import { expect, test } from '@jest/globals';
import { endAbsence, explainAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import { bookedOn } from '../../domain/appointment.ts';
import type { Random } from '../../domain/ports.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-10T07:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const acting = { now: NOW, channel: 'web', random };

function ill(from: string, to: string) {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const days = ['2026-03-10', '2026-03-11', '2026-03-12'].filter((day) => from <= day && day <= to);
  const occurrences = days.flatMap((day) => bookedOn(doc.plan.appointments, day).map((entry) => entry.key));
  return reportAbsence(doc, { from, to, occurrences, reason: 'sick' }, acting);
}

test('well again: what had begun stays missed, the rest is not', () => {
  const { doc } = ill('2026-03-10', '2026-03-12');
  const ended = endAbsence(doc, 'a1', '2026-03-10T12:00', acting);
  expect(ended?.absence).toMatchObject({
    to: '2026-03-10',
    version: 2,
    status: 'reported',
    endedAt: NOW,
    readAt: null,
    occurrences: ['handledare@2026-03-10T09:00'],
  });
  expect(ended?.absence.deviations.map((draft) => draft.expectedStart)).toEqual(['2026-03-10T09:00']);
  expect(ended?.doc.notices.at(-1)).toMatchObject({ kind: 'absence.ended', subject: 'a1', version: 2 });
});

test('a report that was sent stays, and the days after it are taken away all the same', () => {
  const { doc, absence } = ill('2026-03-10', '2026-03-12');
  const staff = { now: '2026-03-10T12:00:00.000Z', staffId: 's1', staffName: 'Karin Berg' };
  const sent = markDeviationSent(doc, absence.deviations[0]?.id ?? '', staff);
  if (sent.kind !== 'done') throw new Error(sent.kind);
  const ended = endAbsence(sent.doc, 'a1', '2026-03-11T00:00', acting);
  expect(ended?.absence.deviations.map((draft) => [draft.expectedStart, draft.sentAt !== null])).toEqual([
    ['2026-03-10T09:00', true],
    ['2026-03-10T13:00', false],
  ]);
});

test('null where nothing would be left, or nothing would change', () => {
  const { doc } = ill('2026-03-11', '2026-03-12');
  expect(endAbsence(doc, 'a1', '2026-03-11T00:00', acting)).toBeNull();
  expect(endAbsence(doc, 'a1', '2026-03-13T00:00', acting)).toBeNull();
});

test('an explanation is a new version for staff to read, and changes no draft', () => {
  const { doc, absence } = ill('2026-03-10', '2026-03-10');
  const explained = explainAbsence(
    doc,
    'a1',
    { reason: 'family', wasThere: false, text: 'Min farfar dog' },
    acting,
  );
  expect(explained?.absence).toMatchObject({
    version: 2,
    explanation: { reason: 'family', text: 'Min farfar dog', at: NOW },
    deviations: absence.deviations,
  });
  expect(explained?.doc.notices.at(-1)).toMatchObject({ kind: 'absence.explained', version: 2 });
  expect(explainAbsence(doc, 'a9', null, acting)).toBeNull();
});
