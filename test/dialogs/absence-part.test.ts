import { expect, test } from '@jest/globals';
import { absenceDraft, asPlanned } from '../../dialogs/absence/draft.ts';
import { toLocal } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

/** Clock times of a part of a day, from the words to the draft. */

const NOW = '2026-03-09T08:00:00.000Z';

const DAY = '2026-03-16';

function hours(start: string, end: string) {
  const doc = newParticipant(examplePlan('plan-kommun'), NOW, 'plain');
  const when = {
    grain: 'timerange',
    start: `${DAY}T${start}:00+01:00`,
    end: `${DAY}T${end}:00+01:00`,
  } as const;
  return { doc, draft: absenceDraft(doc, { when, reason: 'doctor' }) };
}

test.each([
  ['a part of one', '09:30', '11:00', { start: '2026-03-16T09:30', end: '2026-03-16T11:00' }, 1],
  [
    'one whole, and a part of the next',
    '08:00',
    '14:00',
    { start: '2026-03-16T09:00', end: '2026-03-16T14:00' },
    2,
  ],
  ['all of one', '09:00', '12:00', null, 1],
  ['more than both', '08:00', '16:00', null, 2],
  ['between them', '12:00', '13:00', { start: '2026-03-16T12:00', end: '2026-03-16T13:00' }, 0],
])('%s', (_what, start, end, away, count) => {
  const { draft } = hours(start, end);
  expect(draft.away).toEqual(away);
  expect(draft.occurrences).toHaveLength(count);
});

test('what has been moved out of the hours since is not in it', () => {
  const { doc, draft } = hours('09:30', '11:00');
  const appointments = doc.plan.appointments.map((entry) =>
    entry.kind === 'language-training'
      ? { ...entry, start: '2026-01-12T07:00', end: '2026-01-12T09:00' }
      : entry,
  );
  const env = {
    now: NOW,
    local: toLocal(NOW),
    today: '2026-03-09',
    channel: 'web',
    random: { code: () => 'A', digits: () => '0', token: () => 't' },
  };
  const before = { ...draft, whole: true };
  expect(asPlanned(before, { doc, env }).occurrences).toHaveLength(1);
  const moved = { ...doc, plan: { ...doc.plan, appointments } };
  const shifted = (before.occurrences ?? []).map((key) => key.replace('T09:00', 'T07:00'));
  expect(asPlanned({ ...before, occurrences: shifted }, { doc: moved, env }).occurrences).toEqual([]);
});
