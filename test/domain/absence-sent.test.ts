import { expect, test } from '@jest/globals';
import { endAbsence, reportAbsence } from '../../domain/actions/absences.ts';
import { markNoShow } from '../../domain/actions/no-show.ts';
import { markDeviationSent } from '../../domain/actions/staff.ts';
import { bookedOn } from '../../domain/appointment.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Random } from '../../domain/ports.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** What was sent to Arbetsförmedlingen was sent, whatever is said of it afterwards. */

const NOW = '2026-03-10T07:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const acting = { now: NOW, channel: 'web', random };
const staff = { now: '2026-03-12T12:00:00.000Z', staffId: 's1', staffName: 'Karin Berg', random };

function sent(doc: Participant, deviationId: string): Participant {
  const outcome = markDeviationSent(doc, deviationId, staff);
  if (outcome.kind !== 'done') throw new Error(outcome.kind);
  return outcome.doc;
}

test('a report that was sent stays when the person was back before it', () => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const days = ['2026-03-10', '2026-03-11'];
  const occurrences = days.flatMap((day) => bookedOn(doc.plan.appointments, day).map((entry) => entry.key));
  const ill = reportAbsence(
    doc,
    { from: '2026-03-10', to: '2026-03-11', occurrences, reason: 'sick' },
    acting,
  );
  const last = ill.absence.deviations.at(-1);
  const ended = endAbsence(sent(ill.doc, last?.id ?? ''), 'a1', '2026-03-11T00:00', acting);
  expect(ended?.absence.deviations.map((draft) => [draft.expectedStart, draft.sentAt !== null])).toEqual([
    ['2026-03-10T09:00', false],
    ['2026-03-10T13:00', false],
    ['2026-03-11T09:00', true],
  ]);
});

test.each([
  [true, 1],
  [false, 0],
])('of a late arrival that became a no-show: sent %s, %i report stays', (wasSent, left) => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const key = bookedOn(doc.plan.appointments, '2026-03-11')[0]?.key ?? '';
  const late = reportAbsence(
    doc,
    {
      from: '2026-03-11',
      to: '2026-03-11',
      occurrences: [key],
      reason: 'doctor',
      extent: 'late',
      away: { start: '2026-03-11T09:00', end: '2026-03-11T09:30' },
    },
    acting,
  );
  const before = wasSent ? sent(late.doc, late.absence.deviations[0]?.id ?? '') : late.doc;
  const marked = markNoShow(before, key, staff);
  if (marked.kind !== 'done') throw new Error(marked.kind);
  expect(marked.doc.absences[0]?.deviations).toHaveLength(left);
  expect(marked.absence.deviations).toHaveLength(1);
});
