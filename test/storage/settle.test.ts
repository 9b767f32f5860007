import { expect, test } from '@jest/globals';
import { settle } from '../../bot/storage/settle.ts';
import { type LineFile, type Participant, withLine } from '../../domain/participant.ts';
import { NOW, sampleParticipant } from '../contracts/participants.ts';

/** Which lines a document keeps when it is written: those that are not known to be safe beside it. */

const SETTLED = { chat: 0, audit: 0, plans: 0, feed: 0 };

function withLines(...files: LineFile[]): Participant {
  const doc: Participant = { ...sampleParticipant('p1'), lines: [], numbers: SETTLED };
  return files.reduce((one, file) => withLine(one, file, {}), doc);
}

const kept = (doc: Participant, settled: Partial<typeof SETTLED>) =>
  settle(null, doc, NOW, { ...SETTLED, ...settled }).lines.map(({ file, n }) => `${file} ${n}`);

test('lines that are safe in the files beside the document go, and those that came since stay', () => {
  const doc = withLines('plans', 'audit', 'chat', 'audit', 'chat');
  expect(kept(doc, {})).toEqual(['plans 1', 'audit 1', 'chat 1', 'audit 2', 'chat 2']);
  expect(kept(doc, { plans: 1, audit: 1, chat: 1 })).toEqual(['audit 2', 'chat 2']);
  expect(kept(doc, { plans: 1, audit: 2, chat: 2 })).toEqual([]);
});

test('a notice without a place stays, however many lines around it have gone, and keeps none of them', () => {
  const doc = withLines('feed', 'chat', 'audit', 'feed', 'chat');
  expect(kept(doc, { chat: 1, audit: 1 })).toEqual(['feed 1', 'feed 2', 'chat 2']);
  expect(kept(doc, { chat: 2, audit: 1 })).toEqual(['feed 1', 'feed 2']);
  expect(kept(doc, { chat: 2, audit: 1, feed: 1 })).toEqual(['feed 2']);
});

test('notices alone go when they have their places', () => {
  const doc = withLines('feed', 'feed');
  expect(kept(doc, { feed: 1 })).toEqual(['feed 2']);
  expect(kept(doc, { feed: 2 })).toEqual([]);
});

test('while the first one has to stay, so do all, and no line that has to is ever let go of', () => {
  const doc = withLines('chat', 'audit', 'feed', 'chat');
  // As between the writing of the one file and of the other.
  expect(settle(null, doc, NOW, { ...SETTLED, audit: 1, feed: 1 }).lines).toBe(doc.lines);
  expect(kept(doc, { chat: 1, feed: 1 })).toEqual(['audit 1', 'chat 2']);
});
