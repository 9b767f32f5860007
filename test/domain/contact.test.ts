import { expect, test } from '@jest/globals';
import { supervisorOf } from '../../domain/contact.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const doc = newParticipant(examplePlan('plan-rusta-och-matcha'), '2026-03-09T08:00:00.000Z');
const withPhone = (phone: string | null) => ({
  plan: { ...doc.plan, supervisor: { ...doc.plan.supervisor, phone } },
  settings: doc.settings,
});

test('a supervisor is rung by their own number, else by the one that the provider has set for all, else by that of the plan', () => {
  expect(supervisorOf(withPhone('070-174 06 05')).phone).toBe('070-174 06 05');
  const without = withPhone(null);
  expect(supervisorOf(without).phone).toBe(doc.plan.provider.phone);
  const set = { ...without, settings: { ...doc.settings, phone: '070-174 06 06' } };
  expect(supervisorOf(set).phone).toBe('070-174 06 06');
  expect(supervisorOf(set).name).toBe(doc.plan.supervisor.name);
});
