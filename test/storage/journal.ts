import { expect } from '@jest/globals';
import type { LowdbStore } from '../../bot/storage/lowdb-store.ts';
import { StegvisError } from '../../domain/errors.ts';
import { create, notify, say, texts } from '../contracts/participants.ts';

/** What somebody outside the store knows: what was confirmed to them, and what was not. */
export interface Journal {
  /** `create`, a text that was said, or `notice`. */
  readonly confirmed: string[];
  /** Not confirmed: rejected, or under way when the process died. */
  readonly refused: string[];
  /** Positions that were seen in the feed. */
  readonly seen: Map<number, string>;
}

export const newJournal = (): Journal => ({ confirmed: [], refused: [], seen: new Map() });

/**
 * A short life: one participant is created, says things, asks, and is asked about; lines are moved out of the document in between. What is
 * refused is tried once more, as a person would. Ends early when nothing goes any more.
 */
export async function live(store: LowdbStore, journal: Journal): Promise<void> {
  let attempt = 0;
  const attempts = async (what: string, action: (name: string) => Promise<unknown>) => {
    for (let tries = 0; tries < 2; tries += 1) {
      attempt += 1;
      const name = what === 'say' ? `text ${attempt}` : what;
      try {
        await action(name);
        journal.confirmed.push(name);
        return;
      } catch (error) {
        expect(error).toBeInstanceOf(StegvisError);
        journal.refused.push(name);
      }
    }
  };
  const sayIt = () => attempts('say', (name) => say(store, 'p1', name));
  const ask = () => attempts('notice', () => notify(store, 'p1'));
  const poll = async () => {
    for (const entry of await store.feed('exempel', 0, 100)) {
      expect(journal.seen.get(entry.n) ?? entry.noticeId).toBe(entry.noticeId);
      journal.seen.set(entry.n, entry.noticeId);
    }
  };
  await attempts('create', () => create(store, 'p1', { meetings: 0 }));
  if (!journal.confirmed.includes('create')) return;
  await sayIt();
  await ask();
  await store.flush();
  await sayIt();
  await poll();
  await ask();
  await sayIt();
  await store.flush();
  await ask();
  await poll();
  await sayIt();
}

/**
 * Whether the store holds everything that was confirmed, once and in order, and nothing else but perhaps what was refused, once. `exact`:
 * none of that either.
 */
export async function expectKept(store: LowdbStore, journal: Journal, exact: boolean): Promise<void> {
  const found = await store.read('p1');
  const created = journal.confirmed.includes('create');
  if (exact || created) expect(found !== null).toBe(created);
  if (found === null) return;
  const { doc } = found;
  expect(found.health).toBe('ok');

  const said = await texts(store, 'p1');
  const isText = (name: string) => name.startsWith('text');
  expect(said.filter((text) => !journal.refused.includes(String(text)))).toEqual(
    journal.confirmed.filter(isText),
  );
  expect(new Set(said).size).toBe(said.length);
  if (exact) expect(said).toEqual(journal.confirmed.filter(isText));

  for (const file of ['chat', 'audit', 'plans'] as const) {
    const lines = await store.lines('p1', file, 0, 1000);
    expect(lines.map((line) => line.n)).toEqual(Array.from({ length: doc.numbers[file] }, (_, n) => n + 1));
    expect(await store.lastLines('p1', file, 1000)).toEqual(lines);
    expect(await store.lines('p1', file, 1, 2)).toEqual(lines.slice(1, 3));
  }
  expect(doc.numbers).toMatchObject({ chat: said.length, audit: said.length + 1, plans: 1 });

  const asked = journal.confirmed.filter((name) => name === 'notice').length;
  const maybe = journal.refused.filter((name) => name === 'notice').length;
  expect(doc.notices.length).toBeGreaterThanOrEqual(asked);
  expect(doc.notices.length).toBeLessThanOrEqual(exact ? asked : asked + maybe);
  expect(doc.revision).toBe(1 + said.length + doc.notices.length);

  const feed = await store.feed('exempel', 0, 100);
  expect(feed.map((entry) => entry.n)).toEqual(doc.notices.map((_, index) => index + 1));
  expect(feed.map((entry) => entry.noticeId)).toEqual(doc.notices.map((notice) => notice.id));
  for (const [n, noticeId] of journal.seen) expect(feed[n - 1]?.noticeId).toBe(noticeId);
  expect(await store.participantsOf('exempel')).toEqual(['p1']);
}
