import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DUE_RULES_VERSION } from '../../domain/due.ts';
import { StoreErasedError, StoreRefusedError } from '../../domain/errors.ts';
import { type Participant, withChatLine } from '../../domain/participant.ts';
import type { Committed, Store } from '../../domain/ports.ts';
import { addMs } from '../../domain/time.ts';
import {
  create,
  KeptLog,
  NOW,
  notify,
  StandingClock,
  sampleParticipant,
  sampleProvider,
  say,
  texts,
} from './participants.ts';

/** What a test of a store is run on. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes it and gives the one that the next process would have. */
  restart(): Promise<Store>;
  dispose(): Promise<void>;
}

/** The promises of the Store port. Every implementation passes all of it. */
export function storeContract(
  name: string,
  make: (parts: { clock: StandingClock; log: KeptLog }) => Promise<StoreUnderTest>,
): void {
  describe(name, () => {
    let clock: StandingClock;
    let log: KeptLog;
    let made: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      clock = new StandingClock();
      log = new KeptLog();
      made = await make({ clock, log });
      store = made.store;
    });

    afterEach(() => made.dispose());

    const restart = async () => {
      store = await made.restart();
    };

    describe('a turn', () => {
      test('is given null for somebody who does not exist, and creates', async () => {
        expect(await store.read('p1')).toBeNull();
        const given = await store.turn('p1', (doc, context) => ({
          doc: sampleParticipant('p1'),
          result: { doc, context },
        }));
        expect(given).toEqual({ doc: null, context: { health: 'ok' } });
        const found = await store.read('p1');
        expect(found?.health).toBe('ok');
        expect(found?.doc).toMatchObject({ id: 'p1', revision: 1, planVersion: 1 });
      });

      test('that decides nothing writes nothing', async () => {
        await create(store, 'p1');
        const before = await store.read('p1');
        expect(await store.turn('p1', () => ({ doc: null, result: 7 }))).toBe(7);
        expect(await store.turn('nobody', () => ({ doc: null, result: 8 }))).toBe(8);
        expect(await store.read('p1')).toEqual(before);
        expect(await store.read('nobody')).toBeNull();
      });

      test('that throws changes nothing and says why', async () => {
        await create(store, 'p1');
        const before = await store.read('p1');
        await expect(
          store.turn('p1', () => {
            throw new Error('a fault in a dialog');
          }),
        ).rejects.toThrow('a fault in a dialog');
        expect(await store.read('p1')).toEqual(before);
        await say(store, 'p1', 'hej');
        expect(await texts(store, 'p1')).toEqual(['hej']);
      });

      test('cannot change the document in place', async () => {
        await create(store, 'p1');
        await expect(
          store.turn('p1', (doc) => {
            (doc as Participant).plan.steps.pop();
            return { doc, result: null };
          }),
        ).rejects.toThrow(TypeError);
        expect((await store.read('p1'))?.doc.plan.steps).toHaveLength(3);
      });

      test('raises the revision by one, whatever it was given', async () => {
        await create(store, 'p1');
        for (let n = 0; n < 3; n += 1) {
          await store.turn('p1', (doc) => ({ doc: { ...(doc as Participant), revision: 99 }, result: null }));
        }
        expect((await store.read('p1'))?.doc.revision).toBe(4);
      });

      test('is refused for another id, for no id, and for what could not be read again', async () => {
        await create(store, 'p1');
        const change = (change: object, id = 'p1') =>
          store.turn(id, () => ({
            doc: { ...sampleParticipant('p1'), ...change } as Participant,
            result: null,
          }));
        await expect(change({}, 'p2')).rejects.toThrow(StoreRefusedError);
        await expect(change({ id: '../p1' }, '../p1')).rejects.toThrow(StoreRefusedError);
        await expect(change({ welcomedAt: undefined })).rejects.toThrow('welcomedAt');
        await expect(change({ extra: 1 })).rejects.toThrow('extra');
        await expect(change({ outbox: [{ key: 'x' }] })).rejects.toThrow('outbox.0');
        expect((await store.read('p1'))?.doc.revision).toBe(1);
        expect(await store.read('p2')).toBeNull();
        expect(await store.read('../p1')).toBeNull();
      });

      test('waits for the one before it: 50 at once lose none and repeat none', async () => {
        await create(store, 'p1');
        const numbers = await Promise.all(
          Array.from({ length: 50 }, (_, index) => say(store, 'p1', `text ${index}`)),
        );
        expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
        expect((await store.read('p1'))?.doc.revision).toBe(51);
        expect(await texts(store, 'p1')).toEqual(numbers.map((n) => `text ${n - 1}`));
      });

      test('does not wait for somebody else', async () => {
        await create(store, 'p1');
        await create(store, 'p2');
        const order: string[] = [];
        const many = Array.from({ length: 20 }, () => say(store, 'p1', 'hej').then(() => order.push('p1')));
        await say(store, 'p2', 'hej').then(() => order.push('p2'));
        await Promise.all(many);
        expect(order.indexOf('p2')).toBeLessThan(10);
      });

      test('keeps ids apart that differ in a capital alone', async () => {
        for (const id of ['anna', 'Anna', 'ANNA', '_-9']) await create(store, id);
        await say(store, 'Anna', 'jag är Anna');
        await restart();
        expect(await texts(store, 'anna')).toEqual([]);
        expect(await texts(store, 'Anna')).toEqual(['jag är Anna']);
        expect(await store.participantsOf('exempel')).toEqual(['ANNA', 'Anna', '_-9', 'anna']);
      });

      test('is there after a restart, to the letter', async () => {
        await create(store, 'p1', { email: 'amina@stegvis.example' });
        await say(store, 'p1', 'Jag är sjuk. ÅÄÖ åäö 🙂 "»«" \u2028 \\ \n');
        const before = await store.read('p1');
        await restart();
        expect(await store.read('p1')).toEqual(before);
        expect(await texts(store, 'p1')).toEqual(['Jag är sjuk. ÅÄÖ åäö 🙂 "»«" \u2028 \\ \n']);
      });
    });

    describe('lines', () => {
      const say100 = async () => {
        await create(store, 'p1');
        for (let n = 1; n <= 100; n += 1) await say(store, 'p1', `text ${n}`);
      };

      test('have no gap and no repeat, and are read from any number on', async () => {
        await say100();
        for (const again of [false, true]) {
          if (again) await restart();
          const all = await store.lines('p1', 'chat', 0, 1000);
          expect(all.map((line) => line.n)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
          expect(all.map((line) => line.body.text)).toEqual(all.map((line) => `text ${line.n}`));
          const some = (after: number, limit: number) =>
            store.lines('p1', 'chat', after, limit).then((lines) => lines.map((line) => line.n));
          expect(await some(0, 2)).toEqual([1, 2]);
          expect(await some(41, 3)).toEqual([42, 43, 44]);
          expect(await some(98, 10)).toEqual([99, 100]);
          expect(await some(100, 10)).toEqual([]);
          expect(await some(500, 10)).toEqual([]);
          expect(await some(0, 0)).toEqual([]);
        }
      });

      test('the last ones are read in order', async () => {
        await say100();
        const last = (limit: number) =>
          store.lastLines('p1', 'chat', limit).then((lines) => lines.map((line) => line.n));
        expect(await last(3)).toEqual([98, 99, 100]);
        expect(await last(0)).toEqual([]);
        expect(await last(1000)).toHaveLength(100);
        expect(await last(60)).toEqual(Array.from({ length: 60 }, (_, index) => index + 41));
      });

      test('of each file are numbered by themselves', async () => {
        await say100();
        expect((await store.lines('p1', 'audit', 0, 1000)).map((line) => line.body.what)).toEqual([
          'plan.imported',
          ...Array(100).fill('test.said'),
        ]);
        const plans = await store.lines('p1', 'plans', 0, 1000);
        expect(plans.map((line) => [line.n, line.body.version])).toEqual([[1, 1]]);
      });

      test('of somebody who does not exist are none', async () => {
        expect(await store.lines('nobody', 'chat', 0, 10)).toEqual([]);
        expect(await store.lastLines('../x', 'chat', 10)).toEqual([]);
      });

      test('do not make the document grow for ever', async () => {
        await say100();
        await say100WithRestarts();
        expect((await store.read('p1'))?.doc.lines.length).toBeLessThan(150);
        expect(await store.lines('p1', 'chat', 0, 1000)).toHaveLength(110);
      });

      const say100WithRestarts = async () => {
        for (let n = 0; n < 10; n += 1) {
          await restart();
          await say(store, 'p1', `after restart ${n}`);
        }
      };
    });

    describe('listeners', () => {
      test('are told of the new lines of each write, in order, and of nothing else', async () => {
        const told: Committed[] = [];
        store.onCommitted((committed) => told.push(committed));
        store.onCommitted(() => {
          throw new Error('a fault in a listener');
        });
        await create(store, 'p1');
        await Promise.all([say(store, 'p1', 'ett'), say(store, 'p1', 'två')]);
        await store.turn('p1', () => ({ doc: null, result: null }));
        await notify(store, 'p1');
        expect(told.map(({ lines }) => lines.map((line) => `${line.file} ${line.n}`))).toEqual([
          ['plans 1', 'audit 1'],
          ['chat 1', 'audit 2'],
          ['chat 2', 'audit 3'],
          ['feed 1'],
        ]);
        expect(told[1]).toMatchObject({ participantId: 'p1', providerId: 'exempel' });
        expect(log.named('store.listener-failed')).toHaveLength(4);
      });

      test('find what they are told of when they look', async () => {
        await create(store, 'p1');
        const { promise, resolve } = Promise.withResolvers<unknown[]>();
        store.onCommitted(() => resolve(texts(store, 'p1')));
        await say(store, 'p1', 'hej');
        expect(await promise).toEqual(['hej']);
      });
    });

    describe('the feed', () => {
      test('gives each notice one position, which stays', async () => {
        await create(store, 'p1');
        await create(store, 'p2');
        const ids = [await notify(store, 'p1'), await notify(store, 'p2'), await notify(store, 'p1')];
        const before = await store.feed('exempel', 0, 10);
        expect(before.map((entry) => entry.n)).toEqual([1, 2, 3]);
        expect(before.map((entry) => entry.noticeId)).toEqual(ids);
        expect(before.map((entry) => entry.participantId)).toEqual(['p1', 'p2', 'p1']);
        await restart();
        await say(store, 'p1', 'hej');
        const fourth = await notify(store, 'p2');
        expect(await store.feed('exempel', 0, 10)).toEqual([
          ...before,
          { n: 4, participantId: 'p2', noticeId: fourth },
        ]);
        expect(await store.feed('exempel', 2, 1)).toEqual(before.slice(2));
        expect(await store.feedEntry('exempel', ids[1] as string)).toEqual(before[1]);
        expect(await store.feedEntry('exempel', 'p1.99')).toBeNull();
        expect(await store.feedEntry('another', ids[1] as string)).toBeNull();
        expect(await store.feed('another', 0, 10)).toEqual([]);
      });

      test('polled while 50 write at once, it never skips one', async () => {
        const ids = Array.from({ length: 50 }, (_, index) => `p${index}`);
        for (const id of ids) await create(store, id);
        const seen: string[] = [];
        let after = 0;
        const poll = async () => {
          // The writers get their turn as well.
          await setImmediate();
          for (const entry of await store.feed('exempel', after, 7)) {
            expect(entry.n).toBe(after + 1);
            after = entry.n;
            seen.push(entry.noticeId);
          }
        };
        let left = 2 * ids.length;
        const written = Promise.all(
          [...ids, ...ids].map(async (id) => {
            const noticeId = await notify(store, id);
            left -= 1;
            return noticeId;
          }),
        );
        while (left > 0) await poll();
        const all = await written;
        while (seen.length < all.length) await poll();
        expect(seen.toSorted()).toEqual(all.toSorted());
        await poll();
        expect(seen).toHaveLength(100);
      });

      test('of one provider says nothing of another', async () => {
        await create(store, 'p1', { provider: 'a' });
        await create(store, 'p2', { provider: 'b' });
        await notify(store, 'p1');
        await notify(store, 'p2');
        expect((await store.feed('a', 0, 10)).map((entry) => [entry.n, entry.participantId])).toEqual([
          [1, 'p1'],
        ]);
        expect((await store.feed('b', 0, 10)).map((entry) => [entry.n, entry.participantId])).toEqual([
          [1, 'p2'],
        ]);
      });
    });

    describe('erasing', () => {
      const feedOf = async (provider: string) =>
        (await store.feed(provider, 0, 100)).map((entry) => [entry.n, entry.participantId]);

      test('takes the document, the lines, what it can be found by and the notices, and leaves the others', async () => {
        await create(store, 'p1', { email: 'amina@exempel.example' });
        await create(store, 'p2');
        await notify(store, 'p1');
        await notify(store, 'p2');
        expect(await feedOf('exempel')).toHaveLength(2);
        // Has no position yet when it is erased.
        await notify(store, 'p1');
        await say(store, 'p1', 'hemligt');
        await say(store, 'p2', 'kvar');
        expect(await store.erase('p1')).toBe(true);
        const isGone = async () => {
          expect(await store.read('p1')).toBeNull();
          expect(await store.lines('p1', 'chat', 0, 10)).toEqual([]);
          expect(await store.lastLines('p1', 'plans', 10)).toEqual([]);
          expect(await store.findByKey('email:amina@exempel.example')).toEqual([]);
          expect(await store.participantsOf('exempel')).toEqual(['p2']);
          expect(await feedOf('exempel')).toEqual([[2, 'p2']]);
          expect(await store.feedEntry('exempel', 'p1.1')).toBeNull();
          expect(await store.claimDue('2027-01-01T00:00:00.000Z', 10, 1000)).toEqual(['p2']);
          expect(await store.wasErased('p1')).toBe(true);
          expect(await store.wasErased('p2')).toBe(false);
          expect(await texts(store, 'p2')).toEqual(['kvar']);
        };
        await isGone();
        await restart();
        await isGone();
      });

      test('gives no position twice, and the id to nobody', async () => {
        await create(store, 'p1');
        await create(store, 'p2');
        await notify(store, 'p2');
        await notify(store, 'p1');
        expect(await feedOf('exempel')).toHaveLength(2);
        await store.erase('p1');
        await restart();
        await notify(store, 'p2');
        expect(await feedOf('exempel')).toEqual([
          [1, 'p2'],
          [3, 'p2'],
        ]);
        await expect(create(store, 'p1')).rejects.toThrow(StoreErasedError);
        expect(await store.read('p1')).toBeNull();
      });

      test('of nobody does nothing', async () => {
        expect(await store.erase('nobody')).toBe(false);
        expect(await store.erase('../p1')).toBe(false);
        expect(await store.wasErased('nobody')).toBe(false);
        await create(store, 'nobody');
        await store.erase('nobody');
        expect(await store.erase('nobody')).toBe(false);
      });

      test('waits for the turns that have begun', async () => {
        await create(store, 'p1');
        const turns = Promise.all(Array.from({ length: 10 }, () => say(store, 'p1', 'hej')));
        const erased = store.erase('p1');
        await turns;
        expect(await erased).toBe(true);
        await expect(say(store, 'p1', 'hej')).rejects.toThrow('no such participant');
      });
    });

    test('trimming lets go of old chat lines, and numbers go on', async () => {
      await create(store, 'p1');
      for (const [index, at] of ['2026-01-01', '2026-02-01', '2026-03-01'].entries()) {
        await store.turn('p1', (doc) => ({
          doc:
            doc &&
            withChatLine(doc, { at: `${at}T08:00:00.000Z`, from: 'participant', text: `rad ${index}` }),
          result: null,
        }));
      }
      await restart();
      const before = { chatBefore: '2026-02-15T00:00:00.000Z', copiesBefore: '2026-02-15T00:00:00.000Z' };
      // What still stands in the document is the caller's to leave out.
      await store.turn('p1', (doc) => ({
        doc: doc && {
          ...doc,
          lines: doc.lines.filter(
            (line) => line.file !== 'chat' || String(line.body.at) >= before.chatBefore,
          ),
        },
        result: null,
      }));
      await store.trim('p1', before);
      expect(await texts(store, 'p1')).toEqual(['rad 2']);
      await restart();
      expect(await say(store, 'p1', 'ny')).toBe(4);
      expect(await texts(store, 'p1')).toEqual(['rad 2', 'ny']);
      expect(await store.trim('p1', before)).toBe(0);
    });

    describe('due', () => {
      /** Wants attention at that time: a message on its way. Null: nothing, since reminders are off. */
      const dueAt = (id: string, at: string | null) =>
        store.turn(id, (doc) => {
          const known = doc ?? sampleParticipant(id, { meetings: 0 });
          const message = {
            key: 'k',
            kind: 'notice',
            way: 'email' as const,
            params: {},
            createdAt: NOW,
            status: 'due' as const,
            attempts: 0,
            nextAt: at,
            leaseUntil: null,
            settledAt: null,
            detail: null,
          };
          const wishes = { ...known.wishes, reminders: false };
          return { doc: { ...known, wishes, outbox: at === null ? [] : [message] }, result: null };
        });
      const minute = (n: number) => `2026-03-11T08:${String(n).padStart(2, '0')}:00.000Z`;
      const LEASE = 120_000;

      test('the time is computed with each write', async () => {
        await create(store, 'p1');
        // Tuesday 10 March; the meeting is on Mondays, so the reminder is due on Sunday 15 March at 17.
        expect((await store.read('p1'))?.doc).toMatchObject({
          nextDueAt: '2026-03-15T16:00:00.000Z',
          dueRules: DUE_RULES_VERSION,
        });
        await dueAt('p1', minute(3));
        expect((await store.read('p1'))?.doc.nextDueAt).toBe(minute(3));
        // Nothing of its own any more: what is left is the morning after the service's last day.
        await dueAt('p1', null);
        expect((await store.read('p1'))?.doc.nextDueAt).toBe('2027-01-01T08:00:00.000Z');
      });

      test('a time that has passed is computed anew by any write', async () => {
        await create(store, 'p1');
        clock.time = '2026-03-16T10:00:00.000Z';
        await say(store, 'p1', 'hej');
        expect((await store.read('p1'))?.doc.nextDueAt).toBe('2026-03-22T16:00:00.000Z');
      });

      test('the earliest come first, and each to one worker', async () => {
        for (const [id, n] of [
          ['c', 3],
          ['a', 1],
          ['d', 4],
          ['b', 2],
          ['later', 30],
        ] as const) {
          await dueAt(id, minute(n));
        }
        expect(await store.claimDue(minute(0), 10, LEASE)).toEqual([]);
        const [first, second] = await Promise.all([
          store.claimDue(minute(5), 2, LEASE),
          store.claimDue(minute(5), 10, LEASE),
        ]);
        expect([first, second]).toEqual([
          ['a', 'b'],
          ['c', 'd'],
        ]);
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual([]);
      });

      test('a lease ends by itself or when it is given back', async () => {
        await dueAt('a', minute(1));
        await dueAt('b', minute(2));
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual(['a', 'b']);
        store.release('b');
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual(['b']);
        expect(await store.claimDue(minute(6), 10, LEASE)).toEqual([]);
        expect(await store.claimDue(minute(7), 10, LEASE)).toEqual(['a', 'b']);
        store.release('nobody');
      });

      test('a write while it is leased does not give it to another worker', async () => {
        await dueAt('a', minute(1));
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual(['a']);
        await dueAt('a', minute(2));
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual([]);
        await dueAt('a', minute(9));
        store.release('a');
        expect(await store.claimDue(minute(8), 10, LEASE)).toEqual([]);
        expect(await store.claimDue(minute(9), 10, LEASE)).toEqual(['a']);
        await dueAt('a', null);
        store.release('a');
        expect(await store.claimDue(minute(59), 10, LEASE)).toEqual([]);
      });

      test('one that stays due does not keep the others from their turn', async () => {
        await dueAt('stuck1', minute(1));
        await dueAt('stuck2', minute(1));
        await dueAt('other', minute(3));
        expect(await store.claimDue(minute(4), 2, LEASE)).toEqual(['stuck1', 'stuck2']);
        store.release('stuck1');
        store.release('stuck2');
        expect(await store.claimDue(minute(5), 2, LEASE)).toContain('other');
      });

      test('is known after a restart, and no lease is', async () => {
        await dueAt('a', minute(1));
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual(['a']);
        await restart();
        await store.ready();
        expect(await store.claimDue(minute(5), 10, LEASE)).toEqual(['a']);
      });

      test('many are handed out in order of time', async () => {
        const times = Array.from({ length: 60 }, (_, index) => ({ id: `p${index}`, n: (index * 37) % 60 }));
        for (const { id, n } of times) await dueAt(id, minute(n));
        const order = times.toSorted((a, b) => a.n - b.n).map(({ id }) => id);
        const claimed: string[] = [];
        for (let n = 0; n < 12; n += 1) claimed.push(...(await store.claimDue(minute(59), 5, LEASE)));
        expect(claimed).toEqual(order);
      });
    });

    describe('finding people', () => {
      test('by e-mail and phone, as the plan gives them now', async () => {
        await create(store, 'p1', { email: 'Amina@Stegvis.example', phone: '070-174 06 05' });
        await create(store, 'p2', { email: 'amina@stegvis.example' });
        expect(await store.findByKey('email:amina@stegvis.example')).toEqual(['p1', 'p2']);
        expect(await store.findByKey('phone:0046701740605')).toEqual(['p1']);
        await store.turn('p1', (doc) => ({
          doc: { ...(doc as Participant), plan: sampleParticipant('p1', { phone: '070-174 06 06' }).plan },
          result: null,
        }));
        for (const again of [false, true]) {
          if (again) await restart();
          expect(await store.findByKey('email:amina@stegvis.example')).toEqual(['p2']);
          expect(await store.findByKey('phone:0046701740605')).toEqual([]);
          expect(await store.findByKey('phone:0046701740606')).toEqual(['p1']);
        }
      });

      test('by a way in, until it is used', async () => {
        await create(store, 'p1');
        const signIn = (usedAt: string | null) =>
          store.turn('p1', (doc) => ({
            doc: {
              ...(doc as Participant),
              signIns: [
                { kind: 'link' as const, hash: 'abc', createdAt: NOW, expiresAt: NOW, triesLeft: 3, usedAt },
              ],
            },
            result: null,
          }));
        await signIn(null);
        expect(await store.findByKey('way:abc')).toEqual(['p1']);
        await signIn(NOW);
        expect(await store.findByKey('way:abc')).toEqual([]);
      });

      test('by provider', async () => {
        await create(store, 'p2', { provider: 'a' });
        await create(store, 'p1', { provider: 'a' });
        await create(store, 'p3', { provider: 'b' });
        expect(await store.participantsOf('a')).toEqual(['p1', 'p2']);
        expect(await store.participantsOf('b')).toEqual(['p3']);
        expect(await store.participantsOf('c')).toEqual([]);
      });

      test('a turn that did not succeed leaves no trace', async () => {
        await create(store, 'p1', { email: 'amina@stegvis.example' });
        await expect(
          store.turn('p1', () => ({
            doc: { ...sampleParticipant('p1', { email: 'other@stegvis.example' }), seen: 1 as never },
            result: null,
          })),
        ).rejects.toThrow(StoreRefusedError);
        expect(await store.findByKey('email:amina@stegvis.example')).toEqual(['p1']);
        expect(await store.findByKey('email:other@stegvis.example')).toEqual([]);
      });
    });

    describe('providers and the installation', () => {
      test('a provider is a document of its own', async () => {
        expect(await store.readProvider('exempel')).toBeNull();
        await create(store, 'p1');
        await notify(store, 'p1');
        await store.feed('exempel', 0, 1);
        expect(await store.providerIds()).toEqual([]);
        await store.providerTurn('exempel', () => ({ doc: sampleProvider('exempel'), result: null }));
        await store.providerTurn('Exempel', () => ({ doc: sampleProvider('Exempel'), result: null }));
        await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            store.providerTurn('exempel', (doc) => {
              if (doc === null) throw new Error('no provider');
              const key = { id: `k${index}`, hash: 'h', createdAt: NOW, endsAt: null };
              return { doc: { ...doc, keys: [...doc.keys, key] }, result: null };
            }),
          ),
        );
        await expect(
          store.providerTurn('exempel', () => {
            throw new Error('a fault');
          }),
        ).rejects.toThrow('a fault');
        await expect(
          store.providerTurn('exempel', () => ({ doc: sampleProvider('other'), result: null })),
        ).rejects.toThrow(StoreRefusedError);
        await restart();
        const provider = await store.readProvider('exempel');
        expect(provider?.revision).toBe(11);
        expect(provider?.keys.map((key) => key.id)).toEqual(Array.from({ length: 10 }, (_, n) => `k${n}`));
        expect(await store.providerIds()).toEqual(['Exempel', 'exempel']);
        expect(await store.readProvider('../x')).toBeNull();
      });

      test('whoever keeps something about a provider is told of each write, before anybody reads it', async () => {
        const told: string[] = [];
        store.onProviderTouched((id) => told.push(id));
        await store.providerTurn('exempel', () => ({ doc: sampleProvider('exempel'), result: null }));
        await store.providerTurn('exempel', () => ({ doc: null, result: null }));
        expect(told).toEqual(['exempel']);
        const written = store.providerTurn('exempel', (doc) => ({ doc, result: null }));
        await store.readProvider('exempel');
        expect(told).toEqual(['exempel', 'exempel']);
        await written;
      });

      test('values of the installation are added and stay', async () => {
        expect(await store.readInstallation()).toEqual({});
        await store.writeInstallation({ mode: 'demo' });
        await Promise.all([store.writeInstallation({ a: '1' }), store.writeInstallation({ b: 'å' })]);
        await restart();
        expect(await store.readInstallation()).toEqual({ mode: 'demo', a: '1', b: 'å' });
      });

      test('a store is empty until there is a participant or a provider', async () => {
        await store.writeInstallation({ mode: 'demo' });
        await store.turn('p1', () => ({ doc: null, result: null }));
        expect(await store.isEmpty()).toBe(true);
        await create(store, 'p1');
        expect(await store.isEmpty()).toBe(false);
        await restart();
        expect(await store.isEmpty()).toBe(false);
      });

      test('a store with a provider alone is not empty', async () => {
        await store.providerTurn('exempel', () => ({ doc: sampleProvider('exempel'), result: null }));
        expect(await store.isEmpty()).toBe(false);
      });
    });

    describe('what came in and is not worked', () => {
      const bodies = async () => (await store.kept()).map(({ body }) => body);

      test('is there after a restart, in order, until it is let go of', async () => {
        expect(await store.kept()).toEqual([]);
        await store.keep('sms:b', { text: 'först å 👍' });
        clock.time = addMs(NOW, 5);
        await store.keep('sms:a/../x', { text: 'sedan' });
        await restart();
        expect(await store.kept()).toEqual([
          { id: 'sms:b', at: NOW, body: { text: 'först å 👍' } },
          { id: 'sms:a/../x', at: addMs(NOW, 5), body: { text: 'sedan' } },
        ]);
        await store.letGo('sms:b');
        await store.letGo('sms:b');
        await restart();
        expect(await bodies()).toEqual([{ text: 'sedan' }]);
        expect(await store.isEmpty()).toBe(true);
      });

      test('is kept once, as it came first', async () => {
        await Promise.all(['1', '2', '3'].map((text) => store.keep('same', { text })));
        await store.keep('same', { text: '4' });
        expect(await bodies()).toEqual([{ text: '1' }]);
        await restart();
        await store.keep('same', { text: '5' });
        expect(await bodies()).toEqual([{ text: '1' }]);
      });
    });

    test('a listener of the process before is not told any more', async () => {
      await create(store, 'p1');
      let told = 0;
      store.onCommitted(() => {
        told += 1;
      });
      await restart();
      await store.turn('p1', (doc) => ({
        doc: withChatLine(doc as Participant, { at: NOW, from: 'bot', text: 'hej' }),
        result: null,
      }));
      expect(told).toBe(0);
    });
  });
}
