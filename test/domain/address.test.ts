import { expect, test } from '@jest/globals';
import { claimMessages, settleMessage } from '../../domain/actions/outbox.ts';
import {
  addressKey,
  addressOf,
  carry,
  closeAddress,
  usedAddress,
  waysOf,
  withAddress,
  withoutAddress,
} from '../../domain/address.ts';
import { lookupKeys } from '../../domain/due.ts';
import type { Participant } from '../../domain/participant.ts';
import { readParticipant } from '../../domain/participant.ts';
import { addMs } from '../../domain/time.ts';
import { tell } from '../../locales/tell.ts';
import { EVENING } from '../support/app.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const plan = examplePlan('plan-rusta-och-matcha');
const NUMBER = 'phone:0046701740605';
const alone = newParticipant(
  { ...plan, person: { ...plan.person, contact: { ...plan.person.contact, phone: '070-174 06 05' } } },
  EVENING,
  'plain',
);

function reached(): Participant {
  const teams = withAddress(
    alone,
    { way: 'teams', key: 't1/u1', reference: { serviceUrl: 'a' }, verifiedBy: 'invitation' },
    EVENING,
  );
  return withAddress(
    teams,
    { way: 'sms', key: NUMBER, reference: null, verifiedBy: 'number' },
    addMs(EVENING, 1000),
  );
}

test('somebody is found by each address, until it is taken away', () => {
  const doc = reached();
  expect(lookupKeys(doc)).toEqual(expect.arrayContaining(['address:teams:t1/u1', `address:sms:${NUMBER}`]));
  expect(addressKey({ way: 'sms', key: NUMBER })).toBe(`address:sms:${NUMBER}`);
  const without = withoutAddress(doc, 'teams', EVENING);
  expect(lookupKeys(without)).not.toContain('address:teams:t1/u1');
  expect(withoutAddress(without, 'teams', EVENING)).toBe(without);
  expect(readParticipant(JSON.parse(JSON.stringify(doc))).addresses).toHaveLength(2);
});

test('an older document has no addresses', () => {
  const { addresses: _, ...old } = JSON.parse(JSON.stringify(alone));
  expect(readParticipant(old).addresses).toEqual([]);
});

test('a number that the plan no longer has is nobody to write to', () => {
  const doc = reached();
  const moved = {
    ...doc,
    plan: {
      ...doc.plan,
      person: { ...doc.plan.person, contact: { ...doc.plan.person.contact, phone: '070-174 06 06' } },
    },
  };
  expect(addressOf(moved, 'sms')).toBeNull();
});

test('the chosen way comes first, then the one that was used last; the web alone when it was chosen', () => {
  const doc = reached();
  const chosen = (channel: Participant['reminding']['channel']) => ({
    ...doc,
    reminding: { ...doc.reminding, channel },
  });
  expect(waysOf(doc)).toEqual(['sms', 'teams']);
  expect(waysOf(chosen('teams'))).toEqual(['teams', 'sms']);
  expect(waysOf(chosen('web'))).toEqual([]);
  expect(waysOf(closeAddress(doc, 'sms', 'stopp', EVENING))).toEqual(['teams']);
  expect(waysOf(usedAddress(doc, 'teams', { serviceUrl: 'b' }, addMs(EVENING, 5000)))).toEqual([
    'teams',
    'sms',
  ]);
});

test('what is said unasked goes out in the same write, but not in quiet hours, and not for who has no address', () => {
  const saying = { key: 'common:youAreWelcome' } as const;
  const told = tell(reached(), [saying], { now: EVENING, proactive: true });
  expect(told.outbox.map(({ key, way }) => [key, way])).toEqual([['line:1:sms', 'sms']]);
  expect(tell(reached(), [saying], { now: EVENING }).outbox).toEqual([]);
  expect(tell(reached(), [saying], { now: '2026-03-09T22:05:00.000Z', proactive: true }).outbox).toEqual([]);
  expect(tell(alone, [saying], { now: EVENING, proactive: true }).outbox).toEqual([]);
});

test('after two failures the next way is tried, once, and then no other', () => {
  let doc = carry(reached(), 1, EVENING);
  let now = EVENING;
  const tried: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const { doc: taken, claimed } = claimMessages(doc, now);
    for (const message of claimed) tried.push(message.key);
    doc = claimed.reduce(
      (current, message) => settleMessage(current, message, { kind: 'temporary', detail: 'http-502' }, now),
      taken,
    );
    now = addMs(now, 60_000);
  }
  expect(tried).toEqual(['line:1:sms', 'line:1:sms', 'line:1:teams', 'line:1:teams']);
  expect(doc.outbox.map(({ status }) => status)).toEqual(['failed', 'failed']);
});

test('a channel that wants nothing more is closed, and the next one is tried at once', () => {
  const { doc, claimed } = claimMessages(carry(reached(), 1, EVENING), EVENING);
  const message = claimed[0];
  if (!message) throw new Error('nothing was claimed');
  const after = settleMessage(doc, message, { kind: 'permanent', detail: 'closed' }, EVENING);
  expect(after.addresses.find(({ way }) => way === 'sms')?.closed).toEqual({ at: EVENING, why: 'refused' });
  expect(after.outbox.map(({ key }) => key)).toEqual(['line:1:sms', 'line:1:teams']);
});

test('a sending that was cut off is not sent again: nobody knows whether it arrived', () => {
  const { doc } = claimMessages(carry(reached(), 1, EVENING), EVENING);
  const later = claimMessages(doc, addMs(EVENING, 10 * 60_000));
  expect(later.claimed).toEqual([]);
  expect(later.doc.outbox[0]?.status).toBe('unknown');
});
