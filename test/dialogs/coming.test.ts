import { expect, test } from '@jest/globals';
import { respond } from '../../dialogs/respond.ts';
import type { Env } from '../../dialogs/turn.ts';
import type { Random } from '../../domain/ports.ts';
import { today, toLocal } from '../../domain/time.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-09T08:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const env: Env = { now: NOW, local: toLocal(NOW), today: today(NOW), random, channel: 'web' };

test('a time that is no longer in the plan may have been moved: nobody is told to stay at home', () => {
  const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain');
  const { say } = respond(
    doc,
    { text: 'Jag kommer', pressed: { q: 0, id: 'do:coming:gone@2026-03-10' } },
    env,
  );
  expect(say.map((saying) => saying.key)).toEqual(['wish:isGone']);
  expect(say[0]?.choices?.map((choice) => choice.id)).toEqual(['do:next', 'do:week', 'do:ask']);
});

test('what is called off needs nobody to come', () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  const off = {
    ...plan,
    appointments: plan.appointments.map((entry) =>
      entry.id === 'handledare'
        ? { ...entry, exceptions: [{ on: '2026-03-10', change: 'cancelled' as const }] }
        : entry,
    ),
  };
  const doc = newParticipant(off as typeof plan, NOW, 'plain');
  const key = 'do:coming:handledare@2026-03-10T09:00';
  const { say } = respond(doc, { text: 'Jag kommer', pressed: { q: 0, id: key } }, env);
  expect(say.map((saying) => saying.key)).toEqual(['wish:isOff']);
});
