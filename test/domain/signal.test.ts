import { expect, test } from '@jest/globals';
import {
  changeSignal,
  markSignalRead,
  markSignalSent,
  reportSignal,
  unmarkSignalSent,
  withdrawSignal,
} from '../../domain/actions/signals.ts';
import type { Random } from '../../domain/ports.ts';
import { latestSignal, signalSchema } from '../../domain/signal.ts';
import { examplePlan, newParticipant } from '../support/participants.ts';

const NOW = '2026-03-09T08:00:00.000Z';
const LATER = '2026-03-09T09:00:00.000Z';
const random: Random = { code: (length) => 'A'.repeat(length), digits: () => '00', token: () => 't' };
const staff = { now: LATER, staffId: 's1', staffName: 'Karin Berg' };
const acting = { now: NOW, channel: 'web', random };

const told = () =>
  reportSignal(
    newParticipant(examplePlan('plan-rusta-och-matcha'), NOW, 'plain'),
    { kind: 'work', startsOn: '2026-04-01', where: 'Exempelbagaren' },
    acting,
  );

test('work reaches the provider in the same write, with an e-mail that says nothing of it', () => {
  const { doc, signal } = told();
  expect(signal).toMatchObject({ id: 's1', version: 1, kind: 'work', startsOn: '2026-04-01' });
  expect(doc.notices).toMatchObject([{ kind: 'signal.work_or_studies', subject: 's1', version: 1 }]);
  expect(doc.outbox).toMatchObject([
    { kind: 'notice', way: 'email' },
    { kind: 'event', way: 'webhook', params: { event: 'signal.work_or_studies', subject: 's1' } },
  ]);
});

test('a change and a withdrawal are new versions, to be read again', () => {
  const { doc } = told();
  const read = markSignalRead(doc, 's1', staff) ?? doc;
  expect(read.signals[0]).toMatchObject({ readBy: 'Karin Berg' });
  expect(read.notices[0]).toMatchObject({ readBy: 'Karin Berg' });
  const changed = changeSignal(read, 's1', { kind: 'work', startsOn: null, where: null }, acting);
  expect(changed.signal).toMatchObject({ version: 2, startsOn: null, readAt: null });
  const gone = withdrawSignal(changed.doc, 's1', acting);
  expect(gone.signal).toMatchObject({ version: 3, status: 'withdrawn' });
  expect(gone.doc.notices.map((notice) => notice.kind)).toEqual([
    'signal.work_or_studies',
    'signal.work_or_studies',
    'signal.withdrawn',
  ]);
  expect(latestSignal(gone.doc.signals)).toBeNull();
  expect(() => withdrawSignal(gone.doc, 's1', acting)).toThrow();
});

test('what was sent to Arbetsförmedlingen stays, and is sent once', () => {
  const sent = markSignalSent(told().doc, 's1', staff);
  if (sent === null) throw new Error('not sent');
  expect(sent.signals[0]).toMatchObject({ sentBy: 'Karin Berg' });
  expect(markSignalSent(sent, 's1', staff)).toBeNull();
  const back = sent && unmarkSignalSent(sent, 's1', staff);
  expect(back?.signals).toEqual(told().doc.signals);
  expect(back && unmarkSignalSent(back, 's1', staff)).toBeNull();
  expect(() => withdrawSignal(sent, 's1', acting)).toThrow();
  expect(() => changeSignal(sent, 's1', { kind: 'work', startsOn: null, where: null }, acting)).toThrow();
});

test('one that an earlier program wrote is read: nobody had only applied then', () => {
  const { applied: _, ...before } = told().signal;
  expect(signalSchema.parse(before)).toEqual(told().signal);
});
