import { expect, test } from '@jest/globals';
import { reachWish } from '../../dialogs/reach.ts';
import { respond } from '../../dialogs/respond.ts';
import { normalise } from '../../dialogs/understanding/normalise.ts';
import { withAddress } from '../../domain/address.ts';
import { today, toLocal } from '../../domain/time.ts';
import { EVENING } from '../support/app.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

test.each([
  ['vilka sätt kan du nå mig?', 'reach'],
  ['På vilka sätt kan du nå mig', 'reach'],
  ['hur kan du nå mig?', 'reach'],
  ['koppla bort teams', 'reach:remove:teams'],
  ['ta bort mitt nummer', 'reach:remove:sms'],
  ['sluta skicka sms till mig', 'reach:remove:sms'],
  ['påminn mig med sms', 'reach:by:sms'],
  ['Kan du skicka mina påminnelser på sms?', 'reach:by:sms'],
  ['jag vill få påminnelser via sms', 'reach:by:sms'],
  ['påminn mig i Teams', 'reach:by:teams'],
  ['påminn mig bara i chatten', 'reach:by:web'],
  ['påminn mig med e-post', 'reach:by:email'],
  ['jag vill få påminnelser på mejlen', 'reach:by:email'],
  ['sluta mejla mig', 'reach:remove:email'],
  ['skicka inga mejl till mig', 'reach:remove:email'],
  ['maila mig inte', 'reach:remove:email'],
  ['jag kan inte mejla min handledare', null],
  ['jag har inte fått något mejl', null],
  ['påminn mig om att skicka ett mejl', null],
  ['påminn mig inte med sms', null],
  ['påminn mig om att skicka ett sms till mamma', null],
  ['visa mer i mina sms', 'reach:details:on'],
  ['skriv mindre i mina sms', 'reach:details:off'],
  ['sluta påminna mig', null],
  ['ta bort min frånvaro', null],
  ['mötet i Teams funkar inte', null],
  ['hur når jag min handledare?', null],
  ['jag kan inte svara på sms', null],
])('%s', (text, wish) => {
  expect(reachWish(normalise(text))).toBe(wish);
});

test('what was linked is listed with its last digits alone, and is gone when it was taken away', () => {
  const plan = examplePlan('plan-rusta-och-matcha');
  const contact = { ...plan.person.contact, phone: '070-174 06 05' };
  const doc = withAddress(
    newParticipant({ ...plan, person: { ...plan.person, contact } }, EVENING, 'plain'),
    { way: 'sms', key: 'phone:0046701740605', reference: null, verifiedBy: 'number' },
    EVENING,
  );
  const env = {
    now: EVENING,
    local: toLocal(EVENING),
    today: today(EVENING),
    random: { code: () => '', digits: () => '', token: () => '' },
    channel: 'web',
  };
  const input = (text: string) => ({ text, pressed: null });
  const listed = respond(doc, input('hur kan du nå mig?'), env);
  expect(JSON.stringify(listed.say)).toContain('"end":"05"');
  expect(JSON.stringify(listed.say)).not.toContain('0701740605');
  const removed = respond(doc, input('ta bort mitt nummer'), env);
  expect(removed.doc.addresses).toEqual([]);
  expect(removed.say[0]?.key).toBe('channel:removedNumber');
});
